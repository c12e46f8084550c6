"""Matrices written out in symbols: products, determinants and inverses by definition.

These serve the `entries` rules of operators and nothing else.  They use only
+ − × ÷ of the entries, and the cofactor expansion instead of elimination, so
that they share no step with the kernels of the exact check.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

from matrixcalc.ops.spec import Ring, Rows, Unavailable

LARGEST = 5
"""Cofactor expansion has n! terms; beyond this it is not worth writing out."""


def dot(row: Sequence[Any], column: Sequence[Any]) -> Any:
    """Σₖ rowₖ columnₖ."""
    terms = [x * y for x, y in zip(row, column, strict=True)]
    return reduce(lambda a, b: a + b, terms)


def written_product(a: Rows, b: Rows) -> Rows:
    """(AB)ᵢⱼ = Σₖ Aᵢₖ Bₖⱼ; a 1×1 factor is a scalar."""
    if len(a) == 1 and len(a[0]) == 1:
        return [[a[0][0] * x for x in row] for row in b]
    if len(b) == 1 and len(b[0]) == 1:
        return [[x * b[0][0] for x in row] for row in a]
    columns = list(zip(*b, strict=True))
    return [[dot(row, column) for column in columns] for row in a]


def identity_matrix(ring: Ring, n: int) -> Rows:
    """The identity of order n."""
    one, zero = ring.number(1), ring.number(0)
    return [[one if i == j else zero for j in range(n)] for i in range(n)]


def without(a: Rows, i: int, j: int) -> Rows:
    """A without row i and column j, both counted from 0."""
    return [row[:j] + row[j + 1 :] for k, row in enumerate(a) if k != i]


def determinant(ring: Ring, a: Rows) -> Any:
    """The determinant by expansion along the first row."""
    if len(a) > LARGEST:
        raise Unavailable(f"a determinant of order {len(a)} is too long to write out")
    if not a:
        return ring.number(1)
    if len(a) == 1:
        return a[0][0]
    terms = [
        x * determinant(ring, without(a, 0, j)) * ring.number((-1) ** j) for j, x in enumerate(a[0])
    ]
    return reduce(lambda s, t: s + t, terms)


def cofactors(ring: Ring, a: Rows) -> Rows:
    """The matrix of cofactors, Cᵢⱼ = (−1)ⁱ⁺ʲ det A₍ᵢⱼ₎."""
    n = len(a)
    return [
        [ring.number((-1) ** (i + j)) * determinant(ring, without(a, i, j)) for j in range(n)]
        for i in range(n)
    ]


def inverse(ring: Ring, a: Rows) -> Rows:
    """A⁻¹ = adj(A) / det A."""
    d, c = determinant(ring, a), cofactors(ring, a)
    return [[c[j][i] / d for j in range(len(a))] for i in range(len(a))]
