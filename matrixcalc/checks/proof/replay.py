"""Goes through a proof again, step by step, in a way of its own.

Every law that a proof names has to be a law of the library, its letters have to have the
adjectives that it demands, and what it turned into what has to be an instance of it.  The
two sides are then multiplied out afresh and their terms paired off (`pairing`).  Nothing
is searched for here, and nothing of the search is used.
"""

from __future__ import annotations

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.checks.proof.definitions import held, inlined
from matrixcalc.checks.proof.factors import neighbours, with_factor
from matrixcalc.checks.proof.functions import Functions
from matrixcalc.checks.proof.instances import BY_NAME, NoInstance, declared, instance
from matrixcalc.checks.proof.multiplied import written
from matrixcalc.checks.proof.steps import HOLE, Cancelled, Closing, Passed, Proof, Step
from matrixcalc.deadline import Deadline
from matrixcalc.expr import Apply, Bind, Expr
from matrixcalc.networks.kernels import Value
from matrixcalc.networks.unfold import Unfolder
from matrixcalc.ops.algebra import eye
from matrixcalc.ops.arguments import number
from matrixcalc.ops.inverses import INVERSE
from matrixcalc.ops.linear import POWER, PRODUCT
from matrixcalc.ops.roots import MATRIX_LOGARITHM, MATRIX_SQUARE_ROOT
from matrixcalc.ops.spectral import MATRIX_EXPONENTIAL
from matrixcalc.rewriting import substituted
from matrixcalc.statements import Claim

PRINCIPAL = (MATRIX_SQUARE_ROOT, MATRIX_LOGARITHM)
"""Functions of positive definite matrices that are polynomials in them, as powers and exponentials
of all matrices are: one polynomial for all that have given eigenvalues (Higham, Functions of
Matrices, chapter 1).
"""


class Unsound(Exception):
    """A step that is not what it says; the message says which and why."""


def replay(proof: Proof, claim: Claim, deadline: Deadline) -> None:
    """Raise `Unsound` unless every step of a proof is right and the claim follows."""
    conditions = Conditions(claim)
    for step in proof.steps:
        _check(step, conditions, deadline)
    if claim.left == claim.right:
        return
    turned = {step.before: step.after for step in proof.steps}
    sums = Functions(deadline)
    unfolder = Unfolder(
        sums,
        deadline,
        lambda e: _followed(e, turned),
        conditions.calculus,
        written_out=proof.written_out,
        held=held(claim),
    )
    read = written if proof.multiplied else inlined
    left, right = (unfolder.value(read(e, claim)) for e in (claim.left, claim.right))
    invertible = _Invertible(unfolder, sums, conditions)
    closings = {c.block: c for c in proof.closings}
    for k, (a, b) in enumerate(unfolder.kernels.same_blocks(left, right)):
        rest = unfolder.kernels.add(a, unfolder.kernels.negative(b))
        if rest.sum and k in closings:
            rest = invertible.closed(rest, closings[k])
        if rest.sum:
            raise Unsound("the two sides do not have the same terms")


