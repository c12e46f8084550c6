"""Well conditioned random matrices that are what is declared, and no more than that.

A maker draws from the whole declared set up to conditioning: a general matrix
is never symmetric, a projector never orthogonal unless that is declared.  Each
draw is then tested against every declared adjective, so a combination that no
maker knows is refused and never replaced by something similar.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

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
}
"""Whether a matrix is what an adjective says; one entry for each adjective."""


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


def _set(*words: str) -> Words:
    return frozenset(words)


MAKERS: tuple[tuple[Words, Maker], ...] = (
    (_set("orthogonal", "diagonal"), _signs),
    (_set("orthogonal", "symmetric"), _reflection),
    (_set("orthonormal columns"), _orthonormal),
    (_set("idempotent", "diagonal"), _selection),
    (_set("idempotent", "symmetric"), _projector),
    (_set("idempotent"), _oblique_projector),
    (_set("rank deficient", "diagonal"), _deficient_diagonal),
    (_set("rank deficient", "symmetric"), _deficient_symmetric),
    (_set("rank deficient"), _deficient),
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
    maker = next(make for needed, make in MAKERS if needed <= words)
    if possible(words, rows, cols):
        for _ in range(ATTEMPTS):
            a = maker(rng, (rows, cols), words)
            if all(HOLDS[word](a) for word in words) and _tame(a):
                return a
    listed = ", ".join(sorted(words))
    raise NoSuchMatrix(f"no {rows}×{cols} matrix was found that is {listed or 'well conditioned'}")
