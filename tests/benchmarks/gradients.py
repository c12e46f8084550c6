"""Prints a table of gradients: derived here and by tensorgrad, and proved here.

Both take the expression anew each time and know no sizes.  A derivation differentiates,
simplifies and gives the gradient back as an expression; a proof is that the gradient is the
one that a textbook gives, replay included.  Medians in one run, in milliseconds.

    pip install tensorgrad && python tests/benchmarks/gradients.py
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


from matrixcalc.checks.base import Task
from matrixcalc.checks.proof import ProofCheck
from matrixcalc.derive import collected
from matrixcalc.lang.document import read_statement
from matrixcalc.results import Outcome
from matrixcalc.statements import Claim
from tests.benchmarks.table import median

ROUNDS = 9


class Tensorgrad:
    """The same gradients by tensorgrad, which is imported only where it is compared with."""

    def __init__(self) -> None:
        self.functions = import_module("tensorgrad.functions")
        self.all = import_module("tensorgrad")
        self.n, self.m, self.p = self.all.symbols("n m p")

    def _vector(self, name: str) -> Any:
        return self.all.Variable(name, i=self.n)

    def _square(self, name: str) -> Any:
        return self.all.Variable(name, i=self.n, j=self.n)

    def squared_loss(self) -> Any:
        x, w, y = (
            self.all.Variable("X", p=self.p, n=self.n),
            self.all.Variable("W", n=self.n, m=self.m),
            self.all.Variable("Y", p=self.p, m=self.m),
        )
        return self.all.Derivative(self.functions.frobenius2(x @ w - y), w)

    def trace_of_product(self) -> Any:
        a, b = (
            self.all.Variable("A", i=self.n, j=self.m),
            self.all.Variable("B", i=self.n, j=self.m),
        )
        return self.all.Derivative(self.functions.sum(a * b), a)

    def log_determinant(self) -> Any:
        k = self._square("K")
        return self.all.Derivative(self.functions.log(self.functions.det(k)), k)

    def cube(self) -> Any:
        a = self._square("A")
        return self.all.Derivative(
            self.functions.trace(self.functions.multi_dot([a, a, a], ("i", "j"))), a
        )

    def frobenius(self) -> Any:
        a = self.all.Variable("A", i=self.n, j=self.m)
        return self.all.Derivative(self.functions.frobenius2(a), a)

    def cross_entropy(self) -> Any:
        x, t = self._vector("x"), self._vector("t")
        return self.all.Derivative(
            -self.functions.sum(t * self.functions.log(self.functions.softmax(x, "i"))), x
        )

    def log_sum_exp(self) -> Any:
        x = self._vector("x")
        return self.all.Derivative(self.functions.log(self.functions.sum(self.functions.exp(x))), x)

    def softmax(self) -> Any:
        x = self._vector("x")
        return self.all.Derivative(self.functions.softmax(x, "i"), x)

    def log_sum_exp_hessian(self) -> Any:
        x = self._vector("x")
        return self.all.Derivative(
            self.all.Derivative(self.functions.log(self.functions.sum(self.functions.exp(x))), x), x
        )

    def quadratic_hessian(self) -> Any:
        x, a = self._vector("x"), self._square("A")
        form = self.functions.sum(x * self.functions.dot(a, x.rename(i="j"), "j"))
        return self.all.Derivative(self.all.Derivative(form, x), x)

    def network(self) -> Any:
        w, z, y = (
            self.all.Variable("w", j=self.m),
            self.all.Variable("Z", i=self.n, j=self.m),
            self._vector("y"),
        )
        return self.all.Derivative(
            self.functions.sum(y * self.functions.tanh(self.functions.dot(z, w, "j"))), w
        )


GRADIENTS: tuple[tuple[str, str, str, Callable[[Tensorgrad], Any]], ...] = (
    ("∂‖XW−Y‖²/∂W", "∂‖X W - Y‖_F^2/∂W = 2 Xᵀ(X W - Y)", "X : p×n; W : n×m; Y : p×m", Tensorgrad.squared_loss),
    ("∂tr(BᵀA)/∂A", "∂tr(BᵀA)/∂A = B", "A, B : n×m", Tensorgrad.trace_of_product),
    ("∂log det K/∂K", r"\frac{∂ \log\det K}{∂K} = (K⁻¹)ᵀ", "K : n×n, positive definite", Tensorgrad.log_determinant),
    ("∂tr A³/∂A", "∂tr(A^3)/∂A = 3(A^2)ᵀ", "A : n×n", Tensorgrad.cube),
    ("∂‖A‖²/∂A", "∂‖A‖_F^2/∂A = 2A", "A : n×m", Tensorgrad.frobenius),
    ("cross-entropy", r"\nabla_x(-t^T\log\operatorname{softmax}(x)) = (1^T t)\operatorname{softmax}(x) - t",
     "x, t : n", Tensorgrad.cross_entropy),
    ("log-sum-exp", r"\nabla_x\log(1^T e^x) = \operatorname{softmax}(x)", "x : n", Tensorgrad.log_sum_exp),
    ("softmax", r"\frac{\partial \operatorname{softmax}(x)}{\partial x} = \operatorname{diag}(\operatorname{softmax}(x)) - \operatorname{softmax}(x)\operatorname{softmax}(x)^T",
     "x : n", Tensorgrad.softmax),
    ("log-sum-exp, Hessian", r"\nabla_x^2\log(1^T e^x) = \operatorname{diag}(\operatorname{softmax}(x)) - \operatorname{softmax}(x)\operatorname{softmax}(x)^T",
     "x : n", Tensorgrad.log_sum_exp_hessian),
    ("xᵀAx, Hessian", r"\nabla_x^2 (x^TAx) = A + A^T", "x : n; A : n×n", Tensorgrad.quadratic_hessian),
    ("yᵀtanh(Zw)", r"\nabla_w (y^T\tanh(Zw)) = Z^T((1-\tanh(Zw)\odot\tanh(Zw))\odot y)", "w : m; Z : n×m; y : n", Tensorgrad.network),
)  # fmt: skip
"""A gradient: its name, the statement with its letters, and the same for tensorgrad."""


def main() -> None:
    """Print the table."""
    tensorgrad = Tensorgrad()
    print("| gradient | derived | tensorgrad | ratio | proved |")
    print("|---|---|---|---|---|")
    for name, statement, letters, other in GRADIENTS:
        (derivation,) = read_statement(statement, letters).derivations
        *_, (_, claim) = derivation.claims()
        assert claim is not None

        def proved(claim: Claim = claim) -> None:
            fresh = Claim(claim.left, claim.right, claim.definitions)
            assert ProofCheck().examine(fresh, Task()).outcome is Outcome.PROVED

        ours = median(lambda c=claim: collected(c.left), ROUNDS)  # type: ignore[misc]  # bound at once
        theirs = median(lambda other=other: other(tensorgrad).full_simplify(), ROUNDS)  # type: ignore[misc]  # bound at once
        ratio = f"{theirs / ours:.0f}"
        print(f"| {name} | {ours:.3g} | {theirs:.3g} | {ratio} | {median(proved, ROUNDS):.3g} |")


if __name__ == "__main__":
    main()
