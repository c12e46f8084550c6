"""Gradients of the Euclidean and the Frobenius norm.

Assumed: x and X are not zero, where the norm itself is differentiated.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    d,
    derivative,
    eye,
    hessian,
    indices,
    matrix,
    norm,
    sizes,
    sqrt,
    table,
    total,
    tr,
    vector,
)

n, m = sizes("n m")
(i,) = indices("i", n)
(j,) = indices("j", m)
x, a = vector("x", n, "nonzero"), vector("a", n)
X = matrix("X", n, m, "nonzero")
A = matrix("A", n, m)

norm_gradients = Derivation(
    name="norm-gradients",
    title="Gradients of norms",
    source="a classic; Petersen and Pedersen, sections 2.6 and 2.7",
    about=(
        "The squared norm is differentiable everywhere, the norm itself not at zero. The "
        "Hessian of the norm is the projection orthogonal to x, divided by the norm."
    ),
    statements=[
        chain(
            derivative(norm(x), x),
            (derivative(sqrt(x.T @ x), x), "definition of the norm"),
            (derivative(x.T @ x, x) / (2 * sqrt(x.T @ x)), "derivative of the square root"),
            (2 * x / (2 * sqrt(x.T @ x)), "gradient of xᵀx"),
            (x / norm(x), "definition of the norm"),
        ),
        claim(
            hessian(norm(x), x),
            (eye(n) - x @ x.T / norm(x) ** 2) / norm(x),
            "quotient rule",
        ),
        chain(
            norm(X) ** 2,
            (tr(X.T @ X), "definition of the Frobenius norm"),
            (total(i, total(j, X[i, j] ** 2)), "trace of a product"),
        ),
        chain(
            derivative(norm(X) ** 2, X),
            (derivative(tr(X.T @ X), X), "definition of the Frobenius norm"),
            (table(i, j, 2 * X[i, j]), "each entry occurs once, squared"),
            (2 * X, "the entries collected"),
        ),
        chain(
            d(norm(X - A) ** 2, X),
            (d(tr((X - A).T @ (X - A)), X), "definition of the Frobenius norm"),
            (tr(d(X).T @ (X - A)) + tr((X - A).T @ d(X)), "product rule"),
            (2 * tr((X - A).T @ d(X)), "a matrix and its transpose have one trace"),
        ),
        claim(derivative(norm(X - A) ** 2, X), 2 * (X - A), "the gradient read off"),
        claim(derivative(norm(x) ** 2 + a.T @ x, x), 2 * x + a, "a linear term added"),
    ],
)
