"""The Hadamard product under a quadratic form and under the trace.

Assumed: the sizes fit, nothing else.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    derivative,
    dg,
    diag,
    fact,
    hadamard,
    indices,
    inner,
    matrix,
    sizes,
    total,
    tr,
    vector,
)

m, n = sizes("m n")
(i,) = indices("i", m)
(j,) = indices("j", n)
A, B, C = matrix("A", m, n), matrix("B", m, n), matrix("C", m, n)
x, y = vector("x", m), vector("y", n)
half_way = diag(x) @ A @ diag(y)

hadamard_trace = Derivation(
    name="hadamard-trace",
    title="xᵀ(A ⊙ B)y = tr(diag(x) A diag(y) Bᵀ)",
    source="a classic; Horn and Johnson, Topics in Matrix Analysis, section 5.1",
    about=(
        "diag(x) scales rows and diag(y) scales columns; the trace with Bᵀ multiplies entry by "
        "entry and adds up. With the factors in another order the diagonal matrices scale the "
        "wrong side."
    ),
    statements=[
        fact(half_way[i, j], x[i] * A[i, j] * y[j], "rows scaled by x, columns by y"),
        chain(
            x.T @ hadamard(A, B) @ y,
            (total(i, total(j, x[i] * hadamard(A, B)[i, j] * y[j])), "quadratic form by entries"),
            (
                total(i, total(j, x[i] * (A[i, j] * B[i, j]) * y[j])),
                "definition of the Hadamard product",
            ),
            (total(i, total(j, (x[i] * A[i, j] * y[j]) * B[i, j])), "numbers commute"),
            (total(i, total(j, half_way[i, j] * B.T[j, i])), "the fact above; transpose"),
            (total(i, (half_way @ B.T)[i, i]), "definition of the matrix product"),
            (tr(diag(x) @ A @ diag(y) @ B.T), "definition of the trace"),
        ),
        chain(
            tr(A.T @ hadamard(B, C)),
            (total(i, total(j, A[i, j] * (B[i, j] * C[i, j]))), "trace of a product"),
            (total(i, total(j, (A[i, j] * B[i, j]) * C[i, j])), "associativity of numbers"),
            (tr(hadamard(A, B).T @ C), "trace of a product"),
        ),
        claim(inner(A, hadamard(B, C)), inner(hadamard(A, B), C), "the same with inner products"),
        claim(
            dg(A @ diag(y) @ B.T),
            hadamard(A, B) @ y,
            "the diagonal of the product, without the outer vector",
        ),
        claim(
            derivative(x.T @ hadamard(A, B) @ y, A),
            hadamard(x @ y.T, B),
            "linear in A, with coefficients x_i y_j B_ij",
        ),
    ],
)
