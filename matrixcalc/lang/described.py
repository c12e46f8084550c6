"""Letters that a sentence describes by what they are of others: “λ is an eigenvalue of A”.

Such a letter is no constant where the others vary, and it need not have every value of its
shape: “ŷ, the predictions of the model with weights w”.  What it is exactly is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matrixcalc.lang.chance import MEMBER, Sentence, is_odd, joined
from matrixcalc.lang.names import name_of
from matrixcalc.lang.parser import Unparsed, parse
from matrixcalc.lang.prose_doubts import HARMLESS
from matrixcalc.lang.prose_tokens import Fragment
from matrixcalc.lang.prose_tokens import tokens as prose_tokens
from matrixcalc.lang.tokens import Unlexed, tokens
from matrixcalc.lang.words import Role, is_east_asian

_OF_OTHERS = r"""
    (?:symmetric|skew(?:-symmetric)?|antisymmetric|positive|negative|diagonal|triangular|upper|lower)\s+part | symmetri[sz]\w+
    | abbreviation | adjugate | angle | average | condition\s+number | determinant | diameter | distance | eigen\w+
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
    loose: bool = False
    """Whether only a relation is told, such as “with rows”, and not what the letter is."""

    def varies_with(self, moved: frozenset[str]) -> bool:
        """Whether the letter is no constant where others are varied."""
        if self.random:
            return False
        return bool(moved & self.of) if self.of else bool(moved - {self.name})


def described(told: Iterable[Sentence]) -> Iterator[Description]:
    """What sentences say that letters are of others."""
    told = list(told)
    for sentence in (*told, *joined(told)):
        yield from _beside(sentence)
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
            elif count > 1:
                formulas = sentence.formulas[at : at + count]
                letters = sentence.letters[at : at + count]
                yield from _related(part, formulas, letters)
                yield from _entangled(part, formulas, letters)
            at += count


def _beside(sentence: Sentence) -> Iterator[Description]:
    """Letters that a verb or a noun ties to the formula beside them: “s means ‖x‖²”, “x, of length s”."""
    parts = sentence.text.split("▢")
    shown = [k for k, f in enumerate(sentence.formulas) if MEMBER.search(f) or not _SHAPE.search(f)]
    kinds = {k: _kind(sentence.formulas[k]) for k in shown}
    for j, k in pairwise(shown):
        between = "".join(parts[j + 1 : k + 1])
        if "letter" not in (kinds[j], kinds[k]) or len(between) > FAR:
            continue
        letter, word, loose = _tied(parts[j], between, parts[k + 1], kinds[j], kinds[k])
        if word:
            at, of = (j, k) if letter == 0 else (k, j)
            name = _head(sentence.formulas[at])
            others = frozenset(sentence.letters[of]) - {name}
            if name and others:
                yield Description(name, others, word, loose=loose)


def _tied(before: str, between: str, behind: str, first: str, second: str) -> tuple[int, str, bool]:
    """Which of two formulas is a letter that words tie to the other one, by which words, and
    whether these leave open what it is.
    """
    word = between.strip(" ,.:;-–—") or "defined"
    if {first, second} == {"letter", "value"}:
        letter = 0 if first == "letter" else 1
        if (
            _LINKS.search(between)
            and _CLOSED.match(behind)
            and not (letter == 0 and _OF.search(before))
        ):
            return letter, word, False
    if second == "letter" and _MEASURED.search(between):
        return 1, word, False
    if first == "letter" and _MEASURES.search(between):
        return 0, word, False
    if first == "letter" and _COMPOSED.search(between):
        return 0, word, True
    return 0, "", True


FAR = 60
"""The characters of words between a letter and what it is, at most."""
_LINKS = re.compile(
    r"\b(?:is|be|are|equals?|denot\w+|abbreviat\w+|called?|writ\w+|stands?|means?|defined|given|refers|by|as|ist|sei|bezeichn\w+"
    r"|durch|mit|heißt|soit|est|désign\w+|par|noté\w*)\b|[:–—=]|--",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*(?:[.,;:)]|$|\w+\s*[.,;]?\s*$|(?:and|und|et|with|where|for|wobei|où)\b)")
