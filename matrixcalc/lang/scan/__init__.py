"""Scanning: a document's bytes cut into prose, formulas, headings and directives.

Whatever the bytes are, there is an answer; what cannot be read is a note.
Nothing here knows what a formula means.
"""

from __future__ import annotations

from pathlib import PurePath

from matrixcalc.lang.scan import latex, markdown, notebook
from matrixcalc.lang.scan.draft import NOT_READABLE
from matrixcalc.lang.scan.pieces import Scanned
from matrixcalc.lang.source import Source
from matrixcalc.results import Note

__all__ = ["scan"]

_SCANNERS = {
    ".md": markdown.scan,
    ".markdown": markdown.scan,
    ".qmd": markdown.scan,
    ".rmd": markdown.scan,
    ".txt": markdown.scan,
    ".tex": latex.scan,
    ".latex": latex.scan,
    ".ltx": latex.scan,
    ".ipynb": notebook.scan,
}
NO_TEXT = "this is no text"
MOST = 10
"""Of so many bytes more than one is broken where there is no text."""
FEW = 20
"""Broken bytes that a short text may have."""
_BOM = b"\xef\xbb\xbf"


def scan(path: str, data: bytes) -> Scanned:
    r"""Cuts a document into pieces; its path says in which language it is written.

    >>> scanned = scan("homework.md", rb"Let $A$ be square.")
    >>> [scanned.text(piece) for piece in scanned.pieces]
    ['Let', 'A', 'be square.']
    """
    if b"\0" in data:
        return Scanned(Source(path, ""), (), (_not_utf8(path, data, data.index(0)),))
    data = data.removeprefix(_BOM)
    notes: tuple[Note, ...] = ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", errors="replace")
        notes = (_not_utf8(path, data, error.start),)
        if notes[0].message == NO_TEXT:
            return Scanned(Source(path, ""), (), notes)
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    guess = latex.scan if latex.looks_like(text) else markdown.scan
    scanned = _SCANNERS.get(PurePath(path).suffix.lower(), guess)(Source(path, text))
    return Scanned(scanned.source, scanned.pieces, notes + scanned.notes)


def _not_utf8(path: str, data: bytes, at: int) -> Note:
    """Says where the first byte stands that is not text, or that nothing is."""
    before = data[:at].decode("utf-8", errors="replace")
    line, column = before.count("\n") + 1, _column_after(before)
    broken = data.decode("utf-8", errors="replace").count("\ufffd")
    message = NO_TEXT if broken > max(FEW, len(data) // MOST) else "this is not text in UTF-8"
    return Note(NOT_READABLE, message, (f"{path}:{line}:{column}",))


def _column_after(before: str) -> int:
    """The column that follows a text."""
    return len(before) - (before.rfind("\n") + 1) + 1
