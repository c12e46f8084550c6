"""What the words before a formula say about it: condition, definition, conclusion, claim.

Only the words are looked at; what the formula says is not known here.
"""

from __future__ import annotations

import re
from enum import Enum

from matrixcalc.lang.zeroing import VANISHES, ZERO_AT


class Cue(Enum):
    """What words announce."""

    SET = "set"
    DEFINE = "define"
    FOLLOWS = "follows"
    IMPLIES = "implies"
    CLAIM = "claim"
    CASE = "case"
    """A condition that holds for a moment only."""
    SETTING = "setting"
    """A choice: of what something is, or for a moment what it is like."""
    OPEN = "open"
    """What is to be solved, exists, is approximate or an example: no identity need be meant."""
    VANISHES = "vanishes"
    """What was differentiated before is set to zero, and something is concluded from it."""
    PLAIN = "plain"
    """Its sentence has no word but such as suppose or conclude, so that it may be a premise."""
    DENIED = "denied"
    """What is denied, asked, or said to be otherwise."""

    # There is one object for each, and sets of them are asked for everywhere.
    __hash__ = object.__hash__


def _pattern(listed: str) -> re.Pattern[str]:
    """A pattern of phrases; those in letters are whole words, East Asian ones are not."""
    whole, east = list[str](), list[str]()
    for written in listed.split("|"):
        phrase = re.escape(" ".join(written.split())).replace(r"\ ", r"\s+").replace(r"\*", r"\w*")
        (east if re.search(r"[\u3041-\u30ff\u3400-\u9fff]", written) else whole).append(phrase)
    words, others = ("|".join(sorted(parts, key=len, reverse=True)) for parts in (whole, east))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)" + (f"|{others}" if others else ""))


