r"""Taylor expansions of a function of which nothing is known: f(x + h) = f(x) + ∇f(x)ᵀh + O(‖h‖²).

To the order k in h a smooth function is its Taylor polynomial about x, and the values of its
derivatives there may be any numbers, any column and any symmetric matrix.  So such a statement
holds for every smooth function if and only if it holds, without what is of higher order, with
letters in place of f(x), ∇f(x) and ∇²f(x), and the polynomial in place of f(x + h) (Magnus and
Neudecker, chapter 6).  Only how it is written is looked at here; what the text says of the
function is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from math import factorial

from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.names import name_of
from matrixcalc.lang.orders import order_symbol
from matrixcalc.lang.rewriting import rewritten
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra
from matrixcalc.ops.arguments import number
from matrixcalc.ops.constants import zero_of
from matrixcalc.ops.linear import NEGATIVE, POWER, PRODUCT, QUOTIENT, SUM, TRACE, TRANSPOSE
from matrixcalc.ops.products import INNER, OUTER, SQUARED_NORM
from matrixcalc.rewriting import substituted
from matrixcalc.shapes import SCALAR, Shape

HIGHEST = 6
"""The highest order of an expansion by a number; by a column it is 2, for which there are signs."""

CHANGES = frozenset({"d", "Δ", "δ"})
"""What stands before a letter for a change of it: dx, Δx."""


@dataclass(frozen=True)
class Value:
    """The function, or a derivative of it, at a place as it is written."""

    order: int
    at: Syntax
    gradient: bool = False
    """Whether it is written ∇f or ∇²f, and not f′ or f″."""

    @property
    def key(self) -> tuple[object, ...]:
        """The same for the same value, wherever it is written."""
        return (self.order, self.gradient, shape_of(self.at))


@dataclass(frozen=True)
class Expansion:
    """A statement that a function agrees with an expression up to an order.

    Both sides are written with a letter for each value, `letters`, and one for the step.
    """

    function: str
    sides: tuple[Syntax, Syntax]
    letters: Mapping[str, Value]
    base: Syntax
    moved: str
    """The letter for the value at the place that is reached by the step."""
    step: tuple[str, str]
    """The factor of the step, if it is written as t v, and the letter of the step itself."""
    back: bool
    """Whether the step is taken off: f(x − h)."""
    order: int | None
    """Up to which order both sides agree; None for the one that is shown."""

    @property
    def small(self) -> str:
        """The letter in which the order is told."""
        return self.step[0] or self.step[1]

    @property
    def by_column(self) -> bool:
        """Whether the derivatives are those by a column."""
        return any(v.gradient for v in self.letters.values())

    @property
    def derives(self) -> bool:
        """Whether a derivative of the function is written."""
        return any(v.order for v in self.letters.values())


def shape_of(node: Syntax) -> tuple[object, ...]:
    """What is written, whatever its place."""
    found: list[object] = [type(node).__name__]
    for field in fields(node):
        if field.name in ("start", "end"):
            continue
        found.append(_plain(getattr(node, field.name)))
    return tuple(found)


def _plain(value: object) -> object:
    if isinstance(value, syntax.Node):
        return shape_of(value)  # type: ignore[arg-type]
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return value


def expansions(left: Syntax, right: Syntax, sign: str) -> Iterator[Expansion]:
    """What a statement may say as an expansion, for each letter that may be the function."""
    shown, rest = _cut(right)
    if shown is None or (rest is None and sign == "="):
        return
    heads = {
        i.text for n in (*syntax.walk(left), *syntax.walk(shown)) if isinstance(n, syntax.Juxtaposed)
        for i in n.items if isinstance(i, syntax.Name)
    }  # fmt: skip
    for name in sorted(heads):
        found = _expansion(name, left, shown, rest)
        if found is not None:
            yield found


def _cut(right: Syntax) -> tuple[Syntax | None, Syntax | None]:
    """A side without the O(…) or the dots at its end, and these."""
    match right:
        case syntax.Sum(terms=(*terms, ("+", last))) if terms:
            dots = isinstance(last, syntax.Sign) and last.text == "…"
            if dots or order_symbol(last) is not None:
                return _sum(terms, right), last
    return right, None


def _sum(terms: Sequence[tuple[str, Syntax]], node: Syntax) -> Syntax:
    if len(terms) == 1 and terms[0][0] == "+":
        return terms[0][1]
    return syntax.Sum(node.start, terms[-1][1].end, tuple(terms))


def _expansion(name: str, left: Syntax, shown: Syntax, rest: Syntax | None) -> Expansion | None:
    """The statement as an expansion of the function of this name, if it is one."""
    values = _Values(name)
    sides = [rewritten(side, values.rule) for side in (left, shown)]
    base, moved = values.places()
    if base is None or moved is None:
        return None
    step = _step(base, moved.at)
    if step is None:
        return None
    sides = [rewritten(side, step.rule) for side in sides]
    tail = None if rest is None else rewritten(rest, step.rule)
    order = _order(tail, step)
    letters = dict(values.found.values())
    loose = {n for side in sides for n in _names(side)} - letters.keys() - {*step.letters}
    if order == UNKNOWN or loose or any(map(_has_signs, sides)):
        return None
    at = next(letter for letter, value in values.found.values() if value is moved)
    return Expansion(
        name, (sides[0], sides[1]), letters, base, at, step.letters, step.back,
        None if order == SHOWN else order,
    )  # fmt: skip


class _Values:
    """Writes letters for the values of a function and of its derivatives."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: dict[tuple[object, ...], tuple[str, Value]] = {}

    def rule(self, node: Syntax) -> Syntax:
        """The rule that does so for the factors of a product."""
        if not isinstance(node, syntax.Juxtaposed):
            return node
        items: list[Syntax] = []
        k = 0
        while k < len(node.items):
            value, behind = self._read(node.items[k:])
            if value is None:
                items.append(node.items[k])
                k += 1
                continue
            last = node.items[k + behind - 1]
            letter = syntax.Name(node.items[k].start, last.end, self._letter(value))
            items.append(_in_place(letter, last))
            k += behind
        return items[0] if len(items) == 1 else replace(node, items=tuple(items))

    def _read(self, items: Sequence[Syntax]) -> tuple[Value | None, int]:
        """The value with which a row of factors begins, and how many of them it takes."""
        slopes, at = 0, 0
        match items[0]:
            case syntax.Sign(text="∇"):
                slopes, at = 1, 1
            case syntax.Scripts(base=syntax.Sign(text="∇"), primes=0, sub=sub, sup=sup):
                square = isinstance(sup, syntax.Number) and sup.value == 2
                if not (isinstance(sub, syntax.Name | None) and (square or sup is None)):
                    return None, 0
                slopes, at = 2 if square else 1, 1
        if len(items) < at + 2:
            return None, 0
        order = self._head(items[at])
        group = items[at + 1]
        inner = group.base if isinstance(group, syntax.Scripts) and group.sub is None else group
        match inner:
            case syntax.Group(fence="(", parts=(place,)) if order is not None:
                if slopes and order:
                    return None, 0
                return Value(slopes or order, place, bool(slopes)), at + 2
        return None, 0

    def _head(self, node: Syntax) -> int | None:
        """How often f is differentiated in f, f′ or f⁽ᵏ⁾; None if it is none of these."""
        match node:
            case syntax.Name(text=text) if text == self.name:
                return 0
            case syntax.Scripts(base=syntax.Name(text=text), sub=None, sup=sup, primes=primes):
                if text != self.name:
                    return None
                match sup:
                    case None:
                        return primes
                    case syntax.Group(fence="(", parts=(syntax.Number(value=k),)) if not primes:
                        return int(k) if k.denominator == 1 else None
        return None

    def _letter(self, value: Value) -> str:
        known = self.found.get(value.key)
        if known is not None:
            return known[0]
        letter = named(self.name, value.order, value.at, gradient=value.gradient)
        if any(letter == other for other, _ in self.found.values()):
            letter += "*"
        self.found[value.key] = letter, value
        return letter

    def places(self) -> tuple[Syntax | None, Value | None]:
        """The place of the derivatives, and the other one, at which only the function stands."""
        values = [v for _, v in self.found.values()]
        if {v.gradient for v in values if v.order} == {True, False}:
            return None, None
        bases = {shape_of(v.at): v.at for v in values if v.order}
        plain = {shape_of(v.at): v for v in values if not v.order}
        others = [v for key, v in plain.items() if key not in bases]
        if len(bases) != 1 or len(others) != 1:
            return None, None
        (base,) = bases.values()
        return base, others[0]


