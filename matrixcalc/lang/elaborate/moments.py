"""Expectations, variances and covariances: E[…], Var[…] and Cov(…, …).

A random letter has a meaning inside these brackets only.  Its mean and its
covariance are read where the expectation stands, as they were declared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matrixcalc.expr import Expr, Law, Number
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.names import indices, name_of
from matrixcalc.lang.parser import Unparsed, parse
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.tokens import Unlexed, tokens
from matrixcalc.ops import moments
from matrixcalc.ops.arguments import Misuse
from matrixcalc.shapes import IllShaped

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator

KINDS = {
    "E": "an expectation", "𝔼": "an expectation",
    "Var": "a variance", "var": "a variance", "𝕍": "a variance",
    "Cov": "a covariance", "cov": "a covariance",
}  # fmt: skip
"""How the moments are written, and what they are."""


def moment(r: Elaborator, node: Syntax, word: str, group: syntax.Group) -> Expr:
    """The moment of what stands in the brackets."""
    kind = KINDS[word]
    scripts = node if isinstance(node, syntax.Scripts) else None
    if scripts is not None and (scripts.sup is not None or scripts.primes):
        raise Beyond(f"{kind} with something above it is not judged", node)
    if any(s != "," for s in group.separators):
        raise Beyond(f"{kind} under a condition is not judged", node)
    if len(group.parts) != 1 and not (kind == "a covariance" and len(group.parts) == 2):
        raise Beyond(f"{kind} of a list is not judged", node)
    below = None if scripts is None or scripts.sub is None else indices(scripts.sub)
    named = None if below is None else frozenset(name_of(n) or "" for n in below)
    outside, r.averaged = r.averaged, r.averaged | (_random(r) if named is None else named)
    try:
        parts = [r.expression(p) for p in group.parts]
    finally:
        r.averaged = outside
    found = frozenset[str]().union(*(p.names for p in parts))
    letters = [r.scope.letters[x] for x in sorted(found & _random(r))]
    if not letters or not (named is None or named <= found):
        raise Beyond(f"{kind} of what is not random is not judged", node)
    laws = [_law(r, letter, node) for letter in letters]
    if kind == "an expectation":
        return moments.expectation(parts[0], *laws)
    if not all(p.shape.is_column for p in parts):
        raise Beyond(f"{kind} of what is no column is not judged", node)
    return moments.covariance(parts[0], parts[-1], *laws)


def _random(r: Elaborator) -> frozenset[str]:
    """The letters that have a law."""
    return frozenset(name for name, x in r.scope.letters.items() if x.moments is not None)


def _law(r: Elaborator, letter: Letter, node: Syntax) -> Law:
    """The law of a letter as declared."""
    assert letter.moments is not None
    x = r.resolved(letter.symbol)
    outside, r.averaged = r.averaged, frozenset()
    try:
        mean = r.expression(_parsed(letter.moments.mean))
        covariance = r.expression(_parsed(letter.moments.covariance))
        if isinstance(mean, Number) and mean.value == 0:
            mean = r.zeros_like(mean, x)
        r.same_shape(x, mean)
        r.square(covariance)
        r.equal(x.shape.rows, covariance.shape.rows)
        return moments.law(x, mean, covariance, normal=letter.moments.normal)
    except (Beyond, NotUnderstood, IllShaped, Misuse, Unparsed, Unlexed):
        raise Beyond(f"the law of {x.name} was not understood", node) from None
    finally:
        r.averaged = outside


def _parsed(written: str) -> Syntax:
    return parse(tokens(written), len(written))
