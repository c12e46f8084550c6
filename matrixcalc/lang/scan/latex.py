"""LaTeX documents: the body between the preamble and the end, token by token.

No macro is expanded and no file is included.  Commands that set type are
blanked, so that prose reads as words; formulas stay as they are written.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import partial

from matrixcalc.lang.scan import titles
from matrixcalc.lang.scan.commands import (
    EMPHASIS,
    FOOTNOTES,
    LEVELS,
    SILENT,
    UNREAD,
    WITH_ARGUMENT,
    WITHIN_PARAGRAPHS,
)
from matrixcalc.lang.scan.draft import Draft
from matrixcalc.lang.scan.formulas import Dialect, Display, Ending, Lines, is_formula, is_inline
from matrixcalc.lang.scan.groups import DEFINERS, Groups
from matrixcalc.lang.scan.pieces import Aside, Directive, Heading, MacroDefinition, Scanned
from matrixcalc.lang.scan.placing import put_formula
from matrixcalc.lang.scan.search import Search
from matrixcalc.lang.scan.wording import is_prose
from matrixcalc.lang.source import Source

_BODY = re.compile(r"^(?:[^%\n\\]|\\.)*?\\begin[ \t]*\{document\}", re.MULTILINE)
_TOKEN = re.compile(
    r"(?P<comment>%[^\n]*)"
    r"|\\begin[ \t]*\{(?P<begin>[^{}\n]{1,40})\}"
    r"|\\end[ \t]*\{(?P<end>[^{}\n]{1,40})\}"
    r"|(?P<verb>\\(?:verb|lstinline)\*?(?P<fence>[^\sA-Za-z*])[^\n]*?(?P=fence))"
    r"|\\(?P<command>[A-Za-z@]+)\*?"
    r"|(?P<bracket>\\[\[(])"
    r"|(?P<space>\\\\(?:\*?\[[^\]\n]{0,20}\])?|\\[ ,;:!/>-]|[~&{}])"
    r"|(?P<escape>\\[^\s])"
    r"|(?P<display>\$\$)"
    r"|(?P<dollar>\$)"
    r"|(?P<gap>\n[ \t\r]*(?:\n[ \t\r]*)+)"
)
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_MATCALC = re.compile(r"%+[ \t]*matcalc[ \t]*:", re.IGNORECASE)
_THEOREM = re.compile(r"\*?\s*\{([^{}]{1,40})\}\s*(?:\[[^\]\n]*\]\s*)?\{([^{}\n]{1,60})\}")
_IN_TITLE = re.compile(r"\$[^$]*\$|\\label[ \t]*\{[^{}]*\}|\\[A-Za-z]+\*?|\\[\\,; ]|[{}~]")
_OPTION = re.compile(r"[ \t]*\[([^\[\]\n$]{0,120})\]")
_SHORT = re.compile(r"\{([^{}\n$\\]{0,100})\}")
_POINTS = re.compile(
    r"[\W\d_]*(?:\d+[ \t]*(?:points?|pts?|marks?|Punkte?)\.?)?[\W\d_]*", re.IGNORECASE
)
_FOREIGN = re.compile(
    r"[ \t]*\\(?:(?:sub)*section|chapter|(?:sub)?paragraph|item|begin[ \t]*\{(\w+)\*?\}|end\{document\})"
    r"(?![A-Za-z])"
)
_DOLLAR = re.compile(r"\\.|(\$)", re.DOTALL)
_CLOSING = re.compile(r"[.:：。 ]*\}?[.:：。]?")
_HIDING = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand)\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*\[(\d)\]\s*\{"
    r"|\\[ge]?def\s*\\([A-Za-z]+)\s*((?:\#\d)+)\s*\{"
)
"""The definition of a macro with arguments, up to its text."""
_ACCENTS = frozenset("\"'`^=.")
Handler = Callable[[re.Match[str]], int]


def looks_like(text: str) -> bool:
    """Whether a text without a telling name is a LaTeX document."""
    return "\\documentclass" in text or "\\begin{document}" in text


def scan(source: Source) -> Scanned:
    """Cuts a LaTeX document into pieces."""
    draft = Draft(source)
    _Latex(draft).read()
    return draft.finish()


def _is_foreign(text: str, begin: int, end: int) -> bool:
    """Whether a line begins what cannot stand in a formula."""
    match = _FOREIGN.match(text, begin, end)
    return match is not None and (match[1] is None or titles.is_problem(match[1]))


class _Latex:
    """A document while it is read; every handler takes a token and returns where to go on."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text = draft.text
        self.end = len(draft.text)
        self.groups = Groups(self.text, self.end)
        self.lines = Lines(self.text, self.groups)
        self.search = Search(self.text, self.end)
        self.dialect = Dialect(
            comments=True, begin=lambda start, _: start, foreign=partial(_is_foreign, self.text)
        )
        self.formula = partial(put_formula, draft, self.groups, self.dialect)
        self.theorems: dict[str, bool] = {}
        self.hiding: dict[str, int] = {}
        """Macros of the document that do not show their arguments, and how many these are."""
        self.fresh = True
        """Whether nothing was said yet in this paragraph."""
        self._paragraph: tuple[int, list[int]] = (0, [])
        self._handlers: dict[str, Handler] = {
            "comment": self._comment,
            "begin": self._begin,
            "end": self._end,
            "verb": self._blank,
            "fence": self._blank,
            "command": self._command,
            "bracket": self._bracket,
            "space": self._blank,
            "escape": self._escape,
            "display": self._display,
            "dollar": self._dollar,
            "gap": self._gap,
        }

    def read(self) -> None:
        """Reads the preamble for what it defines, and the body."""
        body = _BODY.search(self.text)
        at = 0
        if body:
            at = body.end()
            self._preamble(at)
        while match := _TOKEN.search(self.text, at):
            title = self._plain_title(at, match)
            if title >= 0:
                at = title
                continue
            if match["end"] == "document":
                self.draft.drop(match.start(), self.end)
                return
            if self.text[at : match.start()].strip():
                self.fresh = False
            at = self._handlers[match.lastgroup or ""](match)
        self._plain_title(at, None)

    def _preamble(self, end: int) -> None:
        at = 0
        while match := _TOKEN.search(self.text, at, end):
            at = match.end()
            command = match["command"]
            if command in DEFINERS:
                after = self.groups.definition(command, at)
                if 0 <= after <= end:
                    self.draft.drop_until(match.start())
                    at = self._definition(match.start(), after)
                elif self.groups.is_open(command, at):
                    self.draft.not_closed("definition", match.start())
            elif command and (after := self.groups.environment(command, at)) >= 0:
                self.draft.drop_until(match.start())
                at = self._definition(match.start(), after)
            elif command == "newtheorem":
                self._theorem(at)
            elif match["comment"] and _MATCALC.match(match["comment"]):
                self.draft.drop_until(match.start())
                self._comment(match)
        self.draft.drop_until(end)

    def _plain_title(self, at: int, match: re.Match[str] | None) -> int:
        """Where the text goes on after a label of a problem at the paragraph's beginning, or -1."""
        if not self.fresh:
            return -1
        stop = match.start() if match else self.end
        start = at + len(self.text[at:stop]) - len(self.text[at:stop].lstrip())
        if start >= stop:
            return -1
        end = self.search.find("\n", start, self.end)
        end = self.end if end < 0 else end
        closed = match is not None and match[0] == "}"
        found = titles.label(self.text, start, min(stop, end) if closed else end)
        if found is None or not (found.numbered and found.closed):
            return -1
        self.draft.put(start, found.after, Heading(start, found.end, titles.LEVEL))
        self.fresh = False
        return found.after

    def _limit(self, at: int) -> int:
        """The end of the paragraph around an offset."""
        if at >= self._paragraph[0]:
            match = _PARAGRAPH.search(self.text, at)
            end = match.start() if match else self.end
            dollars = [m.start() for m in _DOLLAR.finditer(self.text, at, end) if m[1]]
            self._paragraph = (end, dollars)
        return self._paragraph[0]

    def _comment(self, match: re.Match[str]) -> int:
        ours = _MATCALC.match(match[0])
        if ours:
            start = match.start() + ours.end()
            self.draft.put(match.start(), match.end(), Directive(start, match.end()))
            return match.end()
        return self._blank(match)

    def _blank(self, match: re.Match[str]) -> int:
        self.draft.blank(*match.span())
        return match.end()

    def _escape(self, match: re.Match[str]) -> int:
        if match[0][1] not in _ACCENTS:
            self.draft.blank(match.start(), match.start() + 1)
        self.fresh = False
        return match.end()

    def _gap(self, match: re.Match[str]) -> int:
        return self._break(*match.span())

    def _break(self, start: int, after: int) -> int:
        self.draft.gap(start, after)
        self.fresh = True
        return after

    def _begin(self, match: re.Match[str]) -> int:
        name = match["begin"].strip()
        bare = name.rstrip("*")
        if is_formula(name) or name in self.groups.shortcuts.environments:
            ending = self._follow(name, match)
            whole = (match.start(), ending.after)
            self.formula(whole, (match.start(), ending.end), display=not is_inline(name))
            return ending.after
        if bare in UNREAD:
            close = self.search.find(f"\\end{{{name}}}", match.end(), self.end)
            return self._break(match.start(), max(match.end(), close))
        if self.theorems.get(bare, titles.is_problem(name)):
            return self._problem(match.start(), match.end())
        after = self.groups.option(match.end())
        if bare in WITH_ARGUMENT:
            after = self._arguments(after, 1)
        return self._environment(bare, match.start(), after)

    def _end(self, match: re.Match[str]) -> int:
        return self._environment(match["end"].strip().rstrip("*"), *match.span())

    def _environment(self, name: str, start: int, after: int) -> int:
        if name not in WITHIN_PARAGRAPHS:
            return self._break(start, after)
        self.draft.blank(start, after)
        return after

    def _problem(self, start: int, after: int) -> int:
        """The heading of an environment or a command that opens a problem."""
        first = last = after
        option = _OPTION.match(self.text, after)
        if option:
            first, last, after = *option.span(1), option.end()
        group = _SHORT.match(self.text, after)
        if group:
            after = group.end()
            if not option or _POINTS.fullmatch(option[1]):
                first, last = group.span(1)
        elif option and _POINTS.fullmatch(option[1]):
            first = last = after
        self.draft.put(start, after, Heading(first, last, titles.LEVEL))
        self.fresh = False
        return after

    def _command(self, match: re.Match[str]) -> int:
        command, after = match["command"], match.end()
        if command in DEFINERS:
            end = self.groups.definition(command, after)
            if end < 0 and self.groups.is_open(command, after):
                self.draft.not_closed("definition", match.start())
            return self._blank(match) if end < 0 else self._definition(match.start(), end)
        if (end := self.groups.environment(command, after)) >= 0:
            return self._definition(match.start(), end)
        if (end := self._abbreviated(match)) >= 0:
            return end
        if command in LEVELS:
            return self._section(match, LEVELS[command])
        if command in titles.WORDS or command == "titledquestion":
            return self._problem(match.start(), after)
        if command in {"item", "par"}:
            return self._break(match.start(), self.groups.option(after))
        if command == "iffalse" or self.text.startswith("\\if0", match.start()):
            end = self.search.find("\\fi", after, self.end)
            self.draft.blank(match.start(), max(after, end))
            return max(after, end)
        if command == "ensuremath" and (inside := self.groups.argument(after)):
            self.formula((match.start(), inside[1] + 1), inside, display=False)
            return inside[1] + 1
        if command == "newtheorem":
            self._theorem(after)
        if command in EMPHASIS and self.fresh and (inside := self.groups.argument(after)):
            last = titles.title_end(self.text, *inside)
            if last is not None:
                after = self._after_title(last)
                self.draft.put(match.start(), after, Heading(inside[0], last, titles.LEVEL))
                self.fresh = False
                return after
        if command in FOOTNOTES and (inside := self.groups.argument(self.groups.option(after))):
            self.draft.put(match.start(), inside[1] + 1, Aside(*inside))
            return inside[1] + 1
        hidden = self.hiding.get(command, SILENT.get(command, 0))
        after = self._arguments(after, hidden)
        self.draft.blank(match.start(), after)
        return after

    def _abbreviated(self, match: re.Match[str]) -> int:
        """Where a displayed formula ends that a macro of the document begins or is; -1 for others."""
        shortcuts, command = self.groups.shortcuts, match["command"]
        if command in shortcuts.wholes:
            after = self._arguments(match.end(), shortcuts.wholes[command])
            self.formula((match.start(), after), (match.start(), after), display=True)
            self.fresh = False
            return after
        if command not in shortcuts.begins:
            return -1
        ending = self._follow(shortcuts.begins[command], match)
        whole = (match.start(), ending.after)
        self.formula(whole, (match.start(), ending.end), display=True)
        return ending.after

    def _after_title(self, at: int) -> int:
        """Where the text goes on after the punctuation that closes a title."""
        match = _CLOSING.match(self.text, at)
        return match.end() if match else at

    def _definition(self, start: int, end: int) -> int:
        found = _HIDING.match(self.text, start, end)
        if found and "#" not in self.text[found.end() : end]:
            self.hiding[found[1] or found[3]] = int(found[2] or len(found[4]) // 2)
        self.draft.put(start, end, MacroDefinition(start, end))
        return end

    def _theorem(self, at: int) -> None:
        """Whether an environment that the document defines is a problem."""
        match = _THEOREM.match(self.text, at)
        if match:
            found = titles.label(match[2], 0, len(match[2]))
            self.theorems[match[1].strip().rstrip("*")] = found is not None

    def _section(self, match: re.Match[str], level: int) -> int:
        after = self.groups.option(match.end())
        inside = self.groups.argument(after)
        if inside is None:
            return self._blank(match)
        for markup in _IN_TITLE.finditer(self.text, *inside):
            if markup[0][0] != "$":
                self.draft.blank(*markup.span())
        self.draft.put(match.start(), inside[1] + 1, Heading(*inside, level))
        self.fresh = True
        return inside[1] + 1

    def _arguments(self, at: int, count: int) -> int:
        """The offset after so many arguments and the options before them."""
        for _ in range(count):
            while (option := self.groups.option(at)) > at:
                at = option
            inside = self.groups.argument(at)
            if inside is None:
                break
            at = inside[1] + 1
        return at

    def _bracket(self, match: re.Match[str]) -> int:
        if match[0] == "\\[":
            return self._shown(match, "\\]")
        end = self.lines.close("\\)", match.end(), self._limit(match.start()), comments=True)
        return self._inline(match, end, 2)

    def _display(self, match: re.Match[str]) -> int:
        return self._shown(match, "$$")

    def _shown(self, match: re.Match[str], closer: str) -> int:
        ending = self._follow(closer, match)
        self.formula((match.start(), ending.after), (match.end(), ending.end), display=True)
        return ending.after

    def _follow(self, closer: str, match: re.Match[str]) -> Ending:
        self.fresh = False
        display = Display(self.search, closer, self.dialect, self.groups.shortcuts)
        ending = display.follow(match.end())
        if not ending.closed:
            self.draft.not_closed("formula", match.start())
        elif ending.by:
            self.draft.closed_by(closer, ending.by, match.start())
        return ending

    def _dollar(self, match: re.Match[str]) -> int:
        """A formula; but of an odd number of dollars, one before words is a dollar."""
        limit = self._limit(match.start())
        end = self.lines.close("$", match.end(), limit, comments=True)
        if end >= 0 and is_prose(self.text[match.end() : end]):
            dollars = self._paragraph[1]
            if (len(dollars) - bisect_left(dollars, match.start())) % 2:
                return match.end()
        return self._inline(match, end, 1)

    def _inline(self, match: re.Match[str], end: int, length: int) -> int:
        self.fresh = False
        if end < 0:
            return match.end()
        after = end + length
        self.formula((match.start(), after), (match.end(), end), display=False)
        return after
