"""Repeated searches for the same words in one text, in linear time together.

The last answer of each word is kept, so that a word that does not occur is
looked for once.
"""

from __future__ import annotations


class Search:
    """Finds words from growing offsets."""

    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end
        self._known: dict[str, tuple[int, int]] = {}

    def find(self, word: str, at: int, limit: int) -> int:
        """The offset of the first occurrence that ends before `limit`, or -1."""
        asked, found = self._known.get(word, (self.end + 1, -1))
        if not (asked <= at and (found < 0 or at <= found)):
            found = self.text.find(word, at, self.end)
            self._known[word] = (at, found)
        return found if 0 <= found <= limit - len(word) else -1
