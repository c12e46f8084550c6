"""Prints how long the command line takes to start, next to Python itself.

python tests/benchmarks/start.py
"""

from __future__ import annotations

import subprocess
import sys
import time


def seconds(*arguments: str) -> float:
    """The shortest of nine runs of Python with these arguments."""
    times = []
    for _ in range(9):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print a line for each command, and the limit."""
    bare = seconds("-c", "pass")
    print(f"python -c pass   {bare:.3f} s   limit {5 * bare + 0.1:.3f} s")
    for command in ("--help", "list"):
        print(f"matcalc {command:8} {seconds('-m', 'matrixcalc', command):.3f} s")


if __name__ == "__main__":
    main()
