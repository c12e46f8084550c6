"""The verdict on each step of a derivation: its claim, what it rests on, and what it follows from.

The evidence is that of `matrixcalc.gathering`; here it is added up, and what the text
around a claim says is heeded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from matrixcalc.assumptions import spoken
from matrixcalc.checks.base import Task
from matrixcalc.coherence import in_two_roles
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.expr import Derive, Differential, Symbol
from matrixcalc.following import Beside, Solved, failing, implied, returning, supposed, tie
from matrixcalc.gathering import CHECKS, GRACE, Options, load_check
from matrixcalc.heading import conventions, declarations
from matrixcalc.judging import holds, judged, undecided, verify_claim
from matrixcalc.justification import mismatch
from matrixcalc.notation import latex, text
from matrixcalc.ops.spec import Unavailable
from matrixcalc.paired import is_complex, polarised, realised
from matrixcalc.results import (
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

Known = Sequence[tuple[Statement, StepResult]]
"""Statements before a claim, and what was found of them."""

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
    return _Course(derivation, options).results()


class _Course:
    """A derivation from its beginning to its end: each statement is judged with what those
    before it came to.
    """

    def __init__(self, derivation: Derivation, options: Options) -> None:
        self.derivation = derivation
        self.options = options
        self.found: list[StepResult] = []
        self.said: list[Statement] = []
        self.unproven: dict[str, str] = {}
        """What letters are as far as equations say that were not accepted."""
        self.settled: set[str] = set()
        """What an earlier step needs to be true, and what holds from there on."""

    def results(self) -> Iterator[StepResult]:
        """The results, in order."""
        for number, (statement, claim) in enumerate(self.derivation.claims(), start=1):
            if isinstance(statement, Equality) and statement.under in self.settled:
                statement = replace(statement, under="")  # noqa: PLW2901  # it is judged without
            if isinstance(statement, Definition) and self.said:
                self._come_out(statement)
            step = self._result(number, statement, claim)
            self.found.append(step)
            self.said.append(statement)
            yield step

    def _come_out(self, definition: Definition) -> None:
        """Note whether a letter is what a conclusion says that was accepted."""
        if _came_out(self.said[-1], definition):
            self.unproven.pop(definition.head.name, None)
            if not holds(self.found[-1]):
                self.unproven[definition.head.name] = "what it came out as"

    def _result(self, number: int, statement: Statement, claim: Claim | None) -> StepResult:
        whole = Deadline.after(self.options.budget)
        if not isinstance(statement, Equality) or claim is None:
            return _step(self.derivation, number, statement, claim, self.options)
        premises = [(self.said[k - 1], self.found[k - 1]) for k in statement.premises if k < number]
        draws, drawn = not statement.optimum, None
        tied = tie(claim, [said for said, before in premises if not _is_identity(said, before)])
        if tied:
            alone = self._alone(number, statement, claim, self.options)
            if alone.verdict is not Verdict.ILL_SHAPED:
                alone = undecided(alone, tied)
            return self._finished(alone, statement, claim, (), whole, anyway=False)
        solved = self._solved(statement, claim) if premises else {}
        if premises and draws:
            # What follows from an equation need not be looked at by itself for long.
            checks = tuple(c for c in self.options.checks if c in ("shapes", "proof"))
            quick = replace(self.options, checks=checks, budget=self.options.budget / 3)
            alone = self._alone(number, statement, claim, quick)
            if alone.verdict is Verdict.UNDECIDED:
                # Time is left to see that it does not follow.
                rest = replace(self.options, budget=whole.left * 2 / 3)
                drawn = implied(alone, statement, claim, premises, rest, [*solved.values()])
                draws = drawn is not alone
        returns = bool(premises) and statement.arrow in ("⇐", "⇔") and not self._goes_on(number)
        anyway = False
        if drawn is None or not holds(drawn):
            drawn = self._alone(number, statement, claim, self.options)
            anyway = returns and holds(drawn)
            if anyway:
                rest = replace(self.options, budget=max(GRACE, whole.left))
                drawn, draws = returning(drawn, statement, claim, premises, rest), False
            draws = draws and not drawn.verdict.is_accepted and whole.left > 0
            if draws:
                rest = replace(self.options, budget=whole.left)
                drawn = implied(drawn, statement, claim, premises, rest, [*solved.values()])
        return self._finished(drawn, statement, claim, premises, whole, anyway=anyway)

    def _goes_on(self, number: int) -> bool:
        """Whether the next statement is a further link of the same chain: a conclusion is all of it."""
        rest = self.derivation.statements[number : number + 1]
        return any(isinstance(s, Equality) and s.continues for s in rest)

    def _alone(
        self, number: int, statement: Equality, claim: Claim, options: Options
    ) -> StepResult:
        """The result for an equality by itself, and what it rests on."""
        step = _step(self.derivation, number, statement, claim, options)
        rests = [(self.said[k - 1], self.found[k - 1]) for k in statement.rests_on if k < number]
        rests += [(said, _shown(self.derivation, said)) for said in statement.above]
        if rests and step.verdict is Verdict.REFUTED:
            return self._loose(self._supposing(number, statement, claim, rests, step), claim)
        if rests and step.verdict.is_accepted:
            from matrixcalc.undefined import undefined

            equations = [said for said, _ in rests if isinstance(said, Equality | Given)]
            nowhere = undefined(claim, equations, self._holds)
            step = undecided(step, nowhere) if nowhere else step
        return self._loose(_resting(step, [result for _, result in rests]), claim)

    def _loose(self, step: StepResult, claim: Claim) -> StepResult:
        """The result for a step that may have letters of which it is not known what they are."""
        loose = self.unproven.keys() & {s.name for s in claim.symbols}
        if loose and step.verdict is not Verdict.ILL_SHAPED:
            told = f"{min(loose)} is {self.unproven[min(loose)]}"
            step = _provided(_under(step, f"whether {told}"), told)
        return step

    def _supposing(
        self, number: int, statement: Equality, claim: Claim, rests: Known, refuted: StepResult
    ) -> StepResult:
        """The result for a claim that is false by itself, seeing what it rests on."""
        from matrixcalc.supposing import failing_within, restricting, with_signs

        inside, left = with_signs(claim, rests)
        if len(left) < len(rests):
            there = _step(self.derivation, number, statement, inside, self.options)
            refuted, rests = (there, left) if there.verdict is Verdict.REFUTED else (refuted, rests)
        rests = restricting(claim, rests, self.options)
        before = list(zip(self.said, self.found, strict=True))
        found = failing_within(refuted, inside, rests, before, self.options) if rests else refuted
        return found or _resting(refuted, [result for _, result in rests])

    def _holds(self, claim: Claim) -> bool:
        quick = replace(self.options, checks=("shapes", "proof"), budget=GRACE)
        return verify_claim(claim, quick).verdict.is_accepted

    def _finished(
        self, step: StepResult, statement: Equality, claim: Claim,
        premises: Sequence[tuple[Statement, StepResult]], whole: Deadline, *, anyway: bool,
    ) -> StepResult:  # fmt: skip
        """The result, as one that was drawn from others or fails to follow from them."""
        if statement.provided:
            step = _provided(step, statement.provided)
        is_open = step.verdict in (Verdict.UNDECIDED, Verdict.REFUTED) and not statement.optimum
        if is_open and whole.left > 0 and len(premises) == 1:
            rest = replace(self.options, budget=whole.left)
            solved = self._solved(statement, claim)
            judge = partial(_if_meant, self.derivation)
            beside = Beside(self.derivation.mentioned, judge, list(solved.values()))
            others = tuple(k for k in statement.rests_on if k not in solved)
            alone = replace(statement, rests_on=others)
            found = failing(step, alone, claim, *premises[0], rest, beside, anyway=anyway)
            # What solves the premise says more than that the conclusion does not.
            same = step.verdict in (Verdict.UNDECIDED, found.verdict)
            step = found if same else step
        if statement.supposed and not step.verdict.is_accepted:
            step = supposed(step)
        if statement.standing and step.verdict is Verdict.REFUTED:
            step = replace(step, reasons=(f"{statement.standing}, as a step before it needs",))
        if statement.standing and step.verdict is Verdict.CONDITIONAL:
            self.settled.add(f"whether {statement.standing}")
        if statement.renews and not step.verdict.is_accepted:
            if step.verdict is Verdict.REFUTED:
                told = f"line {statement.line} may say anew what {statement.renews} is"
                step = _under(step, told)
            self.unproven[statement.renews] = f"what it was before line {statement.line}"
        return step

    def _solved(self, statement: Equality, claim: Claim) -> dict[int, Solved]:
        """The equations on which a statement rests that hold where a letter has one value, which the
        next statement says: by their numbers.
        """
        from matrixcalc.implications import with_value

        found = dict[int, Solved]()
        for k in statement.rests_on:
            said, then = self.said[k - 1 : k + 1] if k < len(self.said) else (None, None)
            if not (isinstance(said, Given) and isinstance(then, Equality)):
                continue
            a, b = then.left, then.right
            alone = isinstance(a, Symbol) and not a.arguments and a.name not in b.names
            if alone and isinstance(a, Symbol) and then.premises == (k,) and not then.rests_on:
                there = with_value(Claim(said.left, said.right, claim.definitions), a, b)
                if there is not None and self._holds(there):
                    found[k] = Solved(then.line, a, b)
        return found


def _is_identity(said: Statement, before: StepResult) -> bool:
    """Whether an equation holds for all values of its letters, and ties none of them to others."""
    # What was drawn from another equation has that as its reason.
    return isinstance(said, Equality) and before.verdict.is_accepted and not before.reasons


def _came_out(before: Statement, definition: Definition) -> bool:
    """Whether a letter stands from here on for what a conclusion says that it is."""
    return isinstance(before, Equality) and (
        (before.left, before.right) == (definition.head, definition.body)
    )


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
            return replace(base, kind="definition", notes=_in_two_roles(statement))
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
    if statement.otherwise:
        return _in_either_reading(base, derivation, statement, claim, options)
    if is_complex(claim):
        return _over_complex_numbers(base, derivation, statement, claim, options)
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
        result = _if_meant(derivation, result, claim, rest)
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
    if holds(found):
        return found
    told = dict.fromkeys(x for x in (statement.provided, statement.separate) if x)
    supposing = replace(plain, provided=" and ".join(told))
    special = replace(claim, definitions=(*statement.apart, *claim.definitions))
    rest = replace(options, budget=max(GRACE, whole.left))
    return _equality(base, derivation, supposing, special, rest)


def _in_either_reading(
    base: StepResult, derivation: Derivation, statement: Equality, claim: Claim, options: Options
) -> StepResult:
    """The result for an equation that can be read in two ways, with the reading in which it holds."""
    whole = Deadline.after(options.budget)
    plain = replace(statement, otherwise=(), meant=("", ""))
    half = replace(options, budget=options.budget / 2)
    first = _equality(base, derivation, plain, claim, half)
    a, b = statement.otherwise
    shown = replace(base, left=text(a), right=text(b), left_latex=latex(a), right_latex=latex(b))
    rest = replace(options, budget=max(GRACE, whole.left))
    second = _equality(
        shown, derivation, replace(plain, left=a, right=b), replace(claim, left=a, right=b), rest
    )
    if first.verdict is Verdict.REFUTED and second.verdict is Verdict.REFUTED:
        return first
    for found, other, told in zip((first, second), (second, first), statement.meant, strict=True):
        if found.verdict.is_accepted:
            return found if other.verdict.is_accepted or not told else _provided(found, told)
    return _under(first, f"whether {statement.meant[0] or statement.meant[1]}")


def _over_complex_numbers(
    base: StepResult, derivation: Derivation, statement: Equality, claim: Claim, options: Options
) -> StepResult:
    """The result for an equation between complex letters, which is refuted for real ones alone."""
    whole = Deadline.after(options.budget)
    half = replace(options, budget=options.budget / 2)
    try:
        pairs = polarised(claim)
    except Unavailable as error:
        return undecided(base, str(error))
    found = _equality(base, derivation, statement, pairs, half)
    if holds(found) or found.verdict is Verdict.ILL_SHAPED:
        return found
    # A derivative by z leaves z̄ as it is, which for real letters it does not.
    if not any(isinstance(n, Derive | Differential) for n in claim.nodes):
        rest = replace(options, budget=max(GRACE, whole.left))
        real = _equality(base, derivation, statement, realised(claim), rest)
        differ = any(e.outcome is Outcome.DISAGREES for e in real.evidence)
        if real.verdict is Verdict.REFUTED or (differ and real.verdict is Verdict.UNDECIDED):
            return real
    return undecided(found, "it was not proved for complex numbers, and is not false for real ones")


def _finally(result: StepResult, statement: Equality, *, unsure: bool = False) -> StepResult:
    """The result, seeing what else the statement rests on."""
    if unsure:
        result = _provided(result, "what an earlier section says of its letters holds here")
    under = statement.under or (statement.hedged if result.verdict.is_wrong else "")
    result = _under(result, under) if under else result
    return _provided(result, statement.provided) if statement.provided else result


def _if_meant(
    derivation: Derivation, refuted: StepResult, claim: Claim, options: Options
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


def _in_two_roles(definition: Definition) -> tuple[Note, ...]:
    """A note on each index of a definition that it sums over and that stands for one value, too."""
    return tuple(
        Note("MC308", f"{name} is summed over in one part, and stands for one value in another",
             help=f"a letter of its own for the index of the sum, or {name} without the sum")
        for name in in_two_roles(definition.head, definition.body)
    )  # fmt: skip


def _unjudged(name: str, statement: Unjudged) -> StepResult:
    given = statement.kind == "given"
    return StepResult(
        name, statement.line, statement.left, statement.right, "", "", statement.written,
        Verdict.GIVEN if given else Verdict.UNDECIDED, kind=statement.kind,
        because=statement.because, expected=statement.expect,
        reasons=() if given else (statement.reason,), relation=statement.relation,
    )  # fmt: skip


def _shown(derivation: Derivation, said: Given) -> StepResult:
    """What an earlier derivation supposes, as the step that it is there."""
    return _step(derivation, 0, said, None, Options())


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
    if holds(result) or result.verdict is Verdict.UNDECIDED:
        return result
    reason = f"it need not hold by itself, and what it rests on is not judged: {condition}"
    return undecided(result, reason)


def _provided(result: StepResult, granted: str) -> StepResult:
    """The result for a step that was read as if something held that nobody said.

    Where that fails the step may be false, and where the step fails it is false
    or was meant in another way.
    """
    if result.verdict.is_accepted:
        return replace(result, verdict=Verdict.CONDITIONAL, suggestion=f"true if {granted}")
    return result
