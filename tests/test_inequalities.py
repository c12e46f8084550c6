"""Inequalities: those that hold are accepted, those that fail are refuted at a point, and what may
be a condition is left alone."""

from __future__ import annotations

import pytest

import matrixcalc as mc
from matrixcalc import det, exp, log, logdet, norm, scalar, sizes, sqrt, tr, vector
from matrixcalc.certificates import Visible, where_defined
from matrixcalc.engine import Options, verify_derivation
from matrixcalc.expr import Expr, ExprLike
from matrixcalc.lang.document import read_document
from matrixcalc.ops.algebra import absolute, inv, total
from matrixcalc.ops.arguments import number
from matrixcalc.results import StepResult, Verdict
from matrixcalc.statements import Claim, Derivation, Inequality

n, m = sizes("n m")
x, y = vector("x", n), vector("y", n)
A = mc.matrix("A", n, n, "positive semidefinite")
P, Q = mc.matrix("P", n, n, "positive definite"), mc.matrix("Q", n, n, "positive definite")
S, M = mc.matrix("S", n, n, "symmetric"), mc.matrix("M", n, n)
B, C = mc.matrix("B", n, m), mc.matrix("C", n, m)
a, b = scalar("a"), scalar("b")
c, d, t = scalar("c", "positive"), scalar("d", "positive"), scalar("t", "in (0, 1)")
u, w = vector("u", n, "probability vector"), vector("w", n, "probability vector")
r, f = vector("r", n, "positive entries"), vector("f", n)
i = mc.index("i", n)

Row = tuple[ExprLike, str, ExprLike]

entropy = -total(i, u[i] * log(u[i]))

TRUE: list[Row] = [
    (x.T @ A @ x, "≥", 0),
    (0, "≤", norm(x)),
    (absolute(x.T @ y), "≤", norm(x) * norm(y)),
    ((x.T @ y) ** 2, "≤", (x.T @ x) * (y.T @ y)),
    (3 * (x.T @ y) ** 2, "≤", 3 * (x.T @ x) * (y.T @ y)),
    ((x.T @ A @ y) ** 2, "≤", (x.T @ A @ x) * (y.T @ A @ y)),
    ((x.T @ y) ** 2, "≤", (x.T @ P @ x) * (y.T @ inv(P) @ y)),
    (tr(B.T @ C) ** 2, "≤", tr(B.T @ B) * tr(C.T @ C)),
    (norm(x + y), "≤", norm(x) + norm(y)),
    (norm(x) - norm(y), "≤", norm(x - y)),
    (x.T @ y, "≤", (x.T @ x + y.T @ y) / 2),
    (sqrt(c * d), "≤", (c + d) / 2),
    (a * a + b * b, "≥", 2 * a * b),
    (log(c), "≤", c - 1),
    (exp(a), "≥", 1 + a),
    (exp(a) + 1, ">", 0),
    (logdet(t * P + (1 - t) * Q), "≥", t * logdet(P) + (1 - t) * logdet(Q)),
    (logdet((P + Q) / 2), "≥", (logdet(P) + logdet(Q)) / 2),
    (log(t * c + (1 - t) * d), "≥", t * log(c) + (1 - t) * log(d)),
    (u.T @ log(r), "≤", log(u.T @ r)),
    (log(total(i, r[i])), "≥", total(i, u[i] * log(r[i] / u[i]))),
    (total(i, u[i] * log(u[i] / w[i])), "≥", 0),
    (entropy, "≤", log(total(i, number(1)))),
    (log(total(i, exp(f[i]))), "≥", total(i, u[i] * f[i]) + entropy),
    (tr(P @ A), "≥", 0),
    (P + A, "⪰", P),
    (B.T @ B, "⪰", mc.zeros(m, m)),
    (P, "≻", mc.zeros(n, n)),
]  # fmt: skip

