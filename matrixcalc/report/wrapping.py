"""Breaking formulas over several lines, where a person would break them.

A line ends before a relation or a sum sign outside of brackets if it can, else
at a space inside them; a name or a number is never broken.
"""

from __future__ import annotations

import textwrap

from rich.cells import cell_len

BEFORE = ("= ", "+ ", "- ", "− ")
LEAST = 16
OPEN, CLOSE = "([{⟨", ")]}⟩"


def wrap(text: str, width: int, first: int | None = None) -> list[str]:
    """The formula in lines of at most `width` cells, the first of at most `first`.

    A part that has no place to break is longer than that.

    >>> wrap("tr(A + B) + tr(C + D)", 12)
    ['tr(A + B)', '+ tr(C + D)']
    """
    limit = width if first is None else first
    if cell_len(text) <= limit:
        return [text]
    place = _best(text, limit)
    if place is None:
        return [text]
    return [text[:place].rstrip(), *wrap(text[place:].lstrip(), width)]


def paragraph(text: str, width: int) -> list[str]:
    """Prose in lines of at most `width` cells; words and numbers are never broken.

    The width is never taken to be less than what a few words need.
    """
    lines = textwrap.wrap(text, max(width, LEAST), break_long_words=False, break_on_hyphens=False)
    return lines or [""]


def _best(text: str, limit: int) -> int | None:
    """The position to break at: far out in the brackets, before a sign, far right."""
    places = [(k, depth) for k, depth in _spaces(text) if k > 0]
    fitting = [(k, depth) for k, depth in places if cell_len(text[:k]) <= limit]
    if not fitting:
        return min((k + 1 for k, _ in places), default=None)
    late = [(k, d) for k, d in fitting if cell_len(text[:k]) >= limit // 3] or fitting
    k, _ = min(late, key=lambda place: (place[1], not text.startswith(BEFORE, place[0] + 1),
                                        -place[0]))  # fmt: skip
    return k + 1


def _spaces(text: str) -> list[tuple[int, int]]:
    """The spaces with their depth in brackets, but none just after a sign."""
    depth, found = 0, []
    for k, letter in enumerate(text):
        depth += (letter in OPEN) - (letter in CLOSE)
        if letter == " " and not text[:k].endswith(("=", "+", "-", "−", "≔")):
            found.append((k, depth))
    return found
