"""Powers with exponents that are no numbers, Aʲ and Aᵏ⁻ʳ, next to each other: Aʲ Aᵏ = Aʲ⁺ᵏ.

Aʲ Aᵏ = Aʲ⁺ᵏ wherever both powers are defined: the exponents are no less than zero, or A has an
inverse.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from matrixcalc.dims import Dim
from matrixcalc.networks.blanks import added
from matrixcalc.networks.canonical import Component, Factor
from matrixcalc.networks.heads import DELTA, Heads
from matrixcalc.networks.meetings import Met

SUM_OF_EXPONENTS = "sum of exponents"


@dataclass(frozen=True)
class Exponent:
    """The exponent of a power with blanks for its indices, and what it is a power of."""

    exponent: Dim
    blanks: int
    base: tuple[Hashable, ...]


def met(factors: Sequence[Factor], heads: Heads) -> Met | None:
    """What two powers of one matrix leave that share an index and nothing else has."""
    powers = [k for k, (head, _) in enumerate(factors) if head in heads.exponents]
    for one, other in permutations(powers, 2):
        (head, mine), (second, own) = factors[one], factors[other]
        first, last = heads.exponents[head], heads.exponents[second]
        if first.base != last.base or mine[first.blanks : -2] != own[last.blanks : -2]:
            continue
        for left, s in _ways(mine, heads.symmetry(head)):
            for t, right in _ways(own, heads.symmetry(head)):
                if s != t or s < 0 or sum(x == s for _, slots in factors for x in slots) != 2:
                    continue
                rest = [f for k, f in enumerate(factors) if k not in (one, other)]
                return _joined(rest, (factors[one], factors[other]), (left, right), heads)
    return None


def _ways(slots: tuple[int, ...], symmetry: int) -> list[tuple[int, int]]:
    """The row and the column of a power, in both orders if it is symmetric."""
    row, col = slots[-2:]
    return [(row, col), (col, row)] if symmetry > 0 else [(row, col)]


def _joined(
    rest: list[Factor], both: tuple[Factor, Factor], ends: tuple[int, int], heads: Heads
) -> Met | None:
    """The factors with one power, or δ, in the place of two."""
    (head, mine), (second, own) = both
    first, last = heads.exponents[head], heads.exponents[second]
    cuts = first.blanks, last.blanks
    exponent, at = added([(first.exponent, mine[: cuts[0]]), (last.exponent, own[: cuts[1]])])
    if exponent.constant == 0:
        gone = tuple(_unmet(f, ends) for f in both)
        return Met([*rest, (DELTA, ends)], SUM_OF_EXPONENTS, gone)
    if exponent.constant is not None:
        return None
    lost = tuple(
        (h, (*x[:cut], *[-1] * (len(x) - cut))) for (h, x), cut in zip(both, cuts, strict=True)
    )
    copies = 0 if at or len(mine) > cuts[0] + 2 else max(exponent.least or 0, 0)
    body = _network(first.base)
    if copies and not body:
        return None
    exponent = exponent - copies
    dims = (*[None] * len(at), *heads.known[head].dims[cuts[0] :])
    new = heads.of((("power", exponent), *first.base), dims, heads.symmetry(head))
    heads.exponents[new] = Exponent(exponent, len(at), first.base)
    heads.inside[new] = heads.inside[head]
    (row, col), chain = ends, list[Factor]()
    fresh = 1 + max(s for _, slots in (*rest, *both) for s in slots)
    for _ in range(copies):
        # Aᵏ = Aᵏ⁻ᶜ Aᶜ for the least value c of k, as a power by itself is written.
        place = {-1: fresh, -2: col}
        inner = fresh + 1
        chain += [(h, tuple(place.get(s, s + inner) for s in slots)) for h, slots in body]
        fresh, col = 1 + max(s for _, slots in (*chain, (0, (inner,))) for s in slots), fresh
    return Met([*rest, *chain, (new, (*at, *mine[cuts[0] : -2], row, col))], SUM_OF_EXPONENTS, lost)


def _network(base: tuple[Hashable, ...]) -> Component:
    """What a power is taken of, if it is one network with rows and columns."""
    keys: Any = base[0]
    (term, c), *others = keys[0][0]
    return () if others or c != 1 or len(term) != 1 else term[0]


def _unmet(factor: Factor, ends: tuple[int, int]) -> Factor:
    """A power whose slot at the index that it shared is as if that were fixed."""
    head, slots = factor
    return head, (*slots[:-2], *(s if s in ends else -1 for s in slots[-2:]))
