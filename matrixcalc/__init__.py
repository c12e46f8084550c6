"""matrixcalc: verify derivations in matrix calculus, step by step.

Everything needed to write a derivation is here.  The names are loaded when one
is first asked for, and the checks when `verify` is, so that the command line
answers at once.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matrixcalc.api import verify
    from matrixcalc.names import *

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


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'matrixcalc' has no attribute {name!r}")
    if name == "verify":
        from matrixcalc.api import verify

        return verify
    from matrixcalc import names

    globals().update((known, getattr(names, known)) for known in __all__ if known != "verify")
    return globals()[name]
