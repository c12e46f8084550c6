"""The example of the README is true: its file gives the report that is printed there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from matrixcalc.cli import main

README = Path(__file__).parent.parent / "README.md"
EVIDENCE = re.compile(r"^ {6}\S|^ {28}")
"""What one check says: sizes and seeds, which are its own business."""


def block(kind: str) -> str:
    found = re.search(
        rf"^```{kind}\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found is not None
    return found[1]


def told(report: str) -> list[str]:
    lines = [line for line in report.splitlines() if not EVIDENCE.match(line)]
    return [re.sub(r"\d+\.\d s$", "", line) for line in lines]


def test_the_example_of_the_readme_gives_the_report_that_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("my_homework.md").write_text(block("markdown"), encoding="utf-8")
    result = CliRunner().invoke(main, ["verify", "my_homework.md"])
    assert result.exit_code == 1
    assert told(result.output) == told(block("text"))
    assert any("first refuted at step 3" in line for line in told(result.output))


def test_the_same_derivation_in_python_has_the_same_verdicts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("my_homework.py").write_text(block("python"), encoding="utf-8")
    result = CliRunner().invoke(main, ["verify", "my_homework.py"])
    assert result.exit_code == 1
    assert "3 steps: 2 proved, 1 refuted" in result.output
