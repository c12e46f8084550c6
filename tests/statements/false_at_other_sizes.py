"""False statements that are true at one size, at small sizes, or modulo one prime.

A check that tries too few sizes, or the wrong ones, accepts these.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import prod

from matrixcalc import (
    adj,
    cof,
    delta,
    derivative,
    det,
    exp,
    eye,
    hadamard,
    inv,
    kron,
    log,
    logdet,
    matrix,
    norm,
    single_entry,
    table,
    total,
    tr,
    zeros,
)  # fmt: skip
from matrixcalc.dims import Dim
from matrixcalc.expr import Expr
from matrixcalc.ops.linear import SUM
from tests.statements.letters import (
    A,
    B,
    C,
    F,
    G,
    H,
    K,
    O,
    P,
    R,
    U,
    V,
    X,
    a,
    alpha,
    b,
    c,
    e,
    h,
    i,
    j,
    m,
    n,
    r,
    x,
    y,
)  # fmt: skip
from tests.statements.stated import Stated, stated


def commutator(left: Expr, right: Expr) -> Expr:
    """[A, B] = AB − BA."""
    return left @ right - right @ left


def standard_polynomial(letters: Sequence[Expr]) -> Expr:
    """Σ sign(π) Aπ(1) … Aπ(k) over all permutations, by its first letter."""
    if len(letters) == 1:
        return letters[0]
    terms = []
    for place, letter in enumerate(letters):
        rest = standard_polynomial([*letters[:place], *letters[place + 1 :]])
        term = letter @ rest
        terms.append(-term if place % 2 else term)
    return SUM(*terms)


def vanishing_up_to(last: int) -> Dim:
    """(n − 1)(n − 2) … (n − last), which is 0 at the sizes 1, …, last."""
    return reduce(lambda product, root: product * (n - root), range(1, last + 1), Dim.of(1))


A4 = matrix("A", 4, 4)
A6, B6 = matrix("A", 6, 6), matrix("B", 6, 6)
square_of_x = norm(x) ** 2
two_columns = x @ a.T + y @ b.T
fourth_letters = [matrix(name, n, n) for name in ("A_1", "A_2", "A_3", "A_4")]
sixth_letters = [*fourth_letters, matrix("A_5", n, n), matrix("A_6", n, n)]
mersenne = 2**127 - 1
mersennes = prod(2**k - 1 for k in (61, 89, 107, 127, 521))
"""A product of primes that a program is likely to compute with."""

AT_ONE_SIZE: tuple[Stated, ...] = (
    stated("commuted", "matrices commute", A @ B, B @ A, "true at n = 1"),
    stated(
        "trace-of-product", "the trace is multiplicative", tr(A @ B), tr(A) * tr(B), "true at n = 1"
    ),
    stated(
        "det-of-sum", "the determinant is additive", det(A + B), det(A) + det(B), "true at n = 1"
    ),
    stated(
        "det-gradient-order-2",
        "the gradient of det is tr(X)I − Xᵀ",
        derivative(det(X), X),
        tr(X) * eye(n) - X.T,
        "true at n = 2: the transposed cofactors",
    ),
    stated(
        "inverse-order-2",
        "X⁻¹ = (tr(X)I − X)/det X",
        inv(V),
        (tr(V) * eye(n) - V) / det(V),
        "true at n = 2",
    ),
    stated(
        "cayley-hamilton-order-2",
        "A² − tr(A)A + det(A)I = 0",
        A**2 - tr(A) * A + det(A) * eye(n),
        zeros(n, n),
        "Cayley–Hamilton at n = 2 only",
    ),
    stated(
        "cayley-hamilton-order-3",
        "Cayley–Hamilton of order 3 at every order",
        A**3 - tr(A) * A**2 + (tr(A) ** 2 - tr(A**2)) / 2 * A - det(A) * eye(n),
        zeros(n, n),
        "true at n = 3",
    ),
    stated("det-of-double", "det(2A) = 4 det A", det(2 * A), 4 * det(A), "true at n = 2"),
    stated("det-of-triple-product", "det(2A) = 8 det A", det(2 * A), 8 * det(A), "true at n = 3"),
    stated("det-of-multiple", "det(cA) = c det A", det(c * A), c * det(A), "true at n = 1"),
    stated(
        "trace-squared",
        "tr(A)² = tr A² + 2 det A",
        tr(A) ** 2,
        tr(A**2) + 2 * det(A),
        "true at n = 2",
    ),
    stated("trace-of-identity-2", "tr I = 2", tr(eye(n)), 2, "true at n = 2"),
    stated("trace-of-identity-7", "tr I = 7", tr(eye(n)), 7, "true at n = 7"),
    stated("det-of-negative-even", "det(−A) = det A", det(-A), det(A), "true at even n"),
    stated("det-of-negative-odd", "det(−A) = −det A", det(-A), -det(A), "true at odd n"),
    stated("det-of-skew", "a skew-symmetric matrix is singular", det(K), 0, "true at odd n"),
    stated(
        "hall",
        "Hall's identity [[A, B]², C] = 0",
        commutator(commutator(A, B) ** 2, C),
        zeros(n, n),
        "true at n ≤ 2",
    ),
    stated(
        "standard-4",
        "the standard polynomial S₄ vanishes",
        standard_polynomial(fourth_letters),
        zeros(n, n),
        "Amitsur–Levitzki: true at n ≤ 2",
    ),
    stated(
        "standard-6",
        "the standard polynomial S₆ vanishes",
        standard_polynomial(sixth_letters),
        zeros(n, n),
        "Amitsur–Levitzki: true at n ≤ 3",
    ),
    stated(
        "skew-cube", "K³ = −½ tr(KᵀK) K for skew K", K**3, -tr(K.T @ K) * K / 2, "true at n ≤ 3"
    ),
    stated(
        "det-of-outer-product",
        "an outer product is singular",
        det(a @ b.T),
        0,
        "false at n = 1 only",
    ),
    stated(
        "det-of-two-outer-products",
        "a sum of two outer products is singular",
        det(two_columns),
        0,
        "false at n = 1 and n = 2 only",
    ),
    stated("det-of-thin-product", "FGᵀ is singular", det(F @ G.T), 0, "true where m < n"),
    stated(
        "det-identity-plus-2",
        "det(I + A) = 1 + tr A + det A",
        det(eye(n) + A),
        1 + tr(A) + det(A),
        "true at n = 2",
    ),
    stated(
        "trace-of-inverse-2", "tr A⁻¹ = tr A / det A", tr(inv(V)), tr(V) / det(V), "true at n = 2"
    ),
    stated("trace-of-inverse-1", "tr A⁻¹ = 1 / tr A", tr(inv(P)), 1 / tr(P), "true at n = 1"),
    stated("adjugate-2", "adj A = tr(A)I − A", adj(A), tr(A) * eye(n) - A, "true at n = 2"),
    stated("adjugate-of-adjugate", "adj(adj A) = A", adj(adj(V)), V, "true at n = 2"),
    stated("det-of-adjugate", "det(adj A) = det(A)²", det(adj(A)), det(A) ** 2, "true at n = 3"),
    stated("double-adjugate-3", "adj(2A) = 4 adj A", adj(2 * A), 4 * adj(A), "true at n = 3"),
    stated(
        "root-of-double",
        "det(2P)^(1/2) = 2 det(P)^(1/2)",
        det(2 * P) ** Fraction(1, 2),
        2 * det(P) ** Fraction(1, 2),
        "true at n = 2",
    ),
    stated(
        "log-det-of-double",
        "log det(2P) = log 2 + log det P",
        logdet(2 * P) - logdet(P),
        log(2),
        "true at n = 1",
    ),
    stated(
        "log-det-gradient-order",
        "tr(P ∂log det P/∂P) = 3",
        tr(P @ derivative(logdet(P), P)),
        3,
        "true at n = 3; it is n",
    ),
    stated(
        "kronecker-determinant",
        "det(A ⊗ B) = det A det B",
        det(kron(A, U)),
        det(A) * det(U),
        "true at n = m = 1",
    ),
    stated(
        "kronecker-determinant-swapped",
        "det(A ⊗ B) = det(A)ⁿ det(B)ᵐ for A n×n and B m×m",
        det(kron(A, U)),
        det(A) ** n * det(U) ** m,
        "the exponents are swapped: true at n = m",
    ),
    stated("det-of-cofactors", "det Cof(A) = det A", det(cof(A)), det(A), "true at n = 2"),
    stated("unit-projector", "eeᵀ = I for a unit vector e", e @ e.T, eye(n), "true at n = 1"),
    stated("hadamard-square", "A ⊙ A = A²", hadamard(A, A), A**2, "true at n = 1"),
    stated(
        "triangular-determinant",
        "the determinant of a triangular matrix is its trace",
        det(R),
        tr(R),
        "true at n = 1",
    ),
    stated("norm-of-identity", "‖I‖ = 1", norm(eye(n)), 1, "true at n = 1; it is √n"),
    stated("norm-of-identity-2", "‖I‖² = 2", norm(eye(n)) ** 2, 2, "true at n = 2"),
    stated(
        "sylvester-order-1",
        "det(I + FH) = 1 + tr(FH)",
        det(eye(n) + F @ H),
        1 + tr(F @ H),
        "true where n = 1 or m = 1",
    ),
    stated(
        "square-trace-commutes",
        "tr((FH)²) = tr(FH)²",
        tr(F @ H @ F @ H),
        tr(F @ H) ** 2,
        "true where n = 1 or m = 1",
    ),
)
"""True at one size or at some sizes only."""

BEYOND_SMALL_SIZES: tuple[Stated, ...] = (
    stated(
        "coefficient-vanishing-to-3",
        "(n − 1)(n − 2)(n − 3) tr A = 0",
        vanishing_up_to(3) * tr(A),
        0,
        "true at n ≤ 3",
    ),
    stated(
        "coefficient-vanishing-to-5",
        "(n − 1) … (n − 5) tr A = 0",
        vanishing_up_to(5) * tr(A),
        0,
        "true at n ≤ 5",
    ),
    stated(
        "coefficient-vanishing-to-8",
        "(n − 1) … (n − 8) tr A = 0",
        vanishing_up_to(8) * tr(A),
        0,
        "true at n ≤ 8",
    ),
    stated(
        "wrong-entry-6-6",
        "A with entry (6, 6) off by one is A",
        table(i, j, A[i, j] + delta(i, 6) * delta(j, 6)),
        A,
        "true at n ≤ 5",
    ),
    stated(
        "wrong-entry-6-5-scaled",
        "a product with entry (6, 5) off by 10⁻⁹",
        table(i, j, (A @ B)[i, j] + Fraction(1, 10**9) * delta(i, 6) * delta(j, 5)),
        A @ B,
        "true at n ≤ 5",
    ),
    stated(
        "wrong-gradient-entry-6",
        "a gradient with component 6 wrong",
        table(i, derivative(x.T @ A @ x, x)[i] + delta(i, 6) * x[i]),
        (A + A.T) @ x,
        "true at n ≤ 5",
    ),
    stated(
        "wrong-entry-fixed-6",
        "a 6×6 product with entry (4, 5) off by c",
        A6 @ B6 + c * single_entry(6, 6, 4, 5),
        A6 @ B6,
        "true where c = 0",
    ),
    stated(
        "wrong-entry-fixed-gradient-6",
        "a 6×6 gradient with one entry doubled",
        derivative(tr(A6 @ B6), A6),
        B6.T + B6[6, 1] * single_entry(6, 6, 1, 6),
        "true where B₆₁ = 0",
    ),
    stated(
        "delta-over-another-range",
        "Σᵢ δᵢα = 1 with i to n and α to m",
        total(i, delta(i, alpha)),
        1,
        "true where m ≤ n",
    ),
    stated(
        "determinant-order-4",
        "det(I + A) of order 4 as printed in a formula collection",
        det(eye(4) + A4),
        1
        + det(A4)
        + tr(A4)
        + Fraction(1, 2)
        + tr(A4) ** 2
        - tr(A4**2) / 2
        + tr(A4) ** 3 / 6
        - tr(A4) * tr(A4**2) / 2
        + tr(A4**3) / 3,
        "½ and tr(A)² are a product, not two terms",
    ),
)
"""True at all sizes below some size, or wrong in one entry of many."""

NEARLY: tuple[Stated, ...] = (
    stated(
        "coefficient-1e-12",
        "tr(AB) off by 10⁻¹²",
        tr(A @ B),
        (1 + Fraction(1, 10**12)) * tr(B @ A),
        "wrong by one part in 10¹²",
    ),
    stated(
        "coefficient-1e-30",
        "tr(AB) off by 10⁻³⁰",
        tr(A @ B),
        (1 + Fraction(1, 10**30)) * tr(B @ A),
        "wrong by one part in 10³⁰",
    ),
    stated(
        "gradient-coefficient-1e-12",
        "the gradient of log det off by 10⁻¹²",
        derivative(logdet(O), O),
        (1 - Fraction(1, 10**12)) * inv(O).T,
        "wrong by one part in 10¹²",
    ),
    stated(
        "gradient-coefficient-1999",
        "1/2000 for 1/1999 in a gradient",
        derivative(square_of_x / 1999, x),
        x / 1000,
        "N for N − 1",
    ),
    stated(
        "gradient-100-101",
        "the gradient of log |det X| off by 1 %",
        derivative(logdet(O), O),
        Fraction(100, 101) * inv(O).T,
        "wrong by 1 %",
    ),
    stated(
        "small-ridge",
        "a gradient with a ridge term of 10⁻⁶",
        derivative(logdet(O), O),
        inv(O).T + Fraction(1, 10**6) * O,
        "an extra term",
    ),
    stated(
        "coefficient-mersenne",
        "a coefficient that is 1 modulo 2¹²⁷ − 1",
        2**127 * tr(A @ B),
        tr(B @ A),
        "true modulo the prime 2¹²⁷ − 1",
    ),
    stated(
        "denominator-mersenne",
        "a coefficient with denominator 2¹²⁷ − 1",
        (1 + Fraction(1, mersenne)) * tr(A @ B),
        tr(B @ A),
        "the coefficient does not exist modulo 2¹²⁷ − 1",
    ),
    stated(
        "difference-mersenne",
        "(2¹²⁷ − 1) det A = 0",
        mersenne * det(A),
        0,
        "true modulo the prime 2¹²⁷ − 1",
    ),
    stated(
        "exponent-mersenne",
        "exp((2¹²⁷)c) = exp(c)",
        exp(2**127 * c),
        exp(c),
        "the exponents agree modulo a prime",
    ),
    stated(
        "exponent-mersennes",
        "an exponent that is 1 modulo five primes",
        exp((1 + mersennes) * c),
        exp(c),
        "the exponents agree modulo these primes",
    ),
    stated(
        "log-coefficient-mersennes",
        "a coefficient of a logarithm that is 1 modulo five primes",
        (1 + mersennes) * log(r),
        log(r),
        "the coefficients agree modulo these primes",
    ),
    stated(
        "cancelling-scale",
        "‖h‖ + 10⁻²⁰ = ‖h‖",
        norm(h) + Fraction(1, 10**20),
        norm(h),
        "lost in floating point",
    ),
    stated(
        "huge-against-small",
        "10²⁰ + tr A = 10²⁰ + tr A + 10⁻⁵",
        10**20 + tr(A),
        10**20 + tr(A) + Fraction(1, 10**5),
        "lost in floating point",
    ),
)
"""Wrong by very little, or only modulo a prime right."""

FALSE_AT_OTHER_SIZES = (*AT_ONE_SIZE, *BEYOND_SMALL_SIZES, *NEARLY)
