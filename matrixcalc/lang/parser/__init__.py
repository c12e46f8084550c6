r"""From tokens to syntax: every token is consumed, or the formula is not read.

A grammar of its own for LaTeX and Unicode, by recursive descent.  Juxtaposition
binds tighter than ``/``, ``·`` and the other signs between factors, and these
tighter than + and −.  What could be read in two ways is refused with a hint.
"""

from __future__ import annotations

from collections.abc import Sequence

from matrixcalc.lang.parser.atoms import Atoms
from matrixcalc.lang.parser.commands import Commands
from matrixcalc.lang.parser.grammar import RELATIONS, Unparsed
from matrixcalc.lang.parser.scripting import Scripting
from matrixcalc.lang.parser.terms import Terms
from matrixcalc.lang.syntax import Empty, Group, Sign, Syntax
from matrixcalc.lang.tokens import Token

ALONE = frozenset({"+", "*", "†", "⊤", "-", "'", "⊙", "‡", "×"})


class Parser(Terms, Scripting, Atoms, Commands):
    """The whole grammar."""

    def within(self, inner: Sequence[Token], opened: Token) -> Syntax:
        """The syntax of a script: an index, a list of indices, a sign, a formula."""
        if not inner:
            return Empty(opened.start, opened.end)
        first = inner[0]
        if first.kind == "sign" and first.text in ALONE:
            if len(inner) == 1:
                return Sign(first.start, first.end, first.text)
            if first.text == "⊙":
                # A power of every entry, as in A^{∘2}.
                rest = self.within(inner[1:], opened)
                return Group(first.start, rest.end, "⊙", (rest,))
        parser = Parser(inner, inner[-1].end)
        parser.depth = self.depth + 1
        parts, separators = parser.parts(lambda: parser.token is parser.stop)
        parser.finish()
        if len(parts) == 1:
            return parts[0]
        return Group(inner[0].start, inner[-1].end, "", parts, separators)


def parse(found: Sequence[Token], end: int) -> Syntax:
    """The syntax of one side of a relation, or of a condition.

    `end` is the offset behind the formula.  Raises `Unparsed` with the token that
    does not fit.
    """
    parser = Parser(found, end)
    result = parser.related()
    parser.finish()
    return result


__all__ = ["RELATIONS", "Unparsed", "parse"]
