"""Expectations of polynomials by exact cubature: finitely many points with rational weights.

With K = L D Lᵀ a vector of mean m and covariance K is m + L y, where the
components of y are uncorrelated and have the variances D.  Symmetric nodes ±1
and ±2 of one component have its second moment d, and where it is Gaussian also
its fourth, 3d².  A polynomial of degree three needs one component at a time, one
of degree five two.  No root is ever taken, so this works over every field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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

    The law is any up to degree 2, one that is symmetric about its mean at degree 3,
    and Gaussian above.  f is evaluated at 2n + 1 points, or above degree 3 at 8n² or so.
    """
    if degree <= 1:
        return value(mean)
    columns, variances = _factors(field, covariance)
    rules = [_rule(field, d, gaussian=degree > PAIRWISE) for d in variances]
    n = len(columns)
    known: dict[tuple[tuple[int, int], ...], Any] = {}

    def at(*steps: tuple[int, int]) -> Any:
        moves = tuple((j, step) for j, step in steps if step)
        if moves not in known:
            parts = (field.scale(field.number(step), columns[j]) for j, step in moves)
            known[moves] = value(reduce(field.add, parts, mean))
        return known[moves]

    def along(*chosen: int) -> Any:
        """The expectation where only these components vary."""
        total = None
        for nodes in product(*(rules[j] for j in chosen)):
            weight = reduce(field.multiply, (w for _, w in nodes))
            steps = [(j, step) for j, (step, _) in zip(chosen, nodes, strict=True)]
            term = field.scale(weight, at(*steps))
            total = term if total is None else field.add(total, term)
        return total

    def terms() -> Iterator[tuple[int, Any]]:
        """Multiples that together count every component, and every pair, once."""
        if degree <= PAIRWISE:
            yield from ((1, along(j)) for j in range(n))
            yield 1 - n, at()
        else:
            yield from ((1, along(i, j)) for i, j in combinations(range(n), 2))
            yield from ((2 - n, along(j)) for j in range(n))
            yield (n - 1) * (n - 2) // 2, at()

    scaled = (field.scale(field.number(count), a) for count, a in terms() if count)
    return reduce(field.add, scaled)


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
