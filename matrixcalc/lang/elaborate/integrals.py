"""Integrals over a whole space: ∫ f(x) dx, ∫_{ℝᵏ} … du, ∬ … dx dy.

What is integrated stands between the sign and its dx.  The letter there is bound: a
letter that is defined elsewhere is another one inside of the integral.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Expr, Integral, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import calculus, factors, letters
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.names import name_of
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import parts as parts_of
from matrixcalc.rewriting import replaced
from matrixcalc.shapes import SCALAR, Shape

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator
    from matrixcalc.lang.elaborate.reaching import Part

BOUND = "\u2061"
"""Behind the name of a letter that is another one inside of an integral; it does not print."""


def integral(r: Elaborator, node: syntax.Big, rest: Sequence[Part]) -> tuple[Expr, int]:
    """The integral that begins before `rest`, and how many of its parts belong to it."""
    signs = [node]
    while len(signs) <= len(rest) and isinstance(sign := rest[len(signs) - 1], syntax.Big):
        if sign.sign != "∫":
            break
        signs.append(sign)
    inside = rest[len(signs) - 1 :]
    start, end = _differentials(r, inside, node)
    over = [inside[k + 1] for k in range(start, end, 2)]
    if len(signs) > 1 and len(signs) != len(over):
        raise Beyond("over what each sign integrates is not told", node)
    spaces = [_space(r, s) for s in (signs if len(signs) > 1 else signs * len(over))]
    body_parts = list(inside[:start])
    while body_parts and isinstance(body_parts[-1], str):
        body_parts.pop()
    if not body_parts:
        raise Beyond("an integral of nothing is not judged", node)
    value = _over(r, node, body_parts, list(zip(over, spaces, strict=True)))
    return value, len(signs) - 1 + end


def _differentials(r: Elaborator, inside: Sequence[Part], node: Syntax) -> tuple[int, int]:
    """Where the differentials of an integral begin and end; those of integrals within are skipped."""
    owed = 0
    at = 0
    while at < len(inside):
        part = inside[at]
        if isinstance(part, syntax.Big) and part.sign == "∫":
            owed += 1
        if _is_differential(r, inside, at):
            end = at
            while _is_differential(r, inside, end):
                end += 2
            if not owed:
                return at, end
            owed -= 1
            at = end
            continue
        at += 1
    raise Beyond("over what is integrated is not told", node)


def _is_differential(r: Elaborator, inside: Sequence[Part], at: int) -> bool:
    if at + 1 >= len(inside) or isinstance(inside[at], str):
        return False
    head = inside[at]
    assert not isinstance(head, str)
    return calculus.is_d(r, head) and isinstance(
        inside[at + 1], syntax.Name | syntax.Scripts | syntax.Sign
    )


def _space(r: Elaborator, node: syntax.Big) -> Shape | None:
    """The shape of what runs over all of the space below the sign; None if nothing is said."""
    low, high = node.sub, node.sup
    if low is None and high is None:
        return None
    if high is not None:
        if _is_infinite(low, negative=True) and _is_infinite(high, negative=False):
            return SCALAR
        raise Beyond("an integral over a part of the numbers is not judged", node)
    match low:
        case syntax.Name(text="R", style="double") | syntax.Name(text="ℝ"):
            return SCALAR
        case syntax.Scripts(base=syntax.Name(text="R" | "ℝ"), sub=None, sup=size) if size:
            return Shape(letters.integer(r, size), Dim.of(1))
    raise Beyond("an integral over a part of the space is not judged", node)


def _is_infinite(node: Syntax | None, *, negative: bool) -> bool:
    match node:
        case syntax.Sign(text="∞"):
            return not negative
        case syntax.Sum(terms=((sign, syntax.Sign(text="∞")),)):
            return (sign == "-") is negative
    return False


def _over(
    r: Elaborator, node: Syntax, body: Sequence[Part], over: Sequence[tuple[Part, Shape | None]]
) -> Expr:
    if not over:
        return factors.term(r, body)
    (part, space), *others = over
    assert not isinstance(part, str)
    with _bound(r, part, space) as (symbol, entry):
        value = _over(r, node, body, others)
        if space is None and _is_assumed(r, part):
            _refuse_unless_vector(r, symbol, part)
        if entry is not None:
            try:
                value = replaced(value, entry, symbol)
            except ValueError:
                raise Beyond("an integral over a component is not judged here", node) from None
            whole = next((s for s in entry.symbols if s.name in value.names), None)
            if whole is not None and whole.is_member is False and entry != whole:
                raise Beyond(f"an integral over one component beside {whole} is not judged", node)
        return Integral(value, symbol)


@contextmanager
def _bound(
    r: Elaborator, part: Syntax, space: Shape | None
) -> Iterator[tuple[Symbol, Expr | None]]:
    """The letter over which is integrated, and the component or member that it stands for."""
    name = name_of(part)
    if space is not None and isinstance(part, syntax.Name) and name not in r.scope.letters:
        r.expression(part)
    known = r.scope.letters.get(name) if name else None
    other = known is not None and (known.body is not None or (known.beyond and space is not None))
    hidden = _hidden(r, part)
    if isinstance(part, syntax.Name) and known is not None and other:
        # Inside of the integral the letter has every value, whatever it is outside.
        fresh = Symbol(f"{name}{BOUND}", space or r.resolved(known.symbol).shape)
        with _meaning(r, part.text, fresh):
            yield fresh, None
    elif hidden is not None:
        with _meaning(r, *hidden):
            found = r.expression(part)
            yield Symbol(f"{found}", found.shape), found
    elif (
        isinstance(part, syntax.Name) and known is not None and known.assumed and space is not None
    ):
        # What an earlier section says of the letter is not said of one that has every value.
        with _meaning(r, part.text, replace(known.symbol, assumptions=frozenset()), assumed=True):
            yield _free(r, part, space)
    else:
        yield _free(r, part, space)


@contextmanager
def _meaning(r: Elaborator, name: str, symbol: Symbol, *, assumed: bool = False) -> Iterator[None]:
    """A letter stands for another symbol for a while."""
    before = r.scope.letters[name]
    r.scope.letters[name] = Letter(symbol, assumed=assumed)
    try:
        yield
    finally:
        r.scope.letters[name] = before


def _free(r: Elaborator, part: Syntax, space: Shape | None) -> tuple[Symbol, Expr | None]:
    """A declared letter, or a component or member of one, that runs over all of its space."""
    found = r.expression(part)
    if any(s.assumptions for s in found.symbols):
        raise Beyond(f"{found} does not run over all of the space", part)
    if isinstance(found, Symbol) and not found.arguments:
        if not found.shape.is_column:
            raise Beyond("an integral over matrices is not judged", part)
        if space is None:
            r.unbounded.add(found.name)
        else:
            r.same_shape(found, Symbol(found.name, space))
        return r.resolved(found), None
    entry = isinstance(found, Apply) and found.op is parts_of.ENTRY
    if not (entry or isinstance(found, Symbol)) or not found.shape.is_column:
        raise NotUnderstood("it is not clear over what is integrated", part)
    return Symbol(f"{found}{BOUND}", found.shape), found


def _is_assumed(r: Elaborator, part: Syntax) -> bool:
    known = r.scope.letters.get(name_of(part) or "")
    return known is not None and known.assumed


def _refuse_unless_vector(r: Elaborator, x: Symbol, part: Syntax) -> None:
    """Raise `Beyond` for a letter of which nothing says over which values it runs.

    One that has to be a vector runs over all of them, as far as can be seen.
    """
    shape, told = r.resolved(x).shape, f"which values {x} has"
    if shape.is_scalar or not shape.is_column:
        raise Beyond(f"nothing says {told}", part)
    r.perhaps_meant = told


def _hidden(r: Elaborator, part: Syntax) -> tuple[str, Symbol] | None:
    """A vector with a meaning that was not understood, over a component of which is integrated."""
    if not (isinstance(part, syntax.Scripts) and part.sub is not None and part.sup is None):
        return None
    base, below = name_of(part.base), part.sub
    known = r.scope.letters.get(base) if base else None
    index = r.bound.get(below.text) if isinstance(below, syntax.Name) else None
    variable = index.as_variable if index is not None else None
    if base is None or known is None or not known.beyond or variable is None:
        return None
    if variable.upper is None:
        return None
    return base, Symbol(f"{base}{BOUND}", Shape(variable.upper, Dim.of(1)))
