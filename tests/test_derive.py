"""Derivatives that are asked for: found, verified, and written with matrices."""

from __future__ import annotations

import pytest

from matrixcalc.api import derive
from matrixcalc.ops.spec import Unavailable

FOUND = [
    ("d/dX tr(AX)", "", "∂tr(AX)/∂X = Aᵀ"),
    ("∂/∂x xᵀAx", "", "∂(xᵀAx)/∂x = Ax + Aᵀx"),
    ("d/dΣ log|Σ|", "Σ : n×n, positive definite", "∂log(|Σ|)/∂Σ = Σ⁻¹"),
    ("d/dX tr(A X^{-1} B)", "X : n×n, invertible", "∂tr(AX⁻¹B)/∂X = -(X⁻¹)ᵀ AᵀBᵀ (X⁻¹)ᵀ"),
    (r"\nabla_x \|Ax - b\|^2", "", "∂‖Ax - b‖²/∂x = 2AᵀAx - 2Aᵀb"),
    (r"\frac{\partial}{\partial x} \exp(x)", "x : n", "∂exp(x)/∂x = diag(exp(x))"),
    (r"\frac{\partial}{\partial x} \|x\|", "x : n", "∂‖x‖/∂x = x/sqrt(xᵀx)"),
]


@pytest.mark.parametrize(("asked", "let", "found"), FOUND)
def test_a_derivative_is_found_in_matrix_notation_and_proved(
    asked: str, let: str, found: str
) -> None:
    report = derive(asked, let)
    assert report.steps[-1].understood == found
    assert {s.verdict.value for s in report.steps} == {"proved"}


@pytest.mark.parametrize("asked", ["A", "d/dX expm(X)", "tr(", r"\frac{\partial F}{\partial X}"])
def test_what_has_no_derivative_in_matrix_notation_is_said(asked: str) -> None:
    with pytest.raises(Unavailable, match=r"\w+"):
        derive(asked, "F : n×m function" if "F" in asked else "")
