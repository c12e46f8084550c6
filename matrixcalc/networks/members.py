"""Sums over the members of a family, as x_n, in networks that are read back.

Behind its index a member is a letter like any other: with the index named, what is summed is a
network that is read as any other one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Expr, Symbol
from matrixcalc.networks.canonical import Component, Factor
from matrixcalc.networks.heads import DELTA, Heads
from matrixcalc.networks.ring import LABELS, connected
from matrixcalc.ops import parts
from matrixcalc.ops.spec import Unavailable

NAMES = "nikjmlrst"
"""Names for the index of a sum, of which one is taken that nothing else has."""

Term = Sequence[Component]
Place = tuple[int, int]
"""An index inside a network: the component, and its slot."""


@dataclass(frozen=True)
class Summed:
    """A term as a product of numbers and a sum over named indices."""

    indices: tuple[IntVar, ...]
    body: Term
    outside: Term


class Members:
    """The members of families in the networks of one claim; `letters` are the symbols by name."""

    def __init__(self, heads: Heads, letters: dict[str, Expr]) -> None:
        self.heads = heads
        self.letters = letters

    def summed(self, term: Term) -> Summed | None:
        """The term with its members as letters; None where it has none.

        Raises `Unavailable` where it is not known how far a sum goes, or a matrix or δ has its index.
        """
        mine = [k for k, component in enumerate(term) if any(map(self._is_member, component))]
        if not mine:
            return None
        named: dict[Place, IntVar] = {}
        for k in mine:
            for s in sorted(self._indices(term[k])):
                named[k, s] = self._index(term[k], s, [v.name for v in named.values()])
        inside = set(mine)
        inside |= {
            k for k, c in enumerate(term) if any(LABELS < s < 0 for _, own in c for s in own)
        }
        factors = [f for k in sorted(inside) for f in self._named(k, term[k], named)]
        body = tuple(tuple(group) for group in connected(factors))
        outside = tuple(c for k, c in enumerate(term) if k not in inside)
        return Summed(tuple(named.values()), body, outside)

    def _is_member(self, factor: Factor) -> bool:
        known = self.heads.known[factor[0]]
        return factor[0] != DELTA and known.reach is None and None in known.dims

    def _indices(self, component: Component) -> set[int]:
        """The slots of a component over which members are summed."""
        found = {
            s for head, own in filter(self._is_member, component)
            for d, s in zip(self.heads.known[head].dims, own, strict=True) if d is None
        }  # fmt: skip
        if any(LABELS < s < 0 for s in found):
            raise Unavailable("members of a family in rows or columns")
        return {s for s in found if s >= 0}

    def _index(self, component: Component, slot: int, taken: Sequence[str]) -> IntVar:
        """A new index that runs as far as that of a slot."""
        reach: tuple[Dim, Dim] | None = None
        for head, own in component:
            known = self.heads.known[head]
            for d, s in zip(known.dims, own, strict=True):
                if s == slot:
                    reach = known.reach or reach or (None if d is None else (Dim.of(1), d))
        if reach is None:
            raise Unavailable("a sum that does not say how far it goes")
        sizes = {v.name for d in reach for v in d.variables}
        name = next((x for x in NAMES if x not in {*taken, *self.letters, *sizes}), None)
        if name is None:
            raise Unavailable("more sums than there are names")
        return IntVar(name, lower=reach[0], upper=reach[1])

    def _named(self, k: int, component: Component, named: dict[Place, IntVar]) -> Iterator[Factor]:
        """The factors of a component without its named indices, and with slots of their own."""
        apart = 1000 * (k + 1)
        for head, own in component:
            known = self.heads.known[head]
            held = [(k, s) in named for s in own]
            if known.reach is not None and all(held):
                continue
            member = self._is_member((head, own))
            if any(held) and not member and (head == DELTA or len(own) != 1):
                raise Unavailable("an index of a matrix that a sum over members has")
            if not (member or any(held)):
                yield head, tuple([s if s < 0 else s + apart for s in own])
                continue
            places = [
                (self._position(s) if s <= LABELS else Dim.variable(named[k, s]))
                for s, here, d in zip(own, held, known.dims, strict=True) if here or d is None
            ]  # fmt: skip
            rest = tuple(
                s if s < 0 else s + apart
                for s, here, d in zip(own, held, known.dims, strict=True) if not (here or d is None)
            )  # fmt: skip
            yield self._alone(head, places, member=member), rest

    def _position(self, slot: int) -> Dim:
        key = self.heads.known[LABELS - slot].key
        assert isinstance(key, tuple)
        assert isinstance(key[1], Dim)
        return key[1]

    def _alone(self, head: int, places: Sequence[Dim], *, member: bool) -> int:
        """The head of a letter of its own for one member, or for one entry of a column."""
        known = self.heads.known[head]
        e = self._letter(head, places) if member else self._entry(head, places)
        name = f"{e}"
        self.letters[name] = e
        dims = tuple(d for d in known.dims if d is not None) if member else ()
        symmetry = known.symmetry if len(dims) == len(known.dims) - len(places) else 0
        return self.heads.of(("symbol", name), dims, symmetry)

    def _letter(self, head: int, places: Sequence[Dim]) -> Expr:
        key = self.heads.known[head].key
        assert isinstance(key, tuple)
        if key[0] == "power":
            base = self._letter(key[1], places)
            if not base.shape.is_scalar or Fraction(key[2]).denominator != 1:
                raise Unavailable("a power entry by entry")
            return base ** int(key[2])
        symbol = self.letters.get(key[1]) if key[0] == "symbol" and len(key) == 2 else None
        if not isinstance(symbol, Symbol) or len(symbol.arguments) != len(places):
            raise Unavailable("a function of a member of a family")
        return replace(symbol, arguments=tuple(places))

    def _entry(self, head: int, places: Sequence[Dim]) -> Expr:
        key = self.heads.known[head].key
        assert isinstance(key, tuple)
        letter = self.letters.get(key[1]) if key[0] == "symbol" else None
        if letter is None or not letter.shape.is_column:
            raise Unavailable("an index of a matrix that a sum over members has")
        return parts.ENTRY(letter, places[0], Dim.of(1))
