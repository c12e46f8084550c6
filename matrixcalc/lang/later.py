"""Letters that get their meaning below: “… = −2Xᵀu.  Here u = y − Xw.”

What a formula says of such a letter need not hold for every value of it, so that the formula
is not refuted.  What holds for every value is accepted as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matrixcalc.lang.tokens import Unlexed, tokens
from matrixcalc.statements import Definition, Equality, Malformed, Statement, Unjudged

NEAR = 6
"""Statements behind the first one with a letter where it may still be said what the letter is."""


def with_meanings_below(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, doubted where a letter in them is new and defined a little further down."""
    names = [_names(s) for s in statements]
    found = list(statements)
    for end, statement in enumerate(statements):
        if isinstance(statement, Definition):
            name = statement.head.name
            first = next((k for k in range(end) if name in names[k]), end)
            for k in range(first, end) if end - first <= NEAR else ():
                if name in names[k]:
                    found[k] = _doubted(found[k], f"what {name} is, is said elsewhere")
    return found


def _doubted(statement: Statement, reason: str) -> Statement:
    if isinstance(statement, Equality) and statement.left.shape == statement.right.shape:
        return replace(statement, under=statement.under or reason)
    if isinstance(statement, Equality | Malformed):
        # A letter such as e was taken for the number of that name.
        return Unjudged("", "", statement.written, reason, "", statement.line, statement.written)
    return statement


def _names(statement: Statement) -> frozenset[str]:
    """The letters of a statement, also those that were taken for something else."""
    if not isinstance(statement, Equality | Malformed):
        return frozenset()
    try:
        found = frozenset(t.text for t in tokens(statement.written))
    except Unlexed:
        found = frozenset()
    if isinstance(statement, Equality):
        found |= statement.left.names | statement.right.names
    return found
