"""Looks for a proof: both sides simplified by laws, then compared as networks.

What is found here is not trusted: a proof is the list of the laws that were applied,
and `replay` goes through it again in a way of its own.
"""

from __future__ import annotations

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.checks.proof.definitions import inlined
from matrixcalc.checks.proof.naming import reasons
from matrixcalc.checks.proof.rules import simplified
from matrixcalc.checks.proof.steps import Proof, Step
from matrixcalc.deadline import Deadline
from matrixcalc.expr import Apply, Bind, Expr
from matrixcalc.networks.kernels import SPLIT, Value
from matrixcalc.networks.letters import Networks
from matrixcalc.networks.unfold import Unfolder
from matrixcalc.ops.spec import Unavailable
from matrixcalc.statements import Claim


class Prover:
    """Looks for a proof of one claim."""

    def __init__(self, claim: Claim, deadline: Deadline) -> None:
        self.claim = claim
        self.deadline = deadline
        self.conditions = Conditions(claim)
        self.sums = Networks(deadline)
        self.unfolder = Unfolder(self.sums, deadline, self.simplify, self.conditions.calculus)
        self.steps: list[Step] = []
        self._simple: dict[Expr, Expr] = {}

    def prove(self) -> Proof | None:
        """The proof, or None; raises `Unavailable` for what the normal form does not cover."""
        for s in self.claim.symbols:
            if s.assumptions & {"complex", "hermitian"}:
                raise Unavailable("complex numbers")
        left, right = self.sides()
        if (left.rows, left.cols) != (right.rows, right.cols):
            raise Unavailable(SPLIT)
        if self.sums.add(left.sum, self.sums.scale(-1, right.sum)):
            return None
        named = reasons(self.claim.left, self.claim.right)
        return Proof(tuple(self.steps), tuple(dict.fromkeys([*self.sums.used, *named])))

    def sides(self) -> tuple[Value, Value]:
        """Both sides in normal form."""
        left, right = (inlined(e, self.claim) for e in (self.claim.left, self.claim.right))
        return self.unfolder.value(left), self.unfolder.value(right)

    def simplify(self, e: Expr) -> Expr:
        """`e` with laws applied from the inside out; derivatives stay as they are."""
        known = self._simple.get(e)
        if known is None:
            self.deadline.check()
            known = self._simple[e] = self._simplified(e)
        return known

    def _simplified(self, e: Expr) -> Expr:
        match e:
            case Apply(op=op, args=args, params=params):
                inner = tuple([self.simplify(a) for a in args])
                same = all(a is b for a, b in zip(inner, args, strict=True))
                here = e if same else Apply(op, inner, params)
                found = simplified(here, self.conditions)
                if found is None:
                    return here
                law, letters, after = found
                self.steps.append(Step(law, here, after, letters))
                return self.simplify(after)
            case Bind():
                body = self.simplify(e.body)
                return e if body is e.body else Bind(e.binder, e.bound, body, e.conditions)
        return e
