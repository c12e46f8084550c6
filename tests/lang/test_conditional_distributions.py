"""Distributions under conditions: u | v ~ N(Lv + m, Σ), and what follows for v | u and both together."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import StepResult, Verdict

OPTIONS = Options(("shapes", "proof", "exact"))
ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED}
DECLARED = r"""<!-- matcalc: K : p×p, positive definite; \Sigma : q×q, positive definite; L : q×p;
m : q; \mu : p; v ~ N(\mu, K) in p; u | v ~ N(L v + m, \Sigma) in q -->
"""
GAIN = r"K L^T (\Sigma + LKL^T)^{-1}"
JOINT = (
    r"\begin{pmatrix} v \\ u \end{pmatrix} \sim \mathcal{N}\left(\begin{pmatrix} \mu \\ L\mu + m \end{pmatrix},"
    r"\begin{pmatrix} K & KL^T \\ LK & SPREAD \end{pmatrix}\right)"
)

TRUE = [
    r"\mathbb{E}(u) = L\mu + m",
    r"\operatorname{Cov}(u) = LKL^T + \Sigma",
    r"\operatorname{Cov}(v, u) = KL^T",
    r"\operatorname{Cov}(u, v) = LK",
    r"\mathbb{E}(u \mid v) = Lv + m",
    r"\operatorname{Cov}(u \mid v) = \Sigma",
    r"\mathbb{E}[u^Tu] = \operatorname{tr}(LKL^T + \Sigma) + (L\mu+m)^T(L\mu+m)",
    rf"\mathbb{{E}}(v|u) = \mu + {GAIN}(u - L\mu - m)",
    r"\mathbb{E}(v|u) = (K^{-1} + L^T\Sigma^{-1}L)^{-1}(K^{-1}\mu + L^T\Sigma^{-1}(u-m))",
    rf"\operatorname{{Cov}}(v|u) = K - {GAIN} L K",
    r"\operatorname{Cov}(v|u) = (K^{-1} + L^T\Sigma^{-1}L)^{-1}",
    r"\mathbb{E}(v|u) = \mathbb{E}(v) + \operatorname{Cov}(v,u)\operatorname{Cov}(u)^{-1}(u - \mathbb{E}(u))",
    rf"v | u \sim \mathcal{{N}}(\mu + {GAIN}(u - L\mu - m), K - {GAIN}LK)",
    JOINT.replace("SPREAD", r"LKL^T + \Sigma"),
]
FALSE = [
    r"\mathbb{E}(u) = L\mu",
    r"\operatorname{Cov}(u) = LKL^T",
    r"\operatorname{Cov}(u) = LKL^T - \Sigma",
    r"\operatorname{Cov}(v, u) = 2KL^T",
    r"\mathbb{E}(u \mid v) = L\mu + m",
    r"\operatorname{Cov}(u \mid v) = LKL^T + \Sigma",
    rf"\mathbb{{E}}(v|u) = \mu + {GAIN}(u - Lv - m)",
    rf"\mathbb{{E}}(v|u) = \mu + {GAIN}(u - L\mu)",
    r"\operatorname{Cov}(v|u) = K",
    rf"\operatorname{{Cov}}(v|u) = K + {GAIN} L K",
    rf"v | u \sim \mathcal{{N}}(\mu + {GAIN}(u - Lv - m), K - {GAIN}LK)",
    JOINT.replace("SPREAD", "LKL^T"),
]


def steps(text: str, declared: str = DECLARED) -> list[StepResult]:
    """The steps of a text, without what only declares or defines."""
    found = [
        step
        for derivation in read_document("x.md", (declared + text).encode()).derivations
        for step in verify_derivation(derivation, OPTIONS).steps
    ]
    return [s for s in found if s.verdict is not Verdict.GIVEN]


@pytest.mark.parametrize("statement", TRUE)
def test_a_true_statement_is_accepted(statement: str) -> None:
    found = steps(f"$$ {statement} $$")
    assert found
    assert {s.verdict for s in found} <= ACCEPTED


@pytest.mark.parametrize("statement", FALSE)
def test_a_false_statement_is_refuted(statement: str) -> None:
    assert Verdict.REFUTED in {s.verdict for s in steps(f"$$ {statement} $$")}


SENTENCES = r"""<!-- matcalc: K : p×p, positive definite; \Sigma : q×q, positive definite; L : q×p;
m : q; \mu : p; u : q; v : p -->
Show that if $v \sim \mathcal{N}(\mu, K)$, $u|v \sim \mathcal{N}(Lv + m, \Sigma)$, then
$$v|u \sim \mathcal{N}(\mu + J(u - (L\mu + m)), K - JLK)$$
where $J = K^TL^T(\Sigma + LKL^T)^{-1}$.
"""
NOISE = r"""
We can express $u$ as a linear transformation of $v$ and a noise term:
$$u = Lv + m + \varepsilon \quad \text{where } \varepsilon \sim \mathcal{N}(0, \Sigma)$$
"""


def test_sentences_declare_conditional_distributions() -> None:
    found = steps(SENTENCES, "")
    assert len(found) == 2
    assert {s.verdict for s in found} <= ACCEPTED


def test_the_noise_of_a_conditional_distribution_is_independent_of_the_condition() -> None:
    claims = r"""
