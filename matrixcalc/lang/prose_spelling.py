r"""A normal form of short formulas: no spaces, no styles, one sign for each relation.

``\boldsymbol{\mu} \in \mathbb{R}^{n\times n}`` becomes ``\mu∈ℝ^{n×n}``.  Letters keep
the spelling that they have in the text.
"""

from __future__ import annotations

import re

from matrixcalc.lang.alphabet import ACCENTS, GREEK, STYLES

GREEK_NAMES = "|".join(sorted(GREEK, key=len, reverse=True))
"""The Greek letters as LaTeX names them, for a pattern."""
_ACCENTS = "|".join(sorted(ACCENTS, key=len, reverse=True))
_SYMBOL = rf"(?:\\(?:{GREEK_NAMES})(?![A-Za-z])|[A-Za-zΑ-Ωα-ωℓϑϕϖϱϵ][\u0300-\u036f]*)"
LETTER = (
    rf"(?:\\(?:{_ACCENTS})\{{{_SYMBOL}\}}|\\(?:{_ACCENTS})(?![A-Za-z]) ?{_SYMBOL}"
    rf"|\\math(?:cal|scr|frak|bb)\{{[A-Za-z]\}}|ℳ|𝒮|𝒩|{_SYMBOL})"
)
"""A letter with at most one accent."""
_INSIDE = r"(?:[^{}×]|\{[^{}×]*\})"
NAME = (
    rf"(?:{LETTER}(?:_(?:\{{{_INSIDE}*\}}|\\(?:{GREEK_NAMES})(?![A-Za-z])|\w|\*)"
    rf"|\^(?:\{{\({_INSIDE}*\)\}}|\*|\{{\*\}})|')*)"
)
"""A letter with what belongs to its name: a subscript, a superscript in brackets, primes."""
SIZE = r"(?:[A-Za-z0-9_+\-*/^ℓ·\\ ]|\{[A-Za-z0-9_+\-*/^ℓ·\\ ]*\}|\((?=[A-Za-z0-9])[A-Za-z0-9_+\-*/^ ]*\))+"
"""A written size."""

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\s+|.", re.DOTALL)
_COMMANDS_OF_NOTHING = (
    "left right big Big bigl bigr Bigl Bigr displaystyle textstyle limits nolimits nonumber notag "
    "rm bf it enspace thinspace"
)
_NOTHING = frozenset(
    {"~", "&", *(f"\\{sign}" for sign in (*",;!:>/ \n", *_COMMANDS_OF_NOTHING.split()))}
)
_SIGNS = {
    r"\in": "∈", r"\sim": "~", "∼": "~", r"\succ": "≻", r"\succeq": "⪰", "≽": "⪰",
    r"\succcurlyeq": "⪰", r"\prec": "≺", r"\preceq": "⪯", r"\times": "×", r"\dots": "…",
    r"\ldots": "…", r"\cdots": "…", r"\dotsc": "…", r"\dotsb": "…", "⋯": "…", r"\geq": "≥",
    r"\ge": "≥", r"\leq": "≤", r"\le": "≤", r"\geqslant": "≥", r"\leqslant": "≤", r"\neq": "≠",
    r"\ne": "≠", r"\gt": ">", r"\lt": "<", r"\top": "⊤", r"\intercal": "⊤", r"\{": "⟦",
    r"\}": "⟧", r"\lbrace": "⟦", r"\rbrace": "⟧", r"\subset": "⊂", r"\subseteq": "⊂", "⊆": "⊂",
    r"\infty": "∞", r"\forall": "∀", r"\quad": ",", r"\qquad": ",", r"\colon": ":", r"\|": "‖",
    r"\Vert": "‖", r"\lVert": "‖", r"\rVert": "‖", "∥": "‖", r"\cdot": "·", r"\R": "ℝ",
    r"\RR": "ℝ", r"\reals": "ℝ", r"\Reals": "ℝ", r"\real": "ℝ", r"\C": "ℂ", r"\CC": "ℂ",
    r"\Z": "ℤ", r"\ZZ": "ℤ", r"\NN": "ℕ", r"\normN": "𝒩", "，": ",", "、": ",", "−": "-",
    "（": "(", "）": ")", "ᵀ": "^⊤", "⊺": "⊤", r"\prime": "'", r"\star": "*", r"\ast": "*",
    r"\mid": "|", r"\vert": "|",
}  # fmt: skip
_DOUBLE = {"R": "ℝ", "C": "ℂ", "N": "ℕ", "Z": "ℤ", "S": "𝕊"}
_SCRIPT = {"N": "𝒩", "M": "ℳ", "S": "𝒮", "R": "ℝ"}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵈᵏᵐⁿᵖ", "0123456789+-()dkmnp")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋₍₎ᵢⱼₖₘₙ", "0123456789+-()ijkmn")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵈᵏᵐⁿᵖˣ]+")
_LOWERED = re.compile(r"[₀₁₂₃₄₅₆₇₈₉₊₋₍₎ᵢⱼₖₘₙ]+")
_STYLED = frozenset(
    f"\\{name}" for name, style in STYLES.items() if style in ("bold", "") and name != "underline"
)
_FONTS = {r"\mathbb": _DOUBLE, r"\Bbb": _DOUBLE, r"\mathcal": _SCRIPT, r"\mathscr": _SCRIPT,
          r"\cal": _SCRIPT}  # fmt: skip
