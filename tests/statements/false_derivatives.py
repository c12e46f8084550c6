"""False statements about conventions, second derivatives, definitions and families."""

from __future__ import annotations

from fractions import Fraction

from matrixcalc import (
    Convention,
    Layout,
    Symmetry,
    cof,
    delta,
    derivative,
    det,
    diag,
    exp,
    eye,
    hessian,
    inv,
    jacobian,
    kron,
    log,
    logdet,
    logistic,
    magnus_neudecker,
    norm,
    single_entry,
    softmax,
    sqrt,
    total,
    tr,
    zeros,
)  # fmt: skip
from tests.statements.letters import (
    A,
    B,
    H,
    O,
    P,
    S,
    V,
    X,
    a,
    alpha,
    b,
    c,
    data,
    h,
    i,
    j,
    k,
    l,
    mu,
    n,
    o,
    o1,
    r,
    u,
    x,
    y,
    z,
)  # fmt: skip
from tests.statements.stated import Stated, stated

NUMERATOR = Convention(layout=Layout.NUMERATOR)
TIED = Convention(symmetry=Symmetry.TIED)
PROJECTED = Convention(symmetry=Symmetry.PROJECTED)
half = Fraction(1, 2)
identity = eye(n)
residual = u - H @ x
activation = logistic(H @ x)
nll = total(alpha, log(1 + exp((H @ x)[alpha])) - u[alpha] * (H @ x)[alpha])
"""The negative log likelihood of logistic regression, with design H and responses u."""

