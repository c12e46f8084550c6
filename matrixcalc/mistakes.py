"""What a user's mistake is called: from an exception in a user's file to a note.

The note says what is wrong in the user's own symbols and where in the user's
file; a traceback is never shown for a mistake of the user.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from matrixcalc.assumptions import DeclarationError
from matrixcalc.diagnostics import nearest
from matrixcalc.ops.algebra import NotAVariable
from matrixcalc.results import Note
from matrixcalc.shapes import IllShaped

PACKAGE = Path(__file__).resolve().parent


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
            return Note(code_of(error), f"{name} is not declared", (place,), meant)
        case ValueError() if str(error):
            return Note(code_of(error), str(error), (place,))
        case SystemExit():
            return Note(code_of(error), "the file ends the program when it is run", (place,))
    return Note(code_of(error), traceback.format_exception_only(error)[-1].strip(), (place,))


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
