"""What stands before and behind each formula of a paragraph, looked for once in all of it.

A paragraph may have thousands of formulas, and each asks what the rest of its sentence says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

from matrixcalc.lang.prose_cues import (
    CONTRARY,
    FAR,
    PLAIN_WORDS,
    SENTENCE,
    WORD,
    Cue,
    cues_among,
    in_sentence,
    is_conditional,
)  # fmt: skip
from matrixcalc.lang.prose_tokens import Fragment

_ASKED = re.compile(r"[?？]")
_LETTER_AND_STOP = re.compile(r"[a-z][.!?](?=\s|$)")


class Surroundings:
    """The words of a paragraph, with ▢ for each formula, around its formulas.

    `displays` are the places of formulas that stand alone: what is behind one is said of it.
    """

    def __init__(self, paragraph: Sequence[Fragment], displays: Collection[int]) -> None:
        parts = [" ▢ " if f.math else f.text for f in paragraph]
        self._text = "".join(parts)
        self._spans: list[tuple[int, int]] = []
        at = 0
        for part in parts:
            self._spans.append((at, at + len(part)))
            at += len(part)
        # Up to where the words reach that are said of a fragment.
        self._limits = [at] * len(parts)
        for k in range(len(parts) - 2, -1, -1):
            alone = paragraph[k + 1].start in displays
            self._limits[k] = self._spans[k + 1][0] if alone else self._limits[k + 1]
        self._lower = self._text.lower()
        self._stops = _starts(SENTENCE.finditer(self._lower))
        self._contrary = _starts(CONTRARY.finditer(self._lower))
        self._odd = _starts(m for m in WORD.finditer(self._lower) if m[0] not in PLAIN_WORDS)
        self._asked = _starts(_ASKED.finditer(self._text))

    def is_conditional(self, k: int) -> bool:
        """Whether what stands behind the fragment of this number says when it holds."""
        return is_conditional(self._text, self._spans[k][1])

    def cues(self, k: int, found: frozenset[Cue]) -> frozenset[Cue]:
        """The cues of the formula of this number, with what its whole sentence says."""
        begin, end = self._spans[k]
        before, limit = self._text[max(0, begin - FAR) : begin], self._limits[k]
        if len(self._lower) != len(self._text):
            # A few letters are two in lower case: then the places are others.
            return in_sentence(found, before, self._text[end:limit])
        stop = self._stop(end, limit)
        return cues_among(
            found, before, is_plain=not _within(self._odd, end, stop),
            is_asked=_within(self._asked, end, min(stop + 1, limit)),
            is_denied=_within(self._contrary, end, stop),
        )  # fmt: skip

    def _stop(self, start: int, limit: int) -> int:
        """Where the sentence ends that goes on at a place."""
        # Directly behind a formula a letter is no abbreviation: “the ▢s.”
        if _LETTER_AND_STOP.match(self._lower, start, limit):
            return start + 1
        k = bisect_left(self._stops, start)
        return min(self._stops[k], limit) if k < len(self._stops) else limit


def _starts(found: Iterable[re.Match[str]]) -> list[int]:
    return [m.start() for m in found]


def _within(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of these places, which are in order, lies between two others."""
    k = bisect_left(places, start)
    return k < len(places) and places[k] < end
