"""What a user's mistake is called: from an exception in a user's file to a note.

The note says what is wrong in the user's own symbols and where in the user's
file; a traceback is never shown for a mistake of the user.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from matrixcalc.assumptions import DeclarationError
from matrixcalc.diagnostics import nearest
from matrixcalc.dims import Dim
from matrixcalc.expr import (
    Apply,
    Bind,
    Derive,
    Differential,
    Expectation,
    Expr,
    Integral,
    Number,
    Symbol,
)
from matrixcalc.ops.algebra import NotAVariable
from matrixcalc.ops.arguments import Misuse
from matrixcalc.results import Note
from matrixcalc.shapes import IllShaped

PACKAGE = Path(__file__).resolve().parent

LONGEST = 300
"""Letters of an error of Python that are shown."""

KINDS = (Symbol, Number, Apply, Bind, Derive, Differential, Expectation, Integral, Dim)
METHODS = {
    "t": "write A.T for the transpose",
    "transpose": "write A.T for the transpose",
    "inv": "write inv(A) for the inverse",
    "inverse": "write inv(A) for the inverse",
    "i": "write inv(A) for the inverse",
    "trace": "write tr(A) for the trace",
    "tr": "write tr(A) for the trace",
    "det": "write det(A) for the determinant",
    "dot": "write A @ B for the product",
    "norm": "write norm(x) for the norm",
    "diff": "write derivative(f, x)",
}
INSTEAD = {
    "for ^": "write ** for a power",
    "for |": "write norm(x), det(A) or absolute(c) for bars",
    "abs()": "write absolute(c), norm(x) or det(A)",
    "is not callable": "write A @ x for a product and 2 * x for a multiple",
    "has no len()": "a size is a letter, as in n",
    "not supported between": "an order is stated in words, in a declaration",
    "for //": "declare half of the size as a letter, and write 2 * k for the whole",
    "for /:": "declare a part of the size as a letter; number(n) / 2 is half of it as a scalar",
    "for ** or pow()": "write n * n",
    "item assignment": "an expression does not change; define gives a letter a meaning",
}


def note_of(error: BaseException, path: Path, shown: str, known: tuple[str, ...] = ()) -> Note:
    """The note for an error that was raised while the file at `path` ran.

    `shown` is the path as printed; `known` are the names that the file had
    defined, among which the nearest to an undeclared one is looked for.
    """
    place = _place(error, path, shown)
    match error:
        case IllShaped():
            parts = tuple(f"{text} is {shape}" for text, shape in error.parts)
            return Note(code_of(error), error.message, (place, *parts))
        case NameError(name=str(name)):
            near = nearest(name, tuple(k for k in known if not k.startswith("__")))
            meant = f"did you mean {' or '.join(near)}?" if near else ""
            meant = "from fractions import Fraction" if name == "Fraction" else meant
            return Note(code_of(error), f"{name} is not declared", (place,), meant)
        case ValueError() if str(error):
            return Note(code_of(error), str(error), (place,))
        case SystemExit():
            return Note(code_of(error), "the file ends the program when it is run", (place,))
        case RecursionError():
            message = "a function calls itself, or an expression is nested, without an end"
            return Note(code_of(error), message, (place,))
    return Note(code_of(error), _one_line(error), (place,), _instead(error))


def _one_line(error: BaseException) -> str:
    """Python's own words, on one line."""
    last = " ".join(traceback.format_exception_only(error)[-1].split())
    if isinstance(error, TypeError) and _raised_here(error):
        return str(error)
    return last if len(last) <= LONGEST else last[: LONGEST - 2] + " …"


def _raised_here(error: BaseException) -> bool:
    """Whether matrixcalc raised the error on purpose, and not Python."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames or not Path(frames[-1].filename).is_relative_to(PACKAGE):
        return False
    return (frames[-1].line or "").lstrip().startswith("raise ")


def _instead(error: BaseException) -> str:
    """What to write instead of something that Python has and expressions have not."""
    text = str(error)
    if isinstance(error, AttributeError) and isinstance(error.obj, Expr | Dim):
        return METHODS.get((error.name or "").lower(), "")
    if any(f"'{kind.__name__}'" in text for kind in KINDS):
        return next((help for sign, help in INSTEAD.items() if sign in text), "")
    return ""


def code_of(error: BaseException) -> str:
    """The code of the article about this error."""
    text = str(error)
    match error:
        case IllShaped() if text.startswith("cannot divide by a matrix"):
            return "MC203"
        case IllShaped() if text.startswith("this derivative has more than two indices"):
            return "MC205"
        case IllShaped():
            return "MC201"
        case DeclarationError() | NameError():
            return "MC202"
        case NotAVariable():
            return "MC204"
        case ValueError() if " is declared twice" in text:
            return "MC208"
        case ValueError() if " is to stand for is " in text:
            return "MC201"
        case Misuse():
            return "MC209"
    return "MC402"


def _place(error: BaseException, path: Path, shown: str) -> str:
    """File and line: the innermost frame in the user's directory."""
    if isinstance(error, SyntaxError) and error.filename:
        return _printed(Path(error.filename), error.lineno or 0, path, shown)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.is_relative_to(path.parent) and not file.is_relative_to(PACKAGE):
            return _printed(file, frame.lineno or 0, path, shown)
    return shown


def _printed(file: Path, line: int, path: Path, shown: str) -> str:
    if file == path:
        return f"{shown}:{line}"
    if not file.is_relative_to(path.parent):
        return f"{file}:{line}"
    return f"{(Path(shown).parent / file.relative_to(path.parent)).as_posix()}:{line}"
