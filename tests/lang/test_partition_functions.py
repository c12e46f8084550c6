"""The log-partition function as a maximum over distributions, finite and with densities."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import StepResult, Verdict

OPTIONS = Options(("shapes", "proof", "exact", "elementwise"))
ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED}
VECTOR = "<!-- matcalc: f : n; q : n, probability vector -->\n"
POSITIVE = """<!-- matcalc: f : n; q : n, probability vector, positive entries -->

Let $Z = \\sum_{i=1}^n e^{f_i}$ and $p_i = e^{f_i} / Z$.
"""
FREE_ENERGY = r"\sum_{i=1}^n q_i f_i - \sum_{i=1}^n q_i \log q_i"
FINITE = rf"\max_q \left\{{ {FREE_ENERGY} \right\}}"
DENSITIES = """<!-- matcalc: x : n; f(x) : scalar function -->

Let $Z = \\int e^{f(x)} dx$.
"""
FUNCTIONAL = r"\left\{ \int f(x)q(x)dx - \int q(x) \log q(x)dx \right\}"
RANGES = "where $q$ ranges over probability density functions."


def steps(text: str) -> list[StepResult]:
    """The steps of a text that claim something."""
    found = [
        step
        for derivation in read_document("x.md", text.encode()).derivations
        for step in verify_derivation(derivation, OPTIONS).steps
    ]
    return [s for s in found if s.verdict is not Verdict.GIVEN]


def verdict(written: str, before: str, behind: str = "") -> Verdict:
    """The verdict on a formula."""
    return steps(f"{before}\n$$ {written} $$\n\n{behind}\n")[-1].verdict


@pytest.mark.parametrize(
    "written",
    [
        rf"{FINITE} = \log \sum_{{i=1}}^n e^{{f_i}}",
        rf"\log \sum_{{i=1}}^n e^{{f_i}} = {FINITE}",
        r"\arg\max_q \left\{ q^T f - q^T \log q \right\} = \mathrm{softmax}(f)",
        r"\max_q \left\{ q^T f - q^T \log q \right\} = \log(1^T \exp(f))",
    ],
)
def test_the_maximum_over_probability_vectors(written: str) -> None:
    assert verdict(written, VECTOR) in ACCEPTED


@pytest.mark.parametrize(
    "written",
    [
        rf"{FINITE} = \log \sum_{{i=1}}^n e^{{f_i}} - 1",
        r"\max_q \left\{ q^T f - q^T \log q \right\} = \log(1^T \exp(f)) + 1",
        r"\arg\max_q \left\{ q^T f - q^T \log q \right\} = \mathrm{softmax}(2f)",
        r"\arg\max_q \left\{ q^T f - q^T \log q \right\} = \exp(f)",
    ],
)
def test_another_maximum_over_probability_vectors_is_refuted(written: str) -> None:
    assert verdict(written, VECTOR) is Verdict.REFUTED


@pytest.mark.parametrize("word", ["among vectors with $q_1 = 0$", "restricted to a subspace"])
def test_what_more_the_text_says_of_a_distribution_is_heeded(word: str) -> None:
    written = rf"{FINITE} = \log \sum_{{i=1}}^n e^{{f_i}}"
    found = verdict(written, f"{VECTOR}\nHere $q$ is taken {word}.\n")
    assert found not in ACCEPTED | {Verdict.REFUTED}


def test_the_gap_is_the_divergence() -> None:
    gap = r"\sum_{i=1}^n q_i \log \frac{q_i}{p_i}"
    assert verdict(rf"\log Z = {FREE_ENERGY} + {gap}", POSITIVE) in ACCEPTED
    assert verdict(rf"\log Z = {FREE_ENERGY} - {gap}", POSITIVE) is Verdict.REFUTED
    assert verdict(rf"\log Z = {FREE_ENERGY}", POSITIVE) is Verdict.REFUTED


def test_a_letter_that_is_restricted_below_a_maximum_is_not_any_number() -> None:
    text = r"""<!-- matcalc: f_i : scalar (i = 1..n); q_i : positive (i = 1..n) -->

$$\max_{q \in \Delta} \left\{ \sum_i q_i f_i - \sum_i q_i \log q_i \right\} = \log \sum_{i=1}^n e^{f_i}$$

$$\sum_{i=1}^n q_i = 1$$

$$\sum_{i=1}^n q_i (f_i + 1) = 1 + \sum_{i=1}^n q_i f_i$$
"""
    assert Verdict.REFUTED not in {s.verdict for s in steps(text)}


@pytest.mark.parametrize(
    "written",
    [
        rf"\log Z = \max_q {FUNCTIONAL}",
        rf"\max_q {FUNCTIONAL} = \log \int e^{{f(x)}} dx",
        r"\log Z = \max_q \int f(x)q(x)dx - \int \log q(x)q(x)dx",
        rf"\arg\max_q {FUNCTIONAL} = \frac{{e^{{f(x)}}}}{{Z}}",
    ],
)
def test_the_maximum_over_densities(written: str) -> None:
    assert verdict(written, DENSITIES, RANGES) in ACCEPTED


@pytest.mark.parametrize(
    "written",
    [
        rf"\log Z - 1 = \max_q {FUNCTIONAL}",
        rf"\log Z = \min_q {FUNCTIONAL}",
        rf"\log Z = \max_q {FUNCTIONAL.replace('- ', '+ ')}",
        rf"\log Z = \max_q {FUNCTIONAL.replace('f(x)q(x)', '2 f(x)q(x)')}",
        rf"\arg\max_q {FUNCTIONAL} = \frac{{e^{{2f(x)}}}}{{Z}}",
        rf"\arg\max_q {FUNCTIONAL} = e^{{f(x)}}",
    ],
)
def test_another_maximum_over_densities_is_not_accepted(written: str) -> None:
    assert verdict(written, DENSITIES, RANGES) not in ACCEPTED


@pytest.mark.parametrize(
    "said",
    [
        "",
        "where $q$ ranges over Gaussian densities.",
        "where $q$ ranges over densities that factorise.",
        "where $q$ ranges over densities with a fixed mean.",
        "where $q$ ranges over the densities of an exponential family.",
        "where $q$ is a function.",
        "where $q$ ranges over densities on $[0, 1]$.",
        "where $q$ ranges over probability densities that vanish outside of a ball.",
        "Here $q$ is the density of a mixture.",
        "for any density $q$ with respect to another measure.",
    ],
)
def test_not_every_set_of_densities_has_this_maximum(said: str) -> None:
    found = verdict(rf"\log Z = \max_q {FUNCTIONAL}", DENSITIES, said)
    assert found not in ACCEPTED | {Verdict.REFUTED}


@pytest.mark.parametrize(
    ("place", "true"), [(r"\frac{e^{f(x)}}{Z}", True), (r"\frac{e^{-f(x)}}{Z}", False)]
)
def test_the_density_at_which_it_is_attained(place: str, true: bool) -> None:
    text = rf"""{DENSITIES}
For a density $q$ we have

$$\log Z = \max_q {FUNCTIONAL}$$

This is attained at

$$q(x) = {place}$$
"""
    *_, found = steps(text)
    assert (found.verdict in ACCEPTED) is true


def test_a_density_that_is_not_said_to_be_the_maximiser_is_not_taken_for_it() -> None:
    text = rf"""{DENSITIES}
For a density $q$ we have

$$\log Z = \max_q {FUNCTIONAL}$$

As an example let

$$q(x) = \frac{{e^{{f(x)}}}}{{Z}}$$
"""
    assert len([s for s in steps(text) if s.verdict in ACCEPTED]) == 1
