"""Connected networks in a canonical form, so that isomorphic ones are equal.

A factor is a head with slots; slots that carry the same number are summed over
together.  Numbers from 0 on are bound inside of the network, negative ones are
fixed from outside.  Every form that is returned is the network that was given
with its bound numbers renamed: two networks with equal forms are isomorphic,
whatever happens here.  Where a budget ends the search for the least form, two
isomorphic networks may keep different forms, and only a proof is missed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

Slots = tuple[int, ...]
Factor = tuple[int, Slots]
Component = tuple[Factor, ...]
Symmetry = Callable[[int], int]
"""Of a head: 1 if its last two slots may be exchanged, −1 if that changes the sign, else 0."""

LEAVES = 200
"""How many ways to number a network are compared."""


def canonical(factors: Sequence[Factor], symmetry: Symmetry) -> tuple[int, Component]:
    """The form of a connected network and its sign; the sign is 0 where it vanishes."""
    if len(factors) == 1 and not symmetry(factors[0][0]):
        return 1, (_alone(factors[0]),)
    ends = _ends(factors)
    if all(len(places) <= 2 for places in ends.values()) and not any(
        len(slots) > 2 and max(slots[:-2]) >= 0 and symmetry(head) for head, slots in factors
    ):
        # Through the bound index of a symmetric member, a walk reaches it without a direction.
        found = list(_walks(factors, ends, symmetry))
    else:
        found = list(_refined(factors, ends, symmetry))
    least = min(code for code, _ in found)
    signs = {sign for code, sign in found if code == least}
    return (signs.pop() if len(signs) == 1 else 0), least


def swapped(slots: Slots) -> Slots:
    """Slots with the last two exchanged."""
    return (*slots[:-2], slots[-1], slots[-2])


def _alone(factor: Factor) -> Factor:
    head, slots = factor
    names: dict[int, int] = {}
    return head, tuple(s if s < 0 else names.setdefault(s, len(names)) for s in slots)


def _ends(factors: Sequence[Factor]) -> dict[int, list[int]]:
    """Where each bound number stands, factor by factor."""
    ends: dict[int, list[int]] = defaultdict(list)
    for k, (_, slots) in enumerate(factors):
        for s in slots:
            if s >= 0:
                ends[s].append(k)
    return ends


def _walks(
    factors: Sequence[Factor], ends: dict[int, list[int]], symmetry: Symmetry
) -> Iterator[tuple[Component, int]]:
    """The forms of a network in which no number stands more than twice.

    From a first factor on, the slots lead from each factor to the next.
    """
    kinds = [_kind(f, symmetry) for f in factors]
    counts = Counter(kinds)
    rarest = min(kinds, key=lambda kind: (counts[kind], kind))
    for k, kind in enumerate(kinds):
        if kind == rarest:
            yield _walk(factors, ends, symmetry, k, turned=False)
            if symmetry(factors[k][0]):
                yield _walk(factors, ends, symmetry, k, turned=True)


def _kind(factor: Factor, symmetry: Symmetry) -> tuple[int, Slots]:
    """What a factor is, as far as it can be told without looking further."""
    head, slots = factor
    own = tuple(min(s, 0) for s in slots)
    return head, (*own[:-2], *sorted(own[-2:])) if symmetry(head) else own


def _walk(
    factors: Sequence[Factor],
    ends: dict[int, list[int]],
    symmetry: Symmetry,
    first: int,
    *,
    turned: bool,
) -> tuple[Component, int]:
    names: dict[int, int] = {}
    code: list[Factor] = []
    sign = 1
    todo, seen = [first], {first}
    for k in todo:
        head, slots = factors[k]
        order = slots
        kind = symmetry(head)
        if kind:
            # Through which slot the factor was reached says which one comes first.
            known = [s < 0 or s in names for s in slots[-2:]]
            if known == [False, True] or (known == [False, False] and turned):
                order = swapped(slots)
        for s in order:
            if s >= 0 and s not in names:
                names[s] = len(names)
                for other in ends[s]:
                    if other not in seen:
                        seen.add(other)
                        todo.append(other)
        named = tuple(s if s < 0 else names[s] for s in slots)
        if kind and named[-2] > named[-1]:
            named, sign = swapped(named), sign * kind
        elif kind < 0 and named[-2] == named[-1]:
            sign = 0
        code.append((head, named))
    return tuple(code), sign


Colours = tuple[list[int], dict[int, int]]
"""Of factors by position, and of bound numbers."""


def _refined(
    factors: Sequence[Factor], ends: dict[int, list[int]], symmetry: Symmetry
) -> Iterator[tuple[Component, int]]:
    """The forms of any network: colours that tell factors apart, and a choice between equals."""
    start = _ranked([_kind(f, symmetry) for f in factors])
    todo = [_stable(factors, symmetry, (start, dict.fromkeys(ends, 0)))]
    leaves = 0
    while todo and leaves < LEAVES:
        colours, numbers = todo.pop()
        tied = _tied(colours)
        if not tied:
            leaves += 1
            yield _coded(factors, symmetry, colours, numbers)
        for k in tied:
            chosen = [2 * c + 1 for c in colours]
            chosen[k] -= 1
            todo.append(_stable(factors, symmetry, (chosen, numbers)))
    if leaves == 0:
        yield _coded(factors, symmetry, colours, numbers)


def _tied(colours: Sequence[int]) -> list[int]:
    """The factors of the first colour that several have."""
    counts = Counter(colours)
    shared = min((c for c, count in counts.items() if count > 1), default=None)
    return [] if shared is None else [k for k, c in enumerate(colours) if c == shared]


def _stable(factors: Sequence[Factor], symmetry: Symmetry, colours: Colours) -> Colours:
    """The colours refined by those of the neighbours until nothing more is told apart."""
    mine, numbers = colours
    classes = 0
    while True:
        incident: dict[int, list[tuple[int, int]]] = {s: [] for s in numbers}
        for k, (head, slots) in enumerate(factors):
            for place, s in enumerate(slots):
                if s >= 0:
                    tail = symmetry(head) and place >= len(slots) - 2
                    incident[s].append((mine[k], -1 if tail else place))
        keys = sorted(numbers)
        ranks = _ranked([(numbers[s], tuple(sorted(incident[s]))) for s in keys])
        numbers = dict(zip(keys, ranks, strict=True))
        around = []
        for k, (head, slots) in enumerate(factors):
            near = tuple((s, -1) if s < 0 else (0, numbers[s]) for s in slots)
            alike = (*near[:-2], *sorted(near[-2:])) if symmetry(head) else near
            around.append((mine[k], alike))
        mine = _ranked(around)
        found = len(set(mine)) + len(set(ranks))
        if found == classes:
            return mine, numbers
        classes = found


def _ranked(keys: Sequence[object]) -> list[int]:
    """The place of each key among the different keys in their order."""
    order = {key: rank for rank, key in enumerate(sorted(set(keys)))}  # type: ignore[type-var]  # tuples of integers
    return [order[key] for key in keys]


def _coded(
    factors: Sequence[Factor], symmetry: Symmetry, colours: Sequence[int], numbers: dict[int, int]
) -> tuple[Component, int]:
    names: dict[int, int] = {}
    code: list[Factor] = []
    sign = 1
    for k in sorted(range(len(factors)), key=lambda k: colours[k]):
        head, slots = factors[k]
        kind = symmetry(head)
        order = slots
        if kind:
            tail = sorted(slots[-2:], key=lambda s: (numbers.get(s, -1), names.get(s, 0)))
            order = (*slots[:-2], *tail)
        for s in order:
            if s >= 0:
                names.setdefault(s, len(names))
        named = tuple(s if s < 0 else names[s] for s in slots)
        if kind and named[-2] > named[-1]:
            named, sign = swapped(named), sign * kind
        elif kind < 0 and named[-2] == named[-1]:
            sign = 0
        code.append((head, named))
    return tuple(code), sign
