"""The adjectives that a text has anywhere, whether or not it was understood of what it says them.

Where a letter is meant by other words than its name (“all our matrices”, “the case of
idempotent A”, a macro, a footnote), no declaration has the adjective.  What is true with it
is then not false, but conditional.  Nothing is declared here.
"""

from __future__ import annotations

import re

from matrixcalc.lang.scan.pieces import Directive, Scanned
from matrixcalc.lang.words import adjectives_among, is_east_asian, spelled
from matrixcalc.record import record

_WORD = re.compile(r"[^\W\d_]+")
_RELATED: dict[str, str] = {
    "symmetric": """symmetr|symétr|симметр|selfadjoint|adjoint|selbstadjungiert|самосопряж|gram|hess|гесс
        |laplac|adjacen|covarian|kovarian|ковариац|对称|対称|共分散|协方差""",
    "skew-symmetric": "antisym|schiefsym|кососим|антисим|反对称|斜对称|反対称|歪対称|交代",
    "positive definite": "spd|definit|défini|определен|covarian|kovarian|ковариац|cholesky|正定|共分散|协方差",
    "positive semidefinite": "psd|gram|semidefinit|semi|covarian|kovarian|ковариац|共分散|协方差|半正定",
    "invertible": """invert|inverse|inversib|regul|régul|singul|rank|rang|обрат|ранг|особен|вырожд
        |可逆|逆行列|正则|正則|满秩|満秩|フルランク""",
    "orthogonal": """orthogon|orthonorm|ортогон|ортонорм|rotat|rotierend|dreh|поворот|вращен|reflect|reflex
        |réflex|spiegel|отражен|householder|givens|permut|перестанов|unitar|unitär|унитар|isometr|isométr|изометр
        |正交|直交|回転|旋转|鏡映|反射|置換|置换|等距""",
    "orthonormal columns": "orthonorm|ортонорм|stiefel|isometr|isométr|изометр|正规直交|正規直交|标准正交",
    "permutation": "permut|перестанов|置換|置换",
    "diagonal": "diagonal|диагонал|对角|対角",
    "lower triangular": "cholesky|triang|dreieck|треугольн|三角",
    "upper triangular": "triang|dreieck|треугольн|三角",
    "idempotent": "idempot|идемпот|project|projekt|projec|проек|冪等|べき等|幂等|射影|投影",
    "unit norm": "unit|normali|normier|normé|einheits|нормир|единичн|単位|单位|正規化|归一",
    "probability vector": "probab|wahrschein|вероятн|simplex|симплекс|確率|概率|単体|单纯形",
    "entries sum to one": "probab|wahrschein|вероятн|simplex|симплекс|確率|概率",
    "stochastic": "stochast|стохаст|markov|марков|確率行列|随机矩阵",
    "zero trace": "traceless|spurfrei|spurlos|бесслед",
    "positive": "positiv|положит|正",
    "nonzero": "nonzero|zero|null|nul|ненулев|нул|零|ゼロ",
}  # fmt: skip
"""Beginnings of the words that a text has where it means an adjective, in any form and language."""
_STEMS = [
    (a, tuple(spelled(stem.strip()) for stem in stems.split("|"))) for a, stems in _RELATED.items()
]
_SIGNS = (
    (re.compile(r"\\succ(?![a-z])|≻|_\{?\s*\+\s*\+|\^\{?\s*\+\s*\+"), "positive definite"),
    (
        re.compile(r"\\succ(?:curly)?eq|[⪰≽⩾]|\\mathbb\s*\{?s|\\mathcal\s*\{?s"),
        "positive semidefinite",
    ),
    (re.compile(r"\bs?o\s*\(\s*\w\s*\)|(?:mathcal|mathrm|operatorname)\s*\{s?o\}"), "orthogonal"),
    (re.compile(r"\bgl(?:_|\s*\()|(?:mathcal|mathrm|operatorname)\s*\{gl\}"), "invertible"),
)
"""Signs and sets that stand for adjectives where nobody understood the formula they stand in."""


