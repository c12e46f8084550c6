"""KL(N(m, S) ‖ N(c, T)) and H[N(m, S)] in documents, and bars that separate or are those of norms."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import StepResult, Verdict

ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED}
DECLARED = r"""<!-- matcalc: \mu, m : n; S, T : n×n, positive definite; A : n×n; s : n, positive;
t : n; \sigma, \tau : positive; a, b : scalar; layout = denominator -->
"""
P, Q = r"\mathcal N(\mu, S)", r"\mathcal N(m, T)"
GENERAL = (
    r"\frac12\left(\operatorname{tr}(T^{-1}S) - n + \log\frac{|T|}{|S|} SIGN"
    r" (m-\mu)^\top T^{-1}(m-\mu)\right)"
)
RIGHT, WRONG = GENERAL.replace("SIGN", "+"), GENERAL.replace("SIGN", "-")
SPELLINGS = [
    rf"D_{{\mathrm{{KL}}}}\left({P}\,\|\,{Q}\right)",
    rf"D_{{KL}}({P} \Vert {Q})",
    rf"\operatorname{{KL}}\left({P} \,\middle\|\, {Q}\right)",
    rf"\mathrm{{KL}}[{P} || {Q}]",
    rf"KL({P} \parallel {Q})",
    rf"\text{{KL}}({P}; {Q})",
    rf"\mathrm{{KL}}\left({P} \middle\Vert {Q}\right)",
]
VAE = r"\mathrm{KL}\left(\mathcal N(\mu, \operatorname{diag}(s^2)) \,\|\, \mathcal N(0, I)\right)"
STANDARD = r"\mathrm{KL}(\mathcal N(0, I) \| \mathcal N(\mu, S))"
NUMBERS = r"\mathrm{KL}(N(a, \sigma^2) \| N(b, \tau^2)) = \log\frac{\tau}{\sigma}"

TRUE = [
    *(f"{written} = {RIGHT}" for written in SPELLINGS),
    VAE + r"= \frac12\sum_{j=1}^n\left(s_j^2+\mu_j^2-1-\log s_j^2\right)",
    NUMBERS + r"+ \frac{\sigma^2 + (a - b)^2}{2\tau^2} - \frac12",
    rf"\mathrm{{KL}}({P} \| {P}) = 0",
    rf"\nabla_m \mathrm{{KL}}({P} \| {Q}) = T^{{-1}}(m - \mu)",
    rf"{STANDARD} = \frac12(\operatorname{{tr}}(S^{{-1}}) + \mu^T S^{{-1}}\mu - n + \log|S|)",
    rf"\mathrm{{H}}[{P}] = \frac n2(1 + \log(2\pi)) + \frac12\log|S|",
    rf"\mathrm{{H}}[{P}] = \mathrm{{H}}[\mathcal N(0, S)]",
    # bars of norms stay what they are
    r"\|\mu + m\|^2 - \|\mu - m\|^2 = 4\mu^Tm",
    r"(\|\mu\|\,\|m\|)^2 = (||\mu||^2)(||m||^2)",
    r"\left\|\mu\right\|^2 = \left(\|\mu\|\right)^2",
    r"|S||T| = |ST|",
    # the power of a vector within diag
    r"\operatorname{diag}(t^2) = \operatorname{diag}(t)^2",
    r"\operatorname{diag}(t^3)\mathbf 1 = t \odot t \odot t",
]
FALSE = [
    *(f"{written} = {WRONG}" for written in SPELLINGS),
    rf"{SPELLINGS[0]} = \mathrm{{KL}}({Q} \| {P})",
    VAE + r"= \frac12\sum_{j=1}^n\left(1+\log s_j^2-\mu_j^2-s_j^2\right)",
    NUMBERS + r"+ \frac{\sigma^2 + (a - b)^2}{2\tau^2}",
    NUMBERS.replace(r"\frac{\tau}{\sigma}", r"\frac{\sigma}{\tau}")
    + r"+ \frac{\sigma^2 + (a - b)^2}{2\tau^2} - \frac12",
    rf"\nabla_m \mathrm{{KL}}({P} \| {Q}) = S^{{-1}}(m - \mu)",
    rf"\mathrm{{H}}[{P}] = \frac n2\log(2\pi) + \frac12\log|S|",
    rf"\mathrm{{H}}[{P}] = -\frac n2(1 + \log(2\pi)) - \frac12\log|S|",
    r"\operatorname{diag}(t^2) = 2\operatorname{diag}(t)",
]
UNDECIDED = [
    # of no covariance is anything known
    rf"\mathrm{{KL}}({P} \| \mathcal N(\mu, A)) = 0",
    r"\mathrm{KL}(\mathcal N(\mu, A) \| \mathcal N(\mu, A)) = 0",
    # another divergence, or none that is told
    rf"D({P} \| {P}) = 0",
    rf"D_\alpha({P} \| {P}) = 0",
    rf"\mathrm{{KL}}({P}) = 0",
    rf"\mathrm{{KL}}({P} \| \mu) = 0",
    rf"\mathrm{{H}}[{P}, {Q}] = 0",
]


def step(written: str, declared: str = DECLARED) -> StepResult:
    """The only step of a document with this formula."""
    text = f"{declared}\n$$ {written} $$\n"
    (derivation,) = read_document("x.md", text.encode()).derivations
    return verify_derivation(derivation, Options(("shapes", "proof", "exact"))).steps[-1]


@pytest.mark.parametrize("written", TRUE)
def test_a_true_divergence_is_accepted(written: str) -> None:
    found = step(written)
    assert found.verdict in ACCEPTED, (found.reasons, found.notes)


@pytest.mark.parametrize("written", FALSE)
def test_a_false_divergence_is_refuted(written: str) -> None:
    assert step(written).verdict is Verdict.REFUTED


@pytest.mark.parametrize("written", UNDECIDED)
def test_what_is_no_divergence_of_gaussians_is_not_judged(written: str) -> None:
    assert step(written).verdict in (Verdict.UNDECIDED, Verdict.UNREAD)


def test_a_declared_h_is_no_entropy() -> None:
    found = step(r"H(\mathcal N(\mu, S)) = \mathcal N(\mu, S) H", r"<!-- matcalc: H : scalar -->")
    assert found.verdict in (Verdict.UNDECIDED, Verdict.UNREAD)


def test_a_middle_bar_separates() -> None:
    joint = (
        r"\mathcal N\left(\mu\,\middle|\,m, S\right) = \mathcal N(\mu \mid m, S)",
        r"\mathcal N\left(\mu\,\middle|\,m, S\right) = \mathcal N(\mu \mid m, T)",
    )
    assert [step(written).verdict for written in joint] == [Verdict.PROVED, Verdict.REFUTED]
