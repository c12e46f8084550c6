"""Letters whose subscript is the number of a sample: x_n beside x, as in (x_n − μ)ᵀ under a sum.

x_i is a component of a vector x more often than not.  It is one of many vectors where it is
transposed, or stands in a Gaussian density, and a sum or product runs over i; and from there
on until a formula has both x and x_i.  What the letters are declared to be is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from matrixcalc.lang import syntax
from matrixcalc.lang.links import Link, Written
from matrixcalc.lang.names import indices, name_of
from matrixcalc.lang.parser import Unparsed
from matrixcalc.lang.syntax import Syntax

NOTHING: frozenset[str] = frozenset()
_RUN = frozenset({"∑", "∏"})
_TRANSPOSES = frozenset({"T", "⊤", "'", "t"})


def sampled(written: Written, before: frozenset[str]) -> dict[int, frozenset[str]]:
    """For each formula, by its `id`, the letters of which the members of a sample stand in it.

    `before` are those of the part of the text before; the last entry is that of the next part.
    """
    found: dict[int, frozenset[str]] = {}
    own = {name for ranked in written.problem.items for name in ranked.item.names}
    current = before - own
    for block in written.problem.blocks:
        if not current and not any(_may_show(claim.texts) for claim in block.claims):
            continue
        nodes = _nodes(written, written.links_of(block))
        subscripted = {x for n in nodes if (x := member(n)) is not None}
        shown = _shown(nodes) if subscripted else NOTHING
        components = subscripted & _plain(nodes) if current or shown else NOTHING
        current = (current - components) | shown
        if current:
            found[id(block)] = current
    found[END] = current
    return found


END = 0
"""Stands for the end of a part among the formulas."""


def _may_show(texts: frozenset[str]) -> bool:
    """Whether a formula has a subscript, a sum, and a transpose or a density."""
    return "_" in texts and bool(texts & _RUN) and bool(texts & (_TRANSPOSES | {"N"}))


def member(node: Syntax) -> str | None:
    """The letter of x_i, where the subscript is one letter."""
    match node:
        case syntax.Scripts(base=syntax.Name(text=text), sub=sub) if sub is not None:
            below = indices(sub)
            if text.islower() and len(below) == 1 and isinstance(below[0], syntax.Name):
                return text
    return None


def _nodes(written: Written, links: Iterable[Link]) -> list[Syntax]:
    sides = [written.syntax(side) for link in links for side in (link.left, link.right)]
    return [n for s in sides if not isinstance(s, Unparsed) for n in written.parts(s)]


def _plain(nodes: Sequence[Syntax]) -> set[str]:
    """The letters that stand without a subscript."""
    below = {id(n.base) for n in nodes if isinstance(n, syntax.Scripts) and n.sub is not None}
    return {n.text for n in nodes if isinstance(n, syntax.Name) and id(n) not in below}


def _shown(nodes: Sequence[Syntax]) -> frozenset[str]:
    running = {
        part.text
        for n in nodes if isinstance(n, syntax.Big) and n.sign in _RUN and n.sub is not None
        for part in syntax.walk(n.sub) if isinstance(part, syntax.Name)
    }  # fmt: skip
    places = [part for n in nodes if running for part in _vectors(n)]
    return frozenset(
        name for part in places
        if (name := member(part)) is not None and isinstance(part, syntax.Scripts)
        and name_of(indices(part.sub)[0]) in running
    )  # fmt: skip


def _vectors(node: Syntax) -> list[Syntax]:
    """What stands where only a vector can: transposed, or in a Gaussian density."""
    match node:
        case syntax.Scripts(base=base, sup=sup, primes=primes) if primes or (
            isinstance(sup, syntax.Name | syntax.Sign) and sup.text in _TRANSPOSES
        ):
            own = syntax.Scripts(node.start, node.end, base, node.sub)
            return _terms(base) if node.sub is None else [own]
        case syntax.Juxtaposed(items=items):
            return [part for at in range(len(items) - 1) for part in _density(items, at)]
    return []


def _terms(base: Syntax) -> list[Syntax]:
    match base:
        case syntax.Group(parts=(syntax.Sum(terms=terms),)):
            return [t for _, t in terms]
        case syntax.Group(parts=(inner,)):
            return [inner]
    return []


def _density(items: Sequence[Syntax], at: int) -> list[Syntax]:
    """x in N(x | m, S), where S is a matrix."""
    match items[at], items[at + 1]:
        case (
            syntax.Name(text="N"),
            syntax.Group(parts=(x, _, covariance), separators=("|" | ";", ",")),
        ) if (name_of(covariance) or "x")[0].isupper():
            return [x]
    return []
