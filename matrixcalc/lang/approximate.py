"""Statements that hold up to an order: ≐, ≈, + o(dx), + O(‖h‖³), + ….

They become equalities of what is left without terms of higher order.  Whether the text says more
of a function than that it is smooth is asked here: a stationary point, or a quadratic function,
has expansions of its own, and nothing is refuted then.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from matrixcalc.dims import ONE, Dim
from matrixcalc.expr import Differential, Expr, Symbol
from matrixcalc.lang.comparing import Comparing
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.links import Link
from matrixcalc.lang.names import name_of
from matrixcalc.lang.orders import SIGNS, has_rest, to_first_order, without_rest
from matrixcalc.lang.parser import Unparsed
from matrixcalc.lang.scan.pieces import Heading, Math, Prose
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.taylor import Expansion, agreeing, expansions, symbols
from matrixcalc.ops.arguments import Misuse
from matrixcalc.shapes import SCALAR, IllShaped, Shape

UNREADABLE = (NotUnderstood, Beyond, IllShaped, Misuse, ValueError)
"""Why there is no reading of sides."""

SIZES = ("n", "k", "m", "p")
"""Names for a size of which nothing is told."""

_PLACE = re.compile(r"\w(?:_\w)?")
"""The name of a place that is any one: of x*, x̂ and x_min more may be known."""

UNTOLD = "how far it approximates is not told"

_PLAIN = frozenset(re.findall(r"[\w’']+", """
    a about also an analytic and any around as at be by can column continuous continuously derivative
    derivatives differentiable expand expanding expansion expansions first follows following for
    formula function functions gives gradient gradients has have hence hessian if in infinitely is it its
    let multivariate near obtain of once one only order orders our point points real real-valued
    scalar scalar-valued second series small smooth sufficiently suppose symmetric taylor taylor's
    taylor’s that the then theorem third three thus times to twice up using value valued variable variables vector
    vectors we where which with yields zweimal stetig differenzierbar funktion sei seien eine ein und
    nach satz von gilt die der um soit une fonction deux fois dérivable différentiable
