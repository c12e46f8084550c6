r"""Joint laws as they are written: (x; y) ~ N((a; b), (A, C; Cᵀ, B)).

Such a law says the same as y ~ N(b, B) together with x | y ~ N(a + C B⁻¹(y − b), S), where
A = S + C B⁻¹ Cᵀ (Bishop, section 2.3.1): the covariance as a whole is positive definite exactly
if B and S are, and C may be any matrix.  Only how it is written is looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matrixcalc.lang import syntax
from matrixcalc.lang.items import Item
from matrixcalc.lang.names import name_of
from matrixcalc.lang.parser import Unparsed, parse
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.tokens import Unlexed, tokens
from matrixcalc.record import record

TWO = 2
INDICES = frozenset("ijklmnt")
"""Subscripts that count: of members of a family more is to be said."""

_SHOWN = re.compile(r"\\sim(?![A-Za-z])|~|∼")
_STACKED = re.compile(r"\\begin\s*\{[pb]?(?:small)?matrix\*?\}|\[|\\binom|\(")


@record
class Joint:
    """The law of two columns below each other; letters, means and blocks are still text."""

    names: tuple[str, str]
    means: tuple[str, str]
    """Empty for zero."""
    blocks: tuple[str, str, str]
    """The covariance A of the first, C of the first with the second, and B of the second."""
    lower: str = ""
    """The letter that stands for Cᵀ, if there is one."""

    @property
    def rest(self) -> str:
        """The letter for the covariance of the first, given the second."""
        first, second = map(name, self.names)
        return rf"S_{{\text{{{first}|{second}}}}}"

    @property
    def whole(self) -> str:
        """What the covariance of the first is, S + C B⁻¹ Cᵀ."""
        _, cross, own = self.blocks
        return rf"{self.rest} + {cross} {own}^{{-1}} {cross}^{{T}}"

    def laws(self) -> tuple[Item, Item]:
        """The law of the second, and that of the first, given the second."""
        (x, y), (a, b), (_, cross, own) = self.names, self.means, self.blocks
        gain = f"({cross} {own}^{{-1}})"
        mean = f"{gain} {y}"
        if a:
            mean += f" + {a}"
        if b:
            mean += f" - {gain} ({b})"
        second = Item((y,), None, (), "random", law="N", mean=b or "0", covariance=own)
        first = Item((x,), None, (), "random", law="N", mean=mean, covariance=self.rest, given=y)
        return second, first


def read(written: str) -> Joint | None:
    """The joint law that a formula says, if it is one of two columns with letters for the blocks."""
    sign = _SHOWN.search(written)
    if sign is None or _STACKED.match(written.strip()) is None:
        return None
    reader = _Reader(written)
    left = reader.syntax(0, sign.start())
    right = reader.syntax(sign.end(), len(written))
    if left is None or right is None:
        return None
    match right:
        case syntax.Juxtaposed(
            items=(syntax.Name(text="N"), syntax.Group(fence="(", parts=(mean, covariance)))
        ):
            return reader.joint(_column(left), mean, _rows(covariance))
    return None


class _Reader:
    """Reads one formula."""

    def __init__(self, written: str) -> None:
        self.written = written

    def syntax(self, start: int, end: int) -> Syntax | None:
        """A part of the formula."""
        try:
            return parse(tokens(self.written[start:end], start), end)
        except (Unparsed, Unlexed):
            return None

    def joint(
        self, stacked: Sequence[Syntax], mean: Syntax, rows: Sequence[Sequence[Syntax]]
    ) -> Joint | None:
        """The law of what is stacked, if the blocks are letters."""
        means: Sequence[Syntax | None] = _column(mean)
        if _is_zero(mean):
            means = (None, None)
        if not len(stacked) == len(means) == len(rows) == TWO or any(len(r) != TWO for r in rows):
            return None
        (first, upper), (lower, last) = rows
        found = Joint(
            (self.text(stacked[0]), self.text(stacked[1])),
            (self.mean(means[0]), self.mean(means[1])),
            (self.text(first), self.text(upper), self.text(last)),
        )
        crossed = _transposed(upper)
        if crossed is not None and name_of(crossed) == name_of(lower):
            # With Cᵀ above and C below, the first is the second.
            found = Joint(
                found.names[::-1], found.means[::-1],
                (found.blocks[2], self.text(lower), found.blocks[0]),
            )  # fmt: skip
            upper, lower = lower, upper
        beneath = _transposed(lower)
        if beneath is None or name_of(beneath) != name_of(upper):
            beneath, found = None, Joint(found.names, found.means, found.blocks, self.text(lower))
        letters = [*stacked, first, upper, last, *([lower] if beneath is None else [])]
        names = [_letter(node) for node in letters]
        return found if None not in names and len(set(names)) == len(names) else None

    def text(self, node: Syntax) -> str:
        """A part as it is written."""
        return self.written[node.start : node.end].strip()

    def mean(self, node: Syntax | None) -> str:
        """A mean as it is written; nothing for zero."""
        return "" if node is None or _is_zero(node) else self.text(node)


def _column(node: Syntax) -> tuple[Syntax, ...]:
    """The parts that stand below each other; (x, y) and [xᵀ, yᵀ]ᵀ are columns, too."""
    match node:
        case syntax.Table(rows=rows) if all(len(row) == 1 for row in rows):
            return tuple(row[0] for row in rows)
        case syntax.Group(fence="(" | "[", parts=parts, separators=separators):
            return parts if set(separators) in ({";"}, {","}) else ()
        case syntax.Scripts(base=syntax.Group(separators=(",",), parts=parts)):
            if _transposed(node) is None:
                return ()
            inner = [_transposed(p) for p in parts]
            plain = [p for p in inner if p is not None]
            return tuple(plain) if len(plain) == len(parts) else parts if not plain else ()
    return ()


def _rows(node: Syntax) -> tuple[tuple[Syntax, ...], ...]:
    """The rows of a matrix that is written with a table, or as [A C; Cᵀ B]."""
    match node:
        case syntax.Table(rows=rows):
            return rows
        case syntax.Group(fence="[", parts=(first, second), separators=(";",)):
            rows = tuple(r.items for r in (first, second) if isinstance(r, syntax.Juxtaposed))
            return rows if len(rows) == TWO else ()
        case syntax.Group(fence="[", parts=(a, b, c, d), separators=(",", ";", ",")):
            return ((a, b), (c, d))
    return ()


def _transposed(node: Syntax) -> Syntax | None:
    """What is transposed, if something is."""
    match node:
        case syntax.Scripts(base=base, sub=sub, sup=syntax.Name(text="T") | syntax.Sign(text="⊤")):
            return base if sub is None else syntax.Scripts(base.start, base.end, base, sub)
        case syntax.Scripts(base=base, sub=None, sup=None, primes=1):
            return base
    return None


def _letter(node: Syntax) -> str | None:
    """The name of a letter that has no scripts but a subscript, and is no constant."""
    base = node.base if isinstance(node, syntax.Scripts) else node
    plain = not isinstance(node, syntax.Scripts) or (node.sup is None and not node.primes)
    if not (plain and isinstance(base, syntax.Name)) or base.text in ("I", "0", "e", "1"):
        return None
    below = node.sub if isinstance(node, syntax.Scripts) else None
    if isinstance(below, syntax.Name) and below.text in INDICES:
        return None
    return name_of(node)


def _is_zero(node: Syntax) -> bool:
    """Whether a zero is written, be it bold."""
    number = isinstance(node, syntax.Number) and node.value == 0
    return number or (isinstance(node, syntax.Name) and node.text == "0")


def name(written: str) -> str:
    """The name of a letter that is written so."""
    try:
        return name_of(parse(tokens(written), len(written))) or written
    except (Unparsed, Unlexed):
        return written


def own_letter(written: str) -> str:
    """The name of what is written, if it is one letter; else nothing."""
    try:
        return _letter(parse(tokens(written), len(written))) or ""
    except (Unparsed, Unlexed):
        return ""
