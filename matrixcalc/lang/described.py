"""Letters that a sentence describes by what they are of others: “λ is an eigenvalue of A”.

Such a letter is no constant where the others vary, and it need not have every value of its
shape: “ŷ, the predictions of the model with weights w”.  What it is exactly is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from matrixcalc.lang.chance import Sentence
from matrixcalc.lang.names import name_of
from matrixcalc.lang.parser import Unparsed, parse
from matrixcalc.lang.tokens import Unlexed, tokens

_OF_OTHERS = r"""
    abbreviation | adjugate | angle | average | condition\s+number | determinant | diameter | distance | eigen\w+
    | gradient | gram(?:ian)?\s+matrix | hessian | image | inverse | jacobian | kernel\s+matrix | largest | length
    | maximum | mean | median | minimum | norm | output | product | projection | projector | pseudo-?inverse | rank
    | ratio | singular\s+(?:value|vector)s? | smallest | softmax | spectral\s+radius | square\s+root | standard\s+deviation
    | sum | trace | transform | transpose | value | variance
    | eigenwert\w* | eigenvektor\w* | mittelwert | spur | determinante | projektion | valeurs?\s+propres?
    | vecteurs?\s+propres? | norme | moyenne | déterminant
"""
_OF_THE_MODEL = r"""
    abbreviat\w+ | estimate | estimator | fitted\s+\w+ | maximi[sz]er | minimi[sz]er | predictions? | residuals?
    | residual\s+vector | responsibilities | solution | vorhersagen? | residuum | residuen | schätz(?:er|ung)
    | prédictions? | résidus? | estimateur
"""
_NOISE = r"(?:\w+\s+)?noise | disturbances? | error\s+terms? | rauschen | bruit"
_NOUN = re.compile(
    rf"\b(?:(?P<model>{_OF_THE_MODEL})|(?P<noise>{_NOISE})|(?:{_OF_OTHERS}))\b",
    re.IGNORECASE | re.VERBOSE,
)
_PARTS = re.compile(
    r"(?<=▢)\s*,|[;:¶]|,\s*(?=▢)|,\s*(?:and|und|et)\b"
    r"|\b(?:and|und|et)\s+(?=▢\s+(?:its|the|their|ihr\w*|sein\w*|son|sa|die|der|das|la|le)\b)"
)
"""Between what is said of one letter and what is said of the next."""
_SAYS = re.compile(
    r"^\s*,?\s*(?:(?:be|is|are|denotes?|stands?\s+for|sei|ist|bezeichnet|soit|est|désigne)\b|the\b|an?\b|its\b|their\b|die\b|"
    r"der\b|das\b|les?\b|la\b)(?!.*\b(?:be|is|are|sei|ist|soit|est)\b.*▢)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:\b(?:as|by|called|named|in|mit|als|genannt|par|dans|noté\w*|appelé\w*)\b|,)\s*$",
    re.IGNORECASE,
)
_ITS = re.compile(r"\b(?:its|their|ihr\w*|sein\w*|son|sa)\b", re.IGNORECASE)
_OF_ENTRIES = re.compile(
    r"\b(?:entries|components|coordinates|elements|einträge|komponenten|composantes)\b",
    re.IGNORECASE,
)
_OTHER_NOUN = re.compile(
    r"\b(?:with|of|for|whose|having|matrix|matrices|vectors?|mit|von|avec|de|matrice)\b",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"\s*,?\s*(?:(?:is|are|be|denotes?|as|a|an|the|some|additive|gaussian|independent)\b\s*)*",
    re.IGNORECASE,
)
_POWER = re.compile(r"\^\{?\d\}?$")
_SIGN = re.compile(r"\\in(?![a-z])|∈|=|\\sim\b|~|:|\\succ|\\to\b|>|<")
_MOMENTS = frozenset({"mean", "variance", "mittelwert", "moyenne"})


@dataclass(frozen=True)
class Description:
    """A letter, and those of which it is what a sentence says; all others if it names none."""

    name: str
    of: frozenset[str]
    word: str
    random: bool = False
    """Whether it is noise, of which nothing else may be told."""

    def varies_with(self, moved: frozenset[str]) -> bool:
        """Whether the letter is no constant where others are varied."""
        if self.random:
            return False
        return bool(moved & self.of) if self.of else bool(moved - {self.name})


def described(told: Iterable[Sentence]) -> Iterator[Description]:
    """What sentences say that letters are of others."""
    for sentence in told:
        at = 0
        for part in _PARTS.split(sentence.text):
            count = part.count("▢")
            found = _in(part)
            if found is not None:
                noun, subject, objects = found
                name = _head(sentence.formulas[at + subject])
                others = frozenset(x for k in objects for x in sentence.letters[at + k])
                if name and (others or noun["model"] or noun["noise"] or _ITS.search(part)):
                    yield Description(name, others, noun[0], noun["noise"] is not None)
            at += count


def _in(part: str) -> tuple[re.Match[str], int, Sequence[int]] | None:
    """The noun in a part of a sentence, the place of the formula that it is about, and of the others."""
    found = (_about(part, noun) for noun in _NOUN.finditer(part)) if "▢" in part else ()
    return next((x for x in found if x is not None), None)


def _about(part: str, noun: re.Match[str]) -> tuple[re.Match[str], int, Sequence[int]] | None:
    count = part.count("▢")
    if noun[0].lower() in _MOMENTS and not _OF_ENTRIES.search(part):
        return None
    before, behind = part[: noun.start()], part[noun.end() :]
    known = before.count("▢")
    between = before[before.rfind("▢") + 1 :]
    if noun["noise"]:
        if known and _CALLS.fullmatch(between):
            return noun, known - 1, range(0)
        return (noun, known, range(0)) if behind.lstrip().startswith("▢") else None
    if known and _SAYS.match(between):
        other = _OTHER_NOUN.search(between) and not noun["model"]
        return None if other else (noun, known - 1, range(known, count))
    if known and not noun["model"]:
        return None
    if behind.lstrip().startswith("▢"):
        return noun, known, range(known + 1, count)
    if _NAMED.search(behind[: behind.rfind("▢")]):
        return noun, count - 1, range(known, count - 1)
    return None


def _head(formula: str) -> str:
    """The letter that a formula declares or names; empty if it is none."""
    written = _POWER.sub("", _SIGN.split(formula, maxsplit=1)[0].rstrip(" ,.;"))
    try:
        name = name_of(parse(tokens(written), len(written)))
    except (Unlexed, Unparsed):
        return ""
    return name or ""
