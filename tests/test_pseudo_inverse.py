"""Pseudo-inverses and ranks: exact at every rank, and silent where a rank may drop unseen."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from matrixcalc import (
    d,
    define,
    derivative,
    eye,
    inv,
    kron,
    matrix,
    number,
    pinv,
    rank,
    scalar,
    sizes,
    tr,
    vector,
)
from matrixcalc.arithmetic.balls import Balls
from matrixcalc.arithmetic.lists import ListArithmetic
from matrixcalc.arithmetic.prime import PrimeArithmetic
from matrixcalc.arithmetic.primes import MERSENNE
from matrixcalc.arithmetic.scalars import Rationals
from matrixcalc.checks.base import Task
from matrixcalc.engine import Options, load_check, verify_claim
from matrixcalc.expr import Expr
from matrixcalc.notation import latex, text
from matrixcalc.ops.pseudo import PSEUDO_INVERSE, RANK
from matrixcalc.ops.ranks import has_full_rank, has_settled_rank
from matrixcalc.ops.spec import Undefined
from matrixcalc.results import Outcome, Verdict
from matrixcalc.sampling.sizes import ranks_are_settled
from matrixcalc.statements import Claim

n, m = sizes("n m")
A, B, C = matrix("A", n, m), matrix("B", n, m), matrix("C", n, n)
Z, Y = matrix("Z", n, m, "full column rank"), matrix("Y", n, m, "full row rank")
G, H = matrix("G", n, m, "any rank"), matrix("H", m, m, "any rank")
V, P = matrix("V", n, n, "invertible"), matrix("P", n, n, "positive definite")
E, S = matrix("E", n, n, "idempotent"), matrix("S", n, n, "symmetric")
x, h, c = vector("x", n), vector("h", n, "nonzero"), scalar("c")
r = scalar("r", "positive")

SIZES = [(1, 1), (2, 2), (3, 2), (2, 4), (4, 4), (5, 3)]


def of_rank(rows: int, cols: int, order: int) -> list[list[Fraction]]:
    """A matrix of small integers of this rank."""
    rng = np.random.default_rng([rows, cols, order])
    while True:
        left, right = rng.integers(-3, 4, (rows, order)), rng.integers(-3, 4, (order, cols))
        product = left @ right
        if np.linalg.matrix_rank(product) == order:
            return [[Fraction(int(v)) for v in row] for row in product]


EVERY_RANK = [
    pytest.param(rows, cols, order, id=f"{rows}x{cols} of rank {order}")
    for rows, cols in SIZES
    for order in range(min(rows, cols) + 1)
]


@pytest.mark.parametrize(("rows", "cols", "order"), EVERY_RANK)
def test_the_exact_pseudo_inverse_is_that_of_numpy_at_every_rank(
    rows: int, cols: int, order: int
) -> None:
    a = of_rank(rows, cols, order)
    exact = PSEUDO_INVERSE.exact(ListArithmetic(Rationals()), a, 0)
    floats = np.array(a, dtype=float)
    assert np.allclose(np.array(exact, dtype=float), np.linalg.pinv(floats, rcond=1e-9))
    assert np.allclose(PSEUDO_INVERSE.numeric(np, floats, 0), np.linalg.pinv(floats, rcond=1e-9))


@pytest.mark.parametrize(("rows", "cols", "order"), EVERY_RANK)
def test_the_rank_is_the_one_that_was_made(rows: int, cols: int, order: int) -> None:
    a = of_rank(rows, cols, order)
    prime = PrimeArithmetic(MERSENNE)
    residues = [[int(v) % MERSENNE for v in row] for row in a]
    assert RANK.exact(ListArithmetic(Rationals()), a) == [[order]]
    assert RANK.exact(prime, residues) == [[order]]
    assert RANK.numeric(np, np.array(a, dtype=float)) == [[order]]


def test_a_residue_matrix_satisfies_all_of_penrose() -> None:
    f = PrimeArithmetic(MERSENNE)
    a = [[int(v) % MERSENNE for v in row] for row in of_rank(4, 5, 2)]
    g = PSEUDO_INVERSE.exact(f, a, 0)
    assert f.multiply(f.multiply(a, g), a) == a
    assert f.multiply(f.multiply(g, a), g) == g
    assert f.transpose(f.multiply(a, g)) == f.multiply(a, g)
    assert f.transpose(f.multiply(g, a)) == f.multiply(g, a)


def test_a_rank_that_balls_cannot_tell_is_undefined() -> None:
    field = ListArithmetic(Balls())
    third = field.scalars.number(Fraction(1, 3))
    doubtful = [[third * field.scalars.number(3) - field.scalars.number(1)]]
    with pytest.raises(Undefined):
        RANK.exact(field, doubtful)


def test_full_rank_that_is_declared_is_required() -> None:
    with pytest.raises(Undefined):
        PSEUDO_INVERSE.exact(ListArithmetic(Rationals()), of_rank(3, 3, 2), 1)


FULL = [Z, Y, Z.T, V, P, inv(P), h, h.T, r, -Z, Z / r, 2 * Z, V @ Z, Z.T @ Z, Y @ Y.T, pinv(Z),
        kron(V, Z), eye(n), r * V]  # fmt: skip
SETTLED = [G, G.T, -G, pinv(G), V @ G, kron(G, H), G.T @ G, G @ G.T, E,
           G / r]  # fmt: skip
LOOSE = [A, x, c, C, A.T, A + B, G @ H, V @ A, c * Z, A.T @ A, Z @ Z.T + P, Z.T @ P @ Z]


def known(e: Expr) -> str:
    return text(e)


@pytest.mark.parametrize("e", FULL, ids=known)
def test_full_rank_follows_from_what_is_declared(e: Expr) -> None:
    assert has_full_rank(e)
    assert has_settled_rank(e)


@pytest.mark.parametrize("e", SETTLED, ids=known)
def test_a_rank_is_settled_on_each_component(e: Expr) -> None:
    assert has_settled_rank(e)


@pytest.mark.parametrize("e", LOOSE, ids=known)
def test_a_rank_of_which_nothing_is_declared_is_not_settled(e: Expr) -> None:
    assert not has_full_rank(e)
    assert not has_settled_rank(e)


def test_a_defined_letter_has_the_rank_of_what_it_stands_for() -> None:
    letter = matrix("D", n, m, "any rank")
    claim = Claim(pinv(letter) @ letter, eye(m), (define(letter, A + B),))
    assert not ranks_are_settled(claim)
    assert ranks_are_settled(Claim(rank(letter), tr(eye(n)), (define(letter, Z),)))


ALMOST = {
    "square": Claim(pinv(C) @ C, eye(n)),
    "commuting": Claim(C @ pinv(C), pinv(C) @ C),
    "rank of a square": Claim(rank(C), number(n)),
    "sum": Claim(pinv(A + B) @ (A + B), pinv(A) @ A),
    "column": Claim(pinv(x) @ x, number(1)),
    "scalar": Claim(pinv(c) * c, number(1)),
    "defined": Claim(
        pinv(matrix("D", n, n, "any rank")) @ matrix("D", n, n, "any rank"), eye(n),
        (define(matrix("D", n, n, "any rank"), C + C.T),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ALMOST)
def test_what_holds_almost_everywhere_is_not_accepted(name: str, seed: int) -> None:
    result = verify_claim(ALMOST[name], Options(seed=seed, budget=30))
    assert not result.verdict.is_accepted
    assert result.verdict is not Verdict.CONTRADICTION
    exact = load_check("exact").examine(ALMOST[name], Task(seed=seed))
    assert exact.outcome is not Outcome.HOLDS


EVERYWHERE = {
    "Gram matrix": Claim(pinv(A.T @ A), pinv(A) @ pinv(A.T)),
    "normal equations": Claim(pinv(A), pinv(A.T @ A) @ A.T),
    "multiple": Claim(pinv(c * A), number(1) / c * pinv(A)),
    "rank of a transpose": Claim(rank(A), rank(A.T)),
    "rank of a Gram matrix": Claim(rank(A.T @ A), rank(A)),
    "symmetric": Claim(pinv(S) @ S, S @ pinv(S)),
}


@pytest.mark.parametrize("name", EVERYWHERE)
def test_what_holds_at_every_rank_needs_no_declared_rank(name: str) -> None:
    assert not ranks_are_settled(EVERYWHERE[name])
    exact = load_check("exact").examine(EVERYWHERE[name], Task())
    assert exact.outcome is Outcome.HOLDS
    assert "at every rank" in exact.detail


def test_a_matrix_of_literal_size_is_not_accepted_either() -> None:
    fixed = matrix("C", 2, 2)
    claim = Claim(pinv(fixed) @ fixed, eye(2))
    assert not verify_claim(claim, Options(budget=30)).verdict.is_accepted


def test_a_derivative_needs_full_rank() -> None:
    lost = Claim(derivative(tr(pinv(G) @ G), G), 0 * G)
    assert load_check("exact").examine(lost, Task()).outcome is Outcome.UNAVAILABLE
    assert verify_claim(lost, Options(budget=30)).verdict is Verdict.UNDECIDED
    kept = Claim(d(tr(pinv(Z) @ Z)), number(0))
    assert verify_claim(kept, Options(budget=30)).verdict.is_accepted


def test_a_pseudo_inverse_prints_as_it_is_written() -> None:
    assert text(pinv(A)) == "A⁺"
    assert latex(pinv(A.T)) == r"\left(A^{\top}\right)^{+}"
    assert text(pinv(A + B)) == "(A + B)⁺"
