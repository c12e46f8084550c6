"""Matrices of residues modulo a large prime, and the same with tangents.

This is the workhorse of the exact check, so its kernels are written for speed:
plain integers, reduced once per entry.  Roots are those of the squares: with
p ≡ 3 (mod 4) every square has exactly one root that is a square itself, and
that root behaves like the positive one.  Logarithms and exponentials have no
meaning here; a value that needs one is missing, and asking for it raises
`NeedsAtoms`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import mul
from typing import Any

from matrixcalc.arithmetic.primes import rational, rational_root
from matrixcalc.arithmetic.roots import RootLog, is_square
from matrixcalc.deadline import Deadline
from matrixcalc.ops.spec import Undefined

Rows = list[list[int]]


class NeedsAtoms(Exception):
    """A value cannot be represented by residues alone."""


class Redraw(Exception):
    """The point is outside the set that this arithmetic can represent; draw another."""


class PrimeArithmetic:
    """The kernels of `Arithmetic` modulo the prime `p`, which is 3 modulo 4."""

    def __init__(
        self, p: int, roots: RootLog | None = None, deadline: Deadline | None = None
    ) -> None:
        self.p = p
        self.roots = roots or RootLog()
        self.deadline = deadline or Deadline.never()
        self._eliminated: dict[int, tuple[Rows, int, Rows]] = {}

    def extended(self) -> PrimeDualArithmetic:
        """Dual numbers over the residues."""
        return PrimeDualArithmetic(self)

    def number(self, value: Fraction | int) -> Rows:
        """A rational number."""
        if isinstance(value, int):
            return [[value % self.p]]
        if value.denominator % self.p == 0:
            raise Redraw
        return [[value.numerator * pow(value.denominator, -1, self.p) % self.p]]

    def zeros(self, rows: int, cols: int) -> Rows:
        """The zero matrix."""
        self.deadline.check()
        return [[0] * cols for _ in range(rows)]

    def identity(self, n: int) -> Rows:
        """The identity matrix."""
        ones = self.zeros(n, n)
        for i, row in enumerate(ones):
            row[i] = 1
        return ones

    def size(self, a: Rows) -> tuple[int, int]:
        """Rows and columns."""
        return len(a), len(a[0]) if a else 0

    def add(self, a: Rows, b: Rows) -> Rows:
        """A + B."""
        p = self.p
        return [[(x + y) % p for x, y in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]

    def negative(self, a: Rows) -> Rows:
        """−A."""
        p = self.p
        return [[-x % p for x in row] for row in a]

    def scale(self, s: Rows, a: Rows) -> Rows:
        """s A."""
        factor, p = s[0][0], self.p
        return [[factor * x % p for x in row] for row in a]

    def multiply(self, a: Rows, b: Rows) -> Rows:
        """A B, each entry reduced once."""
        return product(a, b, self.p, self.deadline)

    def transpose(self, a: Rows) -> Rows:
        """Aᵀ."""
        return [list(column) for column in zip(*a, strict=True)]

    def hadamard(self, a: Rows, b: Rows) -> Rows:
        """A ⊙ B."""
        p = self.p
        return [[x * y % p for x, y in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]

    def reciprocal(self, a: Rows) -> Rows:
        """1/a of a 1×1 matrix."""
        self.deadline.check()
        if not a[0][0]:
            raise Undefined("division by zero")
        return [[pow(a[0][0], -1, self.p)]]

    def entry(self, a: Rows, i: int, j: int) -> Rows:
        """Entry (i, j), counted from 0."""
        return [[a[i][j]]]

    def build(self, rows: int, cols: int, entry: Callable[[int, int], Rows]) -> Rows:
        """The matrix of these 1×1 matrices."""
        found = []
        for i in range(rows):
            self.deadline.check()
            found.append([entry(i, j)[0][0] for j in range(cols)])
        return found

    def determinant(self, a: Rows) -> Rows:
        """The determinant by elimination."""
        if len(a) <= 1:
            return [[a[0][0] if a else 1]]
        try:
            return [[self.eliminate(a)[0]]]
        except Undefined:
            return [[0]]

    def inverse(self, a: Rows) -> Rows:
        """The inverse by Gauss–Jordan elimination."""
        return self.eliminate(a)[1]

    def eliminate(self, a: Rows) -> tuple[int, Rows]:
        """Determinant and inverse, kept for the last matrices that were asked for."""
        known = self._eliminated.get(id(a))
        if known is not None:
            return known[1], known[2]
        det, inverse = gauss_jordan(a, self.p, self.deadline)
        # The matrix is kept too, so that its identity cannot be reused.
        self._eliminated[id(a)] = (a, det, inverse)
        return det, inverse

    def is_square(self, x: int) -> bool:
        """Whether x is a non-zero square: the analogue of being positive."""
        return is_square(x, self.p)

    def function(self, name: str, a: Rows) -> Rows:
        """sqrt and abs of every entry; other functions raise `NeedsAtoms`."""
        if name == "sqrt":
            return [[self._root(x) for x in row] for row in a]
        if name == "abs":
            return [[self._absolute(x) for x in row] for row in a]
        raise NeedsAtoms(name)

    def _root(self, x: int) -> int:
        known = rational_root(x, self.p)
        if known is not None:
            return known
        root = self.roots.root(x, self.p)
        if root is None:
            raise Redraw
        return root

    def _absolute(self, x: int) -> int:
        known = rational(x, self.p)
        if known is not None:
            return x if known >= 0 else -x % self.p
        return self.roots.absolute_value(x, self.p)

    def real_power(self, base: Rows, exponent: Rows) -> Rows:
        """Real powers need exponents that are not residues."""
        raise NeedsAtoms("a real power")

    def pi(self) -> Rows:
        """π needs a value of its own."""
        raise NeedsAtoms("π")


FEW = 16
"""Columns up to which a product is so quick that the time need not be looked at."""


def product(a: Rows, b: Rows, p: int, deadline: Deadline) -> Rows:
    """A B modulo p, each entry reduced once."""
    columns = list(zip(*b, strict=True))
    if len(columns) <= FEW:
        return [[sum(map(mul, row, column)) % p for column in columns] for row in a]
    found = []
    for row in a:
        deadline.check()
        found.append([sum(map(mul, row, column)) % p for column in columns])
    return found


def gauss_jordan(a: Rows, p: int, deadline: Deadline) -> tuple[int, Rows]:
    """Determinant and inverse modulo p, in place; raises `Undefined` if singular."""
    work, swaps, det = [row[:] for row in a], [], 1
    n = len(work)
    for k in range(n):
        deadline.check()
        pivot = next((i for i in range(k, n) if work[i][k]), None)
        if pivot is None:
            raise Undefined("a singular matrix has no inverse")
        if pivot != k:
            work[k], work[pivot], det = work[pivot], work[k], -det
        swaps.append(pivot)
        head = work[k]
        det = det * head[k] % p
        scale = pow(head[k], -1, p)
        head[k] = 1
        work[k] = head = [x * scale % p for x in head]
        for i in range(n):
            if i != k:
                row = work[i]
                factor = row[k]
                if factor:
                    row[k] = 0
                    work[i] = [(x - factor * y) % p for x, y in zip(row, head, strict=True)]
    for k in range(n - 1, -1, -1):
        if swaps[k] != k:
            for row in work:
                row[k], row[swaps[k]] = row[swaps[k]], row[k]
    return det % p, work


Pair = tuple[Rows | None, Rows | None]
"""A matrix and its tangent; a missing tangent is zero, a missing matrix unknown."""


class PrimeDualArithmetic:
    """Dual matrices modulo p: `PrimeArithmetic` with tangents.

    The value of a logarithm is missing while its tangent is known, which is
    all that a derivative needs.
    """

    def __init__(self, base: PrimeArithmetic) -> None:
        self.base = base
        self.p = base.p
        self._eliminated: dict[int, tuple[Pair, tuple[int, int], Pair]] = {}

    def lift(self, a: Rows) -> Pair:
        """A constant matrix."""
        return a, None

    def unknown(self, rows: int, cols: int) -> Pair:
        """A constant matrix whose value residues cannot represent, such as log 2π."""
        return None, self.base.zeros(rows, cols)

    def join(self, a: Rows, da: Rows) -> Pair:
        """The matrix `a` with tangent `da`."""
        return a, da

    def tangent(self, a: Pair) -> Rows:
        """The tangent of a dual matrix."""
        return self._tangent(a)

    def extended(self) -> Any:
        """Second derivatives are not for this representation."""
        raise NeedsAtoms("a second derivative")

    def _primal(self, a: Pair) -> Rows:
        if a[0] is None:
            raise NeedsAtoms("the value of a logarithm")
        return a[0]

    def _tangent(self, a: Pair) -> Rows:
        return a[1] if a[1] is not None else self.base.zeros(*self.size(a))

    def number(self, value: Fraction | int) -> Pair:
        """A rational number."""
        return self.base.number(value), None

    def zeros(self, rows: int, cols: int) -> Pair:
        """The zero matrix."""
        return self.base.zeros(rows, cols), None

    def identity(self, n: int) -> Pair:
        """The identity matrix."""
        return self.base.identity(n), None

    def size(self, a: Pair) -> tuple[int, int]:
        """Rows and columns."""
        known = a[0] if a[0] is not None else a[1]
        assert known is not None
        return self.base.size(known)

    def add(self, a: Pair, b: Pair) -> Pair:
        """A + B."""
        primal = None if a[0] is None or b[0] is None else self.base.add(a[0], b[0])
        if a[1] is None or b[1] is None:
            return primal, a[1] if b[1] is None else b[1]
        return primal, self.base.add(a[1], b[1])

    def negative(self, a: Pair) -> Pair:
        """−A."""
        return self._each(self.base.negative, a)

    def transpose(self, a: Pair) -> Pair:
        """Aᵀ."""
        return self._each(self.base.transpose, a)

    def _each(self, f: Callable[[Rows], Rows], a: Pair) -> Pair:
        return (None if a[0] is None else f(a[0])), (None if a[1] is None else f(a[1]))

    def _bilinear(self, f: Callable[[Rows, Rows], Rows], a: Pair, b: Pair) -> Pair:
        primal = None if a[0] is None or b[0] is None else f(a[0], b[0])
        tangent = None if b[1] is None else f(self._primal(a), b[1])
        if a[1] is not None:
            other = f(a[1], self._primal(b))
            tangent = other if tangent is None else self.base.add(tangent, other)
        if primal is None and tangent is None:
            raise NeedsAtoms("the value of a logarithm")
        return primal, tangent

    def scale(self, s: Pair, a: Pair) -> Pair:
        """s A."""
        return self._bilinear(self.base.scale, s, a)

    def multiply(self, a: Pair, b: Pair) -> Pair:
        """A B."""
        return self._bilinear(self.base.multiply, a, b)

    def hadamard(self, a: Pair, b: Pair) -> Pair:
        """A ⊙ B."""
        return self._bilinear(self.base.hadamard, a, b)

    def reciprocal(self, a: Pair) -> Pair:
        """1/a, with tangent −a′/a²."""
        r = self.base.reciprocal(self._primal(a))
        if a[1] is None:
            return r, None
        return r, [[-a[1][0][0] * r[0][0] * r[0][0] % self.p]]

    def entry(self, a: Pair, i: int, j: int) -> Pair:
        """Entry (i, j), counted from 0."""
        return self._each(lambda rows: [[rows[i][j]]], a)

    def build(self, rows: int, cols: int, entry: Callable[[int, int], Pair]) -> Pair:
        """The matrix of these 1×1 matrices."""
        parts = []
        for i in range(rows):
            self.base.deadline.check()
            parts.append([entry(i, j) for j in range(cols)])
        flat = [x for row in parts for x in row]
        missing = any(x[0] is None for x in flat)
        primal = None if missing else [[x[0][0][0] for x in row if x[0]] for row in parts]
        if all(x[1] is None for x in flat) and not missing:
            return primal, None
        return primal, [[x[1][0][0] if x[1] else 0 for x in row] for row in parts]

    def determinant(self, a: Pair) -> Pair:
        """The determinant by elimination on dual scalars."""
        primal = self._primal(a)
        if a[1] is None or len(primal) <= 1:
            tangent = None if a[1] is None else ([[a[1][0][0]]] if a[1] else None)
            return self.base.determinant(primal), tangent
        det, change = self.eliminate(a)[0]
        return [[det]], [[change]]

    def inverse(self, a: Pair) -> Pair:
        """The inverse by Gauss–Jordan elimination on dual scalars."""
        if a[1] is None:
            return self.base.inverse(self._primal(a)), None
        return self.eliminate(a)[1]

    def eliminate(self, a: Pair) -> tuple[tuple[int, int], Pair]:
        """Determinant and inverse, each with its tangent."""
        known = self._eliminated.get(id(a))
        if known is not None:
            return known[1], known[2]
        det, inverse = dual_gauss_jordan(
            self._primal(a), self._tangent(a), self.p, self.base.deadline
        )
        self._eliminated[id(a)] = (a, det, inverse)
        return det, inverse

    def function(self, name: str, a: Pair) -> Pair:
        """Chain rules for log, sqrt and abs; other functions raise `NeedsAtoms`."""
        primal = self._primal(a)
        if a[1] is None:
            return self.base.function(name, primal), None
        if name == "log":
            slope = self._inverted(primal)
            return None, self.base.hadamard(slope, a[1])
        value = self.base.function(name, primal)
        if name == "sqrt":
            slope = self._inverted([[2 * x % self.p for x in row] for row in value])
        else:
            slope = self.base.hadamard(value, self._inverted(primal))
        return value, self.base.hadamard(slope, a[1])

    def _inverted(self, a: Rows) -> Rows:
        if not all(x for row in a for x in row):
            raise Undefined("division by zero")
        return [[pow(x, -1, self.p) for x in row] for row in a]

    def real_power(self, base: Pair, exponent: Pair) -> Pair:
        """Real powers need exponents that are not residues."""
        raise NeedsAtoms("a real power")

    def pi(self) -> Any:
        """π needs a value of its own."""
        raise NeedsAtoms("π")


def dual_gauss_jordan(
    a: Rows, da: Rows, p: int, deadline: Deadline
) -> tuple[tuple[int, int], Pair]:
    """`gauss_jordan` on dual numbers a + t da, every scalar with its tangent."""
    n = len(a)
    work = [row[:] + one for row, one in zip(a, _identity(n), strict=True)]
    change = [row[:] + [0] * n for row in da]
    det, det_change = 1, 0
    for k in range(n):
        deadline.check()
        pivot = next((i for i in range(k, n) if work[i][k]), None)
        if pivot is None:
            raise Undefined("a singular matrix has no inverse")
        if pivot != k:
            work[k], work[pivot] = work[pivot], work[k]
            change[k], change[pivot] = change[pivot], change[k]
            det, det_change = -det, -det_change
        h, dh = work[k][k:], change[k][k:]
        x, dx = h[0], dh[0]
        det, det_change = det * x % p, (det * dx + det_change * x) % p
        s = pow(x, -1, p)
        ds = -dx * s * s % p
        head = [y * s % p for y in h]
        dhead = [(y * ds + dy * s) % p for y, dy in zip(h, dh, strict=True)]
        work[k][k:], change[k][k:] = head, dhead
        for i in range(n):
            if i == k:
                continue
            row, drow = work[i], change[i]
            f, df = row[k], drow[k]
            if f or df:
                drow[k:] = [
                    (dy - f * dz - df * z) % p
                    for dy, dz, z in zip(drow[k:], dhead, head, strict=True)
                ]
                row[k:] = [(y - f * z) % p for y, z in zip(row[k:], head, strict=True)]
    return (det % p, det_change % p), ([row[n:] for row in work], [row[n:] for row in change])


def _identity(n: int) -> Rows:
    return [[int(i == j) for j in range(n)] for i in range(n)]
