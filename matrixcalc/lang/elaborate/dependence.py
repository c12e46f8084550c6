"""Means over random letters of which nothing says how they depend on each other.

Each letter is the best linear prediction by those before it and a rest that is uncorrelated
with them: y = m + B (x − μ) + r, where the covariance of r is what B leaves of that of y.  The
matrix B is a letter of which nothing is known.  Whatever the joint distribution is, there is
such a B, and it determines the means of all polynomials of degree two; of others nothing is
said here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from matrixcalc.expr import Distribution, Expr, Symbol
from matrixcalc.lang.scope import Letter
from matrixcalc.ops import algebra, linear, moments
from matrixcalc.shapes import Shape

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator

Apart: TypeAlias = Callable[[str, str], bool]
"""Whether two letters are independent, as far as is known."""


def jointly(r: Elaborator, e: Expr, laws: Sequence[Distribution], apart: Apart) -> Expr:
    """The mean of a polynomial of degree two in letters that may depend on each other."""
    rests: list[Expr] = []
    found: list[Distribution] = []
    tied: set[tuple[str, str]] = set()
    for law in laws:
        y, mean, covariance = law.variable, law.mean, law.covariance
        for rest, before in zip(rests, found, strict=True):
            x = before.variable
            # With a letter before both they may be tied by it, though they are independent.
            between = any({(x.name, k), (y.name, k)} <= tied for k in r.scope.letters)
            if apart(x.name, y.name) and not between:
                continue
            tied.add((y.name, x.name))
            slope = _slope(r, y, x)
            explained = linear.PRODUCT(slope, before.covariance, algebra.transpose(slope))
            mean, covariance = mean + linear.PRODUCT(slope, rest), covariance - explained
        rests.append(y - mean)
        found.append(law if mean == law.mean else _predicted(law, mean, covariance))
    for law in reversed(found):
        e = moments.expectation(e, law)
    return e


def _predicted(law: Distribution, mean: Expr, covariance: Expr) -> Distribution:
    return replace(
        law, mean=mean, covariance=covariance, normal=False, third=None, fourth=None, marginal=law
    )


def _slope(r: Elaborator, y: Symbol, x: Symbol) -> Symbol:
    """The letter for what predicts y from x."""
    found = Symbol(f"slope({y.name} on {x.name})", Shape(y.shape.rows, x.shape.rows))
    r.scope.letters[found.name] = Letter(found, between=(x.name, y.name))
    return found


def supposed(letters: Sequence[Letter]) -> str:
    """In words that the random letters between which these tell are independent."""
    names = sorted({name for x in letters for name in x.between})
    return f"{' and '.join(names)} are independent" if names else ""
