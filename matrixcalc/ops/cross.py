"""The cross product of columns of three components, and the matrix that multiplies so.

[a]_× is the skew-symmetric matrix with [a]_× b = a × b for every b.  Both are written by their
entries; nothing else is known of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matrixcalc.dims import ONE, Dim
from matrixcalc.expr import Expr
from matrixcalc.ops.spec import (
    ATOM,
    EVERYWHERE,
    Arithmetic,
    Notation,
    Operator,
    Ring,
    Rows,
    Style,
    Written,
)
from matrixcalc.shapes import IllShaped, Shape

COMPONENTS = 3
"""How many components a column has that has a cross product."""

_PLACES = ((0, -3, 2), (3, 0, -1), (-2, 1, 0))
"""Which component of a stands at each place of [a]_×, and with which sign."""


def _refuse_other(a: Shape) -> None:
    if not (a.is_column and a.rows == COMPONENTS):
        raise IllShaped("a cross product needs columns of three components")


class CrossMatrix(Operator):
    """[a]_× = [0, −a₃, a₂; a₃, 0, −a₁; −a₂, a₁, 0], the matrix of the cross product by a."""

    name = "cross matrix"
    notation = Notation("special", "[]_×", r"[]_\times")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        left, right = (r"\left[", r"\right]") if style.latex else ("[", "]")
        below = r"_{\times}" if style.latex else "_×"
        return left + style.inside(args[0], 0) + right + below, ATOM - 5

    def shape(self, a: Shape) -> Shape:
        _refuse_other(a)
        return Shape.of(COMPONENTS, COMPONENTS)

    def exact(self, field: Arithmetic, a: Any) -> Any:
        def entry(i: int, j: int) -> Any:
            place = _PLACES[i][j]
            if not place:
                return field.number(0)
            component = field.entry(a, abs(place) - 1, 0)
            return component if place > 0 else field.negative(component)

        return field.build(COMPONENTS, COMPONENTS, entry)

    def entries(self, ring: Ring, a: Rows) -> Rows:
        (x,), (y,), (z,) = a
        zero = ring.number(0)
        return [[zero, -z, y], [z, zero, -x], [-y, x, zero]]

    def numeric(self, np: Any, a: Any) -> Any:
        return np.cross(a.T, np.eye(COMPONENTS)).T

    def network(self, net: Any, a: Any) -> Any:
        x, y, z = (net.entry(a, Dim.of(k), ONE) for k in (1, 2, 3))
        zero = net.number(0)
        cells = [zero, net.negative(z), y, z, zero, net.negative(x), net.negative(y), x, zero]
        return net.block(cells, COMPONENTS, COMPONENTS)

    def differential(self, a: Expr, da: Expr) -> Expr:
        return CROSS_MATRIX(da)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape.of(COMPONENTS, 1),)]


class Cross(Operator):
    """The cross product a × b = (a₂b₃ − a₃b₂, a₃b₁ − a₁b₃, a₁b₂ − a₂b₁)."""

    name = "cross product"
    notation = Notation("infix", "×", r"\times", 25)
    needs = EVERYWHERE

    def shape(self, a: Shape, b: Shape) -> Shape:
        _refuse_other(a)
        _refuse_other(b)
        return a

    def exact(self, field: Arithmetic, a: Any, b: Any) -> Any:
        return field.multiply(CROSS_MATRIX.exact(field, a), b)

    def entries(self, ring: Ring, a: Rows, b: Rows) -> Rows:
        (x,), (y,), (z,) = a
        (u,), (v,), (w,) = b
        return [[y * w - z * v], [z * u - x * w], [x * v - y * u]]

    def numeric(self, np: Any, a: Any, b: Any) -> Any:
        return np.cross(a.T, b.T).T

    def network(self, net: Any, a: Any, b: Any) -> Any:
        return net.multiply(CROSS_MATRIX.network(net, a), b)

    def differential(self, a: Expr, b: Expr, da: Expr, db: Expr) -> Expr:
        return CROSS(da, b) + CROSS(a, db)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape.of(COMPONENTS, 1), Shape.of(COMPONENTS, 1))]


CROSS_MATRIX, CROSS = CrossMatrix(), Cross()

OPERATORS = (CROSS_MATRIX, CROSS)


def cross(a: Expr, b: Expr) -> Expr:
    """The cross product of two columns of three components.

    >>> from matrixcalc import cross, vector
    >>> str(cross(vector("a", 3), vector("b", 3)))
    'a × b'
    """
    return CROSS(a, b)


def cross_matrix(a: Expr) -> Expr:
    """The matrix [a]_× of three rows with [a]_× b = a × b.

    >>> from matrixcalc import cross_matrix, vector
    >>> str(cross_matrix(vector("a", 3)))
    '[a]_×'
    """
    return CROSS_MATRIX(a)
