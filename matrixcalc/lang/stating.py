"""The claims of a problem as statements: equalities, definitions, conditions, and the rest.

A claim whose left side is a letter that nothing knows yet defines it.  What
follows from an equation, or sets a condition, is no identity: such a statement
may be accepted, but is never refuted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from matrixcalc.dims import Dim
from matrixcalc.expr import Derive, Expr, Number, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import calculus
from matrixcalc.lang.elaborate.core import Elaborator
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.guess import Guesser
from matrixcalc.lang.names import indices, name_of
from matrixcalc.lang.parser import Unparsed, parse
from matrixcalc.lang.problems import Block, Problem
from matrixcalc.lang.prose import Cue, cues
from matrixcalc.lang.rows import Claim, Relation, Side
from matrixcalc.lang.scan.pieces import Scanned
from matrixcalc.lang.scope import Letter, Scope
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.unify import Unknowns
from matrixcalc.ops.arguments import Misuse
from matrixcalc.results import Note
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import (
    Definition,
    Equality,
    Given,
    Malformed,
    Statement,
    Unjudged,
    Unread,
)  # fmt: skip

DEFINES = frozenset({":=", "≜", "≡"})
REASONS = {
    "≈": "an approximation", "≐": "an approximation", "∝": "a proportionality",
    "~": "a distribution", "<": "an inequality", ">": "an inequality", "≤": "an inequality",
    "≥": "an inequality", "≻": "an order of matrices", "⪰": "an order of matrices",
    "≺": "an order of matrices", "⪯": "an order of matrices", "∈": "membership",
    "∉": "membership", "⊂": "membership", "→": "a limit", "←": "an assignment",
    "≠": "an inequality",
}  # fmt: skip

BESIDE = "\u2009"
"""Tells the name of a family from that of a size which is spelled alike."""

MANY = 100
"""Equations beyond which it is not told on which of them a step may rest."""

GIVEN = frozenset({"∈", "~"})
"""Relations that declare rather than claim."""


@dataclass(frozen=True)
class Link:
    """One relation between two sides, with what stands around it."""

    left: Side
    right: Side
    relation: Relation
    claim: Claim
    block: Block
    continues: bool
    first: bool


@dataclass
class _Seen:
    """What the statements before have used or defined."""

    names: set[str] = field(default_factory=set)


class Stater:
    """Makes statements of the claims of one problem."""

    def __init__(self, path: str, scanned: Scanned, problem: Problem) -> None:
        self.path = path
        self.scanned = scanned
        self.problem = problem
        self.links = list(_links(problem.blocks))
        self._parsed: dict[int, Syntax | Unparsed] = {}

    def formulas(self) -> Iterator[Syntax]:
        """Every formula of the problem that reads, for how it uses its letters."""
        for link in self.links:
            if isinstance(link, Link):
                for side in (link.left, link.right):
                    found = self.syntax(side)
                    if not isinstance(found, Unparsed):
                        yield found

    @property
    def letters(self) -> frozenset[str]:
        """Every letter that is written in the problem."""
        return frozenset(
            node.text
            for formula in self.formulas()
            for node in syntax.walk(formula)
            if isinstance(node, syntax.Name)
        )

    def syntax(self, side: Side) -> Syntax | Unparsed:
        """The syntax of a side, or why it has none; parsed once."""
        known = self._parsed.get(id(side))
        if known is None:
            try:
                known = parse(side.tokens, side.end)
            except Unparsed as error:
                known = error
            self._parsed[id(side)] = known
        return known

    def statements(
        self,
        scope: Scope,
        guesser: Guesser,
        unknowns: Unknowns,
        fresh: Callable[[], Dim] | None = None,
    ) -> list[Statement]:
        """The statements of the problem, in order; with `fresh`, unknown sizes get letters."""
        return list(_Pass(self, scope, guesser, unknowns, fresh).statements())

    def place(self, offset: int) -> str:
        """The place of an offset as messages show it."""
        return f"{self.path}:{self.scanned.source.place(offset)}"

    def line(self, offset: int) -> int:
        """The line of an offset."""
        return self.scanned.source.place(offset).line

    def written(self, start: int, end: int) -> str:
        """What is written between two offsets, on one line."""
        return " ".join(self.scanned.source.text[start:end].split())


def _links(blocks: Sequence[Block]) -> Iterator[Link | Note | tuple[Block, Note]]:
    """The relations of all blocks; a chain goes on from the last side before."""
    last: Side | None = None
    for block in blocks:
        if block.note is not None:
            yield block, block.note
            continue
        if not block.display:
            last_inline: Side | None = None
            for claim in block.claims:
                yield from _of_claim(claim, block, last_inline)
            continue
        beside = [c for c in block.claims if Cue.DEFINE in cues(c.words)]
        for claim in beside:
            # What follows "where" defines letters of the formula that stands before it.
            yield from _of_claim(claim, block, None)
        for claim in block.claims:
            if claim not in beside:
                yield from _of_claim(claim, block, last)
                last = claim.sides[-1]


def _of_claim(claim: Claim, block: Block, last: Side | None) -> Iterator[Link]:
    sides = list(claim.sides)
    continues = claim.goes_on and not claim.arrow
    if continues and last is not None:
        sides[0] = last
    for k, relation in enumerate(claim.relations):
        goes_on = k > 0 or (continues and last is not None)
        yield Link(sides[k], sides[k + 1], relation, claim, block, goes_on, k == 0)


class _Pass:
    """One reading of all links of a problem, in order."""

    def __init__(
        self,
        stater: Stater,
        scope: Scope,
        guesser: Guesser,
        unknowns: Unknowns,
        fresh: Callable[[], Dim] | None,
    ) -> None:
        self.stater = stater
        self.scope = scope
        self.guesser = guesser
        self.unknowns = unknowns
        self.fresh = fresh
        self.seen = _Seen()
        self.defining = False
        """Whether a definition is read: only that may assume letters in running text."""
        self.count = 0
        """How many statements there are so far."""
        self.hypotheses: list[tuple[frozenset[str], int]] = []
        """Equations in the text that need not be identities: their letters and their numbers."""
        self.crowded: frozenset[str] = frozenset()
        """The letters of those that are too many to be told apart."""
        self.moving: dict[int, frozenset[str]] = {}
        self.expected = sorted(
            ((s.start, s.value.split(",")) for s in stater.problem.settings if s.key == "expect"),
        )
        self.skipped = sorted(s.start for s in stater.problem.settings if s.key == "skip")

    def statements(self) -> Iterator[Statement]:
        for statement in self._all():
            self.count += 1
            yield statement

    def _all(self) -> Iterator[Statement]:
        for link in self.stater.links:
            if isinstance(link, tuple):
                block, note = link
                if block.display:
                    line = self.stater.line(block.start)
                    yield Unread(note, line, self.stater.written(block.start, block.end))
                continue
            if isinstance(link, Link) and not self._skips(link):
                yield from self._of_link(link)

    def _skips(self, link: Link) -> bool:
        """Whether a directive says to leave out the formula."""
        following = [b.start for b in self.stater.problem.blocks if b.display]
        return any(
            next((f for f in following if f > at), None) == link.block.start for at in self.skipped
        )

    def _of_link(self, link: Link) -> Iterator[Statement]:
        for statement in self._judged(link):
            yield self._expecting(statement, link)

    def _expecting(self, statement: Statement, link: Link) -> Statement:
        if isinstance(statement, Definition | Given) or not self.expected:
            return statement
        start, values = self.expected[0]
        if start > link.right.start:
            return statement
        word = values.pop(0).strip()
        if not values:
            self.expected.pop(0)
        return replace(statement, expect=word)

    # One link.

    def _judged(self, link: Link) -> Iterator[Statement]:
        line = self.stater.line(link.right.start)
        written = self._written(link)
        if link.relation.sign in GIVEN:
            if link.block.display:
                texts = [self.stater.written(s.start, s.end) for s in (link.left, link.right)]
                sign = link.relation.sign
                yield Unjudged(texts[0], sign, texts[1], "", "", line, written, "given")
            return
        left, right = (self.stater.syntax(s) for s in (link.left, link.right))
        if not link.left.tokens and not isinstance(left, Unparsed):
            left = Unparsed("there is nothing on the left of the sign", link.relation.start,
                            link.relation.start + 1)  # fmt: skip
        for side in (left, right):
            if isinstance(side, Unparsed):
                if link.block.display:
                    yield Unread(self._note(side), line, written)
                return
        assert not isinstance(left, Unparsed)
        assert not isinstance(right, Unparsed)
        try:
            yield from self._read(link, left, right, line, written)
        except NotUnderstood as error:
            if link.block.display:
                note = Note(error.code, error.message, (self._at(error.node),), error.help)
                yield Unread(note, line, written)
        except Beyond as error:
            if link.block.display:
                yield self._beyond(link, error, line, written)
        except IllShaped as error:
            if link.block.display:
                yield self._misfit(link, left, error, line, written)
        except (Misuse, ValueError) as error:
            if link.block.display:
                yield Unread(Note("MC103", str(error), (self.stater.place(link.left.start),)),
                             line, written)  # fmt: skip

    def _written(self, link: Link) -> str:
        left = self.stater.written(link.left.start, link.left.end)
        right = self.stater.written(link.right.start, link.right.end)
        sign = {":=": r"\coloneqq"}.get(link.relation.sign, link.relation.sign)
        # A step of a chain is written without the side that stands before it.
        return f"{sign} {right}" if link.continues else f"{left} {sign} {right}".strip()

    def _note(self, error: Unparsed) -> Note:
        return Note("MC103", error.message, (self.stater.place(error.start),), error.help)

    def _at(self, node: Syntax) -> str:
        return self.stater.place(node.start)

    def _misfit(
        self, link: Link, left: Syntax, error: IllShaped, line: int, written: str
    ) -> Statement:
        """A step whose shapes do not fit; only the first one with the part that does not."""
        if link.continues:
            try:
                self._elaborator(link).sides((left,))
            except IllShaped:
                texts = [self.stater.written(s.start, s.end) for s in (link.left, link.right)]
                reason = "the shapes of what stands before it do not fit"
                return Unjudged(texts[0], "=", texts[1], reason, self._because(link), line, written)
            except (NotUnderstood, Beyond, Misuse, ValueError):
                pass
        return Malformed(self._ill_shaped(error, link), line, written)

    def _ill_shaped(self, error: IllShaped, link: Link) -> Note:
        parts = tuple(f"{text} is {shape}" for text, shape in error.parts)
        return Note("MC201", error.message, (self.stater.place(link.right.start), *parts))

    def _beyond(self, link: Link, error: Beyond, line: int, written: str) -> Statement:
        left = self.stater.written(link.left.start, link.left.end)
        right = self.stater.written(link.right.start, link.right.end)
        name = self._fresh_name(self.stater.syntax(link.left))
        if name is not None:
            shape = Symbol(name)
            self.scope.letters[name] = Letter(shape, beyond=error.reason)
        return Unjudged(
            left, link.relation.sign, right, error.reason, self._because(link), line, written
        )

    def _because(self, link: Link) -> str:
        above = link.relation.above
        return above or link.claim.remark

    def _read(
        self, link: Link, left: Syntax, right: Syntax, line: int, written: str
    ) -> Iterator[Statement]:
        sign = link.relation.sign
        if sign == "=" or sign in DEFINES:
            definition = self._definition(link, left, right, line, written)
            if definition is not None:
                yield definition
                return
        if sign not in ("=", *DEFINES):
            yield self._other(link, left, right, line, written)
            return
        a, b = self._sides(link, (left, right))
        self._use(a, b)
        yield self._equality(link, a, b, line, written)
        yield from self._under_braces(link, (left, right) if link.first else (right,), line)

    def _sides(self, link: Link, nodes: Sequence[Syntax]) -> tuple[Expr, ...]:
        elaborator = self._elaborator(link)
        if self.fresh is None:
            return elaborator.sides(nodes)
        return elaborator.settled(nodes, self.fresh)

    def _elaborator(self, link: Link) -> Elaborator:
        assume = self.guesser.assume if link.block.display or self.defining else _nothing
        elaborator = Elaborator(self.scope, self.unknowns, assume)
        key = id(link.block)
        if key not in self.moving:
            nodes = [
                found
                for other in self.stater.links
                if isinstance(other, Link) and other.block is link.block
                for side in (other.left, other.right)
                if any(t.text in ("d", "∂") for t in side.tokens)
                and not isinstance(found := self.stater.syntax(side), Unparsed)
            ]
            self.moving[key] = calculus.moving(elaborator, nodes) if nodes else frozenset()
        elaborator.moving = self.moving[key]
        return elaborator

    def _use(self, *sides: Expr) -> None:
        for side in sides:
            self.seen.names |= side.names

    def _equality(self, link: Link, a: Expr, b: Expr, line: int, written: str) -> Statement:
        because = self._because(link)
        if Cue.SET in link.block.cues and not link.continues and not link.claim.arrow:
            return self._hypothesis(a, b, because, line, written)
        kind = "step" if link.continues else "claim"
        alone = isinstance(a, Symbol) and b.names and a.name not in b.names
        if alone and self._may_stand_for(a) and not link.claim.arrow and not link.continues:
            return self._hypothesis(a, b, because, line, written)
        names = a.names | b.names
        rests_on = tuple(number for needed, number in self.hypotheses if needed & names)
        under = self._under(link, a, b)
        if names & self.crowded:
            under = under or "the equations before it"
        if under and not link.claim.arrow:
            self._rest_on(names)
        return Equality(
            a, b, because, line, written, kind, link.continues, None, under, rests_on
        )  # fmt: skip

    def _rest_on(self, names: frozenset[str]) -> None:
        """From here on, what contains these letters may rest on the statement that comes next."""
        if len(self.hypotheses) < MANY:
            self.hypotheses.append((names, self.count + 1))
        else:
            self.crowded |= names

    def _hypothesis(self, a: Expr, b: Expr, because: str, line: int, written: str) -> Statement:
        """A condition; where it says what a letter is, it stands for that from here on."""
        if isinstance(a, Symbol) and a.name not in b.names and self._may_stand_for(a):
            self.scope.letters[a.name] = replace(self.scope.letters[a.name], body=b)
            return Definition(a, b, because, line, written)
        self._rest_on(a.names | b.names)
        return Given(a, b, because, line, written)

    def _may_stand_for(self, letter: Expr) -> bool:
        """Whether an equation can say what a letter is: nothing else does so far."""
        if not isinstance(letter, Symbol) or letter.arguments or letter.assumptions:
            return False
        known = self.scope.letters.get(letter.name)
        return known is not None and known.body is None

    def _under(self, link: Link, a: Expr, b: Expr) -> str:
        """What the equality rests on, if it is no plain identity."""
        if not link.block.display:
            return "what the text around it says"
        if link.claim.arrow or Cue.IMPLIES in link.block.cues:
            return "the equation before it"
        if link.relation.above == "!":
            return "it is a condition that is set"
        if _is_zero(b) and any(isinstance(n, Derive) for n in a.walk()):
            return "it may be the condition that a derivative is zero"
        if a.names and b.names and not a.names & b.names:
            return "the two sides have no letter in common"
        return ""

    def _under_braces(self, link: Link, nodes: Sequence[Syntax], line: int) -> Iterator[Statement]:
        """The equalities that stand below braces."""
        for node in nodes:
            for part in syntax.walk(node):
                if not isinstance(part, syntax.Annotated):
                    continue
                match part.remark:
                    case syntax.Related(parts=(syntax.Empty(), value), relations=("=",)):
                        written = self.stater.written(part.start, part.end)
                        try:
                            a, b = self._sides(link, (part.body, value))
                        except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
                            continue
                        yield Equality(a, b, "", line, written, "fact")

    def _other(self, link: Link, left: Syntax, right: Syntax, line: int, written: str) -> Statement:
        sign = link.relation.sign
        reason = f"{REASONS.get(sign, 'this relation')} is not judged"
        names: frozenset[str] = frozenset()
        try:
            sides = self._sides(link, (left, right))
            a, b = (str(x) for x in sides)
            names = sides[0].names | sides[1].names
        except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
            a = self.stater.written(link.left.start, link.left.end)
            b = self.stater.written(link.right.start, link.right.end)
        if Cue.SET in link.block.cues:
            self._rest_on(names)
        kind = "given" if Cue.SET in link.block.cues else "claim"
        return Unjudged(a, sign, b, reason, self._because(link), line, written, kind)

    # Definitions.

    def _fresh_name(self, node: Syntax | Unparsed) -> str | None:
        """The name of a letter that nothing has given a meaning yet."""
        if isinstance(node, Unparsed):
            return None
        head = node
        match node:
            case syntax.Juxtaposed(
                items=(syntax.Name() | syntax.Scripts() as first, syntax.Group())
            ):
                head = first
        if not isinstance(head, syntax.Name | syntax.Scripts | syntax.Sign):
            return None
        name = head.text if isinstance(head, syntax.Sign) else name_of(head)
        if not name or name in self.scope.names or name in self.seen.names:
            return None
        if "index" in self.guesser.uses.of(name):
            return None
        if isinstance(head, syntax.Name) and head.text in ("N", "E", "I", "π", "e", "0", "1"):
            return None
        if isinstance(head, syntax.Scripts):
            base = name_of(head.base)
            known = base in self.scope.names and base not in self.scope.integers
            if base is None or known or base in self.seen.names \
                    or base in ("I", "δ", "1", "0", "e", "J", "K", "N"):  # fmt: skip
                return None
            if head.sup is not None and not isinstance(head.sup, syntax.Remark | syntax.Group):
                return None
        return name

    def _definition(
        self, link: Link, left: Syntax, right: Syntax, line: int, written: str
    ) -> Statement | None:
        """The definition that a link is, because one side is a letter without a meaning."""
        if not link.block.display and not {Cue.DEFINE, Cue.SET} & link.block.cues:
            return None
        if link.continues:
            name = self._fresh_name(right)
            if name is None or not isinstance(right, syntax.Name) or _mentions(left, name):
                return None
            return self._defined(link, right, left, name, line, written)
        name = self._fresh_name(left) or self._renamed(link, left)
        if name is None or _mentions(right, name):
            return None
        return self._defined(link, left, right, name, line, written)

    def _renamed(self, link: Link, left: Syntax) -> str | None:
        """A letter that the text gives a new meaning: "let u = …", where u was only assumed
        or was defined in an earlier problem.
        """
        told = link.relation.sign in DEFINES or Cue.DEFINE in link.block.cues
        name = left.text if isinstance(left, syntax.Name) else None
        known = self.scope.letters.get(name) if name is not None else None
        if not told or name is None or known is None or name in self.seen.names:
            return None
        if not (known.assumed or known.body is not None or known.beyond):
            return None
        del self.scope.letters[name]
        return name

    def _defined(
        self, link: Link, head: Syntax, body: Syntax, name: str, line: int, written: str
    ) -> Statement | None:
        self.defining = True
        try:
            (value,) = self._sides(link, (body,))
        finally:
            self.defining = False
        elaborator = self._elaborator(link)
        formal: tuple[Expr, ...] = ()
        match head:
            case syntax.Juxtaposed(items=(_, syntax.Group(parts=parts))):
                found = [self._formal(elaborator, p) for p in parts]
                if any(f is None for f in found):
                    return None
                formal = tuple(f for f in found if f is not None)
        below = indices(head.sub) if isinstance(head, syntax.Scripts) else ()
        free = {v.name: v for v in value.indices}
        over = tuple(free[b.text] for b in below if isinstance(b, syntax.Name) and b.text in free)
        if over and isinstance(head, syntax.Scripts):
            name = name_of(head.base) or name
        if set(free.values()) - set(over):
            return self._generic(name, value, link, line, written)
        arguments = tuple(Dim.variable(v) for v in over) or formal
        # A family may bear the name of a size: N_{n,k} beside N samples.
        shown = f"{name}{BESIDE}" if over and name in self.scope.integers else name
        symbol = Symbol(shown, value.shape, frozenset(), arguments)
        self.scope.letters[name] = Letter(
            Symbol(shown, value.shape) if over else symbol, over, formal, body=value
        )
        self._use(value)
        return Definition(symbol, value, self._because(link), line, written)

    def _generic(self, name: str, value: Expr, link: Link, line: int, written: str) -> Statement:
        """A letter for an expression with an index that its name does not show, as u = xᵢ − x̄.

        What is said of it holds for every index, so it may be any letter of this shape.
        """
        symbol = Symbol(name, value.shape)
        self.scope.letters[name] = Letter(symbol, assumed=True)
        self._use(value)
        self._rest_on(frozenset({name}))
        return Given(symbol, value, self._because(link), line, written)

    def _formal(self, elaborator: Elaborator, node: Syntax) -> Expr | None:
        try:
            (found,) = elaborator.sides((node,))
        except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
            return None
        return found if isinstance(found, Symbol) and not found.arguments else None


def _nothing(_name: str, _node: Syntax) -> None:
    """In running text nothing is assumed of a letter that was not met before."""


def _mentions(node: Syntax, name: str) -> bool:
    return any(
        name_of(n) == name for n in syntax.walk(node) if isinstance(n, syntax.Name | syntax.Scripts)
    )


def _is_zero(e: Expr) -> bool:
    from matrixcalc.expr import Apply  # noqa: PLC0415

    return (isinstance(e, Number) and e.value == 0) or (
        isinstance(e, Apply) and e.op.name == "zeros"
    )
