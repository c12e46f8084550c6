"""matrixcalc: verify derivations in matrix calculus, step by step.

Everything needed to write a derivation is here.  A name is fetched from the
module that defines it when it is first asked for, so that the command line
answers at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matrixcalc.api import verify
    from matrixcalc.declare import (
        Family,
        family,
        function,
        index,
        indices,
        integer,
        matrix,
        scalar,
        sizes,
        vector,
    )
    from matrixcalc.dims import Dim
    from matrixcalc.expr import Condition, Convention, Expr, Layout, Relation, Symbol, Symmetry
    from matrixcalc.ops.algebra import (
        PI,
        absolute,
        adj,
        block,
        cof,
        column,
        commutation,
        cos,
        d,
        delta,
        derivative,
        det,
        dg,
        diag,
        entrywise,
        exp,
        eye,
        hadamard,
        hadamard_quotient,
        hessian,
        inner,
        inv,
        jacobian,
        kron,
        log,
        logdet,
        logistic,
        magnus_neudecker,
        minor,
        norm,
        ones,
        outer,
        prod,
        row,
        sin,
        single_entry,
        softmax,
        softplus,
        sqrt,
        table,
        tanh,
        total,
        tr,
        unit,
        vec,
        zeros,
    )
    from matrixcalc.ops.arguments import number
    from matrixcalc.shapes import IllShaped, Shape
    from matrixcalc.statements import (
        Claim,
        Derivation,
        chain,
        claim,
        define,
        expecting,
        fact,
        given,
    )

__version__ = "0.1.0"

__all__ = [
    "PI",
    "Claim",
    "Condition",
    "Convention",
    "Derivation",
    "Dim",
    "Expr",
    "Family",
    "IllShaped",
    "Layout",
    "Relation",
    "Shape",
    "Symbol",
    "Symmetry",
    "absolute",
    "adj",
    "block",
    "chain",
    "claim",
    "cof",
    "column",
    "commutation",
    "cos",
    "d",
    "define",
    "delta",
    "derivative",
    "det",
    "dg",
    "diag",
    "entrywise",
    "exp",
    "expecting",
    "eye",
    "fact",
    "family",
    "function",
    "given",
    "hadamard",
    "hadamard_quotient",
    "hessian",
    "index",
    "indices",
    "inner",
    "integer",
    "inv",
    "jacobian",
    "kron",
    "log",
    "logdet",
    "logistic",
    "magnus_neudecker",
    "matrix",
    "minor",
    "norm",
    "number",
    "ones",
    "outer",
    "prod",
    "row",
    "scalar",
    "sin",
    "single_entry",
    "sizes",
    "softmax",
    "softplus",
    "sqrt",
    "table",
    "tanh",
    "total",
    "tr",
    "unit",
    "vec",
    "vector",
    "verify",
    "zeros",
]

_HOMES = (
    "matrixcalc.declare",
    "matrixcalc.dims",
    "matrixcalc.expr",
    "matrixcalc.ops.algebra",
    "matrixcalc.ops.arguments",
    "matrixcalc.shapes",
    "matrixcalc.statements",
    "matrixcalc.api",
)
"""The modules that define these names, those that load quickly first."""


def __getattr__(name: str) -> Any:
    if name in __all__:
        for home in _HOMES:
            found = vars(import_module(home)).get(name)
            if found is not None:
                globals()[name] = found
                return found
    raise AttributeError(f"module 'matrixcalc' has no attribute {name!r}")
