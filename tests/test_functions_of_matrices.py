"""Functions of matrices: arguments that have a form, functions of functions, derivatives of traces."""

from __future__ import annotations

import re

import pytest

from matrixcalc import diag, expm, logm, matrix, pinv, sizes, sqrtm, vector
from matrixcalc.engine import Options, verify_derivation
from matrixcalc.expr import Apply
from matrixcalc.factored import written_out
from matrixcalc.lang.document import read_statement
from matrixcalc.ops.definite import is_definite, is_semidefinite, is_symmetric
from matrixcalc.results import StepResult, Verdict
from matrixcalc.statements import Claim

DECLARED = {
    "A": "A : n×n", "B": "B : n×n", "C": "C : m×m", "P": "P : n×n, positive definite",
    "S": "S : n×n, positive definite", "R": "R : m×m, positive definite",
    "H": "H : n×n, symmetric", "K": "K : n×n, skew-symmetric", "Q": "Q : n×n, orthogonal",
    "X": "X : n×m, full column rank", "U": "U : n×m, orthonormal columns",
    "V": "V : m×m, orthogonal", "a": "a : m, positive entries", "x": "x : n", "y": "y : n",
    "w": "w : 3", "u": "u : 3, unit norm", "t": "t : scalar", "c": "c : scalar, positive",
    "z": r"P : n×n, positive definite; \mu : n; z ~ (\mu, P) in n",
    "g": "g : n, one-hot", "h": "h : n, one-hot",
}  # fmt: skip
OPTIONS = Options(budget=20)
n, m = sizes("n m")


def judged(statement: str, layout: str = "denominator") -> StepResult:
    """The step that a statement is, with those of these letters that it has."""
    shown = set(re.sub(r"\\[A-Za-z]+", " ", statement))
    shown -= {"P"} if "z" in shown else set()
    items = [told for letter, told in DECLARED.items() if letter in shown]
    (derivation,) = read_statement(statement, "; ".join([*items, f"layout = {layout}"])).derivations
    return verify_derivation(derivation, OPTIONS).steps[-1]


EXPONENTIALS = [
    r"\exp(A \otimes I_m + I_n \otimes C) = e^A \otimes e^C",
    r"\exp(A \otimes I_m) = e^A \otimes I_m",
    r"\exp(xy^\top) = I + \frac{e^{y^\top x} - 1}{y^\top x} xy^\top",
    r"\exp(xy^\top) \exp(-xy^\top) = I",
    r"\det \exp(xy^\top) = e^{x^\top y}",
    r"\exp([w]_\times) = I + \frac{\sin\|w\|}{\|w\|} [w]_\times + \frac{1 - \cos\|w\|}{\|w\|^2} [w]_\times^2",
    r"\exp([w]_\times) w = w",
    r"e^{t[u]_\times} = I + \sin(t) [u]_\times + (1 - \cos t) [u]_\times^2",
    r"e^{tA} \otimes e^{tC} = \exp(tA \otimes I_m + tI_n \otimes C)",
    r"\exp(\log P) = P",
    r"\exp(-\log P) = P^{-1}",
    r"\exp(\frac12 \log P) = P^{1/2}",
    r"\log(e^H) = H",
    r"\log(e^{2H}) = 2H",
    r"e^{Q^\top AQ} = Q^\top e^A Q",
    r"\frac{d}{dt} e^{tQ^\top AQ} = Q^\top A e^{tA} Q",
    r"\det(e^A) = e^{\operatorname{tr} A}",
]
SKEW = [
    r"\frac{d}{dt}\left(e^{tK}(e^{tK})^\top\right) = 0",
    r"e^K (e^K)^\top = I",
    r"(e^{tK})^\top = e^{-tK}",
    r"\|e^{tK}x\|^2 = \|x\|^2",
    r"(e^K)^{-1} = (e^K)^\top",
    r"\frac{d}{dt} e^{tK} = K e^{tK}",
    r"\det(e^K) = 1",
    r"\|e^K x\| = \|x\|",
    r"\|e^{tK} x\| = \|x\|",
    r"\|e^{-K} A\|_F = \|A\|_F",
]
ROOTS = [
    r"\operatorname{Cov}(P^{-1/2}(z - \mu)) = I",
    r"\operatorname{tr}\left((P \circ I)^{-1/2} P (P \circ I)^{-1/2}\right) = n",
    r"(P^{1/2})^{-1} = (P^{-1})^{1/2}",
    r"(P \otimes R)^{1/2} = P^{1/2} \otimes R^{1/2}",
    r"(I + P)^{1/2} (I + P)^{1/2} = I + P",
    r"(X^\top X)^{-1/2} X^\top X (X^\top X)^{-1/2} = I",
    r"\|X\|_* = \operatorname{tr}\left((X^\top X)^{1/2}\right)",
    r"\log(P^{-1}) = -\log P",
    r"\log(cP) = \log(c) I + \log P",
    r"\operatorname{tr}\left(\log(SPS)\right) = 2\log|S| + \log|P|",
    r"(U\operatorname{diag}(a)V^\top)^+ = V\operatorname{diag}(a)^{-1}U^\top",
]
GRADIENTS = [
    r"\nabla_P \operatorname{tr}(P\log P) = \log P + I",
    r"\nabla_P \operatorname{tr}(P\log P - P\log S - P + S) = \log P - \log S",
    r"\frac{\partial}{\partial P}\operatorname{tr}(P^{1/2}) = \frac12 P^{-1/2}",
    r"\nabla_P \operatorname{tr}((\log P)^2) = 2P^{-1}\log P",
    r"\nabla_A \operatorname{tr}(e^A) = e^{A^\top}",
    r"\nabla_X \operatorname{tr}(e^{XU^\top}) = (U^\top e^{XU^\top})^\top",
    r"\nabla_X \operatorname{tr}(e^{X^\top X}) = 2 X e^{X^\top X}",
    r"\frac{\partial\|X\|_*}{\partial X} = X(X^\top X)^{-1/2}",
    r"\frac{\partial}{\partial P} \log\det(P^{1/2}) = \frac12 P^{-1}",
]

