r"""The sets that letters are taken from: ``\mathbb{R}^{m\times n}``, ``\mathbb{S}^n_{++}``, ``(0, 1)``.

A set of any other form is not understood.
"""

from __future__ import annotations

import re

from matrixcalc.lang.prose_readings import Reading, Sort, is_capital, of_sizes, size_text
from matrixcalc.lang.prose_spelling import SIZE

Found = tuple[Reading, int]
_SCRIPT = re.compile(r"([_^])(?:\{((?:[^{}]|\{[^{}]*\})*)\}|(\\[A-Za-z]+|[^{}\\]))")
_INTERVAL = re.compile(r"([(\]\[])(-?[\w.]+|-∞),(-?[\w.]+|\+?∞)([)\]\[])")
_BITS = re.compile(r"⟦0,1⟧")
_FIELD = re.compile(r"[ℝℂℕℤ]|R(?=[\^_]|$)")
_SYMMETRIC = re.compile(r"(?:𝕊|𝒮|S|\\Sym)(?=[\^_(])")
_MATRICES = re.compile(r"(?:ℳ|M|\\M|\\Mat|\\mat)(?=[_(])")
_GROUP = re.compile(r"(\\GL|GL|\\SO|SO|\\O|O)(?=[_(])")
_ARGUMENT = re.compile(rf"\(({SIZE})(?:,[ℝℂR])?\)")
_OVER = re.compile(r"\([ℝℂR]\)")
_POSITIVE = frozenset({"+", "++", ">0", "*+", "+*"})
_NOT_NEGATIVE = frozenset({"≥0"})


def _sizes(text: str) -> tuple[str, ...] | None:
    """The shape in an exponent: ``n``, ``m×n``, ``m,n``."""
    return of_sizes(*re.split("[×,]", text)) if len(re.split("[×,]", text)) <= 2 else None


def _scripts(text: str, at: int) -> tuple[dict[str, str], int]:
    """What stands below and above, in either order."""
    found: dict[str, str] = {}
    while match := _SCRIPT.match(text, at):
        if match[1] in found:
            break
        found[match[1]] = match[2] if match[2] is not None else match[3]
        at = match.end()
    return found, at


def space(text: str, at: int, names: tuple[str, ...] = ()) -> Found | None:
    r"""The set behind ``\in``: a space of numbers, vectors or matrices, or a range of indices."""
    for attempt in (_field, _interval, _symmetric_matrices, _matrices, _group):
        found = attempt(text, at, names)
        if found is not None:
            return found
    return None


def _member(
    shape: tuple[str, ...] | None, adjectives: tuple[str, ...] = (), kind: str = ""
) -> Reading:
    return Reading(Sort.MEMBER, shape=shape, adjectives=adjectives, kind=kind)


def _field(text: str, at: int, names: tuple[str, ...]) -> Found | None:
    match = _FIELD.match(text, at)
    if match is None:
        return None
    scripts, end = _scripts(text, match.end())
    above, below = scripts.get("^", ""), scripts.get("_", "")
    if above in _POSITIVE | _NOT_NEGATIVE | {"*"}:
        above, below = "", above
    adjectives = ("complex",) if match[0] == "ℂ" else ()
    if match[0] in "ℕℤ" and not above:
        least = ("nonnegative",) if below in {"0", *_NOT_NEGATIVE} else ()
        return _member((), least, "integer"), end
    if not above:
        return _member((), (*adjectives, *_scalar_sign(below))), end
    shape = _sizes(above)
    if shape is None or below not in {"", "*", *_POSITIVE, *_NOT_NEGATIVE}:
        return None
    return _member(shape, (*adjectives, *_entry_sign(below))), end


def _scalar_sign(below: str) -> tuple[str, ...]:
    return ("positive",) if below in _POSITIVE else ()


def _entry_sign(below: str) -> tuple[str, ...]:
    return ("positive entries",) if below in {"++", ">0"} else ()


def _interval(text: str, at: int, names: tuple[str, ...]) -> Found | None:
    match = _BITS.match(text, at)
    adjectives: tuple[str, ...] = ("entries in {0, 1}",)
    if match is None:
        match = _INTERVAL.match(text, at)
        if match is None:
            return None
        open_ends = match[1] in "(]" and match[4] in ")["
        inside = {("0", "1"): ("in (0, 1)",), ("0", "∞"): ("positive",), ("0", "+∞"): ("positive",)}
        adjectives = inside.get((match[2], match[3]), ()) if open_ends else ()
    scripts, end = _scripts(text, match.end())
    if not scripts:
        return _member((), adjectives), end
    shape = _sizes(scripts.get("^", ""))
    if shape is None:
        return None
    return _member(shape, adjectives if text[at] == "⟦" else ()), end


def _symmetric_matrices(text: str, at: int, names: tuple[str, ...]) -> Found | None:
    match = _SYMMETRIC.match(text, at)
    if match is None:
        return None
    scripts, end = _scripts(text, match.end())
    argument = _ARGUMENT.match(text, end)
    over = _OVER.match(text, end)
    if over is not None and "ℂ" in over[0]:
        return None
    if over is not None and scripts:
        end = over.end()
    elif argument is not None and "^" not in scripts:
        scripts, end = {**scripts, "^": argument[1]}, argument.end()
    above, below = scripts.get("^", ""), scripts.get("_", "")
    if above and names and not any(is_capital(name) for name in names):
        return _sphere(above, below, end)
    if above in _POSITIVE | _NOT_NEGATIVE or (below and not above):
        above, below = below, above
    size = size_text(re.split("×", above)[0])
    word = {"": "symmetric", "+": "positive semidefinite", "++": "positive definite",
            ">0": "positive definite", "≥0": "positive semidefinite"}.get(below)  # fmt: skip
    if not size or word is None:
        return None
    return _member((size, size), (word,)), end


def _sphere(above: str, below: str, end: int) -> Found | None:
    """The unit sphere: its vectors have one entry more than its dimension."""
    if below or not above.endswith("-1") or not size_text(above[:-2]):
        return None
    return _member((size_text(above[:-2]),), ("unit norm",)), end


def _matrices(text: str, at: int, names: tuple[str, ...]) -> Found | None:
    match = _MATRICES.match(text, at)
    if match is None:
        return None
    scripts, end = _scripts(text, match.end())
    argument = _ARGUMENT.match(text, end) if "_" not in scripts else None
    over = _OVER.match(text, end)
    if over is not None:
        end = over.end()
    sizes = scripts.get("_", "") or (argument[1] if argument else "")
    if argument is not None:
        end = argument.end()
    shape = _sizes(sizes)
    if shape is None or set(scripts) - {"_"}:
        return None
    if not re.search("[×,]", sizes):
        shape = shape * 2
    return _member(shape, ("complex",) if "ℂ" in text[match.end() : end] else ()), end


def _group(text: str, at: int, names: tuple[str, ...]) -> Found | None:
    match = _GROUP.match(text, at)
    if match is None:
        return None
    scripts, end = _scripts(text, match.end())
    over = _OVER.match(text, end)
    argument = _ARGUMENT.match(text, end) if not scripts else None
    if over is not None and scripts:
        end = over.end()
    elif argument is not None:
        end = argument.end()
    size = size_text(scripts.get("_", "") or (argument[1] if argument else ""))
    if not size or set(scripts) - {"_"}:
        return None
    words = {"GL": ("invertible",), "SO": ("orthogonal", "positive determinant")}
    adjectives = words.get(match[1].lstrip("\\"), ("orthogonal",))
    if "ℂ" in text[at:end]:
        return None
    return _member((size, size), adjectives), end
