"""A document's text in, derivations out: one for each problem, with what was not read.

Everything that a person wrote becomes a statement: judged, given, beyond the
checks, or unread with the reason.  Nothing raises for what a document contains.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePath

from matrixcalc.assumptions import spoken
from matrixcalc.collecting import seldom_collecting, settle
from matrixcalc.conventions import Layout, Symmetry
from matrixcalc.dims import Dim, closure
from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.lang.declaring import Ranked, declare
from matrixcalc.lang.guess import NOTHING_TAKEN, Guesser, Taken, Uses
from matrixcalc.lang.latent import folded
from matrixcalc.lang.later import with_meanings_below
from matrixcalc.lang.links import Written
from matrixcalc.lang.mentions import Brackets, mentioned, of_brackets, sums_repeated
from matrixcalc.lang.names import SAMPLE
from matrixcalc.lang.outline import Outline
from matrixcalc.lang.parser import Unparsed, parse
from matrixcalc.lang.problem import Problem
from matrixcalc.lang.problems import cut, lone
from matrixcalc.lang.sampled import END, sampled
from matrixcalc.lang.scan import scan
from matrixcalc.lang.scan.pieces import Directive, Math, Scanned
from matrixcalc.lang.scope import Letter, Scope
from matrixcalc.lang.source import Source
from matrixcalc.lang.stating import statements as stated
from matrixcalc.lang.tokens import Unlexed, tokens
from matrixcalc.lang.unify import Unknowns, printable
from matrixcalc.ops.arguments import Misuse
from matrixcalc.ops.linear import POWER
from matrixcalc.results import Note
from matrixcalc.rewriting import rebuild
from matrixcalc.statements import (
    Definition,
    Derivation,
    Equality,
    Malformed,
    Statement,
    Unjudged,
    Unread,
)


@dataclass(frozen=True)
class Document:
    """What was read of a document."""

    path: str
    derivations: tuple[Derivation, ...]
    notes: tuple[Note, ...] = ()


def read_document(path: str, data: bytes) -> Document:
    """The derivations of a Markdown, LaTeX or notebook file, one for each problem."""
    with seldom_collecting():
        scanned = scan(path, data)
        reader = _Reader(path, scanned)
        derivations = tuple(d for p in cut(scanned) if (d := reader.surely(p)) is not None)
        # What was read is kept.
        settle()
    return Document(path, derivations, scanned.notes)


STATEMENT = "statement"
"""How messages call a statement that stands in no file."""


def read_statement(text: str, let: str = "") -> Document:
    """The derivation of one statement, with declarations in the declaration language.

    >>> (d,) = read_statement("∂ tr(AB)/∂A = Bᵀ").derivations
    >>> d.assumed
    ('A : n×m', 'B : m×n')
    """
    whole = f"{text}\n{let}"
    pieces = (Directive(len(text) + 1, len(whole)), Math(0, len(text)))
    scanned = Scanned(Source(STATEMENT, whole), pieces)
    reader = _Reader(STATEMENT, scanned)
    derivations = tuple(d for p in cut(scanned) if (d := reader.surely(p)) is not None)
    notes = () if any(d.statements for d in derivations) else _broken(scanned, text)
    return Document(STATEMENT, derivations, notes)


def _broken(scanned: Scanned, text: str) -> tuple[Note, ...]:
    """What keeps a formula without a relation from being read, if anything does."""
    try:
        parse(tokens(text), len(text))
    except Unparsed as error:
        place = f"{STATEMENT}:{scanned.source.place(error.start)}"
        return (Note("MC103", error.message, (place,), error.help),)
    except Unlexed:
        pass
    return ()


@dataclass(frozen=True)
class _Reading:
    """One way to read a problem."""

    scope: Scope
    statements: list[Statement]
    notes: list[Note]
    assumed: tuple[str, ...]
    alternatives: tuple[Taken, ...]
    """What else the letters may be taken for."""
    guessed: frozenset[str]
    """The letters that nothing declares."""

    @property
    def failures(self) -> int:
        """How many statements did not fit or were not understood."""
        return sum(isinstance(s, Unread) or is_misfit(s) for s in self.statements)


class _Reader:
    def __init__(self, path: str, scanned: Scanned) -> None:
        self.path = path
        self.scanned = scanned
        self.outline = Outline(scanned)
        self.names: dict[str, int] = {}
        self.last: Problem | None = None
        self.samples: frozenset[str] = frozenset()
        """Letters of which the last problem had samples in the end."""
        self.told: dict[str, Letter] = {}
        """The letters that the problems so far declare."""
        self.stem = PurePath(path).stem or "document"
        self.mentioned = mentioned(scanned)
        self.brackets = of_brackets(scanned.source.text)
        self.sums_repeated = sums_repeated(scanned)

    def surely(self, problem: Problem) -> Derivation | None:
        """The derivation of one problem; a fault of the reader costs only this one."""
        try:
            return self.derivation(problem)
        except Exception as error:  # noqa: BLE001  # a fault here must not cost the other problems
            place = f"{self.path}:{self.scanned.source.place(problem.start)}"
            message = f"the reader failed here: {type(error).__name__}: {error}"
            note = Note("MC901", message, (place,))
            return Derivation(self._name(problem.title), problem.title, [], notes=(note,))

    def derivation(self, problem: Problem) -> Derivation | None:
        """The derivation of one problem; None where it has nothing to say."""
        problem.blocks = folded(problem.blocks, _declared_in(problem))
        written = Written(self.path, self.scanned, problem, self.outline)
        beside = self.last is not None and problem.parent in (self.last, self.last.parent)
        written.sampled = sampled(written, self.samples if beside else frozenset())
        self.last, self.samples = problem, written.sampled[END]
        uses = Uses(lambda: map(written.parts, written.formulas()))
        own = _spoken_of(problem)
        lent = {name: x for name, x in self.told.items() if name not in own}
        best = self._reading(problem, written, uses, Taken(lent=lent))
        if best.failures and lent:
            alone = self._reading(problem, written, uses, NOTHING_TAKEN)
            best = alone if alone.failures < best.failures else best
        todo = list(best.alternatives) if best.failures else []
        while todo:
            # A small letter beside a matrix is a vector more often than not, but not always.
            other = self._reading(problem, written, uses, todo.pop(0))
            if other.failures < best.failures:
                best, todo = other, list(other.alternatives) if other.failures else []
        problem.scope = best.scope
        self.told = {**self.told, **_declared(best.scope)}
        sized = _with_shapes(problem)
        fair = [
            _fair(s, best.guessed, frozenset(best.scope.letters) - sized) for s in best.statements
        ]
        best = replace(best, statements=with_meanings_below(fair))
        problem.blocks = []  # They are many, and a long document has many problems.
        if not best.statements and not best.notes:
            return None
        return self._made(problem, best)

    def _brackets(self, problem: Problem) -> Brackets:
        """What is said of [A, B] in a section of a text that says both; if it does, too, nothing
        is a commutator.
        """
        end = problem.blocks[-1].end if problem.blocks else problem.start
        own = of_brackets(self.scanned.source.text[problem.start : end])
        return own if own.commutators != own.rows else Brackets(commutators=False, rows=True)

    def _reading(self, problem: Problem, written: Written, uses: Uses, taken: Taken) -> _Reading:
        """The problem read, with these letters taken for another kind if nothing declares them."""
        inherited = problem.parent.scope if problem.parent is not None else None
        scope = inherited.copy() if inherited is not None else Scope()
        unknowns = Unknowns()
        notes = [
            *problem.notes,
            *declare(
                scope, problem.items, self._place, unknowns.size, problem.doubts, problem.twice
            ),
        ]
        if any(p.has_letter_e for p in problem.around()) and "e" not in scope.letters:
            scope.letters["e"] = Letter(Symbol("e"), beyond="nothing says what e is")
        brackets = self.brackets if self.brackets.is_clear else self._brackets(problem)
        scope.has_commutators, scope.has_block_rows = brackets.commutators, brackets.rows
        scope.sums_repeated = self.sums_repeated
        scope.retold = frozenset[str]().union(*(p.retold for p in problem.around()))
        scope.varied = frozenset[str]().union(*(p.varied for p in problem.around()))
        _configure(scope, problem)
        _narrow(scope)
        _forget_stale(scope)
        declared = scope.copy()
        guesser = Guesser(scope, unknowns, uses, taken)
        statements = [] if lone(problem.blocks) else stated(written, scope, guesser, unknowns)
        assumed_some = guesser.letters or guesser.integers
        if (assumed_some or unknowns.values or unknowns.open_ends) and unknowns.loose:
            # What later statements taught about sizes holds for the earlier ones too.
            scope = declared.copy()
            guesser = Guesser(scope, unknowns, uses, taken)
            fresh = _Fresh(scope, written.letters, guesser)
            statements = stated(written, scope, guesser, unknowns, fresh)
        lines = assumed(guesser, unknowns)
        notes = [replace(note, message=printable(note.message)) for note in notes]
        statements = [
            replace(s, reason=printable(s.reason)) if isinstance(s, Unjudged) else s
            for s in statements
        ]
        others = tuple(guesser.alternatives)
        return _Reading(scope, statements, notes, lines, others, frozenset(guesser.letters))

    def _place(self, ranked: Ranked) -> str:
        return f"{self.path}:{self.scanned.source.place(ranked.item.start)}"

    def _made(self, problem: Problem, reading: _Reading) -> Derivation:
        line = self.scanned.source.line(problem.start)
        above = problem.parent.scope if problem.parent is not None else None
        # What is inherited stands first among the definitions.
        count = len(above.definitions) if above is not None else 0
        inherited = _still_holding(reading.scope.definitions[:count], reading.scope)
        name = self._name(problem.title)
        kept = reading.statements
        while True:
            try:
                return Derivation(
                    name, problem.title, kept, line=line, assumed=reading.assumed,
                    notes=tuple(reading.notes),
                    before=inherited, mentioned=self.mentioned,
                    shaped=frozenset(_with_shapes(problem, 2)),
                )  # fmt: skip
            except Misuse as error:
                kept = _without_last_fault(kept, str(error), self.path)

    def _name(self, title: str) -> str:
        """A name without spaces, different for each problem."""
        slug = re.sub(r"[^\w.]+", "-", title.lower()).strip("-") or self.stem.replace(" ", "-")
        count = self.names.get(slug, 0) + 1
        self.names[slug] = count
        return slug if count == 1 else f"{slug}-{count}"


NAMES = ("letter", "word", "upright")
"""Kinds of token of which names consist."""


def _declared(scope: Scope) -> dict[str, Letter]:
    """The letters of which a scope says what they are, other than by a definition."""
    return {
        name: x
        for name, x in scope.letters.items()
        if not (x.assumed or x.beyond or x.random or x.formal or x.body is not None)
    }


def _spoken_of(problem: Problem) -> set[str]:
    """The letters of which the section says anything itself, understood or not."""
    return {*_declared_in(problem)}.union(*(p.doubts for p in problem.around()))


def _declared_in(problem: Problem) -> frozenset[str]:
    """The letters that the section declares, or those around it."""
    names = {name for p in problem.around() for r in p.items for name in r.item.names}
    return frozenset(n for name in names for n in _letters(name))


def _with_shapes(problem: Problem, rank: int = 1) -> set[str]:
    """The letters of which a declaration of at least this rank says the shape."""
    items = (r.item for p in problem.around() for r in p.items if r.rank >= rank)
    return {n for i in items if i.shape is not None for name in i.names for n in _letters(name)}


@lru_cache(maxsize=1000)
def _letters(written: str) -> frozenset[str]:
    """The names in a formula."""
    try:
        return frozenset([t.text for t in tokens(written) if t.kind in NAMES])
    except Unlexed:
        return frozenset()


def _fair(statement: Statement, guessed: frozenset[str], unsized: frozenset[str]) -> Statement:
    """A statement that does not fit is not called ill-shaped where letters were guessed."""
    if not isinstance(statement, Malformed | Equality) or not is_misfit(statement):
        return statement
    if isinstance(statement, Malformed) and statement.hedged:
        return _open(statement, statement.hedged)
    found = _letters(statement.written)
    if isinstance(statement, Malformed) and len(statement.note.labels) > 1:
        # Of the parts that do not fit, only the letters count, if their shapes are told.
        parts = _letters(" ".join(statement.note.labels[1:]))
        found = parts if not parts & unsized else found
    unsaid = sorted(name for name in guessed if found & {name, name[0]})
    if not unsaid:
        return statement
    has = "shape {} has" if len(unsaid) == 1 else "shapes {} have"
    return _open(statement, f"nothing says what {has.format(' and '.join(unsaid))}")


def _open(statement: Malformed | Equality, reason: str) -> Unjudged:
    """What is said instead of a statement that does not fit and may be right."""
    line, written = statement.line, statement.written
    return Unjudged("", "", written, reason, "", line, written, expect=statement.expect)


def is_misfit(statement: Statement) -> bool:
    """Whether the shapes in a statement, or those of its sides, do not fit in any layout."""
    if isinstance(statement, Equality):
        left, right = statement.left.shape, statement.right.shape
        return right not in (left, left.transposed)
    return isinstance(statement, Malformed)


def _narrow(scope: Scope) -> None:
    """Letters defined above by others of which more is said here: they are the same of these."""

    def here(s: Symbol) -> Symbol:
        known = scope.letters.get(s.name)
        if known is None or known.symbol.shape != s.shape or known.random:
            return s
        return replace(s, assumptions=s.assumptions | known.symbol.assumptions)

    changed: dict[str, Expr] = {}
    for name, letter in list(scope.letters.items()):
        if letter.body is None:
            continue
        formal = tuple(rebuild(e, here) for e in letter.formal)
        symbol, body = rebuild(letter.symbol, here), rebuild(letter.body, here)
        if body != letter.body and isinstance(symbol, Symbol):
            changed[name] = body
            scope.letters[name] = replace(letter, symbol=symbol, formal=formal, body=body)
    scope.definitions = tuple(
        replace(d, head=scope.letters[d.head.name].symbol, body=changed[d.head.name])
        if d.head.name in changed else d for d in scope.definitions
    )  # fmt: skip


def _forget_stale(scope: Scope) -> None:
    """Letters defined above by others that are declared anew here: they have no meaning now."""
    for name, letter in scope.letters.items():
        symbols = letter.body.symbols if letter.body is not None else ()
        for s in sorted(symbols, key=lambda s: s.name):
            known = scope.letters.get(s.name)
            same = known is not None and known.symbol.shape == s.shape
            if not same or (known is not None and known.symbol.assumptions != s.assumptions):
                reason = f"{name} was defined by {s.name}, which is declared anew"
                scope.letters[name] = replace(letter, beyond=reason, body=None)
                break


def _still_holding(found: tuple[Definition, ...], scope: Scope) -> tuple[Definition, ...]:
    """The definitions of problems above whose letters have no other meaning here."""
    return tuple(
        d
        for d in found
        if (letter := scope.letters.get(d.head.name)) is not None and letter.body == d.body
    )


def _without_last_fault(kept: list[Statement], message: str, path: str) -> list[Statement]:
    """The statements with the first one unread that makes them contradict each other."""
    for k in range(1, len(kept) + 1):
        try:
            Derivation("probe", "", kept[:k], line=0)
        except Misuse:
            bad = kept[k - 1]
            note = Note("MC208", message, (f"{path}:{bad.line}",))
            return [*kept[: k - 1], Unread(note, bad.line, bad.written), *kept[k:]]
    raise AssertionError("statements that are coherent one by one are so together")


def _configure(scope: Scope, problem: Problem) -> None:
    for setting in problem.settings:
        if setting.key == "layout":
            scope.convention = scope.convention.with_layout(Layout(setting.value))
        elif setting.key == "gradients":
            scope.gradients = Layout(setting.value)
        elif setting.key == "symmetric":
            scope.convention = scope.convention.with_symmetry(Symmetry(setting.value))


class _Fresh:
    """Letters for sizes that nothing determines: new ones, or one that stands there as a number.

    In log N(x | μ, Σ) = −(D/2) log 2π − … nothing else than the number of components can be D.
    """

    def __init__(self, scope: Scope, used: frozenset[str], guesser: Guesser) -> None:
        self.scope = scope
        self.used = used
        self.guesser = guesser

    def __call__(self, sides: Sequence[Expr]) -> Dim:
        written = [v.name for v in closure([d for e in sides for d in e.dims])]
        known = closure(
            [
                d
                for x in self.scope.letters.values()
                for d in (x.symbol.shape.rows, x.symbol.shape.cols)
            ]
        )
        other = {v.name for v in known} | _exponents(sides)
        numbers = [n for n in self.guesser.numbers if n in written and n not in other]
        if len(numbers) == 1:
            return Dim.size(numbers[0])
        taken = self.scope.names | self.used
        name = next((c for c in "nmpqrstuvw" if c not in taken), None)
        k = 1
        while name is None or name in taken:
            name, k = f"n_{k}", k + 1
        size = Dim.size(name)
        self.scope.integers[name] = size
        return size


def _exponents(sides: Sequence[Expr]) -> set[str]:
    """The letters in exponents of matrices: of Aᵏ, k need not be the number of rows."""
    powers = (n for e in sides for n in e.walk() if isinstance(n, Apply) and n.op is POWER)
    dims = [d for n in powers if not n.shape.is_scalar for d in n.params if isinstance(d, Dim)]
    return {v.name for v in closure(dims)}


def assumed(guesser: Guesser, unknowns: Unknowns) -> tuple[str, ...]:
    """What was assumed of letters, as lines of the declaration language."""
    grouped: dict[str, list[str]] = {}
    for name, letter in guesser.letters.items():
        shape = letter.symbol.shape
        known = type(shape)(unknowns.resolved(shape.rows), unknowns.resolved(shape.cols))
        label = name
        if letter.indices:
            (index,) = letter.indices
            assert index.upper is not None
            plain = name.removesuffix(SAMPLE)
            one = f"{plain}⁽ⁱ⁾" if plain != name else f"{name}_i"
            label = f"{one} (i = 1..{unknowns.resolved(index.upper)})"
        open_ = any(v.name.startswith("?") for d in (known.rows, known.cols) for v in d.variables)
        word = "vector" if known.is_column else "matrix"
        told = ", ".join(("", *spoken(letter.symbol.assumptions)))
        grouped.setdefault((word if open_ else str(known)) + told, []).append(label)
    lines = [f"{', '.join(names)} : {shape}" for shape, names in grouped.items()]
    if guesser.integers:
        lines.append(f"{', '.join(guesser.integers)} : integer")
    return tuple(lines)


__all__ = ["Document", "read_document", "read_statement"]
