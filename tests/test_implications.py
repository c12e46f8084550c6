"""Implications: what follows from an equation by substitution or by solving it, and what does not."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import Verdict

OPTIONS = Options(("shapes", "proof", "exact"))
LET = (
    r"Let $A, B, C \in \mathbb{R}^{n \times n}$, $x, y, b, w \in \mathbb{R}^n$ and let $P$ be a positive "
    r"definite $n\times n$ matrix, $t \in \mathbb{R}^N$ and $s, r \in \mathbb{R}$. "
    r"Let $Z \in \mathbb{R}^{N \times n}$ have full column rank."
)
SAMPLES = r"Let $\mu \in \mathbb{R}^n$ and $z_1, \dots, z_N \in \mathbb{R}^n$."

FOLLOWS = [
    r"A = B \Rightarrow A^2 = B^2",
    r"x = A^{-1} b \Rightarrow A x = b",
    r"A x = b \Rightarrow x = A^{-1} b",
    r"A x = b \iff x = A^{-1} b",
    r"x = A^{-1} b \iff A x = b",
    r"y = Ax \Rightarrow \|y\|^2 = x^T A^T A x",
    r"y = Ax \Rightarrow x^T y = x^T A x \Rightarrow y^T x = x^T A x",
    r"Z^T Z w = Z^T t \Rightarrow w = (Z^T Z)^{-1} Z^T t",
    r"(Z^T Z + s I) w = Z^T t \Rightarrow w = (Z^T Z + s I)^{-1} Z^T t",
    r"-2 P (w - x) = 0 \Rightarrow w = x",
    r"P^{-1} \sum_{i=1}^N (z_i - \mu) = 0 \Rightarrow \mu = \frac{1}{N} \sum_{i=1}^N z_i",
    r"\frac{N}{2} P^{-1} - \frac12 P^{-1} C P^{-1} = 0 \Rightarrow P = \frac{1}{N} C",
    r"2 A = 4 B \Rightarrow A = 2 B",
    r"s r = 1 \Rightarrow s = 1/r",
    r"x = y \Rightarrow A x = A y",
    r"A = B \Rightarrow A C = B C",
    r"A = B \Rightarrow C^T A C = C^T B C",
    r"A x = b \iff x^T A^T = b^T",
    r"P x = P y \iff x = y",
    r"P^{-1} \sum_{i=1}^N (z_i - \mu) = 0 \iff \sum_{i=1}^N (z_i - \mu) = 0",
    r"\sum_{i=1}^N (z_i - \mu) = 0 \iff \sum_{i=1}^N z_i = \sum_{i=1}^N \mu = N \mu",
    r"A + B = C \iff A = C - B",
    r"P A P^{-1} = B \iff A = P^{-1} B P",
    r"A = B \Rightarrow \operatorname{tr} A = \operatorname{tr} B",
    r"A = B \Rightarrow \det A = \det B",
    r"N P = C \iff P = \frac{1}{N} C",
]
FAILS = [
    r"A = B \Rightarrow A C = C B",
    r"y = A x \Rightarrow x^T y = x^T x",
    r"A x = b \Rightarrow x = b A^{-1} x",
    r"Z^T Z w = Z^T t \Rightarrow w = (Z^T Z)^{-1} Z^T t + w",
    r"-2 P (w - x) = 0 \Rightarrow w = 2 x",
    r"2 A = 4 B \Rightarrow A = 4 B",
    r"y = x \Rightarrow x^T y = 0",
]
OPEN = [
    r"A^2 = B^2 \Rightarrow A = B",
    r"A x = A y \Rightarrow x = y",
    r"A = B \iff A^2 = B^2",
    r"s^2 = r^2 \Rightarrow s = r",
    r"x^T y = 0 \Rightarrow y = 0",
    r"A x = s x \Rightarrow x = 0",
    r"x = y \iff A x = A y",
    r"A = B \iff C^T A C = C^T B C",
    r"x = y \iff x^T x = y^T y",
    r"A = B \iff \det A = \det B",
    r"s^2 = r^2 \Rightarrow \sqrt{s^2} = r",
]


def last(formula: str, *before: str, let: str = LET) -> str:
    text = "\n\n".join(["# P", let, SAMPLES, *before, f"$$ {formula} $$"])
    found = read_document("p.md", text.encode()).derivations
    return [s for d in found for s in verify_derivation(d, OPTIONS).steps][-1].verdict.value


@pytest.mark.parametrize("formula", FOLLOWS)
def test_what_follows_from_an_equation_is_proved(formula: str) -> None:
    assert last(formula) == "proved"


@pytest.mark.parametrize("formula", FAILS)
def test_what_does_not_follow_from_an_equation_is_not_accepted(formula: str) -> None:
    assert last(formula) in ("refuted", "undecided", "ill-shaped", "one-way")


@pytest.mark.parametrize("formula", OPEN)
def test_what_no_way_leads_to_is_undecided(formula: str) -> None:
    assert last(formula) == "undecided"


def test_what_no_letter_satisfies_refutes_nothing() -> None:
    # A symmetric matrix that is skew-symmetric is zero: the conclusion is true.
    said = r"Let $K$ be a skew-symmetric and $S$ a symmetric $n \times n$ matrix."
    assert last(r"K = S \Rightarrow K = 0", said) == "undecided"


def test_a_premise_holds_for_its_own_implication_only() -> None:
    assert last("A B = B A", r"$$ A = B \Rightarrow A^2 = B^2 $$") == "undecided"
    assert last(r"A^2 = B^2 \Rightarrow A = B", r"$$ A = B \Rightarrow A^2 = B^2 $$") == "undecided"


def test_a_condition_that_is_set_is_solved_where_the_words_say_so() -> None:
    said = ["Setting the gradient to zero,", r"$$ -2 Z^T (t - Z w) = 0, $$", "we obtain"]
    text = "\n".join(["# P", LET, "", *said, r"$$ w = (Z^T Z)^{-1} Z^T t. $$"])
    (found,) = read_document("p.md", text.encode()).derivations
    assert [s.verdict.value for s in verify_derivation(found, OPTIONS).steps] == [
        "given",
        "proved",
        "given",
    ]


def test_what_follows_where_it_is_defined_is_conditional_if_it_is_defined_for_some_sizes_only() -> (
    None
):
    wide = LET.replace(" have full column rank", "")
    formula = r"Z^T Z w = Z^T t \Rightarrow w = (Z^T Z)^{-1} Z^T t"
    (found,) = read_document("p.md", f"# P\n\n{wide}\n\n$$ {formula} $$".encode()).derivations
    step = verify_derivation(found, OPTIONS).steps[-1]
    assert step.verdict is Verdict.CONDITIONAL
    assert [note.code for note in step.notes] == ["MC206"]


def test_a_wrong_solution_is_not_accepted() -> None:
    said = ["Setting the gradient to zero,", r"$$ -2 Z^T (t - Z w) = 0, $$", "we obtain"]
    text = "\n".join(["# P", LET, "", *said, r"$$ w = (Z^T Z)^{-1} t^T Z. $$"])
    (found,) = read_document("p.md", text.encode()).derivations
    assert "proved" not in [s.verdict.value for s in verify_derivation(found, OPTIONS).steps]


PLAIN = LET[: LET.index(" Let $Z")]
SUPPOSED = r"Suppose that $$ P^{-1} (\mu - w) = 0. $$"


def test_a_condition_that_a_letter_of_its_own_can_meet_restricts_nothing() -> None:
    assert last("A P = P A", SUPPOSED, let=PLAIN) == "refuted"
    assert last("P w = w", SUPPOSED, let=PLAIN) == "refuted"
    assert last(r"P w = P x", SUPPOSED, let=PLAIN) == "refuted"


def test_a_condition_on_the_letters_of_a_step_keeps_it_open() -> None:
    assert last(r"P w = \mu", SUPPOSED, let=PLAIN) == "undecided"
    other = r"Suppose also that $$ \mu = x. $$"
    assert last(r"P w = P x", SUPPOSED, other, let=PLAIN) == "undecided"


def test_a_conclusion_may_follow_from_any_step_of_the_chain_before_it() -> None:
    chain = r"We have $$ \sum_{i=1}^N (z_i - \mu) = 0 \iff \sum_{i=1}^N z_i = \sum_{i=1}^N \mu = N\mu $$"
    therefore = r"$$ \therefore \mu = \frac{1}{N} \sum_{i=1}^N z_i $$"
    text = f"# P\n\n{LET}\n\n{SAMPLES}\n\n{chain}\n\n{therefore}"
    (derivation,) = read_document("p.md", text.encode()).derivations
    # From there on the letter stands for what it came out as, which is the last line.
    assert verify_derivation(derivation, OPTIONS).steps[-2].verdict is Verdict.PROVED


POSITIVE = (
    "<!-- matcalc: P : n×n, positive definite; d_i : positive (i = 1..n); f, g : positive -->"
)


@pytest.mark.parametrize(
    "formula",
    [
        r"|P| = \prod_{i=1}^n d_i \iff \log|P| = \sum_{i=1}^n \log d_i",
        r"f = g \iff \log f = \log g",
        r"\log f = \log g \Rightarrow f = g",
        r"f = g \Rightarrow e^f = e^g",
    ],
)
def test_a_function_may_be_taken_of_both_sides(formula: str) -> None:
    assert last(formula, let=POSITIVE) in ("proved", "verified")


MEMBERS = """<!-- matcalc: x_n : d (n = 1..N); μ_k : d (k = 1..K); Σ_k : d×d (k = 1..K), positive definite -->
<!-- matcalc: t_n : scalar (n = 1..N); s_k : scalar (k = 1..K) -->

$$ g_{nk} = \\exp(t_n s_k) $$
"""


@pytest.mark.parametrize(
    ("conclusion", "accepted"),
    [
        (r"\mu_k = \frac{\sum_{n=1}^N g_{nk} x_n}{\sum_{n=1}^N g_{nk}}", True),
        (r"\mu_k = \frac{\sum_{n=1}^N g_{nk} x_n}{N}", False),
        (r"\mu_k = \frac{\sum_{j=1}^K \mu_j}{K}", False),
    ],
)
def test_an_equation_for_every_value_of_an_index_is_solved_for_a_member(
    conclusion: str, accepted: bool
) -> None:
    premise = r"\sum_{n=1}^N g_{nk} \Sigma_k^{-1} (x_n - \mu_k) = 0"
    text = f"# P\n\n{MEMBERS}\n$$ {premise} \\Rightarrow {conclusion} $$\n"
    (derivation,) = read_document("p.md", text.encode()).derivations
    last = verify_derivation(derivation, Options(("shapes", "proof", "exact"))).steps[-1]
    assert last.verdict.is_accepted is accepted
    assert accepted or last.verdict.value == "undecided"
