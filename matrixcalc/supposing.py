"""What a false claim rests on: whether it is false even where all of that holds.

An equation that a text sets before a claim may be what makes the claim true.  Here those that
cannot restrict its letters are left out, and for the others a counterexample is looked for that
satisfies them, too.  Without one nothing is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matrixcalc import implications
from matrixcalc.assumptions import applies, close
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.diagnosis import within
from matrixcalc.expr import Derive, Differential
from matrixcalc.following import reached, ties
from matrixcalc.gathering import GRACE, Options
from matrixcalc.judging import verify_claim
from matrixcalc.results import StepResult, Verdict
from matrixcalc.rewriting import rebuild_claim
from matrixcalc.shapes import Shape
from matrixcalc.statements import Claim, Equality, Given, Inequality, Statement, Unjudged

_SIGNED = {
    ">": ("positive", "positive entries"), "≥": ("positive", "positive entries"),
    "≻": ("positive definite",), "⪰": ("positive definite",), "≠": ("nonzero",),
}  # fmt: skip
"""Adjectives of which a comparison with zero follows, of which one fits the shape."""

Known = Sequence[tuple[Statement, StepResult]]
"""Statements before a claim, and what was found of them."""


def with_signs(claim: Claim, rests: Known) -> tuple[Claim, Known]:
    """A claim about letters of the signs that earlier statements say, and the other statements."""
    shapes = {s.name: s.shape for s in claim.symbols}
    words: dict[str, set[str]] = {}
    left = []
    for statement, result in rests:
        name, sign = (statement.signed if isinstance(statement, Unjudged) else None) or ("", "")
        word = _adjective(sign, shapes[name]) if name in shapes else ""
        if word:
            words.setdefault(name, set()).add(word)
        else:
            left.append((statement, result))
    inside = rebuild_claim(claim, lambda s: replace(
        s, assumptions=s.assumptions | close(s.name, s.shape, sorted(words[s.name]))
    ) if s.name in words else s)  # fmt: skip
    return inside, left


def _adjective(sign: str, shape: Shape) -> str:
    """The adjective of a letter of such a shape from which it follows that it compares so with zero;
    a matrix above zero may have positive entries or be positive definite.
    """
    if sign in (">", "≥") and not (shape.is_scalar or shape.is_column):
        return ""
    return next((w for w in _SIGNED.get(sign, ()) if applies(w, shape)), "")


def restricting(claim: Claim, rests: Known, options: Options) -> Known:
    """The statements, of those on which a step may rest, that may restrict its letters."""
    conditions = [
        Claim(s.left, s.right, claim.definitions)
        for s, _ in rests if isinstance(s, Equality | Given)
    ]  # fmt: skip
    if len(conditions) < len(rests):
        return rests
    whole = Deadline.after(options.budget)
    kept = implications.restricting(claim, conditions, whole)
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


def failing_within(
    refuted: StepResult, claim: Claim, rests: Known, before: Known, options: Options
) -> StepResult | None:
    """The result for a false claim with a counterexample at which what it rests on holds, too."""
    # What was accepted follows from the rest, and what was refuted is no condition.
    open_ = [
        (s, r) for s, r in rests if not (r.verdict.is_accepted or r.verdict is Verdict.REFUTED)
    ]
    conditions = [_condition(s, claim) for s, _ in open_]
    known = [c for c in conditions if c is not None]
    if len(known) < len(conditions) or not _stay_apart(claim, [s for s, _ in open_], before):
        return None
    moves = any(isinstance(n, Differential) for n in claim.nodes)
    fixed = {s.name for s in claim.symbols} if moves else set[str]()
    deadline = Deadline.after(min(options.budget, max(GRACE, options.budget / 2)))
    try:
        found = within.find(claim, known, fixed, deadline, options.seed)
    except OutOfTime:
        return None
    if found is None:
        return None
    told = "; ".join(f"line {r.line}, {r.understood or r.written}" for _, r in open_)
    reasons = (f"what it may rest on holds at these values: {told}",) if told else ()
    return replace(refuted, counterexample=found, reasons=reasons)


def _condition(statement: Statement, claim: Claim) -> within.Condition | None:
    """What a statement says, as a condition; None where that has no expressions."""
    match statement:
        case Equality(left=left, right=right) | Given(left=left, right=right):
            sign = "="
        case Inequality(left=left, relation=sign, right=right):
            pass
        case Unjudged(relation=sign, sides=(left, right)):
            pass
        case _:
            return None
    # The claim may be about letters of which more was said in between.
    words = {s.name: s.assumptions for s in claim.symbols}
    condition = rebuild_claim(
        Claim(left, right, claim.definitions),
        lambda s: replace(s, assumptions=s.assumptions | words.get(s.name, frozenset())),
    )
    return within.Condition(condition, sign)


def _stay_apart(claim: Claim, conditions: Sequence[Statement], before: Known) -> bool:
    """Whether conditions leave what is differentiated as free to move as the claim takes it.

    What is differentiated may not be tied to that by which it is, unless an accepted derivative
    by that took it for a constant; of letters with differentials no two may be tied.
    """
    for node, others in ties(claim, conditions):
        if others - _constants(claim, node.wrt.names, before):
            return False
    if not any(isinstance(n, Differential) for n in claim.nodes):
        return True
    equations = [claim.behind(c.left.names | c.right.names) for c in conditions
                 if isinstance(c, Equality | Given)]  # fmt: skip
    names = claim.behind(claim.left.names | claim.right.names)
    return all(len(reached(frozenset({n}), equations) & names) == 1 for n in names)


def _constants(claim: Claim, varied: frozenset[str], before: Known) -> frozenset[str]:
    """The letters that stood still in accepted derivatives by some letters."""
    found = frozenset[str]()
    for statement, result in before:
        if isinstance(statement, Equality) and result.verdict.is_accepted and not result.reasons:
            for node in statement.left.walk():
                if isinstance(node, Derive) and node.wrt.names == varied:
                    found |= claim.behind(node.body.names)
    return found
