"""Statements that are true are accepted, exactly, and never refuted by any check alone."""

from __future__ import annotations

import pytest

from matrixcalc.engine import CHECKS, Options, verify_claim
from matrixcalc.results import Outcome, Verdict
from tests.statements.stated import Stated
from tests.statements.true_statements import TRUE

EACH = pytest.mark.parametrize("truth", TRUE, ids=lambda truth: truth.id)
EXACTLY = {Verdict.VERIFIED, Verdict.PROVED}
AGAINST = {Outcome.DIFFERS, Outcome.DISAGREES, Outcome.ILL_SHAPED, Outcome.ERROR}

DOMAIN_NOT_DECLARED: frozenset[str] = frozenset()
"""True where they are defined, which their declarations do not ensure everywhere."""


@EACH
def test_a_true_statement_is_verified(truth: Stated) -> None:
    result = verify_claim(truth.claim, Options())
    if truth.id in DOMAIN_NOT_DECLARED:
        assert result.verdict is Verdict.CONDITIONAL
        assert result.conditions
    else:
        assert result.verdict in EXACTLY, result.reasons


@EACH
@pytest.mark.parametrize("check", [check for check in CHECKS if check != "shapes"])
def test_no_check_alone_objects_to_a_true_statement(truth: Stated, check: str) -> None:
    result = verify_claim(truth.claim, Options(checks=(check,)))
    assert not {e.outcome for e in result.evidence} & AGAINST
    assert not result.verdict.is_wrong


def test_true_statements_have_names_of_their_own() -> None:
    assert len(TRUE) >= 110
    assert len({truth.id for truth in TRUE}) == len(TRUE)


def test_the_sides_of_a_true_statement_are_written_differently() -> None:
    assert all(truth.claim.left != truth.claim.right for truth in TRUE)
