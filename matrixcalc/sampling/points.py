"""Points: a value for every symbol of a claim, drawn from a seed.

The value of a symbol depends on the seed and its name alone, so the order in
which symbols are asked for does not matter.  A function symbol is a polynomial
in its arguments, of a degree that no relation of the claim's size can exhaust,
with the structure that is declared of it.
"""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from matrixcalc.arithmetic.atoms import AtomScalars
from matrixcalc.arithmetic.prime import PrimeArithmetic, Redraw
from matrixcalc.expr import Symbol
from matrixcalc.ops.spec import Unavailable
from matrixcalc.sampling.draws import Structure
from matrixcalc.sampling.structures import (
    STILL,
    check_size,
    components,
    pieces,
    structure_of,
    without_inequalities,
)


class Numbers(ABC):
    """Random numbers for one arithmetic, from one generator."""

    def __init__(self, field: Any, rng: random.Random, piece: int | None = None) -> None:
        self.field = field
        self.rng = rng
        self.piece = piece

    @abstractmethod
    def any(self) -> Any:
        """Any number, as a 1×1 matrix."""

    @abstractmethod
    def positive(self) -> Any:
        """A positive number, as a 1×1 matrix."""

    @abstractmethod
    def oriented(self, a: Any) -> Any:
        """`a` with its first row changed so that its determinant is positive."""

    def shrunk(self, a: Any) -> Any:
        """`a` itself: here numbers have no size."""
        return a

    def nonzero(self) -> Any:
        """A number that is not zero."""
        return self.any()

    def choose(self, below: int) -> int:
        """The component that is asked for, or a random one."""
        return self.rng.randrange(below) if self.piece is None else self.piece % below

    def _first_row_times(self, a: Any, factor: Any) -> Any:
        f = self.field
        rows, cols = f.size(a)
        return f.build(
            rows, cols,
            lambda i, j: f.entry(a, i, j) if i else f.multiply(factor, f.entry(a, i, j)),
        )  # fmt: skip


class ResidueNumbers(Numbers):
    """Uniform residues; squares for positive ones."""

    def any(self) -> Any:
        f = self.field
        if isinstance(f, PrimeArithmetic):
            return [[self.rng.randrange(f.p)]]
        scalars: AtomScalars = f.scalars
        return [[scalars.residues(self.rng.randrange(scalars.p), self.rng.randrange(scalars.q))]]

    def positive(self) -> Any:
        root = self.any()
        return self.field.multiply(root, root)

    def oriented(self, a: Any) -> Any:
        return self._first_row_times(a, self.field.determinant(a))


class SmallNumbers(Numbers):
    """Small integers, for counterexamples that a person can check."""

    def __init__(
        self, field: Any, rng: random.Random, spread: int, piece: int | None = None
    ) -> None:
        super().__init__(field, rng, piece)
        self.spread = spread

    def any(self) -> Any:
        return self.field.number(self.rng.randint(-self.spread, self.spread))

    def positive(self) -> Any:
        return self.field.number(self.rng.randint(1, self.spread))

    def nonzero(self) -> Any:
        return self.field.number(self.rng.choice((-1, 1)) * self.rng.randint(1, self.spread))

    def oriented(self, a: Any) -> Any:
        determinant = self.field.determinant(a)
        sign = _sign(self.field, determinant)
        if sign == 0:
            raise Redraw
        return a if sign > 0 else self._first_row_times(a, self.field.number(-1))

    def shrunk(self, a: Any) -> Any:
        return _shrunk(self.field, a, self.spread)


def _shrunk(field: Any, a: Any, spread: int) -> Any:
    """`a` divided so that its rows are shorter than 1, if its entries are at most twice `spread`."""
    rows, _ = field.size(a)
    return field.scale(field.number(Fraction(1, 2 * spread * rows + 1)), a)


def _sign(field: Any, a: Any) -> int:
    value = a[0][0]
    while not isinstance(value, Fraction | int | float) and hasattr(value, "a"):
        value = value.a
    return int(value > 0) - int(value < 0)