_TRANSPOSE = re.compile(r"\^(?:\{(?:T|t|⊤|\\T|\\tr|\\mathsfT)\}|[Tt⊤])")
_OVERSET = re.compile(r"\\(?:overset|stackrel)\{((?:[^{}]|\{[^{}]*\})*)\}(?:\{~\}|~)")
_INDEXED = re.compile(r"~(?:_|\^)\{((?:[^{}]|\{[^{}]*\})*)\}")
_REDUNDANT = re.compile(r"(?<![_^}A-Za-z])\{(\\?[A-Za-z]+)\}")
_COMMAS = re.compile(r",[, ]*,|,$")


def canonical(latex: str) -> str:
    r"""The normal form of a formula.

    >>> canonical(r"\boldsymbol{\mu}, x \in \mathbb R^{n \times 1}")
    '\\mu,x∈ℝ^{n×1}'
    """
    latex = _RAISED.sub(lambda m: f"^{{{m[0].replace('ˣ', '×').translate(_SUPERSCRIPTS)}}}", latex)
    latex = _LOWERED.sub(lambda m: f"_{{{m[0].translate(_SUBSCRIPTS)}}}", latex)
    text = _joined(_styled(_TOKEN.findall(latex)))
    text = _TRANSPOSE.sub("^⊤", text)
    text = _OVERSET.sub(_tilde, text)
    text = _INDEXED.sub(_tilde, text)
    text = _REDUNDANT.sub(r"\1", text)
    return _COMMAS.sub(",", text).strip(",")


def _tilde(match: re.Match[str]) -> str:
    letters = re.sub(r"\\[a-z]*|[^a-z]", "", match[1].lower())
    return "≋" if letters in ("iid", "ind", "uiv") else "~"


def _styled(written: list[str]) -> list[str]:
    """The tokens without styles and spaces; letters of special fonts become one sign."""
    tokens = [t for t in written if not (t.isspace() or t in _NOTHING)]
    closing = _closing(tokens)
    found: list[str] = []
    dropped: set[int] = set()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token in _FONTS or token in _STYLED:
            at = _font(tokens, at, closing, dropped, found)
            continue
        if at not in dropped:
            found.append(_SIGNS.get(token, token))
        at += 1
    return found


_LONGEST_WORD = 12


def _font(
    tokens: list[str], at: int, closing: dict[int, int], dropped: set[int], found: list[str]
) -> int:
    """Read a command of style; where the text goes on, which may be inside of its braces."""
    command, opened = tokens[at], at + 1
    braced = opened in closing
    end = closing.get(opened, opened)
    if end >= len(tokens):
        return opened
    inner = tokens[opened + 1 : end] if braced and end - opened <= _LONGEST_WORD else []
    if not braced:
        inner = [tokens[opened]]
    if command in _FONTS:
        sign = _FONTS[command].get(inner[0]) if len(inner) == 1 else None
        found.extend([sign] if sign else [command])
        return end + 1 if sign else opened
    if braced and len(inner) > 1 and all(t.isalpha() and t.isascii() for t in inner):
        found.append("\\" + "".join(inner))
        return end + 1
    if braced:
        dropped.update((opened, end))
    return opened


def _closing(tokens: list[str]) -> dict[int, int]:
    """Where each brace that is opened is closed."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, written in enumerate(tokens):
        if written == "{":
            opened.append(at)
        elif written == "}" and opened:
            found[opened.pop()] = at
    return found


def _joined(tokens: list[str]) -> str:
    """The tokens as text, with a space where a command would swallow a letter."""
    parts: list[str] = []
    for token in tokens:
        if parts and parts[-1][0] == "\\" and parts[-1][-1].isalpha() and token[:1].isalpha():
            parts.append(" ")
        parts.append(token)
    return "".join(parts)
