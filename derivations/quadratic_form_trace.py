"""The quadratic form xᵀAx as a trace, by writing both sides out.

Assumed: A is square; it need not be symmetric.
"""

from matrixcalc import Derivation, chain, claim, indices, matrix, sizes, total, tr, vector

(n,) = sizes("n")
i, j = indices("i j", n)
A = matrix("A", n, n)
x = vector("x", n)

quadratic_form_trace = Derivation(
    name="quadratic-form-trace",
    title="A quadratic form is a trace",
    source="the assignment, problem 2b, equation (2); the EM homework, lemma 1",
    about=(
        "Both sides are expanded to the same double sum. The second chain is the short proof: a "
        "number is its own trace, and the trace is cyclic."
    ),
    statements=[
        chain(
            x.T @ A @ x,
            (total(i, x[i] * (A @ x)[i]), "the inner product of x and Ax written out"),
            (total(i, x[i] * total(j, A[i, j] * x[j])), "the product Ax written out"),
            (total(i, total(j, x[i] * A[i, j] * x[j])), "x_i moved under the inner sum"),
        ),
        chain(
            tr(x @ x.T @ A),
            (tr(A @ x @ x.T), "cyclic property of the trace"),
            (
                total(i, total(j, A[i, j] * (x @ x.T)[j, i])),
                "trace of the product of A and xxᵀ",
            ),
            (total(i, total(j, A[i, j] * x[i] * x[j])), "entries of xxᵀ: x_j x_i"),
            (x.T @ A @ x, "the double sum of the first chain, its factors reordered"),
        ),
        claim(x.T @ A @ x, tr(x @ x.T @ A), "both are the same double sum"),
        chain(
            x.T @ A @ x,
            (tr(x.T @ A @ x), "a number is its own trace"),
            (tr(A @ x @ x.T), "cyclic property of the trace"),
            (tr(x @ x.T @ A), "cyclic property of the trace"),
        ),
    ],
)
