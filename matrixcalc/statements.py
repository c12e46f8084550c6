"""Derivations and their statements: what is claimed, after all reading is done.

Every front end ends here.  A check receives a `Claim` and cannot know whether
it came from Python, Markdown or LaTeX.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from matrixcalc.assumptions import spoken
from matrixcalc.dims import IntVar, closure
from matrixcalc.expr import (
    Convention,
    Derive,
    Differential,
    Expr,
    ExprLike,
    Symbol,
)
from matrixcalc.ops.algebra import number


@dataclass(frozen=True)
class Definition:
    """``head ≔ body``: the head stands for the body in all statements that follow.

    The head may have formal arguments: ``M_i ≔ …`` holds for every index i.
    """

    head: Symbol
    body: Expr
    because: str = ""
    line: int = 0
    written: str = ""


@dataclass(frozen=True)
class Equality:
    """``left = right``, with the author's justification.

    `continues` says that the left side is the right side of the step before,
    in one chain; `kind` is ``step``, ``claim`` or ``fact`` (beside the chain).
    """

    left: Expr
    right: Expr
    because: str = ""
    line: int = 0
    written: str = ""
    kind: str = "claim"
    continues: bool = False
    expect: str | None = None


@dataclass(frozen=True)
class Given:
    """An equality that is a hypothesis or a condition being set: no claim."""

    left: Expr
    right: Expr
    because: str = ""
    line: int = 0
    written: str = ""


Statement: TypeAlias = Definition | Equality | Given


class Numbering:
    """One number for equal expressions, found by identity where a node was met before.

    Every node that was numbered is kept, so that no identity is used again.
    """

    def __init__(self) -> None:
        self._by_identity: dict[int, tuple[int, Expr]] = {}
        self._by_value: dict[Expr, int] = {}

    def of(self, e: Expr) -> int:
        """The number of `e`."""
        known = self._by_identity.get(id(e))
        if known is not None:
            return known[0]
        number = self._by_value.setdefault(e, len(self._by_value))
        self._by_identity[id(e)] = (number, e)
        return number


@dataclass(frozen=True)
class Claim:
    """An equality with all that a check may know: the definitions before it."""

    left: Expr
    right: Expr
    definitions: tuple[Definition, ...] = ()

    @cached_property
    def numbering(self) -> Numbering:
        """Numbers for the expressions of the claim, shared by all that evaluate it."""
        return Numbering()

    @cached_property
    def meanings(self) -> dict[str, Definition]:
        """The definitions by the name of their head; a later one shadows."""
        return {d.head.name: d for d in self.definitions}

    @cached_property
    def symbols(self) -> tuple[Symbol, ...]:
        """The symbols that occur, through definitions too, by name."""
        found: dict[str, Symbol] = {}
        todo = [self.left, self.right]
        seen: set[str] = set()
        while todo:
            for s in todo.pop().symbols:
                found.setdefault(s.name, s)
                meaning = self.meanings.get(s.name)
                if meaning is not None and s.name not in seen:
                    seen.add(s.name)
                    todo.append(meaning.body)
        return tuple(found[name] for name in sorted(found))

    @cached_property
    def free_symbols(self) -> tuple[Symbol, ...]:
        """The symbols that are not defined: those that a point must give values."""
        formal = {
            a.name for d in self.definitions for a in d.head.arguments if isinstance(a, Symbol)
        }
        return tuple(
            s
            for s in self.symbols
            if s.name not in self.meanings and not (s.name in formal and self._only_formal(s))
        )

    def _only_formal(self, s: Symbol) -> bool:
        return s.name not in self.left.names | self.right.names

    @cached_property
    def integers(self) -> tuple[IntVar, ...]:
        """The sizes and integers on which the claim depends, by name."""
        shapes = [x for s in self.symbols for x in (s.shape.rows, s.shape.cols)]
        sides = self.left.dims | self.right.dims
        inner = [
            d
            for name in {s.name for s in self.symbols} & set(self.meanings)
            for d in self.meanings[name].body.dims
        ]
        ends = [x for e in (self.left, self.right) for x in (e.shape.rows, e.shape.cols)]
        variables = closure([*shapes, *sides, *inner, *ends])
        return tuple(sorted((v for v in variables if not v.is_index), key=lambda v: v.name))

    @cached_property
    def indices(self) -> tuple[IntVar, ...]:
        """The free index variables, over whose whole range the claim is made."""
        return tuple(sorted(self.left.indices | self.right.indices, key=lambda v: v.name))

    @cached_property
    def conventions(self) -> frozenset[Convention]:
        """The conventions of the derivatives that occur."""
        bodies = [self.left, self.right, *(d.body for d in self.definitions)]
        return frozenset(
            node.convention for e in bodies for node in e.walk() if isinstance(node, Derive)
        )

    @cached_property
    def has_derivative(self) -> bool:
        """Whether a derivative or differential occurs, through definitions too."""
        used = {s.name for s in self.symbols}
        bodies = [self.left, self.right]
        bodies += [d.body for d in self.definitions if d.head.name in used]
        return any(isinstance(x, Derive | Differential) for e in bodies for x in e.walk())


def _caller_line(depth: int = 1) -> int:
    frame = sys._getframe(depth)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith(
        "matrixcalc."
    ):
        frame = frame.f_back
    return frame.f_lineno


@dataclass(frozen=True)
class Derivation:
    """A named derivation: a title, where it comes from, and its statements in order.

    `statements` may hold statements and the tuples that `chain` returns.  `name`
    is what the command line calls it, in lower case with hyphens.

    Raises `ValueError` for an empty name or one letter with two declarations.
    """

    name: str
    title: str
    statements: Sequence[Statement | Sequence[Statement]]
    source: str = ""
    about: str = ""
    line: int = field(default_factory=_caller_line)

    def __post_init__(self) -> None:
        if not self.name or any(c.isspace() for c in self.name):
            raise ValueError(f"a derivation needs a name without spaces, not {self.name!r}")
        flat: list[Statement] = []
        for item in self.statements:
            flat.extend([item] if isinstance(item, Definition | Equality | Given) else item)
        object.__setattr__(self, "statements", tuple(flat))
        self._refuse_two_meanings()

    def _refuse_two_meanings(self) -> None:
        first: dict[str, Symbol] = {}
        for symbol in self.symbols:
            other = first.setdefault(symbol.name, symbol)
            same = (other.shape, other.assumptions, len(other.arguments)) == (
                symbol.shape,
                symbol.assumptions,
                len(symbol.arguments),
            )
            if not same:
                raise ValueError(
                    f"{self.name}: {symbol.name} is declared twice: "
                    f"as {describe(other)} and as {describe(symbol)}"
                )

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """Every symbol, in order of appearance."""
        seen: dict[Symbol, None] = {}
        for statement in self:
            sides = (
                (statement.head, statement.body)
                if isinstance(statement, Definition)
                else (statement.left, statement.right)
            )
            for side in sides:
                for node in side.walk():
                    if isinstance(node, Symbol):
                        seen.setdefault(node)
        return tuple(seen)

    def __iter__(self) -> Iterator[Statement]:
        for statement in self.statements:
            assert isinstance(statement, Definition | Equality | Given)
            yield statement

    def claims(self) -> Iterator[tuple[Statement, Claim | None]]:
        """Each statement with its claim; a definition or hypothesis claims nothing."""
        definitions: tuple[Definition, ...] = ()
        for statement in self:
            if isinstance(statement, Definition):
                definitions += (statement,)
            if isinstance(statement, Equality):
                yield statement, Claim(statement.left, statement.right, definitions)
            else:
                yield statement, None


def describe(symbol: Symbol) -> str:
    """A symbol's declaration in words: shape and adjectives."""
    words = [str(symbol.shape), *spoken(symbol.assumptions)]
    return ", ".join(words)


