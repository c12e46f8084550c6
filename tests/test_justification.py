"""What an author gives as the reason of a true step is compared with what the step is about."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.justification import mismatch
from matrixcalc.lang.document import read_document
from matrixcalc.library import library
from matrixcalc.statements import Equality

OPTIONS = Options(("shapes", "proof"))
AB = r"Let $A, B \in \mathbb{R}^{n\times n}$ and $x \in \mathbb{R}^n$." + "\n\n"

OTHERS = (
    (r"(AB)^T \overset{\text{product rule}}{=} B^TA^T", "the product rule", "transpose of a product"),
    (r"x^TAx = x^TA^Tx \quad\text{by the cyclic property of the trace}", "the cyclic property of the trace", "no trace"),
    (r"\operatorname{tr}(AB) \overset{\text{Woodbury}}{=} \operatorname{tr}(BA)", "Woodbury's identity", "cyclic"),
    (r"\det(AB) \overset{\text{Kettenregel}}{=} \det(A)\det(B)", "the chain rule", "determinant"),
)  # fmt: skip
FITTING = (
    r"\operatorname{tr}(AB) \overset{\text{cyclic property}}{=} \operatorname{tr}(BA)",
    r"\frac{\partial x^TAx}{\partial x} \overset{\text{product rule}}{=} (A+A^T)x",
    r"(AB)^T \overset{(a)}{=} B^TA^T", r"(AB)^T \overset{\text{see above}}{=} B^TA^T",
    r"\log(e^x \odot e^x) = 2x \quad\text{(product rule for logarithms)}",
)  # fmt: skip


@pytest.mark.parametrize(("formula", "named", "used"), OTHERS)
def test_a_reason_that_names_a_rule_about_something_else_is_noted(
    formula: str, named: str, used: str
) -> None:
    (derivation,) = read_document("p.md", f"{AB}$$ {formula} $$\n".encode()).derivations
    *_, step = verify_derivation(derivation, OPTIONS).steps
    (note,) = step.notes
    assert step.verdict.is_accepted
    assert note.code == "MC307"
    assert named in note.message
    assert used in note.message


@pytest.mark.parametrize("formula", FITTING)
def test_a_reason_that_fits_or_names_no_rule_is_not_noted(formula: str) -> None:
    (derivation,) = read_document("p.md", f"{AB}$$ {formula} $$\n".encode()).derivations
    *_, step = verify_derivation(derivation, OPTIONS).steps
    assert step.notes == ()


def test_no_reason_in_the_library_is_doubted() -> None:
    doubted = [
        (derivation.name, note.message)
        for file in library()
        for derivation in file.derivations
        for statement, claim in derivation.claims()
        if claim is not None and isinstance(statement, Equality)
        for note in mismatch(statement.because, claim, ())
    ]
    assert doubted == []
