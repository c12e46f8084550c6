"""A proof in words: one line for each step, and the form that both sides come to."""

from __future__ import annotations

from collections.abc import Iterator

from matrixcalc.checks.proof.multiplied import written
from matrixcalc.checks.proof.prover import Prover
from matrixcalc.checks.proof.relations import reader
from matrixcalc.checks.proof.steps import HOLE, Cancelled, Passed, Proof
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.expr import Apply, Expr
from matrixcalc.networks.partitioned import Grid
from matrixcalc.ops.inverses import INVERSE
from matrixcalc.ops.linear import TRANSPOSE
from matrixcalc.ops.spec import Unavailable
from matrixcalc.statements import Claim


def told(proof: Proof, claim: Claim, deadline: Deadline) -> Iterator[str]:
    """The lines of a proof, in order."""
    for step in proof.steps:
        yield f"{step.law}: {step.before} = {step.after}"
    for side in (claim.left, claim.right) if proof.multiplied else ():
        if written(side, claim) != side:
            yield f"products over an index: {side} = {written(side, claim)}"
    form = "" if proof.written_out or proof.multiplied else _form(claim, deadline)
    if proof.written_out:
        yield "both sides written out entry by entry: the same polynomials"
    if form:
        yield form
    for closing in proof.closings:
        for from_left, matrix in closing.multiplied:
            yield f"multiplied from the {'left' if from_left else 'right'} by {matrix}"
        for use in closing.cancelled:
            yield _instance(use)


def _form(claim: Claim, deadline: Deadline) -> str:
    """What the left side comes to, if there is time and it can be written with matrices."""
    prover = Prover(claim, deadline)
    try:
        left, right = prover.sides()
        if isinstance(left, Grid) or isinstance(right, Grid):
            return ""
        found = reader(prover.sums, claim).value(left.sum, left.rows, left.cols)
    except (Unavailable, OutOfTime):
        return ""
    both = "both sides" if left.sum == right.sum else "the left side"
    return f"normal form: {both} = {found}"


def _instance(use: Cancelled | Passed) -> str:
    """Which product with an inverse is I, or what a function passes, and where."""
    if isinstance(use, Passed):
        after = Apply(use.value.op, [use.other], use.value.params)
        passed = f"{_factor(use.value)} {_factor(use.through)} = {_factor(use.through)} {after}"
        return f"push-through for functions: {passed}, in {_marked(use.context)}"
    p, w = use.matrix, INVERSE(use.matrix)
    shown = f"{_factor(p)} {w} = I" if use.on_right else f"{w} {_factor(p)} = I"
    return f"product with the inverse: {shown}, in {_marked(use.context)}"


def _factor(e: Expr) -> str:
    plain = not isinstance(e, Apply) or e.op in (INVERSE, TRANSPOSE)
    return str(e) if plain else f"({e})"


def _marked(context: Expr) -> str:
    """A context with a box in the place of the instance."""
    return str(context).replace(HOLE, "▢")
