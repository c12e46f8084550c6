"""Constants: identity, zeros, ones, unit vectors, δ, sizes as numbers, π."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from matrixcalc.dims import Dim
from matrixcalc.expr import Expr, Number
from matrixcalc.ops.spec import (
    ATOM,
    EVERYWHERE,
    JUXTAPOSED,
    POSTFIX,
    SUMMED,
    Arithmetic,
    Notation,
    Operator,
    Ring,
    Rows,
    Style,
    Undefined,
    Written,
    m,
    n,
)
from matrixcalc.shapes import SCALAR, Shape


def _zero(shape: Shape) -> Expr:
    """The differential of a constant of this shape."""
    return Number(Fraction(0)) if shape.is_scalar else ZEROS(shape.rows, shape.cols)


def _sizes(shape: Shape, style: Style) -> str:
    """The subscript of a constant matrix: n of a column, n×m of a matrix."""
    rows, cols = style.integer(shape.rows), style.integer(shape.cols)
    return rows if shape.is_column else rows + (r" \times " if style.latex else "×") + cols


class Identity(Operator):
    """The identity matrix I of order n."""

    name = "identity"
    notation = Notation("special", "I", "I")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        return "I" + style.subscript(params[0]), ATOM

    def shape(self, order: Dim) -> Shape:
        return Shape(order, order)

    def exact(self, field: Arithmetic, order: int) -> Any:
        return field.identity(order)

    def entries(self, ring: Ring, order: int) -> Rows:
        one, zero = ring.number(1), ring.number(0)
        return [[one if i == j else zero for j in range(order)] for i in range(order)]

    def numeric(self, np: Any, order: int) -> Any:
        return np.eye(order)

    def network(self, net: Any, order: Dim) -> Any:
        return net.identity(order)

    def differential(self, order: Dim) -> Expr:
        return _zero(self.shape(order))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(n,)]


class Zeros(Operator):
    """The matrix of zeros, n × m."""

    name = "zeros"
    notation = Notation("special", "0", "0")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        shape = Shape(*params)
        return "0" + style.subscript(_sizes(shape, style)), ATOM

    def shape(self, rows: Dim, cols: Dim) -> Shape:
        return Shape(rows, cols)

    def exact(self, field: Arithmetic, rows: int, cols: int) -> Any:
        return field.zeros(rows, cols)

    def entries(self, ring: Ring, rows: int, cols: int) -> Rows:
        return [[ring.number(0)] * cols for _ in range(rows)]

    def numeric(self, np: Any, rows: int, cols: int) -> Any:
        return np.zeros((rows, cols))

    def network(self, net: Any, rows: Dim, cols: Dim) -> Any:
        return net.zeros(rows, cols)

    def differential(self, rows: Dim, cols: Dim) -> Expr:
        return _zero(Shape(rows, cols))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(n, m)]


class Ones(Operator):
    """The matrix of ones, n × m; the vector 1 where m = 1."""

    name = "ones"
    notation = Notation("special", "𝟏", r"\mathbf{1}")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        mark = r"\mathbf{1}" if style.latex else "𝟏"
        return mark + style.subscript(_sizes(Shape(*params), style)), ATOM

    def shape(self, rows: Dim, cols: Dim) -> Shape:
        return Shape(rows, cols)

    def exact(self, field: Arithmetic, rows: int, cols: int) -> Any:
        return field.build(rows, cols, lambda i, j: field.number(1))

    def entries(self, ring: Ring, rows: int, cols: int) -> Rows:
        return [[ring.number(1)] * cols for _ in range(rows)]

    def numeric(self, np: Any, rows: int, cols: int) -> Any:
        return np.ones((rows, cols))

    def network(self, net: Any, rows: Dim, cols: Dim) -> Any:
        return net.ones(rows, cols)

    def differential(self, rows: Dim, cols: Dim) -> Expr:
        return _zero(Shape(rows, cols))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(n, m), (n, 1)]


def _check_inside(i: int, j: int, rows: int, cols: int) -> None:
    if not (1 <= i <= rows and 1 <= j <= cols):
        raise Undefined(f"there is no entry ({i}, {j}) in a {rows}×{cols} matrix")


class SingleEntry(Operator):
    """The matrix Jⁱʲ, n × m, with 1 at (i, j) and 0 elsewhere; eᵢ where m = 1."""

    name = "single entry"
    notation = Notation("special", "J", "J")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        rows, cols, i, j = params
        if cols == 1:
            return "e" + style.subscript(i), ATOM
        return "J" + style.subscript(_sizes(Shape(rows, cols), style)) + style.superscript(
            f"{style.integer(i)},{style.integer(j)}"
        ), POSTFIX

    def shape(self, rows: Dim, cols: Dim, i: Dim, j: Dim) -> Shape:
        return Shape(rows, cols)

    def exact(self, field: Arithmetic, rows: int, cols: int, i: int, j: int) -> Any:
        _check_inside(i, j, rows, cols)
        return field.build(rows, cols, lambda a, b: field.number(int((a, b) == (i - 1, j - 1))))

    def entries(self, ring: Ring, rows: int, cols: int, i: int, j: int) -> Rows:
        _check_inside(i, j, rows, cols)
        result = [[ring.number(0)] * cols for _ in range(rows)]
        result[i - 1][j - 1] = ring.number(1)
        return result

    def numeric(self, np: Any, rows: int, cols: int, i: int, j: int) -> Any:
        _check_inside(i, j, rows, cols)
        result = np.zeros((rows, cols))
        result[i - 1, j - 1] = 1
        return result

    def network(self, net: Any, rows: Dim, cols: Dim, i: Dim, j: Dim) -> Any:
        return net.single_entry(rows, cols, i, j)

    def differential(self, rows: Dim, cols: Dim, i: Dim, j: Dim) -> Expr:
        return _zero(Shape(rows, cols))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(n, m, 1, 2), (n, 1, 2, 1)]


class Delta(Operator):
    """The Kronecker symbol δᵢⱼ: 1 where i = j, else 0."""

    name = "delta"
    notation = Notation("special", "δ", r"\delta")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        return (r"\delta" if style.latex else "δ") + style.subscript(*params), ATOM

    def shape(self, i: Dim, j: Dim) -> Shape:
        return SCALAR

    def exact(self, field: Arithmetic, i: int, j: int) -> Any:
        return field.number(int(i == j))

    def entries(self, ring: Ring, i: int, j: int) -> Rows:
        return [[ring.number(int(i == j))]]

    def numeric(self, np: Any, i: int, j: int) -> Any:
        return np.array([[float(i == j)]])

    def network(self, net: Any, i: Dim, j: Dim) -> Any:
        return net.delta(i, j)

    def differential(self, i: Dim, j: Dim) -> Expr:
        return Number(Fraction(0))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(1, 1), (1, 2)]


class Size(Operator):
    """An integer used as a number, as N in N/2 or i + j in (−1)ⁱ⁺ʲ."""

    name = "size"
    notation = Notation("special", "", "")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        (value,) = params
        negative = any(coefficient < 0 for _, coefficient in value.terms)
        several = len(value.terms) > 1 or negative
        precedence = ATOM if value.as_variable else SUMMED if several else JUXTAPOSED
        return style.integer(value), precedence

    def shape(self, value: Dim) -> Shape:
        return SCALAR

    def exact(self, field: Arithmetic, value: int) -> Any:
        return field.number(value)

    def entries(self, ring: Ring, value: int) -> Rows:
        return [[ring.number(value)]]

    def numeric(self, np: Any, value: int) -> Any:
        return np.array([[float(value)]])

    def network(self, net: Any, value: Dim) -> Any:
        return net.size(value)

    def differential(self, value: Dim) -> Expr:
        return Number(Fraction(0))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(n,), (n * m + 1,)]


class Pi(Operator):
    """The number π."""

    name = "pi"
    notation = Notation("special", "π", r"\pi")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        return (r"\pi" if style.latex else "π"), ATOM

    def shape(self) -> Shape:
        return SCALAR

    def exact(self, field: Arithmetic) -> Any:
        return field.pi()

    def entries(self, ring: Ring) -> Rows:
        return [[ring.pi()]]

    def numeric(self, np: Any) -> Any:
        return np.array([[math.pi]])

    def network(self, net: Any) -> Any:
        return net.letter("π")

    def differential(self) -> Expr:
        return Number(Fraction(0))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [()]


class Commutation(Operator):
    """The commutation matrix Kₘₙ, with Kₘₙ vec A = vec Aᵀ for A of m × n.

    Magnus and Neudecker, section 3.7.
    """

    name = "commutation"
    notation = Notation("special", "K", "K")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        return "K" + style.subscript(*params), ATOM

    def shape(self, rows: Dim, cols: Dim) -> Shape:
        return Shape(rows * cols, rows * cols)

    def _is_one(self, a: int, b: int, rows: int, cols: int) -> bool:
        # Row a of vec Aᵀ holds A[i, j] with a = i·cols + j; column b of vec A, b = j·rows + i.
        return (a // cols, a % cols) == (b % rows, b // rows)

    def exact(self, field: Arithmetic, rows: int, cols: int) -> Any:
        one, zero, order = field.number(1), field.number(0), rows * cols
        return field.build(
            order, order, lambda a, b: one if self._is_one(a, b, rows, cols) else zero
        )

    def entries(self, ring: Ring, rows: int, cols: int) -> Rows:
        order = rows * cols
        result = [[ring.number(0)] * order for _ in range(order)]
        for i in range(rows):
            for j in range(cols):
                result[i * cols + j][j * rows + i] = ring.number(1)
        return result

    def numeric(self, np: Any, rows: int, cols: int) -> Any:
        order = np.arange(rows * cols).reshape(cols, rows).T.reshape(-1)
        return np.eye(rows * cols)[order]

    def network(self, net: Any, rows: Dim, cols: Dim) -> Any:
        return net.commutation(rows, cols)

    def differential(self, rows: Dim, cols: Dim) -> Expr:
        return _zero(self.shape(rows, cols))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(n, m)]


IDENTITY, ZEROS, ONES, SINGLE_ENTRY = Identity(), Zeros(), Ones(), SingleEntry()
DELTA, SIZE, PI, COMMUTATION = Delta(), Size(), Pi(), Commutation()


def zero_of(shape: Shape) -> Expr:
    """The zero of a shape: the number 0, or a matrix of zeros."""
    return Number(Fraction(0)) if shape.is_scalar else ZEROS(shape.rows, shape.cols)


OPERATORS = (IDENTITY, ZEROS, ONES, SINGLE_ENTRY, DELTA, SIZE, PI, COMMUTATION)
