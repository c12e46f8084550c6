"""What is written alike and has two meanings, of which the shapes of a statement tell the one.

Which of them it has is decided where the statement is read as a whole.
"""

from __future__ import annotations

DIAGONAL = "diagonal"
"""diag of a matrix: the matrix without what is beside its diagonal, or the diagonal as a column."""
MODULUS = "modulus"
"""|A| of a matrix: the determinant, or the moduli of the entries."""
NORM = "norm"
"""|x| of a vector: its norm, or the moduli of the entries."""
PAIR = "pair"
"""[A, B] of square matrices: a row of blocks, or AB − BA."""
GAP = "gap"
"""A and B with a space between them in square brackets: their product, or a row of blocks."""
EITHER = frozenset({GAP, NORM, PAIR})
"""Where both meanings fit, neither is meant more often."""
UNTOLD = {
    GAP: "it may be a product or a row of blocks",
    PAIR: "it may be a commutator or a row of blocks",
}
"""What is not judged where both meanings fit."""

__all__ = ["DIAGONAL", "EITHER", "GAP", "MODULUS", "NORM", "PAIR", "UNTOLD"]
