"""Optima in Python: places and values, under an equation or not, with the multiplier told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matrixcalc import (
    Derivation,
    absolute,
    define,
    exp,
    eye,
    family,
    indices,
    inv,
    log,
    matrix,
    maximum,
    minimum,
    norm,
    number,
    ones,
    prod,
    scalar,
    sizes,
    softmax,
    total,
    vector,
    zeros,
)
from matrixcalc.convexity import Bending, Bent
from matrixcalc.diagnosis.rivals import RIVALS
from matrixcalc.engine import Options, verify_derivation
from matrixcalc.ops.arguments import Misuse
from matrixcalc.results import Outcome, StepResult, Verdict
from matrixcalc.statements import Equality, Statement

ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED}
Claims = tuple[Statement, ...]

K, M, n, r = sizes("K M n r")
i, j, k = indices("i j k", K)
A, P = matrix("A", n, n, "positive definite"), matrix("P", n, n, "positive semidefinite")
S, C = matrix("S", n, n, "symmetric"), matrix("C", r, n, "full row rank")
b, c, v, x, z = vector("b", r), vector("c", n, "nonzero"), vector("v", n), vector("x", n), vector("z", n)  # fmt: skip
a, t, w = scalar("a", "positive"), scalar("t"), scalar("w", "positive")
N, L = family(scalar("N", "positive")), family(scalar("L"))
pi, q, f = family(scalar("pi")), family(scalar("q", "positive")), family(scalar("f"))
p, g, counts = vector("p", K, "probability vector"), vector("g", K), vector("m", K, "positive entries")  # fmt: skip
u, top, lam = vector("u", n), vector("v", n, "unit norm"), scalar("lambda")
B, D = matrix("B", M, n), matrix("D", M, n)

weights, shares = total(k, N[k] * log(pi[k])), N[k] / total(j, N[j])
gibbs = total(i, q[i] * f[i]) - total(i, q[i] * log(q[i]))
partition = total(j, exp(f[j]))
whole, simplex = [(total(k, pi[k]), 1)], [(total(i, q[i]), 1)]
bowl, line = x.T @ A @ x, [(c.T @ x, 1)]
on_line, through = inv(A) @ c / (c.T @ inv(A) @ c), [(C @ x, b)]
shortest = C.T @ inv(C @ C.T) @ b
nearest = z - inv(A) @ C.T @ inv(C @ inv(A) @ C.T) @ (C @ z - b)
distance = (x - z).T @ A @ (x - z)

TRUE: dict[str, Claims] = {
    "a quadratic": minimum(bowl - 2 * v.T @ x, x, at=inv(A) @ v, value=-(v.T @ inv(A) @ v)),
    "its value alone": minimum(bowl - 2 * v.T @ x, x, value=-(v.T @ inv(A) @ v)),
    "a scalar": maximum(2 * t - t**2, t, value=1),
    "a flat one": minimum(x.T @ P @ x, x, value=0),
    "one of many": minimum(x.T @ P @ x, x, at=zeros(n), only=False),
    "a barrier": minimum(w - a * log(w), w, at=a, value=a - a * log(a)),
    "in the reciprocal": maximum(-log(w) - a / w, w, at=a),
    "weights": maximum(weights, pi[k], at=shares, subject_to=whole),
    "their value": maximum(weights, pi[k], value=total(k, N[k] * log(shares)), subject_to=whole),
    "weights as a column": maximum(counts.T @ log(p), p, at=counts / (ones(K).T @ counts)),
    "on a line": minimum(bowl, x, at=on_line, value=1 / (c.T @ inv(A) @ c), subject_to=line),
    "the shortest": minimum(x.T @ x, x, at=shortest, subject_to=through),
    "its length": minimum(norm(x) ** 2, x, value=b.T @ inv(C @ C.T) @ b, subject_to=through),
    "the nearest": minimum(distance, x, at=nearest, subject_to=through),
    "entropy": maximum(-total(i, q[i] * log(q[i])), q[i], value=log(number(K)), subject_to=simplex),
    "Gibbs": maximum(gibbs, q[i], at=exp(f[i]) / partition, subject_to=simplex),
    "the value of Gibbs": maximum(gibbs, q[i], value=log(partition), subject_to=simplex),
    "softmax": maximum(g.T @ p - p.T @ log(p), p, at=softmax(g)),
    "divergence": minimum(total(i, q[i] * log(q[i] / N[i])), q[i], at=N[i] / total(j, N[j]),
                          subject_to=simplex),
    "equal parts": minimum(total(i, q[i] ** 3), q[i], at=1 / number(K), subject_to=simplex),
}  # fmt: skip
"""Claims that hold."""

FALSE: dict[str, Claims] = {
    "another place": minimum(bowl - 2 * v.T @ x, x, at=A @ v),
    "another value": minimum(bowl - 2 * v.T @ x, x, value=v.T @ inv(A) @ v),
    "largest for smallest": maximum(bowl - 2 * v.T @ x, x, at=inv(A) @ v),
    "smallest for largest": minimum(log(t) - t, t, at=1),
    "the constraint left out": maximum(weights, pi[k], at=shares),
    "a place outside": maximum(weights, pi[k], at=N[k], subject_to=whole),
    "another one inside": maximum(weights, pi[k], at=1 / number(K), subject_to=whole),
    "not on the line": minimum(bowl, x, at=inv(A) @ c, subject_to=line),
    "elsewhere on it": minimum(bowl, x, at=c / (c.T @ c), subject_to=line),
    "not the shortest": minimum(
        x.T @ x, x, at=shortest + z - C.T @ inv(C @ C.T) @ C @ z, subject_to=through
    ),
    "the value of Gibbs plus one": maximum(gibbs, q[i], value=log(partition) + 1, subject_to=simplex),
    "not normalised": maximum(g.T @ p - p.T @ log(p), p, at=exp(g)),
    "a corner is best": maximum(total(i, q[i] * f[i]), q[i], at=1 / number(K), subject_to=simplex),
    "smallest on the simplex": minimum(weights, pi[k], at=shares, subject_to=whole),
    "largest on the line": maximum(bowl, x, at=on_line, subject_to=line),
    "no extremum": minimum(t**3 - t, t, at=0),
}  # fmt: skip
"""Claims that are seen to be false."""

OPEN: dict[str, Claims] = {
    "a saddle": minimum(x.T @ S @ x, x, at=zeros(n), only=False),
    "the value at a saddle": maximum(x.T @ S @ x, x, value=0),
    "not the only place": minimum(x.T @ P @ x, x, at=zeros(n)),
    "an inflection": minimum(t**3, t, at=0),
    "a hill between two valleys": minimum(t**4 - t**2, t, at=0),
    "the least of Gibbs": minimum(gibbs, q[i], value=log(partition), subject_to=simplex),
    "weights of any sign": maximum(
        total(k, L[k] * log(pi[k])), pi[k], at=L[k] / total(j, L[j]), subject_to=whole
    ),
    "cubes of any sign": minimum(total(k, pi[k] ** 3), pi[k], at=1 / number(K), subject_to=whole),
    "the wrong end of the sphere": maximum(
        c.T @ x, x, at=-c / norm(c), subject_to=[(x.T @ x, 1)]
    ),
    "a corner": minimum(absolute(t) + t / 2, t, at=0),
    "beside a corner": minimum(absolute(t) + t / 2, t, at=1),
    "at the edge": minimum(w**2, w, at=0),
    "a product": maximum(prod(i, q[i]), q[i], at=1 / number(K), subject_to=simplex),
    "likelihood upside down": minimum(-log(w) - a / w, w, at=a),
}  # fmt: skip
"""Claims that no check decides: most of them are false, and none is accepted."""


def results(*claims: Statement | Claims) -> list[StepResult]:
    """The results of the claims among the statements."""
    derivation = Derivation("optima", "Optima", list(claims))
    return [s for s in verify_derivation(derivation, Options()).steps if s.kind == "claim"]


@pytest.mark.parametrize("name", TRUE)
def test_an_optimum_of_a_convex_function_is_accepted(name: str) -> None:
    found = results(TRUE[name])
    assert {s.verdict for s in found} <= ACCEPTED
    assert all(s.reasons for s in found)


@pytest.mark.parametrize("name", FALSE)
def test_a_wrong_place_or_value_is_refuted(name: str) -> None:
    (found,) = results(FALSE[name])
    assert found.verdict is Verdict.REFUTED
    assert found.counterexample is not None


@pytest.mark.parametrize("name", OPEN)
def test_what_may_be_no_optimum_is_neither_accepted_nor_refuted(name: str) -> None:
    (found,) = results(OPEN[name])
    assert found.verdict in (Verdict.CONDITIONAL, Verdict.UNDECIDED)


def test_the_multiplier_is_told() -> None:
    (found,) = results(TRUE["weights"])
    assert "λ = Σ_{j=1}^{K} Nⱼ" in found.reasons[0]
    (found,) = results(TRUE["the shortest"])
    assert "λ = 2 (CCᵀ)⁻¹ b" in found.reasons[0]


def test_the_place_of_a_value_is_told() -> None:
    (found,) = results(TRUE["the value of Gibbs"])
    assert found.reasons[0] == "it is attained where q̂ᵢ = exp(fᵢ)/(Σ_{j=1}^{K} exp(fⱼ))"


def test_a_function_that_is_not_convex_is_largest_where_its_lagrangian_is() -> None:
    defined = define(B, D @ (eye(n) - top @ top.T), "any matrix that takes v to zero")
    variance, sphere = u.T @ (lam * eye(n) - B.T @ B) @ u, [(u.T @ u, 1)]
    largest = maximum(variance, u, at=top, value=lam, subject_to=sphere, only=False)
    assert {s.verdict for s in results(defined, largest)} <= ACCEPTED
    smallest = minimum(variance, u, at=top, value=lam, subject_to=sphere, only=False)
    assert not {s.verdict for s in results(defined, smallest)} & {*ACCEPTED, Verdict.REFUTED}
    alone = maximum(variance, u, at=top, subject_to=sphere)
    assert results(defined, alone)[0].verdict is Verdict.CONDITIONAL
    twice = maximum(variance, u, value=2 * lam, at=top, subject_to=sphere, only=False)
    assert results(defined, twice)[1].verdict is Verdict.REFUTED
    # Without Bv = 0 the vector v is any.
    assert results(largest)[0].verdict is Verdict.REFUTED


def test_a_letter_in_which_the_variable_is_hidden_makes_nothing_stationary() -> None:
    hidden = scalar("E")
    (found,) = results(define(hidden, bowl - 2 * v.T @ x), minimum(hidden, x, at=v))
    assert found.verdict is Verdict.UNDECIDED


def test_a_place_that_depends_on_what_varies_is_none() -> None:
    (found,) = results(minimum(norm(x - v) ** 2, x, at=v + x - x))
    assert found.verdict is Verdict.UNDECIDED


def test_what_is_declared_of_the_letter_restricts_it() -> None:
    (edge,) = results(minimum(w**2 - 2 * t * w, w, at=t))
    assert edge.verdict is Verdict.CONDITIONAL
    assert "t is positive" in edge.suggestion


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: minimum(x, x, at=v),
        lambda: minimum(bowl, x),
        lambda: minimum(bowl, x, at=t),
        lambda: minimum(bowl, x, value=v),
        lambda: minimum(bowl, x, at=v, subject_to=[(c.T @ z, 1)]),
        lambda: minimum(bowl, x, at=v, subject_to=[(c.T @ x, 1), (v.T @ x, 1)]),
        lambda: minimum(log(norm(c)), c, at=v),
    ],
)
def test_what_cannot_be_judged_as_an_optimum_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises((Misuse, ValueError)):
        wrong()


def test_an_optimum_is_no_consequence_of_the_equation_before_it() -> None:
    claims = minimum(x.T @ S @ x, x, at=zeros(n))
    equation = next(s for s in claims if isinstance(s, Equality))
    implied = replace(equation, premises=(1,), arrow="⇒")
    derivation = Derivation("implied", "Implied", [claims[0], implied, implied])
    verdicts = [s.verdict for s in verify_derivation(derivation, Options()).steps]
    assert not set(verdicts) & ACCEPTED


@pytest.mark.parametrize(
    "name",
    ["a saddle", "likelihood upside down", "the wrong end of the sphere", "an inflection"],
)
def test_a_better_place_objects_whatever_is_said_of_convexity(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bending, "convex", lambda *_, **__: Bent(strictly=True))
    (found,) = results(OPEN[name])
    assert found.verdict is Verdict.UNDECIDED
    assert "a better place was found" in found.reasons[0]


def test_no_place_that_is_allowed_is_better_than_the_optimum() -> None:
    for name in ("weights", "on a line", "the shortest", "Gibbs", "softmax", "a quadratic"):
        told = [e for s in results(TRUE[name]) for e in s.evidence if e.check == RIVALS]
        assert told
        assert all(e.outcome is Outcome.AGREES for e in told)
