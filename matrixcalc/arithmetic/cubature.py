"""Expectations of polynomials by exact cubature: finitely many points with rational weights.

With K = L D Lᵀ a vector of mean m and covariance K is m + L y, where the
components of y are uncorrelated and have the variances D.  Symmetric nodes ±1
and ±2 of one component have its second moment d, and where it is Gaussian also
its fourth, 3d².  A polynomial of degree three needs one component at a time, one
of degree five two.  No root is ever taken, so this works over every field.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from itertools import combinations, product
from typing import Any

Value = Callable[[Any], Any]
"""The value of a polynomial where the random vector has this value."""

PAIRWISE = 3
"""Above this degree a polynomial has even terms in two components."""


def expected(field: Any, mean: Any, covariance: Any, degree: int, value: Value) -> Any:
    """E f for a polynomial f of this degree, at most 5, in a vector of n components.

    The distribution is any up to degree 2, one that is symmetric about its mean at degree 3,
    and Gaussian above.  f is evaluated at 2n + 1 points, or above degree 3 at 8n² or so.
    """
    if degree <= 1:
        return value(mean)
    sums = _Sums(field, mean, covariance, value, gaussian=degree > PAIRWISE)
    components = range(len(sums.columns))
    n = len(components)
    # Each component, and each pair of them, must count once in all.
    terms: list[tuple[int, tuple[int, ...]]]
    if degree <= PAIRWISE:
        terms = [*((1, (j,)) for j in components), (1 - n, ())]
    else:
        terms = [(1, pair) for pair in combinations(components, 2)]
        terms += [*((2 - n, (j,)) for j in components), ((n - 1) * (n - 2) // 2, ())]
    scaled = (field.scale(field.number(k), sums.along(chosen)) for k, chosen in terms if k)
    return reduce(field.add, scaled)


class _Sums:
    """Weighted sums of f over the nodes of some components, the others at their mean."""

    def __init__(
        self, field: Any, mean: Any, covariance: Any, value: Value, *, gaussian: bool
    ) -> None:
        self.field = field
        self.mean = mean
        self.value = value
        self.columns, variances = _factors(field, covariance)
        self.rules = [_rule(field, d, gaussian=gaussian) for d in variances]
        self._known: dict[tuple[tuple[int, int], ...], Any] = {}

    def along(self, chosen: tuple[int, ...]) -> Any:
        """E f where only these components vary."""
        f, terms = self.field, []
        for nodes in product(*(self.rules[j] for j in chosen)):
            weight = reduce(f.multiply, (w for _, w in nodes), f.number(1))
            steps = ((j, step) for j, (step, _) in zip(chosen, nodes, strict=True) if step)
            terms.append(f.scale(weight, self._at(tuple(steps))))
        return reduce(f.add, terms)

    def _at(self, steps: tuple[tuple[int, int], ...]) -> Any:
        """f where each of these components is so many steps off its mean."""
        f = self.field
        if steps not in self._known:
            moves = (f.scale(f.number(step), self.columns[j]) for j, step in steps)
            self._known[steps] = self.value(reduce(f.add, moves, self.mean))
        return self._known[steps]


def _rule(field: Any, d: Any, *, gaussian: bool) -> list[tuple[int, Any]]:
    """Nodes and weights of one component of variance d."""

    def times(c: Fraction | int, a: Any) -> Any:
        return field.multiply(field.number(c), a)

    outer = field.number(0)
    if gaussian:
        square = field.multiply(d, d)
        outer = field.add(times(Fraction(1, 8), square), times(Fraction(-1, 24), d))
    inner = field.add(times(Fraction(1, 2), d), times(-4, outer))
    middle = field.add(field.number(1), times(-2, field.add(inner, outer)))
    weights = [(0, middle), (1, inner), (-1, inner)]
    return [*weights, (2, outer), (-2, outer)] if gaussian else weights


def _factors(field: Any, k: Any) -> tuple[list[Any], list[Any]]:
    """The columns of L, with ones on its diagonal, and the diagonal of D in K = L D Lᵀ."""
    n = field.size(k)[0]
    columns, variances = [], []
    rest = [[field.entry(k, i, j) for j in range(n)] for i in range(n)]
    for c in range(n):
        pivot = rest[c][c]
        inverse = field.reciprocal(pivot)
        below = [field.multiply(rest[i][c], inverse) for i in range(n)]
        lower = [*[field.number(0)] * c, *below[c:]]
        columns.append(field.build(n, 1, lambda i, _, column=lower: column[i]))
        variances.append(pivot)
        for i in range(c + 1, n):
            for j in range(c + 1, n):
                change = field.multiply(below[i], rest[c][j])
                rest[i][j] = field.add(rest[i][j], field.negative(change))
    return columns, variances
