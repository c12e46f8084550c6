"""Denominator and numerator layout: the same derivatives, transposed.

Assumed: the sizes fit.  Both conventions are written out beside each other.
"""

from matrixcalc import (
    Convention,
    Derivation,
    Layout,
    chain,
    claim,
    define,
    derivative,
    fact,
    indices,
    jacobian,
    matrix,
    sizes,
    table,
    tr,
    vector,
)

n, m = sizes("n m")
(i,) = indices("i", m)
(j,) = indices("j", n)
A = matrix("A", m, n)
B = matrix("B", m, n)
Q = matrix("Q", m, m)
x, y, b = vector("x", n), vector("y", m), vector("b", m)
numerator = Convention(layout=Layout.NUMERATOR)
f = y.T @ Q @ y

layouts = Derivation(
    name="layouts",
    title="Denominator layout and numerator layout",
    source="the lecture notes, on the matrix ∂z/∂μ",
    about=(
        "In denominator layout a gradient is a column and ∂y/∂x has a row per component of x; "
        "the chain rule multiplies from the left. In numerator layout everything is "
        "transposed, and the chain rule multiplies from the right. ∂y/∂xᵀ is the Jacobian in "
        "either."
    ),
    statements=[
        define(y, A @ x + b, "an affine function of x"),
        fact(derivative(y[i], x[j]), A[i, j], "one component by one variable"),
        chain(
            derivative(y, x),
            (table(j, i, derivative(y[i], x[j])), "denominator layout: a row per x_j"),
            (table(j, i, A[i, j]), "the entries just computed"),
            (A.T, "definition of the transpose"),
        ),
        chain(
            derivative(y, x, convention=numerator),
            (table(i, j, derivative(y[i], x[j])), "numerator layout: a row per y_i"),
            (table(i, j, A[i, j]), "the entries just computed"),
            (A, "the entries collected"),
        ),
        claim(derivative(y, x), derivative(y, x, convention=numerator).T, "transposes"),
        claim(jacobian(y, x), A, "∂y/∂xᵀ, whatever the layout"),
        chain(
            derivative(f, x),
            (derivative(y, x) @ derivative(f, y), "chain rule in denominator layout"),
            (A.T @ ((Q + Q.T) @ y), "the two derivatives"),
        ),
        chain(
            derivative(f, x, convention=numerator),
            (
                derivative(f, y, convention=numerator) @ derivative(y, x, convention=numerator),
                "chain rule in numerator layout",
            ),
            ((y.T @ (Q + Q.T)) @ A, "the two derivatives"),
            ((A.T @ ((Q + Q.T) @ y)).T, "the transpose of the column before"),
        ),
        claim(derivative(tr(A.T @ B), A), B, "denominator layout: the shape of A"),
        claim(
            derivative(tr(A.T @ B), A, convention=numerator),
            B.T,
            "numerator layout: the shape of Aᵀ",
        ),
    ],
)
