"""The expression tree: eight kinds of node, frozen, hashable, shaped when built.

A tree is what a person wrote: nothing is simplified here, or ``tr(AB) = tr(BA)``
would have nothing left to check.  What an operator means is known to the
operator alone (`matrixcalc.ops`); an ill-shaped tree cannot be built.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from importlib import import_module
from typing import Any, ClassVar, Protocol, TypeAlias, TypeVar, Union, cast

from matrixcalc.conventions import STANDARD, Convention
from matrixcalc.dims import Dim, DimLike, IntVar
from matrixcalc.once import once
from matrixcalc.shapes import SCALAR, IllShaped, Shape, derivative_shape

ExprLike: TypeAlias = Union["Expr", Dim, int, Fraction]
_T = TypeVar("_T")


class Language(Protocol):
    """What Python's operators mean on expressions, and how they print."""

    def add(self, a: ExprLike, b: ExprLike) -> Expr: ...
    def subtract(self, a: ExprLike, b: ExprLike) -> Expr: ...
    def times(self, a: ExprLike, b: ExprLike) -> Expr: ...
    def product(self, a: ExprLike, b: ExprLike) -> Expr: ...
    def quotient(self, a: ExprLike, b: ExprLike) -> Expr: ...
    def power(self, a: ExprLike, b: ExprLike) -> Expr: ...
    def negative(self, a: Expr) -> Expr: ...
    def transpose(self, a: Expr) -> Expr: ...
    def entry(self, a: Expr, key: Any) -> Expr: ...
    def text(self, a: Expr) -> str: ...
    def latex(self, a: Expr) -> str: ...


class _Unloaded:
    """Stands for the language until the first expression needs it."""

    def __getattr__(self, name: str) -> Any:
        # By name, because the tree stands below the language and must not import it.
        import_module("matrixcalc.language")
        return getattr(Expr.language, name)


class Operation(Protocol):
    """What the tree needs to know of an operator."""

    @property
    def name(self) -> str: ...

    def shape(self, *args: Any) -> Shape: ...


