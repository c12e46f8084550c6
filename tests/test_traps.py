"""Statements that look true at the sizes one tries first, and true ones that look ill-shaped.

What holds only where two sizes differ by one, letters that stand for a number here and a
transpose there, declarations that were not understood, sizes of letters that do not occur.
"""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_statement
from matrixcalc.results import Verdict

OPTIONS = Options(("shapes", "proof", "exact"))
ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED, Verdict.SUPPORTED}
AGAINST = {Verdict.REFUTED, Verdict.ILL_SHAPED}

FALSE = (
    (r"(I-XX^+)A(I-XX^+) = (I-XX^+)A^T(I-XX^+)", r"X : n×p, full column rank; A : n×n"),
    (r"\operatorname{tr}((I-XX^+)A)^2 = \operatorname{tr}((I-XX^+)A(I-XX^+)A)", r"X : n×p, full column rank; A : n×n"),
    (r"\|I_n - XX^+\|_F = n-p", r"X : n×p, full column rank; A : n×n"),
    (r"\|I_n - XX^+\|_F^2 = (n-p)^2", r"X : n×p, full column rank; A : n×n"),
    (r"\operatorname{tr}(I - X(X^TX)^{-1}X^T)^2 = n-p", r"X : n×p, full column rank; A : n×n"),
    (r"\det(I + I - XX^+) = 1+n-p", r"X : n×p, full column rank; A : n×n"),
    (r"(n-p)^2 = |n-p|", r"X : n×p, full column rank; A : n×n"),
    (r"\mathbb E[(\varepsilon^T(I - XX^+)\varepsilon)^2] = 3(n-p)", r"X : n×p, full column rank; \varepsilon ~ N(0, I) in n"),
    (r"|m-n|\operatorname{tr}(AB) = (m-n)^2\operatorname{tr}(AB)", r"A : m×n; B : n×m"),
    (r"\|(m-n)A\|_F = (m-n)^2\|A\|_F", r"A : m×n"),
    (r"(m-n)^3 = m-n", r"A : m×n"),
    (r"(p - q)^3 = p - q", r"p : integer, positive; q : integer, positive"),
    (r"(m-n)^3\operatorname{tr}(A\otimes B) = (m-n)\operatorname{tr}(A\otimes B)", r"A : n×n; B : m×m"),
    (r"\det\begin{pmatrix}I_n & A\\ A^T & -I_m\end{pmatrix} = (1-2(n-m)^2)(-1)^{n}\det(I_m+A^TA)", r"A : n×m"),
    (r"\det(2I_n + AB) = (1+\frac{3(n-m)}4+\frac{(n-m)^2}4)\det(2I_m + BA)", r"A : n×m; B : m×n"),
    (r"\det(2I_n + AB) = (1+n-m)\det(2I_m + BA)", r"A : n×m, full column rank; B : m×n"),
    (r"\sum_{i=n}^{m} 1 = m-n+1", r""),
    (r"\sum_{i=n}^{m} c = (m-n+1)c", r"c : scalar"),
    (r"\sum_{i=n}^{m} i = \frac{(m-n+1)(m+n)}{2}", r""),
    (r"\prod_{i=n}^{m} c = c^{m-n+1}", r"c : scalar, positive"),
    (r"(1-a)\sum_{i=n}^{m} a^i = a^n - a^{m+1}", r"a : scalar"),
    (r"\sum_{i=n}^{m} (A^{i+1}-A^i) = A^{m+1}-A^n", r"A : p×p"),
    (r"\sum_{i=k}^{n} 1 = n-k+1", r"x : n; k : integer, positive"),
    (r"\sum_{i=m}^{n} 1 + \sum_{i=n}^{m} 1 = 2", r""),
    (r"\frac{\partial}{\partial T}\gamma^T = 0", r"\gamma : scalar, positive; T : scalar"),
    (r"\gamma^T = \gamma", r"\gamma : scalar; T : scalar"),
    (r"2^T = 2", r"T : scalar"),
    (r"\gamma^T e^{-T} = \gamma e^{-T}", r"\gamma : scalar"),
    (r"A^{+T} = A^T", r"A : n×m"),
    (r"A^{+T}B = A^TB", r"A : n×m; B : n×n"),
    (r"|z|^2 = z^2", r"z \in \mathbb C"),
    (r"|z|^2 = z^2", r"z : complex scalar"),
    (r"x^Tx = \|x\|^2", r"x \in \mathbb C^n"),
    (r"\|A\|_F^2 = \operatorname{tr}(A^TA)", r"A : n×n, unitary"),
    (r"P^k = P", r"k \in \mathbb N_0; P : n×n, idempotent"),
)  # fmt: skip
TRUE = (
    (r"\gamma^{T}\gamma = \gamma^{T+1}", r"\gamma : scalar, positive"),
    (r"(\gamma^T)^2 = \gamma^{2T}", r"\gamma : scalar"),
    (r"\gamma^{T}\gamma^{s} = \gamma^{T+s}", r"T : scalar; s : scalar; \gamma : scalar, positive"),
    (r"A^{T}A^{T-1} = A^{2T-1}", r"A : n×n"),
    (r"P(1+r)^T = P(1+r)^{T-1}(1+r)", r"r : scalar, positive; P : scalar; T : scalar"),
    (r"A^{+T} = (A^+)^T", r"A : n×n"),
    (r"A^{+T} = A^{-T}", r"A : n×n, invertible"),
    (r"A^{+T} = (A^+)^T", r"A : n×m"),
    (r"AA^TA^{+T} = A", r"A : n×m"),
    (r"|m-n| = m-n", r"A : m×n, full column rank"),
    (r"\sqrt{(n-m)^2} = n-m", r"X : n×m, full column rank"),
    (r"\sum_{i=n+1}^{m} a = a(m-n)", r"a : scalar; A : m×n, full column rank"),
    (r"\sum_{i=1}^{n-m} c = (n-m)c", r"X : n×m, full column rank; c : scalar"),
    (r"(n-m)|n-m| = (n-m)^2", r"X : n×m, full column rank"),
    (r"\prod_{i=1}^2 A = A^2", r"A : n×n"),
    (r"\prod_{i=1}^k A = A^k", r"A : n×n"),
    (r"\prod_{t=1}^T A = A^T", r"A : n×n; T : integer, positive"),
    (r"J^2 = nJ", r"J = \mathbf 1\mathbf 1^T; J : n×n"),
    (r"Q = (I-A)(I+A)^{-1}, \quad Q^TQ = I", r"A : n×n, skew"),
    (r"\begin{pmatrix}A & B\end{pmatrix}^+ = \begin{pmatrix}A^+\\B^+\end{pmatrix}", r"A : n×m; B : n×k; A^TB = 0"),
    (r"(I - \frac1n\mathbf 1\mathbf 1^T)^{-1}(I - \frac1n\mathbf 1\mathbf 1^T) = I", r""),
)  # fmt: skip


def verdicts(statement: str, letters: str) -> list[Verdict]:
    """What is said of a statement with these letters."""
    (derivation,) = read_statement(statement, letters).derivations
    return [step.verdict for step in verify_derivation(derivation, OPTIONS).steps]


@pytest.mark.parametrize(("statement", "letters"), FALSE)
def test_a_statement_that_only_looks_true_is_not_accepted(statement: str, letters: str) -> None:
    assert not ACCEPTED & set(verdicts(statement, letters))


@pytest.mark.parametrize(("statement", "letters"), TRUE)
def test_a_statement_that_only_looks_false_is_not_refuted(statement: str, letters: str) -> None:
    assert not AGAINST & set(verdicts(statement, letters))
