"""The library of derivations: every step accepted, every entry described, and the tour."""

from __future__ import annotations

import ast
import runpy
from pathlib import Path

import pytest

from matrixcalc import Derivation
from matrixcalc.engine import Options, verify_derivation
from matrixcalc.library import File, load
from matrixcalc.results import Outcome, Verdict
from matrixcalc.statements import Definition, Equality

ROOT = Path(__file__).resolve().parents[1]
FILES = tuple(sorted((ROOT / "derivations").glob("*.py")))
LOADED = {path: load(path, path.name) for path in FILES}
LIBRARY = tuple((file, d) for file in LOADED.values() for d in file.derivations)
FIRM = (Verdict.PROVED, Verdict.VERIFIED)
PATIENCE = 60.0
"""Seconds for a statement, so that a busy machine does not change a verdict."""

each_file = pytest.mark.parametrize("file", LOADED.values(), ids=lambda f: str(f.shown))
each = pytest.mark.parametrize(
    "derivation", [d for _, d in LIBRARY], ids=[d.name for _, d in LIBRARY]
)


def equalities(derivation: Derivation) -> list[Equality]:
    """The statements of a derivation that claim something."""
    return [s for s in derivation if isinstance(s, Equality)]


def row(file: File, derivation: Derivation) -> str:
    """The line of the table that describes a derivation."""
    name = f"[{derivation.name}]({file.shown})"
    steps = len(equalities(derivation))
    title, source = (text.replace("|", r"\|") for text in (derivation.title, derivation.source))
    return f"| {name} | {title} | {steps} | {source} |"


@each_file
def test_a_file_of_the_library_loads_and_says_what_it_assumes(file: File) -> None:
    assert not file.notes
    assert 1 <= len(file.derivations) <= 2
    docstring = ast.get_docstring(ast.parse(file.path.read_text(encoding="utf-8")))
    assert docstring is not None
    assert "Assumed:" in docstring


@each
def test_a_step_that_is_not_proved_is_listed_with_the_reason(derivation: Derivation) -> None:
    found: dict[str, list[str]] = {}
    result = verify_derivation(derivation, Options(("proof",), budget=PATIENCE))
    for number, (statement, step) in enumerate(zip(derivation, result.steps, strict=True), start=1):
        if isinstance(statement, Equality):
            evidence = next(e for e in step.evidence if e.check == "proof")
            if evidence.outcome is not Outcome.PROVED:
                reason = evidence.detail.removeprefix("not covered: ")
                found.setdefault(reason, []).append(str(number))
    text = (ROOT / "derivations" / "README.md").read_text(encoding="utf-8")
    part = text.split("## What is not proved")[1].split("## The library")[0]
    listed = [line for line in part.splitlines() if line.startswith(f"| {derivation.name} |")]
    expected = [
        f"| {derivation.name} | {', '.join(steps)} | {why} |" for why, steps in found.items()
    ]
    assert listed == expected


@each
def test_every_step_of_a_derivation_is_verified_and_no_check_objects(
    derivation: Derivation,
) -> None:
    result = verify_derivation(derivation, Options(budget=PATIENCE))
    claims = [s for s in result.steps if s.kind not in ("definition", "given")]
    assert len(claims) == len(equalities(derivation))
    doubtful = [(s.verdict.value, s.understood, s.reasons) for s in claims if s.verdict not in FIRM]
    assert not doubtful
    objections = [
        (s.understood, e.check, e.detail)
        for s in claims
        for e in s.evidence
        if e.outcome in (Outcome.DISAGREES, Outcome.DIFFERS, Outcome.ERROR)
    ]
    assert not objections


@each
def test_a_derivation_has_a_title_a_source_and_a_reason_for_every_step(
    derivation: Derivation,
) -> None:
    assert derivation.name == derivation.name.lower().replace("_", "-")
    assert derivation.title
    assert derivation.source
    assert derivation.about
    assert not [str(s.right) for s in equalities(derivation) if not s.because]
    named = [s for s in derivation if isinstance(s, Definition)]
    assert not [str(s.head) for s in named if not s.because]


def test_the_names_of_the_library_are_unique() -> None:
    names = [d.name for _, d in LIBRARY]
    assert len(names) == len(set(names))


def test_the_table_of_the_library_is_current() -> None:
    text = (ROOT / "derivations" / "README.md").read_text(encoding="utf-8")
    listed = [line for line in text.splitlines() if line.startswith("| [")]
    assert sorted(listed) == sorted(row(file, d) for file, d in LIBRARY)


def test_the_example_of_the_guide_is_a_derivation_that_holds(tmp_path: Path) -> None:
    text = (ROOT / "derivations" / "README.md").read_text(encoding="utf-8")
    _, _, rest = text.partition("```python\n")
    path = tmp_path / "quadratic_gradient.py"
    path.write_text(rest.partition("```")[0], encoding="utf-8")
    (derivation,) = load(path, path.name).derivations
    verdicts = [s.verdict for s in verify_derivation(derivation, Options()).steps]
    assert len(verdicts) == 2
    assert all(verdict in FIRM for verdict in verdicts)


def test_the_tour_runs_from_top_to_bottom_and_says_what_it_promises(
    capsys: pytest.CaptureFixture[str],
) -> None:
    runpy.run_path(str(ROOT / "examples" / "tour.py"), run_name="__main__")
    lines = capsys.readouterr().out.splitlines()
    verdicts = [line.split()[0] for line in lines if " = " in line and not line.startswith(" ")]
    accepted = {"proved", "verified"}
    assert len(verdicts) == 9
    assert set(verdicts[:3]) <= accepted
    assert verdicts[3:6] == ["refuted", "conditional", "convention"]
    assert set(verdicts[6:]) <= accepted
    assert "internal error" not in "\n".join(lines)
