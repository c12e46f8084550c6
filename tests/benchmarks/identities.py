"""The six identities on which the checks are timed, and the naive way beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matrixcalc import (
    derivative,
    det,
    family,
    index,
    inv,
    logdet,
    matrix,
    number,
    sizes,
    total,
    tr,
    vector,
)
from matrixcalc.expr import Expr
from matrixcalc.statements import Claim

n, m, count = sizes("n m N")
A, B, M = matrix("A", n, n), matrix("B", n, n), matrix("M", n, n)
X = matrix("X", n, n, "positive determinant")
S = matrix("S", n, n, "positive definite")
U, C, V = matrix("U", n, m), matrix("C", m, m, "invertible"), matrix("V", m, n)
mu, x, s = vector("mu", n), family(vector("x", n)), index("s", count)


def _log_likelihood() -> tuple[Expr, Expr]:
    """The Gaussian log-likelihood of N samples without its constant, and its gradient."""
    z = x[s] - mu
    value = -number(count) / 2 * logdet(S) - number(1) / 2 * total(s, z.T @ inv(S) @ z)
    scatter = total(s, z @ z.T)
    gradient = -number(count) / 2 * inv(S) + number(1) / 2 * inv(S) @ scatter @ inv(S)
    return derivative(value, S), gradient


IDENTITIES: dict[str, Claim] = {
    "(i) tr(AB)": Claim(derivative(tr(A @ B), A), B.T),
    "(ii) det X": Claim(derivative(det(X), X), det(X) * inv(X).T),
    "(iii) log det X": Claim(derivative(logdet(X), X), inv(X).T),
    "(iv) tr(S⁻¹M)": Claim(derivative(tr(inv(X) @ M), X), -(inv(X) @ M @ inv(X)).T),
    "(v) Gaussian": Claim(*_log_likelihood()),
    "(vi) Woodbury": Claim(
        inv(X + U @ C @ V),
        inv(X) - inv(X) @ U @ inv(inv(C) + V @ inv(X) @ U) @ V @ inv(X),
    ),
}
"""Each as a claim; (v) with N = 3 samples, (vi) with m = 2."""

FIXED = {"N": 3, "m": 2}


def naive(name: str, order: int) -> Callable[[], bool]:
    """The check that one would write first: SymPy matrices, `diff` and `simplify`.

    Returns a function that says whether every entry of the difference simplifies to 0.
    """
    import sympy as sp

    def letters(letter: str, rows: int, cols: int) -> Any:
        return sp.Matrix(rows, cols, lambda i, j: sp.Symbol(f"{letter}{i}{j}"))

    a, b, w = (letters(c, order, order) for c in "abw")
    samples = [letters(f"z{k}_", order, 1) for k in range(3)]

    def gradient(f: Any, variable: Any) -> Any:
        return sp.Matrix(order, order, lambda i, j: sp.diff(f, variable[i, j]))

    def run() -> bool:
        difference = _difference(sp, name, order, a, b, w, samples, gradient)
        return all(sp.simplify(entry) == 0 for entry in difference)

    return run


def _difference(
    sp: Any, name: str, order: int, a: Any, b: Any, w: Any, samples: Any, gradient: Any
) -> Any:
    match name.split(maxsplit=1)[0]:
        case "(i)":
            return gradient((a * b).trace(), a) - b.T
        case "(ii)":
            return gradient(a.det(), a) - a.det() * a.inv().T
        case "(iii)":
            return gradient(sp.log(a.det()), a) - a.inv().T
        case "(iv)":
            return gradient((a.inv() * w).trace(), a) + (a.inv() * w * a.inv()).T
        case "(v)":
            value = -sp.Rational(3, 2) * sp.log(a.det())
            for z in samples:
                value -= (z.T * a.inv() * z)[0] / 2
            scatter = sum((z * z.T for z in samples), sp.zeros(order, order))
            return gradient(value, a) + (3 * a.inv() - a.inv() * scatter * a.inv()).T / 2
        case "(vi)":
            u = sp.Matrix(order, 2, lambda i, j: sp.Symbol(f"u{i}{j}"))
            v = sp.Matrix(2, order, lambda i, j: sp.Symbol(f"v{i}{j}"))
            c = sp.Matrix(2, 2, lambda i, j: sp.Symbol(f"c{i}{j}"))
            small = (c.inv() + v * a.inv() * u).inv()
            return (a + u * c * v).inv() - a.inv() + a.inv() * u * small * v * a.inv()
    raise ValueError(name)
