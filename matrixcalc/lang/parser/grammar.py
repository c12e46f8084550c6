"""What the parts of the grammar share: the tokens, the errors, and each other's names.

Nothing is parsed here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

from matrixcalc.lang.syntax import Group, Infix, Juxtaposed, Syntax
from matrixcalc.lang.tokens import Token

DEEPEST = 60
"""Levels of brackets that are followed."""

RELATIONS = frozenset(
    {"=", ":=", "≡", "≜", "≠", "<", ">", "≤", "≥", "≈", "≐", "∝", "~", "≻", "⪰", "≺", "⪯", "∈",
     "∉", "⊂", "→", "←", "⇒", "⇔", "⇐"}
)  # fmt: skip


class Unparsed(Exception):
    """A formula that was not read: what stopped the reader, where, and what may help."""

    def __init__(self, message: str, start: int, end: int, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.help = help


class Grammar(ABC):
    """The tokens of a formula and how far they are read."""

    at: int
    """How many tokens are read."""
    token: Token
    """The token that is read next."""
    mark: str
    """Its text if it is a sign, and nothing otherwise."""

    def __init__(self, found: Sequence[Token], end: int) -> None:
        self.tokens = found
        self.stop = Token("end of formula", "", end, end)
        self.go_to(0)
        self.depth = 0
        self.open_bars: list[str] = []

    # Tokens.

    def sign(self, *texts: str) -> bool:
        return self.mark in texts

    def next(self) -> Token:
        token = self.token
        self.at = at = self.at + 1
        self.token = found = self.tokens[at] if at < len(self.tokens) else self.stop
        self.mark = found.text if found.kind == "sign" else ""
        return token

    def go_to(self, at: int) -> None:
        self.at = at
        self.token = token = self.tokens[at] if at < len(self.tokens) else self.stop
        self.mark = token.text if token.kind == "sign" else ""

    def end_of_last(self) -> int:
        return self.tokens[self.at - 1].end if self.at else self.stop.start

    def fail(self, message: str, token: Token | None = None, help: str = "") -> Unparsed:
        token = token or self.token
        return Unparsed(message, token.start, token.end, help)

    def unexpected(self) -> Unparsed:
        token = self.token
        if token is self.stop:
            return self.fail("the formula ends too early")
        return self.fail(f"cannot read {shown(token)} here")

    def finish(self) -> None:
        if self.token is not self.stop:
            raise self.unexpected()

    def expect(self, text: str, opened: Token) -> Token:
        if self.mark != text:
            if self.token is self.stop:
                raise self.fail(f"{shown(opened)} is not closed", opened)
            raise self.fail(f"{shown(self.token)} stands where {text} should close "
                            f"{shown(opened)}")  # fmt: skip
        return self.next()

    # What the parts of the grammar ask of each other.

    @abstractmethod
    def within(self, inner: Sequence[Token], opened: Token) -> Syntax:
        """The syntax of a script: an index, a list of indices, a sign, a formula."""

    @abstractmethod
    def related(self) -> Syntax:
        """A sum, or several with relations between them."""

    @abstractmethod
    def sum(self) -> Syntax:
        """Terms with + and − between them."""

    @abstractmethod
    def item(self) -> Syntax:
        """An atom with what stands below and above it."""

    @abstractmethod
    def atom(self) -> Syntax:
        """A letter, a number, a part in brackets, a command with its arguments."""

    @abstractmethod
    def command(self) -> Syntax:
        """A command with its arguments."""

    @abstractmethod
    def scripts(self, base: Syntax) -> Syntax:
        """A base with what stands below and above it."""

    @abstractmethod
    def braced(self, opened: Token) -> list[Token]:
        """The tokens up to the brace that closes `opened`, which is consumed."""

    @abstractmethod
    def argument(self, *, whole: bool = False, mark: Token | None = None) -> Syntax:
        """The argument of a command: a group in braces, or one token."""

    @abstractmethod
    def group_in_braces(self) -> Syntax:
        """A group in braces, which prints nothing of its own."""

    @abstractmethod
    def parts(self, closed: Callable[[], bool]) -> tuple[tuple[Syntax, ...], tuple[str, ...]]:
        """What stands between commas, semicolons, bars or colons."""

    @abstractmethod
    def at_item(self) -> bool:
        """Whether a factor begins here."""


def shown(token: Token) -> str:
    """A token as a message shows it."""
    match token.kind:
        case "command":
            return f"\\{token.text}"
        case "begin" | "end":
            return f"\\{token.kind}{{{token.text}}}"
        case "row":
            return "\\\\"
        case "prose":
            return f"the words {token.text!r}"
        case "end of formula":
            return "the end of the formula"
    return {"{|": "\\{", "|}": "\\}"}.get(token.text, token.text)


def kept(node: Syntax) -> Syntax:
    """A part in braces that stays one part among those beside it."""
    if isinstance(node, Juxtaposed | Infix):
        return Group(node.start, node.end, "", (node,))
    return node
