"""What a text supposes to be positive definite is heeded, and widens nothing else."""

from __future__ import annotations

import pytest
from sympy import BlockMatrix, Matrix

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document

OPTIONS = Options(("shapes", "proof", "exact"))
LETTERS = """<!-- matcalc: A : n×n, positive definite; B : m×m, positive definite -->
<!-- matcalc: C : n×m; D : n×n; E : n×n; x : n; y : m -->
"""
BLOCK = r"\begin{bmatrix} A & C \\ C^T & B \end{bmatrix}"
SCHUR = r"A - C B^{-1} C^T"
SUPPOSED = rf"Assume ${BLOCK} \succ 0$."

STATEMENTS = [
    (SUPPOSED, rf"\log \det {BLOCK} = \log |B| + \log |{SCHUR}|", True),
    (SUPPOSED, rf"\log \det {BLOCK} = \log |A| + \log |{SCHUR}|", "refuted"),
    ("", rf"\log \det {BLOCK} = \log |B| + \log |{SCHUR}|", False),
    (SUPPOSED, r"\log |A - C B^{-1} C^T| = \log |B - C^T A^{-1} C| + \log|A| - \log|B|", True),
    (SUPPOSED, r"\log |A + C B^{-1} C^T| = \log |A|", "refuted"),
    # what is supposed of one matrix says nothing of another one
    (SUPPOSED, r"2 \log |D| = \log |D^T D|", False),
    (r"Assume $D + E \succ 0$.", r"2 \log |D + E| = \log |(D + E)^T (D + E)|", True),
    (r"Assume $D + E \succ 0$.", r"2 \log |D| = \log |D^T D|", False),
    (r"Assume $D + E \succeq 0$.", r"2 \log |D + E| = \log |(D + E)^T (D + E)|", False),
    (r"Assume $D + E \succ B$.", r"2 \log |D + E| = \log |(D + E)^T (D + E)|", False),
]


@pytest.mark.parametrize(("supposed", "written", "accepted"), STATEMENTS)
def test_a_step_below_a_supposition_is_judged_so(
    supposed: str, written: str, accepted: bool | str
) -> None:
    text = f"# P\n\n{LETTERS}\n{supposed}\n\n$$ {written} $$\n"
    (derivation,) = read_document("p.md", text.encode()).derivations
    last = verify_derivation(derivation, OPTIONS).steps[-1]
    assert last.verdict.value not in ("unread", "ill-shaped", "contradiction")
    if accepted == "refuted":
        # What is supposed holds where the step fails.
        assert last.verdict.value == "refuted"
        assert last.counterexample is not None
        a, b, c = (Matrix(last.counterexample.values[x]) for x in "ABC")
        assert BlockMatrix([[a, c], [c.T, b]]).as_explicit().is_positive_definite
        return
    assert last.verdict.is_accepted is accepted
    if supposed:
        assert last.verdict.value != "refuted"
