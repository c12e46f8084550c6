"""True gradients in both layouts, along paths and through definitions."""

from __future__ import annotations

from fractions import Fraction

from matrixcalc import (
    PI,
    Convention,
    Layout,
    Symmetry,
    absolute,
    adj,
    cof,
    commutation,
    delta,
    derivative,
    det,
    diag,
    exp,
    eye,
    hadamard,
    hadamard_quotient,
    hessian,
    inv,
    jacobian,
    kron,
    log,
    logdet,
    logistic,
    magnus_neudecker,
    norm,
    ones,
    single_entry,
    softmax,
    sqrt,
    total,
    tr,
)  # fmt: skip
from matrixcalc.declare import matrix, vector
from tests.statements.letters import (
    A,
    At,
    B,
    C,
    F,
    H,
    N,
    O,
    P,
    S,
    U,
    V,
    W,
    X,
    Z,
    a,
    alpha,
    b,
    c,
    data,
    f,
    h,
    i,
    j,
    k,
    l,
    m,
    mu,
    n,
    o,
    o1,
    p,
    power,
    r,
    t,
    u,
    w,
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

# Letters of the shapes that the statements S and T ask for.
A_pn, A_mn, A_pm = matrix("A", p, n), matrix("A", m, n), matrix("A", p, m)
B_mp, B_nm, B_np, B_mn = (matrix("B", *s) for s in ((m, p), (n, m), (n, p), (m, n)))
b_m, c_m, c_n, d_m, x_p = (vector(*s) for s in (("b", m), ("c", m), ("c", n), ("d", m), ("x", p)))
C_pn, C_np, C_nm, D_mp = (
    matrix("C", p, n), matrix("C", n, p), matrix("C", n, m), matrix("D", m, p)
)  # fmt: skip
X_pn, Y_pm = matrix("X", p, n), matrix("Y", p, m)
a_p = vector("a", p)
soft = softmax(x)
cross_entropy = -(y.T @ log(softmax(x)))
inverse_gram = inv(F.T @ P @ F)
inverse_form = inv(V.T @ W @ V)

residual = u - H @ x
nll = total(alpha, log(1 + exp((H @ x)[alpha])) - u[alpha] * (H @ x)[alpha])
"""The negative log likelihood of logistic regression, with design H and responses u."""
activation = logistic(H @ x)
scatter = total(o, (data[o] - mu) @ (data[o] - mu).T)
gaussian = (
    -n * N * log(2 * PI) / 2 - N * logdet(P) / 2
    - total(o, (data[o] - mu).T @ inv(P) @ (data[o] - mu)) / 2
)  # fmt: skip
"""The log likelihood of N samples of a Gaussian."""

GRADIENTS: tuple[Stated, ...] = (
    stated("gradient-cofactors", "∂det X/∂X = Cof X", derivative(det(X), X), cof(X)),
    stated(
        "gradient-cofactor-entry",
        "∂det X/∂Xᵢⱼ = Cof(X)ᵢⱼ",
        derivative(det(X), X[i, j]),
        cof(X)[i, j],
    ),
    stated(
        "gradient-absolute-det",
        "∂log |det V|/∂V = V⁻ᵀ",
        derivative(log(absolute(det(V))), V),
        inv(V).T,
    ),
    stated(
        "gradient-rectangular-log-det",
        "∂log det(ZᵀZ)/∂Z = 2Z(ZᵀZ)⁻¹",
        derivative(logdet(Z.T @ Z), Z),
        2 * Z @ inv(Z.T @ Z),
    ),
    stated(
        "gradient-sandwich",
        "∂tr((XᵀPX)⁻¹S)/∂X",
        derivative(tr(inv(V.T @ P @ V) @ S), V),
        -2 * P @ V @ inv(V.T @ P @ V) @ S @ inv(V.T @ P @ V),
    ),
    stated(
        "gradient-power",
        "∂tr(AXᵏ)/∂X = Σ (Xʳ A Xᵏ⁻¹⁻ʳ)ᵀ",
        derivative(tr(A @ X**3), X),
        (A @ X**2 + X @ A @ X + X**2 @ A).T,
    ),
    stated(
        "gradient-power-symbolic",
        "∂tr Xᵏ/∂X = k(Xᵏ⁻¹)ᵀ",
        derivative(tr(X**power), X),
        power * (X ** (power - 1)).T,
    ),
    stated(
        "gradient-kronecker",
        "∂tr(A ⊗ X)/∂X = tr(A)I",
        derivative(tr(kron(U, X)), X),
        tr(U) * identity,
    ),
    stated(
        "gradient-least-squares",
        "∂‖u − Hx‖²/∂x = 2Hᵀ(Hx − u)",
        derivative(norm(residual) ** 2, x),
        2 * H.T @ (H @ x - u),
    ),
    stated(
        "gradient-weighted",
        "∂(u − Hx)ᵀU(u − Hx)/∂x = −Hᵀ(U + Uᵀ)(u − Hx)",
        derivative(residual.T @ U @ residual, x),
        -H.T @ (U + U.T) @ residual,
    ),
    stated("gradient-logistic", "logistic regression", derivative(nll, x), H.T @ (activation - u)),
    stated(
        "hessian-logistic",
        "the Hessian of logistic regression",
        hessian(nll, x),
        H.T @ diag(hadamard(activation, ones(m) - activation)) @ H,
    ),
    stated("gradient-norm", "∂‖h‖/∂h = h/‖h‖", derivative(norm(h), h), h / norm(h)),
    stated(
        "hessian-norm",
        "∂²‖h‖/∂h∂hᵀ",
        hessian(norm(h), h),
        identity / norm(h) - h @ h.T / norm(h) ** 3,
    ),
    stated(
        "gradient-norm-fourth",
        "∂‖x‖⁴/∂x = 4‖x‖²x",
        derivative(norm(h) ** 4, h),
        4 * norm(h) ** 2 * h,
    ),
    stated(
        "gradient-rayleigh",
        "Rayleigh's quotient",
        derivative(h.T @ A @ h / (h.T @ h), h),
        (A + A.T) @ h / (h.T @ h) - 2 * (h.T @ A @ h) * h / (h.T @ h) ** 2,
    ),
    stated(
        "gradient-gaussian-mean",
        "the mean gradient of a Gaussian",
        derivative(gaussian, mu),
        inv(P) @ total(o, data[o] - mu),
    ),
    stated(
        "gradient-gaussian-covariance",
        "the covariance gradient of a Gaussian",
        derivative(gaussian, P),
        -N * inv(P) / 2 + inv(P) @ scatter @ inv(P) / 2,
    ),
    stated(
        "gradient-gaussian-tied",
        "the same with tied entries",
        derivative(logdet(P), P, convention=TIED),
        2 * inv(P) - diag(inv(P)),
    ),
    stated(
        "gradient-tied-linear",
        "∂tr(AS)/∂S with tied entries",
        derivative(tr(A @ S), S, convention=TIED),
        A + A.T - diag(A),
    ),
    stated(
        "gradient-projected-linear",
        "∂tr(AS)/∂S projected",
        derivative(tr(A @ S), S, convention=PROJECTED),
        (A + A.T) / 2,
    ),
    stated("gradient-free-linear", "∂tr(AS)/∂S with free entries", derivative(tr(A @ S), S), A.T),
    stated("gradient-by-inverse", "∂log det P/∂P⁻¹ = −P", derivative(logdet(P), inv(P)), -P),
    stated(
        "gradient-trace-by-inverse", "∂tr(P⁻¹A)/∂P⁻¹ = Aᵀ", derivative(tr(inv(P) @ A), inv(P)), A.T
    ),
    stated(
        "gradient-gaussian-by-inverse",
        "the precision gradient of a Gaussian",
        derivative(gaussian, inv(P)),
        N * P / 2 - scatter / 2,
    ),
    stated("gradient-by-transpose", "∂aᵀXb/∂Xᵀ = baᵀ", derivative(a.T @ X @ b, X.T), b @ a.T),
    stated(
        "gradient-single-entry", "∂X/∂Xᵢⱼ = Jⁱʲ", derivative(X, X[i, j]), single_entry(n, n, i, j)
    ),
    stated(
        "gradient-of-entry",
        "∂Xᵢⱼ/∂Xₖₗ = δᵢₖ δⱼₗ",
        derivative(X[i, j], X[k, l]),
        delta(i, k) * delta(j, l),
    ),
    stated(
        "gradient-of-inverse-entrywise",
        "∂V⁻¹/∂Vᵢⱼ = −V⁻¹JⁱʲV⁻¹",
        derivative(inv(V), V[i, j]),
        -inv(V) @ single_entry(n, n, i, j) @ inv(V),
    ),
    stated("gradient-trace-entry", "∂tr(AB)/∂aᵢⱼ = bⱼᵢ", derivative(tr(A @ B), A[i, j]), B[j, i]),
    stated(
        "gradient-trace-by-entry",
        "−tr((∂A/∂aᵢⱼ)C) = −Cⱼᵢ",
        -tr(derivative(A, A[i, j]) @ C),
        -C[j, i],
    ),
    stated(
        "second-log-det",
        "∂²log det O/∂Oᵢⱼ∂Oₖₗ",
        derivative(logdet(O), O[i, j], O[k, l]),
        -inv(O)[j, k] * inv(O)[l, i],
    ),
    stated(
        "hessian-product", "∂²(aᵀx bᵀx)/∂x∂xᵀ", hessian(a.T @ x * (b.T @ x), x), a @ b.T + b @ a.T
    ),
    stated("mixed-second", "∂²xᵀAy/∂x∂yᵀ = A", derivative(derivative(x.T @ A @ y, x), y.T), A),
    stated("power-slope", "∂rᶜ/∂r = c rᶜ⁻¹", derivative(r**c, r), c * r ** (c - 1)),
    stated("power-exponent-slope", "∂rᶜ/∂c = log(r) rᶜ", derivative(r**c, c), log(r) * r**c),
    stated(
        "density-slope",
        "∂det(P)^(−1/2)/∂P",
        derivative(det(P) ** Fraction(-1, 2), P),
        -(det(P) ** Fraction(-1, 2)) * inv(P) / 2,
    ),
    stated("root-log-det", "∂log √det P/∂P", derivative(log(sqrt(det(P))), P), inv(P) / 2),
    stated(
        "elementwise-slope",
        "∂1ᵀlog(f)/∂f = 1 ⊘ f",
        derivative(ones(n).T @ log(f), f),
        hadamard_quotient(ones(n), f),
    ),
)

LAYOUTS: tuple[Stated, ...] = (
    stated("denominator-jacobian", "∂(Hx)/∂x = Hᵀ", derivative(H @ x, x), H.T),
    stated(
        "numerator-jacobian",
        "∂(Hx)/∂x = H in numerator layout",
        derivative(H @ x, x, convention=NUMERATOR),
        H,
    ),
    stated("jacobian", "∂(Hx)/∂xᵀ = H in every layout", jacobian(H @ x, x), H),
    stated("row-by-column", "∂(xᵀHᵀ)/∂x = Hᵀ", derivative(x.T @ H.T, x), H.T),
    stated(
        "numerator-gradient",
        "∂aᵀFw/∂F = waᵀ in numerator layout",
        derivative(a.T @ F @ w, F, convention=NUMERATOR),
        w @ a.T,
    ),
    stated(
        "numerator-quadratic",
        "∂xᵀAx/∂x = xᵀ(A + Aᵀ) in numerator layout",
        derivative(x.T @ A @ x, x, convention=NUMERATOR),
        x.T @ (A + A.T),
    ),
    stated(
        "jacobian-elementwise",
        "∂σ(Hx)/∂xᵀ = diag(σ ⊙ (1 − σ))H",
        jacobian(activation, x),
        diag(hadamard(activation, ones(m) - activation)) @ H,
    ),
    stated(
        "magnus-inverse", "D V⁻¹ = −V⁻ᵀ ⊗ V⁻¹", magnus_neudecker(inv(V), V), -kron(inv(V).T, inv(V))
    ),
    stated("magnus-product", "D AFB = Bᵀ ⊗ A", magnus_neudecker(A @ F @ H, F), kron(H.T, A)),
    stated(
        "magnus-transposition",
        "D Fᵀ is the commutation matrix",
        magnus_neudecker(F.T, F),
        commutation(n, m),
    ),
    stated(
        "magnus-gram",
        "D FᵀF = (I + K)(I ⊗ Fᵀ)",
        magnus_neudecker(F.T @ F, F),
        (eye(m * m) + commutation(m, m)) @ kron(eye(m), F.T),
    ),
)

PATHS_AND_DEFINITIONS: tuple[Stated, ...] = (
    stated(
        "path-inverse",
        "d/dt A⁻¹ = −A⁻¹A'A⁻¹",
        derivative(inv(At), t),
        -inv(At) @ derivative(At, t) @ inv(At),
    ),
    stated(
        "path-det",
        "d/dt det A = det(A) tr(A⁻¹A')",
        derivative(det(At), t),
        det(At) * tr(inv(At) @ derivative(At, t)),
    ),
    stated(
        "path-det-adjugate",
        "d/dt det A = tr(adj(A)A')",
        derivative(det(At), t),
        tr(adj(At) @ derivative(At, t)),
    ),
    stated(
        "path-square",
        "d/dt A² = A'A + AA'",
        derivative(At**2, t),
        derivative(At, t) @ At + At @ derivative(At, t),
    ),
    stated(
        "path-trace-square",
        "d/dt tr A² = 2 tr(AA')",
        derivative(tr(At @ At), t),
        2 * tr(At @ derivative(At, t)),
    ),
    stated(
        "defined-sign",
        "∂zᵀAz/∂μ = −(A + Aᵀ)z for z = x − μ",
        derivative(z.T @ A @ z, mu),
        -(A + A.T) @ z,
        "",
        (z, x - mu),
    ),
    stated(
        "defined-jacobian", "∂z/∂μᵀ = −I for z = x − μ", jacobian(z, mu), -identity, "", (z, x - mu)
    ),
    stated(
        "defined-chain",
        "∂zᵀz/∂x = 2Aᵀz for z = Ax",
        derivative(z.T @ z, x),
        2 * A.T @ z,
        "",
        (z, A @ x),
    ),
    stated(
        "family-mean",
        "∂Σ‖xᵢ − μ‖²/∂μ = 2Nμ − 2Σxᵢ",
        derivative(total(o, norm(data[o] - mu) ** 2), mu),
        2 * N * mu - 2 * total(o, data[o]),
    ),
    stated(
        "family-member",
        "∂Σxᵢᵀxᵢ/∂xₚ = 2xₚ",
        derivative(total(o, data[o].T @ data[o]), data[o1]),
        2 * data[o1],
    ),
    stated(
        "family-delta", "∂xᵢ/∂xₚᵀ = δᵢₚ I", derivative(data[o], data[o1].T), delta(o, o1) * identity
    ),
    stated("component-delta", "∂xᵢ/∂xⱼ = δᵢⱼ", derivative(x[i], x[j]), delta(i, j)),
)

TRUE_GRADIENTS = (*GRADIENTS, *LAYOUTS, *PATHS_AND_DEFINITIONS)
