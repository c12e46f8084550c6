"""The command `matcalc`: arguments in, a report and an exit status out.

Every command imports what it needs when it runs, so that `matcalc --help` and
the completion of words are immediate.  That is the one place where imports
stand inside of functions.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from click.shell_completion import CompletionItem, get_completion_class

from matrixcalc import __version__, catalogue, settings
from matrixcalc.diagnostics import CODES, find, nearest
from matrixcalc.terminal import (
    INTERNAL,
    INTERRUPTED,
    USAGE,
    Complaint,
    Program,
    error,
    forgiving,
    refuse_unwritable,
    wants_colour,
    width,
    write,
)

if TYPE_CHECKING:
    from matrixcalc.engine import Options
    from matrixcalc.library import File
    from matrixcalc.results import Report

SHELLS = ("bash", "zsh", "fish")
Value = TypeVar("Value")


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
    epilog="Exit status: 0 nothing wrong; 1 a step is wrong; 2 usage or unreadable file; "
    "3 not all decided (--strict); 70 a fault of matcalc; 130 interrupted.",
)
@click.version_option(__version__, prog_name="matcalc")
def main() -> None:
    """Verify derivations in matrix calculus, step by step."""


def _complete(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Names of the library that begin as typed; then the shell completes files."""
    from matrixcalc import library

    names = [CompletionItem(n) for n in library.names() if n.startswith(incomplete)]
    return [*names, CompletionItem(incomplete, type="file")]


def _targets(function: Callable[..., int]) -> Callable[..., int]:
    return click.argument(
        "targets", nargs=-1, metavar="[NAME|FILE|DIRECTORY|-]...", shell_complete=_complete
    )(function)


@main.command()
@_targets
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the report.",
)
@click.option("--checks", metavar="LIST", help="Run these checks only, separated by commas.")
@click.option("--sizes", metavar="LIST", help="Fix sizes, as in n=3,m=5.")
@click.option(
    "--seed",
    metavar="HEX",
    default="0",
    show_default=True,
    help="The seed of all random points, or 'random'.",
)
@click.option(
    "--budget",
    metavar="SECONDS",
    default="5",
    show_default=True,
    help="The time for one statement.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    default=None,
    help="Verify in N processes; without it, one for each core where there is enough to do.",
)
@click.option("--strict", is_flag=True, help="Status 3 if a step is short of proved or verified.")
@click.option("-v", "--verbose", is_flag=True, help="Also every check and the tables of entries.")
@click.option("-q", "--quiet", is_flag=True, help="Only where a step is not accepted.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="When to use colour.",
)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE",
              help="Write the report to a file.")  # fmt: skip
def verify(
    targets: tuple[str, ...], *, form: str, checks: str | None, sizes: str | None, seed: str,
    budget: str, jobs: int | None, strict: bool, verbose: bool, quiet: bool, color: str,
    output: Path | None,
) -> int:  # fmt: skip
    """Verify derivations and report on every step.

    Each is a name of the library, a Markdown, LaTeX, notebook or Python file, a
    directory of files, or - for the standard input. Without arguments the whole
    library is verified.
    """
    from matrixcalc import api, library
    from matrixcalc.report import progress

    options = _options(checks, sizes, seed, budget, detailed=verbose)
    if output is not None:
        refuse_unwritable(output)
    files = library.resolve(targets)
    if form == "json" or output is not None:
        _print_errors(files)
    _refuse_sizes(options, files)
    steps = sum(len(d.statements) for file in files for _, d in file.targets)
    with progress.bar(steps, shown=sys.stderr.isatty()) as advance:
        report = api.verify_files(files, options, jobs, advance)
    write(
        _rendered(report, form, output, color, verbose=verbose, quiet=quiet),
        output,
        colour=_colour(color, output),
    )
    return _status(report, strict=strict)


