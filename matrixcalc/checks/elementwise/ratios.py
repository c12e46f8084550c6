"""Rational functions of letters: an integer polynomial over a factored denominator.

A denominator is never multiplied out: it is an integer and a product of powers
of known factors, so that sums find their common denominator by comparing
factors and an inverse stays small.  No greatest common divisor is ever taken.
Nothing here knows a matrix, an expression or a derivative.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from fractions import Fraction

from matrixcalc.checks.elementwise.polynomials import (
    Monomial,
    Poly,
    common_monomial,
    content,
    evaluate,
    lowered,
    polynomial_ring,
    quotient,
    sample_point,
)
from matrixcalc.deadline import Deadline
from matrixcalc.once import once
from matrixcalc.ops.spec import Undefined

LARGEST_POWER = 64
"""Letters are not raised to higher powers."""


class TooLong(Exception):
    """The polynomials have grown beyond what is worth writing out."""


@dataclass(frozen=True)
class Room:
    """How much room a field is given.

    The number of generators; the number by which the arguments of exponentials,
    and of sines and cosines, are divided so that all are multiples of these.
    """

    generators: int = 24
    root: int = 2
    turn: int = 1


class NeedsRoom(Exception):
    """The field is too small; `room` is what the next attempt should be given."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room


@dataclass(frozen=True)
class Factor:
    """A primitive polynomial, first coefficient positive, and its value at the test point."""

    poly: Poly
    at: int

    def may_divide(self, value: int) -> bool:
        """Whether a polynomial with this value at the test point may be a multiple."""
        return self.at != 0 and value % self.at == 0


MOST_ROOM = Room(512, 720, 60)
"""More room than this is not given."""


