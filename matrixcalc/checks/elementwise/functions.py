"""exp, log, square roots, sine, cosine and π as further generators of the field.

Each is a new letter with the relations that define it:

- exponentials of a basis of the arguments, so that exp(a + b) = exp(a) exp(b)
  and exp(2a) = exp(a)² hold by themselves;
- one letter for log |f| of each factor f; relations between factors are looked
  at when two sides are compared;
- one letter s for a square root, with s² replaced, and √(f²g) = |f| √g;
- sines and cosines of a basis of the angles, with sin² replaced by 1 − cos²;
- |x| = √(x²).

Where an argument has no known sign it is never moved out of a root.  The
derivatives and what substitution does are in `derivation` and `substitution`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction

from matrixcalc.checks.elementwise.linear import combination
from matrixcalc.checks.elementwise.polynomials import Poly, content, square_root
from matrixcalc.checks.elementwise.ratios import LARGEST_POWER, Field, NeedsRoom, Ratio, TooLong
from matrixcalc.checks.elementwise.signs import Signs
from matrixcalc.ops.spec import Unavailable, Undefined


@dataclass(frozen=True, eq=False)
class Atom:
    """A generator that stands for the value of a function at its arguments.

    `orders` counts, for an unspecified function, the derivatives by each argument.
    """

    kind: str
    generator: int
    arguments: tuple[Ratio, ...] = ()
    name: str = ""
    orders: tuple[int, ...] = ()


class Functions:
    """The functions of one field; the `Ring` that `Operator.entries` receives."""

    def __init__(self, field: Field, signs: Signs) -> None:
        self.field = field
        self.signs = signs
        self.atoms: dict[int, Atom] = {}
        self._roots: dict[Poly, Ratio] = {}
        self._logs: dict[Poly, Ratio] = {}
        self._pi: Ratio | None = None

    def number(self, value: Fraction | int) -> Ratio:
        """A rational number."""
        return self.field.number(value)

    def function(self, name: str, x: Ratio) -> Ratio:
        """exp, log, sqrt, abs, sin or cos of x."""
        match name:
            case "exp":
                return self.exp(x)
            case "log":
                return self.log(x)
            case "sqrt":
                return self.sqrt(x)
            case "abs":
                return self.absolute(x)
            case "sin" | "cos":
                return self._trigonometric(name, x)
        raise Unavailable(f"{name} is not written out in letters")

    def pi(self) -> Ratio:
        """The number π, as a letter."""
        if self._pi is None:
            self._pi = self._new("pi", "π", ())
            self.signs.positive_generators.add(self._pi.single or 0)
        return self._pi

    def real_power(self, base: Ratio, exponent: Ratio) -> Ratio:
        """aᵇ = exp(b log a), by powers and square roots where b allows it."""
        k = exponent.constant
        if k is not None and k.denominator == 1:
            return base.power(int(k))
        if k is not None and k.denominator == 2:
            return self.sqrt(base).power(int(2 * k))
        return self.exp(exponent * self.log(base))

    def kind(self, *names: str) -> list[Atom]:
        """The atoms of these kinds, oldest first."""
        return [a for a in self.atoms.values() if a.kind in names]

    def jet(self, name: str, arguments: tuple[Ratio, ...], orders: tuple[int, ...]) -> Ratio:
        """A derivative of an unspecified function at its arguments."""
        for atom in self.kind("function"):
            same = atom.name == name and atom.orders == orders
            if same and all(
                (a - b).is_zero for a, b in zip(atom.arguments, arguments, strict=True)
            ):
                return self.field.letter(atom.generator)
        marks = sum(orders)
        shown = name + ("′" * marks if len(orders) == 1 else f"^{orders}" if marks else "")
        return self._new("function", shown, arguments, name, orders)

    def _new(
        self,
        kind: str,
        shown: str,
        arguments: tuple[Ratio, ...],
        name: str = "",
        orders: tuple[int, ...] = (),
    ) -> Ratio:
        generator = self.field.generator(shown)
        self.atoms[generator] = Atom(kind, generator, arguments, name, orders)
        return self.field.letter(generator)

    def exp(self, x: Ratio) -> Ratio:
        """exp x, as powers of the exponentials of a basis of the arguments so far."""
        result, rest = self._powers_in(x)
        if rest.is_zero:
            return result
        basis, root = self.kind("exp"), self.field.room.root
        found = combination(rest, [a.arguments[0] for a in basis])
        if found is None:
            new = self._new("exp", "e", (rest / self.field.number(root),))
            self.signs.positive_generators.add(new.single or 0)
            return result * new.power(root)
        for atom, k in zip(basis, found, strict=True):
            if k.denominator != 1:
                raise NeedsRoom(replace(self.field.room, root=root * k.denominator))
            result = result * self.field.letter(atom.generator).power(int(k))
        return result

    def _powers_in(self, x: Ratio) -> tuple[Ratio, Ratio]:
        """(r, y) with exp x = r exp y, where r has the terms k log f with 2k an integer."""
        result = self.field.one
        for atom in self.kind("log") if not x.below else ():
            (monomial,) = self.field.monomial({atom.generator: 1})
            k = Fraction(int(x.top.get(monomial, 0)), x.bottom)
            if k and k.denominator <= 2:
                base = self._magnitude(atom.arguments[0].top)
                half = k.denominator == 2
                result = result * (self.sqrt(base) if half else base).power(k.numerator)
                x = x - self.field.letter(atom.generator) * self.field.number(k)
        return result, x

    def log(self, x: Ratio) -> Ratio:
        """log x = Σ k log |f| over the factors f of x, which has to be positive."""
        if x.is_zero or (x.constant is not None and x.constant < 0):
            raise Undefined("the logarithm of a number that is not positive")
        self.signs.assume_positive(x)
        scale, powers = self.field.factored(x.top)
        for f, k in x.below.items():
            powers[f] = powers.get(f, 0) - k
        result = self._log_of_number(abs(scale)) - self._log_of_number(x.bottom)
        for f, k in powers.items():
            if k:
                result = result + self._log_of_factor(self.signs.poly(f)) * self.field.number(k)
        return result

    def _log_of_number(self, value: int) -> Ratio:
        result = self.field.zero
        for p in _prime_factors(value):
            result = result + self._log_letter(self.field.number(p).top)
        return result

    def _log_of_factor(self, p: Poly) -> Ratio:
        """log |p|, with exponentials and roots taken apart."""
        letter = self.field.of(p).single
        atom = None if letter is None else self.atoms.get(letter)
        if atom is not None and atom.kind == "exp":
            return atom.arguments[0]
        if atom is not None and atom.kind in ("sqrt", "abs"):
            return self.log(atom.arguments[0]) / self.field.number(2)
        return self._log_letter(p)

    def _log_letter(self, p: Poly) -> Ratio:
        if p not in self._logs:
            self._logs[p] = self._new("log", "log", (self.field.of(p),))
        return self._logs[p]

    def absolute(self, x: Ratio) -> Ratio:
        """|x|, which is x or −x where its sign is known, and else √(x²)."""
        if x.is_zero:
            return x
        scale, above = self.field.factored(x.top)
        result = self.field.number(Fraction(abs(scale), x.bottom))
        for f, k in above.items():
            result = result * self._magnitude(self.signs.poly(f)).power(k)
        for f, k in x.below.items():
            result = result / self._magnitude(self.signs.poly(f)).power(k)
        return result

    def _magnitude(self, p: Poly) -> Ratio:
        sign = self.signs.of(p)
        if sign:
            return self.field.of(p if sign > 0 else -p)
        return self._root(self.field.product(p, p), "abs")

    def sqrt(self, x: Ratio) -> Ratio:
        """√x, with squares and factors of known sign taken apart."""
        if x.is_zero:
            return x
        scale, above = self.field.factored(x.top)
        powers = self._with_square_roots(above)
        for f, k in x.below.items():
            powers[f] = powers.get(f, 0) - k
        sign = 1 if scale > 0 else -1
        result = self._root_of_number(abs(scale) * x.bottom) / self.field.number(x.bottom)
        together: list[Poly] = []
        for f, k in powers.items():
            p = self.signs.poly(f)
            if k % 2 and self.signs.of(p):
                sign *= self.signs.of(p)
                result = result * self._root(p if self.signs.of(p) > 0 else -p)
            elif k % 2:
                together.append(p)
            result = result * self._magnitude(p).power(k // 2) if k // 2 else result
        return result * self._joint_root(sign, together)

    def _with_square_roots(self, powers: dict[int, int]) -> dict[int, int]:
        """The same product, with factors that are squares of polynomials replaced."""
        result: dict[int, int] = {}
        for f, k in powers.items():
            root = square_root(self.signs.poly(f)) if k % 2 else None
            if root is None or root.is_ground:
                result[f] = result.get(f, 0) + k
                continue
            _, inner = self.field.factored(root)
            for g, j in inner.items():
                result[g] = result.get(g, 0) + 2 * j * k
        return result

    def _joint_root(self, sign: int, factors: list[Poly]) -> Ratio:
        product = self.field.number(sign).top
        for p in factors:
            product = self.field.product(product, p)
        return self.field.one if product == 1 else self._root(product)

    def _root_of_number(self, value: int) -> Ratio:
        outside, inside = 1, set[int]()
        for p in _prime_factors(value):
            if p in inside:
                outside *= p
            inside ^= {p}
        result = self.field.number(outside)
        for p in sorted(inside):
            result = result * self._root(self.field.number(p).top)
        return result

    def _root(self, p: Poly, kind: str = "sqrt") -> Ratio:
        """The generator s ≥ 0 with s² = p."""
        if p.is_ground and content(p) < 0:
            raise Undefined("the square root of a negative number")
        self._halve_exponential(p)
        if p not in self._roots:
            self._roots[p] = self._new(kind, "√", (self.field.of(p),))
            generator = self._roots[p].single or 0
            self.field.squares[generator] = p
            self.signs.positive_generators.add(generator)
        return self._roots[p]

    def _halve_exponential(self, p: Poly) -> None:
        for atom in self.kind("exp"):
            if p == self.field.ring.gens[atom.generator]:
                raise NeedsRoom(replace(self.field.room, root=2 * self.field.room.root))

    def _trigonometric(self, name: str, x: Ratio) -> Ratio:
        """Sine or cosine, by the addition theorems from a basis of the angles so far."""
        cosine, sine = self.field.one, self.field.zero
        basis, turn = self.kind("sin"), self.field.room.turn
        found = combination(x, [a.arguments[0] for a in basis])
        if found is None:
            basis, found = [self._angle(x / self.field.number(turn))], [Fraction(turn)]
        for atom, k in zip(basis, found, strict=True):
            if k.denominator != 1:
                raise NeedsRoom(replace(self.field.room, turn=turn * k.denominator))
            if abs(k) > LARGEST_POWER:
                raise TooLong
            s = self.field.letter(atom.generator) * self.field.number(1 if k > 0 else -1)
            c = self.field.letter(atom.generator + 1)
            for _ in range(abs(int(k))):
                cosine, sine = cosine * c - sine * s, sine * c + cosine * s
        return sine if name == "sin" else cosine

    def _angle(self, x: Ratio) -> Atom:
        sine, cosine = self._new("sin", "sin", (x,)), self._new("cos", "cos", (x,))
        self.field.squares[sine.single or 0] = (self.field.one - cosine * cosine).top
        return self.atoms[sine.single or 0]


def _prime_factors(value: int) -> list[int]:
    """Prime factors below 1000 with their multiplicity, and what is left."""
    parts: list[int] = []
    divisor = 2
    while divisor * divisor <= value and divisor < 1000:
        while value % divisor == 0:
            parts.append(divisor)
            value //= divisor
        divisor += 1
    root = math.isqrt(value)
    rest = [root, root] if root * root == value else [value]
    return parts + rest if value > 1 else parts
