"""Trees rebuilt with parts replaced; nothing is evaluated or simplified."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from matrixcalc.assumptions import close
from matrixcalc.conventions import Convention
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import (
    Apply,
    Bind,
    Derive,
    Differential,
    Distribution,
    Expectation,
    Expr,
    Integral,
    Number,
    Symbol,
)
from matrixcalc.ops.spec import Unavailable
from matrixcalc.shapes import Shape
from matrixcalc.statements import Claim, Definition

SymbolRule = Callable[[Symbol], Symbol]


def rebuild(
    e: Expr,
    symbol: SymbolRule = lambda s: s,
    convention: Callable[[Convention], Convention] = lambda c: c,
) -> Expr:
    """`e` with every symbol and every convention replaced.

    Raises `IllShaped` where a new convention makes the parts no longer fit.
    """

    def go(node: Expr) -> Expr:
        match node:
            case Number():
                return node
            case Symbol():
                arguments = tuple(go(a) if isinstance(a, Expr) else a for a in node.arguments)
                return symbol(replace(node, arguments=arguments))
            case Apply(op=op, args=args, params=params):
                return Apply(op, [go(a) for a in args], params)
            case Bind():
                return Bind(node.binder, node.bound, go(node.body), node.conditions)
            case Derive():
                return Derive(go(node.body), go(node.wrt), convention(node.convention))
            case Differential():
                return Differential(go(node.body), [go(v) for v in node.variables])
            case Expectation():
                return Expectation(go(node.body), [_rebuilt(x, go) for x in node.distributions])
            case Integral():
                variable = go(node.variable)
                assert isinstance(variable, Symbol)
                return Integral(go(node.body), variable)
        raise AssertionError(f"unknown kind of node {type(node).__name__}")

    return go(e)


def transformed(e: Expr, rule: Callable[[Expr], Expr]) -> Expr:
    """`e` with every node replaced by what a rule makes of it, from the inside out.

    What is bound, differentiated by or averaged over stays the letter that it is.
    """

    def go(node: Expr) -> Expr:
        match node:
            case Apply(op=op, args=args, params=params):
                return rule(Apply(op, [go(a) for a in args], params))
            case Symbol():
                inside = tuple(go(a) if isinstance(a, Expr) else a for a in node.arguments)
                return rule(replace(node, arguments=inside))
            case Bind():
                return rule(Bind(node.binder, node.bound, go(node.body), node.conditions))
            case Derive():
                return rule(Derive(go(node.body), node.wrt, node.convention))
            case Differential():
                return rule(Differential(go(node.body), node.variables))
            case Expectation(distributions=laws):
                moments = [with_moments(x, go) for x in laws]
                return rule(Expectation(go(node.body), moments))
            case Integral():
                return rule(Integral(go(node.body), node.variable))
        return rule(node)

    return go(e)


def transformed_claim(claim: Claim, rule: Callable[[Expr], Expr]) -> Claim:
    """A claim with every node of its sides and of its definitions' bodies replaced so."""
    definitions = [replace(d, body=transformed(d.body, rule)) for d in claim.definitions]
    return Claim(
        transformed(claim.left, rule), transformed(claim.right, rule), tuple(definitions),
        tuple(transformed(e, rule) for e in claim.definite),
    )  # fmt: skip


def _rebuilt(x: Distribution, go: Callable[[Expr], Expr]) -> Distribution:
    variable = go(x.variable)
    assert isinstance(variable, Symbol)
    return replace(with_moments(x, go), variable=variable)


def with_moments(x: Distribution, change: Callable[[Expr], Expr]) -> Distribution:
    """A distribution with each of its moments replaced."""
    mean, covariance, *higher = map(change, x.moments)
    third, fourth = higher or (None, None)
    return replace(x, mean=mean, covariance=covariance, third=third, fourth=fourth)


