"""Eigenvalues as they are written: λ_max(A), λ_min(A), and λ_i(A) in sums over all of them.

Only a symmetric matrix has real eigenvalues for certain.  Nothing says in which order they
stand, so that λ_i(A) is read only where the order makes no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Expr, Number
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import letters
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.elaborate.functions import meaning_of
from matrixcalc.lang.names import name_of
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra
from matrixcalc.ops.definite import is_symmetric
from matrixcalc.ops.eigen import EIGENVALUES, LARGEST_EIGENVALUE, SMALLEST_EIGENVALUE
from matrixcalc.ops.parts import ENTRY
from matrixcalc.rewriting import transformed

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator

_EXTREME = {"λ_max": LARGEST_EIGENVALUE, "λ_min": SMALLEST_EIGENVALUE}


def value(r: Elaborator, node: Syntax, group: syntax.Group) -> Expr | None:
    """λ_max(A), λ_min(A) or λ_i(A); nothing where λ has a meaning of its own."""
    plain = isinstance(node, syntax.Scripts) and node.sup is None and not node.primes
    name = name_of(node) or ""
    if (
        not plain
        or not isinstance(node, syntax.Scripts)
        or node.sub is None
        or len(group.parts) > 1
    ):
        return None
    if r.scope.declares("λ") or r.scope.declares(name) or "λ" in r.bound:
        return None
    counted = isinstance(node.sub, syntax.Name) and node.sub.text in r.bound
    if name not in _EXTREME and not counted:
        return None
    inner = r.expression(group.parts[0])
    if counted and (inner.shape.is_scalar or _stands_alone(r)):
        return None
    if inner.shape.is_scalar or not is_symmetric(meaning_of(r, inner)):
        raise Beyond("nothing says that the eigenvalues are real numbers", node)
    if name in _EXTREME:
        return _EXTREME[name](inner)
    return algebra.entry(EIGENVALUES(inner), letters.index(r, node.sub, inner.shape.rows))


def _stands_alone(r: Elaborator) -> bool:
    """Whether λ with an index stands somewhere without brackets behind it, as a number does."""
    nodes = [n for side in r.nodes for n in syntax.walk(side)]
    before = {
        id(one)
        for n in nodes if isinstance(n, syntax.Juxtaposed)
        for one, behind in pairwise(n.items) if isinstance(_base(behind), syntax.Group)
    }  # fmt: skip
    named = (n for n in nodes if isinstance(n, syntax.Scripts) and name_of(n.base) == "λ")
    return any(id(n) not in before for n in named)


def _base(node: Syntax) -> Syntax:
    return _base(node.base) if isinstance(node, syntax.Scripts) else node


def refuse_order(indices: Sequence[Dim], body: Expr, bare: bool, node: Syntax) -> None:
    """Raise `Beyond` where a sum may depend on the order of the eigenvalues in it."""
    found = {n for n in body.walk() if isinstance(n, Apply) and n.op is EIGENVALUES}
    if not found:
        return
    (one, *others), (index, *more) = found, indices
    variable = index.as_variable
    whole = variable is not None and variable.lower == 1 and variable.upper == one.shape.rows
    rest = transformed(body, lambda e: Number(_ONE) if _is_entry(e, index) else e)
    apart = variable not in rest.free and not any(
        isinstance(n, Apply) and n.op is EIGENVALUES for n in rest.walk()
    )
    if others or more or not (whole and apart and bare):
        raise Beyond("nothing says in which order the eigenvalues are", node)


def _is_entry(e: Expr, index: Dim) -> bool:
    """Whether it is the eigenvalue with this number."""
    if not isinstance(e, Apply) or e.op is not ENTRY or e.params[0] != index:
        return False
    (a,) = e.args
    return isinstance(a, Apply) and a.op is EIGENVALUES


_ONE = Fraction(1)
