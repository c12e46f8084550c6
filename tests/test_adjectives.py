"""Adjectives: each is drawn from exactly its set in every check, or is refused with a reason."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from matrixcalc import (
    d,
    eye,
    family,
    function,
    index,
    matrix,
    norm,
    number,
    scalar,
    sizes,
    total,
    tr,
    vector,
)
from matrixcalc.arithmetic.lists import ListArithmetic
from matrixcalc.arithmetic.prime import PrimeArithmetic, Redraw
from matrixcalc.arithmetic.primes import MERSENNE
from matrixcalc.arithmetic.scalars import Rationals
from matrixcalc.assumptions import (
    ADJECTIVES,
    ENUMERATED,
    SEPARATE,
    DeclarationError,
    close,
    uncomputed,
    words,
)
from matrixcalc.checks.base import Task
from matrixcalc.checks.finite_differences import structures as floating
from matrixcalc.deadline import Deadline
from matrixcalc.dims import IntVar
from matrixcalc.engine import CHECKS, Options, load_check, verify_claim
from matrixcalc.expr import Symbol
from matrixcalc.ops.spec import Unavailable, Undefined
from matrixcalc.results import Outcome, Verdict
from matrixcalc.sampling.points import Point, ResidueNumbers
from matrixcalc.sampling.sizes import has_few_pieces
from matrixcalc.sampling.structures import components, pieces, structure_of
from matrixcalc.shapes import Shape
from matrixcalc.statements import Claim

n, m = sizes("n m")
DRAWN = {
    "any rank": (3, 4), "zero trace": (3, 3), "nilpotent of index 2": (4, 4),
    "spectral radius < 1": (3, 3), "permutation": (4, 4), "stochastic": (3, 4),
    "rows sum to one": (3, 4), "probability vector": (4, 1), "entries sum to one": (4, 1),
    "one-hot": (4, 1), "one-hot rows": (3, 4), "entries in {0, 1}": (3, 2),
    "integer entries": (3, 2), "in (0, 1)": (1, 1), "greater than size": (1, 1),
}  # fmt: skip
"""Adjectives with a size at which a counterexample may use them."""

FINITE: dict[str, Callable[[Any], bool]] = {
    "permutation": lambda a: bool(np.all(a.sum(0) == 1) and np.all(a.sum(1) == 1)),
    "one-hot": lambda a: bool(a.sum() == 1),
    "one-hot rows": lambda a: bool(np.all(a.sum(1) == 1)),
    "entries in {0, 1}": lambda _: True,
}
"""What the points of finite sets satisfy, beside having entries 0 and 1."""


def declared(word: str, size: tuple[int, int]) -> frozenset[str]:
    return close("A", Shape.of(*size), [word])


def satisfied(word: str, a: Any) -> bool:
    if word in FINITE:
        return bool(np.all((a == 0) | (a == 1))) and FINITE[word](a)
    return all(floating.HOLDS[w](a) for w in declared(word, a.shape))


@pytest.mark.parametrize("word", DRAWN)
def test_small_points_are_what_is_declared(word: str) -> None:
    rows, cols = DRAWN[word]
    letter = Symbol("A", Shape.of(rows, cols), declared(word, (rows, cols)))
    found = 0
    for seed in range(60):
        point = Point(ListArithmetic(Rationals()), str(seed), spread=2)
        try:
            value = point.value(letter, (), (rows, cols))
        except (Redraw, Undefined, ZeroDivisionError):
            continue
        found += 1
        assert all(isinstance(v, Fraction) for row in value for v in row)
        assert satisfied(word, np.array(value, dtype=float)), value
    assert found > 10


@pytest.mark.parametrize("word", sorted(set(DRAWN) - ENUMERATED))
def test_floating_points_are_what_is_declared(word: str) -> None:
    rng = np.random.default_rng(0)
    for _ in range(20):
        drawn = floating.draw(rng, declared(word, DRAWN[word]), *DRAWN[word])
        assert satisfied(word, drawn)


@pytest.mark.parametrize("word", sorted(ENUMERATED))
def test_floating_point_does_not_judge_a_finite_set_by_a_few_points(word: str) -> None:
    with pytest.raises(Unavailable, match="finite set"):
        floating.draw(np.random.default_rng(0), declared(word, DRAWN[word]), *DRAWN[word])


def test_every_adjective_is_drawn_or_has_a_reason() -> None:
    refused = {
        word for word in ADJECTIVES if uncomputed(frozenset({word, *ADJECTIVES[word].implies}))
    }
    assert refused == {
        "complex", "hermitian", "unitary", "independent", "independent coordinates",
        "independent coordinates with equal central moments",
    }  # fmt: skip
    assert set(floating.HOLDS) == set(ADJECTIVES) - refused - ENUMERATED


@pytest.mark.parametrize(
    ("word", "rows", "count"),
    [("permutation", 3, 6), ("one-hot", 5, 5), ("entries in {0, 1}", 3, 8)],
)
def test_every_point_of_a_finite_set_is_reached_and_none_twice(
    word: str, rows: int, count: int
) -> None:
    cols = rows if word == "permutation" else 1
    adjectives = declared(word, (rows, cols))
    assert components(adjectives, rows) == pieces(adjectives, rows, cols) == count
    f = PrimeArithmetic(MERSENNE)
    structure = structure_of("A", adjectives)
    drawn = {
        str(structure(f, ResidueNumbers(f, random.Random(0), piece), rows, cols))
        for piece in range(count)
    }
    assert len(drawn) == count


def test_every_rank_of_a_nilpotent_matrix_is_reached() -> None:
    adjectives = declared("nilpotent of index 2", (5, 5))
    f = ListArithmetic(Rationals())
    ranks = set()
    for seed in range(40):
        point = Point(f, str(seed), spread=2)
        try:
            value = point.value(Symbol("N", Shape.of(5, 5), adjectives), (), (5, 5))
        except (Redraw, Undefined):
            continue
        ranks.add(int(np.linalg.matrix_rank(np.array(value, dtype=float))))
    assert ranks == {1, 2}
    assert components(adjectives, 5) == 2


@pytest.mark.parametrize(
    ("word", "size"), [("one-hot rows", (3, 4)), ("entries in {0, 1}", (3, 2))]
)
def test_a_finite_set_that_is_too_large_to_try_is_not_sampled(
    word: str, size: tuple[int, int]
) -> None:
    letter = Symbol("A", Shape.of(*size), declared(word, size))
    with pytest.raises(Unavailable, match="components"):
        Point(PrimeArithmetic(MERSENNE), "0", pieces={"A": 0}).value(letter, (), size)


def test_members_of_a_family_with_few_points_are_not_sampled() -> None:
    labels, k = family(vector("l", n, "one-hot")), index("k", m)
    claim = Claim(total(k, labels[k].T @ labels[k]), total(k, eye(1)))
    outcomes = {name: load_check(name).examine(claim, Task()).outcome for name in CHECKS}
    # Between the labels it fails, which says nothing of the labels.
    assert outcomes["exact"] is Outcome.SUSPECTS
    assert outcomes["finite differences"] is Outcome.UNAVAILABLE
    # One letter of length 1 is the number 1.
    assert outcomes["elementwise"] is Outcome.CONSISTENT
    sampled = Options(("exact", "elementwise", "finite differences"), budget=30)
    assert verify_claim(claim, sampled).verdict is Verdict.UNDECIDED


def test_sizes_are_chosen_at_which_every_point_can_be_tried() -> None:
    label, order = vector("b", n, "entries in {0, 1}"), n.as_variable
    assert isinstance(order, IntVar)
    claim = Claim(label.T @ label, label.T @ label + 0)
    assert has_few_pieces(claim, {order: 7})
    assert not has_few_pieces(claim, {order: 8})


COMPLEX = [matrix("H", n, n, "hermitian"), matrix("A", n, n, "complex"), vector("z", n, "complex"),
           scalar("z", "complex")]  # fmt: skip


@pytest.mark.parametrize("check", ["exact", "elementwise", "finite differences"])
@pytest.mark.parametrize("letter", COMPLEX, ids=str)
def test_every_check_says_that_complex_numbers_are_not_computed_with(
    letter: Symbol, check: str
) -> None:
    for claim in (
        Claim(letter.T, letter.T + 0 * letter.T),
        Claim(norm(letter) ** 2, norm(letter) * norm(letter)),
        Claim(d(letter), d(letter) + 0 * letter),
    ):
        evidence = load_check(check).examine(claim, Task())
        assert evidence.outcome is Outcome.UNAVAILABLE
        assert "complex numbers are not computed with" in evidence.detail


@pytest.mark.parametrize(
    "letter",
    [*COMPLEX, vector("u", n, "independent coordinates with equal central moments"),
     vector("u", n, "independent")],
    ids=str,
)  # fmt: skip
def test_a_statement_about_what_is_not_computed_is_proved_or_stays_undecided(
    letter: Symbol,
) -> None:
    true, false = Claim(letter + letter, 2 * letter), Claim(letter + letter, 3 * letter)
    proved = Verdict.UNDECIDED if letter in COMPLEX else Verdict.PROVED
    assert verify_claim(true, Options(budget=30)).verdict is proved
    assert verify_claim(false, Options(budget=30)).verdict is Verdict.UNDECIDED


def test_a_function_with_complex_values_is_not_drawn() -> None:
    t = scalar("t")
    value = function(matrix("A", n, n, "complex"), t)
    claim = Claim(value + value, 2 * value)
    assert verify_claim(claim, Options(budget=30)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("word", sorted(SEPARATE | {"any rank", "nilpotent of index 2"}))
def test_no_differential_is_taken_along_points_that_lie_apart(word: str) -> None:
    letter = matrix("A", n, 1, word) if word == "one-hot" else matrix("A", n, n, word)
    claim = Claim(d(letter.T @ letter), d(letter).T @ letter + letter.T @ d(letter))
    assert load_check("exact").examine(claim, Task()).outcome is Outcome.UNAVAILABLE
    floats = load_check("finite differences").examine(claim, Task(deadline=Deadline.after(30)))
    assert floats.outcome is Outcome.UNAVAILABLE


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("symmetric, invertible", ["symmetric", "invertible"]),
        ("in (0,1)", ["in (0, 1)"]),
        ("Entries in {0,1}, constant", ["entries in {0, 1}", "constant"]),
        (" in ( 0 , 1 ) ", ["in (0, 1)"]),
    ],
)
def test_a_comma_inside_brackets_separates_nothing(text: str, listed: list[str]) -> None:
    assert words(text) == listed


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("one-hot", Shape.of(n, m)), ("in (0, 1)", Shape.of(n, 1)), ("zero trace", Shape.of(n, m)),
        ("permutation", Shape.of(n, m)), ("probability vector", Shape.of(1, n)),
        ("spectral radius < 1", Shape.of(n, m)),
    ],
)  # fmt: skip
def test_an_adjective_applies_to_its_kind_of_letter_only(word: str, shape: Shape) -> None:
    with pytest.raises(DeclarationError, match="only"):
        close("A", shape, [word])


def test_a_claim_that_first_fails_for_larger_permutations_is_not_accepted() -> None:
    # On three letters, tr(P)² + tr(P²) = 4 tr P; the factors cover n = 1 and n = 2.
    P = matrix("P", n, n, "permutation")
    factor = (number(n) - 1) * (number(n) - 2)
    claim = Claim(factor * (tr(P) ** 2 + tr(P @ P)), factor * 4 * tr(P))
    result = verify_claim(claim, Options(budget=30))
    assert result.verdict in (Verdict.REFUTED, Verdict.UNDECIDED)
    for check in ("exact", "elementwise"):
        assert load_check(check).examine(claim, Task()).outcome is not Outcome.HOLDS
