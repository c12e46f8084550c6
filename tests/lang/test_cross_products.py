"""The cross product of columns of three components, and its matrix [a]_×."""

from __future__ import annotations

import pytest

from matrixcalc import cross, cross_matrix, vector
from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.notation import latex, text
from matrixcalc.results import StepResult, Verdict
from matrixcalc.shapes import IllShaped
from tests.lang.reading import expression, scope_for

LETTERS = """<!-- matcalc: a : 3; b : 3; c : 3; M : 3×3, invertible; J : 3×3, symmetric -->
<!-- matcalc: R : 3×3, orthogonal; Q : 3×3, orthogonal, positive determinant; x : 3; s : scalar -->
<!-- matcalc: u : n; v : n; layout = numerator -->
"""


def judged(claimed: str, letters: str = LETTERS) -> StepResult:
    document = f"# P\n\n{letters}\n\n$$ {claimed} $$\n"
    (derivation,) = read_document("p.md", document.encode()).derivations
    return verify_derivation(derivation, Options(budget=20)).steps[-1]


TRUE = [
    r"u^\top v = v^\top u",
    r"[a]_\times b = a \times b",
    r"[a]_{\times}^2 = aa^\top - \|a\|^2 I",
    r"[a]_\times [b]_\times = ba^\top - (a^\top b) I",
    r"[a]_\times^\top = -[a]_\times",
    r"a \times b = -b \times a",
    r"a \times (b \times c) = b (a^\top c) - c (a^\top b)",
    r"a \times (b \times c) + b \times (c \times a) + c \times (a \times b) = 0",
    r"\|a \times b\|^2 = \|a\|^2 \|b\|^2 - (a \cdot b)^2",
    r"a \cdot (b \times c) = (a \times b) \cdot c",
    r"a^\top (b \times c) = \det \begin{bmatrix} a & b & c \end{bmatrix}",
    r"[a \times b]_\times = ba^\top - ab^\top",
    r"(Ma) \times (Mb) = \det(M) M^{-\top} (a \times b)",
    r"[Ra]_\times = \det(R) R [a]_\times R^\top",
    r"[Qa]_\times = Q [a]_\times Q^\top",
    r"\frac{\partial (a \times x)}{\partial x} = [a]_\times",
    r"\frac{\partial (x \times Jx)}{\partial x} = [x]_\times J - [Jx]_\times",
    r"\nabla_x \|a \times x\|^2 = -2 [a]_\times^2 x",
    r"d(a \times b) = da \times b + a \times db",
    r"2 \times s \times a = 2sa",
    r"M \times J = MJ",
]

FALSE = [
    r"[a]_\times^2 = \|a\|^2 I - aa^\top",
    r"[a]_\times [b]_\times = ab^\top - (a^\top b) I",
    r"[a]_\times^\top = [a]_\times",
    r"a \times b = b \times a",
    r"a \times (b \times c) = (a \times b) \times c",
    r"\|a \times b\| = \|a\| \|b\|",
    r"(Ma) \times (Mb) = M (a \times b)",
    r"[Ra]_\times = R [a]_\times R^\top",
    r"\frac{\partial (x \times Jx)}{\partial x} = [x]_\times J + [Jx]_\times",
    r"d(a \times b) = da \times b + b \times da",
]

OPEN = [
    # Several readings, of which one is true.
    r"a \times b \times c = (a \times b) \times c",
    r"a \times b \times c = a \times (b \times c)",
    r"a \cdot b \times c = a \cdot (b \times c)",
    r"a^\top b \times c = a^\top (b \times c)",
    r"\frac{\partial}{\partial x} a \times x = [a]_\times",
    r"a \times b c^\top = (a \times b) c^\top",
    r"a \times M = [a]_\times M",
    r"a^\top \times b^\top = (a \times b)^\top",
    r"a \times b \odot c = a \times (b \odot c)",
    # Only three components have a cross product.
    r"u \times v = -v \times u",
    r"[u]_\times v = u \times v",
]


@pytest.mark.parametrize("claimed", TRUE)
def test_what_holds_of_cross_products_is_accepted(claimed: str) -> None:
    assert judged(claimed).verdict.is_accepted


@pytest.mark.parametrize("claimed", FALSE)
def test_what_is_false_of_cross_products_is_refuted(claimed: str) -> None:
    assert judged(claimed).verdict is Verdict.REFUTED


@pytest.mark.parametrize("claimed", OPEN)
def test_what_has_several_readings_or_other_sizes_is_left_open(claimed: str) -> None:
    assert judged(claimed).verdict is Verdict.UNDECIDED


def test_the_other_order_is_the_other_layout() -> None:
    step = judged(r"\frac{\partial (x \times a)}{\partial x} = [a]_\times")
    assert step.verdict is Verdict.CONVENTION


def test_the_mean_and_the_covariance_of_a_cross_product_are_judged() -> None:
    letters = "<!-- matcalc: x ~ (m, S) in 3; m : 3; S : 3×3, positive semidefinite; a : 3 -->"
    mean = judged(r"E[a \times x] = a \times m", letters)
    spread = judged(r"\operatorname{Cov}(a \times x) = [a]_\times S [a]_\times^\top", letters)
    turned = judged(r"\operatorname{Cov}(a \times x) = [a]_\times S [a]_\times", letters)
    assert mean.verdict.is_accepted
    assert spread.verdict.is_accepted
    assert turned.verdict is Verdict.REFUTED


def test_cross_products_print_and_are_read_again() -> None:
    a, b, c = (vector(name, 3) for name in "abc")
    shown = cross(a, cross(b, c)) + cross_matrix(a + b) @ cross_matrix(a).T @ c
    assert text(cross(a, cross(b, c))) == "a × (b × c)"
    assert text(cross_matrix(a + b)) == "[a + b]_×"
    assert expression(latex(shown), scope_for(shown)) == shown


def test_two_components_have_no_cross_product() -> None:
    with pytest.raises(IllShaped, match="three components"):
        cross_matrix(vector("p", 2))
