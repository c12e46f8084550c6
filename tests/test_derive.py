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
    # sums over members of a family, and over the entries of a column beside them
    (r"\nabla_\mu \sum_{n=1}^N \|x_n - \mu\|^2", "x_n : m (n = 1..N); μ : m",
     "∂(Σ_{n=1}^{N} ‖xₙ - μ‖²)/∂μ = 2Nμ - 2 Σ_{n=1}^{N} xₙ"),
    (r"\frac{\partial}{\partial \Sigma} \sum_{n=1}^N x_n^T \Sigma^{-1} x_n", "x_n : m (n = 1..N); Σ : m×m, positive definite",
     "∂(Σ_{n=1}^{N} xₙᵀ Σ⁻¹ xₙ)/∂Σ = -Σ_{n=1}^{N} (Σ⁻¹ xₙ) (Σ⁻¹ xₙ)ᵀ"),
    (r"\nabla_w \sum_{n=1}^N r_n (w^T x_n - t_n)^2", "x_n : m (n = 1..N); w : m; r, t : N",
     "∂(Σ_{n=1}^{N} rₙ (wᵀ xₙ - tₙ)²)/∂w = 2 Σ_{n=1}^{N} rₙ (wᵀ xₙ) xₙ - 2 Σ_{n=1}^{N} rₙ tₙ xₙ"),
]  # fmt: skip


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
