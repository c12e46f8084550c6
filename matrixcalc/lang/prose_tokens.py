r"""Sentences as words with a role and formulas with a reading, in their order.

Words are looked up as the longest phrases of the lexicon; sizes such as
``$n$-by-$n$`` or ``$k$-dimensional`` and laws such as “mean $\mu$ and covariance
$\Sigma$” become one token each.  What a sentence declares is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matrixcalc.lang.prose_formulas import read
from matrixcalc.lang.prose_readings import OPAQUE, Reading, Sort, of_sizes
from matrixcalc.lang.words import Role, Word, is_east_asian, longest, spelled
from matrixcalc.record import record


@record
class Fragment:
    r"""A part of a paragraph: words, or what stands inside of a formula's ``$…$``."""

    text: str
    start: int
    math: bool


UNKNOWN = Word(Role.UNKNOWN)


@record
class Token:
    """A word or phrase, or a part of a formula, with its range in the document."""

    role: Role
    start: int
    end: int
    word: Word = UNKNOWN
    reading: Reading = OPAQUE
    text: str = ""

    @property
    def is_subject(self) -> bool:
        """Whether it names letters of which something can be said."""
        return self.role is Role.FORMULA and bool(self.reading.names) and (
            self.reading.sort is not Sort.NUMBER)  # fmt: skip

    @property
    def is_size(self) -> bool:
        """Whether it is a size or a space without letters."""
        return self.role is Role.FORMULA and self.reading.sort in (Sort.SIZE, Sort.SPACE)


_TEXT = re.compile(
    r"\\(?:text|textrm|textit|textnormal|mbox|intertext|mathrm(?=\{[^{}]* ))\s*"
    r"\{((?:[^{}]|\{[^{}]*\})*)\}"
)


def split_formula(fragment: Fragment) -> Iterator[Fragment]:
    r"""A formula in parts, where words stand in it as in ``\text{where } x \in \mathbb{R}``."""
    text, at, depth, counted = fragment.text, 0, 0, 0
    for match in _TEXT.finditer(text):
        depth += _depth(text, counted, match.start())
        counted = match.end()
        if depth:
            continue
        yield replace(fragment, text=text[at : match.start()], start=fragment.start + at)
        yield Fragment(match[1], fragment.start + match.start(1), math=False)
        at = match.end()
    yield replace(fragment, text=text[at:], start=fragment.start + at)


def _depth(text: str, start: int, end: int) -> int:
    inner = text[start:end].replace(r"\{", "").replace(r"\}", "")
    return inner.count("{") - inner.count("}")


_ABBREVIATION = re.compile(
    r"i\.?\s?i\.?\s?d\.?(?![^\W\d_])|u\.?\s?i\.?\s?v\.?(?![^\W\d_])|s\.\s?t\.|i\.\s?e\.|e\.\s?g\.|d\.\s?h\.|z\.\s?B\."
    r"|w\.\s?r\.\s?t\.|w\.\s?l\.\s?o\.\s?g\.|т\.\s?е\.|т\.\s?к\.|resp\.|cf\.|eqs?\.|bzw\."
    r"|o\.\s?B\.\s?d\.\s?A\.|ggf\.|vgl\.|p\.\s?ex\.",
    re.IGNORECASE,
)
_KNOWN_ABBREVIATIONS = {"iid": ("iid",), "uiv": ("iid",), "st": ("such", "that"),
                        "тк": ("так", "как"), "wlog": ("wlog",), "obda": ("obda",)}  # fmt: skip