$$\operatorname{Cov}(Lv + m + \varepsilon) = LKL^T + \Sigma$$
$$\operatorname{Cov}(v, Lv + m + \varepsilon) = KL^T$$
"""
    accepted = steps(SENTENCES + NOISE + claims, "")
    assert [s.verdict for s in accepted[2:]] == [Verdict.PROVED] * 2
    other = NOISE.replace(r"\Sigma)$$", r"K)$$")
    assert not {s.verdict for s in steps(SENTENCES + other + claims, "")[2:]} & ACCEPTED


def test_what_depends_on_more_than_its_condition_is_not_judged() -> None:
    claim = r"""
$$\operatorname{Cov}(u, \varepsilon) = 0$$
"""
    assert steps(SENTENCES + NOISE + claim, "")[-1].verdict is Verdict.UNDECIDED


def test_a_condition_of_which_no_distribution_is_known_is_not_averaged_over() -> None:
    declared = r"""<!-- matcalc: X : n×k; w : k; s : positive; y | X ~ N(X w, s I) in n -->
"""
    assert steps(r"$$\mathbb{E}(y) = Xw$$", declared)[-1].verdict is Verdict.UNDECIDED


def test_two_conditional_letters_may_depend_on_each_other() -> None:
    declared = DECLARED.replace("in q -->", r"in q; t | v ~ N(L v, \Sigma) in q -->")
    assert steps(r"$$\operatorname{Cov}(u, t) = LKL^T$$", declared)[-1].verdict is Verdict.UNDECIDED


TOWER = r"""Let $v \sim N(\mu, K)$ with $\mu \in \mathbb{R}^p$, $K \in \mathbb{R}^{p\times p}$ positive definite, and let
$u \mid v \sim N(Lv + m, \Sigma)$ with $\Sigma \in \mathbb{R}^{q \times q}$ positive definite. Then

$$ \mathbb{E}[u] = \mathbb{E}[\mathbb{E}[u|v]] = \mathbb{E}[Lv + m] = L\mathbb{E}[v] + m = L\mu + m $$

"""


@pytest.mark.parametrize(
    ("written", "true"),
    [
        (r"\operatorname{Cov}(u) = \mathbb{E}[\operatorname{Cov}(u|v)] + \operatorname{Cov}(\mathbb{E}[u|v])", True),
        (r"\mathbb{E}[uv^T] = \mathbb{E}[\mathbb{E}[u|v]v^T]", True),
        (r"\operatorname{Cov}(\mathbb{E}[u|v]) = LKL^T", True),
        (r"\mathbb{E}[\mathbb{E}[u|v]] = Lv + m", False),
        (r"\operatorname{Cov}(u) = \mathbb{E}[\operatorname{Cov}(u|v)]", False),
        (r"\operatorname{Cov}(\mathbb{E}[u|v]) = LKL^T + \Sigma", False),
    ],
)  # fmt: skip
def test_the_letters_by_which_a_law_is_given_are_constant(written: str, true: bool) -> None:
    found = {s.verdict for s in steps(f"{TOWER}$$ {written} $$", "")}
    assert found <= ACCEPTED if true else Verdict.REFUTED in found


def test_a_conditional_mean_does_not_depend_on_what_is_averaged_over() -> None:
    text = (
        SENTENCES
        + r"""
The rule for conditioning gives

$$\mathbb{E}(v|u) = \mathbb{E}(v) + \operatorname{Cov}(v,u)\operatorname{Cov}(u)^{-1}(u - \mathbb{E}(u))$$

With the abbreviation

$$J = K^TL^T(\Sigma + LKL^T)^{-1}$$

this is once more

$$v|u \sim \mathcal{N}(\mu + J(u - MEAN), K - JLK)$$
"""
    )
    *_, mean, covariance = steps(text.replace("MEAN", "(Lv + m)"), "")
    assert (mean.verdict, covariance.verdict) == (Verdict.REFUTED, Verdict.PROVED)
    *_, mean, covariance = steps(text.replace("MEAN", r"(L\mu + m)"), "")
    assert {mean.verdict, covariance.verdict} <= ACCEPTED


@pytest.mark.parametrize(
    "said",
    [
        "Let $v$ be truncated to the unit ball.",
        "Suppose that $u$ is truncated.",
        "Suppose $u = m$.",
        "Suppose $L = 0$.",
    ],
)
def test_where_more_is_said_of_the_letters_no_conditional_mean_is_refuted(said: str) -> None:
    found = steps(f"{SENTENCES}\n\n{said}\n\n" + r"$$\mathbb{E}(v|u) = \mu$$", "")
    assert found[-1].verdict not in ACCEPTED | {Verdict.REFUTED}


DEFINED_BEHIND = [
    (r"$$AJ = I$$ where $J = A^{-1}$.", True),
    (r"$$AJ = I,$$ where $J = A^{-1}$ and $A$ is as above.", True),
    (r"$$AJ = I,$$ wobei $J = A^{-1}$.", True),
    ("$$AJ = I$$\n\nwhere $J = A^{-1}$.", True),
    (r"$$AJ = I$$ where $J = A^T$.", False),
]


@pytest.mark.parametrize(("text", "true"), DEFINED_BEHIND)
def test_a_letter_may_be_defined_behind_the_formula_that_uses_it(text: str, true: bool) -> None:
    (found,) = steps("Let $A \\in \\mathbb{R}^{n\\times n}$ be invertible. We have\n" + text, "")
    assert found.verdict in ACCEPTED if true else found.verdict not in ACCEPTED
    assert not true or found.verdict is not Verdict.REFUTED
