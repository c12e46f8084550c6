"""Where what a text supposes ends: theorems, proofs, items of lists, paragraphs with a title.

Parts are nested as an outline is.  What is supposed in a part holds in it and in the
parts inside it, and no further.  Only the layout of the text and the words that open
a part are looked at; which letters are meant is the reader's affair.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from matrixcalc.lang.scan import titles
from matrixcalc.lang.scan.pieces import Heading, Math, Scanned
from matrixcalc.once import once

PROBLEM, THEOREM, TITLED, PROOF, ITEM = range(1, 6)
"""How deep parts lie: items the deeper the farther they are indented, and bullets below numbers."""

_THEOREM = (
    r"theorem|lemma|proposition|corollary|remark|example|counterexample|satz|korollar|bemerkung|beispiel"
    r"|théorème|lemme|corollaire|remarque|exemple|теорема|лемма|замечание|пример|следствие"
    r"|(?:claim|fact|case|fall|cas|случай|part|teil|partie|warm-?up|main\s+part)(?:[ ]+\(?[\divABCabc]|(?=[.:]))"
)
_PROOF = r"proof|solution|answer|beweis|lösung|antwort|preuve|démonstration|réponse|доказательство|решение"
_PROBLEM = "|".join(sorted(titles.WORDS, key=len, reverse=True))
_MARK = re.compile(
    rf"""(?>^|(?=[\\eq∎□■])|(?<=[.!?:;$][ ]))(?:
    \\begin\{{(?P<opens>theorem|lemma|prop\w*|cor\w*|remark|rem|example|ex|definition|claim|thm|lem|satz|beispiel
        |bemerkung|bsp|exa\w*|quot\w*|bem|note)\*?\}}
    |\\begin\{{(?P<proof>proof|beweis|solution|sol)\*?\}}
    |\\end\{{(?P<closes>proof|beweis|solution|sol|remark|rem|exa\w*|ex|beispiel|bemerkung|bsp|quot\w*|bem|note)\*?\}}
    |^[ \t]*(?P<block>!!!|\?\?\?|:{{3,}}[ \t]*\{{|`{{3,}}\{{(?!math)|<(?:div|details|aside|section)\b[^>]*>)
    |^[ \t]*(?P<unblock>:{{3,}}[ \t]*$|`{{3,}}[ \t]*$|</(?:div|details|aside|section)>)
    |\bend\s+of\s+(?:the\s+)?(?P<ended>example|proof|remark|case|digression)
    |(?<=[.!?:;][ ])(?P<inner>\((?:i{{1,3}}|iv|v|[a-h])\))(?=\s)
    |\\(?P<branch>if(?!f\b|false\b|then)[a-zA-Z@]*)(?<!\\newif\\if)|\\(?P<other>else)\b|\\(?P<merge>fi)\b
    |(?P<qed>\\qed\b|\\(?:black)?square\b|[∎□■]|\bQ\.?E\.?D\b)
    |\\begin\{{(?P<list>itemize|enumerate|description)\}}|\\end\{{(?P<unlist>itemize|enumerate|description)\}}
    |\\(?P<item>item)\b
    |^[ \t>]*(?P<bullet>[-*+•](?=[ \t])|[*_]{{0,3}}\(?(?:\d{{1,2}}|[a-h]|i{{1,3}}|iv|vi{{0,3}})[.)][*_]{{0,3}}(?=\s))
        (?:[ \t]*(?:\*|_){{1,3}}(?P<bold>[^*_\n$]{{2,80}})(?:\*|_){{1,3}})?
    |^[ \t>]*(?:[*_]{{1,3}}|<(?:b|i|strong|em)>|\\(?:textbf|textit|emph|paragraph|subparagraph|underline)\*?\{{)?
        (?:(?P<theorem>{_THEOREM})|(?P<argued>{_PROOF}))\b[^.\n:$]{{0,40}}[.:*)_}}]
    |^[ \t>]*(?:[*_]{{1,3}}|<(?:b|i|strong|em)>|\\(?:textbf|textit|emph|paragraph|subparagraph|underline)\*?\{{)
        (?!end\s+of\b)(?P<title>[^*_\n$<>{{}}]{{2,80}}?)(?:[.:][ \t]*(?:[*_]{{1,3}}|</\w+>|\}})|(?:[*_]{{1,3}}|</\w+>|\}})[ \t]*(?:[.:—–]|$))
    |(?:^|(?<=[.!?:;$][ ]))(?P<problem>(?:{_PROBLEM})[ \t]+\(?(?:\d{{1,2}}|[a-z])\)?[.:)])
    |(?:(?<=\n\n)|(?<=\n\r\n))(?P<flush>[^\s>%#|]))""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
"""Marks by which parts begin and end; by what stands at all of them the text is searched quickly."""
_TASK = re.compile(
    r"\b(?:show|prove|compute|find|derive|verify|determine|calculate|what|zeige\w*|beweise\w*|berechne\w*|bestimme\w*|montre\w*|calcul\w*)\b",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"\b(?:to|of|for|zu|von|de|du)\s+(?:\w+[\s~]+)?(?:\(?\d|\\(?:ref|cref|eqref|autoref)|\([a-h]\)|[A-H]\b)",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"notation|set-?\s?up|setting|assumptions?|conventions?|preliminar\w*|given|data|model|definitions?|background"
    r"|hypotheses|voraussetzung\w*|bezeichnung\w*|gegeben|annahmen?|notations?|hypothèses?|données|обозначения|дано"
    r"|(?:step|schritt|étape|шаг)\b.*",
    re.IGNORECASE,
)
"""Titles of what holds in the parts behind it as well."""
_ARGUED = re.compile(rf"\W*(?:{_PROOF})\b", re.IGNORECASE)
_BULLETS = frozenset("-*+•")
_SAYS = re.compile(r"[.;:]\s|\b(?:then|so|thus|hence|dann|also|alors|donc)\b", re.IGNORECASE)


_VOLUMES = re.compile(
    r"(?=[vjclm])(?:\bvolumes?\b|\bjacobi\w*|change\s+of\s+variables|lebesgue|\bmeasure\b"
    r"|volumen|variablenwechsel|changement\s+de\s+variable)",
    re.IGNORECASE,
)
"""Words of a text in which dx may be a volume element; by their first letters the whole text is
searched quickly.
"""


@dataclass(frozen=True, order=True)
class Mark:
    """A place where a part begins, or where all ends that lies at least as deep."""

    start: int
    level: int
    opens: bool = True
    lasting: bool = False
    refers: bool = False
    """Whether it is about something that stands farther above: “Proof of Theorem 1”."""


@dataclass
class Part:
    """A part of a text up to `end`, inside of the part `outer`."""

    level: int
    start: int
    outer: Part | None
    refers: bool = False
    end: int = 1 << 60
    lasting: bool = False
    """Whether what it supposes holds behind it too."""


_PLAIN = {
    "inner": (ITEM, True), "problem": (PROBLEM, True), "closes": (THEOREM, False),
    "qed": (THEOREM, False), "branch": (THEOREM, True), "other": (THEOREM, True),
    "merge": (THEOREM, False), "unblock": (THEOREM, False), "ended": (THEOREM, False),
}  # fmt: skip
"""Marks that say all by themselves: how deep they are, and whether a part begins there."""


class Outline:
    """The parts of a document, which are looked for when they are asked for first."""

    def __init__(self, scanned: Scanned) -> None:
        source = scanned.source
        # Prose has blanks for its markup, by which parts are told.
        self.text = source.text if source.origin or not source.file else source.file
        self.formulas = [p for p in scanned.pieces if isinstance(p, Math)]
        self.headings = [p for p in scanned.pieces if isinstance(p, Heading)]

    @once
    def speaks_of_volumes(self) -> bool:
        """Whether dx may be a volume element somewhere in the document."""
        return _VOLUMES.search(self.text) is not None

    @once
    def _parts(self) -> tuple[list[int], list[Part | None]]:
        """The places where the part changes, and the part from there on."""
        starts: list[int] = []
        parts: list[Part | None] = []
        now: Part | None = None
        for mark in sorted((*map(self._of_heading, self.headings), *self._marks())):
            while now is not None and now.level >= mark.level:
                now.end = mark.start
                now = now.outer
            if mark.opens:
                now = Part(mark.level, mark.start, now, mark.refers, lasting=mark.lasting)
            starts.append(mark.start)
            parts.append(now)
        return starts, parts

    @once
    def _begins(self) -> list[int]:
        return [p.start for p in self.formulas]

    def holds(self, start: int, at: int) -> bool:
        """Whether what is supposed at one place still holds at a later one."""
        starts, parts = self._parts
        k = bisect_right(starts, start)
        part = parts[k - 1] if k else None
        while part is not None and part.lasting:
            part = part.outer
        here = bisect_right(starts, at)
        around = parts[here - 1] if here else None
        while around is not None:
            if around.refers and start < around.start:
                return False
            around = around.outer
        if part is None or at < part.end:
            return True
        may_declare = part.level == TITLED or part.level >= ITEM
        return may_declare and not self._claims(part, start)

    def _claims(self, part: Part, start: int) -> bool:
        """Whether a formula says something in a part behind a place: it does not only declare."""
        first = bisect_right(self._begins, start)
        for formula in self.formulas[first : bisect_right(self._begins, part.end)]:
            text = self.text[formula.start : formula.end]
            says = formula.display or _SAYS.search(self.text, start, formula.start)
            if says and ("=" in text or "\\equiv" in text or "\\begin" in text):
                return True
        return _TASK.search(self.text, start, min(part.end, len(self.text))) is not None

    def _of_heading(self, piece: Heading) -> Mark:
        if _ARGUED.match(self.text, piece.start, piece.end):
            refers = len(self.headings) > 2 and _REFERS.search(self.text, piece.start, piece.end)
            return Mark(piece.start, 0 if refers else PROOF, refers=bool(refers))
        named = piece.level >= titles.LEVEL
        return Mark(piece.start, PROBLEM if named else 0, opens=named)

    def _marks(self) -> Iterator[Mark]:
        """Where parts begin and end, but for headings."""
        depth, admonished, titled = 0, False, sum(p.level >= titles.LEVEL for p in self.headings)
        for found in _MARK.finditer(self.text):
            at, kind = found.start(), found.lastgroup or ""
            if kind != "qed" and self._is_elsewhere(at, found.end(), begins=kind == "flush"):
                continue
            match kind:
                case "flush" if not depth:
                    yield Mark(at, THEOREM if admonished else ITEM + 1, opens=False)
                    admonished = False
                case "block":
                    admonished = found["block"] in ("!!!", "???")
                    yield Mark(at, THEOREM)
                case "opens" | "theorem":
                    titled += 1
                    yield Mark(at, THEOREM)
                case "proof" | "argued":
                    refers = titled > 1 and self._refers(at, found.end() + 60)
                    yield Mark(at, PROBLEM if refers else PROOF, refers=refers)
                case "list":
                    depth += 1
                case "unlist":
                    yield Mark(at, ITEM + depth, opens=False)
                    depth = max(depth - 1, 0)
                case "item":
                    yield Mark(at, ITEM + depth)
                case "bullet" | "bold":
                    before, _, _ = found[0].expandtabs(4).partition(found["bullet"])
                    deep = 2 * min(len(before), 40) + (found["bullet"] in _BULLETS)
                    yield Mark(at, ITEM + deep, lasting=_lasts(found["bold"] or ""))
                case "title":
                    yield Mark(at, TITLED, lasting=_lasts(found["title"]))
                case _ if kind in _PLAIN:
                    level, opens = _PLAIN[kind]
                    yield Mark(at, level, opens)

    def _refers(self, start: int, end: int) -> bool:
        """Whether what begins there is said to be about something above."""
        return _REFERS.search(self.text, start, end) is not None

    def _is_elsewhere(self, start: int, end: int, *, begins: bool) -> bool:
        """Whether a mark lies in a formula, or is the heading that is known already.

        With `begins`, a formula itself may be what stands at the mark.
        """
        k = bisect_right(self._begins, start)
        if k > 0 and self.formulas[k - 1].start + begins <= start < self.formulas[k - 1].end:
            return True
        h = bisect_right(self.headings, end, key=_start)
        return h > 0 and self.headings[h - 1].start >= start


def _start(piece: Heading) -> int:
    return piece.start


def _lasts(title: str) -> bool:
    return _LASTING.match(title.strip()) is not None
