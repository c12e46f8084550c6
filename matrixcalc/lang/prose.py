r"""Declarations in sentences: “Let $A, B \in \mathbb{R}^{n\times n}$ be symmetric”.

One grammar over words and formulas serves English, German, French, Japanese,
Chinese and Russian.  What a sentence claims, asks or supposes for a moment is no
declaration, and in doubt nothing is declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from matrixcalc.lang.items import Item
from matrixcalc.lang.placed import Covered
from matrixcalc.lang.prose_annotations import noted
from matrixcalc.lang.prose_cues import (
    FAR,
    Cue,
    cues,
    in_sentence,
    is_conditional,
    sets_a_condition,
    ties,
)
from matrixcalc.lang.prose_doubts import TOGETHER, doubted, merged
from matrixcalc.lang.prose_formulas import declares_nothing
from matrixcalc.lang.prose_sentences import Setting, declared
from matrixcalc.lang.prose_tokens import Fragment, Token, tokens
from matrixcalc.lang.words import Role

__all__ = [
    "FAR", "TOGETHER", "Cue", "Fragment", "cues", "declarations", "in_sentence", "is_conditional", "is_mere_formula", "merged", "read", "sets_a_condition", "ties",
]  # fmt: skip


def read(
    paragraph: Sequence[Fragment], understood: Sequence[Item] = ()
) -> tuple[tuple[Item, ...], dict[str, str]]:
    """What a paragraph declares, and the letters of which it says more than that.

    With each of those letters comes the word that was not understood.  What whole sentences
    say that are `understood` already is left out.
    """
    sentences = list(_sentences(tokens(paragraph)))
    items = _declarations(paragraph, sentences)
    known = frozenset(word for item in items for word in item.adjectives)
    heard = Covered(understood)
    found = (
        said
        for sentence, asked in sentences
        if sentence and not (asked or sentence[0].start in heard)
        for said in doubted(sentence, paragraph, known)
    )
    return items, merged({}, found)


def is_mere_formula(paragraph: Sequence[Fragment]) -> bool:
    """Whether a paragraph is a formula without words, which declares nothing either."""
    if len(paragraph) != 1 or not paragraph[0].math:
        return False
    return declares_nothing(paragraph[0].text)


def declarations(paragraph: Sequence[Fragment]) -> tuple[Item, ...]:
    """What the sentences of a paragraph declare, in order."""
    return _declarations(paragraph, _sentences(tokens(paragraph)))


def _declarations(
    paragraph: Sequence[Fragment], sentences: Iterable[tuple[Sequence[Token], bool]]
) -> tuple[Item, ...]:
    found = list(_noted(paragraph))
    listed = headed = staged = False
    for sentence, asked in sentences:
        found.extend(declared(sentence, Setting(listed or headed, asked, staged)))
        headed = _is_heading(sentence)
        staged = headed and any(t.role is Role.IF for t in sentence)
        listed = listed or _announces(sentence)
    return _coherent(sorted(found, key=lambda item: item.start))


def _noted(paragraph: Sequence[Fragment]) -> Iterator[Item]:
    for fragment in paragraph:
        if fragment.math:
            end = fragment.start + len(fragment.text)
            for reading in noted(fragment.text):
                yield Item(reading.names, reading.shape, start=fragment.start, end=end)


def _sentences(found: Sequence[Token]) -> Iterator[tuple[Sequence[Token], bool]]:
    """The sentences without their stops, and whether each is a question."""
    begin = 0
    for at, token in enumerate(found):
        if token.role in (Role.STOP, Role.QUESTION):
            yield found[begin:at], token.role is Role.QUESTION
            begin = at + 1
        elif at > begin and _opens(token) and found[at - 1].role is Role.FORMULA:
            # Behind a displayed formula there need not be a full stop.
            yield found[begin:at], False
            begin = at
    yield found[begin:], False


def _opens(token: Token) -> bool:
    """Whether a sentence begins with a word such as “Let”, by its capital."""
    return token.role in (Role.LET, Role.SUPPOSE) and token.text[:1].isupper()


def _is_heading(sentence: Sequence[Token]) -> bool:
    """Whether it is a label such as “Claim” or “2”, so that what follows may be a task."""
    in_table = any(t.text == "|" for t in sentence)
    return 0 < len(sentence) <= 3 and not in_table and not any(t.is_subject for t in sentence)


def _announces(sentence: Sequence[Token]) -> bool:
    """Whether it is a task whose parts come behind it, as in “Show the following”."""
    roles = {t.role for t in sentence}
    return Role.FOLLOWING in roles and bool(roles & {Role.CLAIM, Role.THEN_CLAIM})


def _coherent(found: Sequence[Item]) -> tuple[Item, ...]:
    """Without signs of sizes and vectors: $n > 0$ of a size, $x > 0$ entry by entry."""
    sizes = {size for item in found for size in item.shape or ()}
    sizes |= {high for item in found for _, _, high in item.ranges}
    arrays = {name for item in found if item.shape for name in item.names}
    kept = []
    for item in found:
        names = item.names
        if item.shape == () and not item.kind:
            names = tuple(n for n in names if n not in sizes | arrays)
        if names:
            kept.append(replace(item, names=names))
    return tuple(kept)
