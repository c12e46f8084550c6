"""Derivatives of functions that have a name: ∇f(x), f′(t), H_f, J_f, df."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document

OPTIONS = Options(("shapes", "proof", "exact"))
QUADRATIC = r"Let $Q \in \mathbb{R}^{n \times n}$ be symmetric, $b \in \mathbb{R}^n$ and "
QUADRATIC += r"$f(x) = \frac12 x^T Q x - b^T x$."
LOSS = r"Let $X \in \mathbb{R}^{n\times d}$ have full column rank and $y \in \mathbb{R}^n$. "
LOSS += r"Define $L(w) = \frac12 \|Xw - y\|^2$."
CUBE = r"Let $t \in \mathbb{R}$ and let $g(t) = t^3$."
ANY = "<!-- matcalc: t : scalar; f(t) : scalar function; g(t) : scalar function -->"
HIDDEN = r"Let $x \in \mathbb{R}^n$ and $B = x x^T$, and let $f(x) = \operatorname{tr}(B)$."

STATEMENTS = [
    (QUADRATIC, r"\nabla f(x) = Qx - b", "proved"),
    (QUADRATIC, r"\nabla f(x) = 2Qx - b", "refuted"),
    (QUADRATIC, r"\nabla f = Qx - b", "proved"),
    (QUADRATIC, r"\nabla^2 f(x) = Q", "proved"),
    (QUADRATIC, r"H_f(x) = Q", "proved"),
    (QUADRATIC, r"H_f(x) = 2Q", "refuted"),
    (QUADRATIC, r"Hf(x) = Q", "proved"),
    (QUADRATIC, r"Df(x) = (Qx - b)^T", "proved"),
    (QUADRATIC, r"J_f(x) = (Qx - b)^T", "proved"),
    (QUADRATIC, r"\nabla f(x)^T d = d^T Q x - b^T d", "proved"),
    (QUADRATIC, r"df = (Qx - b)^T dx", "proved"),
    (QUADRATIC, r"df = (Qx + b)^T dx", "refuted"),
    (QUADRATIC, r"f(x + h) = f(x) + \nabla f(x)^T h + \frac12 h^T Q h", "proved"),
    (QUADRATIC, r"\nabla f(z) = Qz - b", "proved"),
    # the letter stands in the function elsewhere, too
    (QUADRATIC, r"\nabla f(b) = Qb - b", "proved"),
    (QUADRATIC, r"\nabla f(b) = 2Qb - 2b", "undecided"),
    (QUADRATIC, r"\nabla f(x + z) = Qx + Qz - b", "proved"),
    # a row or a column
    (QUADRATIC, r"f'(x) = Qx - b", "undecided"),
    (QUADRATIC, r"\nabla f(x) = 0 \quad\Leftrightarrow\quad x = Q^{-1} b", "proved"),
    (QUADRATIC, r"\nabla f(x) = 0 \quad\Leftrightarrow\quad x = Q b", "undecided"),
    (LOSS, r"\nabla L(w) = X^T(Xw - y)", "proved"),
    (LOSS, r"\nabla L(w) = X(Xw - y)", "undecided"),
    (CUBE, r"g'(t) = 3t^2", "proved"),
    (CUBE, r"g''(t) = 6t", "proved"),
    (CUBE, r"g' = 3t^2", "proved"),
    (CUBE, r"\frac{dg}{dt} = 3t^2", "proved"),
    (CUBE, r"dg = 3t^2 dt", "proved"),
    (CUBE, r"g'(t) = 3t", "refuted"),
    (CUBE, r"(t g(t))' = g(t) + t g'(t)", "proved"),
    (CUBE, r"(t^2)' = 2t", "undecided"),
    ("", r"\sigma'(t) = \sigma(t)(1 - \sigma(t))", "proved"),
    ("", r"\sigma'(t) = \sigma(t)(1 + \sigma(t))", "refuted"),
    (LOSS, r"\sigma'(Xw) = \sigma(Xw) \odot (1 - \sigma(Xw))", "proved"),
    (LOSS, r"\nabla_w \mathbf{1}^T \tanh(Xw) = X^T (1 - \tanh^2(Xw))", "proved"),
    (LOSS, r"\nabla_w \mathbf{1}^T \tanh(Xw) = X^T (1 + \tanh^2(Xw))", "refuted"),
    (LOSS, r"\sigma''(Xw) = \sigma(Xw)", "undecided"),
    (ANY, r"\tanh'(t) = 1 - \tanh^2(t)", "proved"),
    (ANY, r"(f(t) g(t))' = f'(t) g(t) + f(t) g'(t)", "proved"),
    (ANY, r"(fg)' = f'g + fg'", "proved"),
    (ANY, r"(f(t) g(t))' = f'(t) g'(t)", "refuted"),
    # a function that is made of others
    (ANY, r"(fg)'(t) = f'(t) g(t) + f(t) g'(t)", "undecided"),
    (ANY, r"(fg)(t) = t f(t) g(t)", "undecided"),
    (ANY, r"(f + g)(t) = f(t) + g(t)", "undecided"),
    (ANY, r"f \circ g = g \circ f", "undecided"),
    (ANY, r"(f(t) + 1)(g(t) + 1) = f(t) g(t) + f(t) + g(t) + 1", "proved"),
    (QUADRATIC, r"Df(x)(d) = (Qx - b)^T d", "undecided"),
    (ANY, r"f(g(t))' = f'(g(t)) g'(t)", "undecided"),
    (HIDDEN, r"f(z) = z^T z", "undecided"),
]


@pytest.mark.parametrize(("said", "written", "verdict"), STATEMENTS)
def test_a_statement_about_a_named_function_has_this_verdict(
    said: str, written: str, verdict: str
) -> None:
    text = f"# P\n\n{said}\n\n$$ {written} $$\n"
    (derivation,) = read_document("p.md", text.encode()).derivations
    assert verify_derivation(derivation, OPTIONS).steps[-1].verdict.value == verdict


@pytest.mark.parametrize(
    ("value", "verdict"), [(r"(X^T X)^{-1} X^T y", "accepted"), (r"X^T y", "undecided")]
)
def test_the_gradient_is_set_to_zero(value: str, verdict: str) -> None:
    text = f"# P\n\n{LOSS}\n\nSetting $\\nabla L(w) = 0$ gives\n\n$$ w = {value} $$\n"
    (derivation,) = read_document("p.md", text.encode()).derivations
    steps = [s for s in verify_derivation(derivation, OPTIONS).steps if s.kind != "definition"]
    last = next(s for s in steps if s.left == "w")
    assert last.verdict.is_accepted is (verdict == "accepted")
    assert last.verdict.value != "refuted"
