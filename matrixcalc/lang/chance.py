"""What a text says of chance beyond the distributions that were understood.

An expectation depends on everything that is said of its letters: what is
independent, what is conditioned on, what else is random.  A sentence that
mentions them is trusted only where it has no word but those of declarations.
Nothing is interpreted here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matrixcalc.assumptions import INDEPENDENT
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate.moments import KINDS
from matrixcalc.lang.items import Item
from matrixcalc.lang.names import name_of
from matrixcalc.lang.placed import Placed
from matrixcalc.lang.prose_tokens import Fragment
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.tokens import Unlexed, tokens
from matrixcalc.once import once

CONDITIONS = frozenset({"<", ">", "≤", "≥", "≠"})
"""Signs of what restricts the values of a random letter."""

_PLAIN = frozenset(re.findall(r"\w+", """
    a an and any are as assume assumed be both by can constant constants covariance covariances
    column combination definite denote denotes deterministic diagonal dimensional distributed distribution
    express expressed for from full gaussian given has have i in integer invertible is it its know law let linear
    matrices matrix mean noise means model multivariate nonsingular normal normally now number of on
    positive random rank real respectively row scalar scalars semidefinite set some square
    suppose symmetric term that transformation the their then there these they this two variable variables variance
    variances vector vectors we where which with write zero sei seien ein eine einen einem der
    die das und mit ist sind zufallsvektor zufallsvektoren zufallsvariable zufallsvariablen
    erwartungswert kovarianz kovarianzmatrix varianz normalverteilt reell matrizen vektor
    vektoren positiv definit symmetrisch invertierbar für von wobei soit soient un une des le la
    les et de d du avec dans est sont vecteur vecteurs aléatoire aléatoires moyenne espérance
    matrice réelle симметричная матрица вектор случайный и с средним ковариацией пусть где
