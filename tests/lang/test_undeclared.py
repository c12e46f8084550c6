"""Homework that declares nothing: densities, samples and sizes are read from their use."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document

OPTIONS = Options(("shapes", "proof", "exact"))
DENSITY = r"\mathcal{N}(x \mid \mu, \Sigma)"
LIKELIHOOD = r"\ell(\mu, \Sigma) = \sum_{n=1}^N \log \mathcal{N}(x_n \mid \mu, \Sigma)"
SQUARES = r"\sum_{n=1}^N (x_n - \mu)^T \Sigma^{-1} (x_n - \mu)"


def verdicts(text: str) -> list[str]:
    """The verdicts of the steps of a document's one derivation."""
    (derivation,) = read_document("d.md", text.encode()).derivations
    return [s.verdict.value for s in verify_derivation(derivation, OPTIONS).steps]


ALONE = [
    ((rf"{DENSITY} = \frac{{1}}{{(2\pi)^{{D/2}} |\Sigma|^{{1/2}}}}"
     r" \exp\left(-\frac12 (x-\mu)^T \Sigma^{-1} (x-\mu)\right)"), {"proved", "verified"}),
    ((rf"\log {DENSITY} = -\frac{{D}}{{2}} \log(2\pi) - \frac12 \log|\Sigma|"
     r" - \frac12 (x-\mu)^T \Sigma^{-1} (x-\mu)"), {"proved"}),
    ((rf"\log {DENSITY} = -D \log(2\pi) - \frac12 \log|\Sigma|"
     r" - \frac12 (x-\mu)^T \Sigma^{-1} (x-\mu)"), {"refuted"}),
    (rf"\frac{{\partial}}{{\partial \mu}} \log {DENSITY} = \Sigma^{{-1}} (x - \mu)", {"proved"}),
    (rf"\frac{{\partial}}{{\partial \mu}} \log {DENSITY} = \Sigma^{{-1}} (\mu - x)", {"refuted"}),
    (r"|\lambda A| = \lambda^n |A|", {"proved"}),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "wanted"), ALONE, ids=[f for f, _ in ALONE])
def test_a_size_that_stands_as_a_number_is_the_one_that_nothing_else_names(
    formula: str, wanted: set[str]
) -> None:
    (verdict,) = verdicts(f"$$ {formula} $$")
    assert {verdict} <= wanted


def test_the_covariance_of_a_density_is_assumed_to_be_positive_definite_and_printed_so() -> None:
    (derivation,) = read_document("d.md", f"$$ \\log {DENSITY} = 0 $$".encode()).derivations
    assert "Σ : n×n, positive definite" in "; ".join(derivation.assumed)


def test_an_undeclared_likelihood_is_differentiated() -> None:
    text = rf"""
$${DENSITY} = \frac{{1}}{{\sqrt{{(2\pi)^D |\Sigma|}}}} \exp\left(-\frac12 (x-\mu)^T \Sigma^{{-1}} (x-\mu)\right)$$
$${LIKELIHOOD} = -\frac{{ND}}{{2}} \log(2\pi) - \frac N2 \log|\Sigma| - \frac12 {SQUARES}$$
$$\frac{{\partial \ell}}{{\partial \mu}} = \sum_{{n=1}}^N \Sigma^{{-1}} (x_n - \mu)$$
$$\frac{{\partial \ell}}{{\partial \mu}} = \sum_{{n=1}}^N \Sigma (x_n - \mu)$$
$$\frac{{\partial \ell}}{{\partial \Sigma}} = -\frac N2 \Sigma^{{-1}} + \frac12 \sum_{{n=1}}^N \Sigma^{{-1}} (x_n-\mu)(x_n-\mu)^T \Sigma^{{-1}}$$
"""
    first, *rest = verdicts(text)
    assert first in {"proved", "verified"}
    assert rest == ["given", "proved", "proved", "refuted", "proved"]


