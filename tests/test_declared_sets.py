"""Statements that the elementwise check leaves to the others: true ones hold, false ones never."""

from __future__ import annotations

import pytest

from matrixcalc.checks.base import Task
from matrixcalc.deadline import Deadline
from matrixcalc.decide import decide
from matrixcalc.engine import CHECKS, Options, load_check, verify_claim
from matrixcalc.results import Outcome, Verdict
from tests.statements import false_adjectives, true_adjectives
from tests.statements.stated import Stated

EACH = pytest.mark.parametrize("truth", true_adjectives.NOT_WRITTEN, ids=lambda truth: truth.id)
EACH_LIE = pytest.mark.parametrize("lie", false_adjectives.NOT_WRITTEN, ids=lambda lie: lie.id)
PATIENCE = 60.0
"""Seconds for a statement: the verdict must not depend on how busy the machine is."""


@EACH
def test_a_true_statement_is_verified(truth: Stated) -> None:
    result = verify_claim(truth.claim, Options(budget=PATIENCE))
    assert result.verdict in (Verdict.PROVED, Verdict.VERIFIED), result.reasons


@EACH
@pytest.mark.parametrize("seed", range(3))
def test_the_exact_check_holds_for_every_seed(truth: Stated, seed: int) -> None:
    task = Task(seed=seed, deadline=Deadline.after(PATIENCE))
    assert load_check("exact").examine(truth.claim, task).outcome is Outcome.HOLDS


@EACH
def test_the_other_checks_agree_or_say_why_they_do_not_apply(truth: Stated) -> None:
    task = Task(deadline=Deadline.after(PATIENCE))
    written = load_check("elementwise").examine(truth.claim, task)
    assert written.outcome is Outcome.UNAVAILABLE
    assert len(written.detail.split()) > 3
    floats = load_check("finite differences").examine(truth.claim, task)
    assert floats.outcome in (Outcome.AGREES, Outcome.UNAVAILABLE), floats.detail


@EACH_LIE
def test_a_false_statement_is_refuted_or_true_under_an_assumption(lie: Stated) -> None:
    result = verify_claim(lie.claim, Options(budget=PATIENCE))
    assert result.verdict in (Verdict.REFUTED, Verdict.CONDITIONAL), result.reasons
    assert result.counterexample is not None
    assert result.counterexample.left != result.counterexample.right


@EACH_LIE
@pytest.mark.parametrize("seed", range(3))
def test_no_check_alone_accepts_a_false_statement(lie: Stated, seed: int) -> None:
    for check in CHECKS:
        task = Task(seed=seed, deadline=Deadline.after(PATIENCE))
        evidence = load_check(check).examine(lie.claim, task)
        assert not decide([evidence]).is_accepted, check
        assert evidence.outcome is not Outcome.ERROR
