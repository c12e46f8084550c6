"""Whether two rational functions of letters, logarithms and roots are the same.

Equality is certain.  A difference is certain only where the letters that occur
are known to be algebraically independent; everything else is left open.
"""

from __future__ import annotations

import itertools
import math
from enum import Enum
from fractions import Fraction

from matrixcalc.checks.elementwise.derivation import Derivation
from matrixcalc.checks.elementwise.functions import Atom, Functions
from matrixcalc.checks.elementwise.linear import combination, reduce_rows
from matrixcalc.checks.elementwise.polynomials import Monomial, Poly, evaluate, support
from matrixcalc.checks.elementwise.ratios import Ratio, TooLong

LARGEST_EXPONENT = 60
"""Exponents beyond this are not multiplied out."""
LONGEST_SQUARED = 60
"""Sides with more terms are not squared."""
MOST_ROOTS = 5
"""The independence of more square roots is not looked at."""


class Answer(Enum):
    """What a comparison can say."""

    EQUAL = "equal"
    DIFFERENT = "differs"
    OPEN = "not decided"


def compare(functions: Functions, left: Ratio, right: Ratio) -> tuple[Answer, Ratio]:
    """Whether two scalars are the same, and their difference."""
    difference = left - right
    if difference.is_zero or _logarithms_cancel(functions, difference):
        return Answer.EQUAL, difference
    if is_certainly_nonzero(functions, difference):
        return Answer.DIFFERENT, difference
    return _compare_squares(functions, left, right), difference


def _compare_squares(functions: Functions, left: Ratio, right: Ratio) -> Answer:
    """What the squares of two scalars say: roots may vanish from them."""
    if max(len(left.top), len(right.top)) > LONGEST_SQUARED:
        return Answer.OPEN
    difference = left * left - right * right
    if difference.is_zero:
        signs = functions.signs.of_ratio(left) * functions.signs.of_ratio(right)
        return Answer.EQUAL if signs > 0 else Answer.OPEN
    certain = is_certainly_nonzero(functions, difference)
    return Answer.DIFFERENT if certain else Answer.OPEN


def _logarithms_cancel(functions: Functions, x: Ratio) -> bool:
    """Whether x = Σ m Σ cₖ log |uₖ| over monomials m, with Π |uₖ|^cₖ = 1 for each of them."""
    logs = {a.generator: a.arguments[0] for a in functions.kind("log")}
    present = [k for k in support(x.top) if k in logs]
    sums: dict[Monomial, dict[int, int]] = {}
    for monomial, c in x.top.items():
        here = [k for k in present if monomial[k]]
        if len(here) != 1 or monomial[here[0]] != 1:
            return False
        rest = (*monomial[: here[0]], 0, *monomial[here[0] + 1 :])
        sums.setdefault(rest, {})[here[0]] = int(c)
    return all(_product_is_one(functions, logs, powers) for powers in sums.values())


def _product_is_one(functions: Functions, of: dict[int, Ratio], powers: dict[int, int]) -> bool:
    field, common = functions.field, math.gcd(*powers.values())
    constant, exponents = Fraction(1), dict[int, int]()
    for k, c in powers.items():
        c //= common
        if abs(c) > LARGEST_EXPONENT:
            return False
        scale, above = field.factored(of[k].top)
        constant *= Fraction(scale, of[k].bottom) ** c
        for f, e in above.items():
            exponents[f] = exponents.get(f, 0) + c * e
        for f, e in of[k].below.items():
            exponents[f] = exponents.get(f, 0) - c * e
    try:
        left = field.expanded({f: e for f, e in exponents.items() if e > 0})
        right = field.expanded({f: -e for f, e in exponents.items() if e < 0})
    except TooLong:
        return False
    above, below = field.of(left) * field.number(constant), field.of(right)
    return (above - below).is_zero or (above + below).is_zero


def is_certainly_nonzero(functions: Functions, x: Ratio) -> bool:
    """Whether a numerator that is not 0 as a polynomial is not 0 as a function.

    Exponentials of arguments, and logarithms, that are together linearly
    independent over the rational numbers modulo constants are algebraically
    independent over the rational functions (Ax 1971); square roots are
    independent where no product of them is rational.
    """
    atoms = _all_atoms(functions, x.top)
    roots = [a.arguments[0].top for a in atoms if a.kind in ("sqrt", "abs")]
    exponentials = [a.arguments[0] for a in atoms if a.kind == "exp"]
    angles = _distinct([a.arguments[0] for a in atoms if a.kind in ("sin", "cos")])
    logs = [a for a in atoms if a.kind == "log"]
    letters = [functions.field.letter(a.generator) for a in logs if a.arguments[0].constant is None]
    return (
        all(_is_shallow(functions, a) for a in atoms)
        and sum(_is_constant(a) for a in atoms) <= 1
        and _independent_modulo_constants(functions, letters, exponentials)
        and _independent_modulo_constants(functions, [], angles)
        and _independent_differentials(functions, [a.arguments[0] for a in logs], exponentials)
        and _independent_roots(roots)
    )


