"""Nothing that a derivation is made of can be changed once it stands."""

from __future__ import annotations

import pytest

from matrixcalc import Derivation, claim, derivative, matrix, sizes, tr

m, n = sizes("m n")
A = matrix("A", m, n)
B = matrix("B", n, m)
DERIVATION = Derivation("trace", "A trace", [claim(tr(A @ B), tr(B @ A))])

PARTS = {
    "a letter": (A, "name"),
    "its shape": (A.shape, "rows"),
    "a sum": (A + B.T, "args"),
    "a derivative": (derivative(tr(A @ B), A), "body"),
    "a derivation": (DERIVATION, "statements"),
}


@pytest.mark.parametrize("part", PARTS)
def test_expressions_and_derivations_cannot_be_changed(part: str) -> None:
    thing, name = PARTS[part]
    before = getattr(thing, name)
    with pytest.raises(AttributeError):
        setattr(thing, name, "other")
    with pytest.raises(AttributeError):
        delattr(thing, name)
    assert getattr(thing, name) == before
