"""True statements about derivatives, most of them from test suites of other systems.

The statements S and T are identities that the tests of SymPy and of tensorgrad
exercise, stated anew with symbolic and, where possible, rectangular sizes.
Numbers after "Cookbook" are equations of Petersen and Pedersen (2012).
"""

from __future__ import annotations

from fractions import Fraction

from matrixcalc import (
    Convention,
    Layout,
    Symmetry,
    adj,
    cos,
    d,
    derivative,
    det,
    dg,
    diag,
    entrywise,
    exp,
    eye,
    hadamard,
    hadamard_quotient,
    hessian,
    inner,
    inv,
    kron,
    log,
    logdet,
    logistic,
    norm,
    ones,
    outer,
    sin,
    softmax,
    softplus,
    sqrt,
    tanh,
    total,
    tr,
    unit,
    vec,
)  # fmt: skip
from matrixcalc.declare import matrix, vector
from tests.statements.letters import (
    A,
    B,
    C,
    D,
    F,
    G,
    H,
    J,
    M,
    O,
    P,
    U,
    V,
    W,
    X,
    Y,
    Z,
    a,
    b,
    c,
    f,
    h,
    i,
    j,
    k,
    l,
    m,
    n,
    p,
    power,
    r,
    w,
    x,
    y,
)  # fmt: skip
from tests.statements.stated import Stated, stated
from tests.statements.true_gradients import TRUE_GRADIENTS

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

FROM_SYMPY: tuple[Stated, ...] = (
    stated("S01", "Cookbook 49", derivative(det(V), V), det(V) * inv(V).T),
    stated("S02", "Cookbook 51", derivative(det(V @ O @ W), O), det(V @ O @ W) * inv(O).T),
    stated(
        "S03",
        "Cookbook 54",
        derivative(det(Z.T @ W @ Z), Z),
        det(Z.T @ W @ Z) * (W @ Z @ inv(Z.T @ W @ Z) + W.T @ Z @ inv(Z.T @ W.T @ Z)),
    ),
    stated(
        "S03-definite",
        "Cookbook 54, with a positive definite form",
        derivative(det(Z.T @ P @ Z), Z),
        2 * det(Z.T @ P @ Z) * P @ Z @ inv(Z.T @ P @ Z),
    ),
    stated("S04", "Cookbook 55", derivative(logdet(V.T @ V), V), 2 * inv(V).T),
    stated("S05", "Cookbook 57", derivative(logdet(O), O), inv(O).T),
    stated("S06", "Cookbook 58", derivative(det(V**5), V), 5 * det(V**5) * inv(V).T),
    stated("S07", "the reciprocal of det", derivative(det(V) ** -1, V), -inv(V).T / det(V)),
    stated("S08", "Cookbook 61", derivative(a.T @ inv(V) @ b, V), -inv(V).T @ a @ b.T @ inv(V).T),
    stated(
        "S09",
        "Cookbook 63",
        derivative(tr(A_mn @ inv(V) @ B_nm), V),
        -(inv(V) @ B_nm @ A_mn @ inv(V)).T,
    ),
    stated("S10", "Cookbook 64", derivative(tr(inv(V + W)), V), -(inv(V + W) @ inv(V + W)).T),
    stated(
        "S10-definite",
        "Cookbook 64, where the sum is certainly invertible",
        derivative(tr(inv(P + M)), P),
        -(inv(P + M) @ inv(P + M)).T,
    ),
    stated(
        "S11", "Cookbook 77", derivative(b_m.T @ F.T @ F @ c_m, F), F @ (b_m @ c_m.T + c_m @ b_m.T)
    ),
    stated(
        "S12",
        "Cookbook 78",
        derivative((B_np @ x_p + b).T @ C_nm @ (D_mp @ x_p + d_m), x_p),
        B_np.T @ C_nm @ (D_mp @ x_p + d_m) + D_mp.T @ C_nm.T @ (B_np @ x_p + b),
    ),
    stated(
        "S13",
        "Cookbook 82",
        derivative(b_m.T @ F.T @ D @ F @ c_m, F),
        D.T @ F @ b_m @ c_m.T + D @ F @ c_m @ b_m.T,
    ),
    stated(
        "S14",
        "Cookbook 83",
        derivative((F @ b_m + c_n).T @ D @ (F @ b_m + c_n), F),
        (D + D.T) @ (F @ b_m + c_n) @ b_m.T,
    ),
    stated("S15", "Cookbook 101", derivative(tr(A_pn @ F @ B_mp), F), A_pn.T @ B_mp.T),
    stated("S16", "Cookbook 102", derivative(tr(A_pm @ F.T @ B_np), F), B_np @ A_pm),
    stated("S17", "Cookbook 107", derivative(tr(X**2 @ B), X), (X @ B + B @ X).T),
    stated(
        "S18",
        "Cookbook 114",
        derivative(tr(A_mn @ F @ B_mn @ F), F),
        A_mn.T @ F.T @ B_mn.T + B_mn.T @ F.T @ A_mn.T,
    ),
    stated(
        "S19",
        "Cookbook 116",
        derivative(tr(B_mp.T @ F.T @ C @ F @ B_mp), F),
        (C.T + C) @ F @ B_mp @ B_mp.T,
    ),
    stated(
        "S20",
        "Cookbook 118",
        derivative(tr(A_pn @ F @ U @ F.T @ C_np), F),
        A_pn.T @ C_np.T @ F @ U.T + C_np @ A_pn @ F @ U,
    ),
    stated(
        "S21",
        "Cookbook 119",
        derivative(norm(A_pn @ F @ B_mn + C_pn) ** 2, F),
        2 * A_pn.T @ (A_pn @ F @ B_mn + C_pn) @ B_mn.T,
    ),
    stated(
        "S22",
        "Cookbook 123",
        derivative(tr(B_mp.T @ F.T @ C @ F @ F.T @ C @ F @ B_mp), F),
        C @ F @ F.T @ C @ F @ B_mp @ B_mp.T
        + C.T @ F @ B_mp @ B_mp.T @ F.T @ C.T @ F
        + C @ F @ B_mp @ B_mp.T @ F.T @ C @ F
        + C.T @ F @ F.T @ C.T @ F @ B_mp @ B_mp.T,
    ),
    stated(
        "S23",
        "Cookbook 125, for general C",
        derivative(tr(inverse_form @ A), V),
        -W @ V @ inverse_form @ A @ inverse_form - W.T @ V @ inverse_form.T @ A.T @ inverse_form.T,
    ),
    stated("S24", "the square of a trace", derivative(tr(X) ** 2, X), 2 * tr(X) * identity),
    stated("S25", "the Frobenius norm", derivative(sqrt(tr(F.T @ F)), F), F / sqrt(tr(F @ F.T))),
    stated(
        "S26",
        "squares of and under the trace",
        derivative(tr(X) ** 2 + tr(X @ X.T), X),
        2 * tr(X) * identity + 2 * X,
    ),
    stated("S27", "the reciprocal of a trace", derivative(1 / tr(V), V), -(tr(V) ** -2) * identity),
    stated(
        "S28",
        "a function of every entry",
        derivative(a_p.T @ entrywise(sin, A_pn @ F @ B_mn) @ b, F),
        A_pn.T @ diag(a_p) @ entrywise(cos, A_pn @ F @ B_mn) @ diag(b) @ B_mn.T,
    ),
    stated(
        "S29",
        "Hadamard products",
        derivative(a.T @ hadamard(hadamard(F, G), B_nm) @ w, F),
        hadamard(hadamard(a @ w.T, G), B_nm),
    ),
    stated("S30", "a trace of a number", derivative(tr(y.T @ sin(x)), x), hadamard(y, cos(x))),
)

