"""The Jacobian of softmax, and the gradient of log-sum-exp.

Assumed: z is a real vector, nothing else.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    delta,
    derivative,
    diag,
    exp,
    fact,
    hessian,
    indices,
    jacobian,
    log,
    ones,
    scalar,
    sizes,
    softmax,
    table,
    total,
    vector,
)

(n,) = sizes("n")
i, j, r = indices("i j r", n)
z, s = vector("z", n), vector("s", n)
Z = scalar("Z")
dexp, dZ = derivative(exp(z[i]), z[j]), derivative(Z, z[j])

softmax_jacobian = Derivation(
    name="softmax-jacobian",
    title="The Jacobian of softmax",
    source="a classic; Goodfellow, Bengio and Courville, section 6.2",
    about=(
        "Quotient rule, entry by entry. The Jacobian diag(s) − ssᵀ is symmetric, so that the "
        "layout does not show, and it is singular: its rows sum to zero."
    ),
    statements=[
        define(Z, total(r, exp(z[r])), "the normalisation"),
        define(s, softmax(z), "the probabilities"),
        fact(s[i], exp(z[i]) / Z, "definition of softmax"),
        fact(dexp, delta(i, j) * exp(z[i]), "each component depends on its own variable"),
        chain(
            dZ,
            (total(r, derivative(exp(z[r]), z[j])), "the derivative is linear"),
            (total(r, delta(r, j) * exp(z[r])), "the fact above"),
            (exp(z[j]), "the sum keeps r = j"),
        ),
        chain(
            derivative(s[i], z[j]),
            (derivative(exp(z[i]) / Z, z[j]), "definition of softmax"),
            ((dexp * Z - exp(z[i]) * dZ) / Z**2, "quotient rule"),
            (
                (delta(i, j) * exp(z[i]) * Z - exp(z[i]) * exp(z[j])) / Z**2,
                "the two derivatives above",
            ),
            (
                delta(i, j) * (exp(z[i]) / Z) - (exp(z[i]) / Z) * (exp(z[j]) / Z),
                "the fraction split",
            ),
            (delta(i, j) * s[i] - s[i] * s[j], "definition of softmax"),
            (s[i] * (delta(i, j) - s[j]), "s_i taken out"),
        ),
        chain(
            jacobian(s, z),
            (table(i, j, derivative(s[i], z[j])), "definition: a row per component of s"),
            (table(i, j, delta(i, j) * s[i] - s[i] * s[j]), "the entries just computed"),
            (diag(s) - s @ s.T, "the entries collected"),
        ),
        fact(s.T @ ones(n), 1, "probabilities sum to one"),
        chain(
            (diag(s) - s @ s.T) @ ones(n),
            (s - s @ (s.T @ ones(n)), "distributivity; diag(s) 𝟏 = s"),
            (s - s, "probabilities sum to one"),
        ),
        claim(derivative(log(Z), z), s, "the gradient of log-sum-exp is softmax"),
        claim(hessian(log(Z), z), diag(s) - s @ s.T, "and its Hessian is the Jacobian of softmax"),
    ],
)
