"""The operators: one object each, with all its rules.

`OPERATORS` is every operator, in a tuple that nothing extends; the contract
tests run over it.  Nothing here imports NumPy or SymPy: rules receive them.
"""

from matrixcalc.ops import (
    constants,
    cross,
    eigen,
    elementwise,
    inverses,
    linear,
    parts,
    products,
    pseudo,
    roots,
    spectral,
)
from matrixcalc.ops.spec import Operator

OPERATORS: tuple[Operator, ...] = (
    *linear.OPERATORS,
    *constants.OPERATORS,
    *parts.OPERATORS,
    *inverses.OPERATORS,
    *products.OPERATORS,
    *cross.OPERATORS,
    *pseudo.OPERATORS,
    *spectral.OPERATORS,
    *eigen.OPERATORS,
    *roots.OPERATORS,
    *elementwise.OPERATORS,
)
