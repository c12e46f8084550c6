"""Expectations, variances and covariances: E[…], Var[…] and Cov(…, …).

Inside these brackets a random letter is averaged over.  Its mean and its
covariance are read where the expectation stands, as they were declared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from matrixcalc.assumptions import ALIKE, INDEPENDENT, close
from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Distribution, Expectation, Expr, Number, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import averages
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.names import indices, name_of
from matrixcalc.lang.parser import Unparsed, parse
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.tokens import Unlexed, tokens
from matrixcalc.ops import algebra, linear, moments
from matrixcalc.ops.arguments import Misuse
from matrixcalc.shapes import SCALAR, IllShaped, Shape
from matrixcalc.statements import Definition

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
    if r.in_distribution:
        raise Beyond(f"a distribution that is given by {kind} is not judged", node)
    scripts = node if isinstance(node, syntax.Scripts) else None
    if scripts is not None and (scripts.sup is not None or scripts.primes):
        raise Beyond(f"{kind} with something above it is not judged", node)
    inside, behind = _condition(group, kind, node)
    if len(inside) != 1 and not (kind == "a covariance" and len(inside) == 2):
        raise Beyond(f"{kind} of a list is not judged", node)
    parts = [r.expression(p) for p in inside]
    given = [_given(r, p, kind) for p in behind]
    mean = _mean(r, parts, given, scripts, kind, node)
    if group.fence == "(" and word == "E":
        r.perhaps_other = "E(…) may be an expectation or a function"
    value = _of_kind(r, kind, parts, mean, node)
    if not given:
        return value
    shown = ", ".join(map(str, parts))
    sign = "E" if kind == "an expectation" else "Cov"
    return averages.named(r, f"{sign}[{shown} | {', '.join(given)}]", value)


def _condition(
    group: syntax.Group, kind: str, node: Syntax
) -> tuple[tuple[Syntax, ...], tuple[Syntax, ...]]:
    """What stands before the bar in the brackets, and what behind it."""
    signs = group.separators
    if any(s not in (",", "|") for s in signs) or signs.count("|") > 1:
        raise Beyond(f"{kind} under a condition is not judged", node)
    cut = signs.index("|") + 1 if "|" in signs else len(group.parts)
    return group.parts[:cut], group.parts[cut:]


def _given(r: Elaborator, node: Syntax, kind: str) -> str:
    """The random letter that is a condition."""
    name = name_of(node) or ""
    known = r.scope.letters.get(name)
    if known is None or not known.random or known.moments is None:
        raise Beyond(f"{kind} under a condition is not judged", node)
    return name


def _mean(
    r: Elaborator, parts: Sequence[Expr], given: Sequence[str],
    scripts: syntax.Scripts | None, kind: str, node: Syntax,
) -> averages.Mean:  # fmt: skip
    """What takes the mean over the random letters in these expressions."""
    letters = _averaged(r, parts, scripts, kind, node)
    names = [x.symbol.name for x in letters]

    def read(letter: Letter) -> Distribution:
        return law(r, letter, node)

    if given:
        return averages.under(r, names, given, node, read)
    return averages.over(r, names, node, read)


def _of_kind(
    r: Elaborator, kind: str, parts: Sequence[Expr], mean: averages.Mean, node: Syntax
) -> Expr:
    if kind == "an expectation":
        return mean(parts[0])
    if not all(p.shape.is_column for p in parts):
        raise Beyond(f"{kind} of what is no column is not judged", node)
    if kind == "a variance" and not parts[0].shape.is_scalar:
        # Some mean by it a number, or the variances of the components.
        r.perhaps_other = "the variance of a vector may be a matrix or a number"
    return moments.covariance_by(mean, parts[0], parts[-1])


def _averaged(
    r: Elaborator, parts: Sequence[Expr], scripts: syntax.Scripts | None, kind: str, node: Syntax
) -> list[Letter]:
    """The random letters in these expressions, which are averaged over."""
    letters = [r.scope.letters[name] for name in _random_below(r, parts)]
    unknown = next((x.symbol.name for x in letters if x.moments is None), "")
    if unknown:
        raise Beyond(f"nothing says what the mean and covariance of {unknown} are", node)
    if not letters:
        raise Beyond(f"{kind} of what is not random is not judged", node)
    if scripts is not None and scripts.sub is not None:
        named = {name_of(n) or "" for n in indices(scripts.sub)}
        if named != {x.symbol.name for x in letters}:
            raise Beyond(f"{kind} over some letters only is not judged", node)
    return letters


def _random_below(r: Elaborator, parts: Sequence[Expr]) -> list[str]:
    """The random letters in expressions, through what defined letters stand for."""
    found = r.scope.behind(frozenset().union(*(p.names for p in parts)))
    known = ((name, r.scope.letters.get(name)) for name in sorted(found))
    return [name for name, letter in known if letter is not None and letter.random]


def law(r: Elaborator, letter: Letter, node: Syntax) -> Distribution:
    """The distribution of a letter as declared; raises `Beyond` for one that is not understood."""
    assert letter.moments is not None
    x = r.resolved(letter.symbol)
    if r.unknowns.open(x.shape.cols):
        raise Beyond(f"nothing says whether {x.name} is a number or a vector", node)
    try:
        mean, covariance = _nameless(x)
        place, r.in_distribution = _place(r, letter), True
        if letter.moments.mean:
            mean = r.expression(_parsed(letter.moments.mean, place))
        if letter.moments.covariance:
            place += len(letter.moments.mean)
            covariance = r.expression(_parsed(letter.moments.covariance, place))
        base, _, index = x.name.partition("_")
        for name in sorted(mean.names | covariance.names):
            member = index and name.partition("_")[0] == base
            if name == x.name or (member and name != letter.moments.given):
                raise Beyond(f"the distribution of {x.name} depends on {name}", node)
        below = _random_below(r, [mean, covariance])
        other = next((name for name in below if name != letter.moments.given), "")
        if other or _random_below(r, [covariance]):
            raise Beyond(f"the distribution of {x.name} depends on {other}, which is random", node)
        if isinstance(mean, Number) and mean.value == 0:
            mean = r.zeros_like(mean, x)
        r.same_shape(x, mean)
        r.square(covariance)
        r.equal(x.shape.rows, covariance.shape.rows)
        if not (x.shape.is_column and x.shape == mean.shape and covariance.shape.is_square):
            raise Beyond(f"the distribution of {x.name} is not that of a vector", node)
        return _distribution(r, letter, x, mean, covariance)
    except (NotUnderstood, IllShaped, Misuse, Unparsed, Unlexed):
        raise Beyond(f"the distribution of {x.name} was not understood", node) from None
    finally:
        r.in_distribution = False


def _distribution(
    r: Elaborator, letter: Letter, x: Symbol, mean: Expr, covariance: Expr
) -> Distribution:
    """The distribution with these moments, of independent components where that is declared."""
    assert letter.moments is not None
    alike = ALIKE in letter.symbol.assumptions
    if alike and isinstance(covariance, Symbol):
        covariance = _with_one_variance(r, covariance)
    return moments.distribution(
        x, mean, covariance, normal=letter.moments.normal,
        independent=INDEPENDENT in letter.symbol.assumptions, alike=alike,
    )  # fmt: skip


def _with_one_variance(r: Elaborator, covariance: Symbol) -> Expr:
    """What a covariance is that is a letter, where all components have the same variance."""
    known = r.scope.letters.get(covariance.name)
    if covariance.shape.is_scalar or known is None:
        return covariance
    variance = Symbol(f"Var({covariance.name})", assumptions=close("", SCALAR, ["positive"]))
    body = variance * algebra.eye(covariance.shape.rows)
    if known.body not in (None, body):
        return covariance
    r.scope.letters[covariance.name] = replace(known, body=body)
    found = Definition(covariance, body, "the same variance for all components")
    if found not in r.scope.definitions:
        # A formula may be read more than once.
        r.introduced.append(found)
    return body


def of_any_component(e: Expr) -> Expr:
    """E[(xᵢ − mᵢ)ᵏ] as that of the first component, where all have the same central moments.

    Every other expression is as it was, and where the components may have different ones.
    """
    match e:
        case Expectation(distributions=(law,), body=Apply(op=linear.POWER, args=(a,), params=(k,))):
            x, places = law.variable, e.index_order
            if ALIKE not in x.assumptions or law.third is None or len(places) != 1:
                return e
            i = Dim.variable(places[0])
            ways = [algebra.entry(law.mean, i), moments.expectation(algebra.entry(x, i), law)]
            if a in [algebra.entry(x, i) - way for way in ways]:
                first = algebra.entry(x, 1) - algebra.entry(law.mean, 1)
                return moments.expectation(linear.POWER(first, k), law)
    return e


def _nameless(x: Symbol) -> tuple[Expr, Expr]:
    """Letters for a mean and a covariance of which nothing is said."""
    rows = x.shape.rows
    if ALIKE in x.assumptions and not x.shape.is_scalar:
        variance = Symbol(f"Var({x.name})", assumptions=close("", SCALAR, ["positive"]))
        return Symbol(f"E[{x.name}]", x.shape), variance * algebra.eye(rows)
    if x.shape.is_scalar:
        return Symbol(f"E[{x.name}]"), Symbol(
            f"Var({x.name})", assumptions=close("", SCALAR, ["positive"])
        )
    shape = Shape(rows, rows)
    apart = ["diagonal"] if INDEPENDENT in x.assumptions else []
    words = close("", shape, ["positive semidefinite", *apart])
    return Symbol(f"E[{x.name}]", x.shape), Symbol(f"Cov({x.name})", shape, words)


def _place(r: Elaborator, letter: Letter) -> int:
    """Where the distribution of a letter is read: behind the statement and the distributions before it,
    because a constant such as I has a size of its own at each place.
    """
    place = r.end
    for _, other in sorted(r.scope.letters.items()):
        if other is letter:
            break
        if other.moments is not None:
            place += len(other.moments.mean) + len(other.moments.covariance)
    return place


def _parsed(written: str, place: int) -> Syntax:
    return parse(tokens(written, place), place + len(written))
