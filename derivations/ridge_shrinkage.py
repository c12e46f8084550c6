"""What ridge regression shrinks: by the singular values of X, and in expectation.

Assumed: λ is positive.  First X = UDVᵀ with UᵀU = I, V orthogonal and D diagonal; then the
noise ε has the mean 0 and the covariance σ²I, and any distribution with these.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    diag,
    distribution,
    expectation,
    eye,
    fact,
    index,
    inv,
    matrix,
    scalar,
    sizes,
    total,
    tr,
    variance,
    vector,
    zeros,
)
from matrixcalc.expr import Expr

n, p = sizes("n p")
j = index("j", p)
X, U = matrix("X", n, p), matrix("U", n, p, "orthonormal columns")
V, D = matrix("V", p, p, "orthogonal"), matrix("D", p, p)
y, s, estimate = vector("y", n), vector("s", p), vector("ŵ", p)
lam = scalar("lambda", "positive")
F = D @ D + lam * eye(p)
A = X.T @ X + lam * eye(p)
factor = s[j] ** 2 / (s[j] ** 2 + lam)

ridge_shrinkage = Derivation(
    name="ridge-shrinkage",
    title="Ridge regression in the directions of the singular vectors",
    source="Hastie, Tibshirani and Friedman, section 3.4.1",
    about=(
        "The coordinate of y along the column j of U is multiplied by s²/(s² + λ), which is below "
        "1: directions with a small singular value are shrunk most. Of U only UᵀU = I is known, "
        "of V also VVᵀ = I, and it is the latter that puts λI between V and Vᵀ."
    ),
    statements=[
        define(D, diag(s), "the singular values on the diagonal"),
        define(X, U @ D @ V.T, "the singular value decomposition"),
        chain(
            A,
            (V @ D @ U.T @ U @ D @ V.T + lam * eye(p), "the transpose reverses a product"),
            (V @ D @ D @ V.T + lam * eye(p), "UᵀU = I"),
            (V @ F @ V.T, "VVᵀ = I"),
        ),
        define(estimate, V @ inv(F) @ D @ U.T @ y, "a candidate"),
        chain(
            A @ estimate,
            (V @ F @ V.T @ V @ inv(F) @ D @ U.T @ y, "the chain before"),
            (V @ F @ inv(F) @ D @ U.T @ y, "VᵀV = I"),
            (V @ D @ U.T @ y, "definition of the inverse"),
            (X.T @ y, "it solves the normal equations"),
        ),
        claim(inv(A) @ X.T @ y, estimate, "the candidate is the ridge estimator"),
        chain(
            X @ estimate,
            (U @ D @ V.T @ V @ inv(F) @ D @ U.T @ y, "X = UDVᵀ"),
            (U @ (D @ inv(F) @ D) @ U.T @ y, "VᵀV = I"),
        ),
        fact((D @ inv(F) @ D)[j, j], factor, "the inverse of a diagonal matrix"),
        chain(
            tr(U @ (D @ inv(F) @ D) @ U.T),
            (tr(D @ inv(F) @ D @ U.T @ U), "cyclic property of the trace"),
            (tr(D @ inv(F) @ D), "UᵀU = I"),
            (total(j, factor), "the effective number of parameters"),
        ),
    ],
)

beta, noise, sigma = vector("beta", p), vector("epsilon", n), scalar("sigma", "positive")
R = matrix("R", p, p)
NOISE = distribution(noise, zeros(n, 1), sigma**2 * eye(n))


def E(e: Expr) -> Expr:
    """The expectation over the noise."""
    return expectation(e, NOISE)


bias = R @ X.T @ X @ beta - beta

ridge_bias = Derivation(
    name="ridge-bias",
    title="The bias and the covariance of the ridge estimator",
    source="Hastie, Tibshirani and Friedman, sections 3.4.1 and 7.3",
    about=(
        "R is not the inverse of XᵀX, so RXᵀX is not I but I − λR: this is the bias. The "
        "covariance is smaller than without the penalty, by λR² at least."
    ),
    statements=[
        define(y, X @ beta + noise, "the linear model"),
        define(R, inv(A), "an abbreviation"),
        define(estimate, R @ X.T @ y, "the ridge estimator"),
        chain(
            R @ X.T @ X,
            (R @ (A - lam * eye(p)), "λI added and subtracted"),
            (eye(p) - lam * R, "R is the inverse of XᵀX + λI"),
        ),
        chain(
            E(estimate),
            (R @ X.T @ (X @ beta + E(noise)), "E is linear"),
            (R @ X.T @ X @ beta, "the noise has mean zero"),
            (beta - lam * R @ beta, "the chain before"),
        ),
        chain(
            variance(estimate, NOISE),
            (R @ X.T @ E(noise @ noise.T) @ X @ R, "only the noise varies; R is symmetric"),
            (sigma**2 * R @ X.T @ X @ R, "the covariance of the noise"),
            (sigma**2 * (R - lam * R @ R), "the first chain"),
        ),
        chain(
            E((estimate - beta).T @ (estimate - beta)),
            (
                (lam * R @ beta).T @ (lam * R @ beta) + tr(variance(estimate, NOISE)),
                "squared bias plus variance",
            ),
            (
                lam**2 * beta.T @ R @ R @ beta + sigma**2 * tr(R - lam * R @ R),
                "the two chains before",
            ),
        ),
    ],
)
