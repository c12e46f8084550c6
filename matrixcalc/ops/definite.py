"""Which matrices are positive definite by their form and by what is declared of their letters.

No value is ever looked at, and what is not seen here counts as not known (Horn and Johnson,
Matrix Analysis, sections 4.1, 7.1 and 7.5).
"""

from __future__ import annotations

from collections.abc import Sequence

from matrixcalc.expr import Apply, Expr, Number, Symbol
from matrixcalc.ops import (
    constants,
    elementwise,
    inverses,
    linear,
    parts,
    products,
    roots,
    spectral,
)
from matrixcalc.ops.ranks import has_full_rank


def is_definite(e: Expr) -> bool:
    """Whether a matrix is seen to be positive definite, or a number to be positive."""
    if e.shape.is_scalar:
        return _is_positive(e)
    match e:
        case Symbol(assumptions=words):
            return "positive definite" in words
        case Apply(op=constants.IDENTITY):
            return True
        case Apply(op=linear.SUM, args=args):
            return any(map(is_definite, args)) and all(map(is_semidefinite, args))
        case Apply(op=linear.TRANSPOSE | inverses.INVERSE | roots.MATRIX_SQUARE_ROOT, args=(a,)):
            return is_definite(a)
        case Apply(op=linear.QUOTIENT | products.KRONECKER, args=args):
            return all(map(is_definite, args))
        case Apply(op=linear.POWER, args=(a,)):
            return is_definite(a)
        case Apply(op=spectral.MATRIX_EXPONENTIAL, args=(a,)):
            return is_symmetric(a)
        case Apply(op=parts.DIAGONAL_MATRIX, args=(a,)):
            return _has_positive_entries(a) if a.shape.is_column else is_definite(a)
        case Apply(op=products.HADAMARD, args=args):
            return all(map(is_definite, args))
        case Apply(op=linear.PRODUCT, args=args):
            return _is_congruent(args, strictly=True)
    return False


def is_semidefinite(e: Expr) -> bool:
    """Whether a matrix is seen to be positive semidefinite, or a number to be positive."""
    if e.shape.is_scalar:
        return _is_positive(e)
    match e:
        case Symbol(assumptions=words):
            return "positive semidefinite" in words
        case Apply(op=linear.SUM | products.KRONECKER | products.HADAMARD, args=args):
            return all(map(is_semidefinite, args))
        case Apply(op=linear.QUOTIENT, args=(a, c)):
            return is_semidefinite(a) and is_definite(c)
        case Apply(op=linear.TRANSPOSE | roots.MATRIX_SQUARE_ROOT, args=(a,)):
            return is_semidefinite(a)
        case Apply(op=products.OUTER, args=(a, b)) if a == b:
            return True
        case Apply(op=linear.PRODUCT, args=args) if _is_congruent(args, strictly=False):
            return True
    return is_definite(e)


def is_symmetric(e: Expr) -> bool:
    """Whether a matrix is seen to be symmetric."""
    match e:
        case Symbol(assumptions=words) if not e.shape.is_scalar:
            return "symmetric" in words
        case Apply(op=linear.SUM, args=args):
            return all(map(is_symmetric, args)) or _is_with_transpose(args)
        case Apply(
            op=linear.NEGATIVE | linear.TRANSPOSE | linear.POWER | inverses.INVERSE
            | roots.MATRIX_SQUARE_ROOT | roots.MATRIX_LOGARITHM | spectral.MATRIX_EXPONENTIAL,
            args=(a,),
        ):  # fmt: skip
            return is_symmetric(a)
        case Apply(op=linear.QUOTIENT, args=(a, _)):
            return is_symmetric(a)
        case Apply(op=linear.PRODUCT, args=args):
            rest = [a for a in args if not a.shape.is_scalar]
            if _is_palindrome(rest):
                return True
        case Apply(op=parts.DIAGONAL_MATRIX):
            return True
    return e.shape.is_scalar or is_semidefinite(e)


def is_diagonal(e: Expr) -> bool:
    """Whether a matrix is seen to be diagonal."""
    match e:
        case Symbol(assumptions=words):
            return "diagonal" in words
        case Apply(op=parts.DIAGONAL_MATRIX | constants.IDENTITY):
            return True
    return False


def _is_palindrome(args: Sequence[Expr]) -> bool:
    """Whether factors are B₁ … Bₖ S Bₖᵀ … B₁ᵀ with a symmetric S, or without one."""
    half = len(args) // 2
    pairs = zip(args[:half], reversed(args[len(args) - half :]), strict=True)
    middle = args[half : len(args) - half]
    return all(a == b.T or b == a.T for a, b in pairs) and all(map(is_symmetric, middle))


def _is_with_transpose(args: Sequence[Expr]) -> bool:
    """Whether a sum is that of a matrix and its transpose."""
    return len(args) == 2 and (args[0] == args[1].T or args[1] == args[0].T)


def _is_positive(e: Expr) -> bool:
    match e:
        case Symbol(assumptions=words):
            return "positive" in words or "positive definite" in words
        case Number(value=value):
            return value > 0
        case Apply(op=constants.SIZE, params=(size,)):
            return size.lowest is not None and size.lowest >= 1
        case Apply(op=linear.SUM | linear.PRODUCT | linear.QUOTIENT, args=args):
            return all(a.shape.is_scalar and _is_positive(a) for a in args)
        case Apply(op=linear.POWER | inverses.INVERSE | elementwise.SQRT, args=(a,)):
            return _is_positive(a)
        case Apply(op=elementwise.EXP | constants.PI):
            return True
    return False


def _has_positive_entries(e: Expr) -> bool:
    match e:
        case Symbol(assumptions=words):
            return "positive entries" in words
        case Apply(op=elementwise.EXP | constants.ONES):
            return True
        case Apply(op=parts.DIAGONAL_VECTOR, args=(a,)):
            return is_definite(a)
    return False


def _is_congruent(args: Sequence[Expr], *, strictly: bool) -> bool:
    """Whether a product is one of positive numbers and K, Bᵀ B or Bᵀ K B, with B of full rank if `strictly`."""
    rest = [a for a in args if not a.shape.is_scalar]
    if not all(_is_positive(a) for a in args if a.shape.is_scalar):
        return False
    inside = is_definite if strictly else is_semidefinite
    if len(rest) == 1:
        return inside(rest[0])
    first, *middle, last = rest
    if not (first == last.T or last == first.T or (first == last and is_symmetric(first))):
        return False
    # Of Bᵀ K B it is B that must have no fewer rows than columns, and full rank.
    tall = first.shape.is_square or _is_tall(last)
    if strictly and not (is_definite(last) or (tall and has_full_rank(last))):
        return False
    return not middle or _is_congruent(middle, strictly=strictly)


def _is_tall(e: Expr) -> bool:
    words = e.assumptions if isinstance(e, Symbol) else frozenset[str]()
    inner = e.args[0] if isinstance(e, Apply) and e.op is linear.TRANSPOSE else None
    turned = inner.assumptions if isinstance(inner, Symbol) else frozenset[str]()
    return "full column rank" in words or "full row rank" in turned
