"""Codes about reading documents, statements and directives."""

from __future__ import annotations

from matrixcalc.diagnostics.code import Code

NOT_TEXT = Code(
    "MC101",
    "the file is not text that can be read",
    """
    The file has bytes that are not UTF-8, or is no text at all, or a notebook is not JSON.
    The place of the first such byte is shown.
    """,
    """
    A letter that was guessed could be another letter of the formula. What can be read is
    read; a byte that cannot be is shown as a replacement character, which no formula has.
    """,
    """
        notes saved by an old editor in Latin-1, with "für" as the bytes 66 fc 72
    """,
    """
    Save the file as UTF-8.
    """,
)

NOT_CLOSED = Code(
    "MC102",
    "a formula or an environment is not closed",
    r"""
    A formula was opened with $$, \[ or \begin and its end was not found. The line on which
    it opens is shown, and the text behind it is read as if it ended with the paragraph.
    """,
    """
    What belongs to the formula cannot be told any more, so nothing in it is judged. The
    rest of the document is read as usual.
    """,
    r"""
        $$ \operatorname{tr}(AB) = \operatorname{tr}(BA)

        Therefore the trace is cyclic.
    """,
    """
    Close the formula where it ends.
    """,
)

NOT_UNDERSTOOD = Code(
    "MC103",
    "a formula was not understood",
    """
    Every sign of a formula has to have a meaning, or the formula is not read. The sign that
    stopped the reader is shown with its line and column, and what may help where that is known.
    """,
    """
    A reader that leaves out what it does not know reads another formula than was written,
    and its verdict would be about that one. What is not read is never counted against
    its author.
    """,
    r"""
        $A(B + C = AB + AC$
    """,
    r"""
    Correct the sign; define a macro with \newcommand; declare a letter or a function in a
    directive, as in <!-- matcalc: A : n×m; f(x) : scalar function -->.
    """,
)

BAD_DIRECTIVE = Code(
    "MC104",
    "a directive was not understood",
    """
    An item of a directive, or of --let, is no declaration and no setting. The nearest word
    that is known is shown.
    """,
    """
    A declaration that was silently left out would change what is true.
    """,
    """
        <!-- matcalc: layuot = numerator -->
    """,
    """
    Items are separated by semicolons: NAMES : SHAPE, ADJECTIVES, as in
    A, B : n×m; Σ : k×k, symmetric, positive definite; layout = numerator; expect = refuted.
    """,
)

ENDLESS_MACRO = Code(
    "MC105",
    "a macro expands without an end",
    """
    A macro of the document calls itself, or grows beyond what any formula needs.
    """,
    """
    The formula has no last sign, so there is nothing to read.
    """,
    r"""
        \newcommand{\x}{\x + 1}
    """,
    """
    Define the macro by something else than itself.
    """,
)

CODES = (
    NOT_TEXT,
    NOT_CLOSED,
    NOT_UNDERSTOOD,
    BAD_DIRECTIVE,
    ENDLESS_MACRO,
)
