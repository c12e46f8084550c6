"""Linear algebra over the rationals on the coefficients of rational functions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

from matrixcalc.checks.elementwise.ratios import Ratio

Key = TypeVar("Key")


def combination(x: Ratio, basis: Sequence[Ratio]) -> list[Fraction] | None:
    """Rational numbers c with x = Σ cₖ basisₖ, or None if there are none."""
    columns = _coefficients([*basis, x])
    rows = sorted({m for column in columns for m in column})
    matrix = [[column.get(m, Fraction(0)) for column in columns] for m in rows]
    pivots = reduce_rows(matrix)
    if len(basis) in pivots:
        return None
    values = [Fraction(0)] * len(basis)
    for row, pivot in enumerate(pivots):
        values[pivot] = matrix[row][-1]
    return values


def _coefficients(values: Sequence[Ratio]) -> list[dict[tuple[int, ...], Fraction]]:
    """The coefficients of the numerators over one common denominator."""
    below: dict[int, int] = {}
    for x in values:
        for f, k in x.below.items():
            below[f] = max(k, below.get(f, 0))
    return [
        {m: Fraction(int(c), x.bottom) for m, c in x.over(x.bottom, below).top.items()}
        for x in values
    ]


def reduce_rows(matrix: list[list[Fraction]]) -> list[int]:
    """Bring a matrix to reduced echelon form in place; returns the pivot columns."""
    pivots: list[int] = []
    for column in range(len(matrix[0]) if matrix else 0):
        at = len(pivots)
        pivot = next((r for r in range(at, len(matrix)) if matrix[r][column]), None)
        if pivot is None:
            continue
        matrix[at], matrix[pivot] = matrix[pivot], matrix[at]
        scale = matrix[at][column]
        matrix[at] = [x / scale for x in matrix[at]]
        for r, row in enumerate(matrix):
            if r != at and row[column]:
                factor = row[column]
                matrix[r] = [x - factor * y for x, y in zip(row, matrix[at], strict=True)]
        pivots.append(column)
    return pivots
