"""The exact check: random evaluation over prime fields, with derivatives by dual numbers.

A true claim holds at every point, so it is never found to differ for want of
precision; a false one passes at a random point with a probability that is
bounded and printed.  A difference modulo a prime is not yet a refutation:
that takes a rational point, which `diagnosis.witness` looks for.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from math import log10

from matrixcalc.checks.base import Task
from matrixcalc.checks.exact.trials import Trials, seed_of
from matrixcalc.deadline import OutOfTime
from matrixcalc.dims import IntVar
from matrixcalc.ops.spec import Unavailable, Undefined
from matrixcalc.results import Evidence, Outcome
from matrixcalc.sampling.sizes import choose, ranks_are_settled, tells
from matrixcalc.statements import Claim

ENOUGH_BITS = 100
"""−log₂ of the error probability that a size vector needs to count: below 1e-30."""


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
        vectors = choose(claim, task.sizes)
        if not vectors:
            return Evidence(self.name, Outcome.UNAVAILABLE, "no size satisfies the declarations")
        seed = seed_of(claim, task.seed)
        held: list[dict[IntVar, int]] = []
        worst, atoms, skipped = float("inf"), False, ""
        for sizes in vectors:
            named = {v.name: k for v, k in sizes.items()}
            try:
                trial = Trials(claim, sizes, seed, task)
                agrees = trial.run()
            except Undefined as problem:
                skipped = f"not defined at {_spoken(named)}: {problem}"
                continue
            except Unavailable as problem:
                return Evidence(self.name, Outcome.UNAVAILABLE, str(problem), _named(held))
            except OutOfTime:
                skipped = "out of time"
                break
            if not agrees:
                return self._difference(trial, named, seed)
            if trial.bits < ENOUGH_BITS:
                skipped = f"too many signs to try at {_spoken(named)}"
                continue
            held.append(sizes)
            worst, atoms = min(worst, trial.bits), atoms or trial.atoms
        if not held:
            return Evidence(self.name, Outcome.INCONCLUSIVE, skipped or "no point could be drawn")
        detail = f"error below 1e-{int(worst * log10(2))}, seed {seed[:4]}"
        if atoms:
            detail += ", logarithms and exponentials as independent values"
        enough = tells(claim, task.sizes, held)
        if not ranks_are_settled(claim):
            detail += '; a rank may be smaller than here: declare full rank, or "any rank"'
        elif not enough:
            detail += f"; {skipped or 'these sizes do not tell the general case'}"
        outcome = Outcome.HOLDS if enough else Outcome.CONSISTENT
        return Evidence(self.name, outcome, detail, _named(held))

    def _difference(self, trial: Trials, named: Mapping[str, int], seed: str) -> Evidence:
        detail = f"differs at {_spoken(named)}, seed {seed[:4]}"
        if not trial.independent:
            return Evidence(self.name, Outcome.DISAGREES, detail, (named,))
        functions = " and ".join(sorted(trial.independent))
        detail += f", with values of {functions} taken as independent of each other"
        return Evidence(self.name, Outcome.SUSPECTS, detail, (named,))


def _named(vectors: Sequence[Mapping[IntVar, int]]) -> tuple[dict[str, int], ...]:
    return tuple({v.name: k for v, k in sizes.items()} for sizes in vectors)


def _spoken(sizes: Mapping[str, int]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in sizes.items()) or "its one size"
