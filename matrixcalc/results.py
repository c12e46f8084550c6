"""What checks find and what it adds up to, as plain data.

Strings, numbers and nothing else: no expression, no array.  A report renders
and serialises without the engine that made it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """The public vocabulary; see the glossary in the package's README."""

    PROVED = "proved"
    VERIFIED = "verified"
    SUPPORTED = "supported"
    CONDITIONAL = "conditional"
    CONVENTION = "convention"
    REFUTED = "refuted"
    ILL_SHAPED = "ill-shaped"
    ONE_WAY = "one-way"
    UNDECIDED = "undecided"
    UNREAD = "unread"
    GIVEN = "given"
    CONTRADICTION = "contradiction"

    @property
    def is_accepted(self) -> bool:
        """Whether the step counts as true."""
        return self in (Verdict.PROVED, Verdict.VERIFIED, Verdict.SUPPORTED)

    @property
    def is_wrong(self) -> bool:
        """Whether the step counts against its author."""
        return self in (Verdict.REFUTED, Verdict.ILL_SHAPED, Verdict.ONE_WAY)


class Outcome(StrEnum):
    """What one check says of one statement."""

    PROVED = "proved"
    """Holds for every size, by laws."""
    HOLDS = "holds"
    """Holds exactly at the sizes listed, which tell the general case."""
    CONSISTENT = "consistent"
    """Holds exactly at the sizes listed, which are too small to tell more."""
    AGREES = "agrees"
    """Agrees in floating point."""
    FITS = "fits"
    """The shapes fit."""
    DIFFERS = "differs"
    """Fails, with an exact counterexample."""
    DISAGREES = "disagrees"
    """Seems to fail, without an exact counterexample."""
    SUSPECTS = "suspects"
    """Fails if some functions satisfy no relation that this check does not know."""
    ILL_SHAPED = "ill-shaped"
    INCONCLUSIVE = "inconclusive"
    UNAVAILABLE = "unavailable"
    """The check does not apply; the detail says why."""
    ERROR = "internal error"


@dataclass(frozen=True)
class Counterexample:
    """Values at which a statement fails, satisfying all that is declared.

    `values` maps each symbol, as printed, to its value, a matrix as rows of
    numbers written as text; `left` and `right` are the two sides there;
    `entry` is the entry that differs, as printed.
    """

    sizes: Mapping[str, int]
    values: Mapping[str, tuple[tuple[str, ...], ...]]
    left: tuple[tuple[str, ...], ...]
    right: tuple[tuple[str, ...], ...]
    entry: str = ""
    exact: bool = True
    """Whether the values are exact, or certified enclosures of irrational numbers."""


@dataclass(frozen=True)
class Alternative:
    """A nearby reading under which a false statement is true."""

    kind: str
    """``convention`` or ``condition``."""
    text: str


@dataclass(frozen=True)
class Evidence:
    """What one check found, looked at, and how long it took."""

    check: str
    outcome: Outcome
    detail: str = ""
    sizes: tuple[Mapping[str, int], ...] = ()
    conditions: tuple[str, ...] = ()
    """What had to be assumed, because the declarations do not say it."""
    counterexample: Counterexample | None = None
    laws: tuple[str, ...] = ()
    """The names of the laws of a proof."""
    chain: tuple[str, ...] = ()
    """A proof step by step, where it was asked for: the law, and what it turned into what."""
    table: tuple[tuple[str, str, str, str], ...] = ()
    """Entries that were compared: position, left, right, verdict."""
    seconds: float = 0.0


@dataclass(frozen=True)
class Note:
    """A diagnostic: its code, what is wrong, labels, and help that was checked."""

    code: str
    message: str
    labels: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True)
class StepResult:
    """One step and what became of it."""

    id: str
    line: int
    left: str
    right: str
    left_latex: str
    right_latex: str
    written: str
    verdict: Verdict
    kind: str = "step"
    """``step`` continues a chain, ``claim`` opens one, ``definition``, ``fact``, ``given``."""
    because: str = ""
    expected: str | None = None
    evidence: tuple[Evidence, ...] = ()
    counterexample: Counterexample | None = None
    suggestion: str = ""
    conditions: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    reasons: tuple[str, ...] = ()
    relation: str = "="

    @property
    def understood(self) -> str:
        """The statement as it was understood, printed again."""
        if not self.left and not self.right:
            return ""
        return f"{self.left} {self.sign} {self.right}"

    @property
    def reason(self) -> str:
        """Why the step holds: what its author says, else the laws of its proof."""
        proof = next((e for e in self.evidence if e.outcome is Outcome.PROVED), None)
        return self.because or (", ".join(proof.laws) if proof is not None else "")

    @property
    def sign(self) -> str:
        """The sign between the sides."""
        return "≔" if self.kind == "definition" else self.relation

    @property
    def met(self) -> bool:
        """Whether the verdict is the expected one, where one is expected, or a stronger one."""
        stronger = self.expected == "verified" and self.verdict is Verdict.PROVED
        return self.expected is None or self.expected == self.verdict.value or stronger


@dataclass(frozen=True)
class ProblemResult:
    """A derivation and the results of its steps."""

    name: str
    title: str
    source: str
    line: int
    declared: tuple[str, ...]
    conventions: tuple[str, ...]
    steps: tuple[StepResult, ...]
    assumed: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class DocumentResult:
    """A document and its problems; `notes` say what could not be read."""

    path: str
    problems: tuple[ProblemResult, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Report:
    """The results of a run: the verdicts of all documents."""

    documents: tuple[DocumentResult, ...]
    version: str
    interrupted: bool = False
    seconds: float = 0.0
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def steps(self) -> tuple[StepResult, ...]:
        """Every step, in order."""
        return tuple(s for d in self.documents for p in d.problems for s in p.steps)

    @property
    def summary(self) -> dict[str, int]:
        """How many steps have each verdict, in the order of the vocabulary."""
        counts = {v.value: 0 for v in Verdict}
        for step in self.steps:
            counts[step.verdict.value] += 1
        return {k: v for k, v in counts.items() if v}

    @property
    def errors(self) -> tuple[Note, ...]:
        """What could not be read of documents, and which declarations were not understood."""
        problems = (n for d in self.documents for p in d.problems for n in p.notes)
        return (*(n for d in self.documents for n in d.notes), *problems)

    def exit_status(self, strict: bool = False) -> int:
        """0 nothing wrong; 1 something wrong; 2 unreadable; 3 strict and undecided; 70 a bug."""
        steps = self.steps
        if any(s.verdict is Verdict.CONTRADICTION for s in steps):
            return 70
        if any(e.outcome is Outcome.ERROR for s in steps for e in s.evidence):
            return 70
        if any(not s.met or (s.verdict.is_wrong and s.expected is None) for s in steps):
            return 1
        if self.errors:
            return 2
        firm = (Verdict.PROVED, Verdict.VERIFIED, Verdict.GIVEN)
        if strict and any(s.verdict not in firm and s.expected is None for s in steps):
            return 3
        return 0
