"""The checker is lied to: no false statement is accepted, by all checks or by one alone."""

from __future__ import annotations

from functools import cache

import pytest

from matrixcalc.checks.base import Task
from matrixcalc.deadline import Deadline
from matrixcalc.decide import decide
from matrixcalc.engine import CHECKS, Options, load_check, verify_claim
from matrixcalc.results import Outcome, StepResult, Verdict
from matrixcalc.shapes import IllShaped
from tests.statements.false_statements import FALSE
from tests.statements.ill_shaped import DIFFERENT_SHAPES, UNBUILDABLE, Unbuildable
from tests.statements.stated import Stated

EACH = pytest.mark.parametrize("lie", FALSE, ids=lambda lie: lie.id)
DECIDED = {Verdict.REFUTED, Verdict.CONDITIONAL, Verdict.CONVENTION, Verdict.ILL_SHAPED}
PATIENCE = 60.0
"""Seconds for a statement: the verdict must not depend on how busy the machine is."""

ALONE = [check for check in CHECKS if check != "shapes"]

KNOWN_UNDECIDED: frozenset[str] = frozenset()
"""False statements that no check can decide yet; none of them may be accepted."""


@cache
def verified(lie: Stated) -> StepResult:
    """The result by all checks."""
    return verify_claim(lie.claim, Options(budget=PATIENCE))


@EACH
def test_no_lie_is_accepted(lie: Stated) -> None:
    result = verified(lie)
    assert not result.verdict.is_accepted, lie.remark
    assert result.verdict is not Verdict.CONTRADICTION
    assert not [e for e in result.evidence if e.outcome is Outcome.ERROR]
    assert result.verdict in DECIDED or lie.id in KNOWN_UNDECIDED, result.reasons


@EACH
@pytest.mark.parametrize("check", ALONE)
def test_no_check_alone_accepts_a_lie(lie: Stated, check: str) -> None:
    task = Task(deadline=Deadline.after(PATIENCE))
    evidence = load_check(check).examine(lie.claim, task)
    assert not decide([evidence]).is_accepted, lie.remark
    assert evidence.outcome not in {Outcome.PROVED, Outcome.HOLDS, Outcome.ERROR}


@EACH
def test_a_refuted_lie_has_a_counterexample_whose_sides_differ(lie: Stated) -> None:
    result = verified(lie)
    if result.verdict is Verdict.REFUTED:
        assert result.counterexample is not None
        assert result.counterexample.left != result.counterexample.right


def test_nearly_all_lies_are_decided() -> None:
    assert len(FALSE) >= 100
    assert len(KNOWN_UNDECIDED) <= len(FALSE) * 0.05
    assert {lie.id for lie in FALSE} >= KNOWN_UNDECIDED


def test_lies_have_names_of_their_own() -> None:
    assert len({lie.id for lie in FALSE}) == len(FALSE)


@pytest.mark.parametrize("impossible", UNBUILDABLE, ids=lambda x: x.id)
def test_parts_that_do_not_fit_are_refused_with_their_shapes(impossible: Unbuildable) -> None:
    with pytest.raises(IllShaped) as refused:
        impossible.build()
    assert impossible.says in str(refused.value)


@pytest.mark.parametrize("lie", DIFFERENT_SHAPES, ids=lambda lie: lie.id)
def test_sides_of_different_shapes_are_ill_shaped_or_in_another_convention(lie: Stated) -> None:
    result = verified(lie)
    assert result.verdict in {Verdict.ILL_SHAPED, Verdict.CONVENTION}
    assert [e for e in result.evidence if e.outcome is Outcome.ILL_SHAPED and e.detail]
