"""Joint laws of two columns, (x; y) ~ N((a; b), (A, C; Cᵀ, B)), in directives, sentences and displays."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.lang.joint import read
from matrixcalc.results import StepResult, Verdict

OPTIONS = Options(("shapes", "proof", "exact"))
ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED}
SHAPES = r"<!-- matcalc: x, a : p; y, b : q; A : p×p; B : q×q; C, D : p×q, constant -->" + "\n"
LAW = (
    r"\begin{pmatrix} x \\ y \end{pmatrix} \sim \mathcal{N}\left(\begin{pmatrix} a \\ b \end{pmatrix},"
    r"\begin{pmatrix} A & C \\ C^T & B \end{pmatrix}\right)"
)
DIRECTIVE = SHAPES + "<!-- matcalc: [x; y] ~ N([a; b], [A C; C^T B]) -->\n"
SENTENCE = SHAPES + f"Let ${LAW}$. Then\n"
DISPLAY = SHAPES + f"Let $x$ and $y$ be jointly Gaussian,\n\n$$ {LAW} $$\n\nThen\n"
BARE = f"Let\n\n$$ {LAW} $$\n\nThen\n"

TRUE = [
    r"x \sim \mathcal{N}(a, A)",
    r"y \sim \mathcal{N}(b, B)",
    r"\mathbb{E}[x] = a",
    r"\operatorname{Cov}(x) = A",
    r"\operatorname{Cov}(x, y) = C",
    r"\operatorname{Cov}(y, x) = C^T",
    r"\mathbb{E}[x \mid y] = a + C B^{-1} (y - b)",
    r"\operatorname{Cov}(x \mid y) = A - C B^{-1} C^T",
    r"\mathbb{E}[y \mid x] = b + C^T A^{-1} (x - a)",
    r"\operatorname{Cov}(y \mid x) = B - C^T A^{-1} C",
    r"x \mid y \sim \mathcal{N}(a + C B^{-1} (y - b), A - C B^{-1} C^T)",
    r"\mathbb{E}[x^T x] = \operatorname{tr}(A) + a^T a",
    r"\mathbb{E}[\mathbb{E}[x \mid y]] = a",
]
FALSE = [
    r"x \sim \mathcal{N}(a, 2A)",
    r"y \sim \mathcal{N}(2b, B)",
    r"\mathbb{E}[x] = 0",
    r"\operatorname{Cov}(x) = A - C B^{-1} C^T",
    r"\operatorname{Cov}(x, y) = -C",
    r"\mathbb{E}[x \mid y] = a + C B^{-1} y",
    r"\mathbb{E}[x \mid y] = a - C B^{-1} (y - b)",
    r"\mathbb{E}[x \mid y] = a",
    r"\operatorname{Cov}(x \mid y) = A + C B^{-1} C^T",
    r"\operatorname{Cov}(x \mid y) = A",
    r"\mathbb{E}[y \mid x] = b + C^T A^{-1} x",
    r"\operatorname{Cov}(y \mid x) = B",
    r"x \mid y \sim \mathcal{N}(a + C B^{-1} (y - b), A)",
]


def steps(text: str) -> list[StepResult]:
    """The steps of a text that claim something."""
    found = [
        step
        for derivation in read_document("x.md", text.encode()).derivations
        for step in verify_derivation(derivation, OPTIONS).steps
    ]
    return [s for s in found if s.verdict is not Verdict.GIVEN]


def verdicts(written: str, before: str) -> list[Verdict]:
    """The verdicts on what a formula claims."""
    return [s.verdict for s in steps(f"{before}\n$$ {written} $$\n")]


@pytest.mark.parametrize("before", [DIRECTIVE, DISPLAY], ids=["directive", "display"])
@pytest.mark.parametrize("written", TRUE)
def test_what_follows_from_a_joint_law_is_accepted(written: str, before: str) -> None:
    found = verdicts(written, before)
    assert found
    assert ACCEPTED.issuperset(found), found


@pytest.mark.parametrize("before", [DIRECTIVE, DISPLAY], ids=["directive", "display"])
@pytest.mark.parametrize("written", FALSE)
def test_what_contradicts_a_joint_law_is_refuted(written: str, before: str) -> None:
    found = verdicts(written, before)
    assert Verdict.REFUTED in found, found


@pytest.mark.parametrize("before", [SENTENCE, BARE], ids=["sentence", "nothing declared"])
@pytest.mark.parametrize("written", [TRUE[6], TRUE[7], TRUE[4]])
def test_a_joint_law_may_stand_in_a_sentence(written: str, before: str) -> None:
    assert ACCEPTED.issuperset(verdicts(written, before))


def test_blocks_with_two_indices_are_letters() -> None:
    text = r"""Let

