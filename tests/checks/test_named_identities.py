"""What a textbook calls a statement: named where it says no more than one identity, and only there."""

from __future__ import annotations

import pytest

from matrixcalc import (
    block,
    d,
    det,
    diag,
    exp,
    eye,
    hadamard,
    inv,
    kron,
    logdet,
    matrix,
    number,
    scalar,
    sizes,
    tr,
    vec,
    vector,
)
from matrixcalc.checks.base import Task
from matrixcalc.checks.proof import NOT_REPLAYED, ProofCheck
from matrixcalc.engine import load_check
from matrixcalc.ops.laws import IDENTITIES
from matrixcalc.results import Evidence, Outcome
from matrixcalc.statements import Claim, Definition

n, m, p = sizes("n m p")
A, B, X = (matrix(name, n, n) for name in "ABX")
V, W, M = (matrix(name, n, n, "invertible") for name in "VWM")
C = matrix("C", m, m, "invertible")
D = matrix("D", m, m)
F, G, H = matrix("F", n, m), matrix("G", m, p), matrix("H", m, n)
P, Q = matrix("P", n, n, "positive definite"), matrix("Q", n, n, "positive definite")
R = matrix("R", m, m, "positive definite")
S, K = matrix("S", n, n, "symmetric"), matrix("K", n, n, "skew-symmetric")
x, y, u = vector("x", n), vector("y", n), vector("u", m)
c, r = scalar("c"), scalar("r", "positive")
I, J = eye(n), eye(m)


def woodbury(sign: int = 1) -> Claim:
    core = inv(inv(C) + sign * H @ inv(V) @ F)
    return Claim(inv(V + sign * F @ C @ H), inv(V) - sign * inv(V) @ F @ core @ H @ inv(V))


NAMED = [
    (woodbury(), "Woodbury identity"),
    (Claim(woodbury().right, woodbury().left), "Woodbury identity"),
    (woodbury(-1), "Woodbury identity"),
    (Claim(woodbury().left @ x + y, woodbury().right @ x + y), "Woodbury identity"),
    (Claim(inv(V + F @ H), inv(V) - inv(V) @ F @ inv(J + H @ inv(V) @ F) @ H @ inv(V)),
     "Woodbury identity"),
    (Claim(inv(inv(P) + F @ inv(R) @ F.T), P - P @ F @ inv(R + F.T @ P @ F) @ F.T @ P),
     "Woodbury identity"),
    (Claim(inv(V + x @ y.T), inv(V) - inv(V) @ x @ y.T @ inv(V) / (1 + y.T @ inv(V) @ x)),
     "Sherman–Morrison formula"),
    (Claim(inv(V - x @ y.T), inv(V) + inv(V) @ x @ y.T @ inv(V) / (1 - y.T @ inv(V) @ x)),
     "Sherman–Morrison formula"),
    (Claim(inv(I + F @ H) @ F, F @ inv(J + H @ F)), "push-through identity"),
    (Claim(F @ inv(J + H @ F), inv(I + F @ H) @ F), "push-through identity"),
    (Claim(X @ inv(I + F @ H) @ F @ H, X @ F @ inv(J + H @ F) @ H), "push-through identity"),
    (Claim(inv(inv(P) + F @ inv(R) @ F.T) @ F @ inv(R), P @ F @ inv(F.T @ P @ F + R)),
     "push-through identity with weights"),
    (Claim(inv(V + F @ H) @ F, inv(V) @ F @ inv(J + H @ inv(V) @ F)),
     "push-through identity with a core"),
    (Claim(inv(I + inv(V)), V @ inv(V + I)), "Searle, inverse of I plus inverse"),
    (Claim(inv(I + F @ H), I - F @ inv(J + H @ F) @ H), "Searle, inverse of I plus a product"),
    (Claim(inv(inv(V) + inv(W)), V @ inv(V + W) @ W), "Searle, parallel sum"),
    (Claim(A - A @ inv(A + B) @ A, B - B @ inv(A + B) @ B),
     "Searle, difference from the parallel sum"),
    (Claim(det(I + F @ H), det(J + H @ F)), "Sylvester's determinant identity"),
    (Claim(det(V + x @ y.T), (1 + y.T @ inv(V) @ x) * det(V)), "matrix determinant lemma"),
    (Claim(det(V + F @ C @ H), det(inv(C) + H @ inv(V) @ F) * det(C) * det(V)),
     "generalized matrix determinant lemma"),
    (Claim(logdet(P + F @ F.T), logdet(P) + logdet(J + F.T @ inv(P) @ F)),
     "matrix determinant lemma for log det"),
    (Claim(logdet(P + F @ R @ F.T), logdet(inv(R) + F.T @ inv(P) @ F) + logdet(P) + logdet(R)),
     "generalized matrix determinant lemma for log det"),
    (Claim(det(block([[V, F], [H, D]])), det(V) * det(D - H @ inv(V) @ F)), "Schur complement"),
    (Claim(det(block([[A, F], [H, C]])), det(C) * det(A - F @ inv(C) @ H)),
     "Schur complement of the last block"),
    (Claim(logdet(P @ Q), logdet(P) + logdet(Q)), "log det of a product"),
    (Claim(logdet(r * P), n * number(1) + logdet(P)), None),
    (Claim(inv(V.T), inv(V).T), "inverse of a transpose"),
    (Claim(kron(A, D) @ kron(F, G), kron(A @ F, D @ G)), "mixed-product property"),
    (Claim(vec(A @ F @ D), kron(D.T, A) @ vec(F)), "vec of a product"),
    (Claim(x.T @ K @ x, 0 * c), "skew-symmetric form"),
    (Claim(tr(S @ K), 0 * c), "trace of symmetric times skew-symmetric"),
    (Claim(x.T @ hadamard(F, F) @ u, tr(diag(x) @ F @ diag(u) @ F.T)), "Hadamard form"),
    (Claim(d(det(V)), det(V) * tr(inv(V) @ d(V))), "Jacobi's formula"),
]  # fmt: skip


