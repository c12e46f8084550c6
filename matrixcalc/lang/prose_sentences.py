"""Which stretches of a sentence declare something, and which only claim it.

A sentence is read from left to right; words such as “let”, “where”, “then”, “if”
say what the stretches behind them are worth, and words at the end of a Japanese
clause what those before them are worth.  In doubt nothing is declared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from matrixcalc.lang.items import Item
from matrixcalc.lang.prose_readings import Sort
from matrixcalc.lang.prose_regions import Region, Trust, items
from matrixcalc.lang.prose_spelling import NAME
from matrixcalc.lang.prose_tokens import Token
from matrixcalc.lang.words import Role, is_east_asian

_OPENERS = frozenset({Role.LET, Role.SUPPOSE, Role.WHERE, Role.WITH, Role.REASON})
_MODES = _OPENERS | {Role.FOR, Role.CLAIM, Role.MODAL, Role.IF}
_ENDS = frozenset({Role.THEN_LET, Role.THEN_CLAIM, Role.THEN_IF, Role.THEN_REASON})
_MEANT_BY_END = {
    Role.THEN_LET: Role.LET, Role.THEN_CLAIM: Role.CLAIM, Role.THEN_IF: Role.IF,
    Role.THEN_REASON: Role.REASON,
}  # fmt: skip
_PARTS = frozenset(
    {Role.ADJECTIVE, Role.NOUN, Role.FILLER, Role.ARTICLE, Role.BE, Role.IS, Role.NORMAL,
     Role.NOT, Role.OR, Role.EVERY, Role.VALUE}
)  # fmt: skip
_DESCRIPTIVE = frozenset({Role.ADJECTIVE, Role.NOUN, Role.NORMAL, Role.VALUE})
_SEPARATORS = frozenset({Role.COMMA, Role.AND})
_SILENT = frozenset({Role.SUCH})
_OF = frozenset({"of", "von", "de", "der", "des", "из"})
"""Words behind which a letter is not what is spoken of: “the rows of A be orthogonal”."""
NEUTRAL = Role.STOP
"""The mode of a sentence that no word has opened."""


@dataclass
class Stretch:
    """A region with the mode in which it was met, and its surroundings."""

    region: Region
    mode: Role
    clean: bool
    first: bool
    task: bool
    follower: Token | None = None
    killed: bool = False


@dataclass
class Sentence:
    """A sentence while it is read."""

    tokens: Sequence[Token]
    mode: Role
    doubtful: bool
    at: int = 0
    clean: bool = True
    first: bool = True
    task: bool = False
    negated: bool = False
    modal: bool = False
    """Whether a word such as “may” or “must” stands before what comes."""
    since_claim: int = 0
    region: Region = field(default_factory=Region)
    stretches: list[Stretch] = field(default_factory=list)
    stated: set[str] = field(default_factory=set)
    """The letters of which something was said without an opening word, or claimed."""
    ends: list[Role | None] = field(default_factory=list)


@dataclass(frozen=True)
class Setting:
    """What is known of a sentence from around it.

    `claimed`: what no word opens is a claim.  `asked`: it is a question.  `doubtful`:
    what it says holds for a part of the text only.
    """

    claimed: bool = False
    asked: bool = False
    doubtful: bool = False


def declared(tokens: Sequence[Token], setting: Setting) -> tuple[Item, ...]:
    """What a sentence declares; nothing where none of its formulas names a letter."""
    if not any(t.is_subject for t in tokens):
        return ()
    claimed = setting.claimed or setting.asked
    doubtful = setting.doubtful or any(t.role is Role.CONTRARY for t in tokens)
    mode = Role.CLAIM if claimed else _opening(tokens)
    sentence = Sentence(tokens, mode, doubtful, modal=setting.asked)
    sentence.ends = _ends(tokens)
    while sentence.at < len(tokens):
        _step(sentence)
    _flush(sentence, None)
    found: list[Item] = []
    for stretch in sentence.stretches:
        begins = stretch.mode in (Role.LET, Role.SUPPOSE)
        said = items(stretch.region, _trust(stretch, sentence))
        lets = stretch.mode is Role.LET
        found.extend(replace(x, begins=begins, lets=lets) for x in said if begins or not x.is_bare)
    return _with_ranges(found, tokens)


def _opening(tokens: Sequence[Token]) -> Role:
    """The mode in which a sentence begins."""
    words = [t for t in tokens if t.role is not Role.FILLER][:3]
    if not words:
        return NEUTRAL
    if words[0].role is Role.IS or _is_marked(words):
        return Role.CLAIM
    if words[0].role in (Role.EVERY, Role.ARTICLE):
        return Role.IF
    return NEUTRAL


def _is_marked(words: Sequence[Token]) -> bool:
    """Whether it is an entry of a list, as in “(a) …” or “– …”: its task is written elsewhere."""
    if words[0].role in (Role.BREAK, Role.LABEL):
        return True
    opened = words[0].text in ("(", "（")
    closing = words[1 + opened : 2 + opened]
    return bool(closing) and closing[0].text in (")", "）")


def _ends(tokens: Sequence[Token]) -> list[Role | None]:
    """For each token the word at the end of its clause, if there is one."""
    found: list[Role | None] = [None] * len(tokens)
    end: Role | None = None
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].role in _ENDS:
            rest = takewhile(lambda t: t.role not in _BOUNDS, tokens[at + 1 :])
            taken_back = any(t.role is Role.NOT for t in rest)
            end = Role.IF if taken_back else _MEANT_BY_END[tokens[at].role]
        elif _is_given(tokens, at):
            end = Role.LET
        found[at] = end
    return found


_BOUNDS = _SEPARATORS | _ENDS | {Role.FORMULA, Role.BREAK}
"""What ends a clause behind its verb: “とする必要はない” takes back what it says."""
_GIVEN = frozenset(
    ("given", "gegeben", "vorgegeben", "donné", "donnée", "donnés", "données",
     "задана", "заданы", "дана", "даны")
)  # fmt: skip
"""What a letter is said to be where the sentence declares it: “a matrix $A$ is given”."""
_OPEN = frozenset({Role.IF, Role.NOT, Role.OR, Role.MODAL, Role.CONTRARY, Role.CLAIM})


def _is_given(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause ends here in saying that something is given, and nothing by what."""
    if tokens[at].text.lower() not in _GIVEN or at == 0:
        return False
    ended = at + 1 == len(tokens) or tokens[at + 1].role in _SEPARATORS
    before = tokens[at - 1]
    verb = before.role in (Role.IS, Role.BE, Role.LET)
    if before.is_subject:
        # “Es ist … $Q$ gegeben”, “Матрица $Q$ задана”.
        german = tokens[at].text.lower() == "gegeben"
        verb = not german or any(t.role is Role.IS for t in tokens[1:3])
    return ended and verb and not any(t.role in _OPEN for t in tokens[:at])


