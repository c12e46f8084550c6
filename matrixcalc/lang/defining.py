"""Definitions: letters, functions and parts above braces that a formula gives a meaning.

Which words say so is known to `prose_cues`, and which letters have no meaning to `meanings`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import moments
from matrixcalc.lang.elaborate.core import Elaborator
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.links import Link
from matrixcalc.lang.meanings import DEFINES, Meanings, mentions
from matrixcalc.lang.names import indices, name_of
from matrixcalc.lang.prose import Cue
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops.arguments import Misuse
from matrixcalc.ops.parts import DIAGONAL_MATRIX, DIAGONAL_VECTOR
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Definition, Given, Statement, Unjudged

BESIDE = "\u2060"
"""Tells the name of a family from that of a size which is spelled alike."""


class Defining(Meanings):
    """What formulas say that their letters are."""

    def _definition(
        self, link: Link, left: Syntax, right: Syntax, line: int, written: str
    ) -> Statement | None:
        """The definition that a link is, because one side is a letter without a meaning."""
        told = link.block.cues
        fresh = not link.continues and bool(self._fresh_name(left) or self._renamed(link, left))
        # A letter without a meaning hardly stands in an equation but to be given one.
        case = {Cue.CASE, Cue.DENIED} & told
        given = fresh and (not case or (Cue.DENIED not in told and self._gives_function(link)))
        if not (link.block.display or {Cue.DEFINE, Cue.SET} & told or given):
            return None
        attained = {Cue.OPEN, Cue.DENIED} <= told
        if attained or self._in_passing(link) or (self._is_premise(link) and not link.claim.arrow):
            return None
        if self._is_told_of(link, self._fresh_name(left)):
            return None
        if link.continues:
            name = self._fresh_name(right)
            if name is None or not isinstance(right, syntax.Name) or mentions(left, name):
                return None
            return self._defined(link, right, left, name, line, written)
        name = self._fresh_name(left) or self._renamed(link, left)
        if name is None or mentions(right, name):
            return None
        self.scope.letters.pop(name, None)
        return self._defined(link, left, right, name, line, written)

    def _defined(
        self, link: Link, head: Syntax, body: Syntax, name: str, line: int, written: str
    ) -> Statement | None:
        self.defining = True
        try:
            (value,) = self._sides(link, (body,))
        finally:
            self.defining = False
        elaborator = self._elaborator(link)
        formal: tuple[Expr, ...] = ()
        match head:
            case syntax.Juxtaposed(items=(_, syntax.Group(parts=parts))):
                found = [self._formal(elaborator, p) for p in parts]
                if any(f is None for f in found):
                    return None
                formal = tuple(f for f in found if f is not None)
        below = indices(head.sub) if isinstance(head, syntax.Scripts) else ()
        if not {name_of(b) for b in below} & {v.name for v in value.indices}:
            value = _as_column(moments.of_any_component(value), head)
        free = {v.name: v for v in value.indices}
        over = tuple(free[b.text] for b in below if isinstance(b, syntax.Name) and b.text in free)
        if over and isinstance(head, syntax.Scripts):
            name = name_of(head.base) or name
        if set(free.values()) - set(over):
            return self._generic(name, value, link, line, written)
        arguments = tuple(Dim.variable(v) for v in over) or formal
        # A family may bear the name of a size: N_{n,k} beside N samples.
        shown = f"{name}{BESIDE}" if over and name in self.scope.integers else name
        symbol = Symbol(shown, value.shape, frozenset(), arguments)
        self.scope.letters[name] = Letter(
            Symbol(shown, value.shape) if over else symbol, over, formal, body=value
        )
        if not link.block.display:
            self.defined_at[name] = link.right.start
        self._use(value)
        made = Definition(symbol, value, self._because(link), line, written)
        self.scope.definitions += (made,)
        return made

    def _generic(self, name: str, value: Expr, link: Link, line: int, written: str) -> Statement:
        """A letter for an expression with an index that its name does not show, as u = xᵢ − x̄.

        What is said of it holds for every index, so it may be any letter of this shape.
        """
        symbol = Symbol(name, value.shape)
        self.scope.letters[name] = Letter(symbol, assumed=True)
        self._use(value)
        self._rest_on(frozenset({name}))
        return Given(symbol, value, self._because(link), line, written)

    def _is_told_of(self, link: Link, name: str | None) -> bool:
        """Whether a conclusion is drawn of a letter that equations in the text have already."""
        drawn = {Cue.FOLLOWS, Cue.IMPLIES, Cue.CLAIM} & link.block.cues
        return name in self.crowded and bool(drawn) and link.relation.sign not in DEFINES

    def _unjudged(self, link: Link, reason: str, line: int, written: str) -> Unjudged:
        """What cannot be judged, as it is written."""
        left, right = (self.written.written(s.start, s.end) for s in (link.left, link.right))
        because = self._because(link)
        return Unjudged(left, link.relation.sign, right, reason, because, line, written)

    def _formal(self, elaborator: Elaborator, node: Syntax) -> Expr | None:
        try:
            (found,) = elaborator.sides((node,))
        except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
            return None
        return found if isinstance(found, Symbol) and not found.arguments else None

    def _brace_definitions(
        self, link: Link, nodes: Sequence[Syntax], line: int
    ) -> Iterator[Statement]:
        """The letters that stand below braces and name what is above: S, or = S."""
        for part in self.written.braces(nodes):
            match part.remark:
                case syntax.Related(parts=(syntax.Empty(), value), relations=("=",)):
                    head = value
                case syntax.Name() as head:
                    pass
                case _:
                    continue
            name = self._fresh_name(head)
            if name is None or not isinstance(head, syntax.Name) or mentions(part.body, name):
                continue
            written = self.written.written(part.start, part.end)
            try:
                found = self._defined(link, head, part.body, name, line, written)
            except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
                continue
            if found is not None:
                yield found


def _as_column(value: Expr, head: Syntax) -> Expr:
    """The diagonal of a matrix as a column, where a small letter stands for it: a = diag(A)."""
    match value:
        case Apply(op=op, args=(a,)) if op is DIAGONAL_MATRIX and not a.shape.is_column:
            small = isinstance(head, syntax.Name) and head.text.islower()
            return DIAGONAL_VECTOR(a) if small else value
    return value
