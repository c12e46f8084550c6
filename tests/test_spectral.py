"""The matrix exponential and norms: right numbers, and no verdict from floating point alone."""

from __future__ import annotations

import math

import numpy as np
import pytest

from matrixcalc import (
    arctan,
    derivative,
    expm,
    eye,
    matrix,
    max_norm,
    norm,
    nuclear_norm,
    one_norm,
    relu,
    scalar,
    sign,
    sizes,
    spectral_norm,
    vector,
)
from matrixcalc.engine import CHECKS, Options, verify_claim
from matrixcalc.notation import latex, text
from matrixcalc.ops.algebra import entrywise
from matrixcalc.ops.spectral import MATRIX_EXPONENTIAL
from matrixcalc.results import Verdict
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Claim

n, m = sizes("n m")
A, B, F = matrix("A", n, n), matrix("B", n, n), matrix("F", n, m)
x, c = vector("x", n), scalar("c")


@pytest.mark.parametrize("scale", [0.0, 1e-9, 0.3, 1.0, 7.0, 30.0])
def test_the_exponential_of_a_diagonal_matrix_is_that_of_its_entries(scale: float) -> None:
    entries = scale * np.array([1.0, -0.5, 0.25])
    found = MATRIX_EXPONENTIAL.numeric(np, np.diag(entries))
    assert np.allclose(np.diagonal(found), np.exp(entries), rtol=1e-11)


@pytest.mark.parametrize("angle", [0.1, 1.0, 3.0, 10.0])
def test_the_exponential_of_a_skew_matrix_is_a_rotation(angle: float) -> None:
    found = MATRIX_EXPONENTIAL.numeric(np, np.array([[0.0, -angle], [angle, 0.0]]))
    turn = [[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]
    assert np.allclose(found, turn, rtol=0, atol=1e-12)


def test_the_exponential_agrees_with_eigenvectors() -> None:
    rng = np.random.default_rng(1)
    for order in (1, 2, 3, 5, 8):
        a = rng.standard_normal((order, order))
        values, vectors = np.linalg.eig(a)
        expected = (vectors * np.exp(values) @ np.linalg.inv(vectors)).real
        assert np.allclose(MATRIX_EXPONENTIAL.numeric(np, a), expected, rtol=1e-9)


def test_the_exponential_of_what_is_not_finite_is_not_a_number() -> None:
    assert np.isnan(MATRIX_EXPONENTIAL.numeric(np, np.array([[np.inf]]))).all()
    assert np.isnan(MATRIX_EXPONENTIAL.numeric(np, np.array([[1e12]]))).all()


@pytest.mark.parametrize(
    "claim",
    [
        Claim(expm(A + B) @ expm(-A - B), eye(n)),
        Claim(expm((A + B).T), expm(A + B).T),
        Claim(nuclear_norm(F.T), nuclear_norm(F)),
        Claim(spectral_norm(F.T), spectral_norm(F)),
        Claim(derivative(arctan(c), c), 1 / (1 + c**2)),
    ],
    ids=lambda claim: f"{claim.left} = {claim.right}",
)
def test_floating_point_alone_decides_nothing(claim: Claim) -> None:
    without_proof = Options(budget=30, checks=tuple(c for c in CHECKS if c != "proof"))
    assert verify_claim(claim, without_proof).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(
    "claim",
    [
        Claim(nuclear_norm(F), norm(F)),
        Claim(spectral_norm(F), nuclear_norm(F)),
        Claim(max_norm(x), one_norm(x)),
    ],
    ids=lambda claim: f"{claim.left} = {claim.right}",
)
def test_a_false_statement_about_norms_has_a_certified_counterexample(claim: Claim) -> None:
    result = verify_claim(claim, Options(budget=30))
    assert result.verdict is Verdict.REFUTED
    assert result.counterexample is not None
    assert result.counterexample.left != result.counterexample.right


def test_norms_and_exponentials_print_as_they_are_written() -> None:
    assert text(spectral_norm(F)) == "‖F‖₂"
    assert latex(nuclear_norm(F)) == r"\left\|F\right\|_{*}"
    assert latex(max_norm(x)) == r"\left\|x\right\|_{\infty}"
    assert latex(expm(A)) == "e^{A}"


def test_parts_of_a_matrix_are_asked_for_entry_by_entry() -> None:
    assert entrywise(relu, F).shape == F.shape
    assert entrywise(sign, F).shape == F.shape
    for function in (relu, sign, one_norm, max_norm):
        with pytest.raises(IllShaped):
            function(F)
    with pytest.raises(IllShaped):
        expm(F)
