"""What a proof is: laws that were applied, and what each turned into what."""

from __future__ import annotations

from dataclasses import dataclass

from matrixcalc.checks.proof.instances import Letters
from matrixcalc.expr import Expr


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
class Proof:
    """The steps of a proof in order, and the names of the rules without a step of their own.

    Where the two sides are not the same then, their difference is multiplied by matrices,
    from the left where that is said, and instances are taken from it; nothing is left.
    """

    steps: tuple[Step, ...] = ()
    met: tuple[str, ...] = ()
    multiplied: tuple[tuple[bool, Expr], ...] = ()
    cancelled: tuple[Cancelled, ...] = ()

    @property
    def laws(self) -> tuple[str, ...]:
        """The names of all laws used, each once."""
        return tuple(dict.fromkeys([*(s.law for s in self.steps), *self.met]))
