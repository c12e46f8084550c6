r"""The scanners of documents: every construct with its pieces and their places."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matrixcalc.lang.scan import scan
from matrixcalc.lang.scan.pieces import (
    Aside,
    Break,
    Directive,
    Heading,
    MacroDefinition,
    Math,
    Piece,
    Prose,
    Scanned,
)

NAMES = {
    Prose: "prose",
    Break: "break",
    Directive: "directive",
    MacroDefinition: "macro",
    Aside: "aside",
}


def kind(piece: Piece) -> str:
    if isinstance(piece, Math):
        return "display" if piece.display else "math"
    if isinstance(piece, Heading):
        return f"heading {piece.level}"
    return NAMES[type(piece)]


def seen(scanned: Scanned, *, breaks: bool = False) -> list[tuple[str, str, str]]:
    """The pieces as kind, place and text, with runs of spaces shown as one."""
    return [
        (kind(piece), str(scanned.source.place(piece.start)), " ".join(scanned.text(piece).split()))
        for piece in scanned.pieces
        if breaks or not isinstance(piece, Break)
    ]


def markdown(text: str) -> list[tuple[str, str, str]]:
    return seen(scan("page.md", text.encode()))


def latex(text: str) -> list[tuple[str, str, str]]:
    return seen(scan("page.tex", text.encode()))


def notes(path: str, data: bytes) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(note.code, note.message, note.labels) for note in scan(path, data).notes]


Rows = Sequence[tuple[str, str, str]]

FORMULAS: list[tuple[str, Rows]] = [
    ("$$ a = b $$", [("display", "1:3", "a = b")]),
    ("$$\na\n= b\n$$", [("display", "1:3", "a = b")]),
    ("$$\n\na\n\nb\n\n$$ c", [("display", "1:3", "a b"), ("prose", "7:4", "c")]),
    ("so $$a$$ and", [("prose", "1:1", "so"), ("display", "1:6", "a"), ("prose", "1:10", "and")]),
    ("$x$y", [("math", "1:2", "x"), ("prose", "1:4", "y")]),
    ("$x\ny$", [("math", "1:2", "x y")]),
    ("$x$$y$", [("math", "1:2", "x"), ("math", "1:5", "y")]),
    ("$a\n+ b$", [("math", "1:2", "a + b")]),
    (r"$\text{if $x$}$", [("math", "1:2", r"\text{if $x$}")]),
    (r"$a\$b$", [("math", "1:2", r"a\$b")]),
    ("let $ n $ be", [("prose", "1:1", "let"), ("math", "1:6", "n"), ("prose", "1:11", "be")]),
    ("$ x = y$", [("math", "1:2", "x = y")]),
    (r"\[ a \]", [("display", "1:3", "a")]),
    (r"\[ a \\[4pt] b \]", [("display", "1:3", r"a \\[4pt] b")]),
    (r"x \(a\)", [("prose", "1:1", "x"), ("math", "1:5", "a")]),
    (r"x \\(a\\) \\[b\\]", [("prose", "1:1", "x"), ("math", "1:6", "a"), ("display", "1:14", "b")]),
    ("$`x_1`$", [("math", "1:3", "x_1")]),
    ("{math}`x^2` {eq}`e`", [("math", "1:8", "x^2")]),
    ("```math\na = b\n```", [("display", "2:1", "a = b")]),
    ("~~~ math\na = b\n~~~", [("display", "2:1", "a = b")]),
    ("```{math}\n:label: eq\na = b\n```\nso", [("display", "3:1", "a = b"), ("prose", "5:1", "so")]),
    ("so\n\\begin{align*}\na &= b\n\\end{align*}",
     [("prose", "1:1", "so"), ("display", "2:1", r"\begin{align*} a &= b \end{align*}")]),
    (r"\begin{math}a\end{math}", [("math", "1:1", r"\begin{math}a\end{math}")]),
    (r"\begin{equation}\begin{aligned}a\end{aligned}\end{equation}",
     [("display", "1:1", r"\begin{equation}\begin{aligned}a\end{aligned}\end{equation}")]),
    ("$$ a $$ {#eq-one}\nb", [("display", "1:3", "a"), ("prose", "2:1", "b")]),
    ("> $$\n> a\n> > b\n> $$", [("display", "1:5", "a > b")]),
    ("> quoted $q$\n> more",
     [("prose", "1:3", "quoted"), ("math", "1:11", "q"), ("prose", "2:3", "more")]),
    ("- $a$\n- $$\n  b\n  - c\n  $$\n",
     [("math", "1:4", "a"), ("display", "2:5", "b - c")]),
    ("1. let\n\n       $$ a $$", [("prose", "1:4", "let"), ("display", "3:10", "a")]),
    ("$$\na % b\n\\% c\n$$", [("display", "1:3", r"a \% c")]),
    ("let\n\n    $$ a $$", [("prose", "1:1", "let"), ("display", "3:7", "a")]),
    ("$$a$$\r\n\r\nb $c$\r\n",
     [("display", "1:3", "a"), ("prose", "3:1", "b"), ("math", "3:4", "c")]),
    ("| $a$ | $b$", [("prose", "1:1", "|"), ("math", "1:4", "a"), ("prose", "1:7", "|"),
                     ("math", "1:10", "b")]),
    ("# T\n```{=latex}\n$x$\n```\n$y$",
     [("heading 1", "1:3", "T"), ("math", "3:2", "x"), ("math", "5:2", "y")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMULAS)
def test_a_formula_in_markdown_is_found_where_it_stands(text: str, expected: Rows) -> None:
    assert markdown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "it costs $5 and I have $10",
        "from $5-$10, or $ 5 and $ 10",
        "US$ 5 is more than AU$ 5",
        r"it costs \$5 and \$6",
        "a stray $ sign",
        "a stray $ here\n\nand $ there",
        "`$x$` and ``a`$y$``",
        "```python\nx = '$a$'\n```",
        "~~~\n$x$\n```\n~~~",
        "let\n\n    cost = $a$\n    # $b$",
        '<img alt="$x$"> <a title=$y$>',
        "<!-- $x$ -->",
        "[a]: http://example.org/$x$",
        r"see \[1\] and \[the text\]",
        r"see \(here it is\)",
        "---\ntitle: $x$\n---\n",
    ],
)
def test_what_is_no_formula_in_markdown_is_none(text: str) -> None:
    found = {name for name, _, _ in markdown(text)}
    assert not found & {"math", "display"}


def test_prose_reads_as_words() -> None:
    text = r"A **bold $z$** and *it* \$5 `code` <b>tag</b> [link](http://a.b) a_b &nbsp;c"
    assert markdown(text) == [
        ("prose", "1:1", "A bold"),
        ("math", "1:11", "z"),
        ("prose", "1:16", "and it $5 tag [link a_b c"),
    ]


def test_a_comparison_in_words_is_no_tag() -> None:
    assert markdown("if p <q then $x>0$") == [
        ("prose", "1:1", "if p <q then"),
        ("math", "1:15", "x>0"),
    ]


TITLES: list[tuple[str, Rows]] = [
    ("# One", [("heading 1", "1:3", "One")]),
    ("### Two *x* ## {#sec .a}", [("heading 3", "1:5", "Two x")]),
    ("## Two ##", [("heading 2", "1:4", "Two")]),
    ("One\n===\ntwo", [("heading 1", "1:1", "One"), ("prose", "3:1", "two")]),
    ("Two\n---", [("heading 2", "1:1", "Two")]),
    ("We have $a$.\n---", [("prose", "1:1", "We have"), ("math", "1:10", "a"),
                           ("prose", "1:12", ".")]),
    ("**Problem 2.** Let", [("heading 7", "1:3", "Problem 2"), ("prose", "1:16", "Let")]),
    ("**Exercise 3 (Ridge)**", [("heading 7", "1:3", "Exercise 3 (Ridge)")]),
    ("**Question 1 :** Let", [("heading 7", "1:3", "Question 1"), ("prose", "1:18", "Let")]),
    ("**Question 1: show $x$.** So", [("heading 7", "1:3", "Question 1"), ("prose", "1:15", "show"),
                                      ("math", "1:21", "x"), ("prose", "1:23", ". So")]),
    ("so\n**Problem**\nlet", [("prose", "1:1", "so"), ("heading 7", "2:3", "Problem"),
                              ("prose", "3:1", "let")]),
    ("1. **Problem 3** a", [("heading 7", "1:6", "Problem 3"), ("prose", "1:18", "a")]),
    ("__Aufgabe 1__", [("heading 7", "1:3", "Aufgabe 1")]),
    ("<b>Exercice 2</b>", [("heading 7", "1:4", "Exercice 2")]),
    ("**Übung 4**", [("heading 7", "1:3", "Übung 4")]),
    ("**問題 5**", [("heading 7", "1:3", "問題 5")]),
    ("**第3题** 设", [("heading 7", "1:3", "第3题"), ("prose", "1:9", "设")]),
    ("**习题 1.2**", [("heading 7", "1:3", "习题 1.2")]),
    ("**Задача 1.**", [("heading 7", "1:3", "Задача 1")]),
    ("Problem 2.", [("heading 7", "1:1", "Problem 2")]),
    ("Exercise 1:\nlet", [("heading 7", "1:1", "Exercise 1"), ("prose", "2:1", "let")]),
    ("問題 5\r\n", [("heading 7", "1:1", "問題 5")]),
    (":::{exercise} Ridge\nlet\n:::\nso",
     [("heading 7", "1:15", "Ridge"), ("prose", "2:1", "let"), ("prose", "4:1", "so")]),
    ("**Lemma 3.** a", [("prose", "1:3", "Lemma 3. a")]),
    ("**Proof.** a", [("prose", "1:3", "Proof. a")]),
    ("**Problems of this kind** a", [("prose", "1:3", "Problems of this kind a")]),
    ("Exercise 6 shows that", [("prose", "1:1", "Exercise 6 shows that")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_a_title_in_markdown_opens_a_section_or_a_problem(text: str, expected: Rows) -> None:
    assert markdown(text) == expected


DIRECTIVES: list[tuple[str, Rows]] = [
    ("<!-- matcalc: A : n -->", [("directive", "1:15", "A : n")]),
    ("so <!--MatCalc : A : n;\n B : m\n--> a",
     [("prose", "1:1", "so"), ("directive", "1:18", "A : n; B : m"), ("prose", "3:5", "a")]),
    ("<!-- matcalc: -->", []),
    ("---\ntitle: a\nmatcalc: A : n×m\n---\nb",
     [("directive", "3:10", "A : n×m"), ("prose", "5:1", "b")]),
    ('---\nmatcalc: "A : n"\n---', [("directive", "2:11", "A : n")]),
    ("---\nmatcalc: |\n  A : n\n  B : m\nx: y\n---",
     [("directive", "3:3", "A : n"), ("directive", "4:3", "B : m")]),
    ("---\nmatcalc:\n  - A : n\n...\n", [("directive", "3:5", "A : n")]),
    ("---\nno metadata\n---\n", [("heading 2", "2:1", "no metadata")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DIRECTIVES)
def test_a_directive_is_taken_from_comments_and_metadata(text: str, expected: Rows) -> None:
    assert markdown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\newcommand{\R}{\mathbb{R}} a", [(r"\newcommand{\R}{\mathbb{R}}", "1:1")]),
        (r"$\def\tr#1{t(#1)}$", [(r"\def\tr#1{t(#1)}", "1:2")]),
        (r"\newcommand\x[2][a]{b}", [(r"\newcommand\x[2][a]{b}", "1:1")]),
        ("$$\n\\DeclareMathOperator*{\\a}{b}\n\\renewcommand{\\c}{d}\n$$",
         [(r"\DeclareMathOperator*{\a}{b}", "2:1"), (r"\renewcommand{\c}{d}", "3:1")]),
        (r"\newcommandx{\x}[2][1=a]{b}", [(r"\newcommandx{\x}[2][1=a]{b}", "1:1")]),
        (r"\newcommand{\x}{", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["page.md", "page.tex"])
def test_a_definition_of_a_macro_is_a_piece(
    path: str, text: str, expected: list[tuple[str, str]]
) -> None:
    found = seen(scan(path, text.encode()))
    assert [(text, place) for name, place, text in found if name == "macro"] == expected
    assert not [name for name, _, _ in found if name in {"math", "display"}]


SHORTCUTS = [
    ("\\newcommand{\\be}{\\begin{equation}}\\def\\ee{\\end{equation}}", "\\be a = b \\ee"),
    ("\\newcommand{\\bea}[1]{\\begin{align}\\label{#1}}\\def\\eea{\\end{align}}",
     "\\bea{e} a &= b \\\\ &= c \\eea"),
    ("\\def\\ee{\\end{equation}}", "\\begin{equation} a = b \\ee"),
    ("\\newcommand{\\eq}[1]{\\begin{equation}#1\\end{equation}}", "\\eq{a = b}"),
    ("\\def\\eq#1{\\[#1\\]}", "\\eq{a = b}"),
    ("\\newenvironment{eq}{\\begin{align}}{\\end{align}}", "\\begin{eq} a = b \\end{eq}"),
    ("\\NewDocumentCommand{\\eq}{m}{\\begin{align}#1\\end{align}}", "\\eq{a = b}"),
]  # fmt: skip


@pytest.mark.parametrize(("defined", "formula"), SHORTCUTS)
@pytest.mark.parametrize("path", ["page.md", "page.tex"])
def test_a_display_that_a_macro_begins_is_a_formula(path: str, defined: str, formula: str) -> None:
    found = seen(scan(path, f"{defined}\n\nso {formula} holds".encode()))
    assert [text for name, _, text in found if name == "display"] == [formula]
    assert [text for name, _, text in found if name == "prose"] == ["so", "holds"]


def test_an_environment_that_is_no_formula_stays_text() -> None:
    text = r"\newenvironment{rem}{\begin{quote}}{\end{quote}} \begin{rem} words \end{rem}"
    assert not [name for name, _, _ in seen(scan("page.tex", text.encode())) if name == "display"]


def test_a_definition_before_a_formula_is_taken_out_of_it() -> None:
    assert markdown(r"$$\def\R{R} x \in \R$$") == [
        ("macro", "1:3", r"\def\R{R}"),
        ("display", "1:12", r"x \in \R"),
    ]


UNCLOSED = [
    ("page.md", "$$ a\n\nso we see\n\n$$ b $$", ["a", "b"], "1:1"),
    ("page.md", "$$\na\n# Title\n\n$$ b $$", ["a", "b"], "1:1"),
    ("page.md", "$$ a\nso we see\n$$ b $$", ["a so we see", "b"], "1:1"),
    ("page.md", "so\n\\[ a\n\n\\[ b \\]", ["a", "b"], "2:1"),
    ("page.md", "\\begin{align} a\n\nfor $x$\n\n$$ b $$", [r"\begin{align} a", "b"], "1:1"),
    ("page.md", "```math\na\n\nb", ["a"], "1:1"),
    ("page.tex", "\\[ a\n\nThus,\n\n\\[ b \\]", ["a", "b"], "1:1"),
    ("page.tex", "\\[ a\n\\section{T}\n\n\\[ b \\]", ["a", "b"], "1:1"),
    ("page.tex", "\\[ a \\end{proof} b $$ c $$", ["a", "c"], "1:1"),
    ("page.tex", "\\begin{align} a\n\n\\begin{align} b\\end{align}",
     [r"\begin{align} a", r"\begin{align} b\end{align}"], "1:1"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "formulas", "place"), UNCLOSED)
def test_a_formula_that_is_not_closed_costs_no_other(
    path: str, text: str, formulas: list[str], place: str
) -> None:
    found = seen(scan(path, text.encode()))
    assert [text for name, _, text in found if name == "display"] == formulas
    expected = ("MC102", "this formula is not closed", (f"{path}:{place}",))
    assert notes(path, text.encode()) == [expected]


def test_a_problem_goes_on_after_a_formula_that_is_not_closed() -> None:
    text = "\\[ a\n\nProblem 2.\n\nLet $x$"
    expected = [
        ("display", "1:3", "a"),
        ("heading 7", "3:1", "Problem 2"),
        ("prose", "5:1", "Let"),
        ("math", "5:6", "x"),
    ]
    assert markdown(text) == latex(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("```\n$x$", "this block of code is not closed"),
        ("a <!-- b", "this comment is not closed"),
    ],
)
def test_what_else_is_not_closed_is_said(text: str, message: str) -> None:
    assert [note[1] for note in notes("page.md", text.encode())] == [message]


def test_a_directive_within_a_formula_comes_behind_it() -> None:
    data = b"\\begin{align}\n a &= b % matcalc: skip\n\\end{align}"
    assert [(name, place) for name, place, _ in seen(scan("page.tex", data))] == [
        ("display", "1:1"),
        ("directive", "2:20"),
    ]
    assert notes("page.tex", data) == []


def test_a_blank_line_a_list_item_and_a_rule_end_a_paragraph() -> None:
    text = "\n\na\n\n\nb\n- c\n- d\n***\ne\n"
    found = seen(scan("page.md", text.encode()), breaks=True)
    assert [(name, place) for name, place, _ in found] == [
        ("prose", "3:1"),
        ("break", "4:1"),
        ("prose", "6:1"),
        ("break", "7:1"),
        ("prose", "7:3"),
        ("break", "8:1"),
        ("prose", "8:3"),
        ("break", "9:1"),
        ("prose", "10:1"),
    ]


LATEX: list[tuple[str, Rows]] = [
    ("$x$ $$y$$", [("math", "1:2", "x"), ("display", "1:7", "y")]),
    (r"\(x\) \[ y \]", [("math", "1:3", "x"), ("display", "1:9", "y")]),
    (r"$\text{if $x$}$", [("math", "1:2", r"\text{if $x$}")]),
    ("$ x $", [("math", "1:2", "x")]),
    ("costs $5 and\n\nlet $x$", [("prose", "1:1", "costs $5 and"), ("prose", "3:1", "let"),
                                 ("math", "3:6", "x")]),
    ("costs $5 and then $x$", [("prose", "1:1", "costs $5 and then"), ("math", "1:20", "x")]),
    (r"\ensuremath{x_{1}} a", [("math", "1:13", "x_{1}"), ("prose", "1:20", "a")]),
    ("\\[ \\begin{bmatrix} 1 \\\\[4pt] 2 \\end{bmatrix} % no \\]\n\\]",
     [("display", "1:3", r"\begin{bmatrix} 1 \\[4pt] 2 \end{bmatrix}")]),
    ("\\begin{subequations}\\begin{align}a\\end{align}\\end{subequations}",
     [("display", "1:21", r"\begin{align}a\end{align}")]),
    (r"\begin{IEEEeqnarray}{rCl}a\end{IEEEeqnarray}",
     [("display", "1:1", r"\begin{IEEEeqnarray}{rCl}a\end{IEEEeqnarray}")]),
    (r"\begin{align}a\end{equation} b",
     [("display", "1:1", r"\begin{align}a\end{equation}"), ("prose", "1:30", "b")]),
    ("Let~\\textbf{A} be \\emph{it}, \\noindent 5\\% \\& \\$3\\\\",
     [("prose", "1:1", "Let A be it , 5 % & $3")]),
    ("a % $x$\nb", [("prose", "1:1", "a b")]),
    (r"see~\eqref{eq:1} and \ref{b}\label{c} \cite[p. 3]{d} \footnote{an $x$} e",
     [("prose", "1:1", "see eq:1 and b"), ("aside", "1:64", "an $x$"), ("prose", "1:72", "e")]),
    (r"\input{foo} \includegraphics[width=3cm]{bar} \href{http://a.b/$}{link}",
     [("prose", "1:66", "link")]),
    (r"\verb|$x$| a \iffalse $y$ \fi b", [("prose", "1:12", "a b")]),
    ("\\begin{verbatim}\n$x$\n\\end{verbatim}a", [("prose", "3:15", "a")]),
    ("\\begin{lstlisting}[language=C]\n$x$\n\\end{lstlisting}", []),
    ("\\begin{tikzpicture}$x$\\end{tikzpicture}", []),
    ("% matcalc: A : n\n% matcalc: B : m\na %matcalc: skip",
     [("directive", "1:12", "A : n"), ("directive", "2:12", "B : m"), ("prose", "3:1", "a"),
      ("directive", "3:13", "skip")]),
    (r"\part{A}\chapter{B}\section*{C}\subsection[c]{D}\subsubsection{E}\paragraph{F}",
     [("heading 1", "1:7", "A"), ("heading 2", "1:18", "B"), ("heading 3", "1:30", "C"),
      ("heading 4", "1:47", "D"), ("heading 5", "1:64", "E"), ("heading 6", "1:77", "F")]),
    (r"\section{On \emph{$A$}\label{a}}", [("heading 3", "1:10", "On $A$")]),
    (r"\begin{problem}[Ridge] a\end{problem}", [("heading 7", "1:17", "Ridge"),
                                                ("prose", "1:24", "a")]),
    (r"\begin{exercise} a\end{exercise}", [("heading 7", "1:17", ""), ("prose", "1:18", "a")]),
    (r"\begin{homeworkProblem}[10 points] a", [("heading 7", "1:35", ""), ("prose", "1:36", "a")]),
    (r"\begin{Aufgabe}{1.2} a", [("heading 7", "1:17", "1.2"), ("prose", "1:22", "a")]),
    (r"\newtheorem{prb}[thm]{Problem}\begin{prb}a\end{prb}",
     [("heading 7", "1:42", ""), ("prose", "1:42", "a")]),
    (r"\newtheorem{exc}{Example}\begin{exc}a\end{exc}", [("prose", "1:37", "a")]),
    (r"\begin{lemma}a\end{lemma}", [("prose", "1:14", "a")]),
    (r"\problem{Ridge} a", [("heading 7", "1:10", "Ridge"), ("prose", "1:17", "a")]),
    (r"\question[5] a", [("heading 7", "1:13", ""), ("prose", "1:14", "a")]),
    (r"\exercise{Show $x$}", [("heading 7", "1:10", ""), ("prose", "1:11", "Show"),
                              ("math", "1:17", "x")]),
    (r"\noindent\textbf{Problem 3.} Let", [("heading 7", "1:18", "Problem 3"),
                                           ("prose", "1:30", "Let")]),
    ("a\n\n{\\bf Problem 3} Let", [("prose", "1:1", "a"), ("heading 7", "3:6", "Problem 3"),
                                   ("prose", "3:17", "Let")]),
    ("In \\textbf{Problem 3} we", [("prose", "1:1", "In Problem 3 we")]),
    ("Exercise 5: Let", [("heading 7", "1:1", "Exercise 5"), ("prose", "1:13", "Let")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LATEX)
def test_a_construct_of_latex_is_found_where_it_stands(text: str, expected: Rows) -> None:
    assert latex(text) == expected


def test_of_the_preamble_only_definitions_and_directives_count() -> None:
    text = (
        "\\documentclass{article} $a$\n\\newcommand{\\R}{R}\n% matcalc: A : n\n"
        "% \\begin{document}\n\\begin{document}\nLet $x$\n\\end{document}\n$b$ % matcalc: B\n"
    )
    expected = [
        ("macro", "2:1", r"\newcommand{\R}{R}"),
        ("directive", "3:12", "A : n"),
        ("prose", "6:1", "Let"),
        ("math", "6:6", "x"),
    ]
    assert latex(text) == seen(scan("-", text.encode())) == expected


def test_a_definition_that_is_not_closed_does_not_reach_into_the_body() -> None:
    text = "\\newcommand{\\R}{a\n\\begin{document}\n\\section{T} Let $x$}"
    assert latex(text) == [
        ("heading 3", "3:10", "T"),
        ("prose", "3:13", "Let"),
        ("math", "3:18", "x"),
    ]


def test_items_and_environments_end_a_paragraph() -> None:
    text = "a\\begin{itemize}\\item b\\item[(c)] d\\end{itemize}\\begin{center}e\\end{center}f"
    found = seen(scan("page.tex", text.encode()), breaks=True)
    assert [text for name, _, text in found if name == "prose"] == ["a", "b", "d", "e f"]
    assert [name for name, _, _ in found].count("break") == 3


def notebook(*cells: Mapping[str, object]) -> bytes:
    return json.dumps({"cells": cells, "nbformat": 4}, indent=1).encode()


def test_a_notebook_is_read_cell_by_cell_with_places_in_the_file() -> None:
    data = notebook(
        {"cell_type": "markdown", "source": ['"q" \\alpha é😀 $\\beta$\n', "$$ a\n", "\n"]},
        {"cell_type": "code", "source": ["$x$"], "outputs": [{"text": "$z$"}]},
        {"source": "so $c$", "cell_type": "markdown"},
    )
    scanned = scan("page.ipynb", data)
    lines = data.decode().split("\n")
    found = seen(scanned)
    assert [(name, text) for name, _, text in found] == [
        ("prose", '"q" é😀'),
        ("math", r"\beta"),
        ("display", "a"),
        ("prose", "so"),
        ("math", "c"),
    ]
    texts = []
    for _, place, _ in found:
        line, column = map(int, place.split(":"))
        texts.append(lines[line - 1][column - 1 :])
    starts = (r"\"q", r"\\beta$", " a", "so $c", "c$")
    assert all(text.startswith(start) for text, start in zip(texts, starts, strict=True))
    assert [note.labels for note in scanned.notes] == [("page.ipynb:7:6",)]


def test_an_old_notebook_is_read_too() -> None:
    cells = [{"cell_type": "markdown", "source": ["$a$"]}, {"cell_type": "code", "input": ["$b$"]}]
    data = json.dumps({"worksheets": [{"cells": cells}], "nbformat": 3}).encode()
    assert [text for _, _, text in seen(scan("old.ipynb", data))] == ["a"]


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 100_000, b'{"cells": [}'])
def test_a_notebook_that_is_no_json_is_said_to_be_none(data: bytes) -> None:
    assert notes("page.ipynb", data) == [
        ("MC101", "this notebook is not valid JSON", ("page.ipynb:1:1",))
    ]
    assert scan("page.ipynb", data).pieces == ()


@pytest.mark.parametrize("data", [b"{}", b"[]", b'"$a$"', b"1", b'{"cells": [1, {"source": 3}]}'])
def test_json_without_cells_has_no_pieces(data: bytes) -> None:
    assert (scan("page.ipynb", data).pieces, scan("page.ipynb", data).notes) == ((), ())


def test_a_byte_that_is_not_utf8_is_named_and_the_rest_is_read() -> None:
    data = "\ufeffé\n$x$ b".encode() + b"\xff $y$"
    assert notes("page.md", data) == [("MC101", "this is not text in UTF-8", ("page.md:2:6",))]
    found = seen(scan("page.md", data))
    assert [text for name, _, text in found if name == "math"] == ["x", "y"]


def test_binary_data_has_no_pieces() -> None:
    assert notes("page.md", b"a\n$x$\0") == [
        ("MC101", "this is not text in UTF-8", ("page.md:2:4",))
    ]
    assert scan("page.md", b"$x$\0").pieces == ()


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("a.MD", "# T", "heading 1"),
        ("a.Rmd", "# T", "heading 1"),
        ("a.txt", "# T", "heading 1"),
        ("-", "# T", "heading 1"),
        ("-", r"\documentclass{a}\section{T}", "heading 3"),
        ("a.ltx", r"\section{T}", "heading 3"),
    ],
)
def test_the_path_or_the_content_says_how_a_document_is_read(
    path: str, text: str, name: str
) -> None:
    assert name in [found for found, _, _ in seen(scan(path, text.encode()))]


PATHS = ["page.md", "page.tex", "page.ipynb", "-"]
SNIPPETS = r"""
    $ $$ \[ \] \( \) \begin{align} \end{align} \begin{aligned} \begin{problem} \end{x} \item { } [ ]
    \begin{verbatim} \end{verbatim} \newcommand \def\a % %matcalc: <!--matcalc: <!-- --> ` ``` ~~~
    ```math ::: > - 1. # * ** _ --- === : Problem 2. **Problem we have a= \text{ \\ \ \section{ |
    \footnote{ \verb| <a {math} $` `$ {#eq} matcalc: \begin{document} \end{document} \textbf{
"""
FRAGMENTS = st.sampled_from(SNIPPETS.split()).flatmap(
    lambda word: st.sampled_from([word, f"{word} ", f"{word}\n", f"{word}\n\n", f"    {word}"])
)
DOCUMENTS = st.one_of(st.text(), st.lists(FRAGMENTS, max_size=40).map("".join))


def assert_sound(scanned: Scanned, text: str) -> None:
    assert len(scanned.source.text) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, scanned.source.text, strict=True))
    at = 0
    formula = range(0)
    for piece in scanned.pieces:
        # A directive in a formula comes behind it, and stands inside of it.
        inside = isinstance(piece, Directive) and piece.start in formula
        assert (formula.start if inside else at) <= piece.start <= piece.end <= len(text)
        at = max(at, piece.end)
        formula = range(piece.start, piece.end) if isinstance(piece, Math) else formula
        if not isinstance(piece, Break | Heading):
            assert scanned.text(piece).strip()
    for note in scanned.notes:
        path, line, column = note.labels[0].rsplit(":", 2)
        assert (path, int(line) > 0, int(column) > 0) == (scanned.source.path, True, True)


@settings(max_examples=400, deadline=None)
@given(DOCUMENTS, st.sampled_from(["page.md", "page.tex"]))
def test_pieces_of_any_text_are_in_order_and_keep_their_places(text: str, path: str) -> None:
    text = text.replace("\0", "").replace("\r", "").removeprefix("\ufeff")
    assert_sound(scan(path, text.encode(errors="replace")), text.encode(errors="replace").decode())


@settings(max_examples=150, deadline=None)
@given(st.lists(DOCUMENTS, max_size=4))
def test_pieces_of_any_notebook_stand_where_the_file_says_so(texts: list[str]) -> None:
    cells = [{"cell_type": "markdown", "source": text.splitlines(keepends=True)} for text in texts]
    data = notebook(*cells)
    scanned = scan("page.ipynb", data)
    whole = "".join(f"{text}\n\n" for text in texts)
    assert_sound(scanned, whole.encode(errors="replace").decode())
    lines = data.decode().split("\n")
    for piece in scanned.pieces:
        place, first = scanned.source.place(piece.start), scanned.text(piece)[:1]
        if first.isascii() and first.isalnum():
            assert lines[place.line - 1][place.column - 1] == first


@settings(max_examples=200, deadline=None)
@given(st.binary(), st.sampled_from(PATHS))
def test_no_bytes_are_refused(data: bytes, path: str) -> None:
    scanned = scan(path, data)
    assert_sound(scanned, scanned.source.text)


PATHOLOGICAL = [
    "$", "$ ", "$a ", "$a$", "$$a$$ ", "$$ a\n\n", "\\begin{", "\\begin{align}", "\\[ ", "a\\( ",
    "\\[ a\n\n", "\\begin{align} a\n\nb\n\\[ c\n\n", ">", "> $$\n", "- ", "- a\n", "`", "` ", "<!-- ",
    "<a ", "*a ", "_", "\\newcommand{\\a}{", "\\footnote{", "$\\text{", "\n    a", "\n\n    a", "#",
    "\\verb|", "\\begin{verbatim}", "\\iffalse ", "**Problem 1** ", "\\\\", "{", "](", "$a\n- b\n",
    "```\n", "% matcalc: a\n", "$$a$$ {#", "\\end{align}", "\n\n\\textbf{Problem ", "\\section{",
]  # fmt: skip


@pytest.mark.parametrize("path", ["page.md", "page.tex"])
@pytest.mark.parametrize("text", PATHOLOGICAL)
def test_repeating_anything_very_often_comes_to_an_end(text: str, path: str) -> None:
    scanned = scan(path, (text * 3000).encode())
    assert len(scanned.source.text) == 3000 * len(text)
