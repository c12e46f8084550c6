"""The elementwise check: entries as polynomials, scalars differentiated by SymPy."""

from matrixcalc.checks.elementwise.check import ElementwiseCheck

__all__ = ["ElementwiseCheck"]
