"""The gradient of tr(AB) by A and of Tr(XA) by a rectangular X, entry by entry.

Assumed: the sizes fit, and the entries of the matrix by which is differentiated
are independent variables.  No symmetry is used.
"""

from matrixcalc import (
    Derivation,
    chain,
    delta,
    derivative,
    fact,
    indices,
    matrix,
    sizes,
    table,
    total,
    tr,
)

n, m = sizes("n m")
i, k, p = indices("i k p", n)
j, r, q = indices("j r q", m)

A = matrix("A", n, m)
B = matrix("B", m, n)
by_entry = derivative(tr(A @ B), A[p, q])

trace_gradient = Derivation(
    name="trace-gradient",
    title="The gradient of tr(AB)",
    source="the assignment, problem 2a, equation (1)",
    about=(
        "The trace and the product are written out, one entry of A is varied, and the entries "
        "are collected in the shape of A. The entry (p, q) of the gradient is B_qp: the "
        "transpose is easily lost when the entries are collected."
    ),
    statements=[
        chain(
            tr(A @ B),
            (total(i, (A @ B)[i, i]), "definition of the trace"),
            (total(i, total(j, A[i, j] * B[j, i])), "definition of the matrix product"),
        ),
        fact(derivative(A[i, j], A[p, q]), delta(i, p) * delta(j, q), "independent entries"),
        chain(
            by_entry,
            (derivative(total(i, total(j, A[i, j] * B[j, i])), A[p, q]), "the double sum inserted"),
            (
                total(i, total(j, derivative(A[i, j], A[p, q]) * B[j, i])),
                "the derivative is linear, and B does not depend on A",
            ),
            (total(i, total(j, delta(i, p) * delta(j, q) * B[j, i])), "independent entries"),
            (total(i, delta(i, p) * B[q, i]), "the sum over j keeps the term j = q"),
            (B[q, p], "the sum over i keeps the term i = p"),
        ),
        chain(
            derivative(tr(A @ B), A),
            (table(p, q, by_entry), "definition: the gradient has the shape of A"),
            (table(p, q, B[q, p]), "the entries just computed"),
            (B.T, "definition of the transpose"),
        ),
    ],
)

X = matrix("X", n, m)
C = matrix("C", m, n)

rectangular_trace_gradient = Derivation(
    name="rectangular-trace-gradient",
    title="The gradient of Tr(XC) for a rectangular X, as a table of entries",
    source="the TD sheet, section 1, question 1",
    about=(
        "The same result carried through as a table of entries. X is n×m and C is m×n, so that "
        "XC is square; the two indices of the table run over different ranges, which a square "
        "notation hides."
    ),
    statements=[
        chain(
            derivative(tr(X @ C), X),
            (
                table(i, j, derivative(tr(X @ C), X[i, j])),
                "definition: the gradient has the shape of X",
            ),
            (
                table(i, j, derivative(total(k, (X @ C)[k, k]), X[i, j])),
                "definition of the trace",
            ),
            (
                table(i, j, derivative(total(k, total(r, X[k, r] * C[r, k])), X[i, j])),
                "definition of the matrix product",
            ),
            (
                table(i, j, total(k, total(r, delta(k, i) * delta(r, j) * C[r, k]))),
                "the derivative of X_kr by X_ij is δ_ki δ_rj",
            ),
            (table(i, j, C[j, i]), "only the term k = i, r = j remains"),
            (C.T, "definition of the transpose"),
        ),
    ],
)
