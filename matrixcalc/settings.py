"""Options as people write them: ``n=3,m=5``, ``20c1``, ``exact,shapes``.

Every function turns text into a value or raises `BadOption` with a message
that names what was wrong.  What the options mean is not known here.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Iterable, Mapping, Sequence

from matrixcalc.diagnostics import nearest
from matrixcalc.dims import IntVar

LARGEST_SIZE = 100
"""A size beyond which matrices are too large to be written out."""


class BadOption(ValueError):
    """A value that an option does not take; `code` names the article about it."""

    def __init__(self, message: str, help: str = "", code: str = "MC406") -> None:
        super().__init__(message)
        self.message, self.help, self.code = message, help, code


def seed(text: str) -> int:
    """A seed from hexadecimal digits, or a new one for ``random``.

    >>> seed("20c1")
    8385
    """
    if text.strip().lower() == "random":
        return secrets.randbits(32)
    try:
        value = int(text, 16)
    except ValueError:
        value = -1
    if value < 0:
        raise BadOption(f"{text!r} is neither a hexadecimal number nor 'random'")
    return value


def budget(text: str) -> float:
    """The seconds that a statement may take."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise BadOption(f"{text!r} is not a number of seconds")
    if value <= 0:
        raise BadOption(f"{text} seconds are no time at all; give a positive number")
    return value


def checks(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The checks of a comma list, each once, in the order in which they are run.

    >>> checks("finite-differences, exact", ("exact", "finite differences"))
    ('exact', 'finite differences')
    """
    wanted = {word.strip().lower().replace("-", " ").replace("_", " ") for word in text.split(",")}
    for word in sorted(wanted - set(known)):
        near = nearest(word, tuple(known), count=1)
        meant = f"did you mean {near[0]}?" if near else ""
        listed = ", ".join(known)
        raise BadOption(f"there is no check {word!r}; there are {listed}", meant)
    return tuple(name for name in known if name in wanted)


def sizes(text: str) -> dict[str, int]:
    """The sizes of a list such as ``n=3,m=5``.

    >>> sizes("n=3, m=5")
    {'n': 3, 'm': 5}
    """
    result: dict[str, int] = {}
    for item in filter(None, (part.strip() for part in text.split(","))):
        name, sign, value = (part.strip() for part in item.partition("="))
        if not sign or not name or not value:
            raise BadOption(f"{item!r} is not of the form n=3")
        if not value.lstrip("+-").isdecimal():
            raise BadOption(f"{name} = {value} is not an integer")
        if len(value) > 9 or int(value) > LARGEST_SIZE:
            raise BadOption(
                f"{name} = {value[:20]} is too large; the largest size is {LARGEST_SIZE}"
            )
        if result.get(name, int(value)) != int(value):
            raise BadOption(f"{name} has two values, {result[name]} and {value}")
        result[name] = int(value)
    if not result:
        raise BadOption("no size is given; write for example n=3,m=5")
    return result


def refuse_contradictions(wanted: Mapping[str, int], declared: Iterable[Iterable[IntVar]]) -> None:
    """Raise `BadOption` if a size is unknown to every derivation, or below its least value.

    `declared` are the sizes of each derivation.
    """
    known: dict[str, list[IntVar]] = {}
    for variables in declared:
        for variable in variables:
            known.setdefault(variable.name, []).append(variable)
    for name, value in wanted.items():
        if name not in known:
            names = tuple(sorted(known))
            near = nearest(name, names)
            meant = f"did you mean {' or '.join(near)}?" if near else ""
            message = f"no derivation has a size {name!r}; there are {', '.join(names)}"
            raise BadOption(message, meant, "MC207")
        least = max(variable.least for variable in known[name])
        if value < least:
            message = f"{name} = {value}, but {name} is declared to be {least} or more"
            raise BadOption(message, code="MC207")
