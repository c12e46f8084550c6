"""Rational functions as text for the table of entries, cut off where they are long."""

from __future__ import annotations

from matrixcalc.checks.elementwise.functions import Functions
from matrixcalc.checks.elementwise.polynomials import Poly
from matrixcalc.checks.elementwise.ratios import Ratio
from matrixcalc.dims import Dim
from matrixcalc.notation import TEXT

LONGEST = 6
"""The number of terms of a polynomial that are shown."""


class Rendering:
    """Prints what is written in one set of letters."""

    def __init__(self, functions: Functions) -> None:
        self.functions = functions
        self.field = functions.field

    def text(self, x: Ratio) -> str:
        """x as text; a long polynomial shows its first terms and how many there are."""
        top = self._poly(x.top)
        factors = [] if x.bottom == 1 else [str(x.bottom)]
        for f, k in x.below.items():
            p = self.field.factors[f].poly
            base = self._poly(p)
            factors.append((base if len(p) == 1 else f"({base})") + self._power(k))
        if not factors:
            return top
        above = f"({top})" if len(x.top) > 1 else top
        return above + "/" + (f"({' '.join(factors)})" if len(factors) > 1 else factors[0])

    def _power(self, k: int) -> str:
        return "" if k == 1 else TEXT.superscript(str(Dim.of(k)))

    def _poly(self, p: Poly) -> str:
        if not p:
            return "0"
        text = ""
        for monomial in sorted(p, key=lambda m: (-sum(m), tuple(-e for e in m)))[:LONGEST]:
            c = int(p[monomial])
            factors = [self._generator(k, e) for k, e in enumerate(monomial) if e]
            if abs(c) != 1 or not factors:
                factors.insert(0, str(abs(c)))
            text += (" - " if c < 0 else " + ") + " ".join(factors)
        text = text[3:] if text.startswith(" + ") else "-" + text[3:]
        return text if len(p) <= LONGEST else f"{text} + … ({len(p)} terms)"

    def _generator(self, k: int, e: int) -> str:
        atom = self.functions.atoms.get(k)
        if atom is None or atom.kind == "pi":
            return self.field.names[k] + self._power(e)
        if atom.kind == "function":
            inside = ", ".join(self.text(a) for a in atom.arguments)
            return f"{self.field.names[k]}({inside})" + self._power(e)
        if atom.kind == "exp":
            return f"exp({self.text(atom.arguments[0] * self.field.number(e))})"
        (inner,) = atom.arguments
        if atom.kind in ("sqrt", "abs"):
            return f"√({self.text(inner)})" + self._power(e)
        return f"{atom.kind}({self.text(inner)})" + self._power(e)
