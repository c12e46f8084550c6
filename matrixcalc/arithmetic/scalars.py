"""What a scalar is: the protocol of a field, and the rational numbers."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, Protocol

from matrixcalc.ops.spec import Undefined


class Scalars(Protocol):
    """A field, or what serves as one: its constants, functions and zero test."""

    def number(self, value: Fraction | int) -> Any: ...
    def is_zero(self, x: Any) -> bool: ...
    def weight(self, x: Any) -> float:
        """How good a pivot x is; 0 where it may be zero."""

    def function(self, name: str, x: Any) -> Any: ...
    def real_power(self, base: Any, exponent: Any) -> Any: ...
    def pi(self) -> Any: ...


class Rationals:
    """The rational numbers, as `Fraction`; no transcendental functions."""

    def number(self, value: Fraction | int) -> Fraction:
        """A rational number."""
        return Fraction(value)

    def is_zero(self, x: Fraction) -> bool:
        """Whether x is zero."""
        return x == 0

    def weight(self, x: Fraction) -> float:
        """1 for a usable pivot; a small one keeps the numbers short."""
        return 1 / (1 + x.denominator.bit_length() + abs(x.numerator).bit_length()) if x else 0.0

    def function(self, name: str, x: Fraction) -> Fraction:
        """The function where its value is rational; else raises `Irrational`."""
        if name == "abs":
            return abs(x)
        if name == "sqrt":
            if x < 0:
                raise Undefined("the square root of a negative number")
            root = Fraction(math.isqrt(x.numerator), math.isqrt(x.denominator))
            if root * root == x:
                return root
        if name == "log":
            if x <= 0:
                raise Undefined("the logarithm of a number that is not positive")
            if x == 1:
                return Fraction(0)
        at_zero = {"exp": 1, "sin": 0, "cos": 1}
        if x == 0 and name in at_zero:
            return Fraction(at_zero[name])
        raise Irrational(f"{name}({x})")

    def real_power(self, base: Fraction, exponent: Fraction) -> Fraction:
        """The power where it is rational; else raises `Irrational`."""
        if base <= 0:
            raise Undefined("a real power of a number that is not positive")
        if exponent.denominator == 1:
            return base**exponent.numerator
        if exponent.denominator == 2:
            return self.function("sqrt", base) ** exponent.numerator
        raise Irrational(f"{base} to the power {exponent}")

    def pi(self) -> Fraction:
        """π is not rational."""
        raise Irrational("π")


class Irrational(Exception):
    """A value that is not rational."""
