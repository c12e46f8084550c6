"""The three-way answer: do two sides agree, disagree, or can rounding not tell?

Nothing is evaluated here.  Sides agree when they differ by no more than the
error that their values may have, and that error is small; they disagree when
they differ by much more than it; everything else is left open.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from matrixcalc.checks.finite_differences.arrays import EPSILON, Array, largest

SAFETY = 8.0
"""By how much the measured disturbances may fall short of the error."""

ROUNDING = 64 * EPSILON
"""The relative error of a point itself: a projector is one only up to rounding."""

PRECISE = 1e-5
"""The largest relative error with which an agreement means something."""

FAR = 100.0
"""How many times the error a difference has to be to count as one."""

NOTICEABLE = 1e-4
"""The smallest relative difference that counts as one."""

VANISHING = 1e-7
"""The largest error with which two zeros agree, where values are of the order of 1."""


class Answer(Enum):
    """What a comparison says."""

    AGREE = "agree"
    DIFFER = "differ"
    BLURRED = "blurred"
    """They differ by no more than the error, but that is large."""
    OPEN = "open"


@dataclass(frozen=True)
class Sides:
    """The two sides at one choice of the indices, undisturbed and disturbed."""

    left: Array
    right: Array
    twins: tuple[tuple[Array, Array], ...]
    place: str = ""
    """The choice of the indices, in words."""

    @property
    def difference(self) -> Array:
        """|left − right|, entry by entry."""
        return np.asarray(np.abs(self.left - self.right))

    @property
    def spread(self) -> Array:
        """How far the disturbed sides are from the undisturbed ones, together."""
        off = [np.abs(a - self.left) + np.abs(b - self.right) for a, b in self.twins]
        return np.asarray(np.max(off, axis=0))

    @property
    def scale(self) -> float:
        """The largest entry of either side."""
        return max(largest(self.left), largest(self.right))


@dataclass(frozen=True)
class Comparison:
    """The answer at one point, its reason, the digits that agree, and the entries."""

    answer: Answer
    reason: str
    digits: int = 0
    table: tuple[tuple[str, str, str, str], ...] = ()


def compare(sides: Sequence[Sides], magnitude: float) -> Comparison:
    """Compare sides that belong together, by the largest entry among them.

    `magnitude` is the size of the values from which the sides were computed.
    It measures two sides that vanish, but only up to the order of 1, which is
    that of the symbols: huge values that cancel must not excuse a difference.
    """
    scale = max(s.scale for s in sides)
    spread = max(largest(s.spread) for s in sides)
    ordinary = min(magnitude, 1.0)
    bound = SAFETY * spread + ROUNDING * max(ordinary, scale)
    difference = max(largest(s.difference) for s in sides)
    table = tuple(row for s in sides for row in _rows(s, bound))
    if not np.isfinite(bound + difference):
        return Comparison(Answer.OPEN, "a value is at the edge of its domain", 0, table)
    vanish = scale <= 10 * bound
    unit = ordinary if vanish else scale
    reason = f"the sides differ by {difference:.2g}, and the error may be {bound:.2g}"
    if difference <= bound:
        if bound <= (VANISHING if vanish else PRECISE) * unit:
            return Comparison(Answer.AGREE, "", _digits(difference, unit), table)
        return Comparison(Answer.BLURRED, reason, 0, table)
    clear = difference > FAR * bound and difference > NOTICEABLE * scale
    return Comparison(Answer.DIFFER if clear else Answer.OPEN, reason, 0, table)


def _digits(difference: float, unit: float) -> int:
    relative = difference / unit if unit else 0.0
    return min(15, math.floor(-math.log10(max(relative, EPSILON))))


def _rows(s: Sides, bound: float) -> list[tuple[str, str, str, str]]:
    single = s.left.size == 1
    return [
        (
            s.place if single else " ".join(filter(None, (s.place, f"({i + 1}, {j + 1})"))),
            f"{s.left[i, j]:.8g}",
            f"{s.right[i, j]:.8g}",
            f"{s.difference[i, j]:.1e} ± {bound:.1e}",
        )
        for i, j in np.ndindex(*s.left.shape)
    ]
