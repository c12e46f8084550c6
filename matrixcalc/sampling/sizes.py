"""Sizes at which a claim is tried: several vectors that tell the general case.

A dozen plausible statements are true at one size only, so different symbols
get different sizes, odd and even ones, none equal to a number written in the
claim, one vector is larger than the claim's degree, and n = 1 is included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import permutations, product
from math import prod
from typing import TypeGuard

from matrixcalc.degrees import (
    Degrees,
    coefficient_degree,
    comparisons,
    degree,
    is_sample,
    largest_literal,
)
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Apply, Bind, Derive, Expectation, Expr, Number, Symbol
from matrixcalc.ops import elementwise, inverses, products, pseudo
from matrixcalc.ops.ranks import has_settled_rank
from matrixcalc.ops.spec import Unavailable
from matrixcalc.sampling.structures import check_size, components, strata
from matrixcalc.statements import Claim

Sizes = dict[IntVar, int]

ROOTS = (elementwise.SQRT, elementwise.ABS, elementwise.REAL_POWER, products.NORM)
"""Operators whose values modulo a prime have a sign that a point draws."""

AFFORDABLE = 200_000
"""Scalar multiplications that one evaluation of both sides may roughly take."""

LARGEST = 24
"""No size is chosen above this."""

MOST_PIECES = 150
"""Components of the declared sets, taken together, that are tried at one size vector."""


def constants(claim: Claim) -> frozenset[int]:
    """The integers written in a claim: a size equal to one of them could mislead."""
    found: set[int] = set()
    for side in (claim.left, claim.right, *(d.body for d in claim.definitions)):
        for node in side.walk():
            if isinstance(node, Number):
                found |= {abs(node.value.numerator), node.value.denominator}
        for dim in side.dims:
            found |= {abs(c) for monomial, c in dim.terms if monomial == ()}
    return frozenset(found - {0, 1})


def feasible(claim: Claim, sizes: Mapping[IntVar, int]) -> bool:
    """Whether the declared adjectives allow these sizes, and no shape is negative."""
    if not (_are_shapes(claim, sizes) and claim.fits(sizes)):
        return False
    for s in claim.free_symbols:
        try:
            rows, cols = s.shape.rows.at(sizes), s.shape.cols.at(sizes)
            check_size(s.name, s.assumptions, rows, cols)
        except Unavailable:
            return False
        except KeyError:
            continue
    return True


def has_few_pieces(claim: Claim, sizes: Mapping[IntVar, int]) -> bool:
    """Whether all components of the declared sets can be tried at these sizes."""
    return prod(component_counts(claim, sizes).values()) <= MOST_PIECES


def component_counts(claim: Claim, sizes: Mapping[IntVar, int]) -> dict[str, int]:
    """The letters whose sets have several components, and how many are tried of each.

    The ranks of a matrix of less than full rank are tried where the claim asks for
    a rank; elsewhere the first of them, which almost all have, tells of the others.
    """
    jumps = any(map(_asks_for_rank, claim.nodes))
    counts: dict[str, int] = {}
    for s in claim.free_symbols:
        rows, cols = _at_most(s.shape.rows, sizes), _at_most(s.shape.cols, sizes)
        ranks = strata(s.assumptions, rows, cols)
        count = components(s.assumptions, rows) * (ranks if jumps else 1)
        if max(count, ranks) > 1:
            counts[s.name] = max(count, counts.get(s.name, 1))
    return counts


def _at_most(size: Dim, sizes: Mapping[IntVar, int]) -> int:
    return size.at(sizes) if size.variables <= sizes.keys() else max(sizes.values(), default=1)


def ranks_are_settled(claim: Claim) -> bool:
    """Whether every rank on which the claim depends is one number on each component.

    A random point has the largest rank of its component and tells of no other.
    """
    meanings = {name: d.body for name, d in claim.meanings.items()} | _of_any_rank(claim)
    return all(
        has_settled_rank(node.args[0], meanings) for node in claim.nodes if _asks_for_rank(node)
    )


def _of_any_rank(claim: Claim) -> dict[str, Expr]:
    """Letters of less than full rank as letters of any rank, because all their ranks are tried.

    The members of a family have ranks of their own, of which not all choices are tried.
    """
    return {
        s.name: replace(s, name=f"{s.name} of any rank", assumptions=s.assumptions | {"any rank"})
        for s in claim.free_symbols
        if "rank deficient" in s.assumptions and not s.arguments
    }


def _asks_for_rank(node: Expr) -> TypeGuard[Apply]:
    if not isinstance(node, Apply):
        return False
    loose = node.op is pseudo.PSEUDO_INVERSE and node.params[0].constant != 1
    return loose or node.op is pseudo.RANK


def _are_shapes(claim: Claim, sizes: Mapping[IntVar, int]) -> bool:
    """Whether no integer is below its least value, no shape negative, and no free
    index without a value, so that the claim says something.
    """
    if any(k < v.least for v, k in sizes.items()):
        return False
    return all(_at(d, sizes) >= 0 for d in _lengths(claim))


@lru_cache(maxsize=64)
def _lengths(claim: Claim) -> frozenset[Dim]:
    """The sizes that must not be negative."""
    found = {d for node in claim.nodes for d in (node.shape.rows, node.shape.cols)}
    for v in claim.indices:
        assert v.lower is not None
        assert v.upper is not None
        if not any(w.is_index for w in v.lower.variables | v.upper.variables):
            found.add(v.upper - v.lower)
    return frozenset(d for d in found if any(c < 0 for _, c in d.terms))


def cost(claim: Claim, sizes: Mapping[IntVar, int]) -> float:
    """A rough count of scalar multiplications for one evaluation of both sides."""
    around = frozenset(claim.indices)
    return sum(_cost(body, sizes, frozenset(), around) for body in claim.bodies)


def _cost(
    e: Expr, sizes: Mapping[IntVar, int], again: frozenset[IntVar], around: frozenset[IntVar]
) -> float:
    """The cost of `e` once for each value of its indices and of those in `again`:
    inside a derivative everything is computed again for each variable.
    """
    loops = 1.0
    for v in (e.indices & around) | again:
        loops *= _length(v, sizes)
    total = loops
    weight = 1.0
    match e:
        case Apply(args=args):
            shapes = [(_at(a.shape.rows, sizes), _at(a.shape.cols, sizes)) for a in args]
            largest = max([x for shape in shapes for x in shape], default=1)
            total *= largest * max([x * y for x, y in shapes], default=1)
        case Bind(bound=bound):
            around = around | frozenset(bound)
        case Derive(body=body, wrt=wrt):
            again = again | wrt.indices
            # One direction serves a gradient; a second derivative takes slow arithmetic.
            weight = 12.0 if body.has_derivative else 3.0
        case Expectation(distributions=distributions):
            weight = sum(
                2.0 * _at(distribution.variable.shape.rows, sizes) for distribution in distributions
            )
    return total + weight * sum(_cost(child, sizes, again, around) for child in e.children)


def _length(v: IntVar, sizes: Mapping[IntVar, int]) -> int:
    assert v.upper is not None
    assert v.lower is not None
    try:
        return max(1, v.upper.at(sizes) - v.lower.at(sizes) + 1)
    except KeyError:
        return 4


def _at(size: Dim, sizes: Mapping[IntVar, int]) -> int:
    try:
        return size.at(sizes)
    except KeyError:
        return 4


def assign(claim: Claim, variables: Sequence[IntVar], values: Sequence[int]) -> Sizes | None:
    """The values given to the variables in an order that the declarations allow."""
    if len(variables) > 5:
        orders: Iterator[tuple[int, ...]] = iter([tuple(values), tuple(reversed(values))])
    else:
        orders = permutations(values)
    for order in orders:
        sizes = dict(zip(variables, order, strict=True))
        if feasible(claim, sizes):
            return sizes
    return None


def _pool(start: int, step: int, avoid: frozenset[int], count: int) -> list[int]:
    values: list[int] = []
    candidate = start
    while len(values) < count:
        if candidate not in avoid and candidate not in values:
            values.append(candidate)
        candidate += step
    return values


def choose(claim: Claim, fixed: Mapping[str, int]) -> list[Sizes]:
    """Size vectors in order of cost.  `fixed` are sizes that the user asked for."""
    free = [v for v in claim.integers if v.name not in fixed]
    given = {v: fixed[v.name] for v in claim.integers if v.name in fixed}
    if not free:
        return [given] if feasible(claim, given) else []
    avoid = constants(claim)
    vectors: list[Sizes] = []
    for values in _small_vectors(free, avoid):
        _append(vectors, assign(claim, free, values), given, claim)
    _append_large(vectors, claim, free, given, avoid)
    for sizes in (*_orders(claim, free), *_spreads(claim, free), *_coincidences(claim, free)):
        _append(vectors, sizes if feasible(claim, {**given, **sizes}) else None, given, claim)
    for start in range(2, LARGEST):
        if _counts_suffice(claim, free, vectors) and len(vectors) >= 3:
            break
        values = _pool(start, 1, frozenset(), len(free))
        _append(vectors, assign(claim, free, values), given, claim)
    return sorted(vectors, key=lambda sizes: cost(claim, sizes))


def tells(claim: Claim, fixed: Mapping[str, int], held: Sequence[Sizes]) -> bool:
    """Whether holding at these sizes tells the general case.

    It does if one of them is larger than the claim's degree, if there are more
    values of each size than its degree as a number in the claim, and at least
    three in all.  With no free size there is nothing more to tell.  Where a rank
    may be smaller than at random points, no size tells.
    """
    if not ranks_are_settled(claim):
        return False
    if not claim.integers:
        return bool(held)
    if any(v.name in fixed for v in claim.integers) or len(held) < 3:
        return False
    free = claim.integers
    if not all(_seen(claim, free, d, held) for d in comparisons(claim)):
        return False
    return _counts_suffice(claim, free, held) and any(reaches(claim, free, s) for s in held)


def _seen(claim: Claim, free: Sequence[IntVar], difference: Dim, held: Sequence[Sizes]) -> bool:
    """Whether two compared sizes were equal once and different once, as far as they can be."""
    if not any(difference.at(sizes) for sizes in held):
        return False
    possible = _solutions(claim, free, difference)
    larger = [s for s in possible if _least(difference, s) > 1] or possible
    least = min((_least(difference, s) for s in larger), default=0)
    return not possible or any(
        difference.at(s) == 0 and _least(difference, s) >= least for s in held
    )


def _least(difference: Dim, sizes: Sizes) -> int:
    return min(sizes[v] for v in difference.variables)


def _orders(claim: Claim, free: Sequence[IntVar]) -> Iterator[Sizes]:
    """Small sizes in every order, equal ones included: a product of thin matrices is
    singular, so a claim may fail for one order of its sizes only.
    """
    orders = [v for v in free if not _is_count(claim, v)] or list(free)
    levels = range(2, 2 + min(3, len(orders)))
    if len(orders) > 3 or (len(orders) > 1 and has_roots(claim)):
        vectors = [(2,) * len(orders)]
        vectors += [tuple(2 + (k == j) for k in range(len(orders))) for j in range(len(orders))]
    else:
        vectors = [
            v for v in product(levels, repeat=len(orders)) if set(v) == {*range(2, max(v) + 1)}
        ]
    counts = {v: max(3, v.least) for v in free if v not in orders}
    for vector in vectors:
        yield {**counts, **dict(zip(orders, vector, strict=True))}


def _spreads(claim: Claim, free: Sequence[IntVar]) -> Iterator[Sizes]:
    """Sizes of which one is larger than another by two and more, for each two of them.

    What depends on a difference, as the rank of I − X X⁺ does, is told apart at more
    differences than the claim has degree in them; a sum up to one is empty at others.
    """
    base = {v: max(3, v.least) for v in free}
    degrees = [coefficient_degree(claim, base, v) or 0 for v in free]
    # Where only one of the two can be larger, these come to the differences 0 and 1; the
    # trace of a projection is a difference that no coefficient shows.
    projects = any(isinstance(e, Apply) and e.op in INVERSES for e in claim.nodes)
    gaps = max(2 if projects else 1, min(max(degrees, default=0) - 1, MOST_GAPS))
    gaps = gaps if len(free) < 4 else 1
    for low, high in permutations(free, 2):
        least = max(2, low.least)
        for gap in range(2, 2 + gaps):
            yield {**base, low: least, high: max(least + gap, high.least)}


INVERSES = (inverses.INVERSE, pseudo.PSEUDO_INVERSE)
"""Operators by which projections are written."""

MOST_GAPS = 6
"""Differences of two sizes beyond which no more are tried."""


def _coincidences(claim: Claim, free: Sequence[IntVar]) -> Iterator[Sizes]:
    """Sizes at which two sizes that the claim compares are equal."""
    for difference in comparisons(claim):
        yield from _solutions(claim, free, difference)[:2]


def _solutions(claim: Claim, free: Sequence[IntVar], difference: Dim) -> list[Sizes]:
    """The smallest sizes, two or more where possible, at which `difference` is zero."""
    variables = [v for v in free if v in difference.variables]
    if len(variables) < len(difference.variables) or len(variables) > 2:
        return []
    base = {v: max(3, v.least) for v in free}
    found = [
        {**base, **dict(zip(variables, values, strict=True))}
        for values in product(range(SEARCHED), repeat=len(variables))
    ]
    zeros = [s for s in found if difference.at(s) == 0 and feasible(claim, s)]
    return sorted(zeros, key=lambda s: (min(s[v] for v in variables) < 2, sum(s.values())))


SEARCHED = 40
"""Sizes among which those are looked for at which two compared sizes are equal."""


def _counts_suffice(claim: Claim, free: Sequence[IntVar], vectors: Sequence[Sizes]) -> bool:
    """Whether each size takes more values than its degree as a number in the claim."""
    if not vectors:
        return False
    for v in free:
        wanted = coefficient_degree(claim, vectors[-1], v)
        if wanted is None or len({vector[v] for vector in vectors}) <= wanted:
            return False
    return True


class PermutationDegrees(Degrees):
    """Degrees in the permutation matrices alone."""

    def _symbol(self, s: Symbol) -> int | None:
        meaning = self.meanings.get(s.name)
        return int("permutation" in s.assumptions) if meaning is None else self.of(meaning.body)

    def largest(self, claim: Claim) -> int:
        """The larger degree of the two sides."""
        return max(self.of(claim.left) or 0, self.of(claim.right) or 0)


def reaches(claim: Claim, free: Sequence[IntVar], sizes: Sizes) -> bool:
    """Whether every size of a matrix is larger than the claim's degree there."""
    wanted = degree(claim, sizes)
    if wanted is None:
        return False
    orders = {d for s in claim.symbols for d in (s.shape.rows, s.shape.cols) if d.variables}
    if any(d.at(sizes) <= wanted for d in orders if d.variables <= sizes.keys()):
        # A matrix of order n − 5 is as large as the degree only where n is larger still.
        return False
    # A product of d entries of permutation matrices satisfies further relations below 2d.
    wanted += max(0, PermutationDegrees(claim, sizes).largest(claim) - 1)
    literal = largest_literal(claim)
    return all(sizes[v] > (max(wanted, literal) if _matters(claim, v) else literal) for v in free)