def named(function: str, order: int, at: Syntax, *, gradient: bool) -> str:
    """The name of the letter for a value: f(a), f′(a), ∇²f(a); of a place of its own, f(·)."""
    where = name_of(at) or ("0" if is_zero(at) else "·")
    sign = ("", "∇", "∇²")[order] if gradient else ""
    return f"{sign}{function}{'' if gradient else '′' * order}({where})"


def is_zero(node: Syntax) -> bool:
    """Whether 0 is written."""
    return isinstance(node, syntax.Number) and node.value == 0


@dataclass(frozen=True)
class _Step:
    """What is added to the place, as a letter in the formulas."""

    letters: tuple[str, str]
    back: bool
    written: tuple[object, ...] = ()
    """The factors of a step such as dx, which become one letter."""
    between: tuple[str, str] = ("", "")
    """The two letters x and a of which the step is the difference x − a."""

    def rule(self, node: Syntax) -> Syntax:
        """Writes the letter of the step where the step is written."""
        if self.between[0]:
            return self._difference(node)
        if self.written and isinstance(node, syntax.Juxtaposed):
            return self._changes(node)
        return node

    def _difference(self, node: Syntax) -> Syntax:
        match node:
            case syntax.Group(fence="(" | "[", parts=(syntax.Sum(terms=terms),)) if len(terms) == 2:
                letter = syntax.Name(node.start, node.end, self.letters[1])
            case syntax.Bars(body=syntax.Sum(terms=terms)) if len(terms) == 2:
                letter = syntax.Name(node.start, node.end, self.letters[1])
            case _:
                return node
        told = {(sign, name_of(t)) for sign, t in terms}
        x, a = self.between
        if told == {("+", x), ("-", a)}:
            back = False
        elif told == {("-", x), ("+", a)}:
            back = True
        else:
            return node
        if isinstance(node, syntax.Bars):
            return replace(node, body=letter)
        if not back:
            return letter
        return syntax.Group(
            node.start, node.end, "(", (syntax.Sum(node.start, node.end, (("-", letter),)),)
        )

    def _changes(self, node: syntax.Juxtaposed) -> Syntax:
        first, second = self.written
        items: list[Syntax] = []
        for item in node.items:
            base = item.base if isinstance(item, syntax.Scripts) else item
            if items and shape_of(items[-1]) == first and shape_of(base) == second:
                letter = syntax.Name(items.pop().start, base.end, self.letters[1])
                items.append(_in_place(letter, item))
            else:
                items.append(item)
        return items[0] if len(items) == 1 else replace(node, items=tuple(items))


