"""The letters of the tables: one name for one kind of matrix throughout.

Squares are n×n unless said otherwise.  Letters without an adjective are
general, so that a lost transpose or a swapped factor cannot hide.
"""

from __future__ import annotations

from matrixcalc import family, function, index, indices, integer, matrix, scalar, sizes, vector

n, m, p, q, N = sizes("n m p q N")
power = integer("k", 1)

A, B, C, D, X, Y = (matrix(name, n, n) for name in "ABCDXY")
"""General squares."""
V, W = matrix("V", n, n, "invertible"), matrix("W", n, n, "invertible")
O = matrix("O", n, n, "positive determinant")  # the letter is easy to tell apart here
S, T = matrix("S", n, n, "symmetric"), matrix("T", n, n, "symmetric")
P, M = matrix("P", n, n, "positive definite"), matrix("M", n, n, "positive definite")
Q = matrix("Q", n, n, "orthogonal")
K = matrix("K", n, n, "skew-symmetric")
E = matrix("E", n, n, "idempotent")
R = matrix("R", n, n, "upper triangular")
L = matrix("L", n, n, "lower triangular")
Lambda = matrix("Lambda", n, n, "diagonal")
Psi = matrix("Psi", n, n, "positive semidefinite")
Delta = matrix("Delta", n, n, "rank deficient")
Tau = matrix("Theta", n, n, "toeplitz")

F, G = matrix("F", n, m), matrix("G", n, m)
H = matrix("H", m, n)
J = matrix("J", m, p)
U = matrix("U", m, m)
Z = matrix("Z", n, m, "full column rank")
Phi = matrix("Phi", n, m, "orthonormal columns")
Gamma = matrix("Gamma", m, m, "positive definite")

x, y, a, b, mu = (vector(name, n) for name in ("x", "y", "a", "b", "mu"))
u, w, v = (vector(name, m) for name in "uwv")
e = vector("e", n, "unit norm")
z = vector("z", n)
f, g = vector("f", n, "positive entries"), vector("g", n, "positive entries")
h = vector("h", n, "nonzero")
"""A column away from 0, where the norm is differentiable."""

c, s, t = scalar("c"), scalar("s"), scalar("t")
r, rho = scalar("r", "positive"), scalar("rho", "positive")

i, j, l, k = indices("i j l k", n)  # an index, as in the formulas
alpha, beta = indices("α β", m)
o = index("o", N)
"""The index of a sample."""
o1, o2 = indices("o' o''", N)

data = family(vector("x", n))
"""Samples x_1, …, x_N."""
weight = family(scalar("w"))
At = function(matrix("A", n, n), t)
"""A differentiable A(t)."""
