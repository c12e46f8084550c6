"""Claims about optima: what varies, what restricts it, and what is said of it.

A function that is not known, a set that is not understood, or a word by which the text may
restrict what varies leaves a claim unjudged.  Whether it is true is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matrixcalc.dims import Dim
from matrixcalc.expr import Expr, Integral, Symbol
from matrixcalc.extrema import (
    REGIONS,
    SUMMING,
    Wanted,
    optimum,
    stationarity,
    value_at,
    written_out,
)
from matrixcalc.lang import syntax
from matrixcalc.lang.constraints import Attached, Constraints
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.functionals import (
    ATTAINED,
    MEANT,
    argument,
    as_sums,
    is_any_density,
    section,
    valued,
)
from matrixcalc.lang.links import Link
from matrixcalc.lang.names import name_of
from matrixcalc.lang.optima import CONSTRAINED, RESTRICTING, SUBJECT_TO, Sought, sole_variable
from matrixcalc.lang.parser import Unparsed
from matrixcalc.lang.prose import Cue
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.vanishing import Vanishing
from matrixcalc.once import once
from matrixcalc.ops import algebra
from matrixcalc.ops.arguments import Misuse, number
from matrixcalc.ops.spec import Unavailable
from matrixcalc.shapes import SCALAR, IllShaped
from matrixcalc.statements import Definition, Equality, Given, Optimum, Statement

COUNTS = ("N", "K", "M", "n", "k", "m")
"""Names for how many points there are, of which nothing is told."""

DOUBTFUL = frozenset({Cue.IMPLIES, Cue.OPEN, Cue.DENIED, Cue.CASE, Cue.SETTING})
"""What words announce where no optimum need be claimed, or only of a case."""


@dataclass(frozen=True)
class Posed:
    """A claim about an optimum: what it says as an equation, and what is defined for it."""

    optimum: Optimum
    sides: tuple[Expr, Expr]
    place: Expr | None
    under: str

    @property
    def letters(self) -> frozenset[str]:
        """The letters of the function and of what restricts the one that varies."""
        o = self.optimum
        return o.objective.names.union(*(e.names for c in o.constraints for e in c))


class Extremal(Vanishing):
    """The optima of a problem."""

    sought_density: tuple[Sought, str, str] | None = None
    """The last optimum over densities, with the density and the letter of which it is one."""

    def _doubt(self, a: Expr, b: Expr, kept: list[str]) -> str:
        """What is known of a letter and no declaration says: also what an optimum sets for it."""
        found = super()._doubt(a, b, kept)
        if found or a.has_derivative or b.has_derivative:
            return found
        for link, wanted in self.constraints.optima:
            attached = self.constraints.found[id(link.claim)]
            set_ = wanted.constraints or wanted.simplex or attached.equations or attached.simplex
            name = name_of(wanted.variable) if wanted.variable is not None and set_ else None
            if name in a.names | b.names:
                return f"the text restricts {name} where it varies"
        return ""

    def _attained_at(self, link: Link, left: Syntax) -> Sought | None:
        """What the text says to be attained where a density is what stands on the right."""
        if self.sought_density is None or not link.block.display or link.continues:
            return None
        wanted, name, point = self.sought_density
        match left:
            case syntax.Juxtaposed(items=(head, syntax.Group(parts=(inner,)))):
                if (name_of(head), name_of(inner)) != (name, point):
                    return None
                text = self.written.scanned.source.text[: link.left.start]
                before = re.split(r"[.!?;]\s", text)[-1]
                variable = head if isinstance(head, syntax.Name) else None
                said = ATTAINED.search(before) is not None and variable is not None
                return replace(wanted, of_value=False, variable=variable) if said else None
        return None

    @once
    def constraints(self) -> Constraints:
        """What the text sets for what varies in them."""
        return Constraints(self.written)

    def _constraint(self, link: Link, line: int, written: str) -> Given | None:
        """A constraint of an optimum, which is supposed in what follows, too."""
        sides = [self.written.syntax(s) for s in (link.left, link.right)]
        try:
            a, b = self._sides(link, [s for s in sides if not isinstance(s, Unparsed)])
        except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
            self.loose |= self.written.letters_of(link)
            return None
        self._rest_on(a.names | b.names)
        return Given(a, b, "", line, written) if link.relation.sign == "=" else None

    def _posed(self, link: Link, wanted: Sought, other: Syntax) -> Posed:
        """The claim that a link makes about an optimum.

        Raises `Beyond` where it is not clear what varies, or over which values.
        """
        attached = self.constraints.found.get(id(link.claim), Attached())
        wanted = replace(
            wanted, constraints=(*wanted.constraints, *attached.equations),
            simplex=wanted.simplex or attached.simplex,
        )  # fmt: skip
        variable = sole_variable(wanted, other)
        if wanted.unclear or variable is None:
            raise Beyond(wanted.unclear or "what varies in an optimum is not clear", other)
        point = argument(wanted.body, name_of(variable) or "")
        if point is not None and not attached.equations and not wanted.constraints:
            return self._over_densities(link, wanted, variable, point, other)
        self._refuse_unread(link, attached, wanted, variable, other)
        wanted = replace(wanted, body=self._with_argument(wanted.body, variable))
        x, claimed, f = self._varied(link, wanted, variable, other)
        self._refuse_tied(frozenset({x.name}), other)
        if x.name in self.scope.behind(claimed.names):
            raise Beyond(f"what is claimed of the optimum over {x.name} depends on it", other)
        pairs = [self._pair(link, pair) for pair in wanted.constraints]
        besides = tuple(self._besides(attached, name_of(variable) or "", other))
        if x.name not in self.scope.behind(f.names):
            raise Beyond(f"{x.name} does not occur in what it is said to make extreme", other)
        x, pairs = self._region(wanted, variable, x, pairs)
        try:
            posed = self._made_of(
                link, Wanted(f, x, wanted.sense, tuple(pairs)), claimed, of_value=wanted.of_value
            )
        except (ValueError, Unavailable) as error:
            raise Beyond(str(error), other) from None
        if not besides:
            return posed
        told = posed.under or f"a constraint on {x.name}"
        return replace(posed, optimum=replace(posed.optimum, besides=besides), under=told)

    def _over_densities(
        self, link: Link, wanted: Sought, variable: syntax.Name, point: str, other: Syntax
    ) -> Posed:
        """The claim about an optimum over all densities, with sums in place of integrals."""
        name = name_of(variable) or ""
        x = self.scope.letters.get(point)
        known = self.scope.letters.get(name)
        told = section(self.written.scanned, self.written.problem.start)
        if not (wanted.simplex or is_any_density(told, name)) or x is None or wanted.positive:
            raise Beyond(f"which densities {name} may be is not told", other)
        if known is not None and (known.body is not None or len(known.formal) != 1):
            raise Beyond("what varies in an optimum is not clear", other)
        words = frozenset({"positive", "nonzero"})
        density = Symbol(name, SCALAR, words, (x.symbol,))
        bodies = self._integrals(other)
        meant = [Letter(Symbol(n, e.shape), body=e) for n, e in bodies.items()]
        meant.append(Letter(density, (), (x.symbol,)))
        sides = self._with_letters(link, meant, (wanted.body, other))
        size = next(n for n in COUNTS if not self.scope.declares(n))
        places = [Dim.index(i, Dim.size(size)) for i in ("i", "j")]
        f, claimed = (as_sums(e, point, places, bodies) for e in sides)
        if f is None or claimed is None or places[0].variables & set(f.indices):
            raise Beyond("what it says of integrals is not understood", other)
        self.sought_density = wanted, name, point
        q = Symbol(valued(name, point), SCALAR, words, (places[0],))
        one = algebra.total(places[1], replace(q, arguments=(places[1],))), number(1)
        posed = self._made_of(
            link, Wanted(f, q, wanted.sense, (one,)), claimed, of_value=wanted.of_value
        )
        return replace(posed, under=MEANT)

    def _with_letters(
        self, link: Link, letters: Sequence[Letter], nodes: tuple[Syntax, ...]
    ) -> tuple[Expr, ...]:
        """Sides in which some letters have a meaning of their own."""
        before = dict(self.scope.letters)
        self.scope.letters.update((x.symbol.name, x) for x in letters)
        try:
            return self._sides(link, nodes)
        finally:
            for name in (x.symbol.name for x in letters):
                del self.scope.letters[name]
                if name in before:
                    self.scope.letters[name] = before[name]

    def _integrals(self, node: Syntax) -> dict[str, Expr]:
        """What the letters of a formula are that the text defines as integrals, here or further down."""
        names = {name_of(n) or "" for n in syntax.walk(node) if isinstance(n, syntax.Name)}
        known = {n: self.scope.letters[n] for n in names & self.scope.letters.keys()}
        found = {
            n: x.body for n, x in known.items()
            if x.body is not None and any(isinstance(e, Integral) for e in x.body.walk())
        }  # fmt: skip
        for said in self.written.links:
            if not isinstance(said, Link) or said.relation.sign not in ("=", ":="):
                continue
            head, value = (self.written.syntax(s) for s in (said.left, said.right))
            if isinstance(head, syntax.Name) and not isinstance(value, Unparsed):
                name = name_of(head) or ""
                own = name not in known or (known[name].assumed and known[name].body is None)
                integrates = any(isinstance(n, syntax.Big) for n in syntax.walk(value))
                if name in names and name not in found and own and integrates:
                    (found[name],) = self._sides(said, (value,))
        return found

    def _besides(self, attached: Attached, name: str, node: Syntax) -> Iterator[tuple[Expr, Expr]]:
        """The equations of the text that may restrict the letter."""
        for link in self.constraints.others(attached, name):
            sides = tuple(self.written.syntax(s) for s in (link.left, link.right))
            known = [s for s in sides if not isinstance(s, Unparsed)]
            try:
                left, right = self._sides(link, known)
            except (NotUnderstood, IllShaped, Misuse, ValueError):
                told = f"the text sets a condition on {name} that is not understood"
                raise Beyond(told, node) from None
            yield left, right

    def _made_of(self, link: Link, posed: Wanted, claimed: Expr, *, of_value: bool) -> Posed:
        known = self.scope.definitions
        name = posed.variable.name
        posed = replace(
            posed,
            objective=written_out(posed.objective, name, known),
            constraints=tuple(
                (written_out(a, name, known), written_out(b, name, known))
                for a, b in posed.constraints
            ),
        )
        o = optimum(posed, frozenset(self.scope.names | claimed.names))
        if of_value:
            o = replace(o, of_value=True)
            sides = value_at(o, claimed)
        else:
            sides = stationarity(o, self.scope.convention)
        names = self._all_names(o, claimed)
        under = self._rests(link, o, names) or self._doubt(*sides, [])
        return Posed(o, sides, None if of_value else claimed, under)

    def _placed(
        self, link: Link, wanted: Wanted, claimed: Expr, made: Equality
    ) -> Iterator[Statement]:
        """That a function is smallest or largest where its derivative is zero, if that is said."""
        try:
            posed = self._made_of(link, wanted, claimed, of_value=False)
        except (ValueError, Unavailable):
            yield replace(made, plain=False)
            return
        new = defined(posed, made.line, made.written)
        self._know(new)
        yield from new
        left, right = posed.sides
        yield replace(
            made, left=left, right=right, optimum=posed.optimum, kind="claim", continues=False,
            premises=(), arrow="", supposed=False, plain=False,
            under="" if made.plain else made.under,
        )  # fmt: skip

    def _know(self, new: Sequence[Definition]) -> None:
        """Keep the letters for places."""
        for found in new:
            self.scope.letters[found.head.name] = Letter(found.head, body=found.body)
        self.scope.definitions += tuple(new)

    def _all_names(self, o: Optimum, claimed: Expr) -> frozenset[str]:
        """The letters on which the claim depends, with those of the constraint."""
        found = claimed.names | o.objective.names
        for a, b in o.constraints:
            found |= a.names | b.names
        return self.scope.behind(found)

    def _refuse_unread(
        self, link: Link, attached: Attached, wanted: Sought, variable: syntax.Name, node: Syntax
    ) -> None:
        """Raise `Beyond` for what may restrict the letter and was not read."""
        name = name_of(variable) or ""
        signs = {x.relation.sign for x in self.constraints.others(attached, name)}
        if self.constraints.bounded_above(name) or signs - {"="}:
            raise Beyond(f"the text sets a condition on {name} that is not understood", node)
        if self.constraints.confined(name):
            raise Beyond(f"the text says of {name} in which set it is", node)
        if self.constraints.beside(link, attached, name):
            raise Beyond(f"what is written beside it may restrict {name}", node)
        letter = self.scope.letters.get(name)
        summing = letter is not None and bool(letter.symbol.assumptions & SUMMING)
        free = not (wanted.constraints or wanted.simplex or summing)
        besides = RESTRICTING if summing else SUBJECT_TO
        word = self.constraints.unread_words(link, CONSTRAINED if free else besides)
        if word:
            raise Beyond(f"the text may restrict {name}: “{word}”", node)
        others = [
            y for other, y in self.constraints.optima
            if other.claim is not link.claim and (y.constraints or y.simplex or self.constraints.found[
                id(other.claim)].equations or self.constraints.found[id(other.claim)].simplex)
        ]  # fmt: skip
        if free and any(name_of(y.variable or variable) == name for y in others):
            raise Beyond(f"whether {name} is restricted here too is not told", node)
        if free and self.constraints.distributed(variable):
            raise Beyond(f"the text may restrict {name}: it is a distribution", node)

    def _varied(
        self, link: Link, wanted: Sought, variable: syntax.Name, other: Syntax
    ) -> tuple[Symbol, Expr, Expr]:
        """The letter that varies, what is claimed of it, and the function."""
        letter = self.scope.letters.get(name_of(variable) or "")
        if letter is not None and letter.indices:
            claimed, f = (self._sides(link, (n,))[0] for n in (other, wanted.body))
            if len(letter.indices) != 1 or letter.body is not None or letter.formal:
                raise Beyond("what varies in an optimum is not clear", other)
            (index,) = letter.indices
            if not wanted.of_value and claimed.indices:
                (index, *more) = claimed.indices
                own = letter.indices[0]
                if more or (index.lower, index.upper) != (own.lower, own.upper):
                    raise Beyond("what varies in an optimum is not clear", other)
            return replace(letter.symbol, arguments=(Dim.variable(index),)), claimed, f
        if wanted.of_value:
            claimed, f = (self._sides(link, (n,))[0] for n in (other, wanted.body))
            (x,) = self._sides(link, (variable,))
        else:
            claimed, x, f = self._sides(link, (other, variable, wanted.body))
        if not isinstance(x, Symbol) or x.arguments or self._has_body(x.name):
            raise Beyond("what varies in an optimum is not clear", other)
        if not wanted.of_value and claimed.shape != x.shape:
            raise Beyond("what varies in an optimum is not clear", other)
        return x, claimed, f

    def _with_argument(self, body: Syntax, variable: syntax.Name) -> Syntax:
        """The function at the letter that varies, where only its name is written."""
        inner = body
        while isinstance(inner, syntax.Group) and len(inner.parts) == 1:
            (inner,) = inner.parts
        if not isinstance(inner, syntax.Name):
            return body
        known = self.scope.letters.get(name_of(inner) or "")
        if known is None or [str(e) for e in known.formal] != [name_of(variable)]:
            return body
        at = syntax.Group(inner.start, inner.end, "(", (variable,))
        return syntax.Juxtaposed(inner.start, inner.end, (inner, at))

    def _pair(self, link: Link, nodes: tuple[Syntax, Syntax]) -> tuple[Expr, Expr]:
        a, b = self._sides(link, nodes)
        return a, b

    def _region(
        self, wanted: Sought, variable: syntax.Name, x: Symbol, pairs: list[tuple[Expr, Expr]]
    ) -> tuple[Symbol, list[tuple[Expr, Expr]]]:
        """The letter with what is said of its sign, and the equations with that of a simplex."""
        name = name_of(variable) or ""
        said = {*wanted.positive, *(n for _, n in self.constraints.positive())}
        if any(n != name for n in wanted.positive):
            raise Beyond("the set over which it is taken is not understood", variable)
        if wanted.simplex:
            one = number(1)
            if x.arguments:
                (k,) = x.arguments
                pairs = [*pairs, (algebra.total(k, x), one)]
            elif x.shape.is_column and not x.shape.is_scalar:
                pairs = [*pairs, (algebra.ones(x.shape.rows).T @ x, one)]
            else:
                raise Beyond("the set over which it is taken is not understood", variable)
        if wanted.simplex or name in said:
            words = {"positive", "nonzero"} if x.shape.is_scalar else {"positive entries"}
            if x.assumptions <= REGIONS:
                x = replace(x, assumptions=x.assumptions | words)
        return x, pairs

    def _rests(self, link: Link, o: Optimum, names: frozenset[str]) -> str:
        """What else the claim may rest on: nothing but that keeps it from being refuted."""
        attached = bool(self.constraints.found.get(id(link.claim), Attached()).claims)
        if not link.block.display:
            return "what the text around it says"
        if link.claim.arrow or DOUBTFUL & link.block.cues:
            return "the words before it"
        if self._is_premise(link) or (not attached and self._is_conditional(link)):
            return "what is written beside it"
        if link.claim.remark or o.variable.name in self.resting | self.crowded:
            return f"a constraint on {o.variable.name}"
        shown = self._shown_names(o)
        if any(needed & (names - shown) for needed, _ in self.hypotheses):
            return "an equation before it"
        return ""

    def _shown_names(self, o: Optimum) -> frozenset[str]:
        """The letters that stand in the equation itself, of which conditions are heeded anyway."""
        if not o.of_value:
            return self._all_names(o, o.objective)
        return self.scope.behind(o.objective.names)


def defined(posed: Posed, line: int, written: str) -> Sequence[Definition]:
    """The letter for the claimed place."""
    if posed.place is None:
        return ()
    because = "the place that is claimed"
    return (Definition(posed.optimum.point, posed.place, because, line, written),)
