"""The gradient and the Hessian of the log-likelihood of logistic regression.

Assumed: the labels y_n are numbers, in practice 0 or 1; nothing depends on that.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    derivative,
    exp,
    fact,
    family,
    hessian,
    index,
    log,
    logistic,
    scalar,
    sizes,
    total,
    vector,
)

D, N = sizes("D N")
n = index("n", N)
x, y = family(vector("x", D)), family(scalar("y"))
w = vector("w", D)
t = scalar("t")
ell = scalar("ell")
a = w.T @ x[n]
s = logistic(a)
loss = y[n] * log(s) + (1 - y[n]) * log(1 - s)

logistic_regression = Derivation(
    name="logistic-regression",
    title="The gradient and the Hessian of logistic regression",
    source="a classic; Bishop, section 4.3.2",
    about=(
        "With σ′ = σ(1 − σ) the denominators cancel, and the gradient is a sum of errors times "
        "inputs, as in linear regression. The Hessian is negative semidefinite."
    ),
    statements=[
        define(ell, total(n, loss), "the log-likelihood"),
        chain(
            derivative(logistic(t), t),
            (derivative(1 / (1 + exp(-t)), t), "definition of the logistic function"),
            (exp(-t) / (1 + exp(-t)) ** 2, "derivative of a reciprocal"),
            (
                1 / (1 + exp(-t)) * (exp(-t) / (1 + exp(-t))),
                "written as a product",
            ),
            (logistic(t) * (1 - logistic(t)), "1 − σ = exp(−t)/(1 + exp(−t))"),
        ),
        fact(derivative(a, w), x[n], "gradient of a linear form"),
        chain(
            derivative(s, w),
            (s * (1 - s) * derivative(a, w), "chain rule, σ′ = σ(1 − σ)"),
            (s * (1 - s) * x[n], "gradient of a linear form"),
        ),
        chain(
            derivative(loss, w),
            (
                y[n] / s * derivative(s, w) - (1 - y[n]) / (1 - s) * derivative(s, w),
                "derivative of the logarithm, twice",
            ),
            (
                y[n] / s * (s * (1 - s) * x[n]) - (1 - y[n]) / (1 - s) * (s * (1 - s) * x[n]),
                "the gradient of σ inserted",
            ),
            (
                y[n] * (1 - s) * x[n] - (1 - y[n]) * s * x[n],
                "σ and 1 − σ cancel",
            ),
            ((y[n] - s) * x[n], "the products y_n σ cancel"),
        ),
        chain(
            derivative(ell, w),
            (total(n, derivative(loss, w)), "the derivative is linear"),
            (total(n, (y[n] - s) * x[n]), "the chain before"),
        ),
        chain(
            hessian(ell, w),
            (
                total(n, derivative((y[n] - s) * x[n], w.T)),
                "the gradient differentiated by wᵀ",
            ),
            (-total(n, x[n] @ derivative(s, w).T), "only σ depends on w"),
            (-total(n, s * (1 - s) * x[n] @ x[n].T), "the gradient of σ inserted"),
        ),
        claim(
            log(1 - logistic(t)),
            log(logistic(t)) - t,
            "the log-odds: log σ − log(1 − σ) = t",
        ),
    ],
)
