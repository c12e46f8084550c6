"""Two random vectors of which nothing says how they depend on each other: what holds for every
joint distribution is accepted, what needs independence is true on that condition.
"""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import StepResult, Verdict

ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED}
DECLARED = r"""<!-- matcalc: x : random n, mean \mu; y : random n, mean \nu; \mu, \nu : n; A : p×n;
B : q×n; a : p; b : q; G : n×n; layout = denominator -->
"""
KNOWN = DECLARED.replace(
    r"x : random n, mean \mu", r"x ~ N(\mu, K) in n; K : n×n, symmetric, positive definite"
)
TOTAL = r"\operatorname{Var}(x)+\operatorname{Var}(y)"
DIFFERENCE = TOTAL.replace("+", "-")
CROSS = r"\operatorname{Cov}(x, y)"
LOSS = r"\nabla_G\,\mathbb E\left[\|y-Gx\|^2\right]"
NAMED = r"Let $\Sigma_{xy} = \operatorname{Cov}(x,y)$ and $\Sigma_{yy} = \operatorname{Var}(y)$."
REST = r"\operatorname{Cov}\left(x-\Sigma_{xy}\Sigma_{yy}^{-1}y,\,"

TRUE = [
    (rf"\operatorname{{Cov}}(x+y,x-y) = {DIFFERENCE}-{CROSS}+\operatorname{{Cov}}(y,x)", ""),
    (rf"\operatorname{{Var}}(x+y) = {TOTAL}+{CROSS}+\operatorname{{Cov}}(y,x)", ""),
    (rf"{CROSS} = \mathbb E[xy']-\mathbb E[x]\mathbb E[y]'", ""),
    (rf"{CROSS} = \mathbb E[(x - \mu)(y - \nu)^\top]", ""),
    (rf"{CROSS}^\top = \operatorname{{Cov}}(y, x)", ""),
    (rf"\operatorname{{Cov}}(Ax+a,By+b) = A{CROSS}B^\top", ""),
    (r"\mathbb E[x^\top Gy] = \operatorname{tr}(G\operatorname{Cov}(y,x)) + \mu^\top G\nu", ""),
    (rf"{LOSS} = 2G\,\mathbb E[xx^\top]-2\,\mathbb E[yx^\top]", ""),
    (rf"{REST}y\right) = 0", NAMED),
    (rf"{REST}x\right) = \operatorname{{Var}}(x) - \Sigma_{{xy}}\Sigma_{{yy}}^{{-1}}\Sigma_{{xy}}^\top", NAMED),
]  # fmt: skip
IF_INDEPENDENT = [
    (r"\operatorname{Cov}(x+y,x-y) = \operatorname{Var}(x)-\operatorname{Var}(y)", ""),
    (r"\operatorname{Var}(x-y) = \operatorname{Var}(x)+\operatorname{Var}(y)", ""),
    (r"\mathbb E[xy^\top] = \mathbb E[x]\mathbb E[y]^\top", ""),
    (rf"{CROSS} = \operatorname{{Cov}}(y, x)", ""),
    (rf"\operatorname{{Cov}}(Ax+a,By+b) = 2A{CROSS}B^\top", ""),
    (rf"\operatorname{{Var}}(x+y) = {TOTAL}+2{CROSS}", ""),
    (rf"{REST}y\right) = \Sigma_{{xy}}", NAMED),
    (r"\mathbb E[x^\top y\,y^\top y] = \mu^\top\mathbb E[y\,y^\top y]", ""),
]  # fmt: skip
FALSE = [
    (r"\operatorname{Var}(x+y) = \operatorname{Var}(x)-\operatorname{Var}(y)", ""),
    (rf"{CROSS} = \mathbb E[xy^\top]", ""),
    (rf"{LOSS} = 2G\,\mathbb E[xx^\top]-2\,\mathbb E[xy^\top]", ""),
    (rf"{LOSS} = G\,\mathbb E[xx^\top]-\mathbb E[yx^\top]", ""),
    (rf"{REST}x\right) = 0", NAMED),
    (r"\mathbb E[x^\top Gy] = \operatorname{tr}(G\operatorname{Cov}(y,x))", ""),
]


def step(written: str, said: str = "", declared: str = DECLARED) -> StepResult:
    """The last step of a document with this formula."""
    text = f"{declared}\n{said}\n\n$$ {written} $$\n"
    (derivation,) = read_document("x.md", text.encode()).derivations
    return verify_derivation(derivation, Options(("shapes", "proof", "exact"))).steps[-1]


@pytest.mark.parametrize(("written", "said"), TRUE)
@pytest.mark.parametrize("declared", [DECLARED, KNOWN], ids=["any law", "one is Gaussian"])
def test_what_holds_for_every_joint_law_is_accepted(written: str, said: str, declared: str) -> None:
    found = step(written, said, declared)
    assert found.verdict in ACCEPTED, (found.reasons, found.suggestion)


