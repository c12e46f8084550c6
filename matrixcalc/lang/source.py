"""A document's text, and where each of its characters stands in the file.

Every later stage speaks of offsets into the text; only here do they become
lines and columns.  Nothing is decoded or interpreted here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from matrixcalc.once import once
from matrixcalc.record import record


@record
class Place:
    """A place in a file: line and column, both counted from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


@dataclass(frozen=True)
class Source:
    """The text that is read, and the file that it comes from.

    `origin` holds, where the text is not the file itself (a cell of a notebook),
    pairs of an offset into the text and the offset into `file` of the same
    character; between two pairs both run along together.
    """

    path: str
    text: str
    file: str = ""
    origin: Sequence[tuple[int, int]] = field(default=())

    def place(self, offset: int) -> Place:
        """The line and column in the file of the character at `offset`."""
        if self.origin:
            start, there = self.origin[max(0, bisect_right(self._starts, offset) - 1)]
            offset = there + offset - start
        line = bisect_right(self._lines, offset)
        return Place(line, offset - self._lines[line - 1] + 1)

    def line(self, offset: int) -> int:
        """The line in the file of the character at `offset`."""
        return self.place(offset).line if self.origin else bisect_right(self._lines, offset)

    @once
    def _starts(self) -> list[int]:
        return [start for start, _ in self.origin]

    @once
    def _lines(self) -> list[int]:
        """The offsets at which the lines of the file begin."""
        whole = self.file or self.text
        starts = [0]
        at = whole.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = whole.find("\n", at + 1)
        return starts
