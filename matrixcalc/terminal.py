"""The terminal: errors, colour, width, and writing without losing anything.

Knows nothing of derivations.  Errors look alike wherever they come from, and a
user's mistake never shows a traceback.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

USAGE, INTERNAL, INTERRUPTED = 2, 70, 130
"""Exit statuses beyond those of a report."""

PIPE_WIDTH = 80


class Complaint(click.ClickException):
    """A mistake of the user: a code, what is wrong, and help."""

    exit_code = USAGE

    def __init__(self, code: str, message: str, help: str = "") -> None:
        super().__init__(message)
        self.code, self.help = code, help

    def show(self, file: Any = None) -> None:
        """Print the error to the standard error stream, or to `file`."""
        error(self.code, self.message, (), self.help, file)


def error(
    code: str,
    message: str,
    labels: Sequence[str] = (),
    help: str = "",
    file: Any = None,
) -> None:
    """Print an error as all errors look, to the standard error stream."""
    stream = file or sys.stderr
    head = click.style(f"error[{code}]", fg="red", bold=True)
    lines = [f"{head}: {message}", *(f"  --> {label}" for label in labels)]
    lines += [f"  = help: {help}"] if help else []
    forgiving(stream)
    click.echo("\n".join(lines), file=stream, color=wants_colour("auto", stream))


class Program(click.Group):
    """A group of commands whose mistakes, interrupts and crashes end with a status.

    A command returns its exit status, or None for 0.
    """

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run the program and exit."""
        sys.exit(self._status(*args, **extra))

    def _status(self, *args: Any, **extra: Any) -> int:
        try:
            return super().main(*args, **{**extra, "standalone_mode": False}) or 0
        except Complaint as complaint:
            complaint.show()
            return complaint.exit_code
        except click.exceptions.NoArgsIsHelpError as bare:
            click.echo(bare.format_message(), err=True)
            return USAGE
        except click.ClickException as wrong:
            message = wrong.format_message()
            where = getattr(wrong, "ctx", None)
            path = where.command_path if where else "matcalc"
            error("MC406", message[:1].lower() + message[1:].rstrip("."),
                  help=f"`{path} --help` shows what there is")  # fmt: skip
            return USAGE
        except click.Abort:
            click.echo("interrupted", err=True)
            return INTERRUPTED
        except Exception as fault:  # noqa: BLE001  # the last resort, for our own faults
            traceback.print_exception(fault)
            error("MC901", "matcalc itself failed; please report this")
            return INTERNAL


def wants_colour(choice: str, stream: Any) -> bool:
    """Whether to use colour; ``auto`` means in a terminal, unless NO_COLOR is set."""
    if choice == "auto":
        return bool(stream.isatty()) and not os.environ.get("NO_COLOR")
    return choice == "always"


def width(stream: Any) -> int:
    """The width of the terminal, or that of a page in a pipe."""
    return shutil.get_terminal_size().columns if stream.isatty() else PIPE_WIDTH


def forgiving(stream: Any) -> None:
    """Let a stream that cannot show a letter show a question mark instead of failing."""
    if hasattr(stream, "reconfigure") and stream.errors == "strict":
        stream.reconfigure(errors="replace")


def refuse_unwritable(path: Path) -> None:
    """Raise `Complaint` unless the file can be opened for writing; its content stays."""
    new = not path.exists()
    try:
        with path.open("ab"):
            pass
    except OSError as wrong:
        raise Complaint("MC404", f"cannot write {path}: {_reason(wrong)}") from None
    if new:
        path.unlink()


def write(text: str, path: Path | None, colour: bool) -> None:
    """Write to a file, or to the standard output stream.

    If a file fails at the last moment, the text goes to the standard output
    stream, so that it is not lost.  Raises `Complaint` where writing fails.
    """
    if path is None:
        forgiving(sys.stdout)
        try:
            click.echo(text, nl=False, color=colour)
        except OSError as wrong:
            if wrong.errno == errno.EPIPE:
                raise  # The reader has gone, which is no mistake.
            message = f"cannot write to standard output: {_reason(wrong)}"
            raise Complaint("MC404", message) from None
        return
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as wrong:
        click.echo(text, nl=False)
        message = f"cannot write {path}: {_reason(wrong)}; the report is on standard output"
        raise Complaint("MC404", message) from None


def _reason(wrong: OSError) -> str:
    reason = wrong.strerror or str(wrong)
    return reason[:1].lower() + reason[1:]
