"""What is written and what it is read as: notation by notation."""

from __future__ import annotations

import pytest

from matrixcalc.lang.document import read_statement
from matrixcalc.statements import Equality, Malformed, Unjudged, Unread

SQUARE = "A, B, C, X : n×n; Σ : n×n, positive definite; x, y, μ : n; c, t : scalar; M : n×m"

READ = [
    # Products, in order, and brackets as they were written.
    ("AB = BA", "AB = BA"),
    ("2A x = c y", "2Ax = cy"),
    ("A(B+C) = (A+B)C", "A (B + C) = (A + B) C"),
    (r"A \cdot B = A \times B", "AB = AB"),
    (r"A \mathbf{B} = \boldsymbol{A} B", "AB = AB"),
    # Every spelling of the transpose.
    (r"A^T = A^\top", "Aᵀ = Aᵀ"),
    (r"A' = A^{\mathrm T}", "Aᵀ = Aᵀ"),
    (r"A^{\intercal} = A^\mathsf{T}", "Aᵀ = Aᵀ"),
    ("Bᵀ = B^⊤", "Bᵀ = Bᵀ"),
    (r"A^{-T} = A^{-\top}", "(A⁻¹)ᵀ = (A⁻¹)ᵀ"),
    ("A⁻¹ = A^{-1}", "A⁻¹ = A⁻¹"),
    # Bars by type.
    (r"|A| = \det A", "|A| = |A|"),
    (r"|c| = \lvert c \rvert", "abs(c) = abs(c)"),
    (r"|x| = \|x\|", "‖x‖ = ‖x‖"),
    (r"\|x\|_2^2 = x^T x", "‖x‖² = xᵀx"),
    (r"\|A\|_F^2 = \operatorname{tr}(A^T A)", "‖A‖_{F}² = tr(AᵀA)"),
    (r"c|A||B| = c|AB|", "c |A| |B| = c |AB|"),
    (r"\left|\det(A)\right| = |\,|A|\,|", "abs(|A|) = abs(|A|)"),
    # How far a function reaches.
    (r"\operatorname{tr}AB = \operatorname{tr}(A)B", "tr(AB) = tr(A) B"),
    (r"\log 2\pi = \ln(2)\pi", "log(2π) = log(2) π"),
    (r"\log|A| + c = \log\det A", "log(|A|) + c = log det(A)"),
    (r"\operatorname{tr}(A)^2 = \operatorname{tr}(A^2)", "tr(A)² = tr(A²)"),
    (r"\log (2\pi)^n = n \log 2\pi", "log((2π)ⁿ) = n log(2π)"),
    (r"\exp(t)\exp(c) = e^{t+c}", "exp(t) exp(c) = exp(t + c)"),
    (r"\tanh^2(t) = \tanh(t)^2", "tanh(t)² = tanh(t)²"),
    (r"\det(A)^{-1} = |A|^{-1}", "|A|⁻¹ = |A|⁻¹"),
    # Derivatives and how far they reach.
    (r"\frac{\partial}{\partial A}\operatorname{tr}(AB) = B^T", "∂tr(AB)/∂A = Bᵀ"),
    (r"\partial \operatorname{tr}(AB)/\partial A = B^T", "∂tr(AB)/∂A = Bᵀ"),
    ("d tr(AB)/dA = B^T", "∂tr(AB)/∂A = Bᵀ"),
    (r"\nabla_x x^TAx = 2Ax", "∂(xᵀAx)/∂x = 2Ax"),
    (r"\nabla_x^2 x^TAx = 2A", "∂²(xᵀAx)/(∂x ∂xᵀ) = 2A"),
    (r"\frac{\partial^2 x^TAx}{\partial x\,\partial x^T} = 2A", "∂²(xᵀAx)/(∂x ∂xᵀ) = 2A"),
    (r"\frac{\partial}{\partial x}(x^T y)(x^T μ) = y", "∂((xᵀy) (xᵀμ))/∂x = y"),
    (r"\frac{\partial c}{\partial t}\cdot x = y", "(∂c/∂t) x = y"),
    (r"\frac{\partial A_{ij}}{\partial A_{pq}} = \delta_{ip}\delta_{jq}",
     "∂Aᵢⱼ/∂A_{pq} = δᵢₚ δ_{jq}"),
    # Differentials, and d where it is a letter.
    (r"d(AB) = (dA)B + A\,dB", "d(AB) = dA B + A dB"),
    (r"\mathrm{d}\log|A| = \operatorname{tr}(A^{-1}\mathrm{d}A)", "d(log(|A|)) = tr(A⁻¹ dA)"),
    (r"\partial(AB) = (\partial A)B + A\,\partial B", "d(AB) = dA B + A dB"),
    # Sums.
    (r"\sum_{i=1}^n A_{ii} = \operatorname{tr}A", "Σ_{i=1}^{n} Aᵢᵢ = tr(A)"),
    (r"\sum_{i,j} x_i A_{ij} y_j = x^TAy", "Σ_{i=1}^{n} Σ_{j=1}^{n} xᵢ Aᵢⱼ yⱼ = xᵀAy"),
    ("Σᵢ xᵢ yᵢ = xᵀy", None),
    (r"\sum_i x_i y_i + c = x^Ty + c", "Σ_{i=1}^{n} xᵢ yᵢ + c = xᵀy + c"),
    (r"\prod_{i<j} (x_i - x_j) = c", "Π_{i=1}^{n} Π_{j=1, i < j}^{n} (xᵢ - xⱼ) = c"),
    # Entries, labels and blocks.
    ("A_{1,2} = A_{12}", "A₁₂ = A₁₂"),
    (r"(AB)_{ij} = \sum_k A_{ik}B_{kj}", "(AB)ᵢⱼ = Σ_{k=1}^{n} Aᵢₖ Bₖⱼ"),
    (r"(A_{ji})_{i,j} = A^T", "(Aⱼᵢ)_{i=1..n, j=1..n} = Aᵀ"),
    (r"A^{-1}_{ij} = (A^{-1})_{ij}", "(A⁻¹)ᵢⱼ = (A⁻¹)ᵢⱼ"),
    (r"A^T_{ij} = A_{ji}", "(Aᵀ)ᵢⱼ = Aⱼᵢ"),
    # Other products.
    (r"A \odot B = B \circ A", "A ⊙ B = B ⊙ A"),
    (r"(A \otimes B)(x \otimes y) = Ax \otimes By", "(A ⊗ B) (x ⊗ y) = Ax ⊗ By"),
    (r"A : B = \langle A, B\rangle", "⟨A, B⟩ = ⟨A, B⟩"),
    (r"A^{\circ 2} = A \odot A", "A ⊙ A = A ⊙ A"),
    # Matrices written out, constants.
    (r"\begin{bmatrix} A & 0 \\ 0 & I\end{bmatrix}^{-1} = \begin{pmatrix} A^{-1} & 0\\ 0 & I\end{pmatrix}",
     "[A, 0_{n×p}; 0_{p×n}, Iₚ]⁻¹ = [A⁻¹, 0_{n×p}; 0_{p×n}, Iₚ]"),
    (r"A I_n = I A", "A Iₙ = Iₙ A"),
    (r"I^T I = 1", "Iₚᵀ Iₚ = 1"),
    (r"x^T \mathbf{1} = \mathbf 1_n^T x", "xᵀ 𝟏ₙ = 𝟏ₙᵀ x"),
    # What only sets type.
    (r"\displaystyle \left( A + B \right)\! x \;=\; A x + B\, x.", "(A + B) x = Ax + Bx"),
    (r"A B = B A \tag{3}", "AB = BA"),
    (r"AB = BA, \qquad (3)", "AB = BA"),
    (r"\boxed{AB} = \underbrace{BA}_{\text{wrong}}", "AB = BA"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "printed"), READ, ids=[w for w, _ in READ])
