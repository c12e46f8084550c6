"""matrixcalc: verify derivations in matrix calculus, step by step.

Everything needed to write a derivation is here; `verify` and the reports are
loaded when they are first used, so that importing the letters costs nothing.
"""

from typing import TYPE_CHECKING

from matrixcalc import language as _language
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
    number,
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
from matrixcalc.shapes import IllShaped, Shape
from matrixcalc.statements import Claim, Derivation, chain, claim, define, expecting, fact, given

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
    "zeros",
]

if TYPE_CHECKING:
    from matrixcalc.api import verify as verify


def __getattr__(name: str) -> object:
    # The engine is loaded when `verify` is first asked for, not with the letters.
    if name == "verify":
        from matrixcalc.api import verify

        return verify
    raise AttributeError(f"module 'matrixcalc' has no attribute {name!r}")
