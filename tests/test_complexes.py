"""Statements over the complex numbers: proved by pairs of letters, refuted by real ones alone."""

from __future__ import annotations

import pytest

from matrixcalc.complexes import adjoint
from matrixcalc.declare import matrix, scalar, sizes, vector
from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.ops.algebra import inv, log, norm
from matrixcalc.ops.spec import Unavailable
from matrixcalc.paired import polarised
from matrixcalc.results import Verdict
from matrixcalc.statements import Claim

OPTIONS = Options(("shapes", "proof", "exact"))
SQUARE = "A, B, C : n×n, complex; x, y : n, complex; c : scalar, complex; r : positive scalar"
TALL = "A : n×m, complex; x : m, complex; b : n, complex; layout = denominator"
UNITARY = "U : n×n, unitary; A : n×n, complex; x : n, complex"
HERMITIAN = "A, B : n×n, hermitian; P : n×n, hermitian, positive definite; x, y : n, complex"

TRUE = [
    (SQUARE, r"(AB)^H = B^HA^H"),
    (SQUARE, r"(A^H)^H = A"),
    (SQUARE, r"(A^H)^{-1} = (A^{-1})^H"),
    (SQUARE, r"(rA)^H = rA^H"),
    (SQUARE, r"(cA)^H = c^*A^H"),
    (SQUARE, r"\det(A^HA) = \det(A^H)\det(A)"),
    (SQUARE, r"\operatorname{tr}(AB) = \operatorname{tr}(BA)"),
    (SQUARE, r"(x^HAy)^* = y^HA^Hx"),
    (SQUARE, r"(A \otimes B)^H = A^H \otimes B^H"),
    (SQUARE, r"(A \odot B)^H = A^H \odot B^H"),
    (SQUARE, r"(A + xy^H)^{-1} = A^{-1} - \frac{A^{-1}xy^HA^{-1}}{1 + y^HA^{-1}x}"),
    (SQUARE, r"|c|^2 = cc^*"),
    (SQUARE, r"\|x\|^2 = x^Hx"),
    (SQUARE, r"\|x + y\|^2 = \|x\|^2 + x^Hy + y^Hx + \|y\|^2"),
    (TALL, r"\operatorname{tr}(A^HA) = \|A\|_F^2"),
    (TALL, r"\frac{\partial \|Ax - b\|^2}{\partial x^*} = A^H(Ax - b)"),
    (TALL, r"\frac{\partial x^HA^HAx}{\partial x} = (A^HA)^Tx^*".replace("x^*", r"{(x^H)^T}")),
    (TALL, r"\frac{\partial b^HAx}{\partial x^*} = 0"),
    (TALL, r"\frac{\partial x^HA^Hb}{\partial x^*} = A^Hb"),
    (HERMITIAN, r"\operatorname{tr}(AB) = \operatorname{tr}((AB)^H)"),
    (HERMITIAN, r"(x^HAx)^* = x^HAx"),
    (HERMITIAN, r"(P^{-1}x)^H = x^HP^{-1}"),
    (UNITARY, r"U^HU = I"),
    (UNITARY, r"\|Ux\|^2 = \|x\|^2"),
    (UNITARY, r"\|UA\|_F^2 = \|A\|_F^2"),
    (UNITARY, r"(UAU^H)^2 = UA^2U^H"),
]

FALSE = [
    (SQUARE, r"(AB)^H = A^HB^H"),
    (SQUARE, r"(cA)^H = cA^H"),
    (SQUARE, r"\det(A^H) = \det(A)"),
    (SQUARE, r"x^HAy = y^HA^Hx"),
    (SQUARE, r"|c|^2 = c^2"),
    (SQUARE, r"\|x\|^2 = x^Tx"),
    (SQUARE, r"\|x + y\|^2 = \|x\|^2 + 2x^Hy + \|y\|^2"),
    (TALL, r"\operatorname{tr}(A^TA) = \|A\|_F^2"),
    (TALL, r"\frac{\partial \|Ax - b\|^2}{\partial x^*} = A^T(Ax - b)"),
    (TALL, r"\frac{\partial \|Ax - b\|^2}{\partial x} = A^H(Ax - b)"),
    (HERMITIAN, r"A^T = A"),
    (HERMITIAN, r"x^HAx = x^TAx"),
    (HERMITIAN, r"(AB)^H = AB"),
    (UNITARY, r"U^TU = I"),
    (UNITARY, r"U^H = U^T"),
    (UNITARY, r"UA = AU"),
    # of real letters the gradient is another one
    ("A : n×m, complex; x : m; b : n, complex", r"\frac{\partial \|Ax\|^2}{\partial x} = A^T(Ax)"),
    # of a complex vector, the unit norm is that of xᴴx
    ("x : n, complex, unit norm", r"x^Tx = 1"),
    ("U : n×m, complex, orthonormal columns", r"U^TU = I"),
]

REFUTED = [
    (SQUARE, r"(AB)^H = A^HB^H"),
    (SQUARE, r"(A + B)^H = A^H - B^H"),
    (SQUARE, r"AB = BA"),
    (HERMITIAN, r"(AB)^H = AB"),
    (UNITARY, r"UA = AU"),
    (TALL, r"\operatorname{tr}(A^HA) = 2\|A\|_F^2"),
]


def verdict(declared: str, formula: str) -> Verdict:
    """The verdict on a statement under declarations."""
    text = f"<!-- matcalc: {declared} -->\n\n$$ {formula} $$\n"
    (derivation,) = read_document("p.md", text.encode()).derivations
    (step,) = verify_derivation(derivation, OPTIONS).steps
    return step.verdict


@pytest.mark.parametrize(("declared", "formula"), TRUE)
def test_what_holds_of_complex_matrices_is_proved(declared: str, formula: str) -> None:
    assert verdict(declared, formula) is Verdict.PROVED


@pytest.mark.parametrize(("declared", "formula"), FALSE)
def test_what_holds_of_real_matrices_alone_is_not_accepted(declared: str, formula: str) -> None:
    assert verdict(declared, formula) in {Verdict.UNDECIDED, Verdict.REFUTED}


@pytest.mark.parametrize(("declared", "formula"), REFUTED)
def test_what_is_false_of_real_matrices_is_refuted(declared: str, formula: str) -> None:
    assert verdict(declared, formula) is Verdict.REFUTED


def test_undeclared_letters_are_complex_where_a_conjugate_stands() -> None:
    read = read_document("p.md", b"$$ (A^HB)^H = B^HA $$\n\n$$ (cA)^H = cA^H $$\n")
    (derivation,) = read.derivations
    assert [s.verdict for s in verify_derivation(derivation, OPTIONS).steps] == [
        Verdict.PROVED,
        Verdict.UNDECIDED,
    ]


def test_a_conjugate_transpose_is_taken_of_every_factor() -> None:
    n, m = sizes("n m")
    a, b = matrix("A", n, n, "complex", "invertible"), matrix("B", n, m, "complex")
    assert str(adjoint(inv(a) @ b)) == "Bᴴ Aᴴ⁻¹"
    assert adjoint(adjoint(a @ b)) == a @ b


def test_what_is_no_rational_function_has_no_pair() -> None:
    (n,) = sizes("n")
    x, c = vector("x", n, "complex"), scalar("c", "complex")
    for e in (log(c), norm(x)):
        with pytest.raises(Unavailable):
            polarised(Claim(e, e))
