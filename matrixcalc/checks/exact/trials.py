"""Random points at one size vector: which arithmetic, how many points, how likely an error.

Most claims need one point.  More are needed where a point draws something
discrete: the sign of a root or an absolute value, or a component of a set,
such as the rotations and the reflections among the orthogonal matrices.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import ceil, log2, prod
from typing import Any

from matrixcalc.arithmetic.atom_lists import AtomLists
from matrixcalc.arithmetic.atoms import AtomScalars
from matrixcalc.arithmetic.prime import NeedsAtoms, PrimeArithmetic, Redraw
from matrixcalc.arithmetic.primes import MERSENNE, random_prime, random_safe_prime
from matrixcalc.arithmetic.roots import RootLog
from matrixcalc.arithmetic.safe_primes import SAFE_PRIMES
from matrixcalc.checks.base import Task
from matrixcalc.checks.exact.bound import degree_bound
from matrixcalc.dims import IntVar
from matrixcalc.evaluation import Evaluator
from matrixcalc.expr import Derive, Symbol
from matrixcalc.interpretation import ranges
from matrixcalc.notation import text
from matrixcalc.ops.spec import Unavailable, Undefined
from matrixcalc.sampling.points import Point
from matrixcalc.sampling.sizes import component_counts, has_roots
from matrixcalc.statements import Claim

ATTEMPTS = 200
"""Points that are drawn for want of one where everything is defined."""

PRIMES = 6
"""Primes that are tried before a claim counts as undefined at a size."""

PROBES = 80
"""Points at which the signs of roots are looked at."""

MOST_FLIPS = 6
"""Signs of which all choices are tried at one point."""

SIGN_BITS = 104
"""−log₂ of the probability with which a claim may pass that is false for some signs."""

FEW_LOGARITHMS = 5
"""Logarithms that have values together at one point of 2⁵ in the mean."""

MOST_POINTS = 600
"""Points at one size vector, however many signs there are."""


def seed_of(claim: Claim, seed: int) -> str:
    """A seed that depends on the claim's text, so that a run can be repeated, and
    so that no number in the claim can have been chosen for the primes drawn from it.
    """
    words = [text(claim.left), text(claim.right), *(s.name for s in claim.symbols), str(seed)]
    words += [f"{text(d.head)} is {text(d.body)}" for d in claim.definitions]
    return hashlib.blake2b("|".join(words).encode(), digest_size=8).hexdigest()


class Trials:
    """The points of a claim at one size vector."""

    def __init__(
        self, claim: Claim, sizes: Mapping[IntVar, int], seed: str, task: Task, *,
        inhabited: bool = False,
    ) -> None:  # fmt: skip
        self.claim = claim
        self.sizes = sizes
        self.seed = seed
        self.task = task
        self.atoms = False
        """Whether logarithms, exponentials or π ask for more than residues."""
        self.bits = float("inf")
        """−log₂ of the probability that a false claim passes."""
        self._fractional = False
        """Whether roots were taken as exponentials of parts of logarithms."""
        self.drawn = False
        """Whether it failed at points that drew signs of roots: over the reals they may be settled."""
        self.independent: frozenset[str] = frozenset()
        """Functions of which the arithmetic knows no relations, where some occurred."""
        self._beyond = inhabited and not has_roots(claim)
        """Whether logarithms may leave their domain: it is known not to be empty, and
        nothing else depends on signs.
        """
        self._degree = function_degree(claim)
        self._prime = 0
        self._pieces: Mapping[str, int] = {}
        self._roots = RootLog()
        self._bounded = False
        self._redrawn = False
        """Whether a point was given up that exists modulo another prime."""

    def run(self) -> bool:
        """Whether the claim holds at all points.

        Raises `Undefined` where no point has values for everything, and
        `Unavailable` where the arithmetic cannot represent a value.
        """
        problem: Undefined | None = None
        for number in range(PRIMES):
            self._choose_prime(number)
            try:
                return self._run()
            except NeedsAtoms:
                self.atoms = True
                self._choose_prime(number)
                return self._run_atoms(number)
            except Undefined as error:
                problem = error
                if number and not self._redrawn:
                    break
        raise problem or Undefined("no point of the domain was found")

    def _run_atoms(self, number: int) -> bool:
        # Constants such as log 2 have a value modulo every second prime only.
        for k in range(number, number + PRIMES):
            self._choose_prime(k)
            try:
                return self._run()
            except Undefined as error:
                problem = error
        raise problem

    def _choose_prime(self, number: int) -> None:
        if self.atoms:
            self._prime = random_safe_prime(f"{self.seed}:{number}")
        elif number == 0 and sum(self.sizes.values()) % 2 and not has_roots(self.claim):
            # The fixed prime takes turns with random ones, from size to size.
            self._prime = MERSENNE
        else:
            self._prime = random_prime(f"{self.seed}:{number}")

    def _run(self) -> bool:
        pieces = list(all_pieces(self.claim, self.sizes))
        if not has_roots(self.claim):
            return self._holds_on(pieces)
        # What is learnt of a sign on one component says nothing of another.
        problem: Undefined | None = None
        met = False
        for piece in pieces:
            try:
                if not self._holds_with_roots(piece):
                    return False
                met = True
            except Undefined as error:
                problem = error
        if problem is not None and not met:
            raise problem
        return True

    def _holds_with_roots(self, piece: Mapping[str, int]) -> bool:
        """Whether the claim holds on one choice of components, whatever signs its roots have."""
        signs = self._signs(piece)
        if self._holds_for_all(signs):
            return self._holds_on([piece])
        if self._roots.constant & {*signs}:
            raise Unavailable("the sign of a root of a number is not known modulo a prime")
        points, bits = points_for_signs(len(signs))
        self.bits = min(self.bits, bits)
        held = self._holds_at(max(points, self._least), piece, f"{self._prime}")
        self.drawn = not held
        return held

    @property
    def _least(self) -> int:
        """Points at which every component is tried."""
        return 1 if self.sizes else 2

    def _holds_on(self, pieces: Sequence[Mapping[str, int]]) -> bool:
        """Whether the claim holds at a point, or several, of each choice of components."""
        wanted, number = max(len(pieces), self._least), 0
        while number < wanted:
            self._pieces = pieces[number % len(pieces)]
            if not self._holds(f"{self.seed}:{number}"):
                self.drawn = self._fractional
                return False
            number += 1
            if self._fractional and wanted < SIGN_BITS * len(pieces):
                points, bits = points_for_signs(1)
                wanted, self.bits = points * len(pieces), min(self.bits, bits)
        return True

    def _holds_at(self, wanted: int, piece: Mapping[str, int], first: str) -> bool:
        """Whether the claim holds at this many points, each modulo a prime of its own.

        A number that is no square modulo one prime is one modulo another, so the
        sign of the root of its square is drawn too.
        """
        self._pieces = piece
        held, problem = 0, Undefined("no point of the domain was found")
        for number in range(3 * wanted):
            if self.atoms:
                self._prime = SAFE_PRIMES[number % len(SAFE_PRIMES)]
            else:
                self._choose_prime(number)
            try:
                if not self._holds(f"{self.seed}:{first}:{number}"):
                    return False
            except Undefined as error:
                problem = error
                continue
            held += 1
            if held == wanted:
                return True
        raise problem

    def _holds_for_all(self, signs: tuple[int, ...]) -> bool:
        """Whether the claim holds at one point with every choice of these signs.

        Then it does not depend on them, and no point can draw them wrong.
        """
        if len(signs) > MOST_FLIPS:
            return False
        try:
            for flips in product((False, True), repeat=len(signs)):
                chosen = (place for place, flip in zip(signs, flips, strict=True) if flip)
                self._roots.flipped = frozenset(chosen)
                if not self._holds(f"{self.seed}:flip"):
                    return False
        except (Undefined, Unavailable):
            # Another choice of signs may leave the domain of a logarithm.
            return False
        else:
            return True
        finally:
            self._roots.flipped = frozenset()

    def _signs(self, piece: Mapping[str, int]) -> tuple[int, ...]:
        """The roots whose signs a point draws at random; all roots are met on the way."""
        self._roots, self._pieces = RootLog(), piece
        whole = 0
        for number in range(2 * PROBES):
            if number >= PROBES and whole > self._roots.has_relations:
                break
            self.task.deadline.check()
            try:
                self._compare(f"{self.seed}:probe:{number}", equations_only=True)
                whole += 1
            except (Redraw, Undefined, ZeroDivisionError) as error:
                self._redrawn = self._redrawn or not isinstance(error, Undefined)
            if whole > self._roots.has_relations and not self._roots.ambiguous:
                break
        if whole <= self._roots.has_relations:
            raise Undefined("no point was found at which all roots exist")
        self._roots.settled = True
        return self._roots.ambiguous

    def _holds(self, seed: str) -> bool:
        """Whether the claim holds at one fresh point; redraws where it is not defined."""
        problem: Exception | None = None
        for attempt in range(ATTEMPTS):
            self.task.deadline.check()
            try:
                return self._compare(f"{seed}:{attempt}")
            except (Redraw, Undefined, ZeroDivisionError) as error:
                problem = error
                self._redrawn = self._redrawn or not isinstance(error, Undefined)
                if attempt >= 12 and isinstance(error, Undefined):
                    raise
        raise Undefined(str(problem) or "no point of the domain was found")

    def _arithmetic(self, seed: str) -> Any:
        self._roots.restart()
        if not self.atoms:
            return PrimeArithmetic(self._prime, self._roots, self.task.deadline)
        salt = random.Random(seed).getrandbits(60)
        scalars = AtomScalars(self._prime, salt, self._roots, beyond=self._beyond)
        return AtomLists(scalars, self.task.deadline)

    def _compare(self, seed: str, equations_only: bool = False) -> bool:
        field = self._arithmetic(seed)
        point = Point(
            field, seed, pieces=self._pieces, degree=self._degree, equations_only=equations_only
        )
        evaluator = Evaluator(self.claim, self.sizes, field, point, self.task.deadline)
        rng = random.Random(f"{seed}:weights")
        rows, cols = evaluator.shape(self.claim.left)
        u, v = _weights(field, rng, rows), _weights(field, rng, cols)
        for at in ranges(self.claim, self.sizes):
            left = evaluator.bilinear(self.claim.left, u, v, at)
            right = evaluator.bilinear(self.claim.right, u, v, at)
            _refuse_strays(field)
            scalars = getattr(field, "scalars", None)
            self._fractional = self._fractional or getattr(scalars, "fractional", False)
            if not is_zero(field, field.add(left, field.negative(right))):
                self.independent = frozenset(getattr(scalars, "independent", ()))
                return False
        self._bound()
        return True

    def _bound(self) -> None:
        """Account once for the degree of the claim."""
        if not self._bounded:
            self._bounded = True
            first = next(iter(ranges(self.claim, self.sizes)), {})
            degree = max(1, degree_bound(self.claim, self.sizes, first, self.task.deadline))
            self.bits = min(self.bits, log2(self._prime) - log2(degree))


def _weights(field: Any, rng: random.Random, count: int) -> Any:
    """Random weights for the rows or columns; of a single one, just 1."""
    if count == 1:
        return field.number(1)
    return field.build(count, 1, lambda i, j: field.number(rng.getrandbits(126)))


def _refuse_strays(field: Any) -> None:
    """Raise `Redraw` outside the domain of logarithms so few that a point inside is soon found."""
    if isinstance(field, AtomLists):
        atoms = field.atoms
        if atoms.strayed and len(atoms.logarithms) <= FEW_LOGARITHMS:
            raise Redraw


def is_zero(field: Any, a: Any) -> bool:
    """Whether a 1×1 matrix is zero."""
    if isinstance(field, PrimeArithmetic):
        return not a[0][0]
    return bool(field.scalars.is_zero(a[0][0]))


def points_for_signs(signs: int) -> tuple[int, float]:
    """How many points to try, and −log₂ of the probability that a claim passes
    them all which is false for one choice of the signs.
    """
    if not signs:
        return 1, float("inf")
    missed = -log2(1 - 2.0 ** -min(signs, 40))
    points = min(MOST_POINTS, ceil(SIGN_BITS / missed))
    return points, points * missed


def all_pieces(claim: Claim, sizes: Mapping[IntVar, int]) -> Iterator[Mapping[str, int]]:
    """Every choice of components for the symbols whose sets have several."""
    several = component_counts(claim, sizes)
    if prod(several.values()) > MOST_POINTS // 4:
        raise Unavailable("the declared sets have too many components to try them all")
    for choice in product(*(range(count) for count in several.values())):
        yield dict(zip(several, choice, strict=True))


def function_degree(claim: Claim) -> int:
    """A degree that a relation between the function values of a claim cannot exhaust."""
    values = [e for e in claim.nodes if isinstance(e, Symbol) and e.is_function]
    orders = [e for e in claim.nodes if isinstance(e, Derive)]
    return 3 + len(values) + len(orders) if values else 1
