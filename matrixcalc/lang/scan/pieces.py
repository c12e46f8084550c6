"""The parts of a document in their order: prose, mathematics, headings, directives.

A piece is a range of offsets into the document's text.  The scanners replace
what is markup inside of a piece by spaces, so that the range reads as prose or
as LaTeX while every character keeps its place.
"""

from __future__ import annotations

from dataclasses import dataclass

from matrixcalc.lang.source import Source
from matrixcalc.record import record
from matrixcalc.results import Note


@record
class Piece:
    """A range of the text, `end` excluded."""

    start: int
    end: int


@record
class Prose(Piece):
    """Words between formulas, without markup."""


@record
class Aside(Piece):
    """Words that stand at another place on the page, such as a footnote."""


@record
class Math(Piece):
    r"""A formula: what stands between its delimiters.

    A bare environment such as ``\begin{align} … \end{align}`` is a piece with its
    ``\begin`` and ``\end``.
    """

    display: bool = True


@record
class Heading(Piece):
    """A section's title; `level` is 1 for the most important.

    What opens a problem of its own (an exercise, a problem environment) is a
    heading too; its range is its title, and may be empty.
    """

    level: int = 1


@record
class Break(Piece):
    """The end of a paragraph."""


@record
class Directive(Piece):
    """What follows ``matcalc:`` in a comment; one inside a formula comes right behind it."""


@record
class MacroDefinition(Piece):
    r"""A definition of a macro, from ``\newcommand``, ``\def`` … to its closing brace."""


@dataclass(frozen=True)
class Scanned:
    """A document cut into pieces; `source.text` has blanks for markup inside of them."""

    source: Source
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...] = ()

    def text(self, piece: Piece) -> str:
        """The text of a piece."""
        return self.source.text[piece.start : piece.end]
