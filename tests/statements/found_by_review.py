"""Statements that a hostile reader of the checks came up with.

Most of the false ones were once accepted by a check, or by all of them; the
remark says what makes them plausible.  `UNDEFINED` holds where its sides are
defined, which is not everywhere: it is true only under a condition.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from matrixcalc import (
    PI,
    Condition,
    Dim,
    Expr,
    Relation,
    absolute,
    block,
    d,
    delta,
    derivative,
    det,
    exp,
    eye,
    family,
    function,
    index,
    integer,
    inv,
    log,
    logdet,
    matrix,
    norm,
    number,
    scalar,
    sin,
    softmax,
    sqrt,
    table,
    total,
    tr,
    vector,
    zeros,
)
from matrixcalc.expr import ExprLike
from tests.statements.letters import (
    A,
    B,
    C,
    F,
    H,
    J,
    K,
    N,
    P,
    Q,
    S,
    T,
    X,
    c,
    data,
    e,
    h,
    i,
    j,
    l,
    n,
    o,
    o1,
    p,
    r,
    s,
    t,
    u,
    weight,
    x,
    y,
)
from tests.statements.stated import Stated, stated

rotation = block([[0, -1], [1, -1]])
"""By 120°, so that its third power is the identity."""
thin = matrix("L", p, n)
late = index("i", n, 9)
"""An index that has no value before n = 9."""
rotations = family(matrix("Q", n, n, "orthogonal"))
moving_rotation = function(matrix("Q", n, n, "orthogonal"), t)
moving_projector = function(matrix("E", 3, 3, "idempotent"), t)
unit_lower = matrix("L", n, n, "unit lower triangular")
z = scalar("z")
w = family(scalar("w"))
entries = table(i, j, w[i, j])
k5 = integer("k", 5)
limit = index("b", n)
below = index("a", limit)
f_at_s, f_at_t = function(scalar("f"), s), function(scalar("f"), t)
members = family(matrix("M", n, n))


def vanishing_at(*roots: int) -> Dim:
    """(n − r₁)(n − r₂) …, as a polynomial in the size n."""
    return reduce(lambda product, root: product * (n - root), roots, Dim.of(1))


def fifth_symmetric(power_sum: list[Expr]) -> ExprLike:
    """120 e₅ in the power sums p₁, …, p₅, which is 0 for four numbers or fewer (Newton)."""
    p1, p2, p3, p4, p5 = power_sum
    return (
        p1**5 - 10 * p1**3 * p2 + 15 * p1 * p2**2 + 20 * p1**2 * p3 - 20 * p2 * p3
        - 30 * p1 * p4 + 24 * p5
    )  # fmt: skip


circle_regions = number(n * n * n * n - 6 * n * n * n + 23 * n * n - 18 * n + 24) / 24

SIZES: tuple[Stated, ...] = (
    stated("delta-of-size-10", "δ_{n,10} tr A = 0", delta(n, 10) * tr(A), 0, "true unless n = 10"),
    stated("delta-of-sizes", "δ_{nm} (n − 1) tr(FH) = 0", delta(n, N) * (n - 1) * tr(A), 0,
           "true unless both sizes are equal and larger than 1"),
    stated("delta-of-polynomial", "a Kronecker symbol that is 1 at n = 1, 3, 4, 6",
           delta(vanishing_at(1, 3, 4, 6), 0) * tr(A), tr(A), "true at n = 1, 3, 4, 6"),
    stated("identity-wrong-entry-6", "I with entry (6, 6) doubled",
           table(i, j, delta(i, j) + delta(i, 6) * delta(j, 6)), eye(n), "true at n ≤ 5"),
    stated("sample-7-left-out", "a sum without its 7th sample",
           total(o, data[o], where=[Condition(o, Relation.DIFFERENT, Dim.of(7))]),
           total(o, data[o]), "true at N ≤ 6"),
    stated("sample-9-alone", "the 9th sample is nothing", total(o, delta(o, 9) * data[o]), zeros(n),
           "true at N ≤ 8"),
    stated("derivative-by-sample-9", "a sum does not depend on its 9th sample",
           derivative(total(o, data[o].T @ x), data[9]), zeros(n), "true at N ≤ 8"),
    stated("late-index", "xᵢ = yᵢ for i ≥ 9", x[late], y[late], "nothing is claimed at n ≤ 8"),
    stated("shifted-delta", "Σ δ_{i,j+7} Aᵢⱼ = 0", total(i, j, delta(i, j + 7) * A[i, j]), 0,
           "true at n ≤ 7"),
    stated("shifted-condition", "Σ Aᵢⱼ over i + 7 < j is 0",
           total(i, j, A[i, j], where=[Condition(i + 7, Relation.LESS, j)]), 0, "true at n ≤ 8"),
    stated("multiplied-delta", "Σ δ_{9i,j} Aᵢⱼ = 0", total(i, j, delta(9 * i, j) * A[i, j]), 0,
           "true at n ≤ 8"),
    stated("parity-hidden", "4 det(−A)/6 = −4 det(A)/6", 4 * det(-A) / 6, -4 * det(A) / 6,
           "true at odd n, and 4 and 6 stand in the claim"),
    stated("skew-hidden", "det(4K)/6 = 0", det(4 * K) / 6, 0, "true at odd n"),
    stated("modulo-3", "a statement about n modulo 3",
           tr(A) * (rotation**n - eye(2)) @ (rotation**n - rotation), zeros(2, 2),
           "true unless n leaves remainder 2 modulo 3"),
    stated("thin-cycle", "(n − 1) det(FJL) = 0", (n - 1) * det(F @ J @ thin), 0,
           "true unless n ≤ m and n ≤ p"),
    stated("two-gram-determinants", "(n − 1) det(FFᵀ) det(FᵀF) = 0",
           (n - 1) * det(F @ F.T) * det(F.T @ F), 0, "true unless n = m"),
    stated("circle-regions", "2ⁿ⁻¹ as a polynomial", number(2) ** (n - 1), circle_regions,
           "true at n ≤ 5: the regions of a circle cut by chords"),
    stated("determinant-to-vanishing-power", "det A to a power that is 0 at n = 1, 3, 4, 6",
           det(A) ** vanishing_at(1, 3, 4, 6), 1, "true at n = 1, 3, 4, 6"),
    stated("wrong-entry-30", "A with entry (30, 30) off by one",
           table(i, j, A[i, j] + delta(i, 30) * delta(j, 30)), A, "true at n ≤ 29"),
    stated("coefficient-vanishing-to-30", "(n − 1) … (n − 30) tr A = 0",
           vanishing_at(*range(1, 31)) * tr(A), 0, "true at n ≤ 30"),
    stated("newton-five-weights", "e₅ of N weights is 0",
           fifth_symmetric([total(o, weight[o] ** k) for k in range(1, 6)]), 0, "true at N ≤ 4"),
    stated("newton-five-eigenvalues", "e₅ of the eigenvalues of a table of letters is 0",
           fifth_symmetric([tr(entries**k) for k in range(1, 6)]), 0, "true at n ≤ 4"),
    stated("absolute-size", "|n − 6| = 6 − n", absolute(number(n - 6)) * tr(A), (6 - n) * tr(A),
           "true at n ≤ 6"),
    stated("absolute-index", "Σ (|i − 7| + i − 7) xᵢ = 0",
           total(i, (absolute(number(i - 7)) + i - 7) * x[i]), 0, "true at n ≤ 7"),
    stated("huge-coefficient", "10⁵⁰⁰ + 1 = 10⁵⁰⁰",
           10**250 * (10**250 * tr(A)) + tr(A), 10**250 * (10**250 * tr(A)),
           "too large for floating point"),
)  # fmt: skip
"""False at some sizes that a checker may not think of."""

SIGNS: tuple[Stated, ...] = (
    stated("root-of-nine", "√9 = −3", sqrt(number(9)), -3, "a sign modulo one prime is no sign"),
    stated("absolute-of-minus-five", "|−5| = −5", absolute(number(-5)), -5, "as above"),
    stated("nested-root-of-numbers", "√(3 + 2√2) = −1 − √2",
           sqrt(3 + 2 * sqrt(number(2))), -1 - sqrt(number(2)), "as above"),
    stated("root-of-square-and-number", "√(25 r²) = −5r", sqrt(25 * r**2), -5 * r, "r > 0"),
    stated("root-of-square-and-41", "√(41² r²) = −41 r", sqrt(41**2 * r**2), -41 * r, "r > 0"),
    stated("fourth-root-of-fourth-power", "(c⁴)^(1/4) = c", (c**4) ** Fraction(1, 4), c,
           "false for c < 0"),
    stated("sixth-root-of-sixth-power", "(c⁶)^(1/6) = c", (c**6) ** Fraction(1, 6), c,
           "false for c < 0"),
    stated("fourth-root-of-square-squared", "((c²)^(1/4))² = c",
           (c**2) ** Fraction(1, 4) * (c**2) ** Fraction(1, 4), c, "it is |c|"),
    stated("two-roots-with-one-argument", "(c⁴)^(1/4) √(c⁴) = c³",
           (c**4) ** Fraction(1, 4) * sqrt(c**4), c**3, "it is |c|³"),
    stated("square-root-of-product", "√(r s²) = s √r", sqrt(r * s**2), s * sqrt(r),
           "false for s < 0"),
    stated("half-power-of-four", "4^(1/2) = −2", number(4) ** Fraction(1, 2), -2, "the other root"),
    stated("product-of-number-roots", "√2 √3 = −√6",
           sqrt(number(2)) * sqrt(number(3)), -sqrt(number(6)), "a sign"),
    stated("absolute-values-add", "|c + s| = |c| + |s|",
           absolute(c + s), absolute(c) + absolute(s), "true for equal signs"),
    stated("pi-rational", "π = 355/113", PI, Fraction(355, 113), "to six decimals"),
    stated("unit-vector-norm-minus", "‖h/‖h‖‖ = −1", norm(h / norm(h)), -1, "a sign"),
    stated("rotation-function", "det Q(t) = 1", det(moving_rotation), 1, "reflections have −1"),
    stated("projector-function", "det E(t) = 0", det(moving_projector), 0, "true unless E = I"),
    stated("two-members-rotations", "det(Q₁Q₂) = 1", det(rotations[1] @ rotations[2]), 1,
           "true if both are rotations or both reflections"),
)  # fmt: skip
"""A wrong sign, or a component of a set left out."""

MEANINGS: tuple[Stated, ...] = (
    stated("sum-over-a-fixed-index", "Σᵢ z = n x₁ with z ≔ xᵢ", total(i, z), n * x[1],
           "z belongs to one i", (z, x[i])),
    stated("meaning-changed-later", "T = C + B with S ≔ A, T ≔ S + B, S ≔ C", T, C + B,
           "T was defined with the first S", (S, A), (T, S + B), (S, C)),
    stated("function-at-another-argument", "∂f(s)/∂f(t) = 1", derivative(f_at_s, f_at_t), 1,
           "two values of one function"),
    stated("sample-appears-twice", "∂(Σ xₒᵀx_{o′})/∂x_{o′} without the sample itself",
           derivative(total(o, data[o].T @ data[o1]), data[o1]), total(o, data[o]),
           "o = o′ counts twice"),
    stated("second-differential-orthogonal", "d²(QᵀQ) = 2 dQᵀdQ",
           d(d(Q.T @ Q, Q), Q), 2 * d(Q, Q).T @ d(Q, Q), "the set is curved: d²Q is not 0"),
    stated("second-differential-unit", "d²(eᵀe) = 2 deᵀde",
           d(d(e.T @ e, e), e), 2 * d(e, e).T @ d(e, e), "the sphere is curved"),
    stated("skew-tangent-zero", "QᵀdQ = 0", Q.T @ d(Q, Q), zeros(n, n), "it is skew-symmetric"),
    stated("softmax-scaled", "softmax(cx) = softmax(x)", softmax(c * x), softmax(x), "a shift is"),
    stated("log-sum-exp-sum", "log Σ exp xᵢ = Σ xᵢ", log(total(i, exp(x[i]))), total(i, x[i]),
           "a product is"),
    stated("projection-is-identity", "PᵀP… for a basis of a subspace",
           F @ inv(F.T @ F) @ F.T, eye(n), "true where n = m"),
    stated("inverse-gradient-transposed", "∂tr(AP)/∂P⁻¹ without a transpose",
           derivative(tr(A @ P), inv(P)), -P @ A @ P, "true for symmetric A"),
)  # fmt: skip
"""Definitions, functions and curved sets."""

FALSE: tuple[Stated, ...] = (*SIZES, *SIGNS, *MEANINGS)

UNDEFINED: tuple[Stated, ...] = (
    stated("log-of-square", "log c² = 2 log c", log(c**2), 2 * log(c), "c may be negative"),
    stated("log-of-lower-entries", "log Lᵢ₁² = 2 log Lᵢ₁",
           log(unit_lower[i, 1] ** 2), 2 * log(unit_lower[i, 1]), "L₁₁ = 1, others may be negative"),
    stated("sum-of-logs-of-lower-entries", "the same under a sum",
           total(i, log(unit_lower[i, 1] ** 2)), 2 * total(i, log(unit_lower[i, 1])), "as above"),
    stated("adjective-of-a-definition", "log z² = 2 log z with z ≔ c called positive",
           log(scalar("z", "positive") ** 2), 2 * log(scalar("z", "positive")),
           "c may be negative", (scalar("z", "positive"), c)),
    stated("root-of-product", "√(cs) = √c √s", sqrt(c * s), sqrt(c) * sqrt(s), "both negative"),
    stated("log-det-of-product", "log det AB = log det A + log det B",
           logdet(A @ B), logdet(A) + logdet(B), "both determinants may be negative"),
)  # fmt: skip
"""True only where both sides are defined, which the declarations do not ensure."""

TRUE: tuple[Stated, ...] = (
    stated("identity-of-smaller-order", "tr I of order n − 2", tr(eye(n - 2)), n - 2),
    stated("shorter-vector", "xᵀx = tr xxᵀ for n − 1 components",
           vector("u", n - 1).T @ vector("u", n - 1),
           tr(vector("u", n - 1) @ vector("u", n - 1).T)),
    stated("least-value", "Σ 1 = k − 4 for k ≥ 5", total(index("i", k5 - 4), number(1)), k5 - 4),
    stated("below-the-least-value", "δ_{k3} = 0 for k ≥ 5", delta(k5, 3) * tr(A), 0),
    stated("index-below-index", "a + b = b + a for a ≤ b", number(below) + limit,
           number(limit) + below),
    stated("index-limited-by-an-absent-index", "2a = a + a for a ≤ b", 2 * number(below),
           number(below) + below),
    stated("formal-indices-swapped", "w_{ji} = Aⱼᵢxᵢ", w[j, i], A[j, i] * x[i], "",
           (w[i, j], A[i, j] * x[j])),
    stated("formal-index-bound-inside", "wⱼ = Σ Aⱼₗxₗ", w[j], total(l, A[j, l] * x[l]), "",
           (w[i], total(j, A[i, j] * x[j]))),
    stated("members-apart", "Mᵢ − Mⱼ", members[i] - members[j], A * x[i] - A * x[j], "",
           (members[i], A * x[i])),
    stated("sample-twice", "∂(Σ xₒᵀx_{o′})/∂x_{o′}",
           derivative(total(o, data[o].T @ data[o1]), data[o1]), total(o, data[o]) + data[o1]),
    stated("function-by-itself", "∂f²/∂f", derivative(f_at_t * f_at_t, f_at_t), 2 * f_at_t),
    stated("differences-cancel", "Σ 1/(xᵢ − xⱼ) over i ≠ j",
           total(i, j, 1 / (x[i] - x[j]), where=[Condition(i, Relation.DIFFERENT, j)]), 0),
    stated("log-under-a-condition", "Σ log Lᵢ₁ over i = 1",
           total(i, log(unit_lower[i, 1]), where=[Condition(i, Relation.EQUAL, Dim.of(1))]), 0),
    stated("root-of-nine-positive", "√9 = 3", sqrt(number(9)), 3),
    stated("absolute-of-minus-five-positive", "|−5| = 5", absolute(number(-5)), 5),
    stated("nested-root-positive", "√(3 + 2√2) = 1 + √2",
           sqrt(3 + 2 * sqrt(number(2))), 1 + sqrt(number(2))),
    stated("root-with-number", "√(25 r²) = 5r", sqrt(25 * r**2), 5 * r),
    stated("root-with-number-any-sign", "√(49 c²) = 7 |c|", sqrt(49 * c**2), 7 * absolute(c)),
    stated("norm-of-minus-five", "‖−5x‖ = 5‖x‖", norm(-5 * x), 5 * norm(x)),
    stated("norm-of-multiple-absolute", "‖cx‖ = |c| ‖x‖", norm(c * x), absolute(c) * norm(x)),
    stated("root-of-size-squared", "√n² = n", sqrt(number(n * n)), n),
    stated("fourth-roots", "r^(1/4) r^(1/4) = √r",
           r ** Fraction(1, 4) * r ** Fraction(1, 4), sqrt(r)),
    stated("sixteen-to-a-quarter", "16^(1/4) = 2", number(16) ** Fraction(1, 4), 2),
    stated("log-of-square-absolute", "log c² = 2 log |c|", log(c**2), 2 * log(absolute(c))),
    stated("exp-times-log", "eᶜ log r + eᶜ log r", exp(c) * log(r) + exp(c) * log(r),
           exp(c) * log(r**2)),
    stated("differential-on-orthogonal", "d(QᵀQ) = 0", d(Q.T @ Q, Q), zeros(n, n)),
    stated("second-log-det-differential", "d² log det P",
           d(d(logdet(P), P), P), -tr(inv(P) @ d(P, P) @ inv(P) @ d(P, P))),
    stated("softmax-sums-to-one", "Σ softmax(x)ᵢ = 1", total(i, softmax(x)[i]), 1),
    stated("entry-of-inverse", "∂(X⁻¹)₁₁/∂X₁₁",
           derivative(inv(X)[1, 1], X[1, 1]), -(inv(X)[1, 1] ** 2)),
    stated("by-squared-scale", "a derivative by r²",
           derivative(log(r) + c / r**2, r**2), 1 / (2 * r**2) - c / r**4),
    stated("normalised", "‖h/‖h‖‖ = 1", norm(h / norm(h)), 1),
    stated("product-of-thin", "tr(FH) = tr(HF)", tr(F @ H), tr(H @ F)),
    stated("gram-of-thin-times-vector", "uᵀFᵀFu = ‖Fu‖²", u.T @ F.T @ F @ u, norm(F @ u) ** 2),
)  # fmt: skip
"""True, and once refuted, or found to differ, or a reason to crash."""

ABSTAINED: tuple[Stated, ...] = (
    stated("fixed-index", "xᵢ = z with z ≔ xᵢ", x[i], z, "", (z, x[i])),
    stated("first-meaning", "T = A + B with S ≔ A, T ≔ S + B, S ≔ C", T, A + B, "",
           (S, A), (T, S + B), (S, C)),
    stated("two-members-defined", "M₁M₂ = AB", members[1] @ members[2], A @ B, "",
           (members[1], A), (members[2], B)),
    stated("sine-of-pi", "sin π = 0", sin(PI), 0),
    stated("absolute-quadratic-form", "|xᵀPx| = xᵀPx", absolute(x.T @ P @ x), x.T @ P @ x),
)  # fmt: skip
"""True, and not to be refuted, whether or not it can be decided."""