"""))  # fmt: skip
"""Words of declarations; a sentence with no others says nothing else."""

_CHANCE = re.compile(
    r"""\b(?:independen\w*|uncorrelated|correlated|cent(?:er|re)ed|zero-mean|condition(?:al|ed|ing|s)?
    |truncated|uniform(?:ly)?|expectations?|averages?|averaged|empirical|variances?
    |precision|deviations?|copies|jointly|unbiased|i\.?i\.?d\b
    |unabh\w+|erwartungswert\w*|varianz\w*|ind[ée]pendant\w*|esp[ée]rance\w*|независим\w*
    )\b|独立""",
    re.IGNORECASE | re.VERBOSE,
)
"""What may be said of all random letters without naming them."""

_TASKS = re.compile(
    r"\s*(?:show|prove|compute|find|derive|verify|check|determine|calculate|hence|thus|therefore"
    r"|so|then|it follows|zeige\w*|beweise\w*|berechne\w*|montre\w*|calcul\w*)\b",
    re.IGNORECASE,
)
_PREMISES = re.compile(
    r"\b(?:given|suppose|assum\w*|let|where|if|when|under|because|since|wenn|falls|si)\b",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\b(?:suppose|assum\w*|let|when|under|all|every|each|here|throughout|below|above|always"
    r"|alle|jede\w*|stets|tous|toutes|chaque)\b",
    re.IGNORECASE,
)
"""Words of a sentence that says something of letters without naming them."""
_RELEASES = re.compile(
    r"""\b(?:any|all|every|each|arbitrary|general\w*|beliebig\w*|allgemein\w*|jede\w*|tout\w*)\b
        (?:\s+(?:square|real|other|such|matri(?:x|ces)|vectors?|scalars?|numbers?|reelle\w*))*\s*▢
    | ▢[\s,]*(?:\w+\s+){0,2}(?:is|be|are|sei|ist|soit)\s+(?:\w+\s+){0,2}
        (?:arbitrary|general|any|beliebig\w*|allgemein|quelconque)\b
    | \b(?:no\s+longer|need\s+not|not\s+(?:\w+\s+)?(?:symmetr\w+|orthogonal|invertible|positive
        |diagonal|square|necessarily|assum\w*)|non-?symmetric|asymmetric|unsymmetric|drop|without
        |allow|more\s+generally|nicht\s+(?:\w+\s+)?symmetrisch|ohne|sans)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What takes back adjectives of a letter: it is any one now, or is not what it was."""
_DROPS = re.compile(
    r"\b(?:drop|without|no\s+longer|abandon|relax|give\s+up|lift|remove|forget|cancel|discard|end\s+of|not\s+need(?:ed)?"
    r"|need\s+not|do\s+not\s+(?:assume|suppose|require|take)|fallen|lassen|ne\s+suppose\s+plus|abandonn\w*)\b.*"
    r"\b(?:symmetr|assum|suppos|orthogonal|invertib|definit|condition|requirement|hypothes|restrict|this|that|case"
    r"|voraussetzung|annahme|hypothèse)"
    r"|\b(?:assum|suppos|condition|requirement|hypothes|restrict|symmetry|voraussetzung|annahme)\w*\b.*"
    r"\b(?:no\s+longer|not\s+needed|superfluous|dropped|lifted|removed|fallen|not\s+(?:made|required|used))\b",
    re.IGNORECASE,
)
_DEPENDS = re.compile(
    r"▢[^▢]*?\b(?:depends?|depending|dependent|var(?:y|ies|ying)|functions?\s+of"
    r"|differentiable|smooth|(?:is|are)\s+(?:not|no|non-?)\s*(?:a\s+)?constants?|hängt|hänge|hängen|abhängig\w*|dépend\w*|variable\w*\s+with)\b",
    re.IGNORECASE,
)
"""A letter of which the words say that it depends on another."""
_JOINED = re.compile(r"\s*,?\s*(?:and|und|sowie|et)?\s*", re.IGNORECASE)
"""What stands between letters of which the same is said."""
_LISTED = re.compile(
    r"(?:[\s,]*\\?[A-Za-z]+(?:_\{?\w\}?)?)(?:\s*,\s*\\?[A-Za-z]+(?:_\{?\w\}?)?)*\s*"
)
_MAP = re.compile(
    r"\s*\\?[A-Za-z]+\s*(?::|\\colon(?![a-z]))(?!=).*(?:\\(?:to|rightarrow|longrightarrow)(?![a-z])|→)"
)
"""A letter that is written as a map: A: ℝ → ℝⁿˣⁿ."""
_DETERMINES = re.compile(
    r"▢[^▢.]{0,20}\b(?:determines?|fixes|bestimmt|détermine)\s+(?:\w+\s+)?▢", re.IGNORECASE
)
"""A letter by which another one is determined."""
_FUNCTION = re.compile(r"\s*(?:\\?[A-Za-z]+)\s*=\s*(?:\\[a-z]+|[A-Za-z])\s*\(")
"""A letter that is written as a function of others: y = y(x), y = f(x)."""
_APPLIED = re.compile(r"\s*(?:\\?[A-Za-z]+)\s*\(\s*\\?[A-Za-z]+\s*\)\s*(?:\\in\b|∈|\\succ|≻|$)")
_DECLARES = re.compile(r"\\in\b|\\sim\b|∈|∼|~|\\succ|≻|\\succeq|⪰")
"""Signs of a formula that declares by itself."""
_GLUE = frozenset(re.findall(r"\w+", """
    a an and assume be for if in let now of set so suppose that the then we where with write
