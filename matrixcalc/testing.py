"""Derivations as tests: keep model solutions in a test file of plain pytest.

from matrixcalc.testing import assert_verified

def test_the_model_solution_holds() -> None:
    assert_verified(model_solution)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from matrixcalc.api import verify
from matrixcalc.report import text
from matrixcalc.results import ProblemResult, Report
from matrixcalc.statements import Derivation


def assert_verified(derivations: Derivation | Iterable[Derivation], **options: Any) -> None:
    """Do nothing if every step is accepted, given, or has the verdict it expects.

    `options` are those of `matrixcalc.verify`.  Raises `AssertionError` with
    the report on the steps that fail.
    """
    __tracebackhide__ = True
    report = verify(derivations, **options)
    failing = _failing(report)
    if failing:
        shown = "\n".join(text.render_problem(problem) for problem in failing)
        count = sum(len(problem.steps) for problem in failing)
        message = f"{count} of {len(report.steps)} steps are not verified\n\n{shown}"
        raise AssertionError(message)


def _failing(report: Report) -> list[ProblemResult]:
    found = []
    for document in report.documents:
        for problem in document.problems:
            steps = tuple(s for s in problem.steps if text.needs_attention(s))
            if steps or problem.notes:
                found.append(replace(problem, steps=steps))
    return found
