"""Functions, inverses and powers of sums whose terms are paired off.

Of a function nothing is known but that equal bodies give equal values; bodies have numbers,
and a function of what stands at positions of the statement stands at those positions itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from matrixcalc.checks.proof.pairing import Pairing
from matrixcalc.checks.proof.terms import (
    DELTA,
    Factor,
    Slot,
    Term,
    Terms,
    base_of,
    components,
    held,
    is_range,
    orders,
    parted,
    placements,
    positions,
    powered,
    reaches,
    reordered,
    turned,
)
from matrixcalc.dims import Dim
from matrixcalc.networks.kernels import Leg, Value
from matrixcalc.ops.spec import Unavailable

EXPONENTIAL = ("entrywise", "exp")

LARGEST_EXPONENT = 12
"""The largest number for which exp of a multiple is a power."""

LARGEST_ROOT = 1000
"""Numbers that are tried for the root of a number."""


class Functions(Pairing):
    """`Sums` by pairing terms off, with functions of them."""

    def atom(
        self,
        name: Hashable,
        body: Sequence[Value],
        legs: Leg,
        kind: str,
        places: Sequence[Dim] = (),
        words: frozenset[str] = frozenset(),
    ) -> Terms:
        """A function of which nothing else is known."""
        if name == EXPONENTIAL:
            return self._exponential(body[0])
        free = positions([v.sum for v in body])
        bodies = [held(v, free) for v in body]
        at = tuple(("at", p) for p in places)
        if kind in ("", "invariant"):
            numbers, order = self._together(bodies, free, turn=kind == "invariant")
            key = (name, *numbers)
            slots = (*at, *(free[k] for k in order))
            reach = (*(Dim.of(0) for _ in at), *(self._length(body, free[k]) for k in order))
            return self._letter(key, words, slots, reach, legs)
        lengths = [self._length(body, s) for s in free]
        number, order, _ = self._known(bodies[0], len(free), kind, lengths=lengths)
        key, cut = (name, number), len(legs)
        ends: tuple[Slot, ...] = (*range(cut), *free)
        if kind == "equivariant":
            order = (*order[cut:], *order[:cut])
        slots = (*at, *(ends[k] for k in order))
        known = dict(zip(ends, (*legs, *lengths), strict=True))
        if key not in self.symmetry:
            if kind == "equivariant":
                square = cut == 2 and body[0].rows == body[0].cols
                back = turned(body[0]) if square else ()
                self.symmetry[key] = int(square and self.equal(body[0].sum, back))
            elif len(ends) == 2 and known[ends[0]] == known[ends[1]]:
                back = reordered(bodies[0], (1, 0)).sum
                self.symmetry[key] = int(self.equal(bodies[0].sum, back))
        self.lengths.setdefault(key, tuple(known.get(s, Dim.of(0)) for s in slots))
        return (Term(Fraction(1), ((key, slots),), tuple(range(cut))),)

    def _length(self, body: Sequence[Value], position: Slot) -> Dim:
        """How far a position of some sums runs, 0 where no matrix says it."""
        found = (
            d
            for v in body
            for t in v.sum
            for name, own in t.factors
            for d, s in zip(reaches(name, self.lengths), own, strict=False)
            if s == position and d != 0
        )
        return next(found, Dim.of(0))

    def _together(
        self, bodies: Sequence[Value], free: Sequence[Slot], *, turn: bool
    ) -> tuple[list[int], tuple[int, ...]]:
        """The numbers of several bodies whose positions are in one order."""
        whole = [len(b.rows + b.cols) for b in bodies]
        for order in orders(len(free)):
            ways = [[*range(w), *(w + k for k in order)] for w in whole]
            found = [self._find(reordered(b, way)) for b, way in zip(bodies, ways, strict=True)]
            if turn and found[0] is None:
                (b,), (w,), cut = bodies, whole, len(bodies[0].rows)
                way = [*range(cut, w), *range(cut), *(w + k for k in order)]
                turned = Value(reordered(b, way).sum, b.cols, b.rows)
                found = [self._find(turned)]
            if all(f is not None for f in found):
                return [f for f in found if f is not None], order
        # What is known of several bodies already keeps its number, or it would have two.
        numbers = [(b, self._find(b)) for b in bodies]
        plain = tuple(range(len(free)))
        return [self._new(b) if k is None else k for b, k in numbers], plain

    def _find(self, a: Value) -> int | None:
        """The number of a body that is this one."""
        for number, (terms, rows, cols) in enumerate(self.bodies):
            ends = len(a.sum[0].ends) if a.sum else 0
            same = not a.sum or not terms or len(terms[0].ends) == ends
            if (rows, cols) == (a.rows, a.cols) and same and self.equal(terms, a.sum):
                return number
        return None

    def _new(self, a: Value) -> int:
        self.bodies.append((a.sum, a.rows, a.cols))
        return len(self.bodies) - 1

    def _known(
        self,
        a: Value,
        extra: int,
        kind: str,
        *,
        scaled: bool = False,
        lengths: Sequence[Dim] = (),
    ) -> tuple[int, tuple[int, ...], Fraction]:
        """The body that this is with its ends in another order: its number, the order of
        the ends here as they stand there, and which multiple of it this is.
        """
        reach = (*a.rows, *a.cols, *lengths)
        plain = tuple(range(len(a.rows + a.cols) + extra))
        for number, (terms, rows, cols) in enumerate(self.bodies):
            if not a.sum and not terms and (rows, cols) == (a.rows, a.cols) and not extra:
                return number, plain, Fraction(1)
            for order, flipped in placements(a, extra, kind):
                if kind == "entrywise":
                    fits = tuple(reach[k] for k in order) == self.reaches.get(number)
                else:
                    fits = (rows, cols) == ((a.cols, a.rows) if flipped else (a.rows, a.cols))
                own = reordered(a, order).sum
                if not fits or len(own) != len(terms) or not own:
                    continue
                if len(own[0].ends) != len(terms[0].ends):
                    continue
                same = next((t for t in terms if self.alike(t, own[0])), None)
                ratio = own[0].coefficient / same.coefficient if scaled and same else Fraction(1)
                if self.equal(self.scale(ratio, terms), own):
                    return number, order, ratio
        new = self._new(a)
        self.reaches[new] = reach
        return new, plain, Fraction(1)

    def inverse(self, a: Value) -> Terms:
        """The inverse, with numbers and the scalars of a single term apart."""
        if a.rows != a.cols or not a.sum:
            raise Unavailable("the inverse of such a matrix")
        scalars, own = Term(Fraction(1)), a.sum
        if len(own) == 1:
            closed, rest = parted(own[0])
            scalars = Term(own[0].coefficient, closed)
            own = (Term(Fraction(1), rest, own[0].ends),)
        labels = list(range(len(a.rows)))
        both = range(2 * len(labels))
        unit = self.einsum([], labels * 2, dict(enumerate(a.rows)))
        if self.equal(own, unit):
            found = unit
        elif len(labels) == 1 and all(t.ends[0] == t.ends[1] for t in own):
            # A matrix with zeros beside its diagonal.
            column = tuple(replace(t, ends=t.ends[:1]) for t in own)
            entries = self.power(Value(column, a.rows), Fraction(-1))
            found = self.einsum([(entries, [0])], [0, 0], {})
        else:
            found = self._inverse(Value(own, a.rows, a.cols))
        outer = self.power(Value((scalars,)), Fraction(-1))
        return self.einsum([(outer, ()), (found, both)], both, {})

    def _inverse(self, a: Value) -> Terms:
        """The inverse of a matrix as a letter, up to a number."""
        free, cut = positions([a.sum]), len(a.rows + a.cols)
        number, order, ratio = self._known(held(a, free), len(free), "equivariant", scaled=True)
        key, ends = ("inverse", number), (*range(cut), *free)
        legs = (*a.rows, *a.cols, *(self._length([a], s) for s in free))
        order = (*order[cut:], *order[:cut])
        slots = tuple(ends[k] for k in order)
        self.lengths.setdefault(key, tuple(legs[k] for k in order))
        if len(a.rows) == 1:
            self.symmetry[key] = int(self.equal(a.sum, turned(a)))
        return (Term(1 / ratio, ((key, slots),), tuple(range(cut))),)

    def power(self, a: Value, exponent: Fraction) -> Terms:
        """A power, factor by factor where there is a single term."""
        if not a.sum:
            raise Unavailable("a power of zero")
        if len(a.sum) == 1 and exponent.denominator == 1:
            (term,) = a.sum
            return self._of_factors(term, exponent)
        root = self._root(a.sum, exponent)
        if root is not None:
            return root
        common = _common(a.sum) if exponent.denominator == 1 else {}
        if common:
            # What all terms have in common stands apart, and is in no denominator within.
            less = replace(a, sum=self.add(self._by(a.sum, common, Fraction(-1))))
            return self._by(self.power(less, exponent), common, exponent)
        return self._powers(self._based(a, exponent))

    def _by(self, a: Terms, powers: Mapping[Factor, Fraction], exponent: Fraction) -> Terms:
        """A sum times powers of letters at its ends and at positions."""
        found: list[Term] = []
        for t in a:
            beside = tuple(
                (
                    powered(b, e * exponent),
                    tuple(t.ends[s] if isinstance(s, int) else s for s in at),
                )
                for (b, at), e in powers.items()
            )
            found += self._powers(replace(t, factors=t.factors + beside))
        return tuple(found)

    def _based(self, a: Value, exponent: Fraction, name: Hashable = "") -> Term:
        """A power of a sum, or of a function of it, as a letter at its ends and positions.

        Along an end that no letter has, it is constant.
        """
        legs, twice = a.rows + a.cols, any(len({*t.ends}) < len(t.ends) for t in a.sum)
        kept = [k for k in range(len(legs)) if twice or any(_stands(t, k) for t in a.sum)]
        inner = tuple(replace(t, ends=tuple(t.ends[k] for k in kept)) for t in a.sum)
        free, whole = positions([inner]), Value(inner, tuple(legs[k] for k in kept))
        reach = (*whole.rows, *(self._length([whole], s) for s in free))
        # An entry at a position is an entry at an end.
        scaled = not name and exponent.denominator == 1
        number, order, ratio = self._known(
            held(whole, free), len(free), "entrywise", scaled=scaled, lengths=reach[len(kept) :]
        )
        base = (name or "sum", number)
        key = powered(base, exponent)
        self.lengths[base] = tuple(reach[k] for k in order)
        if name and len(order) == 2 and reach[0] == reach[1] and base not in self.symmetry:
            body = held(whole, free)
            self.symmetry[base] = int(self.equal(body.sum, reordered(body, (1, 0)).sum))
        slots = tuple((*kept, *free)[k] for k in order)
        factor = ratio ** int(exponent) if ratio != 1 else Fraction(1)
        return Term(factor, ((key, slots),), tuple(range(len(legs))))

    def _exponential(self, a: Value) -> Terms:
        """exp of a sum, entry by entry: a product over its terms."""
        found = [Term(Fraction(1), (), tuple(range(len(a.rows + a.cols))))]
        for t in a.sum:
            c = t.coefficient if abs(t.coefficient) <= LARGEST_EXPONENT else Fraction(1)
            part = replace(a, sum=(replace(t, coefficient=t.coefficient / c),))
            found.append(self._based(part, c, EXPONENTIAL))
        labels = range(len(a.rows + a.cols))
        return self.einsum([((t,), labels) for t in found], labels, {})

    def _root(self, a: Terms, exponent: Fraction) -> Terms | None:
        """The power of a number that has a rational root, the same at every place."""
        if len(a) > 1 or a[0].factors or len(set(a[0].ends)) < len(a[0].ends):
            return None
        roots = [
            next((x for x in range(1, LARGEST_ROOT) if x**exponent.denominator >= whole), 0)
            for whole in a[0].coefficient.as_integer_ratio()
        ]
        found = Fraction(roots[0], roots[1] or 1)
        if found <= 0 or found**exponent.denominator != a[0].coefficient:
            return None
        return (Term(found**exponent.numerator, (), a[0].ends),)

    def _of_factors(self, term: Term, exponent: Fraction) -> Terms:
        """The power of a product: that of each group of factors that hang together."""
        if len(set(term.ends)) < len(term.ends):
            raise Unavailable("the reciprocal of zero entries")
        factors: list[Factor] = []
        coefficient = term.coefficient ** int(exponent)
        for own in components(term):
            outside = [s for _, at in own for s in at if s in term.ends or not isinstance(s, int)]
            part = any(is_range(name) and at[0] in outside for name, at in own)
            if part or any(name == DELTA for name, _ in own):
                raise Unavailable("the reciprocal of zero entries")
            if len(own) == 1 and len(outside) == len(own[0][1]):
                ((name, slots),) = own
                base, e = base_of(name)
                factors.append((powered(base, e * exponent), slots))
            else:
                ends = tuple(dict.fromkeys(s for s in outside if isinstance(s, int)))
                inner = (Term(Fraction(1), own, ends),)
                legs = tuple(self._length([Value(inner)], s) for s in ends)
                found = self._based(Value(inner, legs), exponent)
                ((name, slots),) = found.factors
                at = dict(zip(found.ends, ends, strict=True))
                coefficient *= found.coefficient
                factors.append((name, tuple(at.get(s, s) for s in slots)))
        return self._powers(Term(coefficient, tuple(factors), term.ends))


def _stands(term: Term, k: int) -> bool:
    """Whether an end stands in a letter."""
    return any(term.ends[k] in own for _, own in term.factors)


def _common(a: Terms) -> dict[Factor, Fraction]:
    """Letters at ends and positions with the least of their powers in the terms of a sum."""
    every: list[dict[Factor, Fraction]] = []
    for t in a:
        own: dict[Factor, Fraction] = defaultdict(Fraction)
        for name, slots in t.factors:
            outside = all(s in t.ends or not isinstance(s, int) for s in slots)
            if outside and name != DELTA and not is_range(name):
                # Ends are named by where they stand, which is the same in every term.
                base, e = base_of(name)
                places = tuple(t.ends.index(s) if isinstance(s, int) else s for s in slots)
                own[base, places] += e
        every.append(own)
    known = {place for own in every for place in own}
    least = {place: min(own.get(place, Fraction(0)) for own in every) for place in known}
    return {place: e for place, e in least.items() if e}
