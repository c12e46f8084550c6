"""First derivatives by central differences, extrapolated, with an error estimate.

The tableau of Ridders (Adv. Eng. Software 4 (1982) 75): halve the step and
eliminate one power of h² after another.  The error of an entry of the tableau
is the larger change from its two parents, plus what rounding in the function
values can amount to, carried through the same recurrence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matrixcalc.checks.finite_differences.arrays import EPSILON, Array, largest
from matrixcalc.ops.spec import Undefined

ROWS = 8
"""The largest number of halvings of the step."""

SHRINKINGS = 12
"""How often the step may be halved to stay where the function is defined."""

GOAL = 1e-12
"""The relative error at which the extrapolation stops."""


@dataclass(frozen=True)
class Estimate:
    """A value and a bound, entry by entry, that its error is expected to respect."""

    value: Array
    error: Array


@dataclass(frozen=True)
class _Cell:
    """One entry of the tableau: the value, its change and its rounding error."""

    value: Array
    change: float
    rounding: float

    @property
    def total(self) -> float:
        return self.change + self.rounding

    @property
    def is_good(self) -> bool:
        """Whether a smaller step would not help."""
        return self.change <= max(self.rounding, GOAL * largest(self.value))


def _combine(fine: _Cell, coarse: _Cell, column: int) -> _Cell:
    """The entry that eliminates h to the power 2·`column`."""
    weight = 4.0**column
    value = fine.value + (fine.value - coarse.value) / (weight - 1)
    change = max(largest(value - fine.value), largest(value - coarse.value))
    rounding = (weight * fine.rounding + coarse.rounding) / (weight - 1)
    return _Cell(value, change, rounding)


def differentiate(f: Callable[[float], Array], step: float, noise: float) -> Estimate:
    """f′(0), where `noise` bounds the rounding error of f near 0.

    `f` may raise `Undefined` away from 0: the step is then halved.  Raises
    `Undefined` if it stays so.
    """
    best: _Cell | None = None
    previous: list[_Cell] = []
    skipped = 0
    for _ in range(ROWS + SHRINKINGS):
        try:
            slope = (f(step) - f(-step)) / (2 * step)
        except Undefined:
            previous, skipped = [], skipped + 1
            if skipped > SHRINKINGS:
                break
            step /= 2
            continue
        row = [_Cell(slope, float("inf"), noise / step)]
        for column, coarse in enumerate(previous, 1):
            row.append(_combine(row[-1], coarse, column))
        step, previous = step / 2, row
        best = min((c for c in (best, *row) if c is not None), key=lambda c: c.total)
        if best.is_good or len(row) >= ROWS or row[0].rounding > best.total:
            break
    if best is None or best.total == float("inf"):
        raise Undefined("it is not defined around the point")
    error = 2 * best.total + 4 * EPSILON * largest(best.value)
    return Estimate(best.value, np.full_like(best.value, error))
