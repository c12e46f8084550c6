"""The metadata before a Markdown document: only the key ``matcalc`` is of interest.

This is no YAML reader: a line, an indented block or a literal block is taken
as it is written.
"""

from __future__ import annotations

import re

from matrixcalc.lang.scan.draft import Draft
from matrixcalc.lang.scan.pieces import Directive

_OPEN = re.compile(r"---[ \t\r]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t\r]*$", re.MULTILINE)
_KEY = re.compile(r"\s*(?:#|[\w\"'-][\w\"' .-]*:)")
_OURS = re.compile(r"^matcalc[ \t]*:", re.MULTILINE)
_SCALAR = re.compile(r"[ \t]*(?:[|>][-+0-9]*[ \t\r]*(?=\n|\Z))?")
_ITEM = re.compile(r"[ \t]*(?:-[ \t]+)?")


def front_matter(draft: Draft, start: int, end: int) -> int:
    """Reads the metadata at the beginning, and returns where the document goes on."""
    opened = _OPEN.match(draft.text, start, end)
    if opened is None or not _KEY.match(draft.text, opened.end(), end):
        return start
    closed = _CLOSE.search(draft.text, opened.end(), end)
    if closed is None:
        return start
    for key in _OURS.finditer(draft.text, opened.end(), closed.start()):
        _directives(draft, key.end(), closed.start())
    draft.drop(start, closed.end())
    return closed.end()


def _directives(draft: Draft, at: int, end: int) -> None:
    """The value of our key: what follows it, and the indented lines after it."""
    text = draft.text
    scalar = _SCALAR.match(text, at, end)
    start = scalar.end() if scalar else at
    while True:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        item = _ITEM.match(text, start, stop)
        first = item.end() if item else start
        last = first + len(text[first:stop].rstrip())
        if last - first > 1 and text[first] in "\"'" and text[first] == text[last - 1]:
            first, last = first + 1, last - 1
        if first < last:
            draft.drop_until(first)
            draft.put(first, last, Directive(first, last))
        start = stop + 1
        if start >= end or text[start] not in " \t\r\n":
            return
