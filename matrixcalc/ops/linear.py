"""Sums, products, scalar multiples, transpose and trace."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from typing import Any

from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Bind, Binder, Expr
from matrixcalc.ops.constants import SIZE
from matrixcalc.ops.spec import (
    ATOM,
    BOUND,
    EVERYWHERE,
    FRACTION,
    JUXTAPOSED,
    POSTFIX,
    SUMMED,
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
)
from matrixcalc.ops.written import identity_matrix, inverse, written_product
from matrixcalc.shapes import SCALAR, IllShaped, Shape


def halves(args: Sequence[Any]) -> tuple[Sequence[Any], Sequence[Any]]:
    """Arguments and their differentials, as an n-ary operator receives them."""
    middle = len(args) // 2
    return args[:middle], args[middle:]


class Sum(Operator):
    """The sum A + B + …, of terms of one shape."""

    name = "sum"
    notation = Notation("special", "+", "+", 10)
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        text = style.inside(args[0], SUMMED)
        for term in args[1:]:
            if isinstance(term, Apply) and term.op is NEGATIVE:
                text += " - " + style.inside(term.args[0], SUMMED + 1)
            else:
                text += " + " + style.inside(term, SUMMED + 1)
        return text, SUMMED

    def shape(self, *terms: Shape) -> Shape:
        for term in terms[1:]:
            if term != terms[0]:
                raise IllShaped("the terms of a sum have different shapes")
        return terms[0]

    def exact(self, field: Arithmetic, *terms: Any) -> Any:
        return reduce(field.add, terms)

    def entries(self, ring: Ring, *terms: Rows) -> Rows:
        return [
            [sum(xs[1:], xs[0]) for xs in zip(*rows, strict=True)]
            for rows in zip(*terms, strict=True)
        ]

    def numeric(self, np: Any, *terms: Any) -> Any:
        return sum(terms[1:], terms[0])

    def network(self, net: Any, *terms: Any) -> Any:
        return net.add(*terms)

    def differential(self, *args: Expr) -> Expr:
        return SUM(*halves(args)[1])

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, m), Shape(n, m)), (SCALAR, SCALAR, SCALAR)]


class Negative(Operator):
    """The negative −A."""

    name = "negative"
    notation = Notation("special", "-", "-", 15)
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        return "-" + style.inside(args[0], SUMMED + 1), SUMMED

    def shape(self, a: Shape) -> Shape:
        return a

    def exact(self, field: Arithmetic, a: Any) -> Any:
        return field.negative(a)

    def entries(self, ring: Ring, a: Rows) -> Rows:
        return [[-x for x in row] for row in a]

    def numeric(self, np: Any, a: Any) -> Any:
        return -a

    def network(self, net: Any, a: Any) -> Any:
        return net.negative(a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        return -da

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, m),)]


def _conform(left: Shape, right: Shape) -> Shape | None:
    if left.cols == right.rows:
        return Shape(left.rows, right.cols)
    if left.is_scalar:
        return right
    return left if right.is_scalar else None


DIGITS = frozenset("0123456789")


def _run_together(left: str, right: str) -> bool:
    """Whether two factors beside one another would read as one number."""
    return left[-1] in DIGITS and right[0] in DIGITS


def _set_apart(style: Style, shown: Sequence[str]) -> Sequence[str]:
    """Factors with brackets around a number before a number.

    A factor before these brackets gets some too, or it would read as a function.
    """
    if not any(_run_together(*pair) for pair in pairwise(shown)):
        return shown
    left, right = (r"\left(", r"\right)") if style.latex else ("(", ")")
    found = [shown[-1]]
    for before, after in reversed(list(pairwise(shown))):
        called = found[0].startswith(left) and before[-1] not in DIGITS
        fenced = _run_together(before, after) or called
        found.insert(0, f"{left}{before}{right}" if fenced else before)
    return found


def _before_figures(style: Style, shown: Sequence[str]) -> list[str]:
    """The factors in parts, of which each but the first begins with a figure: t · 2, not t2."""
    parts: list[list[str]] = [[]]
    for factor in shown:
        if parts[-1] and factor[0] in DIGITS:
            parts.append([])
        parts[-1].append(factor)
    return [style.juxtapose(part) for part in parts]


class Product(Operator):
    """The product A B …, read from the left; scalar factors may stand anywhere."""

    name = "product"
    notation = Notation("special", "", "", 30)
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        shown = [style.inside(a, JUXTAPOSED + 1) for a in args[:-1]]
        # A sum over an index extends to the right, so it may stand last without brackets.
        last = BOUND if isinstance(args[-1], Bind) else JUXTAPOSED + 1
        shown.append(style.inside(args[-1], last))
        dot = r" \cdot " if style.latex else " · "
        if len(shown) == 2 and _run_together(*shown):
            return dot.join(shown), FRACTION - 1
        if any(b[0] in DIGITS and a[-1] not in DIGITS for a, b in pairwise(shown)):
            return dot.join(_before_figures(style, shown)), FRACTION - 1
        return style.juxtapose(_set_apart(style, shown)), JUXTAPOSED

    def shape(self, *factors: Shape) -> Shape:
        result = factors[0]
        for factor in factors[1:]:
            joined = _conform(result, factor)
            if joined is None:
                raise IllShaped(
                    "cannot multiply: the columns of the left factor are not the rows of the right"
                )
            result = joined
        return result

    def exact(self, field: Arithmetic, *factors: Any) -> Any:
        def times(a: Any, b: Any) -> Any:
            if field.size(a) == (1, 1):
                return field.scale(a, b)
            if field.size(b) == (1, 1):
                return field.scale(b, a)
            return field.multiply(a, b)

        return reduce(times, factors)

    def entries(self, ring: Ring, *factors: Rows) -> Rows:
        return reduce(written_product, factors)

    def numeric(self, np: Any, *factors: Any) -> Any:
        def times(a: Any, b: Any) -> Any:
            return a * b if a.size == 1 or b.size == 1 else a @ b

        return reduce(times, factors)

    def network(self, net: Any, *factors: Any) -> Any:
        return reduce(net.multiply, factors)

    def differential(self, *args: Expr) -> Expr:
        factors, changes = halves(args)
        terms = [PRODUCT(*factors[:k], changes[k], *factors[k + 1 :]) for k in range(len(factors))]
        return SUM(*terms) if len(terms) > 1 else terms[0]

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [
            (Shape(n, m), Shape(m, p)),
            (SCALAR, Shape(n, m)),
            (Shape(n, m), SCALAR, Shape(m, p)),
            (Shape.of(1, n), Shape(n, m), Shape.of(m, 1)),
        ]


class Quotient(Operator):
    """The quotient A / c by a scalar."""

    name = "quotient"
    notation = Notation("special", "/", r"\frac", 20)
    needs = ((1, Need.NONZERO),)

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        if style.latex:
            return rf"\frac{{{style.inside(args[0], 0)}}}{{{style.inside(args[1], 0)}}}", ATOM
        # A sum over an index reaches over a slash, so above one it stands in brackets.
        above = BOUND + 1 if isinstance(args[0], Bind) else FRACTION + 2
        return f"{style.inside(args[0], above)}/{style.inside(args[1], ATOM - 20)}", FRACTION

    def shape(self, a: Shape, c: Shape) -> Shape:
        if not c.is_scalar:
            raise IllShaped("cannot divide by a matrix; multiply by its inverse on one side")
        return a

    def exact(self, field: Arithmetic, a: Any, c: Any) -> Any:
        return field.scale(field.reciprocal(c), a)

    def entries(self, ring: Ring, a: Rows, c: Rows) -> Rows:
        return [[x / c[0][0] for x in row] for row in a]

    def numeric(self, np: Any, a: Any, c: Any) -> Any:
        return a / c

    def network(self, net: Any, a: Any, c: Any) -> Any:
        return net.multiply(net.power(c, -1), a)

    def differential(self, a: Expr, c: Expr, da: Expr, dc: Expr) -> Expr:
        return da / c - PRODUCT(dc, a) / (c**2)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, m), SCALAR)]


class Transpose(Operator):
    """The transpose, (Aᵀ)ᵢⱼ = Aⱼᵢ."""

    name = "transpose"
    notation = Notation("postfix", "ᵀ", r"^{\top}", 90)
    needs = EVERYWHERE

    def shape(self, a: Shape) -> Shape:
        return a.transposed

    def exact(self, field: Arithmetic, a: Any) -> Any:
        return field.transpose(a)

    def entries(self, ring: Ring, a: Rows) -> Rows:
        return [list(column) for column in zip(*a, strict=True)]

    def numeric(self, np: Any, a: Any) -> Any:
        return a.T

    def network(self, net: Any, a: Any) -> Any:
        return net.transpose(a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        return da.T

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, m),)]


class Trace(Operator):
    """The trace tr A = Σᵢ Aᵢᵢ."""

    name = "trace"
    notation = Notation("function", "tr", r"\operatorname{tr}")
    needs = EVERYWHERE

    def shape(self, a: Shape) -> Shape:
        if not a.is_square:
            raise IllShaped("only a square matrix has a trace")
        return SCALAR

    def exact(self, field: Arithmetic, a: Any) -> Any:
        rows, _ = field.size(a)
        return reduce(field.add, (field.entry(a, i, i) for i in range(rows)), field.number(0))

    def entries(self, ring: Ring, a: Rows) -> Rows:
        return [[sum((a[i][i] for i in range(len(a))), ring.number(0))]]

    def numeric(self, np: Any, a: Any) -> Any:
        return np.array([[np.trace(a)]])

    def network(self, net: Any, a: Any) -> Any:
        return net.trace(a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        return TRACE(da)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, n),)]


class Power(Operator):
    """The power Aᵏ of a square matrix or a scalar, with an integer exponent k.

    d Aᵏ = Σ Aʳ dA Aᵏ⁻¹⁻ʳ over r = 0 … k − 1 (Magnus and Neudecker, chapter 8).
    """

    name = "power"
    notation = Notation("special", "^", "^", 90)
    needs = EVERYWHERE
    """A negative exponent is the power of an inverse, which says what it needs."""

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        base = style.inside(args[0], POSTFIX + 1)
        return base + style.superscript(style.integer(params[0])), POSTFIX

    def shape(self, a: Shape, k: Dim) -> Shape:
        if not a.is_square:
            raise IllShaped("only a square matrix or a scalar has powers")
        return a

    def exact(self, field: Arithmetic, a: Any, k: int) -> Any:
        if k < 0:
            a, k = field.inverse(a), -k
        result = field.identity(field.size(a)[0])
        for _ in range(k):
            result = field.multiply(result, a)
        return result

    def entries(self, ring: Ring, a: Rows, k: int) -> Rows:
        if k < 0:
            a, k = inverse(ring, a), -k
        return reduce(written_product, [a] * k) if k else identity_matrix(ring, len(a))

    def numeric(self, np: Any, a: Any, k: int) -> Any:
        return np.linalg.matrix_power(a, k)

    def network(self, net: Any, a: Any, k: Dim) -> Any:
        return net.matrix_power(a, k)

    def differential(self, a: Expr, da: Expr, k: Dim) -> Expr:
        if a.shape.is_scalar:
            return PRODUCT(SIZE(k), POWER(a, k - 1), da)
        r = Dim.index("r", k - 1, lower=0)
        index = r.as_variable
        assert index is not None
        return Bind(Binder.SUM, [index], PRODUCT(POWER(a, r), da, POWER(a, k - 1 - r)))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, n), 3), (SCALAR, 2), (Shape(n, n), 1), (SCALAR, -1)]


SUM, NEGATIVE, PRODUCT, QUOTIENT = Sum(), Negative(), Product(), Quotient()
TRANSPOSE, TRACE, POWER = Transpose(), Trace(), Power()

OPERATORS = (SUM, NEGATIVE, PRODUCT, QUOTIENT, TRANSPOSE, TRACE, POWER)
