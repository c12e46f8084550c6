"""What a formula says before its letters mean anything: a tree with places.

Factors that stand beside one another stay a sequence, ``d tr ( A B ) / d A``
included, because only declarations tell a function from a factor.  Nothing is
typed, looked up or simplified here.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from matrixcalc.record import record


@record
class Node:
    """A part of a formula and its range in the document."""

    start: int
    end: int


@record
class Number(Node):
    """A number in figures."""

    value: Fraction


@record
class Name(Node):
    """A letter, or several set upright; `style` is "" or bold, script, double, fraktur."""

    text: str
    style: str = ""


@record
class Word(Node):
    """The name of a function, such as tr or log."""

    text: str


@record
class Sign(Node):
    """A sign that stands for itself: ∂, ∇, …, ∞, a mark such as ①."""

    text: str


@record
class Scripts(Node):
    """A base with what stands below and above it, and with primes."""

    base: Syntax
    sub: Syntax | None = None
    sup: Syntax | None = None
    primes: int = 0


@record
class Group(Node):
    """Brackets and the parts between commas, semicolons or one bar: ``( a , b | c )``."""

    fence: str
    parts: tuple[Syntax, ...]
    separators: tuple[str, ...] = ()


@record
class Bars(Node):
    """|x| or ‖x‖."""

    fence: str
    body: Syntax


@record
class Juxtaposed(Node):
    """Parts beside one another."""

    items: tuple[Syntax, ...]


@record
class Infix(Node):
    """Parts joined by one sign: · × ⊙ ⊗ ⊘ * ÷, from the left."""

    sign: str
    left: Syntax
    right: Syntax


@record
class Ratio(Node):
    """One part over another."""

    top: Syntax
    bottom: Syntax


@record
class Root(Node):
    """A square root, or the root of the degree given."""

    body: Syntax
    degree: Syntax | None = None


@record
class Sum(Node):
    """Terms with their signs, ``+`` or ``-`` or ``±``."""

    terms: tuple[tuple[str, Syntax], ...]


@record
class Big(Node):
    """∑, ∏, ∫, max, lim … with what stands below and above."""

    sign: str
    sub: Syntax | None = None
    sup: Syntax | None = None


@record
class Related(Node):
    """Parts with relations between them, inside of a formula: ``i = 1``, ``k - l = j``."""

    parts: tuple[Syntax, ...]
    relations: tuple[str, ...]


@record
class Table(Node):
    """A matrix or cases written out: rows of cells."""

    kind: str
    rows: tuple[tuple[Syntax, ...], ...]


@record
class Annotated(Node):
    """A part with a remark above or below it, such as a brace with "= 0"."""

    body: Syntax
    remark: Syntax | None


@record
class Remark(Node):
    """Words inside a formula."""

    text: str


@record
class Empty(Node):
    """Nothing, as between two commas."""


Syntax: TypeAlias = (
    Number | Name | Word | Sign | Scripts | Group | Bars | Juxtaposed | Infix | Ratio | Root
    | Sum | Big | Related | Table | Annotated | Remark | Empty
)  # fmt: skip


def children(node: Syntax) -> tuple[Syntax, ...]:
    """The parts directly below a node, in their order."""
    match node:
        case Scripts():
            return tuple([x for x in (node.base, node.sub, node.sup) if x is not None])
        case Juxtaposed(items=items):
            return items
        case Group() | Related():
            return node.parts
        case Bars(body=body):
            return (body,)
        case Infix():
            return (node.left, node.right)
        case Ratio():
            return (node.top, node.bottom)
        case Root():
            return tuple(x for x in (node.body, node.degree) if x is not None)
        case Sum(terms=terms):
            return tuple([t for _, t in terms])
        case Big():
            return tuple(x for x in (node.sub, node.sup) if x is not None)
        case Table(rows=rows):
            return tuple(c for row in rows for c in row)
        case Annotated():
            return tuple(x for x in (node.body, node.remark) if x is not None)
    return ()


def walk(node: Syntax) -> Sequence[Syntax]:
    """The node and all below it."""
    found: list[Syntax] = []
    todo = [node]
    while todo:
        part = todo.pop()
        found.append(part)
        if type(part) not in _LEAVES:
            todo += children(part)[::-1]
    return found


_LEAVES = frozenset({Name, Number, Sign, Word, Remark, Empty})
"""What has nothing below it, which is most of a formula."""
