"""The contract between the rules of one operator, as functions that assert.

Rules say the same thing several times on purpose; here they are held against
each other at sizes that all differ.  NumPy's own functions are the reference.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from matrixcalc.arithmetic.lists import ListArithmetic
from matrixcalc.arithmetic.scalars import Irrational, Rationals
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Apply, Bind, Binder, Expr, Number, Symbol
from matrixcalc.ops.spec import Operator, Unavailable, m, n, p, q
from matrixcalc.shapes import Shape

SIZES: Mapping[IntVar, int] = {
    variable: value
    for size, value in zip((n, m, p, q), (3, 4, 2, 5), strict=True)
    if (variable := size.as_variable) is not None
}
"""The sizes of the examples: all different, none 1."""

FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    "exp": math.exp, "log": math.log, "sqrt": math.sqrt, "abs": math.fabs,
    "sin": math.sin, "cos": math.cos,
}  # fmt: skip
"""The primitive functions of the entry-by-entry operators."""

STEP, TOLERANCE = 1e-5, 1e-6
Array = np.ndarray[Any, np.dtype[np.float64]]


class Floats:
    """Floating point numbers, as a ring for `entries` and as scalars for `exact`."""

    def number(self, value: Fraction | int) -> float:
        return float(value)

    def is_zero(self, x: float) -> bool:
        return x == 0

    def weight(self, x: float) -> float:
        return abs(x)

    def function(self, name: str, x: float) -> float:
        return FUNCTIONS[name](x)

    def real_power(self, base: float, exponent: float) -> float:
        return math.pow(base, exponent)

    def pi(self) -> float:
        return math.pi


@dataclass(frozen=True)
class Example:
    """Arguments of an operator at numbers for sizes: shapes, then integers."""

    shapes: tuple[Shape, ...]
    integers: tuple[int, ...]

    @classmethod
    def of(cls, written: Sequence[Any]) -> Example:
        """The example with its sizes replaced by `SIZES`."""
        shapes = tuple(
            Shape.of(a.rows.at(SIZES), a.cols.at(SIZES)) for a in written if isinstance(a, Shape)
        )
        integers = [a for a in written if not isinstance(a, Shape)]
        return cls(shapes, tuple(Dim.of(a).at(SIZES) for a in integers))

    def points(self, seed: int) -> list[list[list[Fraction]]]:
        """Positive rational matrices, the square ones with a positive determinant."""
        rng = np.random.default_rng(seed)
        values = []
        for shape in self.shapes:
            rows, cols = sizes_of(shape)
            drawn = rng.integers(3, 9, size=(rows, cols))
            heavy = 12 if rows == cols and rows > 1 else 0
            values.append(
                [
                    [Fraction(int(drawn[i, j]), 6) + heavy * (i == j) for j in range(cols)]
                    for i in range(rows)
                ]
            )
        return values

    def arrays(self, seed: int) -> list[Array]:
        """The points as arrays."""
        return [np.array(value, dtype=np.float64) for value in self.points(seed)]


def sizes_of(shape: Shape) -> tuple[int, int]:
    """Rows and columns of a shape of numbers."""
    rows, cols = shape.rows.constant, shape.cols.constant
    assert rows is not None
    assert cols is not None
    return rows, cols


def numeric_value(e: Expr, values: Mapping[str, Array], at: Mapping[IntVar, int]) -> Array:
    """The value of an expression through the operators' `numeric` rules alone."""
    match e:
        case Symbol():
            return values[e.name]
        case Number(value=value):
            return np.array([[float(value)]])
        case Apply(op=op, args=args, params=params):
            assert isinstance(op, Operator)
            inner = [numeric_value(a, values, at) for a in args]
            return np.asarray(op.numeric(np, *inner, *(x.at(at) for x in params)))
        case Bind(binder=Binder.SUM, bound=(index,), body=body):
            assert index.lower is not None
            assert index.upper is not None
            first, last = index.lower.at(at), index.upper.at(at)
            terms = [numeric_value(body, values, {**at, index: k}) for k in range(first, last + 1)]
            return np.asarray(np.sum(terms, axis=0))
    raise AssertionError(f"a differential contains {e}")