FALSE: list[Row] = [
    (x.T @ y, "≥", 0),
    (x.T @ S @ x, "≥", 0),
    (x.T @ M @ x, "≥", 0),
    (norm(x + y), "≥", norm(x) + norm(y)),
    (norm(x - y), "≤", norm(x) - norm(y)),
    (absolute(x.T @ y), "≥", norm(x) * norm(y)),
    ((x.T @ y) ** 2, "≤", x.T @ x + y.T @ y),
    ((x.T @ A @ y) ** 2, "≤", (x.T @ x) * (y.T @ A @ y)),
    ((x.T @ S @ y) ** 2, "≤", (x.T @ S @ x) * (y.T @ S @ y)),
    ((x.T @ y) ** 2, "≤", (x.T @ P @ x) * (y.T @ P @ y)),
    (x.T @ y, "≤", (x.T @ x + y.T @ y) / 3),
    (sqrt(c * d), "≥", (c + d) / 2),
    (log(c), "≥", c - 1),
    (exp(a), "≤", 1 + a),
    (logdet(t * P + (1 - t) * Q), "≤", t * logdet(P) + (1 - t) * logdet(Q)),
    (log(t * c + (1 - t) * d), "≥", (1 - t) * log(c) + t * log(d)),
    (log(c + d), "≥", 2 * log(c) + log(d)),
    (log(total(i, r[i])), "≤", total(i, u[i] * log(r[i] / u[i]))),
    (log(total(i, r[i])), "≥", total(i, u[i] * log(r[i])) + 1),
    (total(i, u[i] * log(w[i] / u[i])), "≥", 0),
    (total(i, u[i] * log(r[i])), "≥", log(total(i, u[i] * r[i]))),
    (det(P + Q), "≤", det(P) + det(Q)),
    (tr(S @ A), "≥", 0),
    (P, "⪰", Q),
    (S, "⪰", mc.zeros(n, n)),
    (tr(M @ M), "≥", 0),
]  # fmt: skip


def judged(row: Row) -> StepResult:
    left, sign, right = row
    statement = Inequality(number(left), sign, number(right))
    return verify_derivation(Derivation("one", "One", [statement]), Options()).steps[0]


def told(row: Row) -> str:
    left, sign, right = row
    return f"{number(left)} {sign} {number(right)}"


@pytest.mark.parametrize("row", TRUE, ids=told)
def test_what_holds_is_accepted(row: Row) -> None:
    result = judged(row)
    assert result.verdict.is_accepted, result
    assert result.reasons
    assert result.relation == row[1]


@pytest.mark.parametrize("row", TRUE, ids=told)
def test_the_contrary_is_not_accepted(row: Row) -> None:
    left, sign, right = row
    contrary = {"≥": "<", "≤": ">", ">": "≤", "⪰": "≺", "≻": "⪯"}[sign]
    assert not judged((left, contrary, right)).verdict.is_accepted


@pytest.mark.parametrize("row", FALSE, ids=told)
def test_what_fails_is_refuted_at_a_point(row: Row) -> None:
    result = judged(row)
    assert result.verdict is Verdict.REFUTED, result
    assert result.counterexample is not None


@pytest.mark.parametrize(
    "row",
    [
        (x.T @ x, ">", 0),  # It is zero at the origin.
        (x.T @ A @ x, ">", 0),
        (norm(x), "≤", x.T @ x),  # It fails for short columns only.
        (log(a), "≤", a - 1),  # It is defined for positive numbers only.
        (logdet(P), "≤", tr(P)),
        (A, "≻", mc.zeros(n, n)),
    ],
    ids=told,
)  # fmt: skip
def test_what_is_not_known_is_neither_accepted_nor_refuted(row: Row) -> None:
    assert judged(row).verdict in (Verdict.UNDECIDED, Verdict.CONDITIONAL)


def test_entries_below_logarithms_are_positive() -> None:
    body: Expr = total(i, u[i] * log(w[i]))
    found = where_defined(Claim(body, number(0)))
    words = {s.name: s.assumptions for s in found.symbols}
    assert "positive entries" in words["w"]
    assert "positive entries" not in words["u"]


