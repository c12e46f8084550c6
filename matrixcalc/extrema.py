"""Optima as statements: a function is smallest or largest at a place, or has this value there.

The place becomes a letter of its own, x* for x.  What is claimed of it is an equation: the
derivative is zero there, or with a constraint h(x) = 0 a multiple of that of h; or the function
has the claimed value there.  Everything else that an optimum is, `optima` judges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matrixcalc.conventions import STANDARD, Convention
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Apply, Bind, Derive, Expr, ExprLike, Number, Symbol
from matrixcalc.ops import algebra, products
from matrixcalc.ops.arguments import Misuse, named, number
from matrixcalc.ops.constants import zero_of
from matrixcalc.ops.spec import Unavailable
from matrixcalc.rewriting import at, indices_at, rebuild, transformed
from matrixcalc.statements import Definition, Equality, Optimum, Statement, claim, define

REGIONS = frozenset({"positive", "positive entries", "nonzero"})
"""What may be declared of a letter that varies: it leaves room in every direction."""

SUMMING = frozenset({"entries sum to one", "probability vector"})
"""What may be declared of it as an equation."""

INDICES = "jklmnirstuv"
"""Letters for the place at which a derivative is taken."""


@dataclass(frozen=True)
class Wanted:
    """What is smallest or largest, over which letter, and which equations restrict it.

    The letter is a scalar, a column, a matrix, or a member of a family of scalars, as π_k,
    which stands for all of them.
    """

    objective: Expr
    variable: Symbol
    sense: str
    constraints: tuple[tuple[Expr, Expr], ...] = ()
    alone: bool = True
    """Whether the place is said to be the only one."""


def optimum(wanted: Wanted, taken: frozenset[str] = frozenset()) -> Optimum:
    """The optimum with letters for its place and for the multiplier of its constraint.

    Raises `Misuse` for what cannot be judged as one.
    """
    f, x = wanted.objective, wanted.variable
    if not f.shape.is_scalar:
        raise Misuse(f"only a number is smallest or largest, and {f} is {f.shape}")
    index = index_of(x)
    if x.arguments and (index is None or not x.shape.is_scalar):
        raise Misuse(f"an optimum over {x} is not judged")
    region, constraints = _declared(x, tuple(map(_without_root, wanted.constraints)))
    if len(constraints) > 1:
        raise Misuse("an optimum under more than one constraint is not judged")
    x = replace(x, assumptions=region)
    spelled = {x.name: x}
    f = _respelled(f, spelled)
    constraints = tuple((_respelled(a, spelled), _respelled(b, spelled)) for a, b in constraints)
    names = taken | f.names
    for a, b in constraints:
        if not (a.shape == b.shape and a.shape.is_column) or (index and not a.shape.is_scalar):
            raise Misuse(f"the constraint {a} = {b} is not judged")
        if x.name not in a.names | b.names:
            raise Misuse(f"the constraint {a} = {b} does not restrict {x}")
        names |= a.names | b.names
    point = replace(x, name=_fresh(hatted(x.name), names), assumptions=frozenset())
    multiplier = None
    if constraints:
        multiplier = Symbol(_fresh("λ", names), constraints[0][0].shape)
    return Optimum(
        f, x, wanted.sense, point, constraints, multiplier=multiplier, alone=wanted.alone
    )


def _declared(
    x: Symbol, constraints: tuple[tuple[Expr, Expr], ...]
) -> tuple[frozenset[str], tuple[tuple[Expr, Expr], ...]]:
    """What is declared of a letter, as a region and as equations."""
    odd = x.assumptions - REGIONS - SUMMING
    free = "nonzero" in x.assumptions and not x.assumptions & (SUMMING | {"positive"})
    if odd or (free and "positive entries" not in x.assumptions):
        word = min(odd or {"nonzero"})
        raise Misuse(f"an optimum over all {x.name} that are {word} is not judged")
    region = x.assumptions & REGIONS
    if "probability vector" in x.assumptions:
        region |= {"positive entries"}
    if x.assumptions & SUMMING:
        one = algebra.ones(x.shape.rows).T @ x
        constraints = (*constraints, (one, number(1)))
    return region, constraints


def _without_root(constraint: tuple[Expr, Expr]) -> tuple[Expr, Expr]:
    """‖x‖² = c² for ‖x‖ = c, which has a derivative everywhere."""
    match constraint:
        case (Apply(op=products.NORM, args=args), Number(value=c)) if c >= 0:
            return products.SQUARED_NORM(*args), number(c * c)
    return constraint


HAT = "\u0302"


def hatted(name: str) -> str:
    """The name of a letter with a hat, as the place of an optimum has it."""
    return name[:1] + HAT + name[1:]


def _fresh(name: str, taken: frozenset[str]) -> str:
    while name in taken:
        name += "′"
    return name


def _respelled(e: Expr, letters: dict[str, Symbol]) -> Expr:
    """`e` with what is declared of some letters declared anew."""

    def rule(s: Symbol) -> Symbol:
        new = letters.get(s.name)
        return s if new is None else replace(s, assumptions=new.assumptions)

    return rebuild(e, rule)


def index_of(x: Symbol) -> IntVar | None:
    """The index of a member of a family that stands for all of them."""
    if len(x.arguments) != 1 or not isinstance(x.arguments[0], Dim):
        return None
    return x.arguments[0].as_variable


def placed(o: Optimum, e: Expr) -> Expr:
    """`e` at the place of the optimum."""
    name, new = o.variable.name, o.point

    def rule(s: Symbol) -> Symbol:
        return replace(s, name=new.name, assumptions=frozenset()) if s.name == name else s

    return rebuild(e, rule)


def gap(constraint: tuple[Expr, Expr]) -> Expr:
    """What is zero where a constraint holds."""
    return constraint[0] - constraint[1]


def stationarity(o: Optimum, convention: Convention = STANDARD) -> tuple[Expr, Expr]:
    """That the derivative at the place is zero, or a multiple of that of the constraint."""
    f = placed(o, o.objective)
    by = at_index(o.point, (f, *(placed(o, gap(c)) for c in o.constraints)))
    slope = Derive(f, by, convention)
    if o.multiplier is None:
        return slope, zero_of(slope.shape)
    h = placed(o, gap(o.constraints[0]))
    if h.shape.is_scalar:
        return slope, o.multiplier * Derive(h, by, convention)
    return slope, Derive(o.multiplier.T @ h, by, convention)


def at_index(x: Symbol, beside: Sequence[Expr]) -> Symbol:
    """A member of a family at an index that stands nowhere else."""
    index = index_of(x)
    if index is None:
        return x
    assert index.upper is not None
    return replace(x, arguments=(new_index(index.upper, *beside),))


def new_index(upper: Dim, *beside: Expr) -> Dim:
    """An index up to this, of which nothing beside speaks."""
    nodes = [n for e in beside for n in e.walk()]
    used = {v.name for n in nodes for d in n.dims for v in d.variables}
    used |= {v.name for n in nodes if isinstance(n, Bind) for v in n.bound}
    name = next((c for c in INDICES if c not in used), "j′")
    return Dim.index(name, upper)


def value_at(o: Optimum, value: Expr) -> tuple[Expr, Expr]:
    """That the function has a value at the place."""
    if not value.shape.is_scalar:
        raise Misuse(f"only a number is smallest or largest, and {value} is {value.shape}")
    return placed(o, o.objective), value


def written_out(e: Expr, x: str, definitions: Sequence[Definition]) -> Expr:
    """`e` without the defined letters in which a letter is hidden.

    Raises `Unavailable` where such a letter has no one meaning here.
    """
    meanings = {d.head.name: d for d in definitions}
    hidden = behind(e, x, meanings)
    if not hidden:
        return e

    def rule(node: Expr) -> Expr:
        if not isinstance(node, Symbol) or node.name not in hidden:
            return node
        return transformed(_body(node, meanings[node.name]), rule)

    if any(n.names & hidden for n in e.walk() if isinstance(n, Derive)):
        raise Unavailable("a derivative of a defined letter")
    return transformed(e, rule)


def behind(e: Expr, x: str, meanings: dict[str, Definition]) -> frozenset[str]:
    """The defined letters of an expression in whose definitions a letter stands."""
    found: set[str] = set()
    todo, seen = list(e.names), set(e.names)
    parents: dict[str, set[str]] = {}
    while todo:
        name = todo.pop()
        if name == x or name not in meanings:
            continue
        for inner in meanings[name].body.names:
            parents.setdefault(inner, set()).add(name)
            if inner not in seen:
                seen.add(inner)
                todo.append(inner)
    up = [x]
    while up:
        for name in parents.get(up.pop(), set()) - found:
            found.add(name)
            up.append(name)
    return frozenset(found)


def _body(s: Symbol, meaning: Definition) -> Expr:
    places = indices_at(s, meaning)
    if meaning.body.indices - places.keys() or s.name in meaning.body.names:
        raise Unavailable(f"{s.name} is not written out")
    return at(meaning.body, {v: d for v, d in places.items() if d.as_variable is not v})


def minimum(
    f: ExprLike, x: Symbol, *, at: ExprLike | None = None, value: ExprLike | None = None,
    subject_to: Sequence[tuple[ExprLike, ExprLike]] = (), because: str = "",
    only: bool = True,
) -> tuple[Statement, ...]:  # fmt: skip
    """The claims that f is smallest at a place, and which value it has there.

    A member of a family, as π_k, varies together with all the others.  With `only` false there
    may be other places that are as good.

    >>> from matrixcalc import matrix, sizes, vector
    >>> k, = sizes("k"); A, v = matrix("A", k, k, "positive definite"), vector("v", k)
    >>> x = vector("x", k)
    >>> for s in minimum(x.T @ A @ x - 2 * v.T @ x, x, at=A**-1 @ v):
    ...     print(*(getattr(s, "left", ""), getattr(s, "right", "")))
    <BLANKLINE>
    ∂(x̂ᵀ A x̂ - 2vᵀ x̂)/∂x̂ 0ₖ
    """
    return _claims(f, x, "min", at, value, subject_to, because, only)


def maximum(
    f: ExprLike, x: Symbol, *, at: ExprLike | None = None, value: ExprLike | None = None,
    subject_to: Sequence[tuple[ExprLike, ExprLike]] = (), because: str = "",
    only: bool = True,
) -> tuple[Statement, ...]:  # fmt: skip
    """The claims that f is largest at a place, and which value it has there, as in `minimum`."""
    return _claims(f, x, "max", at, value, subject_to, because, only)


def _claims(
    f: ExprLike, x: Symbol, sense: str, place: ExprLike | None, value: ExprLike | None,
    subject_to: Sequence[tuple[ExprLike, ExprLike]], because: str, only: bool,
) -> tuple[Statement, ...]:  # fmt: skip
    if not isinstance(x, Symbol):
        raise Misuse(f"only a letter varies, as x or π[k], not {named(x)}")
    if place is None and value is None:
        raise Misuse(f"say where the {sense}imum is, with at=, or which value it has, with value=")
    constraints = tuple((number(a), number(b)) for a, b in subject_to)
    claimed = [number(e) for e in (place, value) if e is not None]
    taken = frozenset[str]().union(*(e.names for e in claimed))
    o = optimum(Wanted(number(f), x, sense, constraints, only), taken)
    found: list[Statement] = []
    if place is not None:
        found.append(define(o.point, place, "the place that is claimed"))
        found.append(equation(o, stationarity(o), because))
    if value is not None:
        o = replace(o, of_value=True)
        found.append(equation(o, value_at(o, number(value)), because))
    return tuple(found)


def equation(o: Optimum, sides: tuple[Expr, Expr], because: str) -> Equality:
    """The equation that a claim about an optimum is, with what it is about."""
    return replace(claim(*sides, because), optimum=o)
