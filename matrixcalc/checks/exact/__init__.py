"""The exact check: random evaluation over prime fields, with derivatives by dual numbers.

A true claim holds at every point, so it is never found to differ for want of
precision; a false one passes at a random point with a probability that is
bounded and printed.  A difference modulo a prime is not yet a refutation:
that takes a rational point, which `diagnosis.witness` looks for.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import ceil, log2, log10, prod
from typing import Any

from matrixcalc.arithmetic.atoms import AtomScalars
from matrixcalc.arithmetic.lists import ListArithmetic
from matrixcalc.arithmetic.prime import NeedsAtoms, PrimeArithmetic, Redraw
from matrixcalc.arithmetic.primes import MERSENNE, SAFE_PRIMES, random_prime
from matrixcalc.checks.base import Task
from matrixcalc.checks.exact.bound import degree_bound
from matrixcalc.deadline import OutOfTime
from matrixcalc.dims import Dim, IntVar
from matrixcalc.evaluation import Evaluator
from matrixcalc.expr import Apply, Derive, Expr, Symbol
from matrixcalc.interpretation import ranges
from matrixcalc.notation import text
from matrixcalc.ops import elementwise, products
from matrixcalc.ops.spec import Unavailable, Undefined
from matrixcalc.results import Evidence, Outcome
from matrixcalc.sampling.points import Point
from matrixcalc.sampling.sizes import choose
from matrixcalc.sampling.structures import components
from matrixcalc.statements import Claim

ATTEMPTS = 160
"""Points that are drawn before a claim counts as undefined at a size."""

SIGN_BITS = 104
"""−log₂ of the probability with which a claim may pass that is false for some signs."""

MOST_TRIALS = 1200
"""Points at one size vector, however many signs there are."""


@dataclass
class Trial:
    """What came of the points drawn at one size vector."""

    agrees: bool
    points: int = 0
    bits: float = 0.0
    """−log₂ of the probability that a false claim passed, by the degree bound."""
    atoms: bool = False
    independent: frozenset[str] = frozenset()
    """Functions of which the arithmetic knows no relations, where some occurred."""
    pieces: Mapping[str, int] = field(default_factory=dict)
    """The component of its set from which each symbol is drawn."""
    degree: int = 3
    """The degree of the polynomials that stand for functions."""


def seed_of(claim: Claim, seed: int) -> str:
    """A seed that depends on the claim's text, so that a run can be repeated."""
    words = [text(claim.left), text(claim.right), *(s.name for s in claim.symbols), str(seed)]
    return hashlib.blake2b("|".join(words).encode(), digest_size=8).hexdigest()


