"""Only what a plain sentence supposes is a premise: nothing denied, dropped, or one of two."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document

SQUARE = r"Let $A, B \in \mathbb{R}^{n \times n}$."
EXPANDED = r"(A + B)^2 = A^2 + 2AB + B^2"

PLAIN = [
    "Suppose $AB = BA$. Then",
    "Assume that $AB = BA$ holds. Then we have",
    "If $AB = BA$, then",
]
OTHER = [
    "Suppose that not $AB = BA$. Then",
    "Suppose it is false that $AB = BA$. Then",
    "Suppose $AB = BA$ fails. Then",
    "Without assuming $AB = BA$ we get",
    "It is a common mistake to suppose $AB = BA$. Then",
    "There is no reason to assume $AB = BA$. Then",
    "Removing the assumption $AB = BA$ we get",
    "Angenommen, $AB = BA$ gilt nicht. Dann gilt",
    "Suppose $AB = BA$ or $A = 0$. Then",
    "Nobody assumes $AB = BA$ here. Then",
    "Suppose first that $AB = BA$. This case is trivial. Now let $A$, $B$ be arbitrary. Then",
    "Suppose $AB = BA$. For every other choice of the two",
]


def verdict(text: str) -> str:
    """The verdict on the last step of a document."""
    found = read_document("p.md", f"# P\n\n{text}\n".encode()).derivations
    steps = [s for d in found for s in verify_derivation(d, Options(("shapes", "exact"))).steps]
    return steps[-1].verdict.value


@pytest.mark.parametrize("words", PLAIN)
def test_what_is_supposed_is_a_premise(words: str) -> None:
    assert verdict(f"{SQUARE} {words}\n\n$$ {EXPANDED} $$") == "verified"


@pytest.mark.parametrize("words", OTHER)
def test_what_is_denied_or_only_mentioned_is_no_premise(words: str) -> None:
    assert verdict(f"{SQUARE} {words}\n\n$$ {EXPANDED} $$") == "undecided"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (r"Let $t \in \mathbb{R}$. Suppose $t > 0$ or $t < 0$. Then", "|t| = t"),
        (SQUARE + " Assume that $A^2 = I$ or $A^2 = A$. Then", "A^2 = A"),
        (SQUARE + r" Suppose $A = A^\top$ or $A = -A^\top$. Then", r"A^\top = A"),
    ],
)
def test_of_two_alternatives_neither_is_declared(said: str, written: str) -> None:
    assert verdict(f"{said}\n\n$$ {written} $$") in ("undecided", "conditional", "refuted")


@pytest.mark.parametrize(
    ("listed", "written", "expected"),
    [
        (r"(x_1, \dots, x_n)^\top", r"\mathbf{1}^\top x = \sum_{i=1}^n x_i", "verified"),
        (r"(x_1, \dots, x_n)^\top", r"\mathbf{1}^\top x = \sum_{i=1}^{n-1} x_i", "undecided"),
        (r"(x_0, \dots, x_n)^\top", r"x^\top x = \sum_{i=1}^n x_i^2", "undecided"),
        (r"(x_1, x_2, x_3)^\top", r"x^\top x = x_1^2 + x_2^2 + x_3^2", "verified"),
        (r"(x_1, x_2, x_3)^\top", r"x^\top x = x_1^2 + x_2^2", "refuted"),
    ],
)
def test_a_vector_has_the_components_that_are_listed(
    listed: str, written: str, expected: str
) -> None:
    assert verdict(f"Let $x = {listed}$.\n\n$$ {written} $$") == expected
