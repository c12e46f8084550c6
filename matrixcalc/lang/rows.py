r"""A formula cut into rows, claims and the sides of their relations.

Environments such as ``aligned`` and marks such as ``&`` and ``\tag`` set rows and
are dropped; a row that begins with + or − goes on with the row before.  What the
sides mean is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from matrixcalc.lang.alphabet import STYLES
from matrixcalc.lang.nesting import braced, depths, partners
from matrixcalc.lang.parser import RELATIONS
from matrixcalc.lang.relating import (
    MAY_RELATE,
    RELATING,
    Relation,
    forwards,
    hides,
    relation_at,
    relations_of,
)
from matrixcalc.lang.tokens import Token
from matrixcalc.once import once
from matrixcalc.record import record

ENVIRONMENTS = frozenset(
    {"align", "aligned", "alignat", "alignedat", "equation", "gather", "gathered", "split",
     "multline", "eqnarray", "flalign", "displaymath", "math", "IEEEeqnarray", "subequations",
     "dmath", "array", "multlined"}
)  # fmt: skip
"""Environments of rows, where they stand outermost."""

ARROWS = frozenset({"⇒", "⇔", "⇐", "∴", "→"})
_WITH_ARGUMENT = frozenset({"alignat", "alignedat", "array", "IEEEeqnarray"})
COLUMN = "&"
"""The text of the wide space between two equations of a row."""
_IN_PAIRS = frozenset({"align", "aligned", "alignat", "alignedat", "flalign"})
"""Environments in which a row may hold several equations beside one another."""
_LABELS = frozenset({"tag", "label", "eqno", "leqno", "ref", "eqref"})
_SETS_ROWS = frozenset({"begin", "end", "row"})
_MARKS = _LABELS | {COLUMN}
_NAMING = frozenset({"letter", "number", "upright", "sub", "sup", "quad"})
_RANGING = frozenset({"∈", "{", "}", "_", "^", "×", "."})
"""Kinds of token, and signs, of which letters and the sets that they run over consist."""
_COMMAS = frozenset({",", ";"})
_BESIDE = frozenset({"quad", "prose"})
_GOES_ON = frozenset({"+", "-", "·", "×", "⊙", "⊗", "±"})


@record
class Side:
    """The tokens of one side of a relation, and where it begins and ends."""

    tokens: tuple[Token, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Claim:
    """Sides with relations between them; the first side is empty where a chain goes on.

    `arrow` is the implication sign before it; `words` stand before it and
    `remark` behind it.
    """

    sides: tuple[Side, ...]
    relations: tuple[Relation, ...]
    arrow: str = ""
    words: str = ""
    remark: str = ""
    tag: str = ""
    aside: tuple[Token, ...] = ()
    """The tokens of the remark."""
    where: tuple[int, ...] = ()
    """The places of the equations where which it is claimed, as the text says."""

    @once
    def texts(self) -> frozenset[str]:
        """The texts of all tokens of its sides."""
        return frozenset([t.text for side in self.sides for t in side.tokens])

    @property
    def is_hidden(self) -> bool:
        """Whether an equation stands somewhere within it, but none that it claims."""
        return not self.relations and hides(self.sides[0].tokens)

    @property
    def goes_on(self) -> bool:
        """Whether its first side is the last one of the claim before."""
        return not self.sides[0].tokens and bool(self.relations)


@dataclass
class _Row:
    tokens: list[Token] = field(default_factory=list)
    tag: str = ""
    broken: Token | None = None
    """The line break before it."""


def claims(found: Sequence[Token], end: int) -> list[Claim]:
    """The claims of a formula, in order."""
    result: list[Claim] = []
    for row in _rows(found):
        result += _claims(row, end)
    return result


# Rows.


def _rows(found: Sequence[Token]) -> list[_Row]:
    if _SETS_ROWS.isdisjoint({t.kind for t in found}) and _MARKS.isdisjoint(
        {t.text for t in found}
    ):
        return _joined([_Row(list(found))])
    return _joined(_by_columns(_separated(found)))


def _separated(found: Sequence[Token]) -> list[_Row]:
    rows = [_Row()]
    matched = {**partners(found), **_fences(found)}
    depth, tables, at = 0, 0, 0
    pairs, marks = False, 0
    while at < len(found):
        token = found[at]
        if token.kind in ("begin", "end"):
            outer = token.text.rstrip("*") in ENVIRONMENTS and not tables and not depth
            if outer:
                pairs = token.kind == "begin" and token.text.rstrip("*") in _IN_PAIRS
                at = _behind_argument(found, at) if token.kind == "begin" else at + 1
                continue
            tables += 1 if token.kind == "begin" else -1
        elif token.kind == "command" and token.text in _LABELS:
            label, at = braced(found, at + 1)
            if token.text == "tag":
                rows[-1].tag = "".join(t.text for t in label)
            elif token.text in ("eqno", "leqno"):
                rows[-1].tag = "".join(t.text for t in found[at:]).strip("()")
                break
            continue
        elif at in matched:
            depth += 1 if matched[at] > at else -1
        if tables <= 0 and token.kind == "row":
            if depth == 0:
                rows.append(_Row(broken=token))
                marks = 0
            at += 1
            continue
        if tables <= 0 and token.kind == "sign" and token.text == "&" and depth >= 0:
            marks += 1
            if pairs and marks % 2 == 0:
                # Every second mark sets the equations of a row apart.
                rows[-1].tokens.append(Token("quad", COLUMN, token.start, token.end))
            at += 1
            continue
        rows[-1].tokens.append(token)
        at += 1
    return rows


def _fences(found: Sequence[Token]) -> dict[int, int]:
    r"""Each ``\left`` with its ``\right``, by position, and the other way round."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for at, token in enumerate(found):
        if token.kind == "command" and token.text == "left":
            opened.append(at)
        elif token.kind == "command" and token.text == "right" and opened:
            pairs[opened[-1]], pairs[at] = at, opened[-1]
            opened.pop()
    return pairs