_ZERO = r"(?:0|zero|null|zéro|нулю|零|ゼロ|０)"
_SET_TO_ZERO = re.compile(
    rf"(?=[acegnpséгнп0-9=z令设設零ゼ０])(?:"
    rf"(?<!\w)(?:set|sets|setting|equate|equating|put|putting|setze|setzen|setzt|gleichsetzen)"
    rf"(?!\w)[^.]*?(?<![\w(]){_ZERO}(?![\w)])"
    rf"|nullsetzen|null\s*setzen|en\s+annulant|annul(?:er|ons)(?!\w)|égal\w*\s+à\s+(?:0|zéro)"
    rf"|приравн\w+[^.]*{_ZERO}|{_ZERO}\s*と\s*(?:お[くき]|置[くき]|する)|(?:令|设|設)[^。]*{_ZERO}"
    rf"|(?:gleich|=)\s*{_ZERO}\s*(?:setz|gesetzt)\w*)"
)
"""By their first letters the words are found quickly."""
_AT_OPTIMUM = re.compile(
    r"(?:^|▢)\s*(?:(?:at|in)\s+(?:an?|the|any|every|each|such\s+an?)|im|an\s+(?:einem|jedem|der)|am|en\s+un|au)\s+"
    r"(?:(?:local|global|interior|lokalen|globalen|strict)\s+)*"
    r"(?:maxim(?:um|a|izer|iser)|minim(?:um|a|izer|iser)|optimum|extremum|(?:stationary|critical)\s+point|stationären\s+(?:punkt|stelle)"
    r"|extremstelle|maximumstelle|minimumstelle|point\s+critique)"
    r"(?:\s+of\s+(?:▢|the\s+(?:log-?)?likelihood))?\s*,?(?:\s+(?:we\s+(?:must\s+)?have|gilt|on\s+a|it\s+holds\s+that))?\s*$",
    re.IGNORECASE,
)
"""Words for where a derivative is zero: an equation behind them is a condition."""
_ATTAINED = re.compile(
    r"\b(?:with|and|where)\s+(?:the\s+)?equality\b|\bequality\s+(?:holds|occurs|is\s+attained)\b|\bmit\s+gleichheit\b|\bgleichheit\s+gilt\b"
    r"|\bavec\s+égalité\b|\bl['’]égalité\b"
)
"""Words that say when the two sides of an inequality are equal: the formula behind them is a case."""
_COMPUTES = re.compile(
    r"\W*(?:\w+\s+){0,2}(?:differentiating|expanding|computing|calculating|evaluating|completing|(?:ab|aus)leiten|ausmultiplizieren|en\s+dérivant|en\s+développant)\s+(?:the|its|our|den|die|das|le|la|les)\s+"
    r"(?!.*\b(?:sides?|equations?|equality|identity|conditions?|constraints?|this|it|that|both|again|seiten?|gleichung\w*|dies\w*|membres?|cela|équation\w*)\b)"
)
"""Words for a computation of something else than an equation: what it gives follows from none."""
_BY_LETTER = re.compile(r"\b(?:respect\s+to|by|nach|rapport\s+à)\s+▢")
"""By which letter is differentiated."""
_GOES_ON = re.compile(
    r"\b(?:solv\w+|get|obtain|find|erhalten|multiply\w*|rearrang\w+|simplify\w*|divid\w+|multiplizier\w+|löse\w*)\b"
)
_OPERATES = re.compile(
    r"(?:\w+\s+){0,2}(?:(?:pre|post|left|right)-?)?(?:multiplying|dividing|transposing|inverting|rearranging|simplifying|adding|subtracting)\b"
    r"|(?:\w+\s+){0,2}taking\s+(?:the\s+)?(?:traces?|transposes?|determinants?|logarithms?|logs?|inverses?|expectations?)\b"
    r"|multiplikation\s+(?:mit|von)\b|(?:wir\s+)?multiplizieren\b|en\s+multipliant\b"
)
"""Words for an operation on both sides of the equation before."""
_HYPOTHESIS = _pattern(
    "set|setting|suppose|suppose that|assume|assume that|assuming|assuming that|if|when|whenever"
    "|setze|setzen|angenommen|falls|wenn|supposons|supposons que|si|lorsque|quand|предположим"
    "|допустим|если|когда|假设|假定|若|如果|もし|仮定|annahme|let us assume|provided that|provided"
)
_BOTH = _pattern(
    "let|put|sei|seien|soit|soient|posons|en posant|令|设|設|пусть|положим|とおく|と置く"
)
_DEFINITION = _pattern(
    "where|consider|call|we call|recall that|by definition|wobei|hierbei|dabei|define|defining|we define|denote|denoting|write|writing|for simplicity|"
    "here|for brevity|introduce|bezeichne|bezeichnen wir|definiere|definieren|où|ici|notons|on note|définissons"
    "|ここで|ただし|但し|其中|这里|记|記|记作|定义|где|здесь|обозначим|определим|と定義|letting"
)
_WITH = re.compile(
    r"(?=[wmaniv])(?<!\w)(?:with|mit|avec|namely|i\.\s?e\.|viz\.)(?:\s+(?:the|der|dem|den|die|le|la))?[\s,:]*$"
)
_FOLLOWS = _pattern(
    "thus|hence|therefore|so|then|consequently|accordingly|it follows|it follows that|follows"
    "|we obtain|we get|we find|we arrive at|obtain|to obtain|also|daher|somit|folglich|deshalb"
    "|dann|damit|so dass|es folgt|folgt|erhalten wir|wir erhalten|donc|d'où|d’où|ainsi|alors"
    "|par conséquent|on obtient|il vient|よって|ゆえに|故に|したがって|従って|つまり|すなわち|すると"
    "|このとき|とおくと|とすると|因此|所以|故|于是|从而|则|那么|可得|得到|得|所以有"
    "|следовательно|отсюда|тогда|поэтому|значит|итак|получаем|получим|откуда|∴"
)
_IMPLIES = _pattern(
    "which implies|implies|implying|imply|gives|giving|give|yields|yielding|yield|entails|entailing"
    "|leads to|leading to|results in|ergibt|liefert|impliziert|woraus|entraîne|implique|donne"
    "|ce qui donne|влечет|влечёт|дает|даёт|导致|推出|意味する"
)
_CLAIM = _pattern(
    "show that|show|prove that|prove|verify|verify that|we have|we know|note that|notice that"
    "|observe that|it holds|it holds that|holds|recall that|recall|claim|we claim|zeige|zeigen"
    "|zeigen sie|beweise|beweisen|es gilt|gilt|beachte|wir haben|montrer|montrer que|montrons"
    "|montrez|démontrer|démontrez|on a|prouver|示せ|示す|証明|成り立つ|が成立|证明|證明|求证|有|注意到"
    "|докажите|доказать|докажем|покажите|покажем|показать|имеем|заметим|справедливо"
)
_CASE = _pattern(
    "if|when|whenever|what if|for|in case|provided|unless|wenn|falls|für|si|lorsque|quand|pour"
    "|если|когда|при|如果|若|当|もし|とき"
)
_SETTING = _pattern(
    "setting|putting|taking|choosing|letting|substituting|inserting|plugging in|replacing|setzt man|setzen wir|en posant|en prenant|avec|with|mit"
    "|полагая|取|令"
)
_OPEN = re.compile(
    r"\b(?=[a-z])(?:"
    r"there\s+(?:exists?|is|are)\b|(?:one|we)\s+can\s+find\b|for\s+(?:a|some)\s+suitable\b|es\s+gibt\b"
    r"|il\s+existe\b"
    r"|(?:normal|eigenvalue|characteristic|kkt|optimality|homogeneous)\s+(?:equations?|problem|conditions?|system)\b"
    r"|polynomial\s+in\b|multiple\s+of\b|iff\b|kkt\b|optimality\b|satisf(?:y|ies)\b|determined\s+by\b"
    r"|look(?:ing)?\s+for\b|seek\w*\b"
    r"|(?:conditions?|minimi[sz]ers?|maximi[sz]ers?|attained|stationar\w+|critical|optim\w+|solutions?|vertex|extrem\w+|minimal|maximal|minimum|maximum)\b"
    r"|roots?\s+of\b|kernel\b|multiply(?:ing)?\b|sphere\b|plane\b|hyperplane\b|line\b|set\s+of\b"
    r"|determine\s+all\b|find\s+all\b|equations?\b|consider\b|equality\s+holds\b|prove\s+or\s+disprove\b"
    r"|(?:anti)?commut(?:e|es|ing)\b|inverse\s+to\b|as\s+\w+\s+is\b|dimension\s+one\b|standard\s+basis\b"
    r"|simplex\b|(?:first|second|quadratic|linear|leading)\s+(?:order|terms?)\b|neglecting\b|up\s+to\b"
    r"|dropping\b|numerically\b|wrong\b|update\w*\b|iteration\w*\b|iterate\w*\b|fixed\s+points?\b"
    r"|overwrit\w+|for\s+instance\b|for\s+example\b|example\b|beispiel\w*|exemple\b|if\s+and\s+only\s+if\b"
    r"|approximat\w*|constraint\w*"
    r")|normale?n?gleichung\w*",
    re.IGNORECASE,
)
"""Words that stand at the beginning of a word, which is looked for first because that is quick."""
_WHERE_IT_HOLDS = _pattern(
    "if|iff|if and only if|when|whenever|what if|for|in case|in the case|provided|provided that|unless|whether"
    "|wenn|falls|für|ob|genau dann wenn|si|lorsque|quand|pour|ssi|если|когда|при|如果|若|当|もし|とき"
)
"""Words directly before a formula that say when something else holds."""
_BESIDE = re.compile(
    r"\s*[(\[]?\s*(?:\?|a\.\s?s\.|(?:,\s*)?(?:wrong|false|if|iff|only|when|whenever|provided|assuming|on\s+the|in\s+the|unless|whether|up\s+to|near"
    r"|falls|wenn|auf|si|lorsque|sur|dans|если|при|for(?!\s+(?:all|every|any|each|arbitrary|general)\b)"
    r"|für(?!\s+(?:alle|jede\w*|beliebige\w*)\b)|pour(?!\s+tou\w+\b))(?!\w))",
    re.IGNORECASE,
)
"""Words behind a formula that say when it holds."""
_BEHIND = re.compile(
    r"\s*,?\s*(?:only\s+|exactly\s+|precisely\s+|just\s+)?(?:if|iff|when|whenever|provided|unless|under|assuming|as\s+long\s+as"
    r"|for\s+(?:all|any|each|every|some|such|those|these)\b[^.]*\b(?:with|that|which|satisf\w+|such)|does\s+not|need\s+not|is\s+(?:not|assumed|false|wrong)"
    r"|are\s+called|is\s+called|for\s+(?:\w+\s+)?▢\s*(?:=|\.)|falls|wenn|sofern|unter|si|lorsque|dès|pourvu|если|при)\b",
    re.IGNORECASE,
)
"""Words behind a formula that stands alone which say when it holds, or that it need not."""
_BARE = re.compile(
    r"\b(?:from|given|since|because|with|under|if|when|whenever|such\s+that|obeying|satisfying|fulfilling|having|aus|mit|wegen|da|de"
    r"|si|avec|comme|under\s+the\s+(?:condition|assumption|hypothesis)|must\s+solve|requires?|vanish\w*\s*:?|is\s+a\s+\w+\s+with|solve)\s*[:,]?\s*$",
    re.IGNORECASE,
)
"""Words that end directly before a formula of which something else is said."""
_BETWEEN = re.compile(
    r"\b(?:then|implies|or|using|use|as|with|where|given|oder|ou|dann|alors|donc|because|since|mit|avec|или)\b",
    re.IGNORECASE,
)
"""Further words between two formulas of which one holds only with the other."""
_UNDER = re.compile(
    r"(?:and\s+|but\s+|und\s+|et\s+)?(?:if|when|whenever|provided(?:\s+that)?|falls|wenn|si|lorsque)\s[^,;:]*[\w▢][^,;:]*,\s*"
)
"""A condition with a comma behind it: what comes next is claimed under it."""
_CLAUSE = re.compile(r"[,;:▢]")
CONTRARY = _pattern(
    "not|n't|cannot|never|without|no longer|fails|fail|false|wrong|otherwise|unless|what if|whether|instead"
    "|or|neither|nor|nicht|ohne|kein*|falsch|sonst|oder|statt|pas|faux|sinon|ou|jamais|не|нет|иначе|или"
    "|不|否则|或|でない|ない|または"
)
SENTENCE = re.compile(r"(?<![a-zA-Z]\.[a-zA-Z])(?<!\s[a-zA-Z])[.!?](?=\s|$)|[。！？]")


