"""Sizes that are not known yet, and what follows from parts that have to fit.

An unknown size is an integer variable whose name begins with ``?``.  Two sizes
are made equal by giving one unknown a value; nothing that a person declared is
ever changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from matrixcalc.dims import Dim, IntVar, closure
from matrixcalc.expr import Expr

MARK = "?"
LETTER = "."
"""Stands in the name of an unknown size of a letter: a letter is never a scalar by surprise."""
_PRINTED = re.compile(r"\?[\w.@⁽⁾]+")
"""A size that nothing determines, as it would print."""
ZEROS = f"{MARK}0"
"""Begins the name of the unknown size of a block of zeros."""
INDEX = "@"
"""Stands in the name of the unknown upper end of an index."""


class Learnt(Exception):
    """An unknown size became known: what was built with it has to be built again."""


def printable(text: str) -> str:
    """A text with a question mark in place of every size that nothing determines.

    >>> printable("x is ?x.1×1")
    'x is ?×1'
    """
    return _PRINTED.sub(MARK, text)


def is_unknown(variable: IntVar) -> bool:
    """Whether the variable stands for a size that is not known yet."""
    return variable.name.startswith(MARK)


class Unknowns:
    """The unknown sizes of a problem, with the values that were found for them."""

    def __init__(self) -> None:
        self.values: dict[IntVar, Dim] = {}
        self.met: set[IntVar] = set()
        """The unknown sizes that occurred."""
        self.blocks: set[IntVar] = set()
        """Sizes of blocks, which are told by what stands beside them or not at all."""
        self.ends = 0
        """How many indices without limits were met."""
        self.own_ends: set[IntVar] = set()
        """How far these run; a statement that is read again has new ones."""
        self.told_ends = 0
        """How often a value was given to one of these, or by one."""
        self._plain: set[IntVar] = set()
        """Variables that are no unknown sizes, and no indices that run to one."""
        self._heeded: set[IntVar] = set()
        """Variables that are no unknown sizes, or own ends."""
        self.loose = False
        """Whether a size was met that was not known yet, so that what was read may be read otherwise
        once it is."""

    def size(self, name: str) -> Dim:
        """The unknown size of this name, or its value if it has one."""
        unknown = Dim.size(MARK + name)
        self.met |= unknown.variables
        self.loose = self.loose or not self.own_ends.isdisjoint(unknown.variables)
        return self.resolved(unknown)

    def end_of(self, index: str) -> Dim:
        """How far an index runs in one statement, of which nothing is known yet."""
        self.ends += 1
        unknown = Dim.size(f"{MARK}{index}{INDEX}{self.ends}")
        self.loose = self.loose or not self.met.isdisjoint(unknown.variables)
        self.met |= unknown.variables
        self.own_ends |= unknown.variables
        return self.resolved(unknown)

    @property
    def open_ends(self) -> bool:
        """Whether sizes were met that nothing determines."""
        return bool(self.met - self.values.keys())

    def resolved(self, size: Dim) -> Dim:
        """`size` with every unknown replaced that has a value."""
        if size.constant is not None:
            return size
        if self.values:
            while not self.values.keys().isdisjoint(size.variables):
                size = size.substitute(self.values.get)
        if not self.loose and not size.variables <= self._heeded:
            self.loose = any(is_unknown(v) and v not in self.own_ends for v in size.variables)
            if not self.loose:
                self._heeded |= size.variables
        return size

    def unify(self, a: Dim, b: Dim) -> bool:
        """Whether the sizes are equal; raises `Learnt` if that needed a new value."""
        a, b = self.resolved(a), self.resolved(b)
        if a == b:
            return True
        for variable, value in _solutions(a, b, self.blocks):
            self.values[variable] = value
            self.told_ends += not self.own_ends.isdisjoint({variable, *value.variables})
            raise Learnt
        return False

    def forget(self, count: int) -> None:
        """Keep of the sizes that were worked out the first ones, so many."""
        for variable in [*self.values][count:]:
            del self.values[variable]

    def left(self, e: Expr) -> list[IntVar]:
        """The unknown sizes in an expression, in a fixed order."""
        shapes = [d for s in e.symbols for d in (s.shape.rows, s.shape.cols)]
        found = closure([*shapes, *e.dims, e.shape.rows, e.shape.cols])
        return sorted((v for v in found if is_unknown(v)), key=lambda v: v.name)

    def see(self, found: Sequence[Expr]) -> None:
        """Note whether there are sizes in what was read that are not known."""
        for e in found if not self.loose else ():
            sizes = {e.shape.rows, e.shape.cols, *e.dims}
            for s in e.symbols:
                sizes |= {s.shape.rows, s.shape.cols}
            for size in sizes:
                if not size.variables <= self._plain:
                    variables = closure([size])
                    self.loose = self.loose or any(map(is_unknown, variables))
                    self._plain |= variables if not self.loose else frozenset()

    def unbounded(self, size: Dim) -> bool:
        """Whether the size is the upper end of an index, and nothing says what it is."""
        return any(INDEX in v.name for v in self.resolved(size).variables if is_unknown(v))

    def open(self, size: Dim) -> bool:
        """Whether the size is just one unknown."""
        variable = self.resolved(size).as_variable
        return variable is not None and is_unknown(variable)


def _solutions(a: Dim, b: Dim, blocks: AbstractSet[IntVar]) -> list[tuple[IntVar, Dim]]:
    """The ways to make two sizes equal by giving one unknown a value."""
    if any(one == 1 and _is_of_letter(other) for one, other in ((a, b), (b, a))):
        return []
    found: list[tuple[IntVar, Dim]] = []
    # The letter that was met first keeps its size.
    for one, other in ((b, a), (a, b)):
        variable = one.as_variable
        if variable is not None and is_unknown(variable) and variable not in other.variables:
            found.append((variable, other))
    if found:
        # An index takes its range from the letters, not the other way round.
        return sorted(found, key=lambda x: INDEX not in x[0].name)
    quotient = _quotient(a, b) or _quotient(b, a) or _crossed(a, b)
    if quotient is not None:
        return [quotient]
    # An unknown summand, as in the rows of a block matrix.
    difference = a - b
    several = [v for v in difference.variables if is_unknown(v)]
    if len(several) > 1 and blocks & {*several}:
        return []
    for monomial, coefficient in difference.terms:
        if len(monomial) == 1 and monomial[0][1] == 1 and abs(coefficient) == 1:
            variable = monomial[0][0]
            rest = Dim({m: c for m, c in difference.terms if m != monomial}) * -coefficient
            if is_unknown(variable) and variable not in rest.variables:
                found.append((variable, rest))
    return found


def _quotient(a: Dim, b: Dim) -> tuple[IntVar, Dim] | None:
    """The unknown factor of a product, as in the rows n ? = n m of a Kronecker product."""
    if len(a.terms) != 1 or len(b.terms) != 1 or a.terms[0][1] != b.terms[0][1]:
        return None
    powers = dict(a.terms[0][0])
    unknown = [v for v in powers if is_unknown(v)]
    if len(unknown) != 1:
        return None
    rest, power = dict(b.terms[0][0]), powers.pop(unknown[0])
    for variable, count in powers.items():
        left = rest.pop(variable, 0) - count
        if left < 0:
            return None
        if left:
            rest[variable] = left
    if any(count % power for count in rest.values()) or unknown[0] in rest:
        return None
    root = tuple(sorted(((v, c // power) for v, c in rest.items()), key=lambda x: x[0].name))
    return unknown[0], Dim({root: 1})


def _crossed(a: Dim, b: Dim) -> tuple[IntVar, Dim] | None:
    """n ? = ? p with an unknown factor on either side: each is what the other side has more."""
    if len(a.terms) != 1 or len(b.terms) != 1 or a.terms[0][1] != b.terms[0][1]:
        return None
    mine, other = dict(a.terms[0][0]), dict(b.terms[0][0])
    unknown = [v for v in mine if is_unknown(v)]
    if [mine[v] for v in unknown] != [1] or [p for v, p in other.items() if is_unknown(v)] != [1]:
        return None
    rest = {v: p - mine.get(v, 0) for v, p in other.items() if not is_unknown(v)}
    more = tuple(sorted(((v, p) for v, p in rest.items() if p > 0), key=lambda x: x[0].name))
    return unknown[0], Dim({more: 1})


def _is_of_letter(size: Dim) -> bool:
    """Whether the size is just an unknown one of a letter."""
    variable = size.as_variable
    return variable is not None and is_unknown(variable) and LETTER in variable.name
