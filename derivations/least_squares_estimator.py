"""The mean and the covariance of the least-squares estimator.

Assumed: X is constant with full column rank; the noise ε has the mean 0 and the
covariance σ²I, and any distribution with these.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    distribution,
    expectation,
    eye,
    inv,
    matrix,
    norm,
    number,
    scalar,
    sizes,
    tr,
    variance,
    vector,
    zeros,
)
from matrixcalc.expr import Expr

n, p = sizes("n p")
X = matrix("X", n, p, "full column rank")
y, noise, fit = vector("y", n), vector("epsilon", n), vector("b", p)
beta, sigma = vector("beta", p), scalar("sigma", "positive")
H = matrix("H", n, n)
NOISE = distribution(noise, zeros(n, 1), sigma**2 * eye(n))


def E(e: Expr) -> Expr:
    """The expectation over the noise."""
    return expectation(e, NOISE)


G = inv(X.T @ X)

least_squares_estimator = Derivation(
    name="least-squares-estimator",
    title="The least-squares estimator is unbiased, and its covariance",
    source="a classic; Magnus and Neudecker, chapter 13",
    about="The estimator is the truth plus a linear function of the noise.",
    statements=[
        define(y, X @ beta + noise, "the linear model"),
        define(fit, G @ X.T @ y, "the estimator"),
        chain(
            fit,
            (G @ X.T @ (X @ beta + noise), "the linear model"),
            (beta + G @ X.T @ noise, "(XᵀX)⁻¹XᵀX = I"),
        ),
        chain(
            E(fit),
            (beta + G @ X.T @ E(noise), "E is linear"),
            (beta, "the noise has mean zero"),
        ),
        chain(
            variance(fit, NOISE),
            (E((fit - beta) @ (fit - beta).T), "the mean is β"),
            (G @ X.T @ E(noise @ noise.T) @ X @ G, "E is linear, (XᵀX)⁻¹ is symmetric"),
            (G @ X.T @ (sigma**2 * eye(n)) @ X @ G, "the covariance of the noise"),
            (sigma**2 * G, "(XᵀX)⁻¹XᵀX = I"),
        ),
        define(H, eye(n) - X @ G @ X.T, "the projection on the residuals"),
        claim(y - X @ fit, H @ noise, "HX = 0"),
        chain(
            E(norm(y - X @ fit) ** 2),
            (E(noise.T @ H.T @ H @ noise), "the residuals are Hε"),
            (E(noise.T @ H @ noise), "H is symmetric and idempotent"),
            (sigma**2 * tr(H), "the expectation of a quadratic form"),
            (sigma**2 * (number(n) - tr(G @ X.T @ X)), "cyclic property of the trace"),
            (sigma**2 * (number(n) - number(p)), "the trace of the identity"),
        ),
    ],
)
