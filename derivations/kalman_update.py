"""The update of a Kalman filter: its gain, its covariance and its mean, in two forms.

Assumed: the covariances P before the observation and R of the noise are positive definite.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    derivative,
    eye,
    fact,
    inv,
    matrix,
    sizes,
    tr,
    vector,
    zeros,
)

n, k = sizes("n k")
P, R = matrix("P", n, n, "positive definite"), matrix("R", k, k, "positive definite")
H, K = matrix("H", k, n), matrix("K", n, k)
S, L = matrix("S", k, k), matrix("Lambda", n, n)
m, new, y = vector("m", n), vector("m̂", n), vector("y", k)
I = eye(n)
precision = inv(P) + H.T @ inv(R) @ H

kalman_update = Derivation(
    name="kalman-update",
    title="The update of a Kalman filter, and its information form",
    source="Bishop, section 13.3.1; Petersen and Pedersen, section 3.2.2",
    about=(
        "In information form precisions are added, and an n×n matrix is inverted; the gain inverts a "
        "k×k matrix. The short form of the covariance holds for this gain only, the form of "
        "Joseph for every gain."
    ),
    statements=[
        define(S, H @ P @ H.T + R, "the covariance of the prediction of y"),
        define(K, P @ H.T @ inv(S), "the gain"),
        define(L, precision, "the precision after the observation"),
        fact(K @ S, P @ H.T, "definition of the inverse"),
        chain(
            L @ P @ H.T,
            (H.T + H.T @ inv(R) @ H @ P @ H.T, "distributivity, P⁻¹P = I"),
            (H.T @ inv(R) @ (R + H @ P @ H.T), "HᵀR⁻¹ taken out on the left"),
            (H.T @ inv(R) @ S, "definition of S"),
        ),
        chain(
            L @ K,
            (L @ P @ H.T @ inv(S), "definition of the gain"),
            (H.T @ inv(R) @ S @ inv(S), "the chain before"),
            (H.T @ inv(R), "definition of the inverse"),
        ),
        claim(K, inv(L) @ H.T @ inv(R), "the gain in information form"),
        chain(
            L @ (P - K @ H @ P),
            (I + H.T @ inv(R) @ H @ P - L @ K @ H @ P, "distributivity, P⁻¹P = I"),
            (I + H.T @ inv(R) @ H @ P - H.T @ inv(R) @ H @ P, "LK is known from before"),
            (I, "the two terms cancel"),
        ),
        claim(P - K @ H @ P, inv(precision), "a right inverse of a square matrix is its inverse"),
        chain(
            (I - K @ H) @ P @ (I - K @ H).T + K @ R @ K.T,
            (P - K @ H @ P - P @ H.T @ K.T + K @ S @ K.T, "multiplied out, definition of S"),
            (P - K @ H @ P - P @ H.T @ K.T + P @ H.T @ K.T, "KS = PHᵀ"),
            ((I - K @ H) @ P, "the form of Joseph is the short form"),
        ),
        define(new, m + K @ (y - H @ m), "the mean after the observation"),
        chain(
            L @ new,
            (L @ m + L @ K @ (y - H @ m), "distributivity"),
            (L @ m + H.T @ inv(R) @ (y - H @ m), "LK is known from before"),
            (inv(P) @ m + H.T @ inv(R) @ y, "definition of Λ; HᵀR⁻¹Hm cancels"),
        ),
        claim(
            new,
            inv(precision) @ (inv(P) @ m + H.T @ inv(R) @ y),
            "multiplied by Λ⁻¹: the mean in information form",
        ),
    ],
)

G, best = matrix("G", n, k), matrix("K", n, k)
T = H @ P @ H.T + R
joseph = (I - G @ H) @ P @ (I - G @ H).T + G @ R @ G.T

kalman_gain = Derivation(
    name="kalman-gain",
    title="The gain that makes the mean squared error smallest",
    source="a classic; Petersen and Pedersen, section 2.5",
    about=(
        "tr of the covariance is the mean squared error. Its gradient by the gain vanishes at the "
        "gain of Kalman, and the completed square says more: the covariance of every other gain "
        "is larger by a positive semidefinite matrix."
    ),
    statements=[
        chain(
            tr(joseph),
            (tr(P - G @ H @ P - P @ H.T @ G.T + G @ T @ G.T), "multiplied out"),
            (tr(P) - 2 * tr(G @ H @ P) + tr(G @ T @ G.T), "a trace equals that of the transpose"),
        ),
        fact(derivative(tr(G @ H @ P), G), P @ H.T, "gradient of a linear form, P is symmetric"),
        fact(
            derivative(tr(G @ T @ G.T), G),
            2 * G @ T,
            "gradient of a quadratic form, HPHᵀ + R is symmetric",
        ),
        chain(
            derivative(tr(joseph), G),
            (
                derivative(tr(P) - 2 * tr(G @ H @ P) + tr(G @ T @ G.T), G),
                "the expansion inserted",
            ),
            (-(2 * P @ H.T) + 2 * G @ T, "term by term"),
        ),
        define(best, P @ H.T @ inv(T), "the gain of Kalman"),
        chain(
            -(2 * P @ H.T) + 2 * best @ T,
            (-(2 * P @ H.T) + 2 * P @ H.T, "definition of the inverse"),
            (zeros(n, k), "the gradient vanishes there"),
        ),
        claim(
            joseph,
            P - best @ T @ best.T + (G - best) @ T @ (G - best).T,
            "the square completed",
        ),
    ],
)
