"""What is no statement at all: expressions that cannot be built, and sides of two shapes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matrixcalc import (
    Convention,
    Layout,
    adj,
    block,
    column,
    commutation,
    derivative,
    det,
    dg,
    diag,
    exp,
    eye,
    hadamard,
    hadamard_quotient,
    index,
    inner,
    inv,
    jacobian,
    kron,
    log,
    logdet,
    minor,
    norm,
    ones,
    outer,
    prod,
    row,
    softmax,
    sqrt,
    table,
    tanh,
    total,
    tr,
    vec,
)  # fmt: skip
from matrixcalc.expr import Expr
from tests.statements.letters import (
    A,
    B,
    F,
    G,
    H,
    P,
    S,
    U,
    X,
    Z,
    alpha,
    c,
    data,
    i,
    m,
    mu,
    n,
    o,
    u,
    x,
    y,
)  # fmt: skip
from tests.statements.stated import Stated, stated


@dataclass(frozen=True)
class Unbuildable:
    """An expression whose parts do not fit, with words that the message must contain."""

    id: str
    build: Callable[[], Expr]
    says: str


UNBUILDABLE: tuple[Unbuildable, ...] = (
    Unbuildable("product", lambda: F @ G, "cannot multiply"),
    Unbuildable("product-of-columns", lambda: x @ y, "cannot multiply"),
    Unbuildable("product-in-a-chain", lambda: A @ F @ A, "cannot multiply"),
    Unbuildable("form-with-wrong-column", lambda: u.T @ A @ x, "cannot multiply"),
    Unbuildable("scatter-in-wrong-order", lambda: tr(P @ (x - mu).T @ (x - mu)), "cannot multiply"),
    Unbuildable("sum", lambda: F + H, "different shapes"),
    Unbuildable("sum-of-column-and-row", lambda: x + x.T, "different shapes"),
    Unbuildable("sum-of-matrix-and-number", lambda: A + 1, "different shapes"),
    Unbuildable("difference-of-lengths", lambda: x - u, "different shapes"),
    Unbuildable("star-of-matrices", lambda: A * B, "hadamard"),
    Unbuildable("trace", lambda: tr(F), "square"),
    Unbuildable("determinant", lambda: det(F), "square"),
    Unbuildable("log-determinant", lambda: logdet(F), "square"),
    Unbuildable("inverse", lambda: inv(F), "square"),
    Unbuildable("adjugate", lambda: adj(F), "square"),
    Unbuildable("power", lambda: F**2, "square"),
    Unbuildable("negative-power-of-column", lambda: x**-1, "square"),
    Unbuildable("matrix-as-exponent", lambda: c**A, "real exponent"),
    Unbuildable("matrix-to-real-power", lambda: P**c, "real exponent"),
    Unbuildable("quotient", lambda: A / B, "divide by a matrix"),
    Unbuildable("quotient-by-column", lambda: c / x, "divide by a matrix"),
    Unbuildable("hadamard", lambda: hadamard(F, H), "different shapes"),
    Unbuildable("hadamard-quotient", lambda: hadamard_quotient(F, F.T), "different shapes"),
    Unbuildable("inner", lambda: inner(F, H), "one shape"),
    Unbuildable("outer-of-matrices", lambda: outer(F, F), "columns"),
    Unbuildable("diagonal-of-rectangle", lambda: dg(F), "square"),
    Unbuildable("diag-of-rectangle", lambda: diag(F), "diag"),
    Unbuildable("softmax-of-matrix", lambda: softmax(A), "column"),
    Unbuildable("exp-of-matrix", lambda: exp(A), "entrywise"),
    Unbuildable("log-of-matrix", lambda: log(P), "entrywise"),
    Unbuildable("sqrt-of-matrix", lambda: sqrt(P), "entrywise"),
    Unbuildable("tanh-of-row", lambda: tanh(x.T), "entrywise"),
    Unbuildable("block-heights", lambda: block([[A, H], [A, A]]), "numbers of rows"),
    Unbuildable("block-widths", lambda: block([[A, F], [F, A]]), "numbers of columns"),
    Unbuildable("block-ragged", lambda: block([[A, B], [A]]), "in every row"),
    Unbuildable("entry-with-one-position", lambda: A[i], "a row and a column"),
    Unbuildable("entry-of-another-range", lambda: F[alpha, i], "runs to"),
    Unbuildable("component-of-another-range", lambda: x[alpha], "runs to"),
    Unbuildable("component-one-too-many", lambda: x[index("i", n + 1)], "runs to"),
    Unbuildable("entry-outside", lambda: eye(3)[4, 1], "no row 4"),
    Unbuildable("row-of-another-range", lambda: row(F, alpha), "runs to"),
    Unbuildable("column-of-another-range", lambda: column(F, i), "runs to"),
    Unbuildable("minor-of-rectangle", lambda: minor(F, i, alpha), "square"),
    Unbuildable("table-of-vectors", lambda: table(i, x), "must be scalar"),
    Unbuildable("product-of-matrices", lambda: prod(o, data[o] @ data[o].T), "must be scalar"),
    Unbuildable("matrix-by-matrix", lambda: derivative(X @ X, X), "more than two indices"),
    Unbuildable("column-by-matrix", lambda: derivative(X @ x, X), "more than two indices"),
    Unbuildable("matrix-by-column", lambda: derivative(x @ x.T, x), "more than two indices"),
    Unbuildable("least-squares-sizes", lambda: norm(F @ x - u), "cannot multiply"),
    Unbuildable("commutation-sizes", lambda: commutation(n, m) @ vec(A), "cannot multiply"),
    Unbuildable("kronecker-sizes", lambda: kron(A, U) @ kron(U, A) @ vec(A), "cannot multiply"),
)
"""Expressions that must be refused when they are built."""

DIFFERENT_SHAPES: tuple[Stated, ...] = (
    stated("scalar-is-column", "xᵀAx = x", x.T @ A @ x, x),
    stated(
        "column-is-row",
        "∂xᵀSx/∂x = 2xᵀS in denominator layout",
        derivative(x.T @ S @ x, x),
        2 * x.T @ S,
        "a row",
    ),
    stated(
        "jacobian-transposed",
        "∂(Hx)/∂x = H in denominator layout",
        derivative(H @ x, x),
        H,
        "true in numerator layout",
    ),
    stated(
        "numerator-shape",
        "∂tr(FᵀG)/∂F = G in numerator layout",
        derivative(tr(F.T @ G), F, convention=Convention(layout=Layout.NUMERATOR)),
        G,
        "true in denominator layout",
    ),
    stated(
        "gradient-log-det-rectangle",
        "∂log det(ZᵀZ)/∂Z = 2(ZᵀZ)⁻¹",
        derivative(logdet(Z.T @ Z), Z),
        2 * inv(Z.T @ Z),
        "2Z(ZᵀZ)⁻¹",
    ),
    stated(
        "gradient-two-sides-rectangle",
        "∂tr(AFB)/∂F has the shape of its transpose",
        derivative(tr(A @ F @ H), F),
        H @ A,
        "AᵀHᵀ",
    ),
    stated(
        "summed-components",
        "∂‖Hσ‖²/∂x as a number",
        derivative(norm(H @ x) ** 2, x),
        2 * x.T @ H.T @ H @ x,
        "2HᵀHx",
    ),
    stated("trace-is-matrix", "tr A = A", tr(A), A),
    stated("gram-sides", "FFᵀ = FᵀF", F @ F.T, F.T @ F),
    stated("vec-is-matrix", "vec F = F", vec(F), F),
    stated("kronecker-is-product", "A ⊗ B = AB", kron(A, B), A @ B),
    stated("identity-sizes", "HF = I of order n", H @ F, eye(n)),
    stated(
        "hessian-is-gradient",
        "∂²f/∂x∂xᵀ is a column",
        jacobian(derivative(x.T @ A @ x, x), x),
        A @ x,
    ),
    stated("ones-length", "F1 of length m", F @ ones(m), ones(m)),
    stated(
        "scatter-is-number",
        "Σ(x − μ)ᵀ(x − μ) is the scatter matrix",
        total(o, (data[o] - mu).T @ (data[o] - mu)),
        total(o, (data[o] - mu) @ (data[o] - mu).T),
        "the factors are in the wrong order",
    ),
)
"""Equalities whose two sides have different shapes."""
