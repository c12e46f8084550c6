"""Derivatives of a function by its own argument: ∇f(x), ∇²f(x), f′(t), H_f(x), J_f(x), Df(x).

What the function is of is known from its declaration or definition; where it has several
arguments, or stands at what is no letter, nothing is decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from matrixcalc.conventions import Layout
from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import calculus, directions, points, powers
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.names import name_of
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra
from matrixcalc.ops.elementwise import Elementwise
from matrixcalc.ops.linear import NEGATIVE
from matrixcalc.ops.products import HADAMARD, HADAMARD_QUOTIENT

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator
    from matrixcalc.lang.elaborate.reaching import Part

OPERATORS = {"H": "Hessian", "J": "Jacobian", "D": "Jacobian"}
"""Letters that stand for a matrix of derivatives where nothing else is declared."""


MOST = 7
"""No power of a function is written out that is higher."""

OFTEN_FUNCTIONS = frozenset({"f", "g", "h", "F", "G", "L", "ℓ", "φ", "ψ"})
"""Letters that name a function where they stand below one of these."""


def names_function(node: Syntax) -> bool:
    """Whether a subscript names a function, as in H_f, and is no index."""
    match node:
        case syntax.Scripts(base=syntax.Name(text=text), sub=syntax.Name(text=below)):
            return text in OPERATORS and below in OFTEN_FUNCTIONS
    return False


def nabla(
    r: Elaborator, node: Syntax, order: int, parts: Sequence[Part], at: int
) -> tuple[Expr, int] | None:
    """∇f(x) or ∇f, and where it ends; None where no function stands behind the sign."""
    if at >= len(parts):
        return None
    part = parts[at]
    letter = None if isinstance(part, str) else _function(r, part)
    if isinstance(part, str) or letter is None:
        return None
    arguments, scripts, stop = _arguments(r, letter, parts, at + 1)
    value, x = _at(r, letter, arguments, node)
    found = _gradient(r, value, x, order, node)
    return (found if scripts is None else _raised(r, found, scripts)), stop


def operator(
    r: Elaborator, node: Syntax, parts: Sequence[Part], at: int
) -> tuple[Expr, int] | None:
    """H_f(x), J_f(x), Hf(x), Df(x), and where it ends; None for anything else."""
    base = node.base if isinstance(node, syntax.Scripts) else node
    if not isinstance(base, syntax.Name) or base.text not in OPERATORS:
        return None
    if base.text in r.scope.names or base.text in r.bound or (name_of(node) or "") in r.scope.names:
        return None
    scripted = isinstance(node, syntax.Scripts)
    if isinstance(node, syntax.Scripts) and (node.sub is None or node.sup or node.primes):
        return None
    following = parts[at + 1] if at + 1 < len(parts) else ""
    behind = None if isinstance(following, str) else _function(r, following)
    below = _function(r, node.sub) if isinstance(node, syntax.Scripts) and node.sub else None
    letter = below if scripted else behind
    place = at + 1 if scripted or isinstance(following, syntax.Group) else at + 2
    if base.text == "D" and below is None and (behind is not None or not scripted):
        directed = directions.along(r, behind, parts, at + 2 if scripted else place, node)
        if directed is not None:
            return directed
    _refuse_direction(parts, place, node)
    if letter is None:
        return None
    arguments, scripts, stop = _arguments(r, letter, parts, place)
    value, x = _at(r, letter, arguments, node)
    if OPERATORS[base.text] == "Hessian":
        found = _gradient(r, value, x, 2, node)
    else:
        numerator = r.scope.convention.with_layout(Layout.NUMERATOR)
        found = calculus.differentiated(r, value, [x], node, numerator)
    return (found if scripts is None else _raised(r, found, scripts)), stop


def _refuse_direction(parts: Sequence[Part], at: int, node: Syntax) -> None:
    """Raise `Beyond` for D f(X)[H], the derivative along a direction."""
    marks = [p.fence if isinstance(p, syntax.Group) else "" for p in parts[at : at + 2]]
    if {"[", "("} & set(marks[1:]):
        raise Beyond(directions.UNTOLD, node)


def primed(r: Elaborator, node: Syntax, group: syntax.Group) -> Expr | None:
    """f′(t) or f″(t); None where the letter is no function, or has no primes."""
    if not isinstance(node, syntax.Scripts) or not node.primes or node.sup is not None:
        return None
    letter = _function(r, replace(node, primes=0))
    if letter is None:
        return None
    value, t = _at(r, letter, tuple(r.expression(p) for p in group.parts), node)
    return _slope(r, value, t, node.primes, node)


def _base(node: object) -> object:
    return node.base if isinstance(node, syntax.Scripts) else node


def is_made_of_functions(r: Elaborator, group: syntax.Group, following: object) -> bool:
    """Whether brackets with functions, as (f + g), stand before what they are taken of."""
    behind = _base(following)
    if not isinstance(behind, syntax.Group) or behind.fence not in ("(", "["):
        return False
    calls = set[int]()
    nodes = [n for p in group.parts for n in syntax.walk(p)]
    for n in nodes:
        items = n.items if isinstance(n, syntax.Juxtaposed) else ()
        calls |= {id(a) for a, b in pairwise(items) if isinstance(_base(b), syntax.Group)}
    named = (n for n in nodes if isinstance(n, syntax.Name | syntax.Scripts) and id(n) not in calls)
    return any(_function(r, n) is not None for n in named)


def primed_group(r: Elaborator, node: syntax.Scripts, e: Expr) -> Expr | None:
    """(f(t) g(t))′, where all functions inside are of one number; None where there are none."""
    inside = {a for s in e.symbols if s.arguments for a in s.arguments}
    if not e.shape.is_scalar or len(inside) != 1:
        return None
    (t,) = inside
    return _slope(r, e, t, node.primes, node) if isinstance(t, Symbol) else None


def entrywise_slope(r: Elaborator, e: Expr, order: int, node: Syntax) -> Expr:
    """σ′(z), tanh′(z), …: the derivative of a function that is applied entry by entry."""
    if not (isinstance(e, Apply) and isinstance(e.op, Elementwise)):
        raise Beyond("a prime on a function is not judged", node)
    (z,) = e.args
    if isinstance(z, Symbol) and z.shape.is_scalar and not z.arguments:
        return _slope(r, e, z, order, node)
    if order > 1:
        raise Beyond("a second derivative entry by entry is not judged", node)
    return e.op.row.derivative(z, e)


def entrywise_power(e: Expr, exponent: Syntax) -> Expr | None:
    """tanh²(z), entry by entry; None for what is no such function of a vector or matrix."""
    if not (isinstance(e, Apply) and isinstance(e.op, Elementwise)) or e.shape.is_scalar:
        return None
    return _powers(e, exponent)


def diagonal_of_powers(r: Elaborator, parts: Sequence[Part], at: int) -> tuple[Expr, int] | None:
    """diag(s²) of a vector s, whose powers are taken entry by entry as those of diag(s) are."""
    match parts[at : at + 2]:
        case [
            syntax.Word(text="diag" | "Diag"),
            syntax.Group(parts=(syntax.Scripts(sup=syntax.Number() as k, primes=0) as power,)),
        ]:
            e = r.expression(power.base if power.sub is None else replace(power, sup=None))
            found = _powers(e, k) if e.shape.is_column and not e.shape.is_scalar else None
            return None if found is None else (algebra.diag(found), at + 2)
    return None


def _powers(e: Expr, exponent: Syntax) -> Expr | None:
    if not isinstance(exponent, syntax.Number) or exponent.value not in range(2, MOST):
        return None
    found: Expr = e
    for _ in range(int(exponent.value) - 1):
        found = algebra.hadamard(found, e)
    return found


def is_entrywise(e: Expr) -> bool:
    """Whether a matrix is made entry by entry, so that a number beside it is one for each entry."""
    match e:
        case Apply(op=Elementwise()):
            return True
        case Apply(op=op, args=args) if op in (HADAMARD, HADAMARD_QUOTIENT, NEGATIVE):
            return any(is_entrywise(a) for a in args)
    return False


def _function(r: Elaborator, node: Syntax) -> Letter | None:
    """The function whose name stands here."""
    name = name_of(node)
    letter = r.scope.letters.get(name) if name is not None else None
    if letter is None or not letter.formal:
        return None
    if letter.beyond:
        raise Beyond(letter.beyond, node)
    return letter


def _arguments(
    r: Elaborator, letter: Letter, parts: Sequence[Part], at: int
) -> tuple[tuple[Expr, ...], syntax.Scripts | None, int]:
    """The arguments in brackets, or those of the definition; what stands above; the end."""
    part = parts[at] if at < len(parts) else ""
    inner = part.base if isinstance(part, syntax.Scripts) else part
    if not isinstance(inner, syntax.Group) or inner.fence not in ("(", "[", "{|"):
        return letter.formal, None, at
    arguments = tuple(r.expression(p) for p in inner.parts)
    return arguments, part if isinstance(part, syntax.Scripts) else None, at + 1


def _at(
    r: Elaborator, letter: Letter, arguments: Sequence[Expr], node: Syntax
) -> tuple[Expr, Symbol]:
    """The value of a function of one letter, and the letter."""
    name = letter.symbol.name
    if len(letter.formal) != 1 or len(arguments) != 1:
        raise Beyond(f"by which of its arguments {name} is differentiated is not told", node)
    (x,) = arguments
    known = r.scope.letters.get(x.name) if isinstance(x, Symbol) else None
    formal = letter.formal[0]
    others = (
        letter.body.names - {a.name for a in letter.formal if isinstance(a, Symbol)}
        if letter.body is not None
        else frozenset[str]()
    )
    lone = isinstance(x, Symbol) and not x.arguments and (known is None or known.body is None)
    elsewhere = x not in letter.formal and bool(x.names & r.scope.behind(frozenset(others)))
    if not isinstance(x, Symbol) or not lone or elsewhere:
        random = any(n in r.scope.letters and r.scope.letters[n].random for n in x.names)
        if random or not isinstance(formal, Symbol):
            raise Beyond(f"the derivative of {name} at {x} is not judged", node)
        x = points.point(r, r.resolved(formal), x, node)
    return calculus.at_arguments(r, letter, (x,), node), x


def _gradient(r: Elaborator, value: Expr, x: Symbol, order: int, node: Syntax) -> Expr:
    by = [x] if order == 1 else [x, algebra.transpose(x)]
    if not value.shape.is_scalar:
        raise Beyond("the gradient of what is no number is not judged", node)
    return calculus.differentiated(r, value, by, node, r.scope.gradient(x, order))


def _slope(r: Elaborator, value: Expr, t: Expr, order: int, node: Syntax) -> Expr:
    if not t.shape.is_scalar:
        raise Beyond("a prime on a function of a vector has two meanings", node)
    return calculus.differentiated(r, value, [t] * order, node, r.scope.convention)


def _raised(r: Elaborator, e: Expr, scripts: syntax.Scripts) -> Expr:
    """A derivative with what stands above its argument, as in ∇f(x)ᵀ."""
    if scripts.sub is not None:
        raise Beyond("a part of a derivative is not judged", scripts)
    return powers.raised(r, e, scripts, scripts)
