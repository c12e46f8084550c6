"""Instances of laws: their letters replaced by expressions of the right shape.

A law holds for all letters with the adjectives that it declares; whether expressions
have those adjectives is decided in `conditions`, not here.
"""

from __future__ import annotations

from collections.abc import Mapping

from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import Apply, Bind, Expr, Number, Symbol
from matrixcalc.ops.constants import SIZE
from matrixcalc.ops.laws import LAWS
from matrixcalc.ops.spec import Law

BY_NAME: dict[str, Law] = {law.name: law for law in LAWS}
"""The laws by their names."""

Letters = Mapping[str, Expr]
"""What stands for the letters of a law."""


ARGUMENT = ""
"""Stands, in a law without letters, for what its left side is a function of: it has the sizes."""


class NoInstance(ValueError):
    """Expressions that cannot stand for a law's letters; says why."""


def instance(law: Law, letters: Letters) -> tuple[Expr, Expr]:
    """Both sides of a law with its letters replaced.

    Raises `NoInstance` where a letter is missing or shapes do not fit, `IllShaped` where
    the sides become none.
    """
    sizes = _sizes(law, letters)
    return _replaced(law.left, letters, sizes), _replaced(law.right, letters, sizes)


def declared(law: Law) -> dict[str, Symbol]:
    """The letters of a law with what it demands of them."""
    return {s.name: s for s in law.left.symbols | law.right.symbols}


def _sizes(law: Law, letters: Letters) -> dict[IntVar, Dim]:
    found: dict[IntVar, Dim] = {}
    if not declared(law) and ARGUMENT in letters and isinstance(law.left, Apply):
        order = law.left.args[0].shape.rows.as_variable
        if order is not None:
            found[order] = letters[ARGUMENT].shape.rows
    for name, symbol in declared(law).items():
        if name not in letters:
            raise NoInstance(f"{law.name}: nothing stands for {name}")
        given = letters[name].shape
        for wanted, size in ((symbol.shape.rows, given.rows), (symbol.shape.cols, given.cols)):
            variable = wanted.as_variable
            if variable is None:
                if wanted != size:
                    raise NoInstance(f"{law.name}: {name} cannot be {given}")
            elif found.setdefault(variable, size) != size:
                raise NoInstance(f"{law.name}: {name} cannot be {given}")
    for variable in _exponents(law) - found.keys():
        found[variable] = _integer(law, letters.get(variable.name), variable)
    return found


def _exponents(law: Law) -> set[IntVar]:
    """The integers that stand in a law, those that are no sizes of its letters among them."""
    nodes = (e for side in (law.left, law.right) for e in side.walk() if isinstance(e, Apply))
    return {v for e in nodes for p in e.params for v in p.variables if not v.is_index}


def _integer(law: Law, given: Expr | None, variable: IntVar) -> Dim:
    """What stands for an integer of a law, which is no less than the law says."""
    if not (isinstance(given, Apply) and given.op is SIZE):
        raise NoInstance(f"{law.name}: nothing stands for {variable.name}")
    (value,) = given.params
    if value.least is None or value.least < variable.least:
        raise NoInstance(f"{law.name}: {variable.name} may be less than {variable.least}")
    return value


def _replaced(e: Expr, letters: Letters, sizes: Mapping[IntVar, Dim]) -> Expr:
    match e:
        case Symbol():
            return letters[e.name]
        case Number():
            return e
        case Apply(op=op, args=args, params=params):
            inner = [_replaced(a, letters, sizes) for a in args]
            return Apply(op, inner, [p.substitute(sizes.get) for p in params])
        case Bind():
            raise NoInstance("a law with a sum over an index has no instances")
    raise NoInstance(f"a law with {type(e).__name__} has no instances")
