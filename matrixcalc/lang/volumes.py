"""Volume elements: dx = √|Σ| du says how an integral over x becomes one over u.

Where an integral is taken, an equation between two bare differentials may be meant so.  For
u = g(x) it says that the factor of du is 1 over |det ∂u/∂x| times that of dx.  Whether it is
meant so is not known: nothing that is read so is refuted.
"""

from __future__ import annotations

from fractions import Fraction

from matrixcalc.conventions import Convention
from matrixcalc.expr import Apply, Derive, Differential, Expr, Number, Symbol
from matrixcalc.lang.scope import Scope
from matrixcalc.ops.algebra import absolute, det
from matrixcalc.ops.linear import PRODUCT

MEANT = "dx may be a volume element or a differential"


def densities(a: Expr, b: Expr, scope: Scope, convention: Convention) -> tuple[Expr, Expr] | None:
    """What an equation between two volume elements says of their factors, if it is one."""
    left, right = _factored(a), _factored(b)
    if left is None or right is None or left[1] == right[1]:
        return None
    if not (left[1].shape.is_column and right[1].shape.is_column):
        return None
    for (s, x), (t, u), turned in ((left, right, False), (right, left, True)):
        known = scope.letters.get(u.name)
        body = known.body if known is not None else None
        if body is not None and x.name in body.names and u.shape == x.shape:
            change = absolute(det(Derive(u, x, convention)))
            both = (s, PRODUCT(t, change))
            return (both[1], both[0]) if turned else both
    return None


def _factored(e: Expr) -> tuple[Expr, Symbol] | None:
    """The scalar and the letter of a multiple of a bare differential."""
    match e:
        case Differential(body=Symbol() as x):
            return Number(Fraction(1)), x
        case Apply(op=op, args=(*factors, Differential(body=Symbol() as x))) if op is PRODUCT:
            if all(s.shape.is_scalar for s in factors):
                return PRODUCT(*factors) if len(factors) > 1 else factors[0], x
    return None
