"""The derivative of A(x)⁻¹ for a matrix that depends on a scalar x.

Assumed: A(x) is smooth and invertible; it need not be symmetric, nor commute
with its derivative.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    derivative,
    eye,
    fact,
    function,
    inv,
    matrix,
    scalar,
    sizes,
    zeros,
)

(n,) = sizes("n")
x = scalar("x")
A = function(matrix("A", n, n, "invertible"), x)
dA = derivative(A, x)
dP = derivative(inv(A), x)

inverse_along_scalar = Derivation(
    name="inverse-along-scalar",
    title="The derivative of an inverse along a scalar",
    source="the lecture notes, on ∂A⁻¹/∂x",
    about=(
        "The identity A⁻¹A = I is differentiated. The factors do not commute, so their order "
        "is kept in the product rule and −A⁻² dA/dx would be wrong."
    ),
    statements=[
        chain(
            derivative(inv(A) @ A, x),
            (derivative(eye(n), x), "definition of the inverse"),
            (zeros(n, n), "the identity is constant"),
        ),
        chain(
            derivative(inv(A) @ A, x),
            (dP @ A + inv(A) @ dA, "product rule, the order of the factors kept"),
            (zeros(n, n), "the chain before"),
        ),
        chain(
            (dP @ A + inv(A) @ dA) @ inv(A),
            (dP @ A @ inv(A) + inv(A) @ dA @ inv(A), "distributivity"),
            (dP @ eye(n) + inv(A) @ dA @ inv(A), "AA⁻¹ = I"),
            (dP + inv(A) @ dA @ inv(A), "I is neutral"),
            (zeros(n, n) @ inv(A), "the bracket at the start is 0"),
            (zeros(n, n), "a zero matrix times any matrix"),
        ),
        claim(dP, -(inv(A) @ dA @ inv(A)), "solved for the derivative of the inverse"),
        fact(
            derivative(A @ A, x),
            dA @ A + A @ dA,
            "the same rule for a square: not 2A dA/dx, unless the two commute",
        ),
    ],
)
