"""Shapes: rows × columns with symbolic sizes, and what to say when they do not fit.

A scalar and a 1×1 matrix are the same thing here.  Arrays with three or more
indices have no shape on purpose: they are written by entries or through vec.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self, cast

from matrixcalc.conventions import Layout
from matrixcalc.dims import Dim, DimLike, IntVar, closure


@dataclass(frozen=True, init=False, eq=False)
class Shape:
    """`rows` × `cols`; a column vector has one column, a scalar one of each.

    There is one object for each shape, so that equality is identity.
    """

    rows: Dim
    cols: Dim
    _known: ClassVar[dict[tuple[Dim, Dim], Shape]] = {}

    def __new__(cls, rows: Dim, cols: Dim) -> Self:
        known = cls._known.get((rows, cols))
        if known is None:
            known = cls._known[rows, cols] = super().__new__(cls)
            vars(known).update(rows=rows, cols=cols)
        return cast("Self", known)

    def __reduce__(self) -> tuple[type[Shape], tuple[Dim, Dim]]:
        return Shape, (self.rows, self.cols)

    @classmethod
    def of(cls, rows: DimLike, cols: DimLike = 1) -> Shape:
        """The shape with these sizes."""
        return cls(Dim.of(rows), Dim.of(cols))

    @property
    def is_scalar(self) -> bool:
        """Whether there is exactly one entry, at every size."""
        return self is SCALAR

    @property
    def is_column(self) -> bool:
        """Whether there is exactly one column."""
        return self.cols.constant == 1

    @property
    def is_row(self) -> bool:
        """Whether there is exactly one row."""
        return self.rows.constant == 1

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
    printed with its shape, so that a report can show where the sizes come from;
    `place` is where they are written, for what is read from a document.
    """

    def __init__(
        self, message: str, parts: tuple[tuple[str, Shape], ...] = (), place: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.parts = parts
        self.place = place

    def __str__(self) -> str:
        shapes = "; ".join(f"{text} is {shape}" for text, shape in self.parts)
        return f"{self.message} ({shapes})" if shapes else self.message


def squared(shape: Shape) -> tuple[IntVar, Dim] | None:
    """The size of a matrix that has to be another one for it to be square, and that other one.

    >>> n, m = Dim.size("n"), Dim.size("m")
    >>> squared(Shape.of(m, n)) == (n.as_variable, m), squared(Shape.of(n, 1))
    (True, None)
    """
    if shape.is_square:
        return None
    for size, other in ((shape.cols, shape.rows), (shape.rows, shape.cols)):
        own = size.as_variable
        if own is not None and other != 1 and own not in closure([other]):
            return own, other
    return None


def derivative_shape(f: Shape, x: Shape, layout: Layout) -> Shape | None:
    """The shape of ∂f/∂x in a layout; None where three or more indices would be needed.

    A column by a row, or a row by a column, has its one natural shape in both layouts.
    """
    if x.is_scalar:
        return f
    if f.is_scalar:
        return x if layout is Layout.DENOMINATOR else x.transposed
    if f.is_column and x.is_row:
        return Shape(f.rows, x.cols)
    if f.is_row and x.is_column:
        return Shape(x.rows, f.cols)
    if f.is_column and x.is_column:
        jacobian = Shape(f.rows, x.rows)
        return jacobian if layout is Layout.NUMERATOR else jacobian.transposed
    return None
