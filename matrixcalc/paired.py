"""Claims about complex letters, as claims about pairs of real ones.

An identity between rational functions of A and Aᴴ holds for all complex matrices exactly if it
holds for all pairs of real ones: so it is proved and checked (Brandwood 1983; Hjørungnes 2011,
ch. 3, for derivatives by z and z̄).  A real matrix is a complex one, with Aᴴ = Aᵀ, so that what is
false of those is refuted.  Nothing is said of functions that are not rational in the letters:
moduli, roots, logarithms.
"""

from __future__ import annotations

from dataclasses import replace

from matrixcalc.checks.proof.definitions import inlined
from matrixcalc.complexes import (
    COMPLEX,
    DEFINITE,
    KEPT,
    NOT_COMPUTED,
    RATIONAL,
    UNKNOWN_SET,
    adjoint,
    is_hermitian,
    is_pair,
    partner,
)
from matrixcalc.expr import Apply, Bind, Derive, Expr, Number, Symbol
from matrixcalc.ops import algebra, elementwise, linear, products
from matrixcalc.ops.spec import Unavailable
from matrixcalc.rewriting import rebuild_claim, transformed_claim
from matrixcalc.statements import Claim, Definition

_DETERMINED = frozenset({"positive determinant"})
"""What else is said of a matrix that is positive definite."""
_MEANT = frozenset({*KEPT, *COMPLEX, *DEFINITE, "idempotent"})
"""Adjectives of which it is known what they say of complex letters."""


def is_complex(claim: Claim) -> bool:
    """Whether a claim is about complex numbers."""
    return any(s.assumptions & COMPLEX for s in claim.symbols)


def polarised(claim: Claim) -> Claim:
    """The claim about pairs of real letters that is equivalent for all complex ones.

    Raises `Unavailable` for what is not rational in the letters and their conjugates.
    """
    for s in claim.symbols:
        known = _MEANT | (_DETERMINED if s.assumptions & DEFINITE else frozenset())
        if s.assumptions & COMPLEX and not s.assumptions <= known:
            raise Unavailable(UNKNOWN_SET)
    # What a letter is defined as has conjugates where the letter has none.
    written = replace(
        claim, left=inlined(claim.left, claim), right=inlined(claim.right, claim), definitions=()
    )
    squared = transformed_claim(written, _without_norms)
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
        tied = is_hermitian(s) or "unitary" in s.assumptions
        if tied or (partner(s.name) in inside and "complex" not in s.assumptions):
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
    if words & DEFINITE:
        # Such a matrix is hermitian, and not symmetric.
        words = words - DEFINITE - _DETERMINED - {"symmetric"}
        words |= {"invertible"} if "positive definite" in s.assumptions else set()
    return replace(s, assumptions=words)


def realised(claim: Claim) -> Claim:
    """The claim for real letters."""

    def real(s: Symbol) -> Symbol:
        words = s.assumptions - COMPLEX
        more = {"symmetric"} if is_hermitian(s) else set()
        more |= {"orthogonal"} if "unitary" in s.assumptions else set()
        return replace(s, assumptions=words | more)

    plain = rebuild_claim(claim, real)
    pairs = []
    for s in sorted({s for s in plain.symbols if is_pair(s)}, key=str):
        absent = replace(s, name=partner(s.name), shape=s.shape.transposed)
        base = next((x for x in plain.symbols if x.name == absent.name), absent)
        pairs.append(Definition(s, algebra.transpose(base), "for real numbers"))
    return replace(plain, definitions=(*pairs, *plain.definitions))
