"""Derivatives by a symmetric matrix in the three conventions: free, tied, projected.

Assumed: A symmetric positive definite; B is square and arbitrary.
"""

from fractions import Fraction

from matrixcalc import (
    Convention,
    Derivation,
    Symmetry,
    chain,
    claim,
    delta,
    derivative,
    det,
    diag,
    fact,
    indices,
    inv,
    log,
    matrix,
    sizes,
    table,
    total,
    tr,
)

(n,) = sizes("n")
i, j, p, q = indices("i j p q", n)
A = matrix("A", n, n, "positive definite")
B = matrix("B", n, n)
P = inv(A)

tied = Convention(symmetry=Symmetry.TIED)
projected = Convention(symmetry=Symmetry.PROJECTED)
f = log(det(A))
g = tr(A @ B)
half = Fraction(1, 2)

dA = derivative(A[p, q], A[i, j], convention=tied)
three_terms = (
    delta(p, i) * delta(q, j) + delta(p, j) * delta(q, i) - delta(i, j) * delta(p, i) * delta(q, i)
)

tied_symmetric_gradients = Derivation(
    name="tied-symmetric-gradients",
    title="Derivatives by a symmetric matrix whose mirrored entries are one variable",
    source="the EM homework, lemma 2",
    about=(
        "The formulas 2A⁻¹ − diag(A⁻¹) and B + Bᵀ − diag(B) belong to the tied convention, in "
        "which A_ij and A_ji move together. They follow from the free derivatives by the chain "
        "rule, with ∂A_pq/∂A_ij of three terms: the last one keeps the diagonal from being "
        "counted twice. In the free convention the results are A⁻ᵀ and Bᵀ."
    ),
    statements=[
        fact(dA, three_terms, "A_pq moves with A_ij if it is that entry or its mirror image"),
        chain(
            derivative(g, A[i, j], convention=tied),
            (
                total(p, total(q, derivative(g, A[p, q]) * dA)),
                "chain rule: the free derivatives, times how the entries move",
            ),
            (total(p, total(q, B[q, p] * three_terms)), "the free derivative of tr(AB) is Bᵀ"),
            (B[j, i] + B[i, j] - delta(i, j) * B[i, i], "the sums collapse"),
        ),
        chain(
            derivative(g, A, convention=tied),
            (
                table(i, j, derivative(g, A[i, j], convention=tied)),
                "definition: the gradient has the shape of A",
            ),
            (
                table(i, j, B[j, i] + B[i, j] - delta(i, j) * B[i, i]),
                "the entries just computed",
            ),
            (B.T + B - diag(B), "the entries collected"),
        ),
        chain(
            derivative(f, A[i, j], convention=tied),
            (
                total(p, total(q, derivative(f, A[p, q]) * dA)),
                "chain rule: the free derivatives, times how the entries move",
            ),
            (total(p, total(q, P[q, p] * three_terms)), "the free derivative of log|A| is A⁻ᵀ"),
            (P[j, i] + P[i, j] - delta(i, j) * P[i, i], "the sums collapse"),
            (2 * P[i, j] - delta(i, j) * P[i, j], "A⁻¹ is symmetric; δ_ij puts i = j"),
        ),
        chain(
            derivative(f, A, convention=tied),
            (
                table(i, j, 2 * P[i, j] - delta(i, j) * P[i, j]),
                "the entries just computed",
            ),
            (2 * P - diag(P), "the entries collected"),
        ),
        claim(derivative(f, A), P, "free convention, for comparison"),
        claim(derivative(g, A), B.T, "free convention, for comparison"),
        claim(derivative(f, A, convention=projected), P, "projected convention, for comparison"),
        claim(
            derivative(g, A, convention=projected),
            half * (B + B.T),
            "projected convention: the symmetric part of the free gradient",
        ),
        claim(
            derivative(g, A, convention=tied),
            derivative(g, A) + derivative(g, A).T - diag(derivative(g, A)),
            "the general rule from free to tied: G + Gᵀ − diag(G)",
        ),
    ],
)
