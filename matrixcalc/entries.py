"""Functions that are sums of one function of each entry of a column, such as Σₖ cₖ log xₖ or cᵀ log x.

That function, φₖ(xₖ), is written with a letter for the entry; numbers that are made of it are
simplified by taking what stands below for letters.  Nothing is judged here.
"""

from __future__ import annotations

from matrixcalc.deadline import Deadline
from matrixcalc.derive import collected
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Apply, Bind, Binder, Derive, Expr, Number, Symbol
from matrixcalc.ops import algebra, constants, elementwise, linear, parts, products
from matrixcalc.ops.arguments import number
from matrixcalc.rewriting import at, transformed
from matrixcalc.shapes import SCALAR
from matrixcalc.signs import Signs

ENTRY = "ϟ"
"""The letter for one entry of what varies: no text has it."""

ENTRYWISE = frozenset(elementwise.OPERATORS) - {elementwise.SOFTMAX, elementwise.REAL_POWER}
"""Functions that are taken entry by entry."""


def separated(e: Expr, x: Symbol, k: Dim) -> Expr | None:
    """The function φ_k of one entry, if `e` is the sum of φ_k(x_k) over all k and what has no x."""
    if x.name not in e.names:
        return number(0)
    match e:
        case Apply(op=linear.SUM, args=args):
            found = [separated(a, x, k) for a in args]
            known = [a for a in found if a is not None]
            return linear.SUM(*known) if len(known) == len(found) else None
        case Apply(op=linear.NEGATIVE, args=(a,)):
            found_one = separated(a, x, k)
            return None if found_one is None else -found_one
        case Apply(op=linear.PRODUCT | linear.QUOTIENT as op, args=args) if all(
            a.shape.is_scalar for a in args
        ):
            places = [n for n, a in enumerate(args) if x.name in a.names]
            if len(places) == 1 and not (op is linear.QUOTIENT and places[0] == 1):
                inner = separated(args[places[0]], x, k)
                if inner is None:
                    return None
                return Apply(op, [inner if n in places else a for n, a in enumerate(args)])
        case Apply(op=linear.PRODUCT, args=(row, column)):
            return _of_columns(row, column, x, k)
        case Bind(binder=Binder.SUM, bound=(i,), conditions=()) if (
            i.lower == 1 and i.upper == x.shape.rows
        ):
            return _of_body(e.body, x, i, k)
    return None


def _of_columns(row: Expr, column: Expr, x: Symbol, k: Dim) -> Expr | None:
    """A product such as cᵀx as a sum over the entries, where one factor is 𝟏 or x itself."""
    factors = (algebra.transpose(row) if not isinstance(row, Apply) or row.op is not
               linear.TRANSPOSE else row.args[0], column)  # fmt: skip
    if any(not f.shape.is_column or f.shape.rows != x.shape.rows for f in factors):
        return None
    t = Symbol(ENTRY)
    known = [_entry_of(f, x, t, k) for f in factors]
    found = [f for f in known if f is not None]
    return linear.PRODUCT(*found) if len(found) == 2 else None


def _entry_of(e: Expr, x: Symbol, t: Symbol, k: Dim) -> Expr | None:
    """The entry at k of a column that is taken entry by entry."""
    if e == x:
        return t
    if isinstance(e, Apply) and e.op is constants.ONES:
        return number(1)
    if x.name not in e.names:
        return parts.ENTRY(e, k, Dim.of(1))
    match e:
        case Apply(op=linear.SUM | products.HADAMARD as op, args=args):
            found = [_entry_of(a, x, t, k) for a in args]
            known = [a for a in found if a is not None]
            used = linear.SUM if op is linear.SUM else linear.PRODUCT
            return used(*known) if len(known) == len(found) else None
        case Apply(op=linear.NEGATIVE, args=(a,)):
            inner = _entry_of(a, x, t, k)
            return None if inner is None else -inner
        case Apply(args=(a,), params=()) if e.op in ENTRYWISE:
            inner = _entry_of(a, x, t, k)
            return None if inner is None else Apply(e.op, [inner])
    return None