def _step(s: Sentence) -> None:
    token = s.tokens[s.at]
    role = _role_here(s, token)
    if role in _SEPARATORS:
        _separate(s)
        return
    if role is Role.FORMULA or role in _PARTS:
        _take(s, token if role is token.role else replace(token, role=role))
    elif role is Role.FOR and _is_range_next(s):
        # What is said of an index leaves open what comes behind it.
        _flush(s, token)
    elif role in _MODES:
        _change(s, token, role)
    elif role in _ENDS:
        _end_clause(s, token)
    elif role not in _SILENT:
        _flush(s, token)
        s.clean = False
    else:
        _flush(s, token)
    s.at += 1


def _is_range_next(s: Sentence) -> bool:
    """Whether the values of an index come next: “for all $k = 1, …, K$”."""
    behind = (t for t in s.tokens[s.at + 1 :] if t.role not in (Role.EVERY, Role.FILLER))
    following = next(behind, None)
    return following is not None and following.reading.sort is Sort.RANGE


def _role_here(s: Sentence, token: Token) -> Role:
    """The role of a token in its surroundings."""
    region = s.region
    if token.role is Role.BY and _is_named_by(s):
        return Role.LET
    last = region.tokens[-1] if region.tokens else None
    if last is not None and last.is_subject:
        if token.role is Role.LET:
            return Role.BE
        following = s.tokens[s.at + 1] if s.at + 1 < len(s.tokens) else None
        if token.role is Role.BREAK and token.text in ("—", "–", ":", "：", "|") and following:
            described = following.role in (Role.ADJECTIVE, Role.NOUN, Role.ARTICLE)
            return Role.IS if described or following.is_size else token.role
    if token.text.lower() == "means" and s.at and _is_noun(s.tokens[s.at - 1]):
        return Role.UNKNOWN
    if token.text.lower() == "given" and last is not None and not last.is_subject:
        return Role.FILLER
    return token.role


