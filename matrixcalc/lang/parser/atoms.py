"""Atoms: letters, numbers, brackets, bars, sums, matrices."""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from matrixcalc.lang.alphabet import WORDS
from matrixcalc.lang.parser.grammar import Grammar, kept
from matrixcalc.lang.syntax import (
    Bars,
    Big,
    Empty,
    Group,
    Name,
    Number,
    Remark,
    Root,
    Scripts,
    Sign,
    Syntax,
    Table,
    Word,
)
from matrixcalc.lang.tokens import Token

LARGEST_FACTORIAL = 20
"""The largest number of which the factorial is computed."""
_SUM_LETTERS = {"Σ": "∑", "Π": "∏"}
_BIG = frozenset({"∑", "∏", "∫"})
_CLOSING = {"(": ")", "[": "]", "{|": "|}", "⟨": "⟩"}
_TABLES = frozenset(
    {"matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "array",
     "cases", "aligned", "gathered", "split", "psmallmatrix", "bsmallmatrix", "dcases"}
)  # fmt: skip


class Atoms(Grammar):
    """What a factor consists of, other than commands."""

    def atom(self) -> Syntax:
        token = self.token
        match token.kind:
            case "letter":
                self.next()
                if token.text in _SUM_LETTERS and self._has_limits():
                    return self.big(token._replace(text=_SUM_LETTERS[token.text]))
                return Name(token.start, token.end, token.text)
            case "number":
                self.next()
                value = Fraction(int(token.text) if token.text.isdecimal() else token.text)
                if self.mark == "!" and value.denominator == 1 and value <= LARGEST_FACTORIAL:
                    return Number(token.start, self.next().end, Fraction(factorial(int(value))))
                return Number(token.start, token.end, value)
            case "upright":
                self.next()
                return Name(token.start, token.end, token.text, "upright")
            case "word":
                self.next()
                if token.text in WORDS:
                    return Word(token.start, token.end, token.text)
                return Name(token.start, token.end, token.text)
            case "prose":
                self.next()
                return Remark(token.start, token.end, token.text)
            case "mark":
                self.next()
                return Sign(token.start, token.end, token.text)
            case "begin":
                return self.table()
            case "command":
                return self.command()
            case "sign":
                return self.signed_atom()
        raise self.unexpected()

    def _has_limits(self) -> bool:
        """Whether limits such as _{i=1} follow: then Σ is a sum and no letter."""
        if self.mark != "_" or self.at + 1 >= len(self.tokens):
            return False
        if self.tokens[self.at + 1].text != "{":
            return False
        for token in self.tokens[self.at + 2 :]:
            if token.kind == "sign" and token.text in ("=", "≤", "≠", "<"):
                return True
            if token.kind == "sign" and token.text in ("}", "{"):
                return False
        return False

    def signed_atom(self) -> Syntax:
        token = self.token
        if token.text in _CLOSING:
            return self.bracketed(self.next())
        if token.text == "{":
            return kept(self.group_in_braces())
        if token.text in ("|", "‖"):
            return self.bars(self.next())
        if token.text in _BIG:
            return self.big(self.next())
        if token.text == "√":
            self.next()
            body = self.argument(whole=True)
            return Root(token.start, body.end, body)
        if token.text in ("∂", "∇", "…", "⋮", "⋱", "∞", "⊤", "★", "□", "∅"):
            self.next()
            return Sign(token.start, token.end, token.text)
        raise self.unexpected()

    def bracketed(self, opened: Token) -> Syntax:
        """A group in round, square or curly brackets."""
        bars, self.open_bars = self.open_bars, []
        closing = _CLOSING[opened.text]
        parts, separators = self.parts(lambda: self.mark == closing)
        closed = self.expect(closing, opened)
        self.open_bars = bars
        return Group(opened.start, closed.end, opened.text, parts, separators)

    def bars(self, opened: Token) -> Syntax:
        fence = opened.text
        if fence == "|" and self.sign("|") and self.token.start == opened.end:
            self.next()
            fence = "||"
        mark = "‖" if fence in ("‖", "||") else "|"
        self.open_bars.append("|" if fence == "||" else mark)
        body = self.sum()
        self.open_bars.pop()
        closed = self.expect("|" if fence == "||" else mark, opened)
        if fence == "||":
            closed = self.expect("|", opened)
        return Bars(opened.start, closed.end, mark, body)

    def big(self, token: Token) -> Syntax:
        found = self.scripts(Sign(token.start, token.end, token.text))
        if isinstance(found, Scripts):
            if found.primes or isinstance(found.base, Scripts):
                raise self.fail(f"{token.text} has too many scripts", token)
            return Big(token.start, found.end, token.text, found.sub, found.sup)
        return Big(token.start, token.end, token.text)

    def table(self) -> Syntax:
        """A matrix, cases or aligned rows."""
        opened = self.next()
        name = opened.text.rstrip("*")
        if name not in _TABLES:
            raise self.fail(f"the environment {opened.text} cannot stand inside a formula", opened)
        if name == "array" and self.sign("{"):
            self.braced(self.next())
        rows: list[list[Syntax]] = [[]]
        while True:
            here = self.token.start
            empty = self.sign("&") or self.token.kind in ("row", "end")
            bars, self.open_bars = self.open_bars, []
            rows[-1].append(Empty(here, here) if empty else self.cell())
            self.open_bars = bars
            if self.sign("&"):
                self.next()
            elif self.token.kind == "row":
                self.next()
                rows.append([])
            else:
                break
        token = self.token
        if token.kind != "end" or token.text != opened.text:
            if token is self.stop or token.kind == "end":
                raise self.fail(f"\\begin{{{opened.text}}} is not closed", opened)
            raise self.unexpected()
        self.next()
        if len(rows[-1]) == 1 and isinstance(rows[-1][0], Empty):
            rows.pop()
        return Table(opened.start, token.end, name, tuple(tuple(r) for r in rows))

    def cell(self) -> Syntax:
        parts, separators = self.parts(lambda: self.sign("&") or self.token.kind in ("row", "end"))
        if len(parts) == 1:
            return parts[0]
        if isinstance(parts[-1], Empty) and len(parts) == 2:
            return parts[0]
        return Group(parts[0].start, parts[-1].end, "", parts, separators)
