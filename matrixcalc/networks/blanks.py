"""Exponents of matrices that are no numbers, as the names of their powers have them.

A power stands at the indices in its exponent, before the row and the column: in its name they
are blanks, so that a sum over an index finds it.  Nothing is said here of what a power is.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

from matrixcalc.dims import Dim, IntVar

Slot = TypeVar("Slot", bound=Hashable)


def blank(k: int) -> Dim:
    """What stands for the k-th index of an exponent in a name."""
    return Dim.size(f"#{k}")


def blanks(exponent: Dim) -> int:
    """How many indices an exponent has, which is a name with blanks."""
    return sum(v.name.startswith("#") for v in exponent.variables)


def added(exponents: Sequence[tuple[Dim, Sequence[Slot]]]) -> tuple[Dim, list[Slot]]:
    """The sum of exponents whose blanks stand at slots, and the slots that are left in it."""
    slots = list(dict.fromkeys(s for _, own in exponents for s in own))
    places = {IntVar(f"@{k}"): k for k in range(len(slots))}
    total = Dim.of(0)
    for exponent, own in exponents:
        at = {blank(k).as_variable: Dim.size(f"@{slots.index(s)}") for k, s in enumerate(own)}
        total = total + exponent.substitute(at.get)
    left = sorted(places[v] for v in total.variables if v in places)
    renamed = {IntVar(f"@{k}"): blank(x) for x, k in enumerate(left)}
    return total.substitute(renamed.get), [slots[k] for k in left]
