"""Reading one formula in a scope, as the tests of the reader need it."""

from __future__ import annotations

from matrixcalc.dims import Dim, closure
from matrixcalc.expr import Expectation, Expr, Symbol
from matrixcalc.lang.declarations import read
from matrixcalc.lang.declaring import Ranked, declare
from matrixcalc.lang.elaborate import calculus
from matrixcalc.lang.elaborate.core import Elaborator
from matrixcalc.lang.items import Item
from matrixcalc.lang.parser import parse
from matrixcalc.lang.scope import Letter, Moments, Scope
from matrixcalc.lang.tokens import tokens
from matrixcalc.lang.unify import Unknowns


def scope_of(let: str) -> Scope:
    """The scope that declarations in the declaration language make."""
    scope, unknowns = Scope(), Unknowns()
    items = [Ranked(i, 2) for i in read(let) if isinstance(i, Item)]
    notes = declare(scope, items, lambda _: "here", unknowns.size)
    assert not notes, notes
    return scope


def expression(text: str, scope: Scope, free: dict[str, str] | None = None) -> Expr:
    """The expression that a formula stands for; nothing is assumed."""
    node = parse(tokens(text), len(text))
    elaborator = Elaborator(scope, Unknowns(), lambda _name, _node: None)
    elaborator.moving = calculus.moving(elaborator, [node])
    for name, size in (free or {}).items():
        elaborator.free[name] = scope.integers[size]
    (found,) = elaborator.sides([node])
    return found


def scope_for(*sides: Expr) -> Scope:
    """The scope in which expressions that were built in Python can be read again."""
    scope = Scope()
    for e in sides:
        for node in e.walk():
            if isinstance(node, Symbol) and node.name not in scope.letters:
                scope.letters[node.name] = _letter(node)
            for x in node.distributions if isinstance(node, Expectation) else ():
                moments = Moments(str(x.mean), str(x.covariance), x.normal)
                scope.letters[x.variable.name] = Letter(x.variable, random=True, moments=moments)
        shapes = [d for s in e.symbols for d in (s.shape.rows, s.shape.cols)]
        for variable in closure([*shapes, *e.dims, e.shape.rows, e.shape.cols]):
            if not variable.is_index:
                scope.integers[variable.name] = Dim.variable(variable)
    return scope


def _letter(s: Symbol) -> Letter:
    if s.is_member:
        indices = tuple(
            v
            for a in s.arguments
            if not isinstance(a, Expr) and (v := a.as_variable) is not None and v.is_index
        )
        return Letter(Symbol(s.name, s.shape, s.assumptions), indices)
    if s.is_function:
        formal = tuple(a for a in s.arguments if isinstance(a, Expr))
        return Letter(s, (), formal)
    return Letter(s)


def again(text: str, e: Expr, scope: Scope) -> Expr:
    """What `text`, printed from `e`, reads as; free indices run as far as they do in `e`."""
    node = parse(tokens(text), len(text))
    elaborator = Elaborator(scope, Unknowns(), lambda _name, _node: None)
    elaborator.moving = calculus.moving(elaborator, [node])
    for index in e.indices:
        assert index.upper is not None
        elaborator.free[index.name] = index.upper
    (found,) = elaborator.sides([node])
    return found
