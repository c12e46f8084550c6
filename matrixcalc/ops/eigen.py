"""Eigenvalues of a symmetric matrix: all of them as a column, the largest and the smallest one.

None is a rational function of the entries.  What is claimed of all of them together is a
claim about other letters (`matrixcalc.functional`); here are the values that floating point needs,
and the formulas for two rows, which certify counterexamples.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from matrixcalc.dims import ONE, Dim
from matrixcalc.expr import Expr
from matrixcalc.ops.inverses import DETERMINANT
from matrixcalc.ops.linear import TRACE
from matrixcalc.ops.spec import (
    ATOM,
    EVERYWHERE,
    Arithmetic,
    Notation,
    Operator,
    Ring,
    Rows,
    Style,
    Unavailable,
    Written,
)
from matrixcalc.ops.spectral import over_real_numbers
from matrixcalc.shapes import SCALAR, IllShaped, Shape


def _square(a: Shape) -> Shape:
    if not a.is_square:
        raise IllShaped("only a square matrix has eigenvalues")
    return a


def _both(field: Arithmetic, a: Any) -> tuple[Any, Any]:
    """The smaller and the larger eigenvalue of a symmetric matrix of two rows."""
    over_real_numbers(field)
    total, four = TRACE.exact(field, a), field.number(-4)
    square = field.add(field.multiply(total, total), field.scale(four, DETERMINANT.exact(field, a)))
    gap, half = field.function("sqrt", square), field.number(Fraction(1, 2))
    return (
        field.scale(half, field.add(total, field.negative(gap))),
        field.scale(half, field.add(total, gap)),
    )


def _exact(field: Arithmetic, a: Any) -> tuple[Any, ...]:
    rows, _ = field.size(a)
    if rows > 2:
        raise Unavailable("the eigenvalues of a matrix have no formula beyond two rows")
    return (a,) if rows == 1 else _both(field, a)


def _numeric(np: Any, a: Any) -> Any:
    """The eigenvalues in ascending order; no numbers for what is not symmetric."""
    if not np.allclose(a, a.T, rtol=1e-9, atol=1e-12):
        return np.full(a.shape[0], np.nan)
    return np.linalg.eigvalsh((a + a.T) / 2)


class Eigenvalues(Operator):
    """The eigenvalues of a symmetric matrix as a column, in an order of which nothing is said."""

    name = "eigenvalues"
    notation = Notation("function", "λ", r"\lambda")
    needs = EVERYWHERE

    def shape(self, a: Shape) -> Shape:
        return Shape(_square(a).rows, ONE)

    def exact(self, field: Arithmetic, a: Any) -> Any:
        found = _exact(field, a)
        return field.build(len(found), 1, lambda i, j: field.entry(found[i], 0, 0))

    def entries(self, ring: Ring, a: Rows) -> Rows:
        raise Unavailable("the eigenvalues of a matrix are not written out in letters")

    def numeric(self, np: Any, a: Any) -> Any:
        return _numeric(np, a).reshape(-1, 1)

    def network(self, net: Any, a: Any) -> Any:
        raise Unavailable("the eigenvalues of a matrix are no sums over an index")

    def differential(self, a: Expr, da: Expr) -> Expr:
        raise Unavailable("an eigenvalue has no differential where two of them meet")

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(SCALAR,)]


class ExtremeEigenvalue(Operator):
    """λ_max(A) or λ_min(A), the largest or the smallest eigenvalue of a symmetric matrix."""

    name = "extreme eigenvalue"
    notation = Notation("special", "λ", r"\lambda")
    needs = EVERYWHERE

    def __init__(self, largest: bool) -> None:
        self.largest = largest
        self.name = f"{'largest' if largest else 'smallest'} eigenvalue"

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        word = "max" if self.largest else "min"
        head = rf"\lambda_{{\{word}}}" if style.latex else f"λ_{word}"
        left, right = (r"\left(", r"\right)") if style.latex else ("(", ")")
        return head + left + style.inside(args[0], 0) + right, ATOM

    def shape(self, a: Shape) -> Shape:
        _square(a)
        return SCALAR

    def exact(self, field: Arithmetic, a: Any) -> Any:
        return _exact(field, a)[-1 if self.largest else 0]

    def entries(self, ring: Ring, a: Rows) -> Rows:
        raise Unavailable("the eigenvalues of a matrix are not written out in letters")

    def numeric(self, np: Any, a: Any) -> Any:
        return _numeric(np, a)[-1 if self.largest else 0].reshape(1, 1)

    def network(self, net: Any, a: Any) -> Any:
        return net.invariant(self.name, a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        raise Unavailable("an eigenvalue has no differential where two of them meet")

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(SCALAR,)]


EIGENVALUES = Eigenvalues()
LARGEST_EIGENVALUE, SMALLEST_EIGENVALUE = ExtremeEigenvalue(True), ExtremeEigenvalue(False)

OPERATORS = (EIGENVALUES, LARGEST_EIGENVALUE, SMALLEST_EIGENVALUE)
