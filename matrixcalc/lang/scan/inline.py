"""What stands within the paragraphs of a Markdown document.

Formulas, definitions of macros and directives become pieces; code and tags are
blanked, so that prose reads as words.  Where paragraphs begin and end is the
affair of the scanner of blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from matrixcalc.lang.scan.draft import Draft
from matrixcalc.lang.scan.formulas import (
    Dialect,
    Display,
    Ending,
    Lines,
    is_formula,
    is_inline,
    reads_as_formula,
)
from matrixcalc.lang.scan.groups import DEFINERS, Groups
from matrixcalc.lang.scan.pieces import Directive, MacroDefinition
from matrixcalc.lang.scan.placing import put_formula
from matrixcalc.lang.scan.search import Search
from matrixcalc.lang.scan.wording import is_mathematical

_TOKEN = re.compile(
    r"\\begin[ \t]*\{(?P<begin>[^{}\n]{1,40})\}"
    r"|(?P<doubled>\\\\[\[(])"
    r"|(?P<bracket>\\[\[(])"
    r"|\\(?P<command>[A-Za-z]+)\*?"
    r"|(?P<escape>\\[^\s])"
    r"|(?P<ticked>\$`)"
    r"|(?P<display>\$\$)"
    r"|(?P<dollar>\$)"
    r"|(?:\{(?P<role>[A-Za-z:]{1,20})\})?(?P<ticks>`+)"
    r"|(?P<comment><!--)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9-]*"
    r"(?:\s+[\w:.-]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=`]+))?)*\s*/?>"
    r"|<[A-Za-z]{2,10}:[^<>\s]*>)"
    r"|(?P<emphasis>\*+|_+|~~+)"
    r"|(?P<image>!\[[^\[\]]*\](?:\([^()\s]*\)|\[[^\[\]]*\]))"
    r"|(?P<unseen>\]\([^()\s]*\)|\]\[[^\[\]\s]*\]|&(?:[A-Za-z]{2,10}|\#\d{1,6});)"
)
_MATCALC = re.compile(r"\s*matcalc\s*:", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"[ \t]*\{[#.][^{}\n]*\}")
_SILENT = re.compile(r"<(script|style|pre|code|svg|s|del|strike)[\s>]", re.IGNORECASE)
"""Tags of what is no prose, or was struck out."""
_STRUCK = re.compile(r"(?<!\s)~~(?!~)")
_TICKS = re.compile(r"`+")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
Handler = Callable[[re.Match[str], int], int]


class Inline:
    """Reads paragraphs; every handler takes a token and returns where to go on."""

    def __init__(self, draft: Draft, end: int, dialect: Dialect) -> None:
        self.draft = draft
        self.text = draft.text
        self.end = end
        self.dialect = dialect
        self.groups = Groups(draft.text, end)
        self.lines = Lines(draft.text, self.groups)
        self.search = Search(draft.text, end)
        self.formula = partial(put_formula, draft, self.groups, dialect)
        self._last_run: dict[int, int] = {}
        self._counted_until = -1
        self._plain_until = 0
        """Before this offset, every dollar is one."""
        self._handlers: dict[str, Handler] = {
            "begin": self._begin,
            "doubled": self._doubled,
            "bracket": self._bracket,
            "command": self._command,
            "escape": self._escape,
            "ticked": self._ticked,
            "display": self._display,
            "dollar": self._dollar,
            "ticks": self._code,
            "comment": self._comment,
            "tag": self._tag,
            "emphasis": self._emphasis,
            "image": self._unseen,
            "unseen": self._unseen,
        }

    def read(self, at: int, limit: int, beyond: Callable[[int], int]) -> int:
        """Reads from `at` to the paragraph's end, which lies later after a long formula."""
        while match := _TOKEN.search(self.text, at, limit):
            at = self._handlers[match.lastgroup or ""](match, limit)
            if at > limit:
                limit = beyond(at)
        return limit

    def _begin(self, match: re.Match[str], limit: int) -> int:
        name = match["begin"].strip()
        if not is_formula(name) and name not in self.groups.shortcuts.environments:
            return self._unseen(match, limit)
        return self._from(match, name, display=not is_inline(name))

    def _from(self, match: re.Match[str], name: str, *, display: bool) -> int:
        """Where the environment ends that begins here, a formula with its beginning and its end."""
        ending = self._ending(name, match)
        whole = (match.start(), ending.after)
        self.formula(whole, (match.start(), ending.end), display=display)
        return ending.after

    def _ending(self, closer: str, match: re.Match[str]) -> Ending:
        shortcuts = self.groups.shortcuts
        ending = Display(self.search, closer, self.dialect, shortcuts).follow(match.end())
        if not ending.closed:
            self.draft.not_closed("formula", match.start())
        elif ending.by:
            self.draft.closed_by(closer, ending.by, match.start())
        return ending

    def _display(self, match: re.Match[str], limit: int) -> int:
        return self._follow(match, "$$")

    def _follow(self, match: re.Match[str], closer: str) -> int:
        ending = self._ending(closer, match)
        after = ending.after
        if ending.closed and (attributes := _ATTRIBUTES.match(self.text, after, self.end)):
            after = attributes.end()
        self.formula((match.start(), after), (match.end(), ending.end), display=True)
        return after

    def _doubled(self, match: re.Match[str], limit: int) -> int:
        closer = "\\\\]" if match[0][-1] == "[" else "\\\\)"
        return self._between(match, closer, self.search.find(closer, match.end(), limit))

    def _bracket(self, match: re.Match[str], limit: int) -> int:
        r"""A formula, or a bracket that is escaped as in ``\[1\]``."""
        closer = "\\]" if match[0] == "\\[" else "\\)"
        end = self.lines.close(closer, match.end(), limit)
        if end < 0 and closer == "\\]" and self._is_first(match.start()):
            return self._follow(match, closer)
        return self._between(match, closer, end)

    def _is_first(self, at: int) -> bool:
        """Whether nothing stands before an offset in its line."""
        while at > 0 and self.text[at - 1] in " \t>":
            at -= 1
        return at == 0 or self.text[at - 1] == "\n"

    def _between(self, match: re.Match[str], closer: str, end: int) -> int:
        content = self.text[match.end() : max(end, 0)]
        if end < 0 or content.strip().isdigit() or not is_mathematical(content):
            return self._escape(match, end)
        whole = (match.start(), end + len(closer))
        self.formula(whole, (match.end(), end), display=closer[-1] == "]")
        return whole[1]

    def _dollar(self, match: re.Match[str], limit: int) -> int:
        end = -1
        if match.start() >= self._plain_until:
            end = self.lines.close("$", match.end(), limit)
        if end < 0 or not reads_as_formula(self.text, match.end(), end):
            self._plain_until = max(self._plain_until, end)
            return match.end()
        self.formula((match.start(), end + 1), (match.end(), end), display=False)
        return end + 1

    def _ticked(self, match: re.Match[str], limit: int) -> int:
        end = self.search.find("`$", match.end(), limit)
        if end < 0:
            return match.start() + 1
        self.formula((match.start(), end + 2), (match.end(), end), display=False)
        return end + 2

    def _code(self, match: re.Match[str], limit: int) -> int:
        """A span of code up to as many back-quotes; a formula where the role says so."""
        count = len(match["ticks"])
        if self._last_run_of(count, match.end(), limit) < match.end():
            return match.end()
        end = next(
            run.start()
            for run in _TICKS.finditer(self.text, match.end(), limit)
            if len(run[0]) == count
        )
        if match["role"] == "math":
            self.formula((match.start(), end + count), (match.end(), end), display=False)
        else:
            self.draft.blank(match.start(), end + count)
        return end + count

    def _last_run_of(self, count: int, at: int, limit: int) -> int:
        """Where the last run of so many back-quotes stands in the paragraph, or -1."""
        if self._counted_until != limit:
            self._counted_until = limit
            runs = _TICKS.finditer(self.text, at, limit)
            self._last_run = {len(run[0]): run.start() for run in runs}
        return self._last_run.get(count, -1)

    def _comment(self, match: re.Match[str], limit: int) -> int:
        end = self.search.find("-->", match.end(), self.end)
        after = end + 3
        if end < 0:
            self.draft.not_closed("comment", match.start())
            end = after = limit
        ours = _MATCALC.match(self.text, match.end(), end)
        if ours:
            self.draft.put(match.start(), after, Directive(ours.end(), end))
        else:
            self.draft.blank(match.start(), after)
        return after

    def _tag(self, match: re.Match[str], limit: int) -> int:
        silent = _SILENT.match(match[0])
        after = match.end()
        if silent:
            close = self.search.find(f"</{silent[1]}", after, self.end)
            after = max(after, close)
        self.draft.blank(match.start(), after)
        return after

    def _command(self, match: re.Match[str], limit: int) -> int:
        if match["command"] in DEFINERS:
            end = self.groups.definition(match["command"], match.end())
            if end >= 0:
                self.draft.put(match.start(), end, MacroDefinition(match.start(), end))
                return end
            if self.groups.is_open(match["command"], match.end()):
                self.draft.not_closed("definition", match.start())
        end = self.groups.environment(match["command"], match.end())
        if end >= 0:
            self.draft.put(match.start(), end, MacroDefinition(match.start(), end))
            return end
        shortcuts, command = self.groups.shortcuts, match["command"]
        if command in shortcuts.begins:
            return self._from(match, shortcuts.begins[command], display=True)
        if command in shortcuts.wholes:
            after = match.end()
            for _ in range(shortcuts.wholes[command]):
                inside = self.groups.argument(after)
                after = inside[1] + 1 if inside is not None else after
            self.formula((match.start(), after), (match.start(), after), display=True)
            return after
        return self._unseen(match, limit)

    def _escape(self, match: re.Match[str], limit: int) -> int:
        if match[0] == "\\\\":
            self.draft.blank(*match.span())
        elif match[0][-1] in _PUNCTUATION:
            self.draft.blank(match.start(), match.end() - 1)
        return match.end()

    def _emphasis(self, match: re.Match[str], limit: int) -> int:
        before = self.text[match.start() - 1 : match.start()]
        after = self.text[match.end() : match.end() + 1]
        if match[0] == "~~" and not after.isspace():
            close = _STRUCK.search(self.text, match.end(), limit)
            if close:
                # What is struck out is not said, and no formula in it is a claim.
                self.draft.blank(match.start(), close.end())
                return close.end()
        if match[0][0] == "_":
            marks = not (before.isalnum() and after.isalnum())
        else:
            marks = not (before.isspace() and after.isspace())
        if marks:
            self.draft.blank(*match.span())
        return match.end()

    def _unseen(self, match: re.Match[str], limit: int) -> int:
        self.draft.blank(*match.span())
        return match.end()