$$\begin{bmatrix} x_1 \\ x_2 \end{bmatrix} \sim N\left(\begin{bmatrix} \mu_1 \\ \mu_2 \end{bmatrix},
\begin{bmatrix} \Sigma_{11} & \Sigma_{12} \\ \Sigma_{21} & \Sigma_{22} \end{bmatrix}\right)$$

where $\Sigma_{21} = \Sigma_{12}^T$. Then

$$x_1 \mid x_2 \sim N(\mu_1 + \Sigma_{12}\Sigma_{22}^{-1}(x_2 - \mu_2),
\Sigma_{11} - \Sigma_{12}\Sigma_{22}^{-1}\Sigma_{21})$$

$$\operatorname{Cov}(x_1 \mid x_2) = \Sigma_{11} + \Sigma_{12}\Sigma_{22}^{-1}\Sigma_{21}$$
"""
    mean, covariance, wrong = (s.verdict for s in steps(text))
    assert {mean, covariance} <= ACCEPTED
    assert wrong is Verdict.REFUTED


@pytest.mark.parametrize(
    "said",
    [
        "Let $x$ and $y$ be independent.",
        "Suppose that $x$ and $y$ are uncorrelated.",
        "Suppose $C = 0$.",
        "Let $x$ be truncated to the unit ball.",
        r"Now let $x \sim \mathcal{N}(0, A)$.",
        "Let $x$ and $y$ be jointly truncated.",
    ],
)
@pytest.mark.parametrize("written", [r"\operatorname{Cov}(x, y) = 0", r"\mathbb{E}[x \mid y] = a"])
def test_where_more_is_said_nothing_is_refuted(written: str, said: str) -> None:
    found = verdicts(written, f"{DISPLAY}\n\n{said}\n")
    assert found
    assert not {Verdict.REFUTED, Verdict.ILL_SHAPED} & {*found}, found


def test_a_block_is_not_varied() -> None:
    # With B and what is left of A held, A moves with C; with A held, it does not.
    for written in (
        r"\frac{\partial}{\partial C} \operatorname{tr}(C^T A C) = 2 A C",
        r"\frac{\partial}{\partial B} \operatorname{tr}(A) = 0",
        r"\frac{\partial}{\partial A} \log |A| = A^{-1}",
    ):
        assert verdicts(written, DIRECTIVE) == [Verdict.UNDECIDED]


def test_a_joint_law_of_letters_with_laws_is_a_claim() -> None:
    before = r"""<!-- matcalc: K : p×p, positive definite; \Sigma : q×q, positive definite; L : q×p;
m : q; \mu : p; v ~ N(\mu, K) in p; u | v ~ N(L v + m, \Sigma) in q; A : q×q; C : p×q -->
"""
    law = r"""\begin{pmatrix} v \\ u \end{pmatrix} \sim N\left(\begin{pmatrix} \mu \\ L\mu + m \end{pmatrix},
\begin{pmatrix} K & C \\ C^T & A \end{pmatrix}\right)"""
    found = verdicts(law, before)
    assert Verdict.REFUTED in found


@pytest.mark.parametrize(
    "written",
    [
        r"[x; y] ~ N([a; b], [A C; D B])",
        r"[x, y] \sim N(0, \begin{pmatrix} A & C \\ C^T & B \end{pmatrix})",
        r"(x, y)^T \sim N(0, [A C; C^T B])",
        r"\begin{pmatrix} x \\ y \end{pmatrix} \sim N(0, \begin{bmatrix} A & C^\top \\ C & B \end{bmatrix})",
    ],
)
def test_spellings_of_a_joint_law(written: str) -> None:
    found = read(written)
    assert found is not None
    assert {*found.names} == {"x", "y"}


@pytest.mark.parametrize(
    "written",
    [
        r"[x; y] ~ N([a; b], [A C; C^T A])",
        r"[x; y] ~ N([a; b], [A 0; 0 B])",
        r"[x; y] ~ N([a; b], [A C; -C^T B])",
        r"[x_i; y_i] ~ N([a; b], [A C; C^T B])",
        r"[x; x] ~ N([a; b], [A C; C^T B])",
        r"[x; y; z] ~ N([a; b], [A C; C^T B])",
        r"x + y ~ N(a, A)",
    ],
)
def test_what_is_no_joint_law_of_two_columns_with_letters(written: str) -> None:
    assert read(written) is None