CONVENTIONS: tuple[Stated, ...] = (
    stated(
        "jacobian-as-gradient",
        "∂(Ax)/∂x = A in denominator layout",
        derivative(A @ x, x),
        A,
        "true in numerator layout",
    ),
    stated(
        "numerator-gradient",
        "∂aᵀXᵀb/∂X = baᵀ in numerator layout",
        derivative(a.T @ X.T @ b, X, convention=NUMERATOR),
        b @ a.T,
        "true in denominator layout",
    ),
    stated(
        "numerator-jacobian",
        "∂(Ax)/∂x = Aᵀ in numerator layout",
        derivative(A @ x, x, convention=NUMERATOR),
        A.T,
        "true in denominator layout",
    ),
    stated(
        "tied-as-free",
        "∂log det Σ/∂Σ = 2Σ⁻¹ − diag Σ⁻¹ with free entries",
        derivative(logdet(P), P),
        2 * inv(P) - diag(inv(P)),
        "true with tied entries",
    ),
    stated(
        "free-as-tied",
        "∂log det Σ/∂Σ = Σ⁻¹ with tied entries",
        derivative(logdet(P), P, convention=TIED),
        inv(P),
        "true with free entries",
    ),
    stated(
        "tied-doubled",
        "∂log det Σ/∂Σ = 2Σ⁻¹ with tied entries",
        derivative(logdet(P), P, convention=TIED),
        2 * inv(P),
        "the diagonal is not doubled",
    ),
    stated(
        "tied-half-diagonal",
        "∂log det Σ/∂Σ = 2Σ⁻¹ − ½diag Σ⁻¹ with tied entries",
        derivative(logdet(P), P, convention=TIED),
        2 * inv(P) - half * diag(inv(P)),
        "the whole diagonal is taken off",
    ),
    stated(
        "structured-of-general",
        "2X⁻ᵀ − diag X⁻¹ for a general X",
        derivative(logdet(O), O),
        2 * inv(O).T - diag(inv(O)),
        "X is not symmetric",
    ),
    stated(
        "tied-linear",
        "∂tr(AS)/∂S = Aᵀ with tied entries",
        derivative(tr(A @ S), S, convention=TIED),
        A.T,
        "A + Aᵀ − diag A",
    ),
    stated(
        "free-linear-symmetrised",
        "∂tr(AS)/∂S = (A + Aᵀ)/2 with free entries",
        derivative(tr(A @ S), S),
        (A + A.T) / 2,
        "true as projected gradient",
    ),
    stated(
        "projected-linear",
        "∂tr(AS)/∂S = Aᵀ as projected gradient",
        derivative(tr(A @ S), S, convention=PROJECTED),
        A.T,
        "true if A is symmetric",
    ),
    stated(
        "free-linear-lost",
        "∂tr(AS)/∂S = A with free entries",
        derivative(tr(A @ S), S),
        A,
        "Aᵀ: S is symmetric, A is not",
    ),
    stated(
        "free-inverse-form",
        "∂aᵀS⁻¹b/∂S = −S⁻¹abᵀS⁻¹ is one of two",
        derivative(a.T @ inv(P) @ b, P),
        -inv(P) @ b @ a.T @ inv(P),
        "with free entries abᵀ stands inside",
    ),
    stated(
        "magnus-transposed",
        "D X⁻¹ = −X⁻¹ ⊗ X⁻¹",
        magnus_neudecker(inv(V), V),
        -kron(inv(V), inv(V)),
        "X⁻ᵀ ⊗ X⁻¹",
    ),
    stated(
        "magnus-gram",
        "D XᵀX = 2(I ⊗ Xᵀ)",
        magnus_neudecker(X.T @ X, X),
        2 * kron(identity, X.T),
        "it needs symmetrising",
    ),
    stated(
        "magnus-transposition",
        "D Xᵀ = I",
        magnus_neudecker(X.T, X),
        eye(n * n),
        "it is the commutation matrix",
    ),
    stated(
        "magnus-product-order",
        "D AXB = A ⊗ Bᵀ",
        magnus_neudecker(A @ X @ B, X),
        kron(A, B.T),
        "Bᵀ ⊗ A",
    ),
    stated(
        "by-the-inverse",
        "∂log det P/∂P⁻¹ = P⁻¹",
        derivative(logdet(P), inv(P)),
        inv(P),
        "the derivative by P; here it is −P",
    ),
    stated(
        "by-the-matrix-for-inverse",
        "∂tr(P⁻¹A)/∂P = Aᵀ",
        derivative(tr(inv(P) @ A), P),
        A.T,
        "the derivative by P⁻¹",
    ),
    stated(
        "by-the-inverse-tied",
        "½(log det A − tr AN) by Σ, as if by A = Σ⁻¹",
        derivative(half * logdet(inv(P)) - half * tr(inv(P) @ x @ x.T), P, convention=TIED),
        half * (2 * (P - x @ x.T) - diag(P - x @ x.T)),
        "true as the derivative by Σ⁻¹",
    ),
    stated(
        "by-the-inverse-sign", "∂log det P/∂P⁻¹ = P", derivative(logdet(P), inv(P)), P, "the sign"
    ),
    stated("by-the-transpose", "∂aᵀXb/∂Xᵀ = abᵀ", derivative(a.T @ X @ b, X.T), a @ b.T, "baᵀ"),
)

