"""What declared equations make of letters in a network: A A⁻¹ = I, uᵀu = 1, R𝟏 = 𝟏, tr A = 0.

Each rule is about an index that is summed over and stands in one or two letters and
nowhere else; an index of which only a part is summed over stands in its range as well, and
is left alone.  The index of a member of a family is no end of it: two members meet if they
are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from matrixcalc.networks.canonical import Factor, Slots
from matrixcalc.networks.heads import DELTA

FIGURES = frozenset({"entries in {0, 1}", "one-hot", "one-hot rows", "permutation"})
"""Adjectives of letters whose entries are 0 or 1."""


class Result(Enum):
    """What is left of two letters that meet."""

    JOINED = "δ of the ends that are left"
    SAME = "the letter itself"
    ONE = "nothing"
    ZERO = "zero"


@dataclass(frozen=True)
class Meeting:
    """What two letters leave, the law's name, and how the index of one is that of the other.

    The k-th index of the first letter is the one at `fronts[k]` of the second; None if
    they are the same.
    """

    result: Result
    law: str
    fronts: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Met:
    """The factors after a meeting, and the letters that are gone; no factors for zero.

    The index at which they met, which is summed over, is no longer among their slots.
    """

    factors: list[Factor] | None
    law: str
    gone: tuple[Factor, ...] = ()


Place = tuple[int, int]
"""A head and one of its slots."""


@dataclass
class Meetings:
    """The rules for the heads of one claim."""

    pairs: dict[tuple[Place, Place], Meeting] = field(default_factory=dict)
    """Of two letters that share an index at these slots."""
    sums: dict[Place, str] = field(default_factory=dict)
    """Letters that are 1 when they are summed over this slot."""
    traces: dict[int, str] = field(default_factory=dict)
    """Matrices whose trace is zero."""
    figures: dict[int, str] = field(default_factory=dict)
    """Letters whose entries are 0 or 1: each entry is its own square."""
    symmetric: set[int] = field(default_factory=set)
    """Heads whose last two slots count as the first of them."""

    def __bool__(self) -> bool:
        return bool(self.pairs or self.sums or self.traces or self.figures)

    def declare(self, head: int, words: frozenset[str], slots: int, ends: int) -> None:
        """Note what is declared of a letter with so many slots, of which the last are ends."""
        first = slots - ends
        if words & FIGURES:
            self.figures[head] = "entries that are 0 or 1"
        if ends == 2:
            last = first if head in self.symmetric else first + 1
            self._declare_matrix(head, words, (head, first), (head, last))
        elif ends == 1:
            if words & {"entries sum to one", "one-hot"}:
                self.sums[head, first] = "entries that sum to one"
            if words & {"unit norm", "one-hot"}:
                met = Meeting(Result.ONE, "unit vector")
                self.pairs[(head, first), (head, first)] = met

    def _declare_matrix(self, head: int, words: frozenset[str], row: Place, col: Place) -> None:
        orthogonal = Meeting(Result.JOINED, "orthogonal matrix")
        if "orthonormal columns" in words:
            self.pairs[row, row] = orthogonal
        if "orthogonal" in words:
            self.pairs[col, col] = orthogonal
        if "idempotent" in words:
            self.pairs[col, row] = Meeting(Result.SAME, "idempotent matrix")
        if "nilpotent of index 2" in words:
            self.pairs[col, row] = Meeting(Result.ZERO, "nilpotent matrix")
        if words & {"rows sum to one", "one-hot rows", "permutation"}:
            self.sums[col] = "rows that sum to one"
        if "permutation" in words:
            self.sums[row] = "columns that sum to one"
        if "zero trace" in words:
            self.traces[head] = "zero trace"

    def invert(self, a: Place, b: Place, fronts: tuple[int, ...]) -> None:
        """Note that two letters are δ where these slots meet; `fronts` reads the first's index."""
        back = tuple(fronts.index(k) for k in range(len(fronts)))
        self.pairs[a, b] = Meeting(Result.JOINED, "inverse", fronts)
        self.pairs[b, a] = Meeting(Result.JOINED, "inverse", back)

    def first(self, factors: Sequence[Factor]) -> Met | None:
        """What the first meeting among the factors of a product leaves."""
        twice = self._repeated(factors) if self.figures else None
        if twice is not None:
            return twice
        ends: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for k, (_, slots) in enumerate(factors):
            for place, s in enumerate(slots):
                if s >= 0:
                    ends[s].append((k, place))
        for places in ends.values():
            met = None
            if len(places) == 1:
                met = self._summed(factors, *places[0])
            elif len(places) == 2:
                one, other = places
                if one[0] == other[0]:
                    met = self._traced(factors, one, other)
                else:
                    met = self._paired(factors, one, other) or self._paired(factors, other, one)
            if met is not None:
                return met
        return None

    def _repeated(self, factors: Sequence[Factor]) -> Met | None:
        """One for two of an entry that is its own square; every index stands in what is left."""
        seen: set[Factor] = set()
        for k, factor in enumerate(factors):
            if factor in seen:
                return Met([*factors[:k], *factors[k + 1 :]], self.figures[factor[0]])
            if factor[0] in self.figures:
                seen.add(factor)
        return None

    def _summed(self, factors: Sequence[Factor], k: int, place: int) -> Met | None:
        head, slots = factors[k]
        law = self.sums.get(self._place(head, place, slots))
        if law is None:
            return None
        rest = [f for x, f in enumerate(factors) if x != k]
        return Met(rest, law, (_without(factors[k], slots[place]),))

    def _traced(
        self, factors: Sequence[Factor], one: tuple[int, int], other: tuple[int, int]
    ) -> Met | None:
        head, slots = factors[one[0]]
        if head not in self.traces or {one[1], other[1]} != {len(slots) - 2, len(slots) - 1}:
            return None
        return Met(None, self.traces[head])

    def _paired(
        self, factors: Sequence[Factor], one: tuple[int, int], other: tuple[int, int]
    ) -> Met | None:
        (k, a), (m, b) = one, other
        (head, slots), (second, own) = factors[k], factors[m]
        rule = self.pairs.get((self._place(head, a, slots), self._place(second, b, own)))
        if rule is None:
            return None
        ends = 1 if rule.result is Result.ONE else 2
        if not _same_member(slots[:-ends], own[:-ends], rule.fronts):
            return None
        rest = [f for x, f in enumerate(factors) if x not in (k, m)]
        both = tuple(_without(factors[x], slots[a]) for x in (k, m))
        if rule.result is Result.ZERO:
            return Met(None, rule.law)
        if rule.result is Result.ONE:
            return Met(rest, rule.law, both)
        left, right = _other(slots, a), _other(own, b)
        if rule.result is Result.SAME:
            outer = (left, right) if a == len(slots) - 1 else (right, left)
            return Met([*rest, (head, (*slots[:-2], *outer))], rule.law)
        return Met([*rest, (DELTA, (left, right))], rule.law, both)

    def _place(self, head: int, place: int, slots: Slots) -> Place:
        last = place == len(slots) - 1
        return head, place - 1 if last and head in self.symmetric else place


def _other(slots: Slots, place: int) -> int:
    """The end of a matrix that is not the one at this slot."""
    return slots[-1] if place == len(slots) - 2 else slots[-2]


def _without(factor: Factor, s: int) -> Factor:
    """A letter whose slots at a bound index are as if that were fixed."""
    head, slots = factor
    return head, tuple(-1 if x == s else x for x in slots)


def _same_member(mine: Slots, other: Slots, fronts: tuple[int, ...] | None) -> bool:
    """Whether two letters stand at the same index."""
    order = range(len(other)) if fronts is None else fronts
    return len(mine) == len(order) and all(s == other[k] for s, k in zip(mine, order, strict=True))
