"""A document cut into problems: their titles, declarations, settings and formulas.

A heading opens a problem, and so does a numbered paragraph, which inherits what
was declared before it.  Formulas are cut into claims, but not understood here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matrixcalc.lang import prose
from matrixcalc.lang.caveats import (
    FOREVER,
    Caveat,
    Lapse,
    ends_above,
)  # fmt: skip
from matrixcalc.lang.chance import overheard
from matrixcalc.lang.declarations import BadDeclaration, read
from matrixcalc.lang.declaring import Ranked
from matrixcalc.lang.items import Item, Setting
from matrixcalc.lang.macros import Endless, Macro, definition, environment, expand, own_sign
from matrixcalc.lang.problem import Block, Problem
from matrixcalc.lang.rows import Claim, claims
from matrixcalc.lang.scan.pieces import (
    Aside,
    Break,
    Directive,
    Heading,
    MacroDefinition,
    Math,
    Prose,
    Scanned,
)  # fmt: skip
from matrixcalc.lang.telling import Telling
from matrixcalc.lang.tokens import Token, Unlexed, tokens
from matrixcalc.lang.typeset import plain
from matrixcalc.results import Note

_NUMBER = re.compile(r"\s*(?:[-*+]\s+)?[*_]{0,3}\(?(\d{1,2}|[a-hA-H])[.)][*_]{0,3}(?:\s|$)")

COURSE_MACROS = {
    name: Macro(count, None, text)
    for name, count, text in (
        ("R", 0, r"\mathbb{R}"), ("RR", 0, r"\mathbb{R}"), ("N", 0, r"\mathbb{N}"),
        ("E", 0, r"\mathbb{E}"), ("EE", 0, r"\mathbb{E}"), ("T", 0, r"\top"),
        ("inv", 0, r"^{-1}"), ("dd", 0, r"\mathrm{d}"), ("dx", 0, r"\mathrm{d}x"),
        ("pd", 2, r"\frac{\partial #1}{\partial #2}"), ("given", 0, r"\mid"),
        ("pdv", 2, r"\frac{\partial #1}{\partial #2}"), ("norm", 1, r"\lVert #1 \rVert"),
        ("dv", 2, r"\frac{\mathrm{d} #1}{\mathrm{d} #2}"), ("abs", 1, r"\lvert #1 \rvert"),
        ("trans", 0, r"^{\top}"), ("tp", 0, r"^{\top}"), ("argmax", 0, r"\operatorname{argmax}"),
        ("argmin", 0, r"\operatorname{argmin}"), ("transpose", 0, r"^{\top}"),
    )
}  # fmt: skip
"""Macros that courses define and documents often leave out; a definition in the text wins."""


def cut(scanned: Scanned) -> Iterator[Problem]:
    """The problems of a document, in order, each as soon as it is complete.

    The first one has no title of its own.
    """
    return _Cutter(scanned).problems()


class _Cutter(Telling):
    def __init__(self, scanned: Scanned) -> None:
        super().__init__(scanned, dict(COURSE_MACROS))
        self.before = _Before()
        self.opening = True
        """Whether nothing of the paragraph has been seen yet."""

    def problems(self) -> Iterator[Problem]:
        for piece in self.scanned.pieces:
            yield from self._complete()
            match piece:
                case Heading():
                    self._heading(piece)
                case Break():
                    self._end_paragraph()
                case Directive():
                    self._directive(piece)
                case MacroDefinition():
                    found = definition(self.scanned.text(piece))
                    if found is not None:
                        self.macros[found[0]] = found[1]
                        self.top.notations |= {*own_sign(*found)}
                    self.macros.update(environment(self.scanned.text(piece)))
                case Prose():
                    self._prose(piece)
                case Math():
                    self._math(piece)
                case Aside():
                    self._overheard(self.scanned.text(piece), piece.start)
        self._end_paragraph()
        self._return(len(self.scanned.source.text))
        yield from self.found

    def _complete(self) -> Iterator[Problem]:
        """The problems to which nothing will be added any more."""
        while len(self.found) > 1:
            yield self.found.pop(0)

    def _open(self, title: str, start: int) -> None:
        """Open a problem that a directive names; it inherits what holds at its place."""
        self._end_paragraph()
        self._return(start)
        self.now = Problem(title, start, self.now)
        self.found.append(self.now)

    def _heading(self, piece: Heading) -> None:
        self._end_paragraph()
        self._return(piece.start)
        self.before = _Before()
        while self.sections and self.sections[-1][0] >= piece.level:
            self.sections.pop()
        parent = self.sections[-1][1] if self.sections else self.top
        title = " ".join(self.scanned.text(piece).split())
        self.now = Problem(title, piece.start, parent)
        self.sections.append((piece.level, self.now))
        self.found.append(self.now)
        self._overheard(title, piece.start)
        if ends_above(title):
            self.now.lapses.append(Lapse(frozenset(), piece.start, FOREVER))

    def _overheard(self, text: str, start: int) -> None:
        """Heed words at another place: in a heading, a footnote, or a formula."""
        told = overheard(text, start)
        if told:
            self.now.doubts = prose.merged(self.now.doubts, self._heed(told).items())

    def _prose(self, piece: Prose) -> None:
        text = self.scanned.text(piece)
        if self.opening and text.strip():
            label = self._label(piece, text)
            if label:
                if self.paragraph:
                    # What was said before it is about the part before.
                    self._end_paragraph()
                self._numbered(label, piece.start)
            self.opening = False
        self.paragraph.append(prose.Fragment(text, piece.start, math=False))
        self.before.add(text)

    def _label(self, piece: Prose, text: str) -> str:
        """The number or letter that a paragraph begins with; a list's own mark is blanked."""
        source = self.scanned.source
        if not source.origin and source.file:
            begin = source.file.rfind("\n", 0, piece.start) + 1
            text = source.file[begin : piece.start] + text
        number = _NUMBER.match(text)
        return number[1] if number is not None else ""

    def _numbered(self, label: str, start: int) -> None:
        self._return(start)
        base = self.sections[-1][1].title if self.sections else self.top.title
        if label.isalpha() and self.now.title[-1:].isdigit():
            title = f"{self.now.title}{label.lower()}"
        elif label.isalpha() and self.now.title[-1:].isalpha() and self.now.title[-2:-1].isdigit():
            title = f"{self.now.title[:-1]}{label.lower()}"
        else:
            title = f"{base} {label}".strip()
        self.now = Problem(title, start, self.now, is_part=True)
        self.found.append(self.now)

    def _end_paragraph(self) -> None:
        if self.paragraph:
            if self.returning is not None and not _is_display(self.paragraph, self.now):
                self._return(self.paragraph[0].start)
            self._display_alone()
            self._claim_announced()
            self.equivalent = self.equivalent and self._is_listed()
            if self.equivalent:
                self._left_open()
            if not prose.is_mere_formula(self.paragraph):
                self._told()
                self._said_of_optima()
            self._redefined(self.paragraph[0].start)
            self._asides()
        self.paragraph = []
        self.opening = True

    def _is_listed(self) -> bool:
        """Whether the paragraph is an item of a list."""
        source = self.scanned.source
        text = source.file if source.file and not source.origin else source.text
        start = self.paragraph[0].start
        return _ITEM.match(text, text.rfind("\n", 0, start) + 1) is not None

    def _left_open(self) -> None:
        """The formulas of the paragraph may hold or not: others hold exactly if they do."""
        self._change(lambda b: replace(b, cues=b.cues | {prose.Cue.OPEN}))

    def _display_alone(self) -> None:
        """A formula that is a paragraph or a list item of its own is displayed."""
        words = "".join(f.text for f in self.paragraph if not f.math)
        if not any(c.isalnum() for c in words):
            starts = {f.start for f in self.paragraph if f.math}
            self._change(
                lambda b: replace(b, display=True) if b.start in starts and not b.display else b
            )

    def _directive(self, piece: Directive) -> None:
        for found in read(self.scanned.text(piece), piece.start):
            match found:
                case Item():
                    self.now.items.append(Ranked(found, 2))
                case Setting(key="problem", value=title):
                    self._open(title, piece.start)
                case Setting():
                    self.now.settings.append(found)
                case BadDeclaration():
                    place = self.place(found.start)
                    self.now.notes.append(Note("MC104", found.message, (place,), found.help))
                    text = self.scanned.source.text[found.start : found.end]
                    said = re.split(r":|\\in\b|∈|=|~", text, maxsplit=1)[0]
                    names = frozenset(t.text for t in _letters(said))
                    told = f"the declaration “{' '.join(text.split())}”, which was not understood"
                    self.now.caveats.append(Caveat(names, told, other_numbers=True))

    def place(self, offset: int) -> str:
        """The place of an offset as messages show it."""
        return f"{self.scanned.source.path}:{self.scanned.source.place(offset)}"

    def _math(self, piece: Math) -> None:
        text = self.scanned.text(piece)
        self.paragraph.append(prose.Fragment(text, piece.start, math=True))
        # Behind a display a new part may begin on the next line.
        self.opening = piece.display
        self.now.shown = self.now.shown or piece.display
        near = self.before.near
        cues = prose.cues(_last_sentence(near))
        if piece.display and _ASKED.search(near):
            cues |= {prose.Cue.OPEN}
        trails = self.now.shown and self.before.trails
        if piece.display:
            self.before = _Before()
        else:
            self.before.add(" ▢ ")
        try:
            found = plain(expand(self._tokens(text, piece.start), self.macros))
        except Unlexed as error:
            self._unread(piece, Note("MC103", error.message, (self.place(error.offset),)))
            return
        except Endless as error:
            message = f"the macro \\{error.name} expands without an end"
            self._unread(piece, Note("MC105", message, (self.place(error.offset),)))
            return
        for token in found:
            if token.kind == "prose":
                self._overheard(token.text, token.start)
        said = tuple(claims(found, piece.end))
        trails = (
            trails
            and prose.Cue.DENIED not in cues
            and (not piece.display or all(map(_has_letter_head, said)))
        )
        self.now.blocks.append(Block(said, piece.start, piece.end, piece.display, cues, trails))

    def _tokens(self, text: str, start: int) -> list[Token]:
        return tokens(text, start)

    def _unread(self, piece: Math, note: Note) -> None:
        self.now.blocks.append(Block((), piece.start, piece.end, piece.display, note=note))