def _is_noun(before: Token) -> bool:
    """Whether a noun comes behind a word: “the means”, “with means”, but not “this means”."""
    article = before.text.lower() in ("the", "a", "an", "its", "their", "our", "class", "cluster")
    return article or before.role in (Role.ADJECTIVE, Role.WITH)


def _is_named_by(s: Sentence) -> bool:
    """Whether a letter comes by which the sentence denotes something: “by $Q$ we denote …”."""
    behind = s.tokens[s.at + 1 : s.at + 3]
    if len(behind) < 2 or s.region.tokens:
        return False
    return behind[0].is_subject and behind[1].role in (Role.LET, Role.BE)


def _take(s: Sentence, token: Token) -> None:
    region = s.region
    if token.role is Role.FORMULA and token.reading.sort in (Sort.NUMBER, Sort.RANGE):
        if not region.tokens:
            return
        if token.reading.sort is Sort.RANGE:
            _flush(s, None)
            return
    s.negated = s.negated or token.role is Role.NOT
    is_subject = token.is_subject or (
        token.role is Role.FORMULA and token.reading.sort is Sort.OPAQUE)  # fmt: skip
    if is_subject and region.subjects:
        _flush(s, token)
        region = s.region
    if not region.tokens:
        before = s.tokens[s.at - 1] if s.at else None
        region.after_unknown = before is not None and before.role is Role.UNKNOWN
        region.after_of = before is not None and before.text.lower() in _OF
    region.tokens.append(token)
    if is_subject:
        region.subjects.append(token)


def _change(s: Sentence, token: Token, role: Role) -> None:
    """A word that says what the stretches behind it are worth."""
    generic = s.region.has(Role.ARTICLE, Role.EVERY)
    _flush(s, token)
    if role is Role.IF:
        for stretch in s.stretches[s.since_claim :]:
            stretch.killed = True
        s.task = s.mode is Role.CLAIM
    if role in (Role.CLAIM, Role.IF):
        s.since_claim = len(s.stretches)
    if role is Role.MODAL:
        role, s.modal = Role.CLAIM, True
    others = s.at > 0 and s.tokens[s.at - 1].role is Role.UNKNOWN
    in_vain = s.mode is Role.IF or s.negated or (role is Role.SUPPOSE and (s.modal or others))
    if in_vain and role in _OPENERS - {Role.REASON}:
        role = Role.IF
    elif role is Role.WITH and (s.mode is Role.FOR or (generic and s.mode is Role.CLAIM)):
        role = s.mode
    s.mode, s.clean, s.first, s.negated = role, True, True, False


def _end_clause(s: Sentence, token: Token) -> None:
    _flush(s, token)
    s.clean, s.first = True, True
    s.since_claim = len(s.stretches)
    if token.role in (Role.THEN_IF, Role.THEN_REASON):
        s.mode = Role.CLAIM


