"""What the sentences of a paragraph say of its formulas and letters.

Where a sentence says something else of letters that formulas had before, a problem of its own
begins.  Which paragraphs a document has is known to `problems`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from matrixcalc.assumptions import closure
from matrixcalc.lang import prose
from matrixcalc.lang.above import Above, defined_head, equates, is_function
from matrixcalc.lang.apposed import appositions, equation, of_members, stacked
from matrixcalc.lang.asides import behind, condition, in_formula
from matrixcalc.lang.attained import said
from matrixcalc.lang.cases import Case, Instance, cases, instances
from matrixcalc.lang.caveats import (
    FOREVER,
    caveats,
    is_changed,
    is_reason,
    lapses,
    names_e,
    uncertain,
)  # fmt: skip
from matrixcalc.lang.chance import (
    Sentence,
    dependents,
    released,
    remarks,
    sentences,
)  # fmt: skip
from matrixcalc.lang.components import components, is_understood, separate, shaped
from matrixcalc.lang.declaring import Ranked
from matrixcalc.lang.decompositions import factors
from matrixcalc.lang.described import described
from matrixcalc.lang.items import Item, Setting
from matrixcalc.lang.kinds import called
from matrixcalc.lang.macros import Endless, Macro, expand
from matrixcalc.lang.notations import counted, layouts, own_notations, varied
from matrixcalc.lang.placed import Covered, Placed
from matrixcalc.lang.problem import Block, Problem
from matrixcalc.lang.rows import claims
from matrixcalc.lang.samples import are_understood, is_said_of_samples, samples
from matrixcalc.lang.scan.pieces import (
    Scanned,
)  # fmt: skip
from matrixcalc.lang.signs import own_signs, retold
from matrixcalc.lang.singular import eigenvalues, without_inverse
from matrixcalc.lang.surroundings import Surroundings
from matrixcalc.lang.tokens import Unlexed, tokens
from matrixcalc.lang.wordings import own_wordings

_OF_WORDS = frozenset({prose.Cue.OPEN, prose.Cue.CASE, prose.Cue.SETTING})
"""What single words of a sentence may say of its formulas."""


class Telling:
    """The problem that is read, as the sentences change it."""

    def __init__(self, scanned: Scanned, macros: dict[str, Macro]) -> None:
        self.scanned = scanned
        self.macros = macros
        self.top = Problem("", 0)
        self.found = [self.top]
        self.now = self.top
        self.sections: list[tuple[int, Problem]] = []
        self.paragraph: list[prose.Fragment] = []
        self.equivalent = False
        """Whether the items that come are said to be equivalent."""
        self.reworded: frozenset[str] = frozenset()
        """Adjectives to which the text has given a meaning of its own so far."""
        self.returning: Problem | None = None
        """The problem to go back to from one in which a sentence supposes something."""
        self.announced: tuple[int, ...] = ()
        """The places of the equations where which the formula that comes next is claimed."""
        self._settled = Above(self.now.blocks)
        self._fresh: Above | None = None

    def _told(self) -> None:
        """Take over what the sentences of the paragraph say."""
        self._in_sentences()
        self._apposed()
        self._fresh = None
        self._condition_behind()
        begin = self.paragraph[0].start
        if any(not f.math and any(map(str.isalpha, f.text)) for f in self.paragraph):
            self.now.lapses = [
                replace(x, end=min(x.end, begin)) if x.passing else x for x in self.now.lapses
            ]
        told = sentences(self.paragraph, self._displays())
        apart = self._independent(told)
        supposed = list(cases(told))
        understood = [*(c.sentence for c in supposed), *self._instances(told)]
        heard_already = Covered(understood)
        told = [s for s in told if s.start not in heard_already]
        known = [*apart, *(i for c in supposed for i in c.items)]
        read, doubts = prose.read(self.paragraph, known)
        self.reworded = self.reworded.union(*map(own_wordings, told))
        doubts |= {n: w for x in read for w in x.adjectives if w in self.reworded for n in x.names}
        found = [
            replace(item, adjectives=tuple(w for w in item.adjectives if w not in self.reworded))
            for item in (*read, *apart) if not self._is_no_declaration(item, told)
            if item in apart or not is_said_of_samples(item, apart)
        ]  # fmt: skip
        self.now.has_letter_e |= any(map(names_e, told))
        freed = [x if x.names else replace(x, names=self._described()) for x in released(told)]
        doubts |= _changed(told, read)
        doubts |= self._heed(told)
        found_too = [*factors(told), *counted(told), *of_members(self.paragraph)]
        heard = self._take([*found, *found_too], freed, supposed)
        self.now.doubts = prose.merged(self.now.doubts, doubts.items())
        self._left_over(told, found)
        self.now.lapses += lapses(told, heard, self._supposed())
        self.equivalent |= any(_EQUIVALENT.search(s.text) for s in told)
        for case in supposed:
            self._suppose(case)

    def _take(
        self, found: Sequence[Item], freed: Sequence[Item], supposed: list[Case]
    ) -> list[Item]:
        """Take over the items of a paragraph, in its order; those that were heard.

        The cases between them are taken out of those that are `supposed`.
        """
        heard = list(found)
        for item in sorted((*found, *freed), key=lambda x: x.start):
            while supposed and supposed[0].sentence.end <= item.start:
                self._suppose(supposed.pop(0))
            turned = self._is_turned(item)
            if turned:
                self._turn(item.start)
                heard.append(item)
            if turned or item not in freed:
                general = item.general or (turned and item.lets)
                self.now.items.append(Ranked(replace(item, general=general), 1))
        return heard

    def _heed(self, told: Sequence[Sentence]) -> dict[str, str]:
        """Keep what the sentences say without declaring it; the letters that it makes doubtful."""
        fresh = list(described(told))
        self.now.dependent |= {*dependents(told)}
        self.now.descriptions += fresh
        self.now.called += called(told)
        self.now.singular |= {*without_inverse(told)}
        self.now.eigenvalues |= {*eigenvalues(told)}
        self.now.notations |= {*own_notations(told), *own_signs(told)}
        self.now.retold |= {*retold(told)}
        self.now.varied |= {*varied(told)}
        self.now.shaped = self.now.shaped or shaped(told)
        self._choose(list(layouts(told)))
        return {d.name: d.word for d in fresh if not (d.random or d.loose)}

    def _choose(self, found: Sequence[Setting]) -> None:
        """Use a layout that a sentence names, from there on; what a directive says goes first."""
        directed = any(
            s.key == "layout" and not s.told for p in self.now.around() for s in p.settings
        )
        for setting in found if not directed else ():
            if not setting.value:
                # Nobody knows what is meant from here on, if a layout was chosen before.
                if any(s.key == "layout" for p in self.now.around() for s in p.settings):
                    self._turn(setting.start)
                    self.now.notations.add("∂")
                continue
            if any(b.display and b.start < setting.start for b in self.now.blocks):
                self._turn(setting.start)
            self.now.settings.append(setting)

    def _left_over(self, told: Sequence[Sentence], found: Sequence[Item]) -> None:
        """What sentences say beyond the items that were found in them."""
        placed = Placed(found)
        told = [s for s in told if not are_understood(s, placed.of(s))]
        unheard = [s for s in told if not is_understood(s, placed.of(s))]
        self.now.remarks += remarks(unheard, found)
        self.now.caveats += caveats(told, found)

    def _independent(self, told: Sequence[Sentence]) -> list[Item]:
        """What is independent; behind a formula that would hold by it, only from there on."""
        begin = self.paragraph[0].start
        if any(b.display and b.start < begin for b in self.now.blocks):
            return [x for x in (*components(told), *samples(told)) if x.begins]
        return [*components(told), *separate(told), *samples(told)]

    def _is_no_declaration(self, item: Item, told: Sequence[Sentence]) -> bool:
        """Whether adjectives are only considered, or claimed of a letter that has a meaning."""
        if not item.adjectives:
            return False
        defined = self._defined_before(item.names, item.start)
        k = bisect_right(told, item.start, key=lambda s: s.start) - 1
        if k < 0 or item.start >= told[k].end:
            return False
        s = told[k]
        return bool(
            uncertain(s)
            or is_changed(s)
            or _ALTERNATIVES.search(s.text)
            or (defined and is_reason(s))
            or (not item.begins and _is_concluded(item, s))
            or _is_headed_uncertain(told, k)
        )

    def _is_turned(self, item: Item) -> bool:
        """Whether something else is said from here on of letters that formulas had before."""
        names = frozenset(item.names)
        shown = any(x.has_claim(names, item.start) for x in self._above(item.start))
        if self.now.is_part and self.now.parent is not None:
            # What was supposed in the part before is not supposed together with this.
            shown = shown or self.now.parent.shown
        defined = self._defined_before(names, item.start)
        if not item.begins or not (shown or defined):
            return False
        before = [r for p in self.now.around() for r in p.said_of(names)]
        if any(r.rank > 1 for r in before):
            return False
        if defined and (item.general or item.shape is not None):
            return True
        if item.general and item.lets:
            # Also what a law said of the letter, such as that it is a covariance, is over.
            return True
        said = {a for r in before for a in r.item.adjectives}
        if item.is_bare:
            return bool(said)
        if item.square and any(map(_is_no_square, before)):
            return True
        kinds = {_kind(r.item) for r in before if r.item.shape or r.item.kind}
        if item.kind and kinds and _kind(item) not in kinds:
            return True
        if item.lets or item.shape is not None:
            return bool(before) and set(item.adjectives) != said
        return not set(item.adjectives) <= said

    def _described(self) -> tuple[str, ...]:
        """The letters of which adjectives are said."""
        return tuple({n for r in self._said_before() if r.item.adjectives for n in r.item.names})

    def _supposed(self) -> frozenset[str]:
        """The adjectives that any letter has so far, and what follows from them."""
        return closure(self.now.known_adjectives())

    def _said_before(self) -> Iterator[Ranked]:
        """What was said so far, here and in the problems above."""
        return (ranked for problem in self.now.around() for ranked in problem.items)

    def _defined_before(self, names: Iterable[str], start: int) -> set[str]:
        """Those of these letters to which formulas before this place give a value."""
        above = self._above(start)
        return {n for n in names if any(x.defined.get(n, FOREVER) < start for x in above)}

    def _count_before(self, start: int) -> int:
        """How many formulas of the problem begin before a place."""
        return bisect_left(self.now.blocks, start, key=lambda b: b.start)

    def _displays(self) -> frozenset[int]:
        """The places of the displayed formulas of the paragraph."""
        first = self._count_before(self.paragraph[0].start)
        return frozenset(b.start for b in self.now.blocks[first:] if b.display)

    def _change(self, change: Callable[[Block], Block]) -> None:
        """Replace the formulas of the paragraph; those above stay as they are."""
        blocks = self.now.blocks
        first = self._count_before(self.paragraph[0].start)
        blocks[first:] = map(change, blocks[first:])
        self._fresh = None

    def _above(self, start: int = FOREVER) -> tuple[Above, Above]:
        """What the formulas above the paragraph say, and those in it up to a place.

        What stands above changes only where the list of formulas is another one, but for what is
        left open.
        """
        blocks, first = self.now.blocks, self._count_before(self.paragraph[0].start)
        if self._settled.of is not blocks or self._settled.count > first:
            self._settled = Above(blocks)
        self._settled.upto(first)
        if self._fresh is None or self._fresh.of is not blocks or self._fresh.first != first:
            self._fresh = Above(blocks, first)
        self._fresh.upto(self._count_before(start))
        return self._settled, self._fresh

    def _turn(self, start: int) -> None:
        """Begin a problem of the same title, which inherits what holds and says more."""
        old = self.now
        self.now = Problem(old.title, start, old)
        count = bisect_right(old.blocks, start, key=lambda b: b.start)
        self.now.blocks, old.blocks = old.blocks[count:], old.blocks[:count]
        self.found.append(self.now)
        if self.sections and self.sections[-1][1] is old:
            self.sections[-1] = (self.sections[-1][0], self.now)
        if self.top is old:
            self.top = self.now

    def _suppose(self, case: Case) -> None:
        """Claim the formulas of a sentence in a problem of their own, in which its condition holds.

        Whether it still holds behind them is left open.
        """
        old, (start, end) = self.now, (case.sentence.start, case.sentence.end)
        inner = Problem(old.title, start, old)
        inner.items = [Ranked(item, 1) for item in case.items]
        inner.blocks = [b for b in old.blocks if b.start >= start]
        old.blocks = [b for b in old.blocks if b.start < start]
        self.found.append(inner)
        self.now, self.returning = inner, old
        if not case.is_open:
            self._return(end)

    def _instances(self, told: Sequence[Sentence]) -> Iterator[Sentence]:
        """Note the formulas that sentences claim where an equation holds: “For λ = 0 we get …”."""
        for found in instances(told, [f.start for f in self.paragraph if f.math]):
            where = found.conditions
            blocks = self.now.blocks[self._count_before(found.sentence.start) :]
            if all(_is_equation(b) for b in blocks if b.start in where):
                case = (
                    frozenset() if found.is_chosen else frozenset({prose.Cue.SET, prose.Cue.CASE})
                )
                self._change(partial(_as_claimed, found=found, case=case))
                self.announced = () if found.claims else where
                yield found.sentence
            elif any(_restricts(b) for b in blocks if b.start in where):
                self._change(partial(_as_claimed, found=found, case=frozenset()))
                self.announced = () if found.claims else where

    def _asides(self) -> None:
        """Heed what stands behind the displayed formulas of the paragraph of when they hold."""
        first = self._count_before(self.paragraph[0].start)
        shown = [b for b in self.now.blocks[first:] if b.display]
        for block in shown:
            found = in_formula(block)
            if found is not None:
                self._claim_if(*found)
        text = "".join("▢" if f.math else f.text for f in self.paragraph).strip()
        goes_on = text[:1].islower() and not shown
        if not (shown or goes_on):
            return
        told = sentences(self.paragraph, frozenset(b.start for b in shown))
        for aside in behind(told):
            for block in [b for b in shown if aside.start <= b.start < aside.end]:
                self._claim_if(block, aside)
        if goes_on and len(told) <= 2:
            last = self._above()[0].last
            if last >= 0:
                self._claim_if(self.now.blocks[last], told[0])

    def _claim_if(self, block: Block, aside: Sentence) -> None:
        """Claim a formula under the condition that stands behind it, if that is understood."""
        found = condition(aside)
        here = any(b.start == block.start for b in self.now.blocks)
        if found is None or not here:
            return
        block = replace(block, cues=block.cues - {prose.Cue.OPEN})
        single = len(block.claims) == 1 and not block.claims[0].goes_on
        if found.items and single:
            self.now.blocks = [block if b.start == block.start else b for b in self.now.blocks]
            place = replace(aside, start=block.start, end=block.end)
            self._suppose(Case(place, found.items, is_open=False))
        elif found.equation:
            self._claim_where(block, found.equation, aside.start)

    def _claim_where(self, block: Block, equation: str, start: int) -> None:
        """Claim the equation of a formula that stands before another one where that one holds."""
        try:
            written = expand(tokens(equation, start), self.macros)
        except (Unlexed, Endless):
            return
        written = [t._replace(start=start, end=start) for t in written]
        supposed = frozenset({prose.Cue.SET, prose.Cue.CASE})
        case = Block(tuple(claims(written, start)), start, start, False, supposed, trails=True)
        if not _is_equation(case) or not block.claims[0].relations:
            return
        # In a table the condition may stand beside a row that is not the last.
        above = [c for c in block.claims if c.relations and c.relations[0].start < start]
        if not above:
            return
        said = tuple(replace(c, where=(start,)) if c is above[-1] else c for c in block.claims)
        block = replace(block, claims=said)
        kept = [b for b in self.now.blocks if b.start not in (block.start, start)]
        self.now.blocks = sorted([*kept, block, case], key=lambda b: b.start)

    def _claim_announced(self) -> None:
        """The formula of a paragraph is claimed where the equation before it holds."""
        if self.announced:
            start = self.paragraph[0].start
            where = self.announced
            self._change(
                lambda b: _claimed_where(b, where) if b.start == start and b.display else b
            )
        self.announced = ()

    def _return(self, at: int) -> None:
        """Leave what is supposed in a sentence: formulas from a place on are claimed without it."""
        inner, old = self.now, self.returning
        if old is None:
            return
        self.now, self.returning = old, None
        self._turn(at - 1)
        self.now.blocks = [b for b in inner.blocks if b.start >= at]
        inner.blocks = [replace(b, cues=frozenset()) for b in inner.blocks if b.start < at]
        self.now.doubts = {
            name: word for r in inner.items for word in r.item.adjectives for name in r.item.names
        }
        heads = (defined_head(c) for b in inner.blocks for c in b.claims if equates(c))
        self.now.doubts |= {name: "a case" for name in heads if name}

    def _said_of_optima(self) -> None:
        """Sentences about optima are formulas, too, before those that they have."""
        for found in said(self.paragraph):
            used = [b for b in self.now.blocks if b.start in found.used]
            try:
                written = expand(tokens(found.formula, 0), self.macros)
            except (Unlexed, Endless):
                continue
            if used:
                own = [t._replace(start=found.start, end=found.end) for t in written]
                # The whole sentence is understood: it is no example, and no case.
                cues = frozenset[prose.Cue]().union(*(b.cues for b in used)) - _OF_WORDS
                what = tuple(claims(own, found.end))
                block = Block(
                    what, found.start, found.end, display=True, cues=cues, understood=True
                )
                case = frozenset({prose.Cue.SET, prose.Cue.CASE})
                # What stands in the sentence is supposed in what follows.
                rest = [
                    replace(b, cues=b.cues | case) if b.start in found.used else b
                    for b in self.now.blocks
                ]
                self.now.blocks = sorted([block, *rest], key=lambda b: b.start)

    def _apposed(self) -> None:
        """Letters that stand beside what they are, as the equations that say the same."""
        for beside in (*appositions(self.paragraph), *stacked(self.paragraph)):
            told = equation(beside, self.macros)
            whole = beside.diagonal or beside.written
            self.now.blocks = [
                replace(b, claims=told, cues=b.cues | {prose.Cue.SET, prose.Cue.DEFINE})
                if told and b.start == beside.value.start
                and (whole or not any(c.relations for c in b.claims)) else b
                for b in self.now.blocks
            ]  # fmt: skip

    def _redefined(self, start: int) -> None:
        """Begin a problem where a formula of the paragraph defines a letter once more."""
        self._fresh = None
        for block in self.now.blocks[self._count_before(start) :]:
            told = (
                block.cues & {prose.Cue.SET, prose.Cue.DEFINE} and prose.Cue.CASE not in block.cues
            )
            for claim in block.claims:
                signs = [r.sign for r in claim.relations[:1]]
                head = defined_head(claim)
                supposes = told or (is_function(claim) and prose.Cue.CASE in block.cues)
                anew = signs == [":="] or (signs == ["="] and supposes and not block.display)
                if anew and self._defined_before({head}, block.start):
                    self._turn(self._begin_of(block) - 1)
                    break

    def _begin_of(self, block: Block) -> int:
        """Where what a formula says begins to hold: “where Z = …” does so in the formula before it."""
        if not block.trails:
            return block.start
        k = self._count_before(block.start + 1) - 1
        while k > 0 and self.now.blocks[k].trails:
            k -= 1
        return self.now.blocks[k].start

    def _in_sentences(self) -> None:
        """What the whole sentences say about the formulas in them."""
        starts = {f.start: k for k, f in enumerate(self.paragraph) if f.math}
        around = Surroundings(self.paragraph, self._displays())
        for number in range(len(self.now.blocks) - 1, -1, -1):
            block = self.now.blocks[number]
            k = starts.get(block.start)
            if k is None:
                break
            if not any(c.relations for c in block.claims):
                continue
            if block.display:
                ended = self.paragraph[k].text.rstrip().endswith(".")
                if not ended and around.is_conditional(k):
                    cues = block.cues | {prose.Cue.OPEN}
                    self.now.blocks[number] = replace(block, cues=cues)
                continue
            cues = around.cues(k, block.cues)
            self.now.blocks[number] = replace(block, cues=cues)

    def _condition_behind(self) -> None:
        """A paragraph that goes on as “whenever …” says when the formula above it holds, and one
        that says “where J = … or …” leaves open what it is about.
        """
        denied = [x for above in self._above() for x in above.denied]
        text = "".join(" ▢ " if f.math else f.text for f in self.paragraph)
        if text.lstrip()[:1].islower() and prose.is_conditional(text):
            denied.append(self.paragraph[0].start)
        for start in denied:
            k = self._count_before(start) - 1
            while k >= 0 and self.now.blocks[k].trails:
                k -= 1
            if k >= 0 and self.now.blocks[k].display:
                block = self.now.blocks[k]
                self.now.blocks[k] = replace(block, cues=block.cues | {prose.Cue.OPEN})


def _changed(told: Sequence[Sentence], read: Sequence[Item]) -> dict[str, str]:
    """The letters that words behind make something else than they are called."""
    placed = Placed(read)
    return {
        name: "as it is changed" for s in told if is_changed(s)
        for item in placed.of(s) if item.adjectives for name in item.names
    }  # fmt: skip


def _claimed_where(block: Block, conditions: tuple[int, ...]) -> Block:
    """A formula that is claimed where equations hold, and supposes nothing itself."""
    supposes = {prose.Cue.SET, prose.Cue.DEFINE, prose.Cue.CASE, prose.Cue.SETTING}
    said = tuple(replace(c, where=conditions) for c in block.claims)
    return replace(block, claims=said, cues=block.cues - supposes)


def _as_claimed(block: Block, found: Instance, case: frozenset[prose.Cue]) -> Block:
    """A formula of a sentence that claims some of its formulas where the others hold."""
    if block.start in found.conditions:
        return replace(block, cues=block.cues | case)
    claimed = block.start in found.claims
    return _claimed_where(block, found.conditions) if claimed else block


def _restricts(block: Block) -> bool:
    """Whether a formula is a condition that no declaration says: a < 0, a > b, i ≠ j, t → 0."""
    compared = [(c, r.sign) for c in block.claims for r in c.relations]
    return any(
        sign in _COMPARING or (sign == ">" and [t.text for t in c.sides[-1].tokens] != ["0"])
        for c, sign in compared
    )


_COMPARING = frozenset({"<", "≠", "≤", "≥", "→", "≺"})


def _is_equation(block: Block) -> bool:
    """Whether a formula is one equation between two sides."""
    return [r.sign for c in block.claims for r in c.relations] == ["="] and not any(
        c.arrow or c.words for c in block.claims
    )


def _is_concluded(item: Item, sentence: Sentence) -> bool:
    """Whether a sentence only concludes what a letter is, of which it says by a formula what it
    stands for: “the product $C = AB$ is then symmetric”.
    """
    heads = {
        x[0] for f, x in zip(sentence.formulas, sentence.letters, strict=True) if "=" in f and x
    }
    return _CONCLUDES.search(sentence.text) is not None and bool(heads & {*item.names})


def _is_headed_uncertain(told: Sequence[Sentence], k: int) -> bool:
    """Whether words such as “Optional:” stand before a sentence."""
    return k > 0 and told[k - 1].text.rstrip().endswith(":") and uncertain(told[k - 1])


def _kind(item: Item) -> tuple[str, str, str, str]:
    return item.kind, item.law, item.mean, item.covariance


def _is_no_square(ranked: Ranked) -> bool:
    """Whether a declaration gives a shape that is not that of a square matrix."""
    shape = ranked.item.shape
    return shape is not None and (len(shape) != 2 or shape[0] != shape[1])


_CONCLUDES = re.compile(
    r"▢\s+(?:is|are|ist|sind|est|sont)\s+(?:then|also|therefore|hence|thus|again|dann|auch|also|somit|wieder|alors|aussi|donc|encore)\b"
    r"|▢\s+(?:is|are)\s+[^▢]*\b(?:as\s+well|too)\b",
    re.IGNORECASE,
)
"""What is concluded of a letter, and not supposed."""
_ALTERNATIVES = re.compile(
    r"▢\s*,?\s*(?:or|oder|ou|или|或)\s+(?:that\s+|dass\s+|else\s+)?▢", re.IGNORECASE
)
"""Two formulas of which one holds."""
_EQUIVALENT = re.compile(
    r"\b(?:following|folgende\w*|suivant\w*)\b.*\b(?:equivalent|äquivalent|équivalent\w*)\b|\bTFAE\b",
    re.IGNORECASE,
)
