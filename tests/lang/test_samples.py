"""i.i.d. samples x_1, …, x_n with a mean and a covariance: the sentences that declare them, the
sample mean and the scatter about it, and what these do not determine.
"""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import StepResult, Verdict

ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED}
LETTERS = r"<!-- matcalc: \mu : d; \Sigma : d×d, positive semidefinite; A : p×d; c : d -->" + "\n\n"
MEAN = r"Let $\bar x = \frac1n\sum_{i=1}^n x_i$. "
SAID = [
    r"Let $x_1, \dots, x_n \sim \mathcal{N}(\mu, \Sigma)$ be i.i.d. samples in $\mathbb{R}^d$.",
    r"Let $x_1, \dots, x_n$ be i.i.d. samples from $\mathcal{N}(\mu, \Sigma)$ with $x_i \in \mathbb{R}^d$.",
    r"Let $x_1, \dots, x_n$ be i.i.d. $\mathcal{N}(\mu, \Sigma)$.",
    r"Assume that $x_1, ..., x_n$ are independent random vectors with mean $\mu$ and covariance $\Sigma$.",
    r"Let $x_1, \ldots, x_n \in \mathbb{R}^d$ be independent and identically distributed with common mean $\mu$ and covariance matrix $\Sigma$.",
    r"The random vectors $x_1, \dots, x_n$ are i.i.d. with mean vector $\mu$ and covariance matrix $\Sigma$.",
    r"Suppose $x_1, \dots, x_n$ are independent observations drawn from the distribution $N(\mu, \Sigma)$.",
]
SCATTER = r"\sum_{i=1}^n(x_i-\bar x)(x_i-\bar x)^\top"

TRUE = [
    r"\mathbb E[\bar x] = \mu",
    r"\operatorname{Var}(\bar x) = \frac1n\Sigma",
    rf"\mathbb E\left[{SCATTER}\right] = (n-1)\Sigma",
    r"\mathbb E\left[\sum_{i=1}^n(x_i-\mu)(x_i-\mu)^\top\right] = n\Sigma",
    r"\mathbb E[\bar x\bar x^\top] = \mu\mu^\top + \frac1n\Sigma",
    r"\mathbb E[\|\bar x - \mu\|^2] = \frac1n\operatorname{tr}\Sigma",
    r"\operatorname{Cov}(A\bar x) = \frac1n A\Sigma A^\top",
    r"\operatorname{Cov}(x_1, \bar x) = \frac1n\Sigma",
    r"\mathbb E[x_1] = \mu",
    r"\mathbb E\left[\sum_{i=1}^n \|x_i - c\|^2\right] = n(\operatorname{tr}\Sigma + \|\mu - c\|^2)",
]
FALSE = [
    r"\mathbb E[\bar x] = n\mu",
    r"\operatorname{Var}(\bar x) = \Sigma",
    r"\operatorname{Var}(\bar x) = \frac1{n^2}\Sigma",
    rf"\mathbb E\left[{SCATTER}\right] = n\Sigma",
    rf"\mathbb E\left[{SCATTER}\right] = (n+1)\Sigma",
    r"\mathbb E[\bar x\bar x^\top] = \mu\mu^\top + \Sigma",
    r"\mathbb E[\|\bar x - \mu\|^2] = \operatorname{tr}\Sigma",
    r"\operatorname{Cov}(x_1, \bar x) = \Sigma",
    r"\operatorname{Cov}(x_1, \bar x) = 0",
]
OPEN = [
    # degrees that the mean and the covariance do not determine
    r"\mathbb E[\|\bar x\|^4] = \|\mu\|^4",
    r"\mathbb E[x_1 x_1^\top x_1] = \mu\mu^\top\mu",
    r"\mathbb E[\|x_1\|] = \|\mu\|",
    # whether i and j may be equal
    r"\operatorname{Cov}(x_i, x_j) = 0",
]
NO_SAMPLES = [
    r"Let $x_1, \dots, x_n$ be random vectors with mean $\mu$ and covariance $\Sigma$.",
    r"Let $x_1, \dots, x_n$ be uncorrelated random vectors with mean $\mu$ and covariance $\Sigma$.",
    r"Let $x_1, \dots, x_n$ be random vectors with independent components, mean $\mu$ and covariance $\Sigma$.",
    r"Let $x_1, \dots, x_n$ be pairwise independent copies of $y$ with mean $\mu$ and covariance $\Sigma$.",
    r"If $x_1, \dots, x_n$ are independent random vectors with mean $\mu$ and covariance $\Sigma$, then",
    r"Let $x_1, \dots, x_n$ be i.i.d. samples from $\mathcal{N}(\mu, \Sigma)$ conditioned on $\|x_i\| = 1$.",
    r"Let $x_1, \dots, x_n$ be i.i.d. with mean $\mu$ and covariance $\Sigma$, weighted by $w_i$.",
    r"The $x_1, \dots, x_n$ are not independent random vectors with mean $\mu$ and covariance $\Sigma$.",
]


def step(said: str, written: str) -> StepResult:
    """The last step of a document with this formula."""
    text = f"{LETTERS}{said}\n\n{MEAN}\n\n$$ {written} $$\n"
    (derivation,) = read_document("x.md", text.encode()).derivations
    return verify_derivation(derivation, Options(("shapes", "proof", "exact"))).steps[-1]


@pytest.mark.parametrize("said", SAID)
def test_a_sentence_declares_samples(said: str) -> None:
    assert step(said, TRUE[1]).verdict in ACCEPTED
    assert step(said, FALSE[1]).verdict is Verdict.REFUTED


@pytest.mark.parametrize("said", [SAID[0], SAID[3]], ids=["Gaussian", "any law"])
@pytest.mark.parametrize("written", TRUE)
def test_what_holds_for_samples_is_accepted(written: str, said: str) -> None:
    found = step(said, written)
    assert found.verdict in ACCEPTED, (found.reasons, found.notes)


@pytest.mark.parametrize("written", FALSE)
def test_what_fails_for_samples_is_refuted(written: str) -> None:
    found = step(SAID[3], written)
    assert found.verdict is Verdict.REFUTED, found.reasons


@pytest.mark.parametrize("written", OPEN)
def test_what_is_not_determined_is_undecided(written: str) -> None:
    assert step(SAID[3], written).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("said", NO_SAMPLES)
@pytest.mark.parametrize("written", [TRUE[1], FALSE[1]])
def test_what_is_said_otherwise_declares_no_samples(said: str, written: str) -> None:
    assert step(said, written).verdict in (Verdict.UNDECIDED, Verdict.UNREAD)


def test_another_random_vector_may_depend_on_the_samples() -> None:
    said = SAID[3] + r" Let $z$ be a random vector in $\mathbb{R}^d$."
    assert step(said, r"\operatorname{Cov}(z, \bar x) = 0").verdict is Verdict.UNDECIDED


def test_a_condition_on_the_samples_is_heeded() -> None:
    said = SAID[0] + r" Suppose $\|x_i\| = 1$ for all $i$."
    assert step(said, TRUE[1]).verdict is Verdict.UNDECIDED
