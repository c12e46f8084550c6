"""Looks for a proof: both sides simplified by laws, then compared as networks.

What is found here is not trusted: a proof is the list of the laws that were applied,
and `replay` goes through it again in a way of its own.
"""

from __future__ import annotations

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.checks.proof.definitions import held, inlined
from matrixcalc.checks.proof.factors import neighbours, with_factor
from matrixcalc.checks.proof.identities import named
from matrixcalc.checks.proof.instances import BY_NAME
from matrixcalc.checks.proof.multiplied import is_diagonal, multiplies, written
from matrixcalc.checks.proof.naming import reasons
from matrixcalc.checks.proof.passing import Passages
from matrixcalc.checks.proof.relations import Relations, read, reader
from matrixcalc.checks.proof.rules import BY_EXPONENTIALS, simplified
from matrixcalc.checks.proof.steps import Cancelled, Closing, Passed, Proof, Step
from matrixcalc.complexes import COMPLEX
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.expr import Apply, Bind, Expr
from matrixcalc.networks.kernels import SPLIT, Value
from matrixcalc.networks.letters import Networks
from matrixcalc.networks.partitioned import LARGEST
from matrixcalc.networks.unfold import Unfolder
from matrixcalc.ops import linear
from matrixcalc.ops.spec import Unavailable
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Claim

NONE: frozenset[str] = frozenset()
EVERY = frozenset(BY_NAME)


def prove(claim: Claim, deadline: Deadline) -> Proof | None:
    """The proof of a claim, or None; raises `Unavailable` for what no normal form covers.

    A claim about matrices of fixed size is written out entry by entry where laws do not
    lead from one side to the other.
    """
    if any(s.assumptions & COMPLEX for s in claim.symbols):
        raise Unavailable("complex numbers")
    if claim.left == claim.right:
        return Proof((), (), ())
    if multiplies(claim):
        return Prover(claim, deadline, multiplied=True).prove()
    if not _is_small(claim):
        prover = Prover(claim, deadline)
        found = _shortest(prover, prover.prove(relating=False)) or prover.prove()
        if found is None and _is_by_exponentials(claim):
            found = Prover(claim, deadline, by_exponentials=True).prove()
        if found is None and any(is_diagonal(e) for e in claim.nodes):
            found = Prover(claim, deadline, multiplied=True).prove()
        return found
    refused: Unavailable | None = None
    for written_out, relating in ((False, False), (True, False), (False, True)):
        try:
            found = Prover(claim, deadline, written_out=written_out).prove(relating=relating)
        except Unavailable as error:
            refused = refused or error
            continue
        if found is not None:
            return found
    if refused is not None:
        raise refused
    return None


SEVERAL = range(2, 5)
"""Of how many laws it is looked which can be spared: each takes as long as the proof."""
SOON = 0.25
"""The part of the time in which a proof that is found is made shorter."""


def _shortest(prover: Prover, plain: Proof | None) -> Proof | None:
    """The proof of a claim with fewer laws, or with one that has a name, if that is soon found."""
    claim, conditions = prover.claim, prover.conditions
    deadline = Deadline.after(SOON * prover.deadline.left)
    if held(claim):
        return plain

    def attempt(restated: Claim, without: frozenset[str]) -> Proof | None:
        other = Prover(restated, deadline, conditions=conditions, without=without)
        try:
            return other.prove(relating=False)
        except (Unavailable, IllShaped, OutOfTime):
            # What no law has written out may have no normal form.
            return None

    def compared(claim: Claim, *, lawless: bool) -> Proof | None:
        return attempt(claim, EVERY) or (None if lawless else attempt(claim, NONE))

    found = named(claim, plain, conditions, compared)
    if found is None or found is not plain:
        return found
    spared = NONE
    used = dict.fromkeys(s.law for s in found.steps)
    for law in used if len(used) in SEVERAL else ():
        other = attempt(claim, spared | {law})
        if other is not None:
            found, spared = other, spared | {law}
    return found


def _is_by_exponentials(claim: Claim) -> bool:
    """Whether a function of the claim is made of exponentials."""
    sides = (e for side in (claim.left, claim.right) for e in side.walk())
    return any(isinstance(e, Apply) and e.op in BY_EXPONENTIALS for e in sides)


