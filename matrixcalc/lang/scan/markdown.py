"""Markdown documents: their blocks, from the first line to the last.

Paragraphs are handed to the reader of lines; headings, fences, front matter and
indented code are recognised here.  Where dialects differ, the reading is taken
in which students' formulas stay formulas.
"""

from __future__ import annotations

import re

from matrixcalc.lang.scan import lines, titles
from matrixcalc.lang.scan.draft import Draft
from matrixcalc.lang.scan.formulas import Dialect
from matrixcalc.lang.scan.frontmatter import front_matter
from matrixcalc.lang.scan.inline import Inline
from matrixcalc.lang.scan.lines import Fence, Line
from matrixcalc.lang.scan.pieces import Directive, Heading, Scanned
from matrixcalc.lang.scan.wording import is_mathematical
from matrixcalc.lang.source import Source

_BOLD = re.compile(r"(\*{2,3}|__)(?=\S)|<(b|strong)>")
_MARKS = re.compile(r"\$[^$]*\$|\*+|(?<!\w)_+|_+(?!\w)|`+")
_PUNCTUATION = re.compile(r"[ \t]*[.:：。．、]*(?:\*+|_+)?")
_FORMULA = re.compile(r"\$\$|\\begin\{|\\\[")
_INFO = re.compile(r"(?P<brace>\{?)[ \t]*(?P<sign>[.=]?)(?P<name>[\w:-]*)")
_OPTION = re.compile(r"[ \t>]*:[\w-]+:[^\n]*(?:\n|\Z)")
_BLANK = re.compile(r"\n[ \t\r>]*\n|\Z")
_DOLLAR = re.compile(r"(?<!\\)\$")
_FOREIGN = re.compile(r"[ \t]{0,3}(?:#{1,6}[ \t]|`{3}|~{3}|:{3}|<!--)")
_TITLED = re.compile(
    r"#(?:thm|lem|cor|prp|cnj|def|exm|rem)-"
    r"|\.(?:callout|theorem|lemma|corollary|proposition|definition|remark|example|note|tip)\b"
)
"""Blocks of which a heading is the title."""
_MATCALC = re.compile(r"%+[ \t]*matcalc\s*:", re.IGNORECASE)
_DIRECTIVES = """
    admonition note tip hint important warning caution attention seealso dropdown exercise
    solution proof margin card
"""
_READ = frozenset(_DIRECTIVES.split())


def scan(source: Source) -> Scanned:
    """Cuts a Markdown document into pieces."""
    draft = Draft(source)
    read(draft, front_matter(draft, 0, len(draft.text)), len(draft.text))
    return draft.finish()


def read(draft: Draft, start: int, end: int) -> None:
    """Reads the range of a document as Markdown."""
    _Blocks(draft, end).read(start)


