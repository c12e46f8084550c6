"""Matrices in blocks: the kernels, block by block.

A matrix that is written in blocks is multiplied, transposed, traced … as textbooks do it
with partitioned matrices; what is no matrix of blocks is left to `Kernels`.  Where a
claim is written out, a matrix of fixed size is the matrix of its entries, so that its
determinant and its inverse are rational functions of them.  A block is never cut where
nothing says how.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import permutations
from typing import NoReturn

from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Symbol
from matrixcalc.networks.kernels import Kernels, Leg, Sum, Sums, Value, leg_of, length
from matrixcalc.ops.spec import Unavailable

LARGEST = 4
"""Rows and columns of the largest matrix whose determinant is written out."""

Cells = Sequence[Sequence[Value]]


class _InBlocks:
    """Stands for the terms of a matrix in blocks; who looks for them here is told so."""

    def __iter__(self) -> Iterator[NoReturn]:
        raise Unavailable("a matrix in blocks")

    def __bool__(self) -> bool:
        raise Unavailable("a matrix in blocks")

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise Unavailable("a matrix in blocks")


_IN_BLOCKS = _InBlocks()


@dataclass(frozen=True)
class Grid(Value):
    """A matrix of blocks; its entries stand in the blocks, and its `sum` declines."""

    cells: tuple[tuple[Value, ...], ...] = ()
    heights: Leg = ()
    """The rows of each row of blocks."""
    widths: Leg = ()
    """The columns of each column of blocks."""


def grid(cells: Cells, heights: Sequence[Dim], widths: Sequence[Dim]) -> Value:
    """The matrix of these blocks; a single block is itself."""
    if len(heights) == len(widths) == 1:
        return cells[0][0]
    down, across = (sum(sizes, Dim.of(0)) for sizes in (heights, widths))
    kept = tuple(tuple(row) for row in cells)
    return Grid(
        _IN_BLOCKS, leg_of(down), leg_of(across), False, kept, tuple(heights), tuple(widths)
    )


def _as_grid(a: Value) -> Grid:
    """A matrix as blocks, of which there may be one."""
    if isinstance(a, Grid):
        return a
    return Grid(_IN_BLOCKS, a.rows, a.cols, a.unit, ((a,),), (length(a.rows),), (length(a.cols),))


def _in_blocks(*values: Value) -> bool:
    return any(isinstance(v, Grid) for v in values)


class Partitioned(Kernels):
    """The kernels for matrices that may be in blocks."""

    def __init__(self, sums: Sums, *, written_out: bool = False) -> None:
        super().__init__(sums)
        self.plain = Kernels(sums)
        self.written_out = written_out
        """Whether matrices of fixed size are the matrices of their entries."""

    def block(self, blocks: Sequence[Value], rows: int, cols: int) -> Value:
        """The matrix of blocks, which are given row by row."""
        lines = [blocks[r * cols : (r + 1) * cols] for r in range(rows)]
        bands = [reduce(self._beside, map(_as_grid, line)) for line in lines]
        below = reduce(self._below, bands)
        return grid(below.cells, below.heights, below.widths)

    def _beside(self, a: Grid, b: Grid) -> Grid:
        """Two matrices side by side."""
        a, b = self._cut(a, b.heights, None), self._cut(b, a.heights, None)
        if a.heights != b.heights:
            raise Unavailable("blocks of other heights")
        cells = tuple(x + y for x, y in zip(a.cells, b.cells, strict=True))
        return _grid(cells, a.heights, a.widths + b.widths)

    def _below(self, a: Grid, b: Grid) -> Grid:
        """Two matrices below one another."""
        a, b = self._cut(a, None, b.widths), self._cut(b, None, a.widths)
        if a.widths != b.widths:
            raise Unavailable("blocks of other widths")
        return _grid(a.cells + b.cells, a.heights + b.heights, a.widths)

    def same_blocks(self, a: Value, b: Value) -> Iterator[tuple[Value, Value]]:
        """The blocks of two matrices that stand at the same place."""
        if not _in_blocks(a, b):
            yield a, b
            return
        one, other = self._alike(a, b)
        for mine, theirs in zip(one.cells, other.cells, strict=True):
            yield from zip(mine, theirs, strict=True)

    # How a matrix is cut into blocks.

    def _alike(self, a: Value, b: Value) -> tuple[Grid, Grid]:
        """Two matrices of one shape, cut in the same way."""
        one, other = _as_grid(a), _as_grid(b)
        one = self._cut(one, other.heights, other.widths)
        other = self._cut(other, one.heights, one.widths)
        if (one.heights, one.widths) != (other.heights, other.widths):
            raise Unavailable("matrices in blocks of other sizes")
        return one, other

    def _cut(self, a: Grid, heights: Leg | None, widths: Leg | None) -> Grid:
        """A matrix in blocks of these sizes, if it is one block and can be cut."""
        if a.unit and len(a.cells) == 1:
            # An identity matrix is cut in rows and columns alike.
            heights = widths = heights if widths is None or len(widths) == 1 else widths
        heights = a.heights if heights is None or len(a.heights) > 1 else heights
        widths = a.widths if widths is None or len(a.widths) > 1 else widths
        if (heights, widths) == (a.heights, a.widths):
            return a
        if len(heights) == 1 and len(widths) == 1:
            return a
        tall = len(heights) > len(a.heights)
        wide = len(widths) > len(a.widths)
        cells: list[tuple[Value, ...]] = []
        for r, row in enumerate(a.cells):
            rows = heights if tall else (heights[r],)
            bands: list[list[Value]] = [[] for _ in rows]
            for c, cell in enumerate(row):
                cols = widths if wide else (widths[c],)
                for band, parts in zip(bands, self._pieces(cell, rows, cols), strict=True):
                    band.extend(parts)
            cells += map(tuple, bands)
        return _grid(tuple(cells), heights, widths)

    def _pieces(self, a: Value, heights: Leg, widths: Leg) -> list[list[Value]]:
        """One block cut into several: a zero, an identity matrix, or one of single entries."""
        down, across = (sum(sizes, Dim.of(0)) for sizes in (heights, widths))
        if (leg_of(down), leg_of(across)) != (leg_of(length(a.rows)), leg_of(length(a.cols))):
            raise Unavailable("blocks of other sizes")
        if not a.unit and self.sums.is_zero(a.sum):
            return [[self.plain.zeros(h, w) for w in widths] for h in heights]
        if a.unit and heights == widths:
            return [
                [
                    self.plain.identity(h) if r == c else self.plain.zeros(h, w)
                    for c, w in enumerate(widths)
                ]
                for r, h in enumerate(heights)
            ]
        return [
            [self.plain.entry(a, _place(r, heights), _place(c, widths)) for c in range(len(widths))]
            for r in range(len(heights))
        ]

    def written(self, a: Value) -> Value:
        """A matrix of fixed size as the matrix of its entries, where that is asked for."""
        if not self.written_out or _in_blocks(a):
            return a
        if len(a.rows) > 1 or len(a.cols) > 1:
            raise Unavailable("an index that is split in two, written out")
        heights, widths = _ones(a.rows), _ones(a.cols)
        if len(heights) == len(widths) == 1:
            return a
        return grid(self._pieces(a, heights, widths), heights, widths)

    def _each(self, f: Callable[[Value], Value], a: Value) -> Value:
        """A function of each block."""
        assert isinstance(a, Grid)
        return grid([[f(c) for c in row] for row in a.cells], a.heights, a.widths)

    # Constants.

    def symbol(self, s: Symbol) -> Value:
        return self.written(self.plain.symbol(s))

    def identity(self, size: Dim) -> Value:
        return self.written(self.plain.identity(size))

    def zeros(self, rows: Dim, cols: Dim) -> Value:
        return self.written(self.plain.zeros(rows, cols))

    def ones(self, rows: Dim, cols: Dim) -> Value:
        return self.written(self.plain.ones(rows, cols))

    def commutation(self, rows: Dim, cols: Dim) -> Value:
        return self.written(self.plain.commutation(rows, cols))

    def single_entry(self, rows: Dim, cols: Dim, i: Dim, j: Dim) -> Value:
        return self.written(self.plain.single_entry(rows, cols, i, j))

    # Linear algebra.

    def add(self, *values: Value) -> Value:
        if not _in_blocks(*values):
            return self.plain.add(*values)
        total = _as_grid(values[0])
        for v in values[1:]:
            a, b = self._alike(total, v)
            total = _grid(
                tuple(
                    tuple(self.plain.add(x, y) for x, y in zip(r, s, strict=True))
                    for r, s in zip(a.cells, b.cells, strict=True)
                ),
                a.heights,
                a.widths,
            )
        return grid(total.cells, total.heights, total.widths)

    def negative(self, a: Value) -> Value:
        return self._each(self.plain.negative, a) if _in_blocks(a) else self.plain.negative(a)

    def multiply(self, a: Value, b: Value) -> Value:
        if not _in_blocks(a, b):
            return self.plain.multiply(a, b)
        times = self.plain.multiply
        if a.is_scalar:
            return self._each(lambda x: times(a, x), b)
        if b.is_scalar:
            return self._each(lambda x: times(x, b), a)
        one, other = _as_grid(a), _as_grid(b)
        one = self._cut(one, None, other.heights)
        other = self._cut(other, one.widths, None)
        if one.widths != other.heights:
            raise Unavailable("a product of matrices in blocks that do not fit")
        columns = list(zip(*other.cells, strict=True))
        cells = [[self.plain.add(*map(times, row, col)) for col in columns] for row in one.cells]
        return grid(cells, one.heights, other.widths)

    def transpose(self, a: Value) -> Value:
        if not isinstance(a, Grid):
            return self.plain.transpose(a)
        cells = [[self.plain.transpose(c) for c in row] for row in a.cells]
        return grid(list(zip(*cells, strict=True)), a.widths, a.heights)

    def vec(self, a: Value) -> Value:
        if not isinstance(a, Grid):
            return self.plain.vec(a)
        if any(w != 1 for w in a.widths):
            raise Unavailable("vec of a matrix in blocks")
        cells = [[c] for column in zip(*a.cells, strict=True) for c in column]
        return grid(cells, a.heights * len(a.widths), (Dim.of(1),))

    def _on_diagonal(self, a: Grid) -> list[Value]:
        if a.heights != a.widths:
            raise Unavailable("the diagonal of a matrix in blocks that are not square")
        return [row[k] for k, row in enumerate(a.cells)]

    def trace(self, a: Value) -> Value:
        if not isinstance(a, Grid):
            return self.plain.trace(a)
        return self.plain.add(*map(self.plain.trace, self._on_diagonal(a)))

    def hadamard(self, a: Value, b: Value) -> Value:
        if not _in_blocks(a, b):
            return self.plain.hadamard(a, b)
        one, other = self._alike(a, b)
        cells = [
            list(map(self.plain.hadamard, r, s))
            for r, s in zip(one.cells, other.cells, strict=True)
        ]
        return grid(cells, one.heights, one.widths)

    def kronecker(self, a: Value, b: Value) -> Value:
        if not _in_blocks(a, b):
            return self.plain.kronecker(a, b)
        one, other = _as_grid(a), _as_grid(b)
        if not all(c.is_scalar for row in one.cells for c in row):
            raise Unavailable("a Kronecker product of a matrix in blocks")
        cells = [
            [self.plain.multiply(x, y) for x in row for y in line]
            for row in one.cells
            for line in other.cells
        ]
        heights, widths = other.heights * len(one.heights), other.widths * len(one.widths)
        return grid(cells, heights, widths)

    def diagonal(self, a: Value) -> Value:
        if not isinstance(a, Grid):
            return self.plain.diagonal(a)
        cells = [[self.plain.diagonal(c)] for c in self._on_diagonal(a)]
        return grid(cells, a.heights, (Dim.of(1),))

    def diagonal_matrix(self, a: Value) -> Value:
        if not isinstance(a, Grid):
            return self.plain.diagonal_matrix(a)
        plain = self.plain
        cells = [
            [
                plain.diagonal_matrix(row[0]) if r == c else plain.zeros(h, w)
                for c, w in enumerate(a.heights)
            ]
            for r, (row, h) in enumerate(zip(a.cells, a.heights, strict=True))
        ]
        return grid(cells, a.heights, a.heights)

    def total(self, a: Value) -> Value:
        if not isinstance(a, Grid):
            return self.plain.total(a)
        return self.plain.add(*(self.plain.total(c) for row in a.cells for c in row))

    def entry(self, a: Value, i: Dim | None, j: Dim | None) -> Value:
        if not isinstance(a, Grid):
            return self.written(self.plain.entry(a, i, j))
        rows = a.cells if i is None else (a.cells[_at(i, a.heights)],)
        cells = rows if j is None else [(row[_at(j, a.widths)],) for row in rows]
        one = (Dim.of(1),)
        return grid(cells, a.heights if i is None else one, a.widths if j is None else one)

    def summed(self, a: Value, index: IntVar) -> Value:
        if not _in_blocks(a):
            return self.plain.summed(a, index)
        plain = self.plain
        return self._each(lambda c: plain.summed(c, index), a)

    def coefficient(self, a: Value, letter: str) -> Sum:
        return self.plain.coefficient(a, letter)

    def expected(
        self, a: Value, letter: Symbol, mean: Value, spread: Value, higher: Sequence[Value] = ()
    ) -> Value:
        return self.plain.expected(a, letter, mean, spread, higher)

    # Functions.

    def elementwise(self, name: str, a: Value) -> Value:
        if not _in_blocks(a):
            return self.plain.elementwise(name, a)
        plain = self.plain
        return self._each(lambda c: plain.elementwise(name, c), a)

    def power(self, a: Value, exponent: Fraction | int) -> Value:
        if not _in_blocks(a):
            return self.plain.power(a, exponent)
        plain = self.plain
        return self._each(lambda c: plain.power(c, exponent), a)

    def of_matrix(self, name: str, a: Value) -> Value:
        if not isinstance(a, Grid):
            return self.plain.of_matrix(name, a)
        if name == "adjugate":
            return self._adjugate(a)
        raise Unavailable(f"the {name} of a matrix in blocks")

    def invariant(self, name: str, a: Value) -> Value:
        if not isinstance(a, Grid):
            return self.plain.invariant(name, a)
        raise Unavailable(f"the {name} of a matrix in blocks")

    def opaque(
        self,
        name: Hashable,
        values: Sequence[Value],
        rows: Dim,
        cols: Dim,
        words: frozenset[str] = frozenset(),
    ) -> Value:
        if _in_blocks(*values):
            raise Unavailable("a function of a matrix in blocks")
        return self.written(self.plain.opaque(name, values, rows, cols, words))

    def determinant(self, a: Value) -> Value:
        if not isinstance(a, Grid):
            return self.plain.determinant(a)
        return self._leibniz(self._entries(a))

    def inverse(self, a: Value) -> Value:
        if not isinstance(a, Grid):
            return self.plain.inverse(a)
        below = self.plain.power(self.determinant(a), -1)
        return self.multiply(below, self._adjugate(a))

    def matrix_power(self, a: Value, k: Dim) -> Value:
        if not isinstance(a, Grid):
            return self.plain.matrix_power(a, k)
        if k.constant is None:
            raise Unavailable("a symbolic power of a matrix in blocks")
        base = self.inverse(a) if k.constant < 0 else a
        result = self.plain.identity(length(a.rows))
        for _ in range(abs(k.constant)):
            result = self.multiply(result, base)
        return result

    # Matrices of entries.

    def _entries(self, a: Grid) -> list[list[Value]]:
        if not all(c.is_scalar for row in a.cells for c in row):
            raise Unavailable("the determinant or inverse of a matrix in blocks")
        if len(a.heights) > LARGEST:
            raise Unavailable(f"the determinant of more than {LARGEST} rows, written out")
        return [list(row) for row in a.cells]

    def _leibniz(self, entries: list[list[Value]]) -> Value:
        """The determinant by Leibniz's formula."""
        plain, n = self.plain, len(entries)
        terms: list[Value] = []
        for order in permutations(range(n)):
            found = reduce(plain.multiply, (entries[k][order[k]] for k in range(n)))
            odd = sum(a > b for k, a in enumerate(order) for b in order[k + 1 :]) % 2
            terms.append(plain.negative(found) if odd else found)
        return plain.add(*terms)

    def _adjugate(self, a: Grid) -> Value:
        """The transposed matrix of the cofactors."""
        entries, plain = self._entries(a), self.plain
        n = len(entries)

        def cofactor(i: int, j: int) -> Value:
            rest = [[x for c, x in enumerate(r) if c != j] for k, r in enumerate(entries) if k != i]
            found = self._leibniz(rest) if rest else plain.number(1)
            return plain.negative(found) if (i + j) % 2 else found

        cells = [[cofactor(j, i) for j in range(n)] for i in range(n)]
        return grid(cells, a.heights, a.widths)


def _grid(cells: tuple[tuple[Value, ...], ...], heights: Leg, widths: Leg) -> Grid:
    down, across = (sum(sizes, Dim.of(0)) for sizes in (heights, widths))
    return Grid(_IN_BLOCKS, leg_of(down), leg_of(across), False, cells, heights, widths)


def _ones(leg: Leg) -> Leg:
    """Single rows for as many rows as a fixed size says, or all rows together."""
    if not leg:
        return (Dim.of(1),)
    count = leg[0].constant
    return leg if count is None or count > LARGEST else (Dim.of(1),) * count


def _place(k: int, sizes: Leg) -> Dim | None:
    """The number of the k-th single row; None where there is one block."""
    if len(sizes) == 1:
        return None
    if any(size != 1 for size in sizes):
        raise Unavailable("a matrix that is not given in blocks")
    return Dim.of(k + 1)


def _at(position: Dim, sizes: Leg) -> int:
    """Which single row a position is."""
    if position.constant is None or any(size != 1 for size in sizes):
        raise Unavailable("an entry of a matrix in blocks")
    return position.constant - 1