def _by_columns(rows: list[_Row]) -> list[_Row]:
    """The rows, column after column where chains stand beside one another."""
    if not any(t.kind == "quad" and t.text == COLUMN for row in rows for t in row.tokens):
        return rows
    cells = [_cells(row) for row in rows]
    beside = any(len([c for c in row if _has_relation(c.tokens)]) > 1 for row in cells)
    goes_on = any(_begins_with_relation(row[0].tokens) for row in cells)
    if not beside or not goes_on:
        return rows
    width = max(len(row) for row in cells)
    return [row[k] for k in range(width) for row in cells if k < len(row)]


def _cells(row: _Row) -> list[_Row]:
    cells = [_Row(tag=row.tag, broken=row.broken)]
    for token in row.tokens:
        if token.kind == "quad" and token.text == COLUMN:
            cells.append(_Row(tag=row.tag, broken=row.broken))
        else:
            cells[-1].tokens.append(token)
    return cells


def _behind_argument(found: Sequence[Token], at: int) -> int:
    if found[at].text.rstrip("*") in _WITH_ARGUMENT and at + 1 < len(found) \
            and found[at + 1].text == "{":  # fmt: skip
        return braced(found, at + 1)[1]
    return at + 1


def _joined(rows: list[_Row]) -> list[_Row]:
    """Rows without a relation of their own, joined to the row before."""
    result: list[_Row] = []
    for row in rows:
        own = [t for t in row.tokens if t.kind != "quad"]
        if not own and not row.tag:
            continue
        if result and own and _continues(result[-1], own):
            empty = [t.text for t in own[:2]] == ["{", "}"]
            result[-1].tokens += own[2:] if empty else row.tokens
            result[-1].tag = result[-1].tag or row.tag
        elif result and own and row.broken is not None and _hangs(result[-1], own):
            # It may be a factor or something else: the row before is not read without it.
            result[-1].tokens += [row.broken, *row.tokens]
            result[-1].tag = result[-1].tag or row.tag
        elif own:
            result.append(row)
        elif result:
            result[-1].tag = result[-1].tag or row.tag
    return result


def _continues(before: _Row, own: list[Token]) -> bool:
    """Whether a row is the rest of the row before: a sign ends that one or begins this one."""
    last = [t for t in before.tokens if t.kind not in ("quad", "prose")]
    if not last:
        return False
    first = next((t for t in own if t.text not in ("{", "}")), own[0])
    if last[-1].kind == "sign" and (last[-1].text in RELATIONS or last[-1].text in _GOES_ON):
        return not (first.kind == "sign" and first.text in RELATIONS)
    return first.kind == "sign" and first.text in _GOES_ON


def _hangs(before: _Row, own: list[Token]) -> bool:
    """Whether a row claims nothing and may belong to the claim of the row before."""
    said = any(t.kind == "prose" or t.text in ARROWS for t in own)
    ended = [t for t in before.tokens if t.kind != "quad"][-1:]
    closed = bool(ended) and ended[0].text in (".", ",", ";")
    return _has_relation(before.tokens) and not _has_relation(own) and not said and not closed


# Claims.


