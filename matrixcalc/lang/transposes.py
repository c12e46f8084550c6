r"""Transposes as some write them, brought behind their letters among the tokens of a formula.

``{}^tA`` and ``A⊤`` become ``A^⊤``, and ``A^{-1\prime}`` becomes ``A^{-1}'``.  What else stands above a
letter is not looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

from matrixcalc.lang.alphabet import ACCENTS, STYLES
from matrixcalc.lang.nesting import partners
from matrixcalc.lang.parser import RELATIONS
from matrixcalc.lang.tokens import Token

_MARKS = frozenset({"t", "T", "⊤"})
_ENDING = frozenset({")", "]", "}", "|}", "'", "‖"})
"""Signs with which a factor ends."""
_NAMES = frozenset({"letter", "upright", "number", "sub", "sup"})
_APART = frozenset({"row", "begin", "quad", "prose"})
_BEFORE = frozenset(
    {"(", "[", "{", "{|", ",", ";", "&", "/", "+", "-", "±", "·", "×", "⊗", "⊙", *RELATIONS}
)
"""Signs behind which a factor begins."""
_FEW = 100
"""Transposes before a letter in one formula that are read."""
_SCRIPTS = frozenset({"^", "_"})


def behind(found: Sequence[Token]) -> list[Token]:
    """The tokens of a formula with every transpose behind what is transposed."""
    own = list(found)
    texts = {t.text for t in own}
    if "⊤" in texts or "'" in texts:
        own = _postfixed(_out_of_exponents(own))
    if "^" in texts or any(t.kind == "sup" for t in own):
        own = _prescripts(own)
    return own


def _is(found: Sequence[Token], at: int, *texts: str) -> bool:
    return 0 <= at < len(found) and found[at].kind == "sign" and found[at].text in texts


def _ends_factor(token: Token) -> bool:
    return token.kind in _NAMES or (token.kind == "sign" and token.text in _ENDING)


def _is_spaced(found: Sequence[Token], at: int) -> bool:
    r"""Whether more than a blank, such as ``\,``, stands before a token."""
    return found[at].start - found[at - 1].end > 1


def _out_of_exponents(found: list[Token]) -> list[Token]:
    r"""The tokens with a transpose behind an exponent that is a number with it: ``^{-1\top}``."""
    result = list(found)
    for at in range(len(found) - 1, -1, -1):
        inner = result[at + 2 : at + 5]
        signed = [t.text for t in inner[:1]] == ["-"]
        count = 2 if signed else 1
        mark = at + 2 + count
        if not (_is(result, at, "^") and _is(result, at + 1, "{") and _is(result, mark, "⊤", "'")
                and _is(result, mark + 1, "}") and result[mark - 1].kind == "number"):  # fmt: skip
            continue
        place = result[mark + 1].end
        turned = result[mark]._replace(start=place, end=place)
        moved = [turned] if turned.text == "'" else [turned._replace(text="^"), turned]
        result[mark : mark + 2] = [result[mark + 1], *moved]
    return result


def _postfixed(found: list[Token]) -> list[Token]:
    """The tokens with every ``⊤`` that stands right behind a factor above it."""
    result: list[Token] = []
    inside = _in_scripts(found)
    for at, token in enumerate(found):
        behind_factor = result and at not in inside and _ends_factor(result[-1])
        if token.kind == "sign" and token.text == "⊤" and behind_factor:
            result.append(Token("sign", "^", token.start, token.start))
        result.append(token)
    return result


def _in_scripts(found: Sequence[Token]) -> set[int]:
    """The places of what stands in braces above or below something."""
    inside: set[int] = set()
    for opened, closed in partners(found).items():
        if opened < closed and found[opened].text == "{" and _is(found, opened - 1, *_SCRIPTS):
            inside.update(range(opened, closed))
    return inside


def _prescripts(found: list[Token]) -> list[Token]:
    """The tokens with every transpose that stands before a factor behind it."""
    result = list(found)
    at = some = 0
    while at < len(result) and some < _FEW:
        if result[at].text not in ("^", "{") and result[at].kind != "sup":
            at += 1
            continue
        opened, behind_mark = _mark(result, at, some=some > 0)
        if behind_mark:
            end = _end_of_factor(result, behind_mark)
            if end:
                place = result[end - 1].end
                turned = [Token("sign", "^", place, place), Token("sign", "⊤", place, place)]
                first = result[behind_mark]._replace(start=result[opened].start)
                factor = [first, *result[behind_mark + 1 : end]]
                result = [*result[:opened], *factor, *turned, *result[end:]]
                some += 1
                at = opened
                continue
        at += 1
    return result


def _mark(found: Sequence[Token], at: int, *, some: bool) -> tuple[int, int]:
    """Where a transpose before a factor begins and ends, if one stands here; else zeros.

    Behind a factor it needs ``{}``, or a space between them where `some` stand before factors already.
    """
    opened = at
    before = found[at - 1] if at else None
    explicit = _is(found, at, "{") and _is(found, at + 1, "}")
    at += 2 if explicit else 0
    begins = before is None or before.kind in _APART or _is(found, opened - 1, *_BEFORE)
    begins = begins and not _is(found, opened - 2, *_SCRIPTS)
    if not begins:
        # Behind a factor it may be one of that: A^{-1}{}^T.
        behind_factor = before is not None and (_ends_factor(before) or before.text == "⊤")
        if not (some and behind_factor and (explicit or _is_spaced(found, opened))):
            return 0, 0
    if at >= len(found):
        return 0, 0
    if found[at].kind == "sup":
        return (opened, at + 1) if begins and found[at].text in _MARKS else (0, 0)
    if not _is(found, at, "^"):
        return 0, 0
    braces = _is(found, at + 1, "{")
    mark = at + 2 if braces else at + 1
    marks = _MARKS if begins else {"t"}
    if mark >= len(found) or found[mark].text not in marks:
        return 0, 0
    if braces and not _is(found, mark + 1, "}"):
        return 0, 0
    return opened, mark + 2 if braces else mark + 1


def _end_of_factor(found: Sequence[Token], at: int) -> int:
    """Where the factor ends that begins here, with a power of it; 0 where none begins."""
    if at >= len(found):
        return 0
    token, end = found[at], 0
    matched = partners(found)
    if token.kind in ("letter", "upright"):
        end = at + 1
    elif _is(found, at, "(", "[", "{") and at in matched:
        end = matched[at] + 1
    elif token.kind == "command" and (token.text in ACCENTS or token.text in STYLES):
        end = matched.get(at + 1, at + 1) + 1
    elif token.kind == "command" and token.text == "left":
        depth = 0
        for k in range(at, len(found) - 1):
            if found[k].kind == "command":
                depth += {"left": 1, "right": -1}.get(found[k].text, 0)
            if depth == 0:
                end = k + 2
                break
    if end and _is(found, end, "^") and not _is_spaced(found, end):
        end = matched.get(end + 1, end + 1) + 1 if _is(found, end + 1, "{") else 0
    return 0 if _is(found, end, "'") else end
