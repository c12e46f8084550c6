"""matrixcalc: verify derivations in matrix calculus, step by step.

Everything needed to write a derivation is here; `verify` and the reports are
loaded when they are first used, so that importing the letters costs nothing.
"""

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
