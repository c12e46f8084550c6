"""What an implication lacks: an adjective of a letter with which it holds, or nothing, because there
are values with which its premise holds and its conclusion fails.

Claims are only made here; whether they hold is for the caller to judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matrixcalc.assumptions import close
from matrixcalc.expr import Expr, Symbol
from matrixcalc.ops import constants
from matrixcalc.rewriting import rebuild_claim, substituted
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Claim

LETTERS = 4
"""Letters of which something may be supposed."""


@dataclass(frozen=True)
class Pair:
    """A premise and a conclusion, changed alike, and what was changed."""

    premise: Claim
    conclusion: Claim
    told: str
    words: frozenset[str] = frozenset()
    """Adjectives that the left side of the conclusion has to have where it fails."""
    solved: bool = False
    """Whether the premise was solved for a letter, so that it holds wherever it is defined."""


def granted(premise: Claim, conclusion: Claim) -> Iterator[Pair]:
    """The implication with one letter that is not zero or has an inverse, and with all of them."""
    letters = [(s, w) for s in _letters(premise, conclusion) if (w := _word(s))][:LETTERS]
    for found in (*([one] for one in letters), letters):
        if found is letters and len(letters) < 2:
            return
        words = dict(found)

        def rule(s: Symbol, words: dict[Symbol, str] = words) -> Symbol:
            if s not in words:
                return s
            return replace(s, assumptions=close(s.name, s.shape, [*s.assumptions, words[s]]))

        told = " and ".join(f"{s} is {_said(w)}" for s, w in found)
        yield Pair(rebuild_claim(premise, rule), rebuild_claim(conclusion, rule), told)


def special(premise: Claim, conclusion: Claim) -> Iterator[Pair]:
    """The implication with a letter of which nothing is declared replaced by zero, or by another."""
    if premise.definitions or conclusion.definitions:
        return
    letters = _letters(premise, conclusion)
    for s in letters:
        if s.assumptions or s not in premise.left.symbols | premise.right.symbols:
            continue
        for value in _values(s, letters):
            new = {s.name: value}
            try:
                pair = [
                    Claim(substituted(c.left, new), substituted(c.right, new))
                    for c in (premise, conclusion)
                ]
            except (IllShaped, ValueError):
                continue
            yield Pair(pair[0], pair[1], f"{s} = {value}")


def _letters(*claims: Claim) -> list[Symbol]:
    """The letters of which something may be supposed: no members of families, functions or means."""
    if any(e.averaged or e.has_derivative or e.indices for c in claims for e in c.bodies):
        return []
    free = [s for c in claims for s in c.free_symbols]
    return [s for s in dict.fromkeys(free) if not (s.arguments or s.is_function)]


def _word(s: Symbol) -> str:
    if s.shape.is_scalar:
        return "" if "nonzero" in s.assumptions else "nonzero"
    return "invertible" if s.shape.is_square and "invertible" not in s.assumptions else ""


def _said(word: str) -> str:
    return {"nonzero": "not zero"}.get(word, word)


def _values(s: Symbol, letters: Sequence[Symbol]) -> Iterator[Expr]:
    yield constants.zero_of(s.shape)
    for other in letters:
        for value in (other, other.T, -other):
            if other != s and value.shape == s.shape:
                yield value
