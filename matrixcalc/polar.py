"""Roots of XᵀX, as one factor of a polar decomposition.

A matrix X of full column rank is U R for one U with orthonormal columns and one positive definite
R, and R is (XᵀX)^{1/2} (Horn and Johnson, Matrix Analysis, theorem 7.3.1).  Its nuclear norm is
tr R, with the derivative U.  So a claim about X and such roots is one about U and R.
"""

from __future__ import annotations

from matrixcalc.assumptions import spoken
from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.ops.algebra import tr
from matrixcalc.ops.roots import MATRIX_SQUARE_ROOT
from matrixcalc.ops.spectral import NUCLEAR_NORM
from matrixcalc.rewriting import own_letter, transformed, transformed_claim
from matrixcalc.shapes import Shape
from matrixcalc.statements import Claim


def written_out(claim: Claim, varied: frozenset[str], taken: set[str]) -> Claim:
    """The claim with both factors for the letters of which it has such a root or a nuclear norm."""
    forms: dict[str, tuple[Expr, Expr, Symbol]] = {}
    for s in sorted(claim.symbols, key=lambda s: s.name):
        if s.name in varied | claim.meanings.keys() or s.arguments or s.name in forms:
            continue
        if _has_full_columns(s) and any(_is_of(n, s) for n in claim.nodes):
            forms[s.name] = _factors(s, taken)

    def rule(e: Expr) -> Expr:
        match e:
            case Symbol(name=name) if name in forms:
                return forms[name][0]
            case Apply(op=op, args=(a,)) if op in (MATRIX_SQUARE_ROOT, NUCLEAR_NORM):
                for whole, gram, root in forms.values():
                    if op is MATRIX_SQUARE_ROOT and a == gram:
                        return root
                    if op is NUCLEAR_NORM and a == whole:
                        return tr(root)
        return e

    return transformed_claim(claim, rule) if forms else claim


def gram(x: Expr) -> Expr:
    """XᵀX."""
    return x.T @ x


def _has_full_columns(s: Symbol) -> bool:
    words = set(spoken(s.assumptions)) - {"constant"}
    return words in ({"full column rank"}, {"invertible"})


def _is_of(e: Expr, s: Symbol) -> bool:
    """Whether it is the root of XᵀX, or the nuclear norm of X."""
    match e:
        case Apply(op=op, args=(a,)) if op is MATRIX_SQUARE_ROOT:
            return a == gram(s)
        case Apply(op=op, args=(a,)) if op is NUCLEAR_NORM:
            return a == s
    return False


def _factors(s: Symbol, taken: set[str]) -> tuple[Expr, Expr, Symbol]:
    """U R, XᵀX in these letters, and R."""
    word = "orthogonal" if "invertible" in s.assumptions else "orthonormal columns"
    u = own_letter(f"U({s.name})", s.shape, (word,), taken)
    size = Shape(s.shape.cols, s.shape.cols)
    root = own_letter(f"R({s.name})", size, ("positive definite",), taken)
    whole = u @ root
    return whole, transformed(gram(s), lambda e: whole if e == s else e), root
