"""A time budget that long computations look at from time to time.

It is processor time: what else the machine is doing changes no verdict.
"""

from __future__ import annotations

import time

READ_EVERY = 0x1F
"""A mask of calls: reading the clock costs as much as a small computation."""


class OutOfTime(Exception):
    """The time budget of a statement is spent."""


class Deadline:
    """A moment after which `check` raises `OutOfTime`."""

    def __init__(self, at: float) -> None:
        self.at = at
        self._calls = -1
        self._passed = False

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """The moment this many seconds of processor time from now."""
        return cls(time.process_time() + seconds)

    @classmethod
    def never(cls) -> Deadline:
        """A deadline that never comes."""
        return cls(float("inf"))

    @property
    def left(self) -> float:
        """The seconds of processor time that are left, negative when it has passed."""
        return self.at - time.process_time()

    def check(self) -> None:
        """Raise `OutOfTime` if the moment has passed; the clock is read now and then."""
        self._calls += 1
        if not self._passed and self._calls & READ_EVERY == 0:
            self._passed = time.process_time() > self.at
        if self._passed:
            raise OutOfTime
