"""Least squares: the gradient, the Hessian, and the estimator as a zero of the gradient.

Assumed: X has full column rank, which is needed for (XᵀX)⁻¹ only; λ is positive.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    d,
    define,
    derivative,
    eye,
    fact,
    hessian,
    inv,
    matrix,
    norm,
    scalar,
    sizes,
    tr,
    vector,
    zeros,
)

n, p = sizes("n p")
X = matrix("X", n, p, "full column rank")
y, b, e = vector("y", n), vector("beta", p), vector("e", n)
lam = scalar("lambda", "positive")
B = inv(X.T @ X) @ X.T @ y
H = X @ inv(X.T @ X) @ X.T

least_squares = Derivation(
    name="least-squares",
    title="The gradient of the residual sum of squares",
    source="a classic; Magnus and Neudecker, chapter 13",
    about=(
        "Expanded first and then differentiated term by term; the second chain reaches the same "
        "by the differential. The two mixed terms are numbers and transposes of each other."
    ),
    statements=[
        define(e, y - X @ b, "the residuals"),
        chain(
            norm(e) ** 2,
            (e.T @ e, "the square of the Euclidean norm"),
            ((y - X @ b).T @ (y - X @ b), "definition of the residuals"),
            (
                y.T @ y - y.T @ X @ b - b.T @ X.T @ y + b.T @ X.T @ X @ b,
                "distributivity, (Xβ)ᵀ = βᵀXᵀ",
            ),
            (
                y.T @ y - 2 * b.T @ X.T @ y + b.T @ (X.T @ X) @ b,
                "a number equals its transpose",
            ),
        ),
        fact(derivative(b.T @ X.T @ y, b), X.T @ y, "gradient of a linear form"),
        fact(
            derivative(b.T @ (X.T @ X) @ b, b),
            2 * (X.T @ X) @ b,
            "gradient of a quadratic form, XᵀX symmetric",
        ),
        chain(
            derivative(e.T @ e, b),
            (
                derivative(y.T @ y - 2 * b.T @ X.T @ y + b.T @ (X.T @ X) @ b, b),
                "the expansion inserted",
            ),
            (-(2 * X.T @ y) + 2 * (X.T @ X) @ b, "term by term"),
            (-(2 * X.T @ (y - X @ b)), "collected"),
            (-(2 * X.T @ e), "definition of the residuals"),
        ),
        chain(
            d(e.T @ e, b),
            (d(e, b).T @ e + e.T @ d(e, b), "product rule"),
            (2 * e.T @ d(e, b), "a number equals its transpose"),
            (-(2 * e.T @ X @ d(b)), "the differential of y − Xβ"),
        ),
        claim(hessian(e.T @ e, b), 2 * X.T @ X, "the gradient is linear in β"),
        chain(
            -(2 * X.T @ (y - X @ B)),
            (-(2 * X.T @ y) + 2 * X.T @ X @ inv(X.T @ X) @ X.T @ y, "β̂ = (XᵀX)⁻¹Xᵀy inserted"),
            (-(2 * X.T @ y) + 2 * X.T @ y, "XᵀX(XᵀX)⁻¹ = I"),
            (zeros(p), "the gradient vanishes at β̂"),
        ),
        claim(
            derivative(e.T @ e + lam * (b.T @ b), b),
            2 * (X.T @ X + lam * eye(p)) @ b - 2 * X.T @ y,
            "ridge regression: a penalty is added",
        ),
    ],
)

hat_matrix = Derivation(
    name="hat-matrix",
    title="The projection onto the columns of X",
    source="a classic; Magnus and Neudecker, chapter 13",
    about="The fitted values are Hy with H = X(XᵀX)⁻¹Xᵀ, a symmetric idempotent of rank p.",
    statements=[
        chain(
            H.T,
            ((X.T).T @ inv(X.T @ X).T @ X.T, "the transpose reverses a product"),
            (X @ inv((X.T @ X).T) @ X.T, "the transpose of an inverse"),
            (H, "XᵀX is symmetric"),
        ),
        chain(
            H @ H,
            (X @ (inv(X.T @ X) @ (X.T @ X)) @ inv(X.T @ X) @ X.T, "associativity"),
            (X @ eye(p) @ inv(X.T @ X) @ X.T, "definition of the inverse"),
            (H, "I is neutral"),
        ),
        chain(
            tr(H),
            (tr(inv(X.T @ X) @ X.T @ X), "cyclic property of the trace"),
            (tr(eye(p)), "definition of the inverse"),
            (p, "p ones on the diagonal"),
        ),
        claim((eye(n) - H) @ X, zeros(n, p), "the residual is orthogonal to the columns"),
    ],
)
