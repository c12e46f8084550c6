"""What names, indices and binders mean: the scoping that every evaluation shares.

An `Interpreter` walks a tree and leaves to its subclass what a value is, what
an operator does and how a derivative is taken.  It knows three things: a name
is looked up in the overrides, then in the definitions, then at the point; a
binder runs its index over its range; a value is computed once for each choice
of the indices on which it depends.  It never computes with values itself.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from matrixcalc.deadline import Deadline
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
    Number,
    Symbol,
)
from matrixcalc.ops.moments import judged_degree
from matrixcalc.ops.spec import Operator, Unavailable
from matrixcalc.statements import Claim, Definition

V = TypeVar("V")
Key = tuple[str, tuple[int, ...]]
"""A symbol at given index values: its name and the values."""


class Interpreter(ABC, Generic[V]):
    """Evaluates expressions of one claim at one choice of sizes.

    `sizes` gives every size and integer; `overrides` gives symbols another
    value than the point's, which is how a derivative perturbs a variable.
    """

    def __init__(
        self,
        claim: Claim,
        sizes: Mapping[IntVar, int],
        deadline: Deadline | None = None,
        parent: Interpreter[V] | None = None,
        overrides: Mapping[Key, V] | None = None,
    ) -> None:
        self.claim = claim
        self.sizes = sizes
        self.deadline = deadline or Deadline.never()
        self.parent = parent
        self.overrides: dict[Key, V] = dict(overrides or {})
        self.overridden = frozenset(name for name, _ in self.overrides)
        self._memo: dict[int | tuple[int, ...], V] = {}
        self._affected: dict[int, bool] = {}
        self._numbering = claim.numbering
        self._numbers = claim.numbering.by_identity

    # What a subclass must say.

    @abstractmethod
    def number(self, e: Number) -> V:
        """The value of a rational number."""

    @abstractmethod
    def symbol(self, s: Symbol, indices: tuple[int, ...], arguments: tuple[V, ...]) -> V:
        """The value of a symbol at the point; `arguments` are those of a function."""

    @abstractmethod
    def apply(self, op: Operator, args: tuple[V, ...], params: tuple[int, ...]) -> V:
        """The value of an operator."""

    @abstractmethod
    def accumulate(self, binder: Binder, values: Iterator[V], body: Expr) -> V:
        """The sum or product of the values of a body."""

    @abstractmethod
    def tabulate(self, rows: int, cols: int, values: Mapping[tuple[int, int], V]) -> V:
        """The matrix with these scalars as entries, counted from 0."""

    @abstractmethod
    def derive(self, e: Derive, at: Mapping[IntVar, int]) -> V:
        """The value of a derivative."""

    @abstractmethod
    def differential(self, e: Differential, at: Mapping[IntVar, int]) -> V:
        """The value of a differential."""

    @abstractmethod
    def expectation(self, e: Expectation, at: Mapping[IntVar, int]) -> V:
        """The value of an expectation."""

    @abstractmethod
    def lifted(self, value: V) -> V:
        """A value of the parent, as a value of this interpreter."""

    # What all share.

    def value(self, e: Expr, at: Mapping[IntVar, int]) -> V:
        """The value of `e` where the indices have the values `at`."""
        met = self._numbers.get(id(e))
        number = self._numbering.of(e) if met is None else met[0]
        free = e.index_order
        key = (number, *[at[v] for v in free]) if free else number
        known = self._memo.get(key)
        if known is not None:
            return known
        if self.parent is not None and not self._is_affected(number, e):
            result = self.unaffected(e, at)
        else:
            result = self._compute(e, at)
        self._memo[key] = result
        return result

    def unaffected(self, e: Expr, at: Mapping[IntVar, int]) -> V:
        """The value of `e`, which no override changes: the parent's."""
        assert self.parent is not None
        return self.lifted(self.parent.value(e, at))

    def integer(self, value: Dim, at: Mapping[IntVar, int]) -> int:
        """The value of a size, index or exponent."""
        if value.constant is not None:
            return value.constant
        variable = value.as_variable
        if variable is not None:
            return at[variable] if variable in at else self.sizes[variable]
        return value.at({**self.sizes, **at})

    def affected(self, e: Expr) -> bool:
        """Whether the value of `e` may depend on an overridden symbol."""
        return self._is_affected(self._numbering.of(e), e)

    def _is_affected(self, number: int, e: Expr) -> bool:
        known = self._affected.get(number)
        if known is None:
            known = self._affected[number] = bool(self.dependencies(e) & self.overridden)
        return known

    def dependencies(self, e: Expr) -> frozenset[str]:
        """The names on which `e` depends, through definitions too."""
        return self.claim.behind(e.names)

    def degree_judged(self, e: Expectation) -> int:
        """The degree of an expectation's body; raises `Unavailable` where none is judged."""
        moving = self._moving_covariances(e)
        if moving:
            raise Unavailable(f"a derivative of an expectation by the covariance {min(moving)}")
        return judged_degree(e, {name: d.body for name, d in self.claim.meanings.items()})

    def _moving_covariances(self, e: Expectation) -> frozenset[str]:
        """The symmetric letters in covariances that move here, each entry by itself: a
        covariance that is not symmetric is none.  Of independent components all letters.
        """
        names = frozenset().union(*(self.dependencies(x.covariance) for x in e.distributions))
        names &= {s.name for s in self.claim.symbols if "symmetric" in s.assumptions}
        names |= self._spread(e)
        moving: frozenset[str] = frozenset()
        here: Interpreter[V] | None = self
        while here is not None:
            moving |= here.overridden
            here = here.parent
        return moving & names

    def _spread(self, e: Expectation) -> frozenset[str]:
        """The letters of the variances and higher moments of independent components: whether
        the others move with one of them is not told.
        """
        moments = [m for x in e.distributions if x.third is not None for m in x.moments[1:]]
        return frozenset().union(*map(self.dependencies, moments))

    def _refuse_moving_moments(self, body: Expr, moving: frozenset[str]) -> None:
        """Raise `Unavailable` for a derivative of an expectation by letters of such moments."""
        meanings = map(self.claim.meanings.get, self.dependencies(body))
        for part in (body, *(m.body for m in meanings if m is not None)):
            for node in part.walk() if "expectation" in part.marks else ():
                if isinstance(node, Expectation) and self._spread(node) & moving:
                    raise Unavailable(f"a derivative of an expectation by the moment {min(moving)}")

    def _compute(self, e: Expr, at: Mapping[IntVar, int]) -> V:
        self.deadline.check()
        match e:
            case Apply():
                assert isinstance(e.op, Operator)
                values = tuple([self.value(a, at) for a in e.args])
                params = tuple([self.integer(p, at) for p in e.params]) if e.params else ()
                return self.apply(e.op, values, params)
            case Symbol():
                return self._lookup(e, at)
            case Number():
                return self.number(e)
            case Bind():
                return self._bind(e, at)
            case Derive(wrt=wrt):
                self._refuse_moving_moments(e.body, wrt.names)
                return self.derive(e, at)
            case Differential(variables=variables):
                self._refuse_moving_moments(
                    e.body, frozenset().union(*(v.names for v in variables))
                )
                return self.differential(e, at)
            case Expectation():
                return self.expectation(e, at)
            case Integral():
                raise Unavailable("an integral that has no closed form here")
        raise AssertionError(f"unknown kind of node {type(e).__name__}")

    def key(self, s: Symbol, at: Mapping[IntVar, int]) -> Key:
        """The symbol's name and index values."""
        return s.name, tuple(self.integer(a, at) for a in s.arguments if isinstance(a, Dim))

    def _lookup(self, s: Symbol, at: Mapping[IntVar, int]) -> V:
        key = self.key(s, at)
        if key in self.overrides:
            return self.overrides[key]
        meaning = self.claim.meanings.get(s.name)
        if meaning is not None:
            return self._defined(s, meaning, at)
        if self.parent is not None and not (s.is_function and not self._inherits(key)):
            # Another member of the family moves here; this one is as it was above.
            return self.unaffected(s, at)
        arguments = tuple(self.value(a, at) for a in s.arguments if isinstance(a, Expr))
        return self.symbol(s, key[1], arguments)

    def _inherits(self, key: Key) -> bool:
        """Whether an interpreter above overrides the symbol."""
        above = self.parent
        while above is not None and key not in above.overrides:
            above = above.parent
        return above is not None

    def _defined(self, s: Symbol, meaning: Definition, at: Mapping[IntVar, int]) -> V:
        self._refuse_unclear(s, meaning)
        inner = dict(at)
        for formal, actual in zip(meaning.head.arguments, s.arguments, strict=True):
            if isinstance(formal, Dim) and isinstance(actual, Dim):
                variable = formal.as_variable
                if variable is not None:
                    inner[variable] = self.integer(actual, at)
                elif self.integer(formal, at) != self.integer(actual, at):
                    raise Unavailable(f"{s} is not defined: only {meaning.head} is")
            elif formal != actual:
                raise Unavailable(f"{s} stands for a definition at other arguments")
        return self.value(meaning.body, inner)

    def _refuse_unclear(self, s: Symbol, meaning: Definition) -> None:
        """Raise `Unavailable` where a body means something else where it is used than
        where it was written, or where its index is not among the head's.
        """
        formal = {v for a in meaning.head.arguments if isinstance(a, Dim) for v in a.variables}
        unbound = meaning.body.indices - formal
        if unbound:
            names = ", ".join(sorted(v.name for v in unbound))
            raise Unavailable(f"{s} is defined for one {names}, but has no such index")
        definitions = self.claim.definitions
        place = definitions.index(meaning)
        before = {d.head.name for d in definitions[:place]}
        after = {d.head.name for d in definitions[place + 1 :]}
        changed = self.dependencies(meaning.body) & before & after
        if changed or s.name in self.dependencies(meaning.body):
            name = min(changed, default=s.name)
            raise Unavailable(f"{name} is defined again after {s}, which depends on it")

    def _bind(self, e: Bind, at: Mapping[IntVar, int]) -> V:
        if e.binder is Binder.TABLE:
            values = {
                tuple(inner[v] - self._lower(v, inner) for v in e.bound): self.value(e.body, inner)
                for inner in self.assignments(e, at)
            }
            rows, cols = (self.integer(x, at) for x in (e.shape.rows, e.shape.cols))
            padded = {(k if len(k) == 2 else (*k, 0)): v for k, v in values.items()}
            return self.tabulate(rows, cols, {(k[0], k[1]): v for k, v in padded.items()})
        values_of = (self.value(e.body, inner) for inner in self.assignments(e, at))
        return self.accumulate(e.binder, values_of, e.body)

    def _lower(self, v: IntVar, at: Mapping[IntVar, int]) -> int:
        assert v.lower is not None
        return self.integer(v.lower, at)

    def assignments(self, e: Bind, at: Mapping[IntVar, int]) -> Iterator[dict[IntVar, int]]:
        """The values of the bound indices that satisfy the conditions."""

        def run(todo: tuple[IntVar, ...], inner: dict[IntVar, int]) -> Iterator[dict[IntVar, int]]:
            if not todo:
                if all(
                    c.holds(self.integer(c.left, inner), self.integer(c.right, inner))
                    for c in e.conditions
                ):
                    yield inner
                return
            variable, *rest = todo
            assert variable.upper is not None
            last = self.integer(variable.upper, inner)
            for k in range(self._lower(variable, inner), last + 1):
                yield from run(tuple(rest), {**inner, variable: k})

        return run(e.bound, dict(at))

    def shape(self, e: Expr) -> tuple[int, int]:
        """The rows and columns of `e` at these sizes."""
        return self.integer(e.shape.rows, {}), self.integer(e.shape.cols, {})


