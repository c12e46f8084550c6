"""Expectations, variances and covariances: true ones, false ones, and those not judged.

x has the mean μ and the covariance Ψ and any distribution; y is Gaussian with the mean μ
and the covariance P; ξ is a random number of mean c and variance r.  Sources:
Petersen and Pedersen, The Matrix Cookbook, chapters 6 and 8; Magnus and
Neudecker, chapter 12.
"""

from __future__ import annotations

from matrixcalc import (
    covariance,
    derivative,
    det,
    dg,
    distribution,
    exp,
    expectation,
    eye,
    hadamard,
    inv,
    kron,
    log,
    norm,
    number,
    scalar,
    sqrt,
    tr,
    variance,
    vec,
    zeros,
)
from matrixcalc.expr import Expr
from tests.statements.letters import A, B, C, F, M, P, Psi, S, a, b, c, i, j, mu, n, r, u, x, y
from tests.statements.stated import Stated, stated

ANY = distribution(x, mu, Psi)
NORMAL = distribution(y, mu, P, normal=True)
XI = scalar("ξ")
NUMBER = distribution(XI, c, r)
STANDARD = distribution(y, zeros(n, 1), eye(n), normal=True)


def of_any(e: Expr) -> Expr:
    """E of what depends on x."""
    return expectation(e, ANY)


def normal(e: Expr) -> Expr:
    """E of what depends on y."""
    return expectation(e, NORMAL)


def standard(e: Expr) -> Expr:
    """E of what depends on a standard Gaussian y."""
    return expectation(e, STANDARD)


def log_density(z: Expr, m: Expr, k: Expr) -> Expr:
    """The logarithm of a Gaussian density, without the factor that has π."""
    return log(exp(-(z - m).T @ inv(k) @ (z - m) / 2) / sqrt(det(k)))


TRUE_EXPECTATIONS: tuple[Stated, ...] = (
    stated("mean", "the mean", of_any(x), mu),
    stated("mean-linear", "E is linear", of_any(F.T @ x + u), F.T @ mu + u),
    stated("mean-of-constant", "a constant is its own mean", of_any(a + x), a + mu),
    stated("second-moment", "the second moment", of_any(x @ x.T), Psi + mu @ mu.T),
    stated("central", "the covariance", of_any((x - mu) @ (x - mu).T), Psi),
    stated("central-mean", "deviations have mean zero", of_any(x - of_any(x)), zeros(n, 1)),
    stated("quadratic-form", "a quadratic form", of_any(x.T @ A @ x), tr(A @ Psi) + mu.T @ A @ mu),
    stated("bilinear", "two affine functions", of_any((A @ x + a) @ (B @ x + b).T),
           A @ Psi @ B.T + (A @ mu + a) @ (B @ mu + b).T),
    stated("affine-inner", "the inner product of two", of_any((A @ x + a).T @ (B @ x + b)),
           tr(A @ Psi @ B.T) + (A @ mu + a).T @ (B @ mu + b)),
    stated("entries", "the entries", of_any(x[i] * x[j]), Psi[i, j] + mu[i] * mu[j]),
    stated("hadamard", "the square of each entry", of_any(hadamard(x, x)),
           dg(Psi) + hadamard(mu, mu)),
    stated("kronecker", "the Kronecker product", of_any(kron(x, x)), vec(Psi) + kron(mu, mu)),
    stated("squared-norm", "the squared norm", of_any(norm(x - mu) ** 2), tr(Psi)),
    stated("variance-linear", "the covariance of a linear function", variance(F.T @ x + u, ANY),
           F.T @ Psi @ F),
    stated("covariance-two", "of two linear functions", covariance(A @ x + a, B @ x + b, ANY),
           A @ Psi @ B.T),
    stated("variance-number", "of a number", variance(a.T @ x, ANY), a.T @ Psi @ a),
    stated("number", "a random number", expectation(XI**2, NUMBER), r + c**2),
    stated("number-variance", "its variance", variance(2 * XI + 1, NUMBER), 4 * r),
    stated("within", "E commutes with a derivative", derivative(of_any(x.T @ A @ x), A),
           Psi + mu @ mu.T),
    stated("gradient-by-mean", "and with one by the mean", derivative(of_any(x.T @ S @ x), mu),
           2 * S @ mu),
    stated("nested", "E of an E", of_any(x @ of_any(x).T), mu @ mu.T),
    stated("defined", "of a defined letter", of_any(b), A @ mu + a, "", (b, A @ x + a)),
    stated("cubic", "a Gaussian cubic", normal(y @ y.T @ y),
           (tr(P) + mu.T @ mu) * mu + 2 * P @ mu),
    stated("quartic", "a Gaussian quartic", normal((y - mu).T @ A @ (y - mu) * ((y - mu).T @ B @ (y - mu))),
           tr(A @ P) * tr(B @ P) + tr(A @ P @ B @ P) + tr(A @ P @ B.T @ P)),
    stated("standard-quartic", "the fourth moment of a norm", standard(norm(y) ** 4),
           number(n) * (number(n) + 2)),
    stated("log-density", "an entropy", normal(log_density(y, mu, P)),
           -log(det(P)) / 2 - number(n) / 2),
    stated("cross-entropy", "a cross entropy", normal(log_density(y, a, M)),
           -log(det(M)) / 2 - (tr(inv(M) @ P) + (mu - a).T @ inv(M) @ (mu - a)) / 2),
)  # fmt: skip

