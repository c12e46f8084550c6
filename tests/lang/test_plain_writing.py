r"""What people write without brackets, braces or declarations, where only one reading fits."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document

OPTIONS = Options(("shapes", "proof", "exact"))
RIDGE = r"Let $X \in \mathbb{R}^{n\times d}$, $y, r \in \mathbb{R}^n$, $w \in \mathbb{R}^d$ and $\lambda > 0$."
LAW = r"""Let $x \sim \mathcal{N}(\mu, \Sigma)$ in $\mathbb{R}^n$, where $\Sigma$ is positive definite,
and let $A \in \mathbb{R}^{n \times n}$."""
CHAIN = r"""Let $v \sim \mathcal{N}(\mu, K)$ and $u \mid v \sim \mathcal{N}(Lv, S)$, where $K$ and $S$ are
positive definite."""
SAMPLES = r"""Let $x_1, \dots, x_N$ be i.i.d. random vectors with mean $m$ and covariance $C$, and
$\bar x = \frac1N \sum_{i=1}^N x_i$."""

WRITTEN = [
    # letters behind a transpose without braces
    (RIDGE, r"r^T X w = w^T X^Tr", "proved"),
    (RIDGE, r"\operatorname{tr}(X^TX) = \operatorname{Tr}(XX^T)", "proved"),
    # the star of an optimal value
    (RIDGE, r"w^\star = (X^TX + \lambda I)^{-1} X^T y", "given"),
    (RIDGE + "\n\n" + r"$$w^* = (X^TX + \lambda I)^{-1} X^T y$$",
     r"(X^TX + \lambda I) w^* = X^T y", "proved"),
    (RIDGE + "\n\n" + r"$$w^* = (X^TX + \lambda I)^{-1} X^T y$$",
     r"X^TX w^* = X^T y", "refuted"),
    ("Let $A \\in \\mathbb{R}^{n\\times n}$.", "A^* A = A A^*", "undecided"),
    # a function that is only said to be looked at
    ("For $f(x) = x^TAx$ with $A \\in \\mathbb{R}^{n\\times n}$ we have", r"\nabla f(x) = (A + A^T) x", "proved"),
    ("If $f(x) = 0$ then", "f(x) = 1", "undecided"),
    # expectations without brackets
    (LAW, r"E x^T A x = \operatorname{tr}(A\Sigma) + \mu^T A \mu", "proved"),
    (LAW, r"\mathbb{E} x x^T - \mathbb{E} x \mathbb{E} x^T = \Sigma", "proved"),
    (LAW, r"\mathbb{E} \|x - \mu\|^2 = \operatorname{tr} \Sigma", "proved"),
    (LAW, r"E x^T x = \mu^T \mu", "undecided"),
    (LAW, r"E x \cdot x = \mu^T \mu", "undecided"),
    # the density of a Gaussian letter
    (LAW, r"\nabla_x \log p(x) = -\Sigma^{-1} (x - \mu)", "proved"),
    (LAW, r"\nabla_\mu \log p(x) = \Sigma^{-1} (x - \mu)", "proved"),
    (CHAIN, r"\nabla_v \log p(u \mid v) = L^T S^{-1} (u - Lv)", "proved"),
    (CHAIN, r"\nabla_v \log p(u \mid v) = -K^{-1} (v - \mu)", "refuted"),
    (CHAIN, r"\nabla_u \log p(u) = -S^{-1} u", "undecided"),
    (CHAIN, r"\nabla_v \log p(v \mid u) = -K^{-1} (v - \mu)", "undecided"),
    # samples and their mean in one sentence
    (SAMPLES, r"E[\bar x] = m", "proved"),
    (SAMPLES, r"\operatorname{Cov}(\bar x) = \frac1N C", "proved"),
    (SAMPLES, r"\operatorname{Cov}(\bar x) = C", "refuted"),
]  # fmt: skip


def last_verdict(text: str) -> str:
    """The verdict of the last step of a document."""
    derivations = read_document("d.md", text.encode()).derivations
    return [s for d in derivations for s in verify_derivation(d, OPTIONS).steps][-1].verdict.value


@pytest.mark.parametrize(("said", "formula", "wanted"), WRITTEN)
def test_a_formula_is_read_as_it_is_usually_written(said: str, formula: str, wanted: str) -> None:
    assert last_verdict(f"{said}\n\n$${formula}$$\n") == wanted


FORM = r"Let $A \in \mathbb{R}^{n\times n}$ and $x \in \mathbb{R}^n$. Let $f(x) = x^TAx$."
SYMMETRIC = (
    r"Let $A \in \mathbb{R}^{n\times n}$ be symmetric and $x \in \mathbb{R}^n$. Let $f(x) = x^TAx$."
)
SECTIONS = [
    (FORM, "Now assume that $A$ is symmetric.", r"\nabla f(x) = 2Ax", "proved"),
    (FORM, "Now assume that $A$ is symmetric.", r"\nabla f(x) = Ax", "refuted"),
    (FORM, "Now assume that $A$ is skew-symmetric.", r"f(x) = 0", "proved"),
    (SYMMETRIC, r"Now let $A \in \mathbb{R}^{n\times n}$ be arbitrary.", r"\nabla f(x) = 2Ax", "undecided"),
    (FORM, r"Now let $A \in \mathbb{R}^{m\times m}$ and $x \in \mathbb{R}^m$.", r"\nabla f(x) = 2Ax", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("above", "below", "formula", "wanted"), SECTIONS)
def test_a_definition_is_of_the_letters_as_a_section_narrows_them(
    above: str, below: str, formula: str, wanted: str
) -> None:
    text = f"# One\n\n{above}\n\n$$f(x) = x^TAx$$\n\n## Two\n\n{below} Then\n\n$${formula}$$\n"
    assert last_verdict(text) == wanted


LAYOUTS = [
    ("We use numerator layout.", r"\frac{\partial x^TAx}{\partial x} = x^T(A + A^T)", "proved"),
    ("We use numerator layout.", r"\frac{\partial x^TAx}{\partial x} = (A + A^T)x", "convention"),
    ("We will follow denominator layout.", r"\frac{\partial x^TAx}{\partial x} = (A + A^T)x", "proved"),
    ("Here the derivatives of numbers are row vectors.", r"\frac{\partial x^TAx}{\partial x} = x^T(A + A^T)", "proved"),
    ("We do not use numerator layout.", r"\frac{\partial x^TAx}{\partial x} = (A + A^T)x", "proved"),
    ("Some use numerator layout.", r"\frac{\partial x^TAx}{\partial x} = (A + A^T)x", "proved"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "formula", "wanted"), LAYOUTS)
def test_a_layout_that_a_sentence_chooses_is_used(said: str, formula: str, wanted: str) -> None:
    let = r"Let $A \in \mathbb{R}^{n\times n}$ and $x \in \mathbb{R}^n$."
    assert last_verdict(f"{said} {let}\n\n$${formula}$$\n") == wanted
