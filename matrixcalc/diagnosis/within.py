"""Exact counterexamples at which other equations and comparisons hold, too.

What a text supposes ties letters to each other: “XᵀXw = Xᵀy”, “|Σ| = λ₁⋯λₙ”, “ad − bc ≠ 0”.  A
point is drawn as for any counterexample, and each equation is then solved for the value of one
letter in which it is linear there.  Nothing is taken to hold: at the point that is shown, every
condition and every adjective was computed again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

from matrixcalc.arithmetic.lists import ListArithmetic
from matrixcalc.arithmetic.prime import Redraw
from matrixcalc.arithmetic.scalars import Irrational, Rationals
from matrixcalc.deadline import Deadline
from matrixcalc.diagnosis import witness
from matrixcalc.dims import IntVar
from matrixcalc.evaluation import Evaluator
from matrixcalc.expr import Expectation, Expr, Integral, Symbol
from matrixcalc.having import has, known, solution
from matrixcalc.interpretation import ranges
from matrixcalc.ops.algebra import zeros
from matrixcalc.ops.spec import Unavailable, Undefined
from matrixcalc.results import Counterexample
from matrixcalc.sampling.points import Point
from matrixcalc.sampling.sizes import cost, feasible
from matrixcalc.statements import Claim

TRIES = 8
"""Points that are tried at each size vector, of growing numbers."""

SOLVED = 24
"""Values that are solved for at one point, in all orders together."""

DEAREST = 200_000
"""Scalar multiplications of one evaluation beyond which a size is left out."""

Key = tuple[str, tuple[int, ...]]
Rows = list[list[Fraction]]
Values = Mapping[Key, Rows]
Equation = tuple[Claim, Mapping[IntVar, int]]


@dataclass(frozen=True)
class Condition:
    """What is supposed: the left side of a claim compares with the right one as a sign says."""

    claim: Claim
    sign: str = "="


def find(
    claim: Claim, conditions: Sequence[Condition], fixed: Collection[str], deadline: Deadline,
    seed: int = 0,
) -> Counterexample | None:  # fmt: skip
    """The smallest counterexample found at which all conditions hold, or None.

    The letters that are `fixed` keep the values that are drawn for them.
    """
    conditions = [*conditions, *(_is_definite(e, claim) for e in claim.definite)]
    if any(c.sign not in _HOLDS for c in conditions) or not _agree(claim, conditions):
        return None
    for sizes in _sizes(claim, conditions):
        for number in range(TRIES):
            deadline.check()
            try:
                drawn = partial(Point, seed=f"{seed}:{number}", spread=1 + number // 3)
                found = _Place(claim, conditions, fixed, sizes, drawn, deadline).counterexample()
            except (Undefined, Redraw, ZeroDivisionError):
                continue
            except (Irrational, Unavailable):
                return None
            if found is not None:
                return found
    return None


def _is_definite(e: Expr, claim: Claim) -> Condition:
    return Condition(Claim(e, zeros(e.shape.rows, e.shape.cols), claim.definitions), "≻")


def _agree(claim: Claim, conditions: Sequence[Condition]) -> bool:
    """Whether each letter is the same one wherever it stands, and none is averaged over."""
    letters: dict[str, Symbol] = {}
    for one in (claim, *(c.claim for c in conditions)):
        if any(isinstance(n, Expectation | Integral) for n in one.nodes):
            return False
        for s in one.symbols:
            known = letters.setdefault(s.name, s)
            if (known.shape, known.assumptions) != (s.shape, s.assumptions):
                return False
    return True


def _sizes(claim: Claim, conditions: Sequence[Condition]) -> Iterator[dict[IntVar, int]]:
    """Size vectors of all letters by growing sum."""
    claims = [claim, *(c.claim for c in conditions)]
    variables = sorted({v for c in claims for v in c.integers}, key=lambda v: v.name)
    limit = 3 if len(variables) <= 3 else 2
    vectors = product(range(limit), repeat=len(variables))
    for extra in sorted(vectors, key=lambda v: (sum(v), v)):
        sizes = {v: max(v.least, 1) + e for v, e in zip(variables, extra, strict=True)}
        if all(feasible(c, sizes) and cost(c, sizes) <= DEAREST for c in claims):
            yield sizes


class _Place:
    """One point for the letters of a claim and of its conditions."""

    def __init__(
        self, claim: Claim, conditions: Sequence[Condition], fixed: Collection[str],
        sizes: Mapping[IntVar, int], drawn: Callable[[Any], Point], deadline: Deadline,
    ) -> None:  # fmt: skip
        self.claim = claim
        self.equations = [
            (c.claim, at) for c in conditions if c.sign == "=" for at in ranges(c.claim, sizes)
        ]
        self.comparisons = [c for c in conditions if c.sign != "="]
        self.sizes = sizes
        self.fixed = fixed
        self.drawn = drawn
        self.deadline = deadline
        self.left = SOLVED
        claims = [claim, *(c.claim for c in conditions)]
        self.letters = {s.name: s for c in claims for s in c.free_symbols}

    def counterexample(self) -> Counterexample | None:
        """The values at this point as a counterexample, if they make one."""
        for values in self._solved(0, {}, frozenset()):
            if self._is_allowed(values):
                found = self._fails(values)
                if found is not None:
                    return found
        return None

    def _point(self, values: Values, field: Any) -> Point:
        point = self.drawn(field)
        for key, rows in values.items():
            point.values[key] = [[field.number(x)[0][0] for x in row] for row in rows]
        return point

    def _residual(self, equation: Equation, values: Values) -> tuple[list[Fraction], Point]:
        """How far both sides are apart, entry by entry, and the values that they have."""
        self.deadline.check()
        field = ListArithmetic(Rationals(), self.deadline)
        point = self._point(values, field)
        claim, at = equation
        evaluator = Evaluator(claim, self.sizes, field, point, self.deadline)
        sides = (evaluator.value(e, at) for e in (claim.left, claim.right))
        apart = [x - y for a, b in zip(*sides, strict=True) for x, y in zip(a, b, strict=True)]
        return apart, point

    def _solved(self, number: int, values: Values, kept: frozenset[Key]) -> Iterator[Values]:
        """Values with which the equations from a number on hold, each solved for another letter."""
        if number == len(self.equations):
            yield values
            return
        equation = self.equations[number]
        apart, point = self._residual(equation, values)
        if not any(apart):
            yield from self._solved(number + 1, values, kept)
            return
        drawn = {k: rows for k, rows in point.values.items() if k[0] in self.letters}
        for key in sorted(drawn, key=self._rank):
            if key[0] in self.fixed or key in kept or self.left <= 0:
                continue
            self.left -= 1
            found = self._value(equation, {**values, **drawn}, key, apart)
            if found is not None:
                there = {**values, key: found}
                yield from self._solved(number + 1, there, kept | {key})

    def _rank(self, key: Key) -> tuple[bool, int, bool, Key]:
        """Letters that the claim does not have come first, and those of which least is declared."""
        s = self.letters[key[0]]
        return key[0] in {x.name for x in self.claim.symbols}, len(s.assumptions), bool(key[1]), key

    def _value(
        self, equation: Equation, values: Values, key: Key, apart: list[Fraction]
    ) -> Rows | None:
        """A value of a letter with which an equation holds, if it is linear in the letter."""
        rows = values[key]
        changes = list(_changes(self.letters[key[0]], len(rows), len(rows[0])))
        columns = []
        for change in changes:
            moved = _plus(rows, change)
            other, _ = self._residual(equation, {**values, key: moved})
            columns.append([y - x for x, y in zip(apart, other, strict=True)])
        weights = solution(columns, [-x for x in apart])
        if weights is None:
            return None
        for weight, change in zip(weights, changes, strict=True):
            rows = _plus(rows, [[weight * x for x in row] for row in change])
        return rows if not any(self._residual(equation, {**values, key: rows})[0]) else None

    def _is_allowed(self, values: Values) -> bool:
        """Whether all conditions hold, and what is declared of the letters that were solved for."""
        for (name, _), rows in values.items():
            words = self.letters[name].assumptions
            if not (known(words) and has(rows, words)):
                return False
        if any(any(self._residual(e, values)[0]) for e in self.equations):
            return False
        return all(self._compares(c, values) for c in self.comparisons)

    def _compares(self, condition: Condition, values: Values) -> bool:
        """Whether a comparison of numbers, or of symmetric matrices, holds."""
        shape, word = condition.claim.left.shape, _HOLDS[condition.sign]
        rows, cols = shape.rows.at(self.sizes), shape.cols.at(self.sizes)
        if rows * cols > 1 and word == "positive":
            return False
        for at in ranges(condition.claim, self.sizes):
            apart, _ = self._residual((condition.claim, at), values)
            if not has([apart[i * cols : (i + 1) * cols] for i in range(rows)], [word]):
                return False
        return True

    def _fails(self, values: Values) -> Counterexample | None:
        """The counterexample at these values, with those of the conditions' letters."""
        shown: dict[Key, Rows] = {}
        compared = [(c.claim, at) for c in self.comparisons for at in ranges(c.claim, self.sizes)]
        for equation in (*self.equations, *compared):
            shown |= self._residual(equation, values)[1].values
        told = {k: rows for k, rows in shown.items() if k[0] in self.letters} | dict(values)
        found = witness.at_point(
            self.claim, self.sizes, lambda field: self._point(told, field), self.deadline
        )
        return found and replace(found, sizes={v.name: k for v, k in self.sizes.items()})


_HOLDS = {"=": "", "≠": "nonzero", ">": "positive", "≥": "positive", "≻": "positive definite",
          "⪰": "positive definite"}  # fmt: skip
"""What a difference is where a comparison holds; what may be zero is not where it is tried."""


def _changes(s: Symbol, rows: int, cols: int) -> Iterator[Rows]:
    """The ways in which the entries of a letter may change, one at a time."""
    tied = s.assumptions & {"symmetric", "diagonal"}
    for i, j in product(range(rows), range(cols)):
        if ("diagonal" in tied and i != j) or (tied and i > j):
            continue
        places = {(i, j), (j, i)} if tied else {(i, j)}
        yield [[Fraction(int((k, m) in places)) for m in range(cols)] for k in range(rows)]


def _plus(a: Rows, b: Rows) -> Rows:
    return [[x + y for x, y in zip(p, q, strict=True)] for p, q in zip(a, b, strict=True)]
