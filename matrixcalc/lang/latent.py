"""Values of a function at a latent variable, such as γ(z_{nk}), as members of a family, γ_{nk}.

What is a function of z_{nk}, where z stands nowhere else, is one number for each n and k.  Where z
stands anywhere else, or no formula says what the function is, nothing is changed: then it matters
what the function does with z.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from matrixcalc.lang.elaborate.calculus import FUNCTION_LETTERS
from matrixcalc.lang.problem import EQUATES, Block
from matrixcalc.lang.rows import Claim, Side
from matrixcalc.lang.tokens import Token

_PUNCTUATION = frozenset({"_", "{", "}", ","})


class _Value(NamedTuple):
    """A function at a letter with indices: where it stands among the tokens."""

    function: str
    letter: str
    indices: tuple[Token, ...]
    first: int
    last: int


def folded(blocks: Sequence[Block], declared: frozenset[str]) -> list[Block]:
    """The formulas of a problem with such values as members of families.

    `declared` are the functions that are declared as such.
    """
    letters = _families(blocks, declared)
    return [_folded(block, letters) if letters else block for block in blocks]


def _families(blocks: Sequence[Block], declared: frozenset[str]) -> frozenset[str]:
    """The functions all of whose arguments are members of letters that stand nowhere else."""
    of: dict[str, set[str]] = {}
    inside, everywhere, calls = Counter[str](), Counter[str](), Counter[str]()
    defined: set[str] = set()
    claims = [c for b in blocks for c in b.claims if any(r.sign in EQUATES for r in c.relations)]
    for claim in claims:
        if FUNCTION_LETTERS.isdisjoint(claim.texts):
            continue
        for side in claim.sides:
            for value in _values(side.tokens):
                of.setdefault(value.function, set()).add(value.letter)
                inside[value.letter] += 1
                calls[value.function] += 1
        head = next(_values(claim.sides[0].tokens), None)
        if head is not None and _is_defined(head, claim):
            defined.add(head.function)
    if not defined:
        return frozenset()
    for side in (s for claim in claims for s in claim.sides):
        everywhere.update(t.text for t in side.tokens if t.kind == "letter")
    return frozenset(
        f for f, letters in of.items()
        if f in defined - declared and calls[f] == everywhere[f]
        and all(inside[z] == everywhere[z] for z in letters)
    )  # fmt: skip


def _is_defined(head: _Value, claim: Claim) -> bool:
    """Whether a claim begins with a value alone, and its other sides are without the function."""
    alone = head.first == 0 and head.last == len(claim.sides[0].tokens) - 1
    return alone and not any(t.text == head.function for s in claim.sides[1:] for t in s.tokens)


def _folded(block: Block, functions: frozenset[str]) -> Block:
    claims = tuple(
        c if functions.isdisjoint(c.texts)
        else replace(c, sides=tuple(_side(s, functions) for s in c.sides))
        for c in block.claims
    )  # fmt: skip
    return replace(block, claims=claims) if claims != block.claims else block


def _side(side: Side, functions: frozenset[str]) -> Side:
    made: list[Token] = []
    at = 0
    for value in _values(side.tokens):
        if value.function in functions:
            opened, closed = side.tokens[value.first + 1], side.tokens[value.last]
            made += side.tokens[at : value.first + 1]
            made += [opened._replace(kind="sign", text=sign) for sign in "_{"]
            made += [*value.indices, closed._replace(kind="sign", text="}")]
            at = value.last + 1
    return replace(side, tokens=(*made, *side.tokens[at:]))


def _values(tokens: Sequence[Token]) -> Iterator[_Value]:
    """The places where a function stands before a letter with indices in brackets."""
    for at, token in enumerate(tokens):
        if token.kind == "letter" and token.text in FUNCTION_LETTERS:
            found = _value(tokens, at)
            if found is not None:
                yield found


def _value(tokens: Sequence[Token], at: int) -> _Value | None:
    begin = at + 1 + _is(tokens, at + 1, "left")
    if not _is(tokens, begin, "("):
        return None
    end = next((k for k in range(begin, len(tokens)) if tokens[k].text == ")"), len(tokens))
    if end == len(tokens):
        return None
    inside = list(tokens[begin + 1 : end])
    last = end
    if inside and inside[-1].text == "right":
        inside.pop()
    if inside and inside[0].kind == "command" and [t.text for t in inside[1:4:2]] == ["{", "}"]:
        inside = [inside[2], *inside[4:]]  # The letter in \\mathbf{z}.
    if len(inside) < 2 or inside[0].kind != "letter":
        return None
    letter, *rest = inside
    plain = all(t.kind in ("letter", "number", "sub") or t.text in _PUNCTUATION for t in rest)
    if not plain or not (rest[0].text == "_" or rest[0].kind == "sub"):
        return None
    indices = tuple(
        Token("letter", sign, t.start, t.end) if t.kind == "sub" and sign.isalpha() else t._replace(text=sign)
        for t in rest if t.text not in _PUNCTUATION
        for sign in (t.text if t.kind == "sub" else [t.text])
    )  # fmt: skip
    return _Value(tokens[at].text, letter.text, indices, at, last) if indices else None


def _is(tokens: Sequence[Token], at: int, text: str) -> bool:
    return at < len(tokens) and tokens[at].text == text
