"""An exact counterexample, evaluated again by other means.

The operators' NumPy rules and finite differences share no step with the exact
rules and dual numbers that found the counterexample.  Both sides must come out
the same, as far as floating point can tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from matrixcalc.checks.finite_differences.evaluation import Evaluation, Ledger
from matrixcalc.checks.finite_differences.points import Point as FloatPoint
from matrixcalc.deadline import Deadline
from matrixcalc.dims import IntVar
from matrixcalc.ops.spec import Unavailable, Undefined
from matrixcalc.sampling.points import Point
from matrixcalc.statements import Claim

LARGEST = 10**300
"""Beyond this a number has no floating-point value."""

TOLERANCE = 1e-3
"""How far the values may be apart, relative to the largest entry: finite
differences at an arbitrary point are no better."""


def confirmed(
    claim: Claim, sizes: Mapping[IntVar, int], point: Point, at: Mapping[IntVar, int],
    left: Any, right: Any, deadline: Deadline,
) -> bool | None:  # fmt: skip
    """Whether both sides have the exact values again; None if floating point cannot tell."""
    if any(s.is_function for s in claim.symbols):
        return None
    there = FloatPoint(
        0,
        values={key: _floats(value) for key, value in point.values.items()},
        directions={key: _floats(value) for key, value in point.directions.items()},
    )
    ledger = Ledger(np.random.default_rng(0))
    evaluation = Evaluation(claim, sizes, there, ledger, deadline)
    try:
        # A value that overflows is not finite, which is looked at below.
        with np.errstate(over="ignore", invalid="ignore"):
            again = [np.asarray(evaluation.value(side, at)) for side in (claim.left, claim.right)]
    except (Undefined, Unavailable, FloatingPointError):
        return None
    exact = [_floats(left), _floats(right)]
    scale = max(1.0, *(float(np.abs(a).max(initial=0.0)) for a in exact))
    if not all(np.isfinite(value).all() for value in (*exact, *again)):
        return None
    gap = max(float(np.abs(a - b).max(initial=0.0)) for a, b in zip(exact, again, strict=True))
    return gap <= TOLERANCE * scale


def _floats(rows: Any) -> Any:
    return np.array([[_float(x) for x in row] for row in rows], dtype=float)


def _float(x: Any) -> float:
    if isinstance(x, Fraction) and abs(x) > LARGEST:
        return float("inf")
    return float(x) if isinstance(x, Fraction) else float(x.mid())
