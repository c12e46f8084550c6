"""The finite differences check: choose sizes and points, evaluate, compare.

It draws its own well-conditioned points from the declared sets, and answers in
three ways.  It never accepts and never refutes: a disagreement is reported as
one only when two points show it, and means no more than that.
"""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matrixcalc.checks.base import Task
from matrixcalc.checks.finite_differences.comparison import Answer, Comparison, Sides, compare
from matrixcalc.checks.finite_differences.evaluation import Evaluation, Ledger
from matrixcalc.checks.finite_differences.orders import order
from matrixcalc.checks.finite_differences.points import Point
from matrixcalc.checks.finite_differences.sizes import Sizes, choices, least
from matrixcalc.deadline import OutOfTime
from matrixcalc.dims import IntVar
from matrixcalc.interpretation import ranges
from matrixcalc.ops.spec import Unavailable, Undefined
from matrixcalc.results import Evidence, Outcome
from matrixcalc.statements import Claim

TWINS = 3
"""Disturbed evaluations from which the error of the sides is measured."""

ATTEMPTS, FAVOURABLE_ATTEMPTS = 12, 4
"""Points tried until the claim is defined, and favourable ones after them."""

BLURRED_POINTS = 3
"""Points with a large error after which no better one is sought."""

ENOUGH_POINTS = 8
"""Points at which the sides agree after which no other is tried."""

BRIEF_POINTS = 1
"""Points of agreement that suffice for a second opinion."""

MODEST = 600
"""Operations after which one point of agreement has to do."""

ENOUGH_SIZES = 2
"""Sizes at which the sides must agree, unless they are costly."""

COSTLY = 4000
"""Operations after which one choice of sizes has to do."""

PLACES = {0: 60, 1: 30}
"""Choices of the free indices that are compared, by the order of the derivatives."""

FEWEST_PLACES = 12

HIGHEST_ORDER = 3
"""The largest number of derivatives inside one another that leaves any digits."""

MOST_PLACES = 20_000

LONGEST_TABLE = 64

LARGEST = 1000
"""Rows and columns of the largest matrix that is computed with."""


@dataclass(frozen=True)
class Finding:
    """What was found at one choice of sizes; no comparison if the claim is nowhere defined."""

    sizes: Sizes
    comparison: Comparison | None
    reason: str = ""
    work: int = 0


class FiniteDifferencesCheck:
    """Compares both sides in floating point, derivatives by finite differences."""

    name = "finite differences"

    def examine(self, claim: Claim, task: Task) -> Evidence:
        """Whether the sides agree, disagree, or neither can be said."""
        start = time.perf_counter()
        try:
            with np.errstate(all="ignore"):
                evidence = self._evidence(claim, task)
        except OutOfTime as late:
            evidence = self._says(Outcome.INCONCLUSIVE, str(late))
        except Unavailable as reason:
            evidence = self._says(Outcome.UNAVAILABLE, str(reason))
        return replace(evidence, seconds=time.perf_counter() - start)

    def _says(self, outcome: Outcome, detail: str, *findings: Finding) -> Evidence:
        sizes = tuple({v.name: k for v, k in f.sizes.items()} for f in findings)
        return Evidence(self.name, outcome, detail, sizes)

    def _evidence(self, claim: Claim, task: Task) -> Evidence:
        if claim.left.shape != claim.right.shape:
            return self._says(Outcome.UNAVAILABLE, "the sides have different shapes")
        if _order(claim) > HIGHEST_ORDER:
            return self._says(Outcome.UNAVAILABLE, "derivatives of this order are too imprecise")
        found = _findings(claim, task)
        evidence = self._judged(found)
        tables = [f.comparison.table for f in found if f.comparison is not None]
        if task.detailed and tables:
            return replace(evidence, table=tables[-1][:LONGEST_TABLE])
        return evidence

    def _judged(self, found: Sequence[Finding]) -> Evidence:
        """What the findings add up to: one confirmed difference, or agreement throughout."""
        compared = [(f, f.comparison) for f in found if f.comparison is not None]
        for f, c in compared:
            if c.answer is Answer.DIFFER:
                return self._says(Outcome.DISAGREES, c.reason + ", at two points", f)
        for f, c in compared:
            if c.answer in (Answer.OPEN, Answer.BLURRED):
                return self._says(Outcome.INCONCLUSIVE, c.reason, f)
        if compared:
            digits = min(c.digits for _, c in compared)
            return self._says(
                Outcome.AGREES, f"agrees to {digits} digits", *(f for f, _ in compared)
            )
        reasons = "; ".join(dict.fromkeys(f.reason for f in found))
        detail = "not defined at any of the points tried" + (f": {reasons}" if reasons else "")
        return self._says(Outcome.INCONCLUSIVE, detail)


def _findings(claim: Claim, task: Task) -> list[Finding]:
    """What is found at one choice of sizes after another, until it is enough.

    Raises `Unavailable` if no choice of sizes can be looked at.
    """
    found: list[Finding] = []
    reason = Unavailable("no sizes satisfy what is declared")
    patient = claim.integrates
    for sizes in choices(claim, task.sizes, small=_order(claim) > 1):
        try:
            found.append(_at_sizes(claim, sizes, task))
        except Unavailable as why:
            reason = why
        if _is_enough(found, patient=patient) or (
            task.brief and found and found[-1].comparison is not None
        ):
            break
    if not found:
        raise reason
    if not task.brief and all(_agrees(f) for f in found):
        found += _at_least_sizes(claim, task, [f.sizes for f in found])
    return found


