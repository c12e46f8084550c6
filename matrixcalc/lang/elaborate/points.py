"""Values at a point: df/dt |_{t = 0}, as a derivative by a letter that stands for the point.

What a derivative is at a point is known to the checks alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from matrixcalc.expr import Derive, Differential, Expr, Number, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.names import name_of
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.rewriting import rebuild, substituted, transformed
from matrixcalc.statements import Definition

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator


def value_at(r: Elaborator, base: syntax.Group, node: syntax.Scripts) -> Expr:
    """What stands before a bar, where the letter below the bar has the value beside it."""
    match node.sub:
        case syntax.Related(parts=(syntax.Name() | syntax.Scripts() as head, value)):
            name = name_of(head)
        case _:
            name = None
    if name is None:
        raise Beyond("a value at this point is not judged", node)
    _refuse_elsewhere(r, name, node)
    body = r.expression(base)
    moving = [s for s in body.symbols if s.name == name]
    letter = r.scope.letters.get(name)
    if letter is None or letter.random or letter.body is not None or len(moving) != 1:
        raise Beyond("a value at this point is not judged", node)
    if _is_hidden(r, name, body):
        raise Beyond(f"what is defined by {name} has no value at this point alone", node)
    (x,) = moving
    at = _fitting(r, x, r.expression(value))
    if not body.has_derivative:
        return substituted(body, {name: at})
    varied = {
        s.name for n in body.walk() if isinstance(n, Derive | Differential)
        for v in n.children[1:] for s in v.symbols
    }  # fmt: skip
    if r.scope.behind(at.names) & (varied - {name}):
        raise Beyond(f"whether {name} moves with its value is not told", node)
    place = at if _is_free(r, at, body) else point(r, x, at, node)
    written = transformed(body, lambda e: _written_out(r, e, name))
    assert isinstance(place, Symbol)
    return rebuild(written, lambda s: place if s.name == name else s)


def _written_out(r: Elaborator, e: Expr, name: str) -> Expr:
    """A function of a letter as what it is defined by; anything else as it is."""
    letter = r.scope.letters.get(e.name) if isinstance(e, Symbol) else None
    if not isinstance(e, Symbol) or letter is None or letter.body is None or not letter.formal:
        return e
    named = {f.name: a for f, a in zip(letter.formal, e.arguments, strict=True)
             if isinstance(f, Symbol) and isinstance(a, Expr)}  # fmt: skip
    return substituted(letter.body, named) if name in e.names - {e.name} else e


def _refuse_elsewhere(r: Elaborator, name: str, node: syntax.Scripts) -> None:
    """Raise `Beyond` where the letter has no point at another place of the statement."""
    inside = {id(part) for part in _within(r.nodes, name)}
    # With a script it is another letter: x₀, x*.
    inside |= {
        id(part.base) for n in r.nodes for part in syntax.walk(n)
        if isinstance(part, syntax.Scripts) and _is_another(part)
    }  # fmt: skip
    if any(id(part) not in inside for n in r.nodes for part in syntax.walk(n) if _is(part, name)):
        raise Beyond(f"{name} stands also where it has no value of its own", node)


def _is_another(node: syntax.Scripts) -> bool:
    """Whether the script of a letter makes it another one, as a star does and a zero."""
    starred = isinstance(node.sup, syntax.Sign) and node.sup.text == "*"
    return starred or (isinstance(node.sub, syntax.Number) and node.sub.value == 0)


def _within(nodes: Sequence[Syntax], name: str) -> list[Syntax]:
    """The parts of formulas that are taken at a point of the letter."""
    found = list[Syntax]()
    for node in nodes:
        for part in syntax.walk(node):
            match part:
                case syntax.Scripts(
                    base=syntax.Group(fence=".|"), sub=syntax.Related(parts=(head, *_))
                ) if name_of(head) == name:
                    found += syntax.walk(part)
    return found


def _is(part: Syntax, name: str) -> bool:
    """Whether a part of a formula is the letter."""
    return isinstance(part, syntax.Name) and part.text == name


def _is_hidden(r: Elaborator, name: str, body: Expr) -> bool:
    """Whether a letter stands also in what others are defined by, but for functions of it."""
    letters = r.scope.letters
    for n in r.scope.behind(body.names - {name}) & letters.keys():
        formal = {x.name for x in letters[n].formal if isinstance(x, Symbol)}
        meant = letters[n].body
        if meant is not None and name in meant.names - formal:
            return True
    return False


def _is_free(r: Elaborator, at: Expr, body: Expr) -> bool:
    """Whether a point is a letter that stands nowhere else, of which nothing is declared."""
    if not isinstance(at, Symbol) or at.arguments or at.assumptions:
        return False
    known = r.scope.letters.get(at.name)
    defined = known is not None and (known.body is not None or known.random)
    return not defined and at.name not in r.scope.behind(body.names)


def _fitting(r: Elaborator, x: Symbol, value: Expr) -> Expr:
    """A value in the shape of the letter that has it; zero may have any."""
    at = r.zeros_like(value, x) if value == Number(Fraction(0)) else value
    r.same_shape(at, x)
    return at


def point(r: Elaborator, x: Symbol, value: Expr, node: Syntax) -> Symbol:
    """A letter that stands for a value of another one, and is none of those that the text has."""
    at = _fitting(r, x, value)
    told = {d.head.name: d for d in r.scope.definitions}
    for mark in ("₀", "*", "**", "***"):
        name = f"{x.name}{mark}"
        if name in told and told[name].body == at:
            return told[name].head
        letter = r.scope.letters.get(name)
        if name not in told and (letter is None or letter.body is not None):
            place = Symbol(name, x.shape)
            r.scope.letters[name] = Letter(place, body=at)
            r.introduced.append(Definition(place, at, "the point"))
            return place
    raise Beyond("there are too many values at points", node)
