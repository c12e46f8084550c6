"""The Gaussian density N(x | m, S), written out as a function.

(2π)^{-k/2} |S|^{-1/2} exp(−½ (x − m)ᵀ S⁻¹ (x − m)) for a column of k rows
(Petersen and Pedersen, The Matrix Cookbook, section 8.1).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from matrixcalc.expr import Expr, Number
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import moments
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.names import name_of
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator


def gaussian(r: Elaborator, node: Syntax, group: syntax.Group) -> Expr:
    """The density at x with mean m and covariance S: N(x | m, S) or N_x(m, S)."""
    parts, separators = list(group.parts), group.separators
    below = node.sub if isinstance(node, syntax.Scripts) else None
    if below is not None and len(parts) == 2:
        parts = [below, *parts]
    elif len(parts) != 3 or separators[0] not in ("|", ";"):
        raise Beyond("a distribution that is no density is not judged", node)
    x, mean, covariance = (r.expression(p) for p in parts)
    if isinstance(mean, Number) and mean.value == 0:
        mean = r.zeros_like(mean, x)
    r.same_shape(x, mean)
    r.square(covariance)
    r.equal(x.shape.rows, covariance.shape.rows)
    if not x.shape.is_column:
        raise NotUnderstood("a Gaussian density is one of a column", node)
    return density(x, mean, covariance)


def of_law(r: Elaborator, group: syntax.Group, node: Syntax) -> Expr | None:
    """p(x) and p(u | v) of Gaussian letters as they are declared; None for other letters."""
    names = [name_of(part) for part in group.parts]
    letters = [r.scope.letters.get(name) for name in names if name is not None]
    if len(letters) != len(names) or not letters or letters[0] is None:
        return None
    letter = letters[0]
    law = letter.moments
    if law is None or not law.normal or letter.indices or letter.body is not None:
        return None
    given = names[1:] if group.separators == ("|",) else []
    if len(names) != 1 + len(given) or [law.given] != (given or [""]):
        return None
    found = moments.law(r, letter, node)
    return density(found.variable, found.mean, found.covariance)


def density(x: Expr, mean: Expr, covariance: Expr) -> Expr:
    """The density written out."""
    centred = x - mean
    quadratic = algebra.transpose(centred) @ algebra.inv(covariance) @ centred
    volume = algebra.power(2 * algebra.PI, x.shape.rows) * algebra.det(covariance)
    return algebra.exp(Number(Fraction(-1, 2)) * quadratic) / algebra.sqrt(volume)
