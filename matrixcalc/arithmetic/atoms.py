"""Residues with logarithms and exponentials: scalars modulo a safe prime p = 2q + 1.

A number is known modulo p and modulo q at once, two independent evaluations of
the same rational function.  The squares modulo p form a group of prime order q
and play the positive numbers: exp(a) is g to the power (a mod q), and a sum of
logarithms Σ cᵢ log uᵢ is zero when Π uᵢ to the power (cᵢ mod q) is one.  So the
functional equations of exp and log hold, and nothing else does: what is equal
here is equal for independent logarithms and exponentials (Gonnet 1984).

−1 is no square, so of u and −u one is: log |u| has a value for every u.  What
holds for logarithms of positive numbers holds for it, because Π uᵢ to the power
kᵢ is constant everywhere if it is where all uᵢ are positive, and conversely.

What has no such representation, a product of two logarithms or the exponential
of an exponential, gets a value of its own that no relation ties to others, or
raises `Unavailable`.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import Any

from matrixcalc.arithmetic.prime import Redraw
from matrixcalc.arithmetic.primes import rational, rational_root
from matrixcalc.arithmetic.roots import RootLog, is_square
from matrixcalc.ops.spec import Unavailable, Undefined

GENERATOR = 4
"""A square, so of order q modulo every safe prime."""


LARGEST_ROOT = 64
"""The largest denominator of an exponent that is taken for a fraction."""


class Elem:
    """A scalar: residues modulo p and q, plus a sum of logarithms.

    `q` is None where the value modulo q is unknown (of an exponential, say);
    `logs` maps an argument (a square modulo p) to its coefficient.
    """

    __slots__ = ("field", "logs", "p", "q")

    def __init__(
        self, field: AtomScalars, p: int, q: int | None, logs: dict[int, Elem] | None = None
    ) -> None:
        self.field = field
        self.p = p
        self.q = q
        self.logs = logs

    def _make(self, p: int, q: int | None, logs: dict[int, Elem] | None = None) -> Elem:
        f = self.field
        return Elem(f, p % f.p, None if q is None else q % f.q, logs or None)

    def __add__(self, other: Elem) -> Elem:
        q = None if self.q is None or other.q is None else self.q + other.q
        if not (self.logs or other.logs):
            return self._make(self.p + other.p, q)
        logs = dict(self.logs or {})
        for argument, c in (other.logs or {}).items():
            logs[argument] = logs[argument] + c if argument in logs else c
        return self._make(self.p + other.p, q, {k: c for k, c in logs.items() if not c.is_nil})

    def __neg__(self) -> Elem:
        logs = {k: -c for k, c in self.logs.items()} if self.logs else None
        return self._make(-self.p, None if self.q is None else -self.q, logs)

    def __sub__(self, other: Elem) -> Elem:
        return self + -other

    def __mul__(self, other: Elem) -> Elem:
        if self.logs and other.logs:
            raise Unavailable("a product of two logarithms has no exact value modulo a prime")
        q = None if self.q is None or other.q is None else self.q * other.q
        if self.is_nil or other.is_nil:
            return self._make(0, 0)
        many, one = (self, other) if self.logs else (other, self)
        logs = {k: c * one for k, c in many.logs.items()} if many.logs else None
        return self._make(self.p * other.p, q, logs)

    def __truediv__(self, other: Elem) -> Elem:
        return self * other.inverted()

    def inverted(self) -> Elem:
        """1/x."""
        if self.logs:
            raise Unavailable("division by a logarithm has no exact value modulo a prime")
        if not self.p:
            raise Undefined("division by zero")
        if self.q == 0:
            raise Redraw
        f = self.field
        return self._make(pow(self.p, -1, f.p), None if self.q is None else pow(self.q, -1, f.q))

    @property
    def is_nil(self) -> bool:
        """Whether the number is zero in every way that is known."""
        return not self.p and not self.q and not self.logs


class AtomScalars:
    """The `Scalars` modulo a safe prime; `salt` seeds values without relations."""

    def __init__(
        self, p: int, salt: int, roots: RootLog | None = None, *, beyond: bool = False
    ) -> None:
        self.p = p
        self.beyond = beyond
        """Whether log u stands for log |u| where u plays no positive number."""
        self.logarithms: set[int] = set()
        """The arguments of all logarithms that were taken."""
        self.strayed = False
        """Whether one of them plays no positive number."""
        self.roots = roots or RootLog()
        self.q = (p - 1) // 2
        self.salt = salt
        self.fractional = False
        """Whether a root was taken as the exponential of a part of a logarithm: its sign may
        be right at this point and wrong at others.
        """
        self.independent: set[str] = set()
        """Functions of which some values were taken as independent of all others."""

    def number(self, value: Fraction | int) -> Elem:
        """A rational number."""
        if isinstance(value, int):
            return Elem(self, value % self.p, value % self.q)
        top, bottom = value.numerator, value.denominator
        if not (bottom % self.p and bottom % self.q):
            raise Redraw
        return Elem(
            self, top * pow(bottom, -1, self.p) % self.p, top * pow(bottom, -1, self.q) % self.q
        )

    def residues(self, p: int, q: int) -> Elem:
        """The number with these residues."""
        return Elem(self, p % self.p, q % self.q)

    def is_zero(self, x: Elem) -> bool:
        """Whether x is zero, its logarithms taken together.

        A plain part r beside logarithms is log exp(r).
        """
        if not x.logs:
            return not (x.p or x.q)
        if x.q is None:
            raise Unavailable("a sum of a logarithm and such a value has no exact value")
        product = pow(GENERATOR, x.q, self.p)
        for argument, c in x.logs.items():
            if c.q is None:
                # A coefficient that is unknown modulo q: the sum vanishes for
                # certain only if every coefficient does.
                return False
            positive = argument if self._is_square(argument) else -argument % self.p
            product = product * pow(positive, c.q, self.p) % self.p
        return product == 1

    def weight(self, x: Elem) -> float:
        """1 for anything that can be divided by."""
        return 1.0 if x.p and not x.logs else 0.0

    def _random(self, *key: Any) -> int:
        text = ":".join(map(str, (self.salt, *key)))
        return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=32).digest(), "big")

    def _is_square(self, x: int) -> bool:
        return is_square(x, self.p)

    def function(self, name: str, x: Elem) -> Elem:
        """exp, log, sqrt, abs; sin and cos of independent angles."""
        match name:
            case "exp":
                return self._exp(x)
            case "log":
                return self._log(x)
            case "sqrt":
                return self._sqrt(x)
            case "abs":
                self._plain(x, "the absolute value")
                known = rational(x.p, self.p)
                if known is not None:
                    return x if known >= 0 else -x
                return x if self.roots.absolute_value(x.p, self.p) == x.p else -x
            case "sin" | "cos":
                return self._circle(name, x)
        raise AssertionError(f"unknown primitive {name}")

    def _plain(self, x: Elem, what: str) -> None:
        if x.logs:
            raise Unavailable(f"{what} of a logarithm has no exact value modulo a prime")

    def _exp(self, x: Elem) -> Elem:
        exponent = x.q
        if exponent is None:
            self.independent.add("exp")
            exponent = self._random("exp", x.p)
        value = pow(GENERATOR, exponent % self.q, self.p)
        for argument, c in (x.logs or {}).items():
            if c.q is None:
                raise Unavailable("a power with such an exponent has no exact value")
            if not self._is_square(argument):
                raise Redraw
            whole = rational(c.q, self.q)
            self.fractional = self.fractional or whole is None or whole.denominator > 1
            value = value * pow(argument, c.q, self.p) % self.p
        if x.is_nil:
            return self.number(1)
        return Elem(self, value, None)

    def _log(self, x: Elem) -> Elem:
        self._plain(x, "the logarithm")
        if not x.p:
            raise Undefined("the logarithm of zero")
        if not self._is_square(x.p):
            known = rational(x.p, self.p)
            if known is not None and known < 0:
                raise Undefined("the logarithm of a negative number")
            if not self.beyond:
                raise Redraw
            self.strayed = True
        self.logarithms.add(x.p)
        return Elem(self, 0, 0, {x.p: self.number(1)} if x.p != 1 else None)

    def _sqrt(self, x: Elem) -> Elem:
        self._plain(x, "the square root")
        known = rational_root(x.p, self.p)
        if known is not None:
            return Elem(self, known, rational_root(x.q, self.q) if x.q is not None else None)
        root = self.roots.root(x.p, self.p)
        if root is None:
            raise Redraw
        return Elem(self, root, 0 if x.is_nil else None)

    def _circle(self, name: str, x: Elem) -> Elem:
        self._plain(x, name)
        if x.is_nil:
            return self.number(1 if name == "cos" else 0)
        self.independent.add(name)
        # sin is odd and cos even, so ±x share one angle.
        low = min(x.p, -x.p % self.p)
        t = self._random("angle", low) % self.p
        if low != x.p:
            t = -t % self.p
        below = pow(1 + t * t, -1, self.p)
        top = 2 * t if name == "sin" else 1 - t * t
        return Elem(self, top * below % self.p, None)

    def real_power(self, base: Elem, exponent: Elem) -> Elem:
        """base ** exponent = exp(exponent log base)."""
        if exponent.logs or exponent.q is None:
            raise Unavailable("a power with such an exponent has no exact value")
        self._plain(base, "a real power")
        if not base.p:
            raise Undefined("a real power of zero")
        if not self.roots.is_positive(base.p, self.p):
            raise Redraw
        # The 2ᵐ-th root is m square roots, each with a sign; odd roots have none to choose.
        root, power = base, exponent.q
        for _ in range(self._halvings(power)):
            root, power = self._sqrt(root), 2 * power % self.q
        sign = -1 if root.p != base.p and not self._is_square(root.p) else 1
        value = pow(sign * root.p % self.p, power, self.p)
        return Elem(self, value if sign > 0 else -value % self.p, None)

    def _halvings(self, exponent: int) -> int:
        """m for an exponent with denominator 2ᵐ times an odd number; 0 for one that is
        no fraction of small numbers.
        """
        for denominator in range(1, LARGEST_ROOT + 1):
            top = denominator * exponent % self.q
            if min(top, self.q - top) < self.q >> 40:
                return (denominator & -denominator).bit_length() - 1
        return 0

    def pi(self) -> Elem:
        """π: a random positive number, the same everywhere at one point."""
        root = self._random("pi") % self.p
        return Elem(self, root * root % self.p, self._random("pi", "q") % self.q)
