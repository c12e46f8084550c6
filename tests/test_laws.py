"""Every law between operators holds by the exact and by the elementwise check."""

from __future__ import annotations

import pytest

from matrixcalc.checks.base import Task
from matrixcalc.engine import load_check
from matrixcalc.ops.laws import LAWS
from matrixcalc.ops.spec import Law
from matrixcalc.results import Outcome
from matrixcalc.statements import Claim

EACH = pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
HELD = {Outcome.HOLDS, Outcome.CONSISTENT}
AGAINST = {Outcome.DIFFERS, Outcome.DISAGREES, Outcome.SUSPECTS, Outcome.ILL_SHAPED, Outcome.ERROR}


TOO_LONG_TO_WRITE = frozenset({
    "inverse of a block triangular matrix", "Schur complement", "Kronecker inverse",
    "determinant of a block triangular matrix", "Kronecker determinant",
    "norm of a Kronecker product",
})  # fmt: skip
"""Laws with determinants or sums of squares of more terms than can be written out."""

NOT_WRITTEN = frozenset({
    "Penrose, first condition", "Penrose, second condition", "Penrose, third condition",
    "Penrose, fourth condition", "pseudo-inverse of a pseudo-inverse",
    "pseudo-inverse of a transpose", "pseudo-inverse by the Gram matrix",
    "pseudo-inverse beside the transpose", "transpose beside the pseudo-inverse",
    "projector on the columns, transposed", "projector on the rows, transposed",
    "pseudo-inverse of an orthogonal image", "symmetric pseudo-inverse commutes",
    "rank of a projector", "rank of a transpose", "rank of a Gram matrix", "rank as a trace",
    "rank of an idempotent matrix", "rank of an invertible matrix",
    "pseudo-inverse of a dyad", "pseudo-inverse of a full-rank factorization",
})  # fmt: skip
"""Laws of matrices of any rank, or of products, whose pseudo-inverse is no function of letters."""


@EACH
def test_a_law_holds_exactly_at_several_sizes(law: Law) -> None:
    claim = Claim(law.left, law.right)
    evidence = load_check("exact").examine(claim, Task())
    assert evidence.outcome in HELD, evidence.detail
    assert len(evidence.sizes) >= (3 if claim.integers else 1)


@EACH
def test_a_law_holds_entry_by_entry(law: Law) -> None:
    evidence = load_check("elementwise").examine(Claim(law.left, law.right), Task())
    if law.name in NOT_WRITTEN:
        assert evidence.outcome is Outcome.UNAVAILABLE
    elif law.name in TOO_LONG_TO_WRITE:
        assert evidence.outcome not in AGAINST
    else:
        assert evidence.outcome in HELD, evidence.detail


@EACH
def test_floating_point_agrees_with_a_law(law: Law) -> None:
    evidence = load_check("finite differences").examine(Claim(law.left, law.right), Task())
    assert evidence.outcome is Outcome.AGREES, evidence.detail


@EACH
def test_the_sides_of_a_law_have_one_shape_and_differ(law: Law) -> None:
    assert law.left.shape == law.right.shape
    assert law.left != law.right


def test_laws_have_names_of_their_own() -> None:
    assert len(LAWS) >= 80
    assert len({law.name for law in LAWS}) == len(LAWS)


@pytest.mark.parametrize("check", ["exact", "elementwise"])
def test_a_wrong_law_is_caught(check: str) -> None:
    law = next(law for law in LAWS if law.name == "transpose of a product")
    wrong = Claim(law.left, law.right + law.right)
    assert load_check(check).examine(wrong, Task()).outcome is Outcome.DISAGREES
