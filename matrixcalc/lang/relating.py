r"""Relations among the tokens of a formula, with what is written above and below them.

``=``, ``:=``, ``\overset{(a)}{=}``, ``\stackrel{\text{def}}{=}``.  What stands on their sides is not
looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from matrixcalc.lang.nesting import braced, depths, partners
from matrixcalc.lang.parser import RELATIONS
from matrixcalc.lang.tokens import Token
from matrixcalc.record import record

ANNOTATING = frozenset({"overset", "stackrel", "underset"})
"""Commands that write something above or below a sign."""
RELATING = RELATIONS | {":="}
MAY_RELATE = RELATING | ANNOTATING | {":"}
"""The texts of tokens with which a relation may begin."""
_DEEPEST = 4
"""Levels of remarks above and below one sign."""
_EQUATING = RELATIONS - {"~", "∈", "∉", "⊂", "→", "←", "⇒", "⇔", "⇐"} | {":="}


@record
class Relation:
    """A relation sign and what is written above it."""

    sign: str
    start: int
    above: str = ""

    @property
    def holds_where(self) -> bool:
        """Whether an equation is written above it, where which it may hold."""
        return not _EQUATING.isdisjoint(self.above.split())


def relations_of(own: Sequence[Token]) -> Iterator[tuple[int, int, Relation]]:
    """The relations outside of brackets: where each begins, and what stands behind it."""
    behind = 0
    for at, token, depth in depths(own):
        if depth == 0 and at >= behind and token.text in MAY_RELATE:
            found = relation_at(own, at)
            if found is not None:
                relation, behind = found
                yield at, behind, relation


def relation_at(own: Sequence[Token], at: int) -> tuple[Relation, int] | None:
    """The relation that begins at a token, if one does, and what stands behind it."""
    token = own[at]
    if token.kind == "command":
        return _annotated(own, at)
    both = "".join(t.text for t in own[at : at + 2])
    if both in (":=", "=:"):
        return Relation(both, token.start), at + 2
    if token.kind == "sign" and token.text in RELATIONS:
        return Relation(token.text, token.start), at + 1
    return None


def forwards(relation: Relation, count: int) -> Relation:
    """A definition of what stands on the right, as one of what stands on the left."""
    if relation.sign != "=:":
        return relation
    return replace(relation, sign=":=" if count == 1 else "=")


def hides(own: Sequence[Token]) -> bool:
    """Whether an equation or an inequality stands somewhere, other than above or below something."""
    if _EQUATING.isdisjoint({t.text for t in own}):
        return False
    aside: set[int] = set()
    for opened, closed in partners(own).items():
        if opened and own[opened].text == "{" and own[opened - 1].text in ("_", "^", *ANNOTATING):
            aside.update(range(opened, closed))
    return any(
        k not in aside and t.kind == "sign" and t.text in _EQUATING for k, t in enumerate(own)
    )


def _annotated(own: Sequence[Token], at: int, level: int = 0) -> tuple[Relation, int] | None:
    """A relation with something above or below it, which may be one that has something itself."""
    token = own[at]
    if token.text not in ANNOTATING or level > _DEEPEST:
        return None
    above, behind = _argument(own, at + 1)
    base, after = _argument(own, behind)
    text = " ".join(t.text for t in above)
    if base and base[0].kind == "command":
        bare = own[behind].text != "{"
        inside = (own, behind) if bare else (base, 0)
        found = _annotated(*inside, level + 1)
        if found is None or not (bare or found[1] == len(base)):
            return None
        inner = replace(found[0], start=token.start, above=found[0].above or text)
        return inner, found[1] if bare else after
    if len(base) == 2 and base[0].text == ":" and base[1].text == "=":
        return Relation(":=", token.start), after
    if len(base) != 1 or base[0].text not in RELATIONS:
        return None
    if text in ("d e f", "def", "△", "Δ") or text == ".":
        return Relation(":=", token.start), after
    return Relation(base[0].text, token.start, text), after


def _argument(own: Sequence[Token], at: int) -> tuple[list[Token], int]:
    """The tokens of an argument, in braces or one token alone, and where it goes on behind it."""
    if at < len(own) and not (own[at].kind == "sign" and own[at].text == "{"):
        return [own[at]], at + 1
    return braced(own, at)
