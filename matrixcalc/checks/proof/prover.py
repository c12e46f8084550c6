"""Looks for a proof: both sides simplified by laws, then compared as networks.

What is found here is not trusted: a proof is the list of the laws that were applied,
and `replay` goes through it again in a way of its own.
"""

from __future__ import annotations

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.checks.proof.definitions import inlined
from matrixcalc.checks.proof.naming import reasons
from matrixcalc.checks.proof.relations import Relations, read, reader
from matrixcalc.checks.proof.rules import simplified
from matrixcalc.checks.proof.steps import Cancelled, Proof, Step
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
        rest = self.sums.add(left.sum, self.sums.scale(-1, right.sum))
        solved = ((), ()) if not rest else self._cancelled(Value(rest, left.rows, left.cols))
        if solved is None:
            return None
        named = [
            *(["multiplication by an invertible matrix"] if solved[0] else []),
            *(["product with the inverse"] if solved[1] else []),
            *self.sums.used,
            *reasons(self.claim.left, self.claim.right),
        ]
        return Proof(tuple(self.steps), tuple(dict.fromkeys(named)), *solved)

    def _cancelled(
        self, rest: Value
    ) -> tuple[tuple[tuple[bool, Expr], ...], tuple[Cancelled, ...]] | None:
        """How what is left of the difference comes to zero by inverses, as expressions."""
        found = Relations(self.sums).solve(rest)
        if found is None:
            return None
        plain = reader(self.sums, self.claim)
        multiplied, uses = found
        factors = tuple((left, plain.value(p.sum, p.rows, p.cols)) for left, p in multiplied)
        instances = (
            Cancelled(matrix, use.on_right, context)
            for use in uses
            for matrix, context in [read(use, rest, self.sums, self.claim)]
        )
        return factors, tuple(instances)

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
