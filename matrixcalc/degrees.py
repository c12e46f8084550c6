"""How long the products of a statement are: a crude degree in its matrices and vectors.

A statement about all n × n matrices that has degree D cannot fail for the first
time at a size much beyond D, so the degree says how large a size has to be
looked at, and the degree of its coefficients in n how many sizes.  Nothing is
expanded or evaluated: an inverse, determinant, logarithm or exponential counts
as its argument, and a scalar letter counts nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from matrixcalc.dims import Dim, IntVar, Monomial, closure
from matrixcalc.expr import Apply, Bind, Binder, Derive, Differential, Expr, Number, Symbol
from matrixcalc.ops.constants import IDENTITY, SIZE, ZEROS
from matrixcalc.ops.inverses import ADJUGATE, COFACTORS, DETERMINANT, LOG_DET
from matrixcalc.ops.linear import NEGATIVE, POWER, PRODUCT, SUM
from matrixcalc.ops.parts import BLOCK
from matrixcalc.ops.products import NORM, SQUARED_NORM
from matrixcalc.statements import Claim

POLYNOMIAL = (SUM, NEGATIVE, PRODUCT, POWER, IDENTITY, ZEROS, SIZE)
"""The operators of polynomials in non-commuting square matrices."""


class Degrees:
    """The degrees of expressions, through definitions, at given sizes."""

    def __init__(self, claim: Claim, sizes: Mapping[IntVar, int]) -> None:
        self.meanings = claim.meanings
        self.sizes = sizes
        self.orders = frozenset(
            v for s in claim.symbols for v in s.shape.rows.variables | s.shape.cols.variables
        )
        """The sizes of matrices, other than numbers of samples and exponents."""

    def of(self, e: Expr) -> int | None:
        """The degree of `e`, None where it depends on an integer that is not known."""
        match e:
            case Number():
                return 0
            case Symbol():
                return self._symbol(e)
            case Apply():
                return self._apply(e)
            case Bind():
                return self._bind(e)
            case Derive(body=body) | Differential(body=body):
                return self.of(body)
        raise AssertionError(f"unknown kind of node {type(e).__name__}")

    def _grows(self, value: Dim) -> bool:
        """Whether an exponent or range grows with a matrix: like a determinant, whose
        length is its order, such a product counts once.
        """
        return bool(value.variables & self.orders)

    def _symbol(self, s: Symbol) -> int | None:
        meaning = self.meanings.get(s.name)
        if meaning is not None:
            return self.of(meaning.body)
        return 0 if s.shape.is_scalar else 1

    def _apply(self, e: Apply) -> int | None:
        parts = [self.of(a) for a in e.args]
        known = [d for d in parts if d is not None]
        if len(known) < len(parts):
            return None
        if e.op in (SUM, BLOCK):
            return max(known)
        if e.op in (NORM, SQUARED_NORM):
            return 2 * known[0]
        if e.op is POWER and not self._grows(e.params[0]):
            exponent = self._integer(e.params[0])
            return None if exponent is None else abs(exponent) * known[0]
        return sum(known)

    def _bind(self, e: Bind) -> int | None:
        body = self.of(e.body)
        ranges = [d for v in e.bound for d in (v.lower, v.upper) if d is not None]
        if e.binder is not Binder.PRODUCT or not body or any(map(self._grows, ranges)):
            return body
        for v in e.bound:
            first, last = (self._integer(d) for d in (v.lower, v.upper) if d is not None)
            if first is None or last is None:
                return None
            body *= max(0, last - first + 1)
        return body

    def _integer(self, value: Dim) -> int | None:
        """The largest magnitude of an integer, its indices at the ends of their ranges."""
        bound = [v for v in value.variables if v not in self.sizes]
        ends = []
        for v in bound:
            ranges = [self._integer(d) for d in (v.lower, v.upper) if d is not None]
            if len(ranges) < 2 or None in ranges:
                return None
            ends.append([k for k in ranges if k is not None])
        return max(
            abs(value.at({**self.sizes, **dict(zip(bound, corner, strict=True))}))
            for corner in product(*ends)
        )


class CoefficientDegrees(Degrees):
    """The degrees of coefficients as polynomials in one integer.

    Beside the integer itself every constant matrix, sum and determinant of its
    size counts one: tr I = n, and det(cA) = cⁿ det A.
    """

    def __init__(self, claim: Claim, sizes: Mapping[IntVar, int], integer: IntVar) -> None:
        super().__init__(claim, sizes)
        self.integer = integer

    def _grows(self, value: Dim) -> bool:
        """Exponents and lengths of products are no coefficients: cⁿ has no degree in n."""
        return bool(value.variables)

    def _symbol(self, s: Symbol) -> int | None:
        meaning = self.meanings.get(s.name)
        return 0 if meaning is None else self.of(meaning.body)

    def _apply(self, e: Apply) -> int | None:
        if e.op is SIZE:
            return max((self._power(m) for m, _ in e.params[0].terms), default=0)
        inside = super()._apply(e)
        if inside is None:
            return None
        if not e.args or e.op is POWER:
            return inside + any(self.integer in closure([d]) for d in e.params)
        if e.op in (DETERMINANT, LOG_DET, ADJUGATE, COFACTORS):
            return inside + (self.integer in e.args[0].shape.rows.variables)
        return inside

    def _power(self, monomial: Monomial) -> int:
        """The power of the integer; an index may be as large as its limit."""
        return sum(k for v, k in monomial if self.integer in closure([Dim.variable(v)]))

    def _bind(self, e: Bind) -> int | None:
        inside = super()._bind(e)
        if inside is None or e.binder is Binder.TABLE:
            return inside
        return inside + sum(self.integer in closure([Dim.variable(v)]) for v in e.bound)


def degree(claim: Claim, sizes: Mapping[IntVar, int]) -> int | None:
    """The larger degree of the two sides, None where it is not known."""
    return _larger(claim, Degrees(claim, sizes))


def coefficient_degree(claim: Claim, sizes: Mapping[IntVar, int], integer: IntVar) -> int | None:
    """The larger degree of the coefficients of the two sides in `integer`."""
    return _larger(claim, CoefficientDegrees(claim, sizes, integer))


def _larger(claim: Claim, degrees: Degrees) -> int | None:
    left, right = degrees.of(claim.left), degrees.of(claim.right)
    return None if left is None or right is None else max(left, right)


def largest_literal(claim: Claim) -> int:
    """The largest position or limit that is written as a number, 0 if there is none."""
    bodies = [claim.left, claim.right, *(d.body for d in claim.definitions)]
    found = [0]
    for node in (x for body in bodies for x in body.walk()):
        if not (isinstance(node, Apply) and node.op in (POWER, SIZE, BLOCK)):
            found += [abs(d.constant) for d in own_dims(node) if d.constant is not None]
    return max(found)


def own_dims(node: Expr) -> Sequence[Dim]:
    """The sizes, positions and limits written at this node itself."""
    match node:
        case Apply(params=params):
            return params
        case Bind(bound=bound, conditions=conditions):
            limits = [d for v in bound for d in (v.lower, v.upper) if d is not None]
            return [*limits, *(d for c in conditions for d in (c.left, c.right))]
    return ()


def is_noncommutative_polynomial(claim: Claim) -> bool:
    """Whether both sides are polynomials in square matrices without any structure.

    Such an identity of degree below 2n that holds for all n × n matrices holds
    for every size (Amitsur and Levitzki, 1950).
    """
    return not claim.definitions and all(
        _is_plain(node) for side in (claim.left, claim.right) for node in side.walk()
    )


def _is_plain(node: Expr) -> bool:
    match node:
        case Number():
            return True
        case Symbol():
            general = node.assumptions <= {"invertible", "constant"} and not node.arguments
            return general and node.shape.is_square
        case Apply(op=op):
            scalar_product = op is PRODUCT and node.shape.is_scalar
            return op in POLYNOMIAL and not (scalar_product and _contracts(node))
    return False


def _contracts(node: Expr) -> bool:
    return any(not child.shape.is_scalar for child in node.children)
