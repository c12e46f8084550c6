"""From evidence to a verdict: one pure function, and the reasons for doubt."""

from __future__ import annotations

from collections.abc import Sequence

from matrixcalc.results import Evidence, Outcome, Verdict

EXACT_CHECKS = frozenset({"exact", "elementwise"})
"""Checks whose agreement is exact at the sizes that they list."""

COUNTEREXAMPLE, NEARBY, DOMAIN, REACH = "counterexample", "nearby", "domain", "reach"
"""The names under which the engine files what its diagnosis finds."""


def decide(evidence: Sequence[Evidence]) -> Verdict:
    """The verdict that the evidence adds up to.

    Whatever the checks say, a step is accepted only if no check objects, and
    it is refuted only by an exact counterexample.
    """
    outcomes = {e.outcome for e in evidence}
    nearby = next((e for e in evidence if e.check == NEARBY), None)
    witness = next((e for e in evidence if e.counterexample is not None), None)
    if Outcome.ILL_SHAPED in outcomes:
        return Verdict.CONVENTION if nearby else Verdict.ILL_SHAPED
    if witness is not None:
        if Outcome.PROVED in outcomes or _held_at(evidence, witness):
            return Verdict.CONTRADICTION
        if nearby is not None:
            return Verdict.CONVENTION if nearby.detail == "convention" else Verdict.CONDITIONAL
        return Verdict.REFUTED
    if Outcome.DISAGREES in outcomes:
        return Verdict.UNDECIDED
    if any(e.check == DOMAIN and e.outcome is Outcome.UNAVAILABLE for e in evidence):
        return Verdict.UNDECIDED
    if any(e.check == DOMAIN and e.outcome is Outcome.INCONCLUSIVE for e in evidence):
        return Verdict.CONDITIONAL if _accepted(evidence) else Verdict.UNDECIDED
    return _accepted(evidence) or Verdict.UNDECIDED


def _accepted(evidence: Sequence[Evidence]) -> Verdict | None:
    if any(e.outcome is Outcome.PROVED for e in evidence):
        return Verdict.PROVED
    exact = [e for e in evidence if e.check in EXACT_CHECKS]
    if any(e.outcome is Outcome.HOLDS for e in exact):
        return Verdict.VERIFIED
    consistent = any(e.outcome is Outcome.CONSISTENT for e in exact)
    agrees = any(e.outcome is Outcome.AGREES for e in evidence)
    reach = any(e.check == REACH and e.outcome is Outcome.FITS for e in evidence)
    if consistent and agrees and reach:
        return Verdict.SUPPORTED
    return None


def _held_at(evidence: Sequence[Evidence], witness: Evidence) -> bool:
    """Whether an exact check claims to have held at the counterexample's sizes."""
    assert witness.counterexample is not None
    sizes = dict(witness.counterexample.sizes)
    return any(
        e.check in EXACT_CHECKS and e.outcome in (Outcome.HOLDS, Outcome.CONSISTENT)
        and any(dict(held) == sizes for held in e.sizes)
        for e in evidence
    )  # fmt: skip


def reasons(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Why the evidence does not decide, one sentence a check."""
    told = (
        Outcome.INCONCLUSIVE, Outcome.UNAVAILABLE, Outcome.ERROR, Outcome.DISAGREES,
        Outcome.SUSPECTS,
    )  # fmt: skip
    lines = [f"{e.check}: {e.detail}" for e in evidence if e.outcome in told and e.detail]
    if any(e.outcome is Outcome.AGREES for e in evidence):
        lines.append("floating point agrees, which alone decides nothing")
    lines += [
        f"{e.check}: holds at the sizes tried, which are too few to tell the general case"
        for e in evidence if e.outcome is Outcome.CONSISTENT
    ]  # fmt: skip
    return tuple(lines)
