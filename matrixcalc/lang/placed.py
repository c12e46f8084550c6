"""What stands where in a text: items and stretches, found by their places and not one by one.

Only places are looked at.  A long paragraph has many sentences, and each asks for its own items.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, Protocol, TypeVar


class Starting(Protocol):
    """Anything that begins somewhere."""

    @property
    def start(self) -> int:
        """The offset at which it begins."""
        ...


class Stretch(Starting, Protocol):
    """Anything that begins somewhere and ends somewhere."""

    @property
    def end(self) -> int:
        """The offset behind it."""
        ...


_T = TypeVar("_T", bound=Starting)


class Placed(Generic[_T]):
    """Things by the places where they begin."""

    def __init__(self, things: Iterable[_T]) -> None:
        self._sorted = sorted(enumerate(things), key=_place)
        self._starts = [x.start for _, x in self._sorted]

    def of(self, stretch: Stretch) -> list[_T]:
        """Those that begin in a stretch, in the order in which they were given."""
        first = bisect_left(self._starts, stretch.start)
        found = self._sorted[first : bisect_left(self._starts, stretch.end)]
        return [x for _, x in sorted(found, key=_number)]


class Covered:
    """Stretches that may overlap, and which places lie in one of them."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        found = sorted((x.start, x.end) for x in stretches)
        self._starts = [start for start, _ in found]
        self._ends = list(accumulate((end for _, end in found), max))

    def __contains__(self, place: int) -> bool:
        before = bisect_right(self._starts, place)
        return before > 0 and place < self._ends[before - 1]


def _place(numbered: tuple[int, Starting]) -> int:
    return numbered[1].start


def _number(numbered: tuple[int, Starting]) -> int:
    return numbered[0]
