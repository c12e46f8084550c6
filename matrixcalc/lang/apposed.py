r"""Letters that a sentence puts beside what they are, without a sign between: “let $S$ be the matrix
$A^TA$” is $S = A^TA$.

Only a letter and an expression are taken, with a few words that are no prepositions between them:
“the transpose of $A$” is not read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from matrixcalc.lang.prose_tokens import Fragment

_WORDS = (
    r"(?:(?!(?:of|from|for|in|on|to|by|with|at|between|whose|such|over|under|not|no|via|von|vom|aus|für|mit|bei|zu|zwischen|über"
    r"|deren|dessen|nicht|kein\w*|de|du|des|dans|pour|avec|entre|sur|dont|pas|set|space|group|map|random|normal|gaussian|law"
    r"|distribution|event|menge|raum|ensemble)\b)[^\W\d_][\w'’-]*\s+){0,3}"
)
_BEHIND = (
    r"(?=\s*(?:[.,;:)]|$|(?:with|where|for|and|so|of\s+size|mit|wobei|für|und|avec|où|pour|et)\b))"
)
_APPOSED = re.compile(
    rf"\b(?:let|set|put)\s+▢\s+(?:be|denote|equal|mean|stand\s+for)\s+(?:to\s+)?{_WORDS}▢{_BEHIND}"
    rf"|(?:^|[.;]\s*|\b(?:here|before|and|where|note)\b,?\s*)(?:the\s+|die\s+|das\s+)?{_WORDS}▢\s+(?:is|equals|means|ist)\s+(?:the\s+|die\s+|das\s+)?{_WORDS}▢{_BEHIND}"
    rf"|\b(?:denote|denoting|call|name)\s+(?:by\s+)?▢\s+(?:the|an?)\s+{_WORDS}▢{_BEHIND}"
    rf"|\bwrite\s+▢\s+for\s+(?:the\s+)?{_WORDS}▢{_BEHIND}"
    rf"|\b(?:where|wobei)\s+▢\s+(?:is|denotes|stands\s+for|die|der|das|den)\s+(?:the\s+)?{_WORDS}▢(?:\s+(?:ist|sei|bezeichnet))?{_BEHIND}"
    rf"|\bsei(?:en)?\s+▢\s+(?:die|der|das|eine?)\s+{_WORDS}▢{_BEHIND}"
    rf"|\bsoit\s+▢\s+(?:la|le|l['’]|une?)\s*{_WORDS}▢{_BEHIND}",
    re.IGNORECASE,
)
_WITH_DIAGONAL = re.compile(
    rf"▢\s+(?:be|is|denotes?|ist|sei)?\s*(?:the|a|an|die|eine)\s+diagonal\s*matri(?:x|ze?)\s+(?:with|mit)\s+(?:(?:the|den|der)\s+)?"
    rf"(?:main\s+)?(?:diagonal|diagonal\s+(?:entries|elements)|entries|elements|einträgen)\s+(?:given\s+by\s+|of\s+)?▢{_BEHIND}",
    re.IGNORECASE,
)
_MEMBER = re.compile(r"\\in(?![a-z])|∈")
_NAMED_BY = re.compile(
    rf"\b(?:abbreviate|denote|write|call|abbreviating|denoting|writing|calling)\s+(?:the\s+)?{_WORDS}▢\s+(?:by|as|simply)\s+▢{_BEHIND}"
    rf"|\b(?:désigne|note|notons|abrège)\s+(?:la\s+|le\s+)?{_WORDS}▢\s+(?:par\s+)?▢{_BEHIND}"
    rf"|\b(?:kürzen|bezeichnen|schreiben|nennen)\s+(?:wir\s+)?(?:die\s+|das\s+|den\s+)?{_WORDS}▢\s+(?:durch|mit|als|kurz)\s+▢(?:\s+ab)?{_BEHIND}",
    re.IGNORECASE,
)
_NO_VALUE = re.compile(
    r"=|<|>|≤|≥|∈|∼|~|→|↦|×|≻|⊥|,|ℝ|\.\.|…|:|\\(?:in|sim|to|times|le|ge|leq|geq|mapsto|succ|prec|perp|mathbb|mathcal|ldots|cdots"
    r"|dots|rightarrow|neq?|subset\w*|approx|equiv|N)(?![a-zA-Z])"
)
_LETTER = re.compile(
    r"\\?[^\W\d_]+|\\(?:hat|bar|tilde|widehat|mathbf|boldsymbol|bm)\s*\{?\s*\\?[^\W\d_]+\s*\}?"
)
_SEVERAL = re.compile(r"[^\W\d_]\W*[^\W\d_]|[-+/^‖|]|\\frac|\\sqrt|\\[lr]?[vV]ert")


class Apposition(NamedTuple):
    """A letter, and the expression that it stands for: two formulas of a paragraph."""

    letter: Fragment
    value: Fragment
    diagonal: bool = False
    """Whether the value is the diagonal of the letter, a diagonal matrix."""


def appositions(paragraph: Sequence[Fragment]) -> Iterator[Apposition]:
    """The letters of a paragraph that stand beside what they are."""
    formulas = [f for f in paragraph if f.math]
    text = "".join(" ▢ " if f.math else f.text.replace("▢", " ") for f in paragraph)
    for found in _APPOSED.finditer(text):
        first = text.count("▢", 0, found.start())
        letter, value = formulas[first], formulas[first + 1]
        if _is_named(letter.text) and _is_value(value.text, letter.text.strip()):
            yield Apposition(letter, value)
    for found in _WITH_DIAGONAL.finditer(text):
        first = text.count("▢", 0, found.start())
        letter, value = formulas[first], formulas[first + 1]
        if _is_named(letter.text) and _is_named(_MEMBER.split(value.text)[0]):
            yield Apposition(letter, value, diagonal=True)
    for found in _NAMED_BY.finditer(text):
        first = text.count("▢", 0, found.start())
        value, letter = formulas[first], formulas[first + 1]
        if _is_named(letter.text) and _is_value(value.text, letter.text.strip()):
            yield Apposition(letter, value)


def _is_named(formula: str) -> bool:
    return _LETTER.fullmatch(formula.strip()) is not None


def _is_value(formula: str, letter: str) -> bool:
    """Whether a formula may be what a letter stands for."""
    written = formula.strip()
    bracketed = written.startswith("(") and written.find(")") == len(written) - 1
    own = re.search(rf"(?<![A-Za-z\\]){re.escape(letter)}(?![A-Za-z])", written)
    return not (_NO_VALUE.search(written) or own or bracketed or _SEVERAL.search(written) is None)
