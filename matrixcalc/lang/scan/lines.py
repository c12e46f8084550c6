"""The lines of a Markdown document: block quotes, list items, headings, fences.

A line is looked at on its own; what it means after other lines is decided by
the scanner.  Nothing here reads what stands within a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

_RULES = frozenset("-*_")
_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?=[ \t\r]|$)[ \t]?")
_INDENT = re.compile(r"[ \t]*")
_HEADING = re.compile(r"(#{1,6})(?=[ \t\r]|$)")
_FENCE = re.compile(r"(`{3,}|~{3,}|:{3,})[ \t]*")
_UNDERLINE = re.compile(r"[ \t]*(={2,}|-{2,})[ \t\r]*")
_ATTRIBUTES = re.compile(r"\{[#.][^{}\n]*\}[ \t\r]*\Z")
_DEFINITION = re.compile(r"\[[^\]\n]{1,200}\]:[ \t]")


class Line(NamedTuple):
    """A line without its end, and how it is nested.

    `start` is where it begins, `quoted` where it goes on after block quote
    markers, `begin` where its own text begins, `end` where it ends.
    """

    text: str
    start: int
    quoted: int
    begin: int
    end: int
    depth: int
    marker: str
    """The marker of the list item that begins here, if one does."""
    indent: int
    """The columns of space before the marker, or before the text."""
    column: int
    """The column at which the text begins."""

    @property
    def content(self) -> str:
        """The line's own text."""
        return self.text[self.begin : self.end]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in the line, and it opens nothing."""
        return not self.marker and not self.content.strip()


def read_line(text: str, start: int, limit: int) -> Line:
    """The line that begins at `start`."""
    stop = text.find("\n", start, limit)
    end = limit if stop < 0 else stop
    at, depth = _unquote(text, start, end)
    quoted, marker, indent = at, "", -1
    if not _is_rule(text[at:end]):
        while match := _ITEM.match(text, at, end):
            indent = _columns(text, at) if indent < 0 else indent
            marker, at = match[0].strip(), match.end()
            at, deeper = _unquote(text, at, end)
            depth += deeper
    space = _INDENT.match(text, at, end)
    begin = space.end() if space else at
    column = _width(text, quoted, begin)
    return Line(
        text, start, quoted, begin, end, depth, marker, column if indent < 0 else indent, column
    )


def unquoted(text: str, start: int, limit: int, depth: int) -> int:
    """Where a line within a block quote goes on after its markers, at most `depth`."""
    at = start
    for _ in range(depth):
        match = _QUOTE.match(text, at, limit)
        if match is None:
            break
        at = match.end()
    return at


def _unquote(text: str, at: int, end: int) -> tuple[int, int]:
    depth = 0
    if text.find(">", at, end) < 0:
        return at, depth
    while match := _QUOTE.match(text, at, end):
        at, depth = match.end(), depth + 1
    return at, depth


def _columns(text: str, at: int) -> int:
    match = _INDENT.match(text, at)
    return _width(text, at, match.end()) if match else 0


def _width(text: str, start: int, end: int) -> int:
    """The columns of a part of a line, in which a tab counts as four."""
    return end - start + 3 * text.count("\t", start, end)


def _is_rule(line: str) -> bool:
    if line.strip()[:1] not in _RULES:
        return False
    bare = "".join(line.split())
    return len(bare) > 2 and not bare.strip(bare[0])


def is_rule(line: Line) -> bool:
    """Whether the line is a thematic break."""
    return not line.marker and _is_rule(line.content)


def is_underline(text: str, start: int, limit: int) -> int:
    """The level of the heading that this line makes of the line before it, or 0."""
    stop = text.find("\n", start, limit)
    match = _UNDERLINE.fullmatch(text, start, limit if stop < 0 else stop)
    return 0 if match is None else 1 if match[1][0] == "=" else 2


def is_definition(line: Line) -> bool:
    """Whether the line defines the address of a link, which no reader sees."""
    return _DEFINITION.match(line.text, line.begin, line.end) is not None


def heading(line: Line) -> tuple[int, int, int] | None:
    """Level and range of the title, if the line is a heading with number signs."""
    match = _HEADING.match(line.text, line.begin, line.end)
    if match is None:
        return None
    start, end = title(line.text, match.end(), line.end)
    return len(match[1]), start, end


def title(text: str, start: int, end: int) -> tuple[int, int]:
    """A title's range without attributes and closing number signs."""
    attributes = _ATTRIBUTES.search(text[start:end])
    kept = text[start : start + attributes.start()] if attributes else text[start:end]
    bare = kept.rstrip()
    shorter = bare.rstrip("#")
    if not shorter or shorter[-1].isspace():
        bare = shorter.rstrip()
    return start, start + len(bare)


@dataclass(frozen=True)
class Fence:
    """The fence of a block of code: its sign, how many of them, and what follows."""

    sign: str
    count: int
    info: str

    def closes(self, other: Fence) -> bool:
        """Whether this fence closes another one."""
        return self.sign == other.sign and self.count >= other.count and not self.info


def fence(line: Line) -> Fence | None:
    """The fence with which a line begins, if it does."""
    match = _FENCE.match(line.text, line.begin, line.end)
    if match is None:
        return None
    info = line.text[match.end() : line.end].strip()
    sign = match[1][0]
    return None if sign == "`" and "`" in info else Fence(sign, len(match[1]), info)
