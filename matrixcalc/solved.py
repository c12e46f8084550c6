"""Derivatives by a letter that is defined, of what is written in the letters that define it.

After M := Σ⁻¹, Σ moves with M in ∂ tr(A Σ⁻¹)/∂M: that is the derivative by Σ⁻¹.  Where the
definition is no inverse, a text does not tell which of its letters move.  Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from matrixcalc.conventions import Symmetry
from matrixcalc.expr import Apply, Derive, Expr, Symbol
from matrixcalc.ops.inverses import INVERSE
from matrixcalc.rewriting import transformed_claim
from matrixcalc.statements import Claim, Definition


def solved(claim: Claim) -> Claim:
    """The claim with derivatives by M := Σ⁻¹ as such by Σ⁻¹, where Σ stands beside M."""
    if not any(_by_shared(e, claim.meanings) for e in claim.nodes):
        return claim

    def rule(e: Expr) -> Expr:
        if isinstance(e, Derive) and _by_shared(e, claim.meanings):
            meaning = claim.meanings[min(e.wrt.names)].body
            if _is_inverse(meaning, claim.meanings) and e.convention.symmetry is Symmetry.FREE:
                return Derive(e.body, meaning, e.convention)
        return e

    return transformed_claim(claim, rule)


def unclear(claim: Claim) -> Iterator[str]:
    """What is not told of derivatives by defined letters: which other letters move."""
    for e in solved(claim).nodes:
        shared = _by_shared(e, claim.meanings)
        if shared and isinstance(e, Derive):
            yield f"it is not told whether {' and '.join(sorted(shared))} moves with {e.wrt}"


def _by_shared(e: Expr, meanings: Mapping[str, Definition]) -> frozenset[str]:
    """The letters by which the variable of a derivative is defined, and which stand beside it."""
    match e:
        case Derive(wrt=Symbol(name=name, arguments=())) if name in meanings:
            return _reached(e.body, meanings, {name}) & _reached(
                meanings[name].body, meanings, set()
            )
    return frozenset()


def _reached(e: Expr, meanings: Mapping[str, Definition], known: set[str]) -> frozenset[str]:
    """The letters in an expression, through the definitions of all but some."""
    todo, seen = [e], set(known)
    while todo:
        for name in todo.pop().names - seen:
            seen.add(name)
            if name in meanings:
                todo.append(meanings[name].body)
    return frozenset(seen - known - meanings.keys())


def _is_inverse(e: Expr, meanings: Mapping[str, Definition]) -> bool:
    """Whether an expression is the inverse of a letter that is not defined itself."""
    match e:
        case Apply(op=op, args=(Symbol(name=name, arguments=()),)):
            return op is INVERSE and name not in meanings
    return False
