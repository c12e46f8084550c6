"""Terms of sums of products of entries, as the replay writes them.

A term is a list of letters with slots; equal numbers are summed over together, and
`ends` says which numbers are its rows and columns.  No form here is canonical.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, permutations
from typing import Any, TypeAlias

from matrixcalc.dims import Dim
from matrixcalc.networks.kernels import Value
from matrixcalc.once import once

Slot: TypeAlias = Any
"""A number, or a position of the statement."""
Factor: TypeAlias = tuple[Any, tuple[Slot, ...]]
"""The name of a letter, a function or a power, and its slots."""
DELTA = "δ"


@dataclass(frozen=True)
class Term:
    """A coefficient, letters with their slots, and which slots are the open ends."""

    coefficient: Fraction
    factors: tuple[Factor, ...] = ()
    ends: tuple[Slot, ...] = ()

    @once
    def numbers(self) -> frozenset[int]:
        """The numbers that occur."""
        slots = chain(self.ends, *[own for _, own in self.factors])
        return frozenset([s for s in slots if isinstance(s, int)])

    def moved(self, place: Mapping[Slot, Slot]) -> Term:
        """The term with other slots."""
        if not place:
            return self
        factors = tuple((n, tuple(place.get(s, s) for s in own)) for n, own in self.factors)
        return Term(self.coefficient, factors, tuple(place.get(s, s) for s in self.ends))


Terms = tuple[Term, ...]


def beside(a: Term, b: Term, *, apart: bool) -> Term:
    """The product of a term and one without ends, with numbers of its own if `apart`."""
    first = max(a.numbers, default=-1) + 1
    moved = b.moved({s: s + first for s in b.numbers}) if apart else b
    return Term(a.coefficient * b.coefficient, a.factors + moved.factors, a.ends)


def turned(a: Value) -> Terms:
    """The terms of the transpose."""
    cut = len(a.rows)
    return tuple(replace(t, ends=t.ends[cut:] + t.ends[:cut]) for t in a.sum)


def positions(sums: Sequence[Terms]) -> tuple[Slot, ...]:
    """The positions of the statement that stand in some sums."""
    slots = (s for terms in sums for t in terms for _, own in t.factors for s in own)
    ends = (s for terms in sums for t in terms for s in t.ends)
    return tuple(dict.fromkeys(s for s in chain(slots, ends) if not isinstance(s, int)))


def held(a: Value, free: Sequence[Slot]) -> Value:
    """A value with ends in the place of positions, behind its own: a function of what
    stands at a position stands there itself, so that a sum over it finds it.
    """
    terms = []
    for t in a.sum:
        first = max(t.numbers, default=-1) + 1
        new = {s: first + k for k, s in enumerate(free)}
        moved = t.moved(new)
        terms.append(replace(moved, ends=(*moved.ends, *new.values())))
    return replace(a, sum=tuple(terms))


def reordered(a: Value, order: Sequence[int]) -> Value:
    """A value with its ends in another order, whatever its legs are."""
    terms = tuple(replace(t, ends=tuple(t.ends[k] for k in order)) for t in a.sum)
    return replace(a, sum=terms)


def orders(count: int) -> list[tuple[int, ...]]:
    """The orders of a few things; only the given one of many."""
    return list(permutations(range(count))) if count <= SEVERAL else [tuple(range(count))]


SEVERAL = 4
"""Positions of which every order is looked at."""


def placements(a: Value, extra: int, kind: str) -> list[tuple[tuple[int, ...], bool]]:
    """The orders of the ends in which a body may be another one, and whether transposed."""
    whole, cut = len(a.rows + a.cols), len(a.rows)
    if kind == "entrywise":
        return [(order, True) for order in orders(whole + extra)]
    straight = tuple(range(whole))
    turned = (*range(cut, whole), *range(cut))
    turns = [straight, turned] if kind == "equivariant" else [straight]
    behind = [tuple(whole + k for k in order) for order in orders(extra)]
    return [((*turn, *b), turn != straight) for turn in turns for b in behind]


def with_equal_positions(term: Term) -> Term:
    """A term in which positions that δ makes equal are written in one way."""
    deltas = [f for f in term.factors if f[0] == DELTA]
    for name, slots in deltas:
        if not any(isinstance(s, int) for s in slots):
            first, second = sorted(slots, key=repr)
            rest = tuple(f for f in term.factors if f != (name, slots))
            if first == second:
                term = replace(term, factors=rest)
                continue
            moved = replace(term, factors=rest).moved({second: first})
            term = replace(moved, factors=(*moved.factors, (name, (first, second))))
    return term


def without_bound_deltas(term: Term) -> tuple[Term, list[tuple[Slot, Slot]]]:
    """A term without the δ that have a number which is no end, and what these make equal."""
    taken = [
        f
        for f in term.factors
        if f[0] == DELTA and any(isinstance(s, int) and s not in term.ends for s in f[1])
    ]
    if not taken:
        return term, []
    rest = tuple(f for f in term.factors if f not in taken)
    return replace(term, factors=rest), [(a, b) for _, (a, b) in taken]


def are_apart(a: Slot, b: Slot) -> bool:
    """Whether two slots are positions that are different numbers."""
    if isinstance(a, int) or isinstance(b, int):
        return False
    (_, i), (_, j) = a, b
    return i.constant is not None and j.constant is not None and i != j


def unions(joined: list[tuple[Slot, Slot]]) -> Iterator[tuple[Slot, Slot]]:
    """What has to be replaced by what so that all these slots are equal."""
    while joined:
        a, b = joined.pop()
        if a == b:
            continue
        if not isinstance(a, int):
            a, b = b, a
        yield a, b
        joined[:] = [(b if x == a else x, b if y == a else y) for x, y in joined]


def matched(
    names: Mapping[Slot, Slot], mine: Sequence[Slot], theirs: Sequence[Slot]
) -> dict[Slot, Slot] | None:
    """The names with those that make two lists of slots equal, or None."""
    found = dict(names)
    for a, b in zip(mine, theirs, strict=True):
        if not isinstance(a, int) or not isinstance(b, int):
            if a != b:
                return None
        elif found.setdefault(a, b) != b:
            return None
    return found if len(set(found.values())) == len(found) else None


def outline(term: Term, symmetry: Mapping[Hashable, int]) -> Hashable:
    """What terms that are alike have in common: their letters, and where these stand at positions.

    The slots of a letter in `symmetry` may be exchanged, unless it says 0.
    """
    # Hashes have an order, which names have not.
    letters = sorted(
        [
            hash((name, frozenset(at) if symmetry.get(name) else at))
            for name, own in term.factors
            for at in [tuple([None if isinstance(s, int) else s for s in own])]
        ]
    )
    return len(term.ends), *[s for s in term.ends if not isinstance(s, int)], *letters


def base_of(name: Hashable) -> tuple[Hashable, Fraction]:
    """What a name is a power of, and the exponent."""
    if isinstance(name, tuple) and name[0] == "power":
        return name[1], name[2]
    return name, ONCE


ONCE = Fraction(1)
"""The exponent of what is no power."""


def reaches(name: Hashable, lengths: Mapping[Hashable, Sequence[Dim]]) -> Sequence[Dim]:
    """How far the slots of a letter run, those of a power like those of what it is taken of."""
    return lengths.get(base_of(name)[0], ())


def is_power(name: Hashable) -> bool:
    """Whether a name is that of a power."""
    return isinstance(name, tuple) and name[0] == "power"


def powered(base: Hashable, exponent: Fraction) -> Hashable:
    """The name of a power."""
    return base if exponent == 1 else ("power", base, exponent)


def is_sum(base: Hashable) -> bool:
    """Whether a base is a sum of terms and no letter."""
    return isinstance(base, tuple) and base[0] == "sum"


def components(term: Term) -> list[tuple[Factor, ...]]:
    """The factors in groups that share a number which is no end."""
    groups: list[tuple[set[Slot], list[Factor]]] = []
    for f in term.factors:
        inner = {s for s in f[1] if isinstance(s, int) and s not in term.ends}
        near = [g for g in groups if g[0] & inner]
        merged = (inner.union(*(g[0] for g in near)), [x for g in near for x in g[1]] + [f])
        groups = [g for g in groups if not any(g is n for n in near)] + [merged]
    return [tuple(own) for _, own in groups]


def closed_parts(term: Term) -> list[tuple[Factor, ...]]:
    """The groups of factors that hang together with no end or position."""
    return [
        own
        for own in components(term)
        if all(isinstance(s, int) and s not in term.ends for _, slots in own for s in slots)
    ]


def parted(term: Term) -> tuple[tuple[Factor, ...], tuple[Factor, ...]]:
    """The factors that hang together with no end or position, and the others."""
    kept = [f for own in closed_parts(term) for f in own]
    return tuple(kept), tuple(f for f in term.factors if f not in kept)


def monomial(term: Term, exponent: Fraction) -> Term:
    """A whole power of a product of scalars, factor by factor."""
    total: dict[Hashable, Fraction] = defaultdict(Fraction)
    for name, _ in term.factors:
        base, own = base_of(name)
        total[base] += own * exponent
    factors = tuple((powered(base, e), ()) for base, e in total.items())
    return Term(term.coefficient ** int(exponent), factors)


def is_range(name: Hashable) -> bool:
    """Whether a name only says how far the index at its slot runs."""
    return isinstance(name, tuple) and name[0] == "range"


def ranged(lower: Dim, upper: Dim, s: Slot) -> Factor:
    """The factor that says how far an index runs."""
    return ("range", lower, upper), (s,)
