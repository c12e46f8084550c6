"""Factors that are only what they are: nothing beside them changes what they mean.

Most factors are letters of this kind, and need not be asked for all that others may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import gradients
from matrixcalc.lang.syntax import Syntax

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.reaching import Part

_ACTING = frozenset({"d", "E", "𝔼"})
"""Letters that may act on what stands behind them without brackets, besides `gradients.OPERATORS`."""


def stands_alone(parts: Sequence[Part], at: int) -> bool:
    """Whether a letter, or brackets, is the last factor or has a letter behind that is no L."""
    if not isinstance(parts[at], syntax.Name | syntax.Scripts | syntax.Group):
        return False
    behind = parts[at + 1] if at + 1 < len(parts) else ""
    if isinstance(behind, syntax.Name):
        return behind.text != "L"
    return not isinstance(behind, syntax.Group)


def acts_on_nothing(head: Syntax, following: Part | None) -> bool:
    """Whether a factor with this base, a number or a letter, is neither operator nor function."""
    if isinstance(head, syntax.Number):
        return True
    if not isinstance(head, syntax.Name) or isinstance(following, syntax.Group | syntax.Scripts):
        return False
    return head.text not in _ACTING and head.text not in gradients.OPERATORS
