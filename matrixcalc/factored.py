"""Functions of matrices whose arguments have a form in which they are known.

e^{A ⊗ I + I ⊗ B} is e^A ⊗ e^B, because both terms commute (Higham, Functions of Matrices,
theorem 10.9); e^{x yᵀ} is I + (e^s − 1)/s x yᵀ with s = yᵀ x, and e^{c [w]_×} is Rodrigues'
formula with θ = ‖w‖, both because a power of the exponent is a multiple of it or of its square.
A root and a logarithm go through inverses, positive multiples, Kronecker products and
diagonal matrices.  The largest eigenvalue of BᵀB is ‖B‖₂².  What a quotient stands for where its denominator is zero is the limit, so
that those two are used only where nothing but continuous functions is taken of their letters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

from matrixcalc.exponentials import ANALYTIC
from matrixcalc.expr import Apply, Bind, Binder, Derive, Expr, Number, Symbol
from matrixcalc.ops import constants, cross, elementwise, inverses, linear, parts, products
from matrixcalc.ops.algebra import (
    cos,
    det,
    dg,
    diag,
    exp,
    eye,
    inv,
    kron,
    log,
    logdet,
    norm,
    power,
    sin,
    sqrt,
    tr,
)
from matrixcalc.ops.arguments import number
from matrixcalc.ops.definite import is_definite, is_semidefinite
from matrixcalc.ops.eigen import LARGEST_EIGENVALUE, SMALLEST_EIGENVALUE
from matrixcalc.ops.roots import MATRIX_LOGARITHM, MATRIX_SQUARE_ROOT
from matrixcalc.ops.spectral import MATRIX_EXPONENTIAL, SPECTRAL_NORM
from matrixcalc.rewriting import transformed_claim
from matrixcalc.statements import Claim

Allowed = Callable[[Expr], bool]
"""Whether nothing but continuous functions is taken of the letters of an expression."""

CONTINUOUS = ANALYTIC | {
    products.NORM, cross.CROSS, cross.CROSS_MATRIX, elementwise.SIN, elementwise.COS,
    elementwise.SQRT, elementwise.LOG, elementwise.ABS, elementwise.SINH, elementwise.COSH,
}  # fmt: skip
"""Operators whose values are continuous wherever they are defined."""

OPEN = frozenset(
    {
        "constant", "diagonal", "invertible", "lower triangular", "nonzero", "positive",
        "positive definite", "positive determinant", "positive entries", "positive semidefinite",
        "skew-symmetric", "symmetric", "upper triangular",
    }
)  # fmt: skip
"""Adjectives of sets in which what vanishes on an open part vanishes: a formula that has no
value where one number is zero is then lost on a part without inner points only."""


def written_out(claim: Claim, varied: frozenset[str]) -> Claim:
    """The claim with the functions of matrices whose arguments have such a form in that form.

    Of letters that are varied only what holds for every matrix is used.
    """

    def is_continuous(e: Expr) -> bool:
        names = e.names
        free = all(s.assumptions <= OPEN and not s.arguments for s in e.symbols)
        free = free and names.isdisjoint(claim.meanings)
        return free and all(map(_is_continuous, (n for n in claim.nodes if n.names & names)))

    return transformed_claim(claim, lambda e: simplified(e, is_continuous, varied))


def _is_continuous(node: Expr) -> bool:
    match node:
        case Symbol(arguments=arguments):
            return not arguments
        case Bind(binder=binder):
            return binder in (Binder.SUM, Binder.PRODUCT)
        case Apply(op=op):
            return op in CONTINUOUS
    return isinstance(node, Derive)


def simplified(e: Expr, is_continuous: Allowed, varied: frozenset[str]) -> Expr:
    """A function of a matrix in the form that its argument allows, or `e` itself."""
    match e:
        case Apply(op=inverses.DETERMINANT, args=(Apply(op=op, args=(a,)),)) if (
            op is MATRIX_EXPONENTIAL
        ):
            return exp(tr(a))
        case Apply(op=inverses.DETERMINANT, args=(Apply(op=op, args=(a,)),)) if (
            op is MATRIX_SQUARE_ROOT and not varied.isdisjoint(a.names)
        ):
            return sqrt(det(a))
        case Apply(op=inverses.LOG_DET, args=(Apply(op=op, args=(a,)),)) if (
            op is MATRIX_SQUARE_ROOT and not varied.isdisjoint(a.names)
        ):
            return logdet(a) / 2
        case Apply(op=op, args=(a,)) if op in _OF_DECLARED:
            found = _OF_DECLARED[op](a, varied)
            if found is not None:
                return found
    if not isinstance(e, Apply) or e.op not in _RULES:
        return e
    found = _RULES[e.op](e.args[0], is_continuous)
    return e if found is None else found


def _exponential(a: Expr, is_continuous: Allowed) -> Expr | None:
    if isinstance(a, Apply) and a.op is constants.ZEROS:
        return eye(a.shape.rows)
    forms = [_of_logarithm, _of_kronecker_sum]
    if is_continuous(a) or _is_away_from_zero(a):
        forms += [_of_rank_one, _of_cross_matrix]
    return next((found for form in forms if (found := form(a)) is not None), None)


def _of_logarithm(a: Expr) -> Expr | None:
    """A^k for k log A, where 2k is an integer."""
    scale, inner = _scaled(a)
    if not isinstance(inner, Apply) or inner.op is not MATRIX_LOGARITHM:
        return None
    (base,) = inner.args
    halves = _halves(scale)
    if halves is None or abs(halves) > HIGHEST:
        return None
    root = base if halves % 2 == 0 else MATRIX_SQUARE_ROOT(base)
    exponent = halves // 2 if halves % 2 == 0 else halves
    raised = root if abs(exponent) == 1 else power(root, abs(exponent))
    return inv(raised) if exponent < 0 else raised


HIGHEST = 12
"""The highest power of a root that is written out."""


def _halves(scale: Expr | None) -> int | None:
    """Twice a number before a matrix, if that is an integer but not zero."""
    match scale:
        case None:
            return 2
        case Number(value=value) if value and (2 * value).denominator == 1:
            return int(2 * value)
        case Apply(op=linear.NEGATIVE, args=(c,)):
            inner = _halves(c)
            return None if inner is None else -inner
        case Apply(op=linear.QUOTIENT, args=(Number(value=x), Number(value=y))) if y:
            return _halves(Number(x / y))
    return None


def _of_rotated(a: Expr, varied: frozenset[str]) -> Expr | None:
    """Q e^M Qᵀ for Q M Qᵀ with an orthogonal Q."""
    scale, whole = _scaled(a)
    match whole:
        case Apply(op=linear.PRODUCT, args=(q, *middle, p)) if middle and (
            varied.isdisjoint(q.names)
            and ((_is_orthogonal(q) and p == q.T) or (_is_orthogonal(p) and q == p.T))
        ):
            inner = middle[0] if len(middle) == 1 else linear.PRODUCT(*middle)
            return q @ MATRIX_EXPONENTIAL(_times(scale, inner)) @ p
    return None


def _is_orthogonal(e: Expr) -> bool:
    return isinstance(e, Symbol) and "orthogonal" in e.assumptions


def _of_kronecker_sum(a: Expr) -> Expr | None:
    """e^X ⊗ e^Y for X ⊗ I + I ⊗ Y."""
    whole, inside = _scaled(a)
    terms = inside.args if isinstance(inside, Apply) and inside.op is linear.SUM else (inside,)
    before, behind = list[Expr](), list[Expr]()
    sizes = None
    for term in terms:
        found = _of_kronecker_product(term)
        if found is None or sizes not in (None, (found[1].shape, found[2].shape)):
            return None
        scale, x, y = found
        sizes = (x.shape, y.shape)
        if _is_identity(y):
            before.append(_times(whole, _times(scale, x)))
        elif _is_identity(x):
            behind.append(_times(whole, _times(scale, y)))
        else:
            return None
    assert sizes is not None
    left, right = (
        MATRIX_EXPONENTIAL(_added(found)) if found else eye(size.rows)
        for found, size in zip((before, behind), sizes, strict=True)
    )
    return kron(left, right)


def _of_kronecker_product(e: Expr) -> tuple[Expr | None, Expr, Expr] | None:
    """c, X and Y of c X ⊗ Y, where both are square and have no number before them."""
    scale, inner = _scaled(e)
    if not isinstance(inner, Apply) or inner.op is not products.KRONECKER:
        return None
    (c, x), (d, y) = (_scaled(a) for a in inner.args)
    if not (x.shape.is_square and y.shape.is_square):
        return None
    numbers = [k for k in (scale, c, d) if k is not None]
    return (reduce(_product, numbers) if numbers else None), x, y


def _of_rank_one(a: Expr) -> Expr | None:
    """I + (e^s − 1)/s x yᵀ with s = yᵀ x, for x yᵀ and its multiples."""
    scale, inner = _scaled(a)
    match inner:
        case Apply(op=linear.PRODUCT, args=(x, y)) if x.shape.is_column and y.shape.is_row:
            row = y
        case Apply(op=products.OUTER, args=(x, y)):
            row = y.T
        case _:
            return None
    if inner.shape.is_scalar:
        return None
    slope = _times(scale, row @ x)
    return eye(a.shape.rows) + (exp(slope) - 1) / slope * a


def _is_away_from_zero(a: Expr) -> bool:
    """Whether the quotients of both formulas have values everywhere: [w]_× and x xᵀ, neither zero."""
    scale, inner = _scaled(a)
    match inner:
        case Apply(op=cross.CROSS_MATRIX, args=(Symbol() as w,)):
            return "nonzero" in w.assumptions
        case Apply(op=linear.PRODUCT, args=(Symbol() as x, y)) if y == x.T:
            fixed = scale is None or (isinstance(scale, Number) and scale.value != 0)
            return fixed and "nonzero" in x.assumptions
    return False


def _of_cross_matrix(a: Expr) -> Expr | None:
    """Rodrigues' formula: I + sin(cθ)/θ K + (1 − cos(cθ))/θ² K² for c K with K = [w]_×, θ = ‖w‖."""
    scale, inner = _scaled(a)
    if not isinstance(inner, Apply) or inner.op is not cross.CROSS_MATRIX:
        return None
    length = norm(inner.args[0])
    angle = _times(scale, length)
    even = (1 - cos(angle)) / (length * length)
    return eye(a.shape.rows) + sin(angle) / length * inner + even * (inner @ inner)


