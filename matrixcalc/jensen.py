"""Jensen's inequality: f(Σ w x) against Σ w f(x) for weights that sum to one.

Which function and which weights these are is read off one side of a claim; whether the other side
is the mean of the values is for the caller to judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matrixcalc.certificates import Visible, times
from matrixcalc.convexity import Bending, replacing
from matrixcalc.deadline import Deadline
from matrixcalc.dims import Dim
from matrixcalc.entries import ENTRY
from matrixcalc.expr import Apply, Bind, Binder, Expr, Symbol
from matrixcalc.extrema import new_index
from matrixcalc.ops import algebra, elementwise, linear, parts
from matrixcalc.ops.arguments import number
from matrixcalc.rewriting import transformed
from matrixcalc.shapes import SCALAR


@dataclass(frozen=True)
class Mean:
    """A weighted mean as it is written: weights and values, of which a sum binds the index."""

    parts: tuple[tuple[Expr, Expr], ...]
    over: Bind | None = None

    def total(self, terms: Sequence[Expr]) -> Expr:
        """The sum of one expression for each part."""
        (first, *others) = terms
        if self.over is not None:
            return algebra.total(*map(Dim.variable, self.over.bound), first)
        return linear.SUM(first, *others) if others else first


@dataclass(frozen=True)
class Instance:
    """What an instance of Jensen's inequality needs: two equations, and a convex function."""

    whole: Expr
    """The sum of the weights, which has to be one."""
    values: Expr
    """What has to be the other side: the mean of the values, or the value at the mean."""
    why: str


def means(e: Expr) -> Iterator[tuple[Expr, Mean]]:
    """The weighted means that stand in an expression, largest first."""
    for node in e.walk():
        found = _mean(node)
        if found is not None:
            yield node, found


def _mean(e: Expr) -> Mean | None:
    match e:
        case Bind(binder=Binder.SUM, body=body, conditions=()):
            part = _weighted(body)
            return part and Mean((part,), e)
        case Apply(op=linear.SUM, args=args):
            found = [_weighted(a) for a in args]
            known = tuple(p for p in found if p is not None)
            return Mean(known) if len(known) == len(found) else None
        case Apply(op=linear.QUOTIENT, args=(a, c)):
            return _scaled(number(1) / c, a)
        case Apply(op=linear.PRODUCT, args=(c, *rest)) if c.shape.is_scalar and rest:
            return _scaled(c, times(rest))
        case Apply(op=linear.PRODUCT, args=(Apply(op=linear.TRANSPOSE, args=(w,)), x)) if (
            w.shape.is_column and w.shape == x.shape
        ):
            k, one = new_index(w.shape.rows, e), Dim.of(1)
            over = algebra.total(k, parts.ENTRY(w, k, one) * parts.ENTRY(x, k, one))
            return _mean(over)
    return None


def _scaled(c: Expr, e: Expr) -> Mean | None:
    """The mean of the terms of a sum, with one weight for all of them."""
    match e:
        case Bind(binder=Binder.SUM, body=body, conditions=()) if not c.indices:
            return Mean(((c, body),), e)
        case Apply(op=linear.SUM, args=args):
            return Mean(tuple((c, a) for a in args))
    return None


def _weighted(e: Expr) -> tuple[Expr, Expr] | None:
    """The weight in front of a value."""
    match e:
        case Apply(op=linear.PRODUCT, args=(c, *rest)) if c.shape.is_scalar and rest:
            return c, times(rest)
        case Apply(op=linear.QUOTIENT, args=(a, b)):
            part = _weighted(a)
            return part and (part[0], part[1] / b)
    return None


def instances(
    side: Expr, visible: Visible, deadline: Deadline, *, convex: bool
) -> Iterator[Instance]:
    """The instances of which `side` is f(Σ w x), for a convex or a concave f."""
    for node, mean in means(side):
        if not all(visible.nonnegative(w) for w, _ in mean.parts):
            continue
        words = _shared(mean, visible)
        t = Symbol(ENTRY, node.shape, words)
        f = transformed(side, replacing(node, t))
        caught = {v for n in f.walk() if isinstance(n, Bind) for v in n.bound}
        own = set() if mean.over is None else set(mean.over.bound)
        if caught & (node.indices | own) or own & f.indices:
            continue
        bent = Bending(t, deadline).convex(f, up=convex)
        if bent is None or any(not _is_met(n, t, words) for n in bent.needs):
            continue
        told = bent.why or f"{f} is {'convex' if convex else 'concave'}"
        yield Instance(
            mean.total([w for w, _ in mean.parts]),
            mean.total([w * transformed(f, replacing(t, x)) for w, x in mean.parts]),
            f"Jensen's inequality: {told.replace(ENTRY, 't')}",
        )


def of_values(
    side: Expr, visible: Visible, deadline: Deadline, *, convex: bool
) -> Iterator[Instance]:
    """The instances of which `side` is Σ w f(x), for a convex or a concave function of numbers."""
    mean = _mean(side)
    if mean is None or not all(visible.nonnegative(w) for w, _ in mean.parts):
        return
    inner = [x.args[0] for _, x in mean.parts if isinstance(x, Apply) and len(x.args) == 1]
    names = {x.op for _, x in mean.parts if isinstance(x, Apply)}
    if len(inner) < len(mean.parts) or len(names) > 1 or not all(e.shape.is_scalar for e in inner):
        return
    (op,) = names
    if not isinstance(op, elementwise.Elementwise):
        return
    found = Mean(tuple((w, e) for (w, _), e in zip(mean.parts, inner, strict=True)), mean.over)
    words = _shared(found, visible)
    t = Symbol(ENTRY, SCALAR, words)
    bent = Bending(t, deadline).convex(op(t), up=convex)
    if bent is None or any(not _is_met(n, t, words) for n in bent.needs):
        return
    yield Instance(
        mean.total([w for w, _ in mean.parts]),
        op(mean.total([w * e for w, e in found.parts])),
        f"Jensen's inequality: {(bent.why or str(op(t))).replace(ENTRY, 't')}",
    )


def _is_met(need: Expr, t: Symbol, words: frozenset[str]) -> bool:
    """Whether what has to be positive is the letter itself, whose values all are."""
    return need == t and bool(words)


def _shared(mean: Mean, visible: Visible) -> frozenset[str]:
    """What is seen of all values, and so of their mean."""
    values = [x for _, x in mean.parts]
    if all(x.shape.is_scalar for x in values):
        return frozenset({"positive"} if all(map(visible.positive, values)) else ())
    if all(visible.known.holds(x, "positive definite") for x in values):
        return frozenset({"positive definite", "symmetric"})
    return frozenset()
