"""One claim on its own: the evidence of the checks and the verdict on it.

What stands around the claim in a derivation is not looked at.
"""

from __future__ import annotations

from dataclasses import replace

from matrixcalc.collecting import seldom_collecting
from matrixcalc.decide import COUNTEREXAMPLE, DOMAIN, NEARBY, REACH, decide, reasons
from matrixcalc.gathering import Options, gather
from matrixcalc.notation import latex, text
from matrixcalc.results import Evidence, Note, Outcome, StepResult, Verdict
from matrixcalc.statements import Claim


def verify_claim(claim: Claim, options: Options) -> StepResult:
    """The result for a claim on its own."""
    base = StepResult(
        "claim", 0, text(claim.left), text(claim.right), latex(claim.left), latex(claim.right),
        "", Verdict.GIVEN, kind="claim",
    )  # fmt: skip
    return judged(base, claim, options)


def judged(base: StepResult, claim: Claim, options: Options) -> StepResult:
    """The step with the evidence on its claim and the verdict."""
    with seldom_collecting():
        evidence = tuple(gather(claim, options))
    verdict = decide(evidence)
    found = next((e.counterexample for e in evidence if e.counterexample), None)
    nearby = next((e for e in evidence if e.check == NEARBY), None)
    domain = next((e for e in evidence if e.check == DOMAIN), None)
    suggestion = nearby.conditions[0] if nearby else ""
    conditions = domain.conditions if domain else ()
    doubt = reasons(evidence) if verdict is Verdict.UNDECIDED else ()
    shown = tuple(e for e in evidence if e.check not in (COUNTEREXAMPLE, NEARBY, DOMAIN, REACH))
    return replace(
        base, verdict=verdict, evidence=shown, counterexample=found, suggestion=suggestion,
        conditions=conditions, reasons=doubt, notes=_notes(verdict, evidence),
    )  # fmt: skip


def _notes(verdict: Verdict, evidence: tuple[Evidence, ...]) -> tuple[Note, ...]:
    notes = [
        Note("MC901", f"the {e.check} check crashed: {e.detail}")
        for e in evidence if e.outcome is Outcome.ERROR
    ]  # fmt: skip
    notes += [Note("MC201", e.detail) for e in evidence if e.outcome is Outcome.ILL_SHAPED]
    held = {e.check for e in evidence if e.outcome in (Outcome.HOLDS, Outcome.PROVED)}
    against = {e.check for e in evidence if e.outcome is Outcome.DISAGREES}
    if verdict is Verdict.CONTRADICTION or (held and against):
        who = f"{', '.join(sorted(held))} against {', '.join(sorted(against)) or 'counterexample'}"
        notes.append(Note("MC902", f"the checks contradict each other: {who}"))
    missing = next((e for e in evidence if e.check == DOMAIN), None)
    if missing is not None and missing.outcome is Outcome.INCONCLUSIVE:
        notes.append(
            Note("MC206", f"defined only where {' and '.join(missing.conditions)}",
                 help=missing.detail)
        )  # fmt: skip
    return tuple(notes)


def undecided(result: StepResult, reason: str) -> StepResult:
    """The result for a step of which nothing is decided, for a reason."""
    return replace(
        result, verdict=Verdict.UNDECIDED, counterexample=None, suggestion="", conditions=(),
        reasons=(reason,), notes=(),
    )  # fmt: skip


def holds(result: StepResult) -> bool:
    """Whether a claim is true, if only where it is defined."""
    partly = result.verdict is Verdict.CONDITIONAL and not result.suggestion
    return result.verdict.is_accepted or partly
