"""From expressions to sums over shared indices: letters, operators, binders, derivatives.

A derivative is taken by the operators' differentials, in a direction that is then read
off: what it is multiplied by is the derivative.  A node that has no rule raises
`Unavailable`, which says what it is.  Nothing is compared here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import count
from types import MappingProxyType

from matrixcalc.calculus import Calculus, Direction, Moving, direction
from matrixcalc.conventions import Layout, Symmetry
from matrixcalc.deadline import Deadline
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import (
    Apply,
    Bind,
    Binder,
    Derive,
    Differential,
    Distribution,
    Expectation,
    Expr,
    Integral,
    Number,
    Operation,
    Symbol,
)
from matrixcalc.networks.kernels import Leg, Sum, Sums, Value, leg_of
from matrixcalc.networks.partitioned import Grid, Partitioned
from matrixcalc.ops import linear, parts
from matrixcalc.ops.moments import judged_degree
from matrixcalc.ops.spec import Operator, Unavailable
from matrixcalc.rewriting import at, substituted


class Unfolder:
    """Unfolds the expressions of one claim over some `Sums`."""

    def __init__(
        self,
        sums: Sums,
        deadline: Deadline,
        simplify: Callable[[Expr], Expr] = lambda e: e,
        calculus: Calculus = Calculus(),  # noqa: B008  # frozen
        *,
        written_out: bool = False,
        held: Mapping[str, Expr] = MappingProxyType({}),
    ) -> None:
        self.sums = sums
        self.kernels = Partitioned(sums, written_out=written_out)
        self.deadline = deadline
        self.simplify = simplify
        """What is done with an expression, and with every derivative, before it is unfolded."""
        self.calculus = calculus
        self.held = held
        """What letters stand for that are only variables while a derivative by them is taken."""
        self._known: dict[Expr, Value] = {}
        self._fresh = count(1)

    def value(self, e: Expr) -> Value:
        """The value of an expression."""
        return self._value(self.simplify(e))

    def _value(self, e: Expr) -> Value:
        """The value of an expression that is simplified already."""
        known = self._known.get(e)
        if known is None:
            self.deadline.check()
            known = self._known[e] = self._compute(e)
        return known

    def _compute(self, e: Expr) -> Value:
        match e:
            case Number(value=value):
                return self.kernels.number(value)
            case Symbol():
                _refuse_composite([a for a in e.arguments if isinstance(a, Dim)])
                return self._function(e) if e.is_function else self.kernels.symbol(e)
            case Apply(op=op):
                assert isinstance(op, Operator)
                if op is not linear.POWER:
                    _refuse_composite(e.params)
                values = [self._value(a) for a in e.args]
                return op.network(self.kernels, *values, *e.params)  # type: ignore[no-any-return]  # values are opaque to operators
            case Bind():
                return self._bind(e)
            case Derive():
                return self._derivative(e)
            case Differential():
                return self._differential(e)
            case Expectation():
                return self._expectation(e)
            case Integral():
                raise Unavailable("an integral that has no closed form here")
        raise AssertionError(f"unknown kind of node {type(e).__name__}")

    def _function(self, s: Symbol) -> Value:
        inner = [
            self._value(a) if isinstance(a, Expr) else self.kernels.size(a) for a in s.arguments
        ]
        rows, cols = s.shape.rows, s.shape.cols
        return self.kernels.opaque(("function", s.name), inner, rows, cols, s.assumptions)

    def _bind(self, e: Bind) -> Value:
        if len(set(e.bound)) < len(e.bound):
            raise Unavailable("one index twice")
        if e.conditions:
            raise Unavailable("a sum with a condition on its indices")
        if e.binder is Binder.PRODUCT:
            raise Unavailable("a product over an index")
        if e.binder is Binder.SUM:
            return self._summed(e)
        members = [a for s in e.body.symbols for a in s.arguments if isinstance(a, Dim)]
        if any(v in a.variables for v in e.bound for a in members):
            raise Unavailable("a table of the members of a family")
        body = _whole(self._value(e.body))
        if any(v.lower != 1 for v in e.bound):
            raise Unavailable("a table that does not begin at 1")
        long = [v for v in e.bound if v.upper != 1]
        rows, cols = leg_of(e.shape.rows), leg_of(e.shape.cols)
        return Value(self.sums.tabulated(body.sum, long), rows, cols)

    def _summed(self, e: Bind) -> Value:
        """A sum, index by index, the last one first."""
        *others, index = e.bound
        body = Bind(e.binder, others, e.body) if others else e.body
        assert index.lower is not None
        assert index.upper is not None
        if any(v.is_index for v in index.lower.variables | index.upper.variables):
            raise Unavailable("a sum whose range depends on another index")
        if (index.upper - index.lower + 1).lowest is None:
            raise Unavailable("a sum that may have no terms")
        count = (index.upper - index.lower).constant
        places = _places(body, index)
        if count is not None and count < WRITTEN_OUT and index.lower.constant is not None:
            terms = [at(body, {index: index.lower + k}) for k in range(count + 1)]
            if not terms:
                return self.kernels.zeros(e.shape.rows, e.shape.cols)
            return self.kernels.add(*map(self.value, terms))
        if places == {linear.POWER}:
            return self._over_exponents(body, index)
        return self.kernels.summed(self._value(body), index)

    def _over_exponents(self, body: Expr, index: IntVar) -> Value:
        """A sum in which the index only counts exponents: from 0 on, and in both directions."""
        assert index.lower is not None
        assert index.upper is not None
        last = index.upper - index.lower
        new = IntVar(f"#{index.name}", 1, Dim.of(0), last)
        steps = Dim.variable(new)
        ways = (index.lower + steps, index.upper - steps)
        found = [self.value(at(body, {index: way})) for way in ways]
        half = self.kernels.number(Fraction(1, 2))
        whole = self.kernels.add(*(self.kernels.summed(v, new) for v in found))
        return self.kernels.multiply(half, whole)

    def _expectation(self, e: Expectation) -> Value:
        """An expectation by linearity and the moments, where these determine it."""
        judged_degree(e, {})
        if any(n.names & _random(e) for n in e.body.walk() if isinstance(n, Derive | Differential)):
            raise Unavailable("the expectation of a derivative")
        body, letters = e.body, list[tuple[Symbol, Distribution]]()
        for x in e.distributions:
            # A name of its own, because the letter is bound here and may stand elsewhere.
            new = Symbol(f"?{next(self._fresh)}", x.variable.shape)
            body = substituted(body, {x.variable.name: new})
            letters.append((new, x))
        found = _whole(self.value(body))
        for new, x in letters:
            mean, covariance, *higher = (_whole(self.value(m)) for m in x.moments)
            if higher:
                higher[1] = self._cumulant(covariance, higher[1])
            found = self.kernels.expected(found, new, mean, covariance, higher)
        return found

    def _cumulant(self, covariance: Value, fourth: Value) -> Value:
        """The fourth cumulants of independent components, from their fourth central moments."""
        k = self.kernels
        variances = covariance if covariance.is_scalar else _whole(k.diagonal(covariance))
        gaussian = k.multiply(k.number(3), k.hadamard(variances, variances))
        return _whole(k.add(fourth, k.negative(gaussian)))

    # Derivatives.

    def _differential(self, e: Differential) -> Value:
        moving: dict[str, Callable[[Symbol], Expr]] = {}
        for v in e.variables:
            if not isinstance(v, Symbol) or v.arguments:
                raise Unavailable("a differential along a family or an expression")
            moving[v.name] = _own_differential
        rows, cols = e.shape.rows, e.shape.cols
        if isinstance(e.body, Symbol) and e.body.name in moving and not e.body.is_function:
            words = e.body.assumptions & LINEAR
            return self.kernels.opaque(("differential", e.body.name), (), rows, cols, words)
        changed = self.calculus.along(e.body, Moving(moving))
        return self.kernels.zeros(rows, cols) if changed is None else self.value(changed)

    def _derivative(self, e: Derive) -> Value:
        if isinstance(e.body, Symbol) and e.body.is_function and e.wrt in e.body.arguments:
            if e.wrt.names & self.held.keys():
                raise Unavailable("the derivative of a function by a defined letter")
            return self._of_function(e, e.body)
        way = direction(e.wrt, f"?{next(self._fresh)}")
        changed = self.calculus.along(e.body, way.moving)
        if changed is None:
            return self.kernels.zeros(e.shape.rows, e.shape.cols)
        inner = _whole(self.value(self._released(changed)))
        ends = len(inner.rows + inner.cols)
        found = self.kernels.coefficient(inner, way.symbol.name)
        down, across = leg_of(way.symbol.shape.rows), leg_of(way.symbol.shape.cols)
        if way.stacked:
            # vec counts the columns first.
            found = self._swapped(found, ends, len(down), len(across))
            down, across = across + down, ()
        if way.flipped:
            found = self._swapped(found, ends, len(down), len(across))
            down, across = across, down
        laid = self._laid_out(Value(found, inner.rows, inner.cols), down, across, e)
        return self.kernels.written(self._tied(laid, way, e))

    def _released(self, e: Expr) -> Expr:
        """What a derivative is, with what its variable stands for."""
        if not e.names & self.held.keys():
            return e
        try:
            return substituted(e, self.held)
        except ValueError as error:
            raise Unavailable("a second derivative by a defined letter") from error

    def _of_function(self, e: Derive, s: Symbol) -> Value:
        """The derivative of a function of which nothing is known, by one of its arguments."""
        if e.convention.symmetry is not Symmetry.FREE:
            raise Unavailable("a derivative of a function by entries that are tied")
        inner = [self._value(a) for a in s.arguments if isinstance(a, Expr)]
        if len({a for a in s.arguments if isinstance(a, Expr)}) < len(inner):
            raise Unavailable(f"the derivative of {s}, which has one argument twice")
        rows, cols = leg_of(s.shape.rows), leg_of(s.shape.cols)
        down, across = leg_of(e.wrt.shape.rows), leg_of(e.wrt.shape.cols)
        name = ("derivative of a function", s.name, s.arguments.index(e.wrt))
        # A matrix that moves with a number stays in a linear space, and so does how it moves.
        words = s.assumptions & LINEAR if not (down or across) else frozenset()
        found = self.sums.atom(name, inner, rows + cols + down + across, "", words=words)
        return self._laid_out(Value(found, rows, cols), down, across, e)

    def _swapped(self, a: Sum, ends: int, down: int, across: int) -> Sum:
        """`a` with its last ends in another order: those across before those down."""
        labels = list(range(ends + down + across))
        first, second = labels[ends : ends + down], labels[ends + down :]
        return self.sums.einsum([(a, labels)], labels[:ends] + second + first, {})

    def _laid_out(self, found: Value, down: Leg, across: Leg, e: Derive) -> Value:
        """The gradient or Jacobian in the layout of the derivative.

        The ends of what is differentiated stand first, then those of the variable.
        """
        rows, cols = found.rows, found.cols
        numerator = e.convention.layout is Layout.NUMERATOR
        if not rows and not cols:
            gradient = Value(found.sum, down, across)
            return self.kernels.transpose(gradient) if numerator else gradient
        if not down and not across:
            return found
        if (rows and cols) or (down and across):
            raise Unavailable("a derivative with more than two indices")
        if rows and across:
            return Value(found.sum, rows, across)
        if cols and down:
            return self.kernels.transpose(Value(found.sum, cols, down))
        if cols:
            raise Unavailable("the derivative of a row by a row")
        jacobian = Value(found.sum, rows, down)
        return jacobian if numerator else self.kernels.transpose(jacobian)

    def _tied(self, free: Value, way: Direction, e: Derive) -> Value:
        """The derivative by entries that are tied to each other, from that by free entries."""
        structure = way.variable.assumptions & STRUCTURES
        if e.convention.symmetry is Symmetry.FREE or not structure:
            return free
        plain = isinstance(e.wrt, Symbol) and e.body.shape.is_scalar
        if structure != {"symmetric"} or not plain:
            raise Unavailable("a derivative by entries that are tied")
        k = self.kernels
        if e.convention.symmetry is Symmetry.PROJECTED:
            return k.multiply(k.number(Fraction(1, 2)), k.add(free, k.transpose(free)))
        diagonal = k.diagonal_matrix(k.diagonal(free))
        return k.add(free, k.transpose(free), k.negative(diagonal))


def _random(e: Expectation) -> frozenset[str]:
    return frozenset(x.variable.name for x in e.distributions)


def _whole(a: Value) -> Value:
    """A value that is no matrix of blocks; raises `Unavailable` for one."""
    if isinstance(a, Grid):
        raise Unavailable("a table or a derivative of a matrix in blocks")
    return a


WRITTEN_OUT = 8
"""Terms of a sum over numbers that are added one by one."""


def _refuse_composite(positions: Sequence[Dim]) -> None:
    """Raise `Unavailable` for a position such as i + 1, in which a sum would not find i."""
    for position in positions:
        if position.as_variable is None and any(v.is_index for v in position.variables):
            raise Unavailable(f"the position {position}")


def _places(e: Expr, index: IntVar) -> set[Operation]:
    """The operators that take an index; a letter with an index counts as an entry."""
    found: set[Operation] = set()
    for node in e.walk():
        if isinstance(node, Apply) and any(index in p.variables for p in node.params):
            found.add(node.op)
        if isinstance(node, Symbol):
            mine = [a for a in node.arguments if isinstance(a, Dim) and index in a.variables]
            found |= {parts.ENTRY} if mine else set()
        if isinstance(node, Bind) and any(index in d.variables for d in node.dims):
            found |= {parts.ENTRY}
    return found


def _own_differential(s: Symbol) -> Expr:
    return Differential(s, (s,))


LINEAR = frozenset({"symmetric", "skew-symmetric", "diagonal", "zero trace"})
"""Adjectives of the matrices of a linear space."""

STRUCTURES = frozenset(
    {"symmetric", "skew-symmetric", "diagonal", "lower triangular", "upper triangular", "toeplitz",
     "orthogonal", "hermitian", "unitary", "zero trace", "permutation", "stochastic"}
)  # fmt: skip
"""Adjectives that tie entries to each other."""
