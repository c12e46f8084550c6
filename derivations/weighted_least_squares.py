"""Weighted least squares: the estimator, its whitened form, and why it is the best one.

Assumed: X has full column rank and W is positive definite.  In the second part the noise ε
has the mean 0 and the covariance σ²W⁻¹, and any distribution with these.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    derivative,
    distribution,
    expectation,
    eye,
    fact,
    hessian,
    inv,
    matrix,
    norm,
    scalar,
    sizes,
    variance,
    vector,
    zeros,
)
from matrixcalc.expr import Expr

n, p = sizes("n p")
X = matrix("X", n, p, "full column rank")
W = matrix("W", n, n, "positive definite")
L, Z = matrix("L", n, n, "invertible"), matrix("Z", n, p)
y, v, w, estimate = vector("y", n), vector("v", n), vector("w", p), vector("ŵ", p)
J = scalar("J")
e = y - X @ w
R = inv(X.T @ W @ X)

weighted_least_squares = Derivation(
    name="weighted-least-squares",
    title="Weighted least squares, and the same for whitened data",
    source="Bishop, exercise 3.3; Magnus and Neudecker, chapter 13",
    about=(
        "The factor 2 of the gradient needs a symmetric W. With W = LLᵀ it is Lᵀ, and not L, by "
        "which inputs and outputs are multiplied."
    ),
    statements=[
        define(J, e.T @ W @ e, "the weighted sum of squares"),
        chain(
            derivative(J, w),
            (derivative(e, w) @ (W + W.T) @ e, "chain rule, gradient of a quadratic form"),
            (-(X.T @ (W + W.T) @ e), "the derivative of y − Xw, a row per component of w"),
            (-(2 * X.T @ W @ e), "W is symmetric"),
        ),
        claim(hessian(J, w), 2 * X.T @ W @ X, "the gradient is linear in w"),
        define(estimate, R @ X.T @ W @ y, "the estimator"),
        chain(
            X.T @ W @ (y - X @ estimate),
            (X.T @ W @ y - X.T @ W @ X @ R @ X.T @ W @ y, "definition of the estimator"),
            (X.T @ W @ y - X.T @ W @ y, "definition of the inverse"),
            (zeros(p), "the gradient vanishes at ŵ"),
        ),
        claim(
            J,
            (y - X @ estimate).T @ W @ (y - X @ estimate)
            + (w - estimate).T @ X.T @ W @ X @ (w - estimate),
            "the square completed: every other w costs more",
        ),
        define(W, L @ L.T, "a factorisation of the weights"),
        define(Z, L.T @ X, "the whitened inputs"),
        define(v, L.T @ y, "the whitened outputs"),
        chain(
            norm(v - Z @ w) ** 2,
            (norm(L.T @ e) ** 2, "Lᵀ taken out on the left"),
            (e.T @ L @ L.T @ e, "the square of the Euclidean norm"),
            (e.T @ W @ e, "W = LLᵀ: the weighted sum of squares"),
        ),
        chain(
            inv(Z.T @ Z) @ Z.T @ v,
            (inv(X.T @ L @ L.T @ X) @ X.T @ L @ L.T @ y, "the whitened data"),
            (R @ X.T @ W @ y, "W = LLᵀ: the estimator for the weights W"),
        ),
    ],
)

beta, noise, sigma = vector("beta", p), vector("epsilon", n), scalar("sigma", "positive")
G, C, M = (matrix(name, p, n) for name in ("G", "C", "M"))
NOISE = distribution(noise, zeros(n, 1), sigma**2 * inv(W))


def E(e: Expr) -> Expr:
    """The expectation over the noise."""
    return expectation(e, NOISE)


gauss_markov = Derivation(
    name="gauss-markov",
    title="The Gauss–Markov theorem for weighted least squares",
    source="Magnus and Neudecker, chapter 13; Hastie, Tibshirani and Friedman, section 3.2.2",
    about=(
        "A linear estimator (G + C)y is unbiased for every β if and only if CX = 0. Every such C is "
        "M(I − XG), with M = C. The mixed terms of the covariance vanish because the weights are "
        "the inverse of the covariance of the noise."
    ),
    statements=[
        define(y, X @ beta + noise, "the linear model"),
        define(G, R @ X.T @ W, "the estimator of weighted least squares is Gy"),
        define(C, M @ (eye(n) - X @ G), "what another estimator adds to G"),
        fact(G @ X, eye(p), "definition of the inverse"),
        chain(
            C @ X,
            (M @ (X - X @ G @ X), "distributivity"),
            (zeros(p, p), "GX = I"),
        ),
        chain(
            E((G + C) @ y),
            ((G + C) @ (X @ beta + E(noise)), "E is linear"),
            (G @ X @ beta + C @ X @ beta, "the noise has mean zero"),
            (beta, "GX = I and CX = 0: unbiased, whatever M is"),
        ),
        chain(
            variance(G @ y, NOISE),
            (G @ E(noise @ noise.T) @ G.T, "only the noise varies"),
            (sigma**2 * G @ inv(W) @ G.T, "the covariance of the noise"),
            (sigma**2 * R @ X.T @ W @ inv(W) @ W @ X @ R, "definition of G"),
            (sigma**2 * R, "definition of the inverse, twice"),
        ),
        chain(
            C @ inv(W) @ G.T,
            (C @ inv(W) @ W @ X @ R, "definition of G, the transpose reverses a product"),
            (C @ X @ R, "definition of the inverse"),
            (zeros(p, p), "CX = 0"),
        ),
        chain(
            variance((G + C) @ y, NOISE),
            (sigma**2 * (G + C) @ inv(W) @ (G + C).T, "the covariance of the noise"),
            (sigma**2 * (G @ inv(W) @ G.T + C @ inv(W) @ C.T), "the mixed terms vanish"),
            (
                sigma**2 * R + sigma**2 * C @ inv(W) @ C.T,
                "no smaller than with C = 0: the last term is positive semidefinite",
            ),
        ),
    ],
)
