"""Formulas that a sentence claims under a condition: “If A is symmetric, then …”, “For λ = 0 we get …”.

The condition holds for that formula and ends with it.  Only conditions that a declaration could
say as well and single equations are understood, and only where the sentence says nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from matrixcalc.lang import prose
from matrixcalc.lang.chance import DISPLAY, Sentence, joined
from matrixcalc.lang.items import Item
from matrixcalc.lang.tokens import tokens
from matrixcalc.lang.words import spelled

_LEAD = r"\s*(?:\(?\w\)\s*)?(?:(?:show|prove|verify|note|recall|observe|zeige\w*(?:\s+sie)?|montrer|montrons)(?:\s+that|,?\s*dass|\s+que)?,?\s+)?"
_THEN = r"""(?:\s*,)?(?:\s*(?:then|dann|alors|so)\b)?(?:\s*,)?
    (?:\s*(?:(?:we\s+|one\s+)(?:then\s+)?(?:ha(?:ve|s)|gets?|obtains?|finds?|recovers?)|it\s+(?:then\s+)?(?:holds|follows)
    |(?:this|it|the\s+\w+|which)\s+(?:simplifies|reduces)\s+to|(?:this|it)\s+(?:becomes|gives|yields|is|equals)|(?:this\s+)?(?:becomes|gives|yields|shows)|gilt|ist|on\s+a|on\s+obtient)
    (?:\s+(?:that|dass|que))?)?[\s,:]*"""
_CASE = re.compile(
    rf"""{_LEAD}(?:(?:if|when|whenever|provided\s+that|falls|wenn|si|lorsque)\s+(?P<told>[^¶]*?[^¶\s,])
    |(?:for|für|pour)\s+(?:an?\s+|any\s+|every\s+|all\s+|ein\w*\s+|jede\w*\s+|tout\w*\s+)?(?P<words>(?:(?:and\s+|und\s+|et\s+)?[\w-]+\s+){{1,4}})▢)
    (?P<claims>{_THEN})(?P<then>{DISPLAY}(?:\s*(?:and|und|et|,)?\s*{DISPLAY})*|▢)?\s*[.]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_BEHIND = rf"(?P<then>{DISPLAY}(?:\s*(?:и|和|与|と|,|，)?\s*{DISPLAY})*|▢)?\s*(?:が成り立つ|成立)?\s*[.。]?\s*"
