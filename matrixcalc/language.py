"""What Python's operators mean on expressions, handed to the tree once.

The tree stands below the operators and must not import them; this module, which
`import matrixcalc` loads first, joins the two.
"""

from __future__ import annotations

from matrixcalc import notation
from matrixcalc.expr import Expr
from matrixcalc.ops import algebra


class Mathematics:
    """The one `Language`: building from `ops.algebra`, printing from `notation`."""

    add = staticmethod(algebra.add)
    subtract = staticmethod(algebra.subtract)
    times = staticmethod(algebra.times)
    product = staticmethod(algebra.product)
    quotient = staticmethod(algebra.quotient)
    power = staticmethod(algebra.power)
    negative = staticmethod(algebra.negative)
    transpose = staticmethod(algebra.transpose)
    entry = staticmethod(algebra.entry)
    text = staticmethod(notation.text)
    latex = staticmethod(notation.latex)


Expr.language = Mathematics()
