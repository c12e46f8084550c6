"""Hypotheses that were not understood: the letters of which a sentence says more than was read.

A word that sets no condition, such as “data” in “data matrix”, is known here.  What
any other word means is not asked: what holds only under it must not be refuted.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from matrixcalc.lang.prose_tokens import Fragment, Token
from matrixcalc.lang.tokens import Unlexed
from matrixcalc.lang.tokens import tokens as lexed
from matrixcalc.lang.words import Role

_OPENS = frozenset(
    {Role.LET, Role.SUPPOSE, Role.WHERE, Role.FOR, Role.IF, Role.SUCH, Role.EVERY,
     Role.THEN_LET, Role.THEN_IF}
)  # fmt: skip
_CLOSES = frozenset({Role.CLAIM, Role.MODAL, Role.THEN_CLAIM})

_HARMLESS = """
    a an and all also any arbitrary are as at be been being both by can case consider constant
    consists data dataset datapoint datapoints denote denoted denotes depend depends derivative
    derivatives design desired determinant differential dimension dimensional dimensions each
    element elements entries entry equal error errors estimate estimated estimator every example
    expression feature features first fixed following form formula from function functions general
    given gradient has have here identity in index input inputs into inverse is it its jacobian
    hessian just kernel known label labels labelled least length likelihood linear log loss losses
    mean means measured measurement model models named noise normal notation now number numbers
    object objective observation observations observed of on one only onto other our output
    outputs parameter parameters point points possibly precision prediction predictions predictor
    previous problem product quantity random real regression residual residuals respect response
    responses same sample samples scalar second set simple size sizes some square stands step
    such suitable sum symbol target targets term terms that the their them then there these this
    those three to trace training transpose two under unknown unknowns use used useful using
    usual value valued values variable variables variance vector vectors we weight weights well
    which whole whose will write written your activation bias coefficient coefficients columns
    component components central moment moments third fourth coordinate coordinates cost covariance covariate covariates covariances densities density
    dependent distribution distributed fit fitted hidden independent layer mixture network
    neural rows state states that's time
calculate calculates compute computes derive derives determine determines differentiate evaluate
expand express find maximise maximize minimise minimize obtain prove recall show simplify solve
berechne berechnen bestimme bestimmen zeige zeigen calculer déterminer montrer вычислить найти
aber als am an auch auf aus bei beide das dem den der des die dies diese dieser ein eine einem
einen einer eines für gegeben gegebene gelte hier im in ist jeder jede jedes mit nach nun oben
sind und unten vom von vor wie wir wird zu zum zur über daten gewichte parameter fest feste
au aux avec ce ces cette comme dans de des du en est et il la le les leur on où par pour que qui
sa se ses soit son sont sur un une donnée données paramètre paramètres
бы в во все для до за и из их как которая которые который между на над не о от по под при с со
это этот данные данных параметр
"""
HARMLESS = frozenset(_HARMLESS.split())
"""Words that set no condition on a letter."""


_TOLD = frozenset(re.findall(r"\w+", """
    assigned available called calculated chosen computed considered constructed defined derived described determined
    discussed easy easily estimated evaluated expressed found important introduced learned learnt located measured
    minimised minimized maximised maximized called nothing needed obtained often optimal optimised optimized then thus
    plotted predicted produced referred replaced represented returned sampled seen shown simply still stored studied
    treated updated usually what
    berechnet bestimmt definiert genannt geschrieben bezeichnet gesucht calculé calculée appelé appelée noté notée
"""))  # fmt: skip
"""Words behind “is” that say what is done with a letter, not what it is like."""


TOGETHER = frozenset({"jointly", "joint"})
"""Words that a joint law of the letters says, too; any other word counts for more."""


def merged(known: dict[str, str], told: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The doubts with others, of which a word that a joint law says gives way to any other."""
    found = dict(known)
    for name, word in told:
        if word.lower() not in TOGETHER or name not in found:
            found[name] = word
    return found


