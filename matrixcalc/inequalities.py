"""Whether one number is never less than another, or one symmetric matrix than another.

What is claimed is turned into equations that the checks judge: the difference is a number that is
seen not to be negative, or a sum of squares; the one side is the value of a convex function at a
mean, and the other the mean of the values; the smallest value of the difference is zero; or all of
that of the squares.  It is refuted by a point at which it certainly fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from matrixcalc.certificates import (
    Visible,
    coefficient,
    has_roots,
    squared,
    squares,
    terms,
    where_defined,
)
from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.checks.proof.definitions import inlined
from matrixcalc.convexity import FAILURES, Bending, is_affine
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.derive import collected
from matrixcalc.diagnosis import witness
from matrixcalc.diagnosis.alternatives import narrowed
from matrixcalc.expr import Apply, Expr, Number, Symbol
from matrixcalc.extrema import Wanted, gap, index_of, optimum, value_at
from matrixcalc.jensen import instances, of_values
from matrixcalc.multipliers import as_column
from matrixcalc.ops import constants, linear
from matrixcalc.ops.arguments import Misuse, number
from matrixcalc.ops.constants import zero_of
from matrixcalc.ops.spec import Unavailable
from matrixcalc.optima import ORDER, extremum
from matrixcalc.results import Counterexample, StepResult, Verdict
from matrixcalc.shapes import Shape
from matrixcalc.statements import Claim, Definition, Optimum

Judge = Callable[[Claim, float], StepResult]

SMALLER = frozenset({"<", "≤", "≺", "⪯"})
STRICT = frozenset({"<", ">", "≺", "≻"})
ORDERS = frozenset({"≺", "≻", "⪯", "⪰"})
SIGNS = frozenset({"≤", "≥", "<", ">"}) | ORDERS
"""The signs of what is judged here."""

LETTER = "ϟv"
"""The letter for a column by which matrices are compared: no text has it."""

DEPTH = 2
"""How often the sides are squared."""

LEAST = 0.4
"""The seconds that each equation has in any case."""

SHARE = 0.3
"""The part of the time in which a point is looked for at which the claim fails."""


@dataclass(frozen=True)
class Reason:
    """Why a difference is not negative: the results for the equations that say so, and words."""

    results: tuple[StepResult, ...]
    told: tuple[str, ...]


def inequality(
    sign: str, claim: Claim, base: StepResult, budget: float, judge: Judge, words: Sequence[str] = ()
) -> StepResult:  # fmt: skip
    """The result for a claim that the left side is smaller or larger than the right one.

    `judge` gives the result for an equation on its own, in so many seconds; `words` are adjectives
    that may be meant of its letters.
    """
    deadline = Deadline.after(budget)
    try:
        sides = [inlined(e, claim) for e in (claim.left, claim.right)]
        small, big = sides if sign in SMALLER else sides[::-1]
        small, big = _numbers(sign, small, big)
    except (Unavailable, *FAILURES) as error:
        return _open(base, f"it is not judged: {error}")
    between = Claim(big, small, (), claim.definite)
    found = _against(between, budget * SHARE)
    if found is not None and words:
        meant = narrowed(between, words)
        found = None if meant is None else _against(meant, budget * SHARE)
        if found is None:
            return _open(base, f"the text says {' or '.join(words)}, and it is not known of what")
    if found is not None:
        return replace(base, verdict=Verdict.REFUTED, counterexample=found, reasons=())
    inquiry = Bounding(where_defined(between), judge, deadline, sign in STRICT)
    reason = inquiry.reason()
    if reason is None:
        return _open(base, "no reason was found why it holds, and no point at which it fails")
    return _accepted(base, inquiry, reason)


def _numbers(sign: str, small: Expr, big: Expr) -> tuple[Expr, Expr]:
    """Two numbers in the place of two matrices: vᵀAv for a symmetric matrix A and any column v."""
    if sign not in ORDERS:
        if not (small.shape.is_scalar and big.shape.is_scalar):
            raise Unavailable("an inequality between entries")
        return small, big
    zero = {e.shape for e in (small, big) if not _is_zero(e)}
    if len(zero) == 1:
        small, big = (zero_of(min(zero, key=str)) if _is_zero(e) else e for e in (small, big))
    if small.shape != big.shape or not small.shape.is_square:
        raise Unavailable(f"an order of matrices that are {small.shape} and {big.shape}")
    known = Conditions(Claim(big, small))
    if not all(_is_zero(e) or known.holds(e, "symmetric") for e in (small, big)):
        raise Unavailable("nothing says that both sides are symmetric")
    words = frozenset({"nonzero"}) if sign in STRICT else frozenset()
    v = Symbol(LETTER, Shape.of(small.shape.rows, 1), words)
    small, big = (number(0) if _is_zero(e) else v.T @ e @ v for e in (small, big))
    return small, big


def _is_zero(e: Expr) -> bool:
    plain = isinstance(e, Number) and e.value == 0
    return plain or (isinstance(e, Apply) and e.op is constants.ZEROS)


def _against(between: Claim, budget: float) -> Counterexample | None:
    """A point at which the number that is said to be larger is certainly smaller."""
    try:
        return witness.find(between, {}, Deadline.after(budget), apart=_is_less)
    except (OutOfTime, *FAILURES):
        return None


def _is_less(x: Any, y: Any) -> bool:
    return bool(x < y)


class Bounding:
    """The search for a reason why one number is never less than another."""

    def __init__(
        self, between: Claim, judge: Judge, deadline: Deadline, strict: bool, depth: int = 0
    ) -> None:
        self.between = between
        self.big, self.small = between.left, between.right
        self.judge = judge
        self.deadline = deadline
        self.strict = strict
        self.depth = depth
        self.visible = Visible(between)

    @property
    def gap(self) -> Expr:
        """What is said not to be negative."""
        return self.big if _is_zero(self.small) else self.big - self.small

    def reason(self) -> Reason | None:
        """Why it holds; None where that is not found."""
        ways = [self._seen]
        moving = self.gap.averaged or self.gap.has_derivative or self.between.integrates
        if not (self.strict or moving):
            ways += [self._by_mean, self._by_squares, self._by_roots, self._by_optimum]
        for way in ways:
            found: list[Reason] = []
            with suppress(*FAILURES, Misuse):
                found += way()
            if found:
                return found[0]
        return None

    def _holds(self, left: Expr, right: Expr) -> StepResult | None:
        """The result for an equation that holds."""
        result = self.judge(Claim(left, right, (), self.between.definite), self._time())
        return result if result.verdict in ORDER else None

    def _time(self) -> float:
        self.deadline.check()
        return max(LEAST, self.deadline.left / 2)

    def _seen(self) -> Iterator[Reason]:
        """The difference is seen not to be negative, as it is or in its normal form."""
        good = self.visible.positive if self.strict else self.visible.nonnegative
        word = "positive" if self.strict else "not negative"
        if good(self.gap):
            yield Reason((), (f"{self.gap} is {word}, as it is put together",))
            return
        short = collected(self.gap, (), self.deadline)
        if good(short) and (same := self._holds(self.gap, short)):
            yield Reason((same,), (f"the difference is {short}, which is {word}",))

    def _by_mean(self) -> Iterator[Reason]:
        """One side is the value of a function at a mean, the other the mean of its values."""
        for convex, side, other in ((False, self.big, self.small), (True, self.small, self.big)):
            at_mean = instances(side, self.visible, self.deadline, convex=convex)
            of_other = of_values(other, self.visible, self.deadline, convex=convex)
            pairs = [*((one, other) for one in at_mean), *((one, side) for one in of_other)]
            for one, rest in pairs:
                whole = self._holds(one.whole, number(1))
                values = whole and self._holds(one.values, rest)
                if whole and values:
                    yield Reason((whole, values), (one.why,))

    def _by_squares(self) -> Iterator[Reason]:
        """The difference is a sum of squares."""
        scale = coefficient(terms(collected(self.gap, (), self.deadline))[0])
        for square in squares(self.gap, self.visible):
            certificate = scale * square
            if found := self._holds(self.gap, certificate):
                told = f"the difference is {certificate}, which is not negative"
                yield Reason((found,), (told,))

    def _by_optimum(self) -> Iterator[Reason]:
        """The smallest value of the difference, as a function of one letter, is zero."""
        for x in self._letters():
            self.deadline.check()
            with suppress(*FAILURES, Misuse):
                o = replace(optimum(Wanted(self.gap, x, "min", alone=False)), of_value=True)
                told = f"the smallest value of the difference, over all {x}, is zero"
                if not self._is_convex(o):
                    continue
                for place in self._places(o):
                    found = self._smallest(o, place)
                    if found.verdict in ORDER:
                        yield Reason((found,), (told, *found.reasons))

    def _is_convex(self, o: Optimum) -> bool:
        """Whether the difference is convex, as far as that is to be seen without a multiplier."""
        f, x = as_column(o, o.objective)
        affine = all(is_affine(as_column(o, gap(c))[0], x) for c in o.constraints)
        return affine and Bending(x, self.deadline).convex(f) is not None

    def _smallest(self, o: Optimum, place: tuple[Definition, ...]) -> StepResult:
        """The result for zero as the smallest value."""
        claim = Claim(*value_at(o, number(0)), place, self.between.definite)
        return extremum(o, claim, self.deadline.left / 2, self.judge)

    def _places(self, o: Optimum) -> Iterator[tuple[Definition, ...]]:
        """Where the difference may be smallest: where that is found, and at other letters, 0 and 1."""
        yield ()
        x = o.variable
        if x.arguments:
            return
        others = [s for s in self.gap.symbols if s.name != x.name and not s.arguments]
        plain: list[Expr] = [s for s in others if s.shape == x.shape]
        if x.shape.is_scalar:
            plain += [number(1), number(0)]
        yield from ((Definition(o.point, place),) for place in plain)

    def _letters(self) -> Sequence[Symbol]:
        """The letters over which a smallest value may be looked for, those with a constraint first."""
        found = [s for s in self.gap.symbols if not s.is_function]
        plain = [s for s in found if not s.arguments or index_of(s) is not None]
        return sorted(plain, key=lambda s: ("probability vector" not in s.assumptions, s.name))

    def _by_roots(self) -> Iterator[Reason]:
        """What holds of the squares, where the larger side is not negative."""
        if self.depth >= DEPTH or not has_roots(self.gap):
            return
        whole = collected(self.gap, (), self.deadline)
        scale = coefficient(terms(whole)[0])
        short = terms(collected(self.gap / scale, (), self.deadline))
        known = [t for t in short if self.visible.nonnegative(t)]
        rest = [-t for t in short if t not in known]
        pairs = [(number(1), self.big, self.small)] if self.visible.nonnegative(self.big) else []
        if known and rest:
            pairs.append((scale, _sum(known), _sum(rest)))
        for factor, big, small in pairs:
            between = Claim(squared(big), squared(small), (), self.between.definite)
            inner = Bounding(between, self.judge, self.deadline, False, self.depth + 1)
            same = self._holds(self.gap, factor * (big - small))
            found = inner.reason() if same else None
            if same and found:
                yield Reason((same, *found.results), (f"{small} ≤ {big} is squared", *found.told))


def _sum(found: Sequence[Expr]) -> Expr:
    return linear.SUM(*found) if len(found) > 1 else found[0]


def _accepted(base: StepResult, inquiry: Bounding, reason: Reason) -> StepResult:
    """The result for what holds, wherever both sides are defined."""
    defined = inquiry.judge(Claim(inquiry.gap, inquiry.gap), LEAST)
    if defined.verdict not in (*ORDER, Verdict.CONDITIONAL):
        return _open(base, "it was not settled where the statement is defined")
    known = [r.verdict for r in reason.results if r.verdict in ORDER]
    verdict = max(known, key=ORDER.index, default=Verdict.PROVED)
    if defined.verdict is Verdict.CONDITIONAL:
        verdict = Verdict.CONDITIONAL
    evidence = reason.results[-1].evidence if reason.results else ()
    return replace(
        base, verdict=verdict, evidence=evidence, suggestion="", reasons=reason.told,
        conditions=defined.conditions, notes=defined.notes,
    )  # fmt: skip


def _open(base: StepResult, reason: str) -> StepResult:
    return replace(base, verdict=Verdict.UNDECIDED, reasons=(reason,))