class Expr:
    """An expression with a shape; the base of the eight kinds of node."""

    shape: Shape
    language: ClassVar[Language] = cast("Language", _Unloaded())
    """Supplied once by `matrixcalc.language`, so that the tree stays below the operators."""

    __array_ufunc__ = None
    """NumPy must not take over ``array * expression``."""

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an expression cannot be changed; {name} is fixed when it is built")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"an expression cannot be changed; it keeps its {name}")

    @property
    def children(self) -> tuple[Expr, ...]:
        """The expressions directly below, in the order in which they print."""
        raise AssertionError("a node kind must say what its children are")

    @once
    def symbols(self) -> frozenset[Symbol]:
        """Every symbol in the tree, members of families included."""
        own = frozenset([self]) if isinstance(self, Symbol) else _NONE
        return _together(own, [child.symbols for child in self.children])

    @once
    def names(self) -> frozenset[str]:
        """The names of the symbols in the tree."""
        return frozenset(s.name for s in self.symbols)

    @once
    def dims(self) -> frozenset[Dim]:
        """Every size, index value and integer exponent written in the tree."""
        return _together(frozenset(self._own_dims()), [child.dims for child in self.children])

    @once
    def free(self) -> frozenset[IntVar]:
        """Integer variables on which the value depends, other than through shapes."""
        return self._free()

    @once
    def indices(self) -> frozenset[IntVar]:
        """The free index variables: those with a range that no binder binds."""
        return frozenset(v for v in self.free if v.is_index)

    @once
    def index_order(self) -> tuple[IntVar, ...]:
        """The free index variables in a fixed order."""
        return tuple(sorted(self.indices, key=lambda v: v.name))

    @property
    def has_derivative(self) -> bool:
        """Whether a derivative or differential occurs in the tree itself."""
        return "derivative" in self.marks

    @property
    def has_gradient(self) -> bool:
        """Whether a derivative by a matrix or vector occurs in the tree itself."""
        return "gradient" in self.marks

    @once
    def averaged(self) -> frozenset[Symbol]:
        """The random vectors over which expectations in the tree average."""
        if "expectation" not in self.marks:
            return frozenset()
        own = {x.variable for x in self.distributions} if isinstance(self, Expectation) else set()
        return frozenset(own).union(*(child.averaged for child in self.children))

    @once
    def marks(self) -> frozenset[str]:
        """Which of the nodes that few trees have occur in this one."""
        own = self._own_marks()
        for child in self.children:
            own |= child.marks
        return own

    def _own_marks(self) -> frozenset[str]:
        return frozenset()

    @once
    def size(self) -> int:
        """The number of nodes, counted as a tree."""
        return 1 + sum(child.size for child in self.children)

    def _own_dims(self) -> tuple[Dim, ...]:
        return ()

    def _free(self) -> frozenset[IntVar]:
        own = frozenset(v for d in self._own_dims() for v in d.variables)
        return _together(own, [child.free for child in self.children])

    def walk(self) -> Iterator[Expr]:
        """The node and all below it, parents first."""
        todo: list[Expr] = [self]
        while todo:
            found = todo.pop()
            yield found
            todo.extend(reversed(found.children))

    @once
    def _hash(self) -> int:
        return hash((type(self).__name__, *self._key()))

    def _key(self) -> tuple[Any, ...]:
        raise AssertionError("a node kind must say what identifies it")

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Expr) or type(self) is not type(other):
            return NotImplemented if not isinstance(other, Expr) else False
        return self._hash == other._hash and self._key() == other._key()

    def __bool__(self) -> bool:
        raise TypeError("an expression is neither true nor false; verify a claim about it")

    def __iter__(self) -> Iterator[Expr]:
        raise TypeError("an expression cannot be iterated; its sizes are symbols")

    def __str__(self) -> str:
        return self.language.text(self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.language.text(self)} : {self.shape}>"

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.language.latex(self)}$"

    @property
    def T(self) -> Expr:
        """The transpose."""
        return self.language.transpose(self)

    def __neg__(self) -> Expr:
        return self.language.negative(self)

    def __pos__(self) -> Expr:
        return self

    def __add__(self, other: ExprLike) -> Expr:
        return self.language.add(self, other)

    def __radd__(self, other: ExprLike) -> Expr:
        return self.language.add(other, self)

    def __sub__(self, other: ExprLike) -> Expr:
        return self.language.subtract(self, other)

    def __rsub__(self, other: ExprLike) -> Expr:
        return self.language.subtract(other, self)

    def __mul__(self, other: ExprLike) -> Expr:
        return self.language.times(self, other)

    def __rmul__(self, other: ExprLike) -> Expr:
        return self.language.times(other, self)

    def __matmul__(self, other: ExprLike) -> Expr:
        return self.language.product(self, other)

    def __rmatmul__(self, other: ExprLike) -> Expr:
        return self.language.product(other, self)

    def __truediv__(self, other: ExprLike) -> Expr:
        return self.language.quotient(self, other)

    def __rtruediv__(self, other: ExprLike) -> Expr:
        return self.language.quotient(other, self)

    def __pow__(self, other: ExprLike) -> Expr:
        return self.language.power(self, other)

    def __rpow__(self, other: ExprLike) -> Expr:
        return self.language.power(other, self)

    def __getitem__(self, key: Any) -> Expr:
        return self.language.entry(self, key)


_NONE: frozenset[Any] = frozenset()


def _together(own: frozenset[_T], below: Sequence[frozenset[_T]]) -> frozenset[_T]:
    """What a node has itself and what those below it have; one that has all of it is shared."""
    if not below:
        return own
    if len(below) == 1 and not own:
        return below[0]
    return own.union(*below)


Argument: TypeAlias = Dim | Expr


@dataclass(frozen=True, eq=False, repr=False)
class Symbol(Expr):
    """A letter: a matrix, vector or scalar, a member of a family, or a function's value.

    `assumptions` are the declared adjectives.  `arguments` are integers for a
    member of a family (``x_i``) and expressions for a function (``A(x)``).
    """

    name: str
    shape: Shape = SCALAR
    assumptions: frozenset[str] = frozenset()
    arguments: tuple[Argument, ...] = ()

    @property
    def children(self) -> tuple[Expr, ...]:
        return tuple([a for a in self.arguments if isinstance(a, Expr)]) if self.arguments else ()

    @property
    def is_function(self) -> bool:
        """Whether the symbol stands for a function's value, as A in A(x)."""
        return any(isinstance(a, Expr) for a in self.arguments)

    @property
    def is_member(self) -> bool:
        """Whether the symbol is a member of a family, as x in x_i."""
        return bool(self.arguments) and not self.is_function

    def _own_dims(self) -> tuple[Dim, ...]:
        return tuple(a for a in self.arguments if isinstance(a, Dim))

    def _key(self) -> tuple[Any, ...]:
        return (self.name, self.shape, self.assumptions, self.arguments)


