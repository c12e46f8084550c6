"""Codes about verdicts."""

from __future__ import annotations

from matrixcalc.diagnostics.code import Code

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

ANOTHER_REASON = Code(
    "MC307",
    "the reason names a rule that the step cannot use",
    """
    The step is true, but the reason that its author gives names a rule about something
    that does not occur in it.
    """,
    """
    “Product rule” is no reason for a step in which nothing is differentiated. The verdict
    does not depend on the reason; the note says what the proof uses instead.
    """,
    """
        $$ (AB)^T \\overset{\\text{product rule}}{=} B^TA^T $$
    """,
    """
    Name the rule that is used: the note lists those of the proof.
    """,
)

INDEX_IN_TWO_ROLES = Code(
    "MC308",
    "an index is summed over in one part, and stands for one value in another",
    """
    A letter for an index is used twice in one formula: some of its places are summed
    over, others are not. The formula is read so, and may well be meant otherwise.
    """,
    """
    The sum ends where its term ends. Behind it, or below the bar of a quotient, the same
    letter is the index of the whole formula: what was one index has become two.
    """,
    """
        $$ w_i := \\frac{\\sum_{i=1}^n e^{z_i}}{\\sum_{j=1}^n e^{z_j + z_i}} $$
    """,
    """
    Give the index of the sum a letter of its own, or leave out the sum if the term alone is
    meant.
    """,
)

CODES = (
    REFUTED,
    CONDITIONAL,
    CONVENTION,
    UNDECIDED,
    OUT_OF_TIME,
    FLOATING_POINT_ONLY,
    ANOTHER_REASON,
    INDEX_IN_TWO_ROLES,
)