FALSE_EXPECTATIONS: tuple[Stated, ...] = (
    stated("mean-shifted", "a constant lost", of_any(F.T @ x + u), F.T @ mu),
    stated("second-for-covariance", "no mean", of_any(x @ x.T), Psi),
    stated("covariance-for-second", "the mean twice", of_any((x - mu) @ (x - mu).T), Psi + mu @ mu.T),
    stated("quadratic-at-mean", "E put inside", of_any(x.T @ A @ x), mu.T @ A @ mu),
    stated("variance-not-transposed", "a lost transpose", variance(A @ x, ANY), A @ Psi @ A),
    stated("variance-swapped", "transposes swapped", variance(A @ x, ANY), A.T @ Psi @ A),
    stated("variance-shifted", "a constant kept", variance(x + a, ANY), Psi + a @ a.T),
    stated("covariance-swapped", "in the wrong order", covariance(A @ x, B @ x, ANY), B @ Psi @ A.T),
    stated("number-square", "no variance", expectation(XI**2, NUMBER), c**2),
    stated("number-scaled", "a factor not squared", variance(2 * XI, NUMBER), 2 * r),
    stated("kronecker-mean", "no covariance", of_any(kron(x, x)), kron(mu, mu)),
    stated("cubic-once", "2 lost", normal(y @ y.T @ y), (tr(P) + mu.T @ mu) * mu + P @ mu),
    stated("quartic-pairing", "a pairing lost", normal((y - mu).T @ A @ (y - mu) * ((y - mu).T @ B @ (y - mu))),
           tr(A @ P) * tr(B @ P) + 2 * tr(A @ P @ B @ P)),
    stated("standard-square", "the square of a mean", standard(norm(y) ** 4), number(n) ** 2),
    stated("entropy-sign", "a sign", normal(log_density(y, mu, P)), log(det(P)) / 2 - number(n) / 2),
    stated("cross-swapped", "the wrong one inverted", normal(log_density(y, a, M)),
           -log(det(M)) / 2 - (tr(inv(P) @ M) + (mu - a).T @ inv(M) @ (mu - a)) / 2),
    stated("by-mean-once", "2 lost", derivative(of_any(x.T @ S @ x), mu), S @ mu),
    stated("gradient-central", "no mean", derivative(of_any(x.T @ A @ x), A), Psi),
)  # fmt: skip

OTHER = distribution(y, a, Psi)
UNDECLARED = distribution(x, mu, C)
ODD = "do not determine its moments of degree 3"

NOT_JUDGED: tuple[tuple[Expr, str], ...] = (
    (of_any(x @ x.T @ x), ODD),
    (of_any(exp(a.T @ x)), "no polynomial in x"),
    (of_any(norm(x)), "no polynomial in x"),
    (of_any(1 / (x.T @ x)), "no polynomial in x"),
    (normal((y.T @ y) ** 3), "moments of degree 6 of a Gaussian y"),
    (expectation(x.T @ y, ANY, OTHER), "nothing says how x and y depend on each other"),
    (expectation(x.T @ x, UNDECLARED), "nothing says that C is positive semidefinite"),
    (expectation(x.T @ x, distribution(x, mu, A @ Psi @ A)), "is positive semidefinite"),
)
"""Expectations that are not determined by what is declared, with the reason."""

COVARIANCES: tuple[Expr, ...] = (
    Psi, P, eye(n), 2 * P, r * eye(n), c**2 * P, A @ A.T, A.T @ A, A @ P @ A.T, A @ B @ P @ B.T @ A.T,
    inv(P), P + Psi, P / 3, P.T, P / r,
)  # fmt: skip
NO_COVARIANCES: tuple[Expr, ...] = (
    A, S, c * P, -P, P - Psi, A @ P @ A, A @ B.T, A.T @ P @ A.T, P @ Psi, P / c, A @ A,
)  # fmt: skip
