"""Integer polynomials: exact division, square roots, and a quick test before either.

The polynomials are those of `sympy.polys.rings` over the integers, in a ring
with a fixed number of generators.  Division and roots are searched for from the
lowest term up and give up early; failing to find a quotient costs nothing but
a longer fraction, so both may give up whenever they become expensive.
"""

from __future__ import annotations

import heapq
import math
import random
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sympy import ZZ
from sympy.polys.rings import PolyRing

Poly = Any
"""A `sympy.polys.rings.PolyElement` over the integers."""
Monomial = tuple[int, ...]

PATIENCE = 60_000
"""Term products after which a division is given up."""


@lru_cache(maxsize=16)
def polynomial_ring(generators: int) -> Any:
    """The ring of integer polynomials in this many generators."""
    return PolyRing([f"t{k}" for k in range(generators)], ZZ, "lex")


@lru_cache(maxsize=16)
def sample_point(generators: int) -> tuple[int, ...]:
    """A fixed point with large coordinates, at which divisibility is tested first."""
    source = random.Random(20011)
    return tuple(source.getrandbits(28) | 1 for _ in range(generators))


def support(p: Poly) -> list[int]:
    """The positions of the generators that occur."""
    return [k for k, d in enumerate(map(max, zip(*p, strict=True))) if d] if p else []


def evaluate(p: Poly, point: Sequence[int]) -> int:
    """The integer value at a point."""
    used = support(p)
    total = 0
    for monomial, coefficient in p.items():
        term = int(coefficient)
        for k in used:
            if monomial[k]:
                term *= point[k] ** monomial[k]
        total += term
    return total


def content(p: Poly) -> int:
    """The greatest common divisor of the coefficients, with the sign of the first term."""
    divisor = math.gcd(*(int(c) for c in p.values()))
    return -divisor if p[max(p)] < 0 else divisor


def common_monomial(p: Poly) -> Monomial:
    """The greatest monomial that divides every term."""
    return tuple(map(min, zip(*p, strict=True)))


def lowered(p: Poly, monomial: Monomial) -> Poly:
    """`p` divided by a monomial that divides every term."""
    return p.ring.from_dict(
        {tuple(a - b for a, b in zip(m, monomial, strict=True)): c for m, c in p.items()}
    )


class _Remainder:
    """A polynomial from which multiples are taken away, lowest term first."""

    def __init__(self, p: Poly) -> None:
        self.terms: dict[Monomial, Any] = dict(p)
        self.order = list(self.terms)
        heapq.heapify(self.order)

    def lowest(self) -> tuple[Monomial, Any] | None:
        while self.order:
            monomial = self.order[0]
            coefficient = self.terms.get(monomial)
            if coefficient:
                return monomial, coefficient
            heapq.heappop(self.order)
            self.terms.pop(monomial, None)
        return None

    def subtract(self, monomial: Monomial, coefficient: Any, p: Poly) -> None:
        times, terms = p.ring.monomial_mul, self.terms
        for other, c in p.items():
            target = times(monomial, other)
            if target in terms:
                terms[target] -= coefficient * c
            else:
                terms[target] = -coefficient * c
                heapq.heappush(self.order, target)


def _quotient_term(
    top: tuple[Monomial, Any], low: tuple[Monomial, Any], bound: Monomial
) -> tuple[Monomial, Any] | None:
    monomial = tuple(a - b for a, b in zip(top[0], low[0], strict=True))
    if any(e < 0 or e > most for e, most in zip(monomial, bound, strict=True)):
        return None
    coefficient, rest = divmod(top[1], low[1])
    return None if rest else (monomial, coefficient)


def quotient(p: Poly, f: Poly) -> Poly | None:
    """p / f if that is a polynomial and is found quickly, else None."""
    low = min(f)
    tops = (tuple(map(max, zip(*p, strict=True))), tuple(map(max, zip(*f, strict=True))))
    bound = tuple(a - b for a, b in zip(*tops, strict=True))
    if min(bound) < 0:
        return None
    remainder, found, patience = _Remainder(p), {}, PATIENCE
    while (top := remainder.lowest()) is not None:
        term = _quotient_term(top, (low, f[low]), bound)
        patience -= len(f)
        if term is None or patience < 0:
            return None
        found[term[0]] = term[1]
        remainder.subtract(*term, f)
    return p.ring.from_dict(found)


def square_root(p: Poly) -> Poly | None:
    """A polynomial whose square is p, if there is one and it is found quickly."""
    low = min(p)
    first = math.isqrt(int(p[low])) if p[low] > 0 else 0
    if any(e % 2 for e in low) or first * first != p[low]:
        return None
    ring = p.ring
    start = tuple(e // 2 for e in low)
    bound = tuple(m // 2 for m in map(max, zip(*p, strict=True)))
    root = ring.from_dict({start: ring.domain(first)})
    remainder, patience = _Remainder(p - root**2), PATIENCE
    while (top := remainder.lowest()) is not None:
        term = _quotient_term(top, (start, 2 * first), bound)
        patience -= 2 * len(root)
        if term is None or term[0] in root or patience < 0:
            return None
        addition = ring.from_dict({term[0]: term[1]})
        remainder.subtract((0,) * ring.ngens, ring.domain(1), addition * (2 * root + addition))
        root = root + addition
    return root
