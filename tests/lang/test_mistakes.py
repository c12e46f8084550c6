"""What is said of mistakes in documents: with the place, what may be meant, and a status of its own."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from matrixcalc import api, library
from matrixcalc.engine import Options
from matrixcalc.lang.document import read_document, read_statement
from matrixcalc.lang.rows import claims
from matrixcalc.lang.scan import scan
from matrixcalc.lang.tokens import tokens
from matrixcalc.lang.typeset import plain
from matrixcalc.report.text import Style, render
from matrixcalc.results import Report
from matrixcalc.statements import Malformed, Unread

SIZES = "A, B : 2×3; x : 3; S : n×n; M : n×m"

CLASHES = [
    ("A B = 0", 1, ("A is 2×3", "B is 2×3")),
    ("x^Tx + A B = 0", 8, ("A is 2×3", "B is 2×3")),
    (r"\operatorname{tr}(A B A^T) = 1", 19, ("A is 2×3", "B is 2×3")),
    ("A^T A x B = 0", 7, ("x is 3×1", "B is 2×3")),
]


@pytest.mark.parametrize(("written", "column", "parts"), CLASHES, ids=[c[0] for c in CLASHES])
def test_a_product_that_does_not_fit_is_shown_where_its_factors_clash(
    written: str, column: int, parts: tuple[str, ...]
) -> None:
    (derivation,) = read_statement(written, SIZES).derivations
    statement = next(iter(derivation))
    assert isinstance(statement, Malformed), statement
    assert statement.note.labels == (f"statement:1:{column}", *parts)


DIRECTIVES = [
    ("c : scaler", "did you mean 'scalar'?"),
    ("k : integr", "did you mean 'integer'?"),
    ("A : n×n, spd", "did you mean 'positive definite'?"),
    ("A : n×n, symetric", "did you mean 'symmetric'?"),
    ("v : vektor", "did you mean 'vector'?"),
    ("expect: refuted", "write expect = refuted"),
    ("layout: numerator", "write layout = numerator"),
    ("expct = refuted", "did you mean expect?"),
]


@pytest.mark.parametrize(("directive", "meant"), DIRECTIVES, ids=[d for d, _ in DIRECTIVES])
def test_a_word_that_is_misspelt_is_named_and_the_status_says_so(
    directive: str, meant: str, tmp_path: Path
) -> None:
    path = tmp_path / "page.md"
    path.write_text(f"<!-- matcalc: {directive} -->\n\n$$ 1 + 1 = 2 $$\n", encoding="utf-8")
    report = _report([str(path)])
    (note,) = report.errors
    assert meant in f"{note.message} {note.help}"
    assert report.exit_status() == 2
    assert "1 error" in render(report, Style(80))


def _report(targets: list[str]) -> Report:
    return api.verify_files(library.resolve(targets), Options(("proof",)), 1)


OPEN = [
    ("\\newcommand{\\foo}{a\n\n$$ a = a $$", "this definition is not closed", "1:1"),
    ("so\n\\def\\foo#1{a\n\n$$ a = a $$", "this definition is not closed", "2:1"),
    (
        "so\n\n\\begin{align} a &= a \\end{equation}",
        r"\begin{align} is closed by \end{equation}",
        "3:1",
    ),
]


@pytest.mark.parametrize(("text", "message", "place"), OPEN)
@pytest.mark.parametrize("path", ["page.md", "page.tex"])
def test_what_is_not_closed_is_said_where_it_opens(
    path: str, text: str, message: str, place: str
) -> None:
    found = scan(path, text.encode())
    assert [(n.message, n.labels) for n in found.notes] == [(message, (f"{path}:{place}",))]


def test_a_definition_that_is_not_closed_in_the_preamble_is_said() -> None:
    text = (
        "\\documentclass{a}\n\\newcommand{\\x}{a\n\n\\begin{document}\n$$ a = a $$\n\\end{document}"
    )
    found = scan("page.tex", text.encode())
    assert [n.labels for n in found.notes] == [("page.tex:2:1",)]


@pytest.mark.parametrize("without", [b"", b"\0"])
def test_bytes_that_are_no_text_are_said_to_be_none(without: bytes) -> None:
    data = random.Random(5).randbytes(100_000).translate(None, without)
    found = read_document("page.md", data)
    assert not found.derivations
    assert [n.message for n in found.notes] == ["this is no text"]


def test_text_with_a_few_broken_bytes_is_read() -> None:
    found = read_document("page.md", "$$ 1 + 1 = 2 $$ Übung".encode("latin-1"))
    assert len(found.derivations) == 1


def test_documents_of_one_name_are_told_apart_by_their_paths(tmp_path: Path) -> None:
    text = "$$ 1 + 1 = 2 $$\n\n# Exercise 1\n\n$$ 2 + 2 = 4 $$\n"
    for folder in ("alice", "bob"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "hw1.md").write_text(text, encoding="utf-8")
    (tmp_path / "bob" / "hw2.md").write_text("$$ 1 + 1 = 2 $$\n", encoding="utf-8")
    files = library.resolve([str(tmp_path)])
    assert not [n for file in files for n in file.notes]
    assert [d.name for file in files for _, d in file.targets] == [
        "alice/hw1", "alice/hw1/exercise-1", "bob/hw1", "bob/hw1/exercise-1", "hw2",
    ]  # fmt: skip


HIDDEN = [
    ("tr(AB", "( is not closed", "statement:1:3"),
    ("tr(AB = BA", "( is not closed", "statement:1:3"),
    (r"\left( A = B", r"\left has no \right", "statement:1:1"),
    (r"2\boxed{A = B}", "the equation stands within something else here", "statement:1:1"),
]


@pytest.mark.parametrize(("written", "message", "place"), HIDDEN, ids=[h[0] for h in HIDDEN])
def test_a_formula_that_claims_nothing_says_what_keeps_it_from_it(
    written: str, message: str, place: str
) -> None:
    found = read_statement(written, "A, B : n×n")
    statements = [s for d in found.derivations for s in d]
    notes = [s.note for s in statements if isinstance(s, Unread)] or list(found.notes)
    assert [(n.message, n.labels) for n in notes] == [(message, (place,))]


REPEATED = [
    "{",
    "\\boxed{",
    "^tA",
    "{}^tA",
    "A⊤",
    "\\begin{array}{",
    "\\overset{a}",
    "\\left(",
    "\\phantom{",
]


@pytest.mark.parametrize("sign", REPEATED)
def test_repeating_what_sets_type_very_often_comes_to_an_end(sign: str) -> None:
    text = sign * 2000
    assert len(claims(plain(tokens(text)), len(text))) <= 1


def test_sizes_that_nothing_determines_are_not_shown_by_their_names() -> None:
    found = read_document(
        "page.md", b"Let $x$ be a symmetric vector.\n\n$$ x + A = A^{-1}x x^T $$\n"
    )
    said = [n.message for d in found.derivations for n in d.notes]
    said += [str(s) for d in found.derivations for s in d]
    assert not [text for text in said if "?x" in text]
