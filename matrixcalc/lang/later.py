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
    if not isinstance(statement, Equality | Malformed) or not below:
        return statement
    names = _letters(statement.written)
    if isinstance(statement, Equality):
        names |= statement.left.names | statement.right.names
    name = min(below & names, default="")
    if not name:
        return statement
    reason = f"what {name} is, is said elsewhere"
    if isinstance(statement, Equality) and statement.left.shape == statement.right.shape:
        return replace(statement, under=statement.under or reason)
    # A letter such as e was taken for the number of that name.
    return Unjudged("", "", statement.written, reason, "", statement.line, statement.written)


def _letters(written: str) -> frozenset[str]:
    try:
        return frozenset(t.text for t in tokens(written))
    except Unlexed:
        return frozenset()
