"""Derivatives inside of means, taken before the mean.

E[∇ log p(x | θ)] is the mean of a polynomial where log p is one, but only the derivative
written out shows that.  It is written out here, in closed form, which is proved to be the
derivative for every value of the random letters.  A derivative of a mean is something else,
and is left as it is; no mean is evaluated.
"""

from __future__ import annotations

from matrixcalc.checks.base import Task
from matrixcalc.checks.exact import ExactCheck
from matrixcalc.checks.proof import ProofCheck
from matrixcalc.checks.proof.definitions import inlined
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.derive import collected
from matrixcalc.expr import Derive, Expectation, Expr
from matrixcalc.networks.ring import TooLong
from matrixcalc.ops.spec import Unavailable
from matrixcalc.results import Outcome
from matrixcalc.rewriting import transformed
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Claim

LAW = "derivative inside of the mean"


def is_derived_inside(claim: Claim) -> bool:
    """Whether there may be a derivative inside of a mean, through definitions too."""
    marks = frozenset[str]().union(*(e.marks for e in claim.bodies))
    return {"expectation", "derivative"} <= marks


def derived_inside(claim: Claim, deadline: Deadline) -> Claim:
    """The claim with every derivative inside of a mean written out.

    It is the claim itself where there is none.  Raises `Unavailable` where one is not known.
    """
    try:
        sides = [inlined(e, claim) for e in (claim.left, claim.right)]
        taken = [_Taking(deadline).of(e) for e in sides]
    except (TooLong, OutOfTime, RecursionError, IllShaped):
        raise Unavailable("a derivative inside of a mean that is too long") from None
    left, right = taken
    return claim if taken == sides else Claim(left, right, definite=claim.definite)


class _Taking:
    """Takes the derivatives inside of the means of one expression."""

    def __init__(self, deadline: Deadline) -> None:
        self.deadline = deadline
        self.known: dict[Derive, Expr] = {}

    def of(self, e: Expr) -> Expr:
        """`e` with derivatives of what is averaged over written out."""
        return transformed(e, self._inside)

    def _inside(self, e: Expr) -> Expr:
        if not isinstance(e, Expectation) or not e.body.has_derivative:
            return e
        random = {x.variable.name for x in e.distributions}
        body = transformed(e.body, lambda node: self._taken(node, random))
        return Expectation(body, e.distributions)

    def _taken(self, e: Expr, random: set[str]) -> Expr:
        if not isinstance(e, Derive) or not e.names & random:
            return e
        if e not in self.known:
            self.known[e] = self._written_out(e)
        return self.known[e]

    def _written_out(self, e: Derive) -> Expr:
        if "expectation" in e.marks:
            raise Unavailable("a derivative of a mean inside of another one")
        found = collected(e, deadline=self.deadline)
        claim, task = Claim(e, found), Task(deadline=self.deadline)
        proved = ProofCheck().examine(claim, task).outcome is Outcome.PROVED
        if not proved or ExactCheck().examine(claim, task).outcome is Outcome.DISAGREES:
            raise Unavailable(f"nothing proves what {e} is")
        return found