"""))  # fmt: skip
"""Words between formulas that say nothing themselves."""
_BEGINS = re.compile(r"\s*[A-ZÄÖÜÀÂÉÈА-Я][^\W\d_]*(?:[\s,]|$)")
"""A word that begins a sentence behind a formula that stands alone."""
_ENDS = re.compile(r"(?<!i\.i\.d)[.!?;:](?=\s|$)|(?<=i\.i\.d)\.(?=\s+[A-Z])|[。！？；：]")
_OTHER_RANDOM = re.compile(r"\brandom\b(?!\s+(?:vectors?|variables?)\b)(?:\s+\w+)?", re.IGNORECASE)
_ON_OTHERS = re.compile(r"\bdepend\w*\b|\b(?:is|are)\s+(?:a\s+)?functions?\s+of\b", re.IGNORECASE)


_CONDITIONED = re.compile(
    r"\bcondition(?:al|ed|ally|ing)?\s+(?:up)?on\s*▢|\bbedingt\s+auf\s*▢|\bconditionnellement\s+à\s*▢",
    re.IGNORECASE,
)
"""All expectations are under a condition that the formulas do not show."""


MEMBER = re.compile(r"\\in(?![a-z])|∈")
"""What stands between a letter and the set that it is from."""
DISPLAY = "¶"
"""Stands in a sentence for a formula that stands alone."""


@dataclass(frozen=True)
class Sentence:
    """A sentence: its words, with ▢ for each formula in it, and those formulas."""

    start: int
    end: int
    text: str
    formulas: tuple[str, ...]

    @once
    def letters(self) -> tuple[tuple[str, ...], ...]:
        """The letters of each formula."""
        return tuple(map(letters_in, self.formulas))

    @property
    def names(self) -> tuple[str, ...]:
        """The letters of all formulas, each once."""
        return tuple(dict.fromkeys(name for found in self.letters for name in found))

    def holds(self, items: Iterable[Item]) -> bool:
        """Whether one of these is said in it."""
        return any(self.start <= item.start < self.end for item in items)


def overheard(text: str, start: int) -> list[Sentence]:
    """The sentences of a text that is no paragraph, with formulas between dollars.

    >>> [s.text for s in overheard("Let $b$ depend on $x$", 0)]
    ['Let  ▢  depend on  ▢ ']
    """
    if " " not in text.strip():
        return []
    parts = _BETWEEN_DOLLARS.split(text)
    fragments, at = list[Fragment](), start
    for k, part in enumerate(parts):
        if part:
            fragments.append(Fragment(part, at, math=bool(k % 2)))
        at += len(part) + 1
    return sentences(fragments, frozenset())


_BETWEEN_DOLLARS = re.compile(r"\$")


def sentences(paragraph: Sequence[Fragment], displays: frozenset[int]) -> list[Sentence]:
    """The sentences of a paragraph.

    `displays` are the places of formulas that stand alone: these are judged, not told.
    """
    found: list[Sentence] = []
    text, formulas = "", list[str]()
    begin = last = paragraph[0].start if paragraph else 0
    for fragment in paragraph:
        last = fragment.start + len(fragment.text)
        if fragment.math:
            shown = fragment.start in displays
            text += f" {DISPLAY} " if shown else " ▢ "
            formulas += [] if shown else [fragment.text]
            if shown and fragment.text.rstrip()[-1:] in ".!?;":
                found.append(Sentence(begin, last, text, tuple(formulas)))
                text, begin, formulas = "", last, []
            continue
        if text.endswith(f" {DISPLAY} ") and _BEGINS.match(fragment.text):
            found.append(Sentence(begin, fragment.start, text, tuple(formulas)))
            text, begin, formulas = "", fragment.start, []
        # The sign of a formula may stand in the text itself, where it is none.
        words, at = fragment.text.replace("▢", " ").replace(DISPLAY, " "), 0
        for stop in _ENDS.finditer(words):
            end = fragment.start + stop.end()
            whole = text + words[at : stop.end()]
            found.append(Sentence(begin, end, whole, tuple(formulas)))
            text, at, begin, formulas = "", stop.end(), end, []
        text += words[at:]
    return [*found, Sentence(begin, last + 1, text, tuple(formulas))]


def joined(told: Sequence[Sentence]) -> Iterator[Sentence]:
    """Sentences that end with a colon, with what stands behind it: “s: the squared norm of x”."""
    for first, second in pairwise(told):
        if first.text.rstrip().endswith((":", "：")):
            yield Sentence(
                first.start, second.end, first.text + second.text,
                (*first.formulas, *second.formulas),
            )  # fmt: skip


@dataclass(frozen=True)
class Remark:
    """A sentence that says more than a declaration: its letters, and the word that does."""

    names: frozenset[str]
    word: str

    def is_said_by(self, law: frozenset[str], random: frozenset[str]) -> bool:
        """Whether the joint law of these letters says it, and it is about no other random one."""
        own = self.names & random
        return bool(_JOINTLY.fullmatch(self.word)) and bool(own) and own <= law

    def concerns(self, names: frozenset[str]) -> bool:
        """Whether it may be about one of these letters; without a letter it is about all."""
        return not self.names or bool(self.names & names)


_APART = re.compile(
    r"\bindependent(?:\s+(?:coordinates|components|entries))?\b"
    r"|\b(?:third\s+|fourth\s+|third\s+and\s+fourth\s+)?central\s+moments?\b(?=\s*▢)"
    r"|\bstochastic\s+vectors?\b",
    re.IGNORECASE,
)
"""What is understood where it is declared."""
_JOINTLY = re.compile(r"\b(?:jointly|joint)\b", re.IGNORECASE)
"""What is understood where a joint law is declared, here or behind it."""


def remarks(paragraph: Iterable[Sentence], items: Sequence[Item]) -> Iterator[Remark]:
    """The sentences that say something of letters, or of chance, and only partly declare."""
    placed = Placed(items)
    for sentence in paragraph:
        own = placed.of(sentence)
        text, names = _told(sentence.text), frozenset(sentence.names)
        if any(x.separate or INDEPENDENT in x.adjectives for x in own):
            text = _APART.sub(" ", text)
        word = odd_word(_JOINTLY.sub(" ", text)) or odd_word(text)
        word = word or next((f for f in sentence.formulas if _is_odd(f)), "")
        declares = any(not x.is_bare for x in own) or all(map(_DECLARES.search, sentence.formulas))
        announces = text.rstrip().endswith((DISPLAY, ":"))
        if sentence.formulas and not word and not declares and not announces:
            word = next((w for w in _words(text) if w.lower() not in _GLUE), "")
        told = (
            any(x.kind == "random" for x in own) or _PREMISES.search(text) or not _TASKS.match(text)
        )
        about = names or (_CHANCE.search(text) and _GENERAL.search(text))
        if _CONDITIONED.search(text):
            yield Remark(frozenset(), "conditional")
        elif _OTHER_RANDOM.search(text) or (not names and _ON_OTHERS.search(text)):
            yield Remark(frozenset(), word)
        elif word and told and about:
            yield Remark(names, word)


_TASK_CLAUSE = re.compile(
    r"^\s*(?:(?:use|using|apply|applying|by|with)\b[^▢¶.]*?)?\b(?:show|prove|verify|derive|deduce|check|see)\b"
    r"(?:\s+(?:that|the\s+following))?\s*:?(?=[^\w]|\s*(?:if|when)\b)",
    re.IGNORECASE,
)
"""What is to be done, up to what is said of letters."""
_IF_THEN = re.compile(r"^\s*(?:if|when)((?:\s*(?:▢|,|and))+)\s*then\s*(?=[¶:]|$)", re.IGNORECASE)


def _told(text: str) -> str:
    """A sentence without the task in front of it, which names no letter and says nothing of chance."""
    clause = _TASK_CLAUSE.match(text)
    if clause is not None and _CHANCE.search(clause[0]) is None:
        text = text[clause.end() :]
    supposed = _IF_THEN.match(text)
    if supposed is not None:
        text = f"{supposed[1]} {text[supposed.end() :]}"
    return _FOLLOWS.sub("", text)


_FOLLOWS = re.compile(r"\bwe\s+(?:then\s+)?have\b\s*(?:that\b)?\s*(?=[:,▢¶]|$)", re.IGNORECASE)
"""Words that announce what follows."""


def dependents(told: Iterable[Sentence]) -> Iterator[str]:
    """Letters that depend on others, as the words say or brackets show: A(t) ∈ …"""
    for sentence in told:
        subjects = [
            k for k, f in enumerate(sentence.formulas) if _APPLIED.match(f) or _FUNCTION.match(f)
        ]
        # The last formula before the end of a match is the one that the words are about.
        parts = sentence.text.split("▢")
        for match in _DEPENDS.finditer(sentence.text):
            k = sentence.text.count("▢", 0, match.end()) - 1
            subjects.append(k)
            while k > 0 and _JOINED.fullmatch(parts[k]):
                k -= 1
                subjects.append(k)
        subjects += [k for k, f in enumerate(sentence.formulas) if _MAP.match(f)]
        for k in subjects:
            yield from _listed(sentence, k)
        for found in _DETERMINES.finditer(sentence.text):
            yield from sentence.letters[sentence.text.count("▢", 0, found.end()) - 1][:1]


def _listed(sentence: Sentence, k: int) -> tuple[str, ...]:
    """The letters that a formula lists, or the first one of another formula."""
    letters = sentence.letters[k]
    return letters if _LISTED.fullmatch(sentence.formulas[k]) else letters[:1]


def released(told: Iterable[Sentence]) -> Iterator[Item]:
    """Letters of which a sentence takes back what was said, as items that say nothing else.

    “A need not be symmetric”, “for every matrix A”, “more generally”.  One without
    names, as “we drop the assumption of symmetry”, is about all letters.
    """
    for sentence in told:
        names = sentence.names
        differs = any("\\ne" in f or "≠" in f for f in sentence.formulas)
        if (names and (differs or _RELEASES.search(sentence.text))) or _DROPS.search(sentence.text):
            yield Item(names, start=sentence.start, end=sentence.end, begins=True, general=True)


def odd_word(text: str) -> str:
    """The first word that no declaration has."""
    other = _OTHER_RANDOM.search(text)
    if other is not None:
        return other[0]
    return next((w for w in _words(text) if w.lower() not in _PLAIN and not _is_joined(w)), "")


def is_odd(word: str) -> bool:
    """Whether no declaration has a word."""
    return word.lower() not in _PLAIN


def _words(text: str) -> list[str]:
    return [w for w in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", text) if len(w) > 1]


def _is_joined(word: str) -> bool:
    """Whether a word with hyphens has plain parts only, as positive-definite."""
    return "-" in word and all(p.lower() in _PLAIN for p in word.split("-"))


def _is_odd(formula: str) -> bool:
    """Whether a formula in a sentence speaks of a probability, or gives a moment to something."""
    said = re.match(
        r"\s*(?:\\(?:mathbb|operatorname|mathrm|text)\s*\{?)?(?:E|P|Pr|Var|Cov)\b\}?\s*[\[({]",
        formula,
    )
    return said is not None or "overset" in formula or "stackrel" in formula


def letters_in(formula: str) -> tuple[str, ...]:
    """The letters of a formula as they are written, one after the other."""
    try:
        return tuple(t.text for t in tokens(formula) if t.kind == "letter")
    except Unlexed:
        return ()


def letters(node: Syntax) -> frozenset[str]:
    """The letters of a formula, whole names and their parts."""
    found = (n for n in syntax.walk(node) if isinstance(n, syntax.Name | syntax.Scripts))
    return frozenset(name for n in found if (name := name_of(n)))


def has_moments(node: Syntax) -> bool:
    """Whether an expectation, a variance or a covariance is written in a formula."""
    return any(
        isinstance(n, syntax.Name | syntax.Word) and n.text in KINDS for n in syntax.walk(node)
    )
