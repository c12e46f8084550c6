"""Whether a function is convex, so that it is smallest where its derivative is zero.

The second derivative is taken by the operators' differentials and has to be positive
definite by the declarations, at every point.  Anything else is not known here.
"""

from __future__ import annotations

from dataclasses import replace

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.derive import collected
from matrixcalc.expr import Derive, Expr
from matrixcalc.networks.ring import TooLong
from matrixcalc.ops.spec import Unavailable
from matrixcalc.results import StepResult, Verdict
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Claim, Definition, Optimum


def curvature(
    optimum: Optimum, definitions: tuple[Definition, ...], deadline: Deadline
) -> Expr | None:
    """The second derivative, or its negative for a maximum; None where it was not found."""
    x = optimum.variable
    try:
        bent = Derive(Derive(optimum.objective, x), x)
        return collected(bent if optimum.sense == "min" else -bent, definitions, deadline)
    except (Unavailable, IllShaped, TooLong, OutOfTime, RecursionError, ValueError):
        return None


def optimal(
    stationary: StepResult, optimum: Optimum, claim: Claim, deadline: Deadline
) -> StepResult:
    """The result for a point at which the derivative is zero: the only optimum, if that is seen."""
    second = curvature(optimum, claim.definitions, deadline)
    if second is None:
        kind = "convex" if optimum.sense == "min" else "concave"
        told = f"the function is {kind} in {optimum.variable}"
    else:
        word = "positive" if optimum.variable.shape.is_scalar else "positive definite"
        sign = "" if optimum.sense == "min" else "minus "
        told = f"{sign}the second derivative, {second}, is {word}"
        if Conditions(Claim(second, second, claim.definitions)).holds(second, word):
            return replace(stationary, reasons=(f"the derivative is zero there, and {told}",))
    suggestion = f"the derivative is zero there; true if {told}"
    return replace(stationary, verdict=Verdict.CONDITIONAL, suggestion=suggestion)
