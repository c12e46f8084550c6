"""From expressions to sums over shared indices: letters, operators, binders, derivatives.

A derivative is taken by the operators' differentials, in a direction that is then read
off: what it is multiplied by is the derivative.  A node that has no rule raises
`Unavailable`, which says what it is.  Nothing is compared here.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from matrixcalc.calculus import Direction, along, directions
from matrixcalc.deadline import Deadline
from matrixcalc.dims import Dim
from matrixcalc.expr import (
    Apply,
    Bind,
    Binder,
    Derive,
    Differential,
    Expectation,
    Expr,
    Layout,
    Number,
    Symbol,
    Symmetry,
)
from matrixcalc.networks.kernels import Kernels, Sums, Value, leg_of
from matrixcalc.ops.spec import Operator, Unavailable


class Unfolder:
    """Unfolds the expressions of one claim over some `Sums`."""

    def __init__(
        self,
        sums: Sums,
        deadline: Deadline,
        simplify: Callable[[Expr], Expr] = lambda e: e,
    ) -> None:
        self.sums = sums
        self.kernels = Kernels(sums)
        self.deadline = deadline
        self.simplify = simplify
        """What is done with an expression, and with every derivative, before it is unfolded."""
        self._known: dict[Expr, Value] = {}
        self._fresh = count(1)

    def value(self, e: Expr) -> Value:
        """The value of an expression."""
        return self._value(self.simplify(e))

    def _value(self, e: Expr) -> Value:
        """The value of an expression that is simplified already."""
        known = self._known.get(e)
        if known is None:
            self.deadline.check()
            known = self._known[e] = self._compute(e)
        return known

    def _compute(self, e: Expr) -> Value:
        match e:
            case Number(value=value):
                return self.kernels.number(value)
            case Symbol():
                return self._function(e) if e.is_function else self.kernels.symbol(e)
            case Apply(op=op):
                assert isinstance(op, Operator)
                values = [self._value(a) for a in e.args]
                return op.network(self.kernels, *values, *e.params)  # type: ignore[no-any-return]  # values are opaque to operators
            case Bind():
                return self._bind(e)
            case Derive():
                return self._derivative(e)
            case Differential():
                return self._differential(e)
            case Expectation():
                raise Unavailable("an expectation")
        raise AssertionError(f"unknown kind of node {type(e).__name__}")

    def _function(self, s: Symbol) -> Value:
        inner = [
            self._value(a) if isinstance(a, Expr) else self.kernels.size(a) for a in s.arguments
        ]
        return self.kernels.opaque(("function", s.name), inner, s.shape.rows, s.shape.cols)

    def _bind(self, e: Bind) -> Value:
        if e.conditions:
            raise Unavailable("a sum with a condition on its indices")
        if e.binder is Binder.PRODUCT:
            raise Unavailable("a product over an index")
        body = self._value(e.body)
        if e.binder is Binder.SUM:
            for index in reversed(e.bound):
                body = self.kernels.summed(body, index)
            return body
        if any(v.lower != 1 for v in e.bound):
            raise Unavailable("a table that does not begin at 1")
        long = [v for v in e.bound if v.upper != 1]
        rows, cols = leg_of(e.shape.rows), leg_of(e.shape.cols)
        return Value(self.sums.tabulated(body.sum, long), rows, cols)

    # Derivatives.

    def _differential(self, e: Differential) -> Value:
        moving = {}
        for v in e.variables:
            if not isinstance(v, Symbol) or v.arguments:
                raise Unavailable("a differential along a family or an expression")
            moving[v.name] = Differential(v, (v,))
        rows, cols = e.shape.rows, e.shape.cols
        if isinstance(e.body, Symbol) and e.body.name in moving:
            return self.kernels.opaque(("differential", e.body.name), (), rows, cols)
        changed = along(e.body, moving)
        return self.kernels.zeros(rows, cols) if changed is None else self.value(changed)

    def _derivative(self, e: Derive) -> Value:
        direction = directions(e.wrt, f"?{next(self._fresh)}")
        tied = direction.variable.assumptions & STRUCTURES
        if e.convention.symmetry is not Symmetry.FREE and tied:
            raise Unavailable("a derivative by entries that are tied")
        changed = along(e.body, direction.moving)
        if changed is None:
            return self.kernels.zeros(e.shape.rows, e.shape.cols)
        inner = self.value(changed)
        ends = len(inner.rows + inner.cols)
        gradient = self.sums.coefficient(inner.sum, direction.name, ends)
        return self._laid_out(Value(gradient, inner.rows, inner.cols), direction, e)

    def _laid_out(self, found: Value, direction: Direction, e: Derive) -> Value:
        """The gradient or Jacobian in the layout of the derivative.

        The ends of what is differentiated stand first, then those of the variable.
        """
        rows, cols, (down, across) = found.rows, found.cols, direction.legs
        numerator = e.convention.layout is Layout.NUMERATOR
        if not rows and not cols:
            gradient = Value(found.sum, down, across)
            return self.kernels.transpose(gradient) if numerator else gradient
        if not down and not across:
            return found
        if (rows and cols) or (down and across):
            raise Unavailable("a derivative with more than two indices")
        if rows and across:
            return Value(found.sum, rows, across)
        if cols and down:
            return self.kernels.transpose(Value(found.sum, cols, down))
        if cols:
            raise Unavailable("the derivative of a row by a row")
        jacobian = Value(found.sum, rows, down)
        return jacobian if numerator else self.kernels.transpose(jacobian)


STRUCTURES = frozenset(
    {"symmetric", "skew-symmetric", "diagonal", "lower triangular", "upper triangular", "toeplitz"}
)
"""Adjectives that tie entries to each other."""

__all__ = ["Dim", "Unfolder"]
