"""argmin and argmax: the derivative is zero at the point, and the function is convex or concave."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import StepResult, Verdict

ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED}
LEAST_SQUARES = (
    r"Z : N×k; y : N; w, v : k; \lambda : positive; A : k×k, positive definite; B : k×k; t : scalar;"
    r"a : positive; P : k×k, positive semidefinite"
)
SAMPLES = r"\Sigma : D×D, positive definite; \mu, m : D; x_n : D (n = 1..N)"
FULL = r"X : N×k, full column rank; y : N; w : k; W : N×N, positive definite"

TRUE = [
    (FULL, r"\arg\min_w \|y-Xw\|^2 = (X^TX)^{-1}X^Ty"),
    (FULL, r"(X^TWX)^{-1}X^TWy = \operatorname*{arg\,min}_w (y-Xw)^TW(y-Xw)"),
    (
        LEAST_SQUARES,
        r"\operatorname{argmin}_w \|y-Zw\|^2+\lambda\|w\|^2 = (Z^TZ+\lambda I)^{-1}Z^Ty",
    ),
    (LEAST_SQUARES, r"\arg\min_t (a t^2 - 2t) = 1/a"),
    (LEAST_SQUARES, r"\underset{w}{\operatorname{argmin}} (w^TAw - 2v^Tw) = A^{-1}v"),
    (LEAST_SQUARES, r"\arg\max_w (2v^Tw - w^TAw) = A^{-1}v"),
    (
        SAMPLES,
        r"\arg\min_\mu \sum_{n=1}^N (x_n-\mu)^T\Sigma^{-1}(x_n-\mu) = \frac1N\sum_{n=1}^N x_n",
    ),
]
FALSE = [
    (LEAST_SQUARES, r"\arg\min_w (w^TAw - 2v^Tw) = A v"),
    (LEAST_SQUARES, r"\arg\min_w (w^TAw - 2v^Tw) = 2A^{-1}v"),
    (LEAST_SQUARES, r"\arg\min_t (a t^2 - 2t) = a"),
    (SAMPLES, r"\arg\min_\mu \sum_{n=1}^N (x_n-\mu)^T\Sigma^{-1}(x_n-\mu) = \sum_{n=1}^N x_n"),
]
OPEN = [
    (LEAST_SQUARES, r"\arg\max_w (w^TAw - 2v^Tw) = A^{-1}v"),
    (LEAST_SQUARES, r"\arg\min_w w^TBw = 0"),
    (LEAST_SQUARES, r"\arg\min_w w^TPw = 0"),
    (LEAST_SQUARES, r"\arg\min_t t^3 = 0"),
    (LEAST_SQUARES, r"\arg\min_w \|y-Zw\|^2 = (Z^TZ)^{-1}Z^Ty"),
    (LEAST_SQUARES, r"\arg\min_{\|w\|=1} w^TAw = v"),
    (LEAST_SQUARES, r"\arg\min_a (a^2 + a) = -\frac12"),
]


def step(declared: str, text: str) -> StepResult:
    """The last step of a text that claims something."""
    document = read_document("x.md", f"<!-- matcalc: {declared} -->\n{text}\n".encode())
    found = [s for d in document.derivations for s in verify_derivation(d, Options()).steps]
    return [s for s in found if s.verdict is not Verdict.GIVEN][-1]


@pytest.mark.parametrize(("declared", "formula"), TRUE)
def test_the_only_optimum_of_a_convex_function_is_accepted(declared: str, formula: str) -> None:
    found = step(declared, f"$$ {formula} $$")
    assert found.verdict in ACCEPTED
    assert "the second derivative" in found.reasons[0]


@pytest.mark.parametrize(("declared", "formula"), FALSE)
def test_a_point_at_which_the_derivative_is_not_zero_is_no_optimum(
    declared: str, formula: str
) -> None:
    assert step(declared, f"$$ {formula} $$").verdict is Verdict.REFUTED


@pytest.mark.parametrize(("declared", "formula"), OPEN)
def test_what_may_be_no_optimum_is_neither_accepted_nor_refuted(
    declared: str, formula: str
) -> None:
    found = step(declared, f"$$ {formula} $$")
    assert found.verdict in (Verdict.CONDITIONAL, Verdict.UNDECIDED)


def test_a_letter_that_is_defined_before_may_be_the_optimum() -> None:
    text = "Let $u = (X^TX)^{-1}X^Ty$. Then\n$$ u = \\arg\\min_w \\|y-Xw\\|^2 $$"
    assert step(FULL, text).verdict in ACCEPTED
    assert step(FULL, text.replace("X^Ty$", "X^Ty + w$")).verdict not in ACCEPTED


def test_an_optimum_under_a_constraint_is_not_refuted() -> None:
    text = "$$ \\arg\\min_w (w^TAw - 2v^Tw) = v $$\nsubject to $w = v$."
    assert step(LEAST_SQUARES, text).verdict is Verdict.UNDECIDED


def test_a_letter_without_a_meaning_stands_for_the_optimum() -> None:
    text = "$$ u = \\arg\\min_w \\|y-Xw\\|^2 $$\n$$ X^TXu = X^Ty $$"
    assert step(FULL, text).verdict not in (*ACCEPTED, Verdict.REFUTED)