_COMMUTATOR = re.compile(
    r"\bcommutators?\b|\blie[\s-]+(?:brackets?|klammer\w*|algebras?)\b|\bkommutator\w*|\bcommutateurs?\b|\bcrochets?\s+de\s+lie\b"
    r"|коммутатор|交换子|交換子"
    r"|\[\s*(?P<a>\w)\s*,\s*(?P<b>\w)\s*\]\s*(?::?=|\\coloneqq|\\triangleq|\\equiv)\s*(?P=a)\s*(?P=b)\s*-\s*(?P=b)\s*(?P=a)",
    re.IGNORECASE,
)


_SUMMED = re.compile(
    r"\beinstein\w*|\bsummation\s+convention|\brepeated\s+(?:ind(?:ices|exes)|subscripts?)|\bsummenkonvention|\bconvention\s+de\s+sommation",
    re.IGNORECASE,
)


def sums_repeated(scanned: Scanned) -> bool:
    """Whether the text says anywhere that repeated indices are summed over."""
    return _SUMMED.search(scanned.source.text) is not None


@record
class Brackets:
    """What a text says of [A, B]."""

    commutators: bool
    """Whether it is AB − BA."""
    rows: bool
    """Whether matrices stand beside each other."""

    @property
    def is_clear(self) -> bool:
        """Whether it is not both."""
        return not (self.commutators and self.rows)


def of_brackets(text: str) -> Brackets:
    """Whether a text says anywhere that square brackets are commutators, or rows of blocks.

    >>> of_brackets("the commutator [A, B]"), of_brackets("We use no commutators here.")
    (Brackets(commutators=True, rows=False), Brackets(commutators=False, rows=False))
    """
    commutators = any(
        not _DENIED.search(text, max(0, m.start() - NEAR), m.start())
        for m in _COMMUTATOR.finditer(text)
    )
    return Brackets(commutators, _BLOCK_ROW.search(text) is not None)


NEAR = 100
"""Characters before a word among which a denial of it stands."""
_DENIED = re.compile(
    r"\b(?:not?|never|without|neither|nor|rather\s+than|instead\s+of|nicht|kein\w*|ohne|pas|sans|ni)\b[^.!?;$]{0,60}$",
    re.IGNORECASE,
)
"""What stands before a word that is not meant."""
_BLOCK_ROW = re.compile(
    r"\bblocks?\b|concaten|augment|stack|side\s+by\s+side|next\s+to\s+each|nebeneinander|juxtap|\bjoin(?:ed|ing|s)?\b|\brow\s+of\b|blockzeile|\b2n\b|2\s+n\b|n\s*\+\s*m\b",
    re.IGNORECASE,
)
"""Words for matrices beside each other, and the sizes that these have."""


def mentioned(scanned: Scanned) -> tuple[str, ...]:
    """The adjectives in the words of a document; what its directives say is no mention."""
    source = scanned.source
    text = source.text if source.origin or not source.file else source.file
    at, parts = 0, list[str]()
    for piece in scanned.pieces:
        if isinstance(piece, Directive):
            parts.append(text[at : piece.start])
            at = max(at, piece.end)
    whole = spelled(" ".join([*parts, text[at:]]))
    words = frozenset(_WORD.findall(whole))
    found = adjectives_among(words, whole)
    found += [a for a, stems in _STEMS if _has_one(stems, words, whole)]
    signs = (word for sign, word in _SIGNS if sign.search(whole))
    return tuple(dict.fromkeys((*found, *signs)))


def _has_one(stems: tuple[str, ...], words: frozenset[str], text: str) -> bool:
    """Whether a word begins with a stem, or a text has it that has no spaces between words."""
    if any(is_east_asian(stem) and stem in text for stem in stems):
        return True
    latin = tuple(stem for stem in stems if not is_east_asian(stem))
    return any(word.startswith(latin) for word in words)
