"""From networks back to expressions in matrix notation.

A chain of letters becomes a product, a closed chain a trace, a vector on a chain diag.
A network that is no chain has no such expression, and `Unavailable` says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Apply, Bind, Binder, Differential, Expr, Number, Symbol
from matrixcalc.networks.canonical import Component, Factor
from matrixcalc.networks.heads import DELTA, Head, Poly
from matrixcalc.networks.letters import Networks
from matrixcalc.networks.members import Members, Summed
from matrixcalc.networks.ring import LABELS
from matrixcalc.ops import algebra, constants, inverses, linear, parts, pseudo, roots, spectral
from matrixcalc.ops import elementwise as functions
from matrixcalc.ops.constants import zero_of
from matrixcalc.ops.spec import Operator, Unavailable
from matrixcalc.shapes import SCALAR, Shape

_NAMED: dict[str, Operator] = {
    op.name: op
    for op in (
        *functions.OPERATORS, inverses.ADJUGATE, inverses.DETERMINANT, pseudo.RANK,
        *spectral.OPERATORS, *roots.OPERATORS,
    )
}  # fmt: skip


class Reader:
    """Reads the networks of one claim; `letters` are the symbols by name."""

    def __init__(self, sums: Networks, letters: dict[str, Expr]) -> None:
        self.sums = sums
        self.letters = letters
        self.members = Members(sums.heads, letters)

    def value(self, poly: Poly, rows: Sequence[Dim], cols: Sequence[Dim]) -> Expr:
        """The expression of a sum with these legs."""
        if len(rows) > 1 or len(cols) > 1:
            raise Unavailable("an index that is split in two")
        shape = Shape(rows[0] if rows else Dim.of(1), cols[0] if cols else Dim.of(1))
        if not poly:
            return zero_of(shape)
        terms = [self._term(term, c, shape) for term, c in sorted(poly.items(), key=_simple)]
        total = terms[0]
        for t in terms[1:]:
            total = total - t.args[0] if _is_negative(t) and isinstance(t, Apply) else total + t
        return total

    def _term(self, term: Sequence[Component], c: Fraction, shape: Shape) -> Expr:
        """One term: numbers, networks without ends, then what has rows and columns."""
        summed = self.members.summed(term)
        if summed is not None:
            return self._sum(summed, c, shape)
        row = -1 if shape.rows.constant != 1 else 0
        col = row - 1 if shape.cols.constant != 1 else 0
        ends = {row, col} - {0}
        scalars, below = list[Expr](), list[Expr]()
        down, across, whole = list[Expr](), list[Expr](), list[Expr]()
        joined = False
        for component in term:
            mine = {s for _, own in component for s in own if s in ends}
            if not mine:
                self._place(component, scalars, below)
            elif component[0][0] == DELTA:
                joined = joined or mine == {row, col}
                if mine != {row, col}:
                    position = min(s for _, own in component for s in own)
                    size = shape.rows if row in mine else shape.cols
                    unit = algebra.unit(size, self._position(position))
                    (down if row in mine else across).append(unit)
            elif mine == {row, col}:
                whole.append(self._chain(component, row, col, frozenset()))
            else:
                (end,) = mine
                found = self._chain(component, end, None, frozenset())
                (down if end == row else across).append(found)
        matrix = self._matrix(down, across, whole, shape, joined=joined)
        factors = _flat(scalars) if matrix is None else [*scalars, *_flat([matrix])]
        if abs(c) != 1 or not factors:
            factors.insert(0, Number(abs(c)))
        found = factors[0] if len(factors) == 1 else linear.PRODUCT(*factors)
        if below:
            found = found / (below[0] if len(below) == 1 else linear.PRODUCT(*below))
        if found.shape != shape:
            raise Unavailable("a network that is no product of matrices")
        return -found if c < 0 else found

    def _sum(self, summed: Summed, c: Fraction, shape: Shape) -> Expr:
        """A number times a sum over members of a family."""
        total = self._term(summed.body, Fraction(1), shape)
        if summed.indices:
            total = Bind(Binder.SUM, summed.indices, total)
        if summed.outside or abs(c) != 1:
            outside = self._term(summed.outside, abs(c), SCALAR)
            total = linear.PRODUCT(*_flat([outside]), total)
        return -total if c < 0 else total

    def _matrix(
        self, down: list[Expr], across: list[Expr], whole: list[Expr], shape: Shape, *, joined: bool
    ) -> Expr | None:
        """A matrix from columns at its rows, columns at its columns, and whole ones."""
        if shape.is_scalar:
            return None
        left, right = (_hadamard(x) if x else None for x in (down, across))
        if joined:
            # With δ of rows and columns, all columns stand on the diagonal.
            both = _hadamard([*down, *across]) if down or across else None
            diagonal = algebra.eye(shape.rows) if both is None else algebra.diag(both)
            return _hadamard([*whole, diagonal])
        if whole:
            middle = _hadamard(whole)
            return (
                linear.PRODUCT(
                    *([algebra.diag(left)] if left is not None else []),
                    middle,
                    *([algebra.diag(right)] if right is not None else []),
                )
                if left is not None or right is not None
                else middle
            )
        if shape.is_column or shape.is_row:
            one = left if shape.is_column else right
            size = shape.rows if shape.is_column else shape.cols
            column = one if one is not None else algebra.ones(size)
            return column if shape.is_column else column.T
        first = left if left is not None else algebra.ones(shape.rows)
        second = right if right is not None else algebra.ones(shape.cols)
        return linear.PRODUCT(first, second.T)

    # Components.

    def _place(self, component: Component, above: list[Expr], below: list[Expr]) -> None:
        """A network without ends, above or below the bar of a fraction."""
        if len(component) == 1 and not component[0][1]:
            key = self.sums.heads.known[component[0][0]].key
            if isinstance(key, tuple) and key[0] == "power" and key[2] < 0:
                below.append(_powered(self._letter(key[1]), -key[2]))
                return
        above.append(self._closed(component))

    def _closed(self, component: Component) -> Expr:
        if len(component) == 1 and not component[0][1]:
            return self._letter(component[0][0])
        if component[0][0] == DELTA:
            return constants.DELTA(*(self._position(s) for s in component[0][1]))
        ends = _ends(component)
        places = [s for _, own in component for s in own if s <= LABELS]
        if places:
            return self._entries(component)
        start = next((s for s, at in ends.items() if len(at) == 1), None)
        if start is None:
            single = next((k for k, (_, own) in enumerate(component) if len(own) == 1), None)
            if single is None:
                first = component[0][1][0]
                return linear.TRACE(self._chain(component, first, first, frozenset()))
            start = component[single][1][0]
            row = _turned(self._letter(component[single][0]))
            rest = self._chain(component, start, None, frozenset({single}))
            return linear.PRODUCT(row, rest)
        rest = self._chain(component, start, None, frozenset())
        return linear.PRODUCT(algebra.ones(rest.shape.rows, 1).T, rest)

    def _entries(self, component: Component) -> Expr:
        places = sorted({s for _, own in component for s in own if s <= LABELS}, reverse=True)
        if len(component) == 1:
            head, own = component[0]
            letter = self._letter(head, own)
            held = [self._position(s) for s in own if s <= LABELS and not self._is_member(head)]
            return parts.ENTRY(letter, *[*held, Dim.of(1)][:2]) if held else letter
        if len(places) > 2:
            raise Unavailable("a network with more than two indices")
        chain = self._chain(
            component, places[0], places[1] if len(places) > 1 else None, frozenset()
        )
        positions = [self._position(s) for s in places]
        return parts.ENTRY(chain, *[*positions, Dim.of(1)][:2])

    def _chain(
        self, component: Component, start: int, last: int | None, done: frozenset[int]
    ) -> Expr:
        """The product along a chain from one slot to another, or to its end."""
        ends = _ends(component)
        used = set(done)
        factors: list[Expr] = []
        at = start
        while True:
            here = [k for k in ends.get(at, []) if k not in used]
            closed = start == last and len(component) == 1
            loops = set[int]() if closed else {k for k in here if here.count(k) > 1}
            here = list(dict.fromkeys(here)) if loops else here
            self._columns(component, here, loops, used, factors, ends_here=at == last)
            here = [k for k in here if k not in used]
            if not here or (at == last and factors and at != start):
                break
            if len(here) > 2 or (len(here) == 2 and factors):
                raise Unavailable("a network that is no product of matrices")
            k = here[0]
            head, own = component[k]
            if len(own) != 2:
                raise Unavailable("a network that is no product of matrices")
            used.add(k)
            letter = self._letter(head)
            forward = own[0] == at or self.sums.heads.symmetry(head) > 0
            factors.append(letter if forward else _turned(letter))
            at = own[1] if own[0] == at else own[0]
            if at == start and at == last:
                break
        if len(used) < len(component):
            raise Unavailable("a network that is no product of matrices")
        return factors[0] if len(factors) == 1 else linear.PRODUCT(*factors)

    def _columns(
        self,
        component: Component,
        here: Sequence[int],
        loops: set[int],
        used: set[int],
        factors: list[Expr],
        *,
        ends_here: bool,
    ) -> None:
        """The columns at one place of a chain, diagonal matrices where the chain goes on."""
        for k in [k for k in here if len(component[k][1]) == 1 or k in loops]:
            letter = self._letter(component[k][0])
            letter = algebra.dg(letter) if k in loops else letter
            used.add(k)
            beside = [m for m in here if m != k and m not in used]
            on = bool(beside) or (ends_here and bool(factors))
            factors.append(algebra.diag(letter) if on else letter)

    # Letters.

    def _position(self, slot: int) -> Dim:
        key = self.sums.heads.known[LABELS - slot].key
        assert isinstance(key, tuple)
        assert isinstance(key[1], Dim)
        return key[1]

    def _is_member(self, head: int) -> bool:
        return None in self.sums.heads.known[head].dims

    def _letter(self, head: int, slots: Sequence[int] = ()) -> Expr:
        """What a head stands for, as a matrix, column or scalar."""
        key = self.sums.heads.known[head].key
        assert isinstance(key, tuple)
        if key[0] in ("power", "group"):
            return self._power(head, slots)
        if key[0] == "size":
            assert isinstance(key[1], IntVar)
            return constants.SIZE(Dim.variable(key[1]))
        if key[0] == "diagonal of" and key[1] in self.letters and not self._is_member(head):
            return algebra.dg(self.letters[key[1]])
        if key[0] == "symbol":
            if len(key) == 2 and self._is_member(head):
                raise Unavailable("a member of a family")
            return self.letters[key[1]]
        return self._function(key, self.sums.heads.known[head])

    def _power(self, head: int, slots: Sequence[int]) -> Expr:
        """A power, or the sum of which there are powers."""
        known = self.sums.heads.known[head]
        key = known.key
        assert isinstance(key, tuple)
        if key[0] == "power":
            base, exponent = self._letter(key[1], slots), key[2]
            if not base.shape.is_scalar:
                raise Unavailable("a power entry by entry")
            return _powered(base, exponent)
        if known.dims:
            raise Unavailable("a sum entry by entry")
        return self.value(self.sums.bodies[head], (), ())

    def _function(self, key: tuple[Any, ...], head: Head) -> Expr:
        """A function of a matrix, or a letter that is declared nowhere."""
        name, dims = key[0], head.dims
        if name == ("constant", "π"):
            return constants.PI()
        if isinstance(name, tuple) and name[0] == "differential":
            return Differential(self.letters[name[1]], (self.letters[name[1]],))
        known = ("of a matrix", "entrywise", "invariant", "power")
        if not isinstance(name, tuple) or name[0] not in known:
            raise Unavailable("a letter without a name")
        body = key[1] if name[0] == "entrywise" else key[1][0][0]
        ends = [d for d in dims if d is not None]
        rows, cols = (ends[:1], ends[1:]) if name[0] == "entrywise" else key[2]
        if len(dims) > len(rows) + len(cols) or len(ends) < len(dims):
            raise Unavailable("a function of a member of a family")
        inner = self.value(dict(body), rows, cols)
        if name[0] == "of a matrix" and head.symmetry <= 0:
            inner = _turned(inner)  # It is kept as a function of the transpose.
        return self.function(name, inner)

    def function(self, name: Any, inner: Expr) -> Apply:
        """A function by its name in networks, of an expression."""
        if name[0] == "power":
            return linear.POWER(inner, name[1])
        if name == ("of a matrix", "inverse"):
            return inverses.INVERSE(inner)
        if name == ("of a matrix", "pseudo-inverse"):
            return pseudo.PSEUDO_INVERSE(inner, 0)
        op = _NAMED.get(name[1])
        if op is None:
            raise Unavailable("a letter without a name")
        return op(inner)


def _powered(base: Expr, exponent: Fraction) -> Expr:
    if exponent == 1:
        return base
    if exponent == Fraction(1, 2):
        return functions.SQRT(base)
    if exponent.denominator == 1:
        return 1 / base if exponent == -1 else base ** int(exponent)
    return functions.REAL_POWER(base, Number(exponent))


def _turned(e: Expr) -> Expr:
    """The transpose; that of a transpose, or of a symmetric letter, is written without one."""
    if isinstance(e, Apply) and e.op is linear.TRANSPOSE:
        return e.args[0]
    return e if isinstance(e, Symbol) and "symmetric" in e.assumptions else e.T


def _hadamard(values: Sequence[Expr]) -> Expr:
    total = values[0]
    for v in values[1:]:
        total = algebra.hadamard(total, v)
    return total


def _flat(factors: Sequence[Expr]) -> list[Expr]:
    """Factors, with those of a product among them side by side."""
    return [
        x
        for f in factors
        for x in (f.args if isinstance(f, Apply) and f.op is linear.PRODUCT else (f,))
    ]


def _ends(component: Component) -> dict[int, list[int]]:
    ends: dict[int, list[int]] = defaultdict(list)
    for k, (_, own) in enumerate(component):
        for s in own:
            ends[s].append(k)
    return ends


def _simple(item: tuple[Sequence[Component], Fraction]) -> tuple[bool, int, object]:
    """Positive terms first, short ones before long ones."""
    term, c = item
    return c < 0, sum(len(x) for x in term), term


def _is_negative(e: Expr) -> bool:
    return isinstance(e, Apply) and e.op is linear.NEGATIVE


__all__ = ["Factor", "Reader"]
