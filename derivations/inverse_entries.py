"""The derivative of an entry of Σ⁻¹ by an entry of Σ, from ΣΣ⁻¹ = I.

Assumed: Σ is invertible, with independent entries.  Symmetry is not used.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    delta,
    derivative,
    eye,
    fact,
    indices,
    inv,
    matrix,
    single_entry,
    sizes,
    total,
)

(n,) = sizes("n")
a, b, i, j, r, p, q = indices("a b i j r p q", n)
S = matrix("Sigma", n, n, "invertible")
P = inv(S)

product_entry = total(r, S[a, r] * P[r, b])
change = derivative(P[r, b], S[p, q])
second = total(r, S[a, r] * change)

inverse_entries = Derivation(
    name="inverse-entries",
    title="The derivative of Σ⁻¹, entry by entry",
    source="the assignment, problem 2e, equation (9)",
    about=(
        "Implicit differentiation of ΣΣ⁻¹ = I: no formula for the inverse is needed. Every sum "
        "runs over the order of Σ. The entries of Σ are independent, which is where the "
        "convention for symmetric matrices enters; with tied entries there is a second term "
        "with p and q exchanged."
    ),
    statements=[
        chain(
            product_entry,
            ((S @ P)[a, b], "definition of the matrix product"),
            (eye(n)[a, b], "definition of the inverse"),
            (delta(a, b), "entries of the identity"),
        ),
        fact(derivative(S[a, r], S[p, q]), delta(a, p) * delta(r, q), "independent entries"),
        chain(
            derivative(product_entry, S[p, q]),
            (derivative(delta(a, b), S[p, q]), "both sides of ΣΣ⁻¹ = I differentiated"),
            (0, "δ is constant"),
        ),
        chain(
            derivative(product_entry, S[p, q]),
            (
                total(r, derivative(S[a, r], S[p, q]) * P[r, b]) + second,
                "product rule under the sum",
            ),
            (total(r, delta(a, p) * delta(r, q) * P[r, b]) + second, "independent entries"),
            (delta(a, p) * P[q, b] + second, "the sum over r keeps the term r = q"),
            (0, "the derivative of a constant"),
        ),
        chain(
            total(a, P[i, a] * (delta(a, p) * P[q, b] + second)),
            (total(a, P[i, a] * 0), "the bracket is 0, multiplied by (Σ⁻¹)_ia and summed over a"),
            (0, "a sum of zeros"),
        ),
        chain(
            total(a, P[i, a] * (delta(a, p) * P[q, b] + second)),
            (
                total(a, P[i, a] * delta(a, p) * P[q, b]) + total(a, P[i, a] * second),
                "the sum is linear",
            ),
            (P[i, p] * P[q, b] + total(a, P[i, a] * second), "the sum over a keeps a = p"),
            (
                P[i, p] * P[q, b] + total(r, total(a, P[i, a] * S[a, r]) * change),
                "finite sums are exchanged",
            ),
            (
                P[i, p] * P[q, b] + total(r, delta(i, r) * change),
                "Σ⁻¹Σ = I",
            ),
            (
                P[i, p] * P[q, b] + derivative(P[i, b], S[p, q]),
                "the sum over r keeps the term r = i",
            ),
            (0, "the chain before"),
        ),
        claim(
            derivative(P[i, j], S[p, q]),
            -(P[i, p] * P[q, j]),
            "solved for the derivative, with b = j",
        ),
        claim(
            derivative(P, S[p, q]),
            -(P @ single_entry(n, n, p, q) @ P),
            "the entries collected: dΣ⁻¹ = −Σ⁻¹ dΣ Σ⁻¹ for dΣ = J^pq",
        ),
    ],
)
