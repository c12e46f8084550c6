"""Random smooth functions that stand for an unspecified A(x) or u(x).

The value has whatever structure is declared for the symbol, at every argument.
A function is a sum of a linear, a quadratic and a sine term, so that neither
its first nor its second derivatives vanish, and it is the same at every call.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from matrixcalc.assumptions import GENERIC
from matrixcalc.checks.finite_differences.arrays import Array
from matrixcalc.checks.finite_differences.structures import Words, linear
from matrixcalc.ops.spec import Unavailable

LINEAR = GENERIC | {
    "symmetric", "skew-symmetric", "diagonal", "toeplitz", "lower triangular", "upper triangular",
    "unit lower triangular", "unit upper triangular",
}  # fmt: skip
POSITIVE = LINEAR | {"positive definite", "positive semidefinite", "positive determinant"}


class SmoothFunction:
    """A smooth function of several matrices, with values of one structure.

    Raises `Unavailable` if no such function is known for the structure.
    """

    def __init__(self, rng: np.random.Generator, words: Words, start: Array) -> None:
        self.rng = rng
        self.words = words
        self.start = start
        self.finish = self._structure(words)
        self.slopes: Array | None = None

    def _structure(self, words: Words) -> Callable[[Array], Array]:
        """How the sum of the terms becomes a value of the declared structure."""
        if words <= LINEAR | {"positive determinant"}:
            return self._in_linear_space
        if words <= LINEAR | {"positive", "positive entries"}:
            return lambda g: np.asarray(self.start * np.exp(linear(words, g)))
        if words <= POSITIVE:
            return self._positive
        if words <= GENERIC | {"unit norm"}:
            return lambda g: np.asarray((self.start + g) / np.linalg.norm(self.start + g))
        if words <= GENERIC | {"orthogonal", "orthonormal columns"} and self._is_square():
            return self._rotated
        raise Unavailable(f"no function is known whose value is {', '.join(sorted(words))}")

    def _is_square(self) -> bool:
        rows, cols = self.start.shape
        return bool(rows == cols)

    def _in_linear_space(self, g: Array) -> Array:
        move = linear(self.words, g)
        if self.words & {"unit lower triangular", "unit upper triangular"}:
            np.fill_diagonal(move, 0.0)
        return self.start + move

    def _positive(self, g: Array) -> Array:
        move = linear(self.words, g)
        if "diagonal" in self.words:
            return np.asarray(self.start * np.exp(move))
        if "toeplitz" in self.words:
            raise Unavailable("no function is known whose value is positive and Toeplitz")
        return self.start + move @ move

    def _rotated(self, g: Array) -> Array:
        """Q(I + K)(I − K)⁻¹ for skew K (Cayley)."""
        turn, one = (g - g.T) / 2, np.eye(g.shape[0])
        return np.asarray(self.start @ (one + turn) @ np.linalg.inv(one - turn))

    def __call__(self, arguments: tuple[Array, ...]) -> Array:
        """The value at these arguments."""
        z = np.concatenate([a.ravel() for a in arguments])
        if self.slopes is None:
            self._settle(len(z))
        assert self.slopes is not None
        terms = np.append(z, [(self.bent @ z) ** 2 / 2, np.sin(self.swung @ z)])
        return self.finish((terms @ self.slopes).reshape(self.start.shape))

    def _settle(self, count: int) -> None:
        """Draw the coefficients, once the number of arguments is known."""
        size = 0.6 / np.sqrt(count + 2)
        self.slopes = self.rng.uniform(-size, size, (count + 2, self.start.size))
        self.bent, self.swung = self.rng.uniform(-1.0, 1.0, (2, count))
