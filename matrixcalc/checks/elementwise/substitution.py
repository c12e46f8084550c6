"""Putting rational functions in the place of letters, inside exp, log and roots too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matrixcalc.checks.elementwise.functions import Atom, Functions
from matrixcalc.checks.elementwise.polynomials import Poly, support
from matrixcalc.checks.elementwise.ratios import Ratio


class Substitution:
    """The homomorphism that takes each letter in `values` to its value."""

    def __init__(self, functions: Functions, values: Mapping[int, Ratio]) -> None:
        self.functions = functions
        self.field = functions.field
        self._given = values.keys()
        self._values: dict[int, Ratio] = dict(values)
        self._factors: dict[int, Ratio | None] = {}

    def __call__(self, x: Ratio) -> Ratio:
        """x with the letters replaced."""
        result = self._poly(x.top)
        kept = {}
        for f, k in x.below.items():
            if f not in self._factors:
                p = self.field.factors[f].poly
                self._factors[f] = self._poly(p) if self._moves(p) else None
            value = self._factors[f]
            if value is None:
                kept[f] = k
            else:
                result = result * value.reciprocal.power(k)
        return result * Ratio(self.field, self.field.ring.one, x.bottom, kept)

    def _moves(self, p: Poly) -> bool:
        return any(self._moved(k) for k in support(p))

    def _moved(self, k: int) -> bool:
        """Whether a generator does not stay what it is."""
        atom = self.functions.atoms.get(k)
        return k in self._given or (
            atom is not None and any(self._involves(a) for a in atom.arguments)
        )

    def _value(self, k: int) -> Ratio:
        """The value of a generator that moves."""
        if k not in self._values:
            self._values[k] = self._rebuilt(self.functions.atoms[k])
        return self._values[k]

    def _involves(self, x: Ratio) -> bool:
        return self._moves(x.top) or any(self._moves(self.field.factors[f].poly) for f in x.below)

    def _rebuilt(self, atom: Atom) -> Ratio:
        arguments = tuple(self(a) for a in atom.arguments)
        match atom.kind:
            case "function":
                return self.functions.jet(atom.name, arguments, atom.orders)
            case "abs":
                return self.functions.sqrt(arguments[0])
        return self.functions.function(atom.kind, arguments[0])

    def _poly(self, p: Poly) -> Ratio:
        moved = [k for k in support(p) if self._moved(k)]
        if not moved:
            return self.field.of(p)
        letters = {k: self._values[k].single for k in moved if k in self._values}
        targets = {k: target for k, target in letters.items() if target is not None}
        if len(targets) == len(moved):
            return self._renamed(p, targets)
        groups: dict[tuple[int, ...], dict[tuple[int, ...], object]] = {}
        for monomial, c in p.items():
            powers = tuple(monomial[k] for k in moved)
            rest = list(monomial)
            for k in moved:
                rest[k] = 0
            groups.setdefault(powers, {})[tuple(rest)] = c
        total = self.field.zero
        for powers in sorted(groups, key=lambda e: (sum(e), e)):
            term = self.field.of(self.field.ring.from_dict(groups[powers]))
            for k, e in zip(moved, powers, strict=True):
                term = term * self._power(k, e)
            total = total + term
        return total

    def _power(self, k: int, e: int) -> Ratio:
        atom = self.functions.atoms.get(k)
        if atom is not None and atom.kind == "exp" and k not in self._given:
            # The power has an argument that the exponentials so far may already have.
            return self.functions.exp(self(atom.arguments[0]) * self.field.number(e))
        return self._value(k).power(e)

    def _renamed(self, p: Poly, letters: Mapping[int, int]) -> Ratio:
        self.field.spend(len(p))
        terms: dict[tuple[int, ...], Any] = {}
        for monomial, c in p.items():
            rest = list(monomial)
            for k in letters:
                rest[k] = 0
            for k, target in letters.items():
                rest[target] += monomial[k]
            terms[tuple(rest)] = terms.get(tuple(rest), 0) + c
        return self.field.of(self.field.ring.from_dict(terms))
