"""Formulas with a rule applied to all their parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from matrixcalc.lang import syntax
from matrixcalc.lang.syntax import Syntax


def rewritten(node: Syntax, rule: Callable[[Syntax], Syntax]) -> Syntax:
    """A formula with a rule applied to every part, the inner ones first."""

    def go(part: Syntax) -> Syntax:
        return rewritten(part, rule)

    match node:
        case syntax.Juxtaposed(items=items):
            node = replace(node, items=tuple(map(go, items)))
        case syntax.Scripts(base=base):
            node = replace(node, base=go(base))
        case syntax.Group() | syntax.Related():
            node = replace(node, parts=tuple(map(go, node.parts)))
        case syntax.Bars(body=body) | syntax.Root(body=body):
            node = replace(node, body=go(body))
        case syntax.Infix(left=left, right=right):
            node = replace(node, left=go(left), right=go(right))
        case syntax.Ratio(top=top, bottom=bottom):
            node = replace(node, top=go(top), bottom=go(bottom))
        case syntax.Sum(terms=terms):
            node = replace(node, terms=tuple((sign, go(t)) for sign, t in terms))
    return rule(node)
