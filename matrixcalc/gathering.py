"""Runs the checks on one claim, cheapest first, and then the diagnosis.

A check that crashes becomes evidence of its own kind and costs the others
nothing.  What is found beyond the checks, a counterexample, a nearby truth, a
missing assumption, is filed as evidence too, so that `decide` sees it all.
No verdict is given here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from matrixcalc.checks.base import Check, Task
from matrixcalc.checks.shapes import ShapesCheck
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.decide import COUNTEREXAMPLE, DOMAIN, NEARBY, REACH
from matrixcalc.ops.spec import Unavailable
from matrixcalc.results import Evidence, Outcome
from matrixcalc.solved import solved
from matrixcalc.spectrum import forgotten, functions_in, varied, written_out
from matrixcalc.statements import Claim
from matrixcalc.widened import LAW as TURNED
from matrixcalc.widened import widened

CHECKS: tuple[str, ...] = ("shapes", "proof", "exact", "elementwise", "finite differences")
"""The checks, cheapest first."""


def load_check(name: str) -> Check:
    """The check of this name; its package loads only now.

    SymPy, NumPy and python-flint take longer to import than most claims to check.
    """
    match name:
        case "shapes":
            return ShapesCheck()
        case "proof":
            from matrixcalc.checks.proof import ProofCheck

            return ProofCheck()
        case "exact":
            from matrixcalc.checks.exact import ExactCheck

            return ExactCheck()
        case "elementwise":
            from matrixcalc.checks.elementwise import ElementwiseCheck

            return ElementwiseCheck()
        case "finite differences":
            from matrixcalc.checks.finite_differences import FiniteDifferencesCheck

            return FiniteDifferencesCheck()
    raise ValueError(f"there is no check called {name!r}")


@dataclass(frozen=True)
class Options:
    """How to verify: which checks, at which sizes, from which seed, how long."""

    checks: tuple[str, ...] = CHECKS
    sizes: Mapping[str, int] = field(default_factory=dict)
    seed: int = 0
    budget: float = 5.0
    """Seconds that one statement may take."""
    detailed: bool = False
    """Whether to keep the tables of entries."""


AGAINST = (Outcome.DISAGREES, Outcome.SUSPECTS)
"""Outcomes that call for a counterexample."""


def gather(claim: Claim, options: Options) -> Iterator[Evidence]:
    """The evidence of the checks, then that of the diagnosis where it is called for."""
    deadline = Deadline.after(options.budget)
    task = Task(options.seed, options.sizes, deadline, options.detailed)
    claim = solved(claim)
    found: list[Evidence] = []
    agreed = _agreed(claim, options, task)
    if agreed:
        found += agreed
        yield from found
        if BY_QUADRATURE in options.checks:
            yield _examine(BY_QUADRATURE, claim, task)
        yield from _diagnoses(claim, task, found)
        return
    plain = written_out(claim)
    if plain != claim:
        found_so = _gather_functions(claim, plain, options, task)
        lost = forgotten(claim)
        yield from _agreeing(found_so, lost) if lost else found_so
        return
    inside = _derived_inside(claim, task)
    if inside != claim:
        yield from _gather_derived(claim, inside, options, task)
        return
    if claim.integrates:
        yield from _gather_integrals(claim, options, task)
        return
    for name in options.checks:
        known = {e.outcome for e in found} & {Outcome.HOLDS, Outcome.PROVED}
        if Outcome.PROVED in known:
            # Of what is proved the other checks can only say that nothing is wrong with that.
            soon = min(deadline.at, Deadline.after(SETTLED * options.budget).at)
            task = replace(task, deadline=Deadline(soon))
        found.append(_examine(name, claim, replace(task, brief=bool(known))))
        yield found[-1]
        if found[-1].outcome is Outcome.ILL_SHAPED:
            break
    # Diagnosis gets time of its own: a refutation must not be lost to the budget.
    late = Deadline(deadline.at + MORE * options.budget + GRACE)
    yield from _diagnoses(claim, replace(task, deadline=late), found)


def _agreeing(found: Iterable[Evidence], lost: str) -> Iterator[Evidence]:
    """The evidence for a claim of which a letter has lost adjectives: nothing that is against it."""
    for evidence in found:
        if evidence.check in (COUNTEREXAMPLE, NEARBY):
            continue
        if evidence.outcome in AGAINST and evidence.check != BY_QUADRATURE:
            detail = f"it need not be one of the values that {lost} may have"
            yield replace(evidence, outcome=Outcome.INCONCLUSIVE, detail=detail)
        else:
            yield evidence


def _agreed(claim: Claim, options: Options, task: Task) -> list[Evidence]:
    """The evidence for a wider claim that is simpler, where that settles it."""
    wider = widened(claim, varied(claim))
    if wider is None:
        return []
    checks = tuple(name for name in options.checks if name != BY_QUADRATURE)
    rest = replace(options, checks=checks, budget=max(0.0, task.deadline.left / 2))
    found = list(gather(wider, rest))
    for_it = (Outcome.PROVED, Outcome.HOLDS)
    if any(e.outcome in AGAINST for e in found) or not any(e.outcome in for_it for e in found):
        return []
    return [_carried(e, TURNED) for e in found if e.outcome in for_it and e.check in checks]


SETTLED = 0.4
"""The part of the budget that each check has for a claim that is proved already."""

MORE, GRACE = 0.2, 0.4
"""The part of the budget, and the seconds, that diagnosis has beyond the budget."""


def _diagnoses(claim: Claim, task: Task, found: list[Evidence]) -> Iterator[Evidence]:
    """What there is to say beyond what the checks found."""
    if any(e.outcome is Outcome.ILL_SHAPED for e in found):
        yield from _diagnosis(_nearby, claim, task)
        return
    if not any(e.outcome in (Outcome.HOLDS, Outcome.PROVED) for e in found):
        yield from _diagnosis(lambda c, t: _reach(c, found), claim, task)
    if any(e.outcome in AGAINST for e in found):
        witness = list(_diagnosis(lambda c, t: _witness(c, t, found), claim, task))
        yield from witness
        if any(e.outcome is Outcome.DIFFERS for e in witness):
            yield from _diagnosis(_nearby, claim, task)
            return
    if any(e.outcome in (Outcome.HOLDS, Outcome.CONSISTENT, Outcome.PROVED) for e in found):
        domain = list(_diagnosis(_domain, claim, task))
        yield from domain
        if not any(e.check == DOMAIN for e in domain):
            reason = "it was not settled where the statement is defined"
            yield Evidence(DOMAIN, Outcome.UNAVAILABLE, reason)


def _gather_functions(
    claim: Claim, plain: Claim, options: Options, task: Task
) -> Iterator[Evidence]:
    """The evidence on a claim with functions of matrices: by letters that are none.

    Floating point computes the functions themselves, and a counterexample is one of them.
    """
    apart = BY_QUADRATURE in options.checks and not plain.integrates
    checks = tuple(name for name in options.checks if name != BY_QUADRATURE or not apart)
    rest = replace(options, checks=checks, budget=max(0.0, task.deadline.left))
    differs = False
    for evidence in gather(plain, rest):
        if evidence.check == "proof":
            yield _shorter_proof(claim, evidence, task)
        elif evidence.check == COUNTEREXAMPLE:
            late = _late(task, options)
            own = list(_diagnosis(lambda c, t: _witness(c, t, []), claim, late))
            yield next((e for e in own if e.outcome is Outcome.DIFFERS), evidence)
            differs = True
            yield from _diagnosis(_nearby, claim, late)
        elif evidence.check != NEARBY or not differs:
            yield evidence
    if apart:
        floats = _examine(BY_QUADRATURE, claim, task)
        yield floats
        if floats.outcome in AGAINST and not differs:
            # Where the letters decide nothing, the functions may still have exact values.
            late = _late(task, options)
            witness = list(_diagnosis(lambda c, t: _witness(c, t, [floats]), claim, late))
            yield from witness
            if any(e.outcome is Outcome.DIFFERS for e in witness):
                yield from _diagnosis(_nearby, claim, late)


def _shorter_proof(claim: Claim, by_letters: Evidence, task: Task) -> Evidence:
    """The proof with the functions as they are, if there is one, or else the other evidence."""
    as_written = _examine(by_letters.check, claim, task)
    if as_written.outcome is Outcome.PROVED or by_letters.outcome is not Outcome.PROVED:
        return as_written if as_written.outcome is Outcome.PROVED else by_letters
    return _carried(by_letters, *functions_in(claim))


def _carried(evidence: Evidence, *laws: str) -> Evidence:
    """Evidence on another form of a claim, with the laws that lead there if it proves it."""
    if evidence.outcome is not Outcome.PROVED:
        return evidence
    told = evidence.detail if evidence.laws else ""
    return replace(evidence, laws=(*laws, *evidence.laws), detail=told)


def _late(task: Task, options: Options) -> Task:
    """The task with the time that diagnosis has of its own."""
    return replace(task, deadline=Deadline.after(GRACE + MORE * options.budget))


def _derived_inside(claim: Claim, task: Task) -> Claim:
    """The claim with the derivatives inside of its means taken, where that is possible."""
    if claim.left.shape != claim.right.shape:
        return claim
    from matrixcalc.averaging import derived_inside, is_derived_inside

    if not is_derived_inside(claim):
        return claim
    try:
        return derived_inside(claim, task.deadline)
    except Unavailable:
        return claim


def _gather_derived(
    claim: Claim, inside: Claim, options: Options, task: Task
) -> Iterator[Evidence]:
    """The evidence on a claim with derivatives inside of means, which are taken before."""
    from matrixcalc.averaging import LAW

    rest = replace(options, budget=max(0.0, task.deadline.left))
    for evidence in gather(inside, rest):
        if evidence.check == COUNTEREXAMPLE:
            late = _late(task, options)
            yield evidence
            # Of other conventions only the claim as it is written knows.
            yield from _diagnosis(_nearby, claim, late)
        elif evidence.check != NEARBY:
            yield _carried(evidence, LAW)


def _gather_integrals(claim: Claim, options: Options, task: Task) -> Iterator[Evidence]:
    """The evidence on a claim with integrals: exact where they have a closed form, and by quadrature."""
    from matrixcalc.integration import LAW, closed

    try:
        found = closed(claim, task.deadline)
    except Unavailable as error:
        for name in options.checks:
            yield Evidence(name, Outcome.UNAVAILABLE, f"not covered: {error}")
        return
    exact = tuple(name for name in options.checks if name != BY_QUADRATURE)
    rest = replace(options, checks=exact, budget=max(0.0, task.deadline.left))
    for evidence in gather(found.claim, rest):
        yield _carried(evidence, LAW)
    if BY_QUADRATURE in options.checks:
        yield _examine(BY_QUADRATURE, found.averaged, task)


BY_QUADRATURE = "finite differences"
"""The check that integrates itself and does not rely on closed forms."""


def _examine(name: str, claim: Claim, task: Task) -> Evidence:
    start = time.perf_counter()
    try:
        task.deadline.check()
        return load_check(name).examine(claim, task)
    except OutOfTime as error:
        outcome, detail = Outcome.INCONCLUSIVE, str(error)
    except Exception as error:
        outcome, detail = Outcome.ERROR, f"{type(error).__name__}: {error}"
    return Evidence(name, outcome, detail, seconds=time.perf_counter() - start)


def _diagnosis(
    look: Callable[[Claim, Task], Iterator[Evidence]], claim: Claim, task: Task
) -> Iterator[Evidence]:
    try:
        yield from look(claim, task)
    except OutOfTime:
        return
    except Exception as error:
        yield Evidence("diagnosis", Outcome.ERROR, f"{type(error).__name__}: {error}")


def _witness(claim: Claim, task: Task, found: list[Evidence]) -> Iterator[Evidence]:
    from matrixcalc.diagnosis import witness

    hint = next((e.sizes[0] for e in found if e.outcome in AGAINST and e.sizes), {})
    example = witness.find(claim, hint, task.deadline, task.seed)
    if example is not None:
        yield Evidence(COUNTEREXAMPLE, Outcome.DIFFERS, counterexample=example)


def _reach(claim: Claim, found: list[Evidence]) -> Iterator[Evidence]:
    """Whether exact checks and floating point together looked at sizes that tell."""
    from matrixcalc.sampling.sizes import tells

    told = (Outcome.CONSISTENT, Outcome.AGREES)
    named = [sizes for e in found if e.outcome in told for sizes in e.sizes]
    vectors = [{v: sizes[v.name] for v in claim.integers if v.name in sizes} for sizes in named]
    whole = [sizes for sizes in vectors if len(sizes) == len(claim.integers)]
    if tells(claim, {}, whole):
        yield Evidence(REACH, Outcome.FITS)


def _nearby(claim: Claim, task: Task) -> Iterator[Evidence]:
    from matrixcalc.diagnosis import alternatives

    other = alternatives.find(claim, load_check("exact"), task)
    if other is not None:
        yield Evidence(NEARBY, Outcome.FITS, other.kind, conditions=(other.text,))


def _domain(claim: Claim, task: Task) -> Iterator[Evidence]:
    from matrixcalc.diagnosis import domain

    needed = domain.examine(claim, task.deadline, task.sizes)
    if needed.nowhere:
        reason = f"not defined, because it needs that {' and '.join(needed.nowhere)}"
        yield Evidence(DOMAIN, Outcome.UNAVAILABLE, reason)
    elif needed.missing:
        help_ = domain.remedy(claim, needed, task.deadline, task.sizes)
        yield Evidence(DOMAIN, Outcome.INCONCLUSIVE, help_, conditions=needed.missing)
    else:
        yield Evidence(DOMAIN, Outcome.FITS, conditions=needed.conditions)