def _separate(s: Sentence) -> None:
    """A comma or “and”: more of the same, another subject, or another clause."""
    begin, region = s.at, s.region
    joined = s.negated = s.modal = False
    while s.at < len(s.tokens) and s.tokens[s.at].role in _SEPARATORS:
        joined = joined or s.tokens[s.at].role is Role.AND
        s.at += 1
    following = s.tokens[s.at] if s.at < len(s.tokens) else None
    if following is None or not region.tokens:
        if region.tokens:
            _flush(s, s.tokens[begin])
        s.clean = s.clean or joined
        return
    if _joins(region, following, joined=joined):
        region.tokens.append(following)
        region.subjects.append(following)
        s.at += 1
        return
    if not _goes_on(s):
        had_formula = bool(region.subjects)
        _flush(s, s.tokens[begin])
        s.clean = s.clean or had_formula
        s.first = False
        # “If A, B, then C” has two conditions, “if A, B” has one.
        more = s.mode is Role.IF and any(t.role is Role.CLAIM for t in s.tokens[s.at :])
        if not joined and s.mode in (Role.REASON, Role.IF) and had_formula and not more:
            s.mode = Role.CLAIM


def _joins(region: Region, following: Token, *, joined: bool) -> bool:
    """Whether another subject shares what will be said, as in “$A$ and $B$ are …”."""
    last = region.tokens[-1]
    if not (last.is_subject and following.is_subject):
        return False
    sorts = last.reading.sort, following.reading.sort
    if sorts == (Sort.NAMES, Sort.NAMES):
        return True
    shapes = last.reading.shape, following.reading.shape
    # What is said of a square matrix may be said of another one, whatever its size.
    alike = shapes[0] == shapes[1] or all(x and len(x) == 2 and x[0] == x[1] for x in shapes)
    return joined and sorts == (Sort.MEMBER, Sort.MEMBER) and alike


def _goes_on(s: Sentence) -> bool:
    """Whether words of the same region follow: a description without a subject of its own."""
    if s.tokens[s.at].reading.sort is Sort.BARE_LAW:
        return True
    if s.tokens[s.at].role not in _DESCRIPTIVE | {Role.IS, Role.BE} and not s.tokens[s.at].is_size:
        return False
    at = s.at
    while at < len(s.tokens):
        token = s.tokens[at]
        if token.role is Role.FORMULA and not token.is_size:
            return token.reading.sort is Sort.BARE_LAW
        if token.role not in _PARTS and token.role is not Role.FORMULA:
            return True
        at += 1
    return True


def _flush(s: Sentence, follower: Token | None) -> None:
    """The region is complete; what has no subject says nothing."""
    region, s.region = s.region, Region()
    if not region.tokens:
        return
    if not region.subjects:
        return
    end = s.ends[min(s.at, len(s.tokens) - 1)]
    mode = s.mode if end is None or s.mode is Role.CLAIM else end
    clean = s.clean and not (region.begins_with_adjective and region.after_unknown)
    stretch = Stretch(region, mode, clean, s.first, s.task, follower, killed=s.negated)
    s.stretches.append(stretch)
    s.first = False
    if mode in (NEUTRAL, Role.CLAIM):
        s.stated.update(n for subject in region.subjects for n in subject.reading.names)


def _trust(stretch: Stretch, s: Sentence) -> Trust:
    """How much of a stretch is a declaration."""
    mode = stretch.mode
    if mode is Role.CLAIM:
        return Trust()
    if mode is Role.FOR or stretch.killed or s.doubtful or mode is Role.IF:
        return Trust(shapes=True, laws=mode is Role.IF and stretch.task and not s.doubtful)
    if mode is NEUTRAL:
        reasoned = stretch.follower is not None and stretch.follower.role is Role.REASON
        simple = _is_simple_law(stretch.region)
        laws = stretch.clean and not reasoned and simple
        return Trust(shapes=True, laws=laws, words=simple and _states(stretch))
    if mode is Role.REASON and _is_circular(stretch, s):
        return Trust()
    return Trust(shapes=True, laws=True, words=_describes(stretch), signs=True)


