"""The divergence of two Gaussians as a function of their means and covariances.

Assumed: Σ and S are positive definite; derivatives by them are free, that is with independent
entries, and the symmetry is used after differentiating.
"""

from fractions import Fraction

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    derivative,
    det,
    hessian,
    inv,
    log,
    matrix,
    scalar,
    sizes,
    tr,
    vector,
    zeros,
)

half = Fraction(1, 2)
(k,) = sizes("k")
Sigma, S = (matrix(name, k, k, "positive definite") for name in ("Sigma", "S"))
mu, m = vector("mu", k), vector("m", k)
L, h = scalar("L"), scalar("h")
z = m - mu
M = Sigma + z @ z.T
divergence = half * (log(det(S)) - log(det(Sigma)) - k + tr(inv(S) @ Sigma) + z.T @ inv(S) @ z)

gaussian_divergence = Derivation(
    name="gaussian-divergence-gradients",
    title="The gradients of the divergence of two Gaussians",
    source="Bishop, section 10.7; Rasmussen and Williams, appendix A.5",
    about=(
        "L is the divergence of N(m, S) from N(μ, Σ), KL(N(μ, Σ) ‖ N(m, S)), with the constant k. "
        "By m and S⁻¹ it is least where the moments agree. By Σ the gradient is a difference of "
        "precisions, and not of covariances."
    ),
    statements=[
        define(L, divergence, "the divergence"),
        chain(
            derivative(L, m),
            (half * derivative(z.T @ inv(S) @ z, m), "the other terms do not depend on m"),
            (inv(S) @ z, "gradient of a quadratic form, S⁻¹ is symmetric"),
        ),
        claim(derivative(L, mu), -(inv(S) @ z), "the same with the other sign"),
        claim(hessian(L, m), inv(S), "the gradient is linear in m"),
        chain(
            L,
            (
                half
                * (
                    -log(det(inv(S)))
                    - log(det(Sigma))
                    - k
                    + tr(inv(S) @ Sigma)
                    + tr(inv(S) @ z @ z.T)
                ),
                "log|S| = −log|S⁻¹|; cyclic property of the trace",
            ),
            (
                half * (tr(inv(S) @ M) - log(det(inv(S))) - log(det(Sigma)) - k),
                "the traces collected",
            ),
        ),
        chain(
            derivative(L, inv(S)),
            (
                half * (derivative(tr(inv(S) @ M), inv(S)) - derivative(log(det(inv(S))), inv(S))),
                "the chain before",
            ),
            (half * (M - S), "gradients of a trace and of log|S⁻¹|"),
        ),
        chain(
            derivative(L, S),
            (half * (inv(S) - inv(S) @ M @ inv(S)), "gradients of log|S| and of tr(S⁻¹M)"),
            (half * inv(S) @ (S - M) @ inv(S), "S⁻¹ taken out on both sides"),
        ),
        chain(
            derivative(L, Sigma),
            (
                half * (derivative(tr(inv(S) @ Sigma), Sigma) - derivative(log(det(Sigma)), Sigma)),
                "the terms that depend on Σ",
            ),
            (half * (inv(S) - inv(Sigma)), "zero where the covariances agree"),
        ),
        define(S, Sigma, "the moments agree"),
        define(m, mu, "the moments agree"),
        claim(inv(S) @ (m - mu), zeros(k), "the gradient by m vanishes"),
        claim(half * (Sigma + (m - mu) @ (m - mu).T - S), zeros(k, k), "and so does that by S⁻¹"),
        claim(
            half
            * (
                log(det(S))
                - log(det(Sigma))
                - k
                + tr(inv(S) @ Sigma)
                + (m - mu).T @ inv(S) @ (m - mu)
            ),
            0,
            "tr(I) = k: the divergence is zero",
        ),
    ],
)
