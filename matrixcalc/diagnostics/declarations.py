"""Codes about shapes and declarations."""

from __future__ import annotations

from matrixcalc.diagnostics.code import Code

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
    Where a need can be met at some sizes only, as A Aᵀ is invertible only if A has no more
    rows than columns, those of the sizes tried are named.
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

CODES = (
    SHAPES_DO_NOT_FIT,
    UNKNOWN_WORD,
    DIVISION_BY_A_MATRIX,
    NOT_A_VARIABLE,
    TOO_MANY_INDICES,
    DOMAIN_NOT_ENSURED,
    CONTRADICTING_SIZES,
    DECLARED_TWICE,
    MISUSE,
)
