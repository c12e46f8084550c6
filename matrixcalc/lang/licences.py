"""Whether the words around a displayed formula let it be refuted.

A formula is claimed of all letters that are declared, unless words say for which it
holds: “if the vectors are orthogonal”, “the commuting case”, “in equilibrium”.  There is
no end of such words, so that the others are listed: a sentence of nothing but
these sets no condition.  Of a letter that a sentence names, the reader knows more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import lru_cache

from matrixcalc.lang.licensing import WORDS
from matrixcalc.lang.scan.pieces import Break, Heading, Math, Piece, Prose, Scanned
from matrixcalc.lang.words import adjectives_among
from matrixcalc.lang.zeroing import without_zeroing

_FORMULA, _INDICES, _DISPLAY, _END_OF_PARAGRAPH = "▢", "▣", "◻", "¶"
"""What stands for formulas, for those that compare indices, and for the ends of paragraphs."""

_FAR = 200
"""Pieces of the text around a formula that are looked at."""

_OF_INDICES = re.compile(
    r"^\s*(?:[a-z]\s*(?:\\neq?\b|\\not\s*=|≠|<|>|\\l[et]\b|\\g[et]\b)\s*[a-z]|[i-n]\s*=\s*[i-n])\s*$"
)
_NUMERIC = re.compile(r"\\(?:circ|[td]?frac|sqrt|pi|infty|l?dots|text\w*|math\w+|%)")
_LETTER = re.compile(r"[^\W\d_]")
_STOPS = re.compile(r"[.!?][\s\\}\]$]*(?:\\end\{\w+\*?\}|\\\]|\$\$|\s)*$")
_ABBREVIATED = re.compile(
    r"\b(?:i\.\s?e|e\.\s?g|w\.\s?r\.\s?t|cf|etc|resp|eqs?|fig|sec|thm|prop|cor|def|d\.\s?h|z\.\s?B|bzw|bzgl|vgl|gl|usw"
    r"|c\.-à-d|p\.\s?ex|s\.\s?t|a\.\s?s|i\.\s?i\.\s?d)\.",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[.!?](?=[\s*_)”\"]|$)"
    r"|(?<=◻)\.|(?<=◻)(?=[\s¶]*[A-ZÄÖÜÉÀÊ])|¶(?=[\s>*_#\-+\d.()]*[^\s>*_#\-+\d.()a-zäöüéàê¶◻])"
)
"""Where a sentence ends; behind a displayed formula there need not be a full stop."""
_NEXT = re.compile(
    r"[,;:]?\s*\b(?:and|or|so|hence|thus|but|which|whereas|therefore|then|und|oder|also|et|ou|donc)\b"
)
"""Words behind a formula by which the next one may be introduced."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u2e80-\uffef]{2}")
"""Letters of languages whose words are not listed."""

