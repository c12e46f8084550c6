"""Sums and products with dots: x₁ + x₂ + … + xₙ is Σᵢ xᵢ, and a₁₁ + a₂₂ + … is Σᵢ aᵢᵢ.

The terms before the dots and the one behind them are compared.  Where they differ in numbers
alone, which count up by one from term to term, and in the same way behind the dots, they are
the terms of a sum over these numbers.  In any other case what the dots stand for is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

from matrixcalc.lang import syntax
from matrixcalc.lang.syntax import Syntax

DOTS = "…"
LETTERS = "ijklrs"
"""Letters for the index of such a sum, the first one that is free."""

Term = tuple[Syntax, ...]
"""Factors that stand beside one another."""


ABSENT: Any = object()
"""Stands for a member of the sequence that is not written."""


class Different(Exception):
    """Terms that are not members of one sequence."""


def summed(
    terms: Sequence[tuple[str, Syntax]], taken: Collection[str]
) -> Sequence[tuple[str, Syntax]]:
    """Terms with their signs, with the terms around dots as one sum."""
    at = next((k for k, (_, node) in enumerate(terms) if is_dots(node)), -1)
    if at < 1:
        return terms
    sign = terms[at - 1][0]
    begin = at
    while begin > 0 and terms[begin - 1][0] == sign:
        begin -= 1
    last = terms[at + 1 : at + 2]
    if terms[at][0] != sign or (last and last[0][0] != sign):
        return terms
    known = [_factors(node) for _, node in terms[begin:at]]
    behind = _factors(last[0][1]) if last else None
    whole = _whole("∑", known, behind, taken)
    if whole is None:
        return terms
    return [*terms[:begin], (sign, whole), *terms[at + 2 :]]


def multiplied(parts: Sequence[Any], taken: Collection[str]) -> Sequence[Any]:
    """Factors and the signs between them, with the factors around dots as one product."""
    groups = list(_groups(parts))
    at = next((k for k, g in enumerate(groups) if len(g) == 1 and is_dots(g[0])), -1)
    if at < 1 or len(groups) > at + 2:
        return parts
    behind = groups[at + 1] if len(groups) > at + 1 else None
    whole = _whole("∏", groups[:at], behind, taken)
    return parts if whole is None else list(_factors(whole))


def is_dots(node: Syntax | str) -> bool:
    """Whether a part of a formula is three dots."""
    return isinstance(node, syntax.Sign) and node.text == DOTS


def _groups(parts: Sequence[Any]) -> Iterator[Term]:
    """The factors between signs of multiplication; each one alone where there is no sign."""
    if not any(isinstance(p, str) for p in parts):
        yield from ((p,) for p in parts)
        return
    group: list[Syntax] = []
    for part in parts:
        if part in ("·", "×"):
            yield tuple(group)
            group = []
        else:
            group.append(part)
    yield tuple(group)


def _factors(node: Syntax) -> Term:
    return node.items if isinstance(node, syntax.Juxtaposed) else (node,)


@dataclass(frozen=True)
class Members:
    """The members of a sequence: their general form, and from where to where the index runs."""

    name: str
    lower: int
    upper: Syntax
    body: Term


def sequence(cells: Sequence[Syntax], taken: Collection[str]) -> Members | None:
    """The members of which these are the first ones and the last one, if that is clear."""
    terms = [_factors(c) for c in cells]
    whole = _whole("∑", terms[:-1], terms[-1], taken) if len(terms) > 1 else None
    match whole:
        case syntax.Juxtaposed(
            items=(
                syntax.Big(
                    sub=syntax.Related(parts=(syntax.Name(text=name), syntax.Number(value=lower))),
                    sup=upper,
                ),
                *body,
            )
        ) if upper is not None:
            return Members(name, int(lower), upper, tuple(body))
    return None


def _whole(
    sign: str, known: Sequence[Term], last: Term | None, taken: Collection[str]
) -> Syntax | None:
    """The sum or product of which these are the first members and the last one."""
    terms = [*known, *([last] if last else [])]
    said = {n.text for t in terms for f in t for n in syntax.walk(f) if isinstance(n, syntax.Name)}
    name = next((c for c in LETTERS if c not in taken and c not in said), "")
    if not name or len(known) + (last is not None) < 2:
        return None
    try:
        found = _General(name, last is not None)
        second = known[1] if len(known) > 1 else ABSENT
        end = last if last is not None else ABSENT
        body = found.general(known[0], second, end, 1)
        if found.lower is None:
            return None
        for k, term in enumerate(known[2:], start=2):
            again = _General(name, last is not None)
            general = again.general(known[0], term, end, k)
            if not _same(general, body):
                return None
    except Different:
        return None
    first = known[0][0]
    index = syntax.Name(first.start, first.start, name)
    lower = syntax.Number(first.start, first.start, Fraction(found.lower))
    below = syntax.Related(first.start, first.start, (index, lower), ("=",))
    big = syntax.Big(first.start, first.start, sign, below if last else index, found.upper)
    end = (last or known[-1])[-1].end
    return syntax.Juxtaposed(first.start, end, (big, *body))


@dataclass
class _General:
    """The member of a sequence at an index, from its first, another and its last member."""

    name: str
    ends: bool
    lower: int | None = None
    upper: Syntax | None = field(default=None)

    def general(self, a: Any, b: Any, c: Any, step: int) -> Any:
        """What these are at the index; `b` may be `ABSENT`, and `c` where nothing ends it."""
        if a is None:
            if any(x is not None and x is not ABSENT for x in (b, c)):
                raise Different
            return None
        if isinstance(a, tuple):
            others = [x for x in (b, c) if x is not ABSENT]
            if any(not isinstance(x, tuple) or len(x) != len(a) for x in others):
                raise Different
            seconds = b if b is not ABSENT else [ABSENT] * len(a)
            lasts = c if c is not ABSENT else [ABSENT] * len(a)
            rows = zip(a, seconds, lasts, strict=True)
            return tuple(self.general(x, y, z, step) for x, y, z in rows)
        if isinstance(a, syntax.Number):
            return self._number(a, b, c, step)
        if not isinstance(a, syntax.Node):
            if any(x is not ABSENT and x != a for x in (b, c)):
                raise Different
            return a
        if any(x is not ABSENT and type(x) is not type(a) for x in (b, c)):
            raise Different
        made = {
            f.name: self.general(getattr(a, f.name), _part(b, f.name), _part(c, f.name), step)
            for f in fields(a)
            if f.name not in ("start", "end")
        }
        return replace(a, **made)

    def _number(self, a: syntax.Number, b: Any, c: Any, step: int) -> Syntax:
        equal = all(x is ABSENT or _same(a, x) for x in (b, c))
        if equal:
            return a
        if a.value.denominator != 1 or (b is ABSENT and c is ABSENT):
            raise Different
        digits = str(a.value)
        repeated = b is ABSENT or _is_repeated(a, b, digits, step)
        upper = _repeated(c, len(digits)) if c is not ABSENT else None
        if len(digits) > 1 and repeated and (c is ABSENT or upper is not None):
            self._note(int(digits[0]), upper)
            letters = (syntax.Name(a.start, a.end, self.name),) * len(digits)
            return syntax.Juxtaposed(a.start, a.end, letters)
        if b is not ABSENT and not (isinstance(b, syntax.Number) and b.value == a.value + step):
            raise Different
        if self.ends and (c is ABSENT or c is None or _same(a, c)):
            raise Different
        self._note(int(a.value), c if c is not ABSENT else None)
        return syntax.Name(a.start, a.end, self.name)

    def _note(self, lower: int, upper: Syntax | None) -> None:
        if self.lower is not None and (self.lower != lower or not _same(self.upper, upper)):
            raise Different
        self.lower, self.upper = lower, upper


def _is_repeated(a: syntax.Number, b: Any, digits: str, step: int) -> bool:
    """Whether both are one digit several times, as in the subscripts 11 and 22."""
    if not isinstance(b, syntax.Number) or len(set(digits)) != 1:
        return False
    return str(b.value) == str(int(digits[0]) + step) * len(digits)


def _repeated(node: Syntax, count: int) -> Syntax | None:
    """The letter that stands there so many times, as in the subscript nn."""
    match node:
        case syntax.Juxtaposed(items=(first, *rest)) if len(rest) + 1 == count:
            return first if all(_same(first, x) for x in rest) else None
    return None


def _part(node: Any, name: str) -> Any:
    return ABSENT if node is ABSENT else getattr(node, name)


def _same(a: Any, b: Any) -> bool:
    """Whether two parts of formulas are the same but for where they stand."""
    if is_dataclass(a):
        return type(a) is type(b) and all(
            _same(getattr(a, f.name), getattr(b, f.name))
            for f in fields(a) if f.name not in ("start", "end")
        )  # fmt: skip
    if isinstance(a, tuple):
        return (
            isinstance(b, tuple)
            and len(a) == len(b)
            and all(_same(x, y) for x, y in zip(a, b, strict=True))
        )
    return bool(a == b)
