"""What moves when a derivative is taken: from ∂/∂(Σ⁻¹)ᵢⱼ to another value for Σ.

A variable is a symbol, or an entry, transpose, vec, inverse or power of one.
Moving it means to give the symbol below another value, which is all that an
evaluation needs; a symbol that is defined then no longer follows its definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from matrixcalc.assumptions import SEPARATE
from matrixcalc.checks.finite_differences.arrays import Array
from matrixcalc.conventions import Layout, Symmetry
from matrixcalc.dims import IntVar
from matrixcalc.expr import Apply, Derive, Expr, Symbol
from matrixcalc.interpretation import Key
from matrixcalc.ops import inverses, linear, parts
from matrixcalc.ops.algebra import variable_below
from matrixcalc.ops.spec import Unavailable, Undefined

if TYPE_CHECKING:
    from matrixcalc.checks.finite_differences.evaluation import Evaluation

At = Mapping[IntVar, int]
Positions = npt.NDArray[np.int64]
"""Which entry of a matrix, counted row by row from 0, stands where."""

REARRANGING = (linear.TRANSPOSE, parts.VEC, parts.ENTRY)
"""Operators whose result consists of entries of their argument."""


def everywhere(size: tuple[int, int]) -> Positions:
    """Every entry of a matrix in its own place."""
    return np.arange(size[0] * size[1]).reshape(size)


def rearranged(op: object, params: tuple[int, ...], a: Positions) -> Positions:
    """The entries of `a` that an operator of `REARRANGING` takes, where it puts them."""
    if op is linear.TRANSPOSE:
        return a.T
    if op is parts.VEC:
        return a.reshape(-1, 1, order="F")
    i, j = params
    if not (1 <= i <= a.shape[0] and 1 <= j <= a.shape[1]):
        raise Unavailable(f"there is no entry ({i}, {j}) in a {a.shape[0]}×{a.shape[1]} matrix")
    return a[i - 1 : i, j - 1 : j]


def located(evaluation: Evaluation, e: Expr, at: At) -> tuple[Expr, Positions]:
    """The matrix of which `e` consists of entries, and which entries these are."""
    if isinstance(e, Apply) and e.op in REARRANGING:
        core, positions = located(evaluation, e.args[0], at)
        params = tuple(evaluation.integer(p, at) for p in e.params)
        return core, rearranged(e.op, params, positions)
    return e, everywhere(evaluation.size_at(e, at))


def is_symmetric(core: Expr) -> bool:
    """Whether a symbol, or the symbol whose inverse it is, is declared symmetric."""
    match core:
        case Symbol(assumptions=words):
            return "symmetric" in words
        case Apply(op=op, args=(below,)) if op in (inverses.INVERSE, linear.TRANSPOSE):
            return is_symmetric(below)
    return False


def direction(position: int, size: tuple[int, int], symmetric: bool, convention: Symmetry) -> Array:
    """How a matrix moves when its entry at `position` does, under a convention."""
    i, j = divmod(position, size[1])
    move = np.zeros(size)
    move[i, j] = 1.0
    if symmetric and i != j:
        if convention is Symmetry.TIED:
            move[j, i] = 1.0
        elif convention is Symmetry.PROJECTED:
            move[i, j] = move[j, i] = 0.5
    return move


def symbol_below(variable: Expr) -> Symbol:
    """The symbol of which `variable` is an entry, transpose, vec, inverse or power."""
    symbol = variable_below(variable)
    assert isinstance(symbol, Symbol)
    return symbol


def refuse_other_arguments(evaluation: Evaluation, moved: Symbol, body: Expr) -> None:
    """Raise `Unavailable` where A(x) is to move and A occurs at another argument too."""
    if not moved.is_function:
        return
    reached = evaluation.dependencies(body)
    definitions = evaluation.claim.definitions
    for within in (body, *(d.body for d in definitions if d.head.name in reached)):
        for s in within.symbols:
            if s.name == moved.name and s.children != moved.children:
                raise Unavailable(f"{moved} moves, but {moved.name} has other arguments too")


class Variable:
    """The variable of a derivative at given index values.

    `core` is the matrix whose entries move, a symbol or an inverse or power of
    one; `positions` says which of its entries the entries of the variable are.
    """

    def __init__(self, evaluation: Evaluation, e: Derive, at: At) -> None:
        if symbol_below(e.wrt).assumptions & SEPARATE:
            raise Unavailable(f"no derivative by {e.wrt}, whose values lie apart")
        self.evaluation = evaluation
        self.convention = e.convention.symmetry
        self.at = at
        self.core, self.positions = located(evaluation, e.wrt, at)
        self.base = evaluation.value(self.core, at)
        if not np.all(np.isfinite(self.base)):
            raise Undefined("the variable of a derivative is not defined")
        refuse_other_arguments(evaluation, symbol_below(e.wrt), e.body)

    def move(self, a: int, b: int) -> Array:
        """How the core moves when entry (a, b) of the variable does."""
        position, size = int(self.positions[a, b]), self.base.shape
        return direction(position, (size[0], size[1]), is_symmetric(self.core), self.convention)

    def moved(self, move: Array) -> dict[Key, Array]:
        """The values of symbols for which the core has moved by `move`."""
        return self._assigned(self.core, self.base + move)

    def _assigned(self, e: Expr, value: Array) -> dict[Key, Array]:
        match e:
            case Symbol():
                return {self.evaluation.key(e, self.at): value}
            case Apply(op=inverses.INVERSE, args=(below,)):
                return self._assigned(below, _inverse(value))
            case Apply(op=linear.POWER, args=(below,), params=(k,)):
                old = self.evaluation.value(below, self.at)
                root = _root(value, self.evaluation.integer(k, self.at), old)
                return self._assigned(below, root)
            case Apply(op=op) if op in REARRANGING:
                return self._rearranged_back(e, value)
        raise Unavailable(f"finite differences cannot move {e}")

    def _rearranged_back(self, e: Expr, value: Array) -> dict[Key, Array]:
        """Values for which the entries that `e` takes of its core have changed."""
        core, positions = located(self.evaluation, e, self.at)
        whole = np.array(self.evaluation.value(core, self.at))
        size = (whole.shape[0], whole.shape[1])
        change = value - self.evaluation.value(e, self.at)
        for position, by in zip(positions.ravel(), change.ravel(), strict=True):
            whole += by * direction(int(position), size, is_symmetric(core), self.convention)
        return self._assigned(core, whole)


def _inverse(a: Array) -> Array:
    try:
        return np.asarray(np.linalg.inv(a))
    except np.linalg.LinAlgError:
        raise Undefined("the inverse by which is differentiated is singular") from None


def _root(value: Array, k: int, near: Array) -> Array:
    """The x of the sign of `near` with xᵏ = `value`."""
    if value.size != 1 or k == 0:
        raise Unavailable(f"finite differences cannot move a matrix's power {k}")
    if k % 2 == 0 and value[0, 0] <= 0:
        raise Undefined("a power by which is differentiated is not positive")
    return np.asarray(np.sign(near) * np.abs(value) ** (1 / k))


def arranged(e: Derive, by_entry: Array) -> Array:
    """∂body/∂wrt, arranged as `matrixcalc.shapes.derivative_shape` says.

    `by_entry[a, b, i, j]` is the derivative of entry (i, j) of the body by
    entry (a, b) of the variable.
    """
    f, x = e.body.shape, e.wrt.shape
    numerator = e.convention.layout is Layout.NUMERATOR
    if x.is_scalar:
        return np.asarray(by_entry[0, 0])
    if f.is_scalar:
        gradient: Array = by_entry[:, :, 0, 0]
        return gradient.T if numerator else gradient
    if f.is_column and x.is_row:
        return np.asarray(by_entry[0, :, :, 0].T)
    if f.is_row and x.is_column:
        return np.asarray(by_entry[:, 0, 0, :])
    jacobian: Array = by_entry[:, 0, :, 0]
    return jacobian.T if numerator else jacobian
