"""Runs the checks on each step, cheapest first, and adds their evidence up.

A check that crashes becomes evidence of its own kind and costs the others
nothing.  What is found beyond the checks, a counterexample, a nearby truth, a
missing assumption, is filed as evidence too, so that `decide` sees it all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from matrixcalc.assumptions import spoken
from matrixcalc.checks.base import Check, Task
from matrixcalc.checks.shapes import ShapesCheck
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.decide import COUNTEREXAMPLE, DOMAIN, NEARBY, REACH, decide, reasons
from matrixcalc.heading import conventions, declarations
from matrixcalc.justification import mismatch
from matrixcalc.notation import latex, text
from matrixcalc.ops.spec import Unavailable
from matrixcalc.results import (
    Evidence,
    Note,
    Outcome,
    ProblemResult,
    StepResult,
    Verdict,
)
from matrixcalc.rewriting import rebuild_claim
from matrixcalc.spectrum import functions_in, written_out
from matrixcalc.statements import (
    Claim,
    Definition,
    Derivation,
    Equality,
    Given,
    Malformed,
    Statement,
    Unjudged,
    Unread,
    sides,
)

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

Progress = Callable[[StepResult], None]


def verify_derivation(
    derivation: Derivation, options: Options, progress: Progress | None = None
) -> ProblemResult:
    """The results of all steps of a derivation, in order."""
    steps = []
    for result in results(derivation, options):
        steps.append(result)
        if progress is not None:
            progress(result)
    return problem(derivation, tuple(steps))


def results(derivation: Derivation, options: Options) -> Iterator[StepResult]:
    """The result of each statement as soon as it is known."""
    found: list[StepResult] = []
    said: list[Statement] = []
    for number, (statement, claim) in enumerate(derivation.claims(), start=1):
        whole = Deadline.after(options.budget)
        step = _step(derivation, number, statement, claim, options)
        if isinstance(statement, Equality) and claim is not None:
            rests = [k for k in statement.rests_on if k < number]
            if rests and step.verdict is Verdict.REFUTED:
                rests = _restricting(claim, rests, said, options)
            step = _resting(step, [found[k - 1] for k in rests])
            if not step.verdict.is_accepted and whole.left > 0:
                premises = [(said[k - 1], found[k - 1]) for k in statement.premises if k < number]
                rest = replace(options, budget=whole.left)
                step = _implied(step, statement, claim, premises, rest)
            if statement.supposed and not step.verdict.is_accepted:
                step = _supposed(step)
        found.append(step)
        said.append(statement)
        yield step


def _implied(
    step: StepResult, statement: Equality, claim: Claim,
    premises: Sequence[tuple[Statement, StepResult]], options: Options,
) -> StepResult:  # fmt: skip
    """The result for a step that follows from an equation before it, or does not."""
    for said, before in premises:
        if not isinstance(said, Equality | Given):
            continue
        premise = Claim(said.left, said.right, claim.definitions)
        told = f"line {before.line}, {before.understood}"
        # Whether it fails is known only where nothing else is supposed.
        more = statement.doubted or bool(statement.rests_on) or _goes_on(said)
        alone = bool(statement.arrow) and len(premises) == 1 and not more
        there = _follows(premise, claim, options) if statement.arrow != "⇐" else None
        back = _follows(claim, premise, options) if statement.arrow in ("⇐", "⇔") else None
        result = _implication(step, statement.arrow, told, there, back, refutes=alone)
        if result is not None:
            return result
    return step


def _goes_on(statement: Equality | Given) -> bool:
    """Whether more is supposed than an equation: the one before it in a chain, or another one."""
    return isinstance(statement, Equality) and (
        statement.continues
        or bool(statement.arrow)
        or bool(statement.rests_on)
        or statement.doubted
    )


def _supposed(step: StepResult) -> StepResult:
    """The result for an equation from which only the next one follows: no claim."""
    return replace(
        step, verdict=Verdict.GIVEN, kind="given", evidence=(), counterexample=None,
        suggestion="", conditions=(), reasons=(), notes=(),
    )  # fmt: skip


def _implication(
    step: StepResult, arrow: str, told: str, there: tuple[StepResult, str] | None,
    back: tuple[StepResult, str] | None, *, refutes: bool,
) -> StepResult | None:  # fmt: skip
    """What two directions of an implication come to; None where that is not known."""
    wanted = {"⇔": [there, back], "⇐": [back]}.get(arrow, [there])
    known = [found for found in wanted if found is not None]
    if len(known) < len(wanted):
        return None
    good = [found for found in known if _holds(found[0])]
    if len(good) == len(known):
        # Both directions hold as surely as the less sure one.
        surest = (Verdict.PROVED, Verdict.VERIFIED, Verdict.SUPPORTED, Verdict.CONDITIONAL)
        result, _ = max(good, key=lambda found: surest.index(found[0].verdict))
        ways = " and ".join(dict.fromkeys(way for _, way in good))
        return _concluded(step, result, f"it follows from {told}, {ways}")
    if not refutes:
        return None
    result, way = next(found for found in known if found not in good)
    failed = f"{way}, {told} would give {result.left} = {result.right}"
    verdict = Verdict.ONE_WAY if good else Verdict.REFUTED
    return replace(_concluded(step, result, f"it does not follow: {failed}"), verdict=verdict)


def _concluded(step: StepResult, result: StepResult, reason: str) -> StepResult:
    return replace(
        step, verdict=result.verdict, evidence=result.evidence,
        counterexample=result.counterexample, suggestion="", conditions=result.conditions,
        reasons=(reason,), notes=result.notes if _holds(result) else (),
    )  # fmt: skip


def _holds(result: StepResult) -> bool:
    """Whether a claim is true, if only where it is defined."""
    partly = result.verdict is Verdict.CONDITIONAL and not result.suggestion
    return result.verdict.is_accepted or partly


def _follows(premise: Claim, conclusion: Claim, options: Options) -> tuple[StepResult, str] | None:
    """The result for a claim that says whether a conclusion follows, and how."""
    from matrixcalc.implications import reductions

    partly: tuple[StepResult, str] | None = None
    failed: tuple[StepResult, str] | None = None
    deadline = Deadline.after(options.budget)
    for reduction in reductions(premise, conclusion, deadline):
        if deadline.left <= 0:
            break
        result = verify_claim(reduction.claim, replace(options, budget=deadline.left / 2))
        if result.verdict.is_accepted:
            return result, reduction.way
        if _holds(result):
            partly = result, reduction.way
        if result.verdict is Verdict.REFUTED and reduction.refutes:
            failed = result, reduction.way
    return partly or failed


def problem(derivation: Derivation, steps: tuple[StepResult, ...]) -> ProblemResult:
    """A derivation's result from those of its steps."""
    return ProblemResult(
        derivation.name, derivation.title, derivation.source, derivation.line,
        declarations(derivation), conventions(derivation), steps,
        derivation.assumed, derivation.notes,
    )  # fmt: skip


