"""How to draw a matrix with declared adjectives, over any arithmetic.

Each structure is parametrised by scalars through + − × ÷ (Cholesky for positive
definite, Cayley for orthogonal, …), so that a random parameter gives a generic
point, dual parameters give a tangent direction of the set, and polynomial
parameters give a function whose values have the structure.
"""

from __future__ import annotations

from collections.abc import Callable
from math import factorial
from typing import Any

from matrixcalc.assumptions import GENERIC, SEPARATE, spoken, uncomputed
from matrixcalc.ops.spec import Arithmetic, Unavailable
from matrixcalc.sampling import sets
from matrixcalc.sampling.draws import Draw, Structure, general, symmetric, unit_norm


def _positive(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    return f.build(rows, cols, lambda i, j: draw.positive())


def _positive_determinant(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    return draw.oriented(general(f, draw, rows, cols))


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


def _semidefinite_diagonal(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    root = _diagonal(f, draw, rows, cols)
    return f.multiply(root, root)


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
        (("symmetric",), symmetric),
        (("skew-symmetric",), _skew),
        (("positive definite",), _positive_definite),
        (("positive semidefinite",), _positive_semidefinite),
        (("diagonal",), _diagonal),
        (("diagonal", "positive definite"), _positive_diagonal),
        (("diagonal", "positive semidefinite"), _semidefinite_diagonal),
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
        (("rank deficient",), sets.deficient),
        (("rank deficient", "symmetric"), sets.symmetric_deficient),
        (("rank deficient", "positive semidefinite"), sets.semidefinite_deficient),
        (("unit norm",), unit_norm),
        (("toeplitz",), _toeplitz),
        (("symmetric", "toeplitz"), _symmetric_toeplitz),
        (("any rank",), sets.any_rank),
        (("any rank", "symmetric"), sets.symmetric_any_rank),
        (("any rank", "positive semidefinite"), sets.semidefinite_any_rank),
        (("zero trace",), sets.zero_trace),
        (("zero trace", "symmetric"), sets.symmetric_zero_trace),
        (("nilpotent of index 2",), sets.nilpotent),
        (("rows sum to one",), sets.rows_of_one),
        (("entries sum to one",), sets.entries_of_one),
        (("probability vector",), sets.probability_vector),
        (("positive entries", "probability vector"), sets.positive_probabilities),
        (("stochastic",), sets.stochastic),
        (("in (0, 1)",), sets.between_zero_and_one),
        (("greater than size",), sets.large),
        (("permutation",), sets.permutation),
        (("one-hot",), sets.one_hot),
        (("one-hot rows",), sets.one_hot_rows),
        (("entries in {0, 1}",), sets.zeros_and_ones),
    )
}
"""Structures by the adjectives that describe them, without those that almost all have."""


def structure_of(name: str, adjectives: frozenset[str]) -> Structure:
    """The structure of a symbol with these adjectives.

    Raises `Unavailable` for a combination that has no parametrisation here.
    """
    why = uncomputed(adjectives)
    if why:
        raise Unavailable(f"{why}, and {name} is {' and '.join(spoken(adjectives))}")
    words = _structural(adjectives)
    if words not in STRUCTURES:
        # The sign of a determinant is half of any set: it is drawn until it fits.
        words -= {"positive determinant"}
    if words in STRUCTURES:
        return STRUCTURES[words]
    plain = words - {"spectral radius < 1", "integer entries"}
    if words - plain == {"spectral radius < 1"} and plain in CONES:
        return _shrunk(STRUCTURES[plain])
    if words - plain == {"integer entries"} and plain in (*CONES, *LATTICES):
        # What holds for all numbers holds for integers, and small numbers are integers.
        return STRUCTURES[plain]
    listed = " and ".join(sorted(words))
    raise Unavailable(f"no way to draw {name} that is {listed}")


def _structural(adjectives: frozenset[str]) -> frozenset[str]:
    """The adjectives that say which structure a matrix has."""
    words = frozenset(spoken(adjectives)) - GENERIC
    full = {"invertible", "full column rank", "full row rank"} & adjectives
    return words - {"any rank"} if full else words


def _shrunk(structure: Structure) -> Structure:
    return lambda f, draw, rows, cols: draw.shrunk(structure(f, draw, rows, cols))


CONES: tuple[frozenset[str], ...] = tuple(
    frozenset(words)
    for words in (
        (), ("symmetric",), ("skew-symmetric",), ("diagonal",), ("lower triangular",),
        ("upper triangular",), ("toeplitz",), ("symmetric", "toeplitz"), ("positive entries",),
    )
)  # fmt: skip
"""Structures that a positive multiple keeps, with entries no larger than twice their parameters."""

LATTICES: tuple[frozenset[str], ...] = tuple(
    frozenset(words)
    for words in (
        ("positive",), ("zero trace",), ("zero trace", "symmetric"), ("unit lower triangular",),
        ("unit upper triangular",), ("rows sum to one",), ("entries sum to one",),
    )
)  # fmt: skip
"""Further structures whose entries are integers where their parameters are."""

STILL = SEPARATE | {"any rank", "nilpotent of index 2"}
"""Adjectives along whose sets no differential is taken."""


POSITIVE = frozenset(
    {"positive definite", "positive semidefinite", "positive determinant", "positive",
     "positive entries", "probability vector", "stochastic", "in (0, 1)", "greater than size",
     "spectral radius < 1"}
)  # fmt: skip
"""Adjectives that are inequalities: without them, the same equations describe the set."""


def without_inequalities(adjectives: frozenset[str]) -> frozenset[str]:
    """The adjectives of the smallest set given by equations that contains the declared one."""
    return adjectives - POSITIVE


def components(adjectives: frozenset[str], rows: int) -> int:
    """How many pieces the set has that no path inside it joins: each must be tried.

    Those of a matrix with separate entries are not counted; see `pieces`.
    """
    words = _structural(adjectives)
    if "permutation" in words:
        return factorial(rows)
    if "entries in {0, 1}" in words:
        return int(2**rows)
    if "one-hot" in words:
        return rows
    if "nilpotent of index 2" in words:
        return max(1, rows // 2)
    if "any rank" in words:
        return rows + 1
    if words in (frozenset({"orthogonal"}), frozenset({"orthonormal columns"})):
        return 2
    if {"idempotent"} & words or words == {"symmetric", "orthogonal"}:
        return rows + 1
    return 2 if "unit norm" in words and rows == 1 else 1


def strata(adjectives: frozenset[str], rows: int, cols: int) -> int:
    """How many ranks a matrix of a set without components may have, the usual one first.

    Almost every matrix of less than full rank lacks only one, so a function of the
    entries tells of all others what it does there; a rank tells nothing.
    """
    return max(1, min(rows, cols)) if "rank deficient" in adjectives else 1


def pieces(adjectives: frozenset[str], rows: int, cols: int) -> int:
    """How many pieces the set of matrices of this size has."""
    if "one-hot rows" in adjectives:
        return int(cols**rows)
    if "entries in {0, 1}" in adjectives:
        return int(2 ** (rows * cols))
    return components(adjectives, rows)


def check_size(name: str, adjectives: frozenset[str], rows: int, cols: int) -> None:
    """Raise `Unavailable` where the adjectives exclude this size."""
    if "full column rank" in adjectives:
        _tall(rows, cols, "full column rank")
    if "full row rank" in adjectives:
        _tall(cols, rows, "full row rank")
    if "skew-symmetric" in adjectives and "invertible" in adjectives and rows % 2:
        raise Unavailable(f"a skew-symmetric matrix of order {rows} is singular")
    if "nilpotent of index 2" in adjectives and rows < 2:
        raise Unavailable("a nilpotent number is zero, and its index is 1")
