"""Derivatives and differentials of expressions, by moving symbols and looking.

No rule of differentiation is used: a body is evaluated at several distances
from the point, and `extrapolation` does the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from matrixcalc.checks.finite_differences.arrays import Array, largest, rms
from matrixcalc.checks.finite_differences.extrapolation import Estimate, differentiate
from matrixcalc.checks.finite_differences.motions import Motion, members, motions
from matrixcalc.checks.finite_differences.orders import order
from matrixcalc.checks.finite_differences.tangents import CURVED
from matrixcalc.checks.finite_differences.variables import Variable, arranged
from matrixcalc.dims import IntVar
from matrixcalc.expr import Derive, Differential, Expr, Symbol
from matrixcalc.interpretation import Key
from matrixcalc.ops.spec import Unavailable, Undefined

if TYPE_CHECKING:
    from matrixcalc.checks.finite_differences.evaluation import Evaluation

At = Mapping[IntVar, int]

FIRST_STEP = 0.1
"""The first step, relative to the size of what moves.

It is as many times longer as there are derivatives inside one another, because
the inner ones are less precise than values and a short step magnifies that.
"""

MOVING_WORK = 4
"""How many operations moving symbols counts as."""


class Surroundings:
    """An expression near the point, as a function of how far symbols have moved."""

    def __init__(
        self, evaluation: Evaluation, body: Expr, at: At, still: Mapping[Key, Array]
    ) -> None:
        self.evaluation = evaluation
        self.body = body
        self.at = at
        child = evaluation.child(still)
        child.is_still = evaluation.is_still
        self.reach = FIRST_STEP * (1 + order(evaluation.claim, body))
        self.noise = child.noise(body, at)
        self.signs = child.signs

    def value(self, moved: Mapping[Key, Array]) -> Array:
        """The body where symbols have these values.

        Raises `Undefined` on the far side of a pole, where some reciprocal or
        determinant has another sign.
        """
        child = self.evaluation.child(moved)
        self.evaluation.ledger.work += MOVING_WORK
        value = child.finite(self.body, self.at)
        if child.signs != self.signs:
            raise Undefined("a step crosses a pole")
        return value

    def slope(self, moved: Callable[[float], Mapping[Key, Array]], size: float) -> Estimate:
        """The derivative along a line of values, on which `size` is a long way."""
        return differentiate(lambda t: self.value(moved(t)), size * self.reach, self.noise)


def derivative(evaluation: Evaluation, e: Derive, at: At) -> Estimate:
    """The value of ∂body/∂wrt, one entry of wrt after the other."""
    variable = Variable(evaluation, e, at)
    near = Surroundings(evaluation, e.body, at, variable.moved(np.zeros_like(variable.base)))
    size = rms(variable.base) or 1.0
    rows, cols = variable.positions.shape
    values = np.zeros((rows, cols, *evaluation.size_at(e.body, at)))
    errors = np.zeros_like(values)
    for a, b in np.ndindex(rows, cols):
        found = near.slope(_line(variable, variable.move(a, b)), size)
        values[a, b], errors[a, b] = found.value, found.error
    return Estimate(arranged(e, values), arranged(e, errors))


def _line(variable: Variable, move: Array) -> Callable[[float], Mapping[Key, Array]]:
    return lambda t: variable.moved(t * move)


def differential(evaluation: Evaluation, e: Differential, at: At) -> Estimate:
    """The value of d(body) along the directions of its variables.

    Raises `Unavailable` for a second differential on a curved set: a straight
    line leaves the set, and the second derivative of its curves is not known.
    """
    for x in e.variables:
        if isinstance(x, Symbol) and x.assumptions & CURVED and x.name in evaluation.overridden:
            raise Unavailable(f"a second differential along {x}, whose set is curved")
    moving = motions(evaluation, e, at)
    if isinstance(e.body, Symbol) and list(moving) == [evaluation.key(e.body, at)]:
        return next(iter(moving.values())).direction
    return _along(evaluation, e.body, at, moving)


def _along(evaluation: Evaluation, body: Expr, at: At, moving: Mapping[Key, Motion]) -> Estimate:
    if not moving:
        zero = np.zeros(evaluation.size_at(body, at))
        return Estimate(zero, zero)

    def moved(t: float) -> dict[Key, Array]:
        return {key: m.base + t * m.direction.value for key, m in moving.items()}

    speed = max(largest(m.direction.value) / (rms(m.base) or 1.0) for m in moving.values())
    found = Surroundings(evaluation, body, at, moved(0.0)).slope(moved, 1 / (speed or 1.0))
    doubt = sum(m.doubt for m in moving.values())
    return Estimate(found.value, found.error + doubt * largest(found.value))


def dependent_direction(evaluation: Evaluation, symbol: Symbol, at: At) -> Estimate:
    """The differential of a defined symbol or a function's value.

    It is the one that the directions of the symbols below give it, those
    declared constant excepted.
    """
    moving: dict[Key, Motion] = {}
    for s in _free_symbols(evaluation, symbol):
        for where in members(evaluation, s, {}):
            key, size = evaluation.key(s, where), evaluation.size_at(s, where)
            towards = evaluation.point.direction(s, key, size)
            base = evaluation.value(s, where)
            moving[key] = Motion(base, Estimate(towards, np.zeros_like(towards)))
    return _along(evaluation, symbol, at, moving)


def _free_symbols(evaluation: Evaluation, symbol: Symbol) -> list[Symbol]:
    claim = evaluation.claim
    reached = evaluation.dependencies(symbol)
    bodies = [symbol, *(d.body for d in claim.definitions if d.head.name in reached)]
    found = {s for body in bodies for s in body.symbols}
    return sorted(
        (
            s for s in found
            if s.name not in claim.meanings and not s.is_function
            and "constant" not in s.assumptions
        ),
        key=str,
    )  # fmt: skip
