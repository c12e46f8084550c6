"""Where a term stands within another one, at given slots."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence

from matrixcalc.checks.proof.terms import Factor, Slot, Term

Names = dict[Slot, Slot]


def embedded(
    body: Term, own: Sequence[Slot], term: Term, symmetry: Mapping[Hashable, int]
) -> list[Factor] | None:
    """The factors of a term that are another one with its ends at these slots.

    What is summed over in it must be summed over here, and stand nowhere else.
    """
    ends: Names = {}
    for end, slot in zip(body.ends, own, strict=True):
        if ends.setdefault(end, slot) != slot:
            return None
    for taken, names in _placed(list(body.factors), list(term.factors), ends, symmetry):
        rest = list(term.factors)
        for f in taken:
            rest.remove(f)
        inner = [v for k, v in names.items() if k not in ends]
        outside = {s for _, slots in rest for s in slots} | {*term.ends, *own}
        bound = all(isinstance(s, int) and s not in outside for s in inner)
        if bound and len({*inner}) == len(inner):
            return taken
    return None


def _placed(
    todo: list[Factor], factors: list[Factor], names: Names, symmetry: Mapping[Hashable, int]
) -> Iterator[tuple[list[Factor], Names]]:
    if not todo:
        yield [], names
        return
    (name, slots), *rest = todo
    for k, (other, theirs) in enumerate(factors):
        if other != name:
            continue
        crossed = (*theirs[:-2], *theirs[:-3:-1])
        for order in {theirs, crossed} if symmetry.get(name, 0) > 0 else {theirs}:
            more = dict(names)
            if all(more.setdefault(a, b) == b for a, b in zip(slots, order, strict=True)):
                left = factors[:k] + factors[k + 1 :]
                for taken, found in _placed(rest, left, more, symmetry):
                    yield [(other, theirs), *taken], found
