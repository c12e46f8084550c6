"""A statement of known truth: a claim with a name, a title and a remark."""

from __future__ import annotations

from dataclasses import dataclass

from matrixcalc import define
from matrixcalc.expr import ExprLike, Symbol
from matrixcalc.ops.arguments import number
from matrixcalc.statements import Claim


@dataclass(frozen=True)
class Stated:
    """A claim that is known to be true, or known to be false for the reason in `remark`."""

    id: str
    title: str
    claim: Claim
    remark: str = ""


Meaning = tuple[Symbol, ExprLike]
"""A letter and what it stands for in the claim."""


def stated(
    name: str, title: str, left: ExprLike, right: ExprLike, remark: str = "", *meanings: Meaning
) -> Stated:
    """The statement that `left` equals `right`, with what its defined letters stand for."""
    definitions = tuple(define(head, body) for head, body in meanings)
    return Stated(name, title, Claim(number(left), number(right), definitions), remark)
