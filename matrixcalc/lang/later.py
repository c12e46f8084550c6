"""Letters that get their meaning below: “… = −2Xᵀu.  Here u = y − Xw.”

What a formula says of such a letter need not hold for every value of it, so that the formula
is not refuted.  What holds for every value is accepted as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matrixcalc.lang.tokens import Unlexed, tokens
from matrixcalc.statements import Definition, Equality, Inequality, Malformed, Statement, Unjudged

CONSTANTS = frozenset({"e", "d", "I", "J", "K", "E", "D", "N", "π", "σ", "δ"})
"""Letters that are taken for something else where nothing says what they are."""

NEAR = 6
"""Statements behind the first one with a letter where it may still be said what the letter is."""


def with_meanings_below(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, doubted where a letter in them is new and defined a little further down."""
    found = list(statements)
    for end, statement in enumerate(statements):
        if isinstance(statement, Definition):
            name = statement.head.name
            near = [k for k in range(max(0, end - NEAR), end) if _has(statements[k], name)]
            if near and not any(_has(s, name) for s in statements[: max(0, end - NEAR)]):
                for k in near:
                    found[k] = _doubted(found[k], f"what {name} is, is said elsewhere")
    return found


def _doubted(statement: Statement, reason: str) -> Statement:
    if isinstance(statement, Equality) and statement.left.shape == statement.right.shape:
        return replace(statement, under=statement.under or reason)
    if isinstance(statement, Inequality):
        return replace(statement, under=statement.under or reason)
    if isinstance(statement, Equality | Malformed):
        # A letter such as e was taken for the number of that name.
        return Unjudged("", "", statement.written, reason, "", statement.line, statement.written)
    return statement


def _has(statement: Statement, name: str) -> bool:
    """Whether a statement has a letter, or something else that is written so."""
    if not isinstance(statement, Equality | Inequality | Malformed):
        return False
    if isinstance(statement, Equality | Inequality):
        if name in statement.left.names or name in statement.right.names:
            return True
        if name not in CONSTANTS:
            return False
    return name in statement.written and name in _letters(statement.written)


def _letters(written: str) -> frozenset[str]:
    try:
        return frozenset(t.text for t in tokens(written))
    except Unlexed:
        return frozenset()
