"""The degrees that say which sizes tell the general case."""

from __future__ import annotations

import pytest

from matrixcalc import (
    Dim,
    define,
    delta,
    derivative,
    det,
    eye,
    hadamard,
    indices,
    integer,
    inv,
    kron,
    logdet,
    matrix,
    norm,
    number,
    prod,
    scalar,
    sizes,
    table,
    total,
    tr,
    unit,
    vector,
)
from matrixcalc.degrees import (
    coefficient_degree,
    degree,
    is_noncommutative_polynomial,
    largest_literal,
)
from matrixcalc.dims import IntVar
from matrixcalc.expr import Expr, ExprLike
from matrixcalc.statements import Claim

n, m, N = sizes("n m N")
k = integer("k")
i, j = indices("i j", n)
(r,) = indices("r", N)
A, B = matrix("A", n, n), matrix("B", n, n)
x, z = vector("x", n), vector("z", n)
c = scalar("c")


def variable(size: Dim) -> IntVar:
    found = size.as_variable
    assert found is not None
    return found


AT = {variable(n): 3, variable(m): 2, variable(N): 4, variable(k): 5}

DEGREES: list[tuple[Expr, int]] = [
    (tr(A @ B), 2),
    (A + A @ B @ A, 3),
    (c * A, 1),
    (x.T @ A @ x, 3),
    (A**4, 4),
    (inv(A) @ B, 2),
    (A**k, 5),
    (kron(A, B), 2),
    (hadamard(A, B), 2),
    (logdet(A), 1),
    (norm(x), 2),
    (derivative(tr(A @ A @ A), A), 3),
    (total(r, x.T @ x), 2),
    (prod(r, x.T @ x), 8),
    (eye(n), 0),
]


@pytest.mark.parametrize(("e", "expected"), DEGREES, ids=str)
def test_the_degree_counts_the_factors_of_the_longest_product(e: Expr, expected: int) -> None:
    assert degree(Claim(e, e), AT) == expected


def test_the_degree_is_that_of_the_larger_side() -> None:
    assert degree(Claim(tr(A), tr(A @ B @ A)), AT) == 3


def test_a_defined_letter_counts_as_what_it_stands_for() -> None:
    meaning = define(z, A @ A @ x)
    assert degree(Claim(z, z, (meaning,)), AT) == 3


def test_an_unknown_exponent_leaves_the_degree_unknown() -> None:
    assert degree(Claim(A**k, A), {}) is None


COEFFICIENTS: list[tuple[ExprLike, int]] = [
    (number(n) * tr(A), 1),
    (number(n * n + 1) * tr(A), 2),
    (number(n) * number(n - 1) * tr(A), 2),
    (tr(eye(n)), 1),
    (det(2 * A), 1),
    (total(i, j, number(1)), 2),
    (table(i, j, A[i, j]), 0),
    (tr(A), 0),
]


@pytest.mark.parametrize(("e", "expected"), COEFFICIENTS, ids=str)
def test_coefficients_count_what_a_size_can_enter_through(e: ExprLike, expected: int) -> None:
    claim = Claim(number(e), number(e))
    assert coefficient_degree(claim, AT, variable(n)) == expected


def test_only_polynomials_in_general_squares_are_noncommutative_polynomials() -> None:
    assert is_noncommutative_polynomial(Claim(A @ B - B @ A, 2 * A**3))
    assert not is_noncommutative_polynomial(Claim(tr(A) * A, A))
    assert not is_noncommutative_polynomial(Claim(A.T, A))
    assert not is_noncommutative_polynomial(Claim(x.T @ x * A, A))
    symmetric = matrix("S", n, n, "symmetric")
    assert not is_noncommutative_polynomial(Claim(symmetric, A))


def test_the_largest_literal_is_a_position_and_not_an_exponent() -> None:
    assert largest_literal(Claim(A**9, A)) == 0
    assert largest_literal(Claim(unit(n, 4), x)) == 4
    assert largest_literal(Claim(table(i, delta(i, 7)), x)) == 7
