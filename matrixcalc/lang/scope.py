"""What is declared where a statement stands: letters, sizes, indices, conventions.

A scope holds what is known before a statement is read.  It says nothing about
syntax, and nothing here is guessed: guesses are declarations of their own, marked
as assumed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from matrixcalc.conventions import STANDARD, Convention, Layout
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Expr, Symbol
from matrixcalc.lang.source import Place
from matrixcalc.record import record
from matrixcalc.statements import Definition


@record
class Moments:
    """The mean and the covariance of a random letter as they were written, if they were."""

    mean: str = ""
    covariance: str = ""
    normal: bool = False
    full: bool = False
    """Whether the covariance is singular at no or almost no values of its letters."""
    letters: tuple[str, str] = ("", "")
    """The names of the mean and of the covariance, where these are letters."""
    given: str = ""
    """The random letter on which the mean may depend: the distribution is one for each value of it."""
    apart: frozenset[str] = frozenset()
    """Random letters of which it is independent."""


@record
class Letter:
    """A declared letter: its symbol, and what it needs beside it.

    `indices` are the ranges of a family's indices; `formal` the arguments of a
    function.
    """

    symbol: Symbol
    indices: tuple[IntVar, ...] = ()
    formal: tuple[Expr, ...] = ()
    beyond: str = ""
    """Why no check judges what contains the letter, if none does."""
    assumed: bool = False
    place: Place | None = None
    body: Expr | None = None
    """What the letter is defined to be, if it is."""
    supposed: int = -1
    """Where the text supposes that a declared letter is its body, or −1."""
    random: bool = False
    moments: Moments | None = None
    """Of a random letter, where they are known."""
    between: tuple[str, ...] = ()
    """Of a nameless letter that says how two random letters depend on each other: these two; of
    one for a sample: the family."""

    @property
    def is_anything(self) -> bool:
        """Whether the letter may have every value of its shape, as far as is known."""
        known = self.moments
        return not self.random or (known is not None and known.normal and known.full)


@record
class Together:
    """Two random letters with a joint law, and what stands for the blocks of its covariance.

    `meanings` are letters that the law defines, with what they are as it is written.
    """

    names: tuple[str, str]
    blocks: frozenset[str]
    meanings: tuple[tuple[str, str], ...]
    start: int = 0
    """Where it is written."""


@dataclass
class Scope:
    """The declarations that hold at one place of a document."""

    letters: dict[str, Letter] = field(default_factory=dict)
    integers: dict[str, Dim] = field(default_factory=dict)
    convention: Convention = STANDARD
    definitions: tuple[Definition, ...] = ()
    """The definitions of the problems above, which hold here too."""
    joint: tuple[Together, ...] = ()
    """The joint laws of two letters."""
    gradients: Layout = Layout.DENOMINATOR
    """The layout of ∇ by a vector: it is a column, if nobody says that it is a row."""
    has_commutators: bool = False
    """Whether [A, B] is AB − BA."""
    has_block_rows: bool = False
    """Whether the text speaks of matrices beside each other."""
    d_is: str = ""
    """What a d is that is declared and may be the sign of a differential: a `size`, or the `sign`."""
    sums_repeated: bool = False
    """Whether indices that stand at two places are summed over."""
    stands_for: dict[str, Expr] = field(default_factory=dict)
    """What undeclared letters by which is differentiated stand for, by what the text has there."""
    retold: frozenset[str] = frozenset()
    """Letters that do not mean what they mean by convention, because the text says otherwise."""
    varied: frozenset[str] = frozenset()
    """Letters by which the text says that gradients are taken."""
    differentials: frozenset[str] = frozenset()
    """The letters of which the differentials are declared: what else there is, is constant."""

    def copy(self) -> Scope:
        """A scope that starts as this one and goes its own way."""
        return replace(
            self, letters=dict(self.letters), integers=dict(self.integers),
            stands_for=dict(self.stands_for),
        )  # fmt: skip

    def gradient(self, x: Expr, order: int = 1) -> Convention:
        """What ∇ by a letter means: it has the shape of the letter in every layout, but where
        gradients are said to be rows.
        """
        row = order == 1 and x.shape.is_column and not x.shape.is_scalar
        return self.convention.with_layout(self.gradients if row else Layout.DENOMINATOR)

    def behind(self, names: frozenset[str]) -> frozenset[str]:
        """The letters, and those by which they are defined."""
        found = new = names
        get = self.letters.get
        while new:
            bodies = [
                x.body.names for n in new if (x := get(n)) is not None and x.body is not None
            ]  # fmt: skip
            if not bodies:
                break
            new = frozenset().union(*bodies) - found
            found |= new
        return found

    @property
    def names(self) -> frozenset[str]:
        """Every name that is declared."""
        return frozenset(self.letters) | frozenset(self.integers)

    def declares(self, name: str) -> bool:
        """Whether the name is that of a letter or of an integer."""
        return name in self.letters or name in self.integers