class TangentNumbers(Numbers):
    """Dual numbers: primal parts of `primal`, tangents of `change`."""

    def __init__(self, field: Any, primal: Numbers, change: Numbers) -> None:
        super().__init__(field, primal.rng, primal.piece)
        self.primal = primal
        self.change = change

    def any(self) -> Any:
        return self.field.join(self.primal.any(), self.change.any())

    def nonzero(self) -> Any:
        return self.field.join(self.primal.nonzero(), self.change.any())

    def positive(self) -> Any:
        return self.field.join(self.primal.positive(), self.change.any())

    def oriented(self, a: Any) -> Any:
        return self._first_row_times(a, self._orientation(a))

    def shrunk(self, a: Any) -> Any:
        if isinstance(self.primal, SmallNumbers):
            return _shrunk(self.field, a, self.primal.spread)
        return a

    def _orientation(self, a: Any) -> Any:
        if isinstance(self.primal, ResidueNumbers):
            return self.field.determinant(a)
        sign = _sign(self.field, self.field.determinant(a))
        if sign == 0:
            raise Redraw
        return self.field.number(sign)


class PolynomialNumbers(Numbers):
    """Polynomials in the entries of some arguments, with random coefficients.

    Coefficients live in the arithmetic of the point, `constants`; the
    arguments, and so the values, may carry tangents.
    """

    def __init__(
        self, field: Any, constants: Numbers, arguments: Sequence[Any], lift: Any, degree: int
    ) -> None:
        super().__init__(field, constants.rng)
        self.constants = constants
        self.lift = lift
        self.degree = degree
        self.entries = [
            field.entry(a, i, j)
            for a in arguments
            for i in range(field.size(a)[0])
            for j in range(field.size(a)[1])
        ]

    def _linear(self) -> Any:
        f = self.field
        value = self.lift(self.constants.any())
        for x in self.entries:
            value = f.add(value, f.multiply(self.lift(self.constants.any()), x))
        return value

    def any(self) -> Any:
        # Sums of powers of linear forms: with more forms than entries, second
        # derivatives are a general symmetric matrix.
        f = self.field
        value = self._linear()
        for _ in range(len(self.entries) + 1):
            form, power = self._linear(), f.number(1)
            for _ in range(self.degree):
                power = f.multiply(power, form)
            value = f.add(value, power)
        return value

    def positive(self) -> Any:
        f = self.field
        root = self.any()
        square = f.multiply(root, root)
        return square if isinstance(self.constants, ResidueNumbers) else f.add(f.number(1), square)

    def oriented(self, a: Any) -> Any:
        return self._first_row_times(a, self.field.determinant(a))

    def shrunk(self, a: Any) -> Any:
        if not isinstance(self.constants, ResidueNumbers):
            raise Unavailable("no function whose values have a small spectral radius is drawn")
        return a


