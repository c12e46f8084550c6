"""The entries of a declared letter, written with as many free letters as it has.

A general matrix has a letter for every entry; a symmetric one shares them; an
orthogonal one is Cayley's (I − K)(I + K)⁻¹ with skew-symmetric K, and so on.
Every parametrisation is rational and reaches almost all of the declared set, so
that an identity in the letters is an identity on that set; a set of several
pieces has several components, each written separately.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matrixcalc.assumptions import GENERIC, uncomputed
from matrixcalc.checks.elementwise.functions import Functions
from matrixcalc.checks.elementwise.ratios import Ratio
from matrixcalc.expr import Symbol
from matrixcalc.ops.spec import Unavailable
from matrixcalc.ops.written import determinant, identity_matrix, inverse, written_product

Rows = list[list[Ratio]]
Entry = Callable[[int, int], Ratio]
"""Makes the letter of a position, counted from 0."""

SIGNS = frozenset({"positive", "positive entries", "positive determinant",
                   "positive definite", "positive semidefinite", "in (0, 1)",
                   "greater than size", "spectral radius < 1", "integer entries",
                   "any rank"})  # fmt: skip
"""Adjectives that only say where the letters lie, not which relations they satisfy."""
LINEAR = frozenset({"symmetric", "skew-symmetric", "diagonal", "lower triangular",
                    "upper triangular", "unit lower triangular", "unit upper triangular",
                    "toeplitz"})  # fmt: skip
"""Adjectives that make some entries equal, opposite, 0 or 1."""


class Inadmissible(Exception):
    """At these sizes there is nothing of the declared kind."""


@dataclass(frozen=True)
class Pattern:
    """Which entries of a matrix are equal, opposite, 0 or 1."""

    adjectives: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if "skew-symmetric" in self.adjectives and self.adjectives - {"skew-symmetric"}:
            raise Unavailable("a skew-symmetric matrix with further structure")

    @property
    def is_free(self) -> bool:
        """Whether all entries are independent."""
        return not self.adjectives

    def place(self, i: int, j: int) -> tuple[int, tuple[int, int]]:
        """(c, p) where entry (i, j) is c times the letter at p; (1, (−1, −1)) is the number 1."""
        a = self.adjectives
        below = "lower triangular" in a or ("upper triangular" in a and "symmetric" in a)
        above = "upper triangular" in a or ("lower triangular" in a and "symmetric" in a)
        if (below and j > i) or (above and i > j) or ("skew-symmetric" in a and i == j):
            return 0, (0, 0)
        if i == j and a & {"unit lower triangular", "unit upper triangular"}:
            return 1, (-1, -1)
        if "toeplitz" in a:
            i, j = (i - min(i, j), j - min(i, j))
        if "symmetric" in a:
            return 1, (min(i, j), max(i, j))
        if "skew-symmetric" in a and i > j:
            return -1, (j, i)
        return 1, (i, j)

    def write(self, ring: Functions, rows: int, cols: int, letter: Entry) -> Rows:
        """The matrix with this pattern."""

        def entry(i: int, j: int) -> Ratio:
            sign, place = self.place(i, j)
            if sign == 0:
                return ring.number(0)
            value = ring.number(1) if place == (-1, -1) else letter(*place)
            return value if sign > 0 else -value

        return [[entry(i, j) for j in range(cols)] for i in range(rows)]


def restricting(symbol: Symbol) -> frozenset[str]:
    """The adjectives of a letter that are relations between its entries."""
    return symbol.assumptions - GENERIC - SIGNS


def pattern(symbol: Symbol) -> Pattern | None:
    """The pattern of a letter whose adjectives are all linear, else None."""
    adjectives = restricting(symbol)
    return Pattern(adjectives) if adjectives <= LINEAR else None


def components(symbol: Symbol, rows: int, cols: int) -> int:
    """The number of pieces of the declared set, each with its own parametrisation."""
    adjectives = symbol.assumptions
    if "one-hot" in adjectives:
        return rows
    if "one-hot rows" in adjectives:
        return int(cols**rows)
    if "entries in {0, 1}" in adjectives:
        return int(2 ** (rows * cols))
    if "orthonormal columns" in adjectives:
        return 2 if rows == cols else 1
    if "idempotent" in adjectives:
        return 1 if "invertible" in adjectives else rows + 1
    return 2 if "unit norm" in adjectives and rows == 1 else 1


def check_rank(symbol: Symbol, rows: int, cols: int) -> None:
    """Raise `Inadmissible` where no matrix of this size is as declared."""
    a = symbol.assumptions
    if ("full column rank" in a and rows < cols) or ("full row rank" in a and cols < rows):
        raise Inadmissible(f"{symbol.name} cannot have full rank")
    if {"skew-symmetric", "invertible"} <= a and rows % 2:
        raise Inadmissible(f"no skew-symmetric {symbol.name} of odd order is invertible")


def written(
    ring: Functions, symbol: Symbol, rows: int, cols: int, component: int, letter: Entry
) -> Rows:
    """The entries of a letter; `component` counts the pieces of its set from 0.

    Raises `Unavailable` for a combination of adjectives without a parametrisation.
    """
    check_rank(symbol, rows, cols)
    why = uncomputed(symbol.assumptions)
    if why:
        raise Unavailable(why)
    linear = pattern(symbol)
    if linear is not None:
        return linear.write(ring, rows, cols, letter)
    writer = NONLINEAR.get(frozenset(restricting(symbol)))
    if writer is None or symbol.assumptions & SIGNS:
        words = ", ".join(sorted(symbol.assumptions))
        raise Unavailable(f"{symbol.name} ({words}) has no parametrisation by free letters")
    return writer(ring, rows, cols, component, letter)


def _cayley(ring: Functions, rows: int, cols: int, component: int, letter: Entry) -> Rows:
    """The first columns of (I − K)(I + K)⁻¹, reflected in the second component."""
    skew = Pattern(frozenset({"skew-symmetric"})).write(ring, rows, rows, letter)
    one = identity_matrix(ring, rows)
    plus = [[a + k for a, k in zip(r, s, strict=True)] for r, s in zip(one, skew, strict=True)]
    minus = [[a - k for a, k in zip(r, s, strict=True)] for r, s in zip(one, skew, strict=True)]
    rotation = written_product(minus, inverse(ring, plus))
    if component:
        rotation[0] = [-x for x in rotation[0]]
    return [row[:cols] for row in rotation]


def _unit(ring: Functions, rows: int, cols: int, component: int, letter: Entry) -> Rows:
    """The stereographic projection (2t, 1 − |t|²) / (1 + |t|²)."""
    if rows == 1:
        return [[ring.number(1 - 2 * component)]]
    steps = [letter(i, 0) for i in range(rows - 1)]
    square = ring.number(0)
    for t in steps:
        square = square + t * t
    below = (ring.number(1) + square).reciprocal
    return [[ring.number(2) * t * below] for t in steps] + [[(ring.number(1) - square) * below]]


def _beside(ring: Functions, order: int, rank: int, letter: Entry) -> Rows:
    """The identity of order `rank` above free letters: a basis of a general subspace."""
    one = identity_matrix(ring, rank)
    return one + [[letter(i, j) for j in range(rank)] for i in range(rank, order)]


def _rank_deficient(ring: Functions, rows: int, cols: int, component: int, letter: Entry) -> Rows:
    rank = min(rows, cols) - 1
    if rank == 0:
        return [[ring.number(0)] * cols for _ in range(rows)]
    right = [[letter(i, rank + j) for j in range(cols)] for i in range(rank)]
    return written_product(_beside(ring, rows, rank, letter), right)


def _projection(ring: Functions, left: Rows, right: Rows) -> Rows:
    """L (R L)⁻¹ R, which is idempotent."""
    middle = inverse(ring, _times(right, left))
    return _times(_times(left, middle), right)


def _times(a: Rows, b: Rows) -> Rows:
    def dot(row: list[Ratio], column: tuple[Ratio, ...]) -> Ratio:
        terms = [x * y for x, y in zip(row, column, strict=True)]
        return sum(terms[1:], terms[0])

    return [[dot(row, column) for column in zip(*b, strict=True)] for row in a]


def _idempotent(ring: Functions, rows: int, cols: int, component: int, letter: Entry) -> Rows:
    rank = rows - component
    if rank == 0:
        return [[ring.number(0)] * rows for _ in range(rows)]
    left = _beside(ring, rows, rank, letter)
    across = _beside(ring, rows, rank, lambda i, j: letter(j, i))
    return _projection(ring, left, [list(c) for c in zip(*across, strict=True)])


def _projector(ring: Functions, rows: int, cols: int, component: int, letter: Entry) -> Rows:
    rank = rows - component
    if rank == 0:
        return [[ring.number(0)] * rows for _ in range(rows)]
    left = _beside(ring, rows, rank, letter)
    return _projection(ring, left, [list(c) for c in zip(*left, strict=True)])


def _zero_trace(ring: Functions, rows: int, cols: int, component: int, letter: Entry) -> Rows:
    last, rest = rows - 1, ring.number(0)
    for i in range(last):
        rest = rest + letter(i, i)
    return [[-rest if i == j == last else letter(i, j) for j in range(cols)] for i in range(rows)]


def _rows_of_one(ring: Functions, rows: int, cols: int, component: int, letter: Entry) -> Rows:
    table = []
    for i in range(rows):
        free = [letter(i, j) for j in range(cols - 1)]
        table.append([*free, sum((-x for x in free), ring.number(1))])
    return table


def _entries_of_one(ring: Functions, rows: int, cols: int, component: int, letter: Entry) -> Rows:
    (values,) = _rows_of_one(ring, 1, rows, component, lambda i, j: letter(j, i))
    return [[x] for x in values]


def _one_hot(ring: Functions, rows: int, cols: int, component: int, letter: Entry) -> Rows:
    return [[ring.number(int(i == component))] for i in range(rows)]


def _one_hot_rows(ring: Functions, rows: int, cols: int, component: int, letter: Entry) -> Rows:
    places = [component // cols**i % cols for i in range(rows)]
    return [[ring.number(int(j == place)) for j in range(cols)] for place in places]


def _zeros_and_ones(ring: Functions, rows: int, cols: int, component: int, letter: Entry) -> Rows:
    bits = [[component >> (i * cols + j) & 1 for j in range(cols)] for i in range(rows)]
    return [[ring.number(bit) for bit in row] for row in bits]


NONLINEAR: dict[frozenset[str], Callable[[Functions, int, int, int, Entry], Rows]] = {
    frozenset({"orthogonal", "orthonormal columns"}): _cayley,
    frozenset({"orthonormal columns"}): _cayley,
    frozenset({"unit norm"}): _unit,
    frozenset({"rank deficient"}): _rank_deficient,
    frozenset({"idempotent"}): _idempotent,
    frozenset({"idempotent", "symmetric"}): _projector,
    frozenset({"zero trace"}): _zero_trace,
    frozenset({"rows sum to one"}): _rows_of_one,
    frozenset({"rows sum to one", "stochastic"}): _rows_of_one,
    frozenset({"entries sum to one"}): _entries_of_one,
    frozenset({"entries sum to one", "probability vector"}): _entries_of_one,
    frozenset({"one-hot"}): _one_hot,
    frozenset({"one-hot rows"}): _one_hot_rows,
    frozenset({"entries in {0, 1}"}): _zeros_and_ones,
}


def positive_values(symbol: Symbol, rows: Rows, ring: Functions) -> list[Ratio]:
    """What is positive by declaration: entries, leading minors, the determinant."""
    a, values = symbol.assumptions, []
    if a & {"positive", "positive entries", "probability vector", "stochastic"}:
        values += [x for row in rows for x in row if x.constant is None]
    if "in (0, 1)" in a:
        values += [ring.number(1) - x for row in rows for x in row]
    if a & {"positive definite", "positive semidefinite"}:
        values += [rows[k][k] for k in range(len(rows)) if rows[k][k].constant is None]
        values += [_leading(ring, rows, k) for k in range(2, min(len(rows), 4) + 1)]
    elif "positive determinant" in a and 1 <= len(rows) <= 4:
        values.append(_leading(ring, rows, len(rows)))
    return [x for x in values if x.constant is None]


def _leading(ring: Functions, rows: Rows, order: int) -> Ratio:
    value = determinant(ring, [row[:order] for row in rows[:order]])
    assert isinstance(value, Ratio)
    return value
