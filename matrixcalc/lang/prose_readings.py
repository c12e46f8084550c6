"""What a short formula says as a part of a sentence, and the sizes that it may name.

Nothing is looked up here: names and sizes stay text.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from matrixcalc.record import record

LONGEST_SIZE = 60
_PLAIN_SIZE = re.compile(r"[A-Za-z0-9_+\-*/^(){}\\ℓ· ,]{1,40}")
_WORDS_IN_SIZE = re.compile(
    r"\\(?!ell|cdot|alpha|beta|gamma|delta|kappa|lambda|nu|rho|tau)[A-Za-z]+"
)


class Sort(Enum):
    """What a formula is, seen as a part of a sentence."""

    NAMES = auto()
    MEMBER = auto()
    RELATION = auto()
    LAW = auto()
    RANGE = auto()
    SIZE = auto()
    SPACE = auto()
    BARE_LAW = auto()
    NUMBER = auto()
    OPAQUE = auto()


@record
class Reading:
    """A formula as a part of a sentence; what it does not say is left out."""

    sort: Sort
    names: tuple[str, ...] = ()
    shape: tuple[str, ...] | None = None
    adjectives: tuple[str, ...] = ()
    kind: str = ""
    ranges: tuple[tuple[str, str, str], ...] = ()
    law: str = ""
    mean: str = ""
    covariance: str = ""
    given: str = ""
    joint: str = ""
    """A law of two columns below each other, as it is written."""


OPAQUE = Reading(Sort.OPAQUE)


def is_capital(name: str) -> bool:
    r"""Whether the letter of a name is a capital, as in ``A_1``, ``\Sigma``, ``\hat{\Theta}``."""
    bare = re.sub(r"\\(?:hat|bar|tilde|widehat|widetilde|overline|vec|dot|check)\b", "", name)
    first = bare.lstrip("{\\ ")[:1]
    return first.isupper()


def bracketed(text: str, opened: int) -> tuple[str, int]:
    """What stands in the bracket that is opened here, and where the text goes on."""
    depth = 0
    for at in range(opened, len(text)):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return text[opened + 1 : at], at + 1
    return "", opened


def of_sizes(*sizes: str) -> tuple[str, ...] | None:
    """A shape from one or two written sizes; a matrix of one column is a vector."""
    texts = [size_text(size) for size in sizes]
    if not all(texts):
        return None
    if len(texts) == 2 and texts[1] == "1":
        texts = texts[:1]
    return () if texts == ["1"] else tuple(texts)


def size_text(text: str) -> str:
    """A written size without brackets around it; nothing if it is none."""
    text = text.strip()
    if len(text) > LONGEST_SIZE:
        return ""
    while text[:1] + text[-1:] in ("()", "{}") and bracketed(text, 0)[1] == len(text):
        text = text[1:-1].strip()
    if not _PLAIN_SIZE.fullmatch(text) or _WORDS_IN_SIZE.search(text) or text[0] in "+-*/^_":
        return ""
    return "" if "," in text or not re.search(r"[\w\\]", text) else text
