"""A derivative that is asked for, as a derivation whose steps can be verified.

The derivative is taken by the operators' differentials, brought to normal form and read
back in matrix notation.  Nothing is vouched for here: the steps are claims like any
other, and whoever asks has them verified before they are shown.
"""

from __future__ import annotations

from matrixcalc.checks.proof.prover import Prover
from matrixcalc.checks.proof.relations import reader
from matrixcalc.deadline import Deadline
from matrixcalc.expr import Derive, Differential, Expr, Symbol
from matrixcalc.ops.spec import Unavailable
from matrixcalc.statements import Claim, Definition, Derivation, Equality, Statement

LETTER = "Ϙ"
"""The letter that stands for what is asked: no text has it."""

PATIENCE = 10.0
"""Seconds for which a derivative is looked for."""


def derived(asked: Derivation) -> Derivation:
    """The steps to the derivative that a derivation defines as its last letter.

    Raises `Unavailable` where there is none, or none in matrix notation.
    """
    definitions = [s for s in asked if isinstance(s, Definition)]
    if not definitions or definitions[-1].head.name != LETTER:
        raise Unavailable("nothing that has a derivative")
    *before, question = definitions
    return Derivation(
        "derivative",
        "",
        [*before, *_steps(question.body, tuple(before))],
        line=1,
        assumed=asked.assumed,
        notes=asked.notes,
    )


def _steps(e: Expr, before: tuple[Definition, ...]) -> list[Statement]:
    if not e.has_derivative:
        raise Unavailable("nothing that is differentiated")
    result = collected(e, before)
    if not (isinstance(e, Derive) and isinstance(e.wrt, Symbol) and not e.wrt.arguments):
        return [Equality(e, result, "by the differential", 1)]
    small = Differential(e.body, (e.wrt,))
    terms = collected(small, before)
    return [
        Equality(small, terms, "the differential", 1),
        Equality(e, result, "read off from it", 1),
    ]


def collected(
    e: Expr, before: tuple[Definition, ...] = (), deadline: Deadline | None = None
) -> Expr:
    """An expression without derivatives, from its normal form."""
    claim = Claim(e, e, before)
    prover = Prover(claim, deadline or Deadline.after(PATIENCE))
    value, _ = prover.sides()
    return reader(prover.sums, claim).value(value.sum, value.rows, value.cols)
