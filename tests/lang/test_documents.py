"""Whole documents: chains over rows, definitions, conditions, scopes, directives."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.statements import (
    Definition,
    Derivation,
    Equality,
    Given,
    Malformed,
    Statement,
    Unjudged,
    Unread,
    sides,
)


def read(text: str, name: str = "notes.md") -> tuple[Derivation, ...]:
    return read_document(name, text.encode()).derivations


def shown(statement: Statement) -> str:
    kind = type(statement).__name__.lower()
    match statement:
        case Unread() | Malformed():
            return f"{statement.line} {kind}"
        case Unjudged():
            return f"{statement.line} {kind} {statement.relation}"
        case Definition() | Equality() | Given():
            left, right = sides(statement)
            mark = "…" if isinstance(statement, Equality) and statement.continues else str(left)
            return f"{statement.line} {kind} {mark} | {right}"
    raise AssertionError(statement)


def statements(text: str, name: str = "notes.md") -> list[str]:
    return [shown(s) for d in read(text, name) for s in d]


LET = r"Let $A, B \in \mathbb{R}^{n\times n}$ and $x, y \in \mathbb{R}^n$." + "\n\n"

CHAINS = {
    "rows of one display": (
        r"""$$\begin{aligned}
\operatorname{tr}(AB) &= \sum_{i=1}^n (AB)_{ii} \\
 &= \sum_{i=1}^n \sum_{j=1}^n A_{ij}B_{ji} \tag{2} \\
 &= \operatorname{tr}(BA).
