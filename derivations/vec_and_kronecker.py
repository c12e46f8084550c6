"""vec, the Kronecker product, and the derivative of a matrix by a matrix.

Assumed: the sizes fit, and W is invertible.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    column,
    commutation,
    d,
    eye,
    index,
    inv,
    kron,
    magnus_neudecker,
    matrix,
    sizes,
    total,
    tr,
    vec,
)

m, n, p, q = sizes("m n p q")
A, X, B = matrix("A", m, n), matrix("X", n, p), matrix("B", p, q)
Y = matrix("Y", n, p)
W = matrix("W", n, n, "invertible")
i, s = index("i", m), index("s", q)
j, k = index("j", n), index("k", p)

vec_and_kronecker = Derivation(
    name="vec-and-kronecker",
    title="vec(AXB) = (Bᵀ ⊗ A) vec X, and the derivative of a matrix by a matrix",
    source="a classic; Magnus and Neudecker, chapters 2 and 9",
    about=(
        "vec stacks columns, so the right factor comes first in the Kronecker product, and "
        "transposed. The derivative of a matrix by a matrix is the Jacobian of the two vecs."
    ),
    statements=[
        chain(
            (A @ X @ B)[i, s],
            (total(k, (A @ X)[i, k] * B[k, s]), "definition of the matrix product"),
            (total(k, total(j, A[i, j] * X[j, k]) * B[k, s]), "definition of the matrix product"),
            (total(k, B.T[s, k] * total(j, A[i, j] * X[j, k])), "definition of the transpose"),
            (total(k, total(j, B.T[s, k] * A[i, j] * X[j, k])), "numbers commute"),
        ),
        chain(
            column(A @ X @ B, s),
            (A @ X @ column(B, s), "a column of a product"),
            (A @ total(k, column(X, k) * B[k, s]), "a combination of the columns of X"),
            (total(k, B.T[s, k] * A @ column(X, k)), "linearity"),
        ),
        claim(
            vec(A @ X @ B),
            kron(B.T, A) @ vec(X),
            "block row s of Bᵀ ⊗ A is (B_1s A, …, B_ps A)",
        ),
        claim(vec(A @ X), kron(eye(p), A) @ vec(X), "the case B = I"),
        claim(vec(X @ B), kron(B.T, eye(n)) @ vec(X), "the case A = I"),
        claim(tr(X.T @ Y), vec(X).T @ vec(Y), "both are the sum of the products of entries"),
        claim(vec(X.T), commutation(n, p) @ vec(X), "definition of the commutation matrix"),
        chain(
            d(vec(A @ X @ B), X),
            (vec(d(A @ X @ B, X)), "vec is linear"),
            (vec(A @ d(X) @ B), "A and B are constant"),
            (kron(B.T, A) @ vec(d(X)), "the first result"),
        ),
        claim(
            magnus_neudecker(A @ X @ B, X),
            kron(B.T, A),
            "read off: d vec F = (D F) d vec X",
        ),
        chain(
            d(vec(inv(W))),
            (vec(d(inv(W))), "vec is linear"),
            (-vec(inv(W) @ d(W) @ inv(W)), "differential of the inverse"),
            (-kron(inv(W).T, inv(W)) @ vec(d(W)), "the first result"),
        ),
        claim(magnus_neudecker(inv(W), W), -kron(inv(W).T, inv(W)), "read off"),
    ],
)