def chain(first: ExprLike, *steps: tuple[ExprLike, str] | ExprLike) -> tuple[Equality, ...]:
    """A chain of equalities a = b = c, each with its justification.

    >>> from matrixcalc import matrix, sizes, tr
    >>> n, = sizes("n"); A, B = matrix("A", n, n), matrix("B", n, n)
    >>> [s.because for s in chain(tr(A @ B), (tr(B @ A), "cyclic property"))]
    ['cyclic property']
    """
    left, line = number(first), _caller_line()
    result: list[Equality] = []
    for step in steps:
        right, because = step if isinstance(step, tuple) else (step, "")
        kind = "step" if result else "claim"
        equality = Equality(left, number(right), because, line, kind=kind, continues=bool(result))
        result.append(equality)
        left = equality.right
    return tuple(result)


def claim(
    left: ExprLike, right: ExprLike, because: str = "", expect: str | None = None
) -> Equality:
    """One equality, with its justification."""
    return Equality(number(left), number(right), because, _caller_line(), expect=expect)


def fact(left: ExprLike, right: ExprLike, because: str = "") -> Equality:
    """An equality beside the chain, such as one under a brace; it is verified too."""
    return Equality(number(left), number(right), because, _caller_line(), kind="fact")


def define(head: Symbol, body: ExprLike, because: str = "") -> Definition:
    """Let `head` stand for `body` from here on.

    Raises `ValueError` if the shapes differ or the body contains the head.
    """
    expression = number(body)
    if head.shape != expression.shape:
        raise ValueError(
            f"{head} is {head.shape}, but what it is to stand for is {expression.shape}"
        )
    if head.name in expression.names:
        raise ValueError(f"{head} cannot be defined by itself")
    return Definition(head, expression, because, _caller_line())


def given(left: ExprLike, right: ExprLike, because: str = "") -> Given:
    """A hypothesis or a condition that is set: shown, and not judged."""
    return Given(number(left), number(right), because, _caller_line())


def expecting(verdict: str, statement: Equality) -> Equality:
    """The same equality, of which this verdict is expected."""
    return replace(statement, expect=verdict)
