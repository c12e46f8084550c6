"""Short documents in which the text decides: what is supposed, taken back, quoted, said of one part.

`contexts.txt`, `told.txt`, `anew.txt`, `rows.txt`, `sentences.txt`, `doubles.txt`, `called.txt`, `followed.txt`, `solved.txt` and `licences.txt` have the documents, each behind a line with its name and
the truth of its formulas, T or F, in the context of the text.  No false one is accepted, no true one refuted;
of those with a question mark nothing is asked.  Those with an A must be accepted, those with an R refuted, those with a U are unread.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import Verdict

OPTIONS = Options(("shapes", "proof", "exact"))
ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED, Verdict.SUPPORTED}
AGAINST = {Verdict.REFUTED, Verdict.ILL_SHAPED}
ALLOWED = {
    "T": {*Verdict} - AGAINST, "F": {*Verdict} - ACCEPTED, "?": {*Verdict},
    "A": ACCEPTED, "R": {Verdict.REFUTED}, "U": {Verdict.UNREAD},
}  # fmt: skip


def documents(name: str) -> list[tuple[str, str, str]]:
    """The documents of a file: their names, the truth of their formulas, their texts."""
    text = Path(__file__).with_name(f"{name}.txt").read_text("utf-8")
    parts = re.split(r"^=== (\S+) (.*)$", text, flags=re.MULTILINE)[1:]
    names = [f"{name}-{x}" for x in parts[::3]]
    return list(zip(names, parts[1::3], parts[2::3], strict=True))


FILES = (
    "contexts",
    "told",
    "anew",
    "rows",
    "sentences",
    "doubles",
    "licences",
    "called",
    "followed",
    "solved",
)
DOCUMENTS = [x for name in FILES for x in documents(name)]


@pytest.mark.parametrize(("name", "truths", "text"), DOCUMENTS, ids=[d[0] for d in DOCUMENTS])
def test_a_formula_is_judged_in_the_context_of_its_text(name: str, truths: str, text: str) -> None:
    found = [
        step.verdict
        for derivation in read_document(name, text.encode()).derivations
        for step in verify_derivation(derivation, OPTIONS).steps
        if step.verdict is not Verdict.GIVEN
    ]
    assert len(found) == len(truths.split())
    for truth, verdict in zip(truths.split(), found, strict=True):
        assert verdict in ALLOWED[truth]
