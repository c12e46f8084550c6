"""Codes about the library, the options, and faults of the program itself."""

from __future__ import annotations

from matrixcalc.diagnostics.code import Code

UNKNOWN_NAME = Code(
    "MC401",
    "there is no such derivation, file or code",
    """
    A name on the command line is neither a derivation of the library nor a file or
    directory. The nearest names are shown.
    """,
    """
    The other targets are verified all the same, and the exit status says that something
    was missing.
    """,
    """
        matcalc verify trace-of-a-produkt
    """,
    """
    `matcalc list` prints the names of the library. A file is given by its path.
    """,
)

CANNOT_IMPORT = Code(
    "MC402",
    "a file cannot be imported",
    """
    The file is not a Python file, or running it raised an error. The error is shown with
    the line of your file in which it arose.
    """,
    """
    A derivation is a Python object, so its file has to run before it can be verified.
    """,
    """
        error[MC402]: ZeroDivisionError: division by zero
          --> homework.py:7
    """,
    """
    Run the file with Python to see the whole traceback, and mend the line that is shown.
    """,
)

NO_DERIVATION = Code(
    "MC403",
    "no derivation was found",
    """
    The file runs but has no Derivation at its top level, or the directory has no such file.
    """,
    """
    A run that verified nothing must not look like one in which nothing was wrong.
    """,
    """
        def make():
            return Derivation(...)    # inside of a function: not found
    """,
    """
    Assign the derivation to a name at the top level of the file, or to a list or tuple
    there.
    """,
)

NOT_WRITABLE = Code(
    "MC404",
    "the output cannot be written",
    """
    The file given with --output cannot be opened for writing. Nothing was verified yet.
    """,
    """
    This is tried before the work starts, so that no long run is lost at its end.
    """,
    """
        matcalc verify --output missing-directory/report.json
    """,
    """
    Give a file in a directory that exists and in which you may write.
    """,
)

DUPLICATE_NAME = Code(
    "MC405",
    "two derivations have one name",
    """
    Among the targets there are two derivations with the same name. Both places are shown.
    """,
    """
    A name stands for one derivation in reports and on the command line.
    """,
    """
        error[MC405]: two derivations have the name 'trace'
          --> week1.py:5
          --> week2.py:9
    """,
    """
    Rename one of them.
    """,
)

BAD_OPTION = Code(
    "MC406",
    "an option or its value is not understood",
    """
    An option does not exist, or its value is not one that it takes.
    """,
    """
    Nothing is guessed: a run with other checks or sizes than you asked for would tell you
    something that you did not want to know.
    """,
    """
        matcalc verify --checks exakt
    """,
    """
    `matcalc verify --help` lists the options with their values.
    """,
)

INTERRUPTED = Code(
    "MC407",
    "the run was interrupted",
    """
    The run was stopped before its end, as with Ctrl-C. The steps of this derivation that
    were finished are reported, the others are missing.
    """,
    """
    What was verified until then is not lost. The exit status is 130, so that a part of a
    run never passes for the whole.
    """,
    """
        interrupted: this is what was verified so far
    """,
    """
    Run the rest by name. With --jobs several derivations are verified at once.
    """,
)

NO_DERIVATIVE = Code(
    "MC408",
    "no derivative was found",
    """
    What was asked for has no derivative that matcalc knows, or none that can be written with
    products, traces and transposes of matrices.
    """,
    """
    Nothing is shown that was not verified, and nothing is guessed.
    """,
    """
        matcalc derive 'A + B'
    """,
    """
    Write what is differentiated behind the sign of the derivative, as in `d/dX log|X|`. A derivative
    with more than two indices can be asked for by entries or through vec.
    """,
)

CHECK_CRASHED = Code(
    "MC901",
    "matcalc itself failed",
    """
    A check, or the program around it, raised an error that it should not. This is a fault
    of matcalc and not of your derivation.
    """,
    """
    What the other checks found is reported as usual. The exit status is 70.
    """,
    """
        internal error in the check 'exact'
    """,
    """
    Please report it, with the derivation and the seed that the report shows.
    """,
)

CONTRADICTION = Code(
    "MC902",
    "two checks contradict each other",
    """
    One check found a proof, or exact agreement, and another one a counterexample. One of
    them is wrong, and that is a fault of matcalc.
    """,
    """
    The checks are independent of each other so that such a fault shows itself instead of
    passing for a verdict. The exit status is 70.
    """,
    """
        contradiction: proved for every size, and refuted at n = 2
    """,
    """
    Do not rely on either. Please report it, with the derivation and the seed.
    """,
)

CODES = (
    UNKNOWN_NAME,
    CANNOT_IMPORT,
    NO_DERIVATION,
    NOT_WRITABLE,
    DUPLICATE_NAME,
    BAD_OPTION,
    INTERRUPTED,
    NO_DERIVATIVE,
    CHECK_CRASHED,
    CONTRADICTION,
)
