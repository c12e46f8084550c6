"""Distributions that are claimed: v | u ~ N(m, S) of letters whose distributions are declared.

What is said of v and of u | v settles that of v | u, and of both together.  Such a line
claims two equations, one of means and one of covariances; nothing is judged here.
"""

from __future__ import annotations

from matrixcalc.lang import syntax
from matrixcalc.lang.links import Link
from matrixcalc.lang.names import name_of
from matrixcalc.lang.parser import Unparsed, parse
from matrixcalc.lang.scope import Moments, Scope
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.tokens import Token, Unlexed, tokens


def moments_of(
    scope: Scope, link: Link, written: str, right: Syntax | Unparsed
) -> list[tuple[Syntax, Syntax]]:
    """The mean and the covariance of the left side, each with what the right side says it is.

    Empty where the line declares a distribution, or is not understood.
    """
    said = _parameters(right)
    if said is None or not _is_settled(scope, link.left.tokens):
        return []
    found = []
    for word, value in zip((r"\mathbb{E}", r"\mathrm{Cov}"), said, strict=True):
        text = rf"{word}({written})"
        try:
            node = parse(tokens(text, link.left.start), link.left.start + len(text))
        except (Unparsed, Unlexed):
            return []
        found.append((node, value))
    return found


def _parameters(right: Syntax | Unparsed) -> tuple[Syntax, Syntax] | None:
    match right:
        case syntax.Juxtaposed(
            items=(syntax.Name(text="N"), syntax.Group(fence="(", parts=(mean, covariance)))
        ):
            return mean, covariance
    return None


def _is_settled(scope: Scope, left: tuple[Token, ...]) -> bool:
    """Whether the distribution of what stands on the left follows from what is declared."""
    if any(t.kind == "begin" for t in left):
        # Only letters below one another: what is computed from them need not be Gaussian.
        inside = [t for t in left if t.kind not in ("begin", "end", "row", "quad")]
        known = [_moments(scope, t.text) for t in inside]
        together = all(m is not None and m.normal and _is_linear(m) for m in known)
        return len({t.text for t in inside}) == len(inside) > 1 and together
    bar = next((k for k, t in enumerate(left) if t.text in ("|", "∣", "mid")), -1)
    if bar < 0:
        return any(_name(left) in law.names for law in scope.joint)
    names = [_name(part) for part in (left[:bar], left[bar + 1 :])] if bar > 0 else []
    if len(names) != 2:
        return False
    law, condition = (_moments(scope, name) for name in names)
    if law is None or condition is None:
        return False
    if any({*names} == {*found.names} for found in scope.joint):
        return True
    if condition.given != names[0]:
        return False
    return law.normal and condition.normal and _is_linear(condition)


def _is_linear(law: Moments) -> bool:
    """Whether a mean has the letter on which it is conditioned once in a term, and in no brackets."""
    if not law.given:
        return True
    try:
        node = parse(tokens(law.mean), len(law.mean))
    except (Unparsed, Unlexed):
        return False
    terms = [t for _, t in node.terms] if isinstance(node, syntax.Sum) else [node]
    return all(_is_term(t, law.given) for t in terms)


def _is_term(term: Syntax, name: str) -> bool:
    items = term.items if isinstance(term, syntax.Juxtaposed) else (term,)
    own = [k for k, i in enumerate(items) if name_of(i) == name]
    deep = sum(isinstance(n, syntax.Name) and n.text == name for n in syntax.walk(term))
    return deep == len(own) <= 1


def _name(part: tuple[Token, ...]) -> str:
    try:
        return name_of(parse(part, part[-1].end if part else 0)) or ""
    except Unparsed:
        return ""


def _moments(scope: Scope, name: str) -> Moments | None:
    known = scope.letters.get(name)
    return known.moments if known is not None and known.random else None
