"""Derivatives with their layout and their symmetry written beside them, as they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matrixcalc.conventions import Layout, Symmetry
from matrixcalc.expr import Expr
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.names import label

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator


def marked(r: Elaborator, base: syntax.Group, node: syntax.Scripts) -> Expr:
    """A derivative with its convention written beside it, as it is printed."""
    words = label(node.sub) or ""
    outer = r.scope.convention
    try:
        for word in words.split(","):
            if word in _LAYOUTS:
                r.scope.convention = r.scope.convention.with_layout(Layout(word))
            elif word in _SYMMETRIES:
                r.scope.convention = r.scope.convention.with_symmetry(Symmetry(word))
            else:
                raise Beyond("a value at a point is not judged", node)
        return r.expression(base)
    finally:
        r.scope.convention = outer


_LAYOUTS = frozenset(x.value for x in Layout)
_SYMMETRIES = frozenset(x.value for x in Symmetry)
