"""What can be done with matrices of symbolic size, as sums over shared indices.

These kernels say only which indices are shared; the arithmetic behind them (`Sums`)
multiplies out.  They are to `Operator.network` what `Arithmetic` is to `Operator.exact`.
Nothing here looks at an expression, and nothing is presupposed but definitions.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import prod
from typing import Any, Protocol

from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Symbol
from matrixcalc.networks.blanks import blank
from matrixcalc.ops.spec import Unavailable

Leg = tuple[Dim, ...]
"""The indices that count rows or columns: none for one row, several behind vec and ⊗."""
Sum = Any
"""A sum of terms with open ends; opaque here."""


@dataclass(frozen=True)
class Value:
    """A matrix: a sum of terms whose open ends are its rows, then its columns."""

    sum: Sum
    rows: Leg = ()
    cols: Leg = ()
    unit: bool = False
    """Whether it is an identity matrix, whose indices may be split as others need it."""

    @property
    def is_scalar(self) -> bool:
        """Whether it has neither rows nor columns to count."""
        return not self.rows and not self.cols


class Sums(Protocol):
    """Sums of products of entries."""

    def number(self, value: Fraction | int) -> Sum:
        """A number."""

    def size(self, value: Dim) -> Sum:
        """A size as a number; raises `Unavailable` for an index."""

    def add(self, *sums: Sum) -> Sum:
        """The sum."""

    def scale(self, factor: Fraction | int, a: Sum) -> Sum:
        """A rational multiple."""

    def einsum(
        self,
        parts: Sequence[tuple[Sum, Sequence[int]]],
        out: Sequence[int],
        dims: Mapping[int, Dim],
    ) -> Sum:
        """The product of parts whose ends bear labels, summed over those not in `out`.

        A label that stands twice in `out` gives a diagonal; `dims` says how far the
        labels run that are summed over, and those that stand in `out` alone.
        """

    def placed(self, a: Sum, positions: Sequence[Dim | None]) -> Sum:
        """`a` with its ends at these positions, where one is given."""

    def delta(self, i: Dim, j: Dim) -> Sum:
        """δ of two positions."""

    def symbol(self, s: Symbol) -> Sum:
        """The entry of a declared letter, with an end for each of its indices."""

    def atom(
        self,
        name: Hashable,
        body: Sequence[Value],
        legs: Leg,
        kind: str,
        places: Sequence[Dim] = (),
        words: frozenset[str] = frozenset(),
    ) -> Sum:
        """A function of matrices, at places of the statement, of which nothing else is known
        but the adjectives in `words`.

        `kind` is ``entrywise`` for a function of each entry, ``equivariant`` if it is
        transposed with its argument, ``invariant`` if it does not change then, and empty if
        nothing is known.
        """

    def power(self, a: Value, exponent: Fraction) -> Sum:
        """A power, entry by entry, with an exponent that is negative or no integer."""

    def inverse(self, a: Value) -> Sum:
        """The inverse of a square matrix."""

    def summed(self, a: Sum, index: IntVar) -> Sum:
        """The sum over an index of the statement, over its whole range."""

    def tabulated(self, a: Sum, indices: Sequence[IntVar]) -> Sum:
        """`a` with an end in the place of each of these indices."""

    def coefficients(self, a: Sum, letter: str, ends: int) -> dict[int, Sum]:
        """What the product of so many copies of a letter is multiplied by, in a sum with `ends`
        ends: the ends of the copies become ends behind those.

        Raises `Unavailable` where the letter stands within a function.
        """

    def is_zero(self, a: Sum) -> bool:
        """Whether a sum has no terms."""

    def rational(self, a: Sum) -> Fraction | None:
        """The number that a sum without ends is, if it has no letters."""


class Kernels:
    """Matrices over some `Sums`, as the operators' rules use them."""

    def __init__(self, sums: Sums) -> None:
        self.sums = sums

    # Constants.

    def number(self, value: Fraction | int) -> Value:
        """A number."""
        return Value(self.sums.number(value))

    def size(self, value: Dim) -> Value:
        """A size as a number."""
        return Value(self.sums.size(value))

    def letter(self, name: str) -> Value:
        """A number with a name, such as π."""
        return Value(self.sums.atom(("constant", name), (), (), ""))

    def symbol(self, s: Symbol) -> Value:
        """A declared letter."""
        return Value(self.sums.symbol(s), leg_of(s.shape.rows), leg_of(s.shape.cols))

    def identity(self, size: Dim) -> Value:
        """I."""
        leg = leg_of(size)
        return Value(self._unit(leg), leg, leg, unit=True)

    def _unit(self, leg: Leg) -> Sum:
        labels = list(range(len(leg)))
        return self.sums.einsum([], labels * 2, dict(enumerate(leg)))

    def zeros(self, rows: Dim, cols: Dim) -> Value:
        """The matrix of zeros."""
        return Value(self.sums.number(0), leg_of(rows), leg_of(cols))

    def ones(self, rows: Dim, cols: Dim) -> Value:
        """The matrix of ones."""
        legs = leg_of(rows) + leg_of(cols)
        found = self.sums.einsum([], range(len(legs)), dict(enumerate(legs)))
        return Value(found, leg_of(rows), leg_of(cols))

    def commutation(self, rows: Dim, cols: Dim) -> Value:
        """K with K vec A = vec Aᵀ for A of rows × cols: vec counts the columns first."""
        r, c = leg_of(rows), leg_of(cols)
        here, there = list(range(len(r))), list(range(len(r), len(r) + len(c)))
        found = self.sums.einsum([], here + there + there + here, dict(enumerate(r + c)))
        return Value(found, r + c, c + r)

    def delta(self, i: Dim, j: Dim) -> Value:
        """δᵢⱼ, of two positions that run alike."""
        if i != j and not (_runs_alike(i, j) or _within(i, j) or _within(j, i)):
            raise Unavailable("δ of positions that run differently")
        return Value(self.sums.delta(i, j))

    def single_entry(self, rows: Dim, cols: Dim, i: Dim, j: Dim) -> Value:
        """Jⁱʲ: the outer product of a row and a column of two identity matrices."""
        down, across = self.entry(self.identity(rows), i, None), self.identity(cols)
        return self.multiply(self.transpose(down), self.entry(across, j, None))

    # Linear algebra.

    def add(self, *values: Value) -> Value:
        """The sum."""
        first = next((v for v in values if len(v.rows + v.cols) > 2), values[0])
        values = tuple(self._like(v, first.rows, first.cols) for v in values)
        return Value(self.sums.add(*(v.sum for v in values)), first.rows, first.cols)

    def negative(self, a: Value) -> Value:
        """−A."""
        return Value(self.sums.scale(-1, a.sum), a.rows, a.cols)

    def multiply(self, a: Value, b: Value) -> Value:
        """The matrix product, or a multiple where one of both is a scalar."""
        if a.is_scalar or b.is_scalar:
            other = b if a.is_scalar else a
            labels = _labels(other)
            parts = [(a.sum, labels if other is a else []), (b.sum, labels if other is b else [])]
            return Value(self.sums.einsum(parts, labels, {}), other.rows, other.cols)
        if a.cols != b.rows:
            a = self._like(a, b.rows, b.rows) if a.unit else a
            b = self._like(b, a.cols, a.cols) if b.unit else b
        if a.cols != b.rows:
            raise Unavailable(SPLIT)
        i, k = len(a.rows), len(a.cols)
        left, inner = list(range(i)), list(range(i, i + k))
        right = list(range(i + k, i + k + len(b.cols)))
        dims = dict(zip(inner, a.cols, strict=True))
        parts = [(a.sum, left + inner), (b.sum, inner + right)]
        return Value(self.sums.einsum(parts, left + right, dims), a.rows, b.cols)

    def _like(self, a: Value, rows: Leg, cols: Leg) -> Value:
        """A value with these legs; an identity or a zero matrix takes any of the same size."""
        if (a.rows, a.cols) == (rows, cols):
            return a
        same = length(a.rows) == length(rows) and length(a.cols) == length(cols)
        if same and a.unit:
            return Value(self._unit(rows), rows, cols, unit=True)
        if same and self.sums.is_zero(a.sum):
            return Value(a.sum, rows, cols)
        raise Unavailable(SPLIT)

    def transpose(self, a: Value) -> Value:
        """Aᵀ."""
        return Value(self._turned(a), a.cols, a.rows)

    def vec(self, a: Value) -> Value:
        """The columns under one another: the column's index comes first."""
        return Value(self._turned(a), a.cols + a.rows, ())

    def _turned(self, a: Value) -> Sum:
        labels, cut = _labels(a), len(a.rows)
        return self.sums.einsum([(a.sum, labels)], labels[cut:] + labels[:cut], {})

    def trace(self, a: Value) -> Value:
        """tr A."""
        if a.rows != a.cols:
            raise Unavailable(SPLIT)
        labels = list(range(len(a.rows)))
        dims = dict(zip(labels, a.rows, strict=True))
        return Value(self.sums.einsum([(a.sum, labels * 2)], (), dims))

    def hadamard(self, a: Value, b: Value) -> Value:
        """A ⊙ B."""
        b = self._like(b, a.rows, a.cols)
        labels = _labels(a)
        parts = [(a.sum, labels), (b.sum, labels)]
        return Value(self.sums.einsum(parts, labels, {}), a.rows, a.cols)

    def kronecker(self, a: Value, b: Value) -> Value:
        """A ⊗ B: the indices of A come first."""
        mine, cut, turn = _labels(a), len(a.rows), len(b.rows)
        other = [len(mine) + k for k in _labels(b)]
        out = mine[:cut] + other[:turn] + mine[cut:] + other[turn:]
        parts = [(a.sum, mine), (b.sum, other)]
        return Value(self.sums.einsum(parts, out, {}), a.rows + b.rows, a.cols + b.cols)

    def diagonal(self, a: Value) -> Value:
        """The diagonal of a matrix, as a column."""
        if a.rows != a.cols:
            raise Unavailable(SPLIT)
        labels = list(range(len(a.rows)))
        return Value(self.sums.einsum([(a.sum, labels * 2)], labels, {}), a.rows)

    def diagonal_matrix(self, a: Value) -> Value:
        """The matrix with the entries of a column on its diagonal."""
        labels = list(range(len(a.rows)))
        return Value(self.sums.einsum([(a.sum, labels)], labels * 2, {}), a.rows, a.rows)

    def total(self, a: Value) -> Value:
        """The sum of all entries."""
        labels = _labels(a)
        dims = dict(zip(labels, a.rows + a.cols, strict=True))
        return Value(self.sums.einsum([(a.sum, labels)], (), dims))

    def entry(self, a: Value, i: Dim | None, j: Dim | None) -> Value:
        """An entry, or the row or column at a position."""
        for leg, position in ((a.rows, i), (a.cols, j)):
            if position is not None and len(leg) > 1:
                raise Unavailable("one index at a place where there are two")
            variable = position.as_variable if position is not None else None
            if variable is not None and variable.is_index and leg:
                whole = variable.lower == 1 and variable.upper == leg[0]
                if a.unit and not whole:
                    raise Unavailable("a position that runs differently than the matrix")
        ends = [*([i] * len(a.rows)), *([j] * len(a.cols))]
        rows, cols = (a.rows if i is None else ()), (a.cols if j is None else ())
        return Value(self.sums.placed(a.sum, ends), rows, cols)

    def summed(self, a: Value, index: IntVar) -> Value:
        """Σ over an index of the statement."""
        return Value(self.sums.summed(a.sum, index), a.rows, a.cols)

    def coefficient(self, a: Value, letter: str) -> Sum:
        """What a letter is multiplied by in a value that is linear in it."""
        found = self.sums.coefficients(a.sum, letter, len(a.rows + a.cols))
        if found.keys() - {1}:
            raise Unavailable("a derivative that is not linear in its direction")
        return found.get(1, self.sums.number(0))

    def expected(
        self, a: Value, letter: Symbol, mean: Value, spread: Value, higher: Sequence[Value] = ()
    ) -> Value:
        """The expectation of a polynomial in a random letter with this mean and covariance.

        A product of several is the sum over the ways to part them into blocks, each block with
        its cumulant: one with the mean, two with the covariance (Isserlis 1918, with the mean),
        more with those of `higher`, the columns of what three and four equal components have.
        Of a Gaussian letter these are zero, of components that are independent others are.
        """
        leg = leg_of(letter.shape.rows)
        out = _labels(a)
        terms = []
        for count, found in self.sums.coefficients(a.sum, letter.name, len(out)).items():
            labels = [[len(out) + len(leg) * k + x for x in range(len(leg))] for k in range(count)]
            for blocks in _parted(tuple(range(count)), 2 + len(higher)):
                parts, own = [], list(labels)
                for block in blocks:
                    if len(block) == 2:
                        parts.append((spread.sum, [x for k in block for x in labels[k]]))
                        continue
                    column = mean if len(block) == 1 else higher[len(block) - 3]
                    parts.append((column.sum, labels[block[0]]))
                    for k in block:
                        own[k] = labels[block[0]]
                dims = {x: d for place in own for x, d in zip(place, leg, strict=True)}
                whole = [*out, *(x for place in own for x in place)]
                terms.append(self.sums.einsum([(found, whole), *parts], out, dims))
        return Value(self.sums.add(*terms), a.rows, a.cols)

    # Functions.

    def elementwise(self, name: str, a: Value) -> Value:
        """A function of one variable, entry by entry."""
        if name == "sqrt":
            return self.power(a, Fraction(1, 2))
        if name == "abs":
            return self.power(self.power(a, 2), Fraction(1, 2))
        legs = a.rows + a.cols
        return Value(self.sums.atom(("entrywise", name), (a,), legs, "entrywise"), a.rows, a.cols)

    def of_matrix(self, name: str, a: Value) -> Value:
        """A function of a matrix that is transposed with it, and maps n × m to m × n."""
        back = self.transpose(a)
        found = self.sums.atom(("of a matrix", name), (back,), back.rows + back.cols, "equivariant")
        return Value(found, a.cols, a.rows)

    def invariant(self, name: str, a: Value) -> Value:
        """A scalar function of a matrix that does not change when it is transposed."""
        return Value(self.sums.atom(("invariant", name), (a,), (), "invariant"))

    def opaque(
        self,
        name: Hashable,
        values: Sequence[Value],
        rows: Dim,
        cols: Dim,
        words: frozenset[str] = frozenset(),
    ) -> Value:
        """What nothing is known of but these adjectives, and that equal arguments give equal values."""
        legs = leg_of(rows) + leg_of(cols)
        found = self.sums.atom(name, values, legs, "", words=words)
        return Value(found, leg_of(rows), leg_of(cols))

    def determinant(self, a: Value) -> Value:
        """|A|."""
        return a if a.is_scalar else self.invariant("determinant", a)

    def inverse(self, a: Value) -> Value:
        """A⁻¹."""
        if a.is_scalar:
            return self.power(a, Fraction(-1))
        return Value(self.sums.inverse(a), a.rows, a.cols)

    def power(self, a: Value, exponent: Fraction | int) -> Value:
        """A power, entry by entry."""
        exponent = Fraction(exponent)
        if exponent.denominator > 1 or exponent < 0:
            return Value(self.sums.power(a, exponent), a.rows, a.cols)
        legs = dict(enumerate(a.rows + a.cols))
        result = Value(self.sums.einsum([], list(legs), legs), a.rows, a.cols)
        for _ in range(int(exponent)):
            result = self.hadamard(result, a)
        return result

    def real_power(self, a: Value, b: Value) -> Value:
        """aᵇ of scalars."""
        exponent = self.sums.rational(b.sum)
        if exponent is not None:
            return self.power(a, exponent)
        return self.opaque("real power", (a, b), Dim.of(1), Dim.of(1))

    def matrix_power(self, a: Value, k: Dim) -> Value:
        """Aᵏ."""
        if a.is_scalar:
            if k.constant is not None:
                return self.power(a, k.constant)
            least = (-k).least
            if least is not None and least >= 0:
                return self.power(self.real_power(a, self.size(-k)), -1)
            return self.real_power(a, self.size(k))
        if k.constant is None:
            # Aᵏ = Aᵏ⁻ᶜ Aᶜ for the least value c of k, and A⁻ᵏ = A⁻⁽ᵏ⁻ᶜ⁾ (A⁻¹)ᶜ, where no
            # other power needs an inverse than the whole one.
            least = max(k.least or 0, 0) - max((-k).least or 0, 0)
            whole = self._symbolic_power(a, k - least)
            return self.multiply(whole, self.matrix_power(a, Dim.of(least))) if least else whole
        base = self.inverse(a) if k.constant < 0 else a
        result = Value(self._unit(a.rows), a.rows, a.rows)
        for _ in range(abs(k.constant)):
            result = self.multiply(result, base)
        return result

    def _symbolic_power(self, a: Value, k: Dim) -> Value:
        """Aᵏ as a function of A that stands at the indices in k."""
        indices = sorted((v for v in k.variables if v.is_index), key=lambda v: v.name)
        blanks = {v: blank(x) for x, v in enumerate(indices)}
        places = [Dim.variable(v) for v in indices]
        name = ("power", k.substitute(blanks.get))
        found = self.sums.atom(name, (a,), a.rows + a.cols, "equivariant", places)
        return Value(found, a.rows, a.cols)


