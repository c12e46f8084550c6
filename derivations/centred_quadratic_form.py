"""The chain rule through z = x − μ, with its Jacobian.

Assumed: Σ symmetric positive definite; denominator layout.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    delta,
    derivative,
    eye,
    indices,
    inv,
    matrix,
    sizes,
    table,
    vector,
)

(D,) = sizes("D")
i, j = indices("i j", D)
S = matrix("Sigma", D, D, "positive definite")
x, mu, z = vector("x", D), vector("mu", D), vector("z", D)
P = inv(S)

centred_quadratic_form = Derivation(
    name="centred-quadratic-form",
    title="The chain rule through z = x − μ",
    source="the lecture notes, on ∂(x−μ)ᵀΣ⁻¹(x−μ)/∂μ",
    about=(
        "In denominator layout the Jacobian ∂z/∂μ has a row for each component of μ and stands "
        "on the left of the outer gradient. Here it is −I, so that neither a wrong order nor a "
        "wrong layout would be seen: what is easily lost is the sign."
    ),
    statements=[
        define(z, x - mu, "change of variable"),
        chain(
            derivative(z[i], mu[j]),
            (derivative(x[i] - mu[i], mu[j]), "components of z"),
            (derivative(x[i], mu[j]) - derivative(mu[i], mu[j]), "the derivative is linear"),
            (0 - delta(i, j), "x does not depend on μ; independent components"),
            (-delta(i, j), "zero dropped"),
        ),
        chain(
            derivative(z, mu),
            (
                table(j, i, derivative(z[i], mu[j])),
                "denominator layout: row j, column i",
            ),
            (table(j, i, -delta(i, j)), "the entries just computed"),
            (-eye(D), "entries of the identity"),
        ),
        chain(
            derivative((x - mu).T @ P @ (x - mu), mu),
            (derivative(z.T @ P @ z, mu), "definition of z"),
            (
                derivative(z, mu) @ derivative(z.T @ P @ z, z),
                "chain rule in denominator layout",
            ),
            (-eye(D) @ (2 * P @ z), "the Jacobian, and the gradient of a quadratic form"),
            (-(2 * P @ z), "I is neutral"),
            (-(2 * P @ (x - mu)), "definition of z"),
        ),
        claim(
            derivative((x - mu).T @ P @ (x - mu), x),
            2 * P @ (x - mu),
            "the same with ∂z/∂x = I",
        ),
    ],
)
