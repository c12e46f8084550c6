"""The rules of the differential: product, trace, inverse, determinant.

Assumed: the sizes fit, and W is invertible where its inverse is written.
"""

from matrixcalc import (
    Derivation,
    adj,
    chain,
    claim,
    d,
    derivative,
    det,
    eye,
    fact,
    indices,
    inv,
    matrix,
    sizes,
    table,
    total,
    tr,
    zeros,
)

n, m, p = sizes("n m p")
i, j = indices("i", n) + indices("j", p)
(k,) = indices("k", m)
X, Y = matrix("X", n, m), matrix("Y", m, p)
W = matrix("W", n, n, "invertible")
dX, dY, dW = d(X), d(Y), d(W)

differential_rules = Derivation(
    name="differential-rules",
    title="The differential of a product, an inverse and a determinant",
    source="the lecture notes, on d log|Σ| and on the derivative of the inverse",
    about=(
        "Everything about differentials of matrices comes from the product rule, which is the "
        "scalar product rule under a sum; the order of the factors is kept throughout."
    ),
    statements=[
        chain(
            d((X @ Y)[i, j], X, Y),
            (d(total(k, X[i, k] * Y[k, j]), X, Y), "definition of the matrix product"),
            (
                total(k, d(X[i, k], X) * Y[k, j] + X[i, k] * d(Y[k, j], Y)),
                "product rule for numbers, under the sum",
            ),
            (
                total(k, dX[i, k] * Y[k, j]) + total(k, X[i, k] * dY[k, j]),
                "dX has the entries dX_ik",
            ),
            ((dX @ Y + X @ dY)[i, j], "definition of the matrix product"),
        ),
        claim(d(X @ Y), dX @ Y + X @ dY, "the entries collected: the product rule"),
        claim(d(tr(X @ X.T)), 2 * tr(X.T @ dX), "product rule; a matrix and its transpose"),
        chain(
            d(inv(W) @ W),
            (d(eye(n)), "definition of the inverse"),
            (zeros(n, n), "the identity is constant"),
        ),
        chain(
            d(inv(W) @ W),
            (d(inv(W)) @ W + inv(W) @ dW, "product rule"),
            (zeros(n, n), "the chain before"),
        ),
        chain(
            d(inv(W)),
            (d(inv(W)) @ W @ inv(W), "WW⁻¹ = I"),
            ((d(inv(W) @ W) - inv(W) @ dW) @ inv(W), "product rule, solved for the first term"),
            ((zeros(n, n) - inv(W) @ dW) @ inv(W), "d(W⁻¹W) = 0"),
            (-(inv(W) @ dW @ inv(W)), "distributivity"),
        ),
    ],
)

a, b = indices("a b", n)

jacobi_formula = Derivation(
    name="jacobi-formula",
    title="Jacobi's formula for the differential of a determinant",
    source="the TD sheet, section 1, question 2; the lecture notes, on d log|Σ|",
    about=(
        "The differential collects the changes of all entries, each with its partial "
        "derivative, the cofactor. The form with the adjugate holds for every square matrix, "
        "that with the inverse where it exists."
    ),
    statements=[
        fact(derivative(det(W), W[a, b]), adj(W)[b, a], "the cofactor of W_ab"),
        chain(
            d(det(W)),
            (
                total(a, total(b, derivative(det(W), W[a, b]) * dW[a, b])),
                "the differential is the sum of the partial ones",
            ),
            (total(a, total(b, adj(W)[b, a] * dW[a, b])), "derivative of the determinant"),
            (total(b, (adj(W) @ dW)[b, b]), "definition of the matrix product"),
            (tr(adj(W) @ dW), "definition of the trace"),
            (tr(det(W) * inv(W) @ dW), "adj(W) = |W| W⁻¹"),
            (det(W) * tr(inv(W) @ dW), "the trace is linear"),
        ),
        claim(d(det(inv(W))), -(d(det(W)) / det(W) ** 2), "|W⁻¹| = 1/|W|"),
        claim(
            derivative(det(W), W),
            table(a, b, adj(W)[b, a]),
            "the gradient read off, by entries",
        ),
    ],
)
