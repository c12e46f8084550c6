"""Derivatives of rational functions: SymPy differentiates polynomials, letter by letter.

A derivation says what becomes of each letter; the rules for exp, log and the
other atoms follow from the relations that define them.  No matrix is known here.
"""

from __future__ import annotations

from collections.abc import Callable

from matrixcalc.checks.elementwise.functions import Atom, Functions
from matrixcalc.checks.elementwise.polynomials import Poly, support
from matrixcalc.checks.elementwise.ratios import Ratio

Seed = Callable[[int], Ratio | None]
"""What a derivation makes of a letter; None for a letter that does not vary."""


class Derivation:
    """The derivation that takes each letter to its `seed`."""

    def __init__(self, functions: Functions, seed: Seed) -> None:
        self.functions = functions
        self.field = functions.field
        self.seed = seed
        self._letters: dict[int, Ratio] = {}
        self._factors: dict[int, Ratio] = {}

    def __call__(self, x: Ratio) -> Ratio:
        """The derivative of x."""
        above = self._poly(x.top) * Ratio(self.field, self.field.ring.one, x.bottom, x.below)
        for f, k in x.below.items():
            change = self._factor(f)
            if not change.is_zero:
                below = Ratio(self.field, self.field.ring.one, 1, {f: 1})
                above = above - x * change * below * self.field.number(k)
        return above

    def _factor(self, f: int) -> Ratio:
        if f not in self._factors:
            self._factors[f] = self._poly(self.field.factors[f].poly)
        return self._factors[f]

    def _poly(self, p: Poly) -> Ratio:
        total = self.field.zero
        for k in support(p):
            change = self.letter(k)
            if not change.is_zero:
                self.field.spend(len(p))
                total = total + self.field.of(p.diff(self.field.ring.gens[k])) * change
        return total

    def letter(self, k: int) -> Ratio:
        """What becomes of a generator."""
        if k not in self._letters:
            given = self.seed(k)
            atom = self.functions.atoms.get(k)
            if given is None:
                given = self._atom(atom) if atom else self.field.zero
            self._letters[k] = given
        return self._letters[k]

    def _atom(self, atom: Atom) -> Ratio:
        field, value = self.field, self.field.letter(atom.generator)
        changes = [self(a) for a in atom.arguments]
        if all(c.is_zero for c in changes):
            return field.zero
        match atom.kind:
            case "exp":
                return value * changes[0]
            case "log":
                return changes[0] / atom.arguments[0]
            case "sqrt" | "abs":
                return value * changes[0] / (atom.arguments[0] * field.number(2))
            case "sin":
                return field.letter(atom.generator + 1) * changes[0]
            case "cos":
                return -field.letter(atom.generator - 1) * changes[0]
            case "function":
                return self._chain(atom, changes)
        raise AssertionError(f"no derivative of {atom.kind}")

    def _chain(self, atom: Atom, changes: list[Ratio]) -> Ratio:
        total = self.field.zero
        for k, change in enumerate(changes):
            if not change.is_zero:
                orders = tuple(o + (m == k) for m, o in enumerate(atom.orders))
                slope = self.functions.jet(atom.name, atom.arguments, orders)
                total = total + slope * change
        return total