def _step(
    derivation: Derivation, number: int, statement: Statement, claim: Claim | None, options: Options
) -> StepResult:
    name = f"{derivation.name}/{number}"
    match statement:
        case Unjudged():
            return _unjudged(name, statement)
        case Unread(note=note) | Malformed(note=note):
            verdict = Verdict.UNREAD if isinstance(statement, Unread) else Verdict.ILL_SHAPED
            return StepResult(
                name, statement.line, "", "", "", "", statement.written, verdict,
                expected=statement.expect, notes=(note,),
            )  # fmt: skip
    left, right = sides(statement)
    base = StepResult(
        name, statement.line, text(left), text(right),
        latex(left), latex(right), statement.written, Verdict.GIVEN,
        because=statement.because,
    )  # fmt: skip
    match statement:
        case Definition():
            return replace(base, kind="definition")
        case Given():
            return replace(base, kind="given")
        case Equality():
            assert claim is not None
            kind = "step" if statement.continues else statement.kind
            base = replace(base, kind=kind, expected=statement.expect)
            return _equality(base, derivation, statement, claim, options)
    raise AssertionError(f"unknown statement {type(statement).__name__}")


def _equality(
    base: StepResult, derivation: Derivation, statement: Equality, claim: Claim, options: Options
) -> StepResult:
    """The result for an equation; one budget is for all that is asked about it."""
    whole = Deadline.after(options.budget)
    result = judged(base, claim, options)
    rest = replace(options, budget=max(GRACE, whole.left))
    if result.verdict is Verdict.REFUTED and derivation.mentioned:
        result = _if_meant(result, claim, derivation.mentioned, rest)
    if statement.lent and result.verdict.is_accepted:
        result = _without_loan(base, claim, statement.lent, result, rest)
    if result.verdict.is_accepted:
        laws = next((e.laws for e in result.evidence if e.laws), ())
        doubted = mismatch(result.because, claim, laws)
        result = replace(result, notes=(*result.notes, *doubted))
    if statement.optimum is not None and result.verdict.is_accepted:
        from matrixcalc.optima import optimal

        result = optimal(result, statement.optimum, claim, Deadline.after(rest.budget))
    result = _under(result, statement.under) if statement.under else result
    return _provided(result, statement.provided) if statement.provided else result