_PARAMETER = re.compile(rf"(?:{NAME}|\d+)?(?:\^2|\^\{{2\}})?(?:I(?:_\w|_\{{\w\}})?)?")


def _is_simple_law(region: Region) -> bool:
    """Whether the moments of a law are letters; those of a law that was derived are terms."""
    return all(
        _PARAMETER.fullmatch(part)
        for token in region.tokens
        for part in (token.reading.mean, token.reading.covariance)
    )


def _is_circular(stretch: Stretch, s: Sentence) -> bool:
    """Whether a reason is given for what the sentence says of the same letter before."""
    names = {n for subject in stretch.region.subjects for n in subject.reading.names}
    return bool(names & s.stated)


_AFTER_ADJECTIVE = frozenset(
    {Role.COMMA, Role.AND, Role.FORMULA, Role.SUCH, Role.BREAK, Role.FOR, Role.CLAIM}
) | _OPENERS | _ENDS  # fmt: skip


def _is_complete(stretch: Stretch) -> bool:
    """Whether nothing follows that may change the meaning, as in “symmetric part”, “number of”."""
    follower = stretch.follower
    if stretch.region.is_of_another:
        return False
    if follower is None:
        return True
    if follower.role is Role.UNKNOWN and stretch.region.counts:
        return False
    if not stretch.region.is_bare:
        return True
    if stretch.region.tokens[-1].is_subject:
        return True
    return follower.role in _AFTER_ADJECTIVE and not (
        follower.role is Role.FOR and stretch.region.has(Role.IS))  # fmt: skip


def _is_foreign(stretch: Stretch) -> bool:
    """Whether the words are of a language that states without a verb of its own."""
    words = [t.text for t in stretch.region.tokens if t.text]
    spelled = "".join(words)
    described = [t for t in stretch.region.tokens if t.role in (Role.ADJECTIVE, Role.NOUN)]
    return any(is_east_asian(c) or "а" <= c <= "я" for c in spelled.lower()) or (
        bool(described) and not spelled)  # fmt: skip


def _describes(stretch: Stretch) -> bool:
    """Whether the words of a stretch behind an opening word can be taken as they stand."""
    region = stretch.region
    if not _is_complete(stretch):
        return False
    if region.after_unknown and (region.begins_with_adjective or region.after_of):
        return False
    if region.after_unknown and region.is_genitive:
        return False
    if region.has(Role.IS):
        if not stretch.clean:
            return False
        if stretch.mode is Role.WITH and len(region.subjects) > 1:
            return False
        if stretch.mode in (Role.LET, Role.WITH) and not stretch.first:
            return _is_foreign(stretch)
    return True


def _states(stretch: Stretch) -> bool:
    """Whether a stretch that nothing opens is a statement of its own, such as “$A$ is symmetric”."""
    region = stretch.region
    follower = stretch.follower
    if not stretch.clean or not region.subject_first or not _is_complete(stretch):
        return False
    if follower is not None and follower.role in (Role.REASON, Role.FOR, Role.UNKNOWN, Role.WITH):
        return False
    return region.has(Role.IS, Role.BE) or _is_foreign(stretch)


def _with_ranges(found: list[Item], tokens: Sequence[Token]) -> tuple[Item, ...]:
    """The items with the limits of their indices, wherever the sentence gives them."""
    given = [r for t in tokens if t.reading.sort is Sort.RANGE for r in t.reading.ranges]
    limits = {r[0]: r for r in reversed(given)}.values()
    done: list[Item] = []
    for item in found:
        known = {r[0] for r in item.ranges}
        more = tuple(
            r for r in limits
            if r[0] not in known and all(r[0] in _indices(name) for name in item.names)
        )  # fmt: skip
        done.append(replace(item, ranges=item.ranges + more))
    return tuple(done)


def _indices(name: str) -> str:
    """What stands below a letter or in brackets above it."""
    cut = min((name.index(sign) for sign in "_^" if sign in name), default=len(name))
    return name[cut:]
