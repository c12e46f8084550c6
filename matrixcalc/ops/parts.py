"""Entries and parts of a matrix, matrices made of parts, and vec."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matrixcalc.dims import ONE, Dim
from matrixcalc.expr import Expr
from matrixcalc.ops.linear import halves
from matrixcalc.ops.spec import (
    ATOM,
    EVERYWHERE,
    Arithmetic,
    Notation,
    Operator,
    Ring,
    Rows,
    Style,
    Unavailable,
    Undefined,
    Written,
    m,
    n,
    p,
    q,
)
from matrixcalc.ops.written import without
from matrixcalc.shapes import SCALAR, IllShaped, Shape


def _check_position(a: Shape, i: Dim, j: Dim) -> None:
    for position, size, axis in ((i, a.rows, "row"), (j, a.cols, "column")):
        variable = position.as_variable
        if variable is not None and variable.is_index:
            fits = variable.upper == size
        else:
            fits = (
                position.constant is None
                or size.constant is None
                or (1 <= position.constant <= size.constant)
            )
        if not fits:
            raise IllShaped(
                f"there is no {axis} {position} among {size}"
                if variable is None or variable.upper is None
                else f"{axis} index {variable.name} runs to {variable.upper}, "
                f"but there are {size} {axis}s",
            )


class Entry(Operator):
    """The entry Aᵢⱼ, counted from 1; of a column the component zᵢ."""

    name = "entry"
    notation = Notation("special", "_", "_", 95)
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        i, j = params
        position = (i,) if args[0].shape.is_column and j == ONE else (i, j)
        return style.indexed(args[0], *position), ATOM - 5

    def shape(self, a: Shape, i: Dim, j: Dim) -> Shape:
        _check_position(a, i, j)
        return SCALAR

    def exact(self, field: Arithmetic, a: Any, i: int, j: int) -> Any:
        rows, cols = field.size(a)
        _check_inside(i, j, rows, cols)
        return field.entry(a, i - 1, j - 1)

    def entries(self, ring: Ring, a: Rows, i: int, j: int) -> Rows:
        _check_inside(i, j, len(a), len(a[0]))
        return [[a[i - 1][j - 1]]]

    def numeric(self, np: Any, a: Any, i: int, j: int) -> Any:
        _check_inside(i, j, *a.shape)
        return a[i - 1 : i, j - 1 : j]

    def network(self, net: Any, a: Any, i: Dim, j: Dim) -> Any:
        return net.entry(a, i, j)

    def differential(self, a: Expr, da: Expr, i: Dim, j: Dim) -> Expr:
        return ENTRY(da, i, j)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, m), 1, 2), (Shape.of(n, 1), 2, 1)]


def _check_inside(i: int, j: int, rows: int, cols: int) -> None:
    if not (1 <= i <= rows and 1 <= j <= cols):
        raise Undefined(f"there is no entry ({i}, {j}) in a {rows}×{cols} matrix")


class Without(Operator):
    """The submatrix A₍ᵢⱼ₎ without row i and column j, whose determinant is a minor."""

    name = "without"
    notation = Notation("special", "", "", 95)
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        away = [
            f"-{style.integer(k)}" if len(k.terms) == 1 else f"-({style.integer(k)})"
            for k in params
        ]
        return style.indexed(args[0], ", ".join(away)), ATOM - 5

    def shape(self, a: Shape, i: Dim, j: Dim) -> Shape:
        _check_position(a, i, j)
        return Shape(a.rows - 1, a.cols - 1)

    def exact(self, field: Arithmetic, a: Any, i: int, j: int) -> Any:
        rows, cols = field.size(a)
        _check_inside(i, j, rows, cols)
        return field.build(
            rows - 1,
            cols - 1,
            lambda r, c: field.entry(a, r + (r >= i - 1), c + (c >= j - 1)),
        )

    def entries(self, ring: Ring, a: Rows, i: int, j: int) -> Rows:
        _check_inside(i, j, len(a), len(a[0]))
        return without(a, i - 1, j - 1)

    def numeric(self, np: Any, a: Any, i: int, j: int) -> Any:
        _check_inside(i, j, *a.shape)
        return np.delete(np.delete(a, i - 1, axis=0), j - 1, axis=1)

    def network(self, net: Any, a: Any, i: Dim, j: Dim) -> Any:
        raise Unavailable("a matrix without a row and a column")

    def differential(self, a: Expr, da: Expr, i: Dim, j: Dim) -> Expr:
        return WITHOUT(da, i, j)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, n), 2, 1), (Shape(n, m), 1, 1)]


class Row(Operator):
    """Row i of A, as a 1 × m matrix."""

    name = "row"
    notation = Notation("special", "", "", 95)
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        where = f"{style.integer(params[0])}, :"
        return style.indexed(args[0], where), ATOM - 5

    def shape(self, a: Shape, i: Dim) -> Shape:
        _check_position(a, i, ONE)
        return Shape(ONE, a.cols)

    def exact(self, field: Arithmetic, a: Any, i: int) -> Any:
        rows, cols = field.size(a)
        _check_inside(i, 1, rows, cols)
        return field.build(1, cols, lambda _, j: field.entry(a, i - 1, j))

    def entries(self, ring: Ring, a: Rows, i: int) -> Rows:
        _check_inside(i, 1, len(a), len(a[0]))
        return [list(a[i - 1])]

    def numeric(self, np: Any, a: Any, i: int) -> Any:
        _check_inside(i, 1, *a.shape)
        return a[i - 1 : i, :]

    def network(self, net: Any, a: Any, i: Dim) -> Any:
        return net.entry(a, i, None)

    def differential(self, a: Expr, da: Expr, i: Dim) -> Expr:
        return ROW(da, i)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, m), 2)]


class Column(Operator):
    """Column j of A."""

    name = "column"
    notation = Notation("special", "", "", 95)
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        where = f":, {style.integer(params[0])}"
        return style.indexed(args[0], where), ATOM - 5

    def shape(self, a: Shape, j: Dim) -> Shape:
        _check_position(a, ONE, j)
        return Shape(a.rows, ONE)

    def exact(self, field: Arithmetic, a: Any, j: int) -> Any:
        rows, cols = field.size(a)
        _check_inside(1, j, rows, cols)
        return field.build(rows, 1, lambda i, _: field.entry(a, i, j - 1))

    def entries(self, ring: Ring, a: Rows, j: int) -> Rows:
        _check_inside(1, j, len(a), len(a[0]))
        return [[row[j - 1]] for row in a]

    def numeric(self, np: Any, a: Any, j: int) -> Any:
        _check_inside(1, j, *a.shape)
        return a[:, j - 1 : j]

    def network(self, net: Any, a: Any, j: Dim) -> Any:
        return net.entry(a, None, j)

    def differential(self, a: Expr, da: Expr, j: Dim) -> Expr:
        return COLUMN(da, j)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, m), 2)]


class DiagonalVector(Operator):
    """The diagonal of a square matrix as a column."""

    name = "diagonal"
    notation = Notation("function", "dg", r"\operatorname{dg}")
    needs = EVERYWHERE

    def shape(self, a: Shape) -> Shape:
        if not a.is_square:
            raise IllShaped("only a square matrix has a diagonal of this length")
        return Shape(a.rows, ONE)

    def exact(self, field: Arithmetic, a: Any) -> Any:
        return field.build(field.size(a)[0], 1, lambda i, _: field.entry(a, i, i))

    def entries(self, ring: Ring, a: Rows) -> Rows:
        return [[a[i][i]] for i in range(len(a))]

    def numeric(self, np: Any, a: Any) -> Any:
        return np.diagonal(a).reshape(-1, 1)

    def network(self, net: Any, a: Any) -> Any:
        return net.diagonal(a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        return DIAGONAL_VECTOR(da)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, n),)]


class DiagonalMatrix(Operator):
    """diag of a column is the diagonal matrix with its entries; of a square
    matrix A the diagonal matrix A ∘ I that keeps only the diagonal.
    """

    name = "diag"
    notation = Notation("function", "diag", r"\operatorname{diag}")
    needs = EVERYWHERE

    def shape(self, a: Shape) -> Shape:
        if a.is_column or a.is_square:
            return Shape(a.rows, a.rows)
        raise IllShaped("diag takes a column or a square matrix")

    def exact(self, field: Arithmetic, a: Any) -> Any:
        rows, cols = field.size(a)
        zero = field.number(0)
        return field.build(
            rows,
            rows,
            lambda i, j: zero if i != j else field.entry(a, i, 0 if cols == 1 else i),
        )

    def entries(self, ring: Ring, a: Rows) -> Rows:
        column = len(a[0]) == 1
        zero = ring.number(0)
        return [
            [zero if i != j else row[0] if column else row[i] for j in range(len(a))]
            for i, row in enumerate(a)
        ]

    def numeric(self, np: Any, a: Any) -> Any:
        return np.diag(a[:, 0] if a.shape[1] == 1 else np.diagonal(a))

    def network(self, net: Any, a: Any) -> Any:
        return net.diagonal_matrix(a if not a.cols else net.diagonal(a))

    def differential(self, a: Expr, da: Expr) -> Expr:
        return DIAGONAL_MATRIX(da)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape.of(n, 1),), (Shape(n, n),)]


class Vec(Operator):
    """vec A: the columns of A stacked below one another."""

    name = "vec"
    notation = Notation("function", "vec", r"\operatorname{vec}")
    needs = EVERYWHERE

    def shape(self, a: Shape) -> Shape:
        return Shape(a.rows * a.cols, ONE)

    def exact(self, field: Arithmetic, a: Any) -> Any:
        rows, cols = field.size(a)
        return field.build(rows * cols, 1, lambda k, _: field.entry(a, k % rows, k // rows))

    def entries(self, ring: Ring, a: Rows) -> Rows:
        return [[x] for column in zip(*a, strict=True) for x in column]

    def numeric(self, np: Any, a: Any) -> Any:
        return a.reshape(-1, 1, order="F")

    def network(self, net: Any, a: Any) -> Any:
        return net.vec(a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        return VEC(da)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, m),)]


class Block(Operator):
    """A matrix of r × c blocks, given row by row, then r and c."""

    name = "block"
    notation = Notation("special", "", "")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        cols = params[1].constant or 1
        rows = [[style.inside(b, 0) for b in args[k : k + cols]] for k in range(0, len(args), cols)]
        if style.latex:
            body = r" \\ ".join(" & ".join(row) for row in rows)
            return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}", ATOM
        return "[" + "; ".join(", ".join(row) for row in rows) + "]", ATOM

    def shape(self, *args: Any) -> Shape:
        rows, cols = args[-2].constant, args[-1].constant
        blocks = args[:-2]
        if rows is None or cols is None or rows * cols != len(blocks):
            raise IllShaped("a block matrix needs the same number of blocks in every row")
        grid = [blocks[r * cols : (r + 1) * cols] for r in range(rows)]
        if any(b.rows != row[0].rows for row in grid for b in row):
            raise IllShaped("blocks beside each other have different numbers of rows")
        if any(row[c].cols != grid[0][c].cols for row in grid for c in range(cols)):
            raise IllShaped("blocks above each other have different numbers of columns")
        height = sum((row[0].rows for row in grid), Dim.of(0))
        return Shape(height, sum((b.cols for b in grid[0]), Dim.of(0)))

    def exact(self, field: Arithmetic, *args: Any) -> Any:
        *blocks, rows, cols = args
        heights = [field.size(blocks[r * cols])[0] for r in range(rows)]
        widths = [field.size(blocks[c])[1] for c in range(cols)]
        down = [(r, i) for r in range(rows) for i in range(heights[r])]
        across = [(c, j) for c in range(cols) for j in range(widths[c])]

        def entry(i: int, j: int) -> Any:
            (r, a), (c, b) = down[i], across[j]
            return field.entry(blocks[r * cols + c], a, b)

        return field.build(len(down), len(across), entry)

    def entries(self, ring: Ring, *args: Any) -> Rows:
        *blocks, rows, cols = args
        result: Rows = []
        for r in range(rows):
            beside = blocks[r * cols : (r + 1) * cols]
            result += [[x for part in line for x in part] for line in zip(*beside, strict=True)]
        return result

    def numeric(self, np: Any, *args: Any) -> Any:
        *blocks, rows, cols = args
        return np.block([blocks[r * cols : (r + 1) * cols] for r in range(rows)])

    def network(self, net: Any, *args: Any) -> Any:
        *blocks, rows, cols = args
        return net.block(blocks, rows.constant, cols.constant)

    def differential(self, *args: Any) -> Expr:
        *exprs, rows, cols = args
        return BLOCK(*halves(exprs)[1], rows, cols)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [
            (Shape(n, m), Shape(n, p), Shape(q, m), Shape(q, p), 2, 2),
            (Shape.of(n, 1), Shape.of(m, 1), 2, 1),
        ]


ENTRY, WITHOUT, ROW, COLUMN = Entry(), Without(), Row(), Column()
DIAGONAL_VECTOR, DIAGONAL_MATRIX, VEC, BLOCK = DiagonalVector(), DiagonalMatrix(), Vec(), Block()

OPERATORS = (ENTRY, WITHOUT, ROW, COLUMN, DIAGONAL_VECTOR, DIAGONAL_MATRIX, VEC, BLOCK)
