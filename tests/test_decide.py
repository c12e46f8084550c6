"""The table from evidence to verdict."""

from __future__ import annotations

import pytest

from matrixcalc.decide import COUNTEREXAMPLE, DOMAIN, NEARBY, REACH, decide, reasons
from matrixcalc.results import Counterexample, Evidence, Outcome, Verdict

SIZES = ({"n": 1}, {"n": 3}, {"n": 4})


def found(check: str, outcome: Outcome) -> Evidence:
    return Evidence(check, outcome, f"{check} says {outcome.value}", SIZES)


def counterexample(n: int) -> Evidence:
    example = Counterexample({"n": n}, {"A": (("1",),)}, (("1",),), (("2",),))
    return Evidence(COUNTEREXAMPLE, Outcome.DIFFERS, counterexample=example)


FITS = found("shapes", Outcome.FITS)
EXACT = found("exact", Outcome.HOLDS)
EXACT_WEAK = found("exact", Outcome.CONSISTENT)
EXACT_NO = found("exact", Outcome.DISAGREES)
SUSPICION = found("exact", Outcome.SUSPECTS)
WRITTEN = found("elementwise", Outcome.HOLDS)
WRITTEN_WEAK = found("elementwise", Outcome.CONSISTENT)
WRITTEN_NO = found("elementwise", Outcome.DISAGREES)
FLOAT = found("finite differences", Outcome.AGREES)
FLOAT_NO = found("finite differences", Outcome.DISAGREES)
PROOF = found("proof", Outcome.PROVED)
ILL = found("shapes", Outcome.ILL_SHAPED)
CRASH = found("elementwise", Outcome.ERROR)
CONVENTION = Evidence(NEARBY, Outcome.FITS, "convention", conditions=("true in numerator layout",))
CONDITION = Evidence(NEARBY, Outcome.FITS, "condition", conditions=("true if A is symmetric",))
MISSING = Evidence(DOMAIN, Outcome.INCONCLUSIVE, conditions=("x is positive",))
LOST = Evidence(DOMAIN, Outcome.UNAVAILABLE, "not settled")
LARGE = Evidence(REACH, Outcome.FITS)
GENERIC = Evidence(DOMAIN, Outcome.FITS, conditions=("A + B is invertible",))

TABLE = {
    "no evidence at all": ([], Verdict.UNDECIDED),
    "only the shapes fit": ([FITS], Verdict.UNDECIDED),
    "the shapes do not fit": ([ILL], Verdict.ILL_SHAPED),
    "the shapes fit in another layout": ([ILL, CONVENTION], Verdict.CONVENTION),
    "the exact check alone": ([FITS, EXACT], Verdict.VERIFIED),
    "the elementwise check alone": ([FITS, WRITTEN], Verdict.VERIFIED),
    "all agree": ([FITS, EXACT, WRITTEN, FLOAT], Verdict.VERIFIED),
    "a proof": ([FITS, PROOF], Verdict.PROVED),
    "a proof and agreement": ([FITS, PROOF, EXACT, FLOAT], Verdict.PROVED),
    "floating point alone": ([FITS, FLOAT], Verdict.UNDECIDED),
    "too small sizes alone": ([FITS, EXACT_WEAK], Verdict.UNDECIDED),
    "too small sizes in both exact checks": ([EXACT_WEAK, WRITTEN_WEAK], Verdict.UNDECIDED),
    "too small sizes, and floating point": ([WRITTEN_WEAK, FLOAT], Verdict.UNDECIDED),
    "too small sizes, and floating point at larger ones": (
        [WRITTEN_WEAK, FLOAT, LARGE],
        Verdict.SUPPORTED,
    ),
    "floating point at large sizes alone": ([FLOAT, LARGE], Verdict.UNDECIDED),
    "a counterexample": ([FITS, EXACT_NO, counterexample(2)], Verdict.REFUTED),
    "a counterexample where no check had looked": ([WRITTEN, counterexample(9)], Verdict.REFUTED),
    "a counterexample where a check saw agreement": (
        [EXACT, counterexample(3)],
        Verdict.CONTRADICTION,
    ),
    "a weak agreement where there is a counterexample": (
        [EXACT_WEAK, counterexample(3)],
        Verdict.CONTRADICTION,
    ),
    "a proof and a counterexample": ([PROOF, counterexample(9)], Verdict.CONTRADICTION),
    "a counterexample, true in a convention": (
        [EXACT_NO, counterexample(2), CONVENTION],
        Verdict.CONVENTION,
    ),
    "a counterexample, true under an assumption": (
        [EXACT_NO, counterexample(2), CONDITION],
        Verdict.CONDITIONAL,
    ),
    "a difference without a counterexample": ([FITS, EXACT_NO], Verdict.UNDECIDED),
    "a difference that the other exact check does not see": (
        [EXACT, WRITTEN_NO],
        Verdict.UNDECIDED,
    ),
    "floating point against the exact checks": ([EXACT, WRITTEN, FLOAT_NO], Verdict.UNDECIDED),
    "floating point against a proof": ([PROOF, FLOAT_NO], Verdict.UNDECIDED),
    "only floating point disagrees": ([FITS, FLOAT_NO], Verdict.UNDECIDED),
    "a suspicion, and agreement elsewhere": ([SUSPICION, WRITTEN], Verdict.VERIFIED),
    "a suspicion alone": ([FITS, SUSPICION], Verdict.UNDECIDED),
    "a crash beside agreement": ([EXACT, CRASH], Verdict.VERIFIED),
    "a crash alone": ([CRASH], Verdict.UNDECIDED),
    "true only on part of the declared set": ([EXACT, MISSING], Verdict.CONDITIONAL),
    "proved only on part of the declared set": ([PROOF, MISSING], Verdict.CONDITIONAL),
    "undecided, and not defined everywhere": ([FLOAT, MISSING], Verdict.UNDECIDED),
    "true, but not settled where": ([EXACT, LOST], Verdict.UNDECIDED),
    "proved, but not settled where": ([PROOF, LOST], Verdict.UNDECIDED),
    "true almost everywhere": ([EXACT, GENERIC], Verdict.VERIFIED),
}


@pytest.mark.parametrize("case", TABLE)
def test_the_evidence_adds_up_to_the_verdict(case: str) -> None:
    evidence, verdict = TABLE[case]
    assert decide(evidence) is verdict


@pytest.mark.parametrize("case", TABLE)
def test_the_order_of_the_evidence_does_not_matter(case: str) -> None:
    evidence, verdict = TABLE[case]
    assert decide(evidence[::-1]) is verdict


def test_no_evidence_but_exact_agreement_or_a_proof_makes_a_step_accepted() -> None:
    exact = {Outcome.HOLDS, Outcome.PROVED, Outcome.CONSISTENT}
    for outcome in set(Outcome) - exact:
        for check in ("shapes", "exact", "elementwise", "finite differences", "proof"):
            assert not decide([found(check, outcome)]).is_accepted


def test_every_doubt_is_told_with_the_name_of_its_check() -> None:
    told = reasons([EXACT_NO, WRITTEN_WEAK, FLOAT])
    assert len(told) == 3
    assert told[0] == "exact: exact says disagrees"