def _all_atoms(functions: Functions, p: Poly) -> list[Atom]:
    """The atoms in a polynomial and in their arguments."""
    found: dict[int, Atom] = {}
    todo = support(p)
    while todo:
        atom = functions.atoms.get(todo.pop())
        if atom is not None and atom.generator not in found:
            found[atom.generator] = atom
            todo += [k for y in atom.arguments for k in _letters(y)]
    return list(found.values())


def _is_constant(atom: Atom) -> bool:
    """Whether the atom is a transcendental number, such as π or log 2."""
    algebraic = atom.kind in ("sqrt", "abs")
    return not algebraic and all(y.constant is not None for y in atom.arguments)


def _is_shallow(functions: Functions, atom: Atom) -> bool:
    """Whether the arguments are rational, but for logarithms below exp and exp below logarithms."""
    allowed = {"exp": "log", "log": "exp"}.get(atom.kind, "")
    inner = [functions.atoms[k] for y in atom.arguments for k in _letters(y) if k in functions.atoms]
    return all(
        a.kind == allowed and not any(k in functions.atoms for y in a.arguments for k in _letters(y))
        for a in inner
    )


def _letters(x: Ratio) -> set[int]:
    below = (support(x.field.factors[f].poly) for f in x.below)
    return set(support(x.top)).union(*below)


def _distinct(values: list[Ratio]) -> list[Ratio]:
    found: list[Ratio] = []
    for x in values:
        if not any(x is y for y in found):
            found.append(x)
    return found


def _independent_modulo_constants(
    functions: Functions, given: list[Ratio], values: list[Ratio]
) -> bool:
    """Whether no combination of the values, beside those given, is a constant."""
    before = [functions.number(1), *given]
    for x in (x for x in values if x.constant is None):
        if combination(x, before) is not None:
            return False
        before.append(x)
    return True


def _independent_differentials(
    functions: Functions, logs: list[Ratio], exponents: list[Ratio]
) -> bool:
    """Whether d log u and da are linearly independent, as seen at some points."""
    varying = [u for u in logs if u.constant is None]
    plain = [a for a in exponents if a.constant is None and not _has_atoms(functions, a)]
    count = len(varying) + len(plain)
    if count <= 1 or not varying:
        return True
    columns: list[list[Fraction]] = []
    for k in sorted(set().union(*(_moving(functions, x) for x in (*varying, *plain)))):
        along = _along(functions, k)
        slopes = [*(along(u) / u for u in varying), *(along(a) for a in plain)]
        for shift in range(count):
            point = [c + shift * (j + 3) for j, c in enumerate(functions.field.point)]
            columns.append([_value(s, point) for s in slopes])
    return len(reduce_rows(columns)) == count


def _has_atoms(functions: Functions, x: Ratio) -> bool:
    return any(k in functions.atoms for k in _letters(x))


def _moving(functions: Functions, x: Ratio) -> set[int]:
    """The letters on which x depends, through exponentials too."""
    inner = [functions.atoms[k] for k in _letters(x) if k in functions.atoms]
    below = set().union(*(_letters(y) for a in inner for y in a.arguments))
    return (_letters(x) | below) - functions.atoms.keys()


def _along(functions: Functions, letter: int) -> Derivation:
    one = functions.number(1)
    return Derivation(functions, lambda k: one if k == letter else None)


def _value(x: Ratio, point: list[int]) -> Fraction:
    below = x.bottom
    for f, k in x.below.items():
        below *= evaluate(x.field.factors[f].poly, point) ** k
    return Fraction(evaluate(x.top, point), below)


def _independent_roots(squares: list[Poly]) -> bool:
    """Whether no product of some of these polynomials is the square of a polynomial."""
    if len(squares) > MOST_ROOTS:
        return False
    points = [[3 + 2 * k * (j + 1) for j in range(p.ring.ngens)] for p in squares[:1] for k in (1, 2, 5)]
    for size in range(1, len(squares) + 1):
        for chosen in itertools.combinations(squares, size):
            values = [math.prod(evaluate(p, point) for p in chosen) for point in points]
            if all(v >= 0 and math.isqrt(v) ** 2 == v for v in values):
                return False
    return True
