r"""Sentences that say where a function is smallest or largest, as the formulas that say the same.

“$\hat\mu$ maximises $\ell(\mu)$” is ``\arg\max_\mu \ell(\mu) = \hat\mu``.  A sentence that says more,
or less, is left alone: only whole sentences of a few forms are understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matrixcalc.lang.optima import WORDS
from matrixcalc.lang.prose_tokens import Fragment

FORMULA = "▢"

_LEAD = (
    r"(?:(?:then|hence|thus|so|therefore|consequently|we\s+see\s+that|it\s+follows\s+that|dann|damit"
    r"|also|folglich|somit|daher|es\s+folgt:?)[,:]?\s+)?"
)
_KIND = (
    r"(?:(?:the|die|das|den)\s+(?:function|objective|cost|loss|error|(?:log-?)?likelihood|funktion"
    r"|zielfunktion|kosten|(?:log-?)?likelihood(?:-funktion)?)\s+)?"
)
_AT = r"(?:at|for|in|when|where|bei|für|wenn|an\s+der\s+stelle)"
_SMALL, _LARGE = r"(?:minimal|smallest|am\s+kleinsten)", r"(?:maximal|largest|am\s+größten)"
_TAKEN = r"(?:attained|reached|achieved|assumed|taken)"
_TAIL = rf"(?P<rest>,?\s+(?:{WORDS})\s*:?\s*▢(?:\s*(?:,|and|und)\s*▢)?)?"

_PLACE = re.compile(
    rf"{_LEAD}▢\s+(?:(?P<min>minimi[sz]es|minimiert|is\s+the\s+(?:unique\s+)?minimi[sz]er\s+of)"
    rf"|(?P<max>maximi[sz]es|maximiert|is\s+the\s+(?:unique\s+)?maximi[sz]er\s+of))"
    rf"\s+{_KIND}▢{_TAIL}",
    re.IGNORECASE,
)
"""A place, and the function that is smallest or largest there."""

_INVERTED = re.compile(
    rf"(?:also|damit|somit|folglich|daher|dann)\s+(?:(?P<min>minimiert)|(?P<max>maximiert))\s+▢\s+"
    rf"{_KIND}▢{_TAIL}",
    re.IGNORECASE,
)
"""The same with the verb first."""

_FUNCTION = re.compile(
    rf"{_LEAD}(?:{_KIND}▢\s+(?:is|becomes|ist|wird)\s+(?:(?P<min>{_SMALL})|(?P<max>{_LARGE}))\s+{_AT}\s+▢"
    rf"|(?:the|das)\s+(?:(?P<min2>minimum)|(?P<max2>maximum))\s+(?:of|von)\s+{_KIND}▢\s+"
    rf"(?:is\s+{_TAKEN}\s+{_AT}\s+▢|wird\s+{_AT}\s+▢\s+(?:angenommen|erreicht))){_TAIL}",
    re.IGNORECASE,
)
"""A function, and the place where it is smallest or largest."""

_PLACED = re.compile(
    rf"{_LEAD}(?:(?:the|a|der|ein|le)\s+(?:(?:unique|global|eindeutige|globale|only)\s+)*(?:(?P<min>minimi[sz]er|minimierer)|(?P<max>maximi[sz]er|maximierer))"
    rf"\s+(?:of|von|de)\s+{_KIND}▢\s+(?:is|ist|est)(?:\s+given\s+by|\s+attained\s+at)?"
    rf"|{_KIND}▢\s+is\s+(?:(?P<min2>minimi[sz]ed)|(?P<max2>maximi[sz]ed))\s+(?:by|at|for)"
    rf"|(?:(?P<min3>minimi[sz]ing|minimieren)|(?P<max3>maximi[sz]ing|maximieren))\s+(?:(?:von|of)\s+)?{_KIND}▢\s+"
    rf"(?P<over>(?:over|with\s+respect\s+to|w\.?\s?r\.?\s?t\.?|nach|über)\s+▢\s+)?"
    rf"(?:gives|yields|leads\s+to|results\s+in|we\s+(?:get|obtain|find)|liefert|ergibt))\s*:?\s+▢{_TAIL}",
    re.IGNORECASE,
)
"""A function, and the place of its optimum as what the sentence ends with."""

_LETTER = r"\\?[A-Za-z]+"
_INDEXED = re.compile(rf"({_LETTER})_\{{?[A-Za-z]\}}?")
_OF_LETTER = re.compile(rf"{_LETTER}\s*\(\s*({_LETTER})\s*\)")
_MARKED = re.compile(
    rf"\\(?:hat|widehat|tilde|bar|overline)\s*(?:\{{\s*({_LETTER})\s*\}}|({_LETTER}))"
    rf"|({_LETTER})\s*\^\s*(?:\*|\\ast|\\star|\{{\s*(?:\*|\\ast|\\star)\s*\}})"
)
_RELATION = re.compile(r"=|<|>|\\(?:le|ge|leq|geq|in|sim|approx|neq|to|equiv)\b|≤|≥|∈")


@dataclass(frozen=True)
class Said:
    """What a sentence says, as a formula; its place, and the formulas that it uses."""

    formula: str
    start: int
    end: int
    used: frozenset[int]


def said(paragraph: Sequence[Fragment]) -> Iterator[Said]:
    """The optima of which the sentences of a paragraph speak."""
    formulas = [f for f in paragraph if f.math]
    text = " ".join(FORMULA if f.math else f.text.replace(FORMULA, " ") for f in paragraph)
    text = re.sub(r"(?<!\s)\s+(?=[.,;:!?])", "", text)
    before = 0
    for sentence in re.split(r"(?<=[.!?;])\s+", text):
        count = sentence.count(FORMULA)
        own = formulas[before : before + count]
        before += count
        plain = " ".join(sentence.split()).rstrip(".;")
        found = _understood(plain, own)
        if found is not None:
            yield found


def _understood(sentence: str, own: Sequence[Fragment]) -> Said | None:
    match = _PLACE.fullmatch(sentence) or _INVERTED.fullmatch(sentence)
    if match is not None:
        sense = "min" if match["min"] else "max"
        return _stated(sense, own[1], own[0])
    for pattern in (_FUNCTION, _PLACED):
        match = pattern.fullmatch(sentence)
        if match is None:
            continue
        place = own[2 if match.groupdict().get("over") else 1]
        if _equation(place.text) is not None:
            small = any(v for k, v in match.groupdict().items() if k.startswith("min"))
            return _stated("min" if small else "max", own[0], place)
    return None


def _stated(sense: str, function: Fragment, place: Fragment) -> Said | None:
    """The formula, if it is clear which letter varies."""
    f = function.text.strip()
    if _RELATION.search(f):
        return None
    found = _equation(place.text) or _named(place.text.strip(), f)
    if found is None:
        return None
    letter, value = found
    formula = rf"\arg\{sense}_{{{letter}}} \left( {f} \right) = {value}"
    parts = (function, place)
    start = min(p.start for p in parts)
    end = max(p.start + len(p.text) for p in parts)
    return Said(formula, start, end, frozenset(p.start for p in parts))


def _equation(text: str) -> tuple[str, str] | None:
    """The letter and the value of “x = …”; a member of a family stands for all of them."""
    head, equals, value = text.strip().partition("=")
    if not equals or _RELATION.search(value) or not value.strip():
        return None
    if re.fullmatch(_LETTER, head.strip()):
        return head.strip(), value.strip()
    marked = _MARKED.fullmatch(head.strip())
    if marked is not None:
        return next(g for g in marked.groups() if g), value.strip()
    indexed = _INDEXED.fullmatch(head.strip())
    return (rf"\{{{head.strip()}\}}", value.strip()) if indexed else None


def _named(place: str, f: str) -> tuple[str, str] | None:
    """The letter that varies, by the name of the place, μ̂ or μ*, or by that of the function."""
    if _RELATION.search(place) or re.fullmatch(_LETTER, place):
        return None
    marked = _MARKED.fullmatch(place)
    if marked is not None:
        return next(g for g in marked.groups() if g), place
    argument = _OF_LETTER.fullmatch(f)
    return (argument[1], place) if argument is not None else None
