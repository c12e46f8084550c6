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
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import log10
from typing import Any

from matrixcalc.arithmetic.atoms import AtomScalars
from matrixcalc.arithmetic.lists import ListArithmetic
from matrixcalc.arithmetic.prime import NeedsAtoms, PrimeArithmetic, Redraw
from matrixcalc.arithmetic.primes import MERSENNE, SAFE_PRIMES, random_prime
from matrixcalc.checks.base import Task
from matrixcalc.checks.exact.bound import degree_bound
from matrixcalc.deadline import OutOfTime
from matrixcalc.dims import IntVar
from matrixcalc.evaluation import Evaluator
from matrixcalc.expr import Apply, Expr
from matrixcalc.interpretation import ranges
from matrixcalc.notation import text
from matrixcalc.ops import elementwise, products
from matrixcalc.ops.spec import Unavailable, Undefined
from matrixcalc.results import Evidence, Outcome
from matrixcalc.sampling.points import Point
from matrixcalc.sampling.sizes import choose
from matrixcalc.statements import Claim

ATTEMPTS = 160
"""Points that are drawn before a claim counts as undefined at a size."""

SIGN_TRIALS = 104
"""Points for a claim with roots: a wrong choice of sign passes each with probability ½."""


@dataclass
class Trial:
    """What came of the points drawn at one size vector."""

    agrees: bool
    points: int = 0
    bits: float = 0.0
    """−log₂ of the probability that a false claim passed, by the degree bound."""
    atoms: bool = False
    at: Mapping[IntVar, int] = field(default_factory=dict)


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
                return Evidence(
                    self.name, Outcome.DISAGREES, f"differs at {_spoken(named)}, seed {seed[:4]}",
                    (named,),
                )  # fmt: skip
            held.append(named)
            worst, atoms = min(worst, trial.bits), atoms or trial.atoms
        return self._summary(claim, held, telling, worst, atoms, skipped, seed)

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
        roots = needs_signs(claim)
        wanted = SIGN_TRIALS if roots else 2
        if not roots and len(sizes) and max(sizes.values()) > 6:
            wanted = 1
        trial = Trial(True, bits=float("inf"))
        for number in range(wanted):
            if number and task.deadline.left < 0:
                raise OutOfTime
            if not self._point(claim, sizes, f"{seed}:{number}", number, task, trial):
                trial.agrees = False
                return trial
        if roots:
            trial.bits = min(trial.bits, float(wanted))
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
            # The random prime first: no claim can have been written against it.
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
        point = Point(field, seed)
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
                trial.at = at
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


def needs_signs(claim: Claim) -> bool:
    """Whether a root or an absolute value occurs, whose sign a point only samples."""
    used = {s.name for s in claim.symbols}
    bodies: list[Expr] = [claim.left, claim.right]
    bodies += [d.body for d in claim.definitions if d.head.name in used]
    return any(isinstance(e, Apply) and e.op in ROOTS for body in bodies for e in body.walk())


def _spoken(sizes: Mapping[str, int]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in sizes.items()) or "its one size"