def cues(before: str) -> frozenset[Cue]:
    """What the words directly before a formula say about it.

    >>> sorted(c.value for c in cues("Setting this to zero, we obtain"))
    ['follows', 'vanishes']
    >>> sorted(c.value for c in cues("Now we set this to zero:"))
    ['set']
    """
    text = _last_sentence(before)
    if not text or text.isspace():
        return frozenset()
    if _UNDER.fullmatch(text):
        return frozenset({Cue.OPEN})
    found: set[Cue] = {Cue.OPEN} if _OPEN.search(text) else set()
    computes = _COMPUTES.match(text) is not None and "▢" not in _BY_LETTER.sub("", text)
    later = [
        (cue, match)
        for cue, pattern in ((Cue.FOLLOWS, _FOLLOWS), (Cue.IMPLIES, _IMPLIES), (Cue.CLAIM, _CLAIM))
        for match in pattern.finditer(text)
        if not (computes and cue is not Cue.CLAIM)
    ]
    found.update(cue for cue, _ in later)
    concluded = max((match.end() for _, match in later), default=0)
    attained = _of_an_extremum(text, concluded)
    if attained is not None:
        return attained
    if _OPERATES.match(text):
        found.add(Cue.FOLLOWS)
    if _SET_TO_ZERO.search(text) or _AT_OPTIMUM.search(text):
        found.add(Cue.SET)
    for pattern, meant in ((_HYPOTHESIS, {Cue.SET}), (_BOTH, {Cue.SET, Cue.DEFINE}),
                           (_DEFINITION, {Cue.DEFINE}), (_WITH, {Cue.DEFINE})):  # fmt: skip
        if any(_holds(match, text, concluded) for match in pattern.finditer(text)):
            found |= meant
    if not found and _BARE.search(text):
        found.add(Cue.OPEN)
    return frozenset(found)


