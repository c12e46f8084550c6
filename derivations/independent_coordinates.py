"""Cubic forms, and the variance of a quadratic form, in a vector with independent coordinates.

Assumed: the coordinates of x are independent, with any distributions that have fourth moments.
For the cubic forms they may differ, M is their diagonal covariance; in the quadratic form all
have the variance ν.  A is symmetric there.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    dg,
    diag,
    distribution,
    expectation,
    eye,
    hadamard,
    matrix,
    scalar,
    sizes,
    tr,
    variance,
    vector,
    zeros,
)
from matrixcalc.expr import Expr

n, p, q = sizes("n p q")
x, m = vector("x", n), vector("m", n)
M = matrix("M", n, n, "diagonal", "positive semidefinite")
A, B, C = matrix("A", p, n), matrix("B", q, n), matrix("C", q, n)
a, b, c = vector("a", p), vector("b", q), vector("c", q)
v = vector("v_3", n)
ANY = distribution(x, m, M, independent=True)

S = matrix("A", n, n, "symmetric")
nu = scalar("nu", "positive")
mu3, mu4 = scalar("mu_3"), scalar("mu_4")
s = vector("a", n)
ALIKE = distribution(x, m, nu * eye(n), alike=True)
z = x - m


def E(e: Expr) -> Expr:
    """The expectation of what depends on x, whose coordinates may differ."""
    return expectation(e, ANY)


def F(e: Expr) -> Expr:
    """The expectation where all coordinates have the same central moments."""
    return expectation(e, ALIKE)


cubic_forms = Derivation(
    name="cubic-forms",
    title="Cubic forms in a vector with independent coordinates",
    source="Petersen and Pedersen, section 6.2.3",
    about="What a Gaussian does not have are the third central moments.",
    statements=[
        define(v, E(hadamard(hadamard(z, z), z)), "third central moments"),
        claim(E(z), zeros(n, 1), "deviations have mean zero"),
        claim(E(z @ z.T @ z), v, "E zᵢ zⱼ² is zero for i ≠ j"),
        chain(
            E(x @ x.T @ x),
            (E((z + m) @ (z + m).T @ (z + m)), "deviations"),
            (
                E(z @ z.T @ z) + 2 * E(z @ z.T) @ m + E(z.T @ z) * m + m @ m.T @ m,
                "expanded, E is linear",
            ),
            (v + 2 * M @ m + (tr(M) + m.T @ m) * m, "the moments"),
        ),
        claim(
            E((A @ x + a) @ (B @ x + b).T @ (C @ x + c)),
            A @ diag(B.T @ C) @ v
            + tr(B @ M @ C.T) * (A @ m + a)
            + A @ M @ C.T @ (B @ m + b)
            + (A @ M @ B.T + (A @ m + a) @ (B @ m + b).T) @ (C @ m + c),
            "the same for affine functions",
        ),
    ],
)

variance_of_a_quadratic_form = Derivation(
    name="variance-of-a-quadratic-form",
    title="The variance of a quadratic form in equally distributed coordinates",
    source="Petersen and Pedersen, section 6.2.2; Seber and Lee, Linear Regression Analysis, theorem 1.6",
    about="For a Gaussian μ₃ = 0 and μ₄ = 3ν², and the last two terms are zero.",
    statements=[
        define(mu3, F((x[1] - m[1]) ** 3), "third central moment"),
        define(mu4, F((x[1] - m[1]) ** 4), "fourth central moment"),
        define(s, dg(S), "the diagonal of A"),
        claim(F(z @ z.T), nu * eye(n), "independent coordinates"),
        claim(F(z @ (z.T @ S @ z)), mu3 * s, "only the products of three equal coordinates count"),
        claim(
            F((z.T @ S @ z) ** 2),
            (mu4 - 3 * nu**2) * s.T @ s + nu**2 * tr(S) ** 2 + 2 * nu**2 * tr(S @ S),
            "products of four equal coordinates, and of two pairs",
        ),
        chain(
            variance(x.T @ S @ x, ALIKE),
            (
                variance(z.T @ S @ z + 2 * m.T @ S @ z, ALIKE),
                "A is symmetric, constants have no variance",
            ),
            (
                F((z.T @ S @ z) ** 2)
                - nu**2 * tr(S) ** 2
                + 4 * m.T @ S @ F(z @ (z.T @ S @ z))
                + 4 * m.T @ S @ F(z @ z.T) @ S @ m,
                "expanded",
            ),
            (
                2 * nu**2 * tr(S @ S)
                + 4 * nu * m.T @ S @ S @ m
                + 4 * mu3 * m.T @ S @ s
                + (mu4 - 3 * nu**2) * s.T @ s,
                "the moments above",
            ),
        ),
    ],
)
