"""Optima: ŵ = argmin_w f(w), read as the two things that it says.

The derivative of f vanishes at ŵ, which is an equality, and f is convex, which is left to
whoever judges.  Only which letter varies, and what is to be smallest or largest, is found here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from matrixcalc.lang import syntax
from matrixcalc.lang.syntax import Syntax

CONSTRAINED = re.compile(
    r"subject\s+to|constrain|\bs\.\s?t\.|nebenbedingung|sous\s+(?:la\s+)?contrainte|при\s+услови",
    re.IGNORECASE,
)
"""Words by which a text restricts what varies."""
SENSES = {"argmin": "min", "argmax": "max"}


@dataclass(frozen=True)
class Sought:
    """What an argmin or argmax is taken of: the letter below it, and the rest of the side."""

    sense: str
    variable: syntax.Name
    body: Syntax


def sought(node: Syntax) -> Sought | None:
    """What a side asks for, if it begins with argmin or argmax over one letter."""
    match node:
        case syntax.Sum(terms=(("+", first), *rest)) if rest:
            found = sought(first)
            if found is None:
                return None
            terms = (("+", found.body), *rest)
            return replace(found, body=replace(node, terms=terms))
        case syntax.Juxtaposed(items=items):
            return _of_items(node, items)
    return None


def _of_items(node: syntax.Juxtaposed, items: tuple[Syntax, ...]) -> Sought | None:
    head, rest = items[0], items[1:]
    if isinstance(head, syntax.Word) and head.text == "arg" and rest:
        inner = rest[0].base if isinstance(rest[0], syntax.Scripts) else rest[0]
        if not isinstance(inner, syntax.Word) or inner.text not in ("min", "max"):
            return None
        word, head, rest = f"arg{inner.text}", rest[0], rest[1:]
    else:
        named = head.base if isinstance(head, syntax.Scripts) else head
        word = named.text if isinstance(named, syntax.Word) else ""
    plain = isinstance(head, syntax.Scripts) and head.sup is None and not head.primes
    if word not in SENSES or not plain or not rest:
        return None
    assert isinstance(head, syntax.Scripts)
    below = head.sub
    if isinstance(below, syntax.Group) and len(below.parts) == 1:
        below = below.parts[0]
    if not isinstance(below, syntax.Name):
        return None
    body = rest[0] if len(rest) == 1 else replace(node, items=rest)
    return Sought(SENSES[word], below, body)
