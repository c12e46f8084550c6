"""Declarations in sentences, and what the words before a formula announce."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matrixcalc.assumptions import ADJECTIVES
from matrixcalc.lang.items import Item
from matrixcalc.lang.prose import Cue, Fragment, cues, declarations, is_mere_formula, read


def fragments(text: str) -> list[Fragment]:
    """A text with its formulas between dollar signs, as a scanner cuts it."""
    found, start = [], 0
    for number, part in enumerate(text.split("$")):
        if part:
            found.append(Fragment(part, start, math=number % 2 == 1))
        start += len(part) + 1
    return found


def said(text: str) -> tuple[Item, ...]:
    """What a text declares of letters, without the places."""
    found = (item for item in declarations(fragments(text)) if not item.is_bare)
    return tuple(replace(item, start=0, end=0) for item in found)


def adjectives(text: str) -> set[str]:
    return {word for item in said(text) for word in item.adjectives}


def letter(names: str, shape: str | None = None, *words: str) -> Item:
    """An item from short texts: names by spaces, sizes by ×, none for a scalar."""
    sizes = None if shape is None else tuple(shape.split("×")) if shape else ()
    return Item(tuple(names.split()), sizes, words)


def family(name: str, shape: str | None, upper: str, index: str = "i", *words: str) -> Item:
    return replace(letter(name, shape, *words), ranges=((index, "1", upper),))


def gaussian(name: str, mean: str, covariance: str, shape: str | None = None) -> Item:
    item = letter(name, shape)
    return replace(item, kind="random", law="N", mean=mean, covariance=covariance)


def integer(name: str, *words: str) -> Item:
    return replace(letter(name, "", *words), kind="integer")


FORMULAS = [
    (r"Let $A, B \in \mathbb{R}^{n\times n}$.", letter("A B", "n×n")),
    (r"Let $x \in \R^k$.", letter("x", "k")),
    (r"Let $X\in\RR^{m \times n}$.", letter("X", "m×n")),
    (r"Let $X\in\mathbb R^{(n+1) \times 2m}$.", letter("X", "n+1×2m")),
    (r"Let $\Sigma \in \mathcal{M}_{k \times k}$.", letter(r"\Sigma", "k×k")),
    (r"Let $A \in M_{m\times n}(\mathbb R)$.", letter("A", "m×n")),
    (r"Let $S\in\mathbb{S}^n_{++}$.", letter("S", "n×n", "positive definite")),
    (r"Let $S \in \mathbb S_+^n$.", letter("S", "n×n", "positive semidefinite")),
    (r"Let $S \in \mathbb{S}^n$.", letter("S", "n×n", "symmetric")),
    (r"Let $u \in \mathbb{S}^{n-1}$.", letter("u", "n", "unit norm")),
    (r"Let $k \in \mathbb N$.", integer("k")),
    (r"Let $k \in \mathbb Z_{\ge 0}$.", integer("k", "nonnegative")),
    (r"Let $c\in\mathbb R$.", letter("c", "")),
    (r"Let $c\in\mathbb R_{>0}$.", letter("c", "", "positive")),
    (r"Let $c\in\mathbb R_+$.", letter("c", "", "positive")),
    (r"Let $A \in GL_n$.", letter("A", "n×n", "invertible")),
    (r"Let $A \in \mathrm{GL}_n(\mathbb{R})$.", letter("A", "n×n", "invertible")),
    (r"Let $Q \in O(n)$.", letter("Q", "n×n", "orthogonal")),
    (r"Let $p \in (0,1)$.", letter("p", "", "in (0, 1)")),
    (r"Let $0 < p < 1$.", letter("p", "", "in (0, 1)")),
    (r"Let $y \in \{0,1\}^n$.", letter("y", "n", "entries in {0, 1}")),
    (r"Let $z \in \mathbb{C}^n$.", letter("z", "n", "complex")),
    (r"Let $x, \mu \in \mathbb R^k$.", letter(r"x \mu", "k")),
    (r"Let $x_1, \dots, x_n \in \mathbb R^k$.", family("x_i", "k", "n")),
    (r"Let $\{x^{(1)},\dots,x^{(m)}\} \subset \mathbb R^k$.", family("x^{(i)}", "k", "m")),
    (r"Let $\{x_j\}_{j=1}^N \subset \mathbb R^k$.", family("x_j", "k", "N", "j")),
    (r"Let $x_i \in \mathbb R^k$ for $i=1,\dots,N$.", family("x_i", "k", "N")),
    (r"Let $x_i \in \mathbb R^k, i = 1, 2, \ldots, N$.", family("x_i", "k", "N")),
    (r"For $1 \le i \le N$ let $x_i \in \mathbb R^k$.", family("x_i", "k", "N")),
    (r"Let $\mathbf{x} \in \mathbb{R}^n$.", letter("x", "n")),
    (r"Let $\boldsymbol{\mu}, \hat{\mu} \in \mathbb{R}^n$.", letter(r"\mu \hat{\mu}", "n")),
    (r"Let $A_{11} \in \mathbb{R}^{p\times p}$.", letter("A_{11}", "p×p")),
    ("Let $A ∈ ℝⁿˣⁿ$.", letter("A", "n×n")),
    (r"Let $\Sigma \succ 0$.", letter(r"\Sigma", None, "positive definite")),
    (r"Let $\Sigma \succeq 0$.", letter(r"\Sigma", None, "positive semidefinite")),
    (r"Let $c > 0$.", letter("c", "", "positive")),
    (r"Assume $A = A^T$.", letter("A", None, "symmetric")),
    (r"Assume $A^\top = A$.", letter("A", None, "symmetric")),
    (r"Assume $A^T = -A$.", letter("A", None, "skew-symmetric")),
    (r"Assume $Q^T Q = I$.", letter("Q", None, "orthonormal columns")),
    (r"Assume $P^2=P$.", letter("P", None, "idempotent")),
    (r"Assume $\|u\|_2 = 1$.", letter("u", None, "unit norm")),
    (r"Assume $\det(A) \neq 0$.", letter("A", None, "invertible")),
    (r"Let $A = A^\top \in \mathbb R^{n\times n}$.", letter("A", "n×n", "symmetric")),
    (r"Let $v \sim \mathcal{N}(\mu, K)$.", gaussian("v", r"\mu", "K")),
    (r"Let $v \sim \mathcal{N}_p(\mu, K)$.", gaussian("v", r"\mu", "K", "p")),
    (r"Let $x \sim (m, M)$.", replace(gaussian("x", "m", "M"), law="")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "item"), FORMULAS, ids=[text for text, _ in FORMULAS])
def test_a_formula_declares_its_letters(text: str, item: Item) -> None:
    assert said(text) == (item,)


SQUARE = letter("A", "n×n")
SYMMETRIC = letter("A", "n×n", "symmetric")
SPD = letter("A", "n×n", "symmetric", "positive definite")
COLUMN = letter("x", "n")
BARE_SYMMETRIC = letter("A", None, "symmetric")
INVERTIBLE = letter("A", None, "invertible")

ENGLISH = [
    ("Let $A$ and $B$ be two $n \\times n$ matrices.", [letter("A B", "n×n")]),
    ("Let $A$, $B$ and $C$ be $n \\times n$ matrices.", [letter("A B C", "n×n")]),
    ("$A$ is a symmetric positive definite $n\\times n$ matrix.", [SPD]),
    ("Let $A$ be a symmetric, positive-definite matrix of size $n \\times n$.", [SPD]),
    ("Let $A$ be a symmetric matrix of order $n$.", [SYMMETRIC]),
    ("Let $A$ be an $n$-by-$n$ matrix and $B$ an $m$ by $n$ matrix.", [SQUARE, letter("B", "m×n")]),
    ("Let $x$ be a $k$-dimensional vector.", [letter("x", "k")]),
    ("and let $x$ be a vector with $n$ components", [COLUMN]),
    ("Let $x$ be a column vector of length $n$.", [COLUMN]),
    ("where $x$ is $n \\times 1$ and $A$ is $n \\times n$", [COLUMN, SQUARE]),
    ("where $A$ is $m\\times n$ and $b \\in \\mathbb R^m$", [letter("A", "m×n"), letter("b", "m")]),
    ("Let $X$ be an invertible real-valued matrix.", [letter("X", None, "invertible")]),
    ("Assume $\\lambda > 0$, $A$ invertible.", [letter("\\lambda", "", "positive"), INVERTIBLE]),
    ("Suppose that $A$ is non-singular.", [INVERTIBLE]),
    ("Since $A$ is symmetric, $B$ is invertible.", [BARE_SYMMETRIC]),
    ("Let $\\Sigma$ be a covariance matrix.", [letter("\\Sigma", None, "positive definite")]),
    ("Let $P$ be an orthogonal projection.", [letter("P", None, "symmetric", "idempotent")]),
    ("Let $Q$ be an $m\\times n$ matrix with orthonormal columns.",
     [letter("Q", "m×n", "orthonormal columns")]),
    ("Let $c$ be a positive constant and $k$ an integer.",
     [letter("c", "", "positive", "constant"), integer("k")]),
    ("Here $A$ is a positive (semi)definite matrix.", [letter("A", None, "positive semidefinite")]),
    ("Let $L$ be lower triangular, $U$ upper triangular and $D$ diagonal.",
     [letter("L", None, "lower triangular"), letter("U", None, "upper triangular"),
      letter("D", None, "diagonal")]),
    ("Let $A \\in \\mathbb{R}^{n\\times n}$ and $B \\in \\mathbb{R}^{n\\times n}$ be symmetric.",
     [SYMMETRIC, letter("B", "n×n", "symmetric")]),
    ("Here $x \\in \\mathbb{R}^n$ and $A \\in \\mathbb{R}^{n\\times n}$ is symmetric.",
     [COLUMN, SYMMETRIC]),
    ("Given a symmetric matrix $A \\in \\mathbb{R}^{n \\times n}$, compute the gradient.",
     [SYMMETRIC]),
    ("Let $x_1, \\dots, x_n$ be i.i.d. $\\mathcal N(\\mu, \\Sigma)$.",
     [replace(gaussian("x_i", "\\mu", "\\Sigma"), ranges=(("i", "1", "n"),),
              adjectives=("independent",))]),
    ("Suppose that $x$ is normally distributed with mean $\\mu$ and covariance matrix $\\Sigma$.",
     [gaussian("x", "\\mu", "\\Sigma")]),
    ("Let $x$ be a random vector in $\\mathbb{R}^n$ with mean $\\mu$ and covariance $\\Sigma$.",
     [replace(gaussian("x", "\\mu", "\\Sigma", "n"), law="")]),
    ("Show that it holds if $v \\sim \\mathcal N(\\mu, K)$.", [gaussian("v", "\\mu", "K")]),
    ("$y = v + e \\quad \\text{where } e \\sim \\mathcal N(0, R)$", [gaussian("e", "0", "R")]),
    ("Show that $\\nabla f = 2Ax$, where $A$ is symmetric.", [BARE_SYMMETRIC]),
    ("Show that $f$ is convex, assuming that $A$ is symmetric.", [BARE_SYMMETRIC]),
    ("If $A \\in \\mathbb{R}^{n\\times n}$ is symmetric, then", [SQUARE]),
    ("the gradient with respect to $x \\in \\mathbb{R}^n$", [COLUMN]),
    ("$\\begin{cases} x: n \\times 1 \\\\ A: n \\times n \\end{cases}$", [COLUMN, SQUARE]),
    ("Show that $A_{[2\\times 3]} B_{[3 \\times 4]} = C$", [letter("A", "2×3"), letter("B", "3×4")]),
    ("We have $\\underset{[1\\times n]}{x^T} y = 0$", [COLUMN]),
    ("Let A be a symmetric n x n matrix.", [SYMMETRIC]),
    ("By assumption, $A$ is invertible.", [INVERTIBLE]),
]  # fmt: skip
GERMAN = [
    ("Sei $A$ eine symmetrische $n \\times n$-Matrix und $x \\in \\mathbb{R}^n$ ein Vektor.",
     [SYMMETRIC, COLUMN]),
    ("Seien $A, B \\in \\mathbb R^{n\\times n}$ invertierbar.", [letter("A B", "n×n", "invertible")]),
    ("Es gilt die Formel, wobei $A$ symmetrisch und positiv definit ist.",
     [letter("A", None, "symmetric", "positive definite")]),
    ("$A$ ist symmetrisch.", [BARE_SYMMETRIC]),
    ("Gegeben sei eine reguläre Matrix $A$.", [INVERTIBLE]),
    ("Sei $D$ eine Diagonalmatrix.", [letter("D", None, "diagonal")]),
    ("Da $A$ symmetrisch ist, ist $B$ invertierbar.", [BARE_SYMMETRIC]),
    ("mit $x \\in \\mathbb R^n$ und $c > 0$", [COLUMN, letter("c", "", "positive")]),
]  # fmt: skip
FRENCH = [
    ("Soit $A$ une matrice symétrique définie positive de taille $n\\times n$.", [SPD]),
    ("Soient $A$ et $B$ deux matrices inversibles d'ordre $n$.",
     [letter("A B", "n×n", "invertible")]),
    ("où $x$ est un vecteur de taille $n$", [COLUMN]),
    ("On suppose que $A$ est symétrique.", [BARE_SYMMETRIC]),
    ("$A$ est symétrique.", [BARE_SYMMETRIC]),
    ("Comme $A$ est inversible, $B$ est symétrique.", [INVERTIBLE]),
]  # fmt: skip
RUSSIAN = [
    ("Пусть $A$ — симметричная положительно определённая матрица размера $n \\times n$.", [SPD]),
    ("где $x \\in \\mathbb{R}^n$ — вектор, а $A$ — обратимая матрица.", [COLUMN, INVERTIBLE]),
    ("матрица $A$ симметрична.", [BARE_SYMMETRIC]),
    ("Пусть дана невырожденная матрица $A$.", [INVERTIBLE]),
    ("Пусть $x$ — вектор размерности $n$.", [COLUMN]),
    ("Так как $A$ симметрична, матрица $B$ обратима.", [BARE_SYMMETRIC]),
]  # fmt: skip
JAPANESE = [
    ("$A$ を $n\\times n$ の対称行列とする。", [SYMMETRIC]),
    ("$A$ を $n$ 次正方行列、$x$ を $n$ 次元ベクトルとする。", [SQUARE, COLUMN]),
    ("$A$は対称行列です。", [BARE_SYMMETRIC]),
    ("A は 対称 行列.", [BARE_SYMMETRIC]),
    ("ここで、$A$ は正則行列である。", [INVERTIBLE]),
    ("$c$ を正の定数とする。", [letter("c", "", "positive", "constant")]),
    ("$A$ が対称行列であるから、", [BARE_SYMMETRIC]),
]  # fmt: skip
CHINESE = [
    ("设 $A$ 为 $n\\times n$ 对称正定矩阵，$x$ 是 $n$ 维列向量。", [SPD, COLUMN]),
    ("其中 $A$ 是可逆矩阵。", [INVERTIBLE]),
    ("设 $n$ 阶矩阵 $A$ 可逆。", [letter("A", "n×n", "invertible")]),
    ("$A$是对称矩阵。", [BARE_SYMMETRIC]),
    ("假设 $A$ 可逆，则 $B$ 可逆。", [INVERTIBLE]),
    ("设 $A$ 是对称矩阵，证明 $B$ 是正定矩阵。", [BARE_SYMMETRIC]),
]  # fmt: skip
SENTENCES = [*ENGLISH, *GERMAN, *FRENCH, *RUSSIAN, *JAPANESE, *CHINESE]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_a_sentence_declares_what_it_says_of_its_letters(text: str, expected: list[Item]) -> None:
    assert said(text) == tuple(expected)


CLAIMS = r"""
Show that $A$ is symmetric.
Let us prove that $A$ is symmetric.
Then $A$ is invertible.
Thus $H \succ 0$.
Is $A$ symmetric?
Is it necessary to assume that $A$ is symmetric?
$A$ is not symmetric.
$A$ need not be symmetric.
We do not assume that $A$ is symmetric.
Without loss of generality, assume that $A$ is diagonal.
It suffices to assume that $A$ is diagonal.
If $A$ is symmetric, then $B$ is symmetric.
If $f(x) = x^TAx$ with $A$ symmetric, then
Unless $A$ is symmetric
Let $A$ be symmetric if $n$ is even.
In the case where $A$ is symmetric we get
Students often assume that $A$ is symmetric.
Neither $A$ nor $B$ is symmetric.
Let $I$ be the $n \times n$ identity matrix.
Let $e \in \mathbb{R}^n$ be the vector of ones.
Case 1. Suppose $A$ is invertible.
Suppose, for contradiction, that $A$ is invertible.
Assume first that $A$ is diagonal.
Suppose $A$ were symmetric.
A matrix $A$ is symmetric if $A^T = A$.
Hence a matrix $A$ with $A^2 = A$ is a projection.
Show that every matrix $A$ with $A^2 = A$ is diagonalizable.
For any symmetric matrix $A$, we have
Show the following. (a) $A$ is symmetric. (b) $B$ is invertible.
(a) $A$ is symmetric.
2. $A$ is symmetric.
Claim: $A$ is positive definite.
Claim. $A$ is positive definite.
True or false: $A$ is symmetric.
$H \succ 0$.
$A = A^T$.
$y \sim \mathcal N(A\mu, A \Sigma A^T)$
The posterior is $\theta \sim \mathcal N(m, S)$.
Then $y \sim \mathcal{N}(m, S)$.
$A$ is symmetric because $A^T = A$.
The Hessian $H$ is positive definite.
Let $S = A + A^T$, $S$ is symmetric.
Given $A$, $B$ is symmetric.
Let $A$ be the symmetric part of $B$.
Let $A$ be a nearly symmetric matrix.
where $A$ is block diagonal
Let $A$ be either symmetric or diagonal.
Let $A$ be an oblique projection.
$A$ is a symmetric bilinear form.
$A$ is orthogonal to $B$.
Let $u$ and $v$ be orthogonal.
$A$ is invertible for $t \neq 0$.
Let $n$ be the number of samples.
Let $f$ be a scalar function of $x$.
Let $A$ and $X$ be two matrices.
Let $M = (x - \mu)(x - \mu)^T$.
Zeigen Sie, dass $A$ symmetrisch ist.
Falls $A$ symmetrisch ist, gilt
$A$ ist nicht symmetrisch.
Also ist $A$ invertierbar.
Ist $A$ symmetrisch?
Montrer que $A$ est symétrique.
Si $A$ est symétrique, alors $B$ est inversible.
$A$ n'est pas symétrique.
La matrice $A$ est-elle symétrique ?
Докажите, что матрица $A$ симметрична.
Если $A$ симметрична, то $B$ обратима.
Матрица $A$ не симметрична.
Верно ли, что $A$ симметрична?
Матрица $A$ обратима тогда и только тогда, когда
$A$ が対称行列であることを示せ。
$A$ が対称行列ならば、$B$ は正則である。
$A$ が正則のとき、$B$ は対称行列である。
$A$ は対称行列ではない。
$A$ は対称行列とは限らない。
よって $A$ は正則である。
证明 $A$ 是对称矩阵。
若 $A$ 是对称矩阵，则 $B$ 可逆。
$A$ 不是对称矩阵。
$A$ 未必可逆。
因此 $A$ 可逆。
$A$ 是否可逆？
""".strip().splitlines()


@pytest.mark.parametrize("text", CLAIMS)
def test_what_is_claimed_asked_or_supposed_for_a_moment_is_no_declaration(text: str) -> None:
    assert said(text) == ()


def test_a_size_or_vector_that_is_greater_than_zero_is_no_scalar() -> None:
    text = r"Let $x \in \mathbb{R}^n$ with $x > 0$ and $n > 0$."
    assert said(text) == (letter("x", "n"),)


def test_an_item_knows_where_it_is_written() -> None:
    text = r"We minimise. Let $x$ be a vector with $n$ components."
    (item,) = declarations(fragments(text))
    assert text[item.start : item.end] == "x$ be a vector with $n$ components"


SUBORDINATE = [
    "Show that {}.", "If {}, then $f$ is convex.", "Therefore {}.", "We do not assume that {}.",
    "Zeigen Sie: {}.", "Докажите, что {}.",
]  # fmt: skip
PREDICATES = [
    "$A$ is symmetric", "$A$ is an invertible $n \\times n$ matrix", "$c$ is a positive constant",
    "$\\Sigma$ is a covariance matrix", "$A = A^T$", "$\\Sigma \\succ 0$",
    "$A$ ist positiv definit", "$A$ симметрична",
]  # fmt: skip


@pytest.mark.parametrize("predicate", PREDICATES)
@pytest.mark.parametrize("frame", SUBORDINATE)
def test_a_claim_or_hypothesis_gives_no_adjective(frame: str, predicate: str) -> None:
    assert adjectives(frame.format(predicate)) == set()
    assert adjectives(f"Assume {predicate}.") != set()


CUES = [
    ("Setting this to zero, we obtain", {Cue.VANISHES, Cue.FOLLOWS}),
    ("Setting this to zero on the sphere, we obtain", {Cue.VANISHES, Cue.FOLLOWS}),
    ("Set (4) to 0, we have", {Cue.SET, Cue.CLAIM}),
    ("Suppose", {Cue.SET}),
    ("If", {Cue.SET}),
    ("If A is symmetric, then", {Cue.FOLLOWS}),
    ("Let", {Cue.SET, Cue.DEFINE}),
    ("where", {Cue.DEFINE}),
    ("Differentiating with respect to the vector", set()),
    ("and we define, for simplicity,", {Cue.DEFINE}),
    ("Thus,", {Cue.FOLLOWS}),
    ("Then let", {Cue.FOLLOWS, Cue.SET, Cue.DEFINE}),
    ("which implies", {Cue.IMPLIES}),
    ("and this yields", {Cue.IMPLIES}),
    ("Show that", {Cue.CLAIM}),
    ("Suppose it is so. Therefore", {Cue.FOLLOWS}),
    ("Note that", {Cue.CLAIM}),
    ("The gradient of the loss is", set()),
    ("Nullsetzen der Ableitung ergibt", {Cue.VANISHES, Cue.FOLLOWS}),
    ("Wir setzen die Ableitung gleich Null:", {Cue.SET}),
    ("Sei", {Cue.SET, Cue.DEFINE}),
    ("mit", {Cue.DEFINE}),
    ("Daraus folgt", {Cue.FOLLOWS}),
    ("Zeigen Sie, dass", {Cue.CLAIM}),
    ("Posons", {Cue.SET, Cue.DEFINE}),
    ("D'où", {Cue.FOLLOWS}),
    ("Montrer que", {Cue.CLAIM}),
    ("где", {Cue.DEFINE}),
    ("Пусть", {Cue.SET, Cue.DEFINE}),
    ("Приравняем производную к нулю:", {Cue.SET}),
    ("Следовательно,", {Cue.FOLLOWS}),
    ("Покажите, что", {Cue.CLAIM}),
    ("ここで", {Cue.DEFINE}),
    ("よって、", {Cue.FOLLOWS}),
    ("を 0 とおくと、", {Cue.SET, Cue.FOLLOWS}),
    ("次を示せ。", {Cue.CLAIM}),
    ("其中", {Cue.DEFINE}),
    ("令", {Cue.SET, Cue.DEFINE}),
    ("令导数为零，得", {Cue.SET, Cue.FOLLOWS}),
    ("因此", {Cue.FOLLOWS}),
    ("", set()),
]


@pytest.mark.parametrize(("before", "expected"), CUES, ids=[text for text, _ in CUES])
def test_the_words_before_a_formula_say_what_it_is(before: str, expected: set[Cue]) -> None:
    assert cues(before) == expected


WORDS = [
    "let",
    "assume",
    "where",
    "with",
    "given",
    "since",
    "for",
    "if",
    "then",
    "show",
    "that",
    "is",
    "are",
    "be",
    "a",
    "an",
    "the",
    "and",
    "or",
    "not",
    "but",
    "symmetric",
    "invertible",
    "positive",
    "definite",
    "matrix",
    "vector",
    "scalar",
    "constant",
    "of",
    "length",
    "size",
    "mean",
    "covariance",
    "which",
    "(a)",
    ",",
    ".",
    ";",
    ":",
    "?",
    "sei",
    "ist",
    "symmetrisch",
    "soit",
    "où",
    "est",
    "пусть",
    "где",
    "матрица",
    "симметрична",
    "とする",
    "は",
    "を",
    "対称行列",
    "ならば",
    "设",
    "是",
    "可逆",
    "证明",
]
SIGNS = [
    r"A",
    r"B",
    r"x",
    r"n",
    r"\Sigma",
    r"\mu",
    r"\mathbb{R}",
    r"^",
    r"_",
    r"{",
    r"}",
    r"(",
    r")",
    r"\{",
    r"\}",
    r",",
    r"=",
    r"\in",
    r"\succ",
    r"\sim",
    r"0",
    r"1",
    r"\dots",
    r"\times",
    r"\text{where}",
    r"\mathbf",
    r"\hat",
    r"\mathcal{N}",
    r"\underset",
    r"\\",
    r"&",
    r"T",
    r">",
    r"I",
]
PROSE = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
MATHS = st.one_of(
    st.sampled_from([r"A", r"x \in \mathbb{R}^n", r"\Sigma \succ 0", "n", r"n \times n", "A = A^T",
                     r"x \sim \mathcal N(\mu, \Sigma)", r"x_1, \dots, x_n", r"i = 1, \dots, n"]),
    st.lists(st.sampled_from(SIGNS), max_size=12).map(" ".join),
    st.text(max_size=20),
)  # fmt: skip
PARAGRAPHS = st.lists(
    st.one_of(st.tuples(PROSE, st.just(value=False)), st.tuples(MATHS, st.just(value=True)),
              st.tuples(st.text(max_size=20), st.just(value=False))),
    max_size=10,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS)
def test_any_paragraph_is_read_and_its_items_are_well_formed(
    parts: list[tuple[str, bool]],
) -> None:
    paragraph, start = [], 0
    for text, math in parts:
        paragraph.append(Fragment(text, start, math=math))
        start += len(text) + 1
    for item in declarations(paragraph):
        assert item.names
        assert all(item.names)
        assert 0 <= item.start <= item.end <= start
        assert set(item.adjectives) <= {*ADJECTIVES, "nonnegative"}
        assert item.kind in ("", "integer", "random")
    for text, _ in parts:
        assert cues(text) <= set(Cue)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([w for w in WORDS if w not in
       ("let", "assume", "where", "with", "given", "since", "sei", "soit", "où", "пусть", "где",
        "とする", "设", ".", "?")]), max_size=8).map(" ".join), st.sampled_from(["A", r"\Sigma \succ 0"]),
       st.lists(st.sampled_from(["is symmetric", "is invertible", "and", ","]), max_size=4))  # fmt: skip
def test_nothing_that_no_word_opens_is_declared_behind_show_that(
    words: str, formula: str, rest: list[str]
) -> None:
    assert adjectives(f"Show that {words} ${formula}$ {' '.join(rest)}") == set()


@pytest.mark.parametrize(
    "piece", ["Let $A$ be symmetric, ", "$A$ and ", "if $A$ is ", "(((", "$x_{"]
)
def test_a_long_paragraph_is_read_to_its_end(piece: str) -> None:
    paragraph = fragments(piece * 3000)
    assert len(declarations(paragraph)) <= len(paragraph)


MARKS = [
    "A", "B", "x", "A^T", "A^{-1}", "=", "=", "+", "-", "0", "1", "2", "I", "I_n", "x_{i+1}", "x_{(j)}",
    "(", ")", "|", "&", r"\\", "^2", "^{2}", r"^\top", r"\mu", r"\Sigma_k", r"\det", r"\operatorname{tr}",
    r"\frac{1}{2}", r"\partial", r"\log", r"\sum_{i=1}^n",
]  # fmt: skip


@given(st.lists(st.sampled_from(MARKS), max_size=9).map("".join))
@settings(max_examples=600, deadline=None)
def test_what_surely_declares_nothing_declares_nothing(formula: str) -> None:
    paragraph = [Fragment(formula, 0, math=True)]
    assert not is_mere_formula(paragraph) or read(paragraph) == ((), {})


def test_an_equation_between_values_surely_declares_nothing() -> None:
    assert is_mere_formula(fragments(r"$\frac{\partial}{\partial A} \log \det A = A^{-T}$"))
    assert not is_mere_formula(fragments(r"$A^T = A$"))


@pytest.mark.parametrize("sign", ["{", r"\mathbf{", "A_{", r"\text{", "(", "x,", r"\hat", "1×"])
def test_a_deeply_nested_formula_declares_nothing_and_ends(sign: str) -> None:
    assert declarations([Fragment(sign * 3000, 0, math=True)]) == ()
