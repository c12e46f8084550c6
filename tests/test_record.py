"""A record compares, hashes and is replaced as a frozen dataclass does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matrixcalc.record import record


@record
class Leaf:
    """A range."""

    start: int
    end: int = 0


@record
class Named(Leaf):
    """A range with a name."""

    name: str = ""


def test_records_of_one_class_with_equal_fields_are_equal_and_hash_alike() -> None:
    assert Named(1, 2, "a") == Named(1, 2, "a")
    assert len({Named(1, 2, "a"), Named(1, 2, "a"), Named(1, 2, "b")}) == 2


def test_records_of_different_classes_are_different() -> None:
    assert Leaf(1, 2) != Named(1, 2)


def test_a_record_is_replaced_by_another_one() -> None:
    first = Named(1, 2, "a")
    assert replace(first, end=3) == Named(1, 3, "a")
    assert first == Named(1, 2, "a")


def test_a_record_has_no_other_fields_than_those_it_declares() -> None:
    with pytest.raises(AttributeError):
        Leaf(1).text = "a"  # type: ignore[attr-defined]
