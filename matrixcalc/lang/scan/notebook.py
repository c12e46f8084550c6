"""Jupyter notebooks: their Markdown cells, with every character's place in the file.

The cells are read as Markdown, each on its own, so that nothing that is left open
in one reaches into the next.  Cells of code and their output are never looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from matrixcalc.lang.scan import markdown
from matrixcalc.lang.scan.draft import NOT_READABLE, Draft
from matrixcalc.lang.scan.pieces import Scanned
from matrixcalc.lang.source import Source

_TOKEN = re.compile(r'"(?P<string>[^"\\]*(?:\\.[^"\\]*)*)"|[{}\[\],:]', re.DOTALL)
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_DEEPEST = 6
_DEPTHS: dict[tuple[str | int, ...], int] = {("cells",): 2, ("worksheets",): 4}
_KEYS = {("cell_type",), ("source",)}
Path = tuple[str | int, ...]


@dataclass
class _Cell:
    """A cell as it stands in the file: its type, and the ranges of its source."""

    type: str = ""
    parts: list[tuple[int, int]] = field(default_factory=list)


def scan(source: Source) -> Scanned:
    """Cuts the Markdown cells of a notebook into pieces."""
    try:
        json.loads(source.text, strict=False, parse_int=str)
    except (ValueError, RecursionError):
        draft = Draft(Source(source.path, "", source.text))
        draft.note(NOT_READABLE, "this notebook is not valid JSON", 0)
        return draft.finish()
    text: list[str] = []
    origin: list[tuple[int, int]] = []
    starts = [0]
    for cell in _markdown_cells(source.text):
        length = starts[-1]
        for part in cell.parts:
            length += _decode(source.text, *part, length, text, origin)
        text.append("\n\n")
        starts.append(length + 2)
    draft = Draft(Source(source.path, "".join(text), source.text, tuple(origin)))
    for start, end in pairwise(starts):
        markdown.read(draft, start, end - 2)
        draft.gap(end - 2, end)
    return draft.finish()


def _markdown_cells(text: str) -> Iterator[_Cell]:
    cells: dict[Path, _Cell] = {}
    for path, start, end in _strings(text):
        at = _DEPTHS.get(path[:1], 0)
        if path[at - 2 : at - 1] != ("cells",) or path[at : at + 1] not in _KEYS:
            continue
        cell = cells.setdefault(path[:at], _Cell())
        if path[at] == "source":
            cell.parts.append((start, end))
        else:
            cell.type = text[start:end]
    return (cell for cell in cells.values() if cell.type == "markdown")


def _strings(text: str) -> Iterator[tuple[Path, int, int]]:
    """The strings in valid JSON that are values: the keys that lead to them, and where they are."""
    path: list[str | int] = []
    awaits_key = False
    for match in _TOKEN.finditer(text):
        sign = match[0][0]
        if sign in "{[":
            path.append("" if sign == "{" else 0)
            awaits_key = sign == "{"
        elif sign in "}]":
            path.pop()
            awaits_key = False
        elif sign == ",":
            last = path[-1]
            awaits_key = isinstance(last, str)
            path[-1] = last if isinstance(last, str) else last + 1
        elif sign == ":":
            awaits_key = False
        elif awaits_key:
            path[-1] = match["string"]
        elif len(path) <= _DEEPEST:
            yield tuple(path), *match.span("string")


def _decode(
    file: str, start: int, end: int, offset: int, text: list[str], origin: list[tuple[int, int]]
) -> int:
    """Appends what a string says, and where it stands; returns its length."""
    first = offset
    origin.append((offset, start))
    for match in _ESCAPE.finditer(file, start, end):
        plain = file[start : match.start()]
        character = _SURROGATE.sub("\ufffd", json.loads(f'"{match[0]}"'))
        text += (plain, character)
        offset += len(plain) + len(character)
        start = match.end()
        origin.append((offset, start))
    text.append(file[start:end])
    return offset + end - start - first
