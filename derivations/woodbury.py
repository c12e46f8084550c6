"""The Woodbury identity for a symmetric update, and the determinant of a rank-one update.

Assumed: A and C symmetric positive definite, so that every inverse that is
written exists.  The determinant lemma needs no more than that A is invertible.
"""

from matrixcalc import (
    Derivation,
    block,
    chain,
    claim,
    define,
    det,
    eye,
    fact,
    inv,
    matrix,
    number,
    sizes,
    vector,
    zeros,
)

n, k = sizes("n k")
A = matrix("A", n, n, "positive definite")
C = matrix("C", k, k, "positive definite")
U = matrix("U", n, k)
K = matrix("K", k, k)
P = inv(A)

woodbury = Derivation(
    name="woodbury",
    title="The Woodbury identity",
    source="a classic; Petersen and Pedersen, section 3.2.2",
    about=(
        "Proved by multiplying out. K = C⁻¹ + UᵀA⁻¹U is positive definite when A and C are; in "
        "general its inverse has to be assumed along with that of A + UCUᵀ."
    ),
    statements=[
        define(K, inv(C) + U.T @ P @ U, "the small matrix"),
        fact(U + U @ C @ U.T @ P @ U, U @ C @ K, "UC taken out on the left"),
        chain(
            (A + U @ C @ U.T) @ (P - P @ U @ inv(K) @ U.T @ P),
            (
                A @ P
                + U @ C @ U.T @ P
                - A @ P @ U @ inv(K) @ U.T @ P
                - U @ C @ U.T @ P @ U @ inv(K) @ U.T @ P,
                "distributivity",
            ),
            (
                eye(n)
                + U @ C @ U.T @ P
                - U @ inv(K) @ U.T @ P
                - U @ C @ U.T @ P @ U @ inv(K) @ U.T @ P,
                "AA⁻¹ = I",
            ),
            (
                eye(n) + U @ C @ U.T @ P - (U + U @ C @ U.T @ P @ U) @ inv(K) @ U.T @ P,
                "the last two terms collected",
            ),
            (
                eye(n) + U @ C @ U.T @ P - U @ C @ K @ inv(K) @ U.T @ P,
                "the bracket is UCK",
            ),
            (eye(n) + U @ C @ U.T @ P - U @ C @ U.T @ P, "KK⁻¹ = I"),
            (eye(n), "the two terms cancel"),
        ),
        claim(
            inv(A + U @ C @ U.T),
            P - P @ U @ inv(inv(C) + U.T @ P @ U) @ U.T @ P,
            "a right inverse of a square matrix is its inverse",
        ),
    ],
)

u, v = vector("u", n), vector("v", n)
one = number(1)

determinant_lemma = Derivation(
    name="determinant-lemma",
    title="The determinant of a rank-one update",
    source="a classic; Petersen and Pedersen, section 1.2",
    about=(
        "A product of three block matrices, two of them triangular with ones on the diagonal. "
        "The order of the factors in vᵀA⁻¹u is the one that gives a number."
    ),
    statements=[
        fact(
            block([[eye(n), zeros(n)], [v.T, one]])
            @ block([[eye(n) + u @ v.T, u], [zeros(1, n), one]])
            @ block([[eye(n), zeros(n)], [-v.T, one]]),
            block([[eye(n), u], [zeros(1, n), one + v.T @ u]]),
            "multiplied out block by block",
        ),
        chain(
            det(eye(n) + u @ v.T),
            (
                det(block([[eye(n) + u @ v.T, u], [zeros(1, n), one]])),
                "determinant of a block triangular matrix",
            ),
            (
                det(block([[eye(n), u], [zeros(1, n), one + v.T @ u]])),
                "the outer factors have determinant 1",
            ),
            (one + v.T @ u, "determinant of a block triangular matrix"),
        ),
        chain(
            det(A + u @ v.T),
            (det(A @ (eye(n) + P @ u @ v.T)), "A taken out on the left"),
            (det(A) * det(eye(n) + P @ u @ v.T), "determinant of a product"),
            (det(A) * (one + v.T @ P @ u), "the first result, with A⁻¹u for u"),
        ),
    ],
)