class Field:
    """The rational functions of the letters named so far.

    `work` bounds the products of terms that are formed before `TooLong` is raised.
    """

    def __init__(self, room: Room, work: int, deadline: Deadline) -> None:
        if any(x > y for x, y in zip(astuple(room), astuple(MOST_ROOM), strict=True)):
            raise TooLong
        self.room = room
        self.ring = polynomial_ring(room.generators)
        self.point = sample_point(room.generators)
        self.names: list[str] = []
        self.factors: list[Factor] = []
        self._known: dict[Poly, int] = {}
        self.squares: dict[int, Poly] = {}
        """What the square of a generator stands for, such as sin² = 1 − cos²."""
        self._work = work
        self._deadline = deadline
        self.zero = Ratio(self, self.ring.zero, 1, {}, 0)
        self.one = Ratio(self, self.ring.one, 1, {}, 1)
        self._numbers: dict[Fraction | int, Ratio] = {0: self.zero, 1: self.one}

    def spend(self, products: int) -> None:
        """Account for products of terms that are about to be formed."""
        self._work -= products * self.room.generators // Room.generators
        if self._work < 0:
            raise TooLong
        self._deadline.check()

    def generator(self, name: str) -> int:
        """The position of a new generator, shown as `name`."""
        if len(self.names) == self.room.generators:
            raise NeedsRoom(replace(self.room, generators=2 * self.room.generators))
        self.names.append(name)
        return len(self.names) - 1

    def letter(self, position: int) -> Ratio:
        """A generator as a rational function."""
        return Ratio(self, self.ring.gens[position], 1, {}, self.point[position])

    def number(self, value: Fraction | int) -> Ratio:
        """A rational number."""
        known = self._numbers.get(value)
        if known is None:
            top = self.ring.ground_new(self.ring.domain(value.numerator))
            known = Ratio(self, top, value.denominator, {}, value.numerator)
            self._numbers[value] = known
        return known

    def of(self, poly: Poly) -> Ratio:
        """A polynomial, with the squares that stand for something replaced."""
        return Ratio(self, self.reduced(poly), 1, {})

    def monomial(self, powers: Mapping[int, int]) -> Poly:
        """The product of powers of generators."""
        exponents = [0] * self.ring.ngens
        for k, e in powers.items():
            exponents[k] = e
        return self.ring.from_dict({tuple(exponents): self.ring.domain(1)})

    def reduced(self, p: Poly) -> Poly:
        """`p` with the squares that stand for something replaced."""
        for k, square in self.squares.items():
            if p and any(m[k] > 1 for m in p):
                p = self.reduced(self._without_squares(p, k, square))
        return p

    def _without_squares(self, p: Poly, k: int, square: Poly) -> Poly:
        by_power: dict[int, dict[Monomial, object]] = {}
        for m, c in p.items():
            rest = (*m[:k], m[k] % 2, *m[k + 1 :])
            by_power.setdefault(m[k] // 2, {})[rest] = c
        total = self.ring.zero
        for power, terms in by_power.items():
            self.spend(len(terms) * len(square) ** power)
            total = total + self.ring.from_dict(terms) * square**power
        return total

    def product(self, p: Poly, q: Poly) -> Poly:
        """The product of two polynomials."""
        self.spend(len(p) * len(q))
        return self.reduced(p * q) if self.squares else p * q

    def quotient(self, p: Poly, factor: Factor) -> Poly | None:
        """p divided by a factor, None if it does not divide or that takes too long."""
        found = quotient(p, factor.poly)
        self.spend(len(p) if found is None else len(found) * len(factor.poly))
        return found

    def factor(self, poly: Poly) -> int:
        """The number of a primitive factor, first coefficient positive."""
        known = self._known.get(poly)
        if known is None:
            known = self._known[poly] = len(self.factors)
            self.factors.append(Factor(poly, evaluate(poly, self.point)))
        return known

    def factored(self, p: Poly) -> tuple[int, dict[int, int]]:
        """A polynomial as its content and powers of factors, known ones first."""
        scale = content(p)
        powers: dict[int, int] = {}
        p = p.quo_ground(self.ring.domain(scale))
        monomial = common_monomial(p)
        for k, e in enumerate(monomial):
            if e:
                powers[self.factor(self.ring.gens[k])] = e
        p = self._divide_known(lowered(p, monomial), powers)
        if len(p) > 1:
            f = self.factor(p)
            powers[f] = powers.get(f, 0) + 1
        return scale * (1 if len(p) > 1 else int(next(iter(p.values())))), powers

    def _divide_known(self, p: Poly, powers: dict[int, int]) -> Poly:
        at = evaluate(p, self.point)
        for f, known in enumerate(self.factors):
            while len(p) > 1 and len(known.poly) > 1 and known.may_divide(at):
                rest = self.quotient(p, known)
                if rest is None:
                    break
                p, at = rest, at // known.at
                powers[f] = powers.get(f, 0) + 1
        return p

    def lowest_terms(
        self, top: Poly, bottom: int, below: Mapping[int, int], at: int | None
    ) -> Ratio:
        """The fraction, with the integer below and the coefficients above made coprime.

        `at` is the value of `top` at the test point where it is known.
        """
        common = math.gcd(bottom, content(top)) if bottom > 1 and top else 1
        if common > 1:
            top, bottom = top.quo_ground(self.ring.domain(common)), bottom // common
            at = None if at is None else at // common
        return Ratio(self, top, bottom, below, at)

    def expanded(self, powers: Mapping[int, int]) -> Poly:
        """The product of powers of factors, multiplied out."""
        total = self.ring.one
        for f, k in powers.items():
            for _ in range(k):
                total = self.product(total, self.factors[f].poly)
        return total

    def rationalised(self, x: Ratio) -> Ratio:
        """`x` without generators with a known square below: 1/s = s/s²."""
        for k, square in self.squares.items():
            f = self.factor(self.ring.gens[k])
            e = x.below.get(f, 0)
            if e:
                rest = Ratio(self, x.top, x.bottom, {g: j for g, j in x.below.items() if g != f})
                above = self.letter(k).power(e)
                return self.rationalised(rest * above / Ratio(self, square, 1, {}).power(e))
        return x


class Ratio:
    """A rational function, ``top / (bottom · Π factorᵏ)``; immutable."""

    def __init__(
        self, field: Field, top: Poly, bottom: int, below: Mapping[int, int], at: int | None = None
    ) -> None:
        self.field = field
        self.top = top
        self.bottom = bottom
        self.below: Mapping[int, int] = below if top else {}
        self._known_at = at

    @property
    def is_zero(self) -> bool:
        """Whether the numerator vanishes identically."""
        return not self.top

    @property
    def constant(self) -> Fraction | None:
        """The value, if it is a rational number."""
        if self.is_zero:
            return Fraction(0)
        if self.below or not self.top.is_ground:
            return None
        return Fraction(int(next(iter(self.top.values()))), self.bottom)

    @once
    def single(self) -> int | None:
        """The generator, if it is just one."""
        if self.below or self.bottom != 1 or len(self.top) != 1:
            return None
        ((monomial, coefficient),) = self.top.items()
        return monomial.index(1) if coefficient == 1 and sum(monomial) == 1 else None

    @property
    def at(self) -> int:
        """The value of the numerator at the test point.

        It is carried along with products and sums, because to work it out takes as long
        as they do; a square that is replaced changes it.
        """
        if self._known_at is None:
            self._known_at = evaluate(self.top, self.field.point)
        return self._known_at

    def cancelled(self, among: Iterable[int]) -> Ratio:
        """The same with the numerator divided by some factors of the denominator."""
        top, at, below = self.top, 0, dict(self.below)
        for f in among:
            factor = self.field.factors[f]
            at = at or self.at
            while below.get(f) and factor.may_divide(at):
                rest = self.field.quotient(top, factor)
                if rest is None:
                    break
                top, at = rest, at // factor.at
                below[f] -= 1
        if top is self.top:
            return self
        return Ratio(self.field, top, self.bottom, {f: k for f, k in below.items() if k}, at)

    def over(self, bottom: int, below: Mapping[int, int]) -> Ratio:
        """The numerator over a multiple of the denominator, as a polynomial."""
        field, times = self.field, bottom // self.bottom
        top, at = self.top, self._known_at
        if times > 1:
            top, at = top * field.ring.domain(times), None if at is None else at * times
        if below != self.below:
            missing = {f: k - self.below.get(f, 0) for f, k in below.items()}
            top = field.product(top, field.expanded(missing))
            factors = (field.factors[f].at ** k for f, k in missing.items())
            at = None if at is None or field.squares else at * math.prod(factors)
        return Ratio(field, top, 1, {}, at)

    def __add__(self, other: Ratio) -> Ratio:
        if not other.top:
            return self
        if not self.top:
            return other
        bottom = math.lcm(self.bottom, other.bottom)
        below = dict(self.below)
        for f, k in other.below.items():
            below[f] = max(k, below.get(f, 0))
        self.field.spend(len(other.top))
        left, right = self.over(bottom, below), other.over(bottom, below)
        top, at = left.top + right.top, None if self.field.squares else left.at + right.at
        total = self.field.lowest_terms(top, bottom, below, at)
        return total.cancelled(below) if top else self.field.zero

    def __neg__(self) -> Ratio:
        at = None if self._known_at is None else -self._known_at
        return Ratio(self.field, -self.top, self.bottom, self.below, at)

    def __sub__(self, other: Ratio) -> Ratio:
        return self + -other

    def __mul__(self, other: Ratio) -> Ratio:
        one = self.field.one
        if self is one or other is one:
            return other if self is one else self
        if not self.top or not other.top:
            return self.field.zero
        below = dict(self.below)
        for f, k in other.below.items():
            below[f] = below.get(f, 0) + k
        left = Ratio(self.field, self.top, 1, below, self._known_at).cancelled(other.below)
        right = Ratio(self.field, other.top, 1, left.below, other._known_at).cancelled(self.below)
        top = self.field.product(left.top, right.top)
        at = None if self.field.squares else left.at * right.at
        return self.field.lowest_terms(top, self.bottom * other.bottom, right.below, at)

    def __truediv__(self, other: Ratio) -> Ratio:
        return self * other.reciprocal

    @once
    def reciprocal(self) -> Ratio:
        """1 / x; raises `Undefined` where x vanishes identically."""
        if self.is_zero:
            raise Undefined("a division by zero")
        field = self.field
        scale, powers = field.factored(self.top)
        above: dict[int, int] = {}
        for f, k in self.below.items():
            shared = min(k, powers.get(f, 0))
            above[f] = k - shared
            powers[f] = powers.get(f, 0) - shared
        top = field.expanded(above) * field.ring.domain(self.bottom if scale > 0 else -self.bottom)
        below = {f: k for f, k in powers.items() if k}
        return field.rationalised(Ratio(field, top, abs(scale), below))

    def power(self, k: int) -> Ratio:
        """xᵏ for an integer k; raises `TooLong` where k is not small."""
        if abs(k) > LARGEST_POWER * (1 if self.constant is None else 100):
            raise TooLong
        base, result = self if k >= 0 else self.reciprocal, self.field.one
        for _ in range(abs(k)):
            result = result * base
        return result
