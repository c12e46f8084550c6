"""The gradient of the Gaussian log-likelihood by the mean μ.

Assumed: Σ symmetric positive definite; denominator layout.
"""

from fractions import Fraction

from matrixcalc import (
    PI,
    Derivation,
    chain,
    claim,
    define,
    delta,
    derivative,
    det,
    fact,
    family,
    index,
    indices,
    inv,
    log,
    matrix,
    number,
    scalar,
    sizes,
    table,
    total,
    tr,
    vector,
    zeros,
)

half = Fraction(1, 2)
D, N = sizes("D N")
n = index("n", N)
a, b, c = indices("a b c", D)
x = family(vector("x", D))
M = family(matrix("M", D, D))
mu, mean = vector("mu", D), vector("x̄", D)
S = matrix("Sigma", D, D, "positive definite")
ell = scalar("ell")
P = inv(S)

z = x[n] - mu
g = tr(P @ M[n])
log_likelihood = (
    -(number(N * D) / 2 * log(2 * PI))
    - number(N) / 2 * log(det(S))
    - half * total(n, tr(P @ z @ z.T))
)
dg = derivative(g, M[n][a, b])
dM = derivative(M[n][a, b], mu[c])

gaussian_mean_gradient = Derivation(
    name="gaussian-mean-gradient",
    title="The gradient of the Gaussian log-likelihood by the mean",
    source="the assignment, problem 2c, equation (4); the lecture notes, equation (A.6)",
    about=(
        "The chain rule through the matrix M_n = (x_n−μ)(x_n−μ)ᵀ contracts both indices of "
        "M_n: ∂M_n/∂μ has three indices and is not −2(x_n−μ). Without symmetry the contraction "
        "gives Σ⁻¹ + Σ⁻ᵀ; the factor 2 comes from the symmetry of Σ."
    ),
    statements=[
        define(ell, log_likelihood, "the log-likelihood in its trace form"),
        define(M[n], z @ z.T, "depends on n and on μ"),
        fact(dg, P[b, a], "derivative of the trace of a product, (Σ⁻¹)ᵀ by entries"),
        chain(
            dM,
            (derivative(z[a] * z[b], mu[c]), "entries of M_n"),
            (
                derivative(z[a], mu[c]) * z[b] + z[a] * derivative(z[b], mu[c]),
                "product rule",
            ),
            (-delta(a, c) * z[b] - delta(b, c) * z[a], "∂(x_n − μ)_a/∂μ_c = −δ_ac"),
        ),
        chain(
            derivative(g, mu[c]),
            (total(a, total(b, dg * dM)), "chain rule through the entries of M_n"),
            (
                total(a, total(b, P[b, a] * (-delta(a, c) * z[b] - delta(b, c) * z[a]))),
                "the two derivatives above",
            ),
            (-total(b, P[b, c] * z[b]) - total(a, P[c, a] * z[a]), "the sums keep a = c, b = c"),
            (-(P.T @ z)[c] - (P @ z)[c], "definition of the matrix product"),
            (-(P @ z)[c] - (P @ z)[c], "Σ⁻¹ is symmetric"),
            (-(2 * P @ z)[c], "two equal terms"),
        ),
        chain(
            derivative(g, mu),
            (table(c, derivative(g, mu[c])), "definition: the gradient is a column"),
            (table(c, -(2 * P @ z)[c]), "the components just computed"),
            (-(2 * P @ z), "the components collected"),
        ),
        chain(
            derivative(ell, mu),
            (derivative(log_likelihood, mu), "the log-likelihood inserted"),
            (-(half * total(n, derivative(g, mu))), "the terms without μ drop"),
            (-(half * total(n, -(2 * P @ z))), "the gradient of one term"),
            (total(n, P @ z), "constants collected"),
            (P @ total(n, z), "Σ⁻¹ taken out of the sum"),
        ),
        define(mean, 1 / number(N) * total(n, x[n]), "the sample mean"),
        chain(
            total(n, P @ (x[n] - mean)),
            (P @ total(n, x[n] - mean), "Σ⁻¹ taken out of the sum"),
            (P @ (total(n, x[n]) - N * mean), "N equal terms"),
            (P @ (N * mean - N * mean), "N times the mean is the sum"),
            (zeros(D), "the gradient vanishes at the sample mean"),
        ),
        claim(total(n, x[n] - mean), zeros(D), "deviations from the mean sum to zero"),
    ],
)
