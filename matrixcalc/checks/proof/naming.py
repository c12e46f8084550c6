"""What a textbook calls the rules that the normal form applies without a step of its own.

Only what differs between the two sides is looked at: a part that stands on both is no
reason for anything.  Names are for people; nothing depends on them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator

from matrixcalc.expr import Apply, Bind, Derive, Differential, Expectation, Expr
from matrixcalc.ops import cross, linear, parts, products
from matrixcalc.ops.moments import ANY_LAW, judged_degree
from matrixcalc.ops.spec import Operator

_DEFINED = {
    products.HADAMARD: "the Hadamard product",
    products.HADAMARD_QUOTIENT: "the Hadamard quotient",
    products.KRONECKER: "the Kronecker product",
    products.INNER: "the inner product",
    products.OUTER: "the outer product",
    cross.CROSS: "the cross product",
    cross.CROSS_MATRIX: "the cross product",
    products.NORM: "the norm",
    products.SQUARED_NORM: "the norm",
    parts.VEC: "vec",
    parts.DIAGONAL_MATRIX: "diag",
    parts.DIAGONAL_VECTOR: "the diagonal",
    parts.ENTRY: "entries",
    parts.BLOCK: "a matrix in blocks",
}

_DIFFERENTIALS = {
    "product": "product rule",
    "quotient": "quotient rule",
    "hadamard": "product rule",
    "hadamard quotient": "quotient rule",
    "kronecker": "product rule",
    "inner": "product rule",
    "outer": "product rule",
    "cross product": "product rule",
    "inverse": "derivative of an inverse",
    "determinant": "Jacobi's formula",
    "log det": "derivative of log det",
    "power": "derivative of a power",
    "norm": "derivative of a norm",
    "squared norm": "derivative of a square",
    "softmax": "derivative of softmax",
    "pseudo-inverse": "derivative of a pseudo-inverse",
    "trace": "linearity of the trace",
}


def reasons(left: Expr, right: Expr) -> Iterator[str]:
    """The names of the rules on which the normal forms of two sides rest."""
    mine, other = ({_unordered(n) for n in side.walk()} for side in (left, right))
    both = mine & other
    for node in (*left.walk(), *right.walk()):
        if _unordered(node) not in both:
            yield from _rules(node)


def _unordered(node: Expr) -> Hashable:
    """What stays of a node if the order of terms and of scalar factors does not matter."""
    match node:
        case Apply(op=linear.SUM | linear.PRODUCT as op, args=args):
            if op is linear.SUM or all(a.shape.is_scalar for a in args):
                return op, frozenset(Counter(args).items())
    return node


def _rules(node: Expr) -> Iterator[str]:
    match node:
        case Derive() | Differential():
            yield from _of_derivative(node)
        case Apply(op=linear.TRACE, args=(a,)):
            yield _of_trace(a)
        case Apply(op=linear.TRANSPOSE, args=(Apply(op=linear.PRODUCT),)):
            yield "transpose of a product"
        case Apply(op=linear.PRODUCT, args=args) if any(_is_sum(a) for a in args):
            yield "distributive law"
        case Apply(op=op) if op in _DEFINED:
            yield f"definition of {_DEFINED[op]}"
        case Bind():
            yield "sums over an index"
        case Expectation():
            yield "linearity of the expectation"
            if judged_degree(node, {}) > ANY_LAW:
                own = any(x.third is not None for x in node.distributions)
                yield "cumulants of independent components" if own else "Isserlis' theorem"


def _of_trace(a: Expr) -> str:
    match a:
        case Apply(op=linear.PRODUCT):
            return "cyclic property of the trace"
        case Apply(op=linear.TRANSPOSE):
            return "trace of a transpose"
        case Apply(op=products.KRONECKER):
            return "trace of a Kronecker product"
    return "linearity of the trace"


def _of_derivative(node: Derive | Differential) -> Iterator[str]:
    """The rules for the operators through which the variable is reached."""
    by = (
        node.wrt.names if isinstance(node, Derive) else {n for v in node.variables for n in v.names}
    )
    for part in node.body.walk():
        if isinstance(part, Apply) and part.names & by:
            assert isinstance(part.op, Operator)
            varied = [a for a in part.args if a.names & by]
            if part.op is linear.PRODUCT and len(varied) == 1:
                yield "derivative of a linear form"
            elif part.op.name in _DIFFERENTIALS:
                yield _DIFFERENTIALS[part.op.name]
            elif type(part.op).__name__ == "Elementwise":
                yield "chain rule"


def _is_sum(e: Expr) -> bool:
    return isinstance(e, Apply) and e.op is linear.SUM
