"""Which equations a text sets for what varies in an optimum, and which words it has for that.

Such an equation stands behind the optimum in its formula, in the sentence that goes on behind it,
or in words before it.  What else restricts letters, or may do so, is told as a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from matrixcalc.lang import syntax
from matrixcalc.lang.links import Link, Written
from matrixcalc.lang.optima import (
    AHEAD,
    BEHIND,
    BETWEEN,
    DISTRIBUTIONS,
    OVER_SIMPLEX,
    SUBJECT_TO,
    Sought,
    is_space,
    positive_name,
    sought,
)
from matrixcalc.lang.parser import Unparsed
from matrixcalc.lang.rows import Claim
from matrixcalc.lang.scan.pieces import Heading, Scanned
from matrixcalc.lang.syntax import Syntax
from matrixcalc.once import once


@dataclass
class Attached:
    """What a text sets for one optimum, beside what stands below it."""

    equations: list[tuple[Syntax, Syntax]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    """The claims that these equations are."""
    simplex: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Where the words are that announce it."""


class Constraints:
    """The constraints of all optima of a problem, by the claims in which these stand."""

    def __init__(self, written: Written) -> None:
        self.written = written
        self.found: dict[int, Attached] = {}
        self.optima: list[tuple[Link, Sought]] = []
        self.blocks = [b for b in written.problem.blocks if b.claims]
        for link in written.links:
            wanted = self._sought(link) if isinstance(link, Link) else None
            if isinstance(link, Link) and wanted is not None:
                self.optima.append((link, wanted))
                self.found[id(link.claim)] = self._attached(link)
        used = [c for x in self.found.values() for c in x.claims]
        self.consumed = {id(c) for c in used}
        """The claims that say nothing but a constraint."""

    def _sought(self, link: Link) -> Sought | None:
        if link.relation.sign != "=":
            return None
        nodes = (self.written.syntax(s) for s in (link.left, link.right))
        found = [sought(n) for n in nodes if not isinstance(n, Unparsed)]
        return next((s for s in found if s is not None), None)

    def _attached(self, link: Link) -> Attached:
        found = Attached()
        at = self.blocks.index(link.block)
        self._beside(link, found)
        self._behind(at, found)
        self._before(at, found)
        return found

    def _beside(self, link: Link, found: Attached) -> None:
        """The claims behind it in its formula, if words announce them."""
        following = link.block.claims[link.block.claims.index(link.claim) + 1 :]
        for claim in following:
            if not (found.claims or SUBJECT_TO.fullmatch(claim.words.strip())):
                return
            if not (BETWEEN.fullmatch(claim.words) or SUBJECT_TO.fullmatch(claim.words.strip())):
                return
            if not self._take(claim, found):
                return
            found.spans.append((link.claim.sides[-1].end, claim.sides[0].start))

    def _behind(self, at: int, found: Attached) -> None:
        """The formulas of the sentence that goes on behind it."""
        start = self.blocks[at].end
        told = self._text(start, self._next_start(at))
        over = OVER_SIMPLEX.match(_outside(told))
        if over is not None:
            found.simplex = True
            found.spans.append((start, start + len(told)))
            return
        if not BEHIND.fullmatch(_outside(told)):
            return
        while self._next(at) < len(self.blocks):
            at = self._next(at)
            block = self.blocks[at]
            if len(block.claims) != 1 or not self._take(block.claims[0], found):
                return
            found.spans.append((start, block.start))
            start = block.end
            if not BETWEEN.fullmatch(_outside(self._text(start, self._next_start(at)))):
                return

    def _before(self, at: int, found: Attached) -> None:
        """The formula before it, if the sentence begins with words such as “subject to”."""
        if at == 0:
            return
        block = self.blocks[at - 1]
        gap = _outside(self._text(block.end, self.blocks[at].start))
        begin = self.blocks[at - 2].end if at > 1 else 0
        ahead = _outside(self._text(begin, block.start))
        announced = AHEAD.search(ahead[-FAR:])
        if not (announced and not re.search(r"[.!?]\s|\n\s*\n", gap) and len(gap) < FAR):
            return
        if len(block.claims) == 1 and self._take(block.claims[0], found):
            found.spans.append((begin, block.start))

    def _take(self, claim: Claim, found: Attached) -> bool:
        """Add an equation or a sign to what restricts the letter."""
        if len(claim.relations) != 1 or claim.arrow or claim.remark:
            return False
        left, right = (self.written.syntax(side) for side in claim.sides)
        if isinstance(left, Unparsed) or isinstance(right, Unparsed):
            return False
        if claim.relations[0].sign == "=":
            found.equations.append((left, right))
            found.claims.append(claim)
            return True
        if claim.relations[0].sign in ("≥", ">") and positive_name(left, right):
            found.claims.append(claim)
            return True
        return False

    def _text(self, start: int, end: int) -> str:
        return self.written.scanned.source.text[start:end]

    def _next(self, at: int) -> int:
        """The number of the block behind one: a sentence has those that stand in it."""
        end = self.blocks[at].end
        later = range(at + 1, len(self.blocks))
        return next((k for k in later if self.blocks[k].start >= end), len(self.blocks))

    def _next_start(self, at: int) -> int:
        whole = self.written.scanned.source.text
        behind = self._next(at)
        return self.blocks[behind].start if behind < len(self.blocks) else len(whole)

    def positive(self) -> Iterator[tuple[Link, str]]:
        """The relations that say of a letter that it is not negative."""
        for link in self.written.conditions:
            left, right = (self.written.syntax(s) for s in (link.left, link.right))
            if isinstance(left, Unparsed) or isinstance(right, Unparsed):
                continue
            if link.relation.sign in ("≥", ">") and positive_name(left, right):
                yield link, positive_name(left, right)

    def others(self, own: Attached, name: str) -> Iterator[Link]:
        """The other conditions on a letter, but those of its sign."""
        signs = {id(link) for link, _ in self.positive()}
        taken = {id(c) for c in own.claims}
        for link in self.written.conditions:
            own_one = id(link) in signs or id(link.claim) in taken or self._defines(link, name)
            if name in self.written.letters_of(link) and not own_one:
                yield link

    def bounded_above(self, name: str) -> bool:
        """Whether a problem above sets a condition on a letter."""
        parent = self.written.problem.parent
        return parent is not None and name in parent.bounded

    def _defines(self, link: Link, name: str) -> bool:
        """Whether an equation says what another letter is as a function: L(w) = …."""
        match self.written.syntax(link.left):
            case syntax.Juxtaposed(items=(syntax.Name() as head, syntax.Group(fence="("))):
                return link.relation.sign == "=" and head.text != name
        return False

    @once
    def _said(self) -> str:
        """The text with blanks for comments, in which nothing is said."""
        source = self.written.scanned.source.text
        return re.sub(r"<!--.*?-->", lambda m: " " * len(m[0]), source, flags=re.DOTALL)

    def confined(self, name: str) -> bool:
        """Whether a sentence says of the letter in which set it is, other than all of a space."""
        for block in self.written.problem.blocks:
            for claim in block.claims:
                tokens = [t.text for side in claim.sides for t in side.tokens]
                if name not in tokens:
                    continue
                signs = {r.sign for r in claim.relations}
                where = self.written.syntax(claim.sides[-1])
                whole = not isinstance(where, Unparsed) and is_space(where)
                if not block.display and ORTHOGONAL & {*tokens, *signs}:
                    return True
                if signs & MEMBERSHIP and not whole:
                    return True
        return False

    def beside(self, link: Link, own: Attached, name: str) -> bool:
        """Whether an equation in the same row has the letter that varies, and may restrict it."""
        used = {id(c) for c in own.claims} | {id(link.claim)}
        for claim in link.block.claims:
            if id(claim) in used or not claim.relations:
                continue
            first, last = sorted((link.claim, claim), key=lambda c: c.sides[0].start)
            between = self._text(first.sides[-1].end, last.sides[0].start)
            letters = {t.text for side in claim.sides for t in side.tokens}
            if name in letters and "\\\\" not in between and not claim.arrow:
                return True
        return False

    def unread_words(self, link: Link, words: re.Pattern[str]) -> str:
        """Words at this place or above by which the text may restrict what varies, and that are
        not those of a constraint that was read.
        """
        source = self._said
        spans = [span for x in self.found.values() for span in x.spans]
        for match in words.finditer(source):
            known = any(a <= match.start() < b for a, b in spans)
            if not known and _holds_at(self.written.scanned, match.start(), link.block.start):
                return match[0]
        return ""

    def distributed(self, variable: syntax.Name) -> bool:
        """Whether the text calls the letter a distribution or a density."""
        letter = re.escape(self.written.written(variable.start, variable.end))
        source = self._said
        near = rf"[^.$]{{0,30}}\$[^$]*?{letter}(?![a-zA-Z])"
        named = rf"(?<![a-zA-Z\\]){letter}(?![a-zA-Z])[^$]*\$[^.$]{{0,30}}{DISTRIBUTIONS}"
        return re.search(rf"{DISTRIBUTIONS}{near}|{named}", source, re.IGNORECASE) is not None


ORTHOGONAL, MEMBERSHIP = frozenset({"⊥", "⟂", "perp", "bot"}), frozenset({"∈", "∉", "⊂", "⊆"})
"""Signs by which a letter is confined to a set."""

FAR = 120
"""Characters within which words are about a formula."""


def _outside(text: str) -> str:
    """A text between formulas, without the signs that open and close them."""
    return re.sub(r"\$+|\\\[|\\\]|\\\(|\\\)|\\(?:begin|end)\{\w+\*?\}", " ", text)


def _holds_at(scanned: Scanned, said: int, at: int) -> bool:
    """Whether what is said at a place is said of another one, too: in its section or one above."""
    return set(_sections(scanned, said)) <= set(_sections(scanned, at))


def _sections(scanned: Scanned, at: int) -> list[int]:
    """Where the headings of the sections begin in which a place is."""
    stack: list[tuple[int, int]] = []
    for piece in scanned.pieces:
        if isinstance(piece, Heading) and piece.start <= at:
            while stack and stack[-1][0] >= piece.level:
                stack.pop()
            stack.append((piece.level, piece.start))
    return [start for _, start in stack]
