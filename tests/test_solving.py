"""Equations that are solved for a letter: the solution refutes a conclusion that is another one."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import StepResult, Verdict

OPTIONS = Options(("shapes", "proof", "exact"))
LET = r"""Let $A, B, C \in \mathbb{R}^{n \times n}$, $x, y, b, w, \mu \in \mathbb{R}^n$, let $P$ be a positive
definite $n\times n$ matrix, $t \in \mathbb{R}^N$, $X \in \mathbb{R}^{N\times n}$, $a, c \in \mathbb{R}$
and $z_1, \dots, z_N \in \mathbb{R}^n$. Let $v > 0$."""

WRONG = [
    (r"A x = b \Rightarrow x = A b", "x = A⁻¹b"),
    (r"A x + b = y \Rightarrow x = A^{-1} (b - y)", "x = A⁻¹ (y - b)"),
    (r"2 x - 4 A b = 0 \Rightarrow x = 3 A b", "x = 2Ab"),
    (r"X^T X w = X^T t \Rightarrow w = X^T t", "w = (XᵀX)⁻¹ Xᵀt"),
    (r"A + 2 B = C \Rightarrow B = C - A", "B = (1/2) C - (1/2) A"),
    (r"P + C = B \Rightarrow P = 2 B", "P = B - C"),
    (r"\frac{N}{2} P^{-1} - \frac12 P^{-1} C P^{-1} = 0 \Rightarrow P = C", "P = C/N"),
    (r"\sum_{i=1}^N P^{-1} (z_i - \mu) = 0 \Rightarrow \mu = \sum_{i=1}^N z_i",
     "μ = (NP⁻¹)⁻¹ Σ_{n=1}^{N} P⁻¹ zₙ"),
    (r"-\frac{N}{2v} + \frac{t^T t}{2 v^2} = 0 \Rightarrow v = \frac{1}{N-1} t^T t", "v = tᵀt/N"),
    (r"-\frac{N}{v} + \frac{t^T t}{v^3} = 0 \Rightarrow v^2 = t^T t", "v² = tᵀt/N"),
]  # fmt: skip
"""Implications that fail, and what solves the premise."""

OPEN = [
    # A value that is never positive, or never positive definite.
    r"v + a^2 = 0 \Rightarrow v = 1",
    r"P + X^T X = 0 \Rightarrow P = C",
    # Only zero is read off, or nothing.
    r"A x = x \Rightarrow x = y",
    r"x^T x = 1 \Rightarrow x = b",
    # What is said of matrices in the text may be meant of this one.
    r"A^T + B = C \Rightarrow A = C - B",
]
"""Implications of which it is not known that they fail."""


def last(formula: str) -> StepResult:
    """The result for the last step of a document."""
    (found,) = read_document("p.md", f"# P\n\n{LET}\n\n$$ {formula} $$\n".encode()).derivations
    return verify_derivation(found, OPTIONS).steps[-1]


@pytest.mark.parametrize(("formula", "solution"), WRONG)
def test_a_wrong_solution_is_refuted_by_the_right_one(formula: str, solution: str) -> None:
    step = last(formula)
    assert step.verdict is Verdict.REFUTED
    assert step.counterexample is not None
    (reason,) = step.reasons
    assert reason.startswith(f"it does not follow: with {solution}, ")


@pytest.mark.parametrize("formula", OPEN)
def test_without_a_solution_that_may_be_the_letter_it_stays_open(formula: str) -> None:
    assert last(formula).verdict in (Verdict.UNDECIDED, Verdict.ILL_SHAPED)


def test_what_may_be_meant_of_letters_keeps_a_wrong_solution_open() -> None:
    text = f"# P\n\n{LET}\n\nHere some of the matrices are symmetric.\n\n$$ A^T = C \\Rightarrow A = C $$\n"
    (found,) = read_document("p.md", text.encode()).derivations
    assert verify_derivation(found, OPTIONS).steps[-1].verdict is not Verdict.REFUTED
