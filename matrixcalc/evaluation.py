"""The value of a claim's sides at a point, over any exact or certified arithmetic.

A derivative is evaluated by perturbing its variable with dual numbers, one
direction for each entry asked for; no differentiation formula is used.
`bilinear` gives uᵀ E v, which needs one direction only where E is a gradient.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import pairwise
from typing import Any

from matrixcalc.arithmetic.cubature import expected
from matrixcalc.arithmetic.prime import NeedsAtoms, PrimeDualArithmetic
from matrixcalc.assumptions import SEPARATE
from matrixcalc.conventions import Layout, Symmetry
from matrixcalc.deadline import Deadline
from matrixcalc.dims import IntVar
from matrixcalc.expr import (
    Apply,
    Bind,
    Binder,
    Derive,
    Differential,
    Expectation,
    Expr,
    Number,
    Symbol,
)
from matrixcalc.interpretation import Interpreter, Key
from matrixcalc.ops import inverses, linear, parts
from matrixcalc.ops.spec import Operator, Unavailable, Undefined
from matrixcalc.sampling.points import Point
from matrixcalc.statements import Claim

CURVED = frozenset(
    {"orthogonal", "orthonormal columns", "idempotent", "rank deficient", "unit norm"}
)
"""Adjectives of sets in which no straight line stays, so that d²X is not zero."""


class Evaluator(Interpreter[Any]):
    """Evaluates over `field`; a child evaluator works over dual numbers above it."""

    def __init__(
        self,
        claim: Claim,
        sizes: Mapping[IntVar, int],
        field: Any,
        point: Point,
        deadline: Deadline | None = None,
        parent: Evaluator | None = None,
        overrides: Mapping[Key, Any] | None = None,
        families: Iterable[str] = (),
    ) -> None:
        super().__init__(claim, sizes, deadline, parent, overrides)
        self.families = frozenset(families)
        """Families of which every member moves in its direction."""
        self.overridden |= self.families
        self.field = field
        self.point = point
        self.above = parent
        self._children: dict[Any, Evaluator] = {}

    # Values.

    def number(self, e: Number) -> Any:
        return self.field.number(e.value)

    def lift(self, value: Any) -> Any:
        """A value over the arithmetic of the point, over this one."""
        return value if self.above is None else self.lifted(self.above.lift(value))

    def lifted(self, value: Any) -> Any:
        assert self.above is not None
        return value if self.field is self.above.field else self.field.lift(value)

    def unaffected(self, e: Expr, at: Mapping[IntVar, int]) -> Any:
        try:
            return super().unaffected(e, at)
        except NeedsAtoms:
            # A constant such as log 2π has no residue, and its tangent is zero all the same.
            if isinstance(self.field, PrimeDualArithmetic):
                return self.field.unknown(*self.shape(e))
            raise

    def symbol(self, s: Symbol, indices: tuple[int, ...], arguments: tuple[Any, ...]) -> Any:
        size = self.shape(s)
        if s.is_function:
            return self.point.function(s, indices, size, self.field, arguments, self.lift)
        return self.lift(self.point.value(s, indices, size))

    def apply(self, op: Operator, args: tuple[Any, ...], params: tuple[int, ...]) -> Any:
        return op.exact(self.field, *args, *params)

    def accumulate(self, binder: Binder, values: Iterator[Any], body: Expr) -> Any:
        f = self.field
        if binder is Binder.SUM:
            total = f.zeros(*self.shape(body))
            for value in values:
                total = f.add(total, value)
            return total
        result = f.number(1)
        for value in values:
            result = f.scale(result, value)
        return result

    def tabulate(self, rows: int, cols: int, values: Mapping[tuple[int, int], Any]) -> Any:
        return self.field.build(rows, cols, lambda i, j: values[i, j])

    # Derivatives.

    def child(self, variable: Symbol, change: Any, at: Mapping[IntVar, int]) -> Evaluator:
        """The evaluator in which `variable` moves in the direction `change`."""
        above = self.field.extended()
        key = self.key(variable, at)
        moved = above.join(self.value(variable, at), change)
        return Evaluator(
            self.claim, self.sizes, above, self.point, self.deadline, self, {key: moved}
        )

    def towards(
        self, wrt: Expr, change: Any, at: Mapping[IntVar, int], symmetry: Symmetry
    ) -> tuple[Symbol, Any]:
        """The variable below `wrt`, and how it moves when `wrt` moves by `change`."""
        f = self.field
        match wrt:
            case Symbol():
                if wrt.assumptions & SEPARATE:
                    raise Unavailable(f"no derivative by {wrt}, whose values lie apart")
                self._refuse_other_arguments(wrt)
                return wrt, self._symmetrised(wrt, change, symmetry)
            case Apply(op=linear.TRANSPOSE, args=(inside,)):
                return self.towards(inside, f.transpose(change), at, symmetry)
            case Apply(op=parts.ENTRY, args=(inside,), params=(i, j)):
                row, col = self.integer(i, at) - 1, self.integer(j, at) - 1
                rows, cols = self.shape(inside)
                if not (0 <= row < rows and 0 <= col < cols):
                    raise Undefined(f"there is no entry ({row + 1}, {col + 1}) in {inside}")
                zero = f.number(0)
                single = f.build(rows, cols, lambda a, b: change if (a, b) == (row, col) else zero)
                return self.towards(inside, single, at, symmetry)
            case Apply(op=parts.VEC, args=(inside,)):
                rows, cols = self.shape(inside)
                matrix = f.build(rows, cols, lambda a, b: f.entry(change, b * rows + a, 0))
                return self.towards(inside, matrix, at, symmetry)
            case Apply(op=inverses.INVERSE, args=(inside,)):
                above = f.extended()
                moved = above.join(self.value(wrt, at), self._symmetrised(inside, change, symmetry))
                return self.towards(inside, above.tangent(above.inverse(moved)), at, Symmetry.FREE)
            case Apply(op=linear.POWER, args=(inside,)):
                variable, unit = self.towards(inside, f.number(1), at, Symmetry.FREE)
                inner = self.child(variable, unit, at)
                slope = inner.field.tangent(inner.value(wrt, at))
                return self.towards(
                    inside, f.multiply(change, f.reciprocal(slope)), at, Symmetry.FREE
                )
        raise Unavailable(f"{wrt} does not stand for a variable")

    def _refuse_other_arguments(self, x: Symbol) -> None:
        """Raise `Unavailable` where a function occurs at other arguments than `x`."""
        sides = (self.claim.left, self.claim.right, *(d.body for d in self.claim.definitions))
        values = {s for side in sides for s in side.symbols if s.name == x.name}
        if x.is_function and any(s.arguments != x.arguments for s in values):
            raise Unavailable(f"{x} is no variable where {x.name} has other arguments too")

    def _symmetrised(self, x: Expr, change: Any, symmetry: Symmetry) -> Any:
        """The change made symmetric, if the derivative is tied or projected."""
        if symmetry is Symmetry.FREE or not self._is_symmetric(x):
            return change
        f = self.field
        both = f.add(change, f.transpose(change))
        if symmetry is Symmetry.PROJECTED:
            return f.scale(f.reciprocal(f.number(2)), both)
        return f.add(both, f.negative(parts.DIAGONAL_MATRIX.exact(f, change)))

    def _is_symmetric(self, x: Expr) -> bool:
        match x:
            case Symbol():
                # What is said of a defined letter would have to follow from its definition.
                return "symmetric" in x.assumptions and x.name not in self.claim.meanings
            case Apply(op=inverses.INVERSE | linear.TRANSPOSE, args=(inside,)):
                return self._is_symmetric(inside)
        return False

    def along(
        self, e: Derive, change: Any, at: Mapping[IntVar, int], place: Any = None
    ) -> Evaluator:
        """The evaluator in which the variable of `e` moves so that `wrt` moves by `change`.

        `place` identifies the change among those of `wrt`, where it is a unit.
        """
        label = None
        if place is not None:
            free = tuple(at[v] for v in e.wrt.index_order)
            label = (e.wrt, e.convention.symmetry, free, place)
            if label in self._children:
                return self._children[label]
        child = self.child(*self.towards(e.wrt, change, at, e.convention.symmetry), at)
        if label is not None:
            self._children[label] = child
        return child

    def derive(self, e: Derive, at: Mapping[IntVar, int]) -> Any:
        f = self.field
        rows, cols = self.shape(e.wrt)
        slopes = {}
        for i in range(rows):
            for j in range(cols):
                self.deadline.check()
                unit = f.build(rows, cols, lambda a, b, at=(i, j): f.number(int((a, b) == at)))
                inner = self.along(e, unit, at, (i, j))
                slopes[i, j] = inner.field.tangent(inner.value(e.body, at))
        return self._arranged(e, slopes)

    def _arranged(self, e: Derive, slopes: Mapping[tuple[int, int], Any]) -> Any:
        """The slopes, each of the shape of the body, in the layout of the derivative."""
        f = self.field
        if e.wrt.shape.is_scalar:
            return slopes[0, 0]
        rows, cols = self.shape(e)
        if e.body.shape.is_scalar:
            flipped = e.convention.layout is Layout.NUMERATOR
            return f.build(rows, cols, lambda i, j: slopes[(j, i) if flipped else (i, j)])
        components_down = e.wrt.shape.is_row or (
            e.body.shape.is_column and e.convention.layout is Layout.NUMERATOR
        )

        def entry(i: int, j: int) -> Any:
            component, variable = (i, j) if components_down else (j, i)
            slope = slopes[(0, variable) if e.wrt.shape.is_row else (variable, 0)]
            return f.entry(slope, *((component, 0) if e.body.shape.is_column else (0, component)))

        return f.build(rows, cols, entry)

    def differential(self, e: Differential, at: Mapping[IntVar, int]) -> Any:
        above = self.field.extended()
        moved, families = {}, set()
        for x in self._moving(e):
            if x.is_member and not x.indices <= e.body.indices:
                # The index is bound inside the body, so all members move.
                families.add(x.name)
                continue
            if x.assumptions & CURVED and self._moves_above(x.name):
                raise Unavailable(f"a second differential along {x}, whose set is curved")
            key = self.key(x, at)
            moved[key] = above.join(self.value(x, at), self.direction(x, key[1]))
        inner = Evaluator(
            self.claim, self.sizes, above, self.point, self.deadline, self, moved, families
        )
        return above.tangent(inner.value(e.body, at))

    def _moves_above(self, name: str) -> bool:
        """Whether a symbol is moved already, here or above."""
        above: Evaluator | None = self
        while above is not None and name not in above.overridden:
            above = above.above
        return above is not None

    def _moving(self, e: Differential) -> Iterator[Symbol]:
        """The variables of a differential; a defined one moves with what it stands for."""
        for x in e.variables:
            if not isinstance(x, Symbol) or x.is_function:
                raise Unavailable(f"no differential along {x}")
            if x.name not in self.claim.meanings:
                yield x
                continue
            below = self.dependencies(x)
            for s in self.claim.free_symbols:
                if s.name in below and "constant" not in s.assumptions and not s.is_function:
                    yield s

    def direction(self, x: Symbol, indices: tuple[int, ...]) -> Any:
        """The differential of a symbol or member at the point."""
        return self.lift(self.point.direction(x, indices, self.shape(x)))

    def _lookup(self, s: Symbol, at: Mapping[IntVar, int]) -> Any:
        if s.name in self.families and s.is_member:
            assert self.above is not None
            direction = self.above.direction(s, self.key(s, at)[1])
            return self.field.join(self.above.value(s, at), direction)
        return super()._lookup(s, at)

    def expectation(self, e: Expectation, at: Mapping[IntVar, int]) -> Any:
        degree = self.degree_judged(e)
        moments = [[self.value(m, at) for m in w.moments] for w in e.distributions]
        keys = [self.key(w.variable, at) for w in e.distributions]

        def body(*values: Any) -> Any:
            self.deadline.check()
            overrides = dict(zip(keys, values, strict=True))
            inner = Evaluator(
                self.claim, self.sizes, self.field, self.point, self.deadline, self, overrides
            )
            return inner.value(e.body, at)

        if degree <= 1:
            return body(*(mean for mean, *_ in moments))
        ((mean, covariance, *higher),) = moments
        return expected(self.field, mean, covariance, degree, body, higher)

    # Bilinear forms.

    def bilinear(self, e: Expr, u: Any, v: Any, at: Mapping[IntVar, int]) -> Any:
        """uᵀ E v as a 1×1 matrix, for columns u and v; cheap where E is a gradient."""
        return self.paired(e, [(u, v)], at)

    def paired(self, e: Expr, pairs: Pairs, at: Mapping[IntVar, int]) -> Any:
        """The sum of uᵀ E v over pairs of columns u and v."""
        f = self.field
        if not e.has_gradient:
            # One direction serves a derivative by a scalar, whatever its body.
            return self._form(self.value(e, at), pairs)
        match e:
            case Apply(op=linear.SUM, args=args):
                return reduce(f.add, (self.paired(a, pairs, at) for a in args))
            case Apply(op=linear.NEGATIVE, args=(a,)):
                return f.negative(self.paired(a, pairs, at))
            case Apply(op=linear.TRANSPOSE, args=(a,)):
                return self.paired(a, [(v, u) for u, v in pairs], at)
            case Apply(op=linear.QUOTIENT, args=(a, c)):
                return f.multiply(self.paired(a, pairs, at), f.reciprocal(self.value(c, at)))
            case Apply(op=linear.PRODUCT, args=args):
                return self._product_form(e, args, pairs, at)
            case Apply(op=linear.TRACE, args=(a,)):
                return self.paired(a, self._diagonal(self._form(f.number(1), pairs), a), at)
            case Apply(op=parts.VEC, args=(a,)):
                return self.paired(a, self._columns(pairs, a), at)
            case Bind(binder=Binder.SUM):
                forms = (self.paired(e.body, pairs, inner) for inner in self.assignments(e, at))
                return reduce(f.add, forms, f.number(0))
            case Derive():
                return self._gradient_form(e, pairs, at)
        return self._form(self.value(e, at), pairs)

    def _form(self, a: Any, pairs: Pairs) -> Any:
        f = self.field
        forms = (f.multiply(f.multiply(f.transpose(u), a), v) for u, v in pairs)
        return reduce(f.add, forms, f.number(0))

    def _diagonal(self, weight: Any, a: Expr) -> Pairs:
        """The pairs whose forms add up to a multiple of the trace of `a`."""
        f = self.field
        units = _units(f, self.shape(a)[0])
        return [(f.scale(weight, unit), unit) for unit in units]

    def _columns(self, pairs: Pairs, a: Expr) -> Pairs:
        """The pairs whose forms of `a` add up to those of vec `a`."""
        f = self.field
        rows, cols = self.shape(a)
        found = []
        for j, unit in enumerate(_units(f, cols)):
            for u, v in pairs:
                part = f.build(rows, 1, lambda i, _, u=u, j=j: f.entry(u, j * rows + i, 0))
                found.append((f.scale(v, part), unit))
        return found

    def _product_form(
        self, e: Apply, args: tuple[Expr, ...], pairs: Pairs, at: Mapping[IntVar, int]
    ) -> Any:
        f = self.field
        heavy = [k for k, a in enumerate(args) if a.has_gradient]
        (k, *others) = heavy
        matrices = [a for a in args if not a.shape.is_scalar]
        # A scalar product in the middle, such as xᵀy A, has no simple reading.
        chained = all(x.shape.cols == y.shape.rows for x, y in pairwise(matrices))
        scalar = args[k].shape.is_scalar and (matrices or isinstance(args[k], Derive))
        if others or not chained or scalar:
            return self._form(self.value(e, at), pairs)
        light = [self.value(a, at) for a in args if a.shape.is_scalar and a is not args[k]]
        factor = reduce(f.multiply, light, f.number(1))
        before = [self.value(a, at) for a in args[:k] if not a.shape.is_scalar]
        after = [self.value(a, at) for a in args[k + 1 :] if not a.shape.is_scalar]
        for a in before:
            pairs = [(f.multiply(f.transpose(a), u), v) for u, v in pairs]
        for a in reversed(after):
            pairs = [(u, f.multiply(a, v)) for u, v in pairs]
        return f.multiply(factor, self.paired(args[k], pairs, at))

    def _gradient_form(self, e: Derive, pairs: Pairs, at: Mapping[IntVar, int]) -> Any:
        f = self.field
        body, wrt = e.body.shape, e.wrt.shape
        numerator = e.convention.layout is Layout.NUMERATOR
        if wrt.is_scalar:
            inner = self.along(e, f.number(1), at, (0, 0))
            lifted = [(inner.field.lift(u), inner.field.lift(v)) for u, v in pairs]
            return inner.field.tangent(inner.paired(e.body, lifted, at))
        if body.is_scalar:
            ordered = ((v, u) if numerator else (u, v) for u, v in pairs)
            steps = (f.multiply(x, f.transpose(y)) for x, y in ordered)
            change = reduce(f.add, steps, f.zeros(*self.shape(e.wrt)))
            inner = self.along(e, change, at)
            return inner.field.tangent(inner.value(e.body, at))
        components_first = wrt.is_row or (body.is_column and numerator)
        slopes = []
        for u, v in pairs:
            weights, move = (u, v) if components_first else (v, u)
            inner = self.along(e, f.transpose(move) if wrt.is_row else move, at)
            lifted, one = inner.field.lift(weights), inner.field.number(1)
            pair = (lifted, one) if body.is_column else (one, lifted)
            slopes.append(inner.field.tangent(inner.paired(e.body, [pair], at)))
        return reduce(f.add, slopes, f.number(0))


Pairs = list[tuple[Any, Any]]
"""Columns u and v that stand for the weights u vᵀ of the entries of a matrix."""


def _units(f: Any, n: int) -> list[Any]:
    return [f.build(n, 1, lambda i, _, j=j: f.number(int(i == j))) for j in range(n)]
