"""Expectations of polynomials by exact cubature: finitely many points with rational weights.

With K = L D Lᵀ a vector of mean m and covariance K is m + L y, where the
components of y are uncorrelated and have the variances D.  Symmetric nodes ±1
and ±2 of one component have its second moment d, and where it is Gaussian also
its fourth, 3d².  A polynomial of degree three needs one component at a time, one
of degree five two.  Independent components with any third and fourth moments have
these at the same nodes, with other weights.  No root is ever taken, so this works
over every field.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from itertools import combinations, product
from typing import Any

Value = Callable[[Any], Any]
"""The value of a polynomial where the random vector has this value."""

PAIRWISE = 3
"""Above this degree a polynomial has even terms in two components."""


def expected(
    field: Any, mean: Any, covariance: Any, degree: int, value: Value, higher: Sequence[Any] = ()
) -> Any:
    """E f for a polynomial f of this degree, at most 5, in a vector of n components.

    The distribution is any up to degree 2, one that is symmetric about its mean at degree 3,
    and Gaussian above.  With the third and fourth central moments of the components as
    `higher`, these are independent, the covariance is diagonal and the degree at most 4.
    f is evaluated at 2n + 1 points, or above degree 3 at 8n² or so; at twice as many then.
    """
    if degree <= 1:
        return value(mean)
    sums = _Sums(field, mean, value)
    if higher:
        sums.columns, sums.rules = _independent(field, covariance, *higher)
    else:
        sums.columns, variances = _factors(field, covariance)
        sums.rules = [_rule(field, d, gaussian=degree > PAIRWISE) for d in variances]
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

    columns: list[Any]
    """Where each component moves the vector."""
    rules: list[list[tuple[int, Any]]]
    """The nodes and weights of each."""

    def __init__(self, field: Any, mean: Any, value: Value) -> None:
        self.field = field
        self.mean = mean
        self.value = value
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


def _independent(
    field: Any, covariance: Any, third: Any, fourth: Any
) -> tuple[list[Any], list[list[tuple[int, Any]]]]:
    """The columns and the nodes of independent components with these central moments."""
    n = field.size(covariance)[0]
    columns = [field.build(n, 1, lambda i, _, j=j: field.number(int(i == j))) for j in range(n)]
    d = [field.entry(covariance, j, j) for j in range(n)]
    t, f = ([field.entry(a, j, 0) for j in range(n)] for a in (third, fourth))
    return columns, [_skewed(field, *own) for own in zip(d, t, f, strict=True)]


def _skewed(field: Any, d: Any, t: Any, f: Any) -> list[tuple[int, Any]]:
    """Nodes and weights of one component with the central moments 0, d, t and f."""

    def times(c: Fraction, a: Any) -> Any:
        return field.multiply(field.number(c), a)

    def plus(*terms: Any) -> Any:
        return reduce(field.add, terms)

    # Of the two nodes ±1, and of ±2, together and one less the other.
    inner = plus(times(Fraction(4, 3), d), times(Fraction(-1, 3), f))
    outer = plus(times(Fraction(1, 12), f), times(Fraction(-1, 12), d))
    lean, reach = times(Fraction(-1, 3), t), times(Fraction(1, 6), t)
    half = Fraction(1, 2)
    weights = [
        (1, times(half, plus(inner, lean))),
        (-1, times(half, plus(inner, times(Fraction(-1), lean)))),
        (2, times(half, plus(outer, reach))),
        (-2, times(half, plus(outer, times(Fraction(-1), reach)))),
    ]
    rest = plus(*(w for _, w in weights))
    return [(0, plus(field.number(1), field.negative(rest))), *weights]


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
