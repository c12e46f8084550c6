"""Which numbers are positive, told from how they are put together and from what is declared.

Nothing is computed, and no is no proof of the contrary.
"""

from __future__ import annotations

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.dims import IntVar
from matrixcalc.expr import Apply, Bind, Binder, Expr, Number, Symbol
from matrixcalc.ops import elementwise, linear, parts, products
from matrixcalc.statements import Claim


class Signs:
    """Which scalars are positive, and which matrices have positive entries only."""

    def positive(self, e: Expr) -> bool:
        """Whether every entry of `e` is seen to be positive."""
        match e:
            case Symbol(assumptions=words):
                return bool(words & {"positive", "positive entries"})
            case Apply(op=linear.SUM | products.HADAMARD | products.HADAMARD_QUOTIENT, args=args):
                return all(map(self.positive, args))
            case Apply(op=linear.QUOTIENT, args=args):
                return all(map(self.positive, args))
            case Apply(op=linear.PRODUCT, args=args) if all(map(self.positive, args)):
                # Every sum has a term, because no size is zero.
                return all(self._runs(a) for a in args)
            case Apply(op=parts.ENTRY | linear.TRANSPOSE | parts.DIAGONAL_VECTOR, args=(a,)):
                return self.positive(a)
            case Apply(op=elementwise.SOFTMAX):
                return True
            case Bind(binder=Binder.SUM) if e.conditions or not all(map(runs, e.bound)):
                return False
            case Bind():
                return self.positive(e.body)
        known = Conditions(Claim(e, e))
        return known.holds(e, "positive") or known.holds(e, "positive entries")

    def nonnegative(self, e: Expr) -> bool:
        """Whether a scalar is seen to be no less than zero."""
        match e:
            case Number(value=value):
                return value >= 0
            case Apply(op=linear.SUM, args=args):
                return all(map(self.nonnegative, args))
            case Apply(op=linear.PRODUCT, args=args) if all(a.shape.is_scalar for a in args):
                return all(map(self.nonnegative, args))
            case Apply(op=linear.QUOTIENT, args=(a, b)):
                return self.nonnegative(a) and self.positive(b)
            case Apply(op=products.SQUARED_NORM | products.NORM | elementwise.ABS):
                return e.shape.is_scalar
            case Apply(op=linear.POWER, params=(k,)) if e.shape.is_scalar:
                return k.constant is not None and k.constant >= 0 and k.constant % 2 == 0
            case Apply(op=parts.ENTRY, args=(Symbol(assumptions=words),)):
                return bool(words & {"probability vector", "positive entries"})
        return self.positive(e)

    @staticmethod
    def _runs(a: Expr) -> bool:
        least = [d.lowest for d in (a.shape.rows, a.shape.cols)]
        return all(d is not None and d >= 1 for d in least)


def runs(index: IntVar) -> bool:
    """Whether an index takes a value at every size."""
    assert index.lower is not None
    assert index.upper is not None
    least = (index.upper - index.lower + 1).lowest
    return least is not None and least >= 1