class ExactCheck:
    """Examines a claim at random points modulo large primes."""

    name = "exact"

    def examine(self, claim: Claim, task: Task) -> Evidence:
        """Evidence that the claim holds at the sizes listed, or differs at one."""
        start = time.perf_counter()
        found = self._examine(claim, task)
        return Evidence(
            self.name, found.outcome, found.detail, found.sizes,
            seconds=time.perf_counter() - start,
        )  # fmt: skip

    def _examine(self, claim: Claim, task: Task) -> Evidence:
        vectors, telling = choose(claim, task.sizes)
        if not vectors:
            return Evidence(self.name, Outcome.UNAVAILABLE, "no size satisfies the declarations")
        seed = seed_of(claim, task.seed)
        held: list[Mapping[str, int]] = []
        worst, atoms, skipped = float("inf"), False, ""
        for sizes in vectors:
            named = {v.name: k for v, k in sizes.items()}
            try:
                trial = self._try(claim, sizes, seed, task)
            except Undefined as problem:
                skipped = f"not defined at {_spoken(named)}: {problem}"
                continue
            except Unavailable as problem:
                return Evidence(self.name, Outcome.UNAVAILABLE, str(problem), tuple(held))
            except OutOfTime:
                return self._out_of_time(held)
            if not trial.agrees:
                return self._difference(trial, named, seed)
            held.append(named)
            worst, atoms = min(worst, trial.bits), atoms or trial.atoms
        return self._summary(claim, held, telling, worst, atoms, skipped, seed)

    def _difference(self, trial: Trial, named: Mapping[str, int], seed: str) -> Evidence:
        detail = f"differs at {_spoken(named)}, seed {seed[:4]}"
        if not trial.independent:
            return Evidence(self.name, Outcome.DISAGREES, detail, (named,))
        functions = " and ".join(sorted(trial.independent))
        detail += f", with values of {functions} taken as independent of each other"
        return Evidence(self.name, Outcome.SUSPECTS, detail, (named,))

    def _out_of_time(self, held: list[Mapping[str, int]]) -> Evidence:
        outcome = Outcome.CONSISTENT if held else Outcome.INCONCLUSIVE
        return Evidence(self.name, outcome, "out of time", tuple(held))

    def _summary(
        self, claim: Claim, held: list[Mapping[str, int]], telling: bool, worst: float,
        atoms: bool, skipped: str, seed: str,
    ) -> Evidence:  # fmt: skip
        if not held:
            return Evidence(self.name, Outcome.INCONCLUSIVE, skipped or "no point could be drawn")
        exponent = int(worst * log10(2))
        detail = f"error below 1e-{exponent}, seed {seed[:4]}"
        if atoms:
            detail += ", logarithms and exponentials as independent values"
        enough = telling and (len(held) >= 3 or not claim.integers)
        if not enough:
            detail += "; these sizes do not tell the general case"
        if exponent < 30:
            return Evidence(self.name, Outcome.INCONCLUSIVE, detail, tuple(held))
        outcome = Outcome.HOLDS if enough else Outcome.CONSISTENT
        return Evidence(self.name, outcome, detail, tuple(held))

    def _try(self, claim: Claim, sizes: Mapping[IntVar, int], seed: str, task: Task) -> Trial:
        """Points at one size vector, in the cheapest arithmetic that can hold the values."""
        signs = sign_count(claim, sizes)
        pieces = list(all_pieces(claim, sizes))
        wanted, bits = trials_for_signs(signs)
        wanted = max(wanted, len(pieces), 1 if sizes else 2)
        trial = Trial(True, bits=bits, degree=function_degree(claim))
        first = sum(sizes.values())
        for number in range(first, first + wanted):
            trial.pieces = pieces[number % len(pieces)]
            if not self._point(claim, sizes, f"{seed}:{number}", number, task, trial):
                trial.agrees = False
                return trial
        return trial

    def _point(
        self, claim: Claim, sizes: Mapping[IntVar, int], seed: str, number: int, task: Task,
        trial: Trial,
    ) -> bool:  # fmt: skip
        """Whether the claim holds at one fresh point; redraws where it is not defined."""
        problem: Exception | None = None
        for attempt in range(ATTEMPTS):
            task.deadline.check()
            try:
                return self._evaluate(claim, sizes, f"{seed}:{attempt}", number, task, trial)
            except (Redraw, Undefined, ZeroDivisionError) as error:
                problem = error
                if attempt >= 12 and isinstance(error, Undefined):
                    raise
        raise Undefined(str(problem) or "no point of the domain was found")

    def _evaluate(
        self, claim: Claim, sizes: Mapping[IntVar, int], seed: str, number: int, task: Task,
        trial: Trial,
    ) -> bool:  # fmt: skip
        if not trial.atoms:
            # No claim can have been written against the random prime; the fixed
            # one takes turns with it, from one size vector to the next.
            prime = MERSENNE if number % 2 else random_prime(task.seed)
            try:
                field: Any = PrimeArithmetic(prime)
                return self._compare(claim, sizes, field, seed, task, trial, prime)
            except NeedsAtoms:
                trial.atoms = True
        rng = random.Random(seed)
        safe = SAFE_PRIMES[rng.randrange(len(SAFE_PRIMES))]
        field = ListArithmetic(AtomScalars(safe, rng.getrandbits(60)))
        return self._compare(claim, sizes, field, seed, task, trial, safe)

    def _compare(
        self, claim: Claim, sizes: Mapping[IntVar, int], field: Any, seed: str, task: Task,
        trial: Trial, prime: int,
    ) -> bool:  # fmt: skip
        point = Point(field, seed, pieces=trial.pieces, degree=trial.degree)
        evaluator = Evaluator(claim, sizes, field, point, task.deadline)
        rng = random.Random(f"{seed}:weights")
        rows, cols = evaluator.shape(claim.left)
        scalar = claim.left.shape.is_scalar
        u = _weights(field, rng, 1 if scalar else rows)
        v = _weights(field, rng, 1 if scalar else cols)
        for at in ranges(claim, sizes):
            left = evaluator.bilinear(claim.left, u, v, at)
            right = evaluator.bilinear(claim.right, u, v, at)
            if not is_zero(field, field.add(left, field.negative(right))):
                scalars = getattr(field, "scalars", None)
                trial.independent = frozenset(getattr(scalars, "independent", ()))
                return False
        if not trial.points:
            first = next(iter(ranges(claim, sizes)), {})
            degree = max(1, degree_bound(claim, sizes, first))
            trial.bits = min(trial.bits, (Fraction(prime) / degree).__floor__().bit_length() - 1)
        trial.points += 1
        return True


