"""How much memory reading takes: in proportion to the text, however long it is."""

from __future__ import annotations

import tracemalloc

from matrixcalc.lang.document import read_document

SECTION = (
    "## Part {}\n\nLet $A$ be a square matrix.\n\n"
    + "Here is a text that says nothing of any letter, as most of a long document does. " * 12
    + "\n\n$$x^TAx = x^TA^Tx$$\n\n"
)
MOST = 50
"""Bytes that may be held at once for each byte of a document."""


def peak(data: bytes) -> int:
    """The bytes that are held at once at most while a document is read."""
    tracemalloc.start()
    try:
        read_document("long.md", data)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_is_bounded_by_the_length() -> None:
    short, long = ("".join(map(SECTION.format, range(count))).encode() for count in (15, 60))
    read_document("long.md", short)
    first, second = peak(short), peak(long)
    assert second < MOST * len(long)
    assert second < 4.5 * first
