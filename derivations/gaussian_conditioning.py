"""The joint distribution of a Gaussian vector and a noisy linear image of it, and the posterior.

Assumed: K and Σ are positive definite; the noise is independent of the vector.
"""

from fractions import Fraction

from matrixcalc import (
    Derivation,
    chain,
    claim,
    distribution,
    exp,
    expectation,
    integral,
    inv,
    matrix,
    sizes,
    vector,
    zeros,
)
from matrixcalc.expr import Expr

half = Fraction(1, 2)
p, q = sizes("p q")
K, S = matrix("K", p, p, "positive definite"), matrix("Sigma", q, q, "positive definite")
L, mu, m = matrix("L", q, p), vector("mu", p), vector("m", q)
v, u, noise = vector("v", p), vector("u", q), vector("epsilon", q)

prior = distribution(v, mu, K, normal=True)
error = distribution(noise, zeros(q), S, normal=True)
observed = L @ v + m + noise


def mean(e: Expr) -> Expr:
    """The mean over the vector and the noise, one after the other."""
    return expectation(expectation(e, error), prior)


def cov(a: Expr, b: Expr) -> Expr:
    """The covariance of two columns."""
    return mean(a @ b.T) - mean(a) @ mean(b).T


joint_gaussian = Derivation(
    name="joint-gaussian",
    title="A Gaussian vector and a noisy linear image of it",
    source="Bishop, Pattern Recognition and Machine Learning, section 2.3.3",
    about="The noise is averaged over first; only what is quadratic in it leaves its covariance.",
    statements=[
        chain(
            mean(observed),
            (mean(L @ v + m), "the noise has mean zero"),
            (L @ mu + m, "linearity"),
        ),
        chain(
            cov(observed, observed),
            (L @ cov(v, v) @ L.T + S, "the noise is independent"),
            (L @ K @ L.T + S, "the covariance of v"),
        ),
        chain(
            cov(v, observed),
            (cov(v, L @ v + m), "the noise is independent"),
            (K @ L.T, "bilinearity"),
        ),
    ],
)

distance_prior = (v - mu).T @ inv(K) @ (v - mu)
distance_noise = (u - L @ v - m).T @ inv(S) @ (u - L @ v - m)
weight = exp(-half * distance_prior - half * distance_noise)
gain = K @ L.T @ inv(L @ K @ L.T + S)


def given_u(e: Expr) -> Expr:
    """The mean for a given u: the joint density over the marginal one."""
    return integral(weight * e, v) / integral(weight, v)


posterior_gaussian = Derivation(
    name="posterior-gaussian",
    title="The posterior of a Gaussian vector, given a noisy linear image of it",
    source="Bishop, Pattern Recognition and Machine Learning, section 2.3.3",
    about=(
        "The mean contains Lμ, not Lv: what is not observed cannot stand in it. The two forms of "
        "the covariance are equal by Woodbury's identity."
    ),
    statements=[
        chain(
            given_u(v),
            (inv(inv(K) + L.T @ inv(S) @ L) @ (inv(K) @ mu + L.T @ inv(S) @ (u - m)),
             "the square is completed"),
            (mu + gain @ (u - L @ mu - m), "push-through identity"),
        ),
        chain(
            given_u(v @ v.T) - given_u(v) @ given_u(v).T,
            (inv(inv(K) + L.T @ inv(S) @ L), "the square is completed"),
            (K - gain @ L @ K, "Woodbury's identity"),
        ),
        claim(
            inv(L @ K @ L.T + S),
            inv(S) - inv(S) @ L @ inv(inv(K) + L.T @ inv(S) @ L) @ L.T @ inv(S),
            "Woodbury's identity",
        ),
    ],
)  # fmt: skip
