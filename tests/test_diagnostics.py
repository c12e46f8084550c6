"""The codes of messages: unique, documented, and true to what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import matrixcalc
from matrixcalc.diagnostics import CODES, HEADINGS, Code, find
from matrixcalc.mistakes import code_of

PACKAGE = Path(matrixcalc.__file__).parent
RAISED = ("MC201", "MC202", "MC203", "MC204", "MC205", "MC208", "MC209")


def used() -> set[str]:
    """The codes that the package mentions outside of their articles."""
    files = [p for p in PACKAGE.rglob("*.py") if p.parent.name != "diagnostics"]
    return {code for p in files for code in re.findall(r"MC\d{3}", p.read_text("utf-8"))}


def test_every_code_is_unique() -> None:
    assert len({c.code for c in CODES}) == len(CODES)
    assert len({c.title for c in CODES}) == len(CODES)


def test_every_code_that_is_used_is_documented() -> None:
    assert used() - {c.code for c in CODES} == set()


@pytest.mark.parametrize("code", CODES, ids=lambda c: c.code)
def test_every_article_has_all_its_parts(code: Code) -> None:
    assert re.fullmatch(r"MC[1-49]\d\d", code.code)
    assert [heading for heading, _ in code.parts] == list(HEADINGS)
    assert all(text.strip() for _, text in code.parts)
    assert max(map(len, code.article.splitlines())) <= 100


@pytest.mark.parametrize("name", RAISED)
def test_the_example_of_an_article_raises_what_the_article_is_about(name: str) -> None:
    code = find(name)
    assert code is not None
    example = dict(code.parts)["Example"]
    with pytest.raises(Exception) as caught:  # noqa: PT011  # any error; its code is compared
        exec(example, {n: getattr(matrixcalc, n) for n in matrixcalc.__all__})  # noqa: S102  # our own text
    assert code_of(caught.value) == name


def test_a_code_is_found_whatever_its_case() -> None:
    assert find("mc301") is find("MC301") is not None
    assert find("MC000") is None
