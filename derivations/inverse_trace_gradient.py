"""The gradient of tr(Σ⁻¹uuᵀ) by Σ, through the entries of Σ⁻¹.

Assumed: Σ symmetric positive definite; its symmetry is used in the last step
only.  A closing claim has the general invertible case.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    derivative,
    fact,
    indices,
    inv,
    matrix,
    sizes,
    table,
    total,
    tr,
    vector,
)

(k,) = sizes("k")
i, j, p, q = indices("i j p q", k)
S = matrix("Sigma", k, k, "positive definite")
A = matrix("A", k, k, "invertible")
u = vector("u", k)
P = inv(S)
U = u @ u.T

f = tr(P @ u @ u.T)
expanded = total(i, total(j, P[i, j] * U[j, i]))

inverse_trace_gradient = Derivation(
    name="inverse-trace-gradient",
    title="The gradient of tr(Σ⁻¹uuᵀ)",
    source="the assignment, problem 2d, equations (7) and (8)",
    about=(
        "The chain rule goes through all the entries of Σ⁻¹, which are treated as the "
        "intermediate variables. The sums run over the dimension k, not over the sample. "
        "Before symmetry is used the entry is that of (q, p): for a general invertible matrix "
        "the result is transposed."
    ),
    statements=[
        chain(f, (expanded, "trace of a product")),
        fact(
            derivative(P[i, j] * U[j, i], P[i, j]),
            U[j, i],
            "(Σ⁻¹)_ij is the variable, uuᵀ a constant",
        ),
        fact(
            derivative(P[i, j], S[p, q]),
            -(P[i, p] * P[q, j]),
            "derivative of the inverse by entries, equation (9)",
        ),
        chain(
            derivative(f, S[p, q]),
            (derivative(expanded, S[p, q]), "the double sum inserted"),
            (
                total(
                    i,
                    total(
                        j,
                        derivative(P[i, j] * U[j, i], P[i, j]) * derivative(P[i, j], S[p, q]),
                    ),
                ),
                "chain rule through the entries of Σ⁻¹",
            ),
            (total(i, total(j, U[j, i] * -(P[i, p] * P[q, j]))), "the two facts above"),
            (-total(i, total(j, P[q, j] * U[j, i] * P[i, p])), "factors reordered"),
            (-(P @ u @ u.T @ P)[q, p], "definition of the matrix product"),
            (-(P @ u @ u.T @ P)[p, q], "Σ⁻¹uuᵀΣ⁻¹ is symmetric, because Σ is"),
        ),
        fact((P @ u @ u.T @ P).T, P @ u @ u.T @ P, "(Σ⁻¹)ᵀ = Σ⁻¹"),
        chain(
            derivative(f, S),
            (table(p, q, derivative(f, S[p, q])), "definition: the gradient has the shape of Σ"),
            (table(p, q, -(P @ u @ u.T @ P)[p, q]), "the entries just computed"),
            (-(P @ u @ u.T @ P), "the entries collected"),
        ),
        claim(
            derivative(tr(inv(A) @ u @ u.T), A),
            -(inv(A) @ u @ u.T @ inv(A)).T,
            "without symmetry the transpose stays",
        ),
    ],
)
