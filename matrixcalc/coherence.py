"""What a derivation may not be: two things under one name, a circle, endless.

Each function looks at parts of a derivation and raises `Misuse` in the user's
symbols.  Whether a statement is true is not asked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from matrixcalc.assumptions import spoken
from matrixcalc.dims import IntVar
from matrixcalc.expr import Bind, Distribution, Expectation, Expr, Symbol
from matrixcalc.ops.arguments import Misuse

DEEPEST = 150
"""Levels of brackets that every part of the program can follow."""

LONGEST = 20_000
"""Parts of an expression, written out, beyond which nobody would read it."""


def describe(symbol: Symbol) -> str:
    """A symbol's declaration in words: shape and adjectives."""
    words = [str(symbol.shape), *spoken(symbol.assumptions)]
    return ", ".join(words)


def refuse_two_declarations(symbols: Iterable[Symbol], integers: Iterable[IntVar]) -> bool:
    """Raise `Misuse` if a name stands for two letters.

    Indices of one name may run over different ranges, as in two sums; the answer is
    whether some do.
    """
    first: dict[str, Symbol] = {}
    for symbol in symbols:
        other = first.setdefault(symbol.name, symbol)
        if other is not symbol and _declared(other) != _declared(symbol):
            raise _twice(symbol.name, *sorted((_whole(other), _whole(symbol))))
    known: dict[str, IntVar] = {}
    ranges = False
    for variable in sorted(integers, key=_order):
        name = variable.name
        if name in first:
            raise _twice(name, _whole(first[name]), _kind(variable))
        before = known.setdefault(name, variable)
        if before != variable and not (before.is_index and variable.is_index):
            raise _twice(name, _kind(before), _kind(variable))
        ranges |= before != variable
    return ranges


def in_two_roles(*parts: Expr) -> tuple[str, ...]:
    """The names of indices that are summed over in one place of expressions and free in another."""
    free = {v.name for e in parts for v in e.indices}
    nodes = (n for e in parts for n in e.walk()) if free else ()
    bound = {v.name for n in nodes if isinstance(n, Bind) for v in n.bound}
    return tuple(sorted(free & bound))


def refuse_two_ranges(indices: Iterable[IntVar]) -> None:
    """Raise `Misuse` if one statement has two free indices of one name."""
    known: dict[str, IntVar] = {}
    for variable in sorted(indices, key=_order):
        before = known.setdefault(variable.name, variable)
        if before != variable:
            raise _twice(variable.name, _kind(before), _kind(variable))


def refuse_two_distributions(distributions: Iterable[Distribution]) -> None:
    """Raise `Misuse` if one random vector has two distributions: E[…] does not say which is meant."""
    known: dict[str, Distribution] = {}
    for part in distributions:
        distribution, name = part.marginal or part, part.variable.name
        if known.setdefault(name, distribution) != distribution:
            raise Misuse(f"{name} has two distributions; give the second one a letter of its own")


def refuse_circles(definitions: Sequence[tuple[str, Expr]]) -> None:
    """Raise `Misuse` if a letter is defined twice, or by way of itself."""
    bodies: dict[str, Expr] = {}
    for name, body in definitions:
        if name in bodies:
            raise Misuse(f"{name} is defined twice; give the second one a letter of its own")
        bodies[name] = body
    for name in bodies:
        circle = _way_back(name, bodies)
        if circle:
            raise Misuse(f"{name} is defined by itself: {' by way of '.join(circle)}")


@dataclass
class Parts:
    """What is known of the parts of a derivation, so that none is looked at twice.

    By identity, as long as the derivation keeps them alive: how deep a part is, and
    of how many parts it consists.
    """

    extents: dict[int, tuple[int, int]] = field(default_factory=dict)
    symbols: list[Symbol] = field(default_factory=list)
    distributions: list[Distribution] = field(default_factory=list)


def refuse_endless(e: Expr, where: str, known: Parts) -> None:
    """Raise `Misuse` if an expression is nested too deeply, or too long to be written out."""
    depth, size = _extent(e, known)
    if depth > DEEPEST:
        raise Misuse(
            f"{where} is nested {depth} levels deep, and {DEEPEST} is the most; "
            "define letters for its parts"
        )
    if size > LONGEST:
        raise Misuse(f"{where} has {size} parts, and {LONGEST} is the most; split it into steps")


def _declared(s: Symbol) -> tuple[object, ...]:
    return (s.shape, s.assumptions, len(s.arguments), s.is_function)


def _whole(s: Symbol) -> str:
    count = len(s.arguments)
    if not count:
        return describe(s)
    noun = "argument" if s.is_function else "index"
    plural = {"argument": "arguments", "index": "indices"}[noun]
    return f"{describe(s)}, with {count} {noun if count == 1 else plural}"


def _order(variable: IntVar) -> tuple[str, bool, int, str]:
    return (variable.name, variable.is_index, variable.least, str(variable.upper))


def _kind(variable: IntVar) -> str:
    if variable.is_index:
        return f"an index from {variable.lower} to {variable.upper}"
    return f"an integer of {variable.least} or more"


def _twice(name: str, first: str, second: str) -> Misuse:
    return Misuse(f"{name} is declared twice: as {first} and as {second}")


def _way_back(name: str, bodies: Mapping[str, Expr]) -> list[str]:
    """The letters from `name` back to itself, or none."""
    ways = [[name]]
    seen = set()
    while ways:
        way = ways.pop()
        for other in sorted(bodies[way[-1]].names & bodies.keys()):
            if other == name:
                return [*way, name]
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []


def _extent(e: Expr, parts: Parts) -> tuple[int, int]:
    """How deep the tree is and how many nodes it has, without recursion."""
    known, todo = parts.extents, [e]
    while todo:
        node = todo.pop()
        if id(node) in known:
            continue
        children = node.children
        depth, size = 0, 1
        if children:
            waiting = [c for c in children if id(c) not in known]
            if waiting:
                todo += (node, *waiting)
                continue
            for child in children:
                below, more = known[id(child)]
                depth, size = max(depth, below), size + more
        known[id(node)] = (depth + 1, size)
        if isinstance(node, Symbol):
            parts.symbols.append(node)
        elif isinstance(node, Expectation):
            parts.distributions += node.distributions
    return known[id(e)]