def _of_an_extremum(text: str, concluded: int) -> frozenset[Cue] | None:
    """What is said of a formula by words that something vanishes, or that a bound is attained."""
    if _ATTAINED.search(text):
        return frozenset({Cue.OPEN, Cue.DENIED})
    if ZERO_AT.search(text) and not CONTRARY.search(text):
        return frozenset({Cue.VANISHES, Cue.FOLLOWS})
    vanishes = VANISHES.search(text)
    if vanishes is None:
        return None
    if CONTRARY.search(text[: vanishes.start()] + " "):
        return frozenset({Cue.OPEN})
    if concluded > vanishes.start("rest") or _GOES_ON.search(vanishes["rest"]):
        return frozenset({Cue.VANISHES, Cue.FOLLOWS})
    return None


def in_sentence(found: frozenset[Cue], before: str, after: str) -> frozenset[Cue]:
    """The cues of a formula in running text, when its whole sentence is known.

    What is denied or asked sets nothing; what holds in one case defines nothing.

    >>> sorted(c.value for c in in_sentence(frozenset({Cue.SET}), "Suppose ", " fails"))
    ['denied']
    """
    rest = (SENTENCE.split(after.lower(), maxsplit=1) or [""])[0]
    return cues_among(
        found, before, is_plain=PLAIN_WORDS.issuperset(WORD.findall(rest)),
        is_asked=re.search(r"[?？]", after[: len(rest) + 1]) is not None,
        is_denied=CONTRARY.search(rest) is not None,
    )  # fmt: skip