def examined(claim: Claim) -> Evidence:
    return ProofCheck().examine(claim, Task())


@pytest.mark.parametrize(("claim", "law"), NAMED, ids=str)
def test_a_statement_that_is_an_identity_is_called_by_its_name(
    claim: Claim, law: str | None
) -> None:
    evidence = examined(claim)
    assert (evidence.laws[0] if evidence.laws else None) == law, evidence
    assert [name for name in evidence.laws if name in IDENTITIES] == [law] * (law in IDENTITIES)


def test_a_definition_is_seen_through() -> None:
    whole = Definition(X, V + F @ C @ H)
    claim = Claim(inv(X), woodbury().right, (whole,))
    assert examined(claim).laws == ("Woodbury identity",)


OTHERS = [
    # Each is true, and by something else than what it looks like.
    Claim(inv(V + F @ C @ H) @ (V + F @ C @ H), I),
    Claim(inv(I + F @ H) @ (F @ H), (F @ H) @ inv(I + F @ H)),
    Claim(inv(V + W), inv(W + V)),
    Claim((I + F @ H).T, I + H.T @ F.T),
    Claim(det((I + F @ H).T), det(I + F @ H)),
    Claim(det((V + x @ y.T) @ W), det(V + x @ y.T) * det(W)),
    Claim(kron(A, D) @ (kron(F, G) + kron(F, G)), 2 * kron(A, D) @ kron(F, G)),
    Claim(inv(I + F @ H) @ F + F, F + inv(I + F @ H) @ F),
    Claim(V @ inv(V + W) @ W + W @ inv(V + W) @ W, W),
    Claim(logdet(P + F @ F.T), logdet(F @ F.T + P)),
    Claim(exp(x.T @ S @ y), exp(y.T @ S @ x)),
    Claim(inv(V @ (I + F @ H)), inv(I + F @ H) @ inv(V)),
]


