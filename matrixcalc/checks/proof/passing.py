"""Functions of matrices that pass a factor: f(P) M = M f(Q) where P M = M Q.

It holds of powers, of exponentials and of the other functions that are limits of polynomials on
the spectra of P and Q, because it holds of polynomials.  With M = P it says that P commutes with
f(P); with P = X Xᵀ, M = X and Q = Xᵀ X it is the push-through identity of a function.  Nothing
here is trusted: each use is kept as an instance in a context.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count, product

from matrixcalc.checks.proof.relations import Passing, Relations, Rule, Use
from matrixcalc.networks.canonical import Factor
from matrixcalc.networks.heads import Poly, unpacked
from matrixcalc.networks.kernels import Kernels, Value
from matrixcalc.networks.letters import Networks

PRIMARY = frozenset({"matrix exponential", "matrix square root", "matrix logarithm"})
"""Functions of matrices that are polynomials on every finite spectrum; powers are others."""
LONGEST = 3
"""Factors that are passed at once."""
TRIED = 60
"""Sums that are looked at before it is given up."""


class Passages:
    """The ways in which the functions in a sum pass what stands next to them."""

    def __init__(self, sums: Networks) -> None:
        self.sums = sums
        self.kernels = Kernels(sums)
        self.relations = Relations(sums)

    def solve(self, difference: Value) -> list[Use] | None:
        """The instances that leave nothing of a sum, where there are some."""
        if len(difference.rows) > 1 or len(difference.cols) > 1:
            return None
        rules = list(self._rules(difference.sum))
        if not rules:
            return None
        order = count()
        start: tuple[int, int, Poly, list[Use]] = (
            len(difference.sum),
            next(order),
            difference.sum,
            [],
        )
        todo, seen = [start], {frozenset(difference.sum.items())}
        for _ in range(TRIED):
            if not todo:
                return None
            _, _, poly, uses = heappop(todo)
            for after, use in self._steps(poly, rules):
                if not after:
                    return [*uses, use]
                key = frozenset(after.items())
                if key not in seen:
                    seen.add(key)
                    heappush(todo, (len(after), next(order), after, [*uses, use]))
        return None

    def _steps(self, poly: Poly, rules: Sequence[Rule]) -> Iterator[tuple[Poly, Use]]:
        """Every sum that one use of a rule makes of this one."""
        for term in sorted(poly):
            factors = unpacked(term, {})
            for rule in rules:
                self.sums.deadline.check()
                for used, ends in self.relations.matches(rule.pattern, factors):
                    yield self.relations.applied(poly, rule, term, used, dict(ends))

    # What passes what.

    def _rules(self, poly: Poly) -> Iterator[Rule]:
        known = list(self._functions(poly))
        paths = list(self._paths(poly, {head for head, *_ in known}))
        found = set[tuple[object, ...]]()
        for (_, name, p, first), (_, second, q, last) in product(known, repeat=2):
            own = [p] if len(p.sum) > 1 and p is q else []
            for through in [*paths, *own] if name == second else ():
                for rule in self._passing(name, (p, first), through, (q, last)):
                    key = rule.pattern, frozenset(rule.relation.items())
                    if key not in found:
                        found.add(key)
                        yield rule

    def _passing(
        self, name: Hashable, one: tuple[Value, Value], through: Value, two: tuple[Value, Value]
    ) -> Iterator[Rule]:
        """f(P) M = M f(Q) as a rule for each term of its left side, if P M = M Q."""
        (p, first), (q, last), times = one, two, self.kernels.multiply
        if p.cols != through.rows or through.cols != q.rows:
            return
        if times(p, through).sum != times(through, q).sum:
            return
        lead = times(first, through).sum
        relation = self.sums.add(lead, self.sums.scale(-1, times(through, last).sum))
        for term in sorted(lead.keys() & relation.keys()):
            pattern = tuple(unpacked(term, {}))
            if {s for _, slots in pattern for s in slots} >= {-1, -2}:
                yield Rule(pattern, relation[term], relation, p, passing=Passing(name, through, q))

    def _functions(self, poly: Poly) -> Iterator[tuple[int, Hashable, Value, Value]]:
        """The functions f(P) in a sum: the head, f, P and f(P), and the same transposed."""
        for head in sorted({h for term in poly for c in term for h, _ in c}):
            known = self.sums.heads.known[head]
            if not isinstance(known.key, tuple) or len(known.dims) != 2:
                continue
            name = known.key[0]
            if head in self.sums.heads.exponents:
                pass
            elif not (isinstance(name, tuple) and name[0] == "of a matrix" and name[1] in PRIMARY):
                continue
            ((body, _, _),), (rows, cols) = known.key[1:]
            inner, whole = Value(dict(body), rows, cols), self._alone(head)
            if whole is None or rows != cols or len(rows) != 1:
                continue
            back = self.kernels.transpose(inner)
            if name[0] == "of a matrix":
                # It is kept as a function of the transpose.
                inner, back = back, inner
            yield head, name, inner, whole
            if self.sums.heads.symmetry(head) <= 0:
                yield head, name, back, self.kernels.transpose(whole)

    def _alone(self, head: int) -> Value | None:
        rows, cols = self.sums.heads.known[head].dims
        if rows is None or cols is None:
            return None
        return Value({(((head, (-1, -2)),),): Fraction(1)}, (rows,), (cols,))

    def _paths(self, poly: Poly, functions: set[int]) -> Iterator[Value]:
        """What stands next to a function, up to three matrices, read in both directions."""
        seen = set[frozenset[object]]()
        for term in poly:
            factors = unpacked(term, {})
            for k, (head, slots) in enumerate(factors):
                if head not in functions:
                    continue
                for start in slots:
                    for path, end in self._walks(factors, start, (k,)):
                        for way in ((start, end), (end, start)):
                            found = self._value(path, way)
                            key = frozenset(found.sum.items()) if found is not None else None
                            if found is not None and key is not None and key not in seen:
                                seen.add(key)
                                yield found

    def _walks(
        self, factors: Sequence[Factor], at: int, used: tuple[int, ...]
    ) -> Iterator[tuple[list[Factor], int]]:
        """The chains of matrices from a slot on, and where they end."""
        if at < 0 or len(used) > LONGEST:
            return
        here = [k for k, (_, slots) in enumerate(factors) for s in slots if s == at]
        following = [k for k in here if k not in used]
        if len(here) != 2 or len(following) != 1:
            return
        (k,) = following
        head, slots = factors[k]
        if len(slots) != 2:
            return
        end = slots[1] if slots[0] == at else slots[0]
        if end == at:
            return
        yield [(head, slots)], end
        for path, last in self._walks(factors, end, (*used, k)):
            yield [(head, slots), *path], last

    def _value(self, path: Sequence[Factor], ends: tuple[int, int]) -> Value | None:
        """A chain as a matrix from one of its ends to the other."""
        if ends[0] == ends[1]:
            return None
        place = {ends[0]: -1, ends[1]: -2}
        moved = [(h, tuple(place.get(s, s) for s in slots)) for h, slots in path]
        reach = {
            s: d
            for h, slots in moved
            for s, d in zip(slots, self.sums.heads.known[h].dims, strict=True)
        }
        rows, cols = reach[-1], reach[-2]
        if rows is None or cols is None:
            return None
        return Value(self.sums.assembled(moved, {}), (rows,), (cols,))
