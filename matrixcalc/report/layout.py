"""A problem's statements in columns: statement, verdict, justification.

The steps of a chain stand below each other with the left side on the first
line only.  Everything is measured in cells, so that combining accents align.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from matrixcalc.report.style import ERROR, VERDICTS
from matrixcalc.report.wrapping import paragraph, wrap
from matrixcalc.results import StepResult, Verdict

INDENT = 2
GAP = 2
LEAST_STATEMENT = 24
WIDE_LEFT = 20
"""Cells from which the left side of a chain stands on a line of its own, if it must."""


@dataclass(frozen=True)
class Columns:
    """Where the columns begin, for a width of the page."""

    width: int
    statement: int
    verdict: int
    because: int

    @classmethod
    def of(cls, groups: Sequence[Sequence[StepResult]], width: int, judged: bool) -> Columns:
        """Columns in which as many statements as possible fit on one line."""
        steps = [s for group in groups for s in group]
        verdict = max((cell_len(s.verdict.value) for s in steps), default=0) if judged else 0
        longest = max((cell_len(s.because) for s in steps), default=0)
        spare = width - INDENT - LEAST_STATEMENT - GAP * 2 - verdict
        because = min(longest, max(24, width // 3), spare)
        room = width - INDENT - because - GAP * 2 - verdict
        needed = (cell_len(line) for group in groups for line in _plain(group))
        fits = [n for n in needed if n <= room]
        return cls(width, max([*fits, LEAST_STATEMENT]), verdict, because)

    @property
    def verdict_at(self) -> int:
        """The column in which verdicts begin."""
        return INDENT + self.statement + GAP

    @property
    def because_at(self) -> int:
        """The column in which justifications begin."""
        return self.verdict_at + (self.verdict + GAP if self.verdict else 0)


def groups(steps: Sequence[StepResult]) -> list[list[StepResult]]:
    """The steps in runs: a chain is one run, everything else a run of its own."""
    found: list[list[StepResult]] = []
    for step in steps:
        if step.kind == "step" and step.left and found and found[-1][-1].right == step.left:
            found[-1].append(step)
        else:
            found.append([step])
    return found


def _sign(step: StepResult) -> str:
    return step.sign


def _plain(group: Sequence[StepResult]) -> list[str]:
    """Each step on one line, aligned at the relation; as written where it was not understood."""
    if not group[0].understood:
        return [step.written for step in group]
    left = group[0].left
    blank = " " * cell_len(left)
    return [f"{blank if k else left} {_sign(step)} {step.right}" for k, step in enumerate(group)]


def statements(group: Sequence[StepResult], columns: Columns) -> Iterator[list[str]]:
    """The lines of each step of a group, without the verdict."""
    full = columns.width - 2 * INDENT
    lines = _plain(group)
    if not group[0].understood:
        for step in group:
            yield wrap(step.written, full)
        return
    indent = cell_len(group[0].left)
    if indent > WIDE_LEFT and any(cell_len(line) > columns.statement for line in lines):
        yield from _below(group, full)
        return
    for step, line in zip(group, lines, strict=True):
        if cell_len(line) <= columns.statement:
            yield [line]
            continue
        head = group[0].left if step is group[0] else " " * indent
        first, *rest = wrap(step.right, full - indent - 3)
        yield [f"{head} {_sign(step)} {first}", *(" " * (indent + 3) + more for more in rest)]


def _below(group: Sequence[StepResult], full: int) -> Iterator[list[str]]:
    """The left side on lines of its own, the right sides below it."""
    for k, step in enumerate(group):
        left = [] if k else _hanging(group[0].left, full, "", "    ")
        yield [*left, *_hanging(step.right, full, f"  {_sign(step)} ", "    ")]


def _hanging(text: str, full: int, first: str, later: str) -> list[str]:
    lines = wrap(text, full - len(later), full - len(first))
    return [(later if k else first) + line for k, line in enumerate(lines)]


def row(step: StepResult, lines: Sequence[str], columns: Columns, judged: bool) -> list[Text]:
    """A step with its verdict and justification beside the last of its lines."""
    result = [Text(" " * INDENT + line) for line in lines]
    reasons = paragraph(step.because, columns.because)
    if result[-1].cell_len > columns.verdict_at - GAP and (judged or step.because):
        result.append(Text())
    last = result[-1]
    last.pad_right(columns.verdict_at - last.cell_len)
    if judged:
        last.append(step.verdict.value, style=VERDICTS[step.verdict])
        last.pad_right(columns.because_at - last.cell_len)
    last.append(reasons[0], style="italic")
    result += [Text(" " * columns.because_at).append(more, style="italic") for more in reasons[1:]]
    if judged:
        result[0] = _marked(result[0], step)
    return result


def _marked(line: Text, step: StepResult) -> Text:
    """The line with a mark in the margin, if the step asks for attention."""
    wrong = step.verdict.is_wrong or step.verdict is Verdict.CONTRADICTION or not step.met
    if not wrong and (step.verdict.is_accepted or step.verdict is Verdict.GIVEN):
        return line
    style = VERDICTS[step.verdict] if step.met else ERROR
    return Text().append("✗" if wrong else "?", style=style).append_text(line[1:])
