"""Optima under an equation: the weights of a mixture, and the shortest solution of Ax = b.

Assumed: the effective numbers of points c_k are positive; A has full row rank.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    derivative,
    family,
    indices,
    inv,
    log,
    matrix,
    maximum,
    minimum,
    scalar,
    sizes,
    total,
    vector,
)

K, m, n = sizes("K m n")
k, j = indices("k j", K)
c, weight = family(scalar("c", "positive")), family(scalar("omega", "positive"))
N, lam = scalar("N", "positive"), scalar("lambda")
expected = total(k, c[k] * log(weight[k]))

mixture_weights = Derivation(
    name="mixture-weights",
    title="The weights of a mixture in the M step, by a Lagrange multiplier",
    source="Bishop, section 9.2.2",
    about=(
        "Without the constraint there is no maximum: the derivative is nowhere zero. The multiplier "
        "comes out as the number of points, because the weights have to add up to one."
    ),
    statements=[
        chain(
            derivative(expected - lam * (total(k, weight[k]) - 1), weight[j]),
            (
                derivative(expected, weight[j]) - lam * derivative(total(k, weight[k]), weight[j]),
                "linearity",
            ),
            (c[j] / weight[j] - lam, "only one term of each sum depends on ω_j"),
        ),
        maximum(
            expected,
            weight[k],
            at=c[k] / total(j, c[j]),
            value=total(k, c[k] * log(c[k] / total(j, c[j]))),
            subject_to=[(total(k, weight[k]), 1)],
            because="the logarithm is concave",
        ),
    ],
)

A, b = matrix("A", m, n, "full row rank"), vector("b", m)
x, s, z = vector("x", n), vector("s", n), vector("z", n)

minimum_norm = Derivation(
    name="minimum-norm",
    title="The shortest solution of a system of equations",
    source="a classic; Boyd and Vandenberghe, chapter 5",
    about=(
        "The gradient of ‖x‖² is twice x, so the shortest solution is a combination of the rows of "
        "A. It is orthogonal to the difference z from any other solution, for which Az = 0."
    ),
    statements=[
        minimum(
            x.T @ x,
            x,
            at=A.T @ inv(A @ A.T) @ b,
            value=b.T @ inv(A @ A.T) @ b,
            subject_to=[(A @ x, b)],
            because="2I is positive definite",
        ),
        define(s, A.T @ inv(A @ A.T) @ b, "the shortest solution"),
        claim(A @ s, b, "it is a solution"),
        claim(s.T @ z, b.T @ inv(A @ A.T) @ (A @ z), "zero where Az = 0"),
    ],
)
