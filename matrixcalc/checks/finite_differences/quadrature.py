"""Expectations by Gauss–Hermite quadrature on a Cholesky factor of the covariance.

The nodes 0 and ±√3 of each component integrate every polynomial of degree five
against the Gaussian density exactly (Abramowitz and Stegun, 25.4.46).  A distribution of
which only the mean and the covariance are known is integrated as if it were
Gaussian: at degree two that is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from matrixcalc.checks.finite_differences.arrays import Array
from matrixcalc.dims import IntVar
from matrixcalc.expr import Expectation
from matrixcalc.ops.spec import Unavailable, Undefined

if TYPE_CHECKING:
    from matrixcalc.checks.finite_differences.evaluation import Evaluation

NODES = ((0.0, 2 / 3), (np.sqrt(3.0), 1 / 6), (-np.sqrt(3.0), 1 / 6))
"""Nodes and weights for one standardised component."""

LARGEST = 5
"""Components of a random vector that are integrated over."""


def expectation(evaluation: Evaluation, e: Expectation, at: Mapping[IntVar, int]) -> Array:
    """The value of an expectation of a polynomial that can be judged."""
    degree = evaluation.degree_judged(e)
    means = [evaluation.value(distribution.mean, at) for distribution in e.distributions]
    keys = [evaluation.key(distribution.variable, at) for distribution in e.distributions]
    if degree <= 1:
        still = evaluation.beside(dict(zip(keys, means, strict=True)))
        return still.value(e.body, at)
    ((mean, key, distribution),) = zip(means, keys, e.distributions, strict=True)
    if len(mean) > LARGEST:
        raise Unavailable("a random vector with so many components is not integrated over")
    try:
        factor = np.linalg.cholesky(evaluation.value(distribution.covariance, at))
    except np.linalg.LinAlgError:
        raise Undefined("a covariance is singular") from None
    total: Array = np.zeros(evaluation.size_at(e, at))
    for chosen in product(NODES, repeat=len(mean)):
        nodes = np.array([[node] for node, _ in chosen])
        weight = float(np.prod([w for _, w in chosen]))
        evaluation.deadline.check()
        there = evaluation.beside({key: mean + factor @ nodes})
        total = total + weight * there.value(e.body, at)
    return total
