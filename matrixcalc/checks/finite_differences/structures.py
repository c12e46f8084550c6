"""Well conditioned random matrices that are what is declared, and no more than that.

A maker draws from the whole declared set up to conditioning: a general matrix
is never symmetric, a projector never orthogonal unless that is declared.  Each
draw is then tested against every declared adjective, so a combination that no
maker knows is refused and never replaced by something similar.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from matrixcalc.assumptions import ENUMERATED, uncomputed
from matrixcalc.checks.finite_differences.arrays import Array
from matrixcalc.ops.spec import Unavailable

Words = frozenset[str]
Maker = Callable[[np.random.Generator, tuple[int, int], Words], Array]

EXACT = 1e-9
"""How far rounding may take a constructed matrix from its structure."""

WORST_CONDITION = 8.0
"""The largest ratio of the non-zero singular values of a drawn matrix, for each row.

The condition number of a random matrix grows like its order (Edelman, SIAM J.
Matrix Anal. Appl. 9 (1988) 543), so a fixed bound would refuse all large ones.
"""

ATTEMPTS = 60

LARGEST_SIZE = 24
"""No matrix here has more rows or columns."""


class NoSuchMatrix(Unavailable):
    """Nothing of this size can be, or could be, drawn as declared."""


def _close(a: Array, b: Array) -> bool:
    return bool(np.all(np.abs(a - b) < EXACT))


def _is_orthonormal(a: Array) -> bool:
    return _close(a.T @ a, np.eye(a.shape[1]))


def _is_toeplitz(a: Array) -> bool:
    return _close(a[1:, 1:], a[:-1, :-1])


def _worst(a: Array) -> float:
    return WORST_CONDITION * float(max(3, *a.shape))


def _full_rank(a: Array, rank: int) -> bool:
    values = np.linalg.svd(a, compute_uv=False)
    return min(a.shape) >= rank and bool(values[-1] * _worst(a) > values[0])


HOLDS: dict[str, Callable[[Array], bool]] = {
    "symmetric": lambda a: _close(a, a.T),
    "skew-symmetric": lambda a: _close(a, -a.T),
    "positive definite": lambda a: bool(np.linalg.eigvalsh(a)[0] > EXACT),
    "positive semidefinite": lambda a: bool(np.linalg.eigvalsh(a)[0] > -EXACT),
    "invertible": lambda a: _full_rank(a, a.shape[0]),
    "positive determinant": lambda a: bool(np.linalg.det(a) > 0) and _full_rank(a, a.shape[0]),
    "orthogonal": _is_orthonormal,
    "orthonormal columns": _is_orthonormal,
    "diagonal": lambda a: _close(a, np.diag(np.diagonal(a))),
    "lower triangular": lambda a: _close(a, np.tril(a)),
    "upper triangular": lambda a: _close(a, np.triu(a)),
    "unit lower triangular": lambda a: _close(np.diagonal(a), np.ones(a.shape[0])),
    "unit upper triangular": lambda a: _close(np.diagonal(a), np.ones(a.shape[0])),
    "idempotent": lambda a: _close(a @ a, a),
    "toeplitz": _is_toeplitz,
    "full column rank": lambda a: _full_rank(a, a.shape[1]),
    "full row rank": lambda a: _full_rank(a, a.shape[0]),
    "rank deficient": lambda a: bool(np.linalg.svd(a, compute_uv=False)[-1] < EXACT),
    "positive entries": lambda a: bool(np.all(a > 0)),
    "positive": lambda a: bool(np.all(a > 0)),
    "nonzero": lambda a: bool(np.any(a != 0)),
    "unit norm": lambda a: bool(abs(np.linalg.norm(a) - 1) < EXACT),
    "constant": lambda _: True,
    "any rank": lambda _: True,
    "zero trace": lambda a: bool(abs(np.trace(a)) < EXACT),
    "nilpotent of index 2": lambda a: bool(np.any(a)) and _close(a @ a, np.zeros_like(a)),
    "spectral radius < 1": lambda a: bool(np.max(np.abs(np.linalg.eigvals(a))) < 1 - EXACT),
    "rows sum to one": lambda a: _close(a.sum(axis=1), np.ones(a.shape[0])),
    "stochastic": lambda a: bool(np.all(a >= 0)),
    "entries sum to one": lambda a: _close(a.sum(axis=0), np.ones(a.shape[1])),
    "probability vector": lambda a: bool(np.all(a >= 0)),
    "integer entries": lambda a: _close(a, np.round(a)),
    "in (0, 1)": lambda a: bool(np.all((a > 0) & (a < 1))),
    "greater than size": lambda a: bool(np.all(a > LARGEST_SIZE)),
}
"""Whether a matrix is what an adjective says; one entry for each adjective that is computed with.

