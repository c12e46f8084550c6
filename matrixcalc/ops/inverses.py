"""Inverse, determinant, log det, adjugate and cofactors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matrixcalc.expr import Expr
from matrixcalc.ops.linear import PRODUCT, TRACE
from matrixcalc.ops.spec import (
    EVERYWHERE,
    Arithmetic,
    Need,
    Notation,
    Operator,
    Ring,
    Rows,
    Unavailable,
    n,
)
from matrixcalc.ops.written import cofactors, determinant, inverse
from matrixcalc.shapes import SCALAR, IllShaped, Shape


def _square(a: Shape, what: str) -> Shape:
    if not a.is_square:
        raise IllShaped(f"only a square matrix has {what}")
    return a


class Inverse(Operator):
    """The inverse A⁻¹, with d A⁻¹ = −A⁻¹ dA A⁻¹."""

    name = "inverse"
    notation = Notation("postfix", "⁻¹", "^{-1}", 90)
    needs = ((0, Need.INVERTIBLE),)

    def shape(self, a: Shape) -> Shape:
        return _square(a, "an inverse")

    def exact(self, field: Arithmetic, a: Any) -> Any:
        return field.inverse(a)

    def entries(self, ring: Ring, a: Rows) -> Rows:
        return inverse(ring, a)

    def numeric(self, np: Any, a: Any) -> Any:
        return np.linalg.inv(a)

    def network(self, net: Any, a: Any) -> Any:
        return net.inverse(a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        return -PRODUCT(INVERSE(a), da, INVERSE(a))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, n),), (SCALAR,)]


class Determinant(Operator):
    """The determinant |A|, with d|A| = |A| tr(A⁻¹ dA) = tr(adj(A) dA) (Jacobi)."""

    name = "determinant"
    notation = Notation("fence", "|", "|")
    needs = EVERYWHERE

    def shape(self, a: Shape) -> Shape:
        _square(a, "a determinant")
        return SCALAR

    def exact(self, field: Arithmetic, a: Any) -> Any:
        return field.determinant(a)

    def entries(self, ring: Ring, a: Rows) -> Rows:
        return [[determinant(ring, a)]]

    def numeric(self, np: Any, a: Any) -> Any:
        return np.array([[np.linalg.det(a) if a.size else 1.0]])

    def network(self, net: Any, a: Any) -> Any:
        return net.determinant(a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        return TRACE(PRODUCT(ADJUGATE(a), da))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, n),)]


class LogDet(Operator):
    """log det A where det A > 0, with d log det A = tr(A⁻¹ dA)."""

    name = "log det"
    notation = Notation("function", "log det", r"\log\det")
    needs = ((0, Need.POSITIVE_DETERMINANT),)

    def shape(self, a: Shape) -> Shape:
        _square(a, "a determinant")
        return SCALAR

    def exact(self, field: Arithmetic, a: Any) -> Any:
        return field.function("log", field.determinant(a))

    def entries(self, ring: Ring, a: Rows) -> Rows:
        return [[ring.function("log", determinant(ring, a))]]

    def numeric(self, np: Any, a: Any) -> Any:
        sign, value = np.linalg.slogdet(a)
        return np.array([[value if sign > 0 else np.nan]])

    def network(self, net: Any, a: Any) -> Any:
        return net.elementwise("log", net.determinant(a))

    def differential(self, a: Expr, da: Expr) -> Expr:
        return TRACE(PRODUCT(INVERSE(a), da))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, n),)]


def _minor_sign(field: Arithmetic, a: Any, i: int, j: int) -> Any:
    rows, _ = field.size(a)
    minor = field.build(rows - 1, rows - 1, lambda r, c: field.entry(a, r + (r >= i), c + (c >= j)))
    return field.scale(field.number((-1) ** (i + j)), field.determinant(minor))


class Cofactors(Operator):
    """The cofactor matrix, Cof(A)ᵢⱼ = (−1)ⁱ⁺ʲ |A₍ᵢⱼ₎|, so that A Cof(A)ᵀ = |A| I."""

    name = "cofactors"
    notation = Notation("function", "Cof", r"\operatorname{Cof}")
    needs = EVERYWHERE

    def shape(self, a: Shape) -> Shape:
        return _square(a, "cofactors")

    def exact(self, field: Arithmetic, a: Any) -> Any:
        rows, _ = field.size(a)
        return field.build(rows, rows, lambda i, j: _minor_sign(field, a, i, j))

    def entries(self, ring: Ring, a: Rows) -> Rows:
        return cofactors(ring, a)

    def numeric(self, np: Any, a: Any) -> Any:
        return np.linalg.det(a) * np.linalg.inv(a).T

    def network(self, net: Any, a: Any) -> Any:
        return net.transpose(net.of_matrix("adjugate", a))

    def differential(self, a: Expr, da: Expr) -> Expr:
        raise Unavailable("the differential of the cofactor matrix has no product formula")

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, n),)]


class Adjugate(Operator):
    """The adjugate adj(A) = Cof(A)ᵀ, so that A adj(A) = |A| I."""

    name = "adjugate"
    notation = Notation("function", "adj", r"\operatorname{adj}")
    needs = EVERYWHERE

    def shape(self, a: Shape) -> Shape:
        return _square(a, "an adjugate")

    def exact(self, field: Arithmetic, a: Any) -> Any:
        rows, _ = field.size(a)
        return field.build(rows, rows, lambda i, j: _minor_sign(field, a, j, i))

    def entries(self, ring: Ring, a: Rows) -> Rows:
        return [list(column) for column in zip(*cofactors(ring, a), strict=True)]

    def numeric(self, np: Any, a: Any) -> Any:
        return np.linalg.det(a) * np.linalg.inv(a)

    def network(self, net: Any, a: Any) -> Any:
        return net.of_matrix("adjugate", a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        raise Unavailable("the differential of the adjugate has no product formula")

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, n),)]


INVERSE, DETERMINANT, LOG_DET = Inverse(), Determinant(), LogDet()
COFACTORS, ADJUGATE = Cofactors(), Adjugate()

OPERATORS = (INVERSE, DETERMINANT, LOG_DET, COFACTORS, ADJUGATE)
