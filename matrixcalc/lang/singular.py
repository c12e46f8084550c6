"""Matrices without an inverse: what the text says to be singular, and where it is inverted.

Nothing is said of A⁻¹ where there is none; this module never judges an equation, it only finds
the letters for which an inverse was written against what the text says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.lang.chance import Sentence
from matrixcalc.lang.elaborate.core import is_zero
from matrixcalc.ops import inverses, linear

_NOT = r"(?:not|never|nicht|pas|no\s+longer|nicht\s+mehr|n't|cannot\s+be|can't\s+be|kann\s+nicht)"
_WHOLE = r"(?:invertible|regular|regulär\w*|invertierbar\w*|inversible\w*|non-?\s?singular\w*|non-?\s?degenerate|nichtsingulär\w*|inverted|invertiert\w*)"
_RANK = r"(?:(?:of\s+)?full\s+rank|(?:von\s+)?voll\w*\s+rang\w*|de\s+rang\s+plein)"
_INVERSE = r"(?:matrix\s+)?(?:invers\w+|kehrmatri\w+)"
_WITHOUT = re.compile(
    rf"""(?<![-\w])(?<!non\s)(?<!not\s)(?<!nicht\s)(?<!pas\s)
    (?:singular(?!\W+v)|singulär\w*|singulière?s?|degenerate|entartet\w*|dégénérée?s?|non-?\s?invertible|uninvertible
    |{_NOT}\s+(?:\w+\s+){{0,2}}?(?:{_WHOLE}|{_RANK})|nichtinvertierbar\w*|fails?\s+to\s+(?:be\s+{_WHOLE}|have\s+an?\s+{_INVERSE})
    |(?:has|have|with|possess(?:es)?|hat|haben|mit)\s+(?:no|kein\w*)\s+{_INVERSE}|no\s+{_INVERSE}\s+exists?|without\s+(?:an?\s+)?{_INVERSE}|ohne\s+{_INVERSE}
    |(?:does|do|did)\s*(?:not|n't)\s+(?:have|possess|admit)\s+an?\s+{_INVERSE}|{_INVERSE}\s+(?:of\s+▢\s+)?does\s*(?:not|n't)\s+exist
    |n'a\s+pas\s+d'invers\w+|n'admet\s+pas\s+d'invers\w+|sans\s+invers\w+
    |non[-\s]inversibles?|kein\w*\s+voll\w*\s+rang\w*|(?:linearly\s+)?dependent\s+(?:columns|rows)|(?:columns|rows)\s+(?:of\s+▢\s+)?are\s+(?:linearly\s+)?dependent
    |(?:zero|vanishing)\s+(?:rows?|columns?)|(?:row|column)\s+of\s+zeros|(?:zero|null)\s+matrix|nullmatrix|matrice\s+nulle|matrix\s+of\s+(?:all\s+)?ones|all-ones\s+matrix
    |rank[-\s](?:one|1)|but\s+not\s+positive\s+definite|laplacian|infinitely\s+many\s+solutions|spectrum\s+contains\s+(?:0|zero)
    |rank[-\s]?\s?(?:deficient|deficiency)|(?:deficient|reduced)\s+rank|lacks?\s+full\s+rank|{_RANK}\s+fails
    |(?:zero|vanishing|verschwindend\w*)\s+determinant\w*|determinant\w*\s+(?:is\s+|ist\s+|équals?\s+)?(?:zero|null|vanishes|verschwindet)
    |(?:zero|vanishing)\s+eigenvalue|eigenwert\s+null|non-?\s?trivial\s+(?:kernel|null\s?space)|nilpotent\w*)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words for a square matrix that has no inverse."""
_RANK_OF = re.compile(r"\b(?:rank|rang)\s+▢", re.IGNORECASE)
_EIGENVALUE = re.compile(
    r"▢\s*(?:,?\s*(?:be|is|are|denotes?|sei|ist|soit|est)\s+)?(?:an?|the|any|some|ein\w*|der|une?|la)\s+(?:\w+\s+)?(?:eigenvalue|eigenwert|valeur\s+propre)"
    r"|(?<=eigenvalue\s)▢|(?<=eigenwert\s)▢|(?<=valeur\spropre\s)▢",
    re.IGNORECASE,
)
_IN_A_CASE = re.compile(
    r"\b(?:if|iff|when|whenever|unless|otherwise|even|may|might|can|could|would|in\s+case|called|any|every|wenn|falls|sonst|si|lorsque|sinon|kann|peut)\b",
    re.IGNORECASE,
)
"""Words of a sentence that says what happens to a matrix without an inverse, and not that it is one."""
_WRITTEN = re.compile(
    r"""(?:\\det|\bdet|\\operatorname\{det\})\s*(?:\\left|\\bigl?)?\(?\s*(?P<det>\\?[A-Za-z]+)\s*(?:\\right|\\bigr?)?\)?\s*=\s*0\s*$
    |(?:\\ker|\\operatorname\{(?:ker|null)\}|\\mathcal\{N\})\s*\(?\s*(?P<kernel>\\?[A-Za-z]+)\s*\)?\s*\\neq?\b
    |(?:\\operatorname\{(?:rank|rang|rk)\}|\\rank|\brank)\s*\(?\s*(?P<rank>\\?[A-Za-z]+)\s*\)?\s*(?:<|\\lt\b|=\s*\w+\s*-)
    |(?:\||\\l?vert\s)\s*(?P<bars>\\?[A-Za-z]+)\s*(?:\||\\r?vert)\s*=\s*0\s*$""",
    re.VERBOSE,
)


def without_inverse(told: Iterable[Sentence]) -> Iterator[str]:
    """The letters of which sentences say that they have no inverse."""
    for sentence in told:
        if _IN_A_CASE.search(sentence.text):
            continue
        for letters, formula in zip(sentence.letters, sentence.formulas, strict=True):
            if _WRITTEN.search(formula):
                yield from letters
        for found in _WITHOUT.finditer(sentence.text):
            yield from _beside(sentence, *found.span())
        for found in _RANK_OF.finditer(sentence.text):
            at = sentence.text.count("▢", 0, found.end()) - 1
            if re.search(r"<|-|\\lt\b", sentence.formulas[at]):
                yield from _beside(sentence, *found.span())


def eigenvalues(told: Iterable[Sentence]) -> Iterator[str]:
    """The letters that sentences call eigenvalues: what they are taken from has no inverse."""
    for sentence in told:
        for found in _EIGENVALUE.finditer(sentence.text):
            at = sentence.text.count("▢", 0, found.start())
            yield from sentence.letters[at]


def _beside(sentence: Sentence, start: int, end: int) -> Iterator[str]:
    """The letters of the clause in which words stand; of the sentence, if that has none."""
    text = sentence.text
    start = max(text.rfind(mark, 0, start) for mark in ",;:") + 1
    end = min((at for mark in ",;:" if (at := text.find(mark, end)) >= 0), default=len(text))
    first, last = text.count("▢", 0, start), text.count("▢", 0, end)
    for letters in sentence.letters[first:last] or sentence.letters:
        yield from letters


def annulled(a: Expr, b: Expr) -> frozenset[str]:
    """The letters of a matrix whose determinant an equation sets to zero."""
    for one, other in ((a, b), (b, a)):
        match one:
            case Apply(op=inverses.DETERMINANT, args=(Symbol(name=name),)) if is_zero(other):
                return frozenset([name])
    return frozenset()


def inverted(e: Expr) -> frozenset[str]:
    """The letters that are inverted in an expression, alone or as a factor.

    A factor of what has an inverse has one too, if it is square: of (A + εI)⁻¹ nothing follows
    for A.
    """
    found = frozenset[str]()
    for node in e.walk():
        match node:
            case Apply(op=inverses.INVERSE | inverses.LOG_DET, args=(inside,)):
                found |= {s.name for s in _factors(inside)}
    return found


def shifted(e: Expr) -> frozenset[str]:
    """The letters of sums that are inverted in an expression, as λ in (A − λI)⁻¹."""
    found = frozenset[str]()
    for node in e.walk():
        match node:
            case Apply(op=inverses.INVERSE, args=(Apply(op=linear.SUM) as inside,)):
                found |= inside.names
    return found


def _factors(e: Expr) -> Iterator[Symbol]:
    """The letters that are multiplied in an expression."""
    match e:
        case Symbol():
            yield e
        case Apply(op=linear.PRODUCT | linear.TRANSPOSE | linear.NEGATIVE | inverses.INVERSE):
            for part in e.args:
                yield from _factors(part)
        case Apply(op=linear.POWER, args=(base, *_)):
            yield from _factors(base)
