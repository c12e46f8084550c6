"""The density of a Gaussian integrates to one; its moments, entropy and divergence.

Assumed: Σ and S are positive definite.
"""

from fractions import Fraction

from matrixcalc import (
    PI,
    Derivation,
    chain,
    claim,
    det,
    exp,
    integral,
    inv,
    log,
    matrix,
    scalar,
    sizes,
    sqrt,
    tr,
    vector,
)
from matrixcalc.expr import Expr

half = Fraction(1, 2)
(k,) = sizes("k")
S = matrix("Sigma", k, k, "positive definite")
T = matrix("S", k, k, "positive definite")
A = matrix("A", k, k, "positive definite")
x, y, u, mu, m, b = (vector(name, k) for name in ("x", "y", "u", "mu", "m", "b"))
t = scalar("t")


def density(at: Expr, mean: Expr, covariance: Expr) -> Expr:
    """The density of a Gaussian column."""
    centred = at - mean
    volume = (2 * PI) ** k * det(covariance)
    return exp(-half * (centred.T @ inv(covariance) @ centred)) / sqrt(volume)


p = density(x, mu, S)
q = density(x, m, T)
distance = (m - mu).T @ inv(T) @ (m - mu)

gaussian_normalisation = Derivation(
    name="gaussian-normalisation",
    title="The density of a Gaussian integrates to one",
    source="the assignment, problem 1",
    about=(
        "The change of variables x = μ + Σ^(1/2) u has the Jacobian determinant √|Σ|, which is the "
        "factor in front; the square is completed for a linear term in the exponent."
    ),
    statements=[
        claim(integral(exp(-half * t**2), t), sqrt(2 * PI), "the integral over the line"),
        chain(
            integral(p, x),
            (integral(exp(-half * (u.T @ u)), u) / sqrt((2 * PI) ** k), "u is standardised"),
            (1, "k integrals over the line"),
        ),
        claim(
            integral(exp(-half * (x.T @ A @ x) + b.T @ x), x),
            sqrt((2 * PI) ** k / det(A)) * exp(half * (b.T @ inv(A) @ b)),
            "the square is completed",
        ),
    ],
)

gaussian_moments = Derivation(
    name="gaussian-moments",
    title="Mean, covariance, entropy and divergence of a Gaussian",
    source="a classic; Petersen and Pedersen, section 8.2; Bishop, sections 2.3 and 10.1",
    about=(
        "The logarithm of the density is a quadratic form, whose mean is a trace. The last line is "
        "the density of the sum of a Gaussian column and an independent one."
    ),
    statements=[
        claim(integral(p * x, x), mu, "the mean"),
        claim(integral((x - mu) @ (x - mu).T * p, x), S, "the covariance"),
        chain(
            -integral(p * log(p), x),
            (half * (log(det(S)) + k * log(2 * PI) + k), "the entropy"),
        ),
        chain(
            integral(p * (log(p) - log(q)), x),
            (
                half * (log(det(T)) - log(det(S)) - k + tr(inv(T) @ S) + distance),
                "the divergence of two Gaussians",
            ),
        ),
        claim(
            integral(density(x, y, S) * density(y, m, T), y),
            density(x, m, S + T),
            "the sum of two Gaussian columns",
        ),
    ],
)
