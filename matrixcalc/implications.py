"""What follows from an equation: an implication reduced to a claim of its own.

Two ways are known.  Where the premise says what a letter is, the conclusion is looked at
with that in the letter's place.  Where the conclusion says what a letter is, and the
premise is linear in it with a coefficient that is invertible, the letter is what solves
the premise.  Both are equivalences, so that what the checks say of the claim they say of
the implication; but for a letter of which something is declared, which the solution need
not be: then nothing may satisfy the premise, and everything follows.  Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.checks.proof.definitions import inlined
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.networks.kernels import Value
from matrixcalc.networks.letters import Networks
from matrixcalc.networks.partitioned import Grid
from matrixcalc.networks.ring import TooLong
from matrixcalc.networks.unfold import Unfolder
from matrixcalc.ops.spec import Unavailable
from matrixcalc.rewriting import substituted
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Claim

BUDGET = 1.0
"""Seconds for which it is looked for how an equation is solved."""


@dataclass(frozen=True)
class Reduction:
    """A claim that holds exactly where the conclusion follows from one premise."""

    claim: Claim
    way: str
    """How it follows, in words."""
    refutes: bool = True
    """Whether the conclusion does not follow where the claim fails."""


def reductions(premise: Claim, conclusion: Claim, deadline: Deadline) -> Iterator[Reduction]:
    """The claims to which the implication from one equation to another comes down.

    Of equations for every value of an index nothing is said.
    """
    if any(side.indices for c in (premise, conclusion) for side in (c.left, c.right)):
        return
    yield from _by_substitution(premise, conclusion)
    yield from _by_solving(premise, conclusion, deadline)


def _lone(e: Expr, other: Expr, claim: Claim) -> Symbol | None:
    """A side that is a letter of which nothing else is known, if it is one."""
    if not isinstance(e, Symbol) or e.arguments or e.is_function:
        return None
    return None if e.name in inlined(other, claim).names | claim.meanings.keys() else e


def _by_substitution(premise: Claim, conclusion: Claim) -> Iterator[Reduction]:
    for letter, value in (
        (premise.left, premise.right),
        (premise.right, premise.left),
    ):
        try:
            lone = _lone(letter, value, premise)
            if lone is None or lone.assumptions:
                continue
            meant = inlined(value, premise)
            left, right = (
                substituted(inlined(e, conclusion), {lone.name: meant})
                for e in (conclusion.left, conclusion.right)
            )
        except (Unavailable, IllShaped, ValueError):
            continue
        yield Reduction(Claim(left, right), f"with {value} for {lone}")


def _by_solving(premise: Claim, conclusion: Claim, deadline: Deadline) -> Iterator[Reduction]:
    for letter, value in (
        (conclusion.left, conclusion.right),
        (conclusion.right, conclusion.left),
    ):
        try:
            lone = _lone(letter, value, conclusion)
            if lone is None or not _determines(premise, conclusion, lone, deadline):
                continue
            meant = inlined(value, conclusion)
            left, right = (
                substituted(inlined(e, premise), {lone.name: meant})
                for e in (premise.left, premise.right)
            )
        except (Unavailable, IllShaped, ValueError, TooLong, OutOfTime, RecursionError):
            continue
        yield Reduction(Claim(left, right), f"solved for {lone}", not lone.assumptions)


def _determines(premise: Claim, conclusion: Claim, letter: Symbol, deadline: Deadline) -> bool:
    """Whether at most one value of a letter satisfies the premise, whatever the others are."""
    solver = _Solver(premise, conclusion, Deadline.after(min(BUDGET, deadline.left)))
    return any(solver.is_injective(v, letter) for v in solver.multiples(letter))


class _Solver:
    """Looks at an equation as one for a letter."""

    def __init__(self, premise: Claim, conclusion: Claim, deadline: Deadline) -> None:
        self.left, self.right = (inlined(e, premise) for e in (premise.left, premise.right))
        # What is inverted in the conclusion has an inverse where the conclusion says anything.
        self.known = [Conditions(premise), Conditions(conclusion)]
        self.sums = Networks(deadline)
        self.unfolder = Unfolder(self.sums, deadline, calculus=self.known[0].calculus)

    def multiples(self, letter: Symbol) -> Iterator[Value]:
        """The difference of the sides, and its products with the letter, if that has an inverse."""
        kernels = self.unfolder.kernels
        left, right = (self.unfolder.value(e) for e in (self.left, self.right))
        rest = kernels.add(left, kernels.negative(right))
        if isinstance(rest, Grid):
            return
        yield rest
        square = letter.shape.is_square and not letter.shape.is_scalar
        if square and rest.rows == rest.cols and self._holds(letter, "invertible"):
            by = kernels.symbol(letter)
            yield kernels.multiply(by, rest)
            yield kernels.multiply(rest, by)
            yield kernels.multiply(by, kernels.multiply(rest, by))

    def is_injective(self, rest: Value, letter: Symbol) -> bool:
        """Whether a sum is linear in a letter, and zero for one value of it only."""
        try:
            found = self.sums.coefficients(rest.sum, letter.name, len(rest.rows + rest.cols))
        except Unavailable:
            return False
        if found.keys() - {0, 1} or 1 not in found:
            return False
        own = self.unfolder.kernels.symbol(letter)
        matrix = Value(found[1], rest.rows + rest.cols, own.rows + own.cols)
        if len(matrix.rows) != len(matrix.cols) or matrix.rows != matrix.cols:
            return False
        return self._is_multiple_of_one(matrix) or (
            len(matrix.rows) <= 1 and self._is_granted(matrix, ("invertible",))
        )

    def _is_multiple_of_one(self, matrix: Value) -> bool:
        """Whether a matrix is a number times the identity, and the number is not zero."""
        if len(matrix.sum) != 1:
            return False
        if not matrix.rows:
            return self._is_nonzero(matrix)
        ((term, _),) = matrix.sum.items()
        rest = tuple(c for c in term if c[0][1] or not self._is_size(c[0][0]))
        labels = list(range(len(matrix.rows)))
        # Of a symmetric letter rows and columns are the same.
        for turned in (labels, labels[::-1]):
            ((unit, _),) = self.sums.einsum(
                [], labels + turned, dict(enumerate(matrix.rows))
            ).items()
            if rest == unit:
                return True
        return False

    def _is_size(self, head: int) -> bool:
        known = self.sums.heads.known[head]
        key = self.sums.heads.known[known.base].key
        return isinstance(key, tuple) and key[0] == "size" and key[1].least >= 1

    def _is_nonzero(self, number: Value) -> bool:
        ((term, _),) = number.sum.items()
        return all(len(c) == 1 and not c[0][1] and self._is_size(c[0][0]) for c in term) or (
            self._is_granted(number, ("nonzero", "positive"))
        )

    def _is_granted(self, matrix: Value, words: Sequence[str]) -> bool:
        """Whether it is a multiple of what is known to have an inverse."""
        for e in self._candidates(words):
            value = self.unfolder.value(e)
            if isinstance(value, Grid) or (value.rows, value.cols) != (matrix.rows, matrix.cols):
                continue
            for turned in (value, self.unfolder.kernels.transpose(value)):
                if self._is_proportional(matrix, turned):
                    return True
        return False

    def _candidates(self, words: Sequence[str]) -> Iterator[Expr]:
        for known in self.known:
            yield from (e for e, word in known.granted if word in words)
        for side in (self.left, self.right):
            for e in side.walk():
                if isinstance(e, Symbol | Apply) and e.shape.is_square and any(
                    self._holds(e, word) for word in words
                ):  # fmt: skip
                    yield e

    def _holds(self, e: Expr, word: str) -> bool:
        return any(known.holds(e, word) for known in self.known)

    def _is_proportional(self, a: Value, b: Value) -> bool:
        """Whether one sum is the other one times a number, or times sizes."""
        if len(a.sum) != len(b.sum) or not a.sum:
            return False
        sizes = {
            c for term in a.sum for c in term
            if len(c) == 1 and not c[0][1] and self._is_size(c[0][0])
        }  # fmt: skip
        bare = {tuple(c for c in term if c not in sizes): x for term, x in a.sum.items()}
        other = {tuple(c for c in term if c not in sizes): x for term, x in b.sum.items()}
        same = {tuple(c for c in term if c in sizes) for term in a.sum}
        if len(same) != 1 or bare.keys() != other.keys() or len(bare) != len(a.sum):
            return False
        return len({bare[t] / other[t] for t in bare}) == 1
