"""Finding and loading derivations, and what is said when that fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from matrixcalc import library
from matrixcalc.results import Note
from tests.conftest import Write

GOOD = """
(n,) = sizes("n")
A = matrix("A", n, n)
second = Derivation("second", "Second", [claim(tr(A), tr(A.T))], line=9)
first = Derivation("first", "First", [claim(A, A)], line=4)
"""
OPENING = '(n,) = sizes("n")\nA, x = matrix("A", n, n), vector("x", n)\n'


def only(*targets: str | Path) -> library.File:
    (file,) = library.resolve([str(t) for t in targets])
    return file


def note_on(*targets: str | Path) -> Note:
    (note,) = only(*targets).notes
    return note


def test_the_library_has_derivations_and_each_name_once() -> None:
    names = library.names()
    assert len(names) > 10
    assert len(set(names)) == len(names)


def test_every_file_of_the_library_loads() -> None:
    assert [note for file in library.library() for note in file.notes] == []


def test_without_a_target_the_whole_library_is_meant() -> None:
    assert library.resolve([]) == library.library()


def test_a_name_stands_for_one_derivation_of_its_file() -> None:
    file = only("jacobi-formula")
    assert [d.name for _, d in file.targets] == ["jacobi-formula"]


def test_the_derivations_of_a_file_come_in_the_order_of_their_lines(write: Write) -> None:
    assert [d.name for _, d in only(write("a.py", GOOD)).targets] == ["first", "second"]


def test_a_list_of_derivations_at_the_top_level_is_found(write: Write) -> None:
    path = write("a.py", OPENING + 'both = [Derivation("p", "P", [claim(A, A)])]')
    assert [d.name for _, d in only(path).targets] == ["p"]


def test_a_file_named_twice_is_taken_once(write: Write) -> None:
    path = write("a.py", GOOD)
    assert len(only(path, path, path.parent).targets) == 2


def test_a_directory_stands_for_the_files_below_it_that_mention_matrixcalc(write: Write) -> None:
    path = write("week1/a.py", GOOD)
    write("_private.py", "raise SystemExit")
    write(".hidden/b.py", "raise SystemExit")
    (path.parent.parent / "setup.py").write_text("raise SystemExit")
    assert [f.path for f in library.resolve([str(path.parent.parent)])] == [path.resolve()]


def test_a_neighbour_can_be_imported_and_is_forgotten(write: Write) -> None:
    write("letters_of_mine.py", OPENING + 'other = Derivation("other", "O", [claim(A, A)])')
    use = "from letters_of_mine import A, other\n"
    path = write("a.py", use + 'own = Derivation("own", "P", [claim(A, A)])')
    assert [d.name for _, d in only(path).targets] == ["own"]
    assert "letters_of_mine" not in sys.modules
    assert str(path.parent) not in sys.path


def test_a_changed_file_is_read_again(write: Write) -> None:
    path = write("a.py", GOOD)
    assert len(only(path).targets) == 2
    path.write_text(path.read_text().replace('"first"', '"other"'))
    assert [d.name for _, d in only(path).targets] == ["other", "second"]
    assert not (path.parent / "__pycache__").exists()


def test_what_a_file_prints_does_not_reach_the_standard_output(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    only(write("a.py", GOOD + 'print("hello")'))
    out, err = capsys.readouterr()
    assert (out, err) == ("", "hello\n")


MISTAKES = [
    ("tr(A @ x.T)", "MC201", "cannot multiply"),
    ("A + x", "MC201", "terms of a sum"),
    ('matrix("B", n, n, "symetric")', "MC202", "did you mean 'symmetric'"),
    ("tr(A @ Y)", "MC202", "Y is not declared"),
    ("A / A", "MC203", "cannot divide by a matrix"),
    ("derivative(tr(A), A @ A)", "MC204", "cannot differentiate by"),
    ("derivative(A, x)", "MC205", "more than two indices"),
    ('Derivation("d", "D", [claim(tr(A), tr(matrix("A", n, n, "symmetric")))])', "MC208",
     "A is declared twice"),
    ("define(A, x)", "MC201", "what it is to stand for"),
    ("1 / 0", "MC402", "ZeroDivisionError: division by zero"),
    ("import nowhere_to_be_found", "MC402", "nowhere_to_be_found"),
    ("raise SystemExit(3)", "MC402", "the file ends the program"),
    ("def f(:", "MC402", "SyntaxError"),
    ("assert A", "MC402", "neither true nor false"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "code", "says"), MISTAKES, ids=[m[0][:30] for m in MISTAKES])
def test_a_mistake_is_reported_with_its_code_and_the_line_of_the_user(
    line: str, code: str, says: str, write: Write
) -> None:
    path = write("mine.py", OPENING + line + "\n")
    note = note_on(path)
    assert note.code == code
    assert says in note.message
    assert note.labels[0] == f"{path}:4"


def test_an_ill_shaped_part_is_reported_with_both_shapes(write: Write) -> None:
    labels = note_on(write("mine.py", OPENING + "x @ A\n")).labels
    assert labels[1:] == ("x is n×1", "A is n×n")


def test_an_undeclared_name_comes_with_the_nearest(write: Write) -> None:
    note = note_on(write("mine.py", OPENING + 'matrxi("B", n, n)\n'))
    assert "matrix" in note.help


def test_a_mistake_in_a_neighbour_is_reported_there(write: Write) -> None:
    neighbour = write("broken_neighbour.py", "\n\n1 / 0\n")
    note = note_on(write("mine.py", "import broken_neighbour\n"))
    assert note.labels == (f"{neighbour}:4",)


@pytest.mark.parametrize(
    ("target", "code", "says"),
    [
        ("trace-gradeint", "MC401", "no derivation 'trace-gradeint'"),
        ("missing.py", "MC401", "no file or directory 'missing.py'"),
        ("notes.txt", "MC402", "no Python, Markdown or LaTeX file"),
        ("empty.py", "MC403", "no Derivation at its top level"),
        ("folder", "MC403", "no file in"),
    ],
)
def test_what_cannot_be_found_is_said(
    target: str, code: str, says: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write("empty.py", "").parent)
    Path("notes.txt").touch()
    Path("folder").mkdir()
    note = note_on(target)
    assert note.code == code
    assert says in note.message


def test_an_unknown_name_comes_with_the_nearest() -> None:
    assert "trace-gradient" in note_on("trace-gradeint").help


def test_one_name_in_two_files_is_reported_with_both_places(write: Write) -> None:
    first, second = write("a.py", GOOD), write("b.py", GOOD)
    files = library.resolve([str(first), str(second)])
    notes = [n for f in files for n in f.notes]
    assert {n.code for n in notes} == {"MC405"}
    assert (f"{first}:4", f"{second}:4") in [n.labels for n in notes]
    assert all(len(f.targets) == 2 for f in files)