def _of_body(body: Expr, x: Symbol, i: IntVar, k: Dim) -> Expr | None:
    t = Symbol(ENTRY)

    def rule(n: Expr) -> Expr:
        here = isinstance(n, Apply) and n.op is parts.ENTRY and n.args[0] == x
        return t if here and n.params[0].as_variable is i else n  # type: ignore[attr-defined]

    found = transformed(body, rule)
    return None if x.name in found.names else at(found, {i: k})


def entry(e: Expr, k: Dim) -> Expr:
    """The entry at k of a column, by the entries of what it is made of."""
    match e:
        case Bind(binder=Binder.TABLE, bound=(i,), body=body):
            return body if k.as_variable is i else at(body, {i: k})
        case Apply(op=linear.SUM | products.HADAMARD as op, args=args):
            used = linear.SUM if op is linear.SUM else linear.PRODUCT
            return used(*(entry(a, k) for a in args))
        case Apply(op=linear.NEGATIVE, args=(a,)):
            return -entry(a, k)
        case Apply(op=linear.QUOTIENT, args=(a, c)):
            return entry(a, k) / c
        case Apply(op=products.HADAMARD_QUOTIENT, args=(a, b)):
            return entry(a, k) / entry(b, k)
        case Apply(op=linear.PRODUCT, args=args) if (
            sum(a.shape.is_scalar for a in args) == len(args) - 1
        ):
            return linear.PRODUCT(*(a if a.shape.is_scalar else entry(a, k) for a in args))
        case Apply(op=elementwise.SOFTMAX, args=(a,)):
            return algebra.exp(entry(a, k)) / (algebra.ones(a.shape.rows).T @ algebra.exp(a))
        case Apply(args=(a,), params=()) if e.op in ENTRYWISE:
            return Apply(e.op, [entry(a, k)])
        case Apply(op=constants.ONES):
            return number(1)
    return parts.ENTRY(e, k, Dim.of(1))


def settled(e: Expr, deadline: Deadline) -> Expr:
    """A number, or the derivative of one by the letter for an entry, in its shortest form."""
    letters: dict[Expr, Symbol] = {}

    def go(n: Expr) -> Expr:
        match n:
            case Number():
                return n
            case Derive(body=body):
                return Derive(go(body), n.wrt, n.convention)
            case Symbol(name=name) if name == ENTRY or not (n.arguments or n.assumptions):
                return n
            case Apply(op=parts.ENTRY, args=(a,), params=(k, _)) if a.shape.is_column:
                inner = entry(a, k)
                if inner != n:
                    return go(inner)
            case Apply(op=elementwise.LOG, args=(a,)):
                return _logarithm(go(a))
            case Apply(op=op, args=args, params=params) if op is not parts.ENTRY and all(
                a.shape.is_scalar for a in args
            ):
                return Apply(op, [go(a) for a in args], params)
        if ENTRY in n.names:
            raise ValueError(f"{n} is not simplified")
        words = frozenset({"positive", "nonzero"}) if Signs().positive(n) else frozenset[str]()
        return letters.setdefault(n, Symbol(f"{ENTRY}{len(letters)}", SCALAR, words))

    def back(n: Expr) -> Expr:
        return next((old for old, new in letters.items() if new == n), n)

    return transformed(collected(go(e), (), deadline), back)


def _logarithm(a: Expr) -> Expr:
    """The logarithm of a product, a quotient or an exponential, taken apart where that holds."""
    positive = Signs().positive
    match a:
        case Apply(op=elementwise.EXP, args=(b,)):
            return b
        case Apply(op=linear.QUOTIENT, args=(b, c)) if positive(b) and positive(c):
            return _logarithm(b) - _logarithm(c)
        case Apply(op=linear.PRODUCT, args=args) if all(map(positive, args)):
            return linear.SUM(*(_logarithm(b) for b in args))
        case Number(value=value) if value == 1:
            return number(0)
    return elementwise.LOG(a)
