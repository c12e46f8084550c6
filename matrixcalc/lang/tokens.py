r"""Formulas as tokens with their places, for LaTeX and Unicode alike.

``\Sigma`` and ``Σ`` become the same token, as do ``^{-1}`` and ``⁻¹``.  A token
keeps the place of what was written; nothing is dropped but spaces and commands
that only set type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from matrixcalc.lang.alphabet import (
    ACCENTS,
    BARE,
    BIG,
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
    ``prose`` (the content of ``\text``, with its formulas), ``command``, ``sign``, ``row``, ``sup``
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


def _any_of(words: Iterable[str]) -> str:
    """A pattern of these words, the longest first, which is told soon by their first letters."""
    ordered = sorted(words, key=lambda word: (word[0], -len(word)))
    rests = ((first, [w[1:] for w in same]) for first, same in groupby(ordered, itemgetter(0)))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests)


_PLAIN = r"\s*\{([^{}\\$]*)\}"
NARROW, WIDE = "␣", "⎵"
"""The signs for a space in square brackets that may set two entries apart, and one that does."""
_WITH_FORMULAS = r"\s*\{((?:[^{}\\$]|\$[^$]*\$)*)\}"
_GROUP = r"\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\}){0,200}\}"
_LENGTH = r"\s*(?:true\s*)?(?:em|ex|pt|pc|bp|mu|cm|mm|in|sp|fil+|\\[A-Za-z]+)"
_PLACED = r"(?:aligned|gathered|split|multlined)(?:at)?|[pbBvV]matrix(?=\*)"
"""Environments behind which a letter in brackets says how they are placed."""
_COMMAND = re.compile(
    rf"""\\(?:
    (?P<space>[ ,;:!>/])
  | (?P<skip>(?:[hm]space\*?\s*\{{[^{{}}]{{0,60}}\}}
      |(?:[hm]skip|m?kern)\s*-?[\d.]+{_LENGTH}(?:\s*(?:plus|minus)\s*-?[\d.]+{_LENGTH})*))
  | (?P<paint>(?:text)?color\s*(?:\[[^\]\n]{{0,40}}\]\s*)?\{{[^{{}}]{{0,60}}\}}|bbox\s*\[[^\]\n]{{0,60}}\])
  | (?P<tag>tag\*?\s*\{{(?:[^{{}}]|\{{[^{{}}]*\}}){{0,80}}\}})
  | (?P<quad>q?quad(?![A-Za-z]))
  | (?P<word>(?:operatorname\*?|mathrm|mathop|mathsf|mathit|textrm|textit|textsf|textup|rm){_PLAIN})
  | (?P<prose>(?:text|textnormal|textbf|mbox|hbox|intertext){_WITH_FORMULAS})
  | (?P<begin>begin\s*\{{\s*(?:{_PLACED})\*?\s*\}}\[[tbclr]\]
      |begin\s*\{{\s*array\s*\}}\s*(?:\[[tbc]\]\s*)?{_GROUP}
      |(?:begin|end)\s*\{{\s*[A-Za-z]+\*?\s*\}})
  | (?P<mark>textcircled\s*\{{\s*\d+\s*\}})
  | (?P<row>\\(?:\*?\s*\[-?[\d.]+\s*[a-z]+\])?|newline\b|cr\b)
  | (?P<command>[A-Za-z]+\*?|.)
  | (?P<other>\Z)
    )""",
    re.VERBOSE | re.DOTALL,
)
"""What begins with a backslash."""
_TOKEN = re.compile(
    rf"""
    (?P<bare>{_any_of(BARE)})
  | (?P<big>(?:{_any_of(BIG)})(?=\s*_))
  | (?P<sup>[{re.escape(SUPERSCRIPTS[0])}]+)
  | (?P<sub>[{re.escape(SUBSCRIPTS[0])}]+)
  | (?P<mark>[①-⑳])
  | (?P<letter>[^\W\d_][\u0300-\u036f]*)
  | (?P<number>\d+(?:\.\d+)?)
  | (?P<space>(?:\s|~|%[^\n]*\n?|[\u200b\ufeff\u3000])+)
  | (?P<convention>\|(?:denominator|numerator|free|tied|projected)(?:,\ (?:free|tied|projected))?)
  | (?P<dots>\.\.+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
"""Anything else."""
_UPRIGHT_TRANSPOSE = frozenset({"T", "t", "H", "⊤"})
_SUP = str.maketrans(*SUPERSCRIPTS)
_SUB = str.maketrans(*SUBSCRIPTS)
_SIGNS = frozenset("{}()[]|,;:./+-*=<>'!?&_^#\"")
_ALONE = _SIGNS - {"|", "."} | {" "}
"""Signs with which nothing longer begins, and the space, which is dropped."""
_SAME_SIGN = {
    "−": "-", "–": "-", "·": "·", "⋅": "·", "∙": "·", "×": "×", "∗": "*", "，": ",", "（": "(",
    "）": ")", "；": ";", "：": ":", "＝": "=", "＋": "+", "｜": "|", "∣": "|", "′": "'", "’": "'",
    "‖": "‖", "∥": "‖", "≔": ":=", "≡": "≡", "≠": "≠", "≤": "≤", "≥": "≥", "≈": "≈", "∝": "∝",
    "∼": "~", "≜": "≜", "≐": "≐", "≻": "≻", "≽": "⪰", "⪰": "⪰", "≺": "≺", "⪯": "⪯", "∈": "∈",
    "⇒": "⇒", "⟹": "⇒", "⇐": "⇐", "⇔": "⇔", "⟺": "⇔", "→": "→", "↦": "→", "∴": "∴", "∵": "∵",
    "⊗": "⊗", "⊙": "⊙", "∘": "⊙", "⊘": "⊘", "⊕": "⊕", "±": "±", "∂": "∂", "∇": "∇", "∑": "∑", "∏": "∏",
    "∫": "∫", "√": "√", "∞": "∞", "…": "…", "⋯": "…", "⋮": "⋮", "⋱": "⋱", "⟨": "⟨", "⟩": "⟩",
    "⊤": "⊤", "⊺": "⊤", "†": "†", "∀": "∀", "¬": "¬", "∪": "∪", "∩": "∩", "⊂": "⊂", "⊆": "⊂", "★": "★",
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
        sign = text[at]
        if sign in _ALONE:
            at += 1
            if sign != " ":
                found.append(Token("sign", sign, start + at - 1, start + at))
            continue
        if longer and sign.isalpha():
            own = next((n for n in longer if text.startswith(n, at)), None)
            if own is not None:
                found.append(Token("word", own, start + at, start + at + len(own)))
                at += len(own)
                continue
        match = (_COMMAND if sign == "\\" else _TOKEN).match(text, at)
        assert match is not None
        kind, whole = match.lastgroup, match[0]
        if whole in _FRACTIONS and text[at - 1 : at].isdigit():
            raise Unlexed("a number and a fraction side by side have two meanings", start + at)
        at = match.end()
        if kind == "space":
            continue
        if kind in ("bare", "big") and _is_letters(whole, names, found, text[at : at + 1]):
            at = match.start() + 1
            found.append(Token("letter", whole[0], start + at - 1, start + at))
            continue
        if kind == "letter" and whole not in _FRACTIONS:
            found.append(Token("letter", whole, start + match.start(), start + at))
        else:
            found += _token(kind or "", whole, start + match.start(), start + at)
    return _with_gaps(found, text, start) if "[" in text else found


_GAP = re.compile(r"\\[;:> ]|~")
"""Spaces that set things apart, and are wider than what stands between two factors."""
_CALLS = frozenset("EPVDdfghpq𝔼")
"""Letters that may be functions of what stands in square brackets behind them."""
_BEGINS = frozenset({"letter", "number", "upright", "word", "begin"})
_ENDS = frozenset({"letter", "number", "upright", "sub", "sup"})


def _with_gaps(found: list[Token], text: str, start: int) -> list[Token]:
    """The tokens with a sign for each space that may set two entries in square brackets apart."""
    open_, made = list[bool](), list[Token]()
    for token in found:
        if open_ and open_[-1] and made and _begins(token):
            before = made[-1]
            wide = before.kind == "quad"
            ended = before if not wide else (made[-2] if len(made) > 1 else before)
            ends = ended.kind in _ENDS or ended.text in (")", "]", "}")
            gap = text[ended.end - start : token.start - start]
            if ends and (wide or _GAP.search(gap)):
                if wide:
                    made.pop()
                made.append(Token("sign", WIDE if wide else NARROW, ended.end, token.start))
        if token.text in ("[", "(", "{"):
            open_.append(token.text == "[" and not _is_called(made))
        elif token.text in ("]", ")", "}") and open_:
            open_.pop()
        made.append(token)
    return made


def _is_called(before: Sequence[Token]) -> bool:
    """Whether a function ends before square brackets, maybe with something below or above it."""
    at = len(before) - 1
    at -= at >= 0 and before[at].text == "left"
    while at >= 0:
        token = before[at]
        if token.text == "}":
            depth = 1
            while depth and at > 0:
                at -= 1
                depth += (before[at].text == "}") - (before[at].text == "{")
            if before[at - 1].text not in ("_", "^"):
                # The letter in \mathbb{E}.
                return before[at + 1].text in _CALLS
            at -= 2
        elif token.kind in ("sub", "sup"):
            at -= 1
        elif at and before[at - 1].text in ("_", "^"):
            at -= 2
        else:
            break
    return at >= 0 and (
        before[at].kind in ("word", "upright", "command") or before[at].text in _CALLS
    )


def _begins(token: Token) -> bool:
    """Whether a factor may begin with a token."""
    if token.kind == "command":
        return token.text not in ("right", "middle")
    return token.kind in _BEGINS or token.text in ("(", "[")


def spelled(found: Iterable[Token]) -> str:
    r"""Tokens as a formula of which they are the tokens.

    >>> spelled(tokens(r"A^\top \hat{x}"))
    'A ^ ⊤ \\hat { x }'
    """
    return " ".join(_SPELLED.get(t.kind, "{}").format(t.text) for t in found)


_SPELLED = {
    "word": r"\operatorname{{{}}}", "upright": r"\mathrm{{{}}}", "command": "\\{}",
    "prose": r"\text{{{}}}", "begin": r"\begin{{{}}}", "end": r"\end{{{}}}",
    "sup": "^{{{}}}", "sub": "_{{{}}}", "convention": "|{}", "quad": r"\quad",
}  # fmt: skip
"""How the kinds of tokens are written that are not their texts."""


def _is_letters(word: str, names: frozenset[str], before: Sequence[Token], following: str) -> bool:
    """Whether the letters of a word are declared, or only the first one stands above, as in X^Tr."""
    above = word == "Tr" and bool(before) and before[-1].text == "^" and following != "("
    return above or all(letter in names for letter in word)


def _fraction(whole: str, a: int, b: int) -> Sequence[Token]:
    """½ as (1/2)."""
    top, bottom = _FRACTIONS[whole]
    kinds = (("sign", "("), ("number", top), ("sign", "/"), ("number", bottom), ("sign", ")"))
    return [Token(kind, text, a, b) for kind, text in kinds]


def _token(kind: str, whole: str, a: int, b: int) -> Sequence[Token]:
    """What a piece of a formula stands for: one token, a few, or none."""
    match kind:
        case "letter" if whole in _FRACTIONS:
            return _fraction(whole, a, b)
        case "letter" | "number" | "row" | "quad":
            return (Token(kind, whole, a, b),)
        case "other":
            return (_sign(whole, a, b),)
        case "command":
            return _command(whole, a, b)
        case "begin":
            return _environment(whole, a, b)
        case "skip":
            return (Token("quad", whole, a, b),) if _is_wide(whole) else ()
        case "paint":
            return ()
        case "tag":
            return _tag(whole, a, b)
        case "big":
            return (Token("sign", BIG[whole], a, b),)
        case "bare":
            return (Token("word", whole, a, b),)
        case "word":
            return _upright(whole[whole.index("{") + 1 : -1], a, b)
        case "prose":
            return _prose(whole[whole.index("{") + 1 : -1], a, b)
        case "convention":
            return (Token("convention", whole[1:].replace(" ", ""), a, b),)
        case "dots":
            return (Token("sign", "…", a, b),)
        case "mark":
            return (Token("mark", _mark(whole), a, b),)
        case "sup":
            return (Token("sup", whole.translate(_SUP), a, b),)
        case "sub":
            return (Token("sub", whole.translate(_SUB), a, b),)
    raise AssertionError(f"every kind of piece has its tokens, and {kind!r} has none")


def _environment(whole: str, a: int, b: int) -> Sequence[Token]:
    """The beginning or the end of an environment; what says how its columns are set is left out."""
    name = whole[whole.index("{") + 1 : whole.index("}")].strip()
    found = Token("begin" if whole.startswith("\\begin") else "end", name, a, b)
    if whole.endswith("}") and whole.index("}") < len(whole) - 1:
        return (found, Token("sign", "{", b, b), Token("sign", "}", b, b))
    return (found,)


_MEASURE = re.compile(r"(-?[\d.]*)\s*(?:true\s*)?(em|ex|pt|pc|bp|mu|cm|mm|in|sp|fil|\\[A-Za-z]+)")
_POINTS = {"em": 10, "ex": 4.3, "pt": 1, "pc": 12, "bp": 1, "mu": 0.55, "cm": 28, "mm": 2.8,
           "in": 72, "sp": 0, "fil": 99}  # fmt: skip
_WIDE = 8
"""Points from which on a space sets apart what stands beside it."""


def _is_wide(whole: str) -> bool:
    """Whether a space is as wide as one between two formulas."""
    found = _MEASURE.search(whole, whole.find("{") + 1)
    if found is None:
        return False
    try:
        count = float(found[1] if found[1] not in ("", "-") else f"{found[1]}1")
    except ValueError:
        return False
    return count * _POINTS.get(found[2], 99) >= _WIDE


def _tag(whole: str, a: int, b: int) -> Sequence[Token]:
    """The number of an equation, which may be a formula itself."""
    inner = whole[whole.index("{") + 1 : -1].replace("$", " ").strip()
    inner = inner.strip("()") if whole.startswith("\\tag*") else inner
    try:
        shown = "".join(t.text for t in tokens(inner))
    except Unlexed:
        shown = inner
    return (Token("command", "tag", a, b), Token("sign", "{", a, b), Token("prose", shown, a, b),
            Token("sign", "}", a, b))  # fmt: skip


def _mark(whole: str) -> str:
    """A number in a circle."""
    figures = "".join(c for c in whole if c.isdecimal())
    if not figures:
        return whole
    return chr(ord("①") + int(figures) - 1) if 1 <= int(figures) <= 20 else f"({figures})"


def _upright(content: str, a: int, b: int) -> Sequence[Token]:
    """Letters set upright: the name of a function, of a letter, or a transpose."""
    inner = " ".join(content.split())
    if not inner:
        return ()
    if inner.isdigit():
        return (Token("number", inner, a, b),)
    if len(inner) == 1:
        return (Token("upright", inner, a, b) if inner.isalpha() else _sign(inner, a, b),)
    kind = "word" if inner.replace(" ", "").isalnum() else "prose"
    return (Token(kind, inner, a, b),)


def _prose(content: str, a: int, b: int) -> Sequence[Token]:
    r"""The words of ``\text``: a function's name, a transpose, or a remark."""
    inner = " ".join(content.split())
    if inner in WORDS or inner in _UPRIGHT_TRANSPOSE or inner == "d":
        return _upright(inner, a, b)
    return (Token("prose", inner, a, b),) if inner else ()


def _command(whole: str, a: int, b: int) -> Sequence[Token]:
    name = whole[1:]
    if name in SPACING:
        return ()
    if name in ACCENTS or name == "sqrt":
        return (Token("command", name, a, b),)
    if name in GREEK:
        return (Token("letter", GREEK[name], a, b),)
    if name in COMMAND_SIGNS:
        return (Token("sign", COMMAND_SIGNS[name], a, b),)
    return (Token("command", name, a, b),)


def _sign(whole: str, a: int, b: int) -> Token:
    if whole in _SIGNS:
        return Token("sign", whole, a, b)
    same = _SAME_SIGN.get(whole)
    if same is not None:
        return Token("sign", same, a, b)
    raise Unlexed(f"{whole!r} is not part of a formula", a)
