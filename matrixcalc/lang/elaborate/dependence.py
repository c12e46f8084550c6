"""The mean over random letters of which nothing says how they depend on each other.

Of two, one is the best linear prediction by the other and a rest that is uncorrelated with it:
y = m + B (x − μ) + r, where the covariance of r is what B leaves of that of y.  The matrix B is
a letter of which nothing is known.  Whatever the joint distribution is, there is such a B, and
it determines the means of all polynomials of degree two; of others nothing is said here.  In
such a polynomial in more letters only two of them meet at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from matrixcalc.expr import Distribution, Expr, Symbol
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra, linear, moments
from matrixcalc.rewriting import substituted
from matrixcalc.shapes import Shape

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator

Apart: TypeAlias = Callable[[str, str], bool]
"""Whether two letters are independent, as far as is known."""


def jointly(r: Elaborator, e: Expr, first: Distribution, second: Distribution) -> Expr:
    """The mean of a polynomial of degree two in two letters that may depend on each other."""
    x, y = first.variable, second.variable
    slope = Symbol(f"slope({y.name} on {x.name})", Shape(y.shape.rows, x.shape.rows))
    r.scope.letters[slope.name] = Letter(slope, between=(x.name, y.name))
    explained = linear.PRODUCT(slope, first.covariance, algebra.transpose(slope))
    predicted = replace(
        second, mean=second.mean + linear.PRODUCT(slope, x - first.mean),
        covariance=second.covariance - explained, normal=False, third=None, fourth=None,
        marginal=second,
    )  # fmt: skip
    return moments.expectation(moments.expectation(e, predicted), first)


def pairwise(
    r: Elaborator, e: Expr, laws: Sequence[Distribution], apart: Apart, node: Syntax
) -> Expr:
    """The mean of a polynomial of degree two in several letters, two of which meet at a time.

    Where all others are at their means, each letter varies in k − 1 pairs, so k − 2 times too often.
    """
    plain = _inlined(r, e, frozenset(law.variable.name for law in laws), node)
    k = len(laws)

    def still(*moving: Distribution) -> Expr:
        return _at_means(plain, [law for law in laws if law not in moving], node)

    pairs = [(x, y) for at, x in enumerate(laws) for y in laws[at + 1 :]]
    terms = [
        moments.expectation(moments.expectation(still(x, y), y), x)
        if apart(x.variable.name, y.variable.name) else jointly(r, still(x, y), x, y)
        for x, y in pairs
    ]  # fmt: skip
    terms += [-_times(k - 2, moments.expectation(still(x), x)) for x in laws]
    return linear.SUM(*terms, _times((k - 1) * (k - 2) // 2, still()))


def _times(count: int, e: Expr) -> Expr:
    return e if count == 1 else count * e


def _inlined(r: Elaborator, e: Expr, random: frozenset[str], node: Syntax) -> Expr:
    """`e` without letters that are defined by these."""
    while True:
        letters = r.scope.letters
        known = [letters[n] for n in e.names & letters.keys() - random]
        bodies = {
            x.symbol.name: x.body for x in known
            if x.body is not None and r.scope.behind(x.body.names) & random
        }  # fmt: skip
        if not bodies:
            return e
        if any(x.formal or x.indices for x in known if x.symbol.name in bodies):
            raise Beyond("what is defined for each index is not averaged over", node)
        e = _replaced(e, bodies, node)


def _at_means(e: Expr, laws: Sequence[Distribution], node: Syntax) -> Expr:
    return _replaced(e, {law.variable.name: law.mean for law in laws}, node)


def _replaced(e: Expr, new: Mapping[str, Expr], node: Syntax) -> Expr:
    try:
        return substituted(e, new)
    except ValueError:
        raise Beyond("nothing says how these letters depend on each other", node) from None


def supposed(letters: Sequence[Letter]) -> str:
    """In words that the random letters between which these tell are independent."""
    pairs = dict.fromkeys(" and ".join(sorted(x.between)) for x in letters)
    return " and ".join(f"{pair} are independent" for pair in pairs)
