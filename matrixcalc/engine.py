"""The verdict on each step of a derivation: its claim, what it rests on, and what it follows from.

The evidence is that of `matrixcalc.gathering`; here it is added up, and what the text
around a claim says is heeded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from matrixcalc.assumptions import spoken
from matrixcalc.checks.base import NOWHERE, Task
from matrixcalc.collecting import seldom_collecting
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.decide import COUNTEREXAMPLE, DOMAIN, NEARBY, REACH, decide, reasons
from matrixcalc.gathering import AGAINST, CHECKS, GRACE, Options, gather, load_check
from matrixcalc.heading import conventions, declarations
from matrixcalc.justification import mismatch
from matrixcalc.lacking import granted, special
from matrixcalc.notation import latex, text
from matrixcalc.results import (
    Evidence,
    Note,
    Outcome,
    ProblemResult,
    StepResult,
    Verdict,
)
from matrixcalc.rewriting import rebuild_claim
from matrixcalc.solved import unclear
from matrixcalc.statements import (
    Claim,
    Definition,
    Derivation,
    Equality,
    Given,
    Inequality,
    Malformed,
    Statement,
    Unjudged,
    Unread,
    sides,
)

__all__ = ["CHECKS", "Options", "load_check", "results", "verify_claim", "verify_derivation"]

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
    unproven: dict[str, str] = {}
    for number, (statement, claim) in enumerate(derivation.claims(), start=1):
        if isinstance(statement, Definition) and said and _came_out(said[-1], statement):
            unproven.pop(statement.head.name, None)
            if not _holds(found[-1]):
                unproven[statement.head.name] = "what it came out as"
        whole = Deadline.after(options.budget)
        step = _step(derivation, number, statement, claim, options)
        if isinstance(statement, Equality) and claim is not None:
            rests = [k for k in statement.rests_on if k < number]
            if rests and step.verdict is Verdict.REFUTED:
                rests = _restricting(claim, rests, said, options)
            step = _resting(step, [found[k - 1] for k in rests])
            loose = unproven.keys() & {s.name for s in claim.symbols}
            if loose and step.verdict is not Verdict.ILL_SHAPED:
                told = f"{min(loose)} is {unproven[min(loose)]}"
                step = _provided(_under(step, f"whether {told}"), told)
            if not (step.verdict.is_accepted or statement.optimum) and whole.left > 0:
                premises = [(said[k - 1], found[k - 1]) for k in statement.premises if k < number]
                rest = replace(options, budget=whole.left)
                drawn = _implied(step, statement, claim, premises, rest)
                step = _provided(drawn, statement.provided) if statement.provided else drawn
                is_open = step.verdict is Verdict.UNDECIDED and not derivation.mentioned
                if is_open and whole.left > 0 and len(premises) == 1:
                    rest = replace(options, budget=whole.left)
                    step = _failing(step, statement, claim, *premises[0], rest)
            if statement.supposed and not step.verdict.is_accepted:
                step = _supposed(step)
            if statement.renews and not step.verdict.is_accepted:
                if step.verdict is Verdict.REFUTED:
                    told = f"line {statement.line} may say anew what {statement.renews} is"
                    step = _under(step, told)
                unproven[statement.renews] = f"what it was before line {statement.line}"
        found.append(step)
        said.append(statement)
        yield step


def _came_out(before: Statement, definition: Definition) -> bool:
    """Whether a letter stands from here on for what a conclusion says that it is."""
    return isinstance(before, Equality) and (
        (before.left, before.right) == (definition.head, definition.body)
    )


def _is_false(step: StepResult) -> bool:
    """Whether a step is false as it stands: whatever follows from it says nothing."""
    if step.verdict in (Verdict.REFUTED, Verdict.ILL_SHAPED):
        return True
    qualified = step.verdict in (Verdict.CONDITIONAL, Verdict.CONVENTION)
    return qualified and any(e.outcome in AGAINST for e in step.evidence)


def _implied(
    step: StepResult, statement: Equality, claim: Claim,
    premises: Sequence[tuple[Statement, StepResult]], options: Options,
) -> StepResult:  # fmt: skip
    """The result for a step that follows from an equation before it, or does not."""
    from matrixcalc.implications import for_any_values

    whole = Deadline.after(options.budget)
    for said, before in premises:
        if not isinstance(said, Equality | Given) or _is_false(before):
            continue
        if (said.left, said.right) == (statement.left, statement.right):
            # What is only said again follows from nothing.
            continue
        premise = Claim(said.left, said.right, claim.definitions)
        told = f"line {before.line}, {before.understood}"
        # Whether it fails is known only where nothing else is supposed.
        others = set(statement.rests_on) - set(statement.premises)
        more = statement.doubted or bool(others) or _goes_on(said)
        alone = bool(statement.arrow) and len(premises) == 1 and not more
        pairs = [(premise, claim)]
        pairs += for_any_values(premise, claim)
        for k, (first, second) in enumerate(pairs):
            if k and whole.left <= 0:
                break
            rest = replace(options, budget=whole.left) if k else options
            there = _follows(first, second, rest) if statement.arrow != "⇐" else None
            back = _follows(second, first, rest) if statement.arrow in ("⇐", "⇔") else None
            refutes = alone and not k
            result = _implication(step, statement.arrow, told, there, back, refutes=refutes)
            if result is not None:
                return result
    return _by_all(step, statement, claim, premises, replace(options, budget=whole.left))


def _by_all(
    step: StepResult, statement: Equality, claim: Claim,
    premises: Sequence[tuple[Statement, StepResult]], options: Options,
) -> StepResult:  # fmt: skip
    """The result for a step that follows from several equations at once."""
    from matrixcalc.implications import together

    true = [
        (said, before) for said, before in premises
        if isinstance(said, Equality | Given) and not _is_false(before)
    ]  # fmt: skip
    if len(true) < 2 or statement.arrow in ("⇐", "⇔") or options.budget <= 0:
        return step
    known = [Claim(said.left, said.right, claim.definitions) for said, _ in true]
    for reduction in together(known, claim):
        result = verify_claim(reduction.claim, options)
        if _holds(result):
            told = " and ".join(f"line {b.line}, {b.understood}" for _, b in true)
            return _concluded(step, result, f"it follows from {told}, {reduction.way}")
    return step


def _failing(
    step: StepResult, statement: Equality, claim: Claim, said: Statement, before: StepResult,
    options: Options,
) -> StepResult:  # fmt: skip
    """The result for a step that does not follow, because of values with which what it should follow
    from holds and it does not: true if a letter is not zero, one-way, or false.
    """
    if not isinstance(said, Equality | Given) or _is_false(before) or not statement.arrow:
        return step
    more = statement.doubted or statement.rests_on or statement.lent or not statement.plain
    if more or _goes_on(said):
        return step
    pair = Claim(said.left, said.right, claim.definitions), claim
    first, second = pair if statement.arrow == "⇒" else pair[::-1]
    whole = Deadline.after(options.budget)
    if statement.arrow == "⇔":
        there = _follows(second, first, replace(options, budget=options.budget / 2))
        if there is None or not _holds(there[0]):
            return step
    found = _exception(first, second, options, whole)
    if found is None:
        return step
    result, told = found
    if statement.arrow == "⇒":
        for other in granted(first, second):
            rest = replace(options, budget=max(GRACE, whole.left / 2))
            good = _follows(other.premise, other.conclusion, rest)
            if good is not None and good[0].verdict.is_accepted:
                made = _concluded(step, good[0], f"{told}; otherwise it follows, {good[1]}")
                suggestion = f"true if {other.told}"
                return replace(made, verdict=Verdict.CONDITIONAL, suggestion=suggestion)
    verdict = Verdict.ONE_WAY if statement.arrow == "⇔" else Verdict.REFUTED
    return replace(_concluded(step, result, f"it does not follow: {told}"), verdict=verdict)


def _exception(
    premise: Claim, conclusion: Claim, options: Options, whole: Deadline
) -> tuple[StepResult, str] | None:
    """Values with which a premise holds and a conclusion does not: the result for that, in words."""
    for pair in special(premise, conclusion):
        if whole.left <= 0:
            return None
        proof = replace(options, checks=("shapes", "proof"), budget=min(1.0, whole.left))
        if not verify_claim(pair.premise, proof).verdict.is_accepted:
            continue
        result = verify_claim(pair.conclusion, replace(options, budget=max(GRACE, whole.left / 2)))
        if result.verdict is Verdict.REFUTED:
            held = f"{premise.left} = {premise.right} holds"
            return (
                result,
                f"with {pair.told}, {held}, and {conclusion.left} = {conclusion.right} does not",
            )
    return None


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
        if _holds(result) and not reduction.refutes and _ends(premise, conclusion, deadline.left):
            # Nothing follows about what is not defined.
            return None
        if result.verdict.is_accepted:
            return result, reduction.way
        if _holds(result):
            partly = result, reduction.way
        if result.verdict is Verdict.REFUTED and reduction.refutes:
            failed = result, reduction.way
    return partly or failed


def _ends(premise: Claim, conclusion: Claim, budget: float) -> bool:
    """Whether a conclusion is defined nowhere with the value that a premise says a letter has."""
    from matrixcalc.implications import by_substitution

    options = Options(checks=("exact",), budget=max(GRACE, budget / 2))
    for reduction in by_substitution(premise, conclusion):
        evidence = verify_claim(reduction.claim, options).evidence
        open_ = (e for e in evidence if e.outcome is Outcome.INCONCLUSIVE)
        return any(NOWHERE in e.detail for e in open_)
    return False


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
        case Inequality(kind=kind, expect=expect, relation=sign):
            assert claim is not None
            base = replace(base, kind=kind, expected=expect, relation=sign)
            return _inequality(base, derivation, statement, claim, options)
    raise AssertionError(f"unknown statement {type(statement).__name__}")


def _equality(
    base: StepResult, derivation: Derivation, statement: Equality, claim: Claim, options: Options,
    *, varied: bool = False,
) -> StepResult:  # fmt: skip
    """The result for an equation; one budget is for all that is asked about it.

    Of a place that is `varied`, the letters by which it is given do not move.
    """
    whole = Deadline.after(options.budget)
    if statement.apart:
        return _for_any_joint_law(base, derivation, statement, claim, options)
    if statement.optimum is not None:
        from matrixcalc.optima import extremum

        plain = replace(statement, optimum=None, under="", provided="")
        result = extremum(statement.optimum, claim, options.budget, lambda one, seconds: _equality(
            base, derivation, plain, one, replace(options, budget=seconds), varied=True
        ))  # fmt: skip
        return _finally(result, statement, unsure=bool(statement.lent))
    result = judged(base, claim, options)
    untold = () if varied else tuple(dict.fromkeys(unclear(claim)))
    if result.verdict is Verdict.REFUTED and untold:
        result = replace(
            result, verdict=Verdict.UNDECIDED, counterexample=None, suggestion="", reasons=untold
        )
    rest = replace(options, budget=max(GRACE, whole.left))
    if result.verdict is Verdict.REFUTED and derivation.mentioned:
        result = _if_meant(result, claim, derivation, rest)
    if statement.lent and result.verdict.is_accepted:
        result = _without_loan(base, claim, statement.lent, result, rest)
    if result.verdict.is_accepted:
        laws = next((e.laws for e in result.evidence if e.laws), ())
        doubted = mismatch(result.because, claim, laws)
        result = replace(result, notes=(*result.notes, *doubted))
    return _finally(result, statement)


def _inequality(
    base: StepResult, derivation: Derivation, statement: Inequality, claim: Claim, options: Options
) -> StepResult:
    """The result for an inequality, which is refuted only where nothing restricts its letters."""
    from matrixcalc.inequalities import inequality

    result = inequality(
        statement.relation, claim, base, options.budget,
        lambda one, seconds: verify_claim(one, replace(options, budget=seconds)),
        derivation.mentioned,
    )  # fmt: skip
    return _under(result, statement.under) if statement.under else result


def _for_any_joint_law(
    base: StepResult, derivation: Derivation, statement: Equality, claim: Claim, options: Options
) -> StepResult:
    """The result for an equation with random letters of which nothing says how they depend on
    each other: it holds whatever their joint distribution is, or if they are independent.
    """
    whole = Deadline.after(options.budget)
    plain = replace(statement, separate="", apart=())
    found = _equality(base, derivation, plain, claim, replace(options, budget=options.budget * 0.6))
    if _holds(found):
        return found
    told = dict.fromkeys(x for x in (statement.provided, statement.separate) if x)
    supposing = replace(plain, provided=" and ".join(told))
    special = replace(claim, definitions=(*statement.apart, *claim.definitions))
    rest = replace(options, budget=max(GRACE, whole.left))
    return _equality(base, derivation, supposing, special, rest)


def _finally(result: StepResult, statement: Equality, *, unsure: bool = False) -> StepResult:
    """The result, seeing what else the statement rests on."""
    if unsure:
        result = _provided(result, "what an earlier section says of its letters holds here")
    under = statement.under or (statement.hedged if result.verdict.is_wrong else "")
    result = _under(result, under) if under else result
    return _provided(result, statement.provided) if statement.provided else result


def _if_meant(
    refuted: StepResult, claim: Claim, derivation: Derivation, options: Options
) -> StepResult:
    """The result for a step that is false as declared and true with a word that the text has."""
    from matrixcalc.diagnosis import alternatives

    task = Task(options.seed, options.sizes, Deadline.after(options.budget))
    try:
        other = alternatives.meant(
            claim, derivation.mentioned, derivation.shaped, load_check("exact"), task
        )
    except OutOfTime:
        told = f"the text says {' or '.join(derivation.mentioned)}, and it is not known whether that is meant here"
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
    whole = Deadline.after(options.budget)
    kept = restricting(claim, conditions, whole)
    return [rests[k] for k in kept if not _holds_anyway(conditions[k], options, whole)]


def _holds_anyway(condition: Claim, options: Options, whole: Deadline) -> bool:
    """Whether all that is declared satisfies a condition: “1ᵀy = 1” of y with entries that sum to one."""
    budget = min(1.0, whole.left)
    return (
        budget > 0
        and verify_claim(
            condition, replace(options, checks=("shapes", "proof"), budget=budget)
        ).verdict.is_accepted
    )


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
    with seldom_collecting():
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
