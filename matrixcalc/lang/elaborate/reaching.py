"""How far the argument of a function without brackets reaches among the factors behind it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.names import name_of
from matrixcalc.lang.syntax import Syntax

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator

Part: TypeAlias = Syntax | str
"""A factor, or the sign between two groups of factors."""


def refuse_brackets(r: Elaborator, word: syntax.Word, inside: Sequence[Part]) -> None:
    """Raise `Beyond` for det A (1 + c): the brackets may be a factor of the value."""
    for before, part in pairwise(inside):
        group = part.base if isinstance(part, syntax.Scripts) else part
        if not isinstance(group, syntax.Group) or group.fence not in ("(", "["):
            continue
        base = before.base if isinstance(before, syntax.Scripts) else before
        name = name_of(before) if isinstance(before, syntax.Name | syntax.Scripts) else None
        known = r.scope.letters.get(name or "")
        letter = known is not None and not known.formal
        if letter or not isinstance(base, syntax.Name | syntax.Word | syntax.Sign):
            raise Beyond(f"it is not clear how far {word.text} reaches", word)


def unwrapped(node: syntax.Scripts) -> tuple[Syntax, list[syntax.Scripts]]:
    """What the scripts of a bracket stand on, and the scripts from the inside out."""
    scripts: list[syntax.Scripts] = []
    inner: Syntax = node
    while isinstance(inner, syntax.Scripts):
        scripts.insert(0, inner)
        inner = inner.base
    return inner, scripts


def reach(r: Elaborator, parts: Sequence[Part], at: int) -> int:
    """How far the argument of a function without brackets reaches."""
    if isinstance(parts[at], syntax.Big):
        return len(parts)
    if is_function(parts[at]):
        # A function of a function takes what that one takes.
        return reach_of_function(r, parts, at)
    stop = at + 1
    while stop < len(parts):
        part = parts[stop]
        if isinstance(part, str) or is_function(part) or isinstance(part, syntax.Big):
            break
        stop += 1
    return stop


def reach_of_function(r: Elaborator, parts: Sequence[Part], at: int) -> int:
    """Where the argument of the function ends that stands at a place."""
    following = parts[at + 1] if at + 1 < len(parts) else None
    if following is None or isinstance(following, str):
        return at + 1
    inner = unwrapped(following)[0] if isinstance(following, syntax.Scripts) else following
    if isinstance(inner, syntax.Group | syntax.Bars):
        return at + 2
    return reach(r, parts, at + 1)


def is_function(part: Part) -> bool:
    """Whether a factor is the name of a function, maybe with scripts."""
    head = part.base if isinstance(part, syntax.Scripts) else part
    return isinstance(head, syntax.Word)
