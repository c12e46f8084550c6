"""What depends on eigenvalues and singular values: the matrix exponential and norms.

None of these is a rational function of the entries, so neither residues nor
letters represent it.  Each has a formula where the matrix has two rows or two columns,
which certifies counterexamples; it is used over the real numbers only, where a root has
a sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from matrixcalc.dims import Dim
from matrixcalc.expr import Expr
from matrixcalc.ops.inverses import DETERMINANT
from matrixcalc.ops.linear import TRACE
from matrixcalc.ops.products import NORM
from matrixcalc.ops.spec import (
    ATOM,
    EVERYWHERE,
    POSTFIX,
    Arithmetic,
    Notation,
    Operator,
    Ring,
    Rows,
    Style,
    Unavailable,
    Undefined,
    Written,
    n,
    p,
)
from matrixcalc.shapes import SCALAR, IllShaped, Shape

TERMS = 18
"""Terms of the exponential series: 0.5¹⁸ / 18! is below the rounding of double precision."""


class MatrixExponential(Operator):
    """The matrix exponential e^A = Σₖ Aᵏ / k! of a square matrix."""

    name = "matrix exponential"
    notation = Notation("function", "expm", "e")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        if style.latex:
            return "e" + style.superscript(style.inside(args[0], 0)), POSTFIX
        return super().show(style, args, params)

    def shape(self, a: Shape) -> Shape:
        if not a.is_square:
            raise IllShaped("only a square matrix has a matrix exponential")
        return a

    def exact(self, field: Arithmetic, a: Any) -> Any:
        rows, _ = field.size(a)
        if rows == 1:
            return field.function("exp", a)
        try:
            over_real_numbers(field)
        except Unavailable:
            raise Unavailable("a matrix exponential has no exact value") from None
        if rows > 2:
            raise Unavailable("a matrix exponential has no formula beyond two rows")
        return _exponential_of_two_rows(field, a)

    def entries(self, ring: Ring, a: Rows) -> Rows:
        raise Unavailable("a matrix exponential is not written out in letters")

    def numeric(self, np: Any, a: Any) -> Any:
        size = float(np.abs(a).sum(axis=0).max())
        if not np.isfinite(size):
            return np.full_like(a, np.nan)
        # Scaling and squaring (Moler and Van Loan 2003, method 3).
        doublings = max(0, int(np.ceil(np.log2(max(size, 1e-300)))) + 1)
        if doublings > 30:
            return np.full_like(a, np.nan)
        small = a / 2.0**doublings
        total = term = np.eye(a.shape[0])
        for k in range(1, TERMS + 1):
            term = term @ small / k
            total = total + term
        for _ in range(doublings):
            total = total @ total
        return total

    def network(self, net: Any, a: Any) -> Any:
        return net.of_matrix("matrix exponential", a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        raise Unavailable("the differential of a matrix exponential has no product formula")

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(p, p),), (SCALAR,)]


def _exponential_of_two_rows(field: Arithmetic, a: Any) -> Any:
    """e^A = eᵐ (cosh δ I + sinh δ / δ B) with m = tr A / 2, B = A − m I and B² = δ² I."""
    half, one = field.number(Fraction(1, 2)), field.identity(2)
    mean = field.multiply(half, TRACE.exact(field, a))
    rest = field.add(a, field.negative(field.scale(mean, one)))
    square = field.negative(DETERMINANT.exact(field, rest))
    sign = _sign(square)
    if sign == 0:
        total = field.add(one, rest)
    elif sign > 0:
        root = field.function("sqrt", square)
        up, down = (field.function("exp", x) for x in (root, field.negative(root)))
        even = field.multiply(half, field.add(up, down))
        odd = field.multiply(half, field.add(up, field.negative(down)))
        total = field.add(
            field.scale(even, one), field.scale(field.multiply(odd, field.inverse(root)), rest)
        )
    else:
        root = field.function("sqrt", field.negative(square))
        even, odd = (field.function(name, root) for name in ("cos", "sin"))
        total = field.add(
            field.scale(even, one), field.scale(field.multiply(odd, field.inverse(root)), rest)
        )
    return field.scale(field.function("exp", mean), total)


def _sign(number: Any) -> int:
    """The sign of a real number; raises `Undefined` where it is not certain, or is zero and varies."""
    x = number[0][0]
    varies = hasattr(x, "a")
    while hasattr(x, "a"):
        x = x.a
    if x > 0 or x < 0:
        return 1 if x > 0 else -1
    if varies or x != 0:
        raise Undefined("a number that cannot be told from zero")
    return 0


def over_real_numbers(field: Arithmetic) -> None:
    """Raise `Unavailable` unless the scalars are real numbers, whose signs mean something."""
    x = field.number(1)
    while isinstance(x, list | tuple):
        x = x[0]
    while hasattr(x, "a"):
        x = x.a
    if not isinstance(x, Fraction | float) and not hasattr(x, "overlaps"):
        raise Unavailable("what depends on eigenvalues has no exact value modulo a prime")


def _singular_squares(field: Arithmetic, a: Any) -> tuple[Any, Any]:
    """σ₁² + σ₂² and σ₁² σ₂² of a matrix with two rows or two columns."""
    over_real_numbers(field)
    rows, cols = field.size(a)
    if min(rows, cols) > 2:
        raise Unavailable("singular values have no formula beyond two rows or columns")
    flipped = field.transpose(a)
    gram = field.multiply(flipped, a) if rows >= cols else field.multiply(a, flipped)
    return TRACE.exact(field, gram), DETERMINANT.exact(field, gram)


class NuclearNorm(Operator):
    """The nuclear norm ‖A‖_*, the sum of the singular values."""

    name = "nuclear norm"
    notation = Notation("fence", "‖", r"\|")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        return super().show(style, args, params)[0] + style.subscript("*"), ATOM

    def shape(self, a: Shape) -> Shape:
        return SCALAR

    def exact(self, field: Arithmetic, a: Any) -> Any:
        if min(field.size(a)) == 1:
            over_real_numbers(field)
            return NORM.exact(field, a)
        total, square = _singular_squares(field, a)
        product = field.function("sqrt", square)
        return field.function("sqrt", field.add(total, field.add(product, product)))

    def entries(self, ring: Ring, a: Rows) -> Rows:
        raise Unavailable("a nuclear norm is not written out in letters")

    def numeric(self, np: Any, a: Any) -> Any:
        return np.array([[np.linalg.svd(a, compute_uv=False).sum()]])

    def network(self, net: Any, a: Any) -> Any:
        return net.invariant("nuclear norm", a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        raise Unavailable("a nuclear norm has no differential where a singular value is 0")

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, p),), (Shape(p, n),), (Shape.of(n, 1),)]


class SpectralNorm(Operator):
    """The spectral norm ‖A‖₂, the largest singular value."""

    name = "spectral norm"
    notation = Notation("fence", "‖", r"\|")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        return super().show(style, args, params)[0] + style.subscript("2"), ATOM

    def shape(self, a: Shape) -> Shape:
        return SCALAR

    def exact(self, field: Arithmetic, a: Any) -> Any:
        if min(field.size(a)) == 1:
            over_real_numbers(field)
            return NORM.exact(field, a)
        total, square = _singular_squares(field, a)
        # σ₁² is the larger root of x² − total x + square.
        four = field.scale(field.number(-4), square)
        root = field.function("sqrt", field.add(field.multiply(total, total), four))
        largest = field.scale(field.number(Fraction(1, 2)), field.add(total, root))
        return field.function("sqrt", largest)

    def entries(self, ring: Ring, a: Rows) -> Rows:
        raise Unavailable("a spectral norm is not written out in letters")

    def numeric(self, np: Any, a: Any) -> Any:
        return np.array([[np.linalg.norm(a, 2)]])

    def network(self, net: Any, a: Any) -> Any:
        return net.invariant("spectral norm", a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        raise Unavailable("a spectral norm has no differential where two singular values meet")

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape(n, p),), (Shape(p, n),), (Shape.of(n, 1),)]


class MaximumNorm(Operator):
    """The maximum norm ‖x‖_∞ of a column, the largest |xᵢ|."""

    name = "maximum norm"
    notation = Notation("fence", "‖", r"\|")
    needs = EVERYWHERE

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        mark = r"\infty" if style.latex else "∞"
        return super().show(style, args, params)[0] + style.subscript(mark), ATOM

    def shape(self, a: Shape) -> Shape:
        if not a.is_column:
            raise IllShaped("the maximum norm takes a column")
        return SCALAR

    def exact(self, field: Arithmetic, a: Any) -> Any:
        over_real_numbers(field)
        rows, _ = field.size(a)
        moduli = field.function("abs", a)
        half = field.number(Fraction(1, 2))

        def larger(x: Any, y: Any) -> Any:
            # max(x, y) = (x + y + |x − y|) / 2
            gap = field.function("abs", field.add(x, field.negative(y)))
            return field.multiply(half, field.add(field.add(x, y), gap))

        return reduce(larger, (field.entry(moduli, i, 0) for i in range(rows)))

    def entries(self, ring: Ring, a: Rows) -> Rows:
        raise Unavailable("a maximum is not written out in letters")

    def numeric(self, np: Any, a: Any) -> Any:
        return np.array([[np.abs(a).max()]])

    def network(self, net: Any, a: Any) -> Any:
        return net.invariant("maximum norm", a)

    def differential(self, a: Expr, da: Expr) -> Expr:
        raise Unavailable("a maximum has no differential where two components meet")

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(Shape.of(n, 1),), (SCALAR,)]


MATRIX_EXPONENTIAL = MatrixExponential()
NUCLEAR_NORM, SPECTRAL_NORM, MAXIMUM_NORM = NuclearNorm(), SpectralNorm(), MaximumNorm()

OPERATORS = (MATRIX_EXPONENTIAL, NUCLEAR_NORM, SPECTRAL_NORM, MAXIMUM_NORM)