def _in_place(letter: syntax.Name, node: Syntax) -> Syntax:
    """A letter with what stands below and above another part."""
    return replace(node, base=letter) if isinstance(node, syntax.Scripts) else letter


def _step(base: Syntax, moved: Syntax) -> _Step | None:
    """The step from one place to another, if that is seen."""
    name, other = (_letter(node) for node in (base, moved))
    if other is not None and is_zero(base):
        return _Step(("", other), back=False)
    if other is not None and name is not None:
        return _Step(("", f"({other} - {name})"), back=False, between=(other, name))
    match moved:
        case syntax.Sum(terms=terms) if len(terms) == 2:
            here = [k for k, (sign, t) in enumerate(terms)
                    if sign == "+" and shape_of(t) == shape_of(base)]  # fmt: skip
            if len(here) != 1 or name is None:
                return None
            sign, step = terms[1 - here[0]]
            return _added(step, back=sign == "-", base=name) if sign in ("+", "-") else None
    return None


def _added(step: Syntax, *, back: bool, base: str) -> _Step | None:
    """A step that is written as a letter, as a change such as dx, or as a number times a letter."""
    name = _letter(step)
    if name is not None:
        return _Step(("", name), back) if name != base else None
    match step:
        case syntax.Juxtaposed(items=(first, second)):
            factor, letter = _letter(first), _letter(second)
            if factor in CHANGES and letter == base:
                return _Step(("", f"{factor}{letter}"), back, (shape_of(first), shape_of(second)))
            if factor is not None and letter is not None and len({factor, letter, base}) == 3:
                return _Step((factor, letter), back)
    return None