FROM_TENSORGRAD: tuple[Stated, ...] = (
    stated(
        "T01",
        "least squares in matrices",
        derivative(norm(X_pn @ F - Y_pm) ** 2, F),
        2 * X_pn.T @ (X_pn @ F - Y_pm),
    ),
    stated("T02", "the gradient of an inner product", derivative(tr(G.T @ F), F), G),
    stated("T03", "the gradient of log det", derivative(logdet(O), O), inv(O.T)),
    stated("T04", "the trace of a cube", derivative(tr(A**3), A), 3 * (A**2).T),
    stated("T05", "the squared norm", derivative(norm(F) ** 2, F), 2 * F),
    stated("T06", "cross entropy", derivative(cross_entropy, x), (ones(n).T @ y) * soft - y),
    stated("T07", "log-sum-exp", derivative(log(ones(n).T @ exp(x)), x), soft),
    stated("T08", "the Jacobian of softmax", derivative(soft, x), diag(soft) - soft @ soft.T),
    stated(
        "T09",
        "the Hessian of log-sum-exp",
        hessian(log(ones(n).T @ exp(x)), x),
        diag(soft) - soft @ soft.T,
    ),
    stated("T10", "the Hessian of a quadratic form", hessian(x.T @ A @ x, x), A + A.T),
    stated(
        "T11",
        "the Hessian of cross entropy",
        hessian(cross_entropy, x),
        (ones(n).T @ y) * (diag(soft) - soft @ soft.T),
    ),
    stated(
        "T12",
        "one layer",
        derivative(y.T @ tanh(F @ w), w),
        F.T @ hadamard(ones(n) - hadamard(tanh(F @ w), tanh(F @ w)), y),
    ),
    stated(
        "T13",
        "all pairwise distances",
        derivative(total(i, j, norm(F.T @ unit(n, i) - G.T @ unit(n, j)) ** 2), F),
        2 * (n * F - ones(n) @ ones(n).T @ G),
    ),
    stated(
        "T14",
        "the inverse by entries",
        derivative(inv(V)[k, l], V[i, j]),
        -inv(V)[k, i] * inv(V)[j, l],
    ),
    stated(
        "T15",
        "the second derivative of det",
        derivative(det(V), V[i, j], V[k, l]),
        det(V) * (inv(V)[j, i] * inv(V)[l, k] - inv(V)[j, k] * inv(V)[l, i]),
    ),
    stated(
        "T16", "the cyclic property", tr(F @ J @ matrix("C", p, n)), tr(matrix("C", p, n) @ F @ J)
    ),
    stated(
        "T17",
        "the mixed product",
        kron(F, J) @ kron(H, matrix("D", p, n)),
        kron(F @ H, J @ matrix("D", p, n)),
    ),
    stated("T18", "softmax times its normaliser", soft * (ones(n).T @ exp(x)), exp(x)),
)