FALSE = [
    r"\exp(A \otimes I_m + I_n \otimes C) = e^C \otimes e^A",
    r"\exp(A \otimes C) = e^A \otimes e^C",
    r"\exp(xy^\top) = I + xy^\top",
    r"\exp(xy^\top) = I + \frac{e^{y^\top x} - 1}{y^\top x} yx^\top",
    r"\exp([w]_\times) = I + \frac{\sin\|w\|}{\|w\|} [w]_\times - \frac{1 - \cos\|w\|}{\|w\|^2} [w]_\times^2",
    r"e^{t[u]_\times} = I + \sin(t) [u]_\times + (1 + \cos t) [u]_\times^2",
    r"\operatorname{tr}(e^K A e^K) = \operatorname{tr} A",
    r"e^K A e^{-K} = A",
    r"(SPS)^{1/2} = S^{1/2} P^{1/2} S^{1/2}",
    r"\exp(-\log P) = P",
    r"\exp(\log P + \log S) = PS",
    r"\log(e^H) = 2H",
    r"(e^K)^\top = e^K",
    r"\|e^K x\|^2 = 2\|x\|^2",
    r"\|e^K x\| = 2\|x\|",
    r"\frac{d}{dt}\left(e^{tK}(e^{tK})^\top\right) = 2K",
    r"\operatorname{Cov}(P^{1/2}(z - \mu)) = I",
    r"\operatorname{tr}\left((P \circ I)^{-1/2} P (P \circ I)^{1/2}\right) = n",
    r"(P^{1/2})^{-1} = P^{1/2}",
    r"(I + P)^{1/2} = I + P^{1/2}",
    r"\log(P^{-1}) = \log P",
    r"\log(SPS) = 2\log S + \log P",
    r"\log(P + S) = \log P + \log S",
    r"X(X^\top X)^{-1}X^\top = I",
    r"\|X\|_* = \operatorname{tr}(X^\top X)",
    r"(U\operatorname{diag}(a)V^\top)^+ = V\operatorname{diag}(a)U^\top",
    r"\nabla_P \operatorname{tr}(P\log P) = \log P",
    r"\frac{\partial}{\partial P}\operatorname{tr}(P^{1/2}) = P^{-1/2}",
    r"\frac{\partial\|X\|_*}{\partial X} = X(X^\top X)^{1/2}",
]


