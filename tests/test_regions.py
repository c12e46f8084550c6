"""Statements that are defined at some sizes only, and those that are defined almost everywhere."""

from __future__ import annotations

import pytest

from matrixcalc import Derivation, claim, define, eye, inv, matrix, sizes, verify
from matrixcalc.api import check
from matrixcalc.diagnosis.regions import Region
from matrixcalc.dims import IntVar
from matrixcalc.results import StepResult, Verdict

SOMEWHERE = {
    "the Gram matrix of the rows of a tall matrix": (
        "A^+ = A^T (A A^T)^{-1}", "A : n×m, full column rank",
        "AAᵀ is invertible, of the sizes tried for m = n only",
    ),
    "the Gram matrix of one vector": (
        "(x x^T)^{-1} x x^T = I", "x : n",
        "xxᵀ is invertible, of the sizes tried for n = 1 only",
    ),
    "the Gram matrices of two vectors": (
        "(x x^T + y y^T)^{-1} (x x^T + y y^T) = I", "x, y : n",
        "xxᵀ + yyᵀ is invertible, of the sizes tried for n ≤ 2 only",
    ),
    "the Gram matrix of the columns": (
        "(A^T A)^+ = (A^T A)^{-1}", "A : n×m",
        "AᵀA is invertible, of the sizes tried for m ≤ n only",
    ),
    "a matrix with few columns": (
        "(A A^T)^{-1} A A^T = I", "A : n×5",
        "AAᵀ is invertible, of the sizes tried for n ≤ 5 only",
    ),
    "a product through a smaller space": (
        "(U V)^{-1} U V = I", "U : n×k; V : k×n",
        "UV is invertible, of the sizes tried for n ≤ k only",
    ),
    "a product through two spaces": (
        "(A^T B C)^{-1} A^T B C = I", "A : n×m; B : n×p; C : p×m",
        "AᵀBC is invertible, of the sizes tried for m ≤ n and m ≤ p only",
    ),
    "a sum of two products": (
        "(U V + W Z)^{-1} (U V + W Z) = I", "U : n×k; V : k×n; W : n×m; Z : m×n",
        "UV + WZ is invertible, of the sizes tried for n ≤ k + m only",
    ),
    "a skew-symmetric matrix": (
        "K^{-1} K = I", "K : n×n, skew-symmetric",
        "K is invertible, of the sizes tried for even n only",
    ),
    "a log-determinant": (
        "\\log\\det(A^T A) + c = c + \\log\\det(A^T A)", "A : n×m; c : scalar",
        "AᵀA has positive determinant, of the sizes tried for m ≤ n only",
    ),
    "an inverse beside a matrix": (
        "(A^T A)^{-1} A^T A B = B", "A : n×m; B : m×p",
        "AᵀA is invertible, of the sizes tried for m ≤ n only",
    ),
}  # fmt: skip

EVERYWHERE = {
    "an inverse of a letter": ("A^{-1} A = I", "A : n×n"),
    "the inverse of a product": ("(A B)^{-1} = B^{-1} A^{-1}", "A, B : n×n"),
    "the inverse of a sum": ("(A + B)^{-1} (A + B) = I", "A, B : n×n"),
    "the Gram matrix of the columns of full rank": (
        "(A^T A)^{-1} A^T A = I", "A : n×m, full column rank",
    ),
    "the Gram matrix of the rows of full rank": (
        "A^+ = A^T (A A^T)^{-1}", "A : n×m, full row rank",
    ),
    "a ridge": (
        "(A^T A + c I)^{-1} A^T = A^T (A A^T + c I)^{-1}", "A : n×m; c : scalar, positive",
    ),
    "a factor that is zero at one size": ("\\frac{1}{n - 1} (n - 1) A = A", "A : n×m"),
    "a commutator, which is zero where matrices are scalars": (
        "(AB - BA)^{-1} (AB - BA) = I", "A, B : n×n",
    ),
    "a reflection, which has eigenvalue −1": ("(I + Q)^{-1} (I + Q) = I", "Q : n×n, orthogonal"),
    "an idempotent matrix of any rank": ("(I - 2 P)^{-1} = I - 2 P", "P : n×n, idempotent"),
    "a matrix of any rank": ("A^{-1} A = I", "A : n×n, any rank"),
    "a permutation": ("(2 I + P)^{-1} (2 I + P) = I", "P : n×n, permutation"),
    "a skew-symmetric matrix beside the identity": (
        "(I + K)^{-1} (I + K) = I", "K : n×n, skew-symmetric",
    ),
    "a division by a length": ("x^T x / (x^T x) = 1", "x : n"),
    "many samples": (
        "(\\sum_{i=1}^N x_i x_i^T + A)^{-1} (\\sum_{i=1}^N x_i x_i^T + A) = I",
        "x_i : n; A : n×n",
    ),
}  # fmt: skip


