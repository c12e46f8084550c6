"""Where a pattern of factors stands among the factors of a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from matrixcalc.networks.canonical import Factor, Symmetry, swapped

Names = dict[int, int]
"""The slots of a pattern, and what they are in the network."""


def embeddings(
    pattern: Sequence[Factor],
    factors: Sequence[Factor],
    symmetry: Symmetry,
    known: Mapping[int, int],
    check: Callable[[], None] = lambda: None,
) -> Iterator[tuple[set[int], Names]]:
    """Which factors a pattern may be, and what its slots are; those of `known` are given.

    A bound slot of the pattern is one of the network, which stands nowhere else; an end is
    any slot, if it is not given, and a position of the statement is itself.
    """
    ends = {s for _, own in pattern for s in own if s < 0}
    given = {s: s for s in ends if s < OPEN} | dict(known)
    for used, names in _placed(_connected(pattern), factors, symmetry, set(), given, check):
        inner = [v for k, v in names.items() if k >= 0]
        outside = {s for k, (_, own) in enumerate(factors) if k not in used for s in own}
        outside |= {v for k, v in names.items() if k < 0}
        if all(s >= 0 for s in inner) and len({*inner}) == len(inner) and not outside & {*inner}:
            yield used, names


OPEN = -1000
"""Fixed slots from here on are open ends, those below positions of the statement."""


def _placed(
    pattern: Sequence[Factor],
    factors: Sequence[Factor],
    symmetry: Symmetry,
    used: set[int],
    names: Names,
    check: Callable[[], None],
) -> Iterator[tuple[set[int], Names]]:
    if not pattern:
        yield used, names
        return
    check()
    (head, own), *rest = pattern
    for k, (other, slots) in enumerate(factors):
        if k in used or other != head:
            continue
        for order in {slots, swapped(slots)} if symmetry(head) > 0 else {slots}:
            more = dict(names)
            if all(more.setdefault(a, b) == b for a, b in zip(own, order, strict=True)):
                yield from _placed(rest, factors, symmetry, used | {k}, more, check)


def _connected(pattern: Sequence[Factor]) -> list[Factor]:
    """The factors in an order in which each shares slots with those before it, if any does.

    It begins with the newest head, which is the inverse more often than not.
    """
    todo = sorted(pattern, reverse=True)
    order = [todo.pop(0)]
    while todo:
        known = {s for _, own in order for s in own}
        todo.sort(key=lambda f: -sum(s in known for s in f[1]))
        order.append(todo.pop(0))
    return order
