"""Expectations written out: each monomial in the deviations is replaced by its moment.

The random vector is its mean plus deviations u, which are letters.  Pairs of
deviations average to entries of the covariance, and of a Gaussian vector longer
monomials to the sum over all pairings (Isserlis 1918).  Where the components are
independent, a monomial averages power by power.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from matrixcalc.checks.elementwise.letters import Rows
from matrixcalc.checks.elementwise.polynomials import support
from matrixcalc.checks.elementwise.ratios import Ratio
from matrixcalc.dims import IntVar
from matrixcalc.expr import Expectation
from matrixcalc.ops.spec import Unavailable

if TYPE_CHECKING:
    from matrixcalc.checks.elementwise.writer import Writer


def expectation(writer: Writer, e: Expectation, at: Mapping[IntVar, int]) -> Rows:
    """The entries of an expectation of a polynomial that can be judged."""
    degree = writer.degree_judged(e)
    means = [writer.value(distribution.mean, at) for distribution in e.distributions]
    keys = [writer.key(distribution.variable, at) for distribution in e.distributions]
    if degree <= 1:
        return writer.inside(dict(zip(keys, means, strict=True))).value(e.body, at)
    ((mean, key, distribution),) = zip(means, keys, e.distributions, strict=True)
    _, *moments = (writer.value(m, at) for m in distribution.moments)
    writer.averages += 1
    tags = [("deviation", writer.depth, key, writer.averages, i) for i in range(len(mean))]
    letters = [writer.alphabet.letter(tag, f"u{i + 1}") for i, tag in enumerate(tags)]
    moved = [[m[0] + u] for m, u in zip(mean, letters, strict=True)]
    body = writer.inside({key: moved}).value(e.body, at)
    places = {u.single or 0: i for i, u in enumerate(letters)}
    return [[_averaged(writer, entry, places, moments) for entry in row] for row in body]


def _averaged(
    writer: Writer, x: Ratio, places: Mapping[int, int], moments: Sequence[Rows]
) -> Ratio:
    """`x` with each monomial in the deviations replaced by its moment."""
    field = writer.alphabet.field
    _refuse_hidden(writer, x, places)
    total = field.zero
    for monomial, coefficient in x.top.items():
        chosen = [i for g, i in places.items() for _ in range(monomial[g])]
        average = _apart if len(moments) > 1 else _paired
        moment = average(writer, chosen, moments)
        rest = tuple(0 if g in places else k for g, k in enumerate(monomial))
        term = field.of(field.ring.from_dict({rest: coefficient}))
        total = total + term * moment
    return total * Ratio(field, field.ring.one, x.bottom, dict(x.below))


def _apart(writer: Writer, chosen: list[int], moments: Sequence[Rows]) -> Ratio:
    """E of a product of independent deviations, of no more than four: power by power."""
    covariance, third, fourth = moments
    total = writer.alphabet.field.one
    for i in set(chosen):
        powers = [writer.alphabet.field.zero, covariance[i][i], third[i][0], fourth[i][0]]
        total = total * powers[chosen.count(i) - 1]
    return total


def _paired(writer: Writer, chosen: list[int], moments: Sequence[Rows]) -> Ratio:
    """E of a product of deviations: the sum over all ways to pair them."""
    (covariance,) = moments
    field = writer.alphabet.field
    if not chosen:
        return field.one
    total = field.zero
    first, *others = chosen
    for place, other in enumerate(others):
        left = others[:place] + others[place + 1 :]
        total = total + covariance[first][other] * _paired(writer, left, moments)
    return total


def _refuse_hidden(writer: Writer, x: Ratio, places: Mapping[int, int]) -> None:
    """Raise `Unavailable` where a deviation stands below a fraction or inside a function."""
    field = writer.alphabet.field
    below = {g for f in x.below for g in support(field.factors[f].poly)}
    hidden = any(_mentions(writer, g, places) for g in {*support(x.top), *below} - places.keys())
    if hidden or below & places.keys():
        raise Unavailable("the expectation of a function that is no polynomial in letters")


def _mentions(writer: Writer, generator: int, places: Mapping[int, int]) -> bool:
    """Whether a letter stands for the value of a function of the deviations."""
    atom = writer.functions.atoms.get(generator)
    inside = (
        {g for argument in atom.arguments for g in _letters(writer, argument)} if atom else set()
    )
    return any(g in places or _mentions(writer, g, places) for g in inside)


def _letters(writer: Writer, x: Ratio) -> Iterator[int]:
    yield from support(x.top)
    for f in x.below:
        yield from support(writer.alphabet.field.factors[f].poly)
