"""What the functions of the algebra take: expressions, integers, positions, indices.

Each function turns what a person wrote into the value that a tree needs, or
raises `Misuse` with what to write instead.  Nothing inexact passes: a
floating-point number is refused, because it is seldom the number that is meant.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from numbers import Rational
from typing import Any

from matrixcalc.conventions import Convention
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Condition, Expr, Number
from matrixcalc.ops import constants
from matrixcalc.shapes import IllShaped, Shape

LONGEST_NUMBER = 1000
"""Bits of the largest integer that is read: 301 digits."""

LARGEST_POWER = 1000
"""The largest exponent that is a number; a letter may be larger."""

SHOWN = 60
"""Letters of a misplaced value that a message repeats."""


class Misuse(ValueError):
    """A function was given something that it cannot take; says what to write instead."""


def number(value: Any) -> Expr:
    """`value` as a scalar expression; sizes and rational numbers become numbers.

    >>> str(number(Fraction(1, 2)))
    '1/2'
    """
    match value:
        case Expr():
            return value
        case Dim():
            return constants.SIZE(value)
        case Rational() if not isinstance(value, bool):
            exact = Fraction(int(value.numerator), int(value.denominator))
            _refuse_long(exact)
            return Number(exact)
    raise Misuse(f"{named(value)} is not an expression{_instead(value)}")


def integer(value: Any) -> Dim:
    """`value` as a size, an index or an exponent: a letter for integers, or an integer."""
    if isinstance(value, Dim):
        return value
    try:
        exact = operator.index(value)
    except TypeError:
        exact = None
    if exact is None or isinstance(value, bool):
        raise Misuse(f"{named(value)} is neither an integer nor a letter for one{_letter(value)}")
    _refuse_long(Fraction(exact))
    return Dim.of(exact)


def size(value: Any) -> Dim:
    """`value` as a number of rows or columns: 1 or more, and the same for every index."""
    result = integer(value)
    if result.constant is not None and result.constant < 1:
        raise Misuse(f"a size is 1 or more, not {result.constant}")
    for variable in result.variables:
        if variable.is_index:
            raise Misuse(f"a size cannot depend on the index {variable.name}")
    return result


def exponent(value: Dim) -> Dim:
    """The exponent, if it is a letter or no huge number."""
    if value.constant is not None and abs(value.constant) > LARGEST_POWER:
        raise Misuse(
            f"the exponent {value} is too large to compute with; "
            'use a letter for it, as in k = integer("k")'
        )
    return value


def position(value: Any, count: Dim, axis: str, a: Expr | str, shape: Shape) -> Dim:
    """`value` as the number of a row or column of `a`, of which there are `count`.

    They are counted from 1.  A position that may lie inside at some sizes passes.
    """
    result = integer(value)
    variable = result.as_variable
    lowest = result
    if variable is not None and variable.lower is not None:
        lowest = variable.lower
    if lowest.constant is not None and lowest.constant < 1:
        fault = f"there is no {axis} {lowest}: {axis}s are counted from 1"
        raise IllShaped(fault, ((str(a), shape),))
    alone = variable is not None and variable.is_index
    beyond = None if alone else (result - count).constant
    if beyond is not None and beyond > 0:
        raise IllShaped(f"there is no {axis} {result} among {count}", ((str(a), shape),))
    return result


def index(value: Any) -> IntVar:
    """The index variable that `value` is, with its range."""
    variable = value.as_variable if isinstance(value, Dim) else None
    if variable is None or not variable.is_index:
        raise Misuse(
            f"{named(value)} is not an index with a range; "
            'declare one, as in (i,) = indices("i", n)'
        )
    return variable


def conditions(where: Any) -> tuple[Condition, ...]:
    """The conditions of a sum, with integers as integers of the tree."""
    found = where if isinstance(where, Iterable) else (where,)
    result = []
    for item in found:
        if not isinstance(item, Condition):
            raise Misuse(
                f"{named(item)} is not a condition on indices; "
                "write Condition(i, Relation.DIFFERENT, j)"
            )
        result.append(replace(item, left=integer(item.left), right=integer(item.right)))
    return tuple(result)


def agreed(value: Any) -> Convention:
    """The convention of a derivative."""
    if not isinstance(value, Convention):
        raise Misuse(
            f"{named(value)} is not a convention of derivatives; "
            "write Convention(Layout.NUMERATOR) or Convention(symmetry=Symmetry.TIED)"
        )
    return value


def named(value: Any) -> str:
    """A value as a message shows it, on one line and not too long."""
    if isinstance(value, Expr | Dim):
        text = str(value)
    elif getattr(value, "ndim", 0):
        text = f"an array of {type(value).__module__.partition('.')[0]}"
    else:
        text = repr(value)
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 2] + " …"


def _refuse_long(value: Fraction) -> None:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > LONGEST_NUMBER:
        raise Misuse("a number is too long; use a letter for it")


def _instead(value: Any) -> str:
    """What to write in the place of a value that is no expression."""
    own = getattr(value, "instead", "")
    if isinstance(own, str) and own:
        return f"; {own}"
    match value:
        case str():
            return '; declare a letter, as in A = matrix("A", n, n)'
        case bool():
            return "; == compares what is written, and claim(left, right) states an equality"
        case float():
            return "; a floating-point number is not exact, so write Fraction(1, 2) or A / 2"
        case complex():
            return "; all letters and numbers are real"
        case list() | tuple():
            return "; write block for a matrix of blocks, and chain or claim for statements"
    if getattr(value, "ndim", 0):
        return "; declare a matrix and say what is true of it"
    return ", an integer, a Fraction or a size"


def _letter(value: Any) -> str:
    match value:
        case str():
            return '; declare it, as in (n,) = sizes("n")'
        case tuple():
            return '; unpack it, as in (n,) = sizes("n")'
        case Expr():
            return "; sizes and indices come from sizes, integer and indices"
    return ""
