"""Words of the declaration language to which a text gives a meaning of its own.

“We call P a projection if P³ = P”: from there on the word is not the known one, unless
the definition is.  Which letters have it is not known here.
"""

from __future__ import annotations

import re

from matrixcalc.lang.chance import Sentence
from matrixcalc.lang.words import adjectives_among

_DEFINES = re.compile(
    r"\b(?:calls?|called|says?|said\s+to\s+be|define\w*|nenn\w+|heiß\w+|definier\w*|appel\w+|dite?s?|défini\w*)\b.*"
    r"(?:\b(?:if|iff|when|whenever|provided|falls|wenn|si|lorsque|as|by|to\s+mean|means?)\b|:)"
    r"|\b(?:if|wenn|falls|si)\b.*\b(?:calls?|called|say|said\s+to\s+be|nenn\w+|heiß\w+|appel\w+|dite?s?)\b",
    re.IGNORECASE | re.DOTALL,
)
_ORDER = re.compile(r"^\s*(?:\\?[A-Za-z]+)?\s*(?:\\succ(?:curly)?(?:eq)?(?![a-z])|[≻⪰≽])")
_MEANS = re.compile(
    r"\b(?:means?|denotes?|stands?\s+for|relation|inequality|bedeutet|bezeichnet|signifie|désigne)\b"
    r"(?!.*(?:definit|défini|loewner|löwner))"
)
"""Words by which the sign ≻ has another meaning than the usual one."""
_SYMMETRY = re.compile(
    r"symmetr\w*\s+(?:is|are|ist)\s+(?:not|nicht|kein\w*)\s+(?:required|assumed|included|implied|supposed|part|vorausgesetzt|verlangt|gefordert)"
    r"|symétri\w*\s+n'est\s+pas"
)
"""That what is usually symmetric need not be."""
_OF_ALL = re.compile(
    r"\b(?:need\s+not|(?:are|is)\s+not\s+(?:necessarily|assumed|required|supposed)|(?:do|does)\s+not\s+(?:require|assume|include)"
    r"|müssen\s+nicht|brauchen\s+nicht|sind\s+nicht\s+notwendig\w*|ne\s+sont\s+pas\s+nécessairement|\bby\b.*\bwe\s+mean)\b"
)
"""What is said of all matrices of a kind, that these do not have."""
_WORD = re.compile(r"[^\W\d_]+")
_SPACES = re.compile(
    r"\\[,;:! ]|\\(?:left|right|mathbf|boldsymbol|bm|mathrm|mathsf|text|quad|qquad)\b|[\s{}]"
)
_TRANSPOSE = re.compile(r"\^(?:\\top|\\intercal|\\mathsfT|⊤|T|t|'|\\prime)|ᵀ|\\T\b|'")
_M = r"(\\?[A-Za-z]+)"
_USUAL: dict[str, str] = {
    "symmetric": rf"{_M}(?:ᵀ=\1|=\1ᵀ)|{_M}_ij=\2_ji",
    "skew-symmetric": rf"{_M}(?:ᵀ=-\1|=-\1ᵀ)|-{_M}ᵀ=\2|-{_M}=\3ᵀ|{_M}ᵀ\+\4=0|{_M}_ij=-\5_ji",
    "orthogonal": rf"{_M}ᵀ\1=I\w*|{_M}\2ᵀ=I\w*|{_M}ᵀ\3=\3\3ᵀ=I\w*|{_M}\4ᵀ=\4ᵀ\4=I\w*|{_M}\^-1=\5ᵀ|{_M}ᵀ=\6\^-1",
    "idempotent": rf"{_M}\^2=\1|{_M}=\2\^2|{_M}\3=\3",
    "positive definite": rf"{_M}ᵀ\\?[A-Za-z]+\1(?:>|\\gt)0",
    "positive semidefinite": rf"{_M}ᵀ\\?[A-Za-z]+\1(?:≥|\\geq?|\\geqslant|>=)0",
    "invertible": rf"\\det\(?{_M}\)?(?:≠|\\neq?)0|{_M}{_M}={_M}{_M}=I\w*|{_M}{_M}=I\w*|{_M}\^-1",
    "diagonal": rf"{_M}_ij=0",
    "unit norm": rf"(?:\|\||\\\||\\lVert|‖)_?{_M}(?:\|\||\\\||\\rVert|‖)(?:_2)?=1|{_M}ᵀ\2=1",
}  # fmt: skip
"""What adjectives are usually defined by, without spaces and braces."""


def own_wordings(sentence: Sentence) -> frozenset[str]:
    """The adjectives that a sentence defines otherwise than usual."""
    text = sentence.text.lower()
    if any(_ORDER.search(f) for f in sentence.formulas) and _MEANS.search(text):
        return frozenset({"positive definite", "positive semidefinite"})
    if _SYMMETRY.search(text):
        return frozenset({"positive definite", "positive semidefinite", "idempotent"})
    if not (_DEFINES.search(text) or (_OF_ALL.search(text) and not sentence.formulas)):
        return frozenset()
    found = adjectives_among(frozenset(_WORD.findall(text)), text)
    nouns = [word for noun, word in _NOUNS.items() if noun in text]
    written = [_TRANSPOSE.sub("ᵀ", _SPACES.sub("", f)).rstrip(".,;") for f in sentence.formulas]
    told = [f for f in written if re.search(r"[=<>≥≤≠]|\\(?:neq?|geq?|gt|leq?)", f)]
    return frozenset(
        word for word in {*found, *nouns} & _USUAL.keys()
        if not any(re.fullmatch(_USUAL[word], f) for f in told)
        and not re.search(_IN_WORDS.get(word, r"(?!)"), text)
    )  # fmt: skip


_IN_WORDS = {
    "symmetric": r"(?:equals?|equal\s+to|coincides?\s+with|same\s+as)\s+(?:\w+\s+){0,2}transpose|gleich\w*\s+.*transponiert",
    "skew-symmetric": r"(?:negative|minus)\s+(?:\w+\s+){0,2}transpose|transpose\s+is\s+(?:the\s+|its\s+)?negative",
    "orthogonal": r"transpose\s+(?:is|equals)\s+(?:the\s+|its\s+)?inverse|inverse\s+(?:is|equals)\s+(?:the\s+|its\s+)?transpose"
                  r"|(?:columns|rows)\s+(?:are|form)\s+(?:an?\s+)?orthonormal",
    "idempotent": r"equals?\s+(?:to\s+)?(?:its|their)\s+(?:own\s+)?square|square\s+(?:is|equals)\s+itself",
    "invertible": r"has\s+an\s+inverse|nonzero\s+determinant|determinant\s+is\s+(?:nonzero|not\s+zero)|full\s+rank",
    "positive definite": r"eigenvalues\s+(?:\w+\s+){0,2}positive|positive\s+eigenvalues",
    "unit norm": r"norm\s+(?:is\s+)?(?:one|1)|length\s+(?:is\s+)?(?:one|1)",
    "diagonal": r"off-?\s*diagonal\s+\w+\s+(?:are\s+|is\s+)?(?:zero|vanish)",
}  # fmt: skip
"""The same in words."""
_NOUNS = {"project": "idempotent", "projekt": "idempotent", "rotation": "orthogonal"}
"""Nouns that stand for an adjective."""
