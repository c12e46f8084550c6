r"""Optima as they are written: ŵ = argmin_w f(w), min_w f(w) = v, and what stands below.

Only which letter varies, what is to be smallest or largest, and which equations restrict the
letter is found here.  What any of it means is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matrixcalc.lang import syntax
from matrixcalc.lang.names import name_of
from matrixcalc.lang.syntax import Syntax

WORDS = (
    r"subject\s+to(?:\s+the\s+(?:side\s+)?(?:constraints?|conditions?)(?:\s+that)?)?|(?<!\w)s\.\s?t\."
    r"|(?:under|with|given)\s+the\s+(?:side\s+)?(?:constraint|condition)(?:\s+that)?"
    r"|unter\s+der\s+(?:Neben)?[Bb]edingung(?:,?\s+dass)?|u\.\s?d\.\s?N\.|sous\s+(?:la\s+)?contrainte(?:\s+que)?"
    r"|при\s+условии"
)
"""Words behind which an equation stands that restricts what varies."""

SUBJECT_TO = re.compile(WORDS, re.IGNORECASE)
BEHIND = re.compile(rf"[\s,.]*(?:{WORDS})[\s:,]*", re.IGNORECASE)
"""What stands between a formula and the constraint behind it."""
AHEAD = re.compile(rf"(?:^|[.!?,]\s+|\n)\s*(?:{WORDS})[\s:]*$", re.IGNORECASE)
"""What stands before a constraint with which a sentence begins."""
BETWEEN = re.compile(r"[\s,]*(?:and|und|et|и)?[\s,]*", re.IGNORECASE)
"""What stands between two constraints."""
OVER_SIMPLEX = re.compile(
    r"[\s,.]*(?:over|on|auf|über)\s+(?:the|dem|den)\s+(?:(?:probability|unit|standard|Einheits)[\s-]*)?simplex",
    re.IGNORECASE,
)
_RESTRICTING = (
    rf"{WORDS}|constrain|nebenbeding|contrainte|sphere|sphäre|feasible|zulässig"
    r"|(?:norm|length|länge|norme)\s+(?:one|1|eins|un)(?!\w)|among"
    r"|(?<!\w)(?:span|kernel|range|image)(?!\w)|subspace|null\s?space|unterraum|orthogonal|perpendicular|senkrecht"
    r"|integers?(?!\w)|ganzzahlig|restrict|einschränk|eingeschränkt"
    r"|unit\s+(?:vector|norm|length)|Einheitsvektor|orthonormal|lagrang"
)
RESTRICTING = re.compile(_RESTRICTING, re.IGNORECASE)
"""Words by which a text restricts more than that what varies is a distribution."""
CONSTRAINED = re.compile(
    rf"{_RESTRICTING}|simplex|sums?\s+(?:up\s+)?to\s+(?:one|1)|adds?\s+up\s+to|summieren\s+sich|Summe\s+1"
    r"|normier|normali[sz]|non-?negativ|nichtnegativ",
    re.IGNORECASE,
)
"""Words by which a text restricts what varies, or may do so."""
DISTRIBUTIONS = r"(?:distributions?|probabilit\w+|densit(?:y|ies)|pmf|verteilung\w*|dichten?|wahrscheinlichkeit\w*)"

SENSES = {"min": "min", "inf": "min", "max": "max", "sup": "max"}


@dataclass(frozen=True)
class Sought:
    """What an optimum is taken of: the letter below it, what restricts it, and the function."""

    sense: str
    variable: syntax.Name | None
    body: Syntax
    of_value: bool = False
    """Whether the value is meant, as by min, and not the place, as by argmin."""
    constraints: tuple[tuple[Syntax, Syntax], ...] = ()
    simplex: bool = False
    positive: tuple[str, ...] = ()
    """The letters that are said not to be negative."""
    unclear: str = ""
    """Why what stands below is not understood."""


def sought(node: Syntax) -> Sought | None:
    """What a side asks for, if it begins with argmin, argmax, min or max over something."""
    match node:
        case syntax.Sum(terms=(("+", syntax.Scripts() as head), *rest)) if rest:
            return _of_items((head, replace(node, terms=tuple(rest))))
        case syntax.Sum(terms=(("+", syntax.Juxtaposed(items=items) as first), *rest)) if rest:
            if _only_heads(items):
                return _of_items((*items, replace(node, terms=tuple(rest))))
            found = sought(first)
            if found is None:
                return None
            whole = replace(found, body=replace(node, terms=(("+", found.body), *rest)))
            return whole if found.of_value else _whole_or_not(whole, [t for _, t in rest])
        case syntax.Juxtaposed(items=items):
            return _of_items(items)
    return None


def _whole_or_not(found: Sought, rest: Sequence[Syntax]) -> Sought:
    """An argmin of a sum, unless a term without the letter may stand behind the argmin."""
    name = found.variable.text if found.variable is not None else ""
    if all(any(n.text == name for n in letters(t)) for t in rest):
        return found
    return replace(found, unclear="how far the function reaches is not clear")


def _only_heads(items: tuple[Syntax, ...]) -> bool:
    return len(items) == 2 and isinstance(items[0], syntax.Word) and items[0].text == "arg"


def _of_items(items: tuple[Syntax, ...]) -> Sought | None:
    head, rest = items[0], items[1:]
    of_value = True
    if isinstance(head, syntax.Word) and head.text == "arg" and rest:
        of_value, head, rest = False, rest[0], rest[1:]
    if not isinstance(head, syntax.Scripts) or not isinstance(head.base, syntax.Word) or not rest:
        return None
    word = head.base.text
    if of_value and word in ("argmin", "argmax"):
        of_value, word = False, word[3:]
    if word not in SENSES or head.sup is not None or head.primes or head.sub is None:
        return None
    body = rest[0]
    if len(rest) > 1:
        body = syntax.Juxtaposed(rest[0].start, rest[-1].end, rest)
    return _below(head.sub, Sought(SENSES[word], None, body, of_value))


def _below(node: Syntax, found: Sought) -> Sought:
    """What stands below: a letter, the set in which it is, and conditions."""
    listed = isinstance(node, syntax.Group) and node.fence == ""
    parts = node.parts if isinstance(node, syntax.Group) and listed else (node,)
    for part in parts:
        variable, rest = _headed(part)
        if variable is not None:
            if found.variable is not None:
                return replace(found, unclear="more than one letter varies")
            found = replace(found, variable=variable)
        if rest is not None:
            found = _condition(rest, found)
    return found


def _headed(part: Syntax) -> tuple[syntax.Name | None, Syntax | None]:
    """The letter with which a part begins, before a colon or alone, and the rest."""
    match part:
        case syntax.Name():
            return part, None
        case syntax.Group(fence="{|" | "(", parts=(syntax.Scripts(base=syntax.Name() as base),)):
            return base, None
        case syntax.Related(parts=(first, *others), relations=relations):
            if relations == ("∈",) and isinstance(first, syntax.Name):
                return first, part
            name, rest = _before_colon(first)
            if name is not None and rest is not None:
                return name, replace(part, parts=(rest, *others))
    return None, part


def _before_colon(node: Syntax) -> tuple[syntax.Name | None, Syntax | None]:
    match node:
        case syntax.Infix(sign=":", left=syntax.Name() as head, right=right):
            return head, right
        case syntax.Sum(terms=(("+", first), *rest)):
            name, behind = _before_colon(first)
            if name is not None and behind is not None:
                return name, replace(node, terms=(("+", behind), *rest))
    return None, node


def _condition(node: Syntax, found: Sought) -> Sought:
    """What a condition below says: an equation, a sign, a set."""
    match node:
        case syntax.Related(parts=(left, right), relations=("=",)):
            return replace(found, constraints=(*found.constraints, (left, right)))
        case syntax.Related(parts=(left, right), relations=("≥" | ">" | "⪰",)):
            name = positive_name(left, right)
            if name:
                return replace(found, positive=(*found.positive, name))
        case syntax.Related(parts=(_, where), relations=("∈",)):
            if is_space(where):
                return found
            base = where.base if isinstance(where, syntax.Scripts) else where
            if isinstance(base, syntax.Name) and base.text == "Δ":
                return replace(found, simplex=True)
    return replace(found, unclear="the set over which it is taken is not understood")


def is_space(node: Syntax) -> bool:
    """Whether a set is that of all real numbers, columns or matrices."""
    base = node.base if isinstance(node, syntax.Scripts) and node.sub is None else node
    return isinstance(base, syntax.Name) and (base.text, base.style) == ("R", "double")


def positive_name(left: Syntax, right: Syntax) -> str:
    """The letter of which a relation says that it is not negative, be it by its entries."""
    base = left.base if isinstance(left, syntax.Scripts) and left.sup is None else left
    zero = isinstance(right, syntax.Number) and right.value == 0
    return (name_of(base) or "") if zero and isinstance(base, syntax.Name) else ""


def letters(node: Syntax) -> Iterator[syntax.Name]:
    """The letters of a formula, without those that are only indices or exponents."""
    match node:
        case syntax.Name():
            yield node
        case syntax.Scripts(base=base):
            yield from letters(base)
        case syntax.Big():
            return
        case _:
            for child in syntax.children(node):
                yield from letters(child)


def sole_variable(found: Sought, other: Syntax) -> syntax.Name | None:
    """The letter that varies where only a constraint is written: the one of its letters that the
    function has and the other side has not.
    """
    if found.variable is not None:
        return found.variable
    body = {n.text for n in letters(found.body)}
    besides = {n.text for n in letters(other)}
    sides = [side for c in found.constraints for side in c]
    named = {n.text: n for side in sides for n in letters(side)}
    left = [n for text, n in named.items() if text in body and text not in besides]
    return left[0] if len(left) == 1 else None