Where an adjective implies another, its entry tests what it says beyond that.
"""


def entries(rng: np.random.Generator, size: tuple[int, int], words: Words = frozenset()) -> Array:
    """Random entries of either sign, away from 0, where many functions have a kink."""
    moduli = rng.uniform(0.3, 1.5, size)
    if words & {"positive", "positive entries"}:
        return np.asarray(moduli)
    return np.asarray(moduli * rng.choice([-1.0, 1.0], size))


def _toeplitz(a: Array) -> Array:
    n = a.shape[0]
    return np.array([[a[0, j - i] if j >= i else a[i - j, 0] for j in range(n)] for i in range(n)])


def linear(words: Words, a: Array) -> Array:
    """The matrix with entries of `a` in the linear space of the declared structures.

    A linear map onto that space: entries that the structure fixes are copied
    from the upper triangle, or are 0.
    """
    if "toeplitz" in words:
        a = _toeplitz(a)
    if "symmetric" in words:
        a = np.triu(a) + np.triu(a, 1).T
    if "skew-symmetric" in words:
        a = np.triu(a, 1) - np.triu(a, 1).T
    if words & {"lower triangular", "diagonal"}:
        a = np.tril(a)
    if words & {"upper triangular", "diagonal"}:
        a = np.triu(a)
    if "zero trace" in words:
        a = a - np.trace(a) / a.shape[0] * np.eye(a.shape[0])
    return a


def _in_linear_space(rng: np.random.Generator, size: tuple[int, int], words: Words) -> Array:
    a = linear(words, entries(rng, size, words))
    if words & {"unit lower triangular", "unit upper triangular"}:
        np.fill_diagonal(a, 1.0)
    return a


def _positive(rng: np.random.Generator, size: tuple[int, int], words: Words) -> Array:
    a = linear(words, entries(rng, size, words))
    least = float(np.linalg.eigvalsh(a)[0])
    return a + (rng.uniform(0.5, 0.9) - least) * np.eye(size[0])


def _frame(rng: np.random.Generator, rows: int, cols: int) -> Array:
    """A matrix with orthonormal columns, of either determinant if it is square."""
    if rows < cols:
        raise NoSuchMatrix(f"no {rows}×{cols} matrix has orthonormal columns")
    q, _ = np.linalg.qr(rng.standard_normal((rows, cols)))
    return np.asarray(q * rng.choice([-1.0, 1.0], cols))


def _orthonormal(rng: np.random.Generator, size: tuple[int, int], _words: Words) -> Array:
    return _frame(rng, *size)


def _signs(rng: np.random.Generator, size: tuple[int, int], _words: Words) -> Array:
    return np.diag(rng.choice([-1.0, 1.0], size[0]))


def _reflection(rng: np.random.Generator, size: tuple[int, int], words: Words) -> Array:
    q = _frame(rng, *size)
    return q @ _signs(rng, size, words) @ q.T


def _zeros_and_ones(rng: np.random.Generator, n: int) -> Array:
    rank = int(rng.integers(0, n + 1))
    return rng.permutation(np.array([1.0] * rank + [0.0] * (n - rank)))


def _selection(rng: np.random.Generator, size: tuple[int, int], _words: Words) -> Array:
    return np.diag(_zeros_and_ones(rng, size[0]))


def _projector(rng: np.random.Generator, size: tuple[int, int], words: Words) -> Array:
    q = _frame(rng, *size)
    return q @ _selection(rng, size, words) @ q.T


def _oblique_projector(rng: np.random.Generator, size: tuple[int, int], words: Words) -> Array:
    t = draw(rng, frozenset({"invertible"}), *size)
    return np.asarray(t @ _selection(rng, size, words) @ np.linalg.inv(t))


def _deficient(rng: np.random.Generator, size: tuple[int, int], words: Words) -> Array:
    rank = min(size) - 1
    return entries(rng, (size[0], rank), words) @ entries(rng, (rank, size[1]), words)


def _deficient_symmetric(rng: np.random.Generator, size: tuple[int, int], words: Words) -> Array:
    whole = _positive if "positive semidefinite" in words else _in_linear_space
    values, vectors = np.linalg.eigh(whole(rng, size, words))
    values[np.argmin(np.abs(values))] = 0.0
    return np.asarray(vectors * values @ vectors.T)


def _deficient_diagonal(rng: np.random.Generator, size: tuple[int, int], words: Words) -> Array:
    positive = words | {"positive"} if "positive semidefinite" in words else words
    a = _in_linear_space(rng, size, positive)
    lost = int(rng.integers(size[0]))
    a[lost, lost] = 0.0
    return a


def _unit(rng: np.random.Generator, size: tuple[int, int], words: Words) -> Array:
    a = entries(rng, size, words)
    return a / np.linalg.norm(a)


def _of_any_rank(rng: np.random.Generator, size: tuple[int, int], words: Words) -> Array:
    rank = int(rng.integers(1, min(size) + 1))
    left = entries(rng, (size[0], rank))
    if "symmetric" not in words:
        return left @ entries(rng, (rank, size[1]))
    signs = np.ones(rank) if "positive semidefinite" in words else rng.choice([-1.0, 1.0], rank)
    return left * signs @ left.T


def _nilpotent(rng: np.random.Generator, size: tuple[int, int], _words: Words) -> Array:
    rank = int(rng.integers(1, max(2, size[0] // 2 + 1)))
    t = draw(rng, frozenset({"invertible"}), *size)
    form = np.eye(size[0], k=size[0] - rank)
    return np.asarray(t @ form @ np.linalg.inv(t))


def _contraction(rng: np.random.Generator, size: tuple[int, int], words: Words) -> Array:
    a = _in_linear_space(rng, size, words)
    radius = float(np.max(np.abs(np.linalg.eigvals(a)))) or 1.0
    return np.asarray(a * (rng.uniform(0.4, 0.9) / radius))


def _shares(rng: np.random.Generator, size: tuple[int, int], words: Words) -> Array:
    a = entries(rng, size, words | {"positive entries"})
    return np.asarray(a / a.sum(axis=1, keepdims=True))


def _balanced(rng: np.random.Generator, size: tuple[int, int], words: Words) -> Array:
    a = entries(rng, size, words)
    return np.asarray(a + (1 - a.sum(axis=1, keepdims=True)) / size[1])


def _column_of(make: Maker) -> Maker:
    return lambda rng, size, words: make(rng, (1, size[0]), words).T


def _integers(rng: np.random.Generator, size: tuple[int, int], words: Words) -> Array:
    moduli = rng.integers(1, 5, size).astype(np.float64)
    positive = bool(words & {"positive", "positive entries"})
    return linear(words, moduli if positive else moduli * rng.choice([-1.0, 1.0], size))


def _share(rng: np.random.Generator, size: tuple[int, int], _words: Words) -> Array:
    return np.asarray(rng.uniform(0.1, 0.9, size))


def _large(rng: np.random.Generator, size: tuple[int, int], _words: Words) -> Array:
    return np.asarray(rng.uniform(LARGEST_SIZE + 1, LARGEST_SIZE + 10, size))


def _set(*words: str) -> Words:
    return frozenset(words)


MAKERS: tuple[tuple[Words, Maker], ...] = (
    (_set("integer entries"), _integers),
    (_set("probability vector"), _column_of(_shares)),
    (_set("entries sum to one"), _column_of(_balanced)),
    (_set("stochastic"), _shares),
    (_set("rows sum to one"), _balanced),
    (_set("in (0, 1)"), _share),
    (_set("greater than size"), _large),
    (_set("nilpotent of index 2"), _nilpotent),
    (_set("spectral radius < 1"), _contraction),
    (_set("orthogonal", "diagonal"), _signs),
    (_set("orthogonal", "symmetric"), _reflection),
    (_set("orthonormal columns"), _orthonormal),
    (_set("idempotent", "diagonal"), _selection),
    (_set("idempotent", "symmetric"), _projector),
    (_set("idempotent"), _oblique_projector),
    (_set("rank deficient", "diagonal"), _deficient_diagonal),
    (_set("rank deficient", "symmetric"), _deficient_symmetric),
    (_set("rank deficient"), _deficient),
    (_set("any rank"), _of_any_rank),
    (_set("positive semidefinite"), _positive),
    (_set("unit norm"), _unit),
    (_set(), _in_linear_space),
)
"""The first whose words are all declared draws; the most special come first."""


def possible(words: Words, rows: int, cols: int) -> bool:
    """Whether the sizes allow what is declared at all."""
    if rows < 1 or cols < 1:
        return False
    if words & {"full column rank", "orthonormal columns"} and rows < cols:
        return False
    if "full row rank" in words and cols < rows:
        return False
    return not (words >= {"skew-symmetric", "invertible"} and rows % 2)


def _tame(a: Array) -> bool:
    values = np.linalg.svd(a, compute_uv=False)
    kept = values[values > EXACT]
    return not kept.size or bool(kept[0] < _worst(a) * kept[-1])


def draw(rng: np.random.Generator, words: Words, rows: int, cols: int) -> Array:
    """A random matrix that is what `words` say.

    Raises `NoSuchMatrix` where the size does not allow it or none is found.
    """
    why = uncomputed(words)
    if words & ENUMERATED:
        why = "a few random points of a finite set tell nothing of the others"
    if why:
        raise NoSuchMatrix(why)
    maker = next(make for needed, make in MAKERS if needed <= words)
    if possible(words, rows, cols):
        for _ in range(ATTEMPTS):
            a = maker(rng, (rows, cols), words)
            if all(HOLDS[word](a) for word in words) and _tame(a):
                return a
    listed = ", ".join(sorted(words))
    raise NoSuchMatrix(f"no {rows}×{cols} matrix was found that is {listed or 'well conditioned'}")
