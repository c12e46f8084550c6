"""A claim with every rank tried of the letters whose rank nothing tells.

A random matrix has full rank, and what a claim with a pseudo-inverse or a rank says of
others is seen only where they are drawn.  What holds at every rank holds whatever the
rank is; nothing is concluded from a claim that fails at some.
"""

from __future__ import annotations

from dataclasses import replace

from matrixcalc.assumptions import applies, spoken
from matrixcalc.expr import Apply, Symbol
from matrixcalc.ops.linear import QUOTIENT
from matrixcalc.rewriting import rebuild_claim
from matrixcalc.sampling.sizes import ranks_are_settled
from matrixcalc.statements import Claim

DRAWN = (set[str](), {"symmetric"}, {"positive semidefinite"})
"""What else may be declared of a letter of which matrices of every rank are drawn."""


def of_every_rank(claim: Claim) -> Claim | None:
    """The claim about letters of any rank, if that leaves open no rank on which it depends.

    >>> from matrixcalc import matrix, pinv, sizes
    >>> n, m = sizes("n m")
    >>> A = matrix("A", n, m)
    >>> wider = of_every_rank(Claim(pinv(A).T, pinv(A.T)))
    >>> [sorted(s.assumptions) for s in wider.symbols]
    [['any rank']]
    """
    if ranks_are_settled(claim):
        return None
    # Where a side divides by a number, the claim is about none that is zero.
    divisors = {
        node.args[1].name for node in claim.nodes
        if isinstance(node, Apply) and node.op is QUOTIENT and isinstance(node.args[1], Symbol)
    }  # fmt: skip

    def widened(s: Symbol) -> Symbol:
        if s.arguments or s.is_function or s.name in claim.meanings:
            return s
        if s.shape.is_scalar and s.name in divisors:
            return replace(s, assumptions=s.assumptions | {"nonzero"})
        if set(spoken(s.assumptions)) in DRAWN and applies("any rank", s.shape):
            return replace(s, assumptions=s.assumptions | {"any rank"})
        return s

    wider = rebuild_claim(claim, widened)
    return wider if ranks_are_settled(wider) else None
