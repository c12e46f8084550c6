"""Derivatives by the operators' differentials, as expressions.

`Calculus.along` differentiates an expression in a direction: each operator's own rule
says what its differential is.  Nothing is simplified or evaluated, and nothing that is
declared of a variable is used, because it moves freely.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from matrixcalc.conventions import STANDARD, Layout
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import (
    Apply,
    Bind,
    Binder,
    Derive,
    Differential,
    Expectation,
    Expr,
    Integral,
    Symbol,
)
from matrixcalc.ops import algebra, inverses, linear, parts, products, spectral
from matrixcalc.ops.constants import DELTA, SIZE
from matrixcalc.ops.moments import judged_degree
from matrixcalc.ops.spec import Operator, Unavailable
from matrixcalc.rewriting import at

FLAT = frozenset(
    {"symmetric", "skew-symmetric", "diagonal", "lower triangular", "upper triangular", "toeplitz",
     "zero trace", "positive definite", "positive semidefinite", "invertible",
     "positive determinant", "full column rank", "full row rank", "positive", "positive entries",
     "nonzero", "constant", "in (0, 1)"}
)  # fmt: skip
"""Adjectives of sets that are a linear space, or open in one: straight ways stay inside."""

FEW = range(1, 9)
"""Exponents for which the derivative of a power is written out term by term."""


@dataclass(frozen=True)
class Moving:
    """The differential of each letter that varies, by name; of a family, of each member."""

    letters: Mapping[str, Callable[[Symbol], Expr]]
    held: frozenset[IntVar] = frozenset()
    """Indices that the differentials speak of: no sum may take them for its own."""

    def touches(self, e: Expr) -> bool:
        """Whether an expression varies."""
        return bool(e.names & self.letters.keys())


@dataclass(frozen=True)
class Calculus:
    """Differentials of expressions; `invertible` says of which matrices an inverse exists."""

    invertible: Callable[[Expr], bool] = lambda e: False

    def along(self, e: Expr, moving: Moving) -> Expr | None:
        """The differential of `e`, None where it is zero.

        Raises `Unavailable` where an operator has none.
        """
        if not moving.touches(e):
            return None
        match e:
            case Symbol():
                return self._function(e, moving) if e.is_function else moving.letters[e.name](e)
            case Apply(op=op):
                assert isinstance(op, Operator)
                return self._applied(e, op, moving)
            case Bind(binder=Binder.SUM | Binder.TABLE):
                return self._bound(e, moving)
            case Derive():
                self._refuse_curved(e, moving)
                body = self.along(e.body, moving)
                return None if body is None else Derive(body, e.wrt, e.convention)
            case Differential(body=Symbol() as s):
                if s.is_function:
                    raise Unavailable(f"a second differential of the function {s.name}")
                if not s.assumptions <= FLAT:
                    raise Unavailable(f"a second differential of {s.name}, which moves on a curve")
                return None
            case Differential():
                body = self.along(e.body, moving)
                return None if body is None else Differential(body, e.variables)
            case Expectation():
                return self._averaged(e, moving)
            case Integral():
                raise Unavailable("the derivative of an integral")
        raise Unavailable("the derivative of a product over an index")

    def _averaged(self, e: Expectation, moving: Moving) -> Expr | None:
        """E[df] of a polynomial, of which only the coefficients vary and no distribution does."""
        random = {x.variable.name for x in e.distributions}
        if random & moving.letters.keys() or any(map(moving.touches, e.children[1:])):
            raise Unavailable("the derivative of an expectation by what it averages over")
        judged_degree(e, {})
        body = self.along(e.body, moving)
        return None if body is None else Expectation(body, e.distributions)

    def _refuse_curved(self, e: Derive, moving: Moving) -> None:
        """Raise `Unavailable` where the direction of an inner derivative varies itself."""
        ways = {n.op for n in e.wrt.walk() if isinstance(n, Apply)}
        if ways & {inverses.INVERSE, linear.POWER} and moving.touches(e.wrt):
            raise Unavailable(f"the derivative of a derivative by {e.wrt}")
        if isinstance(e.body, Symbol) and e.body.is_function:
            raise Unavailable(f"a second derivative of the function {e.body.name}")

    def _bound(self, e: Bind, moving: Moving) -> Expr | None:
        """Of a sum or table; its indices get names of their own where the variable has them."""
        taken = {v.name for v in e.body.free | moving.held}
        caught = {v: _renamed(v, taken) for v in e.bound if v in moving.held}
        bound = [caught.get(v, v) for v in e.bound]
        body, conditions = e.body, e.conditions
        if caught:
            if conditions:
                raise Unavailable("a sum with a condition on its indices")
            body = at(body, {v: Dim.variable(new) for v, new in caught.items()})
        change = self.along(body, moving)
        return None if change is None else Bind(e.binder, bound, change, conditions)

    def _applied(self, e: Apply, op: Operator, moving: Moving) -> Expr | None:
        """The operator's differential; what does not vary drops out."""
        special = self._special(e, moving)
        if special is not None:
            return special
        if op is linear.POWER and any(v.name == "r" for v in e.free | moving.held):
            raise Unavailable("the derivative of a power beside an index r")
        changes = [self.along(a, moving) for a in e.args]
        if op is linear.SUM:
            return _sum([c for c in changes if c is not None])
        if op is linear.PRODUCT:
            return _sum(
                [
                    linear.PRODUCT(*e.args[:k], change, *e.args[k + 1 :])
                    for k, change in enumerate(changes)
                    if change is not None
                ]
            )
        given = [
            change if change is not None else algebra.zeros(a.shape.rows, a.shape.cols)
            for a, change in zip(e.args, changes, strict=True)
        ]
        return op.differential(*e.args, *given, *e.params)

    def _special(self, e: Apply, moving: Moving) -> Expr | None:
        """Differentials that need more than the operator knows of its argument."""
        match e:
            case Apply(op=inverses.DETERMINANT, args=(a,)) if self.invertible(a):
                change = self.along(a, moving)
                inner = linear.PRODUCT(inverses.INVERSE(a), change) if change is not None else None
                return None if inner is None else linear.PRODUCT(e, linear.TRACE(inner))
            case Apply(op=inverses.ADJUGATE, args=(a,)) if self.invertible(a):
                both = linear.PRODUCT(inverses.DETERMINANT(a), inverses.INVERSE(a))
                return self.along(both, moving)
            case Apply(op=linear.POWER, args=(a,), params=(k,)) if k.constant in FEW:
                change = self.along(a, moving)
                if change is None or a.shape.is_scalar:
                    return None
                last = k - 1
                ways = range(last.constant + 1) if last.constant is not None else ()
                return _sum([linear.PRODUCT(a**r, change, a ** (last - r)) for r in ways])
            case Apply(op=linear.TRACE, args=(Apply(op=spectral.MATRIX_EXPONENTIAL, args=(a,)),)):
                # tr Xᵏ dX is the same in every order (Magnus and Neudecker, section 9.5).
                change = self.along(a, moving)
                return None if change is None else linear.TRACE(linear.PRODUCT(*e.args, change))
            case Apply(op=spectral.MATRIX_EXPONENTIAL, args=(Apply(op=linear.PRODUCT) as a,)):
                fixed = [x for x in a.args if not x.shape.is_scalar]
                if len(fixed) == 1 and not moving.touches(fixed[0]):
                    # d(cA) commutes with cA.
                    change = self.along(a, moving)
                    return None if change is None else linear.PRODUCT(change, e)
        return None

    def _function(self, s: Symbol, moving: Moving) -> Expr:
        """The differential of a function of which nothing is known but its arguments."""
        terms: list[Expr] = []
        inside = [a for a in s.arguments if isinstance(a, Expr)]
        if len(set(inside)) < len(inside):
            raise Unavailable(f"the derivative of {s}, which has one argument twice")
        for a in s.arguments:
            if not isinstance(a, Expr) or not moving.touches(a):
                continue
            change = self.along(a, moving)
            if not isinstance(a, Symbol) or a.arguments or change is None:
                raise Unavailable(f"the derivative of {s} by what stands inside of it")
            terms.append(_chained(s, a, change))
        found = _sum(terms)
        if found is None:
            raise Unavailable(f"the derivative of {s} by what stands inside of it")
        return found


