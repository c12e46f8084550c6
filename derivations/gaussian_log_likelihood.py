"""The log-likelihood of N independent samples of N(μ, Σ), expanded.

Assumed: Σ symmetric positive definite.  That the samples are independent is what
makes the likelihood the product of the densities.
"""

from fractions import Fraction

from matrixcalc import (
    PI,
    Derivation,
    chain,
    claim,
    define,
    det,
    exp,
    fact,
    family,
    index,
    inv,
    log,
    matrix,
    number,
    prod,
    scalar,
    sizes,
    sqrt,
    total,
    tr,
    vector,
)

half = Fraction(1, 2)
D, N = sizes("D N")
n = index("n", N)
x = family(vector("x", D))
mu = vector("mu", D)
S = matrix("Sigma", D, D, "positive definite")
P = inv(S)
f = family(scalar("f"))
ell = scalar("ell")

z = x[n] - mu
q = z.T @ P @ z
volume = (2 * PI) ** D * det(S)
count = number(N) / 2

gaussian_log_likelihood = Derivation(
    name="gaussian-log-likelihood",
    title="The log-likelihood of a Gaussian sample",
    source="the lecture notes, first page; the assignment, problem 2c, equation (3)",
    about=(
        "The logarithm covers the whole density, factor and exponential, and turns the product "
        "over the sample into a sum. In the trace form it is the outer product zzᵀ that "
        "appears, a D×D matrix, and not the number zᵀz."
    ),
    statements=[
        define(f[n], 1 / sqrt(volume) * exp(-(half * q)), "the density of N(μ, Σ) at x_n"),
        define(ell, log(prod(n, f[n])), "the log-likelihood of an independent sample"),
        chain(
            log(1 / sqrt(volume)),
            (log(volume**-half), "a root in the denominator is the power −1/2"),
            (-(half * log(volume)), "logarithm of a power"),
            (-(half * (log((2 * PI) ** D) + log(det(S)))), "logarithm of a product"),
            (-(half * (D * log(2 * PI) + log(det(S)))), "logarithm of a power"),
        ),
        fact(log(exp(-(half * q))), -(half * q), "log and exp are inverse to each other"),
        chain(
            ell,
            (log(prod(n, f[n])), "definition of the log-likelihood"),
            (total(n, log(f[n])), "logarithm of a product of positive numbers"),
            (total(n, log(1 / sqrt(volume) * exp(-(half * q)))), "the density inserted"),
            (
                total(n, log(1 / sqrt(volume)) + log(exp(-(half * q)))),
                "logarithm of a product",
            ),
            (
                total(n, -(half * (D * log(2 * PI) + log(det(S)))) - half * q),
                "the two logarithms above",
            ),
            (
                -(count * (D * log(2 * PI) + log(det(S)))) - half * total(n, q),
                "N equal terms; the factor −1/2 taken out of the sum",
            ),
            (
                -(number(N * D) / 2 * log(2 * PI)) - count * log(det(S)) - half * total(n, q),
                "the constants collected",
            ),
        ),
        chain(
            total(n, q),
            (total(n, tr(q)), "a number is its own trace"),
            (total(n, tr(z @ z.T @ P)), "cyclic property of the trace"),
            (total(n, tr(P @ z @ z.T)), "cyclic property of the trace"),
            (tr(P @ total(n, z @ z.T)), "the trace and the product with Σ⁻¹ are linear"),
        ),
        claim(
            ell,
            -(number(N * D) / 2 * log(2 * PI))
            - count * log(det(S))
            - half * total(n, tr(P @ z @ z.T)),
            "the two results together",
        ),
    ],
)
