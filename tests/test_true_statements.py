"""Statements that are true are accepted, exactly, and never refuted by any check alone."""

from __future__ import annotations

import pytest

from matrixcalc.checks.base import Task
from matrixcalc.deadline import Deadline
from matrixcalc.engine import CHECKS, Options, load_check, verify_claim
from matrixcalc.results import Outcome, Verdict
from tests.statements.stated import Stated
from tests.statements.true_statements import TRUE

EACH = pytest.mark.parametrize("truth", TRUE, ids=lambda truth: truth.id)
EXACTLY = {Verdict.VERIFIED, Verdict.PROVED}
AGAINST = {Outcome.DIFFERS, Outcome.DISAGREES, Outcome.ILL_SHAPED, Outcome.ERROR}

PATIENCE = 60.0
"""Seconds for a statement: the verdict must not depend on how busy the machine is."""


@EACH
def test_a_true_statement_is_verified(truth: Stated) -> None:
    result = verify_claim(truth.claim, Options(budget=PATIENCE))
    assert result.verdict in EXACTLY, result.reasons


@EACH
@pytest.mark.parametrize("check", [check for check in CHECKS if check != "shapes"])
def test_no_check_alone_objects_to_a_true_statement(truth: Stated, check: str) -> None:
    task = Task(deadline=Deadline.after(PATIENCE))
    assert load_check(check).examine(truth.claim, task).outcome not in AGAINST


def test_true_statements_have_names_of_their_own() -> None:
    assert len(TRUE) >= 110
    assert len({truth.id for truth in TRUE}) == len(TRUE)


def test_the_sides_of_a_true_statement_are_written_differently() -> None:
    assert all(truth.claim.left != truth.claim.right for truth in TRUE)
