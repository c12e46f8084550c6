"""The names and titles of the library, read from its files without running them.

Listing is immediate because nothing is built: a call ``Derivation(name=…,
title=…)`` with literal texts says all that a list shows.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """A derivation as a list shows it."""

    name: str
    title: str


def folder() -> Path | None:
    """The directory of the library: in the package when installed, else beside it."""
    package = Path(__file__).resolve().parent
    candidates = (package / "derivations", package.parent / "derivations")
    return next((c for c in candidates if c.is_dir()), None)


def python_files(path: Path) -> list[Path]:
    """The Python files in `path` and below, without hidden and private ones."""
    return files_below(path, (".py",))


def files_below(path: Path, endings: tuple[str, ...]) -> list[Path]:
    """The files in `path` and below with these endings, without hidden and private ones."""
    found = (p for p in path.rglob("*") if p.suffix in endings and p.is_file())
    return sorted(
        p for p in found if not any(part[0] in "._" for part in p.relative_to(path).parts)
    )


def entries() -> tuple[Entry, ...]:
    """The derivations of the library, in order of file and line."""
    home = folder()
    files = python_files(home) if home is not None else []
    return tuple(entry for file in files for entry in _read(file))


def _read(file: Path) -> Iterator[Entry]:
    tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda c: c.lineno):
        if isinstance(call.func, ast.Name) and call.func.id == "Derivation":
            words = {k.arg: k.value for k in call.keywords}
            yield Entry(_text(words.get("name")), _text(words.get("title")))


def _text(value: ast.expr | None) -> str:
    """A literal text, also one of several parts."""
    return str(ast.literal_eval(value)) if value is not None else ""
