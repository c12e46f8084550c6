"""A claim about more values of its letters than are declared.

A random matrix has full rank, and what a claim with a pseudo-inverse or a rank says of
others is seen only where they are drawn; of letters with values from a finite set all
would have to be tried.  What holds for more values holds for those that are declared;
nothing is concluded from a claim that fails for some.
"""

from __future__ import annotations

from dataclasses import replace

from matrixcalc.assumptions import applies, close, spoken
from matrixcalc.expr import Apply, Derive, Differential, Expr, Symbol
from matrixcalc.ops.linear import QUOTIENT
from matrixcalc.rewriting import rebuild_claim
from matrixcalc.sampling.sizes import ranks_are_settled
from matrixcalc.statements import Claim

DRAWN = (set[str](), {"symmetric"}, {"positive semidefinite"})
"""What else may be declared of a letter of which matrices of every rank are drawn."""


LOOSER = {
    "entries in {0, 1}": frozenset[str](),
    "integer entries": frozenset[str](),
    "one-hot": frozenset({"entries sum to one"}),
    "one-hot rows": frozenset({"rows sum to one"}),
    "permutation": frozenset({"orthogonal"}),
}
"""What remains of adjectives of finite sets where numbers between their values are allowed."""


def of_all_numbers(claim: Claim) -> Claim | None:
    """The claim about letters that need not lie in a finite set; None if none does.

    >>> from matrixcalc import sizes, vector
    >>> (n,) = sizes("n")
    >>> y = vector("y", n, "one-hot")
    >>> wider = of_all_numbers(Claim(2 * y, y + y))
    >>> [sorted(s.assumptions) for s in wider.symbols]
    [['entries sum to one']]
    """
    # Along points that lie apart no differential is taken.
    moved = {s.name for n in claim.nodes for v in _moving(n) for s in v.symbols}

    def loosened(s: Symbol) -> Symbol:
        words = LOOSER.keys() & s.assumptions
        if not words or s.name in claim.meanings or s.name in moved:
            return s
        kept = (s.assumptions - words).union(*(LOOSER[word] for word in words))
        return replace(s, assumptions=close(s.name, s.shape, spoken(kept - {"nonzero"})))

    wider = rebuild_claim(claim, loosened)
    return wider if wider != claim else None


def _moving(node: Expr) -> tuple[Expr, ...]:
    """What a derivative or a differential varies."""
    match node:
        case Derive(wrt=wrt):
            return (wrt,)
        case Differential(variables=variables):
            return variables
    return ()


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
