"""The JSON report: its schema, key by key, and its determinism."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any

import pytest

from matrixcalc import Derivation, claim, matrix, sizes, tr, verify
from matrixcalc.report.json import SCHEMA, render
from matrixcalc.results import Outcome, Report, Verdict
from tests.conftest import Snapshot

VERDICTS = {v.value for v in Verdict}
OUTCOMES = {o.value for o in Outcome}


@dataclass(frozen=True)
class MapOf:
    """An object with any keys, whose values all have one shape."""

    value: Any


# The shape of a value: a type, a tuple of alternatives, [item], {key: shape}, or a set of words.
ROWS = [[str]]
NOTE = {"code": str, "message": str, "labels": [str], "help": (str, None)}
COUNTEREXAMPLE = {
    "sizes": MapOf(int),
    "values": MapOf(ROWS),
    "left": ROWS,
    "right": ROWS,
    "entry": str,
    "exact": bool,
}
EVIDENCE = {
    "check": str,
    "outcome": OUTCOMES,
    "sizes": [MapOf(int)],
    "detail": str,
    "seconds": float,
    "conditions": [str],
    "counterexample": (COUNTEREXAMPLE, None),
    "table": ROWS,
    "laws": [str],
    "chain": [str],
}
STEP = {
    "id": str,
    "line": int,
    "statement": str,
    "understood": str,
    "verdict": VERDICTS,
    "expected": (str, None),
    "because": str,
    "evidence": [EVIDENCE],
    "counterexample": (COUNTEREXAMPLE, None),
    "suggestion": (str, None),
    "diagnostics": [NOTE],
    "kind": {"claim", "step", "fact", "definition", "given"},
    "conditions": [str],
    "reasons": [str],
}
PROBLEM = {
    "title": str,
    "line": int,
    "assumed": [str],
    "steps": [STEP],
    "name": str,
    "source": str,
    "declared": [str],
    "conventions": [str],
    "diagnostics": [NOTE],
}
DOCUMENT = {"path": str, "problems": [PROBLEM], "diagnostics": [NOTE]}
REPORT = {
    "schema": {SCHEMA},
    "version": str,
    "summary": MapOf(int),
    "documents": [DOCUMENT],
    "options": MapOf(str),
    "interrupted": bool,
    "seconds": float,
}


def faults(value: Any, shape: Any, path: str = "report") -> list[str]:
    """Where `value` has not the `shape`, in words; keys must come in their order."""
    match shape:
        case None:
            return [] if value is None else [f"{path}: {value!r} is not null"]
        case set():
            return [] if value in shape else [f"{path}: {value!r} is none of {sorted(shape)}"]
        case tuple():
            tried = [faults(value, alternative, path) for alternative in shape]
            return min(tried, key=len)
        case [item]:
            if not isinstance(value, list):
                return [f"{path}: not an array"]
            return [f for k, x in enumerate(value) for f in faults(x, item, f"{path}[{k}]")]
        case dict():
            if not isinstance(value, dict):
                return [f"{path}: not an object"]
            if list(value) != list(shape):
                return [f"{path}: keys {list(value)} instead of {list(shape)}"]
            return [f for k in shape for f in faults(value[k], shape[k], f"{path}.{k}")]
        case MapOf(value=item):
            if not isinstance(value, dict):
                return [f"{path}: not an object"]
            return [f for k, x in value.items() for f in faults(x, item, f"{path}.{k}")]
    return [] if type(value) is shape else [f"{path}: {value!r} is not a {shape.__name__}"]


def test_every_kind_of_step_follows_the_schema(sample: Report) -> None:
    assert faults(json.loads(render(sample)), REPORT) == []


@pytest.mark.parametrize(
    ("damage", "place"),
    [
        (lambda r: r.pop("version"), "report: keys"),
        (lambda r: r["documents"][0].update(path=3), "report.documents[0].path"),
        (lambda r: r["documents"][0]["problems"][0]["steps"][0].update(verdict="true"), "verdict"),
        (lambda r: r.update(schema="matcalc.report/2"), "report.schema"),
        (lambda r: r.update(seconds=None), "report.seconds"),
    ],
    ids=["missing key", "wrong type", "unknown verdict", "other schema", "null"],
)
def test_the_validator_sees_a_damaged_report(damage: Any, place: str, sample: Report) -> None:
    damaged = json.loads(render(sample))
    damage(damaged)
    assert any(place in fault for fault in faults(damaged, REPORT))


def test_a_report_of_the_engine_follows_the_schema() -> None:
    (n,) = sizes("n")
    A = matrix("A", n, n)
    mixed = Derivation("mixed", "Mixed", [claim(tr(A.T), tr(A)), claim(A, A.T)])
    report = verify(mixed, checks=["shapes", "exact"])
    data = json.loads(render(report))
    assert faults(data, REPORT) == []
    assert data["documents"][0]["problems"][0]["steps"][1]["counterexample"] is not None


def test_the_same_input_gives_the_same_bytes_apart_from_seconds() -> None:
    (n,) = sizes("n")
    A, B = matrix("A", n, n), matrix("B", n, n)

    def text() -> str:
        claims = [claim(tr(A @ B), tr(B @ A)), claim(A @ B, B @ A)]
        report = verify(Derivation("d", "D", claims, line=1), seed=7)
        return re.sub(r'"(seconds|line)": [0-9.e-]+', "", render(report))

    assert text() == text()


def test_the_json_report_looks_as_it_did(sample: Report, snapshot: Snapshot) -> None:
    snapshot("report.json", render(sample))


def test_a_definition_is_written_with_its_sign(sample: Report) -> None:
    steps = json.loads(render(sample))["documents"][0]["problems"][0]["steps"]
    assert steps[3]["statement"] == r"C \coloneqq AB"
    assert steps[3]["understood"] == "C ≔ AB"


def test_a_step_keeps_what_its_author_wrote(sample: Report) -> None:
    steps = json.loads(render(sample))["documents"][0]["problems"][0]["steps"]
    assert steps[1]["statement"] == r"\sum_{ij} A_{ij} B_{ji}"


def test_an_interrupted_run_says_so_in_json(sample: Report) -> None:
    assert json.loads(render(replace(sample, interrupted=True)))["interrupted"] is True
