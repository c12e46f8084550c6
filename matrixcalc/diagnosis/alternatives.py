"""Nearby readings under which a false claim is true.

First the other conventions for derivatives, then one more declared adjective.
A reading is reported only if the exact check accepts it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations, product
from typing import TypeAlias

from matrixcalc.assumptions import ADJECTIVES, SQUARE, applies, close
from matrixcalc.checks.base import Check, Task
from matrixcalc.conventions import Convention, Layout, Symmetry
from matrixcalc.expr import Derive, Symbol
from matrixcalc.ops.algebra import NotAVariable, variable_below
from matrixcalc.results import Alternative, Outcome
from matrixcalc.rewriting import assuming, rebuild_claim, resized_claim
from matrixcalc.shapes import IllShaped, squared
from matrixcalc.spectrum import written_out
from matrixcalc.statements import Claim

Candidate: TypeAlias = tuple[str, str, Callable[[], Claim]]
"""What to say of a reading, of which kind it is, and how to make it."""


def find(claim: Claim, check: Check, task: Task) -> Alternative | None:
    """The first nearby reading that `check` accepts, or None."""
    plain, assuming_more = _conventions(claim)
    return _first((*plain, *_assumptions(claim), *assuming_more), check, task)


def meant(
    claim: Claim, words: Iterable[str], shaped: frozenset[str], check: Check, task: Task
) -> Alternative | None:
    """The first reading that `check` accepts with one of these adjectives said of a letter,
    or of all that can have it, or with two of them.

    A letter that is not `shaped` may be a square matrix if that is what a word is about.
    """
    return _first(_with_words(claim, words, shaped), check, task)


def narrowed(claim: Claim, words: Sequence[str]) -> Claim | None:
    """The claim about letters that have each of these adjectives that they can have; None where
    that cannot be said of them all.
    """
    if any(s.arguments or s.is_function for s in claim.free_symbols):
        return None
    try:
        for word in words:
            told = [(s, word) for s in claim.free_symbols if applies(word, s.shape)]
            claim = _all_of(claim, told)
    except (IllShaped, ValueError):
        return None
    return claim


def _first(candidates: Iterable[Candidate], check: Check, task: Task) -> Alternative | None:
    for text, kind, make in candidates:
        task.deadline.check()
        try:
            other = make()
        except IllShaped:
            continue
        if other.left.shape != other.right.shape:
            continue
        if check.examine(written_out(other), task).outcome is Outcome.HOLDS:
            return Alternative(kind, text)
    return None


def _with_words(claim: Claim, words: Iterable[str], shaped: frozenset[str]) -> Iterator[Candidate]:
    letters = sorted(claim.free_symbols, key=lambda s: s.name)
    single: list[tuple[Symbol, str]] = []
    for word in words:
        told = [
            (s, said) for s in letters
            if (said := _said_of(word, s, shaped)) and said not in s.assumptions and not s.arguments
        ]  # fmt: skip
        for s, said in told:
            yield _told(claim, [(s, said)])
        if len(told) > 1:
            yield _told(claim, told)
        single += told
    pairs = [
        pair for pair in combinations(single, 2)
        if pair[0][1] != pair[1][1] and frozenset(word for _, word in pair) not in _APART
    ]  # fmt: skip
    for pair in pairs if len(pairs) <= _FEW else ():
        yield _told(claim, pair)


_FEW = 60
"""Pairs that are tried: a text with more words says too much for two of them to be meant."""
_APART = frozenset(
    frozenset({one, other})
    for one, others in (
        ("skew-symmetric", ("symmetric", "positive definite", "positive semidefinite", "diagonal")),
        ("idempotent", ("invertible", "orthogonal", "positive definite", "positive determinant")),
        ("orthogonal", ("positive definite", "positive semidefinite")),
    )
    for other in others
)
"""Words that only zero or the identity has together, of which a text speaks otherwise."""


def _said_of(word: str, s: Symbol, shaped: frozenset[str]) -> str:
    """What an adjective says of a letter if it can be said of it: a matrix may be square."""
    kind, shape = ADJECTIVES[word].kind, s.shape
    if word == "positive" and not shape.is_scalar:
        return "positive entries"
    may_be = kind == SQUARE and s.name not in shaped and squared(shape) is not None
    fits = applies(word, shape) or may_be
    return word if kind and fits else ""


def _told(claim: Claim, said: Sequence[tuple[Symbol, str]]) -> Candidate:
    """The claim with adjectives said of letters."""
    words = list(dict.fromkeys(word for _, word in said))
    parts = []
    for word in words:
        names = [s.name for s, other in said if other == word]
        parts.append(f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} {word}")
    return f"true if {' and '.join(parts)}", "condition", partial(_all_of, claim, said)


def _all_of(claim: Claim, said: Sequence[tuple[Symbol, str]]) -> Claim:
    for s, word in said:
        shape = next(x.shape for x in claim.free_symbols if x.name == s.name)
        size = squared(shape) if ADJECTIVES[word].kind == SQUARE and not shape.is_square else None
        if size is not None:
            claim = resized_claim(claim, dict([size]))
            shape = next(x.shape for x in claim.free_symbols if x.name == s.name)
        claim = assuming(claim, s.name, close(s.name, shape, [word]))
    return claim


def _derivatives(claim: Claim) -> Iterator[Derive]:
    for side in (claim.left, claim.right, *(d.body for d in claim.definitions)):
        for node in side.walk():
            if isinstance(node, Derive):
                yield node


def _variables(claim: Claim) -> dict[str, Symbol]:
    found = {}
    for node in _derivatives(claim):
        try:
            variable = variable_below(node.wrt)
        except NotAVariable:
            continue
        found[variable.name] = variable
    return found


def _conventions(claim: Claim) -> tuple[list[Candidate], list[Candidate]]:
    """Other conventions: those that fit the declarations, and those that ask for
    a symmetric variable where none is declared.
    """
    used = claim.conventions
    plain: list[Candidate] = []
    more: list[Candidate] = []
    if len(used) != 1:
        return plain, more
    (now,) = used
    square = [v for v in _variables(claim).values() if v.shape.is_square and not v.shape.is_scalar]
    names = sorted(v.name for v in square)
    declared = all("symmetric" in v.assumptions for v in square)
    for layout, symmetry in product(
        (now.layout, *(x for x in Layout if x is not now.layout)),
        (now.symmetry, *(x for x in Symmetry if x is not now.symmetry)),
    ):
        other = Convention(layout, symmetry)
        if other == now or (symmetry is not now.symmetry and not square):
            continue
        fits = symmetry is now.symmetry or declared
        candidate = (_spoken(now, other, names), "convention", _with(claim, other, now, names))
        (plain if fits else more).append(candidate)
    return plain, more


def _with(
    claim: Claim, other: Convention, now: Convention, square: list[str]
) -> Callable[[], Claim]:
    def make() -> Claim:
        result = rebuild_claim(claim, convention=lambda c: other)
        if other.symmetry is not now.symmetry:
            for name in square:
                result = assuming(result, name, frozenset({"symmetric"}))
        return result

    return make


def _spoken(now: Convention, other: Convention, square: list[str]) -> str:
    parts = []
    if other.layout is not now.layout:
        parts.append(f"in {other.layout.value} layout")
    if other.symmetry is not now.symmetry:
        names = " and ".join(sorted(square))
        meaning = {
            Symmetry.FREE: "as a derivative by independent entries",
            Symmetry.TIED: f"as the derivative by a symmetric {names} with entries tied",
            Symmetry.PROJECTED: f"as the gradient on symmetric {names}",
        }[other.symmetry]
        parts.append(meaning)
    return "true " + ", ".join(parts)


def _assumptions(claim: Claim) -> Iterator[Candidate]:
    square = [s for s in claim.free_symbols if s.shape.is_square and not s.shape.is_scalar]
    plain = [s for s in square if "symmetric" not in s.assumptions]
    for s in plain:
        yield _candidate(claim, s, "symmetric")
    if len(plain) > 1:
        names = " and ".join(s.name for s in plain)
        yield f"true if {names} are symmetric", "condition", lambda: _all(claim, "symmetric")
    for s in square:
        if "orthogonal" not in s.assumptions:
            yield _candidate(claim, s, "orthogonal")
    for s in claim.free_symbols:
        if s.shape.is_scalar and "positive" not in s.assumptions:
            yield _candidate(claim, s, "positive")


def _candidate(claim: Claim, s: Symbol, word: str) -> Candidate:
    def make() -> Claim:
        return assuming(claim, s.name, close(s.name, s.shape, [word]))

    return f"true if {s.name} is {word}", "condition", make


def _all(claim: Claim, word: str) -> Claim:
    result = claim
    for s in claim.free_symbols:
        if s.shape.is_square and not s.shape.is_scalar:
            result = assuming(result, s.name, close(s.name, s.shape, [word]))
    return result
