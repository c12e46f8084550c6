"""The budget of a statement: every check looks at it, whatever the statement is."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from matrixcalc.api import check
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.engine import CHECKS
from matrixcalc.results import Outcome, StepResult

BUDGET = 1.0

GRAM = "(A^T A + B^T B)"
OVER_BUDGET = {
    "a power of a sum": ("(A+B)^{11} = (A+B)^{10} B + (A+B)^{10} A", "A, B : n×n"),
    "a power of products": (f"tr({GRAM}^9) = tr((B^T B + A^T A)^9)", "A, B : m×n"),
    "a long product of sums": (
        "(A+B)(C+D)(A+B)(C+D)(A+B)(C+D)(A+B)(C+D) = (B+A)(D+C)(A+B)(D+C)(B+A)(D+C)(B+A)(D+C)",
        "A, B, C, D : n×n",
    ),
    "three Kronecker factors": ("(A ⊗ B ⊗ C)^+ = A^+ ⊗ B^+ ⊗ C^+", "A, B, C : m×n"),
    "large Kronecker factors": (
        "(A ⊗ B ⊗ C)^{-1} = A^{-1} ⊗ B^{-1} ⊗ C^{-1}",
        "A, B, C : 30×30",
    ),
    "large rational numbers": ("(A B)^{-1} = A^{-1} B^{-1}", "A, B : 60×60"),
    "determinants written out": ("tr((AB-BA)^4) = 4 det(AB-BA)", "A, B : 4×4"),
    "a second derivative": (
        "∂^2 \\det((A + t B)^6)/∂t^2 = \\det(A)^6",
        "A, B : 6×6; t : scalar",
    ),
    "sums over three indices": (
        "\\sum_{i=1}^n \\sum_{j=1}^n \\sum_{k=1}^n \\exp((A + B)^{-1}_{ij} A_{jk} B_{ki}) = n^3",
        "A, B : n×n",
    ),
}  # fmt: skip


def judged(statement: str, let: str, budget: float, *checks: str) -> StepResult:
    (step,) = check(statement, let, checks=checks or CHECKS, budget=budget).steps
    return step


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """The checks with their packages, so that no statement pays for importing them."""
    judged("A^{-1} A = I", "A : n×n, invertible", 5.0)
    judged("A = 2 A", "A : n×n", 5.0)


@pytest.mark.parametrize("name", OVER_BUDGET)
def test_no_statement_takes_much_more_than_its_budget(name: str) -> None:
    began = time.process_time()
    judged(*OVER_BUDGET[name], BUDGET)
    assert time.process_time() - began < 1.2 * BUDGET + 0.5


def test_a_check_that_does_not_finish_says_that_it_is_over_budget() -> None:
    step = judged(*OVER_BUDGET["large Kronecker factors"], BUDGET)
    (exact,) = (e for e in step.evidence if e.check == "exact")
    assert exact.outcome is Outcome.INCONCLUSIVE
    assert exact.detail.startswith("over budget")


def test_the_powers_of_a_commutator_of_three_rows_have_a_proof() -> None:
    step = judged("tr((AB-BA)^3) = 3 det(AB-BA)", "A, B : 3×3", 5.0)
    assert any(e.outcome is Outcome.PROVED for e in step.evidence), step.evidence


@contextmanager
def generations_collected() -> Iterator[set[int]]:
    """The generations that the collector of cycles looks through, which has little to look through."""
    found: set[int] = set()

    def note(phase: str, info: dict[str, int]) -> None:
        found.add(info["generation"])

    gc.collect()
    gc.freeze()
    gc.collect()
    gc.callbacks.append(note)
    try:
        yield found
    finally:
        gc.callbacks.remove(note)
        gc.unfreeze()


def test_what_is_alive_is_not_looked_through_in_the_middle_of_a_statement() -> None:
    usual = gc.get_threshold()
    with generations_collected() as found:
        judged("tr((AB-BA)^3) = 3 det(AB-BA)", "A, B : 3×3", 5.0)
    assert 2 not in found
    assert gc.get_threshold() == usual


def test_a_deadline_that_has_passed_is_noticed_at_the_first_look() -> None:
    with pytest.raises(OutOfTime):
        Deadline.after(-1).check()


def test_a_deadline_that_passes_between_two_looks_is_noticed() -> None:
    deadline = Deadline.after(0.02)
    deadline.check()
    while deadline.left > -0.02:
        pass
    with pytest.raises(OutOfTime):
        deadline.check()


def test_matrices_that_are_too_large_for_floating_point_are_no_crash() -> None:
    step = judged(*OVER_BUDGET["large Kronecker factors"], BUDGET, "finite differences")
    assert [e.outcome for e in step.evidence] == [Outcome.UNAVAILABLE]
