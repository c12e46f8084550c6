"""A true statement with one mistake in it is never accepted."""

from __future__ import annotations

import pytest

from matrixcalc.checks.base import Task
from matrixcalc.decide import decide
from matrixcalc.engine import load_check
from matrixcalc.results import Outcome
from matrixcalc.statements import Claim
from tests.mutants import mutants
from tests.statements.stated import Stated
from tests.statements.true_statements import TRUE

WITH_MISTAKES = [truth for truth in TRUE if any(True for _ in mutants(truth.claim.right))]


def mistaken(truth: Stated) -> set[Claim]:
    """The claims that differ from a true one by one mistake on the right side."""
    claim = truth.claim
    return {
        Claim(claim.left, right, claim.definitions)
        for right in mutants(claim.right)
        if right.shape == claim.left.shape
    }


@pytest.mark.parametrize("truth", WITH_MISTAKES, ids=lambda truth: truth.id)
def test_a_true_statement_with_one_mistake_is_not_accepted(truth: Stated) -> None:
    for claim in mistaken(truth):
        evidence = load_check("exact").examine(claim, Task())
        shown = f"{claim.left} = {claim.right}: {evidence.outcome}"
        assert not decide([evidence]).is_accepted, shown
        assert evidence.outcome not in {Outcome.HOLDS, Outcome.ERROR}, shown


def test_there_are_many_mistakes() -> None:
    assert sum(len(mistaken(truth)) for truth in WITH_MISTAKES) > 500
