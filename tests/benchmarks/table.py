"""Prints the table of the benchmarks' README: medians in one run, in milliseconds.

The naive way includes forking a process, a few milliseconds, and runs once.

    python tests/benchmarks/table.py
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from matrixcalc.checks.base import Task
from matrixcalc.engine import load_check
from matrixcalc.statements import Claim
from tests.benchmarks.identities import FIXED, IDENTITIES, naive


def median(run: Callable[[], Any], rounds: int) -> float:
    """The median duration of `run` in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


LIMIT = 60.0
"""Seconds after which the naive way counts as not finishing."""


def naive_once(name: str, order: int) -> str:
    """The duration of one naive run in a process of its own, in milliseconds."""
    process = multiprocessing.Process(target=_run_naive, args=(name, order))
    start = time.perf_counter()
    process.start()
    process.join(LIMIT)
    if process.is_alive():
        process.kill()
        return f"> {LIMIT:.0f} s"
    return f"{1000 * (time.perf_counter() - start):.3g}"


def _run_naive(name: str, order: int) -> None:
    assert naive(name, order)()


def row(label: str, runs: Sequence[Callable[[], Any] | None], rounds: int) -> str:
    """A line of the table."""
    cells = ["–" if run is None else f"{median(run, rounds):.3g}" for run in runs]
    return f"| {label} | " + " | ".join(cells) + " |"


def timed(examine: Callable[[Claim, Task], Any], claim: Claim, order: int) -> Callable[[], Any]:
    """The check of a claim at one size, ready to run."""
    return partial(examine, claim, Task(sizes={"n": order, **FIXED}))


def main() -> None:
    """Print a table for each identity."""
    orders = (2, 3, 5, 10, 20)
    for name, claim in IDENTITIES.items():
        print(f"\n**{name}**\n")
        print("| check | " + " | ".join(f"n = {order}" for order in orders) + " |")
        print("|---|" + "---|" * len(orders))
        for check, largest in (("exact", 20), ("elementwise", 3), ("finite differences", 5)):
            examine = load_check(check).examine
            runs = [timed(examine, claim, n) if n <= largest else None for n in orders]
            for run in runs:
                if run is not None:
                    run()
            print(row(check, runs, 7))
        slow = [naive_once(name, order) if order <= 3 else "–" for order in orders]
        print("| SymPy `diff` + `simplify` | " + " | ".join(slow) + " |", flush=True)


if __name__ == "__main__":
    main()
