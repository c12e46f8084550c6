"""Defined letters written out, where that has one meaning only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from matrixcalc.expr import (
    Apply,
    Bind,
    Derive,
    Differential,
    Expectation,
    Expr,
    Integral,
    Number,
    Symbol,
)  # fmt: skip
from matrixcalc.ops.spec import Unavailable
from matrixcalc.rewriting import at, indices_at, with_moments
from matrixcalc.statements import Claim, Definition


def inlined(e: Expr, claim: Claim) -> Expr:
    """`e` with defined letters replaced by what they stand for.

    Raises `Unavailable` where a letter is defined twice, or an index would be caught.
    """
    if not e.names & claim.meanings.keys():
        return e
    heads = [d.head.name for d in claim.definitions]
    if len(set(heads)) < len(heads):
        raise Unavailable("a letter that is defined twice")
    return _Inliner(claim).written(e)


HELD = "°"
"""Stands before the name of a defined letter by which a derivative is taken."""
EMPTY: Mapping[str, Definition] = {}


def held(claim: Claim) -> dict[str, Expr]:
    """What the letters stand for by which derivatives are taken although they are defined."""
    by = {n.wrt for e in claim.nodes for n in [e] if isinstance(n, Derive)}
    names = {s.name for s in by if isinstance(s, Symbol)} & claim.meanings.keys()
    return {HELD + name: inlined(claim.meanings[name].head, claim) for name in names}


class _Inliner:
    def __init__(self, claim: Claim, held: Mapping[str, Definition] = EMPTY) -> None:
        self.claim = claim
        self.meanings = {**claim.meanings, **held}
        self.order = {d.head.name: k for k, d in enumerate(claim.definitions)}

    def written(self, e: Expr) -> Expr:
        match e:
            case Number():
                return e
            case Symbol():
                meaning = self.meanings.get(e.name)
                if meaning is not None:
                    return self.written(self._body(e, meaning))
                arguments = tuple(
                    self.written(a) if isinstance(a, Expr) else a for a in e.arguments
                )
                return replace(e, arguments=arguments)
            case Apply(op=op, args=args, params=params):
                return Apply(op, [self.written(a) for a in args], params)
            case Bind():
                self._refuse_caught(e)
                return Bind(e.binder, e.bound, self.written(e.body), e.conditions)
            case Derive():
                return self._derivative(e)
            case Differential():
                if any(v.names & self.meanings.keys() for v in e.variables):
                    raise Unavailable("the differential of a defined letter")
                return Differential(self.written(e.body), e.variables)
            case Expectation():
                return self._averaged(e)
            case Integral():
                if e.variable.name in self.meanings:
                    raise Unavailable("an integral over a defined letter")
                return Integral(self.written(e.body), e.variable)
        raise Unavailable(f"a definition within {type(e).__name__}")

    def _derivative(self, e: Derive) -> Derive:
        """A derivative; by a defined letter it is taken by one of which nothing is known."""
        by = e.wrt.names & self.meanings.keys()
        if not by:
            return Derive(self.written(e.body), e.wrt, e.convention)
        if not isinstance(e.wrt, Symbol) or e.wrt.arguments or e.body.indices:
            raise Unavailable("a derivative by a defined letter")
        letter = replace(e.wrt, name=HELD + e.wrt.name)
        held = {e.wrt.name: Definition(e.wrt, letter)}
        body = _Inliner(self.claim, held).written(e.body)
        return Derive(body, letter, e.convention)

    def _averaged(self, e: Expectation) -> Expr:
        """An expectation, in which no definition may bring another random letter of one name."""
        names = {x.variable.name for x in e.distributions}
        moments = e.children[1:]
        if names & self.meanings.keys() or any(self.written(m).names & names for m in moments):
            raise Unavailable("a random letter that is defined")
        distributions = [with_moments(x, self.written) for x in e.distributions]
        return Expectation(self.written(e.body), distributions)

    def _body(self, s: Symbol, meaning: Definition) -> Expr:
        later = [n for n in meaning.body.names if self.order.get(n, -1) > self.order[s.name]]
        if later or s.name in meaning.body.names:
            raise Unavailable(f"{s.name} is defined by letters that are defined after it")
        places = indices_at(s, meaning)
        if meaning.body.indices - places.keys():
            raise Unavailable(f"{s.name} is defined with an index that it does not show")
        moved = {v: d for v, d in places.items() if d.as_variable is not v}
        return at(meaning.body, moved)

    def _refuse_caught(self, e: Bind) -> None:
        """A bound index must not be one that a definition within speaks of."""
        for name in e.body.names & self.meanings.keys():
            if (
                self.meanings[name].body.indices & set(e.bound)
                and not self.meanings[name].head.arguments
            ):
                raise Unavailable(f"an index of {name} that is summed over")
