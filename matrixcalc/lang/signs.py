"""Letters and signs with a meaning by convention, to which the text gives another one in words.

“Let $e_i$ be the errors”, “norms are maximum norms”, “the logarithm is taken to base 2”: what the
text means is not read, but the meaning by convention holds no longer.  What only says the usual
meaning once more, such as “$e_i$ is the $i$-th unit vector”, changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from matrixcalc.lang.chance import Sentence
from matrixcalc.lang.sayings import Head, Saying, heads, sayings

_IGNORING = re.IGNORECASE | re.VERBOSE
_LETTERS = {
    "e": r"unit\b|standard\b(?!\s+error)|canonical|coordinate|indicator|one-?hot|\bones?\b|zeros?\b|elsewhere|otherwise|einheits|kanonisch|null|sonst|unitaire|canonique",
    "δ": r"kronecker|otherwise|sonst|sinon",
    "I": r"identity|unit\s+matrix|einheitsmatrix|identité",
    "K": r"commutation|kommutation|permutation",
}
"""Letters that mean something with what stands below them, and what they are usually said to be."""
_UNUSUAL = re.compile(
    r"\b(?:except\w*|but|rows?|zeilen?|lignes?|set\s+to|außer|bis\s+auf|sauf|not|nicht|pas)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\s*(?:the|an?|its|their|die|der|das|eine?|les?|la|l'|une?|des|i\.?i\.?d\b|independent|random|gaussian)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\b(?:eigen\w*|errors?|residuals?|basis|edges?|embeddings?|noises?|fehler|residu\w*|vecteurs\s+propres|erreurs?|résidus?|bruits?)\s*$",
    re.IGNORECASE,
)
_LETS = re.compile(
    r"\b(?:let|define|put|set|write|where|sei|setze|wobei|soit|posons|notons|où)\b", re.IGNORECASE
)
_GIVEN = re.compile(r"=(?P<value>.*[A-Za-z].*)$", re.DOTALL)
_FIGURES = re.compile(
    r"\^\{?\\?(?:top|T|intercal)\}?|\\(?:[lcdv]?dots|begin|end|left|right|\w?matrix|frac)|[pb]?matrix|\\delta"
)


def retold(told: Iterable[Sentence]) -> Iterator[str]:
    """The letters with a meaning by convention of which sentences say something else."""
    told = list(told)
    for said in sayings(told):
        for head in heads(said.formula):
            if _is_marked(head) and _says_what(said) and not _is_usual(head, said):
                yield head.letter
    for sentence in told:
        for formula in sentence.formulas if _LETS.search(sentence.text) else ():
            given = _GIVEN.search(formula)
            value = _FIGURES.sub("", given["value"]) if given is not None else ""
            if not re.search(r"[A-Za-z]", value) or r"\delta" in formula.partition("=")[2]:
                continue
            yield from (h.letter for h in heads(formula) if _is_marked(h) and h.above is None)


def _is_marked(head: Head) -> bool:
    return head.letter in _LETTERS and (head.below is not None or head.letter == "I")


def _says_what(said: Saying) -> bool:
    """Whether the words say what something is, and not only what it is like."""
    if said.before:
        return _NOUN.search(said.words) is not None
    return bool(
        _ARTICLE.match(said.words) or _NOUN.search(said.words.split(" of ")[0].split(" von ")[0])
    )


def _is_usual(head: Head, said: Saying) -> bool:
    clause = said.words if said.before else f"{said.words} {' '.join(said.of)} {said.rest}"
    usual = re.search(_LETTERS[head.letter], clause, re.IGNORECASE)
    return usual is not None and not _UNUSUAL.search(said.words)


_SHOWN = (
    ("‖", re.compile(r"\s*(?:\\\||\\lVert|\\Vert|‖)[^|=]{1,16}?(?:\\\||\\rVert|\\Vert|‖)\s*(?::?=|$)")),
    ("|", re.compile(r"\s*(?:\\l?vert\b[^=]{1,12}\\r?vert|\|[^|]{1,8}\|)\s*(?::?=|$)")),
    ("⟨", re.compile(r"\s*\\langle[^=]*\\rangle\s*(?::?=|$)")),
    ("⊙", re.compile(r"\s*\\?[A-Za-z]+\s*\\(?:circ|odot)\s*\\?[A-Za-z]+\s*(?::?=|$)")),
    ("*", re.compile(r"\s*[A-Za-z]\s*(?:\\(?:ast|star)|\*)\s*[A-Za-z]\s*(?::?=|$)")),
    ("^+", re.compile(r"\s*\\?[A-Za-z]+\^\{?(?:\+|\\dagger)\}?\s*$")),
    ("^-1", re.compile(r"\s*\\?[A-Za-z]+\^\{-1\}\s*$")),
    ("^½", re.compile(r"\s*\\?[A-Za-z]+\^\{?-?(?:1/2|½|\\[td]?frac\{?1\}?\{?2\}?)\}?\s*(?:$|[=({])")),
    ("^T", re.compile(r"\s*\\?[A-Za-z]+\^\{?T\}?\s*$")),
    ("^⊤", re.compile(r"\s*\\?[A-Za-z]+\^\{?(?:\\top|⊤)\}?\s*$")),
    ("log", re.compile(r"\s*\\log(?:\s*\(?\s*\w\s*\)?)?\s*$")),
    ("exp", re.compile(r"\s*\\exp\s*$")),
    ("ln", re.compile(r"\s*\\ln\s*$")),
    ("det", re.compile(r"\s*\\det(?:\s*\(?\s*\w\s*\)?)?\s*$")),
    ("∇", re.compile(r"\s*\\nabla(?:_\{?\w\}?)?\s*\\?\w?\s*$")),
)  # fmt: skip
"""Formulas that show a sign with the letters that it is shown with."""
_FOR = re.compile(r"\bwrite\s+▢\s+for\b|\bschreib\w*\s+▢\s+für\b", re.IGNORECASE)
_USUAL = {
    "^T": "transpos|adjoint", "^⊤": "transpos|adjoint",
    "^-1": r"\b(?:inverse[ns]?|inverser?)\b(?!\s+image)",
    "^+": r"pseudo|moore|penrose", "log": r"natural|natürlich|naturel|base\s+(?:▢|e\b)",
    "det": r"determinant", "∇": r"gradient|nabla|derivative|jacobian",
    "⊙": r"hadamard|element|entr|component|schur",
}  # fmt: skip
_EUCLIDEAN = re.compile(
    r"\b(?:euclid\w*|usual|standard|frobenius|2-norm|determinant\w*|absolute\s+value|inner\s+product|scalar\s+product|skalarprodukt"
    r"|natural|principal|symmetric\s+(?:square\s+)?root|betrag\w*|euklid\w*|produit\s+scalaire|norme\s+euclid\w*|cardinal\w*)\b",
    re.IGNORECASE,
)
_OTHERWISE = {
    "^-1": r"pseudo|moore|generali[sz]ed|left|right|image", "^+": r"\b(?:any|some|arbitrary|left|right)\b",
    "∇": r"natural|riemann|covariant|sub-?gradient|symmetri[sz]ed",
}  # fmt: skip
_BY_ENTRIES = re.compile(
    r"\b(?:entry|element|component)-?\s?wise\b|(?:element|komponenten|eintrags)weise|composante\s+par",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"\b(?:denot\w+|write|let|stands?|means?|call|read|define[sd]?|bezeichne\w*|sei|soit|désigne)\b",
    re.IGNORECASE,
)


def own_signs(told: Iterable[Sentence]) -> Iterator[str]:
    """The signs of operations to which sentences give another meaning than the usual one."""
    for sentence in told:
        text = sentence.text
        for mark, pattern in _IN_WORDS:
            found = pattern.search(text)
            if found is not None and not _is_explicit(mark, sentence):
                yield from mark.split()
        yield from _shown(sentence)
        yield from _of_rows(sentence)
        if _SUMS.search(text) and any(map(_FROM_ELSEWHERE.search, sentence.formulas)):
            yield "∑"
        if _numbers(sentence):
            yield "^1"


_SUMS = re.compile(
    r"\b(?:sums?|summen?|sommes?)\b[^▢]*\b(?:run|runs|range|ranges|extend|extends|start|starts|exclude|excludes|lauf\w+|läuft|beginn\w+|port\w+|vont)\b|\bsums?\s+over\s+▢\s+(?:runs?|excludes?|skips?)",
    re.IGNORECASE,
)
_FROM_ELSEWHERE = re.compile(r"=\s*[2-9]|^\s*\w\s*=\s*1\s*$|\\neq?")
"""Where a sum begins that does not begin at the first index, or what is left out."""


def _shown(sentence: Sentence) -> Iterator[str]:
    """The signs that formulas show of which the sentence says what they mean."""
    says = list(sayings([sentence])) if sentence.formulas else []
    told = {s.formula: s.words for s in says if not s.before}
    for formula in sentence.formulas:
        mark, shown = next(((m, p) for m, p in _SHOWN if p.match(formula)), ("", _FOR))
        if not mark or re.fullmatch(r"[^=]*=[\s\d./{}-]*\d[\s\d./{}]*", formula):
            continue  # “‖x‖ = 1” says something of x.
        named = _CALLS.search(sentence.text) or _ARTICLE.match(told.get(formula, ""))
        given = re.search(r"=.*[^\W\d_]", formula) is not None
        if mark[0] == "^" and not (
            _ARTICLE.match(told.get(formula, "")) or _FOR.search(sentence.text)
        ):
            continue
        if not named and "=" not in formula:
            continue
        if given and shown.match(formula.partition("=")[2].lstrip()):
            continue  # “‖Ax‖ = ‖x‖” says what A does.
        if given or not _means_the_usual(mark, sentence.text):
            yield mark


def _means_the_usual(mark: str, text: str) -> bool:
    usual = (
        re.search(_USUAL[mark], text, re.IGNORECASE) if mark in _USUAL else _EUCLIDEAN.search(text)
    )
    other = _OTHERWISE.get(mark)
    if usual is None or (_BY_ENTRIES.search(text) and mark != "⊙"):
        return False
    return (
        other is None
        or re.search(other, text, re.IGNORECASE) is None
        or (mark == "^+" and "oore" in text)
    )


_NORM = r"""(?:(?:maximum|max|sup|supremum|infinity|uniform|manhattan|taxicab|spectral|nuclear|operator|weighted|energy|dual|any|1|p|one)[-\s]+norms?\b
    |▢[-\s]*norms?\b|(?:maximums|summen|spektral|zeilensummen|spaltensummen|energie|operator)-?norm\w*
    |norme\s+(?:1\b|infinie|du\s+(?:max|sup)\w*|pondérée|spectrale)|whatever\s+the\s+norm|beliebige\s+norm)"""
_IN_WORDS = tuple(
    (marks, re.compile(pattern, _IGNORING)) for marks, pattern in (
        ("‖", rf"(?!.*\b(?:bars|strich\w*|barres)\b).*{_NORM}"),
        ("|", rf"\b(?:bars|striche?|betragsstriche|barres)\b.*{_NORM}"),
        ("|", r"(?:\babsolute\s+values?|\bbeträge?|\bvaleurs?\s+absolues?)\b.*(?:wise\b|weise\b|composante\s+par)"),
        ("log", r"\b(?:logarithm\w*|logs)\b.*(?:\bbase\s+(?:2|10|two|ten|b)\b|\bbinary|\bdecimal|\bdyadic|\bbasis\s+(?:2|10)\b|\bbinär|\bdekadisch)"),
        ("sin cos tan", r"\bangles?\b.*\bdegrees\b|\bwinkel\b.*\bgrad\b|\bangles?\b.*\bdegrés\b"),
        ("vec", r"(?:\brow[-\s]major|\brow\s+by\s+row|\bstack\w*\s+(?:the\s+|its\s+)?rows|zeilenweise).*vec|vec.*(?:\brow[-\s]major|\brow\s+by\s+row|zeilenweise)"),
        ("tr", r"\bpartial\s+traces?\b|\bpartielle\s+spur\b"),
        ("det |", r"\bpermanent\b"),
        ("^-1", r"\binverses?\s+(?:are|is|means?|to\s+be)\b.*\b(?:generali[sz]ed|pseudo|moore|left|right)"),
        ("∇", r"\b(?:natural|riemannian|covariant)\s+gradients?\b(?!\s+(?:descent|method|flow|steps?|ascent))"),
        ("∂ ∇", r"\bsymmetr\w+\b.*\b(?:differentiat|ableit)\w*|\bdifferentiat\w*.*\b(?:account|respect\w*)\b.*\bsymmetr"),
        ("∑", r"\b(?:its|the|their)\s+(?:\w+\s+)?distinct\s+eigenvalues|\bvaleurs\s+propres\s+distinctes|\bverschiedenen\s+eigenwerte"),
        ("∑", r"\bsums?\b[^▢]*\b(?:run|runs|range|ranges|extend|extends|exclude|excludes|skips?|start|starts)\b.*(?:\b(?:even|odd|exclude\w*|skip\w*|only)\b|=\s*[2-9])"),
        ("_ij", r"\bfirst\s+(?:index|subscript)\s+(?:denotes|is|means|counts)\b[^.]*?\bcolumn"),
        ("^T ^⊤", r"\bsuperscripts?\s+(?:t\b|⊤|▢)\s*(?:denotes?|stands?|means?|is)\b(?!.*transpos)"),
        ("^1", r"\b(?:superscripts|upper\s+ind(?:ices|exes)|hochgestellte\w*|exposants)\s+(?:always\s+|here\s+)?(?:denote|are|count|mean|stand\s+for|label|bezeichnen|sind|sont)\b(?!.*\btranspos)(?!.*\bpowers\s*\.)"),
        ("⊙", r"\b(?:circle|ring|kringel)\b.*\b(?:composition|verkettung)|\b(?:linear\s+)(?:maps?|mappings?|transformations)\b|\bendomorphi\w+|\brotations\b|\blineare?n?\s+abbildung|\bapplications?\s+linéaires?"),
        ("σ", r"\b(?:non-?linearity|activation(?:\s+function)?|aktivierungsfunktion|fonction\s+d'activation)\s+(?:is|are|ist|est)\b(?!.*(?:logisti|sigmo))"),
        ("E", r"\bexpectations?\b.*\bwith\s+respect\s+to\s+(?:another|a\s+different|the\s+other)\b"),
("E Var Cov", r"\bsecond\s+(?:argument|parameter)\b.*\bstandard\s+deviation|\bparametri[sz]\w*\b.*\binverse\s+covariance"),
    )
)  # fmt: skip
"""What sentences say of signs without showing them."""


def _is_explicit(mark: str, sentence: Sentence) -> bool:
    """Whether the sentence gives a norm a sign of its own, or only names the norm of something."""
    if mark != "‖":
        return False
    marked = any(re.search(r"(?:\\\||\\rVert|‖)\s*_", f) for f in sentence.formulas)
    shown = any(re.search(r"\\\||\\[lr]Vert|‖", f) for f in sentence.formulas)
    named = re.search(r"\bnorme?\w*\s+(?:of|von|der|de)\s+▢", sentence.text, re.IGNORECASE)
    return marked or (named is not None and not shown) or _two_norm(sentence)


def _two_norm(sentence: Sentence) -> bool:
    """Whether the norm that is named by a formula is the Euclidean one: ℓ₂."""
    found = re.search(r"▢[-\s]*norms?\b", sentence.text, re.IGNORECASE)
    if found is None or re.search(_NORM.split("|▢", maxsplit=1)[0] + ")", sentence.text, _IGNORING):
        return False
    formula = sentence.formulas[sentence.text.count("▢", 0, found.start())]
    return re.fullmatch(r"[\\{}\s]*(?:ell|ℓ|L)?[\s_^{]*(?:2|F)[}\s]*", formula) is not None


def _of_rows(sentence: Sentence) -> Iterator[str]:
    """Whether the first index of an entry is said to be that of its column."""
    found = re.search(
        r"\brow\s+▢\s*(?:,|and)\s*(?:the\s+)?column\s+▢", sentence.text, re.IGNORECASE
    )
    if found is None:
        return
    at = sentence.text.count("▢", 0, found.start())
    row, column = sentence.formulas[at : at + 2]
    shown = {
        f"{i}{j}"
        for f in sentence.formulas
        for i, j in re.findall(r"_\{\s*(\w)\s*,?\s*(\w)\s*\}", f)
    }
    if f"{column.strip()}{row.strip()}" in shown:
        yield "_ij"


def _numbers(sentence: Sentence) -> bool:
    """Whether letters with a number above them are said to be letters of their own: W¹ and W²."""
    if not any("^" in f for f in sentence.formulas):
        return False
    said = [s for s in sayings([sentence]) if _says_what(s) or _KINDS.search(s.words)]
    formulas = [s.formula for s in said] + [f for f in sentence.formulas if _MEMBER.search(f)]
    found = {(h.letter, h.name) for f in formulas for h in heads(f) if _is_numbered(h)}
    letters = [letter for letter, _ in found]
    return (
        any(name.endswith("^1") for _, name in found)
        or len(set(letters)) < len(letters)
        or bool(found and _COUNTING.search(sentence.text))
    )


def _is_numbered(head: Head) -> bool:
    above = head.name.partition("^")[2]
    return head.below is None and above.isalnum() and above != "T"


_COUNTING = re.compile(r"\b(?:layer|level|iterates?|step|schicht|couche)\b", re.IGNORECASE)
_KINDS = re.compile(
    r"\b(?:matrices|matrizen|vectors|vektoren|vecteurs|scalars|skalare|scalaires)\s*$",
    re.IGNORECASE,
)
_MEMBER = re.compile(r"\\in(?![a-z])|∈")
