"""Which letters for exp, log and square roots are algebraically independent.

Only what is shown here to be independent lets a difference count as certain; in
every other case the answer is no, and the comparison stays open.
"""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

from matrixcalc.checks.elementwise.derivation import Derivation
from matrixcalc.checks.elementwise.functions import Atom, Functions
from matrixcalc.checks.elementwise.linear import combination, reduce_rows
from matrixcalc.checks.elementwise.polynomials import Poly, evaluate, support
from matrixcalc.checks.elementwise.ratios import Ratio

MOST_ROOTS = 5
"""The independence of more square roots is not looked at."""


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
    """Whether arguments are rational, but for logarithms below exp and exp below logarithms."""
    allowed = {"exp": "log", "log": "exp"}.get(atom.kind, "")
    return all(
        inner.kind == allowed and not any(_has_atoms(functions, y) for y in inner.arguments)
        for x in atom.arguments
        for inner in _atoms_in(functions, x)
    )


def _atoms_in(functions: Functions, x: Ratio) -> list[Atom]:
    return [functions.atoms[k] for k in sorted(_letters(x)) if k in functions.atoms]


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
    return bool(_atoms_in(functions, x))


def _moving(functions: Functions, x: Ratio) -> set[int]:
    """The letters on which x depends, through exponentials too."""
    arguments = [y for atom in _atoms_in(functions, x) for y in atom.arguments]
    below = set[int]().union(*(_letters(y) for y in arguments))
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
    points = [
        [3 + 2 * k * (j + 1) for j in range(p.ring.ngens)] for p in squares[:1] for k in (1, 2, 5)
    ]
    for size in range(1, len(squares) + 1):
        for chosen in itertools.combinations(squares, size):
            values = [math.prod(evaluate(p, point) for p in chosen) for point in points]
            if all(v >= 0 and math.isqrt(v) ** 2 == v for v in values):
                return False
    return True
