"""Integrals over a whole space: in closed form, by quadrature, and refused where they may not exist."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document, read_statement
from matrixcalc.results import Outcome, StepResult, Verdict

LETTERS = r"A, B, S : n×n, positive definite; M : n×n; a, b, m, x, y : n; z ~ N(m, S) in n; t : scalar; s : scalar, positive"
MIXTURE = r"x : n; m_k : n (k = 1..K); S_k : n×n, positive definite (k = 1..K); p_k : scalar, positive (k = 1..K)"
DENSITY = r"\mathcal N(x; m, S)"

TRUE = (
    rf"\int {DENSITY}\,dx = 1",
    r"\int_{\mathbb R^n} \exp(-\frac12(x-m)^TS^{-1}(x-m))\,dx = \sqrt{(2\pi)^n|S|}",
    r"\int \exp(-\frac12x^TAx+b^Tx)\,dx = \sqrt{\det(2\pi A^{-1})}\exp(\frac12b^TA^{-1}b)",
    rf"\int x\,{DENSITY}\,dx = m",
    rf"\int (x-m)(x-m)^T{DENSITY}\,dx = S",
    rf"\int x^TMx\,{DENSITY}\,dx = \operatorname{{tr}}(MS)+m^TMm",
    r"\int \mathcal N(x; a, A)\mathcal N(x; b, B)\,dx = \mathcal N(a; b, A+B)",
    rf"-\int {DENSITY}\log{DENSITY}\,dx = \frac12\log\det(2\pi eS)",
    (rf"\int {DENSITY}\log\frac{{{DENSITY}}}{{\mathcal N(x; a, A)}}\,dx"
    r" = \frac12(\log\frac{|A|}{|S|}-n+\operatorname{tr}(A^{-1}S)+(a-m)^TA^{-1}(a-m))"),
    r"\mathbb E[e^{b^Tz}] = e^{b^Tm+\frac12b^TSb}",
    r"\int_{-\infty}^{\infty} e^{-t^2/(2s)}\,dt = \sqrt{2\pi s}",
    r"\int\int \mathcal N(x; y, S)\mathcal N(y; b, A)\,dx\,dy = 1",
    r"\int \mathcal N(x; My, S)\mathcal N(y; b, A)\,dy = \mathcal N(x; Mb, S+MAM^T)",
    r"\int \sum_{k=1}^K p_k\mathcal N(x; m_k, S_k)\,dx = \sum_{k=1}^K p_k",
    r"\int x\sum_{k=1}^K p_k\mathcal N(x; m_k, S_k)\,dx = \sum_{k=1}^K p_km_k",
    r"\int_{\mathbb R} t^2e^{-\frac12t^2}\,\mathrm{d}t = \sqrt{2\pi}",
)  # fmt: skip
FALSE = (
    r"\int \mathcal N(x; My, S)\mathcal N(y; b, A)\,dy = \mathcal N(x; Mb, S+M^TAM)",
    r"\int xx^T\sum_{k=1}^K p_k\mathcal N(x; m_k, S_k)\,dx = \sum_{k=1}^K p_kS_k",
    rf"\int {DENSITY}\,dx = 2",
    r"\int_{\mathbb R^n} \exp(-\frac12(x-m)^TS^{-1}(x-m))\,dx = \sqrt{2\pi|S|}",
    r"\int \exp(-\frac12x^TAx+b^Tx)\,dx = \sqrt{\det(2\pi A)}\exp(\frac12b^TA^{-1}b)",
    r"\int \exp(-\frac12x^TAx+b^Tx)\,dx = \sqrt{\det(2\pi A^{-1})}\exp(b^TA^{-1}b)",
    rf"\int (x-m)(x-m)^T{DENSITY}\,dx = S^{{-1}}",
    rf"\int x^TMx\,{DENSITY}\,dx = \operatorname{{tr}}(MS)",
    r"\int \mathcal N(x; a, A)\mathcal N(x; b, B)\,dx = \mathcal N(a; b, A-B)",
    rf"\int {DENSITY}\log{DENSITY}\,dx = \frac12\log\det(2\pi eS)",
    r"\mathbb E[e^{b^Tz}] = e^{b^Tm+b^TSb}",
    r"\int_{-\infty}^{\infty} e^{-t^2/(2s)}\,dt = \sqrt{2\pi} s",
)
OPEN = (
    (r"\int \exp(-\frac12x^TMx)\,dx = \sqrt{\det(2\pi M^{-1})}", "is positive definite"),
    (r"\int x^Tx\,dx = 0", "does not exist, or is not judged"),
    (r"\int_0^1 t\,dt = \frac12", "over a part of the numbers"),
    (r"\int t e^{-t^2/2}\,dt = -e^{-t^2/2}", "indefinite"),
    (r"\int e^{-s^2/2}\,ds = \sqrt{2\pi}", "does not run over all of the space"),
    (r"\int e^{t^2}\,dt = 1", "positive"),
    (r"\int |t|e^{-t^2/2}\,dt = 2", "no polynomial times a Gaussian"),
)


def judged(statement: str, checks: tuple[str, ...] = ("shapes", "proof", "exact")) -> StepResult:
    """What is said of a statement with these letters."""
    (derivation,) = read_statement(
        statement, MIXTURE if "p_k" in statement else LETTERS
    ).derivations
    *_, step = verify_derivation(derivation, Options(checks)).steps
    return step


@pytest.mark.parametrize("statement", TRUE)
def test_an_integral_that_is_right_is_accepted(statement: str) -> None:
    assert judged(statement).verdict in (Verdict.PROVED, Verdict.VERIFIED)


@pytest.mark.parametrize("statement", FALSE)
def test_an_integral_that_is_wrong_is_refuted(statement: str) -> None:
    assert judged(statement).verdict in (Verdict.REFUTED, Verdict.UNDECIDED, Verdict.CONDITIONAL)
    numeric = judged(statement, ("finite differences",)).evidence[0]
    assert numeric.outcome is not Outcome.AGREES


@pytest.mark.parametrize(("statement", "reason"), OPEN)
def test_an_integral_that_is_not_known_to_exist_is_left_open_with_the_reason(
    statement: str, reason: str
) -> None:
    found = judged(statement)
    assert found.verdict is Verdict.UNDECIDED
    assert reason in " ".join(found.reasons)


def test_quadrature_looks_at_one_two_and_three_dimensions() -> None:
    (numeric,) = judged(TRUE[0], ("finite differences",)).evidence
    assert numeric.outcome is Outcome.AGREES
    assert {sizes["n"] for sizes in numeric.sizes} == {1, 2, 3}


def test_a_proof_names_the_gaussian_integral() -> None:
    (proof,) = judged(TRUE[1], ("proof",)).evidence
    assert proof.laws[0] == "Gaussian integral"


def test_a_defined_letter_is_another_one_inside_of_an_integral() -> None:
    text = (
        r"Let $x, m \in \mathbb R^n$ and $u = x - m$."
        "\n\n"
        r"$$ \int_{\mathbb R^n} \exp(-\tfrac12u^Tu)\,du = \sqrt{(2\pi)^n} $$"
    )
    (derivation,) = read_document("p.md", text.encode()).derivations
    *_, step = verify_derivation(derivation, Options(("shapes", "proof"))).steps
    assert step.verdict is Verdict.PROVED
