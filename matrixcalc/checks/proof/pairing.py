"""Sums of products of entries whose terms are paired off: the arithmetic of the replay.

A term is a list of letters with slots; equal numbers are summed over together, and
`ends` says which numbers are its rows and columns.  No form here is canonical: two terms
are equal if their letters can be matched one to one, and that is looked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain, product
from typing import Any

from matrixcalc.checks.proof.terms import (
    DELTA,
    Factor,
    Slot,
    Term,
    Terms,
    are_apart,
    base_of,
    beside,
    closed_parts,
    components,
    has_adjective,
    held,
    is_sum,
    matched,
    meets,
    monomial,
    orders,
    outline,
    parted,
    placements,
    positions,
    powered,
    reordered,
    turned,
    unions,
    with_equal_positions,
    without_bound_deltas,
)
from matrixcalc.deadline import Deadline
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Symbol
from matrixcalc.networks.kernels import Leg, Value, leg_of
from matrixcalc.ops.spec import Unavailable


class Pairing:
    """`Sums` by pairing terms off."""

    def __init__(self, deadline: Deadline) -> None:
        self.deadline = deadline
        self.symmetry: dict[Hashable, int] = {DELTA: 1}
        self.bodies: list[tuple[Terms, Leg, Leg]] = []
        """What functions and powers are taken of."""
        self.reaches: dict[int, tuple[Dim, ...]] = {}
        """How far the ends of a body run."""
        self.lengths: dict[Hashable, Leg] = {}

    # Sums and products.

    def number(self, value: Fraction | int) -> Terms:
        """A number."""
        return (Term(Fraction(value)),) if value else ()

    def size(self, value: Dim) -> Terms:
        """A size as a number."""
        if any(v.is_index for v in value.variables):
            raise Unavailable("an index as a number")
        return tuple(
            Term(Fraction(c), tuple((("size", v), ()) for v, k in m for _ in range(k)))
            for m, c in value.terms
        )

    def add(self, *sums: Terms) -> Terms:
        """The sum, with equal terms put together."""
        kept: list[Term] = []
        places: dict[Hashable, list[int]] = defaultdict(list)
        for term in chain(*sums):
            self.deadline.check()
            if self._vanishes(term):
                continue
            near = places[outline(term, self.symmetry)]
            for k in near:
                sign = self.alike(term, kept[k])
                if sign:
                    total = kept[k].coefficient + sign * term.coefficient
                    kept[k] = replace(kept[k], coefficient=total)
                    break
            else:
                near.append(len(kept))
                kept.append(term)
        return tuple(t for t in kept if t.coefficient)

    def scale(self, factor: Fraction | int, a: Terms) -> Terms:
        """A rational multiple."""
        return tuple(replace(t, coefficient=t.coefficient * factor) for t in a) if factor else ()

    def einsum(
        self,
        parts: Sequence[tuple[Terms, Sequence[int]]],
        out: Sequence[int],
        dims: Mapping[int, Dim],
    ) -> Terms:
        """Products of terms, one of each part; ends with one label are one index."""
        found: list[Terms] = []
        for chosen in product(*(terms for terms, _ in parts)):
            term, at = Term(Fraction(1)), 0
            joined: list[tuple[Slot, Slot]] = []
            met: dict[int, Slot] = {}
            for part, (_, labels) in zip(chosen, parts, strict=True):
                own = part.moved({s: s + at for s in part.numbers})
                at = max(own.numbers, default=at - 1) + 1
                pairs = zip(labels, own.ends, strict=True)
                joined += [(met.setdefault(label, end), end) for label, end in pairs]
                term = Term(term.coefficient * own.coefficient, term.factors + own.factors)
            for label in (*out, *dims):
                at += 1
                met.setdefault(label, at)
            whole = replace(term, ends=tuple(met[label] for label in out))
            found.append(self.normal(whole, joined, {met[x]: d for x, d in dims.items()}))
        return self.add(*found)

    def normal(
        self, term: Term, joined: list[tuple[Slot, Slot]], reach: Mapping[Slot, Dim]
    ) -> Terms:
        """A term in which slots are made equal, neighbours meet, and powers are counted."""
        reach = dict(reach)
        loose: list[Dim] = []
        while True:
            self.deadline.check()
            # A bound number that δ makes equal to something is that.
            term, equal = without_bound_deltas(term)
            joined = [*joined, *equal]
            for a, b in unions(joined):
                if isinstance(a, int):
                    term = term.moved({a: b})
                    reach = {b if s == a else s: d for s, d in reach.items()}
                else:
                    term = replace(term, factors=(*term.factors, (DELTA, (a, b))))
            loose += [d for s, d in reach.items() if isinstance(s, int) and s not in term.numbers]
            if any(n == DELTA and are_apart(*own) for n, own in term.factors):
                return ()
            pair = self._neighbours(term)
            if pair is None:
                break
            term, joined, reach = pair
        result: Terms = (with_equal_positions(term),)
        for d in loose:
            result = tuple(
                Term(a.coefficient * b.coefficient, a.factors + b.factors, a.ends)
                for a in result
                for b in self.size(d)
            )
        return tuple(x for t in result for x in self._powers(t))

    def _neighbours(
        self, term: Term
    ) -> tuple[Term, list[tuple[Slot, Slot]], dict[Slot, Dim]] | None:
        """The first two letters that a declaration or an inverse makes δ, taken out."""
        if not any(meets(n) for n, _ in term.factors):
            return None
        places: dict[Slot, list[tuple[int, int]]] = defaultdict(list)
        for k, (_, own) in enumerate(term.factors):
            for at, s in enumerate(own):
                places[s].append((k, at))
        for shared, found in places.items():
            if not isinstance(shared, int) or len(found) != 2 or shared in term.ends:
                continue
            for (k, i), (m, j) in (found, found[::-1]):
                (n, own), (o, other) = term.factors[k], term.factors[m]
                if k == m or len(own) != 2 or len(other) != 2:
                    continue
                rest = tuple(f for x, f in enumerate(term.factors) if x not in (k, m))
                left, right = own[1 - i], other[1 - j]
                if self._cancel(n, i, o, j):
                    length = self.lengths[n][1 - i]
                    reach = {s: length for s in (left, right) if isinstance(s, int)}
                    return replace(term, factors=rest), [(left, right)], reach
                if n == o and i == 1 and j == 0 and has_adjective(n, "idempotent"):
                    return replace(term, factors=(*rest, (n, (left, right)))), [], {}
        return None

    def _cancel(self, n: Hashable, i: int, o: Hashable, j: int) -> bool:
        """Whether slot i of one letter and slot j of another, summed over, leave δ."""
        free = self.symmetry.get(n, 0) > 0
        if n == o and (i == j or free):
            return has_adjective(n, "orthogonal") or (
                has_adjective(n, "orthonormal columns") and i == j == 0
            )
        for a, p, b, q in ((n, i, o, j), (o, j, n, i)):
            if isinstance(b, tuple) and b[0] == "inverse":
                terms, _, _ = self.bodies[b[1]]
                if len(terms) != 1 or len(terms[0].factors) != 1 or terms[0].coefficient != 1:
                    continue
                ((letter, slots),) = terms[0].factors
                if letter == a and len(slots) == 2 and set(slots) == set(terms[0].ends):
                    straight = slots == terms[0].ends
                    return self.symmetry.get(a, 0) > 0 or (p != q) == straight
        return False

    # Comparing.

    def equal(self, a: Terms, b: Terms) -> bool:
        """Whether two sums have the same terms."""
        return not self.add(a, self.scale(-1, b))

    def proportional(self, a: Terms, b: Terms) -> bool:
        """Whether one sum is a rational multiple of another."""
        same = next((t for t in a if b and self.alike(t, b[0])), None)
        return same is not None and self.equal(
            self.scale(self.alike(same, b[0]) * b[0].coefficient / same.coefficient, a), b
        )

    def alike(self, a: Term, b: Term) -> int:
        """The sign with which a term is another one, up to its coefficient; 0 if it is not."""
        return next(self._signs(a, b), 0)

    def _vanishes(self, term: Term) -> bool:
        """Whether a term is its own negative, as xᵀKx of a skew-symmetric K."""
        skew = any(self.symmetry.get(n, 0) < 0 for n, _ in term.factors)
        return skew and -1 in self._signs(term, term)

    def _signs(self, a: Term, b: Term) -> Iterator[int]:
        if len(a.factors) == len(b.factors) and len(a.ends) == len(b.ends):
            names = matched({}, a.ends, b.ends)
            if names is not None:
                yield from self._match(list(a.factors), list(b.factors), names)

    def _match(self, a: list[Factor], b: list[Factor], names: dict[Slot, Slot]) -> Iterator[int]:
        if not a:
            yield 1
            return
        self.deadline.check()
        # The letter of which most slots are named already has the fewest partners.
        chosen = max(a, key=lambda f: sum(s in names or not isinstance(s, int) for s in f[1]))
        rest = list(a)
        rest.remove(chosen)
        kind = self.symmetry.get(chosen[0], 0)
        for k, (other, theirs) in enumerate(b):
            ways = ((1, theirs), (kind, theirs[::-1])) if kind else ((1, theirs),)
            for sign, order in ways if other == chosen[0] else ():
                more = matched(names, chosen[1], order)
                if more is not None:
                    yield from (sign * x for x in self._match(rest, b[:k] + b[k + 1 :], more))

    def is_zero(self, a: Terms) -> bool:
        """Whether nothing is left."""
        return not a

    def rational(self, a: Terms) -> Fraction | None:
        """The number that a sum without letters is."""
        if any(t.factors or t.ends for t in a):
            return None
        return sum((t.coefficient for t in a), Fraction(0))

    # Letters and positions.

    def symbol(self, s: Symbol) -> Terms:
        """A declared letter."""
        legs = leg_of(s.shape.rows) + leg_of(s.shape.cols)
        places = tuple(("at", a) for a in s.arguments if isinstance(a, Dim))
        ends = tuple(range(len(legs)))
        name = replace(s, arguments=())
        square = len(legs) == 2 and legs[0] == legs[1] and not places
        if square and "diagonal" in s.assumptions:
            self.lengths["diagonal", name] = legs[:1]
            return (Term(Fraction(1), ((("diagonal", name), (0,)),), (0, 0)),)
        if square:
            skew = "skew-symmetric" in s.assumptions
            self.symmetry[name] = 1 if "symmetric" in s.assumptions else -int(skew)
        self.lengths[name] = (*(Dim.of(0) for _ in places), *legs)
        return (Term(Fraction(1), ((name, (*places, *ends)),), ends),)

    def delta(self, i: Dim, j: Dim) -> Terms:
        """δ of two positions."""
        if i == j:
            return self.number(1)
        apart = i.constant is not None and j.constant is not None
        return () if apart else (Term(Fraction(1), ((DELTA, (("at", i), ("at", j))),)),)

    def placed(self, a: Terms, positions: Sequence[Dim | None]) -> Terms:
        """Ends that become positions."""
        found = []
        for t in a:
            pairs = list(zip(t.ends, positions, strict=True))
            joined: list[tuple[Slot, Slot]] = [(e, ("at", p)) for e, p in pairs if p is not None]
            kept = tuple(e for e, p in pairs if p is None)
            found.append(self.normal(replace(t, ends=kept), joined, {}))
        return self.add(*found)

    def _opened(self, t: Term, indices: Sequence[IntVar]) -> tuple[Term, list[int], list[Factor]]:
        """A term with numbers in the place of indices, and the δ that these stand in."""
        first = max(t.numbers, default=-1) + 1
        new = [first + k for k in range(len(indices))]
        names = [("at", Dim.variable(v)) for v in indices]
        moved = t.moved(dict(zip(names, new, strict=True)))
        deltas = [f for f in moved.factors if f[0] == DELTA and set(f[1]) & set(new)]
        rest = tuple(f for f in moved.factors if f not in deltas)
        return replace(moved, factors=rest), new, deltas

    def tabulated(self, a: Terms, indices: Sequence[IntVar]) -> Terms:
        """Positions that become ends."""
        found = []
        for t in a:
            opened, new, deltas = self._opened(t, indices)
            joined = [(x, y) for _, (x, y) in deltas]
            found.append(self.normal(replace(opened, ends=tuple(new)), joined, {}))
        return self.add(*found)

    def summed(self, a: Terms, index: IntVar) -> Terms:
        """A sum over the whole range of an index."""
        lower, upper = index.lower, index.upper
        assert lower is not None
        assert upper is not None
        found = []
        for t in a:
            opened, (new,), deltas = self._opened(t, [index])
            if deltas and lower != 1:
                raise Unavailable("a sum over a part of an index")
            whole = [d == upper for n, own in opened.factors
                     for d, s in zip(self.lengths.get(n, ()), own, strict=False) if s == new]  # fmt: skip
            if whole and not deltas and not (lower == 1 and any(whole)):
                told = (("range", lower, upper), (new,))
                opened = replace(opened, factors=(*opened.factors, told))
            joined = [(x, y) for _, (x, y) in deltas]
            found.append(self.normal(opened, joined, {new: upper - lower + 1}))
        return self.add(*found)

    def coefficients(self, a: Terms, letter: str, ends: int) -> dict[int, Terms]:
        """What the product of so many copies of a letter is multiplied by."""
        found: dict[int, list[Terms]] = defaultdict(list)
        for t in a:
            mine = [f for f in t.factors if isinstance(f[0], Symbol) and f[0].name == letter]
            rest = [f for f in t.factors if f not in mine]
            if any(self._speaks(name, letter) for name, _ in rest):
                raise Unavailable("a function of what is averaged over, or of a direction")
            # A position of the statement that becomes an end is δ of both.
            slots, more = list[Slot](), list[Factor]()
            for k, s in enumerate(s for _, own in mine for s in own):
                fresh = max(t.numbers, default=-1) + 1 + k
                slots.append(s if isinstance(s, int) else fresh)
                more += [] if isinstance(s, int) else [(DELTA, (fresh, s))]
            found[len(mine)].append((Term(t.coefficient, (*rest, *more), (*t.ends, *slots)),))
        return {count: self.add(*sums) for count, sums in found.items()}

    def _speaks(self, name: Hashable, letter: str) -> bool:
        """Whether a letter stands in what a function or a power is taken of."""
        if isinstance(name, Symbol):
            return name.name == letter
        if not isinstance(name, tuple):
            return False
        if name[0] == "power":
            return self._speaks(name[1], letter)
        inner = (self.bodies[k][0] for k in name[1:] if type(k) is int)
        return any(self._speaks(n, letter) for terms in inner for t in terms for n, _ in t.factors)

    # Functions and powers.

    def atom(
        self,
        name: Hashable,
        body: Sequence[Value],
        legs: Leg,
        kind: str,
        places: Sequence[Dim] = (),
    ) -> Terms:
        """A function of which nothing else is known."""
        free = positions([v.sum for v in body])
        bodies = [held(v, free) for v in body]
        ends: tuple[Slot, ...] = tuple(range(len(legs)))
        at = tuple(("at", p) for p in places)
        if kind in ("", "invariant"):
            numbers, order = self._together(bodies, free, turn=kind == "invariant")
            key = (name, *numbers)
            slots = (*at, *(free[k] for k in order), *ends)
        else:
            lengths = [self._length(body, s) for s in free]
            number, order, _ = self._known(bodies[0], len(free), kind, lengths=lengths)
            key = (name, number)
            slots = (*at, *((*ends, *free)[k] for k in order))
            alone = len(legs) == 2 and not free and not at and bodies[0].rows == bodies[0].cols
            if alone and key not in self.symmetry:
                self.symmetry[key] = int(self.equal(bodies[0].sum, turned(bodies[0])))
        reach = dict(zip(ends, legs, strict=True))
        reach |= {s: self._length(body, s) for s in free}
        self.lengths.setdefault(key, tuple(reach.get(s, Dim.of(0)) for s in slots))
        return (Term(Fraction(1), ((key, slots),), tuple(range(len(legs)))),)

    def _length(self, body: Sequence[Value], position: Slot) -> Dim:
        """How far a position of some sums runs, 0 where no matrix says it."""
        found = (
            d
            for v in body
            for t in v.sum
            for name, own in t.factors
            for d, s in zip(self.lengths.get(name, ()), own, strict=False)
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
        return [self._new(b) for b in bodies], tuple(range(len(free)))

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
        unit = self.einsum([], labels * 2, dict(enumerate(a.rows)))
        whole = Value(own, a.rows, a.cols)
        free = positions([own])
        number, order, ratio = self._known(held(whole, free), len(free), "equivariant", scaled=True)
        found = unit
        if self.equal(own, unit):
            ratio = Fraction(1)
        else:
            key = ("inverse", number)
            ends = (*range(2 * len(labels)), *free)
            legs = (*a.rows, *a.cols, *(Dim.of(0) for _ in free))
            slots = tuple(ends[k] for k in order)
            self.lengths.setdefault(key, tuple(legs[k] for k in order))
            if not free and len(labels) == 1:
                self.symmetry[key] = int(self.equal(own, turned(whole)))
            found = (Term(Fraction(1), ((key, slots),), tuple(range(2 * len(labels)))),)
        outer = self.scale(1 / ratio, self.power(Value((scalars,)), Fraction(-1)))
        both = range(2 * len(labels))
        return self.einsum([(outer, ()), (found, both)], both, {})

    def power(self, a: Value, exponent: Fraction) -> Terms:
        """A power, factor by factor where there is a single term."""
        if not a.sum:
            raise Unavailable("a power of zero")
        ends = tuple(range(len(a.rows + a.cols)))
        if len(a.sum) == 1 and exponent.denominator == 1:
            (term,) = a.sum
            return self._of_factors(term, exponent)
        free = positions([a.sum])
        scaled = exponent.denominator == 1
        number, order, ratio = self._known(held(a, free), len(free), "", scaled=scaled)
        slots = tuple((*ends, *free)[k] for k in order)
        reach = (*a.rows, *a.cols, *(self._length([a], s) for s in free))
        key = ("power", ("sum", number), exponent)
        self.lengths["sum", number] = self.lengths[key] = tuple(reach[k] for k in order)
        term = Term(Fraction(1), ((key, slots),), ends)
        return self.scale(ratio ** int(exponent) if ratio != 1 else 1, self._powers(term))

    def _of_factors(self, term: Term, exponent: Fraction) -> Terms:
        factors: list[Factor] = []
        for own in components(term):
            if len(own) == 1 and (
                own[0][1] == () or all(s in term.ends or not isinstance(s, int) for s in own[0][1])
            ):
                ((name, slots),) = own
                if name == DELTA:
                    raise Unavailable("the reciprocal of zero entries")
                base, e = base_of(name)
                factors.append((powered(base, e * exponent), slots))
            elif all(isinstance(s, int) and s not in term.ends for _, slots in own for s in slots):
                number, _, _ = self._known(Value((Term(Fraction(1), own),)), 0, "")
                factors.append((powered(("sum", number), exponent), ()))
            else:
                raise Unavailable("a power of a product with an index that is summed over")
        if len(set(term.ends)) < len(term.ends):
            raise Unavailable("the reciprocal of zero entries")
        whole = Term(term.coefficient ** int(exponent), tuple(factors), term.ends)
        return self._powers(whole)

    def _powers(self, term: Term) -> Terms:
        """A term in which powers of one base at one place are one power."""
        places = {(base_of(n)[0], own) for n, own in term.factors if base_of(n)[1] != 1}
        if not places:
            return (term,)
        factors = list(term.factors)
        exponents = dict.fromkeys(places, Fraction(0))
        for base, own in places:
            if is_sum(base) and not own:
                exponents[base, own] += self._whole(base, term, factors)
        for name, own in list(factors):
            base, e = base_of(name)
            if (base, own) in places:
                factors.remove((name, own))
                exponents[base, own] += e
        result: Terms = (replace(term, factors=tuple(factors)),)
        for (base, own), e in exponents.items():
            grown = self._grown(base, own, e)
            result = tuple(beside(x, y, apart=not own) for x in result for y in grown)
        if any(self._is_divided(base, own, e) for (base, own), e in exponents.items()):
            # Scalars that it is divided by one by one may meet others.
            return tuple(y for x in result for y in self._powers(x))
        return result

    def _whole(self, base: Any, term: Term, factors: list[Factor]) -> int:
        """How often a sum of one term stands in a term itself; it is taken out."""
        terms = self.bodies[base[1]][0]
        count = 0
        if len(terms) == 1 and terms[0].coefficient == 1:
            for part in closed_parts(term):
                if self.alike(Term(Fraction(1), part), terms[0]):
                    count += 1
                    for f in part:
                        factors.remove(f)
        return count

    def _is_divided(self, base: Any, own: tuple[Slot, ...], exponent: Fraction) -> bool:
        """Whether a power divides by a product of scalars, and so by each of them."""
        if own or not is_sum(base) or exponent >= 0 or exponent.denominator > 1:
            return False
        terms = self.bodies[base[1]][0]
        return len(terms) == 1 and not any(slots for _, slots in terms[0].factors)

    def _grown(self, base: Any, own: tuple[Slot, ...], exponent: Fraction) -> Terms:
        """A power, multiplied out if its exponent is a positive integer."""
        if not exponent:
            return (Term(Fraction(1)),)
        whole = exponent > 0 and exponent.denominator == 1
        if whole and is_sum(base) and not own:
            terms = self.bodies[base[1]][0]
            return self.einsum([(terms, ())] * int(exponent), (), {})
        if whole and not is_sum(base):
            return (Term(Fraction(1), ((base, own),) * int(exponent)),)
        if self._is_divided(base, own, exponent):
            return (monomial(self.bodies[base[1]][0][0], exponent),)
        return (Term(Fraction(1), ((powered(base, exponent), own),)),)
