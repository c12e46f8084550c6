"""What may mean two things is taken for neither, or the report says which was taken."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document, read_statement

OPTIONS = Options(("shapes", "exact"))
LETTERS = r"Let $x \in \mathbb{R}^n$ and $A \in \mathbb{R}^{n \times n}$."
VECTORS = r"Let $x, y \in \mathbb{R}^n$ and $A \in \mathbb{R}^{n \times n}$."
NUMBERS = "Let $c > 0$ and $t \\in \\mathbb{R}$."
SIZED = r"Let $\Sigma \in \mathbb{R}^{d \times d}$ be symmetric positive definite and $t \in \mathbb{R}$."

DOCUMENTS = [
    # an undeclared time, on which the others may depend
    (LETTERS, r"\frac{d}{dt}(x^T A x + t) = 1", "conditional"),
    ("", r"\frac{d(ty)}{dt} = y", "conditional"),
    (LETTERS, r"\frac{d}{dt}(x^T A x + t) = 2", "undecided"),
    (r"Let $t, y \in \mathbb{R}$.", r"\frac{d(ty)}{dt} = y", "verified"),
    # a size d, or the sign of a differential
    (SIZED, r"d \log|\Sigma| = \operatorname{tr}(\Sigma^{-1} d\Sigma)", "verified"),
    (SIZED, r"d \log|\Sigma| = \operatorname{tr}(\Sigma d\Sigma)", "refuted"),
    (SIZED, r"d \Sigma^{-1} = \Sigma^{-1} d\Sigma \Sigma^{-1}", "conditional"),
    (SIZED, r"\Sigma + \Sigma + d \Sigma = (d + 2) \Sigma", "conditional"),
    (SIZED, r"\sum_{i=1}^d \Sigma = d \Sigma + \Sigma", "refuted"),
    (SIZED, r"\frac{d}{dt} (t^2 \Sigma) = 2 t \Sigma", "verified"),
    (SIZED, r"\frac{d}{dt} (t^2 \Sigma) = t \Sigma", "refuted"),
    (SIZED, r"\frac{d}{2} \log 2 = \frac{d \log 2}{2}", "verified"),
    # two alphabets
    (LETTERS, r"\mathbb{A} x = A x", "undecided"),
    (LETTERS, r"\mathfrak{A} x = A x", "undecided"),
    (LETTERS, r"\mathbf{A} x + x = A x + x", "verified"),
    (LETTERS, r"\mathbf{I} x = I x", "verified"),
    # the vector of ones as a figure
    (LETTERS, r"x - \frac{1^T x}{n} 1 = (I - \frac{1}{n} 1 1^T) x", "verified"),
    (LETTERS, r"x - \frac{1^T x}{n} 1 = (I - 1 1^T) x", "refuted"),
    (LETTERS, r"\operatorname{tr}(1 x^T) = 1^T x", "verified"),
    (LETTERS, r"\frac{x^T x}{2} 1 = \frac{x^T x}{2}", "undecided"),
    # the power of a trace, or the trace of a power
    (LETTERS, r"\operatorname{tr}(A)^2 = \operatorname{tr}(A^2)", "refuted"),
    (
        LETTERS,
        r"(\operatorname{tr} A)^2 - \operatorname{tr}(A)^2 + \operatorname{tr}(A^2) =(\operatorname{tr} A)^2",
        "conditional",
    ),
    (LETTERS, r"(\operatorname{tr} A)^2 - \operatorname{tr}(A)^2 = 0", "conditional"),
    (LETTERS, r"(\operatorname{tr} A)^2 - \operatorname{tr}(A)^2 = \operatorname{tr} A", "refuted"),
    # a letter of its own, or the pseudo-inverse
    (r"Let $P$ be positive definite and $K$ square.", r"P^+ = (I - K) P", "undecided"),
    (LETTERS, r"A A^+ A = A", "verified"),
    # along a direction, not times a letter
    (LETTERS, r"\mathrm{D}(A^{-1})[A] = A", "undecided"),
    # a block or an entry
    (LETTERS, r"\left(\begin{bmatrix} A & x \\ x^T & 1 \end{bmatrix}\right)_{22} = 1", "undecided"),
    # a sum above the bar without brackets
    (LETTERS, r"\frac{\partial x^T A x + x^T x}{\partial x} = (A + A^T + 2I)x", "verified"),
    (LETTERS, r"\frac{\partial\, x^T x - x^T A x}{\partial x} = 2x - (A + A^T)x", "verified"),
    (LETTERS, r"\frac{\partial x^T A x + x^T x}{\partial x} = (A + A^T)x + x^T x", "ill-shaped"),
    (
        LETTERS,
        r"\frac{\partial x^T A x + \partial x^T x}{\partial x} = (A + A^T + 2I)x",
        "ill-shaped",
    ),
    # a row by a column
    (
        "<!-- matcalc: x : n; A : n×m; layout = numerator -->",
        r"\frac{\partial x^T A}{\partial x} = A^T",
        "verified",
    ),
    (
        "<!-- matcalc: x : n; A : n×m; layout = numerator -->",
        r"\frac{\partial x^T A}{\partial x} = A",
        "undecided",
    ),
    (
        "<!-- matcalc: x : n; A : n×n; layout = numerator -->",
        r"\frac{\partial x^T A}{\partial x} = A",
        "undecided",
    ),
    # a product of entries, or one function of the other
    (
        "<!-- matcalc: t : scalar; U(t), V(t) : n×m function -->",
        r"\frac{d(U \circ V)}{dt} = \frac{dU}{dt} \circ V + U \circ \frac{dV}{dt}",
        "verified",
    ),
    (
        "<!-- matcalc: t : scalar; f(t), g(t) : function -->",
        r"\frac{d(f \circ g)}{dt} = \frac{df}{dt} \circ g + f \circ \frac{dg}{dt}",
        "undecided",
    ),
    # one for every entry, or the identity
    (LETTERS, r"\sigma(-x x^T) = 1 - \sigma(x x^T)", "verified"),
    (LETTERS, r"A + 1 = A", "undecided"),
    # a case that running text looks at, and no claim
    (LETTERS + " With the present $A = x x^T$ we see the following.", "A^T = A", "undecided"),
    (LETTERS + " In the scalar case ($n = 1$) this is known.", "A + A = 3A", "undecided"),
    # brackets behind an argument without any
    (LETTERS, r"\det(A + x x^T) = \det A(1 + x^T A^{-1} x)", "undecided"),
    (LETTERS, r"\det A(1 + x^T x) = (1 + x^T x)^n \det A", "undecided"),
    (LETTERS, r"\nabla_A \det A = \det A \, A^{-T}", "undecided"),
    (
        LETTERS,
        r"\operatorname{tr} A(A + I) = \operatorname{tr} A^2 + \operatorname{tr} A",
        "verified",
    ),
    # a value that is looked at
    (LETTERS + " The minimum is attained at", r"x = 0", "undecided"),
    (LETTERS + " The first-order condition reads", r"A x - x = 0", "undecided"),
    # n is a size that nothing declares
    (r"Let $H = I - \frac1n 1 1^T$.", r"H^2 = H", "undecided"),
    (LETTERS + r" Let $H = I - \frac1n 1 1^T$.", r"H x = x - \frac{1^T x}{n} 1", "verified"),
    # a word for a sign
    (LETTERS, r"sum_i x_i^2 = x^T x", "verified"),
    (LETTERS, r"sum_{i=1}^n x_i = 2 \mathbf{1}^T x", "refuted"),
    # formulas among the words that no sign sets apart
    (LETTERS + " Assume AB = BA.", r"(A + B)^2 = A^2 + 2AB + B^2", "undecided"),
    (LETTERS + " Suppose that A'A = I holds.", r"A A^T = I", "undecided"),
    (LETTERS + " This is an old result.", r"A + A = 3A", "refuted"),
    # a projection need not be orthogonal
    ("Let $P$ be a projection matrix.", "P^2 = P", "verified"),
    ("Let $P$ be a projection matrix.", "P^T = P", "conditional"),
    ("Let $P$ be an orthogonal projection.", "P^T = P", "verified"),
    # a product that fits with brackets alone, which nobody set
    (VECTORS, r"\operatorname{tr}(A x^T y) = x^T y \operatorname{tr}(A)", "conditional"),
    (VECTORS, r"\operatorname{tr}(A (x^T y)) = x^T y \operatorname{tr}(A)", "verified"),
    (VECTORS, r"\operatorname{tr}(A x^T y) = 2 x^T y \operatorname{tr}(A)", "refuted"),
    (VECTORS, r"\operatorname{tr}(A x^T y) = x^T A y", "refuted"),
    # one logarithm, or a product
    (NUMBERS, r"\log \frac{1}{c} \exp(t) = t - \log c", "verified"),
    (NUMBERS, r"\log \frac{1}{c} \exp(t) = -\exp(t) \log c", "undecided"),
    (NUMBERS, r"\log c \exp(t) = 3", "undecided"),
    (VECTORS, r"A x^T y = 0 \quad\Rightarrow\quad x^T y = 0", "undecided"),
    (LETTERS, r"\operatorname{tr}(A x^T z) = 2 x^T z \operatorname{tr}(A)", "undecided"),
    (VECTORS + " Let $B = A x^T y$.", r"B = 3 A y x^T", "undecided"),
]

STATEMENTS = [
    ("tr A⊗B = tr(A) B", "undecided"),
    ("tr(A⊗B) = tr(A) tr(B)", "verified"),
    ("(A⊗B)^{-1} = A^{-1}⊗B^{-1}", "verified"),
    ("I_n x = x", "verified"),
    ("I_{1000} x = x", "verified"),
    ("A b + c = c + A b", "verified"),
    ("½ xᵀAx = xᵀAx/2", "verified"),
    ("¾ + ¼ = 1", "verified"),
    # a figure behind a letter
    ("x1 + x2 = 3x", "undecided"),
    ("A1 = A", "undecided"),
    ("x0 = 0", "undecided"),
    ("2x = x · 2", "verified"),
    (r"1^T x = x^T 1", "verified"),
    # what does not fit with guessed shapes may fit with others
    (r"\frac{\partial x}{\partial x} = I", "verified"),
    (r"(\alpha a + \beta b)^T c = \alpha a^T c + \beta b^T c", "verified"),
    (r"\nabla_x \|x - x_0\|^2 = 2(x - x_0)", "verified"),
    (r"x = x_p + x_h", "undecided"),
    # a cross product and a mixed number
    (r"u \times v = -v \times u", "undecided"),
    ("2½ = 5/2", "unread"),
]


def last_verdict(text: str) -> str:
    """The verdict on the last step of a document."""
    found = read_document("p.md", text.encode()).derivations
    return [s for d in found for s in verify_derivation(d, OPTIONS).steps][-1].verdict.value


@pytest.mark.parametrize(("declared", "written", "verdict"), DOCUMENTS)
def test_a_formula_in_a_text_has_this_verdict(declared: str, written: str, verdict: str) -> None:
    assert last_verdict(f"# P\n\n{declared}\n\n$$ {written} $$\n") == verdict


@pytest.mark.parametrize(("written", "verdict"), STATEMENTS)
def test_a_statement_alone_has_this_verdict(written: str, verdict: str) -> None:
    (derivation,) = read_statement(written, "").derivations
    (step,) = verify_derivation(derivation, OPTIONS).steps
    assert step.verdict.value == verdict, step.reasons


def test_e_is_a_letter_where_it_has_no_power() -> None:
    residual = "# P\n\n$$ e = y - Xw $$\n\n$$ e^Te = y^Ty - 2y^TXw + w^TX^TXw $$\n"
    number = "# P\n\n$$ e = 1 + 1 $$\n\n$$ e^x e^y = e^{x+y} $$\n"
    assert last_verdict(residual) == "verified"
    (derivation,) = read_document("p.md", number.encode()).derivations
    verdicts = [s.verdict.value for s in verify_derivation(derivation, OPTIONS).steps]
    assert verdicts == ["refuted", "verified"]


def test_the_square_of_e_is_no_power_of_the_number() -> None:
    text = "# P\n\nLet $t, y$ be scalars.\n\n$$ e = y - t $$\n\n$$ e^2 = y^2 - 2yt + t^2 $$\n"
    assert last_verdict(text) == "verified"


def test_a_box_in_the_text_is_no_formula() -> None:
    assert (
        last_verdict("# P\n\nThe box ▢ depends on $x$, and ▢ varies.\n\n$$ 2x = x + x $$\n")
        == "verified"
    )
