"""Expressions written out: every operator by its `entries` rule, entry by entry.

Scoping, definitions and index ranges are those of `Interpreter`; derivatives are
those of scalars, in `derivatives`.  No rule of matrix calculus is used here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce

from matrixcalc.checks.elementwise.alphabet import Alphabet
from matrixcalc.checks.elementwise.derivatives import derivative, differential
from matrixcalc.checks.elementwise.letters import Rows
from matrixcalc.checks.elementwise.moments import expectation
from matrixcalc.checks.elementwise.ratios import TooLong
from matrixcalc.deadline import Deadline
from matrixcalc.dims import IntVar
from matrixcalc.expr import Binder, Derive, Differential, Expectation, Expr, Number, Symbol
from matrixcalc.interpretation import Interpreter, Key
from matrixcalc.ops.spec import Operator, Unavailable
from matrixcalc.statements import Claim

LARGEST_INTEGER = 1000
"""No size, position or exponent beyond this is written out."""


class Writer(Interpreter[Rows]):
    """Writes expressions out in the letters of an alphabet."""

    def __init__(
        self,
        claim: Claim,
        sizes: Mapping[IntVar, int],
        alphabet: Alphabet,
        deadline: Deadline,
        parent: Writer | None = None,
        overrides: Mapping[Key, Rows] | None = None,
    ) -> None:
        super().__init__(claim, sizes, deadline, parent, overrides)
        self.alphabet = alphabet
        self.functions = alphabet.functions
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.averages = 0
        """How many expectations were written out here, each with deviations of its own."""

    def inside(self, overrides: Mapping[Key, Rows]) -> Writer:
        """A writer in which some symbols have other entries."""
        kept = {**self.overrides, **overrides}
        return Writer(self.claim, self.sizes, self.alphabet, self.deadline, self, kept)

    def number(self, e: Number) -> Rows:
        return [[self.functions.number(e.value)]]

    def symbol(self, s: Symbol, indices: tuple[int, ...], arguments: tuple[Rows, ...]) -> Rows:
        rows, cols = self.shape(s)
        if s.is_function:
            flat = tuple(x for a in arguments for row in a for x in row)
            return self.alphabet.function(s, indices, flat, rows, cols)
        return self.alphabet.symbol(s, indices, rows, cols)

    def apply(self, op: Operator, args: tuple[Rows, ...], params: tuple[int, ...]) -> Rows:
        if any(abs(k) > LARGEST_INTEGER for k in params):
            raise TooLong
        try:
            return op.entries(self.functions, *args, *params)
        except IndexError:
            raise Unavailable(f"a position of {op.name} that does not exist") from None

    def accumulate(self, binder: Binder, values: Iterator[Rows], body: Expr) -> Rows:
        if binder is Binder.PRODUCT:
            one = self.functions.number(1)
            return [[reduce(lambda a, b: a * b, (v[0][0] for v in values), one)]]
        rows, cols = self.shape(body)
        total: Rows = [[self.functions.number(0)] * cols for _ in range(rows)]
        for v in values:
            total = [
                [a + b for a, b in zip(r, s, strict=True)] for r, s in zip(total, v, strict=True)
            ]
        return total

    def tabulate(self, rows: int, cols: int, values: Mapping[tuple[int, int], Rows]) -> Rows:
        return [[values[i, j][0][0] for j in range(cols)] for i in range(rows)]

    def derive(self, e: Derive, at: Mapping[IntVar, int]) -> Rows:
        return derivative(self, e, at)

    def differential(self, e: Differential, at: Mapping[IntVar, int]) -> Rows:
        return differential(self, e, at)

    def expectation(self, e: Expectation, at: Mapping[IntVar, int]) -> Rows:
        return expectation(self, e, at)

    def lifted(self, value: Rows) -> Rows:
        return value
