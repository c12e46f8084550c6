"""Labels that open a problem, such as “Problem 2.” or “問題 3”, in several languages.

A lemma, a theorem or a proof opens none.  Only words are looked at; what makes
them stand out (bold type, a line of their own) is the scanners' affair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LEVEL = 7
"""The level of a heading that is the label of a problem: below all sections."""
_LATIN = """
    problem question exercise task problème probleme exercice aufgabe übungsaufgabe uebungsaufgabe
    hausaufgabe übung uebung frage ejercicio problema pregunta exercício exercicio questão
    esercizio opgave oefening uppgift övning oppgave zadanie ćwiczenie úloha příklad feladat
    задача задание упражнение вопрос завдання вправа
"""
_EAST_ASIAN = """
    練習問題 演習問題 問題 问题 習題 习题 練習 练习 演習 題目 题目 作業題 연습문제 문제
"""
_SHORT = "homeworkproblem hwproblem prob exer exo exc ques subproblem homework hw"
WORDS = frozenset(_LATIN.split())
ENVIRONMENTS = WORDS | frozenset(_SHORT.split())

_NUMBER = (
    r"(?:(?:\#|no\.?|nr\.?|n°|№)[ \t]*)?"
    r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivx]{1,5}(?![^\W\d_])|[a-z](?![^\W\d_])|[一二三四五六七八九十]{1,3})"
    r"(?:[.\-–]?[a-z](?![^\W\d_])|[ \t]?\([a-z0-9]{1,3}\))?"
)
_LABEL = re.compile(
    rf"(?:(?:{'|'.join(_LATIN.split())})(?![^\W\d_])(?:[ \t~]*(?P<a>{_NUMBER}))?"
    rf"|(?:{'|'.join(_EAST_ASIAN.split())})(?:[ \t]*(?P<b>{_NUMBER}))?"
    r"|第[ \t]*(?P<c>\d{1,3}|[一二三四五六七八九十]{1,3})[ \t]*[題题問问]"
    r"|[題题問问][ \t]*(?P<d>\d{1,3})"
    r"|(?:q|ex|prob|aufg)(?:\.[ \t]*|[ \t]*)(?P<e>\d{1,3}(?:\.\d{1,3})?(?:[ \t]?\(?[a-z]\)?(?![^\W\d_]))?))",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[ \t]*[(\[（【][^()\[\]（）【】$\\\n]{1,60}[)\]）】]")
_CLOSING = re.compile(r"[ \t\r]*(?:[.:：。．)）、]|[-–—](?=\s)|$)")
_PUNCTUATION = " \t\r\n.:：。．、-–—*_"


@dataclass(frozen=True)
class Label:
    """A label at the beginning of a range: its words, and where the text goes on."""

    end: int
    after: int
    numbered: bool
    closed: bool


def label(text: str, start: int, end: int) -> Label | None:
    """The label of a problem with which a range begins, if it does.

    >>> found = label("Exercise 3 (10 points). Let", 0, 27)
    >>> (found.end, found.after, found.numbered, found.closed)
    (10, 23, True, True)
    >>> label("Problems of this kind", 0, 21) is None
    True
    """
    match = _LABEL.match(text, start, end)
    if match is None:
        return None
    numbered = any(match.groups())
    aside = _ASIDE.match(text, match.end(), end)
    closing = _CLOSING.match(text, aside.end() if aside else match.end(), end)
    after = closing.end() if closing else match.end()
    return Label(match.end(), after, numbered, closing is not None)


def title_end(text: str, start: int, end: int) -> int | None:
    """Where the title of a range in bold type ends, if it is that of a problem.

    All of it, if it has no formula, else its label only.
    """
    found = label(text, start, end)
    if found is None or not (found.closed or found.numbered):
        return None
    inner = text[start:end]
    if "$" in inner or "\\" in inner:
        return found.end
    return start + len(inner.rstrip(_PUNCTUATION))


def is_problem(name: str) -> bool:
    """Whether an environment, a macro or a directive of this name is a problem."""
    return name.rstrip("*").lower() in ENVIRONMENTS