def ranges(claim: Claim, sizes: Mapping[IntVar, int]) -> Iterator[dict[IntVar, int]]:
    """Every choice of the free indices of a claim, first index slowest."""
    return choices(claim.indices, sizes)


def choices(indices: Iterable[IntVar], sizes: Mapping[IntVar, int]) -> Iterator[dict[IntVar, int]]:
    """Every choice of these indices, and of those that limit them, first index slowest."""

    def run(todo: list[IntVar], at: dict[IntVar, int]) -> Iterator[dict[IntVar, int]]:
        if not todo:
            yield at
            return
        v, *rest = todo
        assert v.lower is not None
        assert v.upper is not None
        known: dict[Any, int] = {**sizes, **at}
        for k in range(v.lower.at(known), v.upper.at(known) + 1):
            yield from run(rest, {**at, v: k})

    return run(_by_dependence(indices), {})


def _by_dependence(indices: Iterable[IntVar]) -> list[IntVar]:
    """The indices and those that limit them, each after its limits."""
    order: list[IntVar] = []

    def visit(v: IntVar) -> None:
        assert v.lower is not None
        assert v.upper is not None
        for w in sorted(v.lower.variables | v.upper.variables, key=lambda w: w.name):
            if w.is_index:
                visit(w)
        if v not in order:
            order.append(v)

    for v in indices:
        visit(v)
    return order
