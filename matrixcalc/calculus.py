"""Derivatives by the operators' differentials, as expressions.

`along` differentiates an expression in a direction: each operator's own rule says
what its differential is.  Nothing is simplified, and nothing is evaluated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Bind, Binder, Derive, Differential, Expectation, Expr, Symbol
from matrixcalc.networks.kernels import Leg, leg_of
from matrixcalc.ops import algebra, inverses, linear, parts
from matrixcalc.ops.spec import Operator, Unavailable

FLAT = frozenset(
    {"symmetric", "skew-symmetric", "diagonal", "lower triangular", "upper triangular", "toeplitz",
     "zero trace", "positive definite", "positive semidefinite", "invertible",
     "positive determinant", "full column rank", "full row rank", "positive", "positive entries",
     "nonzero", "constant", "in (0, 1)"}
)  # fmt: skip
"""Adjectives of sets that are a linear space, or open in one: straight ways stay inside."""

Moving = Mapping[str, Expr]
"""The differential of each letter that varies, by name."""


def along(e: Expr, moving: Moving) -> Expr | None:
    """The differential of `e`, None where it is zero.

    Raises `Unavailable` where an operator has none.
    """
    if not e.names & moving.keys():
        return None
    match e:
        case Symbol():
            if e.is_function:
                raise Unavailable(f"the derivative of the function {e.name}")
            return moving[e.name]
        case Apply(op=op):
            assert isinstance(op, Operator)
            return _applied(e, op, moving)
        case Bind(binder=Binder.SUM | Binder.TABLE):
            body = along(e.body, moving)
            return None if body is None else Bind(e.binder, e.bound, body, e.conditions)
        case Derive():
            body = along(e.body, moving)
            return None if body is None else Derive(body, e.wrt, e.convention)
        case Differential(body=Symbol() as s):
            if not s.assumptions <= FLAT:
                raise Unavailable(f"a second differential of {s.name}, which moves on a curved set")
            return None
        case Differential():
            body = along(e.body, moving)
            return None if body is None else Differential(body, e.variables)
        case Expectation():
            raise Unavailable("the derivative of an expectation")
    raise Unavailable("the derivative of a product over an index")


def _applied(e: Apply, op: Operator, moving: Moving) -> Expr | None:
    """The operator's differential, argument by argument: what does not vary drops out."""
    if op is linear.SUM:
        terms = [t for a in e.args if (t := along(a, moving)) is not None]
        return terms[0] if len(terms) == 1 else linear.SUM(*terms)
    changes = [along(a, moving) for a in e.args]
    if op is linear.PRODUCT:
        found = [
            linear.PRODUCT(*e.args[:k], change, *e.args[k + 1 :])
            for k, change in enumerate(changes)
            if change is not None
        ]
        return found[0] if len(found) == 1 else linear.SUM(*found)
    given = [
        change if change is not None else algebra.zeros(a.shape.rows, a.shape.cols)
        for a, change in zip(e.args, changes, strict=True)
    ]
    try:
        return op.differential(*e.args, *given, *e.params)
    except Unavailable as error:
        raise Unavailable(str(error)) from None


@dataclass(frozen=True)
class Direction:
    """A direction in which an expression that stands for a variable moves."""

    name: str
    symbol: Symbol
    variable: Symbol
    moving: Moving

    @property
    def legs(self) -> tuple[Leg, Leg]:
        """The legs of what is differentiated by."""
        return leg_of(self.symbol.shape.rows), leg_of(self.symbol.shape.cols)


def directions(wrt: Expr, name: str) -> Direction:
    """The direction of a derivative by `wrt`: a letter of its shape, and how the variable moves."""
    symbol = Symbol(name, wrt.shape)
    change: Expr = symbol
    inside = wrt
    while isinstance(inside, Apply):
        match inside:
            case Apply(op=op, args=(a,)) if op is linear.TRANSPOSE:
                change, inside = change.T, a
            case Apply(op=op, args=(a,)) if op is inverses.INVERSE:
                change, inside = -linear.PRODUCT(a, change, a), a
            case Apply(op=op, args=(a,), params=(i, j)) if op is parts.ENTRY:
                unit = algebra.single_entry(a.shape.rows, a.shape.cols, i, j)
                change, inside = linear.PRODUCT(change, unit), a
            case _:
                raise Unavailable(f"a derivative by {wrt}")
    if not isinstance(inside, Symbol) or inside.arguments:
        raise Unavailable(f"a derivative by {wrt}")
    return Direction(name, symbol, inside, {inside.name: change})


__all__ = ["Dim", "Direction", "along", "directions"]
