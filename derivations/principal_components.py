"""Principal components: the direction of largest variance, and the smallest error.

Assumed: S is symmetric; in the second part it is the covariance of N points around their
mean, and the M columns of U are orthonormal, as a single unit vector is.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    column,
    define,
    delta,
    derivative,
    eye,
    fact,
    family,
    hessian,
    index,
    indices,
    matrix,
    norm,
    number,
    scalar,
    sizes,
    total,
    tr,
    unit,
    vector,
    zeros,
)

D, M, N = sizes("D M N")
n = index("n", N)
i, j = indices("i j", D)
S = matrix("S", D, D, "symmetric")
Q, Lam = matrix("Q", D, D, "orthogonal"), matrix("Lambda", D, D, "diagonal")
u, q = vector("u", D), family(vector("q", D))
lam, F = scalar("lambda"), scalar("F")

principal_component = Derivation(
    name="principal-component",
    title="The direction of largest variance, by a Lagrange multiplier",
    source="Bishop, section 12.1.1",
    about=(
        "The gradient is zero where Su = λu, so that u is an eigenvector; which one is told by the "
        "variance, which there is λ. By λ the derivative gives back the constraint."
    ),
    statements=[
        define(F, u.T @ S @ u + lam * (1 - u.T @ u), "the variance along u, and the constraint"),
        chain(
            derivative(F, u),
            (derivative(u.T @ S @ u, u) - lam * derivative(u.T @ u, u), "linearity"),
            ((S + S.T) @ u - lam * (2 * u), "gradients of quadratic forms"),
            (2 * (S @ u - lam * u), "S is symmetric"),
        ),
        claim(derivative(F, lam), 1 - u.T @ u, "zero where u has length 1"),
        claim(hessian(F, u), 2 * (S - lam * eye(D)), "the gradient is linear in u"),
        claim(
            u.T @ S @ u,
            lam * u.T @ u + u.T @ (S @ u - lam * u),
            "the variance is λ where Su = λu and uᵀu = 1",
        ),
        define(S, Q @ Lam @ Q.T, "the spectral decomposition"),
        define(q[i], column(Q, i), "a column of Q"),
        fact(Q.T @ q[i], unit(D, i), "QᵀQ = I"),
        chain(
            S @ q[i],
            (Q @ Lam @ unit(D, i), "the fact before"),
            (Lam[i, i] * Q @ unit(D, i), "Λ is diagonal"),
            (Lam[i, i] * q[i], "Qe_i is the column i of Q"),
        ),
        claim(2 * (S @ q[i] - Lam[i, i] * q[i]), zeros(D), "the gradient vanishes at q_i"),
        claim(q[j].T @ q[i], delta(i, j), "QᵀQ = I: the constraint holds"),
        chain(
            q[i].T @ S @ q[i],
            (Lam[i, i] * q[i].T @ q[i], "q_i is an eigenvector"),
            (Lam[i, i], "its length is 1: the variance is the eigenvalue"),
        ),
        claim(total(i, Lam[i, i]), tr(S), "the variances add up to the total variance"),
    ],
)

x, mean = family(vector("x", D)), vector("x̄", D)
C, U, W = matrix("S", D, D), matrix("U", D, M, "orthonormal columns"), matrix("W", D, M)
K = matrix("K", M, M, "symmetric")
z = x[n] - mean
share = 1 / number(N)

principal_subspace = Derivation(
    name="principal-subspace",
    title="The error of a reconstruction and the variance that it keeps",
    source="Bishop, sections 12.1.1 and 12.1.2; Hastie, Tibshirani and Friedman, section 14.5.1",
    about=(
        "Uᵀ(x−x̄) are M coordinates and UUᵀ(x−x̄) is the projection. Their sum is the total "
        "variance, so that the smallest error and the largest variance are one problem."
    ),
    statements=[
        define(mean, share * total(n, x[n]), "the mean"),
        define(C, share * total(n, z @ z.T), "the covariance"),
        chain(
            share * total(n, norm(U.T @ z) ** 2),
            (share * total(n, z.T @ U @ U.T @ z), "the square of the Euclidean norm"),
            (share * total(n, tr(U.T @ z @ z.T @ U)), "cyclic property of the trace"),
            (tr(U.T @ (share * total(n, z @ z.T)) @ U), "the trace is linear"),
            (tr(U.T @ C @ U), "definition of S: the variance that is kept"),
        ),
        chain(
            norm(z - U @ U.T @ z) ** 2,
            (
                z.T @ z - 2 * z.T @ U @ U.T @ z + z.T @ U @ (U.T @ U) @ U.T @ z,
                "multiplied out; UUᵀ is symmetric",
            ),
            (z.T @ z - z.T @ U @ U.T @ z, "UᵀU = I"),
            (norm(z) ** 2 - norm(U.T @ z) ** 2, "the theorem of Pythagoras"),
        ),
        chain(
            share * total(n, norm(z - U @ U.T @ z) ** 2),
            (
                share * total(n, norm(z) ** 2) - share * total(n, norm(U.T @ z) ** 2),
                "the chain before",
            ),
            (tr(C) - tr(U.T @ C @ U), "the total variance less the variance that is kept"),
        ),
        chain(
            derivative(tr(W.T @ C @ W) + tr(K @ (eye(M) - W.T @ W)), W),
            ((C + C.T) @ W - W @ (K + K.T), "gradients of traces"),
            (2 * (C @ W - W @ K), "zero where SW = WK: the columns span an invariant subspace"),
        ),
    ],
)
