"""Where a claim is defined nowhere: what it divides by, or inverts, is zero by an equation before it.

Nothing follows about a/a from a = 0.  Whether a claim is true is not judged here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from matrixcalc.checks.proof.definitions import inlined
from matrixcalc.expr import Apply, Expr, Number, Symbol
from matrixcalc.ops.algebra import zeros
from matrixcalc.ops.arguments import number
from matrixcalc.ops.constants import ONES, ZEROS
from matrixcalc.ops.inverses import INVERSE, LOG_DET
from matrixcalc.ops.linear import POWER, PRODUCT, QUOTIENT, TRANSPOSE
from matrixcalc.ops.spec import Unavailable
from matrixcalc.rewriting import substituted
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Claim, Equality, Given

Holds = Callable[[Claim], bool]


def undefined(claim: Claim, equations: Sequence[Equality | Given], holds: Holds) -> str:
    """In words what is zero by one of the equations, though a claim divides by it; else empty."""
    divisors = list(dict.fromkeys(_divisors(claim)))
    for said in equations if divisors else ():
        premise = Claim(said.left, said.right, claim.definitions)
        for divisor in divisors:
            if _vanishes(divisor, premise, claim, holds):
                lost = "is zero" if divisor.shape.is_scalar else "has no inverse"
                return f"with {said.left} = {said.right}, {divisor} {lost}"
    return ""


def _divisors(claim: Claim) -> Iterator[Expr]:
    """What a claim divides by, inverts, or takes the logarithm of the determinant of."""
    for node in claim.nodes:
        match node:
            case Apply(op=op, args=(_, below)) if op is QUOTIENT and below.names:
                yield below
            case Apply(op=op, args=(inside,)) if op in (INVERSE, LOG_DET) and inside.names:
                yield inside
            case Apply(op=op, args=(base,)) if op is POWER and (node.params[0].least or 0) < 0:
                yield base


def _vanishes(divisor: Expr, premise: Claim, claim: Claim, holds: Holds) -> bool:
    """Whether what is divided by is zero, or singular, where an equation holds."""
    if isinstance(divisor, Symbol) and divisor in _singular(premise):
        return True
    zero = number(0) if divisor.shape.is_scalar else zeros(divisor.shape.rows, divisor.shape.cols)
    try:
        alike = divisor.shape == premise.left.shape and _is_zero(premise.right)
        same = alike and divisor == premise.left
        if same or (alike and holds(Claim(divisor, premise.left, claim.definitions))):
            return True
        whole = inlined(divisor, claim)
        for letter, value in ((premise.left, premise.right), (premise.right, premise.left)):
            plain = isinstance(letter, Symbol) and not (letter.arguments or letter.is_function)
            if isinstance(letter, Symbol) and plain and letter.name in whole.names - value.names:
                there = substituted(whole, {letter.name: inlined(value, premise)}, constant=True)
                if holds(Claim(there, zero)):
                    return True
    except (Unavailable, IllShaped, ValueError):
        pass
    return False


def _singular(premise: Claim) -> frozenset[Expr]:
    """The letters that have no inverse, because a product of them alone, or with ones, is zero."""
    if not _is_zero(premise.right):
        return frozenset()
    letters: set[Expr] = set()
    todo = [premise.left]
    while todo:
        match todo.pop():
            case Apply(op=op, args=args) if op in (PRODUCT, TRANSPOSE, POWER):
                todo += args
            case Symbol() as letter:
                letters.add(letter)
            case Apply(op=op) if op is ONES:
                pass
            case _:
                return frozenset()
    return frozenset(letters) if len(letters) == 1 else frozenset()


def _is_zero(e: Expr) -> bool:
    return (isinstance(e, Number) and e.value == 0) or (isinstance(e, Apply) and e.op is ZEROS)
