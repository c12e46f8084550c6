"""Powers of numbers whose exponents are sizes, halves of sizes, and sums of integers."""

from __future__ import annotations

import pytest

from matrixcalc.api import check
from matrixcalc.results import Outcome, StepResult, Verdict

LET = "Σ : D×D, positive definite; r, s : scalar, positive; c : scalar; D, j, k : integer, positive"
TRUE = [
    r"(2\pi)^{D/2} |\Sigma|^{1/2} = \sqrt{(2\pi)^D |\Sigma|}",
    r"|2\pi\Sigma|^{1/2} = (2\pi)^{D/2} |\Sigma|^{1/2}",
    r"\frac{1}{(2\pi)^{D/2} |\Sigma|^{1/2}} = |2\pi\Sigma|^{-1/2}",
    r"\frac{1}{\sqrt{(2\pi)^D |\Sigma|}} = (2\pi)^{-D/2} |\Sigma|^{-1/2}",
    r"(2\pi)^{-D/2} |\Sigma|^{-1/2} = (2\pi)^{-D/2} |\Sigma^{-1}|^{1/2}",
    r"(2\pi r)^{-D/2} = (2\pi)^{-D/2} r^{-D/2}",
    r"(2\pi r^2)^{-D/2} = (2\pi)^{-D/2} r^{-D}",
    r"|r \Sigma|^{1/2} = r^{D/2} |\Sigma|^{1/2}",
    r"r^{(D+1)/2} = \sqrt{r} r^{D/2}",
    r"r^{D+k} = r^D r^k",
    r"\sqrt{r/s} = \sqrt{r}/\sqrt{s}",
    r"(r^2)^{1/2} = r",
    r"∂ \log(e^{c}/\sqrt{(2\pi)^D r})/∂r = -\frac{1}{2r}",
    r"(r^{2k})^{1/2} = r^k",
    r"c^j c^k = c^{j+k}",
    r"c c^k = c^{k+1}",
    r"(c r)^k = c^k r^k",
    r"(c^j)^k = c^{j k}",
    r"(c^2)^k = c^{2k}",
]
FALSE = [
    r"(2\pi)^{D/2} |\Sigma|^{1/2} = \sqrt{2\pi |\Sigma|}",
    r"(2\pi)^{D} |\Sigma|^{1/2} = \sqrt{(2\pi)^D |\Sigma|}",
    r"|2\pi\Sigma|^{1/2} = \sqrt{2\pi} |\Sigma|^{1/2}",
    r"|2\pi\Sigma|^{1/2} = (2\pi)^{D} |\Sigma|^{1/2}",
    r"\frac{1}{(2\pi)^{D/2} |\Sigma|^{1/2}} = |2\pi\Sigma|^{1/2}",
    r"(2\pi)^{-D/2} |\Sigma|^{-1/2} = (2\pi)^{-D/2} |\Sigma^{-1}|^{-1/2}",
    r"(2\pi r^2)^{-D/2} = (2\pi)^{-D/2} r^{-D/2}",
    r"|r \Sigma|^{1/2} = r^{1/2} |\Sigma|^{1/2}",
    r"r^{(D+1)/2} = r r^{D/2}",
    r"r^{D+k} = r^{D k}",
    r"\sqrt{r/s} = \sqrt{s}/\sqrt{r}",
    r"\sqrt{r + s} = \sqrt{r} + \sqrt{s}",
    r"c^j c^k = c^{j k}",
    r"c c^k = c^{2k}",
    r"(c r)^k = c r^k",
    r"(c^j)^k = c^{j+k}",
    r"(c^2)^k = c^{k+2}",
]
OF_ANY_SIGN = [
    r"\sqrt{c^2} = c",
    r"\sqrt{c^2 r} = c \sqrt{r}",
    r"\sqrt{c^{2k}} = c^k",
    r"(c^2)^{1/2} = c",
    r"(c^2 r)^{1/2} = c r^{1/2}",
    r"\sqrt{c j} \sqrt{c k} = c \sqrt{j k}",
]
"""What holds of positive numbers alone."""


def judged(statement: str, *checks: str) -> StepResult:
    (step,) = check(statement, LET, checks=checks).steps
    return step


@pytest.mark.parametrize("statement", TRUE)
def test_powers_of_numbers_have_a_proof(statement: str) -> None:
    assert judged(statement, "proof").verdict is Verdict.PROVED


@pytest.mark.parametrize("statement", FALSE)
def test_what_is_false_of_powers_of_numbers_has_none(statement: str) -> None:
    step = judged(statement, "shapes", "proof", "exact")
    assert [e.outcome for e in step.evidence if e.check == "proof"] == [Outcome.INCONCLUSIVE]
    assert not step.verdict.is_accepted


@pytest.mark.parametrize("statement", OF_ANY_SIGN)
def test_no_root_loses_its_sign(statement: str) -> None:
    step = judged(statement, "shapes", "proof")
    assert [e.outcome for e in step.evidence if e.check == "proof"] == [Outcome.INCONCLUSIVE]
