"""Functions of a positive definite matrix: its square root Σ^{1/2} and its logarithm log Σ.

They are no rational functions of the entries.  A claim about them is one about other
letters, by which Σ is written (`matrixcalc.spectrum`); here are the values that floating
point needs, and the formulas for two rows, which certify counterexamples.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from matrixcalc.dims import Dim
from matrixcalc.expr import Expr
from matrixcalc.ops.inverses import DETERMINANT
from matrixcalc.ops.linear import TRACE
from matrixcalc.ops.spec import (
    EVERYWHERE,
    POSTFIX,
    Arithmetic,
    Notation,
    Operator,
    Ring,
    Rows,
    Style,
    Unavailable,
    Written,
    p,
)
from matrixcalc.ops.spectral import over_real_numbers
from matrixcalc.shapes import SCALAR, IllShaped, Shape


class MatrixSquareRoot(Operator):
    """The positive semidefinite R with R R = A, for a positive semidefinite A."""

    name = "matrix square root"
    notation = Notation("function", "sqrtm", "sqrtm")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        above = r"\frac{1}{2}" if style.latex else "1/2"
        return style.inside(args[0], POSTFIX) + style.superscript(above), POSTFIX

    def shape(self, a: Shape) -> Shape:
        if not a.is_square:
            raise IllShaped("only a square matrix has a square root")
        return a

    def exact(self, field: Arithmetic, a: Any) -> Any:
        rows, _ = field.size(a)
        if rows == 1:
            return field.function("sqrt", a)
        if rows > 2:
            raise Unavailable("the root of a matrix has no formula beyond two rows")
        over_real_numbers(field)
        # By Cayley and Hamilton, (A + √|A| I)² = (tr A + 2 √|A|) A.
        root = field.function("sqrt", DETERMINANT.exact(field, a))
        scale = field.function("sqrt", field.add(TRACE.exact(field, a), field.add(root, root)))
        shifted = field.add(a, field.scale(root, field.identity(2)))
        return field.scale(field.inverse(scale), shifted)

    def entries(self, ring: Ring, a: Rows) -> Rows:
        raise Unavailable("the root of a matrix is not written out in letters")

    def numeric(self, np: Any, a: Any) -> Any:
        return _by_eigenvectors(np, a, np.sqrt)

    def network(self, net: Any, a: Any) -> Any:
        return net.of_matrix("matrix square root", a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        raise Unavailable("the differential of a matrix root has no product formula")

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(p, p),), (SCALAR,)]


class MatrixLogarithm(Operator):
    """The symmetric L with e^L = A, for a positive definite A."""

    name = "matrix logarithm"
    notation = Notation("function", "log", r"\log")
    needs = EVERYWHERE

    def shape(self, a: Shape) -> Shape:
        if not a.is_square:
            raise IllShaped("only a square matrix has a logarithm")
        return a

    def exact(self, field: Arithmetic, a: Any) -> Any:
        rows, _ = field.size(a)
        if rows == 1:
            return field.function("log", a)
        if rows > 2:
            raise Unavailable("the logarithm of a matrix has no formula beyond two rows")
        over_real_numbers(field)
        total, square = TRACE.exact(field, a), DETERMINANT.exact(field, a)
        four = field.scale(field.number(-4), square)
        gap = field.function("sqrt", field.add(field.multiply(total, total), four))
        half = field.number(Fraction(1, 2))
        first = field.scale(half, field.add(total, gap))
        second = field.scale(half, field.add(total, field.negative(gap)))
        logs = [field.function("log", x) for x in (first, second)]
        # The line through both eigenvalues and their logarithms, at A.
        slope = field.multiply(field.add(logs[0], field.negative(logs[1])), field.inverse(gap))
        level = field.add(logs[0], field.negative(field.multiply(slope, first)))
        return field.add(field.scale(slope, a), field.scale(level, field.identity(2)))

    def entries(self, ring: Ring, a: Rows) -> Rows:
        raise Unavailable("the logarithm of a matrix is not written out in letters")

    def numeric(self, np: Any, a: Any) -> Any:
        return _by_eigenvectors(np, a, np.log)

    def network(self, net: Any, a: Any) -> Any:
        return net.of_matrix("matrix logarithm", a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        raise Unavailable("the differential of a matrix logarithm has no product formula")

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(p, p),), (SCALAR,)]


def _by_eigenvectors(np: Any, a: Any, function: Callable[[Any], Any]) -> Any:
    with np.errstate(invalid="ignore", divide="ignore"):
        if np.array_equal(a, a.T):
            values, vectors = np.linalg.eigh(a)
            return (vectors * function(values)) @ vectors.T
        values, vectors = np.linalg.eig(a)
        if np.iscomplexobj(values):
            return np.full_like(a, np.nan)
        return (vectors * function(values)) @ np.linalg.inv(vectors)


MATRIX_SQUARE_ROOT, MATRIX_LOGARITHM = MatrixSquareRoot(), MatrixLogarithm()
OPERATORS = (MATRIX_SQUARE_ROOT, MATRIX_LOGARITHM)
