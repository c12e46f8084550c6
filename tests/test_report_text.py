"""The text report: golden output, columns, and what each option shows."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from matrixcalc.report import text
from matrixcalc.report.matrices import beside, equation, matrix
from matrixcalc.report.style import OUTCOMES, VERDICTS
from matrixcalc.report.wrapping import paragraph, wrap
from matrixcalc.results import DocumentResult, Outcome, ProblemResult, Report, StepResult, Verdict
from tests.conftest import STEPS, Snapshot, step


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("report.txt", text.Style()),
        ("report-wide.txt", text.Style(width=120)),
        ("report-verbose.txt", text.Style(detailed=True)),
        ("report-quiet.txt", text.Style(quiet=True)),
        ("report-colour.txt", text.Style(colour=True)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_report_looks_as_it_did(
    name: str, style: text.Style, sample: Report, snapshot: Snapshot
) -> None:
    snapshot(name, text.render(sample, style))


def one(*steps: StepResult) -> Report:
    problem = ProblemResult("p", "P", "", 1, (), (), steps)
    return Report((DocumentResult("p.py", (problem,)),), "0")


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_page(width: int, sample: Report) -> None:
    lines = text.render(sample, text.Style(width=width, detailed=True)).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []


def test_a_narrow_terminal_gets_the_least_page(sample: Report) -> None:
    narrow = text.render(sample, text.Style(width=20))
    assert narrow == text.render(sample, text.Style(width=text.LEAST_WIDTH))


def test_no_line_ends_in_spaces(sample: Report) -> None:
    lines = text.render(sample).splitlines()
    assert all(line == line.rstrip() for line in lines)


def test_colour_changes_nothing_but_the_escape_codes(sample: Report) -> None:
    coloured = text.render(sample, text.Style(colour=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == text.render(sample).split()


def test_a_chain_prints_its_left_side_once_and_aligns_its_signs() -> None:
    lines = text.render(one(*STEPS[:2])).splitlines()
    rows = [line for line in lines if " = Σ" in line and "read as" not in line]
    assert len(rows) == 2
    assert len({row.index("=") for row in rows}) == 1
    assert rows[1].lstrip().startswith("=")


def test_a_step_that_does_not_continue_the_one_before_prints_its_left_side() -> None:
    shown = text.render(one(STEPS[0], STEPS[2]))
    assert "Σᵢ Σⱼ Aᵢⱼ Bⱼᵢ = tr(A) tr(B)" in shown


def test_a_long_left_side_stands_on_its_own_line() -> None:
    left = "∂(Σᵢ Σⱼ tr(A B C D) + log det(X))/∂(Σ⁻¹)"
    shown = text.render(one(step(1, left, "B" * 40, Verdict.VERIFIED, kind="claim")))
    assert f"  {left}\n    = {'B' * 40}\n" in shown


def test_a_wrong_step_is_marked_without_colour() -> None:
    shown = text.render(one(STEPS[2])).splitlines()
    assert any(line.startswith("✗ ") and "refuted" in line for line in shown)


def test_a_refuted_step_shows_values_sides_and_the_entry_that_breaks() -> None:
    shown = text.render(one(STEPS[2]))
    for part in ("with n = 2", "A = ⎡ -1 1 ⎤", "c = 3", "left side = ", "right side = ",
                 "they differ at entry (1, 2)", "tr(AB) = tr(BA)"):  # fmt: skip
        assert part in shown


def test_written_and_understood_are_both_shown_when_they_differ() -> None:
    shown = text.render(one(STEPS[1]))
    assert f"written             {STEPS[1].written}" in shown
    assert f"{STEPS[1].left} = {STEPS[1].right}" in shown.splitlines()[3]


def test_written_is_left_out_when_it_is_what_was_understood() -> None:
    same = replace(STEPS[1], written=STEPS[1].understood)
    assert "read as" not in text.render(one(same))


def test_undecided_lists_its_reasons() -> None:
    shown = text.render(one(STEPS[6]))
    assert "no point could be drawn" in shown
    assert "exact               inconclusive · out of time" in shown


def test_an_expectation_that_is_not_met_is_said() -> None:
    assert "refuted, but the step is verified" in text.render(one(STEPS[8]))


def test_the_summary_counts_verdicts_and_names_the_first_wrong_step(sample: Report) -> None:
    shown = text.render(sample)
    assert "14 steps: 2 proved, 3 verified" in shown
    assert "sample: first refuted at step 3, sample.py:3" in shown


def test_quiet_leaves_out_the_problems_in_which_all_is_accepted(sample: Report) -> None:
    shown = text.render(sample, text.Style(quiet=True))
    assert "Nothing wrong here" not in shown
    assert "A page with everything" in shown
    assert "14 steps" in shown


def test_an_interrupted_run_says_so(sample: Report) -> None:
    assert "interrupted" in text.render(replace(sample, interrupted=True))


def test_an_outline_shows_no_verdict() -> None:
    problem = ProblemResult("p", "P", "", 1, (), (), STEPS[:4])
    shown = text.render_problem(problem, judged=False, about="What it is about.")
    assert not any(v.value in shown.replace("given", "") for v in Verdict)
    assert "What it is about." in shown


@pytest.mark.parametrize(
    ("steps", "expected"),
    [(STEPS[0], False), (STEPS[2], True), (STEPS[3], False), (STEPS[4], True), (STEPS[7], False),
     (STEPS[8], True)],
    ids=["proved", "refuted", "given", "conditional", "refuted as expected", "not as expected"],
)  # fmt: skip
def test_a_step_needs_attention_unless_accepted_given_or_as_expected(
    steps: StepResult, expected: bool
) -> None:
    assert text.needs_attention(steps) is expected


def test_a_formula_breaks_before_a_sign_outside_of_brackets() -> None:
    assert wrap("(A + B) (C + D) + E F", 18) == ["(A + B) (C + D)", "+ E F"]


@given(st.text(alphabet="AB+-= ()[]Σᵢ", max_size=80), st.integers(1, 40))
def test_wrapping_loses_nothing_but_spaces(formula: str, width: int) -> None:
    assert "".join(wrap(formula, width)).replace(" ", "") == formula.replace(" ", "")


@given(st.text(alphabet="ab1-e ", max_size=80), st.integers(1, 40))
def test_a_paragraph_keeps_its_words(prose: str, width: int) -> None:
    assert " ".join(paragraph(prose, width)).split() == prose.split()


def test_matrices_stand_beside_each_other_until_the_page_is_full() -> None:
    block = equation("A", matrix((("1", "0"), ("0", "1"))))
    assert len(beside([block, block], 40)) == 2
    assert len(beside([block, block], 15)) == 4


@pytest.mark.parametrize("rows", [(("1",),), (("1", "22"),), (("1",), ("-2",)),
                                  (("1",), ("2",), ("3",))])  # fmt: skip
def test_the_lines_of_a_matrix_have_one_width(rows: tuple[tuple[str, ...], ...]) -> None:
    lines = matrix(rows)
    assert len({line.cell_len for line in lines}) == 1
    assert len(lines) == len(rows)


def test_every_outcome_and_verdict_has_a_mark() -> None:
    assert set(OUTCOMES) == set(Outcome)
    assert set(VERDICTS) == set(Verdict)
