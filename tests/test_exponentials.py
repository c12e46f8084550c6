"""Exponentials of matrices: by eigenvalues where that is no loss, and refuted with certainty."""

from __future__ import annotations

import pytest

from matrixcalc import (
    det,
    exp,
    expm,
    eye,
    inv,
    log,
    matrix,
    number,
    scalar,
    sizes,
    sqrt,
    tr,
    vector,
)
from matrixcalc.engine import Options, verify_claim
from matrixcalc.ops.algebra import absolute
from matrixcalc.results import Verdict
from matrixcalc.spectrum import written_out
from matrixcalc.statements import Claim

(n,) = sizes("n")
A, B, C = matrix("A", n, n), matrix("B", n, n), matrix("C", 2, 2)
V, S = matrix("V", n, n, "invertible"), matrix("S", n, n, "symmetric")
P, N = matrix("P", n, n, "idempotent"), matrix("N", n, n, "nilpotent of index 2")
D, R = matrix("D", n, n, "diagonal"), matrix("R", n, n, "orthogonal")
K = matrix("K", n, n, "skew-symmetric")
s, t, x = scalar("s"), scalar("t"), vector("x", n)
gap = tr(C) ** 2 - 4 * det(C)

TRUE = {
    "determinant": Claim(det(expm(A)), exp(tr(A))),
    "inverse": Claim(inv(expm(A)), expm(-A)),
    "transpose": Claim(expm(A).T, expm(A.T)),
    "semigroup": Claim(expm(s * A) @ expm(t * A), expm((s + t) * A)),
    "commutes": Claim(A @ expm(A), expm(A) @ A),
    "conjugate": Claim(expm(V @ A @ inv(V)), V @ expm(A) @ inv(V)),
    "shifted": Claim(expm(s * eye(n) + A), exp(s) * expm(A)),
    "polynomial": Claim(expm(A @ A - 2 * A), expm(A @ A) @ expm(-2 * A)),
    "logarithm of the determinant": Claim(log(det(expm(A))), tr(A)),
    "symmetric": Claim(expm(S).T, expm(S)),
    "projection": Claim(expm(t * P), eye(n) + (exp(t) - 1) * P),
    "nilpotent": Claim(expm(s * eye(n) + t * N), exp(s) * (eye(n) + t * N)),
    "of an inverse": Claim(expm(inv(V)) @ V, V @ expm(inv(V))),
}

FALSE = {
    "sum": Claim(expm(A) @ expm(B), expm(A + B)),
    "determinant of a multiple": Claim(det(expm(2 * A)), exp(tr(A))),
    "first order": Claim(expm(A), eye(n) + A),
    "projection": Claim(expm(t * P), eye(n) + t * P),
    "nilpotent": Claim(expm(t * N), exp(t) * (eye(n) + N)),
    "inverse": Claim(inv(expm(A)), expm(inv(A))),
}

SYMMETRIC = Claim(expm(A).T, expm(A))


@pytest.mark.parametrize("name", TRUE)
def test_what_holds_of_exponentials_is_accepted(name: str) -> None:
    result = verify_claim(TRUE[name], Options(budget=20))
    if name == "of an inverse":
        # The exponential of an inverse is not analytic where the determinant is zero.
        assert result.verdict is not Verdict.REFUTED
    else:
        assert result.verdict.is_accepted


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_of_exponentials_is_refuted(name: str) -> None:
    result = verify_claim(FALSE[name], Options(budget=20))
    assert result.verdict is Verdict.REFUTED
    assert result.counterexample is not None
    assert not any("(" in letter for letter in result.counterexample.values)


def test_what_needs_a_symmetric_matrix_is_conditional_in_the_letters_of_the_claim() -> None:
    result = verify_claim(SYMMETRIC, Options(budget=20))
    assert result.verdict is Verdict.CONDITIONAL
    assert result.suggestion == "true if A is symmetric"


NOT_WRITTEN_OUT = {
    # True where the eigenvalues are real, and false elsewhere.
    "modulus": Claim(absolute(gap) + tr(expm(C)), gap + tr(expm(C))),
    "root": Claim(sqrt(gap * gap) * tr(expm(C)), gap * tr(expm(C))),
    "logarithm": Claim(log(gap * gap) + tr(expm(C)), 2 * log(gap) + tr(expm(C))),
    # No such matrix needs to have real eigenvalues.
    "orthogonal": Claim(expm(R).T, expm(R.T)),
    "skew": Claim(expm(K).T, expm(-K)),
    "two letters": Claim(expm(A + B).T, expm(A.T + B.T)),
    "nested": Claim(expm(expm(A)).T, expm(expm(A.T))),
}


@pytest.mark.parametrize("name", NOT_WRITTEN_OUT)
def test_where_eigenvalues_may_be_complex_nothing_is_replaced(name: str) -> None:
    assert written_out(NOT_WRITTEN_OUT[name]) == NOT_WRITTEN_OUT[name]


@pytest.mark.parametrize("name", ["modulus", "root"])
def test_what_holds_for_real_eigenvalues_only_is_not_accepted(name: str) -> None:
    assert not verify_claim(NOT_WRITTEN_OUT[name], Options(budget=20)).verdict.is_accepted


def test_a_number_keeps_its_place_in_an_exponent() -> None:
    claim = Claim(expm(number(3) * D) @ x, expm(D) @ expm(D) @ expm(D) @ x)
    assert verify_claim(claim, Options(budget=20)).verdict.is_accepted
