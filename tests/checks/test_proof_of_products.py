"""Products over an index, for every size: what is proved of them, and what must not be."""

from __future__ import annotations

import pytest

from matrixcalc import (
    absolute,
    derivative,
    det,
    dg,
    diag,
    exp,
    family,
    hadamard,
    hadamard_quotient,
    index,
    indices,
    integer,
    log,
    logdet,
    matrix,
    number,
    ones,
    prod,
    scalar,
    sizes,
    sqrt,
    total,
    vector,
)
from matrixcalc.checks.base import Task
from matrixcalc.checks.proof import NOT_REPLAYED, ProofCheck
from matrixcalc.engine import load_check
from matrixcalc.results import Outcome
from matrixcalc.statements import Claim

n, m, N = sizes("n m N")
i, j, h = indices("i j h", n)
k, l = indices("k l", N)
x, y = vector("x", n), vector("y", n)
a, b = (vector(name, n, "positive entries") for name in "ab")
A = matrix("A", n, n)
c, r = scalar("c"), scalar("r", "positive")
w, v = family(scalar("w")), family(scalar("v", "positive"))
late = index("k", N, lower=3)
few = index("k", integer("q", -3))

TRUE = [
    Claim(prod(i, x[i]) * prod(i, y[i]), prod(i, x[i] * y[i])),
    Claim(prod(i, x[i]), prod(j, x[j])),
    Claim(prod(i, a[i]) * prod(j, b[j]), prod(i, a[i] * b[i])),
    Claim(prod(i, a[i] / b[i]), prod(i, a[i]) / prod(i, b[i])),
    Claim(prod(i, x[i] ** 2), prod(i, x[i]) ** 2),
    Claim(prod(i, -x[i]), number(-1) ** n * prod(i, x[i])),
    Claim(prod(i, c), c**n),
    Claim(prod(i, c * x[i]), c**n * prod(i, x[i])),
    Claim(prod(i, x[i] * x[j]), x[j] ** n * prod(i, x[i])),
    Claim(prod(i, exp(x[i])), exp(total(i, x[i]))),
    Claim(prod(k, exp(-w[k])), exp(-total(k, w[k]))),
    Claim(prod(i, j, exp(A[i, j])), exp(ones(n).T @ A @ ones(n))),
    Claim(log(prod(i, a[i])), total(i, log(a[i]))),
    Claim(log(prod(k, v[k])), total(k, log(v[k]))),
    Claim(log(prod(k, exp(-(w[k] ** 2) / 2) / sqrt(r))), -total(k, w[k] ** 2) / 2 - N * log(r) / 2),
    Claim(det(diag(x)), prod(i, x[i])),
    Claim(det(diag(hadamard(x, y))), prod(i, x[i]) * prod(i, y[i])),
    Claim(det(diag(dg(A))), prod(i, A[i, i])),
    Claim(logdet(diag(a)), total(i, log(a[i]))),
    Claim(det(diag(exp(x))), exp(total(i, x[i]))),
    Claim(derivative(log(prod(i, a[i])), a), hadamard_quotient(ones(n), a)),
    Claim(derivative(log(prod(i, a[i])), a[j]), 1 / a[j]),
    Claim(derivative(prod(i, a[i]), a[j]), prod(i, a[i]) / a[j]),
]
FALSE = [
    Claim(prod(i, x[i]) * prod(i, y[i]), prod(i, x[i] + y[i])),
    Claim(prod(i, x[i] + y[i]), prod(i, x[i]) + prod(i, y[i])),
    Claim(x[i] * prod(i, x[i]), prod(i, x[i] ** 2)),
    Claim(prod(i, x[i]), prod(i, y[i])),
    Claim(prod(i, A[i, j]), prod(i, A[i, h])),
    Claim(prod(i, A[i, j]), prod(i, A[j, i])),
    Claim(prod(i, A[i, i]), det(A)),
    Claim(prod(i, x[i] ** 2), prod(i, x[i])),
    Claim(prod(i, -x[i]), -prod(i, x[i])),
    Claim(prod(i, c), n * c),
    Claim(prod(i, c), c**m),
    Claim(prod(i, c * x[i]), c * prod(i, x[i])),
    Claim(prod(i, x[i] * x[j]), x[j] * prod(i, x[i])),
    Claim(prod(i, exp(x[i])), total(i, exp(x[i]))),
    Claim(prod(i, exp(x[i])), exp(prod(i, x[i]))),
    Claim(prod(k, exp(-w[k])), exp(total(k, w[k]))),
    Claim(prod(i, j, exp(A[i, j])), exp(total(i, A[i, i]))),
    Claim(prod(i, a[i]), exp(total(i, a[i]))),
    Claim(prod(i, x[i]), exp(total(i, log(absolute(x[i]))))),
    Claim(log(prod(i, a[i])), total(i, a[i])),
    Claim(log(prod(i, a[i])), n * log(a[j])),
    Claim(log(prod(k, v[k])), log(total(k, v[k]))),
    Claim(det(diag(x)), total(i, x[i])),
    Claim(det(diag(x + y)), prod(i, x[i]) + prod(i, y[i])),
    Claim(logdet(diag(a)), total(i, a[i])),
    Claim(derivative(log(prod(i, a[i])), a[j]), 1 / prod(i, a[i])),
    Claim(derivative(prod(i, a[i]), a[j]), prod(i, a[i])),
    Claim(derivative(prod(i, a[i]), a[j]), prod(i, a[i]) / a[j] ** 2),
    # A product without factors is 1, and a range may fall short of that by more than one.
    Claim(prod(late, c), c ** (n - 2)),
    Claim(prod(few, r), r ** integer("q", -3)),
]  # fmt: skip
AGAINST = {Outcome.DISAGREES, Outcome.DIFFERS, Outcome.SUSPECTS, Outcome.UNAVAILABLE}


@pytest.mark.parametrize("claim", TRUE, ids=str)
def test_a_true_statement_about_products_is_proved(claim: Claim) -> None:
    evidence = ProofCheck().examine(claim, Task(detailed=True))
    assert evidence.outcome is Outcome.PROVED, evidence.detail
    assert "products over an index" in evidence.laws
    assert evidence.chain
    held = load_check("exact").examine(claim, Task()).outcome
    assert held in {Outcome.HOLDS, Outcome.CONSISTENT, Outcome.UNAVAILABLE}


@pytest.mark.parametrize("claim", FALSE, ids=str)
def test_a_false_statement_about_products_is_not_proved(claim: Claim) -> None:
    evidence = ProofCheck().examine(claim, Task())
    assert evidence.outcome is not Outcome.PROVED
    assert NOT_REPLAYED not in evidence.detail
    assert load_check("exact").examine(claim, Task()).outcome in AGAINST
