r"""Where formulas end: displays, environments and formulas in a line of text.

A display is followed line by line to its closing delimiter.  One that is never
closed ends where the text visibly goes on, so that one bad place does not cost
the rest.  What a formula says is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from matrixcalc.lang.scan.groups import Groups
from matrixcalc.lang.scan.search import Search
from matrixcalc.lang.scan.shortcuts import DISPLAYS, Shortcuts
from matrixcalc.lang.scan.wording import is_mathematical, is_price, is_prose, is_sentence

_PARTS = """
    math aligned alignedat gathered multlined split array cases dcases rcases IEEEeqnarraybox
    matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix subarray
"""
PARTS = frozenset(_PARTS.split())

_TOKEN = re.compile(
    r"\\begin[ \t]*\{(?P<begin>[^{}\n]{1,40})\}|\\end[ \t]*\{(?P<end>[^{}\n]{1,40})\}"
    r"|(?P<text>\\(?:text(?:rm|bf|it|sf|tt|up|normal)?|mbox|hbox|intertext|shortintertext)[ \t]*(?=\{))"
    r"|\\[A-Za-z]+|\\[^\n]|\$\$|\$|%"
)
_VISIBLE = re.compile(r"\s*\S")
_DOLLAR = re.compile(r"(?<!\\)\$")
_LONGEST_TEXT = 400


def is_formula(name: str) -> bool:
    """Whether an environment is mathematics."""
    bare = name.strip().rstrip("*")
    return bare in DISPLAYS or bare in PARTS


def is_inline(name: str) -> bool:
    """Whether an environment is a formula in a line of text."""
    return name.strip() == "math"


@dataclass(frozen=True)
class Ending:
    """Where a formula ends, where the text goes on, and whether it was closed."""

    end: int
    after: int
    closed: bool
    by: str = ""
    """The environment by which it is closed, where that is another one."""


@dataclass(frozen=True)
class Dialect:
    """What a language of documents adds: comments, line prefixes, lines that are no formula."""

    comments: bool
    begin: Callable[[int, int], int]
    """Where the text of a line begins, given the line's start and end."""
    foreign: Callable[[int, int], bool]
    """Whether a line can never be within a formula, such as a heading."""


@dataclass
class Display:
    """A display formula that is followed from its opening to its end."""

    search: Search
    closer: str
    """``$$``, ``\\]``, or the name of the environment."""
    dialect: Dialect
    shortcuts: Shortcuts
    stack: list[str] = field(default_factory=list)
    content: bool = False
    fallback: int = -1
    """The first blank line, where the formula ends if nothing closes it."""

    def __post_init__(self) -> None:
        self.text = self.search.text
        self.limit = self.search.end

    def follow(self, at: int) -> Ending:
        """The end of the formula whose content begins at `at`."""
        if self.closer not in {"$$", "\\]"}:
            self.stack.append(self.closer)
        start = begin = at
        blank_before = False
        while True:
            stop = self.search.find("\n", start, self.limit)
            end = self.limit if stop < 0 else stop
            if _VISIBLE.match(self.text, begin, end):
                if start > at and self._resumes(begin, end, blank_before):
                    return self._open(start)
                ending = self._in_line(begin, end)
                if ending:
                    return ending
                blank_before, self.content = False, True
            elif start > at:
                blank_before = True
                if self.content and self.fallback < 0:
                    self.fallback = start
            if stop < 0:
                return self._open(self.limit)
            start = stop + 1
            begin = self.dialect.begin(start, self.limit)

    def _open(self, at: int) -> Ending:
        end = self.fallback - 1 if self.fallback >= 0 else at
        return Ending(end, end, closed=False)

    def _resumes(self, begin: int, end: int, blank_before: bool) -> bool:
        """Whether the text visibly goes on with this line."""
        line = self.text[begin:end]
        if self.dialect.foreign(begin, end) or (self.content and self._whole(line)):
            return True
        if not blank_before or not self.content:
            return False
        if self.closer == "$$":
            line = line.split("$$", 1)[0]
        elif _DOLLAR.search(line):
            return True
        return is_sentence(line) or (_DOLLAR.search(line) is not None and "\\text" not in line)

    def _whole(self, line: str) -> bool:
        """Whether a line is a display formula by itself, which can only follow the end of this."""
        bare = line.strip()
        if self.closer != "$$" or len(bare) < 5 or not bare.startswith("$$"):
            return False
        return bare.find("$$", 2) == len(bare.rstrip(".,;")) - 2 and not is_sentence(bare[2:-2])

    def _in_line(self, begin: int, end: int) -> Ending | None:
        for match in _TOKEN.finditer(self.text, begin, end):
            sign = match[0]
            if sign == "%" and self.dialect.comments:
                return None
            if sign == self.closer:
                return Ending(match.start(), match.end(), closed=True)
            if match["begin"] is not None:
                if self.fallback >= 0 and match["begin"].strip().rstrip("*") in DISPLAYS:
                    return self._open(match.start())
                self.stack.append(match["begin"].strip())
            elif match["end"] is not None:
                ending = self._pop(match["end"].strip(), match)
                if ending:
                    return ending
            elif sign[1:] in self.shortcuts.begins:
                self.stack.append(self.shortcuts.begins[sign[1:]])
            elif sign[1:] in self.shortcuts.ends:
                ending = self._pop(self.shortcuts.ends[sign[1:]], match)
                if ending:
                    return ending
            elif sign == "\\[" and self.fallback >= 0:
                return self._open(match.start())
        return None

    def _pop(self, name: str, match: re.Match[str]) -> Ending | None:
        """What the end of an environment closes: itself, and what was left open within."""
        environment = self.closer not in {"$$", "\\]"}
        if name in self.stack:
            while self.stack.pop() != name:
                pass
        elif environment and len(self.stack) == 1 and name.rstrip("*") in DISPLAYS:
            self.stack.clear()
            return Ending(match.end(), match.end(), closed=True, by=name)
        elif not is_formula(name):
            return Ending(match.start(), match.start(), closed=False)
        if environment and not self.stack:
            return Ending(match.end(), match.end(), closed=True)
        return None


class Lines:
    """Finds the ends of formulas in a line of text, never beyond the paragraph."""

    def __init__(self, text: str, groups: Groups) -> None:
        self.text = text
        self.groups = groups
        self._absent: dict[str, int] = {}

    def close(self, closer: str, at: int, limit: int, *, comments: bool = False) -> int:
        """Where the closing delimiter of a formula stands, or -1."""
        if self._absent.get(closer, -1) >= limit:
            return -1
        while match := _TOKEN.search(self.text, at, limit):
            sign, at = match[0], match.end()
            if sign == closer or (closer == "$" and sign == "$$"):
                return match.start()
            if sign == "%" and comments:
                at = max(at, self.text.find("\n", at, limit))
            elif match["text"] is not None:
                inside = self.groups.end_of(at, min(limit, at + _LONGEST_TEXT))
                at = max(at, inside)
        self._absent[closer] = limit
        return -1


def reads_as_formula(text: str, start: int, end: int) -> bool:
    """Whether what stands between two dollars is a formula and not a pair of prices.

    Next to both dollars stands no space, and no digit follows; where there is
    space, the content alone decides.
    """
    content = text[start:end]
    if not content.strip() or "`" in content or text[end + 1 : end + 2].isdigit():
        return False
    if not content[0].isspace() and not content[-1].isspace():
        return not (is_price(content) and is_prose(content))
    return "\n" not in content and is_mathematical(content)