def cues_among(
    found: frozenset[Cue], before: str, *, is_plain: bool, is_asked: bool, is_denied: bool
) -> frozenset[Cue]:
    """The cues of a formula behind these words, when it is known of the rest of its sentence whether
    all words are plain, and whether it is a question or a denial.
    """
    start = _last_sentence(before)
    placed = _AT_OPTIMUM.search(start)
    if is_plain and (placed or PLAIN_WORDS.issuperset(WORD.findall(start))):
        found |= {Cue.PLAIN}
    if placed and not _OPEN.search(start[: placed.start()]):
        found -= {Cue.OPEN}
    if is_asked or is_denied or CONTRARY.search(start):
        return (found - {Cue.SET, Cue.DEFINE}) | {Cue.DENIED}
    opened = ((Cue.CASE, _CASE), (Cue.SETTING, _SETTING))
    more = {cue for cue, pattern in opened if pattern.match(start)}
    if _WHERE_IT_HOLDS.search(_CLAUSE.split(start)[-1]):
        more.add(Cue.CASE)
    if _WITH.search(start) and not _BOTH.search(start):
        more.add(Cue.SETTING)
    return found | more


def sets_a_condition(words: str) -> bool:
    """Whether words behind a formula say when it holds.

    >>> sets_a_condition("if they commute"), sets_a_condition("for all n")
    (True, False)
    """
    return _BESIDE.match(words) is not None


def is_conditional(rest: str, at: int = 0) -> bool:
    """Whether a text that goes on behind a formula says when the formula holds.

    >>> is_conditional("whenever ▢."), is_conditional("where ▢ is a vector.")
    (True, False)
    """
    return _BEHIND.match(rest, at) is not None


def ties(words: str) -> bool:
    """Whether words between two formulas let one rest on the other."""
    return sets_a_condition(words) or _BETWEEN.search(words) is not None


