"""What a matrix and its inverse have to do with each other, used as rules on networks.

The inverse W of a sum P is a letter of its own; all that is known of it is P W = I and
W P = I.  Read from one term of P to the others, each is a rule: a term of P next to W
gives way to the identity less the other terms.  An equation of matrices may also be
multiplied by P from a side on which W stands.  Every use is recorded as an instance of
its law in a context, so that it can be checked by multiplying out.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from matrixcalc.checks.proof.steps import HOLE, Cancelled, Passed
from matrixcalc.dims import Dim
from matrixcalc.expr import Expr, Symbol
from matrixcalc.networks.canonical import Factor
from matrixcalc.networks.heads import DELTA, Poly, Term, unpacked
from matrixcalc.networks.kernels import Kernels, Leg, Value
from matrixcalc.networks.letters import Networks
from matrixcalc.networks.patterns import embeddings
from matrixcalc.networks.readback import Reader
from matrixcalc.networks.ring import LABELS
from matrixcalc.shapes import Shape
from matrixcalc.statements import Claim

HIGHEST = 3
"""The highest power of a reciprocal that is looked at."""
REWRITES, EACH = 60, 10
"""Uses of rules after which a way is given up, in all and for each term that it began with:
a way that leads to zero takes few, and one that leads nowhere makes terms longer and longer.
"""
MOST = 60
"""Terms beyond which a way is given up."""
WAYS = 8
"""Choices of terms that are tried."""


@dataclass(frozen=True)
class Passing:
    """A function f, and M with P M = M Q, so that f(P) M = M f(Q)."""

    function: Hashable
    """f, as it is named in networks."""
    through: Value
    """M."""
    other: Value
    """Q."""


@dataclass(frozen=True)
class Use:
    """An instance of P W = I or W P = I, where a letter stands in a context."""

    matrix: Value
    """P; a scalar has one inverse."""
    on_right: bool
    """Whether the inverse stands on the right, as in P W = I."""
    context: Poly
    """Linear in the letter `HOLE`, which stands for P W − I, or f(P) M − M f(Q)."""
    passing: Passing | None = None


@dataclass(frozen=True)
class Rule:
    """A pattern of factors with ends −1 and −2, and the relation that it is a term of."""

    pattern: tuple[Factor, ...]
    coefficient: Fraction
    relation: Poly
    """P W − I, or (s/s − 1) beside a power of s; it is zero."""
    matrix: Value
    on_right: bool = True
    beside: Poly | None = None
    """The power of s that stands beside s/s − 1."""
    on_diagonal: bool = False
    """Whether the relation is about the entries of a diagonal matrix, with one end for both."""
    passing: Passing | None = None
    """What passes what, if the relation is f(P) M − M f(Q)."""

    @property
    def ends(self) -> Leg:
        """How far the rows and the columns of the relation run."""
        cols = self.passing.through.cols if self.passing is not None else self.matrix.rows
        return self.matrix.rows + cols


class Relations:
    """The rules for the composite inverses that occur in a sum."""

    def __init__(self, sums: Networks) -> None:
        self.sums = sums
        self.kernels = Kernels(sums)

    def solve(self, difference: Value) -> tuple[list[tuple[bool, Value]], list[Use]] | None:
        """How a sum comes to zero: the matrices it is multiplied by (from the left if so),
        and the instances that are taken from it.
        """
        inverses = self._inverses(difference.sum)
        scalars = list(self._reciprocals(difference.sum))
        if not (inverses or scalars) or len(difference.rows) > 1 or len(difference.cols) > 1:
            return None
        choices = [range(len(p.sum)) for p, _ in inverses]
        for way, chosen in enumerate(product(*choices)):
            if way >= WAYS:
                return None
            pairs = zip(inverses, chosen, strict=True)
            rules = [*scalars, *(r for (p, w), k in pairs for r in self._rules(p, w, k))]
            found = self._reduced(difference, inverses, rules)
            if found is not None:
                return found
        return None

    def _reduced(
        self, difference: Value, inverses: Sequence[tuple[Value, Value]], rules: Sequence[Rule]
    ) -> tuple[list[tuple[bool, Value]], list[Use]] | None:
        multiplied: list[tuple[bool, Value]] = []
        uses: list[Use] = []
        current = difference
        for _ in range(2 * len(inverses) + 1):
            rest = self._rewritten(current.sum, rules, uses)
            if rest is None:
                return None
            current = Value(rest, current.rows, current.cols)
            if not rest:
                return multiplied, uses
            factor = self._outermost(current, inverses, multiplied)
            if factor is None:
                return None
            multiplied.append(factor)
            left, matrix = factor
            pair = (matrix, current) if left else (current, matrix)
            current = self.kernels.multiply(*pair)
            uses = [self._carried(u, left, matrix, difference) for u in uses]
        return None

    def _carried(self, use: Use, left: bool, matrix: Value, like: Value) -> Use:
        """A use in an equation that is multiplied by a matrix afterwards."""
        context = Value(use.context, like.rows, like.cols)
        pair = (matrix, context) if left else (context, matrix)
        found = self.kernels.multiply(*pair)
        return replace(use, context=found.sum)

    # Inverses and their rules.

    def _inverses(self, poly: Poly) -> list[tuple[Value, Value]]:
        """The composite inverses in a sum, and the matrices that they are inverse to."""
        found: dict[int, tuple[Value, Value]] = {}
        todo = [poly]
        while todo:
            for term in todo.pop():
                for component in term:
                    for head, _ in component:
                        key = self.sums.heads.known[head].key
                        if head in found or not isinstance(key, tuple):
                            continue
                        if key[0] == ("of a matrix", "inverse"):
                            ((body, _, _),), (rows, cols) = key[1:]
                            todo.append(dict(body))
                            if len(self.sums.heads.known[head].dims) > len(rows + cols):
                                continue
                            turned = self.kernels.transpose(Value(dict(body), rows, cols))
                            whole = self.kernels.inverse(turned)
                            alone = len(body) == 1 and len(body[0][0]) == 1 == len(body[0][0][0])
                            if len(rows) == 1 and not alone:
                                found[head] = turned, whole
        return list(found.values())

    def _reciprocals(self, poly: Poly) -> Iterator[Rule]:
        """The rules for the reciprocals of sums without ends, and their powers."""
        seen: set[int] = set()
        for head in {h for term in poly for c in term for h, _ in c}:
            known = self.sums.heads.known[head]
            body = self.sums.bodies.get(known.base)
            if body is None or known.base in seen or len(known.dims) > 1 or len(body) < 2:
                continue
            seen.add(known.base)
            if known.dims:
                yield from self._entrywise(body, known.dims[0])
                continue
            term, c = min(body.items(), key=_long)
            for k in range(1, HIGHEST + 1):
                high, low = (self.sums.power(Value(body), Fraction(-x)) for x in (k, k - 1))
                if k == 1:
                    low = self.sums.number(1)
                lead = self.sums.multiply({term: c}, high)
                # The sum and its power meet at once, so that the relation is written out here.
                parts = [self.sums.multiply({t: x}, high) for t, x in body.items()]
                relation = self.sums.add(*parts, self.sums.scale(-1, low))
                if len(lead) == 1:
                    ((found, coefficient),) = lead.items()
                    pattern = tuple(unpacked(found, {}))
                    yield Rule(pattern, coefficient, relation, Value(body), True, low)

    def _entrywise(self, body: Poly, size: Dim | None) -> Iterator[Rule]:
        """The rules for the reciprocals of a column, entry by entry: diag s has an inverse."""
        if size is None:
            return
        column = Value(body, (size,))
        term, c = min(body.items(), key=_long)
        for k in range(1, HIGHEST + 1):
            high = self.sums.power(column, Fraction(-k))
            low = self.sums.power(column, Fraction(1 - k)) if k > 1 else self.sums.number(1)
            times = [self._beside({t: x}, high) for t, x in body.items()]
            relation = self.sums.add(*times, self.sums.scale(-1, low))
            lead = self._beside({term: c}, high)
            if len(lead) == 1:
                ((found, coefficient),) = lead.items()
                pattern = tuple(unpacked(found, {}))
                matrix = self.kernels.diagonal_matrix(column)
                yield Rule(pattern, coefficient, relation, matrix, True, low, on_diagonal=True)

    def _beside(self, a: Poly, b: Poly) -> Poly:
        """The product of two columns, entry by entry."""
        return self.sums.einsum([(a, [0]), (b, [0])], [0], {})

    def _rules(self, p: Value, w: Value, chosen: int) -> Iterator[Rule]:
        """Both products with the chosen term of P as what gives way."""
        term, c = sorted(p.sum.items(), key=_long)[chosen]
        for on_right in (True, False):
            pair = (p, w) if on_right else (w, p)
            whole = self.kernels.multiply(*pair)
            relation = self.sums.add(
                whole.sum, self.sums.scale(-1, self.kernels.identity(p.rows[0]).sum)
            )
            part = Value({term: c}, p.rows, p.cols)
            lead = self.kernels.multiply(*((part, w) if on_right else (w, part)))
            if len(lead.sum) != 1:
                continue
            ((found, coefficient),) = lead.sum.items()
            pattern = tuple(unpacked(found, {}))
            # A column of ones has no factor of its own, which says where it begins and ends.
            ends = {s for _, slots in pattern for s in slots}
            if relation.get(found) == coefficient and ends >= {-1, -2}:
                yield Rule(pattern, coefficient, relation, p, on_right)

    # Rewriting.

    def _rewritten(self, poly: Poly, rules: Sequence[Rule], uses: list[Use]) -> Poly | None:
        """A sum with the rules applied as long as one fits."""
        current = dict(poly)
        for _ in range(min(REWRITES, EACH * len(current))):
            self.sums.deadline.check()
            found = self._first(current, rules)
            if found is None:
                return current
            current, use = self.applied(current, *found)
            uses.append(use)
            if len(current) > MOST:
                return None
        return None

    def applied(
        self, poly: Poly, rule: Rule, term: Term, used: set[int], ends: dict[int, int]
    ) -> tuple[Poly, Use]:
        """A sum less an instance of a rule in one of its terms, and the instance."""
        factor = poly[term] / rule.coefficient
        rest = [f for k, f in enumerate(unpacked(term, {})) if k not in used]
        if rule.on_diagonal:
            ends[-2] = ends[-1]
        reach = {ends[-1 - k]: d for k, d in enumerate(rule.ends) if ends[-1 - k] >= 0}
        context = self.sums.scale(factor, self._context(rule, rest, ends, reach))
        change = self._relation(rule, rest, ends, reach)
        less = self.sums.add(poly, self.sums.scale(-factor, change))
        return less, Use(rule.matrix, rule.on_right, context, rule.passing)

    def _context(
        self, rule: Rule, rest: Sequence[Factor], ends: dict[int, int], reach: dict[int, Dim]
    ) -> Poly:
        """The factors around a pattern, with the letter `HOLE` in its place."""
        hole = self.sums.heads.of(("symbol", HOLE, rule.ends), rule.ends)
        slots = tuple(ends[-1 - k] for k in range(len(rule.ends)))
        beside: list[Factor] = []
        if rule.on_diagonal and rule.beside is not None:
            ((term, _),) = rule.beside.items()
            beside = unpacked(term, {-1: ends[-1]})
        found = self.sums.assembled([*rest, *beside, (hole, slots)], reach)
        if rule.beside is None or rule.on_diagonal:
            return found
        labels = self._open(found)
        return self.sums.einsum([(found, labels), (rule.beside, ())], labels, {})

    def _relation(
        self, rule: Rule, rest: Sequence[Factor], ends: dict[int, int], reach: dict[int, Dim]
    ) -> Poly:
        """The relation of a rule in the place of its pattern."""
        taken = [s for _, own in (*rest, (0, tuple(ends.values()))) for s in own]
        first = 1 + max((s for s in taken if s >= 0), default=-1)
        found = []
        for term, c in rule.relation.items():
            inner = [
                (head, tuple([ends[s] if s in ends else s + first if s >= 0 else s for s in own]))
                for head, own in unpacked(term, {})
            ]
            found.append(self.sums.scale(c, self.sums.assembled([*rest, *inner], reach)))
        return self.sums.add(*found)

    def _first(
        self, poly: Poly, rules: Sequence[Rule]
    ) -> tuple[Rule, Term, set[int], dict[int, int]] | None:
        for term in sorted(poly):
            factors = unpacked(term, {})
            for rule in rules:
                match = next(self.matches(rule.pattern, factors), None)
                if match is not None:
                    return rule, term, *match
        return None

    def matches(
        self, pattern: Sequence[Factor], factors: Sequence[Factor]
    ) -> Iterator[tuple[set[int], dict[int, int]]]:
        """Where a pattern stands among factors: which ones, and what its ends are."""
        heads, check = self.sums.heads, self.sums.deadline.check
        for used, names in embeddings(pattern, factors, heads.symmetry, {}, check):
            yield used, {k: v for k, v in names.items() if k in (-1, -2)}

    def _open(self, poly: Poly) -> list[int]:
        """Labels for the open ends of a sum."""
        ends = [s for t in poly for c in t for _, own in c for s in own if LABELS < s < 0]
        return list(range(-min(ends, default=0)))

    def _outermost(
        self,
        current: Value,
        inverses: Sequence[tuple[Value, Value]],
        done: Sequence[tuple[bool, Value]],
    ) -> tuple[bool, Value] | None:
        """A matrix to multiply by: its inverse stands at the left or right of some term."""
        for p, w in inverses:
            ((component,),) = w.sum
            ((head, _),) = component
            for left, legs, end in (
                (True, current.rows, -1),
                (False, current.cols, -1 - len(current.rows)),
            ):
                if legs != p.rows or (left, p) in done:
                    continue
                at = [own for t in current.sum for c in t for h, own in c if h == head]
                if any(end in own for own in at):
                    return left, p
        return None


def _long(item: tuple[Term, Fraction]) -> tuple[int, object]:
    """Long terms first: they give way to short ones."""
    term, _ = item
    plain = [f for c in term for f in c if f[0] != DELTA]
    return -len(plain), term


def reader(sums: Networks, claim: Claim) -> Reader:
    """What reads the networks of a claim back."""
    return Reader(sums, {s.name: s for s in claim.symbols})


def read(use: Use, like: Value, sums: Networks, claim: Claim) -> Cancelled | Passed:
    """A use with its context, in which the letter `HOLE` stands, as expressions."""
    found = reader(sums, claim)

    def value(v: Value) -> Expr:
        return found.value(v.sum, v.rows, v.cols)

    def within(rows: Leg, cols: Leg) -> Expr:
        down, across = (leg[0] if leg else Dim.of(1) for leg in (rows, cols))
        found.letters[HOLE] = Symbol(HOLE, Shape(down, across))
        return value(Value(use.context, like.rows, like.cols))

    p = use.matrix
    if use.passing is None:
        return Cancelled(value(p), use.on_right, within(p.rows, p.rows))
    through = use.passing.through
    whole = found.function(use.passing.function, value(p))
    context = within(p.rows, through.cols)
    return Passed(whole, value(through), value(use.passing.other), context)