def _letter(node: Syntax) -> str | None:
    """The name of a letter that has no scripts but a subscript."""
    if isinstance(node, syntax.Name):
        return name_of(node)
    subscript = isinstance(node, syntax.Scripts) and node.sup is None and not node.primes
    return name_of(node) if subscript else None


SHOWN, UNKNOWN = -1, -2
"""For an order that is that of what is shown, and for one that is not understood."""


def _order(rest: Syntax | None, step: _Step) -> int:
    """Up to which order the sides agree: o(h²) and O(h³) leave out what is above the second."""
    if rest is None or isinstance(rest, syntax.Sign):
        return SHOWN
    found = order_symbol(rest)
    if found is None:
        return UNKNOWN
    sign, inner = found
    power = 1
    if isinstance(inner, syntax.Scripts) and isinstance(inner.sup, syntax.Number):
        if inner.sub is not None or inner.primes or inner.sup.value.denominator != 1:
            return UNKNOWN
        power, inner = int(inner.sup.value), inner.base
    while isinstance(inner, syntax.Bars | syntax.Group):
        parts = (inner.body,) if isinstance(inner, syntax.Bars) else inner.parts
        if len(parts) != 1:
            return UNKNOWN
        (inner,) = parts
    if isinstance(inner, syntax.Juxtaposed) and step.written:
        # O(dx²) is O((dx)²).
        match step.rule(inner):
            case syntax.Scripts(base=base, sup=syntax.Number(value=k)) if power == 1:
                power, inner = int(k), base
    small = step.letters[0] or step.letters[1]
    if _letter(inner) != small:
        return UNKNOWN
    return power if sign == "o" else power - 1


def _names(node: Syntax) -> Iterator[str]:
    """The letters of a formula, without the T of a transpose."""
    name = _letter(node)
    if name is not None:
        yield name
        return
    transposed = isinstance(node, syntax.Scripts) and name_of(node.sup or node.base) in ("T", "⊤")
    parts = (node.base,) if isinstance(node, syntax.Scripts) and transposed else None
    for part in syntax.children(node) if parts is None else parts:
        yield from _names(part)


def _has_signs(node: Syntax) -> bool:
    return any(isinstance(n, syntax.Sign) and n.text in ("∇", "∂", "…") for n in syntax.walk(node))


def symbols(found: Expansion, shape: Shape) -> dict[str, Symbol]:
    """Letters for the values, for a function of what has this shape."""
    square = Shape(shape.rows, shape.rows)
    letters = {}
    for name, value in found.letters.items():
        symmetric = frozenset({"symmetric"}) if not shape.is_scalar else frozenset[str]()
        by_order = (SCALAR, shape, square)
        own = by_order[value.order] if not shape.is_scalar else SCALAR
        letters[name] = Symbol(
            name, own, assumptions=symmetric if value.order == 2 else frozenset()
        )
    return letters


@dataclass(frozen=True)
class Agreed:
    """Two sides without their terms above an order."""

    left: Expr
    right: Expr
    order: int


