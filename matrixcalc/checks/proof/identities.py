"""Statements that say no more than one identity with a name: Woodbury's, Sylvester's, …

A statement is called by an identity if one of its parts is a side of it, with expressions for
its letters, and both sides of the statement have the same terms once the other side stands
there.  So the name is never a guess: the identity is a step of the proof, and is replayed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.checks.proof.definitions import inlined
from matrixcalc.checks.proof.factors import neighbours, with_factor
from matrixcalc.checks.proof.instances import BY_NAME, NoInstance, declared, instance
from matrixcalc.checks.proof.matching import matches
from matrixcalc.checks.proof.steps import Proof, Step
from matrixcalc.expr import Apply, Expr, Operation
from matrixcalc.ops import constants, linear
from matrixcalc.ops.laws import IDENTITIES
from matrixcalc.ops.spec import Law
from matrixcalc.rewriting import replaced
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Claim

MATCHES = 12
"""In how many ways an identity is tried at one place."""
TRIES = 12
"""How many instances of identities are tried for one statement."""


class Compared(Protocol):
    """Compares both sides of a claim that is another one with an identity used."""

    def __call__(self, claim: Claim, *, lawless: bool) -> Proof | None: ...


_EVERYWHERE = {linear.PRODUCT, linear.SUM, linear.TRANSPOSE, constants.IDENTITY}
"""Operators by which nothing is told, because they are read into what has none of them."""


def _operators(e: Expr) -> set[Operation]:
    return {n.op for n in e.walk() if isinstance(n, Apply)} - _EVERYWHERE


def _only_declared(law: Law) -> frozenset[str]:
    """The adjectives that a law demands and that nothing but a declaration gives."""
    demanded = frozenset(word for s in declared(law).values() for word in s.assumptions)
    return demanded & {"skew-symmetric"}


NAMED = {
    law: (_operators(law.left), _only_declared(law)) for law in (BY_NAME[x] for x in IDENTITIES)
}
"""The identities in their order, with the operators of their left sides and what they demand."""


def named(
    claim: Claim, plain: Proof | None, conditions: Conditions, compared: Compared
) -> Proof | None:
    """A proof by an identity where there is none without; alone, it is better than other laws."""
    # A rule of the normal form is no better a reason than an identity.
    if plain is not None and plain.steps and len(plain.laws) == 1:
        return plain
    for step, restated in islice(_uses(claim, conditions), TRIES):
        rest = compared(restated, lawless=plain is not None)
        if rest is not None and (plain is None or not rest.laws):
            return Proof((step, *rest.steps), rest.met)
    return plain


def _uses(claim: Claim, conditions: Conditions) -> Iterator[tuple[Step, Claim]]:
    """Instances of identities at parts of one side, and what they make of the claim."""
    sides = [inlined(e, claim) for e in (claim.left, claim.right)]
    present = {n.op for side in sides for n in side.walk() if isinstance(n, Apply)}
    given = frozenset(word for s in claim.symbols for word in s.assumptions)
    laws = [
        law for law, (operators, words) in NAMED.items() if operators <= present and words <= given
    ]
    if not laws:
        return
    left, right = ({n for n in side.walk() if isinstance(n, Apply)} for side in sides)
    places = [n for n in dict.fromkeys([*sides[0].walk(), *sides[1].walk()]) if n in left ^ right]
    for law in laws:
        for place in places:
            for step, new in _at(law, place, conditions):
                try:
                    mine, theirs = (replaced(e, place, new) for e in sides)
                except (ValueError, IllShaped):
                    continue
                # An operator that the statement has nowhere is no way to say what it says.
                if _operators(step.after) <= present:
                    yield step, Claim(mine, theirs, (), claim.definite)


def _at(law: Law, place: Expr, conditions: Conditions) -> Iterator[tuple[Step, Expr]]:
    """Instances of a law at a node or at neighbouring factors of it, and what it becomes."""
    assert isinstance(place, Apply)
    for step in _instances(law, place, conditions):
        yield step, step.after
    if place.op is linear.PRODUCT:
        for first, last, part in neighbours(place):
            for step in _instances(law, part, conditions):
                yield step, with_factor(place, first, last, step.after)


def _instances(law: Law, e: Apply, conditions: Conditions) -> Iterator[Step]:
    demanded = declared(law).items()
    for letters in islice(matches(law.left, e, {}), MATCHES):
        if all(conditions.hold(letters[name], s.assumptions) for name, s in demanded):
            try:
                after = instance(law, letters)[1]
            except (NoInstance, IllShaped):
                continue
            yield Step(law.name, e, after, letters)
