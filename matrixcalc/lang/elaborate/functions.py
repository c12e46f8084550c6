"""Functions by name: tr, det, log, diag, vec, softmax and their like.

A table from words to the functions of `ops.algebra`; how far an argument without
brackets reaches is not decided here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from matrixcalc.expr import Apply, Bind, Differential, Expr, Symbol
from matrixcalc.lang.elaborate.doubles import DIAGONAL
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.unify import is_unknown
from matrixcalc.ops import algebra, linear, roots
from matrixcalc.ops.definite import is_definite, is_semidefinite
from matrixcalc.ops.products import HADAMARD

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator

Function: TypeAlias = Callable[["Elaborator", Expr, Syntax], Expr]


def _plain(function: Callable[[Expr], Expr]) -> Function:
    return lambda _r, e, _node: function(e)


def _square(function: Callable[[Expr], Expr]) -> Function:
    return lambda r, e, _node: function(r.square(e))


def _entrywise(function: Callable[[Expr], Expr]) -> Function:
    """A function of every entry, whatever the shape."""

    def apply(r: Elaborator, e: Expr, node: Syntax) -> Expr:
        return function(e) if e.shape.is_column else algebra.entrywise(function, e)

    return apply


def _sign(r: Elaborator, e: Expr, node: Syntax) -> Expr:
    """The sign of a number that is not zero."""
    known = e.assumptions if isinstance(e, Symbol) else frozenset[str]()
    if not known & {"nonzero", "positive"}:
        raise Beyond("the sign of what may be zero is not judged", node)
    return _entrywise(algebra.sign)(r, e, node)


def _analytic(function: Callable[[Expr], Expr], name: str) -> Function:
    """A function that means something else of a matrix than of its entries."""

    def apply(r: Elaborator, e: Expr, node: Syntax) -> Expr:
        if e.shape.is_column:
            return function(e)
        if _is_oblong(e):
            # Only a square matrix has such a function of its own.
            return algebra.entrywise(function, e)
        raise Beyond(f"the {name} of a matrix is not judged", node)

    return apply


def _is_oblong(e: Expr) -> bool:
    """Whether a matrix is not square, as far as is known."""
    sizes = e.shape.rows.variables | e.shape.cols.variables
    return not e.shape.is_square and not any(map(is_unknown, sizes))


def _exp(r: Elaborator, e: Expr, node: Syntax) -> Expr:
    if _is_oblong(e):
        return algebra.entrywise(algebra.exp, e)
    return algebra.exp(e) if e.shape.is_column else algebra.expm(r.square(e))


def _log(r: Elaborator, e: Expr, node: Syntax) -> Expr:
    """The logarithm; of a positive definite matrix the matrix with that exponential."""
    meaning = meaning_of(r, e)
    # Of a product by entries, the logarithm may be meant by entries too.
    by_entries = any(isinstance(n, Apply) and n.op is HADAMARD for n in e.walk())
    if not e.shape.is_scalar and is_definite(meaning) and not by_entries:
        return algebra.logm(meaning)
    match e:
        case Apply(op=linear.SUM, args=(Symbol() as s, Differential(body=t))) if (
            s == t and "positive definite" in s.assumptions and not s.shape.is_scalar
        ):
            return roots.MATRIX_LOGARITHM(e)
    return _analytic(algebra.log, "logarithm")(r, e, node)


def meaning_of(r: Elaborator, e: Expr) -> Expr:
    """What a defined letter stands for, where that says more than the letter."""
    known = r.scope.letters.get(e.name) if isinstance(e, Symbol) and not e.arguments else None
    plain = known is None or known.body is None or known.formal or is_semidefinite(e)
    return e if known is None or plain or known.body is None else known.body


def _diag(r: Elaborator, e: Expr, node: Syntax) -> Expr:
    """The diagonal matrix of a column; of a matrix its diagonal part or, if only that
    fits, its diagonal as a column.
    """
    if e.shape.is_column:
        return algebra.diag(e)
    match e:
        case Apply(op=linear.TRANSPOSE, args=(Bind() as listed,)) if listed.shape.is_column:
            # Numbers with dots between them, as x_1, …, x_n, are listed in a row.
            return algebra.diag(listed)
    r.double.add(DIAGONAL)
    return algebra.dg(r.square(e)) if DIAGONAL in r.second else algebra.diag(r.square(e))


def _logdet(r: Elaborator, e: Expr, node: Syntax) -> Expr:
    return algebra.logdet(r.square(e))


def _logsumexp(r: Elaborator, e: Expr, node: Syntax) -> Expr:
    if not e.shape.is_column:
        raise NotUnderstood("logsumexp takes a vector", node)
    return algebra.log(algebra.transpose(algebra.ones(e.shape.rows)) @ algebra.exp(e))


def _half(sign: str) -> Function:
    """The symmetric or the skew-symmetric part: some write sym for twice that, so it is told."""

    def apply(r: Elaborator, e: Expr, node: Syntax) -> Expr:
        a = r.square(e)
        turned = algebra.transpose(a)
        part = (a + turned if sign == "+" else a - turned) / 2
        told = f"{'sym' if sign == '+' else 'skew'}(A) is (A {sign.replace('-', '−')} Aᵀ)/2"
        r.bracketed = " and ".join(dict.fromkeys(x for x in (r.bracketed, told) if x))
        r.perhaps_meant = f"whether {told}"
        return part

    return apply


def _beyond(what: str) -> Function:
    def apply(r: Elaborator, e: Expr, node: Syntax) -> Expr:
        raise Beyond(f"{what} is not judged", node)

    return apply


_TABLE: dict[str, Function] = {
    "tr": _square(algebra.tr),
    "det": _square(algebra.det),
    "logdet": _logdet,
    "diag": _diag,
    "dg": _square(algebra.dg),
    "vec": _plain(algebra.vec),
    "inv": _square(algebra.inv),
    "adj": _square(algebra.adj),
    "cof": _square(algebra.cof),
    "exp": _exp,
    "log": _log,
    "sqrt": _analytic(algebra.sqrt, "square root"),
    "sin": _analytic(algebra.sin, "sine"),
    "cos": _analytic(algebra.cos, "cosine"),
    "tanh": _entrywise(algebra.tanh),
    "sigmoid": _entrywise(algebra.logistic),
    "softplus": _entrywise(algebra.softplus),
    "abs": _entrywise(algebra.absolute),
    "tan": _analytic(algebra.tan, "tangent"),
    "sinh": _analytic(algebra.sinh, "hyperbolic sine"),
    "cosh": _analytic(algebra.cosh, "hyperbolic cosine"),
    "arctan": _analytic(algebra.arctan, "arc tangent"),
    "relu": _entrywise(algebra.relu),
    "sign": _sign,
    "rank": _plain(algebra.rank),
    "softmax": _plain(algebra.softmax),
    "logsumexp": _logsumexp,
    "sym": _half("+"),
    "skew": _half("-"),
}
_SPELLINGS = {
    "Tr": "tr", "trace": "tr", "Trace": "tr", "TR": "tr", "Det": "det", "Diag": "diag",
    "Vec": "vec", "ln": "log", "Adj": "adj", "Cof": "cof", "LSE": "logsumexp",
    "logistic": "sigmoid", "rk": "rank", "Rank": "rank", "Spur": "tr", "Sp": "tr",
    "rang": "rank", "Rang": "rank" }  # fmt: skip
TRACES = frozenset({"tr", *(word for word, meant in _SPELLINGS.items() if meant == "tr")})
"""The names of the trace."""

_BEYOND = {
    "vech": "vech", "Corr": "a correlation", "argmax": "a maximum", "argmin": "a minimum", "arg": "an extremum",
    "max": "a maximum", "min": "a minimum", "sup": "a supremum", "inf": "an infimum",
    "lim": "a limit", "KL": "a divergence", "Ent": "an entropy", "Re": "a complex number", "Im": "a complex number", "blockdiag": "a block diagonal",
    "bdiag": "a block diagonal", "Bin": "a distribution", "const": "an unnamed constant",
}  # fmt: skip

BRACKET_FIRST = frozenset({"log", "ln", "logdet"})
"""Functions of which a power on the brackets belongs to the argument: log (2π)^k."""


PARTS = frozenset({"sym", "skew"})
"""Names of parts of a matrix that are no signs of their own."""


def function(word: str, node: Syntax) -> Function:
    """The function of this name; raises `Beyond` for one that no check judges."""
    found = _TABLE.get(_SPELLINGS.get(word, word))
    if found is not None:
        return found
    if word in _BEYOND:
        raise Beyond(f"{_BEYOND[word]} is not judged", node)
    raise NotUnderstood(f"the function {word} is not known", node)
