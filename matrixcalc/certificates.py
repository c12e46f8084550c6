"""Why a number is not negative: what is seen from how it is put together, and which sums of squares
it may equal.

What is seen is sound; which certificates fit is not decided here, and no is no proof of the
contrary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Bind, Binder, Expectation, Expr, Number, Symbol
from matrixcalc.ops import algebra, elementwise, inverses, linear, parts, products
from matrixcalc.ops.arguments import number
from matrixcalc.rewriting import rebuild_claim
from matrixcalc.shapes import Shape
from matrixcalc.signs import Signs, runs
from matrixcalc.statements import Claim

SEMIDEFINITE = "positive semidefinite"

FORMS = 6
"""Quadratic forms that are paired for squares."""


def factors(e: Expr) -> list[Expr]:
    """A scalar product as its scalar factors: c xᵀA y is c times xᵀA y."""
    if not (isinstance(e, Apply) and e.op is linear.PRODUCT and e.shape.is_scalar):
        return [e]
    found: list[Expr] = []
    row: list[Expr] = []
    for a in e.args:
        if a.shape.is_scalar and not row:
            found += factors(a)
            continue
        row.append(a)
        if Shape(row[0].shape.rows, a.shape.cols).is_scalar:
            found.append(times(row))
            row = []
    return [*found, times(row)] if row else found


def times(row: Sequence[Expr]) -> Expr:
    """The product of factors, of which there is one at least."""
    return row[0] if len(row) == 1 else linear.PRODUCT(*row)


def terms(e: Expr) -> list[Expr]:
    """The terms of a sum, with a minus in front of those that are subtracted."""
    match e:
        case Apply(op=linear.SUM, args=args):
            return [t for a in args for t in terms(a)]
        case Apply(op=linear.NEGATIVE, args=(a,)):
            return [linear.NEGATIVE(t) for t in terms(a)]
    return [e]


class Visible:
    """Which numbers are seen not to be negative, of a claim that is made where it is defined."""

    def __init__(self, claim: Claim) -> None:
        self.known = Conditions(claim)
        self.signs = Signs()

    def positive(self, e: Expr) -> bool:
        """Whether a scalar is seen to be positive."""
        if self.known.holds(e, "positive") or self.signs.positive(e):
            return True
        match e:
            case Apply(op=linear.PRODUCT) if len(factors(e)) > 1:
                return all(map(self.positive, factors(e)))
            case Apply(op=linear.SUM, args=(Number(value=value), Apply(
                op=linear.NEGATIVE, args=(Symbol(assumptions=words),)
            ))):  # fmt: skip
                return value == 1 and "in (0, 1)" in words
            case Apply(op=linear.PRODUCT, args=(b, *middle, a)) if a.shape.is_column and b == a.T:
                definite = not middle or self.known.holds(times(middle), "positive definite")
                return definite and self.known.holds(a, "nonzero")
            case Apply(op=linear.SUM, args=args) if e.shape.is_scalar:
                return any(map(self.positive, args)) and all(map(self.nonnegative, args))
        return False

    def semidefinite(self, e: Expr) -> bool:
        """Whether a matrix is seen to be positive semidefinite."""
        return self.known.holds(e, SEMIDEFINITE)

    def nonnegative(self, e: Expr) -> bool:
        """Whether a scalar is seen not to be negative."""
        if not e.shape.is_scalar:
            return False
        match e:
            case Number(value=value):
                return value >= 0
            case Apply(op=linear.SUM, args=args) if all(map(self.nonnegative, args)):
                return True
            case Apply(op=linear.QUOTIENT, args=(a, b)):
                return self.nonnegative(a) and self.nonnegative(b)
            case Apply(
                op=products.SQUARED_NORM | products.NORM | elementwise.ABS | elementwise.SQRT
            ):
                return True
            case Apply(op=linear.POWER, args=(a,), params=(k,)):
                known = k.constant
                even = known is not None and known % 2 == 0
                return even or self.nonnegative(a)
            case Apply(op=linear.TRACE, args=(a,)):
                return self._trace(a)
            case Apply(op=products.INNER, args=(a, b)):
                return a == b
            case Apply(op=parts.ENTRY):
                return self.signs.nonnegative(e)
            case Apply(op=inverses.DETERMINANT, args=(a,)):
                return self.semidefinite(a)
            case Apply(op=linear.PRODUCT) if len(factors(e)) > 1:
                return self._all_but_squares(factors(e))
            case Bind(binder=Binder.SUM | Binder.PRODUCT, body=body) | Expectation(body=body):
                return self.nonnegative(body)
        return self.semidefinite(e) or self.positive(e)

    def _all_but_squares(self, found: Sequence[Expr]) -> bool:
        """Whether the factors are not negative, where one that stands twice is squared."""
        odd = [a for a in dict.fromkeys(found) if found.count(a) % 2]
        return all(map(self.nonnegative, odd))

    def _trace(self, a: Expr) -> bool:
        """Whether a trace is that of a product of two semidefinite matrices, or of one."""
        if self.semidefinite(a):
            return True
        match a:
            case Apply(op=linear.SUM, args=args):
                return all(map(self._trace, args))
            case Apply(op=linear.PRODUCT, args=(c, *rest)) if c.shape.is_scalar and rest:
                return self.nonnegative(c) and self._trace(times(rest))
            case Apply(op=linear.PRODUCT, args=args):
                turned = [(*args[k:], *args[:k]) for k in range(len(args))]
                halves = ((r[:k], r[k:]) for r in turned for k in range(1, len(r) + 1))
                return any(self._are_semidefinite(a, b) for a, b in halves)
        return False

    def _are_semidefinite(self, a: Sequence[Expr], b: Sequence[Expr]) -> bool:
        return self.semidefinite(times(a)) and (not b or self.semidefinite(times(b)))


def where_defined(claim: Claim) -> Claim:
    """The claim, with positive entries for the probability vectors whose entries stand, all of them,
    under logarithms or below fraction bars: it is about no others.
    """
    visible = Visible(claim)
    found: set[str] = set()
    sums = [n for n in claim.nodes if isinstance(n, Bind)]
    if any(n.conditions or not all(map(runs, n.bound)) for n in sums):
        return claim
    for node in claim.nodes:
        match node:
            case Apply(op=elementwise.LOG, args=(a,)) if a.shape.is_scalar:
                parts_of = _parts(a)
                if all(map(visible.nonnegative, parts_of)):
                    found |= {name for e in parts_of for name in _every_entry(e)}
            case Apply(op=linear.QUOTIENT, args=(_, b)):
                found |= {name for e in _parts(b) for name in _every_entry(e)}

    def rule(s: Symbol) -> Symbol:
        words = s.assumptions | {"positive entries"}
        return replace(s, assumptions=words) if s.name in found else s

    return rebuild_claim(claim, rule)


def _parts(e: Expr) -> list[Expr]:
    """The factors of a scalar, above and below fraction bars."""
    match e:
        case Apply(op=linear.QUOTIENT, args=(a, b)):
            return [*_parts(a), *_parts(b)]
        case Apply(op=linear.PRODUCT) if len(factors(e)) > 1:
            return [p for c in factors(e) for p in _parts(c)]
    return [e]


def _every_entry(e: Expr) -> Iterator[str]:
    """The probability vector of which this is an entry, at an index that runs over all of them."""
    match e:
        case Apply(op=parts.ENTRY, args=(Symbol() as s,), params=(k, _)):
            v = k.as_variable
            if v is None or "probability vector" not in s.assumptions:
                return
            if v.lower == Dim.of(1) and v.upper == s.shape.rows:
                yield s.name


def squares(e: Expr, visible: Visible) -> Iterator[Expr]:
    """Numbers that are not negative, to one of which `e` may be equal: for two of its quadratic
    forms aᵀPa and bᵀPb, what Lagrange's identity says of their product (Steele, The Cauchy–Schwarz
    Master Class, chapter 3).
    """
    found = list(dict.fromkeys(_forms(e, visible)))[:FORMS]
    for (a, p), (b, q) in combinations(found, 2):
        if a.shape != b.shape:
            continue
        for y, shared in _in_one(b, p, q, visible):
            crossed = a @ y.T - y @ a.T
            yield algebra.tr(crossed @ shared @ crossed.T @ shared) / number(2)


def _in_one(b: Expr, p: Expr, q: Expr, visible: Visible) -> Iterator[tuple[Expr, Expr]]:
    """The form bᵀQb as one yᵀPy with another matrix."""
    if p == q:
        yield b, p
        return
    if q == algebra.inv(p) or p == algebra.inv(q):
        yield q @ b, p


def _forms(e: Expr, visible: Visible) -> Iterator[tuple[Expr, Expr]]:
    """The columns and semidefinite matrices of the quadratic forms that stand in `e`."""
    for node in e.walk():
        match node:
            case Apply(op=products.NORM | products.SQUARED_NORM, args=(a,)) if a.shape.is_column:
                yield a, algebra.eye(a.shape.rows)
            case Apply(op=products.NORM | products.SQUARED_NORM, args=(a,)):
                yield algebra.vec(a), algebra.eye(a.shape.rows * a.shape.cols)
            case Apply(op=linear.TRACE, args=(Apply(op=linear.PRODUCT, args=(b, a)),)) if b == a.T:
                yield algebra.vec(a), algebra.eye(a.shape.rows * a.shape.cols)
            case Apply(op=products.INNER, args=(a, b)) if a == b:
                yield a, algebra.eye(a.shape.rows)
            case Apply(op=linear.PRODUCT) if node.shape.is_scalar:
                yield from (f for c in factors(node) if (f := _form(c, visible)) is not None)


def _form(c: Expr, visible: Visible) -> tuple[Expr, Expr] | None:
    """The column and the matrix of one quadratic form."""
    match c:
        case Apply(op=linear.PRODUCT, args=(b, *middle, a)) if a.shape.is_column and b == a.T:
            inner = times(middle) if middle else algebra.eye(a.shape.rows)
            return (a, inner) if visible.semidefinite(inner) else None
    return None


def coefficient(e: Expr) -> Expr:
    """The number in front of a term, without its sign."""
    match e:
        case Apply(op=linear.NEGATIVE, args=(a,)):
            return coefficient(a)
        case Apply(op=linear.PRODUCT, args=(Number(value=value), *_)) if value:
            return number(abs(value))
        case Apply(op=linear.QUOTIENT, args=(a, Number(value=value))):
            return coefficient(a) / number(abs(value))
    return number(1)


def squared(e: Expr) -> Expr:
    """The square of a scalar, without roots, norms and absolute values where it has them as factors."""
    match e:
        case Number(value=value):
            return number(value * value)
        case Apply(op=products.NORM, args=(a,)):
            return products.SQUARED_NORM(a)
        case Apply(op=elementwise.SQRT, args=(a,)):
            return a
        case Apply(op=linear.NEGATIVE, args=(a,)):
            return squared(a)
        case Apply(op=elementwise.ABS, args=(a,)):
            return squared(a)
        case Apply(op=linear.QUOTIENT, args=(a, b)):
            return squared(a) / squared(b)
        case Apply(op=linear.PRODUCT) if len(found := factors(e)) > 1:
            return times([squared(a) for a in found])
        case Apply(op=linear.SUM, args=args):
            mixed = [number(2) * a * b for a, b in combinations(args, 2)]
            return linear.SUM(*map(squared, args), *mixed)
    return e * e


def has_roots(e: Expr) -> bool:
    """Whether a root, a norm or an absolute value stands in an expression."""
    rooted = (products.NORM, elementwise.SQRT, elementwise.ABS)
    return any(isinstance(n, Apply) and n.op in rooted for n in e.walk())
