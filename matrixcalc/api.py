"""Verifying from Python: derivations in, a report out."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import matrixcalc
from matrixcalc import library, settings
from matrixcalc.engine import CHECKS, Options, problem, results
from matrixcalc.heading import integers_of
from matrixcalc.ops.arguments import Misuse
from matrixcalc.ops.spec import Unavailable
from matrixcalc.results import DocumentResult, ProblemResult, Report
from matrixcalc.statements import Derivation, Malformed, Unread, shown
from matrixcalc.workers import Done, Job, in_processes, one, serially

if TYPE_CHECKING:
    from matrixcalc.lang.document import Document


def verify(
    derivations: Derivation | Iterable[Derivation],
    *,
    checks: Sequence[str] = CHECKS,
    sizes: Mapping[str, int] | None = None,
    seed: int = 0,
    budget: float = Options.budget,
    detailed: bool = False,
) -> Report:
    """The report on one derivation or several.

    `checks` are names of checks, `sizes` fixes sizes by name, `budget` is the
    time for one statement in seconds, `detailed` keeps the tables of entries.

    Raises `ValueError` for an unknown check or size, with the nearest names, and for
    what is no derivation.

    >>> from matrixcalc import Derivation, claim, matrix, sizes, tr
    >>> (n,) = sizes("n")
    >>> A = matrix("A", n, n)
    >>> same = Derivation("trace", "The trace of a transpose", [claim(tr(A.T), tr(A))])
    >>> verify(same, checks=["shapes", "exact"]).summary
    {'verified': 1}
    """
    items = _derivations(derivations)
    fixed = settings.sizes(",".join(f"{k}={v}" for k, v in sizes.items())) if sizes else {}
    settings.refuse_contradictions(fixed, [integers_of(d).values() for d in items])
    names = settings.checks(",".join(checks), CHECKS)
    options = Options(names, fixed, seed, settings.budget(str(budget)), detailed)
    began = time.perf_counter()
    done = [one(d, options, _ignore) for d in items]
    found = DocumentResult("", tuple(d.result for d in done))
    finished = all(d.finished for d in done)
    return _report((found,), options, not finished, began)


def check(
    statement: str,
    let: str = "",
    *,
    checks: Sequence[str] = CHECKS,
    seed: int = 0,
    budget: float = Options.budget,
) -> Report:
    """The report on one statement written in LaTeX or Unicode.

    `let` declares its letters in the declaration language; what it leaves out is
    inferred, and the report says so.  Nothing that the statement contains is run.

    >>> check("tr(AB) = tr(BA)", checks=["shapes", "exact"]).summary
    {'verified': 1}
    """
    from matrixcalc.lang.document import read_statement  # noqa: PLC0415  # only for reading

    names = settings.checks(",".join(checks), CHECKS)
    options = Options(names, {}, seed, settings.budget(str(budget)))
    return verify_statement(read_statement(statement, let), options)


def derive(asked: str, let: str = "", *, seed: int = 0, budget: float = Options.budget) -> Report:
    """The report on a derivative that is asked for, as in ``d/dX log|X|``, with its steps.

    Raises `Unavailable` where there is no derivative in matrix notation, and says why.

    >>> report = derive("d/dX tr(AX)")
    >>> print(report.steps[-1].understood, report.steps[-1].verdict.value)
    ∂tr(AX)/∂X = Aᵀ proved
    """
    from matrixcalc.derive import LETTER, derived  # noqa: PLC0415  # only for this
    from matrixcalc.lang.document import read_statement  # noqa: PLC0415  # only for reading

    found = read_statement(f"{LETTER} = {asked}", let)
    notes = [n for d in found.derivations for n in d.notes]
    unread = [s for d in found.derivations for s in d if isinstance(s, Unread | Malformed)]
    if unread or not found.derivations:
        reasons = [*notes, *(s.note for s in unread)]
        raise Unavailable(reasons[0].message if reasons else "nothing to differentiate")
    whole = replace(found, derivations=(derived(found.derivations[-1]),))
    return verify_statement(whole, Options(seed=seed, budget=settings.budget(str(budget))))


def verify_statement(found: Document, options: Options) -> Report:
    """The report on a statement that was read already."""
    began = time.perf_counter()
    done = [one(d, options, _ignore) for d in found.derivations]
    result = DocumentResult("", tuple(d.result for d in done), found.notes)
    return _report((result,), options, not all(d.finished for d in done), began)


def _derivations(given: Any) -> tuple[Derivation, ...]:
    items = tuple(given) if isinstance(given, Iterable) else (given,)
    items = (given,) if isinstance(given, Derivation) else items
    for item in items:
        if not isinstance(item, Derivation):
            raise Misuse(
                f"{shown(item)} is not a derivation; "
                'write Derivation("name", "title", [claim(left, right)])'
            )
    if not items:
        raise Misuse("there is no derivation to verify")
    return items


def verify_targets(
    targets: Sequence[str],
    options: Options,
    jobs: int | None = 1,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """The report on names of the library, files and directories; without any, on the library.

    `progress` is told how many steps were just finished.  What cannot be found
    or read is in the notes of its document.
    """
    return verify_files(library.resolve(targets), options, jobs, progress)


def verify_files(
    files: Sequence[library.File],
    options: Options,
    jobs: int | None = 1,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """The report on files that are loaded already, in `jobs` processes.

    With None, in as many as there are cores with enough to do.
    """
    began = time.perf_counter()
    work = [Job(f.path, f.shown, k, d) for f in files for k, d in f.targets]
    count = _processes(len(work)) if jobs is None else min(jobs, len(work))
    advance = progress or _ignore
    done = (
        in_processes(work, options, count, advance)
        if count > 1
        else serially(work, options, advance)
    )
    documents = tuple(_document(file, work, done) for file in files)
    interrupted = any(d is None or not d.finished for d in done)
    return _report(documents, options, interrupted, began)


WORTH_A_PROCESS = 4
"""Derivations for which starting another process pays."""


def _processes(derivations: int) -> int:
    """As many processes as there are cores with enough to do."""
    return max(1, min(os.cpu_count() or 1, derivations // WORTH_A_PROCESS))


def outline(derivation: Derivation) -> ProblemResult:
    """The derivation as it prints, without examining anything: no check is run."""
    return problem(derivation, tuple(results(derivation, Options(checks=()))))


def _ignore(_: int) -> None:
    """Where nobody watches the progress."""


def _document(
    file: library.File, work: Sequence[Job], done: Sequence[Done | None]
) -> DocumentResult:
    problems = tuple(
        d.result
        for job, d in zip(work, done, strict=True)
        if d is not None and job.path == file.path
    )
    return DocumentResult(file.shown, problems, file.notes)


def _report(
    documents: tuple[DocumentResult, ...], options: Options, interrupted: bool, began: float
) -> Report:
    told = {
        "checks": ", ".join(options.checks),
        "sizes": ", ".join(f"{name}={value}" for name, value in options.sizes.items()),
        "seed": f"{options.seed:x}",
        "budget": f"{options.budget:g}",
    }
    seconds = time.perf_counter() - began
    return Report(documents, matrixcalc.__version__, interrupted, seconds, told)
