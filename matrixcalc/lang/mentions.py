"""The adjectives that a text has anywhere, whether or not it was understood of what it says them.

Where a letter is meant by other words than its name (“all our matrices”, “the case of
idempotent A”, a macro, a footnote), no declaration has the adjective.  What is true with it
is then not false, but conditional.  Nothing is declared here.
"""

from __future__ import annotations

import re

from matrixcalc.lang.scan.pieces import Directive, Scanned
from matrixcalc.lang.words import adjectives_among

_WORD = re.compile(r"[^\W\d_]+")


_COMMUTATOR = re.compile(
    r"\bcommutators?\b|\blie[\s-]+(?:brackets?|klammer\w*|algebras?)\b|\bkommutator\w*|\bcommutateurs?\b|\bcrochets?\s+de\s+lie\b"
    r"|коммутатор|交换子|交換子"
    r"|\[\s*(?P<a>\w)\s*,\s*(?P<b>\w)\s*\]\s*(?::?=|\\coloneqq|\\triangleq|\\equiv)\s*(?P=a)\s*(?P=b)\s*-\s*(?P=b)\s*(?P=a)",
    re.IGNORECASE,
)


def has_commutators(scanned: Scanned) -> bool:
    """Whether the text says anywhere that square brackets are commutators, [A, B] = AB − BA."""
    return _COMMUTATOR.search(scanned.source.text) is not None


def mentioned(scanned: Scanned) -> tuple[str, ...]:
    """The adjectives in the words of a document; what its directives say is no mention."""
    source = scanned.source
    text = source.text if source.origin or not source.file else source.file
    at, parts = 0, list[str]()
    for piece in scanned.pieces:
        if isinstance(piece, Directive):
            parts.append(text[at : piece.start])
            at = max(at, piece.end)
    whole = " ".join([*parts, text[at:]]).lower().replace("ё", "е")
    return tuple(adjectives_among(frozenset(_WORD.findall(whole)), whole))
