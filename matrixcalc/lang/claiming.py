"""What a claim rests on: conditions before it, premises, what an earlier section says.

How the statements follow each other is known to `stating`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from matrixcalc.dims import Dim
from matrixcalc.expr import Expr, Symbol
from matrixcalc.extrema import Wanted
from matrixcalc.lang.between import silent
from matrixcalc.lang.doubting import STATIONARY, VANISHED
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.extremal import Extremal
from matrixcalc.lang.guess import Guesser
from matrixcalc.lang.links import Link, Written
from matrixcalc.lang.meanings import IMPLIES
from matrixcalc.lang.problem import EQUATES, Condition
from matrixcalc.lang.prose import Cue
from matrixcalc.lang.rows import Claim
from matrixcalc.lang.scope import Scope
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.unify import Unknowns
from matrixcalc.lang.vanishing import basic
from matrixcalc.ops.arguments import Misuse
from matrixcalc.ops.constants import zero_of
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Definition, Equality, Given, Statement, Unjudged

REOPENED = re.compile(
    r"\b(?:if|when|let|suppose|assume|but|however|wrong|false|falls|wenn|sei(?:en)?|angenommen|aber|falsch|si|soi(?:en)?t|supposons"
    r"|mais|faux)\b",
    re.IGNORECASE,
)
"""Words behind a formula that holds in one case, by which another case may begin."""
LIFTED = re.compile(
    r"\b(?:another|new|different|arbitrary|original|any|every|generally|in\s+general|otherwise|trivial|beliebig\w*|allgemein\w*|quelconques?)\b",
    re.IGNORECASE,
)
"""Words between an equation and a formula by which the equation need not hold any more."""


FAR = 60
"""Characters before a formula in which its last words stand."""
_IFF = re.compile(
    r"\b(?:iff|if\s+and\s+only\s+if|exactly\s+(?:when|if)|precisely\s+(?:when|if)|genau\s+dann,?\s+wenn|si\s+et\s+seulement\s+si)"
    r"[\s,:$\\\[]*(?:\\begin\{\w+\*?\})?\s*$",
    re.IGNORECASE,
)
"""The words before an equation that others hold exactly if it does."""
_IFF_WORDS = re.compile(
    r"\\(?:iff|Leftrightarrow|Longleftrightarrow|implies|Rightarrow|Longrightarrow)\b[^=&\\]*\\(?:text|mbox|textrm)\b"
)
"""A sign of equivalence behind an equation, and words instead of another one."""
_GIVES = re.compile(
    r"[\s$)\\]*,?\s*(?:(?:then|now|thus|which|and)\s+)?(?:gives|implies|yields|entails|leads\s+to|results\s+in|ergibt|liefert|impliziert|donne|entraîne)"
    r"\s*:?\s*(?:\\begin|\\\[|\$|%|<!--)",
    re.IGNORECASE,
)
"""What stands behind an equation from which the next formula follows."""


class Claiming(Extremal):
    """The equalities that are to be judged."""

    def __init__(
        self,
        written: Written,
        scope: Scope,
        guesser: Guesser,
        unknowns: Unknowns,
        fresh: Callable[[Sequence[Expr]], Dim] | None,
    ) -> None:
        super().__init__(written, scope, guesser, unknowns, fresh)
        self.before: Statement | None = None
        """The statement before the one that is read."""
        self.chain_begins = 0
        """The number of the statement with which the last chain began."""
        self.block_begins = 0
        """How many statements there were before the formula that is read."""
        self.places: dict[int, int] = {}
        """Where the statements end, by their numbers."""
        self.unsure: set[int] = set()
        """The numbers of equations of which more is said than was understood."""
        self.cases: set[int] = set()
        """The numbers of equations that hold in one case only, as far as is known."""
        self.supposed: set[int] = set()
        """The numbers of equations that stand only before an implication sign."""
        self.found_before: set[str] = set()
        """The letters for which conclusions have been solved."""

    def _claimed(self, link: Link, a: Expr, b: Expr, line: int, written: str) -> Equality:
        """An equality that is to be judged, with all that it may rest on."""
        names = a.names | b.names
        following = self._following(link)
        arrow = link.claim.arrow if link.first and link.claim.arrow in IMPLIES else ""
        before = self._leads_on(following)
        before = before or self._implies_next(link)
        supposed = not arrow and (before or self._is_solved_below(link))
        implies = supposed or bool(arrow)
        rests_on, above = self._rests_on(names, implies=implies)
        under = self._under(link, a, b) or self._constants_of(link, a, b)
        crowded = bool(names & self.scope.behind(self.crowded))
        under = under or self._loosely_under(names, above)
        if under and not link.claim.arrow:
            self._rest_on(self._restricted(link, names))
        under = under or self.perhaps_meant
        kept = self._kept(a, b)
        doubt = self._doubt(a, b, kept)
        doubted = bool(doubt or crowded or self._is_conditional(link))
        supposed_of_letters = self.separate or self.standing
        under = under or doubt or (f"whether {supposed_of_letters}" if supposed_of_letters else "")
        self.supposed |= {self.count + 1} if supposed else set()
        self.cases |= {self.count + 1} if under or Cue.CASE in link.block.cues else set()
        premises, lent = self._premises(link, arrow), self._lent(names)
        if premises and link.claim.where:
            # The text says under which equations it is claimed.
            rests_on = tuple(dict.fromkeys([*rests_on, *premises]))
            arrow = arrow if under or doubted else "⇒"
        implied = bool(arrow or premises)
        separate, apart = self._dependence(names)
        under = under or (f"whether {separate}" if separate else "")
        provided = self._provided(a, b, kept, lent if implied else ())
        return Equality(
            a, b, self._because(link), line, written,
            "step" if link.continues else "claim", link.continues, None, under, rests_on,
            provided, () if implied else lent, arrow, premises, supposed, doubted or bool(apart),
            separate=separate, apart=apart, standing=self.standing, renews=self._renews(link, a, b),
            plain=bool(arrow) and self._is_plain(link, names - _lone(a)) and self._is_silent(link),
            above=tuple(c.given for c in above),
        )  # fmt: skip

    def _vanishing(
        self, link: Link, left: Syntax, right: Syntax, line: int, written: str
    ) -> Iterator[Statement]:
        """The condition that a derivative is zero, and what is said to follow from it."""
        zero = self._zero_at(link, left, right)
        if zero is None:
            return
        a, b = zero.left, zero.right
        self._use(a, b)
        if zero.doubt:
            told = f"what is set to zero, and where, may not be all that is known: “{zero.doubt}”"
            yield self._unjudged(link, told, line, written)
            return
        self._rest_on(zero.derivative.names)
        number = self.count + 1
        told = "the derivative is set to zero"
        yield Given(zero.derivative, zero_of(zero.derivative.shape), told, line, "")
        made = self._concluded(link, (a, b), zero.derivative, number, line, written)
        x = zero.of.wrt
        if zero.sense and zero.solved and isinstance(x, Symbol):
            yield from self._placed(link, Wanted(zero.of.body, x, zero.sense), b, made)
            return
        # What is not solved for may be found with more than this derivative.
        yield replace(made, plain=made.plain and zero.solved)
        if zero.sought is not None and self._fresh_name(left) is None:
            # What was found is said of the letter with its star alone.
            yield Definition(replace(zero.sought, name=f"{zero.sought.name}*"), b, "", line, "")

    def _found(
        self, link: Link, left: Syntax, right: Syntax, line: int, written: str
    ) -> Iterator[Statement]:
        """What is said of a letter with a hat, or with a star, that solves the equation before it."""
        before, told = self.before, self._is_concluded(link) or link.claim.arrow == "⇒"
        solves = link.first and told and not link.continues and link.relation.sign == "="
        if not (solves and isinstance(before, Given | Equality) and self._is_to_be_solved(before)):
            return
        sides = (before.left, before.right)
        sought = next((x for e in sides if (x := self._sought(left, e)) is not None), None)
        try:
            (b,) = self._sides(link, (right,))
        except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
            return
        if sought is None or sought.shape != b.shape or sought.name in b.names:
            return
        self._use(sought, b)
        yield self._concluded(link, (sought, b), sides[0] - sides[1], self.count, line, written)

    def _not_solved(self, link: Link, line: int, written: str) -> Iterator[Statement]:
        """That nothing says whether a letter without a meaning is where a derivative is zero."""
        around = self._around(link)
        heard = link.block.understood or {Cue.SET, Cue.CASE} <= link.block.cues
        said = around.solves_something and not heard
        if link.block.display and link.first and not link.continues and said:
            texts = [self.written.written(s.start, s.end) for s in (link.left, link.right)]
            told = "what is zero there, or smallest or largest, was not understood"
            yield Unjudged(texts[0], "=", texts[1], told, self._because(link), line, written)

    def _is_solution(self, link: Link, made: Equality) -> bool:
        """Whether a conclusion says what a letter is of which nothing was known."""
        letter = made.left
        if not made.premises or made.arrow or not isinstance(letter, Symbol):
            return False
        return self._may_stand_for(letter) and letter.name not in made.right.names

    def _is_to_be_solved(self, before: Given | Equality) -> bool:
        """Whether an equation is no identity: it is set, follows from one, or stands before a sign."""
        if isinstance(before, Given):
            return True
        return bool(before.premises) or before.supposed or before.under in (STATIONARY, VANISHED)

    def _concluded(
        self,
        link: Link,
        sides: tuple[Expr, Expr],
        premise: Expr,
        number: int,
        line: int,
        written: str,
    ) -> Equality:
        """What is said to follow from one equation, and from no other."""
        made = self._claimed(link, *sides, line, written)
        around = self._around(link)
        names = (premise.names | sides[1].names) - _lone(sides[0])
        under = VANISHED if Cue.VANISHES in link.block.cues else "the equation before it"
        # A value that was found before may be meant, unless it is written where it is used.
        written_out = {basic(n) for n in sides[1].names if basic(n) != n}
        meant = not (
            self.found_before & self.scope.behind(premise.names) - _lone(sides[0]) - written_out
        )
        self.found_before |= _lone(sides[0])
        return replace(
            made, arrow="⇒", under=made.under or under, premises=(number,), renews="",
            rests_on=tuple(k for k in made.rests_on if k != number),
            plain=meant and around.only_solves and self._is_plain(link, names)
            and self._is_silent(link),
        )  # fmt: skip

    def _rests_on(
        self, names: frozenset[str], *, implies: bool
    ) -> tuple[tuple[int, ...], tuple[Condition, ...]]:
        """The numbers of the conditions on which an equality of letters may rest: those that have
        one of them, or a letter that another such condition ties to them; and those above.
        """
        needed = [names for names, _ in self.hypotheses] + [c.names for c in self.above]
        letters = [self.scope.behind(names) for names in needed]
        reached, found = self.scope.behind(names), set[int]()
        while True:
            more = {k for k, tied in enumerate(letters) if tied & reached} - found
            if not more:
                break
            found |= more
            reached = reached.union(*(letters[k] for k in more))
        numbers = [
            number for k, (_, number) in enumerate(self.hypotheses)
            if k in found and not (implies and number in self.supposed)
        ]  # fmt: skip
        count = len(self.hypotheses)
        return tuple(numbers), tuple(c for k, c in enumerate(self.above) if count + k in found)

    def leave(self, found: Sequence[Statement]) -> None:
        """Tell the problems below on what statements there may rest, given those that were found."""
        conditions = []
        for names, number in self.hypotheses:
            said = found[number - 1] if number <= len(found) else None
            if isinstance(said, Equality | Given):
                meant = tuple(self._meanings_of(self.scope.behind(names)))
                given = Given(said.left, said.right, "", said.line, "")
                conditions.append(Condition(names, given, meant))
            else:
                self.loose |= names
        self.written.problem.conditions = (*self.above, *conditions)
        self.written.problem.loose = self.loose

    def _meanings_of(self, names: frozenset[str]) -> Iterator[Definition]:
        return (d for d in self.scope.definitions if d.head.name in names)

    def _loosely_under(self, names: frozenset[str], above: Sequence[Condition]) -> str:
        """That an equality of letters may rest on equations of which no more is known."""
        known = all(map(self._stands, above)) and not names & self.scope.behind(self.loose)
        return "" if known else "the equations before it"

    def _stands(self, condition: Condition) -> bool:
        """Whether the letters of a condition above stand here for what they do there."""
        behind = self.scope.behind(condition.names)
        return tuple(self._meanings_of(behind)) == condition.meant

    def _provided(self, a: Expr, b: Expr, kept: list[str], lent: Sequence[str]) -> str:
        """What is taken for granted to read an equality; nobody said so."""
        provided = self._constants((a, b), kept) or self._unsigned(a, b) or self.bracketed
        told = " and ".join(x for x in (provided, self.separate, self.standing) if x)
        if lent and not told:
            return f"what an earlier section says of {' and '.join(lent)} holds here"
        return told

    def _is_plain(self, link: Link, names: frozenset[str]) -> bool:
        """Whether nothing that the text says restricts an implication, or leaves it in doubt."""
        around = self._around(link)
        letters = [self.scope.letters.get(n) for n in names]
        declared = all(x is not None and not x.assumed for x in letters)
        restricted = around.is_doubtful or around.names_ranges
        return declared and self._is_any(names) and not restricted

    def _is_silent(self, link: Link) -> bool:
        """Whether the section says no more of its letters than what was understood."""
        known = self.written.problem.known_adjectives()
        scanned, begins = self.written.scanned, self.written.problem.start
        return silent(scanned, begins, link.right.end, known)

    def _is_any(self, names: frozenset[str]) -> bool:
        """Whether no sentence compares a letter with something, but for what its adjectives say."""
        understood = {
            "positive",
            "nonzero",
            "in (0, 1)",
            "positive definite",
            "positive semidefinite",
        }
        told = {
            n for n in self.scope.behind(names)
            if n in self.scope.letters and self.scope.letters[n].symbol.assumptions & understood
        }  # fmt: skip
        defining = frozenset(self.defined_at.values())
        said = [
            x for x in self.written.links
            if isinstance(x, Link) and not x.block.display and x.right.start not in defining
            and x.relation.sign not in ("∈", "~", ":=")
        ]  # fmt: skip
        equated = [x for x in said if x.relation.sign == "="]
        compared = frozenset[str]().union(*(self.written.letters_of(x) for x in said)) - told
        compared |= frozenset[str]().union(*(self.written.letters_of(x) for x in equated))
        return not self.scope.behind(names) & compared

    def _renews(self, link: Link, a: Expr, b: Expr) -> str:
        """The defined letter that stands alone on the left: maybe it is given another meaning."""
        plain = not (link.continues or link.claim.arrow or self._is_concluded(link))
        if not (plain and isinstance(a, Symbol) and link.relation.sign in EQUATES):
            return ""
        own = self._has_body(a.name) and a.name not in self.conditioned
        return a.name if own and a.name not in b.names else ""

    def _restricted(self, link: Link, names: frozenset[str]) -> frozenset[str]:
        """The letters of an equation that it may restrict: one between moments under a condition
        is meant for every value of the condition, and so is what its chain goes on with.
        """
        if not link.continues:
            self.chain_conditioned = bool(names & self.conditioned)
        if not self.chain_conditioned:
            return names
        return names - {
            n for n in names if n in self.scope.letters and self.scope.letters[n].random
        }

    def _lent(self, names: frozenset[str]) -> tuple[str, ...]:
        """The letters with adjectives that only an earlier section declares."""
        if not self.guesser.lent:
            return ()
        lent = self.guesser.lent & self.scope.behind(names)
        return tuple(sorted(n for n in lent if self.scope.letters[n].symbol.assumptions))

    def _premises(self, link: Link, arrow: str) -> tuple[int, ...]:
        """The numbers of the statements from which one is said to follow, the nearest first."""
        if arrow == "⇒" and self.count > self.block_begins:
            return tuple(range(self.count, self.block_begins, -1))
        where = link.claim.where
        if where and not arrow:
            heard = self.conditions.keys() >= set(where)
            return tuple(self.conditions[at] for at in where) if heard else ()
        concluded = self._is_concluded(link) and not link.continues
        if not (self.count and (arrow or concluded)):
            return ()
        if not arrow and self.written.is_general(link.right.start):
            return ()
        # All steps of the chain before it may be what it follows from.
        known = range(self.count, max(0, min(self.chain_begins, self.count) - 1), -1)
        text, here = self.written.scanned.source.text, link.block.start
        found = (n for n in known if n not in self.unsure)
        return tuple(
            n for n in found
            if not LIFTED.search(text, self.places.get(n, here), here)
            and not (n in self.cases and REOPENED.search(text, self.places.get(n, here), here))
        )  # fmt: skip

    def _is_asserted(self, link: Link) -> bool:
        """Whether an equation is displayed or plainly said, and no case or condition."""
        told = link.block.cues
        said = link.block.display or Cue.PLAIN in told
        return said and not {Cue.OPEN, Cue.DENIED} <= told and not self._is_equivalent(link)

    def _is_equivalent(self, link: Link) -> bool:
        """Whether an equation is only said to hold exactly if something that words tell does."""
        text, block = self.written.scanned.source.text, link.block
        behind = _IFF_WORDS.search(text, link.right.end, block.end)
        return (
            behind is not None
            or _IFF.search(text, max(0, block.start - FAR), block.start) is not None
        )

    def _leads_on(self, following: Claim | None) -> bool:
        """Whether an implication sign stands behind an equation, or behind a list that it begins."""
        while following is not None and not following.arrow:
            following = self.written.following.get(id(following))
        return following is not None and following.arrow in IMPLIES

    def _implies_next(self, link: Link) -> bool:
        """Whether nothing is said of an equation in running text but what it gives."""
        text = self.written.scanned.source.text
        return not link.block.display and _GIVES.match(text, link.block.end) is not None

    def _is_concluded(self, link: Link) -> bool:
        """Whether the words before a formula draw it as a conclusion."""
        told = link.claim.arrow == "∴" or bool({Cue.FOLLOWS, Cue.IMPLIES} & link.block.cues)
        return link.block.display and told


def _lone(side: Expr) -> frozenset[str]:
    """The letter that a side is: of one for which an equation is solved nothing need be told."""
    return (
        frozenset({side.name}) if isinstance(side, Symbol) and not side.arguments else frozenset()
    )
