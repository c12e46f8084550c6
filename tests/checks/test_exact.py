"""The exact check: the signs of roots, the domain of logarithms, orders of sizes, ranks."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from matrixcalc import (
    absolute,
    adj,
    d,
    derivative,
    det,
    exp,
    eye,
    family,
    hessian,
    indices,
    integer,
    inv,
    kron,
    log,
    logdet,
    matrix,
    norm,
    number,
    pinv,
    rank,
    scalar,
    sizes,
    sqrt,
    total,
    tr,
    vec,
    vector,
    zeros,
)
from matrixcalc.arithmetic.atom_lists import AtomLists
from matrixcalc.arithmetic.atoms import AtomScalars
from matrixcalc.arithmetic.prime import PrimeArithmetic
from matrixcalc.arithmetic.primes import MERSENNE, random_safe_prime
from matrixcalc.assumptions import close
from matrixcalc.checks.base import Task
from matrixcalc.checks.exact.bound import degree_bound
from matrixcalc.deadline import Deadline
from matrixcalc.dims import IntVar
from matrixcalc.engine import Options, load_check, verify_claim
from matrixcalc.evaluation import Evaluator
from matrixcalc.expr import Expr, ExprLike
from matrixcalc.results import Evidence, Outcome, Verdict
from matrixcalc.sampling.orders import reordered
from matrixcalc.sampling.points import Point
from matrixcalc.sampling.sizes import ranks_are_settled, reaches
from matrixcalc.sampling.structures import strata, structure_of
from matrixcalc.shapes import Shape
from matrixcalc.statements import Claim

n, m, p, N = sizes("n m p N")
(i,) = indices("i", n)
(r,) = indices("r", N)
A, B, C, X = (matrix(name, n, n) for name in "ABCX")
F = matrix("F", n, m)
L, M, K, Y = matrix("L", n, m), matrix("M", p, p), matrix("K", m, n), matrix("Y", p, m)
P, Q = matrix("P", n, n, "positive definite"), matrix("Q", n, n, "positive definite")
D, E = matrix("D", n, m, "rank deficient"), matrix("E", n, n, "rank deficient")
S = matrix("S", n, n, "rank deficient", "symmetric")
T = matrix("T", n, n, "rank deficient", "positive semidefinite")
O, J = matrix("O", n, n, "orthogonal"), matrix("J", n, n, "idempotent")
a, b, w = vector("a", n), vector("b", n), vector("w", n)
s, t, u = scalar("s"), scalar("t"), scalar("u", "nonzero")
x, y = scalar("x", "positive"), scalar("y", "positive")
G = family(matrix("G", n, n, "rank deficient"))
f = family(vector("f", n))
SEEDS = range(3)
PATIENCE = 60.0


def examined(left: ExprLike, right: ExprLike, seed: int = 0) -> Evidence:
    claim = Claim(number(left), number(right))
    return load_check("exact").examine(claim, Task(seed, deadline=Deadline.after(PATIENCE)))


def at(**values: int) -> dict[IntVar, int]:
    known = {"n": n, "m": m, "p": p, "N": N}
    found = {known[name].as_variable: value for name, value in values.items()}
    return {v: k for v, k in found.items() if v is not None}


TRUE_ROOTS: list[tuple[ExprLike, ExprLike]] = [
    (absolute(s) * absolute(t), absolute(s * t)),
    (absolute(s) / absolute(u), absolute(s / u)),
    (sqrt(s**2 * t**2), absolute(s) * absolute(t)),
    (absolute(s), sqrt(s**2)),
    (sqrt(s**4), s**2),
    (sqrt(s**2 * y), absolute(s) * sqrt(y)),
    (sqrt(x * y), sqrt(x) * sqrt(y)),
    (sqrt(x / y), sqrt(x) / sqrt(y)),
    (sqrt(4 * x), 2 * sqrt(x)),
    (sqrt(43 * x), sqrt(number(43)) * sqrt(x)),
    (sqrt(number(6)), sqrt(number(2)) * sqrt(number(3))),
    (norm(s * F), absolute(s) * norm(F)),
    (norm(x * F), x * norm(F)),
    (norm(kron(A, B)), norm(A) * norm(B)),
    (sqrt(det(A @ A.T)), absolute(det(A))),
    (sqrt(det(P @ Q)), sqrt(det(P)) * sqrt(det(Q))),
    (sqrt(det(inv(P))), 1 / sqrt(det(P))),
    (norm(O @ F), norm(F)),
    (absolute(s) ** 2 * (1 + det(O)), s**2 * (1 + det(O))),
]

FALSE_ROOTS: list[tuple[ExprLike, ExprLike]] = [
    (absolute(s) * absolute(t), s * t),
    (absolute(s), s),
    (absolute(s), -absolute(s)),
    (sqrt(s**2), s),
    (sqrt(s**2 * t**2), s * t),
    (sqrt(s**4), -(s**2)),
    (sqrt((s + t) ** 2), s + t),
    (sqrt(s**2 * y), s * sqrt(y)),
    (sqrt(x * y), -sqrt(x) * sqrt(y)),
    (sqrt(x / y), -sqrt(x) / sqrt(y)),
    (sqrt(4 * x), -2 * sqrt(x)),
    (sqrt(x * y), sqrt(x) + sqrt(y)),
    (sqrt(number(6)), -sqrt(number(2)) * sqrt(number(3))),
    (norm(s * F), s * norm(F)),
    (norm(a) * norm(b), a.T @ b),
    (sqrt(det(A @ A.T)), det(A)),
    (sqrt(det(inv(P))), -1 / sqrt(det(P))),
    (sqrt(det(P @ Q)), -sqrt(det(P)) * sqrt(det(Q))),
    # On one component of the declared set both sides are zero, whatever the sign is.
    (sqrt(s**2) * (1 + det(O)), s * (1 + det(O))),
    (sqrt(s**2) * (1 - det(O)), s * (1 - det(O))),
    (sqrt(s**2) * (1 + det(O)) + log(x), s * (1 + det(O)) + log(x)),
    (absolute(s) * tr(J), s * tr(J)),
]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("left", "right"), TRUE_ROOTS, ids=str)
def test_an_equation_between_roots_holds(left: ExprLike, right: ExprLike, seed: int) -> None:
    assert examined(left, right, seed).outcome is Outcome.HOLDS


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("left", "right"), FALSE_ROOTS, ids=str)
def test_a_wrong_sign_of_a_root_is_never_accepted(
    left: ExprLike, right: ExprLike, seed: int
) -> None:
    assert examined(left, right, seed).outcome in (
        Outcome.DISAGREES,
        Outcome.SUSPECTS,
        Outcome.UNAVAILABLE,
    )


def softplus_total(sign: int) -> Expr:
    return total(r, log(1 + exp(sign * (f[r].T @ w))))


def test_a_sum_of_many_logarithms_has_a_value_at_every_point() -> None:
    sigma = 1 / (1 + exp(-(f[r].T @ w)))
    found = examined(hessian(softplus_total(1), w), total(r, sigma * (1 - sigma) * (f[r] @ f[r].T)))
    assert found.outcome is Outcome.HOLDS
    assert max(sizes["N"] for sizes in found.sizes) > 6


def test_logarithms_beyond_their_domain_keep_their_relations() -> None:
    linear = total(r, f[r].T @ w)
    assert examined(softplus_total(1), linear + softplus_total(-1)).outcome is Outcome.HOLDS
    assert examined(softplus_total(1), softplus_total(-1)).outcome is Outcome.DISAGREES
    assert examined(softplus_total(1), linear - softplus_total(-1)).outcome is Outcome.DISAGREES


def test_a_logarithm_that_exists_nowhere_has_no_value() -> None:
    assert examined(log(s - t), log(t - s)).outcome is Outcome.INCONCLUSIVE
    found = examined(logdet(P), logdet(-P))
    assert {sizes["n"] % 2 for sizes in found.sizes} == {0}


def test_an_exponential_of_a_logarithm_is_its_argument() -> None:
    assert examined(exp(2 * log(x) + log(y)), x**2 * y).outcome is Outcome.HOLDS
    assert examined(exp(2 * log(x) + log(y)), -(x**2) * y).outcome is Outcome.DISAGREES


GAUSS = exp(-(a.T @ inv(P) @ a) / 2) / sqrt(det(P))


def test_a_ratio_of_determinants_under_roots_needs_few_points() -> None:
    found = examined(GAUSS * sqrt(det(P @ Q)), exp(-(a.T @ inv(P) @ a) / 2) * sqrt(det(Q)))
    assert found.outcome is Outcome.HOLDS
    assert found.seconds < 5


SINGULAR = det(L @ Y.T @ M @ Y @ K)
INSIDE = inv(L @ Y.T @ M @ Y @ K)
GRADIENT = SINGULAR * (M @ Y @ K @ INSIDE @ L + M.T @ Y @ (K @ INSIDE @ L).T)


def test_a_claim_defined_in_some_orders_of_its_sizes_is_tried_in_those() -> None:
    found = examined(derivative(SINGULAR, Y), GRADIENT)
    assert found.outcome is Outcome.HOLDS
    largest = max(found.sizes, key=lambda sizes: sum(sizes.values()))
    assert largest["n"] < min(largest["m"], largest["p"])


def test_a_false_claim_defined_in_some_orders_of_its_sizes_is_not_accepted() -> None:
    found = examined(derivative(SINGULAR, Y), 2 * SINGULAR * M @ Y @ K @ INSIDE @ L)
    assert found.outcome is Outcome.DISAGREES


def test_an_integer_that_may_be_negative_is_tried_at_its_least_value() -> None:
    q = integer("q", -3)
    found = examined(total(indices("k", q)[0], M), number(q) * M)
    assert found.outcome is Outcome.DISAGREES


def test_other_orders_tell_as_much_and_begin_with_those_seen_to_be_defined() -> None:
    claim = Claim(derivative(SINGULAR, Y), GRADIENT)
    chosen = at(n=16, m=15, p=17)
    assert reaches(claim, claim.integers, chosen)
    found = reordered(claim, {}, chosen, [at(n=2, m=3, p=4)])
    assert chosen not in found
    assert found[0] == at(n=15, m=16, p=17)
    assert all(sorted(sizes.values()) == [15, 16, 17] for sizes in found)
    assert all(reaches(claim, claim.integers, sizes) for sizes in found)


def test_sizes_that_were_asked_for_stay_in_other_orders() -> None:
    claim = Claim(derivative(SINGULAR, Y), GRADIENT)
    found = reordered(claim, {"n": 16}, at(n=16, m=15, p=17), [])
    assert found == [at(n=16, m=17, p=15)]


def test_an_order_that_tells_less_is_not_tried() -> None:
    k = integer("k")
    claim = Claim(tr(A**k @ B), tr(B @ A**k))
    chosen = at(n=8) | dict.fromkeys(k.variables, 2)
    assert reaches(claim, claim.integers, chosen)
    assert reordered(claim, {}, chosen, []) == []


TRUE_OF_EVERY_RANK: list[tuple[ExprLike, ExprLike]] = [
    ((D @ pinv(D)).T, D @ pinv(D)),
    (pinv(D) @ D @ D.T, D.T),
    (D @ pinv(D) @ D, D),
    (S @ pinv(S), pinv(S) @ S),
    (T @ pinv(T), pinv(T) @ T),
    (rank(D.T @ D), rank(D)),
    (det(E), 0),
    (E @ adj(E), zeros(n, n)),
    (det(G[i]), 0),
]

FALSE_OF_SOME_RANK: list[tuple[ExprLike, ExprLike]] = [
    (rank(E), n - 1),
    (tr(E @ pinv(E)), n - 1),
    (rank(S), n - 1),
    (D @ pinv(D), eye(n)),
    (E @ pinv(E), pinv(E) @ E),
    (adj(E), zeros(n, n)),
    (tr(G[i] @ pinv(G[i])), n - 1),
]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("left", "right"), TRUE_OF_EVERY_RANK, ids=str)
def test_what_holds_for_every_rank_below_the_full_one_is_decided(
    left: ExprLike, right: ExprLike, seed: int
) -> None:
    assert examined(left, right, seed).outcome is Outcome.HOLDS


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("left", "right"), FALSE_OF_SOME_RANK, ids=str)
def test_what_fails_for_some_rank_below_the_full_one_is_seen(
    left: ExprLike, right: ExprLike, seed: int
) -> None:
    assert examined(left, right, seed).outcome is Outcome.DISAGREES


def test_a_rank_that_is_not_always_one_less_is_refuted() -> None:
    found = verify_claim(Claim(rank(E), number(n - 1)), Options(budget=PATIENCE))
    assert found.verdict is Verdict.REFUTED


def test_the_ranks_of_a_family_are_not_settled() -> None:
    assert ranks_are_settled(Claim(rank(D), rank(D.T)))
    assert not ranks_are_settled(Claim(rank(G[i]), rank(G[i].T)))
    assert not ranks_are_settled(Claim(rank(B @ D), rank(D)))


@pytest.mark.parametrize("words", [(), ("symmetric",), ("positive semidefinite",)])
def test_the_first_component_is_the_rank_that_almost_all_have(words: tuple[str, ...]) -> None:
    adjectives = close("A", Shape.of(4, 4), ["rank deficient", *words])
    field = PrimeArithmetic(MERSENNE)
    letter = matrix("A", 4, 4, "rank deficient", *words)
    found = []
    for piece in range(strata(adjectives, 4, 4)):
        value = Point(field, "0", pieces={"A": piece}).value(letter, (), (4, 4))
        found.append(rank(letter).op.exact(field, value)[0][0])  # type: ignore[attr-defined]
    assert found == [3, 2, 1, 0]


FORMS: list[Expr] = [
    hessian(log(w.T @ A @ w), w),
    tr(hessian(log(w.T @ A @ w), w)),
    3 * tr(derivative(det(X), X)),
    tr(A @ derivative(det(X), X) @ B),
    vec(derivative(det(X), X)),
    A @ vec(derivative(w.T @ A @ w, w)),
    vec(A @ derivative(tr(X @ A @ X), X).T),
    tr(B) * derivative(det(X), X),
    derivative(tr(X @ X), X) - derivative(det(X), X).T,
    total(i, a[i] * tr(derivative(det(X), X))),
    derivative(X @ a, a),
    tr(derivative(A @ w, w)),
    tr(d(X @ X, X)),
]


@pytest.mark.parametrize("e", FORMS, ids=str)
def test_a_form_of_a_derivative_is_that_of_its_entries(e: Expr) -> None:
    field = AtomLists(AtomScalars(random_safe_prime("forms"), 0, beyond=True))
    point = Point(field, "form")
    whole, form = (Evaluator(Claim(e, e), at(n=3, m=2), field, point) for _ in range(2))
    rng = random.Random(str(e))
    left, right = (
        field.build(count, 1, lambda *_: field.number(rng.getrandbits(90)))
        for count in whole.shape(e)
    )
    expected = field.multiply(field.multiply(field.transpose(left), whole.value(e, {})), right)
    found = form.bilinear(e, left, right, {})
    assert (found[0][0].p, found[0][0].q) == (expected[0][0].p, expected[0][0].q)
    assert found[0][0].q


POLYNOMIAL = [
    (), ("symmetric",), ("positive definite",), ("positive semidefinite",), ("positive entries",),
    ("rank deficient",), ("rank deficient", "symmetric"),
    ("rank deficient", "positive semidefinite"), ("any rank",), ("any rank", "symmetric"),
    ("zero trace",), ("rows sum to one",),
]  # fmt: skip
"""Sets whose entries are polynomials in what is drawn."""


class Line:
    """Draws numbers that move on a straight line, so that degrees can be counted."""

    def __init__(self, field: PrimeArithmetic, moment: int) -> None:
        self.field, self.moment, self.rng = field, moment, random.Random(0)

    def any(self) -> list[list[int]]:
        start, slope = self.rng.getrandbits(100), self.rng.getrandbits(100)
        return [[(start + slope * self.moment) % self.field.p]]

    def nonzero(self) -> list[list[int]]:
        return self.any()

    def positive(self) -> list[list[int]]:
        root = self.any()
        return self.field.multiply(root, root)

    def choose(self, below: int) -> int:
        return 0

    def oriented(self, a: list[list[int]]) -> list[list[int]]:
        return a

    def shrunk(self, a: list[list[int]]) -> list[list[int]]:
        return a


@pytest.mark.parametrize("words", POLYNOMIAL, ids=str)
def test_no_entry_has_a_larger_degree_than_its_bound(words: tuple[str, ...]) -> None:
    field = PrimeArithmetic(MERSENNE)
    letter = matrix("A", n, n, *words)
    structure = structure_of("A", letter.assumptions)
    claim = Claim(letter, letter)
    bound = degree_bound(claim, at(n=4), {}, Deadline.never()) - 2
    values = [structure(field, Line(field, k), 4, 4)[1][2] for k in range(bound + 2)]
    while len(values) > 1:
        values = [(after - before) % field.p for before, after in pairwise(values)]
    assert values == [0]
