"""The gradient of the log evidence of a Gaussian process by a hyperparameter.

Assumed: K(θ) is a smooth function whose values are positive definite, y does not depend on θ;
in the second part C is positive definite, and v and s are positive.
"""

from fractions import Fraction

from matrixcalc import (
    PI,
    Derivation,
    chain,
    claim,
    define,
    derivative,
    det,
    eye,
    fact,
    function,
    inv,
    log,
    matrix,
    number,
    scalar,
    sizes,
    tr,
    vector,
)
from matrixcalc.expr import Expr

half = Fraction(1, 2)
(n,) = sizes("n")
theta, ell = scalar("theta"), scalar("ell")
K = function(matrix("K", n, n, "positive definite"), theta)
alpha = function(vector("alpha", n), theta)
y = vector("y", n)
P, dK = inv(K), derivative(K, theta)


def log_evidence(covariance: Expr) -> Expr:
    """The logarithm of the density of N(0, covariance) at y."""
    quadratic = y.T @ inv(covariance) @ y
    return -(half * quadratic) - half * log(det(covariance)) - number(n) / 2 * log(2 * PI)


gaussian_process_evidence = Derivation(
    name="gaussian-process-evidence",
    title="The gradient of the log evidence of a Gaussian process",
    source="Rasmussen and Williams, section 5.4.1",
    about=(
        "The derivative of log|K| is a trace and not a determinant, and the quadratic form becomes "
        "a trace as well, so that both are collected in front of dK/dθ. The symmetry of K is what "
        "turns K⁻¹yyᵀK⁻¹ into ααᵀ."
    ),
    statements=[
        define(ell, log_evidence(K), "the log evidence"),
        define(alpha, P @ y, "the weights of the prediction"),
        fact(derivative(P, theta), -(P @ dK @ P), "derivative of the inverse"),
        fact(derivative(log(det(K)), theta), tr(P @ dK), "Jacobi's formula"),
        chain(
            derivative(y.T @ P @ y, theta),
            (y.T @ derivative(P, theta) @ y, "y is constant"),
            (-(y.T @ P @ dK @ P @ y), "derivative of the inverse"),
            (-tr(P @ y @ y.T @ P @ dK), "cyclic property of the trace"),
        ),
        chain(
            derivative(ell, theta),
            (
                -(half * derivative(y.T @ P @ y, theta)) - half * derivative(log(det(K)), theta),
                "linearity; the constant drops",
            ),
            (half * tr(P @ y @ y.T @ P @ dK) - half * tr(P @ dK), "the two derivatives"),
            (half * tr((P @ y @ y.T @ P - P) @ dK), "collected under one trace"),
            (half * tr((alpha @ alpha.T - P) @ dK), "K⁻¹ is symmetric, definition of α"),
        ),
    ],
)

C = matrix("C", n, n, "positive definite")
noise, s, best = scalar("v", "positive"), scalar("s", "positive"), scalar("ŝ")
B = C + noise * eye(n)

gaussian_process_scale = Derivation(
    name="gaussian-process-scale",
    title="The noise and the scale of a Gaussian process",
    source="Rasmussen and Williams, section 5.4.1",
    about=(
        "For the variance v of the noise dK/dv = I and the trace of K⁻¹ remains. The scale can be solved for: the "
        "gradient vanishes at ŝ = yᵀC⁻¹y/n."
    ),
    statements=[
        fact(derivative(B, noise), eye(n), "only the noise depends on v"),
        chain(
            derivative(log_evidence(B), noise),
            (
                half * tr((inv(B) @ y @ y.T @ inv(B) - inv(B)) @ derivative(B, noise)),
                "the gradient by a hyperparameter",
            ),
            (half * (y.T @ inv(B) @ inv(B) @ y - tr(inv(B))), "cyclic property of the trace"),
        ),
        chain(
            log_evidence(s * C),
            (
                -(half * (y.T @ inv(C) @ y) / s)
                - half * log(s**n * det(C))
                - number(n) / 2 * log(2 * PI),
                "the inverse and the determinant of a multiple",
            ),
            (
                -(half * (y.T @ inv(C) @ y) / s)
                - number(n) / 2 * log(s)
                - half * log(det(C))
                - number(n) / 2 * log(2 * PI),
                "logarithm of a product and of a power",
            ),
        ),
        claim(
            derivative(log_evidence(s * C), s),
            half * (y.T @ inv(C) @ y) / s**2 - number(n) / (2 * s),
            "term by term",
        ),
        define(best, y.T @ inv(C) @ y / n, "the scale solved for"),
        claim(
            half * (y.T @ inv(C) @ y) / best**2 - number(n) / (2 * best),
            0,
            "the gradient vanishes there",
        ),
    ],
)
