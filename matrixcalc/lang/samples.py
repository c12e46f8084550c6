r"""Sentences that say of a family of random vectors that its members are i.i.d. samples.

“Let $x_1, \dots, x_n$ be independent random vectors with mean $\mu$ and covariance $\Sigma$”,
“$x_1, \dots, x_n$ are i.i.d. samples from $\mathcal N(\mu, \Sigma)$”.  Only a sentence that
says nothing else is understood; independent components of each sample are something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matrixcalc.lang.chance import Sentence
from matrixcalc.lang.items import Item
from matrixcalc.lang.prose_formulas import read
from matrixcalc.lang.prose_readings import Reading, Sort

_NOUN = r"(?:vectors|variables|samples|observations|draws|copies|data\s+points)"
_SAMPLES = re.compile(
    rf"""\s*(?P<begins>(?:let|(?:(?:we|let\s+us)\s+)?(?:assume|suppose)(?:\s+that)?)\s+)?
    (?:the\s+)?(?:random\s+)?(?:{_NOUN}\s+)?(?P<who>▢)\s+(?:are|be)\s+
    (?:(?:mutually\s+)?independent(?:(?:\s+and|,)\s+identically\s+distributed)?|i\.?i\.?d\.?)
    (?:\s+(?:gaussian|normal|real))?(?:\s+random)?(?:\s+{_NOUN})?(?:\s+in\s+(?P<space>▢))?
    (?:\s+(?:drawn\s+|sampled\s+)?(?:from\s+(?:the\s+(?:gaussian\s+|normal\s+)?distribution\s+)?)?(?P<law>▢)
      |,?\s+(?:each\s+)?(?:with|having)\s+(?:common\s+|the\s+same\s+)?mean\s+(?:vector\s+)?
       (?P<mean>▢)\s*,?\s+and\s+(?:common\s+|the\s+same\s+)?(?:co)?variance(?:\s+matrix)?\s+
       (?P<covariance>▢))?
    (?:\s+in\s+(?P<late>▢))?(?:,?\s+(?:where|with)\s+(?P<member>▢))?
    (?:\s*,?\s+and\s+(?:let\s+)?(?P<defined>▢))?\s*[.;:,]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_DOTS = re.compile(r"\.\.\.|…")


def samples(told: Sequence[Sentence]) -> Iterator[Item]:
    """Families of i.i.d. random vectors, with their law; an item is as long as its sentence."""
    for sentence in told:
        found = _SAMPLES.fullmatch(sentence.text)
        item = _item(sentence, found) if found is not None else None
        if item is not None:
            yield item


def are_understood(sentence: Sentence, items: Sequence[Item]) -> bool:
    """Whether a sentence says nothing but that there are these samples."""
    own = any(x.separate and x.ranges for x in items if x.start == sentence.start)
    return own and _SAMPLES.fullmatch(sentence.text) is not None


def is_said_of_samples(item: Item, items: Sequence[Item]) -> bool:
    """Whether an item is a part of what a sentence says of samples."""
    return any(
        x.separate and x.ranges and x.start <= item.start < x.end and x.names == item.names
        for x in items
    )


def _item(sentence: Sentence, found: re.Match[str]) -> Item | None:
    """What the sentence says; None where a formula in it is something else."""
    who, law = _reading(sentence, found, "who"), _reading(sentence, found, "law")
    if who is None or not who.ranges or who.given:
        return None
    spaces = [
        x for name in ("space", "late", "member") if found[name]
        for x in [_reading(sentence, found, name)]
    ]  # fmt: skip
    said = law if found["law"] else who
    if said is None or any(x is None or x.shape is None for x in spaces):
        return None
    if found["defined"] and "=" not in _formula(sentence, found, "defined"):
        return None
    if found["member"] and (spaces[-1] is None or spaces[-1].names != who.names):
        return None
    if found["law"] and said.sort is not Sort.BARE_LAW:
        return None
    mean, covariance = said.mean, said.covariance
    if found["mean"]:
        mean, covariance = (_formula(sentence, found, k) for k in ("mean", "covariance"))
    if not mean or not covariance or (found["mean"] and said.law):
        return None
    shapes = {x.shape for x in (who, *spaces) if x is not None and x.shape is not None}
    if len(shapes) > 1:
        return None
    return Item(
        who.names, next(iter(shapes), None), (), "random", ranges=who.ranges, law=said.law,
        mean=mean, covariance=covariance, separate=True, start=sentence.start, end=sentence.end,
        begins=bool(found["begins"]),
    )  # fmt: skip


def _formula(sentence: Sentence, found: re.Match[str], name: str) -> str:
    return sentence.formulas[found.string.count("▢", 0, found.start(name))].strip()


def _reading(sentence: Sentence, found: re.Match[str], name: str) -> Reading | None:
    """What a formula of the sentence says, if it is one thing."""
    if not found[name]:
        return None
    parts = read(_DOTS.sub(r"\\dots", _formula(sentence, found, name)))
    return parts[0] if len(parts) == 1 else None
