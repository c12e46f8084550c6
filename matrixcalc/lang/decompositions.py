"""Factors of decompositions that a sentence names: “let A = UΣVᵀ be its singular value decomposition”.

Of the forms that a decomposition has, the one with the fewest demands is declared: U and V have
orthonormal columns.  What else may be meant is left to the doubt about the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matrixcalc.lang.chance import Sentence
from matrixcalc.lang.items import Item

_SPECTRAL = r"(?:eigen(?:value)?[-\s]?decomposition|spectral\s+(?:decomposition|theorem)|diagonali[sz]ation|eigenwertzerlegung|spektralzerlegung)"
_SINGULAR = r"(?:singular[-\s]value\s+decomposition|SVD|singulärwertzerlegung|décomposition\s+en\s+valeurs\s+singulières)"
_CHOLESKY = r"cholesky(?:[-\s]?(?:decomposition|factori[sz]ation|zerlegung))?"
_QR = r"QR[-\s]?(?:decomposition|factori[sz]ation|zerlegung)"
_WORDS = re.compile(
    rf"\b(?:(?P<spectral>{_SPECTRAL})|(?P<singular>{_SINGULAR})|(?P<cholesky>{_CHOLESKY})|(?P<qr>{_QR}))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|no|without|generali[sz]ed|block|nicht|keine?|pas)\b|\bLDL", re.IGNORECASE
)
_M = r"(\\?[A-Za-z]+(?:_\{?\w+\}?)?|[Α-Ωα-ω])"
_T = r"\s*(?:\^\s*\{?\s*(?:\\top|\\intercal|\\mathsf\s*\{?T\}?|\\mathrm\s*\{?T\}?|T|⊤)\s*\}?|ᵀ)"
_FORMS = {
    "spectral": re.compile(rf"[^=]+=\s*{_M}\s*{_M}\s*\1{_T}\s*"),
    "singular": re.compile(rf"[^=]+=\s*{_M}\s*{_M}\s*{_M}{_T}\s*"),
    "cholesky": re.compile(rf"[^=]+=\s*{_M}\s*\1{_T}\s*"),
    "qr": re.compile(rf"[^=]+=\s*{_M}\s*{_M}\s*"),
}
_ADJECTIVES = {
    "spectral": (("orthogonal",), ("diagonal",)),
    "singular": (("orthonormal columns",), ("diagonal",), ("orthonormal columns",)),
    "cholesky": (("lower triangular", "positive determinant"),),
    "qr": (("orthonormal columns",), ("upper triangular",)),
}
"""What the factors are, in the order in which they are written."""
_FONTS = re.compile(
    r"\\(?:mathbf|boldsymbol|bm|mathrm)\s*(?:\{\s*(\\?[A-Za-z]+)\s*\}|(\\?[A-Za-z]+))|\\[,;!]"
)


def factors(told: Sequence[Sentence]) -> Iterator[Item]:
    """The factors of decompositions, each with what it is."""
    for sentence in told:
        found = _WORDS.search(sentence.text)
        if found is None or found.lastgroup is None or _DENIED.search(sentence.text):
            continue
        form = _FORMS[found.lastgroup]
        written = [_FONTS.sub(lambda m: m[1] or m[2] or " ", f) for f in sentence.formulas]
        matches = [m for f in written for m in [form.fullmatch(f.strip(" .,;"))] if m is not None]
        if len(matches) != 1 or len(set(matches[0].groups())) != len(matches[0].groups()):
            continue
        for name, words in zip(matches[0].groups(), _ADJECTIVES[found.lastgroup], strict=True):
            yield Item((name,), None, words, start=sentence.start, end=sentence.end)