def _chained(s: Symbol, a: Symbol, change: Expr) -> Expr:
    """∂s/∂a along a change of a."""
    if a.shape.is_scalar:
        return linear.PRODUCT(change, Derive(s, a))
    if s.shape.is_scalar:
        return products.INNER(Derive(s, a), change)
    if s.shape.is_column and a.shape.is_column:
        convention = STANDARD.with_layout(Layout.NUMERATOR)
        return linear.PRODUCT(Derive(s, a, convention), change)
    raise Unavailable(f"the derivative of {s} has more than two indices")


def _renamed(index: IntVar, taken: set[str]) -> IntVar:
    """An index of the same range with a name that is not taken, which is taken then."""
    name = index.name
    while name in taken:
        name += "′"
    taken.add(name)
    return IntVar(name, index.least, index.lower, index.upper)


def _sum(terms: Sequence[Expr]) -> Expr | None:
    if not terms:
        return None
    return terms[0] if len(terms) == 1 else linear.SUM(*terms)


@dataclass(frozen=True)
class Direction:
    """A direction in which an expression that stands for a variable moves.

    `symbol` has the shape of the matrix that moves; what is differentiated by is that,
    its transpose (`flipped`), or its columns under one another (`stacked`).
    """

    symbol: Symbol
    variable: Symbol
    moving: Moving
    flipped: bool = False
    stacked: bool = False


