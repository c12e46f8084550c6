"""Convexity: what is called convex is so at many points, and what is convex by a rule is called so."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import pytest

from matrixcalc import (
    absolute,
    arctan,
    cos,
    exp,
    family,
    indices,
    log,
    logistic,
    matrix,
    norm,
    number,
    scalar,
    sizes,
    softplus,
    sqrt,
    total,
    tr,
    vector,
)
from matrixcalc.convexity import Bending, is_affine
from matrixcalc.deadline import Deadline
from matrixcalc.expr import Expr, Symbol
from matrixcalc.signs import Signs

t, w = scalar("t"), scalar("w", "positive")
K, n = sizes("K n")
i, k = indices("i k", K)
Function = Callable[[float], float]

EVERYWHERE: list[tuple[Expr, Function]] = [
    (t**2, lambda x: x * x),
    (t**3, lambda x: x**3),
    (t**4 - t**2, lambda x: x**4 - x * x),
    (t**4, lambda x: x**4),
    (exp(t), math.exp),
    (exp(-t), lambda x: math.exp(-x)),
    (exp(-(t**2)), lambda x: math.exp(-x * x)),
    (exp(t**2), lambda x: math.exp(x * x)),
    (softplus(2 * t - 1), lambda x: math.log1p(math.exp(2 * x - 1))),
    (logistic(t), lambda x: 1 / (1 + math.exp(-x))),
    (arctan(t), math.atan),
    (cos(t), math.cos),
    (cos(t) + t**2, lambda x: math.cos(x) + x * x),
    (absolute(t), abs),
    (-absolute(t), lambda x: -abs(x)),
    (absolute(t) + t**2, lambda x: abs(x) + x * x),
    (log(exp(t) + exp(-t)), lambda x: math.log(math.exp(x) + math.exp(-x))),
    (log(exp(t) - t + 3), lambda x: math.log(math.exp(x) - x + 3)),
    (log(t**2 + 1), lambda x: math.log(x * x + 1)),
    (1 / (t**2 + 1), lambda x: 1 / (x * x + 1)),
    ((t - 1) * (t + 2), lambda x: (x - 1) * (x + 2)),
    (t * exp(t), lambda x: x * math.exp(x)),
]
ABOVE_ZERO: list[tuple[Expr, Function]] = [
    (log(w), math.log),
    (-log(w), lambda x: -math.log(x)),
    (w * log(w), lambda x: x * math.log(x)),
    (w * log(3 / w), lambda x: x * math.log(3 / x)),
    (log(w) ** 2, lambda x: math.log(x) ** 2),
    (log(log(w + 1)), lambda x: math.log(math.log(x + 1))),
    (1 / w, lambda x: 1 / x),
    (w + 1 / w, lambda x: x + 1 / x),
    (-log(w) - 1 / w, lambda x: -math.log(x) - 1 / x),
    (sqrt(w), math.sqrt),
    (w**3, lambda x: x**3),
    (w**3 - w**2, lambda x: x**3 - x * x),
    (log(w) * w**2, lambda x: x * x * math.log(x)),
    (exp(1 / w), lambda x: math.exp(1 / x)),
]
POINTS = [-3.1, -2.2, -1.3, -0.7, -0.4, -0.1, 0.1, 0.3, 0.8, 1.0, 1.7, 2.4, 3.3]


def bends(e: Expr, x: Symbol, *, up: bool) -> tuple[bool, bool]:
    """Whether a function is seen to be convex, or concave, and strictly so."""
    found = Bending(x, Deadline.never()).convex(e, up=up)
    return found is not None, found is not None and found.strictly


@pytest.mark.parametrize(("e", "f", "x"), [
    *((e, f, t) for e, f in EVERYWHERE), *((e, f, w) for e, f in ABOVE_ZERO),
])  # fmt: skip
def test_what_is_called_convex_lies_below_its_chords(e: Expr, f: Function, x: Symbol) -> None:
    points = [p for p in POINTS if x == t or p > 0]
    for up in (True, False):
        known, strictly = bends(e, x, up=up)
        sign = 1.0 if up else -1.0
        for a, b in itertools.combinations(points, 2):
            sag = sign * ((f(a) + f(b)) / 2 - f((a + b) / 2))
            assert not known or sag >= -1e-12
            assert not strictly or sag > 0


A, P = matrix("A", n, n, "positive definite"), matrix("P", n, n, "positive semidefinite")
S, X = matrix("S", n, n, "symmetric"), matrix("X", K, n, "full column rank")
x, v, q = vector("x", n), vector("v", n), vector("q", K, "positive entries")
c, d, m = family(scalar("c", "positive")), family(scalar("d")), vector("m", K, "positive entries")
first = indices("h", K - 1)[0]

W, Y, E = matrix("W", n, n), matrix("Y", K, n), matrix("E", K, K, "symmetric")
Q = matrix("Q", K, K, "positive definite")
R = Y - X @ W

FORMS: list[tuple[str, Expr, Symbol, tuple[bool, bool], tuple[bool, bool]]] = [
    ("positive definite", x.T @ A @ x - v.T @ x, x, (True, True), (False, False)),
    ("semidefinite", x.T @ P @ x, x, (True, False), (False, False)),
    ("symmetric", x.T @ S @ x, x, (False, False), (False, False)),
    ("minus", -(x.T @ A @ x), x, (False, False), (True, True)),
    ("affine", v.T @ x + 3, x, (True, False), (True, False)),
    ("a norm", norm(X @ x - m), x, (True, False), (False, False)),
    ("a squared norm", norm(m - X @ x) ** 2, x, (True, True), (False, False)),
    ("all entries", total(k, c[k] * log(q[k])), q, (False, False), (True, True)),
    ("of any sign", total(k, d[k] * log(q[k])), q, (False, False), (False, False)),
    ("the first entry", log(q[1]), q, (False, False), (True, False)),
    ("as a product", m.T @ log(q), q, (False, False), (True, True)),
    ("entropy", -(q.T @ log(q)), q, (False, False), (True, True)),
    ("of a sum", log(total(k, exp(q[k]))), q, (True, False), (False, False)),
    ("of a difference", log(exp(q[1]) - exp(q[2])), q, (False, False), (False, False)),
    ("residuals", norm(R) ** 2, W, (True, True), (False, False)),
    ("their trace", tr(R.T @ R), W, (True, True), (False, False)),
    ("weighted", tr(R.T @ Q @ R), W, (True, True), (False, False)),
    ("weighted by any", tr(R.T @ E @ R), W, (False, False), (False, False)),
    ("of low rank", norm(Y.T @ R) ** 2, W, (True, False), (False, False)),
    ("no transpose", tr(W @ W), W, (False, False), (False, False)),
    ("a transpose", tr(W @ W.T), W, (True, True), (False, False)),
    ("a sum that may be flat", norm(W + W.T) ** 2, W, (True, False), (False, False)),
    ("a product of entries", q[1] * q[2], q, (False, False), (False, False)),
]


@pytest.mark.parametrize(("e", "y", "up", "down"), [f[1:] for f in FORMS],
                         ids=[f[0] for f in FORMS])  # fmt: skip
def test_functions_of_vectors_are_convex_by_their_parts(
    e: Expr, y: Symbol, up: tuple[bool, bool], down: tuple[bool, bool]
) -> None:
    assert bends(e, y, up=True) == up
    assert bends(e, y, up=False) == down


def test_an_affine_function_has_the_letter_in_one_factor_at_most() -> None:
    assert is_affine(v.T @ x + x[1] / 2, x)
    assert is_affine(total(k, q[k]), q)
    assert not is_affine(x.T @ x, x)
    assert not is_affine(1 / t, t)
    assert not is_affine(exp(t), t)


def test_a_sum_is_positive_only_if_it_has_terms_and_all_of_them_are() -> None:
    positive = Signs().positive
    assert positive(total(k, c[k]))
    assert positive(c[i] / total(k, c[k]))
    assert positive(m.T @ q)
    assert not positive(total(first, c[first]))
    assert not positive(total(k, d[k]))
    assert not positive(c[i] - c[k])
    assert not positive(number(0))
    assert not positive(v.T @ v)
