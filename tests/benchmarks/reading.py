"""Prints how the time of reading grows with the length of one formula, one paragraph and one document.

Each text is read at one, two and four times a length, in one run; twice the length may cost 2.6 times
the time at most.

    python tests/benchmarks/reading.py
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from matrixcalc.lang.document import read_document

LENGTH = 400
"""Rows, formulas, sentences or sections of the shortest text."""
MOST = 2.6
"""What twice the length may cost, as a multiple of the time."""


def rows(count: int) -> str:
    """One `align` of equations."""
    lines = "\n".join(rf"x_{k}^TAx &= x^TA^Tx_{k} \\" for k in range(count))
    return f"Let $A$ be a square matrix.\n\n$$\\begin{{align*}}\n{lines}\n\\end{{align*}}$$\n"


def chain(count: int) -> str:
    """One chain of equations, each of which goes on from the one before."""
    lines = "\n".join((r"&= x^TAx \\", r"&= x^TA^Tx \\")[k % 2] for k in range(count))
    return f"Let $A$ be square.\n\n$$\\begin{{align*}}\nx^TAx {lines}\n\\end{{align*}}$$\n"


def formulas(count: int) -> str:
    """One paragraph, one sentence of formulas."""
    return r"$x^Tx = \|x\|^2$ and " * count


def claims(count: int) -> str:
    """One paragraph of sentences that claim equations."""
    return "Let $A$ be square.\n\n" + "Then $x^TAx = x^TA^Tx$, and so on. " * count


def prose(count: int) -> str:
    """One paragraph of sentences that declare letters."""
    return "Let $A$ be square. Let $B$ be symmetric. " * count


def definitions(count: int) -> str:
    """Paragraphs that define letters, in one section."""
    return "\n\n".join(f"Let $B_{{{k}}} = A + A^T$." for k in range(count))


def displays(count: int) -> str:
    """Displayed equations, in one section."""
    return "Let $A$ be square.\n\n" + "$$x^TAx = x^TA^Tx$$\n\n" * count


def sections(count: int) -> str:
    """Sections with a declaration and an equation each."""
    part = "## Part {}\n\nLet $A$ be square.\n\n$$x^TAx = x^TA^Tx$$\n\n"
    return "".join(part.format(k) for k in range(count))


TEXTS: tuple[Callable[[int], str], ...] = (
    rows, chain, formulas, claims, prose, definitions, displays, sections,
)  # fmt: skip


def seconds(text: str) -> float:
    """The shorter time of two to read a text, of this process alone."""
    data, times = text.encode(), []
    for _ in range(2):
        start = time.process_time()
        read_document("document.md", data)
        times.append(time.process_time() - start)
    return min(times)


def main() -> int:
    """Print a line for each text; the exit code says whether one grows too fast."""
    slow = False
    read_document("document.md", rows(9).encode())
    for text in TEXTS:
        times = [seconds(text(LENGTH * k)) for k in (1, 2, 4)]
        ratios = [after / before for before, after in pairwise(times)]
        slow = slow or max(ratios) > MOST
        print(f"{text.__name__:12}", *(f"{1000 * t:7.0f} ms" for t in times), end="   ")
        print(*(f"×{r:.2f}" for r in ratios), "too fast" if max(ratios) > MOST else "")
    return slow


if __name__ == "__main__":
    sys.exit(main())
