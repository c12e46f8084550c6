"""How far a product sign reaches: to the next one with its index, and no guess about constants."""

from __future__ import annotations

import pytest

from matrixcalc.api import check
from matrixcalc.results import StepResult, Verdict

LET = "a, b : n; A : n×n; c : scalar"


def judged(statement: str) -> StepResult:
    (step,) = check(statement, LET, checks=("shapes", "exact")).steps
    return step


@pytest.mark.parametrize(
    "statement",
    [
        "\\prod_{i=1}^n a_i \\prod_{i=1}^n b_i = \\prod_{i=1}^n a_i b_i",
        "\\prod_{i=1}^n a_i \\cdot \\prod_{i=1}^n b_i = \\prod_{i=1}^n b_i a_i",
        "\\prod_{i=1}^n \\prod_{j=1}^n A_{ij} = \\prod_{j=1}^n \\prod_{i=1}^n A_{ij}",
        "\\prod_{i=1}^n c a_i = c^n \\prod_{i=1}^n a_i",
        "\\prod_{i=1}^n a_i \\sum_{j=1}^n A_{ij} = \\prod_{i=1}^n \\sum_{j=1}^n A_{ij} a_i",
    ],
)
def test_a_product_ends_where_its_index_is_bound_anew(statement: str) -> None:
    assert judged(statement).verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    "statement",
    [
        "\\prod_{i=1}^n a_i c = c \\prod_{i=1}^n a_i",
        "\\prod_{i=1}^n a_i c = c^n \\prod_{i=1}^n a_i",
        "\\prod_{i=1}^n a_i \\sum_{j=1}^n b_j = \\sum_{j=1}^n b_j \\prod_{i=1}^n a_i",
    ],
)
def test_what_may_stand_behind_a_product_or_in_it_is_not_judged(statement: str) -> None:
    step = judged(statement)
    assert not step.verdict.is_accepted
    assert step.verdict is not Verdict.REFUTED
    assert "it is not clear how far the product reaches" in step.reasons
