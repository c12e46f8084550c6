"""Timings of each check on the six identities, over n; not collected with the tests.

pytest tests/benchmarks/bench_checks.py --benchmark-group-by=group --benchmark-columns=median
"""

from __future__ import annotations

from typing import Any

import pytest

from matrixcalc.checks.base import Task
from matrixcalc.engine import load_check
from matrixcalc.results import Outcome
from tests.benchmarks.identities import FIXED, IDENTITIES, naive

AGREEING = {Outcome.HOLDS, Outcome.CONSISTENT, Outcome.AGREES}

CASES = [
    (check, name, order)
    for check, orders in (
        ("exact", (2, 3, 5, 10, 20)),
        ("elementwise", (2, 3)),
        ("finite differences", (2, 3, 5)),
    )
    for name in IDENTITIES
    for order in orders
]


@pytest.mark.parametrize(("check", "name", "order"), CASES)
def test_a_check(benchmark: Any, check: str, name: str, order: int) -> None:
    claim, task = IDENTITIES[name], Task(sizes={"n": order, **FIXED})
    benchmark.group = name
    examine = load_check(check).examine
    evidence = benchmark(examine, claim, task)
    assert evidence.outcome in AGREEING


@pytest.mark.parametrize("name", IDENTITIES)
@pytest.mark.parametrize("order", [2, 3])
def test_naive_sympy(benchmark: Any, name: str, order: int) -> None:
    benchmark.group = name
    assert benchmark.pedantic(naive(name, order), rounds=1, iterations=1)
