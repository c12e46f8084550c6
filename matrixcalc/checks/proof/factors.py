"""Neighbouring factors of a product, to which a law may be applied by themselves.

Only associativity is used: factors that are matrices, not rows or columns, so that no
bracket decides whether a product is a multiple.
"""

from __future__ import annotations

from collections.abc import Iterator

from matrixcalc.expr import Apply, Expr
from matrixcalc.ops import linear


def neighbours(e: Apply) -> Iterator[tuple[int, int, Apply]]:
    """Where two or three neighbouring factors of a product stand, and their product.

    Products within are opened if they are of matrices only.
    """
    flat = opened(e)
    for count in (3, 2):
        for k in range(len(flat) - count + 1):
            window = flat[k : k + count]
            if window != list(e.args) and all(_is_matrix(f) for f in window):
                yield k, k + count, linear.PRODUCT(*window)


def opened(e: Apply) -> list[Expr]:
    """The factors of a product, with those of products of matrices in it."""
    found: list[Expr] = []
    for f in e.args:
        inner = opened(f) if isinstance(f, Apply) and f.op is linear.PRODUCT else [f]
        found += inner if all(map(_is_matrix, inner)) else [f]
    return found


def _is_matrix(e: Expr) -> bool:
    return e.shape.rows.constant != 1 and e.shape.cols.constant != 1


def with_factor(e: Apply, first: int, last: int, new: Expr) -> Expr:
    """A product with `new` in the place of the factors from `first` to before `last`."""
    flat = opened(e)
    return linear.PRODUCT(*flat[:first], new, *flat[last:])