LET = r"Let $x, \mu \in \mathbb{R}^k$ and let $\Sigma$ be positive definite."
SAMPLES = [
    # transposed, or in a density, and under a sum: the i-th vector
    (rf"$${SQUARES} = \operatorname{{tr}}\left(\Sigma^{{-1}} \sum_{{n=1}}^N (x_n - \mu)(x_n - \mu)^T\right)$$", ["proved"]),
    (rf"$$\frac{{\partial}}{{\partial \mu}} {SQUARES} = -2 \Sigma^{{-1}} \sum_{{n=1}}^N (x_n - \mu)$$", ["proved"]),
    # false of samples: it may still be meant otherwise
    (rf"$$\frac{{\partial}}{{\partial \mu}} {SQUARES} = 2 \Sigma^{{-1}} \sum_{{n=1}}^N (x_n - \mu)$$", ["undecided"]),
    # from there on they are samples in the other formulas, too
    (rf"$${SQUARES} = {SQUARES}$$ $$\sum_{{n=1}}^N \Sigma^{{-1}} (x_n - \mu) = \Sigma^{{-1}} \sum_{{n=1}}^N (x_n - \mu)$$", ["proved", "proved"]),
    # until a formula has the vector beside them
    (rf"$${SQUARES} = {SQUARES}$$ $$x^T x = \sum_{{i=1}}^k x_i^2$$", ["proved", "proved"]),
    (rf"$${SQUARES} = {SQUARES}$$ $$\frac{{\partial (x^T x)}}{{\partial x_i}} = 2 x_i$$", ["proved", "proved"]),
    # nothing is transposed, or nothing runs: components
    (r"$$\sum_{i=1}^k (x_i - \mu_i)^2 = (x - \mu)^T (x - \mu)$$", ["proved"]),
    (r"$$\frac{\partial}{\partial x_i} \sum_{j=1}^k x_j^2 = 2 x_i$$", ["proved"]),
    (r"$$x^T \mu = \sum_{i=1}^k x_i \mu_i$$", ["proved"]),
    (r"$$\sum_{i=1}^k (x_i - \mu) = 0$$", ["ill-shaped"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SAMPLES, ids=[t for t, _ in SAMPLES])
def test_a_subscript_is_the_number_of_a_sample_where_only_that_fits(
    text: str, wanted: list[str]
) -> None:
    assert verdicts(f"{LET}\n\n{text.replace('$$ $$', '$$' + chr(10) * 2 + '$$')}\n") == wanted


BLOCKS = [
    r"Let $x \in \mathbb{R}^n$ be split into $x_a$ and $x_b$.",
    r"Let $x_a \in \mathbb{R}^p$, $x_b \in \mathbb{R}^q$ and $x \in \mathbb{R}^{p+q}$.",
]


@pytest.mark.parametrize("said", BLOCKS)
def test_a_part_of_a_vector_is_no_sample(said: str) -> None:
    steps = verdicts(f"{said}\n\n$$x_a^T x_a + x_b^T x_b = 2 x_a^T x_a$$\n")
    assert not {"proved", "verified"} & {*steps}


SUPPOSED = [
    (
        "Assume $m = \\mu\\mathbf{1}$ and $M = \\sigma^2 I$.",
        r"E[x^T x] = n \mu^2 + n \sigma^2",
        "proved",
    ),
    ("Assume $M = \\sigma^2 I$.", r"E[x^T x] = m^T m + n \sigma^2", "proved"),
    ("Assume $M = \\sigma^2 I$.", r"E[x^T x] = m^T m + \sigma^2", "refuted"),
    ("Let $M = \\sigma^2 I$.", r"E[x^T x] = m^T m + n \sigma^2", "proved"),
    ("Assume $M = -\\sigma^2 I$.", r"E[x^T x] = m^T m - n \sigma^2", "undecided"),
    ("Assume $M = A$.", r"E[x^T x] = m^T m + \operatorname{tr}(A)", "undecided"),
]


@pytest.mark.parametrize(("said", "formula", "wanted"), SUPPOSED)
def test_a_covariance_is_what_is_assumed_of_it_where_that_can_be_one(
    said: str, formula: str, wanted: str
) -> None:
    declared = (
        r"<!-- matcalc: x ~ (m, M) in n; m : n; M : n×n, positive semidefinite; A : n×n;"
        r" \mu : scalar; \sigma : positive -->"
    )
    assert verdicts(f"{declared}\n\n{said}\n\n$${formula}$$\n")[-1] == wanted
