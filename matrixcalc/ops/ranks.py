"""What is known of the rank of an expression from what is declared of its letters.

A rank jumps where a determinant vanishes, so a random point says nothing about
the points of smaller rank.  Here it is read off the tree whether a rank is full,
or at least the same throughout each component of the declared sets.  No value
is ever looked at, and what is not seen here counts as not known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matrixcalc.expr import Apply, Expr, Number, Symbol
from matrixcalc.ops.constants import COMMUTATION, IDENTITY, ONES, PI, SINGLE_ENTRY
from matrixcalc.ops.inverses import DETERMINANT, INVERSE
from matrixcalc.ops.linear import NEGATIVE, PRODUCT, QUOTIENT, TRANSPOSE
from matrixcalc.ops.parts import DIAGONAL_MATRIX
from matrixcalc.ops.products import KRONECKER, NORM, OUTER, SQUARED_NORM
from matrixcalc.ops.pseudo import PSEUDO_INVERSE

Meanings = Mapping[str, Expr]
"""What defined letters stand for."""

COMPONENTS = frozenset({"any rank", "idempotent", "nilpotent of index 2", "one-hot"})
"""Adjectives of sets with components of one rank each, all of which are tried."""


def has_full_rank(e: Expr, meanings: Meanings | None = None) -> bool:
    """Whether the declarations alone ensure full rank; False means only "not seen"."""
    known = meanings or {}
    return _full_columns(e, known) or _full_rows(e, known)


def has_settled_rank(e: Expr, meanings: Meanings | None = None) -> bool:
    """Whether the rank is one number on each component of the declared sets."""
    known = meanings or {}
    if has_full_rank(e, known) or not e.symbols:
        return True
    match e:
        case Symbol():
            if e.name in known:
                return has_settled_rank(known[e.name], known)
            return bool(COMPONENTS & e.assumptions) and not e.is_function
        case Apply(op=op, args=(a, *_)) if op in (TRANSPOSE, NEGATIVE, QUOTIENT, PSEUDO_INVERSE):
            return has_settled_rank(a, known)
        case Apply(op=op, args=args) if op in (KRONECKER, OUTER):
            return all(has_settled_rank(a, known) for a in args)
        case Apply(op=op, args=args) if op is PRODUCT:
            return _is_settled_product(args, known)
    return False


def _is_settled_product(args: Sequence[Expr], known: Meanings) -> bool:
    """Whether all factors but one keep the rank of that one, or a letter meets its transpose."""
    scalars, matrices = _separated(args)
    if not all(_full_columns(c, known) for c in scalars):
        return False
    if _gram_of(matrices) is not None:
        return has_settled_rank(matrices[0], known)
    return any(
        has_settled_rank(a, known)
        and all(_full_columns(b, known) for b in matrices[:k])
        and all(_full_rows(b, known) for b in matrices[k + 1 :])
        for k, a in enumerate(matrices)
    )


def _separated(args: Sequence[Expr]) -> tuple[list[Expr], list[Expr]]:
    """The scalar factors and the others."""
    scalars = [a for a in args if a.shape.is_scalar]
    return scalars, [a for a in args if not a.shape.is_scalar]


def _gram_of(matrices: Sequence[Expr]) -> tuple[Expr, bool] | None:
    """(A, True) for AᵀA and A⁺A, (A, False) for AAᵀ and AA⁺: they have the rank of a real A."""
    if len(matrices) != 2:
        return None
    match matrices[0], matrices[1]:
        case Apply(op=op, args=(a,)), b if op in (TRANSPOSE, PSEUDO_INVERSE) and a == b:
            return b, True
        case a, Apply(op=op, args=(b,)) if op in (TRANSPOSE, PSEUDO_INVERSE) and a == b:
            return a, False
    return None


def _full_columns(e: Expr, known: Meanings) -> bool:
    """Whether the columns are certainly linearly independent; of a scalar, whether it is not 0."""
    match e:
        case Number(value=value):
            return value != 0
        case Symbol():
            if e.name in known:
                return _full_columns(known[e.name], known)
            words = {"invertible", "full column rank"}
            words |= {"full row rank"} if e.shape.is_square else set()
            words |= {"nonzero"} if e.shape.is_column else set()
            return bool(words & e.assumptions)
        case Apply(op=op) if op in (IDENTITY, COMMUTATION, INVERSE, PI):
            return True
        case Apply(op=op) if op in (ONES, SINGLE_ENTRY):
            return e.shape.is_column
        case Apply(op=op, args=(a, *_)) if op in (TRANSPOSE, PSEUDO_INVERSE):
            return _full_rows(a, known)
        case Apply(op=op, args=(a, *_)) if op in (NEGATIVE, QUOTIENT, DETERMINANT):
            return _full_columns(a, known)
        case Apply(op=op, args=(a,)) if op in (NORM, SQUARED_NORM):
            return has_full_rank(a, known)
        case Apply(op=op, args=(Symbol() as s,)) if op is DIAGONAL_MATRIX and s.shape.is_column:
            return "positive entries" in s.assumptions and s.name not in known
        case Apply(op=op, args=args) if op is KRONECKER:
            return all(_full_columns(a, known) for a in args)
        case Apply(op=op, args=args) if op is PRODUCT:
            return _is_full_product(args, known)
    return False


def _is_full_product(args: Sequence[Expr], known: Meanings) -> bool:
    scalars, matrices = _separated(args)
    if not all(_full_columns(c, known) for c in scalars):
        return False
    gram = _gram_of(matrices)
    if gram is not None:
        a, by_columns = gram
        return _full_columns(a, known) if by_columns else _full_rows(a, known)
    return all(_full_columns(a, known) for a in matrices)


def _full_rows(e: Expr, known: Meanings) -> bool:
    """Whether the rows are certainly linearly independent."""
    match e:
        case Symbol() if e.name in known:
            return _full_rows(known[e.name], known)
        case Symbol() if not e.shape.is_square:
            return "full row rank" in e.assumptions
        case Apply(op=op, args=(a, *_)) if op in (TRANSPOSE, PSEUDO_INVERSE):
            return _full_columns(a, known)
        case Apply(op=op, args=(a, *_)) if op in (NEGATIVE, QUOTIENT):
            return _full_rows(a, known)
        case Apply(op=op, args=args) if op is KRONECKER:
            return all(_full_rows(a, known) for a in args)
        case Apply(op=op, args=args) if op is PRODUCT and not e.shape.is_square:
            scalars, matrices = _separated(args)
            return all(_full_columns(c, known) for c in scalars) and all(
                _full_rows(a, known) for a in matrices
            )
    return e.shape.is_square and _full_columns(e, known)
