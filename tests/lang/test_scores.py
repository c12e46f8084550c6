"""Means of derivatives: the score of a Gaussian, its Fisher information, and what is no such mean."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import StepResult, Verdict

ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED}
DECLARED = r"""<!-- matcalc: x ~ N(\mu, \Sigma) in n; \mu : n; \Sigma : n×n, positive definite;
A : n×n; b : n; layout = denominator -->
"""
DENSITY = r"\log\mathcal N(x\mid\mu,\Sigma)"
SCORE = rf"\nabla_\mu{DENSITY}"

TRUE = [
    rf"\mathbb E\left[{SCORE}\right] = 0",
    rf"\mathbb E\left[{SCORE}\,{SCORE}^\top\right] = \Sigma^{{-1}}",
    rf"\mathbb E\left[({SCORE})({SCORE})^\top\right] = \Sigma^{{-1}}",
    rf"\operatorname{{Cov}}\left({SCORE}\right) = \Sigma^{{-1}}",
    rf"-\mathbb E\left[\nabla^2_\mu{DENSITY}\right] = \Sigma^{{-1}}",
    rf"-\mathbb E\left[\nabla_\mu^2{DENSITY}\right] = \mathbb E\left[{SCORE}\,{SCORE}^\top\right]",
    rf"\mathbb E\left[\frac{{\partial{DENSITY}}}{{\partial\mu}}\right] = 0",
    rf"\mathbb E\left[\nabla_x{DENSITY}\right] = 0",
    rf"\mathbb E\left[\nabla_\Sigma{DENSITY}\right] = 0",
    rf"\mathbb E\left[\|{SCORE}\|^2\right] = \operatorname{{tr}}(\Sigma^{{-1}})",
    r"\mathbb E\left[\nabla_b\|Ax - b\|^2\right] = 2(b - A\mu)",
    r"\mathbb E\left[\nabla_A(b^TAx)\right] = b\mu^T",
    r"\mathbb E\left[x^T\nabla_b\|x - b\|^2\right] = 2\mu^Tb - 2\mu^T\mu - 2\operatorname{tr}\Sigma",
]
FALSE = [
    rf"\mathbb E\left[({SCORE})({SCORE})^\top\right] = \Sigma",
    rf"\operatorname{{Cov}}\left({SCORE}\right) = \Sigma",
    rf"\operatorname{{Cov}}\left({SCORE}\right) = 2\Sigma^{{-1}}",
    rf"\mathbb E\left[\nabla_\mu^2{DENSITY}\right] = \Sigma^{{-1}}",
    rf"\mathbb E\left[{SCORE}\right] = \Sigma^{{-1}}\mu",
    rf"\mathbb E\left[\|{SCORE}\|^2\right] = n",
    r"\mathbb E\left[\nabla_b\|Ax - b\|^2\right] = 2(A\mu - b)",
    r"\mathbb E\left[\nabla_A(b^TAx)\right] = b\mu^T + b b^T",
    r"\mathbb E\left[x^T\nabla_b\|x - b\|^2\right] = 2\mu^Tb - 2\mu^T\mu",
]
OPEN = [
    # the first gradient may reach as far as the second
    rf"\mathbb E\left[{SCORE}\,{SCORE}^\top\right] = \Sigma",
    # it may be the condition for an optimum
    r"\mathbb E\left[\nabla_b\|Ax - b\|^2\right] = 0",
    # the mean moves with what is differentiated by, the letter below it does not
    r"\mathbb E\left[\nabla_\mu\mathbb E[x^Tx]\right] = 0",
    # no polynomial
    r"\mathbb E\left[\nabla_b\,\|x - b\|\right] = b",
]


def step(written: str) -> StepResult:
    """The only step of a document with this formula."""
    (derivation,) = read_document("x.md", f"{DECLARED}\n$$ {written} $$\n".encode()).derivations
    return verify_derivation(derivation, Options(("shapes", "proof", "exact"))).steps[-1]


@pytest.mark.parametrize("written", TRUE)
def test_a_true_mean_of_a_derivative_is_accepted(written: str) -> None:
    found = step(written)
    assert found.verdict in ACCEPTED, (found.reasons, found.notes)


@pytest.mark.parametrize("written", FALSE)
def test_a_false_mean_of_a_derivative_is_refuted(written: str) -> None:
    found = step(written)
    assert found.verdict is Verdict.REFUTED, found.reasons


@pytest.mark.parametrize("written", OPEN)
def test_what_may_be_meant_otherwise_is_undecided(written: str) -> None:
    assert step(written).verdict is Verdict.UNDECIDED


def test_a_score_may_have_a_name() -> None:
    text = (
        f"{DECLARED}\nLet $s = {SCORE}$.\n\n"
        r"$$E[s s^T] = \Sigma^{-1}$$" + "\n\n" + r"$$E[s s^T] = \Sigma$$" + "\n"
    )
    (derivation,) = read_document("x.md", text.encode()).derivations
    true, false = verify_derivation(derivation, Options(("shapes", "proof", "exact"))).steps[-2:]
    assert true.verdict in ACCEPTED
    assert false.verdict is Verdict.REFUTED


def test_the_proof_says_that_the_derivative_is_taken_first() -> None:
    (proof,) = (e for e in step(TRUE[0]).evidence if e.check == "proof")
    assert "derivative inside of the mean" in proof.laws


NOISE = (
    r"Let $\varepsilon \sim \mathcal{N}(0, s^2 I_n)$ and $y = X\beta + \varepsilon$ with "
    r"$X \in \mathbb{R}^{n \times p}$, $\beta \in \mathbb{R}^p$ and $s \in \mathbb{R}$."
)
LAW = (
    r"Let $y \sim \mathcal{N}(X\beta, s^2 I_n)$ with $X \in \mathbb{R}^{n \times p}$, "
    r"$\beta \in \mathbb{R}^p$ and $s \in \mathbb{R}$."
)
SLOPE = r"(\nabla_\beta\|y-X\beta\|^2)"
OBSERVED = [
    rf"{SLOPE} = -2X^T(y-X\beta)",
    rf"{SLOPE} = 0",
    rf"\mathbb E[{SLOPE}{SLOPE}^T] = 4s^2X^TX",
    rf"\mathbb E[{SLOPE}{SLOPE}^T] = 0",
    r"\mathbb E[\nabla_\beta\|y-X\beta\|^2] = 0",
]


@pytest.mark.parametrize("written", OBSERVED)
def test_what_is_observed_may_move_with_its_parameter_or_not(written: str) -> None:
    text = f"{NOISE}\n\n$$ {written} $$\n"
    (derivation,) = read_document("x.md", text.encode()).derivations
    assert verify_derivation(derivation, Options()).steps[-1].verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(
    ("written", "true"), [(OBSERVED[2], True), (OBSERVED[2].replace("4", "2"), False)]
)
def test_what_has_a_law_does_not_move(written: str, true: bool) -> None:
    text = f"{LAW}\n\n$$ {written} $$\n"
    (derivation,) = read_document("x.md", text.encode()).derivations
    verdict = verify_derivation(derivation, Options()).steps[-1].verdict
    assert verdict in (ACCEPTED if true else {Verdict.REFUTED, Verdict.CONDITIONAL})
