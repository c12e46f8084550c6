"""Formulas that a sentence claims under a condition: “If A is symmetric, then …”.

The condition holds for that formula and ends with it.  Only conditions that a declaration could
say as well are understood, and only where the sentence says nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from matrixcalc.lang import prose
from matrixcalc.lang.chance import DISPLAY, Sentence
from matrixcalc.lang.items import Item
from matrixcalc.lang.tokens import tokens

_LEAD = r"\s*(?:\(?\w\)\s*)?(?:(?:show|prove|verify|note|recall|observe|zeige\w*(?:\s+sie)?|montrer|montrons)(?:\s+that|,?\s*dass|\s+que)?,?\s+)?"
_THEN = r"""(?:\s*,)?(?:\s*(?:then|dann|alors|so)\b)?(?:\s*,)?
    (?:\s*(?:(?:we\s+|one\s+)(?:then\s+)?(?:ha(?:ve|s)|gets?|obtains?|finds?)|it\s+(?:then\s+)?(?:holds|follows)
    |(?:this|it|the\s+\w+|which)\s+(?:simplifies|reduces)\s+to|(?:this|it)\s+(?:becomes|gives|yields)|gilt|ist|on\s+a|on\s+obtient)
    (?:\s+(?:that|dass|que))?)?[\s,:]*"""
_CASE = re.compile(
    rf"""{_LEAD}(?:(?:if|when|whenever|provided\s+that|falls|wenn|si|lorsque)\s+(?P<told>[^¶]*?[^¶\s,])
    |(?:for|für|pour)\s+(?:an?\s+|any\s+|every\s+|all\s+|ein\w*\s+|jede\w*\s+|tout\w*\s+)?(?P<words>(?:(?:and\s+|und\s+|et\s+)?[\w-]+\s+){{1,4}})▢)
    (?P<claims>{_THEN})(?P<then>{DISPLAY}(?:\s*(?:and|und|et|,)?\s*{DISPLAY})*|▢)?\s*[.]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_CASE = re.compile(
    r"\b(?:only|even|and\s+only|iff|not|nor|or|unless|except|either|neither|nur|auch|nicht|oder|seulement|même|pas|ou)\b",
    re.IGNORECASE,
)


class Case(NamedTuple):
    """A sentence that claims something under a condition, and what the condition declares."""

    sentence: Sentence
    items: tuple[Item, ...]
    is_open: bool
    """Whether the formulas stand behind the paragraph."""


def cases(told: Sequence[Sentence]) -> Iterator[Case]:
    """The sentences that claim formulas under a condition which is understood."""
    for sentence in told:
        found = _CASE.fullmatch(" ".join(sentence.text.split()))
        if found is None or _NO_CASE.search(sentence.text):
            continue
        last = sentence is told[-1] or not told[-1].text.strip()
        claimed = re.search(r"[\w,:]", found["claims"]) or found["then"] not in (None, "▢")
        if not (claimed and (found["then"] or last)):
            continue
        items = _supposed(sentence, found)
        if items:
            yield Case(sentence, items, found["then"] is None)


def _supposed(sentence: Sentence, found: re.Match[str]) -> tuple[Item, ...]:
    """What a condition declares; nothing where it says more than that."""
    part = "told" if found["told"] is not None else "words"
    first = found.string.count("▢", 0, found.start(part))
    if part == "told":
        words, count = found["told"].split("▢"), found["told"].count("▢")
    else:
        words, count = ["", f" is {found['words'].strip()}"], 1
    formulas = sentence.formulas[first : first + count]
    fragments = [prose.Fragment(f"Suppose {words[0]}", sentence.start, math=False)]
    for formula, behind in zip(formulas, words[1:], strict=True):
        fragments.append(prose.Fragment(formula, sentence.start, math=True))
        fragments.append(prose.Fragment(behind, sentence.start, math=False))
    items, doubts = prose.read(fragments)
    names = {tokens(n)[0].text for i in items if i.adjectives for n in i.names}
    told = all(i.adjectives and not i.ranges for i in items)
    letters = {x for own in sentence.letters[first : first + count] for x in own[:1]}
    if doubts or not told or not letters or not letters <= names:
        return ()
    placed = (replace(i, start=sentence.start, end=sentence.end) for i in items)
    # What is independent of each other is no adjective of one letter.
    return tuple(
        replace(i, adjectives=(), separate=True) if i.adjectives == ("independent",) else i
        for i in placed
    )