def direction(wrt: Expr, name: str) -> Direction:
    """The direction of a derivative by `wrt`, with a new letter; raises `Unavailable`."""
    flipped = stacked = False
    inside = wrt
    while isinstance(inside, Apply) and inside.op in (linear.TRANSPOSE, parts.VEC):
        if inside.op is parts.VEC:
            if inside.args[0].shape.is_column:
                pass
            elif stacked:
                raise Unavailable(f"a derivative by {wrt}")
            else:
                stacked = True
        elif stacked:
            break
        else:
            flipped = not flipped
        inside = inside.args[0]
    symbol = Symbol(name, inside.shape)
    change, variable = _moved(symbol, inside, wrt)
    held = wrt.free | {v for a in variable.arguments if isinstance(a, Dim) for v in a.variables}
    return Direction(symbol, variable, Moving({variable.name: change}, held), flipped, stacked)


def _moved(symbol: Symbol, inside: Expr, wrt: Expr) -> tuple[Callable[[Symbol], Expr], Symbol]:
    """How a letter moves if an expression that stands for it moves by `symbol`."""
    change: Expr = symbol
    while isinstance(inside, Apply):
        match inside:
            case Apply(op=linear.TRANSPOSE, args=(a,)):
                change, inside = change.T, a
            case Apply(op=inverses.INVERSE, args=(a,)):
                change, inside = -linear.PRODUCT(a, change, a), a
            case Apply(op=linear.POWER, args=(a,), params=(k,)) if a.shape.is_scalar:
                change, inside = change / (SIZE(k) * a ** (k - 1)), a
            case Apply(op=parts.ENTRY, args=(a,), params=(i, j)):
                unit = algebra.single_entry(a.shape.rows, a.shape.cols, i, j)
                change, inside = linear.PRODUCT(change, unit), a
            case _:
                raise Unavailable(f"a derivative by {wrt}")
    if not isinstance(inside, Symbol) or inside.is_function:
        raise Unavailable(f"a derivative by {wrt}")
    member = inside

    def moves(s: Symbol) -> Expr:
        if len(s.arguments) != len(member.arguments):
            raise Unavailable(f"a derivative of {s} by {member}")
        pairs = zip(s.arguments, member.arguments, strict=True)
        deltas = [DELTA(a, b) for a, b in pairs if isinstance(a, Dim) and isinstance(b, Dim)]
        return linear.PRODUCT(*deltas, change) if deltas else change

    return moves, member
