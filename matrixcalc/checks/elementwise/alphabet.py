"""The letters of one writing-out: which generator stands for which entry of what.

A letter is made when it is first asked for and is the same letter ever after.
"""

from __future__ import annotations

from collections.abc import Mapping

from matrixcalc.checks.elementwise.functions import Functions
from matrixcalc.checks.elementwise.letters import (
    Pattern,
    Rows,
    pattern,
    positive_values,
    written,
)
from matrixcalc.checks.elementwise.ratios import Field, Ratio
from matrixcalc.checks.elementwise.signs import Signs
from matrixcalc.dims import Dim
from matrixcalc.expr import Symbol
from matrixcalc.notation import TEXT
from matrixcalc.ops.spec import Unavailable

Key = tuple[str, tuple[int, ...]]


def shown(name: str, indices: tuple[int, ...], rows: int, cols: int, i: int, j: int) -> str:
    """How the letter of entry (i, j), counted from 0, prints."""
    if indices:
        name += TEXT.subscript(*(Dim.of(k) for k in indices))
    if rows == cols == 1:
        return name
    position = [Dim.of(i + 1)] if cols == 1 else [Dim.of(i + 1), Dim.of(j + 1)]
    return (f"({name})" if indices else name) + TEXT.subscript(*position)


class Alphabet:
    """The letters of every symbol, of fresh variables and of directions."""

    def __init__(self, field: Field, components: Mapping[str, int]) -> None:
        self.field = field
        self.signs = Signs(field)
        self.functions = Functions(field, self.signs)
        self.components = components
        self.owner: dict[int, Key] = {}
        """The symbol to which a letter belongs; directions and fresh letters have none."""
        self._letters: dict[tuple[object, ...], Ratio] = {}
        self._symbols: dict[Key, Rows] = {}

    def letter(self, tag: tuple[object, ...], text: str) -> Ratio:
        """The letter with this tag."""
        if tag not in self._letters:
            self._letters[tag] = self.field.letter(self.field.generator(text))
        return self._letters[tag]

    def symbol(self, s: Symbol, indices: tuple[int, ...], rows: int, cols: int) -> Rows:
        """The entries of a symbol, or of a member of a family."""
        key = (s.name, indices)
        if key not in self._symbols:

            def letter(i: int, j: int) -> Ratio:
                value = self.letter((key, i, j), shown(s.name, indices, rows, cols, i, j))
                self.owner[value.single or 0] = key
                return value

            component = self.components.get(s.name, 0)
            result = written(self.functions, s, rows, cols, component, letter)
            self._symbols[key] = result
            for value in positive_values(s, result, self.functions):
                self.signs.assume_positive(value)
        return self._symbols[key]

    def function(
        self,
        s: Symbol,
        indices: tuple[int, ...],
        arguments: tuple[Ratio, ...],
        rows: int,
        cols: int,
    ) -> Rows:
        """The entries of an unspecified function's value."""
        linear = pattern(s)
        if linear is None:
            raise Unavailable(f"{s} is a function whose values satisfy relations")

        def letter(i: int, j: int) -> Ratio:
            name = shown(s.name, indices, rows, cols, i, j)
            return self.functions.jet(name, arguments, (0,) * len(arguments))

        result = linear.write(self.functions, rows, cols, letter)
        for value in positive_values(s, result, self.functions):
            self.signs.assume_positive(value)
        return result

    def fresh(self, tag: tuple[object, ...], rows: int, cols: int, form: Pattern) -> Rows:
        """A matrix of new letters with a pattern."""
        return form.write(
            self.functions, rows, cols, lambda i, j: self.letter(("fresh", tag, i, j), f"Y{i}{j}")
        )

    def direction(self, generator: int) -> Ratio:
        """The letter of the differential of a letter."""
        return self.letter(("direction", generator), "d" + self.field.names[generator])