def agreeing(
    found: Expansion,
    sides: tuple[Expr, Expr],
    letters: Mapping[str, Symbol],
    steps: Sequence[Symbol],
) -> Agreed | None:
    """The sides up to their order, with the Taylor polynomial; None where that is not seen."""
    *factor, x = steps
    step: Expr = factor[0] * x if factor else x
    step = -step if found.back else step
    shown = _shown(found, sides)
    order = shown if found.order is None else found.order
    highest = HIGHEST if x.shape.is_scalar else 2
    if shown is None or order is None or not 0 <= order <= highest:
        return None
    new = {found.moved: _polynomial(found, letters, step, order)}
    a, b = (_up_to(substituted(side, new), found.small, order) for side in sides)
    return Agreed(a, b, order) if a is not None and b is not None else None


def _shown(found: Expansion, sides: tuple[Expr, Expr]) -> int | None:
    """The degree of what is shown."""
    degrees = [degree for side in sides for _, degree in _terms(side, found.small)]
    known = [d for d in degrees if d is not None]
    return max(known, default=0) if len(known) == len(degrees) else None


def _polynomial(found: Expansion, letters: Mapping[str, Symbol], step: Expr, order: int) -> Expr:
    """Σ f⁽ᵏ⁾ hᵏ / k!, or f + ∇fᵀh + ½ hᵀ∇²f h."""
    base = shape_of(found.base)
    known = {v.order: letters[n] for n, v in found.letters.items() if shape_of(v.at) == base}
    scalar = step.shape.is_scalar
    square = Shape(step.shape.rows, step.shape.rows)
    total: Expr | None = None
    for k in range(order + 1):
        name = named(found.function, k, found.base, gradient=not scalar)
        own = SCALAR if scalar or not k else (step.shape, square)[k - 1]
        symmetric = frozenset({"symmetric"}) if not scalar and k == 2 else frozenset[str]()
        value: Expr = known[k] if k in known else Symbol(name, own, assumptions=symmetric)
        if k and scalar:
            value = value * step if k == 1 else value * step**k / factorial(k)
        elif k == 1:
            value = algebra.transpose(value) @ step
        elif k == 2:
            value = number(Fraction(1, 2)) * (algebra.transpose(step) @ value @ step)
        total = value if total is None else total + value
    assert total is not None
    return total


def _terms(e: Expr, small: str) -> Iterator[tuple[Expr, int | None]]:
    """The terms of a sum with their degrees in a letter; None for one that has no single degree."""
    match e:
        case Apply(op=op, args=args) if op is SUM:
            for a in args:
                yield from _terms(a, small)
        case Apply(op=op, args=(a,)) if op is NEGATIVE:
            for term, degree in _terms(a, small):
                yield -term, degree
        case _:
            yield e, _degree(e, small)


def _degree(e: Expr, small: str) -> int | None:
    """The degree in a letter, of all terms of an expression alike."""
    if small not in e.names:
        return 0
    match e:
        case Symbol():
            return 1
        case Apply(op=op, args=args) if op in (NEGATIVE, TRANSPOSE, TRACE):
            return _degree(args[0], small)
        case Apply(op=op, args=args) if op in (PRODUCT, INNER, OUTER):
            degrees = [_degree(a, small) for a in args]
            return None if None in degrees else sum(d or 0 for d in degrees)
        case Apply(op=op, args=(a, b)) if op is QUOTIENT and small not in b.names:
            return _degree(a, small)
        case Apply(op=op, args=(a,)) if op is SQUARED_NORM:
            inner = _degree(a, small)
            return None if inner is None else 2 * inner
        case Apply(op=op, args=(a,), params=(k,)) if op is POWER:
            inner, times = _degree(a, small), k.constant if isinstance(k, Dim) else None
            return None if inner is None or times is None or times < 0 else inner * times
        case Apply(op=op, args=args) if op is SUM:
            found = {_degree(a, small) for a in args}
            return found.pop() if len(found) == 1 else None
    return None


def _up_to(e: Expr, small: str, order: int) -> Expr | None:
    """A sum without its terms of higher degree in a letter."""
    total: Expr | None = None
    for term, degree in _terms(e, small):
        if degree is None:
            return None
        if degree <= order:
            total = term if total is None else total + term
    return zero_of(e.shape) if total is None else total
