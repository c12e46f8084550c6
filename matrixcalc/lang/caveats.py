"""What a text says of its letters that no formula shows and no declaration has.

“A be a rotation matrix”, “each row sums to one”, “the summation convention”, “over
the complex numbers”, “n is even”: a statement about such letters may hold although it
fails for letters of which nothing is said, and so it is not refuted.  What the words
mean is not worked out; which letters they are about is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from matrixcalc.complexes import COMPLEX
from matrixcalc.lang.chance import Sentence, letters_in, odd_word
from matrixcalc.lang.items import Item
from matrixcalc.lang.placed import Placed
from matrixcalc.lang.words import adjectives_among

_STATED = r"""normali[sz]ed|orthonormal\w*|eigen\w*|singular\w*|decompos\w*|factori[sz]ation|cholesky|svd
    |project\w*|permut\w*|rotation\w*|reflection\w*|householder|stochastic|cent(?:er|re)\w*|null\s*space|kernel|range
    |column\s+space|row\s+space|span\w*|zero(?:\s+(?:matrix|vector))?|identity|ones|even|odd|prime|commut\w*
    |similar|congruent|nilpotent|involut\w*|unitary|unipotent|circulant|hankel|inverses?|transposed?|rows?|columns?
    |sums?|mean|means|average\w*|perpendicular|determinant|intercept|hat|basis|residuals?|length|unit|stack\w*
    |integer\s+entries|nonnegative|non-negative|entries|diagonal\s+matrix|convention|scalar\s+case|complement
    |zerleg\w*|einheits\w*|null\w*|inverse[nr]?|kehrmatrix|einsmatrix|diagonalmatrix|permutations\w*|transponiert\w*|mittelwert\w*|zeilen?|spalten?|residu\w*
    |dreh\w*|spiegelung\w*|projektion\w*|gerade|ungerade|normiert\w*|hutmatrix
    |décomposition|propres?|projecteur\w*|projection|rotation|transposée?|moyenne|lignes?|colonnes?|nulle?|identité
    |paire?|impaire?|normée?|normalisée?|fixed\s+points?|fixpunkte?|points?\s+fixes?|steady|stationary|equilibrium"""
_WORD = rf"\b(?:{_STATED})\b"
_SAID = re.compile(
    rf"""▢[^▢.]{{0,40}}?\b(?:is|are|be|being|denotes?|denoting|has|have|having|forms?|contains?|satisf\w+|sums?|whose
        |with|projects?|ist|sei|seien|sind|hat|haben|bezeichne\w*|heißt|est|soit|soient|sont|désigne)\b[^▢.]{{0,80}}?{_WORD}
    |{_WORD}\s+(?:is|are|wird|ist|est)\s+(?:\w+\s+)?(?:called|denoted|named|written|noté\w*|appelé\w*|mit|durch)\b[^.▢]{{0,20}}▢
    |{_WORD}\s+(?:of|is|are|by|vector|matrix|:)?\s*▢
    |\b(?:rows?|columns?|entries|elements|diagonal|zeilen?|spalten?|einträge|lignes?|colonnes?)\s+(?:of|von|de)\s+▢
    |\b(?:stack|arrange|collect|gather|group|write|denote|call|let|stapel\w*|fass\w*)\b[^.]{{0,60}}?▢[^.]{{0,60}}?{_WORD}
    |\b(?:denote|write|call)\b[^.]{{0,40}}?{_WORD}[^.]{{0,20}}?▢
    |\b(?:normali[sz]e|cent(?:er|re)|standardi[sz]e|whiten|orthogonali[sz]e|rescale|normiere|normiert|zentriere)\b
        [^.▢]{{0,40}}?▢
    |▢\s*,?\s*(?:the|an?|die|der|das|eine?|la|le|l['’]|une?|son|sa|leur|its|their|ihre?|seine?)\s*[^▢.,;]{{0,40}}?{_WORD}
    |▢\s+(?:die|der|das)\s+zu\s+▢\s+(?:gehörige\s+)?(?:inverse|transponierte|adjungierte|ähnliche|kongruente|orthogonale)\b
    |▢[^▢.]{{0,20}}?,?\s+or\s+not\b
    |▢[^.▢]{{0,30}}\b(?:satisf\w+|fulfil\w*|obey\w*|with\s+the\s+property|verifying)\b
    |▢[^▢.]{{0,20}}?\breplaced\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Something is said of a letter in a word that no declaration has."""

_OF_ALL = re.compile(
    r"""\bsummation\s+convention|\brepeated\s+ind\w+|\beinstein|\bsummenkonvention|doppelt\s+vorkommende\w*
    |\bconvention\s+de\s+sommation|\bintercept|\bscalar\s+case|\b(?:even|odd)\s+(?:dimensions?|order|sizes?)|\bskalare\w*\s+fall|\bone-dimensional\s+case
    |\b(?:one|two|three|[123])\s+dimensions?\b|\b(?:one|two|three|[123])-dimensional\b|\bin\s+dimension\b|\bfor\s+scalars\b|\bcommuting\b
    |\bat\s+(?:the\s+)?(?:origin|zero|identity)\b|\bevaluated\s+at\b|\ban\s+der\s+stelle\b|\b\d\s*[x×]\s*\d\s*-?\s*matri|\bignoring\b|\bneglecting\b
    |\b(?:all|every|each|alle|jede\w*|tou(?:s|tes))\s+(?:\w+\s+){0,2}(?:matri(?:x|ces|zen)|vectors?|vektoren|vecteurs|letters)
      \s+(?:\w+\s+){0,3}(?:commut\w*|vertausch\w*|▢|diagonal|singular|orthogonal|invertible|square|nonnegative)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Something is said of every letter."""

_FIXED = re.compile(r"\s*\d\s*(?:\\times|×)\s*\d\s*")
"""The size of matrices that are not named: “for 2 × 2 matrices”."""

_OTHER_NUMBERS = re.compile(
    r"\b(?:complex(?!\w)(?!\s+(?:model|problem|formula|expression|structure))|komplex\w*|complexes?|quaternion\w*"
    r"|finite\s+field|modulo|rings?|non-?commutative|not\s+necessarily\s+commutative)\b|复数|複素"
    r"|\b(?:cholesky|triangular)\s+(?:factor|root)"
    r"|\b(?:entrywise|elementwise|componentwise)\b.*\bpowers?\b|\bpowers?\b.*\b(?:entrywise|elementwise|componentwise)\b"
    r"|\bvectors?\s+are\s+rows\b|\brow\s+vectors\s+throughout\b",
    re.IGNORECASE,
)
_COMPLEX = re.compile(r"complexe?s?|komplex\w*", re.IGNORECASE)
_FIELD = re.compile(
    r"\s*(?:\\math(?:bb|bf|ds)\s*\{?\s*[CHKF]\s*\}?|\\[CHKF]|\\mathbb\s*\{?\s*F\s*\}?_\S+|ℂ|ℍ|𝕂|𝔽)\s*"
)
"""A formula that is the sign of a field: “over ℂ”."""
_REAL = re.compile(
    r"\b(?:not|no|rather\s+than|instead\s+of|real\s+or|less|more|too|how)\s+complex", re.IGNORECASE
)
_TASK = re.compile(
    r"\s*(?:show|prove|compute|find|derive|verify|check|determine|calculate|evaluate|hence|thus|therefore|so|then"
    r"|it\s+follows|zeige\w*|beweise\w*|berechne\w*|bestimme\w*|montre\w*|calcul\w*)\b",
    re.IGNORECASE,
)
_ZERO = re.compile(
    r"\b(?:zero|null)\s*(?:matrix|vector|matrices|vectors|matrizen?|vektor\w*)\b", re.IGNORECASE
)
_CALLED = re.compile(
    r"""▢\s+(?:now\s+)?(?:denotes?|denoting|stands?\s+for|bezeichne\w*|désigne)\s+(?:\w+\s+){0,4}▢
    |▢\s*\|(?:[^▢|.]*\b(?:product|sum|difference|inverse|square|transpose|produkt|summe|produit|somme)\b[^▢|.]*|\s*)▢
    |\b(?:replace|substitute)\s+▢\s+(?:by|with)\s+▢
    |\bwrite\s+▢\s+for\s+(?:\w+\s+){0,4}▢|\b(denote|abbreviate|write|call)\s+(?:\w+\s+){0,4}▢\s+(?:by|as)\s+▢""",
    re.IGNORECASE | re.VERBOSE,
)
"""A letter is given a meaning in words; the second formula is the letter where the group is there."""
_SIZED = re.compile(r"\\times|×|\\mathbb|ℝ|^\s*\w\s*$")
"""What a cell says of sizes alone."""
_RETRACTS = re.compile(
    r"\bin\s+general\b|\bgeneral\s+case\b|\bnon-?symmetric|\bunsymmetric|\bcontradict\w*|\brectangular\b"
    r"|\bwithout\s+(?:the|this|that|any)\s+(?:\w+\s+)?(?:hypothes\w+|assumption\w*|symmetry)"
    r"|\bcannot\s+be\s+dropped|\b(?:false|fails?|wrong)\s+for\b|\bohne\s+(?:die\s+)?voraussetzung|\bim\s+allgemeinen"
    r"|\ben\s+général|\barbitrary\s+(?:matri|\$)|\bevery\s+matri|\ball\s+matrices|\b(?:in|for)\s+(?:all|any|every)\s+cases?\b"
    r"|\bwithout\s+(?:this|that|it)\b|\b(?:more\s+)?generally\b|\bfull\s+generality\b|\b(?:the|our)\s+original\b|\ballgemein(?:er)?\b"
    r"|\bohne\s+dies\w*|\bsans\s+cett?e?\b|\bde\s+manière\s+générale\b|\b(?:drop|lift|relax|abandon)\s+(?:the|this|that|all)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"(?:^|¶)\s*(?:then\s+)?(?:now|next|let|suppose|assume|replace|scale|take"
    r"|we\s+(?:now\s+)?(?:scale|replace|turn|come|take|drop))\b",
    re.IGNORECASE,
)
_UNCERTAIN = re.compile(
    r"""(?=\b[a-z]|▢)(?:\bor\s+not\b|\breplaced\b|\boder\s+nicht\b|\bou\s+non\b|\bsorry\b|\bi\s+meant?\b|\bcorrection\b|\bedit\s*:|\berrat\w+
    |\bcancel\b|\bignor\w+\b|\btypo\b|\boptional\w*\b|\berroneous\w*\b|\bin\s+the\s+book\b|\bsomeone\b|\bold\s+\w+\s+said\b
    |\bsaid\s*:|\b(?:sanity\s+check|for\s+(?:instance|example)|e\.g\.|in\s+this\s+paragraph|zum\s+beispiel|par\s+exemple)|\bunlike\b|\bexcept\b|\beither\b|▢\s+or\s+▢\s+(?:is|are|has|have)\b|\brespectively\b|\bbzw\b|\bresp\b|\bunless\b
    |\b(?:does|do|need|needs|is|are|was|were|may|might|can|could|will|should)\s+not\b|\bcannot\b|\bn[o']t\s+(?:necessarily|given|true|hold\w*|required)\b
    |\b(?:could|would|might)\s+(?:\w+\s+)?(?:set|take|let|assume|define|choose)\b|\bin\s+the\s+sense\s+of\b|\bin\s+part\s*\(|\bfor\s+\([a-h]\)
    |\b(?:next|last)\s+(?:week|time|lecture|sheet)\b|\bin\s+(?:section|problem|exercise|chapter)\s+\d|\bnicht\s+gilt\b|\bgilt\s+nicht\b
    |\b(?:symmetric|orthogonal|unit|definite|semidefinite)\b[^.▢]{0,20}\b(?:with\s+respect\s+to|in\s+the\s+\S+\s*[\s-]\s*norm|on\s+a\s+subspace))""",
    re.IGNORECASE | re.VERBOSE,
)
_QUOTED = re.compile(r"[“«„\"]|``|\\enquote")
_UNDONE = re.compile(
    r"""\b(?:drop|lift|relax|abandon|forget|cancel|discard|redefin\w*|unlike|unless|however|instead|sorry|correction|errat\w+
    |typo|except|what\s+if|fails?\s+to|fails|no\s+longer|remove[sd]?|neglect\s+the\s+assumption|end\s+of\s+the|allow(?:ing|s)?
    |we\s+do\s+not|need\s+not|does\s+not\s+hold|nicht\s+(?:\w+\s+)?(?:symmetri\w+|orthogonal|invertierbar|definit)|not\s+(?:symmetric|orthogonal|invertible|definite|positive|diagonal|skew\S*|necessarily|assumed|supposed)
    |generali[sz]ation|general\s+case|cas\s+général|allgemeine\w*\s+fall|fallen|ne\s+suppose\s+plus|asymmetric|indefinite
    |(?<!non-)(?<!non\s)singular(?!\W+v)|non-?(?!-?singular)\w+|without|hereafter|not\s+(?:be\s+)?(?:needed|used|required|in\s+force)|the\s+\S+\s+case\s*:?|from\s+now\s+on|again|now\s+denotes?|call(?:ed)?\s+the\s+result|changed?|updated?|modif\w+)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words with which something is taken back, as far as their sentence is not all declaration."""
_ANYTHING = re.compile(
    r"\b(?:any|all|every|each|arbitrary|arbitrarily|generic|given\s+an?|for\s+an?|beliebig\w*|jede\w*|alle|tou[ts]\w*|quelconque)\b",
    re.IGNORECASE,
)
"""Words that introduce a letter as any of its kind."""
_ANEW = re.compile(
    r"\b(?:now|redefin\w+|replac\w+|again|chang\w+|new|updat\w+|instead|but|henceforth|from\s+now\s+on|nun|jetzt|neu"
    r"|maintenant|désormais|old|corrected|modif\w+)\b",
    re.IGNORECASE,
)
"""Words that give a letter another meaning."""
_FOR_ALL = re.compile(
    r"\b(?:for\s+(?:all|every|any|each)|für\s+(?:alle|jede\w*)|pour\s+tou\w+)\s+(?:(?:real|square|such)\s+)*"
    r"(?:matri\w+\s+|vectors?\s+)?▢",
    re.IGNORECASE,
)
_REASON = re.compile(r"\s*(?:since|because|as|da|weil|puisque|comme|так\s+как)\b", re.IGNORECASE)
_EULER = re.compile(r"euler|logarithm|\bbase\b|basis|exponential", re.IGNORECASE)
_ADJECTIVE = re.compile(r"\b(?:project\w*|unit|orthonormal\w*|zero|projektion\w*)\b", re.IGNORECASE)
"""What a declaration may say as well."""
_SET = re.compile(
    r"\\in\s*\\Delta|\\perp|⊥|\\ker\b|\\operatorname\{(?:ker|range|span|im|null|col)\w*\}|\\in\s*\\mathcal\s*\{?[NR]\}?\s*\("
    r"|\\in\s*\\\{|∈\s*\{|\\mathbb\s*\{?[FQZ]\}?|eigen|\\pmod|\\bmod|\\equiv"
)
"""Signs in a formula for what is no set of numbers, vectors or matrices."""


_GROUP = re.compile(
    r"(?:\\in|∈)\s*(?:\\(?:mathfrak|operatorname|mathrm|text)\s*\{?\s*)?(?:so|su|sl|gl|sp|SO|SL|Sp|Sk|Skew|skew|O|U|SU|GL)\}?\s*(?:_\w|[({])"
)
"""Signs for groups and algebras of matrices."""


@dataclass(frozen=True)
class Caveat:
    """What is said of these letters, or of all where there are none."""

    names: frozenset[str]
    word: str
    other_numbers: bool = False
    """Whether numbers are meant that are not computed with."""
    silent: bool = False
    """Whether it is only about letters that had a meaning before."""
    anew: int = -1
    """The place from which on a letter that had a meaning has this one, or −1."""

    def concerns(self, names: frozenset[str]) -> bool:
        """Whether it may be about one of these letters."""
        return not self.silent and (not self.names or bool(self.names & names))


def _other_numbers(sentence: Sentence, here: Sequence[Item]) -> Iterator[Caveat]:
    """That other numbers are meant, unless that is declared of all letters in the sentence."""
    told = bool(here) and all(COMPLEX & {*i.adjectives} for i in here)
    other = _OTHER_NUMBERS.search(sentence.text)
    heard = told and other is not None and _COMPLEX.fullmatch(other[0])
    if other is not None and not heard and not _REAL.search(sentence.text):
        yield Caveat(frozenset(), f"other numbers: “{other[0]}”", other_numbers=True)
    if any(_FIELD.fullmatch(formula) for formula in sentence.formulas):
        yield Caveat(frozenset(), "numbers of another field", other_numbers=True)


def caveats(paragraph: Iterable[Sentence], items: Iterable[Item]) -> Iterator[Caveat]:
    """What the sentences say of letters that is not understood: not the `items` in them."""
    items = list(items)
    for sentence in paragraph:
        text = sentence.text
        here = [i for i in items if sentence.start <= i.start < sentence.end]
        yield from _other_numbers(sentence, here)
        for looked in (_notations, _unsigned, _unmarked, _of_all):
            yield from looked(sentence)
        if _ANEW.search(text):
            heads = frozenset(x[0] for x in sentence.letters if x)
            if heads:
                yield Caveat(heads, "now", anew=sentence.start, silent=True)
        yield from _replaced(sentence)
        for said in _CALLED.finditer(text):
            first = text.count("▢", 0, said.start())
            if "|" in said[0] and _SIZED.search(sentence.formulas[first + 1]):
                continue
            called = sentence.letters[first] if said[1] is None else sentence.letters[first + 1]
            if len(called) == 1:
                yield Caveat(frozenset(called), _shown(said[0]), anew=sentence.start)
        for formula, letters in zip(sentence.formulas, sentence.letters, strict=True):
            sign = _SET.search(formula) or _GROUP.search(formula)
            if sign is not None:
                yield Caveat(frozenset(letters), sign[0])
        plain = not odd_word(text) and not _ZERO.search(text)
        if plain or _TASK.match(text):
            continue
        for said in _SAID.finditer(text):
            # The boxes up to the end of what is said stand for the formulas it is about.
            first, last = (text.count("▢", 0, at) for at in said.span())
            about = frozenset(x for letters in sentence.letters[first:last] for x in letters)
            if _ADJECTIVE.search(said[0]):
                about -= {name for i in here if i.adjectives for name in i.names}
            if about:
                yield Caveat(about, _shown(said[0]))


_REPLACED = re.compile(
    r"▢\s+(?:is|are|gets?|has\s+been|wird|werden|est)\s+(?:then\s+|now\s+|dann\s+|alors\s+)?(?:doubled|halved|updated|incremented|decremented|perturbed|scaled"
    r"|rescaled|changed|overwritten|replaced|negated|verdoppelt|halbiert|aktualisiert|ersetzt|gestört|verändert|doublée?|remplacée?|perturbée?)\b"
    r"|\bupdate\s+▢",
    re.IGNORECASE,
)
"""A letter is not what it was."""
_NOT_QUITE = re.compile(
    r"▢\s+(?:plus|minus|up\s+to|except\s+for|(?:together\s+)?with\s+(?:\w+\s+)?(?:noise|errors?)|as\s+(?:closely|well|far)\s+as|approximately|in\s+(?:the\s+)?mean"
    r"|bis\s+auf|zuzüglich|mit\s+(?:\w+\s+)?rauschen|à\s+un\s+bruit\s+près|avec\s+(?:du\s+)?bruit)\b",
    re.IGNORECASE,
)
"""An equation that does not hold as it is written."""
_FORGETS = re.compile(
    r"\b(?:forget|disregard|discard)\s+(?:about\s+)?(?:this|that|it|these|all|the\s+above|everything)\b|\bvergessen\s+wir\s+(?:das|dies)\w*|\boublions\s+(?:cela|ceci)",
    re.IGNORECASE,
)
"""No letter is any longer what formulas say it is."""
_NOT_THERE = re.compile(
    r"\b(?:there\s+is\s+no|no|es\s+gibt\s+kein\w*|il\s+n'y\s+a\s+pas)\b[^.]{0,20}\b(?:with|mit|avec|tel\w*\s+que|such\s+that)\s+▢",
    re.IGNORECASE,
)


def _replaced(sentence: Sentence) -> Iterator[Caveat]:
    """The letters that are something else behind a sentence than formulas say they are."""
    if _FORGETS.search(sentence.text):
        yield Caveat(frozenset(), "forget", anew=sentence.start, silent=True)
    for pattern, at in (
        (_REPLACED, sentence.start),
        (_NOT_QUITE, sentence.end),
        (_NOT_THERE, sentence.end),
    ):
        for said in pattern.finditer(sentence.text):
            last = sentence.text.count("▢", 0, said.end())
            heads = sentence.letters[last - 1][:1]
            if pattern is _REPLACED or "=" in sentence.formulas[last - 1]:
                yield Caveat(frozenset(heads), _shown(said[0]), anew=at, silent=True)


def _of_all(sentence: Sentence) -> Iterator[Caveat]:
    """What a sentence says of every letter, or of all matrices of a size."""
    general = _OF_ALL.search(sentence.text)
    if general is not None:
        yield Caveat(frozenset(), _shown(general[0]))
    if not sentence.names and any(map(_FIXED.fullmatch, sentence.formulas)):
        yield Caveat(frozenset(), "a size")


UNSIGNED = "integer"
"""The word of a caveat about integers of which nothing says that they are positive."""
_INTEGERS = re.compile(r"(?:\\in|∈)\s*(?:\\mathbb\s*\{?\s*Z|ℤ)")
_AN_INTEGER = re.compile(
    r"(?<!positive)(?<!natural)(?<!negative)\s(?:an|any)\s+integer\b|\bganze\s+zahl|\bun\s+entier\b(?!\s+(?:naturel|positif))",
    re.IGNORECASE,
)


def _unsigned(sentence: Sentence) -> Iterator[Caveat]:
    """The letters that are called integers without a sign."""
    for formula, letters in zip(sentence.formulas, sentence.letters, strict=True):
        alone = len(letters) == 1 and not re.search(r"[<>≥≤]|\\g[et]|\\l[et]", formula)
        if _INTEGERS.search(formula) or (alone and _AN_INTEGER.search(sentence.text)):
            yield Caveat(frozenset(letters), UNSIGNED, silent=True)


_UNMARKED = re.compile(
    r"(?<![\w▢\\])(?:[^\W\d_]{1,3}|\d+)(?:[^\S\n]*[\^'*+-]?[^\S\n]*(?:[^\W\d_]{1,3}|\d+)(?!\w)){0,6}"
    r"\s*(?:=|≠|≤|≥|<|>)\s*[^\s=][^.;,▢]{0,40}"
)
_SHORT = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{1,2}|[A-Z]{3})(?![^\W\d_])")


def _unmarked(sentence: Sentence) -> Iterator[Caveat]:
    """Formulas that stand among the words without a sign that they are some: “Assume PQ = 0.”"""
    for said in _UNMARKED.finditer(sentence.text):
        letters = frozenset(c for word in _SHORT.findall(said[0]) for c in word)
        if letters:
            yield Caveat(letters, _shown(said[0]))


_BY_ENTRIES = re.compile(
    r"\b(?:entry-?wise|element-?wise|component-?wise|entry\s+by\s+entry|element\s+by\s+element|elementweise|komponentenweise)\b",
    re.IGNORECASE,
)
_FUNCTIONS = re.compile(
    r"\\(?:log|ln|exp|sqrt)\b|\^\{?-?(?:1/2|½|\\[td]?frac)|\b(?:logarithms?|exponentials?|(?:square\s+)?roots?)\b",
    re.IGNORECASE,
)


_ROWS = re.compile(
    r"\bvectors\b[^.]{0,40}\b(?:are|as)\s+(?:\w+\s+){0,2}(?:rows\b(?!\s+of)|row\s+vectors\b)|\bvektoren\b[^.▢]{0,40}\bzeilen(?:vektoren)?\b"
    r"|\bvecteurs\b[^.▢]{0,40}\blignes?\b",
    re.IGNORECASE,
)
_FROM_ZERO = re.compile(
    r"\b(?:zero|0)-(?:based|indexed)\b|\b(?:indices|indexes|index|indexing|counting|rows|entries)\s+(?:all\s+)?(?:starts?|begins?|runs?)\s+"
    r"(?:at|from|with)\s+(?:zero|0|null|▢)",
    re.IGNORECASE,
)


def _notations(sentence: Sentence) -> Iterator[Caveat]:
    """What a sentence says of how everything is written."""
    text = sentence.text
    if _BY_ENTRIES.search(text) and any(map(_FUNCTIONS.search, (text, *sentence.formulas))):
        yield Caveat(frozenset(), "a function of every entry", other_numbers=True)
    shown = _ROWS.search(text) or _FROM_ZERO.search(text)
    if shown is not None:
        yield Caveat(frozenset(), f"“{shown[0]}”", other_numbers=True)
    if re.search(r"\bprecision\b", text, re.IGNORECASE) and any(
        "N" in f for f in sentence.formulas
    ):
        yield Caveat(frozenset(), "a distribution given by its precision", other_numbers=True)


@dataclass(frozen=True)
class Lapse:
    """Where adjectives of letters, or of all if there are none, hold no longer."""

    names: frozenset[str]
    start: int
    end: int
    passing: bool = False
    """Whether it ends where the next paragraph begins that has words."""


def lapses(
    told: Sequence[Sentence], items: Sequence[Item], supposed: frozenset[str] = frozenset()
) -> Iterator[Lapse]:
    """What the sentences of a paragraph take back.

    A word such as “in general” does so for what it introduces, and so does an adjective
    that is not among those `supposed` so far; a sentence that says something else of a
    letter, which was not understood, for good.
    """
    placed = Placed(items)
    for sentence in told:
        here = placed.of(sentence)
        if _RETRACTS.search(sentence.text) or _is_of_others(sentence, here, supposed):
            yield Lapse(frozenset(), sentence.start, FOREVER, passing=True)
        if _CORRECTS.search(sentence.text) or _OPERATES.search(sentence.text):
            yield Lapse(frozenset(), sentence.start, FOREVER)
        yield from _taken_back(sentence, here)
        if _TURNS.search(sentence.text):
            plain = not odd_word(sentence.text)
            heard = {
                n for i in here if i.adjectives or i.shape or i.general or plain for n in i.names
            }
            unheard = frozenset(sentence.names[:1]) - heard
            if unheard and not (plain and _sets_an_equation(sentence)):
                yield Lapse(unheard, sentence.start, FOREVER)


_SCRIPT = re.compile(r"[_^]\s*(?:\{[^{}]*\}|\\?\w+)")


def _sets_an_equation(sentence: Sentence) -> bool:
    """Whether the first formula is an equation between more than a letter and what it is: it says
    more of its letters, and takes nothing back.
    """
    left, sign, _ = sentence.formulas[0].partition("=")
    return bool(sign) and len(letters_in(_SCRIPT.sub("", left))) > 1


def _is_of_others(sentence: Sentence, own: Sequence[Item], supposed: frozenset[str]) -> bool:
    """Whether a sentence, with its own items, has an adjective of matrices that none has so far."""
    if not supposed or any(i.adjectives for i in own):
        return False
    text = sentence.text.lower()
    if _DISTINCTLY.search(text) is None:
        return False
    found = adjectives_among(frozenset(_WORDS.findall(text)), text)
    return not _TASK.match(text) and bool(DISTINCT.intersection(found) - supposed)


DISTINCT = frozenset(
    {"symmetric", "skew-symmetric", "orthogonal", "positive definite", "positive semidefinite",
     "idempotent"}
)  # fmt: skip
"""Adjectives that tell one kind of matrix from another."""
_DISTINCTLY = re.compile(
    r"sym|skew|ortho|defin|idempot|симм|ортог|опред|идемп|対称|对称|直交|正交|正定|負定|负定|冪等|幂等|べき等"
)
"""What stands in every spelling of these, which is looked for first because that is quick."""
_WORDS = re.compile(r"[^\W\d_]+")
_CORRECTS = re.compile(
    r"^[\s\W]*(?:correction|edit|errat\w+|cancel\s+that|no,?\s+wait|wait|oops|sorry|scratch\s+that|never\s+mind"
    r"|ignore\s+(?:that|this|the\s+above)|let\s+(?:me|us)\s+start\s+(?:again|over)|berichtigung|korrektur)\b",
    re.IGNORECASE,
)
"""How a sentence begins that takes back the one before it."""


_OPERATES = re.compile(
    r"""\b(?:after|now|then|we|next|set|swap|add|subtract|multiply|delete|fill|nun|dann|wir|on|puis)\b[^▢.]{0,40}?
        \b(?:swap\w*|exchang\w*|interchang\w*|subtract\w*|add(?:ing|s|ed)?|multipl\w*|scal\w*|rescal\w*|doubl\w*|fill\w*|delet\w*
        |overwrit\w*|set(?:ting)?|perturb\w*|operations?|vertausch\w*|subtrahier\w*|addier\w*|multiplizier\w*|skalier\w*|streich\w*
        |échange\w*|soustra\w*|ajout\w*|multipli\w*)\b
        [^.▢]{0,30}?\b(?:rows?|columns?|entr(?:y|ies)|zeilen?|spalten?|einträge?|lignes?|colonnes?)\b
    |\b(?:swap|exchange|interchange|delete|subtract)\s+(?:\w+\s+){0,2}(?:rows?|columns?)\b
    |\brow\s+operations?\b|\bafter\s+(?:the\s+)?(?:scaling|rescaling|doubling|perturbing|updating|overwriting|rounding)\s+(?:of\s+)?▢
    |\boverwrite\s+▢""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words by which something is done to letters, which then are not what they were supposed to be."""


def _taken_back(sentence: Sentence, told: Sequence[Item]) -> Iterator[Lapse]:
    """What a sentence, in which items are told, takes back of its letters, or of all."""
    if any(i.general for i in told):
        return  # The letter is another one from here on.
    here = [i for i in told if i.adjectives]
    names = frozenset(sentence.names)
    fresh = (
        frozenset(n for i in told for n in i.names) if _BEGINS_ANEW.match(sentence.text) else None
    )
    if fresh:
        # What the sentence itself says of the letters stands behind its beginning.
        yield Lapse(fresh, sentence.start, FOREVER)
    undone = _UNDONE.search(sentence.text) and (names or _PROPERTY.search(sentence.text))
    anything = _ANYTHING.search(sentence.text) and names and not here
    freed = _FOR_ALL.search(sentence.text)
    if freed is not None and not here:
        of = sentence.letters[sentence.text.count("▢", 0, freed.end()) - 1]
        yield Lapse(frozenset(of), sentence.start, FOREVER)
    if (undone or anything) and not _TASK.match(sentence.text):
        yield Lapse(names, sentence.start, FOREVER)
        for item in here if undone else ():
            yield Lapse(frozenset(item.names), item.start + 1, FOREVER)


_BEGINS_ANEW = re.compile(
    r"\W*(?:now,?\s+let|let\s+now|next,?\s+let|now,?\s+consider|sei\s+nun|nun\s+sei|soit\s+maintenant)\b",
    re.IGNORECASE,
)
"""How a sentence begins that says anew what its letters are."""
_PROPERTY = re.compile(
    r"symmetr|skew|orthogonal|invertib|singular|definite|diagonal|triangular|idempotent|projection|rank|square|assum"
    r"|hypothes|condition|requirement|restrict|\bcase\b|voraussetzung|annahme|\bfall\b|\bcas\b|suppos",
    re.IGNORECASE,
)
"""Words for what letters may be supposed to be."""

FOREVER = 1 << 60
"""An offset behind every document."""


def ends_above(title: str) -> bool:
    """Whether a heading says that what was supposed above it is not supposed below.

    >>> ends_above("The general case"), ends_above("Symmetric matrices")
    (True, False)
    """
    return _RETRACTS.search(title) is not None


def uncertain(sentence: Sentence) -> bool:
    """Whether a sentence takes back what it says, as in “symmetric, or not”."""
    return (_UNCERTAIN.search(sentence.text) or _QUOTED.search(sentence.text)) is not None


_CHANGED = re.compile(
    r"\b(?:matri(?:x|ces|zen?)|(?:eigen)?vectors?|vektor(?:en)?|vecteurs?|projections?|projectors?)\s+(?:with\s+(?:\w+\s+)?(?:noise|errors?)\b"
    r"|(?!(?:matri\w+|vectors?|operators?|onto|and|or|with|in|of|on|where|such|that|which|for|is|are|be|was|were|has|have|having|satisfying|whose|valued|over|so|then|we"
    r"|as|und|oder|mit|von|der|die|das|wobei|für|ist|sind|sei|seien|hat|et|ou|avec|de|dans|où|pour|est|sont|soit|tel\w*|dont|denoted"
    r"|called|defined|given|containing|consisting|variables?|spaces?|norms?|products?|notation|calculus|derivatives?|functions?"
    r"|entries|elements|equations?|differentials?|if|when|it|its|let|the|a|an|not|but|also|both|unless|only|who|sits|will|can|may|du|des|à)\b)"
    r"[^\W\d_]{2,})",
    re.IGNORECASE,
)
"""A matrix or vector of some kind, with a word behind by which it may be another one: plus, times, scaled."""


def is_changed(sentence: Sentence) -> bool:
    """Whether what a sentence calls a letter is changed by the words behind: “a symmetric matrix plus B”."""
    return _CHANGED.search(sentence.text) is not None


def is_reason(sentence: Sentence) -> bool:
    """Whether a sentence begins with a reason, which is a claim where its letter has a meaning."""
    return _REASON.match(sentence.text) is not None


def names_e(sentence: Sentence) -> bool:
    """Whether a sentence speaks of a letter e, which then is not Euler's number."""
    alone = any(f.strip() == "e" for f in sentence.formulas)
    return alone and _EULER.search(sentence.text) is None


def _shown(text: str) -> str:
    return " ".join(text.replace("▢", "…").split())
