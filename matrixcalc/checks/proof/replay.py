"""Goes through a proof again, step by step, in a way of its own.

Every law that a proof names has to be a law of the library, its letters have to have the
adjectives that it demands, and what it turned into what has to be an instance of it.  The
two sides are then multiplied out afresh and their terms paired off (`pairing`).  Nothing
is searched for here, and nothing of the search is used.
"""

from __future__ import annotations

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.checks.proof.definitions import inlined
from matrixcalc.checks.proof.instances import BY_NAME, NoInstance, declared, instance
from matrixcalc.checks.proof.pairing import Pairing
from matrixcalc.checks.proof.steps import Proof, Step
from matrixcalc.deadline import Deadline
from matrixcalc.expr import Apply, Bind, Expr
from matrixcalc.networks.unfold import Unfolder
from matrixcalc.statements import Claim


class Unsound(Exception):
    """A step that is not what it says; the message says which and why."""


def replay(proof: Proof, claim: Claim, deadline: Deadline) -> None:
    """Raise `Unsound` unless every step of a proof is right and the claim follows."""
    conditions = Conditions(claim)
    for step in proof.steps:
        _check(step, conditions)
    turned = {step.before: step.after for step in proof.steps}
    sums = Pairing()
    unfolder = Unfolder(sums, deadline, lambda e: _followed(e, turned), conditions.calculus)
    left, right = (unfolder.value(inlined(e, claim)) for e in (claim.left, claim.right))
    if (left.rows, left.cols) != (right.rows, right.cols) or not sums.equal(left.sum, right.sum):
        raise Unsound("the two sides do not have the same terms")


def _check(step: Step, conditions: Conditions) -> None:
    """Whether a step is an instance of its law, with letters that may stand there."""
    law = BY_NAME.get(step.law)
    if law is None:
        raise Unsound(f"there is no law {step.law!r}")
    for name, symbol in declared(law).items():
        if name not in step.letters or not conditions.hold(step.letters[name], symbol.assumptions):
            raise Unsound(f"{step.law}: {name} is not {', '.join(sorted(symbol.assumptions))}")
    try:
        left, right = instance(law, step.letters)
    except NoInstance as error:
        raise Unsound(str(error)) from None
    if not _same(step.before, left) or not _same(step.after, right):
        raise Unsound(f"{step.law} does not turn {step.before} into {step.after}")


def _same(a: Expr, b: Expr) -> bool:
    """Whether two expressions are one as sums of products."""
    if a == b:
        return True
    sums = Pairing()
    unfolder = Unfolder(sums, Deadline.never())
    left, right = unfolder.value(a), unfolder.value(b)
    return (left.rows, left.cols) == (right.rows, right.cols) and sums.equal(left.sum, right.sum)


def _followed(e: Expr, turned: dict[Expr, Expr]) -> Expr:
    """`e` with every step done, from the inside out."""
    match e:
        case Apply(op=op, args=args, params=params):
            here = Apply(op, [_followed(a, turned) for a in args], params)
            return _followed(turned[here], turned) if here in turned else here
        case Bind():
            return Bind(e.binder, e.bound, _followed(e.body, turned), e.conditions)
    return e