class _Blocks:
    """The blocks of a document, one after another."""

    def __init__(self, draft: Draft, end: int) -> None:
        self.draft = draft
        self.text = draft.text
        self.end = end
        self.depth = 0
        self.columns: list[int] = []
        self.after_blank = True
        self.fences: list[Fence] = []
        self.untitled = False
        """Whether a theorem or a note begins here, whose title may be written as a heading."""
        self._latest = lines.read_line(self.text, self.end, self.end)
        self.dialect = Dialect(comments=False, begin=self._unquoted, foreign=self._foreign)
        self.inline = Inline(draft, end, self.dialect)

    def read(self, at: int) -> None:
        """Reads block after block."""
        while at < self.end:
            line = self._line(at)
            if line.blank:
                at = self._gap(line)
                continue
            self._nest(line)
            at = self._block(line)
            self.after_blank = False

    def _line(self, start: int) -> Line:
        if self._latest.start != start:
            self._latest = lines.read_line(self.text, start, self.end)
        return self._latest

    def _block(self, line: Line) -> int:
        untitled, self.untitled = self.untitled, False
        if self._is_comment(line):
            return self._comment(line)
        code = line.end if lines.is_definition(line) else self._code_end(line)
        if code >= 0:
            return self._skip(line.start, code)
        fence = lines.fence(line)
        if fence:
            return self._fenced(line, fence)
        heading = lines.heading(line)
        if heading:
            level, start, end = heading
            if untitled:
                return self._title(line, start, end)
            return self._heading(line, start, end, level)
        if lines.is_rule(line):
            self.draft.gap(line.start, line.end)
            return line.end + 1
        return self._paragraph(line)

    def _is_comment(self, line: Line) -> bool:
        """Whether a line is a comment as in LaTeX and MyST; a number before the sign is an amount."""
        if not line.content.startswith("%") or line.marker:
            return False
        return not self.text[max(0, line.start - 99) : line.start].rstrip()[-1:].isdigit()

    def _comment(self, line: Line) -> int:
        ours = _MATCALC.match(self.text, line.begin, line.end)
        if ours:
            self.draft.put(line.start, line.end, Directive(ours.end(), line.end))
            return line.end + 1
        return self._skip(line.start, line.end)

    def _gap(self, line: Line) -> int:
        start = line.start
        while line.blank and line.end < self.end:
            line = self._line(line.end + 1)
        after = self.end if line.blank else line.start
        self.draft.gap(start, after)
        self.after_blank = True
        return after

    def _nest(self, line: Line) -> None:
        """Keeps the columns at which the text of the open list items begins."""
        self.depth = line.depth
        while self.columns and line.indent < self.columns[-1]:
            self.columns.pop()
        if line.marker:
            self.columns.append(line.column)
            self.draft.gap(line.start, line.start)

    def _code_end(self, line: Line) -> int:
        """The end of the indented code that begins with a line, or -1.

        Formulas are often indented as well, and are no code.
        """
        base = self.columns[-1] if self.columns else 0
        if line.marker or line.indent < base + 4 or not self.after_blank:
            return -1
        end = line.end
        while end < self.end:
            following = self._line(end + 1)
            if following.blank or following.indent < base + 4:
                break
            end = following.end
        return -1 if _FORMULA.search(self.text, line.begin, end) else end

    def _heading(self, line: Line, start: int, end: int, level: int) -> int:
        first, last = lines.title(self.text, start, end)
        for marks in _MARKS.finditer(self.text, first, last):
            if marks[0][0] != "$":
                self.draft.blank(*marks.span())
        self.draft.put(line.start, line.end, Heading(first, last, level))
        return line.end + 1

    def _title(self, line: Line, start: int, end: int) -> int:
        """The title of a theorem or of a note: a paragraph of its own, and no section."""
        first, last = lines.title(self.text, start, end)
        self.draft.gap(line.start, line.start)
        self.draft.drop(line.start, first)
        self.inline.read(first, last, self._beyond)
        return self._skip(last, line.end)

    def _fenced(self, line: Line, fence: Fence) -> int:
        if self.fences and fence.closes(self.fences[-1]):
            self.fences.pop()
            return self._skip(line.start, line.end)
        info = _INFO.match(fence.info)
        word = info["name"].lower() if info else ""
        if word == "math":
            return self._math_block(line, fence)
        if fence.sign == ":" or (info and info["brace"] and _is_read(word, info["sign"])):
            return self._container(line, fence, word)
        end = self._fence_end(line, fence)
        if end < 0:
            self.draft.not_closed("block of code", line.begin)
            end = self.end
        return self._skip(line.start, self._line(end).end)

    def _skip(self, start: int, end: int) -> int:
        """Leaves out a block; what stands before it is a paragraph of its own."""
        self.draft.gap(start, start)
        self.draft.drop(start, end)
        return end + 1

    def _container(self, line: Line, fence: Fence, word: str) -> int:
        """A directive whose content is Markdown: only its fences are left out."""
        if fence.info:
            self.fences.append(fence)
            self.untitled = _TITLED.search(fence.info) is not None
        if not titles.is_problem(word):
            return self._skip(line.start, line.end)
        title = fence.info.rpartition("}")[2].strip() if "}" in fence.info else ""
        end = line.start + len(self.text[line.start : line.end].rstrip())
        self.draft.put(line.start, line.end, Heading(end - len(title), end, titles.LEVEL))
        return line.end + 1

    def _fence_end(self, line: Line, fence: Fence) -> int:
        """The start of the line that closes a fence, or -1."""
        at = line.end + 1
        while at < self.end:
            following = self._line(at)
            other = None if following.marker else lines.fence(following)
            if (other and other.closes(fence)) or following.depth < line.depth:
                return at
            at = following.end + 1
        return -1

    def _math_block(self, line: Line, fence: Fence) -> int:
        start = min(line.end + 1, self.end)
        end = self._fence_end(line, fence)
        if end < 0:
            self.draft.not_closed("formula", line.begin)
            blank = _BLANK.search(self.text, start, self.end)
            end = after = blank.start() if blank else self.end
        else:
            after = self._line(end).end
        while option := _OPTION.match(self.text, start, end):
            start = option.end()
        self.inline.formula((line.start, after), (start, end), display=True)
        return after + 1

    def _paragraph(self, line: Line) -> int:
        self.draft.drop(line.start, line.begin)
        level = self._underlined(line)
        if level:
            self._heading(line, line.begin, line.end, level)
            after = self._line(line.end + 1).end
            self.draft.drop(line.end, after)
            return after + 1
        begin = line.begin
        title = self._problem(line)
        if title:
            start, end, begin = title
            self.draft.put(line.begin, begin, Heading(start, end, titles.LEVEL))
        return self.inline.read(begin, self._paragraph_end(line.end), self._beyond)

    def _underlined(self, line: Line) -> int:
        """The level of the heading that a line is because of the next one, or 0.

        A sentence or a formula above a rule is none.
        """
        if line.marker or line.end >= self.end:
            return 0
        level = lines.is_underline(self.text, line.end + 1, self.end)
        ended = line.content.rstrip().endswith((".", ",", ";", ":", "$"))
        return 0 if level == 2 and ended else level

    def _problem(self, line: Line) -> tuple[int, int, int] | None:
        """The title of the problem that a line opens, and where the text goes on."""
        bold = _BOLD.match(self.text, line.begin, line.end)
        if bold is None:
            plain = titles.label(self.text, line.begin, line.end)
            if plain and plain.numbered and plain.closed:
                return line.begin, plain.end, plain.after
            return None
        closer = bold[1] or f"</{bold[2]}>"
        close = self.text.find(closer, bold.end(), line.end)
        end = titles.title_end(self.text, bold.end(), close) if close >= 0 else None
        if end is None:
            return None
        rest = _PUNCTUATION.match(self.text, end, line.end)
        after = rest.end() if rest else end
        if after >= close:
            rest = _PUNCTUATION.match(self.text, close + len(closer), line.end)
            after = rest.end() if rest else close
        return bold.end(), end, after

    def _beyond(self, at: int) -> int:
        """The end of the paragraph in which a formula ends that began before it."""
        if at >= self.end or self.text[at - 1] == "\n":
            return at
        stop = self.text.find("\n", at, self.end)
        return self._paragraph_end(self.end if stop < 0 else stop, at)

    def _paragraph_end(self, end: int, start: int = -1) -> int:
        """The start of the first line that is no part of the paragraph whose first line ends here."""
        start = self.text.rfind("\n", 0, end) + 1 if start < 0 else start
        while end < self.end:
            line = self._line(end + 1)
            if line.blank or self._interrupts(line, start, end):
                return line.start
            self.draft.blank(line.start, line.quoted)
            start, end = line.start, line.end
        return self.end

    def _interrupts(self, line: Line, start: int, end: int) -> bool:
        """Whether a line begins a block although the line before it, from `start`, is no blank one."""
        if (
            line.depth > self.depth
            or lines.heading(line)
            or lines.fence(line)
            or (self._is_comment(line))
        ):
            return True
        if line.marker:
            if line.marker in "+-*" and _is_open(self.text[start:end]):
                return False
            return line.marker in "+-*" or bool(self.columns) or line.marker[:-1] == "1"
        if lines.is_rule(line):
            return True
        title = self._problem(line)
        if title is None:
            return False
        alone = line.content[:1] in "*_<" and not self.text[title[2] : line.end].strip()
        return alone or self.text[start:end].rstrip().endswith(_ENDED)

    def _unquoted(self, start: int, limit: int) -> int:
        return lines.unquoted(self.text, start, limit, self.depth)

    def _foreign(self, begin: int, end: int) -> bool:
        return _FOREIGN.match(self.text, begin, end) is not None


_ENDED = (".", "!", "?", "$$", "\\]")
"""How a line ends behind which a label opens a problem and is not only referred to."""


def _is_read(word: str, sign: str) -> bool:
    """Whether the content of a directive is read as text."""
    return (sign == "=" and word in {"latex", "tex"}) or word in _READ or word.startswith("prf:")


def _is_open(line: str) -> bool:
    """Whether a formula that begins in this line goes on in the next one."""
    dollars = [match.end() for match in _DOLLAR.finditer(line)]
    return len(dollars) % 2 == 1 and is_mathematical(line[dollars[-1] :])