@dataclass(frozen=True, eq=False, repr=False)
class Number(Expr):
    """A rational number."""

    value: Fraction

    @property
    def shape(self) -> Shape:  # type: ignore[override]  # constant for every number
        return SCALAR

    @property
    def children(self) -> tuple[Expr, ...]:
        return ()

    def _key(self) -> tuple[Any, ...]:
        return (self.value,)


class Apply(Expr):
    """An operator applied to expressions, and to integers where it takes some."""

    op: Operation
    args: tuple[Expr, ...]
    params: tuple[Dim, ...]

    def __init__(self, op: Operation, args: Sequence[Expr], params: Sequence[DimLike] = ()) -> None:
        integers = tuple([Dim.of(p) for p in params]) if params else ()
        own = vars(self)
        own["op"], own["args"], own["params"] = op, tuple(args), integers
        try:
            own["shape"] = op.shape(*[a.shape for a in args], *integers)
        except IllShaped as error:
            parts = error.parts or tuple((str(a), a.shape) for a in self.args)
            raise IllShaped(error.message, parts) from None

    @property
    def children(self) -> tuple[Expr, ...]:
        return self.args

    def _own_dims(self) -> tuple[Dim, ...]:
        return self.params

    def _key(self) -> tuple[Any, ...]:
        return (self.op, self.args, self.params)


class Relation(Enum):
    """How two integers compare in the condition of a sum."""

    EQUAL = "="
    DIFFERENT = "≠"
    LESS = "<"
    AT_MOST = "≤"


@dataclass(frozen=True)
class Condition:
    """A condition on the indices of a binder, such as ``i ≠ j``."""

    left: Dim
    relation: Relation
    right: Dim

    def holds(self, left: int, right: int) -> bool:
        """Whether the condition holds between these two values."""
        match self.relation:
            case Relation.EQUAL:
                return left == right
            case Relation.DIFFERENT:
                return left != right
            case Relation.LESS:
                return left < right
            case Relation.AT_MOST:
                return left <= right


class Binder(Enum):
    """What a binder does with the values of its body."""

    SUM = "sum"
    PRODUCT = "product"
    TABLE = "table"
    """The matrix or column whose entries the body gives, ``(a_ij)``."""


class Bind(Expr):
    """A sum, a product or a table over one or more indices."""

    binder: Binder
    bound: tuple[IntVar, ...]
    body: Expr
    conditions: tuple[Condition, ...]

    def __init__(
        self,
        binder: Binder,
        indices: Sequence[IntVar],
        body: Expr,
        conditions: Sequence[Condition] = (),
    ) -> None:
        vars(self).update(
            binder=binder, bound=tuple(indices), body=body, conditions=tuple(conditions)
        )
        vars(self)["shape"] = self._bound_shape()

    def _bound_shape(self) -> Shape:
        names = ", ".join(v.name for v in self.bound)
        if self.binder is Binder.SUM:
            return self.body.shape
        if not self.body.shape.is_scalar:
            raise IllShaped(
                f"the body of a {self.binder.value} over {names} must be scalar",
                ((str(self.body), self.body.shape),),
            )
        if self.binder is Binder.PRODUCT:
            return SCALAR
        sizes = [_length(v) for v in self.bound]
        return Shape(sizes[0], sizes[1] if len(sizes) > 1 else Dim.of(1))

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.body,)

    def _ranges(self) -> tuple[Dim, ...]:
        return tuple(b for v in self.bound for b in (v.lower, v.upper) if b is not None)

    def _own_dims(self) -> tuple[Dim, ...]:
        return (*self._ranges(), *(d for c in self.conditions for d in (c.left, c.right)))

    def _free(self) -> frozenset[IntVar]:
        return super()._free() - frozenset(self.bound)

    def _key(self) -> tuple[Any, ...]:
        return (self.binder, self.bound, self.body, self.conditions)


def _length(index: IntVar) -> Dim:
    assert index.upper is not None, f"{index.name} has no range"
    assert index.lower is not None, f"{index.name} has no range"
    return index.upper - index.lower + 1


