"""The command `matcalc`: output, exit statuses, and every way to use it wrongly."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import matrixcalc
from matrixcalc import engine, workers
from matrixcalc.cli import main
from matrixcalc.diagnostics import CODES
from matrixcalc.results import Note, ProblemResult, Report, StepResult, Verdict
from tests.conftest import STEPS, Snapshot, Write, step

ROOT = Path(matrixcalc.__file__).parent.parent
HEAVY = ("sympy", "numpy", "flint", "rich")
MATCALC = [sys.executable, "-m", "matrixcalc"]
OPENING = """
n, m = sizes("n m")
A, B = matrix("A", n, n), matrix("B", n, n)
"""
RIGHT = (
    OPENING
    + """
right = Derivation("right", "Right", [claim(tr(A @ B), tr(B @ A), "cyclic property")])
"""
)
WRONG = (
    OPENING
    + """
wrong = Derivation("wrong", "Wrong", [claim(A @ B, B @ A, "products commute")])
"""
)
SLOW = (
    OPENING
    + """
import time
from matrixcalc import workers
from matrixcalc.engine import Options, results

def slowly(derivation, options):
    for step in results(derivation, Options(checks=())):
        time.sleep(0.05)
        yield step

workers.results = slowly
many = [Derivation(f"slow-{k}", "Slow", [claim(A, A)] * 500) for k in range(2)]
"""
)
FAST = ["--checks", "shapes,exact"]


def run(*arguments: object) -> Result:
    words = [str(a) for a in arguments]
    return CliRunner().invoke(main, words, prog_name="matcalc")


@pytest.fixture
def right(write: Write) -> Path:
    return write("right.py", RIGHT)


@pytest.fixture
def wrong(write: Write) -> Path:
    return write("wrong.py", WRONG)


# What it says.


def test_the_help_looks_as_it_did(snapshot: Snapshot) -> None:
    commands = ["", "verify", "list", "show", "explain", "completion"]
    snapshot("help.txt", "\n".join(run(*c.split(), "--help").output for c in commands))


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").output == f"matcalc, version {matrixcalc.__version__}\n"


def test_a_refuted_step_prints_its_counterexample_and_the_status_is_1(wrong: Path) -> None:
    result = run("verify", *FAST, wrong)
    assert result.exit_code == 1
    assert "AB = BA" in result.stdout
    assert "counterexample" in result.stdout
    assert "1 step: 1 refuted" in result.stdout


def test_what_holds_has_status_0(right: Path) -> None:
    result = run("verify", *FAST, right)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "tr(AB) = tr(BA)" in result.stdout


def test_a_name_of_the_library_is_verified() -> None:
    result = run("verify", *FAST, "quadratic-form-trace")
    assert result.exit_code == 0
    assert "1 derivation" in result.stdout


def test_json_is_one_document_on_the_standard_output(right: Path, wrong: Path) -> None:
    result = run("verify", *FAST, "--format", "json", right, wrong)
    data = json.loads(result.stdout)
    assert data["schema"] == "matcalc.report/1"
    assert [d["path"] for d in data["documents"]] == [str(right), str(wrong)]
    assert result.exit_code == 1


def test_quiet_prints_only_what_is_not_accepted(right: Path, wrong: Path) -> None:
    shown = run("verify", *FAST, "-q", right, wrong).stdout
    assert "Wrong" in shown
    assert "Right" not in shown


def test_verbose_prints_the_shapes_and_the_entries(right: Path) -> None:
    shown = run("verify", "-v", right).stdout
    assert "scalar on both sides" in shown
    assert "± " in shown


def test_the_jobs_do_not_change_the_report(right: Path, wrong: Path) -> None:
    def report(jobs: int) -> str:
        shown = run("verify", *FAST, "--format", "json", "--jobs", jobs, wrong, right).stdout
        return re.sub(r'"seconds": [0-9.e-]+', '"seconds": 0', shown)

    assert '"verdict": "refuted"' in report(1)
    assert report(2) == report(1)


def test_the_output_goes_to_a_file_in_utf8(right: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.txt"
    result = run("verify", *FAST, "--output", out, right)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "tr(AB) = tr(BA)" in out.read_text(encoding="utf-8")


def test_the_list_names_every_derivation_with_its_title() -> None:
    lines = run("list").stdout.splitlines()
    assert any(re.match(r"jacobi-formula +Jacobi's formula", line) for line in lines)
    assert len(lines) > 10


def test_show_prints_a_derivation_without_verdicts() -> None:
    result = run("show", "quadratic-form-trace")
    assert result.exit_code == 0
    assert " = " in result.stdout
    assert not any(f" {v.value} " in result.stdout for v in Verdict)


def test_show_without_a_name_is_a_mistake() -> None:
    result = run("show")
    assert result.exit_code == 2
    assert "error[MC406]: show needs a name" in result.stderr


@pytest.mark.parametrize("code", [c.code for c in CODES])
def test_explain_prints_the_article_of_every_code(code: str) -> None:
    result = run("explain", code.lower())
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{code}  ")
    assert "What to do" in result.stdout


def test_explain_without_a_code_lists_them_all() -> None:
    assert len(run("explain").stdout.splitlines()) == len(CODES)


def test_an_unknown_code_is_a_mistake() -> None:
    result = run("explain", "MC999")
    assert result.exit_code == 2
    assert "error[MC401]: there is no code 'MC999'" in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_the_shell(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_MATCALC_COMPLETE" in result.stdout


def test_names_of_the_library_are_completed() -> None:
    environment = {"_MATCALC_COMPLETE": "bash_complete", "COMP_WORDS": "matcalc show jac",
                   "COMP_CWORD": "2"}  # fmt: skip
    shown = external(*MATCALC, **environment).stdout
    assert "plain,jacobi-formula" in shown


# Colour.


@pytest.mark.parametrize(
    ("choice", "no_color", "coloured"),
    [("always", "", True), ("always", "1", True), ("never", "", False), ("auto", "", False)],
)
def test_colour_is_used_when_it_is_asked_for(
    choice: str, no_color: str, coloured: bool, right: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    shown = run("verify", *FAST, "--color", choice, right).stdout
    assert ("\x1b[" in shown) is coloured


class Terminal:
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_no_color_turns_the_colour_of_a_terminal_off(monkeypatch: pytest.MonkeyPatch) -> None:
    from matrixcalc.terminal import wants_colour

    assert wants_colour("auto", Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour("auto", Terminal())


# Wrong use.

MISTAKES = [
    (["--format", "xml"], "MC406", "'xml' is not one of 'text', 'json'"),
    (["--checks", "exakt"], "MC406", "there is no check 'exakt'"),
    (["--checks", ""], "MC406", "there is no check ''"),
    (["--sizes", "n"], "MC406", "'n' is not of the form n=3"),
    (["--sizes", "n=x"], "MC406", "n = x is not an integer"),
    (["--sizes", "n=1.5"], "MC406", "n = 1.5 is not an integer"),
    (["--sizes", "n=2,n=3"], "MC406", "n has two values, 2 and 3"),
    (["--sizes", ""], "MC406", "no size is given"),
    (["--sizes", "n=0"], "MC207", "n = 0, but n is declared to be 1 or more"),
    (["--sizes", "n=-2"], "MC207", "n = -2"),
    (["--sizes", "k=3"], "MC207", "no derivation has a size 'k'; there are n"),
    (["--seed", "xyz"], "MC406", "'xyz' is neither a hexadecimal number nor 'random'"),
    (["--seed", "-1"], "MC406", "'-1' is neither"),
    (["--budget", "soon"], "MC406", "'soon' is not a number of seconds"),
    (["--budget", "nan"], "MC406", "'nan' is not a number of seconds"),
    (["--budget", "0"], "MC406", "0 seconds are no time at all"),
    (["--jobs", "0"], "MC406", "0 is not in the range"),
    (["--jobs", "two"], "MC406", "'two' is not a valid integer"),
    (["--colour", "never"], "MC406", "no such option"),
    (["--output", "missing-directory/report.txt"], "MC404", "no such file or directory"),
    (["--output", "."], "MC404", "is a directory"),
]


@pytest.mark.parametrize(
    ("options", "code", "says"), MISTAKES, ids=[" ".join(m[0]) for m in MISTAKES]
)
def test_wrong_use_gives_one_error_status_2_and_no_traceback(
    options: list[str], code: str, says: str, right: Path
) -> None:
    result = run("verify", *options, right)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error[{code}]: ")
    assert says.lower() in result.stderr.lower()
    assert result.stderr.split("]: ")[1][0] in "-0123456789'" + "abcdefghijklmnopqrstuvwxyz"
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_an_unknown_check_comes_with_the_nearest(right: Path) -> None:
    assert "did you mean exact?" in run("verify", "--checks", "exakt", right).stderr


def test_an_output_that_exists_is_kept_if_the_options_are_wrong(
    right: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report.txt"
    out.write_text("kept")
    run("verify", "--output", out, "--sizes", "k=3", right)
    assert out.read_text() == "kept"


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_cannot_be_read_costs_the_other_targets_nothing(
    form: str, right: Path, write: Write
) -> None:
    broken = write("broken.py", "\n1 / 0\n")
    result = run("verify", *FAST, "--format", form, broken, "no-such-name", right)
    assert result.exit_code == 2
    shown = result.stdout + result.stderr
    for part in ("ZeroDivisionError: division by zero", f"{broken}:3", "no-such-name", "verified"):
        assert part in shown
    assert "Traceback" not in shown
    if form == "json":
        codes = [n["code"] for d in json.loads(result.stdout)["documents"]
                 for n in d["diagnostics"]]  # fmt: skip
        assert codes == ["MC402", "MC401"]
        assert "error[MC402]" in result.stderr


def test_an_ill_shaped_file_names_both_shapes(write: Write) -> None:
    bad = write("bad.py", OPENING + 'C = matrix("C", n, m)\nC @ A\n')
    result = run("verify", bad)
    assert result.exit_code == 2
    for part in ("error[MC201]", f"{bad}:6", "C is n×m", "A is n×n"):
        assert part in result.stdout


# Exit statuses.


def test_strict_has_status_3_for_less_than_verified(
    right: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert status(monkeypatch, right, step(1, "a", "b", Verdict.UNDECIDED)) == 0
    assert status(monkeypatch, right, step(1, "a", "b", Verdict.UNDECIDED), "--strict") == 3
    assert status(monkeypatch, right, step(1, "a", "b", Verdict.SUPPORTED), "--strict") == 3
    assert status(monkeypatch, right, step(1, "a", "b", Verdict.VERIFIED), "--strict") == 0


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (step(1, "a", "b", Verdict.CONTRADICTION), 70),
        (step(1, "a", "b", Verdict.ONE_WAY), 1),
        (step(1, "a", "b", Verdict.ILL_SHAPED), 1),
        (step(1, "a", "b", Verdict.VERIFIED, expected="refuted"), 1),
        (step(1, "a", "b", Verdict.REFUTED, expected="refuted"), 0),
        (STEPS[3], 0),
    ],
    ids=["contradiction", "one-way", "ill-shaped", "expectation not met", "as expected", "given"],
)
def test_the_status_says_what_was_found(
    result: StepResult, expected: int, right: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert status(monkeypatch, right, result) == expected


def status(monkeypatch: pytest.MonkeyPatch, path: Path, result: StepResult, *more: str) -> int:
    """The exit status of a run in which the engine finds just this step."""
    monkeypatch.setattr(workers, "results", lambda *_: iter([result]))
    return run("verify", *more, path).exit_code


def test_a_crash_of_the_engine_keeps_what_was_found_before(
    right: Path, wrong: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> Iterator[StepResult]:
        yield step(1, "a", "b", Verdict.VERIFIED)
        raise RuntimeError("the engine tripped")

    monkeypatch.setattr(workers, "results", crash)
    result = run("verify", right, wrong)
    assert result.exit_code == 70
    assert "error[MC901]: matcalc failed here: RuntimeError: the engine tripped" in result.stdout
    assert "2 steps: 2 verified" in result.stdout


def test_a_crash_of_the_program_is_our_fault_and_has_status_70(
    right: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matrixcalc.api.verify_files", lambda *_: 1 / 0)
    result = run("verify", right)
    assert result.exit_code == 70
    assert "error[MC901]" in result.stderr


def test_an_interrupt_reports_what_was_verified_so_far(
    right: Path, wrong: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> Iterator[StepResult]:
        yield step(1, "a", "b", Verdict.VERIFIED)
        raise KeyboardInterrupt

    monkeypatch.setattr(workers, "results", interrupted)
    result = run("verify", "--format", "json", right, wrong)
    data = json.loads(result.stdout)
    assert result.exit_code == 130
    assert data["interrupted"] is True
    assert data["summary"] == {"verified": 1}
    assert data["documents"][0]["problems"][0]["diagnostics"][0]["code"] == "MC407"


def test_an_output_that_fails_at_the_end_is_not_lost(
    right: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    result = run("verify", *FAST, "--output", tmp_path / "report.txt", right)
    assert result.exit_code == 2
    assert "tr(AB) = tr(BA)" in result.stdout
    assert "error[MC404]" in result.stderr
    assert "no space left on device" in result.stderr


# The program as a process.


def test_without_a_command_the_help_is_printed_and_the_status_is_2() -> None:
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: matcalc")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_standard_output_is_said_and_is_no_crash(right: Path) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [*MATCALC, "verify", "--checks", "shapes", str(right)],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    assert result.returncode == 2
    assert "error[MC404]: cannot write to standard output" in result.stderr
    assert "Traceback" not in result.stderr


def external(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env=variables, check=False, timeout=120
    )


@pytest.mark.parametrize("arguments", [["--help"], ["verify", "--help"], ["list"], ["explain"]])
def test_nothing_heavy_is_imported_before_it_is_needed(arguments: list[str]) -> None:
    code = (
        "import sys; from matrixcalc.cli import main\n"
        f"try: main({arguments!r})\n"
        f"except SystemExit: print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    assert external(sys.executable, "-c", code).stderr == "[]\n"


@pytest.mark.parametrize("arguments", [["--help"], ["list"]])
def test_the_help_and_the_list_build_no_expression(arguments: list[str]) -> None:
    code = (
        "import sys; from matrixcalc.cli import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit: print('matrixcalc.expr' in sys.modules, file=sys.stderr)"
    )
    assert external(sys.executable, "-c", code).stderr == "False\n"


def test_a_pipe_gets_neither_colour_nor_a_progress_bar(right: Path) -> None:
    result = external(*MATCALC, "verify", *FAST, str(right))
    assert "\x1b" not in result.stdout + result.stderr
    assert result.stderr == ""


def test_a_stream_that_cannot_show_a_letter_shows_something_else(right: Path) -> None:
    result = external(*MATCALC, "verify", *FAST, str(right), PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert "tr(AB) = tr(BA)" in result.stdout


def _let_interrupts_through() -> None:
    # A shell that runs the tests in the background has interrupts ignored.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_reports_what_was_verified_and_has_status_130(jobs: str, write: Write) -> None:
    path = write("slow.py", SLOW)
    command = [*MATCALC, "verify", *FAST, "--format", "json", "--jobs", jobs, str(path)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
        preexec_fn=_let_interrupts_through,  # noqa: PLW1509  # no threads run here
    )  # fmt: skip
    time.sleep(4)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    data = json.loads(out)
    assert data["interrupted"] is True
    assert 0 < sum(data["summary"].values()) < 1000


def test_the_report_of_python_is_that_of_the_command(right: Path) -> None:
    from matrixcalc.api import verify_targets

    options = engine.Options(checks=("shapes", "exact"))
    report: Report = verify_targets([str(right)], options)
    shown = run("verify", *FAST, "--format", "json", right).stdout
    assert json.loads(shown)["summary"] == report.summary == {"verified": 1}
    assert report.documents[0].notes == ()


def test_a_note_of_a_problem_about_a_fault_of_ours_has_status_70(
    right: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = workers.Done(ProblemResult("p", "P", "", 1, (), (), (), notes=(Note("MC901", "lost"),)))
    monkeypatch.setattr("matrixcalc.api.serially", lambda jobs, *_: [lost] * len(jobs))
    assert run("verify", right).exit_code == 70


def test_a_budget_that_is_too_small_leaves_steps_undecided(right: Path) -> None:
    result = run("verify", "--budget", "0.000001", "--format", "json", right)
    data = json.loads(result.stdout)
    assert result.exit_code == 0
    assert set(data["summary"]) <= {"undecided", "given"}


def test_a_derivative_is_found_with_its_steps() -> None:
    result = CliRunner().invoke(main, ["derive", "∂/∂X tr(XᵀAXB)"])
    assert result.exit_code == 0
    assert "∂tr(XᵀAXB)/∂X = AXB + AᵀXBᵀ" in result.output
    assert "2 steps: 2 proved" in result.output


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("A + B", "nothing that is differentiated"),
        (r"\frac{", "no derivative was found"),
        ("d/dX expm(X)", "no derivative was found"),
    ],
)
def test_what_has_no_derivative_is_said_with_the_reason(asked: str, told: str) -> None:
    result = CliRunner().invoke(main, ["derive", asked])
    assert result.exit_code == 2
    assert told in result.stderr
