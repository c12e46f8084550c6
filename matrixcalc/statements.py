"""Derivations and their statements: what is claimed, after all reading is done.

Every front end ends here.  A check receives a `Claim` and cannot know whether
it came from Python, Markdown or LaTeX.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from matrixcalc import coherence
from matrixcalc.conventions import Convention
from matrixcalc.diagnostics import nearest
from matrixcalc.dims import IntVar, closure
from matrixcalc.expr import Derive, Distribution, Expectation, Expr, ExprLike, Symbol
from matrixcalc.once import once
from matrixcalc.ops.arguments import Misuse, named, number
from matrixcalc.ops.moments import has_integral
from matrixcalc.results import Note, Verdict


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
    under: str = ""
    """What the equality rests on besides the declarations: an equation before it, a
    condition.  Without that it may fail, so a counterexample decides nothing."""
    rests_on: tuple[int, ...] = ()
    """The numbers of earlier statements that it may rest on, if they are no identities."""
    provided: str = ""
    """What was taken for granted to read it, such as "A is constant"; nobody said so."""
    lent: tuple[str, ...] = ()
    """Letters of which only an earlier section says what they are."""
    arrow: str = ""
    """The implication sign before it, if there is one: ⇒, ⇐ or ⇔."""
    premises: tuple[int, ...] = ()
    """The numbers of the statements from which it is said to follow."""
    supposed: bool = False
    """Whether it only says from what the statement behind it follows."""
    doubted: bool = False
    """Whether it may rest on more than its premises."""
    optimum: Optimum | None = None
    """What is said to be smallest or largest there."""
    separate: str = ""
    """In words that random letters are independent, of which nothing says so."""
    apart: tuple[Definition, ...] = ()
    """What the nameless letters are then by which these depend on each other."""
    renews: str = ""
    """The defined letter which it may say anew, if it does not hold of the letter."""
    standing: str = ""
    """What an undeclared letter stands for in it, as far as can be seen; `under` says so, too."""
    plain: bool = False
    """Whether an implication is about all values of its letters, as far as the text says."""
    hedged: str = ""
    """Why words around it may set a condition, so that it may be true although it is false of all
    letters.  What is true if more is known of the letters is told all the same."""
    otherwise: tuple[Expr, ...] = ()
    """Both sides in another reading of what is written, if there is one."""
    meant: tuple[str, str] = ("", "")
    """In words what each of the two readings supposes."""
    above: tuple[Given, ...] = ()
    """Equations of an earlier derivation that it may rest on, if they are no identities."""


@dataclass(frozen=True)
class Optimum:
    """A function of one letter that is smallest or largest at a place, maybe among the values
    of the letter that satisfy an equation.

    The equality that bears it says that the derivative is zero at the place, or with a constraint
    a multiple of that of the constraint, or of which value the function has there.
    """

    objective: Expr
    variable: Symbol
    """What varies; a member of a family stands for all of them."""
    sense: str
    """`min` or `max`."""
    point: Symbol
    """The letter for the place; where no definition says what it is, it is to be found."""
    constraints: tuple[tuple[Expr, Expr], ...] = ()
    """The equations that restrict what varies, by their sides."""
    besides: tuple[tuple[Expr, Expr], ...] = ()
    """Equations that may restrict what varies, or be about the optimum: it has to satisfy them."""
    multiplier: Symbol | None = None
    """The letter for the multiplier of the constraint, which is to be found."""
    of_value: bool = False
    """Whether the value is claimed, and not the place."""
    alone: bool = True
    """Whether the place is said to be the only one."""


@dataclass(frozen=True)
class Inequality:
    """That the left side is smaller or larger than the right one, or is so as a symmetric matrix.

    `under` is what it may rest on besides the declarations, and may be a condition that is set.
    """

    left: Expr
    relation: str
    right: Expr
    because: str = ""
    line: int = 0
    written: str = ""
    kind: str = "claim"
    expect: str | None = None
    under: str = ""


@dataclass(frozen=True)
class Given:
    """An equality that is a hypothesis or a condition being set: no claim."""

    left: Expr
    right: Expr
    because: str = ""
    line: int = 0
    written: str = ""


@dataclass(frozen=True)
class Unjudged:
    """A statement that was read and that no check can judge; `reason` says why.

    The sides are as printed, because not every one has an expression.
    """

    left: str
    relation: str
    right: str
    reason: str
    because: str = ""
    line: int = 0
    written: str = ""
    kind: str = "claim"
    expect: str | None = None
    definite: Expr | None = None
    """What is supposed to be positive definite, where that is what is said."""
    signed: tuple[str, str] | None = None
    """A letter and the sign with which it is compared to zero, where that is what is said."""
    sides: tuple[Expr, Expr] | None = None
    """What is compared, where it has expressions."""


@dataclass(frozen=True)
class Unread:
    """A statement that was not understood, with the note that says what stopped the reader."""

    note: Note
    line: int = 0
    written: str = ""
    expect: str | None = None


@dataclass(frozen=True)
class Malformed:
    """A statement that was understood as far as that its shapes do not fit."""

    note: Note
    line: int = 0
    written: str = ""
    expect: str | None = None
    hedged: str = ""
    """Why words around it may say that the shapes are others."""


Statement: TypeAlias = Definition | Equality | Inequality | Given | Unjudged | Unread | Malformed


class Numbering:
    """One number for equal expressions, found by identity where a node was met before.

    Every node that was numbered is kept, so that no identity is used again.
    """

    def __init__(self) -> None:
        self.by_identity: dict[int, tuple[int, Expr]] = {}
        """The number of each node met, by its identity, with the node."""
        self._by_value: dict[Expr, int] = {}

    def of(self, e: Expr) -> int:
        """The number of `e`."""
        known = self.by_identity.get(id(e))
        if known is not None:
            return known[0]
        number = self._by_value.setdefault(e, len(self._by_value))
        self.by_identity[id(e)] = (number, e)
        return number


@dataclass(frozen=True)
class Claim:
    """An equality with all that a check may know: the definitions before it."""

    left: Expr
    right: Expr
    definitions: tuple[Definition, ...] = ()
    definite: tuple[Expr, ...] = ()
    """Matrices that are supposed to be positive definite: the claim is about no other points."""

    @once
    def numbering(self) -> Numbering:
        """Numbers for the expressions of the claim, shared by all that evaluate it."""
        return Numbering()

    @once
    def meanings(self) -> dict[str, Definition]:
        """The definitions by the name of their head; a later one shadows."""
        return {d.head.name: d for d in self.definitions}

    def behind(self, names: frozenset[str]) -> frozenset[str]:
        """These names, and those by which they are defined."""
        found = set(names)
        todo = list(names & self.meanings.keys())
        while todo:
            new = self.meanings[todo.pop()].body.names - found
            found |= new
            todo += new & self.meanings.keys()
        return frozenset(found)

    @once
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

    @once
    def integrates(self) -> bool:
        """Whether a side or a definition has an integral, or a mean that is one."""
        meant = {name: d.body for name, d in self.meanings.items()}
        return any(has_integral(e, meant) for e in (self.left, self.right, *meant.values()))

    @once
    def bodies(self) -> tuple[Expr, ...]:
        """Both sides, and what the defined letters that occur stand for."""
        used = {s.name for s in self.symbols}
        meant = (d.body for d in self.definitions if d.head.name in used)
        return (self.left, self.right, *meant)

    @once
    def nodes(self) -> tuple[Expr, ...]:
        """Every node of both sides and of the definitions that they use."""
        return tuple(node for body in self.bodies for node in body.walk())

    @once
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

    @once
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

    def fits(self, sizes: Mapping[IntVar, int]) -> bool:
        """Whether every letter has at least one row and column at these sizes."""
        shapes = [d for s in self.symbols for d in (s.shape.rows, s.shape.cols)]
        return all(d.at(sizes) >= 1 for d in shapes if d.variables <= sizes.keys())

    @once
    def indices(self) -> tuple[IntVar, ...]:
        """The free index variables, over whose whole range the claim is made."""
        return tuple(sorted(self.left.indices | self.right.indices, key=lambda v: v.name))

    @once
    def conventions(self) -> frozenset[Convention]:
        """The conventions of the derivatives that occur."""
        bodies = [self.left, self.right, *(d.body for d in self.definitions)]
        return frozenset(
            node.convention for e in bodies for node in e.walk() if isinstance(node, Derive)
        )

    @once
    def has_derivative(self) -> bool:
        """Whether a derivative or differential occurs, through definitions too."""
        return any(e.has_derivative for e in self.bodies)


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

    Raises `ValueError` for an empty name, for what is no statement, for one letter with
    two declarations, and for a letter that is defined by itself.
    """

    name: str
    title: str
    statements: Sequence[Statement | Sequence[Statement]]
    source: str = ""
    about: str = ""
    line: int = field(default_factory=_caller_line)
    assumed: tuple[str, ...] = ()
    """What a reader assumed of letters that nothing declares."""
    notes: tuple[Note, ...] = ()
    """What a reader has to say of the whole."""
    before: tuple[Definition, ...] = ()
    """Definitions that were made elsewhere and hold here."""
    mentioned: tuple[str, ...] = ()
    """Adjectives that a text has somewhere, be it of which letters they may."""
    shaped: frozenset[str] = frozenset()
    """Letters of which a directive says the shape, so that no words in the text change it."""

    def __post_init__(self) -> None:
        name = _word("the name of a derivation", self.name)
        if not name or not name.isprintable() or name.split() != [name]:
            raise Misuse(f"a derivation needs a name without spaces, not {name!r}")
        for what in ("title", "source", "about"):
            _word(f"the {what} of {name}", getattr(self, what))
        object.__setattr__(self, "statements", _flat(self.statements, bool(self.notes)))
        self._refuse_incoherence()

    def _refuse_incoherence(self) -> None:
        known = coherence.Parts()
        found = [(f"statement {k}", s) for k, both in enumerate(self, 1) for s in sides(both)]
        for where, side in found:
            coherence.refuse_endless(side, where, known)
        shapes = [x for s in known.symbols for x in (s.shape.rows, s.shape.cols)]
        integers = closure([*shapes, *(d for _, side in found for d in side.dims)])
        if coherence.refuse_two_declarations(known.symbols, integers):
            for statement in self:
                if isinstance(statement, Equality | Inequality | Given):
                    coherence.refuse_two_ranges(statement.left.indices | statement.right.indices)
        coherence.refuse_two_distributions(known.distributions)
        definitions = [s for s in self if isinstance(s, Definition)]
        coherence.refuse_circles([(s.head.name, s.body) for s in definitions])

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """Every symbol, in order of appearance."""
        seen: dict[Symbol, None] = {}
        for statement in self:
            for side in sides(statement):
                for node in side.walk():
                    if isinstance(node, Symbol):
                        seen.setdefault(node)
        return tuple(seen)

    @property
    def distributions(self) -> tuple[Distribution, ...]:
        """The distributions of the random vectors, in order of appearance."""
        nodes = (n for statement in self for side in sides(statement) for n in side.walk())
        distributions = (
            distribution
            for n in nodes
            if isinstance(n, Expectation)
            for distribution in n.distributions
        )
        return tuple(dict.fromkeys(distributions))

    def __iter__(self) -> Iterator[Statement]:
        for statement in self.statements:
            assert isinstance(statement, Statement)
            yield statement

    def claims(self) -> Iterator[tuple[Statement, Claim | None]]:
        """Each statement with its claim; a definition or hypothesis claims nothing."""
        definitions = self.before
        definite: dict[int, Expr] = {}
        for place, statement in enumerate(self, start=1):
            if isinstance(statement, Unjudged) and statement.definite is not None:
                definite[place] = statement.definite
            if isinstance(statement, Definition):
                # A letter that is defined again here had another meaning elsewhere.
                definitions = tuple(d for d in definitions if d.head.name != statement.head.name)
                definitions += (statement,)
            if isinstance(statement, Equality):
                supposed = tuple(definite[k] for k in statement.rests_on if k in definite)
                yield statement, Claim(statement.left, statement.right, definitions, supposed)
            elif isinstance(statement, Inequality):
                yield statement, Claim(statement.left, statement.right, definitions)
            else:
                yield statement, None


