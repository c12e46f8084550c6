"""Formulas as pieces: definitions of macros taken out, comments and line prefixes blanked.

Shared by all languages of documents.  Nothing here finds a formula.
"""

from __future__ import annotations

import re

from matrixcalc.lang.scan.draft import Draft
from matrixcalc.lang.scan.formulas import Dialect
from matrixcalc.lang.scan.groups import DEFINERS, Groups
from matrixcalc.lang.scan.pieces import Directive, MacroDefinition, Math, Piece

_COMMENT = re.compile(r"\\[^\n]|%[^\n]*")
_DIRECTIVE = re.compile(r"%+[ \t]*matcalc[ \t]*:", re.IGNORECASE)
_COMMAND = re.compile(r"\s*\\([A-Za-z]+)")


def put_formula(
    draft: Draft,
    groups: Groups,
    dialect: Dialect,
    whole: tuple[int, int],
    inside: tuple[int, int],
    *,
    display: bool,
) -> None:
    """Puts what stands `inside` of the delimiters of the `whole`."""
    start, end = inside
    directives = _blank_markup(draft, dialect, start, end)
    pieces: list[Piece] = []
    while (command := _COMMAND.match(draft.text, start, end)) and command[1] in DEFINERS:
        after = groups.definition(command[1], command.end())
        if not start < after <= end:
            break
        pieces.append(MacroDefinition(command.start(1) - 1, after))
        start = after
    draft.put(*whole, *pieces, Math(start, end, display), *directives)


def _blank_markup(draft: Draft, dialect: Dialect, start: int, end: int) -> list[Directive]:
    """Blank comments and line prefixes; the directives among the comments, which stay."""
    found: list[Directive] = []
    for match in _COMMENT.finditer(draft.text, start, end):
        directive = _DIRECTIVE.match(match[0]) if match[0][0] == "%" else None
        if directive is not None:
            found.append(Directive(match.start() + directive.end(), match.end()))
        elif match[0][0] == "%":
            draft.blank(*match.span())
    at = draft.text.find("\n", start, end)
    while at >= 0:
        draft.blank(at + 1, dialect.begin(at + 1, end))
        at = draft.text.find("\n", at + 1, end)
    return found
