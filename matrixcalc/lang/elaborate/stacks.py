"""Matrices whose rows or columns are listed with dots: [x₁, …, x_N], and x₁ᵀ above … above x_Nᵀ.

Which members are meant is told as in a sum with dots; each of them is one row or one column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matrixcalc.dims import ONE, Dim
from matrixcalc.expr import Expr
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import dots, factors, letters
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator


def in_table(r: Elaborator, node: syntax.Table) -> Expr | None:
    """A table of one row or one column that has dots; None for any other."""
    if len(node.rows) == 1:
        return listed(r, node.rows[0], node, across=True)
    if all(len(row) == 1 for row in node.rows):
        return listed(r, [row[0] for row in node.rows], node, across=False)
    return None


def listed(r: Elaborator, cells: Sequence[Syntax], node: Syntax, *, across: bool) -> Expr | None:
    """The matrix of which these are the columns, or the rows; None where there are no dots.

    Raises `Beyond` where it is not clear which members there are.
    """
    if not any(_is_dots(c) for c in cells):
        return None
    found = dots.sequence([c for c in cells if not _is_dots(c)], r.taken)
    if found is None or not _is_dots(cells[-2]) or sum(map(_is_dots, cells)) != 1:
        raise Beyond("what the dots stand for is not judged", node)
    outer = dict(r.bound)
    try:
        upper = letters.integer(r, found.upper)
        r.bound[found.name] = index = Dim.index(found.name, upper, found.lower)
        body = factors.term(r, found.body)
    finally:
        r.bound = outer
    if not index.variables <= body.free:
        raise Beyond("what the dots stand for is not judged", node)
    if body.shape.is_scalar:
        column = algebra.table(index, body)
        return algebra.transpose(column) if across else column
    # No letter of the statement is called so.
    if across and body.shape.is_column:
        place = Dim.index("j′", body.shape.rows)
        return algebra.table(place, index, algebra.entry(body, place))
    if not across and body.shape.is_row:
        place = Dim.index("j′", body.shape.cols)
        return algebra.table(index, place, algebra.entry(body, (ONE, place)))
    raise Beyond("what is listed there is no row and no column", node)


def _is_dots(node: Syntax) -> bool:
    return isinstance(node, syntax.Sign) and node.text in ("…", "⋮")
