"""Products over an index by other operators, for which there are rules.

∏ fᵢ gᵢ = ∏ fᵢ ∏ gᵢ, ∏ c = cⁿ, ∏ exp fᵢ = exp Σ fᵢ; of positive numbers ∏ fᵢ = exp Σ log fᵢ, and
∏ fᵢ = |diag(f)| of others (Petersen and Pedersen, The Matrix Cookbook, section 1.2).  All of
this holds on the whole declared set and nothing else is used, so it may be done inside of
derivatives too.
"""

from __future__ import annotations

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.checks.proof.definitions import inlined
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Apply, Bind, Binder, Expr
from matrixcalc.ops import constants, elementwise, inverses, linear, parts, products
from matrixcalc.ops.algebra import det, diag, exp, log
from matrixcalc.ops.arguments import number
from matrixcalc.rewriting import transformed
from matrixcalc.statements import Claim

ENTRYWISE = (elementwise.EXP, elementwise.LOG, elementwise.SQRT)
"""Functions of columns whose entries are looked into."""


def written(e: Expr, claim: Claim) -> Expr:
    """A side of a claim with its definitions, and its products over an index, written out."""
    return transformed(inlined(e, claim), _Products(Conditions(claim, defined=False)).rule)


def multiplies(claim: Claim) -> bool:
    """Whether a claim has a product over an index."""
    sides = (inlined(e, claim) for e in (claim.left, claim.right))
    return any(
        isinstance(n, Bind) and n.binder is Binder.PRODUCT for side in sides for n in side.walk()
    )


def is_diagonal(e: Expr) -> bool:
    """Whether an expression is the determinant of diag(x), or its logarithm."""
    match e:
        case Apply(
            op=inverses.DETERMINANT | inverses.LOG_DET,
            args=(Apply(op=parts.DIAGONAL_MATRIX, args=(x,)),),
        ):
            return x.shape.is_column
    return False


class _Products:
    """What products are by other operators; positive is what is declared so."""

    def __init__(self, conditions: Conditions) -> None:
        self.conditions = conditions

    def rule(self, e: Expr) -> Expr:
        """What becomes of a node whose parts are written out."""
        match e:
            case Bind(binder=Binder.PRODUCT, conditions=()):
                body = e.body
                for index in reversed(e.bound):
                    body = self.over(index, body)
                return body
            case Apply(op=elementwise.LOG, args=(Apply(op=elementwise.EXP, args=(s,)),)):
                return s
        return self._diagonal(e) if is_diagonal(e) else e

    def _diagonal(self, e: Expr) -> Expr:
        """The determinant of diag(x), or its logarithm, as the product of what x has as entries."""
        assert isinstance(e, Apply)
        (x,) = e.args[0].children
        index = _index(x)
        body = entry(x, Dim.variable(index))
        if e.op is inverses.DETERMINANT:
            return self.over(index, body)
        return self.rule(log(self.over(index, body))) if self._is_positive(body) else e

    def _is_positive(self, e: Expr) -> bool:
        return self.conditions.holds(e, "positive")

    def over(self, index: IntVar, body: Expr) -> Expr:
        """∏ of a body over one index."""
        assert index.lower is not None
        assert index.upper is not None
        count = index.upper - index.lower + 1
        least = None if any(v.is_index for v in count.variables) else count.lowest
        if least is None or least < 0:
            # A product without factors is 1, however far its range falls short of one.
            return Bind(Binder.PRODUCT, (index,), body)
        if index not in body.free:
            return linear.POWER(body, count)
        match body:
            case Apply(op=linear.PRODUCT, args=args) if all(a.shape.is_scalar for a in args):
                return linear.PRODUCT(*[self.over(index, a) for a in args])
            case Apply(op=linear.NEGATIVE, args=(a,)):
                return linear.POWER(number(-1), count) * self.over(index, a)
            case Apply(op=linear.QUOTIENT, args=(a, b)):
                return self.over(index, a) / self.over(index, b)
            case Apply(op=linear.POWER, args=(a,), params=(k,)) if index not in k.variables:
                return linear.POWER(self.over(index, a), k)
            case Apply(op=elementwise.EXP, args=(a,)):
                return exp(Bind(Binder.SUM, (index,), a))
            case Apply(op=parts.ENTRY, args=(a,), params=(i, _)) if a.shape.is_column:
                inner = entry(a, i)
                if inner != body:
                    return self.over(index, inner)
        if self._is_positive(body):
            return exp(Bind(Binder.SUM, (index,), self.rule(log(body))))
        if index.lower == Dim.of(1):
            return det(diag(Bind(Binder.TABLE, (index,), body)))
        return Bind(Binder.PRODUCT, (index,), body)


def _index(x: Expr) -> IntVar:
    """An index of the entries of a column that does not stand in it."""
    name = "i"
    while any(v.name == name for n in x.walk() for v in (*n.free, *_bound(n))):
        name += "\u2032"
    return IntVar(name, 1, Dim.of(1), x.shape.rows)


def _bound(e: Expr) -> tuple[IntVar, ...]:
    return e.bound if isinstance(e, Bind) else ()


def entry(x: Expr, i: Dim) -> Expr:
    """An entry of a column, by the entries of what it is made of."""
    match x:
        case Apply(op=products.HADAMARD, args=args):
            return linear.PRODUCT(*[entry(a, i) for a in args])
        case Apply(op=products.HADAMARD_QUOTIENT | linear.QUOTIENT, args=(a, b)):
            return entry(a, i) / (b if b.shape.is_scalar else entry(b, i))
        case Apply(op=linear.NEGATIVE, args=(a,)):
            return -entry(a, i)
        case Apply(op=linear.PRODUCT, args=(*scalars, a)) if scalars:
            if all(c.shape.is_scalar for c in scalars):
                return linear.PRODUCT(*scalars, entry(a, i))
        case Apply(op=op, args=(a,), params=()) if op in ENTRYWISE:
            return Apply(op, [entry(a, i)])
        case Apply(op=constants.ONES):
            return number(1)
    return parts.ENTRY(x, i, Dim.of(1))