_ABROAD = tuple(
    re.compile(pattern + _BEHIND, re.IGNORECASE | re.VERBOSE)
    for pattern in (
        rf"""{_LEAD}(?:ist|sind|sei|seien)\s+(?P<told>[^¶]*▢[^¶]*?[^¶\s,])(?P<claims>\s*,\s*(?:so|dann)\b
        \s*(?:gilt|ist|folgt|erhält\s+man|erhalten\s+wir|haben\s+wir)?[\s,:]*)""",
        rf"""{_LEAD}(?:for|für|pour)\s+(?P<told>▢(?:\s+[\w-]+){{1,4}}?)(?P<claims>{_THEN})""",
        r"""\s*(?:если|когда)\s+(?P<told>[^¶]*?[^¶\s,])(?P<claims>\s*,?\s*(?:(?:то|тогда)\b)?
        \s*(?:имеем|получаем|выполняется|выполнено|верно|справедливо)?(?:\s+равенство)?[\s,:]*)""",
        r"""\s*для\s+(?:всех\s+|всякой\s+|всякого\s+|любой\s+|любого\s+|каждой\s+|каждого\s+|произвольной\s+)?
        (?P<words>(?:[\w-]+\s+){1,4})▢(?P<claims>\s*,?\s*(?:имеем|получаем|выполняется|выполнено|верно|справедливо)?
        (?:\s+равенство)?[\s,:]*)""",
        r"""\s*(?:若|如果|假如|当)\s*(?P<told>[^▢¶，,]{0,9}▢[^▢¶，,]*?)(?:\s*时)?(?P<claims>\s*[，,]?\s*(?:则|那么|就)?
        \s*(?:我们)?(?:有|可得|得到|得)?[\s，,:：]*)""",
        r"""\s*(?:对于?\s*(?:任意的?|任何|所有的?|每个|一切)?|任意的?)\s*(?P<words>[^▢¶，,的之和与及]{2,12})▢(?P<claims>\s*[，,]\s*
        (?:都|均|我们)?(?:有|可得|得到|成立)?[\s，,:：]*)""",
        r"""\s*(?:もし)?\s*(?P<told>[^▢¶、,]{0,9}▢[^▢¶、,]*?)\s*(?P<claims>(?:である|の)?(?:ならば|なら|であれば|のとき|とき|の場合|場合)
        (?:には|は)?\s*[、,]?\s*(?:次が成り立つ)?[\s:：]*)""",
        r"""\s*(?:任意の|すべての|全ての|各)?\s*(?P<words>[^▢¶、,のとや]{2,12})▢\s*(?P<claims>(?:に対して|に対し|について)
        (?:は)?\s*[、,]?\s*(?:次が成り立つ)?[\s:：]*)""",
    )
)
"""The same with the verb in front, in Russian, Chinese and Japanese."""
_BEFORE = r"\s*(?:(?:in\s+particular|as\s+a\s+(?:check|special\s+case)|for\s+example|for\s+instance|similarly|finally|insbesondere|en\s+particulier),?\s+)?"
_INSTANCE = re.compile(
    rf"""{_BEFORE}{_LEAD}(?:(?P<chosen>with|setting|putting|taking|choosing|letting|substituting|inserting|mit|setzt\s+man|setzen\s+wir|avec|en\s+posant)
    |if|when|whenever|for|at|as|in\s+the\s+limit(?:\s+(?:of|as|when))?|im\s+grenzfall|in\s+the\s+(?:special\s+|particular\s+|limiting\s+)?case\s+(?:(?:where|when|that|of)\s+)?
    |falls|wenn|für|im\s+(?:spezial)?fall|si|lorsque|pour|dans\s+le\s+cas\s+(?:où\s+)?)
    \s*(?:(?:we|one)\s+(?:set|have|take|put|choose)s?\s+(?:that\s+)?)?▢(?P<more>(?:\s*,?\s*(?:and|und|et)\s*▢)*)(?:\s+(?:holds?|gilt|ein))?
    (?P<claims>{_THEN})(?P<then>{DISPLAY}(?:\s*(?:and|und|et|,)?\s*{DISPLAY})*|▢(?:\s*,?\s*(?:and|und|et)\s+(?:hence\s+|thus\s+|so\s+|also\s+)?▢)*)?\s*[.]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
"""A sentence that claims formulas where one equation holds."""
_NO_CASE = re.compile(
    r"\b(?:only|even|and\s+only|iff|not|nor|or|unless|except|either|neither|nur|auch|nicht|kein\w*|oder|seulement|même|pas|ou"
    r"|не|ни|или|либо|только|лишь|даже|кроме)\b|[不非未或只仅除無无限]|ない|なく|または|あるいは|のみ|だけ|しか|以外",
    re.IGNORECASE,
)


def is_restricted(text: str) -> bool:
    """Whether words turn a condition into another one: not, or, only."""
    return _NO_CASE.search(text) is not None


class Case(NamedTuple):
    """A sentence that claims something under a condition, and what the condition declares."""

    sentence: Sentence
    items: tuple[Item, ...]
    is_open: bool
    """Whether the formulas stand behind the paragraph."""


def cases(told: Sequence[Sentence]) -> Iterator[Case]:
    """The sentences that claim formulas under a condition which is understood."""
    for sentence in told:
        found = _found(sentence)
        if found is None or is_restricted(sentence.text):
            continue
        last = sentence is told[-1] or not told[-1].text.strip()
        claimed = re.search(r"[\w,:，：]", found["claims"]) or found["then"] not in (None, "▢")
        if not (claimed and (found["then"] or last)):
            continue
        items = declared(sentence, found)
        if items:
            yield Case(sentence, items, found["then"] is None)


def _found(sentence: Sentence) -> re.Match[str] | None:
    """The parts of a sentence that claims formulas under a condition."""
    text = " ".join(sentence.text.split())
    others = (p.fullmatch(spelled(text)) for p in _ABROAD)
    return _CASE.fullmatch(text) or next((m for m in others if m is not None), None)


class Instance(NamedTuple):
    """A sentence that claims formulas where an equation holds: where they stand."""

    sentence: Sentence
    conditions: tuple[int, ...]
    is_chosen: bool
    """Whether it may also say what a letter is: “with S = XᵀX”."""
    claims: tuple[int, ...]
    """The formulas of the sentence that are claimed; without one, the next that is displayed."""


def instances(told: Sequence[Sentence], places: Sequence[int]) -> Iterator[Instance]:
    """The sentences that claim formulas where the first ones hold; `places` are those of all formulas."""
    for sentence in (*told, *joined(told)):
        found = _INSTANCE.fullmatch(" ".join(sentence.text.split()))
        if found is None or is_restricted(sentence.text):
            continue
        last = sentence is told[-1] or not told[-1].text.strip()
        own = tuple(at for at in places if sentence.start <= at < sentence.end)
        count = 1 + found["more"].count("▢")
        if own[count:] or last:
            yield Instance(sentence, own[:count], found["chosen"] is not None, own[count:])


def declared(sentence: Sentence, found: re.Match[str]) -> tuple[Item, ...]:
    """What the condition of a sentence declares; nothing where it says more than that.

    `found` has it as `told`, or as the `words` before a letter.
    """
    part = "told" if found.groupdict().get("told") is not None else "words"
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
