"""The homework in examples/homework: read to the end, and judged as it deserves."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from matrixcalc.api import verify_targets
from matrixcalc.engine import Options
from matrixcalc.results import Report, StepResult, Verdict

HOMEWORK = Path(__file__).parents[2] / "examples" / "homework"
ACCEPTED = frozenset({Verdict.PROVED, Verdict.VERIFIED, Verdict.SUPPORTED})
WRONG = frozenset({Verdict.REFUTED, Verdict.ILL_SHAPED})

COUNTS = {
    "gaussian-maximum-likelihood.tex": {
        "given": 13, "proved": 51, "verified": 4, "ill-shaped": 2, "undecided": 2,
    },
    "em-covariance-update.tex": {
        "given": 4, "proved": 3, "conditional": 3, "convention": 2, "refuted": 1, "undecided": 1,
    },
    "matrix-calculus-and-posteriors.md": {
        "given": 8, "proved": 31, "verified": 2, "conditional": 2, "refuted": 4, "undecided": 2,
    },
    "log-likelihood-notes.md": {
        "given": 18, "proved": 73, "verified": 1, "conditional": 3, "refuted": 9, "ill-shaped": 1,
        "undecided": 8,
    },
}  # fmt: skip
"""How many steps of each document have which verdict; a step that gets lost is missed here."""

FALSE = [
    ("gaussian-maximum-likelihood.tex", r"(\text{tr}(\Sigma^{-1}M)) \cdot \frac{\partial M}{\partial \mu}"),
    ("gaussian-maximum-likelihood.tex", r"\frac{\partial}{\partial \Sigma} \left( \text{tr} \left( \Sigma^{-1} (x_i - \bar{x})(x_i - \bar{x})^T \right) \right)"),
    ("em-covariance-update.tex", r"\text{diag}(\Sigma_k - S_{n,k}) \right] \right\}"),
    ("em-covariance-update.tex", r"\sum_{n=1}^N \left[ \gamma_{nk} (x_n - \mu_k)(x_n - \mu_k)^T \right]"),
    ("matrix-calculus-and-posteriors.md", r"\sum_i \sum_j X_{ij} C_{ij} \right)_{1 \leq i, j \leq d}"),
    ("matrix-calculus-and-posteriors.md", r"= (C_{ij})_{1 \leq i, j \leq d}"),
    ("matrix-calculus-and-posteriors.md", r"= \text{Cof}(X)^T"),
    ("matrix-calculus-and-posteriors.md", r"= \det(X)(X^{-1})^T"),
    ("matrix-calculus-and-posteriors.md", r"\mathcal{N}(\mu + J[u - (Lv + m)], K - JLK)"),
    ("matrix-calculus-and-posteriors.md", r"f(x) = \log p(x, z|\theta)"),
    ("matrix-calculus-and-posteriors.md", r"q(x) = p(z|x, \theta^{(t)})"),
    ("log-likelihood-notes.md", r"= \sum_{n=1}^N (\textcircled{1} + q_n)"),
    ("log-likelihood-notes.md", r"\frac{z_i}{z_k} = \begin{cases} 1 & (i=k) \\ 0 & (i \neq k) \end{cases}"),
    ("log-likelihood-notes.md", r"\log(\Sigma + d\Sigma) ≐ \log \Sigma + \Sigma^{-1} d\Sigma"),
    ("log-likelihood-notes.md", r"d(\log \Sigma) = \Sigma^{-1} d\Sigma"),
    ("log-likelihood-notes.md", r"\frac{\partial}{\partial a_{ij}} \text{Tr}(AB) = \delta_{ji}"),
    ("log-likelihood-notes.md", r"\text{Tr} \left(\Sigma^{-1} (x^{(n)} - \mu)^T (x^{(n)} - \mu) \right)"),
    ("log-likelihood-notes.md", r"(x^{(n)} - \mu)^T (x^{(n)} - \mu)}_{=S} \right)"),
    ("log-likelihood-notes.md", r"\underbrace{\sum_{n=1}^N (x^{(n)} - \mu)^T (x^{(n)} - \mu)}_{=S}"),
]  # fmt: skip
"""What the homework gets wrong: a document, and how the step ends."""


@cache
def report(document: str) -> Report:
    """The report on a document, by the checks that decide."""
    return verify_targets(
        [str(HOMEWORK / document)], Options(("shapes", "proof", "exact"), budget=3.0)
    )


def named(step: StepResult) -> str:
    return f"line {step.line}: {step.written}"


@pytest.mark.parametrize("document", COUNTS)
def test_every_formula_of_a_homework_is_read(document: str) -> None:
    found = report(document)
    assert [named(s) for s in found.steps if s.verdict is Verdict.UNREAD] == []
    assert [n for d in found.documents for n in d.notes] == []
    assert [n for d in found.documents for p in d.problems for n in p.notes] == []


@pytest.mark.parametrize("document", COUNTS)
def test_every_step_has_the_verdict_that_its_author_expects(document: str) -> None:
    steps = report(document).steps
    assert any(s.expected for s in steps)
    assert [named(s) for s in steps if not s.met] == []


@pytest.mark.parametrize("document", COUNTS)
def test_nothing_is_called_wrong_that_is_not_marked_so(document: str) -> None:
    unmarked = [named(s) for s in report(document).steps if s.verdict in WRONG and not s.expected]
    assert unmarked == []


@pytest.mark.parametrize(("document", "ending"), FALSE)
def test_no_false_step_of_a_homework_is_accepted(document: str, ending: str) -> None:
    found = [s for s in report(document).steps if s.written.endswith(ending)]
    # Of the distribution that is false, it is the mean; its covariance is right.
    steps = [s for s in found if not s.left.startswith("Cov[")]
    assert steps, "the step is not in the report"
    assert [named(s) for s in steps if s.verdict in ACCEPTED] == []


@pytest.mark.parametrize(("document", "counts"), COUNTS.items())
def test_a_homework_has_these_verdicts(document: str, counts: dict[str, int]) -> None:
    assert Counter(s.verdict.value for s in report(document).steps) == counts


def test_every_document_of_the_homework_is_tested() -> None:
    assert {p.name for p in HOMEWORK.iterdir()} == set(COUNTS)
