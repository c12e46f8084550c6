"""The operators' network rules at numbers for sizes: the same kernels over NumPy arrays."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from math import prod

import numpy as np

from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Symbol
from matrixcalc.networks.kernels import Leg, Value, leg_of
from matrixcalc.networks.partitioned import Grid, Partitioned
from matrixcalc.ops import OPERATORS
from matrixcalc.ops.spec import Operator, Unavailable
from tests.operator_contract import Array, Example, assert_close


class Arrays:
    """`Sums` at numbers for sizes: an array with an axis for each open end."""

    def number(self, value: Fraction | int) -> Array:
        return np.array(float(value))

    def size(self, value: Dim) -> Array:
        return np.array(float(value.constant or 0))

    def add(self, *sums: Array) -> Array:
        return np.asarray(sum(sums))

    def scale(self, factor: Fraction | int, a: Array) -> Array:
        return float(factor) * a

    def einsum(
        self,
        parts: Sequence[tuple[Array, Sequence[int]]],
        out: Sequence[int],
        dims: Mapping[int, Dim],
    ) -> Array:
        if any(own and not a.ndim for a, own in parts):
            return np.array(0.0)  # Zero is a number without axes, whatever its shape.
        labels = sorted({*out, *dims, *(x for _, own in parts for x in own)})
        reach = {x: d.constant or 1 for x, d in dims.items()}
        for a, own in parts:
            reach |= dict(zip(own, a.shape, strict=True))
        axes = {x: np.arange(reach[x]) for x in labels if x in reach}
        total: Array = np.zeros([len(axes[x]) for x in out if x in axes])
        grid = np.ndindex(*(len(axes[x]) for x in axes))
        for point in grid:
            at = dict(zip(axes, point, strict=True))
            term = prod(float(a[tuple(at[x] for x in own)] if a.ndim else a) for a, own in parts)
            total[tuple(at[x] for x in out if x in at)] += term
        return total

    def placed(self, a: Array, positions: Sequence[Dim | None]) -> Array:
        at = tuple(slice(None) if p is None else (p.constant or 0) - 1 for p in positions)
        return np.asarray(a[at] if a.ndim else a)

    def delta(self, i: Dim, j: Dim) -> Array:
        return np.array(float(i == j))

    def symbol(self, s: Symbol) -> Array:
        raise TypeError(f"{s} is no value")

    def atom(
        self,
        name: Hashable,
        body: Sequence[Value],
        legs: Leg,
        kind: str,
        places: Sequence[Dim] = (),
        words: frozenset[str] = frozenset(),
    ) -> Array:
        assert isinstance(name, tuple)
        if name == ("constant", "π"):
            return np.array(np.pi)
        kind, called = name[0], name[1]
        (a,) = body
        matrix = flat(a)
        if kind == "of a matrix":
            # The body is the transposed matrix, and so is the atom's value.
            return self.function(str(called), matrix.T).reshape(a.sum.shape)
        found = self.function(str(called), matrix)
        return found.reshape(a.sum.shape) if legs else found.reshape(())

    def function(self, called: str, matrix: Array) -> Array:
        op = next(op for op in OPERATORS if op.name == called)
        return np.asarray(op.numeric(np, matrix, *[1] * (called == "pseudo-inverse")))

    def power(self, a: Value, exponent: Fraction) -> Array:
        return np.asarray(a.sum ** float(exponent))

    def inverse(self, a: Value) -> Array:
        return np.asarray(np.linalg.inv(flat(a)).reshape(a.sum.shape))

    def summed(self, a: Array, index: IntVar) -> Array:
        raise TypeError(f"{index.name} is no value")

    def tabulated(self, a: Array, indices: Sequence[IntVar]) -> Array:
        raise TypeError(f"{indices} are no values")

    def coefficients(self, a: Array, letter: str, ends: int) -> dict[int, Array]:
        raise TypeError(f"{letter} is no value")

    def is_zero(self, a: Array) -> bool:
        return bool(a.ndim == 0 and not a)

    def rational(self, a: Array) -> Fraction | None:
        return Fraction(float(a)).limit_denominator(1000)


def flat(a: Value) -> Array:
    """A value as a matrix with rows and columns."""
    if isinstance(a, Grid):
        return np.block([[flat(cell) for cell in row] for row in a.cells])
    rows, cols = (prod(d.constant or 1 for d in leg) for leg in (a.rows, a.cols))
    return np.asarray(np.broadcast_to(a.sum, [d.constant or 1 for d in a.rows + a.cols])).reshape(
        rows, cols
    )


def assert_network(op: Operator, example: Example) -> None:
    """The network rule gives what NumPy computes, also where matrices are written out."""
    arrays = example.arrays(5)
    values = []
    for array, shape in zip(arrays, example.shapes, strict=True):
        rows, cols = leg_of(shape.rows), leg_of(shape.cols)
        values.append(Value(array.reshape([d.constant or 1 for d in rows + cols]), rows, cols))
    integers = [Dim.of(k) for k in example.integers]
    wanted = op.numeric(np, *arrays, *example.integers)
    plain = Partitioned(Arrays())
    assert_close(flat(op.network(plain, *values, *integers)), wanted)
    entries = Partitioned(Arrays(), written_out=True)
    try:
        found = op.network(entries, *map(entries.written, values), *integers)
    except Unavailable:
        assert op.name in NOT_WRITTEN_OUT
    else:
        assert_close(flat(found), wanted)


NOT_WRITTEN_OUT = {
    "pseudo-inverse", "rank", "matrix exponential", "nuclear norm", "spectral norm", "maximum norm",
    "matrix square root", "matrix logarithm", "entry", "commutation", "single entry",
}  # fmt: skip
"""Operators of which nothing is known entry by entry, or that cut where no entry is."""
