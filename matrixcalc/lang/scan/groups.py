"""Balanced braces and brackets of LaTeX, and definitions of macros.

Only extents are found; what a macro means is read elsewhere.  A search stops
at the end of the paragraph, and one that failed is not repeated before it.
"""

from __future__ import annotations

import re

from matrixcalc.lang.scan.shortcuts import ENVIRONMENTS, Shortcuts

_BRACE = re.compile(r"\\.|[{}]|\n[ \t\r]*(?=\n)", re.DOTALL)
_BRACKET = re.compile(r"[ \t]*\[[^\[\]\n$]{0,200}\]")
_NAME = re.compile(r"\*?\s*(?:\{\s*(\\(?:[A-Za-z@]+|.))\s*\}|(\\(?:[A-Za-z@]+|.)))")
_PARAMETERS = re.compile(r"[^{}\n\\]{0,80}")
_LET = re.compile(r"\s*=?\s*(?:\\(?:[A-Za-z@]+|.)|[^\s\\{}$])")
_TOKEN = re.compile(r"\s*(?:\\(?:[A-Za-z@]+|.)|[^\s\\{}$%])")
_SPACE = re.compile(r"[ \t\r]*(?:\n[ \t\r]*)?(?![\n\r])")

DEFINERS = {
    "newcommand": 1,
    "renewcommand": 1,
    "providecommand": 1,
    "DeclareRobustCommand": 1,
    "newcommandx": 1,
    "renewcommandx": 1,
    "DeclareMathOperator": 1,
    "DeclarePairedDelimiter": 2,
    "DeclarePairedDelimiterX": 3,
    "DeclarePairedDelimiterXPP": 5,
    "NewDocumentCommand": 2,
    "RenewDocumentCommand": 2,
    "ProvideDocumentCommand": 2,
    "DeclareDocumentCommand": 2,
    "def": 1,
    "gdef": 1,
    "edef": 1,
    "let": 0,
}
"""The macros that define macros, with the number of groups after the name."""

_PRIMITIVE = frozenset({"def", "gdef", "edef"})


class Groups:
    """Finds the ends of groups in one text."""

    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end
        self._hopeless = 0
        self.shortcuts = Shortcuts()
        """What the definitions so far abbreviate."""

    def end_of(self, at: int, end: int | None = None) -> int:
        """The offset after the group that opens at `at`, or -1 if it does not close."""
        limit = self.end if end is None else end
        if at >= limit or self.text[at] != "{" or at < self._hopeless:
            return -1
        depth = 0
        for match in _BRACE.finditer(self.text, at, limit):
            sign = match[0]
            if sign == "{":
                depth += 1
            elif sign == "}":
                depth -= 1
                if depth == 0:
                    return match.end()
            elif sign[0] == "\n":
                limit = match.start()
                break
        self._hopeless = limit
        return -1

    def argument(self, at: int) -> tuple[int, int] | None:
        """The inside of the group that begins at `at`, spaces before it aside."""
        space = _SPACE.match(self.text, at, self.end)
        start = space.end() if space else at
        end = self.end_of(start)
        return None if end < 0 else (start + 1, end - 1)

    def option(self, at: int) -> int:
        """The offset after the option in brackets at `at`; `at` itself if there is none."""
        match = _BRACKET.match(self.text, at, self.end)
        return match.end() if match else at

    def definition(self, command: str, at: int) -> int:
        r"""The end of the definition whose command, such as ``\newcommand``, ends at `at`, or -1."""
        end = self._end_of_definition(command, at)
        if end >= 0:
            self.shortcuts.learn(command, self.text[at:end])
        return end

    def is_open(self, command: str, at: int) -> bool:
        """Whether the definition whose command ends at `at` has a brace that is never closed."""
        name = _NAME.match(self.text, at, self.end)
        if name is None or command not in DEFINERS or command == "let":
            return False
        at = name.end()
        while (after := self.option(at)) > at:
            at = after
        space = _PARAMETERS.match(self.text, at, self.end)
        at = space.end() if space else at
        return self.text[at : at + 1] == "{" and self.definition(command, name.start()) < 0

    def environment(self, command: str, at: int) -> int:
        """The end of the definition of an environment that is a displayed formula, or -1."""
        end = at
        for _ in range(3 if command in ENVIRONMENTS else 0):
            end = self._part(end) if end >= 0 else end
        if end <= at:
            return -1
        known = len(self.shortcuts.environments)
        self.shortcuts.learn(command, self.text[at:end])
        return end if len(self.shortcuts.environments) > known else -1

    def _end_of_definition(self, command: str, at: int) -> int:
        name = _NAME.match(self.text, at, self.end)
        if name is None or command not in DEFINERS:
            return -1
        at = name.end()
        if command == "let":
            match = _LET.match(self.text, at, self.end)
            return match.end() if match else -1
        if command in _PRIMITIVE:
            match = _PARAMETERS.match(self.text, at, self.end)
            return self.end_of(match.end()) if match else -1
        for _ in range(DEFINERS[command]):
            at = self._part(at)
            if at < 0:
                return -1
        return at

    def _part(self, at: int) -> int:
        """The end of one part of a definition, with the options before it."""
        while (after := self.option(at)) > at:
            at = after
        inside = self.argument(at)
        if inside:
            return inside[1] + 1
        sign = _TOKEN.match(self.text, at, self.end)
        return sign.end() if sign else -1