class _Before:
    """The words behind the last displayed formula, as far as the next formula needs them."""

    def __init__(self) -> None:
        self.near = ""
        """The last of them."""
        self.trails = False
        """Whether they are one sentence up to here that says what a letter is: “where ▢ is …”."""
        self._first: str | None = ""
        """All of them, as long as it is not known whether they begin like that."""
        self._begun = False

    def add(self, text: str) -> None:
        """More words, or the sign of a formula, stand behind them."""
        joined = f"{self.near} {text}" if self._begun else text
        self.near = joined[-prose.FAR :]
        if self._first is None:
            self.trails = self.trails and _FULL_STOP.search(text) is None
            return
        self._first = f"{self._first} {text}" if self._begun else text
        self._begun = True
        found = _TRAILING.match(self._first)
        if found is not None:
            self.trails = _FULL_STOP.search(self._first, found.end()) is None
        if found is not None or len(self._first.split(None, _MOST)) > _MOST:
            self._first = None


def _has_letter_head(claim: Claim) -> bool:
    """Whether a claim begins with a letter alone, as a definition does."""
    head = claim.sides[0].tokens
    return len(head) == 1 and head[0].kind == "letter" and bool(claim.relations)


def _is_display(paragraph: Sequence[prose.Fragment], problem: Problem) -> bool:
    """Whether a paragraph is nothing but displayed formulas."""
    blocks = problem.blocks
    first = bisect_left(blocks, paragraph[0].start, key=lambda b: b.start)
    shown = {b.start for b in blocks[first:] if b.display}
    words = "".join(f.text for f in paragraph if not f.math)
    return not any(map(str.isalnum, words)) and all(f.start in shown for f in paragraph if f.math)


