"""The value of an expression here: a two-dimensional array of double precision.

Only the names that the whole check shares; nothing is computed.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]
"""A matrix; a scalar is 1×1."""

EPSILON = float(np.finfo(np.float64).eps)
"""The spacing of double precision at 1."""


def largest(a: Array) -> float:
    """Max |aᵢⱼ|, and 0 for an empty array."""
    if a.size == 1:
        return abs(float(a.item()))
    return float(np.max(np.abs(a))) if a.size else 0.0


def rms(a: Array) -> float:
    """√(mean of aᵢⱼ²), and 0 for an empty array."""
    return float(np.sqrt(np.mean(a * a))) if a.size else 0.0
