"""Expectations of polynomials in a random vector: how they are built, and which are judged.

The mean and the covariance of a random vector determine the expectation of
every polynomial of degree two in it, whatever else its distribution may be; they
determine the distribution of a Gaussian one altogether.  Where the components are
independent, their third and fourth central moments determine all up to degree four.
Nothing here is evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from matrixcalc.expr import (
    Apply,
    Bind,
    Binder,
    Distribution,
    Expectation,
    Expr,
    ExprLike,
    Integral,
    Number,
    Symbol,
)
from matrixcalc.ops import algebra, constants, cross, elementwise, inverses, linear, parts, products
from matrixcalc.ops.arguments import Misuse, number
from matrixcalc.ops.spec import Unavailable
from matrixcalc.shapes import SCALAR

ANY_LAW, INDEPENDENT, GAUSSIAN = 2, 4, 5
"""The largest degrees of which expectations are judged: for any distribution, for one with
independent components, and for a Gaussian one.
"""

Bodies = Mapping[str, Expr]
"""What defined letters stand for."""

LINEAR = (
    linear.SUM, linear.NEGATIVE, linear.TRANSPOSE, linear.TRACE, cross.CROSS_MATRIX, *parts.OPERATORS,
)  # fmt: skip
"""Operators whose value has the largest degree of their arguments."""

MULTILINEAR = (
    linear.PRODUCT, products.HADAMARD, products.KRONECKER, products.INNER, products.OUTER, cross.CROSS,
)  # fmt: skip
"""Operators whose value has the degrees of their arguments together."""


def distribution(
    x: Symbol, mean: ExprLike, covariance: ExprLike, *,
    normal: bool = False, independent: bool = False, alike: bool = False,
) -> Distribution:  # fmt: skip
    """What is known of the random vector x: n×1 with mean n×1 and covariance n×n.

    The components of an `independent` one have third and fourth central moments, which are
    nameless: `Distribution.third` and `Distribution.fourth`.  Those that are `alike` are
    independent, and all have the same ones.

    >>> from matrixcalc import matrix, sizes, tr, vector
    >>> n, = sizes("n")
    >>> x, m, M = vector("x", n), vector("m", n), matrix("M", n, n, "positive semidefinite")
    >>> print(expectation(x.T @ x, distribution(x, m, M)))
    E[xᵀx]
    """
    if not isinstance(x, Symbol) or x.arguments:
        raise Misuse(f"a distribution is that of a letter, not of {x}")
    known = Distribution(x, number(mean), number(covariance), normal)
    if (independent or alike) and not normal:
        return _with_higher_moments(known, alike=alike)
    return known


def _with_higher_moments(law: Distribution, *, alike: bool) -> Distribution:
    """A distribution with independent components and nameless third and fourth moments.

    Numbers d > 0, t and f are the second, third and fourth central moment of a random number
    if and only if f ≥ d² + t² / d (Pearson 1916); with d = 0 the others are zero.  These are
    the numbers t = d s and f = d (d + s² + h²), where s and h are any.
    """
    x = law.variable
    shape = SCALAR if alike else x.shape
    s, h = Symbol(f"skew({x.name})", shape), Symbol(f"tail({x.name})", shape)
    d = law.covariance if x.shape.is_scalar else algebra.dg(law.covariance)
    if alike and not _is_multiple_of_identity(law.covariance):
        raise Misuse(f"components with the same moments have no covariance {law.covariance}")
    if shape.is_scalar:
        third, excess = s * d, (algebra.power(s, 2) + algebra.power(h, 2)) * d
    else:
        third = algebra.hadamard(d, s)
        excess = algebra.hadamard(d, algebra.hadamard(s, s) + algebra.hadamard(h, h))
    return replace(law, third=third, fourth=excess + algebra.hadamard(d, d))


def _is_multiple_of_identity(e: Expr) -> bool:
    match e:
        case Apply(op=linear.PRODUCT, args=args):
            others = [a for a in args if not a.shape.is_scalar]
            return len(others) <= 1 and all(map(_is_multiple_of_identity, others))
        case Apply(op=linear.QUOTIENT, args=(a, _)):
            return _is_multiple_of_identity(a)
        case Apply(op=constants.IDENTITY):
            return True
    return e.shape.is_scalar


def expectation(e: ExprLike, *distributions: Distribution) -> Expectation:
    """E[e], with every random vector in `e` averaged over."""
    if not distributions:
        raise Misuse(
            f"expectation({e}) needs a distribution, as in expectation({e}, distribution(x, m, S))"
        )
    names = {x.variable.name for x in distributions}
    for x in distributions:
        other = names & (x.mean.names | x.covariance.names)
        if other:
            raise Misuse(f"the distribution of {x.variable} depends on {min(other)}")
    return Expectation(number(e), distributions)


def integral(e: ExprLike, x: Symbol) -> Integral:
    """∫ e dx over all values of the column or number x.

    Raises `Misuse` for what is no letter, or one of which something is declared.

    >>> from matrixcalc import exp, sizes, vector
    >>> n, = sizes("n")
    >>> x = vector("x", n)
    >>> print(integral(exp(-x.T @ x), x))
    ∫ exp((-xᵀ) x) dx
    """
    if not isinstance(x, Symbol) or x.arguments or x.assumptions:
        raise Misuse(f"an integral is one over all values of a letter, not of {x}")
    return Integral(number(e), x)


def covariance(e: ExprLike, f: ExprLike, *distributions: Distribution) -> Expr:
    """Cov(e, f) = E[e fᵀ] − E[e] E[f]ᵀ for columns or scalars e and f."""
    return covariance_by(lambda x: expectation(x, *distributions), e, f)


def covariance_by(mean: Callable[[Expr], Expr], e: ExprLike, f: ExprLike) -> Expr:
    """Cov(e, f) = E[e fᵀ] − E[e] E[f]ᵀ, where `mean` says what E is."""
    a, b = number(e), number(f)

    def times(x: Expr, y: Expr) -> Expr:
        if a.shape.is_scalar and b.shape.is_scalar:
            return algebra.power(x, 2) if x == y else linear.PRODUCT(x, y)
        return linear.PRODUCT(x, algebra.transpose(y))

    return mean(times(a, b)) - times(mean(a), mean(b))


def variance(e: ExprLike, *distributions: Distribution) -> Expr:
    """Var(e) = E[e eᵀ] − E[e] E[e]ᵀ for a column or scalar e."""
    return covariance(e, e, *distributions)


def judged_degree(e: Expectation, bodies: Bodies) -> int:
    """The degree of the body in the random vectors, where that determines the expectation.

    Raises `Unavailable` with the reason where it does not.
    """
    names = [distribution.variable.name for distribution in e.distributions]
    spoken = " and ".join(names)
    degree = degree_in(e.body, frozenset(names), bodies)
    if degree is None:
        raise Unavailable(f"the expectation of what is no polynomial in {spoken} is not judged")
    if degree > 1 and len(e.distributions) > 1:
        raise Unavailable(f"nothing says how {spoken} depend on each other")
    for distribution in e.distributions:
        if degree > _largest_degree(distribution):
            raise Unavailable(_too_high(distribution, degree))
        if distribution.third is not None and not is_diagonal(distribution.covariance, bodies):
            raise Unavailable(f"nothing says that {distribution.covariance} is diagonal")
        whole = (distribution.marginal or distribution).covariance
        if not is_covariance(whole, bodies):
            raise Unavailable(f"nothing says that {whole} is positive semidefinite")
    return degree


def is_transcendental(e: Expr, bodies: Bodies) -> bool:
    """Whether an expression is the mean of what is no polynomial in one Gaussian letter."""
    if not isinstance(e, Expectation) or len(e.distributions) != 1:
        return False
    (law,) = e.distributions
    return law.normal and degree_in(e.body, frozenset({law.variable.name}), bodies) is None


def has_integral(e: Expr, bodies: Bodies) -> bool:
    """Whether there is an integral in an expression, or a mean that is one."""
    if "integral" in e.marks:
        return True
    return "expectation" in e.marks and any(is_transcendental(n, bodies) for n in e.walk())


def _largest_degree(distribution: Distribution) -> int:
    """Up to which degree the moments of a distribution are known."""
    if distribution.normal:
        return GAUSSIAN
    return ANY_LAW if distribution.third is None else INDEPENDENT


def _too_high(distribution: Distribution, degree: int) -> str:
    x = distribution.variable
    if distribution.third is not None:
        return f"of independent components of {x} no moments of degree {degree} are known"
    if distribution.normal:
        return f"moments of degree {degree} of a Gaussian {x} are not judged"
    return f"the mean and covariance of {x} do not determine its moments of degree {degree}"


def degree_in(e: Expr, names: frozenset[str], bodies: Bodies) -> int | None:
    """The degree of `e` as a polynomial in the letters `names`; None where it may be none.

    log(c exp q) counts as q, so that the logarithm of a Gaussian density is quadratic.
    """
    return _Degree(names, bodies).of(e)


def mixes(e: Expr, names: frozenset[str], bodies: Bodies) -> bool:
    """Whether the mean of a polynomial may depend on how these letters depend on each other."""
    degree = degree_in(e, names, bodies)
    if degree is not None and degree <= 1:
        return False
    match e:
        case Symbol() if e.name in bodies:
            return mixes(bodies[e.name], names, bodies)
        case Apply(op=op, args=args) if op in LINEAR:
            return any(mixes(a, names, bodies) for a in args)
    return sum(degree_in(e, frozenset([name]), bodies) != 0 for name in names) > 1


class _Degree:
    """Degrees in some letters, through definitions."""

    def __init__(self, names: frozenset[str], bodies: Bodies) -> None:
        self.names = names
        self.bodies = bodies

    def of(self, e: Expr) -> int | None:
        """The degree of `e`, None where it may be no polynomial."""
        match e:
            case Symbol() if e.name in self.names:
                return 1
            case Symbol() if e.name in self.bodies:
                return self.of(self.bodies[e.name])
            case Apply(op=linear.POWER, args=(a,), params=(k,)) if (k.constant or 0) > 0:
                return self._power(a, int(k.constant or 0))
            case Apply(op=elementwise.LOG, args=(a,)) if a.shape.is_scalar:
                return self._exponent(a)
            case Apply(op=op, args=args) if op in LINEAR:
                return _largest(map(self.of, args))
            case Apply(op=op, args=args) if op in MULTILINEAR:
                return _together(map(self.of, args))
            case Apply(op=products.SQUARED_NORM, args=(a,)):
                return _together([self.of(a), self.of(a)])
            case Apply(op=linear.QUOTIENT, args=(a, c)) if self.of(c) == 0:
                return self.of(a)
            case Bind(binder=Binder.SUM | Binder.TABLE, body=body):
                return self.of(body)
            case Expectation():
                return self._averaged(e)
        return _constant(map(self.of, e.children))

    def _power(self, a: Expr, power: int) -> int | None:
        if isinstance(a, Apply) and a.op in (products.NORM, elementwise.ABS) and power % 2 == 0:
            # An even power of a norm is a polynomial, though the norm is none.
            a = a.args[0]
        inside = self.of(a)
        return None if inside is None else inside * power

    def _averaged(self, e: Expectation) -> int | None:
        """The degree of an expectation over other letters, whose mean may be linear in these.

        E[f(x, y) | x] is a polynomial in x of the degree that f has in both, where the mean of
        y is linear in x and its covariance constant: y is the mean and a deviation apart from x.
        """
        inner = {x.variable.name for x in e.distributions}
        outside = self.names - inner
        others = [m for x in e.distributions for m in x.moments[1:]]
        if any(degree_in(m, outside, self.bodies) != 0 for m in others):
            return None
        means = [degree_in(x.mean, outside, self.bodies) for x in e.distributions]
        if any(degree is None or degree > 1 for degree in means):
            return None
        joint = outside | inner if any(means) else outside
        return degree_in(e.body, joint, self.bodies)

    def _exponent(self, e: Expr) -> int | None:
        """The degree of the exponent where `e` is an exponential times what is constant."""
        match e:
            case Apply(op=elementwise.EXP, args=(q,)):
                return self.of(q)
            case Apply(op=linear.PRODUCT | linear.QUOTIENT, args=args):
                return _largest(map(self._exponent, args))
        return _constant([self.of(e)])


def _known(degrees: Iterable[int | None]) -> list[int] | None:
    """The degrees, None if one of them is."""
    found = list(degrees)
    known = [degree for degree in found if degree is not None]
    return known if len(known) == len(found) else None


def _largest(degrees: Iterable[int | None]) -> int | None:
    known = _known(degrees)
    return None if known is None else max(known, default=0)


def _together(degrees: Iterable[int | None]) -> int | None:
    known = _known(degrees)
    return None if known is None else sum(known)


def _constant(degrees: Iterable[int | None]) -> int | None:
    """0 for what depends on no letter; of anything else it is not told what it does with them."""
    return None if any(degree != 0 for degree in degrees) else 0


def is_covariance(e: Expr, bodies: Bodies) -> bool:
    """Whether the declarations ensure that `e` is positive semidefinite; False is "not seen"."""
    match e:
        case Symbol() if e.name in bodies:
            return is_covariance(bodies[e.name], bodies)
        case Symbol():
            words = {"positive definite", "positive semidefinite"}
            return bool(e.assumptions & (words | ({"positive"} if e.shape.is_scalar else set())))
        case Number(value=value):
            return value >= 0
        case Apply(op=constants.IDENTITY | constants.PI):
            return True
        case Apply(op=linear.SUM, args=args):
            return all(is_covariance(a, bodies) for a in args)
        case Apply(op=inverses.INVERSE | linear.TRANSPOSE, args=(a,)):
            return is_covariance(a, bodies)
        case Apply(op=linear.POWER, args=(a,), params=(k,)) if a.shape.is_scalar:
            return k.constant is not None and k.constant % 2 == 0
        case Apply(op=linear.QUOTIENT, args=(a, c)):
            return is_covariance(a, bodies) and is_covariance(c, bodies)
        case Apply(op=linear.PRODUCT, args=args):
            return _is_symmetric_product(args, bodies)
        case Apply(op=parts.DIAGONAL_MATRIX, args=(a,)):
            return _has_no_negative_entry(a, bodies)
    return False


def _has_no_negative_entry(e: Expr, bodies: Bodies) -> bool:
    """Whether a column is declared positive, or is one of squares, products or sums of such."""
    match e:
        case Symbol():
            return "positive entries" in e.assumptions and e.name not in bodies
        case Apply(op=products.HADAMARD, args=args) if len(args) % 2 == 0 and len({*args}) == 1:
            return True
        case Apply(op=products.HADAMARD | linear.SUM, args=args):
            return all(_has_no_negative_entry(a, bodies) for a in args)
        case Apply(op=elementwise.EXP):
            return True
    return False


def is_diagonal(e: Expr, bodies: Bodies) -> bool:
    """Whether a square matrix is diagonal by its form or as declared; False is "not seen"."""
    match e:
        case Symbol() if e.name in bodies:
            return is_diagonal(bodies[e.name], bodies)
        case Symbol():
            return e.shape.is_scalar or "diagonal" in e.assumptions
        case Apply(op=constants.IDENTITY | parts.DIAGONAL_MATRIX):
            return True
        case Apply(op=linear.SUM | linear.PRODUCT | linear.TRANSPOSE | inverses.INVERSE, args=args):
            return all(is_diagonal(a, bodies) for a in args)
        case Apply(op=linear.QUOTIENT, args=(a, _)):
            return is_diagonal(a, bodies)
    return e.shape.is_scalar


def _is_symmetric_product(args: tuple[Expr, ...], bodies: Bodies) -> bool:
    """Whether a product is that of non-negative numbers and K, A Aᵀ or A K Aᵀ."""
    scalars = [a for a in args if a.shape.is_scalar]
    matrices = [a for a in args if not a.shape.is_scalar]
    while len(matrices) >= 2 and _are_transposes(matrices[0], matrices[-1], bodies):
        matrices = matrices[1:-1]
    return len(matrices) <= 1 and all(is_covariance(a, bodies) for a in scalars + matrices)


def _are_transposes(a: Expr, b: Expr, bodies: Bodies) -> bool:
    inner = a
    while isinstance(inner, Apply) and inner.op in (inverses.INVERSE, linear.TRANSPOSE):
        (inner,) = inner.args
    known = inner.assumptions if isinstance(inner, Symbol) and inner.name not in bodies else ()
    same = a == b and "symmetric" in known
    return same or linear.TRANSPOSE(a) == b or linear.TRANSPOSE(b) == a
