"""Equalities that can be read in two ways: the power of a trace, and a d that is a size, too.

Both readings are kept.  Which of them holds is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from matrixcalc.expr import Expr
from matrixcalc.lang.claiming import Claiming
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood, SizeOrSign
from matrixcalc.lang.links import Link
from matrixcalc.lang.parser import Unparsed
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.two_readings import POWERS, has_power_of_brackets, with_powers_inside
from matrixcalc.ops.arguments import Misuse
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Equality, Statement, Unjudged

SIGN_OR_SIZE = ("", "d is the size that the text declares")
"""Where a formula holds with differentials, nobody means the product of a size by a matrix."""


class Differing(Claiming):
    """What is said in two readings."""

    def _with_other_reading(
        self, link: Link, nodes: tuple[Syntax, Syntax], made: Statement
    ) -> Statement:
        """An equality with what it says in another reading, if it can be read in two ways."""
        others = tuple(map(with_powers_inside, nodes))
        if not isinstance(made, Equality) or others == nodes:
            return made
        sides = (s for x in self.written.links if isinstance(x, Link) for s in (x.left, x.right))
        shown = (self.written.syntax(s) for s in sides)
        if not any(has_power_of_brackets(n) for n in shown if not isinstance(n, Unparsed)):
            return made
        try:
            a, b = self._sides(link, others)
        except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
            return made
        same = (a, b) == (made.left, made.right)
        return made if same else replace(made, otherwise=(a, b), meant=POWERS)

    @contextmanager
    def _with_d(self, meaning: str) -> Iterator[None]:
        """A d is read as a `size`, or as the `sign` of a differential."""
        self.scope.d_is, before = meaning, self.scope.d_is
        self.moving.clear()
        try:
            yield
        finally:
            self.scope.d_is = before
            self.moving.clear()

    def _if_size(self, link: Link, nodes: tuple[Syntax, Syntax]) -> tuple[Expr, ...] | None:
        """Both sides with a d that is a size; nothing where that fits no shapes, and None where
        it is not known what they are.
        """
        try:
            with self._with_d("size"):
                return self._sides(link, nodes)
        except IllShaped:
            return ()
        except (NotUnderstood, Beyond, Misuse, ValueError):
            return None

    def _with_differentials(
        self, link: Link, nodes: tuple[Syntax, Syntax], unclear: SizeOrSign,
        read: Callable[[], Iterable[Statement]], line: int, written: str,
    ) -> Iterator[Statement]:  # fmt: skip
        """What is read with d as the sign of a differential, with what it says if d is a size."""
        declared = "d" in self.scope.integers
        size = () if unclear.is_fraction else self._if_size(link, nodes)
        if size is None or not declared or self.scope.d_is:
            yield from self._unjudgeable(link, unclear, line, written)
            return
        with self._with_d("sign"):
            for made in read():
                if isinstance(made, Equality) and size and size != (made.left, made.right):
                    yield replace(made, otherwise=size, meant=SIGN_OR_SIZE)
                else:
                    yield made

    def _unjudgeable(
        self, link: Link, error: Beyond, line: int, written: str
    ) -> Iterator[Statement]:
        """What is understood and beyond every check; its letters may be said to be so by it."""
        self._lost(link, error.reason)
        if link.block.display:
            yield self._beyond(link, error, line, written)

    def _beyond(self, link: Link, error: Beyond, line: int, written: str) -> Unjudged:
        return self._unjudged(link, error.reason, line, written)
