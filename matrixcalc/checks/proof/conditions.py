"""Whether an expression has an adjective that a law demands, as the declarations say.

What an operator of the claim needs to be defined is granted, because a claim is made
where both of its sides are defined, and so is what the text supposes.  Nothing is
computed, and no is no proof of the contrary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matrixcalc.calculus import Calculus
from matrixcalc.checks.proof.definitions import inlined
from matrixcalc.dims import IntVar
from matrixcalc.expr import Apply, Bind, Expr, Number, Symbol
from matrixcalc.ops import constants, elementwise, inverses, linear, parts, products, spectral
from matrixcalc.ops.algebra import inv
from matrixcalc.ops.spec import Need, Operator
from matrixcalc.statements import Claim

_GRANTED = {
    Need.INVERTIBLE: "invertible",
    Need.POSITIVE: "positive",
    Need.NONZERO: "nonzero",
    Need.POSITIVE_DETERMINANT: "positive determinant",
}


def _evaluated(e: Expr) -> Iterator[Expr]:
    """The nodes that are evaluated whatever the sizes are: not those of a sum without terms."""
    yield e
    if isinstance(e, Bind) and (e.conditions or not all(map(_runs, e.bound))):
        return
    for child in e.children:
        yield from _evaluated(child)


def _free_and_bound(claim: Claim) -> frozenset[IntVar]:
    """The indices that are a position of the claim, and run as well."""
    sides = [inlined(e, claim) for e in (claim.left, claim.right, *claim.definite)]
    bound = {v for side in sides for n in side.walk() if isinstance(n, Bind) for v in n.bound}
    return frozenset(v for side in sides for v in side.free if v in bound)


def _is_inverse(e: Expr) -> bool:
    return isinstance(e, Apply) and e.op is inverses.INVERSE


def _runs(index: IntVar) -> bool:
    """Whether an index takes a value at every size."""
    assert index.lower is not None
    assert index.upper is not None
    least = (index.upper - index.lower + 1).lowest
    return least is not None and least >= 1


class Conditions:
    """What is known of the expressions of one claim."""

    def __init__(self, claim: Claim, *, defined: bool = True) -> None:
        self.granted: set[tuple[Expr, str]] = set()
        self._inverses: set[Expr] = set()
        self._ambiguous = _free_and_bound(claim)
        for e in claim.definite:
            self.grant(inlined(e, claim), "positive definite")
        if defined:
            self._grant_needs(claim)

    def _grant_needs(self, claim: Claim) -> None:
        """Take both sides for defined."""
        # A definition says nothing that the sides do not say once it is written out.
        sides = [inlined(e, claim) for e in (claim.left, claim.right)]
        self._inverses = {n for side in sides for n in side.walk() if _is_inverse(n)}
        for node in (n for side in sides for n in _evaluated(side)):
            if isinstance(node, Apply):
                assert isinstance(node.op, Operator)
                for place, need in node.op.needs:
                    if need in _GRANTED:
                        self.grant(node.args[place], _GRANTED[need])

    def strange(self, e: Expr) -> int:
        """How many inverses an expression has of which the claim has none."""
        return len({n for n in e.walk() if _is_inverse(n)} - self._inverses)

    @property
    def calculus(self) -> Calculus:
        """Differentials that know which matrices have an inverse."""
        return Calculus(lambda e: self.holds(e, "invertible"))

    def grant(self, e: Expr, word: str) -> None:
        """Take an expression for what an operator needs it to be, and its factors with it."""
        if e.free & self._ambiguous:
            # What holds for one i need not hold for each i of a sum.
            return
        self.granted.add((e, word))
        match e, word:
            case Apply(op=linear.PRODUCT, args=args), "invertible":
                if all(a.shape.is_square for a in args):
                    for a in args:
                        self.grant(a, "nonzero" if a.shape.is_scalar else "invertible")
            case Apply(op=linear.TRANSPOSE | inverses.INVERSE, args=(a,)), "invertible":
                self.grant(a, word)
            case Apply(op=linear.POWER, args=(a,), params=(k,)), "invertible" if (k.least or 0) > 0:
                self.grant(a, word)
            case Apply(op=parts.BLOCK, args=(v, f, h, u), params=(rows, _)), "invertible" if (
                rows == 2 and v.shape.is_square
            ):
                # The determinant is that of a block times that of its Schur complement.
                if self.holds(v, "invertible"):
                    self.grant(u - h @ inv(v) @ f, word)
                if self.holds(u, "invertible"):
                    self.grant(v - f @ inv(u) @ h, word)
            case Apply(
                op=parts.BLOCK, args=(v, f, h, u), params=(rows, _)
            ), "positive definite" if rows == 2 and v.shape.is_square:
                # So are the blocks on the diagonal and their Schur complements.
                for part in (v, u, u - h @ inv(v) @ f, v - f @ inv(u) @ h):
                    self.grant(part, word)
            case Apply(op=linear.PRODUCT, args=args), "nonzero" if e.shape.is_scalar:
                # A product with a vector that is zero is zero, too.
                for a in args:
                    if a.shape.is_scalar or a.shape.is_column or a.shape.is_row:
                        self.grant(a, word)
            case Apply(op=linear.TRANSPOSE | products.NORM | products.SQUARED_NORM, args=(a,)), (
                "nonzero"
            ):
                self.grant(a, word)
            case Apply(op=inverses.DETERMINANT, args=(a,)), "nonzero" | "positive":
                self.grant(a, "invertible" if word == "nonzero" else "positive determinant")

    def hold(self, e: Expr, words: frozenset[str]) -> bool:
        """Whether `e` is seen to have all these adjectives."""
        return all(self.holds(e, word) for word in words)

    def holds(self, e: Expr, word: str) -> bool:
        """Whether `e` is seen to have an adjective."""
        if (e, word) in self.granted:
            return True
        if isinstance(e, Symbol) and word in e.assumptions:
            return True
        match word:
            case "invertible":
                return self._invertible(e)
            case "nonzero":
                return self._nonzero(e)
            case "positive":
                return self._positive(e)
            case "positive entries":
                return self._positive_entries(e)
            case "orthogonal":
                return self._orthogonal(e)
            case "orthonormal columns":
                return self.holds(e, "orthogonal")
            case "full column rank" | "full row rank":
                vector = e.shape.is_column if word == "full column rank" else e.shape.is_row
                return self.holds(e, "invertible") or (vector and self.holds(e, "nonzero"))
            case "symmetric":
                return self._symmetric(e)
            case "positive definite":
                return self._definite(e)
            case "positive semidefinite":
                return self._semidefinite(e)
            case "positive determinant":
                return self.holds(e, "positive definite") or self._positive_determinant(e)
            case "any rank":
                return True
        return False

    def _invertible(self, e: Expr) -> bool:
        match e:
            case Apply(
                op=linear.TRANSPOSE | inverses.INVERSE | linear.NEGATIVE | linear.POWER, args=(a,)
            ):
                return self.holds(a, "invertible")
            case Apply(op=linear.PRODUCT, args=args) if all(a.shape.is_square for a in args):
                words = ("nonzero" if a.shape.is_scalar else "invertible" for a in args)
                if all(self.holds(a, word) for a, word in zip(args, words, strict=True)):
                    return True
            case Apply(op=constants.IDENTITY | spectral.MATRIX_EXPONENTIAL):
                return True
        return self.holds(e, "positive determinant") if e.shape.is_square else False

    def _positive_entries(self, e: Expr) -> bool:
        match e:
            case Apply(op=elementwise.EXP | constants.ONES):
                return True
            case Apply(
                op=linear.SUM | linear.TRANSPOSE | products.HADAMARD | products.HADAMARD_QUOTIENT,
                args=args,
            ):
                return all(self.holds(a, "positive entries") for a in args)
        return e.shape.is_scalar and self.holds(e, "positive")

    def _orthogonal(self, e: Expr) -> bool:
        match e:
            case Apply(op=linear.TRANSPOSE | inverses.INVERSE | linear.NEGATIVE, args=(a,)):
                return self.holds(a, "orthogonal")
            case Apply(op=linear.PRODUCT, args=args):
                return all(not a.shape.is_scalar and self.holds(a, "orthogonal") for a in args)
            case Apply(op=constants.IDENTITY):
                return True
        return False

    def _nonzero(self, e: Expr) -> bool:
        match e:
            case Number(value=value):
                return value != 0
            case Apply(op=linear.PRODUCT, args=args) if e.shape.is_scalar:
                return all(a.shape.is_scalar and self.holds(a, "nonzero") for a in args)
            case Apply(op=linear.NEGATIVE, args=(a,)):
                return self.holds(a, "nonzero")
            case Apply(op=linear.QUOTIENT | linear.POWER | inverses.INVERSE, args=(a, *_)):
                return e.shape.is_scalar and self.holds(a, "nonzero")
            case Apply(op=inverses.DETERMINANT, args=(a,)):
                return self.holds(a, "invertible")
        return e.shape.is_scalar and self.holds(e, "positive")

    def _positive(self, e: Expr) -> bool:
        match e:
            case Number(value=value):
                return value > 0
            case Apply(op=linear.PRODUCT | linear.SUM, args=args):
                return all(a.shape.is_scalar and self.holds(a, "positive") for a in args)
            case Apply(op=linear.QUOTIENT, args=(a, b)):
                return a.shape.is_scalar and self.holds(a, "positive") and self.holds(b, "positive")
            case Apply(op=linear.POWER | inverses.INVERSE, args=(a, *_)):
                return a.shape.is_scalar and self.holds(a, "positive")
            case Apply(op=elementwise.REAL_POWER | elementwise.SQRT, args=(a, *_)):
                return a.shape.is_scalar and self.holds(a, "positive")
            case Apply(op=elementwise.EXP):
                return e.shape.is_scalar
            case Apply(op=elementwise.ABS, args=(a,)):
                return e.shape.is_scalar and self.holds(a, "nonzero")
            case Apply(op=inverses.DETERMINANT, args=(a,)):
                return self.holds(a, "positive determinant")
            case Apply(op=parts.ENTRY, args=(a,)):
                return self.holds(a, "positive entries")
            case Apply(op=constants.PI | constants.ONES):
                return e.shape.is_scalar
            case Apply(op=constants.SIZE, params=(size,)):
                return size.lowest is not None and size.lowest >= 1
        return False

    def _symmetric(self, e: Expr) -> bool:
        match e:
            case Apply(op=linear.SUM, args=args):
                return all(self.holds(a, "symmetric") for a in args)
            case Apply(op=linear.TRANSPOSE | inverses.INVERSE | linear.NEGATIVE, args=(a,)):
                return self.holds(a, "symmetric")
            case Apply(op=constants.IDENTITY):
                return True
        return e.shape.is_scalar or self.holds(e, "positive semidefinite")

    def _definite(self, e: Expr) -> bool:
        match e:
            case Apply(op=linear.SUM, args=args):
                return any(self.holds(a, "positive definite") for a in args) and all(
                    self.holds(a, "positive semidefinite") for a in args
                )
            case Apply(op=linear.TRANSPOSE | inverses.INVERSE, args=(a,)):
                return self.holds(a, "positive definite")
            case Apply(op=linear.PRODUCT, args=(c, *rest)) if c.shape.is_scalar and rest:
                return self.holds(c, "positive") and self.holds(_times(rest), "positive definite")
            case Apply(op=linear.QUOTIENT, args=(a, c)):
                return self.holds(c, "positive") and self.holds(a, "positive definite")
            case Apply(op=linear.PRODUCT, args=(b, *middle, a)):
                full = self.holds(a, "full column rank") or self.holds(b, "full row rank")
                inner = not middle or self.holds(_times(middle), "positive definite")
                return self._is_turned(a, b) and full and inner
            case Apply(op=constants.IDENTITY):
                return True
            case Apply(op=parts.DIAGONAL_MATRIX, args=(a,)):
                return self.holds(a, "positive entries")
        return e.shape.is_scalar and self.holds(e, "positive")

    def _semidefinite(self, e: Expr) -> bool:
        match e:
            case Apply(op=linear.SUM, args=args):
                return all(self.holds(a, "positive semidefinite") for a in args)
            case Apply(op=linear.PRODUCT, args=(c, *rest)) if c.shape.is_scalar and rest:
                known = self.holds(_times(rest), "positive semidefinite")
                return self.holds(c, "positive") and known
            case Apply(op=linear.PRODUCT, args=(b, *middle, a)):
                inner = not middle or self.holds(_times(middle), "positive semidefinite")
                return self._is_turned(a, b) and inner
            case Apply(op=products.OUTER, args=(a, b)):
                return a == b
        return self.holds(e, "positive definite")

    def _is_turned(self, a: Expr, b: Expr) -> bool:
        """Whether one is the transpose of the other."""
        return b == a.T or a == b.T or (a == b and self.holds(a, "symmetric"))

    def _positive_determinant(self, e: Expr) -> bool:
        match e:
            case Apply(op=linear.PRODUCT, args=args):
                return all(
                    a.shape.is_square
                    and not a.shape.is_scalar
                    and self.holds(a, "positive determinant")
                    for a in args
                )
            case Apply(op=linear.TRANSPOSE | inverses.INVERSE, args=(a,)):
                return self.holds(a, "positive determinant")
            case Apply(op=spectral.MATRIX_EXPONENTIAL):
                return True
        return False


def _times(factors: Sequence[Expr]) -> Expr:
    return factors[0] if len(factors) == 1 else linear.PRODUCT(*factors)
