"""Letters of sets that few statements are about: given rank, sums, probabilities, few points."""

from __future__ import annotations

from matrixcalc import matrix, scalar, vector
from tests.statements.letters import m, n

Any = matrix("A", n, m, "any rank")
Square = matrix("D", n, n, "any rank")
Symmetric = matrix("S", n, n, "any rank", "symmetric")
Tall, Wide = matrix("Z", n, m, "full column rank"), matrix("Y", n, m, "full row rank")
Nilpotent = matrix("N", n, n, "nilpotent of index 2")
Traceless = matrix("T", n, n, "zero trace")
Small = matrix("R", n, n, "spectral radius < 1")
Permutation = matrix("P", n, n, "permutation")
Stochastic = matrix("M", n, m, "stochastic")
Labels = matrix("J", n, m, "one-hot rows")
Bits = matrix("K", n, m, "entries in {0, 1}")
Integers = matrix("G", n, n, "integer entries")
label = vector("l", n, "one-hot")
bits = vector("b", n, "entries in {0, 1}")
shares = vector("p", n, "probability vector")
weights = vector("w", n, "entries sum to one")
share = scalar("q", "in (0, 1)")
whole = scalar("i", "integer entries")
large = scalar("nu", "greater than size")
