"""What stands at the nodes of a network: letters, sizes, powers, functions of networks.

A head is a number, so that networks compare fast; this table says what it stands for.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from matrixcalc.dims import Dim
from matrixcalc.networks.canonical import Component, Factor

Term = tuple[Component, ...]
"""A product of connected networks, sorted."""
Poly = dict[Term, Fraction]
"""A sum of terms with their coefficients, none of them zero."""
PolyKey = tuple[tuple[Term, Fraction], ...]

ONE: Term = ()
DELTA = 0
"""The head of the Kronecker symbol, which only joins slots that are fixed from outside."""


@dataclass(frozen=True)
class Head:
    """A head: what tells it from others, and the ranges of its slots.

    A slot without a range is an integer argument, as the i of a family xᵢ: a sum
    over it says itself how far it goes.
    """

    key: Hashable
    dims: tuple[Dim | None, ...] = ()
    symmetry: int = 0
    """Whether its last two slots may be exchanged, −1 if that changes the sign."""
    base: int = -1
    """The head of which this is a power, or the head itself."""
    exponent: Fraction = Fraction(1)
    reach: tuple[Dim, Dim] | None = None
    """From where to where an index runs, of the head that only says so."""


class Heads:
    """All heads of one claim, by number."""

    def __init__(self) -> None:
        self.known: list[Head] = []
        self._numbers: dict[Hashable, int] = {}
        self.inside: dict[int, frozenset[int]] = {}
        """The heads of what a function or a power is taken of."""
        self.exponents: dict[int, Any] = {}
        """Of the heads of powers whose exponents are no numbers: what they are powers of."""
        self.of("delta", (None, None), symmetry=1)

    def of(
        self,
        key: Hashable,
        dims: tuple[Dim | None, ...] = (),
        symmetry: int = 0,
        base: int = -1,
        exponent: Fraction = Fraction(1),
    ) -> int:
        """The number of a head, which is new if its key is."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.known)
            own = number if base < 0 else base
            self.known.append(Head(key, dims, symmetry, own, exponent))
        return number

    def range(self, lower: Dim, upper: Dim) -> int:
        """The head that says how far the index at its slot runs."""
        number = self.of(("range", lower, upper), (None,))
        self.known[number] = replace(self.known[number], reach=(lower, upper))
        return number

    def hold(self, number: int, polys: Iterable[Poly]) -> int:
        """Note of what the function is taken that a head stands for; the head itself."""
        if number not in self.inside:
            within = {h for poly in polys for term in poly for c in term for h, _ in c}
            self.inside[number] = frozenset(within).union(*(self.inside.get(h, ()) for h in within))
        return number

    def find(self, key: Hashable) -> int | None:
        """The number of the head with this key, if there is one."""
        return self._numbers.get(key)

    def symmetry(self, number: int) -> int:
        """Whether the last two slots of a head may be exchanged: 1, −1 with a sign, or 0."""
        return self.known[number].symmetry


def keyed(poly: Poly) -> PolyKey:
    """A sum of terms as a value that compares and hashes."""
    return tuple(sorted(poly.items()))


def unpacked(term: Term, place: dict[int, int]) -> list[Factor]:
    """The factors of a term, with bound slots apart and fixed ones in other places."""
    factors: list[Factor] = []
    at = 0
    for component in term:
        most = -1
        for head, slots in component:
            most = max(most, *slots) if slots else most
            factors.append((head, tuple([s + at if s >= 0 else place.get(s, s) for s in slots])))
        at += most + 1
    return factors
