r"""What only sets type in a formula, taken out of its tokens before rows are cut.

Phantoms, boxes around equations, braces that show nothing, the brace of a system of
equations, brackets that are closed for the end of a line: what is left says the same.
Where a part may say more than it shows, it stays, and nothing is read into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from matrixcalc.lang import transposes
from matrixcalc.lang.alphabet import ACCENTS, STYLES
from matrixcalc.lang.nesting import braced, depths, partners
from matrixcalc.lang.parser import RELATIONS
from matrixcalc.lang.tokens import Token

_PHANTOMS = frozenset({"phantom", "hphantom", "vphantom"})
_AS_SIGN = frozenset({"mathrel", "mathbin"})
_BOXES = frozenset({"boxed", "underline", "fbox", "ensuremath", "underbrace", "overbrace"})
"""Commands around an equation that claim it all the same."""
_REMARKED = {"underbrace": "_", "overbrace": "^"}
_TWO = frozenset({"frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac", "overset", "underset",
                  "stackrel", "binom"})  # fmt: skip
"""Commands with two arguments."""
_ONE = frozenset({*ACCENTS, *STYLES, *_BOXES, "sqrt", "smash", "cancel", "text"})
"""Commands with one argument."""
_MANY = 9
"""The arguments that a command may have of which nothing is known."""
_SUMS = frozenset({"+", "-", "±"})
_JOINING = frozenset({*RELATIONS, *_SUMS, ":=", "·", "×", "⊗", "⊙"})
_FENCES = frozenset({"[", "]"})
r"""Commands between which a formula stands, ``\[`` and ``\]``, where a macro has them."""
_FEW = 200
"""Boxes or tables in one formula that are looked at one by one."""
_LONG = 500
"""Tokens in braces beyond which these are left as they are."""
_ENDS = frozenset({",", ";", ".", "&"})
_SYSTEMS = frozenset(
    {"cases", "dcases", "rcases", "array", "aligned", "alignedat", "gathered", "split"}
)
_WITH_BRACE = frozenset({"cases", "dcases", "rcases"})
_OPENERS = frozenset({"(", "[", "{|", "⟨"})
_CLOSERS = frozenset({")", "]", "|}", "⟩"})


def plain(found: Sequence[Token]) -> list[Token]:
    """The tokens of a formula without what only sets type."""
    own = [t for t in found if not (t.kind == "command" and t.text in _FENCES)]
    texts = {t.text for t in own}
    if not texts.isdisjoint(_PHANTOMS):
        own = _without_phantoms(own)
    if not texts.isdisjoint(_AS_SIGN):
        own = _without_classes(own)
    if "{" in texts:
        own = _unbraced(own)
    if 0 < sum(t.text in _BOXES for t in own) < _FEW:
        own = _unboxed(own)
    if 0 < sum(t.kind == "begin" for t in own) < _FEW:
        own = _without_systems(own)
    if "right" in texts:
        own = _over_rows(own)
    return transposes.behind(own)


def relates(found: Sequence[Token]) -> bool:
    """Whether a relation stands outside of brackets and of tables that are no rows."""
    return any(d == 0 and _is_relation(t) for _, t, d in depths(found))


def _is_relation(token: Token) -> bool:
    return token.kind == "sign" and (token.text in RELATIONS or token.text == ":=")


def _is(token: Token | None, text: str, kind: str = "sign") -> bool:
    return token is not None and token.kind == kind and token.text == text


def _at(found: Sequence[Token], at: int) -> Token | None:
    return found[at] if 0 <= at < len(found) else None


# Phantoms and classes of signs.


def _without_phantoms(found: list[Token]) -> list[Token]:
    """The tokens without what takes up room and shows nothing, and without scripts of such."""
    result: list[Token] = []
    at = 0
    while at < len(found):
        token = found[at]
        if not (token.kind == "command" and token.text in _PHANTOMS):
            result.append(token)
            at += 1
            continue
        _, behind = braced(found, at + 1)
        at = behind if behind > at + 1 else at + 2
        if len(result) > 1 and result[-1].text == "{" and _is(_at(found, at), "}") \
                and result[-2].text in ("_", "^"):  # fmt: skip
            del result[-2:]
            at += 1
        elif result and result[-1].kind == "sign" and result[-1].text in ("_", "^"):
            result.pop()
    return result


def _without_classes(found: list[Token]) -> list[Token]:
    r"""The tokens without ``\mathrel{…}`` and ``\mathbin{…}``, which only set the space around a sign."""
    result: list[Token] = []
    at = 0
    while at < len(found):
        token = found[at]
        inner, behind = braced(found, at + 1)
        if token.kind == "command" and token.text in _AS_SIGN and inner:
            result += inner
            at = behind
        else:
            result.append(token)
            at += 1
    return result


# Braces that show nothing.


def _unbraced(found: list[Token]) -> list[Token]:
    """The tokens without braces around nothing, or around signs that reach out of them: ``{=}``, ``{}+``."""
    matched = partners(found)
    arguments = _arguments(found, matched)
    gone: set[int] = set()
    for at, behind in matched.items():
        if behind < at or found[at].text != "{" or at in arguments:
            continue
        after = _at(found, behind + 1)
        if after is not None and (after.text in ("_", "^", "'") or after.kind in ("sup", "sub")):
            continue
        if _reaches_out(found, at, behind, matched):
            gone |= {at, behind}
    if not gone:
        return found
    # What stood in braces is shown with them.
    result: list[Token] = []
    opened = -1
    for at, token in enumerate(found):
        if at not in gone:
            result.append(token if opened < 0 else token._replace(start=opened))
            opened = -1
        elif token.text == "{" and matched[at] > at + 1:
            opened = token.start if opened < 0 else opened
        elif token.text == "}" and matched[at] < at - 1 and result:
            result[-1] = result[-1]._replace(end=token.end)
    return result


def _reaches_out(found: Sequence[Token], at: int, behind: int, matched: dict[int, int]) -> bool:
    """Whether what braces hold is read as if they were not there.

    Behind a function, a sum or another command they may say how far it reaches.
    """
    inner = found[at + 1 : behind]
    if not inner:
        return True
    if len(inner) > _LONG or _acts(found, at, matched):
        return False
    if any(d == 0 and _is_relation(t) for _, t, d in depths(inner)):
        return True
    ends = [t for t in (inner[0], inner[-1]) if t.kind == "sign"]
    if any(t.text in _JOINING for t in ends):
        return True
    before, after = _at(found, at - 1), _at(found, behind + 1)
    return _parts(before, _OPENERS) and _parts(after, _CLOSERS)


def _parts(token: Token | None, brackets: frozenset[str]) -> bool:
    """Whether nothing is multiplied with what stands beside a token."""
    if token is None or token.kind in ("row", "quad", "prose", "begin", "end"):
        return True
    return token.kind == "sign" and token.text in (*RELATIONS, *_SUMS, *_ENDS, *brackets)


def _acts(found: Sequence[Token], at: int, matched: dict[int, int]) -> bool:
    """Whether a function, a sum or a command stands before a place, with what is above and below it."""
    at -= 1
    while at > 0:
        opened = matched.get(at, at)
        if found[opened - 1].kind == "sign" and found[opened - 1].text in ("_", "^"):
            at = opened - 2
        else:
            break
    if at < 0:
        return False
    token = found[at]
    if token.kind in ("word", "command", "upright") or token.text in (
        "∑",
        "∏",
        "∫",
        "∂",
        "∇",
        "√",
        "d",
    ):
        return True
    opened = matched.get(at, at)
    return opened < at and found[at].text == "}" and found[opened - 1].kind == "command"


def _arguments(found: Sequence[Token], matched: dict[int, int]) -> set[int]:
    """Where braces open that belong to a command or a script."""
    result: set[int] = set()
    for at, token in enumerate(found):
        if token.kind == "begin" or (token.kind == "sign" and token.text in ("_", "^")):
            count = 1
        elif token.kind == "command":
            count = 2 if token.text in _TWO else 1 if token.text in _ONE else _MANY
        else:
            continue
        here = at + 1
        while _is(_at(found, here), "[") and here in matched:
            here = matched[here] + 1
        while count and here < len(found):
            if _is(found[here], "{"):
                result.add(here)
                here = matched.get(here, here) + 1
            elif token.text in _TWO:
                here += 1
            else:
                break
            count -= 1
    return result


# Boxes and systems.


def _stands_alone(found: Sequence[Token], start: int, behind: int, *, related: bool) -> bool:
    """Whether nothing is joined on to a part, so that it is a claim by itself."""
    before = _quadless(found[:start][::-1])
    after = _quadless(found[behind:])
    opens = before is None or before.kind in ("row", "begin", "prose")
    opens = opens or _has(before, *_ENDS, "⇒", "∴") or (related and _joins(before))
    ends = after is None or after.kind in ("row", "end", "prose")
    return opens and (ends or _has(after, *_ENDS, "tag", "label") or (related and _joins(after)))


def _has(token: Token | None, *texts: str) -> bool:
    return token is not None and token.text in texts


def _joins(token: Token | None) -> bool:
    return token is not None and _is_relation(token)


def _quadless(found: Sequence[Token]) -> Token | None:
    return next((t for t in found if t.kind != "quad"), None)


def _unboxed(found: list[Token]) -> list[Token]:
    """The tokens without boxes, lines and braces around a whole equation; a remark is kept behind it."""
    at = 0
    while at < len(found):
        token = found[at]
        if token.kind == "command" and token.text in _BOXES:
            inner, behind = braced(found, at + 1)
            remark: list[Token] = []
            mark = _REMARKED.get(token.text)
            if mark and _is(_at(found, behind), mark):
                remark, behind = braced(found, behind + 1)
            if _is_equation(inner) and _stands_alone(found, at, behind, related=not remark):
                found = [*found[:at], *inner, *_as_remark(remark), *found[behind:]]
                continue
        at += 1
    return found


def _is_equation(inner: Sequence[Token]) -> bool:
    """Whether a part is rows or a relation."""
    first = _quadless(inner)
    opens = first is not None and first.kind in ("begin", "command")
    return relates(inner) or (opens and any(map(_is_relation, inner)))


def _as_remark(found: Sequence[Token]) -> list[Token]:
    """What is written below a brace, in brackets behind a wide space, if it says anything."""
    if not (any(t.kind == "prose" for t in found) or relates(found)):
        return []
    start, end = found[0].start, found[-1].end
    return [Token("quad", r"\quad", start, start), Token("sign", "(", start, start), *found,
            Token("sign", ")", end, end)]  # fmt: skip


def _without_systems(found: list[Token]) -> list[Token]:
    """The tokens with the equations of a system beside one another, without the brace before them."""
    at = 0
    while at < len(found):
        if found[at].kind == "begin":
            whole = _system(found, at)
            if whole is not None:
                start, behind, equations = whole
                found = [*found[:start], *equations, *found[behind:]]
                at = start
                continue
        at += 1
    return found


def _system(found: list[Token], at: int) -> tuple[int, int, list[Token]] | None:
    """A system of equations whose table begins here: its range and its equations."""
    name = found[at].text.rstrip("*")
    end = _end_of(found, at)
    if name not in _SYSTEMS or end is None:
        return None
    start, behind = at, end + 1
    opened = found[max(0, at - 2) : at]
    closed = found[behind : behind + 2]
    if [t.text for t in opened] == ["left", "{|"] and [t.text for t in closed] == ["right", "."]:
        start, behind = at - 2, behind + 2
    elif name not in _WITH_BRACE:
        return None
    first = at + 1
    if _is(_at(found, first), "{") and name not in _WITH_BRACE:
        first = braced(found, first)[1]
    rows = [_equation(row) for row in _rows(found[first:end])]
    if not rows or any(row is None for row in rows):
        return None
    if not _stands_alone(found, start, behind, related=False):
        return None
    return start, behind, _beside([row for row in rows if row is not None])


def _end_of(found: Sequence[Token], at: int) -> int | None:
    """Where the table that begins here ends."""
    level = 0
    for k in range(at, len(found)):
        level += {"begin": 1, "end": -1}.get(found[k].kind, 0)
        if level == 0:
            return k if found[k].text == found[at].text else None
    return None


def _rows(found: Sequence[Token]) -> Iterator[list[Token]]:
    cuts = [-1, *(k for k, t, d in depths(found) if d == 0 and t.kind == "row"), len(found)]
    for a, b in pairwise(cuts):
        row = list(found[a + 1 : b])
        if _quadless(row) is not None:
            yield row


def _equation(row: Sequence[Token]) -> list[Token] | None:
    """A row of a system without its marks; None if it is no equation, or one with a case beside it."""
    cuts = [-1, *(k for k, t, d in depths(row) if d == 0 and _is(t, "&")), len(row)]
    told = False
    for a, b in pairwise(cuts):
        cell = list(row[a + 1 : b])
        first = _quadless(cell)
        if told and first is not None and not (first.kind == "sign" and first.text in _JOINING):
            return None
        last = _quadless(cell[::-1])
        told = told or (relates(cell) and not (last is not None and _is_relation(last)))
    return [t for k, t in enumerate(row) if k not in cuts] if relates(row) else None


def _beside(rows: Sequence[list[Token]]) -> list[Token]:
    """Equations with commas between them; a row that begins with a relation goes on with the one before."""
    result: list[Token] = []
    for row in rows:
        first = _quadless(row)
        if result and first is not None and not _is_relation(first):
            last = _quadless(result[::-1])
            if last is None or last.text not in _ENDS:
                result.append(Token("sign", ",", result[-1].end, result[-1].end))
            result.append(Token("quad", r"\quad", result[-1].end, row[0].start))
        result += row
    return result


# Brackets over several rows.


def _over_rows(found: list[Token]) -> list[Token]:
    r"""The tokens without ``\right. \\ \left.``, by which a bracket goes on in the next row."""
    at = 0
    while at < len(found):
        if _is(found[at], "right", "command") and _is(_at(found, at + 1), "."):
            k = at + 2
            while k < len(found) and (found[k].kind in ("row", "quad") or _is(found[k], "&")):
                k += 1
            reopens = _is(_at(found, k), "left", "command") and _is(_at(found, k + 1), ".")
            if reopens and any(t.kind == "row" for t in found[at:k]):
                ends = at and found[at - 1].text in _JOINING
                begins = k + 2 < len(found) and found[k + 2].text in _JOINING
                if ends or begins:
                    found = [*found[:at], *found[k + 2 :]]
                    continue
        at += 1
    return found