\end{aligned}$$""",
        [
            "4 equality tr(AB) | Σ_{i=1}^{n} (AB)ᵢᵢ",
            "5 equality … | Σ_{i=1}^{n} Σ_{j=1}^{n} Aᵢⱼ Bⱼᵢ",
            "6 equality … | tr(BA)",
        ],
    ),
    "two chains beside one another": (
        r"$$\begin{align} AB &= (AB) & x^Ty &= y^Tx \\ &= (A)B & &= \sum_i x_i y_i \end{align}$$",
        [
            "3 equality AB | AB",
            "3 equality … | AB",
            "3 equality xᵀy | yᵀx",
            "3 equality … | Σ_{i=1}^{n} xᵢ yᵢ",
        ],
    ),
    "a left side over two rows": (
        r"$$\begin{align} &A + B \\ &{}+ A = B \end{align}$$",
        ["3 equality A + B + A | B"],
    ),
    "a row that may be a factor": (
        r"$$\begin{align} x^Tx &= \|x\|^2 \\ & 17 \end{align}$$",
        ["3 unread"],
    ),
    "the number of an equation in TeX": (r"$$AB = BA \eqno(1)$$", ["3 equality AB | BA"]),
    "a chain that goes on in the next display": (
        "$$x^T A x = \\operatorname{tr}(x^T A x)$$\n\n$$= \\operatorname{tr}(A x x^T)$$",
        ["3 equality xᵀAx | tr(xᵀAx)", "5 equality … | tr(Axxᵀ)"],
    ),
    "a row that goes on with a sign": (
        "$$\\begin{align*} A(x + y) &= A x \\\\ &\\quad + A y \\end{align*}$$",
        ["3 equality A (x + y) | Ax + Ay"],
    ),
    "two claims in one display": (
        "$$AB = C, \\qquad (AB)^T = B^T A^T$$",
        ["3 equality AB | C", "3 equality (AB)ᵀ | BᵀAᵀ"],
    ),
    "a justification behind the row": (
        "$$\\operatorname{tr}(AB) = \\operatorname{tr}(BA) \\qquad\\text{(cyclic property)}$$",
        ["3 equality tr(AB) | tr(BA)"],
    ),
    "a claim below a brace": (
        "$$A \\underbrace{A^{-1} A}_{= I} = A$$",
        ["3 equality A (A⁻¹A) | A", "3 equality A⁻¹A | Iₙ"],
    ),
    "one bad row costs the others nothing": (
        "$$\\begin{aligned} AB &= \\foo(A \\\\ &= AB \\\\ &= AB \\end{aligned}$$",
        ["3 unread", "3 unread", "3 equality … | AB"],
    ),
}


@pytest.mark.parametrize("name", CHAINS)
def test_rows_become_chains(name: str) -> None:
    text, expected = CHAINS[name]
    assert statements(LET + text) == expected


MEANINGS = {
    "a new letter is defined": (
        "Let $C = AB$. Then\n\n$$C^T = B^T A^T$$",
        ["3 definition C | AB", "5 equality Cᵀ | BᵀAᵀ"],
    ),
    "a function is defined and used at other arguments": (
        "$$f(x) = x^T A x$$\n\n$$f(x + y) = (x + y)^T A (x + y)$$",
        ["3 definition f(x) | xᵀAx", "5 equality (x + y)ᵀ A (x + y) | (x + y)ᵀ A (x + y)"],
    ),
    "a condition that is set is given": (
        "Set the derivative to zero:\n\n$$A x - y = 0$$",
        ["5 given Ax - y | 0ₙ"],
    ),
    "what is only said in passing is not claimed": (
        "As $AB = BA$ may fail, we compute\n\n$$(AB)^T = B^TA^T$$",
        ["3 equality AB | BA", "5 equality (AB)ᵀ | BᵀAᵀ"],
    ),
    "a distribution declares": (
        "$$x \\sim \\mathcal{N}(0, A)$$",
        ["3 unjudged ~"],
    ),
    "an implication is no identity": (
        "$$A x = y \\Rightarrow x = A^{-1} y$$",
        ["3 equality Ax | y", "3 equality x | A⁻¹y"],
    ),
    "a where clause defines": (
        "$$x^T C x = x^T A x + x^T B x \\quad \\text{where } C = A + B$$",
        ["3 definition C | A + B", "3 equality xᵀCx | xᵀAx + xᵀBx"],
    ),
}


@pytest.mark.parametrize("name", MEANINGS)
def test_statements_are_what_the_text_makes_them(name: str) -> None:
    text, expected = MEANINGS[name]
    assert statements(LET + text) == expected


def test_what_follows_from_an_equation_is_never_refuted() -> None:
    (derivation,) = read(LET + "$$A x = y \\Rightarrow x = A^{-1} y$$")
    _, conclusion = derivation
    assert isinstance(conclusion, Equality)
    assert conclusion.under


def test_what_is_set_may_be_used_by_what_follows() -> None:
    (derivation,) = read(LET + "Suppose that\n\n$$AB = BA.$$\n\nThen\n\n$$(AB)^2 = A^2 B^2.$$")
    hypothesis, conclusion = derivation
    assert isinstance(hypothesis, Given)
    assert isinstance(conclusion, Equality)
    assert conclusion.rests_on == (1,)


# Scopes and directives.


def test_a_section_forgets_what_the_one_before_declared() -> None:
    first, second = read(
        "# One\n\nLet $A \\in \\mathbb{R}^{n\\times m}$.\n\n$$A = A$$\n\n"
        "# Two\n\nLet $A \\in \\mathbb{R}^{k}$.\n\n$$A = A$$"
    )
    assert [str(s.shape) for s in first.symbols] == ["n×m"]
    assert [str(s.shape) for s in second.symbols] == ["k×1"]


def test_what_stands_before_the_first_section_holds_for_all() -> None:
    *_, last = read(
        "Let $A \\in \\mathbb{R}^{n\\times m}$.\n\n# One\n\n$$A = A$$\n\n# Two\n\n$$A = A$$"
    )
    assert [str(s.shape) for s in last.symbols] == ["n×m"]


def test_a_directive_outranks_a_sentence() -> None:
    (derivation,) = read(
        "Let $A$ be a $k\\times k$ matrix.\n\n<!-- matcalc: A : n×m -->\n\n$$A^T = A^T$$"
    )
    assert [str(s.shape) for s in derivation.symbols] == ["n×m"]


def test_two_directives_that_disagree_are_shown_with_both_places() -> None:
    (derivation,) = read("<!-- matcalc: A : n×m -->\n\n<!-- matcalc: A : k×k -->\n\n$$A = A$$")
    (note,) = derivation.notes
    assert note.code == "MC208"
    assert note.labels == ("notes.md:1:15", "notes.md:3:15")


def test_an_expectation_holds_for_the_step_behind_it() -> None:
    (derivation,) = read(
        LET + "<!-- matcalc: expect = refuted, verified -->\n\n$$AB = BA = BA$$\n\n$$A = A$$"
    )
    assert [s.expect for s in derivation if isinstance(s, Equality)] == [
        "refuted",
        "verified",
        None,
    ]


def test_skip_leaves_out_the_next_formula() -> None:
    assert statements(LET + "<!-- matcalc: skip -->\n\n$$AB = BA$$\n\n$$A = A$$") == [
        "7 equality A | A"
    ]


DIRECTIVES = [
    ("layuot = numerator", "there is no setting 'layuot'", "did you mean layout?"),
    ("layout = numeratr", "layout cannot be 'numeratr'", "did you mean numerator?"),
    ("expect = refused", "expect cannot be 'refused'", "refuted"),
    ("skp", "'skp' is no declaration", "did you mean skip?"),
    ("A : ", "says a shape behind the colon", ""),
    ("A : n×m×k", "'n×m×k' is no shape", "n×m"),
    ("x ~ N(m)", "a law has a mean and a covariance", ""),
]


@pytest.mark.parametrize(
    ("text", "message", "help_"), DIRECTIVES, ids=[d for d, _, _ in DIRECTIVES]
)
def test_a_directive_with_a_mistake_names_it(text: str, message: str, help_: str) -> None:
    (derivation,) = read(f"<!-- matcalc: {text} -->\n\n$$B = B$$")
    (note,) = derivation.notes
    assert note.code == "MC104"
    assert message in note.message
    assert help_ in note.help
    assert note.labels == ("notes.md:1:15",)


def test_an_unknown_adjective_names_the_nearest() -> None:
    (derivation,) = read("<!-- matcalc: A : n×n, symetric -->\n\n$$A = A$$")
    assert "did you mean 'symmetric'?" in derivation.notes[0].message


SPELLINGS = [
    ("A : n×n, symmetric, invertible", "A : n×n, symmetric, invertible"),
    ("A : symmetric n×n, invertible", "A : n×n, symmetric, invertible"),
    ("A : invertible symmetric n x n matrix", "A : n×n, symmetric, invertible"),
    ("A : n×n symmetric and invertible", "A : n×n, symmetric, invertible"),
    ("A : real symmetric n \\times n, invertible", "A : n×n, symmetric, invertible"),
    ("A : symmetric invertible matrix", "A : n×n, symmetric, invertible"),
    ("A : positive scalar", "A : scalar, positive"),
    ("A : number, positive", "A : scalar, positive"),
    ("A : positive 1×1 matrix", "A : 1×1, positive"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), SPELLINGS, ids=[t for t, _ in SPELLINGS])
def test_adjectives_stand_before_and_behind_a_shape(text: str, meant: str) -> None:
    (found,), (known,) = (read(f"<!-- matcalc: {t} -->\n\n$$A = A$$") for t in (text, meant))
    assert not found.notes
    assert found.symbols == known.symbols


def test_a_claim_declares_nothing() -> None:
    (derivation,) = read(LET + "Show that $A$ is symmetric.\n\n$$A^T = A$$")
    assert all("symmetric" not in s.assumptions for s in derivation.symbols)


def test_macros_of_the_document_are_expanded() -> None:
    text = (
        "\\documentclass{article}\n\\newcommand{\\tp}{^{\\top}}\n"
        "\\newcommand{\\ip}[2]{#1\\tp #2}\n\\DeclareMathOperator{\\Trace}{tr}\n"
        "\\begin{document}\nLet $x, y \\in \\mathbb{R}^n$.\n"
        "\\[ \\ip{x}{y} = \\Trace(y x\\tp) \\]\n\\end{document}\n"
    )
    assert statements(text, "notes.tex") == ["7 equality xᵀy | tr(yxᵀ)"]


def test_a_macro_that_calls_itself_is_told() -> None:
    (derivation,) = read("\\newcommand{\\a}{\\a\\a}\n\n$$\\a = 1$$")
    (statement,) = derivation
    assert isinstance(statement, Unread)
    assert statement.note.code == "MC105"


def test_places_are_those_of_the_file() -> None:
    (derivation,) = read("# T\n\ntext\n\n$$\n  AB = \\foo\n$$\n")
    (statement,) = derivation
    assert isinstance(statement, Unread)
    assert statement.note.labels == ("notes.md:6:8",)
    assert statement.line == 6


CONSTANTS = [
    (r"$$d(AB) = A\,dB$$", "", "conditional", "true if A is constant"),
    (r"$$d(AB) = dA\,B + A\,dB$$", "", "proved", ""),
    (r"$$d(AB) = A\,dB$$", "<!-- matcalc: A : n×n, constant -->\n", "proved", ""),
    (r"$$d(AB) = 2A\,dB$$", "", "refuted", ""),
]


@pytest.mark.parametrize(("formula", "declared", "verdict", "suggestion"), CONSTANTS)
def test_what_a_differential_holds_constant_is_a_condition_unless_it_is_said(
    formula: str, declared: str, verdict: str, suggestion: str
) -> None:
    (derivation,) = read_document("d.md", f"{declared}\n{formula}\n".encode()).derivations
    (step,) = verify_derivation(derivation, Options()).steps
    assert (step.verdict.value, step.suggestion) == (verdict, suggestion)


IN_PASSING = [
    ("We do not assume $B = A$.", "AB = BA", "refuted"),
    ("What if $B = A$?", "AB = BA", "refuted"),
    ("If $A = I$, everything is trivial. Otherwise, for square $A$, $B$", "AB = BA", "undecided"),
    (r"With $\lambda = 0$ we recover OLS.", r"\lambda A + B = B", "undecided"),
    ("Assume $y = 0$. Then", "x + y = x", "undecided"),
    ("Suppose $x = y$. Then", "x^TAy = y^TAx", "proved"),
    (r"Setting $z = x - y$ we have", "z^Tz = (x - y)^T(x - y)", "proved"),
    ("(a) Let $A$ be a matrix.\n$$A = A$$\n(b) Let $A$ be symmetric.\n\n## Next", "A = A^T", "conditional"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "formula", "verdict"), IN_PASSING)
def test_what_is_denied_asked_or_a_case_defines_nothing(
    said: str, formula: str, verdict: str
) -> None:
    text = f"{said}\n\n$$ {formula} $$\n"
    *_, step = (s for d in read(text) for s in verify_derivation(d, Options()).steps)
    assert step.verdict.value == verdict


NOT_REFUTED = [
    ("Let $A$ be nilpotent.", r"\operatorname{tr}(A) = 0"),
    ("Suppose $u$ and $v$ are perpendicular.", "u^Tv = 0"),
    ("Let the columns of $Q$ be orthonormal.", "Q^TQ = I"),
    ("", r"x^Tx = 0 \Rightarrow x = 0"),
    ("", r"\operatorname{tr} I = n"),
    ("", r"\sum_i (x_i - \bar x) = 0"),
]


@pytest.mark.parametrize(("said", "formula"), NOT_REFUTED)
def test_what_may_hold_under_something_not_understood_is_not_refuted(
    said: str, formula: str
) -> None:
    steps = [
        s
        for d in read(f"{said}\n\n$$ {formula} $$\n")
        for s in verify_derivation(d, Options()).steps
    ]
    assert steps
    assert {s.verdict.value for s in steps} <= {"undecided", "given"}


STILL_REFUTED = [
    "Let $A$ be a data matrix and $B$ a weight matrix.",
    "Seien $A$ und $B$ gegebene Matrizen.",
    "Let $C$ be nilpotent, let $A$ and $B$ be square.",
]


@pytest.mark.parametrize("said", STILL_REFUTED)
def test_words_that_set_no_condition_keep_nothing_from_being_refuted(said: str) -> None:
    *_, step = (
        s for d in read(f"{said}\n\n$$AB = BA$$\n") for s in verify_derivation(d, Options()).steps
    )
    assert step.verdict.value == "refuted"