def _root(a: Expr, _: Allowed) -> Expr | None:
    if not is_semidefinite(a):
        return None
    return _of_definite(a, MATRIX_SQUARE_ROOT, sqrt, inv, _scaled_root, kron)


def _logarithm(a: Expr, _: Allowed) -> Expr | None:
    if not is_definite(a):
        return None
    if isinstance(a, Apply) and a.op is MATRIX_EXPONENTIAL:
        return a.args[0]
    return _of_definite(a, MATRIX_LOGARITHM, log, lambda e: -e, _raised_logarithm, _kronecker_sum)


def _of_definite(
    a: Expr,
    function: Callable[[Expr], Expr],
    of_entries: Callable[[Expr], Expr],
    of_inverse: Callable[[Expr], Expr],
    of_multiple: Callable[[Expr, Expr], Expr],
    of_kronecker: Callable[[Expr, Expr], Expr],
) -> Expr | None:
    """A function of a positive definite matrix through what is outermost in it."""
    scale, inner = _scaled(a)
    if scale is not None:
        return of_multiple(scale, function(inner))
    match a:
        case Apply(op=inverses.INVERSE, args=(x,)):
            return of_inverse(function(x))
        case Apply(op=products.KRONECKER, args=(x, y)) if x.shape.is_square:
            return of_kronecker(function(x), function(y))
        case Apply(op=parts.DIAGONAL_MATRIX, args=(x,)) if x.shape.is_column:
            return diag(of_entries(x))
        case Apply(op=parts.DIAGONAL_MATRIX, args=(x,)):
            return diag(of_entries(dg(x)))
        case Apply(op=products.HADAMARD, args=(x, y)) if _is_identity(x) or _is_identity(y):
            return diag(of_entries(dg(y if _is_identity(x) else x)))
    return None