def doubted(
    sentence: Sequence[Token], paragraph: Sequence[Fragment], taken: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """The letters of conditions of which a word was not understood, or an adjective not `taken`, with it."""
    yield from _of_predicates(sentence, paragraph)
    stretch: list[Token] | None = None
    for token in sentence:
        begins = token.role is Role.LET
        parted = token.text in (";", "；") and stretch is not None
        if token.role in _CLOSES or begins or parted:
            yield from _of_stretch(stretch or [], paragraph, taken)
            stretch = [] if begins or parted else None
        elif stretch is not None:
            stretch.append(token)
        elif token.role in _OPENS:
            stretch = [token]
    yield from _of_stretch(stretch or [], paragraph, taken)


def _of_stretch(
    stretch: Sequence[Token], paragraph: Sequence[Fragment], taken: frozenset[str]
) -> Iterator[tuple[str, str]]:
    strange = [k for k, t in enumerate(stretch) if _is_strange(t) or set(t.word.adjectives) - taken]
    if not strange:
        return
    others = [k for k in strange if stretch[k].text.lower() not in TOGETHER]
    word = stretch[(others or strange)[0]]
    said = word.text or " ".join(word.word.adjectives)
    for k, token in enumerate(stretch):
        # Behind the word, a letter is meant if it stands beside it: “orthonormal Q”, not “of X”.
        if token.role is Role.FORMULA and (k < strange[0] or not _is_object(stretch[k - 1])):
            written = _written(token, paragraph)
            if written.startswith("("):
                continue  # The argument of a function with a name in words.
            letters = [x for name in token.reading.names for x in _in(name)]
            # What is said of an equation is said of its left side.
            for letter in letters or _in(written.split("=")[0]):
                yield letter, said


def _of_predicates(
    sentence: Sequence[Token], paragraph: Sequence[Fragment]
) -> Iterator[tuple[str, str]]:
    """The letters that are said to be something in a word that was not understood."""
    subjects: list[Token] = []
    for k, token in enumerate(sentence[:-1]):
        if token.role is Role.FORMULA and not token.is_size:
            subjects.append(token)
        elif token.role in _COPULAS and subjects and not token.is_size:
            rest = [t for t in sentence[k + 1 :] if t.role not in _PASSED or t.text in _THE]
            others = (t for t in rest if t.text.lower() not in TOGETHER)
            said = next(others, token)
            if said.role is not Role.UNKNOWN or not _is_predicate(said.text.lower()):
                said = rest[0] if rest else token
            if said.role is Role.UNKNOWN and _is_predicate(said.text.lower()):
                for subject in subjects:
                    written = _written(subject, paragraph).split("=")[0]
                    for letter in subject.reading.names or _in(written):
                        yield letter, said.text
        elif token.role not in _JOINS:
            subjects = []


_COPULAS = frozenset({Role.IS, Role.BE, Role.LET})
_JOINS = frozenset({Role.AND, Role.COMMA, Role.FILLER, Role.FORMULA})
_THE = frozenset({"the", "der", "die", "das", "le", "la", "l'"})
_PASSED = frozenset({Role.FILLER, Role.NOT, Role.COMMA})


def _is_predicate(word: str) -> bool:
    """Whether a word behind “is” may say what something is like."""
    known = word in _TOLD or (word in HARMLESS and word != "equal")
    return len(word) > 2 and word.isalpha() and not known


def _is_strange(token: Token) -> bool:
    unread = token.role in (Role.UNKNOWN, Role.CONTRARY, Role.NOT) and len(token.text) > 2
    return unread and token.text.lower().rstrip("'’") not in HARMLESS


def _is_object(before: Token) -> bool:
    """Whether a preposition stands before a letter."""
    return before.role not in (Role.NOUN, Role.ADJECTIVE, Role.AND, Role.OR, Role.COMMA) and (
        not _is_strange(before)
    )


def _in(written: str) -> tuple[str, ...]:
    """The letters of what is written, in normal form."""
    try:
        return tuple(t.text for t in lexed(written, 0) if t.kind == "letter")
    except Unlexed:
        return ()


def _written(token: Token, paragraph: Sequence[Fragment]) -> str:
    behind = bisect_right(paragraph, token.start, key=lambda f: f.start)
    nearest = paragraph[behind - 1].start if behind else 0
    # Several fragments begin at one place where a sentence is read for a part of it.
    for fragment in paragraph[bisect_left(paragraph, nearest, key=lambda f: f.start) : behind]:
        begin = token.start - nearest
        if fragment.math and begin < len(fragment.text):
            return fragment.text[begin : begin + token.end - token.start].strip()
    return ""
