"""Prints the curve of the proof over trace words, in milliseconds.

A word of k letters and the same word turned round by half: all letters alike, two
letters by turns, all different.  Medians in one run.

    python tests/benchmarks/proofs.py
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import cast

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from matrixcalc import matrix, sizes, tr
from matrixcalc.checks.base import Task
from matrixcalc.checks.proof import ProofCheck
from matrixcalc.expr import Expr, Symbol
from matrixcalc.results import Outcome
from matrixcalc.statements import Claim
from tests.benchmarks.table import median

LENGTHS = (4, 8, 16, 24, 32, 40)
ROUNDS = 9
(n,) = sizes("n")


def word(letters: Sequence[Symbol]) -> Expr:
    """The trace of a product."""
    return tr(reduce(lambda a, b: a @ b, letters[1:], cast("Expr", letters[0])))


def turned(letters: Sequence[Symbol]) -> Claim:
    """A trace and the same one that begins in the middle."""
    half = len(letters) // 2
    return Claim(word(letters), word([*letters[half:], *letters[:half]]))


def main() -> None:
    """Print the table."""
    print("| letters | " + " | ".join(f"k = {k}" for k in LENGTHS) + " |")
    print("|---|" + "---|" * len(LENGTHS))
    for label, count in (("all alike", 1), ("two by turns", 2), ("all different", max(LENGTHS))):
        cells = []
        for k in LENGTHS:
            alphabet = [matrix(f"A_{x}", n, n) for x in range(count)]
            claim = turned([alphabet[x % count] for x in range(k)])
            assert ProofCheck().examine(claim, Task()).outcome is Outcome.PROVED
            cells.append(f"{median(lambda c=claim: ProofCheck().examine(c, Task()), ROUNDS):.3g}")  # type: ignore[misc]  # bound at once
        print(f"| {label} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
