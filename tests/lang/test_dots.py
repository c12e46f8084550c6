"""Sums and products with dots are read as sums and products over an index, or not at all."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_statement
from matrixcalc.results import Verdict
from matrixcalc.statements import Equality, Unjudged

LET = "A : n×n; x, y : n; s : n, positive entries; v_k : n (k = 1..K)"
OPTIONS = Options(("shapes", "proof", "exact"))
ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED}

TRUE = [
    r"x^Ty = x_1y_1 + x_2y_2 + \dots + x_ny_n",
    r"x^Tx = x_1^2 + \cdots + x_n^2",
    r"\operatorname{tr} A = a_{11} + a_{22} + \dots + a_{nn}",
    r"\operatorname{tr} A = A_{11} + A_{22} + \dots",
    r"\log(s_1 s_2 \cdots s_n) = \log s_1 + \log s_2 + \dots + \log s_n",
    r"\det(\operatorname{diag}(x)) = x_1 \cdot x_2 \cdot \dots \cdot x_n",
    r"1 + 2 + \dots + n = \frac{n(n+1)}{2}",
    r"-x_1 - x_2 - \dots - x_n = -1^Tx",
    r"x^T(v_1 + v_2 + \dots + v_K) = \sum_{k=1}^K x^Tv_k",
    r"v_1v_1^T + \dots + v_Kv_K^T = \sum_k v_kv_k^T",
]
FALSE = [
    r"x^Tx = x_1 + x_2 + \dots + x_n",
    r"\det A = a_{11}a_{22} \cdots a_{nn}",
    r"1 + 2 + \dots + n = n^2",
]
NOT_READ = [
    r"x_1 + x_3 + \dots + x_n = 1^Tx",
    r"x_1 - x_2 + \dots + x_n = 1^Tx",
    r"x_1 + x_2 + \dots + y_n = 1^Tx",
    r"1 + x_1 + x_1^2 + \dots + x_1^n = 0",
    r"x_1 + x_2 + x_4 + \dots + x_n = 1^Tx",
    r"x_1 + \dots = 1^Tx",
]


@pytest.mark.parametrize("statement", TRUE)
def test_a_true_statement_with_dots_is_accepted(statement: str) -> None:
    (derivation,) = read_statement(statement, LET).derivations
    assert verify_derivation(derivation, OPTIONS).steps[-1].verdict in ACCEPTED


@pytest.mark.parametrize("statement", FALSE)
def test_a_false_statement_with_dots_is_refuted(statement: str) -> None:
    (derivation,) = read_statement(statement, LET).derivations
    assert verify_derivation(derivation, OPTIONS).steps[-1].verdict is Verdict.REFUTED


@pytest.mark.parametrize("statement", NOT_READ)
def test_dots_that_no_sequence_explains_are_not_judged(statement: str) -> None:
    (derivation,) = read_statement(statement, LET).derivations
    assert isinstance(derivation.statements[-1], Unjudged)


def test_the_sum_is_shown_as_it_was_understood() -> None:
    (derivation,) = read_statement(TRUE[0], LET).derivations
    (step,) = derivation.statements
    assert isinstance(step, Equality)
    assert str(step.right) == "Σ_{i=1}^{n} xᵢ yᵢ"
