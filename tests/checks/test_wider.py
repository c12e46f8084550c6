"""Letters from finite sets: what holds between their values holds, what fails there may hold."""

from __future__ import annotations

import pytest

from matrixcalc import (
    derivative,
    exp,
    family,
    index,
    log,
    logistic,
    matrix,
    number,
    scalar,
    sizes,
    total,
    vector,
)
from matrixcalc.checks.exact.wider import of_all_numbers
from matrixcalc.engine import Options, verify_claim
from matrixcalc.results import Verdict
from matrixcalc.statements import Claim

n, d = sizes("n d")
i = index("i", n)
x, w = family(vector("x", d)), vector("w", d)
y = family(scalar("y", "entries in {0, 1}"))
P, s, z = matrix("P", d, d, "permutation"), scalar("s", "entries in {0, 1}"), vector("z", d)
p = logistic(w.T @ x[i])
likelihood = total(i, y[i] * log(p) + (1 - y[i]) * log(1 - p))

CLAIMS = {
    "gradient": (Claim(derivative(likelihood, w), total(i, (y[i] - p) * x[i])), True),
    "wrong gradient": (Claim(derivative(likelihood, w), total(i, (2 * y[i] - p) * x[i])), False),
    "labels are their squares": (Claim(total(i, y[i] ** 2), total(i, y[i])), True),
    "exponentials of labels": (
        Claim(total(i, exp(y[i])), total(i, 1 + (exp(number(1)) - 1) * y[i])),
        None,
    ),
    "one label": (Claim(s**2, s), True),
    "norm": (Claim((P @ z).T @ (P @ z), z.T @ z), True),
    "moved": (Claim(P @ z, z), False),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_about_letters_of_a_finite_set_is_judged_so(name: str) -> None:
    claim, truth = CLAIMS[name]
    verdict = verify_claim(claim, Options(budget=20)).verdict
    if truth is None:
        assert verdict is Verdict.UNDECIDED
    else:
        assert verdict.is_accepted is truth
        assert (verdict is Verdict.REFUTED) is not truth


def test_what_is_differentiated_by_stays_in_its_set() -> None:
    claim = Claim(derivative(s * z, s), z)
    assert of_all_numbers(claim) is None