def _if_meant(
    refuted: StepResult, claim: Claim, words: Sequence[str], options: Options
) -> StepResult:
    """The result for a step that is false as declared and true with a word that the text has."""
    from matrixcalc.diagnosis import alternatives

    task = Task(options.seed, options.sizes, Deadline.after(options.budget))
    try:
        other = alternatives.meant(claim, words, load_check("exact"), task)
    except OutOfTime:
        told = f"the text says {' or '.join(words)}, and it is not known whether that is meant here"
        return replace(refuted, verdict=Verdict.UNDECIDED, counterexample=None, reasons=(told,))
    if other is None:
        return refuted
    return replace(refuted, verdict=Verdict.CONDITIONAL, suggestion=other.text)


def _without_loan(
    base: StepResult, claim: Claim, lent: Sequence[str], accepted: StepResult, options: Options
) -> StepResult:
    """The result for a step with letters that only an earlier section declares.

    What holds for any such letters holds; what needs the adjectives holds if they are meant.
    """
    plain = rebuild_claim(
        claim, lambda s: replace(s, assumptions=frozenset()) if s.name in lent else s
    )
    general = judged(base, plain, options)
    if general.verdict.is_accepted:
        return general
    words = {s.name: ", ".join(spoken(s.assumptions)) for s in claim.symbols if s.name in lent}
    told = " and ".join(f"{name} is {said}" for name, said in words.items() if said)
    suggestion = f"true if, as an earlier section says, {told}"
    return replace(accepted, verdict=Verdict.CONDITIONAL, suggestion=suggestion)


def _unjudged(name: str, statement: Unjudged) -> StepResult:
    given = statement.kind == "given"
    return StepResult(
        name, statement.line, statement.left, statement.right, "", "", statement.written,
        Verdict.GIVEN if given else Verdict.UNDECIDED, kind=statement.kind,
        because=statement.because, expected=statement.expect,
        reasons=() if given else (statement.reason,), relation=statement.relation,
    )  # fmt: skip


def _restricting(
    claim: Claim, rests: Sequence[int], said: Sequence[Statement], options: Options
) -> list[int]:
    """The statements, of those on which a step may rest, that may restrict its letters."""
    from matrixcalc.implications import restricting

    known = [said[k - 1] for k in rests]
    if not all(isinstance(s, Equality | Given) for s in known):
        return list(rests)
    conditions = [
        Claim(s.left, s.right, claim.definitions) for s in known if isinstance(s, Equality | Given)
    ]
    kept = restricting(claim, conditions, Deadline.after(options.budget))
    return [rests[k] for k in kept]


def _resting(result: StepResult, before: Sequence[StepResult]) -> StepResult:
    """The result for a step that may rest on earlier equations which are no identities."""
    conditions = [s for s in before if not s.verdict.is_accepted]
    if not conditions:
        return result
    told = "; ".join(f"line {s.line}, {s.understood or s.written}" for s in conditions)
    return _under(result, told)


def _under(result: StepResult, condition: str) -> StepResult:
    """The result for a step that rests on a condition which no check knows.

    What holds without the condition holds, if only where it is defined; anything else is open.
    """
    if _holds(result) or result.verdict is Verdict.UNDECIDED:
        return result
    reason = f"it need not hold by itself, and what it rests on is not judged: {condition}"
    return replace(
        result, verdict=Verdict.UNDECIDED, counterexample=None, suggestion="",
        conditions=(), reasons=(reason,), notes=(),
    )  # fmt: skip


def _provided(result: StepResult, granted: str) -> StepResult:
    """The result for a step that was read as if something held that nobody said.

    Where that fails the step may be false, and where the step fails it is false
    or was meant in another way.
    """
    if result.verdict.is_accepted:
        return replace(result, verdict=Verdict.CONDITIONAL, suggestion=f"true if {granted}")
    return result


