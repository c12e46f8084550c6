"""Whether a matrix of rational numbers is what adjectives say.

Only adjectives that elimination decides are known; of any other one it is not said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

Rows = Sequence[Sequence[Fraction]]


def known(words: Iterable[str]) -> bool:
    """Whether it can be said of a matrix whether it has each of these adjectives.

    >>> known(["positive definite", "symmetric"]), known(["orthogonal"])
    (True, False)
    """
    return _TESTS.keys() >= frozenset(words)


def has(rows: Rows, words: Iterable[str]) -> bool:
    """Whether a matrix has each of these adjectives, which have to be known.

    >>> has([[Fraction(2), Fraction(1)], [Fraction(1), Fraction(1)]], ["positive definite"])
    True
    """
    return all(_TESTS[word](rows) for word in words)


def solution(columns: Rows, wanted: Sequence[Fraction]) -> list[Fraction] | None:
    """Weights with which columns add up to what is wanted; None where there are none.

    >>> solution([[Fraction(1), Fraction(1)], [Fraction(1), Fraction(3)]], [Fraction(0), Fraction(4)])
    [Fraction(-2, 1), Fraction(2, 1)]
    """
    left = [[*row, x] for row, x in zip(zip(*columns, strict=True), wanted, strict=True)]
    weights = [Fraction(0)] * len(columns)
    solved: list[tuple[int, list[Fraction]]] = []
    for k in range(len(columns)):
        row = next((row for row in left if row[k]), None)
        if row is None:
            continue
        left.remove(row)
        left = [_reduced(other, row, k) for other in left]
        solved.append((k, row))
    if any(row[-1] for row in left):
        return None
    for k, row in reversed(solved):
        known = sum(x * y for x, y in zip(row[k + 1 : -1], weights[k + 1 :], strict=True))
        weights[k] = (row[-1] - known) / row[k]
    return weights


def _reduced(row: Sequence[Fraction], pivot: Sequence[Fraction], k: int) -> list[Fraction]:
    """A row less the multiple of another one with which its k-th entry vanishes."""
    return [x - row[k] / pivot[k] * y for x, y in zip(row, pivot, strict=True)]


def _pivots(rows: Rows) -> tuple[list[Fraction], bool]:
    """The pivots of Gaussian elimination, and whether no rows had to be exchanged."""
    left = [list(row) for row in rows]
    found, straight = list[Fraction](), True
    for column in range(len(left[0])):
        k = next((i for i, row in enumerate(left) if row[column]), None)
        if k is None:
            straight = False
            continue
        straight = straight and k == 0
        row = left.pop(k)
        found.append(row[column])
        left = [_reduced(below, row, column) for below in left]
        if not left:
            break
    return found, straight


def _symmetric(rows: Rows) -> bool:
    return [list(row) for row in rows] == [list(column) for column in zip(*rows, strict=True)]


def _definite(rows: Rows) -> bool:
    pivots, straight = _pivots(rows)
    return _symmetric(rows) and straight and len(pivots) == len(rows) and min(pivots) > 0


def _of_full_rank(rows: Rows, wanted: int) -> bool:
    return len(_pivots(rows)[0]) == wanted


_TESTS: Mapping[str, Callable[[Rows], bool]] = {
    "symmetric": _symmetric,
    "diagonal": lambda rows: (
        not any(x for i, row in enumerate(rows) for j, x in enumerate(row) if i != j)
    ),
    "positive definite": _definite,
    # Both follow for what is positive definite; without that they are seldom meant.
    "positive semidefinite": _definite,
    "positive determinant": _definite,
    "invertible": lambda rows: len(rows) == len(rows[0]) and _of_full_rank(rows, len(rows)),
    "full column rank": lambda rows: _of_full_rank(rows, len(rows[0])),
    "full row rank": lambda rows: _of_full_rank(rows, len(rows)),
    "nonzero": lambda rows: any(x for row in rows for x in row),
    "positive": lambda rows: all(x > 0 for row in rows for x in row),
    "in (0, 1)": lambda rows: all(0 < x < 1 for row in rows for x in row),
    "positive entries": lambda rows: all(x > 0 for row in rows for x in row),
}
