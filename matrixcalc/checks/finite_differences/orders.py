"""How many derivatives stand inside one another."""

from __future__ import annotations

from matrixcalc.expr import Derive, Differential, Expr
from matrixcalc.statements import Claim


def order(claim: Claim, e: Expr) -> int:
    """The largest number of derivatives inside one another in `e`, definitions followed."""
    return _order(claim, e, {}, {})


def _order(claim: Claim, e: Expr, known: dict[Expr, int], defined: dict[str, int]) -> int:
    if e not in known:
        below = max((_order(claim, child, known, defined) for child in e.children), default=0)
        for name in e.names & claim.meanings.keys():
            if name not in defined:
                defined[name] = 0
                defined[name] = _order(claim, claim.meanings[name].body, known, defined)
            below = max(below, defined[name])
        known[e] = below + isinstance(e, Derive | Differential)
    return known[e]
