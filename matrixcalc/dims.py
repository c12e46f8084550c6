"""Integers that are not numbers yet: sizes, index values and integer exponents.

A `Dim` is a polynomial with integer coefficients in integer variables, kept in
a canonical form, so that ``n + m == m + n`` and a Kronecker product may
multiply sizes.  Nothing here is ever a matrix entry, and nothing is compared
by guessing: two `Dim` are equal when they are the same polynomial.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self, TypeAlias, Union, cast

DimLike: TypeAlias = Union["Dim", int]


@dataclass(frozen=True, init=False, eq=False)
class IntVar:
    """An integer variable: a size or integer (no range) or an index (with one).

    A size takes every value from `least` on; an index runs from `lower` to
    `upper`, both included.  There is one object for each variable, so that
    equality is identity.
    """

    name: str
    least: int
    lower: Dim | None
    upper: Dim | None
    _known: ClassVar[dict[tuple[str, int, Dim | None, Dim | None], IntVar]] = {}

    def __new__(
        cls, name: str, least: int = 1, lower: Dim | None = None, upper: Dim | None = None
    ) -> Self:
        key = (name, least, lower, upper)
        known = cls._known.get(key)
        if known is None:
            known = cls._known[key] = super().__new__(cls)
            vars(known).update(name=name, least=least, lower=lower, upper=upper)
        return cast("Self", known)

    def __reduce__(self) -> tuple[type[IntVar], tuple[str, int, Dim | None, Dim | None]]:
        return IntVar, (self.name, self.least, self.lower, self.upper)

    @property
    def is_index(self) -> bool:
        """Whether the variable runs over a range instead of being a size."""
        return self.upper is not None


Monomial: TypeAlias = tuple[tuple[IntVar, int], ...]


def _order(monomial: Monomial) -> tuple[int, tuple[tuple[str, int, str, str, int], ...]]:
    return (-sum(power for _, power in monomial), tuple((*_rank(v), p) for v, p in monomial))


class Dim:
    """A polynomial in integer variables with integer coefficients.

    >>> n, m = Dim.size("n"), Dim.size("m")
    >>> n * m + 2 == 2 + m * n
    True
    >>> str((n + 1) * m)
    'm n + m'
    """

    __slots__ = ("_hash", "_variables", "as_variable", "constant", "terms")
    _variable_itself: ClassVar[dict[IntVar, Dim]] = {}

    def __init__(self, terms: Mapping[Monomial, int]) -> None:
        kept = [(m, c) for m, c in terms.items() if c]
        if len(kept) > 1:
            kept.sort(key=lambda term: _order(term[0]))
        self.terms: tuple[tuple[Monomial, int], ...] = tuple(kept)
        self._hash = hash(self.terms)
        self._variables: frozenset[IntVar] | None = None
        self.constant: int | None = _constant(self.terms)
        """The value, if it does not depend on any variable."""
        self.as_variable: IntVar | None = _variable(self.terms)
        """The variable, if the polynomial is just one variable."""

    @classmethod
    def of(cls, value: DimLike) -> Dim:
        """`value` as a `Dim`; integers become constants."""
        if isinstance(value, Dim):
            return value
        return _SMALL[value] if 0 <= value < len(_SMALL) else cls({(): value})

    @classmethod
    def variable(cls, variable: IntVar) -> Dim:
        """The polynomial that is just this variable."""
        known = cls._variable_itself.get(variable)
        if known is None:
            known = cls._variable_itself[variable] = cls({((variable, 1),): 1})
        return known

    @classmethod
    def size(cls, name: str, least: int = 1) -> Dim:
        """A size called `name`, of value `least` or more."""
        return cls.variable(IntVar(name, least))

    @classmethod
    def index(cls, name: str, upper: DimLike, lower: DimLike = 1) -> Dim:
        """An index called `name` running from `lower` to `upper`."""
        return cls.variable(IntVar(name, 1, Dim.of(lower), Dim.of(upper)))

    @property
    def variables(self) -> frozenset[IntVar]:
        """The integer variables that occur, without those of index ranges."""
        if self._variables is None:
            self._variables = frozenset(v for m, _ in self.terms for v, _ in m)
        return self._variables

    @property
    def lowest(self) -> int | None:
        """The least value where it is evident: no coefficient is negative, and no variable.

        >>> n, k = Dim.size("n"), Dim.size("k", least=0)
        >>> (n * n + k + 2).lowest, (n - k).lowest
        (3, None)
        """
        if any(c < 0 for _, c in self.terms):
            return None
        if any(v.is_index or v.least < 0 for v in self.variables):
            return None
        return self.at({v: v.least for v in self.variables})

    @property
    def least(self) -> int | None:
        """The least value where that is evident apart from the constant, which may be negative.

        >>> k = Dim.size("k")
        >>> (k - 1).least, (k + 1).least, (1 - k).least
        (0, 2, None)
        """
        constant = sum(c for monomial, c in self.terms if not monomial)
        rest = (self - constant).lowest
        return None if rest is None else rest + constant

    def at(self, values: Mapping[IntVar, int]) -> int:
        """The integer value where every variable has the value given.

        Raises `KeyError` with the variable that has none.
        """
        total = 0
        for monomial, coefficient in self.terms:
            term = coefficient
            for v, power in monomial:
                term *= values[v] if power == 1 else values[v] ** power
            total += term
        return total

    def substitute(self, replace: Callable[[IntVar], DimLike | None]) -> Dim:
        """The polynomial with variables replaced; None keeps the variable."""
        if self.as_variable is not None:
            value = replace(self.as_variable)
            return self if value is None else Dim.of(value)
        total = Dim.of(0)
        for monomial, coefficient in self.terms:
            term = Dim.of(coefficient)
            for variable, power in monomial:
                new = replace(variable)
                factor = Dim.variable(variable) if new is None else Dim.of(new)
                for _ in range(power):
                    term = term * factor
            total = total + term
        return total

    def __add__(self, other: DimLike) -> Dim:
        if not isinstance(other, Dim | int):
            return NotImplemented
        terms = dict(self.terms)
        for monomial, coefficient in Dim.of(other).terms:
            terms[monomial] = terms.get(monomial, 0) + coefficient
        return Dim(terms)

    __radd__ = __add__

    def __neg__(self) -> Dim:
        return Dim({m: -c for m, c in self.terms})

    def __sub__(self, other: DimLike) -> Dim:
        if not isinstance(other, Dim | int):
            return NotImplemented
        return self + -Dim.of(other)

    def __rsub__(self, other: DimLike) -> Dim:
        return -self + other

    def __mul__(self, other: DimLike) -> Dim:
        if not isinstance(other, Dim | int):
            return NotImplemented
        terms: dict[Monomial, int] = {}
        for a, x in self.terms:
            for b, y in Dim.of(other).terms:
                monomial = _merge(a, b)
                terms[monomial] = terms.get(monomial, 0) + x * y
        return Dim(terms)

    __rmul__ = __mul__

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if isinstance(other, int):
            return self.constant == other
        return isinstance(other, Dim) and self.terms == other.terms

    def __hash__(self) -> int:
        return self._hash

    def __str__(self) -> str:
        parts: list[str] = []
        for monomial, coefficient in self.terms:
            factors = [v.name if p == 1 else f"{v.name}^{p}" for v, p in monomial]
            if abs(coefficient) != 1 or not factors:
                factors.insert(0, str(abs(coefficient)))
            sign = "-" if coefficient < 0 else "+"
            parts.append(f" {sign} " + " ".join(factors))
        text = "".join(parts) or " + 0"
        return text[3:] if text.startswith(" + ") else "-" + text[3:]

    def __repr__(self) -> str:
        return f"Dim({self})"


def _constant(terms: Sequence[tuple[Monomial, int]]) -> int | None:
    if not terms:
        return 0
    return terms[0][1] if len(terms) == 1 and terms[0][0] == () else None


def _variable(terms: Sequence[tuple[Monomial, int]]) -> IntVar | None:
    if len(terms) != 1 or terms[0][1] != 1 or len(terms[0][0]) != 1:
        return None
    variable, power = terms[0][0][0]
    return variable if power == 1 else None


def _rank(v: IntVar) -> tuple[str, int, str, str]:
    return v.name, v.least, str(v.lower), str(v.upper)


def _merge(a: Monomial, b: Monomial) -> Monomial:
    powers = dict(a)
    for variable, power in b:
        powers[variable] = powers.get(variable, 0) + power
    return tuple(sorted(powers.items(), key=lambda item: _rank(item[0])))


def closure(dims: Iterable[Dim]) -> frozenset[IntVar]:
    """Every variable in `dims`, and in the ranges of the indices among them."""
    found = new = frozenset[IntVar]().union(*[d.variables for d in dims])
    while new:
        bounds = [b for v in new if v.is_index for b in (v.lower, v.upper) if b is not None]
        new = frozenset[IntVar]().union(*[b.variables for b in bounds]) - found
        found |= new
    return found


_SMALL: tuple[Dim, ...] = ()
_SMALL = tuple(Dim.of(k) for k in range(10))
ONE = Dim.of(1)