_SIZE = re.compile(
    r"(?<![^\W_])([A-Za-z]|\d+)\s*(?:×|-by-|\s+by\s+|-mal-)\s*([A-Za-z]|\d+)(?![^\W_])"
    r"|(?<![^\W_])([a-z]|\d+)\s*x\s*([a-z]|\d+)(?![^\W_])"
)
_PIECE = re.compile(
    r"(?P<word>[^\W\d_]+['’]?)|(?P<number>\d+(?:\.\d+)*)|(?P<sign>[^\w\s]|_)|(?P<space>\s+)"
)
_ROW = re.compile(r"\|(?P<end>(?:[ \t]*\r?\n[ \t:|\-]*)+)?")
"""A sign between the cells of a table, or the end of a row with the start of the next one."""
_SIGNS = {
    ",": Role.COMMA, ";": Role.COMMA, "、": Role.COMMA, "，": Role.COMMA, "；": Role.COMMA,
    "(": Role.COMMA, ")": Role.COMMA, "（": Role.COMMA, "）": Role.COMMA, "．": Role.STOP,
    ".": Role.STOP, "。": Role.STOP, "!": Role.STOP, "！": Role.STOP, "?": Role.QUESTION,
    "？": Role.QUESTION, ":": Role.BREAK, "：": Role.BREAK, "–": Role.BREAK, "—": Role.BREAK,
    "‐": Role.FILLER, "-": Role.FILLER, "‑": Role.FILLER, "*": Role.FILLER, "“": Role.FILLER,
    "”": Role.FILLER, '"': Role.FILLER, "~": Role.FILLER, "«": Role.FILLER, "»": Role.FILLER,
}  # fmt: skip


@record
class _Raw:
    """A word before it is looked up."""

    text: str
    start: int
    end: int
    reading: Reading | None = None
    role: Role | None = None


def tokens(paragraph: Sequence[Fragment]) -> list[Token]:
    """The words and formulas of a paragraph."""
    raw: list[_Raw] = []
    for fragment in paragraph:
        parts = split_formula(fragment) if fragment.math else (fragment,)
        for part in parts:
            raw.extend(_formula(part) if part.math else _words(part))
    return _combined(_looked_up(_in_rows(raw) if any(r.text == "|" for r in raw) else raw))


def _in_rows(raw: Sequence[_Raw]) -> list[_Raw]:
    """The words of tables: the sign behind the first cell of a row stands for “is”."""
    found: list[_Raw] = []
    described = False
    for at, word in enumerate(raw):
        if word.text != "|":
            found.append(word)
            continue
        if word.role is Role.STOP or at + 1 == len(raw):
            found.append(replace(word, role=Role.STOP))
            described = False
        elif found and found[-1].role is not Role.STOP:
            found.append(replace(word, role=Role.COMMA if described else Role.BREAK))
            described = True
    return found


def _formula(part: Fragment) -> Iterator[_Raw]:
    stripped = part.text.strip()
    if not stripped.strip("\\,;! .&"):
        return
    start = part.start + part.text.index(stripped[0])
    end = part.start + len(part.text.rstrip())
    bare = stripped.rstrip("., ;")
    for number, reading in enumerate(read(bare)):
        if number:
            yield _Raw(",", end, end, role=Role.COMMA)
        yield _Raw("", start, end, reading)
    last = stripped[-1]
    if last in ".,;":
        yield _Raw(last, end, end, role=_SIGNS[last])


def _words(part: Fragment) -> Iterator[_Raw]:
    text, at, end = part.text.replace("(semi)", " semi ").replace("(semi-)", " semi  "), 0, 0
    offset = part.start
    while at < len(text):
        special = _ABBREVIATION.match(text, at) if at == 0 or not text[at - 1].isalnum() else None
        if special is not None:
            end = special.end()
            key = re.sub(r"[^a-zа-я]", "", special[0].lower())
            for word in _KNOWN_ABBREVIATIONS.get(key, ("abbreviated",)):
                yield _Raw(word, offset + at, offset + end)
            at = end
            continue
        size = _SIZE.match(text, at)
        if size is not None:
            shape = of_sizes(size[1] or size[3], size[2] or size[4])
            yield _Raw("", offset + at, offset + size.end(), Reading(Sort.SIZE, shape=shape))
            at = size.end()
            continue
        row = _ROW.match(text, at)
        if row is not None:
            role = Role.BREAK if row["end"] is None else Role.STOP
            yield _Raw("|", offset + at, offset + at + 1, role=role)
            at = row.end()
            continue
        match = _PIECE.match(text, at)
        if match is None:
            at += 1
            continue
        yield from _piece(match, offset)
        at = match.end()


def _piece(match: re.Match[str], offset: int) -> Iterator[_Raw]:
    start, end = match.start() + offset, match.end() + offset
    if match["word"] is not None:
        yield from _script_runs(match[0], start)
    elif match["number"] is not None:
        yield _Raw(match[0], start, end, Reading(Sort.NUMBER, (match[0],)))
    elif match["sign"] is not None:
        yield _Raw(match[0], start, end, role=_sign(match))


