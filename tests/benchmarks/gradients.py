"""Prints a table of gradients: derived here and by tensorgrad, and proved here.

Both take the expression anew each time and know no sizes.  A derivation differentiates,
simplifies and gives the gradient back as an expression; a proof is that the gradient is the
one that a textbook gives, replay included.  Medians in one run, in milliseconds.

    pip install tensorgrad && python tests/benchmarks/gradients.py
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import tensorgrad.functions as F  # type: ignore[import-not-found,unused-ignore]  # not needed to develop
from tensorgrad import Derivative, Variable, symbols  # type: ignore[import-not-found,unused-ignore]

from matrixcalc.checks.base import Task
from matrixcalc.checks.proof import ProofCheck
from matrixcalc.derive import collected
from matrixcalc.lang.document import read_statement
from matrixcalc.results import Outcome
from matrixcalc.statements import Claim
from tests.benchmarks.table import median

ROUNDS = 9
n, m, p = symbols("n m p")


def _vector(name: str) -> Variable:
    return Variable(name, i=n)


def _square(name: str) -> Variable:
    return Variable(name, i=n, j=n)


def _squared_loss() -> object:
    x, w, y = Variable("X", p=p, n=n), Variable("W", n=n, m=m), Variable("Y", p=p, m=m)
    return Derivative(F.frobenius2(x @ w - y), w)


def _trace_of_product() -> object:
    a, b = Variable("A", i=n, j=m), Variable("B", i=n, j=m)
    return Derivative(F.sum(a * b), a)


def _log_determinant() -> object:
    k = _square("K")
    return Derivative(F.log(F.det(k)), k)


def _cube() -> object:
    a = _square("A")
    return Derivative(F.trace(F.multi_dot([a, a, a], ("i", "j"))), a)


def _frobenius() -> object:
    a = Variable("A", i=n, j=m)
    return Derivative(F.frobenius2(a), a)


def _cross_entropy() -> object:
    x, t = _vector("x"), _vector("t")
    return Derivative(-F.sum(t * F.log(F.softmax(x, "i"))), x)


def _log_sum_exp() -> object:
    x = _vector("x")
    return Derivative(F.log(F.sum(F.exp(x))), x)


def _softmax() -> object:
    x = _vector("x")
    return Derivative(F.softmax(x, "i"), x)


def _log_sum_exp_hessian() -> object:
    x = _vector("x")
    return Derivative(Derivative(F.log(F.sum(F.exp(x))), x), x)


def _quadratic_hessian() -> object:
    x, a = _vector("x"), _square("A")
    form = F.sum(x * F.dot(a, x.rename(i="j"), "j"))
    return Derivative(Derivative(form, x), x)


def _network() -> object:
    w, z, y = Variable("w", j=m), Variable("Z", i=n, j=m), _vector("y")
    return Derivative(F.sum(y * F.tanh(F.dot(z, w, "j"))), w)


GRADIENTS: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
    ("∂‖XW−Y‖²/∂W", "∂‖X W - Y‖_F^2/∂W = 2 Xᵀ(X W - Y)", "X : p×n; W : n×m; Y : p×m", _squared_loss),
    ("∂tr(BᵀA)/∂A", "∂tr(BᵀA)/∂A = B", "A, B : n×m", _trace_of_product),
    ("∂log det K/∂K", r"\frac{∂ \log\det K}{∂K} = (K⁻¹)ᵀ", "K : n×n, positive definite", _log_determinant),
    ("∂tr A³/∂A", "∂tr(A^3)/∂A = 3(A^2)ᵀ", "A : n×n", _cube),
    ("∂‖A‖²/∂A", "∂‖A‖_F^2/∂A = 2A", "A : n×m", _frobenius),
    ("cross-entropy", r"\nabla_x(-t^T\log\operatorname{softmax}(x)) = (1^T t)\operatorname{softmax}(x) - t",
     "x, t : n", _cross_entropy),
    ("log-sum-exp", r"\nabla_x\log(1^T e^x) = \operatorname{softmax}(x)", "x : n", _log_sum_exp),
    ("softmax", r"\frac{\partial \operatorname{softmax}(x)}{\partial x} = \operatorname{diag}(\operatorname{softmax}(x)) - \operatorname{softmax}(x)\operatorname{softmax}(x)^T",
     "x : n", _softmax),
    ("log-sum-exp, Hessian", r"\nabla_x^2\log(1^T e^x) = \operatorname{diag}(\operatorname{softmax}(x)) - \operatorname{softmax}(x)\operatorname{softmax}(x)^T",
     "x : n", _log_sum_exp_hessian),
    ("xᵀAx, Hessian", r"\nabla_x^2 (x^TAx) = A + A^T", "x : n; A : n×n", _quadratic_hessian),
    ("yᵀtanh(Zw)", r"\nabla_w (y^T\tanh(Zw)) = Z^T((1-\tanh(Zw)\odot\tanh(Zw))\odot y)", "w : m; Z : n×m; y : n", _network),
)  # fmt: skip
"""A gradient: its name, the statement with its letters, and the same for tensorgrad."""


def main() -> None:
    """Print the table."""
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
        theirs = median(lambda other=other: other().full_simplify(), ROUNDS)  # type: ignore[misc]  # bound at once
        ratio = f"{theirs / ours:.0f}"
        print(f"| {name} | {ours:.3g} | {theirs:.3g} | {ratio} | {median(proved, ROUNDS):.3g} |")


if __name__ == "__main__":
    main()
