"""Values in double precision, and how far off they may be.

An `Evaluation` has twins: evaluations of the same expressions in which every
operation is disturbed by a few units in the last place and every derivative by
its error.  How far a twin is off says how far the value itself may be off.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from matrixcalc.checks.finite_differences import derivatives, quadrature
from matrixcalc.checks.finite_differences.arrays import EPSILON, Array, largest
from matrixcalc.checks.finite_differences.extrapolation import Estimate
from matrixcalc.checks.finite_differences.points import Point
from matrixcalc.deadline import Deadline
from matrixcalc.dims import IntVar
from matrixcalc.expr import Binder, Derive, Differential, Expectation, Expr, Number, Symbol
from matrixcalc.interpretation import Interpreter, Key
from matrixcalc.ops.spec import Need, Operator, Unavailable, Undefined
from matrixcalc.statements import Claim

At = Mapping[IntVar, int]

DRAWN = 512
"""Disturbances that are drawn together."""
DISTURBANCE = 2 * EPSILON
"""The relative size of the disturbances of a twin."""

TWINS = 2
"""Twins that measure the error of a body that is differentiated."""

SAFETY = 8.0
"""By how much a measured disturbance may fall short of the error."""

FUNCTION_WORK = 5
"""How many operations the value of a function symbol counts as."""

WORST_CONDITION = 1e5
"""The condition number from which a matrix counts as not invertible here."""


@dataclass
class Ledger:
    """What all evaluations at one point share: the work done, and facts about expressions."""

    rng: np.random.Generator
    work: int = 0
    magnitude: float = 0.0
    """The largest entry of a value, by which sides that vanish are measured."""
    affected: dict[frozenset[str], dict[int, bool]] = field(default_factory=dict)
    _drawn: Array = field(default_factory=lambda: np.empty(0))

    def disturbance(self, shape: tuple[int, ...]) -> Array:
        """Factors near 1, one for each entry; drawn many at a time, because one takes as long."""
        count = math.prod(shape)
        if count > len(self._drawn):
            self._drawn = 1 + self.rng.uniform(-DISTURBANCE, DISTURBANCE, max(count, DRAWN))
        taken, self._drawn = self._drawn[:count], self._drawn[count:]
        return taken.reshape(shape)


class Evaluation(Interpreter[Array]):
    """Evaluates a claim's expressions at a point.

    A child has other values for some symbols; a twin is disturbed.  Raises
    `Undefined` where an operator has no value or no reliable one.
    """

    def __init__(
        self,
        claim: Claim,
        sizes: Mapping[IntVar, int],
        point: Point,
        ledger: Ledger,
        deadline: Deadline,
        above: Evaluation | None = None,
        overrides: Mapping[Key, Array] | None = None,
        original: Evaluation | None = None,
    ) -> None:
        inherited = above.overrides if above is not None else {}
        super().__init__(claim, sizes, deadline, above, {**inherited, **(overrides or {})})
        self.point = point
        self.ledger = ledger
        self.above = above
        self.original = original
        self.is_still = above is None
        """Whether every symbol has the value that it has at the point."""
        self.signs: list[float] = []
        """On which side of its poles each reciprocal and inverse was taken, in order."""
        self._estimates: dict[tuple[Expr, tuple[int, ...]], Estimate] = {}
        self._twins: list[Evaluation] = []
        self._affected = ledger.affected.setdefault(self.overridden, {})

    def child(self, overrides: Mapping[Key, Array]) -> Evaluation:
        """The same evaluation with other values for some symbols."""
        return Evaluation(
            self.claim, self.sizes, self.point, self.ledger, self.deadline, self, overrides
        )

    def twin(self, number: int) -> Evaluation:
        """A disturbed evaluation of the same expressions."""
        while len(self._twins) <= number:
            above = None if self.above is None else self.above.twin(len(self._twins))
            overrides = {key: self._disturbed(v) for key, v in self.overrides.items()}
            self._twins.append(
                Evaluation(
                    self.claim, self.sizes, self.point, self.ledger, self.deadline,
                    above, overrides, self,
                )
            )  # fmt: skip
        return self._twins[number]

    def unmoved(self, name: str) -> Evaluation:
        """The nearest evaluation above in which a symbol has its own value."""
        here = self
        while name in here.overridden and here.above is not None:
            here = here.above
        return here

    def _disturbed(self, a: Array) -> Array:
        return np.asarray(a * self.ledger.disturbance(a.shape))

    def number(self, e: Number) -> Array:
        """The number as a 1×1 array."""
        return np.array([[float(e.value)]])

    def symbol(self, s: Symbol, indices: tuple[int, ...], arguments: tuple[Array, ...]) -> Array:
        """The value at the point, disturbed in a twin."""
        key, size = (s.name, indices), self.size_at(s, {})
        if s.is_function:
            self.ledger.work += FUNCTION_WORK
            value = self.point.function(s, key, size, arguments)
        else:
            value = self.point.value(s, key, size)
        if self.original is not None:
            return self._disturbed(value)
        return self._measured(value)

    def apply(self, op: Operator, args: tuple[Array, ...], params: tuple[int, ...]) -> Array:
        """The value of the operator's NumPy rule, disturbed in a twin."""
        self.ledger.work += 1
        try:
            if self.original is not None:
                return self._disturbed(op.numeric(np, *args, *params))
            self._guard(op, args)
            value: Array = np.asarray(op.numeric(np, *args, *params), dtype=np.float64)
        except np.linalg.LinAlgError:
            raise Undefined("a matrix that is inverted is singular") from None
        return self._measured(value)

    def _measured(self, value: Array) -> Array:
        """The same value, after looking how large it is where nothing has moved."""
        if self.is_still:
            self.ledger.magnitude = max(self.ledger.magnitude, largest(value))
        return value

    def _guard(self, op: Operator, args: tuple[Array, ...]) -> None:
        """Refuse ill-conditioned matrices; note on which side of a pole the others are."""
        for position, need in op.needs:
            a = args[position]
            if not np.all(np.isfinite(a)):
                raise Undefined("a function is not defined there")
            if need is Need.INVERTIBLE and self.above is None:
                if not np.linalg.cond(a) < WORST_CONDITION:
                    raise Undefined("a matrix that is inverted is singular or nearly so")
            elif need is Need.INVERTIBLE:
                self.signs.append(float(np.linalg.slogdet(a)[0]))
            elif need is Need.NONZERO and self.above is not None:
                self.signs.extend(np.sign(a).ravel().tolist())

    def accumulate(self, binder: Binder, values: Iterator[Array], body: Expr) -> Array:
        """The sum or product of the values of a body."""
        found = list(values)
        if not found:
            empty = np.zeros if binder is Binder.SUM else np.ones
            return empty(self.size_at(body, {}))
        total = found[0]
        for value in found[1:]:
            total = total + value if binder is Binder.SUM else total * value
        return total if self.original is None else self._disturbed(total)

    def tabulate(self, rows: int, cols: int, values: Mapping[tuple[int, int], Array]) -> Array:
        """The array with these entries."""
        result = np.zeros((rows, cols))
        for position, value in values.items():
            result[position] = value[0, 0]
        return result

    def expectation(self, e: Expectation, at: At) -> Array:
        """The expectation by Gauss–Hermite quadrature."""
        total = quadrature.expectation(self, e, at)
        return total if self.original is None else self._disturbed(total)

    def beside(self, overrides: Mapping[Key, Array]) -> Evaluation:
        """The same evaluation, disturbed if this is, where some symbols have other values."""
        return Evaluation(
            self.claim, self.sizes, self.point, self.ledger, self.deadline,
            self, overrides, self.original,
        )  # fmt: skip

    def lifted(self, value: Array) -> Array:
        """The value itself: a child computes with the same arrays."""
        return value

    def derive(self, e: Derive, at: At) -> Array:
        """The derivative by finite differences."""
        return self._estimated(e, at)

    def differential(self, e: Differential, at: At) -> Array:
        """The differential by finite differences."""
        return self._estimated(e, at)

    def _estimated(self, e: Derive | Differential, at: At) -> Array:
        """The value of a derivative; in a twin that of the original, off by its error."""
        if self.original is None:
            return self.estimate(e, at).value
        found = self.original.estimate(e, at)
        signs = self.ledger.rng.choice([-1.0, 1.0], found.value.shape)
        return self._disturbed(found.value) + signs * found.error

    def estimate(self, e: Derive | Differential, at: At) -> Estimate:
        """The value of a derivative with its error; computed once."""
        key = (e, tuple(at[v] for v in e.index_order))
        if key not in self._estimates:
            if isinstance(e, Derive):
                self._estimates[key] = derivatives.derivative(self, e, at)
            else:
                self._estimates[key] = derivatives.differential(self, e, at)
            self._measured(self._estimates[key].value)
        return self._estimates[key]

    def dependent_direction(self, symbol: Symbol, at: At) -> Estimate:
        """The differential of a defined symbol or a function, which others make move."""
        return derivatives.dependent_direction(self, symbol, at)

    def size_at(self, e: Expr, at: At) -> tuple[int, int]:
        """The rows and columns of `e`, whose size may depend on indices."""
        try:
            return self.integer(e.shape.rows, at), self.integer(e.shape.cols, at)
        except KeyError:
            raise Unavailable(f"the size of {e} depends on an index") from None

    def finite(self, e: Expr, at: At) -> Array:
        """The value of `e`; raises `Undefined` unless it is finite."""
        value = self.value(e, at)
        if not np.all(np.isfinite(value)):
            raise Undefined("a function is not defined there")
        return value

    def noise(self, e: Expr, at: At) -> float:
        """How far off the value of `e` may be, by rounding and by the derivatives in it."""
        value = self.finite(e, at)
        off = max(largest(self.twin(k).value(e, at) - value) for k in range(TWINS))
        if not np.isfinite(off):
            raise Undefined("a function is at the edge of its domain")
        return SAFETY * off + 4 * EPSILON * largest(value)
