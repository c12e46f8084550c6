"""What is said of a user's mistake: in the user's symbols, with the place, and without a traceback.

Each row is the last line of a file that opens with the letters below; the
message is compared word for word, so that a change of it is seen.
"""

from __future__ import annotations

import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from matrixcalc import Derivation, Expr, chain, claim, library, matrix, number, scalar
from matrixcalc import sizes as sizes_of
from matrixcalc.api import verify
from matrixcalc.ops.arguments import Misuse
from matrixcalc.results import Note, Verdict
from matrixcalc.testing import assert_verified

LETTERS = """\
from matrixcalc import *
n, m = sizes("n m")
(i,), (j,) = indices("i", n), indices("j", m)
A, B = matrix("A", n, m), matrix("B", m, n)
S, T = matrix("S", n, n), matrix("T", n, n)
x, y, c = vector("x", n), vector("y", m), scalar("c")
xs = family(vector("x", n))
def D(*statements): return Derivation("hw", "Homework", list(statements))
"""
LINE = LETTERS.count("\n") + 1

NUMBERS = {
    "0.5 * A": "0.5 is not an expression; a floating-point number is not exact, "
    "so write Fraction(1, 2) or A / 2",
    "c ** 0.5": "0.5 is not an expression; a floating-point number is not exact, "
    "so write Fraction(1, 2) or A / 2",
    "1j * A": "1j is not an expression; all letters and numbers are real",
    '"2" * A': "'2' is not an expression; declare a letter, as in A = matrix(\"A\", n, n)",
    "tr(None)": "None is not an expression, an integer, a Fraction or a size",
    "claim(tr(S), A == B)": "False is not an expression; == compares what is written, "
    "and claim(left, right) states an equality",
    '__import__("numpy").eye(2) @ A': "an array of numpy is not an expression; "
    "declare a matrix and say what is true of it",
    "10**5000 * c": "a number is too long; use a letter for it",
    "c ** 10**9": "the exponent 1000000000 is too large to compute with; "
    'use a letter for it, as in k = integer("k")',
    "c / 0": "cannot divide c by 0",
    "x + xs": "the family x is not an expression; give it an index, as in x[i]",
    "claim(claim(c, c), c)": "the equality c = c cannot be a side of another one",
}

SIZES = {
    'matrix("Z", 2.0, 2)': "2.0 is neither an integer nor a letter for one",
    'matrix("Z", "n", 2)': "'n' is neither an integer nor a letter for one; "
    'declare it, as in (n,) = sizes("n")',
    'matrix("Z", sizes("q"), 2)': "(Dim(q),) is neither an integer nor a letter for one; "
    'unpack it, as in (n,) = sizes("n")',
    'matrix("Z", c, 2)': "c is neither an integer nor a letter for one; "
    "sizes and indices come from sizes, integer and indices",
    'matrix("Z", True, 2)': "True is neither an integer nor a letter for one",
    'matrix("Z", 0, 2)': "a size is 1 or more, not 0",
    "zeros(-1)": "a size is 1 or more, not -1",
    'matrix("Z", i, 2)': "a size cannot depend on the index i",
    'matrix("Z", 10**9, 2)': "'Z' has 1000000000 rows or columns, and 100 is the most; "
    'use a letter for a size, as in (n,) = sizes("n")',
    "sizes(3)": 'sizes takes names in quotes, as in sizes("n m"), not 3',
    'index("k", "n")': "'n' is neither an integer nor a letter for one; "
    'declare it, as in (n,) = sizes("n")',
}

ENTRIES = {
    "A[1.5, 1]": "1.5 is neither an integer nor a letter for one",
    "x[True]": "True is neither an integer nor a letter for one",
    "A[1:2, 1]": "an entry of A has one row and one column, as in A[i, j]; "
    "row(A, i) is a row and column(A, j) a column",
    "xs[0.5]": "0.5 is neither an integer nor a letter for one",
    "delta(c, c)": "c is neither an integer nor a letter for one; "
    "sizes and indices come from sizes, integer and indices",
    "total(n, x[i])": 'n is not an index with a range; declare one, as in (i,) = indices("i", n)',
    "total(x[i], i)": 'xᵢ is not an index with a range; declare one, as in (i,) = indices("i", n)',
    "total(x[i])": "total takes an index and a body, as in total(i, x[i])",
    "table()": "table takes an index and a body, as in table(i, x[i])",
    "total(i, x[i], where=[i != 1])": "True is not a condition on indices; "
    "write Condition(i, Relation.DIFFERENT, j)",
    "block([A, B])": "a block matrix takes rows of blocks, as in block([[A, B], [C, D]])",
    'entrywise("exp", S)': "'exp' is not a function for every entry; there are exp, log, sqrt, "
    "sin, cos, tanh, logistic, softplus, absolute, tan, arctan, sinh, cosh, relu, sign",
    'derivative(S @ x, x, convention="numerator")': "'numerator' is not a convention of "
    "derivatives; write Convention(Layout.NUMERATOR) or Convention(symmetry=Symmetry.TIED)",
}