@pytest.mark.parametrize("statement", EXPONENTIALS + SKEW + ROOTS + GRADIENTS)
def test_what_holds_of_functions_of_matrices_is_accepted(statement: str) -> None:
    assert judged(statement).verdict.is_accepted


@pytest.mark.parametrize("statement", FALSE)
def test_what_is_false_of_functions_of_matrices_is_refuted(statement: str) -> None:
    found = judged(statement)
    assert found.verdict is Verdict.REFUTED
    assert found.counterexample is not None


def test_the_gradient_of_a_trace_of_an_exponential_depends_on_the_layout() -> None:
    assert judged(r"\nabla_A \operatorname{tr}(e^A) = e^A").verdict is Verdict.CONVENTION
    numerator = judged(
        r"\frac{\partial \operatorname{tr}(e^{2A})}{\partial A} = 2e^{2A}", "numerator"
    )
    assert numerator.verdict.is_accepted


NOT_ACCEPTED = [
    # True unless xᵀ y is 0, which it may be for vectors from a finite set.
    r"\exp(gh^\top) = I + \frac{\exp(h^\top g) - 1}{h^\top g} gh^\top",
    # A skew-symmetric matrix of odd order has no inverse.
    r"K^{-1} e^K = e^K K^{-1}",
    # Nothing says that these are positive definite.
    r"(A + A^\top)^{1/2} (A + A^\top)^{1/2} = A + A^\top",
    r"\log(P - S) = \log(P - S)",
    # The logarithm may be meant by entries.
    r"\log(P \circ S) = \log(P) + \log(S)",
    r"e^{A + B} = e^A e^B",
    # A derivative is taken before anything is used of what it is taken by.
    r"\frac{\partial}{\partial Q} \operatorname{tr}(e^{Q^\top HQ}) = 2e^H Q",
    r"\frac{\partial}{\partial K} \operatorname{tr}(e^K e^{K^\top}) = 0",
]


@pytest.mark.parametrize("statement", NOT_ACCEPTED)
def test_what_need_not_be_defined_or_hold_is_not_accepted(statement: str) -> None:
    assert not judged(statement).verdict.is_accepted


def test_a_formula_with_a_quotient_stands_for_no_vectors_from_a_finite_set() -> None:
    one, other = (vector(name, n, "one-hot") for name in "ef")
    claim = Claim(expm(one @ other.T), expm(one @ other.T))
    assert written_out(claim, frozenset()) == claim


def test_definiteness_is_seen_by_form() -> None:
    a, p, s = (
        matrix("A", n, n),
        matrix("P", n, n, "positive definite"),
        matrix("S", n, n, "symmetric"),
    )
    x, v = matrix("X", n, m, "full column rank"), matrix("V", n, n, "invertible")
    assert all(
        map(is_definite, (p + p, p / 2, p @ p @ p, x.T @ x, v.T @ p @ v, expm(s), p + x @ x.T))
    )
    assert is_semidefinite(a.T @ a)
    assert is_semidefinite(x @ x.T)
    assert is_symmetric(a + a.T)
    unseen = (
        p - p,
        -p,
        p @ s,
        a.T @ a,
        x @ x.T,
        a,
        s,
        expm(a),
        x.T @ v @ x,
        v @ p @ v,
        p @ p.T @ s,
    )
    assert not any(map(is_definite, unseen))
    assert sqrtm(p + p).shape == logm(p + p).shape


def test_a_product_with_a_positive_diagonal_matrix_has_the_rank_of_the_other_factor() -> None:
    u, d = matrix("U", n, m, "orthonormal columns"), vector("d", m, "positive entries")
    known, unknown = pinv(u @ diag(d)), pinv(u @ diag(vector("e", m)))
    assert isinstance(known, Apply)
    assert isinstance(unknown, Apply)
    assert known.params[0] == 1
    assert unknown.params[0] == 0
