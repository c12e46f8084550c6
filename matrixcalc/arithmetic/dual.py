"""Dual numbers a + bt with t² = 0, over any scalars, nested for higher derivatives.

Derivatives come out of + − × ÷ on dual scalars, through elimination itself, so
that no formula for the differential of an inverse or determinant is presupposed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from matrixcalc.arithmetic.scalars import Scalars


class Dual:
    """The dual number `a` + `b` t."""

    __slots__ = ("a", "b")

    def __init__(self, a: Any, b: Any) -> None:
        self.a = a
        self.b = b

    def __add__(self, other: Dual) -> Dual:
        return Dual(self.a + other.a, self.b + other.b)

    def __sub__(self, other: Dual) -> Dual:
        return Dual(self.a - other.a, self.b - other.b)

    def __neg__(self) -> Dual:
        return Dual(-self.a, -self.b)

    def __mul__(self, other: Dual) -> Dual:
        return Dual(self.a * other.a, self.a * other.b + self.b * other.a)

    def __truediv__(self, other: Dual) -> Dual:
        quotient = self.a / other.a
        return Dual(quotient, (self.b - quotient * other.b) / other.a)


class DualScalars:
    """Dual numbers over `base`."""

    def __init__(self, base: Scalars) -> None:
        self.base = base
        self._zero = base.number(0)

    def number(self, value: Fraction | int) -> Dual:
        """A rational number, without tangent."""
        return Dual(self.base.number(value), self._zero)

    def is_zero(self, x: Dual) -> bool:
        """Whether both parts are zero."""
        return self.base.is_zero(x.a) and self.base.is_zero(x.b)

    def weight(self, x: Dual) -> float:
        """The weight of the primal part: a pivot has to be invertible."""
        return self.base.weight(x.a)

    def function(self, name: str, x: Dual) -> Dual:
        """The chain rule for the primitive functions."""
        value = self.base.function(name, x.a)
        if self.base.is_zero(x.b):
            return Dual(value, self._zero)
        match name:
            case "exp":
                slope = value
            case "log":
                slope = self.base.number(1) / x.a
            case "sqrt":
                slope = self.base.number(1) / (value + value)
            case "abs":
                slope = value / x.a
            case "sin":
                slope = self.base.function("cos", x.a)
            case "cos":
                slope = -self.base.function("sin", x.a)
            case _:
                raise AssertionError(f"unknown primitive {name}")
        return Dual(value, slope * x.b)

    def real_power(self, base: Dual, exponent: Dual) -> Dual:
        """d aᶜ = aᶜ (c da/a + log a dc)."""
        value = self.base.real_power(base.a, exponent.a)
        change = exponent.a * base.b / base.a
        if not self.base.is_zero(exponent.b):
            change = change + self.base.function("log", base.a) * exponent.b
        return Dual(value, value * change)

    def pi(self) -> Dual:
        """π, a constant."""
        return Dual(self.base.pi(), self._zero)
