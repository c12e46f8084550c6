"""Where an optimum may be, and which multiplier its constraint may have.

Quadratic functions are solved, and sums of one function of each entry by what their derivative
is where all entries are one.  Nothing is vouched for: whoever asks has every place judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from matrixcalc.convexity import FAILURES, is_affine
from matrixcalc.deadline import Deadline
from matrixcalc.derive import collected
from matrixcalc.dims import Dim
from matrixcalc.entries import ENTRY, entry, separated, settled
from matrixcalc.expr import Apply, Bind, Binder, Derive, Expr, Number, Symbol
from matrixcalc.extrema import gap, index_of, new_index, placed
from matrixcalc.ops import algebra, linear, parts, products
from matrixcalc.ops.arguments import number
from matrixcalc.ops.constants import zero_of
from matrixcalc.rewriting import at, substituted, transformed
from matrixcalc.shapes import SCALAR, Shape
from matrixcalc.statements import Definition, Optimum


def as_column(o: Optimum, e: Expr) -> tuple[Expr, Symbol]:
    """`e` with the members of a family as the entries of a column, and the column."""
    x = o.variable
    index = index_of(x)
    if index is None:
        return e, x
    assert index.upper is not None
    words = {"positive entries"} if "positive" in x.assumptions else set()
    column = Symbol(x.name, Shape.of(index.upper, 1), frozenset(words))

    def rule(n: Expr) -> Expr:
        if isinstance(n, Symbol) and n.name == x.name and n.arguments:
            (k,) = n.arguments
            assert isinstance(k, Dim)
            return parts.ENTRY(column, k, Dim.of(1))
        return n

    return transformed(e, rule), column


def at_place(o: Optimum, e: Expr, value: Expr) -> Expr:
    """`e`, in which the members of a family are entries of a column, at a place."""
    index, name = index_of(o.variable), o.variable.name

    def rule(n: Expr) -> Expr:
        match n:
            case Apply(op=parts.ENTRY, args=(Symbol(name=found),), params=(k, _)) if (
                found == name and index is not None
            ):
                return at(value, {index: k}) if k.as_variable is not index else value
            case Apply(op=parts.ENTRY, args=(Bind(binder=Binder.TABLE, bound=(i,), body=body),)):
                k = n.params[0]
                return at(body, {i: k}) if k.as_variable is not i else body
            case Symbol(name=found) if found == name and index is None:
                return value
        return n

    return transformed(e, rule)


@dataclass(frozen=True)
class Slopes:
    """Derivatives, unevaluated and taken, and what they are at a place: of the function, and of
    the multiple of the constraint.
    """

    taken: tuple[tuple[Expr, Expr], ...]
    values: tuple[Expr, ...]

    @property
    def balance(self) -> tuple[Expr, Expr]:
        """That they are equal there, or that the only one is zero."""
        first, *others = self.values
        if others:
            return first, others[0]
        return first, zero_of(first.shape)


class Search:
    """Places and multipliers for one optimum."""

    def __init__(
        self, o: Optimum, deadline: Deadline, definitions: tuple[Definition, ...] = ()
    ) -> None:
        self.o = o
        self.definitions = definitions
        self.deadline = deadline
        self.objective, self.x = as_column(o, o.objective)
        self.gaps = [as_column(o, gap(c))[0] for c in o.constraints]
        index = index_of(o.variable)
        beside = (o.objective, *(gap(c) for c in o.constraints))
        self.k = Dim.variable(index) if index else new_index(self.x.shape.rows, *beside)

    def _collected(self, e: Expr) -> Expr:
        return collected(e, (), self.deadline)

    def _settled(self, e: Expr) -> Expr:
        return settled(e, self.deadline)

    def places(self) -> Iterator[Expr]:
        """Where the optimum may be."""
        for way in (self._quadratic, self._entry_by_entry):
            found: list[Expr] = []
            with suppress(*FAILURES):
                found += way()
            yield from found

    def _quadratic(self) -> Iterator[Expr]:
        """The solution of linear equations, where the second derivative is constant."""
        x, f = self.x, self.objective
        if index_of(self.o.variable) is not None:
            return
        bent = self._collected(Derive(Derive(f, x), x))
        if x.name in bent.names:
            return
        origin = zero_of(x.shape)
        slope = self._collected(substituted(self._collected(Derive(f, x)), {x.name: origin}))
        inverse = _inverse(bent)
        if not self.gaps:
            yield self._collected(-_times(inverse, slope))
            return
        (h,) = self.gaps
        if not is_affine(h, x):
            return
        a = self._collected(Derive(h, x))
        start = self._collected(substituted(h, {x.name: origin}))
        scale = _times(a.T, inverse, a)
        multiplier = _times(_inverse(scale), _times(a.T, inverse, slope) - start)
        yield self._collected(_times(inverse, _times(a, multiplier) - slope))

    def _entry_by_entry(self) -> Iterator[Expr]:
        """Shares of a whole: in the ratio of the derivatives where all entries are one, or of
        their exponentials, or all alike.
        """
        if len(self.gaps) != 1:
            return
        t = Symbol(ENTRY)
        whole = separated(self.gaps[0], self.x, self.k)
        f = separated(self.objective, self.x, self.k)
        origin = constant_terms(self.gaps[0], self.x)
        if whole is None or f is None or str(self._settled(Derive(whole, t))) != "1":
            return
        total = self._settled(-origin)
        yield self._whole(total / number(self.x.shape.rows))
        first = self._settled(Derive(f, t))
        slope, bent = (
            self._settled(transformed(e, _put(t, number(1))))
            for e in (first, self._settled(Derive(first, t)))
        )
        for weight in (slope, self._exponential(slope, bent)):
            i = new_index(self.x.shape.rows, weight, Symbol("", SCALAR, frozenset(), (self.k,)))
            assert self.k.as_variable is not None
            share = weight / algebra.total(i, at(weight, {self.k.as_variable: i}))
            yield self._whole(share if str(total) == "1" else total * share)

    def _exponential(self, slope: Expr, bent: Expr) -> Expr:
        """exp(a) for the part a of the derivative that is not the same for all entries."""
        terms = slope.args if isinstance(slope, Apply) and slope.op is linear.SUM else (slope,)
        moving = [a for a in terms if self.k.as_variable in a.indices]
        exponent = linear.SUM(*moving) if len(moving) > 1 else (moving or [slope])[0]
        heat = self._settled(-bent)
        return algebra.exp(exponent if str(heat) == "1" else exponent / heat)

    def _whole(self, share: Expr) -> Expr:
        if index_of(self.o.variable) is not None:
            return share
        return algebra.table(self.k, share)

    def slopes(self, place: Expr) -> Iterator[Slopes]:
        """The derivatives of the function and of the multiple of its constraint."""
        for way in (self._slopes_of_columns, self._slopes_of_entries):
            found: list[Slopes] = []
            with suppress(*FAILURES):
                found.append(way(place))
            yield from found

    def _times_multiplier(self, h: Expr) -> Expr:
        letter = self.o.multiplier
        assert letter is not None
        return letter * h if h.shape.is_scalar else letter.T @ h

    def _slopes_of_columns(self, place: Expr) -> Slopes:
        x = self.o.variable
        if x.arguments:
            raise ValueError(f"{x} is no column")
        parts_of = [self.objective, *map(self._times_multiplier, self.gaps)]
        taken = [self._collected(Derive(e, x)) for e in parts_of]
        return Slopes(
            tuple((Derive(e, x), d) for e, d in zip(parts_of, taken, strict=True)),
            tuple(substituted(d, {x.name: place}) for d in taken),
        )

    def _slopes_of_entries(self, place: Expr) -> Slopes:
        x, index = self.o.variable, index_of(self.o.variable)
        plain = [self.o.objective, *(gap(c) for c in self.o.constraints)]
        k = new_index(self.x.shape.rows, place, *plain)
        if index is None:
            by: Expr = parts.ENTRY(self.x, k, Dim.of(1))
            there = entry(place, k)
        else:
            by, there = replace(x, arguments=(k,)), at(place, {index: k})
        t = Symbol(ENTRY)
        taken: list[tuple[Expr, Expr]] = []
        values: list[Expr] = []
        for e, column in zip(plain, (self.objective, *self.gaps), strict=True):
            body = separated(column, self.x, k)
            if body is None:
                raise ValueError(f"{e} is no sum over the entries")
            slope = self._settled(Derive(body, t))
            scale = self._times_multiplier if taken else _itself
            taken.append((Derive(scale(e), by), scale(transformed(slope, _put(t, by)))))
            values.append(scale(transformed(slope, _put(t, there))))
        return Slopes(tuple(taken), tuple(values))

    def multipliers(self, place: Expr) -> Iterator[Expr]:
        """What the multiplier of the constraint may be, the shortest ones first."""
        for way in (self._of_entry, self._of_slopes):
            found: list[Expr] = []
            with suppress(*FAILURES):
                found += way(place)
            yield from found
        yield from self._in_general()

    def _of_entry(self, place: Expr) -> Iterator[Expr]:
        """The ratio of the derivatives by one entry, if it is the same for all."""
        f, h = (separated(e, self.x, self.k) for e in (self.objective, self.gaps[0]))
        if f is None or h is None:
            return
        t, x = Symbol(ENTRY), parts.ENTRY(self.x, self.k, Dim.of(1))
        if self.x.shape.is_scalar:
            return
        slopes = [self._settled(Derive(e, t)) for e in (f, h)]
        there = [at_place(self.o, transformed(e, _put(t, x)), place) for e in slopes]
        ratio = self._settled(there[0] if str(there[1]) == "1" else there[0] / there[1])
        if self.k.as_variable not in ratio.indices:
            yield ratio

    def _of_slopes(self, place: Expr) -> Iterator[Expr]:
        """From the derivatives as vectors, at the place."""
        if index_of(self.o.variable) is not None:
            return
        slopes = [self._collected(Derive(e, self.x)) for e in (self.objective, self.gaps[0])]
        f, h = (substituted(e, {self.x.name: place}) for e in slopes)
        if self.gaps[0].shape.is_scalar:
            found = products.INNER(h, f) / products.INNER(h, h)
        else:
            found = algebra.inv(h.T @ h) @ h.T @ f
            factor = _behind_factor(self._collected(f), h)
            if factor is not None:
                yield factor
        if any(d.head.name in found.names for d in self.definitions):
            with suppress(*FAILURES):
                yield collected(found, self.definitions, self.deadline)
        yield self._collected(found)

    def _in_general(self) -> Iterator[Expr]:
        """The only multiplier that there can be, by derivatives that are not taken yet."""
        o = self.o
        f, h = placed(o, o.objective), placed(o, gap(o.constraints[0]))
        if index_of(o.variable) is not None:
            first = Symbol(o.point.name, SCALAR, frozenset(), (Dim.of(1),))
            yield Derive(f, first) / Derive(h, first)
        elif h.shape.is_scalar:
            by = o.point
            slopes = [Derive(e, by) for e in (f, h)]
            yield products.INNER(slopes[1], slopes[0]) / products.INNER(slopes[1], slopes[1])
        elif is_affine(self.gaps[0], self.x):
            with suppress(*FAILURES):
                a = self._collected(Derive(self.gaps[0], self.x))
                yield algebra.inv(a.T @ a) @ a.T @ Derive(f, o.point)


def _behind_factor(e: Expr, factor: Expr) -> Expr | None:
    """What a factor is multiplied by to give `e`, if it stands there."""
    if not isinstance(e, Apply) or e.op is not linear.PRODUCT or factor not in e.args:
        return None
    at_factor = e.args.index(factor)
    before, behind = e.args[:at_factor], e.args[at_factor + 1 :]
    if not behind or not all(a.shape.is_scalar for a in before):
        return None
    rest = (*before, *behind)
    return linear.PRODUCT(*rest) if len(rest) > 1 else rest[0]


def _itself(e: Expr) -> Expr:
    return e


def _put(t: Symbol, e: Expr) -> Callable[[Expr], Expr]:
    return lambda n: e if n == t else n


def constant_terms(e: Expr, x: Symbol) -> Expr:
    """The terms of a sum that have no x."""
    terms = e.args if isinstance(e, Apply) and e.op is linear.SUM else (e,)
    rest = [a for a in terms if x.name not in a.names]
    if len(rest) == 1:
        return rest[0]
    return linear.SUM(*rest) if rest else number(0)


def _inverse(a: Expr) -> Expr:
    if a.shape.is_scalar:
        return Number(1 / a.value) if isinstance(a, Number) else number(1) / a
    return algebra.inv(a)


def _times(*factors: Expr) -> Expr:
    result = factors[0]
    for e in factors[1:]:
        result = result @ e
    return result
