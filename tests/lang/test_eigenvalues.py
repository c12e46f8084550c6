"""Eigenvalues: the largest and the smallest one, and all of them where their order does not matter."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_statement
from matrixcalc.results import StepResult, Verdict

LET = "A, B : n×n, symmetric; P : n×n, positive definite; F : n×m; G : n×n; x : n; t : scalar"


def judged(statement: str, let: str = LET) -> StepResult:
    (derivation,) = read_statement(statement, let).derivations
    return verify_derivation(derivation, Options(budget=20)).steps[-1]


TRUE = [
    r"\operatorname{tr}(A) = \sum_{i=1}^n \lambda_i(A)",
    r"\det(A) = \prod_{i=1}^n \lambda_i(A)",
    r"\|A\|_F^2 = \sum_i \lambda_i(A)^2",
    r"\operatorname{tr}(A^3) = \sum_{i=1}^n \lambda_i(A)^3",
    r"\sum_{i=1}^n \lambda_i(A^2) = \|A\|_F^2",
    r"\operatorname{tr}(P^{-1}) = \sum_{i=1}^n \frac{1}{\lambda_i(P)}",
    r"\log\det P = \sum_{i=1}^n \log\lambda_i(P)",
    r"\det(I - tA) = \prod_{i=1}^n (1 - t\lambda_i(A))",
    r"\|F\|_F^2 = \sum_{i=1}^n \lambda_i(FF^\top)",
    r"\det(FF^\top) = \prod_{i=1}^n \lambda_i(FF^\top)",
    r"\frac{\partial}{\partial P}\sum_{i=1}^n \log\lambda_i(P) = P^{-1}",
    r"\frac{\partial}{\partial A}\sum_{i=1}^n \lambda_i(A)^2 = 2A",
    r"\|F\|_2^2 = \lambda_{\max}(F^\top F)",
    r"\lambda_{\max}(FF^\top) = \lambda_{\max}(F^\top F)",
    r"\lambda_{\max}(-A) = -\lambda_{\min}(A)",
    r"\lambda_{\max}(P^{-1}) = \frac{1}{\lambda_{\min}(P)}",
    r"\lambda_{\max}(P) = \|P\|_2",
]
FALSE = [
    r"\|F\|_F^2 = \sum_{i=1}^n \lambda_i(FF^\top)^2",
    r"\frac{\partial}{\partial A}\sum_{i=1}^n \lambda_i(A)^2 = A",
    r"\det(A) = \sum_{i=1}^n \lambda_i(A)",
    r"\operatorname{tr}(P^{-1}) = \sum_{i=1}^n \lambda_i(P)",
    r"\operatorname{tr}(A^2) = \left(\sum_{i=1}^n \lambda_i(A)\right)^2",
    r"\|F\|_2 = \lambda_{\max}(F^\top F)",
    r"\lambda_{\max}(A) = -\lambda_{\min}(A)",
    r"\lambda_{\max}(A) = \|A\|_2",
    r"\lambda_{\max}(P^{-1}) = \frac{1}{\lambda_{\max}(P)}",
    r"\lambda_{\max}(A + B) = \lambda_{\max}(A) + \lambda_{\max}(B)",
]
OPEN = [
    # A matrix that is not symmetric may have complex eigenvalues.
    r"\operatorname{tr}(G) = \sum_{i=1}^n \lambda_i(G)",
    r"\lambda_{\max}(G) = \lambda_{\max}(G^\top)",
    # Nothing says in which order the eigenvalues are.
    r"\sum_{i=1}^n x_i\lambda_i(A) = \sum_{i=1}^n \lambda_i(A)x_i",
    r"\sum_{i=1}^n \lambda_i(A)\lambda_i(B) = \operatorname{tr}(AB)",
    r"\sum_{i=1}^n i\lambda_i(A) = \operatorname{tr}(A)",
    r"\sum_{i=2}^n \lambda_i(A) = \operatorname{tr}(A)",
    r"\lambda_1(A) = \lambda_{\max}(A)",
]


@pytest.mark.parametrize("statement", TRUE)
def test_what_holds_of_eigenvalues_is_accepted(statement: str) -> None:
    assert judged(statement).verdict.is_accepted


@pytest.mark.parametrize("statement", FALSE)
def test_what_is_false_of_eigenvalues_is_refuted(statement: str) -> None:
    assert judged(statement).verdict is Verdict.REFUTED


@pytest.mark.parametrize("statement", OPEN)
def test_what_depends_on_an_order_or_may_be_complex_is_left_open(statement: str) -> None:
    found = judged(statement).verdict
    assert not found.is_accepted
    assert found not in (Verdict.REFUTED, Verdict.ILL_SHAPED)


def test_lambda_that_is_not_declared_is_a_number_where_it_stands_alone() -> None:
    let = "A_i : n×n, symmetric (i = 1..m); B : n×n, symmetric"
    claimed = (
        r"\sum_{i=1}^m \lambda_i (A_i + B) = \sum_{i=1}^m \lambda_i A_i + \sum_{i=1}^m \lambda_i B"
    )
    assert judged(claimed, let).verdict is not Verdict.REFUTED


def test_a_family_named_lambda_is_no_function() -> None:
    let = "λ_i : scalar (i = 1..n); x : n"
    claimed = (
        r"\sum_{i=1}^n \lambda_i(x_i + 1) = \sum_{i=1}^n \lambda_i x_i + \sum_{i=1}^n \lambda_i"
    )
    assert judged(claimed, let).verdict.is_accepted
