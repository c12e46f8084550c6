"""First derivatives by central differences, extrapolated, with an error estimate.

The tableau of Ridders (Adv. Eng. Software 4 (1982) 75): shorten the step and
eliminate one power of h² after another.  The error of an entry of the tableau
is the larger change from its two parents, plus what rounding in the function
values can amount to, carried through the same recurrence.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from matrixcalc.checks.finite_differences.arrays import EPSILON, Array, largest
from matrixcalc.ops.spec import Undefined

COLUMNS = 8
"""The largest number of powers of the step that are eliminated, and one."""

RATIO_SQUARED = 5.0
"""The square of the ratio of a step to the next.

The ratio is irrational, so that no oscillation looks slow at several steps
running, as one whose period divides all the steps 2ᵏh would.
"""

STEPS = 36
"""Steps after which a function counts as not smooth."""

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
    weight = RATIO_SQUARED**column
    value = fine.value + (fine.value - coarse.value) / (weight - 1)
    change = max(largest(value - fine.value), largest(value - coarse.value))
    rounding = (weight * fine.rounding + coarse.rounding) / (weight - 1)
    return _Cell(value, change, rounding)


def _is_settled(rows: Sequence[Sequence[_Cell]]) -> bool:
    """Whether the central differences of the last steps behave as those of a smooth function.

    They then change by a fifth as much with each shorter step, until
    rounding is all that is left of the change.  Without this a function that
    oscillates within the step may look as if it had converged.
    """
    latest = [row[0] for row in rows[-3:]]
    if len(latest) < 2:
        return False
    changes = [largest(b.value - a.value) for a, b in itertools.pairwise(latest)]
    if changes[-1] <= 4 * latest[-1].rounding:
        return True
    return len(changes) == 2 and 2 * changes[1] <= changes[0]


def differentiate(f: Callable[[float], Array], step: float, noise: float) -> Estimate:
    """f′(0), where `noise` bounds the rounding error of f near 0.

    `f` may raise `Undefined` away from 0: the step is then shortened.  Raises
    `Undefined` if it stays so, or if the differences do not settle.
    """
    best: _Cell | None = None
    rows: list[list[_Cell]] = []
    for _ in range(STEPS):
        try:
            slope = (f(step) - f(-step)) / (2 * step)
        except Undefined:
            rows, best = [], None
        else:
            row = [_Cell(slope, float("inf"), noise / step)]
            for column, coarse in enumerate(rows[-1][: COLUMNS - 1] if rows else (), 1):
                row.append(_combine(row[-1], coarse, column))
            rows.append(row)
            known = [] if best is None else [best]
            best = min([*known, *row], key=lambda c: c.total) if _is_settled(rows) else None
            if best is not None and (best.is_good or row[0].rounding > best.total):
                break
        step /= RATIO_SQUARED**0.5
    if best is None:
        raise Undefined("a derivative does not settle as the step gets shorter")
    error = 2 * best.total + 4 * EPSILON * largest(best.value)
    return Estimate(best.value, np.full_like(best.value, error))
