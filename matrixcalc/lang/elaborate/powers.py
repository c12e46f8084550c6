"""What stands above: transposes, inverses, powers, roots, and what is none of them.

Which letter it stands above is known to `letters`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from matrixcalc.assumptions import INDEPENDENT
from matrixcalc.complexes import COMPLEX, NOT_COMPUTED, adjoint, conjugate, is_pair
from matrixcalc.dims import Dim, closure
from matrixcalc.expr import Apply, Expr, Number, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import functions, gradients, letters
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.unify import is_unknown
from matrixcalc.ops import algebra, linear
from matrixcalc.ops.arguments import Misuse
from matrixcalc.ops.definite import is_definite, is_semidefinite
from matrixcalc.ops.spec import Unavailable
from matrixcalc.rewriting import rebuild
from matrixcalc.shapes import Shape

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator

_TRANSPOSES = frozenset({"⊤", "'"})


def raised(r: Elaborator, e: Expr, rest: syntax.Scripts, node: Syntax) -> Expr:
    """An expression with what stands above it: a transpose, an inverse, a power."""
    if rest.primes and e.shape.is_scalar:
        slope = gradients.primed_group(r, rest, e)
        if slope is None:
            raise Beyond("a prime on a scalar is not judged", node)
        e = slope
    elif rest.primes % 2:
        e = algebra.transpose(e)
    if rest.sup is None:
        return e
    return _power(r, e, rest.sup, node)


def _power(r: Elaborator, e: Expr, sup: Syntax, node: Syntax) -> Expr:
    if is_transpose(r, sup):
        if isinstance(sup, syntax.Name) and sup.text == "T" and not sup.style:
            known = r.scope.letters.get("T")
            plain = isinstance(e, Symbol | Number) and e.shape.is_scalar
            if plain and known is not None and known.symbol.shape.is_scalar:
                return power(r, e, sup, node)
            if plain or "T" in r.exponents:
                raise Beyond("T may stand for a number here, and not for a transpose", node)
        return algebra.transpose(e)
    if _is_numbered(r, sup) and not e.shape.is_scalar:
        if not _may_be_square(e.shape):
            return algebra.transpose(e)
        if "T" not in r.exponents:
            raise Beyond("T may stand for a number here, and for a transpose", node)
    match sup:
        case syntax.Sum(terms=(("+", inner),)) if is_transpose(r, inner):
            return algebra.transpose(algebra.pinv(e))
        case syntax.Sign(text="+" | "†" as mark):
            if mark == "+" and isinstance(e, Symbol) and "invertible" in e.assumptions:
                raise Beyond(f"{e}⁺ may be a letter of its own: {e} has an inverse", node)
            return algebra.pinv(e)
        case syntax.Sign(text="*") if _is_complex_number(e):
            return with_pairs(r, conjugate, e, node)
        case syntax.Sign(text="*" | "‡"):
            raise Beyond(NOT_COMPUTED, node)
        case syntax.Name(text="H") if not r.scope.declares("H"):
            return with_pairs(r, adjoint, e, node)
        case syntax.Name(text="H"):
            raise Beyond(NOT_COMPUTED, node)
        case syntax.Sum(terms=(("-", inner),)) if is_transpose(r, inner):
            return algebra.transpose(algebra.inv(r.square(e)))
        case syntax.Group(fence="⊙", parts=(inner,)):
            return _entrywise_power(e, letters.integer(r, inner), node)
        case syntax.Group(parts=(inner,)) if _is_label(inner, sup):
            raise NotUnderstood("this superscript is no power; declare the letter with it", sup)
        case syntax.Remark():
            raise NotUnderstood("this superscript is no power; declare the letter with it", sup)
    rest = None if e.shape.is_scalar else _without_transpose(r, sup, node)
    return power(r, e, sup, node) if rest is None else algebra.transpose(power(r, e, rest, node))


def _is_complex_number(e: Expr) -> bool:
    return e.shape.is_scalar and any(s.assumptions & COMPLEX for s in e.symbols)


def with_pairs(r: Elaborator, rule: Callable[[Expr], Expr], e: Expr, node: Syntax) -> Expr:
    """A conjugate, maybe transposed; its letters for conjugate transposes are known from here on."""
    for s in e.symbols:
        known = r.scope.letters.get(s.name)
        if known is not None and (
            known.body is not None or known.formal or known.random or known.beyond
            or (known.assumed and s.assumptions - {"complex"})
        ):  # fmt: skip
            raise Beyond(NOT_COMPUTED, node)
    try:
        found = rule(e)
    except Unavailable as error:
        raise Beyond(str(error), node) from None
    r.scope.letters.update((s.name, Letter(s)) for s in found.symbols if is_pair(s))
    # The conjugate of a conjugate is the letter as it is declared.
    own = {n: x.symbol.assumptions for n, x in r.scope.letters.items() if not is_pair(x.symbol)}
    return rebuild(found, lambda s: replace(s, assumptions=own.get(s.name, s.assumptions)))


def _entrywise_power(e: Expr, exponent: Dim, node: Syntax) -> Expr:
    """A power of every entry, as a Hadamard product of equal factors."""
    count = exponent.constant
    if count is None or not -LARGEST <= count <= LARGEST or count == 0:
        raise Beyond("this power of every entry is not judged", node)
    result = e
    for _ in range(abs(count) - 1):
        result = algebra.hadamard(result, e)
    ones = algebra.ones(e.shape.rows, e.shape.cols)
    return algebra.hadamard_quotient(ones, result) if count < 0 else result


LARGEST = 12
"""The largest power of every entry that is written out."""


def is_transposed(r: Elaborator, node: syntax.Scripts) -> bool:
    """Whether nothing but a transpose stands above."""
    if node.sup is None:
        return node.primes == 1
    return not node.primes and is_transpose(r, node.sup)


def _is_label(inner: Syntax, sup: syntax.Group) -> bool:
    """Whether brackets above a letter hold a label, as in x^{(n)}, and no exponent."""
    return sup.fence == "(" and isinstance(inner, syntax.Name | syntax.Number | syntax.Remark)


def is_transpose(r: Elaborator, sup: Syntax) -> bool:
    """Whether a transpose stands above, and nothing else."""
    match sup:
        case syntax.Sign(text=text):
            return text in _TRANSPOSES
        case syntax.Name(text="T" | "t", style="upright"):
            return True
        case syntax.Name(text="T"):
            return "T" not in r.scope.integers and "T" not in r.bound
        case syntax.Name(text="t"):
            return not r.scope.declares("t") and "t" not in r.bound
    return False


def _is_numbered(r: Elaborator, sup: Syntax) -> bool:
    """Whether T stands above where it is a number as well, such as one to which a sum runs."""
    plain = isinstance(sup, syntax.Name) and sup.text == "T" and not sup.style
    return plain and not is_transpose(r, sup)


def _may_be_square(shape: Shape) -> bool:
    """Whether a shape may be that of a matrix with powers."""
    if shape.is_column or shape.is_row:
        return False
    known = not any(map(is_unknown, closure([shape.rows, shape.cols])))
    return shape.is_square or not known


def _without_transpose(r: Elaborator, sup: Syntax, node: Syntax) -> Syntax | None:
    """An exponent without the transpose that stands in it as a factor: 2 of 2T, −½ of −T/2."""
    match sup:
        case syntax.Sum(terms=((sign, inner),)):
            rest = _without_transpose(r, inner, node)
            return None if rest is None else replace(sup, terms=((sign, rest),))
        case syntax.Ratio(top=top):
            one = syntax.Number(top.start, top.end, Fraction(1))
            above = one if _is_turned(r, top, node) else _without_transpose(r, top, node)
            return None if above is None else replace(sup, top=above)
        case syntax.Juxtaposed(items=items):
            kept = tuple(x for x in items if not _is_turned(r, x, node))
            if len(kept) != len(items) - 1:
                return None
            return kept[0] if len(kept) == 1 else replace(sup, items=kept)
    return None


def _is_turned(r: Elaborator, factor: Syntax, node: Syntax) -> bool:
    """Whether a factor of an exponent is a transpose; raises `Beyond` where it may be a number."""
    if isinstance(factor, syntax.Name) and factor.text == "H" and not r.scope.declares("H"):
        raise Beyond(NOT_COMPUTED, node)
    if not is_transpose(r, factor):
        return False
    match factor:
        case syntax.Name(text=text, style="") if text == "t" or not r.has_transposes:
            raise Beyond(f"{text} may stand for a number here, and for a transpose", node)
    return True


CUBE = 3
"""The power of a column that can only be one of its entries: a square may be an inner product."""


def power(r: Elaborator, e: Expr, sup: Syntax, node: Syntax) -> Expr:
    """A power with an integer or, of a scalar, any exponent."""
    exponent = _integer_or_none(r, sup)
    if exponent is not None:
        if exponent == -1 and not e.shape.is_scalar:
            return algebra.inv(r.square(e))
        if not e.shape.is_scalar:
            apart = any(INDEPENDENT in s.assumptions for s in e.symbols)
            if e.shape.is_column and exponent.constant == CUBE and apart:
                # So the third central moments of independent components are written.
                return _entrywise_power(e, exponent, node)
            if e.shape.is_column or e.shape.is_row:
                raise NotUnderstood(f"{e} is {e.shape} and has no powers", node)
            r.square(e)
        return algebra.power(e, exponent)
    value = r.expression(sup)
    if not e.shape.is_scalar:
        root = _root(functions.meaning_of(r, e), value)
        if root is not None:
            return root
        if value.shape.is_scalar:
            raise Beyond("a power of a matrix that is no integer is not judged", node)
        raise NotUnderstood("a power has a scalar exponent", node)
    if isinstance(value, Number) and value.value.denominator == 1:
        return algebra.power(e, int(value.value))
    if value == Number(Fraction(1, 2)):
        return algebra.sqrt(e)
    return algebra.power(e, value)


def _root(e: Expr, exponent: Expr) -> Expr | None:
    """Σ^{k/2} of a matrix that is seen to be positive definite, or for k > 0 semidefinite."""
    value = _rational(exponent)
    if value is None or value.denominator != 2:
        return None
    if not (is_definite(e) if value < 0 else is_semidefinite(e)):
        return None
    root, halves = algebra.sqrtm(e), value.numerator
    if halves == -1:
        return algebra.inv(root)
    return root if halves == 1 else algebra.power(root, halves)


def _rational(e: Expr) -> Fraction | None:
    """The number that an exponent is: ½, −½, 3/2."""
    match e:
        case Number(value=value):
            return value
        case Apply(op=linear.NEGATIVE, args=(a,)):
            inner = _rational(a)
            return None if inner is None else -inner
        case Apply(op=linear.QUOTIENT, args=(a, b)):
            above, below = _rational(a), _rational(b)
            return above / below if above is not None and below else None
    return None


def _integer_or_none(r: Elaborator, sup: Syntax) -> Dim | None:
    try:
        return letters.integer(r, sup)
    except (NotUnderstood, Misuse):
        return None
