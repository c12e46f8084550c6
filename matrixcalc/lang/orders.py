"""First-order statements: f(x + dx) ≐ f(x) + f′(x) dx, or with + o(dx) behind an equality.

They say that both sides agree but for terms of higher order in the differentials.  To first
order f(x + dx) is f(x) + d f(x), which is a differential like any other; what is linear in
the differentials stays as it is.  Anything else is not read so.
"""

from __future__ import annotations

from collections.abc import Sequence

from matrixcalc.expr import Apply, Differential, Expr, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops.linear import NEGATIVE, PRODUCT, QUOTIENT, SUM, TRACE, TRANSPOSE
from matrixcalc.rewriting import transformed

SIGNS = frozenset({"≐", "≈"})
"""Signs of an equality to first order, where differentials stand beside them."""
_LINEAR = (SUM, NEGATIVE, TRANSPOSE, TRACE)


def to_first_order(e: Expr) -> Expr | None:
    """A side without its terms of higher order, if that is seen; None where it is not."""
    if not any(isinstance(n, Differential) for n in e.walk()):
        return e
    if _order(e) <= 1:
        return e
    varied: dict[str, Symbol] = {}
    body = transformed(e, lambda node: _at_the_point(node, varied))
    if not varied or any(isinstance(n, Differential) for n in body.walk()):
        return None
    return body + Differential(body, tuple(varied.values()))


def _at_the_point(e: Expr, varied: dict[str, Symbol]) -> Expr:
    """x for x + dx."""
    match e:
        case Apply(op=op, args=(Symbol() as x, Differential(body=Symbol() as y))) if (
            op is SUM and x == y
        ):
            varied[x.name] = x
            return x
    return e


def _order(e: Expr) -> int:
    """The degree in the differentials; 2 for what may be no polynomial in them."""
    match e:
        case Differential():
            return 1
        case Apply(op=op, args=args) if op in _LINEAR:
            return max(map(_order, args), default=0)
        case Apply(op=op, args=args) if op is PRODUCT:
            return sum(map(_order, args))
        case Apply(op=op, args=(a, b)) if op is QUOTIENT:
            return _order(a) + 2 * _order(b)
    return 2 * any(isinstance(n, Differential) for n in e.walk())


def without_rest(node: Syntax) -> Syntax | None:
    """A side without the o(dx) or O(‖dx‖²) at its end; None if there is none, or another one."""
    match node:
        case syntax.Sum(terms=terms) if len(terms) > 1 and _is_rest(terms[-1][1]):
            return _sum(terms[:-1], node)
    return None


def has_rest(node: Syntax) -> bool:
    """Whether a side ends in o(…) or O(…) of any order."""
    match node:
        case syntax.Sum(terms=terms):
            return order_symbol(terms[-1][1]) is not None
    return False


def _sum(terms: Sequence[tuple[str, Syntax]], node: Syntax) -> Syntax:
    if len(terms) == 1 and terms[0][0] == "+":
        return terms[0][1]
    return syntax.Sum(node.start, terms[-1][1].end, tuple(terms))


def _is_rest(node: Syntax) -> bool:
    """Whether what is left out is exactly what is of higher order than the first."""
    found = order_symbol(node)
    if found is None:
        return False
    sign, inner = found
    power = 1
    if isinstance(inner, syntax.Scripts) and isinstance(inner.sup, syntax.Number):
        power, inner = int(inner.sup.value), inner.base
    if isinstance(inner, syntax.Juxtaposed) and len(inner.items) == 2:
        last = inner.items[1]
        if isinstance(last, syntax.Scripts) and isinstance(last.sup, syntax.Number):
            power = int(last.sup.value)
    named = [n for n in syntax.walk(inner) if isinstance(n, syntax.Name) and n.text == "d"]
    plain = isinstance(inner, syntax.Bars | syntax.Juxtaposed)
    return plain and len(named) == 1 and power == (1 if sign == "o" else 2)


def order_symbol(node: Syntax) -> tuple[str, Syntax] | None:
    """The o or O of o(…) or O(…), and what stands in the brackets; None for anything else."""
    match node:
        case syntax.Juxtaposed(
            items=(syntax.Name(text="o" | "O" as sign), syntax.Group(parts=(inner,)))
        ):
            return sign, inner
    return None
