"""Inequalities that are written as claims, and which of them may be conditions instead.

An inequality that nothing announces as a claim may say what is supposed, so that it is accepted,
but never refuted.
"""

from __future__ import annotations

from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.differing import Differing
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.links import Link
from matrixcalc.lang.meanings import is_zero
from matrixcalc.lang.names import name_of
from matrixcalc.lang.prose import Cue
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import linear, parts
from matrixcalc.statements import Equality, Inequality

BOUNDS = frozenset({"≤", "≥", "<", ">", "≺", "≻", "⪯", "⪰"})
"""The signs of inequalities."""

_DECLARES = {
    ">": {"positive", "positive entries"}, "≻": {"positive definite"}, "⪰": {"positive semidefinite"},
    "≠": {"nonzero"},
}  # fmt: skip


def is_declared(sign: str, a: Expr, b: Expr) -> bool:
    """Whether a comparison with zero says no more of a letter than its adjectives do."""
    known = a.assumptions if isinstance(a, Symbol) and is_zero(b) else frozenset[str]()
    return not known.isdisjoint(_DECLARES.get(sign, ()))


def about_zero(sign: str, left: Syntax, right: Syntax) -> tuple[str, str] | None:
    """A letter that is compared with zero, and the sign with which it is."""
    name = name_of(left)
    zero = isinstance(right, syntax.Number) and right.value == 0
    return (name, sign) if name and zero else None


SUPPOSING = frozenset(
    {Cue.SET, Cue.DEFINE, Cue.CASE, Cue.SETTING, Cue.OPEN, Cue.DENIED, Cue.VANISHES}
)
"""What is said before conditions."""

CONDITION = "it may be a condition that is set"


class Comparing(Differing):
    """The inequalities that are to be judged."""

    def _bound(
        self, link: Link, sides: tuple[Expr, Expr], node: Syntax, line: int, written: str
    ) -> Inequality | None:
        """An inequality as a claim; None where it says what letters are like."""
        a, b = sides
        told = link.block.cues
        if not link.block.display or told & {Cue.SET, Cue.DEFINE} or any(map(is_bare, sides)):
            return None
        if not (a.symbols or b.symbols):
            return None
        made = self._claimed(link, a, b, line, written)
        if made.arrow or made.supposed or made.lent or made.provided or made.apart:
            raise Beyond("an inequality that rests on what the text says elsewhere", node)
        under = self._supposed_of(link, made)
        if under:
            # What follows may be said under it.
            self._rest_on(a.names | b.names)
        sign = link.relation.sign
        return Inequality(a, sign, b, made.because, line, written, made.kind, under=under)

    def _supposed_of(self, link: Link, made: Equality) -> str:
        """Why an inequality may be a condition, or rest on one."""
        if made.under or made.doubted or made.rests_on:
            return made.under or "the equations before it"
        told = link.block.cues
        claims = bool(told & {Cue.CLAIM, Cue.FOLLOWS})
        around = self._around(link)
        announced = claims or around.is_bare
        if told & SUPPOSING or around.is_doubtful or not announced:
            return CONDITION
        if not self._is_any(made.left.names | made.right.names) or around.names_ranges:
            return "the text says more of its letters"
        if link.continues:
            return ""
        # That something is not negative, or less than a number, says more often what it is like.
        loose = not (made.left.symbols and made.right.symbols)
        return CONDITION if loose and not claims else ""


def is_bare(e: Expr) -> bool:
    """Whether a side is a letter, an entry of one, or minus that: of such, conditions are set."""
    match e:
        case Apply(op=linear.NEGATIVE | parts.ENTRY, args=(a,)):
            return is_bare(a)
        case Symbol():
            return True
    return False
