"""How to draw a matrix with declared adjectives, over any arithmetic.

Each structure is parametrised by scalars through + − × ÷ (Cholesky for positive
definite, Cayley for orthogonal, …), so that a random parameter gives a generic
point, dual parameters give a tangent direction of the set, and polynomial
parameters give a function whose values have the structure.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from matrixcalc.assumptions import GENERIC, spoken
from matrixcalc.ops.spec import Arithmetic, Unavailable


class Draw(Protocol):
    """A source of random parameters, each a 1×1 matrix of the arithmetic."""

    def any(self) -> Any:
        """Any number."""

    def positive(self) -> Any:
        """A positive number."""

    def nonzero(self) -> Any:
        """A number that is not zero."""

    def choose(self, below: int) -> int:
        """Which of the components of the set: an integer from 0 to `below` − 1.

        A structure asks at most once, for the number that `components` tells.
        """

    def oriented(self, a: Any) -> Any:
        """`a` changed so that its determinant is positive."""


Structure = Callable[[Arithmetic, Draw, int, int], Any]


def general(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """Independent entries."""
    return f.build(rows, cols, lambda i, j: draw.any())


def _positive(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    return f.build(rows, cols, lambda i, j: draw.positive())


def _positive_determinant(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    return draw.oriented(general(f, draw, rows, cols))


def _symmetric(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    upper = {(i, j): draw.any() for i in range(rows) for j in range(i, rows)}
    return f.build(rows, cols, lambda i, j: upper[min(i, j), max(i, j)])


def _skew(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    a = general(f, draw, rows, cols)
    return f.add(a, f.negative(f.transpose(a)))


def _triangle(
    f: Arithmetic,
    draw: Draw,
    order: int,
    inside: Callable[[int, int], bool],
    diagonal: Callable[[], Any],
) -> Any:
    def entry(i: int, j: int) -> Any:
        if i == j:
            return diagonal()
        return draw.any() if inside(i, j) else f.number(0)

    return f.build(order, order, entry)


def _lower(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    return _triangle(f, draw, rows, lambda i, j: i > j, draw.any)


def _upper(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    return _triangle(f, draw, rows, lambda i, j: i < j, draw.any)


def _unit_lower(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    return _triangle(f, draw, rows, lambda i, j: i > j, lambda: f.number(1))


def _unit_upper(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    return _triangle(f, draw, rows, lambda i, j: i < j, lambda: f.number(1))


def _diagonal(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    return _triangle(f, draw, rows, lambda i, j: i == j, draw.any)


def _positive_diagonal(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    return _triangle(f, draw, rows, lambda i, j: i == j, draw.positive)


def _positive_definite(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    factor = _triangle(f, draw, rows, lambda i, j: i > j, draw.positive)
    return f.multiply(factor, f.transpose(factor))


def _positive_semidefinite(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    factor = general(f, draw, rows, rows)
    return f.multiply(factor, f.transpose(factor))


def _rotation(f: Arithmetic, draw: Draw, order: int) -> Any:
    # Cayley: (I − K)(I + K)⁻¹ with K skew is almost every rotation.
    k, one = _skew(f, draw, order, order), f.identity(order)
    return f.multiply(f.add(one, f.negative(k)), f.inverse(f.add(one, k)))


def _orthogonal(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    # The sign of one row leads to the reflections.
    sign = 1 - 2 * draw.choose(2)
    flip = f.build(rows, rows, lambda i, j: f.number((sign if i == 0 else 1) if i == j else 0))
    return f.multiply(flip, _rotation(f, draw, rows))


def _orthonormal_columns(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    _tall(rows, cols, "orthonormal columns")
    q = _orthogonal(f, draw, rows, rows)
    return f.build(rows, cols, lambda i, j: f.entry(q, i, j))


def _tall(rows: int, cols: int, what: str) -> None:
    if rows < cols:
        raise Unavailable(f"a {rows}×{cols} matrix cannot have {what}")


def _symmetric_orthogonal(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    q, kept = _rotation(f, draw, rows), draw.choose(rows + 1)
    signs = f.build(rows, rows, lambda i, j: f.number((1 if i < kept else -1) if i == j else 0))
    return f.multiply(f.multiply(q, signs), f.transpose(q))


def _partial_identity(f: Arithmetic, draw: Draw, order: int) -> Any:
    rank = draw.choose(order + 1)
    return f.build(order, order, lambda i, j: f.number(int(i == j < rank)))


def _idempotent(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    t = general(f, draw, rows, rows)
    return f.multiply(f.multiply(t, _partial_identity(f, draw, rows)), f.inverse(t))


def _projector(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    q = _rotation(f, draw, rows)
    return f.multiply(f.multiply(q, _partial_identity(f, draw, rows)), f.transpose(q))


def _rank_deficient(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    rank = min(rows, cols) - 1
    if rank == 0:
        return f.zeros(rows, cols)
    return f.multiply(general(f, draw, rows, rank), general(f, draw, rank, cols))


def _unit_norm(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    # Stereographic: (2t, 1 − |t|²) / (1 + |t|²) covers the sphere but one point.
    t = [draw.any() for _ in range(rows - 1)]
    if not t:
        return f.number(1 - 2 * draw.choose(2))
    square = f.number(0)
    for x in t:
        square = f.add(square, f.multiply(x, x))
    below = f.reciprocal(f.add(f.number(1), square))
    parts = [f.add(x, x) for x in t] + [f.add(f.number(1), f.negative(square))]
    return f.build(rows, 1, lambda i, j: f.multiply(parts[i], below))


def _toeplitz(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    band = [draw.any() for _ in range(2 * rows - 1)]
    return f.build(rows, cols, lambda i, j: band[i - j + rows - 1])


def _symmetric_toeplitz(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    band = [draw.any() for _ in range(rows)]
    return f.build(rows, cols, lambda i, j: band[abs(i - j)])


STRUCTURES: dict[frozenset[str], Structure] = {
    frozenset(words): structure
    for words, structure in (
        ((), general),
        (("positive",), _positive),
        (("positive entries",), _positive),
        (("positive determinant",), _positive_determinant),
        (("symmetric",), _symmetric),
        (("skew-symmetric",), _skew),
        (("positive definite",), _positive_definite),
        (("positive semidefinite",), _positive_semidefinite),
        (("diagonal",), _diagonal),
        (("diagonal", "positive definite"), _positive_diagonal),
        (("diagonal", "positive entries"), _positive_diagonal),
        (("lower triangular",), _lower),
        (("upper triangular",), _upper),
        (("unit lower triangular",), _unit_lower),
        (("unit upper triangular",), _unit_upper),
        (("orthogonal",), _orthogonal),
        (("orthonormal columns",), _orthonormal_columns),
        (("symmetric", "orthogonal"), _symmetric_orthogonal),
        (("idempotent",), _idempotent),
        (("symmetric", "idempotent"), _projector),
        (("rank deficient",), _rank_deficient),
        (("unit norm",), _unit_norm),
        (("toeplitz",), _toeplitz),
        (("symmetric", "toeplitz"), _symmetric_toeplitz),
    )
}
"""Structures by the adjectives that describe them, without those that almost all have."""


def structure_of(name: str, adjectives: frozenset[str]) -> Structure:
    """The structure of a symbol with these adjectives.

    Raises `Unavailable` for a combination that has no parametrisation here.
    """
    words = frozenset(spoken(adjectives)) - GENERIC
    if words not in STRUCTURES:
        # The sign of a determinant is half of any set: it is drawn until it fits.
        words -= {"positive determinant"}
    if words not in STRUCTURES:
        listed = " and ".join(sorted(words))
        raise Unavailable(f"no way to draw {name} that is {listed}")
    return STRUCTURES[words]


POSITIVE = frozenset(
    {"positive definite", "positive semidefinite", "positive determinant", "positive",
     "positive entries"}
)  # fmt: skip
"""Adjectives that are inequalities: without them, the same equations describe the set."""


def without_inequalities(adjectives: frozenset[str]) -> frozenset[str]:
    """The adjectives of the smallest set given by equations that contains the declared one."""
    return adjectives - POSITIVE


def components(adjectives: frozenset[str], rows: int) -> int:
    """How many pieces the set has that no path inside it joins: each must be tried."""
    words = frozenset(spoken(adjectives)) - GENERIC
    if words in (frozenset({"orthogonal"}), frozenset({"orthonormal columns"})):
        return 2
    if {"idempotent"} & words or words == {"symmetric", "orthogonal"}:
        return rows + 1
    return 2 if "unit norm" in words and rows == 1 else 1


def check_size(name: str, adjectives: frozenset[str], rows: int, cols: int) -> None:
    """Raise `Unavailable` where the adjectives exclude this size."""
    if "full column rank" in adjectives:
        _tall(rows, cols, "full column rank")
    if "full row rank" in adjectives:
        _tall(cols, rows, "full row rank")
    if "skew-symmetric" in adjectives and "invertible" in adjectives and rows % 2:
        raise Unavailable(f"a skew-symmetric matrix of order {rows} is singular")
