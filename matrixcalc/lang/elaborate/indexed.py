"""Sums and products over indices, and matrices gathered from their entries.

The range of an index is what its limits say or, without limits, what its place in
a matrix says.  Conditions such as i ≠ j are kept as conditions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matrixcalc.dims import Dim
from matrixcalc.expr import Condition, Expr, Relation
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import eigen, factors, letters
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator
    from matrixcalc.lang.elaborate.reaching import Part

_RELATIONS = {
    "=": (Relation.EQUAL, False), "≠": (Relation.DIFFERENT, False), "<": (Relation.LESS, False),
    "≤": (Relation.AT_MOST, False), ">": (Relation.LESS, True), "≥": (Relation.AT_MOST, True),
}  # fmt: skip


def big(r: Elaborator, node: syntax.Big, rest: Sequence[Part]) -> Expr:
    """A sum or product over the rest of its term."""
    outer = dict(r.bound)
    try:
        names, conditions = _bind(r, node)
        body = factors.term(r, rest)
        indices = [r.bound[name] for name in names]
        for name, index in zip(names, indices, strict=True):
            _refuse_open(r, name, index, node)
        where = [_condition(r, c) for c in conditions]
        eigen.refuse_order(indices, body, not where, node)
        if node.sign == "∏" and not body.shape.is_scalar:
            raise Beyond("a product of matrices over an index is not judged", node)
        build = algebra.total if node.sign == "∑" else algebra.prod
        return build(*indices, body, where=where)
    finally:
        r.bound = outer


def reach(node: syntax.Big, rest: Sequence[Part]) -> int:
    """How many of the parts behind a product sign are its factors.

    A sign that binds the same index anew begins another factor.  Raises `Beyond` where a factor
    without the index stands behind those that have it: it may be meant once, or in each factor.
    For a sum that is the same.
    """
    names = _indices(node)
    stop = next(
        (k for k, p in enumerate(rest) if isinstance(p, syntax.Big) and names & _indices(p)),
        len(rest),
    )
    while stop and isinstance(rest[stop - 1], str):
        stop -= 1
    varied = [
        k
        for k, p in enumerate(rest[:stop])
        if not isinstance(p, str) and any(_is_one_of(names, s) for s in syntax.walk(p))
    ]
    last = varied[-1] + 1 if varied else stop
    while last < stop and isinstance(rest[last], syntax.Group):
        last += 1  # It may be the argument of what stands before.
    if not stop or last < stop:
        raise Beyond("it is not clear how far the product reaches", node)
    return stop


def _indices(node: syntax.Big) -> set[str]:
    """The letters that stand first in what is below a sign."""
    parts = node.sub.parts if isinstance(node.sub, syntax.Group) else (node.sub,)
    names = ([s for s in syntax.walk(p) if isinstance(s, syntax.Name)] for p in parts if p)
    return {own[0].text for own in names if own}


def _is_one_of(names: set[str], part: Syntax) -> bool:
    return isinstance(part, syntax.Name) and part.text in names


def _refuse_open(r: Elaborator, name: str, index: Dim, node: Syntax) -> None:
    variable = index.as_variable
    if variable is not None and variable.upper is not None and r.unknowns.unbounded(variable.upper):
        raise NotUnderstood(f"it is not clear how far {name} runs", node,
                            help=f"write the limits, as in \\sum_{{{name}=1}}^{{n}}")  # fmt: skip


RawCondition = tuple[Syntax, str, Syntax]


def _bind(r: Elaborator, node: syntax.Big) -> tuple[list[str], list[RawCondition]]:
    """Bind the indices that stand below the sign; their names, and the conditions."""
    if node.sub is None:
        raise NotUnderstood("it is not clear over what the sum runs", node)
    parts = node.sub.parts if isinstance(node.sub, syntax.Group) else (node.sub,)
    names: list[str] = []
    conditions: list[RawCondition] = []
    for part in parts:
        _bind_part(r, node, part, names, conditions)
    if not names:
        raise NotUnderstood("it is not clear over what the sum runs", node)
    return names, conditions


def _bind_part(
    r: Elaborator,
    node: syntax.Big,
    part: Syntax,
    names: list[str],
    conditions: list[RawCondition],
) -> None:
    match part:
        case syntax.Name():
            _add(r, node, part, Dim.of(1), _upper(r, node), names)
        case syntax.Juxtaposed(items=items) if all(isinstance(i, syntax.Name) for i in items):
            for item in items:
                _bind_part(r, node, item, names, conditions)
        case syntax.Related(parts=(syntax.Name() as name, lower), relations=("=",)) if (
            node.sup is not None
        ):
            first = letters.integer(r, lower)
            _add(r, node, name, first, _upper(r, node), names)
        case syntax.Related(parts=(first, syntax.Name() as name, last), relations=("≤", "≤")):
            low, high = (letters.integer(r, x) for x in (first, last))
            _add(r, node, name, low, high, names)
        case syntax.Related(parts=sides, relations=relations) if all(
            x in _RELATIONS for x in relations
        ):
            _bind_related(r, node, part, names)
            conditions += zip(sides, relations, sides[1:], strict=False)
        case syntax.Related(relations=("∈",)):
            raise Beyond("a sum over a set is not judged", part)
        case _:
            raise NotUnderstood("it is not clear over what the sum runs", part)


def _bind_related(r: Elaborator, node: syntax.Big, part: syntax.Related, names: list[str]) -> None:
    """Bind the letters of a condition that nothing else gives a value."""
    for side in syntax.walk(part):
        if isinstance(side, syntax.Name) and side.text not in names:
            name = side.text
            if r.means(name):
                continue
            _add(r, node, side, Dim.of(1), _upper(r, node), names)


def _upper(r: Elaborator, node: syntax.Big) -> Dim | None:
    if node.sup is None:
        return None
    if isinstance(node.sup, syntax.Sign) and node.sup.text == "∞":
        raise Beyond("an infinite sum is not judged", node)
    return letters.integer(r, node.sup)


def _add(
    r: Elaborator, node: Syntax, name: syntax.Name, lower: Dim, upper: Dim | None, names: list[str]
) -> None:
    end = upper if upper is not None else r.unknowns.size(f"{name.text}@{node.start}")
    r.bound[name.text] = Dim.index(name.text, r.unknowns.resolved(end), lower)
    names.append(name.text)


def _condition(r: Elaborator, raw: RawCondition) -> Condition:
    left, sign, right = raw
    relation, turned = _RELATIONS[sign]
    a, b = (letters.integer(r, x, as_index=True) for x in (left, right))
    return Condition(b, relation, a) if turned else Condition(a, relation, b)


def gathered(r: Elaborator, group: syntax.Group, sub: Syntax) -> Expr | None:
    """The matrix (a_ij)_{ij} of which the entries are given; None for an entry of a matrix."""
    over = _gathering(sub)
    if not 1 <= len(over) <= 2 or len(group.parts) != 1 or any(n in r.bound for n, _ in over):
        return None
    outer, free = dict(r.bound), dict(r.free)
    try:
        for name, upper in over:
            r.free.pop(name, None)
            end = (letters.integer(r, upper) if upper is not None
                   else r.unknowns.size(f"{name}@{group.start}"))  # fmt: skip
            r.bound[name] = Dim.index(name, r.unknowns.resolved(end))
        body = r.expression(group)
        indices = [r.bound[name] for name, _ in over]
        if not body.shape.is_scalar or not all(i.variables <= body.free for i in indices):
            return None
        for (name, _), index in zip(over, indices, strict=True):
            _refuse_open(r, name, index, sub)
        return algebra.table(*indices, body)
    finally:
        r.bound = outer
        r.free.update({k: v for k, v in free.items() if k not in r.free})


Over = list[tuple[str, Syntax | None]]


def _gathering(sub: Syntax) -> Over:
    """The indices of ( … )_{1 ≤ i, j ≤ d}, ( … )_{i=1..n} or ( … )_{ij} with their limits."""
    found: Over = []
    for part in sub.parts if isinstance(sub, syntax.Group) else (sub,):
        inner = _gathered_part(part)
        if inner is None:
            return []
        found += inner
    common = next((upper for _, upper in reversed(found) if upper is not None), None)
    return [(name, upper or common) for name, upper in found]


def _gathered_part(part: Syntax) -> Over | None:
    match part:
        case syntax.Name(text=text):
            return [(text, None)]
        case syntax.Juxtaposed(items=items):
            names = [i.text for i in items if isinstance(i, syntax.Name)]
            return [(n, None) for n in names] if len(names) == len(items) else None
        case syntax.Related(
            parts=(
                syntax.Name(text=text),
                syntax.Juxtaposed(items=(_, syntax.Sign(text="…"), last)),
            ),
            relations=("=",),
        ):
            return [(text, last)]
        case syntax.Related(parts=(_, syntax.Name(text=text)), relations=("≤",)) if isinstance(
            part.parts[0], syntax.Number
        ):
            return [(text, None)]
        case syntax.Related(parts=(syntax.Name(text=text), last), relations=("≤",)):
            return [(text, last)]
        case syntax.Related(parts=(_, syntax.Name(text=text), last), relations=("≤", "≤")):
            return [(text, last)]
    return None
