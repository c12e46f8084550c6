"""What declared equations make of two letters, or of one, at an index that is summed over.

A A⁻¹ = I, QᵀQ = I, E E = E, uᵀu = 1, R𝟏 = 𝟏, tr A = 0 …, read off from the adjectives of the
letters, one index at a time.  The index must stand nowhere else: one that runs over a part
stands in its range as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from matrixcalc.checks.proof.terms import Factor, Slot, Term, Terms, is_range, ranged, reaches
from matrixcalc.dims import Dim
from matrixcalc.networks.kernels import Leg
from matrixcalc.ops.spec import Unavailable

Bodies = Sequence[tuple[Terms, Leg, Leg]]
Place = tuple[int, int]
"""A factor of a term and one of its slots."""
PARTIAL = 2
"""The slots of a matrix behind those of its index."""


@dataclass(frozen=True)
class Change:
    """A term after a meeting, None for zero; slots that become equal, and how far slots ran."""

    term: Term | None
    joined: tuple[tuple[Slot, Slot], ...] = ()
    gone: Mapping[Slot, Dim] = field(default_factory=dict)


class Declared:
    """The adjectives of letters by their names, and what follows where they meet."""

    def __init__(
        self, bodies: Bodies, symmetry: Mapping[Hashable, int], lengths: Mapping[Hashable, Leg]
    ) -> None:
        self.bodies = bodies
        self.symmetry = symmetry
        self.lengths = lengths
        self.known: dict[Hashable, tuple[frozenset[str], int]] = {}
        """The adjectives that say something here, and how many slots are rows and columns."""

    def declare(self, name: Hashable, words: frozenset[str], ends: int) -> None:
        """Note the adjectives of a letter whose last slots are its rows and columns."""
        if words & MEETING:
            self.known[name] = words, ends

    def met(self, term: Term) -> Change | None:
        """What the first letters that meet leave."""
        if not any(n in self.known or _is_inverse(n) for n, _ in term.factors):
            return None
        for k, factor in enumerate(term.factors):
            words, _ = self.known.get(factor[0], (frozenset[str](), 0))
            if words & SQUARES and factor in term.factors[:k]:
                return Change(_less(term, k))
        places: dict[Slot, list[Place]] = defaultdict(list)
        for k, (_, own) in enumerate(term.factors):
            for at, s in enumerate(own):
                places[s].append((k, at))
        for shared, found in places.items():
            if not isinstance(shared, int) or shared in term.ends or len(found) > PARTIAL:
                continue
            change = None
            if len(found) == 1:
                change = self._summed(term, shared, *found)
            elif found[0][0] == found[1][0]:
                change = self._traced(term, *found)
            else:
                for one, other in (found, found[::-1]):
                    change = change or self._paired(term, shared, one, other)
            if change is not None:
                return change
        return None

    def _told(self, factors: Sequence[Factor], shared: Slot) -> dict[Slot, Dim]:
        """How far the slots of letters ran, but for the one at which they met; 0 if unknown."""
        found: dict[Slot, Dim] = {}
        for name, own in factors:
            for s, d in zip(own, reaches(name, self.lengths), strict=True):
                if isinstance(s, int) and s != shared and found.get(s, 0) == 0:
                    found[s] = d
        return found

    def _summed(self, term: Term, shared: Slot, place: Place) -> Change | None:
        """A letter whose entries, or the entries of whose rows, sum to one."""
        k, at = place
        name, own = term.factors[k]
        words, ends = self.known.get(name, (frozenset(), 0))
        at -= len(own) - ends
        if ends == 1:
            one = at == 0 and bool(words & {"entries sum to one", "one-hot"})
        else:
            across = at == 1 or (at == 0 and self.symmetry.get(name, 0) > 0)
            one = across and bool(words & {"rows sum to one", "one-hot rows"})
            one = one or ("permutation" in words and at >= 0)
        if not one:
            return None
        return Change(_less(term, k), gone=self._told([term.factors[k]], shared))

    def _traced(self, term: Term, one: Place, other: Place) -> Change | None:
        name, own = term.factors[one[0]]
        words, _ = self.known.get(name, (frozenset(), 0))
        diagonal = {one[1], other[1]} == {len(own) - 2, len(own) - 1}
        return Change(None) if diagonal and "zero trace" in words else None

    def _paired(self, term: Term, shared: Slot, one: Place, other: Place) -> Change | None:
        """What two letters leave that share an index."""
        first, second = term.factors[one[0]], term.factors[other[0]]
        rest = _less(term, one[0], other[0])
        joined = self._inverted(first, second, shared)
        (n, own), (o, theirs) = first, second
        words, ends = self.known.get(n, (frozenset[str](), 0))
        cut = len(own) - ends
        i, j = one[1] - cut, other[1] - cut
        if joined is None:
            if n != o or own[:cut] != theirs[:cut] or i < 0 or j < 0:
                return None
            if ends == 1:
                unit = words & {"unit norm", "one-hot"}
                return Change(rest, gone=self._told([first, second], shared)) if unit else None
            joined = own[cut + 1 - i], theirs[cut + 1 - j]
            free = self.symmetry.get(n, 0) > 0
            if (i, j) == (1, 0) or free:
                if "nilpotent of index 2" in words:
                    return Change(None)
                if "idempotent" in words:
                    kept = (n, (*own[:cut], *joined))
                    return Change(replace(rest, factors=(*rest.factors, kept)))
            columns = "orthonormal columns" in words and i == j == 0
            if not columns and not ("orthogonal" in words and (i == j or free)):
                return None
        return Change(rest, (joined,), self._told([first, second], shared))

    def _inverted(self, letter: Factor, inverse: Factor, shared: Slot) -> tuple[Slot, Slot] | None:
        """The ends that a letter and its own inverse leave, if that is what they are."""
        name, own = inverse
        if not isinstance(name, tuple) or name[0] != "inverse":
            return None
        terms, rows, cols = self.bodies[name[1]]
        if len(rows) != 1 or len(cols) != 1 or len(terms) != 1:
            return None
        (body,) = terms
        if len(body.factors) != 1 or body.coefficient != 1 or body.factors[0][0] != letter[0]:
            return None
        ((_, slots),) = body.factors
        ends = {*body.ends[:PARTIAL]}
        if {*slots[-2:]} != ends or len(ends) != PARTIAL or {*slots} - {*body.ends}:
            return None
        # The inverse stands at the ends of the body, row and column last.
        place = dict(zip((*body.ends[PARTIAL:], *body.ends[:PARTIAL]), own, strict=True))
        if len(place) != len(body.ends):
            return None
        row, col = body.ends[:PARTIAL]
        fronts = tuple(place[s] for s in slots[:-2])
        if fronts != letter[1][:-2]:
            return None
        tails = [letter[1][-2:]]
        if self.symmetry.get(letter[0], 0) > 0:
            tails.append(tails[0][::-1])
        for tail in tails:
            at = dict(zip(slots[-2:], tail, strict=True))
            # Of P P⁻¹ the column of P is the row of the inverse; of P⁻¹ P the other way round.
            if at[col] == shared == place[row]:
                return at[row], place[col]
            if at[row] == shared == place[col]:
                return at[col], place[row]
        return None


MEETING = frozenset(
    {"orthogonal", "orthonormal columns", "idempotent", "nilpotent of index 2", "zero trace",
     "rows sum to one", "one-hot rows", "permutation", "entries sum to one", "one-hot", "unit norm",
     "entries in {0, 1}"}
)  # fmt: skip
"""Adjectives that are equations between entries."""
SQUARES = frozenset({"entries in {0, 1}", "one-hot", "one-hot rows", "permutation"})
"""Adjectives by which every entry is its own square."""


def _is_inverse(name: Hashable) -> bool:
    return isinstance(name, tuple) and name[0] == "inverse"


def _less(term: Term, *taken: int) -> Term:
    """A term without some of its factors."""
    rest = tuple(f for k, f in enumerate(term.factors) if k not in taken)
    return replace(term, factors=rest)


def settled(
    term: Term, gone: Mapping[Slot, Dim], lengths: Mapping[Hashable, Leg]
) -> tuple[Term, list[Dim]]:
    """A term from which letters are gone, and the sizes of sums in which nothing is left.

    How far an index runs is noted where those letters alone told it.
    """
    sizes: list[Dim] = []
    for s, reach in gone.items():
        if not isinstance(s, int) or s in term.ends:
            continue
        here = [f for f in term.factors if s in f[1]]
        parts = [f for f in here if is_range(f[0])]
        told = any(
            d != 0 and reach in (0, d) and x == s
            for name, own in here
            for d, x in zip(reaches(name, lengths), own, strict=False)
        )
        whole = ranged(Dim.of(1), reach, s)
        if told:
            term = replace(term, factors=tuple(f for f in term.factors if f != whole))
        elif len(parts) == len(here) == 1:
            term = replace(term, factors=tuple(f for f in term.factors if f not in parts))
            _, lower, upper = parts[0][0]
            sizes.append(upper - lower + 1)
        elif reach == 0 and not parts:
            raise Unavailable("an index that nothing says how far it runs")
        elif not here:
            sizes.append(reach)
        elif not parts:
            term = replace(term, factors=(*term.factors, whole))
    return term, sizes
