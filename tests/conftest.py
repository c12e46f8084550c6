"""Shared fixtures: golden output, files of a user, and a report with every kind of step."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from matrixcalc.results import (
    Counterexample,
    DocumentResult,
    Evidence,
    Note,
    Outcome,
    ProblemResult,
    Report,
    StepResult,
    Verdict,
)

SNAPSHOTS = Path(__file__).parent / "snapshots"
Snapshot = Callable[[str, str], None]
Write = Callable[[str, str], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshot-update", action="store_true", help="rewrite the golden output")


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    """Compares text with a golden file, timings apart; the option above rewrites the file."""

    def compare(name: str, text: str) -> None:
        shown = re.sub(r"\b\d+\.\d s\b", "0.0 s", text)
        path = SNAPSHOTS / name
        if request.config.getoption("--snapshot-update"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(shown, encoding="utf-8")
        assert path.exists(), f"no golden output {name}; write it with --snapshot-update"
        assert shown == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a user's file of derivations and returns its path."""

    def make(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("from matrixcalc import *\n" + text, encoding="utf-8")
        return path

    return make


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        if name in os.environ:
            monkeypatch.delenv(name)


def step(number: int, left: str, right: str, verdict: Verdict, **more: object) -> StepResult:
    """A step in which only what a test looks at is given."""
    base = StepResult(f"sample/{number}", number, left, right, left, right, "", verdict)
    for name, value in more.items():
        object.__setattr__(base, name, value)
    return base


EXACT = Evidence(
    "exact",
    Outcome.HOLDS,
    "error below 1e-37, seed 20c1",
    ({"n": 1, "m": 2}, {"n": 3, "m": 5}, {"n": 6, "m": 4}),
    seconds=0.0123456789,
)
PROOF = Evidence("proof", Outcome.PROVED, "2 laws, replayed")
TABLE = Evidence(
    "elementwise",
    Outcome.HOLDS,
    "4 of 4 entries equal",
    ({"n": 2},),
    table=(("(1, 1)", "A_11*B_11 + A_12*B_21", "B_11*A_11 + B_21*A_12", "equal"),),
)
DIGITS = Evidence("finite differences", Outcome.AGREES, "agrees to 10 digits", ({"n": 4},))
FITS = Evidence("shapes", Outcome.FITS, "scalar on both sides, for every n")
BESIDE = Evidence("balls", Outcome.UNAVAILABLE, "everything is rational")
WITNESS = Counterexample(
    {"n": 2},
    {"A": (("-1", "1"), ("0", "1")), "x": (("-1",), ("1/2",)), "c": (("3",),)},
    (("-1", "0"), ("1", "1")),
    (("-1", "1"), ("0", "1")),
    "entry (1, 2)",
)

STEPS = (
    step(1, "tr(AB)", "Σᵢ (AB)ᵢᵢ", Verdict.PROVED, kind="claim", because="definition of the trace",
         evidence=(FITS, PROOF, EXACT, TABLE, DIGITS, BESIDE)),
    step(2, "Σᵢ (AB)ᵢᵢ", "Σᵢ Σⱼ Aᵢⱼ Bⱼᵢ", Verdict.VERIFIED, because="definition of the product",
         evidence=(EXACT,), written="\\sum_{ij} A_{ij} B_{ji}"),
    step(3, "Σᵢ Σⱼ Aᵢⱼ Bⱼᵢ", "tr(A) tr(B)", Verdict.REFUTED, because="the trace of a product",
         evidence=(Evidence("exact", Outcome.DISAGREES, "differs at n = 3"),),
         counterexample=WITNESS, suggestion="tr(AB) = tr(BA)"),
    step(4, "C", "AB", Verdict.GIVEN, kind="definition", because="a name for the product"),
    step(5, "∂(xᵀAx)/∂x", "2Ax", Verdict.CONDITIONAL, kind="claim",
         suggestion="true if A is symmetric"),
    step(6, "∂(Ax)/∂x", "A", Verdict.CONVENTION, kind="claim",
         suggestion="true in numerator layout"),
    step(7, "exp(A + B)", "exp(A) exp(B)", Verdict.UNDECIDED, kind="claim",
         reasons=("exact: out of time", "finite differences: no point could be drawn"),
         evidence=(Evidence("exact", Outcome.INCONCLUSIVE, "out of time"),)),
    step(8, "Aᵀ", "A", Verdict.REFUTED, kind="fact", expected="refuted"),
    step(9, "A", "A", Verdict.VERIFIED, kind="fact", expected="refuted"),
    step(10, "log det(A)", "log det(Aᵀ)", Verdict.CONDITIONAL, kind="claim",
         conditions=("A has positive determinant",),
         notes=(Note("MC206", "defined only where A has positive determinant", (), "declare it"),)),
    step(11, "X", "Xᵀ", Verdict.ILL_SHAPED, kind="claim",
         evidence=(Evidence("shapes", Outcome.ILL_SHAPED, "left is n×m, right is m×n"),),
         notes=(Note("MC201", "left is n×m, right is m×n"),)),
    step(12, "f(A)", " + ".join(f"tr(A_{k} B_{k}) (C_{k} + D_{k})ᵀ" for k in range(1, 6)),
         Verdict.SUPPORTED, kind="claim", because="a long line, written out term by term",
         evidence=(DIGITS,)),
)  # fmt: skip


@pytest.fixture
def sample() -> Report:
    """A report in which every kind of step, evidence and note occurs."""
    problem = ProblemResult(
        "sample", "A page with everything", "written for the tests", 7,
        ("A, B : n×n", "x : n×1, unit norm"), ("layout denominator",), STEPS,
        assumed=("c is a scalar",),
    )  # fmt: skip
    right = ProblemResult("right", "Nothing wrong here", "", 40, ("A : n×n",), (), STEPS[:2])
    failed = Note("MC402", "ZeroDivisionError: division by zero", ("broken.py:3",), "mend it")
    return Report(
        (
            DocumentResult("sample.py", (problem, right)),
            DocumentResult("broken.py", (), (failed,)),
        ),
        "0.0.0",
        seconds=1.25,
        options={"seed": "20c1"},
    )
