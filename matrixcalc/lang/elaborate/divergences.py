"""Divergences and entropies of Gaussians: KL(N(m, S) ‖ N(c, T)) and H[N(m, S)].

They are written as what they are defined to be, means of logarithms of densities:
KL(p ‖ q) = E[log p(z) − log q(z)] and H[p] = −E[log p(z)], where z ~ p (Kullback and Leibler
1951, Shannon 1948).  What the means come to is left to the checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from matrixcalc.expr import Expr, Number, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra, moments
from matrixcalc.shapes import Shape

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator
    from matrixcalc.lang.elaborate.reaching import Part

HALF = Number(Fraction(1, 2))
_BETWEEN = ({"‖"}, {";"})
"""What stands between the two distributions of a divergence."""


@dataclass(frozen=True)
class _Gaussian:
    mean: Expr
    covariance: Expr

    def minus_log(self, z: Expr) -> tuple[Expr, Expr]:
        """(z − m)ᵀ S⁻¹ (z − m) and log |S|: twice −log of the density but for k log 2π."""
        centred = z - self.mean
        quadratic = algebra.transpose(centred) @ algebra.inv(self.covariance) @ centred
        return quadratic, algebra.log(algebra.det(self.covariance))


def functional(r: Elaborator, parts: Sequence[Part], at: int) -> tuple[Expr, int] | None:
    """The divergence or entropy that begins at `at`, and where it ends; None for anything else."""
    end = at + 1
    if end == len(parts):
        return None
    if isinstance(parts[end], syntax.Name) and _is_kl_in_letters(parts, at):
        end += 1
    group = parts[end] if end < len(parts) else ""
    if not isinstance(group, syntax.Group) or group.fence not in ("(", "[", "{|"):
        return None
    laws = [p for p in group.parts if _is_gaussian(r, p)]
    if not laws or len(laws) != len(group.parts):
        return None
    head = parts[at]
    assert not isinstance(head, str)
    if len(laws) == len(_BETWEEN) and set(group.separators) in _BETWEEN:
        return (_divergence(r, laws, head), end + 1) if _is_kl(head) or end == at + 2 else None
    if len(laws) == 1 and _is_entropy(r, head):
        return _entropy(r, laws[0], head), end + 1
    return None


def _divergence(r: Elaborator, laws: Sequence[Syntax], node: Syntax) -> Expr:
    first, second = _read(r, laws, node)
    z = _variable(first)
    law = moments.distribution(z, first.mean, first.covariance, normal=True)
    (own, volume), (other, other_volume) = first.minus_log(z), second.minus_log(z)
    return HALF * moments.expectation(other - own, law) + HALF * (other_volume - volume)


def _entropy(r: Elaborator, law: Syntax, node: Syntax) -> Expr:
    (found,) = _read(r, [law], node)
    z = _variable(found)
    distribution = moments.distribution(z, found.mean, found.covariance, normal=True)
    quadratic, volume = found.minus_log(z)
    units = algebra.log(2 * algebra.PI) * z.shape.rows
    return HALF * moments.expectation(quadratic, distribution) + HALF * (units + volume)


def _variable(law: _Gaussian) -> Symbol:
    """A nameless letter with this distribution, the same one for equal distributions."""
    return Symbol(f"z[{law.mean}, {law.covariance}]", law.mean.shape)


def _read(r: Elaborator, laws: Sequence[Syntax], node: Syntax) -> list[_Gaussian]:
    """The distributions, all of vectors of one length."""
    pairs = [[r.expression(p) for p in _parameters(law)] for law in laws]
    means = [mean for mean, _ in pairs if not _is_zero(mean)]
    rows = means[0].shape.rows if means else pairs[0][1].shape.rows
    column = Symbol("z", Shape(rows, algebra.zeros(rows).shape.cols))
    found = []
    for mean, covariance in pairs:
        own = r.zeros_like(mean, column) if _is_zero(mean) else mean
        r.same_shape(column, own)
        r.square(covariance)
        r.equal(rows, covariance.shape.rows)
        if own.shape != column.shape or not covariance.shape.is_square:
            raise NotUnderstood("a Gaussian density is one of a column", node)
        bodies = {name: x.body for name, x in r.scope.letters.items() if x.body is not None}
        if not moments.is_covariance(covariance, bodies):
            raise Beyond(f"nothing says that {covariance} is positive definite", node)
        found.append(_Gaussian(own, covariance))
    return found


def _is_zero(e: Expr) -> bool:
    return isinstance(e, Number) and e.value == 0


def _parameters(node: Syntax) -> tuple[Syntax, ...]:
    """The mean and the covariance in N(m, S)."""
    group = node.items[1] if isinstance(node, syntax.Juxtaposed) else node
    assert isinstance(group, syntax.Group)
    return group.parts


def _is_gaussian(r: Elaborator, node: Syntax) -> bool:
    """Whether it is N(m, S)."""
    match node:
        case syntax.Juxtaposed(
            items=(syntax.Name(text="N", style=style), syntax.Group(fence="(", parts=(_, _)) as own)
        ):
            return own.separators == (",",) and bool(style or not r.scope.declares("N"))
    return False


def _is_kl(node: Syntax) -> bool:
    """Whether it is KL, D_KL or d_KL, in whatever letters."""
    match node:
        case syntax.Name(text="KL") | syntax.Word(text="KL"):
            return True
        case syntax.Scripts(base=syntax.Name(text="D" | "d"), sub=sub, sup=None, primes=0):
            return sub is not None and (_is_kl(sub) or _is_k_and_l(sub))
    return False


def _is_k_and_l(node: Syntax) -> bool:
    items = node.items if isinstance(node, syntax.Juxtaposed) else ()
    return [i.text for i in items if isinstance(i, syntax.Name)] == ["K", "L"]


def _is_kl_in_letters(parts: Sequence[Part], at: int) -> bool:
    letters = [p.text for p in parts[at : at + 2] if isinstance(p, syntax.Name)]
    return letters == ["K", "L"]


def _is_entropy(r: Elaborator, node: Syntax) -> bool:
    match node:
        case syntax.Word(text="Ent"):
            return True
        case syntax.Name(text="H" | "h" | "𝓗" | "ℍ" as text, style=style):
            return bool(style) or not r.scope.declares(text)
    return False
