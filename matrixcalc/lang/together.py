"""Joint laws in a scope: two random letters, and the letters for the blocks of their covariance.

The second has a law of its own and the first has one for each value of it.  The covariance of the
first is then defined by the other blocks and the covariance that is left, which are any ones.
Where a text gives one of the two another law before, the joint law is a claim, and declares nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from matrixcalc.assumptions import close
from matrixcalc.dims import ONE
from matrixcalc.expr import Symbol
from matrixcalc.lang import joint
from matrixcalc.lang.items import Item
from matrixcalc.lang.joint import Joint
from matrixcalc.lang.scope import Letter, Scope, Together
from matrixcalc.shapes import Shape

KEPT = frozenset({"symmetric", "positive definite", "positive semidefinite", "positive",
                  "invertible", "nonzero"})  # fmt: skip
"""What may be declared of a block that the others define: it has this anyway."""


def parted(scope: Scope, found: Sequence[tuple[Item, int]]) -> tuple[set[int], list[Joint]]:
    """The places of the items that are claims or joint laws, and the joint laws that declare."""
    over: set[int] = set()
    laws: list[Joint] = []
    taken: set[str] = set()
    for k, (item, rank) in enumerate(found):
        law = joint.read(item.joint) if item.joint else None
        if law is None:
            continue
        over.add(k)
        known = [scope.letters.get(joint.name(n)) for n in law.names]
        if any(x is not None and x.moments is not None for x in known) or taken & {*law.names}:
            continue
        others = [(n, x, r) for n, (x, r) in enumerate(found) if _has_law(x) and not x.joint
                  and {*map(joint.name, x.names)} & {*map(joint.name, law.names)}]  # fmt: skip
        if any((-r, x.start) < (-rank, item.start) for _, x, r in others):
            continue
        # What is said later without “let” is a claim; with it, nothing says which law holds where.
        over |= {n for n, x, _ in others if not x.begins}
        laws.append(law)
        taken |= {*law.names}
    return over, laws


def _has_law(item: Item) -> bool:
    return item.kind == "random" and bool(item.mean or item.covariance)


def enter(scope: Scope, law: Joint, start: int) -> str:
    """Enter the blocks of a joint law; why that cannot be, or nothing."""
    names = [joint.name(n) for n in law.names]
    x, y = (scope.letters.get(n) for n in names)
    if x is None or y is None or x.moments is None or y.moments is None:
        return ""
    first, cross, second = (joint.name(n) for n in law.blocks)
    p, q = x.symbol.shape.rows, y.symbol.shape.rows
    lower = joint.name(law.lower) if law.lower else ""
    mean = joint.own_letter(law.means[0])
    blocks = [
        (joint.name(law.rest), Shape(p, p), True), (second, Shape(q, q), True),
        (first, Shape(p, p), False), (cross, Shape(p, q), False),
        *([(lower, Shape(q, p), False)] if lower else []),
        *([(mean, Shape(p, ONE), False)] if mean else []),
    ]  # fmt: skip
    apart = x.moments.apart | y.moments.apart | x.symbol.assumptions | y.symbol.assumptions
    odd = next(_odd(scope, [name for name, _, _ in blocks], {first, lower}), "")
    odd = odd or "a joint law of letters of which more is said is not judged" * bool(apart)
    if odd:
        for name in names:
            scope.letters[name] = replace(scope.letters[name], moments=None)
        return odd
    for name, shape, definite in blocks:
        known = scope.letters.get(name) or Letter(Symbol(name, shape), assumed=True)
        if definite:
            symbol = known.symbol
            word = "positive" if symbol.shape.is_scalar else "positive definite"
            words = close(name, symbol.shape, [*symbol.assumptions, word])
            known = replace(known, symbol=replace(symbol, assumptions=words))
        scope.letters[name] = known
    meanings = [(law.blocks[0], law.whole)]
    if lower:
        meanings.append((law.lower, f"{law.blocks[1]}^{{T}}"))
    found = frozenset({first, cross, second, joint.name(law.rest), lower} - {""})
    scope.joint += (Together((names[0], names[1]), found, tuple(meanings), start),)
    return ""


def _odd(scope: Scope, names: Sequence[str], defined: set[str]) -> Iterator[str]:
    """Why letters cannot be the blocks of a joint covariance."""
    for name in names:
        known = scope.letters.get(name)
        if name in scope.integers:
            yield f"{name} is an integer, and no part of a law"
        if known is None:
            continue
        if known.body is not None or known.formal or known.indices or known.random or known.beyond:
            yield f"{name} is declared as something else than a part of a law"
        if name in defined and known.symbol.assumptions - KEPT:
            word = min(known.symbol.assumptions - KEPT)
            yield f"a joint law in which {name} is {word} is not judged"
