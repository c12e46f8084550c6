"""The finite differences check: both sides of a claim in double precision.

It shares expressions and the operators' NumPy rules with the other checks and
nothing else.  It never decides alone: it says that the two sides agree to so
many digits, that they disagree, or that rounding leaves the question open.
"""

from matrixcalc.checks.finite_differences.check import FiniteDifferencesCheck

__all__ = ["FiniteDifferencesCheck"]
