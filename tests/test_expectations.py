"""Expectations: each check averages in a way of its own, and what is not determined is not judged."""

from __future__ import annotations

from fractions import Fraction

import pytest

from matrixcalc import (
    Derivation,
    claim,
    derivative,
    distribution,
    expectation,
    eye,
    matrix,
    number,
    scalar,
    sizes,
    vector,
    zeros,
)
from matrixcalc.arithmetic.cubature import expected
from matrixcalc.arithmetic.lists import ListArithmetic
from matrixcalc.arithmetic.scalars import Rationals
from matrixcalc.engine import Options, verify_claim
from matrixcalc.expr import Expr
from matrixcalc.ops.arguments import Misuse
from matrixcalc.ops.moments import is_covariance
from matrixcalc.results import Outcome, Verdict
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Claim
from tests.statements.expectations import COVARIANCES, NO_COVARIANCES, NOT_JUDGED

PAIRINGS = {(): 1, (2,): 1, (4,): 3}
"""Moments of a standard Gaussian component, by the power."""


@pytest.mark.parametrize(("e", "reason"), NOT_JUDGED, ids=[str(e) for e, _ in NOT_JUDGED])
def test_what_is_not_determined_is_undecided_by_every_check(e: Expr, reason: str) -> None:
    result = verify_claim(Claim(e, e + e), Options())
    assert result.verdict is Verdict.UNDECIDED
    judged = [x for x in result.evidence if x.check not in ("shapes", "proof")]
    assert [x.outcome for x in judged] == [Outcome.UNAVAILABLE] * 3
    assert all(reason in x.detail for x in judged)


@pytest.mark.parametrize("e", COVARIANCES, ids=str)
def test_what_is_positive_semidefinite_by_its_form_is_a_covariance(e: Expr) -> None:
    assert is_covariance(e, {})


@pytest.mark.parametrize("e", NO_COVARIANCES, ids=str)
def test_what_may_be_indefinite_is_no_covariance(e: Expr) -> None:
    assert not is_covariance(e, {})


def test_a_defined_letter_is_a_covariance_by_what_it_stands_for() -> None:
    (n,) = sizes("n")
    s, a = matrix("S", n, n, "positive definite"), matrix("A", n, n)
    assert not is_covariance(s, {"S": a})
    assert is_covariance(a, {"A": s})


POWERS = (
    (1, 0, 0), (2, 0, 0), (1, 1, 0), (1, 1, 1), (2, 2, 0), (4, 0, 0), (2, 1, 1), (3, 0, 0),
    (3, 2, 0), (2, 1, 2),
)  # fmt: skip


@pytest.mark.parametrize(
    ("powers", "degree"), [(p, d) for p in POWERS for d in (2, 3, 4, 5) if sum(p) <= d]
)
def test_cubature_has_the_moments_of_a_standard_gaussian(
    powers: tuple[int, ...], degree: int
) -> None:
    field = ListArithmetic(Rationals())

    def monomial(y: list[list[Fraction]]) -> list[list[Fraction]]:
        total = Fraction(1)
        for component, power in zip(y, powers, strict=True):
            total *= component[0] ** power
        return [[total]]

    moments = (PAIRINGS[(power,) if power else ()] if power % 2 == 0 else 0 for power in powers)
    wanted = 1
    for moment in moments:
        wanted *= moment
    found = expected(field, field.zeros(3, 1), field.identity(3), degree, monomial)
    assert found == [[Fraction(wanted)]]


def test_one_letter_has_one_law_in_a_derivation() -> None:
    (n,) = sizes("n")
    x, m, k = vector("x", n), vector("m", n), matrix("K", n, n, "positive definite")
    one, other = distribution(x, m, k), distribution(x, m, 2 * k)
    both = [claim(expectation(x, one), m), claim(expectation(x, other), m)]
    with pytest.raises(Misuse, match="x has two distributions"):
        Derivation("two-distributions", "Two distributions", both)


def test_the_moments_must_have_the_shapes_of_the_vector() -> None:
    n, p = sizes("n p")
    x, m, k = vector("x", n), vector("m", p), matrix("K", n, n, "positive definite")
    with pytest.raises(IllShaped, match="columns of one length"):
        expectation(x, distribution(x, m, k))
    with pytest.raises(IllShaped, match="covariance of x"):
        expectation(x, distribution(x, vector("m", n), matrix("K", n, p)))


def test_an_expectation_does_not_depend_on_what_it_averages_over() -> None:
    (n,) = sizes("n")
    x, m, k = vector("x", n), vector("m", n), matrix("K", n, n, "positive definite")
    e = expectation(x.T @ x, distribution(x, m, k))
    assert e.names == {"m", "K"}
    assert {s.name for s in e.averaged} == {"x"}
    assert str(e) == "E[xᵀx]"


def test_a_distribution_does_not_depend_on_what_is_averaged_over() -> None:
    (n,) = sizes("n")
    x, y, k = vector("x", n), vector("y", n), matrix("K", n, n, "positive definite")
    with pytest.raises(Misuse, match="the distribution of x depends on x"):
        expectation(x, distribution(x, 2 * x, k))
    with pytest.raises(Misuse, match="the distribution of y depends on x"):
        expectation(x + y, distribution(x, zeros(n, 1), k), distribution(y, x, k))


def test_there_is_no_derivative_by_the_entries_of_a_covariance() -> None:
    (n,) = sizes("n")
    x, m, k = vector("x", n), vector("m", n), matrix("K", n, n, "positive definite")
    e = expectation(x.T @ x, distribution(x, m, k))
    result = verify_claim(Claim(derivative(e, k), eye(n)), Options())
    assert result.verdict is Verdict.UNDECIDED
    r = scalar("r", "positive")
    spread = expectation(x.T @ x, distribution(x, m, r * eye(n)))
    along = verify_claim(Claim(derivative(spread, r), number(n)), Options())
    assert along.verdict is Verdict.VERIFIED
