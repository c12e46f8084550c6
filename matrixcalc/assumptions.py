"""The adjectives of the declaration language, and what follows from what.

An adjective is a word, such as ``positive definite``.  A symbol carries the
closure of its adjectives: a positive definite matrix is also symmetric and
invertible.  How to draw such a matrix is not known here (`structures`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from matrixcalc.shapes import Shape


class DeclarationError(ValueError):
    """A declaration that contradicts itself or uses an unknown word."""


@dataclass(frozen=True)
class Adjective:
    """A word of the declaration language: what it applies to and what it implies."""

    kind: str
    implies: tuple[str, ...] = ()


INDEPENDENT = "independent coordinates"
ALIKE = "independent coordinates with equal central moments"
"""What is said of the components of a random vector."""

SQUARE, MATRIX, VECTOR, SCALAR, ANY = "a square matrix", "a matrix", "a column", "a scalar", ""

ADJECTIVES: dict[str, Adjective] = {
    "symmetric": Adjective(SQUARE),
    "skew-symmetric": Adjective(SQUARE),
    "positive definite": Adjective(
        SQUARE, ("symmetric", "positive semidefinite", "positive determinant")
    ),
    "positive semidefinite": Adjective(SQUARE, ("symmetric",)),
    "invertible": Adjective(SQUARE),
    "positive determinant": Adjective(SQUARE, ("invertible",)),
    "orthogonal": Adjective(SQUARE, ("invertible", "orthonormal columns")),
    "orthonormal columns": Adjective(MATRIX, ("full column rank",)),
    "diagonal": Adjective(SQUARE, ("symmetric", "lower triangular", "upper triangular")),
    "lower triangular": Adjective(SQUARE),
    "upper triangular": Adjective(SQUARE),
    "unit lower triangular": Adjective(SQUARE, ("lower triangular", "positive determinant")),
    "unit upper triangular": Adjective(SQUARE, ("upper triangular", "positive determinant")),
    "idempotent": Adjective(SQUARE),
    "toeplitz": Adjective(SQUARE),
    "full column rank": Adjective(MATRIX),
    "full row rank": Adjective(MATRIX),
    "rank deficient": Adjective(MATRIX),
    "positive entries": Adjective(ANY),
    "positive": Adjective(SCALAR, ("nonzero",)),
    "nonzero": Adjective(ANY),
    "unit norm": Adjective(VECTOR, ("nonzero",)),
    "constant": Adjective(ANY),
    "any rank": Adjective(MATRIX),
    "zero trace": Adjective(SQUARE),
    "nilpotent of index 2": Adjective(SQUARE),
    "spectral radius < 1": Adjective(SQUARE),
    "permutation": Adjective(SQUARE, ("orthogonal",)),
    "stochastic": Adjective(MATRIX, ("rows sum to one",)),
    "rows sum to one": Adjective(MATRIX),
    "probability vector": Adjective(VECTOR, ("entries sum to one", "nonzero")),
    "entries sum to one": Adjective(VECTOR),
    "one-hot": Adjective(VECTOR, ("nonzero",)),
    "one-hot rows": Adjective(MATRIX),
    "entries in {0, 1}": Adjective(ANY),
    "integer entries": Adjective(ANY),
    "in (0, 1)": Adjective(SCALAR, ("positive",)),
    "greater than size": Adjective(SCALAR, ("positive",)),
    "complex": Adjective(ANY),
    "hermitian": Adjective(SQUARE, ("complex",)),
    "unitary": Adjective(SQUARE, ("complex", "invertible", "nonzero")),
    "independent": Adjective(ANY),
    INDEPENDENT: Adjective(VECTOR),
    ALIKE: Adjective(VECTOR, (INDEPENDENT,)),
}

GENERIC = frozenset({"invertible", "full column rank", "full row rank", "nonzero", "constant"})
"""Adjectives that hold at almost every point of the set that the others describe."""


UNCOMPUTED: dict[str, str] = {
    "complex": "complex numbers are not computed with",
    "independent": "random vectors are not drawn",
    INDEPENDENT: "random vectors are not drawn",
}
"""Adjectives that are understood but of which no point is drawn, and why."""

ENUMERATED = frozenset({"permutation", "one-hot", "one-hot rows", "entries in {0, 1}"})
"""Adjectives of finite sets, of which a few random points tell nothing: all are to be tried."""

SEPARATE = ENUMERATED | {"integer entries"}
"""Adjectives of sets whose points lie apart, so that nothing moves inside them."""


def uncomputed(adjectives: frozenset[str]) -> str:
    """Why no point with these adjectives can be drawn, or nothing where one may be."""
    return next((why for word, why in UNCOMPUTED.items() if word in adjectives), "")


def applies(word: str, shape: Shape) -> bool:
    """Whether an adjective can be said of what has this shape.

    >>> applies("symmetric", Shape.of(2, 3))
    False
    """
    return {
        SQUARE: shape.is_square,
        MATRIX: True,
        VECTOR: shape.is_column,
        SCALAR: shape.is_scalar,
        ANY: True,
    }[ADJECTIVES[word].kind]


def words(text: str) -> list[str]:
    """The adjectives in a text that lists them with commas, spelled as they are known.

    >>> words("Symmetric, in (0,1)")
    ['symmetric', 'in (0, 1)']
    """
    if text in ADJECTIVES:
        return [text]
    listed = re.split(r",(?![^({]*[)}])", text.lower())
    tight = (re.sub(r"(?<=[({])\s+|\s+(?=[)},])", "", word) for word in listed)
    return [", ".join(" ".join(part.split()) for part in word.split(",")) for word in tight]


def close(name: str, shape: Shape, adjectives: Iterable[str]) -> frozenset[str]:
    """The adjectives with all that they imply.

    Raises `DeclarationError` for an unknown word, with the nearest known one,
    and for a word that does not apply to the shape.

    >>> n = Shape.of(2, 2)
    >>> sorted(close("A", n, ["diagonal"]))
    ['diagonal', 'lower triangular', 'symmetric', 'upper triangular']
    """
    found: set[str] = set()
    todo = [word for text in adjectives for word in words(text)]
    while todo:
        word = todo.pop()
        if word not in ADJECTIVES:
            near = _nearest(word)
            hint = f"; did you mean {near!r}?" if near else ""
            raise DeclarationError(f"{name}: unknown adjective {word!r}{hint}")
        if not applies(word, shape):
            raise DeclarationError(
                f"{name}: only {ADJECTIVES[word].kind} is {word}, and {name} is {shape}"
            )
        if word not in found:
            found.add(word)
            todo.extend(ADJECTIVES[word].implies)
    if {"rank deficient", "invertible"} <= found or {"rank deficient", "full column rank"} <= found:
        raise DeclarationError(f"{name}: a rank deficient matrix has no full rank")
    return frozenset(found)


_SHORT = {"pd": "positive definite", "spd": "positive definite", "psd": "positive semidefinite",
          "spsd": "positive semidefinite"}  # fmt: skip
_KINDS = ("scalar", "integer", "vector", "matrix", "function", "random", "index")
"""Words that stand in the place of a shape."""


def _nearest(word: str) -> str:
    """The adjective, or the kind of letter, that a word may be meant for, if there is one."""
    near = difflib.get_close_matches(word.lower(), (*ADJECTIVES, *_KINDS), n=1)
    return _SHORT.get(word.lower(), near[0] if near else "")


def closure(adjectives: Iterable[str]) -> frozenset[str]:
    """The adjectives with all that follow from them; what is no adjective stands for itself.

    >>> sorted(closure(["orthonormal columns"]))
    ['full column rank', 'orthonormal columns']
    """
    told = {a for a in adjectives if a in ADJECTIVES}
    return frozenset(adjectives).union(*(_implied(a) for a in told))


def spoken(adjectives: frozenset[str]) -> tuple[str, ...]:
    """The adjectives without those that another one implies, in a fixed order."""
    implied = {i for a in adjectives for i in _implied(a)}
    return tuple(a for a in ADJECTIVES if a in adjectives and a not in implied)


def _implied(adjective: str) -> set[str]:
    direct = ADJECTIVES[adjective].implies
    return set(direct).union(*(_implied(i) for i in direct))
