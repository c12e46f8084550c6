"""Two powers of one matrix next to each other, as the replay adds their exponents.

Aʲ Aᵏ = Aʲ⁺ᵏ wherever both are defined.  The name of a power has blanks for the indices in its
exponent, which stand before the row and the column.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from itertools import permutations
from typing import Any

from matrixcalc.checks.proof.declared import Bodies, Change
from matrixcalc.checks.proof.terms import Factor, Slot, Term, Terms, reaches
from matrixcalc.dims import Dim
from matrixcalc.networks.blanks import added, blanks
from matrixcalc.networks.kernels import Leg


def joined(
    term: Term, bodies: Bodies, symmetry: dict[Hashable, int], lengths: dict[Hashable, Leg]
) -> Change | None:
    """What two powers leave that share an index which is summed over and stands nowhere else."""
    powers = [f for f in term.factors if _is_power(f[0])]
    for first, second in permutations(powers, 2):
        (one, mine), (other, own) = first, second
        if one[1:] != other[1:]:
            continue
        free = symmetry.get(one, 0) > 0
        for left, s in _ways(mine, free=free):
            for t, right in _ways(own, free=free):
                places = [x for f in term.factors for x in f[1] if x == s]
                if s == t and isinstance(s, int) and s not in term.ends and len(places) == 2:
                    found = _one_power(
                        term, (first, second), (left, right), bodies, symmetry, lengths
                    )
                    if found is not None:
                        return found
    return None


def _is_power(name: Any) -> bool:
    return isinstance(name, tuple) and isinstance(name[0], tuple) and name[0][0] == "power"


def _ways(slots: tuple[Slot, ...], *, free: bool) -> list[tuple[Slot, Slot]]:
    row, col = slots[-2:]
    return [(row, col), (col, row)] if free else [(row, col)]


def _one_power(
    term: Term,
    both: tuple[Factor, Factor],
    ends: tuple[Slot, Slot],
    bodies: Bodies,
    symmetry: dict[Hashable, int],
    lengths: dict[Hashable, Leg],
) -> Change | None:
    (one, mine), (other, own) = both
    exponents = one[0][1], other[0][1]
    cuts = blanks(exponents[0]), blanks(exponents[1])
    if mine[cuts[0] : -2] != own[cuts[1] : -2]:
        return None
    total, at = added([(exponents[0], mine[: cuts[0]]), (exponents[1], own[: cuts[1]])])
    factors = list(term.factors)
    for f in both:
        factors.remove(f)
    rest = replace(term, factors=tuple(factors))
    gone = {s: Dim.of(0) for s in (*mine[: cuts[0]], *own[: cuts[1]]) if s not in at}
    if total.constant == 0:
        return Change(rest, (ends,), gone | _told(both, ends, lengths))
    if total.constant is not None:
        return None
    chain, last = list[Factor](), ends[1]
    if not at and len(mine) == cuts[0] + 2 and (total.least or 0) > 0:
        found = _copies(bodies[one[1]][0], total.least or 0, term, last)
        if found is None:
            return None
        chain, last = found
        total = total - (total.least or 0)
    name = (("power", total), *one[1:])
    symmetry[name] = symmetry.get(one, 0)
    lengths[name] = (*[Dim.of(0)] * len(at), *lengths[one][cuts[0] :])
    power = name, (*at, *mine[cuts[0] : -2], ends[0], last)
    return Change(replace(rest, factors=(*rest.factors, *chain, power)), (), gone)


def _copies(body: Terms, count: int, term: Term, col: Slot) -> tuple[list[Factor], Slot] | None:
    """The last factors of Aᵏ = Aᵏ⁻ᶜ Aᶜ, which has this column, and the row of the first of them.

    So a power by itself is written, where c is the least value of k.
    """
    if len(body) != 1 or body[0].coefficient != 1:
        return None
    found = list[Factor]()
    fresh = 1 + max(term.numbers, default=0)
    for _ in range(count):
        place = {s: s + fresh + 1 for s in body[0].numbers}
        place |= dict(zip(body[0].ends, (fresh, col), strict=True))
        found += body[0].moved(place).factors
        fresh, col = fresh + 2 + max(body[0].numbers), fresh
    return found, col


def _told(
    both: tuple[Factor, Factor], ends: tuple[Slot, Slot], lengths: Mapping[Hashable, Leg]
) -> dict[Slot, Dim]:
    """How far the ends of two powers ran that cancel."""
    return {
        s: d
        for name, slots in both
        for s, d in zip(slots, reaches(name, lengths), strict=True)
        if s in ends and isinstance(s, int)
    }
