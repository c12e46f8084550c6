"""Where the brackets, braces and tables of a formula begin and end, among its tokens.

What stands in them is not looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

from matrixcalc.lang.tokens import Token

_OPENING = frozenset({"(", "[", "{|", "⟨"})
_CLOSING = {")": "(", "]": "[", "|}": "{|", "⟩": "⟨"}
_BRACKETS = _OPENING | _CLOSING.keys() | {"{", "}"}
_NESTING = _BRACKETS | {"left"}
_DEEPENING = _NESTING | {"right"}
_TABLES = frozenset({"begin", "end"})


def partners(found: Sequence[Token]) -> dict[int, int]:
    """The brackets and braces that have a partner, by position."""
    pairs: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for at, token in enumerate(found):
        text = token.text
        if text not in _BRACKETS or token.kind != "sign":
            continue
        if text in _OPENING or text == "{":
            stack.append((text, at))
        else:
            wanted = _CLOSING.get(text, "{")
            for k in range(len(stack) - 1, max(-1, len(stack) - 1 - REACH), -1):
                if stack[k][0] == wanted:
                    pairs[stack[k][1]], pairs[at] = at, stack[k][1]
                    del stack[k:]
                    break
    return pairs


REACH = 50
"""Open brackets among which the partner of a closing one is looked for."""


def braced(found: Sequence[Token], at: int) -> tuple[list[Token], int]:
    """The tokens in the braces that open at `at`, and where it goes on behind them."""
    if at >= len(found) or not (found[at].kind == "sign" and found[at].text == "{"):
        return [], at
    depth, inner = 0, []
    while at < len(found):
        token = found[at]
        at += 1
        if token.kind == "sign":
            depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0:
            break
        inner.append(token)
    return inner[1:], at


def depths(found: Sequence[Token]) -> list[tuple[int, Token, int]]:
    """Each token with its position and how deep in brackets and tables it stands."""
    if _NESTING.isdisjoint({t.text for t in found}) and "begin" not in {t.kind for t in found}:
        return [(at, token, 0) for at, token in enumerate(found)]
    matched = partners(found)
    depth = tables = 0
    levels: list[tuple[int, Token, int]] = []
    for at, token in enumerate(found):
        kind = token.kind
        if token.text not in _DEEPENING and kind not in _TABLES:
            levels.append((at, token, depth + tables))
            continue
        if kind == "begin" or (kind == "command" and token.text == "left"):
            tables += 1
        partner = matched.get(at, at)
        if partner < at:
            depth -= 1
        levels.append((at, token, depth + tables))
        if partner > at:
            depth += 1
        if kind == "end" or (kind == "command" and token.text == "right"):
            tables = max(0, tables - 1)
    return levels
