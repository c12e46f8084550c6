"""Where derivations come from: the library, Python files and directories.

A file is run and the `Derivation` objects at its top level are collected in
the order of their lines.  Whatever goes wrong becomes a note with the place in
the user's file; nothing raises for a user's mistake, and no derivation is
verified here.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

from matrixcalc.catalogue import files_below, folder, python_files
from matrixcalc.diagnostics import nearest
from matrixcalc.lines import with_lines
from matrixcalc.mistakes import note_of
from matrixcalc.results import Note
from matrixcalc.statements import Derivation

DOCUMENTS = (".md", ".markdown", ".qmd", ".Rmd", ".tex", ".latex", ".ltx", ".ipynb")
"""The endings of documents that are read."""

INPUT = "-"
"""The target that stands for the standard input."""

LONGEST = 100
"""Letters of a target that a message repeats."""


@dataclass(frozen=True)
class File:
    """A file and the derivations in it; `shown` is its path as reports print it.

    `chosen` are the positions of the derivations that were asked for.
    """

    path: Path
    shown: str
    derivations: tuple[Derivation, ...] = ()
    notes: tuple[Note, ...] = ()
    chosen: tuple[int, ...] = ()

    @property
    def targets(self) -> tuple[tuple[int, Derivation], ...]:
        """The derivations that were asked for, with their positions."""
        return tuple((k, self.derivations[k]) for k in self.chosen)


@cache
def library() -> tuple[File, ...]:
    """Every file of the library, by name."""
    home = folder()
    if home is None:
        return ()
    files = (load(path, f"{home.name}/{path.name}") for path in python_files(home))
    return tuple(file for file in files if file.derivations or file.notes)


def names() -> tuple[str, ...]:
    """The names of the derivations of the library, in order of file and line."""
    return tuple(d.name for file in library() for d in file.derivations)


def resolve(targets: Sequence[str]) -> tuple[File, ...]:
    """The files that `targets` stand for, each once, with what is asked of them.

    A target is a name of the library, a file or a directory; without any, the
    whole library.  What cannot be found or read is a file with notes only.
    """
    found: dict[Path, File] = {}
    for file in _found(targets) if targets else library():
        key = Path(os.path.realpath(file.path))
        known = found.get(key, file)
        found[key] = replace(known, chosen=tuple(sorted({*known.chosen, *file.chosen})))
    return _without_duplicates(_told_apart(tuple(found.values())))


def _found(targets: Iterable[str]) -> Iterator[File]:
    for target in targets:
        path = Path(target)
        by_name = None if _is_path(target) else _named(target)
        if target == INPUT:
            yield read(path, INPUT)
        elif by_name is not None:
            yield by_name
        elif not target or not _exists(path):
            yield _unknown(target)
        elif path.is_dir():
            yield from _directory(path, target)
        else:
            yield _file(path, target)


def _exists(path: Path) -> bool:
    """Whether there is such a file; a name that no file can have is that of none."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _is_path(target: str) -> bool:
    return (
        target.endswith((".py", *DOCUMENTS)) or target == INPUT or os.sep in target or "/" in target
    )


def _named(name: str) -> File | None:
    for file in library():
        for k, derivation in enumerate(file.derivations):
            if derivation.name == name:
                return replace(file, chosen=(k,))
    return None


def _unknown(target: str) -> File:
    name = repr(target if len(target) <= LONGEST else f"{target[: LONGEST - 2]} …")
    if _is_path(target):
        note = Note("MC401", f"there is no file or directory {name}")
    else:
        near = nearest(target, names())
        meant = f"did you mean {' or '.join(near)}?" if near else ""
        note = Note("MC401", f"there is no derivation {name} in the library", help=meant)
    return File(Path(target), name[1:-1], notes=(note,))


def _file(path: Path, shown: str) -> File:
    if path.suffix != ".py" and path.suffix not in DOCUMENTS:
        message = f"{shown} is no Python, Markdown or LaTeX file and no notebook"
        return _failed(path, shown, Note("MC402", message))
    file = load(path, shown)
    if not file.derivations and not file.notes:
        what = "Derivation at its top level" if path.suffix == ".py" else "statement in it"
        return _failed(path, shown, Note("MC403", f"{shown} has no {what}"))
    return file


def _directory(path: Path, shown: str) -> Iterator[File]:
    found = sorted([*python_files(path), *files_below(path, DOCUMENTS)])
    files = [load(p, p.as_posix()) for p in found if p.suffix != ".py" or _mentions_matrixcalc(p)]
    useful = [file for file in files if file.derivations or file.notes]
    if not useful:
        message = f"no file in {shown} has a derivation in it"
        yield _failed(path, shown, Note("MC403", message))
    yield from useful


def _failed(path: Path, shown: str, note: Note) -> File:
    return File(path, shown, notes=(note,))


