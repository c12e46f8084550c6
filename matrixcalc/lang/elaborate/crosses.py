"""The cross product of columns of three components, a × b, and its matrix [a]_×.

× is a cross product only between columns that are known to have three components; between
numbers, and from a matrix on, it is a product.  What has several readings is declined.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import linear
from matrixcalc.ops.cross import COMPONENTS, CROSS, CROSS_MATRIX

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator


def matrix(r: Elaborator, base: syntax.Group, sub: Syntax, node: Syntax) -> Expr | None:
    """[a]_×, where a has three components."""
    if not (isinstance(sub, syntax.Sign) and sub.text == "×"):
        return None
    if base.fence not in ("[", "(") or len(base.parts) != 1 or base.separators:
        raise Beyond("what this × below stands for is not judged", node)
    inner = r.expression(base.parts[0])
    if not _has_three(inner):
        raise Beyond("only a column of three components has a cross product", node)
    return CROSS_MATRIX(inner)


def product(
    r: Elaborator, left: Expr, right: Expr, node: Syntax, before: Sequence[Syntax | str]
) -> Expr | None:
    """a × b; nothing where × is the sign of a product.

    `before` is what stands before the sign in the same term.
    """
    if any(map(is_operator, before)) and not right.shape.is_scalar:
        raise Beyond("it is not clear how far the derivative reaches", node)
    if not (_may_be_vector(r, left) and _may_be_vector(r, right)):
        _refuse_unclear(left, right, node)
        return None
    if not (_has_three(left) and _has_three(right)):
        raise Beyond("the cross product of vectors is not judged", node)
    if any(isinstance(part, str) for part in before):
        raise Beyond("it is not clear which product comes first", node)
    return CROSS(left, right)


def refuse_behind(left: Expr, sign: str, node: Syntax, before: Sequence[Syntax | str]) -> None:
    """Raise `Beyond` where another sign than a dot stands behind a cross product without brackets."""
    bare = any(part == "×" for part in before)
    if bare and sign != "·" and isinstance(left, Apply) and left.op is CROSS:
        raise Beyond("it is not clear which product comes first", node)


def _has_three(e: Expr) -> bool:
    return e.shape.is_column and e.shape.rows.constant == COMPONENTS


def _may_be_vector(r: Elaborator, e: Expr) -> bool:
    """Whether a factor is a column, or a letter of which nothing says that it is a number."""
    if e.shape.is_column and not e.shape.is_scalar:
        return True
    known = r.scope.letters.get(e.name) if isinstance(e, Symbol) else None
    return known is not None and known.assumed and not known.symbol.name[0].isupper()


def _refuse_unclear(left: Expr, right: Expr, node: Syntax) -> None:
    """Raise `Beyond` for aᵀ b × c and a × b cᵀ, where × may stand between two of the factors."""
    ends = _factors(left)[-1], _factors(right)[0]
    apart = (left, right) != ends
    if apart and all(e.shape.is_column and not e.shape.is_scalar for e in ends):
        raise Beyond("it is not clear which product comes first", node)
    if left.shape.is_scalar or right.shape.is_scalar:
        return
    if left.shape.is_row and right.shape.is_row:
        raise Beyond("the cross product of two rows is not judged", node)
    if left.shape.is_column and not right.shape.is_row:
        raise Beyond("the cross product of a vector and a matrix is not judged", node)


def _factors(e: Expr) -> Sequence[Expr]:
    """The factors of a product that are no numbers, or what is none."""
    if isinstance(e, Apply) and e.op is linear.PRODUCT:
        return [a for a in e.args if not a.shape.is_scalar] or [e]
    return [e]


def is_operator(part: Syntax | str) -> bool:
    """Whether a factor is ∂/∂x, d/dt or ∇_x, which acts on what follows."""
    head = part.base if isinstance(part, syntax.Scripts) else part
    if isinstance(head, syntax.Ratio):
        top = head.top.base if isinstance(head.top, syntax.Scripts) else head.top
        return isinstance(top, syntax.Sign | syntax.Name) and top.text in ("d", "∂", "∇")
    return isinstance(head, syntax.Sign) and head.text in ("∂", "∇")
