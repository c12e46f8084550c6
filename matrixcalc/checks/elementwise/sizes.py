"""At which sizes a claim is written out, and whether these tell the general case."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from matrixcalc.degrees import (
    coefficient_degree,
    comparisons,
    degree,
    is_noncommutative_polynomial,
    is_sample,
    largest_literal,
)
from matrixcalc.dims import IntVar, closure
from matrixcalc.expr import Expr
from matrixcalc.statements import Claim

Sizes = dict[IntVar, int]

LARGEST = 5
"""No size beyond this is chosen."""


def orders(claim: Claim) -> tuple[IntVar, ...]:
    """The sizes of matrices and vectors, without mere counts and exponents."""
    shown: list[Expr] = [*claim.symbols, claim.left, claim.right]
    shapes = closure(x for e in shown for x in (e.shape.rows, e.shape.cols))
    return tuple(v for v in claim.integers if v in shapes)


def _vector(claim: Claim, chosen: Sequence[int], fixed: Mapping[str, int]) -> Sizes:
    first = orders(claim)
    variables = (*first, *(v for v in claim.integers if v not in first))
    return {
        v: fixed.get(v.name, max(value, v.least))
        for v, value in zip(variables, itertools.cycle(chosen), strict=False)
    }


def candidates(claim: Claim, fixed: Mapping[str, int]) -> Iterator[Sizes]:
    """Size vectors to try in order: different sizes for different letters come first."""
    count = min(len(claim.integers), 4)
    tried: list[Sizes] = []
    first = ((2, 3), (3, 2), (2,), (1, 2), (2, 1), (3,))
    for chosen in (*first, *itertools.product((2, 3), repeat=count)):
        sizes = _vector(claim, chosen, fixed) if count else {}
        if sizes not in tried:
            tried.append(sizes)
            yield sizes


def smallest(claim: Claim, fixed: Mapping[str, int]) -> Sizes:
    """Every size 1, or the least that is declared."""
    return _vector(claim, (1,), fixed)


def larger(claim: Claim, fixed: Mapping[str, int], before: Sequence[Sizes]) -> Iterator[Sizes]:
    """Size vectors that may tell more than those `before`, smaller ones first."""
    for n in range(3, LARGEST + 1):
        sizes = _vector(claim, (n, min(n + 1, LARGEST)), fixed)
        if sizes not in before and tell(claim, [*before, sizes]):
            yield sizes


def is_large_enough(claim: Claim, sizes: Sizes) -> bool:
    """Whether a statement of its degree that holds at these sizes cannot fail later.

    Pure trace identities of n × n matrices begin at degree n + 1, and identities
    with matrix values at degree n (Procesi 1976; Razmyslov 1974); polynomial
    identities at degree 2n (Amitsur and Levitzki 1950).
    """
    found = degree(claim, sizes)
    literal = largest_literal(claim)
    if found is None or any(sizes[v] < literal for v in claim.integers):
        return False
    counted = [v for v in claim.integers if is_sample(claim, v)]
    least = min((sizes[v] for v in (*orders(claim), *counted)), default=None)
    if least is None:
        return True
    return found < (2 * least if is_noncommutative_polynomial(claim) else least)


def tell(claim: Claim, completed: Sequence[Sizes]) -> bool:
    """Whether the sizes at which a claim was found to hold tell the general case.

    One of them has to be large enough, and each size has to take more values
    than its degree in the coefficients.  No few values tell of all exponents.
    """
    if not claim.integers:
        return bool(completed)
    counts = set(claim.integers) - set(orders(claim))
    if any(v.least <= 0 for v in counts) or not completed:
        return False
    for v in claim.integers:
        found = coefficient_degree(claim, completed[-1], v)
        if found is None or len({s[v] for s in completed}) <= max(found, 1):
            return False
    for d in comparisons(claim):
        # At sizes 1 too much holds.
        larger = [s for s in completed if min(s[v] for v in d.variables) > 1]
        if len({d.at(s) == 0 for s in larger}) < 2:
            return False
    return any(is_large_enough(claim, s) for s in completed)
