"""Figures where numbers do not stand: the vector of ones, zeros, and indices that were not lowered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matrixcalc.expr import Expr
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import powers
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.ops import algebra

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator
    from matrixcalc.lang.elaborate.reaching import Part


def behind(r: Elaborator, parts: Sequence[Part], at: int) -> tuple[Expr, int] | None:
    """A figure where numbers do not stand: what it is unless it is a factor.

    Before 1ᵀ, behind xᵀ and in 1ᵀ A 1 it is the vector of ones, and a zero behind a matrix is
    one; elsewhere behind a letter it may be an index that was not lowered.
    """
    part, before = parts[at], parts[at - 1] if at else ""
    if not isinstance(part, syntax.Number):
        return None
    raised = isinstance(before, syntax.Scripts) and before.sup is not None
    if part.value == 1:
        behind = parts[at + 1] if at + 1 < len(parts) else ""
        outer = isinstance(behind, syntax.Scripts) and powers.is_transposed(r, behind)
        rows = (n for p in parts[:at] if not isinstance(p, str) for n in syntax.walk(p))
        if outer or raised or any(map(_is_row_of_ones, rows)):
            return algebra.ones(r.unknowns.size(f"c.{part.start}")), at + 1
    base = before.base if isinstance(before, syntax.Scripts) else before
    named = isinstance(base, syntax.Name)
    if not (named or part.value == 1) or isinstance(base, str | syntax.Number):
        return None
    if part.value == 0 and base.end < part.start:
        return None
    raise Beyond("a figure behind a letter may be an index or the vector of ones", part)


def _is_row_of_ones(part: Part) -> bool:
    """Whether it is 1ᵀ."""
    base = part.base if isinstance(part, syntax.Scripts) else None
    return isinstance(base, syntax.Number) and base.value == 1


def is_number_in_brackets(part: syntax.Syntax | str) -> bool:
    """Whether it is a number in brackets, which may be the number of an equation."""
    return isinstance(part, syntax.Group) and part.fence == "(" and len(part.parts) == 1 \
        and isinstance(part.parts[0], syntax.Number)  # fmt: skip
