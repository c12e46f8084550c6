"""Verifying derivations one after the other, or in several processes.

A process receives the file and the position of a derivation and loads the file
itself, because an expression is not sent between processes.  The results do
not depend on how many processes there are.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing.synchronize import Event
from pathlib import Path

from matrixcalc import library
from matrixcalc.engine import Options, problem, results
from matrixcalc.results import Note, ProblemResult, StepResult
from matrixcalc.statements import Derivation


@dataclass(frozen=True)
class Job:
    """A derivation to verify, and where to find it again."""

    path: Path
    shown: str
    position: int
    derivation: Derivation


@dataclass(frozen=True)
class Done:
    """The result for a derivation, or of as much of it as was finished."""

    result: ProblemResult
    finished: bool = True


Advance = Callable[[int], None]
"""Is told how many steps were just finished."""


def one(derivation: Derivation, options: Options, advance: Advance) -> Done:
    """The result for one derivation; Ctrl-C and a crash keep what was found before."""
    steps: list[StepResult] = []
    try:
        for step in results(derivation, options):
            steps.append(step)
            advance(1)
    except KeyboardInterrupt:
        left = sum(1 for _ in derivation) - len(steps)
        note = Note("MC407", f"interrupted before the last {left} steps were verified")
        return Done(_with(derivation, steps, note), finished=False)
    except Exception as error:  # noqa: BLE001  # one crash must not cost the other results
        note = Note("MC901", f"matcalc failed here: {type(error).__name__}: {error}")
        return Done(_with(derivation, steps, note))
    return Done(problem(derivation, tuple(steps)))


def _with(derivation: Derivation, steps: Sequence[StepResult], note: Note) -> ProblemResult:
    return replace(problem(derivation, tuple(steps)), notes=(*derivation.notes, note))


def serially(jobs: Sequence[Job], options: Options, advance: Advance) -> list[Done | None]:
    """The results in order, None for those that an interrupt left over."""
    found: list[Done | None] = [None] * len(jobs)
    for k, job in enumerate(jobs):
        done = one(job.derivation, options, advance)
        found[k] = done
        if not done.finished:
            break
    return found


# Several processes.


def in_processes(
    jobs: Sequence[Job], options: Options, count: int, advance: Advance
) -> list[Done | None]:
    """The results in order, found by `count` processes."""
    # The same way of starting processes on all systems; a fork would copy open streams.
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    found: list[Done | None] = [None] * len(jobs)
    with ProcessPoolExecutor(count, context, _prepare, (stop,)) as pool:
        futures = {
            pool.submit(_work, job.path, job.shown, job.position, options): k
            for k, job in enumerate(jobs)
        }
        try:
            for future in as_completed(futures):
                place = futures[future]
                done = found[place] = _result(future, jobs[place])
                advance(len(done.result.steps))
        except KeyboardInterrupt:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
    for future, k in futures.items():
        if found[k] is None and not future.cancelled():
            found[k] = _result(future, jobs[k])
    return found


def _result(future: Future[Done], job: Job) -> Done:
    try:
        return future.result()
    except BrokenProcessPool:
        note = Note("MC901", "the process that verified this ended unexpectedly")
    except IndexError:
        note = Note("MC402", f"{job.shown} defines something else each time that it is run")
    return Done(_with(job.derivation, (), note))


_stop: Event | None = None


def _prepare(stop: Event) -> None:
    """Makes a new process deaf to Ctrl-C, which reaches it through `stop` instead."""
    global _stop  # noqa: PLW0603  # a process has no other place for what it was started with
    _stop = stop
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _loaded(path: Path, shown: str) -> library.File:
    """The file, read once in each process."""
    return library.load(path, shown)


def _work(path: Path, shown: str, position: int, options: Options) -> Done:
    derivation = _loaded(path, shown).derivations[position]

    def advance(_: int) -> None:
        if _stop is not None and _stop.is_set():
            raise KeyboardInterrupt

    return one(derivation, options, advance)