def rebuild_claim(
    claim: Claim,
    symbol: SymbolRule = lambda s: s,
    convention: Callable[[Convention], Convention] = lambda c: c,
) -> Claim:
    """A claim with every symbol and convention replaced, in its definitions too."""
    definitions = []
    for d in claim.definitions:
        head = rebuild(d.head, symbol, convention)
        assert isinstance(head, Symbol)
        body = rebuild(d.body, symbol, convention)
        definitions.append(replace(d, head=head, body=body))
    return Claim(
        rebuild(claim.left, symbol, convention),
        rebuild(claim.right, symbol, convention),
        tuple(definitions),
        tuple(rebuild(e, symbol, convention) for e in claim.definite),
    )


def assuming(claim: Claim, name: str, adjectives: frozenset[str]) -> Claim:
    """The claim with more declared of one symbol."""
    return rebuild_claim(
        claim,
        lambda s: replace(s, assumptions=s.assumptions | adjectives) if s.name == name else s,
    )


def at(e: Expr, places: Mapping[IntVar, Dim]) -> Expr:
    """`e` with free indices in other places.

    Raises `Unavailable` where a binder or a derivative would catch one of them.
    """
    if not places.keys() & e.free:
        return e

    def moved(d: Dim) -> Dim:
        return d.substitute(places.get)

    match e:
        case Symbol():
            inside = (at(a, places) if isinstance(a, Expr) else moved(a) for a in e.arguments)
            return replace(e, arguments=tuple(inside))
        case Apply(op=op, args=args, params=params):
            return Apply(op, [at(a, places) for a in args], [moved(p) for p in params])
        case Bind():
            caught = {v for d in places.values() for v in d.variables} & set(e.bound)
            ranges = {x for v in e.bound for b in (v.lower, v.upper) if b for x in b.variables}
            if caught or ranges & places.keys() or places.keys() & set(e.bound):
                raise Unavailable(f"{e} cannot be taken at another index")
            conditions = [
                replace(c, left=moved(c.left), right=moved(c.right)) for c in e.conditions
            ]
            return Bind(e.binder, e.bound, at(e.body, places), conditions)
    raise Unavailable(f"{e} cannot be taken at another index")


def resized_claim(claim: Claim, sizes: Mapping[IntVar, Dim]) -> Claim:
    """A claim with sizes replaced by others, in all its shapes, ranges and numbers.

    Raises `IllShaped` where the parts no longer fit.
    """
    return Claim(
        resized(claim.left, sizes), resized(claim.right, sizes),
        tuple(resized_definition(d, sizes) for d in claim.definitions),
        tuple(resized(e, sizes) for e in claim.definite),
    )  # fmt: skip


def resized_definition(d: Definition, sizes: Mapping[IntVar, Dim]) -> Definition:
    """A definition with sizes replaced by others."""
    head = resized(d.head, sizes)
    assert isinstance(head, Symbol)
    return replace(d, head=head, body=resized(d.body, sizes))


def resized_index(v: IntVar, sizes: Mapping[IntVar, Dim]) -> IntVar:
    """An index with the same name, and sizes replaced in its range."""
    ends = (x if x is None else _resized_dim(x, sizes) for x in (v.lower, v.upper))
    return IntVar(v.name, v.least, *ends)


def _resized_dim(d: Dim, sizes: Mapping[IntVar, Dim]) -> Dim:
    return d.substitute(lambda v: sizes[v] if v in sizes else Dim.variable(resized_index(v, sizes)))


