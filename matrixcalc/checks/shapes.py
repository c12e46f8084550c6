"""The shapes check: whether the two sides of a claim have one shape at every size.

Each side is well-shaped by construction; what is left is that they fit each
other, and that one letter has one meaning.
"""

from __future__ import annotations

from matrixcalc.checks.base import Task
from matrixcalc.coherence import describe
from matrixcalc.expr import Symbol
from matrixcalc.results import Evidence, Outcome
from matrixcalc.statements import Claim


class ShapesCheck:
    """Compares the shapes of the sides as polynomials in the sizes."""

    name = "shapes"

    def examine(self, claim: Claim, task: Task) -> Evidence:
        """Evidence that the shapes fit, or the two shapes that do not."""
        left, right = claim.left.shape, claim.right.shape
        if left != right:
            detail = f"the left side is {left}, the right side is {right}"
            return Evidence(self.name, Outcome.ILL_SHAPED, detail)
        clash = _two_meanings(claim)
        if clash:
            return Evidence(self.name, Outcome.ILL_SHAPED, clash)
        sizes = ", ".join(v.name for v in claim.integers)
        where = f"for every {sizes}" if sizes else "at its one size"
        return Evidence(self.name, Outcome.FITS, f"{left} on both sides, {where}")


def _two_meanings(claim: Claim) -> str:
    first: dict[str, Symbol] = {}
    sides = [claim.left, claim.right, *(d.body for d in claim.definitions)]
    for symbol in (s for side in sides for s in side.symbols):
        other = first.setdefault(symbol.name, symbol)
        if (other.shape, other.assumptions) != (symbol.shape, symbol.assumptions):
            one, two = sorted([describe(other), describe(symbol)])
            return f"{symbol.name} is declared twice: as {one} and as {two}"
    return ""
