"""The cyclic property of the trace, for two rectangular factors and for three.

Assumed: the sizes fit, nothing else.
"""

from matrixcalc import Derivation, chain, claim, indices, matrix, sizes, total, tr

n, m, p = sizes("n m p")
(i,) = indices("i", n)
(j,) = indices("j", m)
F = matrix("M_1", n, m)
G = matrix("M_2", m, n)
A = matrix("A", n, m)
B = matrix("B", m, p)
C = matrix("C", p, n)

cyclic_trace = Derivation(
    name="cyclic-trace",
    title="The cyclic property of the trace",
    source="the assignment, problem 2b; the lecture notes, equation (ii)",
    about=(
        "The factors may be rectangular, so that the two products are square of different "
        "sizes. The property rotates factors; it does not let them be exchanged at will, "
        "and tr(ABC) is in general not tr(ACB)."
    ),
    statements=[
        chain(
            tr(F @ G),
            (total(i, (F @ G)[i, i]), "definition of the trace"),
            (total(i, total(j, F[i, j] * G[j, i])), "definition of the matrix product"),
            (total(j, total(i, F[i, j] * G[j, i])), "finite sums are exchanged"),
            (total(j, total(i, G[j, i] * F[i, j])), "numbers commute"),
            (total(j, (G @ F)[j, j]), "definition of the matrix product"),
            (tr(G @ F), "definition of the trace"),
        ),
        chain(
            tr(A @ B @ C),
            (tr(A @ (B @ C)), "associativity"),
            (tr(B @ C @ A), "two factors: A and BC"),
            (tr(C @ A @ B), "two factors: B and CA"),
        ),
        claim(tr(A @ B @ C), tr(C.T @ B.T @ A.T), "a matrix and its transpose have one diagonal"),
    ],
)
