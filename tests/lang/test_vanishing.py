"""Derivatives that are set to zero in words, and what follows from that."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import StepResult, Verdict

RIDGE = r"""Let $X \in \mathbb{R}^{n\times d}$, $y \in \mathbb{R}^n$, $w \in \mathbb{R}^d$ and $\lambda > 0$.

$$ \frac{\partial}{\partial w} \left( \|y - Xw\|^2 + \lambda \|w\|^2 \right) = -2X^T(y - Xw) + 2\lambda w $$
"""
MEAN = r"""Let $x_1, \dots, x_n \in \mathbb{R}^d$, $\mu \in \mathbb{R}^d$ and $\Sigma$ positive definite.

$$ \frac{\partial}{\partial \mu} \sum_{i=1}^n (x_i - \mu)^T \Sigma^{-1} (x_i - \mu) = -2 \sum_{i=1}^n \Sigma^{-1} (x_i - \mu) $$
"""
CUBIC = r"""Let $t \in \mathbb{R}$ and $f(t) = t^3/3 - t$.

$$ f'(t) = t^2 - 1 $$

$$ f''(t) = 2t $$
"""
LAGRANGE = r"""Let $w \in \mathbb{R}^n$ and $\lambda \in \mathbb{R}$.

$$ \frac{\partial}{\partial \lambda} (w^T w - \lambda (w^T w - 1)) = 1 - w^T w $$
"""
SOLVED = r"(X^TX + \lambda I)^{-1} X^T y"

REFUTED = Verdict.REFUTED
OBJECTIVE = r"""Let $X \in \mathbb{R}^{n\times d}$, $y \in \mathbb{R}^n$ and $\lambda > 0$.

Let $f(w) = \|y - Xw\|^2 + \lambda \|w\|^2$ with $w \in \mathbb{R}^d$.
"""
TWO_OBJECTIVES = (
    OBJECTIVE
    + r"""
Let $g(w) = \|y - Xw\|^2$ and $h(w) = w^Tw$.
"""
)
VARIANCE = r"""Let $e \in \mathbb{R}^n$ and $s > 0$.