def assert_shape(op: Operator, example: Example) -> None:
    """The declared shape is the shape that NumPy returns."""
    declared = op.shape(*example.shapes, *(Dim.of(k) for k in example.integers))
    value = op.numeric(np, *example.arrays(1), *example.integers)
    assert np.asarray(value).shape == sizes_of(declared)


def assert_entries(op: Operator, example: Example) -> None:
    """The entries written out are those that NumPy computes."""
    arrays = example.arrays(2)
    rows = op.entries(Floats(), *(a.tolist() for a in arrays), *example.integers)
    assert np.array(rows).shape == np.asarray(op.numeric(np, *arrays, *example.integers)).shape
    assert_close(np.array(rows), op.numeric(np, *arrays, *example.integers))


def assert_exact(op: Operator, example: Example) -> None:
    """The exact rule gives what NumPy computes, over floats and over rationals."""
    expected = op.numeric(np, *example.arrays(3), *example.integers)
    floats = [a.tolist() for a in example.arrays(3)]
    assert_close(np.array(op.exact(ListArithmetic(Floats()), *floats, *example.integers)), expected)
    try:
        exact = op.exact(ListArithmetic(Rationals()), *example.points(3), *example.integers)
    except Irrational:
        return
    assert all(isinstance(x, Fraction) for row in exact for x in row)
    assert_close(np.array(exact, dtype=np.float64), expected)


def assert_differential(op: Operator, example: Example) -> None:
    """The differential agrees with central differences of what NumPy computes."""
    names = [f"A_{k}" for k in range(len(example.shapes))]
    args = [Symbol(name, shape) for name, shape in zip(names, example.shapes, strict=True)]
    changes = [Symbol(f"d{name}", s) for name, s in zip(names, example.shapes, strict=True)]
    formula = op.differential(*args, *changes, *(Dim.of(k) for k in example.integers))
    points, directions = example.arrays(4), example.arrays(5)
    values = dict(zip(names, points, strict=True))
    values |= {f"d{name}": x for name, x in zip(names, directions, strict=True)}
    expected = central_difference(op, points, directions, example.integers)
    assert sizes_of(formula.shape) == expected.shape
    assert_close(numeric_value(formula, values, {}), expected)


def central_difference(
    op: Operator, points: list[Array], directions: list[Array], integers: tuple[int, ...]
) -> Array:
    """The slope of `numeric` along the directions."""

    def shifted(h: float) -> Array:
        moved = [a + h * da for a, da in zip(points, directions, strict=True)]
        return np.asarray(op.numeric(np, *moved, *integers))

    return np.asarray((shifted(STEP) - shifted(-STEP)) / (2 * STEP))


def without_exact(op: Operator, example: Example) -> str:
    """The reason why there is no exact rule, or nothing where there is one."""
    floats = [a.tolist() for a in example.arrays(3)]
    return _reason(lambda: op.exact(ListArithmetic(Floats()), *floats, *example.integers))


def without_entries(op: Operator, example: Example) -> str:
    """The reason why nothing is written out, or nothing where it is."""
    floats = [a.tolist() for a in example.arrays(2)]
    return _reason(lambda: op.entries(Floats(), *floats, *example.integers))


def _reason(compute: Callable[[], object]) -> str:
    try:
        compute()
    except Unavailable as error:
        return str(error) or "no reason"
    return ""


def has_differential(op: Operator, example: Example) -> str:
    """The reason why there is no differential, or nothing where there is one."""
    args = [Symbol(f"A_{k}", shape) for k, shape in enumerate(example.shapes)]
    return _reason(lambda: op.differential(*args, *args, *(Dim.of(k) for k in example.integers)))


def assert_close(found: Array, expected: Any) -> None:
    """Equal to many digits, relative to the largest entry."""
    scale = max(1.0, float(np.max(np.abs(expected), initial=0.0)))
    assert found.shape == np.asarray(expected).shape
    assert np.all(np.abs(found - expected) <= TOLERANCE * scale), f"{found} is not {expected}"
