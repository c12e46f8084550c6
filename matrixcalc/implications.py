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

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from matrixcalc.assumptions import applies, close
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
from matrixcalc.having import known
from matrixcalc.lacking import Pair
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
from matrixcalc.ops.parts import ENTRY
from matrixcalc.ops.spec import Unavailable
from matrixcalc.rewriting import rebuild, substituted, transformed
from matrixcalc.shapes import SCALAR, IllShaped
from matrixcalc.solving import BUDGET, determines, solutions
from matrixcalc.statements import Claim, Definition


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
    premise, conclusion = (_with_projected(_plain(c)) for c in (premise, conclusion))
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


def _plain(claim: Claim) -> Claim:
    """The claim without definitions of letters that it does not have."""
    used = (claim.left.names | claim.right.names) & claim.meanings.keys()
    return claim if used else replace(claim, definitions=())


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

    None where another member of the family occurs, or an index stands for a number.  The entries
    of a column of which nothing else occurs are a family, too.
    """
    claims = tuple(Claim(_by_entries(c.left), _by_entries(c.right), c.definitions) for c in claims)
    sides = [e for c in claims for e in (c.left, c.right)]
    entered = {s.name for e in sides for s in e.symbols if s.is_member}
    if any(s.name in entered and not s.arguments for e in sides for s in e.symbols):
        return None
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


def _by_entries(e: Expr) -> Expr:
    """An expression with the entries of columns as members of families."""

    def rule(node: Expr) -> Expr:
        match node:
            case Apply(op=op, args=(Symbol(arguments=()) as s,), params=(k, *_)) if (
                op is ENTRY and s.shape.is_column and not s.is_function
            ):
                words = {"positive", "nonzero"} if "positive entries" in s.assumptions else ()
                return Symbol(s.name, SCALAR, frozenset(words), (k,))
        return node

    return transformed(e, rule)


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
        sides = (self.premise.left, self.premise.right)
        zero = any((isinstance(e, Apply) and e.op is ZEROS) or e == number(0) for e in sides)
        for step in SCALAR_FUNCTIONS if scalar else MATRIX_FUNCTIONS:
            if not (step.name in there or step.undone in here) or (
                zero and step.name in _NOT_OF_ZERO
            ):
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
        for e in list(seen):
            if isinstance(e, Symbol) and e.assumptions & {"nonzero", "positive"}:
                yield from (e**2, e**3)


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
_NOT_OF_ZERO = frozenset({"log", "log det", "inverse"})
"""Functions that zero has none of."""
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
            if lone is None or not determines(premise, conclusion, lone, deadline):
                continue
            sides = [inlined(e, premise) for e in (premise.left, premise.right)]
            claim = _at_value(sides, lone, inlined(value, conclusion))
        except (Unavailable, IllShaped, ValueError, TooLong, OutOfTime, RecursionError):
            continue
        yield Reduction(claim, f"solved for {lone}", not lone.assumptions)


def with_value(claim: Claim, letter: Symbol, value: Expr) -> Claim | None:
    """An equation where a letter has a value, if that can be said."""
    try:
        return _at_value([inlined(e, claim) for e in (claim.left, claim.right)], letter, value)
    except (Unavailable, IllShaped, ValueError):
        return None


def with_values(
    premise: Claim, conclusion: Claim, values: Mapping[Symbol, Expr]
) -> list[tuple[Claim, Claim]]:
    """Both where some letters have values; nothing where that cannot be said, or changes nothing."""
    pair = [premise, conclusion]
    for letter, value in values.items():
        made = [with_value(c, letter, value) for c in pair]
        pair = [c for c in made if c is not None]
        if len(pair) < 2:
            return []
    return [(pair[0], pair[1])] if values else []


def by_solution(
    premise: Claim, conclusion: Claim, words: Sequence[str], deadline: Deadline
) -> Iterator[Pair]:
    """Both with a value of the letter of which the conclusion says what it is, read off the premise
    as one that solves it: an exception to the implication where the conclusion fails there.

    The value has all that is declared of the letter, and each of some words that a text may mean.
    """
    premise, conclusion = _plain(premise), _plain(conclusion)
    if any(side.indices for c in (premise, conclusion) for side in (c.left, c.right)):
        fixed = _at_one_value(premise, conclusion)
        if fixed is None:
            return
        premise, conclusion = fixed
    for letter, value in (
        (conclusion.left, conclusion.right),
        (conclusion.right, conclusion.left),
    ):
        sides = [inlined(e, c) for c, e in (
            (premise, premise.left), (premise, premise.right), (conclusion, value)
        )]  # fmt: skip
        lone = _lone(letter, value, conclusion)
        if lone is None:
            lone = _root(letter, sides)
            if lone is None:
                continue
            root = {next(iter(letter.names)): sqrt(lone)}
            sides = [substituted(e, root) for e in sides]
        more = [w for w in words if applies(w, lone.shape)]
        told = replace(lone, assumptions=lone.assumptions | close(lone.name, lone.shape, more))
        try:
            for found in solutions(Claim(sides[0], sides[1]), lone, deadline):
                needed = frozenset[str]() if _may_be(told, found, premise) else told.assumptions
                if known(needed):
                    there = _at_value(sides[:2], lone, found)
                    here = Claim(found, sides[2])
                    yield Pair(there, here, f"{letter} = {found}", needed, solved=True)
        except (Unavailable, IllShaped, Misuse, ValueError, TooLong, OutOfTime, RecursionError):
            continue


def _root(e: Expr, others: Sequence[Expr]) -> Symbol | None:
    """A letter for the square of a positive number, in which that number is a root."""
    match e:
        case Apply(op=op, args=(Symbol(arguments=(), assumptions=known) as s,), params=(k,)) if (
            op is POWER and k.constant == 2 and "positive" in known and s.shape.is_scalar
        ):
            names = frozenset[str]().union(*(x.names for x in others))
            if _varied(others) & {s.name} or f"{s.name}2" in names:
                return None
            return replace(s, name=f"{s.name}2")
    return None


def restricting(claim: Claim, conditions: Sequence[Claim], deadline: Deadline) -> tuple[int, ...]:
    """Which conditions may restrict the letters of a claim, by their place.

    One that a letter of its own can always be solved for, which stands neither in the claim
    nor in another condition, is met whatever the others are: it restricts nothing, and the
    others are looked at again without it.
    """
    left = dict(enumerate(conditions))
    while True:
        met = next((k for k, c in left.items() if _can_be_met(c, frozenset[str]().union(
            _names(claim), *(_names(other) for m, other in left.items() if m != k)
        ), deadline)), None)  # fmt: skip
        if met is None:
            return tuple(left)
        del left[met]


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
        return any(determines(condition, condition, s, deadline) for s in own)
    except (Unavailable, IllShaped, ValueError, TooLong, OutOfTime, RecursionError):
        return False
