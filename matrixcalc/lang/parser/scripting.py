"""What stands below and above a part, and what stands in braces."""

from __future__ import annotations

from collections.abc import Callable

from matrixcalc.lang.parser.grammar import Grammar
from matrixcalc.lang.syntax import (
    Empty,
    Group,
    Scripts,
    Sign,
    Sum,
    Syntax,
)
from matrixcalc.lang.tokens import NARROW, WIDE, Token, tokens

_LEVELS = {"{": 1, "}": -1}
_SCRIPTED = frozenset({"'", "_", "^"})
_SMALL = frozenset({"sub", "sup"})
"""Signs and kinds of token with which something below or above begins."""


class Scripting(Grammar):
    """Subscripts, superscripts, primes, arguments and lists."""

    def scripts(self, base: Syntax) -> Syntax:
        if self.mark not in _SCRIPTED and self.token.kind not in _SMALL:
            return base
        sub: Syntax | None = None
        sup: Syntax | None = None
        primes = 0
        start = base.start

        def closed() -> Syntax:
            if sub is None and sup is None and not primes:
                return base
            return Scripts(start, self.end_of_last(), base, sub, sup, primes)

        while True:
            token = self.token
            if self.mark == "'":
                if sup is not None:
                    base, sub, sup = closed(), None, None
                self.next()
                primes += 1
            elif self.mark == "_" or token.kind == "sub":
                if sub is not None:
                    base, sub, sup, primes = closed(), None, None, 0
                sub = self.small() if token.kind == "sub" else self.script()
            elif self.mark == "^" or token.kind == "sup":
                if sup is not None or primes:
                    base, sub, sup, primes = closed(), None, None, 0
                sup = self.small() if token.kind == "sup" else self.script()
            else:
                return closed()

    def small(self) -> Syntax:
        """What is written in small Unicode figures."""
        token = self.next()
        inner = [t._replace(start=token.start, end=token.end) for t in tokens(token.text)]
        return self.within(inner, token)

    def script(self) -> Syntax:
        """What follows _ or ^: one token, or a group in braces."""
        mark = self.next()
        if self.mark != "{":
            if self.sign("-", "+", "*", "†", "⊤", "⊙", "'", "‡", "×"):
                token = self.next()
                if token.text == "-" and self.token.kind in ("number", "letter") \
                        and self.token.start == token.end:  # fmt: skip
                    body = self.argument(whole=True)
                    return Sum(token.start, body.end, (("-", body),))
                return Sign(token.start, token.end, token.text)
            return self.argument(whole=True, mark=mark)
        opened = self.next()
        inner = self.braced(opened)
        return self.within(inner, opened)

    def braced(self, opened: Token) -> list[Token]:
        """The tokens up to the brace that closes `opened`, which is consumed."""
        level = 1
        inner: list[Token] = []
        while self.token is not self.stop:
            level += _LEVELS.get(self.mark, 0)
            token = self.next()
            if level == 0:
                return inner
            inner.append(token)
        raise self.fail("a brace is not closed", opened)

    def argument(self, *, whole: bool = False, mark: Token | None = None) -> Syntax:
        r"""The argument of a command: a group in braces, or one token, as in \frac12."""
        if self.mark == "{":
            return self.group_in_braces()
        token = self.token
        if token.kind == "number" and len(token.text) > 1:
            if whole:
                written = mark.text if mark is not None else ""
                raise self.fail(f"{token.text} needs braces here",
                                help=f"write {written}{{{token.text}}}")  # fmt: skip
            first = token._replace(text=token.text[0], end=token.start + 1)
            rest = token._replace(text=token.text[1:], start=token.start + 1)
            self.tokens = [*self.tokens[: self.at], first, rest, *self.tokens[self.at + 1 :]]
            self.go_to(self.at)
        if not self.at_item():
            raise self.unexpected()
        return self.atom()

    def group_in_braces(self) -> Syntax:
        """A group in braces, which prints nothing of its own."""
        opened = self.next()
        if self.mark == "}":
            closed = self.next()
            return Empty(opened.start, closed.end)
        bars, self.open_bars = self.open_bars, []
        parts, separators = self.parts(lambda: self.mark == "}")
        self.open_bars = bars
        closed = self.expect("}", opened)
        if len(parts) == 1:
            return parts[0]
        return Group(opened.start, closed.end, "", parts, separators)

    def parts(self, closed: Callable[[], bool]) -> tuple[tuple[Syntax, ...], tuple[str, ...]]:
        """What stands between commas, semicolons, bars or colons."""
        found: list[Syntax] = []
        separators: list[str] = []
        while True:
            here = self.token.start
            # A bar here opens; only behind a part does it separate.
            empty = closed() or self.sign(",", ";", ":")
            found.append(Empty(here, here) if empty else self.related())
            if not self.sign(",", ";", "|", ":", "‖", NARROW, WIDE):
                if self.token.kind == "command" and self.token.text == "middle":
                    self.next()
                    if not self.sign("|", "‖"):
                        raise self.unexpected()
                else:
                    return tuple(found), tuple(separators)
            first = self.next()
            double = first.text == "|" and self.sign("|") and self.token.start == first.end
            separators.append("‖" if double else first.text)
            if double:
                self.next()
