"""Derivatives by matrices, vectors and entries, as tables of derivatives of scalars.

A body is differentiated as it is written.  Where the entries of the variable
are not independent letters, or where the variable is an expression such as Σ⁻¹
or has a definition, it is written with fresh letters first, and what these
stand for is put in their place after the differentiation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from matrixcalc.assumptions import SEPARATE
from matrixcalc.checks.elementwise.derivation import Derivation
from matrixcalc.checks.elementwise.letters import Pattern, Rows
from matrixcalc.checks.elementwise.ratios import Ratio
from matrixcalc.checks.elementwise.substitution import Substitution
from matrixcalc.conventions import Convention, Layout, Symmetry
from matrixcalc.dims import IntVar
from matrixcalc.expr import Apply, Derive, Differential, Expr, Symbol
from matrixcalc.interpretation import Key
from matrixcalc.ops.algebra import variable_below
from matrixcalc.ops.inverses import INVERSE
from matrixcalc.ops.linear import POWER, TRANSPOSE
from matrixcalc.ops.parts import ENTRY, VEC
from matrixcalc.ops.spec import Unavailable
from matrixcalc.ops.written import inverse

if TYPE_CHECKING:
    from matrixcalc.checks.elementwise.writer import Writer

At = Mapping[IntVar, int]
Partial = Callable[[Ratio], Ratio]
"""The derivative of a scalar by one entry of a variable."""
Partials = list[list[Partial]]

SYMMETRIC = Pattern(frozenset({"symmetric"}))


def derivative(writer: Writer, e: Derive, at: At) -> Rows:
    """The value of a derivative in its layout."""
    inner, partials = _partials(writer, e.wrt, e.convention, at)
    body = inner.value(e.body, at)
    f, x = e.body.shape, e.wrt.shape
    if x.is_scalar:
        return [[partials[0][0](value) for value in row] for row in body]
    if f.is_scalar:
        gradient = [[partial(body[0][0]) for partial in row] for row in partials]
        return gradient if e.convention.layout is Layout.DENOMINATOR else _transposed(gradient)
    components = [value for row in body for value in row]
    by = [partial for row in partials for partial in row]
    if f.is_column and (x.is_row or e.convention.layout is Layout.NUMERATOR):
        return [[partial(value) for partial in by] for value in components]
    return [[partial(value) for value in components] for partial in by]


def _transposed(rows: Rows) -> Rows:
    return [list(column) for column in zip(*rows, strict=True)]


def _partials(writer: Writer, wrt: Expr, convention: Convention, at: At) -> tuple[Writer, Partials]:
    """The derivatives by the entries of `wrt`, and who writes the body for them."""
    match wrt:
        case Apply(op=op, args=(below,), params=(i, j)) if op is ENTRY:
            inner, table = _partials(writer, below, convention, at)
            row, column = (writer.integer(k, at) for k in (i, j))
            if not (1 <= row <= len(table) and 1 <= column <= len(table[0])):
                raise Unavailable(f"{wrt} does not exist at these sizes")
            return inner, [[table[row - 1][column - 1]]]
        case Apply(op=op, args=(below,)) if op is TRANSPOSE:
            inner, table = _partials(writer, below, convention, at)
            return inner, [list(column) for column in zip(*table, strict=True)]
        case Apply(op=op, args=(below,)) if op is VEC:
            inner, table = _partials(writer, below, convention, at)
            return inner, [[partial] for column in zip(*table, strict=True) for partial in column]
        case Apply(op=op, args=(below,)) if below.shape.is_scalar and op in (POWER, INVERSE):
            k = writer.integer(wrt.params[0], at) if op is POWER else -1
            return _by_power(writer, below, k, convention, at)
    return _by_variable(writer, wrt, convention, at)


def _by_power(
    writer: Writer, below: Expr, k: int, convention: Convention, at: At
) -> tuple[Writer, Partials]:
    """∂/∂(yᵏ) = (1 / k yᵏ⁻¹) ∂/∂y."""
    inner, ((partial,),) = _partials(writer, below, convention, at)
    ((y,),) = writer.value(below, at)
    slope = writer.functions.number(k) * y.power(k - 1)
    return inner, [[lambda f: partial(f) / slope]]


def _by_variable(
    writer: Writer, wrt: Expr, convention: Convention, at: At
) -> tuple[Writer, Partials]:
    base = variable_below(wrt)
    if base.assumptions & SEPARATE:
        raise Unavailable(f"no derivative by {base}, whose values lie apart")
    symmetric = "symmetric" in base.assumptions and wrt.shape.is_square
    form = SYMMETRIC if symmetric and convention.symmetry is Symmetry.TIED else Pattern()
    inner, letters, finish = _independent(writer, wrt, base, form, at)
    table = [[_by_letter(inner, x, finish) for x in row] for row in letters]
    if not (symmetric and convention.symmetry is Symmetry.PROJECTED):
        return inner, table
    return inner, [
        [_mean(inner, table[i][j], table[j][i]) for j in range(len(table))]
        for i in range(len(table))
    ]


def _mean(writer: Writer, first: Partial, second: Partial) -> Partial:
    half = writer.functions.number(Fraction(1, 2))
    return lambda f: (first(f) + second(f)) * half


def _by_letter(writer: Writer, letter: Ratio, finish: Partial) -> Partial:
    one = writer.functions.number(1)
    derive = Derivation(writer.functions, lambda k: one if k == letter.single else None)
    return lambda f: finish(derive(f))


def _independent(
    writer: Writer, wrt: Expr, base: Symbol, form: Pattern, at: At
) -> tuple[Writer, Rows, Partial]:
    """The variable as letters that vary one by one, and what to do afterwards."""
    key = writer.key(base, at)
    actual = writer.value(wrt, at)
    defined = base.name in writer.claim.meanings and key not in writer.overrides
    if isinstance(wrt, Symbol) and not defined and _are_letters(actual, form):
        return writer, actual, lambda x: x
    fresh = writer.alphabet.fresh((writer.depth, wrt, key), len(actual), len(actual[0]), form)
    values = {
        y.single or 0: x
        for ys, xs in zip(fresh, actual, strict=True)
        for y, x in zip(ys, xs, strict=True)
    }
    return (
        writer.inside({key: _undone(writer, wrt, fresh)}),
        fresh,
        Substitution(writer.functions, values),
    )


def _are_letters(rows: Rows, form: Pattern) -> bool:
    """Whether the entries are letters of their own, equal only where the form says so."""
    letter_at: dict[tuple[int, tuple[int, int]], int | None] = {}
    for i, row in enumerate(rows):
        for j, x in enumerate(row):
            if x.single is None or letter_at.setdefault(form.place(i, j), x.single) != x.single:
                return False
    return len(set(letter_at.values())) == len(letter_at)


def _undone(writer: Writer, wrt: Expr, value: Rows) -> Rows:
    """The entries of the symbol below `wrt` where `wrt` has this value."""
    match wrt:
        case Symbol():
            return value
        case Apply(op=op, args=(below,)) if op is INVERSE:
            return _undone(writer, below, inverse(writer.functions, value))
        case Apply(op=op, args=(below,)) if op is TRANSPOSE:
            return _undone(writer, below, _transposed(value))
    raise Unavailable(f"a derivative by {wrt} is not written out")


def differential(writer: Writer, e: Differential, at: At) -> Rows:
    """The value of a differential, along one fixed direction of each variable."""
    for x in e.variables:
        base = variable_below(x)
        if base.is_function:
            raise Unavailable(f"the differential by {base}, which is a function")
        if base.name in writer.claim.meanings and writer.key(base, at) not in writer.overrides:
            return _by_definition(writer, e, base, at)
    body = writer.value(e.body, at)
    along = _direction(writer, e.variables, at)
    return [[along(x) for x in row] for row in body]


def _direction(writer: Writer, variables: tuple[Expr, ...], at: At) -> Derivation:
    """The derivation that takes each letter of the variables to its own differential."""
    known = {**writer.sizes, **at}
    members: set[Key] = set()
    families: set[str] = set()
    for x in variables:
        base = variable_below(x)
        if all(v in known for v in base.free):
            members.add(writer.key(base, at))
        else:
            families.add(base.name)
    replaced = _replaced_directions(writer, members, families)

    def seed(k: int) -> Ratio | None:
        if k in replaced:
            return replaced[k]
        owner = writer.alphabet.owner.get(k)
        varies = owner is not None and (owner in members or owner[0] in families)
        return writer.alphabet.direction(k) if varies else None

    return Derivation(writer.functions, seed)


def _replaced_directions(writer: Writer, members: set[Key], families: set[str]) -> dict[int, Ratio]:
    """The differentials of fresh letters that stand for entries of the variables."""
    found: dict[int, Ratio] = {}
    for key, rows in writer.overrides.items():
        if key not in members and key[0] not in families:
            continue
        symbol = next(s for s in writer.claim.symbols if s.name == key[0])
        if key[0] in writer.claim.meanings:
            raise Unavailable(f"the differential of {key[0]} below a derivative by it")
        true = writer.alphabet.symbol(symbol, key[1], len(rows), len(rows[0]))
        along = Derivation(writer.functions, _all_directions(writer))
        for ys, xs in zip(rows, true, strict=True):
            for y, x in zip(ys, xs, strict=True):
                if y.single is None:
                    raise Unavailable(f"a differential below a derivative by {symbol}⁻¹")
                found[y.single] = along(x)
    return found


def _all_directions(writer: Writer) -> Callable[[int], Ratio | None]:
    constant = {s.name for s in writer.claim.symbols if "constant" in s.assumptions}

    def seed(k: int) -> Ratio | None:
        owner = writer.alphabet.owner.get(k)
        if owner is None or owner[0] in constant:
            return None
        return writer.alphabet.direction(k)

    return seed


def _by_definition(writer: Writer, e: Differential, base: Symbol, at: At) -> Rows:
    """The differential by a defined letter, which varies as its definition does."""
    key, actual = writer.key(base, at), writer.value(base, at)
    fresh = writer.alphabet.fresh(("d", writer.depth, key), len(actual), len(actual[0]), Pattern())
    inner = writer.inside({key: fresh})
    total = Derivation(writer.functions, _all_directions(writer))
    others = tuple(x for x in e.variables if variable_below(x) != base)
    rest = _direction(inner, others, at)
    moves, values = {}, {}
    for ys, xs in zip(fresh, actual, strict=True):
        for y, x in zip(ys, xs, strict=True):
            moves[y.single or 0], values[y.single or 0] = total(x), x
    back = Substitution(writer.functions, values)
    along = Derivation(writer.functions, lambda k: moves.get(k) or rest.seed(k))
    return [[back(along(x)) for x in row] for row in inner.value(e.body, at)]
