"""Notations to which a text gives a meaning of its own: “A′ denotes the derivative of A”.

A formula that has such a notation is not judged, because it would be read as usual.  What
the notation means instead is not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from matrixcalc.lang.chance import Sentence, joined
from matrixcalc.lang.items import Item, Setting
from matrixcalc.lang.tokens import Unlexed, tokens

EVERYTHING = "every product and function"
"""Stands for all notations, where a text says of all that they are meant entry by entry."""

_USUAL: dict[str, str] = {
    "'": r"transpos", "·": r"\b(?:inner|dot|scalar)\b|skalarprodukt|produit\s+scalaire",
    "⊙": r"hadamard|element|entr(?:y|ies)|component|schur", "⊗": r"kronecker|tensor",
    "vec": r"column|stack|vectori[sz]|spalten|colonnes", "tr": r"\btrace\b|\bspur\b",
    "diag": r"diagonal\s+matrix|diagonalmatrix|matrice\s+diagonale", "∇": r"gradient|nabla",
    "I": r"identity|unit\s+matrix|einheitsmatrix|identité", "𝟏": r"\bones?\b|einsen|\buns?\b|\b1\b",
    "^+": r"pseudo|moore|penrose|generali[sz]ed\s+inverse", "σ": r"logisti|sigmoid",
    "softmax": r"(?!)", "exp": r"matrix\s+exponential", "log": r"matrix\s+logarithm",
}  # fmt: skip
"""What each notation is usually said to be."""
_NOT_FOR = {"·": re.compile(r"element|entr(?:y|ies)|component", re.IGNORECASE)}
"""What a notation is hardly ever said to be."""
_UNUSUAL = re.compile(
    r"\brows?\b|row-|zeilen|natural\s+gradient|normali[sz]ed\s+trace|temperature|vector\s+of\s+(?:the\s+)?diagonal"
    r"|derivative|ableitung|dérivée|composition|convolution|outer\s+product",
    re.IGNORECASE,
)
_WORDS = frozenset({"vec", "tr", "diag", "softmax", "exp", "log"})
_OF_NUMBERS = frozenset({"exp", "log"})
_EXPLAINS = re.compile(
    r"\b(?:denot\w*|stands?|means?|meant|defin\w*|write|written|read|understood|notation|is|are|be|let|where"
    r"|bezeichne\w*|bedeute\w*|sei|ist|sind|désign\w*|est|soit|où)\b|=|:",
    re.IGNORECASE,
)
"""Words by which a sentence may say what a notation means."""
_SIGNS = frozenset({"·", "⊙", "⊗"})
_BOLD = frozenset({"mathbf", "mathbb", "boldsymbol", "bm", "bf"})
_ENDS = frozenset({"=", ":=", "∈", "∼", "~", ":", "≻", "≜", "→"})
_ENTRYWISE = re.compile(
    r"^[^▢]*\b(?:products?|functions?|operations?|multiplications?|powers?|inverses?)\b[^▢]*"
    r"\b(?:element|entry|component)-?wise\b",
    re.IGNORECASE,
)
_ACTIVATION = re.compile(
    r"activation|non-?linear|\brelu\b|softplus|\btanh\b|\bapplied\b|\bfunctions?\b|aktivierung|fonction",
    re.IGNORECASE,
)
_NO_POWER = re.compile(
    r"superscripts?|\blabels?\b|upper\s+ind|hochgestellt|exposant", re.IGNORECASE
)
_COUNT = re.compile(r"number\s+of|time\s+steps?|horizon|anzahl|nombre\s+de", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s*,?\s*(?:be|is|are|denotes?|sei|ist|bezeichne[nt]?|soit|est|désigne)?\s*(?:the|die|der|le|la)?\s*(?:total\s+|fixed\s+)?"
    r"(?:number\s+of|time\s+steps?|time\s+horizon|horizon|anzahl|nombre\s+d)(?![^▢.]*\b(?:not|nor|or|nicht|oder|pas|ou)\b)",
    re.IGNORECASE,
)
"""What stands behind a letter that counts something."""
_AT_TIME = re.compile(r"\btime\b|\bvalue\s+of\b|\bzeitpunkt\b", re.IGNORECASE)
_TRANSPOSED = re.compile(r"\^\{?\s*(?:\\top|\\intercal|T|⊤)|ᵀ")
_OTHERS = frozenset(
    {"log", "ln", "max", "tanh", "relu", "ReLU", "sin", "cos", "min", "sign", "begin"}
)
_MAY_SHOW = re.compile(
    r"'|prime|cdot|circ|odot|[ot]imes|vec|tr|diag|nabla|softmax|sigma|[σ∇⊗⊙∘·𝟏]|\^\s*\{?[+\dT]|exp|log|mathb|^\s*[IT]\b"
)
"""What is written in every formula that shows a notation."""
LONG = 60
"""The characters of a formula in which it shows one, if it does."""
FEW = 8
"""The tokens of which the notation that a sentence explains consists at most."""


def own_notations(told: Iterable[Sentence]) -> Iterator[str]:
    """The notations to which sentences give another meaning than the usual one."""
    for sentence in told:
        text = sentence.text
        if _ENTRYWISE.search(text) and not re.search(
            r"activation|non-?linear|sigmoid", text, re.IGNORECASE
        ):
            yield EVERYTHING
        yield from _told_of(sentence)
        for formula in sentence.formulas:
            if _MAY_SHOW.search(formula, 0, LONG) is None:
                continue
            written = _texts(formula)
            cut = next((k for k, t in enumerate(written) if t in _ENDS), len(written))
            head, value = written[:cut], written[cut:]
            mark = _mark(head)
            raised = len(head) == 3 and mark == "^T"
            if raised and not _AT_TIME.search(text):
                continue
            if (mark == "^1" and _NO_POWER.search(text)) or (
                mark == "^T" and (raised or (_COUNT.search(text) and not any(counted([sentence]))))
            ):
                yield mark
            elif len(head) > FEW:
                continue
            elif mark == "'" and any(map(_TRANSPOSED.search, sentence.formulas)):
                yield mark  # The text has another sign for transposes.
            elif mark in _OF_NUMBERS and not _EXPLAINS.search(text):
                continue  # A sentence in which log Z stands says something of Z.
            elif mark in _USUAL and not (mark == "'" and "∈" in value):
                if mark == "σ" and not is_own_activation(head, value, text):
                    continue
                if value[:1] == ["="] and _claims(mark, value[1:]):
                    continue
                known = re.search(_USUAL[mark], text, re.IGNORECASE)
                other = mark in _NOT_FOR and _NOT_FOR[mark].search(text)
                if known is None or other or _UNUSUAL.search(text):
                    yield mark


def _told_of(sentence: Sentence) -> Iterator[str]:
    """What words say of derivatives, and formulas of figures."""
    text = sentence.text
    yield from (m[1] for m in map(_OF_A_FIGURE.match, sentence.formulas) if m is not None)
    if _TIED.search(text):
        yield from ("∂", "∇")
    derives = any(_DERIVES.search(f) for f in (text, *sentence.formulas))
    if derives and _SHAPED.search(text) and _SAYS.search(text):
        yield "∂"


_SAYS = re.compile(
    r"\b(?:is|are|be|as|has|have|was|were|gives?|writ\w+|use[sd]?|using|take\w*|arrang\w+|collect\w*|means?|denot\w+|stack\w*|put|defin\w+|let|layout|convention|conventions"
    r"|ist|sind|sei|wird|werden|schreib\w*|als|est|sont|soit|écri\w+|comme)\b",
    re.IGNORECASE,
)
"""A verb, without which words are only a title."""
_OF_A_FIGURE = re.compile(
    r"\s*([01])\s*(?:\\in(?![a-z])|∈|(?::?=|\\coloneqq)[^=]*(?:\\[lc]?dots|…|\.\.\.|\\begin\{[pb]matrix\}|[(\[][^=]*,))"
)
"""A figure that is said to be a column of them."""


def _claims(mark: str, value: Sequence[str]) -> bool:
    """Whether an equation says something of its letters, and not what a notation means: tr A = 0,
    tr AB = tr BA, ∇f = 2x.
    """
    if mark in value or all(t.isdigit() or t in "-./" for t in value):
        return True
    return mark == "∇" and not {"∂", "d", "grad", "D"} & {*value}


_TIED = re.compile(
    r"\bsame\s+variables?\b|\b(?:taking|take|accounting\s+for|unter\s+berücksichtigung|tenant\s+compte)\b[^.]{0,40}\b(?:symm|symé)\w+"
    r"|\bsymmetr\w+\b[^.]{0,40}\binto\s+account\b|\bindependent\s+(?:entries|variables|parameters|elements)\b|\bunabhängige\w*\s+(?:einträge|variablen|parameter)"
    r"|\b(?:upper|lower)\s+(?:triangle|triangular\s+part)\b|\bonly\b[^.]{0,40}\b(?:are|is)\s+(?:the\s+)?(?:free|variables?)\b|\bnot\s+free\b"
    r"|\beliminat\w+\s+the\s+(?:last|first)\b",
    re.IGNORECASE,
)
"""Words by which not all entries of what is differentiated by are variables of their own."""


_SHAPED = re.compile(
    r"\brow\b|\bentr(?:y|ies)\b|\bshape\b|\b(?:is|as|denotes?|be)\s+(?:the|an?)\s+▢?\s*matrix\b|\btransposed?\b|\bconvention\b"
    r"|\bzeilen?\w*|\beinträge\w*|\blignes?\b",
    re.IGNORECASE,
)
"""What is said of a derivative where the text says how it is laid out."""
_DERIVES = re.compile(
    r"\\frac\s*\{\s*\\partial[^=]*$|\b(?:derivative|jacobian)\s+(?:of|by)\b", re.IGNORECASE
)
_LAYOUT = re.compile(
    r"(?:\b(?:use|using|uses|adopt|follow|following|employ|choose|take|assume|switch(?:ing)?\s+to|chang(?:e|ing)\s+to|(?:back|return(?:ing)?)\s+to|in|with|im|das|dem|mit)\s+(?:the\s+)?(?:so-called\s+)?|[(]|^\W*)"
    r"(?P<word>numerator|denominator|zähler|nenner)[-\s]?(?:layout|convention|konvention)\b"
    r"|^\W*layout\W{1,3}(?P<named>numerator|denominator)\b"
    r"|\b(?:convention|disposition|notation)\s+(?:du|au|en)\s+(?P<mot>numérateur|dénominateur)\b"
    r"|\b(?:derivatives?|(?P<slope>gradient(?:s|en)?))\b[^.▢]*\b(?:are|is|as|sind|ist|sont|est)\s+"
    r"(?:\w+\s+){0,4}(?P<row>row\s+vectors?|zeilenvektor(?:en)?|vecteurs?[-\s]lignes?)\b",
    re.IGNORECASE,
)
_OF_LAYOUTS = re.compile(
    r"\blayouts?\b|(?:zähler|nenner)-?(?:layout|konvention)|\b(?:row|column)\s+(?:gradients?|vectors?|derivatives?)\b|\bgradients?\b[^.▢]*\b(?:rows?|columns?)\b"
    r"|\bgradienten?\b[^.▢]*(?:zeilen|spalten)|\bgradients?\b[^.▢]*\b(?:lignes?|colonnes?)\b",
    re.IGNORECASE,
)
"""What a sentence speaks of that may change the layout."""
_NUMERATOR = frozenset({"numerator", "zähler", "numérateur"})
_DENIED = re.compile(
    r"\b(?:no\s+longer|stop|abandon|leave|not|never|instead|rather|unlike|some|others?|if|would|could|should|may|might|sometimes|often|common\w*|authors?"
    r"|texts?|books?|literature|both|either|or|nicht|kein\w*|statt|manche\w*|andere\w*|wäre\w*|würde\w*|oft|oder|pas|certain\w*"
    r"|autres?|serai\w*|souvent|ou)\b",
    re.IGNORECASE,
)


def layouts(told: Iterable[Sentence]) -> Iterator[Setting]:
    """The layout that sentences say is used: “We use numerator layout.”"""
    told, heard = list(told), 0
    for sentence in sorted((*joined(told), *told), key=lambda s: (s.start, -s.end)):
        if sentence.start < heard:
            continue
        found = _LAYOUT.search(sentence.text)
        if found is None or _DENIED.search(sentence.text):
            if _OF_LAYOUTS.search(sentence.text):
                yield Setting("layout", "", sentence.start, sentence.end, told=True)
            continue
        word = (found["word"] or found["mot"] or found["named"] or "").lower()
        numerator = bool(found["row"]) or word in _NUMERATOR
        layout = "numerator" if numerator else "denominator"
        heard = sentence.end
        yield Setting("layout", layout, sentence.start, sentence.end, told=True)
        if found["slope"]:
            yield Setting("gradients", layout, sentence.start, sentence.end, told=True)


def is_own_activation(head: Sequence[str], value: Sequence[str], text: str = "") -> bool:
    """Whether σ is said to be another function than the logistic one."""
    shown = {*value}
    if shown & {"e", "exp"} and not shown & _OTHERS:
        return False
    return bool(_ACTIVATION.search(text) or shown & (_OTHERS | {"→"}) or (len(head) > 1 and value))


def has(written: Sequence[str], mark: str) -> bool:
    """Whether a formula has a notation."""
    if mark == EVERYTHING:
        return True
    if mark == "‖":
        # A norm with something below it says which one it is.
        closed = [k for k, t in enumerate(written) if t == "‖"][1::2]
        return any(written[k + 1 : k + 2] != ["_"] for k in closed)
    if mark == "∑":
        bare = [t for t in written if t not in "{}"]
        return any(t == "∑" and "^" not in bare[k : k + 6] for k, t in enumerate(bare))
    if mark == "_ij":
        return _has_two_below(written)
    if mark[0] == "^":
        above = _ABOVE[mark]
        plain = [t for t in _without_bounds(written) if t not in "{}"]
        return any(t == "^" and above(after) for t, after in pairwise(plain))
    if mark == "𝟏":
        return any(t in _BOLD and "1" in written[k + 1 : k + 3] for k, t in enumerate(written))
    return mark in written


_ABOVE: dict[str, Callable[[str], bool]] = {
    "^1": str.isdigit, "^T": "T".__eq__, "^⊤": "⊤".__eq__, "^+": frozenset("+†").__contains__,
    "^-1": "-".__eq__, "^½": frozenset("1½-").__contains__,
}  # fmt: skip
"""What stands behind the sign of a superscript."""
_BIG = frozenset("∑∏∫")


def _has_two_below(written: Sequence[str]) -> bool:
    """Whether two indices stand below a letter."""
    below = (
        written[k + 2 : k + 5] for k in range(len(written)) if written[k : k + 2] == ["_", "{"]
    )
    return any(len([t for t in group if t not in "{},"]) > 1 for group in below)


def _without_bounds(written: Sequence[str]) -> list[str]:
    """A formula without the upper bounds of sums, which are no superscripts of letters.

    >>> _without_bounds(["∑", "_", "t", "^", "T", "x", "^", "T"])
    ['∑', '_', 't', 'T', 'x', '^', 'T']
    """
    kept: list[str] = []
    at = 0
    while at < len(written):
        kept.append(written[at])
        at += 1
        if kept[-1] not in _BIG:
            continue
        while at + 1 < len(written) and written[at] in ("_", "^"):
            end = _behind(written, at + 1)
            kept += written[at + (written[at] == "^") : end]
            at = end
    return kept


def _behind(written: Sequence[str], at: int) -> int:
    """Where a sign or a group in braces ends."""
    depth = 0
    for k in range(at, len(written)):
        depth += {"{": 1, "}": -1}.get(written[k], 0)
        if depth <= 0:
            return k + 1
    return len(written)


def counted(told: Iterable[Sentence]) -> Iterator[Item]:
    """T, where a sentence says that it is a number: it may stand above letters as well."""
    for sentence in told:
        parts = sentence.text.split("▢")
        for formula, behind in zip(sentence.formulas, parts[1:], strict=False):
            if formula.strip() == "T" and _COUNTED.match(behind):
                yield Item(("T",), kind="integer", start=sentence.start, end=sentence.end)


_BY = re.compile(
    r"\b(?:with\s+respect\s+to|w\.?\s?r\.?\s?t\.?|wrt|respecting|in\s+terms\s+of|bezüglich|bzgl\.?|nach|par\s+rapport\s+[àa]|по)\s*(?:\w+\s+){0,2}▢(?:\s*(?:,|and|und|et|и)\s*▢)*",
    re.IGNORECASE,
)
_GRADIENT = re.compile(
    r"gradient|∇|nabla|hess|derivative|differentiat|ableit|dérivé|градиент", re.IGNORECASE
)


def varied(told: Iterable[Sentence]) -> Iterator[str]:
    """The letters by which sentences say that gradients are taken."""
    for sentence in told:
        if not _GRADIENT.search(sentence.text):
            continue
        for found in _BY.finditer(sentence.text):
            first, last = (sentence.text.count("▢", 0, at) for at in found.span())
            for letters in sentence.letters[first:last]:
                yield from letters


def _texts(formula: str) -> list[str]:
    try:
        return [t.text for t in tokens(formula)]
    except Unlexed:
        return []


def _mark(head: Sequence[str]) -> str:
    """The notation that a formula shows, with the letters that it is shown with."""
    plain = [t for t in head if t not in "{}()" and t not in _BOLD]
    match plain:
        case [_, "'"] | [_, "^", "'"]:
            return "'"
        case [sign] | [_, sign, _] if sign in _SIGNS:
            return sign
        case [word, *rest] if word in _WORDS and len(rest) <= 3:  # an argument and its index
            return word
        case ["∇"] | ["∇", _]:
            return "∇"
        case ["I"] | ["I", _]:
            return "I"
        case ["1"] if {*head} & _BOLD:
            return "𝟏"
        case [_, "^", "+"]:
            return "^+"
        case ["σ"] | ["σ", _]:
            return "σ"
        case [letter, "^", figure, *_] if letter.isalpha() and figure.isdigit():
            return "^1"
        case ["T"] | [_, "^", "T"]:
            return "^T"
    return ""