def _weights(field: Any, rng: random.Random, count: int) -> Any:
    """Random weights for the rows or columns; of a single one, just 1."""
    if count == 1:
        return field.number(1)
    return field.build(count, 1, lambda i, j: field.number(rng.getrandbits(126)))


def is_zero(field: Any, a: Any) -> bool:
    """Whether a 1×1 matrix is zero."""
    if isinstance(field, PrimeArithmetic):
        return not a[0][0]
    return bool(field.scalars.is_zero(a[0][0]))


ROOTS = (elementwise.SQRT, elementwise.ABS, elementwise.REAL_POWER, products.NORM)


def sign_count(claim: Claim, sizes: Mapping[IntVar, int]) -> int:
    """How many roots and absolute values a point contains, each with a sign of its own."""
    found = 0
    for node in _nodes(claim):
        if isinstance(node, Apply) and node.op in ROOTS:
            copies = 1
            for v in node.indices:
                copies *= _length(v, sizes)
            if node.op is not products.NORM:
                copies *= _at(node.shape.rows, sizes) * _at(node.shape.cols, sizes)
            found += copies
    return found


def _length(v: IntVar, sizes: Mapping[IntVar, int]) -> int:
    assert v.upper is not None and v.lower is not None
    return max(1, _at(v.upper, sizes) - _at(v.lower, sizes) + 1)


def _at(size: Dim, sizes: Mapping[IntVar, int]) -> int:
    return size.at(sizes) if size.variables <= sizes.keys() else max(sizes.values(), default=1)


def _nodes(claim: Claim) -> Iterator[Expr]:
    used = {s.name for s in claim.symbols}
    yield from claim.left.walk()
    yield from claim.right.walk()
    for d in claim.definitions:
        if d.head.name in used:
            yield from d.body.walk()


def trials_for_signs(signs: int) -> tuple[int, float]:
    """How many points to try, and −log₂ of the probability that a claim passes
    them all which is false for one choice of the signs."""
    if not signs:
        return 1, float("inf")
    missed = -log2(1 - 2.0 ** -min(signs, 40))
    trials = min(MOST_TRIALS, ceil(SIGN_BITS / missed))
    return trials, trials * missed


def all_pieces(claim: Claim, sizes: Mapping[IntVar, int]) -> Iterator[Mapping[str, int]]:
    """Every choice of components for the symbols whose sets have several."""
    counts = {
        s.name: components(s.assumptions, _at(s.shape.rows, sizes)) for s in claim.free_symbols
    }
    several = {name: count for name, count in counts.items() if count > 1}
    if prod(several.values()) > MOST_TRIALS // 4:
        raise Unavailable("the declared sets have too many components to try them all")
    for choice in product(*(range(count) for count in several.values())):
        yield dict(zip(several, choice, strict=True))


def function_degree(claim: Claim) -> int:
    """A degree that a relation between the function values of a claim cannot exhaust."""
    values = [e for e in _nodes(claim) if isinstance(e, Symbol) and e.is_function]
    orders = [e for e in _nodes(claim) if isinstance(e, Derive)]
    return 3 + len(values) + len(orders) if values else 1


def _spoken(sizes: Mapping[str, int]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in sizes.items()) or "its one size"
