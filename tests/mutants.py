"""Expressions with one mistake: a sign, a term, a number or an inverse that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain

from matrixcalc.expr import Apply, Bind, Derive, Expr, Number, Symbol
from matrixcalc.ops.inverses import INVERSE
from matrixcalc.ops.linear import NEGATIVE, PRODUCT, SUM, TRANSPOSE
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Claim


def mutants(e: Expr) -> Iterator[Expr]:
    """Every expression that differs from `e` by one mistake, ill-shaped ones left out."""
    match e:
        case Apply():
            yield from _mistaken(e)
            yield from _below(e)
        case Number(value=value):
            yield Number(value + 1)
        case Bind():
            for body in mutants(e.body):
                with suppress(IllShaped):
                    yield Bind(e.binder, e.bound, body, e.conditions)


def _mistaken(e: Apply) -> Iterator[Expr]:
    if e.op in (NEGATIVE, INVERSE):
        yield e.args[0]
    if e.op is SUM:
        for k in range(len(e.args)):
            rest = e.args[:k] + e.args[k + 1 :]
            yield SUM(*rest) if len(rest) > 1 else rest[0]
            yield SUM(*e.args[:k], -e.args[k], *e.args[k + 1 :])


def _below(e: Apply) -> Iterator[Expr]:
    for k, arg in enumerate(e.args):
        for mutant in mutants(arg):
            with suppress(IllShaped):
                yield Apply(e.op, [*e.args[:k], mutant, *e.args[k + 1 :]], e.params)


def varied(claim: Claim) -> Iterator[Claim]:
    """Claims that differ by one slip on either side; some of them are true as well.

    A transpose lost or added, two factors swapped, a letter taken for another one of
    its shape, a term doubled, and all that `mutants` does.
    """
    letters = [s for s in claim.symbols if not s.arguments]
    for left, right in ((claim.left, claim.right), (claim.right, claim.left)):
        for slip in chain(_slips(left, letters), mutants(left)):
            with suppress(IllShaped, ValueError):
                if slip.shape == right.shape and slip != left:
                    yield Claim(slip, right, claim.definitions)


def _slips(e: Expr, letters: list[Symbol]) -> Iterator[Expr]:
    yield from (s for s in letters if isinstance(e, Symbol) and s.shape == e.shape and s != e)
    if not e.shape.is_scalar:
        yield e.T
    yield 2 * e
    match e:
        case Apply(op=op, args=args, params=params):
            if op is TRANSPOSE:
                yield args[0]
            if op is PRODUCT:
                for k in range(len(args) - 1):
                    with suppress(IllShaped):
                        yield PRODUCT(*args[:k], args[k + 1], args[k], *args[k + 2 :])
            for k, arg in enumerate(args):
                for slip in _slips(arg, letters):
                    with suppress(IllShaped):
                        yield Apply(op, [*args[:k], slip, *args[k + 1 :]], params)
        case Bind():
            for body in _slips(e.body, letters):
                with suppress(IllShaped):
                    yield Bind(e.binder, e.bound, body, e.conditions)
        case Derive():
            for body in _slips(e.body, letters):
                with suppress(IllShaped):
                    yield Derive(body, e.wrt, e.convention)
