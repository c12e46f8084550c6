"""The text between a function and what is said to follow from its derivative's being zero.

Words may say that another function is meant, or that not all values are allowed; a formula may
add a term or set a condition.  What may do so is named, and nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from matrixcalc.lang.licences import unlicensed
from matrixcalc.lang.scan.pieces import Heading, Math, Prose, Scanned
from matrixcalc.lang.tokens import Unlexed, tokens

_CHANGES = re.compile(
    r"\b(?:(?:add|penal|regular|becom|constrain|restrict|replac|modif|substitut|instead|normali[sz]|subject|unit|weighted\s+version"
    r"|adjust|shift|cent(?:er|r)ed|rescal|general(?:i[sz]e|is)|extend|chang|new|other|another|second|neu|ander|zusätz|statt|strafterm|nebenbeding"
    r"|contraint|pénal|ajout|autre|nouv|doubl|halv|scal|lett|ignor|drop|neglect|approx|assum|suppos|prior|posterior|dual|absolute|entropy)\w*|sums?\s+to|up\s+to|at\s+(?:most|least)|(?<!solving\s)(?<!solve\s)for\s+(?:fixed|▢)|now\s+(?:let|consider|take|suppose)|requir\w*|entries|graph|sparse|depend\w*|both|these|them|each|restrict\w*)(?!\w)",
    re.IGNORECASE,
)
"""Words by which another function may be meant, or fewer values."""
_TELLS = re.compile(
    r"\b(?:identity|identität|identité|zero\s+vector|nullvektor|no\s+\w+\s+term|assum\w*|remember\w*|not(?:e|ice)|recall\w*|us(?:e|ed|ing)|takes?|taking"
    r"|cases?|equals|whiten\w*|known?|means?|solves|because|since|as|when|provided|here|if|throughout|three|two|one|vanishes\.|falls|wenn|da|weil|denn|si|car)\b",
    re.IGNORECASE,
)
"""Words by which a text may say what letters are like, or why something is so."""
_FINE = re.compile(
    r"\b(?:(?:minim|maxim|optim)[a-z]+|differenti\w+|vanish\w*|zero|set(?:ting)?|equat\w+|nullsetzen|annulant|estimat\w+|respect|stationar\w+"
    r"|gradients?|derivatives?|ableitung\w*|verschwindet|solv\w+|likelihood|squares?|given\s+by|kalman|gain|normal\s+equations?)\b",
    re.IGNORECASE,
)
_RESTRICTS = re.compile(
    r"\\(?:text|mbox|mathrm\{s|quad|qquad|le|leq|leqslant|ge|geq|geqslant|preceq|succeq|succ|prec|neq?|in)(?![a-zA-Z])|[<>≤≥≠∈]"
)
"""What in a display may be a condition, or words."""
_ABOVE = re.compile(r"\\(?:tag|overset|stackrel|underset|xrightarrow)\b")
_NAME = re.compile(r"[\\\w\s{}^*,()'̂-]*")
"""A letter, or a function of letters, and nothing else."""


def doubt(
    scanned: Scanned, start: int, end: int, variable: str, known: Collection[str],
    defined: Collection[int],
) -> str:  # fmt: skip
    """What stands between two places that may change what is zero, or where; empty if nothing does.

    `known` are the adjectives that declarations have understood, and `defined` the places of what
    definitions in running text say.
    """
    words = list[str]()
    for piece in scanned.pieces:
        if not start <= piece.start < end:
            continue
        text = scanned.text(piece)
        match piece:
            case Prose():
                words.append(text)
            case Math(display=False):
                told = any(piece.start <= at < piece.end for at in defined) or r"\in" in text
                named = _NAME.fullmatch(text) and not _RESTRICTS.search(text)
                plain = told or "∈" in text or named
                if not plain and variable in _letters(text):
                    return text.strip()
                words.append(" ▢ ")
            case Math() if _RESTRICTS.search(text) and variable in _letters(text):
                return text.strip()
            case _:
                words.append(" . ")
    whole = _without(" ".join(words), known)
    changed = _CHANGES.search(whole)
    if changed is not None:
        return changed[0]
    found = (unlicensed(_FINE.sub(" ", s), known) for s in re.split(r"[.!?]\s", whole))
    return next((word for word in found if word), "")


def silent(scanned: Scanned, start: int, end: int, known: Collection[str]) -> bool:
    """Whether the text of a section says nothing of its letters but what was understood: no words
    by which it may, and no conditions in a formula on a line of its own.
    """
    inside = [p for p in scanned.pieces if start <= p.start]
    last = next((p.start for p in inside if isinstance(p, Heading) and p.start > end), None)
    inside = [p for p in inside if last is None or p.start < last]
    words = " ".join(scanned.text(p) for p in inside if isinstance(p, Prose))
    shown = (scanned.text(p) for p in inside if isinstance(p, Math) and p.display)
    restricted = any(_RESTRICTS.search(t) or _ABOVE.search(t) for t in shown)
    told = _without(words, known)
    return not (restricted or _TELLS.search(told) or _CHANGES.search(told))


def _without(text: str, known: Collection[str]) -> str:
    """A text without the adjectives that declarations have understood."""
    listed = sorted(known, key=len, reverse=True)
    spelled = "|".join(re.escape(x).replace(r"\ ", r"[\s-]+") for x in listed)
    return re.sub(rf"\b(?:{spelled})\b", " ", text, flags=re.IGNORECASE) if spelled else text


def _letters(text: str) -> frozenset[str]:
    try:
        return frozenset(t.text for t in tokens(text, 0))
    except Unlexed:
        return frozenset()
