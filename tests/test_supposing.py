"""What is false by itself is refuted only where all that the text supposes before it holds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.having import solution
from matrixcalc.lang.document import read_document
from matrixcalc.results import StepResult, Verdict

OPTIONS = Options(("shapes", "proof", "exact", "finite differences"))

RIDGE = r"""Let $X \in \mathbb{R}^{n\times p}$, $y\in\mathbb{R}^n$, $w \in \mathbb{R}^p$, $\lambda > 0$.
$$J(w) = \|y - Xw\|^2 + \lambda \|w\|^2$$
$$\nabla_w J = -2X^T(y - Xw) + 2\lambda w$$
Setting the gradient to zero:
$$X^T X w + \lambda w = X^T y$$
"""
NUMBERS = r"Let $a, b, c \in \mathbb{R}$. Set $a + b = c$. Set $b = 0$. Set $c = 2$."
VECTORS = r"Let $v, w, u \in \mathbb{R}^n$ and let $A \in \mathbb{R}^{n\times n}$ be invertible. "
FAMILY = r"""Let $x_1, \dots, x_m \in \mathbb{R}^n$, $z_1, \dots, z_m \in \mathbb{R}^n$ and $W \in \mathbb{R}^{n\times n}$.
Set $x_i = W z_i$ for all $i$.
"""
CIRCLE = "Let $x, y$ be real numbers. Suppose that $x^2 + y^2 = 1$."
SPECTRUM = r"""# One
Let $\Sigma \in \mathbb{R}^{n\times n}$ be symmetric positive definite, and $\lambda_1, \dots, \lambda_n > 0$. Suppose
$$|\Sigma| = \prod_{i=1}^n \lambda_i.$$
## Two
"""
BLOCKS = r"Let $a, b, c, d \in \mathbb{R}$ with $ad - bc \ne 0$."

REFUTED = [
    (RIDGE, r"\nabla_w^2 J = X^TX + \lambda I"),
    (RIDGE, r"\|y-Xw\|^2 = y^Ty - y^TXw + w^TX^TXw"),
    (RIDGE, r"w^T X^T y = w^T X^T X w"),
    (NUMBERS, "a^2 = 5"),
    (VECTORS + "Suppose $A v = u$ and $w = u + v$.", r"w^T A^{-1} u = w^T w"),
    (SPECTRUM, r"d(\log \Sigma) = \Sigma^{-1} d\Sigma"),
    (SPECTRUM, r"\log |\Sigma| = \mathrm{tr}(\Sigma)"),
]
NOT_REFUTED = [
    (RIDGE, r"w^T X^T X w + \lambda w^T w = w^T X^T y"),
    (RIDGE, r"X^T (y - Xw) = \lambda w"),
    (RIDGE, r"\nabla_w J = 0"),
    (NUMBERS, "a^2 = 4"),
    (VECTORS + "Suppose $A v = u$.", r"A^{-1} u = v"),
    (FAMILY, r"\sum_{i=1}^m x_i x_i^T = W \left(\sum_{i=1}^m z_i z_i^T\right) W^T"),
    (CIRCLE, r"\frac{dy}{dx} = -\frac{x}{y}"),
    (VECTORS + "Suppose that $u = w - A v$.", r"\frac{\partial u^T u}{\partial v} = -2 A^T u"),
    (VECTORS + "Suppose that $v^T v = 1$.", r"v^T dv = 0"),
]


def last_step(text: str) -> StepResult:
    derivations = read_document("d.md", text.encode()).derivations
    return [s for d in derivations for s in verify_derivation(d, OPTIONS).steps][-1]


@pytest.mark.parametrize(("said", "formula"), REFUTED)
def test_what_is_false_where_all_that_is_supposed_holds_is_refuted(said: str, formula: str) -> None:
    step = last_step(f"{said}\n$${formula}$$\n")
    assert step.verdict is Verdict.REFUTED
    assert step.counterexample is not None
    assert step.reasons == () or "holds at these values" in step.reasons[0]


@pytest.mark.parametrize(("said", "formula"), NOT_REFUTED)
def test_what_holds_where_all_that_is_supposed_holds_is_not_refuted(
    said: str, formula: str
) -> None:
    assert last_step(f"{said}\n$${formula}$$\n").verdict is not Verdict.REFUTED


def test_the_counterexample_satisfies_what_is_supposed() -> None:
    step = last_step(RIDGE + r"$$\|y-Xw\|^2 = y^Ty - y^TXw + w^TX^TXw$$")
    assert step.counterexample is not None
    values = {
        name: [[Fraction(x) for x in row] for row in rows]
        for name, rows in step.counterexample.values.items()
    }
    x, y, w, k = (values[name] for name in ("X", "y", "w", "λ"))
    n, p = range(len(x)), range(len(w))
    for j in p:
        left = sum(x[i][j] * sum(x[i][m] * w[m][0] for m in p) for i in n) + k[0][0] * w[j][0]
        assert left == sum(x[i][j] * y[i][0] for i in n)


def test_an_equation_that_no_column_solves_has_no_solution() -> None:
    one, zero = Fraction(1), Fraction(0)
    assert solution([[one, zero]], [zero, one]) is None
    assert solution([[zero, one], [one, one]], [one, zero]) == [-one, one]
