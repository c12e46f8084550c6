r"""Short formulas in sentences: which letters they name, and what they say of them.

Patterns over a normal form of the text recognise ``A, B \in \mathbb{R}^{n\times n}``,
``\Sigma \succ 0``, ``x \sim \mathcal{N}(\mu, K)``, ``i = 1, \dots, N``, ``m \times n``.
A formula of any other form is opaque.  Nothing here is computed or looked up, and
whether a sentence declares what a formula says is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from matrixcalc.lang import joint
from matrixcalc.lang.prose_readings import (
    OPAQUE,
    Reading,
    Sort,
    bracketed,
    is_capital,
    of_sizes,
    size_text,
)  # fmt: skip
from matrixcalc.lang.prose_spaces import space
from matrixcalc.lang.prose_spelling import GREEK_NAMES, LETTER, NAME, SIZE, canonical

LONGEST = 2000
"""Longer formulas are displays, which say more than a declaration."""

Range = tuple[str, str, str]
Found = tuple[Reading, int]

_NAMES = re.compile(rf"{NAME}(?:,(?:{NAME}|…))*(?![A-Za-z\\^_'(])")
_SET = re.compile(
    rf"[⟦(]({NAME})[⟧)]_(?:\{{({LETTER})=(\w+)\}}|({LETTER})=(\w))\^(?:\{{({SIZE})\}}|({LETTER}|\d))"
)
_BRACED = re.compile(rf"⟦({NAME}(?:,(?:{NAME}|…))*)⟧")
_RANGE = re.compile(
    rf"\(?({LETTER}(?:,{LETTER})*)"
    rf"(?:=({LETTER}|\d+)(?:,\d+|,{LETTER}\+\d)*(?:,…,?|:|\.\.+|,?…,?)({SIZE})"
    rf"|∈⟦({LETTER}|\d+)(?:,\d+)*,…,({SIZE})⟧|∈\[({LETTER})\])\)?(?=$|[,;.)])"
)
_BETWEEN = re.compile(rf"(\d+|{LETTER})≤({LETTER}(?:,{LETTER})*)≤({SIZE})(?=$|[,;.)])")
_GAUSSIAN = re.compile(r"(𝒩|N|\\N|\\Normal|\\mathscr\{N\})(?:_(?:\{([^{}]*)\}|(\w)))?(?=\()")
_FIGURES = re.compile(r"\d+")
_BY = re.compile(rf"\(?({SIZE})×({SIZE})\)?")
_END = re.compile(r"$|[,;(]|∀")


_CALCULATES = re.compile(
    r"\\(?:[dt]?frac|partial|nabla|sum|prod|int|operatorname|mathrm|tr|log|ln|exp|det)(?![A-Za-z])"
    r"|\^\{-1\}"
)
_MERE = re.compile(
    r"(?:[A-Za-z0-9\s=+\-*/^_{}()\[\]|'.&⁻¹ᵀ⊤]"
    rf"|\\[\\,!|]|\\(?:begin|end|[dt]?frac|partial|nabla|sum|prod|int|operatorname|math(?:rm|bf|sf|it)|bm|boldsymbol"
    rf"|tr|log|ln|exp|det|sqrt|tanh|otimes|odot|circ|cdot|[lr]?Vert|left|right|top|{GREEK_NAMES})(?![A-Za-z]))+"
)


def declares_nothing(latex: str) -> bool:
    r"""Whether a formula surely is an equation between values, with no sign that declares a letter.

    >>> declares_nothing(r"\frac{\partial}{\partial A} \det A = 0"), declares_nothing("A^T = A")
    (True, False)
    """
    return "=" in latex and bool(_CALCULATES.search(latex) and _MERE.fullmatch(latex))


def read(latex: str) -> tuple[Reading, ...]:
    r"""The parts of a formula between its commas; an opaque one if any part is.

    >>> [r.names for r in read(r"x \in \R^n, A \succ 0")]
    [('x',), ('A',)]
    """
    if len(latex) > LONGEST:
        return (OPAQUE,)
    together = joint.read(latex)
    if together is not None:
        return (Reading(Sort.LAW, together.names, kind="random", law="N", joint=latex),)
    text = canonical(latex).rstrip(",;.:")
    found: list[Reading] = []
    at = 0
    while at < len(text):
        part = _part(text, at)
        if part is None or not _END.match(text, part[1]):
            return (OPAQUE,)
        found.append(part[0])
        at = part[1]
        while at < len(text) and text[at] in ",;∀":
            at += 1
    return tuple(found) or (OPAQUE,)


def _part(text: str, at: int) -> Found | None:
    """The first way of reading what begins here that reaches a comma or the end."""
    tries: tuple[Callable[[str, int], Found | None], ...] = (
        _range, _between, _equation, _zero_first, _about, _valued, _number, _size, _bare_law,
        _bare_space,
    )  # fmt: skip
    for attempt in tries:
        found = attempt(text, at)
        if found is not None and _END.match(text, found[1]):
            return found
    return None


def _range(text: str, at: int) -> Found | None:
    match = _RANGE.match(text, at)
    if match is None:
        return None
    low = match[2] or match[4] or "1"
    high = match[3] or match[5] or match[6]
    over = tuple((name, low, high) for name in match[1].split(","))
    return Reading(Sort.RANGE, ranges=over), match.end()


def _between(text: str, at: int) -> Found | None:
    match = _BETWEEN.match(text, at)
    if match is None:
        return None
    over = tuple((name, match[1], match[3]) for name in match[2].split(","))
    return Reading(Sort.RANGE, ranges=over), match.end()


_VALUED = re.compile(rf"({NAME}):?=[^∈=~<>≻⪰]+(?=∈)")


def _valued(text: str, at: int) -> Found | None:
    """A letter with its value, and the space that both are in: ``S = X^⊤X ∈ R^{d×d}``."""
    match = _VALUED.match(text, at)
    found = space(text, match.end() + 1, (match[1],)) if match is not None else None
    if match is None or found is None:
        return None
    return replace(found[0], names=(match[1],)), found[1]


def _number(text: str, at: int) -> Found | None:
    match = _FIGURES.match(text, at)
    return None if match is None else (Reading(Sort.NUMBER, (match[0],)), match.end())


def _size(text: str, at: int) -> Found | None:
    match = _BY.match(text, at)
    shape = None if match is None else of_sizes(match[1], match[2])
    if match is None or shape is None:
        return None
    return Reading(Sort.SIZE, shape=shape, kind="column" * (len(shape) < 2)), match.end()


def _bare_law(text: str, at: int) -> Found | None:
    found = _law(text, at)
    return None if found is None or not found[0].law else (
        replace(found[0], sort=Sort.BARE_LAW), found[1])  # fmt: skip


def _bare_space(text: str, at: int) -> Found | None:
    found = space(text, at)
    return None if found is None else (replace(found[0], sort=Sort.SPACE), found[1])


def _subject(text: str, at: int) -> Found | None:
    """The letters that a formula begins with: names, a family, a set of them."""
    match = _SET.match(text, at)
    if match is not None:
        index, low = match[2] or match[4], match[3] or match[5]
        over = ((index, low, match[6] or match[7]),)
        return Reading(Sort.NAMES, (match[1],), ranges=over), match.end()
    match = _BRACED.match(text, at)
    if match is not None and "…" in match[1]:
        family = _family(match[1])
        return None if family is None else (family, match.end())
    match = _NAMES.match(text, at)
    if match is None:
        return None
    if "…" in match[0]:
        family = _family(match[0])
        return None if family is None else (family, match.end())
    return Reading(Sort.NAMES, tuple(_split(match[0]))), match.end()


def _split(text: str) -> list[str]:
    """The parts between commas that stand outside of braces."""
    parts, depth = [""], 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


_FIRST_LAST = re.compile(rf"({LETTER})(_|\^)(\{{\(?|)([^{{}}()]+)(\)?\}}|)")


def _family(listed: str) -> Reading | None:
    r"""Letters such as ``x_1,…,x_n`` as one letter with an index."""
    parts = _split(listed)
    if parts.count("…") != 1 or parts[-2] != "…":
        return None
    first, last = _FIRST_LAST.fullmatch(parts[0]), _FIRST_LAST.fullmatch(parts[-1])
    if first is None or last is None or first[1] != last[1] or first[2] != last[2]:
        return None
    if first[4] not in ("0", "1") or not size_text(last[4]):
        return None
    used = set(last[4]) | {first[1]}
    index = next(i for i in "ijklqrst" if i not in used)
    inner = f"{{({index})}}" if first[2] == "^" else index
    return Reading(Sort.NAMES, (first[1] + first[2] + inner,), ranges=((index, first[4], last[4]),))


_SIGNED = (
    (re.compile(r"≻0"), ("positive definite",), None),
    (re.compile(r"⪰0"), ("positive semidefinite",), None),
    (re.compile(r">0"), ("positive",), ()),
    (re.compile(r"≠0"), ("nonzero",), None),
)
_TRANSPOSED_TOO = re.compile(rf"({NAME})=\1\^⊤")


_CONDITION = re.compile(rf"\|({NAME})(?=~)")
"""What a letter is conditioned on: u | v ~ N(…)."""


def _about(text: str, at: int) -> Found | None:
    """Letters, and what is said of them behind a sign."""
    subject = _subject(text, at)
    if subject is None:
        return None
    who, here = subject
    condition = _CONDITION.match(text, here)
    if condition is not None:
        said = _predicate(text, condition.end(), who)
        return None if said is None else (replace(said[0], given=condition[1]), said[1])
    symmetric = _TRANSPOSED_TOO.match(text, at)
    more: tuple[str, ...] = ()
    if symmetric is not None:
        more, here = ("symmetric",), symmetric.end()
    if _END.match(text, here):
        return (replace(who, sort=Sort.RELATION if more else Sort.NAMES, adjectives=more), here)
    said = _predicate(text, here, who)
    return (
        None if said is None else (replace(said[0], adjectives=more + said[0].adjectives), said[1])
    )


def _predicate(text: str, at: int, who: Reading) -> Found | None:
    for pattern, adjectives, shape in _SIGNED:
        match = pattern.match(text, at)
        if match is not None:
            return _signed(text, who, adjectives, shape, match.end())
    if text[at] in "~≋":
        found = _law(text, at + 1)
        if found is None:
            return None
        said = ("independent",) if text[at] == "≋" else ()
        law = replace(found[0], names=who.names, ranges=who.ranges, adjectives=said, kind="random")
        return law, found[1]
    if text[at] in "∈⊂":
        found = space(text, at + 1, who.names)
        if found is None:
            return None
        return replace(found[0], names=who.names, ranges=who.ranges), found[1]
    return None


def _signed(
    text: str, who: Reading, adjectives: tuple[str, ...], shape: tuple[str, ...] | None, at: int
) -> Found | None:
    """A sign and a zero; a capital that is greater than zero may be a matrix, so it says nothing, but
    for N_1, …, N_K, which count.
    """
    ranges = who.ranges
    counts = bool(ranges) and all(name[0] in "NM" for name in who.names)
    if adjectives == ("positive",) and any(is_capital(name) for name in who.names) and not counts:
        return None
    return Reading(Sort.RELATION, who.names, shape, adjectives, ranges=ranges), at


_ZERO_FIRST = re.compile(rf"0(<|≺|⪯)({NAME}(?:,{NAME})*)(<1)?")


def _zero_first(text: str, at: int) -> Found | None:
    """A zero before its letters, as in ``0 < c < 1``."""
    match = _ZERO_FIRST.match(text, at)
    if match is None:
        return None
    sign, names = match[1], tuple(_split(match[2]))
    if sign == "<":
        if any(is_capital(name) for name in names):
            return None
        adjectives = ("in (0, 1)",) if match[3] else ("positive",)
        return Reading(Sort.RELATION, names, (), adjectives), match.end()
    definite = "positive definite" if sign == "≺" else "positive semidefinite"
    return Reading(Sort.RELATION, names, None, (definite,)), match.end()


_EQUATES = frozenset("=≠>")
"""Signs of which each of these equations has one."""
_N = rf"(?P<a>{NAME})"
_EQUATIONS = tuple(
    (re.compile(pattern + r"(?=$|[,;])"), adjectives)
    for pattern, adjectives in (
        (rf"{_N}\^⊤=(?P=a)", ("symmetric",)),
        (rf"{_N}\^⊤=-(?P=a)", ("skew-symmetric",)),
        (rf"{_N}=-(?P=a)\^⊤", ("skew-symmetric",)),
        (rf"{_N}\^⊤(?P=a)=(?P=a)(?P=a)\^⊤=I(?:_\w|_\{{\w+\}})?", ("orthogonal",)),
        (rf"{_N}\^⊤(?P=a)=I(?:_\w|_\{{\w+\}})?", ("orthonormal columns",)),
        (rf"{_N}\^(?:2|\{{2\}})=(?P=a)", ("idempotent",)),
        (rf"{_N}=(?P=a)\^(?:2|\{{2\}})", ("idempotent",)),
        (rf"{_N}(?P=a)=(?P=a)", ("idempotent",)),
        (rf"‖{_N}‖(?:_2|_\{{2\}})?(?:\^2|\^\{{2\}})?=1", ("unit norm",)),
        (rf"{_N}\^⊤(?P=a)=1", ("unit norm",)),
        (rf"[1𝟏](?:_\w|_\{{\w\}})?\^⊤{_N}=1", ("entries sum to one",)),
        (rf"{_N}\^⊤[1𝟏](?:_\w|_\{{\w\}})?=1", ("entries sum to one",)),
        (rf"\\tr ?(?:\({_N}\)|(?P<b>{LETTER}))=0", ("zero trace",)),
        (rf"\\det(?:\({_N}\)|\\?(?P<b>{LETTER}))≠0", ("invertible",)),
        (rf"\\det(?:\({_N}\)|(?P<b>{LETTER}))>0", ("positive determinant",)),
    )
)


def _equation(text: str, at: int) -> Found | None:
    """An equation that means an adjective, as in ``A^T = A``."""
    if _EQUATES.isdisjoint(text):
        return None
    for pattern, adjectives in _EQUATIONS:
        match = pattern.match(text, at)
        if match is not None:
            name = match["a"] or match["b"]
            return Reading(Sort.RELATION, (name,), None, adjectives), match.end()
    return None


def _law(text: str, at: int) -> Found | None:
    match = _GAUSSIAN.match(text, at)
    opened = at if match is None else match.end()
    if text[opened : opened + 1] != "(":
        return None
    inner, end = bracketed(text, opened)
    parts = _split_law(inner)
    if len(parts) != 2 or not all(parts) or (match is None and re.fullmatch(r"[\w,.]+", inner)
                                             and parts[0] == "0" and parts[1] == "1"):  # fmt: skip
        return None
    shape = None
    if match is not None and (match[2] or match[3]):
        shape = of_sizes(match[2] or match[3])
    law = "" if match is None else "N"
    return Reading(Sort.LAW, shape=shape, kind="random", law=law, mean=parts[0],
                   covariance=parts[1]), end  # fmt: skip


def _split_law(inner: str) -> list[str]:
    parts, depth = [""], 0
    for character in inner:
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(character, 0)
        if character in ",;" and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]
