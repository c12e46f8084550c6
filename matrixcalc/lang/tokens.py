r"""Formulas as tokens with their places, for LaTeX and Unicode alike.

``\Sigma`` and ``Σ`` become the same token, as do ``^{-1}`` and ``⁻¹``.  A token
keeps the place of what was written; nothing is dropped but spaces and commands
that only set type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from matrixcalc.lang.alphabet import (
    ACCENTS,
    BARE,
    COMMAND_SIGNS,
    GREEK,
    SPACING,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    WORDS,
)  # fmt: skip


class Token(NamedTuple):
    r"""A token: its kind, its text in normal form, and its range in the document.

    Kinds: ``letter``, ``number``, ``word`` (a name of several letters, upright),
    ``prose`` (the content of ``\text``), ``command``, ``sign``, ``row``, ``sup``
    and ``sub`` (written in small Unicode figures), ``quad`` (a wide space).
    """

    kind: str
    text: str
    start: int
    end: int


class Unlexed(Exception):
    """A character that belongs to no formula; `offset` is where it stands."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


_PLAIN = r"\s*\{([^{}\\$]*)\}"
_TOKEN = re.compile(
    rf"""
    (?P<space>(?:\s|~|%[^\n]*\n?|\\[ ,;:!>/]|[\u200b\ufeff\u3000])+)
  | (?P<quad>\\q?quad(?![A-Za-z]))
  | (?P<word>\\(?:operatorname\*?|mathrm|mathop|mathsf|mathit|textrm|textit|rm){_PLAIN})
  | (?P<prose>\\(?:text|textnormal|textbf|mbox|hbox|intertext){_PLAIN})
  | (?P<begin>\\(?:begin|end)\s*\{{\s*[A-Za-z]+\*?\s*\}})
  | (?P<mark>\\textcircled\s*\{{\s*\d+\s*\}}|[①-⑳])
  | (?P<convention>\|(?:denominator|numerator|free|tied|projected)(?:,\ (?:free|tied|projected))?)
  | (?P<dots>\.\.+)
  | (?P<number>\d+(?:\.\d+)?)
  | (?P<row>\\\\(?:\*?\s*\[-?[\d.]+\s*[a-z]+\])?|\\newline\b|\\cr\b)
  | (?P<command>\\(?:[A-Za-z]+\*?|.))
  | (?P<sup>[{re.escape(SUPERSCRIPTS[0])}]+)
  | (?P<sub>[{re.escape(SUBSCRIPTS[0])}]+)
  | (?P<bare>{"|".join(sorted(BARE, key=len, reverse=True))})
  | (?P<letter>[^\W\d_][\u0300-\u036f]*)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_UPRIGHT_TRANSPOSE = frozenset({"T", "t", "H", "⊤"})
_SUP = str.maketrans(*SUPERSCRIPTS)
_SUB = str.maketrans(*SUBSCRIPTS)
_SIGNS = frozenset("{}()[]|,;:./+-*=<>'!?&_^#\"")
_SAME_SIGN = {
    "−": "-", "–": "-", "·": "·", "⋅": "·", "∙": "·", "×": "×", "∗": "*", "，": ",", "（": "(",
    "）": ")", "；": ";", "：": ":", "＝": "=", "＋": "+", "｜": "|", "∣": "|", "′": "'", "’": "'",
    "‖": "‖", "∥": "‖", "≔": ":=", "≡": "≡", "≠": "≠", "≤": "≤", "≥": "≥", "≈": "≈", "∝": "∝",
    "∼": "~", "≜": "≜", "≐": "≐", "≻": "≻", "≽": "⪰", "⪰": "⪰", "≺": "≺", "⪯": "⪯", "∈": "∈",
    "⇒": "⇒", "⟹": "⇒", "⇐": "⇐", "⇔": "⇔", "⟺": "⇔", "→": "→", "↦": "→", "∴": "∴", "∵": "∵",
    "⊗": "⊗", "⊙": "⊙", "∘": "⊙", "⊘": "⊘", "⊕": "⊕", "±": "±", "∂": "∂", "∇": "∇", "∑": "∑", "∏": "∏",
    "∫": "∫", "√": "√", "∞": "∞", "…": "…", "⋯": "…", "⋮": "⋮", "⋱": "⋱", "⟨": "⟨", "⟩": "⟩",
    "⊤": "⊤", "†": "†", "∀": "∀", "¬": "¬", "∪": "∪", "∩": "∩", "⊂": "⊂", "⊆": "⊂", "★": "★",
    "□": "□", "■": "□", "∎": "□", "、": ",", "。": ".", "←": "←", "∅": "∅",
}  # fmt: skip

_FRACTIONS = {
    "½": ("1", "2"), "⅓": ("1", "3"), "⅔": ("2", "3"), "¼": ("1", "4"), "¾": ("3", "4"),
    "⅕": ("1", "5"), "⅙": ("1", "6"), "⅛": ("1", "8"),
}  # fmt: skip
"""Fractions that are one character."""


def tokens(text: str, start: int = 0, names: frozenset[str] = frozenset()) -> list[Token]:
    """The tokens of a formula that stands at `start` in the document.

    `names` are declared names of several plain letters, such as ``dX``; a known
    function word such as ``tr`` is a token also without a backslash, unless each
    of its letters is in `names`.  Raises `Unlexed` for a character that no formula has.
    """
    longer = tuple(sorted((n for n in names if len(n) > 1 and n.isalpha()), key=len, reverse=True))
    found: list[Token] = []
    at, end = 0, len(text)
    while at < end:
        if longer and text[at].isalpha():
            own = next((n for n in longer if text.startswith(n, at)), None)
            if own is not None:
                found.append(Token("word", own, start + at, start + at + len(own)))
                at += len(own)
                continue
        match = _TOKEN.match(text, at)
        assert match is not None
        if match[0] in _FRACTIONS and text[at - 1 : at].isdigit():
            raise Unlexed("a number and a fraction side by side have two meanings", start + at)
        at = match.end()
        kind = match.lastgroup
        if kind == "space":
            continue
        if kind == "bare" and _is_product(match[0], names):
            at = match.start() + 1
            found.append(Token("letter", match[0][0], start + at - 1, start + at))
            continue
        found.extend(_token(kind or "", match, start))
    return found


def _is_product(word: str, names: frozenset[str]) -> bool:
    return all(letter in names for letter in word)


def _token(kind: str, match: re.Match[str], start: int) -> Iterator[Token]:
    whole, a, b = match[0], start + match.start(), start + match.end()
    match kind:
        case "letter" if whole in _FRACTIONS:
            top, bottom = _FRACTIONS[whole]
            marks = (
                ("sign", "("),
                ("number", top),
                ("sign", "/"),
                ("number", bottom),
                ("sign", ")"),
            )
            yield from (Token(kind, text, a, b) for kind, text in marks)
        case "letter":
            yield Token("letter", whole, a, b)
        case "begin":
            name = whole[whole.index("{") + 1 : -1].strip()
            yield Token("begin" if whole.startswith("\\begin") else "end", name, a, b)
        case "number" | "row" | "quad":
            yield Token(kind, whole, a, b)
        case "bare":
            yield Token("word", whole, a, b)
        case "word":
            yield from _upright(whole[whole.index("{") + 1 : -1], a, b)
        case "prose":
            yield from _prose(whole[whole.index("{") + 1 : -1], a, b)
        case "convention":
            yield Token("convention", whole[1:].replace(" ", ""), a, b)
        case "dots":
            yield Token("sign", "…", a, b)
        case "mark":
            yield Token("mark", _mark(whole), a, b)
        case "sup":
            yield Token("sup", whole.translate(_SUP), a, b)
        case "sub":
            yield Token("sub", whole.translate(_SUB), a, b)
        case "command":
            yield from _command(whole, a, b)
        case _:
            yield _sign(whole, a, b)


def _mark(whole: str) -> str:
    """A number in a circle."""
    figures = "".join(c for c in whole if c.isdecimal())
    if not figures:
        return whole
    return chr(ord("①") + int(figures) - 1) if 1 <= int(figures) <= 20 else f"({figures})"


def _upright(content: str, a: int, b: int) -> Iterator[Token]:
    """Letters set upright: the name of a function, of a letter, or a transpose."""
    inner = " ".join(content.split())
    if not inner:
        return
    if len(inner) == 1 and not inner.isdigit():
        if inner.isalpha():
            yield Token("upright", inner, a, b)
        else:
            yield _sign(inner, a, b)
    elif inner.isdigit():
        yield Token("number", inner, a, b)
    elif inner.replace(" ", "").isalnum():
        yield Token("word", inner, a, b)
    else:
        yield Token("prose", inner, a, b)


def _prose(content: str, a: int, b: int) -> Iterator[Token]:
    r"""The words of ``\text``: a function's name, a transpose, or a remark."""
    inner = " ".join(content.split())
    if inner in WORDS or inner in _UPRIGHT_TRANSPOSE or inner == "d":
        yield from _upright(inner, a, b)
    elif inner:
        yield Token("prose", inner, a, b)


def _command(whole: str, a: int, b: int) -> Iterator[Token]:
    name = whole[1:]
    if name in SPACING:
        return
    if name in ACCENTS or name == "sqrt":
        yield Token("command", name, a, b)
    elif name in GREEK:
        yield Token("letter", GREEK[name], a, b)
    elif name in COMMAND_SIGNS:
        yield Token("sign", COMMAND_SIGNS[name], a, b)
    else:
        yield Token("command", name, a, b)


def _sign(whole: str, a: int, b: int) -> Token:
    if whole in _SIGNS:
        return Token("sign", whole, a, b)
    same = _SAME_SIGN.get(whole)
    if same is not None:
        return Token("sign", same, a, b)
    raise Unlexed(f"{whole!r} is not part of a formula", a)
