"""Inequalities that are written as claims, and which of them may be conditions instead.

An inequality that nothing announces as a claim may say what is supposed, so that it is accepted,
but never refuted.
"""

from __future__ import annotations

import re

from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.lang.claiming import Claiming
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.links import Link
from matrixcalc.lang.prose import Cue
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import linear, parts
from matrixcalc.statements import Equality, Inequality

BOUNDS = frozenset({"≤", "≥", "<", ">", "≺", "≻", "⪯", "⪰"})
"""The signs of inequalities."""

SUPPOSING = frozenset(
    {Cue.SET, Cue.DEFINE, Cue.CASE, Cue.SETTING, Cue.OPEN, Cue.DENIED, Cue.VANISHES}
)
"""What is said before conditions."""

CONDITION = "it may be a condition that is set"


_SENTENCE = re.compile(r"[^.。\n]*(?:\n(?!\s*\n)[^.。\n]*){0,3}[.。?？]?")
"""What stands behind a formula up to the end of its sentence."""

_END = re.compile(r"[.!?。！？](?=\s|$)|\n\s*#[^\n]*\n|\$\$|\\end\{\w+\*?\}|\\\]")
"""Where a sentence before a formula begins."""

_OPENING = re.compile(r"(?:\s|\$\$|\\\[|\\begin\{\w+\*?\}|<!--(?:(?!-->).)*-->)+$", re.DOTALL)
"""What opens a displayed formula, with the directives before it."""

_FORMULA = re.compile(
    r"\$[^$]*\$|\\\(.*?\\\)|<!--.*?-->|\\begin\{\w+\*?\}|\\[a-zA-Z]+|%[^\n]*", re.DOTALL
)
_WORD = re.compile(r"\w{2,}")

FAR = 400
"""Characters before a formula that are looked at."""

_DOUBTFUL = re.compile(
    r"[?？]|\b(?:subject\s+to|s\.\s?t\.|such\s+that|satisf\w+|requir\w*|restrict\w*|needs?|must|counter\w*|impossible|doubt\w*"
    r"|refut\w*|disprov\w*|contrary|if|iff|only|when|whenever|where|provided|unless|for\s+some|not|n't|never|fails?|false|wrong|call(?:ed)?|means?|defin\w+"
    r"|assum\w+|suppos\w+|condition\w*|constraint\w*|known\s+as|wenn|falls|nur|nicht|hei(?:ß|ss)t|nennt|si|pas|appel\w+|если|когда|не)\b",
    re.IGNORECASE,
)
"""Words behind an inequality by which it may say what something is like, or need not hold."""


class Comparing(Claiming):
    """The inequalities that are to be judged."""

    def _bound(
        self, link: Link, sides: tuple[Expr, Expr], node: Syntax, line: int, written: str
    ) -> Inequality | None:
        """An inequality as a claim; None where it says what letters are like."""
        a, b = sides
        told = link.block.cues
        if not link.block.display or told & {Cue.SET, Cue.DEFINE} or any(map(is_bare, sides)):
            return None
        if not (a.symbols or b.symbols):
            return None
        made = self._claimed(link, a, b, line, written)
        if made.arrow or made.supposed or made.lent or made.provided or made.apart:
            raise Beyond("an inequality that rests on what the text says elsewhere", node)
        return Inequality(
            a, link.relation.sign, b, made.because, line, written, made.kind,
            under=self._supposed_of(link, made),
        )  # fmt: skip

    def _supposed_of(self, link: Link, made: Equality) -> str:
        """Why an inequality may be a condition, or rest on one."""
        if made.under or made.doubted or made.rests_on:
            return made.under or "the equations before it"
        told = link.block.cues
        claims = bool(told & {Cue.CLAIM, Cue.FOLLOWS})
        text = self.written.scanned.source.text
        above = _OPENING.sub("", text[max(0, link.block.start - FAR) : link.block.start])
        before = _END.split(above)[-1]
        behind = _SENTENCE.match(text, link.block.end)
        doubtful = any(_DOUBTFUL.search(t) for t in (before, behind[0] if behind else ""))
        announced = claims or not _WORD.search(_FORMULA.sub(" ", before))
        if told & SUPPOSING or doubtful or not announced:
            return CONDITION
        if link.continues:
            return ""
        # That something is not negative, or less than a number, says more often what it is like.
        loose = not (made.left.symbols and made.right.symbols)
        return CONDITION if loose and not claims else ""


def is_bare(e: Expr) -> bool:
    """Whether a side is a letter, an entry of one, or minus that: of such, conditions are set."""
    match e:
        case Apply(op=linear.NEGATIVE | parts.ENTRY, args=(a,)):
            return is_bare(a)
        case Symbol():
            return True
    return False
