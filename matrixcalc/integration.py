"""Integrals over a whole space, of polynomials times Gaussians, in closed form.

∫ exp(−½ xᵀP x + hᵀx + c) dx = (2π)^{n/2} |P|^{−1/2} exp(c + ½ hᵀP⁻¹h) for positive definite P
(Petersen and Pedersen, The Matrix Cookbook, 8.1.1); a polynomial beside it is averaged
over N(P⁻¹h, P⁻¹).  P, h and c are read off the exponent, and that they are those of the
exponent is proved.  An integral that is no such one is refused, and nothing is
evaluated here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce

from matrixcalc.checks.base import Task
from matrixcalc.checks.proof import ProofCheck
from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.checks.proof.definitions import inlined
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.derive import collected
from matrixcalc.expr import (
    Apply,
    Bind,
    Binder,
    Derive,
    Differential,
    Distribution,
    Expectation,
    Expr,
    Integral,
    Number,
    Symbol,
)
from matrixcalc.networks.ring import TooLong
from matrixcalc.ops import algebra, constants, elementwise, linear
from matrixcalc.ops.constants import zero_of
from matrixcalc.ops.moments import GAUSSIAN, degree_in, is_transcendental
from matrixcalc.ops.spec import Unavailable
from matrixcalc.results import Outcome
from matrixcalc.rewriting import replaced, substituted
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Claim

LAW = "Gaussian integral"
ZERO, ONE, HALF = (Number(Fraction(k, 2)) for k in (0, 2, 1))


@dataclass(frozen=True)
class Closed:
    """A claim without integrals, and the same with means over a density in their place.

    The first rests on the Gaussian integral; the second on nothing but that a density
    may be divided by, and is for those who compute means by quadrature.
    """

    claim: Claim
    averaged: Claim


def closed(claim: Claim, deadline: Deadline) -> Closed:
    """The claim with its integrals in closed form; raises `Unavailable` where one has none."""
    try:
        return _closed(claim, deadline)
    except IllShaped as error:
        raise Unavailable(str(error)) from None
    except (TooLong, OutOfTime, RecursionError):
        raise Unavailable("an integral that is too long") from None


def _closed(claim: Claim, deadline: Deadline) -> Closed:
    sides = inlined(claim.left, claim), inlined(claim.right, claim)
    exact = _Closing(Conditions(Claim(*sides)), deadline)
    means = _Averaging(exact.conditions, exact)
    left, right = sides
    return Closed(Claim(exact.of(left), exact.of(right)), Claim(means.of(left), means.of(right)))


@dataclass(frozen=True)
class _Gaussian:
    """exp(−½ xᵀP x + hᵀx + c)."""

    mean: Expr
    covariance: Expr
    constant: Expr
    """c + ½ hᵀ P⁻¹ h."""


class _Closing:
    """Closes the integrals of one claim."""

    averaged = False
    """Whether an integral becomes a mean over a density instead."""

    def __init__(self, conditions: Conditions, deadline: Deadline) -> None:
        self.conditions = conditions
        self.deadline = deadline
        self.known: dict[tuple[Expr, Symbol], _Gaussian] = {}

    def within(self, e: Expr) -> Expr:
        """What stands inside of another integral, closed."""
        return self.of(e)

    def of(self, e: Expr) -> Expr:
        """`e` with every integral closed, the inner ones first."""
        if not e.marks & {"integral", "expectation"}:
            return e
        match e:
            case Apply(op=op, args=args, params=params):
                mean = self._mean(args) if op is linear.QUOTIENT and not self.averaged else None
                return mean if mean is not None else Apply(op, [self.of(a) for a in args], params)
            case Bind():
                return Bind(e.binder, e.bound, self.of(e.body), e.conditions)
            case Integral(body=Integral() as inner):
                # Gaussians that close in one order are integrable together, so in any order.
                turned = Integral(Integral(inner.body, e.variable), inner.variable)
                try:
                    return self._integral(self.within(inner), e.variable)
                except Unavailable:
                    return self._integral(self.within(turned.body), turned.variable)
            case Integral():
                return self._integral(self.within(e.body), e.variable)
            case Expectation() if is_transcendental(e, {}) and not self.averaged:
                (x,) = e.distributions
                if not self.conditions.holds(x.covariance, "positive definite"):
                    raise Unavailable(f"nothing says that {x.covariance} is positive definite")
                return self._integral(self.within(e.body) * _density(x), x.variable)
            case Derive() | Differential():
                raise Unavailable("the derivative of an integral")
        return e

    def _mean(self, args: Sequence[Expr]) -> Expr | None:
        """∫ f w dx / ∫ w dx as the mean of f over the Gaussian w; None where it is no such quotient."""
        above, below = args
        if not (isinstance(above, Integral) and isinstance(below, Integral)):
            return None
        x = above.variable
        if x != below.variable:
            return None
        factor, exponent = _split(self.within(above.body), x)
        weight, other = _split(self.within(below.body), x)
        if exponent is None or exponent != other or x.name in weight.names:
            return None
        found = self._gaussian(exponent, x)
        if x.name in factor.names:
            degree = degree_in(factor, frozenset({x.name}), {})
            if degree is None or degree > GAUSSIAN:
                return None
            law = Distribution(x, found.mean, found.covariance, normal=True)
            factor = Expectation(factor, [law])
        return factor if weight == ONE else factor / weight

    def _integral(self, body: Expr, x: Symbol) -> Expr:
        """∫ body dx, term by term."""
        match body:
            case Apply(op=linear.SUM, args=args):
                return linear.SUM(*(self._integral(a, x) for a in args))
            case Apply(op=linear.NEGATIVE, args=(a,)):
                return -self._integral(a, x)
            case Bind(binder=Binder.SUM) if not body.conditions:
                return Bind(body.binder, body.bound, self._integral(body.body, x))
            case Apply(op=linear.PRODUCT, args=args):
                expanded = _expanded(args, x)
                if expanded is not None:
                    return self._integral(expanded, x)
        factor, exponent = _split(body, x)
        if exponent is None:
            raise Unavailable(
                f"the integral of {body} over all {x} does not exist, or is not judged"
            )
        found = self._gaussian(exponent, x)
        law = Distribution(x, found.mean, found.covariance, normal=True)
        if self.averaged:
            return Expectation(body / _density(law), [law])
        volume = algebra.power(2 * algebra.PI, x.shape.rows) * _determinant(found.covariance)
        weight = algebra.sqrt(volume)
        if found.constant != ZERO:
            weight = algebra.exp(found.constant) * weight
        steady, factor = _apart(factor, x)
        weight = weight * steady
        if x.name not in factor.names:
            return weight * factor
        degree = degree_in(factor, frozenset({x.name}), {})
        if degree is None or degree > GAUSSIAN:
            raise Unavailable(f"{factor} is no polynomial in {x} whose mean is judged")
        return weight * Expectation(factor, [law])

    def _gaussian(self, exponent: Expr, x: Symbol) -> _Gaussian:
        """Mean, covariance and constant of an exponent; read off once."""
        known = self.known.get((exponent, x))
        if known is None:
            known = self.known[exponent, x] = self._found(exponent, x)
        return known

    def _found(self, exponent: Expr, x: Symbol) -> _Gaussian:
        """The same where members of families are letters of their own."""
        members = {
            s: replace(s, name=f"{s}", arguments=())
            for s in exponent.symbols
            if s.is_member and s.indices <= exponent.indices
        }
        back = {plain: s for s, plain in members.items()}
        found = self._read_off(_with(exponent, members), x, back)
        return _Gaussian(*(_with(e, back) for e in (found.mean, found.covariance, found.constant)))

    def _read_off(self, exponent: Expr, x: Symbol, back: Mapping[Symbol, Symbol]) -> _Gaussian:
        slope = self._collected(Derive(exponent, x))
        here = {x.name: zero_of(x.shape)}
        precision = self._collected(-Derive(slope, x)) if x.name in slope.names else ZERO
        linear_part = self._collected(substituted(slope, here))
        rest = self._collected(substituted(exponent, here))
        wanted = rest - HALF * _form(x, precision) + algebra.transpose(x) @ linear_part
        same = ProofCheck().examine(Claim(exponent, wanted), Task(deadline=self.deadline))
        if x.name in precision.names | linear_part.names | rest.names or (
            same.outcome is not Outcome.PROVED
        ):
            raise Unavailable(f"{exponent} is no quadratic form in {x} that was understood")
        word = "positive" if x.shape.is_scalar else "positive definite"
        if not self.conditions.holds(_with(precision, back), word):
            told = _with(precision, back)
            raise Unavailable(f"the integral exists only if {told} is {word}, which nothing says")
        covariance = self._collected(algebra.inv(precision))
        mean = self._collected(covariance @ linear_part)
        constant = self._collected(rest + HALF * _form(linear_part, covariance))
        return _Gaussian(mean, covariance, constant)

    def _collected(self, e: Expr) -> Expr:
        """An expression in normal form."""
        return collected(e, deadline=self.deadline)


class _Averaging(_Closing):
    """Writes the integrals of one claim as means over densities."""

    averaged = True

    def __init__(self, conditions: Conditions, exact: _Closing) -> None:
        super().__init__(conditions, exact.deadline)
        self.exact = exact
        self.known = exact.known

    def within(self, e: Expr) -> Expr:
        """What stands inside is closed: quadrature is for the outermost alone."""
        return self.exact.of(e)


def _with(e: Expr, new: Mapping[Symbol, Symbol]) -> Expr:
    """An expression with other letters."""
    for old, other in new.items():
        try:
            e = replaced(e, old, other)
        except ValueError as error:
            raise Unavailable(str(error)) from None
    return e


def _expanded(args: Sequence[Expr], x: Symbol) -> Expr | None:
    """A product with a sum of Gaussians in it, multiplied out; None without one."""
    names = frozenset({x.name})
    for k, a in enumerate(args):
        if not (isinstance(a, Apply | Bind) and degree_in(a, names, {}) is None):
            continue
        before, behind = args[:k], args[k + 1 :]
        if isinstance(a, Apply) and a.op in (linear.SUM, linear.NEGATIVE):
            parts = [linear.PRODUCT(*before, b, *behind) for b in a.args]
            return linear.SUM(*parts) if a.op is linear.SUM else -parts[0]
        if isinstance(a, Bind) and a.binder is Binder.SUM and not a.conditions:
            others = [*before, *behind]
            if not any(e.free & set(a.bound) for e in others):
                return Bind(a.binder, a.bound, linear.PRODUCT(*before, a.body, *behind))
    return None


def _form(x: Expr, matrix: Expr) -> Expr:
    """xᵀ A x."""
    return algebra.transpose(x) @ matrix @ x


def _determinant(covariance: Expr) -> Expr:
    return covariance if covariance.shape.is_scalar else algebra.det(covariance)


def _density(law: Distribution) -> Expr:
    """The density of a Gaussian letter."""
    x, covariance = law.variable, law.covariance
    centred = x - law.mean
    volume = algebra.power(2 * algebra.PI, x.shape.rows) * _determinant(covariance)
    quadratic = _form(centred, algebra.inv(covariance))
    return algebra.exp(-HALF * quadratic) / algebra.sqrt(volume)


def _split(e: Expr, x: Symbol) -> tuple[Expr, Expr | None]:
    """A polynomial in x and the exponent of the exponential beside it, if there is one."""
    if degree_in(e, frozenset({x.name}), {}) is not None:
        return e, None
    match e:
        case Apply(op=elementwise.EXP, args=(q,)) if q.shape.is_scalar:
            return ONE, q
        case Apply(op=linear.PRODUCT, args=args):
            parts = [_split(a, x) for a in args]
            return _product([p for p, _ in parts]), _total([q for _, q in parts])
        case Apply(op=linear.QUOTIENT, args=(a, c)):
            (top, above), (bottom, below) = _split(a, x), _split(c, x)
            if x.name not in bottom.names:
                return top / bottom, _total([above, None if below is None else -below])
        case Apply(op=elementwise.SQRT, args=(a,)):
            inner, power = _split(a, x)
            if x.name not in inner.names and power is not None:
                return algebra.sqrt(inner), HALF * power
        case Apply(op=linear.POWER, args=(a,), params=(k,)) if a.shape.is_scalar:
            inner, power = _split(a, x)
            if x.name not in inner.names and power is not None:
                return Apply(linear.POWER, (inner,), (k,)), Apply(constants.SIZE, (), (k,)) * power
        case Bind(binder=Binder.PRODUCT) if not e.conditions:
            inner, power = _split(e.body, x)
            if x.name not in inner.names and power is not None:
                return Bind(Binder.PRODUCT, e.bound, inner), Bind(Binder.SUM, e.bound, power)
    raise Unavailable(f"{e} is no polynomial times a Gaussian in {x}")


def _apart(e: Expr, x: Symbol) -> tuple[Expr, Expr]:
    """The numbers of a product that do not depend on x, and the rest."""
    if not (isinstance(e, Apply) and e.op is linear.PRODUCT):
        return ONE, e
    steady = [a for a in e.args if a.shape.is_scalar and x.name not in a.names]
    return _product(steady), _product([a for a in e.args if a not in steady])


def _product(parts: Sequence[Expr]) -> Expr:
    kept = [p for p in parts if p != ONE]
    return linear.PRODUCT(*kept) if len(kept) > 1 else kept[0] if kept else ONE


def _total(exponents: Sequence[Expr | None]) -> Expr | None:
    found = [q for q in exponents if q is not None]
    return reduce(lambda a, b: a + b, found) if found else None
