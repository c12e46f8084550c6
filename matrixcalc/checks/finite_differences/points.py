"""A point: the values of all symbols, and the directions in which they move.

Every value has its own random stream, made from the seed, the symbol's name and
its indices: it does not depend on the order in which symbols are asked for.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

import numpy as np

from matrixcalc.assumptions import GENERIC
from matrixcalc.checks.finite_differences.arrays import Array
from matrixcalc.checks.finite_differences.functions import SmoothFunction
from matrixcalc.checks.finite_differences.structures import Words, draw, entries
from matrixcalc.checks.finite_differences.tangents import tangent
from matrixcalc.expr import Symbol

Key = tuple[str, tuple[int, ...]]
Size = tuple[int, int]


@dataclass
class Point:
    """Values drawn from a seed; `favourable` ones are positive where nothing is declared.

    A favourable point is for claims with logarithms and roots that are defined
    at hardly any other.
    """

    seed: int
    number: int = 0
    favourable: bool = False
    values: dict[Key, Array] = field(default_factory=dict)
    directions: dict[Key, Array] = field(default_factory=dict)
    functions: dict[Key, SmoothFunction] = field(default_factory=dict)

    def _stream(self, purpose: str, key: Key, number: int | None = None) -> np.random.Generator:
        name, indices = key
        turn = self.number if number is None else number
        words = (self.seed, turn, zlib.crc32(f"{purpose} {name}".encode()), *indices)
        return np.random.default_rng([abs(w) for w in words])

    def value(self, symbol: Symbol, key: Key, size: Size) -> Array:
        """The value of a symbol that is not a function's."""
        if key not in self.values:
            self.values[key] = self._draw("value", symbol.assumptions, key, size)
        return self.values[key]

    def _draw(self, purpose: str, words: Words, key: Key, size: Size) -> Array:
        rng = self._stream(purpose, key)
        if self.favourable and words <= GENERIC | {"symmetric", "positive determinant"}:
            return _favourable(rng, words, size)
        drawn = draw(rng, words, *size)
        return np.abs(drawn) * self._sign(key) if size == (1, 1) and words <= GENERIC else drawn

    def _sign(self, key: Key) -> float:
        """The sign of a scalar: opposite at the first two points, then random.

        Left to chance, several points would now and then share a sign, and
        √c² = c would agree.
        """
        if self.number == 1:
            return -float(self._stream("sign", key, 0).choice([-1.0, 1.0]))
        return float(self._stream("sign", key).choice([-1.0, 1.0]))

    def function(self, symbol: Symbol, key: Key, size: Size, arguments: tuple[Array, ...]) -> Array:
        """The value of a function symbol at these arguments."""
        if key not in self.functions:
            start = self._draw("value", symbol.assumptions, key, size)
            stream = self._stream("function", key)
            self.functions[key] = SmoothFunction(stream, symbol.assumptions, start)
        return self.functions[key](arguments)

    def direction(self, symbol: Symbol, key: Key, size: Size) -> Array:
        """The differential dX of a symbol X, tangent to its declared set."""
        if key not in self.directions:
            at = self.value(symbol, key, size)
            self.directions[key] = tangent(self._stream("tangent", key), symbol.assumptions, at)
        return self.directions[key]


def _favourable(rng: np.random.Generator, words: Words, size: Size) -> Array:
    a = entries(rng, size, frozenset({"positive"}))
    if size[0] == size[1] > 1:
        a = a + size[0] * np.eye(size[0])
    return np.triu(a) + np.triu(a, 1).T if "symmetric" in words else a
