"""What the proof makes of quotients entry by entry, and of inverses of diagonal matrices."""

from __future__ import annotations

import pytest

from matrixcalc import (
    delta,
    diag,
    exp,
    eye,
    family,
    hadamard,
    hadamard_quotient,
    index,
    inv,
    matrix,
    number,
    ones,
    scalar,
    sizes,
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

n, m, N, M = sizes("n m N M")
k, o, q = index("k", N), index("o", M), family(scalar("q", "positive"))
i, j, l, b = index("i", n), index("j", n), index("l", n), index("b", m)
a, s, x = (vector(name, n) for name in "asx")
w, r = vector("w", n, "positive entries"), matrix("r", n, m, "positive entries")
D, A, B = matrix("D", n, n, "diagonal"), matrix("A", n, n), matrix("B", n, n)
lam, mu = scalar("λ", "positive"), scalar("μ", "positive")
I = eye(n)


def claim(left: ExprLike, right: ExprLike) -> Claim:
    return Claim(number(left), number(right))


PROVED = [
    claim(hadamard_quotient(ones(n), a + x)[i], 1 / (a[i] + x[i])),
    claim(hadamard_quotient(A, A + B)[i, j], A[i, j] / (A[i, j] + B[i, j])),
    claim(hadamard_quotient(A, A + B)[j, i], A[j, i] / (A[j, i] + B[j, i])),
    claim(total(i, r[i, b]) / total(i, r[i, b]), 1),
    claim(total(i, r[i, b] / total(l, r[l, b])), 1),
    claim(total(b, total(i, r[i, b] / total(l, r[l, b]))), m),
    claim(hadamard_quotient(r.T @ ones(n), r.T @ ones(n)), ones(m)),
    claim(total(i, r[i, b] ** 2 / total(l, r[l, b]) ** 2) * total(l, r[l, b]),
          total(i, r[i, b] ** 2) / total(l, r[l, b])),
    claim(total(i, x[i] / (w[i] * total(b, r[i, b]))), total(i, x[i] / total(b, r[i, b]) / w[i])),
    claim(total(k, q[k]) / total(k, q[k]), 1),
    claim(total(k, q[k] / total(k, q[k])), 1),
    claim(total(k, exp(q[k]) * exp(-q[k])), N),
    claim(inv(diag(w)), diag(hadamard_quotient(ones(n), w))),
    claim(inv(diag(a))[i, i], 1 / a[i]),
    claim(inv(diag(w) + lam * I)[i, j], delta(i, j) / (w[i] + lam)),
    claim(tr(inv(diag(w))), total(i, 1 / w[i])),
    claim(inv(diag(hadamard(s, s) + lam * ones(n))),
          diag(hadamard_quotient(ones(n), hadamard(s, s) + lam * ones(n)))),
    claim(inv(D + lam * I)[i, i], 1 / (D[i, i] + lam)),
    claim(inv(lam * I + mu * I), I / (lam + mu)),
    claim(diag(w) @ inv(diag(w)) @ x, x),
    claim(hadamard_quotient(ones(n), lam * ones(n)), ones(n) / lam),
]  # fmt: skip

NOT_PROVED = [
    claim(total(i, r[i, b] / total(b, r[i, b])), 1),
    claim(total(i, r[i, b]) / total(i, r[i, 1]), 1),
    claim(total(i, r[i, b] / total(index("l", n, lower=2), r[index("l", n, lower=2), b])), 1),
    claim(total(b, total(i, r[i, b] / total(l, r[l, b]))), n),
    claim(total(i, r[i, b]) / total(i, r[i, b]) ** 2, 1),
    claim(hadamard_quotient(A, A + B)[i, j], A[j, i] / (A[j, i] + B[j, i])),
    claim(total(k, q[k]) / total(o, q[o]), 1),
    claim(total(k, 1 / q[k]), total(o, 1 / q[o])),
    claim(total(k, q[k] ** 2 / q[k]), total(o, q[o] ** 2 / q[o])),
    claim(total(k, q[k] / q[k]), total(o, q[o] / q[o])),
    claim(total(k, exp(q[k]) * exp(-q[k])), 1),
    claim(inv(A)[i, i], 1 / A[i, i]),
    claim(inv(diag(w) + A)[i, i], 1 / (w[i] + A[i, i])),
    claim(inv(diag(w))[i, j], 1 / w[i]),
    claim(tr(inv(diag(w))), 1 / total(i, w[i])),
    claim(inv(lam * I + mu * I), I / lam + I / mu),
    claim(inv(diag(w) @ A), diag(hadamard_quotient(ones(n), w)) @ inv(A)),
]


def examined(c: Claim) -> tuple[Outcome, str]:
    evidence = ProofCheck().examine(c, Task())
    return evidence.outcome, evidence.detail


@pytest.mark.parametrize("truth", PROVED, ids=lambda c: f"{c.left} = {c.right}")
def test_a_quotient_is_proved_for_every_size(truth: Claim) -> None:
    assert examined(truth)[0] is Outcome.PROVED, examined(truth)


@pytest.mark.parametrize("wrong", NOT_PROVED, ids=lambda c: f"{c.left} = {c.right}")
def test_a_wrong_quotient_is_not_proved(wrong: Claim) -> None:
    outcome, detail = examined(wrong)
    assert outcome is not Outcome.PROVED
    assert NOT_REPLAYED not in detail


@pytest.mark.parametrize("truth", PROVED, ids=lambda c: f"{c.left} = {c.right}")
def test_a_slip_in_a_quotient_is_proved_only_if_it_is_true(truth: Claim) -> None:
    for slip in varied(truth):
        outcome, detail = examined(slip)
        assert NOT_REPLAYED not in detail, str(slip)
        if outcome is Outcome.PROVED:
            found = load_check("exact").examine(slip, Task()).outcome
            assert found in {Outcome.HOLDS, Outcome.CONSISTENT, Outcome.UNAVAILABLE}, str(slip)
