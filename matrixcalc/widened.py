"""Claims about the exponential of a skew-symmetric matrix, as claims about any matrix.

For Aᵀ = −A every transpose of A may be written −A, and that of e^{p(A)} is e^{p(−A)}.  What then
holds for every square matrix holds for A; what does not says nothing of A.  So only
agreement carries over, and where something must be defined nothing does.
"""

from __future__ import annotations

from dataclasses import replace
from math import prod

from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.ops import inverses, linear, products
from matrixcalc.ops.algebra import eye, sqrt, tr
from matrixcalc.ops.spec import Operator
from matrixcalc.ops.spectral import MATRIX_EXPONENTIAL
from matrixcalc.rewriting import rebuild_claim, transformed_claim
from matrixcalc.statements import Claim

SKEW = "skew-symmetric"
LAW = "transpose of a skew-symmetric matrix"


def widened(claim: Claim, varied: frozenset[str]) -> Claim | None:
    """A claim about every square matrix that implies this one, if there is one.

    By what is varied a derivative is taken before anything is used of it.
    """
    names = {
        s.name for n in claim.nodes if isinstance(n, Apply) and n.op is MATRIX_EXPONENTIAL
        for s in n.symbols if s.assumptions == {SKEW} and not s.arguments
    } - claim.meanings.keys() - varied  # fmt: skip
    if not names or any(n.names & names for n in claim.nodes if _has_needs(n)):
        return None
    kept = frozenset(names)
    turned = transformed_claim(claim, lambda e: _without_transpose(e, kept))
    return rebuild_claim(
        turned, lambda s: replace(s, assumptions=frozenset()) if s.name in kept else s
    )


def _has_needs(e: Expr) -> bool:
    """Whether an operator may be undefined; the inverse of an exponential never is."""
    if not isinstance(e, Apply):
        return False
    assert isinstance(e.op, Operator)
    a = e.args[0] if e.args else None
    always = isinstance(a, Apply) and a.op is MATRIX_EXPONENTIAL and e.op is inverses.INVERSE
    return bool(e.op.needs) and not always


def _without_transpose(e: Expr, names: frozenset[str]) -> Expr:
    if not isinstance(e, Apply) or not e.names & names:
        return e
    a = e.args[0]
    if e.op is linear.TRANSPOSE:
        return _turned(a, names)
    if e.op in (products.NORM, products.SQUARED_NORM):
        square = _cancelled(_turned(a, names) @ a)
        square = square if square.shape.is_scalar else tr(square)
        return square if e.op is products.SQUARED_NORM else sqrt(square)
    return e


def _cancelled(e: Expr) -> Expr:
    """A product without neighbours e^{−A} e^A, which are inverse to each other."""
    kept: list[Expr] = []
    for factor in _factors(e):
        if kept and _are_opposite(kept[-1], factor):
            kept.pop()
        else:
            kept.append(factor)
    if not kept:
        return eye(e.shape.rows)
    return kept[0] if len(kept) == 1 else linear.PRODUCT(*kept)


def _factors(e: Expr) -> list[Expr]:
    if isinstance(e, Apply) and e.op is linear.PRODUCT:
        return [f for a in e.args for f in _factors(a)]
    return [e]


def _are_opposite(a: Expr, b: Expr) -> bool:
    match a, b:
        case (Apply(op=one, args=(x,)), Apply(op=other, args=(y,))) if (
            one is MATRIX_EXPONENTIAL and other is MATRIX_EXPONENTIAL
        ):
            (sign, core), (other_sign, other_core) = _signed(x), _signed(y)
            return core == other_core and sign != other_sign
    return False


def _signed(e: Expr) -> tuple[int, list[Expr]]:
    """The sign of a product, and its factors without theirs, numbers first."""
    match e:
        case Apply(op=linear.NEGATIVE, args=(a,)):
            sign, core = _signed(a)
            return -sign, core
        case Apply(op=linear.PRODUCT, args=args):
            parts = [_signed(a) for a in args]
            core = sorted((f for _, c in parts for f in c), key=lambda f: not f.shape.is_scalar)
            return prod(sign for sign, _ in parts), core
    return 1, [e]


def _turned(e: Expr, names: frozenset[str]) -> Expr:
    """The transpose of an expression, with − for that of a skew-symmetric letter."""
    if e.shape.is_scalar:
        return e
    match e:
        case Symbol(name=name) if name in names:
            return -e
        case Apply(op=linear.TRANSPOSE, args=(a,)):
            return a
        case Apply(op=linear.PRODUCT, args=args):
            return linear.PRODUCT(*(_turned(a, names) for a in reversed(args)))
        case Apply(
            op=linear.SUM | linear.NEGATIVE | linear.POWER | inverses.INVERSE as op,
            args=args, params=params,
        ):  # fmt: skip
            return Apply(op, [_turned(a, names) for a in args], params)
        case Apply(op=linear.QUOTIENT, args=(a, c)):
            return _turned(a, names) / c
        case Apply(op=op, args=(a,)) if op is MATRIX_EXPONENTIAL:
            return MATRIX_EXPONENTIAL(_turned(a, names))
    return linear.TRANSPOSE(e)
