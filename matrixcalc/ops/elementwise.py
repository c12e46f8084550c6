"""Functions applied to scalars and, entry by entry, to vectors and matrices.

They differ only in data, so they are the rows of a table.  Every one of them
is made of five primitives that each arithmetic supplies: exp, log, sqrt, sin
and cos, and of |x| = √(x²).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from matrixcalc.dims import Dim
from matrixcalc.expr import Expr
from matrixcalc.ops.constants import ONES
from matrixcalc.ops.linear import PRODUCT, SUM
from matrixcalc.ops.parts import DIAGONAL_MATRIX
from matrixcalc.ops.products import HADAMARD, HADAMARD_QUOTIENT
from matrixcalc.ops.spec import (
    ATOM,
    EVERYWHERE,
    POSTFIX,
    Arithmetic,
    Need,
    Needs,
    Notation,
    Operator,
    Ring,
    Rows,
    Style,
    Unavailable,
    Written,
    m,
    n,
)
from matrixcalc.shapes import SCALAR, IllShaped, Shape


@dataclass(frozen=True)
class Row:
    """One function: how it prints, where it is defined, its value and derivative.

    `value` receives a calculator (`Arithmetic` or `Ring` seen through the same
    few names) and x; `derivative` receives x and the function's own value as
    expressions of one shape, and gives f′(x) entry by entry.
    """

    name: str
    latex: str
    needs: Needs
    value: Callable[[Any, Any], Any]
    numeric: Callable[[Any, Any], Any]
    derivative: Callable[[Expr, Expr], Expr]


class FieldScalars:
    """The few names that `Row.value` uses, over an `Arithmetic`."""

    def __init__(self, field: Arithmetic) -> None:
        self.field = field

    def apply(self, name: str, x: Any) -> Any:
        """A primitive function of x."""
        return self.field.function(name, x)

    def shifted(self, x: Any, by: int) -> Any:
        """x + by."""
        rows, cols = self.field.size(x)
        constant = self.field.build(rows, cols, lambda i, j: self.field.number(by))
        return self.field.add(x, constant)

    def doubled(self, x: Any) -> Any:
        """2x."""
        return self.field.add(x, x)

    def negative(self, x: Any) -> Any:
        """−x."""
        return self.field.negative(x)

    def product(self, x: Any, y: Any) -> Any:
        """x y, entry by entry."""
        return self.field.hadamard(x, y)

    def ratio(self, x: Any, y: Any) -> Any:
        """x / y, entry by entry."""
        return HADAMARD_QUOTIENT.exact(self.field, x, y)


class RingScalars:
    """The few names that `Row.value` uses, over one scalar of a `Ring`."""

    def __init__(self, ring: Ring) -> None:
        self.ring = ring

    def apply(self, name: str, x: Any) -> Any:
        """A primitive function of x."""
        return self.ring.function(name, x)

    def shifted(self, x: Any, by: int) -> Any:
        """x + by."""
        return x + self.ring.number(by)

    def doubled(self, x: Any) -> Any:
        """2x."""
        return x + x

    def negative(self, x: Any) -> Any:
        """−x."""
        return -x

    def product(self, x: Any, y: Any) -> Any:
        """x y."""
        return x * y

    def ratio(self, x: Any, y: Any) -> Any:
        """x / y."""
        return x / y


class Elementwise(Operator):
    """A function of one variable, f(x), applied entry by entry; the `row` says which."""

    name = "elementwise"
    notation = Notation("function", "f", "f")
    needs = EVERYWHERE

    def __init__(self, row: Row) -> None:
        self.row = row
        self.name = row.name
        self.notation = Notation("function", row.name, row.latex)
        self.needs = row.needs

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        if style.latex and self.name == "sqrt":
            return rf"\sqrt{{{style.inside(args[0], 0)}}}", ATOM
        text, precedence = super().show(style, args, params)
        if args[0].shape.is_column:
            return text, precedence
        # exp A of a matrix would be the matrix exponential.
        mark = self.notation.latex if style.latex else self.notation.text
        circle = r"_{\circ}" if style.latex else "∘"
        return mark + circle + text.removeprefix(mark), precedence

    def shape(self, a: Shape) -> Shape:
        return a

    def exact(self, field: Arithmetic, a: Any) -> Any:
        return self.row.value(FieldScalars(field), a)

    def entries(self, ring: Ring, a: Rows) -> Rows:
        scalars = RingScalars(ring)
        return [[self.row.value(scalars, x) for x in row] for row in a]

    def numeric(self, np: Any, a: Any) -> Any:
        return self.row.numeric(np, a)

    def network(self, net: Any, a: Any) -> Any:
        return net.elementwise(self.name, a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        slope = self.row.derivative(a, self(a))
        return PRODUCT(slope, da) if a.shape.is_scalar else HADAMARD(slope, da)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(SCALAR,), (Shape.of(n, 1),), (Shape(n, m),)]


def _ones(x: Expr) -> Expr:
    return ONES(x.shape.rows, x.shape.cols)


def _square(x: Expr) -> Expr:
    return HADAMARD(x, x)


EXP = Elementwise(
    Row(
        "exp",
        r"\exp",
        EVERYWHERE,
        lambda s, x: s.apply("exp", x),
        lambda np, x: np.exp(x),
        lambda x, fx: fx,
    )
)
LOG = Elementwise(
    Row(
        "log",
        r"\log",
        ((0, Need.POSITIVE),),
        lambda s, x: s.apply("log", x),
        lambda np, x: np.log(x),
        lambda x, fx: HADAMARD_QUOTIENT(_ones(x), x),
    )
)
SQRT = Elementwise(
    Row(
        "sqrt",
        r"\sqrt",
        ((0, Need.NONNEGATIVE),),
        lambda s, x: s.apply("sqrt", x),
        lambda np, x: np.sqrt(x),
        lambda x, fx: HADAMARD_QUOTIENT(_ones(x), 2 * fx),
    )
)
ABS = Elementwise(
    Row(
        "abs",
        r"\operatorname{abs}",
        EVERYWHERE,
        lambda s, x: s.apply("abs", x),
        lambda np, x: np.abs(x),
        HADAMARD_QUOTIENT,
    )
)
SIN: Elementwise = Elementwise(
    Row(
        "sin",
        r"\sin",
        EVERYWHERE,
        lambda s, x: s.apply("sin", x),
        lambda np, x: np.sin(x),
        lambda x, fx: COS(x),
    )
)
COS: Elementwise = Elementwise(
    Row(
        "cos",
        r"\cos",
        EVERYWHERE,
        lambda s, x: s.apply("cos", x),
        lambda np, x: np.cos(x),
        lambda x, fx: -SIN(x),
    )
)


def _tanh(s: Any, x: Any) -> Any:
    e = s.apply("exp", s.doubled(x))
    return s.ratio(s.shifted(e, -1), s.shifted(e, 1))


def _logistic(s: Any, x: Any) -> Any:
    e = s.apply("exp", x)
    return s.ratio(e, s.shifted(e, 1))


def _softplus(s: Any, x: Any) -> Any:
    return s.apply("log", s.shifted(s.apply("exp", x), 1))


def _cosh(s: Any, x: Any) -> Any:
    e = s.apply("exp", x)
    return s.ratio(s.shifted(s.product(e, e), 1), s.doubled(e))


def _sinh(s: Any, x: Any) -> Any:
    e = s.apply("exp", x)
    return s.ratio(s.shifted(s.product(e, e), -1), s.doubled(e))


def _tan(s: Any, x: Any) -> Any:
    return s.ratio(s.apply("sin", x), s.apply("cos", x))


def _arctan(s: Any, x: Any) -> Any:
    raise Unavailable("an arctangent is computed in floating point only")


SINH: Elementwise = Elementwise(
    Row(
        "sinh",
        r"\sinh",
        EVERYWHERE,
        _sinh,
        lambda np, x: np.sinh(x),
        lambda x, fx: COSH(x),
    )
)
COSH: Elementwise = Elementwise(
    Row(
        "cosh",
        r"\cosh",
        EVERYWHERE,
        _cosh,
        lambda np, x: np.cosh(x),
        lambda x, fx: SINH(x),
    )
)
TAN = Elementwise(
    Row(
        "tan",
        r"\tan",
        EVERYWHERE,
        _tan,
        lambda np, x: np.tan(x),
        lambda x, fx: _ones(x) + _square(fx),
    )
)
ARCTAN = Elementwise(
    Row(
        "arctan",
        r"\arctan",
        EVERYWHERE,
        _arctan,
        lambda np, x: np.arctan(x),
        lambda x, fx: HADAMARD_QUOTIENT(_ones(x), _ones(x) + _square(x)),
    )
)
TANH = Elementwise(
    Row(
        "tanh",
        r"\tanh",
        EVERYWHERE,
        _tanh,
        lambda np, x: np.tanh(x),
        lambda x, fx: _ones(x) - _square(fx),
    )
)
LOGISTIC = Elementwise(
    Row(
        "σ",
        r"\sigma",
        EVERYWHERE,
        _logistic,
        lambda np, x: 1 / (1 + np.exp(-x)),
        lambda x, fx: HADAMARD(fx, _ones(x) - fx),
    )
)
SOFTPLUS = Elementwise(
    Row(
        "softplus",
        r"\operatorname{softplus}",
        EVERYWHERE,
        _softplus,
        lambda np, x: np.logaddexp(0, x),
        lambda x, fx: LOGISTIC(x),
    )
)


class Softmax(Operator):
    """softmax(x)ᵢ = exp xᵢ / Σⱼ exp xⱼ of a column, with d s = (diag s − s sᵀ) dx."""

    name = "softmax"
    notation = Notation("function", "softmax", r"\operatorname{softmax}")
    needs = EVERYWHERE

    def shape(self, x: Shape) -> Shape:
        if not x.is_column:
            raise IllShaped("softmax takes a column")
        return x

    def exact(self, field: Arithmetic, x: Any) -> Any:
        e = field.function("exp", x)
        rows, _ = field.size(e)
        total = reduce(field.add, (field.entry(e, i, 0) for i in range(rows)))
        return field.scale(field.reciprocal(total), e)

    def entries(self, ring: Ring, x: Rows) -> Rows:
        e = [ring.function("exp", row[0]) for row in x]
        total = reduce(lambda a, b: a + b, e)
        return [[value / total] for value in e]

    def numeric(self, np: Any, x: Any) -> Any:
        e = np.exp(x - x.max())
        return e / e.sum()

    def network(self, net: Any, x: Any) -> Any:
        e = net.elementwise("exp", x)
        return net.multiply(net.power(net.total(e), -1), e)

    def differential(self, x: Expr, dx: Expr) -> Expr:
        s = SOFTMAX(x)
        return PRODUCT(DIAGONAL_MATRIX(s) - PRODUCT(s, s.T), dx)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape.of(n, 1),)]


class RealPower(Operator):
    """The power aᵇ of scalars with a > 0, as in |Σ|^(1/2); aᵇ = exp(b log a)."""

    name = "real power"
    notation = Notation("special", "^", "^", 90)
    needs = ((0, Need.POSITIVE),)

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        exponent = style.superscript(style.inside(args[1], 0 if style.latex else ATOM))
        return style.inside(args[0], POSTFIX + 1) + exponent, POSTFIX

    def shape(self, a: Shape, b: Shape) -> Shape:
        if not (a.is_scalar and b.is_scalar):
            raise IllShaped("a power with a real exponent takes two scalars")
        return SCALAR

    def exact(self, field: Arithmetic, a: Any, b: Any) -> Any:
        return field.real_power(a, b)

    def entries(self, ring: Ring, a: Rows, b: Rows) -> Rows:
        return [[ring.real_power(a[0][0], b[0][0])]]

    def numeric(self, np: Any, a: Any, b: Any) -> Any:
        return np.power(a, b)

    def network(self, net: Any, a: Any, b: Any) -> Any:
        return net.real_power(a, b)

    def differential(self, a: Expr, b: Expr, da: Expr, db: Expr) -> Expr:
        value = REAL_POWER(a, b)
        return PRODUCT(value, SUM(PRODUCT(db, LOG(a)), PRODUCT(b, da) / a))

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(SCALAR, SCALAR)]


SOFTMAX, REAL_POWER = Softmax(), RealPower()

OPERATORS = (
    EXP, LOG, SQRT, ABS, SIN, COS, TAN, ARCTAN, SINH, COSH, TANH, LOGISTIC, SOFTPLUS, SOFTMAX,
    REAL_POWER,
)  # fmt: skip
