"""Other places that satisfy the same constraint, and whether one of them is better.

A rival is written with a letter of its own, so that the constraint holds whatever its value is.
Values are compared exactly, or by balls that exclude each other: a better one is certain, and that
none was found says little.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from matrixcalc.arithmetic.lists import ListArithmetic
from matrixcalc.arithmetic.prime import Redraw
from matrixcalc.arithmetic.scalars import Irrational, Rationals
from matrixcalc.convexity import FAILURES, is_affine
from matrixcalc.deadline import Deadline
from matrixcalc.derive import collected
from matrixcalc.diagnosis.witness import small_sizes
from matrixcalc.dims import Dim, IntVar
from matrixcalc.entries import ENTRY, separated, settled
from matrixcalc.evaluation import Evaluator
from matrixcalc.expr import Derive, Expr, Symbol
from matrixcalc.extrema import gap, index_of, new_index
from matrixcalc.interpretation import ranges
from matrixcalc.multipliers import as_column, at_place, constant_terms
from matrixcalc.ops import algebra, products
from matrixcalc.ops.arguments import number
from matrixcalc.ops.spec import Undefined
from matrixcalc.results import Evidence, Outcome
from matrixcalc.rewriting import at
from matrixcalc.sampling.points import Point
from matrixcalc.sampling.sizes import cost
from matrixcalc.statements import Claim, Definition, Optimum

LETTER = f"{ENTRY}d"
"""The letter of a rival: no text has it."""

RIVALS = "other places"
"""The name of the comparison among the evidence."""

SIZES, TRIES = 5, 4
"""Size vectors, and points at each, at which values are compared."""

LARGE = 200_000
"""Operations beyond which a comparison is left out."""


@dataclass(frozen=True)
class Compared:
    """How many values were compared, and whether a rival was better."""

    count: int = 0
    better: bool = False

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """That none was better, where some were compared."""
        if self.better or not self.count:
            return ()
        told = f"none of {self.count} other places that are allowed is better"
        return (Evidence(RIVALS, Outcome.AGREES, told),)


def rival(o: Optimum, place: Expr, deadline: Deadline) -> Expr | None:
    """Another place, as an expression with one free letter; None where none is known."""
    d = replace(o.variable, name=LETTER)
    if not o.constraints:
        return d
    for way in (_share, _sphere, _projected):
        with suppress(*FAILURES):
            found = way(o, place, d, deadline)
            if found is not None:
                return found
    return None


def _share(o: Optimum, place: Expr, d: Symbol, deadline: Deadline) -> Expr | None:
    """Where the entries add up to a whole: other shares of it."""
    h, x = as_column(o, gap(o.constraints[0]))
    if x.shape.is_scalar or not h.shape.is_scalar:
        return None
    index = index_of(o.variable)
    k = Dim.variable(index) if index else new_index(x.shape.rows, h, place)
    body = separated(h, x, k)
    if body is None or str(settled(Derive(body, Symbol(ENTRY)), deadline)) != "1":
        return None
    whole = -constant_terms(h, x)
    if index is None:
        if x.assumptions:
            return whole * d / (algebra.ones(x.shape.rows).T @ d)
        return None
    i = new_index(x.shape.rows, h, place, d)
    others = algebra.total(i, at(d, {index: i}))
    if o.variable.assumptions:
        return whole * d / others
    return place + d - others / number(x.shape.rows)


def _sphere(o: Optimum, place: Expr, d: Symbol, deadline: Deadline) -> Expr | None:
    """Where the length is one: another unit vector."""
    x = o.variable
    if x.arguments or x.assumptions or not x.shape.is_column:
        return None
    own = collected(gap(o.constraints[0]), (), deadline)
    if own != collected(products.SQUARED_NORM(x) - 1, (), deadline):
        return None
    return replace(d, assumptions=frozenset({"unit norm", "nonzero"}))


def _projected(o: Optimum, place: Expr, d: Symbol, deadline: Deadline) -> Expr | None:
    """Where an affine equation holds: a step from the place along which it goes on to hold."""
    x, h = o.variable, gap(o.constraints[0])
    if x.arguments or x.assumptions or not is_affine(h, x):
        return None
    a = collected(Derive(h, x), (), deadline)
    if h.shape.is_scalar:
        return place + d - (products.INNER(a, d) / products.INNER(a, a)) * a
    return place + d - a @ algebra.inv(a.T @ a) @ a.T @ d


def comparison(o: Optimum, place: Expr, other: Expr) -> tuple[Expr, Expr]:
    """The values of the function at two places."""
    f, _ = as_column(o, o.objective)
    return at_place(o, f, place), at_place(o, f, other)


def compared(
    o: Optimum, value: Expr, rivals: Expr, definitions: tuple[Definition, ...],
    deadline: Deadline,
) -> Compared:  # fmt: skip
    """Values of the function at rivals, against the one that is said to be the best."""
    claim = Claim(value, rivals, definitions)
    count = 0
    for sizes in islice(small_sizes(claim, {}), SIZES):
        if cost(claim, sizes) > LARGE or deadline.left <= 0:
            continue
        for number_ in range(TRIES):
            try:
                pairs = _values(claim, sizes, number_, deadline)
            except (Undefined, Redraw, ZeroDivisionError, *FAILURES):
                continue
            count += len(pairs)
            for mine, its in pairs:
                if (its < mine) if o.sense == "min" else (its > mine):
                    return Compared(count, better=True)
    return Compared(count)


def _values(
    claim: Claim, sizes: Mapping[IntVar, int], seed: int, deadline: Deadline
) -> list[tuple[Any, Any]]:
    try:
        return _over(Rationals(), claim, sizes, seed, deadline)
    except Irrational:
        from matrixcalc.arithmetic.balls import Balls  # python-flint loads only when needed.

        return _over(Balls(), claim, sizes, seed, deadline)


def _over(
    scalars: Any, claim: Claim, sizes: Mapping[IntVar, int], seed: int, deadline: Deadline
) -> list[tuple[Any, Any]]:
    field = ListArithmetic(scalars, deadline)
    evaluator = Evaluator(claim, sizes, field, Point(field, str(seed), 1 + seed), deadline)
    return [
        (evaluator.value(claim.left, where)[0][0], evaluator.value(claim.right, where)[0][0])
        for where in ranges(claim, sizes)
    ]
