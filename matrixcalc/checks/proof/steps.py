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


@dataclass(frozen=True)
class Proof:
    """The steps of a proof in order, and the laws that were used without a step of their own."""

    steps: tuple[Step, ...] = ()
    met: tuple[str, ...] = ()

    @property
    def laws(self) -> tuple[str, ...]:
        """The names of all laws used, each once."""
        return tuple(dict.fromkeys([*(s.law for s in self.steps), *self.met]))
