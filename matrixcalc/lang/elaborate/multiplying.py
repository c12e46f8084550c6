"""Factors that stand in a row, multiplied from the left; brackets where only these make them fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from matrixcalc.expr import Expr, Number
from matrixcalc.lang.elaborate import blocks
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra, linear
from matrixcalc.shapes import IllShaped

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator


def multiplied(r: Elaborator, found: list[Expr], node: Syntax | None = None) -> Expr:
    """The product of factors as they stand, from the left."""
    if len(found) == 1:
        return found[0]
    found = _with_zeros(r, found, node)
    shape = found[0].shape
    matrices = [f for f in found if not f.shape.is_scalar] if r.has_table else []
    for one, other in pairwise(map(blocks.extents, matrices)):
        if one is not None and other is not None:
            r.conform(one[1], other[0])
    for factor in found[1:]:
        if shape.is_scalar:
            shape = factor.shape
        elif not factor.shape.is_scalar:
            if not r.equal(shape.cols, factor.shape.rows):
                return _regrouped(r, tuple(found), node)
            shape = type(shape)(shape.rows, factor.shape.cols)
    return linear.PRODUCT(*found)


def clash(error: IllShaped, found: list[Expr], nodes: Sequence[Syntax]) -> IllShaped:
    """What is wrong with a product, said of the two factors that do not fit, where they stand."""
    shape, last = found[0].shape, 0
    for at, factor in enumerate(found[1:], start=1):
        if factor.shape.is_scalar:
            continue
        if shape.is_scalar:
            shape = factor.shape
        elif shape.cols == factor.shape.rows:
            shape = type(shape)(shape.rows, factor.shape.cols)
        else:
            pair = tuple([(str(f), f.shape) for f in (found[last], factor)])
            return IllShaped(error.message, pair, nodes[last].start)
        last = at
    return error


def _regrouped(r: Elaborator, found: tuple[Expr, ...], node: Syntax | None) -> Expr:
    """A product that does not fit from the left, with brackets by which it does.

    Nobody set them, so that what holds with them is not accepted; what fails with them fails
    in every way in which it can be read, if the shapes are those that are declared.
    """
    fitting = None if node is None else _bracketed(found)
    if node is None or fitting is None:
        return linear.PRODUCT(*found)
    letters = (r.scope.letters.get(s.name) for s in fitting.symbols)
    if not r.may_bracket or any(known is None or known.assumed for known in letters):
        raise Beyond("from the left the product does not fit, and it has no brackets", node)
    r.bracketed = f"the product is meant as {fitting}"
    return fitting


def _with_zeros(r: Elaborator, found: list[Expr], node: Syntax | None) -> list[Expr]:
    """The factors with a figure 0 behind a matrix as a zero of whatever width fits."""
    if node is None or not any(isinstance(f, Number) and f.value == 0 for f in found[1:]):
        return found
    result = found[:1]
    for factor in found[1:]:
        before = result[-1].shape
        if isinstance(factor, Number) and factor.value == 0 and not before.is_scalar:
            width = r.unknowns.size(f"0@{node.start}")
            result.append(algebra.zeros(before.cols, width))
        else:
            result.append(factor)
    return result


def _bracketed(found: tuple[Expr, ...]) -> Expr | None:
    """The product with brackets, as A (xᵀ y) for A xᵀ y; all that fit have one value."""
    known: dict[tuple[int, int], Expr | None] = {}

    def best(i: int, j: int) -> Expr | None:
        if j - i == 1:
            return found[i]
        if (i, j) not in known:
            known[i, j] = None
            for k in range(j - 1, i, -1):
                left, right = best(i, k), best(k, j)
                if left is not None and right is not None:
                    try:
                        known[i, j] = linear.PRODUCT(left, right)
                    except IllShaped:
                        continue
                    break
        return known[i, j]

    return best(0, len(found)) if len(found) <= MANY else None


MANY = 24
"""Factors beyond which no brackets are looked for."""
