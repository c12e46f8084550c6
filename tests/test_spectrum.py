"""Roots and logarithms of matrices, volume elements, and statements to first order."""

from __future__ import annotations

import numpy as np
import pytest

from matrixcalc import logm, matrix, scalar, sizes, sqrtm
from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document, read_statement
from matrixcalc.notation import latex, text
from matrixcalc.ops.arguments import Misuse
from matrixcalc.ops.roots import MATRIX_LOGARITHM, MATRIX_SQUARE_ROOT
from matrixcalc.results import StepResult, Verdict

LET = r"\Sigma, S : n×n, positive definite; P : n×n, positive semidefinite; A : n×n, invertible; x : n; t : positive"
ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED}
n, m = sizes("n m")
S = matrix("Sigma", n, n, "positive definite")

TRUE = [
    r"\Sigma^{1/2}\Sigma^{1/2} = \Sigma",
    r"\Sigma^{-1/2}\Sigma\Sigma^{-1/2} = I",
    r"\Sigma^{-1} = \Sigma^{-\frac12}\Sigma^{-\frac{1}{2}}",
    r"\|\Sigma^{-1/2}x\|^2 = x^T\Sigma^{-1}x",
    r"|\Sigma^{1/2}| = \sqrt{|\Sigma|}",
    r"(\Sigma^{1/2})^T = \Sigma^{1/2}",
    r"P^{1/2}P^{1/2} = P",
    r"\Sigma^{3/2} = \Sigma\Sigma^{1/2}",
    r"\operatorname{tr}(\log\Sigma) = \log|\Sigma|",
    r"\Sigma\log\Sigma = (\log\Sigma)\Sigma",
    r"(\log\Sigma)\Sigma^{1/2} = \Sigma^{1/2}\log\Sigma",
    r"\frac{\partial\operatorname{tr}(\log\Sigma)}{\partial\Sigma} = \Sigma^{-1}",
    r"d\operatorname{tr}(\log\Sigma) = \operatorname{tr}(\Sigma^{-1}d\Sigma)",
    r"d\operatorname{tr}(\log\Sigma) = \operatorname{tr}(d(\log\Sigma))",
    r"\log(t+dt) \doteq \log t + \frac1t dt",
    r"(A+dA)^{-1} \approx A^{-1} - A^{-1}\,dA\,A^{-1}",
    r"\det(A+dA) = \det A + \det(A)\operatorname{tr}(A^{-1}dA) + o(dA)",
    r"\log|\Sigma+d\Sigma| \approx \log|\Sigma| + \operatorname{tr}(\Sigma^{-1}d\Sigma)",
    r"\log(\Sigma+d\Sigma) \doteq \log\Sigma + d(\log\Sigma)",
]
FALSE = [
    r"\Sigma^{1/2} = \Sigma",
    r"|\Sigma^{-1/2}| = \frac{1}{|\Sigma|}",
    r"\Sigma^{1/2}S^{1/2} = S^{1/2}\Sigma^{1/2}",
    r"\operatorname{tr}(\log\Sigma) = \log\operatorname{tr}\Sigma",
    r"\log\Sigma = \Sigma - I",
    r"d(\log\Sigma) = \Sigma^{-1}d\Sigma",
    r"\log(\Sigma+d\Sigma) \doteq \log\Sigma + \Sigma^{-1}d\Sigma",
    r"\log(t+dt) \doteq \log t + t\,dt",
    r"(A+dA)^{-1} \doteq A^{-1} + A^{-1}\,dA\,A^{-1}",
    r"\det(A+dA) = \det A + \operatorname{tr}(dA) + o(dA)",
]
OPEN = [
    r"A^{1/2}A^{1/2} = A",
    r"P^{-1/2}PP^{-1/2} = I",
    r"\log A = A",
    r"(t+dt)^2 = t^2 + 2t\,dt",
    r"(A+dA)^{-1} \approx A^{-1} + A^{-1}\,dA\,A^{-1}",
    r"(A+dA)^{-1} = A^{-1} + O(\|dA\|)",
    r"(A+dA)^{-1} = A^{-1} - A^{-1}\,dA\,A^{-1} + O(\|dA\|^3)",
]


def judged(statement: str) -> StepResult:
    """The step that a statement is, with these letters."""
    (derivation,) = read_statement(statement, LET).derivations
    return verify_derivation(derivation, Options()).steps[-1]


@pytest.mark.parametrize("statement", TRUE)
def test_a_true_statement_is_accepted(statement: str) -> None:
    assert judged(statement).verdict in ACCEPTED


@pytest.mark.parametrize("statement", FALSE)
def test_a_false_statement_is_refuted_with_a_counterexample(statement: str) -> None:
    found = judged(statement)
    assert found.verdict is Verdict.REFUTED
    assert found.counterexample is not None


@pytest.mark.parametrize("statement", OPEN)
def test_what_has_no_root_or_order_for_sure_is_not_accepted(statement: str) -> None:
    assert judged(statement).verdict not in ACCEPTED


SUBSTITUTION = r"""Let $x, \mu \in \mathbb{R}^k$, and let $\Sigma \in \mathbb{R}^{k\times k}$ be positive definite.
Let $u = \Sigma^{-1/2}(x - \mu)$. Then
$$dx = FACTOR\,du$$
and the integral becomes
$$\int e^{-\frac12 (x-\mu)^T\Sigma^{-1}(x-\mu)} dx = \sqrt{|\Sigma|}\int e^{-\frac12 u^Tu}du$$
"""


@pytest.mark.parametrize(
    ("factor", "verdict"),
    [
        (r"\sqrt{|\Sigma|}", Verdict.VERIFIED),
        (r"|\Sigma|^{1/2}", Verdict.VERIFIED),
        (r"|\Sigma|", Verdict.UNDECIDED),
        (r"\frac{1}{\sqrt{|\Sigma|}}", Verdict.UNDECIDED),
        (r"2\sqrt{|\Sigma|}", Verdict.UNDECIDED),
    ],
)
def test_a_volume_element_has_the_determinant_of_the_substitution(
    factor: str, verdict: Verdict
) -> None:
    text_ = SUBSTITUTION.replace("FACTOR", factor)
    (derivation,) = read_document("x.md", text_.encode()).derivations
    found = {s.line: s for s in verify_derivation(derivation, Options()).steps}
    assert found[3].verdict is verdict
    assert found[5].verdict in ACCEPTED


def test_values_are_those_of_the_eigenvalues() -> None:
    rng = np.random.default_rng(4)
    for order in (1, 2, 3, 5):
        factor = rng.standard_normal((order, order))
        a = factor @ factor.T + np.eye(order)
        root = MATRIX_SQUARE_ROOT.numeric(np, a)
        assert np.allclose(root @ root, a)
        values = np.linalg.eigvalsh(MATRIX_LOGARITHM.numeric(np, a))
        assert np.allclose(np.exp(values), np.linalg.eigvalsh(a))


def test_only_what_is_seen_to_be_definite_has_a_root_and_a_logarithm() -> None:
    for wrong in (matrix("A", n, n), matrix("F", n, m), S - S, scalar("c")):
        with pytest.raises(Misuse):
            sqrtm(wrong)
        with pytest.raises(Misuse):
            logm(wrong)


def test_roots_and_logarithms_print_as_they_are_written() -> None:
    assert text(sqrtm(S)) == "Σ^(1/2)"
    assert latex(sqrtm(S)) == r"\Sigma^{\frac{1}{2}}"
    assert text(logm(S)) == "log(Σ)"
