"""Sums of products of entries whose terms are paired off: the arithmetic of the replay.

A term is a list of letters with slots; equal numbers are summed over together, and
`ends` says which numbers are its rows and columns.  No form here is canonical: two terms
are equal if their letters can be matched one to one, and that is looked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial, reduce
from itertools import chain, product
from typing import Any

from matrixcalc.checks.proof import exponents
from matrixcalc.checks.proof.declared import Declared, settled
from matrixcalc.checks.proof.embedding import embedded
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
    is_power,
    is_sum,
    matched,
    monomial,
    outline,
    powered,
    ranged,
    reaches,
    unions,
    with_equal_positions,
    without_bound_deltas,
)
from matrixcalc.deadline import Deadline
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Symbol
from matrixcalc.networks.kernels import Leg, leg_of
from matrixcalc.ops.spec import Unavailable

_times = partial(beside, apart=True)


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
        self.declared = Declared(self.bodies, self.symmetry, self.lengths)

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
        skew = {name for name, sign in self.symmetry.items() if sign < 0}
        for term in chain(*sums):
            self.deadline.check()
            if skew and self._vanishes(term):
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
        if not out and not dims and self._are_apart(parts):
            ways = product(*(terms for terms, _ in parts))
            return self.add(tuple(reduce(_times, way, Term(Fraction(1))) for way in ways))
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

    def _are_apart(self, parts: Sequence[tuple[Terms, Sequence[int]]]) -> bool:
        """Whether nothing in a part can meet something in another one."""
        names = {n for terms, _ in parts for t in terms for n, _ in t.factors}
        meeting = any(n == DELTA or is_power(n) or n in self.declared.known for n in names)
        return not meeting and not any(labels for _, labels in parts)

    def normal(
        self, term: Term, joined: list[tuple[Slot, Slot]], reach: Mapping[Slot, Dim]
    ) -> Terms:
        """A term in which slots are made equal, neighbours meet, and powers are counted."""
        reach, gone = dict(reach), dict[Slot, Dim]()
        loose: list[Dim] = []
        while True:
            self.deadline.check()
            # A bound number that δ makes equal to something is that.
            term, equal = without_bound_deltas(term)
            joined = [*joined, *equal]
            for a, b in unions(joined):
                if isinstance(a, int):
                    term = term.moved({a: b})
                    reach, gone = ({b if s == a else s: d for s, d in x.items()}
                                   for x in (reach, gone))  # fmt: skip
                else:
                    term = replace(term, factors=(*term.factors, (DELTA, (a, b))))
            loose += [d for s, d in reach.items() if isinstance(s, int) and s not in term.numbers]
            if any(n == DELTA and are_apart(*own) for n, own in term.factors):
                return ()
            term, sizes = settled(term, gone, self.lengths)
            loose += sizes
            change = self.declared.met(term) or exponents.joined(
                term, self.bodies, self.symmetry, self.lengths
            )
            if change is None:
                break
            if change.term is None:
                return ()
            term, joined, reach, gone = change.term, list(change.joined), {}, dict(change.gone)
        result: Terms = (with_equal_positions(term),)
        return tuple(x for t in self._times(result, loose) for x in self._powers(t))

    def _times(self, a: Terms, sizes: Sequence[Dim]) -> Terms:
        """A sum times sizes."""
        for d in sizes:
            a = tuple(
                Term(x.coefficient * y.coefficient, x.factors + y.factors, x.ends)
                for x in a
                for y in self.size(d)
            )
        return a

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
        closed = not a.numbers and not b.numbers and a.ends == b.ends
        if closed and Counter(a.factors) == Counter(b.factors):
            # Without an index that is summed over, letters at equal places are equal.
            return 1
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
            crossed = (*theirs[:-2], *theirs[:-3:-1])
            ways = ((1, theirs), (kind, crossed)) if kind else ((1, theirs),)
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
        at = tuple(("at", a) for a in s.arguments if isinstance(a, Dim))
        return self._letter(
            replace(s, arguments=()), s.assumptions, at, (Dim.of(0),) * len(at), legs
        )

    def _letter(
        self, name: Hashable, words: frozenset[str], at: tuple[Slot, ...], reach: Leg, legs: Leg
    ) -> Terms:
        """A letter of which something is declared, with its index before its rows and columns."""
        ends = tuple(range(len(legs)))
        square = len(legs) == 2 and legs[0] == legs[1]
        if square and "diagonal" in words:
            self.lengths["diagonal", name] = (*reach, legs[0])
            return (Term(Fraction(1), ((("diagonal", name), (*at, 0)),), (0, 0)),)
        if square:
            skew = "skew-symmetric" in words
            self.symmetry[name] = 1 if "symmetric" in words else -int(skew)
        self.lengths[name] = (*reach, *legs)
        self.declared.declare(name, words, len(legs))
        return (Term(Fraction(1), ((name, (*at, *ends)),), ends),)

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
                     for d, s in zip(reaches(n, self.lengths), own, strict=False) if s == new]  # fmt: skip
            if whole and not deltas and not (lower == 1 and any(whole)):
                told = ranged(lower, upper, new)
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
        if name[0] in ("power", "diagonal"):
            return self._speaks(name[1], letter)
        inner = (self.bodies[k][0] for k in name[1:] if type(k) is int)
        return any(self._speaks(n, letter) for terms in inner for t in terms for n, _ in t.factors)

    # Powers.

    def _powers(self, term: Term) -> Terms:
        """A term in which powers of one base at one place are one power."""
        places = {(base_of(n)[0], own) for n, own in term.factors if is_power(n)}
        if not places:
            return (term,)
        factors = list(term.factors)
        exponents = dict.fromkeys(places, Fraction(0))
        for base, own in places:
            if is_sum(base):
                exponents[base, own] += self._whole(base, own, term, factors)
        gone: dict[Slot, Dim] = {}
        for name, own in list(factors):
            base, e = base_of(name)
            if (base, own) in places:
                factors.remove((name, own))
                exponents[base, own] += e
                for s, d in zip(own, reaches(name, self.lengths), strict=False):
                    gone[s] = d if gone.get(s, 0) == 0 else gone[s]
        kept = tuple((powered(base, e), own) for (base, own), e in exponents.items() if e)
        rest, sizes = settled(replace(term, factors=(*factors, *kept)), gone, self.lengths)
        rest = replace(rest, factors=tuple(f for f in rest.factors if f not in kept))
        result = self._times((rest,), sizes)
        for (base, own), e in exponents.items():
            result = tuple(
                beside(x, y, apart=not own) for x in result for y in self._grown(base, own, e, x)
            )
        if any(
            self._is_divided(base, own, e)
            or (is_sum(base) and not own and e > 0 and e.denominator == 1)
            for (base, own), e in exponents.items()
        ):
            # Scalars that it is multiplied or divided by one by one may meet others.
            return tuple(y for x in result for y in self._powers(x))
        return result

    def _whole(
        self, base: Any, own: tuple[Slot, ...], term: Term, factors: list[Factor]
    ) -> Fraction:
        """How often a sum of one term stands in a term itself; it is taken out."""
        terms = self.bodies[base[1]][0]
        if len(terms) != 1 or terms[0].coefficient != 1:
            return Fraction(0)
        count = _reciprocals(terms[0], own, factors)
        if own or len(closed_parts(terms[0])) > 1:
            rest = replace(term, factors=tuple(factors))
            while taken := embedded(terms[0], own, rest, self.symmetry):
                count += 1
                for f in taken:
                    factors.remove(f)
                rest = replace(term, factors=tuple(factors))
            return count
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

    def _grown(self, base: Any, own: tuple[Slot, ...], exponent: Fraction, near: Term) -> Terms:
        """A power, multiplied out if its exponent is a positive integer."""
        if not exponent:
            return (Term(Fraction(1)),)
        whole = exponent > 0 and exponent.denominator == 1
        terms: Terms = self.bodies[base[1]][0] if is_sum(base) else ()
        if whole and terms and not own:
            return self.einsum([(terms, ())] * int(exponent), (), {})
        if whole and len(terms) == 1 and terms[0].coefficient == 1:
            return (self._multiplied_out(terms[0], own, int(exponent), near),)
        if whole and not is_sum(base):
            return (Term(Fraction(1), ((base, own),) * int(exponent)),)
        if self._is_divided(base, own, exponent):
            return (monomial(self.bodies[base[1]][0][0], exponent),)
        return (Term(Fraction(1), ((powered(base, exponent), own),)),)

    def _multiplied_out(self, body: Term, own: tuple[Slot, ...], count: int, near: Term) -> Term:
        """So many copies of a term with its ends at these slots, beside another one."""
        factors: list[Factor] = []
        first = 1 + max((*near.numbers, *(s for s in own if isinstance(s, int))), default=-1)
        for _ in range(count):
            place = {s: s + first for s in body.numbers} | dict(zip(body.ends, own, strict=True))
            factors += body.moved(place).factors
            first += 1 + max(body.numbers, default=0)
        return Term(Fraction(1), tuple(factors))


def _reciprocals(body: Term, own: tuple[Slot, ...], factors: list[Factor]) -> Fraction:
    """How often each letter of a term is divided by at these slots, below zero; it is taken out."""
    place = dict(zip(body.ends, own, strict=True))
    if any(s not in place and isinstance(s, int) for _, slots in body.factors for s in slots):
        return Fraction(0)
    letters = Counter((n, tuple(place.get(s, s) for s in slots)) for n, slots in body.factors)
    powers = [(base_of(name), (name, at)) for name, at in factors if is_power(name)]
    found = [(b, e, f) for (b, e), f in powers if e < 0 and (b, f[1]) in letters]
    totals = dict.fromkeys(letters, Fraction(0))
    for b, e, (_, at) in found:
        totals[b, at] += e
    count = min((-e // letters[x] for x, e in totals.items()), default=0)
    if count < 1:
        return Fraction(0)
    for _, _, f in found:
        factors.remove(f)
    rests = {x: e + count * letters[x] for x, e in totals.items()}
    factors += [(powered(b, e), at) for (b, at), e in rests.items() if e]
    return Fraction(-count)
