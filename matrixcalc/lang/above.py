"""What the formulas above a place say of their letters, kept as they come.

Nothing here says what a letter means, only which formula is the first to define or to claim.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from matrixcalc.lang.caveats import FOREVER
from matrixcalc.lang.problem import EQUATES, Block
from matrixcalc.lang.prose import Cue
from matrixcalc.lang.rows import Claim

_SUPPOSES = frozenset({Cue.SET, Cue.DEFINE, Cue.CASE})


class Above:
    """The formulas of a list from one on, as far as they were looked at; they are in order."""

    def __init__(self, of: Sequence[Block], first: int = 0) -> None:
        self.of = of
        self.first = first
        self.count = first
        """Up to which number the formulas were looked at."""
        self.defined: dict[str, int] = {}
        """Where the letters are first given a value."""
        self.denied: list[int] = []
        """Where formulas stand that say what a letter is, and are denied or left open."""
        self.last = -1
        """The number of the last formula that is displayed, or −1."""
        self._claimed: dict[str, int] = {}
        self._shown = FOREVER

    def upto(self, end: int) -> None:
        """Look at the formulas up to this number."""
        for k in range(self.count, end):
            self._add(k, self.of[k])
        self.count = max(self.count, end)

    def has_claim(self, names: Collection[str], start: int) -> bool:
        """Whether one before a place is displayed, or claims an equation of one of these letters."""
        return self._shown < start or any(self._claimed.get(n, FOREVER) < start for n in names)

    def _add(self, number: int, block: Block) -> None:
        for claim in block.claims:
            if equates(claim) and (Cue.CASE not in block.cues or is_function(claim)):
                head = defined_head(claim)
                if head:
                    self.defined.setdefault(head, block.start)
        if block.display:
            self._shown, self.last = min(self._shown, block.start), number
        elif not block.cues & _SUPPOSES:
            for claim in block.claims:
                for name in claim.texts if equates(claim) else ():
                    self._claimed.setdefault(name, block.start)
        if block.trails and Cue.DENIED in block.cues:
            self.denied.append(block.start)


def equates(claim: Claim) -> bool:
    """Whether it is an equation."""
    return bool(claim.relations) and claim.relations[0].sign in EQUATES


def defined_head(claim: Claim) -> str:
    """The letter or function that stands alone on the left: S, or f of f(x); empty if none does."""
    head = claim.sides[0].tokens
    if not head or head[0].kind != "letter":
        return ""
    return head[0].text if len(head) == 1 or is_function(claim) else ""


def is_function(claim: Claim) -> bool:
    """Whether the left side is a letter with letters in brackets: f(x), f(x, y)."""
    texts = [t.text for t in claim.sides[0].tokens]
    inner = texts[2:-1]
    return (
        texts[1:2] == ["("] and texts[-1] == ")" and bool(inner)
        and not {"(", ")", "=", "+", "-"} & set(inner)
    )  # fmt: skip
