"""The report as JSON, schema ``matcalc.report/1``.

One function from plain data to plain data.  The same report gives the same
bytes, except for the values of ``seconds``.
"""

from __future__ import annotations

import json
from typing import Any

from matrixcalc.results import (
    Counterexample,
    DocumentResult,
    Evidence,
    Note,
    ProblemResult,
    Report,
    StepResult,
)

SCHEMA = "matcalc.report/1"

Object = dict[str, Any]


def render(report: Report) -> str:
    """The report as indented JSON text, with a newline at its end."""
    return json.dumps(document(report), ensure_ascii=False, indent=1) + "\n"


def document(report: Report) -> Object:
    """The report as the object that its JSON text describes."""
    return {
        "schema": SCHEMA,
        "version": report.version,
        "summary": report.summary,
        "documents": [_document(d) for d in report.documents],
        "options": dict(report.options),
        "interrupted": report.interrupted,
        "seconds": _seconds(report.seconds),
    }


def _document(d: DocumentResult) -> Object:
    return {
        "path": d.path,
        "problems": [_problem(p) for p in d.problems],
        "diagnostics": [_note(n) for n in d.notes],
    }


def _problem(p: ProblemResult) -> Object:
    return {
        "title": p.title,
        "line": p.line,
        "assumed": list(p.assumed),
        "steps": [_step(s) for s in p.steps],
        "name": p.name,
        "source": p.source,
        "declared": list(p.declared),
        "conventions": list(p.conventions),
        "diagnostics": [_note(n) for n in p.notes],
    }


def _step(s: StepResult) -> Object:
    sign = r"\coloneqq" if s.kind == "definition" else "="
    return {
        "id": s.id,
        "line": s.line,
        "statement": s.written or f"{s.left_latex} {sign} {s.right_latex}",
        "understood": s.understood,
        "verdict": s.verdict.value,
        "expected": s.expected,
        "because": s.reason,
        "evidence": [_evidence(e) for e in s.evidence],
        "counterexample": _counterexample(s.counterexample),
        "suggestion": s.suggestion or None,
        "diagnostics": [_note(n) for n in s.notes],
        "kind": s.kind,
        "conditions": list(s.conditions),
        "reasons": list(s.reasons),
    }


def _evidence(e: Evidence) -> Object:
    return {
        "check": e.check,
        "outcome": e.outcome.value,
        "sizes": [dict(sizes) for sizes in e.sizes],
        "detail": e.detail,
        "seconds": _seconds(e.seconds),
        "conditions": list(e.conditions),
        "counterexample": _counterexample(e.counterexample),
        "table": [list(row) for row in e.table],
        "laws": list(e.laws),
        "chain": list(e.chain),
    }


def _counterexample(c: Counterexample | None) -> Object | None:
    if c is None:
        return None
    return {
        "sizes": dict(c.sizes),
        "values": {name: [list(row) for row in rows] for name, rows in c.values.items()},
        "left": [list(row) for row in c.left],
        "right": [list(row) for row in c.right],
        "entry": c.entry,
        "exact": c.exact,
    }


def _note(n: Note) -> Object:
    return {"code": n.code, "message": n.message, "labels": list(n.labels), "help": n.help or None}


def _seconds(value: float) -> float:
    return round(value, 6)
