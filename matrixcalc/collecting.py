"""Python's collector of cycles, kept from looking through everything that is alive.

Expressions and networks are many and refer to no one above them, so that it finds next to
nothing; but it looks longer the more there is in the process, at a moment that has nothing to
do with what is computed, and on the time of whoever computes.  Nothing is kept alive here.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 100_000
"""New objects after which these, and no others, are looked through."""
NEVER = 1_000_000_000
"""More looks at the young objects than there will be."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Collect cycles among new objects only, and among many at once."""
    usual = gc.get_threshold()
    if usual[0]:
        gc.set_threshold(YOUNG, NEVER, NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def settle() -> None:
    """Count what is alive as old, so that it is not looked through at once."""
    if gc.get_freeze_count() == 0:
        gc.freeze()
        gc.unfreeze()