def resized(e: Expr, sizes: Mapping[IntVar, Dim]) -> Expr:
    """`e` with sizes replaced by others.

    Raises `IllShaped` where the parts no longer fit.
    """

    def moved(d: Dim) -> Dim:
        return _resized_dim(d, sizes)

    def sized(s: Symbol) -> Symbol:
        inside = tuple(moved(a) if isinstance(a, Dim) else resized(a, sizes) for a in s.arguments)
        return replace(s, shape=Shape(moved(s.shape.rows), moved(s.shape.cols)), arguments=inside)

    def go(node: Expr) -> Expr:
        match node:
            case Symbol():
                return sized(node)
            case Apply(op=op, args=args, params=params):
                return Apply(op, [go(a) for a in args], [moved(p) for p in params])
            case Bind():
                conditions = [
                    replace(c, left=moved(c.left), right=moved(c.right)) for c in node.conditions
                ]
                bound = [resized_index(v, sizes) for v in node.bound]
                return Bind(node.binder, bound, go(node.body), conditions)
            case Derive():
                return Derive(go(node.body), go(node.wrt), node.convention)
            case Differential():
                return Differential(go(node.body), [go(v) for v in node.variables])
            case Expectation():
                return Expectation(go(node.body), [_rebuilt(x, go) for x in node.distributions])
            case Integral():
                variable = go(node.variable)
                assert isinstance(variable, Symbol)
                return Integral(go(node.body), variable)
        return node

    return go(e)


def substituted(e: Expr, new: Mapping[str, Expr], *, constant: bool = False) -> Expr:
    """`e` with letters replaced by expressions of their shape.

    What a derivative differentiates by stays a letter: a replaced one there raises
    `ValueError`, and one in what it differentiates does, unless what stands in their
    places is `constant`, whichever letters it is written in.
    """
    named = new.keys() | {name for value in new.values() for name in value.names}

    def go(node: Expr) -> Expr:
        match node:
            case Symbol() if node.name in new:
                return new[node.name]
            case Number():
                return node
            case Symbol():
                inside = tuple(go(a) if isinstance(a, Expr) else a for a in node.arguments)
                return replace(node, arguments=inside)
            case Apply(op=op, args=args, params=params):
                return Apply(op, [go(a) for a in args], params)
            case Bind() if not any(e.free & set(node.bound) for e in new.values()):
                return Bind(node.binder, node.bound, go(node.body), node.conditions)
            case Expectation(distributions=laws) if not _catches(node, new):
                return Expectation(go(node.body), [with_moments(x, go) for x in laws])
            case Derive(body=body, wrt=wrt) if constant and not wrt.names & named:
                return Derive(go(body), wrt, node.convention)
        if node.names & new.keys():
            raise ValueError(f"{node} cannot be taken at other arguments")
        return node

    return go(e)


def _catches(e: Expectation, new: Mapping[str, Expr]) -> bool:
    """Whether an expectation averages over a letter that is replaced, or that a new part has."""
    names = {x.variable.name for x in e.distributions}
    return bool(names & new.keys()) or any(names & part.names for part in new.values())


def replaced(e: Expr, old: Expr, new: Expr) -> Expr:
    """`e` with one part replaced wherever it stands; raises `ValueError` below what binds it."""
    if e == old:
        return new
    match e:
        case Apply(op=op, args=args, params=params):
            return Apply(op, [replaced(a, old, new) for a in args], params)
        case Bind() if not old.free & set(e.bound):
            return Bind(e.binder, e.bound, replaced(e.body, old, new), e.conditions)
        case Symbol() | Number():
            return e
    if old in set(e.walk()):
        raise ValueError(f"{old} cannot be replaced in {e}")
    return e


def own_letter(name: str, shape: Shape, words: Iterable[str], taken: set[str]) -> Symbol:
    """A letter that a claim is rewritten with, called so or with primes, and taken from then on."""
    while name in taken:
        name += "′"
    taken.add(name)
    return Symbol(name, shape, close(name, shape, words))


def indices_at(s: Symbol, meaning: Definition) -> dict[IntVar, Dim]:
    """What the indices of a definition are where its letter stands as `s`.

    Raises `Unavailable` where another argument is not the one that it is defined for.
    """
    places: dict[IntVar, Dim] = {}
    for formal, actual in zip(meaning.head.arguments, s.arguments, strict=True):
        if isinstance(formal, Dim) and isinstance(actual, Dim) and formal.as_variable:
            places[formal.as_variable] = actual
        elif formal != actual:
            raise Unavailable(f"{s.name} at other arguments than those it is defined for")
    return places
