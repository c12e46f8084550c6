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
    r"\b(?:(?:absolute|add|adjust|ander|ajout|another|approx|assum|autre|becom|cent(?:er|r)ed|chang"
    r"|constrain|contraint|depend|doubl|drop|dual|entropy|extend|general(?:i[sz]e|is)|halv|ignor"
    r"|instead|lett(?:ing)|modif|nebenbeding|neglect|neu|new|normali[sz]|nouv|other|penal|pénal"
    r"|posterior|prior|regular|replac|requir|rescal|restrict|scal(?:ed|ing|e)|second|shift|statt"
    r"|strafterm|subject|substitut|suppos|unit|weighted\s+version|zusätz)\w*"
    r"|sums?\s+to|up\s+to|at\s+(?:most|least)|(?<!solving\s)(?<!solve\s)for\s+(?:fixed|▢)"
    r"|now\s+(?:let|consider|take|suppose)|entries|graph|sparse|both|these|them|each)(?!\w)",
    re.IGNORECASE,
)
"""Words by which another function may be meant, or fewer values."""
_TELLS = re.compile(
    r"\b(?:(?:assum|remember|restrict)\w*|identity|identität|identité|zero\s+vector|nullvektor"
    r"|no\s+\w+\s+term|as|because|car|cases?|da|denn|equals|falls|here|if|known?|means?|not(?:e|ice)"
    r"|one|provided|recall\w*|si|since|solves|takes?|taking|three|throughout|two|us(?:e|ed|ing)"
    r"|vanishes\.|weil|wenn|when|whiten\w*)\b",
    re.IGNORECASE,
)
"""Words by which a text may say what letters are like, or why something is so."""
_FINE = re.compile(
    r"\b(?:(?:minim|maxim|optim)[a-z]+|unique|global|eindeutig\w*|differenti\w+|vanish\w*|zero|set(?:ting)?|equat\w+|nullsetzen|annulant|estimat\w+|respect|stationar\w+"
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
            case Math() if _says_more(text) and variable in _letters(text):
                return text.strip()
            case _:
                words.append(" . ")
    return _unsaid(" ".join(words), known)


def silent(scanned: Scanned, start: int, end: int, known: Collection[str]) -> bool:
    """Whether the text of a section says nothing of its letters but what was understood: no words
    by which it may, and no conditions in a formula on a line of its own.
    """
    inside = [p for p in scanned.pieces if start <= p.start]
    last = next((p.start for p in inside if isinstance(p, Heading) and p.start > end), None)
    inside = [p for p in inside if last is None or p.start < last]
    words = " ".join(
        scanned.text(p) if isinstance(p, Prose)
        else " ▢ " if isinstance(p, Math) and not p.display else " . "
        for p in inside
    )  # fmt: skip
    shown = (scanned.text(p) for p in inside if isinstance(p, Math) and p.display)
    restricted = any(_RESTRICTS.search(t) or _ABOVE.search(t) for t in shown)
    return not (restricted or _TELLS.search(_without(words, known)) or _unsaid(words, known))


def _says_more(display: str) -> bool:
    """Whether a display may set a condition, or name a function that has no letter."""
    return _RESTRICTS.search(display) is not None or "=" not in display


def _unsaid(text: str, known: Collection[str]) -> str:
    """The first word of a text by which more may be said than was understood."""
    whole = _without(text, known)
    changed = _CHANGES.search(whole)
    if changed is not None:
        return changed[0]
    found = (unlicensed(_FINE.sub(" ", s), known) for s in re.split(r"[.!?]\s", whole))
    return next((word for word in found if word), "")


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
