"""Shapes: rows × columns with symbolic sizes, and what to say when they do not fit.

A scalar and a 1×1 matrix are the same thing here.  Arrays with three or more
indices have no shape on purpose: they are written by entries or through vec.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from matrixcalc.dims import ONE, Dim, DimLike


@dataclass(frozen=True, slots=True)
class Shape:
    """`rows` × `cols`; a column vector has one column, a scalar one of each."""

    rows: Dim
    cols: Dim
    is_scalar: bool = field(init=False, repr=False, compare=False)
    """Whether there is exactly one entry, at every size."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_scalar", self.rows == ONE and self.cols == ONE)

    @classmethod
    def of(cls, rows: DimLike, cols: DimLike = 1) -> Shape:
        """The shape with these sizes."""
        return cls(Dim.of(rows), Dim.of(cols))

    @property
    def is_column(self) -> bool:
        """Whether there is exactly one column."""
        return self.cols == ONE

    @property
    def is_row(self) -> bool:
        """Whether there is exactly one row."""
        return self.rows == ONE

    @property
    def is_square(self) -> bool:
        """Whether rows and columns are the same polynomial."""
        return self.rows == self.cols

    @property
    def transposed(self) -> Shape:
        """`cols` × `rows`."""
        return Shape(self.cols, self.rows)

    def __str__(self) -> str:
        if self.is_scalar:
            return "scalar"
        return f"{_factor(self.rows)}×{_factor(self.cols)}"


SCALAR = Shape.of(1, 1)


def _factor(size: Dim) -> str:
    text = str(size)
    return f"({text})" if " + " in text or " - " in text else text


class IllShaped(Exception):
    """The parts of an expression do not fit together.

    `message` is one sentence in the user's symbols; `parts` lists each part as
    printed with its shape, so that a report can show where the sizes come from.
    """

    def __init__(self, message: str, parts: tuple[tuple[str, Shape], ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.parts = parts

    def __str__(self) -> str:
        shapes = "; ".join(f"{text} is {shape}" for text, shape in self.parts)
        return f"{self.message} ({shapes})" if shapes else self.message
