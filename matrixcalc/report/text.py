"""The report as text for a terminal or a pipe.

Every problem is laid out step by step, with the evidence below each step, and
a summary closes the report.  Nothing is judged here.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from matrixcalc.report import evidence
from matrixcalc.report.layout import Columns, groups, row, statements
from matrixcalc.report.style import CODES, ERROR, FAINT, VERDICTS
from matrixcalc.report.wrapping import paragraph
from matrixcalc.results import DocumentResult, ProblemResult, Report, StepResult, Verdict

LEAST_WIDTH = 60


@dataclass(frozen=True)
class Style:
    """How to print: the width in cells, colour, and how much of it."""

    width: int = 80
    colour: bool = False
    detailed: bool = False
    quiet: bool = False
    """Only the problems in which something is not accepted, and the summary."""

    @property
    def page(self) -> int:
        """The width that is used: never less than a formula needs."""
        return max(self.width, LEAST_WIDTH)


PLAIN = Style()


def render(report: Report, style: Style = PLAIN) -> str:
    """The whole report as text."""
    lines: list[Text] = []
    for document in report.documents:
        lines += _document(document, style, heading=len(report.documents) > 1)
    lines += _summary(report, style.page)
    return _printed(lines, style)


def render_problem(
    problem: ProblemResult, style: Style = PLAIN, *, judged: bool = True, about: str = ""
) -> str:
    """One problem as text; without verdicts and evidence if it is not `judged`.

    `about` is a paragraph that follows the statements.
    """
    lines = _problem(problem, style, judged=judged)
    if about:
        lines += [Text(), *(Text(line) for line in paragraph(about, style.page))]
    return _printed(lines, style)


def needs_attention(step: StepResult) -> bool:
    """Whether a step is neither accepted nor given nor what was expected of it."""
    if step.expected is not None:
        return not step.met
    return not (step.verdict.is_accepted or step.verdict is Verdict.GIVEN)


def _printed(lines: Iterable[Text], style: Style) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=style.page, color_system="standard" if style.colour else None,
        force_terminal=style.colour, no_color=not style.colour, legacy_windows=False,
        markup=False, emoji=False, highlight=False, _environ={},
    )  # fmt: skip
    for line in lines:
        line.rstrip()
        console.print(line, soft_wrap=True)
    return out.getvalue()


def _document(document: DocumentResult, style: Style, *, heading: bool) -> list[Text]:
    shown = [p for p in document.problems if not style.quiet or _troubled(p)]
    lines: list[Text] = []
    if heading and shown and document.path:
        lines += [Text(f"── {document.path} ".ljust(style.page, "─"), style=FAINT), Text()]
    for problem in shown:
        lines += [*_problem(problem, style, judged=True), Text()]
    for item in document.notes:
        lines += [*evidence.note(item, style.page), Text()]
    return lines


def _troubled(problem: ProblemResult) -> bool:
    return bool(problem.notes) or any(needs_attention(s) for s in problem.steps)


def _problem(problem: ProblemResult, style: Style, *, judged: bool) -> list[Text]:
    lines = [*_title(problem, style.page), *_declared(problem, style.page)]
    runs = groups(problem.steps)
    columns = Columns.of(runs, style.page, judged)
    for run in runs:
        lines.append(Text())
        for step, parts in zip(run, statements(run, columns), strict=True):
            lines += row(step, parts, columns, judged)
            if judged:
                lines += evidence.below(step, style.page, style.detailed)
    for item in problem.notes:
        lines += [Text(), *evidence.note(item, style.page)]
    return lines


def _title(problem: ProblemResult, width: int) -> list[Text]:
    title = Text().append(problem.title or problem.name, style="bold")
    if not problem.source:
        return [title]
    source = Text(problem.source, style=FAINT)
    if title.cell_len + source.cell_len + 3 <= width:
        title.pad_right(width - title.cell_len - source.cell_len)
        return [title + source]
    return [title, *(Text(line, style=FAINT) for line in paragraph(problem.source, width))]


def _declared(problem: ProblemResult, width: int) -> list[Text]:
    declared = ("; " if any("," in d for d in problem.declared) else ", ").join(problem.declared)
    parts = [part for part in (declared, ", ".join(problem.conventions)) if part]
    lines = [Text(line) for line in paragraph(" · ".join(parts), width)]
    if problem.assumed:
        assumed = f"assumed: {'; '.join(problem.assumed)}"
        lines += [Text(line, style=VERDICTS[Verdict.CONDITIONAL])
                  for line in paragraph(assumed, width)]  # fmt: skip
    return lines


# The summary.


def _summary(report: Report, width: int) -> list[Text]:
    lines = [Text("interrupted: this is what was verified so far", style=ERROR)]
    return [*(lines if report.interrupted else []), *_counts(report, width), *_wrong(report),
            *_articles(report, width)]  # fmt: skip


def _counts(report: Report, width: int) -> list[Text]:
    """How many steps have each verdict, in as many lines as the width asks for."""
    problems = sum(len(d.problems) for d in report.documents)
    unread = len(report.errors)
    rest = [_number(problems, "derivation"), f"{report.seconds:.1f} s"]
    rest += [_number(unread, "error")] if unread else []
    seed = report.options.get("seed", "0")
    rest += [f"seed {seed}"] if seed != "0" else []
    parts = [Text(f"{count} {verdict}", style=VERDICTS[Verdict(verdict)])
             for verdict, count in report.summary.items()]  # fmt: skip
    lines = [Text().append(_number(len(report.steps), "step"), style="bold")]
    for k, part in enumerate([*parts, *(Text(f"· {r}", style=FAINT) for r in rest)]):
        before = " " if part.plain.startswith("·") else (", " if k else ": ")
        if lines[-1].cell_len + len(before) + part.cell_len + 1 > width:
            lines[-1].append(before.rstrip())
            lines.append(Text("  "))
            before = ""
        lines[-1].append(before).append_text(part)
    return lines


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _wrong(report: Report) -> Iterator[Text]:
    """The first step of each problem that asks for attention."""
    for document in report.documents:
        for problem in document.problems:
            step = next((s for s in problem.steps if needs_attention(s)), None)
            if step is not None:
                place = f"{document.path}:{step.line}" if document.path else f"line {step.line}"
                line = Text(f"  {problem.name}: first ")
                line.append(step.verdict.value, style=VERDICTS[step.verdict])
                yield line.append(f" at step {problem.steps.index(step) + 1}, {place}")


def _articles(report: Report, width: int) -> list[Text]:
    codes = {n.code for d in report.documents for n in d.notes}
    codes |= {CODES[s.verdict] for s in report.steps
              if needs_attention(s) and s.verdict in CODES}  # fmt: skip
    codes |= {n.code for s in report.steps for n in s.notes}
    if not codes:
        return []
    told = f"matcalc explain CODE tells more about {', '.join(sorted(codes))}"
    return [Text(f"  {line}", style=FAINT) for line in paragraph(told, width - 2)]
