"""What a proof is: laws that were applied, and what each turned into what."""

from __future__ import annotations

from dataclasses import dataclass

from matrixcalc.checks.proof.instances import Letters
from matrixcalc.expr import Apply, Expr


@dataclass(frozen=True)
class Step:
    """An application of a law: what it turned into what, and what stood for its letters."""

    law: str
    before: Expr
    after: Expr
    letters: Letters


HOLE = "?"
"""The letter that stands for an instance in its context."""


@dataclass(frozen=True)
class Cancelled:
    """An instance of P P⁻¹ = I, or P⁻¹ P = I, that is taken from the equation.

    In `context` the letter `HOLE` stands for P P⁻¹ − I.
    """

    matrix: Expr
    on_right: bool
    context: Expr


@dataclass(frozen=True)
class Passed:
    """An instance of f(P) M = M f(Q), where P M = M Q, that is taken from the equation.

    In `context` the letter `HOLE` stands for f(P) M − M f(Q).
    """

    value: Apply
    """f(P)."""
    through: Expr
    """M."""
    other: Expr
    """Q."""
    context: Expr


@dataclass(frozen=True)
class Closing:
    """How the difference of the two sides comes to zero where it is not zero by itself.

    It is multiplied by matrices, from the left where that is said, and instances are
    taken from it; nothing is left.  `block` counts the blocks of the sides, row by row.
    """

    block: int
    multiplied: tuple[tuple[bool, Expr], ...]
    cancelled: tuple[Cancelled | Passed, ...]


@dataclass(frozen=True)
class Proof:
    """The steps of a proof in order, and the names of the rules without a step of their own."""

    steps: tuple[Step, ...] = ()
    met: tuple[str, ...] = ()
    closings: tuple[Closing, ...] = ()
    written_out: bool = False
    """Whether matrices of fixed size are compared as the matrices of their entries."""
    multiplied: bool = False
    """Whether products over an index are written by other operators first."""

    @property
    def laws(self) -> tuple[str, ...]:
        """The names of all laws used, each once."""
        return tuple(dict.fromkeys([*(s.law for s in self.steps), *self.met]))
