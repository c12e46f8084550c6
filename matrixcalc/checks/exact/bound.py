"""Degree bounds: how likely a false claim is to pass at a random point.

`Degrees` is an arithmetic whose values are bounds on the degrees of numerators
and denominators in the parameters of a point.  Running the operators' own
`exact` rules over it bounds the degree of both sides; by the lemma of Schwartz
and Zippel a false claim passes modulo p with probability at most degree / p.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from matrixcalc.deadline import Deadline
from matrixcalc.dims import IntVar
from matrixcalc.expr import Binder, Derive, Differential, Expectation, Expr, Number, Symbol
from matrixcalc.interpretation import Interpreter
from matrixcalc.once import once
from matrixcalc.ops.spec import Operator


@dataclass(frozen=True)
class Bound:
    """A matrix whose entries have numerators of degree `top` over one denominator.

    `below` maps the identity of each factor of the denominator to its degree
    and its power.
    """

    rows: int
    cols: int
    top: int = 0
    below: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    @once
    def bottom(self) -> int:
        """The degree of the denominator."""
        return sum(degree * power for degree, power in self.below.values())


class Degrees:
    """The kernels of `Arithmetic` on degree bounds."""

    def __init__(self, deadline: Deadline | None = None) -> None:
        self.deadline = deadline or Deadline.never()
        self._names = 0

    def factor(self, degree: int) -> dict[int, tuple[int, int]]:
        """A new factor of a denominator, of this degree."""
        self._names += 1
        return {self._names: (degree, 1)} if degree else {}

    def _common(self, a: Bound, b: Bound) -> tuple[int, dict[int, tuple[int, int]]]:
        if a.below is b.below:
            return max(a.top, b.top), dict(a.below)
        self.deadline.check()
        below = dict(a.below)
        for name, (degree, power) in b.below.items():
            below[name] = (degree, max(power, below.get(name, (degree, 0))[1]))
        bottom = sum(degree * power for degree, power in below.values())
        return max(a.top + bottom - a.bottom, b.top + bottom - b.bottom), below

    def _times(self, a: Bound, b: Bound, rows: int, cols: int) -> Bound:
        below = dict(a.below)
        for name, (degree, power) in b.below.items():
            below[name] = (degree, power + below.get(name, (degree, 0))[1])
        return Bound(rows, cols, a.top + b.top, below)

    def number(self, value: Fraction | int) -> Bound:
        """A number has degree 0."""
        return Bound(1, 1)

    def zeros(self, rows: int, cols: int) -> Bound:
        """Zeros have degree 0."""
        return Bound(rows, cols)

    def identity(self, n: int) -> Bound:
        """The identity has degree 0."""
        return Bound(n, n)

    def size(self, a: Bound) -> tuple[int, int]:
        """Rows and columns."""
        return a.rows, a.cols

    def add(self, a: Bound, b: Bound) -> Bound:
        """A sum over a common denominator."""
        top, below = self._common(a, b)
        return Bound(a.rows, a.cols, top, below)

    def negative(self, a: Bound) -> Bound:
        """The same degrees."""
        return a

    def transpose(self, a: Bound) -> Bound:
        """The same degrees."""
        return Bound(a.cols, a.rows, a.top, a.below)

    def scale(self, s: Bound, a: Bound) -> Bound:
        """Degrees add."""
        return self._times(s, a, a.rows, a.cols)

    def multiply(self, a: Bound, b: Bound) -> Bound:
        """Degrees add."""
        return self._times(a, b, a.rows, b.cols)

    def hadamard(self, a: Bound, b: Bound) -> Bound:
        """Degrees add."""
        return self._times(a, b, a.rows, a.cols)

    def reciprocal(self, a: Bound) -> Bound:
        """Numerator and denominator change places."""
        return Bound(a.rows, a.cols, a.bottom, self.factor(a.top))

    def inverse(self, a: Bound) -> Bound:
        """adj(N) D / det(N) for a matrix N / D."""
        top = (a.rows - 1) * a.top + a.bottom
        return Bound(a.rows, a.cols, top, self.factor(a.rows * a.top))

    def determinant(self, a: Bound) -> Bound:
        """det(N) / Dⁿ."""
        below = {name: (degree, power * a.rows) for name, (degree, power) in a.below.items()}
        return Bound(1, 1, a.rows * a.top, below)

    def entry(self, a: Bound, i: int, j: int) -> Bound:
        """An entry of the same degrees."""
        return Bound(1, 1, a.top, a.below)

    def build(self, rows: int, cols: int, entry: Callable[[int, int], Bound]) -> Bound:
        """Entries over a common denominator."""
        total = Bound(1, 1)
        for i in range(rows):
            for j in range(cols):
                total = self.add(total, entry(i, j))
        return Bound(rows, cols, total.top, total.below)

    def function(self, name: str, a: Bound) -> Bound:
        """A value of its own, algebraic or independent, of the argument's degree."""
        return Bound(a.rows, a.cols, 2 * (a.top + a.bottom))

    def real_power(self, base: Bound, exponent: Bound) -> Bound:
        """A value of its own."""
        return Bound(1, 1, 2 * (base.top + base.bottom + exponent.top + exponent.bottom))

    def pi(self) -> Bound:
        """A value of its own."""
        return Bound(1, 1, 1)