@pytest.mark.parametrize("claim", OTHERS, ids=str)
def test_no_statement_is_called_by_an_identity_that_it_does_not_need(claim: Claim) -> None:
    evidence = examined(claim)
    assert evidence.outcome is Outcome.PROVED
    assert not set(evidence.laws) & set(IDENTITIES), evidence.laws


FALSE = [
    Claim(inv(inv(V) + inv(W)), V @ inv(V - W) @ W),
    Claim(inv(inv(V) + inv(W)), V @ inv(V + W) @ V),
    Claim(inv(inv(V) + inv(W)), V @ (V + W) @ W),
    Claim(inv(inv(V) + inv(W)), V + W),
    Claim(inv(inv(V) + inv(W)), inv(V) @ inv(V + W) @ W),
    Claim(inv(inv(V) - inv(W)), V @ inv(V + W) @ W),
    Claim(inv(inv(V) + inv(W)), V.T @ inv(V + W) @ W),
    Claim(inv(inv(V) + W), V @ inv(V + W) @ W),
    Claim(inv(inv(V) + inv(W)), 2 * V @ inv(V + W) @ W),
    Claim(inv(inv(V) + inv(W) + inv(M)), V @ inv(V + W + M) @ W),
    Claim(logdet(P + F @ F.T), logdet(P) + logdet(J + F.T @ P @ F)),
    Claim(logdet(P + F @ F.T), logdet(P) - logdet(J + F.T @ inv(P) @ F)),
    Claim(logdet(P + F @ F.T), logdet(J + F.T @ inv(P) @ F)),
    Claim(logdet(P + F @ F.T), logdet(P) + logdet(J + F.T @ F)),
    Claim(logdet(P + 2 * F @ F.T), logdet(P) + logdet(J + F.T @ inv(P) @ F)),
    Claim(logdet(P + F @ R @ F.T), logdet(P) + logdet(R) + logdet(R + F.T @ inv(P) @ F)),
    Claim(logdet(P + F @ R @ F.T), logdet(P) - logdet(R) + logdet(inv(R) + F.T @ inv(P) @ F)),
    Claim(logdet(P + F @ R @ F.T), logdet(P) + logdet(inv(R) + F.T @ inv(P) @ F)),
    Claim(logdet(P + Q), logdet(P) + logdet(Q)),
    Claim(inv(V + F @ C @ H), inv(V) + inv(V) @ F @ inv(inv(C) + H @ inv(V) @ F) @ H @ inv(V)),
    Claim(inv(V + F @ C @ H), inv(V) - inv(V) @ F @ inv(C + H @ inv(V) @ F) @ H @ inv(V)),
    Claim(inv(V + F @ C @ H), inv(V) - inv(V) @ F @ inv(inv(C) - H @ inv(V) @ F) @ H @ inv(V)),
    Claim(inv(V - x @ y.T), inv(V) + inv(V) @ x @ y.T @ inv(V) / (1 + y.T @ inv(V) @ x)),
    Claim(inv(I + F @ H) @ F, F @ inv(J - H @ F)),
    Claim(inv(V + A @ B) @ A, A @ inv(V + B @ A)),
    Claim(det(V + F @ C @ H), det(C + H @ inv(V) @ F) * det(C) * det(V)),
    Claim(det(I + A @ B @ X), det(I + B @ A @ X)),
    Claim(A - A @ inv(A + B) @ A, B - A @ inv(A + B) @ B),
    Claim(x.T @ K @ y, 0 * c),
]


@pytest.mark.parametrize("claim", FALSE, ids=str)
def test_a_near_miss_is_not_proved_and_is_false(claim: Claim) -> None:
    evidence = examined(claim)
    assert evidence.outcome is not Outcome.PROVED
    assert NOT_REPLAYED not in evidence.detail
    assert load_check("exact").examine(claim, Task()).outcome is Outcome.DISAGREES
