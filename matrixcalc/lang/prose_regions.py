"""What one stretch of a sentence says of the letters that it names, as items.

A region is a subject with the words around it, without any word that is not
understood.  Whether it declares at all is known by its reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from matrixcalc.assumptions import ADJECTIVES, MATRIX, SCALAR, SQUARE, VECTOR
from matrixcalc.lang.items import Item
from matrixcalc.lang.prose_readings import Reading, Sort, is_capital
from matrixcalc.lang.prose_tokens import Token
from matrixcalc.lang.words import Role

_SINGULAR = frozenset({"is", "ist", "est", "has", "hat"})
_POSSESSING = frozenset({"has", "have", "having", "hat", "haben", "имеет"})
_POSSESSED = frozenset(
    {"independent coordinates", "full column rank", "full row rank", "orthonormal columns", "unit norm", "positive entries",
     "positive determinant", "zero trace", "integer entries"}
)  # fmt: skip
"""What a matrix or a vector has; a symmetric square, too, may be had, and says nothing of it."""
_PLURAL = frozenset(
    {"matrices", "matrixes", "vectors", "matrizen", "vektoren", "vecteurs", "scalars"}
)
_MATRICES = frozenset({"matrix", "square"})
_COLUMNS = frozenset({"vector", "random"})


@dataclass
class Region:
    """The tokens of a region, joined subjects first among them, and what was seen around it."""

    tokens: list[Token] = field(default_factory=list)
    subjects: list[Token] = field(default_factory=list)
    after_unknown: bool = False
    after_of: bool = False
    doubtful: bool = False

    def has(self, *roles: Role) -> bool:
        """Whether a token has one of the roles."""
        return any(t.role in roles for t in self.tokens)

    @property
    def is_bare(self) -> bool:
        """Whether it ends in an adjective that has no noun."""
        return self.has(Role.ADJECTIVE) and not self.has(Role.NOUN)

    @property
    def counts(self) -> bool:
        """Whether its noun is a number, which may go on as in “number of”, “scalar function”."""
        return any(t.word.noun in ("scalar", "integer") for t in self.tokens)

    @property
    def begins_with_adjective(self) -> bool:
        """Whether an adjective is its first word."""
        return bool(self.tokens) and self.tokens[0].role is Role.ADJECTIVE

    @property
    def is_of_another(self) -> bool:
        """Whether its noun only says of what another noun is: “対称行列の…”, “对称矩阵的…”."""
        last = max((i for i, t in enumerate(self.tokens) if t.role is Role.NOUN), default=-1)
        behind = self.tokens[last + 1 :] if last >= 0 else []
        return any(t.text in ("の", "的") for t in behind) and not any(t.is_subject for t in behind)

    @property
    def is_genitive(self) -> bool:
        """Whether a noun stands behind the letter without a verb or an article: “die Summe $S$
        symmetrischer Matrizen”.
        """
        verbs = self.has(Role.IS, Role.BE, Role.ARTICLE)
        return self.tokens[0].is_subject and self.has(Role.NOUN) and not verbs

    @property
    def subject_first(self) -> bool:
        """Whether its subject stands before all adjectives."""
        described = [i for i, t in enumerate(self.tokens) if t.role is Role.ADJECTIVE]
        named = [i for i, t in enumerate(self.tokens) if t.is_subject]
        return bool(named) and (not described or named[0] < described[0])


@dataclass(frozen=True)
class Trust:
    """How much of a region is taken for a declaration."""

    shapes: bool = False
    laws: bool = False
    words: bool = False
    signs: bool = False


def items(region: Region, trust: Trust) -> Iterator[Item]:
    """The items of a region, as far as it is trusted; a name of one value is no letter."""
    said = _said(region) if trust.words and not region.has(Role.NOT, Role.OR) else _NOTHING
    if region.has(Role.VALUE):
        return
    plural = _is_plural(region)
    nearest = region.subjects[-1 if region.subject_first else 0]
    for group in _groups(region, plural=plural):
        if group[0].reading.sort is Sort.OPAQUE:
            continue
        meant = group[0] is nearest or group[-1] is nearest
        applies = said if meant or plural else _NOTHING
        item = _item(group, applies, trust)
        if item is not None:
            yield replace(item, start=region.tokens[0].start, end=region.tokens[-1].end)


def _is_plural(region: Region) -> bool:
    copulas = [t for t in region.tokens if t.role is Role.IS]
    if copulas:
        return copulas[-1].text.lower() not in _SINGULAR
    members = [s for s in region.subjects if s.reading.sort is Sort.MEMBER]
    if len(members) < 2 or region.has(Role.BE, Role.EVERY):
        return True
    # “A ∈ … and symmetric B ∈ …”: without a verb or a plural, the nearest one is meant.
    return any(t.role is Role.NOUN and t.text.lower() in _PLURAL for t in region.tokens)


def _groups(region: Region, *, plural: bool) -> list[list[Token]]:
    """The subjects, those that are only names together."""
    groups: list[list[Token]] = []
    for subject in region.subjects:
        plain = subject.reading.sort is Sort.NAMES and not subject.reading.ranges
        if plain and groups and groups[-1][0].reading.sort is Sort.NAMES and plural:
            groups[-1].append(subject)
        else:
            groups.append([subject])
    return groups


@dataclass(frozen=True)
class _Said:
    """What the words of a region say."""

    nouns: frozenset[str] = frozenset()
    adjectives: tuple[str, ...] = ()
    size: Reading | None = None
    law: Reading | None = None
    normal: bool = False
    article: bool = False
    general: bool = False
    """Whether it is an arbitrary one."""


_NOTHING = _Said()


def _said(region: Region) -> _Said:
    """What the words say; nothing where they speak of two things."""
    nouns = {t.word.noun for t in region.tokens if t.role is Role.NOUN}
    if "square" in nouns:
        nouns.discard("matrix")
    if "random" in nouns:
        nouns.discard("vector")
    sizes = [t.reading for t in region.tokens if t.is_size]
    laws = [t.reading for t in region.tokens if t.reading.sort is Sort.BARE_LAW]
    if "covariance" in nouns and region.has(Role.ADJECTIVE):
        nouns.discard("covariance")
    if len(nouns) > 1 or len(sizes) > 1 or len(laws) > 1 or "covariance" in nouns:
        return _NOTHING
    words = [t.word for t in region.tokens if t.role in (Role.ADJECTIVE, Role.NOUN)]
    adjectives = tuple(dict.fromkeys(a for w in words for a in w.adjectives))
    if any(t.text.lower() in _POSSESSING for t in region.tokens) and set(adjectives) - _POSSESSED:
        return _NOTHING
    return _Said(
        frozenset(nouns), adjectives, sizes[0] if sizes else None, laws[0] if laws else None,
        region.has(Role.NORMAL), region.has(Role.ARTICLE), region.has(Role.EVERY),
    )  # fmt: skip


def _item(group: Sequence[Token], said: _Said, trust: Trust) -> Item | None:
    first = group[0].reading
    names = tuple(name for token in group for name in token.reading.names)
    noun = next(iter(said.nouns), "")
    # Who believes the size of a set that is only mentioned has to believe what is in it, too.
    sets = (first.adjectives, said.size.adjectives if said.size is not None else ())
    wider = ("complex",) if trust.shapes and any("complex" in s for s in sets) else ()
    signs = first.adjectives if trust.signs and first.sort is not Sort.LAW else wider
    shape = first.shape if _shape_counts(first, trust) else None
    shape = _shape(said, noun) if shape is None else shape
    law = first if first.sort is Sort.LAW else said.law
    if first.sort is Sort.LAW and not trust.laws:
        return None
    shape, words = _fitting(names, shape, said, noun)
    kind = _kind(first, said, noun, trust)
    adjectives = tuple(dict.fromkeys((*signs, *wider, *words)))
    if law is not None and law is first:
        adjectives = tuple(dict.fromkeys((*first.adjectives, *adjectives)))
    general = said.general or bool(said.nouns)
    if shape is None and not adjectives and not kind and not general:
        return None
    square = noun == "square" and shape is None and not kind
    item = Item(
        names, shape, adjectives, kind, ranges=first.ranges, general=said.general, square=square
    )
    if first.joint:
        return replace(item, kind="random", law="N", joint=first.joint)
    if law is None or not law.mean:
        return item
    gaussian = "N" if law.law or said.normal else ""
    return replace(
        item, kind="random", law=gaussian, mean=law.mean, covariance=law.covariance,
        given=law.given,
    )  # fmt: skip


def _shape_counts(reading: Reading, trust: Trust) -> bool:
    if reading.sort is Sort.RELATION:
        return trust.signs
    return trust.laws if reading.sort is Sort.LAW else trust.shapes


def _kind(first: Reading, said: _Said, noun: str, trust: Trust) -> str:
    if first.kind == "integer" and trust.shapes:
        return "integer"
    if first.sort is Sort.LAW or said.law is not None:
        return "random"
    return {"integer": "integer", "random": "random"}.get(noun, "")


def _shape(said: _Said, noun: str) -> tuple[str, ...] | None:
    """The shape that the words give; a square matrix needs one size only."""
    if noun in ("scalar", "integer"):
        return ()
    if not noun and said.article and said.adjectives[-1:] == ("constant",):
        return ()
    if said.size is None or said.size.shape is None:
        return None
    shape, column = said.size.shape, said.size.kind == "column"
    if (
        len(shape) == 1
        and said.size.sort is Sort.SPACE
        and any(_of(a) == SQUARE for a in said.adjectives)
    ):
        # “x ~ N(0, Σ) with Σ positive definite, in ℝⁿ” says of Σ that it is no vector.
        return None
    square = noun in _MATRICES or any(_of(a) == SQUARE for a in said.adjectives)
    if len(shape) == 1 and not column and said.size.sort is Sort.SIZE and square:
        return shape * 2
    if noun == "row":
        return ("1", *shape) if len(shape) == 1 else (shape if shape[0] == "1" else None)
    if noun in _COLUMNS and len(shape) == 2:
        return None
    if noun == "square" and len(shape) == 2 and shape[0] != shape[1]:
        return None
    return shape


def _of(adjective: str) -> str:
    """What an adjective applies to."""
    known = ADJECTIVES.get(adjective)
    return known.kind if known is not None else ""


def _fitting(
    names: tuple[str, ...], shape: tuple[str, ...] | None, said: _Said, noun: str
) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """The adjectives that can be said of such letters, and the shape that they settle."""
    capital = all(is_capital(name) for name in names)
    fitting = tuple(a for a in said.adjectives if _fits(a, shape, noun, capital))
    if "orthogonal" in fitting and len(names) > 1 and noun not in _MATRICES:
        fitting = tuple(a for a in fitting if a != "orthogonal")
    if shape is None and not noun and set(fitting) == {"positive"}:
        shape = ()
    return shape, fitting


def _fits(adjective: str, shape: tuple[str, ...] | None, noun: str, capital: bool) -> bool:
    kind = _of(adjective)
    if kind in (SQUARE, MATRIX):
        wide = shape is not None and len(shape) == 2
        square = shape is None or (wide and shape[0] == shape[1])
        named = noun in _MATRICES if noun else capital or wide
        return named and (square or (kind == MATRIX and wide))
    if kind == VECTOR:
        return noun in _COLUMNS or (not noun and (shape is None or len(shape) == 1) and not capital)
    if kind == SCALAR:
        return noun == "scalar" or (not noun and (shape == () or (shape is None and not capital)))
    return True
