"""Statements over the complex numbers, as statements about real letters.

A conjugate transpose Aᴴ is a letter of its own beside A.  An identity between rational functions
of A and Aᴴ holds for all complex matrices exactly if it holds for all pairs of real ones: so it is
proved and checked (Brandwood 1983; Hjørungnes 2011, ch. 3, for derivatives by z and z̄).  A real
matrix is a complex one, with Aᴴ = Aᵀ, so that what is false of those is refuted.  Nothing is said
of functions that are not rational in the letters: moduli, roots, logarithms.
"""

from __future__ import annotations

from dataclasses import replace

from matrixcalc.expr import Apply, Bind, Binder, Derive, Expr, Number, Symbol
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
from matrixcalc.rewriting import rebuild_claim, transformed_claim
from matrixcalc.shapes import Shape
from matrixcalc.statements import Claim, Definition

MARK = "ᴴ"
"""Ends the name of the letter for a conjugate transpose."""

COMPLEX = frozenset({"complex", "hermitian"})

RATIONAL = frozenset(
    {*linear.OPERATORS, *parts.OPERATORS, *constants.OPERATORS, inverses.INVERSE,
     inverses.DETERMINANT, inverses.COFACTORS, inverses.ADJUGATE, products.HADAMARD,
     products.HADAMARD_QUOTIENT, products.KRONECKER, spectral.MATRIX_EXPONENTIAL, elementwise.EXP}
)  # fmt: skip
"""Operators with f(Ā) = f(A)‾, of which equal values at real points are equal everywhere."""

_KEPT = {
    "complex": "complex", "symmetric": "symmetric", "skew-symmetric": "skew-symmetric",
    "diagonal": "diagonal", "invertible": "invertible", "nonzero": "nonzero",
    "full column rank": "full row rank", "full row rank": "full column rank",
}  # fmt: skip
"""What adjectives of a matrix say of its conjugate transpose."""

_REAL = frozenset({"positive", "in (0, 1)"})
"""Adjectives of numbers that are equal to their conjugates."""

NOT_COMPUTED = "complex numbers are not computed with"
UNKNOWN_SET = "what is declared of a complex letter is not computed with"

_DEFINITE = frozenset({"positive definite", "positive semidefinite"})


_DETERMINED = frozenset({"positive determinant"})
"""What else is said of a matrix that is positive definite."""
_MEANT = frozenset({*_KEPT, *COMPLEX, *_DEFINITE, "idempotent"})
"""Adjectives of which it is known what they say of complex letters."""


def is_pair(s: Symbol) -> bool:
    """Whether a letter stands for the conjugate transpose of another one."""
    return s.name.endswith(MARK)


def is_complex(claim: Claim) -> bool:
    """Whether a claim is about complex numbers."""
    return any(s.assumptions & COMPLEX for s in claim.symbols)


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
    shape = Shape(s.shape.cols, s.shape.rows)
    if any(isinstance(a, Expr) for a in s.arguments):
        raise Unavailable("complex functions are not computed with")
    if is_pair(s):
        return replace(s, name=s.name.removesuffix(MARK), shape=shape, assumptions=_turned(s))
    if s.shape.is_scalar and s.assumptions & _REAL:
        return s
    if "hermitian" in s.assumptions or s.assumptions & _DEFINITE:
        return s
    return replace(s, name=f"{s.name}{MARK}", shape=shape, assumptions=_turned(s))


def _turned(s: Symbol) -> frozenset[str]:
    if not s.assumptions <= _KEPT.keys():
        raise Unavailable(UNKNOWN_SET)
    return frozenset(_KEPT[word] for word in s.assumptions) | {"complex"}


def polarised(claim: Claim) -> Claim:
    """The claim about pairs of real letters that is equivalent for all complex ones.

    Raises `Unavailable` for what is not rational in the letters and their conjugates.
    """
    for s in claim.symbols:
        known = _MEANT | (_DETERMINED if s.assumptions & _DEFINITE else frozenset())
        if s.assumptions & COMPLEX and not s.assumptions <= known:
            raise Unavailable(UNKNOWN_SET)
    squared = transformed_claim(claim, _without_norms)
    for node in (n for e in squared.bodies for n in e.walk()):
        match node:
            case Symbol(arguments=arguments) if any(isinstance(a, Expr) for a in arguments):
                raise Unavailable("complex functions are not computed with")
            case Derive():
                _refuse_unclear(node)
            case Apply(op=op) if op not in RATIONAL:
                raise Unavailable(NOT_COMPUTED)
            case Number() | Symbol() | Apply() | Bind():
                pass
            case _:
                raise Unavailable(NOT_COMPUTED)
    return rebuild_claim(squared, _plain)


def _refuse_unclear(e: Derive) -> None:
    """Raise `Unavailable` for a derivative that is none by z with z̄ constant, or the reverse."""
    inside = e.body.names
    for s in e.wrt.symbols:
        pair = s.name.removesuffix(MARK) if is_pair(s) else f"{s.name}{MARK}"
        hermitian = "hermitian" in s.assumptions or s.assumptions & _DEFINITE
        if hermitian or (pair in inside and "complex" not in s.assumptions):
            raise Unavailable(NOT_COMPUTED)


def _without_norms(e: Expr) -> Expr:
    """Squares of norms and of moduli by conjugates."""
    match e:
        case Apply(op=products.SQUARED_NORM, args=(a,)):
            return algebra.tr(adjoint(a) @ a)
        case Apply(op=linear.POWER, args=(Apply(op=elementwise.ABS, args=(a,)),), params=(k,)) if (
            k.constant == 2
        ):
            return adjoint(a) * a
    return e


def _plain(s: Symbol) -> Symbol:
    """A letter with what its adjectives say of all complex numbers."""
    words = s.assumptions - COMPLEX
    if words & _DEFINITE:
        # Such a matrix is hermitian, and not symmetric.
        words = words - _DEFINITE - _DETERMINED - {"symmetric"}
        words |= {"invertible"} if "positive definite" in s.assumptions else set()
    return replace(s, assumptions=words)


def realised(claim: Claim) -> Claim:
    """The claim for real letters."""

    def real(s: Symbol) -> Symbol:
        words = s.assumptions - COMPLEX
        hermitian = "hermitian" in s.assumptions or s.assumptions & _DEFINITE
        return replace(s, assumptions=words | ({"symmetric"} if hermitian else set()))

    plain = rebuild_claim(claim, real)
    pairs = []
    for s in sorted({s for s in plain.symbols if is_pair(s)}, key=str):
        turned = Shape(s.shape.cols, s.shape.rows)
        absent = replace(s, name=s.name.removesuffix(MARK), shape=turned)
        base = next((x for x in plain.symbols if x.name == absent.name), absent)
        pairs.append(Definition(s, algebra.transpose(base), "for real numbers"))
    return replace(plain, definitions=(*pairs, *plain.definitions))