def test_a_difference_is_not_seen_to_be_positive() -> None:
    visible = Visible(Claim(c - d, number(0)))
    assert not visible.nonnegative(c - d)
    assert not visible.nonnegative(c * (a - b))
    assert visible.nonnegative(c * (a - b) * (a - b))


def verdicts(text: str) -> list[str]:
    """The verdicts on the statements of a text, whose displayed formulas get lines of their own."""
    document = read_document("one.md", text.replace("$$", "\n$$\n").encode())
    return [
        step.verdict.value
        for derivation in document.derivations
        for step in verify_derivation(derivation, Options()).steps
    ]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"Let $x,y\in\mathbb{R}^n$. Then $$\|x+y\| \le \|x\|+\|y\|$$", "proved"),
        (r"Let $x,y\in\mathbb{R}^n$. Then $$x^Ty \ge 0$$", "refuted"),
        (r"Let $x,y\in\mathbb{R}^n$. We have $$\|x+y\| \ge \|x\|+\|y\|$$", "refuted"),
        (r"Let $x,y\in\mathbb{R}^n$. Thus $$x^Ty \le \|x\|\|y\| \le \|x\|^2$$", "proved refuted"),
    ],
)  # fmt: skip
def test_what_a_text_says(text: str, verdict: str) -> None:
    assert " ".join(verdicts(text)) == verdict


@pytest.mark.parametrize(
    "text",
    [
        r"A matrix $A\in\mathbb{R}^{n\times n}$ is called positive if $$x^TAx \ge 0$$",
        r"Let $A$ be $n\times n$ and $x\in\mathbb{R}^n$. $$x^TAx \ge 0$$ means that A is psd.",
        r"Let $x,y\in\mathbb{R}^n$. Then $$x^Ty \ge x^Tx$$ if they are far apart.",
        r"Suppose that $x,y\in\mathbb{R}^n$ satisfy $$x^Ty \ge x^Tx$$",
        r"Let $a,b,x\in\mathbb{R}^n$. Minimise $x^Tx$ subject to $$a^Tx \ge b^Tx$$",
        r"Let $x,y\in\mathbb{R}^n$. Is it true that $$x^Ty \ge x^Tx$$?",
        r"Let $x,y\in\mathbb{R}^n$. It is false that $$x^Ty \ge x^Tx$$",
        r"Let $x\in\mathbb{R}^n$. $$x \ge 0$$",
        r"Let $a, b \ge 0$. Then $$a + b \ge 0$$",
        r"Let $x, y\in\mathbb{R}^n_+$. Then $$x^Ty \ge 0$$",
        r"Let $x, y\in\mathbb{R}^n$ be nonnegative. Then $$x^Ty \ge 0$$",
        r"Let $K$ be a kernel matrix and $c\in\mathbb{R}^n$. Then $$c^TKc \ge 0$$",
        r"Let $A, B$ be stochastic matrices. Then $$\operatorname{tr}(AB) \ge 0$$",
        r"Let $x, y\in\mathbb{R}^n$ with $x^Ty \ge 0$. Then $$(x+y)^T(x+y) \ge x^Tx$$",
        r"We need $$n \ge 2p$$ rows.",
        r"Let $p,q\in\mathbb{R}^n$ with $\sum_i p_i = 1$. $$p^Tp \ge p^Tq$$",
        r"Let $x,y\in\mathbb{R}^n$. Not every pair satisfies $$x^Ty \ge x^Tx$$",
        r"Let $x,y\in\mathbb{R}^n$. On the half-space $$x^Ty \ge x^Tx$$ nothing happens.",
        r"Let $x,y\in\mathbb{R}^n$. Then $$x^Ty \ge x^Tx$$ only where $x=y$.",
        r"Let $x,y\in\mathbb{R}^n$. It follows that $$x^Ty \ge x^Tx$$ unless $y=0$.",
    ],
)  # fmt: skip
def test_what_may_be_a_condition_is_not_refuted(text: str) -> None:
    assert not {"refuted", "proved"} & set(verdicts(text))
