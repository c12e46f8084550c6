"""The gradient of det X by Laplace expansion, and with the adjugate.

Assumed: X is invertible, which is needed only where X⁻¹ is written.
"""

from matrixcalc import (
    Derivation,
    adj,
    chain,
    claim,
    cof,
    define,
    delta,
    derivative,
    det,
    eye,
    fact,
    family,
    indices,
    inv,
    matrix,
    minor,
    number,
    scalar,
    sizes,
    table,
    total,
)

(n,) = sizes("n")
i, j, r = indices("i j r", n)
X = matrix("X", n, n, "invertible")
C = family(scalar("C"))
expansion = total(r, X[i, r] * C[i, r])

determinant_gradient = Derivation(
    name="determinant-gradient",
    title="The gradient of the determinant, by cofactors",
    source="the TD sheet, section 1, question 2",
    about=(
        "The determinant is expanded along the row i of the entry X_ij, with its own summation "
        "index r: one sum, since the double sum over all X_ij C_ij is n det X. The cofactors of "
        "row i do not contain row i, so only X_ir is differentiated. The matrix of the "
        "cofactors is Cof(X), and adj(X) = Cof(X)ᵀ = det(X) X⁻¹."
    ),
    statements=[
        define(C[i, j], number(-1) ** (i + j) * minor(X, i, j), "the cofactor of X_ij"),
        fact(det(X), expansion, "Laplace expansion along row i"),
        fact(total(i, expansion), n * det(X), "the same for each of the n rows"),
        fact(derivative(X[i, r], X[i, j]), delta(r, j), "independent entries"),
        fact(derivative(C[i, r], X[i, j]), 0, "C_ir is made without row i"),
        chain(
            derivative(det(X), X[i, j]),
            (derivative(expansion, X[i, j]), "Laplace expansion along row i"),
            (
                total(
                    r,
                    derivative(X[i, r], X[i, j]) * C[i, r] + X[i, r] * derivative(C[i, r], X[i, j]),
                ),
                "product rule under the sum",
            ),
            (total(r, delta(r, j) * C[i, r] + X[i, r] * 0), "the two facts above"),
            (C[i, j], "the sum over r keeps the term r = j"),
        ),
        fact(X @ cof(X).T, det(X) * eye(n), "expansion along the rows, own and foreign"),
        chain(
            derivative(det(X), X),
            (
                table(i, j, derivative(det(X), X[i, j])),
                "definition: the gradient has the shape of X",
            ),
            (table(i, j, C[i, j]), "the entries just computed"),
            (cof(X), "definition of the cofactor matrix"),
            (adj(X).T, "definition of the adjugate"),
            ((det(X) * inv(X)).T, "X adj(X) = det(X) I"),
            (det(X) * inv(X).T, "the transpose is linear"),
        ),
        claim(inv(X), adj(X) / det(X), "Cramer's rule"),
    ],
)