def _sign(match: re.Match[str]) -> Role:
    """The role of a sign; a full stop ends a sentence only before a space or the end."""
    after = match.string[match.end() : match.end() + 1]
    if match[0] == "." and after and not after.isspace() and after not in ")”\"'»":
        return Role.UNKNOWN
    if match[0] == "-" and (
        after.isspace() and match.string[match.start() - 1 : match.start()] in " \n"
    ):
        return Role.BREAK
    return _SIGNS.get(match[0], Role.UNKNOWN)


_RUN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]|[^\u3041-\u30ff\u3400-\u9fff]+")


def _script_runs(word: str, start: int) -> Iterator[_Raw]:
    """A word; East Asian characters one by one, as they have no spaces."""
    for match in _RUN.finditer(word):
        yield _Raw(match[0], start + match.start(), start + match.end())


def _looked_up(raw: list[_Raw]) -> list[Token]:
    """The words with the roles of the longest phrases that they begin."""
    found: list[Token] = []
    at = 0
    while at < len(raw):
        run = at
        here = raw[at]
        if here.reading is not None:
            found.append(Token(Role.FORMULA, here.start, here.end, reading=here.reading))
            at += 1
            continue
        if here.role is not None:
            found.append(Token(here.role, here.start, here.end, text=here.text))
            at += 1
            continue
        parts: list[str] = []
        while run < len(raw) and raw[run].reading is None and len(parts) < 12:
            if raw[run].role is None:
                parts.append(spelled(raw[run].text))
            elif raw[run].text not in "-‐‑":
                break
            run += 1
        word, count = longest(parts, 0)
        at, token = _phrase(raw, at, count, word)
        found.append(token)
    return found


def _phrase(raw: list[_Raw], at: int, count: int, word: Word | None) -> tuple[int, Token]:
    if _is_prefix(raw, at) and count <= 1:
        return at + 3, Token(Role.UNKNOWN, raw[at].start, raw[at + 2].end, text=raw[at].text)
    start, taken, end = raw[at].start, 0, at
    while taken < max(count, 1):
        if raw[end].role is None:
            taken += 1
        end += 1
    text = raw[at].text if end == at + 1 else ""
    known = word or UNKNOWN
    token = Token(known.role, start, raw[end - 1].end, known, text=text)
    name = _lettered(raw, at) if count <= 1 else None
    if name is not None:
        return at + 1, Token(Role.FORMULA, start, raw[at].end, reading=Reading(Sort.NAMES, (name,)))
    return end, token


_PREFIXES = frozenset({"un", "non", "quasi", "pseudo", "near", "almost", "sub", "half", "not"})


def _is_prefix(raw: list[_Raw], at: int) -> bool:
    """Whether a word makes another one of that to which a hyphen joins it, as in un-symmetric."""
    if at + 2 >= len(raw) or raw[at].text.lower() not in _PREFIXES:
        return False
    sign, word = raw[at + 1 : at + 3]
    return sign.text in "-‐‑" and sign.start == raw[at].end and word.start == sign.end


_LETTER = re.compile(r"[B-HJ-Zb-hj-zΑ-ΩΓα-ω]")
_AFTER_NAME = frozenset({Role.IS, Role.BE, Role.AND, Role.COMMA})


def _lettered(raw: list[_Raw], at: int) -> str | None:
    """A single letter among words, if it is a name and no article or preposition."""
    text = raw[at].text
    if _LETTER.fullmatch(text) and text not in "ayoàesdltcn":
        return text
    if text != "A":
        return None
    following = next((r for r in raw[at + 1 : at + 3] if r.text != "-"), None)
    if following is None or following.reading is not None:
        return None
    if is_east_asian(following.text):
        return text
    word, _ = longest([spelled(following.text)], 0)
    role = following.role or (word.role if word else Role.UNKNOWN)
    return text if role in _AFTER_NAME else None


def _combined(found: list[Token]) -> list[Token]:
    """The tokens with sizes and laws that are written in words put together."""
    out: list[Token] = []
    at = 0
    while at < len(found):
        for rule in (_by, _of_size, _counted, _dimensional, _moments, _inside):
            made = rule(found, at)
            if made is not None:
                token, at = made
                out.append(token)
                break
        else:
            out.append(found[at])
            at += 1
    return out


