"""Matrices whose rows or columns are listed with dots."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document

SAMPLE = r"Let $x_1, \dots, x_N \in \mathbb{R}^d$ and $w \in \mathbb{R}^d$."
ROWS = SAMPLE + r" Let $X = [x_1, \dots, x_N]^T$."
COLUMNS = SAMPLE + r" Let $Z = (x_1, x_2, \dots, x_N)$."
TABLE = SAMPLE + r" $$ X = \begin{bmatrix} x_1^T \\ \vdots \\ x_N^T \end{bmatrix},"
TABLE += r" \quad y = \begin{bmatrix} y_1 \\ y_2 \\ \vdots \\ y_N \end{bmatrix} $$"
WIDE = SAMPLE + r" $$ Z = \begin{pmatrix} x_1 & x_2 & \cdots & x_N \end{pmatrix} $$"

STATEMENTS = [
    (ROWS, r"\sum_{i=1}^N x_i x_i^T = X^T X", "verified"),
    (ROWS, r"\sum_{i=1}^N x_i x_i^T = 2 X^T X", "refuted"),
    (TABLE, r"\sum_{i=1}^N x_i x_i^T = X^T X", "verified"),
    (TABLE, r"\sum_{i=1}^N (y_i - w^T x_i)^2 = \|y - Xw\|^2", "verified"),
    (TABLE, r"\sum_{i=1}^N y_i x_i = X^T y", "verified"),
    (TABLE, r"\sum_{i=1}^N y_i x_i = 2 X^T y", "refuted"),
    (COLUMNS, r"\sum_{i=1}^N x_i x_i^T = Z Z^T", "verified"),
    (WIDE, r"\operatorname{tr}(Z^T Z) = \sum_{i=1}^N \|x_i\|^2", "verified"),
    (WIDE, r"Z^T w = Z w", "ill-shaped"),
    # which members there are is not clear
    (SAMPLE, r"\operatorname{tr}([x_1, x_3, \dots, x_N]^T) = 0", "undecided"),
    (SAMPLE, r"\operatorname{tr}([x_1, \dots]) = 0", "undecided"),
    (SAMPLE, r"\operatorname{tr}([x_1^T, \dots, x_N^T]) = 0", "undecided"),
]


@pytest.mark.parametrize(("said", "written", "verdict"), STATEMENTS)
def test_a_statement_about_listed_rows_or_columns_has_this_verdict(
    said: str, written: str, verdict: str
) -> None:
    text = f"# P\n\n{said}\n\nThen\n\n$$ {written} $$\n"
    (derivation,) = read_document("p.md", text.encode()).derivations
    found = verify_derivation(derivation, Options(("shapes", "exact"))).steps
    assert found[-1].verdict.value == verdict
