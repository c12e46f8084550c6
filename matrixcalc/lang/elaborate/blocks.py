r"""A block of a partitioned matrix by its labels: (M⁻¹)_{ab} where M = [Σ_aa Σ_ab; Σ_ba Σ_bb].

The labels are those of the blocks written out.  A block is picked by products
with parts of identity matrices, so no check needs to know of blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Expr
from matrixcalc.lang import syntax
from matrixcalc.lang.names import label
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra, inverses, linear, parts

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator


def picked(r: Elaborator, base: Syntax, e: Expr, written: tuple[Syntax, ...]) -> Expr | None:
    """The block of `e` with these labels; None where no such blocks are written out."""
    table = next((n for n in syntax.walk(base) if isinstance(n, syntax.Table)), None)
    labels = [label(w) for w in written]
    if table is None or len(labels) != 2:
        return None
    names = _labels(table)
    if names is None or any(x not in names for x in labels):
        return None
    row, col = (names.index(x or "") for x in labels)
    heights = [r.expression(line[0]).shape.rows for line in table.rows]
    widths = [r.expression(cell).shape.cols for cell in table.rows[0]]
    if not all(r.equal(h, w) for h, w in zip(heights, widths, strict=True)):
        return None
    left = _selector(heights, row)
    return linear.PRODUCT(left, e, algebra.transpose(_selector(heights, col)))


def _labels(table: syntax.Table) -> list[str] | None:
    """The labels a, b of the rows and columns of a table of blocks such as Σ_ab."""
    size = len(table.rows)
    found: list[str] = []
    for k, row in enumerate(table.rows):
        if len(row) != size:
            return None
        diagonal = row[k]
        text = label(diagonal.sub) if isinstance(diagonal, syntax.Scripts) else None
        if not text or len(text) != 2 or text[0] != text[1]:
            return None
        found.append(text[0])
    return found if len(set(found)) == size else None


def _selector(sizes: Sequence[Dim], which: int) -> Expr:
    """The rows of the identity matrix that belong to one block."""
    own = sizes[which]
    cells = [
        algebra.eye(own) if k == which else algebra.zeros(own, size) for k, size in enumerate(sizes)
    ]
    return algebra.block([cells])


Extents = tuple[tuple[Dim, ...], tuple[Dim, ...]]


def extents(e: Expr) -> Extents | None:
    """How high and how wide the blocks of a matrix are; None for a matrix without blocks."""
    match e:
        case Apply(op=parts.BLOCK, args=cells, params=(rows, cols)):
            height, width = int(rows.constant or 0), int(cols.constant or 0)
            return (
                tuple(cells[k * width].shape.rows for k in range(height)),
                tuple(cells[k].shape.cols for k in range(width)),
            )
        case Apply(op=linear.TRANSPOSE | inverses.INVERSE, args=(a,)):
            found = extents(a)
            return None if found is None else (found[1], found[0])
        case Apply(op=linear.NEGATIVE | linear.POWER, args=(a, *_)):
            return extents(a)
        case Apply(op=linear.SUM, args=args):
            return next((found for a in args if (found := extents(a)) is not None), None)
        case Apply(op=linear.PRODUCT, args=args):
            matrices = [a for a in args if not a.shape.is_scalar]
            first, last = (extents(matrices[k]) for k in (0, -1)) if matrices else (None, None)
            return (first[0], last[1]) if first is not None and last is not None else None
    return None