def _is_small(claim: Claim) -> bool:
    """Whether a matrix of the claim has a few rows or columns, whatever the sizes are."""
    ends = (d.constant for s in claim.symbols for d in (s.shape.rows, s.shape.cols))
    return any(d is not None and 1 < d <= LARGEST for d in ends)


class Prover:
    """Looks for a proof of one claim."""

    def __init__(
        self,
        claim: Claim,
        deadline: Deadline,
        *,
        written_out: bool = False,
        by_exponentials: bool = False,
        conditions: Conditions | None = None,
        without: frozenset[str] = NONE,
        multiplied: bool = False,
    ) -> None:
        self.claim = claim
        self.by_exponentials = by_exponentials
        self.without = without
        self.multiplied = multiplied
        self.deadline = deadline
        self.written_out = written_out
        self.conditions = conditions or Conditions(claim)
        self.sums = Networks(deadline)
        self.unfolder = Unfolder(
            self.sums,
            deadline,
            self.simplify,
            self.conditions.calculus,
            written_out=written_out,
            held=held(claim),
        )
        self.steps: list[Step] = []
        self._simple: dict[Expr, Expr] = {}

    def prove(self, *, relating: bool = True) -> Proof | None:
        """The proof, or None; `relating` says whether inverses of sums are looked into.

        Raises `Unavailable` for what the normal form does not cover.
        """
        left, right = self.sides()
        closings: list[Closing] = []
        for k, (a, b) in enumerate(self.unfolder.kernels.same_blocks(left, right)):
            if (a.rows, a.cols) != (b.rows, b.cols):
                raise Unavailable(SPLIT)
            rest = Value(self.sums.add(a.sum, self.sums.scale(-1, b.sum)), a.rows, a.cols)
            if not rest.sum:
                continue
            found = self._cancelled(k, rest) if relating else None
            if found is None:
                return None
            closings.append(found)
        used = {type(use) for c in closings for use in c.cancelled}
        met = [
            *(
                ["multiplication by an invertible matrix"]
                if any(c.multiplied for c in closings)
                else []
            ),
            *(["product with the inverse"] if used & {Cancelled} else []),
            *(["push-through for functions"] if used & {Passed} else []),
            *self.sums.used,
            *reasons(self.claim.left, self.claim.right),
            *(["entry by entry"] if self.written_out else []),
            *(["products over an index"] if self.multiplied else []),
        ]
        names = tuple(dict.fromkeys(met))
        return Proof(tuple(self.steps), names, tuple(closings), self.written_out, self.multiplied)

    def _cancelled(self, block: int, rest: Value) -> Closing | None:
        """How what is left of the difference comes to zero by inverses, as expressions."""
        passed = Passages(self.sums).solve(rest)
        found = ([], passed) if passed is not None else Relations(self.sums).solve(rest)
        if found is None:
            return None
        plain = reader(self.sums, self.claim)
        multiplied, uses = found
        factors = tuple((left, plain.value(p.sum, p.rows, p.cols)) for left, p in multiplied)
        instances = tuple(read(use, rest, self.sums, self.claim) for use in uses)
        return Closing(block, factors, instances)

    def sides(self) -> tuple[Value, Value]:
        """Both sides in normal form."""
        read = written if self.multiplied else inlined
        left, right = (read(e, self.claim) for e in (self.claim.left, self.claim.right))
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
                after = self._stepped(here)
                if after is not None:
                    return self.simplify(after)
                return self._beside(here) if op is linear.PRODUCT else here
            case Bind():
                body = self.simplify(e.body)
                return e if body is e.body else Bind(e.binder, e.bound, body, e.conditions)
        return e

    def _stepped(self, e: Apply) -> Expr | None:
        """What a law makes of `e`, with the step noted; None if none applies."""
        found = simplified(
            e, self.conditions, by_exponentials=self.by_exponentials, without=self.without
        )
        if found is None:
            return None
        law, letters, after = found
        self.steps.append(Step(law, e, after, letters))
        return after

    def _beside(self, e: Apply) -> Expr:
        """A product in which laws are applied to neighbouring factors."""
        for first, last, part in neighbours(e):
            after = self._stepped(part)
            if after is not None:
                return self.simplify(with_factor(e, first, last, after))
        return e
