"""The elementwise check: what it finds, when it abstains, and the fractions below it."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest

from matrixcalc import (
    PI,
    Convention,
    Dim,
    Symmetry,
    absolute,
    adj,
    cos,
    d,
    define,
    derivative,
    det,
    diag,
    exp,
    eye,
    family,
    function,
    hessian,
    indices,
    integer,
    inv,
    kron,
    log,
    logdet,
    matrix,
    norm,
    number,
    ones,
    scalar,
    sin,
    sizes,
    softmax,
    sqrt,
    table,
    total,
    tr,
    unit,
    vec,
    vector,
)
from matrixcalc.checks.base import Task
from matrixcalc.checks.elementwise import ElementwiseCheck
from matrixcalc.checks.elementwise.functions import Functions
from matrixcalc.checks.elementwise.polynomials import polynomial_ring, quotient, square_root
from matrixcalc.checks.elementwise.ratios import Field, Ratio, Room, TooLong
from matrixcalc.checks.elementwise.signs import Signs
from matrixcalc.deadline import Deadline
from matrixcalc.expr import Expr, ExprLike
from matrixcalc.ops.spec import Undefined
from matrixcalc.results import Evidence, Outcome
from matrixcalc.statements import Claim, Definition
from tests.statements.false_statements import FALSE
from tests.statements.stated import Stated
from tests.statements.true_statements import TRUE

n, m, N = sizes("n m N")
k = integer("k")
i, j, p, q = indices("i j p q", n)
(r,) = indices("r", N)
A, B = matrix("A", n, m), matrix("B", m, n)
M, L = matrix("M", n, n), matrix("L", n, n)
X, Y = matrix("X", n, n, "invertible"), matrix("Y", n, n, "invertible")
S = matrix("Sigma", n, n, "positive definite")
x, y, a, mu, z = (vector(name, n) for name in ("x", "y", "a", "mu", "z"))
s = family(vector("s", n))
c, t = scalar("c", "positive"), scalar("t")
F = function(matrix("F", n, n, "invertible"), t)
U, V, C = matrix("U", n, m), matrix("V", m, n), matrix("C", m, m, "invertible")
Q, P = matrix("Q", n, n, "orthogonal"), matrix("P", n, n, "idempotent")
K = matrix("K", n, n, "skew-symmetric")
W = matrix("W", n, m, "full column rank")
TIED = Convention(symmetry=Symmetry.TIED)
PROJECTED = Convention(symmetry=Symmetry.PROJECTED)

residuals = total(r, (s[r] - mu).T @ inv(S) @ (s[r] - mu))
scatter = total(r, (s[r] - mu) @ (s[r] - mu).T)
likelihood = -number(N) / 2 * logdet(2 * PI * S) - residuals / 2
form = (x - mu).T @ inv(S) @ (x - mu)
density = exp(-form / 2) / sqrt(det(2 * PI * S))
shares = softmax(x)


def examine(left: ExprLike, right: ExprLike, *meanings: Definition, task: Task) -> Evidence:
    return ElementwiseCheck().examine(Claim(number(left), number(right), meanings), task)


def outcome(left: ExprLike, right: ExprLike, *meanings: Definition) -> Outcome:
    return examine(left, right, *meanings, task=Task()).outcome


Pair = tuple[ExprLike, ExprLike]

HOLDING: dict[str, Pair] = {
    "the trace of a product": (tr(A @ B), tr(B @ A)),
    "a product of positive determinants": (det(X @ Y), det(X) * det(Y)),
    "the gradient of log det": (derivative(logdet(X), X), inv(X).T),
    "the free gradient of log det": (derivative(logdet(S), S), inv(S)),
    "the tied gradient of log det": (
        derivative(logdet(S), S, convention=TIED),
        2 * inv(S) - diag(inv(S)),
    ),
    "the projected gradient of a trace": (
        derivative(tr(S @ M), S, convention=PROJECTED),
        (M + M.T) / 2,
    ),
    "a derivative by entries": (
        derivative(inv(S)[i, j], S[p, q]),
        -(inv(S)[i, p] * inv(S)[q, j]),
    ),
    "a Hessian": (hessian(x.T @ M @ x, x), M + M.T),
    "the Jacobian of softmax": (derivative(shares, x), diag(shares) - shares @ shares.T),
    "the gradient of log-sum-exp": (derivative(log(ones(n).T @ exp(x)), x), shares),
    "a derivative by an inverse": (derivative(logdet(S), inv(S)), -S),
    "a derivative by a square": (derivative(log(c**2), c**2), 1 / c**2),
    "a density in two forms": (
        density,
        (2 * PI) ** (-number(n) / 2) * det(S) ** Fraction(-1, 2) * exp(-form / 2),
    ),
    "the logarithm of a density": (
        log(density),
        -form / 2 - logdet(S) / 2 - number(n) / 2 * log(2 * PI),
    ),
    "the logarithm of a determinant": (logdet(2 * X), number(n) * log(2) + logdet(X)),
    "a norm": (derivative(norm(x), x), x / norm(x)),
    "a norm of an outer product": (norm(x @ y.T), norm(x) * norm(y)),
    "the sine of a sum": (sin(t + c), sin(t) * cos(c) + cos(t) * sin(c)),
    "a power of an exponential": (exp(t / 3) ** 3 * exp(-t), 1),
    "the root of a positive square": (sqrt(det(S) ** 2), det(S)),
    "the absolute value of a positive scalar": (absolute(c * t), c * absolute(t)),
    "an orthogonal matrix": (Q @ Q.T, eye(n)),
    "an idempotent matrix": (P @ (eye(n) - P), 0 * P),
    "a differential": (d(logdet(S)), tr(inv(S) @ d(S))),
    "vec of a product": (vec(X @ M @ L), kron(L.T, X) @ vec(M)),
}
"""True, and of a degree that the sizes written out settle."""

CONSISTENT: dict[str, Pair] = {
    "Woodbury": (
        inv(X + U @ C @ V),
        inv(X) - inv(X) @ U @ inv(inv(C) + V @ inv(X) @ U) @ V @ inv(X),
    ),
    "the gradient of a log-likelihood": (
        derivative(likelihood, S),
        -number(N) / 2 * inv(S) + inv(S) @ scatter @ inv(S) / 2,
    ),
    "a projection": (W @ inv(W.T @ W) @ W.T @ W, W),
    "a power": (derivative(tr(M**k), M), number(k) * M.T ** (k - 1)),
    "the third power of an inverse": (det(X**5), det(X) ** 5),
}
"""True, and beyond what small sizes can settle."""

FAILING: dict[str, Pair] = {
    "a lost transpose": (derivative(logdet(X), X), inv(X)),
    "the tied gradient in the free convention": (
        derivative(logdet(S), S),
        2 * inv(S) - diag(inv(S)),
    ),
    "a lost factor": (hessian(x.T @ M @ x, x), 2 * M),
    "a constant denominator": (derivative(shares, x), diag(shares)),
    "a swapped product": (derivative(inv(F), t), -(inv(F) @ inv(F) @ derivative(F, t))),
    "a lost constant": (logdet(2 * X), log(2) + logdet(X)),
    "a sum below a logarithm": (logdet(X + M), logdet(X) + logdet(M)),
    "a wrong sine": (sin(2 * t), 2 * sin(t)),
    "a reflection": (det(Q), 1),
    "an oblique projection": (P.T, P),
    "a determinant at odd sizes": (det(-M), det(M)),
    "an adjugate at size 2": (adj(M), tr(M) * eye(n) - M),
    "a cube at sizes up to 3": (K @ K @ K, -tr(K.T @ K) * K / 2),
    "a singular matrix at size 1": (det(x @ y.T), 0),
    "a trace of entries": (derivative(likelihood, mu), total(r, inv(S) @ (s[r] + mu))),
}
"""False, some of them only at one size."""

ABSTAINING: dict[str, Pair] = {
    "a root of unknown sign": (sqrt(t**2), t),
    "an exponent without bound": (exp(2**127 * t), exp(t)),
}
"""Not decided by letters alone."""


def cases(pairs: dict[str, Pair]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("pair", pairs.values(), ids=pairs.keys())


@cases(HOLDING)
def test_a_true_statement_holds(pair: Pair) -> None:
    assert outcome(*pair) is Outcome.HOLDS


@cases(CONSISTENT)
def test_a_true_statement_of_high_degree_is_consistent(pair: Pair) -> None:
    assert outcome(*pair) is Outcome.CONSISTENT


@cases(FAILING)
def test_a_false_statement_disagrees(pair: Pair) -> None:
    assert outcome(*pair) is Outcome.DISAGREES


@cases(ABSTAINING)
def test_what_letters_do_not_decide_is_inconclusive(pair: Pair) -> None:
    assert outcome(*pair) is Outcome.INCONCLUSIVE


@pytest.mark.parametrize("truth", TRUE, ids=lambda truth: truth.id)
def test_a_true_statement_never_disagrees(truth: Stated) -> None:
    found = ElementwiseCheck().examine(truth.claim, Task())
    assert found.outcome in {Outcome.HOLDS, Outcome.CONSISTENT}, found.detail


@pytest.mark.parametrize("lie", FALSE, ids=lambda lie: lie.id)
def test_a_false_statement_never_holds(lie: Stated) -> None:
    found = ElementwiseCheck().examine(lie.claim, Task())
    assert found.outcome in {Outcome.DISAGREES, Outcome.CONSISTENT, Outcome.INCONCLUSIVE}


@pytest.mark.parametrize("convention", [TIED, PROJECTED, Convention()])
def test_a_convention_says_nothing_of_a_general_matrix(convention: Convention) -> None:
    assert outcome(derivative(tr(M @ L), M, convention=convention), L.T) is Outcome.HOLDS


def test_a_derivative_by_a_defined_letter_leaves_its_definition_alone() -> None:
    meaning = define(z, x - mu)
    assert outcome(derivative(z.T @ M @ z, z), (M + M.T) @ z, meaning) is Outcome.HOLDS
    assert outcome(derivative(z.T @ x, z), x, meaning) is Outcome.HOLDS


def test_a_derivative_by_what_a_definition_contains_goes_through_it() -> None:
    meaning = define(z, x - mu)
    assert outcome(derivative(z.T @ M @ z, x), (M + M.T) @ z, meaning) is Outcome.HOLDS
    assert outcome(derivative(z.T @ M @ z, mu), -(M + M.T) @ z, meaning) is Outcome.HOLDS


def test_a_defined_letter_varies_as_its_definition_does() -> None:
    fixed = vector("nu", n, "constant")
    assert outcome(d(z), d(x), define(z, x - fixed)) is Outcome.HOLDS
    assert outcome(d(z), d(x), define(z, x - mu)) is Outcome.DISAGREES


def test_the_differential_of_a_differential_is_zero() -> None:
    assert outcome(d(d(X), X), 0 * X) is Outcome.HOLDS


def test_a_member_of_a_family_varies_alone() -> None:
    assert outcome(derivative(total(r, s[r].T @ s[r]), s[r]), 2 * s[r]) is Outcome.HOLDS


def test_only_sizes_at_which_the_declared_set_exists_are_written_out() -> None:
    found = examine(*CONSISTENT["a projection"], task=Task())
    assert all(at["n"] >= at["m"] for at in found.sizes)


def test_sizes_that_the_user_fixes_are_kept() -> None:
    found = examine(tr(A @ B), tr(B @ A), task=Task(sizes={"n": 4}))
    assert {at["n"] for at in found.sizes} == {4}
    assert len({at["m"] for at in found.sizes}) > 1


def test_one_size_alone_does_not_tell_the_general_case() -> None:
    found = examine(tr(M @ L), tr(L @ M), task=Task(sizes={"n": 3}))
    assert found.outcome is Outcome.CONSISTENT


def test_a_statement_without_sizes_is_settled_by_one_comparison() -> None:
    two = matrix("T", 2, 2)
    trace = tr(two)
    assert outcome(two @ two - trace * two + det(two) * eye(2), 0 * two) is Outcome.HOLDS


def test_a_coefficient_that_vanishes_at_small_sizes_is_not_taken_for_zero() -> None:
    vanishing = (n - 1) * (n - 2) * (n - 3)
    assert outcome(number(vanishing) * tr(M), 0) is not Outcome.HOLDS


def test_a_wrong_entry_beyond_the_sizes_written_out_is_not_accepted() -> None:
    shifted = table(i, x[i] + number(i - 1) * number(i - 2) * number(i - 3))
    assert outcome(shifted, x) is not Outcome.HOLDS


def test_an_inverse_that_exists_at_no_size_makes_the_check_unavailable() -> None:
    assert outcome(inv(M - M), M) is Outcome.UNAVAILABLE


def test_sides_of_different_shapes_are_not_compared() -> None:
    assert outcome(A, B) is Outcome.UNAVAILABLE


def test_a_position_that_does_not_exist_is_skipped() -> None:
    found = examine(unit(n, 3).T @ x, x[3], task=Task())
    assert found.sizes
    assert all(at["n"] >= 3 for at in found.sizes)


def test_a_spent_deadline_is_inconclusive() -> None:
    found = examine(tr(A @ B), tr(B @ A), task=Task(deadline=Deadline.after(-1)))
    assert found.outcome is Outcome.INCONCLUSIVE
    assert "over budget" in found.detail


def test_what_grows_too_long_is_given_up() -> None:
    product: Expr = M
    for name in "BCDEFGH":
        product = (product + matrix(name, n, n)) @ (product + L)
    found = examine(product, product.T, task=Task(sizes={"n": 3}))
    assert found.outcome is Outcome.INCONCLUSIVE
    assert "too many terms" in found.detail


def test_the_detail_counts_entries() -> None:
    found = examine(derivative(tr(M @ L), M), L.T, task=Task())
    assert found.detail == "14 of 14 entries equal"
    assert [dict(at) for at in found.sizes] == [{"n": 2}, {"n": 3}, {"n": 1}]


def test_a_difference_names_its_entry() -> None:
    found = examine(derivative(tr(M @ L), M), L, task=Task())
    assert found.detail == "entry 1,2: the sides differ by -L₁₂ + L₂₁ at n = 2"


def test_the_table_shows_both_sides_of_every_entry() -> None:
    found = examine(derivative(x.T @ M @ x, x[i]), (M @ x)[i], task=Task(detailed=True))
    assert found.table[0] == ("i=1", "2 x₁ M₁₁ + x₂ M₁₂ + x₂ M₂₁", "x₁ M₁₁ + x₂ M₁₂", "differs")


def test_the_table_is_kept_only_when_it_is_asked_for() -> None:
    assert examine(tr(A @ B), tr(B @ A), task=Task()).table == ()


def test_a_long_polynomial_is_cut_off_in_the_table() -> None:
    found = examine(det(M) ** 2, det(M @ M), task=Task(detailed=True, sizes={"n": 3}))
    (_, left, right, answer) = found.table[0]
    assert answer == "equal"
    assert left == right
    assert left.endswith("terms)")


def test_sympy_is_not_imported_with_the_letters() -> None:
    code = "import matrixcalc, sys; sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# Fractions, exact division and functions.


@pytest.fixture
def field() -> Field:
    return Field(Room(), 10_000, Deadline.never())


@pytest.fixture
def functions(field: Field) -> Functions:
    return Functions(field, Signs(field))


def letters(field: Field, names: str) -> list[Ratio]:
    return [field.letter(field.generator(name)) for name in names.split()]


def test_an_exact_quotient_is_found() -> None:
    u, v, *_ = polynomial_ring(3).gens
    assert quotient((u + 2 * v) * (u**2 - v + 1), u + 2 * v) == u**2 - v + 1


def test_a_division_with_a_remainder_has_no_quotient() -> None:
    u, v, *_ = polynomial_ring(3).gens
    assert quotient(u**2 + v, u + v) is None


def test_the_square_root_of_a_square_is_found_up_to_sign() -> None:
    u, v, *_ = polynomial_ring(3).gens
    root = square_root((3 * u - v**2 + 1) ** 2)
    assert root in (3 * u - v**2 + 1, -3 * u + v**2 - 1)


def test_what_is_not_a_square_has_no_root() -> None:
    u, v, *_ = polynomial_ring(3).gens
    assert square_root(u**2 + v**2) is None
    assert square_root(-(u**2)) is None


def test_sums_cancel_common_factors(field: Field) -> None:
    u, v = letters(field, "u v")
    value = u / (u + v) + v / (u + v)
    assert value.constant == 1


def test_nested_reciprocals_stay_short(field: Field) -> None:
    u, v = letters(field, "u v")
    value = (u.reciprocal + v.reciprocal).reciprocal - u * v / (u + v)
    assert value.is_zero


def test_a_division_by_zero_is_undefined(field: Field) -> None:
    (u,) = letters(field, "u")
    with pytest.raises(Undefined):
        _ = field.one / (u - u)


def test_work_beyond_the_bound_is_refused(field: Field) -> None:
    value = sum(letters(field, "a b c d e f"), field.one)
    with pytest.raises(TooLong):
        _ = value.power(9)


def test_a_root_of_a_product_of_positive_factors_is_a_product_of_roots(
    field: Field, functions: Functions
) -> None:
    u, v = letters(field, "u v")
    functions.signs.assume_positive(u)
    functions.signs.assume_positive(v)
    assert (functions.sqrt(u * v) - functions.sqrt(u) * functions.sqrt(v)).is_zero
    assert (functions.sqrt(u * u * v) - u * functions.sqrt(v)).is_zero


def test_a_root_of_a_product_of_unknown_sign_stays_together(
    field: Field, functions: Functions
) -> None:
    u, v = letters(field, "u v")
    assert not (functions.sqrt(u * u) - u).is_zero
    assert not (functions.sqrt(u * v) - functions.sqrt(u) * functions.sqrt(v)).is_zero


def test_exp_and_log_undo_each_other(field: Field, functions: Functions) -> None:
    u, v = letters(field, "u v")
    assert (functions.log(functions.exp(u + v)) - u - v).is_zero
    assert (functions.exp(functions.log(u * v) - functions.log(v)) - u).is_zero


def test_roots_of_numbers_are_taken_apart(field: Field, functions: Functions) -> None:
    root = functions.sqrt(field.number(Fraction(12, 25)))
    assert (root - functions.sqrt(field.number(3)) * field.number(Fraction(2, 5))).is_zero


def test_a_variable_that_is_an_integer_is_only_a_size() -> None:
    assert isinstance(n, Dim)
    assert outcome(tr(eye(n)), number(n)) is Outcome.HOLDS
