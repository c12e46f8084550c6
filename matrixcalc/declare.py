"""Letters: sizes, indices, scalars, vectors, matrices, families and functions.

A letter carries what is declared of it.  Adjectives are words of the
declaration language (`matrixcalc.assumptions`), so an unknown one is refused
here with the nearest known ones.
"""

from __future__ import annotations

from dataclasses import replace

from matrixcalc.assumptions import close
from matrixcalc.dims import ONE, Dim, DimLike
from matrixcalc.expr import Expr, Symbol
from matrixcalc.notation import unicode_name
from matrixcalc.shapes import Shape


def sizes(names: str) -> tuple[Dim, ...]:
    """Sizes, each 1 or more: ``n, m = sizes("n m")``."""
    return tuple(Dim.size(name) for name in names.replace(",", " ").split())


def integer(name: str, least: int = 0) -> Dim:
    """An integer of value `least` or more, for exponents and limits of sums."""
    return Dim.size(name, least)


def indices(names: str, upper: DimLike, lower: DimLike = 1) -> tuple[Dim, ...]:
    """Index variables from `lower` to `upper`: ``i, j = indices("i j", n)``."""
    return tuple(Dim.index(name, upper, lower) for name in names.replace(",", " ").split())


def index(name: str, upper: DimLike, lower: DimLike = 1) -> Dim:
    """One index variable from `lower` to `upper`."""
    return Dim.index(name, upper, lower)


def _symbol(name: str, shape: Shape, adjectives: tuple[str, ...]) -> Symbol:
    return Symbol(unicode_name(name), shape, close(name, shape, adjectives))


def matrix(name: str, rows: DimLike, cols: DimLike, *adjectives: str) -> Symbol:
    """A real matrix; adjectives such as ``"symmetric"`` or ``"positive definite"``.

    >>> n, = sizes("n")
    >>> matrix("Sigma", n, n, "positive definite")
    <Symbol Σ : n×n>
    """
    return _symbol(name, Shape.of(rows, cols), adjectives)


def vector(name: str, rows: DimLike, *adjectives: str) -> Symbol:
    """A real column vector."""
    return _symbol(name, Shape(Dim.of(rows), ONE), adjectives)


def scalar(name: str, *adjectives: str) -> Symbol:
    """A real scalar."""
    return _symbol(name, Shape.of(1, 1), adjectives)


class Family:
    """Letters with an index, such as the samples x₁, …, x_N: ``x[i]``."""

    def __init__(self, pattern: Symbol) -> None:
        self.pattern = pattern

    def __getitem__(self, key: DimLike | tuple[DimLike, ...]) -> Symbol:
        values = key if isinstance(key, tuple) else (key,)
        return replace(self.pattern, arguments=tuple(Dim.of(v) for v in values))


def family(pattern: Symbol) -> Family:
    """A family of letters like `pattern`: ``x = family(vector("x", k))``."""
    return Family(pattern)


def function(pattern: Symbol, *of: Expr) -> Symbol:
    """The value of an unspecified smooth function: ``A = function(matrix("A", n, n), t)``."""
    return replace(pattern, arguments=tuple(of))
