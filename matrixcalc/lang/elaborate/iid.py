"""The mean over i.i.d. samples x_1, …, x_n of which the mean and the covariance are known.

These determine the means of all polynomials of degree two in the samples, whatever else their
distribution is.  So the samples may be taken for x_i = μ + v_i (s − μ), where s has the
distribution of one of them, and the numbers v_1, …, v_n have mean zero, variance one and no
correlation: these have the same means and covariances.  Nothing is said of higher degrees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matrixcalc.dims import ONE, Dim
from matrixcalc.expr import Distribution, Expr, Symbol
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra, moments
from matrixcalc.rewriting import transformed
from matrixcalc.shapes import Shape

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator


def mean(r: Elaborator, letter: Letter, law: Distribution, e: Expr, node: Syntax) -> Expr:
    """The mean of a polynomial of degree two in the members of a family."""
    x = law.variable
    bodies = {name: known.body for name, known in r.scope.letters.items() if known.body is not None}
    degree = moments.degree_in(e, frozenset({x.name}), bodies)
    if degree is None or degree > moments.ANY_LAW or e.has_derivative:
        raise Beyond(f"the mean and covariance of {x.name} do not determine this mean", node)
    places = {a for s in e.symbols if s.name == x.name for a in s.arguments}
    if len(places & {Dim.variable(v) for v in e.indices if v.name not in r.bound}) > 1:
        raise Beyond("nothing says whether the two indices may be equal", node)
    count = _count(letter, node)
    one = _sample(x)
    r.scope.letters[one.name] = Letter(one, between=(x.name,))
    steps = Symbol(f"step({x.name})", Shape(count, ONE))
    written = _Written(r, law, steps, node).of(e)
    own = moments.distribution(steps, algebra.zeros(count), algebra.eye(count))
    whole = moments.distribution(one, law.mean, law.covariance)
    return moments.expectation(moments.expectation(written, own), whole)


def _sample(x: Symbol) -> Symbol:
    """The letter for one sample."""
    return Symbol(f"sample({x.name})", x.shape)


def _count(letter: Letter, node: Syntax) -> Dim:
    """How many samples there are."""
    index = letter.indices[0]
    if len(letter.indices) > 1 or index.lower != 1 or index.upper is None or index.upper == ONE:
        raise Beyond("only samples that are counted from 1 are averaged over", node)
    return index.upper


class _Written:
    """Writes the members of a family as x_i = μ + v_i (s − μ), through definitions."""

    def __init__(self, r: Elaborator, law: Distribution, steps: Symbol, node: Syntax) -> None:
        self.r = r
        self.law = law
        self.steps = steps
        self.node = node

    def of(self, e: Expr) -> Expr:
        """`e` with every member written so."""
        return transformed(e, self._letter)

    def _letter(self, e: Expr) -> Expr:
        x = self.law.variable
        if not isinstance(e, Symbol):
            return e
        if e.name == x.name:
            (place,) = e.arguments
            assert isinstance(place, Dim)
            deviation = _sample(x) - self.law.mean
            return self.law.mean + algebra.entry(self.steps, place) * deviation
        known = self.r.scope.letters.get(e.name)
        if known is None or known.body is None:
            return e
        if x.name not in self.r.scope.behind(frozenset({e.name})):
            return e
        if e.arguments:
            raise Beyond(
                f"what is defined by {x.name} for each index is not averaged over", self.node
            )
        return self.of(known.body)
