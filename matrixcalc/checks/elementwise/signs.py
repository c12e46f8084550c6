"""What is known of the sign of a polynomial, from what is declared and what is written.

A letter may be declared positive, the determinant of a positive definite matrix
is positive, and what stands under a logarithm or a square root is positive
wherever the statement means something.  Everything else has no known sign.
"""

from __future__ import annotations

import math

from matrixcalc.checks.elementwise.polynomials import Poly
from matrixcalc.checks.elementwise.ratios import Field, Ratio


class Signs:
    """The signs that are known in one field."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.positive_generators: set[int] = set()
        self._facts: list[tuple[int, tuple[int, ...]]] = []
        self._factors: dict[Poly, int] = {}

    def assume_positive(self, x: Ratio) -> None:
        """Take `x` to be positive where the statement means something.

        What is known of x gives the sign of a factor once all others are known.
        """
        scale, powers = self.field.factored(x.top)
        odd = {f for f, k in powers.items() if k % 2} ^ {f for f, k in x.below.items() if k % 2}
        self._facts.append((1 if scale > 0 else -1, tuple(sorted(odd))))
        while any(self._learn(sign, factors) for sign, factors in self._facts):
            pass

    def _learn(self, sign: int, factors: tuple[int, ...]) -> bool:
        """Whether the sign of a product of factors gives that of one not known before."""
        signs = {f: self.of(self.poly(f)) for f in factors}
        unknown = [f for f, s in signs.items() if not s]
        if len(unknown) != 1:
            return False
        self._factors[self.poly(unknown[0])] = sign * math.prod(s for s in signs.values() if s)
        return True

    def poly(self, factor: int) -> Poly:
        """The polynomial of a factor."""
        return self.field.factors[factor].poly

    def of(self, p: Poly) -> int:
        """1 or −1 where p ≥ 0 or p ≤ 0 is known everywhere, else 0."""
        if p in self._factors:
            return self._factors[p]
        signs = {self._of_term(m, int(c)) for m, c in p.items()}
        return signs.pop() if len(signs) == 1 else 0

    def of_ratio(self, x: Ratio) -> int:
        """1 or −1 where x ≥ 0 or x ≤ 0 is known everywhere, else 0."""
        sign = self.of(x.top)
        for f, k in x.below.items():
            sign *= self.of(self.poly(f)) ** k if k % 2 else 1
        return sign

    def _of_term(self, monomial: tuple[int, ...], coefficient: int) -> int:
        known = all(
            e % 2 == 0 or k in self.positive_generators for k, e in enumerate(monomial) if e
        )
        return (1 if coefficient > 0 else -1) if known else 0
