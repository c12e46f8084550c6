"""Which sizes to look at: small, and different for different letters.

A letter that is the size of nothing, such as an exponent or a number of
terms, gets a smaller value still.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from matrixcalc.checks.finite_differences.structures import possible
from matrixcalc.dims import Dim, IntVar, closure
from matrixcalc.statements import Claim

SMALL = ((3, 2, 4, 5, 6, 7, 8, 9), (2, 3, 5, 4, 7, 6, 9, 8))
"""Sizes for claims with second derivatives, whose cost grows with the square."""

ORDERS = ((4, 3, 5, 2, 6, 7, 8, 9), (3, 5, 2, 4, 7, 6, 9, 8), (5, 2, 3, 4, 6, 7, 8, 9))
"""Sizes for the letters in order; different orders suit different constraints."""

FEW = ((3, 2, 1, 4, 5, 6, 7, 8), (2, 3, 1, 4, 5, 6, 7, 8), (1, 2, 3, 4, 5, 6, 7, 8))
"""Sizes for claims with an integral, whose cost grows with the power."""

COUNTS = ((2, 3, 4, 5), (3, 2, 5, 4), (2, 4, 3, 5))
"""Values for the letters that are the size of nothing."""

MOST = 6
"""The largest number of choices that are offered."""

Sizes = dict[IntVar, int]


def choices(claim: Claim, fixed: Mapping[str, int], *, small: bool = False) -> list[Sizes]:
    """Choices of sizes that the declarations allow, the best first.

    `fixed` gives values by name, which are kept.
    """
    found: list[Sizes] = []
    orders = FEW if claim.integrates else SMALL if small else ORDERS
    for offered in _offered(claim, orders):
        sizes = {v: fixed.get(v.name, k) for v, k in offered.items()}
        if sizes not in found and _allowed(claim, sizes):
            found.append(sizes)
        if len(found) == MOST:
            break
    return found


def least(claim: Claim, fixed: Mapping[str, int]) -> list[Sizes]:
    """The least sizes, n = 1 as a rule, at which matrices are scalars; none if not allowed."""
    measured, highest = _measured(claim), _highest_member(claim)
    lowest = {v: v.least if v in measured else max(v.least, highest) for v in claim.integers}
    sizes = {v: fixed.get(v.name, k) for v, k in lowest.items()}
    return [sizes] if _allowed(claim, sizes) else []


def _offered(claim: Claim, preferred: tuple[tuple[int, ...], ...]) -> Iterator[Sizes]:
    measured, more = _measured(claim), max(0, _highest_member(claim) - 2)
    counted = [v for v in claim.integers if v not in measured]
    orders: Iterator[tuple[int, ...]] = itertools.chain(
        preferred, itertools.permutations(ORDERS[0][: max(4, min(len(measured), 5))])
    )
    for order, counts in zip(orders, itertools.cycle(COUNTS)):
        enough = tuple(k + more for k in counts)
        yield {**_assigned(measured, order), **_assigned(counted, enough)}


def _assigned(variables: list[IntVar], values: tuple[int, ...]) -> Sizes:
    return {
        v: max(k, v.least) if k >= v.least else v.least + place
        for place, (v, k) in enumerate(zip(variables, itertools.cycle(values)))
    }


def _highest_member(claim: Claim) -> int:
    """The largest number k of which a member x_k is written: there are at least as many."""
    bodies = [claim.left, claim.right, *(d.body for d in claim.definitions)]
    written = {s for body in bodies for s in body.symbols if s.is_member}
    numbers = [a.constant or 0 for s in written for a in s.arguments if isinstance(a, Dim)]
    return max(numbers, default=0)


def _measured(claim: Claim) -> list[IntVar]:
    """The letters that occur in the shape of a symbol or of a side, by name."""
    shapes = [s.shape for s in (*claim.symbols, claim.left, claim.right)]
    sizes = closure(d for shape in shapes for d in (shape.rows, shape.cols))
    return [v for v in claim.integers if v in sizes]


def _allowed(claim: Claim, sizes: Sizes) -> bool:
    if not claim.fits(sizes):
        return False
    for s in claim.free_symbols:
        try:
            rows, cols = s.shape.rows.at(sizes), s.shape.cols.at(sizes)
        except KeyError:
            continue
        if not possible(s.assumptions, rows, cols):
            return False
    return all(k >= v.least for v, k in sizes.items())
