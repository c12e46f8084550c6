"""How symbols move under a differential: each along its own direction dX.

The direction of a symbol is drawn once for a point and is the same wherever
dX is written.  A defined symbol, or a function's value, has no direction of
its own: it moves as the symbols on which it depends make it move.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matrixcalc.checks.finite_differences.arrays import Array, largest
from matrixcalc.checks.finite_differences.extrapolation import Estimate
from matrixcalc.checks.finite_differences.variables import (
    located,
    refuse_other_arguments,
    symbol_below,
)
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Apply, Bind, Differential, Expr, Symbol
from matrixcalc.interpretation import Key
from matrixcalc.ops.spec import Unavailable

if TYPE_CHECKING:
    from matrixcalc.checks.finite_differences.evaluation import Evaluation

At = Mapping[IntVar, int]


@dataclass(frozen=True)
class Motion:
    """A symbol's value and the direction in which it moves."""

    base: Array
    direction: Estimate

    @property
    def doubt(self) -> float:
        """The relative error of the direction."""
        size = largest(self.direction.value)
        return largest(self.direction.error) / size if size else 0.0


def motions(evaluation: Evaluation, e: Differential, at: At) -> dict[Key, Motion]:
    """What moves under a differential.

    A member x_i of a family stands for all of them if the body binds i, as in
    d Σᵢ f(x_i).
    """
    bound = {v for node in e.body.walk() if isinstance(node, Bind) for v in node.bound}
    outer = {v: k for v, k in at.items() if v not in bound}
    found: dict[Key, Motion] = {}
    for variable in e.variables:
        symbol = symbol_below(variable)
        refuse_other_arguments(evaluation, symbol, e.body)
        for where in members(evaluation, symbol, outer):
            base = evaluation.value(symbol, where)
            towards = _direction(evaluation, symbol, where)
            chosen = _chosen(evaluation, variable, where, base)
            kept = Estimate(towards.value * chosen, towards.error * chosen)
            found[evaluation.key(symbol, where)] = Motion(base, kept)
    return found


def members(evaluation: Evaluation, symbol: Symbol, at: At) -> Iterator[At]:
    """Index values for every member that `symbol` stands for, where `at` leaves it open."""
    open_indices: list[IntVar] = []
    for argument in symbol.arguments:
        if isinstance(argument, Dim):
            for v in argument.variables:
                if v not in at and v not in evaluation.sizes and v not in open_indices:
                    open_indices.append(v)
    spans = []
    for v in open_indices:
        if v.lower is None or v.upper is None:
            raise Unavailable(f"the range of {v.name} is not known")
        spans.append(range(evaluation.integer(v.lower, at), evaluation.integer(v.upper, at) + 1))
    for values in itertools.product(*spans):
        yield {**at, **dict(zip(open_indices, values, strict=True))}


def _chosen(evaluation: Evaluation, variable: Expr, at: At, base: Array) -> Array:
    """1 at the entries of the symbol that the variable lets move, 0 elsewhere."""
    while isinstance(variable, Apply):
        core, positions = located(evaluation, variable, at)
        if isinstance(core, Symbol):
            mask = np.zeros(base.size)
            mask[positions.ravel()] = 1.0
            return mask.reshape(base.shape)
        if positions.size != base.size:
            raise Unavailable(f"finite differences have no direction for {variable}")
        assert isinstance(core, Apply)
        variable = core.args[0]
    return np.ones_like(base)


def _direction(evaluation: Evaluation, symbol: Symbol, at: At) -> Estimate:
    key = evaluation.key(symbol, at)
    if symbol.name not in evaluation.claim.meanings and not symbol.is_function:
        move = evaluation.point.direction(symbol, key, evaluation.size_at(symbol, at))
        return Estimate(move, np.zeros_like(move))
    return evaluation.unmoved(symbol.name).dependent_direction(symbol, at)
