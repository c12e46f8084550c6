"""Expectations by Gauss–Hermite quadrature on a Cholesky factor of the covariance.

The nodes 0 and ±√3 of each component integrate every polynomial of degree five
against the Gaussian density exactly (Abramowitz and Stegun, 25.4.46).  A distribution of
which only the mean and the covariance are known is integrated as if it were
Gaussian: at degree two that is the same.  Independent components with given third and
fourth moments have three nodes of their own each.  What is no polynomial is integrated with more
nodes, twice, and has a value only where both give it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from matrixcalc.checks.finite_differences.arrays import Array
from matrixcalc.dims import IntVar
from matrixcalc.expr import Expectation
from matrixcalc.ops.moments import is_transcendental
from matrixcalc.ops.spec import Unavailable, Undefined

if TYPE_CHECKING:
    from matrixcalc.checks.finite_differences.evaluation import Evaluation

Rule = tuple[tuple[float, float], ...]

NODES: Rule = ((0.0, 2 / 3), (np.sqrt(3.0), 1 / 6), (-np.sqrt(3.0), 1 / 6))
"""Nodes and weights for one standardised component."""

LARGEST, LARGEST_ANY = 5, 3
"""Components of a random vector over which a polynomial is integrated, and anything else."""

RULES = (6, 8)
"""How many nodes for each component the two rules have for what is no polynomial."""

SETTLED = 1e-8
"""How far, relatively, the two may be apart."""


def expectation(evaluation: Evaluation, e: Expectation, at: Mapping[IntVar, int]) -> Array:
    """The value of an expectation of a polynomial that can be judged."""
    if is_transcendental(e, {name: d.body for name, d in evaluation.claim.meanings.items()}):
        return _settled(evaluation, e, at)
    degree = evaluation.degree_judged(e)
    means = [evaluation.value(distribution.mean, at) for distribution in e.distributions]
    keys = [evaluation.key(distribution.variable, at) for distribution in e.distributions]
    if degree <= 1:
        still = evaluation.beside(dict(zip(keys, means, strict=True)))
        return still.value(e.body, at)
    if len(means[0]) > LARGEST:
        raise Unavailable("a random vector with so many components is not integrated over")
    if e.distributions[0].third is not None:
        return _integrated_apart(evaluation, e, at)
    return _integrated(evaluation, e, at, NODES)


def _settled(evaluation: Evaluation, e: Expectation, at: Mapping[IntVar, int]) -> Array:
    """The mean of anything, on which two rules agree."""
    if evaluation.integer(e.distributions[0].variable.shape.rows, at) > LARGEST_ANY:
        raise Unavailable("a vector with so many components is not integrated over")
    coarse, fine = (_integrated(evaluation, e, at, _rule(count)) for count in RULES)
    if not np.all(np.abs(coarse - fine) <= SETTLED * (np.abs(fine).max() + np.abs(coarse).max())):
        raise Undefined("quadrature did not settle")
    return fine


def _rule(count: int) -> Rule:
    """The nodes and weights of the Gauss–Hermite rule for the standard normal density."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(count)
    return tuple(zip(nodes.tolist(), (weights / weights.sum()).tolist(), strict=True))


def _integrated(
    evaluation: Evaluation, e: Expectation, at: Mapping[IntVar, int], rule: Rule
) -> Array:
    """The mean by a product rule on a Cholesky factor."""
    (distribution,) = e.distributions
    mean = evaluation.value(distribution.mean, at)
    try:
        factor = np.linalg.cholesky(evaluation.value(distribution.covariance, at))
    except np.linalg.LinAlgError:
        raise Undefined("a covariance is singular") from None
    return _total(evaluation, e, at, [rule] * len(mean), lambda nodes: mean + factor @ nodes)


def _integrated_apart(evaluation: Evaluation, e: Expectation, at: Mapping[IntVar, int]) -> Array:
    """The mean by a product of the rules of independent components."""
    (distribution,) = e.distributions
    mean, covariance, third, fourth = (evaluation.value(m, at) for m in distribution.moments)
    variances = np.diagonal(covariance)
    if np.any(variances <= 0):
        raise Undefined("a covariance is singular")
    moments = zip(variances, third[:, 0], fourth[:, 0], strict=True)
    rules = [_skewed(*map(float, own)) for own in moments]
    return _total(evaluation, e, at, rules, lambda nodes: mean + nodes)


def _skewed(d: float, t: float, f: float) -> Rule:
    """Three nodes of a distribution with mean 0 and the central moments d, t and f.

    With the density u², which has the moments d, t and f and for 1/u the moment 0, only the
    nodes other than 0 count: they are the roots of u² = p u + q, by which moments recur.
    """
    p, q = t / d, (f - t * t / d) / d
    root = np.sqrt(p * p + 4 * q)
    a, b = (p + root) / 2, (p - root) / 2
    first, second = d / (a * (a - b)), d / (b * (b - a))
    return ((0.0, 1 - first - second), (a, first), (b, second))


def _total(
    evaluation: Evaluation, e: Expectation, at: Mapping[IntVar, int],
    rules: Sequence[Rule], placed: Callable[[Array], Array],
) -> Array:  # fmt: skip
    """The weighted sum over all ways to choose a node of each component."""
    key = evaluation.key(e.distributions[0].variable, at)
    total: Array = np.zeros(evaluation.size_at(e, at))
    for chosen in product(*rules):
        nodes = np.array([[node] for node, _ in chosen])
        weight = float(np.prod([w for _, w in chosen]))
        evaluation.deadline.check()
        there = evaluation.beside({key: placed(nodes)})
        total = total + weight * there.value(e.body, at)
    return total
