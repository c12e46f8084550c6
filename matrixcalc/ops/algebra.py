"""Expressions as mathematics is written: + − @ * / ** on nodes, and named functions.

Every function here only builds a tree; nothing is evaluated or simplified.
A sum or product grows flat to the right, ``A @ B @ C`` has three factors, while
brackets on the right are kept, ``A @ (B @ C)`` has two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from matrixcalc.conventions import STANDARD, Convention
from matrixcalc.dims import ONE, Dim, DimLike, IntVar
from matrixcalc.expr import (
    Apply,
    Bind,
    Binder,
    Condition,
    Derive,
    Differential,
    Expr,
    ExprLike,
    Number,
    Symbol,
)
from matrixcalc.ops import (
    constants,
    elementwise,
    inverses,
    linear,
    parts,
    products,
    pseudo,
    ranks,
    roots,
    spectral,
)
from matrixcalc.ops.arguments import (
    Misuse,
    agreed,
    conditions,
    exponent,
    index,
    integer,
    named,
    number,
    position,
    size,
)
from matrixcalc.ops.definite import is_definite, is_semidefinite
from matrixcalc.ops.spec import Operator
from matrixcalc.shapes import IllShaped, Shape


class NotAVariable(Misuse):
    """A derivative was asked for by something that does not stand for a variable."""


def _flat(op: Operator, left: Expr) -> Sequence[Expr]:
    return left.args if isinstance(left, Apply) and left.op is op else (left,)


def add(a: ExprLike, b: ExprLike) -> Expr:
    """The sum A + B."""
    left, right = number(a), number(b)
    if isinstance(left, Number) and left.value == 0 and not right.shape.is_scalar:
        raise IllShaped(
            "the terms of a sum have different shapes; Python's sum() starts with the number 0, "
            "so write the terms with + between them",
            (("0", left.shape), (str(right), right.shape)),
        )
    return linear.SUM(*_flat(linear.SUM, left), right)


def subtract(a: ExprLike, b: ExprLike) -> Expr:
    """The difference A − B."""
    return add(a, negative(number(b)))


def negative(a: Expr) -> Expr:
    """The negative −A."""
    return linear.NEGATIVE(number(a))


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
    if isinstance(right, Number) and not right.value:
        raise Misuse(f"cannot divide {named(left)} by 0")
    return linear.QUOTIENT(left, right)


def power(a: ExprLike, b: ExprLike) -> Expr:
    """The power aᵇ: of a square matrix by an integer, of a scalar by any scalar."""
    base = number(a)
    if isinstance(b, Fraction) and b.denominator == 1:
        b = int(b)
    if isinstance(b, int | Dim) and not isinstance(b, bool):
        if b == 2 and isinstance(base, Apply) and base.op is products.NORM:
            # ‖x‖² is one notation, and rational where ‖x‖ is not.
            return products.SQUARED_NORM(*base.args)
        if base.shape.is_square and b == -1 and not base.shape.is_scalar:
            return inverses.INVERSE(base)
        return linear.POWER(base, exponent(Dim.of(b)))
    return elementwise.REAL_POWER(base, number(b))


def transpose(a: Expr) -> Expr:
    """The transpose Aᵀ."""
    return linear.TRANSPOSE(number(a))


def entry(a: Expr, key: Any) -> Expr:
    """The entry A[i, j], or the component x[i] of a column; counted from 1."""
    keys = key if isinstance(key, tuple) else (key,)
    if not 1 <= len(keys) <= 2 or any(isinstance(k, slice) for k in keys):
        raise Misuse(
            f"an entry of {a} has one row and one column, as in A[i, j]; "
            "row(A, i) is a row and column(A, j) a column"
        )
    if len(keys) == 2 or a.shape.is_column:
        i, j = (*keys, ONE)[:2]
        return parts.ENTRY(a, _row(a, i), _column(a, j))
    raise IllShaped("a matrix entry needs a row and a column, as in A[i, j]", ((str(a), a.shape),))


def _row(a: Expr, i: DimLike) -> Dim:
    return position(i, a.shape.rows, "row", a, a.shape)


def _column(a: Expr, j: DimLike) -> Dim:
    return position(j, a.shape.cols, "column", a, a.shape)


def tr(a: Expr) -> Expr:
    """The trace tr A."""
    return linear.TRACE(number(a))


def det(a: Expr) -> Expr:
    """The determinant |A|."""
    return inverses.DETERMINANT(number(a))


def logdet(a: Expr) -> Expr:
    """log det A."""
    return inverses.LOG_DET(number(a))


def inv(a: Expr) -> Expr:
    """The inverse A⁻¹."""
    return inverses.INVERSE(number(a))


def pinv(a: Expr) -> Expr:
    """The pseudo-inverse A⁺ of Moore and Penrose, of a matrix of any shape.

    It is a rational function of A, with a derivative, where the letters of A
    are declared so that A has full rank.
    """
    inside = number(a)
    return pseudo.PSEUDO_INVERSE(inside, int(ranks.has_full_rank(inside)))


def rank(a: Expr) -> Expr:
    """The rank of A."""
    return pseudo.RANK(number(a))


def expm(a: Expr) -> Expr:
    """The matrix exponential e^A of a square matrix."""
    return spectral.MATRIX_EXPONENTIAL(number(a))


def sqrtm(a: Expr) -> Expr:
    """The square root A^{1/2} of a positive semidefinite matrix, which is one itself.

    Raises `Misuse` for what is not seen to be so.
    """
    return roots.MATRIX_SQUARE_ROOT(_seen(a, is_semidefinite, "semidefinite"))


def logm(a: Expr) -> Expr:
    """The logarithm of a positive definite matrix, the symmetric L with e^L = A.

    Raises `Misuse` for what is not seen to be so.
    """
    return roots.MATRIX_LOGARITHM(_seen(a, is_definite, "definite"))


def _seen(a: Expr, condition: Callable[[Expr], bool], word: str) -> Expr:
    if a.shape.is_scalar or not condition(a):
        raise Misuse(f"nothing says that {a} is a matrix that is positive {word}")
    return a


def adj(a: Expr) -> Expr:
    """The adjugate adj(A), the transposed cofactor matrix."""
    return inverses.ADJUGATE(number(a))


def cof(a: Expr) -> Expr:
    """The cofactor matrix Cof(A)."""
    return inverses.COFACTORS(number(a))


def minor(a: Expr, i: DimLike, j: DimLike) -> Expr:
    """The minor det A₍ᵢⱼ₎, of A without row i and column j."""
    return det(parts.WITHOUT(number(a), _row(a, i), _column(a, j)))


def diag(a: Expr) -> Expr:
    """diag(x), the diagonal matrix of a column; diag(A), the diagonal part of a matrix."""
    return parts.DIAGONAL_MATRIX(number(a))


def dg(a: Expr) -> Expr:
    """The diagonal of a square matrix as a column."""
    return parts.DIAGONAL_VECTOR(number(a))


def vec(a: Expr) -> Expr:
    """vec A, the columns of A stacked."""
    return parts.VEC(number(a))


def hadamard(a: Expr, b: Expr) -> Expr:
    """The Hadamard product A ⊙ B, entry by entry."""
    return products.HADAMARD(number(a), number(b))


def hadamard_quotient(a: Expr, b: Expr) -> Expr:
    """The quotient A ⊘ B, entry by entry."""
    return products.HADAMARD_QUOTIENT(number(a), number(b))


def kron(a: Expr, b: Expr) -> Expr:
    """The Kronecker product A ⊗ B."""
    return products.KRONECKER(number(a), number(b))


def inner(a: Expr, b: Expr) -> Expr:
    """The inner product ⟨A, B⟩ = tr(AᵀB)."""
    return products.INNER(number(a), number(b))


def outer(a: Expr, b: Expr) -> Expr:
    """The outer product a bᵀ of two columns."""
    return products.OUTER(number(a), number(b))


def norm(a: Expr) -> Expr:
    """The Euclidean norm of a column, the Frobenius norm of a matrix."""
    return products.NORM(number(a))


def nuclear_norm(a: Expr) -> Expr:
    """The nuclear norm ‖A‖_*, the sum of the singular values."""
    return spectral.NUCLEAR_NORM(number(a))


def spectral_norm(a: Expr) -> Expr:
    """The spectral norm ‖A‖₂, the largest singular value."""
    return spectral.SPECTRAL_NORM(number(a))


def max_norm(a: Expr) -> Expr:
    """The maximum norm ‖x‖_∞ of a column."""
    return spectral.MAXIMUM_NORM(number(a))


def one_norm(a: Expr) -> Expr:
    """The norm ‖x‖₁ = Σᵢ |xᵢ| of a column, as 𝟏ᵀ|x|."""
    x = number(a)
    if not x.shape.is_column:
        raise IllShaped("the norm ‖x‖₁ takes a column", ((str(x), x.shape),))
    moduli = elementwise.ABS(x)
    return moduli if x.shape.is_scalar else product(transpose(ones(x.shape.rows)), moduli)


def block(rows: Sequence[Sequence[ExprLike]]) -> Expr:
    """A block matrix from its rows of blocks."""
    if not rows or any(not isinstance(row, list | tuple) or not row for row in rows):
        raise Misuse("a block matrix takes rows of blocks, as in block([[A, B], [C, D]])")
    blocks = [number(b) for row in rows for b in row]
    if any(len(row) != len(rows[0]) for row in rows):
        raise IllShaped("a block matrix needs the same number of blocks in every row")
    return parts.BLOCK(*blocks, len(rows), len(rows[0]))


def row(a: Expr, i: DimLike) -> Expr:
    """Row i of A, as a 1 × m matrix."""
    return parts.ROW(number(a), _row(a, i))


def column(a: Expr, j: DimLike) -> Expr:
    """Column j of A."""
    return parts.COLUMN(number(a), _column(a, j))


def _scalar_or_column(op: Operator, a: ExprLike) -> Expr:
    return _of_column(op.name, op, a)


def _of_column(name: str, function: Callable[[Expr], Expr], a: ExprLike) -> Expr:
    x = number(a)
    if not x.shape.is_column:
        raise IllShaped(
            f"{name} of a matrix is ambiguous; write entrywise({name}, A) "
            "for the function of every entry",
            ((str(x), x.shape),),
        )
    return function(x)


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


def tan(a: ExprLike) -> Expr:
    """The tangent of a scalar, or of every component of a column."""
    return _scalar_or_column(elementwise.TAN, a)


def arctan(a: ExprLike) -> Expr:
    """The arctangent of a scalar, or of every component of a column."""
    return _scalar_or_column(elementwise.ARCTAN, a)


def sinh(a: ExprLike) -> Expr:
    """The hyperbolic sine of a scalar, or of every component of a column."""
    return _scalar_or_column(elementwise.SINH, a)


def cosh(a: ExprLike) -> Expr:
    """The hyperbolic cosine of a scalar, or of every component of a column."""
    return _scalar_or_column(elementwise.COSH, a)


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


def _relu(x: Expr) -> Expr:
    return quotient(add(x, elementwise.ABS(x)), 2)


def _sign(x: Expr) -> Expr:
    moduli = elementwise.ABS(x)
    return linear.QUOTIENT(x, moduli) if x.shape.is_scalar else hadamard_quotient(x, moduli)


def relu(a: ExprLike) -> Expr:
    """max(x, 0) = (x + |x|) / 2, of a scalar or of every component of a column."""
    return _of_column("relu", _relu, a)


def sign(a: ExprLike) -> Expr:
    """The sign x / |x| of a scalar, or of every component of a column, that is not 0."""
    return _of_column("sign", _sign, a)


def softmax(x: Expr) -> Expr:
    """softmax of a column."""
    return elementwise.SOFTMAX(number(x))


FUNCTIONS: dict[Any, Callable[[Expr], Expr]] = {
    exp: elementwise.EXP,
    log: elementwise.LOG,
    sqrt: elementwise.SQRT,
    sin: elementwise.SIN,
    cos: elementwise.COS,
    tanh: elementwise.TANH,
    logistic: elementwise.LOGISTIC,
    softplus: elementwise.SOFTPLUS,
    absolute: elementwise.ABS,
    tan: elementwise.TAN,
    arctan: elementwise.ARCTAN,
    sinh: elementwise.SINH,
    cosh: elementwise.COSH,
    relu: _relu,
    sign: _sign,
}


def entrywise(function: Any, a: Expr) -> Expr:
    """A function such as `exp` or `sin` applied to every entry of a matrix."""
    if not callable(function) or function not in FUNCTIONS:
        known = ", ".join(f.__name__ for f in FUNCTIONS)
        raise Misuse(f"{named(function)} is not a function for every entry; there are {known}")
    return FUNCTIONS[function](number(a))


def eye(order: DimLike) -> Expr:
    """The identity matrix I."""
    return constants.IDENTITY(size(order))


def zeros(rows: DimLike, cols: DimLike = 1) -> Expr:
    """The zero matrix or, with one argument, the zero vector."""
    return constants.ZEROS(size(rows), size(cols))


def ones(rows: DimLike, cols: DimLike = 1) -> Expr:
    """The matrix of ones or, with one argument, the vector of ones."""
    return constants.ONES(size(rows), size(cols))


def unit(order: DimLike, i: DimLike) -> Expr:
    """The unit vector eᵢ."""
    return single_entry(order, ONE, i, ONE)


def single_entry(rows: DimLike, cols: DimLike, i: DimLike, j: DimLike) -> Expr:
    """The single-entry matrix Jⁱʲ."""
    shape = Shape(size(rows), size(cols))
    i = position(i, shape.rows, "row", "the matrix", shape)
    j = position(j, shape.cols, "column", "the matrix", shape)
    return constants.SINGLE_ENTRY(shape.rows, shape.cols, i, j)


def commutation(rows: DimLike, cols: DimLike) -> Expr:
    """The commutation matrix Kₘₙ."""
    return constants.COMMUTATION(size(rows), size(cols))


def delta(i: DimLike, j: DimLike) -> Expr:
    """The Kronecker symbol δᵢⱼ."""
    return constants.DELTA(integer(i), integer(j))


PI = constants.PI()
"""The number π."""


def _over(name: str, args: tuple[Any, ...]) -> tuple[list[IntVar], Expr]:
    """The indices and the body of what is called as ``name(i, j, body)``."""
    if len(args) < 2:
        raise Misuse(f"{name} takes an index and a body, as in {name}(i, x[i])")
    *over, body = args
    return [index(i) for i in over], number(body)


def total(*args: Any, where: Sequence[Condition] = ()) -> Expr:
    """The sum Σ over one or more indices: ``total(i, j, body)``.

    >>> n = Dim.size("n"); i = Dim.index("i", n)
    >>> str(total(i, constants.SIZE(i)))
    'Σ_{i=1}^{n} i'
    """
    over, body = _over("total", args)
    return Bind(Binder.SUM, over, body, conditions(where))


def prod(*args: Any, where: Sequence[Condition] = ()) -> Expr:
    """The product Π over one or more indices: ``prod(i, body)``."""
    over, body = _over("prod", args)
    return Bind(Binder.PRODUCT, over, body, conditions(where))


def table(*args: Any) -> Expr:
    """The matrix whose entries are given, (a_ij): ``table(i, j, body)``."""
    over, body = _over("table", args)
    if len(over) > 2:
        raise Misuse("a table has one or two indices")
    return Bind(Binder.TABLE, over, body)


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
    raise NotAVariable(f"cannot differentiate by {named(wrt)}: it is not a variable")


WAYS_TO_A_VARIABLE = (parts.ENTRY, linear.TRANSPOSE, inverses.INVERSE, parts.VEC)


def derivative(f: ExprLike, *by: Expr, convention: Convention = STANDARD) -> Expr:
    """The derivative ∂f/∂x, or with several variables ∂²f/∂x∂y, unevaluated.

    `x` may be a scalar, vector or matrix symbol, a member of a family, an
    entry, or an expression that stands for a variable, such as Σ⁻¹ or xᵀ.
    The last variable is differentiated by first.
    """
    result = number(f)
    if not by:
        raise Misuse(f"derivative({result}) needs a variable, as in derivative(f, x)")
    for x in reversed(by):
        variable_below(x)
        result = Derive(result, x, agreed(convention))
    return result


def jacobian(y: Expr, x: Expr) -> Expr:
    """The Jacobian ∂y/∂xᵀ, with a row per component of y, in every layout."""
    return derivative(y, transpose(x))


def hessian(f: Expr, x: Expr) -> Expr:
    """The Hessian ∂²f/∂x∂xᵀ."""
    return derivative(derivative(f, x), transpose(x))


def magnus_neudecker(f: Expr, x: Expr) -> Expr:
    """D F(X) = ∂ vec F / ∂ (vec X)ᵀ (Magnus and Neudecker, section 9.3)."""
    return derivative(vec(f), transpose(vec(x)))


def _by_name(s: Symbol) -> str:
    return s.name


def d(f: Expr, *variables: Expr) -> Expr:
    """The differential of f; of a symbol, its own differential, as in dX.

    Without `variables`, every symbol in `f` that is not declared constant varies.
    """
    f = number(f)
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
