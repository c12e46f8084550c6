"""Functions of one symmetric matrix, as functions of its eigenvalues.

Where f is put together from sums, products, inverses, roots, logarithms and exponentials of
A = Q diag(λ) Qᵀ alone, f(A) is Q diag(f(λ)) Qᵀ (Higham, Functions of Matrices, theorem 1.13).
The derivative of tr f(A) is tr(f′(A) dA) for symmetric and for other A (Magnus and Neudecker,
chapter 9, section 12; Higham, problem 3.3), where f′ is taken as that of a function of one number:
all that is put together from A commutes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce

from matrixcalc.assumptions import spoken
from matrixcalc.dims import ONE
from matrixcalc.expr import Apply, Derive, Expr, Symbol
from matrixcalc.ops import constants, elementwise, inverses, linear, products
from matrixcalc.ops.algebra import diag, exp, eye, inv, log, ones, power, sqrt, tr, zeros
from matrixcalc.ops.eigen import EIGENVALUES
from matrixcalc.ops.moments import degree_in
from matrixcalc.ops.roots import MATRIX_LOGARITHM, MATRIX_SQUARE_ROOT
from matrixcalc.ops.spectral import MATRIX_EXPONENTIAL, NUCLEAR_NORM
from matrixcalc.rewriting import own_letter, substituted, transformed_claim
from matrixcalc.shapes import Shape
from matrixcalc.statements import Claim

OF_EIGENVALUES: Mapping[object, Callable[[Expr], Expr]] = {
    MATRIX_SQUARE_ROOT: sqrt, MATRIX_LOGARITHM: log, MATRIX_EXPONENTIAL: exp,
}  # fmt: skip
"""What a function of a matrix does to each eigenvalue."""

FUNCTIONS = frozenset({*OF_EIGENVALUES, EIGENVALUES})
"""What is written out by eigenvalues."""

HIGHEST = 6
"""The highest power that is written out."""


def written_out(claim: Claim, varied: frozenset[str], taken: set[str]) -> Claim:
    """The claim with eigenvectors and eigenvalues for the letters that have nested functions."""
    nodes = [n for n in claim.nodes if isinstance(n, Apply) and n.op in FUNCTIONS]
    vectors: dict[str, Expr] = {}
    forms: dict[str, Expr] = {}
    for s in sorted({s for n in nodes for s in n.symbols}, key=lambda s: s.name):
        mine = [n for n in nodes if s.name in n.names]
        if s.name in varied | claim.meanings.keys() or not _is_symmetric_letter(s):
            continue
        if not _are_nested(mine, s) or any(values_of(_function(n), s) is None for n in mine):
            continue
        turned = own_letter(f"Q({s.name})", s.shape, ("orthogonal",), taken)
        words = ("positive entries",) if "positive definite" in s.assumptions else ()
        values = own_letter(f"λ({s.name})", Shape(s.shape.rows, ONE), words, taken)
        vectors[s.name] = turned
        forms[s.name] = turned @ diag(values) @ turned.T
    known = set(vectors.values())

    def rule(e: Expr) -> Expr:
        if isinstance(e, Symbol) and e.name in forms:
            return forms[e.name]
        if isinstance(e, Apply) and e.op in FUNCTIONS:
            around = next((q for q in known if q in e.args[0].symbols), None)
            values = None if around is None else _in_form(_function(e), around)
            if around is not None and values is not None:
                return values if e.op is EIGENVALUES else around @ diag(values) @ around.T
        return e

    return transformed_claim(claim, rule) if forms else claim


def _function(e: Apply) -> Expr:
    """The function of a matrix that a node is, or of which it has the eigenvalues."""
    return e.args[0] if e.op is EIGENVALUES else e


def _is_symmetric_letter(s: Symbol) -> bool:
    words = set(spoken(s.assumptions)) - {"constant"}
    return not s.arguments and words in ({"symmetric"}, {"positive definite"})


def _are_nested(nodes: list[Apply], s: Symbol) -> bool:
    """Whether a letter has functions of functions, or both exponentials and their inverses."""
    ops = {n.op for n in nodes}
    of_others = EIGENVALUES in ops or any(
        n.args[0] != s and n.op is not MATRIX_EXPONENTIAL for n in nodes
    )
    return of_others or (MATRIX_EXPONENTIAL in ops and len(ops) > 1)


def _in_form(e: Expr, vectors: Expr) -> Expr | None:
    """The eigenvalues of a function of a matrix that is written by its eigenvectors."""

    def eigenvalues(x: Expr) -> Expr | None:
        match x:
            case Apply(op=linear.PRODUCT, args=(q, d, p)) if q == vectors and p == vectors.T:
                return d.args[0] if isinstance(d, Apply) else None
        return None

    return _values(e, eigenvalues, lambda c: vectors.names.isdisjoint(c.names))


def values_of(e: Expr, s: Symbol) -> Expr | None:
    """The eigenvalues of a function of a letter, by those of the letter; None where `e` is none."""
    column = Symbol("λ", Shape(s.shape.rows, ONE))

    def eigenvalues(x: Expr) -> Expr | None:
        return column if x == s else None

    return _values(e, eigenvalues, lambda c: s.name not in c.names)


def _values(
    e: Expr, eigenvalues: Callable[[Expr], Expr | None], is_number: Callable[[Expr], bool]
) -> Expr | None:
    known = eigenvalues(e)
    if known is not None:
        return known

    def go(x: Expr) -> Expr | None:
        return _values(x, eigenvalues, is_number)

    match e:
        case Apply(op=constants.IDENTITY):
            return ones(e.shape.rows)
        case Apply(op=linear.TRANSPOSE, args=(a,)):
            return go(a)
        case Apply(op=linear.SUM, args=args):
            return _joined([go(a) for a in args], lambda a, b: a + b)
        case Apply(op=linear.NEGATIVE, args=(a,)):
            return _joined([go(a)], lambda a, b: a + b, number_before=-1)
        case Apply(op=linear.QUOTIENT, args=(a, c)) if is_number(c):
            inner = go(a)
            return None if inner is None else inner / c
        case Apply(op=linear.PRODUCT, args=args):
            numbers = [a for a in args if a.shape.is_scalar]
            rest = [go(a) for a in args if not a.shape.is_scalar]
            if not rest or not all(map(is_number, numbers)):
                return None
            found = _joined(rest, products.HADAMARD)
            return found if found is None else reduce(lambda x, c: c * x, numbers, found)
        case Apply(op=linear.POWER, args=(a,), params=(k,)) if (
            k.constant is not None and 1 <= abs(k.constant) <= HIGHEST
        ):
            raised = _joined([go(a)] * abs(k.constant), products.HADAMARD)
            return _inverted(raised) if k.constant < 0 else raised
        case Apply(op=inverses.INVERSE, args=(a,)):
            return _inverted(go(a))
        case Apply(op=op, args=(a,)) if op in OF_EIGENVALUES:
            inner = go(a)
            return None if inner is None else OF_EIGENVALUES[op](inner)
    return None


def _joined(
    parts: list[Expr | None], by: Callable[[Expr, Expr], Expr], number_before: int = 1
) -> Expr | None:
    known = [p for p in parts if p is not None]
    if len(known) < len(parts):
        return None
    whole = reduce(by, known)
    return whole if number_before == 1 else number_before * whole


def _inverted(column: Expr | None) -> Expr | None:
    return None if column is None else products.HADAMARD_QUOTIENT(ones(column.shape.rows), column)


# Derivatives of traces.


def differentiated(claim: Claim, taken: set[str]) -> Claim:
    """The claim with derivatives of linear functions for those of traces of functions."""

    def rule(e: Expr) -> Expr:
        if not isinstance(e, Derive) or not isinstance(e.wrt, Symbol) or e.wrt.arguments:
            return e
        inside = (n for n in e.body.walk() if isinstance(n, Apply) and e.wrt.name in n.names)
        if not any(n.op in OF_EIGENVALUES or n.op is NUCLEAR_NORM for n in inside):
            return e
        direction = own_letter(f"{e.wrt.name}′", e.wrt.shape, spoken(e.wrt.assumptions), taken)
        tangent = _tangent(e.body, e.wrt, direction)
        return e if tangent is None else Derive(tangent, direction, e.convention)

    return transformed_claim(claim, rule)


def _tangent(body: Expr, x: Symbol, direction: Symbol) -> Expr | None:
    """A linear function of a direction, with the derivative that the body has by x."""
    match body:
        case Apply(op=linear.SUM, args=args):
            return _joined([_tangent(a, x, direction) for a in args], lambda a, b: a + b)
        case Apply(op=linear.NEGATIVE, args=(a,)):
            return _joined([_tangent(a, x, direction)], lambda a, b: a + b, number_before=-1)
        case Apply(op=linear.QUOTIENT, args=(a, c)) if x.name not in c.names:
            inner = _tangent(a, x, direction)
            return None if inner is None else inner / c
        case Apply(op=linear.PRODUCT, args=args) if all(a.shape.is_scalar for a in args):
            varied = [a for a in args if x.name in a.names]
            inner = _tangent(varied[0], x, direction) if len(varied) == 1 else None
            rest = [a for a in args if x.name not in a.names]
            return inner if inner is None else reduce(lambda y, c: c * y, rest, inner)
        case Apply(op=linear.TRACE, args=(Apply(op=linear.SUM, args=args),)):
            return _joined([_tangent(tr(a), x, direction) for a in args], lambda a, b: a + b)
        case Apply(op=linear.TRACE, args=(Apply(op=linear.NEGATIVE, args=(a,)),)):
            return _tangent(-tr(a), x, direction)
    if body.shape.is_scalar and degree_in(body, frozenset({x.name}), {}) in (0, 1):
        # What is linear in x has the same derivative everywhere.
        return substituted(body, {x.name: direction})
    match body:
        case Apply(op=linear.TRACE, args=(a,)):
            slope = _slope(a, x)
            return None if slope is None else tr(slope @ direction)
        case Apply(op=op, args=(a,)) if op is NUCLEAR_NORM and a == x and _is_tall(x):
            # Of full rank, ‖X‖_* is tr (XᵀX)^{1/2}.
            return tr(inv(MATRIX_SQUARE_ROOT(x.T @ x)) @ x.T @ direction)
        case Apply(op=inverses.LOG_DET, args=(a,)) if a == x:
            return tr(inv(x) @ direction)
        case Apply(op=elementwise.LOG, args=(Apply(op=inverses.DETERMINANT, args=(a,)),)) if a == x:
            return tr(inv(x) @ direction)
    return None


def _is_tall(x: Symbol) -> bool:
    return bool({"full column rank", "invertible"} & x.assumptions)


def _slope(e: Expr, x: Symbol) -> Expr | None:
    """The derivative of a function of one matrix as that of a function of a number."""
    symmetric = "symmetric" in x.assumptions
    if e == x:
        return eye(x.shape.rows) if x.shape.is_square else None
    if x.name not in e.names and isinstance(e, Apply) and e.op is constants.IDENTITY:
        return zeros(x.shape.rows, x.shape.cols)

    def go(a: Expr) -> Expr | None:
        return _slope(a, x)

    match e:
        case Apply(op=linear.TRANSPOSE, args=(a,)) if symmetric:
            return go(a)
        case Apply(op=linear.SUM, args=args):
            return _joined([go(a) for a in args], lambda a, b: a + b)
        case Apply(op=linear.NEGATIVE, args=(a,)):
            return _joined([go(a)], lambda a, b: a + b, number_before=-1)
        case Apply(op=linear.QUOTIENT, args=(a, c)) if x.name not in c.names:
            inner = go(a)
            return None if inner is None else inner / c
        case Apply(op=linear.PRODUCT, args=args):
            return _slope_of_product(list(args), x)
        case Apply(op=linear.POWER, args=(a,), params=(k,)) if (
            k.constant is not None and 1 <= k.constant <= HIGHEST
        ):
            return _slope_of_product([a] * k.constant, x)
    return _chained(e, go)


def _slope_of_product(args: list[Expr], x: Symbol) -> Expr | None:
    numbers = [a for a in args if a.shape.is_scalar]
    factors = [a for a in args if not a.shape.is_scalar]
    slopes = [s for a in factors if (s := _slope(a, x)) is not None]
    if any(x.name in c.names for c in numbers) or not factors or len(slopes) < len(factors):
        return None
    terms = [
        reduce(lambda a, b: a @ b, [*factors[:k], slope, *factors[k + 1 :]])
        for k, slope in enumerate(slopes)
    ]
    found = _joined([*terms], lambda a, b: a + b)
    return None if found is None else reduce(lambda y, c: c * y, numbers, found)


def _chained(e: Expr, go: Callable[[Expr], Expr | None]) -> Expr | None:
    """The chain rule for inverses, roots, logarithms and exponentials."""
    inner = go(e.args[0]) if isinstance(e, Apply) and len(e.args) == 1 else None
    if inner is None or not isinstance(e, Apply):
        return None
    (a,) = e.args
    match e.op:
        case inverses.INVERSE:
            return -(inner @ power(e, 2))
        case op if op is MATRIX_SQUARE_ROOT:
            return inner @ inv(e) / 2
        case op if op is MATRIX_LOGARITHM:
            return inner @ inv(a)
        case op if op is MATRIX_EXPONENTIAL:
            return inner @ e
    return None
