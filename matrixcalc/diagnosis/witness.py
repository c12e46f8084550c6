"""Exact counterexamples: small integers at which the two sides of a claim differ.

Values are drawn from the declared set only, so a counterexample satisfies every
assumption.  Where a value is irrational, certified balls take the place of
rational numbers; a difference counts only if its ball excludes zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

from matrixcalc.arithmetic.lists import ListArithmetic
from matrixcalc.arithmetic.prime import Redraw
from matrixcalc.arithmetic.scalars import Irrational, Rationals
from matrixcalc.deadline import Deadline
from matrixcalc.dims import Dim, IntVar
from matrixcalc.evaluation import Evaluator
from matrixcalc.expr import Symbol
from matrixcalc.interpretation import ranges
from matrixcalc.notation import text, unicode_name
from matrixcalc.ops.spec import Unavailable, Undefined
from matrixcalc.results import Counterexample
from matrixcalc.sampling.points import Point
from matrixcalc.sampling.sizes import cost, feasible
from matrixcalc.statements import Claim

TRIES = 14
"""Points that are tried at each size vector, of growing numbers."""

Apart = Callable[[Any, Any], bool]

Text = tuple[tuple[str, ...], ...]


def small_sizes(claim: Claim, hint: Mapping[str, int]) -> Iterator[dict[IntVar, int]]:
    """Size vectors by growing sum, then the one at which a check saw a difference."""
    variables = claim.integers
    lowest = [max(v.least, 1) for v in variables]
    limit = 3 if len(variables) <= 3 else 2
    vectors = sorted(product(range(limit), repeat=len(variables)), key=lambda v: (sum(v), v))
    for extra in vectors:
        sizes = {v: low + e for v, low, e in zip(variables, lowest, extra, strict=True)}
        if feasible(claim, sizes):
            yield sizes
    hinted = {v: hint[v.name] for v in variables if v.name in hint}
    if len(hinted) == len(variables) and variables:
        yield hinted


def find(
    claim: Claim, hint: Mapping[str, int], deadline: Deadline, seed: int = 0,
    apart: Apart | None = None,
) -> Counterexample | None:  # fmt: skip
    """The smallest counterexample found, or None; the search is bounded.

    `apart` says which values of an entry on the two sides are certainly not as claimed; without
    it they have to differ.
    """
    for sizes in small_sizes(claim, hint):
        if cost(claim, sizes) > 2_000_000:
            continue
        for number in range(TRIES):
            deadline.check()
            try:
                made = partial(Point, seed=f"{seed}:{number}", spread=1 + number // 4)
                found = at_point(claim, sizes, made, deadline, apart)
            except (Undefined, Redraw, ZeroDivisionError):
                continue
            except Unavailable:
                return None
            if found is not None:
                return found
    return None


def at_point(
    claim: Claim, sizes: Mapping[IntVar, int], point: Callable[[Any], Point], deadline: Deadline,
    apart: Apart | None = None,
) -> Counterexample | None:  # fmt: skip
    """The counterexample at one point, which is made in the arithmetic that its values need."""
    try:
        return _compare(claim, sizes, Rationals(), point, deadline, apart or _differ)
    except Irrational:
        from matrixcalc.arithmetic.balls import Balls  # python-flint loads only when needed.

        return _compare(claim, sizes, Balls(), point, deadline, apart or _differ)


def _compare(
    claim: Claim, sizes: Mapping[IntVar, int], scalars: Any, made: Callable[[Any], Point],
    deadline: Deadline, apart: Apart,
) -> Counterexample | None:  # fmt: skip
    field = ListArithmetic(scalars, deadline)
    point = made(field)
    evaluator = Evaluator(claim, sizes, field, point, deadline)
    for at in ranges(claim, sizes):
        left, right = evaluator.value(claim.left, at), evaluator.value(claim.right, at)
        for i, (row, other) in enumerate(zip(left, right, strict=True)):
            for j, (x, y) in enumerate(zip(row, other, strict=True)):
                if apart(x, y):
                    _confirm(claim, sizes, point, at, left, right, deadline)
                    return _report(claim, sizes, point, at, left, right, (i, j))
    return None


def _confirm(
    claim: Claim, sizes: Mapping[IntVar, int], point: Point, at: Mapping[IntVar, int],
    left: Any, right: Any, deadline: Deadline,
) -> None:  # fmt: skip
    # NumPy loads only when there is a counterexample.
    from matrixcalc.diagnosis.confirmation import confirmed

    if confirmed(claim, sizes, point, at, left, right, deadline) is False:
        raise AssertionError("the counterexample has other values when it is evaluated again")


def _differ(x: Any, y: Any) -> bool:
    return x != y if isinstance(x, Fraction) else not x.overlaps(y)


def _report(
    claim: Claim, sizes: Mapping[IntVar, int], point: Point, at: Mapping[IntVar, int],
    left: Any, right: Any, place: tuple[int, int],
) -> Counterexample:  # fmt: skip
    values = {
        _label(name, indices): _rows(value) for (name, indices), value in point.values.items()
    }
    values |= {
        "d" + _label(name, indices): _rows(value)
        for (name, indices), value in point.directions.items()
    }
    where = [f"{v.name} = {k}" for v, k in sorted(at.items(), key=lambda item: item[0].name)]
    if len(left) > 1 or len(left[0]) > 1:
        where.append(f"entry ({place[0] + 1}, {place[1] + 1})")
    return Counterexample(
        {v.name: k for v, k in sizes.items()},
        dict(sorted(values.items())),
        _rows(left),
        _rows(right),
        ", ".join(where),
        exact=isinstance(left[0][0], Fraction),
    )


def _label(name: str, indices: tuple[int, ...]) -> str:
    return text(Symbol(unicode_name(name), arguments=tuple(Dim.of(i) for i in indices)))


def _rows(a: Any) -> Text:
    return tuple(tuple(_shown(x) for x in row) for row in a)


def _shown(x: Any) -> str:
    return str(x) if isinstance(x, Fraction) else str(x.str(8, radius=False))
