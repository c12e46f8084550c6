"""Sentences that say of random letters, or of the components of one, that they are independent.

“The coordinates of x are independent”, “x and y are independent”, “let x and y be
independent random vectors”.  Only what stands in such a form is understood; pairs that are
independent, or components that are uncorrelated, are something else.  Nothing is said here
of what follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matrixcalc.assumptions import ALIKE, INDEPENDENT
from matrixcalc.lang.chance import MEMBER, Sentence
from matrixcalc.lang.items import Item
from matrixcalc.lang.tokens import tokens

_PARTS = r"(?:coordinates|components|entries|elements)"
_ALL = r"(?:all\s+|both\s+|mutually\s+|jointly\s+|statistically\s+|stochastically\s+)*"
_OPENS = r"""(?P<begins>(?:(?:now|also|further|furthermore|moreover|in\s+addition)[,\s]+)*
    (?:let|(?:we\s+)?(?:also\s+|now\s+|further\s+)*(?:assume|suppose)(?:\s+also)?(?:\s+that)?))?\s*
    (?:(?:here|moreover|furthermore)[,\s]+)?"""
_LISTED = r"▢(?:\s*,\s*▢)*(?:\s*,?\s*and\s+▢)?"

_COORDINATES = re.compile(
    rf"""\s*{_OPENS}(?:all\s+)?(?:of\s+)?(?:the\s+)?
    {_PARTS}(?:\s+▢)?(?:\s+of\s+(?:the\s+(?:random\s+)?vector\s+)?▢)?\s+(?:are|be)\s+
    {_ALL}(?:independent|(?P<iid>i\.?i\.?d\.?))
    (?P<alike>\s+and\s+identically\s+distributed
        |,?\s+(?:and\s+)?(?:have|with)\s+(?:all\s+)?(?:the\s+same|equal)\s+central\s+moments)?
    \s*[.;]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_LETTERS = re.compile(
    rf"""\s*{_OPENS}(?:the\s+)?(?:random\s+)?(?:vectors\s+|variables\s+)?
    (?P<names>{_LISTED})\s+(?:are|be)\s+{_ALL}independent
    (?:\s+of\s+each\s+other|\s+random\s+(?:vectors|variables))?\s*[.;]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_DECLARED = re.compile(
    rf"""\s*let\s+(?P<names>{_LISTED})\s+be\s+(?:two\s+|three\s+)?{_ALL}independent\s+
    (?:gaussian\s+|normal\s+)?random\s+(?:vectors|variables)\b(?!.*\bindependent\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_SHAPED = re.compile(
    r"""\b(?:symmetric(?:al|ally)?\s+(?:about|around|distribut\w*|random)|symmetrically|skew\w*|kurto\w*
    |moments?(?!\s*▢)|cumulants?|odd|uniform\w*|bernoulli|rademacher|exponential\w*|poisson|binomial
    |normal\w*|gauss\w*|laplace\w*|gamma|beta|chi\w*|student\w*|logistic|signs?|distribut\w*|laws?
    |coins?|dice|binary|bounded|schief\w*|verteil\w*|gleichverteilt|wölbung|lois?|réparti\w*
    |asymétri\w*|распредел\w*)\b|分布""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words for a distribution of which more is known than two moments."""
_SYMMETRIC = re.compile(r"\b(?:symmetr\w*|symétri\w*|симметр\w*)|対称|对称", re.IGNORECASE)
_PLAIN = re.compile(r"[\s,]*(?:\\?[A-Za-z]+[\s,]*)+")
"""A formula that lists letters."""
_OF_LAWS = re.compile(
    r"""(?:[\s,;▢]|\b(?:let|suppose|assume|that|and|be|are|random|vectors?|variables?|gaussians?|normal|with|where|mutually
    |both|two|given|distributed|now|also|the|further|furthermore|moreover)\b)*
    \bindependent(?:ly)?\b(?:\s+of\s+(?:each\s+other|one\s+another))?
    (?:[\s,;▢]|\b(?:random|vectors?|variables?|gaussians?|normal|with|where|and|distributed|as)\b)*[.;:]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
"""A sentence that only says which laws letters have, and that they are independent."""
_SIM = re.compile(r"\\sim(?![a-z])|∼|~")
_LAWS = re.compile(r"(?:[\s,]|\\[,;\s]|\\q?quad)*(\\?[A-Za-z]+)\s*(?:\\sim(?![a-z])|∼|~)")
_OPENED = re.compile(
    r"\s*\\?(?:mathcal|mathrm|operatorname|text)?\s*\{?\s*(?:N|𝒩|\\mathcal\s*N|Normal)\s*\}?\s*(?:\\left)?\("
)


def components(told: Sequence[Sentence]) -> Iterator[Item]:
    """What sentences say of the components of a letter; an item begins where its sentence does."""
    for sentence in told:
        found = _COORDINATES.fullmatch(sentence.text)
        letters = {own[0] for own in sentence.letters if own}
        if found is None or len(letters) != 1:
            continue
        word = ALIKE if found["iid"] or found["alike"] else INDEPENDENT
        yield Item(
            (letters.pop(),), None, (word,), start=sentence.start, end=sentence.end,
            begins=bool(found["begins"]),
        )  # fmt: skip


def is_understood(sentence: Sentence, items: Sequence[Item]) -> bool:
    """Whether a sentence says nothing but what one of these items has from it."""
    text = sentence.text
    whole = _COORDINATES.fullmatch(text) or _LETTERS.fullmatch(text) or _of_laws(sentence)
    own = (x for x in items if x.separate or INDEPENDENT in x.adjectives)
    return bool(whole) and sentence.holds(own)


_UNMARKED = re.compile(
    r"\s*(?:let|assume|suppose)\s+(?:that\s+)?(?P<one>[B-HJ-Zb-z])\s+and\s+(?P<other>[B-HJ-Zb-z])\s+(?:are|be)\s+"
    r"(?:(?:mutually|statistically)\s+)?independent(?:\s+of\s+each\s+other)?\s*[.;]?\s*",
    re.IGNORECASE,
)
"""Two letters among the words, without a sign that they are formulas."""


def separate(told: Sequence[Sentence]) -> Iterator[Item]:
    """Letters that are independent of each other."""
    for sentence in told:
        plain = None if sentence.formulas else _UNMARKED.fullmatch(sentence.text)
        if plain is not None:
            yield Item(
                (plain["one"], plain["other"]),
                start=sentence.start,
                end=sentence.end,
                separate=True,
            )
            continue
        found = _LETTERS.fullmatch(sentence.text) or _DECLARED.match(sentence.text)
        count = found["names"].count("▢") if found is not None else 0
        if not count or not all(map(_PLAIN.fullmatch, sentence.formulas[:count])):
            if laws := _of_laws(sentence):
                yield Item(laws, start=sentence.start, end=sentence.end, separate=True)
            continue
        names = tuple(name for own in sentence.letters[:count] for name in own)
        if len(set(names)) == len(names) > 1:
            yield Item(names, start=sentence.start, end=sentence.end, separate=True)


def _of_laws(sentence: Sentence) -> tuple[str, ...]:
    """The letters of a sentence that says which laws they have, and that they are independent."""
    if "independent" not in sentence.text or _OF_LAWS.fullmatch(sentence.text) is None:
        return ()
    with_laws, bare = list[str](), list[str]()
    for formula, letters in zip(sentence.formulas, sentence.letters, strict=True):
        if _SIM.search(formula):
            heads = [m for part in re.split(r"(?<=\))\s*,", formula) for m in [_LAWS.match(part)]]
            ends = [_OPENED.match(m.string, m.end()) for m in heads if m is not None]
            if None in heads or None in ends:
                return ()
            with_laws += [tokens(m[1])[0].text for m in heads if m is not None]
        elif _PLAIN.fullmatch(formula):
            bare += letters
        elif not (MEMBER.search(formula) or "=" in formula):
            return ()
    names = tuple(dict.fromkeys(bare or with_laws))
    every = not with_laws or not bare or set(bare) <= set(with_laws)
    return names if len(names) > 1 and every else ()


def shaped(told: Sequence[Sentence]) -> str:
    """A word by which a text may say more of a distribution than its mean and covariance."""
    for sentence in told:
        found = _SHAPED.search(sentence.text)
        if found is None and not sentence.formulas:
            found = _SYMMETRIC.search(sentence.text)
        if found is not None:
            return found[0]
    return ""
