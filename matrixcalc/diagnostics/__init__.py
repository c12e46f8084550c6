"""The codes of all messages, each with an article: what `matcalc explain` prints.

A code is one object, documented where it is defined; it is never reused for
another message.  MC1xx reading, MC2xx shapes and declarations, MC3xx verdicts,
MC4xx library and configuration, MC9xx internal.  Nothing here finds or raises anything.
"""

from __future__ import annotations

import difflib

from matrixcalc.diagnostics import declarations, reading, running, verdicts
from matrixcalc.diagnostics.code import HEADINGS, Code

CODES: tuple[Code, ...] = (
    *reading.CODES,
    *declarations.CODES,
    *verdicts.CODES,
    *running.CODES,
)


def find(code: str) -> Code | None:
    """The code with this name, whatever its case; None if there is none.

    >>> find("mc301").title
    'the statement is false'
    """
    wanted = code.strip().upper()
    return next((c for c in CODES if c.code == wanted), None)


def nearest(word: str, known: tuple[str, ...], count: int = 3) -> tuple[str, ...]:
    """The known words that look like `word`, nearest first; often none.

    >>> nearest("exakt", ("exact", "shapes"))
    ('exact',)
    """
    return tuple(difflib.get_close_matches(word, known, n=count, cutoff=0.5))


__all__ = ["CODES", "HEADINGS", "Code", "find", "nearest"]