Block = tuple[int, ...]


def _parted(items: Block, most: int) -> Iterator[tuple[Block, ...]]:
    """The ways to part the items into blocks of at most so many."""
    if not items:
        yield ()
        return
    first, *others = items
    for size in range(min(most, len(items))):
        for chosen in combinations(others, size):
            rest = tuple(x for x in others if x not in chosen)
            for blocks in _parted(rest, most):
                yield ((first, *chosen), *blocks)


SPLIT = "an index that is split in two ways"


def _runs_alike(i: Dim, j: Dim) -> bool:
    """Whether two positions are indices of one range, or numbers."""
    a, b = i.as_variable, j.as_variable
    if a is None or b is None or not a.is_index or not b.is_index:
        return i.constant is not None and j.constant is not None
    return (a.lower, a.upper) == (b.lower, b.upper)


def _within(i: Dim, j: Dim) -> bool:
    """Whether i is an index from 1 on, and j the first or last place that it reaches."""
    a = i.as_variable
    return a is not None and a.is_index and a.lower == 1 and j in (a.upper, Dim.of(1))


def length(leg: Leg) -> Dim:
    """How many rows or columns a leg counts."""
    return prod(leg, start=Dim.of(1))


def _labels(a: Value) -> list[int]:
    return list(range(len(a.rows) + len(a.cols)))


def leg_of(size: Dim) -> Leg:
    """The leg of a matrix with so many rows: none for one."""
    return () if size.constant == 1 else (size,)
