"""The quadratic form of a Gaussian in standardised coordinates u = L⁻¹(x − μ).

Assumed: L is lower triangular and invertible, and Σ = LLᵀ, as in the Cholesky factorisation.
"""

from fractions import Fraction

from matrixcalc import (
    PI,
    Derivation,
    absolute,
    chain,
    claim,
    define,
    det,
    exp,
    fact,
    indices,
    inv,
    matrix,
    prod,
    sizes,
    sqrt,
    total,
    vector,
)

half = Fraction(1, 2)
(k,) = sizes("k")
(i,) = indices("i", k)
L = matrix("L", k, k, "lower triangular", "invertible")
S = matrix("Sigma", k, k)
x, mu, u = vector("x", k), vector("mu", k), vector("u", k)
z = x - mu

whitening = Derivation(
    name="whitening",
    title="A Gaussian in standardised coordinates",
    source="the assignment, problem 1",
    about=(
        "Any L with LLᵀ = Σ will do in place of the symmetric square root; the order LLᵀ, and "
        "not LᵀL, is what makes the quadratic form uᵀu. The absolute value of the determinant of "
        "L is √|Σ|, the factor of the change of variables."
    ),
    statements=[
        define(S, L @ L.T, "a factorisation of Σ"),
        define(u, inv(L) @ z, "change of variables"),
        chain(
            inv(S),
            (inv(L @ L.T), "definition of Σ"),
            (inv(L.T) @ inv(L), "the inverse reverses a product"),
            (inv(L).T @ inv(L), "the inverse of a transpose"),
        ),
        chain(
            z.T @ inv(S) @ z,
            (z.T @ inv(L).T @ inv(L) @ z, "the chain before"),
            ((inv(L) @ z).T @ (inv(L) @ z), "the transpose reverses a product"),
            (u.T @ u, "definition of u"),
            (total(i, u[i] ** 2), "written out"),
        ),
        chain(
            det(S),
            (det(L) * det(L.T), "determinant of a product"),
            (det(L) ** 2, "determinant of a transpose"),
            (prod(i, L[i, i]) ** 2, "determinant of a triangular matrix"),
        ),
        fact(sqrt(det(S)), absolute(det(L)), "the root of a square is the absolute value"),
        chain(
            exp(-(half * (z.T @ inv(S) @ z))),
            (exp(-(half * total(i, u[i] ** 2))), "the quadratic form above"),
            (prod(i, exp(-(half * u[i] ** 2))), "exp of a sum is the product"),
        ),
        claim(
            1 / sqrt((2 * PI) ** k * det(S)) * absolute(det(L)),
            prod(i, 1 / sqrt(2 * PI)),
            "the constant, times the factor of the change of variables",
        ),
        claim(x, mu + L @ u, "the change of variables, solved for x"),
    ],
)
