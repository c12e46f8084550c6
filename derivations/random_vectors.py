"""Means and covariances of linear functions and quadratic forms of a random vector.

Assumed: x has the mean μ and the covariance Σ, and any distribution with these;
A and B are constant.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    covariance,
    distribution,
    expectation,
    matrix,
    sizes,
    tr,
    variance,
    vector,
    zeros,
)
from matrixcalc.expr import Expr

n, p, q = sizes("n p q")
x, mu = vector("x", n), vector("mu", n)
S = matrix("Sigma", n, n, "positive semidefinite")
A, B, C = matrix("A", p, n), matrix("B", q, n), matrix("C", n, n)
a, b = vector("a", p), vector("b", q)
MOMENTS = distribution(x, mu, S)


def E(e: Expr) -> Expr:
    """The expectation of what depends on x."""
    return expectation(e, MOMENTS)


z = x - mu

linear_functions = Derivation(
    name="covariance-of-linear-functions",
    title="Means and covariances of linear functions of a random vector",
    source="Petersen and Pedersen, section 6.2.2",
    about="Constants move the mean and leave the covariance alone.",
    statements=[
        chain(
            E(A @ x + a),
            (A @ E(x) + a, "E is linear"),
            (A @ mu + a, "the mean of x"),
        ),
        claim(E(z), zeros(n, 1), "deviations have mean zero"),
        chain(
            E(z @ z.T),
            (E(x @ x.T) - E(x) @ mu.T - mu @ E(x).T + mu @ mu.T, "expanded, E is linear"),
            (E(x @ x.T) - mu @ mu.T, "the mean of x"),
            (S, "the covariance of x"),
        ),
        chain(
            covariance(A @ x + a, B @ x + b, MOMENTS),
            (E((A @ z) @ (B @ z).T), "only the deviations count"),
            (A @ E(z @ z.T) @ B.T, "E is linear, (Bz)ᵀ = zᵀBᵀ"),
            (A @ S @ B.T, "the covariance of x"),
        ),
        claim(variance(A @ x + a, MOMENTS), A @ S @ A.T, "the same with B = A"),
    ],
)

quadratic_forms = Derivation(
    name="expectation-of-a-quadratic-form",
    title="The expectation of a quadratic form by the trace trick",
    source="Petersen and Pedersen, section 6.2.2; Magnus and Neudecker, section 12.13",
    about="A number is its own trace, and the trace lets E act on the outer product.",
    statements=[
        chain(
            E(x.T @ C @ x),
            (E(tr(x.T @ C @ x)), "a number is its own trace"),
            (E(tr(C @ x @ x.T)), "cyclic property of the trace"),
            (tr(C @ E(x @ x.T)), "E is linear"),
            (tr(C @ (S + mu @ mu.T)), "the second moment"),
            (tr(C @ S) + tr(C @ mu @ mu.T), "linearity of the trace"),
            (tr(C @ S) + mu.T @ C @ mu, "cyclic property of the trace"),
        ),
        claim(E(z.T @ z), tr(S), "the same for C = I and the deviations"),
    ],
)
