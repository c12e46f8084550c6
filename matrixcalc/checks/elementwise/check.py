"""The elementwise check: both sides written out in letters and compared as fractions.

It is certain where it says that a statement holds at a size.  Where it finds a
difference it says so and leaves the counterexample to others.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from matrixcalc.checks.base import Task
from matrixcalc.checks.elementwise.alphabet import Alphabet
from matrixcalc.checks.elementwise.comparison import Answer, compare
from matrixcalc.checks.elementwise.letters import Inadmissible, components
from matrixcalc.checks.elementwise.ratios import Field, NeedsRoom, Room, TooLong
from matrixcalc.checks.elementwise.rendering import Rendering
from matrixcalc.checks.elementwise.sizes import Sizes, candidates, larger, smallest, tell
from matrixcalc.checks.elementwise.writer import Writer
from matrixcalc.deadline import OutOfTime
from matrixcalc.degrees import degree
from matrixcalc.dims import IntVar
from matrixcalc.interpretation import ranges
from matrixcalc.ops.spec import Unavailable, Undefined
from matrixcalc.results import Evidence, Outcome
from matrixcalc.statements import Claim

WORK, LESS_WORK = 400_000, 100_000
"""Products of terms at a size: about a second, and where only a larger size is wanted."""
MOST_SKIPPED = 8
"""The number of size vectors that are given up before the check gives up."""
MOST_COMPONENTS = 8
"""The number of combinations of pieces of the declared sets that are written out."""
MOST_ROWS = 60
"""The number of rows of the table that are kept."""


@dataclass
class Findings:
    """What the comparison of all entries has found so far."""

    entries: int = 0
    equal: int = 0
    differs: str = ""
    open: str = ""
    table: list[tuple[str, str, str, str]] = field(default_factory=list)
    completed: list[Sizes] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    undefined: int = 0
    """How many of the skipped sizes have nothing to write out."""


class ElementwiseCheck:
    """Writes both sides out at small sizes and compares them entry by entry."""

    name = "elementwise"

    def examine(self, claim: Claim, task: Task) -> Evidence:
        """What writing out `claim` shows."""
        start, found = time.perf_counter(), Findings()
        if claim.left.shape == claim.right.shape:
            outcome, detail = _examine(claim, task, found)
        else:
            outcome, detail = Outcome.UNAVAILABLE, "the two sides have different shapes"
        sizes = tuple({v.name: k for v, k in s.items()} for s in found.completed)
        return Evidence(
            self.name,
            outcome,
            detail,
            sizes,
            table=tuple(found.table[:MOST_ROWS]),
            seconds=time.perf_counter() - start,
        )


def _examine(claim: Claim, task: Task, found: Findings) -> tuple[Outcome, str]:
    for sizes in candidates(claim, task.sizes):
        if found.differs or len(found.completed) >= 2 or len(found.skipped) >= MOST_SKIPPED:
            break
        _try(claim, sizes, task, found)
    if claim.integers and found.completed and not (found.differs or task.brief):
        _look_further(claim, task, found)
    return _outcome(claim, found)


def _look_further(claim: Claim, task: Task, found: Findings) -> None:
    """Size 1, where much degenerates, and a larger size if that tells the general case."""
    skipped, least = list(found.skipped), smallest(claim, task.sizes)
    if least not in found.completed:
        _try(claim, least, task, found, LESS_WORK)
        found.skipped = skipped
    for sizes in larger(claim, task.sizes, found.completed):
        if found.differs or found.open or tell(claim, found.completed):
            return
        _try(claim, sizes, task, found, LESS_WORK)
        if len(found.skipped) > len(skipped):
            return


def _try(claim: Claim, sizes: Sizes, task: Task, found: Findings, work: int = WORK) -> None:
    """Write out at one choice of sizes; what goes wrong is noted."""
    attempt = Findings()
    try:
        if not claim.fits(sizes):
            raise Undefined("a letter without rows or columns")
        for pieces in _pieces(claim, sizes):
            _compare_all(claim, sizes, pieces, task, attempt, work)
            if attempt.differs:
                break
    except (Inadmissible, Undefined, Unavailable) as reason:
        # What is unavailable is so at every size.
        everywhere = isinstance(reason, Unavailable)
        found.skipped.append(str(reason) if everywhere else _at(str(reason), sizes))
        found.undefined += 1
        return
    except TooLong:
        found.skipped.append(_at("too many terms", sizes))
        return
    except OutOfTime as late:
        found.skipped.append(_at(str(late), sizes))
        return
    found.entries += attempt.entries
    found.equal += attempt.equal
    found.open = found.open or attempt.open
    found.differs = attempt.differs
    found.table = attempt.table if attempt.differs or not found.table else found.table
    found.completed.append(sizes)


def _at(what: str, sizes: Mapping[IntVar, int]) -> str:
    return f"{what} at {_shown(sizes)}" if sizes else what


def _shown(sizes: Mapping[IntVar, int]) -> str:
    return ", ".join(f"{v.name} = {k}" for v, k in sizes.items())


def _pieces(claim: Claim, sizes: Sizes) -> Iterator[dict[str, int]]:
    """Every choice of a component of the declared set of each letter."""
    counts: dict[str, int] = {}
    for s in claim.free_symbols:
        rows, cols = s.shape.rows.at(sizes), s.shape.cols.at(sizes)
        count = components(s, rows, cols)
        if count > 1 and s.arguments:
            raise Unavailable(f"{s} may lie in several pieces of its set")
        counts[s.name] = count
    choices = [range(c) for c in counts.values()]
    total = 1
    for c in counts.values():
        total *= c
    if total > MOST_COMPONENTS:
        raise Unavailable("the declared sets have too many pieces")
    for chosen in itertools.product(*choices):
        yield dict(zip(counts, chosen, strict=True))


def _compare_all(
    claim: Claim,
    sizes: Sizes,
    pieces: Mapping[str, int],
    task: Task,
    found: Findings,
    work: int,
) -> None:
    """Compare all entries, starting again with more room where it does not suffice."""
    room = Room()
    while True:
        attempt = Findings()
        try:
            letters = Field(room, work, task.deadline)
            _compare_with(letters, claim, sizes, pieces, task, attempt)
        except NeedsRoom as larger:
            room = larger.room
            continue
        found.entries += attempt.entries
        found.equal += attempt.equal
        found.differs = found.differs or attempt.differs
        found.open = found.open or attempt.open
        found.table += attempt.table
        return


def _compare_with(
    letters: Field,
    claim: Claim,
    sizes: Sizes,
    pieces: Mapping[str, int],
    task: Task,
    found: Findings,
) -> None:
    alphabet = Alphabet(letters, pieces)
    writer = Writer(claim, sizes, alphabet, task.deadline)
    render = Rendering(alphabet.functions)
    for at in ranges(claim, sizes):
        left, right = writer.value(claim.left, at), writer.value(claim.right, at)
        for i, j in itertools.product(range(len(left)), range(len(left[0]))):
            answer, difference = compare(alphabet.functions, left[i][j], right[i][j])
            place = _place(at, i, j, len(left), len(left[0]))
            found.entries += 1
            found.equal += answer is Answer.EQUAL
            if answer is Answer.DIFFERENT and not found.differs:
                found.differs = f"{place}: the sides differ by {render.text(difference)}"
            if answer is Answer.OPEN and not found.open:
                found.open = place
            if task.detailed:
                texts = render.text(left[i][j]), render.text(right[i][j])
                found.table.append((place, *texts, answer.value))


def _place(at: Mapping[IntVar, int], i: int, j: int, rows: int, cols: int) -> str:
    index = ", ".join(f"{v.name}={k}" for v, k in at.items())
    if rows == cols == 1:
        return index or "the value"
    entry = f"entry {i + 1}" if cols == 1 else f"entry {i + 1},{j + 1}"
    return f"{index}; {entry}" if index else entry


def _outcome(claim: Claim, found: Findings) -> tuple[Outcome, str]:
    note = "; " + "; ".join(dict.fromkeys(found.skipped)) if found.skipped else ""
    if found.differs:
        return Outcome.DISAGREES, _at(found.differs, found.completed[-1])
    if found.open:
        return Outcome.INCONCLUSIVE, f"{found.open} could not be decided{note}"
    if not found.completed:
        missing = found.undefined == len(found.skipped)
        outcome = Outcome.UNAVAILABLE if missing else Outcome.INCONCLUSIVE
        return outcome, note.removeprefix("; ")
    detail = f"{found.equal} of {found.entries} entries equal"
    if tell(claim, found.completed):
        return Outcome.HOLDS, detail + note
    known = degree(claim, found.completed[-1])
    small = "too small to tell the general case"
    if known is not None:
        small += f" of a statement of degree {known}"
    return Outcome.CONSISTENT, f"{detail}; {small}{note}"
