"""Random vectors with independent coordinates: moments of degree three and four.

What holds for every such vector is proved, what holds for a Gaussian one only is refuted, and
what independence, or a moment that nobody knows, would have to decide is undecided.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from matrixcalc import (
    derivative,
    dg,
    diag,
    distribution,
    expectation,
    eye,
    hadamard,
    kron,
    matrix,
    ones,
    scalar,
    sizes,
    tr,
    variance,
    vec,
    vector,
    zeros,
)
from matrixcalc.arithmetic.cubature import expected
from matrixcalc.arithmetic.lists import ListArithmetic
from matrixcalc.arithmetic.scalars import Rationals
from matrixcalc.engine import Options, verify_claim, verify_derivation
from matrixcalc.expr import Expr, Symbol
from matrixcalc.heading import declarations
from matrixcalc.lang.document import read_document
from matrixcalc.ops.arguments import Misuse
from matrixcalc.ops.moments import is_diagonal
from matrixcalc.results import Outcome, Verdict
from matrixcalc.statements import Claim

n, p, q, r = sizes("n p q r")
x, m = vector("x", n), vector("m", n)
M = matrix("M", n, n, "diagonal", "positive semidefinite")
G = matrix("G", n, n, "positive semidefinite")
S = matrix("S", n, n, "symmetric")
A, B, C, D = matrix("A", p, n), matrix("B", q, n), matrix("C", q, n), matrix("D", r, n)
a, b, c, e = vector("a", p), vector("b", q), vector("c", q), vector("e", r)
nu = scalar("ν", "positive")
z = x - m

APART = distribution(x, m, M, independent=True)
ALIKE = distribution(x, m, nu * eye(n), alike=True)
ANY = distribution(x, m, M)
NORMAL = distribution(x, m, M, normal=True)
assert APART.third is not None
assert APART.fourth is not None
V3, V4 = APART.third, APART.fourth
D2 = hadamard(dg(M), dg(M))
SKEW = Symbol("skew(x)")
MU3 = expectation((x[1] - m[1]) ** 3, ALIKE)
MU4 = expectation((x[1] - m[1]) ** 4, ALIKE)
ALPHA = dg(S)


def E(f: Expr) -> Expr:
    """The expectation of what depends on x, with independent coordinates."""
    return expectation(f, APART)


def cube(f: Expr) -> Expr:
    """The third power of each entry."""
    return hadamard(hadamard(f, f), f)


def fourth_form(third: Expr) -> Expr:
    """(Am + a) bᵀ … of the Matrix Cookbook, with what third moments add."""
    u, v, w = A @ m + a, C @ m + c, D @ m + e
    return (
        third
        + u @ b.T @ (C @ M @ D.T + v @ w.T)
        + (A @ M @ C.T + u @ v.T) @ b @ w.T
        + b.T @ v * (A @ M @ D.T - u @ w.T)
    )


def variance_of_form(third: int = 4, fourth: int = 1, gaussian: int = 3) -> Expr:
    """The variance of xᵀSx with these coefficients in it."""
    return (
        2 * nu**2 * tr(S @ S)
        + 4 * nu * m.T @ S @ S @ m
        + third * MU3 * m.T @ S @ ALPHA
        + fourth * (MU4 - gaussian * nu**2) * ALPHA.T @ ALPHA
    )


AFFINE = (A @ x + a) @ (B @ x + b).T @ (C @ x + c)
AFFINE_MEAN = (
    tr(B @ M @ C.T) * (A @ m + a)
    + A @ M @ C.T @ (B @ m + b)
    + (A @ M @ B.T + (A @ m + a) @ (B @ m + b).T) @ (C @ m + c)
)
FOURTH = (A @ x + a) @ b.T @ (C @ x + c) @ (D @ x + e).T
VARIANCE = variance(x.T @ S @ x, ALIKE)
SQUARES = E((z.T @ z) ** 2)
GENERAL = 2 * tr(S @ M @ S @ M) + 4 * m.T @ S @ M @ S @ m + 4 * m.T @ S @ diag(ALPHA) @ V3

TRUE: dict[str, tuple[Expr, Expr]] = {
    "the third central moments": (E(cube(z)), V3),
    "the fourth central moments": (E(hadamard(cube(z), z)), V4),
    "E zzᵀz": (E(z @ z.T @ z), V3),
    "E xxᵀx": (E(x @ x.T @ x), V3 + 2 * M @ m + (tr(M) + m.T @ m) * m),
    "three affine functions": (E(AFFINE), A @ diag(B.T @ C) @ V3 + AFFINE_MEAN),
    "three affine functions and a row": (
        E(FOURTH), fourth_form(A @ diag(V3) @ diag(C.T @ b) @ D.T),
    ),
    "E zzᵀzzᵀ": (
        E(z @ z.T @ z @ z.T), diag(V4 - 3 * D2) + 2 * M @ M + tr(M) * M,
    ),
    "E |z|⁴": (SQUARES, ones(n, 1).T @ (V4 - 3 * D2) + 2 * tr(M @ M) + tr(M) ** 2),
    "the diagonal of zzᵀ": (E(diag(z @ z.T) @ z), V3),
    "vec zzᵀ": (E(vec(z @ z.T)), vec(M)),
    "the variance of a form": (VARIANCE, variance_of_form()),
    "where variances differ": (
        variance(x.T @ S @ x, APART), GENERAL + ALPHA.T @ diag(V4 - 3 * D2) @ ALPHA,
    ),
    "the form and the vector": (
        expectation(z @ (z.T @ S @ z), ALIKE), MU3 * ALPHA,
    ),
    "a Gaussian one": (expectation(hadamard(cube(z), z), NORMAL), 3 * D2),
}  # fmt: skip

FALSE: dict[str, tuple[Expr, Expr]] = {
    "a third moment of zero": (E(cube(z)), zeros(n, 1)),
    "the fourth moments of a Gaussian": (E(hadamard(cube(z), z)), 3 * D2),
    "the square of the variances": (E(hadamard(cube(z), z)), D2),
    "E xxᵀx of a Gaussian": (E(x @ x.T @ x), 2 * M @ m + (tr(M) + m.T @ m) * m),
    "E xxᵀx with one Mm": (E(x @ x.T @ x), V3 + M @ m + (tr(M) + m.T @ m) * m),
    "E xxᵀx with twice v₃": (E(x @ x.T @ x), 2 * V3 + 2 * M @ m + (tr(M) + m.T @ m) * m),
    "affine functions of a Gaussian": (E(AFFINE), AFFINE_MEAN),
    "another diagonal": (E(AFFINE), A @ diag(B.T @ B) @ V3 + AFFINE_MEAN),
    "the Cookbook's fourth form": (E(FOURTH), fourth_form(zeros(p, r))),
    "fourth moments for cumulants": (
        E(z @ z.T @ z @ z.T), diag(V4) + 2 * M @ M + tr(M) * M,
    ),
    "cumulants of a Gaussian": (E(z @ z.T @ z @ z.T), 2 * M @ M + tr(M) * M),
    "|z|⁴ of a Gaussian": (SQUARES, 2 * tr(M @ M) + tr(M) ** 2),
    "the variance for a Gaussian": (VARIANCE, variance_of_form(0, 0)),
    "the variance without v₄": (VARIANCE, variance_of_form(4, 0)),
    "the variance without v₃": (VARIANCE, variance_of_form(0, 1)),
    "half of the third moment": (VARIANCE, variance_of_form(2, 1)),
    "one variance for three": (VARIANCE, variance_of_form(4, 1, 1)),
    "no part of the diagonal": (variance(x.T @ S @ x, APART), GENERAL),
    "every form has a mean of zero": (expectation(z @ (z.T @ S @ z), ALIKE), zeros(n, 1)),
}  # fmt: skip

UNDECIDED: dict[str, tuple[Expr, Expr]] = {
    "degree five": (E(x.T @ x * x.T @ x * x), zeros(n, 1)),
    "degree six": (E((z.T @ z) ** 3), tr(M)),
    "any law": (expectation(cube(z), ANY), V3),
    "a covariance that is not diagonal": (
        expectation(z @ z.T @ z, distribution(x, m, G, independent=True)), zeros(n, 1),
    ),
    "a derivative by the variance": (
        derivative(expectation((z.T @ z) ** 2, ALIKE), nu), zeros(1, 1)[1, 1],
    ),
    "one that would keep the skewness": (derivative(MU3, nu), MU3 / nu),
    "a derivative by all variances": (derivative(E(z.T @ z), M), eye(n)),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_what_holds_for_all_independent_coordinates_is_proved(name: str) -> None:
    result = verify_claim(Claim(*TRUE[name]), Options())
    told = {x.check: x.outcome for x in result.evidence}
    assert result.verdict is Verdict.PROVED, result.evidence
    assert told["exact"] in (Outcome.HOLDS, Outcome.CONSISTENT)
    assert told["elementwise"] in (Outcome.HOLDS, Outcome.CONSISTENT)
    assert told["finite differences"] is Outcome.AGREES


@pytest.mark.parametrize("check", ["exact", "elementwise", "finite differences"])
@pytest.mark.parametrize("name", FALSE)
def test_a_false_moment_is_seen_by_each_check_alone(name: str, check: str) -> None:
    result = verify_claim(Claim(*FALSE[name]), Options((check,)))
    (evidence,) = (x for x in result.evidence if x.check == check)
    assert evidence.outcome is Outcome.DISAGREES, evidence


@pytest.mark.parametrize("name", FALSE)
def test_a_false_moment_is_refuted(name: str) -> None:
    assert verify_claim(Claim(*FALSE[name]), Options()).verdict is Verdict.REFUTED


@pytest.mark.parametrize("name", UNDECIDED)
def test_a_moment_that_is_not_determined_is_undecided(name: str) -> None:
    assert verify_claim(Claim(*UNDECIDED[name]), Options()).verdict is Verdict.UNDECIDED


FIRST: tuple[Fraction, ...] = tuple(map(Fraction, (1, 0, 2, 3, 9)))
SECOND: tuple[Fraction, ...] = (*map(Fraction, (1, 0)), Fraction(1, 2), *map(Fraction, (-1, 5)))
"""The central moments of two numbers, from the zeroth to the fourth."""
POWERS = [(j, k) for j in range(5) for k in range(5 - j)]


@pytest.mark.parametrize("powers", POWERS, ids=str)
def test_cubature_has_the_moments_of_each_coordinate(powers: tuple[int, int]) -> None:
    def column(k: int) -> list[list[Fraction]]:
        return [[FIRST[k]], [SECOND[k]]]

    def value(y: list[list[Fraction]]) -> list[list[Fraction]]:
        return [[y[0][0] ** powers[0] * y[1][0] ** powers[1]]]

    field, zero = ListArithmetic(Rationals()), Fraction(0)
    covariance, higher = [[FIRST[2], zero], [zero, SECOND[2]]], [column(3), column(4)]
    found = expected(field, column(1), covariance, max(2, sum(powers)), value, higher)
    assert found == [[FIRST[powers[0]] * SECOND[powers[1]]]]


def test_the_nameless_moments_are_those_of_a_distribution() -> None:
    # Pearson (1916): v₄ ≥ v₂² + v₃² / v₂, for whatever the letters in them stand for.
    rng = np.random.default_rng(3)
    for d, s, h in rng.uniform(-2, 2, (50, 3)):
        second, third = d * d, d * d * s
        fourth = d * d * (d * d + s * s + h * h)
        assert fourth >= second**2 + third**2 / second - 1e-12
    tail = Symbol("tail(x)", x.shape)
    assert hadamard(dg(M), _squares(Symbol("skew(x)", x.shape), tail)) + D2 == V4


def _squares(s: Expr, h: Expr) -> Expr:
    return hadamard(s, s) + hadamard(h, h)


def test_coordinates_with_the_same_moments_have_the_same_variance() -> None:
    with pytest.raises(Misuse, match="same moments"):
        distribution(x, m, M, alike=True)


def test_a_gaussian_vector_has_no_moments_of_its_own() -> None:
    law = distribution(x, m, M, normal=True, independent=True)
    assert law.moments == (m, M)


@pytest.mark.parametrize(
    ("matrix_", "diagonal"),
    [(M, True), (G, False), (eye(n), True), (nu * eye(n), True), (M + 2 * eye(n), True),
     (M + G, False), (diag(m), True), (diag(G), True), (m @ m.T, False), (M @ G, False)],
    ids=str,
)  # fmt: skip
def test_what_is_diagonal_by_its_form_is_known(matrix_: Expr, diagonal: bool) -> None:
    assert is_diagonal(matrix_, {}) is diagonal


def test_vec_of_the_second_moment_needs_no_more_than_a_covariance() -> None:
    claim = Claim(E(kron(x, x)), vec(M) + kron(m, m))
    assert verify_claim(claim, Options()).verdict is Verdict.PROVED


# Documents.

RANDOM = r"Let $x$ be a random vector in $\mathbb{R}^n$ with mean $m$ and covariance $M$. "
LAW = "<!-- matcalc: m : n; M : n×n; x ~ (m, M) in n, independent coordinates -->\n\n"
FORM = (
    "<!-- matcalc: A : n×n, symmetric; c : n; \\Sigma : n×n; x ~ (c, \\Sigma) in n, independent "
    "coordinates with equal central moments -->\n\nLet $a = \\operatorname{diag}(A)$. "
)
ENTRY = r"Let $\mu_2 = E[(x_i - c_i)^2]$, $\mu_3 = E[(x_i-c_i)^3]$, $\mu_4 = E[(x_i-c_i)^4]$."
DECLARED = FORM.replace("; x ~", "; \\mu_3, \\mu_4 : scalar; \\mu_2 : scalar; x ~")
V = r"Let $v_3 = E[(x-m)^3]$. "
V_ENTRIES = r"Let $v_3 = E[(x - m) \circ (x - m) \circ (x - m)]$. "
CUBIC = r"E[x x^T x] = v_3 + 2 M m + (\operatorname{Tr}(M) + m^T m) m"
CUBIC_GAUSS = r"E[x x^T x] = 2 M m + (\operatorname{Tr}(M) + m^T m) m"
VAR = (
    r"\operatorname{Var}[x^T A x] = 2 \mu_2^2 \operatorname{Tr}(A^2) + 4 \mu_2 c^T A^2 c "
    r"+ 4 \mu_3 c^T A a + (\mu_4 - 3 \mu_2^2) a^T a"
)
VAR_GAUSS = VAR[: VAR.index("+ 4 \\mu_3")]
VAR_LESS = VAR[: VAR.index("+ (\\mu_4")]
APART_ = "The coordinates of $x$ are independent. "

CASES = [
    # directives
    (LAW + V_ENTRIES, CUBIC, "verified"),
    (LAW + V, CUBIC, "verified"),
    (LAW + V, CUBIC_GAUSS, "refuted"),
    (LAW + V, CUBIC.replace("2 M", "3 M"), "refuted"),
    (LAW, r"M = \operatorname{diag}(M)", "verified"),
    (LAW, r"E[(x-m)^T (x-m) (x-m)^T (x-m) (x-m)] = 0", "undecided"),
    (FORM + ENTRY, VAR, "verified"),
    (FORM + ENTRY, r"E[x^T A x] = \operatorname{Tr}(A \Sigma) + c^T A c", "verified"),
    (FORM + ENTRY, r"\Sigma = \mu_2 I", "verified"),
    (FORM + ENTRY, VAR_GAUSS, "refuted"),
    (FORM + ENTRY, VAR_LESS, "refuted"),
    (FORM + ENTRY, VAR.replace("4 \\mu_3", "2 \\mu_3"), "refuted"),
    (DECLARED + ENTRY, VAR, "verified"),
    (DECLARED + ENTRY, VAR_LESS, "refuted"),
    (FORM.replace("(c, \\Sigma)", "(c, \\mu_2 I)").replace("\\Sigma : n×n", "\\mu_2 : scalar")
     + ENTRY[ENTRY.index("$\\mu_3") :].replace("$\\mu_3", "Let $\\mu_3", 1), VAR, "verified"),
    # a letter of which nothing says that it is a moment
    (LAW.replace("m : n;", "m, v_3 : n;"), CUBIC, "undecided"),
    (DECLARED, VAR, "undecided"),
    # sentences
    (RANDOM + APART_ + V, CUBIC, "verified"),
    (RANDOM + APART_ + V, CUBIC_GAUSS, "refuted"),
    (RANDOM + "Assume that the components of $x$ are mutually independent. " + V, CUBIC, "verified"),
    (RANDOM + "All coordinates $x_i$ are independent. " + V, CUBIC, "verified"),
    (RANDOM.replace("with", "with independent coordinates,") + V, CUBIC, "verified"),
    (r"Let $x \sim \mathcal{N}(m, M)$ in $\mathbb{R}^n$. " + APART_, CUBIC_GAUSS, "verified"),
    (LAW.replace(", independent coordinates", "") + APART_ + V, CUBIC, "verified"),
    (RANDOM[:-2].replace("with", "with independent coordinates,").replace(" and", ",")
     + " and third central moments $v_3 = E[(x-m)^3]$.", CUBIC, "verified"),
    (RANDOM[:-2].replace("random", "stochastic").replace("with", "with independent coordinates,")
     .replace(" and", ",") + " and central moments $v_3 = E[(x-m)^3]$.", CUBIC, "verified"),
    # what else is said of the distribution may make true what otherwise is false
    (LAW + "The coordinates are uniformly distributed.", CUBIC_GAUSS, "undecided"),
    (LAW + "Suppose that the odd central moments vanish.", CUBIC_GAUSS, "undecided"),
    (LAW + "Suppose that $x$ is symmetric about $m$.", CUBIC_GAUSS, "undecided"),
    (LAW + "The noise is symmetric.", CUBIC_GAUSS, "undecided"),
    (LAW + "There is no skewness.", CUBIC_GAUSS, "undecided"),
    (LAW + "Suppose that $v_3 = 0$, where $v_3 = E[(x-m)^3]$.", CUBIC_GAUSS, "undecided"),
    (LAW + r"Suppose that $E[(x-m) \circ (x-m) \circ (x-m)] = 0$.", CUBIC_GAUSS, "undecided"),
    (FORM + ENTRY + r" Suppose that $\mu_4 = 3 \mu_2^2$.", VAR_LESS, "undecided"),
    (RANDOM.replace("with", "with independent Rademacher coordinates,"), CUBIC_GAUSS, "undecided"),
    (RANDOM.replace("with", "with independent normal coordinates,"), CUBIC_GAUSS, "undecided"),
    # what is no independence of all of them
    (RANDOM + V_ENTRIES, CUBIC, "undecided"),
    (RANDOM + V_ENTRIES, CUBIC_GAUSS, "undecided"),
    (RANDOM + "The components of $x$ are uncorrelated. " + V_ENTRIES, CUBIC, "undecided"),
    (RANDOM + "The components of $x$ are pairwise independent. " + V_ENTRIES, CUBIC, "undecided"),
    (RANDOM + "The components of $x$ are not independent. " + V_ENTRIES, CUBIC, "undecided"),
    (RANDOM + "Are the components of $x$ independent? " + V_ENTRIES, CUBIC, "undecided"),
    (RANDOM + "Show that the components of $x$ are independent. " + V_ENTRIES, CUBIC, "undecided"),
    (RANDOM + r"Let $y \in \mathbb{R}^n$ be a random vector. The components of $y$ are "
     "independent. " + V_ENTRIES, CUBIC, "undecided"),
    (RANDOM + r"The components of $x$ are independent of $\theta$. " + V_ENTRIES, CUBIC, "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("declared", "written", "verdict"), CASES, ids=[f"{k}" for k in range(len(CASES))]
)
def test_a_moment_in_a_document_has_this_verdict(declared: str, written: str, verdict: str) -> None:
    text = f"# P\n\n{declared}\n\n$$ {written} $$\n"
    (derivation,) = read_document("p.md", text.encode()).derivations
    steps = verify_derivation(derivation, Options(("shapes", "exact"))).steps
    assert steps[-1].verdict.value == verdict, steps[-1].reasons


@pytest.mark.parametrize("said", ["The entries of $X$ are independent.",
                                  "The components of $u$ are mutually independent."])  # fmt: skip
def test_of_what_is_not_random_it_says_that_the_entries_are_free(said: str) -> None:
    letters = r"Let $X \in \mathbb{R}^{n \times n}$ and $u \in \mathbb{R}^n$. "
    written = r"\frac{\partial u^T X u}{\partial u} = (X + X^T) u"
    read = read_document("p.md", f"# P\n\n{letters}{said}\n\n$$ {written} $$\n".encode())
    (derivation,) = read.derivations
    assert not any(note.code == "MC202" for note in derivation.notes)
    steps = verify_derivation(derivation, Options(("shapes", "exact"))).steps
    assert steps[-1].verdict is Verdict.VERIFIED


def test_the_report_says_what_the_moments_are() -> None:
    text = f"# P\n\n{LAW}$$ {CUBIC_GAUSS} $$\n"
    (derivation,) = read_document("p.md", text.encode()).derivations
    law = next(line for line in declarations(derivation) if line.startswith("x ~"))
    assert "independent coordinates" in law
    assert "third dg(M) ⊙ skew(x)" in law


def test_coordinates_that_are_alike_have_one_third_moment() -> None:
    assert ALIKE.third is not None
    assert SKEW in ALIKE.third.symbols


# Two random vectors.

TWO = r"Let $x$ and $y$ be random vectors in $\mathbb{R}^n$. "
OUTER = r"E[x y^T] = E[x] E[y]^T"
SPREAD = r"\operatorname{Var}(x + y) = \operatorname{Var}(x) + \operatorname{Var}(y)"
LINEAR = "<!-- matcalc: x ~ N(m, S) in n; y ~ N(c, T) in n; A : k×n; b : k -->\n\n"
IMAGE = r"\operatorname{Cov}(A(x - y) + b) = A(S + T)A^T"

PAIRS = [
    # without a word on it, independence is named
    (TWO, OUTER, "conditional"),
    (TWO, SPREAD, "conditional"),
    (LINEAR, IMAGE, "conditional"),
    (TWO, r"\operatorname{Cov}(x, y) = 0", "conditional"),
    # what is false even then is not refuted: they may depend on each other
    (TWO, OUTER + "+ E[y] E[x]^T", "undecided"),
    (LINEAR, IMAGE.replace("S + T", "S - T"), "undecided"),
    # and what does not need it is decided
    (TWO, r"E[x + y] = E[x] + E[y]", "verified"),
    (TWO, r"E[x x^T + y y^T] = E[x x^T] + E[y y^T]", "verified"),
    (LINEAR, r"E[x x^T + y y^T] = S + T + m m^T + c c^T", "verified"),
    (LINEAR, r"E[x x^T + y y^T] = S + T", "refuted"),
    # a letter may stand for what depends on it
    (TWO + r"Let $K = E[x y^T]$.", r"K = E[x] E[y]^T", "conditional"),
    (TWO + r"Let $C = \operatorname{Cov}(x, y)$.", r"C = 0", "conditional"),
    # said in words
    (TWO + "Assume that $x$ and $y$ are independent.", OUTER, "verified"),
    (TWO + "Assume that $x$ and $y$ are independent.", OUTER + "+ E[y] E[x]^T", "refuted"),
    (TWO + "The vectors $x$ and $y$ are mutually independent.", SPREAD, "verified"),
    (TWO.replace("be", "be independent"), SPREAD, "verified"),
    (TWO.replace("be", "be independent"), SPREAD.replace("y) =", "y) = -"), "refuted"),
    (LINEAR + "$x$ and $y$ are independent.", IMAGE, "verified"),
    (TWO.replace("$x$ and $y$", "$x, y, z$") + "The vectors $x$, $y$ and $z$ are independent.",
     r"E[x y^T z] = E[x] E[y]^T E[z]", "verified"),
    # something else is said, or nothing of these
    (TWO.replace("$x$ and $y$", "$x, y, z$") + "The vectors $x$ and $z$ are independent.",
     OUTER, "conditional"),
    (TWO + "The vectors $x$ and $y$ are not independent.", OUTER, "undecided"),
    (TWO + "The vectors $x$ and $y$ are uncorrelated.", OUTER, "undecided"),
    (TWO + "If $x$ and $y$ are independent, then", OUTER, "verified"),
    (TWO[:-2] + ", independent of $z$.", OUTER, "undecided"),
    (TWO.replace("be", "be independent") + "They are independent of $z$.", OUTER, "verified"),
    (RANDOM + r"Let $y \in \mathbb{R}^n$. The vectors $x$ and $y$ are independent.",
     r"E[x y^T] = m y^T", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("declared", "written", "verdict"), PAIRS, ids=[f"{k}" for k in range(len(PAIRS))]
)
def test_a_product_of_two_random_vectors_has_this_verdict(
    declared: str, written: str, verdict: str
) -> None:
    text = f"# P\n\n{declared}\n\n$$ {written} $$\n"
    (derivation,) = read_document("p.md", text.encode()).derivations
    last = verify_derivation(derivation, Options(("shapes", "exact"))).steps[-1]
    assert last.verdict.value == verdict, last.reasons
    if verdict == "conditional":
        assert last.suggestion == "true if x and y are independent"


def test_independence_that_is_said_later_does_not_hold_before() -> None:
    text = f"# P\n\n{TWO}\n\n$$ {OUTER} $$\n\nThe vectors $x$ and $y$ are independent.\n"
    (derivation,) = read_document("p.md", text.encode()).derivations
    (step,) = verify_derivation(derivation, Options(("shapes", "exact"))).steps
    assert not step.verdict.is_accepted
