"""What is written as the power of a trace, and may be the trace of a power.

tr(AB)² is (tr AB)² for most authors.  For those who write (tr AB)² where they mean that, it may be
tr((AB)²) (Magnus & Neudecker 1999).  The other reading is made here; which one is meant, nothing
says.
"""

from __future__ import annotations

from dataclasses import replace

from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate.functions import TRACES
from matrixcalc.lang.rewriting import rewritten
from matrixcalc.lang.syntax import Syntax

POWERS = (
    "the power behind a trace is that of the trace",
    "the power behind a trace is that of its argument",
)
"""In words what is supposed in the usual reading, and in the other one."""


def with_powers_inside(node: Syntax) -> Syntax:
    """A formula in which tr(A)² is the trace of A²; the same one if it has no such power."""
    named = (n for n in syntax.walk(node) if isinstance(n, syntax.Word | syntax.Name))
    return rewritten(node, _with_power_inside) if any(n.text in TRACES for n in named) else node


def _with_power_inside(node: Syntax) -> Syntax:
    if not isinstance(node, syntax.Juxtaposed):
        return node
    items = list(node.items)
    for k in range(len(items) - 1):
        word, behind = items[k], items[k + 1]
        name = word.text if isinstance(word, syntax.Word | syntax.Name) else ""
        match behind:
            case syntax.Scripts(base=syntax.Group(fence="(" | "[" | "{|"), sub=None, sup=sup) if (
                name in TRACES and isinstance(sup, syntax.Number) and not behind.primes
            ):
                items[k + 1] = syntax.Group(behind.start, behind.end, "(", (behind,))
    return replace(node, items=tuple(items))


def has_power_of_brackets(node: Syntax) -> bool:
    """Whether somewhere a trace stands in brackets with its argument, and a power behind them."""
    return any(
        isinstance(n, syntax.Scripts) and isinstance(n.sup, syntax.Number) and _is_trace(n.base)
        for n in syntax.walk(node)
    )


def _is_trace(node: Syntax) -> bool:
    while isinstance(node, syntax.Group) and len(node.parts) == 1:
        (node,) = node.parts
    head = node.items[0] if isinstance(node, syntax.Juxtaposed) else None
    return isinstance(head, syntax.Word | syntax.Name) and head.text in TRACES
