r"""Macros of a document: ``\newcommand``, ``\def``, ``\DeclareMathOperator``, expanded.

A macro is text for text, with arguments; its tokens stand where it was called.
Nothing else of TeX is executed, and expansion ends after a fixed number of steps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matrixcalc.lang.tokens import Token, tokens

MOST = 20_000
"""Tokens to which one formula may grow."""

_NEW = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|newcommandx)\*?\s*\{?\s*\\([A-Za-z]+|.)\s*\}?"
    r"\s*(?:\[(\d)\])?\s*(?:\[([^\]]*)\])?\s*\{"
)
_DEF = re.compile(r"\\(?:g|e|x)?def\s*\\([A-Za-z]+|.)\s*((?:#\d)*)\s*\{")
_OPERATOR = re.compile(r"\\DeclareMathOperator\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*\{")
_ARGUMENT = re.compile(r"#(\d)")


@dataclass(frozen=True)
class Macro:
    """A macro: how many arguments it takes, the first one's default, and its text."""

    count: int
    default: str | None
    text: str


class Endless(Exception):
    """Macros that expand without an end."""

    def __init__(self, name: str, offset: int) -> None:
        super().__init__(name)
        self.name = name
        self.offset = offset


def definition(text: str) -> tuple[str, Macro] | None:
    """The macro that a definition defines, with its name; None if it does not read."""
    for pattern, kind in ((_NEW, "new"), (_DEF, "def"), (_OPERATOR, "operator")):
        match = pattern.match(text.strip())
        if match is None:
            continue
        body = _body(text.strip(), match.end())
        if body is None:
            return None
        if kind == "operator":
            return match[1], Macro(0, None, rf"\operatorname{{{body}}}")
        if kind == "def":
            return match[1], Macro(len(match[2]) // 2, None, body)
        return match[1], Macro(int(match[2] or 0), match[3], body)
    return None


def _body(text: str, start: int) -> str | None:
    """The text up to the brace that closes the one before `start`."""
    depth = 1
    for at in range(start, len(text)):
        if text[at - 1] == "\\":
            continue
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return text[start:at]
    return None


def expand(found: Sequence[Token], macros: Mapping[str, Macro]) -> list[Token]:
    """The tokens with every macro replaced by what it stands for.

    Raises `Endless` where that does not come to an end.
    """
    if macros.keys().isdisjoint({t.text for t in found if t.kind == "command"}):
        return list(found)
    result: list[Token] = []
    todo = list(reversed(found))
    made = 0
    while todo:
        token = todo.pop()
        macro = macros.get(_name(token))
        if macro is None:
            result.append(token)
            continue
        made += 1
        arguments = _arguments(todo, macro)
        inner = _filled(token, macro, arguments)
        todo.extend(reversed(inner))
        if len(todo) + len(result) > MOST + len(found) or made > MOST:
            raise Endless(token.text, token.start)
    return result


def _name(token: Token) -> str:
    """The name of a command, which may be that of a known function."""
    return token.text if token.kind == "command" else ""


def _arguments(todo: list[Token], macro: Macro) -> list[list[Token]]:
    found: list[list[Token]] = []
    count = macro.count
    if macro.default is not None and count:
        if todo and todo[-1].text == "[" and todo[-1].kind == "sign":
            todo.pop()
            inner: list[Token] = []
            while todo and not (todo[-1].kind == "sign" and todo[-1].text == "]"):
                inner.append(todo.pop())
            if todo:
                todo.pop()
            found.append(inner)
        else:
            found.append(tokens(macro.default))
        count -= 1
    return [*found, *(_argument(todo) for _ in range(count))]


def _argument(todo: list[Token]) -> list[Token]:
    if not todo:
        return []
    first = todo.pop()
    if not (first.kind == "sign" and first.text == "{"):
        return [first]
    depth, inner = 1, []
    while todo:
        token = todo.pop()
        if token.kind == "sign":
            depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0:
            break
        inner.append(token)
    return inner


def _filled(call: Token, macro: Macro, arguments: Sequence[Sequence[Token]]) -> list[Token]:
    """The macro's text as tokens at the place of the call, with the arguments in it."""
    result: list[Token] = []
    pieces = _ARGUMENT.split(macro.text)
    for k, piece in enumerate(pieces):
        if k % 2:
            number = int(piece) - 1
            if number < len(arguments):
                result.extend(arguments[number])
        elif piece:
            result.extend(t._replace(start=call.start, end=call.end) for t in tokens(piece))
    return result
