"""The exact check: random evaluation over prime fields, with derivatives by dual numbers.

A true claim holds at every point, so it is never found to differ for want of
precision; a false one passes at a random point with a probability that is
bounded and printed.  A difference modulo a prime is not yet a refutation:
that takes a rational point, which `diagnosis.witness` looks for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import log10

from matrixcalc.checks.base import NOWHERE, Task
from matrixcalc.checks.exact.trials import Trials, seed_of
from matrixcalc.checks.exact.wider import of_all_numbers, of_every_rank
from matrixcalc.deadline import OutOfTime
from matrixcalc.dims import IntVar
from matrixcalc.ops.spec import Unavailable, Undefined
from matrixcalc.results import Evidence, Outcome
from matrixcalc.sampling.orders import reordered
from matrixcalc.sampling.sizes import Sizes, choose, ranks_are_settled, tells
from matrixcalc.statements import Claim

EVERY_RANK = ", at every rank"
"""What is said of a claim whose letters were tried at all their ranks."""

ALL_NUMBERS = ", for numbers between the declared ones as well"
"""What is said of a claim whose letters were tried outside of a finite set."""

ENOUGH_BITS = 100
"""−log₂ of the error probability that a size vector needs to count: below 1e-30."""


class ExactCheck:
    """Examines a claim at random points modulo large primes."""

    name = "exact"

    def examine(self, claim: Claim, task: Task) -> Evidence:
        """Evidence that the claim holds at the sizes listed, or differs at one."""
        start = time.perf_counter()
        found = self._found(claim, task)
        return Evidence(
            self.name, found.outcome, found.detail, found.sizes,
            seconds=time.perf_counter() - start,
        )  # fmt: skip

    def _found(self, claim: Claim, task: Task) -> Evidence:
        """What is found of a claim, or of one about more values that says more."""
        tried: list[Evidence] = []
        for make, told in ((of_every_rank, EVERY_RANK), (of_all_numbers, ALL_NUMBERS)):
            wider = make(claim)
            if wider is not None:
                tried.append(_Examination(self.name, wider, task, told).result())
                if tried[-1].outcome is Outcome.HOLDS:
                    return tried[-1]
        found = _Examination(self.name, claim, task).result()
        doubts = [e for e in tried if e.outcome in (Outcome.DISAGREES, Outcome.SUSPECTS)]
        if found.outcome is Outcome.UNAVAILABLE and doubts and not task.brief:
            # Whether it fails where it is claimed, a counterexample has to say.
            detail = f"{found.detail}; for numbers between, {doubts[0].detail}"
            return replace(doubts[0], outcome=Outcome.SUSPECTS, detail=detail)
        return found


class _Examination:
    """One claim, the sizes at which it held, and those at which it was nowhere defined."""

    def __init__(self, name: str, claim: Claim, task: Task, remark: str = "") -> None:
        self.name = name
        self.remark = remark
        self.claim = claim
        self.task = task
        self.seed = seed_of(claim, task.seed)
        self.held: list[Sizes] = []
        self.undefined: list[Sizes] = []
        self.worst = float("inf")
        """−log₂ of the error probability at the sizes at which the claim held."""
        self.atoms = False
        self.skipped = ""

    def result(self) -> Evidence:
        """The evidence on the whole claim."""
        vectors = choose(self.claim, self.task.sizes)
        if not vectors:
            return self._evidence(Outcome.UNAVAILABLE, "no size satisfies the declarations")
        try:
            for sizes in self._tried(vectors):
                against = self._try(sizes)
                if against is not None:
                    return against
        except Unavailable as problem:
            return self._evidence(Outcome.UNAVAILABLE, str(problem))
        except OutOfTime as late:
            self.skipped = str(late)
        return self._conclusion()

    def _tried(self, vectors: Sequence[Sizes]) -> Iterator[Sizes]:
        """The chosen sizes; then other orders of those where the claim was nowhere defined,
        the largest first, until they tell the general case.
        """
        yield from vectors
        tried = list(vectors)
        for sizes in reversed(self.undefined[:]):
            before = len(self.held)
            for other in reordered(self.claim, self.task.sizes, sizes, self.held):
                if self._tells or len(self.held) > before:
                    break
                if other not in tried:
                    tried.append(other)
                    yield other

    @property
    def _tells(self) -> bool:
        return tells(self.claim, self.task.sizes, self.held)

    def _try(self, sizes: Sizes) -> Evidence | None:
        """Evidence against the claim at these sizes; without any, what is found is kept.

        Raises `Unavailable` or `OutOfTime` where nothing more can be found.
        """
        trial = Trials(self.claim, sizes, self.seed, self.task, inhabited=bool(self.held))
        try:
            agrees = trial.run()
        except Undefined as problem:
            self.undefined.append(sizes)
            self.skipped = f"{NOWHERE} {_spoken(sizes)}: {problem}"
            return None
        if not agrees:
            return self._difference(trial, sizes)
        if trial.bits < ENOUGH_BITS:
            self.skipped = f"too many signs to try at {_spoken(sizes)}"
            return None
        self.held.append(sizes)
        self.worst = min(self.worst, trial.bits)
        self.atoms = self.atoms or trial.atoms
        return None

    def _conclusion(self) -> Evidence:
        if not self.held:
            reason = self.skipped or "no point could be drawn"
            return self._evidence(Outcome.INCONCLUSIVE, reason)
        detail = f"error below 1e-{int(self.worst * log10(2))}, seed {self.seed[:4]}{self.remark}"
        if self.atoms:
            detail += ", logarithms and exponentials as independent values"
        enough = self._tells
        if not ranks_are_settled(self.claim):
            detail += '; a rank may be smaller than here: declare full rank, or "any rank"'
        elif not enough:
            detail += f"; {self.skipped or 'these sizes do not tell the general case'}"
        return self._evidence(Outcome.HOLDS if enough else Outcome.CONSISTENT, detail)

    def _difference(self, trial: Trials, sizes: Sizes) -> Evidence:
        named = _named(sizes)
        detail = f"differs at {_spoken(sizes)}, seed {self.seed[:4]}"
        if trial.independent:
            functions = " and ".join(sorted(trial.independent))
            detail += f", with values of {functions} taken as independent of each other"
        elif trial.drawn:
            detail += ", with signs of roots and absolute values drawn at random"
        else:
            return Evidence(self.name, Outcome.DISAGREES, detail, (named,))
        return Evidence(self.name, Outcome.SUSPECTS, detail, (named,))

    def _evidence(self, outcome: Outcome, detail: str) -> Evidence:
        return Evidence(self.name, outcome, detail, tuple(map(_named, self.held)))


def _named(sizes: Mapping[IntVar, int]) -> dict[str, int]:
    return {v.name: k for v, k in sizes.items()}


def _spoken(sizes: Mapping[IntVar, int]) -> str:
    return ", ".join(f"{v.name} = {k}" for v, k in sizes.items()) or "its one size"
