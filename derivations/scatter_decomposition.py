"""The scatter matrix around μ, split into the one around the mean and the rest.

Assumed: N samples of dimension D; Σ is symmetric positive definite.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    fact,
    family,
    index,
    inv,
    matrix,
    number,
    sizes,
    total,
    tr,
    vector,
    zeros,
)

D, N = sizes("D N")
n = index("n", N)
x = family(vector("x", D))
mu, mean = vector("mu", D), vector("x̄", D)
S = matrix("Sigma", D, D, "positive definite")
away, off = x[n] - mean, mean - mu

scatter_decomposition = Derivation(
    name="scatter-decomposition",
    title="The scatter around a point and around the mean",
    source="the assignment, problem 2c; the lecture notes, last page",
    about=(
        "The mixed terms vanish because deviations from the mean sum to zero. It shows what "
        "replacing μ by the mean does to the log-likelihood: only the second term is lost, "
        "whatever Σ is."
    ),
    statements=[
        define(mean, 1 / number(N) * total(n, x[n]), "the sample mean"),
        chain(
            total(n, away),
            (total(n, x[n]) - N * mean, "N equal terms"),
            (zeros(D), "definition of the mean"),
        ),
        fact(x[n] - mu, away + off, "the mean inserted"),
        chain(
            total(n, (x[n] - mu) @ (x[n] - mu).T),
            (total(n, (away + off) @ (away + off).T), "the mean inserted"),
            (
                total(n, away @ away.T + away @ off.T + off @ away.T + off @ off.T),
                "distributivity",
            ),
            (
                total(n, away @ away.T)
                + total(n, away) @ off.T
                + off @ total(n, away).T
                + N * off @ off.T,
                "sums of products with a constant factor",
            ),
            (total(n, away @ away.T) + N * off @ off.T, "deviations from the mean sum to zero"),
        ),
        chain(
            total(n, (x[n] - mu).T @ inv(S) @ (x[n] - mu)),
            (
                tr(inv(S) @ total(n, (x[n] - mu) @ (x[n] - mu).T)),
                "trace form of the quadratic forms",
            ),
            (
                tr(inv(S) @ total(n, away @ away.T)) + N * tr(inv(S) @ off @ off.T),
                "the decomposition; the trace is linear",
            ),
            (
                total(n, away.T @ inv(S) @ away) + N * off.T @ inv(S) @ off,
                "back from the trace form",
            ),
        ),
        claim(
            total(n, away @ away.T),
            total(n, x[n] @ x[n].T) - N * mean @ mean.T,
            "the case μ = 0, solved",
        ),
    ],
)
