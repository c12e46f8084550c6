"""Sizes at which a claim is tried: several vectors that tell the general case.

A dozen plausible statements are true at one size only, so different symbols
get different sizes, odd and even ones, none equal to a number written in the
claim, one vector is larger than the claim's degree, and n = 1 is included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from matrixcalc.degrees import degree
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Apply, Bind, Expr, Number
from matrixcalc.ops.spec import Unavailable
from matrixcalc.sampling.structures import check_size
from matrixcalc.statements import Claim

Sizes = dict[IntVar, int]

AFFORDABLE = 120_000
"""Scalar multiplications that one evaluation of a side may roughly take."""

LARGEST = 24
"""No size is chosen above this."""


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
    for s in claim.free_symbols:
        try:
            rows, cols = s.shape.rows.at(sizes), s.shape.cols.at(sizes)
            check_size(s.name, s.assumptions, rows, cols)
        except Unavailable:
            return False
        except KeyError:
            continue
    return True


def cost(claim: Claim, sizes: Mapping[IntVar, int]) -> float:
    """A rough count of scalar multiplications for one evaluation of both sides."""
    total = 1.0
    for side in (claim.left, claim.right, *(d.body for d in claim.definitions)):
        for node in side.walk():
            total += _node_cost(node, sizes)
    return total


def _length(v: IntVar, sizes: Mapping[IntVar, int]) -> int:
    assert v.upper is not None and v.lower is not None
    try:
        return max(1, v.upper.at(sizes) - v.lower.at(sizes) + 1)
    except KeyError:
        return 4


def _node_cost(node: Expr, sizes: Mapping[IntVar, int]) -> float:
    loops = 1.0
    for v in node.indices:
        loops *= _length(v, sizes)
    if isinstance(node, Bind):
        for v in node.bound:
            loops *= _length(v, sizes)
    if not isinstance(node, Apply):
        return loops
    shapes = [(_at(a.shape.rows, sizes), _at(a.shape.cols, sizes)) for a in node.args]
    largest = max([x for shape in shapes for x in shape], default=1)
    area = max([x * y for x, y in shapes], default=1)
    return loops * area * largest


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


def choose(claim: Claim, fixed: Mapping[str, int]) -> tuple[list[Sizes], bool]:
    """Size vectors in order of cost, and whether they tell the general case.

    `fixed` are sizes that the user asked for.  With no free size at all there
    is one vector, and it tells everything.
    """
    free = [v for v in claim.integers if v.name not in fixed]
    given = {v: fixed[v.name] for v in claim.integers if v.name in fixed}
    if not free:
        return [given] if feasible(claim, given) else [], not given
    avoid = constants(claim)
    wanted = degree(claim) + 1
    vectors: list[Sizes] = []
    for values in _small_vectors(free, avoid):
        sizes = assign(claim, free, values)
        if sizes is not None:
            _append(vectors, {**given, **sizes}, claim)
    _append_large(vectors, claim, free, given, avoid, wanted)
    reach = min((max(vector[v] for vector in vectors) for v in free), default=0) if vectors else 0
    counts = [v for v in free if _is_count(claim, v)]
    reach_of_sizes = min(
        (max(vector[v] for vector in vectors) for v in free if v not in counts), default=wanted
    ) if vectors else 0  # fmt: skip
    return vectors, bool(vectors) and (reach >= wanted or reach_of_sizes >= wanted)


def _is_count(claim: Claim, v: IntVar) -> bool:
    """Whether an integer is no size of a matrix: a number of samples or an exponent."""
    return not any(
        v in (s.shape.rows.variables | s.shape.cols.variables) for s in claim.symbols
    )


def _small_vectors(free: Sequence[IntVar], avoid: frozenset[int]) -> Iterator[list[int]]:
    count = len(free)
    yield [max(1, v.least) for v in free]
    yield _pool(3, 1, avoid, count)
    yield list(reversed(_pool(4, 1, avoid, count)))
    if any(v.least == 0 for v in free):
        yield [0 if v.least == 0 else k for v, k in zip(free, _pool(3, 1, avoid, count), strict=True)]


def _append(vectors: list[Sizes], sizes: Sizes, claim: Claim) -> None:
    if sizes not in vectors and (not vectors or cost(claim, sizes) <= 8 * AFFORDABLE):
        vectors.append(sizes)


def _append_large(
    vectors: list[Sizes], claim: Claim, free: Sequence[IntVar], given: Sizes,
    avoid: frozenset[int], wanted: int,
) -> None:  # fmt: skip
    for start in range(min(max(wanted, 6), LARGEST), 3, -1):
        sizes = assign(claim, free, _pool(start, 1, avoid, len(free)))
        if sizes is None:
            continue
        full = {**given, **sizes}
        if cost(claim, full) <= AFFORDABLE:
            _append(vectors, full, claim)
            return