_OF = re.compile(r"\b(?:of|in|by|to|von|nach|de|du|par)\s*$", re.IGNORECASE)
_SIZED_BY = r"(?:norm|length|trace|determinant|norme|länge|spur|betrag|modulus|magnitude)"
_MEASURED = re.compile(
    rf"\b(?:whose|of|with|has|having|mit|von|de|avec|dont)\s+(?:the\s+|a\s+|la\s+|der\s+)?(?:squared\s+)?{_SIZED_BY}\s+(?:is\s+|ist\s+|est\s+)?$",
    re.IGNORECASE,
)
"""What stands between a letter and the one for its norm."""
_MEASURES = re.compile(
    rf"^\s*(?:[,:–—]|--)\s*(?:the\s+|die\s+|der\s+|la\s+)?(?:\w+\s+){{0,2}}{_SIZED_BY}\s+(?:of|von|de)\s*(?:the\s+)?(?:vector\s+|matrix\s+)?$",
    re.IGNORECASE,
)
"""What stands between a letter and the one of which it is the norm."""
_COMPOSED = re.compile(
    r"\b(?:entries|columns?|rows?|diagonal|elements|components|blocks|einträge\w*|spalten?|zeilen?|diagonale|colonnes?|lignes?)\b"
    r"|\b(?:orthogonal|perpendicular|parallel|proportional|equal|close|similar|relative|according)\s+to\b|\bdepend\w*\s+on\b"
    r"|\bfunction\s+of\b|\b(?:orthogonal|senkrecht|parallel|proportional)\s+zu\b|\bhängt\b",
    re.IGNORECASE,
)
"""Words that tie a letter to another one, and do not say what it is."""


def _kind(formula: str) -> str:
    """Whether a formula is a letter, a value without a relation, or something else."""
    written = MEMBER.split(formula)[0].strip()
    if _ALONE.fullmatch(written):
        return "letter"
    written = formula.strip()
    if _RELATION.search(written) or _SHAPE.search(written):
        return ""
    return "value"


_RELATION = re.compile(
    r"[=<>≤≥∈∼~→↦:,≻⊥]|\\(?:in|sim|to|le|ge|leq|geq|mapsto|succ|prec|perp|mathbb|ldots|cdots|dots|neq?|subset\w*|approx|equiv)"
    r"(?![a-zA-Z])|ℝ"
)


def _entangled(
    part: str, formulas: Sequence[str], letters: Sequence[Sequence[str]]
) -> Iterator[Description]:
    """Letters in a sentence with a word that no declaration has: each may depend on the others."""
    word = next(
        (w for w in _unread(part)
         if w not in HARMLESS and is_odd(w) and _ADJECTIVE.match(w) is None), "",
    )  # fmt: skip
    if word:
        every = frozenset(x for found in letters for x in found)
        bare = {_head(f) for f in formulas if _ALONE.fullmatch(f.strip())}
        for name in sorted(bare - {""}):
            yield Description(name, every - {name}, word, loose=True)


def _unread(part: str) -> Iterator[str]:
    """The words of a sentence that do not only say what kind of letter a letter is."""
    for token in prose_tokens([Fragment(part, 0, math=False)]):
        plain = token.role in _OF_KINDS or (
            token.role is Role.NOUN and bool(token.word.noun) and not token.word.adjectives
        )
        if plain or token.role is Role.FORMULA:
            continue
        words = _WORD.findall(part[token.start : token.end].lower())
        yield from words
        if not words and is_east_asian(part[token.start : token.end]):
            yield part[token.start : token.end]