def verify_claim(claim: Claim, options: Options) -> StepResult:
    """The result for a claim on its own."""
    base = StepResult(
        "claim", 0, text(claim.left), text(claim.right), latex(claim.left), latex(claim.right),
        "", Verdict.GIVEN, kind="claim",
    )  # fmt: skip
    return judged(base, claim, options)


def judged(base: StepResult, claim: Claim, options: Options) -> StepResult:
    """The step with the evidence on its claim and the verdict."""
    evidence = tuple(gather(claim, options))
    verdict = decide(evidence)
    found = next((e.counterexample for e in evidence if e.counterexample), None)
    nearby = next((e for e in evidence if e.check == NEARBY), None)
    domain = next((e for e in evidence if e.check == DOMAIN), None)
    suggestion = nearby.conditions[0] if nearby else ""
    conditions = domain.conditions if domain else ()
    doubt = reasons(evidence) if verdict is Verdict.UNDECIDED else ()
    shown = tuple(e for e in evidence if e.check not in (COUNTEREXAMPLE, NEARBY, DOMAIN, REACH))
    return replace(
        base, verdict=verdict, evidence=shown, counterexample=found, suggestion=suggestion,
        conditions=conditions, reasons=doubt, notes=_notes(verdict, evidence),
    )  # fmt: skip


def gather(claim: Claim, options: Options) -> Iterator[Evidence]:
    """The evidence of the checks, then that of the diagnosis where it is called for."""
    deadline = Deadline.after(options.budget)
    task = Task(options.seed, options.sizes, deadline, options.detailed)
    found: list[Evidence] = []
    plain = written_out(claim)
    if plain != claim:
        yield from _gather_functions(claim, plain, options, task)
        return
    if claim.integrates:
        yield from _gather_integrals(claim, options, task)
        return
    for name in options.checks:
        told = any(e.outcome in (Outcome.HOLDS, Outcome.PROVED) for e in found)
        found.append(_examine(name, claim, replace(task, brief=told)))
        yield found[-1]
        if found[-1].outcome is Outcome.ILL_SHAPED:
            break
    # Diagnosis gets time of its own: a refutation must not be lost to the budget.
    late = Deadline(deadline.at + MORE * options.budget + GRACE)
    yield from _diagnoses(claim, replace(task, deadline=late), found)


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
    """The evidence on a claim with functions of matrices: by letters that are none; floating point
    computes the functions themselves.
    """
    apart = BY_QUADRATURE in options.checks and not plain.integrates
    checks = tuple(name for name in options.checks if name != BY_QUADRATURE or not apart)
    rest = replace(options, checks=checks, budget=max(0.0, task.deadline.left))
    for evidence in gather(plain, rest):
        proved = evidence.outcome is Outcome.PROVED
        told = evidence.detail if evidence.laws else ""
        laws = (*functions_in(claim), *evidence.laws)
        yield replace(evidence, laws=laws, detail=told) if proved else evidence
    if apart:
        yield _examine(BY_QUADRATURE, claim, task)


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
        proved = evidence.outcome is Outcome.PROVED
        laws = (LAW, *evidence.laws)
        told = evidence.detail if evidence.laws else ""
        yield replace(evidence, laws=laws, detail=told) if proved else evidence
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


def _notes(verdict: Verdict, evidence: tuple[Evidence, ...]) -> tuple[Note, ...]:
    notes = [
        Note("MC901", f"the {e.check} check crashed: {e.detail}")
        for e in evidence if e.outcome is Outcome.ERROR
    ]  # fmt: skip
    notes += [Note("MC201", e.detail) for e in evidence if e.outcome is Outcome.ILL_SHAPED]
    held = {e.check for e in evidence if e.outcome in (Outcome.HOLDS, Outcome.PROVED)}
    against = {e.check for e in evidence if e.outcome is Outcome.DISAGREES}
    if verdict is Verdict.CONTRADICTION or (held and against):
        who = f"{', '.join(sorted(held))} against {', '.join(sorted(against)) or 'counterexample'}"
        notes.append(Note("MC902", f"the checks contradict each other: {who}"))
    missing = next((e for e in evidence if e.check == DOMAIN), None)
    if missing is not None and missing.outcome is Outcome.INCONCLUSIVE:
        notes.append(
            Note("MC206", f"defined only where {' and '.join(missing.conditions)}",
                 help=missing.detail)
        )  # fmt: skip
    return tuple(notes)
