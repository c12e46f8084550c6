"""Letters: sizes, indices, scalars, vectors, matrices, families and functions.

A letter carries what is declared of it.  Adjectives are words of the
declaration language (`matrixcalc.assumptions`), so an unknown one is refused
here with the nearest known ones.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from matrixcalc.assumptions import close
from matrixcalc.dims import ONE, Dim, DimLike
from matrixcalc.expr import Expr, Symbol
from matrixcalc.notation import unicode_name
from matrixcalc.ops import arguments
from matrixcalc.ops.arguments import Misuse, named
from matrixcalc.shapes import Shape

LARGEST = 100
"""The largest number of rows or columns that is not a letter."""


def sizes(names: str) -> tuple[Dim, ...]:
    """Sizes, each 1 or more: ``n, m = sizes("n m")``."""
    return tuple(Dim.size(name) for name in _names("sizes", names))


def integer(name: str, least: int = 0) -> Dim:
    """An integer of value `least` or more, for exponents and limits of sums."""
    return Dim.size(_name(name), least)


def indices(names: str, upper: DimLike, lower: DimLike = 1) -> tuple[Dim, ...]:
    """Index variables from `lower` to `upper`: ``i, j = indices("i j", n)``."""
    return tuple(index(name, upper, lower) for name in _names("indices", names))


def index(name: str, upper: DimLike, lower: DimLike = 1) -> Dim:
    """One index variable from `lower` to `upper`."""
    return Dim.index(_name(name), arguments.integer(upper), arguments.integer(lower))


def _names(function: str, text: Any) -> list[str]:
    if not isinstance(text, str):
        raise Misuse(
            f'{function} takes names in quotes, as in {function}("n m"), not {named(text)}'
        )
    return text.replace(",", " ").split()


def _name(text: Any) -> str:
    """The name of a letter, if it is one that can be told from its neighbours."""
    if not isinstance(text, str):
        raise Misuse(f"the name of a letter is a text in quotes, not {named(text)}")
    if not text or not text.isprintable() or any(c.isspace() for c in text):
        raise Misuse(f"{text!r} cannot be the name of a letter; a name has no spaces")
    return text


def _symbol(name: str, shape: Shape, adjectives: tuple[Any, ...]) -> Symbol:
    written = unicode_name(_name(name))
    for word in adjectives:
        if not isinstance(word, str):
            raise Misuse(
                f"an adjective of {written} is a word in quotes, not {named(word)}; "
                'as in matrix("A", n, n, "symmetric")'
            )
    return Symbol(written, shape, close(name, shape, adjectives))


def matrix(name: str, rows: DimLike, cols: DimLike, *adjectives: str) -> Symbol:
    """A real matrix; adjectives such as ``"symmetric"`` or ``"positive definite"``.

    >>> n, = sizes("n")
    >>> matrix("Sigma", n, n, "positive definite")
    <Symbol Σ : n×n>
    """
    shape = Shape(_size(name, rows), _size(name, cols))
    return _symbol(name, shape, adjectives)


def _size(name: Any, value: DimLike) -> Dim:
    """A size of a letter; one that is a number is small enough to be written out."""
    size = arguments.size(value)
    if size.constant is not None and size.constant > LARGEST:
        raise Misuse(
            f"{named(name)} has {size.constant} rows or columns, and {LARGEST} is the most; "
            'use a letter for a size, as in (n,) = sizes("n")'
        )
    return size


def vector(name: str, rows: DimLike, *adjectives: str) -> Symbol:
    """A real column vector."""
    return _symbol(name, Shape(_size(name, rows), ONE), adjectives)


def scalar(name: str, *adjectives: str) -> Symbol:
    """A real scalar."""
    return _symbol(name, Shape.of(1, 1), adjectives)


class Family:
    """Letters with an index, such as the samples x₁, …, x_N: ``x[i]``."""

    def __init__(self, pattern: Symbol) -> None:
        if not isinstance(pattern, Symbol):
            raise Misuse(
                f'family takes a letter, as in family(vector("x", k)), not {named(pattern)}'
            )
        self.pattern = pattern

    @property
    def instead(self) -> str:
        """What to write where an expression is meant."""
        return f"give it an index, as in {self.pattern.name}[i]"

    def __getitem__(self, key: DimLike | tuple[DimLike, ...]) -> Symbol:
        values = key if isinstance(key, tuple) else (key,)
        return replace(self.pattern, arguments=tuple(arguments.integer(v) for v in values))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name == "pattern":
            raise AttributeError(name)
        raise AttributeError(f"{self!r} has no .{name}; {self.instead}")

    def __repr__(self) -> str:
        return f"the family {self.pattern.name}"


def family(pattern: Symbol) -> Family:
    """A family of letters like `pattern`: ``x = family(vector("x", k))``."""
    return Family(pattern)


def function(pattern: Symbol, *of: Expr) -> Symbol:
    """The value of an unspecified smooth function: ``A = function(matrix("A", n, n), t)``."""
    if not isinstance(pattern, Symbol) or not of or not all(isinstance(x, Expr) for x in of):
        raise Misuse(
            'function takes a letter and what it depends on, as in function(matrix("A", n, n), t)'
        )
    return replace(pattern, arguments=tuple(of))
