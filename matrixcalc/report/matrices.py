"""Small matrices side by side, as lines of text.

Knows brackets and columns, and nothing of what the entries mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

Rows = Sequence[Sequence[str]]
Block = list[Text]
"""Lines of one width."""


def matrix(rows: Rows, marked: Iterable[tuple[int, int]] = (), style: str = "") -> Block:
    """A matrix in brackets; a single entry stands without them.

    Entries at the `marked` positions, counted from 0, have the style.
    """
    marks = frozenset(marked)
    if len(rows) == 1 and len(rows[0]) == 1:
        return [Text(rows[0][0], style=style if (0, 0) in marks else "")]
    columns = list(zip(*rows, strict=True))
    widths = [max((len(x) for x in column), default=0) for column in columns]
    lines = []
    for i, row in enumerate(rows):
        left, right = _brackets(i, len(rows))
        line = Text(left)
        for j, (entry, width) in enumerate(zip(row, widths, strict=True)):
            line.append(" " + " " * (width - len(entry)))
            line.append(entry, style=style if (i, j) in marks else "")
        lines.append(line.append(f" {right}"))
    return lines or [Text("[ ]")]


def _brackets(row: int, count: int) -> tuple[str, str]:
    if count == 1:
        return "[", "]"
    if row == 0:
        return "⎡", "⎤"
    return ("⎣", "⎦") if row == count - 1 else ("⎢", "⎥")


def equation(name: str, block: Block) -> Block:
    """``name = block``, with the name at the height of the middle line."""
    label = f"{name} = "
    middle = (len(block) - 1) // 2
    indent = " " * Text(label).cell_len
    return [Text(label if k == middle else indent) + line for k, line in enumerate(block)]


def beside(blocks: Sequence[Block], width: int, gap: int = 4) -> Block:
    """The blocks from left to right, in as many rows of blocks as the width asks for."""
    result: Block = []
    row: list[Block] = []
    used = 0
    for block in blocks:
        wide = max(line.cell_len for line in block)
        if row and used + gap + wide > width:
            result += _joined(row, gap)
            row, used = [], 0
        used += wide + (gap if row else 0)
        row.append(block)
    return result + (_joined(row, gap) if row else [])


def _joined(blocks: Sequence[Block], gap: int) -> Block:
    height = max(len(block) for block in blocks)
    lines = [Text() for _ in range(height)]
    for k, block in enumerate(blocks):
        wide = max(line.cell_len for line in block)
        top = (height - 1) // 2 - (len(block) - 1) // 2
        for i, line in enumerate(lines):
            inside = block[i - top].copy() if top <= i < top + len(block) else Text()
            if k + 1 < len(blocks):
                inside.pad_right(wide - inside.cell_len + gap)
            line.append_text(inside)
    for line in lines:
        line.rstrip()
    return lines