def sides(statement: Statement) -> tuple[Expr, ...]:
    """The expressions on both sides of a statement; none where it has none."""
    match statement:
        case Definition():
            return statement.head, statement.body
        case Equality() | Inequality() | Given():
            return statement.left, statement.right
    return ()


def _flat(statements: Any, noted: bool) -> tuple[Statement, ...]:
    """The statements one after the other, those of chains included."""
    if not isinstance(statements, list | tuple):
        raise Misuse(f"statements is a list, as in [chain(…), claim(…)], not {shown(statements)}")
    found: list[Statement] = []
    for item in statements:
        for statement in item if isinstance(item, list | tuple) else (item,):
            if not isinstance(statement, Statement):
                raise Misuse(
                    f"{shown(statement)} is not a statement; "
                    "write claim(left, right), or chain, fact, define, given"
                )
            found.append(statement)
    if not found and not noted:
        raise Misuse("a derivation needs at least one statement")
    return tuple(found)


def shown(value: object) -> str:
    """A value as a message shows it; a statement by its two sides."""
    if isinstance(value, Definition | Equality | Given):
        left, right = sides(value)
        return f"{named(left)} = {named(right)}"
    return named(value)


def _word(what: str, value: Any) -> str:
    if not isinstance(value, str):
        raise Misuse(f"{what} is a text in quotes, not {named(value)}")
    return value