Made = tuple[Token, int] | None


def _single(token: Token) -> str | None:
    """The size that a formula with one name or a number may be."""
    if token.role is not Role.FORMULA or len(token.reading.names) != 1:
        return None
    if token.reading.sort not in (Sort.NAMES, Sort.NUMBER) or token.reading.ranges:
        return None
    return token.reading.names[0]


def _made(found: list[Token], at: int, end: int, *sizes: str) -> Made:
    shape = of_sizes(*sizes)
    if shape is None:
        return None
    reading = Reading(Sort.SIZE, shape=shape, kind="column" * (len(shape) < len(sizes)))
    return Token(Role.FORMULA, found[at].start, found[end - 1].end, reading=reading), end


def _skip(found: list[Token], at: int, *roles: Role) -> int:
    while at < len(found) and found[at].role in roles:
        at += 1
    return at


def _by(found: list[Token], at: int) -> Made:
    """``$m$-by-$n$``, ``$m$ × $n$``."""
    rows = _single(found[at])
    if rows is None:
        return None
    middle = _skip(found, at + 1, Role.FILLER)
    if middle >= len(found) or not (
        found[middle].role is Role.BY or found[middle].text in ("×", "x")
    ):
        return None
    last = _skip(found, middle + 1, Role.FILLER)
    columns = _single(found[last]) if last < len(found) else None
    return None if columns is None else _made(found, at, last + 1, rows, columns)


def _of_size(found: list[Token], at: int) -> Made:
    r"""``of length $n$``, ``of size $m \times n$``."""
    if found[at].role is not Role.OF_SIZE or at + 1 >= len(found):
        return None
    made = _by(found, at + 1)
    if made is not None:
        return replace(made[0], start=found[at].start), made[1]
    size = found[at + 1]
    if size.role is Role.FORMULA and size.reading.sort is Sort.SIZE:
        return replace(size, start=found[at].start), at + 2
    single = _single(size)
    return None if single is None else _made(found, at, at + 2, single)


def _counted(found: list[Token], at: int) -> Made:
    """``with $n$ components``."""
    begin = at + 1 if found[at].role in (Role.WITH, Role.FILLER, Role.IN) else at
    if begin + 1 >= len(found) or found[begin + 1].role is not Role.COMPONENTS:
        return None
    single = _single(found[begin])
    return None if single is None else _made(found, at, begin + 2, single)


def _dimensional(found: list[Token], at: int) -> Made:
    """``$k$-dimensional``, ``$n$ 次``."""
    single = _single(found[at])
    after = _skip(found, at + 1, Role.FILLER)
    if single is None or after >= len(found) or found[after].role is not Role.DIMENSIONAL:
        return None
    return _made(found, at, after + 1, single)


def _moments(found: list[Token], at: int) -> Made:
    r"""``mean $\mu$ and covariance matrix $\Sigma$``."""
    if found[at].role is not Role.MEAN or at + 1 >= len(found):
        return None
    mean = _single(found[at + 1])
    middle = _skip(found, at + 2, Role.AND, Role.COMMA, Role.FILLER, Role.WITH, Role.ARTICLE)
    if mean is None or middle + 1 >= len(found):
        return None
    noun = found[middle].word
    if noun.noun != "covariance" and noun.adjectives != ("positive definite",):
        return None
    after = _skip(found, middle + 1, Role.BE)
    covariance = _single(found[after]) if after < len(found) else None
    if covariance is None:
        return None
    reading = Reading(Sort.BARE_LAW, kind="random", mean=mean, covariance=covariance)
    return Token(Role.FORMULA, found[at].start, found[after].end, reading=reading), after + 1


def _inside(found: list[Token], at: int) -> Made:
    r"""``in $\mathbb{R}^n$`` as the space alone; any other “in” is an unknown word."""
    if found[at].role is not Role.IN:
        return None
    if at + 1 < len(found) and found[at + 1].is_size:
        return replace(found[at + 1], start=found[at].start), at + 2
    return replace(found[at], role=Role.UNKNOWN), at + 1
