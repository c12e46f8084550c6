"""Derivatives by letters that are defined: what moves with them, and what they are proved to be."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, results
from matrixcalc.lang.document import read_document
from matrixcalc.results import Outcome, StepResult, Verdict

PRECISION = (
    "Let $\\Sigma \\in \\mathbb R^{n\\times n}$ be invertible, $A \\in \\mathbb R^{n\\times n}$ and "
    "$x \\in \\mathbb R^n$. Define $M := \\Sigma^{-1}$.\n\n"
)
RESIDUAL = (
    "Let $X \\in \\mathbb R^{m\\times n}$, $w \\in \\mathbb R^n$ and $y \\in \\mathbb R^m$. "
    "Define $r := Xw - y$ and $f := r^T r$.\n\n"
)


def last(text: str, formula: str, *checks: str) -> StepResult:
    (derivation,) = read_document("x.md", f"{text}$$ {formula} $$\n".encode()).derivations
    options = Options(checks=checks) if checks else Options()
    return list(results(derivation, options))[-1]


TRUE = [
    (PRECISION, "\\frac{\\partial}{\\partial M} \\operatorname{tr}(A M) = A^T"),
    (PRECISION, "\\frac{\\partial}{\\partial M} \\operatorname{tr}(A \\Sigma^{-1}) = A^T"),
    (PRECISION, "\\frac{\\partial}{\\partial M} x^T M x = x x^T"),
    (PRECISION, "\\frac{\\partial}{\\partial M} \\log |\\det M| = M^{-T}"),
    (PRECISION, "\\frac{\\partial}{\\partial M} \\log |\\det M| = \\Sigma^T"),
    (PRECISION, "\\frac{\\partial}{\\partial M} \\log |\\det \\Sigma| = -\\Sigma^T"),
    (PRECISION, "\\frac{\\partial}{\\partial M} \\operatorname{tr}(\\Sigma A) = -(\\Sigma A \\Sigma)^T"),
    (PRECISION, "\\frac{\\partial}{\\partial M} \\operatorname{tr}(M \\Sigma) = 0"),
    (RESIDUAL, "\\frac{\\partial f}{\\partial r} = 2 r"),
    (RESIDUAL, "\\frac{\\partial f}{\\partial w} = X^T \\frac{\\partial f}{\\partial r}"),
    (RESIDUAL, "\\frac{\\partial}{\\partial r} (r^T r) = 2 (X w - y)"),
]  # fmt: skip
FALSE = [
    (PRECISION, "\\frac{\\partial}{\\partial M} \\operatorname{tr}(A M) = A"),
    (PRECISION, "\\frac{\\partial}{\\partial M} \\operatorname{tr}(A \\Sigma^{-1}) = 0"),
    (PRECISION, "\\frac{\\partial}{\\partial M} \\operatorname{tr}(A \\Sigma^{-1}) = -\\Sigma^{-1} A \\Sigma^{-1}"),
    (PRECISION, "\\frac{\\partial}{\\partial M} x^T M x = 2 x x^T"),
    (PRECISION, "\\frac{\\partial}{\\partial M} \\log |\\det M| = M^T"),
    (PRECISION, "\\frac{\\partial}{\\partial M} \\log |\\det M| = \\Sigma^{-T}"),
    (PRECISION, "\\frac{\\partial}{\\partial M} \\log |\\det \\Sigma| = \\Sigma^T"),
    (PRECISION, "\\frac{\\partial}{\\partial M} \\log |\\det \\Sigma| = -\\Sigma^{-T}"),
    (PRECISION, "\\frac{\\partial}{\\partial M} \\operatorname{tr}(\\Sigma A) = A^T"),
    (PRECISION, "\\frac{\\partial}{\\partial M} \\operatorname{tr}(\\Sigma A) = -(M A M)^T"),
    (RESIDUAL, "\\frac{\\partial f}{\\partial r} = r"),
    (RESIDUAL, "\\frac{\\partial f}{\\partial r} = 2 X^T r"),
    (RESIDUAL, "\\frac{\\partial f}{\\partial w} = X \\frac{\\partial f}{\\partial r}"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "formula"), TRUE)
def test_a_derivative_by_a_defined_letter_is_proved(text: str, formula: str) -> None:
    step = last(text, formula)
    assert step.verdict is Verdict.PROVED, step
    assert {e.outcome for e in step.evidence if e.check == "exact"} == {Outcome.HOLDS}


@pytest.mark.parametrize(("text", "formula"), FALSE)
def test_a_false_derivative_by_a_defined_letter_is_no_more(text: str, formula: str) -> None:
    step = last(text, formula)
    assert not step.verdict.is_accepted
    assert Outcome.PROVED not in {e.outcome for e in step.evidence}


@pytest.mark.parametrize(
    "formula",
    [
        "\\frac{\\partial}{\\partial r} (X w - y)^T (X w - y) = 2 r",
        "\\frac{\\partial}{\\partial r} (r^T y) = y - r",
    ],
)
def test_where_it_is_not_told_what_moves_nothing_is_refuted(formula: str) -> None:
    step = last(RESIDUAL, formula)
    assert step.verdict is Verdict.UNDECIDED
    assert any("it is not told whether" in reason for reason in step.reasons)
