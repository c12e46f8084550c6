"""Powers with exponents that are no numbers, and functions that pass a factor."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from matrixcalc.api import check
from matrixcalc.checks.proof.prover import prove
from matrixcalc.checks.proof.replay import Unsound, replay
from matrixcalc.checks.proof.steps import Passed, Proof
from matrixcalc.deadline import Deadline
from matrixcalc.declare import integer, matrix, sizes
from matrixcalc.dims import Dim
from matrixcalc.ops.algebra import inv
from matrixcalc.ops.spectral import MATRIX_EXPONENTIAL
from matrixcalc.results import Outcome, Verdict
from matrixcalc.statements import Claim

POWERS = (
    "A, B, D : n×n; P : n×n, invertible; S : n×n, symmetric; Q : n×n, orthogonal; "
    "E : n×n, idempotent; c : scalar; j, k : integer, positive"
)
TRUE_POWERS = [
    "A^k A = A^{k+1}",
    "A A^k = A^{k+1}",
    "A^k A^2 = A^{k+2}",
    "A^j A^k = A^{j+k}",
    "A^j A^k = A^k A^j",
    "(A^j)^k = A^{j k}",
    "(A^2)^k = A^{2k}",
    "(A^k)^T = (A^T)^k",
    "(S^k)^T = S^k",
    "S^k S = S S^k",
    "(P^k)^{-1} = (P^{-1})^k",
    "(B^k)^{-1} B^{k+1} = B",
    "P^{-1} P^{k+1} = P^k",
    "P^k P^{-k} = I",
    "(P D P^{-1})^k = P D^k P^{-1}",
    "(P^{-1} D P)^k = P^{-1} D^k P",
    "tr((P D P^{-1})^k) = tr(D^k)",
    "(Q A Q^T)^k = Q A^k Q^T",
    "(Q^k)^T Q^k = I",
    "E^k = E",
    "(c A)^k = c^k A^k",
    "(2A)^k = 2^k A^k",
    "I^k A = A",
    "\\det(A^k) = \\det(A)^k",
    "tr(A^k) = tr((A^T)^k)",
    "(A B)^k A = A (B A)^k",
    "tr((A B)^k) = tr((B A)^k)",
    "A (I + A)^k = (I + A)^k A",
    "(A + B)^k (A + B) = (A + B)^{k+1}",
    "(A + B) (A + B)^k = (A + B)^{k+1}",
    "∂ tr(A^k)/∂A = k (A^{k-1})^T",
    "∂ tr(A^{k+1})/∂A = (k+1) (A^k)^T",
    "d tr(A^k) = k tr(A^{k-1} dA)",
]
FALSE_POWERS = [
    "A^k A = A^{k+2}",
    "A^k A = A^k",
    "A^j A^k = A^{j k}",
    "A^j A^k = A^{j-k}",
    "(A^j)^k = A^{j+k}",
    "(A^k)^T = A^k",
    "A^k B = B A^k",
    "(P^k)^{-1} = P^k",
    "P^{-1} P^{k+1} = P^{k+1}",
    "P^k P^{-k} = P",
    "(P D P^{-1})^k = P^{-1} D^k P",
    "(P D P^{-1})^k = D^k",
    "(P D P^{-1})^k = P^k D^k P^{-k}",
    "(P D P^T)^k = P D^k P^T",
    "(Q A Q^T)^k = Q^k A Q^T",
    "Q^k Q^k = I",
    "Q^k = Q",
    "E^k = I",
    "E^{k-1} = E",
    "A^k = A",
    "(c A)^k = c A^k",
    "(2A)^k = 2 A^k",
    "\\det(A^k) = k \\det(A)",
    "(A B)^k A = B (A B)^k",
    "(A B)^k = A^k B^k",
    "(A B)^k = (B A)^k",
    "A (I + B)^k = (I + B)^k A",
    "(A + B)^k (A - B) = (A - B) (A + B)^k",
    "(A + B)^k = A^k + B^k",
    "∂ tr(A^k)/∂A = k A^{k-1}",
    "∂ tr(A^k)/∂A = k (A^k)^T",
    "∂ tr(A^{k+1})/∂A = k (A^k)^T",
    "d tr(A^k) = (k-1) tr(A^{k-1} dA)",
    "d tr(A^k B) = k tr(A^{k-1} dA B)",
]

FUNCTIONS = "X : m×n; A, B : n×n; C : m×m; t : scalar; S : n×n, symmetric; k : integer, positive"
TRUE_FUNCTIONS = [
    "X e^{X^T X} = e^{X X^T} X",
    "e^{X^T X} X^T = X^T e^{X X^T}",
    "X e^{t X^T X} = e^{t X X^T} X",
    "X e^{-X^T X} = e^{-X X^T} X",
    "A e^{B A} = e^{A B} A",
    "A e^{I + B A} = e^{I + A B} A",
    "X e^{X^T X} X^T = X X^T e^{X X^T}",
    "X (X^T X)^k = (X X^T)^k X",
    "X (I + X^T X)^k = (I + X X^T)^k X",
    "X^T C X e^{X^T C X} = e^{X^T C X} X^T C X",
    "tr(X e^{X^T X} X^T) = tr(e^{X X^T} X X^T)",
]
FALSE_FUNCTIONS = [
    "A e^{B A} = e^{B A} A",
    "A e^{B A} = e^{A B} B",
    "A e^{B} = e^{B} A",
    "A e^{A B} = e^{B A} A",
    "X e^{X^T X} = e^{-X X^T} X",
    "X e^{t X^T X} = e^{X X^T} X",
    "X e^{X^T X} = e^{2 X X^T} X",
    "X e^{I + X^T X} = e^{X X^T} X",
    "X e^{X^T X} X^T = e^{X X^T}",
    "e^{X^T X} X^T = X^T e^{X X^T} X X^T",
    "X (X^T X)^k = (X X^T)^{k+1} X",
    "X (X^T X)^k = X (X^T X)^{k-1}",
    "A e^{B A} = A e^{A B}",
]


def found(statement: str, let: str, *checks: str) -> tuple[Verdict, Outcome | None]:
    (step,) = check(statement, let, checks=checks or ("proof",)).steps
    return step.verdict, next((e.outcome for e in step.evidence if e.check == "proof"), None)


@pytest.mark.parametrize("statement", TRUE_POWERS)
def test_a_symbolic_power_has_a_proof(statement: str) -> None:
    assert found(statement, POWERS)[0] is Verdict.PROVED


@pytest.mark.parametrize("statement", FALSE_POWERS)
def test_what_is_false_of_powers_has_no_proof(statement: str) -> None:
    verdict, outcome = found(statement, POWERS, "shapes", "proof", "exact")
    assert outcome in (Outcome.INCONCLUSIVE, Outcome.UNAVAILABLE)
    assert not verdict.is_accepted


@pytest.mark.parametrize("statement", TRUE_FUNCTIONS)
def test_a_function_passes_a_factor(statement: str) -> None:
    assert found(statement, FUNCTIONS)[0] is Verdict.PROVED


@pytest.mark.parametrize("statement", FALSE_FUNCTIONS)
def test_what_is_false_of_functions_has_no_proof(statement: str) -> None:
    verdict, outcome = found(statement, FUNCTIONS)
    assert outcome in (Outcome.INCONCLUSIVE, Outcome.UNAVAILABLE)
    assert not verdict.is_accepted


(N,) = sizes("n")
A, B = matrix("A", N, N), matrix("B", N, N)
K = integer("k", 1)
PUSHED = Claim(A @ MATRIX_EXPONENTIAL(B @ A), MATRIX_EXPONENTIAL(A @ B) @ A)


def passed_by(claim: Claim) -> tuple[Proof, Passed]:
    proof = prove(claim, Deadline.never())
    assert proof is not None
    (closing,) = proof.closings
    (use,) = closing.cancelled
    assert isinstance(use, Passed)
    return proof, use


def with_use(proof: Proof, use: Passed) -> Proof:
    (closing,) = proof.closings
    return replace(proof, closings=(replace(closing, cancelled=(use,)),))


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"through": B}, "is not"),
        ({"other": A @ B}, "is not"),
        ({"value": MATRIX_EXPONENTIAL(A)}, "is not"),
        ({"value": inv(B @ A)}, "passes anything"),
        ({"value": (B @ A) ** (Dim.of(1) - K)}, "has an inverse"),
    ],
)
def test_a_function_does_not_pass_what_it_must_not(changes: dict[str, Any], wrong: str) -> None:
    proof, use = passed_by(PUSHED)
    replay(proof, PUSHED, Deadline.never())
    with pytest.raises(Unsound, match=wrong):
        replay(with_use(proof, replace(use, **changes)), PUSHED, Deadline.never())
