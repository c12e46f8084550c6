"""What the proof knows of exponentials, the logistic function and images under orthogonal maps."""

from __future__ import annotations

import pytest

from matrixcalc import (
    cosh,
    derivative,
    det,
    diag,
    exp,
    eye,
    hadamard,
    hadamard_quotient,
    index,
    inv,
    log,
    logistic,
    matrix,
    number,
    ones,
    scalar,
    sinh,
    sizes,
    softmax,
    softplus,
    tanh,
    total,
    tr,
    vector,
)
from matrixcalc.checks.base import Task
from matrixcalc.checks.proof import NOT_REPLAYED, ProofCheck
from matrixcalc.engine import load_check
from matrixcalc.expr import ExprLike
from matrixcalc.results import Outcome
from matrixcalc.statements import Claim
from tests.mutants import varied

n, m = sizes("n m")
i = index("i", n)
t, c, lam = scalar("t"), scalar("c"), scalar("λ", "positive")
x, y = vector("x", n), vector("y", n)
Q, V = matrix("Q", n, n, "orthogonal"), matrix("V", n, n, "invertible")
G, H = matrix("G", n, n, "positive definite"), matrix("H", n, n)
D = matrix("D", n, n, "diagonal")
U = matrix("U", n, m, "orthonormal columns")
R = matrix("R", m, m, "positive definite")
I = eye(n)


def claim(left: ExprLike, right: ExprLike) -> Claim:
    return Claim(number(left), number(right))


PROVED = [
    claim(inv(Q.T), Q),
    claim(inv(Q @ G @ Q.T), Q @ inv(G) @ Q.T),
    claim(tr(inv(Q @ G @ Q.T + lam * I)), tr(inv(G + lam * I))),
    claim(inv(Q.T @ G @ Q - 2 * Q.T @ H @ Q + lam * I), Q.T @ inv(G - 2 * H + lam * I) @ Q),
    claim(det(Q @ H @ Q.T), det(H)),
    claim(det(lam * I + Q @ H @ Q.T), det(lam * I + H)),
    claim((D + lam * I) @ inv(D + lam * I), I),
    claim(inv(Q @ D @ Q.T + lam * I) @ Q @ D @ x, Q @ (I - lam * inv(D + lam * I)) @ x),
    claim(logistic(t), 1 - logistic(-t)),
    claim(logistic(-t), 1 / (1 + exp(t))),
    claim(log(logistic(t)), t - softplus(t)),
    claim(log(1 - logistic(t)), -softplus(t)),
    claim(derivative(logistic(t), t), logistic(t) * logistic(-t)),
    claim(softplus(t), log(1 + exp(t))),
    claim(softplus(t) - softplus(-t), t),
    claim(tanh(t), 2 * logistic(2 * t) - 1),
    claim(cosh(t) ** 2 - sinh(t) ** 2, 1),
    claim(tanh(t), sinh(t) / cosh(t)),
    claim(logistic(x), ones(n) - logistic(-x)),
    claim(log(logistic(x)), x - softplus(x)),
    claim(total(i, log(logistic(x[i]))), ones(n).T @ (x - softplus(x))),
    claim(exp(x + y), hadamard(exp(x), exp(y))),
    claim(exp(x - y), hadamard_quotient(exp(x), exp(y))),
    claim(exp(x / 2)[i] ** 2, exp(x[i])),
    claim(softmax(x + c * ones(n)), softmax(x)),
    claim(1 / (1 + 1 / lam), lam / (lam + 1)),
    claim(diag(hadamard(exp(x), exp(-x))), I),
]  # fmt: skip

NOT_PROVED = [
    claim(inv(H.T), H),
    claim(inv(V @ G @ V.T), V @ inv(G) @ V.T),
    claim(inv(Q @ G @ Q.T + lam * I), inv(G + lam * I)),
    claim(inv(Q @ G @ Q.T + H), Q @ inv(G + H) @ Q.T),
    claim(det(V @ H @ V.T), det(H)),
    claim(det(U @ R @ U.T), det(R)),
    claim(logistic(t), 1 + logistic(-t)),
    claim(logistic(-t), exp(t) / (1 + exp(t))),
    claim(log(logistic(t)), softplus(t)),
    claim(log(1 - logistic(t)), t - softplus(t)),
    claim(softplus(t) + softplus(-t), t),
    claim(tanh(t), 2 * logistic(t) - 1),
    claim(cosh(t) ** 2 + sinh(t) ** 2, 1),
    claim(exp(x + y), exp(x) + exp(y)),
    claim(exp(x / 2)[i] ** 2, exp(x[i] / 2)),
    claim(total(i, exp(x[i])), exp(total(i, x[i]))),
    claim(exp(2 * t), 2 * exp(t)),
    claim(softmax(c * x), softmax(x)),
    claim(1 / (1 + 1 / lam), lam + 1),
]


def examined(c: Claim) -> tuple[Outcome, str]:
    evidence = ProofCheck().examine(c, Task())
    return evidence.outcome, evidence.detail


@pytest.mark.parametrize("truth", PROVED, ids=lambda c: f"{c.left} = {c.right}")
def test_an_identity_between_functions_is_proved_for_every_size(truth: Claim) -> None:
    assert examined(truth)[0] is Outcome.PROVED, examined(truth)


@pytest.mark.parametrize("wrong", NOT_PROVED, ids=lambda c: f"{c.left} = {c.right}")
def test_a_wrong_identity_between_functions_is_not_proved(wrong: Claim) -> None:
    outcome, detail = examined(wrong)
    assert outcome is not Outcome.PROVED
    assert NOT_REPLAYED not in detail


@pytest.mark.parametrize("truth", PROVED, ids=lambda c: f"{c.left} = {c.right}")
def test_a_slip_in_an_identity_is_proved_only_if_it_is_true(truth: Claim) -> None:
    for slip in varied(truth):
        outcome, detail = examined(slip)
        assert NOT_REPLAYED not in detail, str(slip)
        if outcome is Outcome.PROVED:
            found = load_check("exact").examine(slip, Task()).outcome
            assert found in {Outcome.HOLDS, Outcome.CONSISTENT, Outcome.UNAVAILABLE}, str(slip)
