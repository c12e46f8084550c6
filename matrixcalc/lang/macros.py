r"""Macros of a document: ``\newcommand``, ``\def``, ``\DeclareMathOperator``, expanded.

A macro is text for text, with arguments; its tokens stand where it was called.
Nothing else of TeX is executed, and expansion ends after a fixed number of steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matrixcalc.lang.tokens import Token, Unlexed, tokens

MOST = 20_000
"""Tokens to which one formula may grow."""

_NEW = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|newcommandx)\*?\s*\{?\s*\\([A-Za-z]+|.)\s*\}?"
    r"\s*(?:\[(\d)\])?\s*(?:\[([^\]]*)\])?\s*\{"
)
_DEF = re.compile(r"\\(?:g|e|x)?def\s*\\([A-Za-z]+|.)\s*((?:#\d)*)\s*\{")
_DELIMITER = re.compile(
    r"\\DeclarePairedDelimiter(X(?:PP)?)?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*"
)
_DOCUMENT = re.compile(
    r"\\(?:New|Renew|Provide|Declare)DocumentCommand\s*\{?\s*\\([A-Za-z]+|.)\s*\}?\s*"
    r"\{\s*(?:O\s*\{([^{}]*)\}\s*)?((?:m\s*)*)\}\s*\{"
)
_ENVIRONMENT = re.compile(
    r"\s*\\(?:re)?newenvironment\s*\{\s*([A-Za-z]+\*?)\s*\}\s*(?:\[(\d)\])?\s*(?:\[([^\]]*)\])?\s*\{"
)
_OPENED = re.compile(r"\s*\{")
_PART = re.compile(r"\s*(?:(\{)|(\\[A-Za-z]+|\\.|[^\s\\{}]))")
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
    return _by_specification(text.strip()) or _delimiter(text.strip())


def own_sign(name: str, macro: Macro) -> Iterator[str]:
    r"""The sign with a meaning by convention that a macro makes another one of: ``\top``, ``\circ``."""
    try:
        (sign,) = tokens(f"\\{name}")
        written = [t.text for t in tokens(macro.text) if t.kind != "command" and t.text not in "{}"]
    except (Unlexed, ValueError):
        return
    usual = {sign.text, "T"} if sign.text == "⊤" else {sign.text}
    if sign.kind == "sign" and macro.count == 0 and not usual & {*written}:
        yield f"^{sign.text}" if sign.text == "⊤" else sign.text


def environment(text: str) -> dict[str, Macro]:
    """What the beginning and the end stand for of an environment that a definition defines."""
    match = _ENVIRONMENT.match(text)
    before = _body(text, match.end()) if match is not None else None
    if match is None or before is None:
        return {}
    opened = _OPENED.match(text, match.end() + len(before) + 1)
    after = _body(text, opened.end()) if opened is not None else None
    if after is None:
        return {}
    begin = Macro(int(match[2] or 0), match[3], before)
    return {f"begin {match[1]}": begin, f"end {match[1]}": Macro(0, None, after)}


def _by_specification(text: str) -> tuple[str, Macro] | None:
    r"""The macro that ``\NewDocumentCommand`` defines, if its arguments are plain ones."""
    match = _DOCUMENT.match(text)
    body = _body(text, match.end()) if match is not None else None
    if match is None or body is None:
        return None
    count = match[3].count("m") + (match[2] is not None)
    return match[1], Macro(count, match[2], body)


def _delimiter(text: str) -> tuple[str, Macro] | None:
    r"""The macro that ``\DeclarePairedDelimiter`` and its like define; how large it is set says nothing."""
    match = _DELIMITER.match(text)
    if match is None:
        return None
    parts: list[str] = []
    at = match.end()
    while part := _PART.match(text, at):
        inner = part[2] or _body(text, part.end())
        if inner is None:
            return None
        parts.append(inner)
        at = part.end() + (0 if part[2] else len(inner) + 1)
    kind = match[1] or ""
    if len(parts) != {"": 2, "X": 3, "XPP": 5}[kind]:
        return None
    count = int(match[3] or 1)
    if kind == "XPP":
        before, left, right, after, inner = parts
    else:
        (left, right), before, after, inner = parts[:2], "", "", (*parts, "#1")[2]
    inner = re.sub(r"\\delimsize\b", "", inner)
    whole = f"{before} {left} {inner} {right} {after}"
    shifted = _ARGUMENT.sub(lambda m: f"#{int(m[1]) + 1}", whole)
    return match[2], Macro(count + 1, "", shifted)


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
    names = {name for t in found if (name := _name(t))}
    if macros.keys().isdisjoint(names | {name.rstrip("*") for name in names}):
        return list(found)
    result: list[Token] = []
    todo = list(reversed(found))
    made = 0
    while todo:
        token = todo.pop()
        name = _name(token)
        macro = macros.get(name)
        if macro is None and name.endswith("*"):
            macro = macros.get(name[:-1])
            if macro is not None and not macro.count:
                todo.append(Token("sign", "*", token.end - 1, token.end))
        if macro is None:
            result.append(token)
            continue
        made += 1
        arguments, end = _arguments(todo, macro, token.end)
        inner = _filled(token, macro, arguments, end)
        todo.extend(reversed(inner))
        if len(todo) + len(result) > MOST + len(found) or made > MOST:
            raise Endless(token.text, token.start)
    return result


def _name(token: Token) -> str:
    """The name of a command, which may be that of a known function, or of one end of an environment."""
    if token.kind in ("begin", "end"):
        return f"{token.kind} {token.text}"
    return token.text if token.kind == "command" else ""


def _arguments(todo: list[Token], macro: Macro, end: int) -> tuple[list[list[Token]], int]:
    """The arguments of a call, and where it ends."""
    found: list[list[Token]] = []
    count = macro.count
    if macro.default is not None and count:
        if todo and todo[-1].text == "[" and todo[-1].kind == "sign":
            todo.pop()
            inner: list[Token] = []
            while todo and not (todo[-1].kind == "sign" and todo[-1].text == "]"):
                inner.append(todo.pop())
            if todo:
                end = todo.pop().end
            found.append(inner)
        else:
            found.append([t._replace(start=end, end=end) for t in tokens(macro.default)])
        count -= 1
    for _ in range(count):
        argument, end = _argument(todo, end)
        found.append(argument)
    return found, end


def _argument(todo: list[Token], end: int) -> tuple[list[Token], int]:
    """An argument, and where it ends with its braces."""
    if not todo:
        return [], end
    first = todo.pop()
    if not (first.kind == "sign" and first.text == "{"):
        return [first], first.end
    depth, inner = 1, []
    while todo:
        token = todo.pop()
        end = token.end
        if token.kind == "sign":
            depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0:
            break
        inner.append(token)
    return inner, end


def _filled(
    call: Token, macro: Macro, arguments: Sequence[Sequence[Token]], end: int
) -> list[Token]:
    """The macro's text as tokens at the place of the call, up to its `end`, with the arguments in it."""
    result: list[Token] = []
    pieces = _ARGUMENT.split(macro.text)
    for k, piece in enumerate(pieces):
        if k % 2:
            number = int(piece) - 1
            if number < len(arguments):
                result.extend(arguments[number])
        elif piece:
            result.extend(t._replace(start=call.start, end=call.end) for t in tokens(piece))
    if result:
        result[0] = result[0]._replace(start=call.start)
        result[-1] = result[-1]._replace(end=max(end, call.end))
    return result
