"""The rules of the house, so that `pytest` is the one command."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "matrixcalc"
CODE = ("matrixcalc", "tests", "derivations", "examples")
FILES = sorted(p for folder in CODE for p in (ROOT / folder).rglob("*.py"))
MODULES = [p for p in FILES if p.is_relative_to(PACKAGE)]
LONGEST_FILE = 600
LONGEST_FUNCTION = 40
FORBIDDEN = re.compile(r"\b(" + "TO" + r"DO|FIX" + r"ME|XX" + r"X|NotImplemented" + r"Error)\b")

TOOLS = {
    "ruff check": ["-m", "ruff", "check", "--no-cache", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "--no-cache", "."],
    "mypy": ["-m", "mypy"],
    "import-linter": ["-c", "from importlinter.cli import lint_imports_command as c; c()",
                      "--no-cache"],
}  # fmt: skip


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tools_have_nothing_to_say(tool: str) -> None:
    result = subprocess.run(
        [sys.executable, *TOOLS[tool]], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_function_is_too_long(path: Path) -> None:
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_public_name_has_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    missing = [] if ast.get_docstring(tree) else ["the module"]
    assert missing + list(undocumented(tree, protocol=False)) == []


def undocumented(tree: ast.Module | ast.ClassDef, *, protocol: bool) -> Iterator[str]:
    """The public classes and functions without a docstring, those of classes too.

    A method that overrides another is documented there, a kernel of a protocol
    in the protocol's docstring.
    """
    overriding = isinstance(tree, ast.ClassDef) and bool(tree.bases)
    for node in tree.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef) or node.name.startswith("_"):
            continue
        needs = isinstance(node, ast.ClassDef) or not (overriding or protocol)
        if needs and not ast.get_docstring(node):
            yield node.name
        if isinstance(node, ast.ClassDef):
            bases = {b.id for b in node.bases if isinstance(b, ast.Name)}
            yield from undocumented(node, protocol="Protocol" in bases)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_is_left_unfinished(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert FORBIDDEN.findall(text) == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_a_drawer_for_anything(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "misc"}


@pytest.mark.parametrize("path", [p for p in FILES if p.name.startswith("test_")], ids=name_of)
def test_every_test_can_fail(path: Path) -> None:
    """A test asserts something, itself or by a function that it calls in the same file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    silent = [f.name for f in functions if f.name.startswith("test_") and not _asserts(f)]
    assert silent == []


def _asserts(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Assert | ast.Call | ast.Raise)
        for statement in function.body
        for node in ast.walk(statement)
        if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
    )
