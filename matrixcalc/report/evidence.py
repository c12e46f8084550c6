"""What stands below a step: checks, counterexample, conditions, reasons, notes.

Turns plain data into lines and decides nothing about the step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from matrixcalc.report import matrices
from matrixcalc.report.style import BREAKS, ERROR, FAINT, HELP, OUTCOMES, PLAIN, VERDICTS
from matrixcalc.report.wrapping import paragraph, wrap
from matrixcalc.results import Counterexample, Evidence, Note, Outcome, StepResult, Verdict

INDENT = 6
NAME = 20
"""Cells for the name of a check."""
SHOWN_SIZES = 6


def below(step: StepResult, width: int, detailed: bool) -> Iterator[Text]:
    """Every line that stands below a step."""
    if step.written and step.understood and step.written != step.understood:
        # The statement above is printed as it was understood.
        yield from _labelled("written", step.written, width, FAINT)
    for evidence in step.evidence:
        if detailed or _tells(evidence, step):
            yield from check(evidence, width, step.verdict.is_accepted and not detailed)
            yield from _chain(evidence, width)
        if detailed:
            yield from entries(evidence, width)
    if step.counterexample is not None:
        yield from counterexample(step.counterexample, width)
    if step.suggestion:
        nearby = step.verdict in (Verdict.CONDITIONAL, Verdict.CONVENTION)
        yield from _labelled("but" if nearby else "instead", step.suggestion, width, HELP)
    for condition in step.conditions:
        if not _noted(condition, step):
            label = "assuming" if step.verdict.is_accepted else "needs"
            yield from _labelled(label, condition, width, VERDICTS[step.verdict])
    for reason in step.reasons:
        if any(reason == f"{e.check}: {e.detail}" for e in step.evidence):
            continue  # The evidence above, or a note below, says the same.
        yield from _labelled("because", reason, width, VERDICTS[step.verdict])
    for item in step.notes:
        yield from note(item, width, INDENT)
    if step.expected is not None:
        yield from _expectation(step, width)


def _tells(evidence: Evidence, step: StepResult) -> bool:
    """Whether the evidence is worth a line.

    It is not if the shapes fit, if the check did not apply to a step that is decided, if
    it found nothing of one that is wrong, or if a note says the same.
    """
    if evidence.outcome is Outcome.FITS or _noted(evidence.detail, step):
        return False
    if evidence.outcome is Outcome.INCONCLUSIVE and step.verdict.is_wrong:
        return False
    return evidence.outcome is not Outcome.UNAVAILABLE or step.verdict is Verdict.UNDECIDED


def _noted(text: str, step: StepResult) -> bool:
    return bool(text) and any(text in item.message for item in step.notes)


def _expectation(step: StepResult, width: int) -> Iterator[Text]:
    if step.met:
        yield from _labelled("expected", f"{step.expected}, as it is", width, FAINT)
    else:
        text = f"{step.expected}, but the step is {step.verdict.value}"
        yield from _labelled("expected", text, width, ERROR)


def _labelled(label: str, text: str, width: int, style: str) -> list[Text]:
    hang = INDENT + 2 + NAME
    lines = paragraph(text, width - hang)
    first = Text(" " * (INDENT + 2)).append(label.ljust(NAME), style=FAINT)
    return [first.append(lines[0], style=style),
            *(Text(" " * hang).append(line, style=style) for line in lines[1:])]  # fmt: skip


def check(evidence: Evidence, width: int, settled: bool = False) -> list[Text]:
    """One check: its mark and name, and what it looked at.

    Why it alone would not suffice is left out of a step that others have `settled`.
    """
    mark, style = OUTCOMES[evidence.outcome]
    settled = settled and evidence.outcome is Outcome.CONSISTENT
    detail = evidence.detail.partition(";")[0] if settled else evidence.detail
    facts = [] if settled or evidence.outcome in PLAIN else [evidence.outcome.value]
    shown = sizes(evidence.sizes)
    if shown:
        facts.append(shown)
    elif evidence.outcome is Outcome.PROVED:
        facts.append("for every size")
        facts += [", ".join(evidence.laws)] if evidence.laws else []
    facts += [detail] if detail else []
    lines = paragraph(" · ".join(facts), width - INDENT - 2 - NAME)
    first = Text(" " * INDENT).append(mark, style=style)
    first.append(" " + evidence.check.ljust(NAME) + lines[0], style=FAINT)
    hang = " " * (INDENT + 2 + NAME)
    return [first, *(Text(hang + line, style=FAINT) for line in lines[1:])]


def _chain(evidence: Evidence, width: int) -> Iterator[Text]:
    """A proof step by step."""
    hang = " " * (INDENT + 2 + NAME)
    for number, step in enumerate(evidence.chain, start=1):
        label = f"{number}. "
        for k, line in enumerate(paragraph(step, width - len(hang) - len(label))):
            yield Text(hang + (label if not k else " " * len(label)) + line, style=FAINT)


def sizes(vectors: Sequence[Mapping[str, int]]) -> str:
    """Size vectors in few words, those with the same names together.

    >>> sizes([{"n": 1, "m": 2}, {"n": 3, "m": 5}])
    '(n, m) = (1, 2) (3, 5)'
    >>> sizes([{"n": 1}, {"n": 3}])
    'n = 1, 3'
    """
    parts = []
    for names, same in groupby(vectors, key=tuple):
        values = [tuple(v.values()) for v in same]
        more = f" and {len(values) - SHOWN_SIZES} more" if len(values) > SHOWN_SIZES else ""
        shown = values[:SHOWN_SIZES]
        if len(names) == 1:
            parts.append(f"{names[0]} = {', '.join(str(v[0]) for v in shown)}{more}")
        elif names:
            tuples = " ".join(f"({', '.join(map(str, v))})" for v in shown)
            parts.append(f"({', '.join(names)}) = {tuples}{more}")
    return "; ".join(parts)


def entries(evidence: Evidence, width: int) -> Iterator[Text]:
    """The table of the entries that a check compared: on one line each where it fits."""
    label = max((cell_len(place) for place, *_ in evidence.table), default=0)
    hang = " " * (INDENT + 2 + (label + 2 if label else 0))
    for place, left, right, verdict in evidence.table:
        head = f"{' ' * (INDENT + 2)}{place}".ljust(len(hang))
        whole = f"{left} = {right}  {verdict}"
        lines = [whole]
        if cell_len(hang + whole) > width:
            room = width - len(hang) - 2
            sides = (*wrap(left, room), *wrap(f"= {right}", room))
            lines = [*sides[:1], *(f"  {line}" for line in sides[1:]), f"  {verdict}"]
        for k, line in enumerate(lines):
            yield Text((hang if k else head) + line, style=FAINT)


def counterexample(c: Counterexample, width: int) -> Iterator[Text]:
    """The values, the two sides there, and where they differ."""
    where = ", ".join([f"{name} = {value}" for name, value in c.sizes.items()])
    kind = "counterexample" if c.exact else "counterexample (digits certified)"
    title = Text(" " * (INDENT + 2)).append(kind, style=BREAKS)
    yield title.append(f"  with {where}" if where else "")
    room = width - INDENT - 4
    values = [
        matrices.equation(name, matrices.matrix(rows)) for name, rows in sorted(c.values.items())
    ]
    yield from _indented(matrices.beside(values, room))
    differing = _differing(c)
    sides = [
        matrices.equation(name, matrices.matrix(rows, differing, BREAKS))
        for name, rows in (("left side", c.left), ("right side", c.right))
    ]
    yield from _indented(matrices.beside(sides, room))
    if c.entry:
        yield Text(" " * (INDENT + 4)).append(f"they differ at {c.entry}", style=BREAKS)


def _indented(lines: Sequence[Text]) -> Iterator[Text]:
    return (Text(" " * (INDENT + 4)) + line for line in lines)


def _differing(c: Counterexample) -> list[tuple[int, int]]:
    return [
        (i, j)
        for i, (row, other) in enumerate(zip(c.left, c.right, strict=False))
        for j, (x, y) in enumerate(zip(row, other, strict=False))
        if x != y
    ]


def note(item: Note, width: int, indent: int = 0) -> list[Text]:
    """A diagnostic: code and message, labels below it, help last."""
    head = f"{'error' if indent == 0 else 'note'}[{item.code}]: "
    space = " " * indent
    lines = paragraph(item.message, width - indent - len(head))
    result = [Text(space).append(head, style=ERROR if indent == 0 else HELP).append(lines[0])]
    result += [Text(space + " " * len(head) + line) for line in lines[1:]]
    result += [Text(f"{space}  --> {label}") for label in item.labels]
    if item.help:
        result.append(Text(f"{space}  = help: ").append(item.help, style=HELP))
    return result
