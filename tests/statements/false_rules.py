"""False gradients in which a rule of differentiation is missed."""

from __future__ import annotations

from fractions import Fraction

from matrixcalc import (
    Convention,
    Layout,
    Symmetry,
    absolute,
    cos,
    d,
    derivative,
    det,
    diag,
    exp,
    eye,
    hadamard,
    inv,
    jacobian,
    kron,
    log,
    logdet,
    logistic,
    norm,
    ones,
    sin,
    softmax,
    sqrt,
    tanh,
    total,
    tr,
)  # fmt: skip
from tests.statements.letters import (
    A,
    At,
    F,
    H,
    P,
    S,
    V,
    W,
    X,
    Y,
    alpha,
    c,
    h,
    n,
    r,
    s,
    t,
    u,
    x,
    y,
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

RULES_MISSED: tuple[Stated, ...] = (
    stated(
        "quotient-constant-denominator",
        "Rayleigh's quotient with a constant denominator",
        derivative(h.T @ A @ h / (h.T @ h), h),
        (A + A.T) @ h / (h.T @ h),
        "the denominator varies too",
    ),
    stated(
        "softmax-without-rank-one",
        "∂softmax(x)/∂x = diag(s)",
        derivative(softmax(x), x),
        diag(softmax(x)),
        "−ssᵀ is missing",
    ),
    stated(
        "softmax-elementwise",
        "∂softmax(x)/∂x = diag(s ⊙ (1 − s))",
        derivative(softmax(x), x),
        diag(hadamard(softmax(x), ones(n) - softmax(x))),
        "the off-diagonal part is missing",
    ),
    stated(
        "sine-summed",
        "∂yᵀsin(x)/∂x = (yᵀcos x)1",
        derivative(y.T @ sin(x), x),
        (y.T @ cos(x)) * ones(n),
        "y ⊙ cos x",
    ),
    stated(
        "chain-inner",
        "∂‖Hσ(x)‖²/∂x = 2HᵀHσ(x)",
        derivative(norm(H @ logistic(x)) ** 2, x),
        2 * H.T @ H @ logistic(x),
        "σ' is missing",
    ),
    stated(
        "chain-argument",
        "∂σ(Hx)/∂xᵀ = H diag(σ(x) ⊙ (1 − σ(x)))",
        jacobian(logistic(H @ x), x),
        H @ diag(hadamard(logistic(x), ones(n) - logistic(x))),
        "diag(σ'(Hx))H",
    ),
    stated(
        "chain-linear",
        "∂tanh(Hx)ᵀu/∂x = Hᵀu",
        derivative(u.T @ tanh(H @ x), x),
        H.T @ u,
        "true at x = 0",
    ),
    stated(
        "chain-exp",
        "∂exp(xᵀSx)/∂x = exp(xᵀSx)",
        derivative(exp(x.T @ S @ x), x),
        exp(x.T @ S @ x) * x,
        "2S is missing",
    ),
    stated(
        "chain-log",
        "∂log(xᵀPx)/∂x = 1/(xᵀPx) x",
        derivative(log(h.T @ P @ h), h),
        h / (h.T @ P @ h),
        "2P is missing",
    ),
    stated(
        "chain-inside-det",
        "∂det(AX)/∂X = det(AX)(AX)⁻ᵀ",
        derivative(det(V @ W), W),
        det(V @ W) * inv(V @ W).T,
        "Vᵀ is missing",
    ),
    stated("logistic-slope", "σ' = σ", derivative(logistic(c), c), logistic(c), "σ(1 − σ)"),
    stated("tanh-slope", "tanh' = 1 − tanh", derivative(tanh(c), c), 1 - tanh(c), "the square"),
    stated("sqrt-slope", "(√r)' = 1/√r", derivative(sqrt(r), r), 1 / sqrt(r), "1/(2√r)"),
    stated("cosine-slope", "cos' = sin", derivative(cos(c), c), sin(c), "the sign"),
    stated("real-power-slope", "∂rᶜ/∂r = c rᶜ", derivative(r**c, r), c * r**c, "c rᶜ⁻¹"),
    stated(
        "real-power-exponent", "∂rᶜ/∂c = c rᶜ⁻¹", derivative(r**c, c), c * r ** (c - 1), "log r rᶜ"
    ),
    stated(
        "absolute-slope",
        "∂|c|/∂c = 1",
        derivative(absolute(s), s) * absolute(s),
        absolute(s),
        "true if c > 0",
    ),
    stated(
        "product-rule-first",
        "∂‖Fu‖² along both factors as one",
        derivative(u.T @ F.T @ F @ u, u),
        F.T @ F @ u,
        "both factors vary",
    ),
    stated(
        "product-rule-outer",
        "∂(xᵀAx · xᵀBx)/∂x, first factor only",
        derivative(x.T @ S @ x * (x.T @ P @ x), x),
        2 * S @ x * (x.T @ P @ x),
        "the second factor varies too",
    ),
    stated("differential-of-product", "d(XY) = dX dY", d(X @ Y), d(X) @ d(Y), ""),
    stated(
        "differential-order",
        "d(XY) = Y dX + X dY",
        d(X @ Y),
        Y @ d(X) + X @ d(Y),
        "dX Y stands in this order",
    ),
    stated(
        "differential-square", "d(X²) = 2X dX", d(X**2), 2 * X @ d(X), "true where they commute"
    ),
    stated(
        "differential-inverse",
        "dX⁻¹ = −X⁻² dX",
        d(inv(V)),
        -inv(V) @ inv(V) @ d(V),
        "X⁻¹ on each side",
    ),
    stated(
        "differential-inverse-sign",
        "dX⁻¹ = X⁻¹ dX X⁻¹",
        d(inv(V)),
        inv(V) @ d(V) @ inv(V),
        "the sign",
    ),
    stated(
        "differential-det",
        "d det X = det(X) tr(dX)",
        d(det(V)),
        det(V) * tr(d(V)),
        "X⁻¹ is missing",
    ),
    stated(
        "differential-log-det",
        "d log det X = tr(dX)/tr X",
        d(logdet(P)),
        tr(d(P)) / tr(P),
        "true at n = 1",
    ),
    stated(
        "differential-gram", "d(XᵀX) = 2Xᵀ dX", d(X.T @ X), 2 * X.T @ d(X), "true under the trace"
    ),
    stated("differential-kronecker", "d(X ⊗ Y) = dX ⊗ dY", d(kron(X, Y)), kron(d(X), d(Y)), ""),
    stated(
        "differential-hadamard",
        "d(X ⊙ Y) = dX ⊙ Y",
        d(hadamard(X, Y)),
        hadamard(d(X), Y),
        "X ⊙ dY is missing",
    ),
    stated("differential-transpose", "dXᵀ = dX", d(X.T), d(X), "true if X is symmetric"),
    stated("differential-exp", "d exp(x) = exp(x)", d(exp(x)), exp(x), "⊙ dx is missing"),
    stated("differential-trace-cube", "d tr X³ = 3 tr(X dX)", d(tr(X**3)), 3 * tr(X @ d(X)), "X²"),
    stated("differential-norm", "d‖x‖ = xᵀdx", d(norm(h)), h.T @ d(h), "divided by ‖x‖"),
    stated(
        "path-inverse",
        "d/dt A(t)⁻¹ = −A⁻²A'",
        derivative(inv(At), t),
        -inv(At) @ inv(At) @ derivative(At, t),
        "A⁻¹ on each side",
    ),
    stated(
        "path-square",
        "d/dt A(t)² = 2A A'",
        derivative(At**2, t),
        2 * At @ derivative(At, t),
        "true where they commute",
    ),
    stated(
        "path-det",
        "d/dt det A(t) = det(A) tr(A')",
        derivative(det(At), t),
        det(At) * tr(derivative(At, t)),
        "A⁻¹A'",
    ),
    stated(
        "path-trace-square",
        "d/dt tr A(t)² = 2 tr A tr A'",
        derivative(tr(At @ At), t),
        2 * tr(At) * tr(derivative(At, t)),
        "2 tr(A A')",
    ),
)

FALSE_RULES = RULES_MISSED
