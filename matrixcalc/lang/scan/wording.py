"""Whether a range reads like sentences or like a formula.

These are guesses, made only where the markup leaves two readings; a formula
between clear delimiters never depends on them.  Nothing here knows meanings.
"""

from __future__ import annotations

import re

_COMMAND = re.compile(r"\\[A-Za-z]+[ \t]*(?:\{[^{}]*\})?")
_PAIR = re.compile(
    r"(?<![^\W\d_])([A-Za-zÀ-žА-яЁё][a-zß-žа-яё]+)[,;:]?[ \t\r\n]+"
    r"(?=([A-Za-zÀ-žА-яЁё][a-zß-žа-яё]+)(?![^\W\d_]))"
)
_ALONE = re.compile(r"[\W\d_]*[A-Za-zÀ-žА-яЁё][a-zß-žа-яё]{2,}[\W\d_]*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_EAST_ASIAN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}")
_OPERATOR = re.compile(r"[\\^_=+<>|/*()\[\]'−≤≥∈·×]|-\S")
_PRICE = re.compile(r"\s*\d[\d.,]*(?![\d.,])\s*[^\W\d_]{3}")
_FUNCTIONS = """
    log ln exp det tr trace diag vec vech rank cov var sin cos tan max min arg argmax argmin
    sup inf lim sgn sign span null dim
"""
FUNCTIONS = frozenset(_FUNCTIONS.split())


def is_prose(text: str) -> bool:
    r"""Whether words stand side by side outside of commands, as in a sentence.

    >>> is_prose("Then we have"), is_prose(r"A B \text{ if it is square}")
    (True, False)
    """
    bare = _COMMAND.sub(" 0 ", text)
    if _EAST_ASIAN.search(bare):
        return True
    return any(
        max(len(left), len(right)) > 2 and not {left.lower(), right.lower()} & FUNCTIONS
        for left, right in (match.groups() for match in _PAIR.finditer(bare))
    )


def is_sentence(line: str) -> bool:
    """Whether a line on its own belongs to a text: words, or one word such as “Thus,”."""
    alone = _ALONE.fullmatch(line.strip())
    if alone and _WORD.findall(line)[0].lower() not in FUNCTIONS:
        return True
    return is_prose(line)


def is_price(text: str) -> bool:
    """Whether an amount stands first and words follow, as after the sign of a currency."""
    return bool(_PRICE.match(text)) and "\\" not in text


def is_mathematical(text: str) -> bool:
    r"""Whether a short text reads as a formula: signs, commands, letters, no words.

    >>> [is_mathematical(t) for t in (" n ", "x = y", r"\mu", "and", "5 dollars or")]
    [True, True, True, False, False]
    """
    if not text.strip() or is_price(text) or is_prose(text):
        return False
    if _OPERATOR.search(text):
        return True
    words = _WORD.findall(text)
    return all(w.isupper() or w.lower() in FUNCTIONS or w[0] == "d" for w in words)
