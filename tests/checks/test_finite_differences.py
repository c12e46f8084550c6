"""Finite differences agree on what is true, disagree on what is false, and else say neither."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from matrixcalc import (
    PI,
    absolute,
    adj,
    cof,
    cos,
    d,
    define,
    delta,
    derivative,
    det,
    diag,
    exp,
    eye,
    family,
    function,
    hadamard_quotient,
    hessian,
    index,
    indices,
    integer,
    inv,
    jacobian,
    kron,
    log,
    logdet,
    magnus_neudecker,
    matrix,
    norm,
    number,
    ones,
    scalar,
    sin,
    sizes,
    softmax,
    sqrt,
    total,
    tr,
    vec,
    vector,
    zeros,
)
from matrixcalc.assumptions import ADJECTIVES, SCALAR, VECTOR, close
from matrixcalc.checks.base import Task
from matrixcalc.checks.finite_differences import FiniteDifferencesCheck
from matrixcalc.checks.finite_differences.arrays import Array
from matrixcalc.checks.finite_differences.extrapolation import differentiate
from matrixcalc.checks.finite_differences.functions import SmoothFunction
from matrixcalc.checks.finite_differences.structures import HOLDS, NoSuchMatrix, draw
from matrixcalc.checks.finite_differences.tangents import tangent
from matrixcalc.conventions import Convention, Layout, Symmetry
from matrixcalc.deadline import Deadline
from matrixcalc.expr import ExprLike
from matrixcalc.ops import OPERATORS
from matrixcalc.ops.spec import Undefined
from matrixcalc.results import Evidence, Outcome
from matrixcalc.shapes import Shape
from matrixcalc.statements import Claim, Definition

n, m, p, N = sizes("n m p N")
i, j, k, l = indices("i j k l", n)
a_i, a_j = index("i", N), index("j", N)
half = Fraction(1, 2)

X, Z = matrix("X", n, n, "invertible"), matrix("X", n, m)
A, B, M = matrix("A", n, n), matrix("B", n, n), matrix("M", n, n)
P = matrix("P", m, n)
S = matrix("S", n, n, "positive definite")
Q = matrix("Q", n, n, "orthogonal")
V = matrix("V", n, m, "orthonormal columns")
E = matrix("E", n, n, "idempotent")
K = matrix("K", n, n, "skew-symmetric")
F = matrix("F", n, m, "full column rank")
R = matrix("R", n, n, "rank deficient")
R2 = matrix("R", n, n, "rank deficient", "positive semidefinite")
x, y, mu, b, u = (vector(name, n) for name in ("x", "y", "mu", "b", "r"))
w, unit_vector = vector("w", m), vector("v", n, "unit norm")
c, t, s = scalar("c"), scalar("t"), scalar("s", "positive")
e = integer("k")
x_ = family(vector("x", n))
A_t = function(matrix("A", n, n, "invertible"), t)
S_t = function(matrix("S", n, n, "positive definite"), t)
u_x = function(vector("u", m), x)
f_u, f_x = function(scalar("f"), u_x), function(scalar("f"), x)
numerator = Convention(Layout.NUMERATOR)
tied, projected = (Convention(symmetry=way) for way in (Symmetry.TIED, Symmetry.PROJECTED))
by = derivative

likelihood = -half * number(N) * logdet(S) - half * total(
    a_i, (x_[a_i] - mu).T @ inv(S) @ (x_[a_i] - mu)
)
scatter = total(a_i, (x_[a_i] - mu) @ (x_[a_i] - mu).T)
density = (
    (2 * PI) ** (-half * number(n)) * det(S) ** -half * exp(-half * (x - mu).T @ inv(S) @ (x - mu))
)
residual = define(u, y - Z @ w)
hat = F @ inv(F.T @ F) @ F.T

Row = tuple[str, ExprLike, ExprLike] | tuple[str, ExprLike, ExprLike, Definition]

X_plus = matrix("X", n, n, "positive determinant")
C, U, W = matrix("C", m, m, "invertible"), matrix("U", n, m), matrix("W", m, n)
soft = softmax(x)

TRUE: tuple[Row, ...] = (
    ("trace of a product", by(tr(A @ B), A), B.T),
    ("log det", by(logdet(X_plus), X_plus), inv(X_plus).T),
    ("log det where nothing is declared", by(logdet(A), A), inv(A).T),
    ("det", by(det(X), X), cof(X)),
    ("det of a deficient matrix", det(R), 0),
    ("trace with an inverse", by(tr(inv(X) @ M), X), -(inv(X) @ M @ inv(X)).T),
    ("Gaussian mean", by(likelihood, mu), inv(S) @ total(a_i, x_[a_i] - mu)),
    ("Gaussian covariance", by(likelihood, S),
     -half * number(N) * inv(S) + half * inv(S) @ scatter @ inv(S)),
    ("Gaussian precision", by(likelihood, inv(S)), half * number(N) * S - half * scatter),
    ("Gaussian density", by(density, x), -density * inv(S) @ (x - mu)),
    ("Woodbury", inv(X + U @ C @ W),
     inv(X) - inv(X) @ U @ inv(inv(C) + W @ inv(X) @ U) @ W @ inv(X)),
    ("vec of a product", vec(A @ X @ B), kron(B.T, A) @ vec(X)),
    ("adjugate", X @ adj(X), det(X) * eye(n)),
    ("projection", hat @ hat, hat),
    ("numerator layout", by(P @ x, x, convention=numerator), P),
    ("denominator layout", by(P @ x, x), P.T),
    ("Jacobian", jacobian(P @ x, x), P),
    ("derivative by a row", by(P @ x, x.T), P),
    ("Jacobian of an inverse", magnus_neudecker(inv(X), X), -kron(inv(X).T, inv(X))),
    ("free symmetric", by(tr(S @ M), S), M.T),
    ("tied symmetric", by(tr(S @ M), S, convention=tied), M + M.T - diag(M)),
    ("projected symmetric", by(tr(S @ M), S, convention=projected), half * (M + M.T)),
    ("tied by an inverse", by(logdet(S), inv(S), convention=tied), -(2 * S - diag(S))),
    ("tied by an entry", by(inv(S)[i, j], S[k, l], convention=tied),
     -(inv(S)[i, k] * inv(S)[l, j] + inv(S)[i, l] * inv(S)[k, j]) * (1 - half * delta(k, l))),
    ("entries of an inverse", by(inv(X)[i, j], X[k, l]), -inv(X)[i, k] * inv(X)[l, j]),
    ("softmax", by(soft, x), diag(soft) - soft @ soft.T),
    ("softmax by entries", by(soft[i], x[j]), soft[i] * (delta(i, j) - soft[j])),
    ("norm", by(norm(x), x), x / norm(x)),
    ("absolute value", by(ones(n).T @ absolute(x), x), hadamard_quotient(x, absolute(x))),
    ("logarithm", by(x.T @ log(x), x), log(x) + ones(n)),
    ("quadratic Hessian", hessian(x.T @ A @ x, x), A + A.T),
    ("Hessian of log-sum-exp", hessian(log(ones(n).T @ exp(x)), x), diag(soft) - soft @ soft.T),
    ("Hessian of the norm", hessian(norm(x), x), (eye(n) - x @ x.T / norm(x) ** 2) / norm(x)),
    ("Hessian of a function", hessian(f_x, x), hessian(f_x, x).T),
    ("chain rule", by(f_u, x), by(u_x, x) @ by(f_u, u_x)),
    ("inverse of a function", by(inv(A_t), t), -inv(A_t) @ by(A_t, t) @ inv(A_t)),
    ("log det of a function", by(logdet(S_t), t), tr(inv(S_t) @ by(S_t, t))),
    ("power with a letter", by(s**e, s), number(e) * s ** (e - 1)),
    ("power by a power", by(s**4, s**2), 2 * s**2),
    ("member of a family", by(total(a_i, x_[a_i].T @ A @ x_[a_i]), x_[a_j]), (A + A.T) @ x_[a_j]),
    ("two members", by(total(a_i, a_j, x_[a_i].T @ A @ x_[a_j]), x_[1], x_[2].T), A + A.T),
    ("by a defined letter", by(u.T @ u, u), 2 * u, residual),
    ("through a definition", by(u.T @ u, w), -2 * Z.T @ u, residual),
    ("differential of a definition", d(u), d(y) - d(Z) @ w - Z @ d(w), residual),
    ("differential of a product", d(A @ B), d(A) @ B + A @ d(B)),
    ("differential of an inverse", d(inv(X)), -inv(X) @ d(X) @ inv(X)),
    ("second differential", d(d(A @ A, A), A), 2 * d(A) @ d(A)),
    ("differential of dX", d(d(A)), zeros(n, n)),
    ("differential of a family", d(total(a_i, x_[a_i].T @ A @ x_[a_i]), x_[a_i]),
     total(a_i, x_[a_i].T @ (A + A.T) @ d(x_[a_i]))),
    ("orthogonal", Q.T @ d(Q), -(Q.T @ d(Q)).T),
    ("orthonormal columns", d(V.T @ V), zeros(m, m)),
    ("idempotent", d(E @ E), d(E)),
    ("unit norm", unit_vector.T @ d(unit_vector), 0),
    ("symmetric", d(S), d(S).T),
    ("fast oscillation", by(sin(10**5 * t), t), 10**5 * cos(10**5 * t)),
)  # fmt: skip

FALSE: tuple[Row, ...] = (
    ("no transpose", by(tr(A @ B), A), B),
    ("det without transpose", by(det(X), X), det(X) * inv(X)),
    ("zero", by(logdet(X), X), zeros(n, n)),
    ("half of a quadratic form", by(x.T @ S @ x, x), S @ x),
    ("denominator held constant", by(x.T @ M @ x / (x.T @ x), x), (M + M.T) @ x / (x.T @ x)),
    ("softmax without coupling", by(soft, x), diag(soft)),
    ("sign in softmax", by(soft[i], x[j]), soft[i] * (delta(i, j) + soft[j])),
    ("tied answer to a free question", by(logdet(S), S), 2 * inv(S) - diag(inv(S))),
    ("factor of the covariance", by(likelihood, S),
     -number(N) * inv(S) + half * inv(S) @ scatter @ inv(S)),
    ("Woodbury without an inverse", inv(X + U @ C @ W),
     inv(X) - inv(X) @ U @ inv(C + W @ inv(X) @ U) @ W @ inv(X)),
    ("layout", by(A @ x, x), A),
    ("commuting", A @ B, B @ A),
    ("true at n = 2", by(det(X), X), tr(X) * eye(n) - X.T),
    ("true at even n", det(-A), det(A)),
    ("true at odd n", det(K), 0),
    ("true at n = 1 to 3", K @ K @ K, -half * tr(K.T @ K) * K),
    ("false at n = 1 only", det(x @ y.T), 0),
    ("differential of an inverse", d(inv(X)), -d(X) @ inv(X) @ inv(X)),
    ("symmetric differential", d(A), d(A).T),
    ("orthogonal differential", Q.T @ d(Q), (Q.T @ d(Q)).T),
    ("idempotent as orthogonal projector", E, E.T),
    ("idempotent as singular", det(E), 0),
    ("orthogonal as rotation", det(Q), 1),
    ("root of a square", sqrt(c * c), c),
    ("absolute value of a vector", absolute(x), x),
    ("sign of a definition", by(u.T @ u, w), 2 * Z.T @ u, residual),
    ("no curvature", hessian(f_x, x), zeros(n, n)),
    ("small coefficient", by(logdet(S), S), Fraction(1001, 1000) * inv(S)),
    ("small scale", by(Fraction(1, 10**6) * logdet(S), S), -Fraction(1, 10**6) * inv(S)),
    ("huge values", exp(10**30 * c), exp(c)),
)  # fmt: skip

OPEN: tuple[Row, ...] = (
    ("inverse of a deficient matrix", R @ inv(R), eye(n)),
    ("false, of a deficient matrix", inv(R), R),
    ("log det of a singular matrix", by(logdet(R2), R2), inv(R2)),
    ("root at the edge of its domain", sqrt(det(R2)), 0),
    ("logarithm of a negative number", log(-norm(x)), x.T @ x),
    ("beyond double precision", exp(exp(exp(10 * norm(x)))), exp(norm(x))),
    ("a difference near the error", by(logdet(S), S), (1 + Fraction(1, 10**7)) * inv(S)),
)


def found(row: Row, task: Task | None = None) -> Evidence:
    _, left, right, *definitions = row
    claim = Claim(number(left), number(right), tuple(definitions))
    return FiniteDifferencesCheck().examine(claim, task or Task())


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("row", TRUE, ids=lambda row: row[0])
def test_what_is_true_agrees(row: Row, seed: int) -> None:
    evidence = found(row, Task(seed))
    assert evidence.outcome is Outcome.AGREES, evidence.detail
    assert evidence.sizes


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("row", FALSE, ids=lambda row: row[0])
def test_what_is_false_disagrees(row: Row, seed: int) -> None:
    evidence = found(row, Task(seed))
    assert evidence.outcome is Outcome.DISAGREES, evidence.detail
    assert evidence.detail.endswith("at two points")


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("row", OPEN, ids=lambda row: row[0])
def test_what_cannot_be_computed_well_is_left_open(row: Row, seed: int) -> None:
    evidence = found(row, Task(seed))
    assert evidence.outcome is Outcome.INCONCLUSIVE, evidence.detail


def test_the_detail_says_how_many_digits_agree() -> None:
    words = found(TRUE[0]).detail.split()
    assert words[:2] == ["agrees", "to"]
    assert int(words[2]) >= 10


def test_a_seed_gives_the_same_evidence_again() -> None:
    task = Task(7, detailed=True)
    first, second = (replace(found(TRUE[5], task), seconds=0) for _ in range(2))
    assert first == second


def test_the_table_lists_entries_with_their_differences() -> None:
    evidence = found(("", by(tr(A @ B), A), B.T), Task(sizes={"n": 2}, detailed=True))
    assert [row[0] for row in evidence.table] == ["(1, 1)", "(1, 2)", "(2, 1)", "(2, 2)"]
    assert all(" ± " in difference for *_, difference in evidence.table)
    assert not found(TRUE[0]).table


def test_sizes_that_are_asked_for_are_kept() -> None:
    evidence = found(("", by(tr(Z.T @ Z), Z), 2 * Z), Task(sizes={"n": 2, "m": 6}))
    assert evidence.sizes == ({"m": 6, "n": 2},)


def test_different_letters_get_different_sizes_and_matrices_shrink_to_scalars() -> None:
    *usual, last = found(("", by(tr(Z.T @ Z), Z), 2 * Z)).sizes
    assert all(values["n"] != values["m"] for values in usual)
    assert last == {"m": 1, "n": 1}


def test_full_column_rank_gets_enough_rows() -> None:
    evidence = found(("", hat @ F, F))
    assert evidence.outcome is Outcome.AGREES
    assert all(values["n"] >= values["m"] for values in evidence.sizes)


def test_impossible_sizes_are_unavailable() -> None:
    evidence = found(("", hat @ F, F), Task(sizes={"n": 2, "m": 3}))
    assert evidence.outcome is Outcome.UNAVAILABLE
    assert evidence.detail == "no sizes satisfy what is declared"


def test_sides_of_different_shapes_are_unavailable() -> None:
    assert found(("", A @ x, x.T)).outcome is Outcome.UNAVAILABLE


def test_the_deadline_is_kept() -> None:
    evidence = found(TRUE[0], Task(deadline=Deadline.after(-1)))
    assert evidence.outcome is Outcome.INCONCLUSIVE
    assert evidence.detail.startswith("over budget")


def test_only_numeric_rules_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> object:
        raise AssertionError("a rule of another check was used")

    for kind in {type(op) for op in OPERATORS}:
        for rule in ("exact", "entries", "differential"):
            monkeypatch.setattr(kind, rule, refuse)
    for row in TRUE:
        assert found(row).outcome is Outcome.AGREES, row[0]


def test_no_other_engine_is_imported() -> None:
    program = (
        "import sys; import matrixcalc.checks.finite_differences as f; "
        "others = ['sympy', 'flint', 'matrixcalc.arithmetic', 'matrixcalc.sampling', "
        "'matrixcalc.checks.exact', 'matrixcalc.checks.elementwise']; "
        "sys.exit(any(name in sys.modules for name in others))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("word", HOLDS)
def test_a_drawn_matrix_is_as_declared(word: str) -> None:
    size = {SCALAR: (1, 1), VECTOR: (4, 1)}.get(ADJECTIVES[word].kind, (4, 4))
    words = close("A", Shape.of(*size), [word])
    for seed in range(10):
        a = draw(np.random.default_rng(seed), words, *size)
        assert a.shape == size
        assert all(HOLDS[word](a) for word in words)


NARROWER = (
    ((), "symmetric"),
    ((), "positive entries"),
    (("symmetric",), "positive definite"),
    (("symmetric",), "diagonal"),
    (("positive definite",), "diagonal"),
    (("idempotent",), "symmetric"),
    (("orthogonal",), "symmetric"),
    (("orthogonal",), "positive determinant"),
    (("lower triangular",), "unit lower triangular"),
    (("toeplitz",), "symmetric"),
    (("positive determinant",), "symmetric"),
    (("rank deficient",), "symmetric"),
)


@pytest.mark.parametrize(("declared", "more"), NARROWER)
def test_a_drawn_matrix_is_not_more_than_declared(declared: tuple[str, ...], more: str) -> None:
    words = close("A", Shape.of(4, 4), declared)
    drawn = [draw(np.random.default_rng(seed), words, 4, 4) for seed in range(10)]
    assert any(not HOLDS[more](a) for a in drawn)


def test_projectors_of_every_rank_are_drawn() -> None:
    words = close("E", Shape.of(3, 3), ["idempotent"])
    ranks = {round(np.trace(draw(np.random.default_rng(k), words, 3, 3))) for k in range(60)}
    assert ranks == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("words", "size"),
    [
        (("full column rank",), (2, 3)),
        (("orthonormal columns",), (2, 3)),
        (("full row rank",), (3, 2)),
        (("skew-symmetric", "invertible"), (3, 3)),
        (("symmetric", "skew-symmetric", "invertible"), (2, 2)),
    ],
)
def test_a_matrix_that_does_not_exist_is_refused(
    words: tuple[str, ...], size: tuple[int, int]
) -> None:
    with pytest.raises(NoSuchMatrix):
        draw(np.random.default_rng(0), close("A", Shape.of(*size), words), *size)


CONSTRAINTS: tuple[tuple[tuple[str, ...], Callable[[Array], Array]], ...] = (
    (("symmetric",), lambda a: a - a.T),
    (("skew-symmetric",), lambda a: a + a.T),
    (("orthogonal",), lambda a: a.T @ a),
    (("orthogonal", "symmetric"), lambda a: np.hstack([a.T @ a, a - a.T])),
    (("idempotent",), lambda a: a @ a - a),
    (("idempotent", "symmetric"), lambda a: np.hstack([a @ a - a, a - a.T])),
    (("diagonal", "orthogonal"), lambda a: a),
    (("unit lower triangular",), np.triu),
    (("toeplitz",), lambda a: a[1:, 1:] - a[:-1, :-1]),
    (("rank deficient",), lambda a: np.array([[np.linalg.det(a)]])),
    (("rank deficient", "symmetric"), lambda a: np.hstack([[[np.linalg.det(a)]] * 4, a - a.T])),
)


@pytest.mark.parametrize(("declared", "constraint"), CONSTRAINTS)
def test_a_direction_stays_in_the_declared_set(
    declared: tuple[str, ...], constraint: Callable[[Array], Array]
) -> None:
    rng = np.random.default_rng(3)
    words = close("A", Shape.of(4, 4), declared)
    a = draw(rng, words, 4, 4)
    move, step = tangent(rng, words, a), 1e-5
    slope = (constraint(a + step * move) - constraint(a - step * move)) / (2 * step)
    assert np.max(np.abs(slope)) < 1e-9


@pytest.mark.parametrize(
    "declared",
    [
        (), ("symmetric",), ("skew-symmetric",), ("positive definite",), ("orthogonal",),
        ("diagonal", "positive definite"), ("unit upper triangular",), ("toeplitz",),
        ("positive entries",), ("invertible",),
    ],
)  # fmt: skip
def test_a_function_keeps_its_structure_and_has_curvature(declared: tuple[str, ...]) -> None:
    rng = np.random.default_rng(5)
    words = close("A", Shape.of(4, 4), declared)
    f = SmoothFunction(rng, words, draw(rng, words, 4, 4))
    values = [f((np.array([[0.3 * k]]),)) for k in range(3)]
    assert all(HOLDS[word](a) for a in values for word in words)
    assert np.max(np.abs(values[0] - 2 * values[1] + values[2])) > 1e-4
    assert np.array_equal(f((np.array([[0.3]]),)), values[1])


SMOOTH = (
    ("exponential", np.exp, 1.0),
    ("cubic", lambda t: (1 + t) ** 3, 3.0),
    ("slow", lambda t: np.sin(1e-3 * t), 1e-3),
    ("fast", lambda t: np.sin(1e4 * t), 1e4),
    ("pole nearby", lambda t: 1 / (t + 0.05), -400.0),
    ("flat", np.cos, 0.0),
)


@pytest.mark.parametrize(("name", "f", "slope"), SMOOTH)
def test_an_extrapolated_derivative_respects_its_error(
    name: str, f: Callable[[float], float], slope: float
) -> None:
    estimate = differentiate(lambda t: np.array([[f(t)]]), 0.1, 1e-15)
    error = abs(estimate.value[0, 0] - slope)
    assert error <= estimate.error[0, 0] <= 1e-6 * max(1.0, abs(slope)), name


def test_noise_widens_the_error() -> None:
    rng = np.random.default_rng(1)
    estimate = differentiate(
        lambda t: np.array([[np.exp(t) + rng.uniform(-1e-8, 1e-8)]]), 0.1, 1e-8
    )
    assert abs(estimate.value[0, 0] - 1) <= estimate.error[0, 0]
    assert estimate.error[0, 0] > 1e-8


def test_a_step_stays_inside_the_domain() -> None:
    def root(t: float) -> Array:
        if t < -0.01:
            raise Undefined("a root of a negative number")
        return np.array([[np.sqrt(0.01 + t)]])

    assert differentiate(root, 0.1, 1e-16).value[0, 0] == pytest.approx(5, abs=1e-8)


def test_a_function_without_a_derivative_is_refused() -> None:
    rng = np.random.default_rng(1)
    with pytest.raises(Undefined, match="does not settle"):
        differentiate(lambda t: np.array([[rng.uniform()]]), 0.1, 0.0)
