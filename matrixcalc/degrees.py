"""How long the products of a statement are: a crude degree in its matrices and vectors.

A statement about all n × n matrices that has degree D cannot fail for the first
time at a size much beyond D, so the degree says how large a size has to be
looked at, and the degree of its coefficients in n how many sizes.  Nothing is
expanded or evaluated: an inverse, determinant, logarithm or exponential counts
as its argument, and a scalar letter counts nothing unless it has an index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod

from matrixcalc.dims import Dim, IntVar, Monomial, closure
from matrixcalc.expr import (
    Apply,
    Bind,
    Binder,
    Derive,
    Differential,
    Expectation,
    Expr,
    Integral,
    Number,
    Relation,
    Symbol,
)
from matrixcalc.ops.constants import DELTA, IDENTITY, PI, SIZE, ZEROS
from matrixcalc.ops.elementwise import ABS, REAL_POWER, SQRT
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
        self.growing = self.orders | {v for v in claim.integers if is_sample(claim, v)}
        """Sizes and numbers of samples: what grows with them is general for its length."""

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
            case Derive(body=body) | Differential(body=body) | Integral(body=body):
                return self.of(body)
            case Expectation(body=body):
                # A random vector stands for its mean, two of them for the covariance, three
                # and four for the moments of independent components.
                shares = [
                    (m, c)
                    for x in e.distributions
                    for m, c in zip(x.moments, (1, 1, 3, 4), strict=False)
                ]
                known = [-(-d // c) for m, c in shares if (d := self.of(m)) is not None]
                inside = self.of(body)
                whole = len(known) == len(shares)
                return inside * max(1, *known) if whole and inside is not None else None
        raise AssertionError(f"unknown kind of node {type(e).__name__}")

    def _grows(self, value: Dim) -> bool:
        """Whether an exponent or range grows with a matrix: like a determinant, whose
        length is its order, such a product counts once.
        """
        return bool(value.variables & self.growing)

    def _symbol(self, s: Symbol) -> int | None:
        meaning = self.meanings.get(s.name)
        if meaning is not None:
            return self.of(meaning.body)
        return 0 if s.shape.is_scalar and not s.indices else 1

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
            return self._highest(e.params)
        inside = super()._apply(e)
        if inside is None:
            return None
        power = self._highest(e.params)
        if not e.args or e.op is POWER or power > 1:
            return inside + power
        if e.op in (DETERMINANT, LOG_DET, ADJUGATE, COFACTORS):
            return inside + (self.integer in e.args[0].shape.rows.variables)
        return inside

    def _highest(self, dims: Iterable[Dim]) -> int:
        """The highest power of the integer in polynomials."""
        return max((self._power(m) for d in dims for m, _ in d.terms), default=0)

    def _power(self, monomial: Monomial) -> int:
        """The power of the integer; an index may be as large as its limit."""
        return sum(k for v, k in monomial if self.integer in closure([Dim.variable(v)]))

    def _bind(self, e: Bind) -> int | None:
        inside = super()._bind(e)
        if inside is None or e.binder is Binder.TABLE:
            return inside
        conditions = self._highest(d for c in e.conditions for d in (c.left, c.right))
        bound = sum(self.integer in closure([Dim.variable(v)]) for v in e.bound)
        return inside + bound + max(0, conditions - 1)


def degree(claim: Claim, sizes: Mapping[IntVar, int]) -> int | None:
    """The larger degree of the two sides, None where it is not known."""
    return _larger(claim, Degrees(claim, sizes))


def coefficient_degree(claim: Claim, sizes: Mapping[IntVar, int], integer: IntVar) -> int | None:
    """The larger degree of the coefficients of the two sides in `integer`.

    Powers of numbers, such as 2ⁿ or (−1)ⁿ, make a coefficient a sum of
    exponentials, each with a polynomial of that degree: it vanishes everywhere
    if it does at as many consecutive integers as it has terms.
    """
    found = _larger(claim, CoefficientDegrees(claim, sizes, integer))
    if found is None:
        return None
    return (found + 1) * (1 + _exponentials(claim, integer)) - 1


DISCRETE = frozenset({"orthogonal", "orthonormal columns", "idempotent", "unit norm"})
"""Adjectives of sets whose eigenvalues, traces or determinants take few values."""


def _exponentials(claim: Claim, integer: IntVar) -> int:
    """How many powers of numbers, or of what takes few values, have `integer` in the exponent."""
    bases: set[Expr] = set()
    for node in claim.nodes:
        if isinstance(node, Bind) and not node.symbols:
            # A sum such as Σᵢ (−1)ⁱ is itself a power of the size.
            inner = (x for x in node.walk() if integer in closure(_exponent(x)))
            bases |= {x.args[0] for x in inner if isinstance(x, Apply)}
        elif any(integer in d.variables for d in _exponent(node)):
            assert isinstance(node, Apply)
            bases.add(node.args[0])
    return sum(base.shape.rows.constant or 1 for base in bases if _is_fixed(claim, base))


def _exponent(node: Expr) -> list[Dim]:
    """The integers in the exponent of a power; none for any other expression."""
    if not (isinstance(node, Apply) and node.op in (POWER, REAL_POWER)):
        return []
    return [*node.params, *(d for a in node.args[1:] for d in a.dims)]


def _is_fixed(claim: Claim, base: Expr) -> bool:
    """Whether a base is a number, or may have few eigenvalues; π is as good as a letter."""
    letters = [s for s in base.symbols if s.name not in claim.meanings]
    if any(s.assumptions & DISCRETE for s in letters):
        return True
    return not letters and not any(isinstance(e, Apply) and e.op is PI for e in base.walk())


def _larger(claim: Claim, degrees: Degrees) -> int | None:
    left, right = degrees.of(claim.left), degrees.of(claim.right)
    return None if left is None or right is None else max(left, right)


def largest_literal(claim: Claim) -> int:
    """How large an index has to be to meet every position and limit that is written
    as a number: the largest of them, and all shifts such as the 7 of i + 7 together.
    """
    numbers, shifted, strict = [0], set(), set()
    # The number n − 7 matters as a position does where an absolute value changes its sign.
    rooted = [n for n in claim.nodes if isinstance(n, Apply) and n.op in ROOTED]
    signed = bool(rooted)
    numbers += [_sign_change(claim, node.args[0]) for node in rooted]
    skipped = (POWER, BLOCK) if signed else (POWER, SIZE, BLOCK)
    for node in claim.nodes:
        if isinstance(node, Apply) and node.op in skipped:
            continue
        for d in closed(own_dims(node)):
            if d.constant is not None:
                numbers.append(abs(d.constant))
            else:
                shifted.add(d)
        if isinstance(node, Bind):
            strict |= {c for c in node.conditions if c.relation in STRICT}
    return max(numbers) + sum(map(_shift, shifted)) + len(strict)


ROOTED = (ABS, SQRT, REAL_POWER, NORM)
"""Operators that treat positive and negative values of a size such as n − 7 differently."""


def _sign_change(claim: Claim, e: Expr) -> int:
    """A bound on the sizes at which an expression changes its sign, as 7 − n does beyond 7.

    Numbers count where a size occurs beside them: 7 in n − 7, and 21 in n/7 − 3.
    """
    todo, seen, found = [e], set[str](), list[Expr]()
    while todo:
        found += todo.pop().walk()
        for node in found:
            if isinstance(node, Symbol) and node.name in claim.meanings.keys() - seen:
                seen.add(node.name)
                todo.append(claim.meanings[node.name].body)
    if not any(isinstance(node, Apply) and node.op is SIZE for node in found):
        return 0
    values = [node.value for node in found if isinstance(node, Number)]
    return prod((abs(x.numerator) + 1) * x.denominator for x in values)


STRICT = (Relation.LESS, Relation.DIFFERENT)
"""Conditions that ask for one more value of an index."""


def _shift(value: Dim) -> int:
    """How far a position may be from the index in it: 7 in i + 7, and 1 in 2i."""
    return sum(abs(c) for _, c in value.terms) - 1


def closed(dims: Iterable[Dim]) -> Iterator[Dim]:
    """Integers with the limits of the indices that occur in them."""
    for d in dims:
        yield d
        for v in closure([d]):
            yield from (bound for bound in (v.lower, v.upper) if bound is not None)


def own_dims(node: Expr) -> Sequence[Dim]:
    """The sizes, positions and limits written at this node itself."""
    match node:
        case Symbol(arguments=arguments):
            return [a for a in arguments if isinstance(a, Dim)]
        case Apply(params=params):
            return params
        case Bind(bound=bound, conditions=conditions):
            limits = [d for v in bound for d in (v.lower, v.upper) if d is not None]
            return [*limits, *(d for c in conditions for d in (c.left, c.right))]
    return ()


def is_sample(claim: Claim, v: IntVar) -> bool:
    """Whether the members of a family are counted by an integer, as N counts x₁, …, x_N.

    A product of sums needs as many of them as it has factors to be general; a
    member named by a free index needs no others.
    """
    counted = any(
        v in closure([a]) for s in claim.symbols for a in s.arguments if isinstance(a, Dim)
    )
    return counted and any(
        v in closure([Dim.variable(b)])
        for node in claim.nodes if isinstance(node, Bind) for b in node.bound
    )  # fmt: skip


def comparisons(claim: Claim) -> frozenset[Dim]:
    """The differences of sizes and numbers that are compared, as n − 10 in δ_{n,10}."""
    found: set[Dim] = set()
    for node in claim.nodes:
        match node:
            case Apply(op=op, params=(a, b)) if op is DELTA:
                found.add(a - b)
            case Bind(conditions=conditions):
                found |= {c.left - c.right for c in conditions}
    return frozenset(
        d for d in found if d.constant is None and not any(v.is_index for v in d.variables)
    )


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
