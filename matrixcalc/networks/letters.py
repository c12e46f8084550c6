"""What stands in networks: letters, functions of networks, powers, inverses, positions.

What is declared of a letter becomes a property of its head: a symmetric matrix has slots
that may be exchanged, an inverse is δ next to its matrix.  Everything else about a
function is left to laws.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Symbol
from matrixcalc.networks.canonical import Factor
from matrixcalc.networks.exponents import Exponent
from matrixcalc.networks.heads import DELTA, ONE, Poly, PolyKey, Term, keyed, unpacked
from matrixcalc.networks.kernels import SPLIT, Leg, Value, leg_of
from matrixcalc.networks.ring import LABELS, Ring
from matrixcalc.ops.spec import Unavailable


class Networks(Ring):
    """`Sums` in canonical form."""

    # Positions.

    def slot(self, position: Dim) -> int:
        """The slot that stands for a position: an index of the statement, or a number."""
        number = LABELS - self.heads.of(("position", position))
        variable = position.as_variable
        if position.constant is not None:
            self.constants.add(number)
        if variable is not None and variable.is_index and variable.upper is not None:
            # One that does not begin at 1 runs like no index of a matrix.
            whole = variable.lower == 1
            self.ranges[number] = variable.upper if whole else Dim.of(0)
        return number

    def placed(self, a: Poly, positions: Sequence[Dim | None]) -> Poly:
        open_ = 0
        place: dict[int, int] = {}
        for k, position in enumerate(positions):
            if position is None:
                open_ += 1
            place[-1 - k] = -open_ if position is None else self.slot(position)
        return self.moved(a, place)

    def moved(self, a: Poly, place: dict[int, int]) -> Poly:
        """`a` with fixed slots in other places."""
        found = []
        for term, c in a.items():
            found.append(self.scale(c, self.assembled(unpacked(term, place), {})))
        return self.add(*found)

    def delta(self, i: Dim, j: Dim) -> Poly:
        a, b = sorted((self.slot(i), self.slot(j)))
        if a == b:
            return self.number(1)
        if i.constant is not None and j.constant is not None:
            return self.number(0)
        return self.assembled([(DELTA, (a, b))], {})

    def summed(self, a: Poly, index: IntVar) -> Poly:
        slot, lower, upper = self.slot(Dim.variable(index)), index.lower, index.upper
        assert lower is not None
        assert upper is not None
        found = []
        for term, c in a.items():
            factors = unpacked(term, {})
            new = 1 + max((s for _, slots in factors for s in slots if s >= 0), default=-1)
            moved = [(h, tuple([new if s == slot else s for s in own])) for h, own in factors]
            touched = [h for h, own in moved if new in own]
            if DELTA in touched and lower != 1:
                raise Unavailable("a sum over a part of an index")
            if touched and not (lower == 1 and self._implied(moved, new, upper)):
                moved.append((self.heads.range(lower, upper), (new,)))
            found.append(self.scale(c, self.assembled(moved, {new: upper - lower + 1})))
        return self.add(*found)

    def _implied(self, factors: Sequence[Factor], s: int, upper: Dim) -> bool:
        """Whether a slot of a matrix, or δ, says how far the sum goes."""
        return any(
            h == DELTA or d == upper
            for h, own in factors
            for d, x in zip(self.heads.known[h].dims, own, strict=True)
            if x == s
        )

    def tabulated(self, a: Poly, indices: Sequence[IntVar]) -> Poly:
        slots = [self.slot(Dim.variable(v)) for v in indices]
        return self.moved(a, {slot: -1 - k for k, slot in enumerate(slots)})

    def coefficients(self, a: Poly, letter: str, ends: int) -> dict[int, Poly]:
        head = self.heads.find(("symbol", letter))
        found: dict[int, list[Poly]] = defaultdict(list)
        for term, c in a.items():
            factors = unpacked(term, {})
            if any(head in self.heads.inside.get(h, ()) for h, _ in factors):
                raise Unavailable("a function of what is averaged over, or of a direction")
            mine = [own for h, own in factors if h == head]
            rest = [f for f in factors if f[0] != head]
            slots = [s for own in mine for s in own]
            new = [(DELTA, (s, -1 - ends - k)) for k, s in enumerate(slots)]
            dims = self.heads.known[head].dims * len(mine) if head is not None else ()
            pairs = zip(slots, dims, strict=True)
            reach = {s: d for s, d in pairs if s >= 0 and d is not None}
            found[len(mine)].append(self.scale(c, self.assembled([*rest, *new], reach)))
        return {count: self.add(*polys) for count, polys in found.items()}

    # Letters.

    def symbol(self, s: Symbol) -> Poly:
        at = tuple([self.slot(a) for a in s.arguments if isinstance(a, Dim)])
        legs = leg_of(s.shape.rows) + leg_of(s.shape.cols)
        square = len(legs) == 2 and legs[0] == legs[1]
        return self._letter(("symbol", s.name), s.assumptions, at, (None,) * len(at), legs, square)

    def _letter(
        self,
        key: tuple[Hashable, ...],
        words: frozenset[str],
        at: tuple[int, ...],
        reach: tuple[Dim | None, ...],
        legs: Leg,
        square: bool,
    ) -> Poly:
        """A letter of which something is declared, behind the slots of its index.

        A diagonal matrix is the column on its diagonal, and δ.
        """
        if square and "diagonal" in words:
            head = self.heads.of(("diagonal of", *key[1:]), (*reach, legs[0]))
            return self.assembled([(head, (*at, -1)), (DELTA, (-2, -1))], {})
        symmetry = 0
        if square:
            symmetry = 1 if "symmetric" in words else -1 if "skew-symmetric" in words else 0
        head = self.heads.of(key, (*reach, *legs), symmetry)
        if symmetry > 0:
            self.meetings.symmetric.add(head)
        self.meetings.declare(head, words, len(at) + len(legs), len(legs))
        return self.assembled([(head, (*at, *(-1 - k for k in range(len(legs)))))], {})

    # Functions.

    def atom(
        self,
        name: Hashable,
        body: Sequence[Value],
        legs: Leg,
        kind: str,
        places: Sequence[Dim] = (),
        words: frozenset[str] = frozenset(),
    ) -> Poly:
        free, lengths = self._free([v.sum for v in body])
        ends = tuple(-1 - k for k in range(len(legs)))
        at = tuple(map(self.slot, places))
        none = (None,) * len(at)
        if kind == "entrywise":
            if name == EXPONENTIAL:
                return self._exponential(body[0])
            # Rows, columns and positions are all alike to it.
            return self._of_head(*self._least(name, body[0], (*ends, *free), (*legs, *lengths)))
        if not kind:
            key, order = min(self._keyed(body, order) for order in permuted(free))
            dims = self._ordered(order, free, lengths)
            sizes = tuple((v.rows, v.cols) for v in body)
            whole = (name, key, sizes, legs, dims)
            square = len(legs) == 2 and legs[0] == legs[1]
            found = self._letter(whole, words, (*at, *order), (*none, *dims), legs, square)
            for h in {h for term in found for c in term for h, _ in c} - {DELTA}:
                self.heads.hold(h, [v.sum for v in body])
            return found
        return self._of_matrix(name, body[0], legs, at, invariant=kind == "invariant")

    def _exponential(self, a: Value) -> Poly:
        """exp of a sum, entry by entry: the product of what it is of each term, to the power of
        its number.
        """
        reach = dict(zip(_ends(a), a.rows + a.cols, strict=True))
        factors: list[Factor] = []
        for term, c in a.sum.items():
            exponent = c if abs(c) <= LARGEST_EXPONENT else Fraction(1)
            part = {term: c / exponent}
            place = self._fixed(part, reach)
            slots, dims = tuple(place), tuple(place.values())
            head, own = self._least(EXPONENTIAL, Value(part), slots, dims)
            factors.append((self.power_head(head, exponent), own))
        return self.assembled(factors, {})

    def _of_matrix(
        self, name: Hashable, a: Value, legs: Leg, at: tuple[int, ...], *, invariant: bool
    ) -> Poly:
        """A function of a matrix that is transposed with it, or does not change then."""
        free, lengths = self._free([a.sum])
        none, ends = (None,) * len(at), tuple(-1 - k for k in range(len(legs)))
        back = Value(self._turned(a), a.cols, a.rows)
        mine, order = min(self._keyed([a], way) for way in permuted(free))
        theirs, turned = min(self._keyed([back], way) for way in permuted(free))
        swap = theirs < mine or (theirs == mine and bool(a.cols) and not a.rows)
        symmetric = (mine, order) == (theirs, turned) and a.rows == a.cols and len(a.rows) == 1
        key, order = (theirs, turned) if swap else (mine, order)
        sides = (a.cols, a.rows) if swap else (a.rows, a.cols)
        dims = self._ordered(order, free, lengths)
        if invariant:
            head = self.heads.of((name, key, sides), (*none, *dims))
            return self._of_head(self.heads.hold(head, [a.sum]), (*at, *order))
        cut = len(a.rows)
        if swap:
            legs, ends = legs[cut:] + legs[:cut], ends[cut:] + ends[:cut]
        head = self.heads.of((name, key, sides), (*none, *dims, *legs), int(symmetric))
        if isinstance(name, tuple) and name[0] == "power":
            self.heads.exponents[head] = Exponent(name[1], len(at), (key, sides))
        return self._of_head(self.heads.hold(head, [a.sum]), (*at, *order, *ends))

    def _turned(self, a: Value) -> Poly:
        labels, cut = list(range(len(a.rows + a.cols))), len(a.rows)
        return self.einsum([(a.sum, labels)], labels[cut:] + labels[:cut], {})

    def _free(self, polys: Sequence[Poly]) -> tuple[tuple[int, ...], tuple[Dim | None, ...]]:
        """The positions of the statement in some sums, and how far they run.

        A function of what stands at a position stands at that position itself, so that a
        sum over it finds it.
        """
        found: dict[int, Dim | None] = {}
        for poly in polys:
            for term in poly:
                for component in term:
                    for head, own in component:
                        for d, s in zip(self.heads.known[head].dims, own, strict=True):
                            if s <= LABELS:
                                found[s] = found.get(s) or d
        free = tuple(sorted(found))
        return free, tuple(found[s] for s in free)

    def _ordered(
        self, order: Sequence[int], free: Sequence[int], lengths: Sequence[Dim | None]
    ) -> tuple[Dim | None, ...]:
        reach = dict(zip(free, lengths, strict=True))
        return tuple(reach[s] for s in order)

    def _keyed(
        self, body: Sequence[Value], order: tuple[int, ...]
    ) -> tuple[tuple[tuple[PolyKey, int, int], ...], tuple[int, ...]]:
        """What a function is taken of, with ends in the place of positions, in this order."""
        keys = []
        for v in body:
            first = len(v.rows + v.cols)
            place = {s: -1 - first - k for k, s in enumerate(order)}
            keys.append((keyed(self.moved(v.sum, place)), len(v.rows), len(v.cols)))
        return tuple(keys), order

    def _least(
        self, name: Hashable, a: Value, slots: tuple[int, ...], dims: tuple[Dim | None, ...]
    ) -> tuple[int, tuple[int, ...]]:
        """The head and slots of a function that treats all its ends alike."""
        ways = []
        for order in permuted(range(len(slots))):
            place = {slots[k]: -1 - x for x, k in enumerate(order)}
            ways.append((keyed(self.moved(a.sum, place)), order))
        key, order = min(ways)
        same = sum(k == key for k, _ in ways) == len(ways) > 1 and len(slots) == 2
        reach = tuple(dims[k] for k in order)
        symmetric = same and dims[0] == dims[1]
        head = self.heads.of((name, key, reach), reach, int(symmetric))
        return self.heads.hold(head, [a.sum]), tuple(slots[k] for k in order)

    def _of_head(self, head: int, slots: tuple[int, ...]) -> Poly:
        return self.assembled([(head, slots)], {})

    def inverse(self, a: Value) -> Poly:
        if a.rows != a.cols:
            raise Unavailable(SPLIT)
        if not a.sum:
            raise Unavailable("the inverse of a zero matrix")
        outer, inner = self._content(a)
        cut = len(a.rows)
        on_diagonal = self._on_diagonal(inner) if cut == 1 else None
        if inner == self.einsum([], [*range(cut), *range(cut)], {}):
            found = inner
        elif on_diagonal is not None:
            entries = self.power(Value(on_diagonal, a.rows), Fraction(-1))
            found = self.einsum([(entries, [0])], [0, 0], {0: a.rows[0]})
        else:
            back = Value(self._turned(replace(a, sum=inner)), a.cols, a.rows)
            found = self.atom(("of a matrix", "inverse"), (back,), a.rows + a.cols, "equivariant")
            if cut == 1:
                self._relate(inner, found)
        if outer == {ONE: 1}:
            return found
        return self.einsum([(outer, ()), (found, range(2 * cut))], range(2 * cut), {})

    def _on_diagonal(self, a: Poly) -> Poly | None:
        """The diagonal of a matrix whose other entries are zero, None for any other."""
        joined = ((DELTA, (-2, -1)),)
        rest = {tuple(x for x in term if x != joined): c for term, c in a.items()}
        apart = all(-2 not in own for term in rest for x in term for _, own in x)
        whole = apart and len(rest) == len(a) and all(joined in term for term in a)
        return rest if whole else None

    def _content(self, a: Value) -> tuple[Poly, Poly]:
        """1/c and B for a matrix c B, with the numbers and scalars of a single term in c."""
        if len(a.sum) == 1:
            ((term, c),) = a.sum.items()
            closed = tuple(x for x in term if all(s >= 0 for _, slots in x for s in slots))
            if not closed:
                return self.number(1 / c), {term: Fraction(1)}
            rest = tuple(x for x in term if x not in closed)
            return self.power(Value({closed: c}), Fraction(-1)), {rest: Fraction(1)}
        lead = a.sum[min(a.sum)]
        return self.number(1 / lead), self.scale(1 / lead, a.sum)

    def _relate(self, a: Poly, inverse: Poly) -> None:
        """Note that a letter and its inverse are δ next to each other."""
        if len(a) != 1 or len(inverse) != 1:
            return
        (mine,), (other,) = a, inverse
        if len(mine) != 1 or len(mine[0]) != 1:
            return
        ((letter, places),), ((head, slots),) = mine[0], other[0]
        fronts = places[:-2], slots[:-2]
        if letter == DELTA or {*places[-2:]} != {-1, -2} or {*slots[-2:]} != {-1, -2}:
            return
        if len(set(fronts[0])) < len(fronts[0]) or set(fronts[0]) != set(fronts[1]):
            return
        row, col = self._ends(letter, places)
        up, down = self._ends(head, slots)
        order = tuple(map(fronts[1].index, fronts[0]))
        self.meetings.invert(col, up, order)
        self.meetings.invert(row, down, order)

    def _ends(self, head: int, slots: tuple[int, ...]) -> tuple[tuple[int, int], tuple[int, int]]:
        """The places of the rows and of the columns of a matrix."""
        if self.heads.symmetry(head) > 0:
            self.meetings.symmetric.add(head)
            return (head, len(slots) - 2), (head, len(slots) - 2)
        return (head, slots.index(-1)), (head, slots.index(-2))

    # Powers.

    def power(self, a: Value, exponent: Fraction) -> Poly:
        if not a.sum:
            raise Unavailable("a power of zero")
        whole = exponent.denominator == 1
        if len(a.sum) == 1 and whole:
            ((term, c),) = a.sum.items()
            return self._of_factors(term, c, exponent)
        root = None if whole else _power_of_number(a.sum.get(ONE), exponent)
        if root is not None and len(a.sum) == 1:
            return {ONE: root}
        reach = dict(zip(_ends(a), a.rows + a.cols, strict=True))
        if not whole:
            found, slots = self._based(a.sum, reach)
            return self._of_head(self.power_head(found, exponent), slots)
        common = self._common(a.sum)
        if common:
            # What all terms have in common stands apart, and is in no denominator within.
            rest = self._by(a.sum, common, Fraction(-1))
            outer = self._by({ONE: Fraction(1)}, common, exponent)
            inner, ends = self.power(replace(a, sum=rest), exponent), range(len(reach))
            return self.einsum([(outer, ends), (inner, ends)], ends, {})
        lead = a.sum[min(a.sum)]
        found, slots = self._based(self.scale(1 / lead, a.sum), reach)
        power = self._of_head(self.power_head(found, exponent), slots)
        return self.scale(lead ** int(exponent), power)

    def _common(self, a: Poly) -> dict[Factor, Fraction]:
        """Letters at fixed places with the least of their powers in the terms of a sum."""
        every = [self._exponents(term) for term in a]
        places = {place for own in every for place in own}
        least = {place: min(own.get(place, Fraction(0)) for own in every) for place in places}
        return {place: e for place, e in least.items() if e}

    def _exponents(self, term: Term) -> dict[Factor, Fraction]:
        found: dict[Factor, Fraction] = defaultdict(Fraction)
        for component in term:
            (head, slots), *others = component
            known = self.heads.known[head]
            if not others and head != DELTA and known.reach is None and max(slots, default=-1) < 0:
                found[known.base, slots] += known.exponent
        return found

    def _by(self, a: Poly, powers: Mapping[Factor, Fraction], exponent: Fraction) -> Poly:
        """A sum times powers of letters at fixed places."""
        factors = [(self.power_head(b, e * exponent), own) for (b, own), e in powers.items()]
        found = [
            self.scale(c, self.assembled([*unpacked(term, {}), *factors], {}))
            for term, c in a.items()
        ]
        return self.add(*found)

    def _based(self, a: Poly, reach: Mapping[int, Dim]) -> tuple[int, tuple[int, ...]]:
        """What a power is taken of, and its slots: all that are fixed from outside are alike to it.

        An end that no letter has is none of them: along it the power is constant.
        """
        place = self._fixed(a, reach)
        value = Value(a)
        ((key, _, _),), order = min(
            self._keyed([value], way) for way in permuted(sorted(place, reverse=True))
        )
        return self.group(dict(key), tuple(place[s] for s in order)), order

    def _fixed(self, a: Poly, reach: Mapping[int, Dim]) -> dict[int, Dim | None]:
        """The slots of a sum that are fixed from outside, and how far they run."""
        place: dict[int, Dim | None] = {}
        for term in a:
            for component in term:
                for head, own in component:
                    for d, s in zip(self.heads.known[head].dims, own, strict=True):
                        if s < 0:
                            place[s] = place.get(s) or d or reach.get(s)
        return place

    def _of_factors(self, term: Term, c: Fraction, exponent: Fraction) -> Poly:
        """The power of a product, factor by factor."""
        factors: list[Factor] = []
        for component in term:
            (head, slots), *_ = component
            part = self.heads.known[head].reach is not None and slots[0] < 0
            if head == DELTA or part:
                raise Unavailable("the reciprocal of zero entries")
            if len(component) == 1 and all(s < 0 for s in slots):
                known = self.heads.known[head]
                factors.append((self.power_head(known.base, known.exponent * exponent), slots))
            else:
                base, slots = self._based({(component,): Fraction(1)}, {})
                factors.append((self.power_head(base, exponent), slots))
        return self.scale(c ** int(exponent), self.assembled(factors, {}))

    def is_zero(self, a: Poly) -> bool:
        return not a

    def rational(self, a: Poly) -> Fraction | None:
        if not a:
            return Fraction(0)
        return a[ONE] if a.keys() == {ONE} else None


LARGEST_NUMBER = 10**6
"""Numbers of which a root is looked for."""


def _power_of_number(base: Fraction | None, exponent: Fraction) -> Fraction | None:
    """The power of a positive number, where it is rational."""
    if base is None or base <= 0 or max(base.as_integer_ratio()) >= LARGEST_NUMBER:
        return None
    top, bottom = (round(x ** (1 / exponent.denominator)) for x in base.as_integer_ratio())
    found = Fraction(top, bottom or 1)
    return found**exponent.numerator if found**exponent.denominator == base else None


EXPONENTIAL = ("entrywise", "exp")

LARGEST_EXPONENT = 12
"""The largest number for which exp of a multiple is a power."""


def _ends(a: Value) -> tuple[int, ...]:
    """The open ends of a value."""
    return tuple(-1 - k for k in range(len(a.rows + a.cols)))


def permuted(items: Sequence[int]) -> list[tuple[int, ...]]:
    """The orders of a few items; the given one of many."""
    return list(permutations(items)) if len(items) <= SEVERAL else [tuple(items)]


SEVERAL = 4
"""Positions of which every order is looked at."""
