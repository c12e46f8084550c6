"""Letters that get their meaning below: “… = −2Xᵀu.  Here u = y − Xw.”

What a formula says of such a letter need not hold for every value of it, so that the formula
is not refuted.  What holds for every value is accepted as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from matrixcalc.lang.tokens import Unlexed, tokens
from matrixcalc.statements import Definition, Equality, Malformed, Statement, Unjudged


def with_meanings_below(statements: Sequence[Statement], also: Iterable[str]) -> list[Statement]:
    """The statements, doubted where a letter in them is defined further down, or only in the text."""
    below = set(also)
    found: list[Statement] = []
    for statement in reversed(statements):
        found.append(_doubted(statement, below))
        if isinstance(statement, Definition):
            below.add(statement.head.name)
    return found[::-1]


def _doubted(statement: Statement, below: set[str]) -> Statement:
    if isinstance(statement, Equality) and not statement.under:
        name = min(below & (statement.left.names | statement.right.names), default="")
        return replace(statement, under=f"what {name} is, is said elsewhere") if name else statement
    if isinstance(statement, Malformed):
        name = min(below & _letters(statement.written), default="")
        if name:
            reason = f"what {name} is, is said elsewhere"
            return Unjudged(
                "", "", statement.written, reason, "", statement.line, statement.written
            )
    return statement


def _letters(written: str) -> frozenset[str]:
    try:
        return frozenset(t.text for t in tokens(written))
    except Unlexed:
        return frozenset()
