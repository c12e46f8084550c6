r"""The declaration language of directives, ``--let`` and ``let=``.

Items separated by ``;``: ``A, B : n×m, invertible``, ``x_i : k (i = 1..N)``,
``u(x) : n function``, ``v ~ N(μ, K) in n``, ``layout = numerator``, ``skip``.
Only the form is read here; nothing is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from matrixcalc.assumptions import ADJECTIVES
from matrixcalc.diagnostics import nearest
from matrixcalc.lang import joint
from matrixcalc.lang.items import Item, Setting
from matrixcalc.results import Verdict

SETTINGS = ("layout", "symmetric", "expect", "skip", "points", "problem")
WORDS = ("scalar", "integer", "function", "random", "vector", "matrix", "index")
NOUNS = ("matrix", "vector", "real", "and")
"""Words beside an adjective that say nothing new."""
VALUES = {
    "layout": ("denominator", "numerator"),
    "symmetric": ("free", "tied", "projected"),
    "expect": tuple(v.value for v in Verdict),
}
"""The values that a setting may have."""

_OPEN, _CLOSE = "([{", ")]}"
_RANGE = re.compile(r"\(\s*([^()=]+?)\s*=\s*([^().,]+?)\s*(?:\.\.+|…|\\l?dots|to)\s*([^()]+?)\s*\)")
_TIMES = re.compile(r"\s*(?:×|\\times(?![A-Za-z])|\*)\s*")
_CALL = re.compile(r"^(.*?[^\s(])\s*\(([^()]*)\)$", re.DOTALL)


class BadDeclaration(Exception):
    """A declaration that does not read; `start` and `end` say where, `help` what may be meant."""

    def __init__(self, message: str, start: int, end: int, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.help = help


def read(text: str, start: int = 0) -> Iterator[Item | Setting | BadDeclaration]:
    """The items of a directive that stands at `start`; one that does not read is told apart."""
    for piece, at in split(text, ";\n"):
        stripped = piece.strip()
        if not stripped:
            continue
        begin = start + at + len(piece) - len(piece.lstrip())
        try:
            yield _item(stripped, begin)
        except BadDeclaration as bad:
            yield bad


def split(text: str, separators: str) -> Iterator[tuple[str, int]]:
    """The parts between separators outside of brackets, with their offsets."""
    for sign in separators:
        if sign in text:
            break
    else:
        yield text, 0
        return
    depth, begin = 0, 0
    for found in _separating(separators).finditer(text):
        if found[0] in _OPEN:
            depth += 1
        elif found[0] in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            yield text[begin : found.start()], begin
            begin = found.end()
    yield text[begin:], begin


@cache
def _separating(separators: str) -> re.Pattern[str]:
    """A pattern of these signs and of brackets."""
    return re.compile(rf"[{separators}()\[\]{{}}]")


def _item(text: str, start: int) -> Item | Setting:
    end = start + len(text)
    colon = _outside(text, ":")
    tilde = max(_outside(text, "~"), _outside(text, "∼"))
    command = re.search(r"\\sim\b", text) if "\\" in text else None
    if command is not None and tilde < 0:
        text = text[: command.start()] + "~" + " " * 3 + text[command.end() :]
        tilde = command.start()
    equal = _outside(text, "=")
    if tilde >= 0 and (colon < 0 or tilde < colon):
        return _random(text[:tilde], text[tilde + 1 :], start, end)
    if colon >= 0 and text[:colon].strip().lower() in SETTINGS:
        key, value = text[:colon].strip(), text[colon + 1 :].strip()
        raise BadDeclaration(f"{key} is a setting, and no letter", start, end,
                             f"write {key.lower()} = {value}")  # fmt: skip
    if colon >= 0 and not (0 <= equal < colon):
        return _declared(text[:colon], text[colon + 1 :], start, end)
    if equal >= 0:
        return _setting(text[:equal].strip(), text[equal + 1 :].strip(), start, end)
    if text.strip().lower() == "skip":
        return Setting("skip", "", start, end)
    near = nearest(text.split()[0].lower(), SETTINGS)
    meant = f"did you mean {' or '.join(near)}?" if near else "write NAME : SHAPE, ADJECTIVES"
    raise BadDeclaration(f"{text!r} is no declaration", start, end, meant)


def _outside(text: str, sign: str) -> int:
    """Where the sign stands outside of brackets, or −1."""
    if sign not in text:
        return -1
    depth = 0
    for at, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth -= 1
        elif character == sign and depth == 0:
            return at
    return -1


def _setting(key: str, value: str, start: int, end: int) -> Setting:
    word = key.lower()
    if word not in SETTINGS:
        near = nearest(word, SETTINGS)
        meant = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(SETTINGS)}"
        raise BadDeclaration(f"there is no setting {key!r}", start, end, meant)
    allowed = VALUES.get(word)
    if allowed is not None:
        for single in value.split(","):
            if single.strip().lower() not in allowed:
                near = nearest(single.strip().lower(), allowed)
                meant = (f"did you mean {' or '.join(near)}?" if near
                         else f"there are {', '.join(allowed)}")  # fmt: skip
                raise BadDeclaration(f"{word} cannot be {single.strip()!r}", start, end, meant)
    return Setting(word, value.lower() if allowed else value, start, end)


def _names(text: str, start: int, end: int) -> tuple[str, ...]:
    names = tuple(name.strip() for name, _ in split(text, ",") if name.strip())
    if not names:
        raise BadDeclaration("a declaration begins with names", start, end)
    return names


def _declared(left: str, right: str, start: int, end: int) -> Item:
    ranges: tuple[tuple[str, str, str], ...] = ()
    found = list(_RANGE.finditer(right)) if "=" in right else []
    if found:
        ranges = tuple((m[1].strip(), m[2].strip(), m[3].strip()) for m in found)
        right = _RANGE.sub(" ", right)
    names = _names(left, start, end)
    first, *words = (part.strip() for part, _ in split(right, ","))
    shape, kind, phrases = _shape(first, start, end)
    told = (w for phrase in (*phrases, *words) if not phrase.startswith("mean ")
            for w in _adjectives(phrase))  # fmt: skip
    adjectives = tuple(dict.fromkeys(told))
    mean = next((w[5:].strip() for w in words if w.startswith("mean ")), "")
    arguments: tuple[str, ...] = ()
    if kind == "function":
        calls = [_CALL.match(name) for name in names]
        inside = {call[2].strip() for call in calls if call is not None}
        if len(inside) > 1:
            raise BadDeclaration("functions of different letters are declared one by one",
                                 start, end, "separate them by semicolons")  # fmt: skip
        names = tuple(c[1].strip() if c is not None else n
                      for c, n in zip(calls, names, strict=True))  # fmt: skip
        arguments = _names(inside.pop(), start, end) if inside else ()
    return Item(names, shape, adjectives, kind, arguments, ranges, mean=mean, start=start, end=end)


def _adjectives(phrase: str) -> list[str]:
    """The adjectives that a phrase lists, and no nouns; what is none of these is one of its own.

    >>> _adjectives("symmetric positive definite matrix")
    ['symmetric', 'positive definite']
    """
    words = [w for w in phrase.split() if w]
    found: list[str] = []
    while words:
        lengths = range(len(words), 0, -1)
        size = next((k for k in lengths if " ".join(words[:k]).lower() in ADJECTIVES), 0)
        if size:
            found.append(" ".join(words[:size]).lower())
        elif words[0].lower() not in NOUNS:
            return [phrase]
        words = words[size or 1 :]
    return found


def _is_word(text: str) -> bool:
    return text in NOUNS or (text.replace("-", "").isalpha() and len(text) > 3)


def _shape(text: str, start: int, end: int) -> tuple[tuple[str, ...] | None, str, list[str]]:
    """A shape, the kind of letter, and the phrases that stand before and behind the shape."""
    words = _TIMES.sub("×", text).split()
    if not words:
        raise BadDeclaration("a declaration says a shape behind the colon", start, end,
                             "write NAME : n×m")  # fmt: skip
    kind = ""
    if words[-1].lower() == "function":
        kind, words = "function", words[:-1] or ["scalar"]
    if words[0].lower() == "random":
        kind, words = "random", words[1:] or ["scalar"]
    before = list(takewhile(_is_word, words))
    rest = words[len(before) :]
    size = list(takewhile(lambda w: not _is_word(w), rest))
    behind = rest[len(size) :]
    if not size:
        return _without_size(words, kind)
    sizes = re.split(r"×|(?<=[\s\w}])\s+x\s+|(?<=\d)x(?=[\d\w])", " ".join(size))
    sizes = [s.strip() for s in sizes]
    if not 1 <= len(sizes) <= 2 or not all(sizes):
        raise BadDeclaration(f"{text!r} is no shape", start, end, "write n for a vector, n×m "
                             "for a matrix, scalar, integer")  # fmt: skip
    return tuple(sizes), kind, [" ".join(words) for words in (before, behind) if words]


def _without_size(words: list[str], kind: str) -> tuple[tuple[str, ...] | None, str, list[str]]:
    """What words alone say of a shape: that it is a number, or nothing."""
    lower = [w.lower() for w in words]
    for noun, kind_ in (
        ("scalar", kind),
        ("number", kind),
        ("integer", "integer"),
        ("index", "index"),
    ):
        if noun in lower:
            rest = [w for w, low in zip(words, lower, strict=True) if low != noun]
            return (), kind_, [" ".join(rest)] if rest else []
    return None, kind, [" ".join(words)]


def _random(left: str, right: str, start: int, end: int) -> Item:
    together = joint.read(f"{left}~{right}")
    if together is not None:
        return Item(
            together.names, None, (), "random", law="N", joint=f"{left}~{right}",
            start=start, end=end,
        )  # fmt: skip
    match = re.match(r"\s*(\\mathcal\s*\{?\s*N\s*\}?|N|𝒩)?\s*\(", right)
    if match is None:
        raise BadDeclaration("a law is N(mean, covariance) or (mean, covariance)", start, end)
    opened = match.end() - 1
    close = _matching(right, opened)
    if close < 0:
        raise BadDeclaration("a bracket is not closed", start, end)
    inner = [part.strip() for part, _ in split(right[opened + 1 : close], ",")]
    if len(inner) != 2:
        raise BadDeclaration("a law has a mean and a covariance", start, end)
    rest = right[close + 1 :].strip()
    shape: tuple[str, ...] | None = None
    adjectives: tuple[str, ...] = ()
    if rest:
        first, *words = (part.strip() for part, _ in split(rest, ","))
        if first.startswith("in "):
            shape, _, phrases = _shape(first[3:].strip(), start, end)
            words = [*phrases, *words]
        elif first:
            words = [first, *words]
        adjectives = tuple(w for phrase in words for w in _adjectives(phrase))
    name, _, given = re.sub(r"\\mid\b|∣", "|", left).partition("|")
    return Item(
        _names(name, start, end), shape, adjectives, "random", law="N" if match[1] else "",
        mean=inner[0], covariance=inner[1], given=given.strip(), start=start, end=end,
    )  # fmt: skip


def _matching(text: str, opened: int) -> int:
    depth = 0
    for at in range(opened, len(text)):
        if text[at] in _OPEN:
            depth += 1
        elif text[at] in _CLOSE:
            depth -= 1
            if depth == 0:
                return at
    return -1
