"""What kind of thing the text calls a letter: a matrix, a vector, a scalar, an entry of something.

A role such as “input”, “learning rate” or “design matrix” leaves a statement true for whatever
has the kind that the letter was read with.  A kind that differs from that one does not, and the
statement is not judged: of matrices it is not true that $ab = ba$.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from matrixcalc.lang.chance import Sentence
from matrixcalc.lang.sayings import Head, Saying, heads, sayings
from matrixcalc.shapes import Shape


class Kind(Enum):
    """What sort of thing a noun stands for."""

    MATRIX = auto()
    VECTOR = auto()
    SCALAR = auto()
    FUNCTION = auto()
    PART = auto()
    """Something that is no entry of the letter with the same scripts: a block, a cofactor."""
    OTHER = auto()
    """Something that is not computed with as with real numbers and matrices."""


_NOUNS = {
    Kind.OTHER: r"""tensors? | tensor(?:en)? | tenseurs? | strings? | words? | monoids? | groups? | sets? | events? | subspaces?
        | (?:differential|integral|random)\s+operators?
        | (?:floating[-\s]point|machine|unsigned|\d+-bit|interval|fuzzy|dual|p-adic|split-complex|grassmann|surreal)\s+(?:\S+\s+)?(?:numbers?|integers?)
        | (?:gleitkomma|maschinen)zahl(?:en)? | nombres?\s+(?:à\s+virgule\s+)?flottante?s?""",
    Kind.FUNCTION: r"(?:\w+-)?functions? | (?:\w+)?funktion(?:en)? | fonctions? | (?:vector|random)\s+fields? | curves? | paths?",
    Kind.MATRIX: r"""matri(?:x|ces|xes) | operators? | (?:linear\s+)?(?:maps?|mappings?) | transformations? | endomorphisms?
        | automorphisms? | isomorphisms? | homomorphisms? | isometr(?:y|ies) | rotations? | reflections? | permutations?
        | \w*matri(?:x|zen) | \w*operator(?:en|s)? | \w*abbildung(?:en)? | \w*morphism(?:us|en) | drehung(?:en)? | spiegelung(?:en)?
        | permutation(?:en)? | matrices? | opérateurs? | applications?\s+linéaires? | (?:endo|auto|iso|homo)morphismes?
        | réflexions? | isométries?""",
    Kind.VECTOR: r"(?:\w*eigen|sub)?vectors? | \w*vektor(?:en|s)? | vecteurs?",
    Kind.SCALAR: r"""scalars? | (?:real\s+|complex\s+)?numbers? | reals | integers? | skalare?n? | (?:ganze\w*\s+)?zahl(?:en)?
        | scalaires? | nombres? | réels?""",
}  # fmt: skip
_LAST = {
    kind: re.compile(rf"(?<![\w-])(?:{nouns})\s*$", re.IGNORECASE | re.VERBOSE)
    for kind, nouns in _NOUNS.items()
}
"""A noun at the end of what is said."""
_FRENCH = {
    Kind.MATRIX: re.compile(
        r"\b(?:matrices?|opérateurs?|applications?\s+linéaires?|endomorphismes?)\b(?!\s+de\b)",
        re.IGNORECASE,
    ),
    Kind.VECTOR: re.compile(r"\bvecteurs?\b", re.IGNORECASE),
    Kind.SCALAR: re.compile(r"\b(?:scalaires?|nombres?)\b", re.IGNORECASE),
}
"""Nouns behind which adjectives stand."""
_OF_FRENCH = re.compile(
    r"\b(?:est|sont|soi(?:t|ent)|une?|des|les?|la|deux|matrices\s+carrées|pour|avec)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[,]|(?<!\w)-\s|\b(?:of|with|without|for|in|on|over|from|to|into|onto|between|such|that|which|who|whose|where|when|satisfying|having|acting|at|by|as"
    r"|and|or|but|if|so|then|we|is|are|be|here|throughout|below|above|now|again|respectively|only|too|given|called|containing|obtained|defined"
    r"|von|vom|der|des|mit|ohne|für|im|in|auf|aus|zu[rm]?|zwischen|und|oder|aber|die|das|gleicher|derselben|welche\w*|so|dann|gilt|hier"
    r"|de|du|d'|avec|sans|pour|dans|sur|entre|dont|qui|et|ou|mais|où|tel\w*|à|aux?)\b",
    re.IGNORECASE,
)
"""Words behind which a noun is not what the letter is."""
_ARTICLES = re.compile(r"^\s*(?:(?:dann|hier|alors|ici|die|der|das|ein\w*|des)\s+)+", re.IGNORECASE)
_PAIRED = re.compile(
    r"(?<=\s)[^\W\d_]+\s+(?:and|und|et)\s+(?=[^\W\d_]+\s+[^\W\d_]*(?:s|en|ces)\b)", re.IGNORECASE
)
"""The first of two words that say of which kinds things are."""
_VERBS_TOO = re.compile(r"\b(?:maps|functions|permutations)\s*$", re.IGNORECASE)
"""Nouns that may be verbs where a letter stands behind them."""
_STRUCTURES = re.compile(
    r"\belements?\s+of\s+(?:an?|the|some)\s+(?:\S+\s+){0,2}(?:groups?|algebras?|rings?|semigroups?|monoids?|modules?)\b"
    r"|\belemente?\s+einer\s+(?:\S+\s+)?(?:gruppe|algebra)\b|\béléments\s+d'une?\s+(?:groupe|algèbre|anneau)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:co-?factors?|minors?|complements?|(?:sub)?blocks?|sub-?matri\w+|iterates?|iterations?|order\s+statistics?"
    r"|sorted|(?:in\s+)?(?:de|in)creasing|(?:a|de)scending|ordered|(?:kofaktor|komplement|unterdeterminante|iteriert|sortiert|geordnet|absteigend|aufsteigend)\w*"
    r"|[\w-]*blöcke?n?|cofacteurs?|mineurs?|blocs?|itérée?s?|triée?s?|(?:dé)?croissante?s?)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\b(?:blocks?|blöcken?|blocs?|(?:co-?factor|minor|inverse)s?(?:\s+entries)?)\s*$",
    re.IGNORECASE,
)
"""The same directly before the letter."""
_WHERE = re.compile(r"\b(?:where|and\s+(?:let|▢)|wobei|où|with\s+▢)", re.IGNORECASE)
_BASIS = re.compile(
    r"\b(?:basis|basen|base)\b(?!\s+vector)|\b(?:other|another|anderen?|autre)\b", re.IGNORECASE
)
_ENTRIES = re.compile(
    r"\b(?:entr(?:y|ies)|elements?|coefficients?|components?|coordinates?|labels?|einträge?|eintrag|komponenten?|koordinaten?|coefficients?|composantes?|coordonnées)\b",
    re.IGNORECASE,
)
_ENTRIES_OF = re.compile(r"\b(?:of|von|der|de|des|in)\s*(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Called:
    """A letter with the kind that the text says it has; of no name are all letters of a sort."""

    letter: str
    name: str
    kind: Kind
    words: str
    end: int
    """Where the sentence ends that says so."""

    @property
    def is_scripted(self) -> bool:
        """Whether it is the letter with something below or above it that is called so."""
        return self.name != self.letter

    def fits(self, shape: Shape) -> bool:
        """Whether something of a shape may be called so."""
        thin = shape.is_column or shape.is_row
        match self.kind:
            case Kind.MATRIX:
                return not (shape.is_scalar or thin)
            case Kind.VECTOR:
                return thin and not shape.is_scalar
            case Kind.SCALAR:
                return shape.is_scalar
            case Kind.OTHER:
                return False
        return True


def called(told: Iterable[Sentence]) -> Iterator[Called]:
    """What kinds of things the sentences call their letters."""
    told = list(told)
    for said in sayings(told):
        for head in heads(said.formula):
            kind = _kind_of(said, head)
            if kind is not None:
                yield Called(head.letter, head.name, kind, _shown(said), said.end)
    for sentence in told:
        yield from _entries_of_another(sentence)
        yield from _of_all(sentence)


def _kind_of(said: Saying, head: Head) -> Kind | None:
    """The kind that is said of a letter; None for a role."""
    if head.above is not None and head.below is None:
        return None  # It may be a power.
    whole = f"{said.words} {said.rest}" if not said.before else said.words
    clause = re.split(r"[.;:¶]", whole, maxsplit=1)[0]
    if _STRUCTURES.search(clause):
        return Kind.OTHER
    if (
        head.below is not None
        and not said.before
        and (
            _PART.search(_WHERE.split(clause)[0])
            or (_ENTRIES.search(said.words) and _is_of_another(said, head, clause))
        )
    ):
        return Kind.PART
    if said.before and _VERBS_TOO.search(said.words):
        return None
    if head.below is not None and said.before and _PARTS.search(said.words):
        return Kind.PART
    words = _ENDS.split(said.words)[-1] if said.before else _noun_phrase(said.words)
    found = _kind(words, said.words)
    return None if said.before and found is Kind.OTHER else found


def _is_of_another(said: Saying, head: Head, clause: str) -> bool:
    """Whether entries are those of another letter, or such as another basis gives."""
    if _BASIS.search(clause):
        return True
    counted = re.match(r"\s*▢\s*[-–]", said.rest)
    if counted or not said.of or not _ENTRIES_OF.search(said.words):
        return False
    of = next(heads(said.of[0]), None)
    return of is not None and of.name.casefold() != head.letter.casefold()


def _noun_phrase(words: str) -> str:
    """What is said up to where something else is said of it: “the position and momentum operators”."""
    words = _PAIRED.sub(" ", _ARTICLES.sub("", words))
    end = _ENDS.search(words, len(words) - len(words.lstrip()))
    return words[: end.start()] if end is not None and end.start() > 0 else words


def _kind(words: str, whole: str) -> Kind | None:
    """The kind of the noun with which words end; in French, of the first one."""
    words = re.sub(r"\s*(?:\([^)]*\))?[\s*_]*$", "", words)
    found = next((kind for kind, noun in _LAST.items() if noun.search(words)), None)
    if found is not None or not _OF_FRENCH.search(whole):
        return found
    return next((kind for kind, noun in _FRENCH.items() if noun.search(words)), None)


_WRITTEN = re.compile(
    r"^\s*(?P<of>[^=]*?)\s*=\s*(?:\\left|\\bigl?)?[(\[]\s*(?P<entry>\\?[A-Za-z]+)_\{?\s*[a-z]\s*,?\s*[a-z]\s*\}?\s*(?:\\right|\\bigr?)?[)\]]"
)


def _entries_of_another(sentence: Sentence) -> Iterator[Called]:
    """Letters that are written as entries of something else than the letter: A⁻¹ = (aᵢⱼ)."""
    for formula in sentence.formulas:
        found = _WRITTEN.match(formula)
        own = next(heads(found["entry"]), None) if found is not None else None
        if found is None or own is None:
            continue
        of = found["of"].strip()
        if re.sub(r"[\\{}\s]|mathbf|boldsymbol|bm", "", of).casefold() != own.letter.casefold():
            yield Called(own.letter, f"{own.letter}_ij", Kind.PART, formula, sentence.end)


_SORTS = {
    r"lower-?\s*case\s+(?:letters|symbols)|small\s+(?:letters|symbols)|kleinbuchstaben|kleine\s+buchstaben|(?:lettres\s+)?minuscules": "a",
    r"greek\s+(?:letters|symbols)|griechische\s+buchstaben|lettres\s+grecques": "α",
    r"all\s+(?:letters|symbols|quantities|variables)|alle\s+(?:buchstaben|größen|variablen)|toutes\s+les\s+(?:lettres|quantités|variables)": "",
}  # fmt: skip
_MATRICES = r"(?:square\s+|quadratische\s+)?(?:matri(?:ces|x\s*-?\s*valued|zen)|operators?|operatoren|opérateurs)"
_VERBS = r"(?:are|is|denotes?|stands?\s+for|represents?|sind|bezeichnen|stehen\s+für|sont|désignent|représentent)"


def _of_all(sentence: Sentence) -> Iterator[Called]:
    """What a sentence calls all letters of a sort: “lower-case letters denote matrices”."""
    for sort, letter in _SORTS.items():
        found = re.search(
            rf"\b(?:{sort})\b[^.▢]{{0,20}}\b{_VERBS}\s+(?:always\s+|here\s+|des\s+)?{_MATRICES}"
            rf"|\b{_MATRICES}\b[^.▢]*\b(?:written|denoted|geschrieben|bezeichnet|notée?s)\b[^.▢]*\b(?:{sort})",
            sentence.text, re.IGNORECASE,
        )  # fmt: skip
        if found is not None:
            yield Called("", letter, Kind.MATRIX, " ".join(found[0].split()), sentence.end)


def _shown(said: Saying) -> str:
    words = " ".join(said.words.split())
    return f"{words} …" if said.before else f"… {words}"
