"""Derivatives by a matrix whose entries are tied: each number moves at all of its places."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document

LETTERS = """<!-- matcalc: A : n×n; D : n×n, diagonal; T : n×n, toeplitz; L : n×n, lower triangular -->
<!-- matcalc: S : n×n, symmetric, toeplitz; K : n×n, skew-symmetric; symmetric = tied -->
"""
TOEPLITZ = r"\left[\frac{\partial \operatorname{tr}(AT)}{\partial T}\right]_{ij}"
BOTH = r"\left[\frac{\partial \operatorname{tr}(AS)}{\partial S}\right]_{ij}"
SUMS = r"\left(\sum_{k-l=j-i} A_{kl} + \sum_{k-l=i-j} A_{kl}\right)"

STATEMENTS = [
    (r"\frac{\partial \operatorname{tr}(AD)}{\partial D} = A \circ I", "proved"),
    (r"\frac{\partial \operatorname{tr}(AD)}{\partial D} = A^T", "refuted"),
    (r"\frac{\partial \log \det(D^2)}{\partial D} = 2 D^{-1}", "proved"),
    (r"\frac{\partial \operatorname{tr}(D^2)}{\partial D} = D", "refuted"),
    (rf"{TOEPLITZ} = \sum_{{k - l = j - i}} A_{{kl}}", "verified"),
    (rf"{TOEPLITZ} = \sum_{{k - l = i - j}} A_{{kl}}", "convention"),
    (rf"{TOEPLITZ} = A_{{ji}}", "refuted"),
    (rf"{BOTH} = (1 - \frac{{1}}{{2}} \delta_{{ij}}) {SUMS}", "verified"),
    (rf"{BOTH} = {SUMS}", "refuted"),
    (r"\frac{\partial \operatorname{tr}(AK)}{\partial K} = A^T - A", "proved"),
    (r"\frac{\partial \operatorname{tr}(AK)}{\partial K} = A^T", "refuted"),
    (r"\frac{\partial \operatorname{tr}(AL)}{\partial L} = A^T", "undecided"),
]


@pytest.mark.parametrize(("written", "verdict"), STATEMENTS)
def test_a_derivative_by_a_structured_matrix_is_judged_so(written: str, verdict: str) -> None:
    text = f"# P\n\n{LETTERS}\n$$ {written} $$\n"
    (derivation,) = read_document("p.md", text.encode()).derivations
    options = Options(("shapes", "proof", "exact"))
    assert verify_derivation(derivation, options).steps[-1].verdict.value == verdict