@main.command()
@click.argument("statement")
@click.option("--let", "let", multiple=True, metavar="DECLARATIONS",
              help="Declare letters, as in 'A : n×m; c : scalar, positive'.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="How to write the report.")  # fmt: skip
@click.option("--checks", metavar="LIST", help="Run these checks only, separated by commas.")
@click.option("--sizes", metavar="LIST", help="Fix sizes, as in n=3,m=5.")
@click.option("--seed", metavar="HEX", default="0", show_default=True,
              help="The seed of all random points, or 'random'.")  # fmt: skip
@click.option("--budget", metavar="SECONDS", default="5", show_default=True,
              help="The time for the statement.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Status 3 if it is short of proved or verified.")
@click.option("-v", "--verbose", is_flag=True, help="Also every check and the tables of entries.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto",
              show_default=True, help="When to use colour.")  # fmt: skip
def check(
    statement: str, *, let: tuple[str, ...], form: str, checks: str | None, sizes: str | None,
    seed: str, budget: str, strict: bool, verbose: bool, color: str,
) -> int:  # fmt: skip
    """Check one STATEMENT, written in LaTeX or Unicode.

    What is not declared is inferred, and the report says what was assumed, as for
    matcalc check '∂ tr(AB)/∂A = Bᵀ'.
    """
    from matrixcalc import api
    from matrixcalc.lang.document import read_statement

    options = _options(checks, sizes, seed, budget, detailed=verbose)
    found = read_statement(statement, "; ".join(let))
    if not any(len(d.statements) for d in found.derivations):
        notes = [*(n for d in found.derivations for n in d.notes), *found.notes]
        for note in notes:
            error(note.code, note.message, note.labels, note.help)
        raise Complaint(
            "MC403",
            "there is no relation in the statement",
            "write two sides with a sign between them, as in 'tr(AB) = tr(BA)'",
        )
    report = api.verify_statement(found, options)
    write(_rendered(report, form, None, color, verbose=verbose, quiet=False), None,
          colour=_colour(color, None))  # fmt: skip
    return _status(report, strict=strict)


@main.command()
@click.argument("derivative")
@click.option("--let", "let", multiple=True, metavar="DECLARATIONS",
              help="Declare letters, as in 'A : n×m; c : scalar, positive'.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="How to write the report.")  # fmt: skip
@click.option("-v", "--verbose", is_flag=True, help="Also every check and the tables of entries.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto",
              show_default=True, help="When to use colour.")  # fmt: skip
def derive(derivative: str, *, let: tuple[str, ...], form: str, verbose: bool, color: str) -> int:
    """Find a DERIVATIVE, such as 'd/dX log|X|', with its steps.

    Each step is verified like any other before it is shown.
    """
    from matrixcalc import api
    from matrixcalc.ops.spec import Unavailable

    try:
        report = api.derive(derivative, "; ".join(let))
    except Unavailable as reason:
        raise Complaint(
            "MC408",
            f"no derivative was found: {reason}",
            "write what is differentiated behind d/dX, as in 'd/dX log|X|'",
        ) from None
    write(_rendered(report, form, None, color, verbose=verbose, quiet=False), None,
          colour=_colour(color, None))  # fmt: skip
    return _status(report, strict=False)


@main.command("list")
@_targets
def list_command(targets: tuple[str, ...]) -> int:
    """List derivations with their titles.

    Without arguments those of the library.
    """
    if not targets:
        _print_list((entry.name, entry.title) for entry in catalogue.entries())
        return 0
    from matrixcalc import library

    files = library.resolve(targets)
    _print_list((d.name, d.title) for file in files for _, d in file.targets)
    return _print_errors(files)


def _print_list(rows: Iterable[tuple[str, str]]) -> None:
    found = list(rows)
    space = max((len(name) for name, _ in found), default=0)
    forgiving(sys.stdout)
    for name, title in found:
        click.echo(f"{name.ljust(space)}  {title}")


@main.command()
@_targets
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto",
              show_default=True, help="When to use colour.")  # fmt: skip
def show(targets: tuple[str, ...], color: str) -> int:
    """Print derivations without verifying them."""
    from matrixcalc import api, library
    from matrixcalc.report import text

    if not targets:
        raise Complaint("MC406", "show needs a name", "`matcalc list` prints the names")
    files = library.resolve(targets)
    colour = wants_colour(color, sys.stdout)
    style = text.Style(width(sys.stdout), colour)
    shown = [
        text.render_problem(api.outline(d), style, judged=False, about=d.about)
        for file in files
        for _, d in file.targets
    ]
    write("\n".join(shown), None, colour)
    return _print_errors(files)


@main.command()
@click.argument(
    "code",
    required=False,
    shell_complete=lambda _c, _p, text: [
        CompletionItem(c.code, help=c.title) for c in CODES if c.code.startswith(text.upper())
    ],
)
def explain(code: str | None) -> None:
    """Print the article about a message's code.

    Without a code, list them all.
    """
    forgiving(sys.stdout)
    if code is None:
        click.echo("\n".join(f"{c.code}  {c.title}" for c in CODES))
        return
    found = find(code)
    if found is None:
        near = nearest(code.upper(), tuple(c.code for c in CODES))
        meant = f"did you mean {' or '.join(near)}?" if near else "`matcalc explain` lists them"
        raise Complaint("MC401", f"there is no code {code!r}", meant)
    click.echo(found.article, nl=False)


@main.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    Evaluate it in the start-up file of the shell, as in
    eval "$(matcalc completion bash)".
    """
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(main, {}, "matcalc", "_MATCALC_COMPLETE").source())


# From words to values.


def _options(
    checks: str | None, sizes: str | None, seed: str, budget: str, *, detailed: bool
) -> Options:
    from matrixcalc.engine import CHECKS, Options

    return Options(
        checks=CHECKS
        if checks is None
        else _value("--checks", lambda: settings.checks(checks, CHECKS)),
        sizes={} if sizes is None else _value("--sizes", lambda: settings.sizes(sizes)),
        seed=_value("--seed", lambda: settings.seed(seed)),
        budget=_value("--budget", lambda: settings.budget(budget)),
        detailed=detailed,
    )


def _value(option: str, read: Callable[[], Value]) -> Value:
    try:
        return read()
    except settings.BadOption as wrong:
        raise Complaint(wrong.code, f"{option}: {wrong.message}", wrong.help) from None


def _refuse_sizes(options: Options, files: Sequence[File]) -> None:
    from matrixcalc.heading import integers_of

    if not options.sizes:
        return
    declared = [integers_of(d).values() for file in files for _, d in file.targets]
    if declared:
        _value("--sizes", lambda: settings.refuse_contradictions(options.sizes, declared))


# From a report to text and a status.


def _print_errors(files: Sequence[File]) -> int:
    """Print what could not be found or read; the exit status that it asks for."""
    notes = [note for file in files for note in file.notes]
    for note in notes:
        error(note.code, note.message, note.labels, note.help)
    return USAGE if notes else 0


def _colour(choice: str, output: Path | None) -> bool:
    return wants_colour(choice, sys.stdout) if output is None else choice == "always"


def _rendered(
    report: Report, form: str, output: Path | None, color: str, *, verbose: bool, quiet: bool
) -> str:
    if form == "json":
        from matrixcalc.report import json

        return json.render(report)
    from matrixcalc.report import text

    page = width(sys.stdout) if output is None else 80
    style = text.Style(page, _colour(color, output), verbose, quiet)
    return text.render(report, style)


def _status(report: Report, *, strict: bool) -> int:
    if report.interrupted:
        return INTERRUPTED
    notes = [n for d in report.documents for p in d.problems for n in p.notes]
    if any(n.code.startswith("MC9") for n in notes):
        return INTERNAL
    return report.exit_status(strict)
