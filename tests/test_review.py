"""Statements found by a hostile review: no false one is accepted, no true one refuted."""

from __future__ import annotations

import pytest

from matrixcalc.checks.base import Task
from matrixcalc.deadline import Deadline
from matrixcalc.decide import decide
from matrixcalc.engine import CHECKS, Options, load_check, verify_claim
from matrixcalc.results import Outcome, Verdict
from tests.statements.found_by_review import ABSTAINED, FALSE, TRUE, UNDEFINED
from tests.statements.stated import Stated

PATIENCE = 60.0
"""Seconds for a statement: the verdict must not depend on how busy the machine is."""

ALONE = [check for check in CHECKS if check != "shapes"]
AGAINST = {Verdict.REFUTED, Verdict.CONDITIONAL, Verdict.CONVENTION}
WRONG = {*AGAINST, Verdict.ILL_SHAPED, Verdict.ONE_WAY, Verdict.CONTRADICTION}

UNDECIDED = {
    "wrong-entry-30", "coefficient-vanishing-to-30", "sum-over-a-fixed-index",
    "meaning-changed-later", "function-at-another-argument", "second-differential-orthogonal",
    "second-differential-unit", "projector-function",
}  # fmt: skip
"""False statements of which nothing has to be said but that they are not accepted."""


@pytest.mark.parametrize("lie", FALSE, ids=lambda lie: lie.id)
def test_a_false_statement_is_not_accepted(lie: Stated) -> None:
    result = verify_claim(lie.claim, Options(budget=PATIENCE))
    assert not result.verdict.is_accepted, lie.remark
    assert result.verdict is not Verdict.CONTRADICTION
    assert result.verdict in AGAINST or lie.id in UNDECIDED, result.reasons


@pytest.mark.parametrize("lie", FALSE, ids=lambda lie: lie.id)
@pytest.mark.parametrize("check", ALONE)
def test_no_check_alone_accepts_a_false_statement(lie: Stated, check: str) -> None:
    evidence = load_check(check).examine(lie.claim, Task(deadline=Deadline.after(PATIENCE)))
    assert not decide([evidence]).is_accepted, lie.remark
    assert evidence.outcome is not Outcome.ERROR, evidence.detail


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("lie", FALSE, ids=lambda lie: lie.id)
def test_no_seed_makes_the_exact_check_accept_a_false_statement(lie: Stated, seed: int) -> None:
    task = Task(seed=seed, deadline=Deadline.after(PATIENCE))
    assert load_check("exact").examine(lie.claim, task).outcome is not Outcome.HOLDS, lie.remark


@pytest.mark.parametrize("partial", UNDEFINED, ids=lambda partial: partial.id)
def test_what_is_not_defined_everywhere_is_conditional(partial: Stated) -> None:
    result = verify_claim(partial.claim, Options(budget=PATIENCE))
    assert result.verdict is Verdict.CONDITIONAL, result.verdict
    assert result.conditions


@pytest.mark.parametrize("truth", TRUE, ids=lambda truth: truth.id)
def test_a_true_statement_is_accepted(truth: Stated) -> None:
    result = verify_claim(truth.claim, Options(budget=PATIENCE))
    assert result.verdict.is_accepted, (result.verdict, result.reasons)


@pytest.mark.parametrize("truth", [*TRUE, *ABSTAINED], ids=lambda truth: truth.id)
@pytest.mark.parametrize("budget", [0.001, 0.02, PATIENCE])
def test_a_true_statement_is_never_refuted(truth: Stated, budget: float) -> None:
    result = verify_claim(truth.claim, Options(budget=budget))
    assert result.verdict not in WRONG, result.verdict
    assert not [x for x in result.evidence if x.outcome is Outcome.ERROR]


@pytest.mark.parametrize("lie", [*FALSE, *UNDEFINED], ids=lambda lie: lie.id)
@pytest.mark.parametrize("budget", [0.001, 0.02])
def test_haste_makes_no_false_statement_true(lie: Stated, budget: float) -> None:
    result = verify_claim(lie.claim, Options(budget=budget))
    assert not result.verdict.is_accepted, lie.remark


def test_the_statements_have_names_of_their_own() -> None:
    everything = (*FALSE, *UNDEFINED, *TRUE, *ABSTAINED)
    assert len(everything) >= 60
    assert len({x.id for x in everything}) == len(everything)