def _scaled_root(scale: Expr, root: Expr) -> Expr:
    return sqrt(scale) * root


def _raised_logarithm(scale: Expr, logarithm: Expr) -> Expr:
    return log(scale) * eye(logarithm.shape.rows) + logarithm


def _kronecker_sum(a: Expr, b: Expr) -> Expr:
    return kron(a, eye(b.shape.rows)) + kron(eye(a.shape.rows), b)


def _largest(a: Expr, varied: frozenset[str]) -> Expr | None:
    """‖B‖₂² for Bᵀ B and B Bᵀ, ‖A‖₂ for a semidefinite A; of −A and A⁻¹ by the smallest one."""
    if not varied.isdisjoint(a.names):
        return None
    match a:
        case Apply(op=linear.PRODUCT, args=(b, c)) if b == c.T or c == b.T:
            return SPECTRAL_NORM(c) ** 2
        case Apply(op=linear.NEGATIVE, args=(b,)):
            return -SMALLEST_EIGENVALUE(b)
        case Apply(op=inverses.INVERSE, args=(b,)) if is_definite(b):
            return 1 / SMALLEST_EIGENVALUE(b)
    return SPECTRAL_NORM(a) if is_semidefinite(a) else None


_OF_DECLARED = {LARGEST_EIGENVALUE: _largest, MATRIX_EXPONENTIAL: _of_rotated}
_RULES = {
    MATRIX_EXPONENTIAL: _exponential,
    MATRIX_SQUARE_ROOT: _root,
    MATRIX_LOGARITHM: _logarithm,
}


def _scaled(e: Expr) -> tuple[Expr | None, Expr]:
    """The number before a matrix, if there is one, and the matrix."""
    match e:
        case Apply(op=linear.NEGATIVE, args=(a,)):
            scale, inner = _scaled(a)
            return number(-1) if scale is None else -scale, inner
        case Apply(op=linear.QUOTIENT, args=(a, c)):
            scale, inner = _scaled(a)
            return (number(1) if scale is None else scale) / c, inner
        case Apply(op=linear.PRODUCT, args=args):
            numbers = [a for a in args if a.shape.is_scalar]
            rest = [a for a in args if not a.shape.is_scalar]
            if numbers and rest and not e.shape.is_scalar:
                scale, inner = reduce(_product, numbers), reduce(_product, rest)
                more, core = _scaled(inner) if len(rest) == 1 else (None, inner)
                return scale if more is None else scale * more, core
    return None, e


def _product(a: Expr, b: Expr) -> Expr:
    return a * b if a.shape.is_scalar else a @ b


def _times(scale: Expr | None, a: Expr) -> Expr:
    return a if scale is None else scale * a


def _added(terms: Sequence[Expr]) -> Expr:
    return reduce(lambda a, b: a + b, terms)


def _is_identity(e: Expr) -> bool:
    return isinstance(e, Apply) and e.op is constants.IDENTITY
