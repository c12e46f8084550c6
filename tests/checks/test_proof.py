"""The proof: what it proves for every size, what it declines, and that it can be replayed."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest

from matrixcalc import (
    absolute,
    block,
    cos,
    d,
    delta,
    derivative,
    det,
    distribution,
    exp,
    expectation,
    expm,
    eye,
    family,
    function,
    index,
    indices,
    integer,
    inv,
    kron,
    log,
    logdet,
    magnus_neudecker,
    matrix,
    norm,
    number,
    ones,
    pinv,
    prod,
    scalar,
    sin,
    sizes,
    softmax,
    sqrt,
    table,
    total,
    tr,
    unit,
    variance,
    vec,
    vector,
)
from matrixcalc.checks.base import Task
from matrixcalc.checks.proof import NOT_REPLAYED, ProofCheck
from matrixcalc.checks.proof.prover import Prover, prove
from matrixcalc.checks.proof.relations import reader
from matrixcalc.checks.proof.replay import Unsound, replay
from matrixcalc.checks.proof.steps import Cancelled, Proof, Step
from matrixcalc.deadline import Deadline
from matrixcalc.engine import load_check
from matrixcalc.expr import Expr
from matrixcalc.networks.canonical import Factor, canonical
from matrixcalc.networks.partitioned import Grid
from matrixcalc.ops.spec import Unavailable
from matrixcalc.results import Outcome
from matrixcalc.statements import Claim
from tests.mutants import varied
from tests.statements.stated import Stated
from tests.statements.true_statements import TRUE

n, m, p, N = sizes("n m p N")
i, j = indices("i j", n)
A, B, X = (matrix(name, n, n) for name in "ABX")
F, G, H = matrix("F", n, m), matrix("G", m, p), matrix("H", m, n)
S, K = matrix("S", n, n, "symmetric"), matrix("K", n, n, "skew-symmetric")
V, W = matrix("V", n, n, "invertible"), matrix("W", n, n, "invertible")
P = matrix("P", n, n, "positive definite")
R = matrix("R", m, m, "positive definite")
E = matrix("E", n, n, "idempotent")
Q = matrix("Q", n, n, "orthogonal")
x, y, c = vector("x", n), vector("y", n), scalar("c")
mu, M = vector("μ", n), matrix("M", n, n, "positive semidefinite")
loose, strict = distribution(x, mu, M), distribution(x, mu, M, normal=True)


def mean(e: Expr, *, normal: bool = False) -> Expr:
    return expectation(e, strict if normal else loose)


L, U, u = matrix("L", n, m, "any rank"), matrix("U", m, m), vector("u", m)
T, T2, D3 = matrix("T", 2, 2), matrix("Θ", 2, 2), matrix("D", 3, 3)
b_, s_ = scalar("β"), scalar("σ")
z = family(vector("z", n))
a, N0 = index("a", N), index("a₀", N)
f_ = family(scalar("φ"))

PROVED = [
    (Claim(tr(F @ H), tr(H @ F)), "cyclic property of the trace"),
    (Claim((F @ G).T, G.T @ F.T), "transpose of a product"),
    (Claim(F @ (G + G), 2 * F @ G), "distributive law"),
    (Claim(vec(A @ X @ B), kron(B.T, A) @ vec(X)), "vec of a product"),
    (Claim(x.T @ K @ x, 0 * c), "skew-symmetric form"),
    (Claim(S.T, S), ""),
    (Claim(Q.T @ Q, eye(n)), "orthogonal matrix"),
    (Claim(E @ E @ E, E), "idempotent matrix"),
    (Claim(inv(V @ W), inv(W) @ inv(V)), "inverse of a product"),
    (Claim(tr(eye(n)), ones(n).T @ ones(n)), ""),
    (Claim(total(a, z[a] @ z[a].T) @ x, total(a, (z[a].T @ x) * z[a])), "sums over an index"),
    (Claim(derivative(tr(A @ X), X), A.T), "derivative of a linear form"),
    (Claim(derivative(x.T @ A @ x, x), (A + A.T) @ x), "product rule"),
    (Claim(derivative(x.T @ S @ x, x), 2 * S @ x), "product rule"),
    (Claim(derivative(logdet(P), P), inv(P)), "derivative of log det"),
    (Claim(derivative(det(V), V), det(V) * inv(V).T), "Jacobi's formula"),
    (Claim(derivative(tr(A @ inv(V)), V), -(inv(V) @ A @ inv(V)).T), "derivative of an inverse"),
    (Claim(derivative(norm(x), x), x / norm(x)), "derivative of a norm"),
    (Claim(derivative(tr(expm(X)), X), expm(X).T), ""),
    (Claim(magnus_neudecker(A @ X @ B, X), kron(B.T, A)), "derivative of a linear form"),
    (Claim(d(inv(V)), -inv(V) @ d(V) @ inv(V)), "derivative of an inverse"),
    (
        Claim(inv(P + F @ R @ F.T), inv(P) - inv(P) @ F @ inv(inv(R) + F.T @ inv(P) @ F) @ F.T @ inv(P)),
        "Woodbury identity",
    ),
    (Claim(inv(eye(n) + F @ H) @ F, F @ inv(eye(m) + H @ F)), "push-through identity"),
    (Claim(V @ inv(V + W) @ W, W @ inv(V + W) @ V), "product with the inverse"),
    (Claim(inv(V + A), inv(V) - inv(V) @ A @ inv(V + A)), "product with the inverse"),
    (Claim(derivative(log(absolute(det(V))), V), inv(V).T), "Jacobi's formula"),
    (Claim(absolute(c) ** 2, c**2), ""),
    (Claim(L @ pinv(L) @ L @ H, L @ H), "Penrose, first condition"),
    (Claim((pinv(L) @ L) @ L.T, L.T), "pseudo-inverse beside the transpose"),
    (Claim((L @ pinv(L)).T, L @ pinv(L)), "Penrose, third condition"),
    (Claim(pinv(L).T @ L.T @ L, L), "projector on the columns, transposed"),
    (Claim(block([[A, F], [H, R]]) @ block([[x], [u]]), block([[A @ x + F @ u], [H @ x + R @ u]])),
     "definition of a matrix in blocks"),
    (Claim(block([[x], [u]]).T @ block([[S, F], [F.T, R]]) @ block([[x], [u]]),
           x.T @ S @ x + 2 * x.T @ F @ u + u.T @ R @ u), "definition of a matrix in blocks"),
    (Claim(det(block([[A, F], [H, R]])), det(R) * det(A - F @ inv(R) @ H)),
     "Schur complement of the last block"),
    (Claim(inv(block([[V, F], [H, U]])),
           block([[inv(V) + inv(V) @ F @ inv(U - H @ inv(V) @ F) @ H @ inv(V),
                   -inv(V) @ F @ inv(U - H @ inv(V) @ F)],
                  [-inv(U - H @ inv(V) @ F) @ H @ inv(V), inv(U - H @ inv(V) @ F)]])),
     "inverse of a matrix in blocks"),
    (Claim(tr(block([[A, F], [H, R]])), tr(A) + tr(R)), "definition of a matrix in blocks"),
    (Claim(block([[A, F], [H, R]]) + eye(n + m), block([[A + eye(n), F], [H, R + eye(m)]])),
     "definition of a matrix in blocks"),
    (Claim(det(T), T[1, 1] * T[2, 2] - T[1, 2] * T[2, 1]), "entry by entry"),
    (Claim(tr(inv(T)), tr(T) / det(T)), "entry by entry"),
    (Claim(T @ T - tr(T) * T + det(T) * eye(2), 0 * T), "entry by entry"),
    (Claim(det(eye(3) + D3), 1 + tr(D3) + (tr(D3) ** 2 - tr(D3 @ D3)) / 2 + det(D3)), "entry by entry"),
    (Claim(derivative(T[1, 1] * T[2, 2], T), block([[T[2, 2], 0], [0, T[1, 1]]])), "product rule"),
    (Claim(mean(x.T @ A @ x), tr(A @ M) + mu.T @ A @ mu), "linearity of the expectation"),
    (Claim(mean((A @ x + y) @ (B @ x).T), A @ M @ B.T + (A @ mu + y) @ (B @ mu).T),
     "linearity of the expectation"),
    (Claim(variance(A @ x + y, loose), A @ M @ A.T), "linearity of the expectation"),
    (Claim(mean(x[i] * x[j]), M[i, j] + mu[i] * mu[j]), "linearity of the expectation"),
    (Claim(mean(norm(x) ** 2), tr(M) + mu.T @ mu), "linearity of the expectation"),
    (Claim(mean((x - mean(x)) @ (x - mean(x)).T), M), "linearity of the expectation"),
    (Claim(mean(x @ x.T @ x, normal=True), (tr(M) + mu.T @ mu) * mu + 2 * M @ mu), "Isserlis' theorem"),
    (Claim(mean((x - mu).T @ A @ (x - mu) * (x - mu).T @ B @ (x - mu), normal=True),
           tr(A @ M) * tr(B @ M) + tr(A @ M @ B @ M) + tr(A @ M @ B.T @ M)), "Isserlis' theorem"),
    (Claim(inv(block([[c, b_], [b_, s_]])), block([[s_, -b_], [-b_, c]]) / (c * s_ - b_**2)),
     "definition of a matrix in blocks"),
]  # fmt: skip

DECLINED = [
    (Claim(prod(a, f_[a]), prod(N0, f_[N0])), "a table of the members of a family"),
    (Claim(sin(c) ** 2 + cos(c) ** 2, 1 + 0 * c), "no laws lead"),
    (Claim(A @ B, B @ A), "no laws lead"),
    (Claim(pinv(L) @ L, eye(m)), "no laws lead"),
    (Claim(det(block([[A, F], [H, U]])), det(A) * det(U) - tr(F @ H)), "in blocks"),
    (Claim(det(T), T[1, 1] * T[2, 2] + T[1, 2] * T[2, 1]), "no laws lead"),
    (Claim(det(D3 + D3), 4 * det(D3)), "no laws lead"),
    (Claim(T @ T2, T2 @ T), "no laws lead"),
    (
        Claim(block([[A, F], [H, U]]) @ block([[x], [u]]), block([[A @ x + F @ u], [U @ u]])),
        "no laws lead",
    ),
    (Claim(expm(block([[A, F], [H, U]])), block([[expm(A), F], [H, expm(U)]])), "in blocks"),
    (Claim(absolute(c), c), "no laws lead"),
    (Claim(mean(x @ x.T), M), "no laws lead"),
    (Claim(mean(x @ x.T @ x), mu), "do not determine"),
    (Claim(mean(exp(x)), exp(mu)), "no polynomial"),
    (Claim(mean(norm(x)), norm(mu)), "no polynomial"),
    (Claim(mean(absolute(x[1])), mu[1]), "what is no polynomial in x"),
    (Claim(mean(absolute(x[1]) ** 2), mu[1] ** 2), "no laws lead"),
    (Claim(derivative(mean(x.T @ A @ x), mu), (A + A.T) @ mu), "the derivative of an expectation"),
    (Claim(mean(x.T @ x), x.T @ x), "no laws lead"),
    (Claim(mean(x), x), "no laws lead"),
]


k, l = indices("k l", N)
w, g = family(scalar("w", "positive")), family(matrix("Γ", n, n, "positive definite"))

w0 = family(scalar("ω"))
q, b = scalar("q", "nonzero"), index("b", m)
twice = function(scalar("f"), c, c)

FALSE = [
    # A sum has to find its index within functions too.
    Claim(total(k, exp(w[k])), number(N) * exp(w[k])),
    Claim(total(k, det(g[k])), number(N) * det(g[k])),
    Claim(total(k, 1 / (1 + w[k])), number(N) / (1 + w[k])),
    Claim(total(k, inv(g[k])), number(N) * inv(g[k])),
    Claim(total(i, exp(x[i])), number(n) * exp(x[i])),
    Claim(total(k, l, exp(w[k] * w[l])), total(k, l, exp(w[k] * w[k]))),
    Claim(total(k, w[k]) * total(k, w[k]), total(k, w[k] * w[k])),
    Claim(total(k, total(l, w[l] * w[k])), number(N) * total(k, w[k])),
    Claim(exp(x)[i], exp(x)[j]),
    # The index of the variable is not that of the sum, though it has the same name.
    Claim(derivative(total(k, w[k] ** 2), w[k]), 2 * total(k, w[k])),
    Claim(derivative(total(i, j, X[i, j] ** 2), X[i, j]), 2 * total(i, j, X[i, j])),
    # A position such as k + 1 moves with k, and a table of a family has its own length.
    Claim(total(k, w[k + 1]), number(N) * w[k + 1]),
    Claim(table(i, j, w[i - j]).T, table(i, j, w[i - j])),
    Claim(norm(table(k, w[k])), norm(table(b, w[b]))),
    # What is constant along an end still has its length.
    Claim(ones(n).T @ exp(ones(n)), ones(m).T @ exp(ones(m))),
    Claim(softmax(ones(n))[1], softmax(ones(m))[1]),
    # δ is 1 once only where both of its indices run alike.
    Claim(total(k, delta(k, n)), 1 + 0 * c),
    Claim(total(k, delta(k, 5)), 1 + 0 * c),
    Claim(derivative(total(k, w[k]), w[5]), 1 + 0 * c),
    Claim(total(k, unit(n, k)), ones(n)),
    Claim(ones(N).T @ table(k, b, delta(k, b)) @ ones(m), number(m)),
    # With no terms a sum is 0, also where its last index lies below the first by more than one.
    Claim(total(index("k", integer("q", -3)), A), number(integer("q", -3)) * A),
    # A sum may have no terms, and then nothing in it need be defined.
    Claim(total(index("k", N, lower=3), c), (number(N) - 2) * c),
    Claim(
        absolute(c) + total(index("k", N, lower=2), log(c)),
        c + total(index("k", N, lower=2), log(c)),
    ),
    # What is defined at one position i is not for that reason defined wherever i runs.
    Claim(log(x[i]) + total(i, absolute(x[i])), log(x[i]) + total(i, x[i])),
    Claim(log(w0[k]) + total(k, absolute(w0[k])), log(w0[k]) + total(k, w0[k])),
    Claim(log(x[i]) + total(i, sqrt(x[i] ** 2)), log(x[i]) + total(i, x[i])),
    Claim(log(x[i]) + total(i, exp(log(absolute(x[i])))), log(x[i]) + total(i, x[i])),
    # The direction of a derivative by X⁻¹ depends on X.
    Claim(derivative(derivative(q, inv(q)), q), 0 * c),
    # A function with one argument twice has two partial derivatives.
    Claim(derivative(2 * twice, c), 4 * derivative(twice, c)),
]
RENAMED = [
    Claim(total(k, exp(w[k])), total(l, exp(w[l]))),
    Claim(total(k, det(g[k])), total(l, det(g[l].T))),
    Claim(total(k, l, exp(w[k] - 2 * w[l])), total(k, l, exp(w[l] - 2 * w[k]))),
    Claim(total(i, exp(x[i])), ones(n).T @ exp(x)),
    Claim(softmax(x)[i], exp(x[i]) / total(j, exp(x[j]))),
    Claim(total(k, z[k].T @ z[k]), total(l, tr(z[l] @ z[l].T))),
    Claim(derivative(total(k, w[k] ** 2), w[k]), 2 * w[k]),
    Claim(derivative(total(l, w[l] ** 2), w[k]), 2 * w[k]),
    Claim(derivative(total(i, j, X[i, j] ** 2), X[i, j]), 2 * X[i, j]),
]


@pytest.mark.parametrize("claim", FALSE, ids=lambda claim: str(claim.left))
def test_a_false_statement_with_indices_is_not_proved(claim: Claim) -> None:
    assert examined(claim)[0] is not Outcome.PROVED


@pytest.mark.parametrize("claim", RENAMED, ids=lambda claim: str(claim.left))
def test_an_index_that_is_summed_over_may_have_any_name(claim: Claim) -> None:
    assert examined(claim)[0] is Outcome.PROVED, examined(claim)


def examined(claim: Claim) -> tuple[Outcome, str]:
    evidence = ProofCheck().examine(claim, Task())
    return evidence.outcome, evidence.detail


@pytest.mark.parametrize(("claim", "law"), PROVED, ids=lambda x: str(getattr(x, "left", "")))
def test_a_statement_is_proved_for_every_size_with_its_law(claim: Claim, law: str) -> None:
    evidence = ProofCheck().examine(claim, Task())
    assert evidence.outcome is Outcome.PROVED, evidence.detail
    assert not law or law in evidence.laws


@pytest.mark.parametrize(
    ("claim", "reason"), DECLINED, ids=lambda x: str(getattr(x, "left", ""))
)  # fmt: skip
def test_what_it_cannot_prove_it_declines_with_the_reason(claim: Claim, reason: str) -> None:
    outcome, detail = examined(claim)
    assert outcome in (Outcome.INCONCLUSIVE, Outcome.UNAVAILABLE)
    assert reason in detail


def test_symmetry_is_used_after_the_derivative_and_not_before() -> None:
    wrong = Claim(derivative(x.T @ P @ y, P), (x @ y.T + y @ x.T) / 2)
    assert examined(wrong)[0] is Outcome.INCONCLUSIVE
    assert examined(Claim(derivative(x.T @ P @ y, P), x @ y.T))[0] is Outcome.PROVED


def test_a_law_whose_condition_is_not_declared_is_not_used() -> None:
    loose = matrix("A", n, n)
    assert examined(Claim(logdet(P @ P), 2 * logdet(P)))[0] is Outcome.PROVED
    assert examined(Claim(det(loose) * det(loose), det(loose.T @ loose)))[0] is Outcome.PROVED
    assert examined(Claim(norm(loose @ x), norm(x)))[0] is Outcome.INCONCLUSIVE


# The replay.


def proof_of(claim: Claim) -> Proof:
    found = prove(claim, Deadline.never())
    assert found is not None
    return found


WOODBURY = next(c for c, _ in PROVED if c.left == inv(P + F @ R @ F.T))
IN_BLOCKS = next(c for c, law in PROVED if law == "inverse of a matrix in blocks")
CAYLEY = Claim(T @ T - tr(T) * T + det(T) * eye(2), 0 * T)
PRODUCT_OF_INVERSES = Claim(inv(V @ W @ V), inv(V) @ inv(W) @ inv(V))


def tampered() -> list[tuple[str, Proof, Claim]]:
    """Proofs with something wrong in them, and what is wrong."""
    good = proof_of(PRODUCT_OF_INVERSES)
    first, *others = good.steps
    woodbury = Prover(WOODBURY, Deadline.never()).prove()
    assert woodbury is not None
    (closing,) = woodbury.closings
    use = closing.cancelled[0]
    assert isinstance(use, Cancelled)

    def closed(**changes: Any) -> Proof:
        return replace(woodbury, closings=(replace(closing, **changes),))

    blocks = proof_of(IN_BLOCKS)
    return [
        ("there is no law", replace(good, steps=(replace(first, law="wishful thinking"), *others)),
         PRODUCT_OF_INVERSES),
        ("does not turn", replace(good, steps=(replace(first, after=first.before.T), *others)),
         PRODUCT_OF_INVERSES),
        ("is not", Proof((Step("inverse of a product", inv(A @ B), inv(B) @ inv(A), {"V": A, "W": B}),)),
         Claim(A, A)),
        ("same terms", replace(good, steps=tuple(others)), PRODUCT_OF_INVERSES),
        ("same terms", Proof(), Claim(A @ B, B @ A)),
        ("same terms", closed(cancelled=closing.cancelled[1:]), WOODBURY),
        ("has an inverse", closed(multiplied=((True, A),)), WOODBURY),
        ("has an inverse", closed(cancelled=(Cancelled(A, use.on_right, use.context),)), WOODBURY),
        ("same terms", closed(block=1), WOODBURY),
        ("does not turn", replace(blocks, steps=(replace(blocks.steps[0], after=blocks.steps[0].after.T),)),
         IN_BLOCKS),
        ("same terms", replace(proof_of(CAYLEY), written_out=False), CAYLEY),
    ]  # fmt: skip


@pytest.mark.parametrize("which", range(len(tampered())))
def test_a_proof_that_was_tampered_with_does_not_replay(which: int) -> None:
    wrong, proof, claim = tampered()[which]
    with pytest.raises(Unsound, match=wrong):
        replay(proof, claim, Deadline.never())


@pytest.mark.parametrize(("claim", "law"), PROVED, ids=lambda x: str(getattr(x, "left", "")))
def test_every_proof_replays(claim: Claim, law: str) -> None:
    replay(proof_of(claim), claim, Deadline.never())
    assert isinstance(law, str)


# Slips.

FEW = 12
"""Slips for each statement here."""
EXACT = {Outcome.HOLDS, Outcome.CONSISTENT, Outcome.UNAVAILABLE}


@pytest.mark.parametrize("truth", TRUE, ids=lambda truth: truth.id)
def test_a_proved_statement_with_a_slip_is_proved_only_if_it_is_true(truth: Stated) -> None:
    outcome, detail = examined(truth.claim)
    assert NOT_REPLAYED not in detail
    if outcome is not Outcome.PROVED:
        return
    slips = list(varied(truth.claim))
    random.Random(7).shuffle(slips)  # a choice of cases
    for slip in islice(slips, FEW):
        outcome, detail = examined(slip)
        assert NOT_REPLAYED not in detail
        if outcome is Outcome.PROVED:
            assert load_check("exact").examine(slip, Task()).outcome in EXACT, str(slip)


# The normal form.


def networks(rng: random.Random) -> list[Factor]:
    """A connected network of matrices and vectors, some of them alike."""
    size = rng.randint(1, 5)
    factors: list[Factor] = [(rng.randint(1, 3), (k, k + 1)) for k in range(size)]
    beside = range(rng.randint(0, 2))
    factors += [(rng.randint(4, 5), (rng.randint(0, size),)) for _ in beside]
    if rng.random() < 0.4:
        factors = [(h, tuple(0 if s == size else s for s in own)) for h, own in factors]
    elif rng.random() < 0.5:
        factors = [(h, tuple(-1 if s == 0 else s for s in own)) for h, own in factors]
    return factors


def symmetry(head: int) -> int:
    return {1: 0, 2: 1, 3: 0}.get(head, 0)


@pytest.mark.parametrize("seed", range(300))
def test_a_network_has_one_canonical_form_however_it_is_written(seed: int) -> None:
    rng = random.Random(seed)  # a choice of cases
    factors = networks(rng)
    form = canonical(factors, symmetry)
    bound = sorted({s for _, own in factors for s in own if s >= 0})
    for _ in range(4):
        names = dict(zip(bound, rng.sample(range(20), len(bound)), strict=True))
        other = [(h, tuple(names.get(s, s) for s in own)) for h, own in factors]
        other = [
            (h, own[::-1]) if symmetry(h) and rng.random() < 0.5 else (h, own) for h, own in other
        ]
        rng.shuffle(other)
        assert canonical(other, symmetry) == form
    assert canonical(form[1], symmetry) == form


@pytest.mark.parametrize(("claim", "law"), PROVED, ids=lambda x: str(getattr(x, "left", "")))
def test_what_is_read_back_from_the_normal_form_has_the_same_value(claim: Claim, law: str) -> None:
    prover = Prover(claim, Deadline.never())
    left, _ = prover.sides()
    read = reader(prover.sums, claim)
    if len(left.rows) > 1 or isinstance(left, Grid):
        with pytest.raises(Unavailable):
            read.value(left.sum, left.rows, left.cols)
        return
    e = read.value(left.sum, left.rows, left.cols)
    assert load_check("exact").examine(Claim(claim.left, e), Task()).outcome in EXACT
    assert prover.unfolder.value(e).sum == left.sum


def test_softmax_is_written_out() -> None:
    assert examined(Claim(ones(n).T @ softmax(x), 1 + 0 * c))[0] is Outcome.PROVED