class Derive(Expr):
    """The derivative of `body` by `wrt`, unevaluated.

    `wrt` is a symbol, a member of a family, an entry, or an expression that
    stands for a variable, such as Σ⁻¹ or xᵀ.
    """

    body: Expr
    wrt: Expr
    convention: Convention

    def __init__(self, body: Expr, wrt: Expr, convention: Convention = STANDARD) -> None:
        vars(self).update(body=body, wrt=wrt, convention=convention)
        shape = derivative_shape(body.shape, wrt.shape, convention.layout)
        if shape is None:
            raise IllShaped(
                "this derivative has more than two indices; write it by entries or through vec",
                ((str(body), body.shape), (str(wrt), wrt.shape)),
            )
        vars(self)["shape"] = shape

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.body, self.wrt)

    def _own_marks(self) -> frozenset[str]:
        return frozenset(["derivative"] if self.wrt.shape.is_scalar else ["derivative", "gradient"])

    def _key(self) -> tuple[Any, ...]:
        return (self.body, self.wrt, self.convention)


class Differential(Expr):
    """The differential d(body) along the differentials of `variables`.

    A member of a family whose index is bound inside the body stands for the
    whole family: all its members vary.
    """

    body: Expr
    variables: tuple[Expr, ...]

    def __init__(self, body: Expr, variables: Sequence[Expr]) -> None:
        vars(self).update(body=body, variables=tuple(variables), shape=body.shape)

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.body, *self.variables)

    def _own_marks(self) -> frozenset[str]:
        return frozenset(["derivative"])

    def _free(self) -> frozenset[IntVar]:
        return self.body.free

    def _key(self) -> tuple[Any, ...]:
        return (self.body, self.variables)


@dataclass(frozen=True)
class Distribution:
    """What is known of a random vector or scalar: its mean, its covariance, if it is Gaussian.

    With the columns `third` and `fourth` it has independent components of these central moments.
    `marginal` is the whole law, where this is the best linear prediction and what that leaves.
    """

    variable: Symbol
    mean: Expr
    covariance: Expr
    normal: bool = False
    third: Expr | None = None
    fourth: Expr | None = None
    marginal: Distribution | None = None

    @property
    def moments(self) -> tuple[Expr, ...]:
        """The mean, the covariance and the higher moments, as far as they are known."""
        known = (self.mean, self.covariance, self.third, self.fourth)
        return tuple([m for m in known if m is not None])


class Expectation(Expr):
    """The expectation E[body] over random vectors, which it binds."""

    body: Expr
    distributions: tuple[Distribution, ...]

    def __init__(self, body: Expr, distributions: Sequence[Distribution]) -> None:
        for distribution in distributions:
            x, (_, k, *columns) = distribution.variable, distribution.moments
            for m in (distribution.mean, *columns):
                if not x.shape.is_column or m.shape != x.shape:
                    raise IllShaped(
                        "a random vector and its mean must be columns of one length",
                        ((str(x), x.shape), (str(m), m.shape)),
                    )
            if k.shape != Shape(x.shape.rows, x.shape.rows):
                raise IllShaped(
                    f"the covariance of {x} must have a row and a column for each component",
                    ((str(x), x.shape), (str(k), k.shape)),
                )
        vars(self).update(body=body, distributions=tuple(distributions), shape=body.shape)

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.body, *(e for x in self.distributions for e in x.moments))

    def _own_marks(self) -> frozenset[str]:
        return frozenset(["expectation"])

    @once
    def symbols(self) -> frozenset[Symbol]:
        """Every symbol in the tree but the random vectors, whose values are averaged over."""
        names = {x.variable.name for x in self.distributions}
        inside = (s for s in self.body.symbols if s.name not in names)
        return frozenset(inside).union(*(e.symbols for e in self.children[1:]))

    def _key(self) -> tuple[Any, ...]:
        return (self.body, self.distributions)


class Integral(Expr):
    """The integral of body over all values of a vector or number, which it binds."""

    body: Expr
    variable: Symbol

    def __init__(self, body: Expr, variable: Symbol) -> None:
        if not variable.shape.is_column:
            raise IllShaped(
                "an integral is one over a vector or a number",
                ((str(variable), variable.shape),),
            )
        vars(self).update(body=body, variable=variable, shape=body.shape)

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.body,)

    def _own_marks(self) -> frozenset[str]:
        return frozenset(["integral"])

    @once
    def symbols(self) -> frozenset[Symbol]:
        """Every symbol in the tree but the one that is integrated over."""
        return frozenset(s for s in self.body.symbols if s.name != self.variable.name)

    def _own_dims(self) -> tuple[Dim, ...]:
        return (self.variable.shape.rows,)

    def _key(self) -> tuple[Any, ...]:
        return (self.body, self.variable)


Node: TypeAlias = Symbol | Number | Apply | Bind | Derive | Differential | Expectation | Integral