def _reason(value: Any) -> str:
    return _word("the reason of a step", value)


def chain(first: ExprLike, *steps: tuple[ExprLike, str] | ExprLike) -> tuple[Equality, ...]:
    """A chain of equalities a = b = c, each with its justification.

    >>> from matrixcalc import matrix, sizes, tr
    >>> n, = sizes("n"); A, B = matrix("A", n, n), matrix("B", n, n)
    >>> [s.because for s in chain(tr(A @ B), (tr(B @ A), "cyclic property"))]
    ['cyclic property']
    """
    left, line = _side(first), _caller_line()
    if not steps:
        raise Misuse(f'the chain from {named(left)} needs a step, as in chain(a, (b, "why"))')
    result: list[Equality] = []
    for step in steps:
        right, because = step if isinstance(step, tuple) and len(step) == 2 else (step, "")
        if isinstance(right, str):
            raise Misuse(f'{right!r} is no expression; a step with its reason is (b, "why")')
        if isinstance(right, tuple):
            raise Misuse('a step of a chain is an expression, or (expression, "why")')
        kind = "step" if result else "claim"
        equality = Equality(
            left, _side(right), _reason(because), line, kind=kind, continues=bool(result)
        )
        result.append(equality)
        left = equality.right
    return tuple(result)


def _side(value: Any) -> Expr:
    if isinstance(value, Definition | Equality | Given):
        raise Misuse(f"the equality {shown(value)} cannot be a side of another one")
    return number(value)


