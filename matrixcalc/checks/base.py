"""What a check is: a claim and a task in, evidence out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from matrixcalc.deadline import Deadline
from matrixcalc.results import Evidence
from matrixcalc.statements import Claim

NOWHERE = "not defined at"
"""How a check begins to say that a claim has no value at some sizes."""


@dataclass(frozen=True)
class Task:
    """How to examine a claim: the seed, sizes that are asked for, and the time left."""

    seed: int = 0
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Sizes by name that the user fixed; empty means that the check chooses."""
    deadline: Deadline = field(default_factory=Deadline.never)
    detailed: bool = False
    """Whether to keep the table of entries."""
    brief: bool = False
    """Whether the general case has been told already, so that a look of another kind suffices."""


class Check(Protocol):
    """One independent way of examining a claim.

    A check never raises for a claim that it cannot handle: it returns evidence
    with the outcome `unavailable` or `inconclusive` and the reason.
    """

    name: str

    def examine(self, claim: Claim, task: Task) -> Evidence:
        """What this check finds about `claim`."""
