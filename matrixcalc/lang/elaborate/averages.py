"""Which letters an expectation averages over, and in which order; what it is under a condition.

Letters that are independent are averaged over one after the other.  Of two of which nothing is said the
moments of degree two are known but for a letter (`dependence`); for higher ones they are taken
for independent, and what holds then holds on that condition.  A letter of which the
distribution is given for each value of another one, u | v, is averaged over first.  Under a
condition the other way round, E[f | u], the mean is ∫ f p(v) p(u|v) dv / ∫ p(v) p(u|v) dv:
the joint density over the marginal one, and no formula for conditional moments.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from matrixcalc.expr import Distribution, Expr, Number, Symbol
from matrixcalc.lang.elaborate import dependence, iid
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra, moments
from matrixcalc.statements import Definition

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator

Mean = Callable[[Expr], Expr]
"""What takes the mean of an expression."""
Read = Callable[[Letter], Distribution]
"""What reads the distribution of a letter."""


TWO = 2
"""Letters of which it is supposed that they are independent where nothing is said of it."""


FEW = 4
"""Letters that may be averaged over two at a time."""


def over(r: Elaborator, names: Sequence[str], node: Syntax, read: Read) -> Mean:
    """The mean over random letters and those on which their distributions depend."""
    letters = _with_conditions(r, names, node)
    families = [x for x in letters if x.indices]
    if families:
        return _over_samples(r, letters, node, read)
    inner = [x for x in letters if _given(x)]
    outer = [x for x in letters if not _given(x)]
    if len(inner) > 1:
        spoken = " and ".join(x.symbol.name for x in inner)
        raise Beyond(f"nothing says how {spoken} depend on each other", node)
    if inner and [x.symbol.name for x in outer] != [_given(inner[0])]:
        other = next(x for x in outer if x.symbol.name != _given(inner[0]))
        spoken = f"{inner[0].symbol.name} and {other.symbol.name}"
        raise Beyond(f"nothing says how {spoken} depend on each other", node)
    laws = [read(x) for x in (*inner, *outer)]
    apart = all(_are_apart(x, y) for x in outer for y in outer if x is not y)

    def mean(e: Expr) -> Expr:
        for law in laws[: len(inner)]:
            e = moments.expectation(e, law)
        rest = laws[len(inner) :]
        if not apart:
            spoken = [law.variable.name for law in rest]
            bodies = {name: x.body for name, x in r.scope.letters.items() if x.body is not None}
            degree = moments.degree_in(e, frozenset(spoken), bodies)
            if degree is None or degree <= 1 or len(spoken) > TWO:
                if degree == moments.ANY_LAW and len(spoken) <= FEW:
                    return dependence.pairwise(r, e, rest, _apart_in(outer), node)
                return moments.expectation(e, *rest)
            if moments.mixes(e, frozenset(spoken), bodies):
                if degree <= moments.ANY_LAW:
                    return dependence.jointly(r, e, *rest)
                r.separate = f"{' and '.join(spoken)} are independent"
        for law in reversed(rest):
            e = moments.expectation(e, law)
        return e

    return mean


def _over_samples(r: Elaborator, letters: Sequence[Letter], node: Syntax, read: Read) -> Mean:
    """The mean over the members of one family."""
    (family, *others) = letters
    if others:
        spoken = " and ".join(x.symbol.name for x in letters)
        raise Beyond(f"nothing says how {spoken} depend on each other", node)
    law = read(family)
    return lambda e: iid.mean(r, family, law, e, node)


def under(
    r: Elaborator, names: Sequence[str], given: Sequence[str], node: Syntax, read: Read
) -> Mean:
    """The mean over random letters where others have given values."""
    if len(set(given)) > 1:
        raise Beyond("a mean under several conditions is not judged", node)
    open_ = [x.symbol.name for x in _with_conditions(r, names, node)]
    letters = [r.scope.letters[n] for n in open_ if n not in given]
    if not letters:
        raise Beyond("nothing in it varies under the condition", node)
    if all(_given(x) in given for x in letters) and len(letters) == 1:
        law = read(letters[0])
        return lambda e: moments.expectation(e, law)
    conditions = [r.scope.letters[n] for n in given if n in r.scope.letters]
    if len(letters) == len(conditions) == 1 and _given(conditions[0]) == letters[0].symbol.name:
        return _by_densities(read(letters[0]), read(conditions[0]), node)
    raise Beyond("nothing says how these letters depend on each other", node)


def named(r: Elaborator, name: str, value: Expr) -> Expr:
    """A letter for a moment under a condition, which is shown by this name."""
    known = r.scope.letters.get(name)
    if known is not None and known.body == value:
        return known.symbol
    symbol = Symbol(name, value.shape)
    r.scope.letters[name] = Letter(symbol, body=value)
    r.introduced.append(Definition(symbol, value, "the joint density over the marginal one"))
    return symbol


def _by_densities(law: Distribution, condition: Distribution, node: Syntax) -> Mean:
    """The mean over v for a given u, by p(v) p(u | v)."""
    if not (law.normal and condition.normal):
        raise Beyond("only of Gaussian vectors the densities are known", node)
    half = Number(Fraction(-1, 2))
    weight = algebra.exp(half * _distance(law) + half * _distance(condition))

    def mean(e: Expr) -> Expr:
        v = law.variable
        product = e * weight if e.shape.is_scalar else weight * e
        return moments.integral(product, v) / moments.integral(weight, v)

    return mean


def _distance(law: Distribution) -> Expr:
    """(x − m)ᵀ S⁻¹ (x − m)."""
    centred = law.variable - law.mean
    return algebra.transpose(centred) @ algebra.inv(law.covariance) @ centred


def _with_conditions(r: Elaborator, names: Sequence[str], node: Syntax) -> list[Letter]:
    """The letters and those on which their distributions depend, all random and known."""
    found: dict[str, Letter] = {}
    todo = list(names)
    while todo:
        name = todo.pop(0)
        letter = r.scope.letters.get(name)
        if name in found:
            continue
        if letter is None or not letter.random or letter.moments is None:
            raise Beyond(f"nothing says what the mean and covariance of {name} are", node)
        found[name] = letter
        if _given(letter):
            other = r.scope.letters.get(_given(letter))
            if other is not None and _are_apart(letter, other):
                both = f"{name} and {other.symbol.name}"
                raise Beyond(f"{both} have a joint law and are said to be independent", node)
            todo.append(_given(letter))
    return list(found.values())


def _given(letter: Letter) -> str:
    return letter.moments.given if letter.moments is not None else ""


def _are_apart(x: Letter, y: Letter) -> bool:
    """Whether two letters are independent, as far as is known."""
    return any(
        a.moments is not None and b.symbol.name in a.moments.apart for a, b in ((x, y), (y, x))
    )


def _apart_in(letters: Sequence[Letter]) -> dependence.Apart:
    known = {x.symbol.name: x for x in letters}
    return lambda x, y: _are_apart(known[x], known[y])
