"""A time budget that long computations look at from time to time.

It is processor time: what else the machine is doing changes no verdict.
"""

from __future__ import annotations

import time

BLINK = 0.01
"""Seconds for which the processor clock is not read again: that takes as long as a small
computation, and no longer than this may pass unseen.
"""


class OutOfTime(Exception):
    """The time budget of a statement is spent."""

    def __init__(self, message: str = "over budget: not finished when the time was up") -> None:
        super().__init__(message)


class Deadline:
    """A moment after which `check` raises `OutOfTime`."""

    def __init__(self, at: float) -> None:
        self.at = at
        self._look = float("-inf")

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
        """Raise `OutOfTime` if the moment has passed; called often, it costs next to nothing."""
        now = time.monotonic()
        if now >= self._look:
            if self.left <= 0:
                raise OutOfTime
            self._look = now + BLINK
