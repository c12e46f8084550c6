"""What follows from an equation before it: the result for a conclusion, from those of its premises.

How an implication comes down to claims of its own is found elsewhere; here these are judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain

from matrixcalc.checks.base import NOWHERE
from matrixcalc.deadline import Deadline
from matrixcalc.expr import Derive, Expr, Symbol
from matrixcalc.gathering import AGAINST, GRACE, Options
from matrixcalc.having import has
from matrixcalc.judging import holds, undecided, verify_claim
from matrixcalc.lacking import Pair, granted, special
from matrixcalc.results import Counterexample, Outcome, StepResult, Verdict
from matrixcalc.rewriting import substituted
from matrixcalc.statements import Claim, Equality, Given, Statement

SEEDS = 4
"""How often it is tried to find values with which a solution is what its letter is declared to be."""


@dataclass(frozen=True)
class Solved:
    """An earlier equation, on a line, that holds where a letter has a value."""

    line: int
    letter: Symbol
    value: Expr


@dataclass(frozen=True)
class Beside:
    """What a text says beside an implication."""

    words: tuple[str, ...]
    """Adjectives that may be meant of its letters."""
    judge: Callable[[StepResult, Claim, Options], StepResult]
    """How a refutation is judged with these."""
    solved: Sequence[Solved]
    """Other equations on which it rests."""


def implied(
    step: StepResult, statement: Equality, claim: Claim,
    premises: Sequence[tuple[Statement, StepResult]], options: Options, solved: Sequence[Solved],
) -> StepResult:  # fmt: skip
    """The result for a step that follows from an equation before it, or does not."""
    from matrixcalc.implications import for_any_values, with_values

    whole = Deadline.after(options.budget)
    for said, before in premises:
        if not isinstance(said, Equality | Given) or is_false(before):
            continue
        if (said.left, said.right) == (statement.left, statement.right):
            # What is only said again follows from nothing.
            continue
        premise = Claim(said.left, said.right, claim.definitions)
        told = f"line {before.line}, {before.understood}"
        # Whether it fails is known only where nothing else is supposed.
        others = set(statement.rests_on) - set(statement.premises)
        more = statement.doubted or bool(others) or _goes_on(said)
        # Of a case the text says itself under what it holds.
        in_case = bool(statement.arrow) and {*statement.premises} <= {*statement.rests_on}
        plain = in_case or _is_plain(statement, said)
        alone = len(premises) == 1 and not more and plain
        pairs = [(premise, claim)]
        pairs += for_any_values(premise, claim)
        pairs += with_values(premise, claim, {x.letter: x.value for x in solved})
        for k, (first, second) in enumerate(pairs):
            if k and whole.left <= 0:
                break
            rest = replace(options, budget=whole.left) if k else options
            there = _follows(first, second, rest) if statement.arrow != "⇐" else None
            back = _follows(second, first, rest) if statement.arrow in ("⇐", "⇔") else None
            refutes = alone and not k
            if k and k == len(pairs) - 1 and solved:
                told += "".join(f", with {x.letter} = {x.value} of line {x.line}" for x in solved)
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
        if isinstance(said, Equality | Given) and not is_false(before)
    ]  # fmt: skip
    if len(true) < 2 or statement.arrow in ("⇐", "⇔") or options.budget <= 0:
        return step
    known = [Claim(said.left, said.right, claim.definitions) for said, _ in true]
    for reduction in together(known, claim):
        result = verify_claim(reduction.claim, options)
        if holds(result):
            told = " and ".join(f"line {b.line}, {b.understood}" for _, b in true)
            return _concluded(step, result, f"it follows from {told}, {reduction.way}")
    return step


def tie(claim: Claim, premises: Sequence[Statement]) -> str:
    """In words that premises tie what is differentiated to that by which it is; empty if none does.

    Of e = y − Xw nobody says that e is no constant in ∂(eᵀe)/∂w, and nobody says that it is one.
    """
    for node, others in ties(claim, premises):
        return f"it is not told whether {min(others)} moves with {node.wrt}, to which an equation ties it"
    return ""


def ties(claim: Claim, premises: Sequence[Statement]) -> Iterator[tuple[Derive, frozenset[str]]]:
    """The derivatives with letters in them that premises tie to those by which is differentiated."""
    equations = [
        claim.behind(s.left.names | s.right.names) for s in premises
        if isinstance(s, Equality | Given) and not (s.left.has_derivative or s.right.has_derivative)
    ]  # fmt: skip
    for node in claim.nodes if equations else ():
        if isinstance(node, Derive):
            moving = claim.behind(node.wrt.names)
            # Of A(x), and of what is defined, it is told what it moves with.
            told = {s.name for s in node.body.symbols if s.is_function or s.arguments}
            told |= claim.meanings.keys()
            tied = reached(moving, equations)
            others = (tied - moving - told) & claim.behind(node.body.names)
            if others:
                yield node, others


def reached(names: frozenset[str], equations: Sequence[frozenset[str]]) -> frozenset[str]:
    """The letters that equations tie to some, one after the other."""
    while True:
        more = names.union(*(e for e in equations if e & names))
        if more == names:
            return names
        names = more


def returning(
    step: StepResult, statement: Equality, claim: Claim,
    premises: Sequence[tuple[Statement, StepResult]], options: Options,
) -> StepResult:  # fmt: skip
    """The result for a step that holds by itself, and from which an equation before it is said to
    follow: nothing is known of that because the step holds.
    """
    whole = Deadline.after(options.budget)
    for said, before in premises:
        if not isinstance(said, Equality | Given):
            continue
        if before.verdict.is_accepted or (said.left, said.right) == (claim.left, claim.right):
            return step
        premise = Claim(said.left, said.right, claim.definitions)
        told = f"line {before.line}, {before.understood}"
        rest = replace(options, budget=max(GRACE, whole.left / 2))
        alone = verify_claim(premise, rest)
        if alone.verdict.is_accepted:
            return step
        back = _follows(claim, premise, rest)
        if back is not None and back[0].verdict.is_accepted:
            return _concluded(step, back[0], f"{told}, follows from it, {back[1]}")
        if alone.verdict is Verdict.REFUTED and _is_plain(statement, said):
            verdict = Verdict.ONE_WAY if statement.arrow == "⇔" else Verdict.REFUTED
            failed = f"{told} does not follow from it: it always holds, and that does not"
            return replace(_concluded(step, alone, failed), verdict=verdict)
    reason = "it holds by itself, and whether the equation before it follows from that is not known"
    return undecided(step, reason)


def failing(
    step: StepResult, statement: Equality, claim: Claim, said: Statement, before: StepResult,
    options: Options, beside: Beside, *, anyway: bool = False,
) -> StepResult:  # fmt: skip
    """The result for a step that does not follow, because of values with which what it should follow
    from holds and it does not: true if a letter is not zero, one-way, or false.

    What holds `anyway` follows from everything.
    """
    if not isinstance(said, Equality | Given) or is_false(before) or not statement.arrow:
        return step
    if not _is_plain(statement, said):
        return step
    pair = Claim(said.left, said.right, claim.definitions), claim
    first, second = pair if statement.arrow == "⇒" else pair[::-1]
    whole = Deadline.after(options.budget)
    if statement.arrow == "⇔" and not anyway:
        there = _follows(second, first, replace(options, budget=options.budget / 2))
        if there is None or not holds(there[0]):
            return step
    found = _exception(first, second, options, beside, whole)
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
    premise: Claim, conclusion: Claim, options: Options, beside: Beside, whole: Deadline
) -> tuple[StepResult, str] | None:
    """Values with which a premise holds and a conclusion does not: the result for that, in words."""
    from matrixcalc.implications import by_solution

    # A text that says more of its letters may not mean such values of them.
    plain = () if beside.words or beside.solved else special(premise, conclusion)
    for pair in chain(plain, by_solution(premise, conclusion, beside.words, whole)):
        if whole.left <= 0:
            return None
        checks = ("shapes", "proof", "exact") if pair.solved else ("shapes", "proof")
        quick = replace(options, checks=checks, budget=min(1.0, whole.left))
        there = verify_claim(pair.premise, quick)
        if not (there.verdict.is_accepted or (pair.solved and holds(there))):
            continue
        result = _refuted(pair, options, beside, whole)
        if result is not None:
            held = f"{premise.left} = {premise.right} holds"
            told = f"with {pair.told}, {held}, and {conclusion.left} = {conclusion.right} does not"
            return result, told
    return None


def _refuted(pair: Pair, options: Options, beside: Beside, whole: Deadline) -> StepResult | None:
    """The result for a conclusion that fails where the premise holds, if it does."""
    conclusion = pair.conclusion
    if beside.solved:
        # The premise holds with this value whatever the other letters are.
        values = {x.letter.name: x.value for x in beside.solved}
        left, right = (substituted(e, values) for e in (conclusion.left, conclusion.right))
        conclusion = Claim(left, right)
    for again in range(SEEDS if pair.words else 1):
        rest = replace(options, seed=options.seed + again, budget=max(GRACE, whole.left / 2))
        result = verify_claim(conclusion, rest)
        if result.verdict is Verdict.REFUTED and beside.words and not again:
            result = beside.judge(result, conclusion, rest)
        if result.verdict is not Verdict.REFUTED:
            return None
        if not pair.words or _has(result.counterexample, pair.words):
            return result
    return None


def _has(point: Counterexample | None, words: frozenset[str]) -> bool:
    """Whether the left side is a matrix of rational numbers there that has these adjectives."""
    if point is None or not point.exact:
        return False
    try:
        rows = [[Fraction(x) for x in row] for row in point.left]
    except ValueError:
        return False
    return has(rows, words)


def is_false(step: StepResult) -> bool:
    """Whether a step is false as it stands: whatever follows from it says nothing."""
    if step.verdict in (Verdict.REFUTED, Verdict.ILL_SHAPED):
        return True
    qualified = step.verdict in (Verdict.CONDITIONAL, Verdict.CONVENTION)
    return qualified and any(e.outcome in AGAINST for e in step.evidence)


def _is_plain(statement: Equality, said: Equality | Given) -> bool:
    """Whether nothing else is supposed of an implication than the equation before it."""
    more = statement.doubted or statement.rests_on or statement.lent or not statement.plain
    return not (more or _goes_on(said))


def _goes_on(statement: Equality | Given) -> bool:
    """Whether more is supposed than an equation: the one before it in a chain, or another one."""
    return isinstance(statement, Equality) and (
        statement.continues
        or bool(statement.arrow)
        or bool(statement.rests_on)
        or statement.doubted
    )


def supposed(step: StepResult) -> StepResult:
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
    good = [found for found in known if holds(found[0])]
    if len(good) == len(known):
        # Both directions hold as surely as the less sure one.
        surest = (Verdict.PROVED, Verdict.VERIFIED, Verdict.SUPPORTED, Verdict.CONDITIONAL)
        result, _ = max(good, key=lambda found: surest.index(found[0].verdict))
        ways = " and ".join(dict.fromkeys(way for _, way in good))
        said = {"⇐": f"{told}, follows from it", "⇔": f"it is equivalent to {told}"}
        return _concluded(step, result, f"{said.get(arrow, f'it follows from {told}')}, {ways}")
    if not refutes:
        return None
    result, way = next(found for found in known if found not in good)
    backwards = (result, way) == back
    premise, lost = ("it", f"{told} does not follow from it") if backwards else \
        (told, "it does not follow")  # fmt: skip
    failed = f"{lost}: {way}, {premise} would give {result.left} = {result.right}"
    verdict = Verdict.ONE_WAY if good else Verdict.REFUTED
    return replace(_concluded(step, result, failed), verdict=verdict)


def _concluded(step: StepResult, result: StepResult, reason: str) -> StepResult:
    return replace(
        step, verdict=result.verdict, evidence=result.evidence,
        counterexample=result.counterexample, suggestion="", conditions=result.conditions,
        reasons=(reason,), notes=result.notes if holds(result) else (),
    )  # fmt: skip


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
        if holds(result) and not reduction.refutes and _ends(premise, conclusion, deadline.left):
            # Nothing follows about what is not defined.
            return None
        if result.verdict.is_accepted:
            return result, reduction.way
        if holds(result):
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
