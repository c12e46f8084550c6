"""Conjugate transposes: a letter Aᴴ of its own beside A.

What identities between such letters say of complex matrices is known to `paired`.
"""

from __future__ import annotations

from dataclasses import replace

from matrixcalc.assumptions import UNCOMPUTED
from matrixcalc.expr import Apply, Bind, Binder, Expr, Number, Symbol
from matrixcalc.ops import (
    algebra,
    constants,
    elementwise,
    inverses,
    linear,
    parts,
    products,
    spectral,
)
from matrixcalc.ops.spec import Unavailable

MARK = "ᴴ"
"""Ends the name of the letter for a conjugate transpose."""

COMPLEX = frozenset({"complex", "hermitian", "unitary"})

RATIONAL = frozenset(
    {*linear.OPERATORS, *parts.OPERATORS, *constants.OPERATORS, inverses.INVERSE,
     inverses.DETERMINANT, inverses.COFACTORS, inverses.ADJUGATE, products.HADAMARD,
     products.HADAMARD_QUOTIENT, products.KRONECKER, spectral.MATRIX_EXPONENTIAL, elementwise.EXP}
)  # fmt: skip
"""Operators with f(Ā) = f(A)‾, of which equal values at real points are equal everywhere."""

KEPT = {
    "complex": "complex", "symmetric": "symmetric", "skew-symmetric": "skew-symmetric",
    "diagonal": "diagonal", "invertible": "invertible", "nonzero": "nonzero",
    "full column rank": "full row rank", "full row rank": "full column rank",
}  # fmt: skip
"""What adjectives of a matrix say of its conjugate transpose."""

_REAL = frozenset({"positive", "in (0, 1)"})
"""Adjectives of numbers that are equal to their conjugates."""

NOT_COMPUTED = UNCOMPUTED["complex"]
UNKNOWN_SET = "what is declared of a complex letter is not computed with"

DEFINITE = frozenset({"positive definite", "positive semidefinite"})


def is_pair(s: Symbol) -> bool:
    """Whether a letter stands for the conjugate transpose of another one."""
    return s.name.endswith(MARK)


def partner(name: str) -> str:
    """The name of the other letter of a pair: A for Aᴴ, and Aᴴ for A."""
    return name.removesuffix(MARK) if name.endswith(MARK) else f"{name}{MARK}"


def is_hermitian(s: Symbol) -> bool:
    """Whether a letter is its own conjugate transpose."""
    return "hermitian" in s.assumptions or bool(s.assumptions & DEFINITE)


def adjoint(e: Expr) -> Expr:
    """The conjugate transpose of an expression; raises `Unavailable` where it is not known."""
    match e:
        case Number():
            return e
        case Symbol():
            return _adjoint_letter(e)
        case Bind(binder=Binder.SUM):
            return Bind(e.binder, e.bound, adjoint(e.body), e.conditions)
        case Apply(op=linear.TRANSPOSE, args=(a,)):
            return algebra.transpose(adjoint(a))
        case Apply(op=linear.PRODUCT, args=args):
            return linear.PRODUCT(*[adjoint(a) for a in reversed(args)])
        case Apply(op=linear.SUM | linear.NEGATIVE | linear.QUOTIENT | linear.POWER
                   | inverses.INVERSE as op, args=args, params=params):  # fmt: skip
            return Apply(op, [adjoint(a) for a in args], params)
        case Apply(op=op, args=args, params=params) if op in RATIONAL:
            return algebra.transpose(Apply(op, [conjugate(a) for a in args], params))
    raise Unavailable(NOT_COMPUTED)


def conjugate(e: Expr) -> Expr:
    """The complex conjugate of an expression, entry by entry."""
    match adjoint(e):
        case Apply(op=linear.TRANSPOSE, args=(a,)):
            return a
        case found:
            return found if found.shape.is_scalar else algebra.transpose(found)


def _adjoint_letter(s: Symbol) -> Expr:
    if any(isinstance(a, Expr) for a in s.arguments):
        raise Unavailable("complex functions are not computed with")
    if not is_pair(s):
        if (s.shape.is_scalar and s.assumptions & _REAL) or is_hermitian(s):
            return s
        if "unitary" in s.assumptions:
            return algebra.inv(s)
    return replace(s, name=partner(s.name), shape=s.shape.transposed, assumptions=_turned(s))


def _turned(s: Symbol) -> frozenset[str]:
    if not s.assumptions <= KEPT.keys():
        raise Unavailable(UNKNOWN_SET)
    return frozenset(KEPT[word] for word in s.assumptions) | {"complex"}
