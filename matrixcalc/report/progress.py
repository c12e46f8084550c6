"""A progress bar on the standard error stream, for long runs in a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

PATIENCE = 1.0
"""Seconds after which a run counts as long."""


@contextmanager
def bar(total: int, shown: bool) -> Iterator[Callable[[int], None]]:
    """A function to call with the number of steps that were just finished.

    The bar appears when the run takes long, and disappears at its end; without
    `shown` there is none.
    """
    console = Console(stderr=True)
    columns = (TextColumn("verifying"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=console, transient=True, disable=not shown)
    task = progress.add_task("steps", total=total)
    began = time.monotonic()

    def advance(steps: int) -> None:
        progress.advance(task, steps)
        if shown and not progress.live.is_started and time.monotonic() - began > PATIENCE:
            progress.start()

    try:
        yield advance
    finally:
        progress.stop()
