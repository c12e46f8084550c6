r"""Shapes that are written at the letters of a formula, as in ``A_{[2\times 3]}``.

Such notes say nothing but shapes, so they count wherever they stand.
"""

from __future__ import annotations

import re

from matrixcalc.lang.prose_readings import Reading, Sort, of_sizes
from matrixcalc.lang.prose_spelling import LETTER, NAME, canonical

_SIZE = r"[A-Za-z0-9+\-]+|\\ell"
_SHAPE = rf"[\[(]?({_SIZE})×({_SIZE})[\])]?"
_NOTED = (
    re.compile(rf"(?:^|[,;(]|\\\\|(?<=\}}))({NAME})():({_SIZE})×({_SIZE})(?=$|[,;).]|\\\\|\\end)"),
    re.compile(rf"(?<![∈A-Za-z\\{{])({LETTER})()_\{{{_SHAPE}\}}(?!\()"),
    re.compile(rf"\\(?:underset|overset)\{{{_SHAPE}\}}\{{({NAME})(\^⊤)?\}}"),
    re.compile(rf"\\(?:underbrace|overbrace)\{{({NAME})(\^⊤)?\}}[_^]\{{{_SHAPE}\}}"),
)
_NO_LETTERS = frozenset({"I", "E", "O", "J", "ℳ", "ℝ"})
"""What has a shape below it without being a letter that may stand for anything."""


def noted(latex: str) -> tuple[Reading, ...]:
    r"""The letters of a formula that carry their shapes.

    >>> [(a.names, a.shape) for a in noted(r"\underset{[1\times n]}{a^T} x")]
    [(('a',), ('n',))]
    """
    if not any(sign in latex for sign in ("times", "×")):
        return ()
    text = canonical(latex)
    found: dict[str, Reading] = {}
    for pattern in _NOTED:
        for match in pattern.finditer(text):
            first = pattern is not _NOTED[2]
            name, turned, rows, columns = match.groups() if first else (
                match[3], match[4], match[1], match[2])  # fmt: skip
            shape = of_sizes(columns, rows) if turned else of_sizes(rows, columns)
            if name not in _NO_LETTERS and shape is not None:
                found.setdefault(name, Reading(Sort.MEMBER, (name,), shape))
    return tuple(found.values())
