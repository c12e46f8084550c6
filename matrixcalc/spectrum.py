"""Claims about functions of a positive definite matrix, as claims about other letters.

Every positive definite Σ is R R for one positive definite R, its root, and Q diag(λ) Qᵀ for
an orthogonal Q and positive λ (spectral theorem; Magnus and Neudecker, chapter 1, theorems
13 and 22).  A claim about Σ^{1/2} is therefore one about R, and a claim about log Σ one about
Q and λ, where log Σ is Q diag(log λ) Qᵀ.  Where Σ is what a derivative is taken by, only the
trace of the logarithm is replaced: it is log |Σ|.  What is left is left to the checks.
Arguments that have a form are written out in `matrixcalc.factored`, functions of functions
in `matrixcalc.functional`, roots of XᵀX in `matrixcalc.polar`, and exponentials in
`matrixcalc.exponentials`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from matrixcalc import eigensums, exponentials, factored, functional, polar
from matrixcalc.assumptions import spoken
from matrixcalc.dims import ONE
from matrixcalc.expr import Apply, Bind, Derive, Differential, Expectation, Expr, Integral, Symbol
from matrixcalc.ops.algebra import det, diag, log, sqrt
from matrixcalc.ops.eigen import EIGENVALUES, LARGEST_EIGENVALUE, SMALLEST_EIGENVALUE
from matrixcalc.ops.linear import TRACE
from matrixcalc.ops.roots import MATRIX_LOGARITHM, MATRIX_SQUARE_ROOT
from matrixcalc.ops.spectral import MATRIX_EXPONENTIAL, NUCLEAR_NORM
from matrixcalc.rewriting import own_letter, transformed_claim
from matrixcalc.shapes import Shape
from matrixcalc.statements import Claim

FUNCTIONS = (MATRIX_SQUARE_ROOT, MATRIX_LOGARITHM)
LAWS = {
    MATRIX_SQUARE_ROOT: "square of a matrix root",
    MATRIX_LOGARITHM: "spectral theorem",
    MATRIX_EXPONENTIAL: "matrix exponential in closed form",
    NUCLEAR_NORM: "polar decomposition",
    EIGENVALUES: "eigenvalues by the spectral theorem",
    LARGEST_EIGENVALUE: "largest eigenvalue",
    SMALLEST_EIGENVALUE: "smallest eigenvalue",
}
"""What the replacement of a function is called in a proof."""


def functions_in(claim: Claim) -> tuple[str, ...]:
    """The laws by which the functions of matrices in a claim are replaced."""
    found = {n.op for n in claim.nodes if isinstance(n, Apply) and n.op in LAWS}
    return tuple(LAWS[op] for op in LAWS if op in found)


def written_out(claim: Claim) -> Claim:
    """The claim with other letters for those of which it has a root, a logarithm or an exponential."""
    if not functions_in(claim):
        return claim
    taken = {s.name for s in claim.symbols}
    claim = transformed_claim(factored.written_out(claim, varied(claim)), _traced)
    claim = functional.differentiated(claim, taken)
    claim = functional.written_out(claim, varied(claim), taken)
    claim = polar.written_out(claim, varied(claim), taken)
    plain = _without_roots(claim, taken)
    return exponentials.written_out(plain, varied(plain))


def forgotten(claim: Claim) -> str:
    """A letter that is replaced by others, which need not have all that is declared of it."""
    moving = varied(claim)
    for node in claim.nodes:
        if isinstance(node, Apply) and node.op in FUNCTIONS:
            (s,) = node.args
            if isinstance(s, Symbol) and _is_replaced(s, claim, moving):
                more = {*spoken(s.assumptions)} - {"constant", "invertible"}
                if not more <= {"positive definite", "positive semidefinite"}:
                    return s.name
    return ""


def _is_replaced(s: Symbol, claim: Claim, moving: frozenset[str]) -> bool:
    return not s.arguments and s.name not in claim.meanings and s.name not in moving


def _without_roots(claim: Claim, taken: set[str]) -> Claim:
    moving = varied(claim)
    forms: dict[str, _Form] = {}
    functions = [n for n in claim.nodes if isinstance(n, Apply) and n.op in FUNCTIONS]
    for node in sorted(functions, key=lambda n: n.op is MATRIX_SQUARE_ROOT):
        (s,) = node.args
        if isinstance(s, Symbol) and _is_replaced(s, claim, moving) and s.name not in forms:
            make = _spectral if node.op is MATRIX_LOGARITHM else _squared
            forms[s.name] = make(s, taken)
    return transformed_claim(claim, lambda e: _in_form(e, forms))


_Form = Mapping[object, Expr]
"""What stands for a letter, under None, and for each function of it."""


def _squared(s: Symbol, taken: set[str]) -> _Form:
    word = "positive definite" if "invertible" in s.assumptions else "positive semidefinite"
    root = own_letter(f"{s.name}^(1/2)", s.shape, (word,), taken)
    return {None: root @ root, MATRIX_SQUARE_ROOT: root}


def _spectral(s: Symbol, taken: set[str]) -> _Form:
    vectors = own_letter(f"Q({s.name})", s.shape, ("orthogonal",), taken)
    values = own_letter(f"λ({s.name})", Shape(s.shape.rows, ONE), ("positive entries",), taken)

    def of(function: Callable[[Expr], Expr]) -> Expr:
        return vectors @ diag(function(values)) @ vectors.T

    return {None: of(lambda e: e), MATRIX_SQUARE_ROOT: of(sqrt), MATRIX_LOGARITHM: of(log)}


def _in_form(e: Expr, forms: Mapping[str, _Form]) -> Expr:
    match e:
        case Symbol(name=name) if name in forms:
            return forms[name][None]
        case Apply(op=op, args=(a,)) if op in FUNCTIONS:
            known = next((form for form in forms.values() if form[None] == a), None)
            return known[op] if known is not None else e
    return e


def _traced(e: Expr) -> Expr:
    """tr log Σ as log |Σ|, also where a differential stands between them; sums of eigenvalues."""
    match e:
        case Bind():
            return eigensums.traced(e)
        case Apply(op=op, args=(Apply(op=inner, args=(a,)),)) if (
            op is TRACE and inner is MATRIX_LOGARITHM
        ):
            return log(det(a))
        case Apply(op=op, args=(Differential(body=body, variables=variables),)) if op is TRACE:
            if any(isinstance(n, Apply) and n.op is MATRIX_LOGARITHM for n in body.walk()):
                return Differential(_traced(TRACE(body)), variables)
    return e


def varied(claim: Claim) -> frozenset[str]:
    """The letters that a claim differentiates by, averages over, or integrates over."""
    found: set[str] = set()
    for node in claim.nodes:
        match node:
            case Derive(wrt=wrt):
                found |= wrt.names
            case Differential(variables=variables):
                found = found.union(*(v.names for v in variables))
            case Expectation(distributions=laws):
                found |= {x.variable.name for x in laws}
            case Integral(variable=variable):
                found.add(variable.name)
    return frozenset(found)
