r"""Names with a meaning of their own where nothing else is declared: I, π, δᵢⱼ, Jⁱʲ, Kₘₙ, eᵢ, 𝟏.

Declared letters come before all of these, so nothing here is asked where a
document uses such a letter for something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matrixcalc.dims import ONE, Dim
from matrixcalc.expr import Expr
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import letters, powers
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.names import indices
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra, constants

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator

IDENTITY = frozenset({"I", "𝐈", "Id", "𝟙"})


NAMES = IDENTITY | {"0", "1", "e", "π"}
"""Names that are constants where nothing else is declared, in whatever style."""


def size(value: Dim) -> Expr:
    """A size or index value as a scalar."""
    return constants.SIZE(value)


def constant(r: Elaborator, name: str, node: Syntax) -> Expr | None:
    """A letter that stands for a constant unless it is declared; None for any other."""
    style = node.style if isinstance(node, syntax.Name) else ""
    if name in r.scope.retold:
        raise _otherwise(name, node)
    if name in IDENTITY:
        return algebra.eye(r.unknowns.size(f"I.{node.start}"))
    if name == "π":
        return algebra.PI
    if name in ("1", "0") and style:
        rows, cols = r.unknowns.size(f"c.{node.start}"), ONE
        return algebra.ones(rows, cols) if name == "1" else algebra.zeros(rows, cols)
    if name == "e" and not r.scope.declares("e"):
        return algebra.exp(1)
    return None


def special(r: Elaborator, node: syntax.Scripts) -> Expr | None:
    """A constant with scripts: I_n, δ_ij, J^{ij}, K_{mn}, e_i, 1_n; None for any other."""
    base = node.base
    if not isinstance(base, syntax.Name | syntax.Number):
        return None
    name = base.text if isinstance(base, syntax.Name) else str(base.value)
    if r.scope.declares(name) or name in r.bound:
        return None
    if name == "1" and node.sub is None and powers.is_transposed(r, node):
        return algebra.transpose(algebra.ones(r.unknowns.size(f"c.{node.start}")))
    below = indices(node.sub)
    if isinstance(node.sub, syntax.Infix) and node.sub.sign == "×":
        below = (node.sub.left, node.sub.right)
    found = _sized(r, name, node, below)
    if found is not None:
        if name in r.scope.retold:
            raise _otherwise(name, node)
        return powers.raised(r, found, node, node)
    if name == "J" and node.sup is not None:
        above = node.sup.parts if isinstance(node.sup, syntax.Group) else indices(node.sup)
        if len(above) == 2 and (node.sub is None or len(below) == 2):
            return _single_entry(r, below, above, node)
    return None


def _sized(
    r: Elaborator, name: str, node: syntax.Scripts, below: tuple[Syntax, ...]
) -> Expr | None:
    style = node.base.style if isinstance(node.base, syntax.Name) else ""
    match name, len(below):
        case "δ", 2:
            return algebra.delta(*(_index(r, b) for b in below))
        case (("I" | "Id" | "𝐈"), 1):
            return algebra.eye(letters.integer(r, below[0]))
        case (("I" | "Id" | "𝐈"), 2) if (
            isinstance(below[0], syntax.Number) and node.sub is not None
        ):
            return algebra.eye(letters.integer(r, node.sub))  # 2n rows
        case "K", 2:
            return algebra.commutation(*(letters.integer(r, b) for b in below))
        case (("1" | "0"), 1) if style or isinstance(node.base, syntax.Number):
            rows = letters.integer(r, below[0])
            return algebra.ones(rows) if name == "1" else algebra.zeros(rows)
        case (("1" | "0"), 2) if style or isinstance(node.base, syntax.Number):
            make = algebra.ones if name == "1" else algebra.zeros
            return make(*(letters.integer(r, b) for b in below))
        case "e", 1:
            order = r.unknowns.size(f"e.{node.start}")
            return algebra.unit(order, letters.index(r, below[0], order))
        case "K", 1 if isinstance(below[0], syntax.Group):
            raise NotUnderstood("a commutation matrix has two sizes, as in K_{mn}", node)
    return None


def _index(r: Elaborator, node: Syntax) -> Dim:
    return letters.integer(r, node, as_index=True)


def _single_entry(
    r: Elaborator, below: tuple[Syntax, ...], above: tuple[Syntax, ...], node: syntax.Scripts
) -> Expr:
    if below:
        rows, cols = (letters.integer(r, b) for b in below)
    else:
        rows, cols = (r.unknowns.size(f"J{node.start}{side}") for side in "rc")
    i, j = letters.index(r, above[0], rows), letters.index(r, above[1], cols)
    return algebra.single_entry(rows, cols, i, j)


def _otherwise(name: str, node: Syntax) -> Beyond:
    """What is said of a letter that has another meaning in the text."""
    return Beyond(f"the text says of {name} what was not understood", node)
