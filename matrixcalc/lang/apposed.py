r"""Letters that a sentence puts beside what they are, without a sign between: “let $S$ be the matrix
$A^TA$” is $S = A^TA$.

Only a letter and an expression are taken, with a few words that are no prepositions between them:
“the transpose of $A$” is not read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from matrixcalc.lang.chance import MEMBER
from matrixcalc.lang.items import Item
from matrixcalc.lang.macros import Endless, Macro, expand
from matrixcalc.lang.prose_tokens import Fragment
from matrixcalc.lang.rows import Claim, claims
from matrixcalc.lang.tokens import Token, Unlexed, tokens

_WORDS = (
    r"(?:(?:(?:data|gram|scatter|hat|design|projection|kernel|block|square|symmetric|quadratic|residual|error|squared|euclidean"
    r"|frobenius|short|shorthand|ridge|least-squares|linear|loss|cost|objective|usual|ordinary)\s+)?"
    r"(?:matrix|vector|scalar|number|product|sum|difference|quantity|expression|function|form|residuals?|errors?|loss|cost"
    r"|objective|projection|projector|estimator|solution|quotient|ratio|term|factor|combination"
    r"|matrize?n?|vektor|zahl|produkt|summe|differenz|ausdruck|funktion|residuum|fehler|projektion|lösung"
    r"|matrice|vecteur|nombre|produit|somme|différence|expression|fonction|résidu|erreur|projecteur)\s+)?"
)
"""What may stand between a letter and its value: nouns that say nothing else of it."""
_BEHIND = r"(?=\s*(?:[.,;:)]|$|(?:where|and|so|of\s+size|wobei|und|où|et)\b|(?:with|for|mit|für|avec|pour)\s+▢))"
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
_STACKED = re.compile(
    rf"▢\s*(?:,?\s*(?:be|is|denotes?|has|have|with|ist|sei|hat|mit)\s+)?(?:(?:the|a|an|die|eine)\s+)?(?:(?:data|design|feature|input)\s+)?(?:matri(?:x|ze?)\s+)?"
    rf"(?:(?:whose|with|that\s+has|having|mit|deren)\s+)?(?:(?:the|den)\s+)?(?P<lines>rows|columns|zeilen|spalten)\s+(?:are\s+|sind\s+)?▢{_BEHIND}",
    re.IGNORECASE,
)
_ITEM = r"\\?[A-Za-z]+|\\(?:mathbf|boldsymbol|bm)\s*\{\s*\\?[A-Za-z]+\s*\}"
_TURNED = (
    r"\s*\^\s*\{?\s*(?:T|\\top|\\intercal|\\mathsf\s*\{\s*T\s*\}|\\mathrm\s*\{\s*T\s*\})\s*\}?"
)
_LISTED = re.compile(
    rf"\s*(?P<letter>{_ITEM})\s*_\s*\{{?1\}}?(?P<turned>{_TURNED})?\s*,(?:[^.]*,)?\s*(?:\\[lc]?dots|…|\.\.\.)\s*,?\s*(?P<last>{_ITEM})\s*_\s*(?:\{{\s*)?(?P<end>[A-Za-z]+)(?:\s*\}})?(?P<same>{_TURNED})?\s*"
)
_MEMBER_ALONE = re.compile(
    rf"\s*(?P<letter>{_ITEM})\s*_\s*\{{?\s*[a-z]\s*\}}?(?P<turned>{_TURNED})?\s*"
)
_SPACE_OF = re.compile(
    r"\\mathbb\s*\{?\s*R\s*\}?\s*\^\s*\{\s*(?P<rows>[A-Za-z])\s*\\times\s*(?P<cols>[A-Za-z])\s*\}"
)
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
    written: str = ""
    """The value as a formula, where the words say that its rows or columns are listed."""


def appositions(paragraph: Sequence[Fragment]) -> Iterator[Apposition]:
    """The letters of a paragraph that stand beside what they are."""
    formulas = [f for f in paragraph if f.math]
    text = "".join(" ▢ " if f.math else f.text.replace("▢", " ") for f in paragraph)
    for pattern in (_APPOSED, _WITH_DIAGONAL, _NAMED_BY):
        for found in pattern.finditer(text):
            first = text.count("▢", 0, found.start())
            letter, value = formulas[first : first + 2][:: -1 if pattern is _NAMED_BY else 1]
            diagonal = pattern is _WITH_DIAGONAL
            named = _is_named(letter.text) and not _is_doubtful(text, found)
            fits = (
                _is_named(MEMBER.split(value.text)[0]) if diagonal
                else _is_value(value.text, letter.text.strip())
            )  # fmt: skip
            if named and fits:
                yield Apposition(letter, value, diagonal)


def stacked(paragraph: Sequence[Fragment]) -> Iterator[Apposition]:
    """The letters of a paragraph whose rows or columns are listed, as “whose rows are $x_i^T$”."""
    formulas = [f for f in paragraph if f.math]
    text = "".join(" ▢ " if f.math else f.text.replace("▢", " ") for f in paragraph)
    for found in _STACKED.finditer(text):
        first = text.count("▢", 0, found.start())
        letter, value = formulas[first : first + 2]
        rows = found["lines"].lower() in ("rows", "zeilen")
        whole = _listed(value.text, letter.text, rows=rows)
        head = MEMBER.split(letter.text)[0]
        if whole and _is_named(head) and not _is_doubtful(text, found):
            yield Apposition(replace(letter, text=head), value, written=whole)


def equation(said: Apposition, macros: Mapping[str, Macro]) -> tuple[Claim, ...]:
    """The equation that says what a letter is beside its value; empty where it is no formula."""
    value = said.value
    try:
        head, body = (expand(tokens(f.text, f.start), macros) for f in (said.letter, value))
        if said.written:
            body = _placed(expand(tokens(said.written), macros), value.start)
        if said.diagonal:
            own = takewhile(lambda t: t.text != "∈", body)
            body = _placed([*tokens(r"\operatorname{diag}("), *own, *tokens(")")], value.start)
    except (Unlexed, Endless):
        return ()
    sign = tokens("=")[0]._replace(start=value.start, end=value.start)
    return tuple(claims([*head, sign, *body], value.start + len(value.text)))


def _placed(found: Sequence[Token], start: int) -> list[Token]:
    """The tokens, those that nobody wrote at the place of the formula."""
    return [t if t.start >= start else t._replace(start=start, end=start) for t in found]


def of_members(paragraph: Sequence[Fragment]) -> Iterator[Item]:
    """The rows or columns of matrices of which the size is written, as families of columns."""
    sizes = {f.start: f.text for f in paragraph if f.math}
    for letter, value, _, _ in stacked(paragraph):
        space = _SPACE_OF.search(sizes[letter.start])
        found = _LISTED.fullmatch(value.text) or _MEMBER_ALONE.fullmatch(value.text)
        if space is not None and found is not None:
            rows = bool(found["turned"])
            size, count = (space["cols"], space["rows"])[:: 1 if rows else -1]
            end = value.start + len(value.text)
            yield Item(
                (f"{found['letter'].strip()}_i",), (size,), ranges=(("i", "1", count),),
                start=value.start, end=end,
            )  # fmt: skip


def _listed(value: str, letter: str, *, rows: bool) -> str:
    """A matrix with these rows or columns written out; empty where it is not clear which they are.

    Rows that are not written as transposes may be rows themselves, and are not understood.
    """
    found, space = _LISTED.fullmatch(value), _SPACE_OF.search(letter)
    if found is not None and (found["letter"].strip() == found["last"].strip()):
        turned, end = (found["turned"] or "", found["same"] or ""), found["end"]
    else:
        found = _MEMBER_ALONE.fullmatch(value)
        if found is None or space is None:
            return ""
        turned, end = (found["turned"] or "",) * 2, space["rows" if rows else "cols"]
    if not (all(turned) if rows else not any(turned)):
        return ""
    item = found["letter"].strip()
    ends = (f"{item}_1{turned[0]}", f"{item}_{end}{turned[1]}")
    between = r" \\ \vdots \\ " if rows else r" & \cdots & "
    return rf"\begin{{bmatrix}} {between.join(ends)} \end{{bmatrix}}"


def _is_doubtful(text: str, found: re.Match[str]) -> bool:
    """Whether the words of the sentence before say it only of a case, of others, or not at all."""
    begin = max(text.rfind(stop, 0, found.start()) for stop in ".;!?")
    end = _STOP.search(text, found.end())
    behind = text[found.end() : end.start() if end else len(text)]
    return (_OPEN.search(text[begin + 1 : found.end()]) or _DENIED.search(behind)) is not None


_STOP = re.compile(r"[.;!?](?=\s|$)")
_DENIED = re.compile(r"\bnot\b|n['’]t\b|\b(?:but|however|nicht|aber|pas|mais)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"n['’]t\b|\b(?:if|when|whenever|unless|not|never|cannot|could|would|might|may|some|others?|authors?|often|sometimes|instead|for\s+▢"
    r"|suppose|assume|falls|wenn|nicht|kein\w*|statt|würde\w*|manche|oft|für\s+▢|si|pas|jamais|certains|parfois|souvent|pour\s+▢)\b",
    re.IGNORECASE,
)


def _is_named(formula: str) -> bool:
    return _LETTER.fullmatch(formula.strip()) is not None


def _is_value(formula: str, letter: str) -> bool:
    """Whether a formula may be what a letter stands for."""
    written = formula.strip()
    bracketed = written.startswith("(") and written.find(")") == len(written) - 1
    own = re.search(rf"(?<![A-Za-z\\]){re.escape(letter)}(?![A-Za-z])", written)
    return not (_NO_VALUE.search(written) or own or bracketed or _SEVERAL.search(written) is None)
