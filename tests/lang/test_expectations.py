"""E, Var and Cov in documents: what the laws say, and what is left undecided."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document

OPTIONS = Options(("shapes", "exact"))
RANDOM = r"Let $x$ be a random vector in $\mathbb{R}^n$ with mean $\mu$ and covariance $\Sigma$."
A = r"Let $A \in \mathbb{R}^{n \times n}$, $a, b \in \mathbb{R}^n$."
BARE = r"Let $x$ be a random vector in $\mathbb{R}^n$."
TWO = r"Let $x$ and $y$ be random vectors in $\mathbb{R}^n$."
NORMAL = r"Let $x \sim \mathcal{N}(\mu, \Sigma)$ with $x \in \mathbb{R}^n$."
NUMBER = r"Let $z \sim N(0, \sigma^2)$ and $c \in \mathbb{R}$."
SAMPLES = (
    r"Let $x_1, \dots, x_N \sim \mathcal{N}(\mu, \Sigma)$ be i.i.d. samples in $\mathbb{R}^k$."
)

OLS = (
    r"Let $\varepsilon \sim \mathcal{N}(0, \sigma^2 I_n)$ and $y = X\beta + \varepsilon$ with "
    r"$X \in \mathbb{R}^{n \times p}$ and $\beta \in \mathbb{R}^p$. Let "
    r"$\hat\beta = (X^TX)^{-1}X^Ty$, where $X$ has full column rank and $\sigma \in \mathbb{R}$."
)

CASES = [
    # spellings
    (RANDOM + A, r"\mathbb{E}[x^T A x] = \operatorname{tr}(A\Sigma) + \mu^T A \mu", "verified"),
    (RANDOM + A, r"\operatorname{E}(Ax) = A\mu", "verified"),
    (RANDOM + A, r"E\left[Ax + b\right] = A\mu + b", "verified"),
    (RANDOM + A, r"\mathbb{E}_{x}[Ax] = A\mu", "verified"),
    (RANDOM + A, r"\mathrm{E}\{a^T x\}^2 = (a^T\mu)^2", "verified"),
    (RANDOM + A, r"\operatorname{Var}[Ax] = A \operatorname{Var}[x] A^T", "verified"),
    (RANDOM + A, r"\operatorname{Cov}(Ax) = A \Sigma A^\top", "verified"),
    (RANDOM + A, r"\text{Cov}(a^T x, b^T x) = a^T \Sigma b", "verified"),
    (RANDOM + A, r"\operatorname{var}(a^T x) = a^T \Sigma a", "verified"),
    (RANDOM + A, r"\operatorname{Var}[Ax] = A \operatorname{Var}[x] A", "conditional"),
    (RANDOM, r"E[x x^T] = \Sigma", "refuted"),
    (RANDOM, r"E[\|x - \mu\|^2] = \operatorname{tr} \Sigma", "verified"),
    # a law says that its covariance is one
    (RANDOM, r"\Sigma = \Sigma^T", "verified"),
    (
        NORMAL,
        r"\frac{\partial}{\partial \mu} (x-\mu)^T\Sigma^{-1}(x-\mu) = -2\Sigma^{-1}(x-\mu)",
        "verified",
    ),
    (
        NORMAL,
        r"\mathbb{E}[x^T x x] = (\operatorname{tr}\Sigma + \mu^T\mu)\mu + 2\Sigma\mu",
        "verified",
    ),
    (NORMAL, r"\mathbb{E}[x^T x x] = (\operatorname{tr}\Sigma + \mu^T\mu)\mu", "refuted"),
    (
        SAMPLES,
        (
            r"\frac{\partial}{\partial \mu} \sum_{n=1}^N (x_n-\mu)^T\Sigma^{-1}(x_n-\mu) "
            r"= -2\Sigma^{-1}\sum_{n=1}^N (x_n - \mu)"
        ),
        "verified",
    ),
    (NUMBER, r"E[z^2] = \sigma^2", "verified"),
    (NUMBER, r"E[(z + c)^2] = \sigma^2 + c^2", "verified"),
    (NUMBER, r"E[z^4] = 3\sigma^4", "verified"),
    (NUMBER, r"E[z^4] = \sigma^4", "refuted"),
    (
        r"Let $x \sim \mathcal{N}(0, I)$ with $x \in \mathbb{R}^n$.",
        r"E[\|x\|^4] = n(n+2)",
        "verified",
    ),
    # a mean and a covariance without names
    (BARE + A, r"E[Ax + b] = A E[x] + b", "verified"),
    (BARE + A, r"\operatorname{Cov}(Ax + b) = A \operatorname{Cov}(x) A^T", "verified"),
    (BARE + A, r"\operatorname{Cov}(Ax + b) = A \operatorname{Cov}(x) A^T + b b^T", "refuted"),
    (
        BARE + r"Let $m = E[x]$ and $S = \operatorname{Cov}(x)$.",
        r"E[x x^T] = S + m m^T",
        "verified",
    ),
    (BARE + r"Let $m = E[x]$ and $S = \operatorname{Cov}(x)$.", r"E[x x^T] = S - m m^T", "refuted"),
    (RANDOM + A + r"Let $y = Ax + b$.", r"E[y] = A\mu + b", "verified"),
    (RANDOM + A + r"Let $y = Ax + b$.", r"\operatorname{Cov}(y) = A\Sigma A^T", "verified"),
    (OLS, r"E[\hat\beta] = \beta", "verified"),
    (OLS, r"\operatorname{Cov}(\hat\beta) = \sigma^2 (X^T X)^{-1}", "verified"),
    (OLS, r"\operatorname{Cov}(\hat\beta) = \sigma^2 X^T X", "refuted"),
    (OLS, r"E[\|y - X\hat\beta\|^2] = (n - p)\sigma^2", "verified"),
    (OLS, r"E[\|y - X\hat\beta\|^2] = n\sigma^2", "refuted"),
    # what is not determined is not decided
    (TWO, r"E[x + y] = E[x] + E[y]", "verified"),
    (TWO, r"E[x^T y] = E[x]^T E[y]", "conditional"),
    (TWO, r"E_x[x^T y] = E[x]^T y", "undecided"),
    (RANDOM, r"E[x \mid a] = \mu", "undecided"),
    (RANDOM, r"E[\exp(a^T x)] = 1", "undecided"),
    (RANDOM, r"E[x^T x x] = \mu", "undecided"),
    (
        SAMPLES + r"Let $y \sim N(0, I)$ with $y \in \mathbb{R}^k$.",
        r"E[y + x_1] = x_1",
        "undecided",
    ),
    (r"Let $X \sim N(0, I)$, $X \in \mathbb{R}^{n \times p}$.", r"E[X^T X] = n I", "undecided"),
    (r"Let $x \sim N(a(, b)$.", r"E[x] = a", "undecided"),
    (r"Let $X$ be a random variable.", r"E[X^2] = E[X]^2", "undecided"),
    (
        r"Let $x \sim N(0, I)$, $x \in \mathbb{R}^n$. Now let $x \sim N(\mu, I)$.",
        r"E[x] = 0",
        "undecided",
    ),
    # a letter that nobody declared may be random too
    (RANDOM, r"E[\epsilon + \mu^T x] = \mu^T\mu", "undecided"),
    (RANDOM, r"E[B x] = B\mu", "conditional"),
    # outside, a vector of any law may have few values
    (BARE, r"x^T x = 1", "undecided"),
    (BARE + A, r"x^T A x = \operatorname{tr}(A x x^T)", "verified"),
    (NORMAL, r"x^T x = n", "refuted"),
]


@pytest.mark.parametrize(("declared", "written", "verdict"), CASES, ids=[c[1] for c in CASES])
def test_an_expectation_has_this_verdict(declared: str, written: str, verdict: str) -> None:
    text = f"# P\n\n{declared}\n\n$$ {written} $$\n"
    (derivation,) = read_document("p.md", text.encode()).derivations
    steps = verify_derivation(derivation, OPTIONS).steps
    assert steps[-1].verdict.value == verdict, steps[-1].reasons


CHANCE = [
    # a random letter in the distribution of another one
    (
        NORMAL
        + r" Let $y \sim N(Ax, Q)$ with $y \in \mathbb{R}^m$, $A \in \mathbb{R}^{m \times n}$.",
        "E[y] = Ax",
    ),
    (
        r"Let $\sigma$ be a random variable and $x \sim N(0, \sigma^2)$ with $x \in \mathbb{R}$.",
        "E[x] = 0",
    ),
    (r"Let $x \sim N(E[x], \operatorname{Cov}(x))$ with $x \in \mathbb{R}^n$.", "E[x] = x"),
    # what else is said of the letters
    (
        NORMAL + r" Let $y = x + v$ with measurement noise $v \in \mathbb{R}^n$.",
        r"\operatorname{Cov}(y) = \Sigma",
    ),
    (NORMAL + r" Let $s \in \mathbb{R}$ be a random scalar.", r"E[sx] = s\mu"),
    (NORMAL + r" Let $y \in \mathbb{R}^n$ be an independent copy of $x$.", r"E[x^T y] = \mu^T y"),
    (NORMAL + r" Let $w \in \mathbb{R}^n$ depend on $x$.", r"E[w^T x] = w^T \mu"),
    (NORMAL + r" Let $A \in \mathbb{R}^{n \times n}$ be random.", r"E[Ax] = A\mu"),
    (NORMAL + r" Let $c \in \mathbb{R}$ and $c \sim U(0, 1)$.", r"E[cx] = c\mu"),
    (NORMAL + r" Let $y \in \mathbb{R}^n$ with $E[y] = \nu$.", r"E[x + y] = \mu + y"),
    (NORMAL + r" Let $p, q \in \mathbb{R}^n$ and $x = p + q$.", r"E[p + x] = p + \mu"),
    (NORMAL + r" Here $E[\cdot]$ denotes the empirical average.", r"E[x] = \mu"),
    (RANDOM + " In this exercise all random vectors are centered.", r"E[x x^T] = \Sigma"),
    (
        RANDOM + " Assume the components are independent with unit variance.",
        r"\operatorname{Var}(x_1) = 1",
    ),
    # a condition on what is averaged over
    (r"Let $x \sim N(0, 1)$ with $x \in \mathbb{R}$. Suppose $x > 0$.", "E[x] = 0"),
    (r"Let $x \sim N(0, I)$ with $x \in \mathbb{R}^n$. Given that $\|x\| = 1$,", "E[x x^T] = I"),
    (RANDOM + r" Let $\|x\| = 1$.", r"\operatorname{tr}\Sigma + \mu^T\mu = 1"),
    # a distribution that is not the one it looks like
    (
        r"Let $x \sim N(\mu, \Lambda)$ with $x \in \mathbb{R}^n$, where $\Lambda$ is the precision matrix.",
        r"\operatorname{Cov}(x) = \Lambda",
    ),
    (
        r"Let $X \sim N(5, 2)$ with $X \in \mathbb{R}$, so the standard deviation is 2.",
        r"\operatorname{Var}(X) = 4",
    ),
    (r"Let $x \sim N(\mu, \sigma^2)$ truncated to $[0, \infty)$.", r"E[x] = \mu"),
    (
        r"Let $X$ and $Y$ be random variables with mean $0$ and covariance $c$, $X, Y \in \mathbb{R}$.",
        r"\operatorname{Var}(X) = c",
    ),
    (
        r"Let $H = I - \frac1n 11^T$ and $x \sim N(0, H)$ with $x \in \mathbb{R}^n$.",
        r"\mathbf{1}^T x = 0",
    ),
    # brackets of which the reach is unclear
    (NORMAL, r"\mathbb{E}(x-\mu)(x-\mu)^T = \Sigma"),
    (NUMBER, "E(z - 1)^2 = 2"),
    (NORMAL, r"\langle x x^T \rangle = \Sigma"),
    (NORMAL, r"\operatorname{Var}(x) = E[\|x\|^2] - \|E[x]\|^2"),
    (
        r"Let $w \sim N(0, I)$ with $w \in \mathbb{R}^d$, $y \in \mathbb{R}^d$.",
        r"E(w) = \frac12 \|y - w\|^2",
    ),
    # one triangle of a covariance has no derivative of its own
    (NORMAL, r"\frac{\partial}{\partial \Sigma} E[x^T x] = I"),
]


@pytest.mark.parametrize(("declared", "written"), CHANCE)
def test_what_a_text_says_of_chance_is_not_overheard(declared: str, written: str) -> None:
    text = f"# P\n\n{declared}\n\n$$ {written} $$\n"
    (derivation,) = read_document("p.md", text.encode()).derivations
    steps = verify_derivation(derivation, OPTIONS).steps
    assert steps[-1].verdict.value == "undecided", steps[-1].reasons


def test_an_error_function_may_be_called_e() -> None:
    text = (
        "# P\n\nLet $X \\in \\mathbb{R}^{N \\times d}$, $w \\in \\mathbb{R}^d$ and "
        "$y \\in \\mathbb{R}^N$.\n\n$$ E(w) = \\frac12 \\|y - Xw\\|^2 $$\n\n"
        "$$ \\frac{\\partial E}{\\partial w} = X^T(Xw - y) $$\n"
    )
    (derivation,) = read_document("p.md", text.encode()).derivations
    steps = verify_derivation(derivation, OPTIONS).steps
    assert steps[-1].verdict.value == "verified", steps[-1].reasons
