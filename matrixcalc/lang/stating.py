"""The claims of a problem as statements: equalities, conditions, and the rest.

What follows from an equation, or sets a condition, is no identity: such a statement
may be accepted, but is never refuted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from matrixcalc.conventions import Layout
from matrixcalc.dims import Dim
from matrixcalc.expr import Derive, Expr, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.approximate import Approximate
from matrixcalc.lang.comparing import BOUNDS, about_zero, is_declared
from matrixcalc.lang.doubting import NO_PREMISE
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood, SizeOrSign
from matrixcalc.lang.extremal import defined
from matrixcalc.lang.glance import components_of, has_zero_block
from matrixcalc.lang.guess import Guesser
from matrixcalc.lang.laws import moments_of
from matrixcalc.lang.licences import Licences
from matrixcalc.lang.links import Link, Written
from matrixcalc.lang.meanings import DEFINES, IMPLIES, is_zero
from matrixcalc.lang.names import name_of
from matrixcalc.lang.optima import Sought, sought
from matrixcalc.lang.parser import Unparsed
from matrixcalc.lang.problem import Block
from matrixcalc.lang.prose import Cue
from matrixcalc.lang.scope import Scope
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.unify import Unknowns, printable
from matrixcalc.lang.volumes import MEANT, densities
from matrixcalc.ops.arguments import Misuse
from matrixcalc.results import Note
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import (
    Definition,
    Equality,
    Given,
    Inequality,
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

_PARTLY = re.compile(r"index \w+ runs (?:from|to) ")
"""What is said of an index that does not run over all rows or columns."""

_ROW_ZERO = re.compile(r"there is no (?:row|column) 0")
"""What is said of an index that begins with 0."""

EXISTS = frozenset({"exists", "∃"})

_REFUTABLE = (Equality, Inequality, Malformed)

GIVEN = frozenset({"∈", "~"})
"""Relations that declare rather than claim."""


def statements(
    written: Written,
    scope: Scope,
    guesser: Guesser,
    unknowns: Unknowns,
    fresh: Callable[[Sequence[Expr]], Dim] | None = None,
) -> list[Statement]:
    """The statements of a problem, in order; with `fresh`, unknown sizes get letters."""
    reading = Reading(written, scope, guesser, unknowns, fresh)
    found = list(reading.statements())
    reading.leave(found)
    written.problem.bounded = reading.bounded
    written.problem.distributed = reading.distributed
    written.problem.sized = reading.sized
    return found


class Reading(Approximate):
    """One reading of all links of a problem, in order."""

    def __init__(
        self,
        written: Written,
        scope: Scope,
        guesser: Guesser,
        unknowns: Unknowns,
        fresh: Callable[[Sequence[Expr]], Dim] | None,
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
        self.block: Block | None = None
        self.licences, self.licensed = Licences(written.scanned), dict[int, str]()
        """The words that may set a condition on formulas, by the places of these."""
        self.skipped = sorted(s.start for s in settings if s.key == "skip")

    def statements(self) -> Iterator[Statement]:
        for statement in self._all():
            self.count += 1
            aside = isinstance(statement, Equality) and statement.kind == "fact"
            if not (aside or (isinstance(statement, Equality) and statement.continues)):
                self.chain_begins = self.count
            self.before = statement
            yield self._as_licensed(statement)

    def _as_licensed(self, statement: Statement) -> Statement:
        """The statement, which is not refuted where words around it may set a condition."""
        if self.block is None or not self.block.display or not isinstance(statement, _REFUTABLE):
            return statement
        condition = self._hedge(self.block)
        if not condition:
            return statement
        told = f"the text around it may set a condition: “{condition}”"
        match statement:
            case Equality():
                return replace(statement, hedged=told, doubted=True)
            case Malformed():
                return replace(statement, hedged=told)
        return replace(statement, under=statement.under or told)

    def _hedge(self, block: Block) -> str:
        """The words by which a condition may be set on a formula, if there are any."""
        if block.start not in self.licensed:
            titles = [p.title for p in self.written.problem.around()]
            letters = [x.symbol for x in self.scope.letters.values()]
            told = [s for s in letters if not (s.shape.is_column or s.shape.is_row)]
            known = self.written.problem.known_adjectives()
            known |= frozenset[str]().union(*(s.assumptions for s in letters))
            shared = frozenset[str](known).intersection(*(s.assumptions for s in told))
            shared = shared if told else frozenset()
            self.licensed[block.start] = self.licences.condition(
                block.start, block.end, titles, known, shared, understood=block.understood)  # fmt: skip
        return self.licensed[block.start]

    def _all(self) -> Iterator[Statement]:
        yield from self._joint_laws()
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
        if not self.skipped:
            return False
        following = [b.start for b in self.written.problem.blocks if b.display]
        return any(
            next((f for f in following if f > at), None) == link.block.start for at in self.skipped
        )

    def _of_link(self, link: Link) -> Iterator[Statement]:
        if link.block is not self.block:
            self.block, self.block_begins = link.block, self.count
        plain = self._is_asserted(link)
        for statement in self._judged(link):
            if not plain and id(link.claim) not in self.constraints.consumed:
                self.unsure.add(self.count + 1)
            self.places[self.count + 1] = link.right.end
            if isinstance(statement, Given):
                self.conditions[link.block.start] = self.count + 1
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
        if id(link.claim) in self.constraints.consumed:
            given = self._constraint(link, line, written)
            yield given or self._no_claim(link, line, written, exists=False)
            return
        self._supersede(link)
        exists = not EXISTS.isdisjoint(link.claim.texts)
        left, right = (self.written.syntax(s) for s in (link.left, link.right))
        listed = components_of(left, right)
        if listed and not isinstance(left, Unparsed):
            self._count_components(link, name_of(left), listed)
        maps = link.relation.sign == "→" and any(t.text == ":" for t in link.left.tokens)
        if exists or listed or maps or link.relation.sign in GIVEN:
            if link.block.display:
                here = any(
                    link.left.start <= law.start < link.right.end for law in self.scope.joint
                )
                plain = exists or listed or here
                told = [] if plain else list(self._of_law(link, line, written))
                yield from told or [self._no_claim(link, line, written, exists=exists)]
            return
        if not link.left.tokens and not isinstance(left, Unparsed):
            start = link.relation.start
            left = Unparsed("there is nothing on the left of the sign", start, start + 1)
        if isinstance(left, Unparsed) or isinstance(right, Unparsed):
            if link.block.display:
                broken = next(s for s in (left, right) if isinstance(s, Unparsed))
                yield Unread(self._note(broken), line, written)
            return
        yield from self._surely(link, left, right, line, written)

    def _surely(
        self, link: Link, left: Syntax, right: Syntax, line: int, written: str
    ) -> Iterator[Statement]:
        """The statements of two sides, or why there are none."""
        try:
            yield from self._read(link, left, right, line, written)
        except NotUnderstood as error:
            self._lost(link, error.message)
            if link.block.display:
                note = Note(error.code, error.message, (self._at(error.node),), error.help)
                yield Unread(note, line, written)
        except SizeOrSign as error:
            again = partial(self._surely, link, left, right, line, written)
            yield from self._with_differentials(link, (left, right), error, again, line, written)
        except Beyond as error:
            yield from self._unjudgeable(link, error, line, written)
        except IllShaped as error:
            self._lost(link, error.message)
            if link.block.display:
                other = self._in_other_layout(link, (left, right), line, written)
                yield other or self._misfit(link, left, error, line, written)
        except (Misuse, ValueError) as error:
            self._lost(link, str(error))
            if link.block.display:
                note = Note("MC103", str(error), (self.written.place(link.left.start),))
                yield Unread(note, line, written)

    def _in_other_layout(
        self, link: Link, nodes: tuple[Syntax, Syntax], line: int, written: str
    ) -> Statement | None:
        """A step whose shapes fit in the other layout alone, as the chain rule has its factors in
        numerator layout; None where the text names a layout, or there is no derivative.
        """
        named = any(s.key == "layout" for p in self.written.problem.around() for s in p.settings)
        derives = any(t.text in ("∂", "d", "∇") for s in link.claim.sides for t in s.tokens)
        if named or not derives or link.continues or link.relation.sign != "=":
            return None
        usual = self.scope.convention
        other = {
            Layout.DENOMINATOR: Layout.NUMERATOR, Layout.NUMERATOR: Layout.DENOMINATOR,
        }[usual.layout]  # fmt: skip
        self.scope.convention = usual.with_layout(other)
        try:
            a, b = self._sides(link, nodes, claims=True)
            self._refuse_past(link, self.scope.behind(a.names | b.names), nodes[1])
            self._refuse_unclear(link, a, b, nodes[1])
            made = self._claimed(link, a, b, line, written)
        except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
            return None
        finally:
            self.scope.convention = usual
        told = f"derivatives are in {other.value} layout"
        return replace(made, provided=" and ".join(x for x in (made.provided, told) if x))

    def _of_law(self, link: Link, line: int, written: str) -> Iterator[Statement]:
        """What is claimed of the moments of letters whose distribution is declared already."""
        sides = [self.written.written(s.start, s.end) for s in (link.left, link.right)]
        law = moments_of(self.scope, link, sides[0], self.written.syntax(link.right))
        equal = replace(link, relation=replace(link.relation, sign="="))
        for moment, value in law:
            yield from self._surely(equal, moment, value, line, written)

    def _no_claim(self, link: Link, line: int, written: str, *, exists: bool) -> Unjudged:
        """What is declared, or said to exist."""
        left, right = (self.written.written(s.start, s.end) for s in (link.left, link.right))
        if exists:
            reason = "whether something exists is not judged"
            return Unjudged(left, link.relation.sign, right, reason, "", line, written)
        return Unjudged(left, link.relation.sign, right, "", "", line, written, "given")

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
        nodes = [self.written.syntax(side) for side in (link.left, link.right)]
        if any(has_zero_block(n) for n in nodes if not isinstance(n, Unparsed)):
            beyond = Beyond("how many rows and columns the zeros stand for is not told", left)
            return self._beyond(link, beyond, line, written)
        other = self._other_numbers(frozenset(self.scope.letters)) or self._in_two_ways(link)
        if other or _ROW_ZERO.search(error.message):
            told = other or "rows that are counted from 0"
            return self._beyond(link, Beyond(f"the text speaks of {told}", left), line, written)
        if _PARTLY.search(error.message):
            beyond = Beyond(f"a sum over a part of a matrix is not judged: {error.message}", left)
            return self._beyond(link, beyond, line, written)
        if link.continues:
            try:
                self._elaborator(link).sides((left,))
            except IllShaped:
                reason = "the shapes of what stands before it do not fit"
                return self._unjudged(link, reason, line, written)
            except (NotUnderstood, Beyond, Misuse, ValueError):
                pass
        return Malformed(self._ill_shaped(error, link), line, written)

    def _ill_shaped(self, error: IllShaped, link: Link) -> Note:
        parts = tuple(printable(f"{text} is {shape}") for text, shape in error.parts)
        at = link.right.start if error.place is None else error.place
        place = self.written.place(at)
        return Note("MC201", printable(error.message), (place, *parts))

    def _read(
        self, link: Link, left: Syntax, right: Syntax, line: int, written: str
    ) -> Iterator[Statement]:
        sign = link.relation.sign
        wanted = sought(left) or sought(right)
        if wanted is not None and sign == "=":
            yield from self._optimum(link, (left, right), wanted, line, written)
            return
        attained = self._attained_at(link, left) if sign == "=" else None
        if attained is not None:
            yield from self._optimum(link, (right, right), attained, line, written)
            return
        found = self._agreement(link, left, right)
        if found is not None:
            names = found.sides[0].names | found.sides[1].names
            self._refuse_past(link, self.scope.behind(names), right)
            self._use(*found.sides)
            made = self._equality(link, *found.sides, line, written)
            if found.under and isinstance(made, Equality):
                made = replace(made, under=made.under or found.under)
            yield made
            return
        vanishing = [*self._vanishing(link, left, right, line, written)]
        yield from (vanishing := vanishing or [*self._found(link, left, right, line, written)])
        if name_of(left) in {d.head.name for d in vanishing if isinstance(d, Definition)}:
            return
        if sign == "=" or sign in DEFINES:
            definition = self._definition(link, left, right, line, written)
            if definition is not None:
                if link.first and link.claim.arrow in IMPLIES and not self.count:
                    yield self._beyond(link, Beyond(NO_PREMISE, right), line, written)
                if not vanishing:
                    yield from self._not_solved(link, line, written)
                yield definition
                return
        if sign not in ("=", *DEFINES):
            bound = self._inequality(link, left, right, line, written)
            yield bound or self._other(link, left, right, line, written)
        elif not vanishing:
            yield from self._equation(link, left, right, line, written)

    def _equation(
        self, link: Link, left: Syntax, right: Syntax, line: int, written: str
    ) -> Iterator[Statement]:
        new = (right,) if link.continues else (left, right)
        yield from self._brace_definitions(link, new, line)
        beside = (link.claim, self._following(link))
        alone = not any(c is not None and c.arrow in IMPLIES for c in beside)
        a, b = self._sides(link, (left, right), bracket=alone, claims=True)
        yield from self._newly_named(line)
        names = self.scope.behind(a.names | b.names)
        other_numbers = self._other_numbers(names, a, b)
        if other_numbers:
            raise Beyond(f"the text speaks of {other_numbers}", right)
        self._refuse_at_odds(link, a, b, right)
        self._refuse_past(link, names, right)
        self._use(a, b)
        self._refuse_unclear(link, a, b, right)
        for made in self._made(link, a, b, line, written):
            yield self._with_other_reading(link, (left, right), made)

    def _inequality(
        self, link: Link, left: Syntax, right: Syntax, line: int, written: str
    ) -> Statement | None:
        """An inequality that is claimed; None where it is not one or is not understood."""
        if link.relation.sign not in BOUNDS:
            return None
        try:
            a, b = self._sides(link, (left, right), claims=True)
            names = self.scope.behind(a.names | b.names)
            if self._other_numbers(names, a, b):
                return None
            self._refuse_at_odds(link, a, b, right)
            self._refuse_past(link, names, right)
            self._refuse_unclear(link, a, b, right)
            return self._bound(link, (a, b), right, line, written)
        except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
            return None

    def _made(self, link: Link, a: Expr, b: Expr, line: int, written: str) -> Iterator[Statement]:
        """The equality of two sides, and the definition that it may be from here on."""
        elements = None
        differ = a.has_derivative and b.has_derivative and not link.continues
        if differ and self.written.integrates:
            elements = densities(a, b, self.scope, self.scope.convention)
        self._note_slope(link, a, b)
        made = self._equality(link, *(elements or (a, b)), line, written)
        if elements is not None and isinstance(made, Equality):
            made = replace(made, under=made.under or MEANT, doubted=True)
        if isinstance(a, Symbol) and not isinstance(made, Equality):
            yield from self._not_solved(link, line, written)
        yield made
        if isinstance(made, Equality) and self._is_solution(link, made):
            # From here on the letter stands for what it came out as.
            yield self._hypothesis(link, a, b, made.because, line, written)

    def _optimum(
        self, link: Link, sides: tuple[Syntax, Syntax], wanted: Sought, line: int, written: str
    ) -> Iterator[Statement]:
        """Where a function is smallest or largest: its derivative there is zero."""
        at = sides[1] if sought(sides[0]) is not None else sides[0]
        name = self._fresh_name(at)
        if name is not None:
            # Of a letter without a meaning nothing is claimed: it stands for the optimum.
            self._lost(link, "it is defined by an optimum")
            yield self._no_claim(link, line, written, exists=False)
            return
        posed = self._posed(link, wanted, at)
        names = posed.sides[0].names | posed.sides[1].names
        self._refuse_past(link, self.scope.behind(names), at)
        claimed = posed.sides[1] if posed.place is None else posed.place
        fresh = isinstance(claimed, Symbol) and not self._has_body(claimed.name)
        if isinstance(claimed, Symbol) and fresh and claimed.name not in posed.letters:
            # A letter of which nothing else is known stands for the optimum from here on.
            self._rest_on(frozenset({claimed.name}))
            yield self._no_claim(link, line, written, exists=False)
            return
        new = defined(posed, line, written)
        self._know(new)
        made = self._claimed(link, *posed.sides, line, written)
        yield from new
        yield replace(
            made, optimum=posed.optimum, kind="claim", continues=False, under=posed.under,
            premises=(), arrow="", supposed=False,
        )  # fmt: skip

    def _refuse_unclear(self, link: Link, a: Expr, b: Expr, right: Syntax) -> None:
        """Raise `Beyond` where what is integrated, varied or averaged over is not clear."""
        if self._is_indefinite(a, b):
            raise Beyond("it may be an indefinite integral", right)
        if self.scope.sums_repeated and (a.indices or b.indices):
            raise Beyond("the text sums over indices that it repeats", right)
        if a.has_derivative or b.has_derivative or a.averaged or b.averaged:
            other = self._dependent(a.names | b.names)
            if other:
                raise Beyond(f"the text says that {other} depends on other letters", right)
            self._refuse_moved_data(right, a, b)
        conditioned = (a.names | b.names) & self.conditioned
        word = self._remark(self._random_behind(frozenset(conditioned))) if conditioned else ""
        if word:
            raise Beyond(f"the text says more than was understood: “{word}”", right)
        told = {Cue.SET, Cue.DEFINE} & link.block.cues and not link.block.display
        defines = told and not link.continues and self._may_stand_for(a)
        if (a.averaged or b.averaged) and not defines:
            unclear = self._unclear(a, b)
            if unclear:
                raise Beyond(unclear, right)

    def _is_indefinite(self, *sides: Expr) -> bool:
        """Whether a letter that is integrated over stands outside of the integral, too."""
        if not self.unbounded:
            return False
        return bool(self.unbounded & self.scope.behind(sides[0].names | sides[1].names))

    def _refuse_past(self, link: Link, names: frozenset[str], node: Syntax) -> None:
        """Raise `Beyond` for letters of which the text says something else by now."""
        again = self.superseded & names | self._declared_twice(names, link.right.start)
        if again:
            raise Beyond(f"the text gives {min(again)} another meaning", node)
        if not link.block.display and self.written.promised(link.right.end) & names:
            raise Beyond("only a later sentence says more of its letters", node)
        lapsed = self.written.lapsed(link.right.start) & names
        lapsed |= self._withdrawn(names, link.right.start)
        if lapsed:
            reason = f"what the text said of {min(lapsed)} before need not hold here any more"
            raise Beyond(reason, node)

    def _equality(self, link: Link, a: Expr, b: Expr, line: int, written: str) -> Statement:
        because = self._because(link)
        names = a.names | b.names
        if not link.continues:
            self.chain_derives = a.has_derivative and any(isinstance(n, Derive) for n in a.walk())
        sets = link.is_last and (not link.continues or is_zero(b))
        behind = link.block.trails and not link.block.display
        if (behind or Cue.SET in link.block.cues) and sets and not link.claim.arrow:
            return self._hypothesis(link, a, b, because, line, written)
        if isinstance(a, Symbol) and not link.continues and self._is_random(a):
            # A random letter is not defined by what it equals, and both are random then.
            if not self._is_noise(a, b, self.written.syntax(link.right)):
                self._rest_on(names)
            return Given(a, b, because, line, written)
        valued = b.names or Cue.DEFINE in link.block.cues
        alone = isinstance(a, Symbol) and valued and a.name not in b.names
        solved = self._is_concluded(link) and self._is_condition(self.before)
        opens = not (solved or link.continues or self._is_premise(link))
        told = isinstance(a, Symbol) and self._is_told_of(link, a.name)
        if alone and opens and not told and self._may_stand_for(a, b):
            return self._hypothesis(link, a, b, because, line, written)
        if self._is_case(link, a, b):
            self._rest_on(names)
            return Given(a, b, because, line, written)
        return self._claimed(link, a, b, line, written)

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
                    tied = self._dependence(a.names | b.names)[1]
                    named = isinstance(b, Symbol) and self.scope.letters[b.name].body == a
                    if not (named or tied):
                        yield Equality(a, b, "", line, written, "fact")

    def _other(self, link: Link, left: Syntax, right: Syntax, line: int, written: str) -> Statement:
        sign = link.relation.sign
        reason = f"{REASONS.get(sign, 'this relation')} is not judged"
        names, definite, declared = frozenset[str](), None, False
        sides: tuple[Expr, Expr] | None = None
        try:
            first, second = self._sides(link, (left, right))
            sides = first, second
            # What the running text declares of a letter is no claim, and no condition.
            declared = is_declared(sign, *sides)
            a, b = (str(x) for x in sides)
            names = sides[0].names | sides[1].names
            definite = sides[0] if sign == "≻" and is_zero(sides[1]) else None
        except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
            a = self.written.written(link.left.start, link.left.end)
            b = self.written.written(link.right.start, link.right.end)
        bounds = link.block.display and sign in {*BOUNDS, "≠"} and not declared
        if (Cue.SET in link.block.cues and not declared) or bounds:
            self._rest_on(names or self._letters_of(link))
        if Cue.SET not in link.block.cues and (link.block.display or not declared):
            return Unjudged(a, sign, b, reason, self._because(link), line, written, sides=sides)
        because, signed = self._because(link), about_zero(sign, left, right)
        return Unjudged(a, sign, b, reason, because, line, written, "given",
                        definite=definite, signed=signed, sides=sides)  # fmt: skip