WORD = re.compile(r"[^\W\d_]+")
PLAIN_WORDS = frozenset(
    [
        "a",
        "additionally",
        "also",
        "an",
        "and",
        "are",
        "as",
        "assume",
        "assumed",
        "assuming",
        "at",
        "be",
        "because",
        "both",
        "by",
        "choose",
        "choosing",
        "condition",
        "conditions",
        "define",
        "consider",
        "denote",
        "derivative",
        "derivatives",
        "equal",
        "equality",
        "equals",
        "equation",
        "equations",
        "find",
        "finally",
        "first",
        "following",
        "follows",
        "for",
        "further",
        "furthermore",
        "get",
        "given",
        "gives",
        "gradient",
        "has",
        "have",
        "hence",
        "here",
        "holds",
        "hold",
        "if",
        "implies",
        "in",
        "is",
        "it",
        "its",
        "know",
        "known",
        "last",
        "leads",
        "left",
        "let",
        "letting",
        "maximum",
        "minimum",
        "moreover",
        "multiplying",
        "must",
        "need",
        "next",
        "normal",
        "now",
        "obtain",
        "of",
        "on",
        "optimality",
        "optimum",
        "order",
        "our",
        "put",
        "relation",
        "require",
        "right",
        "satisfied",
        "satisfies",
        "satisfy",
        "second",
        "set",
        "sets",
        "setting",
        "since",
        "so",
        "solve",
        "solving",
        "some",
        "stationary",
        "such",
        "suppose",
        "supposed",
        "supposing",
        "system",
        "that",
        "the",
        "then",
        "there",
        "therefore",
        "this",
        "thus",
        "to",
        "together",
        "true",
        "under",
        "use",
        "used",
        "using",
        "vanish",
        "vanishes",
        "we",
        "when",
        "whenever",
        "where",
        "which",
        "with",
        "yield",
        "yields",
        "zero",
        "both",
        "sides",
        "side",
        "from",
        "again",
        "equivalently",
        "case",
        "dass",
        "dann",
        "daraus",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "angenommen",
        "annahme",
        "aus",
        "bedingung",
        "da",
        "damit",
        "daher",
        "also",
        "ein",
        "eine",
        "einen",
        "erhalten",
        "es",
        "falls",
        "folgt",
        "für",
        "gelte",
        "gelten",
        "gilt",
        "gleichung",
        "ist",
        "mit",
        "nehmen",
        "null",
        "sei",
        "seien",
        "setze",
        "setzen",
        "sind",
        "so",
        "somit",
        "und",
        "wegen",
        "wenn",
        "wir",
        "gleich",
        "an",
        "alors",
        "avec",
        "donc",
        "en",
        "est",
        "et",
        "la",
        "le",
        "les",
        "nous",
        "on",
        "obtient",
        "où",
        "par",
        "posons",
        "que",
        "si",
        "soit",
        "soient",
        "supposons",
        "une",
        "un",
        "もし",
        "ならば",
        "とする",
        "とすると",
        "のとき",
        "よって",
        "したがって",
        "設",
        "设",
        "若",
        "则",
        "令",
        "故",
        "因此",
        "пусть",
        "если",
        "то",
        "тогда",
        "и",
        "предположим",
        "что",
    ]
)
"""Words of a sentence that supposes an equation and says nothing else of it."""
FAR = 400
"""Characters before a formula that are looked at."""
_FEW = 60
"""A word that is farther from the formula than this many characters is about something else."""


def _holds(match: re.Match[str], text: str, concluded: int) -> bool:
    """Whether a word is near the formula and no conclusion is drawn between them."""
    return match.start() >= concluded and len(text) - match.end() <= _FEW


def _last_sentence(before: str) -> str:
    """The last sentence that has words."""
    text = before[-FAR:].lower().replace("ё", "е")
    for sentence in reversed(SENTENCE.split(text)):
        if re.search(r"\w", sentence):
            return sentence.strip()
    return ""
