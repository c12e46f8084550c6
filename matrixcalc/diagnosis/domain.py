"""What a claim needs to be defined, and whether the declarations ensure it.

A need that almost every declared point satisfies, such as an invertible I + AB,
is a condition to print.  A need that fails on a whole region, such as det X > 0
for a matrix of which nothing is declared, is a missing assumption.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from matrixcalc.arithmetic.lists import ListArithmetic
from matrixcalc.arithmetic.prime import Redraw
from matrixcalc.arithmetic.scalars import Irrational, Rationals
from matrixcalc.assumptions import DeclarationError, close
from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.deadline import Deadline
from matrixcalc.diagnosis.regions import Looking, Sizes
from matrixcalc.dims import IntVar, closure
from matrixcalc.evaluation import Evaluator
from matrixcalc.expr import Apply, Bind, Condition, Expr, Symbol
from matrixcalc.interpretation import choices
from matrixcalc.notation import text
from matrixcalc.ops import inverses, linear, spectral
from matrixcalc.ops.constants import zero_of
from matrixcalc.ops.spec import Need, Operator, Unavailable, Undefined
from matrixcalc.rewriting import assuming
from matrixcalc.sampling.points import Point
from matrixcalc.sampling.sizes import choose, cost, feasible
from matrixcalc.shapes import SCALAR
from matrixcalc.statements import Claim

POINTS = 8
"""Points at which each need is tried."""

DEAR = 50_000
"""Scalar multiplications that one evaluation over the rational numbers may roughly take."""

PLACES = 12
"""Values of the indices that are tried at each point."""


WORDS = {
    Need.INVERTIBLE: "invertible",
    Need.NONZERO: "nonzero",
    Need.POSITIVE: "positive",
    Need.NONNEGATIVE: "positive",
    Need.POSITIVE_DETERMINANT: "positive determinant",
}
"""The adjective that ensures a need of a letter."""

SIGNED = (Need.POSITIVE, Need.NONNEGATIVE)
"""Needs about the sign of a number."""


Words = tuple[tuple[str, str], ...]
"""Letters, each with an adjective."""

RANKS = ("full column rank", "full row rank")
"""Adjectives that say which sizes a matrix may have."""


@dataclass(frozen=True)
class Domain:
    """What a claim needs beyond its declarations."""

    conditions: tuple[str, ...] = ()
    """Satisfied by almost every declared point, or supposed by a definition."""
    missing: tuple[str, ...] = ()
    """Violated on a whole region of the declared set."""
    nowhere: tuple[str, ...] = ()
    """Violated whatever else may be declared."""
    remedies: tuple[Words, ...] = ()
    """What else could be declared, of which one may ensure what is missing."""


Key = tuple[Expr, Need, tuple[Condition, ...]]
"""An argument, the need on it, and the conditions of the sums around it."""


def needs(claim: Claim) -> Iterator[Key]:
    """Every argument that an operator of the claim puts a need on."""
    zeros = {
        d.head.name for d in claim.definitions if d.body == zero_of(SCALAR) and not d.head.arguments
    }
    found = _needs_in(claim.bodies, frozenset(claim.meanings), frozenset(zeros))
    if not claim.definite:
        yield from found
        return
    supposed = Conditions(claim, defined=False)
    for e, need, conditions in found:
        known = not e.names & claim.meanings.keys() and supposed.holds(e, WORDS[need])
        if not known:
            yield e, need, conditions


def _needs_in(
    bodies: Iterable[Expr], defined: frozenset[str], zeros: frozenset[str] = frozenset()
) -> Iterator[Key]:
    seen: set[Key] = set()
    for body in bodies:
        for node, conditions in _within(body, ()):
            if isinstance(node, Apply):
                assert isinstance(node.op, Operator)
                for place, need in node.op.needs:
                    found = (node.args[place], need, conditions)
                    there = _without(zeros, found[0])
                    if found not in seen and not ensured(there, need, defined):
                        seen.add(found)
                        yield found


def _without(zeros: frozenset[str], e: Expr) -> Expr:
    """A sum without the terms that have a factor that is zero there."""
    match e:
        case Apply(op=linear.SUM, args=terms) if not zeros.isdisjoint(e.names):
            left = [t for t in terms if not _has_factor(zeros, t)]
            return left[0] if len(left) == 1 else e
    return e


def _has_factor(zeros: frozenset[str], e: Expr) -> bool:
    match e:
        case Symbol(name=name):
            return name in zeros
        case Apply(op=linear.PRODUCT | linear.NEGATIVE, args=factors):
            return any(_has_factor(zeros, f) for f in factors)
    return False


def _within(
    e: Expr, conditions: tuple[Condition, ...]
) -> Iterator[tuple[Expr, tuple[Condition, ...]]]:
    """Every node with the conditions under which it is evaluated."""
    yield e, conditions
    inner = (*conditions, *e.conditions) if isinstance(e, Bind) else conditions
    for child in e.children:
        yield from _within(child, inner)


def ensured(e: Expr, need: Need, defined: frozenset[str] = frozenset()) -> bool:
    """Whether the declarations alone ensure the need; False means only "not seen".

    The adjectives of `defined` letters are claims of their author and ensure nothing.
    """
    words = {
        Need.INVERTIBLE: {"invertible", "nonzero"},
        Need.POSITIVE_DETERMINANT: {"positive determinant"},
        Need.POSITIVE: {"positive", "positive entries"},
        Need.NONNEGATIVE: {"positive", "positive entries"},
        Need.NONZERO: {"nonzero", "positive", "positive entries"},
    }[need]
    match e:
        case Symbol():
            return e.name not in defined and bool(words & e.assumptions)
        case Apply(op=linear.TRANSPOSE | inverses.INVERSE, args=(a,)):
            return ensured(a, need, defined)
        case Apply(op=spectral.MATRIX_EXPONENTIAL):
            return need in (Need.INVERTIBLE, Need.POSITIVE_DETERMINANT)
        case Apply(op=inverses.DETERMINANT, args=(a,)) if need in SIGNED:
            return ensured(a, Need.POSITIVE_DETERMINANT, defined)
        case Apply(op=inverses.DETERMINANT, args=(a,)) if need is Need.NONZERO:
            return ensured(a, Need.INVERTIBLE, defined)
        case Apply(op=linear.PRODUCT, args=args) if need not in SIGNED:
            return all(a.shape.is_square and ensured(a, need, defined) for a in args)
        case Apply(op=linear.PRODUCT | linear.SUM, args=args) if need in SIGNED:
            return all(a.shape.is_scalar and ensured(a, need, defined) for a in args)
    return _is_positive_number(e)


def _is_positive_number(e: Expr) -> bool:
    from_value = getattr(e, "value", None)
    if from_value is not None:
        return bool(from_value > 0)
    return (
        isinstance(e, Apply)
        and not e.args
        and e.op.name in ("pi", "size")
        and all(v.least >= 1 for d in e.params for v in d.variables)
    )


def examine(claim: Claim, deadline: Deadline, fixed: Mapping[str, int] | None = None) -> Domain:
    """The needs that the declarations do not ensure, sorted by how they fail.

    `fixed` are sizes that the user asked for.
    """
    todo = list(needs(claim))
    if not todo:
        return Domain()
    looking = Looking(claim, fixed or {}, deadline)
    tally = {key: Tally() for key in todo}
    for sizes in _sizes(claim, fixed or {}):
        few = _by_residues(looking, sizes, tally) if cost(claim, sizes) > DEAR else tally
        for number in range(POINTS) if few else ():
            _try_point(claim, sizes, number, deadline, few)
    # Where only zeros were met, the need fails on the whole declared set.
    broken = [key for key, t in tally.items() if t.violated or (t.borderline and not t.satisfied)]
    met = {key: _spoken(*key[:2]) for key, t in tally.items() if key not in broken}
    limits = {key: limit for key in met for limit in _limits(looking, *key)}
    told = {key: f"{met[key]}, of the sizes tried {limit}" for key, limit in limits.items()}
    # Who defines a letter by an inverse supposes that it exists.
    stated = set(_needs_in((claim.left, claim.right), frozenset(claim.meanings)))
    # A constant has no letter that another declaration could change.
    nowhere = [_spoken(*key[:2]) for key, t in tally.items() if _hopeless(key[0], t)]
    missing = [_spoken(*key[:2]) for key in broken]
    missing += [told[key] for key in limits if key in stated]
    granted = [told.get(key, met[key]) for key in met if key in told or tally[key].borderline]
    return Domain(
        tuple(dict.fromkeys(granted)),
        tuple(dict.fromkeys(missing)),
        tuple(dict.fromkeys(nowhere)),
        tuple(_remedies([*broken, *limits], {s for key in limits for s in key[0].symbols})),
    )


def _by_residues(looking: Looking, sizes: Sizes, tally: Mapping[Key, Tally]) -> dict[Key, Tally]:
    """The needs about which rational numbers must be asked, where these grow long.

    Of the others it is enough that almost every point satisfies them.
    """
    left: dict[Key, Tally] = {}
    for (e, need, conditions), t in tally.items():
        places = partial(_places, e, conditions)
        if need in SIGNED or need is Need.POSITIVE_DETERMINANT or not looking.is_met(
            sizes, e, need, places
        ):  # fmt: skip
            left[e, need, conditions] = t
        else:
            t.satisfied, t.borderline = t.satisfied + 1, t.borderline + 1
    return left


def _limits(
    looking: Looking, e: Expr, need: Need, conditions: tuple[Condition, ...]
) -> Iterator[str]:
    """The sizes at which a need is met at some point, where it is met at none for others."""
    if not e.symbols and e.shape.is_scalar:
        # A polynomial in the sizes that is not zero everywhere is zero next to nowhere.
        return
    region = looking.region(e, need, partial(_places, e, conditions))
    if not region.is_thin:
        yield region.told()


def _remedies(failed: Sequence[Key], limited: Iterable[Symbol]) -> Iterator[Words]:
    """Adjectives for letters that are what fails, then ranks for those of what is `limited`."""
    plain = tuple((e.name, WORDS[need]) for e, need, _ in failed if isinstance(e, Symbol))
    if plain:
        yield plain
    for s in sorted(limited, key=lambda s: s.name):
        if not (s.shape.is_square or s.shape.is_column or s.shape.is_row or s.is_function):
            yield from (((s.name, word),) for word in RANKS)


def remedy(claim: Claim, needed: Domain, deadline: Deadline, fixed: Mapping[str, int]) -> str:
    """What to declare so that the claim is defined throughout, if that was seen to help."""
    letters = {s.name: s for s in claim.symbols}
    for words in needed.remedies:
        assumed = claim
        try:
            for name, word in words:
                adjectives = close(name, letters[name].shape, [word])
                assumed = assuming(assumed, name, adjectives)
        except DeclarationError:
            continue
        if choose(assumed, fixed) and not examine(assumed, deadline, fixed).missing:
            return "declare " + " and ".join(f'{name} "{word}"' for name, word in words)
    return ""


def _hopeless(e: Expr, t: Tally) -> bool:
    failed = t.violated or (t.borderline and not t.satisfied)
    return bool(failed and not e.symbols)


@dataclass
class Tally:
    """How a need fared at the points tried."""

    satisfied: int = 0
    borderline: int = 0
    """Zero or singular: a point that few others are like."""
    violated: int = 0
    """Negative where it must not be: so are all points nearby."""

    def count(self, sign: int, need: Need) -> None:
        """Count a point by the sign of what matters for the need."""
        if sign == 0:
            self.satisfied += need is Need.NONNEGATIVE
            self.borderline += need is not Need.NONNEGATIVE
        elif sign > 0 or need in (Need.INVERTIBLE, Need.NONZERO):
            self.satisfied += 1
        else:
            self.violated += 1


def _sizes(claim: Claim, fixed: Mapping[str, int]) -> list[Sizes]:
    integers = claim.integers
    offered = [[1] * len(integers), [2] * len(integers), range(2, 2 + len(integers))]
    vectors = [
        {v: fixed.get(v.name, max(v.least, k)) for v, k in zip(integers, values, strict=True)}
        for values in offered
    ]
    return [s for k, s in enumerate(vectors) if s not in vectors[:k] and feasible(claim, s)]


def _try_point(
    claim: Claim, sizes: Mapping[IntVar, int], number: int, deadline: Deadline,
    tally: Mapping[Key, Tally],
) -> None:  # fmt: skip
    evaluator = _evaluator(claim, sizes, Rationals(), number, deadline)
    fallback: Evaluator | None = None
    for (e, need, conditions), counts in tally.items():
        for at in islice(_places(e, conditions, sizes), PLACES):
            try:
                try:
                    sign = _sign(evaluator.field, evaluator.value(e, at), need)
                except Irrational:
                    if fallback is None:
                        from matrixcalc.arithmetic.balls import Balls  # Loads python-flint.

                        fallback = _evaluator(claim, sizes, Balls(), number, deadline)
                    sign = _sign(fallback.field, fallback.value(e, at), need)
            except (Undefined, Redraw, Unavailable, ZeroDivisionError, KeyError):
                continue
            counts.count(sign, need)


def _evaluator(
    claim: Claim, sizes: Mapping[IntVar, int], scalars: Any, number: int, deadline: Deadline
) -> Evaluator:
    field = ListArithmetic(scalars, deadline)
    return Evaluator(claim, sizes, field, Point(field, f"domain:{number}", 3), deadline)


def _places(
    e: Expr, conditions: tuple[Condition, ...], sizes: Mapping[IntVar, int]
) -> Iterator[dict[IntVar, int]]:
    """The values of the indices of `e` that the conditions around it allow."""
    compared = closure(d for c in conditions for d in (c.left, c.right))
    try:
        for at in choices({*e.index_order, *(v for v in compared if v.is_index)}, sizes):
            known = {**sizes, **at}
            if all(c.holds(c.left.at(known), c.right.at(known)) for c in conditions):
                yield at
    except KeyError:
        return


def _sign(field: Any, value: Any, need: Need) -> int:
    """The least sign among the numbers that the need is about; 0 where it is not certain."""
    if need in (Need.INVERTIBLE, Need.POSITIVE_DETERMINANT):
        value = field.determinant(value)
    return min(
        (bool(x > 0) - bool(x < 0) if need is not Need.NONZERO else bool(field.scalars.weight(x)))
        for row in value for x in row
    )  # fmt: skip


def _spoken(e: Expr, need: Need) -> str:
    words = {
        Need.INVERTIBLE: "is invertible" if not e.shape.is_scalar else "is not zero",
        Need.POSITIVE_DETERMINANT: "has positive determinant",
        Need.POSITIVE: "is positive",
        Need.NONNEGATIVE: "is not negative",
        Need.NONZERO: "is not zero",
    }[need]
    return f"{text(e)} {words}"
