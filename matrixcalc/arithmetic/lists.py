"""Matrices as lists of rows over any scalars with + − × ÷.

The scalars say what they are (`Scalars`); elimination picks a pivot that is
certainly not zero and otherwise raises `Undefined`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Any

from matrixcalc.arithmetic.dual import Dual, DualScalars
from matrixcalc.arithmetic.scalars import Scalars
from matrixcalc.deadline import Deadline
from matrixcalc.ops.spec import Undefined

Rows = list[list[Any]]


class ListArithmetic:
    """The kernels of `Arithmetic` over any `Scalars`."""

    def __init__(self, scalars: Scalars, deadline: Deadline | None = None) -> None:
        self.scalars = scalars
        self.deadline = deadline or Deadline.never()
        self._zero, self._one = scalars.number(0), scalars.number(1)

    def extended(self) -> DualLists:
        """Dual numbers over these scalars."""
        return DualLists(self)

    def number(self, value: Fraction | int) -> Rows:
        """A rational number as a 1×1 matrix."""
        return [[self.scalars.number(value)]]

    def zeros(self, rows: int, cols: int) -> Rows:
        """The zero matrix."""
        return [[self._zero] * cols for _ in range(rows)]

    def identity(self, n: int) -> Rows:
        """The identity matrix."""
        ones = self.zeros(n, n)
        for i, row in enumerate(ones):
            row[i] = self._one
        return ones

    def size(self, a: Rows) -> tuple[int, int]:
        """Rows and columns."""
        return len(a), len(a[0]) if a else 0

    def add(self, a: Rows, b: Rows) -> Rows:
        """A + B."""
        return [[x + y for x, y in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]

    def negative(self, a: Rows) -> Rows:
        """−A."""
        return [[-x for x in row] for row in a]

    def scale(self, s: Rows, a: Rows) -> Rows:
        """s A for a 1×1 matrix s."""
        factor = s[0][0]
        return [[factor * x for x in row] for row in a]

    def multiply(self, a: Rows, b: Rows) -> Rows:
        """A B."""
        columns, found = list(zip(*b, strict=True)), []
        for row in a:
            self.deadline.check()
            found.append([self._dot(row, column) for column in columns])
        return found

    def _dot(self, row: Any, column: Any) -> Any:
        products = (x * y for x, y in zip(row, column, strict=True))
        return reduce(lambda x, y: x + y, products, self._zero)

    def transpose(self, a: Rows) -> Rows:
        """Aᵀ."""
        return [list(column) for column in zip(*a, strict=True)]

    def hadamard(self, a: Rows, b: Rows) -> Rows:
        """A ⊙ B."""
        return [[x * y for x, y in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]

    def reciprocal(self, a: Rows) -> Rows:
        """1/a of a 1×1 matrix."""
        self.deadline.check()
        return [[self._inverted(a[0][0])]]

    def _inverted(self, x: Any) -> Any:
        if not self.scalars.weight(x):
            raise Undefined("division by zero")
        return self._one / x

    def entry(self, a: Rows, i: int, j: int) -> Rows:
        """Entry (i, j), counted from 0, as a 1×1 matrix."""
        return [[a[i][j]]]

    def build(self, rows: int, cols: int, entry: Callable[[int, int], Rows]) -> Rows:
        """The matrix of these 1×1 matrices."""
        found = []
        for i in range(rows):
            self.deadline.check()
            found.append([entry(i, j)[0][0] for j in range(cols)])
        return found

    def function(self, name: str, a: Rows) -> Rows:
        """A transcendental function of every entry."""
        return [[self.scalars.function(name, x) for x in row] for row in a]

    def real_power(self, base: Rows, exponent: Rows) -> Rows:
        """base ** exponent of 1×1 matrices."""
        return [[self.scalars.real_power(base[0][0], exponent[0][0])]]

    def pi(self) -> Rows:
        """The number π."""
        return [[self.scalars.pi()]]

    def determinant(self, a: Rows) -> Rows:
        """The determinant by elimination."""
        work, result = [row[:] for row in a], self._one
        for k in range(len(work)):
            pivot = self._pivot(work, k)
            if pivot is None:
                if all(self.scalars.is_zero(work[i][k]) for i in range(k, len(work))):
                    return [[self._zero]]
                raise Undefined("a determinant that cannot be told from zero")
            if pivot != k:
                work[k], work[pivot], result = work[pivot], work[k], -result
            head = work[k]
            result = result * head[k]
            scale = self._inverted(head[k])
            for i in range(k + 1, len(work)):
                self.deadline.check()
                factor = work[i][k] * scale
                work[i] = [x - factor * y for x, y in zip(work[i], head, strict=True)]
        return [[result]]

    def inverse(self, a: Rows) -> Rows:
        """The inverse by Gauss–Jordan elimination; raises `Undefined` if singular."""
        n = len(a)
        work = [row[:] + one for row, one in zip(a, self.identity(n), strict=True)]
        for k in range(n):
            pivot = self._pivot(work, k)
            if pivot is None:
                raise Undefined("a singular matrix has no inverse")
            work[k], work[pivot] = work[pivot], work[k]
            scale = self._inverted(work[k][k])
            head = work[k] = [x * scale for x in work[k]]
            for i in range(n):
                self.deadline.check()
                if i != k:
                    factor = work[i][k]
                    work[i] = [x - factor * y for x, y in zip(work[i], head, strict=True)]
        return [row[n:] for row in work]

    def _pivot(self, work: Rows, k: int) -> int | None:
        best = max(range(k, len(work)), key=lambda i: self.scalars.weight(work[i][k]))
        return best if self.scalars.weight(work[best][k]) else None


class DualLists(ListArithmetic):
    """Matrices of dual numbers over a `ListArithmetic`."""

    def __init__(self, base: ListArithmetic) -> None:
        super().__init__(DualScalars(base.scalars), base.deadline)
        self.base = base
        self._nothing = base.scalars.number(0)

    def lift(self, a: Rows) -> Rows:
        """A constant matrix."""
        return [[Dual(x, self._nothing) for x in row] for row in a]

    def join(self, a: Rows, da: Rows) -> Rows:
        """The matrix `a` with tangent `da`."""
        return [[Dual(x, y) for x, y in zip(r, s, strict=True)] for r, s in zip(a, da, strict=True)]

    def tangent(self, a: Rows) -> Rows:
        """The tangent of a dual matrix."""
        return [[x.b for x in row] for row in a]
