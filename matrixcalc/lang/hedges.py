"""The words of the sentence around a displayed formula, as far as they say that it may not be claimed.

Only words are looked at, and few of them say that nothing is in doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from matrixcalc.lang.zeroing import says_no_more

_SENTENCE = re.compile(r"[^.。\n]*(?:\n(?!\s*\n)[^.。\n]*){0,3}[.。?？]?")
"""What stands behind a formula up to the end of its sentence."""

_END = re.compile(r"[.!?。！？](?=\s|$)|\n\s*#[^\n]*\n|\$\$|\\end\{\w+\*?\}|\\\]")
"""Where a sentence before a formula begins."""

_OPENING = re.compile(r"(?:\s|\$\$|\\\[|\\begin\{\w+\*?\}|<!--(?:(?!-->).)*-->)+$", re.DOTALL)
"""What opens a displayed formula, with the directives before it."""

_FORMULA = re.compile(
    r"\$[^$]*\$|\\\(.*?\\\)|<!--.*?-->|\\begin\{\w+\*?\}|\\[a-zA-Z]+|%[^\n]*", re.DOTALL
)
_WORD = re.compile(r"\w{2,}")
_OF = re.compile(
    r"(?:gradients?|derivatives?|gradient\w*|ableitung\w*|dérivée)\s+(?:of|von|de|des|der)\s*(?:\$([^$]+)\$|\\\((.+?)\\\))"
)
_BY = re.compile(
    r"(?:respect\s+to|w\.?\s?r\.?\s?t\.?|derivatives?\s+in|nach|rapport\s+à)\s*(?:\$([^$]+)\$|\\\((.+?)\\\))",
    re.DOTALL,
)

_OPTIMUM = re.compile(
    r"(?:(?P<min>minim(?:um|i[sz]er|alstelle|ierer)|smallest)|(?P<max>maxim(?:um(?![\s-]+likelihood)|i[sz]er|alstelle|ierer)|largest))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|never|no|cannot|fails?|hardly|nicht|nie|kein\w*|pas|jamais)\b|n['’]t\b",
    re.IGNORECASE,
)
_SLOPE = re.compile(
    r"gradient|derivative|ableitung|dérivée|∇|\\nabla|\\partial|score|differentiat", re.IGNORECASE
)
_NULL = re.compile(r"\bz[eé]ro\b|null|vanish|verschwind|annul|=\s*0(?![.\d])", re.IGNORECASE)
_STATIONARY = re.compile(
    r"\b(?:set|setting|equating|putting)\b[^.]*\b(?:zero|0)\b|(?:stationary|critical)\s+(?:point|value)s?|first[-\s]order\s+(?:optimality\s+)?conditions?|stationaritäts\w+"
    r"|(?:minimum|maximum|optimum)\s+(?:is|are|lies|occurs|ist|liegt|est)\b|(?:minimi[sz]er|maximi[sz]er|minimierer|maximierer)\b",
    re.IGNORECASE,
)

FAR = 400
"""Characters before a formula that are looked at."""

_DOUBTFUL = re.compile(
    r"[?？]|\b(?:subject\s+to|s\.\s?t\.|such\s+that|satisf\w+|requir\w*|restrict\w*|needs?|must|counter\w*|impossible|doubt\w*"
    r"|refut\w*|disprov\w*|contrary|if|iff|only|when|whenever|where|provided|unless|for\s+some|not|n't|never|fails?|false|wrong|hold|does|did|call(?:ed)?|means?|defin\w+"
    r"|assum\w+|suppos\w+|condition\w*|constraint\w*|known\s+as|wenn|falls|nur|nicht|hei(?:ß|ss)t|nennt|si|pas|appel\w+|если|когда|не)\b",
    re.IGNORECASE,
)
"""Words behind an inequality by which it may say what something is like, or need not hold."""


_RANGE = re.compile(
    r"[_^]\s*\{?\s*(?:\+{1,2}|\\geq?(?:slant)?\s*0|≥\s*0|>\s*0)"
    r"|[\[(\]]\s*-?\s*(?:\d[\d.]*|\\infty|∞|\\pi|π)\s*,\s*\+?\s*(?:\d[\d.]*|\\infty|∞|\\pi|π|2\\pi)\s*[\])\[]"
)
"""The sign of sets of numbers that are not negative, as in ℝ₊, and intervals."""


@dataclass(frozen=True)
class Hedges:
    """The text of a document, and where a displayed formula stands in it."""

    text: str
    start: int
    end: int

    @property
    def before(self) -> str:
        """What stands before the formula in its sentence."""
        above = _OPENING.sub("", self.text[max(0, self.start - FAR) : self.start])
        return _END.split(above)[-1]

    @property
    def is_bare(self) -> bool:
        """Whether no word stands before the formula in its sentence."""
        return not _WORD.search(_FORMULA.sub(" ", self.before))

    @property
    def variable(self) -> str:
        """The formula by which the words before it say that is differentiated; empty if they do not."""
        found = _BY.findall(self.before)
        return next((x for x in found[-1] if x), "") if found else ""

    @property
    def function(self) -> str:
        """The formula of which the words before it say that it is differentiated; empty if none."""
        found = _OF.findall(self.before)
        return next((x for x in found[-1] if x), "") if found else ""

    @property
    def optimum(self) -> str:
        """Which optimum the words before it say that it is, `min` or `max`; empty if none."""
        found = {
            kind for m in _OPTIMUM.finditer(self.before) for kind, x in m.groupdict().items() if x
        }
        return found.pop() if len(found) == 1 else ""

    @property
    def solves_something(self) -> bool:
        """Whether the words before it say that it is where a derivative is zero, or an optimum."""
        said = self.before
        zero = _SLOPE.search(said) is not None and _NULL.search(said) is not None
        return zero or _STATIONARY.search(said) is not None

    @property
    def denied(self) -> str:
        """The word before it by which it is said not to hold; empty if there is none."""
        found = _DENIED.search(_FORMULA.sub(" ", self.before))
        return found[0] if found else ""

    @property
    def only_solves(self) -> bool:
        """Whether the words before it say no more than that something is zero, or that it follows."""
        return says_no_more(_FORMULA.sub(" ▢ ", self.before).lower())

    @property
    def is_doubtful(self) -> bool:
        """Whether a word before or behind says that it need not hold, or may be a condition."""
        behind = _SENTENCE.match(self.text, self.end)
        return any(_DOUBTFUL.search(t) for t in (self.before, behind[0] if behind else ""))

    @property
    def names_ranges(self) -> bool:
        """Whether a formula anywhere names a set in which some numbers lie."""
        return _RANGE.search(self.text) is not None
