"""The first principal component as an optimum on the unit sphere, and least squares as optima.

Assumed: S has the largest eigenvalue λ with the unit eigenvector v.  Every such matrix is
λI − BᵀB with Bv = 0, and B = C(I − vvᵀ) is any matrix with Bv = 0.  X has full column rank, W is
positive definite, and the weight of the penalty is positive.
"""

from matrixcalc import (
    Derivation,
    claim,
    define,
    eye,
    inv,
    matrix,
    maximum,
    minimum,
    norm,
    scalar,
    sizes,
    vector,
)

D, M, N = sizes("D M N")
lam, u, v = scalar("lambda"), vector("u", D), vector("v", D, "unit norm")
C, B = matrix("C", M, D), matrix("B", M, D)
S = lam * eye(D) - B.T @ B

largest_variance = Derivation(
    name="largest-variance",
    title="The direction of largest variance is an eigenvector of the largest eigenvalue",
    source="Bishop, section 12.1.1; Boyd and Vandenberghe, section 5.5",
    about=(
        "The variance is not concave, but with the multiple λ of the constraint taken off it is, "
        "and on the sphere that changes nothing. The maximum is not the only one: −v is as good."
    ),
    statements=[
        define(B, C @ (eye(D) - v @ v.T), "any matrix that takes v to zero"),
        claim(S @ v, lam * v, "v is an eigenvector"),
        claim(lam * u.T @ u - u.T @ S @ u, norm(B @ u) ** 2, "no variance is larger"),
        maximum(
            u.T @ S @ u,
            u,
            at=v,
            value=lam,
            subject_to=[(u.T @ u, 1)],
            because="λI − S = BᵀB is positive semidefinite",
            only=False,
        ),
    ],
)

X, W = matrix("X", N, D, "full column rank"), matrix("W", N, N, "positive definite")
y, mu = vector("y", N), scalar("mu", "positive")
w, beta = vector("w", D), vector("beta", D)
r = y - X @ w

least_squares_optima = Derivation(
    name="least-squares-optima",
    title="Weighted least squares and ridge regression as minima",
    source="Bishop, section 3.1.4 and exercise 3.3; Hastie, Tibshirani and Friedman, section 3.4.1",
    about=(
        "The second derivative does not depend on the place, so a zero of the gradient is the minimum. The "
        "penalty makes it positive definite whatever X is like."
    ),
    statements=[
        minimum(
            r.T @ W @ r,
            w,
            at=inv(X.T @ W @ X) @ X.T @ W @ y,
            because="XᵀWX is positive definite",
        ),
        minimum(
            norm(y - X @ beta) ** 2 + mu * norm(beta) ** 2,
            beta,
            at=inv(X.T @ X + mu * eye(D)) @ X.T @ y,
            value=y.T @ y - y.T @ X @ inv(X.T @ X + mu * eye(D)) @ X.T @ y,
            because="XᵀX + μI is positive definite",
        ),
    ],
)
