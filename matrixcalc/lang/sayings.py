"""What a sentence says that a formula is: the formula, and the words for it.

“Let $a$ and $b$ be square matrices”, “for scalars $s$, $t$”, “sind $a$ und $b$ Operatoren”,
“$W$, a matrix of weights”.  The words are not understood here, only cut out; what is denied
or left open is no saying.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matrixcalc.lang.chance import Sentence
from matrixcalc.lang.names import name_of
from matrixcalc.lang.parser import Unparsed, parse
from matrixcalc.lang.syntax import Name, Number, Scripts, Syntax
from matrixcalc.lang.tokens import Token, Unlexed, tokens

_LIST = r"▢(?:\s*(?:,\s*)?(?:(?:and|und|sowie|et|or|oder|ou)\s+)?▢)*"
_ALL = r"(?:\s*,?\s*(?:both|all|each|together|beide|alle|jeweils|tous|toutes)\b)?"
_COPULA = r"""(?:(?:will\s+|shall\s+|to\s+)?(?:be|is|are|being)(?:\s+(?:called|taken\s+to\s+be|to\s+be\s+read\s+as|read\s+as))?
    |denot(?:es?|ing)|stands?\s+for|means?|represents?|ist|sind|sei|seien|bezeichne[nt]?|bedeute[nt]?|steht\s+für|stehen\s+für
    |est|sont|soit|soient|désigne(?:nt)?|représente(?:nt)?)"""
_OPENS = r"(?:sei|seien|ist|sind|soit|soient|bezeichne[nt]?|désigne(?:nt)?|notons|on\s+note)"
_WORDS = r"(?P<words>[^▢¶.;:!?()]*)"
_ARTICLE = r"(?:the|an?|its|their|two|die|der|das|eine?|zwei|la|le|les|l'|une?|des|deux)\b"
_SAID = (
    re.compile(rf"(?P<of>{_LIST}){_ALL}\s*,?\s*\b{_COPULA}\b{_WORDS}", re.IGNORECASE | re.VERBOSE),
    re.compile(rf"\b{_OPENS}\s+(?:nun\s+|jetzt\s+|maintenant\s+)?(?P<of>{_LIST})\s*,?{_WORDS}", re.IGNORECASE | re.VERBOSE),
    re.compile(rf"(?P<of>{_LIST})\s+(?={_ARTICLE}){_WORDS}", re.IGNORECASE | re.VERBOSE),
    re.compile(rf"(?P<of>{_LIST})\s*,\s+(?=(?:an?|eine?|une?)\b){_WORDS}(?=[.;:!?]|$)", re.IGNORECASE | re.VERBOSE),
)  # fmt: skip
_BEFORE = re.compile(
    rf"(?P<words>(?:[^\W\d_][\w'’-]*\s+){{1,4}}|\bnumber\s+)(?P<of>{_LIST})", re.IGNORECASE
)
_PLURAL = re.compile(r"(?:s|ces|zen|en|eurs|aux|e)\s*$", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:not|no|never|neither|nicht|kein\w*|weder|pas|ni|whether|ob)\b|n't\b", re.IGNORECASE
)
_LET_BY = re.compile(
    r"\b(?:write|denote|call)\s+(?P<of>▢)\s+for\b(?P<words>[^▢¶.;:!?()]*)"
    r"|\bdenote\s+by\s+(?P<named>▢)(?P<said>[^▢¶.;:!?()]*)",
    re.IGNORECASE,
)
_HEADS = re.compile(r"\\in(?![a-z])|∈|:|=|\\sim|~|∼|\\succ|≻|\\subset|\\to(?![a-z])")


@dataclass(frozen=True)
class Saying:
    """A formula, the words that say what it is, and those that go on behind a formula."""

    formula: str
    words: str
    rest: str
    end: int
    """Where the sentence ends."""
    before: bool = False
    """Whether the words stand before the formula, which ends them: “the matrix $A$”."""
    of: tuple[str, ...] = ()
    """The formulas behind the words."""


def sayings(told: Iterable[Sentence]) -> Iterator[Saying]:
    """What sentences say that the formulas in them are."""
    for sentence in told:
        text = sentence.text
        for pattern in _SAID:
            for found in pattern.finditer(text):
                if not _OPEN.search(found["words"]):
                    yield from _of(sentence, found, "of", "words")
        for found in _BEFORE.finditer(text):
            yield from _of(sentence, found, "of", "words", before=True)
        for found in _LET_BY.finditer(text):
            names = ("of", "words") if found["of"] else ("named", "said")
            yield from _of(sentence, found, *names)


def _of(
    sentence: Sentence, found: re.Match[str], of: str, words: str, *, before: bool = False
) -> Iterator[Saying]:
    text = sentence.text
    first, last = (text.count("▢", 0, at) for at in found.span(of))
    if before and not _PLURAL.search(found[words]):
        last = first + 1
    rest = text[found.end() :]
    behind = sentence.formulas[last:]
    for formula in sentence.formulas[first:last]:
        yield Saying(formula, found[words], rest, sentence.end, before, behind)


@dataclass(frozen=True)
class Head:
    """A letter as it is written: what it is called with its scripts and without, and these."""

    letter: str
    name: str
    below: Syntax | None = None
    above: Syntax | None = None


def heads(formula: str) -> Iterator[Head]:
    r"""The letters that a formula lists or declares: of $a, b$ and of $x_1,\dots,x_n\in S$ all.

    Nothing where it is a term of several letters.
    """
    try:
        written = tokens(_HEADS.split(formula, maxsplit=1)[0].rstrip(" ,.;"))
    except Unlexed:
        return
    for part in _parts(written):
        try:
            node = parse(part, part[-1].end)
        except Unparsed:
            return
        base = node.base if isinstance(node, Scripts) else node
        letter = name_of(base) if isinstance(base, Name) else None
        if isinstance(base, Number):
            letter = str(base.value)
        if letter is None:
            return
        sub, sup = (node.sub, node.sup) if isinstance(node, Scripts) else (None, None)
        yield Head(letter, name_of(node) or letter, sub, sup)


def _parts(written: list[Token]) -> Iterator[list[Token]]:
    """What stands between commas that are not in brackets, but for dots."""
    depth, part = 0, list[Token]()
    for token in written:
        depth += (token.text in "({[") - (token.text in ")}]")
        if token.text == "," and not depth:
            if part:
                yield part
            part = []
        elif token.text not in ("…", "⋯"):
            part.append(token)
    if part:
        yield part
