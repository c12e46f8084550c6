"""A tour of matrixcalc from top to bottom: run it with ``python examples/tour.py``.

An expression is built, a derivation verified, the evidence of each check looked
at, a false step refuted, and an operator added that the package does not have.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matrixcalc as mc
from matrixcalc import Derivation, Expr, chain, claim, derivative, matrix, total, tr
from matrixcalc.dims import Dim
from matrixcalc.engine import Options, verify_derivation
from matrixcalc.notation import latex
from matrixcalc.ops import spec

# 1. Letters and expressions.  Sizes are symbols: what follows is about every n and m.
n, m = mc.sizes("n m")
A, B = matrix("A", n, m), matrix("B", m, n)
gradient = derivative(tr(A @ B), A)
print(gradient, ":", gradient.shape)
print(latex(gradient))

# Nothing is simplified when an expression is built, and what does not fit is refused at once.
try:
    A @ A
except mc.IllShaped as error:
    print("refused:", error)

# 2. A derivation: chains of equalities, each with its justification.
i, j = mc.index("i", n), mc.index("j", m)
trace = Derivation(
    name="trace",
    title="The trace of a product and its gradient",
    statements=[
        chain(
            tr(A @ B),
            (total(i, total(j, A[i, j] * B[j, i])), "definition of trace and product"),
            (tr(B @ A), "the sums exchanged"),
        ),
        claim(gradient, B.T, "derivative of a linear form"),
    ],
)
result = verify_derivation(trace, Options())
for step in result.steps:
    print(f"{step.verdict.value:11} {step.understood}   ({step.because})")

# 3. The verdict is made of evidence.  The checks are independent of each other: shapes compares
#    sizes, exact evaluates modulo large primes, elementwise writes the entries out in symbols,
#    and finite differences knows no rule of calculus.
for evidence in result.steps[-1].evidence:
    print(f"  {evidence.check:18} {evidence.outcome.value:9} {evidence.detail}")

# 4. Steps that are not accepted: one is false; one would be true of a symmetric matrix; one is
#    true in another layout.  Each comes with an exact counterexample.
C, D, E = (matrix(letter, n, n) for letter in "CDE")
x = mc.vector("x", n)
careless = Derivation(
    name="careless",
    title="Three careless steps",
    statements=[
        claim(tr(C @ D), tr(C) * tr(D), "the trace is linear, but not multiplicative"),
        claim(derivative(x.T @ C @ x, x), 2 * C @ x, "C is not declared symmetric"),
        claim(derivative(tr(C @ D), C), D, "the transpose is lost"),
    ],
)
for step in verify_derivation(careless, Options()).steps:
    print(f"{step.verdict.value:11} {step.understood}   {step.suggestion}")
    assert step.counterexample is not None
    for letter, rows in step.counterexample.values.items():
        print(f"  {letter} = [{'; '.join(' '.join(row) for row in rows)}]")


# 5. An operator of one's own.  It says the same thing several times, because its rules feed
#    checks that do not trust each other; a rule that is forgotten is an error here and now.
class Commutator(spec.Operator):
    """The commutator [A, B] = AB − BA of two square matrices."""

    name = "commutator"
    notation = spec.Notation("special", "[ , ]", "[ , ]")
    needs = spec.EVERYWHERE

    def shape(self, a: mc.Shape, b: mc.Shape) -> mc.Shape:
        if a != b or not a.is_square:
            raise mc.IllShaped("a commutator needs two square matrices of one size")
        return a

    def exact(self, field: spec.Arithmetic, a: Any, b: Any) -> Any:
        return field.add(field.multiply(a, b), field.negative(field.multiply(b, a)))

    def entries(self, ring: spec.Ring, a: spec.Rows, b: spec.Rows) -> spec.Rows:
        def entry(r: int, c: int) -> Any:
            return sum((a[r][k] * b[k][c] - b[r][k] * a[k][c] for k in every), ring.number(0))

        every = range(len(a))
        return [[entry(r, c) for c in every] for r in every]

    def numeric(self, np: Any, a: Any, b: Any) -> Any:
        return a @ b - b @ a

    def network(self, net: Any, a: Any, b: Any) -> Any:
        return net.add(net.multiply(a, b), net.negative(net.multiply(b, a)))

    def differential(self, a: Expr, b: Expr, da: Expr, db: Expr) -> Expr:
        return commutator(da, b) + commutator(a, db)

    def examples(self) -> Sequence[tuple[Any, ...]]:
        return [(mc.Shape(n, n), mc.Shape(n, n))]

    def show(self, style: spec.Style, args: Sequence[Expr], params: Sequence[Dim]) -> spec.Written:
        return f"[{style.inside(args[0], 0)}, {style.inside(args[1], 0)}]", spec.ATOM


commutator = Commutator()
brackets = Derivation(
    name="brackets",
    title="The commutator under the trace",
    statements=[
        chain(
            tr(commutator(C, D) @ E),
            (tr(C @ D @ E - D @ C @ E), "definition of the commutator"),
            (tr(C @ commutator(D, E)), "cyclic property of the trace"),
        ),
        claim(derivative(tr(commutator(C, D) @ E), C), commutator(D, E).T, "linear in C"),
    ],
)
for step in verify_derivation(brackets, Options()).steps:
    print(f"{step.verdict.value:11} {step.understood}")
