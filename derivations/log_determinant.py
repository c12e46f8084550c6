"""The differential and the gradient of log|Σ|.

Assumed: Σ symmetric positive definite, so that the logarithm exists.  The
symmetry is used in the last step only.
"""

from matrixcalc import (
    Derivation,
    adj,
    chain,
    claim,
    d,
    delta,
    derivative,
    det,
    fact,
    indices,
    inv,
    log,
    logdet,
    matrix,
    single_entry,
    sizes,
    table,
    total,
    tr,
)

(n,) = sizes("n")
a, b, i, j = indices("a b i j", n)
S = matrix("Sigma", n, n, "positive definite")
P = inv(S)
f = log(det(S))
E = single_entry(n, n, i, j)

log_determinant = Derivation(
    name="log-determinant",
    title="The differential and the gradient of log|Σ|",
    source="the lecture notes, on d log|Σ| and ∂log|Σ|/∂Σ",
    about=(
        "Jacobi's formula for the determinant, then the scalar logarithm. This route never "
        "differentiates a matrix logarithm, whose differential is Σ⁻¹dΣ only under the trace "
        "or where Σ and dΣ commute. In d f = tr(Gᵀ dΣ) the transpose stands on the gradient."
    ),
    statements=[
        fact(logdet(S), f, "one function, two notations"),
        chain(
            d(det(S)),
            (tr(adj(S) @ d(S)), "Jacobi's formula"),
            (tr((det(S) * P) @ d(S)), "adj(Σ) = |Σ| Σ⁻¹"),
            (det(S) * tr(P @ d(S)), "the trace is linear"),
        ),
        chain(
            d(f),
            (d(det(S)) / det(S), "derivative of the logarithm of a number"),
            (det(S) * tr(P @ d(S)) / det(S), "the chain before"),
            (tr(P @ d(S)), "the determinant cancels"),
        ),
        chain(
            derivative(f, S[i, j]),
            (tr(P @ derivative(S, S[i, j])), "the differential along the entry (i, j)"),
            (tr(P @ E), "∂Σ/∂Σ_ij is the single-entry matrix"),
            (total(a, total(b, P[a, b] * E[b, a])), "trace of a product"),
            (total(a, total(b, P[a, b] * (delta(b, i) * delta(a, j)))), "its entries"),
            (P[j, i], "the sums keep b = i and a = j"),
        ),
        chain(
            derivative(f, S),
            (table(i, j, derivative(f, S[i, j])), "definition: the gradient has the shape of Σ"),
            (table(i, j, P[j, i]), "the entries just computed"),
            (P.T, "definition of the transpose"),
            (P, "Σ is symmetric"),
        ),
        claim(
            d(f),
            tr(derivative(f, S).T @ d(S)),
            "the differential is the inner product of gradient and dΣ",
        ),
    ],
)
