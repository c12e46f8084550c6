"""Whether a place is where a function is smallest or largest, and which value it has there.

The derivative has to be zero at the place, or a multiple of that of the constraint; the place has
to satisfy the constraint and lie where the function is defined; and the function has to be convex
or concave, with the multiple of the constraint taken off where that is not affine (the Lagrangian
is then smallest at the place among all values, and equal to the function among those that the
constraint admits; Boyd and Vandenberghe, section 5.5).  Anything else is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from matrixcalc.convexity import FAILURES, SMOOTH, Bending, Bent, is_affine
from matrixcalc.deadline import Deadline
from matrixcalc.diagnosis.rivals import Compared, compared, comparison, rival
from matrixcalc.entries import ENTRY, settled
from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.extrema import behind, gap, hatted, placed, stationarity
from matrixcalc.multipliers import Search, as_column, at_place
from matrixcalc.ops import elementwise, inverses
from matrixcalc.ops.arguments import number
from matrixcalc.ops.spec import Unavailable
from matrixcalc.results import Outcome, StepResult, Verdict
from matrixcalc.rewriting import substituted, transformed
from matrixcalc.signs import Signs
from matrixcalc.statements import Claim, Definition, Optimum

Judge = Callable[[Claim], StepResult]

ORDER = (Verdict.PROVED, Verdict.VERIFIED, Verdict.SUPPORTED)
"""Verdicts that accept, the surest first."""

PLAIN = SMOOTH - {elementwise.SQRT} | {inverses.INVERSE, inverses.LOG_DET}
"""Functions that have a derivative wherever they are defined."""


def extremum(
    optimum: Optimum, claim: Claim, budget: float, judge: Callable[[Claim, float], StepResult]
) -> StepResult:
    """The result for the equation that a claim about an optimum is.

    `judge` gives the result for an equation on its own, in so many seconds; `budget` is what one
    may take.
    """
    deadline = Deadline.after(TIMES * budget)

    def judged(one: Claim) -> StepResult:
        return judge(one, max(LEAST, min(deadline.left, budget)))

    inquiry = Inquiry(optimum, claim, judged, deadline)
    try:
        return inquiry.of_value() if optimum.of_value else inquiry.of_place()
    except FAILURES as error:
        return inquiry.open(judged(claim), f"it is not known: {error}")


TIMES, LEAST = 2, 0.4
"""How many times the budget of an equation there is for an optimum, of which several equations
are judged, and the seconds that each has in any case.
"""


@dataclass(frozen=True)
class Inquiry:
    """What is asked about one optimum; `judge` gives the result for an equation."""

    optimum: Optimum
    claim: Claim
    judge: Judge
    deadline: Deadline

    def of_place(self) -> StepResult:
        """The result for a claimed place."""
        place = self._place()
        if place is None:
            return self.open(self.judge(self.claim), "what the place is was not told")
        result, claim = self._stationary(self.claim, place)
        feasible = self._satisfied(claim)
        if feasible is not None and feasible.verdict is Verdict.REFUTED:
            return self._outside(result, feasible)
        if not result.verdict.is_accepted:
            return self._elsewhere(result, claim, place)
        if feasible is not None and not feasible.verdict.is_accepted:
            told = self._constraint_told()
            return self._if(result, f"the derivative fits; true if {told} there")
        return self._bent(result, claim, place, [feasible], strictly=self.optimum.alone)

    def of_value(self) -> StepResult:
        """The result for a claimed value, at the place that is told or found."""
        claims = self._placed()
        reason = "it was not found where the derivative is zero"
        for claim in claims:
            place = self._place(claim)
            assert place is not None
            stationary, full = self._stationary(
                Claim(*stationarity(self.optimum), claim.definitions), place
            )
            feasible = self._satisfied(full)
            known = [stationary] if feasible is None else [stationary, feasible]
            if not all(r.verdict.is_accepted for r in known):
                continue
            result = self.judge(Claim(self.claim.left, self.claim.right, full.definitions))
            found = self._bent(stationary, full, place, [feasible], strictly=False)
            if not found.verdict.is_accepted:
                reason = found.suggestion or reason
                continue
            return self._valued(result, found, place)
        return self.open(self.judge(self.claim), reason)

    def _valued(self, result: StepResult, found: StepResult, place: Expr) -> StepResult:
        """The result for a value, where the place is seen to be an optimum."""
        told = f"it is attained where {self.optimum.point} = {place}"
        reasons = (told, *found.reasons) if result.verdict is not Verdict.UNDECIDED else ()
        if result.verdict.is_accepted:
            verdict = max(result.verdict, found.verdict, key=ORDER.index)
            return replace(result, verdict=verdict, reasons=reasons)
        return replace(result, reasons=(*reasons, *result.reasons))

    def _placed(self) -> Iterator[Claim]:
        """The claim, with the place told or found."""
        if self._place() is not None:
            yield self.claim
            return
        x = self.optimum.variable
        told = [
            d.body for d in self.claim.definitions
            if d.head.name.rstrip("′") == hatted(x.name)
            and (d.head.shape, d.head.arguments) == (x.shape, x.arguments)
        ]  # fmt: skip
        for place in (*told, *Search(self.optimum, self.deadline).places()):
            yield self._with(self.claim, self.optimum.point, place, "where the derivative is zero")

    def _place(self, claim: Claim | None = None) -> Expr | None:
        """What the letter for the place stands for."""
        meaning = (claim or self.claim).meanings.get(self.optimum.point.name)
        return None if meaning is None else meaning.body

    @staticmethod
    def _with(claim: Claim, letter: Symbol, body: Expr, because: str) -> Claim:
        found = Definition(letter, body, because)
        return Claim(claim.left, claim.right, (*claim.definitions, found))

    def _stationary(self, claim: Claim, place: Expr) -> tuple[StepResult, Claim]:
        """Whether the derivative is as it has to be, with the multiplier that was found."""
        o = self.optimum
        x = o.variable.name
        meanings = {n: d for n, d in claim.meanings.items() if n != o.point.name}
        for e in (o.objective, *(gap(c) for c in o.constraints), place):
            hidden = behind(e, x, meanings) | ({x} & place.names)
            if hidden:
                raise Unavailable(f"{min(hidden)} depends on {x}")
        if o.multiplier is None or o.multiplier.name in meanings:
            return self._proved(self.judge(claim), claim, place), claim
        found: tuple[StepResult, Claim] | None = None
        for body in Search(o, self.deadline, claim.definitions).multipliers(place):
            full = self._with(claim, o.multiplier, body, "the multiplier of the constraint")
            found = self._proved(self.judge(full), full, place), full
            if found[0].verdict.is_accepted:
                return found
            if self.deadline.left <= 0:
                raise Unavailable("the time was up before a multiplier was found")
        if found is None:
            raise Unavailable("no multiplier of the constraint was found")
        # The last one is the only one that there can be.
        return found

    def _proved(self, result: StepResult, claim: Claim, place: Expr) -> StepResult:
        """The result, proved where the derivatives are proved for any value and so is what they
        come to at the place.
        """
        against = any(e.outcome is Outcome.DISAGREES for e in result.evidence)
        if result.verdict not in (*ORDER[1:], Verdict.UNDECIDED) or against:
            return result
        for slopes in Search(self.optimum, self.deadline).slopes(place):
            balance = self.judge(Claim(*slopes.balance, claim.definitions))
            # The derivatives need only be so where the function is defined.
            taken = (self.judge(Claim(a, b, claim.definitions)) for a, b in slopes.taken)
            if balance.verdict is Verdict.PROVED and all(_is_proved(r) for r in taken):
                proof = next(e for e in balance.evidence if e.outcome is Outcome.PROVED)
                rest = (e for e in result.evidence if e.check != proof.check)
                return replace(
                    result, verdict=Verdict.PROVED, evidence=(proof, *rest), suggestion="",
                    conditions=balance.conditions, reasons=(), notes=balance.notes,
                )  # fmt: skip
        return result

    def _satisfied(self, claim: Claim) -> StepResult | None:
        """Whether the place satisfies the constraint; None where there is none."""
        o = self.optimum
        if not o.constraints:
            return None
        left, right = (placed(o, e) for e in o.constraints[0])
        return self.judge(Claim(left, right, claim.definitions))

    def _constraint_told(self) -> str:
        left, right = self.optimum.constraints[0]
        return f"{left} = {right}"

    def _outside(self, result: StepResult, feasible: StepResult) -> StepResult:
        """The result for a place that does not satisfy the constraint."""
        return replace(
            result, verdict=Verdict.REFUTED, counterexample=feasible.counterexample,
            evidence=feasible.evidence, suggestion="", conditions=(), notes=(),
            reasons=(f"the place does not satisfy {self._constraint_told()}",),
        )  # fmt: skip

    def _elsewhere(self, result: StepResult, claim: Claim, place: Expr) -> StepResult:
        """The result for a place where the derivative is not seen to be as it has to be.

        At the edge of what is allowed, and where there is no derivative, it need not be.
        """
        o = self.optimum
        if result.verdict is not Verdict.REFUTED:
            bent = None if result.verdict is Verdict.UNDECIDED else self._convex(claim)
            if bent is None or (o.alone and not bent.strictly):
                return self.open(
                    result, "; ".join(result.reasons) or "the derivative is not judged"
                )
            return result
        rough = any(
            isinstance(n, Apply) and n.op not in PLAIN and o.variable.name in n.names
            for e in (o.objective, *(gap(c) for c in o.constraints)) for n in e.walk()
        )  # fmt: skip
        edge = bool(o.variable.assumptions) and not Signs().positive(place)
        if rough or edge:
            reason = "there is no derivative" if rough else "the allowed values end"
            return self.open(result, f"an optimum may lie where {reason}")
        return result

    def _bent(
        self, result: StepResult, claim: Claim, place: Expr,
        others: Sequence[StepResult | None], *, strictly: bool,
    ) -> StepResult:  # fmt: skip
        """The result for a place where the derivative is as it has to be: an optimum, if the
        function is convex or concave.
        """
        kind = "convex" if self.optimum.sense == "min" else "concave"
        kind = f"strictly {kind}" if strictly else kind
        bent = self._convex(claim)
        if bent is None or (strictly and not bent.strictly):
            opposite = self._opposite(result, claim, place) if bent is None else None
            if opposite is not None:
                return opposite
            told = self._missing(bent, kind)
            return self._if(result, f"the derivative is zero there; true if {told}")
        outside = self._undefined(bent, place)
        if outside:
            return self._if(result, f"the derivative is zero there; true if {outside} is positive")
        if not all(self._holds_there(pair, claim) for pair in self.optimum.besides):
            return self.open(result, "what else the text says of what varies may restrict it")
        rivals = self._against_rivals(claim, place)
        if rivals.better:
            return self.open(result, "a better place was found, against what else is known")
        known = [result, *(r for r in others if r is not None)]
        verdict = max((r.verdict for r in known), key=ORDER.index)
        return replace(
            result, verdict=verdict, reasons=self._told(bent, claim, kind),
            evidence=(*result.evidence, *rivals.evidence),
        )  # fmt: skip

    def _opposite(self, result: StepResult, claim: Claim, place: Expr) -> StepResult | None:
        """The result for a place that is seen to be the very opposite of what is claimed: the
        function is strictly convex where it is said to be largest, and differs at a rival.
        """
        o = self.optimum
        f, x = as_column(o, o.objective)
        if any(not is_affine(as_column(o, gap(c))[0], x) for c in o.constraints):
            return None
        bent = Bending(x, self.deadline).convex(f, up=o.sense == "max")
        other = rival(o, place, self.deadline)
        if bent is None or other is None or not bent.strictly or self._undefined(bent, place):
            return None
        apart = self.judge(Claim(*comparison(o, place, other), claim.definitions))
        if apart.verdict is not Verdict.REFUTED:
            return None
        words = ("largest", "smallest") if o.sense == "min" else ("smallest", "largest")
        where = "" if not o.constraints else " among the places that satisfy the constraint"
        told = f"the derivative fits, but the function is {words[0]} there{where}, not {words[1]}"
        return replace(
            result, verdict=Verdict.REFUTED, counterexample=apart.counterexample,
            evidence=apart.evidence, suggestion="", conditions=(), notes=(),
            reasons=(f"{told}: {bent.why}",),
        )  # fmt: skip

    def _holds_there(self, pair: tuple[Expr, Expr], claim: Claim) -> bool:
        """Whether an equation holds at the place: were it a constraint, nothing would change."""
        left, right = (placed(self.optimum, e) for e in pair)
        return self.judge(Claim(left, right, claim.definitions)).verdict.is_accepted

    def _against_rivals(self, claim: Claim, place: Expr) -> Compared:
        """How the place compares with others: none may be better, whatever else was told."""
        o = self.optimum
        other = rival(o, place, self.deadline)
        if other is None:
            return Compared()
        return compared(o, *comparison(o, place, other), claim.definitions, self.deadline)

    def _missing(self, bent: Bent | None, kind: str) -> str:
        x = self.optimum.variable
        if bent is not None and bent.why:
            return f"no other place is as good, which is not seen from this: {bent.why}"
        return f"the function is {kind} in {x}"

    def _convex(self, claim: Claim) -> Bent | None:
        """Why the function is convex or concave, with the multiple of the constraint taken off."""
        o = self.optimum
        f, x = as_column(o, o.objective)
        if o.constraints:
            h, _ = as_column(o, gap(o.constraints[0]))
            if not is_affine(h, x):
                assert o.multiplier is not None
                multiplier = claim.meanings[o.multiplier.name].body
                times = multiplier * h if h.shape.is_scalar else multiplier.T @ h
                f = f - times
        found = Bending(x, self.deadline).convex(f, up=o.sense == "min")
        if found is None and not o.constraints and x.shape.is_scalar and not x.arguments:
            return self._by_reciprocal(f, x)
        return found

    def _by_reciprocal(self, f: Expr, x: Symbol) -> Bent | None:
        """Why a function of a positive number is convex or concave in its reciprocal, as the
        likelihood of a variance is in the precision: its one stationary point is the optimum, too.
        """
        if "positive" not in x.assumptions:
            return None
        t = Symbol(ENTRY, x.shape, x.assumptions)
        one = number(1)
        try:
            g = settled(substituted(f, {x.name: one / t}), self.deadline)
        except FAILURES:
            return None
        found = Bending(t, self.deadline).convex(g, up=self.optimum.sense == "min")
        if found is None:
            return None
        needs = (transformed(n, lambda m: one / x if m == t else m) for n in found.needs)
        return Bent(found.strictly, tuple(needs), f"in 1/{x}, {found.why.replace(ENTRY, 't')}")

    def _undefined(self, bent: Bent, place: Expr) -> str:
        """What is not seen to be positive at the place and has to be, be it of the place itself."""
        o = self.optimum
        signs = Signs()
        if o.variable.assumptions and not signs.positive(place):
            return str(place)
        there = (at_place(o, n, place) for n in bent.needs)
        return next((str(n) for n in there if not signs.positive(n)), "")

    def _told(self, bent: Bent, claim: Claim, kind: str) -> tuple[str, ...]:
        o = self.optimum
        if o.multiplier is None:
            return (f"the derivative is zero there, and {bent.why or f'the function is {kind}'}",)
        multiplier = claim.meanings[o.multiplier.name].body
        return (
            f"the derivative is {o.multiplier} times that of the constraint, with {o.multiplier} = "
            f"{multiplier}, the place satisfies {self._constraint_told()}, and the function is {kind}"
            + (f": {bent.why}" if bent.why else ""),
        )

    @staticmethod
    def _if(result: StepResult, suggestion: str) -> StepResult:
        return replace(result, verdict=Verdict.CONDITIONAL, suggestion=suggestion, reasons=())

    @staticmethod
    def open(result: StepResult, reason: str) -> StepResult:
        """The result where nothing is known of the optimum."""
        return replace(
            result, verdict=Verdict.UNDECIDED, counterexample=None, suggestion="", conditions=(),
            reasons=(reason,), notes=(),
        )  # fmt: skip


def _is_proved(result: StepResult) -> bool:
    """Whether an equation is proved wherever it is defined."""
    proved = any(e.outcome is Outcome.PROVED for e in result.evidence)
    return proved and result.verdict in (Verdict.PROVED, Verdict.CONDITIONAL)