class Point:
    """Values and directions for the symbols of a claim, over one arithmetic."""

    def __init__(
        self, field: Any, seed: str, spread: int | None = None,
        pieces: Mapping[str, int] | None = None, degree: int = 3, equations_only: bool = False,
    ) -> None:  # fmt: skip
        self.field = field
        self.seed = seed
        self.spread = spread
        self.pieces = pieces or {}
        """Which component of its set a symbol is drawn from; others choose at random."""
        self.degree = degree
        self.equations_only = equations_only
        """Whether inequalities among the declarations are left out."""
        self.values: dict[tuple[str, tuple[int, ...]], Any] = {}
        self.directions: dict[tuple[str, tuple[int, ...]], Any] = {}

    def _numbers(self, *key: Any) -> Numbers:
        rng = random.Random(":".join(map(str, (self.seed, *key))))
        piece = self.pieces.get(str(key[0]))
        if self.spread is None:
            return ResidueNumbers(self.field, rng, piece)
        return SmallNumbers(self.field, rng, self.spread, piece)

    def value(self, s: Symbol, indices: tuple[int, ...], size: tuple[int, int]) -> Any:
        """The value of a symbol, or of a member of a family."""
        key = (s.name, indices)
        if key not in self.values:
            check_size(s.name, s.assumptions, *size)
            if self.spread is None:
                _refuse_pieces(s, size, known=0 if indices else components(s.assumptions, size[0]))
            structure = self._structure(s)
            value = structure(self.field, self._numbers(*key), *size)
            self._generic(s, value)
            self.values[key] = value
        return self.values[key]

    def _generic(self, s: Symbol, value: Any) -> None:
        """Draw again where an adjective that almost all points have fails."""
        f = self.field
        if "invertible" in s.assumptions and _sign_or_zero(f, f.determinant(value)) == 0:
            raise Redraw
        if "positive determinant" in s.assumptions and not self.equations_only:
            determinant = f.determinant(value)
            if not (
                _is_square(f, determinant) if self.spread is None else _sign(f, determinant) > 0
            ):
                raise Redraw
        if "nonzero" in s.assumptions and s.shape.is_scalar and not _sign_or_zero(f, value):
            raise Redraw
        if {"full column rank", "full row rank"} & s.assumptions and self.spread is not None:
            tall = value if "full column rank" in s.assumptions else f.transpose(value)
            gram = f.multiply(f.transpose(tall), tall)
            if _sign_or_zero(f, f.determinant(gram)) == 0:
                raise Redraw

    def direction(self, s: Symbol, indices: tuple[int, ...], size: tuple[int, int]) -> Any:
        """A direction tangent to the declared set at the symbol's value."""
        key = (s.name, indices)
        if s.assumptions & STILL:
            raise Unavailable(f"no differential along {s}, which moves on no straight line")
        if key not in self.directions:
            dual = self.field.extended()
            numbers = TangentNumbers(dual, self._numbers(*key), self._numbers("direction", *key))
            structure = self._structure(s)
            self.directions[key] = dual.tangent(structure(dual, numbers, *size))
        return self.directions[key]

    def function(
        self, s: Symbol, indices: tuple[int, ...], size: tuple[int, int], field: Any,
        arguments: Sequence[Any], lift: Any,
    ) -> Any:  # fmt: skip
        """The value of a function symbol at arguments in `field`, which may carry tangents."""
        if "unit norm" in s.assumptions or "positive determinant" in s.assumptions - _closed(s):
            raise Unavailable(f"no function {s.name} with these adjectives can be drawn")
        if s.assumptions & STILL:
            raise Unavailable(f"no function {s.name} with these adjectives can be drawn")
        if self.spread is None:
            _refuse_pieces(s, size)
        numbers = PolynomialNumbers(
            field, self._numbers("function", s.name, indices), arguments, lift, self.degree
        )
        return self._structure(s)(field, numbers, *size)

    def _structure(self, s: Symbol) -> Structure:
        words = without_inequalities(s.assumptions) if self.equations_only else s.assumptions
        return structure_of(s.name, words)


def _refuse_pieces(s: Symbol, size: tuple[int, int], known: int = 0) -> None:
    """Raise `Unavailable` where a value lies in one of more components than are tried, `known`.

    All choices would have to be tried before a claim may be said to hold.
    """
    if pieces(s.assumptions, *size) > max(1, known):
        raise Unavailable(f"{s} may lie in several components of its set")


def _closed(s: Symbol) -> frozenset[str]:
    if "positive definite" in s.assumptions or "unit lower triangular" in s.assumptions:
        return frozenset({"positive determinant"})
    return frozenset()


def _is_square(field: Any, a: Any) -> bool:
    """Whether a residue is a non-zero square, the analogue of being positive."""
    if isinstance(field, PrimeArithmetic):
        return field.is_square(a[0][0])
    p = field.scalars.p
    return bool(pow(a[0][0].p, (p - 1) // 2, p) == 1)


def _sign_or_zero(field: Any, a: Any) -> bool:
    """Whether a 1×1 matrix is certainly not zero."""
    if isinstance(field, PrimeArithmetic):
        return bool(a[0][0])
    return bool(field.scalars.weight(a[0][0]))
