"""Logistic regression in matrix form: the gradient, the Hessian, and Newton's step.

Assumed: the rows of X are the inputs, and X has full column rank; the labels y_n are numbers,
in practice 0 or 1; nothing depends on that.  In the second part S is positive definite.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    derivative,
    diag,
    fact,
    hadamard,
    hessian,
    index,
    inv,
    jacobian,
    log,
    logistic,
    matrix,
    ones,
    row,
    scalar,
    sizes,
    softplus,
    total,
    vector,
)

D, N = sizes("D N")
n = index("n", N)
X = matrix("X", N, D, "full column rank")
y, w, s, c = vector("y", N), vector("w", D), vector("s", N), vector("c", N)
J, t = scalar("J"), scalar("t")
a = (X @ w)[n]
cross_entropy = -total(n, y[n] * log(logistic(a)) + (1 - y[n]) * log(1 - logistic(a)))

logistic_matrix = Derivation(
    name="logistic-regression-in-matrix-form",
    title="The gradient and the Hessian of logistic regression, by matrices",
    source="Bishop, sections 4.3.2 and 4.3.3; Hastie, Tibshirani and Friedman, section 4.4.1",
    about=(
        "In terms of softplus, log(1 + exp t), the loss has one term with the labels, and it is "
        "linear in w: the Hessian XᵀSX with S = diag(s ⊙ (1 − s)) does not depend on the labels."
    ),
    statements=[
        define(s, logistic(X @ w), "the probabilities"),
        define(J, cross_entropy, "the cross-entropy"),
        fact(log(logistic(t)), t - softplus(t), "log σ(t) = t − log(1 + exp t)"),
        fact(log(1 - logistic(t)), -softplus(t), "1 − σ(t) = 1/(1 + exp t)"),
        chain(
            J,
            (-total(n, y[n] * (a - softplus(a)) - (1 - y[n]) * softplus(a)), "the two facts"),
            (total(n, softplus(a)) - total(n, y[n] * a), "collected"),
            (ones(N).T @ softplus(X @ w) - y.T @ X @ w, "sums written as products"),
        ),
        chain(
            derivative(ones(N).T @ softplus(X @ w) - y.T @ X @ w, w),
            (
                total(n, derivative(softplus(a), w)) - X.T @ y,
                "the derivative is linear; gradient of a linear form",
            ),
            (total(n, logistic(a) * row(X, n).T) - X.T @ y, "the derivative of softplus is σ"),
            (X.T @ logistic(X @ w) - X.T @ y, "the sum is a product with Xᵀ"),
            (X.T @ (s - y), "definition of s"),
        ),
        chain(
            jacobian(s, w),
            (diag(hadamard(s, ones(N) - s)) @ jacobian(X @ w, w), "chain rule, σ′ = σ(1 − σ)"),
            (diag(hadamard(s, ones(N) - s)) @ X, "the derivative of a linear function"),
        ),
        chain(
            hessian(ones(N).T @ softplus(X @ w) - y.T @ X @ w, w),
            (jacobian(X.T @ (s - y), w), "the gradient differentiated by wᵀ"),
            (X.T @ jacobian(s, w), "Xᵀ and y are constant"),
            (X.T @ diag(hadamard(s, ones(N) - s)) @ X, "the chain before"),
        ),
    ],
)

S = matrix("S", N, N, "positive definite")
v, r = vector("v", D), vector("r", N)
H = X.T @ S @ X

newton_step = Derivation(
    name="iterative-reweighted-least-squares",
    title="A Newton step of logistic regression is a weighted least-squares problem",
    source="Bishop, section 4.3.3; Hastie, Tibshirani and Friedman, section 4.4.1",
    about=(
        "S is positive definite because every s lies between 0 and 1; only that is used. The "
        "working response r is the fit of before, corrected by S⁻¹ times the residuals."
    ),
    statements=[
        define(r, X @ w - inv(S) @ (s - y), "the working response"),
        define(v, w - inv(H) @ X.T @ (s - y), "Newton's step"),
        chain(
            v,
            (inv(H) @ (H @ w - X.T @ (s - y)), "(XᵀSX)⁻¹ taken out on the left"),
            (inv(H) @ X.T @ S @ (X @ w - inv(S) @ (s - y)), "XᵀS taken out, SS⁻¹ = I"),
            (inv(H) @ X.T @ S @ r, "the weighted least-squares estimator for r"),
        ),
        claim(X.T @ S @ (r - X @ v), X.T @ S @ r - H @ v, "distributivity"),
        claim(H @ v, X.T @ S @ r, "v solves the normal equations with the weights S"),
    ],
)
