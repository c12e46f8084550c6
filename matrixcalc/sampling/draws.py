"""What a structure draws from, and the structures that others are made of.

Here it is said what random parameters are, not which of them make up which set.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from matrixcalc.ops.spec import Arithmetic


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

    def shrunk(self, a: Any) -> Any:
        """`a` made so small that its powers tend to zero, where numbers have a size."""


Structure = Callable[[Arithmetic, Draw, int, int], Any]


def general(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """Independent entries."""
    return f.build(rows, cols, lambda i, j: draw.any())


def symmetric(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A symmetric matrix."""
    upper = {(i, j): draw.any() for i in range(rows) for j in range(i, rows)}
    return f.build(rows, cols, lambda i, j: upper[min(i, j), max(i, j)])


def unit_norm(f: Arithmetic, draw: Draw, rows: int, cols: int) -> Any:
    """A column of length 1."""
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
