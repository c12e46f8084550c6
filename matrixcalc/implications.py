"""What follows from an equation: an implication reduced to a claim of its own.

Three ways are known.  Where both sides of the conclusion differ by what those of the premise
differ by, multiplied by a matrix on a side, by a number, or transposed, the conclusion is
that operation on the premise; whether another one leads there is not known.  Where the premise says what a letter is, the conclusion is looked at
with that in the letter's place.  Where the conclusion says what a letter is, and the
premise is linear in it with a coefficient that is invertible, the letter is what solves
the premise.  These two are equivalences, so that what the checks say of the claim they say of
the implication; but for a letter of which something is declared, which the solution need
not be: then nothing may satisfy the premise, and everything follows.  Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.checks.proof.definitions import inlined
from matrixcalc.conventions import Symmetry
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import (
    Apply,
    Bind,
    Derive,
    Differential,
    Expectation,
    Expr,
    Integral,
    Number,
    Symbol,
)  # fmt: skip
from matrixcalc.networks.kernels import Value
from matrixcalc.networks.letters import Networks
from matrixcalc.networks.partitioned import Grid
from matrixcalc.networks.ring import TooLong
from matrixcalc.networks.unfold import Unfolder
from matrixcalc.ops.algebra import det, exp, inv, log, logdet, sqrt, tr, transpose
from matrixcalc.ops.arguments import Misuse, number
from matrixcalc.ops.constants import SIZE, ZEROS
from matrixcalc.ops.inverses import INVERSE
from matrixcalc.ops.linear import POWER, QUOTIENT
from matrixcalc.ops.spec import Unavailable
from matrixcalc.rewriting import rebuild, substituted
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Claim, Definition

BUDGET = 1.0
"""Seconds for which it is looked for how an equation is solved."""


@dataclass(frozen=True)
class Reduction:
    """A claim that holds exactly where the conclusion follows from one premise."""

    claim: Claim
    way: str
    """How it follows, in words."""
    refutes: bool = True
    """Whether the conclusion does not follow where the claim fails."""


def reductions(premise: Claim, conclusion: Claim, deadline: Deadline) -> Iterator[Reduction]:
    """The claims to which the implication from one equation to another comes down.

    Equations for every value of an index are looked at for one value, whichever it is; where
    other members of the same family occur, one may still be a multiple of the other at each.
    """
    premise, conclusion = (_with_projected(c) for c in (premise, conclusion))
    if any(side.indices for c in (premise, conclusion) for side in (c.left, c.right)):
        fixed = _at_one_value(premise, conclusion)
        if fixed is None:
            if premise.indices == conclusion.indices:
                yield from _by_operation(premise, conclusion, deadline, functions=False)
            return
        premise, conclusion = fixed
    yield from _by_operation(premise, conclusion, deadline)
    yield from by_substitution(premise, conclusion)
    yield from _by_solving(premise, conclusion, deadline)


def _with_projected(claim: Claim) -> Claim:
    """The claim that a derivative by a symmetric matrix vanishes, with the projected derivative.

    Tied, its entries are those of G + Gᵀ, and on the diagonal half of that: it is zero exactly
    where the projected one, (G + Gᵀ)/2, is.
    """
    left, right = claim.left, claim.right
    if not isinstance(left, Derive) or left.convention.symmetry is not Symmetry.TIED:
        return claim
    if not (isinstance(right, Apply) and right.op is ZEROS):
        return claim
    other = replace(left.convention, symmetry=Symmetry.PROJECTED)
    return replace(claim, left=Derive(left.body, left.wrt, other))


def _at_one_value(*claims: Claim) -> tuple[Claim, ...] | None:
    """The equations with a letter for each member that the free indices name.

    None where another member of the family occurs, or an index stands for a number.
    """
    sides = [e for c in claims for e in (c.left, c.right)]
    free = {v for e in sides for v in e.indices}
    # Below a sum over an index of the same name stand all members, and not the one.
    if free & {v for e in sides for n in e.walk() if isinstance(n, Bind) for v in n.bound}:
        return None
    if any(c.definitions for c in claims) or any(c.indices != claims[0].indices for c in claims):
        return None
    members = {s for e in sides for s in e.symbols if s.is_member}
    named: dict[str, set[tuple[object, ...]]] = {}
    for s in members:
        own = tuple(a.as_variable if isinstance(a, Dim) else None for a in s.arguments)
        named.setdefault(s.name, set()).add(tuple(v if v in free else None for v in own))
    if any(len(places) > 1 for places in named.values()):
        return None
    taken = {s.name for e in sides for s in e.symbols}

    def alone(s: Symbol) -> Symbol:
        (places,) = named.get(s.name, {()})
        fixed = [v for v in places if isinstance(v, IntVar)]
        name = "_".join([s.name, *(v.name for v in fixed)])
        if not fixed or name in taken:
            return s
        rest = tuple(a for a, v in zip(s.arguments, places, strict=True) if v is None)
        return replace(s, name=name, arguments=rest)

    found = tuple(Claim(rebuild(c.left, alone), rebuild(c.right, alone)) for c in claims)
    return None if any(e.indices for c in found for e in (c.left, c.right)) else found


def _by_operation(
    premise: Claim, conclusion: Claim, deadline: Deadline, *, functions: bool = True
) -> Iterator[Reduction]:
    """The conclusion as a multiple of the premise, or as a function of both of its sides.

    What multiplies the premise is found before a claim is made of it; which function is
    taken is only guessed, and comes last.
    """
    try:
        found = _Operations(premise, conclusion, Deadline.after(min(BUDGET, deadline.left)))
    except (Unavailable, IllShaped, ValueError, TooLong, OutOfTime, RecursionError):
        return
    for way in (found.by_a_factor, found.of_functions)[: 1 + functions]:
        try:
            yield from way()
        except (Unavailable, IllShaped, ValueError, TooLong, OutOfTime, RecursionError):
            continue


class _Operations:
    """Looks for what the difference of a premise has to be multiplied by."""

    def __init__(self, premise: Claim, conclusion: Claim, deadline: Deadline) -> None:
        self.premise, self.conclusion = (
            Claim(inlined(c.left, c), inlined(c.right, c)) for c in (premise, conclusion)
        )
        self.deadline = deadline
        self.known = Conditions(self.premise)
        self.unfolder = Unfolder(Networks(deadline), deadline, calculus=self.known.calculus)

    def by_a_factor(self) -> Iterator[Reduction]:
        """The first multiple of the premise that is the conclusion."""
        rest = self.premise.left - self.premise.right
        wanted = self.conclusion.left - self.conclusion.right
        target = self.unfolder.value(wanted)
        if isinstance(target, Grid):
            return
        for made, way in self._multiples(rest, wanted):
            self.deadline.check()
            times = self._times(made, way, target)
            if times is not None:
                yield Reduction(Claim(wanted, times[0]), times[1], refutes=False)
                return

    def _times(self, made: Expr, way: str, target: Value) -> tuple[Expr, str] | None:
        """The target as a multiple by a number, or by what the conclusion divides by."""
        ways = [(made, way)]
        ways += [(number(1) / c * made, f"{way} and divided by {c}") for c in self._denominators()]
        for other, told in ways:
            value = self.unfolder.value(other)
            if isinstance(value, Grid) or (value.rows, value.cols) != (target.rows, target.cols):
                return None
            ratio = _ratio(target, value)
            if ratio is not None:
                return (other if ratio == 1 else number(ratio) * other), told
        return None

    def _denominators(self) -> list[Expr]:
        """What the conclusion divides by, which is not zero where it says anything."""
        sides = (self.conclusion.left, self.conclusion.right)
        found = [c for e in sides for n in e.walk() for c in _divisor(n)]
        fixed = frozenset(self.conclusion.indices)
        plain = (c for c in found if not isinstance(c, Number) and {*c.indices} <= fixed)
        return list(dict.fromkeys(plain))[:2]

    def of_functions(self) -> Iterator[Reduction]:
        """The conclusion as the logarithm, the exponential, … of both sides of the premise.

        With a number s of its own, L + s R says of both sides at once what they are.
        """
        taken = {x.name for c in (self.premise, self.conclusion) for x in c.symbols}
        s = Symbol(next(name for name in ("s", "s′", "s″", "s‴") if name not in taken))
        wanted = self.conclusion.left + s * self.conclusion.right
        there, here = (
            {n.op.name for e in (c.left, c.right) for n in e.walk() if isinstance(n, Apply)}
            for c in (self.conclusion, self.premise)
        )
        scalar = self.premise.left.shape.is_scalar
        for step in SCALAR_FUNCTIONS if scalar else MATRIX_FUNCTIONS:
            if not (step.name in there or step.undone in here):
                continue
            try:
                made = step.of(self.premise.left) + s * step.of(self.premise.right)
            except (IllShaped, Misuse):
                continue
            if made.shape == wanted.shape:
                yield Reduction(Claim(wanted, made), f"by taking {step.spoken}", refutes=False)

    def _multiples(self, rest: Expr, wanted: Expr) -> Iterator[tuple[Expr, str]]:
        if rest.shape == wanted.shape:
            yield rest, "by what is added on both sides"
        factors = list(self._factors())
        for turned, said in ((rest, ""), (transpose(rest), "transposed, ")):
            if said and turned.shape == wanted.shape:
                yield turned, "transposed"
            for m in factors:
                if m.shape.is_scalar and turned.shape == wanted.shape:
                    yield m * turned, f"{said}multiplied by {m}"
                if m.shape.cols == turned.shape.rows and not m.shape.is_scalar:
                    if (m.shape.rows, turned.shape.cols) == (wanted.shape.rows, wanted.shape.cols):
                        yield m @ turned, f"{said}multiplied by {m} from the left"
                    yield from self._on_both(m, turned, wanted, factors, said)
                ends = (turned.shape.rows, m.shape.cols)
                fits = turned.shape.cols == m.shape.rows and not m.shape.is_scalar
                if fits and ends == (wanted.shape.rows, wanted.shape.cols):
                    yield turned @ m, f"{said}multiplied by {m} from the right"

    def _on_both(
        self, m: Expr, rest: Expr, wanted: Expr, factors: Sequence[Expr], said: str
    ) -> Iterator[tuple[Expr, str]]:
        for n in factors:
            fits = not n.shape.is_scalar and n.shape.rows == rest.shape.cols
            if fits and (m.shape.rows, n.shape.cols) == (wanted.shape.rows, wanted.shape.cols):
                yield m @ rest @ n, f"{said}multiplied by {m} from the left and {n} from the right"

    def _factors(self) -> Iterator[Expr]:
        """What may be multiplied by: letters, sizes, their transposes and inverses."""
        seen: set[Expr] = set()
        fixed = frozenset(self.premise.indices)
        sides = (self.premise.left, self.premise.right, self.conclusion.left, self.conclusion.right)
        for node in (n for side in sides for n in side.walk()):
            found: list[Expr]
            if isinstance(node, Symbol) and {*node.indices} <= fixed and not node.is_function:
                found = [node] if node.shape.is_scalar else [node, transpose(node)]
                if node.assumptions & {"nonzero", "positive"}:
                    found.append(number(1) / node)
                if not node.shape.is_scalar and self.known.holds(node, "invertible"):
                    found += [inv(node), inv(transpose(node))]
            elif isinstance(node, Apply) and node.op is INVERSE:
                found = [node]
            elif isinstance(node, Apply) and node.op is SIZE:
                found = [node, number(1) / node]
            else:
                continue
            for e in found:
                if e not in seen and len(seen) < FACTORS:
                    seen.add(e)
                    yield e


def _divisor(node: Expr) -> tuple[Expr, ...]:
    """What an expression divides by, if it does."""
    if not isinstance(node, Apply):
        return ()
    if node.op is QUOTIENT:
        return (node.args[1],)
    inverts = node.op is POWER and node.shape.is_scalar and (node.params[0].least or 0) < 0
    return (node.args[0],) if inverts else ()


def _ratio(a: Value, b: Value) -> Fraction | None:
    """The number by which one sum is the other one multiplied, if there is one."""
    if a.sum.keys() != b.sum.keys() or not a.sum:
        return None
    ratios = {a.sum[term] / b.sum[term] for term in a.sum}
    return ratios.pop() if len(ratios) == 1 else None


@dataclass(frozen=True)
class _Taken:
    """A function that is taken of both sides: of which operator, and of which it is the inverse."""

    name: str
    undone: str
    spoken: str
    of: Callable[[Expr], Expr]


SCALAR_FUNCTIONS = (
    _Taken("log", "exp", "the logarithm", log),
    _Taken("exp", "log", "the exponential", exp),
    _Taken("sqrt", "power", "the square root", sqrt),
)
MATRIX_FUNCTIONS = (
    _Taken("trace", "", "the trace", tr),
    _Taken("determinant", "", "the determinant", det),
    _Taken("log det", "", "the logarithm of the determinant", logdet),
    _Taken("inverse", "inverse", "the inverse", inv),
)
FACTORS = 16
"""Letters and inverses by which a premise is multiplied."""


def _lone(e: Expr, other: Expr, claim: Claim) -> Symbol | None:
    """A side that is a letter of which nothing else is known, if it is one."""
    if not isinstance(e, Symbol) or e.arguments or e.is_function:
        return None
    return None if e.name in inlined(other, claim).names | claim.meanings.keys() else e


def by_substitution(premise: Claim, conclusion: Claim) -> Iterator[Reduction]:
    """The conclusion with the value that the premise says a letter has."""
    for letter, value in (
        (premise.left, premise.right),
        (premise.right, premise.left),
    ):
        try:
            lone = _lone(letter, value, premise)
            meant = inlined(value, premise)
            if lone is None or not _may_be(lone, meant, premise):
                continue
            sides = [inlined(e, conclusion) for e in (conclusion.left, conclusion.right)]
            # Whether the letter moves with what its value is written in, nobody says.
            if _varied(sides) & meant.names:
                continue
            claim = _at_value(sides, lone, meant)
        except (Unavailable, IllShaped, ValueError):
            continue
        yield Reduction(claim, f"with {value} for {lone}")


def for_any_values(premise: Claim, conclusion: Claim) -> list[tuple[Claim, Claim]]:
    """Both without their definitions: what follows for any values of the defined letters follows
    for those that they have.  Nothing where one of them moves with what is varied or averaged over.
    """
    if not conclusion.definitions or any(map(_moves, (premise, conclusion))):
        return []
    first, second = (Claim(c.left, c.right, definite=c.definite) for c in (premise, conclusion))
    return [(first, second)]


def _moves(claim: Claim) -> bool:
    """Whether a defined letter stands in a derivative or a mean, and changes in it."""
    for e in claim.nodes:
        if not isinstance(e, Derive | Differential | Expectation | Integral):
            continue
        body, *others = e.children
        varied = claim.behind(frozenset[str]().union(*(x.names for x in others)))
        for name in body.names & claim.meanings.keys():
            below = claim.behind(frozenset({name})) - {name}
            if isinstance(e, Differential) or below & varied:
                return True
    return False


def together(premises: Sequence[Claim], conclusion: Claim) -> Iterator[Reduction]:
    """The conclusion with the values that two or more of the premises say letters have."""
    ways = list[str]()
    for premise in premises:
        found = next(by_substitution(premise, conclusion), None)
        if found is not None and not found.claim.definitions:
            conclusion = found.claim
            ways.append(found.way)
    if len(ways) > 1:
        yield Reduction(conclusion, " and ".join(ways), refutes=False)


def _may_be(letter: Symbol, value: Expr, premise: Claim) -> bool:
    """Whether a value is seen to have all that is declared of a letter."""
    if not letter.assumptions:
        return True
    return Conditions(premise, defined=False).hold(value, letter.assumptions)


def _varied(sides: Sequence[Expr]) -> frozenset[str]:
    """The letters by which something is differentiated."""
    derivatives = (n for e in sides for n in e.walk() if isinstance(n, Derive))
    return frozenset(s.name for n in derivatives for s in n.wrt.symbols)


def _at_value(sides: Sequence[Expr], letter: Symbol, value: Expr) -> Claim:
    """An equation at one value of a letter, by which it may differentiate."""
    if letter.name not in _varied(sides):
        left, right = (substituted(e, {letter.name: value}, constant=True) for e in sides)
        return Claim(left, right)
    point = replace(letter, assumptions=frozenset())
    left, right = (rebuild(e, lambda s: point if s.name == letter.name else s) for e in sides)
    return Claim(left, right, (Definition(point, value),))


def _by_solving(premise: Claim, conclusion: Claim, deadline: Deadline) -> Iterator[Reduction]:
    for letter, value in (
        (conclusion.left, conclusion.right),
        (conclusion.right, conclusion.left),
    ):
        try:
            lone = _lone(letter, value, conclusion)
            if lone is None or not _determines(premise, conclusion, lone, deadline):
                continue
            sides = [inlined(e, premise) for e in (premise.left, premise.right)]
            claim = _at_value(sides, lone, inlined(value, conclusion))
        except (Unavailable, IllShaped, ValueError, TooLong, OutOfTime, RecursionError):
            continue
        yield Reduction(claim, f"solved for {lone}", not lone.assumptions)


def restricting(claim: Claim, conditions: Sequence[Claim], deadline: Deadline) -> tuple[int, ...]:
    """Which conditions may restrict the letters of a claim, by their place.

    One that a letter of its own can always be solved for, which stands neither in the claim
    nor in another condition, is met whatever the others are: it restricts nothing.
    """
    names = [_names(c) for c in (claim, *conditions)]
    found = []
    for k, condition in enumerate(conditions):
        others = frozenset[str]().union(*(n for m, n in enumerate(names) if m != k + 1))
        if not _can_be_met(condition, others, deadline):
            found.append(k)
    return tuple(found)


def _names(claim: Claim) -> frozenset[str]:
    """The letters of a claim, and those by which they are defined."""
    return frozenset(s.name for s in claim.symbols)


def _can_be_met(condition: Claim, others: frozenset[str], deadline: Deadline) -> bool:
    if any(side.indices for side in (condition.left, condition.right)):
        return False
    own = [
        s for s in condition.free_symbols
        if s.name not in others and not (s.arguments or s.is_function or s.assumptions)
    ]  # fmt: skip
    try:
        return any(_determines(condition, condition, s, deadline) for s in own)
    except (Unavailable, IllShaped, ValueError, TooLong, OutOfTime, RecursionError):
        return False


def _determines(premise: Claim, conclusion: Claim, letter: Symbol, deadline: Deadline) -> bool:
    """Whether at most one value of a letter satisfies the premise, whatever the others are."""
    solver = _Solver(premise, conclusion, Deadline.after(min(BUDGET, deadline.left)))
    return any(solver.is_injective(v, letter) for v in solver.multiples(letter))


class _Solver:
    """Looks at an equation as one for a letter."""

    def __init__(self, premise: Claim, conclusion: Claim, deadline: Deadline) -> None:
        self.left, self.right = (inlined(e, premise) for e in (premise.left, premise.right))
        # What is inverted in the conclusion has an inverse where the conclusion says anything.
        self.known = [Conditions(premise), Conditions(conclusion)]
        self.sums = Networks(deadline)
        self.unfolder = Unfolder(self.sums, deadline, calculus=self.known[0].calculus)

    def multiples(self, letter: Symbol) -> Iterator[Value]:
        """The difference of the sides, and its products with the letter, if that has an inverse."""
        kernels = self.unfolder.kernels
        left, right = (self.unfolder.value(e) for e in (self.left, self.right))
        rest = kernels.add(left, kernels.negative(right))
        if isinstance(rest, Grid):
            return
        yield rest
        square = letter.shape.is_square and not letter.shape.is_scalar
        if square and rest.rows == rest.cols and self._holds(letter, "invertible"):
            by = kernels.symbol(letter)
            yield kernels.multiply(by, rest)
            yield kernels.multiply(rest, by)
            yield kernels.multiply(by, kernels.multiply(rest, by))

    def is_injective(self, rest: Value, letter: Symbol) -> bool:
        """Whether a sum is linear in a letter, and zero for one value of it only."""
        try:
            found = self.sums.coefficients(rest.sum, letter.name, len(rest.rows + rest.cols))
        except Unavailable:
            return False
        if found.keys() - {0, 1} or 1 not in found:
            return False
        own = self.unfolder.kernels.symbol(letter)
        matrix = Value(found[1], rest.rows + rest.cols, own.rows + own.cols)
        if len(matrix.rows) != len(matrix.cols) or matrix.rows != matrix.cols:
            return False
        return self._is_multiple_of_one(matrix) or (
            len(matrix.rows) <= 1 and self._is_granted(matrix, ("invertible",))
        )

    def _is_multiple_of_one(self, matrix: Value) -> bool:
        """Whether a matrix is a number times the identity, and the number is not zero."""
        if len(matrix.sum) != 1:
            return False
        if not matrix.rows:
            return self._is_nonzero(matrix)
        ((term, _),) = matrix.sum.items()
        rest = tuple(c for c in term if c[0][1] or not self._is_size(c[0][0]))
        labels = list(range(len(matrix.rows)))
        # Of a symmetric letter rows and columns are the same.
        for turned in (labels, labels[::-1]):
            ((unit, _),) = self.sums.einsum(
                [], labels + turned, dict(enumerate(matrix.rows))
            ).items()
            if rest == unit:
                return True
        return False

    def _is_size(self, head: int) -> bool:
        known = self.sums.heads.known[head]
        key = self.sums.heads.known[known.base].key
        return isinstance(key, tuple) and key[0] == "size" and key[1].least >= 1

    def _is_nonzero(self, number: Value) -> bool:
        ((term, _),) = number.sum.items()
        return all(len(c) == 1 and not c[0][1] and self._is_size(c[0][0]) for c in term) or (
            self._is_granted(number, ("nonzero", "positive"))
        )

    def _is_granted(self, matrix: Value, words: Sequence[str]) -> bool:
        """Whether it is a multiple of what is known to have an inverse."""
        for e in self._candidates(words):
            value = self.unfolder.value(e)
            if isinstance(value, Grid) or (value.rows, value.cols) != (matrix.rows, matrix.cols):
                continue
            for turned in (value, self.unfolder.kernels.transpose(value)):
                if self._is_proportional(matrix, turned):
                    return True
        return False

    def _candidates(self, words: Sequence[str]) -> Iterator[Expr]:
        for known in self.known:
            yield from (e for e, word in known.granted if word in words)
        for side in (self.left, self.right):
            for e in side.walk():
                if isinstance(e, Symbol | Apply) and e.shape.is_square and any(
                    self._holds(e, word) for word in words
                ):  # fmt: skip
                    yield e

    def _holds(self, e: Expr, word: str) -> bool:
        return any(known.holds(e, word) for known in self.known)

    def _is_proportional(self, a: Value, b: Value) -> bool:
        """Whether one sum is the other one times a number, or times sizes."""
        if len(a.sum) != len(b.sum) or not a.sum:
            return False
        sizes = {
            c for term in a.sum for c in term
            if len(c) == 1 and not c[0][1] and self._is_size(c[0][0])
        }  # fmt: skip
        bare = {tuple(c for c in term if c not in sizes): x for term, x in a.sum.items()}
        other = {tuple(c for c in term if c not in sizes): x for term, x in b.sum.items()}
        same = {tuple(c for c in term if c in sizes) for term in a.sum}
        if len(same) != 1 or bare.keys() != other.keys() or len(bare) != len(a.sum):
            return False
        return len({bare[t] / other[t] for t in bare}) == 1