def test_a_statement_is_read_as_it_is_meant(written: str, printed: str | None) -> None:
    (derivation,) = read_statement(written, SQUARE).derivations
    statement = next(iter(derivation))
    if printed is None:
        # Σ is declared here, so Σᵢ is no sum.
        assert isinstance(statement, Unread)
        return
    assert isinstance(statement, Equality), statement
    assert f"{statement.left} = {statement.right}" == printed


UNREAD = [
    ("A(B + C = AB", "( is not closed", ""),
    (r"\frac{A = B", "{ is not closed", ""),
    (r"\foo A = A", r"the macro \foo is not known", "define it"),
    ("A = B)", "cannot read ) here", ""),
    (r"\left( A \right. + = B", "the formula ends too early", ""),
    ("A @ B = C", "'@' is not part of a formula", ""),
    ("A^10 = B", "10 needs braces here", "write ^{10}"),
    ("1/2x = y", "it is not clear how far the slash reaches", "write brackets"),
    (r"\begin{bmatrix} A & B \\ C \end{bmatrix} = X", "different lengths", ""),
    (r"\sum x_i = c", "it is not clear over what the sum runs", ""),
    (r"\sum_{i} c = c", "it is not clear how far i runs", "write the limits"),
    (r"\vec{AB} = x", r"\vec belongs to one letter", ""),
    ("A = ", "the formula ends too early", ""),
    (r"2 \, 3 A = 6 A", "two numbers stand side by side", ""),
    (r"\operatorname{tr}(A) (3) = c", "it may be a factor or the number", r"write \tag"),
]


@pytest.mark.parametrize(("written", "message", "help_"), UNREAD, ids=[w for w, _, _ in UNREAD])
def test_what_is_not_understood_is_unread_and_says_where(
    written: str, message: str, help_: str
) -> None:
    (derivation,) = read_statement(written, SQUARE).derivations
    statement = next(iter(derivation))
    assert isinstance(statement, Unread), statement
    assert message in statement.note.message
    assert help_ in statement.note.help
    assert statement.note.labels[0].startswith("statement:1:")


