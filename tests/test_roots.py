"""Square roots modulo a prime: which sign is positive, and what one root says about another."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from matrixcalc.arithmetic.atom_lists import AtomLists
from matrixcalc.arithmetic.atoms import AtomScalars
from matrixcalc.arithmetic.lists import ListArithmetic, Rows
from matrixcalc.arithmetic.prime import Redraw
from matrixcalc.arithmetic.primes import (
    MERSENNE,
    random_safe_prime,
    rational_root,
    rational_square_root,
)
from matrixcalc.arithmetic.roots import RootLog
from matrixcalc.ops.spec import Unavailable, Undefined

P = MERSENNE
SAFE = random_safe_prime("roots")


def inverse(x: int) -> int:
    return pow(x, -1, P)


def square(seed: int) -> int:
    return pow(random.Random(seed).getrandbits(120), 2, P)


def roots_at(log: RootLog, *arguments: int) -> list[int | None]:
    log.restart()
    return [log.root(x, P) for x in arguments]


@pytest.mark.parametrize("value", [Fraction(4), Fraction(9, 4), Fraction(0), Fraction(1, 49)])
def test_the_root_of_a_rational_square_is_its_positive_root(value: Fraction) -> None:
    residue = value.numerator * inverse(value.denominator) % P
    root = rational_square_root(residue, P)
    assert root is not None
    assert root >= 0
    assert root**2 == value
    assert rational_root(residue, P) == root.numerator * inverse(root.denominator) % P


@pytest.mark.parametrize("residue", [2, P - 4, square(1)])
def test_other_residues_have_no_rational_root(residue: int) -> None:
    assert rational_square_root(residue, P) is None
    assert rational_root(residue, P) is None


def test_a_root_is_that_which_is_a_square_itself() -> None:
    log = RootLog()
    (root,) = roots_at(log, square(1))
    assert root is not None
    assert root * root % P == square(1)
    assert pow(root, (P - 1) // 2, P) == 1
    assert log.ambiguous == (0,)


def test_what_is_no_square_has_no_root_and_leaves_the_other_sign_conjugate() -> None:
    log = RootLog()
    assert roots_at(log, -square(1) % P) == [None]
    roots_at(log, square(2))
    assert log.ambiguous == ()


RELATED = [
    lambda a, b, c: 4 * a,
    lambda a, b, c: inverse(a),
    lambda a, b, c: 9 * a * inverse(4 * b),
    lambda a, b, c: a * b * c,
    lambda a, b, c: inverse(a * b) * c,
]
"""Arguments whose roots those of a, b and c determine."""


@pytest.mark.parametrize("product", RELATED)
def test_earlier_roots_determine_the_root_of_their_product(product: object) -> None:
    assert callable(product)
    log = RootLog()
    for seed in range(4):
        a, b, c = (square(3 * seed + k) for k in range(3))
        *_, root = roots_at(log, a, b, c, product(a, b, c) % P)
        assert root is not None
        assert root * root % P == product(a, b, c) % P
    assert log.has_relations
    assert log.ambiguous == (0, 1, 2)


def test_a_determined_root_changes_its_sign_with_the_others() -> None:
    log = RootLog()
    a, b = square(1), square(2)
    straight = roots_at(log, a, b, a * b % P)
    log.flipped = frozenset({0})
    turned = roots_at(log, a, b, a * b % P)
    assert [(x or 0) + (y or 0) for x, y in zip(straight, turned, strict=True)] == [
        P, 2 * (straight[1] or 0), P,
    ]  # fmt: skip


def test_the_absolute_value_of_a_product_is_that_of_the_factors() -> None:
    log = RootLog()
    a, b = square(1), -square(2) % P
    log.restart()
    first, second, both = (log.absolute_value(x, P) for x in (a, b, a * b % P))
    assert both == first * second % P
    assert log.ambiguous == (0, 1)


def test_one_point_is_not_enough_for_a_relation() -> None:
    log = RootLog()
    roots_at(log, square(1), 4 * square(1) % P)
    assert log.has_relations
    roots_at(log, square(2), square(3))
    assert not log.has_relations
    assert log.ambiguous == (0, 1)


def test_a_relation_that_was_settled_may_not_fail() -> None:
    log = RootLog()
    for seed in (1, 2):
        roots_at(log, square(seed), 4 * square(seed) % P)
    log.settled = True
    with pytest.raises(Unavailable, match="not the same on all components"):
        roots_at(log, square(3), square(4))


def test_the_root_of_zero_is_zero() -> None:
    log = RootLog()
    for seed in (1, 2):
        roots_at(log, square(seed), 4 * square(seed) % P)
    log.settled = True
    assert roots_at(log, 0, 0) == [0, 0]


def drawn(rows: int, cols: int, seed: int) -> Rows:
    rng, scalars = random.Random(seed), AtomScalars(SAFE, 0)
    return [
        [scalars.residues(rng.getrandbits(120), rng.getrandbits(120)) for _ in range(cols)]
        for _ in range(rows)
    ]


def residues(a: Rows) -> list[list[tuple[int, int | None]]]:
    return [[(x.p, x.q) for x in row] for row in a]


@pytest.mark.parametrize("order", [1, 2, 5])
def test_the_fast_kernels_are_those_of_single_entries(order: int) -> None:
    scalars = AtomScalars(SAFE, 0)
    fast, slow = AtomLists(scalars), ListArithmetic(scalars)
    a, b = drawn(order, order, 1), drawn(order, order + 1, 2)
    assert residues(fast.multiply(a, b)) == residues(slow.multiply(a, b))
    assert residues(fast.determinant(a)) == residues(slow.determinant(a))
    assert residues(fast.inverse(a)) == residues(slow.inverse(a))


def test_entries_with_logarithms_take_the_slow_way() -> None:
    scalars = AtomScalars(SAFE, 0)
    fast = AtomLists(scalars)
    a = drawn(2, 2, 1)
    a[0][0] = scalars.function("log", scalars.number(2))
    b = fast.multiply(fast.identity(2), a)
    assert b[0][0].logs
    assert scalars.is_zero(b[0][0] - a[0][0])


def test_a_matrix_without_an_inverse_has_none() -> None:
    fast = AtomLists(AtomScalars(SAFE, 0))
    a = drawn(1, 3, 1) * 3
    assert residues(fast.determinant(a)) == [[(0, 0)]]
    with pytest.raises(Undefined, match="singular"):
        fast.inverse(a)


def test_a_matrix_that_is_singular_modulo_one_of_the_primes_is_drawn_again() -> None:
    scalars = AtomScalars(SAFE, 0)
    with pytest.raises(Redraw):
        AtomLists(scalars).inverse([[scalars.residues(1, 0)]])


def test_a_logarithm_of_a_negative_number_is_undefined_even_beyond_the_domain() -> None:
    scalars = AtomScalars(SAFE, 0, beyond=True)
    with pytest.raises(Undefined, match="negative"):
        scalars.function("log", scalars.number(-3))


def test_a_logarithm_leaves_its_domain_only_where_it_may() -> None:
    negative = SAFE - pow(12345678912345, 2, SAFE)
    strict, loose = AtomScalars(SAFE, 0), AtomScalars(SAFE, 0, beyond=True)
    with pytest.raises(Redraw):
        strict.function("log", strict.residues(negative, 1))
    value = loose.function("log", loose.residues(negative, 1))
    other = loose.function("log", loose.residues(-negative, 1))
    assert loose.strayed
    assert loose.is_zero(value - other)
    with pytest.raises(Redraw):
        loose.function("exp", value)
