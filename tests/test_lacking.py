"""Implications that fail: at values that are named, and what has to be supposed for them to hold."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import StepResult, Verdict

SCALARS = "Let $a, b, c$ be scalars."
MATRICES = r"Let $A, B, C \in \mathbb{R}^{n\times n}$ and $x, y \in \mathbb{R}^n$."
INVERTIBLE = r"Let $A, B, C \in \mathbb{R}^{n\times n}$ and $A$ be invertible."


def steps(text: str) -> list[StepResult]:
    """The results for the one problem of a text, whose displayed formulas get lines of their own."""
    (derivation,) = read_document("p.md", text.replace("$$", "\n$$\n").encode()).derivations
    return list(verify_derivation(derivation, Options()).steps)


@pytest.mark.parametrize(
    ("said", "formula", "verdict", "told"),
    [
        (SCALARS, r"ab = ac \Rightarrow b = c", "conditional", "a is not zero"),
        (MATRICES, r"AB = AC \Rightarrow B = C", "conditional", "A is invertible"),
        (MATRICES, r"BA = CA \Rightarrow B = C", "conditional", "A is invertible"),
        (MATRICES, r"x = y \Leftrightarrow Ax = Ay", "one-way", "A = 0"),
        (SCALARS, r"a = b \Leftrightarrow a^2 = b^2", "one-way", "a = -b"),
        (SCALARS, r"a^2 = b^2 \Rightarrow a = b", "refuted", "a = -b"),
        (MATRICES, r"x^Tx = x^Ty \Rightarrow x = y", "refuted", "x = 0"),
        (INVERTIBLE, r"B = C \Leftrightarrow AB = AC", "proved", ""),
        (INVERTIBLE, r"BA = CA \Rightarrow B = C", "proved", ""),
        (INVERTIBLE, r"A^TB = A^TC \Rightarrow B = C", "proved", ""),
        # True ones of which no proof is known are not called false, and need nothing.
        (MATRICES, r"AB = I \Rightarrow BA = I", "undecided", ""),
        (MATRICES, r"A^TA = 0 \Rightarrow A = 0", "undecided", ""),
        (MATRICES, r"x^Tx = 0 \Rightarrow x = 0", "undecided", ""),
    ],
)
def test_an_implication_is_judged_at_the_values_where_it_fails(
    said: str, formula: str, verdict: str, told: str
) -> None:
    result = steps(f"{said} $${formula}$$")[-1]
    assert result.verdict.value == verdict, result
    assert told in " ".join([*result.reasons, result.suggestion])


@pytest.mark.parametrize(
    "text",
    [
        r"Let $a, b \ge 0$. $$a^2 = b^2 \Rightarrow a = b$$",
        r"Let $a, b$ be non-negative scalars. $$a^2 = b^2 \Rightarrow a = b$$",
        r"Let $a, b$ be scalars in $[0,1]$. $$a^2 = b^2 \Rightarrow a = b$$",
        r"Let $a, b, c$ be scalars. Since $a$ is not zero, $$ab = ac \Rightarrow b = c$$",
        r"Let $x, y\in\mathbb{R}^n$ be unit vectors. $$x^Ty = 1 \Rightarrow x = y$$",
        r"Let $a, b$ be scalars. It is wrong that $$a^2 = b^2 \Rightarrow a = b$$",
        r"Let $a, b$ be scalars. Does $$a^2 = b^2 \Rightarrow a = b$$ hold?",
        r"Let $a, b$ be scalars. $$a^2 = b^2 \Rightarrow a = b$$ if both are positive.",
        r"Let $a, b$ be scalars. $$a^2 = b^2 \Rightarrow a = b \text{ or } a = -b$$",
        r"Let $x\in\mathbb{R}^n$, $a$ a scalar. $$ax = 0 \Rightarrow a = 0 \text{ for } x \neq 0$$",
    ],
)
def test_what_the_text_restricts_is_not_refuted(text: str) -> None:
    assert not {Verdict.REFUTED, Verdict.ONE_WAY} & {s.verdict for s in steps(text)}


def test_a_conclusion_without_a_premise_is_named() -> None:
    found = steps(
        r"Let $A\in\mathbb{R}^{n\times n}$ be invertible, $b\in\mathbb{R}^n$. $$\Rightarrow x = A^{-1}b$$ $$Ax = b$$"
    )
    assert [s.verdict.value for s in found] == ["undecided", "given", "proved"]
    assert "no equation stands before it" in found[0].reasons[0]
    assert found[0].line == 3


FULL = r"Let $X\in\mathbb{R}^{n\times p}$ have full column rank and $y\in\mathbb{R}^n$."


@pytest.mark.parametrize(
    ("sign", "solution", "verdicts"),
    [
        (r"\Rightarrow", r"(X^TX)^{-1}X^Ty", "given proved"),
        (r"\Leftrightarrow", r"(X^TX)^{-1}X^Ty", "given proved"),
        (r"\Rightarrow", r"2(X^TX)^{-1}X^Ty", "given refuted"),
    ],
)
def test_an_equation_is_solved_in_the_next_formula(sign: str, solution: str, verdicts: str) -> None:
    found = steps(rf"{FULL} $$X^TX\beta = X^Ty$$ $${sign} \beta = {solution}$$")
    assert " ".join(s.verdict.value for s in found) == verdicts


def test_an_equation_of_declared_letters_is_refuted_before_an_arrow_too() -> None:
    found = steps(r"Let $x\in\mathbb{R}^n$. $$x^Tx = 2x^Tx$$ $$\Rightarrow x = 0$$")
    assert found[0].verdict is Verdict.REFUTED
