"""Whether a function is convex, told from how it is put together, and what is positive.

A sum of convex functions is convex, and so is a positive multiple, minus the logarithm of an
affine function, the exponential of a convex one, x log x (Boyd and Vandenberghe, section 3.2); a
function with a positive definite second derivative is.  What no rule knows stays unknown, and no
is no proof of the contrary.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.derive import collected
from matrixcalc.dims import Dim
from matrixcalc.entries import ENTRY, separated
from matrixcalc.expr import Apply, Bind, Binder, Derive, Expr, Number, Symbol
from matrixcalc.extrema import new_index
from matrixcalc.networks.ring import TooLong
from matrixcalc.ops import constants, elementwise, inverses, linear, parts, products
from matrixcalc.ops.spec import Operator, Unavailable
from matrixcalc.rewriting import transformed
from matrixcalc.shapes import SCALAR, IllShaped
from matrixcalc.signs import Signs, runs
from matrixcalc.statements import Claim

FAILURES = (Unavailable, IllShaped, TooLong, OutOfTime, RecursionError, ValueError)
"""What stops a derivative from being written in matrix notation."""


@dataclass(frozen=True)
class Bent:
    """That a function is convex, and why.

    `strictly` says that it is nowhere flat; `needs` are the expressions that are positive exactly
    where it is defined, of which each is concave, so that its domain is convex.
    """

    strictly: bool = False
    needs: tuple[Expr, ...] = ()
    why: str = ""


def is_affine(e: Expr, x: Symbol) -> bool:
    """Whether `e` is seen to be affine in a letter."""
    if x.name not in e.names:
        return True
    match e:
        case Symbol():
            return not e.is_function
        case Apply(op=linear.SUM | linear.NEGATIVE | linear.TRANSPOSE | linear.TRACE, args=args):
            return all(is_affine(a, x) for a in args)
        case Apply(
            op=linear.PRODUCT | products.INNER | products.HADAMARD | products.KRONECKER
            | products.OUTER, args=args,
        ):  # fmt: skip
            return [x.name in a.names for a in args].count(True) == 1 and all(
                is_affine(a, x) for a in args
            )
        case Apply(op=linear.QUOTIENT | products.HADAMARD_QUOTIENT, args=(a, b)):
            return x.name not in b.names and is_affine(a, x)
        case Apply(op=parts.ENTRY | parts.ROW | parts.COLUMN | parts.VEC, args=(a, *_)):
            return is_affine(a, x)
        case Apply(op=parts.DIAGONAL_MATRIX | parts.DIAGONAL_VECTOR, args=(a,)):
            return is_affine(a, x)
        case Bind(binder=Binder.SUM | Binder.TABLE):
            return is_affine(e.body, x)
    return False


class Bending:
    """Which functions of one letter are convex, as far as the rules tell."""

    def __init__(self, x: Symbol, deadline: Deadline) -> None:
        self.x = x
        self.deadline = deadline
        self.signs = Signs()

    def convex(self, e: Expr, *, up: bool = True) -> Bent | None:
        """Why a scalar is convex, or with `up` false concave; None where that is not seen."""
        if is_affine(e, self.x):
            return Bent()
        if not e.shape.is_scalar:
            return None
        found = self._combined(e, up)
        for rule in (self._curved, self._entry_by_entry, self._composed):
            if found is None or not found.strictly:
                found = _better(found, rule(e, up))
        return found

    def _combined(self, e: Expr, up: bool) -> Bent | None:
        """Sums and multiples."""
        match e:
            case Apply(op=linear.NEGATIVE, args=(a,)):
                return self.convex(a, up=not up)
            case Apply(op=linear.SUM, args=args):
                return self._together([self.convex(a, up=up) for a in args])
            case Apply(op=linear.QUOTIENT, args=(a, c)) if self._is_free(c):
                return self._scaled(a, [c], up)
            case Apply(op=linear.PRODUCT, args=args) if all(a.shape.is_scalar for a in args):
                free = [a for a in args if self._is_free(a)]
                moving = [a for a in args if not self._is_free(a)]
                if free:
                    rest = moving[0] if len(moving) == 1 else linear.PRODUCT(*moving)
                    return self._scaled(rest, free, up)
            case Bind(binder=Binder.SUM):
                return self._summed(e, up)
        return None

    def _is_free(self, e: Expr) -> bool:
        return self.x.name not in e.names

    def _together(self, found: Sequence[Bent | None]) -> Bent | None:
        known = [b for b in found if b is not None]
        if len(known) < len(found):
            return None
        why = ", ".join(dict.fromkeys(b.why for b in known if b.why))
        needs = tuple(dict.fromkeys(n for b in known for n in b.needs))
        return Bent(any(b.strictly for b in known), needs, why)

    def _scaled(self, a: Expr, factors: Sequence[Expr], up: bool) -> Bent | None:
        """A multiple: by positive and negative factors, or by some that may be zero."""
        strictly = True
        for c in factors:
            match c:
                case Number(value=value) if value < 0:
                    up = not up
                case Apply(op=linear.NEGATIVE, args=(b,)) if self.signs.positive(b):
                    up = not up
                case _ if self.signs.positive(c):
                    pass
                case _ if self.signs.nonnegative(c):
                    strictly = False
                case _:
                    return None
        found = self.convex(a, up=up)
        return found and replace(found, strictly=found.strictly and strictly)

    def _summed(self, e: Bind, up: bool) -> Bent | None:
        """A sum over an index of functions that are convex."""
        found = self.convex(e.body, up=up)
        kept = not e.conditions and all(map(runs, e.bound))
        return found and replace(found, strictly=found.strictly and kept)

    def _entry_by_entry(self, e: Expr, up: bool) -> Bent | None:
        """A sum of one function of each entry: strictly convex if these functions are."""
        x = self.x
        if not x.shape.is_column or x.shape.is_scalar:
            return None
        k = new_index(x.shape.rows, e)
        body = separated(e, x, k)
        if body is None:
            return None
        words = {"positive", "nonzero"} if "positive entries" in x.assumptions else set()
        t = Symbol(ENTRY, SCALAR, frozenset(words))
        body = transformed(body, replacing(Symbol(ENTRY), t))
        found = Bending(t, self.deadline).convex(body, up=up)
        if found is None:
            return None
        back = replacing(t, parts.ENTRY(x, k, Dim.of(1)))
        return replace(
            found,
            needs=tuple(transformed(n, back) for n in found.needs),
            why=found.why.replace(ENTRY, f"{x.name}_{k}"),
        )

    def _composed(self, e: Expr, up: bool) -> Bent | None:
        """Logarithms, exponentials, even powers and x log x."""
        match e:
            case Apply(op=elementwise.LOG, args=(a,)) if not up and not _is_determinant(a):
                inside = self.convex(a, up=False)
                if inside is not None:
                    flat = self._is_slope(a)
                    return Bent(flat, (*inside.needs, a), "a logarithm is concave")
            case Apply(op=elementwise.LOG, args=(a,)) if self._is_sum_of_exponentials(a):
                return Bent(why="the logarithm of a sum of exponentials is convex")
            case Apply(op=elementwise.EXP, args=(a,)) if up:
                inside = self.convex(a)
                if inside is not None:
                    return Bent(self._is_slope(a), inside.needs, "an exponential is convex")
            case Apply(op=elementwise.SOFTPLUS, args=(a,)) if up and is_affine(a, self.x):
                return Bent(self._is_slope(a), why="softplus is convex")
            case Apply(op=products.SQUARED_NORM | products.NORM, args=(a,)) if up:
                strictly = e.op is products.SQUARED_NORM and self._is_injective(a)
                return Bent(strictly, why=NORMS) if is_affine(a, self.x) else None
            case Apply(op=linear.TRACE, args=(Apply(op=linear.PRODUCT, args=(b, *middle, a)),)) if (
                up and _are_transposed(a, b) and is_affine(a, self.x)
            ):
                return self._weighted(a, middle)
            case Apply(op=inverses.LOG_DET, args=(a,)) | Apply(
                op=elementwise.LOG, args=(Apply(op=inverses.DETERMINANT, args=(a,)),)
            ) if not up:  # fmt: skip
                return self._log_det(a)
            case Apply(op=linear.PRODUCT, args=args) if up:
                return self._entropy(args)
        return None

    def _log_det(self, a: Expr) -> Bent | None:
        """log det A with an affine A that is positive definite (Boyd and Vandenberghe, 3.1.5)."""
        known = Conditions(Claim(a, a))
        if not (is_affine(a, self.x) and known.holds(a, "positive definite")):
            return None
        return Bent(self._is_injective(a), why="log det is concave")

    def _weighted(self, a: Expr, middle: Sequence[Expr]) -> Bent | None:
        """tr(AᵀWA) with an affine A: a squared norm where W is positive definite."""
        if len(middle) > 1 or any(self.x.name in m.names for m in middle):
            return None
        known = Conditions(Claim(a, a))
        if not all(known.holds(m, "positive semidefinite") for m in middle):
            return None
        definite = all(known.holds(m, "positive definite") for m in middle)
        return Bent(definite and self._is_injective(a), why=NORMS)

    def _is_injective(self, e: Expr) -> bool:
        """Whether an affine expression is seen to differ wherever the letter does."""
        match e:
            case Symbol():
                return e == self.x
            case Apply(op=linear.NEGATIVE | linear.TRANSPOSE, args=(a,)):
                return self._is_injective(a)
            case Apply(op=linear.SUM, args=args):
                moving = [a for a in args if not self._is_free(a)]
                return len(moving) == 1 and self._is_injective(moving[0])
            case Apply(op=linear.PRODUCT, args=args):
                places = [k for k, a in enumerate(args) if not self._is_free(a)]
                if len(places) != 1 or any(a.shape.is_scalar for a in args):
                    return False
                known = Conditions(Claim(e, e))
                return (
                    all(known.holds(a, "full column rank") for a in args[: places[0]])
                    and self._is_injective(args[places[0]])
                    and all(known.holds(a, "full row rank") for a in args[places[0] + 1 :])
                )
        return False

    def _is_slope(self, e: Expr) -> bool:
        """Whether an affine function of a number is seen not to be constant."""
        if not self.x.shape.is_scalar or not is_affine(e, self.x):
            return False
        match e:
            case Symbol():
                return e == self.x
            case Apply(op=linear.NEGATIVE, args=(a,)):
                return self._is_slope(a)
            case Apply(op=linear.SUM, args=args):
                moving = [a for a in args if not self._is_free(a)]
                return len(moving) == 1 and self._is_slope(moving[0])
            case Apply(op=linear.PRODUCT | linear.QUOTIENT, args=args):
                rest = [a for a in args if self._is_free(a)]
                moving = [a for a in args if not self._is_free(a)]
                known = all(self.signs.positive(a) or _is_nonzero(a) for a in rest)
                return len(moving) == 1 and known and self._is_slope(moving[0])
        return False

    def _is_sum_of_exponentials(self, e: Expr) -> bool:
        match e:
            case Bind(binder=Binder.SUM, body=body):
                return all(map(runs, e.bound)) and not e.conditions and (
                    self._is_sum_of_exponentials(body)
                )  # fmt: skip
            case Apply(op=linear.SUM, args=args):
                return all(map(self._is_sum_of_exponentials, args))
            case Apply(op=linear.PRODUCT, args=(one, Apply(op=elementwise.EXP, args=(a,)))) if (
                not one.shape.is_scalar
            ):
                plain = _untransposed(one)
                ones = isinstance(plain, Apply) and plain.op is constants.ONES
                return ones and is_affine(a, self.x)
            case Apply(op=linear.PRODUCT, args=(*factors, a)):
                return all(self._is_free(c) and self.signs.positive(c) for c in factors) and (
                    self._is_sum_of_exponentials(a)
                )
            case Apply(op=elementwise.EXP, args=(a,)):
                return is_affine(a, self.x) and a.shape.is_scalar
        return self._is_free(e) and self.signs.positive(e)

    def _entropy(self, args: Sequence[Expr]) -> Bent | None:
        """x log x, x log(x/c) and xᵀ log x."""
        if len(args) != 2:
            return None
        for a, b in (args, args[::-1]):
            if isinstance(b, Apply) and b.op is elementwise.LOG:
                inside, (plain,) = b.args[0], (_untransposed(a),)
                found = plain == self._without_factor(inside)
                if found and is_affine(plain, self.x) and not self._is_free(plain):
                    strictly = plain == self.x or self._is_slope(plain)
                    return Bent(strictly, (plain,), "x log x is convex")
        return None

    def _without_factor(self, e: Expr) -> Expr:
        """What stands over or beside a positive number that does not vary."""
        match e:
            case Apply(op=linear.QUOTIENT, args=(a, c)) if self._is_free(c):
                return a if self.signs.positive(c) else e
            case Apply(op=products.HADAMARD_QUOTIENT, args=(a, c)) if self._is_free(c):
                return a if self.signs.positive(c) else e
            case Apply(op=linear.PRODUCT, args=(c, a)) if self._is_free(c) and c.shape.is_scalar:
                return a if self.signs.positive(c) else e
        return e

    def _curved(self, e: Expr, up: bool) -> Bent | None:
        """A function with a second derivative that is positive definite or semidefinite."""
        if not self._is_smooth(e):
            return None
        bent = curvature(e if up else -e, self.x, self.deadline)
        if bent is None:
            return None
        sign = "" if up else "minus "
        known = Conditions(Claim(bent, bent))
        if self.x.shape.is_scalar:
            above, flat = self.signs.positive(bent), self.signs.nonnegative(bent)
            words = ("positive", "not negative")
        else:
            words = ("positive definite", "positive semidefinite")
            above, flat = (known.holds(bent, word) for word in words)
        if not (above or flat):
            return None
        word = words[0] if above else words[1]
        told = f"{sign}the second derivative of {e}, which is {bent}, is {word}"
        return Bent(strictly=above, why=told)

    def _is_smooth(self, e: Expr) -> bool:
        """Whether a function has two derivatives wherever the letter may be."""
        moving = [n for n in e.walk() if self.x.name in n.names and n != self.x]
        return all(
            (isinstance(n, Apply) and n.op in SMOOTH and self._is_defined(n))
            or (isinstance(n, Bind) and n.binder is Binder.SUM)
            for n in moving
        )

    def _is_defined(self, n: Apply) -> bool:
        assert isinstance(n.op, Operator)
        if n.op is linear.POWER and not _is_natural(n):
            return self.signs.positive(n.args[0])
        return all(
            self._is_free(n.args[k]) or self.signs.positive(n.args[k]) for k, _ in n.op.needs
        )


NORMS = "a norm of an affine function is convex"

SMOOTH = frozenset(
    {
        *linear.OPERATORS, *parts.OPERATORS, *elementwise.OPERATORS, inverses.DETERMINANT,
        products.HADAMARD, products.HADAMARD_QUOTIENT, products.INNER, products.OUTER,
        products.SQUARED_NORM,
    }
) - {elementwise.ABS}  # fmt: skip
"""Operators with two derivatives wherever they are defined."""


def curvature(e: Expr, x: Symbol, deadline: Deadline) -> Expr | None:
    """The second derivative of a scalar; None where it was not found."""
    try:
        return collected(Derive(Derive(e, x), x), (), deadline)
    except FAILURES:
        return None


def replacing(t: Expr, e: Expr) -> Callable[[Expr], Expr]:
    """The rule that puts an expression in the place of another."""
    return lambda n: e if n == t else n


def _better(a: Bent | None, b: Bent | None) -> Bent | None:
    """The reason that says more."""
    return b if a is None or (b is not None and b.strictly) else a


def _is_determinant(e: Expr) -> bool:
    return isinstance(e, Apply) and e.op is inverses.DETERMINANT


def _is_nonzero(e: Expr) -> bool:
    return isinstance(e, Number) and e.value != 0


def _is_natural(n: Apply) -> bool:
    least = n.params[0].lowest if n.params else None
    return least is not None and least >= 0


def _are_transposed(a: Expr, b: Expr) -> bool:
    """Whether one of two expressions is written as the transpose of the other."""
    return b == a.T or a == b.T


def _untransposed(e: Expr) -> Expr:
    return e.args[0] if isinstance(e, Apply) and e.op is linear.TRANSPOSE else e