class _Invertible:
    """Matrices of which the claim uses the inverse, and instances of what that says."""

    def __init__(self, unfolder: Unfolder, sums: Functions, conditions: Conditions) -> None:
        self.unfolder = unfolder
        self.sums = sums
        self.conditions = conditions

    def closed(self, rest: Value, closing: Closing) -> Value:
        """What is left of a difference that is multiplied, and less the instances."""
        kernels = self.unfolder.kernels
        for from_left, matrix in closing.multiplied:
            factor = self.value(matrix)
            pair = (factor, rest) if from_left else (rest, factor)
            rest = kernels.multiply(*pair)
        for use in closing.cancelled:
            zero = self.passage(use) if isinstance(use, Passed) else self.instance(use)
            rest = kernels.add(rest, kernels.negative(zero))
        return rest

    def value(self, matrix: Expr) -> Value:
        """The value of a matrix that is invertible wherever the claim is defined."""
        found = self.unfolder.value(matrix)
        if not self._is_granted(matrix, found):
            raise Unsound(f"nothing says that {matrix} has an inverse")
        return found

    def _is_granted(self, matrix: Expr, value: Value) -> bool:
        words = ("nonzero", "positive") if matrix.shape.is_scalar else ("invertible",)
        if any(self.conditions.holds(matrix, word) for word in words):
            return True
        for e, word in self.conditions.granted:
            if word in words and e.shape == matrix.shape:
                # A multiple or the transpose of an invertible matrix is one too.
                for turned in (e, e.T):
                    known = self.unfolder.value(turned)
                    if self.sums.proportional(known.sum, value.sum):
                        return True
            if self._is_column(e, word, matrix, value):
                return True
        return False

    def _is_column(self, e: Expr, word: str, matrix: Expr, value: Value) -> bool:
        """Whether a matrix is diagonal with the entries of a column by which something is divided."""
        if word != "nonzero" or not e.shape.is_column or e.shape.rows != matrix.shape.rows:
            return False
        known = self.unfolder.kernels.diagonal_matrix(self.unfolder.value(e))
        return self.sums.proportional(known.sum, value.sum)

    def passage(self, use: Passed) -> Value:
        """The value of a context at f(P) M − M f(Q), which is zero because P M = M Q."""
        f, (p,) = use.value, use.value.args
        if f.op is POWER:
            least = f.params[0].least
            if least is None or least < 0:
                # The exponent may be negative: then both matrices need an inverse.
                self.value(p)
                self.value(use.other)
        elif f.op in PRINCIPAL:
            if not all(self.conditions.holds(x, "positive definite") for x in (p, use.other)):
                raise Unsound(f"nothing says that {p} and {use.other} are positive definite")
        elif f.op is not MATRIX_EXPONENTIAL:
            raise Unsound(f"nothing says that {f} passes anything")
        difference = PRODUCT(p, use.through) - PRODUCT(use.through, use.other)
        if self.unfolder.value(difference).sum:
            raise Unsound(f"{p} {use.through} is not {use.through} {use.other}")
        both = PRODUCT(f, use.through) - PRODUCT(use.through, Apply(f.op, [use.other], f.params))
        return self.unfolder.value(substituted(use.context, {HOLE: both}))

    def instance(self, use: Cancelled) -> Value:
        """The value of a context at P P⁻¹ − I, which is zero."""
        self.value(use.matrix)
        p, w = use.matrix, INVERSE(use.matrix)
        product = PRODUCT(p, w) if use.on_right else PRODUCT(w, p)
        one = number(1) if p.shape.is_scalar else eye(p.shape.rows)
        return self.unfolder.value(substituted(use.context, {HOLE: product - one}))


def _check(step: Step, conditions: Conditions, deadline: Deadline) -> None:
    """Whether a step is an instance of its law, with letters that may stand there."""
    law = BY_NAME.get(step.law)
    if law is None:
        raise Unsound(f"there is no law {step.law!r}")
    for name, symbol in declared(law).items():
        if name not in step.letters or not conditions.hold(step.letters[name], symbol.assumptions):
            raise Unsound(f"{step.law}: {name} is not {', '.join(sorted(symbol.assumptions))}")
    try:
        left, right = instance(law, step.letters)
    except NoInstance as error:
        raise Unsound(str(error)) from None
    pairs = (step.before, left), (step.after, right)
    if not all(_same(a, b, deadline) for a, b in pairs):
        raise Unsound(f"{step.law} does not turn {step.before} into {step.after}")


def _same(a: Expr, b: Expr, deadline: Deadline) -> bool:
    """Whether two expressions are one as sums of products."""
    if a == b:
        return True
    sums = Functions(deadline)
    unfolder = Unfolder(sums, deadline)
    left, right = unfolder.value(a), unfolder.value(b)
    return all(
        (x.rows, x.cols) == (y.rows, y.cols) and sums.equal(x.sum, y.sum)
        for x, y in unfolder.kernels.same_blocks(left, right)
    )


def _followed(e: Expr, turned: dict[Expr, Expr]) -> Expr:
    """`e` with every step done: at a node as it stands, or as its parts have become."""
    after = _turned(e, turned)
    if after is not None:
        return _followed(after, turned)
    match e:
        case Apply(op=op, args=args, params=params):
            here = Apply(op, [_followed(a, turned) for a in args], params)
            after = _turned(here, turned) if here != e else None
            return here if after is None else _followed(after, turned)
        case Bind():
            return Bind(e.binder, e.bound, _followed(e.body, turned), e.conditions)
    return e


def _turned(e: Expr, turned: dict[Expr, Expr]) -> Expr | None:
    """What a step makes of an expression, or of neighbouring factors of a product."""
    if e in turned:
        return turned[e]
    if isinstance(e, Apply) and e.op is PRODUCT:
        for first, last, part in neighbours(e):
            if part in turned:
                return with_factor(e, first, last, turned[part])
    return None
