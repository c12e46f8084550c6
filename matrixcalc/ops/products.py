"""Hadamard and Kronecker products, inner and outer products, norms."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from matrixcalc.dims import Dim
from matrixcalc.expr import Expr
from matrixcalc.ops.linear import QUOTIENT
from matrixcalc.ops.spec import (
    ATOM,
    EVERYWHERE,
    POSTFIX,
    Arithmetic,
    Need,
    Notation,
    Operator,
    Ring,
    Rows,
    Style,
    Written,
    m,
    n,
    p,
    q,
)
from matrixcalc.shapes import SCALAR, IllShaped, Shape


class Hadamard(Operator):
    """The Hadamard product, (A ⊙ B)ᵢⱼ = Aᵢⱼ Bᵢⱼ."""

    name = "hadamard"
    notation = Notation("infix", "⊙", r"\odot", 25)
    needs = EVERYWHERE

    def shape(self, a: Shape, b: Shape) -> Shape:
        if a != b:
            raise IllShaped("the factors of a Hadamard product have different shapes")
        return a

    def exact(self, field: Arithmetic, a: Any, b: Any) -> Any:
        return field.hadamard(a, b)

    def entries(self, ring: Ring, a: Rows, b: Rows) -> Rows:
        return [[x * y for x, y in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]

    def numeric(self, np: Any, a: Any, b: Any) -> Any:
        return np.multiply(a, b)

    def network(self, net: Any, a: Any, b: Any) -> Any:
        return net.hadamard(a, b)

    def differential(self, a: Expr, b: Expr, da: Expr, db: Expr) -> Expr:
        return HADAMARD(da, b) + HADAMARD(a, db)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, m), Shape(n, m))]


class HadamardQuotient(Operator):
    """The quotient entry by entry, (A ⊘ B)ᵢⱼ = Aᵢⱼ / Bᵢⱼ."""

    name = "hadamard quotient"
    notation = Notation("infix", "⊘", r"\oslash", 25)
    needs = ((1, Need.NONZERO),)

    def shape(self, a: Shape, b: Shape) -> Shape:
        if a != b:
            raise IllShaped("the parts of a quotient by entries have different shapes")
        return a

    def exact(self, field: Arithmetic, a: Any, b: Any) -> Any:
        rows, cols = field.size(b)
        inverted = field.build(rows, cols, lambda i, j: field.reciprocal(field.entry(b, i, j)))
        return field.hadamard(a, inverted)

    def entries(self, ring: Ring, a: Rows, b: Rows) -> Rows:
        return [[x / y for x, y in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]

    def numeric(self, np: Any, a: Any, b: Any) -> Any:
        return np.divide(a, b)

    def network(self, net: Any, a: Any, b: Any) -> Any:
        return net.hadamard(a, net.power(b, -1))

    def differential(self, a: Expr, b: Expr, da: Expr, db: Expr) -> Expr:
        return HADAMARD_QUOTIENT(da, b) - HADAMARD_QUOTIENT(HADAMARD(a, db), HADAMARD(b, b))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, m), Shape(n, m))]


class Kronecker(Operator):
    """The Kronecker product A ⊗ B: block (i, j) is Aᵢⱼ B."""

    name = "kronecker"
    notation = Notation("infix", "⊗", r"\otimes", 25)
    needs = EVERYWHERE

    def shape(self, a: Shape, b: Shape) -> Shape:
        return Shape(a.rows * b.rows, a.cols * b.cols)

    def exact(self, field: Arithmetic, a: Any, b: Any) -> Any:
        (rows, cols), (height, width) = field.size(a), field.size(b)

        def entry(i: int, j: int) -> Any:
            outer = field.entry(a, i // height, j // width)
            return field.scale(outer, field.entry(b, i % height, j % width))

        return field.build(rows * height, cols * width, entry)

    def entries(self, ring: Ring, a: Rows, b: Rows) -> Rows:
        return [[x * y for x in row for y in line] for row in a for line in b]

    def numeric(self, np: Any, a: Any, b: Any) -> Any:
        return np.kron(a, b)

    def network(self, net: Any, a: Any, b: Any) -> Any:
        return net.kronecker(a, b)

    def differential(self, a: Expr, b: Expr, da: Expr, db: Expr) -> Expr:
        return KRONECKER(da, b) + KRONECKER(a, db)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, m), Shape(p, q))]


class Inner(Operator):
    """The inner product ⟨A, B⟩ = tr(AᵀB) = Σᵢⱼ Aᵢⱼ Bᵢⱼ."""

    name = "inner"
    notation = Notation("special", "⟨⟩", r"\langle\rangle")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        left, right = (r"\left\langle ", r" \right\rangle") if style.latex else ("⟨", "⟩")
        return left + ", ".join(style.inside(a, 0) for a in args) + right, ATOM

    def shape(self, a: Shape, b: Shape) -> Shape:
        if a != b:
            raise IllShaped("an inner product needs two of one shape")
        return SCALAR

    def exact(self, field: Arithmetic, a: Any, b: Any) -> Any:
        rows, cols = field.size(a)
        product = field.hadamard(a, b)
        ones = field.build(1, rows, lambda i, j: field.number(1))
        other = field.build(cols, 1, lambda i, j: field.number(1))
        return field.multiply(field.multiply(ones, product), other)

    def entries(self, ring: Ring, a: Rows, b: Rows) -> Rows:
        terms = [x * y for r, s in zip(a, b, strict=True) for x, y in zip(r, s, strict=True)]
        return [[reduce(lambda x, y: x + y, terms)]]

    def numeric(self, np: Any, a: Any, b: Any) -> Any:
        return np.array([[np.vdot(a, b)]])

    def network(self, net: Any, a: Any, b: Any) -> Any:
        return net.total(net.hadamard(a, b))

    def differential(self, a: Expr, b: Expr, da: Expr, db: Expr) -> Expr:
        return INNER(da, b) + INNER(a, db)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, m), Shape(n, m)), (Shape.of(n, 1), Shape.of(n, 1))]


class Outer(Operator):
    """The outer product of two columns, a bᵀ."""

    name = "outer"
    notation = Notation("function", "outer", r"\operatorname{outer}")
    needs = EVERYWHERE

    def shape(self, a: Shape, b: Shape) -> Shape:
        if not (a.is_column and b.is_column):
            raise IllShaped("an outer product needs two columns")
        return Shape(a.rows, b.rows)

    def exact(self, field: Arithmetic, a: Any, b: Any) -> Any:
        return field.multiply(a, field.transpose(b))

    def entries(self, ring: Ring, a: Rows, b: Rows) -> Rows:
        return [[x[0] * y[0] for y in b] for x in a]

    def numeric(self, np: Any, a: Any, b: Any) -> Any:
        return np.outer(a, b)

    def network(self, net: Any, a: Any, b: Any) -> Any:
        return net.multiply(a, net.transpose(b))

    def differential(self, a: Expr, b: Expr, da: Expr, db: Expr) -> Expr:
        return OUTER(da, b) + OUTER(a, db)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape.of(n, 1), Shape.of(m, 1))]


class Norm(Operator):
    """The Euclidean norm ‖x‖, and the Frobenius norm ‖A‖ = √tr(AᵀA) of a matrix."""

    name = "norm"
    notation = Notation("fence", "‖", r"\|")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        shown, precedence = super().show(style, args, params)
        if args[0].shape.is_column or args[0].shape.is_row:
            return shown, precedence
        # A matrix has several norms, so this one is named.
        return shown + style.subscript("F"), ATOM

    def shape(self, a: Shape) -> Shape:
        return SCALAR

    def exact(self, field: Arithmetic, a: Any) -> Any:
        return field.function("sqrt", INNER.exact(field, a, a))

    def entries(self, ring: Ring, a: Rows) -> Rows:
        squares = [x * x for row in a for x in row]
        return [[ring.function("sqrt", reduce(lambda x, y: x + y, squares))]]

    def numeric(self, np: Any, a: Any) -> Any:
        return np.array([[np.linalg.norm(a)]])

    def network(self, net: Any, a: Any) -> Any:
        return net.power(net.total(net.hadamard(a, a)), Fraction(1, 2))

    def differential(self, a: Expr, da: Expr) -> Expr:
        return QUOTIENT(INNER(a, da), NORM(a))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape.of(n, 1),), (Shape(n, m),)]


class SquaredNorm(Operator):
    """The squared norm ‖A‖² = Σᵢⱼ Aᵢⱼ², of a column or a matrix; rational in the entries."""

    name = "squared norm"
    notation = Notation("special", "‖‖²", r"\|\|^2")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        return NORM.show(style, args, params)[0] + style.superscript("2"), POSTFIX

    def shape(self, a: Shape) -> Shape:
        return SCALAR

    def exact(self, field: Arithmetic, a: Any) -> Any:
        return INNER.exact(field, a, a)

    def entries(self, ring: Ring, a: Rows) -> Rows:
        squares = [x * x for row in a for x in row]
        return [[reduce(lambda x, y: x + y, squares)]]

    def numeric(self, np: Any, a: Any) -> Any:
        return np.array([[np.linalg.norm(a) ** 2]])

    def network(self, net: Any, a: Any) -> Any:
        return net.total(net.hadamard(a, a))

    def differential(self, a: Expr, da: Expr) -> Expr:
        return 2 * INNER(a, da)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape.of(n, 1),), (Shape(n, m),)]


HADAMARD, HADAMARD_QUOTIENT, KRONECKER = Hadamard(), HadamardQuotient(), Kronecker()
INNER, OUTER, NORM, SQUARED_NORM = Inner(), Outer(), Norm(), SquaredNorm()

OPERATORS = (HADAMARD, HADAMARD_QUOTIENT, KRONECKER, INNER, OUTER, NORM, SQUARED_NORM)
