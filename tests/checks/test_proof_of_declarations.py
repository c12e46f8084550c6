"""What the proof makes of declared equations: families, functions, sums to one, unit vectors."""

from __future__ import annotations

import pytest

from matrixcalc import (
    d,
    derivative,
    diag,
    eye,
    family,
    function,
    hadamard,
    hadamard_quotient,
    index,
    inv,
    matrix,
    norm,
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
from matrixcalc.dims import Dim
from matrixcalc.engine import load_check
from matrixcalc.expr import Expr, ExprLike
from matrixcalc.results import Outcome
from matrixcalc.statements import Claim
from tests.mutants import varied

n, m, N, M = sizes("n m N M")
i, j, b = index("i", n), index("j", n), index("b", m)
k, l = index("k", N), index("l", N)
I = eye(n)
A, B = matrix("A", n, n), matrix("B", n, n, "diagonal")
x, t, c = vector("x", n), scalar("t"), scalar("c")
w = vector("w", n, "positive entries")

S, K = family(matrix("S", n, n, "symmetric")), family(matrix("K", n, n, "skew-symmetric"))
P, V = family(matrix("P", n, n, "positive definite")), family(matrix("V", n, n, "invertible"))
Q, D = family(matrix("Q", n, n, "orthogonal")), family(matrix("D", n, n, "diagonal"))
E, X = family(matrix("E", n, n, "idempotent")), family(matrix("X", n, n))
two = family(matrix("W", n, n, "invertible"))
v = family(vector("v", n, "unit norm"))
number_of = family(scalar("ω"))

St, Kt = (
    function(matrix(name, n, n, word), t)
    for name, word in (("S", "symmetric"), ("K", "skew-symmetric"))
)
Dt, Qt = (
    function(matrix(name, n, n, word), t) for name, word in (("D", "diagonal"), ("Q", "orthogonal"))
)
Vt, Xt = function(matrix("V", n, n, "invertible"), t), function(matrix("X", n, n), t)

u, p = vector("u", n, "unit norm"), vector("p", n, "probability vector")
R, Z = matrix("R", n, m, "rows sum to one"), matrix("Z", n, n, "zero trace")
T, O = matrix("T", n, n, "stochastic"), matrix("O", n, n, "nilpotent of index 2")
Y, e = matrix("Y", n, n, "permutation"), vector("e", n, "one-hot")
G = matrix("G", n, n, "symmetric", "idempotent")
F, f = matrix("F", n, m, "entries in {0, 1}"), vector("f", n, "entries in {0, 1}")
H = matrix("H", n, m)


def claim(left: ExprLike, right: ExprLike) -> Claim:
    return Claim(number(left), number(right))


PROVED = [
    claim(S[k].T, S[k]),
    claim(K[k].T, -K[k]),
    claim(x.T @ K[k] @ x, 0),
    claim(total(k, x.T @ S[k] @ A @ x), total(l, x.T @ A.T @ S[l] @ x)),
    claim(total(k, number_of[k] * S[k]).T, total(k, number_of[k] * S[k])),
    claim(St.T, St),
    claim(Kt.T, -Kt),
    claim(derivative(St, t).T, derivative(St, t)),
    claim(derivative(Kt, t).T, -derivative(Kt, t)),
    claim(Dt @ B, B @ Dt),
    claim(derivative(Dt, t) @ B, B @ derivative(Dt, t)),
    claim(Qt.T @ Qt, I),
    claim(P[k] @ inv(P[k]), I),
    claim(inv(V[k]) @ V[k], I),
    claim(inv(P[k]).T, inv(P[k])),
    claim(total(k, V[k] @ inv(V[k])), number(N) * I),
    claim(inv(two[k, l]) @ two[k, l], I),
    claim(total(k, inv(V[k]) @ V[l] @ inv(V[l]) @ V[k]), number(N) * I),
    claim(Q[k] @ Q[k].T, I),
    claim(total(k, norm(Q[k] @ x) ** 2), number(N) * x.T @ x),
    claim(D[k] @ B, B @ D[k]),
    claim(E[k] @ E[k], E[k]),
    claim(G @ G.T, G),
    claim(u.T @ u, 1),
    claim(norm(u), 1),
    claim(total(k, v[k].T @ v[k]), N),
    claim((I - 2 * u @ u.T) @ (I - 2 * u @ u.T).T, I),
    claim(derivative(u.T @ A @ u, u), (A + A.T) @ u),
    claim(derivative(u.T @ u, u), 2 * u),
    claim(ones(n).T @ p, 1),
    claim(total(i, p[i]), 1),
    claim(total(i, j, p[i] * p[j] * c), c),
    claim(R @ ones(m), ones(n)),
    claim(total(b, R[i, b]), 1),
    claim(ones(n).T @ R @ ones(m), n),
    claim(p.T @ T @ ones(n), 1),
    claim(T @ T @ ones(n), ones(n)),
    claim(derivative(ones(n).T @ R @ ones(m), R), ones(n) @ ones(m).T),
    claim(tr(Z), 0),
    claim(tr(A + Z), tr(A)),
    claim(O @ O, 0 * O),
    claim((I + O) @ (I - O), I),
    claim(Y.T @ Y, I),
    claim(Y @ ones(n), ones(n)),
    claim(ones(n).T @ Y, ones(n).T),
    claim(e.T @ e, 1),
    claim(d(t) * S[k].T, d(t) * S[k]),
    claim(d(matrix("S", n, n, "symmetric")).T, d(matrix("S", n, n, "symmetric"))),
    claim(hadamard(F, F), F),
    claim(total(i, b, F[i, b] ** 3), ones(n).T @ F @ ones(m)),
    claim(tr(F.T @ F), ones(n).T @ F @ ones(m)),
    claim(f.T @ diag(f) @ x, f.T @ x),
    claim(hadamard(e, e), e),
    claim(hadamard(Y, Y), Y),
    claim(derivative(norm(hadamard(F, H)) ** 2, H), 2 * hadamard(F, H)),
    claim(derivative(f.T @ f, f), 2 * f),
    claim(w.T @ hadamard_quotient(ones(n), w), n),
    claim(total(k, l, number_of[k] * V[l] @ inv(V[l])), number(N) * total(k, number_of[k]) * I),
]  # fmt: skip

NOT_PROVED = [
    claim(X[k].T, X[k]),
    claim(K[k].T, K[k]),
    claim(Xt.T, Xt),
    claim(derivative(Xt, t).T, derivative(Xt, t)),
    claim(derivative(Qt, t).T @ derivative(Qt, t), I),
    claim(Xt @ B, B @ Xt),
    claim(P[k] @ inv(P[l]), I),
    claim(two[k, l] @ inv(two[l, k]), I),
    claim(total(k, V[k] @ inv(V[k])), I),
    claim(total(k, V[k] @ inv(V[l])), number(N) * I),
    claim(Q[k].T @ Q[l], I),
    claim(E[k] @ E[l], E[k]),
    claim(x.T @ x, 1),
    claim(u.T @ x, 1),
    claim(v[k].T @ v[l], 1),
    claim(total(k, v[k].T @ v[k]), 1),
    claim(u @ u.T, I),
    claim(hadamard(u, u), ones(n)),
    claim(F @ F.T, F @ ones(m) @ ones(n).T),
    claim(total(i, b, F[i, b] * F[i, b] * F[i, index("q", m)]), total(i, b, F[i, b])),
    claim(hadamard(F, H), F),
    claim(f @ f.T, diag(f)),
    claim(hadamard(f, x), x),
    claim(derivative(f.T @ f, f), ones(n)),
    # Nothing is used of a variable before the derivative by it is taken.
    claim(derivative(u.T @ u, u), 0 * u),
    claim(derivative(ones(n).T @ p, p), 0 * p),
    claim(derivative(tr(Z), Z), 0 * Z),
    claim(ones(n).T @ x, 1),
    claim(p.T @ p, 1),
    claim(total(i, p[i] * w[i]), 1),
    claim(total(index("i", n, lower=2), p[index("i", n, lower=2)]), 1),
    claim(ones(n).T @ R, ones(m).T),
    claim(total(i, R[i, b]), 1),
    claim(T.T @ ones(n), ones(n)),
    claim(A @ ones(n), ones(n)),
    claim(tr(A), 0),
    claim(tr(Z @ Z), 0),
    claim(ones(n).T @ Z @ ones(n), 0),
    claim(total(index("i", n, lower=2), Z[index("i", n, lower=2), index("i", n, lower=2)]), 0),
    claim(A @ A, 0 * A),
    claim(O @ O.T, 0 * O),
    claim(O.T @ O, 0 * O),
    # What cancels at every place leaves as many ones as there are places.
    claim(w.T @ hadamard_quotient(ones(n), w), 1),
    claim(w.T @ w / (w.T @ w), n),
]  # fmt: skip


def summed_through(name: str, size: Dim, word: str) -> Expr:
    """Σ over the members of a family, where only two letters that meet say how many there are."""
    first, second = index("k", size), index("l", size)
    a = matrix(name, size, size, word)
    back = inv(a) if word == "invertible" else a.T
    inner = total(first, number_of[first] * a[first, second])
    return total(second, inner * (back @ ones(size))[second])


def examined(c: Claim) -> tuple[Outcome, str]:
    evidence = ProofCheck().examine(c, Task())
    return evidence.outcome, evidence.detail


@pytest.mark.parametrize("truth", PROVED, ids=lambda c: f"{c.left} = {c.right}")
def test_a_declared_equation_is_proved_for_every_size(truth: Claim) -> None:
    assert examined(truth)[0] is Outcome.PROVED, examined(truth)


@pytest.mark.parametrize("wrong", NOT_PROVED, ids=lambda c: f"{c.left} = {c.right}")
def test_what_the_declarations_do_not_say_is_not_proved(wrong: Claim) -> None:
    outcome, detail = examined(wrong)
    assert outcome is not Outcome.PROVED
    assert NOT_REPLAYED not in detail


@pytest.mark.parametrize("truth", PROVED, ids=lambda c: f"{c.left} = {c.right}")
def test_a_slip_in_a_declared_equation_is_proved_only_if_it_is_true(truth: Claim) -> None:
    for slip in varied(truth):
        outcome, detail = examined(slip)
        assert NOT_REPLAYED not in detail, str(slip)
        if outcome is Outcome.PROVED:
            found = load_check("exact").examine(slip, Task()).outcome
            if found is Outcome.SUSPECTS:
                # Of numbers between 0 and 1 it need not hold; each of the two can be tried.
                found = load_check("elementwise").examine(slip, Task()).outcome
            assert found in {Outcome.HOLDS, Outcome.CONSISTENT, Outcome.UNAVAILABLE}, str(slip)


@pytest.mark.parametrize("word", ["invertible", "orthogonal"])
def test_a_sum_keeps_its_range_when_the_letters_that_tell_it_meet(word: str) -> None:
    found = summed_through("A", N, word)
    assert examined(claim(found, total(k, number_of[k])))[0] is Outcome.PROVED
    assert examined(claim(found, summed_through("B", M, word)))[0] is Outcome.INCONCLUSIVE