$$ \frac{\partial}{\partial s} \left( -\frac{n}{2} \log s - \frac{e^Te}{2s} \right) = -\frac{n}{2s} + \frac{e^Te}{2s^2} $$
"""

CONCLUSIONS = [
    (RIDGE, "Setting the gradient to zero and solving for $w$ yields", f"w = {SOLVED}", True),
    (RIDGE, "Setting this to zero gives", rf"\hat w = {SOLVED}", True),
    (RIDGE, "We set this to zero and get", rf"w^* = {SOLVED}", True),
    (RIDGE, "Setting the derivative equal to zero and rearranging:",
     r"(X^T X + \lambda I) w = X^T y", True),
    (RIDGE, "Setzen wir das gleich null, so folgt", rf"\hat w = {SOLVED}", True),
    (RIDGE, "Setting this to zero gives", r"\hat w = (X^TX - \lambda I)^{-1} X^T y", REFUTED),
    (RIDGE, "Setting this to zero gives", r"X^T X w = X^T y", False),
    (CUBIC, "Setting the derivative to zero yields", "t = 0", False),
    (LAGRANGE, "Setting this to zero yields", r"w^T w = 1", True),
    (LAGRANGE, "Without setting this to zero we find", r"w^T w = 1", False),
    # of the function that the text defines
    (OBJECTIVE, "Setting the gradient to zero, we obtain", f"w = {SOLVED}", True),
    (OBJECTIVE, "Differentiating $f$ and setting the result to zero, we find", rf"\hat w = {SOLVED}", True),
    (OBJECTIVE, "Setting the gradient to zero, we obtain",
     r"w = (X^TX + 2\lambda I)^{-1} X^T y", REFUTED),
    (OBJECTIVE, "Der Gradient verschwindet für", f"w = {SOLVED}", True),
    (OBJECTIVE, "The gradient vanishes at", r"w = (X^TX)^{-1} X^T y", REFUTED),
    (RIDGE, "Nullsetzen liefert", rf"\hat w_{{ridge}} = {SOLVED}", True),
    (RIDGE, "En annulant le gradient, on obtient", r"w^* = X^T y", REFUTED),
    (TWO_OBJECTIVES, "Setting the gradient to zero, we obtain", r"\hat w = 0", False),
    # under more than the derivative says
    (RIDGE, "Setting this to zero on the sphere gives", r"w = X^T y", False),
    (RIDGE, "For $\\lambda = 0$, setting this to zero gives", r"w = (X^TX)^{-1} X^T y", False),
    (RIDGE, "Setting this to zero and using the constraint, we get", r"w = X^T y", False),
    (VARIANCE, "Setting this to zero gives", r"s = \frac{1}{n} e^Te", True),
    (VARIANCE, "Setting this to zero gives", r"s = \frac{1}{n-1} e^Te", REFUTED),
    # of another letter, or of no derivative at all
    (RIDGE, "Setting this to zero gives", r"\hat \lambda = 1", False),
    ("", "Setting this to zero gives", r"\hat w = 0", None),
    (MEAN, "Setting this to zero yields", r"\hat\mu = \frac{1}{n} \sum_{i=1}^n x_i", True),
    (MEAN, "Setting this to zero yields", r"\mu_{ML} = \frac{1}{n} \sum_{i=1}^n x_i", True),
    (MEAN, "Setting this to zero yields", r"\hat\mu = \sum_{i=1}^n x_i", REFUTED),
]  # fmt: skip


def steps(text: str) -> list[StepResult]:
    """The results for the one problem of a document."""
    (derivation,) = read_document("p.md", f"# P\n\n{text}\n".encode()).derivations
    return list(verify_derivation(derivation, Options(("shapes", "proof", "exact"))).steps)


@pytest.mark.parametrize(("before", "words", "written", "accepted"), CONCLUSIONS)
def test_a_conclusion_from_a_derivative_that_is_set_to_zero_is_judged_so(
    before: str, words: str, written: str, accepted: bool | Verdict | None
) -> None:
    found = steps(f"{before}\n\n{words}\n\n$$ {written} $$")
    claims = [s for s in found if s.verdict is not Verdict.GIVEN and s.line > 9]
    assert any(s.verdict is Verdict.REFUTED for s in claims) is (accepted is REFUTED)
    if accepted is REFUTED:
        return
    if accepted is None:
        assert claims == []
    else:
        assert any(s.verdict.is_accepted for s in claims) is accepted


def test_the_value_that_is_found_stands_for_its_letter_from_there_on() -> None:
    after = r"$$ \|\hat\mu\|^2 = \frac{1}{n^2} \sum_{i=1}^n \sum_{j=1}^n x_i^T x_j $$"
    solved = r"$$ \hat\mu = \frac{1}{n} \sum_{i=1}^n x_i $$"
    found = steps(f"{MEAN}\n\nSetting this to zero yields\n\n{solved}\n\nHence\n\n{after}")
    assert found[-1].verdict.is_accepted


def test_the_value_of_a_letter_with_a_star_is_not_that_of_the_letter() -> None:
    after = "Then for all $w$\n\n$$ (X^T X + \\lambda I) w = X^T y $$"
    found = steps(f"{RIDGE}\n\nSetting this to zero gives\n\n$$ w^* = {SOLVED} $$\n\n{after}")
    assert found[-1].verdict is Verdict.UNDECIDED


def test_a_derivative_that_is_only_set_to_zero_is_given() -> None:
    text = rf"{RIDGE}\n\nWe set this to zero:\n\n$$ -2X^T(y - Xw) + 2\lambda w = 0 $$"
    assert steps(text.replace("\\n", "\n"))[-1].verdict is Verdict.GIVEN


LIKELIHOOD = r"""Let $x_1,\dots,x_N\in\mathbb{R}^d$, $\mu\in\mathbb{R}^d$ and $\Sigma$ positive definite. Let
$$ \ell(\mu,\Sigma) = -\frac N2\log|\Sigma| - \frac12\sum_{n=1}^N (x_n-\mu)^T\Sigma^{-1}(x_n-\mu). $$

Setting the derivative with respect to $\mu$ to zero gives
$$ \hat\mu = \frac1N\sum_{n=1}^N x_n. $$

Setting the derivative with respect to $\Sigma$ to zero gives
"""


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (r"\frac1N\sum_{n=1}^N (x_n-\mu)(x_n-\mu)^T", Verdict.PROVED),
        (r"\frac1N\sum_{n=1}^N (x_n-\hat\mu)(x_n-\hat\mu)^T", Verdict.PROVED),
        (r"\frac1{N-1}\sum_{n=1}^N (x_n-\hat\mu)(x_n-\hat\mu)^T", Verdict.REFUTED),
    ],
)
def test_what_is_found_second_rests_on_what_was_found_first(found: str, verdict: Verdict) -> None:
    claims = [s for s in steps(f"{LIKELIHOOD}$$ \\hat\\Sigma = {found}. $$") if s.kind == "claim"]
    assert [s.verdict for s in claims] == [Verdict.PROVED, verdict]


@pytest.mark.parametrize(("divisor", "accepted"), [("n", True), ("n-1", False)])
def test_the_square_of_a_letter_is_found(divisor: str, accepted: bool) -> None:
    slope = r"$$ \ell'(\sigma) = -\frac n\sigma + \frac{e^Te}{\sigma^3} $$"
    text = r"Let $e \in \mathbb{R}^n$ and $\sigma > 0$. Let $\ell(\sigma) = -n\log\sigma - \frac{e^Te}{2\sigma^2}$."
    solved = rf"$$ \hat\sigma^2 = \frac1{{{divisor}}} e^Te $$"
    last = steps(f"{text}\n\n{slope}\n\nSetting this to zero gives\n\n{solved}")[-1]
    assert last.verdict is (Verdict.PROVED if accepted else Verdict.REFUTED)