def _claims(row: _Row, end: int) -> Iterator[Claim]:
    for arrow, part in _at_arrows(_quantified(row.tokens)):
        for piece in _at_commas(part):
            claim = _claim(piece, arrow, row.tag, end)
            if claim is not None:
                yield claim


def _quantified(found: list[Token]) -> list[Token]:
    """The tokens with “for all” in place of its sign behind a claim, where it names letters and their sets.

    What else stands behind the sign restricts the claim, which is not read without it.
    """
    at = max((k for k, t in enumerate(found) if t.kind == "sign" and t.text == "∀"), default=-1)
    if at <= 0 or not _has_relation(found[:at]):
        return found
    before = _without_end(found[:at], {"quad"}, {","})
    names = (*_RANGING, *_COMMAS)
    if all(t.kind in _NAMING or t.text in names or t.text in STYLES for t in found[at + 1 :]):
        return [*before, found[at]._replace(kind="prose", text="for all"), *found[at + 1 :]]
    return [*before, *found[at:]]


def _at_arrows(found: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    if ARROWS.isdisjoint({t.text for t in found}):
        yield "", list(found)
        return
    arrow, part = "", list[Token]()
    for _, token, depth in depths(found):
        if depth == 0 and token.kind == "sign" and token.text in ARROWS - {"→"}:
            if part or arrow:
                yield arrow, part
            arrow, part = token.text, []
        else:
            part.append(token)
    if part or arrow:
        yield arrow, part


def _at_commas(found: Sequence[Token]) -> Iterator[list[Token]]:
    """The claims that stand beside one another, between commas, wide spaces or words."""
    if _BESIDE.isdisjoint({t.kind for t in found}) and _COMMAS.isdisjoint({t.text for t in found}):
        yield list(found)
        return
    cuts = [-1]
    for at, token, depth in depths(found):
        if depth == 0 and (token.kind in ("quad", "prose") or
                           (token.kind == "sign" and token.text in (",", ";"))):  # fmt: skip
            cuts.append(at)
    cuts.append(len(found))
    pieces = [list(found[a + 1 : b]) for a, b in pairwise(cuts)]
    marks = [found[a] if a >= 0 else None for a in cuts[:-1]]
    current: list[Token] = []
    ranged = _ranged(pieces)
    for k, (mark, piece) in enumerate(zip(marks, pieces, strict=True)):
        if k in ranged:
            continue
        if mark is not None:
            fresh = _has_relation(piece)
            if fresh and _has_relation(current) and not _begins_with_relation(piece):
                said = _announcing(current)
                yield current[: len(current) - len(said)]
                current = [*said, mark] if mark.kind == "prose" or said else []
            else:
                current.append(mark)
        current += piece
    yield current


def _announcing(found: list[Token]) -> list[Token]:
    """The words at the end of a claim that are about the next one: those behind a comma, and those
    that open a condition.
    """
    at = len(found)
    while at and (found[at - 1].kind in _BESIDE or found[at - 1].text in _COMMAS):
        at -= 1
    tail = found[at:]
    commas = [k for k, t in enumerate(tail) if t.text in _COMMAS]
    said = tail[commas[-1] + 1 :] if commas else []
    words = [k for k, t in enumerate(tail) if t.kind == "prose"]
    if not said and words and tail[words[-1]].text.strip(" ,:").lower() in _OPENS:
        said = tail[words[-1] :]
    return said if any(t.kind == "prose" for t in said) else []


_OPENS = frozenset(
    [
        "where",
        "with",
        "if",
        "when",
        "whenever",
        "provided",
        "wobei",
        "mit",
        "falls",
        "wenn",
        "si",
        "où",
        "avec",
    ]
)
"""Words between two equations by which the second one says where the first one holds."""


def _has_relation(found: Sequence[Token]) -> bool:
    if RELATING.isdisjoint({t.text for t in found}):
        return False
    return any(True for _ in relations_of(found))


def _begins_with_relation(found: Sequence[Token]) -> bool:
    own = [t for t in found if t.kind != "quad"]
    return bool(own) and own[0].text in MAY_RELATE and relation_at(own, 0) is not None


def _ranged(pieces: Sequence[Sequence[Token]]) -> set[int]:
    """The pieces that only say how far an index runs: i = 1, …, n or 1 ≤ i ≤ n."""
    found: set[int] = set()
    own = [[t for t in p if t.kind != "quad"] for p in pieces]
    for k, piece in enumerate(own):
        if k and _is_bounds(piece):
            found.add(k)
        dots = k + 1 < len(own) and [t.text for t in own[k + 1]] == ["…"]
        if k and dots and len(piece) == 3 and piece[1].text == "=":
            found |= {k, k + 1, k + 2}
    return found


def _is_bounds(piece: Sequence[Token]) -> bool:
    signs = [t.text for t in piece if t.kind == "sign"]
    simple = all(t.kind in ("letter", "number") or t.text in ("≤", "<") for t in piece)
    return len(piece) == 5 and simple and len(signs) == 2


def _claim(found: list[Token], arrow: str, tag: str, end: int) -> Claim | None:
    own, tag, beside = _without_tag(found, tag)
    words, own, behind = _without_prose(own)
    aside = (*behind, *beside)
    introduced = _introduced(own) if words else 0
    if introduced:
        words = " ".join([words, *(t.text for t in own[: introduced - 1])])
    own = _trimmed(own[introduced:])
    if not own or all(t.kind == "sign" and t.text in RELATIONS for t in own):
        return None
    inner = _bracketed(own)
    if inner is not None:
        return _claim(inner, arrow, tag, end)
    if own[-1].text == "?":
        return None  # A question claims nothing.
    sides, relations = _cut(own)
    sides = [_trimmed(s) for s in sides]
    if [r.sign for r in relations] == ["=:"]:
        sides.reverse()
    relations = [forwards(r, len(relations)) for r in relations]
    remark = _spoken(aside)
    placed = _placed(sides, relations, own, end)
    return Claim(placed, tuple(relations), arrow, words, remark, tag, aside)


def _cut(own: list[Token]) -> tuple[list[list[Token]], list[Relation]]:
    """The sides of a claim and the relations between them."""
    sides: list[list[Token]] = []
    relations: list[Relation] = []
    begin = 0
    for at, behind, relation in relations_of(own):
        sides.append([t for t in own[begin:at] if t.kind != "quad"])
        relations.append(relation)
        begin = behind
    return [*sides, [t for t in own[begin:] if t.kind != "quad"]], relations


def _introduced(own: list[Token]) -> int:
    """How many tokens belong to the words before a colon, as in “for symmetric A: …”."""
    for at, token, depth in depths(own):
        if token.text in RELATING:
            break
        wide = at + 1 < len(own) and own[at + 1].kind == "quad"
        if token.text == ":" and depth == 0 and wide:
            return at + 1
    return 0


def _bracketed(own: list[Token]) -> list[Token] | None:
    """What stands in brackets around a whole claim; None where there are none."""
    if len(own) < 4 or own[0].text not in ("(", "[", "left"):
        return None
    if any(depth == 0 and t.kind == "sign" and t.text in RELATIONS for _, t, depth in depths(own)):
        return None
    inner: list[Token] | None = None
    if own[0].text in ("(", "[") and partners(own).get(0) == len(own) - 1:
        inner = own[1:-1]
    elif own[0].text == "left" and own[-2].text == "right" and own[1].text in ("(", "["):
        inner = own[2:-2]
        if any(t.kind == "command" and t.text in ("left", "right") for t in inner):
            return None
    if inner is None or not _has_relation(inner):
        return None
    return inner


def _placed(
    sides: list[list[Token]], relations: list[Relation], own: list[Token], end: int
) -> tuple[Side, ...]:
    result = []
    for k, side in enumerate(sides):
        start = side[0].start if side else (relations[k - 1].start if k else own[0].start)
        last = side[-1].end if side else (relations[k].start if k < len(relations) else end)
        result.append(Side(tuple(side), start, last))
    return tuple(result)


def _without_tag(found: list[Token], tag: str) -> tuple[list[Token], str, list[Token]]:
    r"""The tokens without a number of the equation: ``\qquad (3)``, ``. (1)``, ``(A.6) \quad``;
    and what stands in brackets behind a wide space as a remark.
    """
    own = _without_end(found, {"quad"}, set())
    if len(own) >= 2 and own[-1].kind == "mark" and _sets_off(own[-2]):
        return _without_end(own[:-1], {"quad"}, {"…"}), tag or own[-1].text, []
    opened = _opening_of_label(own)
    if opened > 0 and _sets_off(own[opened - 1]):
        label = "".join(t.text for t in own[opened + 1 : -1])
        return _without_end(own[: opened - 1], {"quad"}, {"…"}), tag or label, []
    bracket = partners(own).get(len(own) - 1, -1) if own and own[-1].text == ")" else -1
    inner = own[bracket + 1 : -1]
    set_off = bracket > 0 and (own[bracket - 1].kind == "quad" or _gives_reason(inner))
    if set_off and _is_remark(inner):
        return _without_end(own[:bracket], {"quad"}, set()), tag, inner
    closed = next((k for k, t in enumerate(own[:LABEL]) if t.text == ")"), 0)
    if own and own[0].text == "(" and closed and own[closed + 1 : closed + 2] \
            and own[closed + 1].kind == "quad":  # fmt: skip
        return own[closed + 2 :], tag or "".join(t.text for t in own[1:closed]), []
    return own, tag, []


def _is_remark(inner: Sequence[Token]) -> bool:
    """Whether what stands in brackets has words, or is an equation."""
    return any(t.kind == "prose" for t in inner) or _has_relation(inner)


_REASON = re.compile(
    r"\(?\s*(?:since|because|by|as|if|when|where|for|using|due\s+to|da|weil|wegen|nach|wenn|falls|für"
    r"|car|puisque|comme|si|pour|par)\b",
    re.IGNORECASE,
)
"""Words with which a remark begins that says why or when something holds."""


def _gives_reason(inner: Sequence[Token]) -> bool:
    """Whether what stands in brackets begins with words that say why or when."""
    return bool(inner) and inner[0].kind == "prose" and _REASON.match(inner[0].text) is not None


LABEL = 7
"""Tokens of which the number of an equation consists at most, with its brackets."""


def _sets_off(token: Token) -> bool:
    """Whether a number of the equation may follow: a wide space, a full stop, dots."""
    return token.kind == "quad" or token.text in (".", ",", "…")


def _opening_of_label(own: list[Token]) -> int:
    """Where the bracket opens that holds a number of the equation at the end, or −1."""
    if not own or own[-1].text != ")":
        return -1
    for k in range(len(own) - 2, max(-1, len(own) - LABEL), -1):
        if own[k].text == "(":
            inner = own[k + 1 : -1]
            # One word may be a name, several words are a remark.
            said = any(t.kind == "prose" and (len(inner) > 1 or " " in t.text) for t in inner)
            return k if inner and not said else -1
        if own[k].kind not in ("letter", "number", "mark", "prose", "word") and own[k].text != ".":
            return -1
    return -1


def _without_end(found: list[Token], kinds: set[str], signs: set[str]) -> list[Token]:
    own = list(found)
    while own and (own[-1].kind in kinds or (own[-1].kind == "sign" and own[-1].text in signs)):
        if len(own) > 1 and own[-2].kind == "command" and own[-2].text == "right":
            break  # The full stop is a bracket that is not shown.
        own.pop()
    return own


def _without_prose(found: list[Token]) -> tuple[str, list[Token], list[Token]]:
    """Words before and behind the formula, taken off it."""
    own = list(found)
    words: list[str] = []
    while (own and own[0].kind in ("prose", "quad")) or (own and own[0].text in ("∵", "★")):
        token = own.pop(0)
        if token.kind == "prose":
            words.append(token.text)
    # From the first words behind the last relation on, everything is a remark.
    said = "prose" in {t.kind for t in own} or "∵" in {t.text for t in own}
    levels = depths(own) if said else []
    last = max((at for at, t, d in levels if d == 0 and t.text in RELATIONS), default=-1)
    cut = next((at for at, t, d in levels
                if d == 0 and at > last + 1 and (t.kind == "prose" or t.text == "∵")), None)  # fmt: skip
    if cut is None:
        return " ".join(words), own, []
    return " ".join(words), own[:cut], own[cut:]


def _spoken(aside: Sequence[Token]) -> str:
    """A remark as text; empty if it says nothing."""
    parts = [f" {t.text} " if t.kind == "prose" else t.text for t in aside if t.kind != "quad"]
    text = " ".join("".join(parts).replace("$", "").split())
    return "" if text in CONNECTIVES else text


_TRAILING = {",", ".", ";", ":", "□", "★", "←", "→"}
_LEADING = {",", ";", "★", "*", "□"}


CONNECTIVES = frozenset(
    {"and", "or", "und", "oder", "et", "ou", "и", "または", "と", "および", "且", "和", "或", "where", "with"}
)  # fmt: skip
"""Words between two formulas that are no reason for either."""


def _trimmed(found: list[Token]) -> list[Token]:
    """The tokens without wide spaces and punctuation at their ends."""
    own = _without_end(found, {"quad"}, _TRAILING)
    if len(own) > 1 and own[-1].text == "…" and own[-2].kind == "quad":
        own = _without_end(own[:-1], {"quad"}, _TRAILING)
    while own and (own[0].kind == "quad" or (own[0].kind == "sign" and own[0].text in _LEADING)):
        own.pop(0)
    return own