_OF_KINDS = frozenset(
    {Role.ADJECTIVE, Role.OF_SIZE, Role.DIMENSIONAL, Role.COMPONENTS, Role.LET, Role.THEN_LET,
     Role.BE, Role.IS, Role.AND, Role.COMMA, Role.ARTICLE, Role.FILLER, Role.SUPPOSE, Role.WHERE}
)  # fmt: skip
"""What words do that say what kind of letter a letter is."""
_ALONE = re.compile(r"\\?[A-Za-z]+(?:_\{?\w\}?)?|\\(?:hat|bar|tilde)\s*\{?\\?[A-Za-z]+\}?")
"""A formula that is one letter."""
_ADJECTIVE = re.compile(
    r"(?:anti|skew|schief)?s[yi]m|orthogon|invers|inverti|defin|semi|posit|diagon|triang|dreieck|idempot|regul|quadrat|carr"
    r"|rank|rang|real|réel|reell|alors|then|dann|exercice|aufgabe|exercise|problem|consider|also|where|here"
)
"""How adjectives of declarations begin, and words that only lead on."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_RELATED = re.compile(
    r"▢\s*[,(]?\s*(?:(?:be|is|are|denotes?|sei|ist|bezeichne\w*|soit|est|désigne)\s+)?"
    r"(?:the|an?|its|die|der|das|den|dem|eine?\w*|le|la|l'|une?)\b(?P<what>[^▢]*"
    r"\b(?:of|at|from|between|for|onto|on|by|with|under|whose|via|along|to|is|von|de|du|des|d'|mit|bei|für|aus|zu|entre|sur|par|avec)"
    r"\b[^▢]*)▢",
    re.IGNORECASE,
)
_BENIGN = re.compile(
    r"\b(?:targets?|labels?|responses?|observations?|measurements?|data\w*|multipliers?|weights?|parameters?|numbers?|sizes?"
    r"|dimensions?|rates?|covariance|precision|functions?|mean|variance|prior|likelihood|distribution|density|law|random|space"
    r"|constraints?|anzahl|nombre)\b",
    re.IGNORECASE,
)
_OF_SIZE = re.compile(
    r"\b(?:order|shape|taille|longueur|ordre|format|größe|ordnung|порядка|размера|размерности)\s*$",
    re.IGNORECASE,
)
"""What stands before how many rows and columns there are."""
_NAMES = re.compile(
    r"\b(?:write|use|abbreviate|put|denote[sd]?|call(?:ed)?|means?|shorthand|stands?|factors|schreib\w*|bezeichne\w*|nenne\w*"
    r"|meine\w*|note|notons|appel\w*|écri\w*)\b|^\s*(?:let|sei|soit)\s+▢\s+(?:be|sei|denote)\s+(?:the\s+\w+\s+)?▢\s*\.?\s*$",
    re.IGNORECASE,
)
_SHAPE = re.compile(r"\\times(?![a-z])|×")
"""What says how many rows and columns a matrix has."""
_WITH_DIAGONAL = re.compile(r"\bdiagonal\s+matrix\b|\bdiagonalmatrix\b", re.IGNORECASE)


def _related(
    part: str, formulas: Sequence[str], letters: Sequence[Sequence[str]]
) -> Iterator[Description]:
    """A letter that is named for a formula, or is said to be something of other letters."""
    bare = [k for k, f in enumerate(formulas) if "=" not in f and _head(f)]
    shapes = {k for k, f in enumerate(formulas) if _SHAPE.search(f)}
    named = _NAMES.search(part)
    if named is not None and len(bare) == 1:
        (subject,) = bare
        rest = set(range(len(formulas))) - shapes - {subject}
        others = frozenset(x for k in rest for x in letters[k])
        if rest:
            yield Description(_head(formulas[subject]), others, named[0].strip(" ▢."))
        return
    found = _RELATED.search(part)
    if found is None or _BENIGN.search(found["what"]) or _OF_SIZE.search(found["what"]):
        return
    subject = part.count("▢", 0, found.start())
    name = _head(formulas[subject])
    others = frozenset(x for own in letters[subject + 1 :] for x in own) - {name}
    if name and others:
        diagonal = _WITH_DIAGONAL.search(found["what"]) is not None
        yield Description(name, others, found["what"].strip(), loose=not diagonal)


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
