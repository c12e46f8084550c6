"""Other orders of the same sizes, for where a claim is defined in some orders only.

A X B with A : n × m is singular unless n ≤ m, so a size vector may be chosen
where nothing is defined while the same values, given to the letters in another
order, tell just as much.  Which orders those are is seen at small sizes; here
they are only put in the order of that promise, and nothing is taken for granted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, islice, permutations

from matrixcalc.dims import IntVar
from matrixcalc.sampling.sizes import AFFORDABLE, Sizes, cost, feasible, has_few_pieces, reaches
from matrixcalc.statements import Claim

MOST_LETTERS = 5
"""Sizes of which all orders are looked at."""

MOST_ORDERS = 6
"""Orders of one size vector that are tried."""


def reordered(
    claim: Claim, fixed: Mapping[str, int], sizes: Sizes, held: Sequence[Sizes]
) -> list[Sizes]:
    """The other orders of these sizes that tell as much, the most promising first.

    `fixed` are sizes that the user asked for, which stay; `held` are sizes at
    which the claim was defined.
    """
    free = [v for v in claim.integers if v.name not in fixed]
    if len(free) > MOST_LETTERS:
        return []
    values = [sizes[v] for v in free]
    orders = dict.fromkeys(permutations(values))
    vectors = [{**sizes, **dict(zip(free, order, strict=True))} for order in orders]
    telling = reaches(claim, free, sizes)
    usable = (
        other
        for other in sorted(vectors, key=lambda s: _surprise(free, s, held))
        if other != sizes and (not telling or reaches(claim, free, other))
        if feasible(claim, other) and has_few_pieces(claim, other)
        if cost(claim, other) <= 8 * AFFORDABLE
    )
    return list(islice(usable, MOST_ORDERS))


def _surprise(free: Sequence[IntVar], sizes: Sizes, held: Sequence[Sizes]) -> int:
    """How many pairs of letters compare otherwise than in the nearest vector of `held`."""
    pairs = list(combinations(free, 2))
    return min(
        (sum(_sign(sizes, *pair) * _sign(known, *pair) <= 0 for pair in pairs) for known in held),
        default=0,
    )


def _sign(sizes: Sizes, a: IntVar, b: IntVar) -> int:
    return (sizes[a] > sizes[b]) - (sizes[a] < sizes[b])
