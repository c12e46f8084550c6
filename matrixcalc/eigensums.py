"""Sums and products over all eigenvalues of a matrix, as its trace and its determinant.

Σ λᵢ(A) = tr A, Σ λᵢ(A)ᵏ = tr Aᵏ and Π λᵢ(A) = |A| hold of every square matrix (Magnus and
Neudecker, chapter 1, section 21), and Σ log λᵢ(A) = log |A| of a positive definite one.  Sums over some of the eigenvalues stay as they are.
"""

from __future__ import annotations

from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Bind, Binder, Expr, Number
from matrixcalc.ops.algebra import det, inv, log, power, tr
from matrixcalc.ops.definite import is_definite
from matrixcalc.ops.eigen import EIGENVALUES
from matrixcalc.ops.elementwise import LOG
from matrixcalc.ops.linear import POWER, QUOTIENT
from matrixcalc.ops.parts import ENTRY


def traced(e: Expr) -> Expr:
    """A sum or a product over all eigenvalues without them; anything else as it is."""
    match e:
        case Bind(binder=Binder.SUM, bound=(i,), body=body, conditions=()):
            found = _term(body, Dim.variable(i))
            logged = _logged(body, Dim.variable(i))
            return tr(found) if found is not None else e if logged is None else log(det(logged))
        case Bind(binder=Binder.PRODUCT, bound=(i,), body=body, conditions=()):
            matrix = _eigenvalue_of(body, Dim.variable(i))
            return det(matrix) if matrix is not None else e
    return e


def _term(body: Expr, i: Dim) -> Expr | None:
    """The matrix that has these eigenvalues: A for λᵢ(A), its powers, and its inverse for 1/λᵢ(A)."""
    match body:
        case Apply(op=op, args=(base,), params=(k,)) if op is POWER:
            matrix = _eigenvalue_of(base, i)
            positive = k.constant is not None and k.constant > 0
            return power(matrix, k) if matrix is not None and positive else None
        case Apply(op=op, args=(Number(value=1), below)) if op is QUOTIENT:
            matrix = _eigenvalue_of(below, i)
            return inv(matrix) if matrix is not None else None
    return _eigenvalue_of(body, i)


def _logged(body: Expr, i: Dim) -> Expr | None:
    """The positive definite matrix of whose eigenvalues these are the logarithms."""
    match body:
        case Apply(op=op, args=(inner,)) if op is LOG:
            matrix = _eigenvalue_of(inner, i)
            return matrix if matrix is not None and is_definite(matrix) else None
    return None


def _eigenvalue_of(e: Expr, i: Dim) -> Expr | None:
    """The matrix of which this is the i-th eigenvalue, where i runs over all of them."""
    match e:
        case Apply(op=op, args=(Apply(op=inner, args=(a,)),), params=(at, _)) if (
            op is ENTRY and inner is EIGENVALUES and at == i
        ):
            v = i.as_variable
            whole = v is not None and v.lower == 1 and v.upper == a.shape.rows
            return a if whole and v not in a.indices else None
    return None
