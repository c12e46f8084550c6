"""Sums of products of networks: adding, multiplying, summing over shared indices.

`Ring.einsum` is the one operation behind products, traces, transposes, diagonals
and Hadamard products.  It knows nothing of matrices and of no law but these:
δ joins two indices, and letters that the declarations relate (A A⁻¹ = I) meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product

from matrixcalc.deadline import Deadline
from matrixcalc.dims import Dim
from matrixcalc.networks import exponents
from matrixcalc.networks.canonical import Component, Factor, Slots, canonical
from matrixcalc.networks.heads import DELTA, ONE, Heads, Poly, Term, keyed, unpacked
from matrixcalc.networks.meetings import Meetings
from matrixcalc.networks.patterns import embeddings
from matrixcalc.ops.spec import Unavailable

LABELS = -1000
"""Fixed slots from here down are indices of the statement, those above are open ends."""

UNIT = Fraction(1)
"""The coefficient of most terms, by which nothing has to be multiplied."""

LONGEST = 20000
"""Terms of a sum beyond which a claim is given up."""


class TooLong(Exception):
    """A sum with more terms than are followed."""


class Ring:
    """The sums of networks of one claim."""

    def __init__(self, deadline: Deadline) -> None:
        self.heads = Heads()
        self.deadline = deadline
        self.meetings = Meetings()
        """What declarations make of letters that share an index."""
        self.used: dict[str, None] = {}
        """Names of the laws that were applied, in order."""
        self.groups: dict[Component, int] = {}
        """Networks without open ends of which a power occurs, with the head of the power base."""
        self.bodies: dict[int, Poly] = {}
        """What the heads that stand for a sum of terms stand for."""
        self.constants: set[int] = set()
        """The slots that stand for positions which are numbers."""
        self.ranges: dict[int, Dim] = {}
        """How far the indices of the statement run, by their slot."""
        self._forms: dict[tuple[Factor, ...], tuple[int, Component]] = {}

    # Sums.

    def number(self, value: Fraction | int) -> Poly:
        """A number."""
        return {ONE: Fraction(value)} if value else {}

    def add(self, *polys: Poly) -> Poly:
        """The sum."""
        total: Poly = {}
        for poly in polys:
            for term, c in poly.items():
                _put(total, term, c)
        return total

    def scale(self, factor: Fraction | int, poly: Poly) -> Poly:
        """A rational multiple."""
        return {term: c * factor for term, c in poly.items()} if factor else {}

    def size(self, value: Dim) -> Poly:
        """A size as a number."""
        total: Poly = {}
        for monomial, c in value.terms:
            letters: list[Component] = []
            for variable, power in monomial:
                if variable.is_index:
                    raise Unavailable(f"the index {variable.name} as a number")
                letters += [((self.heads.of(("size", variable)), ()),)] * power
            total[tuple(sorted(letters))] = Fraction(c)
        return total

    # Products.

    def einsum(
        self,
        parts: Sequence[tuple[Poly, Sequence[int]]],
        out: Sequence[int],
        dims: Mapping[int, Dim],
    ) -> Poly:
        """The product of parts whose open ends have labels, summed over what is not in `out`.

        A label that stands twice in `out` gives a diagonal.  `dims` says how far labels run.
        """
        if not out and not dims and self._are_apart(parts):
            return self._monomials([poly for poly, _ in parts])
        place: dict[int, int] = {}
        joined: list[Factor] = []
        for position, label in enumerate(out):
            if label in place:
                joined.append((DELTA, (place[label], -1 - position)))
            else:
                place[label] = -1 - position
        met = {label for _, labels in parts for label in labels}
        bound = {label: k for k, label in enumerate(met - place.keys())}
        reach = {k: dims[label] for label, k in bound.items()}
        scale: Poly | None = None
        for label in dims.keys() - met - place.keys():
            sized = self.size(dims[label])
            scale = sized if scale is None else self.multiply(scale, sized)
        total: Poly = {}
        self._spread(parts, place | bound, reach, joined, UNIT, len(bound), total)
        return total if scale is None else self.multiply(scale, total)

    def _are_apart(self, parts: Sequence[tuple[Poly, Sequence[int]]]) -> bool:
        """Whether no network of a part can meet one of another, so that they only stand together."""
        if self.meetings or self.bodies or self.groups or any(labels for _, labels in parts):
            return False
        heads = {
            h for poly, _ in parts for term in poly for component in term for h, _ in component
        }
        return DELTA not in heads and all(self.heads.known[h].base == h for h in heads)

    def _monomials(self, polys: Sequence[Poly]) -> Poly:
        """The product of sums of which no term has anything to do with another one."""
        total: Poly = {ONE: UNIT}
        for poly in polys:
            found: Poly = {}
            for (term, c), (other, d) in product(total.items(), poly.items()):
                self.deadline.check()
                _put(found, tuple(sorted(term + other)), _times(c, d))
            if len(found) > LONGEST:
                raise TooLong(f"more than {LONGEST} terms")
            total = found
        return total

    def multiply(self, a: Poly, b: Poly) -> Poly:
        """The product of two sums without open ends."""
        return self.einsum([(a, ()), (b, ())], (), {})

    def _spread(
        self,
        parts: Sequence[tuple[Poly, Sequence[int]]],
        place: Mapping[int, int],
        reach: dict[int, Dim],
        factors: list[Factor],
        coefficient: Fraction,
        count: int,
        total: Poly,
    ) -> None:
        """Multiply out, term by term."""
        if not parts:
            self.deadline.check()
            for term, c in self.assembled(factors, reach).items():
                _put(total, term, _times(c, coefficient))
            if len(total) > LONGEST:
                raise TooLong(f"more than {LONGEST} terms")
            return
        (poly, labels), *rest = parts
        slots = {-1 - k: place[label] for k, label in enumerate(labels)}
        for term, c in poly.items():
            mine = list(factors)
            at = count
            for component in term:
                most = -1
                for head, own in component:
                    most = max(most, *own) if own else most
                    mine.append((head, tuple([s + at if s >= 0 else slots.get(s, s) for s in own])))
                at += most + 1
            self._spread(rest, place, reach, mine, _times(coefficient, c), at, total)

    def assembled(self, factors: list[Factor], reach: Mapping[int, Dim]) -> Poly:
        """A product of factors as a term: δ joined, known pairs met, in canonical form."""
        extra: Poly | None = None
        factors, sizes = self._joined(factors, reach)
        if any(h == DELTA and self.constants.issuperset(slots) for h, slots in factors):
            return {}  # Two positions that are different numbers.
        while self.meetings or self.heads.exponents:
            met = self.meetings.first(factors) if self.meetings else None
            if met is None and self.heads.exponents:
                met = exponents.met(factors, self.heads)
            if met is None:
                break
            self.used[met.law] = None
            if met.factors is None:
                return {}
            factors, more = self._told(met.factors, met.gone)
            sizes += more
        factors, grown, gone = self._powers(self._wholes(factors))
        if gone:
            factors, more = self._told(factors, gone)
            sizes += more
        for size in sizes:
            sized = self.size(size)
            extra = sized if extra is None else self.multiply(extra, sized)
        coefficient, components = 1, []
        for group in connected(factors):
            sign, component = self._form(group)
            if not sign:
                return {}
            coefficient *= sign
            components.append(component)
        result = self._closed_powers(components)
        if grown:
            for poly in grown:
                result = self.multiply(result, poly)
        if coefficient != 1:
            result = self.scale(coefficient, result)
        return result if extra is None else self.multiply(result, extra)

    def _form(self, factors: list[Factor]) -> tuple[int, Component]:
        key = tuple(factors)
        known = self._forms.get(key)
        if known is None:
            known = self._forms[key] = canonical(factors, self.heads.symmetry)
        return known

    def _joined(
        self, factors: list[Factor], reach: Mapping[int, Dim]
    ) -> tuple[list[Factor], list[Dim]]:
        """The factors with δ taken out where it joins a bound index to anything."""
        if all(head != DELTA for head, _ in factors) and not self.ranges:
            met = {s for _, slots in factors for s in slots}
            return factors, [size for s, size in reach.items() if s >= 0 and s not in met]
        parent: dict[int, int] = {}

        def root(s: int) -> int:
            while s in parent:
                s = parent[s]
            return s

        fixed: list[tuple[int, int]] = []
        plain = [f for f in factors if f[0] != DELTA]
        for head, slots in factors:
            if head != DELTA:
                continue
            a, b = (root(s) for s in slots)
            if a == b:
                continue
            # A bound index gives way to a fixed one, and the open ends keep the first.
            if max(a, b) >= 0:
                parent[max(a, b)] = min(a, b)
            else:
                fixed.append((a, b))
                parent[min(a, b)] = max(a, b)
        named = [(head, tuple([root(s) for s in slots])) for head, slots in plain]
        touched = {s for _, slots in named for s in slots}
        left = {root(s): reach[s] for s in reach}
        sizes = [size for s, size in left.items() if s >= 0 and s not in touched]
        for s, size in reach.items():
            end = self.ranges.get(root(s))
            if (end is not None and end != size) or left.get(root(s), size) != size:
                raise Unavailable("an index that runs further than another one which it equals")
        deltas = {
            (DELTA, tuple(sorted((root(x), x)))) for pair in fixed for x in pair if root(x) != x
        }
        return [*named, *sorted(deltas)], sizes

    def _told(
        self, factors: list[Factor], gone: Sequence[Factor]
    ) -> tuple[list[Factor], list[Dim]]:
        """The factors with δ joined where letters are gone, and the sizes of loops that this leaves.

        How far an index runs may be told by those letters alone; then it is noted.
        """
        reach: dict[int, Dim | None] = {}
        for head, slots in gone:
            for s, d in zip(slots, self.heads.known[head].dims, strict=True):
                if s >= 0:
                    reach[s] = reach.get(s) or d
        moved = {max(own): min(own) for h, own in factors if h == DELTA and max(own) >= 0}
        factors, sizes = self._joined(factors, {s: d for s, d in reach.items() if d is not None})
        for s, d in {moved.get(s, s): d for s, d in reach.items()}.items():
            if s >= 0:
                factors = self._noted(factors, s, d, sizes)
        return factors, sizes

    def _noted(
        self, factors: list[Factor], s: int, reach: Dim | None, sizes: list[Dim]
    ) -> list[Factor]:
        """The factors with the range of an index that no letter tells, or without one that is told.

        An index with a range and nothing else is a size.
        """
        here = [f for f in factors if s in f[1]]
        known = [self.heads.known[h] for h, _ in here]
        ranges = [f for f, head in zip(here, known, strict=True) if head.reach is not None]
        told = any(
            d is not None and reach in (None, d) and x == s
            for (_, own), head in zip(here, known, strict=True)
            for d, x in zip(head.dims, own, strict=True)
        )
        if told and reach is None:
            return factors
        if told and reach is not None:
            whole = self.heads.range(Dim.of(1), reach)
            return [f for f in factors if f != (whole, (s,))]
        if len(ranges) == len(here) == 1:
            ((head, _),) = ranges
            end = self.heads.known[head].reach
            assert end is not None
            sizes.append(end[1] - end[0] + 1)
            return [f for f in factors if f not in ranges]
        if ranges or (not here and reach is not None):
            return factors
        if reach is None:
            raise Unavailable("an index that nothing says how far it runs")
        return [*factors, (self.heads.range(Dim.of(1), reach), (s,))]

    # Powers.

    def _powers(self, factors: list[Factor]) -> tuple[list[Factor], list[Poly], list[Factor]]:
        """Factors of one base at one place as one power; sums that are whole again, apart;
        and what is cancelled altogether.
        """
        known = self.heads.known
        bases = {(known[h].base, slots) for h, slots in factors if known[h].base != h}
        if not bases:
            return factors, [], []
        counts: dict[tuple[int, tuple[int, ...]], Fraction] = {}
        kept: list[Factor] = []
        for head, slots in factors:
            place = (known[head].base, slots)
            if place in bases:
                counts[place] = counts.get(place, Fraction(0)) + known[head].exponent
            else:
                kept.append((head, slots))
        grown: list[Poly] = []
        for (base, slots), exponent in counts.items():
            if base in self.bodies and exponent > 0 and exponent.denominator == 1:
                if slots:
                    first = 1 + max((s for _, own in (*factors, *kept) for s in own), default=0)
                    kept += self._opened(base, slots, int(exponent), max(first, 0))
                else:
                    grown += [self.bodies[base]] * int(exponent)
            elif exponent > 0 and exponent.denominator == 1:
                kept += [(base, slots)] * int(exponent)
            elif exponent and exponent.denominator == 1 and self._is_monomial(base):
                ((term, c),) = self.bodies[base].items()
                inner: list[Factor] = [
                    (self.power_head(known[h].base, known[h].exponent * exponent), ())
                    for ((h, _),) in term
                ]
                grown.append(self.scale(c ** int(exponent), self.assembled(inner, {})))
            elif exponent:
                kept.append((self.power_head(base, exponent), slots))
        return kept, grown, [place for place, exponent in counts.items() if not exponent]

    def _wholes(self, factors: list[Factor]) -> list[Factor]:
        """The factors, where those that a power at the same slots is taken of are one whole."""
        known = self.heads.known
        for head, slots in [f for f in factors if known[f[0]].base in self.bodies]:
            pattern = self._pattern(known[head].base)
            if not slots and len(pattern) < 2:
                continue
            given = {-1 - k: s for k, s in enumerate(slots)}
            factors = self._divided(factors, (known[head].base, slots), pattern)
            while pattern and len(pattern) < len(factors):
                ways = embeddings(pattern, factors, self.heads.symmetry, given)
                used, _ = next(ways, (set[int](), {}))
                if not used:
                    break
                factors = [f for k, f in enumerate(factors) if k not in used]
                factors.append((known[head].base, slots))
        return factors

    def _divided(self, factors: list[Factor], whole: Factor, pattern: Component) -> list[Factor]:
        """The factors, with one reciprocal where each letter of a whole is divided by."""
        base, slots = whole
        if any(s >= 0 for _, own in pattern for s in own):
            return factors
        known = self.heads.known
        place = {-1 - k: s for k, s in enumerate(slots)}
        letters = Counter((h, tuple([place.get(s, s) for s in own])) for h, own in pattern)
        exponents, kept = dict.fromkeys(letters, Fraction(0)), list[Factor]()
        for head, own in factors:
            letter = known[head].base, own
            if known[head].exponent < 0 and letter in letters:
                exponents[letter] += known[head].exponent
            else:
                kept.append((head, own))
        count = min((-e // letters[x] for x, e in exponents.items()), default=0)
        if count < 1:
            return factors
        for (h, own), e in exponents.items():
            rest = e + count * letters[h, own]
            kept += [(self.power_head(h, rest), own)] if rest else []
        return [*kept, (self.power_head(base, Fraction(-count)), slots)]

    def _pattern(self, base: int) -> Component:
        """The networks that a power is taken of, if these are no sum of several products."""
        body = self.bodies.get(base, {})
        ((term, c),) = body.items() if len(body) == 1 else [((), UNIT)]
        return tuple(unpacked(term, {})) if c == 1 else ()

    def _opened(self, base: int, slots: Slots, exponent: int, first: int) -> list[Factor]:
        """A whole power at some slots; that of a single network is multiplied out."""
        pattern = self._pattern(base)
        found: list[Factor] = [] if pattern else [(base, slots)] * exponent
        for _ in range(exponent if pattern else 0):
            own = [tuple([s + first if s >= 0 else slots[-1 - s] for s in x]) for _, x in pattern]
            found += [(head, x) for (head, _), x in zip(pattern, own, strict=True)]
            first = 1 + max((s for x in own for s in x), default=first)
        return found

    def _is_monomial(self, base: int) -> bool:
        """Whether a base stands for a product of scalars, of which each has a power."""
        body = self.bodies.get(base, {})
        return len(body) == 1 and all(len(c) == 1 and not c[0][1] for term in body for c in term)

    def power_head(self, base: int, exponent: Fraction) -> int:
        """The head of a power of another head."""
        if exponent == 1:
            return base
        dims = self.heads.known[base].dims
        head = self.heads.of(("power", base, exponent), dims, 0, base, exponent)
        self.heads.inside[head] = self.heads.inside.get(base, frozenset()) | {base}
        return head

    def _closed_powers(self, components: list[Component]) -> Poly:
        """The term, in which powers of whole networks meet the networks themselves."""
        if not self.groups:
            return {tuple(sorted(components)): UNIT}
        known = self.heads.known
        powered = {known[c[0][0]].base for c in components if len(c) == 1 and not c[0][1]}
        counts: dict[int, Fraction] = {}
        kept: list[Component] = []
        for c in components:
            base, exponent = self._group_of(c)
            if base is not None and base in powered:
                counts[base] = counts.get(base, Fraction(0)) + exponent
            else:
                kept.append(c)
        if not counts:
            return {tuple(sorted(components)): UNIT}
        factors = [f for c in kept if len(c) == 1 and not c[0][1] for f in c]
        others = [c for c in kept if not (len(c) == 1 and not c[0][1])]
        factors += [(self.power_head(base, e), ()) for base, e in counts.items() if e]
        merged, grown, _ = self._powers(factors)
        result: Poly = {tuple(sorted([*others, *((f,) for f in merged)])): Fraction(1)}
        for poly in grown:
            ((term, factor),) = poly.items()
            result = {tuple(sorted([*t, *term])): c * factor for t, c in result.items()}
        return result

    def _group_of(self, c: Component) -> tuple[int | None, Fraction]:
        """The head that stands for a network, and which power of it this one is."""
        base = self.groups.get(c)
        if base is None and len(c) == 1:
            ((head, slots),) = c
            known = self.heads.known[head]
            return self.groups.get(((known.base, slots),)), known.exponent
        return base, UNIT

    def group(self, poly: Poly, dims: tuple[Dim | None, ...]) -> int:
        """The head that stands for a sum of terms with open ends."""
        head = self.heads.hold(self.heads.of(("group", keyed(poly), dims), dims), [poly])
        self.bodies[head] = poly
        if not dims and len(poly) == 1:
            (term,) = poly
            if len(term) == 1 and poly[term] == 1:
                self.groups[term[0]] = head
        return head


def _times(a: Fraction, b: Fraction) -> Fraction:
    return b if a is UNIT else a if b is UNIT else a * b


def _put(total: Poly, term: Term, c: Fraction) -> None:
    """Add a term to a sum."""
    known = total.get(term)
    if known is not None:
        c = known + c
    if c:
        total[term] = c
    else:
        total.pop(term, None)


def connected(factors: Iterable[Factor]) -> list[list[Factor]]:
    """The factors in groups that share bound indices."""
    groups: list[tuple[set[int], list[Factor]]] = []
    for factor in factors:
        bound = {s for s in factor[1] if s >= 0}
        if not bound:
            groups.append((bound, [factor]))
            continue
        near = [g for g in groups if not bound.isdisjoint(g[0])]
        if not near:
            groups.append((bound, [factor]))
            continue
        first, *others = near
        first[0].update(bound)
        first[1].append(factor)
        for other in others:
            first[0].update(other[0])
            first[1].extend(other[1])
        if others:
            groups = [g for g in groups if not any(g is o for o in others)]
    return [own for _, own in groups]
