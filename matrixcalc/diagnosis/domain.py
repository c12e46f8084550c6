"""What a claim needs to be defined, and whether the declarations ensure it.

A need that almost every declared point satisfies, such as an invertible I + AB,
is a condition to print.  A need that fails on a whole region, such as det X > 0
for a matrix of which nothing is declared, is a missing assumption.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from matrixcalc.arithmetic.lists import Irrational, ListArithmetic, Rationals
from matrixcalc.arithmetic.prime import Redraw
from matrixcalc.deadline import Deadline
from matrixcalc.dims import IntVar
from matrixcalc.evaluation import Evaluator
from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.notation import text
from matrixcalc.ops import inverses, linear
from matrixcalc.ops.spec import Need, Operator, Unavailable, Undefined
from matrixcalc.sampling.points import Point
from matrixcalc.sampling.sizes import feasible
from matrixcalc.statements import Claim

POINTS = 12
"""Points at which each need is tried."""


@dataclass(frozen=True)
class Domain:
    """What a claim needs beyond its declarations."""

    conditions: tuple[str, ...] = ()
    """Satisfied by almost every declared point."""
    missing: tuple[str, ...] = ()
    """Violated on a whole region of the declared set."""


def needs(claim: Claim) -> Iterator[tuple[Expr, Need]]:
    """Every argument that an operator of the claim puts a need on."""
    seen: set[tuple[Expr, Need]] = set()
    used = {s.name for s in claim.symbols}
    bodies = [d.body for d in claim.definitions if d.head.name in used]
    for side in (claim.left, claim.right, *bodies):
        for node in side.walk():
            if isinstance(node, Apply):
                assert isinstance(node.op, Operator)
                for place, need in node.op.needs:
                    found = (node.args[place], need)
                    if found not in seen and not ensured(*found):
                        seen.add(found)
                        yield found


def ensured(e: Expr, need: Need) -> bool:
    """Whether the declarations alone ensure the need; False means only "not seen"."""
    words = {
        Need.INVERTIBLE: {"invertible", "nonzero"},
        Need.POSITIVE_DETERMINANT: {"positive determinant"},
        Need.POSITIVE: {"positive", "positive entries"},
        Need.NONZERO: {"nonzero", "positive", "positive entries"},
    }[need]
    match e:
        case Symbol():
            return bool(words & e.assumptions)
        case Apply(op=linear.TRANSPOSE | inverses.INVERSE, args=(a,)):
            return ensured(a, need)
        case Apply(op=inverses.DETERMINANT, args=(a,)) if need is Need.POSITIVE:
            return ensured(a, Need.POSITIVE_DETERMINANT)
        case Apply(op=inverses.DETERMINANT, args=(a,)) if need is Need.NONZERO:
            return ensured(a, Need.INVERTIBLE)
        case Apply(op=linear.PRODUCT, args=args) if need is not Need.POSITIVE:
            return all(a.shape.is_square and ensured(a, need) for a in args)
        case Apply(op=linear.PRODUCT | linear.SUM, args=args) if need is Need.POSITIVE:
            return all(a.shape.is_scalar and ensured(a, need) for a in args)
    return _is_positive_number(e)


def _is_positive_number(e: Expr) -> bool:
    from_value = getattr(e, "value", None)
    if from_value is not None:
        return bool(from_value > 0)
    return isinstance(e, Apply) and not e.args and e.op.name in ("pi", "size") and all(
        v.least >= 1 for d in e.params for v in d.variables
    )


def examine(claim: Claim, deadline: Deadline) -> Domain:
    """The needs that the declarations do not ensure, sorted by how they fail."""
    todo = list(needs(claim))
    if not todo:
        return Domain()
    failures = dict.fromkeys(todo, 0)
    tried = dict.fromkeys(todo, 0)
    for number in range(POINTS):
        for sizes in _sizes(claim):
            _try_point(claim, sizes, number, deadline, failures, tried)
    conditions, missing = [], []
    for e, need in todo:
        generic = need in (Need.INVERTIBLE, Need.NONZERO)
        if generic and failures[e, need] < max(1, tried[e, need]):
            conditions.append(_spoken(e, need))
        elif failures[e, need]:
            missing.append(_spoken(e, need))
    return Domain(tuple(conditions), tuple(missing))


def _sizes(claim: Claim) -> Iterator[dict[IntVar, int]]:
    for base in (1, 2):
        sizes = {v: max(v.least, base) for v in claim.integers}
        if feasible(claim, sizes):
            yield sizes
    spread = {v: max(v.least, 2 + k) for k, v in enumerate(claim.integers)}
    if feasible(claim, spread):
        yield spread


def _try_point(
    claim: Claim, sizes: Mapping[IntVar, int], number: int, deadline: Deadline,
    failures: dict[tuple[Expr, Need], int], tried: dict[tuple[Expr, Need], int],
) -> None:  # fmt: skip
    evaluator = _evaluator(claim, sizes, Rationals(), number, deadline)
    fallback: Evaluator | None = None
    for e, need in tried:
        at = _first_indices(e, sizes)
        try:
            try:
                holds = _satisfied(evaluator.field, evaluator.value(e, at), need)
            except Irrational:
                if fallback is None:
                    from matrixcalc.arithmetic.balls import Balls  # Loads python-flint.

                    fallback = _evaluator(claim, sizes, Balls(), number, deadline)
                holds = _satisfied(fallback.field, fallback.value(e, at), need)
        except (Undefined, Redraw, Unavailable, ZeroDivisionError, KeyError):
            continue
        tried[e, need] += 1
        failures[e, need] += not holds


def _evaluator(
    claim: Claim, sizes: Mapping[IntVar, int], scalars: Any, number: int, deadline: Deadline
) -> Evaluator:
    field = ListArithmetic(scalars)
    return Evaluator(claim, sizes, field, Point(field, f"domain:{number}", 3), deadline)


def _first_indices(e: Expr, sizes: Mapping[IntVar, int]) -> dict[IntVar, int]:
    at: dict[IntVar, int] = {}
    for v in sorted(e.indices, key=lambda v: v.name):
        assert v.lower is not None
        at[v] = v.lower.at({**sizes, **at})
    return at


def _satisfied(field: Any, value: Any, need: Need) -> bool:
    if need is Need.INVERTIBLE:
        return bool(field.scalars.weight(field.determinant(value)[0][0]))
    if need is Need.POSITIVE_DETERMINANT:
        return bool(field.determinant(value)[0][0] > 0)
    entries = [x for row in value for x in row]
    if need is Need.POSITIVE:
        return all(bool(x > 0) for x in entries)
    return all(bool(field.scalars.weight(x)) for x in entries)


def _spoken(e: Expr, need: Need) -> str:
    words = {
        Need.INVERTIBLE: "is invertible" if not e.shape.is_scalar else "is not zero",
        Need.POSITIVE_DETERMINANT: "has positive determinant",
        Need.POSITIVE: "is positive",
        Need.NONZERO: "is not zero",
    }[need]
    return f"{text(e)} {words}"
