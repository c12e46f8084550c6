"""What is learnt at several points about the square roots of one claim.

Modulo a prime every square has two roots and no order tells them apart, so the
sign of a root is settled here by what it does from point to point, and by what
it has to do with the roots before it: √(4a/b) is 2√a/√b, whatever a and b are.
An absolute value |x| is the root of x².  No sign is ever guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from matrixcalc.arithmetic.primes import rational_square_root
from matrixcalc.ops.spec import Unavailable

MOST_EARLIER = 6
"""Earlier roots among which those are looked for that a new one is a product of."""

MOST_FACTORS = 3
"""Roots of which another one may be the product."""


@dataclass(frozen=True)
class Relation:
    """A root as a positive rational number times powers ±1 of earlier roots."""

    factor: Fraction
    powers: tuple[tuple[int, int], ...]
    """Places of earlier roots, each with its power."""


class RootLog:
    """The roots of one claim, in their order.

    A root whose argument is a square at some points and not at others has no
    sign of its own: both roots are conjugate.  One whose argument is always a
    square is a function with a sign, which a point draws at random, unless
    earlier roots determine it.
    """

    def __init__(self) -> None:
        self.seen: dict[int, set[bool]] = {}
        self.arguments: dict[int, set[int]] = {}
        """Arguments of each root at different points: one only for a number such as 2."""
        self.absolute: set[int] = set()
        self.flipped: frozenset[int] = frozenset()
        """The roots of which the other one is taken."""
        self.relations: dict[int, Relation | None] = {}
        """What was found of each root when it was first met; None where it stands alone."""
        self.settled = False
        """Whether the signs are known, so that a relation must not fail any more."""
        self._places: dict[tuple[str, int], int] = {}
        self._met: dict[int, tuple[int, int]] = {}
        """The roots met at this point: the argument and the root of each."""

    def restart(self) -> None:
        """Begin with the first root again, at another point."""
        self._places = {}
        self._met = {}

    def root(self, argument: int, p: int) -> int | None:
        """The root of a residue that is taken for the positive one; None if there is none."""
        place = self._place("root", argument)
        if place in self._met:
            return self._met[place][1]
        found = self._determined(place, argument, p)
        if found is None:
            if not self._note(place, argument, p):
                return None
            root = pow(argument, (p + 1) // 4, p)
            found = -root % p if place in self.flipped else root
        self._met[place] = (argument, found)
        return found

    def absolute_value(self, x: int, p: int) -> int:
        """x or −x, whichever is taken for the positive one."""
        place = self._place("abs", x)
        if place in self._met:
            return self._met[place][1]
        square = x * x % p
        found = self._determined(place, square, p)
        if found is None:
            self.arguments.setdefault(place, set()).add(x)
            self.absolute.add(place)
            keep = not x or is_square(x, p) is not (place in self.flipped)
            found = x if keep else -x % p
        self._met[place] = (square, found)
        return found

    def is_positive(self, argument: int, p: int) -> bool:
        """Whether there is a root of an argument of which some other power is taken."""
        return self._note(self._place("root", argument), argument, p)

    def _place(self, kind: str, argument: int) -> int:
        """The number of a root; one argument has one root wherever it occurs."""
        return self._places.setdefault((kind, argument), len(self._places))

    def _note(self, place: int, argument: int, p: int) -> bool:
        square = not argument or is_square(argument, p)
        self.arguments.setdefault(place, set()).add(argument)
        self.seen.setdefault(place, set()).add(square)
        return square

    def _determined(self, place: int, argument: int, p: int) -> int | None:
        """The root that is a product of earlier roots, if it is one at every point.

        A relation is looked for at one point and confirmed at all others.
        """
        if not argument:
            return 0
        if place not in self.relations:
            self.relations[place] = self._related(argument, p)
        relation = self.relations[place]
        if relation is None:
            return None
        root = self._product(relation, p)
        if root is None or root * root % p != argument:
            if self.settled:
                raise Unavailable("the sign of a root is not the same on all components")
            self.relations[place] = None
            return None
        return root

    def _product(self, relation: Relation, p: int) -> int | None:
        """What a relation makes of the roots at this point; None where one is zero."""
        root = relation.factor.numerator * pow(relation.factor.denominator, -1, p)
        for place, power in relation.powers:
            _, earlier = self._met.get(place, (0, 0))
            if not earlier:
                return None
            root = root * pow(earlier, power, p) % p
        return root % p

    def _related(self, argument: int, p: int) -> Relation | None:
        if len(self._met) > MOST_EARLIER:
            return None
        for powers in self._products():
            square = argument
            for i, power in powers:
                square = square * pow(self._met[i][0], -power, p) % p
            factor = rational_square_root(square, p)
            if factor:
                return Relation(factor, powers)
        return None

    def _products(self) -> Iterator[tuple[tuple[int, int], ...]]:
        """Powers ±1 of a few of the roots met at this point."""
        places = [i for i, (argument, _) in self._met.items() if argument]
        for count in range(1, MOST_FACTORS + 1):
            for chosen in combinations(places, count):
                for powers in product((1, -1), repeat=count):
                    yield tuple(zip(chosen, powers, strict=True))

    @property
    def has_relations(self) -> bool:
        """Whether a root is determined by others; one more point has to confirm that."""
        return any(relation is not None for relation in self.relations.values())

    @property
    def constant(self) -> frozenset[int]:
        """The roots of which only one argument was met: further points draw no other sign."""
        return frozenset(place for place, met in self.arguments.items() if len(met) == 1)

    @property
    def ambiguous(self) -> tuple[int, ...]:
        """The roots whose sign a point draws at random."""
        doubtful = {place for place, seen in self.seen.items() if len(seen) < 2}
        return tuple(sorted(doubtful | self.absolute))


def is_square(x: int, p: int) -> bool:
    """Whether x is a non-zero square: the analogue of being positive."""
    return pow(x, (p - 1) // 2, p) == 1
