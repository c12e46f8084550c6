"""The pseudo-inverse of Moore and Penrose, and the rank.

Both jump where the rank does.  The pseudo-inverse knows whether full rank is
declared of its argument: then it is a rational function, with a differential.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matrixcalc.dims import Dim
from matrixcalc.expr import Expr
from matrixcalc.ops.constants import IDENTITY
from matrixcalc.ops.linear import PRODUCT
from matrixcalc.ops.spec import (
    EVERYWHERE,
    Arithmetic,
    Notation,
    Operator,
    Ring,
    Rows,
    Unavailable,
    Undefined,
    m,
    n,
)
from matrixcalc.ops.written import inverse, written_product
from matrixcalc.shapes import SCALAR, Shape

VANISHING = 1e-9
"""Singular values below this share of the largest one are taken for rounding errors."""


def _reciprocal(field: Arithmetic, x: Any) -> Any | None:
    """1/x, or None for a 1×1 matrix that is certainly zero; else raises `Undefined`."""
    try:
        return field.reciprocal(x)
    except Undefined:
        # Elimination on one number returns only where it is certain that there is no pivot.
        field.determinant(x)
        return None


def pivots(field: Arithmetic, a: Any) -> tuple[list[int], list[int]]:
    """Rows and columns that meet in an invertible matrix of the rank of `a`, by elimination."""
    height, width = field.size(a)
    work = [[field.entry(a, i, j) for j in range(width)] for i in range(height)]
    waiting, rows, cols = list(range(height)), list[int](), list[int]()
    for j in range(width):
        found = {i: _reciprocal(field, work[i][j]) for i in waiting}
        chosen = next((i for i, x in found.items() if x is not None), None)
        if chosen is None:
            continue
        waiting.remove(chosen)
        rows.append(chosen)
        cols.append(j)
        for i in waiting:
            factor = field.negative(field.multiply(work[i][j], found[chosen]))
            work[i] = [
                field.add(x, field.multiply(factor, y))
                for x, y in zip(work[i], work[chosen], strict=True)
            ]
    return rows, cols


def _has_tangents(field: Arithmetic) -> bool:
    return hasattr(field, "tangent")


class PseudoInverse(Operator):
    """The pseudo-inverse A⁺, with A A⁺ A = A, A⁺ A A⁺ = A⁺ and symmetric A A⁺ and A⁺ A.

    The integer is 1 where full rank is declared of A, so that A⁺ is (AᵀA)⁻¹Aᵀ or
    Aᵀ(AAᵀ)⁻¹, and 0 where A may have any rank.
    """

    name = "pseudo-inverse"
    notation = Notation("postfix", "⁺", "^{+}", 90)
    needs = EVERYWHERE

    def shape(self, a: Shape, full: Dim) -> Shape:
        return a.transposed

    def exact(self, field: Arithmetic, a: Any, full: int) -> Any:
        height, width = field.size(a)
        if full:
            flipped = field.transpose(a)
            if height >= width:
                return field.multiply(field.inverse(field.multiply(flipped, a)), flipped)
            return field.multiply(flipped, field.inverse(field.multiply(a, flipped)))
        if _has_tangents(field):
            raise Unavailable("a pseudo-inverse has a derivative where full rank is declared")
        rows, cols = pivots(field, a)
        if not rows:
            return field.zeros(width, height)
        # With B and C of pivot columns and rows, A⁺ = Cᵀ(BᵀACᵀ)⁻¹Bᵀ
        # (MacDuffee; Ben-Israel and Greville, Generalized Inverses, section 1.6).
        across = field.build(len(cols), height, lambda i, j: field.entry(a, j, cols[i]))
        down = field.build(width, len(rows), lambda i, j: field.entry(a, rows[j], i))
        middle = field.multiply(field.multiply(across, a), down)
        return field.multiply(field.multiply(down, field.inverse(middle)), across)

    def entries(self, ring: Ring, a: Rows, full: int) -> Rows:
        if not full:
            raise Unavailable(
                "a pseudo-inverse is written out only where full rank is declared of its argument"
            )
        flipped = [list(column) for column in zip(*a, strict=True)]
        if len(a) >= len(a[0]):
            return _times(inverse(ring, _times(flipped, a)), flipped)
        return _times(flipped, inverse(ring, _times(a, flipped)))

    def numeric(self, np: Any, a: Any, full: int) -> Any:
        return np.linalg.pinv(a, rcond=VANISHING)

    def network(self, net: Any, a: Any, full: Dim) -> Any:
        return net.of_matrix("pseudo-inverse", a)

    def differential(self, a: Expr, da: Expr, full: Dim) -> Expr:
        if full.constant != 1:
            raise Unavailable("a pseudo-inverse has a differential where full rank is declared")
        g = PSEUDO_INVERSE(a, full)
        # Golub and Pereyra (1973), where the rank stays what it is.
        above = IDENTITY(a.shape.cols) - PRODUCT(g, a)
        below = IDENTITY(a.shape.rows) - PRODUCT(a, g)
        return -PRODUCT(g, da, g) + PRODUCT(g, g.T, da.T, below) + PRODUCT(above, da.T, g.T, g)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        shapes = (Shape(n, m), Shape(m, n), Shape(n, n), Shape.of(n, 1), SCALAR)
        return [(shape, full) for full in (1, 0) for shape in shapes]


def _times(a: Rows, b: Rows) -> Rows:
    """A B, also where both have one row or column and the product is no multiple."""
    if len(a[0]) == len(b) == 1:
        return [[x[0] * y for y in b[0]] for x in a]
    return written_product(a, b)


class Rank(Operator):
    """The rank of a matrix, an integer."""

    name = "rank"
    notation = Notation("function", "rank", r"\operatorname{rank}")
    needs = EVERYWHERE

    def shape(self, a: Shape) -> Shape:
        return SCALAR

    def exact(self, field: Arithmetic, a: Any) -> Any:
        if _has_tangents(field):
            raise Unavailable("a rank has no derivative where it jumps")
        return field.number(len(pivots(field, a)[0]))

    def entries(self, ring: Ring, a: Rows) -> Rows:
        raise Unavailable("a rank is no expression in the entries of a matrix")

    def numeric(self, np: Any, a: Any) -> Any:
        values = np.linalg.svd(a, compute_uv=False)
        return np.array([[float(np.sum(values > VANISHING * values.max(initial=0.0)))]])

    def network(self, net: Any, a: Any) -> Any:
        return net.invariant("rank", a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        raise Unavailable("a rank has no differential where it jumps")

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, m),), (Shape(n, n),), (Shape.of(n, 1),)]


PSEUDO_INVERSE, RANK = PseudoInverse(), Rank()

OPERATORS = (PSEUDO_INVERSE, RANK)