DIFFERENTIALS: tuple[Stated, ...] = (
    stated("d-sum", "d(X + Y) = dX + dY", d(X + Y), d(X) + d(Y)),
    stated("d-product", "d(FH) = dF H + F dH", d(F @ H), d(F) @ H + F @ d(H)),
    stated("d-transpose", "d(Fᵀ) = (dF)ᵀ", d(F.T), d(F).T),
    stated("d-trace", "d tr X = tr dX", d(tr(X)), tr(d(X))),
    stated("d-inverse", "dV⁻¹ = −V⁻¹ dV V⁻¹", d(inv(V)), -inv(V) @ d(V) @ inv(V)),
    stated("d-det", "d det X = tr(adj(X) dX)", d(det(X)), tr(adj(X) @ d(X))),
    stated("d-det-inverse", "d det V = det(V) tr(V⁻¹ dV)", d(det(V)), det(V) * tr(inv(V) @ d(V))),
    stated("d-log-det", "d log det P = tr(P⁻¹ dP)", d(logdet(P)), tr(inv(P) @ d(P))),
    stated("d-power", "d X³", d(X**3), d(X) @ X**2 + X @ d(X) @ X + X**2 @ d(X)),
    stated(
        "d-trace-power",
        "d tr Xᵏ = k tr(Xᵏ⁻¹ dX)",
        d(tr(X**power)),
        power * tr(X ** (power - 1) @ d(X)),
    ),
    stated("d-hadamard", "d(F ⊙ G)", d(hadamard(F, G)), hadamard(d(F), G) + hadamard(F, d(G))),
    stated("d-kronecker", "d(X ⊗ F)", d(kron(X, F)), kron(d(X), F) + kron(X, d(F))),
    stated("d-vec", "d vec F = vec dF", d(vec(F)), vec(d(F))),
    stated("d-diag", "d diag(x) = diag(dx)", d(diag(x)), diag(d(x))),
    stated("d-diagonal", "d dg(X) = dg(dX)", d(dg(X)), dg(d(X))),
    stated("d-exp", "d exp x = exp x ⊙ dx", d(exp(x)), hadamard(exp(x), d(x))),
    stated("d-log", "d log f = df ⊘ f", d(log(f)), hadamard_quotient(d(f), f)),
    stated("d-sqrt", "d √r = dr/(2√r)", d(sqrt(r)), d(r) / (2 * sqrt(r))),
    stated("d-softmax", "d softmax x", d(softmax(x)), (diag(soft) - soft @ soft.T) @ d(x)),
    stated("d-norm", "d‖h‖ = hᵀdh/‖h‖", d(norm(h)), h.T @ d(h) / norm(h)),
    stated("d-norm-matrix", "d‖F‖² = 2⟨F, dF⟩", d(norm(F) ** 2), 2 * inner(F, d(F))),
    stated("d-quotient", "d(F/r)", d(F / r), d(F) / r - F * d(r) / r**2),
    stated("d-outer", "d(xyᵀ)", d(outer(x, y)), d(x) @ y.T + x @ d(y).T),
    stated("d-real-power", "d rᶜ", d(r**c), r**c * (log(r) * d(c) + c * d(r) / r)),
    stated("d-gram", "d tr(XᵀX) = 2 tr(Xᵀ dX)", d(tr(X.T @ X)), 2 * tr(X.T @ d(X))),
    stated(
        "d-hadamard-quotient",
        "d(x ⊘ f)",
        d(hadamard_quotient(x, f)),
        hadamard_quotient(hadamard(d(x), f) - hadamard(x, d(f)), hadamard(f, f)),
    ),
    stated("d-tanh", "d tanh c = (1 − tanh² c) dc", d(tanh(c)), (1 - tanh(c) ** 2) * d(c)),
    stated("d-softplus", "d softplus c = σ(c) dc", d(softplus(c)), logistic(c) * d(c)),
    stated("d-along-one", "d(FH) along F alone", d(F @ H, F), d(F) @ H),
)

TRUE_DERIVATIVES = (*TRUE_GRADIENTS, *FROM_SYMPY, *FROM_TENSORGRAD, *DIFFERENTIALS )  # fmt: skip
