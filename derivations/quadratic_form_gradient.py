"""The gradient and the Hessian of zᵀAz, by indices.

Assumed: A is square; the matrix Σ of the last chain is symmetric positive definite.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    delta,
    derivative,
    fact,
    hessian,
    indices,
    inv,
    matrix,
    sizes,
    table,
    total,
    vector,
)

(D,) = sizes("D")
i, j, k = indices("i j k", D)
A = matrix("A", D, D)
S = matrix("Sigma", D, D, "positive definite")
z = vector("z", D)
f = z.T @ A @ z

expanded = total(i, total(j, z[i] * A[i, j] * z[j]))
dzi, dzj = derivative(z[i], z[k]), derivative(z[j], z[k])

quadratic_form_gradient = Derivation(
    name="quadratic-form-gradient",
    title="The gradient of a quadratic form, by indices",
    source="the lecture notes, on ∂(zᵀAz)/∂z",
    about=(
        "Both factors z_i and z_j are differentiated, which gives the two terms Az and Aᵀz. "
        "Only for a symmetric matrix are they equal, and the gradient is 2Az. What is a "
        "Kronecker symbol here is the derivative ∂z_i/∂z_k, not a quotient of components."
    ),
    statements=[
        chain(
            f,
            (total(i, z[i] * total(j, A[i, j] * z[j])), "the products written out"),
            (expanded, "z_i moved under the inner sum"),
        ),
        fact(derivative(z[i], z[k]), delta(i, k), "independent components"),
        chain(
            derivative(f, z[k]),
            (derivative(expanded, z[k]), "the double sum inserted"),
            (
                total(i, total(j, dzi * A[i, j] * z[j] + z[i] * A[i, j] * dzj)),
                "product rule under the sums",
            ),
            (
                total(i, total(j, A[i, j] * dzi * z[j])) + total(i, total(j, A[i, j] * z[i] * dzj)),
                "the sums split",
            ),
            (
                total(i, total(j, A[i, j] * delta(i, k) * z[j]))
                + total(i, total(j, A[i, j] * z[i] * delta(j, k))),
                "independent components",
            ),
            (
                total(j, A[k, j] * z[j]) + total(i, A[i, k] * z[i]),
                "the sums keep i = k and j = k",
            ),
            ((A @ z)[k] + (A.T @ z)[k], "definition of the matrix product"),
            ((A @ z + A.T @ z)[k], "sums are taken by components"),
        ),
        chain(
            derivative(f, z),
            (table(k, derivative(f, z[k])), "definition: the gradient is a column"),
            (table(k, (A @ z + A.T @ z)[k]), "the components just computed"),
            (A @ z + A.T @ z, "the components collected"),
            ((A + A.T) @ z, "distributivity"),
        ),
        fact(inv(S).T, inv(S), "the inverse of a symmetric matrix is symmetric"),
        chain(
            derivative(z.T @ inv(S) @ z, z),
            ((inv(S) + inv(S).T) @ z, "the result with A = Σ⁻¹"),
            ((inv(S) + inv(S)) @ z, "Σ⁻¹ is symmetric"),
            (2 * inv(S) @ z, "two equal terms"),
        ),
        claim(hessian(f, z), A + A.T, "the gradient is linear in z"),
    ],
)
