"""The claims of a problem as statements: equalities, conditions, and the rest.

What follows from an equation, or sets a condition, is no identity: such a statement
may be accepted, but is never refuted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from matrixcalc.dims import Dim, closure
from matrixcalc.expr import Apply, Derive, Differential, Expectation, Expr, Number, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.guess import ARROW, Guesser
from matrixcalc.lang.links import Link, Written
from matrixcalc.lang.meanings import DEFINES, IMPLIES, Meanings
from matrixcalc.lang.parser import Unparsed
from matrixcalc.lang.problems import Block
from matrixcalc.lang.prose import Cue
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

REASONS = {
    "≈": "an approximation", "≐": "an approximation", "∝": "a proportionality",
    "~": "a distribution", "<": "an inequality", ">": "an inequality", "≤": "an inequality",
    "≥": "an inequality", "≻": "an order of matrices", "⪰": "an order of matrices",
    "≺": "an order of matrices", "⪯": "an order of matrices", "∈": "membership",
    "∉": "membership", "⊂": "membership", "→": "a limit", "←": "an assignment",
    "≠": "an inequality",
}  # fmt: skip

_UNKNOWN = re.compile(r"\?[\w.@⁽⁾]+")
"""A size that nothing determines, as it would print."""

GIVEN = frozenset({"∈", "~"})
"""Relations that declare rather than claim."""


def statements(
    written: Written,
    scope: Scope,
    guesser: Guesser,
    unknowns: Unknowns,
    fresh: Callable[[], Dim] | None = None,
) -> list[Statement]:
    """The statements of a problem, in order; with `fresh`, unknown sizes get letters."""
    reading = Reading(written, scope, guesser, unknowns, fresh)
    found = list(reading.statements())
    written.problem.resting = reading.resting
    written.problem.bounded = reading.bounded
    written.problem.distributed = reading.distributed
    written.problem.sized = reading.sized
    return found


TIMES = frozenset("tτ")
"""Letters on which others depend more often than not."""

SPELLED_AS_SIZES = frozenset("nmpqkdrNMDK")
"""Letters by which sizes are called more often than anything else."""


class Reading(Meanings):
    """One reading of all links of a problem, in order."""

    def __init__(
        self,
        written: Written,
        scope: Scope,
        guesser: Guesser,
        unknowns: Unknowns,
        fresh: Callable[[], Dim] | None,
    ) -> None:
        super().__init__(written, scope, guesser, unknowns, fresh)
        settings = written.problem.settings
        self.expected = sorted(
            ((s.start, s.value.split(",")) for s in settings if s.key == "expect"),
        )
        self.declared = frozenset(scope.integers)
        parent = written.problem.parent
        self.bounded = written.bounded | (parent.bounded if parent is not None else frozenset())
        above = parent.distributed if parent is not None else frozenset()
        self.distributed = written.distributed | above
        self.sized = written.sized | (parent.sized if parent is not None else frozenset())
        self.before: Statement | None = None
        """The statement before the one that is read."""
        self.block: Block | None = None
        self.block_begins = 0
        """How many statements there were before the formula that is read."""
        self.supposed: set[int] = set()
        """The numbers of equations that stand only before an implication sign."""
        self.skipped = sorted(s.start for s in settings if s.key == "skip")

    def statements(self) -> Iterator[Statement]:
        for statement in self._all():
            self.count += 1
            self.before = statement
            yield statement

    def _all(self) -> Iterator[Statement]:
        for link in self.written.links:
            if isinstance(link, tuple):
                block, note = link
                if block.display:
                    line = self.written.line(block.start)
                    yield Unread(note, line, self.written.written(block.start, block.end))
                continue
            if isinstance(link, Link) and not self._skips(link):
                yield from self._of_link(link)

    def _skips(self, link: Link) -> bool:
        """Whether a directive says to leave out the formula."""
        following = [b.start for b in self.written.problem.blocks if b.display]
        return any(
            next((f for f in following if f > at), None) == link.block.start for at in self.skipped
        )

    def _of_link(self, link: Link) -> Iterator[Statement]:
        if link.block is not self.block:
            self.block, self.block_begins = link.block, self.count
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

    def _judged(self, link: Link) -> Iterator[Statement]:
        """The statements of a link: what it says, and what stands below its braces."""
        yield from self._judged_link(link)
        if link.block.display:
            found = [self.written.syntax(s) for s in (link.left, link.right)]
            nodes = [n for n in found[link.continues :] if not isinstance(n, Unparsed)]
            yield from self._under_braces(link, nodes, self.written.line(link.right.start))

    def _judged_link(self, link: Link) -> Iterator[Statement]:
        line = self.written.line(link.right.start)
        written = self._written(link)
        self._supersede(link)
        if link.relation.sign in GIVEN:
            if link.block.display:
                texts = [self.written.written(s.start, s.end) for s in (link.left, link.right)]
                sign = link.relation.sign
                yield Unjudged(texts[0], sign, texts[1], "", "", line, written, "given")
            return
        left, right = (self.written.syntax(s) for s in (link.left, link.right))
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
            self._lost(link, error.message)
            if link.block.display:
                note = Note(error.code, error.message, (self._at(error.node),), error.help)
                yield Unread(note, line, written)
        except Beyond as error:
            self._lost(link, error.reason)
            if link.block.display:
                yield self._beyond(link, error, line, written)
        except IllShaped as error:
            if link.block.display:
                yield self._misfit(link, left, error, line, written)
        except (Misuse, ValueError) as error:
            if link.block.display:
                yield Unread(Note("MC103", str(error), (self.written.place(link.left.start),)),
                             line, written)  # fmt: skip

    def _written(self, link: Link) -> str:
        left = self.written.written(link.left.start, link.left.end)
        right = self.written.written(link.right.start, link.right.end)
        sign = {":=": r"\coloneqq"}.get(link.relation.sign, link.relation.sign)
        # A step of a chain is written without the side that stands before it.
        return f"{sign} {right}" if link.continues else f"{left} {sign} {right}".strip()

    def _note(self, error: Unparsed) -> Note:
        return Note("MC103", error.message, (self.written.place(error.start),), error.help)

    def _at(self, node: Syntax) -> str:
        return self.written.place(node.start)

    def _misfit(
        self, link: Link, left: Syntax, error: IllShaped, line: int, written: str
    ) -> Statement:
        """A step whose shapes do not fit; only the first one with the part that does not."""
        if self.sized & self.scope.integers.keys():
            beyond = Beyond("the text sets a condition on sizes", left)
            return self._beyond(link, beyond, line, written)
        if link.continues:
            try:
                self._elaborator(link).sides((left,))
            except IllShaped:
                texts = [self.written.written(s.start, s.end) for s in (link.left, link.right)]
                reason = "the shapes of what stands before it do not fit"
                return Unjudged(texts[0], "=", texts[1], reason, self._because(link), line, written)
            except (NotUnderstood, Beyond, Misuse, ValueError):
                pass
        return Malformed(self._ill_shaped(error, link), line, written)

    def _ill_shaped(self, error: IllShaped, link: Link) -> Note:
        parts = tuple(_UNKNOWN.sub("?", f"{text} is {shape}") for text, shape in error.parts)
        place = self.written.place(link.right.start)
        return Note("MC201", _UNKNOWN.sub("?", error.message), (place, *parts))

    def _beyond(self, link: Link, error: Beyond, line: int, written: str) -> Statement:
        left = self.written.written(link.left.start, link.left.end)
        right = self.written.written(link.right.start, link.right.end)
        return Unjudged(
            left, link.relation.sign, right, error.reason, self._because(link), line, written
        )

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
        other_numbers = self._other_numbers()
        if other_numbers:
            raise Beyond(f"the text speaks of other numbers: “{other_numbers}”", right)
        new = (right,) if link.continues else (left, right)
        yield from self._brace_definitions(link, new, line)
        a, b = self._sides(link, (left, right))
        again = self.superseded & self.scope.behind(a.names | b.names)
        if again:
            raise Beyond(f"the text gives {min(again)} another meaning", right)
        self._use(a, b)
        if a.has_derivative or b.has_derivative or a.averaged or b.averaged:
            other = self._dependent(a.names | b.names)
            if other:
                raise Beyond(f"the text says that {other} depends on other letters", right)
        if a.averaged or b.averaged:
            unclear = self._unclear(a, b)
            if unclear:
                raise Beyond(unclear, right)
        made = self._equality(link, a, b, line, written)
        yield made
        if isinstance(made, Equality) and self._is_solution(link, made):
            # From here on the letter stands for what it came out as.
            yield self._hypothesis(link, a, b, made.because, line, written)

    def _is_solution(self, link: Link, made: Equality) -> bool:
        """Whether a conclusion says what a letter is of which nothing was known."""
        letter = made.left
        if not made.premises or made.arrow or not isinstance(letter, Symbol):
            return False
        return self._may_stand_for(letter) and letter.name not in made.right.names

    def _equality(self, link: Link, a: Expr, b: Expr, line: int, written: str) -> Statement:
        because = self._because(link)
        names = a.names | b.names
        if not link.continues:
            self.chain_derives = any(isinstance(n, Derive) for n in a.walk())
        last = link.right is link.claim.sides[-1]
        sets = last and (not link.continues or _is_zero(b))
        if Cue.SET in link.block.cues and sets and not link.claim.arrow:
            return self._hypothesis(link, a, b, because, line, written)
        kind = "step" if link.continues else "claim"
        if isinstance(a, Symbol) and not link.continues and self._is_random(a):
            # A random letter is not defined by what it equals, and both are random then.
            self._rest_on(names)
            return Given(a, b, because, line, written)
        alone = isinstance(a, Symbol) and b.names and a.name not in b.names
        solved = self._is_concluded(link) and isinstance(self.before, Given)
        opens = not (solved or link.continues or self._is_premise(link))
        if alone and opens and self._may_stand_for(a):
            return self._hypothesis(link, a, b, because, line, written)
        following = self._following(link)
        arrow = link.claim.arrow if link.first and link.claim.arrow in IMPLIES else ""
        supposed = not arrow and following is not None and following.arrow in IMPLIES
        implies = supposed or bool(arrow)
        rests_on = tuple(
            number for needed, number in self.hypotheses
            if needed & names and not (implies and number in self.supposed)
        )  # fmt: skip
        under = self._under(link, a, b)
        if names & self.crowded:
            under = under or "the equations before it"
        if under and not link.claim.arrow:
            self._rest_on(names)
        kept = self._kept(a, b)
        doubt = self._doubt(a, b, kept)
        doubted = bool(doubt or names & self.crowded or self._is_conditional(link))
        under = under or doubt
        if supposed:
            self.supposed.add(self.count + 1)
        return Equality(
            a, b, because, line, written, kind, link.continues, None, under, rests_on,
            self._constants((a, b), kept), arrow, self._premises(link, arrow), supposed, doubted,
        )  # fmt: skip

    def _premises(self, link: Link, arrow: str) -> tuple[int, ...]:
        """The numbers of the statements from which one is said to follow, the nearest first."""
        if arrow == "⇒":
            return tuple(range(self.count, self.block_begins, -1))
        concluded = self._is_concluded(link) and not link.continues
        return (self.count,) if self.count and (arrow or concluded) else ()

    def _is_concluded(self, link: Link) -> bool:
        """Whether the words before a formula draw it as a conclusion."""
        return link.block.display and bool({Cue.FOLLOWS, Cue.IMPLIES} & link.block.cues)

    def _doubt(self, a: Expr, b: Expr, kept: list[str]) -> str:
        """What is known of a letter and no declaration says, or what is not known of it at all."""
        unsaid = _constant(kept)
        if unsaid:
            return f"nothing says that {unsaid}"
        names = a.names | b.names
        for name in sorted(names):
            known = self.scope.letters.get(name)
            accented = any(unicodedata.category(c) == "Mn" and c != ARROW for c in name)
            if accented and known is not None and known.assumed and known.body is None:
                return f"nothing says what {name} is"
            if known is not None and not self._is_anything(known):
                return f"{name} is random, and nothing says which values it has"
        counted = self._sizes(a, b)
        said = self._caveat(names | counted)
        if said:
            return f"the text says more than was understood: “{said}”"
        if counted & self.sized:
            return f"the text sets a condition on {min(counted & self.sized)}"
        sizes = self._perhaps_sizes(a, b)
        if sizes:
            return f"{' and '.join(sizes)} may be a size that nothing declares"
        names |= {x.name for e in (a, b) for x in e.averaged} | self._moments_of(names)
        random = self._moments_of(names)
        if random & self.bounded:
            return "the text sets a condition on what is random"
        remark = self._remark(random)
        if remark:
            return f"the text says more than was understood: “{remark}”"
        for problem in self.written.problem.around():
            for name in sorted(names):
                word = problem.doubts.get(name)
                known = self.scope.letters.get(name)
                if word is not None and (known is None or known.body is None):
                    return f"the text says of {name} what is not understood: “{word}”"
        return ""

    def _caveat(self, names: frozenset[str]) -> str:
        """What is said of letters without a definition, in words that no declaration has."""
        open_ = frozenset(n for n in self.scope.behind(names) if not self._has_body(n))
        found = (c for problem in self.written.problem.around() for c in problem.caveats)
        return next((c.word for c in found if c.concerns(open_)), "")

    def _other_numbers(self) -> str:
        """The word by which the text speaks of numbers that are not computed with."""
        found = (c for problem in self.written.problem.around() for c in problem.caveats)
        return next((c.word for c in found if c.other_numbers), "")

    def _sizes(self, *sides: Expr) -> frozenset[str]:
        """The sizes on which both sides depend."""
        dims = [d for e in sides for x in (e, *e.symbols) for d in (x.shape.rows, x.shape.cols)]
        dims += [d for e in sides for d in e.dims]
        return frozenset(v.name for v in closure(dims) if not v.is_index)

    def _unclear(self, *sides: Expr) -> str:
        """What is said of the letters of an expectation beyond their distributions."""
        nodes = [n for e in sides for n in e.walk() if isinstance(n, Expectation)]
        names = self.scope.behind(
            frozenset[str]().union(*(c.names for n in nodes for c in n.children))
        )
        random = {x.variable.name for n in nodes for x in n.distributions}
        undeclared = {name for name in names - random if not self._is_told(name)}
        odd = sorted((random & self.bounded) | (undeclared & self.distributed))
        if odd:
            return f"the text says more of {odd[0]} than was understood"
        involved = names | random
        chancy = {name for name, x in self.scope.letters.items() if x.random}
        for name, letters in self.written.equated:
            known = self.scope.letters.get(name)
            if letters & chancy and letters & involved and (known is None or known.body is None):
                return f"the text says more of {name} than was understood"
        conditions = [self.crowded, *(letters for letters, _ in self.hypotheses)]
        if any(letters & chancy and letters & involved for letters in conditions):
            return "the text sets a condition on what is averaged over"
        word = self._remark(involved)
        return f"the text says more than was understood: “{word}”" if word else ""

    def _dependent(self, names: frozenset[str]) -> str:
        """A letter that depends on others, as the text says and no formula does."""
        reached = self.scope.behind(names)
        for problem in self.written.problem.around():
            for name in sorted(reached & problem.dependent):
                known = self.scope.letters.get(name)
                if known is not None and not known.formal and known.body is None:
                    return name
        return ""

    def _remark(self, involved: frozenset[str]) -> str:
        """A word of the text that says more of these letters than was understood."""
        for problem in self.written.problem.around() if involved else ():
            doubts = (problem.doubts[n] for n in sorted({*involved, "E"}) if n in problem.doubts)
            remarks = (x.word for x in problem.remarks if x.concerns(involved | {"E"}))
            word = next(chain(doubts, remarks), "")
            if word:
                return word
        return ""

    def _moments_of(self, names: frozenset[str]) -> frozenset[str]:
        """The random letters of which these are the mean or the covariance."""
        return frozenset(
            name
            for name, x in self.scope.letters.items()
            if x.moments is not None and names & set(x.moments.letters)
        )

    def _is_told(self, name: str) -> bool:
        """Whether the distribution of a letter is declared, or what it stands for."""
        known = self.scope.letters.get(name)
        return known is not None and (known.moments is not None or known.body is not None)

    def _is_random(self, e: Symbol) -> bool:
        known = self.scope.letters.get(e.name)
        return known is not None and known.random

    def _is_anything(self, letter: Letter) -> bool:
        """Whether a letter may have every value of its shape, as far as is known."""
        if letter.moments is None:
            return not letter.random
        name = letter.moments.letters[1]
        covariance = self.scope.letters.get(name)
        told = name in self.resting or any(name in letters for _, letters in self.written.equated)
        defined = covariance is not None and covariance.body is not None
        return letter.is_anything and not (defined or told)

    def _perhaps_sizes(self, a: Expr, b: Expr) -> list[str]:
        """Undeclared letters of numbers that are spelled as sizes, beside a size nobody named."""
        guessed = self.guesser.letters.keys() | self.guesser.integers.keys()
        if not guessed & SPELLED_AS_SIZES:
            return []
        shapes = [d for e in (a, b) for x in (e, *e.symbols) for d in (x.shape.rows, x.shape.cols)]
        named = {v.name for d in (*shapes, *a.dims, *b.dims) for v in d.variables}
        sized = {v.name for d in shapes for v in d.variables}
        nameless = bool(named - self.declared)
        scalars = [s.name for e in (a, b) for s in e.symbols if s.shape.is_scalar]
        integers = [v.name for e in (a, b) for d in e.dims for v in d.variables]
        return sorted(
            name for name in {*scalars, *integers}
            if nameless and name in SPELLED_AS_SIZES and name not in sized
            and name in guessed
        )  # fmt: skip

    def _constants(self, sides: Sequence[Expr], kept: list[str]) -> str:
        """The letters that a differential or an expectation takes for constants, which
        nobody called so.
        """
        found: dict[str, None] = {}
        for node in (n for side in sides if side.has_derivative for n in side.walk()):
            if isinstance(node, Differential):
                varied = {s.name for v in node.variables for s in v.symbols}
                for s in sorted(node.body.symbols, key=lambda s: s.name):
                    if s.name not in varied and "constant" not in s.assumptions:
                        found[s.name] = None
        if any(f"d{name}" in self.scope.letters for name in self.scope.letters):
            found.clear()  # Where differentials are declared, the others are none.
        return _constant(dict.fromkeys([*found, *kept]))

    def _kept(self, *sides: Expr) -> list[str]:
        """The letters that an expectation or a derivative by time takes for constants,
        though they may be random or depend on it: nothing declares them, or it.
        """
        found: set[str] = set()
        moving = (side for side in sides if side.has_derivative or side.averaged)
        for node in (n for side in moving for n in side.walk()):
            if isinstance(node, Derive) and self._is_time(node.wrt):
                found |= self.scope.behind(node.body.names) - node.wrt.names
            if isinstance(node, Expectation):
                said = frozenset[str]().union(*(e.names for e in node.children[1:]))
                said |= {x.variable.name for x in node.distributions}
                for name in self.scope.behind(node.body.names) - said:
                    letter = self.scope.letters.get(name)
                    if letter is not None and letter.assumed and letter.body is None:
                        found.add(name)
        return sorted(found)

    def _is_time(self, e: Expr) -> bool:
        """Whether an undeclared letter is one on which others depend without saying so."""
        known = self.scope.letters.get(e.name) if isinstance(e, Symbol) else None
        return known is not None and known.assumed and known.symbol.name in TIMES

    def _under(self, link: Link, a: Expr, b: Expr) -> str:
        """What the equality rests on, if it is no plain identity."""
        if not link.block.display:
            return "what the text around it says"
        if link.claim.arrow or Cue.IMPLIES in link.block.cues:
            return "the equation before it"
        if self._is_premise(link):
            return "it is one side of an implication"
        if self._is_conditional(link):
            return "what is written beside it"
        if link.relation.above == "!":
            return "it is a condition that is set"
        if _is_zero(b) and (self.chain_derives or any(isinstance(n, Derive) for n in a.walk())):
            return "it may be the condition that a derivative is zero"
        left, right = (self.scope.behind(x.names) for x in (a, b))
        if left and right and not left & right:
            return "the two sides have no letter in common"
        return ""

    def _under_braces(self, link: Link, nodes: Sequence[Syntax], line: int) -> Iterator[Statement]:
        """The equalities that stand below braces; those of new letters are made already."""
        for part in self.written.braces(nodes):
            match part.remark:
                case syntax.Related(parts=(syntax.Empty(), value), relations=("=",)):
                    written = self.written.written(part.start, part.end)
                    try:
                        a, b = self._sides(link, (part.body, value))
                    except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
                        continue
                    if not (isinstance(b, Symbol) and self.scope.letters[b.name].body == a):
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
            a = self.written.written(link.left.start, link.left.end)
            b = self.written.written(link.right.start, link.right.end)
        if Cue.SET in link.block.cues:
            self._rest_on(names)
        kind = "given" if Cue.SET in link.block.cues else "claim"
        return Unjudged(a, sign, b, reason, self._because(link), line, written, kind)


def _is_zero(e: Expr) -> bool:
    return (isinstance(e, Number) and e.value == 0) or (
        isinstance(e, Apply) and e.op.name == "zeros"
    )


def _constant(names: Collection[str]) -> str:
    """In words that these letters are constant; empty if there are none."""
    return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} constant" if names else ""
