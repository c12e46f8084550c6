"""A document while it is cut: pieces, blanks and notes in the order of the text.

What nobody claims is prose.  A scanner moves forward only: it puts pieces,
drops ranges, and blanks what is markup; here it becomes a `Scanned` in which
every character has kept its place.  Nothing here knows a markup language.
"""

from __future__ import annotations

import re
from dataclasses import replace

from matrixcalc.lang.scan.pieces import Break, Heading, Math, Piece, Prose, Scanned
from matrixcalc.lang.source import Source
from matrixcalc.results import Note

NOT_READABLE = "MC101"
NOT_CLOSED = "MC102"

_VISIBLE = re.compile(r"[^\r\n]")


class Draft:
    """The pieces that were found so far, and what is still to be blanked."""

    def __init__(self, source: Source) -> None:
        self.source = replace(source, file=source.file or source.text)
        self.text = source.text
        self._pieces: list[Piece] = []
        self._notes: list[Note] = []
        self._mask = bytearray(len(source.text))
        self._mark = 0

    def put(self, start: int, after: int, *pieces: Piece) -> None:
        """Adds pieces for what stands from `start` to `after`; before it is prose."""
        self._prose(start)
        self._pieces.extend(pieces)
        self._mark = max(self._mark, after)

    def drop(self, start: int, after: int) -> None:
        """Leaves out a range that is neither prose nor mathematics."""
        self.put(start, after)

    def drop_until(self, after: int) -> None:
        """Leaves out everything that nobody has claimed yet."""
        self.put(0, after)

    def gap(self, start: int, after: int) -> None:
        """Ends a paragraph."""
        self.put(start, after, Break(start, after))

    def blank(self, start: int, end: int) -> None:
        """Replaces markup inside of a piece by spaces."""
        if start < end:
            self._mask[start:end] = b"\1" * (end - start)

    def note(self, code: str, message: str, offset: int) -> None:
        """Says what is wrong at a place."""
        label = f"{self.source.path}:{self.source.place(offset)}"
        self._notes.append(Note(code, message, (label,)))

    def not_closed(self, what: str, offset: int) -> None:
        """Says that what begins at a place has no end."""
        self.note(NOT_CLOSED, f"this {what} is not closed", offset)

    def closed_by(self, name: str, other: str, offset: int) -> None:
        """Says that an environment that begins at a place is closed as another one."""
        message = f"\\begin{{{name}}} is closed by \\end{{{other}}}"
        self.note(NOT_CLOSED, message, offset)

    def finish(self) -> Scanned:
        """The document, cut into trimmed pieces."""
        self._prose(len(self.text))
        text = self._blanked()
        pieces: list[Piece] = []
        for piece in self._pieces:
            kept = _trimmed(piece, text)
            doubled = isinstance(kept, Break) and (not pieces or isinstance(pieces[-1], Break))
            if kept is not None and not doubled:
                pieces.append(kept)
        return Scanned(replace(self.source, text=text), tuple(pieces), tuple(self._notes))

    def _prose(self, end: int) -> None:
        if self._mark < end:
            self._pieces.append(Prose(self._mark, end))
            self._mark = end

    def _blanked(self) -> str:
        parts: list[str] = []
        at = 0
        while (start := self._mask.find(1, at)) >= 0:
            stop = self._mask.find(0, start)
            stop = len(self.text) if stop < 0 else stop
            parts += (self.text[at:start], _VISIBLE.sub(" ", self.text[start:stop]))
            at = stop
        return "".join((*parts, self.text[at:]))


def _trimmed(piece: Piece, text: str) -> Piece | None:
    """The piece without space around it; None where nothing is left of it."""
    if isinstance(piece, Break):
        return piece
    shown = text[piece.start : piece.end]
    bare = shown.strip()
    if not bare and not isinstance(piece, Heading):
        return None
    if isinstance(piece, Math) or len(bare) == len(shown):
        return piece
    start = piece.end - len(shown.lstrip())
    return replace(piece, start=start, end=start + len(bare))