def judged(statement: str, let: str) -> StepResult:
    return check(statement, let, budget=30).steps[-1]


@pytest.mark.parametrize("name", SOMEWHERE)
def test_what_is_defined_at_some_sizes_only_is_conditional_and_says_at_which(name: str) -> None:
    statement, let, condition = SOMEWHERE[name]
    step = judged(statement, let)
    assert step.verdict is Verdict.CONDITIONAL
    assert step.conditions == (condition,)
    assert [note.code for note in step.notes] == ["MC206"]


@pytest.mark.parametrize("name", EVERYWHERE)
def test_what_is_defined_almost_everywhere_is_accepted(name: str) -> None:
    assert judged(*EVERYWHERE[name]).verdict in (Verdict.PROVED, Verdict.VERIFIED)


@pytest.mark.parametrize(
    ("statement", "let", "help_"),
    [
        ("(A^T A)^+ = (A^T A)^{-1}", "A : n×m", 'declare A "full column rank"'),
        ("(A A^T)^{-1} A A^T = I", "A : n×m", 'declare A "full row rank"'),
        ("K^{-1} K = I", "K : n×n, skew-symmetric", 'declare K "invertible"'),
        ("(x x^T)^{-1} x x^T = I", "x : n", ""),
    ],
)
def test_the_declaration_that_helps_is_named(statement: str, let: str, help_: str) -> None:
    (note,) = judged(statement, let).notes
    assert note.help == help_


def test_a_false_statement_that_is_defined_at_some_sizes_only_is_refuted() -> None:
    assert judged("(A^T A)^{-1} A^T A = 2 I", "A : n×m").verdict is Verdict.REFUTED


n, m = sizes("n m")
A = matrix("A", n, m)


def test_at_sizes_that_the_user_asks_for_others_do_not_matter() -> None:
    gram = Derivation("gram", "The Gram matrix", [claim(inv(A.T @ A), inv((A.T @ A).T))])
    (wide,) = verify(gram).steps
    (tall,) = verify(gram, sizes={"n": 4, "m": 2}).steps
    assert wide.verdict is Verdict.CONDITIONAL
    assert tall.verdict is Verdict.PROVED


def test_matrices_of_many_rows_are_seen_to_be_invertible_in_no_time() -> None:
    (step,) = check("(A B)^{-1} = B^{-1} A^{-1}", "A, B : 60×60").steps
    assert step.verdict is Verdict.PROVED
    assert step.conditions == ("AB is invertible", "B is invertible", "A is invertible")


def test_a_definition_supposes_that_what_it_inverts_has_an_inverse_and_the_report_says_so() -> None:
    W = matrix("W", m, m)
    gram = Derivation(
        "gram", "The Gram matrix", [define(W, inv(A.T @ A)), claim(W @ A.T @ A, eye(m))]
    )
    *_, step = verify(gram).steps
    assert step.verdict is Verdict.PROVED
    assert step.conditions == ("AᵀA is invertible, of the sizes tried for m ≤ n only",)


k, p = IntVar("k"), IntVar("p")
TOLD = [
    ([{k: 1}], [{k: 2}, {k: 3}], "for k = 1 only"),
    ([{k: 1}, {k: 3}], [{k: 2}, {k: 4}], "for odd k only"),
    ([{k: 1, p: 2}, {k: 2, p: 3}], [{k: 2, p: 2}, {k: 3, p: 2}], "for k < p only"),
    ([{k: 3}, {k: 4}], [{k: 1}, {k: 2}], "for k ≥ 3 only"),
    ([{k: 2}, {k: 5}, {k: 7}], [{k: 3}, {k: 4}, {k: 6}], "not at k = 3"),
]


@pytest.mark.parametrize(("met", "failed", "told"), TOLD)
def test_sizes_are_told_by_what_they_have_in_common(
    met: list[dict[IntVar, int]], failed: list[dict[IntVar, int]], told: str
) -> None:
    assert Region(met, failed).told() == told
