"""Expressions as mathematics is written: + − @ * / ** on nodes, and named functions.

Every function here only builds a tree; nothing is evaluated or simplified.
A sum or product grows flat to the right, ``A @ B @ C`` has three factors, while
brackets on the right are kept, ``A @ (B @ C)`` has two.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from matrixcalc.dims import ONE, Dim, DimLike, IntVar
from matrixcalc.expr import (
    STANDARD,
    Apply,
    Bind,
    Binder,
    Condition,
    Convention,
    Derive,
    Differential,
    Expr,
    ExprLike,
    Number,
    Symbol,
)
from matrixcalc.ops import constants, elementwise, inverses, linear, parts, products
from matrixcalc.ops.spec import Operator
from matrixcalc.shapes import IllShaped


class NotAVariable(ValueError):
    """A derivative was asked for by something that does not stand for a variable."""


def number(value: ExprLike) -> Expr:
    """`value` as a scalar expression; sizes and integers become numbers.

    >>> str(number(Fraction(1, 2)))
    '1/2'
    """
    match value:
        case Expr():
            return value
        case Dim():
            return constants.SIZE(value)
        case int() | Fraction():
            return Number(Fraction(value))
    raise TypeError(f"{value!r} is not an expression, an integer, a Fraction or a size")


def _flat(op: Operator, left: Expr) -> Sequence[Expr]:
    return left.args if isinstance(left, Apply) and left.op is op else (left,)


def add(a: ExprLike, b: ExprLike) -> Expr:
    """The sum A + B."""
    return linear.SUM(*_flat(linear.SUM, number(a)), number(b))


def subtract(a: ExprLike, b: ExprLike) -> Expr:
    """The difference A − B."""
    return add(a, negative(number(b)))


def negative(a: Expr) -> Expr:
    """The negative −A."""
    return linear.NEGATIVE(a)


def product(a: ExprLike, b: ExprLike) -> Expr:
    """The product A B."""
    return linear.PRODUCT(*_flat(linear.PRODUCT, number(a)), number(b))


def times(a: ExprLike, b: ExprLike) -> Expr:
    """The multiple c A or A c; one of the two has to be scalar."""
    left, right = number(a), number(b)
    if not (left.shape.is_scalar or right.shape.is_scalar):
        raise IllShaped(
            "* multiplies by a scalar; write A @ B for the matrix product "
            "and hadamard(A, B) for the product entry by entry",
            ((str(left), left.shape), (str(right), right.shape)),
        )
    return product(left, right)


def quotient(a: ExprLike, b: ExprLike) -> Expr:
    """The quotient A / c by a scalar; a quotient of two integers is a number."""
    left, right = number(a), number(b)
    if isinstance(left, Number) and isinstance(right, Number) and right.value:
        return Number(left.value / right.value)
    return linear.QUOTIENT(left, right)


def power(a: ExprLike, b: ExprLike) -> Expr:
    """The power aᵇ: of a square matrix by an integer, of a scalar by any scalar."""
    base = number(a)
    if isinstance(b, Fraction) and b.denominator == 1:
        b = int(b)
    if isinstance(b, int | Dim):
        if b == 2 and isinstance(base, Apply) and base.op is products.NORM:
            # ‖x‖² is one notation, and rational where ‖x‖ is not.
            return products.SQUARED_NORM(*base.args)
        if base.shape.is_square and b == -1 and not base.shape.is_scalar:
            return inverses.INVERSE(base)
        return linear.POWER(base, b)
    return elementwise.REAL_POWER(base, number(b))


def transpose(a: Expr) -> Expr:
    """The transpose Aᵀ."""
    return linear.TRANSPOSE(a)


def entry(a: Expr, key: Any) -> Expr:
    """The entry A[i, j], or the component x[i] of a column; counted from 1."""
    if isinstance(key, tuple):
        if len(key) != 2:
            raise TypeError(f"an entry has one or two positions, not {len(key)}")
        return parts.ENTRY(a, Dim.of(key[0]), Dim.of(key[1]))
    if not isinstance(key, int | Dim):
        raise TypeError(f"{key!r} is not a position; use an integer or an index")
    if a.shape.is_column:
        return parts.ENTRY(a, Dim.of(key), ONE)
    raise IllShaped("a matrix entry needs a row and a column, as in A[i, j]", ((str(a), a.shape),))


def tr(a: Expr) -> Expr:
    """The trace tr A."""
    return linear.TRACE(a)


def det(a: Expr) -> Expr:
    """The determinant |A|."""
    return inverses.DETERMINANT(a)


def logdet(a: Expr) -> Expr:
    """log det A."""
    return inverses.LOG_DET(a)


def inv(a: Expr) -> Expr:
    """The inverse A⁻¹."""
    return inverses.INVERSE(a)


def adj(a: Expr) -> Expr:
    """The adjugate adj(A), the transposed cofactor matrix."""
    return inverses.ADJUGATE(a)


def cof(a: Expr) -> Expr:
    """The cofactor matrix Cof(A)."""
    return inverses.COFACTORS(a)


def minor(a: Expr, i: DimLike, j: DimLike) -> Expr:
    """The minor det A₍ᵢⱼ₎, of A without row i and column j."""
    return det(parts.WITHOUT(a, Dim.of(i), Dim.of(j)))


def diag(a: Expr) -> Expr:
    """diag(x), the diagonal matrix of a column; diag(A), the diagonal part of a matrix."""
    return parts.DIAGONAL_MATRIX(a)


def dg(a: Expr) -> Expr:
    """The diagonal of a square matrix as a column."""
    return parts.DIAGONAL_VECTOR(a)


def vec(a: Expr) -> Expr:
    """vec A, the columns of A stacked."""
    return parts.VEC(a)


def hadamard(a: Expr, b: Expr) -> Expr:
    """The Hadamard product A ⊙ B, entry by entry."""
    return products.HADAMARD(a, b)


def hadamard_quotient(a: Expr, b: Expr) -> Expr:
    """The quotient A ⊘ B, entry by entry."""
    return products.HADAMARD_QUOTIENT(a, b)


def kron(a: Expr, b: Expr) -> Expr:
    """The Kronecker product A ⊗ B."""
    return products.KRONECKER(a, b)


def inner(a: Expr, b: Expr) -> Expr:
    """The inner product ⟨A, B⟩ = tr(AᵀB)."""
    return products.INNER(a, b)


def outer(a: Expr, b: Expr) -> Expr:
    """The outer product a bᵀ of two columns."""
    return products.OUTER(a, b)


def norm(a: Expr) -> Expr:
    """The Euclidean norm of a column, the Frobenius norm of a matrix."""
    return products.NORM(a)


def block(rows: Sequence[Sequence[ExprLike]]) -> Expr:
    """A block matrix from its rows of blocks."""
    blocks = [number(b) for row in rows for b in row]
    if any(len(row) != len(rows[0]) for row in rows):
        raise IllShaped("a block matrix needs the same number of blocks in every row")
    return parts.BLOCK(*blocks, len(rows), len(rows[0]))


def row(a: Expr, i: DimLike) -> Expr:
    """Row i of A, as a 1 × m matrix."""
    return parts.ROW(a, Dim.of(i))


def column(a: Expr, j: DimLike) -> Expr:
    """Column j of A."""
    return parts.COLUMN(a, Dim.of(j))


def _scalar_or_column(op: Operator, a: ExprLike) -> Expr:
    x = number(a)
    if not x.shape.is_column:
        raise IllShaped(
            f"{op.name} of a matrix is ambiguous; write entrywise({op.name}, A) "
            "for the function of every entry",
            ((str(x), x.shape),),
        )
    return op(x)


def exp(a: ExprLike) -> Expr:
    """exp of a scalar, or of every component of a column."""
    return _scalar_or_column(elementwise.EXP, a)


def log(a: ExprLike) -> Expr:
    """The natural logarithm of a scalar, or of every component of a column."""
    return _scalar_or_column(elementwise.LOG, a)


def sqrt(a: ExprLike) -> Expr:
    """The square root of a scalar, or of every component of a column."""
    return _scalar_or_column(elementwise.SQRT, a)


def sin(a: ExprLike) -> Expr:
    """The sine of a scalar, or of every component of a column."""
    return _scalar_or_column(elementwise.SIN, a)


def cos(a: ExprLike) -> Expr:
    """The cosine of a scalar, or of every component of a column."""
    return _scalar_or_column(elementwise.COS, a)


def tanh(a: ExprLike) -> Expr:
    """The hyperbolic tangent of a scalar, or of every component of a column."""
    return _scalar_or_column(elementwise.TANH, a)


def logistic(a: ExprLike) -> Expr:
    """σ(x) = 1 / (1 + exp(−x)), of a scalar or of every component of a column."""
    return _scalar_or_column(elementwise.LOGISTIC, a)


def softplus(a: ExprLike) -> Expr:
    """log(1 + exp x), of a scalar or of every component of a column."""
    return _scalar_or_column(elementwise.SOFTPLUS, a)


def absolute(a: ExprLike) -> Expr:
    """The absolute value of a scalar, or of every component of a column."""
    return _scalar_or_column(elementwise.ABS, a)


def softmax(x: Expr) -> Expr:
    """softmax of a column."""
    return elementwise.SOFTMAX(x)


FUNCTIONS: dict[Any, Operator] = {
    exp: elementwise.EXP,
    log: elementwise.LOG,
    sqrt: elementwise.SQRT,
    sin: elementwise.SIN,
    cos: elementwise.COS,
    tanh: elementwise.TANH,
    logistic: elementwise.LOGISTIC,
    softplus: elementwise.SOFTPLUS,
    absolute: elementwise.ABS,
}


def entrywise(function: Any, a: Expr) -> Expr:
    """A function such as `exp` or `sin` applied to every entry of a matrix."""
    return FUNCTIONS[function](a)


def eye(order: DimLike) -> Expr:
    """The identity matrix I."""
    return constants.IDENTITY(Dim.of(order))


def zeros(rows: DimLike, cols: DimLike = 1) -> Expr:
    """The zero matrix or, with one argument, the zero vector."""
    return constants.ZEROS(Dim.of(rows), Dim.of(cols))


def ones(rows: DimLike, cols: DimLike = 1) -> Expr:
    """The matrix of ones or, with one argument, the vector of ones."""
    return constants.ONES(Dim.of(rows), Dim.of(cols))


def unit(order: DimLike, i: DimLike) -> Expr:
    """The unit vector eᵢ."""
    return constants.SINGLE_ENTRY(Dim.of(order), ONE, Dim.of(i), ONE)


def single_entry(rows: DimLike, cols: DimLike, i: DimLike, j: DimLike) -> Expr:
    """The single-entry matrix Jⁱʲ."""
    return constants.SINGLE_ENTRY(Dim.of(rows), Dim.of(cols), Dim.of(i), Dim.of(j))


def commutation(rows: DimLike, cols: DimLike) -> Expr:
    """The commutation matrix Kₘₙ."""
    return constants.COMMUTATION(Dim.of(rows), Dim.of(cols))


def delta(i: DimLike, j: DimLike) -> Expr:
    """The Kronecker symbol δᵢⱼ."""
    return constants.DELTA(Dim.of(i), Dim.of(j))


PI = constants.PI()
"""The number π."""


def _index(index: Dim) -> IntVar:
    variable = index.as_variable
    if variable is None or not variable.is_index:
        raise ValueError(f"{index} is not an index with a range")
    return variable


def total(*args: Any, where: Sequence[Condition] = ()) -> Expr:
    """The sum Σ over one or more indices: ``total(i, j, body)``.

    >>> n = Dim.size("n"); i = Dim.index("i", n)
    >>> str(total(i, constants.SIZE(i)))
    'Σ_{i=1}^{n} i'
    """
    *over, body = args
    return Bind(Binder.SUM, [_index(i) for i in over], number(body), where)


def prod(*args: Any, where: Sequence[Condition] = ()) -> Expr:
    """The product Π over one or more indices: ``prod(i, body)``."""
    *over, body = args
    return Bind(Binder.PRODUCT, [_index(i) for i in over], number(body), where)


def table(*args: Any) -> Expr:
    """The matrix whose entries are given, (a_ij): ``table(i, j, body)``."""
    *over, body = args
    if not 1 <= len(over) <= 2:
        raise ValueError("a table has one or two indices")
    return Bind(Binder.TABLE, [_index(i) for i in over], number(body))


def variable_below(wrt: Expr) -> Symbol:
    """The symbol that `wrt` stands for, as Σ for (Σ⁻¹)ᵢⱼ.

    Raises `NotAVariable` if `wrt` is not a symbol, an entry, a transpose, an
    inverse or vec of one, or a power of a scalar.
    """
    match wrt:
        case Symbol():
            return wrt
        case Apply(op=op, args=(inside, *_)) if op in WAYS_TO_A_VARIABLE:
            return variable_below(inside)
        case Apply(op=op, args=(inside,)) if op is linear.POWER and inside.shape.is_scalar:
            return variable_below(inside)
    raise NotAVariable(f"cannot differentiate by {wrt}: it is not a variable")


WAYS_TO_A_VARIABLE = (parts.ENTRY, linear.TRANSPOSE, inverses.INVERSE, parts.VEC)


def derivative(f: ExprLike, *by: Expr, convention: Convention = STANDARD) -> Expr:
    """The derivative ∂f/∂x, or with several variables ∂²f/∂x∂y, unevaluated.

    `x` may be a scalar, vector or matrix symbol, a member of a family, an
    entry, or an expression that stands for a variable, such as Σ⁻¹ or xᵀ.
    The last variable is differentiated by first.
    """
    result = number(f)
    for x in reversed(by):
        variable_below(x)
        result = Derive(result, x, convention)
    return result


def jacobian(y: Expr, x: Expr) -> Expr:
    """The Jacobian ∂y/∂xᵀ, with a row per component of y, in every layout."""
    return derivative(y, x.T)


def hessian(f: Expr, x: Expr) -> Expr:
    """The Hessian ∂²f/∂x∂xᵀ."""
    return derivative(derivative(f, x), x.T)


def magnus_neudecker(f: Expr, x: Expr) -> Expr:
    """D F(X) = ∂ vec F / ∂ (vec X)ᵀ (Magnus and Neudecker, section 9.3)."""
    return derivative(vec(f), vec(x).T)


def _by_name(s: Symbol) -> str:
    return s.name


def d(f: Expr, *variables: Expr) -> Expr:
    """The differential of f; of a symbol, its own differential, as in dX.

    Without `variables`, every symbol in `f` that is not declared constant varies.
    """
    if not variables:
        moving = [s for s in f.symbols if "constant" not in s.assumptions and not s.is_function]
        variables = (*sorted(moving, key=_by_name),)
    bound = {v for e in f.walk() if isinstance(e, Bind) for v in e.bound}
    for x in variables:
        variable_below(x)
        unknown = x.indices - f.indices - bound
        if unknown:
            names = ", ".join(sorted(v.name for v in unknown))
            raise NotAVariable(f"cannot vary {x}: the index {names} does not occur in {f}")
    return Differential(f, variables)
