"""Expressions with one mistake: a sign, a term, a number or an inverse that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from matrixcalc.expr import Apply, Bind, Expr, Number
from matrixcalc.ops.inverses import INVERSE
from matrixcalc.ops.linear import NEGATIVE, SUM
from matrixcalc.shapes import IllShaped


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