LETTERS_AND_STATEMENTS = {
    'matrix("my A", n, n)': "'my A' cannot be the name of a letter; a name has no spaces",
    'matrix("", n, n)': "'' cannot be the name of a letter; a name has no spaces",
    'matrix("Q", n, n, None)': "an adjective of Q is a word in quotes, not None; "
    'as in matrix("A", n, n, "symmetric")',
    'family("x")': "family takes a letter, as in family(vector(\"x\", k)), not 'x'",
    "D()": "a derivation needs at least one statement",
    "D(A == B)": "False is not a statement; "
    "write claim(left, right), or chain, fact, define, given",
    'Derivation("hw", "t", claim(c, c))': "statements is a list, as in [chain(…), claim(…)], "
    "not c = c",
    'Derivation("my hw", "t", [claim(c, c)])': "a derivation needs a name without spaces, "
    "not 'my hw'",
    'Derivation("hw", 3, [claim(c, c)])': "the title of hw is a text in quotes, not 3",
    "chain(c)": 'the chain from c needs a step, as in chain(a, (b, "why"))',
    'chain(c, ("why", c))': "'why' is no expression; a step with its reason is (b, \"why\")",
    "chain(c, (c, 3))": "the reason of a step is a text in quotes, not 3",
    'claim(c, c, expect="verifyed")': "'verifyed' is not a verdict; "
    "did you mean verified or refuted?",
    "define(S + T, T)": "only a letter can be defined, as in define(z, x - mu), not S + T",
    "D(define(S, T + T), define(T, S + S))": "S is defined by itself: S by way of T by way of S",
    "D(define(S, T), define(S, 2 * T))": "S is defined twice; "
    "give the second one a letter of its own",
}

ILL_SHAPED = {
    "A[0, 0]": "there is no row 0: rows are counted from 1",
    "A[n + 1, 1]": "there is no row n + 1 among n",
    "row(A, 0)": "there is no row 0: rows are counted from 1",
    "column(A, m + 2)": "there is no column m + 2 among m",
    "unit(n, 0)": "there is no row 0: rows are counted from 1",
    "sum([S, T])": "the terms of a sum have different shapes; Python's sum() starts with the "
    "number 0, so write the terms with + between them",
}

DECLARED_TWICE = {
    'D(claim(scalar("n") * tr(S), c))': "n is declared twice: as scalar and as an integer of "
    "1 or more",
    'D(claim(tr(matrix("Z", integer("n", 5), 2)[1, 1]), tr(S)))': "n is declared twice: as an "
    "integer of 1 or more and as an integer of 5 or more",
    'D(claim(x[i] + y[index("i", m)], c))': "i is declared twice: as an index from 1 to m and "
    "as an index from 1 to n",
    "D(claim(norm(xs[1, 2]), norm(xs[1])))": "x is declared twice: as n×1, with 1 index and "
    "as n×1, with 2 indices",
}

TABLES = {
    "MC209": NUMBERS | SIZES | ENTRIES | LETTERS_AND_STATEMENTS,
    "MC201": ILL_SHAPED,
    "MC208": DECLARED_TWICE,
}
ROWS = [(code, line, said) for code, rows in TABLES.items() for line, said in rows.items()]

OF_PYTHON = {
    "c ^ 2": "write ** for a power",
    "abs(c)": "write absolute(c), norm(x) or det(A)",
    "A.inverse": "write inv(A) for the inverse",
    "A.t": "write A.T for the transpose",
    "A(x)": "write A @ x for a product and 2 * x for a multiple",
    "Fraction(1, 2)": "from fractions import Fraction",
    "xs.T": "",
}


def load(tmp_path: Path, text: str) -> library.File:
    path = tmp_path / "hw.py"
    path.write_text(LETTERS + text + "\n", encoding="utf-8")
    return library.load(path, "hw.py")


def note_on(tmp_path: Path, text: str) -> Note:
    (note,) = load(tmp_path, text).notes
    return note


@pytest.mark.parametrize(("code", "line", "said"), ROWS, ids=[line for _, line, _ in ROWS])
def test_a_mistake_is_named_in_the_symbols_of_the_user(
    code: str, line: str, said: str, tmp_path: Path
) -> None:
    note = note_on(tmp_path, line)
    assert (note.code, note.message) == (code, said)
    assert re.fullmatch(rf"hw\.py:({LINE}|{LINE - 1})", note.labels[0])