"""))  # fmt: skip
"""Words that say nothing of a function but that it is smooth and what it is a function of."""

_SMOOTH = re.compile(
    r"\b(?:smooth|infinitely|analytic|sufficiently|glatt|hinreichend|beliebig\s+oft|unendlich|indéfiniment|suffisamment)\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:(twice|two|three|thrice|four|zweimal|dreimal|deux|trois)\s*(?:times\s+|fois\s+)?)?(?:continuously\s+|stetig\s+|continûment\s+)?"
    r"(?:differentiable|differenzierbar|dérivable|différentiable)",
    re.IGNORECASE,
)
_TIMES = {"tw": 2, "zw": 2, "de": 2, "th": 3, "dr": 3, "tr": 3, "fo": 4}
"""How often is meant by a word that begins so."""


@dataclass(frozen=True)
class Agreement:
    """The sides of a statement up to its order, and what it may rest on."""

    sides: tuple[Expr, Expr]
    under: str = ""


class Approximate(Comparing):
    """The statements of a problem that hold up to an order."""

    def _agreement(self, link: Link, left: Syntax, right: Syntax) -> Agreement | None:
        """What is said to agree up to an order; None where nothing is."""
        sign = link.relation.sign
        if sign not in ("=", *SIGNS):
            return None
        sides = self._first_order(link, left, right)
        if sides is not None:
            return Agreement(sides, UNTOLD if sign == "≈" else "")
        for found in expansions(left, right, sign):
            agreement = self._expansion(link, found)
            if agreement is not None:
                return agreement
        return None

    def _first_order(self, link: Link, left: Syntax, right: Syntax) -> tuple[Expr, Expr] | None:
        """The sides of a statement that holds to first order in its differentials, as equal ones."""
        shown = without_rest(right)
        if shown is None and (link.relation.sign not in SIGNS or has_rest(right)):
            return None
        try:
            sides = self._sides(link, (left, shown or right))
        except UNREADABLE:
            return None
        if not any(isinstance(n, Differential) for e in sides for n in e.walk()):
            return None
        a, b = map(to_first_order, sides)
        return (a, b) if a is not None and b is not None else None

    def _expansion(self, link: Link, found: Expansion) -> Agreement | None:
        """The sides of an expansion of a function with letters for its values."""
        shape = self._shape_of(found)
        steps = None if shape is None else self._steps(found, shape)
        if shape is None or steps is None:
            return None
        letters = symbols(found, shape)
        known = dict(self.scope.letters)
        self.scope.letters.update((x.name, Letter(x)) for x in (*letters.values(), *steps))
        try:
            a, b = self._sides(link, found.sides)
        except UNREADABLE:
            return None
        finally:
            self.scope.letters.clear()
            self.scope.letters.update(known)
        agreed = agreeing(found, (a, b), letters, steps)
        if agreed is None or agreed.left.shape != agreed.right.shape:
            return None
        if link.relation.sign == "≐" and agreed.order < 1:
            return None
        needed = agreed.order + ("O" in link.claim.texts)
        if needed > self._differentiable():
            reason = f"the text does not say that {found.function} is {needed} times differentiable"
            raise Beyond(reason, found.sides[1])
        return Agreement((agreed.left, agreed.right), self._resting(link, found, agreed.order))

    def _shape_of(self, found: Expansion) -> Shape | None:
        """The shape of what the function is a function of; None if it is not told."""
        letter = self.scope.letters.get(found.function)
        if letter is None:
            # A letter beside brackets is a factor, unless its derivative is written.
            return self._unsaid_shape(found) if found.derives else None
        if len(letter.formal) != 1 or letter.body is not None or letter.beyond:
            return None
        shape = letter.formal[0].shape
        fits = shape.is_scalar or found.by_column or not found.derives
        whole = letter.symbol.shape.is_scalar and not letter.symbol.assumptions
        return shape if shape.is_column and fits and whole else None

    def _unsaid_shape(self, found: Expansion) -> Shape | None:
        """The same where nothing declares the function: f′ is by a number and ∇f by a column."""
        places = {n for n in (name_of(found.base), found.step[1]) if n is not None}
        known = [x for n in places if (x := self.scope.letters.get(n)) is not None]
        told = {x.symbol.shape for x in known if not x.assumed}
        if not found.by_column:
            return SCALAR if told <= {SCALAR} else None
        if told:
            shape = told.pop()
            return shape if not told and shape.is_column else None
        size = next((n for n in SIZES if not self.scope.declares(n)), None)
        return None if size is None else Shape(Dim.size(size), ONE)

    def _steps(self, found: Expansion, shape: Shape) -> tuple[Symbol, ...] | None:
        """The letters of the step, with its factor; None where one of them is something else."""
        steps = []
        for name in (n for n in found.step if n):
            own = SCALAR if name == found.step[0] else shape
            known = self.scope.letters.get(name)
            if known is not None and not known.assumed:
                plain = not (known.indices or known.formal or known.random or known.beyond)
                if not plain or known.body is not None or known.symbol.shape != own:
                    return None
            steps.append(Symbol(name, own))
        return tuple(steps)

    def _resting(self, link: Link, found: Expansion, order: int) -> str:
        """What keeps an expansion from being refuted: more may be known of the function there."""
        sign = link.relation.sign
        if sign == "≈" or (sign == "≐" and found.order is None and order > 1):
            return UNTOLD
        if link.claim.remark or not _PLACE.fullmatch(name_of(found.base) or "0"):
            return "what is said of the place"
        known = [self.scope.letters[n] for n in found.step if n in self.scope.letters]
        if any(x.symbol.assumptions for x in known):
            return "what is said of the step"
        if self._told_otherwise(found.function) or self._says_more():
            return "what the text says of the function"
        return ""

    def _told_otherwise(self, name: str) -> bool:
        """Whether a function stands in formulas that are no expansions, or its letter does."""
        if name not in self.scope.letters and self._stands_elsewhere(name):
            return True
        for link in self.written.links:
            if not isinstance(link, Link):
                return True
            if name not in {t.text for side in (link.left, link.right) for t in side.tokens}:
                continue
            sides = [self.written.syntax(side) for side in (link.left, link.right)]
            known = [side for side in sides if not isinstance(side, Unparsed)]
            if len(known) < 2 or not any(
                e.function == name for e in expansions(known[0], known[1], link.relation.sign)
            ):
                return not _is_map(link)
        return False

    def _stands_elsewhere(self, name: str) -> bool:
        """Whether a letter stands in formulas of other sections, which may say what it is."""
        pieces, here = self.written.scanned.pieces, self.written.problem.start
        heads = [p.start for p in pieces if isinstance(p, Heading)]
        end = min((at for at in heads if at > here), default=len(self.written.scanned.source.text))
        letter = re.compile(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])")
        return any(
            isinstance(p, Math) and not here <= p.start < end
            and letter.search(self.written.scanned.text(p))
            for p in pieces
        )  # fmt: skip

    def _differentiable(self) -> float:
        """How often the functions of the section are differentiable, if it says so."""
        text = " ".join(self._told())
        if _SMOOTH.search(text):
            return math.inf
        return min(
            (_TIMES.get(m[1].lower()[:2], 1) if m[1] else 1 for m in _OFTEN.finditer(text)),
            default=math.inf,
        )

    def _says_more(self) -> bool:
        """Whether the text around it has a word that may say more of a function."""
        words = (w for text in self._told() for w in re.findall(r"[\w’'-]+", text.lower()))
        return any(w not in _PLAIN and len(w) > 1 for w in words)

    def _told(self) -> Iterator[str]:
        """The prose of the section and of those above it."""
        pieces = self.written.scanned.pieces
        for problem in self.written.problem.around():
            ends = [p.start for p in pieces if isinstance(p, Heading) and p.start > problem.start]
            end = min(ends, default=len(self.written.scanned.source.text))
            for piece in pieces:
                if isinstance(piece, Prose | Heading) and problem.start <= piece.start < end:
                    yield self.written.scanned.text(piece)


def _is_map(link: Link) -> bool:
    """Whether a formula says from where to where a function leads: f : ℝⁿ → ℝ."""
    return link.relation.sign == "→" and any(t.text == ":" for t in link.left.tokens)
