"""Derivatives that are set to zero in words, and what the text says that they give.

"Setting this to zero, we obtain": the derivative is the last one that was written, and what
stands behind the words is said to follow from its being zero.  Nothing is solved here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from matrixcalc.expr import Apply, Derive, Expr, Number, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.doubting import STATIONARY, VANISHED, Doubting
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.links import Link
from matrixcalc.lang.names import label, name_of
from matrixcalc.lang.prose import Cue
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops.arguments import Misuse
from matrixcalc.ops.constants import SIZE, zero_of
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Definition, Equality, Given, Statement

ESTIMATES = frozenset({"*", "ML", "MLE", "MAP", "opt", "OLS", "LS", "ridge", "min", "max"})
"""What stands above or below a letter for the value of it that is found."""


@dataclass(frozen=True)
class Slope:
    """A derivative that the text has written, and what it came out as."""

    derivative: Derive
    value: Expr


class Vanishing(Doubting):
    """What follows from derivatives that are set to zero."""

    slope: Slope | None = None
    """The last derivative of a chain, and the last side of that."""

    def _note_slope(self, link: Link, a: Expr, b: Expr) -> None:
        """Keep a derivative that begins a chain, and how the chain goes on."""
        if not link.continues:
            first = isinstance(a, Derive) and not any(isinstance(n, Derive) for n in a.body.walk())
            self.slope = Slope(a, b) if first and isinstance(a, Derive) else self.slope
        elif self.slope is not None and a == self.slope.value:
            self.slope = Slope(self.slope.derivative, b)

    def _vanishing(
        self, link: Link, left: Syntax, right: Syntax, line: int, written: str
    ) -> Iterator[Statement]:
        """The condition that the derivative is zero, and what is said to follow from it."""
        slope = self.slope
        if Cue.VANISHES not in link.block.cues or slope is None or link.continues:
            return
        if not link.first or link.relation.sign != "=" or link.claim.arrow:
            return
        sought = self._sought(left, slope.derivative.wrt)
        try:
            sides = (right,) if sought is not None else (left, right)
            found = self._sides(link, sides)
        except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
            return
        a = sought if sought is not None else found[0]
        b = found[-1]
        if a.shape != b.shape or not slope.value.names & (a.names | b.names):
            return
        shape = slope.derivative.shape
        self._use(a, b)
        # What the derivative came out as is judged where it stands.
        vanishing = slope.value if slope.value.shape == shape else slope.derivative
        self._rest_on(vanishing.names)
        number = self.count + 1
        yield Given(vanishing, zero_of(shape), "the derivative is set to zero", line, "")
        yield Equality(
            a, b, self._because(link), line, written, under=VANISHED, premises=(number,),
            doubted=True,
        )  # fmt: skip
        if sought is not None and self._fresh_name(left) is None:
            # What was found is said of the letter with its star alone.
            yield Definition(replace(sought, name=f"{sought.name}*"), b, "", line, "")

    def _sought(self, left: Syntax, wrt: Expr) -> Symbol | None:
        """The variable of which a letter with a hat, or with a star, is a value."""
        name = name_of(left) or ""
        base = "".join(c for c in unicodedata.normalize("NFD", name) if c not in "\u0302\u0303")
        if isinstance(left, syntax.Scripts):
            told = {label(s) for s in (left.sub, left.sup) if s is not None}
            if told and told <= ESTIMATES:
                base = name_of(left.base) or ""
        symbol = next((s for s in wrt.symbols if s.name == base), None)
        return None if name == base else symbol

    def _is_case(self, link: Link, a: Expr, b: Expr) -> bool:
        """Whether running text says what a letter is that may be anything: a case, and no claim."""
        told = {Cue.FOLLOWS, Cue.IMPLIES, Cue.CLAIM, Cue.DENIED} & link.block.cues
        if link.block.display or link.continues or link.claim.arrow or told:
            return False
        if isinstance(a, Apply) and a.op is SIZE:
            return isinstance(b, Number)
        plain = isinstance(a, Symbol) and not a.arguments and not self._has_body(a.name)
        return plain and bool(b.names) and not a.names & self.scope.behind(b.names)

    def _is_condition(self, before: Statement | None) -> bool:
        """Whether a statement sets a condition from which something may follow."""
        stationary = isinstance(before, Equality) and before.under == STATIONARY
        return isinstance(before, Given) or stationary
