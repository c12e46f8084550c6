"""Random directions in which a matrix may move without leaving its declared set.

A direction is tangent to the set at the given point.  Moving along it in the
surrounding space gives the same first derivative as moving along a curve.
"""

from __future__ import annotations

import numpy as np

from matrixcalc.assumptions import SEPARATE
from matrixcalc.checks.finite_differences.arrays import Array
from matrixcalc.checks.finite_differences.structures import Words, linear
from matrixcalc.ops.spec import Unavailable

CURVED = frozenset({"orthonormal columns", "idempotent", "unit norm", "rank deficient"})
"""Adjectives whose matrices do not form an open part of a linear space."""

STILL = SEPARATE | {"any rank", "nilpotent of index 2"}
"""Adjectives along whose sets no direction is drawn."""

FLAT = frozenset({"skew-symmetric", "toeplitz", "lower triangular", "upper triangular"})
"""Linear structures that the tangents of curved sets do not keep."""


def tangent(rng: np.random.Generator, words: Words, at: Array) -> Array:
    """A random direction at the point `at` of the set that `words` describe.

    Raises `Unavailable` for a combination whose tangents are not known.
    """
    if words & STILL:
        raise Unavailable(f"the differential of a matrix that is {', '.join(sorted(words))}")
    move = rng.uniform(-1.0, 1.0, at.shape)
    curved = words & CURVED
    if not curved:
        return _within_linear_space(words, move)
    if "diagonal" in words and words & {"orthogonal", "idempotent"}:
        return np.zeros_like(at)
    if len(curved) > 1 or words & FLAT:
        raise Unavailable(f"the differential of a matrix that is {', '.join(sorted(words))}")
    return _within_curved_set(rng, words, at, move)


def _within_linear_space(words: Words, move: Array) -> Array:
    if words & {"unit lower triangular", "unit upper triangular"}:
        np.fill_diagonal(move, 0.0)
    if "rows sum to one" in words:
        move = move - move.mean(axis=1, keepdims=True)
    if "entries sum to one" in words:
        move = move - move.mean(axis=0, keepdims=True)
    return linear(words, move)


def _within_curved_set(rng: np.random.Generator, words: Words, at: Array, move: Array) -> Array:
    rows, cols = at.shape
    left = rng.uniform(-1.0, 1.0, (rows, rows))
    right = rng.uniform(-1.0, 1.0, (cols, cols))
    if "rank deficient" in words:
        return left @ at + at @ (left.T if "symmetric" in words else right)
    if "unit norm" in words:
        return move - at * np.sum(at * move)
    if "symmetric" in words:
        turn = left - left.T
        return turn @ at - at @ turn
    if "idempotent" in words:
        return left @ at - at @ left
    within = at @ (right - right.T)
    return within + move - at @ (at.T @ move)