def has_roots(claim: Claim) -> bool:
    """Whether a root or an absolute value occurs, through definitions too."""
    return any(isinstance(e, Apply) and e.op in ROOTS for e in claim.nodes)


def _is_count(claim: Claim, v: IntVar) -> bool:
    """Whether an integer is no size of a matrix: a number of samples or an exponent."""
    return not any(v in (s.shape.rows.variables | s.shape.cols.variables) for s in claim.symbols)


def _matters(claim: Claim, v: IntVar) -> bool:
    """Whether an integer has to exceed the degree: a size, or a number of samples."""
    return not _is_count(claim, v) or is_sample(claim, v)


def _small_vectors(free: Sequence[IntVar], avoid: frozenset[int]) -> Iterator[list[int]]:
    count = len(free)
    yield [max(1, v.least) for v in free]
    yield _pool(3, 1, avoid, count)
    yield list(reversed(_pool(4, 1, avoid, count)))
    if any(v.least <= 0 for v in free):
        yield [
            v.least if v.least <= 0 else k
            for v, k in zip(free, _pool(3, 1, avoid, count), strict=True)
        ]


def _append(vectors: list[Sizes], sizes: Sizes | None, given: Sizes, claim: Claim) -> None:
    if sizes is None:
        return
    full = {**given, **sizes}
    if not has_few_pieces(claim, full):
        return
    if full not in vectors and (not vectors or cost(claim, full) <= 8 * AFFORDABLE):
        vectors.append(full)


def _append_large(
    vectors: list[Sizes], claim: Claim, free: Sequence[IntVar], given: Sizes,
    avoid: frozenset[int],
) -> None:  # fmt: skip
    """The smallest vector above the claim's degree, else the largest that is affordable."""
    best: Sizes | None = None
    for start in range(4, LARGEST):
        values = _pool(start, 1, avoid, len(free))
        small = iter(_pool(max(2, largest_literal(claim) + 1), 1, frozenset(), len(free)))
        values = [
            k if _matters(claim, v) else next(small) for v, k in zip(free, values, strict=True)
        ]
        sizes = assign(claim, free, values)
        if sizes is None:
            continue
        full = {**given, **sizes}
        if not has_few_pieces(claim, full):
            break
        price = cost(claim, full)
        if price > 8 * AFFORDABLE or (
            price > AFFORDABLE and best and reaches(claim, free, {**given, **best})
        ):
            break
        best = sizes
        # A claim with roots is tried at many points, so it gets no larger sizes than it needs.
        if (start >= 6 or has_roots(claim)) and reaches(claim, free, full):
            break
    _append(vectors, best, given, claim)