SECOND_DERIVATIVES: tuple[Stated, ...] = (
    stated(
        "hessian-unsymmetrised",
        "∂²xᵀAx/∂x∂xᵀ = 2A",
        hessian(x.T @ A @ x, x),
        2 * A,
        "true if A is symmetric",
    ),
    stated(
        "hessian-product",
        "∂²(aᵀx bᵀx)/∂x∂xᵀ = abᵀ",
        hessian(a.T @ x * (b.T @ x), x),
        a @ b.T,
        "abᵀ + baᵀ",
    ),
    stated(
        "hessian-norm",
        "∂²‖x‖/∂x∂xᵀ = I/‖x‖",
        hessian(norm(h), h),
        identity / norm(h),
        "the rank-one term is missing",
    ),
    stated(
        "hessian-logistic-weights",
        "the Hessian of logistic regression without weights",
        hessian(nll, x),
        H.T @ H,
        "HᵀDH with D = diag(σ(1 − σ))",
    ),
    stated(
        "hessian-logistic-bound",
        "the Hessian of logistic regression at its bound",
        hessian(nll, x),
        H.T @ H / 4,
        "true at x = 0",
    ),
    stated(
        "hessian-log-sum-exp",
        "the Hessian of log Σ exp is diag(s)",
        hessian(log(total(i, exp(x[i]))), x),
        diag(softmax(x)),
        "−ssᵀ is missing",
    ),
    stated(
        "hessian-outer-of-gradient",
        "the Hessian of log-sum-exp is ssᵀ",
        hessian(log(total(i, exp(x[i]))), x),
        softmax(x) @ softmax(x).T,
        "diag(s) − ssᵀ",
    ),
    stated(
        "hessian-chain",
        "∂² exp(aᵀx) = exp(aᵀx) I",
        hessian(exp(a.T @ x), x),
        exp(a.T @ x) * identity,
        "aaᵀ",
    ),
    stated(
        "second-det",
        "∂²det X/∂Xᵢⱼ∂Xₖₗ without the exchanged term",
        derivative(det(V), V[i, j], V[k, l]),
        det(V) * inv(V)[j, i] * inv(V)[l, k],
        "− (X⁻¹)ⱼₖ(X⁻¹)ₗᵢ is missing",
    ),
    stated(
        "second-log-det",
        "∂²log det X/∂Xᵢⱼ∂Xₖₗ = −(X⁻¹)ⱼᵢ(X⁻¹)ₗₖ",
        derivative(logdet(O), O[i, j], O[k, l]),
        -inv(O)[j, i] * inv(O)[l, k],
        "(X⁻¹)ⱼₖ(X⁻¹)ₗᵢ",
    ),
    stated(
        "mixed-second", "∂²xᵀAy/∂x∂yᵀ = Aᵀ", derivative(derivative(x.T @ A @ y, x), y.T), A.T, "A"
    ),
)

