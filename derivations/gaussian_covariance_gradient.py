"""The gradient of the Gaussian log-likelihood by the covariance Σ.

Assumed: Σ symmetric positive definite; derivatives by Σ are free, that is with
independent entries, and the symmetry is used after differentiating.
"""

from fractions import Fraction

from matrixcalc import (
    PI,
    Derivation,
    chain,
    claim,
    d,
    define,
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
    single_entry,
    sizes,
    table,
    total,
    tr,
    vector,
)

half = Fraction(1, 2)
D, N = sizes("D N")
n = index("n", N)
i, j = indices("i j", D)
x = family(vector("x", D))
mu = vector("mu", D)
Sigma = matrix("Sigma", D, D, "positive definite")
S, C = matrix("S", D, D), matrix("C", D, D)
ell = scalar("ell")
P = inv(Sigma)

z = x[n] - mu
q = z.T @ P @ z
count = number(N) / 2
log_likelihood = -(number(N * D) / 2 * log(2 * PI)) - count * log(det(Sigma)) - half * total(n, q)
dSigma = derivative(Sigma, Sigma[i, j])

gaussian_covariance_gradient = Derivation(
    name="gaussian-covariance-gradient",
    title="The gradient of the Gaussian log-likelihood by the covariance, by entries",
    source="the lecture notes, on ∂L/∂Σ; the assignment, problem 2c, equation (6)",
    about=(
        "S is the sum of the outer products (x−μ)(x−μ)ᵀ, a matrix; the other order is a number. "
        "The entry (i, j) of the derivative of tr(Σ⁻¹S) is −C_ji with C = Σ⁻¹SΣ⁻¹, so that the "
        "gradient is −Cᵀ; only because C is symmetric is this also −C."
    ),
    statements=[
        define(ell, log_likelihood, "the log-likelihood"),
        define(S, total(n, z @ z.T), "the scatter matrix around μ"),
        define(C, P @ S @ P, "an abbreviation"),
        chain(
            total(n, q),
            (total(n, tr(q)), "a number is its own trace"),
            (total(n, tr(P @ z @ z.T)), "cyclic property of the trace"),
            (tr(P @ total(n, z @ z.T)), "the trace is linear"),
            (tr(P @ S), "definition of S"),
        ),
        chain(
            derivative(total(n, q), Sigma[i, j]),
            (derivative(tr(P @ S), Sigma[i, j]), "the chain before, true for every Σ"),
            (tr(derivative(P, Sigma[i, j]) @ S), "the trace is linear; S is constant in Σ"),
            (tr(-(P @ dSigma @ P) @ S), "derivative of the inverse"),
            (-tr(dSigma @ P @ S @ P), "cyclic property of the trace"),
            (-tr(dSigma @ C), "definition of C"),
            (-tr(single_entry(D, D, i, j) @ C), "∂Σ/∂Σ_ij is the single-entry matrix"),
            (-C[j, i], "tr(JC) is the entry (j, i) of C"),
        ),
        chain(
            derivative(total(n, q), Sigma),
            (
                table(i, j, derivative(total(n, q), Sigma[i, j])),
                "definition: the gradient has the shape of Σ",
            ),
            (table(i, j, -C[j, i]), "the entries just computed"),
            (-C.T, "definition of the transpose"),
            (-(P @ S @ P).T, "definition of C"),
            (-(P @ S @ P), "Σ⁻¹ and S are symmetric"),
        ),
        fact(derivative(log(det(Sigma)), Sigma), P.T, "the gradient of log|Σ|"),
        chain(
            derivative(ell, Sigma),
            (derivative(log_likelihood, Sigma), "the log-likelihood inserted"),
            (
                -(count * derivative(log(det(Sigma)), Sigma))
                - half * derivative(total(n, q), Sigma),
                "linearity; the constant drops",
            ),
            (-(count * P.T) + half * C.T, "the two gradients"),
            (-(count * P) + half * (P @ S @ P), "Σ⁻¹ and C are symmetric"),
        ),
    ],
)

gaussian_covariance_differential = Derivation(
    name="gaussian-covariance-differential",
    title="The gradient of the Gaussian log-likelihood by the covariance, by differentials",
    source="the lecture notes, on d log|Σ| and ∂L/∂Σ",
    about=(
        "The same result without indices. The differentials of the two terms are brought to the "
        "form tr(G dΣ); the gradient is Gᵀ, and here G is symmetric."
    ),
    statements=[
        define(S, total(n, z @ z.T), "the scatter matrix around μ"),
        define(
            ell,
            -(number(N * D) / 2 * log(2 * PI)) - count * log(det(Sigma)) - half * tr(P @ S),
            "the log-likelihood in its trace form",
        ),
        fact(d(log(det(Sigma)), Sigma), tr(P @ d(Sigma)), "Jacobi's formula"),
        fact(d(P, Sigma), -(P @ d(Sigma) @ P), "differential of the inverse"),
        chain(
            d(tr(P @ S), Sigma),
            (tr(d(P, Sigma) @ S), "the trace is linear; S is constant in Σ"),
            (tr(-(P @ d(Sigma) @ P) @ S), "differential of the inverse"),
            (-tr(P @ S @ P @ d(Sigma)), "cyclic property of the trace"),
        ),
        chain(
            d(ell, Sigma),
            (
                -(count * d(log(det(Sigma)), Sigma)) - half * d(tr(P @ S), Sigma),
                "linearity; the constant drops",
            ),
            (
                -(count * tr(P @ d(Sigma))) + half * tr(P @ S @ P @ d(Sigma)),
                "the two differentials",
            ),
            (tr((half * (P @ S @ P) - count * P) @ d(Sigma)), "collected under one trace"),
        ),
        claim(
            derivative(ell, Sigma),
            (half * (P @ S @ P) - count * P).T,
            "the gradient read off: df = tr(GᵀdΣ)",
        ),
        claim(
            derivative(ell, Sigma),
            half * (P @ S @ P) - count * P,
            "Σ⁻¹ and S are symmetric",
        ),
    ],
)