_PHRASES = re.compile(
    r"""\b(?:by|using|use|uses|from|with|via|of|to|apply|applying|and|nach|mit|aus|gemäß|wegen|der|par|avec|d'après|du|la|le)\s+
        (?:(?!orthogon|symmetr|independ|commut|condition|assum|hypoth|orthonorm|▢|◻)[\w'’–-]+\s+){0,4}
        (?:identity(?!\s+(?:matrix|for|as|in))|identities|lemma|theorem|formula|rules?|inequality|properties|property|laws?|trick|definition|linearity
        |identität|satz|formel|regel|ungleichung|eigenschaft|définition|théorème|inégalité|identité|linéarité)\b
    |\b(?:the|this|that|first|second|last|following|above|matrix|well-known)\s+(?:identity|identities)\b(?!\s+(?:matrix|for))
    |\b(?!(?:the|an|is|be|to|by|with|and|of)\s)[\w-]+\s+identit(?:y|ies)\b(?!\s+matri)|\bmaximum[-\s]likelihood\b
    |\bmultivariate\s+(?:gaussian|normal)\b|\b(?:partial|second|time|total|directional)\s+derivatives?\b(?:\s+identit\w+)?|\brandom\s+(?:variables?|vectors?)\b|\bcyclic\s+(?:property|permutations?|invariance)\b|\brank-?\s?one\s+update
    |\b(?:want|need|wish|like|try|trying|able|easy|order|aim|goal\s+is|required|asked)\s+(?:you\s+|us\s+)?to\b
    |\b(?:one|we|you|students|somebody|someone|people)\s+(?:might|may|could|would)\s+(?:\w+\s+)?(?:think|believe|guess|expect|argue|hope|say|write|get|obtain|claim)\b
    |\b(?:we|one|you)\s+(?:may|could|might|would)\b|\bneeds?\s+no\b|\b(?:set|put|setze|setzen|posons|setting)\s+(?:it|this|that|das|dies|es|the\s+(?:gradient|derivative))?\s*(?:equal\s+|gleich\s+)?(?:to\s+)?(?:zero|null|0)
    |\b(?:by|using|from|since)\s+(?:the\s+)?definition\b|\bin\s+the\s+definition\b
    |\bsolving\s+(?:this\s+)?(?:for|it)\b|\bcalled\s+the\b|\bso-called\b
    |\b(?:if|when|wenn|si|lorsque)\s+(?:we|one|you|man|wir|on|nous)\b
    |\btrace\s+is\s+(?:\w+\s+)?invariant\b|\bterms\s+(?:coincide|agree)\b|\b(?:we|to)\s+fit\b|\b(?:how\s+well|data)\s+(?:\w+\s+)?fits?\b|\bchange\s+the\s+(?:order|value)\b
    |\b(?:subject\s+to|such\s+that|unter|sous)\s+(?=▢)|\b(?:suppose|assume|angenommen|supposons)\s+(?:also\s+|now\s+|further\s+)?(?:that\s+|dass\s+|que\s+)?(?=◻)|\b(?:is|are|as|the)\s+usual(?:ly)?\b
    |\b(?:if|when|whenever|suppose|assume|assuming|since|falls|wenn|da|si|lorsque|comme|puisque|ist)\s+(?:that\s+|daß\s+|dass\s+|que\s+)?(?=▢)
    |\bif\s+and\s+only\s+if\b(?=\s*▢)
    |\b(?:for|für|pour)\s+(?:all|every|any|each|arbitrary|general|alle|jede\w*|beliebige\w*|tou[ts]\w*)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Phrases that set no condition though their words may."""

_SETS = re.compile(
    r"▣|[=≠≤≥]|\d\s*[x×]\s*\d|\b(?:sums?|add)\s+(?:up\s+)?to\b|\b(?:are|is|being)\s+(?:inverse|equal|square|the\s+same)\b(?!\s+to\s+[▢◻])"
    r"|\b(?:one|two|three|four)\s+(?:by|times|dimension\w*)\b|\b(?:for|with|of)\s+(?:two\s+)?(?:scalars|numbers)\b"
    r"|\bnot\s+(?:true|hold\w*|have|imply|equal|valid|correct|always|every|all|the\s+case)\b|\bn(?:o|eg\w*)\s+(?:noise|bias|error|loss)\b|\bgilt\s+nicht\b|\bnicht\s+gilt\b|\bn['’](?:a|est)\b|\bfor\s+some\b|\bon\s+average\b|(?<!not )\b(?:if|when|for|holds)\s+only\b|\bonly\s+(?:if|when|for|in|the\s+\w+\s+(?:part|term)s?,)|\bis\s+it\s+true\b|\bcan\s+be\s+that\b|\b(?:its|their)\s+own\s+(?:inverse|transpose|adjoint|square)\b|\b(?:remain|stay)s?\s+(?:the\s+same|equal)\b|\bat\s+rest\b|\bit\s+can\b(?!\s+be\s)|\?|\bat\s+▢|\bsind\s+gleich\b|\bsont\s+égaux"
    r"|\bfixed\s+points?\b|\bfixpunkt\w*|\bpoints?\s+fixes?\b",
    re.IGNORECASE,
)
"""Signs and phrases that may set one though their words do not."""

_SUPPOSES = re.compile(
    r"\b(?:its?|they|their|them|both|all|each|every|either|none|matri\w+|vectors?|vektor\w*|vecteurs?|entries|elements|components|einträge|coefficients"
    r"|eigen\w+|rows?|columns?|zeilen?|spalten?|lignes?|colonnes?|dimensions?|sizes?|ind(?:ex|ices)|größe\w*|tailles?|data|daten|données"
    r"|noise|rauschen|bruit|samples?|variables?|points?|letters|maps?|mappings?|products?|produkt\w*|produits?|factors?|faktoren|facteurs?"
    r"|kernels?|spaces?|fields?|transposed?|inverses?|constants?|covariance\w*|states?|process\w*|system\w*|symmetr\w+|commutativ\w+"
    r"|assum\w*|suppos\w*|use|work|restrict\w*|ignor\w*|drop\w*|neglect\w*|absorb\w*|throughout|over|everything|everywhere"
    r"|two(?!\s+of\b)|scalars?|numbers|traces?|determinant\w*|déterminants?|spur|model\w*|modèle\w*|ihre?|beide\w*|alle|jede\w*|sei(?:en)?|annahme\w*|angenommen|elles?|ils|leurs?|ses|tou[st]\w*|deux|soi(?:en)?t|suppos\w*)\b",
    re.IGNORECASE,
)
"""Words of a sentence without a formula by which it may be about letters all the same."""

_TITLE = re.compile(
    r"[=≠≤≥<>]|\\neq?\b|\\l[et]q?\b|\\g[et]q?\b|\\perp|\\succ|\\to\b|(?<![\w-])\d\s*(?:[x×]|\\times)\s*\d(?![\w-])"
    r"|\b(?:cases?|fall|fälle|cas|special\w*|spezial\w*|particuliers?|without|no|ohne|sans|if|when|falls|wenn|si"
    r"|symmetri\w*|symétri\w*|antisym\w*|skew\w*|schief\w*|hermit\w*|diagonal\w*|triangular|dreiecks\w*|orthogonal\w*|orthonormal\w*|unitary|unitär\w*"
    r"|commut\w*|kommut\w*|vertausch\w*|invertible|singular\w*|singulär\w*|idempoten\w*|nilpoten\w*|involut\w*|normal\s+matri\w*|circulant|toeplitz|permutation\s+matri\w*"
    r"|rotation\w*|reflection\w*|projections?|projektion\w*|rank|rang|unit|einheits\w*|normali[sz]ed|normiert\w*|normé\w*|cent(?:er|re)(?:e?d)?|zentriert\w*|centré\w*|whitened"
    r"|uncorrelated|unkorreliert\w*|independent|unabhängig\w*|indépendant\w*|isotropic|isotrop\w*|spherical|white|stationary|equilibri\w*|converge\w*|optim\w+|steady"
    r"|two-dimensional|one-dimensional|scalars?|dimension\s+\w+|even|odd|gerade\w*|ungerade\w*|distinct|equal|zero|null\w*|trivial|identical|balanced|trace-free|traceless"
    r"|perfect|origin|parallel|perpendicular|senkrecht\w*|collinear|constant|definite|definit\w*|noise-?free|noiseless|unregulari[sz]ed|unweighted|homosced\w*|limit\w*|complex|integers?)\b",
    re.IGNORECASE,
)
"""What a heading may set as a condition, which stays in force as long as the heading does."""


_NOUNS = {
    "symmetry": "symmetric", "symmetrie": "symmetric", "symétrie": "symmetric",
    "invertibility": "invertible", "orthogonality": "orthogonal", "idempotence": "idempotent",
}  # fmt: skip
"""Nouns for what adjectives say."""


class Licences:
    """The text of a document, as far as it says under which conditions its formulas hold."""

    def __init__(self, scanned: Scanned) -> None:
        self.scanned = scanned
        self._at = 0
        """The piece up to which the text has been looked at, from its heading on."""
        self._open = ""
        """The sentence that goes on there."""
        self._word = ""
        """What the last sentence before it may set as a condition that does."""

    def condition(
        self,
        start: int,
        end: int,
        titles: Collection[str],
        known: Collection[str],
        shared: Collection[str],
        *,
        understood: bool = False,
    ) -> str:
        """Words by which a condition may be set on the formula from start to end; empty if all
        words around it set none.

        `known` are the adjectives that declarations have understood, and `shared` those that
        every matrix has.  Of a sentence that is `understood` as a whole the words set none.
        """
        for title in titles:
            found = _in_title(title, known)
            if found:
                return found
        sentence, supposed = self._before(start)
        behind = self._behind(end)
        found = (
            "" if understood else unlicensed(sentence, known if _FORMULA in sentence else shared)
        )
        # Behind a formula “with a constant c” says that there is one.
        found = found or unlicensed(behind, {*known} - {"constant"} if _FORMULA in behind else ())
        return found or supposed

    def _before(self, start: int) -> tuple[str, str]:
        """The sentence of the section that bears a formula, up to the formula, and what those
        before it may set as a condition.

        Formulas are asked for one after the other, so that each piece is looked at once.
        """
        at = bisect_left(self.scanned.pieces, start, key=_start)
        new = self.scanned.pieces[self._at : at]
        if at < self._at or any(isinstance(piece, Heading) for piece in new):
            back = range(at - 1, -1, -1)
            heading = next((k for k in back if isinstance(self.scanned.pieces[k], Heading)), -1)
            new = self.scanned.pieces[heading + 1 : at]
            self._open = self._word = ""
        text = self._open + _ABBREVIATED.sub(" ", "".join(map(self._told, new)))
        whole = text.rstrip(" \n\t¶")
        *above, sentence = _STOP.split(whole)
        self._word = next(filter(None, map(_supposed, reversed(above))), self._word)
        self._open, self._at = text[len(whole) - len(sentence) :], at
        return sentence, self._word

    def _behind(self, end: int) -> str:
        """What stands behind a formula up to the end of its sentence."""
        at = bisect_left(self.scanned.pieces, end, key=_start)
        before = self.scanned.pieces[at - 1] if at else None
        if before is not None and _STOPS.search(self.scanned.text(before)):
            return ""
        text = "".join(self._until_display(at))
        text = _ABBREVIATED.sub(" ", text)
        stop = _STOP.search(text)
        sentence = text if stop is None else text[: stop.end() if stop[0] == "?" else stop.start()]
        begins = sentence.lstrip(" \n\t¶")
        if begins[:1].isupper() or begins[:1] in _FORMULA:
            return ""
        if _DISPLAY not in sentence:
            return sentence
        found = _NEXT.search(sentence)
        return sentence[: found.start()] if found is not None else sentence

    def _until_display(self, at: int) -> Iterator[str]:
        """The text from a piece on up to a heading or a displayed formula."""
        for piece in self.scanned.pieces[at : at + _FAR]:
            if isinstance(piece, Heading):
                return
            yield self._told(piece)
            if isinstance(piece, Math) and piece.display:
                return

    def _told(self, piece: Piece) -> str:
        """A piece as far as its words count."""
        text = self.scanned.text(piece)
        match piece:
            case Prose():
                return text
            case Math(display=True):
                return f" {_DISPLAY}{'.' if _STOPS.search(text) else ''} "
            case Math() if not _LETTER.search(_NUMERIC.sub("", text)):
                return " "
            case Math():
                return f" {_INDICES if _OF_INDICES.search(text) else _FORMULA} "
            case Break():
                return f" {_END_OF_PARAGRAPH} "
        return " "


def _in_title(title: str, known: Collection[str]) -> str:
    """What a heading says of the letters of its section."""
    found = _TITLE.search(title)
    if found is None:
        return ""
    words = _words(title)
    adjectives = adjectives_among(words, "")
    return "" if adjectives and set(adjectives) <= set(known) else found[0]


def unlicensed(sentence: str, known: Collection[str]) -> str:
    """The first word of a sentence that may set a condition on the formula in it."""
    sets, odd, words = _looked_at(sentence)
    if sets:
        return sets
    return next((w for w in odd if not _is_understood(w.lower(), words, known)), "")


@lru_cache(maxsize=2000)
def _looked_at(sentence: str) -> tuple[str, tuple[str, ...], frozenset[str]]:
    """What sets a condition in a sentence, or may by its words, and all its words."""
    if _OTHER_SCRIPT.search(sentence):
        return "", (), frozenset()
    rest = _PHRASES.sub(" , ", without_zeroing(sentence))
    sets = _SETS.search(rest)
    if sets is not None:
        return sets[0].replace(_INDICES, "a condition on indices"), (), frozenset()
    odd = tuple(w for w in _WORD.findall(rest) if not _is_plain(w.lower()))
    return "", odd, _words(rest)


@lru_cache(maxsize=2000)
def _supposed(sentence: str) -> str:
    """A word by which a sentence without formulas may say what letters are like."""
    bare = not any(sign in sentence for sign in (_FORMULA, _INDICES, _DISPLAY))
    if not bare or _SUPPOSES.search(sentence) is None:
        return ""
    return unlicensed(sentence, ())


def _is_plain(word: str) -> bool:
    parts = [p for p in re.split(r"['’-]", word) if len(p) > 1]
    return word in WORDS or all(p in WORDS for p in parts)


def _is_understood(word: str, words: frozenset[str], known: Collection[str]) -> bool:
    """Whether a word is a part of an adjective that declarations have understood."""
    if word in _NOUNS:
        return _NOUNS[word] in known
    found = set(adjectives_among(words, ""))
    told = found - set(adjectives_among(words - {word}, ""))
    return bool(told) and told <= set(known)


def _words(text: str) -> frozenset[str]:
    return frozenset(w.lower() for w in _WORD.findall(text))


def _start(piece: Piece) -> int:
    return piece.start
