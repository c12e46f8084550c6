"""A mixture of Gaussians: the responsibilities, and the M step of the EM algorithm.

Assumed: the covariances are positive definite and the weights positive.  In the first part h_k
is the factor 1/√((2π)^D|Σ_k|); in the second the responsibilities r_nk are fixed numbers, not
negative, of which those of a point add up to one.
"""

from fractions import Fraction

from matrixcalc import (
    PI,
    Derivation,
    chain,
    claim,
    define,
    derivative,
    det,
    exp,
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
    vector,
    zeros,
)

half = Fraction(1, 2)
D, K, N = sizes("D K N")
n = index("n", N)
k, j = indices("k j", K)
x, mu = vector("x", D), family(vector("mu", D))
Sigma = family(matrix("Sigma", D, D, "positive definite"))
weight, h = vector("omega", K, "positive entries"), vector("h", K, "positive entries")
f, gamma, p = family(scalar("f")), family(scalar("gamma")), scalar("p")
z, zj = x - mu[k], x - mu[j]
P, Pj = inv(Sigma[k]), inv(Sigma[j])

responsibilities = Derivation(
    name="mixture-responsibilities",
    title="The responsibilities in the gradient of a mixture of Gaussians",
    source="Bishop, section 9.2.2",
    about=(
        "The logarithm stands outside of the sum, and its derivative divides by the whole density: "
        "what is left in front of the gradient of one component is its posterior probability."
    ),
    statements=[
        define(f[k], h[k] * exp(-(half * (z.T @ P @ z))), "the density of the component k"),
        define(p, total(k, weight[k] * f[k]), "the density of the mixture"),
        define(gamma[k], weight[k] * f[k] / p, "the responsibility of the component k"),
        claim(total(k, gamma[k]), 1, "the responsibilities are probabilities"),
        chain(
            derivative(f[j], mu[j]),
            (-(half * f[j] * derivative(zj.T @ Pj @ zj, mu[j])), "chain rule, exp′ = exp"),
            (half * f[j] * (Pj + Pj.T) @ zj, "gradient of a quadratic form"),
            (f[j] * Pj @ zj, "Σ_j is symmetric"),
        ),
        chain(
            derivative(log(p), mu[j]),
            (derivative(p, mu[j]) / p, "derivative of the logarithm"),
            (weight[j] * derivative(f[j], mu[j]) / p, "only the component j depends on μ_j"),
            (weight[j] * (f[j] * Pj @ zj) / p, "the chain before"),
            (gamma[j] * Pj @ zj, "definition of the responsibility"),
        ),
        chain(
            derivative(log(p), weight[j]),
            (f[j] / p, "only one term depends on ω_j"),
            (gamma[j] / weight[j], "definition of the responsibility"),
        ),
    ],
)

s, Q = family(vector("x", D)), scalar("Q")
r = matrix("r", N, K, "stochastic")
lam, count = scalar("lambda"), family(scalar("c"))
cov = family(matrix("S", D, D))
y, yj = s[n] - mu[k], s[n] - mu[j]
log_density = -(half * log(det(Sigma[k]))) - half * (y.T @ P @ y) - number(D) / 2 * log(2 * PI)
one = -(half * log(det(Sigma[j]))) - half * (yj.T @ Pj @ yj)
scatter = total(n, r[n, j] * yj @ yj.T)
F = Q + lam * (1 - total(k, weight[k]))

m_step = Derivation(
    name="mixture-m-step",
    title="The M step for a mixture of Gaussians",
    source="Bishop, sections 9.2.2 and 9.3.1",
    about=(
        "The responsibilities are kept fixed while Q is differentiated. The covariance is taken "
        "around the new mean, and the multiplier of Σω_k = 1 comes out as N because the "
        "responsibilities of a point add up to one. With few points S_j may be singular."
    ),
    statements=[
        define(
            Q,
            total(n, total(k, r[n, k] * (log(weight[k]) + log_density))),
            "the expected log-likelihood of points and components",
        ),
        define(count[k], total(n, r[n, k]), "the effective number of points"),
        chain(
            derivative(Q, mu[j]),
            (total(n, r[n, j] * derivative(one, mu[j])), "only the component j depends on μ_j"),
            (total(n, r[n, j] * (half * (Pj + Pj.T) @ yj)), "gradient of a quadratic form"),
            (total(n, r[n, j] * Pj @ yj), "Σ_j is symmetric"),
            (Pj @ (total(n, r[n, j] * s[n]) - count[j] * mu[j]), "definition of c_j"),
        ),
        fact(
            derivative(one, Sigma[j]),
            half * (Pj.T @ yj @ yj.T @ Pj.T - Pj.T),
            "gradients of log|Σ| and of zᵀΣ⁻¹z",
        ),
        chain(
            derivative(Q, Sigma[j]),
            (
                half * total(n, r[n, j] * (Pj.T @ yj @ yj.T @ Pj.T - Pj.T)),
                "only the component j depends on Σ_j; the fact before",
            ),
            (half * Pj.T @ scatter @ Pj.T - half * count[j] * Pj.T, "definition of c_j"),
            (half * Pj @ (scatter - count[j] * Sigma[j]) @ Pj, "Σ_j is symmetric"),
        ),
        chain(
            derivative(F, weight[j]),
            (total(n, r[n, j] / weight[j]) - lam, "only one term per point depends on ω_j"),
            (count[j] / weight[j] - lam, "definition of c_j"),
        ),
        claim(derivative(F, lam), 1 - total(k, weight[k]), "the constraint"),
        define(mu[j], 1 / count[j] * total(n, r[n, j] * s[n]), "the new mean"),
        define(cov[j], 1 / count[j] * scatter, "the new covariance, around the new mean"),
        define(weight, table(k, count[k] / number(N)), "the new weights"),
        claim(
            Pj @ (total(n, r[n, j] * s[n]) - count[j] * mu[j]),
            zeros(D),
            "the gradient by μ_j vanishes",
        ),
        claim(scatter - count[j] * cov[j], zeros(D, D), "and that by Σ_j, which has this factor"),
        claim(count[j] / weight[j] - number(N), 0, "and that by ω_j, with λ = N"),
        chain(
            total(k, weight[k]),
            (total(n, total(k, r[n, k])) / number(N), "the sums exchanged"),
            (1, "the responsibilities of a point add up to one: the constraint"),
        ),
    ],
)
