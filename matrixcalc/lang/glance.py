"""What a side shows at a glance, before any letter has a meaning.

Nothing is elaborated here.
"""

from __future__ import annotations

from matrixcalc.lang import syntax
from matrixcalc.lang.names import name_of
from matrixcalc.lang.parser import Unparsed
from matrixcalc.lang.syntax import Syntax


def components_of(left: Syntax | Unparsed, right: Syntax | Unparsed) -> tuple[Syntax, ...]:
    """The components of a vector that is only written as their list, u = (u_1, …, u_k); none
    for anything else.
    """
    if isinstance(left, Unparsed) or isinstance(right, Unparsed):
        return ()
    name = name_of(left)
    inner = right.base if isinstance(right, syntax.Scripts) else right
    parts: tuple[Syntax, ...] = inner.parts if isinstance(inner, syntax.Group) else ()
    if isinstance(inner, syntax.Table):
        parts = tuple(cell for row in inner.rows for cell in row)
    if not name or len(parts) < 2:
        return ()
    listed = all(
        (isinstance(p, syntax.Sign) and p.text in ("…", "⋮"))
        or (isinstance(p, syntax.Scripts) and p.sup is None and name_of(p.base) == name)
        for p in parts
    )
    return parts if listed else ()


def has_zero_block(node: Syntax) -> bool:
    """Whether a matrix that is written out has a zero in it, which may be a block."""
    return any(
        (isinstance(cell, syntax.Number) and cell.value == 0)
        or (isinstance(cell, syntax.Scripts | syntax.Name) and (name_of(cell) or "")[:1] == "0")
        or (isinstance(cell, syntax.Scripts) and isinstance(cell.base, syntax.Number))
        for n in syntax.walk(node) if isinstance(n, syntax.Table) for row in n.rows for cell in row
    )  # fmt: skip
