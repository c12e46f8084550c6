"""What is printed reads as what was printed: every step of the library, in text and LaTeX."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from matrixcalc import library, matrix, scalar, sizes, vector
from matrixcalc.expr import Expr
from matrixcalc.notation import latex, text
from matrixcalc.ops.arguments import number
from matrixcalc.statements import Definition, Derivation, sides
from tests.lang.reading import again, scope_for

DERIVATIONS = [d for file in library.library() for d in file.derivations]
WRITERS = [pytest.param(text, id="text"), pytest.param(latex, id="latex")]


def printed_alike(a: Expr, b: Expr) -> bool:
    """Whether two expressions are the same but for how sizes are multiplied, n m or n · m."""
    return a == b or text(a) == text(b)


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("derivation", DERIVATIONS, ids=lambda d: d.name)
def test_every_side_of_every_step_reads_as_it_was(
    derivation: Derivation, write: Callable[[Expr], str]
) -> None:
    scope = scope_for(*(e for s in derivation for e in sides(s)))
    for statement in derivation:
        if isinstance(statement, Definition):
            # What an expectation averages over may stand in a definition.
            head = scope.letters[statement.head.name]
            scope.letters[statement.head.name] = replace(head, body=statement.body)
    for statement in derivation:
        for e in sides(statement):
            if write is text and "dg(" in text(e):
                continue  # In text, dg(x) may be the differential of g(x).
            found = again(write(e), e, scope)
            assert printed_alike(found, e), (write(e), write(found))
            # A unit vector that stands alone does not say how long it is.
            assert found.shape == e.shape or "?" in str(found.shape)


n, m = sizes("n m")
A, x, t = matrix("A", m, n), vector("x", n), scalar("t")
TWO, THREE = number(2), number(3)
NUMBERS = [
    TWO * number(1), TWO * TWO * t, number(n) / (TWO * TWO), TWO * (TWO * t), TWO * TWO * A @ x,
    TWO * THREE * number(4), TWO * number(2) ** n, (TWO * THREE) ** n, TWO * THREE / t,
    TWO * THREE + 1, -(TWO * THREE), t * TWO,
]  # fmt: skip
BEHIND = [t * TWO * THREE, A @ x * TWO * THREE, t**2 * TWO * THREE, TWO * t * THREE]
"""Numbers behind letters, before which a dot stands, so that they read as products of products."""


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("e", BEHIND, ids=text)
def test_numbers_behind_letters_read_as_products_of_products(
    e: Expr, write: Callable[[Expr], str]
) -> None:
    first = again(write(e), e, scope_for(e))
    assert again(write(first), e, scope_for(e)) == first


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("e", NUMBERS, ids=text)
def test_numbers_beside_one_another_read_as_they_were(
    e: Expr, write: Callable[[Expr], str]
) -> None:
    assert again(write(e), e, scope_for(e)) == e