@pytest.mark.parametrize("line", OF_PYTHON)
def test_what_python_has_and_expressions_have_not_is_told_with_what_to_write(
    line: str, tmp_path: Path
) -> None:
    note = note_on(tmp_path, line)
    assert note.help == OF_PYTHON[line]
    assert len((note.message + note.help).splitlines()) == 1


@pytest.mark.parametrize("step", ["e.T", "T + e", "-e", "sin(e[1, 1]) * e"])
def test_an_expression_nested_without_an_end_is_no_crash(step: str, tmp_path: Path) -> None:
    text = f"e = S\nfor _ in range(3000): e = {step}\nhw = D(claim(e, e))"
    assert "nested" in note_on(tmp_path, text).message


def test_a_sum_that_doubles_forty_times_is_refused_at_once(tmp_path: Path) -> None:
    text = "e = S\nfor _ in range(40): e = (1 * e) + (1 * e).T\nhw = D(claim(e, e))"
    assert "20000 is the most" in note_on(tmp_path, text).message


def test_the_deepest_expression_that_is_taken_is_verified() -> None:
    e: Expr = scalar("c")
    for _ in range(74):
        e = 1 / (2 + e * e)
    with pytest.raises(Misuse, match="levels deep"):
        Derivation("deep", "Deep", [claim(e, e)])
    (n,) = sizes_of("n")
    t: Expr = matrix("S", n, n)
    for _ in range(148):
        t = t.T
    report = verify(Derivation("deep", "Deep", [claim(t, matrix("S", n, n))]), checks=["exact"])
    assert report.summary == {"verified": 1}


def test_exact_numbers_of_other_packages_are_taken_as_what_they_are() -> None:
    numpy, sympy = pytest.importorskip("numpy"), pytest.importorskip("sympy")
    assert number(numpy.int64(2)) == number(2)
    assert number(sympy.Rational(1, 3)) == number(Fraction(1, 3))
    with pytest.raises(Misuse, match=r"np\.float64\(2\.0\) is not an expression"):
        number(numpy.float64(2))


@pytest.mark.parametrize(
    "side", ["row(A, 5)", "column(A, 5)", "row(A, p)", "column(A, p)", "unit(n, p)", "A[p, 1]"]
)
def test_a_position_that_is_outside_at_some_sizes_crashes_no_check(
    side: str, tmp_path: Path
) -> None:
    text = f'p = integer("p")\nhw = D(claim({side}, {side}))'
    (derivation,) = load(tmp_path, text).derivations
    (step,) = verify(derivation, budget=2).steps
    assert [n.message for n in step.notes if n.code.startswith("MC9")] == []
    assert step.verdict is not Verdict.REFUTED


def test_what_was_defined_before_an_error_is_not_lost(tmp_path: Path) -> None:
    file = load(tmp_path, 'first = Derivation("first", "F", [claim(c, c)])\nA @ A')
    assert [d.name for _, d in file.targets] == ["first"]
    assert [n.code for n in file.notes] == ["MC201"]


def test_two_sums_may_use_one_index_with_two_ranges(tmp_path: Path) -> None:
    text = 'k = index("i", m)\nhw = D(claim(total(i, x[i]) * total(k, y[k]), c))'
    assert load(tmp_path, text).notes == ()


@pytest.mark.parametrize("name", ["", "a" * 5000, "a/" * 3000, "loop.py"])
def test_a_target_that_no_file_can_be_is_unknown(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop.py").symlink_to("loop.py")
    (file,) = library.resolve([name])
    assert [n.code for n in file.notes] == ["MC401"]
    assert len(file.notes[0].message) < 200


@pytest.mark.parametrize("size", ["n=100000", f"n={10**30}", "n=-3"])
def test_a_size_that_cannot_be_written_out_is_refused(size: str, tmp_path: Path) -> None:
    path = tmp_path / "hw.py"
    path.write_text(LETTERS + "hw = D(claim(tr(S), tr(S.T)))", encoding="utf-8")
    command = [sys.executable, "-m", "matrixcalc", "verify", "--sizes", size, str(path)]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 2
    assert result.stderr.startswith("error[MC")


@pytest.mark.parametrize("wrong", [[], 3, claim(scalar("c"), 1), chain(scalar("c"), 1)])
def test_what_is_no_derivation_is_not_taken_for_a_verified_one(wrong: object) -> None:
    with pytest.raises(ValueError, match="derivation"):
        assert_verified(wrong)  # type: ignore[arg-type]
