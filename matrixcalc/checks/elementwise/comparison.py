"""Whether two rational functions of letters, logarithms and roots are the same.

Equality is certain.  A difference is certain only where the letters that occur
are known to be algebraically independent; everything else is left open.
"""

from __future__ import annotations

import math
from enum import Enum
from fractions import Fraction

from matrixcalc.checks.elementwise.functions import Functions
from matrixcalc.checks.elementwise.independence import is_certainly_nonzero
from matrixcalc.checks.elementwise.polynomials import Monomial, support
from matrixcalc.checks.elementwise.ratios import Ratio, TooLong

LARGEST_EXPONENT = 60
"""Exponents beyond this are not multiplied out."""
LONGEST_SQUARED = 60
"""Sides with more terms are not squared."""


class Answer(Enum):
    """What a comparison can say."""

    EQUAL = "equal"
    DIFFERENT = "differs"
    OPEN = "not decided"


def compare(functions: Functions, left: Ratio, right: Ratio) -> tuple[Answer, Ratio]:
    """Whether two scalars are the same, and their difference."""
    difference = left - right
    if difference.is_zero or _logarithms_cancel(functions, difference):
        return Answer.EQUAL, difference
    if is_certainly_nonzero(functions, difference):
        return Answer.DIFFERENT, difference
    return _compare_squares(functions, left, right), difference


def _compare_squares(functions: Functions, left: Ratio, right: Ratio) -> Answer:
    """What the squares of two scalars say: roots may vanish from them."""
    if max(len(left.top), len(right.top)) > LONGEST_SQUARED:
        return Answer.OPEN
    difference = left * left - right * right
    if difference.is_zero:
        signs = functions.signs.of_ratio(left) * functions.signs.of_ratio(right)
        return Answer.EQUAL if signs > 0 else Answer.OPEN
    certain = is_certainly_nonzero(functions, difference)
    return Answer.DIFFERENT if certain else Answer.OPEN


def _logarithms_cancel(functions: Functions, x: Ratio) -> bool:
    """Whether x = Σ m Σ cₖ log |uₖ| over monomials m, with Π |uₖ|^cₖ = 1 for each of them."""
    logs = {a.generator: a.arguments[0] for a in functions.kind("log")}
    present = [k for k in support(x.top) if k in logs]
    sums: dict[Monomial, dict[int, int]] = {}
    for monomial, c in x.top.items():
        here = [k for k in present if monomial[k]]
        if len(here) != 1 or monomial[here[0]] != 1:
            return False
        rest = (*monomial[: here[0]], 0, *monomial[here[0] + 1 :])
        sums.setdefault(rest, {})[here[0]] = int(c)
    return all(_product_is_one(functions, logs, powers) for powers in sums.values())


def _product_is_one(functions: Functions, of: dict[int, Ratio], powers: dict[int, int]) -> bool:
    field, common = functions.field, math.gcd(*powers.values())
    constant, exponents = Fraction(1), dict[int, int]()
    for k, coefficient in powers.items():
        c = coefficient // common
        if abs(c) > LARGEST_EXPONENT:
            return False
        scale, above = field.factored(of[k].top)
        constant *= Fraction(scale, of[k].bottom) ** c
        for f, e in above.items():
            exponents[f] = exponents.get(f, 0) + c * e
        for f, e in of[k].below.items():
            exponents[f] = exponents.get(f, 0) - c * e
    try:
        top = field.expanded({f: e for f, e in exponents.items() if e > 0})
        bottom = field.expanded({f: -e for f, e in exponents.items() if e < 0})
    except TooLong:
        return False
    left, right = field.of(top) * field.number(constant), field.of(bottom)
    return (left - right).is_zero or (left + right).is_zero
