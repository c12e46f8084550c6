"""What solves an equation that is linear in a letter, and whether it alone does.

An equation is looked at as a sum of networks, and its part with the letter as a matrix that
multiplies it.  Whether a solution satisfies what is declared of the letter is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import gcd, lcm

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.checks.proof.definitions import inlined
from matrixcalc.checks.proof.relations import reader
from matrixcalc.deadline import Deadline
from matrixcalc.expr import Apply, Expr, Number, Symbol
from matrixcalc.networks.heads import DELTA
from matrixcalc.networks.kernels import Sum, Value
from matrixcalc.networks.letters import Networks
from matrixcalc.networks.partitioned import Grid
from matrixcalc.networks.readback import Reader
from matrixcalc.networks.unfold import Unfolder
from matrixcalc.ops.algebra import inv, sqrt, transpose
from matrixcalc.ops.linear import PRODUCT
from matrixcalc.ops.spec import Unavailable
from matrixcalc.statements import Claim

BUDGET = 1.0
"""Seconds for which it is looked for how an equation is solved."""


def determines(premise: Claim, conclusion: Claim, letter: Symbol, deadline: Deadline) -> bool:
    """Whether at most one value of a letter satisfies the premise, whatever the others are."""
    solver = Solver(premise, conclusion, Deadline.after(min(BUDGET, deadline.left)))
    return any(solver.is_injective(v, letter) for v in solver.multiples(letter))


def solutions(premise: Claim, letter: Symbol, deadline: Deadline) -> Iterator[Expr]:
    """Values of a letter that solve an equation where what is inverted in them has an inverse.

    They are read off the equation, and whether one satisfies it is for the caller to see.
    """
    solver = Solver(premise, premise, Deadline.after(min(BUDGET, deadline.left)))
    found = reader(solver.sums, premise)
    for value in solver.multiples(letter):
        try:
            solution = solver.solution(value, letter, found)
        except Unavailable:
            continue
        if solution is not None and solution.shape == letter.shape:
            yield solution


def _content(value: Value) -> Fraction:
    """The number that all terms of a sum have in common, with the sign of most of them."""
    numbers = value.sum.values()
    common = Fraction(gcd(*(x.numerator for x in numbers)), lcm(*(x.denominator for x in numbers)))
    return common if 2 * sum(x > 0 for x in numbers) >= len(value.sum) else -common


def _over(value: Value, divisor: Fraction) -> Value:
    """A sum divided by a number."""
    return Value({term: x / divisor for term, x in value.sum.items()}, value.rows, value.cols)


class Solver:
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
        if letter.shape.is_scalar:
            positive = self._holds(letter, "positive")
            powers = [letter, letter**2] if positive or self._holds(letter, "nonzero") else []
            powers += [sqrt(letter), letter * sqrt(letter)] if positive else []
            for by in map(self.unfolder.value, powers):
                if not isinstance(by, Grid):
                    yield kernels.multiply(by, rest)
        elif (
            letter.shape.is_square and rest.rows == rest.cols and self._holds(letter, "invertible")
        ):
            by = kernels.symbol(letter)
            yield kernels.multiply(by, rest)
            yield kernels.multiply(rest, by)
            yield kernels.multiply(by, kernels.multiply(rest, by))

    def _linear(self, rest: Value, letter: Symbol) -> tuple[Value, Value] | None:
        """What multiplies a letter in a sum that is linear in it, as a square matrix, and the rest."""
        try:
            found = self.sums.coefficients(rest.sum, letter.name, len(rest.rows + rest.cols))
        except Unavailable:
            return None
        if found.keys() - {0, 1} or 1 not in found:
            return None
        own = self.unfolder.kernels.symbol(letter)
        matrix = Value(found[1], rest.rows + rest.cols, own.rows + own.cols)
        if len(matrix.rows) != len(matrix.cols) or matrix.rows != matrix.cols:
            return None
        return matrix, Value(found.get(0, {}), rest.rows, rest.cols)

    def solution(self, rest: Value, letter: Symbol, found: Reader) -> Expr | None:
        """The value of a letter for which a sum that is linear in it is zero, if it is read off."""
        linear = self._linear(rest, letter)
        if linear is None or not linear[1].sum:
            return None  # That zero solves it is not what anybody looks for.
        matrix, other = (_over(v, _content(linear[0])) for v in linear)
        other = self.unfolder.kernels.negative(other)
        constant = found.value(other.sum, other.rows, other.cols)
        for turned in (False, True)[: max(1, len(matrix.rows))]:
            number = self._without_unit(matrix, turned=turned)
            if number is not None:
                divisor = found.value(number, (), ())
                value = constant if divisor == Number(Fraction(1)) else constant / divisor
                return (
                    transpose(value) if turned and "symmetric" not in letter.assumptions else value
                )
        right, inner = self._beside_letter(matrix) or (False, matrix)
        if len(inner.rows) != 1:
            return None
        inverse = inv(found.value(inner.sum, inner.rows, inner.cols))
        row: tuple[Expr, ...] = (constant,)
        if isinstance(constant, Apply) and constant.op is PRODUCT:
            row = constant.args
        return PRODUCT(*row, inverse) if right else PRODUCT(inverse, *row)

    def _beside_letter(self, matrix: Value) -> tuple[bool, Value] | None:
        """The square matrix by which a matrix is multiplied, and whether from the right: A of A X, or
        of X A, where that is all that is done with X.
        """
        if len(matrix.rows) != 2:
            return None
        ((i, j), (k, m)) = matrix.rows, matrix.cols
        for right, same, place, rows, cols in (
            (False, (-4, -2), {-1: -1, -3: -2}, i, k),
            (True, (-3, -1), {-4: -1, -2: -2}, m, j),
        ):
            unit = ((DELTA, same),)
            if rows == cols and all(unit in term for term in matrix.sum):
                rest = {tuple(c for c in t if c != unit): x for t, x in matrix.sum.items()}
                return right, Value(self.sums.moved(rest, place), (rows,), (cols,))
        return None

    def _without_unit(self, matrix: Value, *, turned: bool) -> Sum | None:
        """The number by which the identity is multiplied, if that is what a matrix is: or what
        transposes a letter, with its rows as columns.
        """
        labels = list(range(len(matrix.rows)))
        ends = labels + (labels[::-1] if turned else labels)
        ((unit, _),) = self.sums.einsum([], ends, dict(enumerate(matrix.rows))).items()
        if any(set(unit) - set(term) for term in matrix.sum):
            return None
        return {tuple(c for c in term if c not in unit): x for term, x in matrix.sum.items()}

    def is_injective(self, rest: Value, letter: Symbol) -> bool:
        """Whether a sum is linear in a letter, and zero for one value of it only."""
        linear = self._linear(rest, letter)
        if linear is None:
            return False
        matrix, _ = linear
        if self._is_multiple_of_one(matrix):
            return True
        _, matrix = self._beside_letter(matrix) or (False, matrix)
        return len(matrix.rows) <= 1 and self._is_granted(matrix, ("invertible",))

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