class BoundInterpreter(Interpreter[Bound]):
    """Degree bounds of expressions at given sizes."""

    degrees: Degrees

    def number(self, e: Number) -> Bound:
        return Bound(1, 1)

    def symbol(self, s: Symbol, indices: tuple[int, ...], arguments: tuple[Bound, ...]) -> Bound:
        rows, cols = self.shape(s)
        top, bottom = _parameters(s.assumptions, max(rows, cols))
        if arguments:
            # A function is a polynomial of degree three in its arguments.
            top = 3 * top * (1 + max(a.top + a.bottom for a in arguments))
        return Bound(rows, cols, top, self.degrees.factor(bottom))

    def apply(self, op: Operator, args: tuple[Bound, ...], params: tuple[int, ...]) -> Bound:
        result = op.exact(self.degrees, *args, *params)
        assert isinstance(result, Bound)
        return result

    def accumulate(self, binder: Binder, values: Iterator[Bound], body: Expr) -> Bound:
        total = Bound(*self.shape(body))
        for value in values:
            total = (
                self.degrees.add(total, value)
                if binder is Binder.SUM
                else self.degrees.scale(value, total)
            )
        return total

    def tabulate(self, rows: int, cols: int, values: Mapping[tuple[int, int], Bound]) -> Bound:
        return self.degrees.build(rows, cols, lambda i, j: values[i, j])

    def _differentiated(self, e: Expr, body: Bound) -> Bound:
        rows, cols = self.shape(e)
        # d(N / ΠDᵢᵏ) has one more of each Dᵢ below, and as much more above.
        below = {name: (degree, power + 1) for name, (degree, power) in body.below.items()}
        more = sum(degree for degree, _ in body.below.values())
        return Bound(rows, cols, body.top + more + 1, below)

    def derive(self, e: Derive, at: Mapping[IntVar, int]) -> Bound:
        return self._differentiated(e, self.value(e.body, at))

    def differential(self, e: Differential, at: Mapping[IntVar, int]) -> Bound:
        return self._differentiated(e, self.value(e.body, at))

    def expectation(self, e: Expectation, at: Mapping[IntVar, int]) -> Bound:
        # A random vector stands for its mean, and several of them for the higher moments.
        overrides = {}
        for distribution in e.distributions:
            column, *higher = (self.value(m, at) for m in distribution.moments)
            for moment in higher:
                spread = Bound(column.rows, 1, moment.top, moment.below)
                column = self.degrees.add(column, spread)
            overrides[self.key(distribution.variable, at)] = column
        inner = BoundInterpreter(self.claim, self.sizes, self.deadline, self, overrides)
        inner.degrees = self.degrees
        return inner.value(e.body, at)

    def lifted(self, value: Bound) -> Bound:
        return value


def _parameters(adjectives: frozenset[str], n: int) -> tuple[int, int]:
    """Degrees of numerator and denominator of an entry in the parameters."""
    if {"orthogonal", "orthonormal columns", "idempotent", "nilpotent of index 2"} & adjectives:
        return 2 * n, 2 * n
    if "stochastic" in adjectives:
        # Every row has a denominator of its own, and all are brought to the same.
        return 4 * n, 4 * n
    if {"probability vector", "positive entries"} <= adjectives:
        # A product of n shares, each of degree 8.
        return 8 * n, 8 * n
    if "probability vector" in adjectives:
        return 4, 4 * n
    if "in (0, 1)" in adjectives:
        return 8, 8
    if {"any rank", "rank deficient"} & adjectives:
        # A product of two factors, with a symmetric one between them where it is symmetric.
        return 3 if "symmetric" in adjectives else 2, 0
    if "unit norm" in adjectives:
        return 2, 2
    if {"positive definite", "positive semidefinite"} & adjectives:
        return 4, 0
    if "positive determinant" in adjectives:
        return n + 1, 0
    return (2 if {"positive", "positive entries"} & adjectives else 1), 0


def degree_bound(
    claim: Any, sizes: Mapping[IntVar, int], at: Mapping[IntVar, int], deadline: Deadline
) -> int:
    """A bound on the degree of left − right, numerator and denominator together."""
    interpreter = BoundInterpreter(claim, sizes, deadline)
    interpreter.degrees = Degrees(deadline)
    left, right = interpreter.value(claim.left, at), interpreter.value(claim.right, at)
    difference = interpreter.degrees.add(left, right)
    return difference.top + difference.bottom + 2