def claim(
    left: ExprLike, right: ExprLike, because: str = "", expect: str | None = None
) -> Equality:
    """One equality, with its justification."""
    expected = None if expect is None else _expectation(expect)
    return Equality(_side(left), _side(right), _reason(because), _caller_line(), expect=expected)


def fact(left: ExprLike, right: ExprLike, because: str = "") -> Equality:
    """An equality beside the chain, such as one under a brace; it is verified too."""
    return Equality(_side(left), _side(right), _reason(because), _caller_line(), kind="fact")


def define(head: Symbol, body: ExprLike, because: str = "") -> Definition:
    """Let `head` stand for `body` from here on.

    Raises `ValueError` if the shapes differ or the body contains the head.
    """
    expression = _side(body)
    if not isinstance(head, Symbol):
        raise Misuse(f"only a letter can be defined, as in define(z, x - mu), not {named(head)}")
    if head.shape != expression.shape:
        raise Misuse(f"{head} is {head.shape}, but what it is to stand for is {expression.shape}")
    if head.name in expression.names:
        raise Misuse(f"{head} cannot be defined by itself")
    return Definition(head, expression, _reason(because), _caller_line())


def given(left: ExprLike, right: ExprLike, because: str = "") -> Given:
    """A hypothesis or a condition that is set: shown, and not judged."""
    return Given(_side(left), _side(right), _reason(because), _caller_line())


def expecting(verdict: str, statement: Equality) -> Equality:
    """The same equality, of which this verdict is expected.

    Raises `Misuse` for a word that is no verdict.
    """
    if not isinstance(statement, Equality):
        raise Misuse('expecting takes one claim, as in expecting("refuted", claim(a, b))')
    return replace(statement, expect=_expectation(verdict))


def _expectation(verdict: Any) -> str:
    word = _word("an expected verdict", verdict)
    known = tuple(v.value for v in Verdict)
    if word not in known:
        near = nearest(word, known)
        meant = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
        raise Misuse(f"{word!r} is not a verdict; {meant}")
    return word
