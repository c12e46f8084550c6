"""`assert_verified`: silent on what holds, readable on what does not."""

from __future__ import annotations

import pytest

from matrixcalc import Derivation, claim, define, derivative, expecting, given, matrix, sizes, tr
from matrixcalc.results import Verdict
from matrixcalc.statements import Statement
from matrixcalc.testing import assert_verified

n, m = sizes("n m")
A, B, C = matrix("A", n, n), matrix("B", n, n), matrix("C", n, n)
RIGHT = claim(tr(A @ B), tr(B @ A), "cyclic property")
WRONG = claim(A @ B, B @ A, "products commute")
FAST = {"checks": ("shapes", "exact")}


def derivation(*statements: Statement) -> Derivation:
    return Derivation("tried", "Tried", statements)


@pytest.mark.parametrize(
    "statements",
    [(RIGHT,), (define(C, A @ B), RIGHT), (given(A, B), RIGHT), (expecting("refuted", WRONG),)],
    ids=["true", "a definition", "a hypothesis", "refuted as expected"],
)
def test_nothing_happens_if_all_is_as_it_should_be(statements: tuple[Statement, ...]) -> None:
    assert_verified(derivation(*statements), **FAST)


def test_a_wrong_step_raises_with_the_report_on_it() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_verified(derivation(RIGHT, WRONG), **FAST)
    message = str(caught.value)
    assert message.startswith("1 of 2 steps are not verified\n")
    assert "AB = BA" in message
    assert "refuted" in message
    assert "counterexample" in message
    assert "cyclic property" not in message


def test_a_conditional_step_is_not_verified() -> None:
    x = matrix("x", n, 1)
    half = claim(derivative(x.T @ A @ x, x), 2 * A @ x)
    with pytest.raises(AssertionError, match="conditional"):
        assert_verified(derivation(half), **FAST)


def test_an_expectation_that_is_not_met_raises() -> None:
    with pytest.raises(AssertionError, match="expected"):
        assert_verified(derivation(expecting(Verdict.REFUTED.value, RIGHT)), **FAST)


def test_several_derivations_may_be_given() -> None:
    with pytest.raises(AssertionError, match="1 of 2"):
        assert_verified([derivation(RIGHT), derivation(WRONG)], **FAST)


def test_an_unknown_check_is_refused() -> None:
    with pytest.raises(ValueError, match="no check 'exakt'"):
        assert_verified(derivation(RIGHT), checks=("exakt",))


def test_an_unknown_size_is_refused() -> None:
    with pytest.raises(ValueError, match="no derivation has a size 'q'"):
        assert_verified(derivation(RIGHT), sizes={"q": 3})