def _letters(text: str) -> list[Token]:
    try:
        return [t for t in tokens(text) if t.kind in ("letter", "word")]
    except Unlexed:
        return []


_TRAILING = re.compile(
    r"\s*[,.;]?\s*(?:and\s+)?(?:where|wherein|(?-i:with|mit|avec)|in\s+which|wobei|où|где|其中|ここで|ただし)(?!\w)",
    re.IGNORECASE,
)
"""How begins what stands between a displayed formula and one that says what a letter in it is."""
_FULL_STOP = re.compile(r"[.!?。！？]")
_MOST = 6
"""More words than what `_TRAILING` finds can have."""
_ITEM = re.compile(r"[ \t>]*(?:[-*+•][ \t]|\(?(?:\d{1,2}|[a-z]{1,4})[.)]|\\item\b)")
_ASKED = re.compile(
    r"\b(?:for\s+(?:which|what)|when|hold|true|gilt|für\s+welche|pour\s+quel\w*)\b[^.!?]*[?？]\s*$",
    re.IGNORECASE,
)
"""A question for what something holds, directly before a formula."""
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|[。！？]")


def _last_sentence(text: str) -> str:
    """What has been said since the last full stop."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    return text[ends[-1] :] if ends else text


def lone(blocks: Sequence[Block]) -> bool:
    """Whether there is nothing to verify."""
    return not any(b.claims or b.note for b in blocks)
