"""Matrices over `AtomScalars`, with fast kernels where no logarithm is among the entries.

Such entries are residues modulo p and modulo q, so a product and an elimination
are done on plain integers, once for each prime.  Any other matrix takes the way
of `ListArithmetic`, entry by entry.
"""

from __future__ import annotations

from typing import Any

from matrixcalc.arithmetic.atoms import AtomScalars, Elem
from matrixcalc.arithmetic.lists import ListArithmetic, Rows
from matrixcalc.arithmetic.prime import Redraw, gauss_jordan, product
from matrixcalc.deadline import Deadline
from matrixcalc.ops.spec import Undefined

Residues = list[list[int]]


class AtomLists(ListArithmetic):
    """The kernels of `Arithmetic` over numbers with logarithms and exponentials."""

    def __init__(self, scalars: AtomScalars, deadline: Deadline | None = None) -> None:
        super().__init__(scalars, deadline)
        self.atoms = scalars
        self._eliminated: dict[int, tuple[Rows, Any, Rows | None]] = {}

    def multiply(self, a: Rows, b: Rows) -> Rows:
        """A B."""
        left, right = _plain(a), _plain(b)
        if left is None or right is None:
            return super().multiply(a, b)
        f = self.atoms
        over_p = product(left[0], right[0], f.p, self.deadline)
        return self._joined(over_p, product(left[1], right[1], f.q, self.deadline))

    def determinant(self, a: Rows) -> Rows:
        """The determinant by elimination."""
        if not a or _plain(a) is None:
            return super().determinant(a)
        return [[self._eliminate(a)[0]]]

    def inverse(self, a: Rows) -> Rows:
        """The inverse by Gauss–Jordan elimination; raises `Undefined` if singular."""
        if not a or _plain(a) is None:
            return super().inverse(a)
        determinant, inverse = self._eliminate(a)
        if inverse is None:
            if determinant.p:
                raise Redraw
            raise Undefined("a singular matrix has no inverse")
        return inverse

    def _eliminate(self, a: Rows) -> tuple[Elem, Rows | None]:
        """Determinant and inverse, kept for the matrices that were asked for."""
        known = self._eliminated.get(id(a))
        if known is not None:
            return known[1], known[2]
        plain = _plain(a)
        assert plain is not None
        f = self.atoms
        det_p, over_p = _whole(plain[0], f.p, self.deadline)
        det_q, over_q = _whole(plain[1], f.q, self.deadline)
        inverse = None if over_p is None or over_q is None else self._joined(over_p, over_q)
        # The matrix is kept too, so that its identity cannot be reused.
        self._eliminated[id(a)] = (a, f.residues(det_p, det_q), inverse)
        return self._eliminated[id(a)][1:]

    def _joined(self, over_p: Residues, over_q: Residues) -> Rows:
        f = self.atoms
        return [
            [Elem(f, x, y) for x, y in zip(r, s, strict=True)]
            for r, s in zip(over_p, over_q, strict=True)
        ]


def _plain(a: Rows) -> tuple[Residues, Residues] | None:
    """The residues of all entries, None where an entry has logarithms or is not known modulo q."""
    for row in a:
        for x in row:
            if x.logs or x.q is None:
                return None
    return [[x.p for x in row] for row in a], [[x.q for x in row] for row in a]


def _whole(a: Residues, p: int, deadline: Deadline) -> tuple[int, Residues | None]:
    """Determinant and inverse modulo p; no inverse of a singular matrix."""
    try:
        return gauss_jordan(a, p, deadline)
    except Undefined:
        return 0, None
