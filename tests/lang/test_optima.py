"""Optima in a text: argmin, argmax, min and max, constraints, and sentences that say the same."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import StepResult, Verdict

ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED}
LEAST_SQUARES = (
    r"Z : N×k; y : N; w, v : k; \lambda : positive; A : k×k, positive definite; B : k×k; t : scalar;"
    r"a : positive; P : k×k, positive semidefinite"
)
SAMPLES = r"\Sigma : D×D, positive definite; \mu, m : D; x_n : D (n = 1..N)"
FULL = r"X : N×k, full column rank; y : N; w : k; W : N×N, positive definite"

TRUE = [
    (FULL, r"\arg\min_w \|y-Xw\|^2 = (X^TX)^{-1}X^Ty"),
    (FULL, r"(X^TWX)^{-1}X^TWy = \operatorname*{arg\,min}_w (y-Xw)^TW(y-Xw)"),
    (
        LEAST_SQUARES,
        r"\operatorname{argmin}_w \|y-Zw\|^2+\lambda\|w\|^2 = (Z^TZ+\lambda I)^{-1}Z^Ty",
    ),
    (LEAST_SQUARES, r"\arg\min_t (a t^2 - 2t) = 1/a"),
    (LEAST_SQUARES, r"\underset{w}{\operatorname{argmin}} (w^TAw - 2v^Tw) = A^{-1}v"),
    (LEAST_SQUARES, r"\arg\max_w (2v^Tw - w^TAw) = A^{-1}v"),
    (
        SAMPLES,
        r"\arg\min_\mu \sum_{n=1}^N (x_n-\mu)^T\Sigma^{-1}(x_n-\mu) = \frac1N\sum_{n=1}^N x_n",
    ),
]
FALSE = [
    (LEAST_SQUARES, r"\arg\max_w (w^TAw - 2v^Tw) = A^{-1}v"),
    (LEAST_SQUARES, r"\arg\min_w (w^TAw - 2v^Tw) = A v"),
    (LEAST_SQUARES, r"\arg\min_w (w^TAw - 2v^Tw) = 2A^{-1}v"),
    (LEAST_SQUARES, r"\arg\min_t (a t^2 - 2t) = a"),
    (SAMPLES, r"\arg\min_\mu \sum_{n=1}^N (x_n-\mu)^T\Sigma^{-1}(x_n-\mu) = \sum_{n=1}^N x_n"),
]
OPEN = [
    (LEAST_SQUARES, r"\arg\min_w w^TBw = 0"),
    (LEAST_SQUARES, r"\arg\min_w w^TPw = 0"),
    (LEAST_SQUARES, r"\arg\min_t t^3 = 0"),
    (LEAST_SQUARES, r"\arg\min_w \|y-Zw\|^2 = (Z^TZ)^{-1}Z^Ty"),
    (LEAST_SQUARES, r"\arg\min_{\|w\|\le 1} w^TAw = A^{-1}v"),
    (LEAST_SQUARES, r"\arg\min_a (a^2 + a) = -\frac12"),
]


def step(declared: str, text: str) -> StepResult:
    """The last step of a text that claims something."""
    document = read_document("x.md", f"<!-- matcalc: {declared} -->\n{text}\n".encode())
    found = [s for d in document.derivations for s in verify_derivation(d, Options()).steps]
    return [s for s in found if s.verdict is not Verdict.GIVEN][-1]


@pytest.mark.parametrize(("declared", "formula"), TRUE)
def test_the_only_optimum_of_a_convex_function_is_accepted(declared: str, formula: str) -> None:
    found = step(declared, f"$$ {formula} $$")
    assert found.verdict in ACCEPTED
    assert "the second derivative" in found.reasons[0]


@pytest.mark.parametrize(("declared", "formula"), FALSE)
def test_a_point_at_which_the_derivative_is_not_zero_or_the_function_bends_the_other_way_is_none(
    declared: str, formula: str
) -> None:
    assert step(declared, f"$$ {formula} $$").verdict is Verdict.REFUTED


@pytest.mark.parametrize(("declared", "formula"), OPEN)
def test_what_may_be_no_optimum_is_neither_accepted_nor_refuted(
    declared: str, formula: str
) -> None:
    found = step(declared, f"$$ {formula} $$")
    assert found.verdict in (Verdict.CONDITIONAL, Verdict.UNDECIDED)


def test_a_letter_that_is_defined_before_may_be_the_optimum() -> None:
    text = "Let $u = (X^TX)^{-1}X^Ty$. Then\n$$ u = \\arg\\min_w \\|y-Xw\\|^2 $$"
    assert step(FULL, text).verdict in ACCEPTED
    assert step(FULL, text.replace("X^Ty$", "X^Ty + w$")).verdict not in ACCEPTED


def test_a_constraint_that_is_not_understood_leaves_an_optimum_open() -> None:
    text = "$$ \\arg\\min_w (w^TAw - 2v^Tw) = A^{-1}v $$\nsubject to $w \\preceq v$."
    assert step(LEAST_SQUARES, text).verdict is Verdict.UNDECIDED


def test_a_letter_without_a_meaning_stands_for_the_optimum() -> None:
    text = "$$ u = \\arg\\min_w \\|y-Xw\\|^2 $$\n$$ X^TXu = X^Ty $$"
    assert step(FULL, text).verdict not in (*ACCEPTED, Verdict.REFUTED)


MIXTURE = r"N_k : positive (k = 1..K); \pi_k : scalar (k = 1..K); q_i : positive (i = 1..K); f_i : scalar (i = 1..K)"
BOWL = r"A : k×k, positive definite; S : k×k, symmetric; w, v, c : k; s, t : scalar"
SHORT = r"C : r×k, full row rank; b : r; w : k"
WEIGHTS = r"\arg\max_\pi \sum_k N_k\log\pi_k = \frac{N_k}{\sum_j N_j}"
LINE = r"\arg\min_w w^TAw = \frac{A^{-1}c}{c^TA^{-1}c}"
FREE = r"\arg\min_w (w^TAw - 2v^Tw) = A^{-1}v"
NORMAL = r"$$ \arg\min_w \|y-Xw\|^2 = (X^TX)^{-1}X^Ty. $$"
GIBBS = r"\left\{ \sum_i q_i f_i - \sum_i q_i \log q_i \right\}"

ACCEPTED_TEXTS = [
    (BOWL, r"$$ \min_w (w^TAw - 2v^Tw) = -v^TA^{-1}v $$"),
    (BOWL, r"$$ -v^TA^{-1}v = \min_w w^TAw - 2v^Tw $$"),
    (BOWL, r"$$ \max_{w \in \mathbb{R}^k} -w^TAw = 0 $$"),
    (BOWL, r"$$ \inf_t (t^2 - 2t) = -1 $$"),
    (BOWL, r"$$ \arg\min_{w : c^Tw = 1} w^TAw = \frac{A^{-1}c}{c^TA^{-1}c} $$"),
    (BOWL, r"$$ \min_{c^Tw = 1} w^TAw = \frac{1}{c^TA^{-1}c} $$"),
    (BOWL, rf"$$ {LINE} \quad\text{{s.t. }} c^Tw = 1 $$"),
    (BOWL, rf"$$ {LINE} $$ subject to $c^Tw = 1$."),
    (BOWL, rf"Under the constraint $c^Tw = 1$ we have $$ {LINE} $$"),
    (BOWL, f"# One\n\n$$ {LINE} $$ subject to $c^Tw = 1$.\n\n# Two\n\n$$ {FREE} $$"),
    (MIXTURE, rf"$$ {WEIGHTS} \quad\text{{subject to }} \sum_k \pi_k = 1 $$"),
    (MIXTURE, rf"$$ {WEIGHTS} $$ over the simplex."),
    (MIXTURE, rf"$$ {WEIGHTS} $$ subject to $\sum_k \pi_k = 1$ and $\pi_k \ge 0$."),
    (MIXTURE, rf"Unter der Nebenbedingung $\sum_k \pi_k = 1$ gilt $$ {WEIGHTS} $$"),
    (MIXTURE, WEIGHTS.join(["$$ ", " $$"]).replace(r"_\pi", r"_{\pi : \sum_k \pi_k = 1}")),
    (MIXTURE, rf"$$ \log\sum_i e^{{f_i}} = \max_{{q \in \Delta}} {GIBBS} $$"),
    (MIXTURE, rf"$$ \arg\max_{{q \in \Delta}} {GIBBS} = \frac{{e^{{f_i}}}}{{\sum_j e^{{f_j}}}} $$"),
    (SHORT, r"$$ \arg\min_{Cw = b} \|w\|^2 = C^T(CC^T)^{-1}b $$"),
    (SHORT, r"$$ \min_{Cw = b} \|w\|^2 = b^T(CC^T)^{-1}b $$"),
    (FULL, r"Let $L(w) = \|y-Xw\|^2$. Then $$ \arg\min_w L(w) = (X^TX)^{-1}X^Ty $$"),
    (FULL, rf"We get $$ X^TXw = X^Ty, $$ so that {NORMAL}"),
    (FULL, rf"We set $$ X^TXw = X^Ty, $$ so that {NORMAL}"),
    (FULL, r"Let $L = \|y-Xw\|^2$. Then $$ \arg\min_w L = (X^TX)^{-1}X^Ty $$"),
]
REFUTED_TEXTS = [
    (BOWL, r"$$ \min_w (w^TAw - 2v^Tw) = v^TA^{-1}v $$"),
    (BOWL, rf"$$ {LINE} $$"),
    (BOWL, rf"$$ {LINE} $$ subject to $c^Tw = 2$."),
    (BOWL, rf"$$ {FREE} $$ subject to $c^Tw = 1$."),
    (BOWL, LINE.join(["$$ ", r" $$ subject to $c^Tw = 1$."]).replace("min", "max")),
    (BOWL, r"$$ \arg\min_{w : c^Tw = 1} w^TAw = \frac{c}{c^Tc} $$"),
    (MIXTURE, rf"$$ {WEIGHTS} $$"),
    (MIXTURE, rf"$$ {WEIGHTS} $$ subject to $\sum_k \pi_k = 2$."),
    (MIXTURE, rf"$$ 1 + \log\sum_i e^{{f_i}} = \max_{{q \in \Delta}} {GIBBS} $$"),
    (SHORT, r"$$ \arg\min_{Cw = b} \|w\|^2 = C^Tb $$"),
]
OPEN_TEXTS = [
    (BOWL, r"$$ \max_w (w^TAw - 2v^Tw) = -v^TA^{-1}v $$"),
    (BOWL, r"$$ \min_w w^TSw = 0 $$"),
    (BOWL, rf"$$ {FREE} \quad\text{{s.t. }} \|w\| \le 1 $$"),
    (BOWL, rf"$$ {FREE} $$ subject to $w \preceq v$."),
    (BOWL, rf"Let $\|w\| = 1$. Then $$ {FREE} $$"),
    (BOWL, rf"We look for unit vectors $w$. Then $$ {FREE} $$"),
    (BOWL, rf"We choose $w$ on the sphere. $$ {FREE} $$"),
    (BOWL, rf"$$ {LINE} $$ subject to $c^Tw = 1$. And $$ {FREE} $$"),
    (BOWL, rf"Let $w$ be in the span of $c$. $$ {FREE} $$"),
    (BOWL, rf"Let $w \perp c$. $$ {FREE} $$"),
    (BOWL, rf"Let $w \in \mathcal{{W}}$. $$ {FREE} $$"),
    (BOWL, rf"$$ {FREE} \quad\text{{with }} c^Tw = 0 $$"),
    (BOWL, rf"$$ c^Tw = 0, \quad {FREE} $$"),
    (BOWL, rf"Let $c^Tw = 0$. $$ {FREE} $$"),
    (BOWL, FREE.join(["$$ ", " $$"]).replace("_w", r"_{w \in \mathbb{R}^k_+}")),
    (BOWL, r"$$ \arg\min_t (t^2 - 2t) - 1 = 0 $$"),
    (BOWL, r"$$ \min_t (t^2 - 2t) = t^2 - 2t $$"),
    (BOWL, rf"If $w = v$ then $$ {FREE.replace('^{-1}', '')} $$"),
    (BOWL, r"$$ \min_{w, v} (w^TAw - 2v^Tw) = 0 $$"),
    (BOWL, r"$$ \min_{w \in M} w^TAw = 1 $$"),
    (MIXTURE, rf"$$ \log\sum_i e^{{f_i}} = \max_q {GIBBS} $$"),
    (MIXTURE, rf"$$ \log\sum_i e^{{f_i}} = \min_{{q \in \Delta}} {GIBBS} $$"),
    (MIXTURE, r"$$ \arg\max_q \sum_i (2q_i f_i - q_i^2) = f_i $$ over all distributions $q$."),
]


@pytest.mark.parametrize(("declared", "text"), ACCEPTED_TEXTS)
def test_values_and_constraints_are_read(declared: str, text: str) -> None:
    assert step(declared, text).verdict in ACCEPTED


@pytest.mark.parametrize(("declared", "text"), REFUTED_TEXTS)
def test_a_value_or_a_place_that_does_not_fit_the_constraint_is_refuted(
    declared: str, text: str
) -> None:
    assert step(declared, text).verdict is Verdict.REFUTED


@pytest.mark.parametrize(("declared", "text"), OPEN_TEXTS)
def test_where_the_set_is_not_clear_or_the_function_not_convex_nothing_is_decided(
    declared: str, text: str
) -> None:
    found = step(declared, text)
    assert found.verdict in (Verdict.CONDITIONAL, Verdict.UNDECIDED)


SENTENCES = [
    (BOWL, r"$w = A^{-1}v$ minimises $w^TAw - 2v^Tw$."),
    (BOWL, r"Hence $w = A^{-1}v$ is the minimizer of the function $w^TAw - 2v^Tw$."),
    (BOWL, r"The minimum of $w^TAw - 2v^Tw$ is attained at $w = A^{-1}v$."),
    (BOWL, r"$2v^Tw - w^TAw$ is maximal for $w = A^{-1}v$."),
    (BOWL, r"Das Minimum von $w^TAw - 2v^Tw$ wird bei $w = A^{-1}v$ angenommen."),
    (BOWL, r"Die Funktion $w^TAw - 2v^Tw$ wird minimal für $w = A^{-1}v$."),
    (BOWL, r"Also minimiert $w = A^{-1}v$ die Funktion $w^TAw - 2v^Tw$."),
    (BOWL, r"Let $g(w) = w^TAw - 2v^Tw$ and $\hat w = A^{-1}v$. Then $\hat w$ minimises $g(w)$."),
    (BOWL, r"Let $g(w) = w^TAw - 2v^Tw$. The minimum of $g$ is attained at $w = A^{-1}v$."),
]


@pytest.mark.parametrize(("declared", "text"), SENTENCES)
def test_a_sentence_says_where_a_function_is_smallest(declared: str, text: str) -> None:
    assert step(declared, text).verdict in ACCEPTED
    for wrong in ("A", "2A^{-1}"):
        # The words may be about more than was understood, which keeps it from being refuted.
        found = step(declared, text.replace("A^{-1}", wrong))
        assert found.verdict in (Verdict.REFUTED, Verdict.UNDECIDED)


SHARES = r"$\pi_k = \frac{N_k}{\sum_j N_j}$"
WEIGHING, NORMALISED = r"$\sum_k N_k \log \pi_k$", r"$\sum_k \pi_k = 1$"


@pytest.mark.parametrize(
    "text",
    [
        f"Also maximiert {SHARES} die Funktion {WEIGHING} unter der Nebenbedingung {NORMALISED}.",
        f"The maximum of {WEIGHING} is attained at {SHARES}, subject to {NORMALISED}.",
    ],
)
def test_a_sentence_may_have_a_constraint(text: str) -> None:
    assert step(MIXTURE, text).verdict in ACCEPTED
    assert step(MIXTURE, text.replace("= 1$", "= 2$")).verdict not in ACCEPTED
    free = text.replace("sum_k \\pi_k = 1", "sum_k \\pi_k \\le 1")
    assert step(MIXTURE, free).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(
    "text",
    [
        "Suppose $w = Av$ minimises $w^TAw - 2v^Tw$.",
        "If $w = Av$ minimises $w^TAw - 2v^Tw$, we are done.",
        "It is not true that $w = Av$ minimises $w^TAw - 2v^Tw$.",
        "Does $w = Av$ minimise $w^TAw - 2v^Tw$?",
        "$w = Av$ never minimises $w^TAw - 2v^Tw$.",
        "$w = Av$ minimises $w^TAw - 2v^Tw$ if $A = I$.",
        "Nobody says that $w = Av$ minimises $w^TAw - 2v^Tw$.",
        "$Av$ minimises $w^TAw - 2v^Tw$.",
        "$w$ minimises $w^TAw - 2v^Tw$.",
    ],
)
def test_a_sentence_that_says_something_else_claims_nothing(text: str) -> None:
    document = read_document("x.md", f"<!-- matcalc: {BOWL} -->\n{text}\n".encode())
    found = [s for d in document.derivations for s in verify_derivation(d, Options()).steps]
    assert not [s for s in found if s.verdict.is_wrong or "∂" in s.left]


def test_a_declared_letter_of_which_nothing_is_known_stands_for_the_optimum() -> None:
    for text in ("$$ v = \\arg\\min_w w^TAw $$", "$$ s = \\min_w w^TAw $$"):
        document = read_document("x.md", f"<!-- matcalc: {BOWL} -->\n{text}\n".encode())
        found = [s for d in document.derivations for s in verify_derivation(d, Options()).steps]
        assert {s.verdict for s in found} == {Verdict.GIVEN}


def test_a_condition_on_a_letter_of_the_constraint_keeps_a_value_from_being_refuted() -> None:
    text = "Let $b = Cv$ where $v = C^Tc$. $$ \\min_{Cw = b} \\|w\\|^2 = c^TCC^Tc $$"
    declared = f"{SHORT}; v : k; c : r"
    assert step(declared, text).verdict is not Verdict.REFUTED


def test_what_a_sentence_says_of_the_place_holds_in_what_follows() -> None:
    text = "The minimum of $t^2 - 2t$ is attained at $t = 1$. There $$ t^2 - 2t = -1. $$"
    assert step(BOWL, text).verdict is Verdict.UNDECIDED
    found = step(BOWL, text.partition(" There")[0])
    assert found.verdict in ACCEPTED


def test_a_constraint_is_supposed_in_what_follows() -> None:
    text = f"$$ {WEIGHTS} $$ subject to {NORMALISED}. Then $$ \\sum_k 2\\pi_k = 2. $$"
    assert step(MIXTURE, text).verdict in ACCEPTED
    assert step(MIXTURE, text.replace("2\\pi_k", "\\pi_k^2")).verdict is Verdict.UNDECIDED
