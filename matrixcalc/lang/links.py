"""The relations of a problem one by one, with their syntax and their places.

A chain goes on from the last side of the claim before, also in the next formula.
Nothing here says what a letter means.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from matrixcalc.lang import chance, notations, syntax
from matrixcalc.lang.items import Item
from matrixcalc.lang.names import name_of
from matrixcalc.lang.outline import Outline
from matrixcalc.lang.parser import Unparsed, parse
from matrixcalc.lang.problem import Block, Problem
from matrixcalc.lang.prose import Cue, cues
from matrixcalc.lang.relating import Relation
from matrixcalc.lang.rows import Claim, Side
from matrixcalc.lang.scan.pieces import Scanned
from matrixcalc.lang.syntax import Annotated, Syntax
from matrixcalc.once import once
from matrixcalc.record import record
from matrixcalc.results import Note


@record
class Link:
    """One relation between two sides, with what stands around it."""

    left: Side
    right: Side
    relation: Relation
    claim: Claim
    block: Block
    continues: bool
    first: bool

    @property
    def is_last(self) -> bool:
        """Whether nothing comes behind it in its claim, but for the set that both sides are in."""
        at = next(k for k, side in enumerate(self.claim.sides) if side is self.right)
        return all(r.sign in ("∈", "~") for r in self.claim.relations[at:])


_SENTENCE_ENDS = re.compile(r"[.!?](?=[\s$)*]|\\end|$)|\n\s*\n")

BOLD = "bold"
ALPHABETS = frozenset({"double", "fraktur"})
"""Styles that make another letter."""

FEW = 6
"""The tokens of which the name of a letter consists at most, with its scripts."""

SETS = frozenset(("double", name) for name in "RCNZQEPV1I")
"""Sets of numbers and other names that the double alphabet has for itself."""


class Written:
    """The claims of a problem as they are written: links, their syntax, their places."""

    def __init__(self, path: str, scanned: Scanned, problem: Problem, outline: Outline) -> None:
        self.path = path
        self.scanned = scanned
        self.problem = problem
        self.outline = outline
        self._parsed: dict[int, Syntax | Unparsed] = {}
        self.links = list(self._links(problem.blocks))
        self._parts: dict[int, tuple[Syntax, ...]] = {}
        self._braces: dict[int, tuple[Annotated, ...]] = {}
        self.sampled: dict[int, frozenset[str]] = {}
        """Letters of which the members of a sample stand in a formula, by the formula's `id`."""

    def lapsed(self, at: int) -> frozenset[str]:
        """The letters of which what sentences gave them holds no longer at a place."""
        around = list(self.problem.around())
        said = [
            (item, p) for p in around for ranked in p.items
            if ranked.rank == 1 and (item := ranked.item).start < at and _restrictions(item)
        ]  # fmt: skip
        if not said:
            return frozenset()
        ends = [x for problem in around for x in problem.lapses if x.start < at < x.end]
        over: set[tuple[str, str]] = set()
        holding: set[tuple[str, str]] = set()
        for item, problem in said:
            elsewhere = problem is not self.problem and problem.is_part and self.problem.is_part
            held = not elsewhere and self.outline.holds(item.start, at)
            for name in item.names:
                ended = any(item.start < x.start and name in (x.names or {name}) for x in ends)
                (holding if held and not ended else over).update(
                    (name, word) for word in _restrictions(item)
                )
        return frozenset(name for name, _ in over - holding)

    def own_notation(self, link: Link) -> str:
        """A notation in a formula to which the text gives a meaning of its own, if there is one."""
        marks = self._own_notations
        if not marks:
            return ""
        written = [t.text for side in link.claim.sides for t in side.tokens]
        return next((m for m in sorted(marks) if notations.has(written, m)), "")

    @once
    def following(self) -> dict[int, Claim]:
        """The claims behind others in the same formula, by the `id` of the one before."""
        blocks = {id(x.block): x.block for x in self.links if isinstance(x, Link)}
        return {id(a): b for block in blocks.values() for a, b in pairwise(block.claims)}

    @once
    def moving(self) -> frozenset[str]:
        """The letters that stand behind a d somewhere in the problem."""
        sides = (side for x in self.links if isinstance(x, Link) for side in x.claim.sides)
        return frozenset(
            b.text for side in sides for a, b in pairwise(side.tokens) if a.text == "d"
        )

    @once
    def _own_notations(self) -> frozenset[str]:
        found = frozenset[str]().union(*(p.notations for p in self.problem.around()))
        for block in self.problem.blocks:
            for claim in block.claims if block.display else ():
                if "σ" not in claim.texts:
                    continue
                left, *rest = [[t.text for t in side.tokens] for side in claim.sides]
                named = left[:2] == ["σ", "("] and left[3:] == [")"]
                if named and rest and notations.is_own_activation(left, rest[0]):
                    found |= {"σ"}
        return found

    def promised(self, at: int) -> frozenset[str]:
        """The letters of which only a later sentence says something that restricts them."""
        said = [
            r.item for r in self.problem.items
            if r.rank == 1 and r.item.start > at and _restrictions(r.item)
        ]  # fmt: skip
        if not said:
            return frozenset()
        stop = _SENTENCE_ENDS.search(self.scanned.source.text, at)
        end = stop.end() if stop is not None else at
        return frozenset(name for item in said if item.start >= end for name in item.names)

    def beside(self, link: Link) -> list[Link]:
        """The relations in the formula of this one, in their order."""
        return self.links_of(link.block)

    def links_of(self, block: Block) -> list[Link]:
        """The relations in a formula, in their order."""
        return self._of_blocks.get(id(block), [])

    @once
    def _of_blocks(self) -> dict[int, list[Link]]:
        found: dict[int, list[Link]] = defaultdict(list)
        for link in self.links:
            if isinstance(link, Link):
                found[id(link.block)].append(link)
        return found

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
            for node in self.parts(formula)
            if isinstance(node, syntax.Name)
        )

    def is_general(self, at: int) -> bool:
        """Whether words such as “in general” stand before a place, so that nothing is supposed."""
        return any(
            not x.names and x.start < at < x.end
            for problem in self.problem.around() for x in problem.lapses
        )  # fmt: skip

    @once
    def integrates(self) -> bool:
        """Whether an integral is written in the problem, or a volume is spoken of."""
        if self.outline.speaks_of_volumes:
            return True
        sides = (s for x in self.links if isinstance(x, Link) for s in (x.left, x.right))
        return any(t.text in ("∫", "int") for side in sides for t in side.tokens)

    @once
    def distributed(self) -> frozenset[str]:
        """Letters that stand before a sign of distribution."""
        signs = [x for x in self.links if isinstance(x, Link) and x.relation.sign == "~"]
        return frozenset().union(*(self._letters(x.left) for x in signs))

    @once
    def bounded(self) -> frozenset[str]:
        """Letters of conditions: their values are not just any.

        An equation in a sentence counts as one unless it says what a letter is, or a moment.
        """
        return frozenset().union(*(self.letters_of(x) for x in self.conditions))

    @once
    def conditions(self) -> tuple[Link, ...]:
        """The relations that set a condition."""
        links = (x for x in self.links if isinstance(x, Link))
        return tuple(x for x in links if self._is_condition(x))

    def letters_of(self, link: Link) -> frozenset[str]:
        """The letters on both sides of a relation."""
        return self._letters(link.left) | self._letters(link.right)

    @once
    def sized(self) -> frozenset[str]:
        """Letters of which a relation in the text says how large they are, were they sizes."""
        found: frozenset[str] = frozenset()
        for link in self.links:
            if isinstance(link, Link) and not link.block.display and len(link.claim.relations) == 1:
                sides = (self._letters(link.left), self._letters(link.right))
                if all(len(names) <= 1 for names in sides) and not self._is_trivial(link):
                    found |= sides[0] | sides[1]
        return found

    def _is_trivial(self, link: Link) -> bool:
        """Whether a relation only says that a number counts something: n ≥ 1, n > 0, i = 1, …, n."""
        if link.relation.sign == "=" and any(t.text == "…" for t in link.right.tokens):
            return True
        bound = "".join(t.text for t in link.right.tokens)
        known = {">": ("0",), "≥": ("0", "1"), "∈": None, "~": None}
        wanted = known.get(link.relation.sign, ())
        return wanted is None or bound in wanted

    @once
    def equated(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Letters that a sentence says to equal something, with the letters of that."""
        found = []
        for link in self.links:
            if isinstance(link, Link) and link.relation.sign == "=" and not link.block.display:
                node = self.syntax(link.left)
                name = None if isinstance(node, Unparsed) else name_of(node)
                if name:
                    found.append((name, self._letters(link.right) | {name}))
        return tuple(found)

    @once
    def tied(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """What stands on the left of an equation that the text supposes, and all of its letters."""
        supposes = {Cue.SET, Cue.DEFINE, Cue.CASE, Cue.OPEN}
        found = []
        for link in self.links:
            plain = isinstance(link, Link) and not link.block.display
            if plain and isinstance(link, Link) and link.relation.sign in ("=", ":="):
                told = link.block.cues
                if told & supposes and not told & {Cue.CLAIM, Cue.FOLLOWS}:
                    node = self.syntax(link.left)
                    if isinstance(node, syntax.Juxtaposed):
                        node = node.items[0]  # f(x) = … is said of f.
                    head = "" if isinstance(node, Unparsed) else name_of(node) or ""
                    found.append((head, self._letters(link.left) | self._letters(link.right)))
        return tuple(found)

    def _letters(self, side: Side) -> frozenset[str]:
        node = self.syntax(side)
        if isinstance(node, Unparsed):
            return frozenset(t.text for t in side.tokens if t.kind == "letter")
        return chance.letters(node)

    def _is_condition(self, link: Link) -> bool:
        if link.relation.sign in chance.CONDITIONS:
            return True
        told = not link.block.display or Cue.SET in link.block.cues
        if link.relation.sign != "=" or not told:
            return False
        nodes = [self.syntax(side) for side in (link.left, link.right)]
        sides = [n for n in nodes if not isinstance(n, Unparsed)]
        means = bool(sides) and isinstance(sides[0], syntax.Name | syntax.Scripts)
        return not means and not any(map(chance.has_moments, sides))

    @once
    def maps(self) -> frozenset[str]:
        """The letters that are said to be maps, here or above: f, g : ℝⁿ → ℝᵐ."""
        claims = (
            c for p in self.problem.around() for b in p.blocks for c in b.claims
            if c.relations and c.relations[0].sign == "→"
        )  # fmt: skip
        heads = ([t.text for t in c.sides[0].tokens] for c in claims)
        return frozenset(t for h in heads if ":" in h for t in h[: h.index(":")] if t != ",")

    @once
    def mixed(self) -> frozenset[str]:
        """Letters that stand in two alphabets, such as A and 𝔸: they may be two letters.

        Bold and plain letters are one, because hardly a text keeps them apart; but where both
        stand in one equation, and the words speak of both, it does.
        """
        links = (x for x in self.links if isinstance(x, Link))
        apart = frozenset[str]().union(*map(self._bold_and_plain, links))
        return apart | self._in_two_alphabets

    def _bold_and_plain(self, link: Link) -> frozenset[str]:
        sides = [
            x for x in map(self.syntax, (link.left, link.right)) if not isinstance(x, Unparsed)
        ]
        parts = [part for side in sides for part in self.parts(side)]
        names = [n for n in parts if isinstance(n, syntax.Name)]
        bold = {n.text for n in names if n.style == BOLD}
        if not bold or not (bold := bold & self._spoken_of_twice):
            return frozenset()
        members = {id(p.base) for p in parts if isinstance(p, syntax.Scripts) and p.sub is not None}
        return frozenset(
            n.text for n in names if not n.style and id(n) not in members and n.text in bold
        )

    @once
    def _spoken_of_twice(self) -> frozenset[str]:
        """The letters that stand bold and plain in formulas between words."""
        text = self.scanned.source.text
        inline = [text[b.start : b.end] for b in self.problem.blocks if not b.display]
        bold = {name for formula in inline for name in _BOLD.findall(formula)}
        plain = {n for f in inline for n in _PLAIN.findall(_BOLD.sub(" ", f))} if bold else set()
        return frozenset(bold & plain)

    @once
    def _in_two_alphabets(self) -> frozenset[str]:
        names = [n for f in self.formulas() for n in self.parts(f) if isinstance(n, syntax.Name)]
        if all(n.style not in ALPHABETS for n in names):
            return frozenset()
        found: dict[str, set[str]] = defaultdict(set)
        for node in names:
            if (node.style, node.text) not in SETS:
                found[node.text].add(node.style if node.style in ALPHABETS else "")
        return frozenset(name for name, styles in found.items() if len(styles) > 1)

    def _links(self, blocks: Sequence[Block]) -> Iterator[Link | Note | tuple[Block, Note]]:
        """The relations of all blocks; a chain goes on from the last side before."""
        last: Side | None = None
        for block in self._parts_first(_with_trailing_first(blocks)):
            if block.note is not None:
                yield block, block.note
                continue
            if not block.display:
                last_inline: Side | None = None
                for claim in block.claims:
                    yield from _of_claim(claim, block, last_inline)
                continue
            beside = [
                c for k, c in enumerate(block.claims)
                if Cue.DEFINE in cues(c.words) or self._names_part(c, block.claims[:k])
            ]  # fmt: skip
            for claim in beside:
                # What follows "where" defines letters of the formula that stands before it.
                yield from _of_claim(claim, block, None)
            for claim in block.claims:
                if claim not in beside:
                    if claim.is_hidden:
                        yield self._hidden(claim, block)
                    yield from _of_claim(claim, block, last)
                    last = claim.sides[-1]

    def _hidden(self, claim: Claim, block: Block) -> tuple[Block, Note]:
        """An equation within a displayed formula that is not read, and why."""
        (side,) = claim.sides
        node = self.syntax(side)
        message, at = "the equation stands within something else here", side.start
        if isinstance(node, Unparsed):
            message, at = node.message, node.start
        note = Note("MC103", message, (self.place(at),), "write it on its own")
        return replace(block, claims=(), start=side.start, end=side.end, note=note), note

    def _parts_first(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """The blocks, but of definitions in one sentence those first of which others are made:
        “let r = y − Xu, where u = X⁺y”.
        """
        row, users = list[Block](), _Users()
        for block in blocks:
            head = self._defined_part(block)
            if not head:
                yield from (*row, block)
                row, users = [], _Users()
                continue
            nearest = row[1 - FEW :]
            near = [k for k, b in enumerate(nearest) if _holds(b.claims[0].sides[1], head)]
            first = users.first(head, len(near) + 1) if near else []
            alone = len(first) == len(near)
            row.insert(len(row) - len(nearest) + near[0] if near and alone else len(row), block)
            users.add(block)
        yield from row

    def _defined_part(self, block: Block) -> tuple[str, ...]:
        """The name, by its tokens, of an undeclared letter to which a formula in a sentence gives a value."""
        if (
            block.display
            or len(block.claims) != 1
            or block.cues & {Cue.CASE, Cue.CLAIM, Cue.FOLLOWS, Cue.DENIED}
        ):
            return ()
        (claim,) = block.claims
        if claim.arrow or claim.goes_on or [r.sign for r in claim.relations] not in (["="], [":="]):
            return ()
        left, right = claim.sides
        node = self.syntax(left) if len(left.tokens) <= FEW and len(right.tokens) > 1 else None
        name = name_of(node) if node is not None and not isinstance(node, Unparsed) else None
        own = tuple(t.text for t in left.tokens)
        return () if name is None or name in self.declared or _holds(right, own) else own

    def _names_part(self, claim: Claim, before: Sequence[Claim]) -> bool:
        """Whether “…, S = …” says beside a formula what one of its letters is, which nothing declares."""
        if not before or claim.arrow or claim.goes_on or len(claim.relations) != 1:
            return False
        left, right = claim.sides
        if "\\\\" in self.written(before[-1].sides[-1].end, left.start):
            return False
        if claim.relations[0].sign not in ("=", ":=") or len(left.tokens) > FEW:
            return False
        node = self.syntax(left)
        own = [t.text for t in left.tokens]
        match node:
            case syntax.Juxtaposed(items=(syntax.Name() as head, syntax.Group(fence="("))):
                node, own = head, own[:1]  # g of g(x)
        name = None if isinstance(node, Unparsed) else name_of(node)
        if name is None or name in self.declared or _holds(right, own):
            return False
        return any(_holds(side, own) for other in before for side in other.sides)

    @once
    def declared(self) -> frozenset[str]:
        """The letters of which a declaration says what they are, as they are written there."""
        return frozenset(
            name for problem in self.problem.around() for ranked in problem.items
            for written in ranked.item.names for name in (written, written.lstrip("\\"))
        )  # fmt: skip

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

    def parts(self, formula: Syntax) -> tuple[Syntax, ...]:
        """The syntax of a side with all below it, listed once."""
        known = self._parts.get(id(formula))
        if known is None:
            known = self._parts[id(formula)] = tuple(syntax.walk(formula))
        return known

    def braces(self, formulas: Sequence[Syntax]) -> list[Annotated]:
        """The parts of sides with something written below or above them."""
        found: list[Annotated] = []
        for formula in formulas:
            known = self._braces.get(id(formula))
            if known is None:
                parts = self.parts(formula)
                known = tuple([p for p in parts if isinstance(p, Annotated)])
                self._braces[id(formula)] = known
            found += known
        return found

    def place(self, offset: int) -> str:
        """The place of an offset as messages show it."""
        return f"{self.path}:{self.scanned.source.place(offset)}"

    def line(self, offset: int) -> int:
        """The line of an offset."""
        return self.scanned.source.line(offset)

    def written(self, start: int, end: int) -> str:
        """What is written between two offsets, on one line."""
        return " ".join(self.scanned.source.text[start:end].split())


_BOLD = re.compile(r"\\(?:mathbf|boldsymbol|bm|pmb)\s*\{?\s*\\?([A-Za-z]+)")
_PLAIN = re.compile(r"(?<![\\A-Za-z_^{])([A-Za-z])(?![A-Za-z_^{])")
"""A letter without anything above or below it."""


def _restrictions(item: Item) -> tuple[str, ...]:
    """What a declaration says more of letters than which sizes they share."""
    numbers = item.shape is not None and any(size.strip().isdigit() for size in item.shape)
    return (*item.adjectives, str(item.shape)) if numbers else item.adjectives


class _Users:
    """Definitions, each of one equation, by the tokens on their right sides."""

    def __init__(self) -> None:
        self._by_token: dict[str, list[Side]] = defaultdict(list)

    def add(self, block: Block) -> None:
        """One more definition."""
        side = block.claims[0].sides[1]
        for text in {t.text for t in side.tokens}:
            self._by_token[text].append(side)

    def first(self, texts: Sequence[str], most: int) -> list[Side]:
        """Right sides that hold these tokens side by side, as many as are asked for at most."""
        fewest = min((self._by_token.get(text, []) for text in texts), key=len)
        return list(islice((side for side in fewest if _holds(side, texts)), most))


def _holds(side: Side, texts: Sequence[str]) -> bool:
    """Whether these tokens stand side by side on a side."""
    found = [t.text for t in side.tokens]
    return any(found[k : k + len(texts)] == [*texts] for k in range(len(found)))


def _with_trailing_first(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, but what says behind a displayed formula what its letters are comes before it."""
    at = 0
    while at < len(blocks):
        end = at + 1
        while blocks[at].display and end < len(blocks) and blocks[end].trails:
            end += 1
        yield from blocks[at + 1 : end]
        yield blocks[at]
        at = end


def _of_claim(claim: Claim, block: Block, last: Side | None) -> Iterator[Link]:
    sides = list(claim.sides)
    continues = claim.goes_on and not claim.arrow
    if continues and last is not None:
        sides[0] = last
    for k, relation in enumerate(claim.relations):
        goes_on = k > 0 or (continues and last is not None)
        yield Link(sides[k], sides[k + 1], relation, claim, block, goes_on, k == 0)
