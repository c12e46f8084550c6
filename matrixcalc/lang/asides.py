"""What is written behind a displayed formula of when it holds: “if A is symmetric”, “(A = Aᵀ)”.

It stands in the formula itself, behind it in its sentence, or is a paragraph of its own.  What a
condition declares is known to `cases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from matrixcalc.lang.cases import declared, is_restricted
from matrixcalc.lang.chance import DISPLAY, Sentence
from matrixcalc.lang.items import Item
from matrixcalc.lang.problem import Block
from matrixcalc.lang.tokens import Token, spelled

_AT = r"for|(?:evaluated\s+)?at|in(?:\s+case)?|setting|choosing|taking|once|für|an\s+der\s+stelle|pour|en"
"""Words before the value of a letter."""
_IF = re.compile(
    rf"\(?\s*(?:if|when|whenever|provided(?:\s+that)?|falls|wenn|si|lorsque|{_AT})\s*",
    re.IGNORECASE,
)
"""Words in a formula before an equation where which what stands before them holds."""
_CONDITION = re.compile(
    rf"""[\s,]*(?P<open>\()?\s*(?:
    (?:if|when|whenever|provided(?:\s+that)?|falls|wenn|si|lorsque|in\s+(?:the|this)\s+case\s+(?:where|that))\s+(?P<told>[^¶]*?[^¶\s,.)])
    |(?:for|für|pour|in\s+the\s+case\s+of)\s+(?:an?\s+|any\s+|every\s+|all\s+|ein\w*\s+|jede\w*\s+|tout\w*\s+)?(?P<words>(?:(?:and\s+|und\s+|et\s+)?[\w-]+\s+){{1,4}})▢
    |(?:{_AT})\s+(?P<value>▢)
    )\s*(?(open)\))\s*[.,;]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_BARE = re.compile(r"\s*\(?\s*▢\s+(?P<word>[\w-]+)\s*\)?\s*")
"""A letter and an adjective: “(A symmetric)”."""
_BEHIND = re.compile(
    rf"""\s*(?:(?:then|thus|hence|so|also|now|note\s+that|we|it|holds|have|has|get|obtain|find|that|is)\b,?\s*)*[\s:]*
    {DISPLAY}(?P<aside>[^{DISPLAY}]+)""",
    re.IGNORECASE | re.VERBOSE,
)
"""A sentence that says nothing but a displayed formula and what stands behind it."""


class Condition(NamedTuple):
    """When a formula holds: what is declared for it, or an equation."""

    items: tuple[Item, ...]
    equation: str = ""


def in_formula(block: Block) -> tuple[Block, Sentence] | None:
    """A formula without what stands behind it as a remark or a condition, and that."""
    if not block.claims:
        return None
    *before, last = block.claims
    if last.aside and not last.words:
        bare = replace(last, remark="", aside=())
        return replace(block, claims=(*before, bare)), _sentence(last.aside)
    if last.aside or not before or not _IF.fullmatch(last.words):
        return None
    if [r.sign for r in last.relations] != ["="]:
        return None
    left, right = (spelled(side.tokens) for side in last.sides)
    start, end = last.sides[0].start, last.sides[1].end
    told = Sentence(start, end, f"{last.words.strip(' (')} ▢", (f"{left} = {right}",))
    return replace(block, claims=tuple(before)), told


def behind(told: Sequence[Sentence]) -> Iterator[Sentence]:
    """What sentences say behind the displayed formula that they have."""
    for sentence in told:
        _, _, after = sentence.text.rpartition(DISPLAY)
        found = _BEHIND.fullmatch(sentence.text) if any(map(str.isalpha, after)) else None
        if found is not None:
            yield replace(sentence, text=found["aside"])


def condition(aside: Sentence) -> Condition | None:
    """When a formula holds by what stands behind it; None if that is not understood."""
    text = " ".join(aside.text.split())
    bare = _BARE.fullmatch(text)
    text = f"if ▢ is {bare['word']}" if bare is not None else text
    if text.strip("() ") == "▢":
        text = "if ▢"
    found = _CONDITION.fullmatch(text)
    if found is None or is_restricted(text):
        return None
    if found["value"] or found["told"] == "▢":
        (equation,) = aside.formulas
        items = declared(aside, found) if found["told"] else ()
        return Condition(items, equation)
    items = declared(aside, found)
    return Condition(items) if items else None


def _sentence(aside: Sequence[Token]) -> Sentence:
    """A remark in a formula as a sentence."""
    text, formulas = "", list[str]()
    for is_prose, part in groupby(aside, lambda t: t.kind == "prose"):
        own = [t for t in part if t.kind != "quad"]
        # The words of a text may have formulas themselves.
        words = " ".join(t.text for t in own).split("$") if is_prose else ["", spelled(own)]
        for k, piece in enumerate(words):
            if k % 2 and piece.strip():
                formulas.append(piece)
                text += " ▢ "
            else:
                text += f" {piece} "
    return Sentence(aside[0].start, aside[-1].end, " ".join(text.split()), tuple(formulas))
