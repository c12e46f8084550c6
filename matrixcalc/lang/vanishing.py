"""Derivatives that are set to zero in words, and what the text says that they give.

"Setting this to zero, we obtain": the derivative is the last one that was written, and what
stands behind the words is said to follow from its being zero.  Nothing is solved here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matrixcalc.conventions import Symmetry
from matrixcalc.expr import Apply, Derive, Expr, Number, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.between import doubt
from matrixcalc.lang.doubting import STATIONARY, Doubting
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.hedges import Hedges
from matrixcalc.lang.links import Link
from matrixcalc.lang.names import label, name_of
from matrixcalc.lang.parser import Unparsed, parse
from matrixcalc.lang.prose import Cue
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.tokens import Unlexed, tokens
from matrixcalc.ops.arguments import Misuse
from matrixcalc.ops.constants import SIZE
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Definition, Equality, Given, Statement

_TIED = frozenset({"symmetric", "diagonal", "orthogonal", "skew-symmetric"})
"""Adjectives by which the entries of a matrix do not move each by itself."""
_FREE = frozenset(
    {"positive", "nonzero", "positive entries", "invertible", "positive determinant"}
    | {
        "symmetric",
        "positive definite",
        "positive semidefinite",
        "full column rank",
        "full row rank",
    }
)
"""Adjectives that leave room in every direction, or of which the derivative knows."""
ESTIMATES = frozenset({"*", "ML", "MLE", "MAP", "opt", "OLS", "LS", "ridge", "min", "max"})
"""What stands above or below a letter for the value of it that is found."""


@dataclass(frozen=True)
class Slope:
    """A derivative that the text has written, and what it came out as."""

    derivative: Derive
    value: Expr
    known: int = 0
    """How many definitions there were before it."""
    end: int = 0
    """Where it is written; 0 for the derivative of a function of which none is written."""


@dataclass(frozen=True)
class Zero:
    """A derivative that is set to zero, and both sides of what is said to follow from that."""

    derivative: Expr
    left: Expr
    right: Expr
    sought: Symbol | None
    """The variable of which the letter on the left is a value, where that is another one."""
    solved: bool
    """Whether the left side is the variable by which is differentiated."""
    doubt: str
    """What the text says before it that may change what is zero, or where."""
    of: Derive
    """The derivative as it is written, or meant."""
    sense: str
    """Whether the words say that the function has a `min` or a `max` there; else empty."""


class Vanishing(Doubting):
    """What follows from derivatives that are set to zero."""

    slope: Slope | None = None
    """The last derivative of a chain, and the last side of that."""

    def _note_slope(self, link: Link, a: Expr, b: Expr) -> None:
        """Keep a derivative that begins a chain, and how the chain goes on."""
        if not link.continues:
            first = isinstance(a, Derive) and not any(isinstance(n, Derive) for n in a.body.walk())
            known = len(self.scope.definitions)
            if first and isinstance(a, Derive):
                self.slope = Slope(a, b, known, link.right.end)
        elif self.slope is not None and a == self.slope.value:
            self.slope = replace(self.slope, value=b, end=link.right.end)

    def _zero_at(self, link: Link, left: Syntax, right: Syntax) -> Zero | None:
        """What is said to follow from a derivative's being zero, if that is what is said."""
        if Cue.VANISHES not in link.block.cues or link.continues:
            return None
        slope = self._meant_slope(link, left)
        if slope is None or not link.first or link.relation.sign != "=" or link.claim.arrow:
            return None
        root = _root(left)
        sought = self._sought(left if root is None else root, slope.derivative.wrt)
        try:
            sides = (right,) if sought is not None else (left, right)
            found = self._sides(link, sides)
            value = sought if sought is None or root is None else sought**2
        except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
            return None
        a, b = found[0] if value is None else value, found[-1]
        if a.shape != b.shape or not self._names(slope) & self.scope.behind(a.names | b.names):
            return None
        # What the derivative came out as is judged where it stands.
        same = slope.value.shape == slope.derivative.shape
        solved = a.names <= slope.derivative.wrt.names
        found_letter = sought if root is None else None
        around = self._around(link)
        more = around.denied or self._said_between(slope, link)
        zero = slope.value if same else slope.derivative
        return Zero(zero, a, b, found_letter, solved, more, slope.derivative, around.optimum)

    def _said_between(self, slope: Slope, link: Link) -> str:
        """What may change what is zero, or where; of a function of which no derivative is written, all
        that the section says counts, and what its variable is declared to be.
        """
        written = self.written
        known = written.problem.known_adjectives()
        known |= frozenset[str]().union(
            *(x.symbol.assumptions for x in self.scope.letters.values())
        )
        variable = next(iter(slope.derivative.wrt.symbols))
        tied = sorted(variable.assumptions - _FREE)
        mentioned = {x for x in known if x in _TIED and variable.shape.is_square}
        unsaid = sorted(mentioned - variable.assumptions) if not variable.shape.is_scalar else []
        around = self._around(link)
        if around.function and not _names_function(around.function, slope.derivative.body):
            return around.function
        body = slope.derivative.body
        several = isinstance(body, Symbol) and len(body.arguments) > 1
        if not slope.end and several and not around.variable:
            return "of all its letters"
        if not slope.end and (tied or unsaid):
            return (tied or unsaid)[0]
        start = slope.end or written.problem.start
        return doubt(
            written.scanned, start, link.block.start, variable.name, known, self.defined_at.values()
        )

    def _around(self, link: Link) -> Hedges:
        """What the words around a formula say of it."""
        return Hedges(self.written.scanned.source.text, link.block.start, link.block.end)

    def _names(self, slope: Slope) -> frozenset[str]:
        return self.scope.behind(slope.value.names)

    def _meant_slope(self, link: Link, left: Syntax) -> Slope | None:
        """The last derivative that is written, or where there is none by the letter that the words
        name, or that is found, that of the one function that the text defines of it.
        """
        told = self._around(link).variable
        named = _parsed(told) if told else None
        if told and named is None:
            return None
        wanted = left if named is None else named
        last = self.slope
        if last is not None and named is not None:
            by = last.derivative.wrt.symbols
            last = last if any(self._is_value_of(wanted, x) for x in by) else None
        if last is not None:
            # Another function, of which no derivative is written yet, may be meant.
            later = self._functions(wanted, self.scope.definitions[last.known :])
            return self._slope_of_one(later) if later else last
        return self._slope_of_one(self._functions(wanted, self.scope.definitions))

    def _functions(
        self, wanted: Syntax, definitions: Sequence[Definition]
    ) -> list[tuple[Definition, Symbol]]:
        """The numbers that are defined by a letter, with the letter."""
        return [
            (d, x) for d in definitions if d.body.shape.is_scalar and not d.body.indices
            for x in d.body.symbols if not x.arguments and self._is_value_of(wanted, x)
        ]  # fmt: skip

    def _slope_of_one(self, found: Sequence[tuple[Definition, Symbol]]) -> Slope | None:
        """The derivative of the one function that is not a part of another one."""
        inner = {n for d, _ in found for n in self.scope.behind(d.body.names)}
        outer = [(d, x) for d, x in found if d.head.name not in inner]
        if len(outer) != 1:
            return None
        ((definition, x),) = outer
        convention = self.scope.convention
        if "symmetric" in x.assumptions:
            convention = replace(convention, symmetry=Symmetry.PROJECTED)
        derivative = Derive(definition.head, x, convention)
        return Slope(derivative, derivative)

    def _sought(self, left: Syntax, wrt: Expr) -> Symbol | None:
        """The variable of which a letter with a hat, or with a star, is a value."""
        name = name_of(left) or ""
        found = next((s for s in wrt.symbols if self._is_value_of(left, s)), None)
        return None if found is None or name == found.name else found

    def _is_value_of(self, left: Syntax, variable: Symbol) -> bool:
        """Whether a letter is a variable, or has its name with a hat or a star."""
        name = name_of(left) or ""
        if isinstance(left, syntax.Scripts):
            told = {label(s) for s in (left.sub, left.sup) if s is not None}
            if told and told <= ESTIMATES:
                name = name_of(left.base) or ""
        return basic(name) == variable.name

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


def basic(name: str) -> str:
    """The name of a letter without a hat, or a star.

    >>> basic("μ̂"), basic("x*"), basic("x̃")
    ('μ', 'x', 'x̃')
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if c != "\u0302")
    return unicodedata.normalize("NFC", plain.removesuffix("*"))


def _names_function(formula: str, body: Expr) -> bool:
    """Whether a formula is the name of a function, alone or with its argument as it is defined."""
    head = body.name if isinstance(body, Symbol) else ""
    node = _parsed(formula)
    plain = re.sub(r"\s", "", formula)
    return bool(head) and node is not None and (
        name_of(node) == head or plain.replace("\\", "") == re.sub(r"\s", "", f"{body}")
        or (isinstance(node, syntax.Juxtaposed) and name_of(node.items[0]) == head
            and f"{body}" == plain)
    )  # fmt: skip


def _parsed(formula: str) -> Syntax | None:
    try:
        return parse(tokens(formula, 0), len(formula))
    except (Unlexed, Unparsed):
        return None


def _root(node: Syntax) -> Syntax | None:
    """The letter of which a square is written."""
    match node:
        case syntax.Scripts(base=base, sub=None, sup=syntax.Number(value=two)) if two == 2:
            return base
    return None
