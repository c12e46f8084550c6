"""Sets beside the classical structures: given rank or sum, probabilities, separate points.

A set of separate points, such as the permutation matrices, is drawn by number, so
that every one of them can be asked for.
"""

from __future__ import annotations

from functools import reduce
from math import factorial
from typing import Any

from matrixcalc.ops.spec import Arithmetic
from matrixcalc.sampling.draws import Draw, general, symmetric, unit_norm


def _any(draw: Draw, rows: int, cols: int) -> int:
    """The rank that is asked for."""
    return min(draw.choose(rows + 1), cols)


def _less_than_full(draw: Draw, rows: int, cols: int) -> int:
    """The rank that is asked for, below the largest; first comes the one that almost all have."""
    full = min(rows, cols)
    return full - 1 - draw.choose(full)


def _general(f: Arithmetic, draw: Draw, rows: int, cols: int, rank: int) -> Any:
    if rank == 0:
        return f.zeros(rows, cols)
    return f.multiply(general(f, draw, rows, rank), general(f, draw, rank, cols))


def _symmetric(f: Arithmetic, draw: Draw, order: int, rank: int) -> Any:
    if rank == 0:
        return f.zeros(order, order)
    left = general(f, draw, order, rank)
    return f.multiply(f.multiply(left, symmetric(f, draw, rank, rank)), f.transpose(left))


def _semidefinite(f: Arithmetic, draw: Draw, order: int, rank: int) -> Any:
    if rank == 0:
        return f.zeros(order, order)
    left = general(f, draw, order, rank)
    return f.multiply(left, f.transpose(left))


def any_rank(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A matrix of the rank that is asked for."""
    return _general(f, draw, rows, cols, _any(draw, rows, cols))


def symmetric_any_rank(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A symmetric matrix of the rank that is asked for."""
    return _symmetric(f, draw, rows, _any(draw, rows, cols))


def semidefinite_any_rank(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A positive semidefinite matrix of the rank that is asked for."""
    return _semidefinite(f, draw, rows, _any(draw, rows, cols))


def deficient(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A matrix of less than full rank."""
    return _general(f, draw, rows, cols, _less_than_full(draw, rows, cols))


def symmetric_deficient(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A singular symmetric matrix."""
    return _symmetric(f, draw, rows, _less_than_full(draw, rows, cols))


def semidefinite_deficient(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A singular positive semidefinite matrix."""
    return _semidefinite(f, draw, rows, _less_than_full(draw, rows, cols))


def _with_zero_trace(f: Arithmetic, a: Any) -> Any:
    order, _ = f.size(a)
    rest = reduce(f.add, (f.entry(a, i, i) for i in range(order - 1)), f.number(0))
    last = (order - 1, order - 1)
    return f.build(
        order, order, lambda i, j: f.negative(rest) if (i, j) == last else f.entry(a, i, j)
    )


def zero_trace(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A matrix with trace 0."""
    return _with_zero_trace(f, general(f, draw, rows, cols))


def symmetric_zero_trace(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A symmetric matrix with trace 0."""
    return _with_zero_trace(f, symmetric(f, draw, rows, cols))


def nilpotent(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A matrix N that is not 0, with N² = 0."""
    # Every N with N² = 0 is similar to ones that stand apart from the diagonal.
    rank = 1 + draw.choose(rows // 2)
    t = general(f, draw, rows, rows)
    form = f.build(rows, rows, lambda i, j: f.number(int(i < rank and j == rows - rank + i)))
    return f.multiply(f.multiply(t, form), f.inverse(t))


def _last_for_one(f: Arithmetic, values: list[Any]) -> list[Any]:
    """The values and what they lack to the sum 1."""
    rest = reduce(f.add, values, f.number(0))
    return [*values, f.add(f.number(1), f.negative(rest))]


def rows_of_one(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A matrix whose rows sum to 1."""
    table = [_last_for_one(f, [draw.any() for _ in range(cols - 1)]) for _ in range(rows)]
    return f.build(rows, cols, lambda i, j: table[i][j])


def entries_of_one(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A column whose entries sum to 1."""
    return f.transpose(rows_of_one(f, draw, 1, rows))


def _probabilities(f: Arithmetic, draw: Draw, count: int) -> Any:
    """The squares of the components of a unit vector: every one has a square root."""
    if count == 1:
        return f.number(1)
    root = unit_norm(f, draw, count, 1)
    return f.hadamard(root, root)


def probability_vector(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A column of probabilities."""
    return _probabilities(f, draw, rows)


def positive_probabilities(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A column of probabilities without zeros: each is a share of what those before it leave."""
    left = f.number(1)
    found = []
    for _ in range(rows - 1):
        share = between_zero_and_one(f, draw, 1, 1)
        found.append(f.multiply(left, share))
        left = f.multiply(left, f.add(f.number(1), f.negative(share)))
    found.append(left)
    return f.build(rows, 1, lambda i, j: found[i])


def stochastic(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A matrix with rows of probabilities."""
    table = [_probabilities(f, draw, cols) for _ in range(rows)]
    return f.build(rows, cols, lambda i, j: f.entry(table[i], j, 0))


def between_zero_and_one(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A number between 0 and 1."""
    # c = (2t / (1 + t²))² and 1 − c = ((1 − t²) / (1 + t²))² for t > 1.
    t = f.add(f.number(1), draw.positive())
    below = f.reciprocal(f.add(f.number(1), f.multiply(t, t)))
    root = f.multiply(f.add(t, t), below)
    return f.multiply(root, root)


def large(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A number above every size that a letter may have."""
    # A square number above every size that a letter may have.
    return f.multiply(f.number(20**2), draw.positive())


def permutation(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """The permutation matrix that is asked for."""
    order = _numbered(list(range(rows)), draw.choose(factorial(rows)))
    return f.build(rows, rows, lambda i, j: f.number(int(order[i] == j)))


def _numbered(items: list[int], number: int) -> list[int]:
    """The permutation of this number in lexicographic order."""
    order, left = [], items[:]
    while left:
        place, number = divmod(number, factorial(len(left) - 1))
        order.append(left.pop(place))
    return order


def one_hot(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """The unit vector that is asked for."""
    place = draw.choose(rows)
    return f.build(rows, 1, lambda i, j: f.number(int(i == place)))


def one_hot_rows(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A matrix whose rows are unit vectors."""
    number = draw.choose(cols**rows)
    return f.build(rows, cols, lambda i, j: f.number(int(number // cols**i % cols == j)))


def zeros_and_ones(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A matrix of zeros and ones."""
    number = draw.choose(2 ** (rows * cols))
    return f.build(rows, cols, lambda i, j: f.number(number >> (i * cols + j) & 1))
