"""Ridge regression: the gradient, the estimator as its zero, and the dual form.

Assumed: λ is positive, so that XᵀX + λI and XXᵀ + λI are invertible whatever the rank of X.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    derivative,
    eye,
    hessian,
    inv,
    matrix,
    norm,
    scalar,
    sizes,
    vector,
    zeros,
)

n, p = sizes("n p")
X = matrix("X", n, p)
y, w, estimate, alpha = vector("y", n), vector("w", p), vector("ŵ", p), vector("alpha", n)
lam = scalar("lambda", "positive")
J = scalar("J")
A, K = X.T @ X + lam * eye(p), X @ X.T + lam * eye(n)

ridge_regression = Derivation(
    name="ridge-regression",
    title="Ridge regression and its dual form",
    source="Hastie, Tibshirani and Friedman, section 3.4.1; Bishop, sections 3.1.4 and 6.1",
    about=(
        "The penalty puts λI inside the inverse, and X needs no full rank. When Xᵀ passes "
        "through the inverse, XᵀX becomes XXᵀ: the dual form inverts an n×n matrix, which is the "
        "smaller one if there are more variables than observations."
    ),
    statements=[
        define(J, norm(y - X @ w) ** 2 + lam * norm(w) ** 2, "the penalised sum of squares"),
        chain(
            J,
            ((y - X @ w).T @ (y - X @ w) + lam * (w.T @ w), "squares of Euclidean norms"),
            (
                y.T @ y - y.T @ X @ w - w.T @ X.T @ y + w.T @ X.T @ X @ w + lam * (w.T @ w),
                "distributivity, (Xw)ᵀ = wᵀXᵀ",
            ),
            (
                y.T @ y - 2 * w.T @ X.T @ y + w.T @ A @ w,
                "a number equals its transpose; the quadratic terms collected",
            ),
        ),
        chain(
            derivative(J, w),
            (derivative(y.T @ y - 2 * w.T @ X.T @ y + w.T @ A @ w, w), "the expansion inserted"),
            (-(2 * X.T @ y) + (A + A.T) @ w, "gradients of a linear and of a quadratic form"),
            (2 * (A @ w - X.T @ y), "XᵀX + λI is symmetric"),
        ),
        claim(hessian(J, w), 2 * A, "the gradient is linear in w"),
        define(estimate, inv(A) @ X.T @ y, "the estimator"),
        chain(
            A @ estimate,
            (A @ inv(A) @ X.T @ y, "definition of the estimator"),
            (X.T @ y, "ŵ solves the normal equations"),
        ),
        claim(2 * (A @ estimate - X.T @ y), zeros(p), "the gradient vanishes at ŵ"),
        claim(
            J,
            norm(y - X @ estimate) ** 2
            + lam * norm(estimate) ** 2
            + (w - estimate).T @ A @ (w - estimate),
            "the square completed: every other w costs more",
        ),
        chain(
            A @ X.T,
            (X.T @ X @ X.T + lam * X.T, "distributivity"),
            (X.T @ K, "Xᵀ taken out on the left"),
        ),
        chain(
            inv(A) @ X.T,
            (inv(A) @ X.T @ K @ inv(K), "a matrix times its inverse is I"),
            (inv(A) @ A @ X.T @ inv(K), "the chain before"),
            (X.T @ inv(K), "definition of the inverse"),
        ),
        define(alpha, inv(K) @ y, "the dual coefficients"),
        claim(estimate, X.T @ alpha, "the estimator is a combination of the rows of X"),
        claim(
            X @ estimate,
            X @ X.T @ inv(X @ X.T + lam * eye(n)) @ y,
            "the fit depends on the inner products XXᵀ only",
        ),
    ],
)