@pytest.mark.parametrize(("written", "said"), IF_INDEPENDENT)
def test_what_needs_independence_is_conditional(written: str, said: str) -> None:
    found = step(written, said)
    if r"y\,y^\top y" in written:
        assert found.verdict is Verdict.UNDECIDED  # Of degree four, and nothing is Gaussian.
        return
    assert found.verdict is Verdict.CONDITIONAL, found.reasons
    assert found.suggestion == "true if x and y are independent"


@pytest.mark.parametrize(("written", "said"), FALSE)
def test_what_fails_for_independent_vectors_is_not_accepted(written: str, said: str) -> None:
    assert step(written, said).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(("written", "said"), [*TRUE, *IF_INDEPENDENT[:-1]])
def test_independent_vectors_satisfy_both(written: str, said: str) -> None:
    apart = f"The vectors $x$ and $y$ are independent. {said}"
    if written in (rf"{REST}y\right) = 0", rf"{REST}y\right) = \Sigma_{{xy}}"):
        apart = f"{said} The vectors $x$ and $y$ are independent."
    assert step(written, apart).verdict in ACCEPTED


def test_higher_moments_are_taken_for_those_of_independent_vectors() -> None:
    both = KNOWN.replace(
        r"y : random n, mean \nu", r"y ~ N(\nu, L) in n; L : n×n, symmetric, positive definite"
    )
    found = step(
        r"\mathbb E[x^\top x\,y^\top y] = \mathbb E[x^\top x]\,\mathbb E[y^\top y]", "", both
    )
    assert found.suggestion == "true if x and y are independent"


THREE = r"Let $x, y, z$ be random vectors in $\mathbb{R}^n$. "
APART = r"The vectors $y$ and $z$ are independent. "
VARIANCES = "+".join(rf"\operatorname{{Var}}({name})" for name in "xyz")
COVARIANCES = "+".join(rf"\operatorname{{Cov}}({a}, {b})" for a in "xyz" for b in "xyz" if a != b)
PARTS = r"\mathbb E[s^\top x] + \mathbb E[s^\top y] + \mathbb E[s^\top z]"
OF_THREE = [
    (THREE, rf"\operatorname{{Var}}(x+y+z) = {VARIANCES}+{COVARIANCES}", ""),
    (THREE, r"\operatorname{Cov}(x+y, z) = \operatorname{Cov}(x,z)+\operatorname{Cov}(y,z)", ""),
    (THREE + APART, r"\operatorname{Cov}(x+y, z) = \operatorname{Cov}(x,z)", ""),
    (THREE + r"Let $s = x + y + z$. ", rf"\mathbb E[s^\top s] = {PARTS}", ""),
    (THREE, rf"\operatorname{{Var}}(x+y+z) = {VARIANCES}", "x and y; x and z; y and z"),
    (THREE + APART, rf"\operatorname{{Var}}(x+y+z) = {VARIANCES}", "x and y; x and z"),
    (THREE + APART, r"\operatorname{Cov}(x+y, z) = \operatorname{Cov}(z,x)", "x and y; x and z"),
    (THREE, r"\operatorname{Cov}(x+y, z) = \operatorname{Cov}(x,z)+\operatorname{Cov}(z,y)",
     "x and y; x and z; y and z"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "written", "pairs"), OF_THREE)
def test_of_three_vectors_two_meet_at_a_time(said: str, written: str, pairs: str) -> None:
    found = step(written, said, "")
    if not pairs:
        assert found.verdict in ACCEPTED, (found.reasons, found.suggestion)
        return
    told = " and ".join(f"{pair} are independent" for pair in pairs.split("; "))
    assert found.verdict is Verdict.CONDITIONAL
    assert found.suggestion == f"true if {told}"


def test_what_fails_for_three_independent_vectors_is_not_accepted() -> None:
    wrong = rf"\operatorname{{Var}}(x+y-z) = {VARIANCES}+{COVARIANCES}".replace(")+", ")-", 1)
    assert step(wrong, THREE, "").verdict is Verdict.UNDECIDED
    of_degree_three = r"\mathbb E[x^\top y\,z] = \mathbb E[x^\top y]\,\mathbb E[z]"
    assert step(of_degree_three, THREE, "").verdict is Verdict.UNDECIDED


PLAIN = ["Assume x and y are independent.", "Suppose that x and y are independent of each other."]


@pytest.mark.parametrize("said", PLAIN)
def test_letters_without_dollars_are_heard_to_be_independent(said: str) -> None:
    assert step(r"E[x^T G y] = \mu^T G \nu", said).verdict is Verdict.PROVED
    assert step(r"E[x^T G y] = \mu^T G \mu", said).verdict is not Verdict.PROVED


def test_a_word_of_one_letter_is_not_taken_for_a_random_letter() -> None:
    said = "Suppose a and I are independent."
    assert step(r"E[x^T G y] = \mu^T G \nu", said).verdict is not Verdict.PROVED
