"""Derivatives along a direction: Df(X)[H] is the derivative of f(X + tH) by t at t = 0.

So it is read, for functions with values of any shape and directions that are expressions.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from matrixcalc.expr import Expr, Number, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import calculus, points
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.names import name_of
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.rewriting import substituted
from matrixcalc.shapes import SCALAR

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator
    from matrixcalc.lang.elaborate.reaching import Part

UNTOLD = "a derivative along a direction is not judged"


def along(
    r: Elaborator, letter: Letter | None, parts: Sequence[Part], at: int, node: Syntax
) -> tuple[Expr, int] | None:
    """Df(X)[H], D(X⁻¹)[H], D_H f(X), and where it ends, for the function and its argument at a
    place; None where no direction is written.
    """
    below = node.sub if isinstance(node, syntax.Scripts) else None
    place = parts[at] if at < len(parts) else ""
    if not (isinstance(place, syntax.Group) and place.fence in ("(", "[", "{|")):
        return None
    if below is not None:
        if not _is_direction(r, below, place):
            return None
        return _along(r, letter, place, below, node), at + 1
    behind = parts[at + 1] if at + 1 < len(parts) else ""
    marks = ("(", "[") if letter is not None else ("[",)
    if not (isinstance(behind, syntax.Group) and behind.fence in marks and len(behind.parts) == 1):
        return None
    return _along(r, letter, place, behind.parts[0], node), at + 2


def _is_direction(r: Elaborator, below: Syntax, place: syntax.Group) -> bool:
    """Whether a declared letter below D is none by which is differentiated."""
    name = name_of(below) or ""
    known = r.scope.letters.get(name)
    inside = {name_of(n) for n in syntax.walk(place)}
    return known is not None and not known.assumed and name not in inside


def _along(
    r: Elaborator, letter: Letter | None, place: syntax.Group, direction: Syntax, node: Syntax
) -> Expr:
    if len(place.parts) != 1:
        raise Beyond(UNTOLD, node)
    h, x = r.expression(direction), r.expression(place.parts[0])
    t = points.point(r, Symbol("t", SCALAR), Number(Fraction(0)), node)
    if letter is None:
        moved = _moved(r, x, h, t, node)
    else:
        if len(letter.formal) != 1 or not r.same_shape(x, h):
            raise Beyond(UNTOLD, node)
        moved = calculus.at_arguments(r, letter, (x + t * h,), node)
    return calculus.differentiated(r, moved, [t], node, r.scope.convention)


def _moved(r: Elaborator, e: Expr, h: Expr, t: Symbol, node: Syntax) -> Expr:
    """An expression of one letter, where that moves along a direction."""
    known = (r.scope.letters.get(s.name) for s in e.symbols)
    if not (isinstance(h, Symbol) and all(x is None or x.body is None for x in known)):
        raise Beyond(UNTOLD, node)
    others = [s for s in e.symbols if s != h]
    fitting = [s for s in others if r.resolved(s).shape == r.resolved(h).shape]
    fitting = others if len(others) == 1 and r.same_shape(others[0], h) else fitting
    if len(fitting) != 1 or fitting[0].arguments:
        raise Beyond("by which letter is differentiated is not told", node)
    (x,) = fitting
    return substituted(e, {x.name: x + t * h})
