"""The codes of all messages, each with an article: what `matcalc explain` prints.

A code is one object, documented where it is defined; it is never reused for
another message.  MC2xx shapes and declarations, MC3xx verdicts, MC4xx library
and configuration, MC9xx internal; MC1xx is kept for reading.  Nothing here
finds or raises anything.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from inspect import cleandoc

HEADINGS = ("What it says", "Why it matters", "Example", "What to do")


@dataclass(frozen=True)
class Code:
    """A message's code, its title, and the four parts of its article."""

    code: str
    title: str
    says: str
    why: str
    example: str
    advice: str

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The headings of the article with their texts, in order."""
        texts = (self.says, self.why, self.example, self.advice)
        return tuple(zip(HEADINGS, map(cleandoc, texts), strict=True))

    @property
    def article(self) -> str:
        """The whole article as plain text."""
        sections = (f"{heading}\n\n{text}" for heading, text in self.parts)
        return "\n\n".join([f"{self.code}  {self.title}", *sections]) + "\n"


SHAPES_DO_NOT_FIT = Code(
    "MC201",
    "the shapes do not fit",
    """
    Two parts of an expression have sizes that cannot stand beside each other: the columns
    of a left factor are not the rows of the right one, or terms or the two sides of an
    equality have different shapes. Each part is shown with its shape.
    """,
    """
    Sizes are compared as symbols. Two sizes with different names are different, even if
    they may happen to have the same value, so a statement that fits is one for every size.
    """,
    """
        n, m = sizes("n m")
        A, B = matrix("A", n, m), matrix("B", n, m)
        tr(A @ B)
    """,
    """
    Look for a lost transpose or for factors in the wrong order. If two sizes are meant to
    be the same, declare them with one name.
    """,
)

UNKNOWN_WORD = Code(
    "MC202",
    "a name or an adjective is not declared",
    """
    A letter is used that nothing declares, or a declaration has an adjective that the
    language does not know or that does not apply to the shape. The nearest known word is
    shown where there is one.
    """,
    """
    What is declared of a letter decides what is true of it. A word that was silently
    ignored would turn a true statement into a false one.
    """,
    """
        (n,) = sizes("n")
        matrix("A", n, n, "symetric")
    """,
    """
    Correct the word, or declare the letter with matrix, vector, scalar or sizes before it
    is used.
    """,
)

DIVISION_BY_A_MATRIX = Code(
    "MC203",
    "division by a matrix",
    """
    A quotient has a matrix or a vector below the bar.
    """,
    """
    A matrix product depends on the order of its factors, so A/B could mean A B⁻¹ or B⁻¹ A,
    and these are different matrices.
    """,
    """
        (n,) = sizes("n")
        A, B = matrix("A", n, n), matrix("B", n, n)
        A / B
    """,
    """
    Write A @ inv(B) or inv(B) @ A. For the quotient of each pair of entries write
    hadamard_quotient(A, B).
    """,
)

NOT_A_VARIABLE = Code(
    "MC204",
    "a derivative by something that is not a variable",
    """
    What stands below ∂ is not a letter, nor an entry, a transpose, an inverse or the vec of
    one: nothing there can vary on its own.
    """,
    """
    A derivative by an expression has a meaning only where the expression can take the place
    of the variable, one to one.
    """,
    """
        n, m = sizes("n m")
        A, B = matrix("A", n, m), matrix("B", m, n)
        derivative(tr(A @ B), A @ B)
    """,
    """
    Give the expression a letter of its own, write the function in that letter, and
    differentiate by it.
    """,
)

TOO_MANY_INDICES = Code(
    "MC205",
    "a derivative with more than two indices",
    """
    The derivative of a matrix by a vector or by a matrix has three or four indices, so it
    is not a matrix.
    """,
    """
    There are many ways to lay such an array out as a matrix, and authors differ. None is
    chosen silently here.
    """,
    """
        n, m = sizes("n m")
        X, x = matrix("X", n, m), vector("x", n)
        derivative(X, x)
    """,
    """
    Write the derivative of one entry, as in derivative(A[i, j], x), or go through vec:
    jacobian(vec(F), vec(X)). With differentials, d(F) always has the shape of F.
    """,
)

DOMAIN_NOT_ENSURED = Code(
    "MC206",
    "the declarations do not ensure that the expression is defined",
    """
    A part of the statement needs something that is not declared: an inverse needs an
    invertible matrix, log det needs a positive determinant, a logarithm a positive number.
    """,
    """
    A statement about log det A says nothing where A is singular. It is examined where both
    sides are defined, and the assumption that this adds is reported.
    """,
    """
        (n,) = sizes("n")
        A = matrix("A", n, n)
        claim(derivative(logdet(A), A), inv(A).T)    # needs: A has a positive determinant
    """,
    """
    Declare the assumption, as in matrix("A", n, n, "positive determinant"), if your text
    makes it.
    """,
)

CONTRADICTING_SIZES = Code(
    "MC207",
    "sizes that contradict the declarations",
    """
    A value asked for with --sizes belongs to no size of the derivations, or is smaller than
    the size is declared to be.
    """,
    """
    A size is 1 or more unless it is declared otherwise. A value outside of that tells
    nothing about the statement.
    """,
    """
        matcalc verify --sizes n=0
    """,
    """
    Use the names that `matcalc show` prints, with values in their range.
    """,
)

DECLARED_TWICE = Code(
    "MC208",
    "one letter has two declarations",
    """
    The same name occurs in one derivation with two shapes or with different adjectives.
    """,
    """
    A letter has one value at a time. If it is symmetric in one line and arbitrary in the
    next, the two lines are not about the same matrix.
    """,
    """
        (n,) = sizes("n")
        A, S = matrix("A", n, n), matrix("A", n, n, "symmetric")
        Derivation("two-meanings", "Two meanings", [claim(tr(A), tr(S))])
    """,
    """
    Rename one of them, or declare the letter once with all that holds of it.
    """,
)

MISUSE = Code(
    "MC209",
    "a function was given what it cannot take",
    """
    A function of matrixcalc was called with a value of another kind than it takes: a
    floating-point number, a text or an array where an expression belongs, a number where an
    index belongs, a letter without a name.
    """,
    """
    Only exact numbers can be verified exactly. 0.1 is not one tenth in a computer, and an
    array is one matrix, where a statement is about all of them.
    """,
    """
        (n,) = sizes("n")
        0.5 * matrix("A", n, n)
    """,
    """
    Write what the message says. A fraction is Fraction(1, 2), or A / 2.
    """,
)

REFUTED = Code(
    "MC301",
    "the statement is false",
    """
    There are values that satisfy all that is declared and at which the two sides differ.
    They are shown, with both sides and the entry that differs.
    """,
    """
    A counterexample is exact: it was computed in rational numbers and evaluated a second
    time on its own. You can check it by hand.
    """,
    """
    tr(A B) = tr(A) tr(B) is false: with A and B the 2×2 identity, the left side is 2 and
    the right side is 4.
    """,
    """
    Put the values into your line and see which entry differs. Where a nearby statement
    holds, it is printed as a suggestion. If the statement needs an assumption that you
    have in mind, declare it.
    """,
)

CONDITIONAL = Code(
    "MC302",
    "true only under an assumption that is not declared",
    """
    As declared the statement is false. Under the assumption that is named, it holds.
    """,
    """
    Many formulas are stated for symmetric matrices and used for all. The step is right in
    the special case and wrong in general.
    """,
    """
    ∂(xᵀ A x)/∂x = 2 A x holds if A is symmetric. In general it is (A + Aᵀ) x.
    """,
    """
    Declare the assumption if your text makes it. Otherwise use the general formula.
    """,
)

CONVENTION = Code(
    "MC303",
    "true only in another convention",
    """
    In the declared convention of derivatives the statement is false. In the one that is
    named, it holds.
    """,
    """
    Authors lay derivatives out in two ways, each the transpose of the other, and
    differentiate by a symmetric matrix in three. Mixing them gives wrong results further on.
    """,
    """
    ∂(A x)/∂x = A holds in numerator layout. In denominator layout it is Aᵀ.
    """,
    """
    Declare the convention of your text: the layout (denominator or numerator) and how a
    symmetric matrix is differentiated (free, tied or projected).
    """,
)

UNDECIDED = Code(
    "MC304",
    "no check could decide",
    """
    The statement was read and is well-formed, but no check could prove it, verify it
    exactly or refute it. The reasons are listed.
    """,
    """
    Undecided says nothing against the statement, and nothing for it.
    """,
    """
    A statement that needs a point where a matrix has a given rank may stay undecided,
    because no such point was found.
    """,
    """
    Read the reasons. Often a longer --budget, an intermediate step, or the assumption that
    you have in mind lets a check decide.
    """,
)

OUT_OF_TIME = Code(
    "MC305",
    "the time of the statement is spent",
    """
    A check stopped because the time budget of the statement was used up.
    """,
    """
    What the other checks found still counts. A check that stopped counts for nothing.
    """,
    """
        matcalc verify --budget 0.1 my-derivation
    """,
    """
    Give more time with --budget, or smaller sizes with --sizes.
    """,
)

FLOATING_POINT_ONLY = Code(
    "MC306",
    "the sides agree in floating point only",
    """
    The two sides agree numerically to the digits printed, and no exact check could examine
    the statement.
    """,
    """
    Agreement in floating point is evidence, not certainty: a difference smaller than the
    rounding errors would not be seen.
    """,
    """
    A statement about eigenvalues can often be examined numerically and not in rational
    numbers.
    """,
    """
    Accept it as supported, or split it into steps that can be examined exactly.
    """,
)

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

CODES: tuple[Code, ...] = (
    SHAPES_DO_NOT_FIT,
    UNKNOWN_WORD,
    DIVISION_BY_A_MATRIX,
    NOT_A_VARIABLE,
    TOO_MANY_INDICES,
    DOMAIN_NOT_ENSURED,
    CONTRADICTING_SIZES,
    DECLARED_TWICE,
    MISUSE,
    REFUTED,
    CONDITIONAL,
    CONVENTION,
    UNDECIDED,
    OUT_OF_TIME,
    FLOATING_POINT_ONLY,
    UNKNOWN_NAME,
    CANNOT_IMPORT,
    NO_DERIVATION,
    NOT_WRITABLE,
    DUPLICATE_NAME,
    BAD_OPTION,
    INTERRUPTED,
    CHECK_CRASHED,
    CONTRADICTION,
)


def find(code: str) -> Code | None:
    """The code with this name, whatever its case; None if there is none.

    >>> find("mc301").title
    'the statement is false'
    """
    wanted = code.strip().upper()
    return next((c for c in CODES if c.code == wanted), None)


def nearest(word: str, known: tuple[str, ...], count: int = 3) -> tuple[str, ...]:
    """The known words that look like `word`, nearest first; often none.

    >>> nearest("exakt", ("exact", "shapes"))
    ('exact',)
    """
    return tuple(difflib.get_close_matches(word, known, n=count, cutoff=0.5))