def _agrees(finding: Finding) -> bool:
    return finding.comparison is None or finding.comparison.answer is Answer.AGREE


def _is_enough(found: Sequence[Finding], *, patient: bool) -> bool:
    compared = [f for f in found if f.comparison is not None]
    costly = not patient and any(f.work > COSTLY for f in compared)
    return len(compared) >= ENOUGH_SIZES or costly or not all(map(_agrees, found))


def _at_least_sizes(claim: Claim, task: Task, known: Sequence[Sizes]) -> list[Finding]:
    """What is found where matrices are scalars, which costs little; nothing if that fails."""
    found = []
    for sizes in least(claim, task.sizes):
        if sizes not in known:
            with contextlib.suppress(Unavailable):
                found.append(_at_sizes(claim, sizes, task))
    return [f for f in found if f.comparison is not None]


def _at_sizes(claim: Claim, sizes: Sizes, task: Task) -> Finding:
    """What several points at these sizes show; a difference has to show at two."""
    _refuse_large(claim, sizes)
    places = _places(claim, sizes, task.seed)
    if not places:
        raise Unavailable("the ranges of the indices are empty")
    seen: dict[Answer, list[Finding]] = {answer: [] for answer in Answer}
    reason, work = "", 0
    for number in range(ATTEMPTS + FAVOURABLE_ATTEMPTS):
        favourable = number >= ATTEMPTS
        if number == ATTEMPTS and (seen[Answer.AGREE] or seen[Answer.BLURRED]):
            break
        ledger = Ledger(np.random.default_rng([abs(task.seed), number]))
        point = Point(task.seed, number, favourable)
        try:
            comparison = _at_point(claim, sizes, point, ledger, places, task)
        except Undefined as why:
            reason = str(why)
            continue
        work += ledger.work
        seen[comparison.answer].append(Finding(sizes, comparison, work=work))
        if _suffices(seen, work) or (task.brief and len(seen[Answer.AGREE]) >= BRIEF_POINTS):
            break
    return _summed_up(seen) or Finding(sizes, None, reason)


def _refuse_large(claim: Claim, sizes: Sizes) -> None:
    """Raise `Unavailable` where one operation on a matrix would take more than its share of time."""
    for dim in {d for e in claim.nodes for d in (e.shape.rows, e.shape.cols)}:
        if dim.variables <= sizes.keys() and dim.at(sizes) > LARGEST:
            raise Unavailable(f"a matrix with {dim.at(sizes)} rows or columns is too large")


def _suffices(seen: Mapping[Answer, Sequence[Finding]], work: int) -> bool:
    """Whether no further point is needed at these sizes."""
    if seen[Answer.OPEN] or len(seen[Answer.DIFFER]) > 1:
        return True
    if seen[Answer.DIFFER]:
        return False
    if len(seen[Answer.BLURRED]) >= BLURRED_POINTS:
        return True
    agreements = len(seen[Answer.AGREE])
    return agreements >= ENOUGH_POINTS or (agreements > 0 and work > MODEST)


def _summed_up(seen: Mapping[Answer, Sequence[Finding]]) -> Finding | None:
    """The finding that stands for all points at one choice of sizes."""
    if len(seen[Answer.DIFFER]) > 1:
        return seen[Answer.DIFFER][-1]
    if seen[Answer.DIFFER]:
        return _one_point_only(seen[Answer.DIFFER][0])
    for answer in (Answer.OPEN, Answer.AGREE, Answer.BLURRED):
        if seen[answer]:
            return seen[answer][-1]
    return None


def _one_point_only(finding: Finding) -> Finding:
    assert finding.comparison is not None
    doubt = "the sides differ at one point, and another does not confirm it"
    return replace(
        finding, comparison=replace(finding.comparison, answer=Answer.OPEN, reason=doubt)
    )


def _at_point(
    claim: Claim,
    sizes: Sizes,
    point: Point,
    ledger: Ledger,
    places: Sequence[Mapping[IntVar, int]],
    task: Task,
) -> Comparison:
    here = Evaluation(claim, sizes, point, ledger, task.deadline)
    sides = []
    for at in places:
        left, right = here.finite(claim.left, at), here.finite(claim.right, at)
        twins = tuple(
            (here.twin(k).value(claim.left, at), here.twin(k).value(claim.right, at))
            for k in range(TWINS)
        )
        words = ", ".join(f"{v.name} = {k}" for v, k in at.items())
        sides.append(Sides(left, right, twins, words))
    return compare(sides, ledger.magnitude)


def _places(claim: Claim, sizes: Sizes, seed: int) -> list[dict[IntVar, int]]:
    """The choices of the free indices to compare: all of them, or a fair sample.

    The sample takes turns among the patterns of equal and different indices.
    """
    every = list(itertools.islice(ranges(claim, sizes), MOST_PLACES))
    most = PLACES.get(_order(claim), FEWEST_PLACES)
    if len(every) <= most:
        return every
    rng = np.random.default_rng([abs(seed), len(every)])
    patterns: dict[tuple[int, ...], list[dict[IntVar, int]]] = {}
    for k in rng.permutation(len(every)):
        values = list(every[k].values())
        patterns.setdefault(tuple(values.index(v) for v in values), []).append(every[k])
    turns = itertools.chain.from_iterable(itertools.zip_longest(*patterns.values()))
    return list(itertools.islice((at for at in turns if at is not None), most))


def _order(claim: Claim) -> int:
    return max(order(claim, claim.left), order(claim, claim.right))