BEYOND = [
    (r"\mathbb{E}[x] = \mu", "an expectation of what is not random is not judged"),
    (r"\int_0^1 x\,dx = 1", "an integral over a part of the numbers is not judged"),
    (r"A^* = A", "complex numbers are not computed with"),
    (r"\log A = X", "the logarithm of a matrix is not judged"),
    (r"A^{1/2} = X", "a power of a matrix that is no integer is not judged"),
    (r"A \approx B", "an approximation is not judged"),
    (r"A \succeq B", "an order of matrices is not judged"),
    (r"c \le t", "an inequality is not judged"),
    (r"x_1 + x_3 + \dots + x_n = c", "what the dots stand for is not judged"),
    (r"A x^T x = B \Rightarrow B = A", "from the left the product does not fit"),
    (r"f(x) = f(y)", "nothing says whether f is a function or a factor"),
    (r"\|A\| = c", "it is not said which norm of a matrix is meant"),
    (r"2 z(t) = c", "nothing says whether z is a function or a factor"),
    (r"\sin^{-1} t = c", "sin with an exponent −1 has two meanings"),
    (r"A \oplus B = B \oplus A", "⊕ has several meanings"),
    (r"\sigma^2(t) = c", "what stands above or below σ before brackets"),
    (r"\log(t)^2 = c", "a power behind log(…) has two meanings"),
    (r"\frac{\partial z}{\partial t} = 0", "nothing says how z depends on t"),
]


@pytest.mark.parametrize(("written", "reason"), BEYOND, ids=[w for w, _ in BEYOND])
def test_what_no_check_judges_is_read_and_says_why(written: str, reason: str) -> None:
    (derivation,) = read_statement(written, SQUARE).derivations
    statement = next(iter(derivation))
    assert isinstance(statement, Unjudged), statement
    assert reason in statement.reason


ILL_SHAPED = [
    ("A M = M A", ("M is n×m", "A is n×n")),
    ("x + A = A", ("x is n×1", "A is n×n")),
    ("x y = A", ("x is n×1", "y is n×1")),
    ("A / B = X", ("B is n×n",)),
    (r"\frac{\partial A}{\partial x} = B", ("A is n×n", "x is n×1")),
]


@pytest.mark.parametrize(("written", "parts"), ILL_SHAPED, ids=[w for w, _ in ILL_SHAPED])
def test_what_does_not_fit_shows_the_parts_with_their_shapes(
    written: str, parts: tuple[str, ...]
) -> None:
    (derivation,) = read_statement(written, SQUARE).derivations
    statement = next(iter(derivation))
    assert isinstance(statement, Malformed), statement
    assert all(any(part == label for label in statement.note.labels) for part in parts)


ASSUMED = [
    ("∂ tr(AB)/∂A = Bᵀ", "A : n×m; B : m×n"),
    ("xᵀAx = tr(xxᵀA)", "x : n×1; A : n×n"),
    ("AB = BA", "A, B : n×n"),
    ("(A + B)x = Ax + Bx", "A, B : n×m; x : m×1"),
    ("cA = Ac", "c : scalar; A : n×m"),
    ("x^Ty = y^Tx", "x, y : n×1"),
    (r"\operatorname{vec}(AXB) = (B^T \otimes A)\operatorname{vec}(X)",
     "A : n×m; X : m×q; B : q×p"),
    (r"\sum_{i=1}^N (x_i - \mu)^T(x_i - \mu) = \sum_{i=1}^N \|x_i - \mu\|^2",
     "x_i (i = 1..N), μ : n×1; N : integer"),
    (r"z^T A z = \sum_{i,j} a_{ij} z_i z_j", "z : n×1; A : n×n"),
    (r"|\Sigma| = |\Sigma^T|", "Σ : n×n"),
    (r"\langle x,y\rangle^2 = \|x\|^2\|y\|^2", "x, y : n×1"),
    (r"x \otimes y = y \otimes x", "x : n×1; y : m×1"),
    (r"\operatorname{tr}(x)\operatorname{tr}(y) = \operatorname{tr}(xy)", "x, y : n×n"),
    (r"d(u^Tv) = u^Tdv", "u, v : n×1"),
    (r"\vec x \cdot \vec y = \vec y \cdot \vec x", "x⃗, y⃗ : n×1"),
    (r"\nabla_x \log x = 1/x", "x : scalar"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "lines"), ASSUMED, ids=[w for w, _ in ASSUMED])
def test_what_is_not_declared_is_assumed_as_generally_as_it_can_be(
    written: str, lines: str
) -> None:
    (derivation,) = read_statement(written).derivations
    assert "; ".join(derivation.assumed) == lines