def _mentions_matrixcalc(path: Path) -> bool:
    """Whether the file can define derivations; others in a directory are not run."""
    try:
        return b"matrixcalc" in path.read_bytes()
    except OSError:
        return True


def _told_apart(files: tuple[File, ...]) -> tuple[File, ...]:
    """The files; what has one name in several documents is called by its path as well."""
    homes: dict[str, dict[Path, None]] = {}
    for file in files:
        for _, derivation in file.targets:
            if file.path.suffix in DOCUMENTS:
                homes.setdefault(derivation.name, {}).setdefault(file.path)
    shared = {name: tuple(paths) for name, paths in homes.items() if len(paths) > 1}
    return tuple(
        replace(file, derivations=tuple(_by_path(d, file.path, shared) for d in file.derivations))
        if file.path.suffix in DOCUMENTS else file
        for file in files
    )  # fmt: skip


def _by_path(
    derivation: Derivation, path: Path, shared: Mapping[str, tuple[Path, ...]]
) -> Derivation:
    """A derivation with as much of the path before its name as tells it from those of other documents."""
    paths = shared.get(derivation.name, ())
    if path not in paths:
        return derivation
    stems = [(*p.parent.parts, p.stem) for p in paths]
    parts = stems if len(set(stems)) == len(stems) else [p.parts for p in paths]
    count = next(k for k in range(1, len(max(parts, key=len)) + 1)
                 if len({x[-k:] for x in parts}) == len(parts))  # fmt: skip
    own = parts[paths.index(path)][-count:]
    named = own if derivation.name == path.stem else (*own, derivation.name)
    return replace(derivation, name="-".join("/".join(named).split()))


def _without_duplicates(files: tuple[File, ...]) -> tuple[File, ...]:
    """The files, with a note where a name was already taken."""
    places: dict[str, str] = {}
    result = []
    for file in files:
        notes = file.notes
        for _, derivation in file.targets:
            here = f"{file.shown}:{derivation.line}"
            before = places.setdefault(derivation.name, here)
            if before != here:
                message = f"two derivations have the name {derivation.name!r}"
                notes += (Note("MC405", message, (before, here)),)
        result.append(replace(file, notes=notes))
    return tuple(result)


# Running a file.


class _Uncached(SourceFileLoader):
    """Reads the source each time, so that an old compiled file is never used."""

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.get_data(self.path), self.path)


def load(path: Path, shown: str) -> File:
    """The file with its derivations, and with a note if something went wrong.

    What was defined before an error is not lost.  What the file prints goes to the
    standard error stream.
    """
    if path.suffix != ".py":
        return read(path, shown)
    path = path.resolve()
    loader = _loader(path)
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    notes: tuple[Note, ...] = ()
    with contextlib.redirect_stdout(sys.stderr), _beside(path) as siblings:
        try:
            loader.exec_module(module)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  # user code may raise anything
            notes = (note_of(error, path, shown, tuple(vars(module))),)
        imported = {id(d) for s in siblings() for d in _derivations(s)}
    own = (d for d in _derivations(module) if id(d) not in imported)
    derivations = tuple(sorted(own, key=lambda d: d.line))
    if derivations:
        derivations = with_lines(derivations, path.read_text(encoding="utf-8", errors="replace"))
    return File(path, shown, derivations, notes, chosen=tuple(range(len(derivations))))


def read(path: Path, shown: str) -> File:
    """The document with its derivations; nothing that it contains is run."""
    from matrixcalc.lang.document import read_document  # noqa: PLC0415  # read only where needed

    try:
        data = sys.stdin.buffer.read() if shown == INPUT else path.read_bytes()
    except OSError as error:
        note = Note("MC402", f"cannot read {shown}: {(error.strerror or str(error)).lower()}")
        return File(path, shown, notes=(note,))
    found = read_document(shown, data)
    return File(path, shown, found.derivations, found.notes, tuple(range(len(found.derivations))))


def _loader(path: Path) -> SourceFileLoader:
    kind = SourceFileLoader if path.parent == folder() else _Uncached
    return kind(f"derivations_in_{path.stem}", str(path))


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Callable[[], list[ModuleType]]]:
    """Lets the file import its neighbours, and forgets them afterwards.

    Two directories may have modules of one name.
    """
    home = str(path.parent)
    before = set(sys.modules)
    sys.path.insert(0, home)

    def siblings() -> list[ModuleType]:
        new = [sys.modules[name] for name in set(sys.modules) - before]
        return [m for m in new if (getattr(m, "__file__", None) or "").startswith(home + os.sep)]

    try:
        yield siblings
    finally:
        sys.path.remove(home)
        for module in siblings():
            sys.modules.pop(module.__name__, None)


def _derivations(module: ModuleType) -> list[Derivation]:
    found: dict[int, Derivation] = {}
    for value in vars(module).values():
        for item in value if isinstance(value, list | tuple) else (value,):
            if isinstance(item, Derivation):
                found.setdefault(id(item), item)
    return list(found.values())
