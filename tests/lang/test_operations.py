"""Operations on an equation that words announce, and what follows from a wrong conclusion."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import StepResult

EIGEN = r"Let $S \in \mathbb{R}^{d\times d}$ be symmetric, $u \in \mathbb{R}^d$, $\lambda \in \mathbb{R}$ with"
LINEAR = r"Let $A, B, X \in \mathbb{R}^{n \times n}$ and $A$ be invertible. Suppose"

STEPS = [
    (EIGEN, r"S u = \lambda u", r"Multiplying by $u^\top$ from the left,",
     r"u^\top S u = \lambda u^\top u", "verified"),
    (EIGEN, r"S u = \lambda u", r"Multiplying by $u^\top$ from the left,",
     r"u^\top S u = \lambda", "undecided"),
    (LINEAR, "A X = B", "Multiplying both sides by $A^{-1}$ gives", "X = A^{-1} B", "verified"),
    (LINEAR, "A X = B", "Multiplying both sides by $A^{-1}$ gives", "X = B A^{-1}", "undecided"),
    (LINEAR, "A X = B", "Taking determinants,", r"\det(A) \det(X) = \det(B)", "verified"),
    (LINEAR, "A X = B", "Taking the transpose,", "X^T A^T = B^T", "verified"),
    (LINEAR, "A X = B", "Taking the transpose,", "A^T X^T = B^T", "undecided"),
]  # fmt: skip


def steps(text: str) -> list[StepResult]:
    """The results for the one problem of a document."""
    (derivation,) = read_document("p.md", f"# P\n\n{text}\n".encode()).derivations
    return list(verify_derivation(derivation, Options(("shapes", "exact"))).steps)


@pytest.mark.parametrize(("said", "equation", "words", "written", "verdict"), STEPS)
def test_an_operation_that_is_announced_is_looked_for(
    said: str, equation: str, words: str, written: str, verdict: str
) -> None:
    found = steps(f"{said}\n\n$$ {equation} $$\n\n{words}\n\n$$ {written} $$")
    claims = [s for s in found if s.verdict.value != "given"]
    assert [s.verdict.value for s in claims] == [verdict]


@pytest.mark.parametrize(
    ("written", "verdict"),
    [("A X = B", "undecided"), ("X A = B", "conditional"), ("A A^{-1} = I", "verified")],
)
def test_what_rests_on_a_wrong_conclusion_is_neither_accepted_nor_refuted(
    written: str, verdict: str
) -> None:
    wrong = "Multiplying both sides by $A^{-1}$ gives\n\n$$ X = B A^{-1} $$"
    found = steps(f"{LINEAR}\n\n$$ A X = B $$\n\n{wrong}\n\nHence\n\n$$ {written} $$")
    assert found[-1].verdict.value == verdict
