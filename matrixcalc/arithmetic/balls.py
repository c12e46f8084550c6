"""Balls: real numbers with certified error, for values that are not rational.

A difference whose ball excludes zero is certainly not zero.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb, ctx, fmpq

from matrixcalc.ops.spec import Undefined

BITS = 333
"""Working precision, about a hundred digits."""


class Balls:
    """The `Scalars` of real balls."""

    def __init__(self) -> None:
        ctx.prec = BITS

    def number(self, value: Fraction | int) -> Any:
        """A rational number, to the last bit."""
        fraction = Fraction(value)
        return arb(fmpq(fraction.numerator, fraction.denominator))

    def is_zero(self, x: Any) -> bool:
        """Whether x is exactly zero."""
        return bool(x == 0)

    def weight(self, x: Any) -> float:
        """How far the ball is from zero."""
        return float(x.abs_lower())

    def function(self, name: str, x: Any) -> Any:
        """The function, where the whole ball lies in its domain."""
        if name == "abs":
            return abs(x)
        if name == "log" and not x > 0:
            raise Undefined("the logarithm of a number that is not positive")
        if name == "sqrt" and not x >= 0:
            raise Undefined("the square root of a negative number")
        return getattr(x, name)()

    def real_power(self, base: Any, exponent: Any) -> Any:
        """base ** exponent for a positive base."""
        if not base > 0:
            raise Undefined("a real power of a number that is not positive")
        return (exponent * base.log()).exp()

    def pi(self) -> Any:
        """π."""
        return arb.pi()


def differ(x: Any, y: Any) -> bool:
    """Whether two balls certainly hold different numbers."""
    return bool(x != y) if not hasattr(x, "overlaps") else not x.overlaps(y)


def shown(x: Any) -> str:
    """A ball to ten digits."""
    return str(x.str(10, radius=False))