DEFINITIONS_AND_FAMILIES: tuple[Stated, ...] = (
    stated(
        "defined-sign",
        "∂zᵀAz/∂μ = (A + Aᵀ)z for z = x − μ",
        derivative(z.T @ A @ z, mu),
        (A + A.T) @ z,
        "the inner sign",
        (z, x - mu),
    ),
    stated(
        "defined-jacobian", "∂z/∂μᵀ = I for z = x − μ", jacobian(z, mu), identity, "−I", (z, x - mu)
    ),
    stated(
        "defined-not-constant",
        "∂zᵀz/∂x = 0 for z = Ax",
        derivative(z.T @ z, x),
        zeros(n, 1),
        "z depends on x",
        (z, A @ x),
    ),
    stated(
        "defined-once",
        "∂(zᵀx)/∂x = z for z = Sx",
        derivative(z.T @ x, x),
        z,
        "z depends on x: 2z",
        (z, S @ x),
    ),
    stated(
        "component-quotient",
        "zᵢ/zₖ = δᵢₖ where ∂zᵢ/∂zₖ is meant",
        h[i] / h[k],
        delta(i, k),
        "the derivative signs are missing",
    ),
    stated(
        "determinant-double-sum",
        "∂det X/∂Xᵢⱼ = ∂(Σᵢ Σⱼ Xᵢⱼ Cᵢⱼ)/∂Xᵢⱼ",
        derivative(det(X), X[i, j]),
        derivative(total(k, l, X[k, l] * cof(X)[k, l]), X[i, j]),
        "the sum is n det X",
    ),
    stated(
        "double-sum-cofactor",
        "∂(Σᵢ Σⱼ Xᵢⱼ Cᵢⱼ)/∂Xᵢⱼ = Cᵢⱼ",
        derivative(total(k, l, X[k, l] * cof(X)[k, l]), X[i, j]),
        cof(X)[i, j],
        "n times that",
    ),
    stated(
        "mean-without-count",
        "∂Σ‖xᵢ − μ‖²/∂μ = 2μ − 2Σxᵢ",
        derivative(total(o, norm(data[o] - mu) ** 2), mu),
        2 * mu - 2 * total(o, data[o]),
        "2Nμ",
    ),
    stated(
        "mean-sign",
        "∂Σ‖xᵢ − μ‖²/∂μ = 2Σ(xᵢ − μ)",
        derivative(total(o, norm(data[o] - mu) ** 2), mu),
        2 * total(o, data[o] - mu),
        "the sign",
    ),
    stated(
        "family-every-member",
        "∂Σ‖xᵢ‖²/∂x₁ is the sum over all",
        derivative(total(o, data[o].T @ data[o]), data[1]),
        2 * total(o, data[o]),
        "2x₁ alone",
    ),
    stated(
        "family-wrong-member",
        "∂Σᵢ xᵢᵀxᵢ/∂xₚ is another sample",
        derivative(total(o, data[o].T @ data[o]), data[o1]),
        2 * data[1],
        "true where o = 1",
    ),
    stated(
        "family-forgotten-delta",
        "∂xᵢ/∂xₚᵀ = I for any two samples",
        derivative(data[o], data[o1].T),
        identity,
        "δᵢₚ I",
    ),
    stated("component-forgotten-delta", "∂xᵢ/∂xⱼ = 1", derivative(x[i], x[j]), 1, "δᵢⱼ"),
    stated(
        "entry-delta-swapped",
        "∂Xᵢⱼ/∂Xₖₗ = δᵢₗ δⱼₖ",
        derivative(X[i, j], X[k, l]),
        delta(i, l) * delta(j, k),
        "δᵢₖ δⱼₗ",
    ),
    stated(
        "entry-of-symmetric",
        "∂Sᵢⱼ/∂Sₖₗ = δᵢₖδⱼₗ with tied entries",
        derivative(S[i, j], S[k, l], convention=TIED),
        delta(i, k) * delta(j, l),
        "Sⱼᵢ varies with Sᵢⱼ",
    ),
    stated(
        "single-entry-transposed",
        "∂X/∂Xᵢⱼ = Jʲⁱ",
        derivative(X, X[i, j]),
        single_entry(n, n, j, i),
        "Jⁱʲ",
    ),
    stated(
        "sigma-by-entry",
        "∂Σ(x − μ)ᵀP⁻¹(x − μ)/∂P without the sum",
        derivative(total(o, (data[o] - mu).T @ inv(P) @ (data[o] - mu)), P),
        -inv(P) @ (data[1] - mu) @ (data[1] - mu).T @ inv(P),
        "one sample of N",
    ),
)

DENSITIES: tuple[Stated, ...] = (
    stated(
        "expansion-order-one",
        "det(I + cA) = 1 + det A + c tr A + … at c = 0",
        det(identity + 0 * A),
        1 + det(A),
        "the det A term is spurious",
    ),
    stated(
        "expansion-slope",
        "d det(I + cA)/dc = det(I + cA) tr A",
        derivative(det(identity + c * A), c),
        det(identity + c * A) * tr(A),
        "true at c = 0",
    ),
    stated(
        "density-determinant",
        "the density of Ax scales with 1/det A",
        1 / sqrt(det(V @ P @ V.T)),
        1 / (det(V) * sqrt(det(P))),
        "1/|det A|",
    ),
    stated(
        "density-exponent",
        "(2π)^(n/2) det(P)^(1/2) = det(2πP)",
        det(r * P) ** half,
        r**n * det(P) ** half,
        "det(rP)^(1/2) = r^(n/2) det(P)^(1/2)",
    ),
)

FALSE_DERIVATIVES = (
    *CONVENTIONS, *SECOND_DERIVATIVES, *DEFINITIONS_AND_FAMILIES, *DENSITIES,
)  # fmt: skip
