"""At which sizes a need of a claim can be met at all.

A Aᵀ has an inverse where A has no more rows than columns, a skew-symmetric matrix
where it has an even number of rows: at other sizes no point whatever meets the need,
and the claim says nothing there.  At each choice of sizes the need is looked at in
random points modulo a large prime, of which none meets it only where no point does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, permutations, product
from operator import eq, ge, le, lt
from typing import Any

from matrixcalc.arithmetic.prime import NeedsAtoms, PrimeArithmetic, Redraw
from matrixcalc.arithmetic.primes import MERSENNE
from matrixcalc.checks.exact.trials import all_pieces
from matrixcalc.deadline import Deadline
from matrixcalc.dims import IntVar
from matrixcalc.evaluation import Evaluator
from matrixcalc.expr import Expr
from matrixcalc.ops.spec import Need, Unavailable, Undefined
from matrixcalc.sampling.points import Point
from matrixcalc.sampling.sizes import AFFORDABLE, constants, cost, feasible
from matrixcalc.statements import Claim

POINTS = 3
"""Random points of which none meets a need that no point meets."""

WIDEST = {1: 7, 2: 5, 3: 4, 4: 3}
"""The largest size that is tried where some size fails, by the number of sizes."""

MOST_FREE = 5
"""Sizes of which all combinations of two values are tried."""

LARGEST = 7
"""The largest size that is tried, also where it would have to exceed a written number."""

Comparison = Callable[[int, int], bool]
Sizes = dict[IntVar, int]
Places = Callable[[Mapping[IntVar, int]], Iterator[Mapping[IntVar, int]]]
"""The values of the indices at which a need is looked at, at some sizes."""


@dataclass
class Region:
    """Sizes at which a need is met at some point, and those at which it is met at none."""

    met: list[Sizes] = field(default_factory=list)
    failed: list[Sizes] = field(default_factory=list)

    @property
    def is_thin(self) -> bool:
        """Whether the need fails at next to no size: for one value of a size or of a difference.

        >>> n, m = IntVar("n"), IntVar("m")
        >>> Region([{n: 2}, {n: 3}], [{n: 1}]).is_thin
        True
        >>> Region([{n: 1}], [{n: 2}, {n: 3}]).is_thin
        False
        """
        if not self.failed or not self.met:
            return True
        variables = list(self.failed[0])
        if any(len({s[v] for s in self.failed}) == 1 for v in variables):
            return True
        return any(
            len({s[v] - s[w] for s in self.failed}) == 1 for v, w in permutations(variables, 2)
        )

    def told(self) -> str:
        """For which of the sizes tried the need can be met, in few words.

        >>> n, m = IntVar("n"), IntVar("m")
        >>> Region([{n: 2}, {n: 4}], [{n: 1}, {n: 3}]).told()
        'for even n only'
        >>> Region([{n: 2, m: 2}, {n: 2, m: 3}], [{n: 3, m: 2}, {n: 4, m: 2}]).told()
        'for n ≤ m only'
        """
        usable = [r for r in _relations(list(self.failed[0])) if all(map(r[1], self.met))]
        left, needed = list(self.failed), list[str]()
        while left:
            # One relation that excludes them all is better than several.
            words, holds = min(usable, key=lambda r: sum(map(r[1], left)), default=("", bool))
            if all(map(holds, left)):
                least = min(left, key=lambda s: (min(s.values()) < 2, sum(s.values())))
                return f"not at {', '.join(f'{v.name} = {k}' for v, k in least.items())}"
            needed.append(words)
            left = [s for s in left if holds(s)]
        return f"for {' and '.join(needed)} only"


Relation = tuple[str, Callable[[Sizes], bool]]


def _relations(variables: Sequence[IntVar]) -> Iterator[Relation]:
    """What may be true of sizes, the strongest first."""
    for v, w in combinations(variables, 2):
        yield f"{v.name} = {w.name}", _compared(eq, v, w)
    for v in variables:
        yield f"{v.name} = 1", _against(eq, v, 1)
        yield f"even {v.name}", _of_parity(v, 0)
        yield f"odd {v.name}", _of_parity(v, 1)
    for sign, holds in (("<", lt), ("≤", le)):
        for v, w in permutations(variables, 2):
            yield f"{v.name} {sign} {w.name}", _compared(holds, v, w)
    for v in variables:
        for w, u in combinations([x for x in variables if x is not v], 2):
            yield f"{v.name} ≤ {w.name} + {u.name}", _compared(le, v, w, u)
    for v in variables:
        for k in range(1, LARGEST + 1):
            yield f"{v.name} ≤ {k}", _against(le, v, k)
            yield f"{v.name} ≥ {LARGEST - k}", _against(ge, v, LARGEST - k)


def _compared(holds: Comparison, v: IntVar, *others: IntVar) -> Callable[[Sizes], bool]:
    return lambda s: holds(s[v], sum(s[w] for w in others))


def _against(holds: Comparison, v: IntVar, k: int) -> Callable[[Sizes], bool]:
    return lambda s: holds(s[v], k)


def _of_parity(v: IntVar, parity: int) -> Callable[[Sizes], bool]:
    return lambda s: s[v] % 2 == parity


class Looking:
    """Looks at the needs of one claim, at sizes of which some are `fixed`."""

    def __init__(self, claim: Claim, fixed: Mapping[str, int], deadline: Deadline) -> None:
        self.claim = claim
        self.fixed = {v: fixed[v.name] for v in claim.integers if v.name in fixed}
        self.free = [v for v in claim.integers if v.name not in fixed]
        self.deadline = deadline
        self._known: dict[tuple[int, ...], list[Evaluator]] = {}

    def region(self, e: Expr, need: Need, places: Places) -> Region:
        """Where a need of `e` can be met: a few sizes, and many if it fails at one of them."""
        found = Region()
        self._look(found, self._few(), e, need, places)
        if found.failed:
            self._look(found, self._many(), e, need, places)
        return found

    def _look(
        self, found: Region, vectors: Iterator[Sizes], e: Expr, need: Need, places: Places
    ) -> None:
        for sizes in vectors:
            if sizes in found.met or sizes in found.failed:
                continue
            met = self.is_met(sizes, e, need, places)
            if met is not None:
                (found.met if met else found.failed).append(sizes)

    def _few(self) -> Iterator[Sizes]:
        """Sizes in every order, even and odd, one much larger or smaller than the others,
        and all larger than a number that is written.
        """
        count = len(self.free)
        if count <= MOST_FREE:
            for values in product((2, 3), repeat=count):
                yield from self._usable(values)
        for k in range(count):
            for one, others in ((LARGEST, 1), (1, LARGEST)):
                yield from self._usable([one if j == k else others for j in range(count)])
        for number in constants(self.claim):
            if number < LARGEST:
                yield from self._usable([number + 1] * count)

    def _many(self) -> Iterator[Sizes]:
        """All small sizes."""
        widest = WIDEST.get(len(self.free), 2 if len(self.free) <= MOST_FREE else 1)
        for values in product(range(1, widest + 1), repeat=len(self.free)):
            yield from self._usable(values)

    def _usable(self, values: Sequence[int]) -> Iterator[Sizes]:
        free = {v: max(k, v.least) for v, k in zip(self.free, values, strict=True)}
        sizes = {**self.fixed, **free}
        affordable = not self.free or cost(self.claim, sizes) <= AFFORDABLE
        if affordable and feasible(self.claim, sizes):
            yield sizes

    def is_met(self, sizes: Sizes, e: Expr, need: Need, places: Places) -> bool | None:
        """Whether a need is met at some point; None where that cannot be said.

        Every component of the declared sets is tried.
        """
        try:
            for evaluator in self._evaluators(sizes):
                values = [evaluator.value(e, at) for at in islice(places(sizes), 1)]
                if all(_is_regular(evaluator.field, value, need) for value in values):
                    return True
        except (Undefined, Redraw, Unavailable, NeedsAtoms, ZeroDivisionError, KeyError):
            return None
        return False

    def _evaluators(self, sizes: Sizes) -> Iterator[Evaluator]:
        """Evaluators at random points, kept for the other needs."""
        known = self._known.setdefault(tuple(sizes[v] for v in self.claim.integers), [])
        pieces = list(all_pieces(self.claim, sizes))
        for number in range(max(POINTS, len(pieces))):
            if number == len(known):
                arithmetic = PrimeArithmetic(MERSENNE, deadline=self.deadline)
                chosen = pieces[number % len(pieces)]
                point = Point(arithmetic, f"region:{number}", pieces=chosen, equations_only=True)
                known.append(Evaluator(self.claim, sizes, arithmetic, point, self.deadline))
            yield known[number]


def _is_regular(field: PrimeArithmetic, value: Any, need: Need) -> bool:
    """Whether what a need is about is not zero."""
    if need in (Need.INVERTIBLE, Need.POSITIVE_DETERMINANT):
        value = field.determinant(value)
    return need is Need.NONNEGATIVE or all(x for row in value for x in row)
